//! What may stand for a period, by its first and its last moment; written once more, independent of `dutch`.

use jiff::civil::Date;

use pmg_core::cycle::Cycle;

use super::words::{self, MONTHS};
use crate::typography::plain;

/// The first and the last day of a moment: a day, a month or a year.
type Moment = (Date, Date);

/// The wording that a period may have: the one that stands there if it is right, else the first one possible. `ends`
/// holds the bases of its two moments.
pub(super) fn ways(cycle: &Cycle, ends: &str, said: &str) -> Vec<String> {
    let (from, to) = ends.split_once('+').unwrap_or((ends, ends));
    let (from, to) = (moments(cycle, from, said), moments(cycle, to, said));
    let pairs = from.iter().flat_map(|(first, _)| to.iter().map(|(_, last)| (*first, *last)));
    let ways: Vec<String> =
        pairs.filter(|(first, last)| first <= last).map(|(first, last)| put(first, last)).collect();
    let fits = ways.iter().find(|way| plain(way) == plain(said)).cloned();
    fits.or_else(|| ways.first().cloned()).into_iter().collect()
}

/// The text itself, and its month if it is a day.
pub(super) fn day_and_month(text: &str) -> Vec<String> {
    let day = read(text).filter(|(first, last)| first == last);
    let month = day.map(|(day, _)| words::month(day));
    [text.to_owned()].into_iter().chain(month).collect()
}

/// The moments that a basis can stand for. A template says how many years away a year is, so any that is
/// named can be meant.
fn moments(cycle: &Cycle, basis: &str, said: &str) -> Vec<Moment> {
    let (kind, which) = basis.split_once(':').unwrap_or((basis, ""));
    let texts = match kind {
        "jaar" => {
            let named = said.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() == 4);
            let year = cycle.settings.year.to_string();
            [year].into_iter().chain(named.map(str::to_owned)).collect()
        }
        "peildatum" => day_and_month(&words::date(cycle.settings.reference_date)),
        "publicatie" => vec![words::month(cycle.settings.publication)],
        "constante" => {
            cycle.constants.get(which).map_or_else(Vec::new, |it| day_and_month(&it.text))
        }
        _ => Vec::new(),
    };
    texts.iter().filter_map(|text| read(text)).collect()
}

/// The moment that a text names, `1 maart 2024`, `1-3-2024`, `maart 2024` or `2024`; `None` for any other text.
fn read(text: &str) -> Option<Moment> {
    let text = plain(text);
    let parts: Vec<&str> = text.split([' ', '-', '/', '.']).filter(|it| !it.is_empty()).collect();
    let month = |name: &str| {
        let named = MONTHS.iter().position(|month| *month == name).map(|at| at + 1);
        named.and_then(|month| i8::try_from(month).ok()).or_else(|| name.parse().ok())
    };
    match parts[..] {
        [year] if year.len() == 4 => {
            let year = year.parse().ok()?;
            Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?))
        }
        [name, year] if year.len() == 4 && name.starts_with(char::is_alphabetic) => {
            let first = Date::new(year.parse().ok()?, month(name)?, 1).ok()?;
            Some((first, first.last_of_month()))
        }
        [one, name, other] => {
            let (year, day) = if one.len() == 4 { (one, other) } else { (other, one) };
            let day = Date::new(year.parse().ok()?, month(name)?, day.parse().ok()?).ok()?;
            Some((day, day))
        }
        _ => None,
    }
}

/// A period with its preposition, as short as it can be said.
fn put(first: Date, last: Date) -> String {
    let whole_years =
        (first.month(), first.day()) == (1, 1) && (last.month(), last.day()) == (12, 31);
    let is_one_month = first.day() == 1 && last == first.last_of_month();
    let (one, other) = (first.year(), last.year());
    if whole_years && one == other {
        return format!("in {one}");
    }
    if whole_years && one + 1 == other {
        return format!("in {one} en {other}");
    }
    if whole_years {
        return format!("van {one} tot en met {other}");
    }
    if first == last {
        return format!("op {}", words::date(first));
    }
    if is_one_month {
        return format!("in {}", words::month(first));
    }
    let start = words::date(first);
    let year = format!(" {one}");
    let start = if one == other { start.trim_end_matches(&year) } else { &start };
    let same_month = one == other && first.month() == last.month();
    let start = start.split(' ').take(if same_month { 1 } else { 3 }).collect::<Vec<_>>();
    format!("van {} tot en met {}", start.join(" "), words::date(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_said_as_short_as_it_can_be() {
        for (from, to, said) in [
            ("1 januari 2024", "1 maart 2024", "van 1 januari tot en met 1 maart 2024"),
            ("2024", "1-3-2024", "van 1 januari tot en met 1 maart 2024"),
            ("1 maart 2024", "14 maart 2024", "van 1 tot en met 14 maart 2024"),
            ("2 maart 2023", "2024-03-01", "van 2 maart 2023 tot en met 1 maart 2024"),
            ("1 maart 2024", "1 maart 2024", "op 1 maart 2024"),
            ("maart 2024", "maart 2024", "in maart 2024"),
            ("februari 2024", "maart 2024", "van 1 februari tot en met 31 maart 2024"),
            ("2024", "2024", "in 2024"),
            ("2023", "2024", "in 2023 en 2024"),
            ("2022", "2024", "van 2022 tot en met 2024"),
        ] {
            assert_eq!(put(read(from).unwrap().0, read(to).unwrap().1), said);
        }
    }

    #[test]
    fn what_is_no_moment_is_none() {
        for text in ["", "voorjaar 2024", "24", "maart", "1 2024", "31 februari 2024", "1-2-3-4"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(day_and_month("1 maart 2024"), ["1 maart 2024", "maart 2024"]);
        assert_eq!(day_and_month("2024"), ["2024"]);
    }
}
