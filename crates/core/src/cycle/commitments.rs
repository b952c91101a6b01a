//! Reads `toezeggingen.toml`: what parliament asked for or was promised, and how far that is.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Deserialize;

use super::constants::Constant;
use super::definition::Definition;
use super::error::Fault;
use super::inserts;
use super::schema::{Field, Kind, Places, Schema, needed, optional};
use super::settings::{Settings, optional_date};
use crate::near;

/// A motion of parliament, or a promise to it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Commitment {
    /// Short code.
    pub code: String,
    /// Which of the two it is.
    #[serde(rename = "soort")]
    pub kind: CommitmentKind,
    /// Whose motion it is, or who made the promise: `het lid Van Nispen`.
    #[serde(rename = "van")]
    pub by: String,
    /// The day on which it was made; `None` if the document says enough.
    #[serde(rename = "datum", default, deserialize_with = "optional_date")]
    pub date: Option<Date>,
    /// The parliamentary document that it stands in; `None` if the day says enough.
    #[serde(rename = "kamerstuk", default)]
    pub document: Option<String>,
    /// What was asked or promised.
    #[serde(rename = "gevraagd")]
    pub asked: String,
    /// Where that stands.
    #[serde(rename = "bron")]
    pub source: String,
    /// What it comes down to, each with how far it is.
    #[serde(rename = "onderdeel")]
    pub parts: Vec<CommitmentPart>,
}

/// One thing that was asked or promised.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitmentPart {
    /// What it is called.
    #[serde(rename = "naam")]
    pub name: String,
    /// How far it is.
    #[serde(rename = "stand")]
    pub state: CommitmentState,
    /// What was done, or is going to be. Constants stand between braces.
    #[serde(rename = "tekst")]
    pub text: String,
    /// The intervention of the questionnaire that it is about; `None` if it is about none.
    #[serde(rename = "interventie", default)]
    pub intervention: Option<String>,
    /// The chapter of the report that answers it: the code of a theme, or a heading. `None` if none does.
    #[serde(rename = "hoofdstuk", default)]
    pub chapter: Option<String>,
    /// Where the text comes from.
    #[serde(rename = "bron")]
    pub source: String,
}

/// What parliament holds a minister to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum CommitmentKind {
    /// Parliament asked for it.
    #[serde(rename = "motie")]
    Motion,
    /// A minister promised it.
    #[serde(rename = "toezegging")]
    Promise,
}

impl CommitmentKind {
    /// The word for it: `motie` or `toezegging`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Motion => "motie",
            Self::Promise => "toezegging",
        }
    }
}

/// How far something is that was asked or promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum CommitmentState {
    /// Nothing was done yet.
    #[serde(rename = "open")]
    Open,
    /// It is being done.
    #[serde(rename = "loopt")]
    Running,
    /// It is done.
    #[serde(rename = "afgedaan")]
    Done,
}

impl CommitmentState {
    /// The word for it: `open`, `loopt` or `afgedaan`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Running => "loopt",
            Self::Done => "afgedaan",
        }
    }
}

/// No motion or promise about this is older.
const FIRST_YEAR: i16 = 2000;

/// Whether a text looks like the number of a parliamentary document.
fn is_document(text: &str) -> bool {
    let opens = ["Kamerstuk", "Handelingen"].iter().any(|start| text.starts_with(start));
    let is_number_or_part = |word: &str| {
        let word = word.trim_matches([',', '.']);
        word.chars().all(|c| c.is_ascii_digit() || "/–-".contains(c))
            || word.chars().all(|c| "IVX".contains(c))
            || ["en", "nr", "item", "p", "bijlage", "blg"].contains(&word)
    };
    opens && text.split_whitespace().skip(1).all(is_number_or_part)
}

/// `toezeggingen.toml`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CommitmentsFile {
    #[serde(rename = "toezegging", default)]
    commitments: Vec<Commitment>,
}

