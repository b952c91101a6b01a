//! The one model of the whole room: numbers as variables, and the equations that link them.
//!
//! Each printed or hidden number is a variable, and all that is known about several at once is an equation: the
//! members, each with a sign, add up to a total that everybody knows. Only signs 1 and -1 occur. The total is not kept,
//! because it follows from the true values: they fulfil every equation.
//!
//! An inequality is an equation with one more variable that is not negative: for a part of a whole the equation is
//! `whole - part - remainder = 0`, as in 25 - 18 - 7. A remainder or an increase counts persons, so it can be
//! sensitive; slack counts nothing and only says that one number is not above another.
//!
//! A number that everybody knows for good (a zero, or what an earlier edition of this year printed) is no variable; the
//! total takes it in.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use pmg_core::municipality::MunicipalityCode;

/// The upper bound of a number that has none: more than any number of persons, and far from overflow.
pub(super) const FREE: i64 = i64::MAX / 4;

/// What a variable of a [`System`] stands for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    /// What one municipality gave for a measure.
    Contribution(String, MunicipalityCode),
    /// The sum of a measure.
    Sum(String),
    /// What remains of a whole without its part, or of a total without those of its parts that were answered.
    Remainder { whole: String, part: String, municipality: MunicipalityCode },
    /// By how much a measure grew since the earlier edition with this index.
    Increase { measure: String, municipality: MunicipalityCode, edition: usize },
    /// What one municipality gave in the earlier edition with this index, which hid it.
    Previous { measure: String, municipality: MunicipalityCode, edition: usize },
    /// How far a number is below this measure of this municipality: a difference that counts no persons.
    Slack(String, MunicipalityCode),
}

/// A number: printed, or hidden and then anything between its bounds.
#[expect(
    clippy::struct_excessive_bools,
    reason = "five facts that have nothing to do with each other"
)]
#[derive(Debug, Clone)]
pub(super) struct Variable {
    pub(super) what: What,
    /// The true value; where that rests on what an earlier edition hid and nobody kept, one that fits all equations.
    pub(super) value: i64,
    /// The least and the most that everybody knows it to be while it is hidden, both included.
    pub(super) bounds: (i64, i64),
    /// Index of the municipality that it belongs to; `None` if it belongs to nobody, such as a sum.
    pub(super) owner: Option<usize>,
    /// Whether its true value is not known here, because an earlier edition hid it and nobody kept it. Its owner knows
    /// it, but cannot be modelled as an insider then.
    pub(super) is_unknown: bool,
    /// Whether it rests on a number that an earlier edition hid. Nobody else can see then whether it is small, so it is
    /// protected whatever its value, unless an attacker can rule out that it is small.
    pub(super) rests_on_hidden: bool,
    /// The information loss of hiding it; `None` if there is no choice about it.
    pub(super) cost: Option<u64>,
    /// Whether it is hidden without a choice.
    pub(super) hidden: bool,
    /// Whether it is sensitive: every attacker must be left with a wide interval.
    pub(super) is_target: bool,
    /// Whether it counts persons of one municipality, so that nobody may work it out where it is small.
    pub(super) counts_persons: bool,
    /// The equations that it stands in, as index of the row and sign.
    pub(super) rows: Vec<(usize, i64)>,
}

/// Where an equation comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Source {
    /// The sum of a measure in this edition.
    Sum,
    /// A relation of the questionnaire between measures, for one municipality.
    Relation,
    /// The sum of a measure in an earlier edition.
    Earlier { edition: usize, measure: String },
    /// The increase of one municipality's number since an earlier edition.
    Increase { edition: usize, measure: String },
}

impl Source {
    /// Returns whether the equation adds up what municipalities gave. All others, called relations in this room, link
    /// numbers of one municipality only.
    pub(super) fn is_sum(&self) -> bool {
        matches!(self, Self::Sum | Self::Earlier { .. })
    }
}

impl Variable {
    /// Returns the municipality that knows the number even while it is hidden; `None` if there is none, or if what it
    /// knows is not known here.
    pub(super) fn insider(&self) -> Option<usize> {
        self.owner.filter(|_| !self.is_unknown)
    }

