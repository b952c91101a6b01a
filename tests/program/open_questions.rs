//! Answers that are no counts: read back, and put into chapters of their own.

use std::collections::BTreeMap;

use pmg_monitor::basis::Basis;
use pmg_monitor::checks::OpenValue;
use pmg_monitor::cycle::{SHEETS, STANDARD_SHEETS};
use pmg_monitor::form::Filled;
use pmg_monitor::municipality::MunicipalityCode;
use pmg_monitor::pipeline::Composition;
use pmg_monitor::trace;

use crate::command_line::pmg;
use crate::support::{Year, set};
use crate::verify::{files, verified};

const RECOGNITIONS: &str = r#"
[[erkenning]]
interventie = "ajb"
oordeel = "nog niet beoordeeld"
bron = "een ouder overzicht"
vastgelegd = 2020-01-01

[[erkenning]]
interventie = "ajb"
oordeel = "erkend door het NJi"
bron = "een overzicht"
vastgelegd = 2024-01-01

[[erkenning]]
interventie = "ajb"
oordeel = "ingetrokken"
bron = "een overzicht van na dit rapport"
vastgelegd = 2025-01-01
"#;

/// A year in which Almelo reports about its flexible grant, and three municipalities told more.
fn year() -> Year {
    let reports = |yes: &str| {
        format!("doet_mee = false, rapporteert = {yes}, tegel = [9, 3] }},\n  {{ code = \"GM0193\"")
    };
    let year = Year::whole().write_file(SHEETS, STANDARD_SHEETS);
    let year = year.write_file("erkenningen.toml", RECOGNITIONS);
    let year = year.edit("gemeenten.toml", &reports("false"), &reports("true"));
    year.answered(|filled| {
        filled.insert("GM0141".to_owned(), BTreeMap::<String, Filled>::new());
        let answers = [
            ("GM0141", "middelen.besteed", "410000"),
            ("GM0141", "middelen.analyse", "€ 60.000"),
            ("GM0141", "middelen.coordinatie", "100000"),
            ("GM0141", "middelen.interventies", "250000"),
            ("GM0141", "uitgelicht.tekst", "Wij leerden de jongeren kennen."),
            ("GM0141", "uitgelicht.interventie", "ajb"),
            ("GM0141", "ajb.status", "uitvoering"),
            ("GM0141", "ajb.aangemeld", "24"),
            ("GM0363", "eigen-1.naam", "Boksen | in de buurt"),
            ("GM0363", "eigen-1.thema", "Sociale  Netwerk"),
            ("GM0363", "eigen-1.doelgroep", "jongens van 12 tot 15 jaar"),
            ("GM0363", "eigen-1.status", "uitvoering"),
            ("GM0363", "eigen-1.onderbouwing", "Onderzocht met een gunstige  uitkomst"),
            ("GM0202", "eigen-2.naam", "Buurtmoeders"),
            ("GM0202", "eigen-2.thema", "sociale netwerk"),
            ("GM0202", "eigen-2.status", "gepland"),
            ("GM0363", "kwaliteit-ajb.domeinen", "school en werk; vrije tijd"),
            ("GM0363", "kwaliteit-ajb.besluit", "stoppen"),
            ("GM0363", "kwaliteit-ajb.reden", "De school gaat dicht."),
            ("GM0363", "kwaliteit-ajb.herziening", "1 november 2024"),
            ("GM0014", "kwaliteit-ajb.besluit", "doorgaan"),
            ("GM0014", "kwaliteit-ajb.reden", "Het helpt."),
            ("GM0014", "lerende-aanpak.lessen", "Een vaste plek werkt beter."),
            ("GM0014", "lerende-aanpak.soort-knelpunt", "Personeel, gegevens delen"),
            ("GM0202", "lerende-aanpak.soort-knelpunt", "personeel"),
            ("GM0202", "lerende-aanpak.netwerken", "gezag"),
            ("GM0202", "lerende-aanpak.onderzoek", "Evaluatie van de buurtmoeders, 2023."),
            ("GM0202", "akkoord.functie", "Afdelingshoofd"),
            ("GM0202", "akkoord.naam", "J. de Vries"),
            ("GM0202", "akkoord.datum", "2-3-2024"),
        ];
        for (municipality, question, answer) in answers {
            set(filled, municipality, question, answer);
        }
    })
}

