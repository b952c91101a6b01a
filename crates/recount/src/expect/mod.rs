//! Predicts what a printed figure must say, from what was counted: its wording, its part of the account, its entry in
//! the ledger, its rows in the tables. Numbers, dates and lists are written by a formatter of its own.

mod account;
mod basis;
mod earlier;
mod expectations;
mod explanation;
mod identity;
mod last_year;
mod ledger;
mod letter;
mod period;
mod register;
mod share;
mod tables;
mod wordings;
mod words;

pub(crate) use account::{Account, Lines};
pub(crate) use basis::Basis;
pub(crate) use expectations::Expectations;
pub(crate) use explanation::Explanation;
pub(crate) use identity::Identity;
pub(crate) use ledger::ledger;
pub(crate) use tables::{Row, Tables, tables};
pub(crate) use words::label;
