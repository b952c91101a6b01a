//! Writes the findings for programs, as `bevindingen.json`; its form is published as `docs/bevindingen.schema.json`.

use serde::Serialize;

use pmg_core::finding::Finding;

use super::Findings;

#[derive(Serialize)]
struct Shape<'a> {
    schema: u8,
    findings: &'a [Finding],
}

/// The findings as JSON.
pub(in crate::cli) fn write(findings: &Findings) -> anyhow::Result<String> {
    let json = serde_json::to_string_pretty(&Shape { schema: 1, findings: findings.all })?;
    Ok(json + "\n")
}
