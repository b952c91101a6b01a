//! A year from its start to the last return: `new`.
#![expect(clippy::disallowed_methods, reason = "a test sets its own stage")]

use std::collections::BTreeMap;
use std::path::Path;

use assert_cmd::assert::Assert;
use pmg_monitor::cycle::{self, Audience, Cycle};

use crate::command_line::pmg;
use crate::support::Year;

/// 5 March 2025, in the afternoon.
const TODAY: &str = "1741190400";

#[track_caller]
fn run(year: &Year, arguments: &[&str]) -> Assert {
    let (name, arguments) = arguments.split_first().unwrap();
    pmg(year, name).env("SOURCE_DATE_EPOCH", TODAY).args(arguments).assert()
}

fn said(run: &Assert) -> String {
    String::from_utf8(run.get_output().stderr.clone()).unwrap()
}

/// The example, and a year 2025 that was started from it.
#[track_caller]
fn started() -> Year {
    let year = Year::example();
    run(&year, &["new", "2025", "--from", "2024"]).code(0);
    year
}

fn load(year: &Year, name: &str) -> Cycle {
    cycle::load(&year.input().join(name)).unwrap()
}

fn text(year: &Year, file: &str) -> String {
    std::fs::read_to_string(year.input().join(file)).unwrap()
}

/// What stands in a folder, hidden files too.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_new_year_is_checked_and_built_without_touching_a_file() {
    let year = started();
    let check = run(&year, &["check", "2025"]).code(0);
    let found = String::from_utf8_lossy(&check.get_output().stdout).into_owned();
    assert!(found.contains("0 bestanden, 0 fouten, 47 waarschuwingen"), "{found}");
    run(&year, &["check", "2025", "--fail-level", "warning"]).code(1);
    let build = run(&year, &["build", "2025"]).code(0);
    assert!(said(&build).contains("Opgave van 0 van de 47 gemeenten"), "{}", said(&build));
    let report = text(&year, "uit/2025/rapport.md");
    for sentence in
        ["0 van de 47 gemeenten die dit jaar rapporteren", "27 gemeenten doen", "CONCEPT"]
    {
        assert!(report.contains(sentence), "{report}");
    }
    assert!(!report.contains("vullen de vragenlijst dit jaar nog niet in"), "all of them do");
}

#[test]
fn a_new_year_is_a_year_on_and_keeps_what_people_wrote() {
    let year = Year::example()
        .edit("jaar.toml", "getalgrens", "inleveren = 2024-04-01 # na Pasen\ngetalgrens")
        .write_file("templates/colofon.md", "# Colofon\n")
        .write_file("toelichtingen.toml", "");
    run(&year, &["new", "2025"]).code(0);
    let before = text(&year, "2024/jaar.toml");
    let expected = before
        .replacen("jaar = 2024", "jaar = 2025", 1)
        .replacen("2024-03-01", "2025-03-01", 1)
        .replacen("2024-04-01", "2025-04-01", 1)
        .replacen("2024-06-05", "2025-06-05", 1)
        .replacen("\"pmg-2024\"", "\"pmg-2025\"", 1);
    assert_eq!(text(&year, "2025/jaar.toml"), expected);
    for file in ["vragenlijst.toml", "constanten.toml", "partners.toml"] {
        let (note, rest) = text(&year, &format!("2025/{file}"))
            .split_once("\n\n")
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .unwrap();
        assert!(note.starts_with("# Overgenomen uit 2024 met `pmg new`.\n# "), "{note}");
        assert_eq!(rest, text(&year, &format!("2024/{file}")));
    }
    assert!(text(&year, "2025/partners.toml").contains("de bijdragen van dat jaar"));
    assert_eq!(text(&year, "2025/bladen.toml"), cycle::STANDARD_SHEETS);
    assert_eq!(text(&year, "2025/templates/colofon.md"), "# Colofon\n");
    assert_eq!(names(&year.input().join("2025/questionnaires")), [".gitkeep"]);
    assert!(!year.input().join("2025/toelichtingen.toml").exists(), "those are about 2024");
    assert_eq!(load(&year, "2025").settings.deadline, Some(jiff::civil::date(2025, 4, 1)));
}

