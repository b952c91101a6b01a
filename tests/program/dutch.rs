//! Good Dutch, sentence by sentence: `dutch-sentences.csv` says what a template gives.
//!
//! Its codes say what was answered: `m.jongeren-12345` is a measure of 12,345 young people, `onbekend` one that
//! nobody gave, and `g7` an intervention that runs in seven municipalities. In `zin`, `~` is a space that does not
//! break; a sentence that starts with `fout:` is part of the error, one that starts with a code part of a finding.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use pmg_monitor::answers::Status;
use pmg_monitor::cycle::{Constant, Definition, STANDARD_SHEETS, Template, UnitKind};
use pmg_monitor::document::{self, Block, plain_text};
use pmg_monitor::facts::Facts;
use pmg_monitor::figures::MeasureFigure;
use pmg_monitor::municipality::MunicipalityCode;
use pmg_monitor::questionnaire::{self, Measure};
use pmg_monitor::render::covers;
use pmg_monitor::template;
use rust_decimal::Decimal;

use crate::support::{Year, root};

/// What measures of each unit come to.
const SUMS: [&str; 24] = [
    "0",
    "0-5",
    "1",
    "2",
    "3-00",
    "3-335",
    "3-75",
    "9",
    "10",
    "11",
    "12",
    "19",
    "20",
    "21",
    "1000",
    "1500-5",
    "12345",
    "500000",
    "999999",
    "1000000",
    "1234567",
    "1500000",
    "12340000",
    "2000000000",
];
/// How many municipalities have an intervention.
const COUNTS: [usize; 13] = [0, 1, 2, 3, 4, 7, 9, 10, 11, 15, 19, 20, 21];
/// What can be a part of what.
const SHARES: [(&str, &str); 15] = [
    ("14", "25"),
    ("0", "25"),
    ("25", "25"),
    ("2", "25"),
    ("12", "19"),
    ("12", "20"),
    ("0", "9"),
    ("1", "9"),
    ("2", "9"),
    ("9", "9"),
    ("1", "1"),
    ("0", "0"),
    ("1", "1000"),
    ("999", "1000"),
    ("125", "1000"),
];

struct Row {
    line: u64,
    threshold: u8,
    template: String,
    sentence: String,
}

fn rows() -> Vec<Row> {
    let path = root().join("tests/program/dutch-sentences.csv");
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b';').quoting(false).from_path(path).unwrap();
    let rows = reader.records().map(Result::unwrap);
    rows.map(|row| Row {
        line: row.position().unwrap().line(),
        threshold: row[0].parse().unwrap(),
        template: row[1].to_owned(),
        sentence: row[2].replace('~', "\u{a0}"),
    })
    .collect()
}

