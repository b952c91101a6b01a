//! What is asked in a year, findable by code.

use std::collections::BTreeMap;

use crate::basis::Tags;
use crate::cycle::{Audience, MeasureKind, Relation, Tag, Total, Unit};
use crate::dutch;

use super::open::{OpenQuestion, OpenSheet};

/// The checked questionnaire of a year.
#[derive(Debug, Clone, Default)]
pub struct Questionnaire {
    /// The themes, in the order of the report.
    pub themes: Vec<Theme>,
    /// The building blocks of the approach, in their order.
    pub building_blocks: Vec<Tag>,
    /// The phases of prevention, in their order.
    pub phases: Vec<Tag>,
    /// The relations that must hold between measures.
    pub relations: Vec<Relation>,
    /// Measures that are the sum of others.
    pub totals: Vec<Total>,
    /// The sheets with other questions, in the order of the workbook; the first one comes before the
    /// themes.
    pub sheets: Vec<OpenSheet>,
    pub(super) positions: BTreeMap<String, Position>,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Position {
    Status { theme: usize, intervention: usize },
    Number { theme: usize, intervention: usize, measure: usize },
    Open { sheet: usize, block: usize, question: usize },
}

/// A theme and its interventions.
#[derive(Debug, Clone)]
pub struct Theme {
    /// Code, such as `werk-en-inkomen`.
    pub code: String,
    /// Name as printed.
    pub name: String,
    /// Name of its sheet.
    pub sheet: String,
    /// Who is asked.
    pub audience: Audience,
    /// Code of the measure that says most about it; `None` if none is named.
    pub key_figure: Option<String>,
    /// Its interventions, in order.
    pub interventions: Vec<Intervention>,
}

impl Theme {
    /// The codes that its sheet has, in order.
    #[must_use]
    pub fn codes(&self) -> Vec<String> {
        let of = self.interventions.iter().flat_map(|intervention| {
            let measures = intervention.measures.iter().map(|measure| measure.code.clone());
            let status = intervention.has_status.then(|| intervention.status_code());
            status.into_iter().chain(measures)
        });
        of.collect()
    }
}

/// An intervention and what is asked about it.
#[derive(Debug, Clone)]
pub struct Intervention {
    /// Code, such as `ajb`.
    pub code: String,
    /// Name as printed.
    pub name: String,
    /// Level of help, 1 to 3; `None` if it is no help to young people.
    pub level: Option<u8>,
    /// Codes of the building blocks that it is part of, and of the phases that it is for.
    pub tags: Vec<String>,
    /// A description, in a sentence.
    pub description: String,
    /// The name as it is written inside a sentence.
    pub in_sentence: String,
    /// Whether municipalities are asked for a status; if not, every municipality is asked for its numbers.
    pub has_status: bool,
    /// Who is asked, as its theme says.
    pub audience: Audience,
    /// The numbers that are asked.
    pub measures: Vec<Measure>,
}

impl Intervention {
    /// The code of the question for its status.
    #[must_use]
    pub fn status_code(&self) -> String {
        format!("{}.status", self.code)
    }
}

/// A number that is asked of municipalities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// Whole code, such as `ajb.aangemeld`.
    pub code: String,
    /// The question.
    pub question: String,
    /// What is counted.
    pub unit: Unit,
    /// What kind of number it is.
    pub kind: MeasureKind,
    /// What counts and what does not.
    pub definition: String,
    /// Whether the number is cumulative over the years, from the start, so that it never goes down.
    pub cumulative: bool,
}

