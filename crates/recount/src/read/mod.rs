//! Reads each format in which the report is printed: what it says, and what it holds beside its text.

pub(crate) mod html;
pub(crate) mod markdown;
pub(crate) mod pdf;
pub(crate) mod tables;
pub(crate) mod tokens;
pub(crate) mod word;
