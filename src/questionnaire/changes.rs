//! What became of last year's questions, so that numbers of two years are held beside each other
//! only where they count the same.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::{Question, Questionnaire};
use crate::cycle::{Change, Unit};

/// Which codes of last year's questionnaire a code of this year's goes on with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    before: BTreeMap<String, Vec<String>>,
}

impl Changes {
    /// Each code that can be compared with last year, with the codes that it was: several where
    /// their numbers must be added up.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.before.iter().map(|(now, before)| (now.as_str(), before.as_slice()))
    }
}

/// Why `was-wordt.toml` and the two questionnaires don't fit.
#[derive(Debug, PartialEq, Eq)]
pub enum ChangesError {
    /// A code that the questionnaire of its year doesn't have.
    Unknown {
        /// The key that it stands under: `was` or `wordt`.
        key: &'static str,
        /// The code.
        code: String,
        /// The code that looks most like it.
        near: Option<String>,
    },
    /// A code that stands under the same key in two places.
    Twice {
        /// The key: `was` or `wordt`.
        key: &'static str,
        /// The code.
        code: String,
    },
    /// A code that became another and is asked all the same.
    StillAsked(String),
    /// A code that took the place of another but was asked last year, too.
    AskedBefore(String),
    /// Codes that are said to compare and count different things.
    UnitsDiffer {
        /// Code of last year.
        before: String,
        /// Code of this year.
        now: String,
    },
    /// Codes of last year that are gone without a word.
    Vanished(Vec<String>),
}

impl fmt::Display for ChangesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("was-wordt.toml: ")?;
        match self {
            Self::Unknown { key, code, near } => {
                let year = if *key == WAS { "last year's" } else { "this year's" };
                write!(
                    f,
                    "`{key}` names `{code}`, which is no number or status of {year} questionnaire"
                )?;
                match near {
                    Some(near) => write!(f, "\nhint: did you mean `{near}`?"),
                    None => Ok(()),
                }
            }
            Self::Twice { key, code } => write!(f, "`{code}` stands in `{key}` twice"),
            Self::StillAsked(code) => write!(
                f,
                "`{code}` became another question but is still in vragenlijst.toml\nhint: take it out there, or name it in `wordt`, too"
            ),
            Self::AskedBefore(code) => write!(
                f,
                "`{code}` stands in `wordt` but was asked last year, too\nhint: name it in `was`, too"
            ),
            Self::UnitsDiffer { before, now } => write!(
                f,
                "`{before}` and `{now}` count different things\nhint: write `vergelijkbaar = false`"
            ),
            Self::Vanished(codes) => {
                let codes = codes.join("\", \"");
                write!(
                    f,
                    "last year's questionnaire had \"{codes}\", and this year's has not\nhint: say what became of each, so that no series ends unnoticed:\n\n\
                     [[verandering]]\nwas = [\"{codes}\"]\nwordt = []\nvergelijkbaar = false\nreden = \"…\""
                )
            }
        }
    }
}

impl std::error::Error for ChangesError {}

const WAS: &str = "was";
const WORDT: &str = "wordt";

/// Holds what the team wrote in `was-wordt.toml` against this year's questionnaire and last year's,
/// where that is at hand; without it, nothing can be compared.
///
/// # Errors
/// The first [`ChangesError`] in the order of the file; what vanished comes last.
pub fn changes(
    changes: &[Change],
    now: &Questionnaire,
    last_year: Option<&Questionnaire>,
) -> Result<Changes, ChangesError> {
    let all_now = once(WORDT, changes.iter().flat_map(|change| &change.now), now)?;
    let Some(last_year) = last_year else { return Ok(Changes::default()) };
    let all_before = once(WAS, changes.iter().flat_map(|change| &change.before), last_year)?;
    let mut before = BTreeMap::new();
    for change in changes {
        fits(change, (now, &all_now), (last_year, &all_before))?;
        if let ([code], true) = (change.now.as_slice(), change.compares) {
            before.insert(code.clone(), change.before.clone());
        }
    }
    let mut vanished = Vec::new();
    for (code, counted) in last_year.counted() {
        match now.counted_at(code) {
            None if !all_before.contains(code) => vanished.push(code.to_owned()),
            Some(same) if same == counted && !all_now.contains(code) => {
                before.insert(code.to_owned(), vec![code.to_owned()]);
            }
            _ => {}
        }
    }
    if vanished.is_empty() { Ok(Changes { before }) } else { Err(ChangesError::Vanished(vanished)) }
}

/// The codes under a key, each known and there once.
fn once<'a>(
    key: &'static str,
    codes: impl Iterator<Item = &'a String>,
    questionnaire: &Questionnaire,
) -> Result<BTreeSet<&'a str>, ChangesError> {
    let mut all = BTreeSet::new();
    for code in codes {
        if questionnaire.counted_at(code).is_none() {
            let known = questionnaire.counted().map(|(known, _)| known);
            let near = known.min_by_key(|known| strsim::damerau_levenshtein(known, code));
            let near = near.map(str::to_owned);
            return Err(ChangesError::Unknown { key, code: code.clone(), near });
        }
        if !all.insert(code.as_str()) {
            return Err(ChangesError::Twice { key, code: code.clone() });
        }
    }
    Ok(all)
}

type Side<'a> = (&'a Questionnaire, &'a BTreeSet<&'a str>);

fn fits(change: &Change, now: Side<'_>, last_year: Side<'_>) -> Result<(), ChangesError> {
    for code in &change.before {
        if now.0.counted_at(code).is_some() && !now.1.contains(code.as_str()) {
            return Err(ChangesError::StillAsked(code.clone()));
        }
    }
    for code in &change.now {
        if last_year.0.counted_at(code).is_some() && !last_year.1.contains(code.as_str()) {
            return Err(ChangesError::AskedBefore(code.clone()));
        }
    }
    for (before, now_code) in
        change.before.iter().flat_map(|b| change.now.iter().map(move |n| (b, n)))
    {
        let (was, is) = (last_year.0.counted_at(before), now.0.counted_at(now_code));
        // Statuses cannot be added up.
        let merged = change.before.len() > 1 && is == Some(Counted::Status);
        if change.compares && (was != is || merged) {
            let (before, now) = (before.clone(), now_code.clone());
            return Err(ChangesError::UnitsDiffer { before, now });
        }
    }
    Ok(())
}

/// What an answer that forms a series is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counted<'a> {
    Status,
    Number(&'a Unit),
}

impl Questionnaire {
    fn counted(&self) -> impl Iterator<Item = (&str, Counted<'_>)> {
        self.codes().filter_map(|code| Some((code, self.counted_at(code)?)))
    }

    fn counted_at(&self, code: &str) -> Option<Counted<'_>> {
        match self.question(code)? {
            Question::Status(_) => Some(Counted::Status),
            Question::Number(_, measure) => Some(Counted::Number(&measure.unit)),
            Question::Open(_) => None,
        }
    }
}
