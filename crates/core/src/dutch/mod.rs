//! How Dutch writes numbers, amounts, lists and dates. Knows the language and nothing of the programme.

mod capital;
mod counts;
mod date;
mod english;
mod io_error;
mod list;
mod money;
mod normal;
mod number;
mod numerals;
mod period;
mod printable;
mod quotes;
mod sentence;

pub use capital::{capitalise, is_opening};
pub use counts::{GIVEN, numbers};
pub use date::{date, month_and_year, parse_date};
pub use io_error::io_error;
pub use list::list;
pub use money::{euros, euros_in_full};
pub use normal::{Normal, is_invisible, normal, readings};
pub use number::{NumberStyle, digits, number, number_words, rounded};
pub use numerals::{counted, without_accents};
pub use period::{parse_moment, period};
pub use printable::{in_print, is_lost};
pub use quotes::{curly_quotes, quoted};
pub use sentence::{is_sentence_start, sentences, starts_sentence};
