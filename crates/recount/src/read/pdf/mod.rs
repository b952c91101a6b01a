//! Reads the PDF: the objects that it is built of, and its text without what is printed around it.

mod container;
mod drawn;
mod notes;
mod pages;
mod rows;

pub use container::is_reading;
pub(crate) use container::{guarded, open};
pub use drawn::page_texts;
pub(crate) use drawn::texts_of;
pub use notes::{NotesRefusal, notes};
pub(crate) use pages::running;
