//! Compares the ledger on disk with the one that the recount gives.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use pmg_core::cycle::Cycle;
use pmg_core::municipality::MunicipalityCode;
use pmg_core::suppression::{Shown, Suppression};

use super::count::{Count, Given, Measured};
use super::{AGAIN, Difference, RecountError, words};

const FILE: &str = "cijfers.json";
/// How the ledger compares.
#[derive(Default)]
pub(super) struct Compared {
    pub(super) differences: Vec<Difference>,
    /// How many numbers and lists were compared.
    pub(super) figures: usize,
}

/// Compares the ledger with what is counted from the long table; `public` says what a ledger for everybody suppresses.
pub(super) fn compare(
    ledger: &[u8],
    count: &Count,
    cycle: &Cycle,
    public: Option<&dyn Suppression>,
) -> Result<Compared, RecountError> {
    let mut compared = Compared::default();
    let expected = expected(count, cycle, public)?;
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

/// The ledger as the long table gives it.
fn expected(
    count: &Count,
    cycle: &Cycle,
    public: Option<&dyn Suppression>,
) -> Result<Value, RecountError> {
    let how_many = |query: &str| count.number(query, []);
    let mut ledger = json!({
        "schema": 1,
        "edition": if public.is_some() { "final" } else { "draft" },
        "year": cycle.settings.year,
        "reference_date": cycle.settings.reference_date.to_string(),
        "notice": cycle.settings.notice,
        "participants": how_many("SELECT count(*) FROM municipalities WHERE participates = 'true'")?,
        "respondents": how_many("SELECT count(*) FROM municipalities WHERE reports = 'true'")?,
        "returned": how_many("SELECT count(*) FROM returned")?,
        "measures": measures(count, public)?,
        "interventions": interventions(count)?,
        "sources": if public.is_some() { json!([]) } else { sources(count)? },
    });
    let choices = choices(count, public.is_some())?;
    if let (Some(ledger), false) = (ledger.as_object_mut(), choices.is_empty()) {
        ledger.insert("choices".to_owned(), Value::Object(choices));
    }
    Ok(ledger)
}

fn measures(count: &Count, public: Option<&dyn Suppression>) -> Result<Value, RecountError> {
    let mut by_measure: BTreeMap<(String, bool), Vec<Value>> = BTreeMap::new();
    for given in count.given()? {
        let key = (given.measure.clone(), given.counted);
        by_measure.entry(key).or_default().push(contribution(given, public));
    }
    let mut entries = Map::new();
    for each in count.measures(None)? {
        let mut numbers =
            |counted: bool| by_measure.remove(&(each.measure.clone(), counted)).unwrap_or_default();
        let (contributions, not_counted) = (numbers(true), numbers(false));
        let Measured { municipalities, unknown, not_applicable, missing, .. } = each;
        let hidden = public.and_then(|public| hidden(public.sum(&each.measure)));
        let mut entry = json!({
            "unit": each.unit,
            "kind": each.measure_kind,
            "sum": each.sum.filter(|_| hidden.is_none()).map(words::json),
            "municipalities": municipalities,
            "unknown": unknown,
            "not_applicable": not_applicable,
            "missing": missing,
            "contributions": contributions,
            "not_counted": not_counted,
        });
        if let Some(hidden) = hidden {
            entry["sum_shown"] = hidden.into();
        }
        entries.insert(each.measure, entry);
    }
    Ok(Value::Object(entries))
}

fn contribution(given: Given, public: Option<&dyn Suppression>) -> Value {
    let [file, sheet, cell] = given.place;
    let file = if public.is_some() { given.municipality.clone() } else { file };
    let filled = |text: String| Some(text).filter(|text| !text.is_empty());
    let municipality = MunicipalityCode::parse(&given.municipality);
    let shown = public.zip(municipality).map(|(public, who)| public.of(&given.measure, &who));
    let hidden = shown.and_then(hidden);
    let mut entry = json!({
        "municipality": given.municipality,
        "value": hidden.is_none().then(|| words::json(given.value)),
        "reference_date": filled(given.reference_date),
        "remark": filled(given.remark).filter(|_| public.is_none()),
        "place": { "file": file, "sheet": filled(sheet), "cell": filled(cell) },
    });
    if let Some(hidden) = hidden {
        entry["shown"] = hidden.into();
    }
    entry
}

/// The word in a ledger for everybody for a suppressed number; `None` if it is published.
fn hidden(shown: Shown) -> Option<&'static str> {
    match shown {
        Shown::Published => None,
        Shown::PrimarySuppressed => Some("small"),
        Shown::SecondarySuppressed => Some("withheld"),
    }
}

