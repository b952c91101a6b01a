//! Lays out the figures of a picture: in words for its table, and as numbers for what is drawn of them.
//!
//! The words are phrases with marks like any others, so disclosure, provenance and the recount see each number that a
//! picture shows.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use crate::disclosure::Shown;
use crate::figures::Figures;
use pmg_core::answers::Status;
use pmg_core::basis::{Basis, Beside, Group, Setting};
use pmg_core::cycle::Municipality;
use pmg_core::dutch;
use pmg_core::municipality::MunicipalityCode;
use pmg_core::near::did_you_mean;
use pmg_core::questionnaire::{Intervention, Theme};

use super::Phrases;
use super::form::PhraseResult;

/// How the figures of a picture are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// A bar for each intervention: by how many municipalities it is run, prepared and ended.
    Status,
    /// A bar for each row.
    Bars,
    /// A tile for each municipality, about where it lies.
    Map,
    /// Three points for each measure: last year and now of the same municipalities, and now of all.
    Years,
    /// A square for each intervention and each choice: the darker, the more often it was made.
    Heat,
    /// A square for each municipality and each building block or phase: the darker, the more interventions run.
    Coverage,
    /// A bar for each year: what the report on it printed of a measure.
    Series,
    /// A small map for each intervention: where it runs, and where it is prepared.
    SmallMaps,
}

impl ChartKind {
    /// All kinds, as templates name them.
    const NAMES: [(&str, Self); 8] = [
        ("status", Self::Status),
        ("balken", Self::Bars),
        ("kaart", Self::Map),
        ("jaren", Self::Years),
        ("warmte", Self::Heat),
        ("dekking", Self::Coverage),
        ("reeks", Self::Series),
        ("kaartjes", Self::SmallMaps),
    ];

    /// The kind that a template names.
    ///
    /// # Errors
    /// What is wrong with the name, in Dutch, and which was probably meant.
    pub(crate) fn named(name: &str) -> PhraseResult<Self> {
        let found = Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind);
        found.ok_or_else(|| {
            let known = Self::NAMES.iter().map(|(known, _)| *known);
            format!("geen grafiek van de soort `{name}`{}", did_you_mean(name, known))
        })
    }
}

/// The figures of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// How they are drawn.
    pub kind: ChartKind,
    /// The theme that they are of, counted from 0; `None` if they are of none.
    pub theme: Option<usize>,
    /// The number that is as long as the picture is wide.
    pub whole: Decimal,
    /// The names of the columns of the table.
    pub header: Vec<String>,
    /// The rows of the table, with what is drawn of each.
    pub rows: Vec<ChartRow>,
    /// The columns and the rows of the places on a map, one for each row of the table, or for each number that is drawn
    /// of a row; `None` for one that is on no map.
    pub tiles: Vec<Option<[u8; 2]>>,
}

/// A row of the table of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartRow {
    /// Its cells, with the place holders of marks: what it is about, and its numbers.
    pub cells: Vec<String>,
    /// The numbers that are drawn, one for each cell behind the first or for each place on a map; none if nobody gave
    /// them.
    pub values: Vec<Decimal>,
}

/// The columns of a chart of statuses behind the first, each with the statuses that are counted in it.
pub(super) const PHASES: [(&str, &[Status]); 3] = [
    ("In uitvoering", &[Status::Running]),
    (
        "In voorbereiding",
        &[Status::Exploring, Status::PlanInDevelopment, Status::Planned, Status::Starting],
    ),
    ("Afgerond of gestopt", &[Status::Completed, Status::Stopped]),
];

impl Phrases {
    /// The chart of how many municipalities run, prepare and ended each intervention of a theme, the most used one
    /// first; `None` if no municipality has a status for any.
    pub(crate) fn status_chart(&self, theme: &Theme) -> Option<Chart> {
        let mut rows: Vec<ChartRow> =
            theme.interventions.iter().filter_map(|it| self.phases(it)).collect();
        rows.sort_by_key(|row| Reverse(row.values.clone()));
        let themes = &self.facts.questionnaire.themes;
        let header = ["Interventie"].into_iter().chain(PHASES.iter().map(|(name, _)| *name));
        (!rows.is_empty()).then(|| Chart {
            kind: ChartKind::Status,
            theme: themes.iter().position(|each| each.code == theme.code),
            whole: Decimal::from(self.facts.figures.returned.len()),
            header: header.map(str::to_owned).collect(),
            rows,
            tiles: Vec::new(),
        })
    }

    /// The row of an intervention; `None` if no municipality has a status for it.
    fn phases(&self, intervention: &Intervention) -> Option<ChartRow> {
        let code = intervention.code.as_str();
        let figures = &self.facts.figures;
        let counts = PHASES.map(|(_, statuses)| figures.municipalities(&[code], statuses).len());
        if counts == [0; 3] {
            return None;
        }
        let cells = PHASES.iter().zip(counts).map(|((_, statuses), count)| {
            let words: Vec<&str> = statuses.iter().map(|status| status.word()).collect();
            self.mark(count.to_string(), Basis::Count(Group::new(code, &words.join("+"))))
        });
        let name = self.asked(&intervention.name, code);
        let cells = std::iter::once(name).chain(cells).collect();
        Some(ChartRow { cells, values: counts.map(Decimal::from).to_vec() })
    }

