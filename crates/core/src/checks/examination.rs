//! Goes through one return: every answer that no error touches becomes usable.

use std::collections::BTreeMap;

use crate::answers::{DateReading, Entry, Reading, Submission};
use crate::cycle::Cycle;
use crate::dutch;
use crate::finding::{Checked, Finding};
use crate::municipality::MunicipalityCode;
use crate::questionnaire::Question;

use super::accepted::{
    Answer, AnswerValue, Highlight, OpenAnswer, OpenValue, Quote, Return, Story,
};
use super::item::Item;
use super::{
    CheckContext, answer_beside, answer_missing, block_incomplete, changed_much, code_twice,
    comment_on_answer, error_value, file_name_differs, hidden_row, highlight_missing,
    macros_present, negative, nobody_reached, not_a_choice, not_a_date, not_a_number, not_whole,
    nothing_to_rest_on, number_without_activity, own_resembles, own_twice, part_exceeds_whole,
    personal_data, quality_missing, question_missing, quote_without_consent,
    reference_date_deviates, reference_date_wrong, round_numbers, row_without_code, sheet_copied,
    status_gone, story_incomplete, text_struck_through, text_too_long, total_differs, unknown_code,
    unknown_status, unknown_without_remark, unprintable_character, unusually_large, value_repeated,
};

/// Examines the return of a municipality.
pub(super) fn examine(
    submission: &Submission,
    municipality: &MunicipalityCode,
    context: CheckContext<'_>,
) -> Checked<Return> {
    let questionnaire = context.questionnaire;
    let mut findings = unknown_code::find(submission, municipality, questionnaire);
    findings.extend(question_missing::find(submission, municipality, context));
    findings.extend(sheet_copied::find(submission, municipality));
    findings.extend(file_name_differs::find(submission, municipality, &context.cycle.register));
    let mut answers = BTreeMap::new();
    for (code, entries) in &submission.entries {
        let Some(question) = questionnaire.question(code) else { continue };
        if let [entry] = entries.as_slice() {
            let item = Item { code, entry, question, municipality };
            match faults(&item, context) {
                found if found.is_empty() => {
                    answers.extend(answer(entry, context.cycle).map(|it| (code.clone(), it)));
                }
                found => findings.extend(found),
            }
        } else if !sheet_copied::tells(submission, code) {
            findings.push(code_twice::find(code, entries, submission, municipality, questionnaire));
        }
    }
    let mut examined = Return {
        municipality: municipality.clone(),
        file: submission.file.clone(),
        answers,
        open: BTreeMap::new(),
        highlight: None,
        story: None,
    };
    findings.extend(answer_missing::find(&examined, submission, context, &findings));
    for (code, finding) in number_without_activity::find(&examined, submission, questionnaire) {
        examined.answers.remove(&code);
        findings.extend(finding);
    }
    let compared = [part_exceeds_whole::find, total_differs::find, nothing_to_rest_on::find];
    for find in compared {
        for (finding, codes) in find(&examined, questionnaire) {
            examined.answers.retain(|code, _| !codes.contains(code));
            findings.push(finding);
        }
    }
    findings.extend(texts(submission, &mut examined, context));
    findings.extend(block_incomplete::find(&mut examined, submission, questionnaire));
    findings.extend(own_twice::find(&mut examined, questionnaire));
    findings.extend(doubts(submission, &examined, context));
    findings.extend(not_read(submission, &examined.municipality, context));
    Checked { value: examined, findings }
}

