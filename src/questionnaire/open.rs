//! Questions whose answers are no counts: about the municipality, its examples, its lessons.

use crate::cycle::{Audience, OpenDefinition, OpenKind, SheetDefinition};

use super::{Intervention, QuestionnaireError};

/// A sheet of questions whose answers are no counts.
#[derive(Debug, Clone)]
pub struct OpenSheet {
    /// Code, such as `lerende-aanpak`.
    pub code: String,
    /// Name on the tab.
    pub name: String,
    /// What the sheet is for.
    pub explanation: String,
    /// Who is asked.
    pub audience: Audience,
    /// Whether it is the same in every year, with rules of its own.
    pub is_fixed: bool,
    /// Its questions, as often as they are asked.
    pub blocks: Vec<Block>,
}

/// The questions of a sheet, asked once: about one thing, such as one intervention.
#[derive(Debug, Clone)]
pub struct Block {
    /// What the codes of its questions start with, such as `eigen-1` or `kwaliteit-ajb`.
    pub code: String,
    /// What it is about; empty where the sheet is about one thing.
    pub title: String,
    /// The intervention of the questionnaire that it is about, where it is about one.
    pub intervention: Option<String>,
    /// Its questions.
    pub questions: Vec<OpenQuestion>,
}

/// A question whose answer is no count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenQuestion {
    /// Whole code, such as `lerende-aanpak.lessen`.
    pub code: String,
    /// The question.
    pub question: String,
    /// What belongs in the answer and what does not.
    pub definition: String,
    /// What kind of answer it has.
    pub kind: OpenKind,
    /// What can be chosen, where something is chosen.
    pub choices: Vec<String>,
    /// Whether it must be answered where another question of its block is.
    pub required: bool,
}

impl OpenQuestion {
    /// The choice that a text names, whatever its case and spaces.
    #[must_use]
    pub fn choice(&self, text: &str) -> Option<&String> {
        let plain =
            |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let wanted = plain(text);
        self.choices.iter().find(|choice| plain(choice) == wanted)
    }
}

/// A sheet that is the same in every year: its code, its name, and its questions with their codes.
type Fixed = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

const MUNICIPALITY: Fixed = (
    "gemeente",
    "Gemeente",
    &[("code", "CBS-code van de gemeente"), ("naam", "Naam van de gemeente")],
);
const HIGHLIGHT: Fixed = (
    "uitgelicht",
    "Uitgelicht",
    &[
        ("interventie", "Code van de interventie die u uitlicht"),
        ("tekst", "Uw voorbeeld in uw eigen woorden"),
    ],
);
const STORY: Fixed = (
    "praktijkverhaal",
    "Praktijkverhaal",
    &[
        ("titel", "Titel van het verhaal"),
        ("tekst", "Het verhaal"),
        ("citaat", "Letterlijk citaat"),
        ("spreker", "Wie wordt geciteerd"),
        ("functie", "Functie en organisatie van deze persoon"),
        ("toestemming", "Geeft deze persoon toestemming voor publicatie (ja of nee)?"),
        ("link", "Webadres van het hele verhaal"),
    ],
);
const STAMP: Fixed = ("stempel", "Stempel", &[("vragenlijst", "Vragenlijst"), ("jaar", "Jaar")]);

/// The sheets of a year in the order of the workbook, the themes left out: first the municipality;
/// then what is asked more than once, the examples and the rest; the hidden stamp at the end.
pub(super) fn sheets(
    definitions: &[SheetDefinition],
    interventions: &[&Intervention],
) -> Result<Vec<OpenSheet>, QuestionnaireError> {
    let defined = definitions.iter().map(|each| sheet(each, interventions));
    let defined = defined.collect::<Result<Vec<_>, _>>()?;
    let (repeated, rest): (Vec<_>, Vec<_>) =
        definitions.iter().zip(defined).partition(|(definition, _)| definition.times.is_some());
    let [municipality, highlight, story, stamp] =
        [MUNICIPALITY, HIGHLIGHT, STORY, STAMP].map(always);
    let sheets = [municipality].into_iter().chain(repeated.into_iter().map(|(_, sheet)| sheet));
    let sheets = sheets.chain([highlight, story]).chain(rest.into_iter().map(|(_, sheet)| sheet));
    Ok(sheets.chain([stamp]).collect())
}

fn always((code, name, questions): Fixed) -> OpenSheet {
    let question = |(part, question): &(&str, &str)| OpenQuestion {
        code: format!("{code}.{part}"),
        question: (*question).to_owned(),
        definition: String::new(),
        kind: OpenKind::Tekst,
        choices: Vec::new(),
        required: false,
    };
    let block = Block {
        code: code.to_owned(),
        title: String::new(),
        intervention: None,
        questions: questions.iter().map(question).collect(),
    };
    OpenSheet {
        code: code.to_owned(),
        name: name.to_owned(),
        explanation: String::new(),
        audience: Audience::Alle,
        is_fixed: true,
        blocks: vec![block],
    }
}

fn sheet(
    definition: &SheetDefinition,
    interventions: &[&Intervention],
) -> Result<OpenSheet, QuestionnaireError> {
    let code = &definition.code;
    let block = |part: Option<String>, title: String, intervention: Option<String>| {
        let code = part.map_or_else(|| code.clone(), |part| format!("{code}-{part}"));
        let questions = definition.questions.iter().map(|each| question(&code, each));
        let questions = questions.collect::<Result<_, _>>()?;
        Ok(Block { code, title, intervention, questions })
    };
    let blocks = if definition.per_intervention {
        let blocks = interventions
            .iter()
            .map(|each| block(Some(each.code.clone()), each.name.clone(), Some(each.code.clone())));
        blocks.collect::<Result<_, _>>()?
    } else if let Some(times) = definition.times {
        let blocks = (1..=times).map(|number| {
            block(Some(number.to_string()), format!("{} {number}", definition.name), None)
        });
        blocks.collect::<Result<_, _>>()?
    } else {
        vec![block(None, String::new(), None)?]
    };
    Ok(OpenSheet {
        code: code.clone(),
        name: definition.name.clone(),
        explanation: definition.explanation.clone(),
        audience: definition.audience,
        is_fixed: false,
        blocks,
    })
}

fn question(block: &str, definition: &OpenDefinition) -> Result<OpenQuestion, QuestionnaireError> {
    let code = format!("{block}.{}", definition.code);
    let is_choice = matches!(definition.kind, OpenKind::Keuze | OpenKind::Keuzes);
    if is_choice == definition.choices.is_empty() {
        return Err(QuestionnaireError::BadChoices(code));
    }
    Ok(OpenQuestion {
        code,
        question: definition.question.clone(),
        definition: definition.definition.clone(),
        kind: definition.kind,
        choices: definition.choices.clone(),
        required: definition.required,
    })
}
