//! The whole program, from workbooks to reports.

mod changes;
mod claims;
mod command_line;
mod figures_2024;
mod findings;
mod reading;
mod report;
mod support;
