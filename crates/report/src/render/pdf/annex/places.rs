//! Where answers stand in the workbooks: once for a question, and again only where a workbook has it somewhere else.

use std::collections::BTreeMap;

use crate::document::tree::Given;
use pmg_core::place::{Cell, Place};

/// A cell of a sheet, whatever the file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    pub(super) sheet: String,
    pub(super) cell: Cell,
}

impl Spot {
    pub(super) fn of(place: &Place) -> Option<Self> {
        Some(Self { sheet: place.sheet.clone().unwrap_or_default(), cell: place.cell? })
    }

    /// Where most answers stand; `None` if readers may know no place of them.
    pub(super) fn usual<'a>(given: impl IntoIterator<Item = &'a Given>) -> Option<Self> {
        let mut times: BTreeMap<Self, usize> = BTreeMap::new();
        for spot in given.into_iter().filter_map(|it| Self::of(it.place.as_ref()?)) {
            *times.entry(spot).or_default() += 1;
        }
        // The first of those that are as many.
        times.into_iter().rev().max_by_key(|(_, times)| *times).map(|(spot, _)| spot)
    }

    /// `Onderwijs D11`.
    pub(super) fn written(&self) -> String {
        format!("{} {}", self.sheet, self.cell).trim_start().to_owned()
    }
}

/// What a row is of, in the workbooks: `ajb.aangemeld, Persoonlijke ontwikkeling D13`.
pub(super) fn about(code: Option<&str>, usual: Option<&Spot>) -> String {
    let place = usual.map(Spot::written);
    let parts = [code.map(str::to_owned), place];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The same for each row of a table; the sheet stands only where it is another than in the row before.
pub(super) fn abouts<'a>(
    rows: impl IntoIterator<Item = (Option<&'a str>, Option<Spot>)>,
) -> Vec<String> {
    let mut before = None;
    let mut found = Vec::new();
    for (code, usual) in rows {
        let is_new = before != usual.as_ref().map(|it| it.sheet.clone());
        before = usual.as_ref().map(|it| it.sheet.clone());
        let usual = usual.map(|it| if is_new { it } else { Spot { sheet: String::new(), ..it } });
        found.push(about(code, usual.as_ref()));
    }
    found
}

/// Municipalities with what they gave: `Leeuwarden 18; Utrecht 30 (D14; peildatum 1 mei 2024)`; `Ede, Tiel` if all that is
/// said of them is that they did.
pub(super) fn named<'a>(
    given: impl IntoIterator<Item = &'a Given>,
    usual: Option<&Spot>,
) -> String {
    let given: Vec<&Given> = given.into_iter().collect();
    let only_names = given.iter().all(|it| it.value.is_empty() && beside(it, usual).is_empty());
    let one = |it: &&Given| {
        let beside = beside(it, usual);
        let value =
            if it.value.is_empty() { String::new() } else { format!("\u{a0}{}", it.said()) };
        let beside =
            if beside.is_empty() { String::new() } else { format!(" ({})", beside.join("; ")) };
        format!("{}{value}{beside}", it.name)
    };
    given.iter().map(one).collect::<Vec<_>>().join(if only_names { ", " } else { "; " })
}

/// What else a reader may know of an answer: its cell if that is not the usual one, its own date, and the remark on it.
fn beside(given: &Given, usual: Option<&Spot>) -> Vec<String> {
    let spot = given.place.as_ref().and_then(Spot::of).filter(|spot| usual != Some(spot));
    let cell = spot.map(|spot| match usual {
        Some(usual) if usual.sheet == spot.sheet => spot.cell.to_string(),
        _ => spot.written(),
    });
    let date = given.date.as_ref().map(|date| format!("peildatum {date}"));
    let remark = given.remark.as_ref().map(|remark| format!("“{remark}”"));
    [cell, date, remark].into_iter().flatten().collect()
}

/// Sorts parts as their answers stand in the workbooks, the sheets in the order in which they are first met; what has no
/// place comes last.
pub(super) fn sort_by_place<T>(parts: &mut [T], place: impl Fn(&T) -> Option<Spot>) {
    let mut sheets: Vec<String> = Vec::new();
    for spot in parts.iter().filter_map(&place) {
        if !sheets.contains(&spot.sheet) {
            sheets.push(spot.sheet);
        }
    }
    parts.sort_by_key(|part| {
        let spot = place(part);
        let sheet = spot.as_ref().and_then(|it| sheets.iter().position(|sheet| *sheet == it.sheet));
        (sheet.unwrap_or(sheets.len()), spot.map(|it| it.cell))
    });
}
