//! The rule by which a vague word is chosen from the count behind it; the report prints the same
//! rule in its account of the figures.

/// The word for a count of municipalities: none `geen`, one `één`, two or three `meerdere`, half or more of
/// those that returned a questionnaire `veel`, else `verschillende`; `alle` where it is all that must report.
pub(crate) fn municipalities(count: usize, returned: usize, due: usize) -> &'static str {
    match count {
        0 => "geen",
        1 => "één",
        _ if count == due => "alle",
        2 | 3 => "meerdere",
        _ if count * 2 >= returned => "veel",
        _ => "verschillende",
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
        assert_eq!(municipalities(8, 16, 20), "veel", "half of them");
        assert_eq!(municipalities(2, 2, 2), "alle");
        assert_eq!(municipalities(2, 2, 15), "meerdere", "thirteen said nothing");
        assert_eq!(municipalities(1, 1, 1), "één");
    }
}
