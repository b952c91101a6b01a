//! The example of 2025: 47 municipalities, all of it invented, with what 2024 does not have.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

use pmg_monitor::basis::Basis;
use pmg_monitor::document;
use pmg_monitor::dutch;
use pmg_monitor::edition::Edition;
use pmg_monitor::finding::Severity;
use pmg_monitor::format::Format;
use pmg_monitor::municipality::MunicipalityCode;
use pmg_monitor::pipeline::{self, BuildRequest, Composition, Report};
use pmg_monitor::trace;
use pmg_monitor::workbook;
use serde_json::Value;

use crate::schema::assert_valid;
use crate::support::{copy_example, root};
use crate::verify::whole;

#[path = "../../examples/voorbeeld_2025/invent.rs"]
pub(crate) mod invent;
#[path = "../../examples/voorbeeld_2025/make.rs"]
pub(crate) mod make;

/// The years 2024 and 2025 in a folder, and what is answered in the second; made once for all tests.
pub(crate) fn made() -> &'static (tempfile::TempDir, BTreeMap<MunicipalityCode, invent::Answers>) {
    static MADE: OnceLock<(tempfile::TempDir, BTreeMap<MunicipalityCode, invent::Answers>)> =
        OnceLock::new();
    MADE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        copy_example(&folder.path().join("2024"));
        let answers = make::year(folder.path()).unwrap();
        (folder, answers)
    })
}

/// The year in words and in all formats; made once for all tests.
pub(crate) fn year() -> (&'static tempfile::TempDir, &'static Composition, &'static Report) {
    static YEAR: OnceLock<(Composition, Report)> = OnceLock::new();
    let (folder, _) = made();
    let (draft, report) = YEAR.get_or_init(|| {
        let request = BuildRequest {
            year: folder.path().join("2025"),
            templates: None,
            style: None,
            returns: None,
            edition: Edition::Draft,
            draft: None,
            number: None,
            timestamp: None,
        };
        pipeline::build(&request, &Format::ALL, &|_, _| ()).unwrap()
    });
    (folder, draft, report)
}

/// What `teksten.toml` lets municipalities write in a year, by their code.
pub(crate) fn written(year: &str) -> toml::Table {
    let path = root().join("examples/voorbeeld_2025/teksten.toml");
    let texts: toml::Table = std::fs::read_to_string(path).unwrap().parse().unwrap();
    texts["gemeente"][year].as_table().unwrap().clone()
}

#[test]
fn the_example_begins_with_what_changed_since_2024() {
    let (_, _, report) = year();
    let first = report.markdown.split("## In het kort").nth(1).unwrap().trim_start();
    assert!(first.starts_with("- **Werk en inkomen.** Deelnemers die een baan kregen: in negen gemeenten van 251 in 2024 naar 283 nu"), "{}", &first[..200]);
}

#[test]
fn what_rests_on_answers_is_seldom_said_in_the_words_of_the_year_before() {
    let before: BTreeSet<String> =
        document::sentences(&whole().0.document).into_iter().map(|it| it.text).collect();
    let (_, draft, _) = year();
    let register = &draft.facts.cycle.register;
    let is_answer = |basis: &&Basis| {
        register.iter().any(|each| trace::rests_on(basis, &each.code, &draft.facts))
    };
    let mut now = document::sentences(&draft.document);
    now.retain(|sentence| sentence.bases.iter().any(is_answer));
    let same = now.iter().filter(|sentence| before.contains(&sentence.text)).count();
    assert!(now.len() > 500 && same * 100 < now.len() * 15, "{same} of {}", now.len());
}

#[test]
fn what_the_example_has_on_purpose_is_found_and_nothing_else() {
    let (_, draft, _) = year();
    let errors = draft.findings.iter().filter(|finding| finding.severity == Severity::Error);
    let errors: Vec<_> = errors.map(|finding| (finding.code, &finding.found)).collect();
    let found = |text: &str| Some(text.to_owned());
    assert_eq!(errors, [("F204", &found("in uitvoering")), ("F201", &found("ca. 40"))]);
    let mut warnings: Vec<&str> = draft.findings.iter().map(|finding| finding.code).collect();
    warnings.retain(|code| !["F201", "F204"].contains(code));
    warnings.sort_unstable();
    warnings.dedup();
    assert_eq!(warnings, ["L206", "W506", "W508", "W509"]);
}

#[test]
fn forty_five_of_forty_seven_answered_and_the_report_says_so() {
    let (_, draft, report) = year();
    let figures = &draft.facts.figures;
    assert_eq!((figures.returned.len(), figures.respondents.len()), (45, 47));
    assert_eq!(figures.participants.len(), 27);
    assert!(report.markdown.contains("45 van de 47 gemeenten"));
    for chapter in
        ["Eigen interventies", "Gemeenten met een flexibele bijdrage", "Kwaliteit", "Lessen"]
    {
        assert!(report.markdown.contains(&format!("\n## {chapter}")), "{chapter}");
    }
    assert!(!report.markdown.contains("plofkrakers"), "that was Utrecht, in 2024");
}

#[test]
fn what_a_municipality_writes_is_what_it_was_asked() {
    let (_, given) = made();
    let written = written("2025");
    assert_eq!(written.len(), given.len());
    for (code, words) in &written {
        let answers = &given[&MunicipalityCode::parse(code).unwrap()];
        for (what, parts) in words.as_table().unwrap() {
            for (part, text) in parts.as_table().unwrap() {
                // An own intervention has more parts than its name.
                let text = text.as_str().or_else(|| text["naam"].as_str()).unwrap();
                let is_given = answers.values().any(|filled| filled.answer == text);
                assert!(is_given, "{code}: {what}.{part}");
            }
        }
    }
}

