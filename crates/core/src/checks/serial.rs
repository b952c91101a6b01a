//! Recognises the number by which a spreadsheet stores a day, for a message to somebody who sees that number and not
//! the day.

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::dutch;

/// The days from which spreadsheets count: on Windows, and on old Macs.
const STARTS: [Date; 2] = [Date::constant(1899, 12, 30), Date::constant(1904, 1, 1)];
/// The number of years before the reference date in which a day is likely to be meant.
const NEAR: i16 = 2;

/// The day that a number stands for, in words; `None` if no day of this century is likely to be meant.
pub(super) fn meant(found: &str, reference_date: Date) -> Option<String> {
    let number: i64 = found.trim().parse().ok().filter(|it| (30_000..80_000).contains(it))?;
    let days = STARTS.map(|start| start.checked_add(number.days()).ok());
    let [windows, mac] = days;
    let is_near = |day: Option<Date>| {
        day.is_some_and(|day| (0..=NEAR).contains(&(reference_date.year() - day.year())))
    };
    if is_near(mac) && !is_near(windows) {
        return Some(format!("{} (in een werkmap die vanaf 1904 telt)", dutch::date(mac?)));
    }
    windows.map(dutch::date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_says_the_day_that_a_spreadsheet_keeps_by_it() {
        let year = Date::constant(2024, 3, 1);
        assert_eq!(meant("45322", year).as_deref(), Some("31 januari 2024"));
        assert_eq!(meant(" 45351 ", year).as_deref(), Some("29 februari 2024"));
        let mac = meant("43860", year).unwrap();
        assert!(mac.starts_with("31 januari 2024 (in een werkmap"), "{mac}");
        assert_eq!(meant("43861", Date::constant(2020, 3, 1)).as_deref(), Some("31 januari 2020"));
        assert_eq!(meant("31000", year).as_deref(), Some("14 november 1984"), "far off in both");
        for other in ["40", "2024", "20240131", "vorige week", "45322,5"] {
            assert_eq!(meant(other, year), None, "{other}");
        }
    }
}
