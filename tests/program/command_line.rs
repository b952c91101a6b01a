//! The program from outside: arguments, output, exit codes.

use assert_cmd::Command;
use assert_cmd::assert::Assert;
use serde_json::Value;

use pmg_monitor::format::Format;

use crate::support::Year;

/// A command on this year's folders; what it doesn't write has no `--output`.
pub(crate) fn pmg(year: &Year, name: &str) -> Command {
    let mut command = Command::cargo_bin("pmg").unwrap();
    command.env_remove("SOURCE_DATE_EPOCH").env("NO_COLOR", "1");
    command.arg(name).arg("--input").arg(year.input());
    if ["build", "check", "letter", "preview", "questionnaires"].contains(&name) {
        command.arg("--output").arg(year.input().join("uit"));
    }
    command
}

/// 5 March 2025, in the afternoon.
const TODAY: &str = "1741190400";

/// Runs a command, named first, on that day.
#[track_caller]
pub(crate) fn run(year: &Year, arguments: &[&str]) -> Assert {
    let (name, arguments) = arguments.split_first().unwrap();
    pmg(year, name).env("SOURCE_DATE_EPOCH", TODAY).args(arguments).assert()
}

/// What a run told people.
pub(crate) fn said(run: &Assert) -> String {
    String::from_utf8(run.get_output().stderr.clone()).unwrap()
}

/// What a run printed for whoever takes it further.
pub(crate) fn printed(run: &Assert) -> String {
    String::from_utf8(run.get_output().stdout.clone()).unwrap()
}

#[test]
fn build_writes_the_report_and_its_data() {
    let year = Year::example();
    let run = pmg(&year, "build").args(["2024", "--timings"]).assert().code(0);
    let folder = year.input().join("uit/2024");
    for name in [
        "rapport.md",
        "rapport.html",
        "rapport.pdf",
        "cijfers.json",
        "bevindingen.json",
        "zinnen.json",
        "editie.json",
        "antwoorden.csv",
    ] {
        assert!(folder.join(name).metadata().unwrap().len() > 20, "{name}");
    }
    let said = String::from_utf8(run.get_output().stderr.clone()).unwrap();
    assert!(said.contains("Opgave van 15 van de 15 gemeenten"), "{said}");
    for stage in ["werkmappen", "cijfers", "tekst", "pdf", "totaal"] {
        assert!(said.contains(stage), "{said}");
    }
    assert!(!said.contains(" typed "), "each stage has a Dutch name: {said}");
    assert!(run.get_output().stdout.is_empty());
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 13, "nothing half-written is left");
}

#[test]
fn a_build_in_some_formats_leaves_no_other_that_could_say_something_else() {
    let year = Year::example();
    let folder = year.input().join("uit/2024");
    let there = || Format::ALL.map(|format| folder.join(format.report()).exists());
    run(&year, &["build", "2024", "--formats", "md,html"]).code(0);
    assert_eq!(there(), [true, true, false, false]);
    run(&year, &["verify", "2024", "--output", folder.parent().unwrap().to_str().unwrap()]).code(2);
    let page = std::fs::read(folder.join("rapport.html")).unwrap();
    run(&year, &["build", "2024"]).code(0);
    assert_eq!(there(), [true, true, true, true]);
    assert_eq!(std::fs::read(folder.join("rapport.html")).unwrap(), page, "the same page");
    run(&year, &["build", "2024", "--formats", "pdf", "--formats", "md"]).code(0);
    assert_eq!(there(), [true, false, true, false]);
    let told = said(&run(&year, &["build", "2024", "--final", "--formats", "md"]).code(2));
    assert!(told.contains("kan niet samen met"), "{told}");
    let told = said(&run(&year, &["build", "2024", "--formats", "doc"]).code(2));
    assert!(told.contains("`doc` kan niet bij") && told.contains("md, html, pdf, docx"), "{told}");
}

#[test]
fn what_the_stages_take_adds_up_to_the_whole() {
    let year = Year::example();
    for arguments in [&["build", "2024", "--timings"][..], &["check", "2024", "--timings"]] {
        let told = said(&run(&year, arguments).code(0));
        let counted = told.lines().filter(|line| line.ends_with(" ms"));
        let cost =
            |line: &str| line.split_whitespace().rev().nth(1).unwrap().parse::<f64>().unwrap();
        let costs: Vec<f64> = counted.map(cost).collect();
        let (total, parts) = costs.split_last().unwrap();
        let sum: f64 = parts.iter().sum();
        // Each is printed in hundredths of a millisecond.
        let rounded: f64 = parts.iter().map(|_| 0.01).sum();
        assert!((total - sum).abs() < rounded, "{told}");
    }
}

