use rust_decimal::Decimal;

/// Why a text is not one certain number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberFault {
    /// It can be read in two ways, or says that it is not exact; the readings that are possible.
    Ambiguous(Vec<String>),
    /// There is one number in it, and something else; the number.
    WithText(String),
    /// A percentage.
    Percentage,
    /// An amount of money where none is asked.
    Amount,
    /// What a person sees in the cell is not the number that is stored in it.
    SeenOtherwise,
    /// A number too large to count anything.
    TooLarge,
    /// There is no number in it.
    NoNumber,
}

/// Nothing that is asked can be counted beyond this: a thousand million.
pub(super) const LARGEST: Decimal = Decimal::from_parts(1_000_000_000, 0, 0, false, 0);

/// Reads a number as Dutch writes it: `1.234`, `12,5`, `€ 500.000`.
///
/// Errors: what is ambiguous (`1.5`, `1,234`, `ca. 40`, `12 a 15`) is never guessed.
pub(super) fn parse(text: &str) -> Result<Decimal, NumberFault> {
    let spaced = text.replace(['\u{a0}', '\u{202f}', '\u{2009}'], " ");
    let mut written = spaced.trim();
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
    let first = groups.next().unwrap_or_default();
    let mut rest = groups.peekable();
    is_digits(first)
        && (rest.peek().is_none() || (first.len() <= 3 && !first.starts_with('0')))
        && rest.all(|group| group.len() == 3 && is_digits(group))
}

fn fault(text: &str) -> NumberFault {
    let runs: Vec<&str> = text
        .split(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')
        .map(|run| run.trim_matches(['.', ',']))
        .filter(|run| !run.is_empty())
        .collect();
    let approximate =
        ["ca", "circa", "ongeveer", "bijna", "ruim", "rond", "minstens", "±", "+", "~", "<", ">"];
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| c.is_whitespace() || c == '.').collect();
    let inexact = approximate.iter().any(|mark| {
        if mark.chars().all(char::is_alphabetic) {
            words.contains(mark)
        } else {
            lower.contains(mark)
        }
    });
    match runs[..] {
        [] => NumberFault::NoNumber,
        [_] if text.trim_end().ends_with('%') => NumberFault::Percentage,
        [only] if inexact => NumberFault::Ambiguous(vec![only.to_owned()]),
        [only] if only == text && only.matches('.').count() == 1 && !only.contains(',') => {
            NumberFault::Ambiguous(vec![only.replace('.', ","), only.replace('.', "")])
        }
        [only] => NumberFault::WithText(only.to_owned()),
        _ => NumberFault::Ambiguous(runs.iter().map(|run| (*run).to_owned()).collect()),
    }
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
        assert_eq!(parse("ca. 40"), ambiguous(&["40"]));
        assert_eq!(parse("10+"), ambiguous(&["10"]));
        assert_eq!(parse("12 a 15"), ambiguous(&["12", "15"]));
        assert_eq!(parse("12-15"), ambiguous(&["12", "15"]));
    }

    #[test]
    fn what_is_no_number_is_named_for_what_it_is() {
        assert_eq!(parse("tien"), Err(NumberFault::NoNumber));
        assert_eq!(parse("40 jongeren"), Err(NumberFault::WithText("40".to_owned())));
        assert_eq!(parse("46%"), Err(NumberFault::Percentage));
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
