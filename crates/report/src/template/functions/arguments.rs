//! The arguments that each function takes, and the value that a phrase gives.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use tera::{Error, Kwargs, TeraResult, Value};

use crate::phrase::{PhraseForm, PhraseResult};

/// The arguments of a call; an error names one that is missing, unknown or of another kind.
pub(super) fn read<T: DeserializeOwned>(arguments: &Kwargs) -> TeraResult<T> {
    arguments.deserialize()
}

/// The form of a phrase as arguments ask for it.
pub(super) fn form(adjective: Option<String>, verb: Option<String>, bare: bool) -> PhraseForm {
    PhraseForm { adjective, verb, bare, before: None }
}

/// A phrase as a value for Tera.
pub(super) fn text(phrase: PhraseResult<String>) -> TeraResult<Value> {
    phrase.map(Value::from).map_err(Error::message)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Nothing {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ByStatus {
    pub(super) van: String,
    #[serde(default = "running")]
    pub(super) status: String,
    pub(super) naast: Option<String>,
    pub(super) naast_van: Option<String>,
    pub(super) bij: Option<String>,
    pub(super) ww: Option<String>,
    #[serde(default)]
    pub(super) kaal: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Who {
    pub(super) van: String,
    #[serde(default = "running")]
    pub(super) status: String,
    pub(super) naast: Option<String>,
    pub(super) naast_van: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OfIntervention {
    pub(super) van: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sum {
    pub(super) maat: String,
    pub(super) naast: Option<String>,
    pub(super) bij: Option<String>,
    pub(super) ww: Option<String>,
    #[serde(default)]
    pub(super) kaal: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Share {
    pub(super) maat: String,
    pub(super) van: String,
    pub(super) gemeente: Option<String>,
    pub(super) ww: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Period {
    pub(super) van: String,
    pub(super) tot: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Field {
    pub(super) veld: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Forms {
    pub(super) vormen: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Single {
    pub(super) maat: String,
    pub(super) gemeente: String,
    pub(super) bij: Option<String>,
    pub(super) ww: Option<String>,
    #[serde(default)]
    pub(super) kaal: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Compared {
    pub(super) maat: String,
    pub(super) bij: Option<String>,
    pub(super) ww: Option<String>,
    #[serde(default)]
    pub(super) kaal: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Given {
    pub(super) maat: String,
    pub(super) gemeente: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OfMeasure {
    pub(super) maat: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Total {
    pub(super) maat: String,
    pub(super) gemeente: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Registered {
    pub(super) wat: String,
    pub(super) naast: Option<String>,
    pub(super) bij: Option<String>,
    pub(super) ww: Option<String>,
    #[serde(default)]
    pub(super) kaal: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct What {
    pub(super) wat: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Named {
    pub(super) naam: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Year {
    #[serde(default)]
    pub(super) verschil: i16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Counted {
    pub(super) van: Option<String>,
    #[serde(default = "running")]
    pub(super) status: String,
    pub(super) naast: Option<String>,
    pub(super) naast_van: Option<String>,
    pub(super) maat: Option<String>,
    #[serde(default)]
    pub(super) zonder_voorbeeld: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Verb {
    pub(super) van: Option<String>,
    #[serde(default = "running")]
    pub(super) status: String,
    pub(super) naast: Option<String>,
    pub(super) naast_van: Option<String>,
    pub(super) maat: Option<String>,
    pub(super) gemeente: Option<String>,
    pub(super) register: Option<String>,
    pub(super) vraag: Option<String>,
    pub(super) keuze: Option<String>,
    pub(super) vormen: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Highlighted {
    pub(super) van: Option<String>,
    pub(super) thema: Option<String>,
    #[serde(default)]
    pub(super) inspring: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct InTheme {
    pub(super) thema: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OfCode {
    pub(super) code: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OfSheet {
    pub(super) blad: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Parts {
    pub(super) blad: String,
    pub(super) met: Option<String>,
    pub(super) vraag: Option<String>,
    pub(super) keuze: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OfQuestion {
    pub(super) vraag: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OfChoice {
    pub(super) vraag: String,
    pub(super) keuze: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Chosen {
    pub(super) vraag: String,
    pub(super) keuze: Option<String>,
    pub(super) woord: Option<String>,
    pub(super) bij: Option<String>,
    pub(super) ww: Option<String>,
    #[serde(default)]
    pub(super) kaal: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct InUse {
    pub(super) erkend: Option<bool>,
    pub(super) bij: Option<String>,
    pub(super) ww: Option<String>,
    #[serde(default)]
    pub(super) kaal: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Recognised {
    pub(super) erkend: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Themes {
    #[serde(default)]
    pub(super) kerncijfer: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pictured {
    pub(super) soort: String,
    pub(super) thema: Option<String>,
    pub(super) vraag: Option<String>,
    pub(super) wat: Option<String>,
    pub(super) groep: Option<String>,
    pub(super) maat: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct InGroup {
    pub(super) groep: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Covering {
    pub(super) wat: String,
    pub(super) bij: Option<String>,
    pub(super) ww: Option<String>,
    #[serde(default)]
    pub(super) kaal: bool,
}

pub(super) fn running() -> String {
    "uitvoering".to_owned()
}
