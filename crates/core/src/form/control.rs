//! What the workbook says about its own answers, as formulas: for each question whether it is answered
//! and what is wrong with it, and on the sheet `Controle` the first of those points, in plain words.
//!
//! It finds what `checks` would find, as far as a spreadsheet can; what needs more is left to those.

use crate::answers::Status;
use crate::cycle::{OpenKind, RelationKind, UnitKind};
use crate::dutch;
use crate::questionnaire::{Block, Measure, OpenQuestion};

use super::draft::{Asked, Draft};
use super::formula::{
    Expr, any, both, call, day, infix, is_empty, is_given, is_word, number, text, when,
};
use super::texts::{self, HIGHLIGHTED};

/// A condition, and the text that says what to do if it holds.
type Point = (Expr, Expr);

/// Letters of a text that the report has room for; `checks::rules::text_too_long` has the same.
const LONGEST: u32 = 2_000;
/// The words that are an answer to any question.
const SPECIAL: [&str; 5] = ["onbekend", "n.v.t.", "n.v.t", "nvt", "niet van toepassing"];

pub(super) fn is_special(of: &Expr) -> Expr {
    is_word(of, &SPECIAL)
}

pub(super) fn is_number(of: &Expr) -> Expr {
    call("ISNUMBER", [of.clone()])
}

fn not(what: Expr) -> Expr {
    call("NOT", [what])
}

fn never() -> Expr {
    any(Vec::new())
}

/// The condition for what may be typed where a number is asked.
pub(super) fn fits(measure: &Measure, of: &Expr) -> Expr {
    when(is_number(of), not(is_odd(measure, of)), is_special(of))
}

/// The condition that a number cannot be what was asked; works for numbers only.
fn is_odd(measure: &Measure, of: &Expr) -> Expr {
    let mut wrong =
        vec![infix(of.clone(), "<", number(0)), infix(of.clone(), ">", number(1_000_000_000))];
    if measure.unit.kind.is_whole() {
        wrong.push(infix(of.clone(), "<>", call("INT", [of.clone()])));
    }
    any(wrong)
}

/// The condition for what may be typed where a reference date is asked.
pub(super) fn fits_date(of: &Expr, last: jiff::civil::Date) -> Expr {
    let first = jiff::civil::Date::constant(2000, 1, 1);
    when(
        is_number(of),
        both(infix(of.clone(), ">=", day(first)), infix(of.clone(), "<=", day(last))),
        never(),
    )
}

/// The condition for what may be typed where a day is asked.
pub(super) fn fits_day(of: &Expr) -> Expr {
    let (first, last) =
        (jiff::civil::Date::constant(2000, 1, 1), jiff::civil::Date::constant(2099, 12, 31));
    let within = both(infix(of.clone(), ">=", day(first)), infix(of.clone(), "<=", day(last)));
    when(is_number(of), within, is_special(of))
}

pub(super) fn fits_text(of: &Expr) -> Expr {
    infix(call("LEN", [of.clone()]), "<=", number(LONGEST))
}

/// The text of the first point that holds, which says what to do; empty if none does.
fn first(points: Vec<Point>) -> Expr {
    points.into_iter().rev().fold(text(""), |rest, (holds, said)| when(holds, said, rest))
}

fn point(holds: Expr, said: &str) -> Point {
    (holds, text(said))
}

/// The formula that says what is wrong with a status.
pub(super) fn status(asked: &Asked, draft: &Draft<'_>) -> Expr {
    let answer = asked.answer();
    let known = any(vec![is_word(&answer, &Status::ALL.map(Status::word)), is_special(&answer)]);
    let mut points = vec![broken(asked)];
    points.extend(misplaced(asked));
    points.push(point(
        both(is_given(&answer), not(known)),
        "Dit is geen status. Kies er een uit de lijst, of maak de cel leeg.",
    ));
    points.extend(beside(asked, draft));
    first(points)
}