    /// Returns whether a municipality gave it, now or for an earlier edition.
    pub(super) fn is_given(&self) -> bool {
        matches!(self.what, What::Contribution(..) | What::Previous { .. })
    }

    /// Returns whether it is the sum of a measure in this edition.
    pub(super) fn is_sum(&self) -> bool {
        matches!(self.what, What::Sum(_))
    }
}

/// An equation: its members, each times its sign, add up to a total that everybody knows.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) source: Source,
    /// Index of the variable and its sign, 1 or -1.
    pub(super) members: Vec<(usize, i64)>,
}

/// Numbers and the equations between them, which the true values fulfil.
#[derive(Debug, Clone, Default)]
pub(super) struct System {
    pub(super) variables: Vec<Variable>,
    pub(super) rows: Vec<Row>,
}

impl System {
    /// Adds a variable and returns its index.
    pub(super) fn add(&mut self, variable: Variable) -> usize {
        self.variables.push(variable);
        self.variables.len() - 1
    }

    /// Adds an equation, unless it has no members or stands there already.
    pub(super) fn equate(&mut self, source: Source, members: Vec<(usize, i64)>) {
        let Some((first, _)) = members.first() else { return };
        let mut rows = self.variables[*first].rows.iter();
        if rows.any(|(row, _)| self.rows[*row].members == members) {
            return;
        }
        // Each variable names its rows, so that a search can go from number to number.
        let row = self.rows.len();
        for (variable, sign) in &members {
            self.variables[*variable].rows.push((row, *sign));
        }
        self.rows.push(Row { source, members });
    }

    /// Splits the system into its components, which share no equation, in the order of their first variables.
    pub(super) fn components(self) -> Vec<System> {
        let home = self.homes();
        let mut index = BTreeMap::new();
        let mut parts: Vec<System> = Vec::new();
        let mut part_of = |first: usize| {
            *index.entry(first).or_insert_with(|| {
                parts.push(System::default());
                parts.len() - 1
            })
        };
        let part: Vec<usize> = home.into_iter().map(&mut part_of).collect();
        // The index that each variable and each row gets within its component.
        let mut variables_of = vec![0; parts.len()];
        let mut rows_of = vec![0; parts.len()];
        let next = |counts: &mut Vec<usize>, part: usize| {
            counts[part] += 1;
            counts[part] - 1
        };
        let variables: Vec<usize> =
            part.iter().map(|part| next(&mut variables_of, *part)).collect();
        let part_of_row = |row: &Row| row.members.first().map_or(0, |(first, _)| part[*first]);
        let rows: Vec<usize> =
            self.rows.iter().map(|row| next(&mut rows_of, part_of_row(row))).collect();
        // Rows name variables and variables name rows, so both are moved with their new indices.
        for mut row in self.rows {
            let part = part_of_row(&row);
            for (each, _) in &mut row.members {
                *each = variables[*each];
            }
            parts[part].rows.push(row);
        }
        for (mut variable, part) in self.variables.into_iter().zip(&part) {
            for (row, _) in &mut variable.rows {
                *row = rows[*row];
            }
            parts[*part].variables.push(variable);
        }
        parts
    }

    /// Returns for each variable the first variable of its component, which names the component.
    fn homes(&self) -> Vec<usize> {
        let mut home: Vec<Option<usize>> = vec![None; self.variables.len()];
        let mut seen = vec![false; self.rows.len()];
        // Flood fill: what is not reached from an earlier variable starts a component.
        for first in 0..self.variables.len() {
            let mut waiting = vec![first];
            while let Some(variable) = waiting.pop() {
                if home[variable].is_some() {
                    continue;
                }
                home[variable] = Some(first);
                // A row is followed once: a sum has many members, and each would lead to all others again.
                let rows = self.variables[variable].rows.iter().map(|(row, _)| *row);
                for row in rows.filter(|row| !std::mem::replace(&mut seen[*row], true)) {
                    waiting.extend(self.rows[row].members.iter().map(|(each, _)| *each));
                }
            }
        }
        home.into_iter().flatten().collect()
    }
}

/// Returns a number of persons as an integer; [`FREE`] if it is too large for one. The checks have refused all that is
/// not whole.
pub(super) fn whole(value: Decimal) -> i64 {
    value.to_i64().unwrap_or(FREE)
}
