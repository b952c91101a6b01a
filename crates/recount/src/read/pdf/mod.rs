//! Reads the PDF: the objects that it is built of, and its text without what is printed around it.

mod container;
mod pages;
mod rows;

pub use container::is_reading;
pub(crate) use container::{guarded, open};
pub(crate) use pages::{page_texts, running};
