//! Every figure of the published report comes out of the example's workbooks.

use serde_json::Value;

use crate::support::{Year, root};

#[test]
fn the_ledger_holds_every_expected_figure_of_2024() {
    let ledger: Value = serde_json::from_slice(&Year::example().draft().ledger).unwrap();
    let mut rows = 0;
    let expected = root().join("tests/program/expected-2024.csv");
    for row in csv::Reader::from_path(expected).unwrap().into_records() {
        let row = row.unwrap();
        let (claim, kind, code, which, value) = (&row[0], &row[1], &row[2], &row[3], &row[4]);
        let found = match kind {
            "sum" => ledger["measures"][code]["sum"].to_string(),
            "single" => single(&ledger, code, which),
            "count" => municipalities(&ledger, code, which).len().to_string(),
            "list" => municipalities(&ledger, code, which).join("|"),
            other => panic!("{claim} is of the unknown kind {other}"),
        };
        assert_eq!(found, value, "{claim}: {kind} of {code} {which}");
        rows += 1;
    }
    assert_eq!(rows, 57);
}

/// Names of the municipalities with one of the statuses, in the order of the alphabet.
fn municipalities(ledger: &Value, code: &str, statuses: &str) -> Vec<String> {
    let of = |status: &str| ledger["interventions"][code][status].as_array().cloned();
    let codes = statuses.split('+').filter_map(of).flatten();
    let mut names: Vec<String> = codes.map(|code| name(code.as_str().unwrap())).collect();
    names.sort();
    names
}

fn single(ledger: &Value, code: &str, municipality: &str) -> String {
    let contributions = ledger["measures"][code]["contributions"].as_array().unwrap();
    let is_its = |each: &&Value| name(each["municipality"].as_str().unwrap()) == municipality;
    contributions.iter().find(is_its).unwrap()["value"].to_string()
}

fn name(code: &str) -> String {
    let register = std::fs::read_to_string(root().join("input/2024/gemeenten.toml")).unwrap();
    let register: toml::Table = register.parse().unwrap();
    let municipalities = register["gemeenten"].as_array().unwrap();
    let found = municipalities.iter().find(|each| each["code"].as_str() == Some(code)).unwrap();
    found["naam"].as_str().unwrap().to_owned()
}

#[test]
fn the_ledger_has_the_published_shape() {
    let ledger: Value = serde_json::from_slice(&Year::example().draft().ledger).unwrap();
    assert_eq!(ledger["schema"], 1);
    assert_eq!(ledger["year"], 2024);
    assert_eq!(ledger["reference_date"], "2024-03-01");
    assert_eq!(ledger["participants"], 27);
    assert_eq!(ledger["respondents"], 15);
    let ajb = &ledger["measures"]["ajb.aangemeld"];
    assert_eq!(ajb["unit"], "jongeren");
    assert_eq!(ajb["kind"], "aanmelding");
    assert_eq!((&ajb["sum"], &ajb["municipalities"]), (&576.into(), &6.into()));
    assert_eq!((&ajb["unknown"], &ajb["missing"]), (&0.into(), &0.into()));
    let contributions = ajb["contributions"].as_array().unwrap();
    let amsterdam = contributions.iter().find(|each| each["municipality"] == "GM0363").unwrap();
    assert_eq!(amsterdam["value"], 148);
    assert_eq!(amsterdam["place"]["file"], "GM0363-amsterdam.xlsx");
    assert_eq!(amsterdam["place"]["sheet"], "Persoonlijke ontwikkeling");
    assert!(amsterdam["place"]["cell"].as_str().unwrap().starts_with('D'));
    assert_eq!(ledger["sources"].as_array().unwrap().len(), 15);
    assert_eq!(ledger["sources"][0]["sha256"].as_str().unwrap().len(), 64);
}

#[test]
fn contributions_are_exact_decimals_that_add_up() {
    let ledger: Value = serde_json::from_slice(&Year::example().draft().ledger).unwrap();
    let coaches = &ledger["measures"]["straatcoaches.fte"];
    assert_eq!(coaches["sum"].to_string(), "13");
    let values: Vec<String> = coaches["contributions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|each| each["value"].to_string())
        .collect();
    assert_eq!(values, ["1.5", "4", "1.75", "2.25", "2.5", "1"]);
}

#[test]
fn an_answer_of_its_own_date_keeps_it() {
    let draft = Year::example().draft();
    let figure = &draft.facts.figures.measures["casemanagers.begeleid"];
    let date = figure.contributions[0].reference_date.unwrap();
    assert_eq!(date.to_string(), "2024-01-31");
}

#[test]
fn unknown_and_not_applicable_are_no_zero() {
    let draft = Year::example().draft();
    let referred = &draft.facts.figures.measures["halt-spreekuur.doorverwezen"];
    assert_eq!((referred.contributions.len(), referred.unknown.len()), (4, 2));
    let teams = &draft.facts.figures.measures["overlast-leefbaarheid.wijkteams"];
    assert_eq!((teams.contributions.len(), teams.not_applicable.len()), (1, 2));
    assert_eq!(teams.concerned(), 1);
}
