//! Questions whose answers are no counts: about the municipality, its examples, its lessons.

use crate::cycle::{
    Audience, ChoicesFrom, Definition, InterventionDefinition, OpenDefinition, OpenKind,
    SheetDefinition, ThemeDefinition,
};

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
    pub(crate) is_fixed: bool,
    /// Its questions, as often as they are asked.
    pub blocks: Vec<Block>,
}

/// The questions of a sheet, asked once: about one thing, such as one intervention.
#[derive(Debug, Clone)]
pub struct Block {
    /// What the codes of its questions start with, such as `eigen-1` or `kwaliteit-ajb`.
    pub code: String,
    /// What it is about; empty if the sheet is about one thing.
    pub title: String,
    /// The intervention of the questionnaire that it is about; `None` if it is about none.
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
    /// The choices; empty if nothing is chosen.
    pub choices: Vec<String>,
    /// Whether it must be answered if another question of its block is.
    pub required: bool,
    /// The number of lines that the form leaves for the answer.
    pub lines: u8,
}

impl OpenQuestion {
    /// The choice that a text names, whatever its case and spaces; `None` if it names none.
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
            "Interventie die u uitlicht",
            "Kies een interventie uit de lijst bij de cel. Bijvoorbeeld: Alleen jij bepaalt wie je bent. Niet: een interventie die nog een plan is.",
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
            "Ten hoogste 2.000 tekens: ongeveer 250 woorden. Bijvoorbeeld: hoe een buurtvader weer vertrouwen kreeg in het wijkteam. Niet: een verhaal waarin een jongere of een gezin te herkennen is.",
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

const FIXED: [&Fixed; 4] = [&MUNICIPALITY, &HIGHLIGHT, &STORY, &STAMP];

/// The codes of the questions that are the same in every year.
pub(super) fn fixed_codes() -> impl Iterator<Item = String> {
    let codes = |fixed: &'static Fixed| {
        fixed.questions.iter().map(|(part, ..)| format!("{}.{part}", fixed.code))
    };
    FIXED.into_iter().flat_map(codes)
}

/// The names of the sheets that are the same in every year.
pub(super) fn fixed_names() -> impl Iterator<Item = &'static str> {
    FIXED.into_iter().map(|fixed| fixed.name)
}

/// Every whole code of a definition, with its place in it.
pub(super) fn codes(definition: &Definition) -> Vec<(String, String)> {
    let mut codes = Vec::new();
    for (t, theme) in definition.themes.iter().enumerate() {
        for (i, each) in theme.interventions.iter().enumerate() {
            let path = format!("thema.{t}.interventie.{i}");
            if !each.without_status {
                codes.push((format!("{}.status", each.code), format!("{path}.code")));
            }
            codes.extend(each.measures.iter().enumerate().map(|(m, measure)| {
                (format!("{}.{}", each.code, measure.code), format!("{path}.maat.{m}.code"))
            }));
        }
    }
    for (number, sheet) in definition.sheets.iter().enumerate() {
        for (block, ..) in parts(sheet, definition) {
            codes.extend(sheet.questions.iter().enumerate().map(|(at, question)| {
                (format!("{block}.{}", question.code), format!("blad.{number}.vraag.{at}.code"))
            }));
        }
    }
    codes
}

/// The name of a theme's sheet.
pub(super) fn tab(theme: &ThemeDefinition) -> &str {
    if theme.sheet.is_empty() { &theme.name } else { &theme.sheet }
}

/// The choices that a question takes from elsewhere.
pub(super) fn choices_from(from: ChoicesFrom, definition: &Definition) -> Vec<String> {
    match from {
        ChoicesFrom::Themas => {
            let common = definition.themes.iter().filter(|it| it.audience == Audience::Alle);
            common.map(|theme| in_lower_case(tab(theme))).collect()
        }
    }
}

/// A name as it is written inside a sentence; an abbreviation stays.
fn in_lower_case(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => name.to_owned(),
    }
}

/// The sheets of a year in the order of the workbook, the themes left out: first the municipality;
/// then what is asked more than once, the examples and the rest; the hidden stamp at the end.
pub(super) fn sheets(definition: &Definition) -> Vec<OpenSheet> {
    let (repeated, rest): (Vec<_>, Vec<_>) =
        definition.sheets.iter().partition(|sheet| sheet.times.is_some());
    let defined = |sheets: Vec<&SheetDefinition>| -> Vec<OpenSheet> {
        sheets.into_iter().map(|each| sheet(each, definition)).collect()
    };
    let [municipality, highlight, story, stamp] = FIXED.map(always);
    let sheets = [municipality].into_iter().chain(defined(repeated));
    let sheets = sheets.chain([highlight, story]).chain(defined(rest));
    sheets.chain([stamp]).collect()
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

/// What the questions of a sheet are asked about: the code, the title, and the intervention of each.
fn parts(
    sheet: &SheetDefinition,
    definition: &Definition,
) -> Vec<(String, String, Option<String>)> {
    let code = &sheet.code;
    if sheet.per_intervention {
        let about = |it: &InterventionDefinition| {
            (format!("{code}-{}", it.code), it.name.clone(), Some(it.code.clone()))
        };
        return definition.interventions().filter(|it| !it.without_status).map(about).collect();
    }
    let Some(times) = sheet.times else { return vec![(code.clone(), String::new(), None)] };
    let part = if sheet.part.is_empty() { &sheet.name } else { &sheet.part };
    (1..=times)
        .map(|number| (format!("{code}-{number}"), format!("{part} {number}"), None))
        .collect()
}

fn sheet(sheet: &SheetDefinition, definition: &Definition) -> OpenSheet {
    let block = |(code, title, intervention): (String, String, Option<String>)| {
        let questions = sheet.questions.iter().map(|each| question(&code, each, definition));
        let questions = questions.collect();
        Block { code, title, intervention, questions }
    };
    OpenSheet {
        code: sheet.code.clone(),
        name: sheet.name.clone(),
        explanation: sheet.explanation.clone(),
        audience: sheet.audience,
        is_fixed: false,
        blocks: parts(sheet, definition).into_iter().map(block).collect(),
    }
}

fn question(block: &str, asked: &OpenDefinition, definition: &Definition) -> OpenQuestion {
    let choices = asked.choices_from.map(|from| choices_from(from, definition));
    OpenQuestion {
        code: format!("{block}.{}", asked.code),
        question: asked.question.clone(),
        definition: asked.definition.clone(),
        kind: asked.kind,
        choices: choices.unwrap_or_else(|| asked.choices.clone()),
        required: asked.required,
        lines: asked.lines,
    }
}
