//! A table of the annex.

use serde::Serialize;

use super::widths::widths;

/// A table of the annex, whose first column says what each row is of.
#[derive(Debug, Serialize)]
pub(super) struct Matrix {
    pub(super) caption: String,
    /// By what the columns share the width.
    widths: Vec<usize>,
    pub(super) header: Vec<String>,
    pub(super) rows: Vec<Vec<Cell>>,
}

/// A cell of such a table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Cell {
    pub(super) text: String,
    /// The code of what the text names, and where it stands in the workbooks.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) about: String,
    /// The provenances that stand here, by their index.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) of: Vec<usize>,
}

impl Matrix {
    /// A table of these rows; `None` if there are none.
    pub(super) fn of(caption: &str, header: Vec<String>, rows: Vec<Vec<Cell>>) -> Option<Self> {
        (!rows.is_empty()).then(|| Self {
            caption: caption.to_owned(),
            widths: widths(&header, &rows),
            header,
            rows,
        })
    }
}

impl Cell {
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// The same cell with what the text names in the workbooks.
    pub(super) fn about(self, about: impl Into<String>) -> Self {
        Self { about: about.into(), ..self }
    }

    /// Adds what stands in another cell.
    pub(super) fn join(&mut self, other: &Self) {
        self.text.extend([", ", &other.text]);
        self.of.extend(&other.of);
    }

    /// How many characters stand in it.
    pub(super) fn length(&self) -> usize {
        let about = self.about.chars().count();
        self.text.chars().count() + if about > 0 { about + 1 } else { 0 }
    }

    /// The same cell, as the place that says what a figure rests on.
    pub(super) fn says(mut self, index: usize) -> Self {
        self.of.push(index);
        self
    }
}

/// The columns' names.
pub(super) fn header<const N: usize>(names: [&str; N]) -> Vec<String> {
    names.map(str::to_owned).to_vec()
}
