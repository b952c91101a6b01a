//! What the tables say, row by row: numbers as everybody may read them, and how the others are hidden.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::disclosure::Shown;
use crate::facts::Facts;
use crate::figures::{Contribution, MeasureFigure};
use pmg_core::cycle::Municipality;
use pmg_core::municipality::MunicipalityCode;
use pmg_core::questionnaire::{Intervention, Theme};

use super::texts;

/// A measure, with where in the questionnaire it is asked.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) theme: &'a Theme,
    pub(super) intervention: &'a Intervention,
    pub(super) figure: &'a MeasureFigure,
}

/// A number, or how it is hidden.
#[derive(Clone, Copy)]
pub(super) struct Number {
    /// `None` if it is hidden, or if nobody gave one.
    pub(super) value: Option<Decimal>,
    /// `getoond`, `klein`, `niet getoond` or `geen getal`.
    pub(super) shown: &'static str,
}

/// The total of a measure.
pub(super) struct Total<'a> {
    pub(super) asked: Asked<'a>,
    pub(super) number: Number,
    /// How many municipalities gave a number that counts.
    pub(super) given: usize,
    /// How many should have: those that did, could not or did not.
    pub(super) concerned: usize,
    pub(super) unknown: usize,
    pub(super) not_applicable: usize,
    pub(super) missing: usize,
    /// How many of the numbers hold on another day than the year's.
    pub(super) own_dates: usize,
    /// What is said of it; empty if nothing is.
    pub(super) note: &'static str,
}

/// The number of one municipality.
pub(super) struct Given<'a> {
    pub(super) asked: Asked<'a>,
    pub(super) code: &'a MunicipalityCode,
    pub(super) name: &'a str,
    pub(super) number: Number,
    pub(super) reference_date: Date,
    /// Whether it is in the total.
    pub(super) is_counted: bool,
}

/// The status of an intervention in one municipality.
pub(super) struct Standing<'a> {
    pub(super) theme: &'a Theme,
    pub(super) intervention: &'a Intervention,
    pub(super) code: &'a MunicipalityCode,
    pub(super) name: &'a str,
    pub(super) status: &'static str,
}

/// How often something was chosen.
pub(super) struct Choice<'a> {
    pub(super) code: &'a str,
    pub(super) question: &'a str,
    pub(super) answer: &'a str,
    pub(super) times: usize,
    pub(super) municipalities: usize,
}

/// The interventions in the order of the questionnaire, each with its theme.
fn interventions(facts: &Facts) -> impl Iterator<Item = (&Theme, &Intervention)> {
    let themes = facts.questionnaire.themes.iter();
    themes.flat_map(|theme| theme.interventions.iter().map(move |each| (theme, each)))
}

/// The measures in the order of the questionnaire.
fn measures(facts: &Facts) -> impl Iterator<Item = Asked<'_>> {
    interventions(facts).flat_map(|(theme, intervention)| {
        intervention.measures.iter().filter_map(|measure| {
            let figure = facts.figures.measures.get(&measure.code)?;
            Some(Asked { theme, intervention, figure })
        })
    })
}

/// The total of each measure.
pub(super) fn totals(facts: &Facts) -> Vec<Total<'_>> {
    measures(facts).map(|asked| total(asked, facts)).collect()
}

fn total<'a>(asked: Asked<'a>, facts: &Facts) -> Total<'a> {
    let figure = asked.figure;
    let shown = facts.disclosure.sum(&figure.measure.code);
    let number = match figure.sum() {
        Some(sum) => public(sum, shown),
        None => Number { value: None, shown: texts::NO_NUMBER },
    };
    let note = match (shown, figure.sum()) {
        (_, None) => texts::NOBODY,
        (Shown::Published, _) => "",
        _ => texts::WITHHELD_TOTAL,
    };
    Total {
        asked,
        number,
        given: figure.contributions.len(),
        concerned: figure.concerned(),
        unknown: figure.unknown.len(),
        not_applicable: figure.not_applicable.len(),
        missing: figure.missing.len(),
        own_dates: figure.on_other_days(facts.cycle.settings.reference_date),
        note,
    }
}

