//! The manual: on the terminal, and as a document.

use std::fmt::Write as _;

use assert_cmd::Command;
use pmg_monitor::checks::manual::{Page, pages};
use pmg_monitor::finding::Severity;

use crate::support::root;

fn explain(code: &[&str]) -> assert_cmd::assert::Assert {
    Command::cargo_bin("pmg").unwrap().arg("explain").args(code).assert()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn a_code_in_any_case_is_explained_on_stdout() {
    let run = explain(&["F201"]).code(0);
    insta::assert_snapshot!("explain_f201", text(&run.get_output().stdout));
    assert!(run.get_output().stderr.is_empty());
    let lower = explain(&["f201"]).code(0);
    assert_eq!(lower.get_output().stdout, run.get_output().stdout);
}

#[test]
fn without_a_code_all_are_listed() {
    let listed = text(&explain(&[]).code(0).get_output().stdout);
    assert_eq!(listed.lines().count(), pages().len());
    assert!(listed.contains("F201  fout    iets anders dan één bepaald getal\n"), "{listed}");
    assert!(listed.contains("L105  let op  werkmap die nog openstaat\n"), "{listed}");
}

#[test]
fn an_unknown_code_could_not_run() {
    let run = explain(&["F2O1"]).code(2);
    let said = text(&run.get_output().stderr);
    assert!(said.contains("er is geen code `F2O1`\nhint: bedoelt u `F201`?"), "{said}");
    assert!(run.get_output().stdout.is_empty());
    let said = text(&explain(&["F999"]).code(2).get_output().stderr);
    assert!(
        said.contains("er is geen code `F999`\nhint: `pmg explain` toont alle codes"),
        "{said}"
    );
}

/// In `docs/bevindingen.md` the introduction is written by hand; what follows are the pages.
#[test]
#[expect(clippy::disallowed_methods, reason = "on request it renews the document")]
fn the_document_of_all_findings_is_current() {
    let path = root().join("docs/bevindingen.md");
    let document = std::fs::read_to_string(&path).unwrap();
    let (introduction, _) = document.split_once("\n## L…").unwrap();
    let current = format!("{introduction}\n{}", chapters());
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        std::fs::write(&path, &current).unwrap();
    }
    let hint = "docs/bevindingen.md is out of date: `INSTA_UPDATE=always cargo test explain`";
    assert!(document == current || std::fs::read_to_string(&path).unwrap() == current, "{hint}");
}

fn chapters() -> String {
    let chapters = [
        ("L", "het bestand is niet te lezen of niet te plaatsen"),
        ("F", "een fout in een antwoord"),
        ("W", "een waarschuwing bij een antwoord"),
        ("T", "de tekst van het rapport"),
    ];
    let mut text = String::new();
    for (letter, about) in chapters {
        _ = write!(text, "## {letter}…: {about}\n\n");
        for page in pages().iter().filter(|page| page.code.starts_with(letter)) {
            text.push_str(&section(page));
        }
    }
    text.trim_end().to_owned() + "\n"
}

fn section(page: &Page) -> String {
    let weight = match page.severity {
        Severity::Error => "fout",
        Severity::Warning => "let op",
    };
    let body = page.text.replace("\n## ", "\n#### ");
    format!("### {}: {}\n\nGewicht: {weight}.\n\n{body}\n\n", page.code, page.title)
}