/// The findings that make an answer unusable, from that answer alone.
fn faults(item: &Item<'_>, context: CheckContext<'_>) -> Vec<Finding> {
    [
        error_value::find(item),
        not_a_number::find(item),
        unknown_status::find(item),
        negative::find(item),
        not_whole::find(item),
        not_a_choice::find(item),
        not_a_date::find(item, context.cycle),
        reference_date_wrong::find(item, context.cycle),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn answer(entry: &Entry, cycle: &Cycle) -> Option<Answer> {
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
    let (remark, remark_place) = (entry.remark.clone(), entry.remark_place.clone());
    Some(Answer { value, place: entry.place.clone(), reference_date, remark, remark_place })
}

/// The findings on answers that are used but need an explanation.
fn doubts(submission: &Submission, examined: &Return, context: CheckContext<'_>) -> Vec<Finding> {
    let (municipality, questionnaire) = (&examined.municipality, context.questionnaire);
    let mut findings = changed_much::find(examined, context.last_year, questionnaire);
    findings.extend(unknown_without_remark::find(examined));
    findings.extend(unusually_large::find(examined, questionnaire));
    findings.extend(reference_date_deviates::find(examined, submission, context.cycle));
    findings.extend(nobody_reached::find(examined, questionnaire));
    findings.extend(round_numbers::find(examined, questionnaire));
    findings.extend(value_repeated::find(examined, questionnaire));
    findings.extend(macros_present::find(submission, municipality));
    findings.extend(personal_data::find(submission, municipality, &context.cycle.register));
    findings.extend(text_struck_through::find(submission, municipality));
    findings.extend(text_too_long::find(submission, municipality));
    findings.extend(story_incomplete::find(submission, municipality));
    findings.extend(own_resembles::find(examined, questionnaire));
    findings.extend(quality_missing::find(examined, submission, questionnaire));
    findings.extend(status_gone::find(examined, submission, context));
    findings
}

/// The findings on text where no answer is read, and on answers that nobody sees.
fn not_read(
    submission: &Submission,
    municipality: &MunicipalityCode,
    context: CheckContext<'_>,
) -> Vec<Finding> {
    let mut findings = answer_beside::find(submission, municipality, context);
    findings.extend(row_without_code::find(submission, municipality));
    findings.extend(comment_on_answer::find(submission, municipality));
    findings.extend(hidden_row::find(submission, municipality));
    findings
}

/// Reads the open answers, the highlighted example and the practice story into the return, and returns the findings
/// on them.
fn texts(
    submission: &Submission,
    examined: &mut Return,
    context: CheckContext<'_>,
) -> Vec<Finding> {
    let mut findings = unprintable_character::find(submission, examined, context);
    let text = |code: &str| {
        let given = submission.text(code).map(|(text, _)| clean(text, context.printable));
        given.filter(|text| text_too_long::fits(text)).unwrap_or_default()
    };
    for answer in examined.answers.values_mut() {
        let remark = answer.remark.take().map(|remark| clean(&remark, context.printable));
        answer.remark = remark.filter(|remark| text_too_long::fits(remark));
    }
    let printed =
        |text: &str| Some(clean(text, context.printable)).filter(|it| text_too_long::fits(it));
    for (code, entries) in &submission.entries {
        let (Some(Question::Open(_)), [entry]) =
            (context.questionnaire.question(code), entries.as_slice())
        else {
            continue;
        };
        let value = match &entry.reading {
            Reading::Text(text) => printed(text).map(OpenValue::Text),
            Reading::Chosen(chosen) => Some(OpenValue::Chosen(chosen.clone())),
            Reading::Date(date) => Some(OpenValue::Date(*date)),
            _ => None,
        };
        let answer = value.map(|value| OpenAnswer { value, place: entry.place.clone() });
        examined.open.extend(answer.map(|answer| (code.clone(), answer)));
    }
    let words = text("uitgelicht.tekst");
    match highlight_missing::check(submission, &words, examined, context.questionnaire) {
        Ok((intervention, place)) => {
            examined.highlight = Some(Highlight { intervention, text: words, place });
        }
        Err(finding) => findings.extend(finding),
    }
    if !text("praktijkverhaal.tekst").is_empty() {
        let consent = quote_without_consent::find(submission, &examined.municipality);
        let quote = Quote {
            text: text("praktijkverhaal.citaat"),
            speaker: text("praktijkverhaal.spreker"),
            role: text("praktijkverhaal.functie"),
        };
        examined.story = Some(Story {
            title: text("praktijkverhaal.titel"),
            text: text("praktijkverhaal.tekst"),
            quote: (consent.is_none() && !quote.text.is_empty()).then_some(quote),
            link: text("praktijkverhaal.link"),
        });
        findings.extend(consent);
    }
    findings
}

/// The text as typed, without what cannot be printed; line breaks stay, other white space is a space.
fn clean(text: &str, printable: fn(char) -> bool) -> String {
    let lines = text.lines().map(|line| {
        let kept = dutch::in_print(line, printable, "");
        kept.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}
