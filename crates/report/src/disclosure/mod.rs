//! Decides which small numbers of persons and families are not printed, so that none can be worked out.
//!
//! In: the [`Figures`], the questionnaire with what holds between its measures, and what earlier
//! editions printed. Out: a [`Disclosure`], which says of each contribution and each sum whether it
//! is shown, and proves it: how closely anybody can work out what is hidden. What cannot be
//! protected any more because it is public already is a [`AlreadyPublic`], never passed over.

mod audit;
mod editions;
mod fit;
mod information_loss;
mod key;
mod model;
mod promise;
mod search;
mod secondary_suppression;
mod shown;
mod system;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use rust_decimal::Decimal;

use crate::figures::Figures;
use pmg_core::municipality::MunicipalityCode;
use pmg_core::questionnaire::Questionnaire;
use pmg_core::suppression::Suppression;

pub use pmg_core::suppression::Shown;

use audit::{Attacker, bounded};
pub use editions::{Earlier, EarlierMeasure, Series};
pub use key::{Draws, Key};
use model::{Derivable, Model};
use promise::Interval;
use search::Choice;
use secondary_suppression::SecondarySuppression;
use system::{FREE, Source, System, What};

/// From when on a number is small, and how unsure everybody must stay about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Numbers from 1 up to below this are small.
    pub threshold: u32,
    /// How far apart the smallest and the largest value must be that a hidden number can have for an
    /// attacker; at most `threshold - 2`, taken as that where it is more.
    pub width: u32,
}

impl Default for Rule {
    fn default() -> Self {
        Self { threshold: 10, width: 5 }
    }
}

/// Which number it is that nobody may come to know.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sensitive {
    /// What a municipality gave.
    Contribution,
    /// What is left of it after this other measure: 25 families of which 18 leaves 7.
    Remainder {
        /// Code of the part, or of the part that has no number.
        part: String,
    },
    /// What came to it since this earlier edition.
    Increase {
        /// Name of the edition.
        since: String,
    },
    /// What this earlier edition did not print.
    Previous {
        /// Name of the edition.
        edition: String,
    },
}

/// How closely anybody can work out a number that nobody may come to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// Code of the measure; the whole where it is a rest.
    pub measure: String,
    /// Whose number it is.
    pub municipality: MunicipalityCode,
    /// Which number of these two.
    pub what: Sensitive,
    /// What it is; none where an earlier edition did not print it and it is not known here.
    pub value: Option<Decimal>,
    /// The smallest value that it can have for the attacker who knows most. What is wider than the
    /// threshold may be wider still.
    pub low: Decimal,
    /// The largest; none where there is no end.
    pub high: Option<Decimal>,
    /// The municipality that knows most; none where the public knows as much.
    pub attacker: Option<MunicipalityCode>,
}

/// A number that cannot be protected any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlreadyPublic {
    /// What it is, and how closely it can be worked out.
    pub proof: Proof,
    /// What it follows from that is public already; nothing where it follows from the questionnaire.
    pub from: Vec<Published>,
}

/// A number that was protected, until others were let slip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenAway {
    /// What it is, and how closely it can be worked out now.
    pub proof: Proof,
    /// Which of the numbers that were let slip are linked with it.
    pub by: Vec<usize>,
}

/// Something that an earlier edition printed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Published {
    /// Name of the edition.
    pub edition: String,
    /// Code of the measure.
    pub measure: String,
    /// Whose number; none where it is the sum.
    pub municipality: Option<MunicipalityCode>,
}

/// What is shown of a year.
#[derive(Debug, Clone)]
pub struct Disclosure {
    decided: Arc<Decided>,
}

/// What is hidden of a part, and what is known of how well that protects.
enum Chosen {
    /// With what is promised of each sensitive number.
    Promised(Vec<bool>, Vec<(usize, Interval)>),
    /// Where nothing can be promised: so that nobody works out too much.
    Audited(Choice),
}

/// What was decided, for all readers.
#[derive(Debug, Default)]
struct Decided {
    hidden: BTreeMap<String, BTreeMap<MunicipalityCode, Shown>>,
    sums: BTreeSet<String>,
    proofs: Vec<Proof>,
    already_public: Vec<AlreadyPublic>,
    municipalities: Vec<MunicipalityCode>,
    parts: Vec<(System, Vec<bool>)>,
    rule: Rule,
    /// Names of the earlier editions.
    earlier: Vec<String>,
}

impl Disclosure {
    /// How a contribution is printed.
    #[must_use]
    pub fn of(&self, measure: &str, municipality: &MunicipalityCode) -> Shown {
        let hidden = self.decided.hidden.get(measure).and_then(|hidden| hidden.get(municipality));
        match hidden {
            Some(shown) => *shown,
            None => Shown::Published,
        }
    }

    /// How the sum of a measure is printed: as it is, or not at all.
    #[must_use]
    pub fn sum(&self, measure: &str) -> Shown {
        if self.decided.sums.contains(measure) {
            Shown::SecondarySuppressed
        } else {
            Shown::Published
        }
    }

