//! How a number, a date and a list are printed in Dutch: written once more, independent of `dutch`.

use jiff::civil::Date;
use pmg_core::edition::Draft;

use crate::count::{Exact, ONE};

const SMALL: [&str; 21] = [
    "nul",
    "één",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
    "twintig",
];

pub(super) const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

/// A number in figures, with points for thousands and a decimal comma.
pub(super) fn digits(value: Exact) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let (mut whole, fraction) = (value.abs() / ONE, value.abs() % ONE);
    let mut groups = Vec::new();
    while whole >= 1000 {
        groups.push(format!(".{:03}", whole % 1000));
        whole /= 1000;
    }
    groups.push(whole.to_string());
    let whole: String = groups.into_iter().rev().collect();
    let fraction = format!("{fraction:018}");
    let fraction = fraction.trim_end_matches('0');
    let comma = if fraction.is_empty() { "" } else { "," };
    format!("{sign}{whole}{comma}{fraction}")
}

/// A number as programs read it, with a decimal point.
pub(super) fn plain(value: Exact) -> String {
    digits(value).replace('.', "").replace(',', ".")
}

/// A number as JSON has it.
pub(super) fn json(value: Exact) -> serde_json::Value {
    if value % ONE == 0
        && let Ok(whole) = i64::try_from(value / ONE)
    {
        return whole.into();
    }
    plain(value).parse::<f64>().expect("figures with a point are a number").into()
}

/// A number rounded to a multiple of one divided by `parts`, a half away from zero.
fn to_parts(value: Exact, parts: Exact) -> Exact {
    let step = ONE / parts;
    let half = if value < 0 { -step / 2 } else { step / 2 };
    (value + half) / step * step
}

/// A number to two decimals, as the text has it, or to the first decimal that shows that it is no whole number; zero
/// if two decimals leave nothing of it.
fn rounded(value: Exact) -> Exact {
    let mut parts = 100;
    while to_parts(value, 100) != 0
        && value % ONE != 0
        && parts < ONE
        && to_parts(value, parts) % ONE == 0
    {
        parts *= 10;
    }
    to_parts(value, parts)
}

/// All ways in which a number can stand in the text. Whole numbers below `words_below` may be words.
pub(super) fn ways(value: Exact, words_below: u8) -> Vec<String> {
    let exact = value;
    let value = rounded(exact);
    if value == 0 && exact > 0 {
        return vec!["minder dan 0,01".to_owned()];
    }
    let mut ways = Vec::new();
    if value % ONE == 0 && value < Exact::from(words_below) * ONE {
        let word = usize::try_from(value / ONE).ok().and_then(|whole| SMALL.get(whole));
        ways.extend(word.map(|word| (*word).to_owned()));
    }
    ways.push(digits(value));
    if value == 0 {
        ways.push("geen".to_owned());
    }
    ways
}

/// The same for a count.
pub(super) fn count_ways(count: usize, words_below: u8) -> Vec<String> {
    ways(Exact::try_from(count).expect("any count fits") * ONE, words_below)
}

/// All ways in which an amount of money can stand in the text: in full, or in millions or milliards
/// where two decimals of those say it exactly.
pub(super) fn euro_ways(amount: Exact) -> Vec<String> {
    let large = [(1_000_000, "miljoen"), (1_000_000_000, "miljard")];
    let fits =
        |(step, _): &(Exact, &str)| amount.abs() >= step * ONE && amount % (step * ONE / 100) == 0;
    let shortened = large.into_iter().filter(fits);
    let mut ways = vec![in_full(amount)];
    ways.extend(shortened.map(|(step, word)| format!("€ {} {word}", digits(amount / step))));
    ways
}

/// An amount as a table has it: `€ 1.000,50`.
pub(super) fn in_full(amount: Exact) -> String {
    format!("€ {}", in_cents(amount))
}

/// An amount in whole euros, or with both figures of its cents.
fn in_cents(amount: Exact) -> String {
    let mut written = digits(to_parts(amount, 100));
    if written.rsplit_once(',').is_some_and(|(_, cents)| cents.len() == 1) {
        written.push('0');
    }
    written
}

