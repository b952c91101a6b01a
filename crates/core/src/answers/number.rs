//! Reads numbers as Dutch writes them, and says why a text is not one certain number.
//!
//! Guesses nothing: `1.5` and `ca. 40` give a [`NumberFault`] with the possible readings, which the checks ask about.

use rust_decimal::Decimal;

/// Why a text is not one certain number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberFault {
    /// It can be read in two ways, or says that it is not exact; the readings that are worth asking about,
    /// none if any of them would be a guess.
    Ambiguous(Vec<String>),
    /// There is one number in it, and something else.
    WithText {
        /// The number as it stands there; empty if that is not certain either.
        number: String,
        /// What else stands there.
        rest: String,
    },
    /// A percentage.
    Percentage,
    /// An amount of money where none is asked.
    Amount,
    /// What a person sees in the cell is not the number that is stored in it.
    SeenOtherwise(Seen),
    /// A number too large to count anything.
    TooLarge,
    /// There is no number in it.
    NoNumber,
}

/// How what a person sees in a cell differs from what is stored in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// The number format shows something else than this number.
    Format(String),
    /// Some of the text is struck through.
    PartlyStruck,
    /// Some of the text stands above or below the line.
    Raised,
    /// The whole content is struck through.
    Struck,
}

/// Nothing that is asked can be counted beyond this: a thousand million.
pub(super) const LARGEST: Decimal = Decimal::from_parts(1_000_000_000, 0, 0, false, 0);

