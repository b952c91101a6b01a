//! Compares the tables for everybody with what was counted: every row of the workbooks and of the long table, and what
//! is said about them.

use serde_json::Value;

use pmg_core::cycle::Cycle;
use pmg_core::suppression::Suppression;

use crate::count::Count;
use crate::difference::{AGAIN, Difference};
use crate::error::RecountError;
use crate::expect::{self, Row, Tables};
use crate::export;
use crate::read::tables::{self, Sheet};

/// The sheets before the tables.
const BEFORE: [&str; 3] = ["Voorblad", "Inhoud", "Toelichting"];
/// The files that the record for a catalogue leads to.
const LISTED: [&str; 4] = ["tabellen.xlsx", "tabellen.ods", "cijfers.csv", "cijfers.json"];
/// Fields of the descriptions in which terms of others stand, with numbers of their own.
const TERMS: [&str; 5] = ["@context", "@id", "@type", "format", "encoding"];
/// So much of what was found is told.
const LONGEST: usize = 200;

/// The differences in the files that were handed over.
pub(crate) fn compare(
    files: &[(&str, Vec<u8>)],
    count: &Count,
    cycle: &Cycle,
    suppression: &dyn Suppression,
) -> Result<Vec<Difference>, RecountError> {
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let expected = expect::tables(count, cycle, suppression)?;
    let mut told = Vec::new();
    for (name, bytes) in files {
        let mut file = File { name, cycle, told: Vec::new() };
        match *name {
            "tabellen.xlsx" | "tabellen.ods" => file.workbook(bytes, &expected),
            "cijfers.csv" => file.long_table(bytes, &expected),
            "cijfers.csv-metadata.json" => file.description(bytes, &expected),
            "dcat.jsonld" => file.record(bytes),
            _ => file.tells("dit bestand kent de natelling niet", "een bestand", "niets"),
        }
        told.append(&mut file.told);
    }
    Ok(told)
}

/// A file that is compared.
struct File<'a> {
    name: &'a str,
    cycle: &'a Cycle,
    told: Vec<Difference>,
}

