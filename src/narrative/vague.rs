//! The rule by which a vague word is chosen from the count behind it; the report prints the same
//! rule in its account of the figures.

use rust_decimal::Decimal;

use crate::figures::SMALL;

/// The word for a count of municipalities: none `geen`, one `één`, two or three `meerdere`, half or more of
/// those that returned a questionnaire `veel`, else `verschillende`; `alle` where it is all that must report.
pub(super) fn municipalities(count: usize, returned: usize, due: usize) -> &'static str {
    match count {
        0 => "geen",
        1 => "één",
        _ if count == due => "alle",
        2 | 3 => "meerdere",
        _ if count * 2 >= returned => "veel",
        _ => "verschillende",
    }
}

/// The word for a small number of persons of one municipality: one to four `minder dan vijf`, five
/// to nine `meerdere`; none where the number itself can be printed.
pub(super) fn persons(value: Decimal) -> Option<&'static str> {
    if value.is_zero() || value >= SMALL {
        None
    } else if value < Decimal::from(5) {
        Some("minder dan vijf")
    } else {
        Some("meerdere")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_follows_from_the_count_as_in_the_report_of_2024() {
        for (count, word) in [
            (0, "geen"),
            (1, "één"),
            (2, "meerdere"),
            (3, "meerdere"),
            (4, "verschillende"),
            (7, "verschillende"),
            (8, "veel"),
            (11, "veel"),
            (15, "alle"),
        ] {
            assert_eq!(municipalities(count, 15, 15), word, "{count} of 15");
        }
        assert_eq!(municipalities(2, 2, 2), "alle");
        assert_eq!(municipalities(2, 2, 15), "meerdere", "thirteen said nothing");
        assert_eq!(municipalities(1, 1, 1), "één");
    }

    #[test]
    fn a_small_number_of_persons_is_not_given_away() {
        let word = |n: i64| persons(Decimal::from(n));
        assert_eq!(word(0), None);
        assert_eq!(word(1), Some("minder dan vijf"));
        assert_eq!(word(4), Some("minder dan vijf"));
        assert_eq!(word(7), Some("meerdere"));
        assert_eq!(word(10), None);
    }
}
