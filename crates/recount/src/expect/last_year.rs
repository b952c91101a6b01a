//! What is said of earlier years must say, and whether anything may be said.

use std::collections::{BTreeMap, BTreeSet};

use pmg_core::cycle::Change;
use pmg_core::municipality::MunicipalityCode;
use pmg_core::suppression::Shown;

use super::expectations::Expectations;
use super::words::{digits, in_full, list, ways};
use crate::count::{Exact, Measured};
use crate::error::RecountError;

/// A measure beside what was printed of it last year.
pub(super) struct Compared {
    before: Exact,
    given_before: usize,
    /// The codes of the municipalities that gave a number both times.
    same: Vec<String>,
    /// How many give a number now and gave none then.
    joined: usize,
    same_before: Exact,
    same_now: Exact,
}

/// What was printed of each municipality; `None` for a number that was hidden.
type Given = BTreeMap<String, Option<Exact>>;

impl Expectations<'_> {
    fn year_before(&self) -> i16 {
        self.cycle.settings.year - 1
    }

    /// The sum that the last edition of a year printed of a measure, with the numbers in it; `None` if there is none that
    /// counts the same. Of several measures that are one now, the sum is one only over the same municipalities.
    fn printed(&self, year: i16, measure: &str) -> Result<Option<(Exact, Given)>, RecountError> {
        let all = self.count.then(year, measure)?;
        let mut then = Given::new();
        let mut before = 0;
        for (index, each) in all.values().enumerate() {
            let Some(sum) = each.sum else { return Ok(None) };
            if index > 0 && !then.keys().eq(each.given.keys()) {
                return Ok(None);
            }
            before += sum;
            for (municipality, value) in &each.given {
                let known = then.entry(municipality.clone()).or_insert(Some(0));
                *known = known.zip(*value).map(|(known, value)| known + value);
            }
        }
        Ok((!all.is_empty()).then_some((before, then)))
    }

    /// The comparison; `None` if nothing may be said, because not everybody can work it out.
    fn compared(&self, measure: &str) -> Result<Option<Compared>, RecountError> {
        let Some((before, then)) = self.printed(self.year_before(), measure)? else {
            return Ok(None);
        };
        let is_shown = |who: &str| {
            MunicipalityCode::parse(who)
                .is_some_and(|code| self.suppression.of(measure, &code) == Shown::Published)
        };
        let now: Vec<(&str, Exact)> =
            self.given_of(measure, "").map(|it| (it.municipality.as_str(), it.value)).collect();
        let same: Vec<String> =
            then.keys().filter(|who| now.iter().any(|(it, _)| it == who)).cloned().collect();
        let in_same = |who: &str| same.iter().any(|it| it == who);
        // What is hidden now, in the part and beside it.
        let hidden =
            |wanted: bool| now.iter().any(|(who, _)| in_same(who) == wanted && !is_shown(who));
        let is_total_shown = self.suppression.sum(measure) == Shown::Published;
        if same.is_empty() || (hidden(true) && (hidden(false) || !is_total_shown)) {
            return Ok(None);
        }
        let same_now = now.iter().filter(|(who, _)| in_same(who)).map(|(_, value)| value).sum();
        // And what was hidden then.
        let was_hidden =
            |wanted: bool| then.iter().any(|(who, it)| it.is_none() && in_same(who) == wanted);
        if was_hidden(true) && was_hidden(false) {
            return Ok(None);
        }
        let printed = |wanted: bool| -> Exact {
            then.iter().filter(|(who, _)| in_same(who) == wanted).filter_map(|(_, it)| *it).sum()
        };
        let same_before = if was_hidden(true) { before - printed(false) } else { printed(true) };
        let (given_before, joined) = (then.len(), now.len() - same.len());
        Ok(Some(Compared { before, given_before, same, joined, same_before, same_now }))
    }

    /// All wordings of what is said of a measure beside last year.
    pub(super) fn beside(&self, what: &str, measure: &str) -> Result<Vec<String>, RecountError> {
        let Some(measured) = self.measures.get(measure) else { return Ok(Vec::new()) };
        let Some(compared) = self.compared(measure)? else {
            return Ok(match what {
                "verschil" => vec!["niet te vergelijken".to_owned()],
                "beletsel" => self.obstacles(measure)?,
                _ => self.number(None, measured),
            });
        };
        let number = |value| self.number(Some(value), measured);
        Ok(match what {
            "toen" => number(compared.before),
            "zelfde-toen" => number(compared.same_before),
            "zelfde-nu" => number(compared.same_now),
            "zelfde" => self.count_ways(compared.same.len()),
            "erbij" => self.count_ways(compared.joined),
            "weg" => self.count_ways(compared.given_before - compared.same.len()),
            "verschil" => {
                let change = compared.same_now - compared.same_before;
                let word = if change > 0 { "meer" } else { "minder" };
                match change {
                    0 => vec!["evenveel".to_owned()],
                    change => ways(change.abs(), self.words_below())
                        .into_iter()
                        .map(|way| format!("{way} {word}"))
                        .collect(),
                }
            }
            _ => Vec::new(),
        })
    }

    /// All wordings of what the last edition of a year printed of a measure: its sum, or of how many municipalities.
    pub(super) fn of_edition(
        &self,
        year: &str,
        what_of: &str,
    ) -> Result<Vec<String>, RecountError> {
        let (Ok(year), Some((what, measure))) = (year.parse::<i16>(), what_of.split_once(':'))
        else {
            return Ok(Vec::new());
        };
        let Some(measured) = self.measures.get(measure) else { return Ok(Vec::new()) };
        let printed = self.printed(year, measure)?;
        Ok(match (what, printed) {
            ("som", Some((sum, _))) => self.number(Some(sum), measured),
            ("gaven", Some((_, given))) => self.count_ways(given.len()),
            ("som", None) if !self.count.knows(year)? => vec!["geen uitgave".to_owned()],
            ("som", None) if self.count.then(year, measure)?.is_empty() => {
                ["niet gevraagd", "anders gevraagd"].map(str::to_owned).to_vec()
            }
            ("som", None) => ["niet getoond", "anders gevraagd"].map(str::to_owned).to_vec(),
            _ => Vec::new(),
        })
    }

    /// How the part of the account must say what an edition printed.
    pub(super) fn of_edition_explained(
        &self,
        year: i16,
        measure: &str,
    ) -> Result<String, RecountError> {
        let printed = self.printed(year, measure)?;
        Ok(match self.measures.get(measure).zip(printed) {
            Some((measured, (sum, given))) => format!(
                "In de laatste uitgave van {year} stond {}, van {}.",
                self.said(sum, measured),
                counted(given.len()),
            ),
            None => format!("De uitgave van {year} geeft hiervan geen totaal dat hetzelfde telt."),
        })
    }

    /// What may be said to be the reason that nothing is said of a measure beside last year.
    fn obstacles(&self, measure: &str) -> Result<Vec<String>, RecountError> {
        let then = self.count.then(self.year_before(), measure)?;
        let asked_otherwise = "de vraag was vorig jaar anders";
        let goes_on = |change: &Change| change.now.iter().any(|code| code == measure);
        let is_changed =
            self.cycle.changes.iter().any(|change| goes_on(change) && !change.compares);
        if then.is_empty() {
            return Ok(if is_changed {
                vec![asked_otherwise.to_owned()]
            } else if self.count.knows(self.year_before())? {
                vec!["de vraag werd vorig jaar niet gesteld".to_owned()]
            } else {
                vec!["er is geen uitgave van vorig jaar".to_owned()]
            });
        }
        let nobody_twice = "geen gemeente gaf in beide jaren een getal";
        let now = |who: &String| self.given_of(measure, "").any(|it| it.municipality == *who);
        let gave: BTreeSet<&String> = then.values().flat_map(|it| it.given.keys()).collect();
        if !gave.into_iter().any(now) {
            return Ok(vec![nobody_twice.to_owned()]);
        }
        let mut each = then.values().map(|it| it.given.keys());
        let first = each.next().map(Iterator::collect::<Vec<_>>);
        let differ =
            each.any(|keys| first.as_ref().is_some_and(|first| !keys.eq(first.iter().copied())));
        let would_tell = "een klein aantal personen zou daarmee bekend worden".to_owned();
        Ok(if differ { vec![would_tell, asked_otherwise.to_owned()] } else { vec![would_tell] })
    }

    /// How the part of the account must say that a comparison came about.
    pub(super) fn beside_explained(&self, measure: &str) -> Result<String, RecountError> {
        let (Some(measured), Some(compared)) =
            (self.measures.get(measure), self.compared(measure)?)
        else {
            return Ok("Hiernaast is van vorig jaar niets te zeggen.".to_owned());
        };
        let mut names = Vec::new();
        for code in &compared.same {
            names.extend(self.count.municipality_name(code)?);
        }
        let [before, same_before, same_now] =
            [compared.before, compared.same_before, compared.same_now]
                .map(|it| self.said(it, measured));
        Ok(format!(
            "In de uitgave van {} stond {before}, van {}. Toen en nu gaven {} een getal: {}. Bij hen was het {same_before} en is het nu {same_now}. Alleen toen: {}. Alleen nu: {}.",
            self.year_before(),
            counted(compared.given_before),
            counted(compared.same.len()),
            list(&names),
            counted(compared.given_before - compared.same.len()),
            counted(compared.joined),
        ))
    }

    /// A number with its unit, as the account has it.
    fn said(&self, value: Exact, measured: &Measured) -> String {
        if measured.unit_kind == "geld" {
            return in_full(value);
        }
        let one = value == crate::count::ONE;
        let unit = self.cycle.definition.units.iter().find(|unit| unit.plural == measured.unit);
        let noun =
            unit.filter(|_| one).map_or(measured.unit.as_str(), |unit| unit.singular.as_str());
        format!("{} {noun}", digits(value))
    }
}

fn counted(municipalities: usize) -> String {
    match municipalities {
        1 => "1 gemeente".to_owned(),
        count => format!("{count} gemeenten"),
    }
}