/// The formula that says what is wrong with a number.
pub(super) fn measure(
    measure: &Measure,
    asked: &Asked,
    status: Option<&Expr>,
    draft: &Draft<'_>,
) -> Expr {
    let answer = asked.answer();
    let is_money = measure.unit.kind == UnitKind::Geld;
    let what = if is_money {
        "het bedrag in".to_owned()
    } else {
        format!("het aantal {} in", measure.unit.plural)
    };
    let (missing, said) = match status {
        Some(status) => {
            let runs = infix(status.clone(), "=", text(Status::Running.word()));
            let said = format!("In uitvoering, dus vul {what}, of 0, onbekend of n.v.t.");
            (both(is_empty(&answer), runs), said)
        }
        None => (is_empty(&answer), format!("Vul {what}, of 0, onbekend of n.v.t.")),
    };
    let no_number =
        both(is_given(&answer), not(any(vec![is_number(&answer), is_special(&answer)])));
    let odd = when(is_number(&answer), is_odd(measure, &answer), never());
    let whole = if measure.unit.kind.is_whole() { "heel getal" } else { "getal" };
    let mut points = vec![broken(asked)];
    points.extend(misplaced(asked));
    points.extend([
        point(missing, &said),
        point(no_number, "Dit is geen getal. Vul alleen een getal in, of onbekend of n.v.t."),
        point(odd, &format!("Vul een {whole} in van 0 of hoger.")),
    ]);
    points.extend(status.map(|status| without_activity(&answer, status)));
    points.extend(compared(measure, asked, draft));
    points.extend(beside(asked, draft));
    first(points)
}

fn broken(asked: &Asked) -> Point {
    let cells = [Some(asked.answer()), asked.date(), asked.remark()].into_iter().flatten();
    let errors = cells.map(|cell| call("ISERROR", [cell])).collect();
    point(any(errors), "Hier staat een foutwaarde, zoals #DEEL/0!. Typ het antwoord zelf.")
}

/// The points on what was typed where no answer is read.
fn misplaced(asked: &Asked) -> Vec<Point> {
    let mut points = Vec::new();
    let is_open = || is_empty(&asked.answer());
    if let Some((cell, before)) = asked.last_year() {
        let typed = infix(cell, "<>", text(before));
        let said = "U typte in de kolom Vorig jaar, die niet wordt gelezen. Zet het antwoord in de kolom Antwoord, of haal weg wat u typte.";
        points.push(point(both(is_open(), typed), said));
    }
    let columns = [(asked.date(), "peildatum"), (asked.remark(), "toelichting")];
    for (cell, name) in columns.into_iter().filter_map(|(cell, name)| Some((cell?, name))) {
        let said = format!(
            "Er staat een {name}, maar geen antwoord. Vul het antwoord in, of haal de {name} weg."
        );
        points.push(point(both(is_open(), is_given(&cell)), &said));
    }
    let beside = asked.right().map(|it| infix(Expr::Call("COUNT", vec![it]), ">", number(0)));
    points.extend(beside.map(|beside| {
        point(
            beside,
            "Naast de tabel staat een getal dat niet wordt gelezen. Zet het in de lichtgele cel waar het hoort, of haal het weg.",
        )
    }));
    points
}

/// The point on a number under a status that has nothing to count.
fn without_activity(answer: &Expr, status: &Expr) -> Point {
    let counting = Status::ALL.into_iter().filter(|status| status.has_numbers());
    let counting = counting.map(|it| infix(status.clone(), "=", text(it.word()))).collect();
    let positive = when(is_number(answer), infix(answer.clone(), "<>", number(0)), never());
    let none = "Er staat een getal, maar geen status. Kies een status, of haal het getal weg.";
    let said = infix(
        infix(text("Er staat een getal, maar de status is "), "&", status.clone()),
        "&",
        text(". Kies een andere status, of haal het getal weg."),
    );
    let empty = infix(status.clone(), "=", text(""));
    (both(positive, not(any(counting))), when(empty, text(none), said))
}