#[test]
fn all_who_take_part_report_in_a_new_year_and_those_with_a_flexible_grant() {
    let year = started();
    let register = load(&year, "2025").register;
    assert_eq!(register.respondents().count(), 47);
    assert_eq!(register.participants().count(), 27, "the structural approach");
    let flexible = register.respondents().filter(|each| each.is_asked(Audience::Flexibel));
    assert_eq!(flexible.count(), 20);
    // But for that word and the note, the file is as it was.
    let (_, after) = text(&year, "2025/gemeenten.toml")
        .split_once("\n\n")
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .unwrap();
    let before = text(&year, "2024/gemeenten.toml");
    assert_eq!(
        after,
        before
            .replace("rapporteert = false,", "rapporteert = true, ")
            .replace("rapporteert = false }", "rapporteert = true }")
    );
    // Who stopped, does not report again.
    let stopped = Year::example().edit(
        "gemeenten.toml",
        "doet_mee = true,  rapporteert = false, focusgebied = \"Delft West\"",
        "doet_mee = false, rapporteert = false, focusgebied = \"Delft West\"",
    );
    run(&stopped, &["new", "2025"]).code(0);
    assert_eq!(load(&stopped, "2025").register.respondents().count(), 46);
}

#[test]
fn the_year_after_has_one_note_and_the_sheets_of_its_own_year() {
    let year = started();
    let sheets = year.input().join("2025/bladen.toml");
    std::fs::write(&sheets, format!("# Van ons\n{}", cycle::STANDARD_SHEETS)).unwrap();
    run(&year, &["new", "2026"]).code(0);
    assert_eq!(text(&year, "2026/partners.toml").matches("# Overgenomen uit").count(), 1);
    assert!(text(&year, "2026/partners.toml").starts_with("# Overgenomen uit 2025"));
    assert!(text(&year, "2026/bladen.toml").starts_with("# Van ons\n"));
    run(&year, &["check", "2026"]).code(0);
}

#[test]
fn a_new_year_is_refused_whole_or_not_at_all() {
    let year = started();
    let before = text(&year, "2025/jaar.toml");
    let refused = run(&year, &["new", "2025", "--from", "2024"]).code(2);
    assert!(said(&refused).contains("already there; nothing was changed"), "{}", said(&refused));
    assert_eq!(text(&year, "2025/jaar.toml"), before);
    run(&year, &["new", "2024", "--from", "2025"]).code(2);
    let refused = run(&year, &["new", "2023", "--from", "2025"]).code(2);
    assert!(said(&refused).contains("which is not before it"), "{}", said(&refused));
    let refused = run(&year, &["new", "2031", "--from", "2030"]).code(2);
    assert!(said(&refused).contains("no folder"), "{}", said(&refused));
    let broken = Year::example().edit(
        "vragenlijst.toml",
        "eenheid = \"jongeren\"",
        "eenheid = \"jongelui\"",
    );
    let refused = run(&broken, &["new", "2025"]).code(2);
    assert!(said(&refused).contains("jongelui"), "{}", said(&refused));
    assert_eq!(names(year.input()), ["2024", "2025"], "nothing half-written is left");
    assert_eq!(names(broken.input()), ["2024"], "nothing half-written is left");
}

#[test]
fn the_new_file_of_changes_explains_itself_with_examples_that_work() {
    let file = text(&started(), "2025/was-wordt.toml");
    assert!(file.lines().all(|line| line.starts_with('#')), "it starts empty: {file}");
    let (_, examples) = file.split_once("Voorbeelden.").unwrap();
    let lines = examples.lines().skip(1).map(|line| line.trim_start_matches('#').trim_start());
    let examples: BTreeMap<String, Vec<cycle::Change>> =
        toml::from_str(&lines.collect::<Vec<_>>().join("\n")).unwrap();
    let numbers =
        examples["verandering"].iter().map(|change| (change.before.len(), change.now.len()));
    assert_eq!(numbers.collect::<Vec<_>>(), [(1, 1), (2, 1), (1, 0)]);
    for code in examples["verandering"].iter().flat_map(|change| &change.before) {
        let cycle = load(&Year::example(), "2024");
        let questionnaire = pmg_monitor::questionnaire::build(&cycle.definition).unwrap();
        assert!(questionnaire.question(code).is_some(), "{code}");
    }
}