#[test]
fn every_sentence_is_good_dutch() {
    let mut facts = Arc::new(facts());
    let mut wrong = String::new();
    for row in rows() {
        Arc::get_mut(&mut facts).unwrap().cycle.settings.words_below = row.threshold;
        let said = said(&facts, &row.template);
        let fits = match row.sentence.strip_prefix("fout: ") {
            Some(part) => said.starts_with("fout: ") && said.contains(part),
            None if row.sentence.starts_with("T10") => said.starts_with(&row.sentence),
            None => said == row.sentence,
        };
        if !fits {
            _ = writeln!(wrong, "{}: {}\n  not {}", row.line, said, row.sentence);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_table_has_every_unit_and_every_sort_of_number_once_each() {
    let rows = rows();
    assert!(rows.len() >= 200, "{} sentences", rows.len());
    let different: BTreeSet<_> = rows.iter().map(|row| (row.threshold, &row.template)).collect();
    assert_eq!(different.len(), rows.len(), "a sentence stands there twice");
    let has = |code: &str| rows.iter().any(|row| row.template.contains(code));
    for unit in definition().units {
        for sum in ["0", "1", "2"] {
            assert!(has(&format!("\"m.{}-{sum}\"", unit.plural)), "{sum} {}", unit.plural);
        }
        let many = SUMS[6..].iter().any(|sum| has(&format!("\"m.{}-{sum}\"", unit.plural)));
        assert!(many, "many {}", unit.plural);
    }
}

#[test]
fn no_year_can_write_numbers_above_twenty_in_words() {
    let year = |threshold: &str| {
        Year::example().edit("jaar.toml", "getalgrens = 10", &format!("getalgrens = {threshold}"))
    };
    assert!(year("20").markdown().contains("tien gemeenten"));
    let error = year("22").error();
    assert!(error.contains("schrijf hier een heel getal van 0 tot en met 21"), "{error}");
}

/// What a template gives: a sentence, what is found in it, or why it gives none.
fn said(facts: &Arc<Facts>, text: &str) -> String {
    let note = if text.contains("[^n]") { "\n\n[^n]: Een noot." } else { "" };
    let template = Template { origin: "zin.md".to_owned(), text: format!("{text}{note}\n") };
    let templates = BTreeMap::from([("rapport.md".to_owned(), template)]);
    let narrative = match template::write(facts, &templates, template::Text::Report) {
        Ok(narrative) => narrative,
        Err(error) => return format!("fout: {error}"),
    };
    let parsed = document::parse(&narrative, &facts.cycle.settings, covers);
    if let Some(finding) = parsed.findings.first() {
        return format!("{}: {}", finding.code, finding.message);
    }
    let runs = parsed.value.blocks.iter().map(|block| match block {
        Block::Paragraph { content } => plain_text(content),
        other => panic!("{other:?} is no sentence"),
    });
    runs.collect::<Vec<_>>().join(" ")
}

/// The units of both years, and the questions of these sentences.
fn definition() -> Definition {
    let path = root().join("input/2024/vragenlijst.toml");
    let mut definition: Definition =
        toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let sheets: Definition = toml::from_str(STANDARD_SHEETS).unwrap();
    definition.units.extend(sheets.units);
    // Which small numbers are kept back is another matter than how they are said.
    for unit in &mut definition.units {
        if matches!(unit.kind, UnitKind::Personen | UnitKind::Gezinnen) {
            unit.kind = UnitKind::Professionals;
        }
    }
    let asked: Definition = toml::from_str(&asked(&definition)).unwrap();
    definition.themes.extend(asked.themes);
    definition.relations = asked.relations;
    definition.totals = asked.totals;
    definition
}

fn asked(definition: &Definition) -> String {
    let mut text = "[[thema]]\ncode = \"proef\"\nnaam = \"Proef\"\n".to_owned();
    let counts = COUNTS.map(|count| format!("g{count}"));
    for code in counts.iter().map(String::as_str).chain(["a", "b", "leeg", "bosch", "h"]) {
        _ = write!(text, "[[thema.interventie]]\ncode = \"{code}\"\nnaam = \"{code}\"\n");
    }
    let mut measures: Vec<(&str, String, &str)> = Vec::new();
    for unit in &definition.units {
        for sum in SUMS.iter().chain(&["onbekend"]) {
            measures.push(("m", format!("{}-{sum}", unit.plural), &unit.plural));
        }
    }
    let shares: BTreeSet<&str> = SHARES.iter().flat_map(|(part, whole)| [*part, *whole]).collect();
    for sum in shares.iter().chain(&["onbekend"]) {
        measures.push(("p", format!("gezinnen-{sum}"), "gezinnen"));
    }
    measures.extend(["scholen", "passend", "stil"].map(|it| ("v", it.to_owned(), "scholen")));
    measures.extend(["een", "twee", "nul", "samen"].map(|it| ("t", it.to_owned(), "jongeren")));
    let mut last = "";
    for (intervention, code, unit) in &measures {
        if last != *intervention {
            _ = write!(text, "[[thema.interventie]]\ncode = \"{intervention}\"\nnaam = \"x\"\n");
        }
        last = intervention;
        _ = write!(
            text,
            "[[thema.interventie.maat]]\ncode = \"{code}\"\nvraag = \"x\"\neenheid = \"{unit}\"\nsoort = \"stand\"\n"
        );
    }
    for (part, whole) in SHARES.iter().chain(&[("onbekend", "25")]) {
        _ = write!(
            text,
            "[[relatie]]\nsoort = \"deel_van\"\neen = \"p.gezinnen-{part}\"\nander = \"p.gezinnen-{whole}\"\nreden = \"x\"\n"
        );
    }
    text + "[[optelling]]\ntotaal = \"t.samen\"\ndelen = [\"t.een\", \"t.twee\", \"t.nul\"]\nreden = \"x\"\n"
}

/// The example of 2024, in which these questions were asked and answered.
fn facts() -> Facts {
    let draft = Year::example().draft();
    let mut facts = Arc::into_inner(draft.facts).unwrap();
    facts.cycle.definition = definition();
    facts.questionnaire = questionnaire::build(&facts.cycle.definition).unwrap();
    for (name, text) in
        [("bedrag", "€ 500.000"), ("start", "1 september 2022"), ("half-maart", "14 maart 2024")]
    {
        let constant = Constant { text: text.to_owned(), source: String::new(), elsewhere: false };
        facts.cycle.constants.insert(name.to_owned(), constant);
    }
    statuses(&mut facts);
    let pattern = facts.figures.measures["ajb.aangemeld"].clone();
    let measures: Vec<Measure> = facts.questionnaire.measures().cloned().collect();
    for measure in measures {
        let figure = answered(&pattern, &measure, &facts);
        facts.figures.measures.insert(measure.code, figure);
    }
    facts
}

/// `g7` runs in seven municipalities, two plan it and one is starting; `a` and `b` overlap.
fn statuses(facts: &mut Facts) {
    let codes: Vec<MunicipalityCode> =
        facts.cycle.register.iter().map(|each| each.code.clone()).collect();
    let mut say = |intervention: &str, status: Status, who: &[usize]| {
        let who = who.iter().map(|index| codes[*index].clone()).collect();
        let by_status = facts.figures.interventions.entry(intervention.to_owned()).or_default();
        by_status.insert(status, who);
    };
    for count in COUNTS {
        let code = format!("g{count}");
        say(&code, Status::Running, &(0..count).collect::<Vec<_>>());
        say(&code, Status::Planned, &[count, count + 1]);
        say(&code, Status::Starting, &[count + 2]);
    }
    say("a", Status::Running, &[0, 1, 2]);
    say("b", Status::Running, &[2, 3]);
    say("b", Status::Planned, &[0, 4]);
    say("b", Status::Completed, &[0, 1]);
    say("leeg", Status::Planned, &[0, 1]);
    let at = |name: &str| codes.iter().position(|code| code.as_str() == name).unwrap();
    let (haarlem, bosch, zwolle) = (at("GM0392"), at("GM0796"), at("GM0193"));
    say("bosch", Status::Running, &[bosch]);
    say("h", Status::Running, &[zwolle, bosch, haarlem]);
}

/// The figure of a measure, by what its code says.
fn answered(pattern: &MeasureFigure, measure: &Measure, facts: &Facts) -> MeasureFigure {
    let mut figure = pattern.clone();
    figure.measure = measure.clone();
    figure.unknown.clear();
    figure.not_applicable.clear();
    let (intervention, code) = measure.code.split_once('.').unwrap();
    let values: Vec<Decimal> = match (intervention, code) {
        ("t", "een") => vec![12.into()],
        ("t", "twee") => vec![30.into()],
        ("t", "samen") => vec![42.into()],
        ("t", "nul") => vec![0.into()],
        ("v", "stil") => Vec::new(),
        ("v", _) => vec![3.into(); 4],
        _ => {
            let sum = code.split_once('-').map_or("", |(_, sum)| sum).replace('-', ".");
            sum.parse().into_iter().collect()
        }
    };
    let one = &pattern.contributions[0];
    let codes = facts.cycle.register.iter().map(|each| each.code.clone());
    let contributions = codes.zip(values).map(|(municipality, value)| {
        let mut each = one.clone();
        each.reference_date = None;
        (each.municipality, each.value) = (municipality, value);
        each
    });
    figure.contributions = contributions.collect();
    let last = facts.figures.respondents.iter().rev().cloned();
    match (intervention, code) {
        ("v", "stil") => figure.unknown = last.take(1).collect(),
        ("v", "passend") => {
            figure.unknown = last.clone().take(2).collect();
            figure.not_applicable = last.skip(2).take(1).collect();
        }
        ("v", _) => figure.unknown = last.take(2).collect(),
        _ => {}
    }
    figure
}
