//! A return without a usable answer: told to whoever can mend it, and counted nowhere.

use pmg_monitor::form::Filled;

use crate::command_line::pmg;
use crate::support::{Year, answers};
use crate::verify;

/// The example in which Amsterdam gives only these answers.
fn with_only(answers_given: &[(&str, &str)]) -> Year {
    let year = Year::example();
    let filled = |answer: &str| Filled { answer: answer.to_owned(), ..Filled::default() };
    let given = answers_given.iter().map(|(code, answer)| ((*code).to_owned(), filled(answer)));
    year.put("GM0363-amsterdam.xlsx", &year.workbook("GM0363", &given.collect()));
    year
}

#[test]
fn a_return_without_an_answer_is_told_and_counts_nowhere() {
    let year = with_only(&[]);
    let told: Vec<_> = year
        .findings()
        .into_iter()
        .map(|finding| (finding.code, finding.message, finding.place.unwrap().file))
        .collect();
    let file = "GM0363-amsterdam.xlsx".to_owned();
    let example = "het uitgelichte voorbeeld ontbreekt".to_owned();
    let blank = "in de vragenlijst van Amsterdam is geen enkele vraag beantwoord".to_owned();
    assert_eq!(told, [("L206", blank, file.clone()), ("F401", example, file)]);
    let (draft, report) = year.report();
    assert!(report.markdown.contains("De cijfers komen van de 14 die haar inleverden."));
    let ledger: serde_json::Value = serde_json::from_slice(&draft.ledger).unwrap();
    assert_eq!(ledger["returned"], 14);
    assert!(!String::from_utf8(draft.ledger.clone()).unwrap().contains("amsterdam"));
    // The recount sees the file, and that nothing is answered in it.
    let mut files = verify::files((&draft, &report));
    assert_eq!(verify::verified(&draft, &files).differences, []);
    let counted = String::from_utf8(files.ledger).unwrap();
    files.ledger = counted.replace("\"returned\": 14", "\"returned\": 15").into_bytes();
    let told = verify::verified(&draft, &files).differences;
    let told: Vec<_> = told.iter().map(|it| (&*it.file, &*it.what)).collect();
    let inside = "de cijfers in de PDF zijn andere dan cijfers.json ernaast";
    assert_eq!(told, [("cijfers.json", "returned"), ("rapport.pdf", inside)]);
}

#[test]
fn a_return_counts_with_its_first_usable_answer() {
    let returned = |given: &[(&str, &str)]| with_only(given).draft().facts.figures.returned.len();
    assert_eq!(returned(&[("ajb.status", "verkenning")]), 15);
    assert_eq!(returned(&[("uitgelicht.tekst", "Wij luisteren naar de wijk.")]), 15);
    // An answer that can't be used is none, and has a finding of its own.
    let year = with_only(&[("ajb.status", "misschien")]);
    assert_eq!(year.draft().facts.figures.returned.len(), 14);
    let codes: Vec<_> = year.findings().iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["F204", "F401"]);
}

#[test]
fn a_blank_return_is_told_of_before_it_is_sent() {
    let year = with_only(&[]);
    let path = year.returns().join("GM0363-amsterdam.xlsx");
    let run = pmg(&year, "check").arg("2024").arg(path).assert().code(1);
    let said = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    let flat = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        flat.contains("let op L206") && flat.contains("geen enkele vraag beantwoord"),
        "{said}"
    );
    assert!(flat.contains("vul de vragenlijst in, sla haar op"), "{said}");
    let run = pmg(&year, "preview").args(["2024", "Amsterdam"]).assert().code(2);
    let said = String::from_utf8(run.get_output().stderr.clone()).unwrap();
    assert!(said.contains("van Amsterdam is geen bruikbare vragenlijst binnen"), "{said}");
}

#[test]
fn what_ran_last_year_is_not_asked_for_in_a_blank_return() {
    let year = with_only(&[]).with_year_before("GM0363", &answers()["GM0363"]);
    let codes: Vec<_> = year.findings().iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["L206", "F401"], "one cause is told once");
}
