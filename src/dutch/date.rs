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

/// Whether this is how a month is shortened: its first three letters, `mrt` or `sept`.
fn is_short(month: &str, text: &str) -> bool {
    let text = text.trim_end_matches('.');
    (text.len() == 3 && month.starts_with(text))
        || [("maart", "mrt"), ("september", "sept")].contains(&(month, text))
}

/// The date in `text`: `31-01-2024`, `31/1/2024`, `31.1.2024`, `2024-01-31` or `31 januari 2024`.
///
/// Day before month, as Dutch writes it; two digits for a year are refused, not guessed.
#[must_use]
pub fn parse_date(text: &str) -> Option<Date> {
    let lower = text.trim().to_lowercase();
    let parts: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || "-/.".contains(c))
        .filter(|p| !p.is_empty())
        .collect();
    let [first, middle, last] = parts[..] else { return None };
    let month = MONTHS
        .iter()
        .position(|name| *name == middle || is_short(name, middle))
        .and_then(|index| i8::try_from(index + 1).ok())
        .or_else(|| middle.parse().ok())?;
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    if year.len() != 4 || day.len() > 2 {
        return None;
    }
    Date::new(year.parse().ok()?, month, day.parse().ok()?).ok()
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
        ] {
            assert_eq!(parse_date(text), day, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_or_could_be_two_is_not_guessed() {
        for text in
            ["", "31-1-24", "31 februari 2024", "januari 2024", "vorige week", "2024", "1-13-2024"]
        {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }
}
