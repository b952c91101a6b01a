//! Every accepted answer as one long table, with the register and the questionnaire beside it.

use pmg_core::checks::{Accepted, Answer, AnswerValue, OpenAnswer, OpenValue, Return};
use pmg_core::cycle::{Audience, Cycle, LastEdition, Municipality};
use pmg_core::place::Place;
use pmg_core::questionnaire::{Block, Intervention, OpenSheet, Questionnaire, Theme};

use super::dialect;
use super::last_year::{self, LAST_YEAR};

/// The tables that everything can be counted from, each as CSV.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LongTable {
    /// One row for each accepted answer; a row for each choice where several were made.
    pub answers: String,
    /// One row for each municipality of the register, with the file that it handed in.
    pub municipalities: String,
    /// One row for each question, and one for each choice where something is chosen.
    pub questions: String,
    /// One row for each number that the last edition of an earlier year printed or hid, and one for each sum, without a
    /// municipality; under the codes of this year.
    pub last_year: String,
}

impl LongTable {
    /// The names of its files.
    pub const NAMES: [&str; 4] = [
        "antwoorden.csv",
        "antwoorden-gemeenten.csv",
        "antwoorden-vragen.csv",
        "antwoorden-vorig-jaar.csv",
    ];

    /// The names of its files, and what stands in them.
    #[must_use]
    pub fn files(&self) -> [(&'static str, &str); 4] {
        let [answers, municipalities, questions, last_year] = Self::NAMES;
        [
            (answers, &self.answers),
            (municipalities, &self.municipalities),
            (questions, &self.questions),
            (last_year, &self.last_year),
        ]
    }
}

const ANSWERS: [&str; 11] = [
    "municipality",
    "name",
    "question",
    "kind",
    "number",
    "word",
    "reference_date",
    "remark",
    "file",
    "sheet",
    "cell",
];
const MUNICIPALITIES: [&str; 10] = [
    "municipality",
    "name",
    "sorted_by",
    "cohort",
    "nplv",
    "pillar",
    "participates",
    "reports",
    "file",
    "sha256",
];
const QUESTIONS: [&str; 13] = [
    "code",
    "kind",
    "about",
    "figure",
    "audience",
    "has_status",
    "name",
    "in_sentence",
    "wording",
    "unit",
    "unit_kind",
    "measure_kind",
    "choice",
];

/// Never leaves the workbook: who signed is known by function and day only.
const NEVER: &str = "akkoord.naam";
/// What somebody said, which is used only with consent.
const QUOTE: [&str; 3] =
    ["praktijkverhaal.citaat", "praktijkverhaal.spreker", "praktijkverhaal.functie"];

/// Lays out the accepted answers of a year.
#[must_use]
pub fn tabulate(
    accepted: &Accepted,
    cycle: &Cycle,
    questionnaire: &Questionnaire,
    last_editions: &[LastEdition],
) -> LongTable {
    let answers = accepted.iter().flat_map(|each| answers(each, cycle));
    let municipalities = cycle.register.iter().map(|each| municipality(each, accepted));
    let themes = questionnaire.themes.iter().flat_map(theme);
    let questions = themes.chain(questionnaire.sheets.iter().flat_map(sheet));
    LongTable {
        answers: dialect::write(ANSWERS, answers),
        municipalities: dialect::write(MUNICIPALITIES, municipalities),
        questions: dialect::write(QUESTIONS, questions),
        last_year: dialect::write(LAST_YEAR, last_year::rows(last_editions)),
    }
}

/// The rows of one return, counts first.
fn answers(each: &Return, cycle: &Cycle) -> Vec<[String; ANSWERS.len()]> {
    let name = cycle.register.name(&each.municipality);
    let row = |question: &str, [kind, number, word]: [String; 3], place: &Place| {
        [
            each.municipality.to_string(),
            name.to_owned(),
            question.to_owned(),
            kind,
            number,
            word,
            String::new(),
            String::new(),
            place.file.clone(),
            place.sheet.clone().unwrap_or_default(),
            place.cell.map(|cell| cell.to_string()).unwrap_or_default(),
        ]
    };
    let mut rows: Vec<_> = Vec::new();
    for (question, answer) in &each.answers {
        let mut counted = row(question, counted(answer), &answer.place);
        counted[6] = answer.reference_date.map(|date| date.to_string()).unwrap_or_default();
        counted[7] = answer.remark.clone().unwrap_or_default();
        rows.push(counted);
    }
    let quoted = each.story.as_ref().is_some_and(|story| story.quote.is_some());
    let shown = |code: &str| code != NEVER && (quoted || !QUOTE.contains(&code));
    for (question, answer) in each.open.iter().filter(|(code, _)| shown(code)) {
        rows.extend(told(answer).into_iter().map(|value| row(question, value, &answer.place)));
    }
    rows
}

/// Kind, number and word of an answer to a question for a count.
fn counted(answer: &Answer) -> [String; 3] {
    let (kind, number, word) = match answer.value {
        AnswerValue::Number(value) => ("number", value.normalize().to_string(), ""),
        AnswerValue::Status(status) => ("status", String::new(), status.word()),
        AnswerValue::Unknown => ("unknown", String::new(), ""),
        AnswerValue::NotApplicable => ("not_applicable", String::new(), ""),
    };
    [kind.to_owned(), number, word.to_owned()]
}

/// The same for an answer to an open question, one for each choice that was made; none for an empty text.
fn told(answer: &OpenAnswer) -> Vec<[String; 3]> {
    let value = |kind: &str, word: String| [kind.to_owned(), String::new(), word];
    match &answer.value {
        OpenValue::Text(text) if text.is_empty() => Vec::new(),
        OpenValue::Text(text) => vec![value("text", text.clone())],
        OpenValue::Date(date) => vec![value("date", date.to_string())],
        OpenValue::Chosen(chosen) => {
            chosen.iter().map(|choice| value("choice", choice.clone())).collect()
        }
    }
}

fn municipality(each: &Municipality, accepted: &Accepted) -> [String; MUNICIPALITIES.len()] {
    let file = accepted.handed_in(&each.code).map(|given| &given.file);
    [
        each.code.to_string(),
        each.name.clone(),
        each.sorted_by().to_owned(),
        each.cohort.clone(),
        each.nplv.to_string(),
        each.pillar.clone(),
        each.participates.to_string(),
        each.reports.to_string(),
        file.map(|file| file.name.clone()).unwrap_or_default(),
        file.map(|file| file.sha256.clone()).unwrap_or_default(),
    ]
}

/// The row of a theme, and those of what it asks.
fn theme(theme: &Theme) -> Vec<[String; QUESTIONS.len()]> {
    let mut row: [String; QUESTIONS.len()] = std::array::from_fn(|_| String::new());
    row[0].clone_from(&theme.code);
    row[1] = String::from("theme");
    row[4] = String::from(audience(theme.audience));
    row[6].clone_from(&theme.name);
    let questions = theme.interventions.iter().flat_map(intervention);
    std::iter::once(row).chain(questions).collect()
}

fn intervention(each: &Intervention) -> Vec<[String; QUESTIONS.len()]> {
    let row = |code: String, kind: &str, measured: [String; 4]| {
        let [wording, unit, unit_kind, measure_kind] = measured;
        [
            code,
            kind.to_owned(),
            each.code.clone(),
            String::new(),
            audience(each.audience).to_owned(),
            each.has_status.to_string(),
            each.name.clone(),
            each.in_sentence.clone(),
            wording,
            unit,
            unit_kind,
            measure_kind,
            String::new(),
        ]
    };
    let nothing = std::array::from_fn(|_| String::new());
    let status = each.has_status.then(|| row(each.status_code(), "status", nothing));
    let measures = each.measures.iter().map(|measure| {
        let unit_kind = format!("{:?}", measure.unit.kind).to_lowercase();
        let measure_kind = format!("{:?}", measure.kind).to_lowercase();
        let (wording, unit) = (measure.question.clone(), measure.unit.plural.clone());
        row(measure.code.clone(), "number", [wording, unit, unit_kind, measure_kind])
    });
    status.into_iter().chain(measures).collect()
}

/// The rows of a sheet: a question for each of its blocks, a row for each of its choices.
fn sheet(sheet: &OpenSheet) -> Vec<[String; QUESTIONS.len()]> {
    let rows = sheet.blocks.iter().flat_map(|block| block_rows(sheet, block));
    rows.collect()
}

fn block_rows(sheet: &OpenSheet, block: &Block) -> Vec<[String; QUESTIONS.len()]> {
    let mut rows = Vec::new();
    for question in &block.questions {
        let part = question.code.strip_prefix(&block.code);
        let part = part.expect("the code of a question starts with that of its block");
        let mut row: [String; QUESTIONS.len()] = std::array::from_fn(|_| String::new());
        row[0].clone_from(&question.code);
        row[1] = String::from("text");
        row[2].clone_from(&block.code);
        row[3] = format!("{}{part}", sheet.code);
        row[4] = String::from(audience(sheet.audience));
        row[6].clone_from(&block.title);
        row[8].clone_from(&question.question);
        if question.choices.is_empty() {
            rows.push(row);
            continue;
        }
        for choice in &question.choices {
            let mut row = row.clone();
            row[1] = String::from("choice");
            row[12].clone_from(choice);
            rows.push(row);
        }
    }
    rows
}

fn audience(audience: Audience) -> &'static str {
    match audience {
        Audience::Alle => "alle",
        Audience::Structureel => "structureel",
        Audience::Flexibel => "flexibel",
    }
}
