//! The sheet `Controle`, and the hidden register of questions that it looks at.

use crate::place::Cell;
use crate::questionnaire::{OpenSheet, Theme};
// The hidden sheet with a row for each question, and what is wrong with its answer.
pub(super) use crate::workbook::CALCULATING as REGISTER;

use super::control;
use super::draft::{Asked, Draft, HEADER};
use super::formula::{Expr, call, cell, infix, number, text, when};
use super::model::{Paper, Style};

pub(super) const CONTROL: &str = "Controle";
/// Points that the sheet `Controle` has room for, so that it can be read when it is printed on one page.
const SHOWN: u32 = 25;

impl<'a> Draft<'a> {
    /// Writes a hidden row for each question: whether it is answered, what is wrong, and the number of that point.
    /// Returns the first and the last row of each sheet.
    pub(super) fn register(
        &mut self,
        themes: &[&'a Theme],
        sheets: &[&'a OpenSheet],
    ) -> Vec<(String, u32, u32)> {
        let sheet = self.sheet(REGISTER);
        sheet.is_hidden = true;
        let titles = ["Blad", "Cel", "Vraag", "Ingevuld", "Wat u doet", "Punt", "Nummer"];
        for (column, title) in (0..).zip(titles) {
            sheet.say(0, column, title, Style::Header);
        }
        let mut row = 1;
        let mut parts = Vec::new();
        for theme in themes {
            let first = row;
            for intervention in &theme.interventions {
                let status = self.status(&intervention.code).filter(|_| intervention.has_status);
                if let Some(asked) = self.places.get(&intervention.status_code()).cloned() {
                    let wrong = control::status(&asked, self);
                    self.line(&mut row, &asked, wrong);
                }
                for measure in &intervention.measures {
                    let Some(asked) = self.places.get(&measure.code).cloned() else { continue };
                    let wrong = control::measure(measure, &asked, status.as_ref(), self);
                    self.line(&mut row, &asked, wrong);
                }
            }
            parts.push((theme.sheet.clone(), first, row - 1));
        }
        for sheet in
            sheets.iter().filter(|sheet| !["gemeente", "stempel"].contains(&sheet.code.as_str()))
        {
            let first = row;
            for block in &sheet.blocks {
                let rows = u32::try_from(block.questions.len()).expect("a block fits on a sheet");
                let given = call("SUM", [in_register(3, row, row + rows - 1)]);
                // All flags of the block first: what is wrong with its questions looks at them.
                for (at, question) in (row..).zip(&block.questions) {
                    if let Some(asked) = self.places.get(&question.code) {
                        let counted = control::counted(&asked.answer());
                        self.formula(REGISTER, (at, 3), counted, Style::Outcome);
                    }
                }
                for question in &block.questions {
                    let Some(asked) = self.places.get(&question.code).cloned() else { continue };
                    let wrong = control::open(question, block, &asked, &given, self);
                    self.line(&mut row, &asked, wrong);
                }
            }
            parts.push((sheet.name.clone(), first, row - 1));
        }
        parts
    }

    fn line(&mut self, row: &mut u32, asked: &Asked, wrong: Expr) {
        let at = *row;
        let sheet = self.sheet(REGISTER);
        sheet.say(at, 0, &asked.sheet, Style::Outcome);
        sheet.say(at, 1, &asked.cell.to_string(), Style::Outcome);
        sheet.say(at, 2, &asked.label, Style::Outcome);
        self.formula(REGISTER, (at, 3), control::counted(&asked.answer()), Style::Outcome);
        self.formula(REGISTER, (at, 4), wrong, Style::Outcome);
        let is_point =
            infix(call("LEN", [cell(REGISTER, Cell { row: at, column: 4 })]), ">", number(0));
        self.formula(REGISTER, (at, 5), when(is_point, number(1), number(0)), Style::Outcome);
        let here = |row, column| cell(REGISTER, Cell { row, column });
        let so_far = if at == 1 { number(0) } else { here(at - 1, 6) };
        self.formula(REGISTER, (at, 6), infix(so_far, "+", here(at, 5)), Style::Outcome);
        *row += 1;
    }

    /// Writes the sheet that says how far the municipality is, and what is still to be done.
    pub(super) fn control(&mut self, parts: &[(String, u32, u32)]) {
        let columns = [("Blad", 28), ("Hoe ver bent u?", 48), ("Punten", 8), ("Wat u doet", 72)];
        let note = "Dit blad rekent mee terwijl u invult; u typt er niets in. Een punt is iets wat ontbreekt of niet bij elkaar past. Het programmateam kijkt daarna nog naar meer.";
        self.head(CONTROL, CONTROL, "", &columns);
        let last = parts.last().map_or(1, |(_, _, last)| *last);
        let total = call("SUM", [in_register(5, 1, last)]);
        self.formula(CONTROL, (1, 0), verdict(&total), Style::Verdict);
        let sheet = self.sheet(CONTROL);
        sheet.paper = Paper::OnePage;
        sheet.heights.insert(1, 22);
        sheet.say(2, 0, note, Style::Note);
        let mut row = HEADER + 1;
        for (name, first, last) in parts {
            let given = call("SUM", [in_register(3, *first, *last)]);
            let asked = format!(" van de {} vragen ingevuld", last + 1 - first);
            let points = call("SUM", [in_register(5, *first, *last)]);
            self.sheet(CONTROL).say(row, 0, name, Style::Label);
            let here = |column| cell(CONTROL, Cell { row, column });
            self.formula(CONTROL, (row, 1), infix(given.clone(), "&", text(&asked)), Style::Text);
            self.formula(CONTROL, (row, 2), points, Style::Text);
            let todo = when(
                infix(here(2), ">", number(0)),
                text("Los de punten van dit blad op. Zij staan hieronder."),
                when(
                    infix(given, "=", number(0)),
                    text("Hier is niets ingevuld. Dat mag, als het voor uw gemeente klopt."),
                    text("In orde."),
                ),
            );
            self.formula(CONTROL, (row, 3), todo, Style::Text);
            self.sheet(CONTROL).fit(row);
            row += 1;
        }
        self.points(row + 1, last);
    }

    /// Writes the list of points, taken from the register.
    fn points(&mut self, first: u32, last: u32) {
        let total = call("SUM", [in_register(5, 1, last)]);
        let sheet = self.sheet(CONTROL);
        for (column, title) in (0..).zip(["Blad", "Vraag", "Cel", "Wat u doet"]) {
            sheet.say(first, column, title, Style::Header);
        }
        let column = |column| in_register(column, 1, last);
        for point in 1..=SHOWN {
            let row = first + point;
            for (to, from) in [(0, 0), (1, 2), (2, 1), (3, 4)] {
                let place = call("MATCH", [number(point), column(6), number(0)]);
                let there = call("INDEX", [column(from), place]);
                let shown = when(infix(number(point), ">", total.clone()), text(""), there);
                self.formula(CONTROL, (row, to), shown, Style::Outcome);
            }
            self.sheet(CONTROL).lines(row, 2);
        }
        let row = first + SHOWN + 1;
        let more = infix(total.clone(), "-", number(SHOWN));
        let said = infix(
            infix(text("Punten die hier niet meer bij passen: "), "&", more),
            "&",
            text(". Los eerst die hierboven op."),
        );
        let said = when(infix(total.clone(), ">", number(SHOWN)), said, text(""));
        self.formula(CONTROL, (row, 0), said, Style::Note);
        // No header stays in view: the names of the upper columns are not those of the list of points.
        self.sheet(CONTROL).header = None;
    }
}

/// The cells of a column of the register.
fn in_register(column: u32, first: u32, last: u32) -> Expr {
    let (from, to) = (Cell { row: first, column }, Cell { row: last, column });
    Expr::Range(REGISTER.to_owned(), from, to)
}

fn verdict(points: &Expr) -> Expr {
    let one = when(infix(points.clone(), "=", number(1)), text(" punt"), text(" punten"));
    let more = infix(infix(text("Nog "), "&", points.clone()), "&", one);
    when(infix(points.clone(), "=", number(0)), text("Klaar om in te leveren"), more)
}