/// The points on relations and totals that this number breaks.
fn compared(measure: &Measure, asked: &Asked, draft: &Draft<'_>) -> Vec<Point> {
    let questionnaire = draft.form.questionnaire;
    let mut points = Vec::new();
    for relation in questionnaire.relations.iter().filter(|it| it.one == measure.code) {
        let Some(other) = draft.places.get(&relation.other) else { continue };
        let (one, base) = (asked.answer(), other.answer());
        let (holds, says) = match relation.kind {
            RelationKind::DeelVan | RelationKind::Hoogstens => {
                (infix(one.clone(), ">", base.clone()), "Dit getal is hoger dan dat in")
            }
            RelationKind::Minstens => {
                (infix(one.clone(), "<", base.clone()), "Dit getal is lager dan dat in")
            }
            RelationKind::Vereist => {
                let positive = infix(one.clone(), ">", number(0));
                let nothing = infix(base.clone(), "=", number(0));
                (both(positive, nothing), "Dit kan alleen als er ook iets staat in")
            }
            RelationKind::ZelfdePersonen => continue,
        };
        let numbers = both(is_number(&one), is_number(&base));
        let said = format!("{says} {}. {}", other.address(&asked.sheet), relation.reason);
        points.push(point(when(numbers, holds, never()), &said));
    }
    for total in questionnaire.totals.iter().filter(|total| total.whole == measure.code) {
        let parts: Vec<&Asked> =
            total.parts.iter().filter_map(|code| draft.places.get(code)).collect();
        let cells = || parts.iter().map(|part| part.answer()).collect();
        let (sum, count) = (Expr::Call("SUM", cells()), Expr::Call("COUNT", cells()));
        let left = call("ROUND", [infix(sum, "-", asked.answer()), number(6)]);
        let complete = infix(count, "=", number(total.parts.len()));
        let differs =
            when(complete, infix(left.clone(), "<>", number(0)), infix(left, ">", number(0)));
        let addresses: Vec<String> = parts.iter().map(|part| part.address(&asked.sheet)).collect();
        let addresses: Vec<&str> = addresses.iter().map(String::as_str).collect();
        let said = format!("Dit is niet de som van {}. {}", dutch::list(&addresses), total.reason);
        points.push(point(when(is_number(&asked.answer()), differs, never()), &said));
    }
    points
}

/// The points on the reference date and the remark beside an answer.
fn beside(asked: &Asked, draft: &Draft<'_>) -> Vec<Point> {
    let (Some(date), Some(remark)) = (asked.date(), asked.remark()) else { return Vec::new() };
    let last = draft.form.settings.reference_date;
    let written = dutch::date(last);
    let other = infix(date.clone(), "<>", day(last));
    vec![
        point(
            both(is_given(&date), not(fits_date(&date, last))),
            &format!(
                "De peildatum is geen dag tot en met {written}. Vul hem in als dag-maand-jaar."
            ),
        ),
        point(
            both(is_word(&asked.answer(), &SPECIAL[..1]), is_empty(&remark)),
            "Zet in de kolom Toelichting waarom u dit niet weet.",
        ),
        point(
            both(when(is_number(&date), other, never()), is_empty(&remark)),
            &format!("Zet in de kolom Toelichting waarom dit niet voor {written} geldt."),
        ),
        point(
            not(fits_text(&remark)),
            "De toelichting is te lang. Houd haar bij ten hoogste 2.000 tekens.",
        ),
    ]
}

/// The formula that says what is wrong with the answer to a question that asks for no count; `given` is how many
/// questions of its block are answered.
pub(super) fn open(
    question: &OpenQuestion,
    block: &Block,
    asked: &Asked,
    given: &Expr,
    draft: &Draft<'_>,
) -> Expr {
    let answer = asked.answer();
    let mut points = vec![broken(asked)];
    points.extend(misplaced(asked));
    if question.required {
        let started = infix(given.clone(), ">", number(0));
        let empty = is_empty(&answer);
        let first = block.questions.iter().find(|question| question.required);
        let about = block.intervention.as_ref().filter(|_| first == Some(question));
        if let Some(status) = about.and_then(|code| draft.status(code)) {
            let runs = infix(status, "=", text(Status::Running.word()));
            points.push(point(
                both(empty.clone(), runs),
                "De interventie is in uitvoering, dus vul dit in.",
            ));
        }
        points.push(if block.title.is_empty() {
            point(empty, "Vul dit in.")
        } else {
            point(both(empty, started), "Vul dit in, of maak alle cellen van dit onderdeel leeg.")
        });
    }
    let given = is_given(&answer);
    points.push(match question.kind {
        OpenKind::Tekst => point(not(fits_text(&answer)), texts::TOO_LONG),
        OpenKind::Keuze => {
            let words: Vec<&str> = question.choices.iter().map(String::as_str).collect();
            let known = any(vec![is_word(&answer, &words), is_special(&answer)]);
            point(both(given, not(known)), "Kies een antwoord uit de lijst.")
        }
        OpenKind::Keuzes => {
            let left = infix(call("LEN", [without_choices(&answer, question)]), ">", number(0));
            let wrong = both(left, not(is_special(&answer)));
            point(wrong, "Gebruik alleen de keuzes die bij de vraag staan, met komma's ertussen.")
        }
        OpenKind::Datum => {
            let wrong = both(given, not(fits_day(&answer)));
            point(wrong, "Dit is geen datum. Vul hem in als dag-maand-jaar, zoals 1-11-2025.")
        }
    });
    points.extend(fixed(&question.code, &answer, draft));
    first(points)
}

