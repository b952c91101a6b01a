//! Decides what the figures may rest on, and says in Dutch what is wrong with the rest.
//!
//! In: the submissions of a year, and for each file that is none the reason why. Out: [`Accepted`] returns, which
//! nothing else can make, and every finding at once, in an order that [`put_in_order`] gives. One code, one file: the
//! comment at its top is its page in the [`manual`], for whoever must act.

mod accepted;
mod examination;
mod item;
mod last_year;
mod serial;
mod settlement;
mod sorting;

mod cannot_be_opened;
mod damaged;
mod encrypted;
mod lock_file;
mod not_a_spreadsheet;
mod too_large;

mod file_name_differs;
mod municipality_does_not_report;
mod municipality_name_differs;
mod municipality_unknown;
mod no_header;
mod other_questionnaire;
mod return_missing;
mod second_return;
mod unread_file;

mod answer_beside;
mod answer_missing;
mod code_twice;
mod comment_on_answer;
mod error_value;
mod hidden_row;
mod highlight_missing;
mod negative;
mod not_a_choice;
mod not_a_date;
mod not_a_number;
mod not_whole;
mod nothing_to_rest_on;
mod number_without_activity;
mod part_exceeds_whole;
mod question_missing;
mod quote_without_consent;
mod reference_date_wrong;
mod row_without_code;
mod sheet_copied;
mod total_differs;
mod unknown_code;
mod unknown_status;

mod block_incomplete;
mod macros_present;
mod personal_data;
mod status_gone;
mod story_incomplete;
mod text_struck_through;
mod text_too_long;
mod unprintable_character;

mod changed_much;
mod nobody_reached;
mod own_resembles;
mod own_twice;
mod quality_missing;
mod reference_date_deviates;
mod round_numbers;
mod unknown_without_remark;
mod unusually_large;
mod value_repeated;

pub mod already_public;
pub mod character_lost;
pub mod constant_of_one_municipality;
pub mod example_left_out;
mod far_from_others;
pub mod gives_away;
pub mod heading_wrong;
pub mod html_in_text;
pub mod list_not_marked;
pub mod markup_left_over;
pub mod naked_number;
pub mod nested_too_deep;
pub mod numbers_side_by_side;
pub mod partner_of_before;
pub mod picture_in_text;
pub mod table_uneven;
pub mod typed_count;

pub mod manual;

use std::collections::BTreeMap;

pub use accepted::{
    Accepted, Answer, AnswerValue, Highlight, OpenAnswer, OpenValue, Quote, Return, Story,
};
pub use personal_data::personal_detail;
pub use settlement::{BEFORE_FINAL, is_settled_for_good, settle};
pub use sorting::put_in_order;

pub use last_year::{LastYear, last_year};

use crate::answers::Submission;
use crate::cycle::Cycle;
use crate::finding::{Checked, Finding, Rule};
use crate::municipality::MunicipalityCode;
use crate::questionnaire::Questionnaire;
use crate::workbook::Unreadable;

use examination::examine;

/// Every rule, and beside it the source of its file, from which [`manual`] takes its page. A rule
/// cannot be listed without the file that explains it.
macro_rules! rules {
    ($($module:ident,)*) => {
        /// Every rule there is.
        pub const RULES: &[Rule] = &[$($module::RULE),*];

        const SOURCES: &[(Rule, &str)] =
            &[$(($module::RULE, include_str!(concat!(stringify!($module), ".rs")))),*];
    };
}

rules! {
    already_public,
    answer_beside,
    answer_missing,
    block_incomplete,
    cannot_be_opened,
    changed_much,
    character_lost,
    code_twice,
    comment_on_answer,
    constant_of_one_municipality,
    damaged,
    encrypted,
    error_value,
    example_left_out,
    far_from_others,
    file_name_differs,
    gives_away,
    hidden_row,
    heading_wrong,
    highlight_missing,
    html_in_text,
    list_not_marked,
    lock_file,
    macros_present,
    markup_left_over,
    municipality_does_not_report,
    municipality_name_differs,
    municipality_unknown,
    naked_number,
    negative,
    nested_too_deep,
    no_header,
    nobody_reached,
    not_a_choice,
    not_a_date,
    not_a_number,
    not_a_spreadsheet,
    not_whole,
    nothing_to_rest_on,
    number_without_activity,
    numbers_side_by_side,
    other_questionnaire,
    own_resembles,
    own_twice,
    part_exceeds_whole,
    partner_of_before,
    personal_data,
    picture_in_text,
    quality_missing,
    question_missing,
    quote_without_consent,
    reference_date_deviates,
    reference_date_wrong,
    return_missing,
    round_numbers,
    row_without_code,
    second_return,
    sheet_copied,
    status_gone,
    story_incomplete,
    table_uneven,
    text_struck_through,
    text_too_long,
    too_large,
    total_differs,
    typed_count,
    unknown_code,
    unknown_status,
    unknown_without_remark,
    unprintable_character,
    unread_file,
    unusually_large,
    value_repeated,
}

