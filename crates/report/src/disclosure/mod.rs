//! Decides which numbers of persons and families are hidden, so that nobody can work out a small one.
//!
//! In: the [`Figures`], the questionnaire with the relations between its measures, and what earlier editions printed.
//! Out: a [`Disclosure`], which says how each contribution and each sum is printed, with a [`Proof`] for each
//! sensitive number: the interval that is left to the attacker who knows most. A number that can no longer be
//! protected, because it is public already, becomes an [`AlreadyPublic`] and is never passed over.
//!
//! *Primary suppression* hides each small number. *Secondary suppression* hides other numbers as well, because
//! hiding the small one alone does not help: of 70 + 7 + 20 = 97 everybody computes 97 - 70 - 20. There are two kinds
//! of attackers: the public, and an *insider*, a municipality that also knows its own hidden numbers.
//!
//! 1. `shown` sets aside what previews showed and this edition prints again.
//! 2. `model` and `editions` write all numbers and the equations between them into one `system`.
//! 3. The system falls apart into components that share no equation; each is decided on its own.
//! 4. `secondary_suppression` chooses what is hidden such that a `promise` holds: enough other years would have been
//!    printed the same, so that not even the choice tells anything.
//! 5. Where nothing can be promised, `search` takes the cheapest choice that it finds from which, by an `audit`, no
//!    attacker works out too much.

mod audit;
mod earlier;
mod editions;
mod fit;
mod information_loss;
mod key;
mod model;
mod promise;
mod rule;
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
pub use earlier::{Earlier, EarlierMeasure, Series};
pub use key::{Draws, Key};
use model::{Derivable, Model};
use promise::Interval;
pub use rule::Rule;
use search::Choice;
use secondary_suppression::SecondarySuppression;
use system::{FREE, Source, System, What};

/// The kinds of numbers that nobody may work out where they are small.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sensitive {
    /// What a municipality gave.
    Contribution,
    /// What remains of a whole without its part: of 25 families, 18 of them in the part, 7 remain.
    Remainder {
        /// Code of the part; where the whole is a total with an unanswered part, the code of that part.
        part: String,
    },
    /// By how much a number that counts on over the years grew since an earlier edition.
    Increase {
        /// Name of the edition.
        since: String,
    },
    /// A number that an earlier edition hid.
    Previous {
        /// Name of the edition.
        edition: String,
    },
}

/// The interval of a sensitive number that is left to the attacker who knows most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// Code of the measure; for a remainder, of the whole.
    pub measure: String,
    /// Whose number it is.
    pub municipality: MunicipalityCode,
    /// Which number of this measure and municipality.
    pub what: Sensitive,
    /// The true value; `None` if it rests on a number that an earlier edition hid and that does not follow for certain.
    pub value: Option<Decimal>,
    /// The smallest value that the attacker must reckon with. An audit stops at an interval as wide as the threshold,
    /// so an interval of that width may in truth be wider.
    pub low: Decimal,
    /// The largest such value; `None` if there is no upper bound.
    pub high: Option<Decimal>,
    /// The municipality that knows most; `None` if the public knows as much.
    pub attacker: Option<MunicipalityCode>,
}

/// A sensitive number that can no longer be protected, whatever is hidden.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlreadyPublic {
    /// The number, and the interval that is left of it.
    pub proof: Proof,
    /// What earlier editions printed from which it follows; empty if it follows from the questionnaire alone.
    pub from: Vec<Published>,
}

/// A sensitive number that was protected until hidden numbers were let slip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenAway {
    /// The number, and the interval that is left of it now.
    pub proof: Proof,
    /// Positions in the argument of [`Disclosure::given_away`]: the numbers let slip that equations link with this one.
    pub by: Vec<usize>,
}

/// Something that an earlier edition printed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Published {
    /// Name of the edition.
    pub edition: String,
    /// Code of the measure.
    pub measure: String,
    /// Whose number; `None` if it is the sum.
    pub municipality: Option<MunicipalityCode>,
}

/// How each number of a year is printed, and how well that protects the sensitive ones. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Disclosure {
    decided: Arc<Decided>,
}

/// A decision about one component, and how it is known that this is enough.
enum Chosen {
    /// Which variables are hidden, and the interval that is promised for each sensitive one.
    Promised(Vec<bool>, Vec<(usize, Interval)>),
    /// Nothing can be promised. By an audit nobody works out too much, except of the numbers that the choice gives up.
    Audited(Choice),
}

