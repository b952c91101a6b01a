//! The whole program, from workbooks to reports.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod cells;
mod changes;
mod claims;
mod command_line;
mod figures_2024;
mod findings;
mod hostile;
mod reading;
mod report;
mod support;
mod xlsb;
