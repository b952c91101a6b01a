//! Reads `brief.toml`: what stands around the text of the letter to parliament.

use jiff::civil::Date;
use serde::Deserialize;

use super::error::Fault;
use super::inserts;
use super::schema::{Field, Kind, Places, Schema, needed, optional};
use super::settings::{Settings, optional_date, with_year, years_in};

/// What stands around the text of the letter that goes to parliament with the report.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// What the letter is about, as the team typed it; [`Letter::title`] is what is printed.
    #[serde(rename = "onderwerp")]
    pub subject: String,
    /// To whom it goes, line by line.
    #[serde(rename = "aan")]
    pub addressee: Vec<String>,
    /// The day on which it goes out; `None` for the day of publication.
    #[serde(rename = "datum", default, deserialize_with = "optional_date")]
    pub date: Option<Date>,
    /// By what the sender knows it; `None` if it has no reference yet.
    #[serde(rename = "kenmerk", default)]
    pub reference: Option<String>,
    /// Who signs it: functions, not names.
    #[serde(rename = "ondertekenaars")]
    pub signatories: Vec<String>,
    /// What goes with it beside the report itself.
    #[serde(rename = "bijlagen", default)]
    pub enclosures: Vec<String>,
}

const FIELDS: &[Field] = &[
    needed("onderwerp", Kind::Name),
    needed("aan", Kind::Names),
    optional("datum", Kind::Day),
    optional("kenmerk", Kind::Name),
    needed("ondertekenaars", Kind::Names),
    optional("bijlagen", Kind::Names),
];
/// What `brief.toml` may hold.
pub(super) const SCHEMA: Schema = Schema::Keys(FIELDS);

/// Whether a line of an address may hold a number.
fn is_address(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let is_number = |word: &str| word.chars().all(|c| c.is_ascii_digit());
    let is_box = line.strip_prefix("Postbus ").is_some_and(is_number);
    let is_postcode = words.next().is_some_and(|word| word.len() == 4 && is_number(word))
        && words
            .next()
            .is_some_and(|word| word.len() == 2 && word.chars().all(|c| c.is_ascii_uppercase()));
    is_box || is_postcode
}

impl Letter {
    /// What the letter is about, with the year of the report in it.
    #[must_use]
    pub fn title(&self, settings: &Settings) -> String {
        with_year(&self.subject, settings.year)
    }

    /// The day on which it goes out.
    #[must_use]
    pub fn date(&self, settings: &Settings) -> Date {
        self.date.unwrap_or(settings.publication)
    }

    /// The letter. A fault is what belongs to another year, and a list without anybody in it.
    pub(super) fn check(
        self,
        settings: Option<&Settings>,
        places: &Places,
        faults: &mut Vec<Fault>,
    ) -> Self {
        let mut fault = |key: &str, message: String, hint: &str| {
            faults.push(Fault::new(places.at(key), message, hint));
        };
        for (key, list) in [("aan", &self.addressee), ("ondertekenaars", &self.signatories)] {
            if list.is_empty() {
                let hint = "een brief heeft een geadresseerde en ten minste een ondertekenaar";
                fault(key, format!("`{key}` is leeg"), hint);
            }
        }
        let Some(settings) = settings else { return self };
        let year = settings.year;
        let years = Some(year);
        inserts::check_plain(&self.subject, years, &places.at("onderwerp"), faults);
        for line in self.signatories.iter().chain(&self.enclosures) {
            let key = if self.signatories.contains(line) { "ondertekenaars" } else { "bijlagen" };
            inserts::check_plain(line, years, &places.at(key), faults);
        }
        // Only an address has numbers: a box, a house, a postcode.
        for line in self.addressee.iter().filter(|line| !is_address(line)) {
            inserts::check_plain(line, None, &places.at("aan"), faults);
        }
        let mut fault = |key: &str, message: String, hint: &str| {
            faults.push(Fault::new(places.at(key), message, hint));
        };
        if let Some(other) = years_in(&self.subject).next()
            && years_in(&self.subject).all(|named| named != year)
        {
            let message =
                format!("`onderwerp = \"{}\"` noemt {other}, en dit is {year}", self.subject);
            fault("onderwerp", message, "zet het goede jaar in het onderwerp, of laat het weg");
        }
        if let Some(date) = self
            .date
            .filter(|date| *date <= settings.reference_date || date.year() > year.saturating_add(1))
        {
            let message = format!("`datum = {date}` past niet bij het rapport van {year}");
            let hint = "de brief gaat uit na de peildatum; kijk na of dag, maand en jaar kloppen";
            fault("datum", message, hint);
        }
        self
    }
}