#[test]
fn a_build_with_open_errors_writes_its_draft_and_exits_with_1() {
    let year = Year::with("GM0363", "ajb.aangemeld", "ca. 40");
    pmg(&year, "build").args(["2024"]).assert().code(1);
    let findings = std::fs::read(year.input().join("uit/2024/bevindingen.json")).unwrap();
    let findings: Value = serde_json::from_slice(&findings).unwrap();
    assert!(findings["findings"].as_array().unwrap().iter().any(|each| each["code"] == "F201"));
    assert!(year.input().join("uit/2024/rapport.pdf").exists());
}

#[test]
fn check_prints_what_was_asked_for_on_stdout() {
    let year = Year::with("GM0363", "ajb.aangemeld", "ca. 40");
    let run = pmg(&year, "check").args(["2024"]).assert().code(1);
    let text = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    insta::assert_snapshot!("check_text", text);
    assert!(run.get_output().stderr.is_empty(), "no progress where there is no terminal");
    let run = pmg(&year, "check").args(["2024", "--format", "json"]).assert().code(1);
    let findings: Value = serde_json::from_slice(&run.get_output().stdout).unwrap();
    assert_eq!(findings["schema"], 1);
    let all = findings["findings"].as_array().unwrap();
    let finding = all.iter().find(|each| each["code"] == "F201").unwrap();
    assert_eq!(finding["severity"], "error");
    assert_eq!(finding["place"]["sheet"], "Persoonlijke ontwikkeling");
    assert!(finding["explained"].is_null());
    assert!(!year.input().join("uit").exists(), "check writes nothing");
}

#[test]
fn check_looks_at_one_file_only_when_one_is_named() {
    let year = Year::example();
    let file = year.returns().join("GM0363-amsterdam.xlsx");
    let run = pmg(&year, "check").args(["2024"]).arg(file).assert().code(0);
    let text = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    let ready = "Geen fouten: deze opgave is klaar om in te sturen.";
    assert_eq!(text, format!("1 bestand, 0 fouten, 0 waarschuwingen\n{ready}\n"));
}

#[test]
fn trace_leads_from_a_figure_to_its_cells_and_sentences() {
    let run = pmg(&Year::whole(), "trace").args(["2024", "ajb.aangemeld"]).assert().code(0);
    let text = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    insta::assert_snapshot!("trace_ajb", text);
    let run = pmg(&Year::whole(), "trace").args(["2024", "ipta"]).assert().code(0);
    let text = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    assert!(
        text.contains("  GM0080 Leeuwarden         gepland     GM0080-leeuwarden.xlsx"),
        "{text}"
    );
    let run = pmg(&Year::whole(), "trace").args(["2024", "ajb.aangemelt"]).assert().code(2);
    let text = String::from_utf8(run.get_output().stderr.clone()).unwrap();
    assert!(text.contains("bedoelt u `ajb.aangemeld`?"), "{text}");
}

#[test]
fn accept_records_an_explanation_that_holds_for_the_value() {
    let year = Year::with("GM0363", "ajb.aangemeld", "1480");
    let accept = |code: &str| {
        let mut command = pmg(&year, "accept");
        command.args(["2024", code, "GM0363", "ajb.aangemeld"]);
        command.args(["--by", "programmateam", "--because", "nageteld", "--on", "2024-04-02"]);
        command.assert()
    };
    accept("w506").code(0);
    let finding = year.findings().into_iter().find(|finding| finding.code == "W506").unwrap();
    assert_eq!(finding.explained.as_deref(), Some("programmateam, 2 april 2024: nageteld"));
    let text = String::from_utf8(accept("W506").code(2).get_output().stderr.clone()).unwrap();
    assert!(text.contains("is al toegelicht: programmateam, 2 april 2024"), "{text}");
    let run = accept("W507").code(2);
    let text = String::from_utf8(run.get_output().stderr.clone()).unwrap();
    assert!(text.contains("er is geen bevinding W507"), "{text}");
    let person = pmg(&year, "accept")
        .args(["2024", "W506", "GM0363", "ajb.aangemeld"])
        .args(["--by", "J. de Vries", "--because", "nageteld"])
        .assert()
        .code(2);
    let text = String::from_utf8(person.get_output().stderr.clone()).unwrap();
    assert!(text.contains("`J. de Vries` in --by wijst naar een persoon"), "{text}");
    let wrong = Year::with("GM0363", "ajb.aangemeld", "ca. 40");
    let run = pmg(&wrong, "accept")
        .args(["2024", "F201", "GM0363", "ajb.aangemeld", "--by", "x", "--because", "y"])
        .assert()
        .code(2);
    let text = String::from_utf8(run.get_output().stderr.clone()).unwrap();
    assert!(text.contains("moet worden verbeterd"), "{text}");
}

