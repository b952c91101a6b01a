//! Predicts all that a marked place of the page may say, by its basis.

use pmg_core::cycle::{Cycle, Tag};
use pmg_core::municipality::MunicipalityCode;
use pmg_core::suppression::Shown;

use super::basis::Basis;
use super::expectations::Expectations;
use super::share::share;
use super::words::{date, euro_ways, month, ways};
use super::{period, register};
use crate::count::{Exact, Measured};
use crate::error::RecountError;
use crate::read::html::Figure;

/// What the text prints for a number that is not small but would give away one that is.
const KEPT_BACK: [&str; 2] = ["een aantal", "niet getoond"];
/// How far a year that a template names may be from the year of the report.
const NEAR: i16 = 25;

impl Expectations<'_> {
    /// All wordings that a place may have; empty if its basis names something that does not exist.
    pub(crate) fn wordings(
        &self,
        figure: &Figure,
        before: Option<&Figure>,
    ) -> Result<Vec<String>, RecountError> {
        let basis = Basis::of(&figure.basis);
        if !self.is_spelled_out(basis)? {
            return Ok(Vec::new());
        }
        let Basis { kind, rest, first, second, .. } = basis;
        Ok(match kind {
            "som" => self.sum(first),
            "waarde" => self.value(first, second),
            "opgaven" => self.coverage(first, figure, before),
            "peildatum" => self.reference_date(first, second),
            "toelichting" => self.remark(first, second),
            "gemeenten" => register::municipalities(self, basis)?,
            "namen" => register::names(self, basis)?,
            "register" => register::counted(self, basis, figure, before)?,
            "vorig-jaar" => self.beside(first, second)?,
            "uitgave" => self.of_edition(first, second)?,
            "eerder" => self.earlier(first, second),
            "brief" => self.around_letter(first),
            "toezegging" => self.committed(first),
            "beleidskeuze" => self.chosen_policy(first),
            "erratum" => self.correction(first).map(|it| it.because.clone()).into_iter().collect(),
            "leden" => register::members(self, rest)?,
            "lopend" => register::running_in(self, first, second)?,
            "volledig" => self.count_ways(register::covered(self, rest)?.len()),
            "keuze" => register::chosen(self, first, second, figure)?,
            "ingezet" => register::in_use(self, first)?,
            "vragenlijst" => {
                let tags = tags_of(self.cycle).filter(|(_, tag)| tag.code == first);
                let words = tags.flat_map(|(_, tag)| [tag.name.clone(), tag.description.clone()]);
                self.count.asked(first)?.into_iter().chain(words).collect()
            }
            "tekst" => register::own_words(self, first)?,
            "aandeel" => share(self, first, second, figure, before),
            "periode" => period::ways(self.cycle, rest, &figure.text),
            "jaar" => self.year(figure),
            _ => self.fixed(kind, first),
        })
    }

    /// Whether every part of the basis is one that is looked at: a hidden number could stand in any other.
    fn is_spelled_out(&self, basis: Basis<'_>) -> Result<bool, RecountError> {
        let Basis { kind, rest, first, second, already_counted } = basis;
        let alone = second.is_empty() && already_counted.is_empty() && !rest.ends_with(':');
        Ok(match kind {
            "leden" => already_counted.is_empty(),
            "lopend" => {
                let mut tags = tags_of(self.cycle);
                already_counted.is_empty()
                    && !rest.ends_with(':')
                    && (second.is_empty() || tags.any(|(_, tag)| tag.code == second))
            }
            "volledig" => alone && ["bouwstenen", "fasen"].contains(&rest),
            "vorig-jaar" => already_counted.is_empty() && !second.contains(':'),
            "uitgave" => already_counted.is_empty() && second.matches(':').count() == 1,
            "eerder" => already_counted.is_empty() && !rest.ends_with(':'),
            "som" | "opgaven" | "vragenlijst" | "constante" | "partner" | "erkenning" | "tekst"
            | "erratum" | "brief" | "toezegging" | "beleidskeuze" => alone,
            "jaar" | "publicatie" | "kleine-aantallen" => rest.is_empty(),
            "ingezet" => ["", "erkend", "niet-erkend"].contains(&rest),
            "waarde" | "toelichting" | "peildatum" => {
                !second.contains(':') && already_counted.is_empty()
            }
            "aandeel" => second.split(':').count() <= 2 && already_counted.is_empty(),
            "gemeenten" | "namen" => {
                register::is_known(self, first, second)?
                    && (already_counted.is_empty() || {
                        let (first, second) =
                            already_counted.split_once(':').unwrap_or((already_counted, ""));
                        register::is_known(self, first, second)?
                    })
            }
            // Each of these is looked into where its words are expected.
            "register" | "keuze" | "periode" => true,
            _ => false,
        })
    }

    /// All wordings of a number in the unit of a measure.
    pub(super) fn number(&self, value: Option<Exact>, measure: &Measured) -> Vec<String> {
        match value {
            // A table says it shorter.
            None if is_money(measure) => {
                ["een onbekend bedrag", "geen getal"].map(str::to_owned).into()
            }
            None => ["een onbekend aantal", "geen getal"].map(str::to_owned).into(),
            Some(value) if is_money(measure) => euro_ways(value),
            Some(value) => ways(value, self.words_below()),
        }
    }

    fn sum(&self, measure: &str) -> Vec<String> {
        let Some(measured) = self.measures.get(measure) else { return Vec::new() };
        let single = measured.sum.filter(|_| measured.above_zero == 1);
        match self.suppression.sum(measure) {
            Shown::Published
                if single.is_some_and(|sum| self.is_small(sum, measured))
                    && !self.suppression.is_public_already(measure) =>
            {
                Vec::new()
            }
            Shown::Published => self.number(measured.sum, measured),
            Shown::PrimarySuppressed | Shown::SecondarySuppressed => {
                KEPT_BACK.map(str::to_owned).to_vec()
            }
        }
    }

    fn value(&self, measure: &str, municipality: &str) -> Vec<String> {
        let Some(measured) = self.measures.get(measure) else { return Vec::new() };
        let value = self.given(measure, municipality).map(|given| given.value);
        let shown = MunicipalityCode::parse(municipality)
            .map_or(Shown::Published, |code| self.suppression.of(measure, &code));
        match shown {
            Shown::Published if value.is_some_and(|value| self.is_small(value, measured)) => {
                Vec::new()
            }
            Shown::Published => self.number(value, measured),
            Shown::PrimarySuppressed => vec![self.less()],
            Shown::SecondarySuppressed => KEPT_BACK.map(str::to_owned).to_vec(),
        }
    }

    /// How many gave a number; of the second of two in a row, how many should have.
    fn coverage(&self, measure: &str, figure: &Figure, before: Option<&Figure>) -> Vec<String> {
        let Some(measured) = self.measures.get(measure) else { return Vec::new() };
        let given = measured.municipalities;
        let concerned = given + measured.unknown + measured.missing;
        if figure.is_second(before) {
            self.count_ways(concerned)
        } else if ["op eigen datum", "op een andere dag"]
            .iter()
            .any(|words| figure.after.trim_start().starts_with(words))
        {
            self.count_ways(self.on_other_days(measure))
        } else {
            self.count_ways(given)
        }
    }

    fn on_other_days(&self, measure: &str) -> usize {
        let day = self.cycle.settings.reference_date;
        let given = self.given_of(measure, "");
        given.filter(|given| given.reference_date.is_some_and(|other| other != day)).count()
    }

    fn reference_date(&self, measure: &str, municipality: &str) -> Vec<String> {
        if measure.is_empty() {
            let day = self.cycle.settings.reference_date;
            return vec![date(day), month(day)];
        }
        if municipality.is_empty() {
            return self.count_ways(self.on_other_days(measure));
        }
        let day = self.given(measure, municipality).and_then(|given| given.reference_date);
        day.map(date).into_iter().collect()
    }

    fn remark(&self, measure: &str, municipality: &str) -> Vec<String> {
        let given = self.given(measure, municipality);
        given.map(|given| given.remark.trim_end_matches('.').to_owned()).into_iter().collect()
    }

    /// Any year that a report of this year can sensibly name: the template says how far it is away.
    fn year(&self, figure: &Figure) -> Vec<String> {
        let year = self.cycle.settings.year;
        let (first, last) = (year - NEAR, year + NEAR);
        let named = figure.text.parse().is_ok_and(|named| (first..=last).contains(&named));
        let range = || format!("een jaar van {first} tot en met {last}");
        vec![if named { figure.text.clone() } else { range() }]
    }

    /// What stands word for word in the files of the year.
    fn fixed(&self, kind: &str, which: &str) -> Vec<String> {
        let Cycle { settings, constants, partners, .. } = self.cycle;
        match kind {
            "constante" => {
                let known = constants.get(which).into_iter();
                known
                    .flat_map(|it| {
                        [period::day_and_month(&it.text), vec![it.source.clone()]].concat()
                    })
                    .collect()
            }
            "partner" => {
                let partner = partners.iter().filter(|partner| partner.code == which);
                partner.flat_map(|it| &it.contributions).map(|it| it.text.clone()).collect()
            }
            "erkenning" => {
                let recorded = self.cycle.recognition(which).into_iter();
                recorded.flat_map(|it| [it.verdict.clone(), it.source.clone()]).collect()
            }
            "kleine-aantallen" => vec![self.less()],
            "publicatie" => vec![month(settings.publication)],
            _ => Vec::new(),
        }
    }
}

/// The building blocks and the phases of the questionnaire, each with the word for its kind.
pub(super) fn tags_of(cycle: &Cycle) -> impl Iterator<Item = (&'static str, &Tag)> {
    let blocks = cycle.definition.building_blocks.iter().map(|tag| ("bouwstenen", tag));
    blocks.chain(cycle.definition.phases.iter().map(|tag| ("fasen", tag)))
}

fn is_money(measured: &Measured) -> bool {
    measured.unit_kind == "geld"
}