/// The word that a count of municipalities may have instead, by the rule that the report prints.
pub(super) fn vague(count: usize, returned: usize, due: usize) -> &'static str {
    if count == 0 {
        "geen"
    } else if count == 1 {
        "één"
    } else if count == due {
        "alle"
    } else if count <= 3 {
        "meerdere"
    } else if count + count >= returned {
        "veel"
    } else {
        "verschillende"
    }
}

/// A day: `1 maart 2024`.
pub(super) fn date(day: Date) -> String {
    format!("{} {}", day.day(), month(day))
}

/// The month of a day: `juni 2024`.
pub(crate) fn month(day: Date) -> String {
    let month = usize::try_from(day.month() - 1).ok().and_then(|index| MONTHS.get(index));
    format!("{} {}", month.expect("a year has twelve months"), day.year())
}

/// What a draft calls itself: `Concept 3, 14 mei 2025`, without the day as long as it is worked on.
pub(crate) fn label(draft: Draft) -> String {
    let day = draft.kept.map(|day| format!(", {}", date(day)));
    format!("Concept {}{}", draft.number, day.unwrap_or_default())
}

/// `a, b en c`.
pub(super) fn list(names: &[String]) -> String {
    let mut text = String::new();
    for (index, name) in names.iter().enumerate() {
        let left = names.len() - index;
        text.push_str(name);
        text.push_str(match left {
            1 => "",
            2 => " en ",
            _ => ", ",
        });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_report_writes_them() {
        for (value, text) in [
            (0, "0"),
            (999 * ONE, "999"),
            (1_000 * ONE, "1.000"),
            (6_189_005 * ONE, "6.189.005"),
            (15 * ONE / 4, "3,75"),
            (-ONE / 2, "-0,5"),
        ] {
            assert_eq!(digits(value), text);
        }
        assert_eq!(json(15 * ONE / 4).to_string(), "3.75");
        assert_eq!(json(576 * ONE).to_string(), "576");
    }

    #[test]
    fn small_numbers_may_be_words() {
        assert_eq!(ways(3 * ONE, 10), ["drie", "3"]);
        assert_eq!(ways(10 * ONE, 10), ["10"]);
        assert_eq!(ways(3 * ONE / 2, 10), ["1,5"]);
        assert_eq!(ways(0, 10), ["nul", "0", "geen"]);
        assert_eq!(ways(1_235 * ONE / 1_000, 10), ["1,24"]);
        assert_eq!(ways(-1_235 * ONE / 1_000, 10), ["-1,24"]);
        assert_eq!(ways(2_999 * ONE / 1_000, 10), ["2,999"]);
        assert_eq!(ways(4 * ONE / 1_000, 10), ["minder dan 0,01"]);
    }

    #[test]
    fn amounts_may_be_in_full_or_in_millions() {
        for (cents, ways) in [
            (0, &["€ 0"][..]),
            (100_050, &["€ 1.000,50"]),
            (100_025, &["€ 1.000,25"]),
            (99_999_900, &["€ 999.999"]),
            (619_000_000, &["€ 6.190.000", "€ 6,19 miljoen"]),
            (619_000_010, &["€ 6.190.000,10"]),
            (100_000_000, &["€ 1.000.000", "€ 1 miljoen"]),
            (123_400_000, &["€ 1.234.000"]),
            (123_456_000_000, &["€ 1.234.560.000", "€ 1.234,56 miljoen"]),
            (250_000_000_000, &["€ 2.500.000.000", "€ 2.500 miljoen", "€ 2,5 miljard"]),
        ] {
            assert_eq!(euro_ways(cents * ONE / 100), ways, "{cents}");
        }
        assert_eq!(euro_ways(12_345 * ONE / 1_000), ["€ 12,35"], "half a cent goes up");
    }

    #[test]
    fn dates_and_lists() {
        assert_eq!(date(jiff::civil::date(2024, 3, 1)), "1 maart 2024");
        assert_eq!(month(jiff::civil::date(2024, 6, 5)), "juni 2024");
        let names = ["A", "B", "C"].map(str::to_owned);
        assert_eq!(list(&names), "A, B en C");
        assert_eq!(list(&names[..1]), "A");
    }
}
