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
    /// Lines that the form leaves for the answer.
    pub lines: u8,
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

/// A sheet that is the same in every year: its code, its name, what it is for, and its questions.
struct Fixed {
    code: &'static str,
    name: &'static str,
    explanation: &'static str,
    questions: &'static [FixedQuestion],
}

/// The code of a question, the question, what belongs in the answer, and the lines left for it.
type FixedQuestion = (&'static str, &'static str, &'static str, u8);

const MUNICIPALITY: Fixed = Fixed {
    code: "gemeente",
    name: "Gemeente",
    explanation: "Deze gegevens zijn al ingevuld. U hoeft hier niets te doen.",
    questions: &[
        ("code", "CBS-code van de gemeente", "", 1),
        ("naam", "Naam van de gemeente", "", 1),
    ],
};
const HIGHLIGHT: Fixed = Fixed {
    code: "uitgelicht",
    name: "Uitgelicht",
    explanation: "Het rapport laat van elke gemeente een voorbeeld zien. Kies er een dat in opstart of in uitvoering is.",
    questions: &[
        (
            "interventie",
            "Code van de interventie die u uitlicht",
            "Kies een code uit de lijst; onder de vragen op dit blad staat welke interventie bij welke code hoort. Bijvoorbeeld: ajb. Niet: de naam van de interventie.",
            1,
        ),
        (
            "tekst",
            "Uw voorbeeld in uw eigen woorden",
            "Schrijf in honderd tot tweehonderd woorden wat u doet, voor wie, en wat u ervan ziet. Bijvoorbeeld: sinds de coach op school staat, melden leerlingen zich zelf. Niet: namen, leeftijden of andere gegevens waaraan een jongere te herkennen is.",
            12,
        ),
    ],
};
const STORY: Fixed = Fixed {
    code: "praktijkverhaal",
    name: "Praktijkverhaal",
    explanation: "Dit blad hoeft niet. Hebt u een verhaal uit de praktijk dat u wilt delen, dan vult u het hier in.",
    questions: &[
        ("titel", "Titel van het verhaal", "Kort, zoals boven een artikel in de krant.", 1),
        (
            "tekst",
            "Het verhaal",
            "Ten hoogste driehonderd woorden. Bijvoorbeeld: hoe een buurtvader weer vertrouwen kreeg in het wijkteam. Niet: een verhaal waarin een jongere of een gezin te herkennen is.",
            14,
        ),
        (
            "citaat",
            "Letterlijk citaat",
            "Wat iemand precies zei. Alleen van wie daarvoor toestemming geeft, en nooit van een jongere met naam.",
            3,
        ),
        (
            "spreker",
            "Wie wordt geciteerd",
            "De naam van een volwassene die dit namens een organisatie zegt.",
            1,
        ),
        (
            "functie",
            "Functie en organisatie van deze persoon",
            "Bijvoorbeeld: jongerenwerker bij Stichting Buurtwerk.",
            1,
        ),
        (
            "toestemming",
            "Geeft deze persoon toestemming voor publicatie (ja of nee)?",
            "Zonder ja komt het citaat niet in het rapport.",
            1,
        ),
        (
            "link",
            "Webadres van het hele verhaal",
            "Bijvoorbeeld: https://www.gemeente.nl/verhaal. Niet: een adres dat alleen binnen uw gemeente werkt.",
            1,
        ),
    ],
};
const STAMP: Fixed = Fixed {
    code: "stempel",
    name: "Stempel",
    explanation: "",
    questions: &[("vragenlijst", "Vragenlijst", "", 1), ("jaar", "Jaar", "", 1)],
};

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
        [&MUNICIPALITY, &HIGHLIGHT, &STORY, &STAMP].map(always);
    let sheets = [municipality].into_iter().chain(repeated.into_iter().map(|(_, sheet)| sheet));
    let sheets = sheets.chain([highlight, story]).chain(rest.into_iter().map(|(_, sheet)| sheet));
    Ok(sheets.chain([stamp]).collect())
}

fn always(fixed: &Fixed) -> OpenSheet {
    let question = |(part, question, definition, lines): &FixedQuestion| OpenQuestion {
        code: format!("{}.{part}", fixed.code),
        question: (*question).to_owned(),
        definition: (*definition).to_owned(),
        kind: OpenKind::Tekst,
        choices: Vec::new(),
        required: false,
        lines: *lines,
    };
    let block = Block {
        code: fixed.code.to_owned(),
        title: String::new(),
        intervention: None,
        questions: fixed.questions.iter().map(question).collect(),
    };
    OpenSheet {
        code: fixed.code.to_owned(),
        name: fixed.name.to_owned(),
        explanation: fixed.explanation.to_owned(),
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
        let part = if definition.part.is_empty() { &definition.name } else { &definition.part };
        let blocks = (1..=times)
            .map(|number| block(Some(number.to_string()), format!("{part} {number}"), None));
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
        lines: definition.lines,
    })
}
