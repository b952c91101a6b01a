//! How far the municipalities are with each intervention: interventions by statuses, with names in the cells.

use std::collections::BTreeMap;

use super::Part;
use super::matrix::{Cell, Matrix, header};
use super::places::{Spot, about, abouts, named, sort_by_place};
use crate::document::tree::Given;
use pmg_core::basis::Group;
use pmg_core::dutch;

/// The intervention of which a cell of the workbooks has the status.
pub(super) type Names = BTreeMap<Spot, String>;

/// A count of municipalities by status.
#[derive(Clone, Copy)]
struct Counted<'a> {
    part: Part<'a>,
    group: &'a Group,
}

impl Counted<'_> {
    /// The intervention that it is of; `None` if it is of several, or without those of another.
    fn intervention(&self) -> Option<&str> {
        let [only] = self.group.interventions.as_slice() else { return None };
        let before = self.group.already_counted.as_ref();
        let is_whole = before.is_none_or(|before| before.interventions == [only.as_str()]);
        is_whole.then_some(only)
    }

    /// Whether all that another counts is among what this counts, each with its status.
    fn holds(&self, other: &Self) -> bool {
        let statuses = &self.group.statuses;
        self.intervention().is_some()
            && self.intervention() == other.intervention()
            && other.group.statuses.iter().all(|it| statuses.contains(it))
    }
}

/// The table of interventions, that of all counts that have no place in it, and in which cell the status of each
/// intervention stands.
pub(super) fn tables(parts: &[(Part<'_>, &Group)]) -> (Vec<Matrix>, Names) {
    let counts = parts.iter().map(|(part, group)| Counted { part: *part, group });
    let counts: Vec<Counted<'_>> = counts.collect();
    let columns = columns(&counts);
    let has_column = |it: &Counted<'_>| {
        it.intervention().is_some() && columns.contains(&it.group.statuses.as_slice())
    };
    let is_in_table =
        |it: &Counted<'_>| counts.iter().any(|other| has_column(other) && other.holds(it));
    let (in_table, others): (Vec<_>, Vec<_>) = counts.iter().copied().partition(is_in_table);
    let interventions = interventions(&in_table);
    let names = interventions.iter().filter_map(|(counts, usual)| {
        Some((usual.clone()?, counts.first()?.part.it.title.clone()))
    });
    let names: Names = names.collect();
    let tables = [by_status(&interventions, &columns), table_of_others(&others, &names)];
    (tables.into_iter().flatten().collect(), names)
}

/// The sets of statuses that have a column: those that are counted for at least half of the interventions.
fn columns<'a>(counts: &[Counted<'a>]) -> Vec<&'a [String]> {
    let mut times: Vec<(&[String], usize)> = Vec::new();
    let mut interventions: Vec<&str> = Vec::new();
    for count in counts {
        let Some(intervention) = count.intervention() else { continue };
        if !interventions.contains(&intervention) {
            interventions.push(intervention);
        }
        match times.iter_mut().find(|(statuses, _)| *statuses == count.group.statuses) {
            Some((_, times)) => *times += 1,
            None => times.push((&count.group.statuses, 1)),
        }
    }
    times.retain(|(_, times)| times * 2 >= interventions.len());
    times.into_iter().map(|(statuses, _)| statuses).collect()
}

/// The counts of one intervention, and where its status stands.
type Intervention<'a> = (Vec<Counted<'a>>, Option<Spot>);

fn interventions<'a>(counts: &[Counted<'a>]) -> Vec<Intervention<'a>> {
    let mut found: Vec<Intervention<'_>> = Vec::new();
    for count in counts {
        match found.iter_mut().find(|(them, _)| them[0].intervention() == count.intervention()) {
            Some((them, _)) => them.push(*count),
            None => found.push((vec![*count], None)),
        }
    }
    for (counts, usual) in &mut found {
        *usual = Spot::usual(counts.iter().flat_map(|it| &it.part.it.given));
    }
    sort_by_place(&mut found, |(_, usual)| usual.clone());
    found
}