/// The whole decision, shared by all clones of a [`Disclosure`].
#[derive(Debug, Default)]
struct Decided {
    /// The hidden contributions, by code of the measure.
    hidden: BTreeMap<String, BTreeMap<MunicipalityCode, Shown>>,
    /// Codes of the measures whose sum is hidden.
    sums: BTreeSet<String>,
    proofs: Vec<Proof>,
    already_public: Vec<AlreadyPublic>,
    /// In the order in which variables number their owners.
    municipalities: Vec<MunicipalityCode>,
    /// The components of the system, each with which of its variables are hidden.
    parts: Vec<(System, Vec<bool>)>,
    rule: Rule,
    /// Names of the earlier editions, in the order in which variables number them.
    earlier: Vec<String>,
}

impl Disclosure {
    /// Returns how the contribution of a municipality to a measure is printed.
    #[must_use]
    pub fn of(&self, measure: &str, municipality: &MunicipalityCode) -> Shown {
        let hidden = self.decided.hidden.get(measure).and_then(|hidden| hidden.get(municipality));
        match hidden {
            Some(shown) => *shown,
            None => Shown::Published,
        }
    }

    /// Returns how the sum of a measure is printed: [`Shown::Published`] or [`Shown::SecondarySuppressed`].
    #[must_use]
    pub fn sum(&self, measure: &str) -> Shown {
        if self.decided.sums.contains(measure) {
            Shown::SecondarySuppressed
        } else {
            Shown::Published
        }
    }

    /// Returns the interval of each sensitive number, in the order of measures and municipalities.
    #[must_use]
    pub fn proofs(&self) -> &[Proof] {
        &self.decided.proofs
    }

    /// Returns the sensitive numbers that can no longer be protected, in the same order.
    #[must_use]
    pub fn already_public(&self) -> &[AlreadyPublic] {
        &self.decided.already_public
    }

    /// Returns the sensitive numbers that lose their protection once these hidden contributions are let slip, because
    /// the public, or a municipality with its own numbers, can work them out then. `slipped` holds codes of measures
    /// with the municipality that gave the number.
    #[must_use]
    pub fn given_away(&self, slipped: &[(&str, &MunicipalityCode)]) -> Vec<GivenAway> {
        let Decided { parts, .. } = &*self.decided;
        parts.iter().flat_map(|(part, hidden)| self.given_away_in(part, hidden, slipped)).collect()
    }

