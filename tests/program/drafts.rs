//! Drafts that can be told apart: their number and their day on every page, and what is kept of those that were sent.
#![expect(clippy::disallowed_methods, reason = "a test sets its own stage")]

use std::path::PathBuf;

use pmg_monitor::recount::page_texts;
use serde_json::Value;

use crate::command_line::{printed, run, said};
use crate::support::Year;

/// The folder of the outputs of a year.
fn output(year: &Year) -> PathBuf {
    year.input().join("uit/2024")
}

fn text(year: &Year, name: &str) -> String {
    std::fs::read_to_string(output(year).join(name)).unwrap()
}

fn verify(year: &Year) -> assert_cmd::assert::Assert {
    run(year, &["verify", "2024", "--output", output(year).parent().unwrap().to_str().unwrap()])
}

#[test]
fn a_draft_says_on_every_page_which_it_is_and_the_next_one_has_another_number() {
    let year = Year::example();
    let kept = year.path().join("concepten/1");
    let told = said(&run(&year, &["build", "2024", "--keep"]).code(0));
    assert!(
        told.contains(&format!("Concept 1, 5 maart 2025 bewaard in {}", kept.display())),
        "{told}"
    );
    let html = text(&year, "rapport.html");
    assert!(
        html.contains(
            "<title>Concept 1, 5 maart 2025: Rapportage Preventie met Gezag 2024</title>"
        )
    );
    assert!(
        html.contains("<strong>Concept 1, 5 maart 2025</strong> Dit is nog niet de definitieve")
    );
    assert!(text(&year, "rapport.md").contains("**CONCEPT 1, 5 maart 2025** Dit is nog niet"));
    let pdf = std::fs::read(output(&year).join("rapport.pdf")).unwrap();
    for (number, page) in page_texts(&pdf).unwrap().iter().enumerate() {
        let page: String = page.split_whitespace().collect();
        assert!(page.contains("CONCEPT1,5maart2025"), "page {number}: {page}");
    }
    verify(&year).code(0);
    let mut names: Vec<_> = std::fs::read_dir(&kept)
        .unwrap()
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names,
        ["bevindingen.json", "cijfers.json", "editie.json", "nummers.json", "zinnen.json"]
    );
    let record: Value = serde_json::from_str(&text(&year, "editie.json")).unwrap();
    assert_eq!((&record["number"], &record["date"]), (&1.into(), &"2025-03-05".into()));
    let sha256 = pmg_monitor::workbook::sha256(html.as_bytes());
    assert_eq!(record["files"]["rapport.html"], Value::from(sha256));

    run(&year, &["build", "2024"]).code(0);
    let html = text(&year, "rapport.html");
    assert!(html.contains("<title>Concept 2: Rapportage"), "it is worked on: it has no day yet");
    verify(&year).code(0);
    let differences = printed(&run(&year, &["compare", "2024", "--before", "1"]).code(0));
    assert_eq!(differences, "geen verschillen\n");
    let told = said(&run(&year, &["compare", "2024", "--before", "7"]).code(2));
    let there = "concept 7 is niet bewaard\nhint: bewaard is: Concept 1, 5 maart 2025;";
    assert!(told.contains(there), "{told}");
    run(&year, &["build", "2024", "--keep"]).code(0);
    assert!(year.path().join("concepten/2/editie.json").exists());
}

#[test]
fn an_edition_has_no_number_of_a_draft_and_cannot_be_kept_as_one() {
    let year = Year::example();
    run(&year, &["build", "2024", "--final", "--keep"]).code(2);
    run(&year, &["build", "2024", "--keep", "--formats", "md"]).code(2);
    let (draft, report) = year.public();
    assert_eq!(draft.document.meta.label, "");
    assert!(!report.html.contains("Concept 1"));
}

#[test]
fn a_draft_that_calls_itself_another_is_found() {
    let year = Year::example();
    run(&year, &["build", "2024"]).code(0);
    verify(&year).code(0);
    let path = output(&year).join("editie.json");
    let record = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, record.replace("\"date\": null", "\"date\": \"2025-03-04\"")).unwrap();
    let told = printed(&verify(&year).code(1));
    assert!(told.contains("editie.json: dit concept is niet bewaard"), "{told}");
    assert!(told.contains("rapport.html: de melding boven aan van een concept"), "{told}");
    std::fs::write(&path, "{}").unwrap();
    let told = said(&verify(&year).code(2));
    assert!(told.contains("zegt niet welk concept dit is"), "{told}");
    std::fs::remove_file(&path).unwrap();
    let told = said(&verify(&year).code(2));
    assert!(told.contains("editie.json` is er niet"), "{told}");
}

#[test]
fn a_kept_draft_that_is_not_what_was_kept_stops_the_run_and_what_is_no_draft_is_named() {
    let year = Year::example();
    let folder = year.path().join("concepten");
    std::fs::create_dir_all(folder.join("oud")).unwrap();
    let told = printed(&run(&year, &["check", "2024"]).code(0));
    assert!(told.contains("concepten/oud"), "{told}");
    std::fs::create_dir_all(folder.join("3")).unwrap();
    for record in
        ["", "{\"year\":2024,\"number\":2,\"date\":\"2025-03-04\",\"program\":\"1\",\"files\":{}}"]
    {
        std::fs::write(folder.join("3/editie.json"), record).unwrap();
        let told = said(&run(&year, &["build", "2024"]).code(2));
        assert!(
            told.contains("dit is niet wat het programma van concept 3 van 2024 bewaarde"),
            "{told}"
        );
    }
}