/// The number of each municipality, in the order of measures and codes.
pub(super) fn given(facts: &Facts) -> Vec<Given<'_>> {
    measures(facts).flat_map(|asked| given_for(asked, facts)).collect()
}

fn given_for<'a>(asked: Asked<'a>, facts: &'a Facts) -> Vec<Given<'a>> {
    let MeasureFigure { measure, contributions, not_counted, .. } = asked.figure;
    let row = |each: &'a Contribution, is_counted: bool| Given {
        asked,
        code: &each.municipality,
        name: facts.cycle.register.name(&each.municipality),
        number: public(each.value, facts.disclosure.of(&measure.code, &each.municipality)),
        reference_date: each.reference_date.unwrap_or(facts.cycle.settings.reference_date),
        is_counted,
    };
    let counted = contributions.iter().map(|each| row(each, true));
    let mut rows: Vec<Given<'_>> =
        counted.chain(not_counted.iter().map(|each| row(each, false))).collect();
    rows.sort_by_key(|row| row.code);
    rows
}

/// A number as everybody may read it.
fn public(value: Decimal, shown: Shown) -> Number {
    match shown {
        Shown::Published => Number { value: Some(value.normalize()), shown: texts::SHOWN },
        Shown::PrimarySuppressed => Number { value: None, shown: texts::SMALL },
        Shown::SecondarySuppressed => Number { value: None, shown: texts::WITHHELD },
    }
}

/// Every status that was given, in the order of interventions and codes.
pub(super) fn statuses(facts: &Facts) -> Vec<Standing<'_>> {
    let rows = interventions(facts).flat_map(|(theme, intervention)| {
        let by_status = facts.figures.interventions.get(&intervention.code).into_iter().flatten();
        let mut rows: Vec<Standing<'_>> = by_status
            .flat_map(|(status, who)| who.iter().map(move |code| (status.word(), code)))
            .map(|(status, code)| {
                let name = facts.cycle.register.name(code);
                Standing { theme, intervention, code, name, status }
            })
            .collect();
        rows.sort_by_key(|row| row.code);
        rows
    });
    rows.collect()
}

/// How often each choice was made, in the order of questions and choices.
pub(super) fn choices(facts: &Facts) -> Vec<Choice<'_>> {
    let rows = facts.figures.choices.iter().flat_map(|(code, figure)| {
        let question = wording(code, facts);
        figure.by_choice.iter().map(move |(choice, chosen)| Choice {
            code,
            question,
            answer: choice,
            times: chosen.len(),
            municipalities: figure.municipalities(Some(choice)).len(),
        })
    });
    rows.collect()
}

/// The words of the question that is counted under this code: the first, where it is asked about several things.
fn wording<'a>(code: &str, facts: &'a Facts) -> &'a str {
    let questions = facts.questionnaire.sheets.iter().flat_map(|sheet| {
        let questions = sheet.blocks.iter().flat_map(|block| {
            block.questions.iter().map(move |question| (question, block.code.as_str()))
        });
        questions.map(move |(question, block)| (sheet.code.as_str(), block, question))
    });
    let mut found = questions.filter(|(sheet, block, question)| {
        let part = question.code.strip_prefix(block);
        !question.choices.is_empty()
            && part.is_some_and(|part| code.strip_prefix(sheet) == Some(part))
    });
    found.next().map_or("", |(_, _, question)| question.question.as_str())
}

/// The municipalities of the register, each with whether it handed in a usable return: `n.v.t.` if it has not to.
pub(super) fn register(facts: &Facts) -> Vec<(&Municipality, &'static str)> {
    let rows = facts.cycle.register.iter().map(|each| {
        let returned = facts.figures.returned.contains(&each.code);
        (each, if each.reports { yes_or_no(returned) } else { texts::NOT_APPLICABLE })
    });
    rows.collect()
}

/// The word for something that is so or not.
pub(super) fn yes_or_no(is_so: bool) -> &'static str {
    if is_so { "ja" } else { "nee" }
}

impl Asked<'_> {
    /// What kind of number it is, as the questionnaire calls it.
    pub(super) fn kind(&self) -> String {
        format!("{:?}", self.figure.measure.kind).to_lowercase()
    }
}
