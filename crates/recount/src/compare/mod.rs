//! Compares each file with what it must say: the exported tables, the ledger, the page, the text of all formats, and
//! the tables for everybody.

pub(crate) mod html;
pub(crate) mod ledger;
pub(crate) mod pdf;
mod runs;
pub(crate) mod table;
pub(crate) mod tables;
pub(crate) mod text;
pub(crate) mod word;
