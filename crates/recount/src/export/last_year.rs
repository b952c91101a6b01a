//! What the last edition of the year before printed, as rows of a table: read from its `cijfers.json` as anybody can.

use pmg_core::cycle::LastEdition;
use serde_json::Value;

pub(super) const LAST_YEAR: [&str; 4] = ["question", "was", "municipality", "number"];

/// A row for each number in a sum, and one for the sum; the number is empty where it was hidden. None for an edition that
/// cannot be read, which the pipeline refuses.
pub(super) fn rows(last: Option<&LastEdition>) -> Vec<[String; LAST_YEAR.len()]> {
    let Some(last) = last else { return Vec::new() };
    let ledger: Value = serde_json::from_str(&last.published.text).unwrap_or_default();
    let mut rows = Vec::new();
    for (now, before) in &last.continues {
        for was in before {
            let measure = &ledger["measures"][was];
            let mut row = |municipality: &str, number: &Value| {
                let number = if number.is_number() { number.to_string() } else { String::new() };
                rows.push([now.clone(), was.clone(), municipality.to_owned(), number]);
            };
            for given in measure["contributions"].as_array().into_iter().flatten() {
                row(given["municipality"].as_str().unwrap_or_default(), &given["value"]);
            }
            if measure.is_object() {
                row("", &measure["sum"]);
            }
        }
    }
    rows
}
