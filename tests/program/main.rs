//! The whole program, from workbooks to reports.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod catalogue;
mod cells;
mod changes;
mod claims;
mod command_line;
mod compare;
mod dutch;
mod example_2025;
mod explain;
mod figures_2024;
mod final_edition;
mod findings;
mod formats;
mod hostile;
mod manual;
mod marked;
mod naked;
mod number_formats;
mod open_questions;
mod producers;
mod questionnaires;
mod reading;
mod report;
mod schema;
mod support;
mod tables;
mod template_errors;
mod templates_page;
mod trace;
mod verify;
mod verify_text;
mod was_wordt;
mod xls;
mod xlsb;
mod years;
