//! Predicts what the part of the account must say to which a figure leads: its title, its code and how it came about.

use std::fmt::Write as _;

use pmg_core::cycle::Recognition;

use super::basis::Basis;
use super::expectations::Expectations;
use super::register::{STATUSES, covered, running, tagged};
use super::wordings::tags_of;
use super::words::{date, list, month};
use crate::error::RecountError;

/// What a part of the account must say.
pub(crate) struct Explanation {
    pub(crate) title: String,
    pub(crate) code: Option<String>,
    /// How the figure came about; `None` for a measure, of which [`Account`](super::Account) knows all.
    pub(crate) how: Option<String>,
}

impl Expectations<'_> {
    /// What the part must say to which a figure leads; `None` if a figure of this kind leads nowhere.
    pub(crate) fn explanation(&self, basis: &str) -> Result<Option<Explanation>, RecountError> {
        let basis = Basis::of(basis);
        let Basis { kind, rest, first, second, already_counted } = basis;
        Ok(match kind {
            _ if basis.is_of_measure() => self.of_measure(first)?,
            "gemeenten" | "namen" => Some(self.by_status(first, second, already_counted)?),
            "keuze" => Some(self.choice(first, second)?),
            "register" if rest == "themas" => Some(self.themes()?),
            "register" => self.registered(rest, already_counted)?,
            "vorig-jaar" => self.last_year(second)?,
            "uitgave" => self.of_edition_alone(first, second)?,
            "eerder" => self.earlier_edition(first),
            "erratum" => self.corrected(first)?,
            "leden" => self.registered(rest, "")?,
            "lopend" => self.running_in(first)?,
            "volledig" => Some(self.covered(rest)?),
            "ingezet" => Some(self.in_use(first)?),
            "constante" => self.constant(first),
            "erkenning" => self.recognition(rest)?,
            "partner" => self.partner(rest),
            "brief" => Some(Self::around_explained()),
            "toezegging" => self.commitment_explained(rest),
            "beleidskeuze" => self.policy_explained(rest),
            "tekst" => self.own_words(rest)?,
            "periode" => self.period(rest)?,
            "jaar" | "peildatum" | "publicatie" | "kleine-aantallen" => Some(self.settings()),
            _ => None,
        })
    }

    fn recognition(&self, code: &str) -> Result<Option<Explanation>, RecountError> {
        let name = self.count.intervention_name(code)?;
        // Of several, the one that was recorded last before the report appeared.
        let published = self.cycle.settings.publication;
        let mut held: Option<&Recognition> = None;
        for each in self.cycle.recognitions.iter().filter(|it| it.intervention == code) {
            let is_later = held.is_none_or(|held| held.recorded < each.recorded);
            if each.recorded <= published && is_later {
                held = Some(each);
            }
        }
        Ok(name.zip(held).map(|(name, held)| Explanation {
            title: format!("Erkenning van {name}"),
            code: None,
            how: Some(format!(
                "{}. Bron: {}.",
                with_a_capital(&held.verdict),
                held.source.trim_end_matches('.')
            )),
        }))
    }

    /// What the part of a period must say: that of its two moments, which may be one and the same.
    fn period(&self, rest: &str) -> Result<Option<Explanation>, RecountError> {
        let (from, to) = rest.split_once('+').unwrap_or((rest, rest));
        let (Some(from), Some(to)) = (self.explanation(from)?, self.explanation(to)?) else {
            return Ok(None);
        };
        if from.title == to.title && from.code == to.code {
            return Ok(Some(from));
        }
        let how = from.how.zip(to.how).map(|(from, to)| format!("Begin: {from} Einde: {to}"));
        let title = format!("Periode: {} en {}", from.title, to.title);
        Ok(Some(Explanation { title, code: None, how }))
    }

    fn of_measure(&self, code: &str) -> Result<Option<Explanation>, RecountError> {
        let wording = self.count.wording(code)?;
        let code = Some(code.to_owned());
        Ok(wording.map(|title| Explanation { title, code, how: None }))
    }

    fn by_status(
        &self,
        interventions: &str,
        statuses: &str,
        already_counted: &str,
    ) -> Result<Explanation, RecountError> {
        let mut names = Vec::new();
        for code in interventions.split('+').map(str::trim) {
            names.extend(self.count.intervention_name(code)?);
        }
        let wanted: Vec<&str> = statuses.split('+').map(str::trim).collect();
        let wanted: Vec<&str> = STATUSES.into_iter().filter(|it| wanted.contains(it)).collect();
        let all = STATUSES.join("+");
        let (which, statuses) = if wanted.is_empty() {
            ("een status invulde".to_owned(), all.as_str())
        } else {
            (format!("de status {} invulde", wanted.join(" of ")), statuses)
        };
        let count = self.count.with_status(interventions, statuses, already_counted)?;
        Ok(Explanation {
            title: list(&names),
            code: Some(interventions.to_owned()),
            how: Some(format!("Geteld is wie {which}: {}.", municipalities(count))),
        })
    }

    fn choice(&self, question: &str, choice: &str) -> Result<Explanation, RecountError> {
        let [who, times] = self.count.times_chosen(question, choice)?;
        let title = if choice.is_empty() { question } else { choice };
        let how = format!("Zo vaak gekozen: {times} keer, door {}.", municipalities(who));
        Ok(Explanation { title: title.to_owned(), code: Some(question.to_owned()), how: Some(how) })
    }

    fn registered(
        &self,
        what: &str,
        already_counted: &str,
    ) -> Result<Option<Explanation>, RecountError> {
        let title = match what {
            "deelnemers" => "Gemeenten die meedoen aan de structurele aanpak".to_owned(),
            "respondenten" => "Gemeenten die rapporteren".to_owned(),
            "opgaven" => "Gemeenten met een bruikbare opgave".to_owned(),
            "ontbreekt" => "Gemeenten zonder bruikbare opgave".to_owned(),
            "nplv" => "Gemeenten die meedoen aan het NPLV".to_owned(),
            "structureel" => "Gemeenten die rapporteren over de structurele aanpak".to_owned(),
            "flexibel" => "Gemeenten die rapporteren over de flexibele aanpak".to_owned(),
            "pijler-b" => "Gemeenten met een flexibele bijdrage".to_owned(),
            _ => match (what.strip_prefix("instroom:"), what.strip_prefix("cohort:")) {
                (Some(year), _) => {
                    let year = year.trim_start_matches("jaar:");
                    format!("Gemeenten die in {year} instroomden en nog meedoen")
                }
                (None, Some(start)) => format!("Gemeenten van de ronde {start}"),
                (None, None) => return Ok(None),
            },
        };
        // The year in which they joined has the part of those who did.
        let what = what.replace("instroom:jaar:", "instroom:");
        let Some(count) = self.count.in_group(&what, already_counted)? else { return Ok(None) };
        let how = format!("Uit het register van gemeenten: {}.", municipalities(count));
        Ok(Some(Explanation { title, code: Some(what), how: Some(how) }))
    }

    fn themes(&self) -> Result<Explanation, RecountError> {
        let names = self.count.themes()?;
        let title = "Thema’s van de vragenlijst".to_owned();
        Ok(Explanation { title, how: Some(format!("{}.", list(&names))), code: None })
    }

    fn in_use(&self, which: &str) -> Result<Explanation, RecountError> {
        let mut names = Vec::new();
        for code in running(self, which)? {
            names.extend(self.count.intervention_name(&code)?);
        }
        let title = "Interventies die ergens in uitvoering zijn".to_owned();
        Ok(Explanation { title, how: Some(interventions(&names)), code: None })
    }

    fn last_year(&self, measure: &str) -> Result<Option<Explanation>, RecountError> {
        let intervention = measure.split('.').next().unwrap_or(measure);
        let name = self.count.intervention_name(intervention)?;
        let (wording, how) = (self.count.wording(measure)?, self.beside_explained(measure)?);
        let year = self.cycle.settings.year - 1;
        Ok(name.zip(wording).map(|(name, wording)| Explanation {
            title: format!("{name}: {wording}, vergeleken met {year}"),
            code: None,
            how: Some(how),
        }))
    }

    fn of_edition_alone(
        &self,
        year: &str,
        what_of: &str,
    ) -> Result<Option<Explanation>, RecountError> {
        let measure = what_of.split(':').nth(1).unwrap_or_default();
        let Ok(year) = year.parse() else { return Ok(None) };
        let intervention = measure.split('.').next().unwrap_or(measure);
        let name = self.count.intervention_name(intervention)?;
        let (wording, how) =
            (self.count.wording(measure)?, self.of_edition_explained(year, measure)?);
        Ok(name.zip(wording).map(|(name, wording)| Explanation {
            title: format!("{name}: {wording}, in het rapport over {year}"),
            code: None,
            how: Some(how),
        }))
    }

    fn running_in(&self, municipality: &str) -> Result<Option<Explanation>, RecountError> {
        let mut how = interventions(&self.count.running_in(municipality, None));
        for (_, tag) in tags_of(self.cycle) {
            let Some(codes) = tagged(self, &tag.code).filter(|it| !it.is_empty()) else { continue };
            let running = self.count.running_in(municipality, Some(&codes));
            let said = if running.is_empty() { "geen".to_owned() } else { list(&running) };
            let _ = write!(how, " {}: {said}.", tag.name);
        }
        Ok(self.count.municipality_name(municipality)?.map(|name| Explanation {
            title: format!("Interventies in uitvoering in {name}"),
            how: Some(how),
            code: None,
        }))
    }

    fn covered(&self, kind: &str) -> Result<Explanation, RecountError> {
        let mut names = Vec::new();
        for (_, tag) in tags_of(self.cycle).filter(|(word, _)| *word == kind) {
            let asked = tagged(self, &tag.code).is_some_and(|codes| !codes.is_empty());
            names.extend(asked.then(|| tag.name.clone()));
        }
        let count = covered(self, kind)?.len();
        Ok(Explanation {
            title: format!("Gemeenten met een interventie voor alle {kind}"),
            how: Some(format!(
                "Geteld is wie in de structurele aanpak een interventie uitvoert voor elk van deze {kind}: {}. Dat doen er {}.",
                list(&names),
                municipalities(count)
            )),
            code: None,
        })
    }

    fn constant(&self, name: &str) -> Option<Explanation> {
        let constant = self.cycle.constants.get(name)?;
        let source = constant.source.trim_end_matches('.');
        let (title, code) = (constant.text.clone(), Some(name.to_owned()));
        Some(Explanation { title, code, how: Some(format!("Vast gegeven. Bron: {source}.")) })
    }

    fn partner(&self, code: &str) -> Option<Explanation> {
        let partner = self.cycle.partner(code)?;
        let mut sources: Vec<String> = Vec::new();
        for each in &partner.contributions {
            let source = each.source.trim_end_matches('.').to_owned();
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        let how = format!(
            "Bijdrage van een landelijke partner, overgenomen zoals die is aangeleverd. Bron: {}.",
            sources.join("; ")
        );
        Some(Explanation {
            title: partner.name.clone(),
            code: Some(code.to_owned()),
            how: Some(how),
        })
    }

    fn own_words(&self, municipality: &str) -> Result<Option<Explanation>, RecountError> {
        Ok(self.count.municipality_name(municipality)?.map(|name| Explanation {
            title: format!("Eigen woorden van {name}"),
            code: Some(municipality.to_owned()),
            how: Some("Zo schreef de gemeente het zelf in haar vragenlijst.".to_owned()),
        }))
    }

    fn settings(&self) -> Explanation {
        let settings = &self.cycle.settings;
        let how = format!(
            "Jaar van het rapport: {}. Peildatum: {}. Publicatie: {}. Aantallen personen of gezinnen onder {} in \
             een enkele gemeente worden niet getoond.",
            settings.year,
            date(settings.reference_date),
            month(settings.publication),
            settings.small_below
        );
        Explanation { title: "Afspraken voor dit rapport".to_owned(), code: None, how: Some(how) }
    }
}

fn with_a_capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// `1 interventie: AJB.`, `2 interventies: AJB en IPTA.`
fn interventions(names: &[String]) -> String {
    match names {
        [] => "Geen interventies.".to_owned(),
        [only] => format!("1 interventie: {only}."),
        names => format!("{} interventies: {}.", names.len(), list(names)),
    }
}

/// `1 gemeente`, `12 gemeenten`.
fn municipalities(count: usize) -> String {
    format!("{count} {}", if count == 1 { "gemeente" } else { "gemeenten" })
}
