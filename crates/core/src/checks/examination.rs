//! Goes through one return: every answer that no error touches becomes usable.

use std::collections::BTreeMap;

use crate::answers::{DateReading, Entry, Reading, Submission};
use crate::cycle::Cycle;
use crate::dutch;
use crate::finding::{Checked, Finding};
use crate::municipality::MunicipalityCode;
use crate::questionnaire::Question;

use super::accepted::{Answer, AnswerValue, OpenAnswer, OpenValue, Quote, Return, Story};
use super::case::{Case, CheckContext, Item};
use super::rules::{self, highlight_missing, quote_without_consent, text_too_long};

/// Examines the return of a municipality.
pub(super) fn examine(
    submission: &Submission,
    municipality: &MunicipalityCode,
    context: CheckContext<'_>,
) -> Checked<Return> {
    let examined = Return {
        municipality: municipality.clone(),
        file: submission.file.clone(),
        answers: BTreeMap::new(),
        open: BTreeMap::new(),
        highlight: None,
        story: None,
    };
    let mut case = Case { submission, examined, context, found: Vec::new() };
    // What can be used of each answer by itself.
    read_answers(&mut case);
    read_open_answers(&mut case);
    case.examined.highlight = highlight_missing::highlight(&case).ok();
    case.examined.story = story(&case);
    // Before answers are taken out: what one of these finds missing was never there.
    for find in rules::RETURN {
        let found = find(&case);
        case.found.extend(found);
    }
    for find in rules::TOGETHER {
        for refusal in find(&case) {
            case.refuse(refusal);
        }
    }
    // What is used all the same, so that nobody is asked about an answer that is refused.
    for find in rules::USED {
        let found = find(&case);
        case.found.extend(found);
    }
    Checked { value: case.examined, findings: case.found }
}

/// Reads into the return every answer that no rule finds fault with, and takes in the findings on the others.
fn read_answers(case: &mut Case<'_>) {
    let CheckContext { cycle, questionnaire, printable, .. } = case.context;
    for (code, entries) in &case.submission.entries {
        let ([entry], Some(question)) = (entries.as_slice(), questionnaire.question(code)) else {
            continue;
        };
        let municipality = &case.examined.municipality;
        let item = Item { code, entry, question, municipality, cycle };
        let found: Vec<Finding> = rules::ANSWER.iter().flat_map(|find| find(&item)).collect();
        if found.is_empty() {
            let answer = answer(entry, cycle, printable).map(|answer| (code.clone(), answer));
            case.examined.answers.extend(answer);
        }
        case.found.extend(found);
    }
}

/// The number or status in a cell, `onbekend` and `n.v.t.` included; `None` if it has something else or nothing.
fn answer(entry: &Entry, cycle: &Cycle, printable: fn(char) -> bool) -> Option<Answer> {
    let value = match entry.reading {
        Reading::Number(number) => AnswerValue::Number(number),
        Reading::Status(status) => AnswerValue::Status(status),
        Reading::Unknown => AnswerValue::Unknown,
        Reading::NotApplicable => AnswerValue::NotApplicable,
        Reading::Empty
        | Reading::Text(_)
        | Reading::Chosen(_)
        | Reading::Date(_)
        | Reading::Fault(_) => return None,
    };
    let reference_date = match entry.reference_date {
        Some(DateReading::Date(date, _)) if date != cycle.settings.reference_date => Some(date),
        Some(_) | None => None,
    };
    let remark = entry.remark.as_ref().and_then(|remark| printed(remark, printable));
    let (place, remark_place) = (entry.place.clone(), entry.remark_place.clone());
    Some(Answer { value, place, reference_date, remark, remark_place })
}

/// Reads the answers to questions that ask for no count into the return.
fn read_open_answers(case: &mut Case<'_>) {
    let CheckContext { questionnaire, printable, .. } = case.context;
    for (code, entries) in &case.submission.entries {
        let (Some(Question::Open(_)), [entry]) = (questionnaire.question(code), entries.as_slice())
        else {
            continue;
        };
        let value = match &entry.reading {
            Reading::Text(text) => printed(text, printable).map(OpenValue::Text),
            Reading::Chosen(chosen) => Some(OpenValue::Chosen(chosen.clone())),
            Reading::Date(date) => Some(OpenValue::Date(*date)),
            _ => None,
        };
        let answer = value.map(|value| OpenAnswer { value, place: entry.place.clone() });
        case.examined.open.extend(answer.map(|answer| (code.clone(), answer)));
    }
}

/// The practice story; `None` if there is no text of it that can be printed.
fn story(case: &Case<'_>) -> Option<Story> {
    let given = |part: &str| case.examined.text(&format!("praktijkverhaal.{part}"));
    let text = |part: &str| given(part).unwrap_or_default().to_owned();
    let words = given("citaat").filter(|_| quote_without_consent::has_consent(case.submission));
    let quote = words.map(|words| Quote {
        text: words.to_owned(),
        speaker: text("spreker"),
        role: text("functie"),
    });
    Some(Story {
        title: text("titel"),
        text: given("tekst")?.to_owned(),
        quote,
        link: text("link"),
    })
}

/// The text as it can be printed; `None` if it is too long for that.
fn printed(text: &str, printable: fn(char) -> bool) -> Option<String> {
    Some(clean(text, printable)).filter(|text| text_too_long::fits(text))
}

/// The text as typed, without what cannot be printed; line breaks stay, other white space is a space.
fn clean(text: &str, printable: fn(char) -> bool) -> String {
    let lines = text.lines().map(|line| {
        let kept = dutch::in_print(line, printable, "");
        kept.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}
