//! Writes the findings for programs, as `bevindingen.json`; its form is published as `docs/bevindingen.schema.json`.

use serde::Serialize;

use crate::finding::Finding;

use super::findings::Findings;

#[derive(Serialize)]
struct Shape<'a> {
    schema: u8,
    findings: &'a [Finding],
}

impl Findings<'_> {
    /// The findings as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        let shape = Shape { schema: 1, findings: self.all };
        serde_json::to_string_pretty(&shape).expect("texts and numbers are JSON") + "\n"
    }
}