#[test]
fn no_two_municipalities_say_the_same_thing_in_the_report() {
    let (_, given) = made();
    let mut said = BTreeSet::new();
    for (municipality, answers) in given {
        for (code, filled) in answers {
            let is_printed = match code.split_once('.') {
                Some(
                    ("uitgelicht" | "praktijkverhaal", "tekst")
                    | ("lerende-aanpak", "lessen" | "onderzoek" | "leervragen"),
                ) => true,
                Some((block, "naam" | "doelgroep")) => block.starts_with("eigen-"),
                Some((block, "reden")) => answers[&format!("{block}.besluit")].answer == "stoppen",
                _ => false,
            };
            for sentence in dutch::sentences(&filled.answer).into_iter().filter(|_| is_printed) {
                assert!(said.insert(sentence), "{}: {sentence}", municipality.as_str());
            }
        }
    }
    assert!(said.len() > 300, "{}", said.len());
}

#[test]
fn the_practice_story_says_by_function_who_is_quoted() {
    let (_, _, report) = year();
    let (_, story) = report.markdown.split_once("\n## Praktijkverhaal\n").unwrap();
    assert!(story.contains("Eerst een band plakken"), "{story}");
    assert!(story.contains("een jongerenwerker, welzijnsorganisatie in de wijk"), "{story}");
}

#[test]
fn the_example_says_of_itself_that_it_is_invented() {
    let (_, _, report) = year();
    assert!(report.markdown.contains("Alle opgaven van 2025 zijn verzonnen"));
    assert!(report.html.contains("Alle opgaven van 2025 zijn verzonnen"));
    let pages = pmg_recount::page_texts(&report.pdf).unwrap();
    assert!(pages.len() > 20);
    for (number, page) in pages.iter().enumerate() {
        assert!(page.contains("verzonnen"), "page {}", number + 1);
    }
}

#[test]
fn the_ledger_has_what_was_chosen_and_the_grant() {
    let (_, draft, _) = year();
    let ledger: Value = serde_json::from_slice(&draft.ledger).unwrap();
    assert_valid(&ledger, &root().join("docs/cijfers.schema.json"));
    let decisions = ledger["choices"]["kwaliteit.besluit"]["stoppen"].as_array().unwrap();
    assert!(decisions.len() > 3);
    let spent = &ledger["measures"]["middelen.besteed"];
    assert_eq!(spent["municipalities"], 19, "twenty with a grant, of which one is silent");
    let part = |code: &str| ledger["measures"][code]["sum"].as_i64().unwrap();
    let parts = ["middelen.analyse", "middelen.coordinatie", "middelen.interventies"].map(part);
    assert_eq!(parts.iter().sum::<i64>(), spent["sum"].as_i64().unwrap());
}

/// One with each format, and one that handed in twice.
const AGAIN: [&str; 3] = ["GM0363", "GM0202", invent::CORRECTED[0]];

#[test]
fn the_same_example_comes_out_each_time() {
    let (folder, _) = made();
    let year = folder.path().join("2025");
    let again = tempfile::tempdir().unwrap();
    copy_example(&again.path().join("2024"));
    let started = make::started(again.path()).unwrap();
    let files = files(&started);
    assert!(files.len() > 10, "{files:?}");
    for name in files {
        let read = |folder: &Path| std::fs::read(folder.join(&name)).unwrap();
        assert_eq!(read(&started), read(&year), "{name}");
    }
    let desk = make::Desk::of(&started).unwrap();
    let last = make::last_year().unwrap();
    let log = std::fs::read_to_string(year.join("ontvangst.toml")).unwrap();
    for code in AGAIN {
        let municipality = desk.cycle.register.get(&MunicipalityCode::parse(code).unwrap());
        let (_, versions) = desk.handed_in(municipality.unwrap(), &last).unwrap();
        assert_eq!(versions.len(), if invent::CORRECTED.contains(&code) { 2 } else { 1 });
        for version in versions {
            assert!(version.bytes == std::fs::read(year.join(&version.path)).unwrap(), "{code}");
            assert!(log.contains(&workbook::sha256(&version.bytes)), "{code}");
        }
    }
}

/// The names of the files in a folder and in those inside it.
fn files(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let (path, name) = entry.map(|it| (it.path(), it.file_name())).unwrap();
        let name = name.into_string().unwrap();
        if path.is_dir() {
            names.extend(files(&path).iter().map(|inner| format!("{name}/{inner}")));
        } else {
            names.push(name);
        }
    }
    names
}

#[test]
fn a_choice_is_traced_to_its_cells_and_its_rows() {
    let (folder, _) = made();
    let mut pmg = assert_cmd::Command::cargo_bin("pmg").unwrap();
    pmg.args(["trace", "2025", "kwaliteit.besluit", "--input"]).arg(folder.path());
    let run = pmg.assert().code(0);
    let said = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    assert!(said.contains("kwaliteit-ajb"), "{said}");
    assert!(said.contains("Kwaliteit!E"), "{said}");
    assert!(said.contains("\n  - Stoppen | 10 | 9\n"), "{said}");
}

#[test]
fn a_signature_of_before_the_last_version_is_asked_about() {
    let (folder, _) = made();
    let mut pmg = assert_cmd::Command::cargo_bin("pmg").unwrap();
    pmg.env("SOURCE_DATE_EPOCH", "1744100000");
    pmg.args(["status", "2025", "--input"]).arg(folder.path());
    let run = pmg.assert().code(0);
    let said = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    assert!(said.contains("Akkoord van vóór de laatste versie: 2 (Breda en Enschede)."), "{said}");
}
