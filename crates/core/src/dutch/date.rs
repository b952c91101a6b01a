//! Dates as Dutch writes them, and as people type them.

use jiff::civil::Date;

const MONTHS: [&str; 12] = [
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

/// The names that a spreadsheet set to English writes.
const ENGLISH_MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] =
    ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"];

/// The name of a month.
pub(super) fn month(date: Date) -> &'static str {
    usize::try_from(date.month() - 1)
        .ok()
        .and_then(|index| MONTHS.get(index))
        .copied()
        .unwrap_or("")
}

/// A date as running text has it: `1 maart 2024`.
#[must_use]
pub fn date(date: Date) -> String {
    format!("{} {} {}", date.day(), month(date), date.year())
}

/// A month: `juni 2024`.
#[must_use]
pub fn month_and_year(date: Date) -> String {
    format!("{} {}", month(date), date.year())
}

/// Whether a word is a month shortened: its first three letters, `mrt` or `sept`.
fn is_short(month: &str, text: &str) -> bool {
    let text = text.trim_end_matches('.');
    (text.len() == 3 && month.starts_with(text))
        || [("maart", "mrt"), ("september", "sept")].contains(&(month, text))
}

/// The date in `text`: `31-01-2024`, `31/1/2024`, `31.1.2024`, `2024-01-31`, `20240131`, `31 januari 2024` or
/// `woensdag 31 januari 2024`.
///
/// Day before month, as Dutch writes it; two digits for a year are refused, not guessed.
#[must_use]
pub fn parse_date(text: &str) -> Option<Date> {
    let lower = text.trim().to_lowercase();
    let lower = without_midnight(&lower);
    let mut parts: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || "-–/.,_".contains(c))
        .filter(|p| !p.is_empty())
        .collect();
    if parts.first().is_some_and(|first| WEEKDAYS.iter().any(|day| names_weekday(day, first))) {
        parts.remove(0);
    }
    match parts[..] {
        [digits] => run_of_digits(digits),
        [name, day, year] if month_named(name).is_some() => day_of(year, month_named(name)?, day),
        [first, middle, last] => {
            let month = month_named(middle).or_else(|| middle.parse().ok())?;
            let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
            day_of(year, month, day)
        }
        _ => None,
    }
}

/// The text without a time of day that says nothing: programs write one behind a day.
fn without_midnight(text: &str) -> &str {
    let midnights = [" 00:00:00", "t00:00:00", " 0:00:00", " 00:00", " 0:00"];
    midnights.iter().find_map(|time| text.strip_suffix(time)).unwrap_or(text)
}

fn names_weekday(weekday: &str, text: &str) -> bool {
    text == weekday || text.len() == 2 && weekday.starts_with(text)
}

fn month_named(text: &str) -> Option<i8> {
    let is_named = |(dutch, english): (&&str, &&str)| {
        [dutch, english].iter().any(|name| **name == text || is_short(name, text))
    };
    let index = MONTHS.iter().zip(&ENGLISH_MONTHS).position(is_named)?;
    i8::try_from(index + 1).ok()
}

fn day_of(year: &str, month: i8, day: &str) -> Option<Date> {
    let day = ["ste", "de", "e"].iter().find_map(|end| day.strip_suffix(end)).unwrap_or(day);
    if year.len() != 4 || day.len() > 2 {
        return None;
    }
    Date::new(year.parse().ok()?, month, day.parse().ok()?).ok()
}

/// `20240131` or `31012024`: of this century it can be only one of the two.
fn run_of_digits(digits: &str) -> Option<Date> {
    if digits.len() != 8 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let read = |year: &str, month: &str, day: &str| {
        day_of(year, month.parse().ok()?, day).filter(|date| (2000..2100).contains(&date.year()))
    };
    let first = read(&digits[..4], &digits[4..6], &digits[6..]);
    let last = read(&digits[4..], &digits[2..4], &digits[..2]);
    first.xor(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_in_full_with_a_small_month() {
        let day = Date::constant(2024, 3, 1);
        assert_eq!(date(day), "1 maart 2024");
        assert_eq!(month_and_year(day), "maart 2024");
    }

    #[test]
    fn dates_are_read_as_people_type_them() {
        let day = Some(Date::constant(2024, 1, 31));
        for text in [
            "31-01-2024",
            "31-1-2024",
            "31/1/2024",
            "31.01.2024",
            "2024-01-31",
            "31 januari 2024",
            " 31 JAN 2024 ",
            "31 jan. 2024",
            "woensdag 31 januari 2024",
            "wo 31-01-2024",
            "31e januari 2024",
            "31 January 2024",
            "Jan 31, 2024",
            "31-Jan-2024",
            "31–1–2024",
            "2024-01-31 00:00:00",
            "2024-01-31T00:00:00",
            "20240131",
            "31012024",
        ] {
            assert_eq!(parse_date(text), day, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_or_could_be_two_is_not_guessed() {
        for text in [
            "",
            "31-1-24",
            "45322",
            "31-01-2024 14:30",
            "20242024",
            "99999999",
            "31 februari 2024",
            "januari 2024",
            "vorige week",
            "2024",
            "1-13-2024",
        ] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }
}
