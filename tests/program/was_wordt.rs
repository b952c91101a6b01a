//! A questionnaire that changes from one year to the next, and what is still compared then.

#![expect(clippy::disallowed_methods, reason = "a test sets its own stage")]

use std::collections::BTreeMap;
use std::path::PathBuf;

use pmg_monitor::checks::LastYear;
use pmg_monitor::edition::Edition;
use pmg_monitor::finding::Finding;
use pmg_monitor::form::Filled;
use pmg_monitor::municipality::MunicipalityCode;
use pmg_monitor::pipeline::{self, BuildRequest};
use pmg_monitor::template;

use crate::command_line::pmg;
use crate::support::{Year, copy, workbook_of};

const FILE: &str = "was-wordt.toml";

/// What Amsterdam answers: that these interventions run, and these numbers.
fn filled(numbers: &[(&str, &str)]) -> BTreeMap<String, Filled> {
    let filled = |answer: &str| Filled { answer: answer.to_owned(), ..Filled::default() };
    let mut answers = BTreeMap::new();
    for (code, number) in numbers {
        let intervention = code.split('.').next().unwrap();
        answers.insert(format!("{intervention}.status"), filled("uitvoering"));
        answers.insert((*code).to_owned(), filled(number));
    }
    answers
}

/// The example with last year's answers of Amsterdam; `change` changes this year's questionnaire.
fn years(before: &[(&str, &str)], change: impl Fn(Year) -> Year, lines: &str) -> Year {
    change(Year::example().with_year_before("GM0363", &filled(before))).write_file(FILE, lines)
}

/// What is found of Amsterdam's numbers this year.
#[track_caller]
fn compared(year: &Year, now: &[(&str, &str)]) -> Vec<Finding> {
    year.put("GM0363-amsterdam.xlsx", &year.workbook("GM0363", &filled(now)));
    let mut findings = year.all_findings();
    findings.retain(|finding| finding.code == "W507");
    findings
}

fn line(was: &str, wordt: &str, compares: bool) -> String {
    format!(
        "[[verandering]]\nwas = [{was}]\nwordt = [{wordt}]\nvergelijkbaar = {compares}\nreden = \"duidelijker\"\n"
    )
}

fn renamed(year: Year) -> Year {
    year.edit("vragenlijst.toml", "code = \"docenten\"", "code = \"getraind\"")
}

const DOCENTEN: &str = "\"docententraining.docenten\"";
const GETRAIND: &str = "\"docententraining.getraind\"";

#[test]
fn a_renamed_question_is_compared_under_its_new_name() {
    let before = [("docententraining.docenten", "20")];
    let now = [("docententraining.getraind", "90")];
    let year = years(&before, renamed, &line(DOCENTEN, GETRAIND, true));
    let found = compared(&year, &now);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].question.as_deref(), Some("docententraining.getraind"));
    assert_eq!(found[0].message, "90 docenten, tegen 20 vorig jaar");
    let year = years(&before, renamed, &line(DOCENTEN, GETRAIND, false));
    assert_eq!(compared(&year, &now), []);
}

#[test]
fn a_question_that_stays_can_be_said_to_compare_no_longer() {
    let numbers = |number| [("docententraining.docenten", number)];
    let year = years(&numbers("20"), |year| year, "");
    assert_eq!(compared(&year, &numbers("90")).len(), 1);
    let year = years(&numbers("20"), |year| year, &line(DOCENTEN, DOCENTEN, false));
    assert_eq!(compared(&year, &numbers("90")), []);
}

#[test]
fn a_question_that_counts_something_else_is_not_compared() {
    let other =
        |year: Year| year.edit("vragenlijst.toml", "\"docenten\"\nsoort", "\"regisseurs\"\nsoort");
    let year = years(&[("docententraining.docenten", "20")], other, "");
    assert_eq!(compared(&year, &[("docententraining.docenten", "90")]), []);
}

fn merged(year: Year) -> Year {
    let measure = "[[thema.interventie.maat]]\ncode = \"fte\"";
    year.edit("vragenlijst.toml", measure, "[[thema.interventie.maat]]\ncode = \"banen\"")
        .edit("vragenlijst.toml", measure, "[[thema.interventie.maat]]\ncode = \"samen\"")
        .edit("vragenlijst.toml", measure, "[[thema.interventie.maat]]\ncode = \"over\"")
}

/// Case managers, street coaches and officers were three numbers and are one, with two that are new.
const THREE: &str = "\"casemanagers.fte\", \"straatcoaches.fte\", \"boas.fte\"";

