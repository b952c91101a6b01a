//! The questionnaire: themes, interventions, measures and questions, checked and findable by code.
//!
//! In: the [`Definition`] that the team wrote. Out: a [`Questionnaire`] in which every code is
//! unique, every unit is known and every relation is between measures that exist. Refuses the rest.

mod changes;
mod open;

use std::collections::BTreeMap;
use std::fmt;

pub use changes::{Changes, ChangesError, changes};
pub use open::{Block, OpenQuestion, OpenSheet};

use crate::cycle::{
    Audience, Definition, InterventionDefinition, MeasureDefinition, MeasureKind, Relation,
    RelationKind, Total, Unit,
};

/// The checked questionnaire of a year.
#[derive(Debug, Clone, Default)]
pub struct Questionnaire {
    /// The themes, in the order of the report.
    pub themes: Vec<Theme>,
    /// What holds between measures.
    pub relations: Vec<Relation>,
    /// Measures that are the sum of others.
    pub totals: Vec<Total>,
    /// The sheets with other questions, in the order of the workbook; the first one comes before the
    /// themes.
    pub sheets: Vec<OpenSheet>,
    positions: BTreeMap<String, Position>,
}

#[derive(Debug, Clone, Copy)]
enum Position {
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
    /// Level of help, 1 to 3, where it is help to young people.
    pub level: Option<u8>,
    /// What it is, in a sentence.
    pub description: String,
    /// How the name stands in a running sentence.
    pub in_sentence: String,
    /// Whether a status is asked; else its numbers are asked of every municipality.
    pub has_status: bool,
    /// Who is asked, as its theme says.
    pub audience: Audience,
    /// What is asked beside the status.
    pub measures: Vec<Measure>,
}

impl Intervention {
    /// The code of the question after its status.
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
    /// Whether it counts on over the years, from the start, so that it never goes down.
    pub counts_on: bool,
}

/// What stands behind a code of the questionnaire.
#[derive(Debug, Clone, Copy)]
pub enum Question<'a> {
    /// How far an intervention is.
    Status(&'a Intervention),
    /// A number.
    Number(&'a Intervention, &'a Measure),
    /// Something that is no count.
    Open(&'a OpenQuestion),
}

impl Questionnaire {
    /// What stands behind a code, written in small letters.
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

    /// The measure with this code.
    #[must_use]
    pub fn measure(&self, code: &str) -> Option<&Measure> {
        match self.question(code)? {
            Question::Number(_, measure) => Some(measure),
            Question::Status(_) | Question::Open(_) => None,
        }
    }

    /// The intervention with this code.
    #[must_use]
    pub fn intervention(&self, code: &str) -> Option<&Intervention> {
        self.interventions().find(|intervention| intervention.code == code)
    }

    /// The theme with this code.
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

    /// The sheet with this code.
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
}

/// Why a definition is no questionnaire.
#[derive(Debug, PartialEq, Eq)]
pub enum QuestionnaireError {
    /// A code that another question has, too.
    TwiceTheSameCode(String),
    /// A code with other characters than small letters, digits and hyphens.
    BadCode(String),
    /// A measure in a unit that is not declared.
    UnknownUnit {
        /// Code of the measure.
        measure: String,
        /// The unit that it names.
        unit: String,
    },
    /// A relation with a measure that does not exist.
    UnknownMeasure(String),
    /// A part and a whole, or a smaller and a larger, in different units.
    UnitsDiffer {
        /// Code of the one measure.
        one: String,
        /// Code of the other measure.
        other: String,
    },
    /// A level of help outside 1 to 3.
    BadLevel(String),
    /// A question in which something is chosen without choices, or the other way round.
    BadChoices(String),
    /// An intervention without a status and without measures: nothing is asked about it.
    NothingAsked(String),
}

impl fmt::Display for QuestionnaireError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("vragenlijst.toml: ")?;
        match self {
            Self::TwiceTheSameCode(code) => write!(f, "code `{code}` stands there twice"),
            Self::BadCode(code) => {
                write!(f, "code `{code}` may have small letters, digits and hyphens only")
            }
            Self::UnknownUnit { measure, unit } => {
                write!(f, "`{measure}` counts `{unit}`, which is no `[[eenheid]]`")
            }
            Self::UnknownMeasure(code) => {
                write!(f, "a `[[relatie]]` or `[[optelling]]` names `{code}`, which is no measure")
            }
            Self::UnitsDiffer { one, other } => {
                write!(f, "`{one}` and `{other}` are compared but count different things")
            }
            Self::BadLevel(code) => write!(f, "`{code}` has a `niveau` other than 1, 2 or 3"),
            Self::BadChoices(code) => {
                write!(
                    f,
                    "`{code}` needs `keuzes` if its `soort` is `keuze` or `keuzes`, and none if not"
                )
            }
            Self::NothingAsked(code) => write!(f, "`{code}` has no status and no `maat`"),
        }
    }
}

