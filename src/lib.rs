//! Turns the questionnaires that municipalities fill in as of 1 March into the yearly progress
//! report on *Preventie met Gezag*, and can show for every number in it where it comes from.
//!
//! What it is made of stands in crates of its own: [`pmg_core`] goes from files to usable answers, [`pmg_report`] from answers to the
//! report, [`pmg_recount`] counts the report again by another road. Here are the edges: [`pipeline`] calls the rooms in their order,
//! [`cli`] reads the command line, writes files and prints.

pub mod cli;

pub mod pipeline;

pub use pmg_core::{
    annotate, answers, archive, basis, checks, cycle, diagnostics, dutch, edition, excerpt,
    finding, form, format, municipality, place, questionnaire, status, suppression, workbook,
};
pub use pmg_recount as recount;
pub use pmg_report::{
    compare, disclosure, document, erratum, facts, figures, last_year, ledger, phrase, preview,
    render, tables, template, trace,
};
