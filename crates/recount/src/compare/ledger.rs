//! Compares the ledger on disk with the one that the recount gives.

use serde_json::{Map, Value};

use pmg_core::cycle::Cycle;
use pmg_core::suppression::Suppression;

use crate::count::Count;
use crate::difference::{AGAIN, Difference};
use crate::error::RecountError;
use crate::expect;

const FILE: &str = "cijfers.json";

/// How the ledger compares.
#[derive(Default)]
pub(crate) struct Compared {
    pub(crate) differences: Vec<Difference>,
    /// How many numbers and lists were compared.
    pub(crate) figures: usize,
}

/// Compares the ledger with what is counted from the long table; `public` says what a ledger for everybody suppresses.
pub(crate) fn compare(
    ledger: &[u8],
    count: &Count,
    cycle: &Cycle,
    public: Option<&dyn Suppression>,
) -> Result<Compared, RecountError> {
    let mut compared = Compared::default();
    let expected = expect::ledger(count, cycle, public)?;
    match serde_json::from_slice::<Value>(ledger) {
        Ok(found) if found.is_object() => {
            compared.value(&found, &expected, &mut Vec::new());
            compared.differences.extend(said_twice(ledger, &found));
        }
        Ok(found) => compared.differences.push(unreadable(shown(&found))),
        Err(error) => {
            let place = format!("geen JSON, op regel {} teken {}", error.line(), error.column());
            compared.differences.push(unreadable(place));
        }
    }
    Ok(compared)
}

fn unreadable(found: String) -> Difference {
    Difference {
        file: FILE.to_owned(),
        what: "het bestand is niet te lezen".to_owned(),
        found,
        expected: "JSON met de cijfers van een jaar".to_owned(),
    }
}

/// The difference if the file says more than what was read of it: a field that stands there twice, of which a reader
/// may take either.
fn said_twice(ledger: &[u8], read: &Value) -> Option<Difference> {
    let mut is_text = false;
    let mut is_escaped = false;
    // White space outside text is layout.
    let written = ledger.iter().filter(|byte| {
        let counts = is_text || !byte.is_ascii_whitespace();
        match byte {
            b'"' if !is_escaped => is_text = !is_text,
            _ => {}
        }
        is_escaped = is_text && !is_escaped && **byte == b'\\';
        counts
    });
    let (written, read) = (written.count(), read.to_string().len());
    (written != read).then(|| Difference {
        file: FILE.to_owned(),
        what: "er staat meer in dan er te lezen is: een veld staat er dubbel".to_owned(),
        found: format!("{written} tekens"),
        expected: format!("{read} tekens; {AGAIN}"),
    })
}

impl Compared {
    fn value(&mut self, found: &Value, expected: &Value, path: &mut Vec<String>) {
        match (found, expected) {
            (Value::Object(found), Value::Object(expected)) => self.object(found, expected, path),
            (Value::Array(found), Value::Array(expected)) => self.array(found, expected, path),
            _ => {
                self.figures += usize::from(expected.is_number());
                if !same(found, expected) {
                    self.differs(path, &shown(found), &shown(expected));
                }
            }
        }
    }

    fn object(
        &mut self,
        found: &Map<String, Value>,
        expected: &Map<String, Value>,
        path: &mut Vec<String>,
    ) {
        for (key, value) in expected {
            path.push(key.clone());
            match found.get(key) {
                Some(there) => self.value(there, value, path),
                None => self.differs(path, "niets", &shown(value)),
            }
            path.pop();
        }
        // What nobody counts could be anything, a number that is hidden elsewhere too.
        for (key, value) in found.iter().filter(|(key, _)| !expected.contains_key(*key)) {
            path.push(key.clone());
            self.differs(path, &shown(value), "niets");
            path.pop();
        }
    }

    fn array(&mut self, found: &[Value], expected: &[Value], path: &mut Vec<String>) {
        let counted = ["interventions", "choices"];
        self.figures += usize::from(path.first().is_some_and(|top| counted.contains(&&**top)));
        if expected.iter().all(Value::is_string) {
            if found != expected {
                self.differs(path, &list(found), &list(expected));
            }
            return;
        }
        if found.len() != expected.len() {
            let counted = |values: &[Value]| format!("{} keer: {}", values.len(), list(values));
            self.differs(path, &counted(found), &counted(expected));
            return;
        }
        for (found, expected) in found.iter().zip(expected) {
            path.push(name(expected).to_owned());
            self.value(found, expected, path);
            path.pop();
        }
    }

    fn differs(&mut self, path: &[String], found: &str, expected: &str) {
        self.differences.push(Difference {
            file: FILE.to_owned(),
            what: path.join(" › "),
            found: found.to_owned(),
            expected: expected.to_owned(),
        });
    }
}

fn same(found: &Value, expected: &Value) -> bool {
    match (found.as_f64(), expected.as_f64()) {
        // Two roads from the same decimals to a float may end one step apart.
        (Some(found), Some(expected)) => {
            (found - expected).abs() <= 2.0 * f64::EPSILON * expected.abs()
        }
        _ => found == expected || (expected.is_null() && found.as_str() == Some("")),
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Array(values) => list(values),
        Value::Object(fields) => format!("{} onderdelen", fields.len()),
        value => value.to_string(),
    }
}

fn list(values: &[Value]) -> String {
    values.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// What identifies a value in a list: the value itself, its municipality or its file.
fn name(value: &Value) -> &str {
    let named = |key: &str| value.get(key).and_then(Value::as_str);
    value.as_str().or_else(|| named("municipality")).or_else(|| named("file")).unwrap_or_default()
}