#[test]
fn merged_questions_are_compared_by_their_sum_if_each_was_answered() {
    let all = [("casemanagers.fte", "4.5"), ("straatcoaches.fte", "5.5"), ("boas.fte", "10")];
    let lines = line(THREE, "\"straatcoaches.samen\"", true);
    let found = compared(&years(&all, merged, &lines), &[("straatcoaches.samen", "90")]);
    assert_eq!(found[0].message, "90 fte, tegen 20 vorig jaar");
    for missing in [&all[..2], &[all[0], all[1], ("boas.fte", "onbekend")]] {
        let year = years(missing, merged, &lines);
        assert_eq!(compared(&year, &[("straatcoaches.samen", "90")]), []);
    }
}

/// The question about teachers is two: those who teach, and those who guide.
fn split(year: Year) -> Year {
    let second = "code = \"mentoren\"\nvraag = \"Mentoren\"\neenheid = \"docenten\"\nsoort = \"inzet\"\n\n[[thema.interventie.maat]]\ncode = \"docenten\"";
    year.edit("vragenlijst.toml", "code = \"docenten\"", second)
}

#[test]
fn a_split_question_is_not_compared() {
    let lines =
        line(DOCENTEN, "\"docententraining.docenten\", \"docententraining.mentoren\"", false);
    let year = years(&[("docententraining.docenten", "20")], split, &lines);
    let now = [("docententraining.docenten", "90"), ("docententraining.mentoren", "90")];
    assert_eq!(compared(&year, &now), []);
}

impl Year {
    /// The year with templates that ask for the new codes.
    fn with_new_codes(self) -> Self {
        let codes = std::fs::read_to_string(self.path().join("vragenlijst.toml")).unwrap();
        let renamed = [
            ("docententraining.docenten", "docententraining.getraind", "\"getraind\""),
            ("casemanagers.fte", "casemanagers.banen", "\"banen\""),
            ("straatcoaches.fte", "straatcoaches.samen", "\"samen\""),
            ("boas.fte", "boas.over", "\"over\""),
        ];
        let renamed = renamed.into_iter().filter(|(.., code)| codes.contains(code));
        let renamed: Vec<_> = renamed.collect();
        template::built_in().into_iter().fold(self, |year, (name, template)| {
            let old = template.text;
            let new = renamed.iter().fold(old.clone(), |it, (from, to, _)| it.replace(from, to));
            if new == old { year } else { year.write_file(&format!("templates/{name}"), &new) }
        })
    }
}

/// What a draft of an earlier year writes down for `compare`, in a folder of its own.
fn drafted(year: &Year, number: &str) -> PathBuf {
    let request = BuildRequest {
        year: year.input().join(number),
        templates: None,
        style: None,
        returns: None,
        edition: Edition::Draft,
        draft: None,
        number: None,
        timestamp: None,
    };
    let draft = pipeline::compose(&request, &|_, _| ()).unwrap_or_else(|error| panic!("{error}"));
    let folder = year.input().join("concept").join(number);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("cijfers.json"), draft.ledger).unwrap();
    std::fs::write(folder.join("zinnen.json"), draft.sentences).unwrap();
    folder
}

/// What `compare` says of the year beside a draft of an earlier one, where Amsterdam alone reports.
#[track_caller]
fn beside(year: Year, now: &[(&str, &str)], number: &str) -> String {
    let year = year.without("GM").with_new_codes();
    year.put("GM0363.xlsx", &year.workbook("GM0363", &filled(now)));
    let folder = drafted(&year, number);
    let run = pmg(&year, "compare").args(["2024", "--before"]).arg(folder).assert().code(0);
    String::from_utf8(run.get_output().stdout.clone()).unwrap()
}

#[test]
fn a_draft_of_last_year_is_compared_under_the_new_codes() {
    let before = [("docententraining.docenten", "20"), ("boas.fte", "4.5")];
    let now = [("docententraining.getraind", "21"), ("boas.fte", "5.5")];
    for (compares, code, was) in [
        (true, "docententraining.getraind (was docententraining.docenten)", "20 docenten,"),
        (
            false,
            "docententraining.getraind (was docententraining.docenten)",
            "niet te vergelijken: de vraag is veranderd (was-wordt.toml)\n",
        ),
    ] {
        let year = years(&before, renamed, &line(DOCENTEN, GETRAIND, compares));
        let text = beside(year, &now, "2023");
        assert!(text.contains(&format!("{code}\n  was:   {was}")), "{text}");
        assert!(text.contains("  wordt: 21 docenten, opgave van 1 van 1\n"), "{text}");
        let (figures, _) = text.split_once("in het rapport:").unwrap();
        assert!(!figures.contains("\ndocententraining.docenten\n"), "{text}");
        // The sentence that took the place of another stands beside it.
        let both = "  som:docententraining.getraind\n    was:   In totaal zijn 20 docenten getraind.\n    wordt: In totaal zijn 21 docenten getraind.\n";
        assert!(text.contains(both), "{text}");
        assert!(!figures.contains("niets -> 21"), "{text}");
        assert!(text.contains("boas.fte\n  was:   4,5 fte"), "{text}");
    }
}