impl std::error::Error for QuestionnaireError {}

/// Checks a definition and makes it findable by code.
///
/// # Errors
/// The first [`QuestionnaireError`] in the order of the file.
pub fn build(definition: &Definition) -> Result<Questionnaire, QuestionnaireError> {
    let mut questionnaire = Questionnaire::default();
    for (theme_index, theme) in definition.themes.iter().enumerate() {
        let mut interventions = Vec::new();
        for (index, definition_of) in theme.interventions.iter().enumerate() {
            let intervention = intervention(definition_of, theme.audience, &definition.units)?;
            let theme = theme_index;
            if intervention.has_status {
                let position = Position::Status { theme, intervention: index };
                questionnaire.place(intervention.status_code(), position)?;
            }
            for (measure, asked) in intervention.measures.iter().enumerate() {
                let position = Position::Number { theme, intervention: index, measure };
                questionnaire.place(asked.code.clone(), position)?;
            }
            interventions.push(intervention);
        }
        questionnaire.themes.push(Theme {
            code: theme.code.clone(),
            name: theme.name.clone(),
            sheet: if theme.sheet.is_empty() { &theme.name } else { &theme.sheet }.clone(),
            audience: theme.audience,
            interventions,
        });
    }
    let with_status: Vec<&Intervention> =
        questionnaire.interventions().filter(|intervention| intervention.has_status).collect();
    let sheets = open::sheets(&definition.sheets, &with_status)?;
    for (sheet, asked) in sheets.iter().enumerate() {
        for (block, asked) in asked.blocks.iter().enumerate() {
            for (question, asked) in asked.questions.iter().enumerate() {
                let position = Position::Open { sheet, block, question };
                questionnaire.place(asked.code.clone(), position)?;
            }
        }
    }
    questionnaire.sheets = sheets;
    for relation in &definition.relations {
        questionnaire.relate(relation)?;
    }
    for total in &definition.totals {
        questionnaire.total(total)?;
    }
    Ok(questionnaire)
}

impl Questionnaire {
    fn place(&mut self, code: String, position: Position) -> Result<(), QuestionnaireError> {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.".contains(c);
        if !code.chars().all(fits) {
            return Err(QuestionnaireError::BadCode(code));
        }
        if self.positions.contains_key(&code) {
            return Err(QuestionnaireError::TwiceTheSameCode(code));
        }
        self.positions.insert(code, position);
        Ok(())
    }

    fn relate(&mut self, relation: &Relation) -> Result<(), QuestionnaireError> {
        match relation.kind {
            RelationKind::DeelVan | RelationKind::Hoogstens => {
                self.same_unit(&relation.one, &relation.other)?;
            }
            RelationKind::ZelfdePersonen | RelationKind::Vereist => {
                self.known(&relation.one)?;
                self.known(&relation.other)?;
            }
        }
        self.relations.push(relation.clone());
        Ok(())
    }

    fn total(&mut self, total: &Total) -> Result<(), QuestionnaireError> {
        for part in &total.parts {
            self.same_unit(part, &total.whole)?;
        }
        self.totals.push(total.clone());
        Ok(())
    }