#[test]
fn accept_also_settles_a_warning_that_shows_no_value() {
    let year = Year::alone("GM0917", "praktijkverhaal.link", "http://www.heerlen.nl");
    let mut command = pmg(&year, "accept");
    command.args(["2024", "W404", "GM0917", "praktijkverhaal.link", "--on", "2024-04-02"]);
    command.args(["--by", "programmateam", "--because", "blijft weg"]).assert().code(0);
    let finding = year.findings().into_iter().find(|finding| finding.code == "W404").unwrap();
    assert_eq!(finding.explained.as_deref(), Some("programmateam, 2 april 2024: blijft weg"));
}

#[test]
fn a_year_that_is_not_there_could_not_run() {
    let run = pmg(&Year::example(), "build").args(["1999"]).assert().code(2);
    let text = String::from_utf8(run.get_output().stderr.clone()).unwrap();
    assert!(text.contains("is er niet"), "{text}");
    assert!(text.contains("--input"), "{text}");
}

#[test]
fn a_file_that_is_not_there_could_not_run() {
    pmg(&Year::example(), "check").args(["2024", "weg.xlsx"]).assert().code(2);
}

#[test]
fn a_folder_of_templates_that_is_not_there_could_not_run() {
    pmg(&Year::example(), "build").args(["2024", "--templates", "weg"]).assert().code(2);
}

#[test]
fn last_years_reference_date_is_not_taken_along() {
    let year = Year::example().edit("jaar.toml", "2024-03-01", "2023-03-01");
    pmg(&year, "build").args(["2024"]).assert().code(2);
}

#[test]
fn a_folder_that_was_copied_from_another_year_is_refused() {
    let year = Year::example().edit("jaar.toml", "jaar = 2024", "jaar = 2023");
    let run = pmg(&year, "build").args(["2024"]).assert().code(2);
    let text = String::from_utf8(run.get_output().stderr.clone()).unwrap();
    assert!(text.contains("`jaar = 2023` staat in de map `2024`"), "{text}");
}

#[test]
fn a_fault_in_the_years_own_files_is_named_with_its_line() {
    let year = Year::example().edit("jaar.toml", "getalgrens", "getalgrenz");
    let run = pmg(&year, "check").args(["2024"]).assert().code(2);
    let text = String::from_utf8(run.get_output().stderr.clone()).unwrap();
    assert!(text.contains("jaar.toml, regel "), "{text}");
    assert!(text.contains("getalgrenz"), "{text}");
}

#[test]
fn the_moment_of_the_pdf_can_be_set_from_outside() {
    let year = Year::example();
    let mut pdfs = Vec::new();
    for epoch in ["1700000000", "1700000000", "1800000000"] {
        pmg(&year, "build").env("SOURCE_DATE_EPOCH", epoch).args(["2024"]).assert().code(0);
        pdfs.push(std::fs::read(year.input().join("uit/2024/rapport.pdf")).unwrap());
    }
    assert!(pdfs[0] == pdfs[1]);
    assert!(pdfs[0] != pdfs[2]);
    pmg(&year, "build").env("SOURCE_DATE_EPOCH", "gisteren").args(["2024"]).assert().code(2);
}

#[test]
fn a_command_offers_only_the_folders_that_it_uses() {
    let offers = |command: &str, option: &str| {
        let help = Command::cargo_bin("pmg").unwrap().args([command, "--help"]).assert().code(0);
        String::from_utf8(help.get_output().stdout.clone()).unwrap().contains(option)
    };
    for (command, folders) in [
        ("build", ["--input", "--output", "--templates"].as_slice()),
        ("check", &["--input", "--output"]),
        ("accept", &["--input"]),
        ("trace", &["--input", "--templates"]),
        ("explain", &[]),
    ] {
        for option in ["--input", "--output", "--templates"] {
            assert_eq!(offers(command, option), folders.contains(&option), "{command} {option}");
        }
    }
}
