//! What has no answers of its own behind it: groups of the register, constants, and all that is told in a sentence.

use super::matrix::{Cell, Matrix, header};
use super::places::{Spot, about, named};
use super::{COUNTED, Part};
use crate::document::tree::Provenance;

/// The groups of the register, by who is in them.
pub(super) fn groups(parts: &[Part<'_>]) -> Option<Matrix> {
    let told = |it: &Provenance| told(it, None);
    let rows = by_told(parts, told).into_iter().map(|(_, parts)| {
        let it = parts[0].it;
        let (many, who) = match it.how.strip_prefix("Uit het register van gemeenten: ") {
            Some(many) => (many.trim_end_matches('.'), named(&it.given, None)),
            None => ("", it.how.clone()),
        };
        vec![titles(&parts), Cell::new(many), Cell::new(who)]
    });
    let header = header(["Groep", "Hoeveel", "Welke"]);
    let caption = "Groepen, uit het register van gemeenten en de vragenlijst";
    Matrix::of(caption, header, rows.collect())
}

/// The constants, by their source.
pub(super) fn constants(parts: &[Part<'_>]) -> Option<Matrix> {
    let source =
        |it: &Provenance| it.how.strip_prefix("Vast gegeven. Bron: ").unwrap_or(&it.how).to_owned();
    let rows = by_told(parts, source).into_iter();
    let rows = rows.map(|(source, parts)| vec![titles(&parts), Cell::new(source)]);
    let header = header(["Vast gegeven", "Bron"]);
    Matrix::of("Vaste gegevens en hun bron", header, rows.collect())
}

/// All others, each with how it came about.
pub(super) fn others(parts: &[Part<'_>]) -> Option<Matrix> {
    let told = |it: &Provenance| told(it, Spot::usual(&it.given).as_ref());
    let rows = by_told(parts, told).into_iter();
    let rows = rows.map(|(told, parts)| vec![titles(&parts), Cell::new(told)]);
    let header = header(["Waarover", "Waar het op rust"]);
    Matrix::of("Wat er verder in de tekst staat", header, rows.collect())
}

/// What the parts are of, each with its code.
fn titles(parts: &[Part<'_>]) -> Cell {
    let title = |Part { it, .. }: &Part<'_>| {
        let about = about(it.code.as_deref(), Spot::usual(&it.given).as_ref());
        if about.is_empty() { it.title.clone() } else { format!("{} ({about})", it.title) }
    };
    let titles: Vec<String> = parts.iter().map(title).collect();
    let cell = Cell::new(titles.join("; "));
    parts.iter().fold(cell, |cell, part| cell.says(part.index))
}

/// The parts of which the same is told, together; in the order of the first of them.
fn by_told<'a>(
    parts: &[Part<'a>],
    told: impl Fn(&Provenance) -> String,
) -> Vec<(String, Vec<Part<'a>>)> {
    let mut found: Vec<(String, Vec<Part<'_>>)> = Vec::new();
    for part in parts {
        let told = told(part.it);
        match found.iter_mut().find(|(same, _)| *same == told) {
            Some((_, parts)) => parts.push(*part),
            None => found.push((told, vec![*part])),
        }
    }
    found
}

/// Everything that is known of a figure, in running text.
fn told(it: &Provenance, usual: Option<&Spot>) -> String {
    let mut told = it.how.replace(COUNTED, "");
    if !it.given.is_empty() {
        told.extend([" ", &named(&it.given, usual), "."]);
    }
    for left_out in &it.left_out {
        let who = named(&left_out.given, usual);
        told.extend([" Niet in het cijfer, ", &left_out.why, ": ", &who, "."]);
    }
    told
}
