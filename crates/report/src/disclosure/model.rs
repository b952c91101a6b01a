//! The numbers of a year and all that links them, as a [`System`].

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::figures::{Figures, MeasureFigure};
use pmg_core::cycle::{RelationKind, Total};
use pmg_core::municipality::MunicipalityCode;
use pmg_core::questionnaire::Questionnaire;

use super::editions::Past;
use super::system::{FREE, Source, System, Variable, What};
use super::{Earlier, Rule, information_loss};

/// What one municipality gave: known to everybody for good, or a variable.
#[derive(Debug, Clone, Copy)]
pub(super) enum Cell {
    Known(i64),
    Variable(usize),
}

/// A small number that is known for good: what it is, its value and the edition that printed it.
#[derive(Debug, Clone)]
pub(super) struct Derivable {
    pub(super) what: What,
    pub(super) value: i64,
    pub(super) editions: Vec<usize>,
}

/// The numbers of a year while they are put together.
pub(super) struct Model<'a> {
    pub(super) rule: Rule,
    /// The measures of which a small number could lead back to a child or a family; the others stand here because
    /// they bound one of these.
    sensitive: BTreeSet<&'a str>,
    pub(super) earlier: &'a [Earlier],
    pub(super) system: System,
    pub(super) cells: BTreeMap<&'a str, BTreeMap<&'a MunicipalityCode, Cell>>,
    pub(super) municipalities: Vec<&'a MunicipalityCode>,
    pub(super) lost: Vec<Derivable>,
    pub(super) past: Past<'a>,
}

impl<'a> Model<'a> {
    pub(super) fn new(
        figures: &'a Figures,
        questionnaire: &'a Questionnaire,
        rule: Rule,
        earlier: &'a [Earlier],
    ) -> Self {
        let sensitive: BTreeSet<&str> = questionnaire
            .measures()
            .filter(|measure| measure.unit.is_sensitive())
            .map(|measure| measure.code.as_str())
            .collect();
        let linked = linked(questionnaire, &sensitive);
        let figures = || {
            let all = figures.measures.iter().map(|(code, figure)| (code.as_str(), figure));
            all.filter(|(code, _)| linked.contains(code))
        };
        let all = figures().flat_map(|(_, figure)| given(figure)).map(|(who, _)| who);
        let before = earlier.iter().flat_map(Earlier::all);
        let before =
            before.flat_map(|measure| measure.contributions.keys().chain(measure.beside.keys()));
        let all = all.chain(before);
        let municipalities: BTreeSet<&MunicipalityCode> = all.collect();
        let mut model = Self {
            rule,
            sensitive,
            earlier,
            system: System::default(),
            cells: BTreeMap::new(),
            municipalities: municipalities.into_iter().collect(),
            lost: Vec::new(),
            past: Past::new(),
        };
        for (code, figure) in figures() {
            model.contributions(code, figure);
        }
        for ((one, other), is_part) in relations(questionnaire) {
            model.relation(one, other, is_part);
        }
        for total in &questionnaire.totals {
            model.total(total);
        }
        for edition in 0..earlier.len() {
            model.edition(edition, questionnaire);
        }
        model
    }

    pub(super) fn is_small(&self, value: i64) -> bool {
        value > 0 && value < i64::from(self.rule.threshold)
    }

    /// Whether a small number of a measure could lead back to a child or a family.
    pub(super) fn is_sensitive(&self, code: &str) -> bool {
        self.sensitive.contains(code)
    }

    pub(super) fn owner(&self, municipality: &MunicipalityCode) -> Option<usize> {
        self.municipalities.binary_search(&municipality).ok()
    }

    pub(super) fn value(&self, cell: Cell) -> i64 {
        match cell {
            Cell::Known(value) => value,
            Cell::Variable(variable) => self.system.variables[variable].value,
        }
    }

    pub(super) fn cell(&self, measure: &str, municipality: &MunicipalityCode) -> Option<Cell> {
        self.cells.get(measure)?.get(municipality).copied()
    }

    /// The numbers of one measure and its sum.
    fn contributions(&mut self, code: &'a str, figure: &'a MeasureFigure) {
        for (municipality, value) in given(figure) {
            let cell = self.contribution(code, municipality, value);
            self.cells.entry(code).or_default().insert(municipality, cell);
        }
        let counted = figure.contributions.iter();
        let cells = counted.filter_map(|each| self.cell(code, &each.municipality));
        let mut members: Vec<(usize, i64)> = cells.filter_map(member).collect();
        if members.is_empty() {
            return;
        }
        let values = || figure.contributions.iter().map(|each| whole(each.value));
        let sum = Variable {
            what: What::Sum(code.to_owned()),
            value: values().sum(),
            bounds: (0, FREE),
            cost: Some(information_loss::sum(values())),
            hidden: false,
            ..nobodys()
        };
        members.push((self.system.add(sum), -1));
        self.system.equate(Source::Sum, members);
    }