    /// The chart of how often each choice was made in answer to a question, the most frequent one first; `None` if
    /// nobody made any.
    ///
    /// # Errors
    /// There is no such question, in Dutch.
    pub(crate) fn choice_chart(&self, question: &str) -> PhraseResult<Option<Chart>> {
        let made = self.made(question)?;
        // Where no municipality can choose twice, one column says both.
        let sheet =
            question.split('.').next().and_then(|code| self.facts.questionnaire.sheet(code));
        let is_one_each = sheet.is_some_and(|sheet| sheet.blocks.len() == 1);
        let names = if is_one_each { &["Gemeenten"][..] } else { &["Aantal keer", "Gemeenten"] };
        let row = |(choice, times, municipalities): (&str, usize, usize)| {
            let basis =
                Basis::Choice { question: question.to_owned(), choice: Some(choice.to_owned()) };
            let say = |count: usize| self.mark(dutch::digits(Decimal::from(count)), basis.clone());
            let counts =
                if is_one_each { vec![municipalities] } else { vec![times, municipalities] };
            let name = self.asked(choice, question);
            let cells = std::iter::once(name).chain(counts.iter().map(|count| say(*count)));
            ChartRow {
                cells: cells.collect(),
                values: counts.iter().map(|it| Decimal::from(*it)).collect(),
            }
        };
        let whole = made.first().map(|(_, times, _)| Decimal::from(*times));
        Ok(whole.map(|whole| Chart {
            kind: ChartKind::Bars,
            theme: None,
            whole,
            header: std::iter::once("Antwoord")
                .chain(names.iter().copied())
                .map(str::to_owned)
                .collect(),
            rows: made.into_iter().map(row).collect(),
            tiles: Vec::new(),
        }))
    }

    /// The map of how many interventions run in each municipality that must report, and which of these handed in
    /// nothing usable; `None` if none of them has a place on the map.
    pub(crate) fn map(&self) -> Option<Chart> {
        let Figures { returned, .. } = &self.facts.figures;
        let register = &self.facts.cycle.register;
        let row = |municipality: &Municipality| {
            let code = &municipality.code;
            let is_in = returned.contains(code);
            let running = is_in.then(|| self.facts.running_in(code, None).count());
            let said = running.map(|count| self.running(count, code, None));
            let said = said.unwrap_or_else(|| "niet ingeleverd".to_owned());
            ChartRow {
                cells: vec![dutch::curly_quotes(&municipality.name), said],
                values: running.map(Decimal::from).into_iter().collect(),
            }
        };
        let respondents = register.respondents_by_name();
        let tiles: Vec<_> = respondents.iter().map(|each| each.tile).collect();
        let rows: Vec<ChartRow> = respondents.into_iter().map(row).collect();
        let most = rows.iter().flat_map(|row| &row.values).max().copied();
        tiles.iter().any(Option::is_some).then(|| Chart {
            kind: ChartKind::Map,
            theme: None,
            whole: most.unwrap_or_default(),
            header: vec!["Gemeente".to_owned(), "Interventies in uitvoering".to_owned()],
            rows,
            tiles,
        })
    }

    /// `4`: how many interventions run in a municipality: all, or those of a building block or phase.
    pub(super) fn running(
        &self,
        count: usize,
        municipality: &MunicipalityCode,
        tag: Option<&str>,
    ) -> String {
        let (municipality, tag) = (municipality.clone(), tag.map(ToOwned::to_owned));
        self.mark(count.to_string(), Basis::Running { municipality, tag })
    }

    /// The chart of the key figures of the themes beside what was printed of them last year; `None` if nothing can be
    /// said of any.
    ///
    /// # Errors
    /// A key figure that does not exist, in Dutch.
    pub(crate) fn years_chart(&self) -> PhraseResult<Option<Chart>> {
        let year = self.facts.cycle.settings.year;
        let say = |year: i16| self.mark(year.to_string(), Basis::Setting(Setting::Year));
        let mut rows = Vec::new();
        for theme in self.facts.questionnaire.common_themes() {
            let Some(code) = theme.key_figure.as_deref() else { continue };
            let (figure, compared) = (self.measure(code)?, self.compared(code)?);
            let total =
                figure.sum().filter(|_| self.facts.disclosure.sum(code) == Shown::Published);
            let (Some(compared), Some(total)) = (compared, total) else { continue };
            let said = |what: Beside, value: Decimal| {
                let basis = Basis::LastYear { what, measure: code.to_owned() };
                self.mark(dutch::digits(value), basis)
            };
            let unit = &figure.measure.unit.plural;
            let question = self.asked(&figure.measure.question, code);
            rows.push(ChartRow {
                cells: vec![
                    format!("{}: {question} ({unit})", theme.name),
                    said(Beside::SameBefore, compared.same_before),
                    said(Beside::SameNow, compared.same_now),
                    self.mark(dutch::digits(total), Basis::Sum(code.to_owned())),
                ],
                values: vec![compared.same_before, compared.same_now, total],
            });
        }
        Ok((!rows.is_empty()).then(|| Chart {
            kind: ChartKind::Years,
            theme: None,
            whole: Decimal::ONE,
            header: vec![
                "Wat er is geteld".to_owned(),
                format!("{}, dezelfde gemeenten", say(year - 1)),
                format!("{}, dezelfde gemeenten", say(year)),
                format!("{}, alle gemeenten", say(year)),
            ],
            rows,
            tiles: Vec::new(),
        }))
    }

    /// The choices that were made in answer to a question, the most frequent one first: each with how often it was
    /// made, and by how many municipalities.
    ///
    /// # Errors
    /// There is no such question, in Dutch.
    pub(crate) fn made(&self, question: &str) -> PhraseResult<Vec<(&str, usize, usize)>> {
        let figure = self.choice(question, None)?;
        let chosen = figure.by_choice.iter().filter(|(_, who)| !who.is_empty());
        let mut made: Vec<(&str, usize, usize)> = chosen
            .map(|(choice, who)| {
                (choice.as_str(), who.len(), figure.municipalities(Some(choice)).len())
            })
            .collect();
        made.sort_by_key(|(_, times, _)| Reverse(*times));
        Ok(made)
    }
}
