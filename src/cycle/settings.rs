use std::path::Path;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize as _};

use super::CycleError;
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
    /// The day on which returns must be in, where one is set.
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
    /// Title of the report.
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
}

impl Settings {
    /// Refuses the settings of another year: a year is begun by copying a folder. An empty notice is none.
    pub(super) fn check(mut self, folder: &Path, path: &Path) -> Result<Self, CycleError> {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        if name != self.year.to_string() {
            let message = format!("`jaar = {}` stands in the folder `{name}`", self.year);
            return Err(CycleError::Wrong { path: path.to_owned(), message });
        }
        if self.reference_date.year() != self.year {
            let message = format!("`peildatum = {}` is not in {}", self.reference_date, self.year);
            return Err(CycleError::Wrong { path: path.to_owned(), message });
        }
        if self.words_below > MOST_IN_WORDS + 1 {
            let message = format!(
                "`getalgrens = {}` is above {}: no number above {MOST_IN_WORDS} is written in words",
                self.words_below,
                MOST_IN_WORDS + 1
            );
            return Err(CycleError::Wrong { path: path.to_owned(), message });
        }
        if let Some(deadline) = self.deadline.filter(|day| *day <= self.reference_date) {
            let message = format!("`inleveren = {deadline}` is not after `peildatum`");
            return Err(CycleError::Wrong { path: path.to_owned(), message });
        }
        let most = self.small_below.saturating_sub(2);
        if self.small_width > most {
            let message = format!(
                "`klein_speling = {}` does not fit below `klein_onder = {}`: at most {most} does",
                self.small_width, self.small_below,
            );
            return Err(CycleError::Wrong { path: path.to_owned(), message });
        }
        self.notice = self.notice.filter(|notice| !notice.trim().is_empty());
        Ok(self)
    }

    /// How the report writes numbers.
    #[must_use]
    pub fn number_style(&self) -> NumberStyle {
        NumberStyle { words_below: self.words_below }
    }
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
