//! Builds the [`System`] of a year: all numbers that matter, and the equations between them.
//!
//! For each sensitive measure, and each that bounds one: the number of each municipality, and their sum. For each
//! relation of the questionnaire, one equation per municipality: of 25 families, 18 of them in the part, 7 remain.
//! Then what each earlier edition tells (`editions`).
//!
//! A number that everybody knows for good is no variable: a zero, which is always printed, or a number that an
//! earlier edition of this year printed already. A small number that follows from such numbers alone can't be
//! protected by any choice, so it is set apart as [`Derivable`].

use std::collections::{BTreeMap, BTreeSet};

use crate::figures::{Figures, MeasureFigure};
use pmg_core::cycle::{RelationKind, Total};
use pmg_core::municipality::MunicipalityCode;
use pmg_core::questionnaire::Questionnaire;

use super::earlier::{Earlier, Past};
use super::information_loss;
use super::rule::Rule;
use super::system::{FREE, Source, System, Variable, What, whole};

/// The number of one municipality for one measure.
#[derive(Debug, Clone, Copy)]
pub(super) enum Cell {
    /// Its value, which everybody knows for good.
    Known(i64),
    /// The index of its variable.
    Variable(usize),
}

/// A small number that everybody can derive from what is known for good.
#[derive(Debug, Clone)]
pub(super) struct Derivable {
    pub(super) what: What,
    pub(super) value: i64,
    /// Indices of the earlier editions that printed what it follows from.
    pub(super) editions: Vec<usize>,
}

/// The system of a year while it is built.
pub(super) struct Model<'a> {
    pub(super) rule: Rule,
    /// Codes of the measures of which a small number could lead back to a child or a family. `cells` has some others
    /// as well, because they bound one of these.
    sensitive: BTreeSet<&'a str>,
    /// The earlier editions; the indices of editions in this room are positions in this list.
    pub(super) earlier: &'a [Earlier],
    pub(super) system: System,
    /// The numbers of now, by code of the measure and municipality.
    pub(super) cells: BTreeMap<&'a str, BTreeMap<&'a MunicipalityCode, Cell>>,
    /// Everybody who gave a number, now or before, in the order of codes; owners are positions in this list.
    pub(super) municipalities: Vec<&'a MunicipalityCode>,
    pub(super) lost: Vec<Derivable>,
    /// What the editions of earlier years said that were added so far.
    pub(super) past: Past<'a>,
}

