//! Computes every figure of the year, each with what it rests on.
//!
//! In: the [`Accepted`] returns, the year and its questionnaire. Out: [`Figures`]. Arithmetic is
//! decimal and exact. Refuses to add over measures: persons, periods and units overlap, so there
//! is no function for it.

mod choices;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rust_decimal::Decimal;

use pmg_core::answers::Status;
use pmg_core::checks::{Accepted, AnswerValue, Return};
use pmg_core::cycle::{Audience, Cycle, Municipality};
use pmg_core::municipality::MunicipalityCode;
use pmg_core::place::Place;
use pmg_core::questionnaire::{Measure, Questionnaire};

pub use choices::{ChoiceFigure, Chosen};

/// All figures of a year.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// The figure of each measure, by code, in the order of codes.
    pub measures: BTreeMap<String, MeasureFigure>,
    /// Which municipalities have which status, by code of the intervention.
    pub interventions: BTreeMap<String, BTreeMap<Status, BTreeSet<MunicipalityCode>>>,
    /// Who chose what in answer to a question with choices, by sheet and question: `kwaliteit.besluit`.
    pub choices: BTreeMap<String, ChoiceFigure>,
    /// The municipalities that must report.
    pub respondents: BTreeSet<MunicipalityCode>,
    /// The municipalities of which a usable return came in.
    pub returned: BTreeSet<MunicipalityCode>,
    /// The municipalities that take part in the structural approach.
    pub participants: BTreeSet<MunicipalityCode>,
    /// The municipalities by the name of their cohort.
    pub cohorts: BTreeMap<String, BTreeSet<MunicipalityCode>>,
    /// Further groups of municipalities: the participants of the NPLV under `nplv` and by year of entry under
    /// `instroom:2023`, those that report by pillar under `structureel` and `flexibel`, and `pijler-b`.
    pub groups: BTreeMap<String, BTreeSet<MunicipalityCode>>,
}

/// A measure over all municipalities.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasureFigure {
    /// What is measured.
    pub measure: Measure,
    /// The numbers of municipalities where the intervention runs, in the order of their codes.
    pub contributions: Vec<Contribution>,
    /// Numbers that are not counted, because the intervention is starting, completed or stopped there.
    pub not_counted: Vec<Contribution>,
    /// Who answered that it is not known.
    pub unknown: BTreeSet<MunicipalityCode>,
    /// Who answered that it does not apply.
    pub not_applicable: BTreeSet<MunicipalityCode>,
    /// Who uses the intervention and gave no usable answer.
    pub missing: BTreeSet<MunicipalityCode>,
}

/// The number of one municipality.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contribution {
    /// The municipality.
    pub municipality: MunicipalityCode,
    /// The number, in the unit of the measure.
    pub value: Decimal,
    /// The day as of which it holds; `None` if that is the year's reference date.
    pub reference_date: Option<Date>,
    /// The municipality's remark on it.
    pub remark: Option<String>,
    /// The cell that it was read from.
    pub place: Place,
}

impl MeasureFigure {
    /// The sum of the numbers that count; `None` if nobody gave one.
    #[must_use]
    pub fn sum(&self) -> Option<Decimal> {
        let values = self.contributions.iter().map(|contribution| contribution.value);
        (!self.contributions.is_empty()).then(|| values.sum::<Decimal>().normalize())
    }

    /// How many of the numbers hold on another day than the year's.
    #[must_use]
    pub fn on_other_days(&self, reference_date: Date) -> usize {
        let dates = self.contributions.iter().filter_map(|each| each.reference_date);
        dates.filter(|date| *date != reference_date).count()
    }

    /// Every number that was given, counted or not.
    pub fn all(&self) -> impl Iterator<Item = &Contribution> {
        self.contributions.iter().chain(&self.not_counted)
    }

    /// The number of one municipality, counted or not; `None` if it gave none.
    #[must_use]
    pub fn of(&self, municipality: &MunicipalityCode) -> Option<&Contribution> {
        self.all().find(|each| each.municipality == *municipality)
    }

    /// Whether a municipality is one on whom the sum rests, or who should have given a number.
    #[must_use]
    pub fn involves(&self, municipality: &MunicipalityCode) -> bool {
        self.contributions.iter().any(|each| each.municipality == *municipality)
            || self.unknown.contains(municipality)
            || self.missing.contains(municipality)
    }

    /// How many municipalities should have given a number: those that did, could not or did not.
    #[must_use]
    pub fn concerned(&self) -> usize {
        self.contributions.len() + self.unknown.len() + self.missing.len()
    }
}

impl Figures {
    /// The municipalities that have one of `statuses` for one of `interventions`, each once.
    #[must_use]
    pub fn municipalities(
        &self,
        interventions: &[&str],
        statuses: &[Status],
    ) -> BTreeSet<MunicipalityCode> {
        let by_status = interventions.iter().filter_map(|code| self.interventions.get(*code));
        by_status
            .flat_map(|by_status| statuses.iter().filter_map(|status| by_status.get(status)))
            .flatten()
            .cloned()
            .collect()
    }