    fn contribution(&mut self, code: &str, who: &'a MunicipalityCode, value: i64) -> Cell {
        let what = What::Contribution(code.to_owned(), who.clone());
        let is_sensitive = self.is_sensitive(code);
        let small = is_sensitive && self.is_small(value);
        let editions = self.printed(code, who, value);
        if value == 0 || !editions.is_empty() {
            if small {
                self.lost.push(Derivable { what, value, editions });
            }
            return Cell::Known(value);
        }
        let threshold = i64::from(self.rule.threshold);
        Cell::Variable(self.system.add(Variable {
            what,
            value,
            bounds: match (is_sensitive, small) {
                (true, true) => (1, threshold - 1),
                (true, false) => (threshold, FREE),
                (false, _) => (1, FREE),
            },
            owner: self.owner(who),
            is_unknown: false,
            rests_on_hidden: false,
            cost: (!small).then(|| information_loss::contribution(value)),
            hidden: small,
            is_target: small,
            counts_persons: is_sensitive,
            rows: Vec::new(),
        }))
    }

    /// The editions of this year that printed this very number.
    fn printed(&self, code: &str, who: &MunicipalityCode, value: i64) -> Vec<usize> {
        let same = |edition: &Earlier| {
            let printed = edition.measure(code).and_then(|each| each.printed(who));
            edition.years_before == 0 && printed == Some(value)
        };
        (0..self.earlier.len()).filter(|edition| same(&self.earlier[*edition])).collect()
    }

    /// A part and its whole, or a smaller and a larger number, municipality by municipality.
    fn relation(&mut self, one: &str, other: &str, is_part: bool) {
        let Some(parts) = self.cells.get(one).cloned() else { return };
        for (municipality, part) in parts {
            let Some(whole) = self.cell(other, municipality) else { continue };
            let rest = self.value(whole) - self.value(part);
            if self.value(part) == 0 || rest < 0 {
                continue;
            }
            let what = if is_part {
                let (whole, part) = (other.to_owned(), one.to_owned());
                What::Remainder { whole, part, municipality: municipality.clone() }
            } else {
                What::Slack(other.to_owned(), municipality.clone())
            };
            let mut members: Vec<(usize, i64)> = member(whole).into_iter().collect();
            members.extend(member(part).map(|(variable, _)| (variable, -1)));
            self.difference(members, what, rest, is_part, Source::Relation);
        }
    }

    /// A whole and all its parts; where some did not answer, what is left is theirs.
    fn total(&mut self, total: &Total) {
        let Some(wholes) = self.cells.get(total.whole.as_str()).cloned() else { return };
        for (municipality, whole) in wholes {
            let parts = total.parts.iter().map(|part| self.cell(part, municipality));
            let known: Vec<Cell> = parts.clone().flatten().collect();
            let missing = total.parts.iter().zip(parts).find(|(_, cell)| cell.is_none());
            let missing = missing.map(|(part, _)| part.clone());
            let rest = self.value(whole) - known.iter().map(|part| self.value(*part)).sum::<i64>();
            let mut members: Vec<(usize, i64)> = member(whole).into_iter().collect();
            let minus = known.into_iter().filter_map(member).map(|(variable, _)| (variable, -1));
            members.extend(minus);
            match missing {
                None if rest == 0 => self.system.equate(Source::Relation, members),
                Some(part) if rest >= 0 => {
                    let (whole, municipality) = (total.whole.clone(), municipality.clone());
                    let what = What::Remainder { whole, part, municipality };
                    self.difference(members, what, rest, true, Source::Relation);
                }
                _ => {}
            }
        }
    }

