//! What `cijfers.json` says to everybody.

use std::collections::BTreeMap;

use serde_json::Value;

use super::asked::{Asked, NAMED, NAMED_BEFORE};
use super::plan::MUNICIPALITIES;
use super::words::Said;

/// A number of one municipality, as an edition shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) said: Said,
    /// Whether it is in the sum.
    pub(crate) is_counted: bool,
}

/// The numbers of an edition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Ledger {
    /// By measure and municipality.
    pub(crate) numbers: BTreeMap<(usize, usize), Shown>,
    pub(crate) sums: BTreeMap<usize, Said>,
}

impl Ledger {
    /// Reads it; an error is a field that says something else than a number or how it is hidden.
    pub(crate) fn read(bytes: &[u8], asked: &Asked) -> Result<Self, String> {
        let text: Value = serde_json::from_slice(bytes).map_err(|it| it.to_string())?;
        let mut ledger = Self::default();
        for (code, entry) in text["measures"].as_object().ok_or("no measures")? {
            let measure = asked
                .place(&code.replace(NAMED_BEFORE, NAMED))
                .ok_or_else(|| format!("nobody asked {code}"))?;
            let is_given = entry["municipalities"].as_u64() != Some(0);
            let sum = said(&entry["sum"], &entry["sum_shown"], is_given)
                .ok_or_else(|| format!("the sum of {code}: {entry}"))?;
            ledger.sums.insert(measure, sum);
            for (list, is_counted) in [("contributions", true), ("not_counted", false)] {
                for each in entry[list].as_array().ok_or("no list")? {
                    let who = MUNICIPALITIES.iter().position(|it| each["municipality"] == it.0);
                    let said = said(&each["value"], &each["shown"], true)
                        .ok_or_else(|| format!("{code}: {each}"))?;
                    let who = who.ok_or("a stranger")?;
                    ledger.numbers.insert((measure, who), Shown { said, is_counted });
                }
            }
        }
        Ok(ledger)
    }

    pub(crate) fn said(&self, measure: usize, who: usize) -> Said {
        self.numbers.get(&(measure, who)).map_or(Said::Unknown, |shown| shown.said)
    }
}

fn said(value: &Value, shown: &Value, is_given: bool) -> Option<Said> {
    match (value.as_i64(), shown.as_str(), is_given) {
        (Some(number), None, _) if shown.is_null() => Some(Said::Number(number)),
        (None, Some("small"), _) if value.is_null() => Some(Said::Small),
        (None, Some("withheld"), _) if value.is_null() => Some(Said::Withheld),
        (None, None, false) if value.is_null() && shown.is_null() => Some(Said::Unknown),
        _ => None,
    }
}