/// What is left of an answer when every choice is taken out of it; the longest first, because one may
/// be the beginning of another.
fn without_choices(answer: &Expr, question: &OpenQuestion) -> Expr {
    let mut choices: Vec<String> = question.choices.iter().map(|it| it.to_lowercase()).collect();
    choices.sort_by_key(|choice| std::cmp::Reverse(choice.chars().count()));
    let plain = call("LOWER", [call("TRIM", [answer.clone()])]);
    let without = |from: Expr, what: Expr| call("SUBSTITUTE", [from, what, text("")]);
    let left = choices.iter().fold(plain, |left, choice| without(left, text(choice)));
    let between = [text(","), text(";"), text(" "), call("CHAR", [number(10)])];
    between.into_iter().fold(left, without)
}

/// The points on questions that are the same in every year.
fn fixed(code: &str, answer: &Expr, draft: &Draft<'_>) -> Vec<Point> {
    let other = |code: &str| draft.places.get(code).map(Asked::answer);
    match code {
        "uitgelicht.tekst" => vec![point(is_empty(answer), "Vul uw voorbeeld in.")],
        HIGHLIGHTED => highlighted(answer, draft),
        "praktijkverhaal.tekst" | "praktijkverhaal.spreker" => {
            let quoted = other("praktijkverhaal.citaat").map(|quote| is_given(&quote));
            let missing = quoted.map(|quoted| both(quoted, is_empty(answer)));
            let said = "Er is een citaat. Vul dit ook in, of haal het citaat weg.";
            missing.map(|missing| point(missing, said)).into_iter().collect()
        }
        "praktijkverhaal.toestemming" => {
            let quoted = other("praktijkverhaal.citaat").map(|quote| is_given(&quote));
            let missing = quoted.map(|quoted| both(quoted, not(is_word(answer, &["ja"]))));
            let said = "Er is een citaat. Kies ja als de spreker toestemming geeft, of haal het citaat weg.";
            missing.map(|missing| point(missing, said)).into_iter().collect()
        }
        "praktijkverhaal.link" => {
            let start = call("LOWER", [call("LEFT", [call("TRIM", [answer.clone()]), number(8)])]);
            let wrong = both(is_given(answer), infix(start, "<>", text("https://")));
            vec![point(wrong, "Vul het hele adres in, met https:// ervoor, of maak de cel leeg.")]
        }
        _ => Vec::new(),
    }
}

fn highlighted(answer: &Expr, draft: &Draft<'_>) -> Vec<Point> {
    let Some(all) = draft.interventions() else { return Vec::new() };
    let found =
        |among: &Expr| call("MATCH", [call("TRIM", [answer.clone()]), among.clone(), number(0)]);
    // A code is an answer, too: those of earlier years were, and checks take it.
    let by_name = found(&all.choices);
    let place = when(call("ISERROR", [by_name.clone()]), found(&all.codes), by_name);
    let status = || call("INDEX", [all.statuses.clone(), place.clone()]);
    let active =
        [Status::Starting, Status::Running].map(|it| infix(status(), "=", text(it.word())));
    vec![
        point(is_empty(answer), "Kies de interventie waarover uw voorbeeld gaat."),
        point(
            call("ISERROR", [place.clone()]),
            "Deze interventie staat niet in de lijst. Kies er een uit de lijst bij de cel.",
        ),
        point(
            not(any(active.into())),
            "Deze interventie is niet in opstart of uitvoering. Kies een andere, of verbeter de status.",
        ),
    ]
}

/// The status of an intervention in small letters, from the cell in which it is answered.
pub(super) fn plain_status(answer: Expr) -> Expr {
    let plain = call("LOWER", [call("TRIM", [answer.clone()])]);
    when(call("ISERROR", [answer]), text(""), plain)
}

/// 1 if there is an answer, or an error value; else 0.
pub(super) fn counted(answer: &Expr) -> Expr {
    let given = when(is_given(answer), number(1), number(0));
    when(call("ISERROR", [answer.clone()]), number(1), given)
}

/// What is said beside the questions about an intervention, by its status.
pub(super) fn whether(status: &Expr) -> Expr {
    let active = [Status::Starting, Status::Running];
    let active = active.map(|it| infix(status.clone(), "=", text(it.word()))).into();
    let said = |said: &str| infix(text(said), "&", status.clone());
    let skipped = when(
        infix(status.clone(), "=", text("")),
        text("Sla over: geen status"),
        said("Sla over: "),
    );
    when(any(active), said("Vul in: "), skipped)
}
