use std::collections::BTreeMap;
use std::fmt;

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::cycle::Published;
use crate::disclosure::{Earlier, EarlierMeasure};
use crate::municipality::MunicipalityCode;

use super::DRAFT;

/// Why a published ledger cannot be read.
#[derive(Debug)]
pub struct PublishedError {
    /// The file.
    path: std::path::PathBuf,
    /// What is wrong with it; nothing where it is that of a draft.
    source: Option<serde_json::Error>,
}

impl fmt::Display for PublishedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match &self.source {
            Some(source) => write!(
                f,
                "`{path}` is not the `cijfers.json` of an edition: {source}\nhint: put back the file as it was published"
            ),
            None => write!(
                f,
                "`{path}` is the `cijfers.json` of a draft\nhint: take the one from the folder `definitief`"
            ),
        }
    }
}

impl std::error::Error for PublishedError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|source| source as _)
    }
}

#[derive(Deserialize)]
struct Ledger {
    edition: Option<String>,
    measures: BTreeMap<String, Measure>,
}

#[derive(Deserialize)]
struct Measure {
    #[serde(default)]
    sum: Option<Decimal>,
    contributions: Vec<Given>,
}

#[derive(Deserialize)]
struct Given {
    municipality: MunicipalityCode,
    #[serde(default)]
    value: Option<Decimal>,
}

/// Reads what an edition published. `now` gives the code that a measure has in this year; none where it is
/// not asked any more.
///
/// # Errors
/// A [`PublishedError`] with the path, where the file is no ledger.
pub fn read(
    published: &Published,
    year_before: bool,
    now: impl Fn(&str) -> Option<String>,
) -> Result<Earlier, PublishedError> {
    let ledger: Ledger = serde_json::from_str(&published.text)
        .map_err(|source| PublishedError { path: published.path.clone(), source: Some(source) })?;
    if ledger.edition.as_deref() == Some(DRAFT) {
        return Err(PublishedError { path: published.path.clone(), source: None });
    }
    let measures = ledger.measures.into_iter().filter_map(|(code, measure)| {
        let given = measure.contributions.into_iter().map(|each| (each.municipality, each.value));
        let earlier = EarlierMeasure { sum: measure.sum, contributions: given.collect() };
        Some((now(&code)?, earlier))
    });
    Ok(Earlier { name: published.name.clone(), year_before, measures: measures.collect() })
}
