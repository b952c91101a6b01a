//! Predicts what the account of the figures behind the text must say of each measure.
//!
//! In a draft it shows everything; in a public edition it keeps back what nobody may come to know.

use std::collections::BTreeMap;

use pmg_core::edition::Edition;
use pmg_core::municipality::MunicipalityCode;
use pmg_core::place::{Cell, Place};
use pmg_core::suppression::Shown;

use super::expectations::Expectations;
use super::words::{date, digits, in_full};
use crate::count::{Exact, Given, Measured, ONE};
use crate::error::RecountError;

/// Why a municipality is not in a figure: the kind of what it gave, and the words for it.
const LEFT_OUT: [(&str, &str); 3] = [
    ("unknown", "onbekend"),
    ("not_applicable", "niet van toepassing"),
    ("missing", "niet of niet bruikbaar ingevuld"),
];

/// What is said under each name: a row or a paragraph more than once where it stands more than once.
pub(crate) type Lines = BTreeMap<String, Vec<String>>;

/// What the account must say.
pub(crate) struct Account<'a> {
    expectations: &'a Expectations<'a>,
    edition: Edition,
    /// The names of those who gave no number, by measure and kind of answer.
    without: BTreeMap<(String, String), Vec<String>>,
    /// The singular of each unit, by its plural.
    singular: BTreeMap<&'a str, &'a str>,
}

impl<'a> Account<'a> {
    /// Counts what the account of an edition must say.
    pub(crate) fn of(
        expectations: &'a Expectations<'a>,
        edition: Edition,
    ) -> Result<Self, RecountError> {
        let units = expectations.cycle.definition.units.iter();
        Ok(Self {
            expectations,
            edition,
            without: expectations.count.without_number()?,
            singular: units.map(|unit| (&*unit.plural, &*unit.singular)).collect(),
        })
    }

    /// All that the part of a measure should say, by what it is about.
    pub(crate) fn lines(&self, measured: &Measured) -> Lines {
        let mut lines = Lines::from([(String::new(), vec![self.how(measured)])]);
        let mut beside = Vec::new();
        for given in self.expectations.given.values().filter(|it| it.measure == measured.measure) {
            let name = given.name.clone();
            let number = self.number(given, measured);
            if given.counted {
                let about = self.about(given);
                let said = [number, about].into_iter().filter(|text| !text.is_empty());
                lines.entry(name).or_default().push(said.collect::<Vec<_>>().join(" | "));
            } else {
                beside.push(format!("{name} ({number})"));
            }
        }
        let without = |kind: &str| {
            let key = (measured.measure.clone(), kind.to_owned());
            self.without.get(&key).cloned().unwrap_or_default()
        };
        let left_out = LEFT_OUT.map(|(kind, why)| (why, without(kind))).into_iter();
        let left_out = left_out.chain([("niet meegeteld, want niet in uitvoering", beside)]);
        for (why, who) in left_out.filter(|(_, who)| !who.is_empty()) {
            let said = format!("{}.", who.join(", "));
            lines.insert(format!("Niet in het cijfer, {why}"), vec![said]);
        }
        lines
    }

    /// The first sentences: the sum, and that only those that run are counted where there is a status.
    fn how(&self, measured: &Measured) -> String {
        let Measured { measure, unit, has_status, .. } = measured;
        let hidden = self.edition.is_final()
            && self.expectations.suppression.sum(measure) != Shown::Published;
        let said = match measured.sum {
            None => format!("Geen gemeente gaf een aantal {unit} op."),
            Some(_) if hidden => {
                "Het totaal is niet getoond: er zou een klein aantal mensen uit blijken.".to_owned()
            }
            Some(sum) => {
                let amount = self.amount(sum, measured);
                format!("Som: {amount}, opgave van {}.", coverage(measured))
            }
        };
        let rule = " Geteld is waar de interventie in uitvoering is.";
        if *has_status { said + rule } else { said }
    }

    /// `576 jongeren`, `1 jongere`, `€ 500.000`.
    fn amount(&self, sum: Exact, measured: &Measured) -> String {
        if measured.unit_kind == "geld" {
            return in_full(sum);
        }
        let (sum, is_one) = (digits(sum), sum == ONE);
        let one = self.singular.get(measured.unit.as_str()).filter(|_| is_one);
        format!("{sum} {}", one.unwrap_or(&measured.unit.as_str()))
    }

    /// A number as the reader may see it.
    fn number(&self, given: &Given, measured: &Measured) -> String {
        let code = MunicipalityCode::parse(&given.municipality).filter(|_| self.edition.is_final());
        let shown = code.map(|code| self.expectations.suppression.of(&given.measure, &code));
        match shown {
            Some(Shown::SecondarySuppressed) => "niet getoond".to_owned(),
            Some(Shown::PrimarySuppressed) => self.expectations.less(),
            // A small number is never shown, whatever was decided.
            Some(Shown::Published) if self.expectations.is_small(given.value, measured) => {
                self.expectations.less()
            }
            Some(Shown::Published) | None if measured.unit_kind == "geld" => in_full(given.value),
            Some(Shown::Published) | None => digits(given.value),
        }
    }

    /// Its cell, its reference date and the remark on it; only the date is for everybody.
    fn about(&self, given: &Given) -> String {
        let [file, sheet, cell] = given.place.clone();
        let sheet = Some(sheet).filter(|sheet| !sheet.is_empty());
        let place = Place { sheet, cell: Cell::parse(&cell), ..Place::file(&file) }.to_string();
        let day = given.reference_date.map(|day| format!("peildatum {}", date(day)));
        let day = day.unwrap_or_default();
        let remark = match given.remark.as_str() {
            "" => String::new(),
            remark => format!("“{remark}”"),
        };
        let said = if self.edition.is_final() { vec![day] } else { vec![place, day, remark] };
        let said = said.into_iter().filter(|text| !text.is_empty());
        said.collect::<Vec<_>>().join("; ")
    }
}

/// How many of the municipalities concerned gave a number: `4 van de 6 gemeenten`.
fn coverage(measured: &Measured) -> String {
    let Measured { municipalities: given, unknown, missing, not_applicable, .. } = measured;
    let silent = unknown + missing;
    let could = if *not_applicable == 0 { "" } else { " waar de vraag past" };
    if silent > 0 {
        format!("{given} van de {} gemeenten{could}", given + silent)
    } else if *given > 1 {
        format!("alle {given} gemeenten{could}")
    } else if could.is_empty() {
        "1 gemeente".to_owned()
    } else {
        format!("de enige gemeente{could}")
    }
}
