//! The example of 2026, the third year: who left and who joined, questions that changed again, a new theme.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use pmg_monitor::cycle;
use pmg_monitor::edition::Edition;
use pmg_monitor::finding::Severity;
use pmg_monitor::pipeline::{self, BuildRequest, Composition};

use crate::example_2025::{self, invent, make};
use crate::support::{copy, root};

#[path = "../../examples/voorbeeld_2026/third.rs"]
mod third;

/// The years and the third of them in words; made once for all tests.
pub(crate) fn years() -> &'static (tempfile::TempDir, Composition) {
    static YEARS: OnceLock<(tempfile::TempDir, Composition)> = OnceLock::new();
    YEARS.get_or_init(|| {
        let (years, answers) = example_2025::made();
        let folder = tempfile::tempdir().unwrap();
        copy(years.path(), folder.path());
        third::year(folder.path(), answers.clone()).unwrap();
        let request = BuildRequest {
            year: folder.path().join("2026"),
            templates: None,
            style: None,
            returns: None,
            edition: Edition::Final,
            draft: None,
            number: None,
            timestamp: None,
        };
        let draft =
            pipeline::compose(&request, &|_, _| ()).unwrap_or_else(|error| panic!("{error}"));
        (folder, draft)
    })
}

fn year() -> PathBuf {
    years().0.path().join("2026")
}

#[test]
fn the_third_year_has_no_error_and_the_final_edition_can_be_made() {
    let (_, draft) = years();
    let open = draft.findings.iter().filter(|it| it.severity == Severity::Error);
    assert_eq!(open.collect::<Vec<_>>(), Vec::<&pmg_monitor::finding::Finding>::new());
}

/// What an edition hid is known to be hidden: with that known, another number could do as well. It must not take its place.
#[test]
fn an_edition_in_which_nothing_changed_is_no_correction() {
    let folder = tempfile::tempdir().unwrap();
    copy(years().0.path(), folder.path());
    let run = |command: &str| {
        let mut pmg = assert_cmd::Command::cargo_bin("pmg").unwrap();
        pmg.args([command, "2026", "--final", "--input"]).arg(folder.path());
        let run = pmg.arg("--output").arg(folder.path().join("uit")).assert().code(0);
        String::from_utf8(run.get_output().stderr.clone()).unwrap()
    };
    assert!(run("build").contains("Uitgave 1.0 geschreven in"));
    let again = run("build");
    assert!(again.contains("Er is niets te verbeteren"), "{again}");
    assert!(run("letter").contains("Brief bij uitgave 1.0 geschreven in"));
}

#[test]
fn who_left_and_whose_grant_ended_does_not_report_and_who_joined_does() {
    let register = cycle::load(&year()).unwrap().register;
    let reports = |name: &str| {
        let found = register.iter().find(|each| each.name == name);
        found.is_some_and(|each| each.reports)
    };
    for (name, expected) in [
        ("Nieuwegein", false),
        ("Zutphen", false),
        ("Haarlem", true),
        ("Almelo", true),
        ("Emmen", true),
        ("Assen", false),
        ("Rotterdam", true),
    ] {
        assert_eq!(reports(name), expected, "{name}");
    }
    assert_eq!(register.participants().count(), 31, "27 with one less and five more");
    let flexible = register.respondents().filter(|each| each.pillar == "B");
    assert_eq!(flexible.count(), 3);
}

#[test]
fn a_code_that_was_renamed_twice_leads_back_to_the_first_year() {
    let series = pipeline::series(&year(), 2024).unwrap();
    assert_eq!(series.same["pga.regievoerders"], ["pga.regisseurs"]);
    let last = pipeline::series(&year(), 2025).unwrap();
    assert_eq!(last.same["pga.regievoerders"], ["pga.procesregisseurs"]);
    let broken = ["boas.halt-anders", "boas.halt-overlast", "specialistisch-jongerenwerk.bereikt"];
    assert_eq!(last.broken.keys().map(String::as_str).collect::<Vec<_>>(), broken);
    assert!(series.broken.contains_key("ipta.gestart"), "that was another question in 2024");
    assert!(!series.same.contains_key("weerbaarheid.leerlingen"), "asked since 2025");
}

#[test]
fn what_is_known_of_persons_under_an_old_code_is_not_forgotten() {
    let (folder, draft) = years();
    let kept = folder.path().join("2025/uitgebracht/2025-06-05.json");
    let kept: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(kept).unwrap()).unwrap();
    let was = &kept["measures"]["specialistisch-jongerenwerk.begeleid"];
    assert!(was["sum"].is_number());
    let examined = pipeline::check(&year(), &[], &|_, _| ()).unwrap();
    let now = "specialistisch-jongerenwerk.bereikt";
    let earlier = examined.earlier.iter().find(|each| each.years_before == 1).unwrap();
    let mut all = earlier.series.iter().flat_map(|series| &series.now);
    assert!(all.any(|code| code == now), "though it is not comparable");
    assert!(draft.facts.questionnaire.measure(now).unwrap().cumulative);
}

#[test]
fn what_a_municipality_tells_is_something_else_than_the_year_before() {
    let (_, draft) = years();
    let (_, before) = example_2025::made();
    let written = example_2025::written("2026");
    let accepted = &draft.facts.accepted;
    assert_eq!(written.len(), accepted.len());
    for each in accepted.iter() {
        let municipality = each.municipality.as_str();
        let told = each.highlight.as_ref().unwrap();
        let own = written[municipality]["uitgelicht"][told.intervention.as_str()].as_str();
        assert_eq!(own, Some(told.text.as_str()), "{municipality}");
        let last = before.get(&each.municipality).map(|answers| &answers["uitgelicht.tekst"]);
        assert_ne!(own, last.map(|filled| filled.answer.as_str()), "{municipality}");
    }
}

#[test]
fn own_interventions_can_be_of_the_new_theme() {
    let (_, draft) = years();
    let sheet = draft.facts.questionnaire.sheet("eigen").unwrap();
    let question = sheet.blocks[0].questions.iter().find(|it| it.code == "eigen-1.thema").unwrap();
    assert_eq!(question.choices.last().map(String::as_str), Some("wonen"));
    assert_eq!(question.choices.len(), 6);
}

#[test]
fn the_third_year_says_of_itself_that_it_is_invented() {
    let (_, draft) = years();
    let markdown = pmg_monitor::render::markdown::render(&draft.document);
    assert!(markdown.contains("Alle opgaven van 2026 zijn verzonnen"), "{markdown}");
    assert!(!Path::new(&root().join("input/2026")).exists(), "it is made, not kept");
}
