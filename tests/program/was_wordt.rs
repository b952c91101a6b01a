//! A questionnaire that changes from one year to the next, and what is still compared then.

use std::collections::BTreeMap;

use pmg_monitor::checks::LastYear;
use pmg_monitor::finding::Finding;
use pmg_monitor::form::Filled;
use pmg_monitor::municipality::MunicipalityCode;
use pmg_monitor::pipeline;

use crate::command_line::pmg;
use crate::support::Year;

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

#[test]
fn a_split_question_is_not_compared() {
    let split = |year: Year| {
        let second = "code = \"mentoren\"\nvraag = \"Mentoren\"\neenheid = \"docenten\"\nsoort = \"inzet\"\n\n[[thema.interventie.maat]]\ncode = \"docenten\"";
        year.edit("vragenlijst.toml", "code = \"docenten\"", second)
    };
    let lines =
        line(DOCENTEN, "\"docententraining.docenten\", \"docententraining.mentoren\"", false);
    let year = years(&[("docententraining.docenten", "20")], split, &lines);
    let now = [("docententraining.docenten", "90"), ("docententraining.mentoren", "90")];
    assert_eq!(compared(&year, &now), []);
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
