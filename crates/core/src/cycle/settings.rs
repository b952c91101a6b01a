//! Reads `jaar.toml`: year, dates, titles, and the limits that decide how numbers are printed.

use std::path::Path;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize as _};

use super::error::Fault;
use super::schema::{Kind, Places, Schema, needed, optional};
use crate::dutch::NumberStyle;

/// The largest number that is written in words.
const MOST_IN_WORDS: u8 = 20;

/// `jaar.toml`: what holds for the whole year.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Year of the report.
    #[serde(rename = "jaar")]
    pub year: i16,
    /// The day as of which municipalities answer.
    #[serde(rename = "peildatum", deserialize_with = "date")]
    pub reference_date: Date,
    /// The day on which returns must be in; `None` if none is set.
    #[serde(rename = "inleveren", default, deserialize_with = "optional_date")]
    pub deadline: Option<Date>,
    /// The day on which the report is published.
    #[serde(rename = "publicatie", deserialize_with = "date")]
    pub publication: Date,
    /// Whole numbers below this are written in words; at most 21, for `twintig`.
    #[serde(rename = "getalgrens")]
    pub words_below: u8,
    /// Numbers of persons or families of one municipality below this are not published.
    #[serde(rename = "klein_onder", default = "small_below")]
    pub small_below: u32,
    /// Between the least and the most that anybody can work out of such a number lies at least this much.
    #[serde(rename = "klein_speling", default = "small_width")]
    pub small_width: u32,
    /// Name of the questionnaire, as it stands in the hidden stamp of each workbook.
    #[serde(rename = "vragenlijst")]
    pub questionnaire: String,
    /// Title of the report, as the team typed it; [`Settings::report_title`] is what is printed.
    #[serde(rename = "titel")]
    pub title: String,
    /// One line under the title.
    #[serde(rename = "ondertitel")]
    pub subtitle: String,
    /// Who publishes the report.
    #[serde(rename = "organisatie")]
    pub organisation: String,
    /// Where readers can ask: an e-mail address.
    pub contact: String,
    /// A notice that belongs on every page.
    #[serde(rename = "mededeling")]
    pub notice: Option<String>,
    /// Whether a final edition may appear while remarks of reviewers are open.
    #[serde(rename = "open_opmerkingen_mogen", default)]
    pub may_have_open_remarks: bool,
    /// Whether a final edition waits until somebody read all words of municipalities in it.
    #[serde(rename = "lees_eigen_woorden", default)]
    pub wants_words_read: bool,
}

/// What `jaar.toml` may hold.
pub(super) const SCHEMA: Schema = Schema::Keys(&[
    needed("jaar", Kind::Number(2000, 2100)),
    needed("peildatum", Kind::Day),
    optional("inleveren", Kind::Day),
    needed("publicatie", Kind::Day),
    needed("getalgrens", Kind::Number(0, MOST_IN_WORDS as i64 + 1)),
    // Below three there is nothing to hide behind; above a hundred the report says nothing any more.
    optional("klein_onder", Kind::Number(3, 100)),
    // Without any room, a number that is not printed could be worked out to the last child.
    optional("klein_speling", Kind::Number(1, 98)),
    needed("vragenlijst", Kind::Name),
    needed("titel", Kind::Name),
    needed("ondertitel", Kind::Name),
    needed("organisatie", Kind::Name),
    needed("contact", Kind::Name),
    optional("mededeling", Kind::Any),
    optional("open_opmerkingen_mogen", Kind::Flag),
    optional("lees_eigen_woorden", Kind::Flag),
]);

