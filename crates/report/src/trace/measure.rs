//! The provenance of a measure: who gave which number, from which cell, and who is not in the sum and why.

use std::collections::BTreeSet;

use crate::disclosure::Shown;
use crate::document::{Given, LeftOut, Provenance};
use crate::facts::Facts;
use crate::figures::{Contribution, MeasureFigure};
use pmg_core::dutch;
use pmg_core::edition::Edition;
use pmg_core::municipality::MunicipalityCode;
use pmg_core::questionnaire::Question;

use super::given::given;

/// The provenance of a measure; `None` if the year has no such measure.
pub(super) fn provenance(code: &str, facts: &Facts, edition: Edition) -> Option<Provenance> {
    let figure = facts.figures.measures.get(code)?;
    let line = |each: &Contribution| contribution(each, figure, facts, edition);
    let mut left_out = Vec::new();
    let mut leave_out = |why: &str, given: Vec<Given>| {
        if !given.is_empty() {
            left_out.push(LeftOut { why: why.to_owned(), given });
        }
    };
    leave_out(
        "niet meegeteld, want niet in uitvoering",
        figure.not_counted.iter().map(line).collect(),
    );
    let names = |who: &BTreeSet<MunicipalityCode>| {
        who.iter().map(|code| given(code, "", None, facts, edition)).collect()
    };
    leave_out("onbekend", names(&figure.unknown));
    leave_out("niet van toepassing", names(&figure.not_applicable));
    leave_out("niet of niet bruikbaar ingevuld", names(&figure.missing));
    Some(Provenance {
        title: figure.measure.question.clone(),
        code: Some(code.to_owned()),
        how: how(figure, facts, edition),
        given: figure.contributions.iter().map(line).collect(),
        left_out,
    })
}

fn how(figure: &MeasureFigure, facts: &Facts, edition: Edition) -> String {
    let rule = match facts.questionnaire.question(&figure.measure.code) {
        Some(Question::Number(intervention, _)) if intervention.has_status => {
            " Geteld is waar de interventie in uitvoering is."
        }
        _ => "",
    };
    let unit = &figure.measure.unit;
    match figure.sum() {
        Some(_)
            if facts.disclosure.sum(&figure.measure.code) != Shown::Published
                && edition.is_final() =>
        {
            format!("Het totaal is niet getoond: er zou een klein aantal mensen uit blijken.{rule}")
        }
        Some(sum) => format!("Som: {}, opgave van {}.{rule}", unit.said(sum), who_gave(figure)),
        None => format!("Geen gemeente gaf een aantal {} op.{rule}", unit.plural),
    }
}

/// `4 van de 6 gemeenten`, `alle 6 gemeenten`, `1 gemeente`; with more words if the question did not fit all.
fn who_gave(figure: &MeasureFigure) -> String {
    let fits = if figure.not_applicable.is_empty() { "" } else { " waar de vraag past" };
    match (figure.contributions.len(), figure.concerned()) {
        (1, 1) if fits.is_empty() => "1 gemeente".to_owned(),
        (1, 1) => format!("de enige gemeente{fits}"),
        (count, concerned) if count == concerned => format!("alle {count} gemeenten{fits}"),
        (count, concerned) => format!("{count} van de {concerned} gemeenten{fits}"),
    }
}

/// The number of one municipality, as an edition may show it.
fn contribution(
    each: &Contribution,
    figure: &MeasureFigure,
    facts: &Facts,
    edition: Edition,
) -> Given {
    let shown = match edition {
        Edition::Draft => Shown::Published,
        Edition::Final => facts.disclosure.of(&figure.measure.code, &each.municipality),
    };
    let value = match shown {
        Shown::SecondarySuppressed => "niet getoond".to_owned(),
        _ => facts.instead(shown).unwrap_or_else(|| figure.measure.unit.number(each.value)),
    };
    let remark = each.remark.as_ref().filter(|remark| !remark.is_empty());
    Given {
        date: each.reference_date.map(dutch::date),
        remark: remark.filter(|_| edition.is_draft()).map(|remark| remark.replace('\n', " ")),
        ..given(&each.municipality, value, Some(&each.place), facts, edition)
    }
}
