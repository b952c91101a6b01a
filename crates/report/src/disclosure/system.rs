use std::collections::BTreeMap;

use pmg_core::municipality::MunicipalityCode;

/// Larger than any number of persons: no bound.
pub(super) const FREE: i64 = i64::MAX / 4;

/// What a number of a [`System`] is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    /// What one municipality gave for a measure.
    Contribution(String, MunicipalityCode),
    /// The sum of a measure.
    Sum(String),
    /// What is left of a whole after its part, or after its known parts.
    Remainder { whole: String, part: String, municipality: MunicipalityCode },
    /// What came to a measure since an earlier edition.
    Increase { measure: String, municipality: MunicipalityCode, edition: usize },
    /// What one municipality gave in an earlier edition that did not print it.
    Previous { measure: String, municipality: MunicipalityCode, edition: usize },
    /// How far the one is below the other: no number of persons.
    Slack(String, MunicipalityCode),
}

/// A number: shown, or hidden and then anything between its bounds.
#[expect(
    clippy::struct_excessive_bools,
    reason = "five facts that have nothing to do with each other"
)]
#[derive(Debug, Clone)]
pub(super) struct Variable {
    pub(super) what: What,
    /// What it is; or, for what an earlier edition hid, what it could be.
    pub(super) value: i64,
    /// What everybody knows of it while it is hidden.
    pub(super) bounds: (i64, i64),
    /// Whose it is, by its place in the list of municipalities.
    pub(super) owner: Option<usize>,
    /// Whether its true value is not known here; what its owner makes of it cannot be said then.
    pub(super) is_unknown: bool,
    /// Whether it rests on a number that an earlier edition hid: then it must be protected whatever it is, unless nobody
    /// can take it for a small one.
    pub(super) rests_on_hidden: bool,
    /// What it costs to hide it; none where there is no choice.
    pub(super) cost: Option<u64>,
    /// Whether it is hidden without a choice.
    pub(super) hidden: bool,
    /// Whether nobody may come to know it.
    pub(super) is_target: bool,
    /// Whether it is a number of persons of one municipality, which nobody may come to know where it is small.
    pub(super) counts_persons: bool,
    /// The rows that it stands in, each with its sign.
    pub(super) rows: Vec<(usize, i64)>,
}

/// What an equation rests on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Source {
    /// The sum of a measure in this edition.
    Sum,
    /// Something that holds between measures.
    Relation,
    /// The sum of a measure in an earlier edition.
    Earlier { edition: usize, measure: String },
    /// What came to a number since an earlier edition.
    Increase { edition: usize, measure: String },
}

impl Source {
    /// Whether it is a printed sum of several municipalities.
    pub(super) fn is_sum(&self) -> bool {
        matches!(self, Self::Sum | Self::Earlier { .. })
    }
}

impl Variable {
    /// Who knows it even while it is hidden.
    pub(super) fn insider(&self) -> Option<usize> {
        self.owner.filter(|_| !self.is_unknown)
    }

    /// Whether a municipality gave it, now or then.
    pub(super) fn is_given(&self) -> bool {
        matches!(self.what, What::Contribution(..) | What::Previous { .. })
    }

    /// Whether it is the sum of a measure.
    pub(super) fn is_sum(&self) -> bool {
        matches!(self.what, What::Sum(_))
    }
}

/// An equation: the signed sum of its members is a number that everybody knows.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) source: Source,
    pub(super) members: Vec<(usize, i64)>,
}

/// Numbers and the equations between them, which the true values fulfil. What everybody knows for
/// good, such as a zero, is no variable.
#[derive(Debug, Clone, Default)]
pub(super) struct System {
    pub(super) variables: Vec<Variable>,
    pub(super) rows: Vec<Row>,
}

impl System {
    pub(super) fn add(&mut self, variable: Variable) -> usize {
        self.variables.push(variable);
        self.variables.len() - 1
    }

    /// Adds an equation, unless it says nothing or stands there already.
    pub(super) fn equate(&mut self, source: Source, members: Vec<(usize, i64)>) {
        let Some((first, _)) = members.first() else { return };
        let mut rows = self.variables[*first].rows.iter();
        if rows.any(|(row, _)| self.rows[*row].members == members) {
            return;
        }
        let row = self.rows.len();
        for (variable, sign) in &members {
            self.variables[*variable].rows.push((row, *sign));
        }
        self.rows.push(Row { source, members });
    }

    /// The parts that no equation links, each a system of its own, in the order of their first numbers.
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
        // Where each variable and each row comes to stand.
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

    /// For each variable the first one that it is linked with.
    fn homes(&self) -> Vec<usize> {
        let mut home: Vec<Option<usize>> = vec![None; self.variables.len()];
        let mut seen = vec![false; self.rows.len()];
        for first in 0..self.variables.len() {
            let mut waiting = vec![first];
            while let Some(variable) = waiting.pop() {
                if home[variable].is_some() {
                    continue;
                }
                home[variable] = Some(first);
                let rows = self.variables[variable].rows.iter().map(|(row, _)| *row);
                for row in rows.filter(|row| !std::mem::replace(&mut seen[*row], true)) {
                    waiting.extend(self.rows[row].members.iter().map(|(each, _)| *each));
                }
            }
        }
        home.into_iter().flatten().collect()
    }
}
