//! Phrases that lay a measure beside what was printed of it last year.

use rust_decimal::Decimal;

use crate::last_year::{Compared, Obstacle};
use pmg_core::basis::{Basis, Beside};

use super::Phrases;
use super::form::{MUNICIPALITY, PhraseForm, PhraseResult};

impl Phrases {
    /// The comparison of a measure with last year; `None` if nothing can be said.
    pub(crate) fn compared(&self, measure: &str) -> PhraseResult<Option<&Compared>> {
        self.measure(measure)?;
        Ok(self.facts.last_year.measure(measure).ok())
    }

    /// `251 deelnemers`: a number beside that of now; an unknown number if nothing can be said.
    pub(crate) fn beside(
        &self,
        measure: &str,
        what: Beside,
        form: &PhraseForm,
    ) -> PhraseResult<String> {
        let compared = self.compared(measure)?;
        let basis = Basis::LastYear { what, measure: measure.to_owned() };
        let value = |compared: &Compared| match what {
            Beside::Before => compared.before,
            Beside::SameBefore => compared.same_before,
            Beside::SameNow => compared.same_now,
            Beside::Same => Decimal::from(compared.same.len()),
            Beside::Joined => Decimal::from(compared.joined),
            Beside::Left => Decimal::from(compared.left()),
            Beside::Change | Beside::Obstacle => compared.same_now - compared.same_before,
        };
        let value = compared.map(value);
        match (what, value) {
            (Beside::Same | Beside::Joined | Beside::Left, Some(count)) => {
                self.counted(count, &MUNICIPALITY, &basis, form)
            }
            (Beside::Change, Some(change)) => Ok(self.mark(self.change(change), basis)),
            (Beside::Change, None) => Ok(self.mark("niet te vergelijken", basis)),
            (Beside::Obstacle, _) => Ok(self.mark(self.obstacle(measure), basis)),
            (_, value) => self.given(value, &self.measure(measure)?.measure.unit, &basis, form),
        }
    }

    /// Why nothing can be said of a measure beside last year, as a clause: `de vraag was vorig jaar anders`.
    fn obstacle(&self, measure: &str) -> &'static str {
        match self.facts.last_year.measure(measure) {
            Ok(_) => "er is wel een vergelijking",
            Err(Obstacle::NoEdition) => "er is geen uitgave van vorig jaar",
            Err(Obstacle::NotAsked) => "de vraag werd vorig jaar niet gesteld",
            Err(Obstacle::AskedOtherwise) => "de vraag was vorig jaar anders",
            Err(Obstacle::NobodyTwice) => "geen gemeente gaf in beide jaren een getal",
            Err(Obstacle::WouldTell) => "een klein aantal personen zou daarmee bekend worden",
        }
    }

    /// `25 meer`, `drie minder` or `evenveel`.
    fn change(&self, change: Decimal) -> String {
        match change {
            change if change.is_zero() => "evenveel".to_owned(),
            change if change.is_sign_negative() => format!("{} minder", self.number(-change)),
            change => format!("{} meer", self.number(change)),
        }
    }
}
