//! Draws a year: who takes part, the settings, and what everybody answers.

use std::collections::BTreeMap;

use toml::Table;

use super::asked::{Asked, Kind, Measure, tables, text};
use super::chance::Chance;
use super::example;

/// What is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Given {
    /// In thousandths.
    Number(i64),
    Unknown,
    NotApplicable,
    Words(String),
}

/// An answer, with the day on which it holds, where that is another than the year's.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) given: Given,
    pub(crate) day: Option<&'static str>,
    pub(crate) remark: &'static str,
}

#[derive(Debug, Clone)]
pub(crate) struct Municipality {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) sorted_by: String,
    pub(crate) pillar: String,
    pub(crate) cohort: String,
    pub(crate) nplv: bool,
    pub(crate) participates: bool,
    pub(crate) reports: bool,
    /// None where nothing was handed in.
    pub(crate) answers: Option<BTreeMap<String, Answer>>,
}

#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) seed: u64,
    /// Whether nothing was planted that must stop a final edition.
    pub(crate) is_clean: bool,
    /// The questions where something was planted.
    pub(crate) planted: Vec<String>,
    pub(crate) words_below: i64,
    pub(crate) small_below: i64,
    pub(crate) small_width: i64,
    pub(crate) reference_date: &'static str,
    pub(crate) has_notice: bool,
    pub(crate) has_year_before: bool,
    /// In the order of their codes.
    pub(crate) municipalities: Vec<Municipality>,
}

const RUNS: &str = "uitvoering";
/// With these a number may stand there, and is not counted.
const NOT_COUNTED: [&str; 3] = ["opstart", "afgerond", "gestopt"];
const PLANS: [&str; 4] = ["verkenning", "plan in ontwikkeling", "gepland", ""];
/// What municipalities write, with all that typography can do to it.
const TEXTS: [&str; 7] = [
    "Boksen in de buurt",
    "Meiden & moed (\"samen sterk\")",
    "Café 't Hoekje – vóór en na school",
    "Samen sterk: 'naast de jongere staan' <b>altijd</b>",
    "*Sterk* staan_in_de_wijk | hand in hand [samen](https://voorbeeld.nl)",
    "Ouders, buren en coaches trekken samen op. Zij spreken af wie wat doet, en komen elke maand terug op wat \
     lukte en wat niet lukte. Wie meedoet, blijft meedoen zolang dat helpt, en wie stopt, wordt gebeld.",
    "'s Avonds naar de gymzaal; straatcoaches lopen mee. Dat werkt voor wie overdag op school zit",
];

impl Plan {
    pub(crate) fn draw(seed: u64, asked: &Asked) -> Self {
        let mut chance = Chance::new(seed);
        let (small_below, small_width) = *chance.of(&[(6, 4), (10, 5), (20, 10), (10, 8), (5, 1)]);
        let mut plan = Self {
            seed,
            is_clean: !seed.is_multiple_of(3),
            planted: Vec::new(),
            words_below: *chance.of(&[0, 2, 10, 10, 20, 21]),
            small_below,
            small_width,
            reference_date: *chance.of(&["2024-03-01", "2024-01-31", "2024-04-15"]),
            has_notice: chance.one_in(2),
            has_year_before: chance.one_in(4),
            municipalities: register(&mut chance),
        };
        // Whether numbers are mostly small or large in this year.
        let size = chance.between(0, 2);
        let mut municipalities = std::mem::take(&mut plan.municipalities);
        for who in municipalities.iter_mut().filter(|who| who.reports) {
            if !chance.one_in(8) {
                who.answers = Some(plan.answers(who, asked, size, &mut chance));
            }
        }
        plan.municipalities = municipalities;
        plan
    }