    /// Of each sensitive number how closely anybody can work it out.
    #[must_use]
    pub fn proofs(&self) -> &[Proof] {
        &self.decided.proofs
    }

    /// The numbers that cannot be protected any more.
    #[must_use]
    pub fn already_public(&self) -> &[AlreadyPublic] {
        &self.decided.already_public
    }

    /// The sensitive numbers that somebody can work out who also knows these hidden contributions, because
    /// they were let slip: the public, or any municipality with its own numbers.
    #[must_use]
    pub fn given_away(&self, slipped: &[(&str, &MunicipalityCode)]) -> Vec<GivenAway> {
        let Decided { parts, .. } = &*self.decided;
        parts.iter().flat_map(|(part, hidden)| self.given_away_in(part, hidden, slipped)).collect()
    }

    fn given_away_in(
        &self,
        part: &System,
        hidden: &[bool],
        slipped: &[(&str, &MunicipalityCode)],
    ) -> Vec<GivenAway> {
        let Decided { rule, earlier, .. } = &*self.decided;
        let mut known = hidden.to_vec();
        let mut by = Vec::new();
        for (index, (measure, municipality)) in slipped.iter().enumerate() {
            let what = What::Contribution((*measure).to_owned(), (*municipality).clone());
            if let Some(variable) = part.variables.iter().position(|each| each.what == what) {
                known[variable] = false;
                by.push(index);
            }
        }
        let targets = part.variables.iter().enumerate().filter(|(_, each)| each.is_target);
        let wide = i64::from(rule.width);
        let given = targets.filter(|_| !by.is_empty()).filter_map(|(target, variable)| {
            let seen = if known[target] {
                search::worst(part, &known, target, *rule)
            } else {
                (variable.value, variable.value, None)
            };
            let before = || search::worst(part, hidden, target, *rule);
            let news = seen.1 - seen.0 < wide && {
                let (low, high, _) = before();
                high - low >= wide
            };
            let proof = self.decided.proof(part, target, seen, earlier).filter(|_| news)?;
            Some(GivenAway { proof, by: by.clone() })
        });
        given.collect()
    }
}

impl Suppression for Disclosure {
    fn sum(&self, measure: &str) -> Shown {
        self.sum(measure)
    }

    fn of(&self, measure: &str, municipality: &MunicipalityCode) -> Shown {
        self.of(measure, municipality)
    }

    fn is_public_already(&self, measure: &str) -> bool {
        self.already_public().iter().any(|each| each.proof.measure == measure)
    }
}

/// Decides what is shown.
#[must_use]
pub fn protect(
    figures: &Figures,
    questionnaire: &Questionnaire,
    rule: Rule,
    earlier: &[Earlier],
    draws: &dyn Draws,
) -> Disclosure {
    let rule = Rule { width: rule.width.min(rule.threshold.saturating_sub(2)), ..rule };
    // What shows again what was shown before, tells nothing more and must change nothing.
    let (news, repeated) = shown::apart(figures, earlier);
    let disclosure = decide(figures, questionnaire, rule, &news, draws);
    if repeated.iter().all(|code| disclosure.sum(code) == Shown::Published) {
        return disclosure;
    }
    decide(figures, questionnaire, rule, earlier, draws)
}

fn decide(
    figures: &Figures,
    questionnaire: &Questionnaire,
    rule: Rule,
    earlier: &[Earlier],
    draws: &dyn Draws,
) -> Disclosure {
    // All numbers, and what links them.
    let Model { system, municipalities, lost, .. } =
        Model::new(figures, questionnaire, rule, earlier);
    let municipalities: Vec<MunicipalityCode> = municipalities.into_iter().cloned().collect();
    let names: Vec<String> = earlier.iter().map(|each| each.name.clone()).collect();
    let mut decided = Decided { municipalities, rule, earlier: names, ..Decided::default() };
    // What is public already.
    for lost in &lost {
        decided.lose(lost);
    }
    // Each part on its own: what is hidden, and how well that protects.
    let parts = system.components().into_par_iter().map(|part| {
        let chosen = match secondary_suppression::suppress(&part, rule, draws) {
            Some(SecondarySuppression { hidden, promise }) => {
                Chosen::Promised(hidden, promise.all(&part))
            }
            None => Chosen::Audited(search::suppression(&part, rule)),
        };
        (part, chosen)
    });
    for (part, chosen) in parts.collect::<Vec<_>>() {
        let hidden = match chosen {
            Chosen::Promised(hidden, intervals) => {
                decided.promise(&part, intervals);
                hidden
            }
            Chosen::Audited(choice) => {
                decided.prove(&part, &choice);
                choice.hidden
            }
        };
        decided.hide(&part, &hidden);
        decided.parts.push((part, hidden));
    }
    decided.sort();
    Disclosure { decided: Arc::new(decided) }
}

impl Decided {
    /// Puts all in the order of measures and municipalities.
    fn sort(&mut self) {
        let key =
            |proof: &Proof| (proof.measure.clone(), proof.municipality.clone(), proof.what.clone());
        self.proofs.sort_by_cached_key(key);
        self.already_public.sort_by_cached_key(|failure| key(&failure.proof));
    }

