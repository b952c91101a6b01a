//! How far the returns of a year are: for each municipality that reports whether its return is in, and in what state.
//!
//! In: [`Situation`]. Out: a [`Standing`], with one file per format, each with the method that turns it into text. Who
//! signed is shown by function and day, never by name.

mod csv;
mod html;
mod row;
mod situation;
mod standing;
mod summary;
mod text;

pub use row::SIGNED;
pub use situation::Situation;
pub use standing::Standing;
