//! Counts the long table with SQL. The only room that knows the database: what others ask is a method of [`Count`].

mod answers;
mod database;
mod interventions;
mod last_year;
mod measures;
mod municipalities;
mod tables;
mod values;

pub(crate) use answers::Chosen;
pub(crate) use database::Count;
pub(crate) use measures::{Given, Measured};
pub(crate) use tables::Registered;
pub(crate) use values::{Exact, ONE, written};
