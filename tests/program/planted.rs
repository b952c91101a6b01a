//! Errors as people make them, planted one by one: each that matters must be found.
//!
//! A row says what was done and what must come of it. What nobody can know from the return itself, a
//! plausible other number, is listed with the reason, so that it is known not to be found.

mod book;
mod returns;
mod team;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

use pmg_monitor::checks::AnswerValue;
use pmg_monitor::cycle::{self, SHEETS, STANDARD_SHEETS};
use pmg_monitor::form::{Filled, Form, Previous};
use pmg_monitor::pipeline::{self, Examined};
use pmg_monitor::{municipality::MunicipalityCode, place::Place, questionnaire};
use rayon::prelude::*;

use crate::support::{Year, answers, copy, set};
use book::Book;

/// What must come of an error.
#[derive(Debug, Clone, Copy)]
pub(super) enum Must {
    /// A finding with one of these codes (`F102|F209`), on this question or at this place, such as
    /// `Onderwijs!C7`; anywhere where it is empty.
    Find(&'static str, &'static str),
    /// Nothing: what was done changes nothing, and no answer is lost.
    Nothing,
    /// Nothing either, but cells stand elsewhere, and so do the findings that point at them.
    Moved,
    /// The run stops, with these words.
    Stop(&'static str),
    /// Nothing can come of it, for this reason.
    Unknowable(&'static str),
}

/// The two municipalities whose returns are spoiled: one of each pillar.
const STRUCTURAL: &str = "GM0363";
const FLEXIBLE: &str = "GM0141";
/// What a return is called.
const NAME: &str = "vragenlijst.xlsx";

/// A return that is right, and what is found in it all the same: that is no news.
struct Good {
    book: Book,
    known: BTreeSet<(&'static str, String)>,
}

/// A year in which both report, that asks all there is to ask, with a year before it.
struct Stage {
    year: Year,
    structural: Good,
    flexible: Good,
}

fn stage() -> &'static Stage {
    static STAGE: OnceLock<Stage> = OnceLock::new();
    STAGE.get_or_init(|| {
        let almelo = "code = \"GM0141\", naam = \"Almelo\",           cohort = \"2024-flex-20\", nplv = false, pijler = \"B\", vanaf = 2024, doet_mee = false, rapporteert = ";
        let year = Year::example()
            .without("GM")
            .edit("gemeenten.toml", &format!("{almelo}false"), &format!("{almelo}true"))
            .write_file(SHEETS, STANDARD_SHEETS)
            .with_year_before(STRUCTURAL, &structural());
        let before = year.input().join("2023");
        for (name, code, filled) in
            [("een.xlsx", STRUCTURAL, structural()), ("twee.xlsx", FLEXIBLE, flexible())]
        {
            let plain = Book::of(&form(&before, code, &filled)).bytes();
            put(&before.join("questionnaires").join(name), &plain);
        }
        let good = |code: &str, filled: &BTreeMap<String, Filled>| {
            let book = Book::of(&form(&year.path(), code, filled));
            let examined = examined_in(&year.path(), &[(NAME, book.bytes())]).unwrap();
            Good { known: found(&examined).into_iter().collect(), book }
        };
        let (structural, flexible) =
            (good(STRUCTURAL, &structural()), good(FLEXIBLE, &flexible()));
        Stage { year, structural, flexible }
    })
}

/// What Amsterdam answers: as in the example, and something of all that can be asked.
fn structural() -> BTreeMap<String, Filled> {
    let mut all = answers();
    for (code, answer) in [
        ("familieaanpak.status", "uitvoering"),
        ("familieaanpak.gezinnen", "34"),
        ("familieaanpak.gezinnen-intensief", "21"),
        ("halt-spreekuur.status", "uitvoering"),
        ("halt-spreekuur.scholen", "6"),
        ("halt-spreekuur.doorverwezen", "33"),
        ("uitgelicht.interventie", "ajb"),
        ("uitgelicht.tekst", "Een team van coaches gaat naast de jongere staan."),
        ("praktijkverhaal.titel", "Weer naar school"),
        ("praktijkverhaal.tekst", "Een leerling vond met een coach de weg terug."),
        ("praktijkverhaal.citaat", "Het werkt."),
        ("praktijkverhaal.spreker", "een coach"),
        ("praktijkverhaal.functie", "coach"),
        ("praktijkverhaal.toestemming", "ja"),
        ("eigen-1.naam", "Boksen in de buurt"),
        ("eigen-1.thema", "persoonlijke ontwikkeling"),
        ("eigen-1.status", "uitvoering"),
        ("kwaliteit-ajb.domeinen", "vrije tijd, school en werk"),
        ("kwaliteit-ajb.effect", "niet onderzocht"),
        ("kwaliteit-ajb.besluit", "doorgaan"),
        ("kwaliteit-ajb.reden", "De coaches bereiken jongeren."),
        ("kwaliteit-ajb.herziening", "2024-11-01"),
    ] {
        set(&mut all, STRUCTURAL, code, answer);
    }
    all.remove(STRUCTURAL).unwrap()
}

/// What Almelo answers, mostly about its money.
fn flexible() -> BTreeMap<String, Filled> {
    let given = [
        ("middelen.besteed", "250000.5"),
        ("middelen.analyse", "50000"),
        ("middelen.coordinatie", "75000.5"),
        ("middelen.interventies", "125000"),
        ("ajb.status", "uitvoering"),
        ("ajb.aangemeld", "26"),
    ];
    let filled = |answer: &str| Filled { answer: answer.to_owned(), ..Filled::default() };
    given.map(|(code, answer)| (code.to_owned(), filled(answer))).into()
}

/// A filled-in form with the answers of the year before beside the questions.
fn form(year: &Path, code: &str, filled: &BTreeMap<String, Filled>) -> Vec<u8> {
    let cycle = cycle::load(year).unwrap();
    let questionnaire = questionnaire::build(&cycle.definition).unwrap();
    let municipality = cycle.register.get(&MunicipalityCode::parse(code).unwrap()).unwrap();
    let shown = filled.iter().map(|(code, filled)| (code.clone(), filled.answer.replace('.', ",")));
    let reference_date = jiff::civil::date(2023, 3, 1);
    let previous = Previous { reference_date, answers: shown.collect() };
    let (questionnaire, settings) = (&questionnaire, &cycle.settings);
    let form = Form { questionnaire, settings, municipality, filled, previous: Some(&previous) };
    form.workbooks().unwrap().xlsx
}

#[expect(clippy::disallowed_methods, reason = "a test sets its own stage")]
fn put(path: &Path, bytes: &[u8]) {
    std::fs::write(path, bytes).unwrap();
}

/// What the checks say of files with these names and bytes.
fn examined(files: &[(&str, Vec<u8>)]) -> Result<Examined, String> {
    examined_in(&stage().year.path(), files)
}

fn examined_in(year: &Path, files: &[(&str, Vec<u8>)]) -> Result<Examined, String> {
    let folder = tempfile::tempdir().unwrap();
    let paths = files.iter().map(|(name, bytes)| {
        let path = folder.path().join(name);
        put(&path, bytes);
        path
    });
    let paths: Vec<_> = paths.collect();
    pipeline::check(year, &paths, &|_, _| ()).map_err(|error| error.to_string())
}

/// The findings, with the question and the place of each.
fn found(examined: &Examined) -> Vec<(&'static str, String)> {
    let found = examined.findings.iter().map(|finding| {
        let place = finding.place.as_ref().and_then(Place::in_file).unwrap_or_default();
        let question = finding.question.clone().unwrap_or_default();
        (finding.code, format!("{question} {place}"))
    });
    found.collect()
}

/// What is wrong with what came of an error in a return; none where it is what must come.
fn contradiction(
    what: &str,
    good: &Good,
    came: &Result<Examined, String>,
    must: Must,
) -> Option<String> {
    let news = came.as_ref().map(|examined| {
        let news = found(examined).into_iter().filter(|finding| !good.known.contains(finding));
        news.collect::<Vec<_>>()
    });
    let is_right = match (must, &news) {
        (Must::Find(codes, place), Ok(news)) => news.iter().any(|(code, at)| {
            let is_there = place.is_empty() || at.split(' ').any(|part| part == place);
            is_there && codes.split('|').any(|wanted| wanted == *code)
        }),
        (Must::Nothing, Ok(news)) => news.is_empty(),
        (Must::Moved, Ok(_)) => came.as_ref().is_ok_and(|examined| is_only_moved(examined, good)),
        (Must::Unknowable(why), Ok(news)) => news.is_empty() && !why.is_empty(),
        (Must::Stop(words), Err(error)) => error.contains(words),
        _ => false,
    };
    (!is_right).then(|| format!("{what}: {must:?}, but {news:?}"))
}

/// Whether the same is found of the same questions as before, wherever it stands now.
fn is_only_moved(examined: &Examined, good: &Good) -> bool {
    let about = |(code, at): &(&'static str, String)| {
        (*code, at.split(' ').next().unwrap_or_default().to_owned())
    };
    let sorted = |mut all: Vec<_>| {
        all.sort_unstable();
        all
    };
    let now: BTreeSet<_> = found(examined).into_iter().collect();
    sorted(now.iter().map(about).collect()) == sorted(good.known.iter().map(about).collect())
}

#[track_caller]
fn assert_all_right(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} of the rows are not so:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn errors_in_a_return_are_found() {
    let rows = returns::STRUCTURAL.par_iter().map(|row| (&stage().structural, row));
    let rows = rows.chain(returns::FLEXIBLE.par_iter().map(|row| (&stage().flexible, row)));
    let wrong = rows.filter_map(|(good, (what, plant, must))| {
        let mut book = good.book.clone();
        plant(&mut book);
        contradiction(what, good, &examined(&[(NAME, book.bytes())]), *must)
    });
    assert_all_right(&wrong.collect::<Vec<_>>());
}

/// The number that is read of what was typed for `ajb.aangemeld` is right, or none is.
#[test]
fn what_is_typed_for_a_number_is_read_right_or_asked_about() {
    let wrong = returns::TYPED.par_iter().filter_map(|(typed, meant)| {
        let mut book = stage().structural.book.clone();
        book.typed("ajb.aangemeld", typed);
        let examined = examined(&[(NAME, book.bytes())]).unwrap();
        let amsterdam = MunicipalityCode::parse(STRUCTURAL).unwrap();
        let answer = examined.accepted.get(&amsterdam).unwrap().answers.get("ajb.aangemeld");
        let read = match answer.map(|answer| answer.value) {
            Some(AnswerValue::Number(number)) => number.to_string(),
            Some(AnswerValue::NotApplicable) => "n.v.t.".to_owned(),
            Some(AnswerValue::Unknown) => "onbekend".to_owned(),
            _ => String::new(),
        };
        let asked = examined.findings.iter().any(|finding| {
            finding.code.starts_with('F') && finding.question.as_deref() == Some("ajb.aangemeld")
        });
        let is_right = if read.is_empty() { asked } else { read == *meant };
        (!is_right).then(|| format!("{typed:?} is read as {read:?} and asked about: {asked}"))
    });
    assert_all_right(&wrong.collect::<Vec<_>>());
}

#[test]
fn files_that_are_no_return_are_found() {
    let wrong = returns::FILES.par_iter().filter_map(|(what, files, must)| {
        let good = &stage().structural;
        contradiction(what, good, &examined(&files(&good.book)), *must)
    });
    assert_all_right(&wrong.collect::<Vec<_>>());
}

#[test]
fn mistakes_of_the_team_stop_the_run_or_are_found() {
    let wrong = team::FILES.par_iter().filter_map(|(what, file, from, to, must)| {
        let folder = tempfile::tempdir().unwrap();
        copy(&stage().year.path(), &folder.path().join("2024"));
        team::change(&folder.path().join("2024").join(file), from, to);
        let came = pipeline::check(&folder.path().join("2024"), &[], &|_, _| ());
        let came = came.map_err(|error| error.to_string());
        contradiction(what, &stage().structural, &came, *must)
    });
    assert_all_right(&wrong.collect::<Vec<_>>());
}

#[test]
fn mistakes_in_a_template_stop_the_run_or_are_found() {
    let wrong = team::TEMPLATES.par_iter().filter_map(|(what, text, must)| {
        let came = team::drafted(&stage().year.path(), text);
        let is_right = match (must, &came) {
            (Must::Find(code, _), Ok(found)) => code.split('|').any(|code| found.contains(&code)),
            (Must::Stop(words), Err(error)) => error.contains(words),
            (Must::Nothing, Ok(found)) => !found.iter().any(|it| it.starts_with('T')),
            _ => false,
        };
        (!is_right).then(|| format!("{what}: {must:?}, but {came:?}"))
    });
    assert_all_right(&wrong.collect::<Vec<_>>());
}

#[test]
fn more_than_a_hundred_and_thirty_errors_are_planted() {
    let planted = returns::STRUCTURAL.len()
        + returns::FLEXIBLE.len()
        + returns::TYPED.len()
        + returns::FILES.len()
        + team::FILES.len()
        + team::TEMPLATES.len();
    assert!(planted > 130, "{planted}");
}
