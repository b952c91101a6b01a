use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::cycle::Register;
use crate::document::sentences;
use crate::dutch;
use crate::figures::{ChoiceFigure, Contribution, MeasureFigure};
use crate::municipality::MunicipalityCode;
use crate::pipeline::{self, Draft};

use super::arguments::Trace;
use super::build::order;
use super::{Outcome, near, output, progress};

/// Prints what a figure rests on.
pub(super) fn run(trace: &Trace) -> anyhow::Result<Outcome> {
    let draft =
        pipeline::write(&order(trace.year, &trace.input, &trace.templates)?, &progress::bar())?;
    let figures = &draft.facts.figures;
    let mut text = if let Some(figure) = figures.measures.get(&trace.code) {
        measure(figure, &draft)
    } else if figures.interventions.contains_key(&trace.code) {
        intervention(&trace.code, &draft)
    } else if let Some(figure) = figures.choices.get(&trace.code) {
        choices(&trace.code, figure, &draft)
    } else {
        let known = figures.measures.keys().chain(figures.interventions.keys());
        let known = known.chain(figures.choices.keys());
        let near = near(&trace.code, known.map(String::as_str), 3);
        let hint = near.unwrap_or_else(|| "the codes stand in `vragenlijst.toml`".to_owned());
        anyhow::bail!("no measure, intervention or choice `{}`\nhint: {hint}", trace.code);
    };
    said(&trace.code, &draft, &mut text);
    output::show(&text)?;
    Ok(Outcome::Clean)
}

fn measure(figure: &MeasureFigure, draft: &Draft) -> String {
    let register = &draft.facts.cycle.register;
    let measure = &figure.measure;
    let mut text = format!("{}: {}\n", measure.code, measure.question);
    let (given, concerned) = (figure.contributions.len(), figure.concerned());
    let unit = &measure.unit.plural;
    _ = match figure.sum() {
        Some(sum) => writeln!(
            text,
            "som: {} {unit}, opgave van {given} van de {concerned} gemeenten",
            dutch::digits(sum)
        ),
        None => writeln!(text, "geen gemeente in uitvoering gaf een aantal {unit} op"),
    };
    for each in &figure.contributions {
        contribution(each, register, &mut text);
    }
    if !figure.not_counted.is_empty() {
        text.push_str("niet meegeteld, want niet in uitvoering:\n");
    }
    for each in &figure.not_counted {
        contribution(each, register, &mut text);
    }
    who("onbekend", &figure.unknown, draft, &mut text);
    who("n.v.t.", &figure.not_applicable, draft, &mut text);
    who("niet (bruikbaar) ingevuld", &figure.missing, draft, &mut text);
    text
}

/// The number of one municipality, with its cell and what was said about it.
fn contribution(each: &Contribution, register: &Register, text: &mut String) {
    let name = register.name(&each.municipality);
    let value = dutch::digits(each.value);
    _ = write!(text, "  {} {name:<18} {value:>10}  {}", each.municipality, each.place);
    if let Some(date) = each.reference_date {
        _ = write!(text, "  (peildatum {})", dutch::date(date));
    }
    if let Some(remark) = each.remark.as_ref().filter(|remark| !remark.is_empty()) {
        _ = write!(text, "  “{}”", remark.replace('\n', " "));
    }
    text.push('\n');
}

fn intervention(code: &str, draft: &Draft) -> String {
    let facts = &draft.facts;
    let name = facts.questionnaire.intervention(code).map(|each| each.name.as_str());
    let mut text = format!("{code}: {}\n", name.unwrap_or_default());
    let by_status = facts.figures.interventions.get(code);
    for (status, municipalities) in by_status.into_iter().flatten() {
        let label = format!("{}: {}", status.word(), municipalities.len());
        _ = writeln!(text, "{label}");
        for municipality in municipalities {
            let place = facts
                .accepted
                .get(municipality)
                .and_then(|each| each.answers.get(&format!("{code}.status")))
                .map(|answer| answer.place.to_string());
            let name = facts.cycle.register.name(municipality);
            _ = writeln!(text, "  {municipality} {name:<18}  {}", place.unwrap_or_default());
        }
    }
    text
}

/// Who chose what, about which intervention or other thing.
fn choices(code: &str, figure: &ChoiceFigure, draft: &Draft) -> String {
    let register = &draft.facts.cycle.register;
    let mut text = format!("{code}\n");
    for (choice, chosen) in &figure.by_choice {
        _ = writeln!(text, "{choice}: {}", chosen.len());
        for each in chosen {
            let name = register.name(&each.municipality);
            let about = &each.about;
            _ = writeln!(text, "  {} {name:<18} {about:<32}  {}", each.municipality, each.place);
        }
    }
    text
}

fn who(label: &str, codes: &BTreeSet<MunicipalityCode>, draft: &Draft, text: &mut String) {
    if !codes.is_empty() {
        let register = &draft.facts.cycle.register;
        let names: Vec<&str> = codes.iter().map(|code| register.name(code)).collect();
        _ = writeln!(text, "{label}: {}", dutch::list(&names));
    }
}

fn said(code: &str, draft: &Draft, text: &mut String) {
    let speaks = |basis: &&str| basis.split([':', '+']).any(|part| part == code);
    let sentences = sentences(&draft.document);
    let mut resting = sentences.iter().filter(|each| each.bases.iter().any(&speaks)).peekable();
    if resting.peek().is_some() {
        text.push_str("in het rapport:\n");
    }
    for sentence in resting {
        _ = writeln!(text, "  - {}", sentence.text);
    }
}