    /// What is left of `members`, which is never below zero: for all to see where there are none.
    pub(super) fn difference(
        &mut self,
        mut members: Vec<(usize, i64)>,
        what: What,
        value: i64,
        is_number: bool,
        source: Source,
    ) {
        let of = || members.iter().map(|(each, _)| &self.system.variables[*each]);
        let is_unknown = of().any(|each| each.is_unknown);
        let rests_on_hidden = of().any(|each| matches!(each.what, What::Previous { .. }));
        let is_target = is_number && (rests_on_hidden || self.is_small(value));
        if members.is_empty() {
            if is_target {
                let editions = self.editions_of(&what);
                self.lost.push(Derivable { what, value, editions });
            }
            return;
        }
        let owner = match &what {
            What::Remainder { municipality, .. }
            | What::Increase { municipality, .. }
            | What::Previous { municipality, .. }
            | What::Contribution(_, municipality) => self.owner(municipality),
            What::Sum(_) | What::Slack(..) => None,
        };
        let counts_persons = is_number;
        let left = Variable {
            what,
            value,
            owner,
            is_unknown,
            rests_on_hidden,
            is_target,
            counts_persons,
            ..nobodys()
        };
        members.push((self.system.add(left), -1));
        self.system.equate(source, members);
    }

    /// The editions that printed what a difference is worked out from.
    fn editions_of(&self, what: &What) -> Vec<usize> {
        let printed = |measure: &str, who: &MunicipalityCode| {
            let value = self.cell(measure, who).map_or(0, |cell| self.value(cell));
            self.printed(measure, who, value)
        };
        let mut editions = match what {
            What::Remainder { whole, part, municipality } => {
                [printed(whole, municipality), printed(part, municipality)].concat()
            }
            What::Increase { measure, municipality, edition } => {
                [printed(measure, municipality), vec![*edition]].concat()
            }
            _ => Vec::new(),
        };
        editions.sort_unstable();
        editions.dedup();
        editions
    }
}

/// A hidden number that nobody has to protect and nobody knows.
pub(super) fn nobodys() -> Variable {
    Variable {
        what: What::Sum(String::new()),
        value: 0,
        bounds: (0, FREE),
        owner: None,
        is_unknown: false,
        rests_on_hidden: false,
        cost: None,
        hidden: true,
        is_target: false,
        counts_persons: false,
        rows: Vec::new(),
    }
}

/// A cell as a member of an equation, where it is not known for good.
pub(super) fn member(cell: Cell) -> Option<(usize, i64)> {
    match cell {
        Cell::Known(_) => None,
        Cell::Variable(variable) => Some((variable, 1)),
    }
}

/// The sensitive measures, and those that a sensitive one is at least as large as.
fn linked<'a>(
    questionnaire: &'a Questionnaire,
    sensitive: &BTreeSet<&'a str>,
) -> BTreeSet<&'a str> {
    let bounds = questionnaire.relations.iter().filter(|it| it.kind == RelationKind::Minstens);
    let bounds = bounds.filter_map(|relation| relation.in_order());
    let bounds = bounds.filter(|(_, larger)| sensitive.contains(larger));
    sensitive.iter().copied().chain(bounds.map(|(smaller, _)| smaller)).collect()
}

/// Which measures are never larger than which others, also by way of a third; and whether the one counts some of
/// what the other counts. Of a total and its parts only what follows by way of another.
fn relations(questionnaire: &Questionnaire) -> BTreeMap<(&str, &str), bool> {
    let declared = questionnaire.relations.iter().filter_map(|relation| {
        Some((relation.in_order()?, relation.kind == RelationKind::DeelVan))
    });
    let mut all: BTreeMap<(&str, &str), bool> = declared.collect();
    let mut of_totals = BTreeSet::new();
    for total in &questionnaire.totals {
        for part in &total.parts {
            let pair = (part.as_str(), total.whole.as_str());
            if all.insert(pair, true).is_none() {
                of_totals.insert(pair);
            }
        }
    }
    loop {
        let mut further = Vec::new();
        for ((one, between), first) in &all {
            for ((_, other), second) in
                all.range((*between, "")..).take_while(|it| it.0.0 == *between)
            {
                let is_part = *first && *second;
                let known = all.get(&(*one, *other));
                if one != other && known.is_none_or(|known| is_part && !known) {
                    further.push(((*one, *other), is_part));
                }
            }
        }
        if further.is_empty() {
            break;
        }
        further.sort_unstable();
        all.extend(further);
    }
    all.retain(|pair, _| !of_totals.contains(pair));
    all
}

/// The numbers of a measure that are printed, counted or not.
fn given(figure: &MeasureFigure) -> impl Iterator<Item = (&MunicipalityCode, i64)> {
    let all = figure.contributions.iter().chain(&figure.not_counted);
    all.map(|each| (&each.municipality, whole(each.value)))
}

/// A number of persons; the checks have refused all that is not whole.
pub(super) fn whole(value: Decimal) -> i64 {
    value.to_i64().unwrap_or(FREE)
}