impl Settings {
    /// The settings; an empty notice is none. A fault is what belongs to another year, because a year is
    /// begun by copying a folder, and what cannot hold together.
    pub(super) fn check(mut self, folder: &Path, places: &Places, faults: &mut Vec<Fault>) -> Self {
        self.notice = self.notice.filter(|notice| !notice.trim().is_empty());
        let mut fault = |key: &str, message: String, hint: &str| {
            faults.push(Fault::new(places.at(key), message, hint));
        };
        let Self { year, reference_date, publication, .. } = self;
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        if name != year.to_string() {
            fault(
                "jaar",
                format!("`jaar = {year}` staat in de map `{name}`"),
                "zet hier het jaar van de map",
            );
        }
        if reference_date.year() != year {
            let message = format!("`peildatum = {reference_date}` ligt niet in {year}");
            fault("peildatum", message, "kijk na of dag, maand en jaar kloppen");
        }
        if publication <= reference_date {
            let message =
                format!("`publicatie = {publication}` is niet na de peildatum, {reference_date}");
            fault("publicatie", message, "kijk na of dag, maand en jaar kloppen");
        } else if publication.year() > year + 1 {
            let message = format!("`publicatie = {publication}` ligt ver na {year}");
            fault("publicatie", message, "kijk na of het jaar klopt");
        }
        if let Some(deadline) =
            self.deadline.filter(|day| *day <= reference_date || *day > publication)
        {
            let message =
                format!("`inleveren = {deadline}` ligt niet tussen de peildatum en de publicatie");
            fault("inleveren", message, "kijk na of dag, maand en jaar kloppen");
        }
        if let (Some(other), false) = (years_in(&self.title).next(), self.names_its_year()) {
            let message = format!("`titel = \"{}\"` noemt {other}, en dit is {year}", self.title);
            let hint = "zet het goede jaar in de titel, of laat het weg: dan zet het programma het erachter";
            fault("titel", message, hint);
        }
        if let Some(other) = years_in(&self.questionnaire).next().filter(|it| *it != year) {
            let name = &self.questionnaire;
            let message = format!("`vragenlijst = \"{name}\"` noemt {other}, en dit is {year}");
            let hint = "geef de vragenlijst van elk jaar een eigen naam: daaraan herkent het programma een werkmap van een ander jaar";
            fault("vragenlijst", message, hint);
        }
        let most = self.small_below.saturating_sub(2);
        if self.small_width > most {
            let (below, width) = (self.small_below, self.small_width);
            let message =
                format!("`klein_speling = {width}` past niet onder `klein_onder = {below}`");
            fault("klein_speling", message, &format!("hoogstens {most} past: de grens min 2"));
        }
        if !is_address(&self.contact) {
            let message = format!("`contact = \"{}\"` is geen e-mailadres", self.contact);
            fault(
                "contact",
                message,
                "schrijf een adres waar lezers terechtkunnen, zoals \"naam@ministerie.nl\"",
            );
        }
        self
    }

    /// The title with the year of the report in it: behind it, where the team did not type it. Whoever has
    /// one page of a report before them must see of which year it is.
    #[must_use]
    pub fn report_title(&self) -> String {
        with_year(&self.title, self.year)
    }

    fn names_its_year(&self) -> bool {
        years_in(&self.title).any(|year| year == self.year)
    }

    /// How the report writes numbers.
    #[must_use]
    pub fn number_style(&self) -> NumberStyle {
        NumberStyle { words_below: self.words_below }
    }
}

/// A title with the year in it: behind it, where it does not name that year.
pub(super) fn with_year(title: &str, year: i16) -> String {
    if years_in(title).any(|named| named == year) {
        title.to_owned()
    } else {
        format!("{title} {year}")
    }
}

/// The years that a name has in it, in its order.
pub(super) fn years_in(name: &str) -> impl Iterator<Item = i16> {
    let numbers = name.split(|c: char| !c.is_ascii_digit());
    let years = numbers.filter(|number| number.len() == 4);
    years.filter_map(|number| number.parse().ok().filter(|year| (2000..=2100).contains(year)))
}

fn is_address(text: &str) -> bool {
    let plain =
        |part: &str| !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || c == '@');
    text.split_once('@')
        .is_some_and(|(name, host)| plain(name) && plain(host) && host.contains('.'))
}

/// Ten persons, unless the team sets another limit.
fn small_below() -> u32 {
    10
}

/// Five persons, unless the team sets something else.
fn small_width() -> u32 {
    5
}

pub(super) fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let written = toml::value::Datetime::deserialize(deserializer)?.to_string();
    written.parse().map_err(|_| {
        serde::de::Error::custom(format!("`{written}` is not a date such as 2024-03-01"))
    })
}

pub(super) fn optional_date<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Date>, D::Error> {
    date(deserializer).map(Some)
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a field by reference")]
pub(super) fn write_date<S: serde::Serializer>(
    date: &Date,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let written: Result<toml::value::Datetime, _> = date.to_string().parse();
    written.map_err(serde::ser::Error::custom)?.serialize(serializer)
}

#[expect(
    clippy::ref_option,
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands a field by reference"
)]
pub(super) fn write_optional_date<S: serde::Serializer>(
    date: &Option<Date>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match date {
        Some(date) => write_date(date, serializer),
        None => serializer.serialize_none(),
    }
}