impl<'a> Model<'a> {
    /// Builds the whole system. `earlier` must stand oldest first.
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
        // All other measures stay out: of what they count, any number may be printed.
        let relations = relations(questionnaire);
        let linked = linked(&relations, &sensitive);
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
        // Numbers first: equations name them by their index.
        for (code, figure) in figures() {
            model.contributions(code, figure);
        }
        // Then what links the numbers of one municipality.
        for ((one, other), is_part) in relations {
            model.relation(one, other, is_part);
        }
        for total in &questionnaire.totals {
            model.total(total);
        }
        // The oldest first, because a year is also held against the years before it.
        for edition in 0..earlier.len() {
            model.edition(edition, questionnaire);
        }
        model
    }

    /// Returns whether a value is small: above zero and below the threshold.
    pub(super) fn is_small(&self, value: i64) -> bool {
        value > 0 && value < i64::from(self.rule.threshold)
    }

    /// Returns whether a small number of a measure could lead back to a child or a family.
    pub(super) fn is_sensitive(&self, code: &str) -> bool {
        self.sensitive.contains(code)
    }

    /// Returns the index of a municipality; `None` if it gave no number, now or before.
    pub(super) fn owner(&self, municipality: &MunicipalityCode) -> Option<usize> {
        self.municipalities.binary_search(&municipality).ok()
    }

    /// Returns the value of a cell, known for good or not.
    pub(super) fn value(&self, cell: Cell) -> i64 {
        match cell {
            Cell::Known(value) => value,
            Cell::Variable(variable) => self.system.variables[variable].value,
        }
    }

    /// Returns the cell of a municipality for a measure; `None` if it gave no number or the measure is not looked at.
    pub(super) fn cell(&self, measure: &str, municipality: &MunicipalityCode) -> Option<Cell> {
        self.cells.get(measure)?.get(municipality).copied()
    }

    /// Adds the numbers of one measure, their sum, and the equation between them.
    fn contributions(&mut self, code: &'a str, figure: &'a MeasureFigure) {
        for (municipality, value) in given(figure) {
            let cell = self.contribution(code, municipality, value);
            self.cells.entry(code).or_default().insert(municipality, cell);
        }
        // Numbers that are printed but not counted are no members of the sum. Where only numbers that are known for
        // good are counted, everybody knows the sum, and there is nothing to hide.
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

    /// Returns the cell of a number, adding a variable unless everybody knows it for good. A small number is hidden:
    /// primary suppression.
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
            // A hidden number of persons is printed as small or as not shown, so everybody knows on which side of the
            // threshold it lies. A hidden number of schools is only not shown.
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

    /// Returns the earlier editions of this year that printed exactly this number.
    fn printed(&self, code: &str, who: &MunicipalityCode, value: i64) -> Vec<usize> {
        let same = |edition: &Earlier| {
            let printed = edition.measure(code).and_then(|each| each.printed(who));
            edition.years_before == 0 && printed == Some(value)
        };
        (0..self.earlier.len()).filter(|edition| same(&self.earlier[*edition])).collect()
    }

    /// Adds an equation for each municipality: `other - one - rest = 0`, where `one` is never larger than `other`.
    /// Only if `one` is a part of it, the rest counts persons and is a remainder; else it is slack.
    fn relation(&mut self, one: &str, other: &str, is_part: bool) {
        let Some(parts) = self.cells.get(one).cloned() else { return };
        for (municipality, part) in parts {
            let Some(whole) = self.cell(other, municipality) else { continue };
            // Of a part of zero the rest is the whole itself. Below zero, an answer is wrong and the relation says
            // nothing.
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

    /// Adds an equation for each municipality: the whole of a total and its parts. Where parts were not answered, what
    /// remains is theirs, and named after the first of them.
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
            // Answers that contradict the total say nothing: then there is no equation.
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

    /// Adds the difference that `members` come to, as a hidden variable that is never below zero, and its equation.
    ///
    /// `value` is its value, `is_number` whether it counts persons. Without members everybody knows the difference, so
    /// there is no variable; a small one is derivable then.
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
        // What rests on a number that an edition hid may be small as far as anybody can tell, whatever its value.
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

    /// Returns the earlier editions that printed the numbers from which a difference follows, without doubles.
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

/// Returns a hidden variable without a value or an owner, that is not sensitive: to be filled in by the caller.
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

/// Returns a cell as a member of an equation, with sign 1; `None` if it is known for good, and so part of the total.
pub(super) fn member(cell: Cell) -> Option<(usize, i64)> {
    match cell {
        Cell::Known(_) => None,
        Cell::Variable(variable) => Some((variable, 1)),
    }
}

/// The sensitive measures, and every measure that is never larger, or never smaller, than one of them, also by way of a
/// third. A printed 5 schools says that children are at least 5; a printed 5 places, that they are at most 5.
fn linked<'a>(
    relations: &BTreeMap<(&'a str, &'a str), bool>,
    sensitive: &BTreeSet<&'a str>,
) -> BTreeSet<&'a str> {
    let bounds = relations
        .keys()
        .filter(|(smaller, larger)| sensitive.contains(smaller) || sensitive.contains(larger));
    let both = bounds.flat_map(|(smaller, larger)| [*smaller, *larger]);
    sensitive.iter().copied().chain(both).collect()
}

/// Returns the pairs of measures of which the first is never larger than the second, also by way of a third, with
/// whether the first is a part of the second.
///
/// A part of a total and that total are no pair, unless the questionnaire has a relation for them as well: the equation
/// of the total links them. But they lead to other pairs, so they are taken out only at the end.
fn relations(questionnaire: &Questionnaire) -> BTreeMap<(&str, &str), bool> {
    let declared = questionnaire.relations.iter().filter_map(|relation| {
        Some((relation.in_order()?, relation.kind == RelationKind::DeelVan))
    });
    let mut all: BTreeMap<(&str, &str), bool> = declared.collect();
    let mut of_totals = BTreeSet::new();
    // Each part is never larger than its total, so it leads to whatever that leads to.
    for total in &questionnaire.totals {
        for part in &total.parts {
            let pair = (part.as_str(), total.whole.as_str());
            if all.insert(pair, true).is_none() {
                of_totals.insert(pair);
            }
        }
    }
    // The transitive closure: if a part leads to a whole and that to a larger whole, the part leads to the larger one.
    // A pair counts as a part if any way to it goes through parts alone.
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
        // Of the same pair found twice the last one stays: `true`, which sorts last.
        further.sort_unstable();
        all.extend(further);
    }
    all.retain(|pair, _| !of_totals.contains(pair));
    all
}

/// Returns the numbers of a measure that can be printed, counted in the sum or not.
fn given(figure: &MeasureFigure) -> impl Iterator<Item = (&MunicipalityCode, i64)> {
    let all = figure.contributions.iter().chain(&figure.not_counted);
    all.map(|each| (&each.municipality, whole(each.value)))
}
