//! F201: iets anders dan één bepaald getal
//!
//! Bij deze vraag hoort één getal in de kolom `Antwoord`. Er staat iets dat geen getal is, of dat
//! meer dan één getal kan zijn: `ca. 40`, `1.5`, `12 a 15`, `40 jongeren`, `tien`, een percentage,
//! een bedrag of een datum. Dat kan ook aan de opmaak van de cel liggen: wie 5 typt in een cel die
//! op `Percentage` staat, ziet `500%` of `5%`. Wat u in de cel ziet en wat erin is opgeslagen, moet
//! hetzelfde getal zijn: een opmaak die `ca. 40` toont bij 40, een doorgehaalde 40 naast een 45,
//! een nootcijfer achter het getal of een getal dat niet te zien is, vallen er ook onder. Het
//! programma gokt niet, want een verkeerd getal komt in een rapport aan de Tweede Kamer.
//!
//! ## Fout
//!
//! In de kolom `Antwoord` staat `ca. 40`:
//!
//! ```text
//! 'Persoonlijke ontwikkeling'!C13  fout F201 (ajb.aangemeld): `ca. 40` is niet één bepaald getal; gevraagd is het aantal jongeren
//! ```
//!
//! ## Goed
//!
//! `40`. Ook `1.234` en, bij fte, `12,5` zijn goed. Weet u het aantal niet, dan `onbekend`.
//!
//! ## Wat u doet
//!
//! Vul het precieze aantal in, alleen als getal. Wat u erover kwijt wilt, zet u in de kolom
//! `Toelichting`. Is het aantal niet bekend, vul dan `onbekend` in.
//!
//! Tot dan telt dit antwoord in geen enkel cijfer mee.

use crate::answers::{FaultKind, NumberFault, Reading, Seen};
use crate::cycle::Unit;
use crate::dutch;
use crate::finding::{Finding, Rule, Severity};
use crate::questionnaire::Question;

use crate::checks::case::Item;

pub(super) const RULE: Rule = Rule { code: "F201", severity: Severity::Error };

pub(super) fn find(item: &Item<'_>) -> Option<Finding> {
    let (Reading::Fault(fault), Question::Number(_, measure)) =
        (&item.entry.reading, item.question)
    else {
        return None;
    };
    let (unit, found) = (&measure.unit.plural, fault.found.trim());
    let in_words = in_words(found);
    let hint = match &fault.kind {
        FaultKind::Number(NumberFault::Ambiguous(readings)) => match readings.as_slice() {
            [] => format!(
                "vul één getal in: het precieze aantal {unit}; kent u het niet, vul dan `onbekend` in"
            ),
            [only] => format!(
                "vul het precieze aantal {unit} in, alleen als getal; is dat {only}? Kent u het niet, vul dan `onbekend` in"
            ),
            readings => format!(
                "vul één getal in: {}? Kent u het aantal niet, vul dan `onbekend` in",
                readings.join(" of ")
            ),
        },
        FaultKind::Number(NumberFault::WithText { number, rest })
            if !number.is_empty() && names_unit(rest, &measure.unit) =>
        {
            format!("vul alleen het getal in ({number})")
        }
        FaultKind::Number(NumberFault::WithText { .. }) => format!(
            "vul alleen het aantal {unit} in, in cijfers, en zet de rest in de kolom `Toelichting`; kent u het niet, vul dan `onbekend` in"
        ),
        FaultKind::Number(NumberFault::Percentage) => {
            format!(
                "vul het aantal {unit} in, geen percentage; zet de celopmaak op `Getal` als die op `Percentage` staat (mag dat niet, hef dan de beveiliging van het blad op: er is geen wachtwoord)"
            )
        }
        FaultKind::Number(NumberFault::Amount) => format!(
            "vul het aantal {unit} in, geen bedrag; zet de celopmaak op `Getal` als die op `Valuta` staat (mag dat niet, hef dan de beveiliging van het blad op: er is geen wachtwoord)"
        ),
        FaultKind::Date => {
            format!("zet de celopmaak op `Getal` en vul het aantal {unit} opnieuw in")
        }
        FaultKind::Number(NumberFault::NoNumber) if let Some(number) = in_words => {
            format!("schrijf het aantal {unit} in cijfers: {number}")
        }
        FaultKind::Number(NumberFault::SeenOtherwise(seen)) => otherwise_hint(seen, unit),
        FaultKind::Number(NumberFault::TooLarge | NumberFault::NoNumber) | FaultKind::Boolean => {
            format!("vul het aantal {unit} in cijfers in; kent u het niet, vul dan `onbekend` in")
        }
        FaultKind::Status
        | FaultKind::Choice(_)
        | FaultKind::NoDate
        | FaultKind::ErrorValue
        | FaultKind::FormulaWithoutValue => return None,
    };
    let what = match &fault.kind {
        FaultKind::Number(NumberFault::NoNumber) if in_words.is_some() => {
            "is niet in cijfers geschreven"
        }
        FaultKind::Number(NumberFault::NoNumber) | FaultKind::Boolean => "is geen getal",
        FaultKind::Number(NumberFault::WithText { .. }) => "is een getal met tekst erbij",
        FaultKind::Number(NumberFault::Percentage) => "is een percentage",
        FaultKind::Number(NumberFault::TooLarge) => "is te groot om een aantal te zijn",
        FaultKind::Date => "is een datum of een tijd",
        _ => "is niet één bepaald getal",
    };
    let message = match &fault.kind {
        FaultKind::Number(NumberFault::SeenOtherwise(seen)) => otherwise(seen, found),
        _ => format!("`{found}` {what}"),
    };
    let message = format!("{message}; gevraagd is het aantal {unit}");
    // Of a number that nobody sees, the number.
    let found = match &fault.kind {
        FaultKind::Number(NumberFault::SeenOtherwise(Seen::Format(stored))) if found.is_empty() => {
            stored
        }
        _ => &fault.found,
    };
    Some(item.finding(RULE, message, hint).found(found))
}