/// The question that has a code of the questionnaire.
#[derive(Debug, Clone, Copy)]
pub enum Question<'a> {
    /// How far an intervention is.
    Status(&'a Intervention),
    /// A number.
    Number(&'a Intervention, &'a Measure),
    /// A question whose answer is no count.
    Open(&'a OpenQuestion),
}

impl Questionnaire {
    /// The question with this code, which is in small letters; `None` if there is none.
    #[must_use]
    pub fn question(&self, code: &str) -> Option<Question<'_>> {
        let intervention =
            |theme: usize, index: usize| self.themes.get(theme)?.interventions.get(index);
        Some(match *self.positions.get(code)? {
            Position::Status { theme, intervention: index } => {
                Question::Status(intervention(theme, index)?)
            }
            Position::Number { theme, intervention: index, measure } => {
                let intervention = intervention(theme, index)?;
                Question::Number(intervention, intervention.measures.get(measure)?)
            }
            Position::Open { sheet, block, question } => {
                let block = self.sheets.get(sheet)?.blocks.get(block)?;
                Question::Open(block.questions.get(question)?)
            }
        })
    }

    /// The measure with this code; `None` if there is none.
    #[must_use]
    pub fn measure(&self, code: &str) -> Option<&Measure> {
        match self.question(code)? {
            Question::Number(_, measure) => Some(measure),
            Question::Status(_) | Question::Open(_) => None,
        }
    }

    /// The intervention with this code; `None` if there is none.
    #[must_use]
    pub fn intervention(&self, code: &str) -> Option<&Intervention> {
        self.interventions().find(|intervention| intervention.code == code)
    }

    /// The interventions that a text names: the one with this code, or else those with this name, whatever its
    /// capitals, spaces and apostrophes; empty if it names none.
    #[must_use]
    pub fn interventions_called(&self, text: &str) -> Vec<&Intervention> {
        let wanted = plain(text);
        if let Some(coded) = self.interventions().find(|each| plain(&each.code) == wanted) {
            return vec![coded];
        }
        let is_called = |(each, choice): &(&Intervention, String)| {
            plain(&each.name) == wanted || (*choice != each.name && plain(choice) == wanted)
        };
        self.choices().into_iter().filter(is_called).map(|(each, _)| each).collect()
    }

    /// All interventions with the words by which each is chosen from a list: its name, with its code behind it where
    /// another has the same name.
    #[must_use]
    pub fn choices(&self) -> Vec<(&Intervention, String)> {
        let mut times: BTreeMap<String, usize> = BTreeMap::new();
        for each in self.interventions() {
            *times.entry(plain(&each.name)).or_default() += 1;
        }
        let choice = |each: &Intervention| match times[&plain(&each.name)] {
            1 => each.name.clone(),
            _ => format!("{} ({})", each.name, each.code),
        };
        self.interventions().map(|each| (each, choice(each))).collect()
    }

    /// The words by which an intervention is chosen from a list.
    #[must_use]
    pub fn choice_of(&self, intervention: &Intervention) -> String {
        let choice = self.choices().into_iter().find(|(each, _)| each.code == intervention.code);
        choice.map_or_else(|| intervention.name.clone(), |(_, choice)| choice)
    }

    /// The theme with this code; `None` if there is none.
    #[must_use]
    pub fn theme(&self, code: &str) -> Option<&Theme> {
        self.themes.iter().find(|theme| theme.code == code)
    }

    /// The themes that every municipality is asked about: those of the report.
    pub fn common_themes(&self) -> impl Iterator<Item = &Theme> {
        self.themes.iter().filter(|theme| theme.audience == Audience::Alle)
    }

    /// All interventions, in the order of the questionnaire.
    pub fn interventions(&self) -> impl Iterator<Item = &Intervention> + Clone {
        self.themes.iter().flat_map(|theme| &theme.interventions)
    }

    /// The building blocks or the phases that some intervention is for, in their order.
    pub fn tags(&self, kind: Tags) -> impl Iterator<Item = &Tag> {
        let all = match kind {
            Tags::BuildingBlocks => &self.building_blocks,
            Tags::Phases => &self.phases,
        };
        all.iter().filter(|tag| self.tagged(&tag.code).next().is_some())
    }

    /// The building block or the phase with this code; `None` if there is none.
    #[must_use]
    pub fn tag(&self, code: &str) -> Option<&Tag> {
        self.building_blocks.iter().chain(&self.phases).find(|tag| tag.code == code)
    }

    /// The interventions of a building block or for a phase, in the order of the questionnaire.
    pub fn tagged<'a>(&'a self, tag: &'a str) -> impl Iterator<Item = &'a Intervention> {
        self.interventions().filter(move |it| it.tags.iter().any(|code| code == tag))
    }

    /// The sheet with this code; `None` if there is none.
    #[must_use]
    pub fn sheet(&self, code: &str) -> Option<&OpenSheet> {
        self.sheets.iter().find(|sheet| sheet.code == code)
    }

    /// All measures, in the order of the questionnaire.
    pub fn measures(&self) -> impl Iterator<Item = &Measure> {
        self.interventions().flat_map(|intervention| &intervention.measures)
    }

    /// All codes that a workbook may hold.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.positions.keys().map(String::as_str)
    }

    /// The same questionnaire, in which every code is found.
    pub(super) fn findable(mut self) -> Self {
        self.positions = self.numbers().chain(self.others()).collect();
        self
    }

    /// The positions of the statuses and the numbers, by code.
    fn numbers(&self) -> impl Iterator<Item = (String, Position)> {
        let all = self.themes.iter().enumerate().flat_map(|(theme, it)| {
            it.interventions.iter().enumerate().map(move |(index, each)| (theme, index, each))
        });
        all.flat_map(|(theme, intervention, each)| {
            let status = (each.status_code(), Position::Status { theme, intervention });
            let status = each.has_status.then_some(status);
            let measures = each.measures.iter().enumerate().map(move |(measure, asked)| {
                (asked.code.clone(), Position::Number { theme, intervention, measure })
            });
            status.into_iter().chain(measures)
        })
    }

    /// The positions of the other questions, by code.
    fn others(&self) -> impl Iterator<Item = (String, Position)> {
        let blocks = self.sheets.iter().enumerate().flat_map(|(sheet, it)| {
            it.blocks.iter().enumerate().map(move |(block, each)| (sheet, block, each))
        });
        blocks.flat_map(|(sheet, block, each)| {
            each.questions.iter().enumerate().map(move |(question, asked)| {
                (asked.code.clone(), Position::Open { sheet, block, question })
            })
        })
    }
}

/// A name as it is compared. Programs make a curly apostrophe of a straight one.
fn plain(name: &str) -> String {
    let normal = dutch::normal(name);
    let words: Vec<&str> = normal.text().split_whitespace().collect();
    words.join(" ").replace(['‘', '’'], "'").to_lowercase()
}
