//! The rules: one file each, and for each phase of the checks a table of the rules that speak in it.
//!
//! A rule has `RULE`, its code and severity, and `find`, which looks at what its phase looks at and gives what it finds.
//! The comment at the top of its file is its page in the [`manual`](super::manual).

pub mod already_public;
pub(super) mod answer_beside;
mod answer_missing;
mod block_incomplete;
mod cannot_be_opened;
mod changed_much;
pub mod character_lost;
mod code_twice;
pub(super) mod comment_on_answer;
pub mod constant_of_one_municipality;
pub mod correction_unexplained;
mod damaged;
mod encrypted;
mod error_value;
pub mod example_left_out;
mod far_from_others;
mod file_name_differs;
pub mod gives_away;
pub mod heading_wrong;
pub(super) mod hidden_row;
pub(super) mod highlight_missing;
pub mod html_in_text;
pub mod list_not_marked;
mod lock_file;
mod macros_present;
pub mod markup_left_over;
mod municipality_does_not_report;
mod municipality_name_differs;
mod municipality_unknown;
pub mod naked_number;
mod negative;
pub mod nested_too_deep;
mod no_header;
mod nobody_reached;
mod not_a_choice;
mod not_a_date;
mod not_a_number;
mod not_a_spreadsheet;
mod not_whole;
mod nothing_to_rest_on;
mod number_without_activity;
pub mod numbers_side_by_side;
mod other_questionnaire;
mod own_resembles;
pub(super) mod own_twice;
mod part_exceeds_whole;
pub mod partner_of_before;
pub(super) mod personal_data;
pub mod picture_in_text;
pub mod picture_misplaced;
mod quality_missing;
mod question_missing;
pub(super) mod quote_without_consent;
mod reference_date_deviates;
mod reference_date_wrong;
pub(super) mod return_missing;
mod round_numbers;
pub(super) mod row_without_code;
mod second_return;
mod sheet_copied;
mod status_gone;
mod story_incomplete;
pub mod table_uneven;
mod text_struck_through;
pub(super) mod text_too_long;
mod too_large;
mod total_differs;
pub mod typed_count;
mod unknown_code;
mod unknown_status;
mod unknown_without_remark;
pub(super) mod unprintable_character;
pub(super) mod unread_file;
mod unusually_large;
mod value_repeated;

use std::sync::LazyLock;

use crate::finding::{Finding, Rule};
use crate::workbook::Unreadable;

use super::case::{Arrival, Case, Item, Refusal, Year};

/// Makes the table of each phase, and the list of all rules. A rule of a phase is called by its table; a last block
/// holds those that are called elsewhere. What is listed has a file, from which its page is taken.
macro_rules! rules {
    (
        $(
            $(#[$doc:meta])*
            $phase:ident: fn(&$case:ty) -> $found:ident { $($rule:ident,)* }
        )*
        { $($other:ident,)* }
    ) => {
        $(
            $(#[$doc])*
            pub(super) const $phase: &[fn(&$case) -> Vec<$found>] =
                &[$(|case| $rule::find(case).into_iter().map($found::from).collect()),*];
        )*

        /// Each rule with the name and the text of its file.
        pub(super) const SOURCES: &[(&str, Rule, &str)] =
            &[$($(source!($rule),)*)* $(source!($other)),*];
    };
}

macro_rules! source {
    ($rule:ident) => {
        (stringify!($rule), $rule::RULE, include_str!(concat!(stringify!($rule), ".rs")))
    };
}

rules! {
    /// What keeps a file from being read. The first that has something to say is told.
    FILE: fn(&Unreadable) -> Finding {
        lock_file,
        encrypted,
        too_large,
        not_a_spreadsheet,
        damaged,
        cannot_be_opened,
    }

    /// What keeps a return from being anybody's. The first that has something to say is told, and the return not used.
    SENDER: fn(&Arrival<'_>) -> Finding {
        no_header,
        other_questionnaire,
        municipality_unknown,
        municipality_name_differs,
        municipality_does_not_report,
    }

    /// What is wrong with one answer by itself. It is not used then.
    ANSWER: fn(&Item<'_>) -> Finding {
        error_value,
        not_a_number,
        unknown_status,
        negative,
        not_whole,
        not_a_choice,
        not_a_date,
        reference_date_wrong,
    }

    /// What is wrong with the return as it came in: its codes, its sheets, its example.
    RETURN: fn(&Case<'_>) -> Finding {
        unknown_code,
        question_missing,
        sheet_copied,
        code_twice,
        file_name_differs,
        highlight_missing,
        quote_without_consent,
    }

    /// What does not go together. Each rule looks at the answers that those before it left.
    TOGETHER: fn(&Case<'_>) -> Refusal {
        answer_missing,
        number_without_activity,
        part_exceeds_whole,
        total_differs,
        nothing_to_rest_on,
        block_incomplete,
        own_twice,
    }

    /// What is doubtful in the answers that are used, what is not printed, and what nobody reads.
    USED: fn(&Case<'_>) -> Finding {
        changed_much,
        unknown_without_remark,
        unusually_large,
        reference_date_deviates,
        nobody_reached,
        round_numbers,
        value_repeated,
        macros_present,
        unprintable_character,
        personal_data,
        text_struck_through,
        text_too_long,
        story_incomplete,
        own_resembles,
        quality_missing,
        answer_beside,
        row_without_code,
        comment_on_answer,
        hidden_row,
        // Looks at the errors in the return, so that it comes last.
        status_gone,
    }

    /// What shows when all returns are in.
    YEAR: fn(&Year<'_>) -> Finding {
        second_return,
        far_from_others,
        return_missing,
        unread_file,
    }

    // On the text of the report. They have functions of their own, for whoever reads the text and for the pipeline.
    {
        already_public,
        character_lost,
        constant_of_one_municipality,
        correction_unexplained,
        example_left_out,
        gives_away,
        heading_wrong,
        html_in_text,
        list_not_marked,
        markup_left_over,
        naked_number,
        nested_too_deep,
        numbers_side_by_side,
        partner_of_before,
        picture_in_text,
        picture_misplaced,
        table_uneven,
        typed_count,
    }
}

/// Every rule there is, by the names of their files.
pub static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let mut rules = SOURCES.to_vec();
    // SARIF numbers the rules in this order, in which `heading_wrong` has always come behind `hidden_row`.
    rules.sort_by_key(|(name, ..)| name.replace("heading_wrong", "hidden_row_"));
    rules.into_iter().map(|(_, rule, _)| rule).collect()
});
