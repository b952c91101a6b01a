//! Periods as Dutch says them, and the day, month or year that a text names.

use jiff::civil::Date;

use super::date::{date, month, month_and_year};

/// The first and the last day of what `text` says: a day, a month such as `maart 2024`, or a year.
#[must_use]
pub fn parse_moment(text: &str) -> Option<(Date, Date)> {
    let text = text.trim().replace('\u{a0}', " ");
    if let Some(day) = super::parse_date(&text) {
        return Some((day, day));
    }
    let month = Some(&text).filter(|text| text.starts_with(char::is_alphabetic));
    if let Some(first) = month.and_then(|text| super::parse_date(&format!("1 {text}"))) {
        return Some((first, first.last_of_month()));
    }
    let year = text.parse().ok().filter(|_| text.len() == 4)?;
    Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?))
}

/// A period with its preposition, as short as it can be said: `in 2023 en 2024`, `in maart 2024`,
/// `op 1 maart 2024`, `van 1 tot en met 14 maart 2024`, `van 1 januari tot en met 1 maart 2024`.
#[must_use]
pub fn period(first: Date, last: Date) -> String {
    let same_year = first.year() == last.year();
    let same_month = same_year && first.month() == last.month();
    if is_start_of_year(first) && last == last.last_of_year() {
        return years(first.year(), last.year());
    }
    if first == last {
        return format!("op {}", date(first));
    }
    if same_month && first.day() == 1 && last == last.last_of_month() {
        return format!("in {}", month_and_year(first));
    }
    let start = match (same_month, same_year) {
        (true, _) => first.day().to_string(),
        (false, true) => format!("{} {}", first.day(), month(first)),
        (false, false) => date(first),
    };
    format!("van {start} tot en met {}", date(last))
}

fn is_start_of_year(day: Date) -> bool {
    day == day.first_of_year()
}

fn years(first: i16, last: i16) -> String {
    match last - first {
        0 => format!("in {first}"),
        1 => format!("in {first} en {last}"),
        _ => format!("van {first} tot en met {last}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(from: &str, to: &str) -> String {
        period(parse_moment(from).unwrap().0, parse_moment(to).unwrap().1)
    }

    #[test]
    fn a_period_says_nothing_twice() {
        for (from, to, text) in [
            ("1 januari 2024", "1 maart 2024", "van 1 januari tot en met 1 maart 2024"),
            ("2024", "1 maart 2024", "van 1 januari tot en met 1 maart 2024"),
            ("1 maart 2024", "14 maart 2024", "van 1 tot en met 14 maart 2024"),
            ("2 maart 2023", "1 maart 2024", "van 2 maart 2023 tot en met 1 maart 2024"),
            ("1 maart 2023", "14 maart 2024", "van 1 maart 2023 tot en met 14 maart 2024"),
            ("1 maart 2024", "1 maart 2024", "op 1 maart 2024"),
            ("maart 2024", "maart 2024", "in maart 2024"),
            ("februari 2024", "maart 2024", "van 1 februari tot en met 31 maart 2024"),
            ("2024", "2024", "in 2024"),
            ("2023", "2024", "in 2023 en 2024"),
            ("2022", "2024", "van 2022 tot en met 2024"),
        ] {
            assert_eq!(said(from, to), text);
        }
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for text in ["", "voorjaar 2024", "24", "maart", "1 2024", "drie"] {
            assert_eq!(parse_moment(text), None, "{text}");
        }
    }
}
