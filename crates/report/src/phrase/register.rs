//! Counts in the register: who takes part, who reports, and since when.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use pmg_core::basis::Basis;
use pmg_core::dutch;
use pmg_core::municipality::MunicipalityCode;

use super::Phrases;
use super::form::{MUNICIPALITY, Noun, PhraseForm, PhraseResult};

impl Phrases {
    /// `27 gemeenten doen`: a count in the register, without those that are already counted.
    pub(crate) fn registered(
        &self,
        what: &str,
        beside: Option<&str>,
        form: PhraseForm,
    ) -> PhraseResult<String> {
        let Some(before) = beside else {
            if let Some(word) = form.exclusive_word() {
                return Err(format!(
                    "`{word}` zegt dat deze gemeenten nog niet zijn geteld; schrijf met `naast=\"…\"` naast welke, bijvoorbeeld `naast=\"cohort:2022-15\"`"
                ));
            }
            let noun = match what {
                "themas" => Noun { singular: "thema", plural: "thema’s" },
                _ => MUNICIPALITY,
            };
            let count = self.register_count(what)?.into();
            return self.counted(count, &noun, &Basis::register(what), &form);
        };
        let counted = self.registered_in(before)?;
        let form = if counted.is_empty() { form.without_exclusive() } else { form };
        let who = self.registered_in(what)?;
        let count = who.iter().filter(|municipality| !counted.contains(municipality)).count();
        let basis =
            Basis::Register { group: what.to_owned(), already_counted: Some(before.to_owned()) };
        self.counted(Decimal::from(count), &MUNICIPALITY, &basis, &form)
    }

    /// The groups of those who joined in one year and still take part, each with that year as a mark; the earliest
    /// first.
    pub(crate) fn joining_years(&self) -> Vec<(String, String)> {
        let joined = self.facts.figures.groups.keys().filter(|group| is_joining(group));
        joined
            .map(|group| {
                let year = group.trim_start_matches("instroom:");
                (group.clone(), self.mark(year, Basis::JoiningYear(year.to_owned())))
            })
            .collect()
    }

    /// `Venlo en Zutphen`: the municipalities in a group of the register.
    pub(crate) fn members(&self, what: &str) -> PhraseResult<String> {
        let names = self.names_of(&self.registered_in(what)?);
        Ok(self.mark(dutch::list(&names), Basis::Members(what.to_owned())))
    }

    /// The number of municipalities in a group of the register, or of themes.
    pub(crate) fn register_count(&self, what: &str) -> PhraseResult<usize> {
        match what {
            "themas" => Ok(self.facts.questionnaire.common_themes().count()),
            _ => Ok(self.registered_in(what)?.len()),
        }
    }

    /// The municipalities in a group of the register.
    pub(crate) fn registered_in(&self, what: &str) -> PhraseResult<BTreeSet<MunicipalityCode>> {
        let figures = &self.facts.figures;
        Ok(match what {
            "deelnemers" => figures.participants.clone(),
            "respondenten" => figures.respondents.clone(),
            "opgaven" => figures.returned.clone(),
            "ontbreekt" => figures.missing_returns(),
            "nplv" | "structureel" | "flexibel" | "pijler-b" => {
                figures.groups.get(what).cloned().unwrap_or_default()
            }
            _ if is_joining(what) => figures.groups.get(what).cloned().unwrap_or_default(),
            _ => match what.strip_prefix("cohort:").map(|start| figures.cohort(start)) {
                Some(who) if !who.is_empty() => who,
                _ => {
                    return Err(format!(
                        "het register kent `{what}` niet; wel `deelnemers`, `respondenten`, `structureel`, `flexibel`, `pijler-b`, `opgaven`, `ontbreekt`, `nplv`, `themas`, `instroom:` met een jaar en `cohort:` met een cohort uit gemeenten.toml"
                    ));
                }
            },
        })
    }
}

/// Whether a group is of those who joined in one year, such as `instroom:2023`.
fn is_joining(what: &str) -> bool {
    let is_year = |year: &str| year.len() == 4 && year.bytes().all(|it| it.is_ascii_digit());
    what.strip_prefix("instroom:").is_some_and(is_year)
}