#[test]
fn what_is_no_count_is_read_back_as_what_it_is() {
    let year = year();
    let draft = year.draft();
    let answers = |name: &str| {
        draft.facts.accepted.iter().find(|each| each.municipality.as_str() == name).unwrap()
    };
    let (amsterdam, arnhem) = (answers("GM0363"), answers("GM0202"));
    assert_eq!(amsterdam.chosen("eigen-1.thema"), ["sociale netwerk"]);
    assert_eq!(amsterdam.chosen("kwaliteit-ajb.domeinen"), ["school en werk", "vrije tijd"]);
    assert_eq!(amsterdam.chosen("eigen-1.onderbouwing"), ["onderzocht met een gunstige uitkomst"]);
    let review = &amsterdam.open["kwaliteit-ajb.herziening"];
    assert_eq!(review.value, OpenValue::Date("2024-11-01".parse().unwrap()));
    assert_eq!(arnhem.day("akkoord.datum"), "2024-03-02".parse().ok());
    assert_eq!(arnhem.text("akkoord.functie"), Some("Afdelingshoofd"));
}

#[test]
fn what_is_no_count_has_chapters_of_its_own() {
    let markdown = year().markdown();
    let from = markdown.find("# Eigen interventies").unwrap();
    let to = markdown.find("# Praktijkverhaal").unwrap();
    insta::assert_snapshot!("open_questions", &markdown[from..to]);
}

#[test]
fn who_signed_off_is_never_published() {
    let year = year();
    let (draft, report) = year.report();
    let ledger = String::from_utf8(draft.ledger).unwrap();
    for text in [&report.markdown, &report.html, &ledger] {
        assert!(!text.contains("de Vries"));
    }
    let findings = year.all_findings();
    assert!(findings.iter().all(|finding| finding.question.as_deref() != Some("akkoord.naam")));
}

#[test]
fn a_year_without_such_questions_has_no_such_chapters() {
    let markdown = Year::whole().markdown();
    for title in ["# Eigen interventies", "# Kwaliteit", "# Lessen", "flexibele bijdrage\n"] {
        assert!(!markdown.contains(title), "{title}");
    }
}

#[test]
fn means_are_asked_of_those_with_a_flexible_grant_only() {
    let year = year();
    let figures = &year.draft().facts.figures.measures["middelen.besteed"];
    assert_eq!(figures.concerned(), 1);
    assert_eq!(figures.sum().unwrap().to_string(), "410000");
    assert!(year.findings().iter().all(|finding| finding.code != "F103" && finding.code != "F302"));
    // Who is asked and handed in nothing owes it, and nobody else does.
    let owed = &year.without("GM0141").draft().facts.figures.measures["middelen.besteed"];
    assert!(owed.missing.iter().map(MunicipalityCode::as_str).eq(["GM0141"]), "{owed:?}");
}

#[test]
fn a_verdict_on_an_unknown_intervention_is_refused() {
    let wrong = RECOGNITIONS.replacen("\"ajb\"", "\"abj\"", 1);
    let error = Year::whole().write_file("erkenningen.toml", &wrong).error();
    assert!(error.contains("erkenningen.toml") && error.contains("`abj`"), "{error}");
}

/// What a cell of a municipality leads to: the figures, and the sentences of the report.
#[track_caller]
fn fed(draft: &Composition, municipality: &str, question: &str) -> (Vec<String>, String) {
    let code = MunicipalityCode::parse(municipality).unwrap();
    let each = draft.facts.accepted.get(&code).unwrap();
    let feeds = trace::feeds(&each.open[question].place, &draft.facts, &draft.document).unwrap();
    assert_eq!((feeds.municipality, feeds.question.as_str()), (code, question));
    (feeds.figures, feeds.sentences.join("\n"))
}

