//! Lays out the figures of pictures with a place for each pair: a municipality and a building block, an intervention
//! and a choice, an intervention and a municipality.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use pmg_core::answers::Status;
use pmg_core::basis::{Basis, Group, Tags};
use pmg_core::cycle::Municipality;
use pmg_core::dutch;
use pmg_core::near::did_you_mean;
use pmg_core::questionnaire::{Block, Intervention, Theme};

use super::charts::{ChartRow, PHASES};
use super::form::{MUNICIPALITY, PhraseForm, PhraseResult};
use super::{Chart, ChartKind, Phrases};

/// As many rows as a page has room for. With more municipalities there is no picture of what each of them does.
const PAGE: usize = 45;

/// What a small map says of a municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spot {
    /// It does nothing about the intervention, or ended it.
    Nothing,
    /// It runs it.
    Runs,
    /// It prepares it.
    Prepares,
    /// It handed in nothing.
    Missing,
}

impl Spot {
    /// What a number of a drawing stands for.
    pub(crate) fn of(number: f64) -> Self {
        match number {
            ..0.5 => Self::Nothing,
            0.5..1.5 => Self::Runs,
            1.5..2.5 => Self::Prepares,
            _ => Self::Missing,
        }
    }

    /// The number by which a drawing knows it.
    fn number(self) -> Decimal {
        match self {
            Self::Nothing => Decimal::ZERO,
            Self::Runs => Decimal::ONE,
            Self::Prepares => Decimal::TWO,
            Self::Missing => Decimal::ONE + Decimal::TWO,
        }
    }
}

impl Phrases {
    /// The building blocks or the phases with this name: `bouwstenen` or `fasen`.
    pub(crate) fn tags(word: &str) -> PhraseResult<Tags> {
        Tags::named(word).ok_or_else(|| {
            format!(
                "geen `{word}`; kies `bouwstenen` of `fasen`{}",
                did_you_mean(word, ["bouwstenen", "fasen"])
            )
        })
    }

    /// `12 gemeenten`: how many of the structural approach run an intervention for each building block, or phase.
    pub(crate) fn covered(&self, tags: Tags, form: &PhraseForm) -> PhraseResult<String> {
        let count = Decimal::from(self.facts.covered(tags).len());
        self.counted(count, &MUNICIPALITY, &Basis::Covered(tags), form)
    }

    /// The chart of how many interventions run in each municipality of a group of the register, by building block or
    /// phase; `None` if there is nothing to show, or if the group does not fit a page.
    ///
    /// # Errors
    /// There is no such group, in Dutch.
    pub(crate) fn coverage_chart(&self, tags: Tags, group: &str) -> PhraseResult<Option<Chart>> {
        let facts = &self.facts;
        let asked: Vec<_> = facts.questionnaire.tags(tags).collect();
        let in_group = self.registered_in(group)?;
        let all = facts.cycle.register.respondents_by_name().into_iter();
        let rows: Vec<_> = all
            .filter(|each| {
                in_group.contains(&each.code) && facts.figures.returned.contains(&each.code)
            })
            .map(|each| {
                row(
                    dutch::curly_quotes(&each.name),
                    asked.iter().map(|tag| {
                        let count = facts.running_in(&each.code, Some(&tag.code)).count();
                        (count, self.running(count, &each.code, Some(&tag.code)))
                    }),
                )
            })
            .collect();
        let has_picture = !asked.is_empty() && !rows.is_empty() && rows.len() <= PAGE;
        let names = asked.iter().map(|tag| self.asked(&tag.name, &tag.code));
        // One scale for all groups, so that their pictures can be held beside each other.
        let most =
            facts.figures.returned.iter().flat_map(|who| {
                asked.iter().map(|tag| facts.running_in(who, Some(&tag.code)).count())
            });
        let whole = Decimal::from(most.max().unwrap_or_default());
        let chart = || matrix(ChartKind::Coverage, "Gemeente", names.collect(), rows);
        Ok(has_picture.then(|| Chart { whole, ..chart() }))
    }

