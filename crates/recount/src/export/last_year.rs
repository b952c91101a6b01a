//! What the last editions of earlier years printed, as rows of a table: read from their `cijfers.json` as anybody can.

use pmg_core::cycle::LastEdition;
use serde_json::Value;

pub(super) const LAST_YEAR: [&str; 5] = ["year", "question", "was", "municipality", "number"];

/// A row for each number in a sum, and one for the sum; the number is empty where it was hidden. None for an edition that
/// cannot be read, which the pipeline refuses.
pub(super) fn rows(editions: &[LastEdition]) -> Vec<[String; LAST_YEAR.len()]> {
    let mut rows = Vec::new();
    for edition in editions {
        let ledger: Value = serde_json::from_str(&edition.published.text).unwrap_or_default();
        let each = edition.series.same.iter();
        for (now, was) in each.flat_map(|(now, before)| before.iter().map(move |was| (now, was))) {
            let measure = &ledger["measures"][was];
            let mut row = |municipality: &str, number: &Value| {
                let number = if number.is_number() { number.to_string() } else { String::new() };
                let year = edition.year.to_string();
                rows.push([year, now.clone(), was.clone(), municipality.to_owned(), number]);
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
