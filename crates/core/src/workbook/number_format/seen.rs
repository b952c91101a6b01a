//! Compares what a cell shows with the number that it holds. The number that counts is the one that a person sees;
//! where the two differ, neither is taken.
//!
//! The same: grouping, leading zeros, a fraction, a power of ten, a unit in a word behind the number
//! (`40 jongeren`), and decimals that are rounded away as long as some are shown (2,255 as `2,26`):
//! that is how fte and money are shown, and what is counted is then as exact as what was typed.
//! Another: a number that is rounded to a whole one (2,5 as `3`) or to nothing (0,04 as `0,0`), a word
//! before the number, a word that makes another number or another measure of it (`40 duizend`,
//! `40 uur`), another sign, another digit, and nothing at all. A zero shown as a dash is the zero of
//! the formats for bookkeeping.

use rust_decimal::Decimal;

use crate::workbook::sheets::Value;

/// Words behind a number that say more than what is counted, or that it is something else.
const NO_UNITS: [&str; 44] = [
    "miljoen",
    "miljard",
    "mln",
    "mld",
    "mio",
    "duizend",
    "duizendtal",
    "honderd",
    "honderdtal",
    "tiental",
    "dozijn",
    "procent",
    "promille",
    "pct",
    "percent",
    "ongeveer",
    "circa",
    "geschat",
    "schatting",
    "minimaal",
    "maximaal",
    "minstens",
    "hooguit",
    "min",
    "max",
    "plus",
    "minus",
    "keer",
    "maal",
    "half",
    "halve",
    "paar",
    "uur",
    "uren",
    "dag",
    "dagen",
    "week",
    "weken",
    "maand",
    "maanden",
    "jaar",
    "jaren",
    "niet",
    "geen",
];
/// What a zero may be shown as, and what may stand for no cents.
const DASHES: [char; 4] = ['-', '−', '–', '—'];
/// What stands between thousands, and before the decimals.
const SEPARATORS: [(char, char); 4] = [('.', ','), (',', '.'), (' ', ','), ('\'', '.')];
/// Signs and words for money.
const MONEY: [&str; 9] = ["€", "$", "£", "¥", "euro", "eur", "usd", "gbp", "chf"];

/// The value of a cell that holds this number and shows this text.
pub(in crate::workbook) fn seen(stored: Decimal, shown: &str) -> Value {
    let spaced = shown.replace(['\u{a0}', '\u{202f}', '\u{2009}'], " ");
    let parts = Parts::of(spaced.trim());
    let is_percentage = parts.before.contains('%') || parts.after.contains('%');
    let (parts, is_money) = parts.without_money();
    if is_percentage {
        return Value::Percentage(percentage(stored, parts.number));
    }
    match (parts.shows(stored), is_money) {
        (true, true) => Value::Amount(stored),
        (true, false) => Value::Number(stored),
        _ => Value::ShownAs { stored, shown: spaced.trim().to_owned() },
    }
}

/// The value of a cell that holds this text and shows that one: a format can put words to a text, and a person reads
/// them. Where nothing is shown, a number in the text is still one that nobody sees.
pub(in crate::workbook) fn seen_text(stored: String, shown: &str) -> Value {
    match stored.trim().parse() {
        _ if shown.trim() == stored.trim() => Value::Text(stored),
        _ if !shown.trim().is_empty() => Value::Text(shown.to_owned()),
        Ok(number) => Value::ShownAs { stored: number, shown: String::new() },
        Err(_) => Value::Text(stored),
    }
}

/// The number before the sign of a percentage: as exact as it is stored, whether the sign is mere
/// text or says hundredths.
fn percentage(stored: Decimal, shown: &str) -> Decimal {
    let hundredfold = stored.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(stored).normalize();
    let read = readings(shown);
    let is_seen = |number: Decimal| {
        let near = |each: &Read| (each.number - number.abs()).abs() <= each.half_of_last_digit();
        read.iter().any(near)
    };
    if !is_seen(hundredfold) && is_seen(stored) { stored } else { hundredfold }
}

/// A shown text: its digits, from the first to the last, and what stands around them.
struct Parts<'a> {
    before: String,
    number: &'a str,
    after: String,
}

impl<'a> Parts<'a> {
    fn of(text: &'a str) -> Self {
        let is_digit = |character: char| character.is_ascii_digit();
        let (Some(first), Some(last)) = (text.find(is_digit), text.rfind(is_digit)) else {
            return Self { before: text.to_owned(), number: "", after: String::new() };
        };
        let separator = text[..first].ends_with([',', '.']);
        let first = if separator { first - 1 } else { first };
        let (before, number) = (&text[..first], &text[first..=last]);
        Self { before: before.to_owned(), number, after: text[last + 1..].to_owned() }
    }

