//! Everything that the report, the ledger and the provenances can speak of.

use std::collections::BTreeSet;

use crate::disclosure::{Disclosure, Shown};
use crate::figures::Figures;
use crate::last_year::YearOnYear;
use pmg_core::answers::Status;
use pmg_core::basis::Tags;
use pmg_core::checks::Accepted;
use pmg_core::cycle::{Cycle, LastEdition, Tag};
use pmg_core::municipality::MunicipalityCode;
use pmg_core::questionnaire::{Intervention, Questionnaire};

/// A year with its questions, answers and figures.
#[derive(Debug)]
pub struct Facts {
    /// The year.
    pub cycle: Cycle,
    /// What was asked.
    pub questionnaire: Questionnaire,
    /// What was answered.
    pub accepted: Accepted,
    /// The figures.
    pub figures: Figures,
    /// Which of them are suppressed, and how.
    pub disclosure: Disclosure,
    /// The last edition of each year before that published one; the newest first.
    pub last_editions: Vec<LastEdition>,
    /// What can be said of the figures beside what these editions printed.
    pub last_year: YearOnYear,
}

impl Facts {
    /// The interventions that run in a municipality, in the order of the questionnaire; with a `tag`, only those of that
    /// building block or phase.
    pub fn running_in<'a>(
        &'a self,
        municipality: &'a MunicipalityCode,
        tag: Option<&'a str>,
    ) -> impl Iterator<Item = &'a Intervention> {
        self.questionnaire.interventions().filter(move |intervention| {
            let is_asked = tag.is_none_or(|tag| intervention.tags.iter().any(|code| code == tag));
            let by_status = self.figures.interventions.get(&intervention.code);
            let running = by_status.and_then(|by_status| by_status.get(&Status::Running));
            is_asked && running.is_some_and(|who| who.contains(municipality))
        })
    }

    /// The municipalities of the structural approach that run an intervention for each building block, or for each
    /// phase, that the questionnaire asks about.
    #[must_use]
    pub fn covered(&self, tags: Tags) -> BTreeSet<MunicipalityCode> {
        let has = |who: &MunicipalityCode, tag: &Tag| {
            self.running_in(who, Some(&tag.code)).next().is_some()
        };
        let structural = self.figures.groups.get("structureel").into_iter().flatten();
        let returned = structural.filter(|who| self.figures.returned.contains(*who));
        let covered = returned.filter(|who| self.questionnaire.tags(tags).all(|tag| has(who, tag)));
        covered.cloned().collect()
    }

    /// The words in place of a suppressed number; `None` if it is published.
    #[must_use]
    pub fn instead(&self, shown: Shown) -> Option<String> {
        match shown {
            Shown::Published => None,
            Shown::PrimarySuppressed => {
                Some(format!("minder dan {}", self.cycle.settings.small_below))
            }
            Shown::SecondarySuppressed => Some("een aantal".to_owned()),
        }
    }
}