const PART: &[Field] = &[
    needed("naam", Kind::Name),
    needed("stand", Kind::Word(&["open", "loopt", "afgedaan"])),
    needed("tekst", Kind::Text),
    optional("interventie", Kind::Code),
    optional("hoofdstuk", Kind::Name),
    needed("bron", Kind::Text),
];
const COMMITMENT: &[Field] = &[
    needed("code", Kind::Code),
    needed("soort", Kind::Word(&["motie", "toezegging"])),
    needed("van", Kind::Name),
    optional("datum", Kind::Day),
    optional("kamerstuk", Kind::Name),
    needed("gevraagd", Kind::Text),
    needed("bron", Kind::Text),
    needed("onderdeel", Kind::Tables(PART)),
];
/// What `toezeggingen.toml` may hold.
pub(super) const SCHEMA: Schema = Schema::Keys(&[optional("toezegging", Kind::Tables(COMMITMENT))]);

impl CommitmentsFile {
    /// The motions and promises, each once, with where it stands, and about what the year knows.
    pub(super) fn check(
        self,
        definition: Option<&Definition>,
        settings: Option<&Settings>,
        constants: Option<&BTreeMap<String, Constant>>,
        places: &Places,
        faults: &mut Vec<Fault>,
    ) -> Vec<Commitment> {
        let interventions = definition.into_iter().flat_map(Definition::interventions);
        let known: Vec<&str> = interventions.map(|it| it.code.as_str()).collect();
        let mut commitments = self.commitments;
        for part in commitments.iter_mut().flat_map(|each| &mut each.parts) {
            let mut themes = definition.into_iter().flat_map(|it| &it.themes);
            let theme = themes.find(|theme| part.chapter.as_ref() == Some(&theme.code));
            part.chapter = theme.map(|theme| theme.name.clone()).or(part.chapter.take());
        }
        let mut codes = BTreeSet::new();
        for (number, each) in commitments.iter().enumerate() {
            let at = |key: &str| places.at(&format!("toezegging.{number}.{key}"));
            if !codes.insert(&each.code) {
                let message = format!("`{}` staat er twee keer", each.code);
                let hint = "geef elke motie en toezegging een eigen code";
                faults.push(Fault::new(at("code"), message, hint));
            }
            if each.date.is_none() && each.document.is_none() {
                let message = format!("van `{}` staat er niet waar de Kamer haar vindt", each.code);
                let hint = "zet erbij: kamerstuk = \"…\", of de dag: datum = 2024-03-01";
                faults.push(Fault::new(at("code"), message, hint));
            }
            inserts::check_plain(&each.by, None, &at("van"), faults);
            if let Some(document) = each.document.as_deref().filter(|it| !is_document(it)) {
                let message = format!("`{document}` is geen Kamerstuk");
                let hint = "schrijf het zoals de Kamer doet: \"Kamerstukken II 2021/22, 35 925 VI, nr. 68\"";
                faults.push(Fault::new(at("kamerstuk"), message, hint));
            }
            let latest = settings.map(|it| it.publication);
            let is_near =
                |date: &Date| date.year() >= FIRST_YEAR && latest.is_none_or(|it| *date <= it);
            if let Some(date) = each.date.filter(|date| !is_near(date)) {
                let message = format!("`datum = {date}` kan niet kloppen");
                let hint = "een motie of toezegging is van voor het verschijnen van het rapport; kijk dag, maand en jaar na";
                faults.push(Fault::new(at("datum"), message, hint));
            }
            inserts::check(&each.asked, &at("gevraagd"), constants, faults);
            for (part, it) in each.parts.iter().enumerate() {
                let at = |key: &str| at(&format!("onderdeel.{part}.{key}"));
                inserts::check_plain(&it.name, None, &at("naam"), faults);
                inserts::check(&it.text, &at("tekst"), constants, faults);
                let intervention = it.intervention.as_deref().filter(|_| definition.is_some());
                if let Some(code) = intervention.filter(|code| !known.contains(code)) {
                    let hint = near::suggestion(code, known.iter().copied()).unwrap_or_else(|| {
                        "vraagt u dit jaar niet naar de interventie, laat deze regel dan weg"
                            .to_owned()
                    });
                    let message = format!("vragenlijst.toml heeft geen interventie `{code}`");
                    faults.push(Fault::new(at("interventie"), message, hint));
                }
            }
        }
        commitments
    }
}