    /// The chart of how often each choice was made about each intervention; `None` if nobody made any.
    ///
    /// # Errors
    /// There is no such question that is asked about each intervention, in Dutch.
    pub(crate) fn heat_chart(&self, question: &str) -> PhraseResult<Option<Chart>> {
        self.choice(question, None)?;
        let facts = &self.facts;
        let (sheet, part) = question.split_once('.').unwrap_or((question, ""));
        let blocks = facts.questionnaire.sheet(sheet).map_or(&[][..], |sheet| &sheet.blocks);
        let about =
            |block: &Block| facts.questionnaire.intervention(block.intervention.as_deref()?);
        if !blocks.iter().any(|block| about(block).is_some()) {
            return Err(format!("`{question}` wordt niet over elke interventie gevraagd"));
        }
        let asked = blocks.iter().flat_map(|block| &block.questions);
        let choices = asked.clone().find(|it| it.code.ends_with(&format!(".{part}")));
        let choices = choices.map_or(&[][..], |it| &it.choices);
        let about_it = |block: &Block| {
            let intervention: &Intervention = about(block)?;
            let question = format!("{}.{part}", block.code);
            let figure = facts.figures.choice(&question)?;
            let cells = choices.iter().map(|choice| {
                let count = figure.of(Some(choice)).count();
                let basis =
                    Basis::Choice { question: question.clone(), choice: Some(choice.clone()) };
                (count, self.mark(count.to_string(), basis))
            });
            Some(row(self.asked(&intervention.name, &intervention.code), cells))
        };
        let rows: Vec<_> = blocks.iter().filter_map(about_it).collect();
        let names = choices.iter().map(|choice| self.asked(choice, question)).collect();
        Ok((!rows.is_empty()).then(|| matrix(ChartKind::Heat, "Interventie", names, rows)))
    }

    /// The chart of small maps of a theme: for each intervention the municipalities where it runs and where it is
    /// prepared; `None` if no municipality has a place on the map, or none runs or prepares anything.
    pub(crate) fn small_maps(&self, theme: &Theme) -> Option<Chart> {
        let facts = &self.facts;
        let respondents = facts.cycle.register.respondents_by_name();
        let tiles: Vec<_> = respondents.iter().map(|each| each.tile).collect();
        let rows: Vec<ChartRow> =
            theme.interventions.iter().filter_map(|it| self.small_map(it, &respondents)).collect();
        let themes = &facts.questionnaire.themes;
        let is_drawn = !rows.is_empty() && tiles.iter().any(Option::is_some);
        let [(running, _), (prepared, _), _] = PHASES;
        is_drawn.then(|| Chart {
            kind: ChartKind::SmallMaps,
            theme: themes.iter().position(|each| each.code == theme.code),
            whole: Decimal::ONE,
            header: ["Interventie", running, prepared].map(str::to_owned).to_vec(),
            rows,
            tiles,
        })
    }

    /// The row of an intervention; `None` if no municipality runs or prepares it.
    fn small_map(
        &self,
        intervention: &Intervention,
        respondents: &[&Municipality],
    ) -> Option<ChartRow> {
        let figures = &self.facts.figures;
        let code = intervention.code.as_str();
        let [(_, running), (_, prepared), _] = PHASES;
        let who = [running, prepared].map(|statuses| figures.municipalities(&[code], statuses));
        if who.iter().all(BTreeSet::is_empty) {
            return None;
        }
        let names = [running, prepared].into_iter().zip(&who).map(|(statuses, who)| {
            let words: Vec<&str> = statuses.iter().map(|status| Status::word(*status)).collect();
            self.named(who, Group::new(code, &words.join("+")))
        });
        let name = self.asked(&intervention.name, code);
        let cells = std::iter::once(name).chain(names).collect();
        let spot = |each: &&Municipality| {
            let [does, plans] = [&who[0], &who[1]].map(|who| who.contains(&each.code));
            match (figures.returned.contains(&each.code), does, plans) {
                (false, ..) => Spot::Missing,
                (_, true, _) => Spot::Runs,
                (_, _, true) => Spot::Prepares,
                _ => Spot::Nothing,
            }
        };
        let values = respondents.iter().map(|each| spot(each).number()).collect();
        Some(ChartRow { cells, values })
    }
}

/// A row of a matrix: what it is about, and each number with its mark.
fn row(name: String, cells: impl Iterator<Item = (usize, String)>) -> ChartRow {
    let (values, cells): (Vec<Decimal>, Vec<String>) =
        cells.map(|(count, said)| (Decimal::from(count), said)).unzip();
    ChartRow { cells: std::iter::once(name).chain(cells).collect(), values }
}

/// A picture with a square for each number.
fn matrix(kind: ChartKind, about: &str, names: Vec<String>, rows: Vec<ChartRow>) -> Chart {
    let most = rows.iter().flat_map(|row| &row.values).max().copied();
    Chart {
        kind,
        theme: None,
        whole: most.unwrap_or_default(),
        header: std::iter::once(about.to_owned()).chain(names).collect(),
        rows,
        tiles: Vec::new(),
    }
}
