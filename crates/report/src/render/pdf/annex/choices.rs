//! Who chose what: a table for each question, of what was chosen and what about.

use super::Part;
use super::matrix::{Cell, Matrix};
use super::places::{Spot, named, sort_by_place};
use crate::document::tree::Given;

/// A count of choices.
#[derive(Clone, Copy)]
pub(super) struct Counted<'a> {
    pub(super) part: Part<'a>,
    pub(super) question: &'a str,
    /// The choice; `None` for all of them.
    pub(super) choice: Option<&'a str>,
}

/// A table for each question, in the order in which the text first refers to it.
pub(super) fn tables(counts: &[Counted<'_>]) -> Vec<Matrix> {
    let mut questions: Vec<&str> = Vec::new();
    for count in counts {
        if !questions.contains(&count.question) {
            questions.push(count.question);
        }
    }
    let table = |question: &&str| {
        let here = counts.iter().filter(|it| it.question == *question).copied();
        Question::of(question, here.collect()).table()
    };
    questions.iter().filter_map(table).collect()
}

/// What was answered to a question, as far as the text speaks of it.
struct Question<'a> {
    code: &'a str,
    counts: Vec<Counted<'a>>,
    answers: Vec<&'a Given>,
    /// What the question was asked about, each with where its answer stands.
    abouts: Vec<(&'a str, Option<Spot>)>,
    choices: Vec<&'a str>,
}

impl<'a> Question<'a> {
    fn of(code: &'a str, counts: Vec<Counted<'a>>) -> Self {
        let given = |it: &Counted<'a>| it.part.it.given.iter();
        let mut answers: Vec<&Given> = Vec::new();
        let mut known = std::collections::BTreeSet::new();
        for each in counts.iter().flat_map(given) {
            if known.insert((&each.about, &each.value, &each.municipality)) {
                answers.push(each);
            }
        }
        let mut names: Vec<&str> = answers.iter().map(|it| it.about.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        let of = |about: &str| Spot::usual(answers.iter().copied().filter(|it| it.about == about));
        let mut abouts: Vec<_> = names.into_iter().map(|about| (about, of(about))).collect();
        sort_by_place(&mut abouts, |(_, spot)| spot.clone());
        let mut choices: Vec<&str> = counts.iter().filter_map(|it| it.choice).collect();
        for each in &answers {
            if !choices.contains(&each.value.as_str()) {
                choices.push(&each.value);
            }
        }
        Self { code, counts, answers, abouts, choices }
    }

    /// A table of what was asked about by what was chosen, with the longer of the two downwards.
    fn table(&self) -> Option<Matrix> {
        let caption = format!("Keuzes bij {}: wie wat koos", self.code);
        let rows = if self.is_wide() { self.rows_of_abouts() } else { self.rows_of_choices() };
        let columns: Vec<String> = if self.is_wide() {
            self.choices.iter().map(|choice| (*choice).to_owned()).collect()
        } else {
            let about = |(about, spot): &(&str, Option<Spot>)| {
                let place = spot.as_ref().map(|spot| format!(" ({})", spot.written()));
                format!("{about}{}", place.unwrap_or_default())
            };
            std::iter::once("samen".to_owned()).chain(self.abouts.iter().map(about)).collect()
        };
        let first = match self.sheet() {
            Some(sheet) if self.is_wide() => format!("Waarover, in {sheet}"),
            _ if self.is_wide() => "Waarover".to_owned(),
            _ => "Keuze".to_owned(),
        };
        let header = std::iter::once(first).chain(columns).collect();
        Matrix::of(&caption, header, rows)
    }

    fn is_wide(&self) -> bool {
        self.abouts.len() > self.choices.len()
    }

    /// The sheet on which all answers stand; `None` if there are several.
    fn sheet(&self) -> Option<&str> {
        let (_, first) = self.abouts.first()?;
        let sheet = first.as_ref()?.sheet.as_str();
        let is_there = |spot: &Option<Spot>| spot.as_ref().is_some_and(|it| it.sheet == sheet);
        self.abouts.iter().all(|(_, spot)| is_there(spot)).then_some(sheet)
    }

    /// Where the answers about something stand; the sheet is named only where it is not that of all.
    fn place(&self, (_, spot): &(&str, Option<Spot>)) -> String {
        match (spot, self.sheet()) {
            (Some(spot), Some(_)) => spot.cell.to_string(),
            (Some(spot), None) => spot.written(),
            (None, _) => String::new(),
        }
    }

    /// The cell that says how often a choice was made, or all of them; empty if the text does not say it.
    fn times(&self, choice: Option<&str>) -> Cell {
        let Some(count) = self.counts.iter().find(|it| it.choice == choice) else {
            return Cell::default();
        };
        let Part { index, it } = count.part;
        let times = it.how.strip_prefix("Zo vaak gekozen: ").unwrap_or(&it.how);
        Cell::new(times.trim_end_matches('.')).says(index)
    }

    fn who(&self, (about, usual): &(&str, Option<Spot>), choice: &str) -> Cell {
        let fits = |it: &&&Given| it.about == *about && it.value == choice;
        let given = self.answers.iter().filter(fits);
        // The row and the column say what it is of.
        let given = given.map(|it| Given { value: String::new(), ..(*it).clone() });
        Cell::new(named(&given.collect::<Vec<_>>(), usual.as_ref()))
    }

    fn rows_of_abouts(&self) -> Vec<Vec<Cell>> {
        let all = self.times(None);
        let text = format!("samen {}", all.text).trim_end().to_owned();
        let all = Cell { text, ..all };
        let times = self.choices.iter().map(|choice| self.times(Some(choice)));
        let total = std::iter::once(all).chain(times).collect();
        let row = |about: &(&str, Option<Spot>)| {
            let who = self.choices.iter().map(|choice| self.who(about, choice));
            std::iter::once(Cell::new(about.0).about(self.place(about))).chain(who).collect()
        };
        std::iter::once(total).chain(self.abouts.iter().map(row)).collect()
    }

    fn rows_of_choices(&self) -> Vec<Vec<Cell>> {
        let all = self.times(None);
        let total = (!all.text.is_empty()).then(|| {
            let rest = self.abouts.iter().map(|_| Cell::default());
            [Cell::new("samen"), all].into_iter().chain(rest).collect()
        });
        let row = |choice: &&str| {
            let who = self.abouts.iter().map(|about| self.who(about, choice));
            [Cell::new(*choice), self.times(Some(choice))].into_iter().chain(who).collect()
        };
        total.into_iter().chain(self.choices.iter().map(row)).collect()
    }
}