/// What a person sees in the cell, and what is stored in it.
fn otherwise(seen: &Seen, found: &str) -> String {
    match seen {
        Seen::Format(stored) if found.is_empty() => {
            format!("in de cel is niets te zien, maar er is {stored} in opgeslagen")
        }
        Seen::Format(stored) => {
            format!("in de cel is `{found}` te zien, maar er is {stored} in opgeslagen")
        }
        Seen::PartlyStruck => format!("in `{found}` is doorgehaald wat tussen ~~ staat"),
        Seen::Raised => format!("in `{found}` staan tekens boven of onder de regel"),
        Seen::Struck => format!("`{found}` is in zijn geheel doorgehaald"),
    }
}

fn otherwise_hint(seen: &Seen, unit: &str) -> String {
    match seen {
        Seen::Format(_) => format!(
            "zet de celopmaak op `Getal` en vul het aantal {unit} in, alleen als getal (mag dat niet, hef dan de beveiliging van het blad op: er is geen wachtwoord); wat u erover kwijt wilt, zet u in de kolom `Toelichting`"
        ),
        Seen::PartlyStruck => format!(
            "maak de cel leeg en vul één getal in: het aantal {unit} dat geldt; kent u het niet, vul dan `onbekend` in"
        ),
        Seen::Raised => format!(
            "maak de cel leeg en vul alleen het aantal {unit} in; een noot zet u in de kolom `Toelichting`"
        ),
        Seen::Struck => {
            "haal de doorhaling weg als het getal geldt; geldt het niet, maak de cel dan leeg of vul `onbekend` in".to_owned()
        }
    }
}

/// The number that a word says.
fn in_words(found: &str) -> Option<u32> {
    if found.eq_ignore_ascii_case("een") { Some(1) } else { dutch::counted(found) }
}

/// Whether what stands beside a number only says what was asked: `40 jongeren`.
fn names_unit(rest: &str, unit: &Unit) -> bool {
    let rest = rest.trim_matches(|c: char| !c.is_alphanumeric() && c != '€').to_lowercase();
    let money = ["€", "eur", "euro"];
    rest == unit.singular
        || rest == unit.plural
        || unit.is_money() && money.contains(&rest.as_str())
}
