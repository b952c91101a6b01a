//! Compares the account of the figures behind the text with what each municipality gave.
//!
//! In a draft it shows everything; in a public edition it keeps back what nobody may come to know.

use std::collections::{BTreeMap, BTreeSet};

use pmg_core::edition::Edition;
use pmg_core::municipality::MunicipalityCode;
use pmg_core::place::{Cell, Place};
use pmg_core::suppression::Shown;

use super::basis::Expectations;
use super::count::{Exact, Given, Measured, ONE};
use super::page::{ACCOUNT, Page};
use super::parts::{self, Part};
use super::words::{date, digits, in_full, plain};
use super::{Difference, RecountError};

/// The kinds of places in the text that rest on a measure.
const MEASURED: [&str; 6] = ["som", "waarde", "opgaven", "toelichting", "aandeel", "peildatum"];
/// Why a municipality is not in a figure: the kind of what it gave, and the words for it.
const LEFT_OUT: [(&str, &str); 3] = [
    ("unknown", "onbekend"),
    ("not_applicable", "niet van toepassing"),
    ("missing", "niet of niet bruikbaar ingevuld"),
];

/// What is said under each name: a row or a paragraph more than once where it stands more than once.
type Lines = BTreeMap<String, Vec<String>>;

/// Compares each part that is about a measure with what was given.
pub(super) fn compare(
    page: &Page,
    html: &str,
    expectations: &Expectations<'_>,
    edition: Edition,
) -> Result<Vec<Difference>, RecountError> {
    let account = Account::of(expectations, edition)?;
    let parts = parts::read(html);
    let mut differences = Vec::new();
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for part in &parts {
        let code = part.code.as_deref().unwrap_or_default();
        if let Some(measured) = expectations.measures.get(code) {
            *times.entry(code).or_default() += 1;
            differences.extend(unlike(code, &lines(part), &account.lines(measured)));
        }
    }
    // Every measure that the text uses has exactly one part.
    for code in leaned_on(page).filter(|code| expectations.measures.contains_key(*code)) {
        times.entry(code).or_default();
    }
    let often = times.into_iter().filter(|(_, times)| *times != 1);
    differences.extend(often.map(|(code, times)| {
        let times = format!("{times} keer");
        difference(&[code], times, "één keer".to_owned())
    }));
    Ok(differences)
}

/// The codes of the measures that figures of the text rest on.
fn leaned_on(page: &Page) -> impl Iterator<Item = &str> {
    page.figures.iter().filter_map(|figure| {
        let (kind, rest) = figure.basis.split_once(':')?;
        MEASURED.contains(&kind).then(|| rest.split(':').next()).flatten()
    })
}

/// What the account must say.
struct Account<'a> {
    expectations: &'a Expectations<'a>,
    edition: Edition,
    /// By the codes of municipalities, in their order.
    names: BTreeMap<String, String>,
    /// Who gave no number, by measure and kind of answer.
    without: BTreeMap<(String, String), Vec<String>>,
    /// The measures of what has a status.
    with_status: BTreeSet<String>,
    /// The singular of each unit, by its plural.
    singular: BTreeMap<&'a str, &'a str>,
}