    fn known(&self, code: &str) -> Result<&Measure, QuestionnaireError> {
        self.measure(code).ok_or_else(|| QuestionnaireError::UnknownMeasure(code.to_owned()))
    }

    fn same_unit(&self, one: &str, other: &str) -> Result<(), QuestionnaireError> {
        if self.known(one)?.unit == self.known(other)?.unit {
            return Ok(());
        }
        let (one, other) = (one.to_owned(), other.to_owned());
        Err(QuestionnaireError::UnitsDiffer { one, other })
    }
}

fn intervention(
    definition: &InterventionDefinition,
    audience: Audience,
    units: &[Unit],
) -> Result<Intervention, QuestionnaireError> {
    if definition.level.is_some_and(|level| !(1..=3).contains(&level)) {
        return Err(QuestionnaireError::BadLevel(definition.code.clone()));
    }
    if definition.without_status && definition.measures.is_empty() {
        return Err(QuestionnaireError::NothingAsked(definition.code.clone()));
    }
    let measures = definition.measures.iter().map(|each| measure(&definition.code, each, units));
    let in_sentence =
        if definition.in_sentence.is_empty() { &definition.name } else { &definition.in_sentence };
    Ok(Intervention {
        code: definition.code.clone(),
        name: definition.name.clone(),
        level: definition.level,
        description: definition.description.clone(),
        in_sentence: in_sentence.clone(),
        has_status: !definition.without_status,
        audience,
        measures: measures.collect::<Result<_, _>>()?,
    })
}

fn measure(
    intervention: &str,
    definition: &MeasureDefinition,
    units: &[Unit],
) -> Result<Measure, QuestionnaireError> {
    let code = format!("{intervention}.{}", definition.code);
    let Some(unit) = units.iter().find(|unit| unit.plural == definition.unit) else {
        let unit = definition.unit.clone();
        return Err(QuestionnaireError::UnknownUnit { measure: code, unit });
    };
    Ok(Measure {
        code,
        question: definition.question.clone(),
        unit: unit.clone(),
        kind: definition.kind,
        definition: definition.definition.clone(),
        counts_on: definition.counts_on,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What becomes of a questionnaire of one theme with these interventions, each with a measure.
    fn built(interventions: &[(&str, &str)]) -> Result<Questionnaire, QuestionnaireError> {
        let intervention = |(code, measure): &(&str, &str)| {
            format!(
                "[[thema.interventie]]\ncode = \"{code}\"\nnaam = \"X\"\n[[thema.interventie.maat]]\ncode = \"{measure}\"\nvraag = \"V\"\neenheid = \"jongeren\"\nsoort = \"bereik\"\n"
            )
        };
        let head = "[[eenheid]]\nmeervoud = \"jongeren\"\nenkelvoud = \"jongere\"\ntelt = \"personen\"\n[[thema]]\ncode = \"onderwijs\"\nnaam = \"Onderwijs\"\n";
        let all: String = interventions.iter().map(intervention).collect();
        build(&toml::from_str(&format!("{head}{all}")).unwrap())
    }

    #[test]
    fn every_code_is_found_and_none_stands_there_twice() {
        let questionnaire = built(&[("ajb", "aangemeld"), ("pga", "aangemeld")]).unwrap();
        assert!(questionnaire.measure("pga.aangemeld").is_some());
        assert!(questionnaire.intervention("ajb").is_some());
        let twice = |code: &str| Some(QuestionnaireError::TwiceTheSameCode(code.to_owned()));
        assert_eq!(built(&[("ajb", "a"), ("ajb", "b")]).err(), twice("ajb.status"));
        assert_eq!(built(&[("ajb", "status")]).err(), twice("ajb.status"));
        assert_eq!(built(&[("gemeente", "code")]).err(), twice("gemeente.code"));
    }

    #[test]
    fn a_code_has_small_letters_digits_and_hyphens() {
        let error = built(&[("AJB", "a")]).err();
        assert_eq!(error, Some(QuestionnaireError::BadCode("AJB.status".to_owned())));
    }
}