fn by_status(interventions: &[Intervention<'_>], columns: &[&[String]]) -> Option<Matrix> {
    let row = |((counts, usual), about): (&Intervention<'_>, String)| {
        let first = Cell::new(&*counts[0].part.it.title).about(about);
        let cell = |statuses: &&[String]| {
            let Some(count) = counts.iter().find(|it| it.group.statuses == **statuses) else {
                return Cell::default();
            };
            // What counts a part of them stands here, too, unless it has a column of its own.
            let is_part = |it: &&Counted<'_>| {
                let has_column = columns.contains(&it.group.statuses.as_slice());
                count.holds(it) && (it.group.statuses == **statuses || !has_column)
            };
            let here = counts.iter().filter(is_part);
            here.fold(counted(count, usual.as_ref()), |cell, it| cell.says(it.part.index))
        };
        std::iter::once(first).chain(columns.iter().map(cell)).collect()
    };
    let name = |statuses: &&[String]| match statuses {
        [] => "Een status".to_owned(),
        statuses => dutch::capitalise(&statuses.join(", ")),
    };
    let header = std::iter::once("Interventie".to_owned()).chain(columns.iter().map(name));
    let codes = interventions.iter().map(|(counts, usual)| {
        let code = counts[0].part.it.code.as_deref();
        (code, usual.clone())
    });
    let abouts = abouts(codes);
    let rows = interventions.iter().zip(abouts).map(row).collect();
    let caption = "Interventies: hoeveel en welke gemeenten een status invulden";
    Matrix::of(caption, header.collect(), rows)
}

/// `6: Ede, Tiel`; with several statuses `3; gepland 2: Ede, Tiel; opstart 1: Zeist`.
fn counted(count: &Counted<'_>, usual: Option<&Spot>) -> Cell {
    let given = &count.part.it.given;
    let mut statuses: Vec<(&str, Vec<Given>)> = Vec::new();
    for each in given {
        let nameless = Given { value: String::new(), ..each.clone() };
        match statuses.iter_mut().find(|(status, _)| *status == each.value) {
            Some((_, given)) => given.push(nameless),
            None => statuses.push((&each.value, vec![nameless])),
        }
    }
    let of_status = |(status, given): &(&str, Vec<Given>)| {
        let count = format!("{status} {}", given.len());
        format!("{}: {}", count.trim_start(), named(given, usual))
    };
    let parts: Vec<String> = statuses.iter().map(of_status).collect();
    match statuses.as_slice() {
        [] => Cell::new("0"),
        [_] => Cell::new(parts.join("; ")),
        _ => Cell::new(format!("{}; {}", given.len(), parts.join("; "))),
    }
}

/// The counts of several interventions, or without those counted before. Whoever is in one by statuses that the table of
/// interventions has with their cells, is only named.
fn table_of_others(counts: &[Counted<'_>], names: &Names) -> Option<Matrix> {
    let row = |count: &Counted<'_>| {
        let Part { index, it } = count.part;
        let is_known = |each: &Given| {
            let spot = each.place.as_ref().and_then(Spot::of);
            spot.and_then(|spot| names.get(&spot)).is_some_and(|name| *name == each.about)
        };
        let one_status = count.group.statuses.len() == 1;
        let who = if one_status && it.given.iter().all(is_known) {
            let mut who: Vec<&str> = it.given.iter().map(|each| each.name.as_str()).collect();
            who.dedup();
            who.join(", ")
        } else {
            named(&it.given, None)
        };
        vec![
            Cell::new(&*it.title).about(about(it.code.as_deref(), None)).says(index),
            Cell::new(it.how.trim_end_matches('.')),
            Cell::new(who),
        ]
    };
    let rows = counts.iter().map(row).collect();
    let header = header(["Interventies", "Telling", "Welke gemeenten"]);
    Matrix::of("Interventies: andere tellingen", header, rows)
}
