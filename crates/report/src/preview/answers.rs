//! The chapter with the municipality's own answers, exactly, and what becomes of each: a table for each theme.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::disclosure::Shown;
use crate::document::plain::{heading, paragraph, text};
use crate::document::{Align, Block, Inline};
use crate::figures::MeasureFigure;
use crate::trace;
use pmg_core::answers::Status;
use pmg_core::basis::{Basis, Group};
use pmg_core::checks::{Answer, AnswerValue};
use pmg_core::cycle::Unit;
use pmg_core::dutch;
use pmg_core::edition::Edition;
use pmg_core::finding::Severity;
use pmg_core::place::Place;
use pmg_core::questionnaire::{Intervention, Measure, Theme};

use super::open;
use super::subject::{Subject, marked};

/// Stands for an answer that is missing or cannot be used.
const NOTHING: &str = "niet (bruikbaar) ingevuld";

type Row = Vec<Vec<Inline>>;

/// A count or a list of municipalities in the report.
struct Count<'a> {
    basis: &'a Basis,
    group: &'a Group,
    statuses: Vec<Status>,
}

pub(super) fn blocks(subject: &Subject<'_>) -> Vec<Block> {
    let mut blocks = vec![heading(1, "antwoorden", "Uw antwoorden per thema")];
    let mut tables = Vec::new();
    for theme in &subject.material.facts.questionnaire.themes {
        let rows: Vec<Row> =
            theme.interventions.iter().flat_map(|it| subject.rows(it, theme)).collect();
        if !rows.is_empty() {
            tables.push(heading(2, format!("antwoorden-{}", theme.code), &theme.name));
            tables.push(table(theme, rows));
        }
    }
    if tables.is_empty() {
        blocks.push(paragraph("U gaf over geen enkel thema een antwoord."));
        return blocks;
    }
    blocks.push(paragraph(
        "Hier staan uw getallen precies zoals u ze gaf, ook de kleine. Deel dit overzicht daarom niet buiten uw gemeente. \
         Onder ‘Telt mee’ staat of een antwoord meetelt in het landelijke cijfer, en of het rapport uw eigen getal \
         laat zien. Onder ‘Landelijk’ staat wat het rapport laat zien van alle gemeenten samen.",
    ));
    blocks.extend(tables);
    blocks
}

fn table(theme: &Theme, rows: Vec<Row>) -> Block {
    let header = ["Vraag", "Uw antwoord", "Cel", "Telt mee", "Landelijk"];
    Block::Table {
        label: String::new(),
        caption: vec![text(format!("Antwoorden op het blad {}", theme.sheet))],
        columns: vec![Align::Left; header.len()],
        header: header.into_iter().map(|name| vec![text(name)]).collect(),
        rows,
    }
}

