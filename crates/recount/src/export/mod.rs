//! The accepted answers of a year as tables that everything can be counted from: an output of `build`.

mod dialect;
mod last_year;
mod table;

pub(crate) use dialect::{plain, read};
pub use table::{LongTable, tabulate};
