//! How the test itself writes numbers, apart from the program.

const WORDS: &str = "nul één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien \
    zestien zeventien achttien negentien twintig";

/// A number of thousandths in figures: `1.234,5`.
pub(crate) fn figures(thousandths: i64) -> String {
    let whole = (thousandths / 1000).to_string();
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    match thousandths % 1000 {
        0 => grouped,
        rest => format!("{grouped},{}", format!("{rest:03}").trim_end_matches('0')),
    }
}

/// To hundredths, a half upwards.
pub(crate) fn rounded(thousandths: i64) -> i64 {
    (thousandths + 5) / 10 * 10
}

/// A number in the text: in words below a limit, else in figures.
pub(crate) fn number(thousandths: i64, words_below: i64) -> String {
    let value = rounded(thousandths);
    let words = WORDS.split_whitespace().nth(usize::try_from(value / 1000).unwrap());
    match words {
        Some(word) if value % 1000 == 0 && value / 1000 < words_below => word.to_owned(),
        _ => figures(value),
    }
}

pub(crate) fn count(count: usize, words_below: i64) -> String {
    number(i64::try_from(count).unwrap() * 1000, words_below)
}

/// An amount of money in the text.
pub(crate) fn euros(thousandths: i64) -> String {
    for (name, step) in [("miljard", 1_000_000_000_000), ("miljoen", 1_000_000_000)] {
        if thousandths >= step && thousandths % (step / 100) == 0 {
            return format!("€ {} {name}", figures(thousandths / (step / 1000)));
        }
    }
    let cents = figures(rounded(thousandths));
    let short = cents.rsplit_once(',').is_some_and(|(_, cents)| cents.len() == 1);
    format!("€ {cents}{}", if short { "0" } else { "" })
}

/// Two numbers of which one is out of the other: both in words or both in figures.
pub(crate) fn out_of(some: i64, all: i64, words_below: i64) -> [String; 2] {
    let in_words = all < words_below * 1000;
    [some, all].map(|it| if in_words { number(it, words_below) } else { figures(rounded(it)) })
}

pub(crate) fn list(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [start @ .., last] => format!("{} en {last}", start.join(", ")),
    }
}

#[test]
fn numbers_are_written_the_dutch_way() {
    assert_eq!(figures(1_234_500), "1.234,5");
    assert_eq!(number(3_000, 10), "drie");
    assert_eq!(number(3_335, 10), "3,34");
    assert_eq!(number(20_000, 21), "twintig");
    assert_eq!(euros(6_190_000_000), "€ 6,19 miljoen");
    assert_eq!(euros(1_000_500), "€ 1.000,50");
    assert_eq!(list(&["a", "b", "c"]), "a, b en c");
}