impl Subject<'_> {
    /// The rows about an intervention: what it answered, and what it still owes.
    fn rows(&self, intervention: &Intervention, theme: &Theme) -> Vec<Row> {
        let mut rows = Vec::new();
        if intervention.has_status {
            rows.extend(self.status(intervention, theme));
        }
        rows.extend(intervention.measures.iter().filter_map(|each| self.number(each, theme)));
        rows
    }

    fn status(&self, intervention: &Intervention, theme: &Theme) -> Option<Row> {
        let code = intervention.status_code();
        let question =
            vec![Inline::Strong { content: vec![text(format!("{}: hoe ver", intervention.name))] }];
        let Some(answer) = self.given.answers.get(&code) else {
            return self.unusable(&code, question, theme, false);
        };
        let (counts, together) = match answer.value {
            AnswerValue::Status(status) => self.status_counts(&intervention.code, status),
            _ => ("nee: dit is geen status", vec![text("–")]),
        };
        let shown = vec![text(answer.value.shown())];
        Some(vec![question, shown, cell(&answer.place, theme, self), vec![text(counts)], together])
    }

    /// Whether a status counts somewhere in the report or why not, and the narrowest count that it is in.
    fn status_counts(&self, intervention: &str, status: Status) -> (&'static str, Vec<Inline>) {
        let bases = self.material.report.bases.iter();
        let counts = bases.filter_map(|basis| self.count_with(basis, intervention, status));
        let narrowest =
            counts.min_by_key(|count| (count.group.interventions.len(), count.statuses.len()));
        let counted = match status {
            _ if narrowest.is_some() => "ja",
            // Its numbers count, and it is one of the interventions in use.
            Status::Running => "ja",
            Status::Completed => "nee: afgerond",
            Status::Stopped => "nee: gestopt",
            Status::Exploring | Status::PlanInDevelopment | Status::Planned | Status::Starting => {
                "nee: nog niet in uitvoering"
            }
        };
        let nowhere = || vec![text("niet apart in het rapport")];
        (counted, narrowest.map_or_else(nowhere, |count| self.together_with(&count)))
    }

    /// The count or list of municipalities behind a mark; `None` if it does not have the status of the intervention
    /// in it.
    fn count_with<'b>(
        &self,
        basis: &'b Basis,
        intervention: &str,
        status: Status,
    ) -> Option<Count<'b>> {
        let (Basis::Count(group) | Basis::Names(group)) = basis else { return None };
        let statuses = trace::statuses_of(group);
        let is_in = group.interventions.iter().any(|code| code == intervention)
            && statuses.contains(&status)
            && trace::rests_on(basis, &self.municipality.code, self.material.facts);
        is_in.then_some(Count { basis, group, statuses })
    }

    /// `9 gemeenten`, and what is counted besides this status of this intervention.
    fn together_with(&self, count: &Count<'_>) -> Vec<Inline> {
        let subject = trace::Subject::Municipalities(count.group.clone());
        let provenance = trace::provenance(&subject, self.material.facts, Edition::Final);
        let given = provenance.into_iter().flat_map(|provenance| provenance.given);
        let who: BTreeSet<String> = given.map(|line| line.municipality).collect();
        let noun = if who.len() == 1 { "gemeente" } else { "gemeenten" };
        let words: Vec<&str> = count.statuses.iter().map(|status| status.word()).collect();
        let besides = match (count.group.interventions.len(), words.len()) {
            (1, 1) => String::new(),
            (1, _) => format!(" ({})", words.join(" of ")),
            _ => " (samen met andere interventies)".to_owned(),
        };
        vec![marked(who.len().to_string(), count.basis.clone()), text(format!(" {noun}{besides}"))]
    }

    fn number(&self, measure: &Measure, theme: &Theme) -> Option<Row> {
        let figure = self.material.facts.figures.measures.get(&measure.code)?;
        let question = vec![text(&measure.question)];
        let Some(answer) = self.given.answers.get(&measure.code) else {
            let owes = figure.missing.contains(&self.municipality.code);
            return self.unusable(&measure.code, question, theme, owes);
        };
        Some(vec![
            question,
            self.exact(measure, answer),
            cell(&answer.place, theme, self),
            vec![text(self.counts(figure, answer.value))],
            self.together(figure),
        ])
    }

    /// The row of an answer that cannot be used, or that it still owes; `None` if there is neither.
    fn unusable(
        &self,
        code: &str,
        question: Vec<Inline>,
        theme: &Theme,
        owes: bool,
    ) -> Option<Row> {
        let about = self.open_findings().filter(|it| it.question.as_deref() == Some(code));
        let fault = about.into_iter().find(|it| it.severity == Severity::Error);
        if fault.is_none() && !owes {
            return None;
        }
        let found = fault.and_then(|it| it.found.as_deref()).map(|found| self.clean(found));
        let found = found.filter(|found| !found.is_empty());
        let answer = found.map_or_else(|| NOTHING.to_owned(), |found| format!("‘{found}’"));
        let place = fault.and_then(|it| it.place.as_ref());
        let place = place.map_or_else(|| vec![text("–")], |place| cell(place, theme, self));
        let why = match fault {
            Some(_) => format!("nee: zie ‘{}’", open::TITLE),
            None => "nee: er is geen bruikbaar antwoord".to_owned(),
        };
        let figure = self.material.facts.figures.measures.get(code);
        let together = figure.map_or_else(|| vec![text("–")], |figure| self.together(figure));
        Some(vec![question, vec![text(answer)], place, vec![text(why)], together])
    }

    /// `7 kinderen`, with its reference date if that is not the year's.
    fn exact(&self, measure: &Measure, answer: &Answer) -> Vec<Inline> {
        let AnswerValue::Number(value) = answer.value else {
            return vec![text(answer.value.shown())];
        };
        let basis = Basis::Value {
            measure: measure.code.clone(),
            municipality: self.municipality.code.clone(),
        };
        let mut shown = amount(value, dutch::digits(value), &measure.unit, basis);
        let settings = &self.material.facts.cycle.settings;
        if let Some(date) = answer.reference_date.filter(|date| *date != settings.reference_date) {
            shown.push(text(format!(", peildatum {}", dutch::date(date))));
        }
        shown
    }

    /// Whether an answer is in the national figure or why not, and whether readers see the number.
    fn counts(&self, figure: &MeasureFigure, value: AnswerValue) -> String {
        let (code, who) = (&figure.measure.code, &self.municipality.code);
        match value {
            AnswerValue::Unknown => return "nee: u gaf geen getal".to_owned(),
            AnswerValue::NotApplicable => return "nee: niet van toepassing".to_owned(),
            AnswerValue::Status(_) => return "nee: dit is geen getal".to_owned(),
            AnswerValue::Number(_) => {}
        }
        let counted = figure.contributions.iter().any(|each| each.municipality == *who);
        let counts = if counted { "ja" } else { "nee: de interventie is niet in uitvoering" };
        let facts = self.material.facts;
        match facts.disclosure.of(code, who) {
            Shown::Published => counts.to_owned(),
            Shown::SecondarySuppressed => format!("{counts}; in het rapport niet getoond"),
            small @ Shown::PrimarySuppressed => {
                let instead = facts.instead(small).expect("words stand in place of a small number");
                format!("{counts}; in het rapport: {instead}")
            }
        }
    }

    /// The sum over all municipalities, as far as the report prints it.
    fn together(&self, figure: &MeasureFigure) -> Vec<Inline> {
        let measure = &figure.measure;
        let basis = Basis::Sum(measure.code.clone());
        if !self.material.report.bases.contains(&basis) {
            return vec![text("staat niet in het rapport")];
        }
        if self.material.facts.disclosure.sum(&measure.code) != Shown::Published {
            return vec![marked("niet getoond", basis)];
        }
        let Some(sum) = figure.sum() else { return vec![text("geen opgave")] };
        amount(sum, dutch::digits(dutch::rounded(sum)), &measure.unit, basis)
    }
}

/// `576 jongeren`, `1 jongere`, `€ 500.000`: the digits are a mark.
fn amount(value: Decimal, digits: String, unit: &Unit, basis: Basis) -> Vec<Inline> {
    if unit.is_money() {
        return vec![marked(dutch::euros_in_full(value), basis)];
    }
    let noun = if value == Decimal::ONE { &unit.singular } else { &unit.plural };
    vec![marked(digits, basis), text(format!(" {noun}"))]
}

/// The cell, with its sheet if that is not the sheet of the table.
fn cell(place: &Place, theme: &Theme, subject: &Subject<'_>) -> Vec<Inline> {
    let here = place.sheet.as_ref() == Some(&theme.sheet);
    let written = match place.cell.filter(|_| here) {
        Some(cell) => Some(cell.to_string()),
        None => place.in_file(),
    };
    vec![text(written.map_or_else(|| "–".to_owned(), |written| subject.clean(&written)))]
}