    /// Takes up what is hidden.
    fn hide(&mut self, part: &System, hidden: &[bool]) {
        for (variable, _) in part.variables.iter().zip(hidden).filter(|(_, hidden)| **hidden) {
            match &variable.what {
                What::Contribution(measure, municipality) => {
                    let shown = if variable.is_target {
                        Shown::PrimarySuppressed
                    } else {
                        Shown::SecondarySuppressed
                    };
                    let of_measure = self.hidden.entry(measure.clone()).or_default();
                    of_measure.insert(municipality.clone(), shown);
                }
                What::Sum(measure) => {
                    self.sums.insert(measure.clone());
                }
                _ => {}
            }
        }
    }

    /// Records of each sensitive number what is promised.
    fn promise(&mut self, part: &System, intervals: Vec<(usize, Interval)>) {
        let proofs = intervals
            .into_iter()
            .filter_map(|(target, seen)| self.proof(part, target, seen, &self.earlier));
        let proofs: Vec<Proof> = proofs.collect();
        self.proofs.extend(proofs);
    }

    /// Proves of each sensitive number how closely it can be worked out.
    fn prove(&mut self, part: &System, choice: &Choice) {
        let (rule, earlier) = (self.rule, self.earlier.clone());
        for target in (0..part.variables.len()).filter(|each| part.variables[*each].is_target) {
            let worst = search::worst(part, &choice.hidden, target, rule);
            let Some(proof) = self.proof(part, target, worst, &earlier) else { continue };
            if choice.failed.contains(&target) {
                let from = from(part, &choice.hidden, (target, worst.2), &earlier);
                self.already_public.push(AlreadyPublic { proof: proof.clone(), from });
            }
            self.proofs.push(proof);
        }
    }

    fn proof(
        &self,
        part: &System,
        target: usize,
        (low, high, who): (i64, i64, Option<usize>),
        earlier: &[String],
    ) -> Option<Proof> {
        let variable = &part.variables[target];
        let (measure, municipality, what) = sensitive(&variable.what, earlier)?;
        Some(Proof {
            measure,
            municipality,
            what,
            value: (!variable.rests_on_hidden).then(|| variable.value.into()),
            low: low.into(),
            high: bounded(high).map(Decimal::from),
            attacker: who.and_then(|who| self.municipalities.get(who)).cloned(),
        })
    }

    /// Records a small number that an earlier edition printed, or that follows from what it printed.
    fn lose(&mut self, lost: &Derivable) {
        let Some((measure, municipality, what)) = sensitive(&lost.what, &self.earlier) else {
            return;
        };
        let value = Decimal::from(lost.value);
        let names = lost.editions.iter().filter_map(|edition| self.earlier.get(*edition));
        let from = names.map(|edition| Published {
            edition: edition.clone(),
            measure: measure.clone(),
            municipality: Some(municipality.clone()),
        });
        let from = from.collect();
        if what == Sensitive::Contribution {
            let hidden = self.hidden.entry(measure.clone()).or_default();
            hidden.insert(municipality.clone(), Shown::PrimarySuppressed);
        }
        let high = Some(value);
        let value = Some(value);
        let low = lost.value.into();
        let proof = Proof { measure, municipality, what, value, low, high, attacker: None };
        self.already_public.push(AlreadyPublic { proof: proof.clone(), from });
        self.proofs.push(proof);
    }
}

/// A sensitive number in the words of the questionnaire.
fn sensitive(what: &What, earlier: &[String]) -> Option<(String, MunicipalityCode, Sensitive)> {
    let name = |edition: &usize| earlier.get(*edition).cloned().unwrap_or_default();
    let (measure, municipality, what) = match what {
        What::Contribution(measure, municipality) => {
            (measure, municipality, Sensitive::Contribution)
        }
        What::Remainder { whole, part, municipality } => {
            (whole, municipality, Sensitive::Remainder { part: part.clone() })
        }
        What::Increase { measure, municipality, edition } => {
            (measure, municipality, Sensitive::Increase { since: name(edition) })
        }
        What::Previous { measure, municipality, edition } => {
            (measure, municipality, Sensitive::Previous { edition: name(edition) })
        }
        What::Sum(_) | What::Slack(..) => return None,
    };
    Some((measure.clone(), municipality.clone(), what))
}

/// The earlier sums that stand in the way of protecting a number.
fn from(
    part: &System,
    hidden: &[bool],
    (target, insider): (usize, Option<usize>),
    earlier: &[String],
) -> Vec<Published> {
    let seen = Attacker { system: part, hidden, insider }.interval(target, FREE);
    let rows = seen.rows.iter().map(|row| &part.rows[*row].source);
    let published = rows.filter_map(|source| match source {
        Source::Earlier { edition, measure } | Source::Increase { edition, measure } => {
            Some(Published {
                edition: earlier.get(*edition)?.clone(),
                measure: measure.clone(),
                municipality: None,
            })
        }
        Source::Sum | Source::Relation => None,
    });
    published.collect::<BTreeSet<_>>().into_iter().collect()
}
