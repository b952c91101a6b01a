//! What is of one municipality: what runs there, and where its own words stand. A row for each, a column for each sheet.

use std::collections::BTreeMap;

use super::Part;
use super::matrix::{Cell, Matrix, header};
use super::places::Spot;
use super::statuses::Names;
use crate::document::tree::Given;

/// How many interventions run in each municipality, and in which cells that stands. `names` says which cell is of which
/// intervention; any other is named where it stands.
pub(super) fn running(parts: &[Part<'_>], names: &Names) -> Option<Matrix> {
    let unknown = |it: &Given, spot: &Spot| {
        let is_known = it.about.is_empty() || names.get(spot) == Some(&it.about);
        (!is_known).then(|| it.about.clone())
    };
    let first = |part: &Part<'_>| {
        let many = part.it.given.len();
        let many = if many == 0 { part.it.how.clone() } else { many.to_string() };
        vec![Cell::new(name(part)), Cell::new(many).says(part.index)]
    };
    let header = header(["Gemeente", "Aantal"]);
    let caption = "In uitvoering per gemeente: hoeveel interventies, en in welke cellen dat staat";
    by_sheet(caption, header, parts, first, unknown)
}

/// In which cells each municipality typed its own words, and which question stands in which cell.
pub(super) fn own_words(parts: &[Part<'_>]) -> Vec<Matrix> {
    let questions = questions(parts);
    let unknown = |it: &Given, spot: &Spot| {
        (questions.get(spot) != Some(&it.value)).then(|| it.value.clone())
    };
    let first = |part: &Part<'_>| {
        let code = part.it.code.as_ref().map(|code| format!(" ({code})"));
        let name = format!("{}{}", name(part), code.unwrap_or_default());
        vec![Cell::new(name).says(part.index)]
    };
    let caption = "Eigen woorden: in welke cellen de gemeente het zo schreef";
    let words = by_sheet(caption, header(["Gemeente"]), parts, first, unknown);
    words.into_iter().chain(table_of(&questions)).collect()
}

/// The rows, with one for all municipalities of which all the rest is the same.
fn together(rows: Vec<Vec<Cell>>) -> Vec<Vec<Cell>> {
    let mut found: Vec<Vec<Cell>> = Vec::new();
    for row in rows {
        // Two of which a number is told are two rows, even if it is the same number.
        let is_alone = row[1..].iter().any(|cell| !cell.of.is_empty());
        match found.iter_mut().find(|it| !is_alone && it[1..] == row[1..]) {
            Some(same) => same[0].join(&row[0]),
            None => found.push(row),
        }
    }
    found
}

/// A row for each part: its first cells, and behind these the cells on each sheet, each with its name where that is
/// unknown.
fn by_sheet(
    caption: &str,
    mut header: Vec<String>,
    parts: &[Part<'_>],
    first: impl Fn(&Part<'_>) -> Vec<Cell>,
    unknown: impl Fn(&Given, &Spot) -> Option<String>,
) -> Option<Matrix> {
    let mut parts = parts.to_vec();
    parts.sort_by_key(name);
    let sheets = sheets(&parts);
    let cells = |part: &Part<'_>, sheet: &String| {
        let placed = part.it.given.iter().filter_map(|it| Some((it, spot(it)?)));
        let here = placed.filter(|(_, spot)| spot.sheet == *sheet);
        let cells = here.map(|(it, spot)| match unknown(it, &spot) {
            Some(name) => format!("{} ({name})", spot.cell),
            None => spot.cell.to_string(),
        });
        Cell::new(cells.collect::<Vec<_>>().join(", "))
    };
    let row = |part: &Part<'_>| {
        let mut row = first(part);
        row.extend(sheets.iter().map(|sheet| cells(part, sheet)));
        row
    };
    let rows = together(parts.iter().map(row).collect());
    header.extend(sheets.iter().cloned());
    Matrix::of(caption, header, rows)
}

/// The name of the municipality.
fn name(part: &Part<'_>) -> String {
    let title = part.it.title.as_str();
    let from_title = ["Eigen woorden van ", "Interventies in uitvoering in "]
        .iter()
        .find_map(|before| title.strip_prefix(before));
    part.it.given.first().map_or(from_title.unwrap_or(title), |given| &given.name).to_owned()
}

fn spot(given: &Given) -> Option<Spot> {
    given.place.as_ref().and_then(Spot::of)
}

/// The sheets, in the order in which they are first met.
fn sheets(parts: &[Part<'_>]) -> Vec<String> {
    let mut sheets: Vec<String> = Vec::new();
    for spot in parts.iter().flat_map(|part| &part.it.given).filter_map(spot) {
        if !sheets.contains(&spot.sheet) {
            sheets.push(spot.sheet);
        }
    }
    sheets
}

/// The question that stands in a cell of most workbooks.
fn questions(parts: &[Part<'_>]) -> BTreeMap<Spot, String> {
    let mut given: BTreeMap<&str, Vec<&Given>> = BTreeMap::new();
    for each in parts.iter().flat_map(|part| &part.it.given) {
        given.entry(&each.value).or_default().push(each);
    }
    let usual = |(code, given): (&str, Vec<&Given>)| Some((Spot::usual(given)?, code.to_owned()));
    given.into_iter().filter_map(usual).collect()
}

fn table_of(questions: &BTreeMap<Spot, String>) -> Option<Matrix> {
    let mut sheets: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (spot, code) in questions {
        sheets.entry(&spot.sheet).or_default().push(format!("{} {code}", spot.cell));
    }
    let row =
        |(sheet, cells): (&str, Vec<String>)| vec![Cell::new(sheet), Cell::new(cells.join(", "))];
    let header = header(["Blad", "Welke vraag in welke cel staat"]);
    Matrix::of("Eigen woorden: de vragen", header, sheets.into_iter().map(row).collect())
}