fn interventions(count: &Count) -> Result<Value, RecountError> {
    let mut entries = Map::new();
    for code in count.words("SELECT intervention FROM interventions WHERE has_status", [])? {
        entries.insert(code, Value::Object(Map::new()));
    }
    let query = "
        SELECT i.intervention, a.word, a.municipality FROM interventions i
        JOIN answers a ON a.question = i.intervention || '.status' AND a.kind = 'status'
        WHERE i.has_status ORDER BY i.intervention, a.word, a.municipality";
    for row in texts(count, query, 3)? {
        let [intervention, status, municipality] = &row[..] else { continue };
        push(&mut entries, intervention, status, municipality.as_str().into());
    }
    Ok(Value::Object(entries))
}

fn choices(count: &Count, is_public: bool) -> Result<Map<String, Value>, RecountError> {
    let mut entries = Map::new();
    let query =
        "SELECT figure, choice FROM questions WHERE kind = 'choice' GROUP BY figure, choice";
    for row in texts(count, query, 2)? {
        let [figure, choice] = &row[..] else { continue };
        list_of(&mut entries, figure, choice);
    }
    let query = "
        SELECT q.figure, a.word, a.municipality, q.about, a.file, a.sheet, a.cell
        FROM (SELECT code, figure, about, min(rowid) AS place FROM questions WHERE kind = 'choice' GROUP BY code) q
        JOIN answers a ON a.question = q.code AND a.kind = 'choice'
        ORDER BY q.place, a.municipality, a.rowid";
    for row in texts(count, query, 7)? {
        let [figure, choice, municipality, about, file, sheet, cell] = &row[..] else { continue };
        let file = if is_public { municipality } else { file };
        let place = json!({ "file": file, "sheet": sheet, "cell": cell });
        let chosen = json!({ "municipality": municipality, "about": about, "place": place });
        push(&mut entries, figure, choice, chosen);
    }
    Ok(entries)
}

/// The rows of a query, whose columns are all text.
fn texts(count: &Count, query: &str, columns: usize) -> Result<Vec<Vec<String>>, RecountError> {
    count.rows(query, [], |row| (0..columns).map(|column| row.get(column)).collect())
}

fn push(entries: &mut Map<String, Value>, one: &str, other: &str, value: Value) {
    if let Some(list) = list_of(entries, one, other) {
        list.push(value);
    }
}

/// The list under two keys, which is made if there is none yet.
fn list_of<'a>(
    entries: &'a mut Map<String, Value>,
    one: &str,
    other: &str,
) -> Option<&'a mut Vec<Value>> {
    let inner = entries.entry(one).or_insert_with(|| Value::Object(Map::new()));
    inner.as_object_mut()?.entry(other).or_insert_with(|| Value::Array(Vec::new())).as_array_mut()
}

fn sources(count: &Count) -> Result<Value, RecountError> {
    let query = "SELECT file, sha256 FROM municipalities JOIN returned USING (municipality) ORDER BY municipality";
    let source = |row: &rusqlite::Row<'_>| {
        let (file, sha256): (String, String) = (row.get(0)?, row.get(1)?);
        Ok(json!({ "file": file, "sha256": sha256 }))
    };
    Ok(Value::Array(count.rows(query, [], source)?))
}