    /// Who made each choice in answer to a question: about all that it is asked about, as in `kwaliteit.besluit`, or about
    /// one of these, as in `kwaliteit-ajb.besluit`; `None` if nobody was asked or chose anything there.
    #[must_use]
    pub fn choice(&self, question: &str) -> Option<Cow<'_, ChoiceFigure>> {
        if let Some(all) = self.choices.get(question) {
            return Some(Cow::Borrowed(all));
        }
        let (part, asked) = question.split_once('.')?;
        let is_asked = |code: &str| code.split_once('.').is_some_and(|(_, it)| it == asked);
        let (_, figure) = self.choices.iter().find(|(code, figure)| {
            is_asked(code) && figure.of(None).any(|chosen| chosen.about == part)
        })?;
        Some(Cow::Owned(figure.about(part)))
    }

    /// The municipalities that must report and of which no usable return came in.
    #[must_use]
    pub fn missing_returns(&self) -> BTreeSet<MunicipalityCode> {
        &self.respondents - &self.returned
    }

    /// The municipalities of the cohorts whose name starts so; empty if there are none.
    #[must_use]
    pub fn cohort(&self, start: &str) -> BTreeSet<MunicipalityCode> {
        let named = self.cohorts.iter().filter(|(name, _)| name.starts_with(start));
        named.flat_map(|(_, who)| who).cloned().collect()
    }
}

/// Computes the figures.
#[must_use]
pub fn compute(accepted: &Accepted, cycle: &Cycle, questionnaire: &Questionnaire) -> Figures {
    let codes = |municipality: &Municipality| municipality.code.clone();
    let mut cohorts: BTreeMap<String, BTreeSet<_>> = BTreeMap::new();
    let mut groups: BTreeMap<String, BTreeSet<_>> = BTreeMap::new();
    for municipality in cycle.register.iter() {
        cohorts.entry(municipality.cohort.clone()).or_default().insert(codes(municipality));
        let pillars = [("structureel", Audience::Structureel), ("flexibel", Audience::Flexibel)];
        for (name, audience) in pillars {
            if municipality.reports && municipality.is_asked(audience) {
                groups.entry(name.to_owned()).or_default().insert(codes(municipality));
            }
        }
        if municipality.pillar == "B" {
            groups.entry("pijler-b".to_owned()).or_default().insert(codes(municipality));
        }
        if let Some(year) = municipality.cohort.get(..4).filter(|_| municipality.participates) {
            groups.entry(format!("instroom:{year}")).or_default().insert(codes(municipality));
        }
        if municipality.nplv && municipality.participates {
            groups.entry("nplv".to_owned()).or_default().insert(codes(municipality));
        }
    }
    let interventions = questionnaire.interventions();
    let measures = interventions.clone().flat_map(|intervention| {
        intervention.measures.iter().map(move |measure| (intervention, measure))
    });
    Figures {
        measures: measures
            .map(|(intervention, measure)| {
                let counts = |each: &Return| each.counts(intervention, &cycle.register);
                let mut figure = measure_figure(measure, accepted, counts);
                if !intervention.has_status {
                    // A municipality that is asked for a number and handed in nothing still owes it.
                    let asked = cycle.register.respondents();
                    let asked = asked.filter(|who| who.is_asked(intervention.audience)).map(codes);
                    figure.missing.extend(asked.filter(|code| accepted.get(code).is_none()));
                }
                (measure.code.clone(), figure)
            })
            .collect(),
        interventions: interventions
            .filter(|intervention| intervention.has_status)
            .map(|intervention| {
                (intervention.code.clone(), by_status(&intervention.code, accepted))
            })
            .collect(),
        choices: choices::figures(accepted, questionnaire),
        respondents: cycle.register.respondents().map(codes).collect(),
        returned: accepted.iter().map(|each| each.municipality.clone()).collect(),
        participants: cycle.register.participants().map(codes).collect(),
        cohorts,
        groups,
    }
}

fn by_status(
    intervention: &str,
    accepted: &Accepted,
) -> BTreeMap<Status, BTreeSet<MunicipalityCode>> {
    let mut by_status: BTreeMap<Status, BTreeSet<_>> = BTreeMap::new();
    for each in accepted.iter() {
        if let Some(status) = each.status(intervention) {
            by_status.entry(status).or_default().insert(each.municipality.clone());
        }
    }
    by_status
}

/// The figure of a measure; `counts` says whether the number in a return counts.
fn measure_figure(
    measure: &Measure,
    accepted: &Accepted,
    counts: impl Fn(&Return) -> bool,
) -> MeasureFigure {
    let mut figure = MeasureFigure {
        measure: measure.clone(),
        contributions: Vec::new(),
        not_counted: Vec::new(),
        unknown: BTreeSet::new(),
        not_applicable: BTreeSet::new(),
        missing: BTreeSet::new(),
    };
    for each in accepted.iter() {
        let municipality = each.municipality.clone();
        // The text puts a sum beside the number of municipalities where the intervention runs.
        let runs = counts(each);
        let answer = each.answers.get(&measure.code);
        match answer.map(|answer| (answer, answer.value)) {
            Some((answer, AnswerValue::Number(value))) => {
                let numbers =
                    if runs { &mut figure.contributions } else { &mut figure.not_counted };
                numbers.push(Contribution {
                    municipality,
                    value,
                    reference_date: answer.reference_date,
                    remark: answer.remark.clone(),
                    place: answer.place.clone(),
                });
            }
            _ if !runs => {}
            Some((_, AnswerValue::Unknown)) => {
                figure.unknown.insert(municipality);
            }
            Some((_, AnswerValue::NotApplicable)) => {
                figure.not_applicable.insert(municipality);
            }
            Some((_, AnswerValue::Status(_))) | None => {
                figure.missing.insert(municipality);
            }
        }
    }
    figure
}
