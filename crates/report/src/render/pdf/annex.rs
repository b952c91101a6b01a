//! The words of the annex: what each figure of a draft rests on, in running text.
//!
//! They are made here and not by the template: for hundreds of municipalities that takes Typst a fifth of all its time.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::document::tree::{Given, Provenance, Provenances};
use pmg_core::basis::Basis;

/// How a count of interventions came about. The annex says it once, at its top, and not in each part.
const COUNTED: &str = " Geteld is waar de interventie in uitvoering is.";

/// The annex as the template reads it.
#[derive(Serialize)]
pub(super) struct Annex<'a> {
    /// Each municipality with its file, `Amsterdam GM0363.xlsx`; empty if no answer has a place.
    files: String,
    /// What the figures rest on, in the order in which the text first refers to them.
    parts: Vec<Part<'a>>,
    /// By the basis of a mark: index into `parts`.
    of: &'a BTreeMap<Basis, usize>,
}

/// What one figure rests on.
#[derive(Serialize)]
struct Part<'a> {
    title: &'a str,
    code: Option<&'a str>,
    told: String,
}

impl<'a> Annex<'a> {
    pub(super) fn of(provenances: &'a Provenances) -> Self {
        let Provenances { list, of } = provenances;
        let part = |it: &'a Provenance| Part {
            title: &it.title,
            code: it.code.as_deref(),
            told: told(it),
        };
        Self { files: files(list), parts: list.iter().map(part).collect(), of }
    }
}

fn files(list: &[Provenance]) -> String {
    let given = list.iter().flat_map(|it| &it.given);
    let placed = given.filter_map(|it| Some((&*it.name, &*it.place.as_ref()?.file)));
    let once: BTreeSet<(&str, &str)> = placed.collect();
    once.iter().map(|(name, file)| format!("{name} {file}")).collect::<Vec<_>>().join("; ")
}

fn told(it: &Provenance) -> String {
    let mut told = it.how.replace(COUNTED, "");
    if !it.given.is_empty() {
        told.push(' ');
        list(&it.given, &mut told);
    }
    for left_out in &it.left_out {
        told.extend([" Niet in het cijfer, ", &left_out.why, ": "]);
        list(&left_out.given, &mut told);
    }
    told
}

/// Writes what municipalities gave, as one sentence. The sheet stands only where it is another than before.
fn list(all: &[Given], out: &mut String) {
    let mut before = None;
    for (index, given) in all.iter().enumerate() {
        if index > 0 {
            out.push_str("; ");
        }
        out.push_str(&given.name);
        if !given.value.is_empty() {
            out.extend([" ", &given.value]);
        }
        let about = about(given, before);
        if !about.is_empty() {
            out.extend([" (", &about.join("; "), ")"]);
        }
        before = given.place.as_ref().and_then(|place| place.sheet.as_deref());
    }
    out.push('.');
}

/// The cell, the reference date and the remark of an answer, as far as a reader may know them.
fn about(given: &Given, sheet_before: Option<&str>) -> Vec<String> {
    let place = given.place.as_ref().and_then(|place| {
        let cell = place.cell?;
        let sheet = place.sheet.as_deref().filter(|sheet| sheet_before != Some(*sheet));
        Some(sheet.map_or_else(|| cell.to_string(), |sheet| format!("{sheet} {cell}")))
    });
    let date = given.date.as_ref().map(|date| format!("peildatum {date}"));
    let remark = given.remark.as_ref().map(|remark| format!("“{remark}”"));
    [place, date, remark].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::LeftOut;
    use pmg_core::place::{Cell, Place};

    fn given(name: &str, value: &str, sheet: &str) -> Given {
        let place = Place::cell(&format!("{name}.xlsx"), sheet, Cell { row: 11, column: 3 });
        Given {
            name: name.to_owned(),
            value: value.to_owned(),
            place: Some(place),
            ..Given::default()
        }
    }

    #[test]
    fn a_sheet_is_named_only_where_it_is_another_than_before() {
        let all =
            [given("Ede", "4", "AJB"), given("Tiel", "5", "AJB"), given("Zeist", "", "Wijken")];
        let mut words = String::new();
        list(&all, &mut words);
        assert_eq!(words, "Ede 4 (AJB D12); Tiel 5 (D12); Zeist (Wijken D12).");
    }

    #[test]
    fn a_part_tells_how_and_of_whom_and_what_was_left_out() {
        let remark =
            Given { place: None, remark: Some("geschat".to_owned()), ..given("Ede", "4", "AJB") };
        let left_out =
            LeftOut { why: "onbekend".to_owned(), given: vec![given("Tiel", "", "AJB")] };
        let it = Provenance {
            how: format!("Een telling.{COUNTED} Meer niet."),
            given: vec![remark],
            left_out: vec![left_out],
            ..Provenance::default()
        };
        let expected = "Een telling. Meer niet. Ede 4 (“geschat”). Niet in het cijfer, onbekend: Tiel (AJB D12).";
        assert_eq!(told(&it), expected);
        assert_eq!(files(&[it]), "", "an answer whose place readers may not know names no file");
    }

    #[test]
    fn each_file_is_named_once_in_the_order_of_names() {
        let part = |all: &[Given]| Provenance { given: all.to_vec(), ..Provenance::default() };
        let [ede, tiel] = [given("Ede", "1", "A"), given("Tiel", "2", "B")];
        assert_eq!(
            files(&[part(&[tiel.clone(), ede.clone()]), part(&[tiel])]),
            "Ede Ede.xlsx; Tiel Tiel.xlsx"
        );
    }
}