#[test]
fn a_rename_of_a_rename_is_compared_over_two_years() {
    let between = "\"docententraining.opgeleid\"";
    let year = years(&[], renamed, &line(between, GETRAIND, true));
    let edit = |number: &str, name: &str, changes: &[(&str, &str)]| {
        let path = year.input().join(number).join(name);
        let text = std::fs::read_to_string(&path).unwrap();
        let text = changes.iter().fold(text, |text, (from, to)| text.replace(from, to));
        std::fs::write(path, text).unwrap();
    };
    // The year before last asks under the first name, and last year under the second.
    copy(&year.input().join("2023"), &year.input().join("2022"));
    edit(
        "2022",
        "jaar.toml",
        &[
            ("= 2023", "= 2022"),
            ("pmg-2023", "pmg-2022"),
            ("publicatie = 2024", "publicatie = 2022"),
        ],
    );
    // Its promises are those of later years.
    std::fs::remove_file(year.input().join("2022/toezeggingen.toml")).unwrap();
    edit("2023", "vragenlijst.toml", &[("code = \"docenten\"", "code = \"opgeleid\"")]);
    let first = year.input().join("2022");
    let answers = filled(&[("docententraining.docenten", "20")]);
    std::fs::write(first.join("questionnaires/een.xlsx"), workbook_of(&first, "GM0363", &answers))
        .unwrap();
    for (compares, says) in [
        (true, "docententraining.getraind (was docententraining.docenten)\n  was:   20 docenten,"),
        (
            false,
            "docententraining.getraind (was docententraining.docenten)\n  was:   niet te vergelijken",
        ),
    ] {
        let lines = line(DOCENTEN, between, compares);
        std::fs::write(year.input().join("2023").join(FILE), lines).unwrap();
        let again = Year::example();
        for number in ["2022", "2023", "2024"] {
            std::fs::remove_dir_all(again.input().join(number)).ok();
            copy(&year.input().join(number), &again.input().join(number));
        }
        let text = beside(again, &[("docententraining.getraind", "21")], "2022");
        assert!(text.contains(says), "{text}");
        assert!(!text.contains("opgeleid"), "{text}");
    }
}

#[test]
fn merged_questions_of_last_year_are_compared_by_their_sum() {
    let before = [("casemanagers.fte", "4.5"), ("straatcoaches.fte", "5.5"), ("boas.fte", "10")];
    let lines = line(THREE, "\"straatcoaches.samen\"", true);
    let text = beside(years(&before, merged, &lines), &[("straatcoaches.samen", "21")], "2023");
    let was = "straatcoaches.samen (was casemanagers.fte + straatcoaches.fte + boas.fte)\n  was:   20 fte, opgave van 1 van 1\n  wordt: 21 fte, opgave van 1 van 1\n";
    assert!(text.contains(was), "{text}");
    for old in ["casemanagers.fte\n", "straatcoaches.fte\n", "boas.fte\n"] {
        assert!(!text.contains(&format!("\n{old}")), "{text}");
    }
}

#[test]
fn a_split_question_of_last_year_is_not_compared_with_what_came_of_it() {
    let lines =
        line(DOCENTEN, "\"docententraining.docenten\", \"docententraining.mentoren\"", false);
    let year = years(&[("docententraining.docenten", "20")], split, &lines);
    let now = [("docententraining.docenten", "11"), ("docententraining.mentoren", "12")];
    let text = beside(year, &now, "2023");
    for (code, sum) in now {
        let code = code.replace("mentoren", "mentoren (was docententraining.docenten)");
        let said = format!(
            "{code}\n  was:   niet te vergelijken: de vraag is veranderd (was-wordt.toml)\n  wordt: {sum} docenten, opgave van 1 van 1\n"
        );
        assert!(text.contains(&said), "{text}");
    }
    let (figures, _) = text.split_once("in het rapport:").unwrap();
    assert!(!figures.contains("20 docenten"), "{text}");
}

