//! The numbers that a sentence says, whatever they are written with.

use std::str::FromStr as _;

use rust_decimal::Decimal;

use pmg_core::dutch;

/// Endings of words that are made of a number word and say the same number: `zevental`, `met z’n zevenen`, `drietjes`.
const ENDINGS: [&str; 9] =
    ["tallen", "tal", "tjes", "maal", "voudig", "voud", "tallig", "ën", "en"];
/// Words for a number that are not made of it letter by letter.
const RESPELLED: [(&str, u32); 5] =
    [("vijven", 5), ("zessen", 6), ("elven", 11), ("twaalven", 12), ("dozijn", 12)];
/// Endings that make an ordinal of a number word: `zevende`, `achtste`.
const ORDINALS: [&str; 4] = ["den", "de", "sten", "ste"];

/// The numbers in a sentence: in figures, in words, Roman, and as part of a word.
pub(super) fn numbers(sentence: &str) -> Vec<Decimal> {
    let mut found: Vec<Decimal> = Vec::new();
    for reading in dutch::readings(sentence) {
        let counted = dutch::numbers(&reading);
        let mut start = 0;
        let words = reading.split_inclusive(|c: char| !c.is_alphanumeric() && c != '.' && c != ',');
        for piece in words {
            let word = piece.trim_matches(|c: char| !c.is_alphanumeric());
            let at = start + piece.find(word).expect("a word is a part of its piece");
            start += piece.len();
            let counts = counted.iter().any(|range| range.contains(&at));
            let number = number(word).or_else(|| in_order(word).filter(|_| counts));
            found.extend(number.filter(|number| !found.contains(number)));
        }
    }
    found
}

/// The number that a word says, in figures or in letters; `None` for an ordinal in letters, which [`in_order`] reads.
pub(super) fn number(word: &str) -> Option<Decimal> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        // `7e` says 7.
        let digits = word.trim_end_matches(char::is_alphabetic);
        return Decimal::from_str(&digits.replace('.', "").replace(',', ".")).ok();
    }
    let lower = word.to_lowercase();
    let stem = || ENDINGS.iter().find_map(|end| dutch::counted(lower.strip_suffix(end)?));
    let respelled = || RESPELLED.iter().find(|(word, _)| *word == lower).map(|(_, value)| *value);
    let said = dutch::counted(&lower).or_else(stem).or_else(|| roman(word)).or_else(respelled);
    said.map(Decimal::from)
}

/// The number of an ordinal in letters; `None` for other words. Whether it counts anything is for the caller to say:
/// the `Tweede Kamer` is no two.
pub(super) fn in_order(word: &str) -> Option<Decimal> {
    let lower = word.to_lowercase();
    let irregular = match lower.as_str() {
        "derde" => Some(3),
        _ => None,
    };
    let regular = || ORDINALS.iter().find_map(|end| dutch::counted(lower.strip_suffix(end)?));
    irregular.or_else(regular).map(Decimal::from)
}

/// `II` to `XXXIX`; a single letter says too little.
fn roman(word: &str) -> Option<u32> {
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let rest = word.trim_start_matches('X');
    let tens = u32::try_from(word.len() - rest.len()).ok().filter(|tens| *tens < 4)?;
    let ones = ONES.iter().position(|ones| *ones == rest)?;
    let value = tens * 10 + u32::try_from(ones).ok()?;
    // `XXX` stands for what is to be filled in.
    let is_filled = ones > 0 || tens == 2;
    (word.len() > 1 && is_filled).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers_in(sentence: &str) -> Vec<String> {
        numbers(sentence).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn numbers_are_read_in_figures_and_in_words() {
        let found = numbers_in(
            "Van de 25 gezinnen (of 1.210?) kregen er zeven hulp, vijfentwintig in 2,5 jaar.",
        );
        assert_eq!(found, ["25", "1210", "7", "2.5"]);
        assert!(numbers_in("Een aantal jongeren, met aandacht.").is_empty());
    }

    #[test]
    fn a_number_is_seen_whatever_it_is_written_with() {
        for seven in [
            "ze\u{AD}ven jongeren",
            "zeven\u{200B}jongeren",
            "ze\u{200B}ven jongeren",
            "⁷ jongeren",
            "７ jongeren",
            "➆ jongeren",
            "VII jongeren",
            "Ⅶ jongeren",
            "een zevental jongeren",
            "de zevende jongere",
            "met z’n zevenen",
            "zevenmaal",
            "7-tal",
            "de 7e jongere",
        ] {
            assert!(numbers_in(seven).contains(&"7".to_owned()), "{seven}");
        }
        assert!(numbers_in("met z’n vijven").contains(&"5".to_owned()));
        assert!(numbers_in("met z’n zessen").contains(&"6".to_owned()));
        assert!(numbers_in("met z’n drieën").contains(&"3".to_owned()));
        assert!(numbers_in("met z’n drietjes").contains(&"3".to_owned()));
        assert!(numbers_in("de achtste school").contains(&"8".to_owned()));
        assert!(numbers_in("een dozijn scholen").contains(&"12".to_owned()));
    }

    #[test]
    fn what_counts_nothing_is_no_number() {
        for none in ["de Tweede Kamer", "ten tweede", "XXX", "een derde partij", "samen"] {
            assert!(numbers_in(none).is_empty(), "{none}: {:?}", numbers_in(none));
        }
    }
}
