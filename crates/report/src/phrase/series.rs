//! Lays out what the report on each year printed of a measure, for a picture.

use rust_decimal::Decimal;

use crate::disclosure::Shown;
use crate::last_year::Obstacle;
use pmg_core::basis::{Basis, Printed, Setting};
use pmg_core::dutch;

use super::Phrases;
use super::charts::{Chart, ChartKind, ChartRow};
use super::form::PhraseResult;

/// From how many earlier years on there is a series: with one, this year is laid beside last year.
const YEARS: usize = 2;
/// In the place of a number that there is not.
const NONE: &str = "–";

impl Phrases {
    /// The chart of what the report on each year printed of a measure, the oldest one first and this one last; `None`
    /// if fewer than two earlier ones printed a sum that counts the same, or nobody gave a number now.
    ///
    /// # Errors
    /// There is no such measure, in Dutch.
    pub(crate) fn series_chart(&self, measure: &str) -> PhraseResult<Option<Chart>> {
        let figure = self.measure(measure)?;
        let Some(total) = figure.sum() else { return Ok(None) };
        let (now, printed) = (self.facts.cycle.settings.year, &self.facts.last_year);
        let first = printed.first_year().unwrap_or(now);
        let years = (first..now).map(|year| (year, printed.printed(year, measure)));
        // What was not asked yet is no part of the series.
        let years: Vec<_> = years.skip_while(|(_, it)| *it == Err(Obstacle::NotAsked)).collect();
        if years.iter().filter(|(_, it)| it.is_ok()).count() < YEARS {
            return Ok(None);
        }
        let unit = &figure.measure.unit;
        let amount = if unit.is_money() { dutch::euros_in_full } else { dutch::digits };
        let say = |year: i16| self.mark(year.to_string(), Basis::Setting(Setting::Year));
        let mut rows = Vec::new();
        for (year, found) in years {
            let basis = |what| Basis::Printed { year, what, measure: measure.to_owned() };
            let (sum, given) = match &found {
                Ok(it) => (amount(it.sum), self.mark(it.given.to_string(), basis(Printed::Given))),
                Err(obstacle) => (without(*obstacle).to_owned(), NONE.to_owned()),
            };
            rows.push(ChartRow {
                cells: vec![say(year), self.mark(sum, basis(Printed::Sum)), given],
                values: found.map(|it| it.sum).into_iter().collect(),
            });
        }
        let is_shown = self.facts.disclosure.sum(measure) == Shown::Published;
        let sum = Some(total).filter(|_| is_shown);
        let given = Basis::Coverage(measure.to_owned());
        rows.push(ChartRow {
            cells: vec![
                say(now),
                self.mark(
                    sum.map_or_else(|| "niet getoond".to_owned(), amount),
                    Basis::Sum(measure.to_owned()),
                ),
                self.mark(figure.contributions.len().to_string(), given),
            ],
            values: sum.into_iter().collect(),
        });
        let themes = &self.facts.questionnaire.themes;
        let of_theme = themes.iter().position(|theme| {
            theme.interventions.iter().flat_map(|it| &it.measures).any(|it| it.code == measure)
        });
        let whole = rows.iter().flat_map(|row| &row.values).max().copied();
        Ok(Some(Chart {
            kind: ChartKind::Series,
            theme: of_theme,
            whole: whole.unwrap_or(Decimal::ONE),
            header: vec![
                "Rapport over".to_owned(),
                dutch::capitalise(&unit.plural),
                "Gemeenten met een getal".to_owned(),
            ],
            rows,
            tiles: Vec::new(),
        }))
    }
}

/// In the place of a sum that cannot be laid beside that of now.
fn without(obstacle: Obstacle) -> &'static str {
    match obstacle {
        Obstacle::NoEdition => "geen uitgave",
        Obstacle::NotAsked => "niet gevraagd",
        Obstacle::AskedOtherwise => "anders gevraagd",
        Obstacle::NobodyTwice | Obstacle::WouldTell => "niet getoond",
    }
}