#[test]
fn a_dropped_question_needs_a_line_and_a_new_one_does_not() {
    let before = [("docententraining.docenten", "20")];
    let now = [("docententraining.getraind", "90")];
    let year = years(&before, renamed, &line(DOCENTEN, "", false));
    assert_eq!(compared(&year, &now), []);
    let text = years(&before, renamed, "").error();
    assert!(
        text.contains("was-wordt.toml: deze codes stonden vorig jaar in de vragenlijst"),
        "{text}"
    );
    assert!(text.contains("was = [\"docententraining.docenten\"]\nwordt = []"), "{text}");
    let year = years(&before, renamed, "");
    let run = pmg(&year, "check").arg("2024").assert().code(2);
    assert!(String::from_utf8_lossy(&run.get_output().stderr).contains("docententraining"));
}

#[test]
fn what_does_not_fit_the_questionnaires_is_refused() {
    let error = |lines: &str| years(&[], renamed, lines).error();
    for (lines, says) in [
        (
            line("\"docententraining.docent\"", GETRAIND, true),
            "`was` noemt `docententraining.docent`, en dat is geen getal of status uit de vragenlijst van vorig jaar\nhint: bedoelt u `docententraining.docenten`?",
        ),
        (
            line(DOCENTEN, "\"docententraining.getrain\"", true),
            "`wordt` noemt `docententraining.getrain`, en dat is geen getal of status uit de vragenlijst van dit jaar\nhint: bedoelt u `docententraining.getraind`?",
        ),
        (line(DOCENTEN, GETRAIND, true).repeat(2), "staat twee keer in `wordt`"),
        (line("\"ajb.aangemeld\"", GETRAIND, false), "`ajb.aangemeld` werd een andere vraag"),
        (line(DOCENTEN, "\"ajb.aangemeld\"", false), "`ajb.aangemeld` staat in `wordt`, maar"),
        (
            line(
                "\"docententraining.docenten\"",
                "\"docententraining.getraind\", \"docententraining.status\"",
                false,
            ),
            "hint: noem de code ook in `was`",
        ),
        (
            line(
                "\"docententraining.docenten\", \"boas.fte\"",
                "\"docententraining.getraind\", \"boas.fte\"",
                true,
            ),
            "bij elke nieuwe code een eigen [[verandering]]",
        ),
        (line(DOCENTEN, "", true), "schrijf vergelijkbaar = false"),
        (line("", GETRAIND, true), "een nieuwe vraag heeft geen regel nodig"),
        (line(DOCENTEN, GETRAIND, true).replace("duidelijker", " "), "`reden` is hier"),
        (line(DOCENTEN, GETRAIND, true).replace("reden", "redenen"), "bedoelt u `reden`?"),
        (line(DOCENTEN, GETRAIND, true).replace("duidelijker", "…"), "`reden` is hier \"…\""),
        (
            line(DOCENTEN, "\"docententraining.getraind\", \"boas.fte\"", true),
            "wat is gesplitst, is niet te vergelijken",
        ),
    ] {
        let text = error(&lines);
        assert!(text.contains("was-wordt.toml") && text.contains(says), "{text}\n{lines}");
    }
    let different = line("\"boas.fte\", \"docententraining.docenten\"", "\"boas.fte\"", true);
    let text = error(&different);
    assert!(
        text.contains("`docententraining.docenten` en `boas.fte` tellen niet hetzelfde"),
        "{text}"
    );
}

#[test]
fn without_the_year_before_the_new_codes_are_still_checked() {
    let year = Year::example().write_file(FILE, &line("\"oud.getal\"", GETRAIND, true));
    let text = year.error();
    assert!(text.contains("`wordt` noemt `docententraining.getraind`"), "{text}");
    let year = renamed(year);
    assert_eq!(year.all_findings().iter().filter(|each| each.code == "W507").count(), 0);
}

#[test]
fn last_years_answers_are_at_hand_under_this_years_codes() {
    let before = [("docententraining.docenten", "1200"), ("boas.waarschuwingen", "onbekend")];
    let year = years(&before, renamed, &line(DOCENTEN, GETRAIND, true));
    let examined = pipeline::check(&year.path(), &[], &|_, _| ()).unwrap();
    let last_year: LastYear = examined.last_year;
    let amsterdam = &last_year[&MunicipalityCode::parse("GM0363").unwrap()];
    let shown = |code: &str| amsterdam.get(code).map(|answer| answer.shown());
    assert_eq!(shown("docententraining.getraind").as_deref(), Some("1.200"));
    assert_eq!(shown("docententraining.status").as_deref(), Some("uitvoering"));
    assert_eq!(shown("boas.waarschuwingen").as_deref(), Some("onbekend"));
    assert_eq!(shown("docententraining.docenten"), None);
    assert_eq!(last_year.len(), 1);
}
