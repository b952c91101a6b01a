//! Writes the findings for tools that show what checkers found, as SARIF 2.1.0.
//!
//! A return is an artifact by its name without a folder; a cell is a logical location, because SARIF knows lines and
//! columns of text and no sheets. A place in a template is a region. A warning that was explained is suppressed.

use serde_json::{Value, json};

use crate::checks::RULES;
use crate::finding::{Finding, Rule, Severity};
use crate::place::Place;

use super::findings::Findings;
use super::source;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// The program that found the findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Program {
    /// Its name.
    pub name: &'static str,
    /// Its version, such as `0.1.0`.
    pub version: &'static str,
}

impl Findings<'_> {
    /// The findings as SARIF, found by this program.
    #[must_use]
    pub fn to_sarif(&self, program: Program) -> String {
        let results: Vec<Value> = self.all.iter().map(|each| result(each, self)).collect();
        let log = json!({
            "$schema": SCHEMA,
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": {
                    "name": program.name,
                    "semanticVersion": program.version,
                    "rules": RULES.iter().map(rule).collect::<Vec<_>>(),
                } },
                "language": "nl",
                "columnKind": "unicodeCodePoints",
                "results": results,
            }],
        });
        serde_json::to_string_pretty(&log).expect("a JSON value is JSON") + "\n"
    }
}

fn rule(rule: &Rule) -> Value {
    json!({ "id": rule.code, "defaultConfiguration": { "level": level(rule.severity) } })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn result(finding: &Finding, findings: &Findings) -> Value {
    let mut result = json!({
        "ruleId": finding.code,
        "level": level(finding.severity),
        "message": { "text": format!("{}\nWat te doen: {}", finding.message, findings.hint(finding)) },
        "locations": finding.place.iter().map(|it| location(it, finding, findings)).collect::<Vec<_>>(),
        "properties": {
            "municipality": finding.municipality,
            "name": findings.name(finding),
            "question": finding.question,
            "found": finding.found,
            "message": finding.message,
            "hint": finding.hint,
            "explained": finding.explained,
            "team_hint": finding.team_hint,
        },
    });
    if let Some(index) = RULES.iter().position(|rule| rule.code == finding.code) {
        result["ruleIndex"] = index.into();
    }
    if let Some(explained) = &finding.explained {
        result["suppressions"] = json!([{ "kind": "external", "justification": explained }]);
    }
    result
}

fn location(place: &Place, finding: &Finding, findings: &Findings) -> Value {
    let artifact = json!({ "artifactLocation": { "uri": uri(&place.file) } });
    let mut location = json!({ "physicalLocation": artifact });
    if let Some((line, column)) = place.in_text() {
        let mut region = json!({ "startLine": line, "startColumn": column });
        if let Some(excerpt) = source::line(finding, findings) {
            region["endColumn"] = (excerpt.start + excerpt.length + 1).into();
        }
        location["physicalLocation"]["region"] = region;
    }
    if let Some(inside) = place.in_file() {
        let kind = if place.cell.is_some() { "cell" } else { "sheet" };
        location["logicalLocations"] = json!([{ "fullyQualifiedName": inside, "kind": kind }]);
    }
    location
}

/// A file name as a relative address: all but unreserved characters are written as `%` and their bytes. Folders stay.
fn uri(name: &str) -> String {
    let byte = |byte: u8| match byte {
        b'\\' if cfg!(windows) => "/".to_owned(),
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    name.bytes().map(byte).collect()
}
