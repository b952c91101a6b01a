//! How a number, a date and a list are printed in Dutch: written once more, independent of `dutch`.

use unicode_normalization::UnicodeNormalization as _;

use super::count::{Exact, ONE};

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

/// A number as JSON has it.
pub(super) fn json(value: Exact) -> serde_json::Value {
    if value % ONE == 0
        && let Ok(whole) = i64::try_from(value / ONE)
    {
        return whole.into();
    }
    let plain = digits(value).replace('.', "").replace(',', ".");
    plain.parse::<f64>().unwrap_or(f64::NAN).into()
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
    ways(exact(count), words_below)
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

/// A count as an exact number.
pub(super) fn exact(count: usize) -> Exact {
    Exact::try_from(count).unwrap_or(Exact::MAX / ONE) * ONE
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

/// `2024-03-01` as `1 maart 2024`.
pub(super) fn date(iso: &str) -> String {
    let mut parts = iso.split('-');
    let year = parts.next().unwrap_or_default();
    let month = parts.next().and_then(|month| month.parse::<usize>().ok()).unwrap_or_default();
    let day = parts.next().unwrap_or_default().trim_start_matches('0');
    let month = month.checked_sub(1).and_then(|index| MONTHS.get(index)).unwrap_or(&"");
    format!("{day} {month} {year}")
}

/// `2024-06-05` as `juni 2024`.
pub(super) fn month(iso: &str) -> String {
    let date = date(iso);
    date.split_once(' ').map(|(_, month)| month.to_owned()).unwrap_or_default()
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

/// Text in which a letter and its accent are one, and the ligature ĳ is two letters.
pub(super) fn composed(text: &str) -> String {
    text.nfc().collect::<String>().replace('ĳ', "ij").replace('Ĳ', "IJ")
}

/// Text without what typography adds: straight quotation marks, plain spaces, small letters.
pub(super) fn plain(text: &str) -> String {
    let text: String = composed(text)
        .chars()
        .filter(|c| !matches!(c, '\u{ad}' | '\u{fffd}' | '\u{200b}'))
        .filter(|c| c.is_whitespace() || !c.is_control())
        .map(|c| match c {
            '‘' | '’' => '\'',
            '“' | '”' => '"',
            c if c.is_whitespace() => ' ',
            c => c,
        })
        .collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    text.strip_prefix("eén").map(|rest| format!("één{rest}")).unwrap_or(text)
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
    fn dates_lists_and_typography() {
        assert_eq!(date("2024-03-01"), "1 maart 2024");
        assert_eq!(month("2024-06-05"), "juni 2024");
        let names = ["A", "B", "C"].map(str::to_owned);
        assert_eq!(list(&names), "A, B en C");
        assert_eq!(list(&names[..1]), "A");
        assert_eq!(plain("Eén  ‘team’\u{a0}nu"), "één 'team' nu");
        assert_eq!(plain("Ĳsselstein, e\u{301}e\u{301}n"), "ijsselstein, één");
    }
}