    /// The same without signs and words for money, and whether there were any.
    fn without_money(mut self) -> (Self, bool) {
        let mut is_money = false;
        for text in [&mut self.before, &mut self.after] {
            for money in MONEY {
                let Some(at) = text.to_ascii_lowercase().find(money) else { continue };
                let end = at + money.len();
                let is_part_of_word = |rest: &str, next: fn(&str) -> Option<char>| {
                    money.is_ascii() && money != "$" && next(rest).is_some_and(char::is_alphabetic)
                };
                if !is_part_of_word(&text[..at], |it| it.chars().next_back())
                    && !is_part_of_word(&text[end..], |it| it.chars().next())
                {
                    text.replace_range(at..end, "");
                    is_money = true;
                }
            }
        }
        (self, is_money)
    }

    /// Whether this is how the number is shown.
    fn shows(&self, stored: Decimal) -> bool {
        let (mut before, mut after) = (self.before.trim(), self.after.as_str());
        if self.number.is_empty() {
            return stored.is_zero()
                && before.strip_prefix(DASHES).is_some_and(|rest| rest.trim().is_empty());
        }
        let mut is_negative = false;
        if let (Some(open), Some(close)) =
            (before.strip_suffix('('), after.trim_end().strip_suffix(')'))
        {
            (before, after, is_negative) = (open.trim(), close, true);
        } else if let Some(rest) = before.strip_prefix(['-', '−']) {
            (before, is_negative) = (rest.trim(), true);
        } else if stored.is_sign_negative()
            && let Some(rest) = after.strip_prefix(['-', '−'])
        {
            (after, is_negative) = (rest, true);
        }
        // An amount in whole euros: `€ 40,-`.
        let after = after.strip_prefix(',').map_or(after, |rest| rest.trim_start_matches(DASHES));
        let is_same = |read: &Read| read.is(stored, is_negative);
        before.is_empty() && is_unit(after) && readings(self.number).iter().any(is_same)
    }
}

/// Whether this is nothing, or one word that says what is counted.
fn is_unit(after: &str) -> bool {
    let word = after.trim();
    let is_word = word.chars().count() >= 3
        && word.chars().all(char::is_alphabetic)
        && after.starts_with(' ')
        && !NO_UNITS.contains(&word.to_lowercase().as_str());
    word.is_empty() || is_word
}

/// A number as it may be meant, without its sign.
struct Read {
    number: Decimal,
    /// The value of one in its last place, if a rounding may end there.
    last_digit: Option<Decimal>,
}

impl Read {
    fn half_of_last_digit(&self) -> Decimal {
        self.last_digit.unwrap_or(Decimal::ONE) / Decimal::TWO
    }

    /// Whether this is the number that is stored, or that rounded to the decimals that are shown.
    fn is(&self, stored: Decimal, is_negative: bool) -> bool {
        let number = if is_negative { -self.number } else { self.number };
        let is_rounded = || {
            self.last_digit.is_some()
                && !number.is_zero()
                && (number - stored).abs() <= self.half_of_last_digit()
        };
        number == stored || is_rounded()
    }
}

/// Every number that the text may stand for, in Dutch or in English.
fn readings(text: &str) -> Vec<Read> {
    if let Some((mantissa, power)) = text.split_once("E+").or_else(|| text.split_once('E')) {
        let power = power.parse::<i32>().ok();
        return readings(mantissa).iter().filter_map(|it| it.times_ten_to(power?)).collect();
    }
    if text.contains('/') {
        return fraction(text)
            .into_iter()
            .map(|number| Read { number, last_digit: None })
            .collect();
    }
    SEPARATORS.iter().filter_map(|(group, point)| plain(text, *group, *point)).collect()
}

impl Read {
    fn times_ten_to(&self, power: i32) -> Option<Self> {
        let ten = |_| Decimal::TEN;
        let factor = (0..power.unsigned_abs().min(28))
            .map(ten)
            .try_fold(Decimal::ONE, Decimal::checked_mul)?;
        let number = match power {
            ..0 => self.number.checked_div(factor)?,
            _ => self.number.checked_mul(factor)?,
        };
        Some(Self { number, last_digit: None })
    }
}

