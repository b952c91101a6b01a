//! Predicts what a printed file calls itself: the report, or the letter that goes with it.

use jiff::civil::Date;
use pmg_core::cycle::{Cycle, Letter};
use pmg_core::edition::Edition;

use super::words::{date, month};

/// What a printed file calls itself.
pub(crate) struct Identity {
    /// Its title.
    pub(crate) title: String,
    /// The line below that.
    pub(crate) subtitle: String,
    /// When it appears, as printed.
    pub(crate) published: String,
    /// The same day.
    pub(crate) day: Date,
    /// Whether it is the letter: it has no contents, no script and no tables beside it.
    pub(crate) is_letter: bool,
}

impl Identity {
    /// What the report of a year calls itself.
    pub(crate) fn of_report(cycle: &Cycle, edition: Edition) -> Self {
        let settings = &cycle.settings;
        // An edition that corrects another says which it is.
        let number = cycle.next_edition();
        let month = month(settings.publication);
        let published = if edition.is_final() && number.is_correction() {
            format!("{month} (uitgave {number})")
        } else {
            month
        };
        Self {
            title: settings.report_title(),
            subtitle: settings.subtitle.clone(),
            published,
            day: settings.publication,
            is_letter: false,
        }
    }

    /// What the letter calls itself.
    pub(crate) fn of_letter(cycle: &Cycle, letter: &Letter) -> Self {
        let settings = &cycle.settings;
        let day = letter.date.unwrap_or(settings.publication);
        let year = settings.year.to_string();
        let names_it = letter.subject.split(|c: char| !c.is_ascii_digit()).any(|it| it == year);
        let subject = &letter.subject;
        Self {
            title: if names_it { subject.clone() } else { format!("{subject} {year}") },
            subtitle: format!("Brief bij ‘{}’", settings.report_title()),
            published: date(day),
            day,
            is_letter: true,
        }
    }
}
