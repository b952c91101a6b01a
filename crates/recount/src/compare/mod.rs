//! Compares each file with what it must say: the exported tables, the ledger, the page, and the text of all formats.

pub(crate) mod html;
pub(crate) mod ledger;
pub(crate) mod pdf;
mod runs;
pub(crate) mod table;
pub(crate) mod text;