impl<'a> Account<'a> {
    fn of(expectations: &'a Expectations<'a>, edition: Edition) -> Result<Self, RecountError> {
        let count = expectations.count;
        let names = "SELECT municipality, name FROM municipalities";
        let names = count.rows(names, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let given = "
            SELECT measure, kind, name FROM given JOIN municipalities USING (municipality)
            WHERE kind <> 'number' ORDER BY municipality";
        let given = count.rows(given, [], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?;
        let mut without: BTreeMap<_, Vec<String>> = BTreeMap::new();
        for (key, name) in given {
            without.entry(key).or_default().push(name);
        }
        let with_status = "SELECT code FROM questions WHERE has_status = 'true'";
        let units = expectations.cycle.definition.units.iter();
        Ok(Self {
            expectations,
            edition,
            names: names.into_iter().collect(),
            without,
            with_status: count.words(with_status, [])?.into_iter().collect(),
            singular: units.map(|unit| (&*unit.plural, &*unit.singular)).collect(),
        })
    }

    /// All that the part of a measure should say, by what it is about.
    fn lines(&self, measured: &Measured) -> Lines {
        let mut lines = Lines::from([(String::new(), vec![self.how(measured)])]);
        let mut beside = Vec::new();
        for given in self.expectations.given.values().filter(|it| it.measure == measured.measure) {
            let name = self.name(given);
            let number = self.number(given, measured);
            if given.counted {
                let about = self.about(given);
                let said = [number, about].into_iter().filter(|text| !text.is_empty());
                lines.entry(name).or_default().push(said.collect::<Vec<_>>().join(" | "));
            } else {
                beside.push(format!("{name} ({number})"));
            }
        }
        let without = |kind: &str| {
            let key = (measured.measure.clone(), kind.to_owned());
            self.without.get(&key).cloned().unwrap_or_default()
        };
        let left_out = LEFT_OUT.map(|(kind, why)| (why, without(kind))).into_iter();
        let left_out = left_out.chain([("niet meegeteld, want niet in uitvoering", beside)]);
        for (why, who) in left_out.filter(|(_, who)| !who.is_empty()) {
            let said = format!("{}.", who.join(", "));
            lines.insert(format!("Niet in het cijfer, {why}"), vec![said]);
        }
        lines
    }

    fn name(&self, given: &Given) -> String {
        self.names.get(&given.municipality).cloned().unwrap_or_default()
    }

    /// The first sentences: the sum, and that only those that run are counted where there is a status.
    fn how(&self, measured: &Measured) -> String {
        let Measured { measure, unit, .. } = measured;
        let hidden = self.edition.is_final()
            && self.expectations.suppression.sum(measure) != Shown::Published;
        let said = match measured.sum {
            None => format!("Geen gemeente gaf een aantal {unit} op."),
            Some(_) if hidden => {
                "Het totaal is niet getoond: er zou een klein aantal mensen uit blijken.".to_owned()
            }
            Some(sum) => {
                let amount = self.amount(sum, measured);
                format!("Som: {amount}, opgave van {}.", coverage(measured))
            }
        };
        let rule = " Geteld is waar de interventie in uitvoering is.";
        if self.with_status.contains(measure) { said + rule } else { said }
    }

    /// `576 jongeren`, `1 jongere`, `€ 500.000`.
    fn amount(&self, sum: Exact, measured: &Measured) -> String {
        if measured.unit_kind == "geld" {
            return in_full(sum);
        }
        let (sum, is_one) = (digits(sum), sum == ONE);
        let one = self.singular.get(measured.unit.as_str()).filter(|_| is_one);
        format!("{sum} {}", one.unwrap_or(&measured.unit.as_str()))
    }

    /// A number as the reader may see it.
    fn number(&self, given: &Given, measured: &Measured) -> String {
        let code = MunicipalityCode::parse(&given.municipality).filter(|_| self.edition.is_final());
        let shown = code.map(|code| self.expectations.suppression.of(&given.measure, &code));
        match shown {
            Some(Shown::SecondarySuppressed) => "niet getoond".to_owned(),
            Some(Shown::PrimarySuppressed) => self.expectations.less(),
            // A small number is never shown, whatever was decided.
            Some(Shown::Published) if self.expectations.is_small(given.value, measured) => {
                self.expectations.less()
            }
            Some(Shown::Published) | None if measured.unit_kind == "geld" => in_full(given.value),
            Some(Shown::Published) | None => digits(given.value),
        }
    }

    /// Its cell, its reference date and the remark on it; only the date is for everybody.
    fn about(&self, given: &Given) -> String {
        let [file, sheet, cell] = given.place.clone();
        let sheet = Some(sheet).filter(|sheet| !sheet.is_empty());
        let place = Place { sheet, cell: Cell::parse(&cell), ..Place::file(&file) }.to_string();
        let day = match given.reference_date.as_str() {
            "" => String::new(),
            day => format!("peildatum {}", date(day)),
        };
        let remark = match given.remark.as_str() {
            "" => String::new(),
            remark => format!("“{remark}”"),
        };
        let said = if self.edition.is_final() { vec![day] } else { vec![place, day, remark] };
        let said = said.into_iter().filter(|text| !text.is_empty());
        said.collect::<Vec<_>>().join("; ")
    }
}

/// How many of the municipalities concerned gave a number: `4 van de 6 gemeenten`.
fn coverage(measured: &Measured) -> String {
    let Measured { municipalities: given, unknown, missing, not_applicable, .. } = measured;
    let silent = unknown + missing;
    let could = if *not_applicable == 0 { "" } else { " waar de vraag past" };
    if silent > 0 {
        format!("{given} van de {} gemeenten{could}", given + silent)
    } else if *given > 1 {
        format!("alle {given} gemeenten{could}")
    } else if could.is_empty() {
        "1 gemeente".to_owned()
    } else {
        format!("de enige gemeente{could}")
    }
}

/// All that a part says, by what it is about.
fn lines(part: &Part) -> Lines {
    let mut lines = Lines::from([(String::new(), vec![part.how.trim().to_owned()])]);
    for row in &part.rows {
        let (name, cells) = row.split_first().map_or(("", &[][..]), |(name, rest)| (name, rest));
        let cells = cells.iter().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>();
        lines.entry(name.to_owned()).or_default().push(cells.join(" | "));
    }
    for paragraph in &part.paragraphs {
        let (why, who) = paragraph.split_once(": ").unwrap_or((paragraph, ""));
        lines.entry(why.to_owned()).or_default().push(who.to_owned());
    }
    lines
}

/// The differences where a part does not say what it must.
fn unlike(code: &str, found: &Lines, expected: &Lines) -> Vec<Difference> {
    let said = |lines: &Lines, about: &str| {
        lines.get(about).map_or_else(|| "niets".to_owned(), |said| said.join(" en "))
    };
    let about: BTreeSet<&String> = found.keys().chain(expected.keys()).collect();
    let differ = about.into_iter().filter_map(|about| {
        let (there, wanted) = (said(found, about), said(expected, about));
        let (said, expected) = (plain(&there), plain(&wanted));
        (said != expected && !is_printed_so(&said, &expected))
            .then(|| difference(&[code, about], there, wanted))
    });
    differ.collect()
}

/// Whether a text is printed so by fonts that lack some of its characters: the name of a file or a sheet has `?`
/// there. Digits and letters of our own alphabet can always be printed.
fn is_printed_so(printed: &str, text: &str) -> bool {
    let is_unseen = |c: &char| matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}');
    let mut seen = text.chars().filter(|c| !is_unseen(c));
    let same = printed.chars().all(|printed| {
        seen.next().is_some_and(|c| c == printed || printed == '?' && !c.is_ascii())
    });
    same && seen.next().is_none()
}

fn difference(about: &[&str], found: String, expected: String) -> Difference {
    let path = [ACCOUNT.0].into_iter().chain(about.iter().copied());
    let path: Vec<&str> = path.filter(|step| !step.is_empty()).collect();
    Difference { file: "rapport.html".to_owned(), what: path.join(" › "), found, expected }
}

#[cfg(test)]
mod tests {
    use super::is_printed_so;

    #[test]
    fn a_name_may_have_a_question_mark_where_no_font_has_its_character() {
        assert!(is_printed_so("21 | a ?.xlsx 'b ?'!D3", "21 | a 漢.xlsx 'b 📚\u{FE0F}'!D3"));
        for (printed, text) in [("?1", "21"), ("a?", "a"), ("a", "a漢"), ("12", "1漢2")] {
            assert!(!is_printed_so(printed, text), "{printed}");
        }
    }
}