    fn answers(
        &mut self,
        who: &Municipality,
        asked: &Asked,
        size: i64,
        chance: &mut Chance,
    ) -> BTreeMap<String, Answer> {
        let mut answers = BTreeMap::new();
        let runs_often = chance.between(2, 4);
        for code in &asked.interventions {
            let status = match chance.between(0, 5) {
                drawn if drawn < runs_often => RUNS,
                4 => *chance.of(&NOT_COUNTED),
                _ => *chance.of(&PLANS),
            };
            answers.insert(format!("{code}.status"), plain(Given::Words(status.to_owned())));
        }
        // Everybody has something to be proud of.
        let runs = |it: &Answer| it.given == Given::Words(RUNS.to_owned());
        if !answers.values().any(runs) {
            let code = format!("{}.status", chance.of(&asked.interventions));
            answers.insert(code, plain(Given::Words(RUNS.to_owned())));
        }
        for measure in &asked.measures {
            if measure.has_status || measure.pillar.is_empty() || measure.pillar == who.pillar {
                let status = words(&answers, &format!("{}.status", measure.intervention));
                self.measure(measure, &status, size, chance, &mut answers);
            }
        }
        fit(&mut answers, asked);
        if asked.has_sheets {
            quality(&mut answers, asked, chance);
            own(&mut answers, asked, chance);
        }
        highlight(&mut answers, asked, chance);
        answers
    }

    /// What is answered to a question for a number, where one is to be given.
    fn measure(
        &mut self,
        measure: &Measure,
        status: &str,
        size: i64,
        chance: &mut Chance,
        answers: &mut BTreeMap<String, Answer>,
    ) {
        let counts = status == RUNS || !measure.has_status;
        let may_be_given = NOT_COUNTED.contains(&status) && chance.one_in(2);
        if !counts && !may_be_given {
            return;
        }
        let given = match chance.between(0, 11) {
            0 => Given::Unknown,
            1 => Given::NotApplicable,
            _ => Given::Number(number(measure.kind, size, chance)),
        };
        if counts && !self.is_clean && chance.one_in(40) {
            self.planted.push(measure.code.clone());
            return;
        }
        let is_number = matches!(given, Given::Number(_));
        let day = (is_number && chance.one_in(9)).then_some("2023-12-31");
        let remark =
            *chance.of(&["", "zie de bijlage", "geteld met de \"partners\", 'eerste' start."]);
        answers.insert(measure.code.clone(), Answer { given, day, remark });
    }
}

/// A number in thousandths.
fn number(kind: Kind, size: i64, chance: &mut Chance) -> i64 {
    let whole = match (chance.between(0, 5), size) {
        (0, _) => 0,
        (1, _) => 1,
        (2 | 3, 0 | 1) => chance.between(2, 9),
        (_, 0) => chance.between(2, 60),
        (_, 1) => chance.between(10, 300),
        _ => chance.between(50, 4_999),
    };
    match kind {
        Kind::Sensitive => whole * 1000,
        Kind::Other => whole.min(480) * 1000,
        Kind::Posts => match chance.between(0, 3) {
            0 => whole.min(90) * 1000,
            1 => whole.min(90) * 1000 + 500,
            2 => whole.min(90) * 1000 + 250 * chance.between(0, 3),
            _ => chance.between(1, 9_999),
        },
        Kind::Money => match chance.between(0, 4) {
            0 => whole * 1000,
            1 => chance.between(1, 99) * 10_000_000,
            2 => chance.between(1, 999_999) * 1_000 + 500,
            3 => chance.between(1, 99_999_999) * 10,
            _ => chance.between(1, 400) * 1_000_000_000 / 40,
        },
    }
}

/// Lets parts and totals fit, as the questionnaire wants it.
fn fit(answers: &mut BTreeMap<String, Answer>, asked: &Asked) {
    let number = |answers: &BTreeMap<String, Answer>, code: &str| match answers.get(code)?.given {
        Given::Number(number) => Some(number),
        _ => None,
    };
    for (whole, parts) in &asked.totals {
        let known: Option<Vec<i64>> = parts.iter().map(|part| number(answers, part)).collect();
        if let (Some(known), Some(answer)) = (known, answers.get_mut(whole)) {
            answer.given = Given::Number(known.iter().sum());
        } else if let Some(answer) = answers.get_mut(whole) {
            answer.given = Given::Unknown;
        }
    }
    for _ in 0..3 {
        for (one, other) in asked.parts.iter().chain(&asked.at_most) {
            if let (Some(small), Some(large)) = (number(answers, one), number(answers, other)) {
                answers.get_mut(one).unwrap().given = Given::Number(small.min(large));
            }
        }
        for (one, other) in &asked.needs {
            let is_none = number(answers, other) == Some(0);
            if is_none && number(answers, one).is_some() {
                answers.get_mut(one).unwrap().given = Given::Number(0);
            }
        }
    }
}