/// The number in a text such as `1.234,5`, with these separators; `None` if it is none.
fn plain(text: &str, group: char, point: char) -> Option<Read> {
    let (whole, decimals) = text.split_once(point).unwrap_or((text, ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = whole.split(group);
    let first = groups.next()?;
    let is_grouped = is_number(first) && groups.all(|it| it.len() == 3 && is_number(it));
    if !is_grouped || !is_number(decimals) {
        return None;
    }
    let number = format!("0{}.{decimals}", whole.replace(group, ""));
    let number = number.trim_end_matches('.').parse().ok()?;
    let scale = u32::try_from(decimals.len()).ok().filter(|scale| (1..=28).contains(scale));
    Some(Read { number, last_digit: scale.map(|scale| Decimal::new(1, scale)) })
}

/// The number in `2 1/2` or `5/2`; `None` for other texts.
fn fraction(text: &str) -> Option<Decimal> {
    let (left, denominator) = text.split_once('/')?;
    let (whole, numerator) = left.trim().rsplit_once(' ').unwrap_or(("0", left));
    let number = |text: &str| text.trim().parse::<u32>().ok().map(Decimal::from);
    number(whole)?.checked_add(number(numerator)?.checked_div(number(denominator)?)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn what_shows_the_number_is_the_number() {
        for (stored, shown) in [
            ("40", "40"),
            ("1234", "1.234"),
            ("1234", "1,234"),
            ("1234.5", "1 234,50"),
            ("1234.5", "1'234.5"),
            ("2.255", "2,26"),
            ("2.96", "3,0"),
            ("0.25", ",25"),
            ("-40", "-40"),
            ("-40", "40-"),
            ("-40", "(40)"),
            ("40", "40 jongeren"),
            ("40", "40\u{a0}fte"),
            ("40", " 40,00 "),
            ("0", "-"),
            ("148", "1,48E+02"),
            ("0.025", "2,5E-2"),
            ("2.5", "2 1/2"),
            ("2.5", "5/2"),
        ] {
            assert_eq!(seen(number(stored), shown), Value::Number(number(stored)), "{shown}");
        }
    }

    #[test]
    fn what_shows_another_number_is_told() {
        for (stored, shown) in [
            ("40", "148"),
            ("40", "400"),
            ("40", "-40"),
            ("40", "(40)"),
            ("40", "+40"),
            ("40", "ca. 40"),
            ("40", "40‰"),
            ("40", "0"),
            ("40", ""),
            ("40", "veertig"),
            ("40", "40x"),
            ("40", "40tal"),
            ("40", "40 duizend"),
            ("40", "40 uur"),
            ("40", "40 per jaar"),
            ("40", "40 van 50"),
            ("40", "4 0"),
            ("40", "40 à 45"),
            ("2.5", "3"),
            ("2.5", "2,6"),
            ("0.04", "0,0"),
            ("0", "x"),
            ("4", "-"),
            ("0", "2"),
            ("40", "€ 4"),
            ("2000000", "€ 2 mln"),
        ] {
            let both = Value::ShownAs { stored: number(stored), shown: shown.to_owned() };
            assert_eq!(seen(number(stored), shown), both, "{shown}");
        }
    }

    #[test]
    fn a_text_is_what_it_shows_and_a_number_that_it_hides_is_told() {
        let says = |stored: &str, shown| seen_text(stored.to_owned(), shown);
        let text = |text: &str| Value::Text(text.to_owned());
        assert_eq!(says("40 ", " 40"), text("40 "));
        assert_eq!(says("40", "ca. 40"), text("ca. 40"));
        assert_eq!(says("veertig", ""), text("veertig"));
        let hidden = Value::ShownAs { stored: 40.into(), shown: String::new() };
        assert_eq!(says("40", " "), hidden);
    }

    #[test]
    fn money_and_percentages_are_known_by_their_signs() {
        for (stored, shown) in [
            ("40", "40 euro"),
            ("40", "€ 40"),
            ("40", "€ 40,-"),
            ("40", "EUR 40,00"),
            ("-40", "€ -40"),
            ("0", "€ -"),
            ("500000", "€ 500.000"),
        ] {
            assert_eq!(seen(number(stored), shown), Value::Amount(number(stored)), "{shown}");
        }
        for (stored, shown, percentage) in
            [("0.456", "46%", "45.6"), ("40", "40%", "40"), ("5", "500,0 %", "500")]
        {
            let percentage = Value::Percentage(number(percentage));
            assert_eq!(seen(number(stored), shown), percentage, "{shown}");
        }
    }
}
