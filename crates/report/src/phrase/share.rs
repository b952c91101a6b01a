//! The share of one measure in another, in words.

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::disclosure::Shown;
use crate::figures::{Contribution, MeasureFigure};
use pmg_core::basis::Basis;
use pmg_core::cycle::{RelationKind, Unit};
use pmg_core::dutch;

use super::Phrases;
use super::form::{PhraseResult, verb_forms};

/// Of fewer than this no percentage is given: it would look more precise than it is.
const LEAST_BASE: Decimal = Decimal::from_parts(20, 0, 0, false, 0);

/// Two numbers of the same municipalities, of which one is a part of the other.
struct Share {
    part: Decimal,
    whole: Decimal,
    municipalities: usize,
}

impl Share {
    /// The numbers of the municipalities that gave both.
    fn of(part: &MeasureFigure, whole: &MeasureFigure, only: Option<&str>) -> Self {
        let wanted = |code: &str| only.is_none_or(|only| only == code);
        let mut share = Self { part: Decimal::ZERO, whole: Decimal::ZERO, municipalities: 0 };
        for each in whole.contributions.iter().filter(|each| wanted(each.municipality.as_str())) {
            let same = |other: &&Contribution| other.municipality == each.municipality;
            if let Some(other) = part.contributions.iter().find(same) {
                share.part += other.value;
                share.whole += each.value;
                share.municipalities += 1;
            }
        }
        share
    }

    /// The percentage in whole numbers, and the words before it. It is never 0 or 100: both would deny the rest.
    fn percentage(&self) -> (&'static str, Decimal) {
        let exact = self.part * Decimal::ONE_HUNDRED / self.whole;
        let rounded = exact.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
        match rounded.to_u8() {
            Some(0) => ("minder dan ", Decimal::ONE),
            Some(100) => ("meer dan ", Decimal::from(99)),
            _ => ("", rounded),
        }
    }
}

impl Phrases {
    /// `56 procent van de 25 gezinnen`; of fewer than twenty `vier van de twaalf gezinnen`. The verb, of
    /// which `forms` has both forms, comes after it.
    pub(crate) fn share(
        &self,
        part: &str,
        whole: &str,
        municipality: Option<&str>,
        forms: Option<&str>,
    ) -> PhraseResult<String> {
        self.is_part(part, whole)?;
        let basis = Basis::Share {
            part: part.to_owned(),
            whole: whole.to_owned(),
            municipality: municipality.map(|code| self.municipality(code)).transpose()?,
        };
        let (one, other) = (self.measure(part)?, self.measure(whole)?);
        let unit = &other.measure.unit;
        let numbers = Share::of(one, other, municipality);
        let hidden = self.hides(one, municipality) || self.hides(other, municipality);
        let (words, is_plural) = self.share_in_words(&numbers, unit, hidden, &basis);
        let verb = match forms.map(verb_forms).transpose()? {
            Some((_, plural)) if is_plural => format!(" {plural}"),
            Some((singular, _)) => format!(" {singular}"),
            None => String::new(),
        };
        Ok(words + &verb)
    }

    /// Whether a number behind the share is suppressed: a share of the other numbers would tell of it.
    fn hides(&self, figure: &MeasureFigure, municipality: Option<&str>) -> bool {
        let (code, disclosure) = (&figure.measure.code, &self.facts.disclosure);
        let mut given = figure.contributions.iter();
        match municipality {
            Some(only) => given
                .find(|each| each.municipality.as_str() == only)
                .is_some_and(|each| disclosure.of(code, &each.municipality) != Shown::Published),
            None => {
                disclosure.sum(code) != Shown::Published
                    || given.any(|each| disclosure.of(code, &each.municipality) != Shown::Published)
            }
        }
    }

    /// The words, and whether their verb is a plural. A percentage is one thing.
    fn share_in_words(
        &self,
        numbers: &Share,
        unit: &Unit,
        hidden: bool,
        basis: &Basis,
    ) -> (String, bool) {
        let nouns = &unit.plural;
        let Share { part, whole, municipalities } = *numbers;
        if municipalities == 0 || hidden {
            let which = if municipalities == 0 { "een onbekend deel" } else { "een deel" };
            return (format!("{} van de {nouns}", self.mark(which, basis.clone())), false);
        }
        let is_plural = |number: Decimal| number > Decimal::ONE && !unit.is_amount();
        if whole.is_zero() {
            return (format!("{} {nouns}", self.mark("geen", basis.clone())), !unit.is_amount());
        }
        let (some, all) = self.out_of_words(part, whole);
        let some = if part.is_zero() { "geen".to_owned() } else { some };
        if whole == Decimal::ONE {
            return (format!("{} {}", self.mark(some, basis.clone()), unit.singular), false);
        }
        if part == whole {
            let all = self.mark(format!("alle {all}"), basis.clone());
            return (format!("{all} {nouns}"), is_plural(whole));
        }
        let (some, all) = (self.mark(some, basis.clone()), self.mark(all, basis.clone()));
        if part.is_zero() {
            return (format!("{some} van de {all} {nouns}"), false);
        }
        if whole < LEAST_BASE {
            return (format!("{some} van de {all} {nouns}"), is_plural(part));
        }
        let (about, percent) = numbers.percentage();
        let percent = format!("{about}{} procent", dutch::digits(percent));
        (format!("{} van de {all} {nouns}", self.mark(percent, basis.clone())), false)
    }

    /// Refuses a share unless the questionnaire says that the one measure is part of the other.
    fn is_part(&self, part: &str, whole: &str) -> PhraseResult<()> {
        let same_unit = self.measure(part)?.measure.unit == self.measure(whole)?.measure.unit;
        let questionnaire = &self.facts.questionnaire;
        let related = questionnaire.relations.iter().any(|relation| {
            relation.kind == RelationKind::DeelVan
                && relation.one == part
                && relation.other == whole
        });
        let added = questionnaire
            .totals
            .iter()
            .any(|total| total.whole == whole && total.parts.iter().any(|code| code == part));
        if same_unit && (related || added) {
            return Ok(());
        }
        Err(format!(
            "`{part}` is volgens vragenlijst.toml geen deel van `{whole}`; een percentage kan alleen bij een `[[relatie]]` `deel_van` of een `[[optelling]]`, in dezelfde eenheid"
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(part: u32, whole: u32, municipalities: usize) -> Share {
        Share { part: part.into(), whole: whole.into(), municipalities }
    }

    #[test]
    fn a_percentage_is_whole_and_never_says_none_or_all_of_what_is_neither() {
        for (part, whole, said) in [
            (14, 25, ("", 56)),
            (1, 200, ("", 1)),
            (1, 201, ("minder dan ", 1)),
            (199, 200, ("meer dan ", 99)),
            (125, 1000, ("", 13)),
            (99, 100, ("", 99)),
        ] {
            let (about, percent) = share(part, whole, 2).percentage();
            assert_eq!((about, percent), (said.0, said.1.into()), "{part} of {whole}");
        }
    }
}