#[test]
fn the_cell_of_a_choice_leads_to_its_counts_and_rows() {
    let draft = year().draft();
    let (figures, said) = fed(&draft, "GM0363", "kwaliteit-ajb.besluit");
    assert_eq!(figures, ["kwaliteit.besluit"]);
    assert!(said.contains("Stoppen | 1 | 1"), "{said}");
    assert!(!said.contains("Doorgaan | "), "that is Groningen's: {said}");
    // Where more can be chosen, each choice has its row.
    let (figures, said) = fed(&draft, "GM0363", "kwaliteit-ajb.domeinen");
    assert_eq!(figures, ["kwaliteit.domeinen"]);
    let (figures, obstacles) = fed(&draft, "GM0014", "lerende-aanpak.soort-knelpunt");
    assert_eq!(figures, ["lerende-aanpak.soort-knelpunt"]);
    assert!(obstacles.to_lowercase().contains("personeel"), "{said}\n{obstacles}");
}

#[test]
fn the_cells_of_an_own_intervention_lead_to_its_own_words() {
    let year = year();
    let draft = year.draft();
    let (_, name) = fed(&draft, "GM0363", "eigen-1.naam");
    assert!(name.contains("Boksen | in de buurt"), "{name}");
    assert!(!name.contains("Buurtmoeders"), "that is Arnhem's: {name}");
    let (_, group) = fed(&draft, "GM0363", "eigen-1.doelgroep");
    assert!(group.contains("jongens van 12 tot 15 jaar"), "{group}");
    let (figures, theme) = fed(&draft, "GM0202", "eigen-2.thema");
    assert_eq!(figures, ["eigen.thema"]);
    assert!(!theme.contains("Boksen"), "{theme}");
    // The same by the program, as Excel writes the cell.
    let each = draft.facts.accepted.get(&MunicipalityCode::parse("GM0363").unwrap()).unwrap();
    let place = &each.open["eigen-1.naam"].place;
    let mut run = pmg(&year, "trace");
    run.args(["2024", "--cell", &place.file, &place.in_file().unwrap()]);
    let text = String::from_utf8(run.assert().code(0).get_output().stdout.clone()).unwrap();
    assert!(text.contains("Amsterdam, eigen-1.naam: Boksen | in de buurt"), "{text}");
    assert!(text.contains("in het rapport:\n  - "), "{text}");
}

#[test]
fn the_cells_of_a_highlighted_example_lead_to_its_text() {
    let draft = year().draft();
    for question in ["uitgelicht.interventie", "uitgelicht.tekst"] {
        let (_, said) = fed(&draft, "GM0141", question);
        assert!(said.contains("Wij leerden de jongeren kennen."), "{question}: {said}");
        assert!(!said.contains("Wijk Actie Teams"), "that is Amsterdam's: {said}");
    }
}

#[test]
fn of_three_verdicts_on_an_intervention_the_recount_takes_the_same_as_the_report() {
    let (draft, report) = year().report();
    let asked = draft.document.provenances.of.keys();
    assert!(asked.filter(|basis| matches!(basis, Basis::Recognition(_))).count() > 0);
    assert_eq!(verified(&draft, &files((&draft, &report))).differences, []);
}

#[test]
fn what_is_in_use_and_how_often_it_was_chosen_is_counted_again() {
    let asked = r#"# Colofon

{{ ingezet(erkend=false) }} zonder oordeel en {{ ingezet(erkend=true) }} met. Bij {{ gekozen(vraag="lerende-aanpak.soort-knelpunt", bij="verschillende") }} speelt iets.
"#;
    let (draft, report) = year().write_file("templates/colofon.md", asked).report();
    let mut files = files((&draft, &report));
    assert_eq!(verified(&draft, &files).differences, []);
    // Two municipalities chose, three times in all.
    files.html = report.html.replace(">twee</a> verschillende", ">drie</a> verschillende");
    assert_ne!(files.html, report.html);
    let told = verified(&draft, &files).differences;
    let basis = "`keuze:lerende-aanpak.soort-knelpunt:`";
    assert!(told.iter().any(|it| it.what.contains(basis)), "{told:?}");
}