/// What the checks compare the answers with.
#[derive(Clone, Copy)]
pub struct CheckContext<'a> {
    /// The year: who must report, as of when.
    pub cycle: &'a Cycle,
    /// What was asked.
    pub questionnaire: &'a Questionnaire,
    /// What the same municipalities answered a year before, as far as it is known and can be compared.
    pub last_year: &'a LastYear,
    /// Whether the report's fonts can print a character.
    pub printable: fn(char) -> bool,
}

/// Checks what came in, in the order of file names: the returns that can be used, and all findings.
#[must_use]
pub fn check(
    incoming: Vec<Result<Submission, Unreadable>>,
    context: CheckContext<'_>,
) -> Checked<Accepted> {
    let mut findings = Vec::new();
    let mut by_municipality: BTreeMap<MunicipalityCode, Vec<Submission>> = BTreeMap::new();
    for each in incoming {
        match each.map_err(|unreadable| say_unreadable(&unreadable)) {
            Ok(submission) => match sender(&submission, context) {
                Ok(code) => by_municipality.entry(code).or_default().push(submission),
                Err(finding) => findings.push(finding),
            },
            Err(finding) => findings.push(finding),
        }
    }
    let mut accepted = Accepted::default();
    for (code, submissions) in by_municipality {
        if let [submission] = submissions.as_slice() {
            let Checked { value, findings: mut found } = examine(submission, &code, context);
            return_missing::blank(&value, submission, &mut found, context.cycle);
            findings.extend(found);
            accepted.add(value);
        } else {
            findings.extend(second_return::find(&code, &submissions, context.cycle));
        }
    }
    findings.extend(far_from_others::find(&accepted, context.questionnaire));
    findings.extend(return_missing::find(&accepted, &findings, context.cycle));
    findings.extend(unread_file::find(context.cycle));
    settlement::settle(&mut findings, &accepted, context.cycle);
    Checked { value: accepted, findings }
}

/// The findings without those on missing and unread returns, for returns that are checked apart from the year's own.
#[must_use]
pub fn without_missing_returns(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.retain(|finding| {
        // The same rule reports a blank return. That finding has a file as its place, and stays.
        let is_missing = finding.code == return_missing::RULE.code && finding.place.is_none();
        !is_missing && finding.code != unread_file::RULE.code
    });
    findings
}

/// Whether a question has no answer, not even one that cannot be used.
fn answers_nothing(submission: &Submission, code: &str) -> bool {
    let entries = submission.entries.get(code).map_or(&[][..], Vec::as_slice);
    entries.iter().all(|entry| entry.reading.is_empty())
}

fn say_unreadable(unreadable: &Unreadable) -> Finding {
    lock_file::find(unreadable)
        .or_else(|| encrypted::find(unreadable))
        .or_else(|| too_large::find(unreadable))
        .or_else(|| not_a_spreadsheet::find(unreadable))
        .or_else(|| damaged::find(unreadable))
        .unwrap_or_else(|| cannot_be_opened::find(unreadable))
}

/// The municipality of a return, or the finding by which it cannot be used at all.
fn sender(submission: &Submission, context: CheckContext<'_>) -> Result<MunicipalityCode, Finding> {
    no_header::check(submission)?;
    other_questionnaire::check(submission, context.cycle)?;
    let code = municipality_unknown::check(submission, context.cycle)?;
    municipality_name_differs::check(submission, &code, context.cycle)?;
    municipality_does_not_report::check(submission, &code, context.cycle)?;
    Ok(code)
}
