//! From a figure to its cells, and back from a cell to the sentences.

use crate::command_line::pmg;
use crate::example_2025;
use crate::support::Year;
use crate::verify::{files, verified};
use pmg_monitor::basis::Basis;

#[track_caller]
fn trace(arguments: &[&str], code: i32) -> String {
    let run = pmg(&Year::example(), "trace").arg("2024").args(arguments).assert().code(code);
    let output = run.get_output();
    let said = if code == 0 { &output.stdout } else { &output.stderr };
    String::from_utf8(said.clone()).unwrap()
}

#[test]
fn a_cell_leads_to_the_figures_and_sentences_that_it_feeds() {
    let text = trace(&["--cell", "GM0518-den-haag.xlsx", "'Werk en inkomen'!D8"], 0);
    assert_eq!(
        text,
        "GM0518-den-haag.xlsx 'Werk en inkomen'!D8: Den Haag, casemanagers.fte: 2\n\
         telt mee in: casemanagers.fte\n\
         in het rapport:\n  \
         - Den Haag heeft dankzij Preventie met Gezag twee extra fte aan casemanagers.\n  \
         - Casemanagers arbeidstoeleiding | Extra casemanagers | 2 fte | 1 van 1\n"
    );
}

#[test]
fn the_cell_of_one_municipality_does_not_lead_to_the_value_of_another() {
    let text = trace(&["--cell", "GM0758-breda.xlsx", "Onderwijs!D13"], 0);
    assert!(text.contains("In totaal zijn 99 leerlingen doorverwezen"), "{text}");
    assert!(!text.contains("33 leerlingen"), "that is Nieuwegein: {text}");
}

#[test]
fn a_status_leads_to_its_count_and_to_the_numbers_beside_it() {
    let text = trace(&["--cell", "GM0344-utrecht.xlsx", "'werk en inkomen'!d11"], 0);
    assert!(text.contains("Utrecht, ipta.status: uitvoering"), "{text}");
    assert!(text.contains("is er IPTA in drie gemeenten"), "{text}");
    assert!(!text.contains("Twee andere gemeenten"), "those plan it: {text}");
}

#[test]
fn the_own_words_of_a_municipality_lead_to_where_they_stand() {
    let draft = Year::example().draft();
    let each = draft.facts.accepted.iter().find(|each| each.highlight.is_some()).unwrap();
    let place = &each.highlight.as_ref().unwrap().place;
    let text = trace(&["--cell", &place.file, &place.in_file().unwrap()], 0);
    assert!(text.contains("uitgelicht.tekst: "), "{text}");
    assert!(text.contains("in het rapport:\n  - "), "{text}");
}

#[test]
fn a_cell_without_an_answer_and_a_cell_that_is_none_are_told_apart() {
    let text = trace(&["--cell", "GM0363-amsterdam.xlsx", "Onderwijs!A1"], 0);
    assert!(text.contains("hier staat geen antwoord dat in het rapport meedoet"), "{text}");
    let text = trace(&["--cell", "GM0363-amsterdam.xlsx", "D9"], 2);
    assert!(text.contains("schrijf hem zoals Excel dat doet: \"Onderwijs!D9\""), "{text}");
    let text = trace(&["--cell", "GM0363-amsterdm.xlsx", "Onderwijs!D9"], 2);
    assert!(text.contains("bedoelt u `GM0363-amsterdam.xlsx`?"), "{text}");
}

#[test]
fn an_answer_that_is_not_used_says_why() {
    let year = Year::with("GM0363", "ajb.aangemeld", "ca. 40");
    let finding = year.findings().into_iter().find(|each| each.code == "F201").unwrap();
    let place = finding.place.unwrap();
    let mut run = pmg(&year, "trace");
    run.args(["2024", "--cell", &place.file, &place.in_file().unwrap()]);
    let text = String::from_utf8(run.assert().code(0).get_output().stdout.clone()).unwrap();
    assert!(text.contains("dit antwoord is niet gebruikt\n  F201: "), "{text}");
}

#[test]
fn groups_of_the_register_and_constants_are_traced_too() {
    assert!(trace(&["deelnemers"], 0).contains("Uit het register van gemeenten: 27 gemeenten."));
    let text = trace(&["leeftijd-tot"], 0);
    assert!(
        text.contains("Vast gegeven. Bron: Rapportage Preventie met Gezag, juni 2024"),
        "{text}"
    );
    let text = trace(&["straatcoaches+boas"], 0);
    assert!(text.contains("Straatcoaches: uitvoering"), "{text}");
}

#[test]
fn every_figure_of_the_report_can_be_asked_what_it_rests_on() {
    let draft = Year::example().draft();
    let mut without = Vec::new();
    draft.document.each_run(&mut |run| {
        for basis in pmg_monitor::document::bases(run) {
            let own_words =
                matches!(basis, Basis::OwnWords(_) | Basis::Partner(_) | Basis::Asked(_));
            if !own_words && !draft.document.grounds.of.contains_key(basis) {
                without.push(basis.clone());
            }
        }
    });
    assert!(without.is_empty(), "{without:?}");
}

#[test]
fn a_recognition_leads_to_its_verdict_and_its_source() {
    let (_, draft, _) = example_2025::year();
    let mut recognised = 0;
    for (basis, at) in &draft.document.grounds.of {
        let Basis::Recognition(code) = basis else { continue };
        let (ground, held) =
            (&draft.document.grounds.list[*at], draft.facts.cycle.recognition(code).unwrap());
        assert!(ground.title.starts_with("Erkenning van "), "{}", ground.title);
        assert!(ground.how.ends_with(&format!("Bron: {}.", held.source.trim_end_matches('.'))));
        recognised += 1;
    }
    assert!(recognised > 2);
}

#[test]
fn a_period_leads_to_where_both_its_moments_come_from() {
    let asked = "# Colofon\n\nDit gold {{ periode(van=constante(naam=\"budget-start-jaar\"), tot=peildatum()) }}.\n";
    let year = Year::example().write_file("templates/colofon.md", asked);
    let (draft, report) = year.report();
    let title = "Periode: 2022 en Afspraken voor dit rapport";
    let ground = draft.document.grounds.list.iter().find(|it| it.title == title).unwrap();
    assert!(
        ground
            .how
            .starts_with("Begin: Vast gegeven. Bron: Brief aan de Tweede Kamer van 1 juli 2022")
    );
    assert!(ground.how.contains(" Einde: Jaar van het rapport: 2024. Peildatum: 1 maart 2024."));
    // The recount knows it, too, and tells where it says something else.
    let mut files = files((&draft, &report));
    assert_eq!(verified(&draft, &files).differences, []);
    files.html =
        files.html.replace("Begin: Vast gegeven. Bron: Brief", "Begin: Vast gegeven. Bron: Boek");
    assert!(!verified(&draft, &files).differences.is_empty());
}
