//! How Dutch writes numbers, lists and dates. Knows the language and nothing of the programme.

mod counts;
mod date;
mod list;
mod number;
mod numerals;
mod quotes;

pub use counts::{GIVEN, numbers};
pub use date::{date, month_and_year, parse_date};
pub use list::list;
pub use number::{NumberStyle, capitalise, digits, number, number_words};
pub use quotes::curly_quotes;