fn quality(answers: &mut BTreeMap<String, Answer>, asked: &Asked, chance: &mut Chance) {
    for code in &asked.interventions {
        let status = words(answers, &format!("{code}.status"));
        if status != RUNS || chance.one_in(2) {
            continue;
        }
        for question in &asked.sheets["kwaliteit"] {
            let answer = match question.kind.as_str() {
                "keuze" => chance.of(&question.choices).clone(),
                "keuzes" => {
                    let some = question.choices.iter().filter(|_| chance.one_in(3));
                    some.cloned().collect::<Vec<_>>().join(", ")
                }
                "datum" => "1-11-2024".to_owned(),
                _ => (*chance.of(&TEXTS)).to_owned(),
            };
            let code = format!("kwaliteit-{code}.{}", question.code);
            answers.insert(code, plain(Given::Words(answer)));
        }
    }
}

fn own(answers: &mut BTreeMap<String, Answer>, asked: &Asked, chance: &mut Chance) {
    for number in 1..=chance.between(0, 3) {
        for question in &asked.sheets["eigen"] {
            let answer = match question.kind.as_str() {
                "keuze" => chance.of(&question.choices).clone(),
                _ => (*chance.of(&TEXTS)).to_owned(),
            };
            // Another name for each, or it could be taken for one that is asked about.
            let answer = if question.code == "naam" {
                TEXTS[usize::try_from(number).unwrap()].to_owned()
            } else {
                answer
            };
            let code = format!("eigen-{number}.{}", question.code);
            answers.insert(code, plain(Given::Words(answer)));
        }
    }
}

fn highlight(answers: &mut BTreeMap<String, Answer>, asked: &Asked, chance: &mut Chance) {
    let runs = |code: &&String| words(answers, &format!("{code}.status")) == RUNS;
    let running: Vec<String> = asked.interventions.iter().filter(runs).cloned().collect();
    let chosen = chance.of(&running).clone();
    answers.insert("uitgelicht.interventie".to_owned(), plain(Given::Words(chosen)));
    let text = (*chance.of(&TEXTS)).to_owned();
    answers.insert("uitgelicht.tekst".to_owned(), plain(Given::Words(text)));
}

fn plain(given: Given) -> Answer {
    Answer { given, day: None, remark: "" }
}

pub(crate) fn words(answers: &BTreeMap<String, Answer>, code: &str) -> String {
    match answers.get(code).map(|answer| &answer.given) {
        Some(Given::Words(words)) => words.clone(),
        _ => String::new(),
    }
}

/// Some of the municipalities of the example, one of each cohort at least.
fn register(chance: &mut Chance) -> Vec<Municipality> {
    let file: Table = example("gemeenten.toml").parse().unwrap();
    let all = tables(&file, "gemeenten");
    let many = usize::try_from(*chance.of(&[3, 4, 6, 9, 15, 27, 47])).unwrap();
    let mut left = all.clone();
    let mut drawn: Vec<&Table> = Vec::new();
    for cohort in ["2022-15", "2023", "2024-flex-20"] {
        let at = left.iter().position(|it| text(it, "cohort").starts_with(cohort)).unwrap();
        drawn.push(left.remove(at));
    }
    while drawn.len() < many && !left.is_empty() {
        let at =
            usize::try_from(chance.between(0, i64::try_from(left.len()).unwrap() - 1)).unwrap();
        drawn.push(left.remove(at));
    }
    let mut municipalities: Vec<Municipality> = drawn
        .into_iter()
        .map(|it| Municipality {
            code: text(it, "code"),
            name: text(it, "naam"),
            sorted_by: it.get("sorteer").map_or_else(|| text(it, "naam"), |_| text(it, "sorteer")),
            pillar: text(it, "pijler"),
            cohort: text(it, "cohort"),
            nplv: it["nplv"].as_bool().unwrap(),
            participates: it["doet_mee"].as_bool().unwrap(),
            reports: !chance.one_in(7),
            answers: None,
        })
        .collect();
    municipalities[0].reports = true;
    municipalities.sort_by(|one, other| one.code.cmp(&other.code));
    municipalities
}