impl File<'_> {
    fn tells(&mut self, what: &str, found: &str, expected: &str) {
        self.told.push(Difference {
            file: self.name.to_owned(),
            what: what.to_owned(),
            found: found.chars().take(LONGEST).collect(),
            expected: format!("{expected}; {AGAIN}"),
        });
    }

    fn unreadable(&mut self, found: &str, expected: &str) {
        self.tells("het bestand is niet te lezen", found, expected);
    }

    fn workbook(&mut self, bytes: &[u8], expected: &Tables) {
        let book = match tables::read(self.name, bytes) {
            Ok(book) => book,
            Err(reason) => return self.unreadable(&reason, "een werkmap met tabellen"),
        };
        if book.has_macros {
            self.tells("in de werkmap staan macro’s", "macro’s", "niets");
        }
        let tables = expected.sheets.iter().map(|(name, _)| *name);
        let names: Vec<&str> = BEFORE.into_iter().chain(tables).collect();
        let found: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        if found != names {
            return self.tells("de bladen zijn anders", &found.join(", "), &names.join(", "));
        }
        for sheet in &book.sheets {
            if sheet.is_odd {
                let what =
                    format!("op het blad {} staan opmerkingen of verborgen rijen", sheet.name);
                self.tells(&what, "opmerkingen of verborgen rijen", "niets");
            }
            match expected.sheets.iter().find(|(name, _)| *name == sheet.name) {
                Some((_, rows)) => self.sheet(sheet, rows),
                None => self.prose(&format!("het blad {}", sheet.name), &sheet.rows),
            }
        }
    }

    /// A sheet with a table: two lines of text, then the table.
    fn sheet(&mut self, sheet: &Sheet, expected: &[Row]) {
        let (above, table) = sheet.rows.split_at(2.min(sheet.rows.len()));
        let name = format!("het blad {}", sheet.name);
        self.prose(&name, above);
        self.rows(&name, table, expected, 3);
    }

    fn long_table(&mut self, bytes: &[u8], expected: &Tables) {
        let Ok(text) = std::str::from_utf8(bytes) else {
            return self.unreadable("geen UTF-8", "een tabel als tekst");
        };
        match export::plain(text) {
            Ok(rows) => self.rows("de tabel", &rows, &expected.long, 1),
            Err(error) => self.unreadable(&error.message, "een tabel als tekst"),
        }
    }

    /// Tells the first row that differs; `first` is the number of the first.
    fn rows(&mut self, table: &str, found: &[Row], expected: &[Row], first: usize) {
        let is_same = |(one, other): &(&Row, &Row)| same_row(one, other);
        let same = found.iter().zip(expected).take_while(is_same).count();
        if same == found.len() && same == expected.len() {
            return;
        }
        let said =
            |rows: &[Row]| rows.get(same).map_or_else(|| "geen rij".to_owned(), |row| shown(row));
        let what = format!("rij {} van {table}", same + first);
        let (found, expected) = (said(found), said(expected));
        self.tells(&what, &found, &expected);
    }

    /// Tells the numbers in a text that no setting of the year has.
    fn prose(&mut self, place: &str, rows: &[Row]) {
        let known = self.known();
        for cell in rows.iter().flatten() {
            if let Some(number) = numbers(cell).find(|number| !known.contains(number)) {
                let what = format!("in {place} staat een getal dat nergens op rust");
                self.tells(&what, &format!("{number} in: {cell}"), "niets");
            }
        }
    }

    /// The numbers that stand in the settings of the year.
    fn known(&self) -> Vec<String> {
        let settings = &self.cycle.settings;
        let dates = [settings.publication, settings.reference_date];
        let words = [
            &settings.title,
            &settings.subtitle,
            &settings.organisation,
            &settings.contact,
            settings.notice.as_ref().unwrap_or(&settings.title),
            &settings.year.to_string(),
            &settings.small_below.to_string(),
            &dates.map(|date| date.to_string()).join(" "),
            &dates.map(|date| date.day().to_string()).join(" "),
        ]
        .map(|text| numbers(text).collect::<Vec<_>>());
        words.into_iter().flatten().collect()
    }

    fn description(&mut self, bytes: &[u8], expected: &Tables) {
        let Some(read) = self.json(bytes) else { return };
        let columns = read["tableSchema"]["columns"].as_array().map_or(&[][..], Vec::as_slice);
        let names: Vec<&str> = columns.iter().filter_map(|it| it["name"].as_str()).collect();
        let header: Vec<&str> =
            expected.long.first().into_iter().flatten().map(String::as_str).collect();
        if names != header {
            self.tells("de kolommen zijn anders", &names.join(", "), &header.join(", "));
        }
        if read["url"] != "cijfers.csv" {
            self.tells("het gaat over een ander bestand", &read["url"].to_string(), "cijfers.csv");
        }
    }

    fn record(&mut self, bytes: &[u8]) {
        let Some(read) = self.json(bytes) else { return };
        let files = read["dcat:distribution"].as_array().map_or(&[][..], Vec::as_slice);
        let names = ["dcat:accessURL", "dcat:downloadURL"].map(|key| {
            let names = files.iter().filter_map(|file| file[key]["@id"].as_str());
            names.collect::<Vec<_>>()
        });
        for names in names {
            if names != LISTED {
                self.tells("de bestanden zijn anders", &names.join(", "), &LISTED.join(", "));
            }
        }
    }

    /// What stands in a file of JSON, if no number that rests on nothing does.
    fn json(&mut self, bytes: &[u8]) -> Option<Value> {
        match serde_json::from_slice::<Value>(bytes) {
            Ok(read) if read.is_object() => {
                let mut texts = Vec::new();
                gather(&read, &mut texts);
                self.prose("de beschrijving", &[texts]);
                Some(read)
            }
            Ok(_) => {
                self.unreadable("geen beschrijving", "JSON met een beschrijving");
                None
            }
            Err(error) => {
                let place =
                    format!("geen JSON, op regel {} teken {}", error.line(), error.column());
                self.unreadable(&place, "JSON met een beschrijving");
                None
            }
        }
    }
}

/// All that a description says, but for the terms of others.
fn gather(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields.iter().filter(|(key, _)| !TERMS.contains(&key.as_str())) {
                texts.push(key.clone());
                gather(value, texts);
            }
        }
        Value::Array(values) => {
            for each in values {
                gather(each, texts);
            }
        }
        Value::String(text) => texts.push(text.clone()),
        Value::Number(number) => texts.push(number.to_string()),
        Value::Bool(_) | Value::Null => {}
    }
}

/// The numbers in a text, as they are written.
fn numbers(text: &str) -> impl Iterator<Item = String> {
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
    numbers.map(str::to_owned)
}

/// Whether two rows say the same; empty cells at the end are none.
fn same_row(one: &[String], other: &[String]) -> bool {
    let cell = |row: &[String], at: usize| row.get(at).map_or("", |cell| cell.trim()).to_owned();
    (0..one.len().max(other.len())).all(|at| cell(one, at) == cell(other, at))
}

fn shown(row: &[String]) -> String {
    row.join(" | ")
}