/// Reads a number as Dutch writes it: `1.234`, `12,5`, `€ 500.000`.
///
/// Errors: what is ambiguous (`1.5`, `1,234`, `ca. 40`, `12 a 15`) is never guessed.
pub(super) fn parse(text: &str) -> Result<Decimal, NumberFault> {
    let mut written = text.trim();
    written = written.strip_prefix('€').unwrap_or(written).trim_start();
    written = [",-", ",--", ",–", ",—"]
        .iter()
        .find_map(|end| written.strip_suffix(end))
        .unwrap_or(written);
    let (sign, unsigned) = match written.strip_prefix(['-', '−']) {
        Some(rest) => ("-", rest),
        None => ("", written),
    };
    let (whole, fraction) = unsigned.split_once(',').unwrap_or((unsigned, ""));
    let has_comma = unsigned.contains(',');
    if !is_whole(whole) || (has_comma && !is_digits(fraction)) {
        return Err(fault(written));
    }
    if has_comma && fraction.len() == 3 && !whole.contains('.') && whole != "0" {
        let joined = format!("{whole}{fraction}");
        return Err(NumberFault::Ambiguous(vec![unsigned.to_owned(), joined]));
    }
    let plain = format!("{sign}{}.{fraction}", whole.replace('.', ""));
    let number: Option<Decimal> = plain.trim_end_matches('.').parse().ok();
    let number = number.filter(|number| number.abs() <= LARGEST).ok_or(NumberFault::TooLarge)?;
    Ok(number.normalize())
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Digits, in groups of three after the first where there are points.
fn is_whole(text: &str) -> bool {
    let mut groups = text.split('.');
    let first = groups.next().expect("a split has a first part");
    let mut rest = groups.peekable();
    is_digits(first)
        && (rest.peek().is_none() || (first.len() <= 3 && !first.starts_with('0')))
        && rest.all(|group| group.len() == 3 && is_digits(group))
}

/// What is wrong with a text that is no number. It names a number only if nothing else can be meant: a wrong
/// one would be copied.
fn fault(text: &str) -> NumberFault {
    let runs = runs(text);
    if runs.is_empty() {
        return if text.contains(FRACTIONS.map(|(sign, _)| sign)) {
            NumberFault::Ambiguous(with_fraction(text).into_iter().collect())
        } else {
            NumberFault::NoNumber
        };
    }
    let trimmed = text.trim_end();
    if runs.len() == 1 && trimmed.ends_with(['%', '‰']) {
        return NumberFault::Percentage;
    }
    if let Some(readings) = around_a_point(text) {
        return NumberFault::Ambiguous(readings);
    }
    let meant =
        [grouped, with_fraction, multiplied, approximate].iter().find_map(|read| read(text));
    if meant.is_some() || runs.len() > 1 || is_inexact(text) {
        return NumberFault::Ambiguous(meant.into_iter().collect());
    }
    let rest = text.replacen(runs[0], " ", 1);
    let number = Some(runs[0]).filter(|run| *run != text && parse(run).is_ok());
    let number = number.unwrap_or_default().to_owned();
    NumberFault::WithText { number, rest: rest.trim().to_owned() }
}

/// The pieces of digits, points and commas.
fn runs(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')
        .map(|run| run.trim_matches(['.', ',']))
        .filter(|run| !run.is_empty())
        .collect()
}

/// The readings of `1.5`, in which a comma may be meant, or nothing; `0.5` can only have the comma. `None` for other
/// texts.
fn around_a_point(text: &str) -> Option<Vec<String>> {
    let (whole, fraction) = text.split_once('.')?;
    if !is_digits(whole) || !is_digits(fraction) {
        return None;
    }
    let comma = format!("{whole},{fraction}");
    let is_small = whole.starts_with('0');
    Some(if is_small { vec![comma] } else { vec![comma, format!("{whole}{fraction}")] })
}

/// The number whose thousands are set apart as other countries do, by a stroke or a space that does not break:
/// `1'234`. With a plain space it may be two numbers. `None` for other texts.
fn grouped(text: &str) -> Option<String> {
    let marks = ['\u{a0}', '\u{202f}', '\u{2009}', '\u{2008}', '\'', '’', 'ʼ'];
    let mut groups = text.trim().split(marks);
    let first =
        groups.next().filter(|it| is_digits(it) && it.len() <= 3 && !it.starts_with('0'))?;
    let rest: Vec<&str> = groups.collect();
    let fits = !rest.is_empty() && rest.iter().all(|group| group.len() == 3 && is_digits(group));
    fits.then(|| format!("{first}{}", rest.concat()))
}

const FRACTIONS: [(char, &str); 3] = [('½', "5"), ('¼', "25"), ('¾', "75")];

/// `2½` as `2,5`; `None` for other texts.
fn with_fraction(text: &str) -> Option<String> {
    FRACTIONS.iter().find_map(|(sign, digits)| {
        let whole = text.trim().strip_suffix(*sign)?.trim_end();
        let whole = if whole.is_empty() { "0" } else { whole };
        is_digits(whole).then(|| format!("{whole},{digits}"))
    })
}

/// `50k`, `0,15 mln` and `2 miljoen euro` in figures; `None` for other texts.
fn multiplied(text: &str) -> Option<String> {
    let lower = text.trim().to_lowercase();
    let lower = lower.strip_suffix("euro").unwrap_or(&lower).trim_end();
    let start = lower.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')?;
    let (number, word) = lower.split_at(start);
    let times: u32 = match word.trim().trim_end_matches('.') {
        "k" | "duizend" => 1_000,
        "mln" | "mio" | "miljoen" => 1_000_000,
        "mld" | "miljard" => 1_000_000_000,
        _ => return None,
    };
    let number = parse(number).ok()?.checked_mul(times.into())?.normalize();
    (number <= LARGEST).then(|| number.to_string().replace('.', ","))
}

/// The number in `ca. 40`, of which the check asks whether it is exact; `None` for other texts.
fn approximate(text: &str) -> Option<String> {
    let lower = text.trim().to_lowercase();
    let about = ["ca.", "ca", "circa", "ongeveer", "rond", "±", "+/-", "~"];
    let rest = about.iter().find_map(|word| lower.strip_prefix(word))?.trim_start();
    parse(rest).ok().map(|_| rest.to_owned())
}

fn is_inexact(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words = lower.split(|c: char| c.is_whitespace() || c == '.');
    let about = [
        "ca",
        "circa",
        "ongeveer",
        "bijna",
        "ruim",
        "rond",
        "minstens",
        "minimaal",
        "hoogstens",
        "maximaal",
        "meer",
        "minder",
    ];
    lower.contains(['±', '+', '~', '<', '>', '≤', '≥', '≈']) || words.any(|it| about.contains(&it))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::test_runner::RngSeed;

    use super::*;

    #[test]
    fn what_is_written_the_dutch_way_is_read() {
        for (text, number) in [
            ("40", "40"),
            ("1.234", "1234"),
            ("12,5", "12.5"),
            ("€ 500.000", "500000"),
            ("€ 500.000,-", "500000"),
            ("1.234.567,89", "1234567.89"),
            (" 0 ", "0"),
            ("-3", "-3"),
            ("0,125", "0.125"),
            ("2\u{a0}", "2"),
        ] {
            assert_eq!(parse(text), Ok(number.parse().unwrap()), "{text}");
        }
    }

    #[test]
    fn what_can_mean_two_things_is_not_guessed() {
        let ambiguous = |readings: &[&str]| {
            Err(NumberFault::Ambiguous(readings.iter().map(|r| (*r).to_owned()).collect()))
        };
        assert_eq!(parse("1.5"), ambiguous(&["1,5", "15"]));
        assert_eq!(parse("1,234"), ambiguous(&["1,234", "1234"]));
        assert_eq!(parse("0.5"), ambiguous(&["0,5"]));
        assert_eq!(parse("ca. 40"), ambiguous(&["40"]));
    }

    #[test]
    fn a_number_that_is_written_oddly_is_named_rightly_or_not_at_all() {
        let ambiguous = |reading: &str| Err(NumberFault::Ambiguous(vec![reading.to_owned()]));
        for (text, meant) in [
            ("50k", "50000"),
            ("50 K", "50000"),
            ("€ 0,15 mln", "150000"),
            ("0,15 mln. euro", "150000"),
            ("1,25 miljoen", "1250000"),
            ("2 duizend", "2000"),
            ("2½", "2,5"),
            ("2 ¼", "2,25"),
            ("½", "0,5"),
            ("1\u{a0}234", "1234"),
            ("1\u{2009}234\u{2009}567", "1234567"),
            ("1'234", "1234"),
            ("1’234", "1234"),
            ("±40", "40"),
        ] {
            assert_eq!(parse(text), ambiguous(meant), "{text}");
        }
        for text in [
            "1 234",
            "12 a 15",
            "12-15",
            "40/45",
            "3 of 4 gezinnen",
            "10+",
            "<10",
            "> 5",
            "bijna 40",
            "meer dan 10",
            "minstens 10",
            "ca. 50 of 60",
            "1,2e3",
            "40 (waarvan 12 meisjes)",
            "2⅓4",
            "1\u{a0}23",
            "ca. 1.5",
            "50k à 60k",
        ] {
            assert_eq!(parse(text), Err(NumberFault::Ambiguous(Vec::new())), "{text}");
        }
    }

    #[test]
    fn what_stands_beside_a_number_is_told_apart_from_it() {
        let with_text = |number: &str, rest: &str| {
            Err(NumberFault::WithText { number: number.to_owned(), rest: rest.to_owned() })
        };
        assert_eq!(parse("40 jongeren"), with_text("40", "jongeren"));
        assert_eq!(parse("fte: 1,5"), with_text("1,5", "fte:"));
        assert_eq!(parse("1O"), with_text("1", "O"));
        assert_eq!(parse("l2"), with_text("2", "l"));
        assert_eq!(parse("2x"), with_text("2", "x"));
        assert_eq!(parse("1.5 fte"), with_text("", "fte"), "not certain by itself");
        assert_eq!(parse("1.234.56"), with_text("", ""));
    }

    #[test]
    fn what_is_no_number_is_named_for_what_it_is() {
        for text in ["tien", "VII", "?", "tweeënhalf"] {
            assert_eq!(parse(text), Err(NumberFault::NoNumber), "{text}");
        }
        assert_eq!(parse("46%"), Err(NumberFault::Percentage));
        assert_eq!(parse("40‰"), Err(NumberFault::Percentage));
        assert_eq!(parse(&"9".repeat(60)), Err(NumberFault::TooLarge));
    }

    proptest! {
        #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(2024), failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_number_is_read_back_from_how_dutch_writes_it(units in 0_i64..10_000_000, cents in 0_u32..100) {
            let number = Decimal::new(units * 100 + i64::from(cents), 2);
            prop_assert_eq!(parse(&crate::dutch::digits(number)), Ok(number.normalize()));
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,40}") {
            let _ = parse(&text);
        }
    }
}
