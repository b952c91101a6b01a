//! Reads the HTML page: its text and its figures, the account behind them, and all of its markup.

mod account;
mod links;
mod markup;
mod page;
mod references;
mod script;

pub(crate) use account::{Part, read_account};
pub(crate) use links::{addresses, alternatives, linked_bases};
pub(crate) use markup::{Piece, Tag, headings, is_heading, pieces};
pub(crate) use page::{ACCOUNT, Figure, Page, TABLES, read};
pub(crate) use references::unescaped;
pub(crate) use script::parted;
