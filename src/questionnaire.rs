//! The questionnaire: themes, interventions, measures and questions, checked and findable by code.
//!
//! In: the [`Definition`] that the team wrote. Out: a [`Questionnaire`] in which every code is
//! unique, every unit is known and every relation is between measures that exist. Refuses the rest.

use std::collections::BTreeMap;
use std::fmt;

use crate::cycle::{
    Definition, InterventionDefinition, MeasureDefinition, MeasureKind, Relation, RelationKind,
    Total, Unit,
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
    positions: BTreeMap<String, Position>,
}

#[derive(Debug, Clone, Copy)]
struct Position {
    theme: usize,
    intervention: usize,
    /// The measure, or none for the status.
    measure: Option<usize>,
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
    /// Its interventions, in order.
    pub interventions: Vec<Intervention>,
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
}

/// What stands behind a code of the questionnaire.
#[derive(Debug, Clone, Copy)]
pub enum Question<'a> {
    /// How far an intervention is.
    Status(&'a Intervention),
    /// A number.
    Number(&'a Intervention, &'a Measure),
    /// Text about the municipality, its highlighted example or its practice story.
    Text(&'a TextQuestion),
}

/// A question whose answer is text; the same in every year.
#[derive(Debug, PartialEq, Eq)]
pub struct TextQuestion {
    /// Code, such as `uitgelicht.tekst`.
    pub code: &'static str,
    /// Sheet of the blank workbook.
    pub sheet: &'static str,
    /// The question.
    pub question: &'static str,
}

const fn text(code: &'static str, sheet: &'static str, question: &'static str) -> TextQuestion {
    TextQuestion { code, sheet, question }
}

/// The questions whose answer is text, in the order of the workbook.
pub const TEXT_QUESTIONS: &[TextQuestion] = &[
    text("gemeente.code", "Gemeente", "CBS-code van de gemeente"),
    text("gemeente.naam", "Gemeente", "Naam van de gemeente"),
    text("uitgelicht.interventie", "Uitgelicht", "Code van de interventie die u uitlicht"),
    text("uitgelicht.tekst", "Uitgelicht", "Uw voorbeeld in uw eigen woorden"),
    text("praktijkverhaal.titel", "Praktijkverhaal", "Titel van het verhaal"),
    text("praktijkverhaal.tekst", "Praktijkverhaal", "Het verhaal"),
    text("praktijkverhaal.citaat", "Praktijkverhaal", "Letterlijk citaat"),
    text("praktijkverhaal.spreker", "Praktijkverhaal", "Wie wordt geciteerd"),
    text("praktijkverhaal.functie", "Praktijkverhaal", "Functie en organisatie van deze persoon"),
    text(
        "praktijkverhaal.toestemming",
        "Praktijkverhaal",
        "Geeft deze persoon toestemming voor publicatie (ja of nee)?",
    ),
    text("praktijkverhaal.link", "Praktijkverhaal", "Webadres van het hele verhaal"),
    text("stempel.vragenlijst", "Stempel", "Vragenlijst"),
    text("stempel.jaar", "Stempel", "Jaar"),
];

impl Questionnaire {
    /// What stands behind a code, whatever its case.
    #[must_use]
    pub fn question(&self, code: &str) -> Option<Question<'_>> {
        if let Some(text) = TEXT_QUESTIONS.iter().find(|question| question.code == code) {
            return Some(Question::Text(text));
        }
        let position = self.positions.get(code)?;
        let intervention =
            self.themes.get(position.theme)?.interventions.get(position.intervention)?;
        Some(match position.measure {
            Some(measure) => Question::Number(intervention, intervention.measures.get(measure)?),
            None => Question::Status(intervention),
        })
    }

    /// The measure with this code.
    #[must_use]
    pub fn measure(&self, code: &str) -> Option<&Measure> {
        match self.question(code)? {
            Question::Number(_, measure) => Some(measure),
            Question::Status(_) | Question::Text(_) => None,
        }
    }

    /// The intervention with this code.
    #[must_use]
    pub fn intervention(&self, code: &str) -> Option<&Intervention> {
        match self.question(&format!("{code}.status"))? {
            Question::Status(intervention) => Some(intervention),
            Question::Number(..) | Question::Text(_) => None,
        }
    }

    /// The theme with this code.
    #[must_use]
    pub fn theme(&self, code: &str) -> Option<&Theme> {
        self.themes.iter().find(|theme| theme.code == code)
    }

    /// All interventions, in the order of the questionnaire.
    pub fn interventions(&self) -> impl Iterator<Item = &Intervention> {
        self.themes.iter().flat_map(|theme| &theme.interventions)
    }

    /// All measures, in the order of the questionnaire.
    pub fn measures(&self) -> impl Iterator<Item = &Measure> {
        self.interventions().flat_map(|intervention| &intervention.measures)
    }

    /// All codes that a workbook may hold.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        let texts = TEXT_QUESTIONS.iter().map(|question| question.code);
        self.positions.keys().map(String::as_str).chain(texts)
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
            let intervention = intervention(definition_of, &definition.units)?;
            let position = |measure| Position { theme: theme_index, intervention: index, measure };
            questionnaire.place(intervention.status_code(), position(None))?;
            for (number, measure) in intervention.measures.iter().enumerate() {
                questionnaire.place(measure.code.clone(), position(Some(number)))?;
            }
            interventions.push(intervention);
        }
        questionnaire.themes.push(Theme {
            code: theme.code.clone(),
            name: theme.name.clone(),
            sheet: if theme.sheet.is_empty() { &theme.name } else { &theme.sheet }.clone(),
            interventions,
        });
    }
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
        let is_text = TEXT_QUESTIONS.iter().any(|question| question.code == code);
        if is_text || self.positions.contains_key(&code) {
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
    units: &[Unit],
) -> Result<Intervention, QuestionnaireError> {
    if definition.level.is_some_and(|level| !(1..=3).contains(&level)) {
        return Err(QuestionnaireError::BadLevel(definition.code.clone()));
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
