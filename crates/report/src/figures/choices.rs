//! Counts the answers to questions with choices: who chose what, and about which part of the sheet.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use pmg_core::checks::{Accepted, OpenValue};
use pmg_core::municipality::MunicipalityCode;
use pmg_core::place::Place;
use pmg_core::questionnaire::Questionnaire;

/// Who made each choice in answer to a question, such as `kwaliteit.besluit`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct ChoiceFigure {
    /// By choice, in the order of the questionnaire's words.
    pub by_choice: BTreeMap<String, Vec<Chosen>>,
}

/// A choice that one municipality made, about one thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chosen {
    /// The municipality.
    pub municipality: MunicipalityCode,
    /// What it is about, such as `kwaliteit-ajb`.
    pub about: String,
    /// The cell that it was read from.
    pub place: Place,
}

impl ChoiceFigure {
    /// Each time that a choice was made; every choice if none is named.
    pub fn of<'a>(&'a self, choice: Option<&'a str>) -> impl Iterator<Item = &'a Chosen> {
        let wanted = move |name: &str| choice.is_none_or(|choice| choice == name);
        self.by_choice.iter().filter(move |(name, _)| wanted(name)).flat_map(|(_, chosen)| chosen)
    }

    /// The same for one of the things that the question is asked about, such as `kwaliteit-ajb`.
    #[must_use]
    pub fn about(&self, part: &str) -> Self {
        let of_part = |chosen: &Vec<Chosen>| {
            chosen.iter().filter(|it| it.about == part).cloned().collect::<Vec<_>>()
        };
        let by_choice = self.by_choice.iter();
        Self { by_choice: by_choice.map(|(name, all)| (name.clone(), of_part(all))).collect() }
    }

    /// The municipalities that made a choice, each once.
    #[must_use]
    pub fn municipalities<'a>(&'a self, choice: Option<&'a str>) -> BTreeSet<&'a MunicipalityCode> {
        self.of(choice).map(|chosen| &chosen.municipality).collect()
    }
}

/// Who chose what, by the code of the sheet and of the question: `kwaliteit.besluit`.
pub(super) fn figures(
    accepted: &Accepted,
    questionnaire: &Questionnaire,
) -> BTreeMap<String, ChoiceFigure> {
    let mut figures = BTreeMap::<String, ChoiceFigure>::new();
    for sheet in &questionnaire.sheets {
        for (block, question) in
            sheet.blocks.iter().flat_map(|block| block.questions.iter().map(move |it| (block, it)))
        {
            if question.choices.is_empty() {
                continue;
            }
            let part = question.code.strip_prefix(&block.code);
            let part = part.expect("the code of a question begins with that of its block");
            let figure = figures.entry(format!("{}{part}", sheet.code)).or_default();
            for choice in &question.choices {
                figure.by_choice.entry(choice.clone()).or_default();
            }
            for each in accepted.iter() {
                let Some(answer) = each.open.get(&question.code) else { continue };
                let OpenValue::Chosen(chosen) = &answer.value else { continue };
                for choice in chosen {
                    figure.by_choice.entry(choice.clone()).or_default().push(Chosen {
                        municipality: each.municipality.clone(),
                        about: block.code.clone(),
                        place: answer.place.clone(),
                    });
                }
            }
        }
    }
    figures
}