    /// The same, within one component.
    fn given_away_in(
        &self,
        part: &System,
        hidden: &[bool],
        slipped: &[(&str, &MunicipalityCode)],
    ) -> Vec<GivenAway> {
        let Decided { rule, earlier, .. } = &*self.decided;
        // What is still hidden once the others are known: a number that slipped is as good as printed.
        let mut known = hidden.to_vec();
        let mut by = Vec::new();
        for (index, (measure, municipality)) in slipped.iter().enumerate() {
            let what = What::Contribution((*measure).to_owned(), (*municipality).clone());
            if let Some(variable) = part.variables.iter().position(|each| each.what == what) {
                known[variable] = false;
                by.push(index);
            }
        }
        // Where nothing slipped, everything is protected as before: no need to audit it again.
        let targets = part.variables.iter().enumerate().filter(|(_, each)| each.is_target);
        let wide = i64::from(rule.width);
        let given = targets.filter(|_| !by.is_empty()).filter_map(|(target, variable)| {
            let seen = if known[target] {
                search::worst(part, &known, target, *rule)
            } else {
                (variable.value, variable.value, None)
            };
            // Only what was protected before is news; the rest is an `AlreadyPublic` and reported as such.
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

/// Decides how each number of a year is printed. `earlier` holds the earlier editions and previews, the oldest first;
/// `draws` come from the key of the year. The same arguments give the same decision.
#[must_use]
pub fn protect(
    figures: &Figures,
    questionnaire: &Questionnaire,
    rule: Rule,
    earlier: &[Earlier],
    draws: &dyn Draws,
) -> Disclosure {
    let rule = Rule { width: rule.width.min(rule.threshold.saturating_sub(2)), ..rule };
    // A preview of the same figures must change nothing: as long as this edition prints the sum itself, the preview
    // tells nothing more. So decide without such sums first; they count only if one of them would be hidden now.
    let (news, repeated) = shown::apart(figures, earlier);
    let disclosure = decide(figures, questionnaire, rule, &news, draws);
    if repeated.iter().all(|code| disclosure.sum(code) == Shown::Published) {
        return disclosure;
    }
    decide(figures, questionnaire, rule, earlier, draws)
}

/// Decides the same with all that these earlier editions tell, for a rule within its limits.
fn decide(
    figures: &Figures,
    questionnaire: &Questionnaire,
    rule: Rule,
    earlier: &[Earlier],
    draws: &dyn Draws,
) -> Disclosure {
    // All numbers, and the equations that link them.
    let Model { system, municipalities, lost, .. } =
        Model::new(figures, questionnaire, rule, earlier);
    let municipalities: Vec<MunicipalityCode> = municipalities.into_iter().cloned().collect();
    let names: Vec<String> = earlier.iter().map(|each| each.name.clone()).collect();
    let mut decided = Decided { municipalities, rule, earlier: names, ..Decided::default() };
    // Small numbers that are public for good stand in no equation, so nothing below would report them.
    for lost in &lost {
        decided.lose(lost);
    }
    // No equation links two components, so nothing that is hidden in one protects or endangers another: each is decided
    // on its own, in parallel. `collect` keeps their order, so the result stays the same.
    let parts = system.components().into_par_iter().map(|part| {
        let chosen = match secondary_suppression::suppress(&part, rule, draws) {
            Some(SecondarySuppression { hidden, promise }) => {
                Chosen::Promised(hidden, promise.all(&part))
            }
            None => Chosen::Audited(search::suppression(&part, rule)),
        };
        (part, chosen)
    });
    // Put together what was decided for each.
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
    /// Sorts the proofs by measure and municipality: until now they stand in the order of the components.
    fn sort(&mut self) {
        let key =
            |proof: &Proof| (proof.measure.clone(), proof.municipality.clone(), proof.what.clone());
        self.proofs.sort_by_cached_key(key);
        self.already_public.sort_by_cached_key(|failure| key(&failure.proof));
    }

    /// Records how the hidden variables of a component are printed.
    fn hide(&mut self, part: &System, hidden: &[bool]) {
        for (variable, _) in part.variables.iter().zip(hidden).filter(|(_, hidden)| **hidden) {
            match &variable.what {
                What::Contribution(measure, municipality) => {
                    // A contribution is sensitive exactly if it is small.
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
                // Remainders, increases, what an earlier edition hid and slack are never printed.
                _ => {}
            }
        }
    }

    /// Records the promised interval of each sensitive number of a component.
    fn promise(&mut self, part: &System, intervals: Vec<(usize, Interval)>) {
        let proofs = intervals
            .into_iter()
            .filter_map(|(target, seen)| self.proof(part, target, seen, &self.earlier));
        let proofs: Vec<Proof> = proofs.collect();
        self.proofs.extend(proofs);
    }

    /// Audits each sensitive number of a component and records its interval, and those that could not be protected.
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

    /// Returns the proof for an interval of a variable; `None` if the variable is a sum or slack.
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

    /// Records a small number that follows from what is public for good. The interval is its value alone.
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
        // Whatever an earlier edition printed, this one prints no small number.
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

/// Returns measure, municipality and kind of a variable that can be sensitive; `None` for a sum or slack. `earlier`
/// holds the names of the earlier editions.
fn sensitive(what: &What, earlier: &[String]) -> Option<(String, MunicipalityCode, Sensitive)> {
    let name = |edition: &usize| earlier[*edition].clone();
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

/// Returns what earlier editions printed that keeps a number from being protected. The attacker is `insider`, or the
/// public if that is `None`.
fn from(
    part: &System,
    hidden: &[bool],
    (target, insider): (usize, Option<usize>),
    earlier: &[String],
) -> Vec<Published> {
    // With no end to the search, the audit names every equation that keeps the interval from being wider.
    let seen = Attacker { system: part, hidden, insider }.interval(target, FREE);
    let rows = seen.rows.iter().map(|row| &part.rows[*row].source);
    let published = rows.filter_map(|source| match source {
        Source::Earlier { edition, measure } | Source::Increase { edition, measure } => {
            Some(Published {
                edition: earlier[*edition].clone(),
                measure: measure.clone(),
                municipality: None,
            })
        }
        // Of this edition and of the questionnaire: nothing that was published before.
        Source::Sum | Source::Relation => None,
    });
    published.collect::<BTreeSet<_>>().into_iter().collect()
}
