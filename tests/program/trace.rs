//! From a figure to its cells, and back from a cell to the sentences.

use crate::command_line::pmg;
use crate::support::Year;
use crate::verify::{example, files, verified};
use crate::{example_2025, example_2026};

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use pmg_monitor::basis::Basis;
use pmg_monitor::cycle::Template;
use pmg_monitor::document::{self, Document};
use pmg_monitor::edition::Edition;
use pmg_monitor::facts::Facts;
use pmg_monitor::render::covers;
use pmg_monitor::template;
use pmg_monitor::trace::{self, Subject};

#[track_caller]
fn traced(arguments: &[&str], code: i32) -> String {
    let run = pmg(&Year::whole(), "trace").arg("2024").args(arguments).assert().code(code);
    let output = run.get_output();
    let said = if code == 0 { &output.stdout } else { &output.stderr };
    String::from_utf8(said.clone()).unwrap()
}

#[test]
fn a_cell_leads_to_the_figures_and_sentences_that_it_feeds() {
    let text = traced(&["--cell", "GM0518-den-haag.xlsx", "'Werk en inkomen'!D8"], 0);
    assert_eq!(
        text,
        "GM0518-den-haag.xlsx 'Werk en inkomen'!D8: Den Haag, casemanagers.fte: 2\n\
         telt mee in: casemanagers.fte\n\
         in het rapport:\n  \
         - Den Haag heeft twee extra fte aan casemanagers.\n  \
         - Casemanagers arbeidstoeleiding | Extra casemanagers | 2 fte\n  \
         - Casemanagers arbeidstoeleiding | Extra casemanagers | 2 fte | 1 van 1\n"
    );
}

#[test]
fn the_cell_of_one_municipality_does_not_lead_to_the_value_of_another() {
    let text = traced(&["--cell", "GM0758-breda.xlsx", "Onderwijs!D13"], 0);
    assert!(text.contains("In totaal zijn 99 leerlingen naar het spreekuur"), "{text}");
    assert!(!text.contains("33 leerlingen"), "that is Nieuwegein: {text}");
}

#[test]
fn a_status_leads_to_its_count_and_to_the_numbers_beside_it() {
    let text = traced(&["--cell", "GM0344-utrecht.xlsx", "'werk en inkomen'!d11"], 0);
    assert!(text.contains("Utrecht, ipta.status: uitvoering"), "{text}");
    assert!(text.contains("IPTA is er nu in drie van de 15 gemeenten"), "{text}");
    assert!(!text.contains("twee andere gemeenten"), "those plan it: {text}");
}

#[test]
fn a_number_of_the_report_leads_to_what_is_printed_so() {
    let text = traced(&["576"], 0);
    assert!(
        text.starts_with("576 staat er voor 1 cijfer\n\najb.aangemeld: Jongeren die extra"),
        "{text}"
    );
    assert!(text.contains("GM0363-amsterdam.xlsx 'Persoonlijke ontwikkeling'!D13"), "{text}");
    assert!(text.contains("  - Daar zijn 576 extra jongeren aangemeld.\n"), "{text}");
    let word = traced(&["negen"], 0);
    assert_eq!(word.replacen("negen", "9", 1), traced(&["9"], 0), "in words or in figures");
    assert!(!word.contains("GM0"), "of many figures only where they stand: {word}");
    let text = traced(&["577"], 2);
    assert!(
        text.contains("nergens in het rapport of de brief staat `577` als cijfer\nhint: "),
        "{text}"
    );
    let text = traced(&["ajb.aangemelt"], 2);
    assert!(text.contains("bedoelt u `ajb.aangemeld`"), "{text}");
}

#[test]
fn the_own_words_of_a_municipality_lead_to_where_they_stand() {
    let draft = Year::example().draft();
    let each = draft.facts.accepted.iter().find(|each| each.highlight.is_some()).unwrap();
    let place = &each.highlight.as_ref().unwrap().place;
    let text = traced(&["--cell", &place.file, &place.in_file().unwrap()], 0);
    assert!(text.contains("uitgelicht.tekst: "), "{text}");
    assert!(text.contains("in het rapport:\n  - "), "{text}");
}

#[test]
fn a_cell_without_an_answer_and_a_cell_that_is_none_are_told_apart() {
    let text = traced(&["--cell", "GM0363-amsterdam.xlsx", "Onderwijs!A1"], 0);
    assert!(text.contains("hier staat geen antwoord dat in het rapport meedoet"), "{text}");
    let text = traced(&["--cell", "GM0363-amsterdam.xlsx", "D9"], 2);
    assert!(text.contains("schrijf hem zoals Excel dat doet: \"Onderwijs!D9\""), "{text}");
    let text = traced(&["--cell", "GM0363-amsterdm.xlsx", "Onderwijs!D9"], 2);
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
    assert!(traced(&["deelnemers"], 0).contains("Uit het register van gemeenten: 27 gemeenten."));
    let text = traced(&["leeftijd-tot"], 0);
    assert!(
        text.contains("Vast gegeven. Bron: Rapportage Preventie met Gezag, juni 2024"),
        "{text}"
    );
    let text = traced(&["straatcoaches+boas"], 0);
    assert!(text.contains("Straatcoaches: uitvoering"), "{text}");
}

#[test]
fn everything_printed_can_be_asked_what_it_rests_on() {
    let example = Year::example().draft();
    let (_, second, _) = example_2025::year();
    let (_, third) = example_2026::years();
    let mut kinds = BTreeSet::new();
    for draft in [&example, second, third] {
        kinds.extend(asked(&draft.document, &draft.facts));
        let documents = with_every_branch(&draft.facts);
        kinds.extend(documents.iter().flat_map(|document| asked(document, &draft.facts)));
    }
    let all = [
        "aandeel",
        "beleidskeuze",
        "brief",
        "constante",
        "erkenning",
        "gemeenten",
        "ingezet",
        "jaar",
        "keuze",
        "kleine-aantallen",
        "leden",
        "lopend",
        "namen",
        "opgaven",
        "partner",
        "peildatum",
        "periode",
        "publicatie",
        "register",
        "som",
        "tekst",
        "toelichting",
        "toezegging",
        "volledig",
        "vorig-jaar",
        "vragenlijst",
        "waarde",
    ];
    assert_eq!(kinds.iter().map(String::as_str).collect::<Vec<_>>(), all);
}

/// Asks everything in a document what it rests on, as the team and as everybody; gives the kinds of bases in it.
fn asked(document: &Document, facts: &Facts) -> BTreeSet<String> {
    let mut kinds = BTreeSet::new();
    for edition in [Edition::Draft, Edition::Final] {
        let provenances = trace::provenances(document, facts, edition);
        let mut bases = BTreeSet::new();
        document.each_run(&mut |run| bases.extend(document::bases(run).into_iter().cloned()));
        for basis in &bases {
            let provenance = trace::provenance(&Subject::of(basis), facts, edition);
            let provenance = provenance.unwrap_or_else(|| panic!("{basis} rests on nothing"));
            assert!(
                !provenance.title.is_empty() && provenance.how.ends_with('.'),
                "{basis}: {provenance:?}"
            );
            let is_name = matches!(basis, Basis::Asked(_));
            assert_ne!(provenances.of.contains_key(basis), is_name, "{basis}");
            let text = basis.to_string();
            kinds.insert(text.split(':').next().unwrap().to_owned());
        }
    }
    kinds
}

/// What the chapters print with each of their conditions taken to hold and not to hold, also where it is the other
/// way round in this year. A branch that cannot be printed then, such as a share of nothing, is left.
fn with_every_branch(facts: &Arc<Facts>) -> Vec<Document> {
    let mut printed = Vec::new();
    // What a chapter of the team can ask, and none of the program does.
    let rest = "{% if true %}{{ procent(maat=\"familieaanpak.gezinnen-intensief\", van=\"familieaanpak.gezinnen\") }} in {{ periode(van=jaar(), tot=peildatum()) }}, {{ jaar() }}.{% endif %}";
    let rest = Template { origin: "rest.md".to_owned(), text: rest.to_owned() };
    let templates = template::built_in().into_iter().chain([("rest.md".to_owned(), rest)]);
    for (name, template) in templates {
        let conditions: Vec<_> = template
            .text
            .match_indices("{%")
            .filter_map(|(at, _)| condition(&template.text, at))
            .collect();
        for (condition, holds) in
            conditions.iter().flat_map(|each| [(each, "true"), (each, "false")])
        {
            let mut forced = template.text.clone();
            forced.replace_range(condition.clone(), holds);
            let text = |text: &str| Template { origin: name.clone(), text: text.to_owned() };
            let top = format!("{{% include \"{name}\" %}}");
            let alone = BTreeMap::from([
                ("rapport.md".to_owned(), text(&top)),
                (name.clone(), text(&forced)),
            ]);
            let Ok(narrative) = template::write(facts, &alone, template::Text::Report) else {
                continue;
            };
            printed.push(document::parse(&narrative, &facts.cycle.settings, covers).value);
        }
    }
    assert!(printed.len() > 80, "{}", printed.len());
    printed
}

/// The condition of an `if` or `elif` whose tag opens at a byte.
fn condition(text: &str, at: usize) -> Option<Range<usize>> {
    let tag = text[at + 2..].split("%}").next()?;
    let (word, _) = tag.trim_start_matches('-').trim_start().split_once(' ')?;
    let start = at + 2 + tag.find(word)? + word.len();
    ["if", "elif"]
        .contains(&word)
        .then(|| start + 1..at + 2 + tag.trim_end_matches('-').trim_end().len())
}

#[test]
fn words_of_a_partner_and_of_a_municipality_lead_to_who_wrote_them() {
    // An intervention is called so, too.
    let text = traced(&["politie"], 0);
    assert!(text.starts_with("politie: Inzet van de politie in de lokale aanpak\n"), "{text}");
    assert!(text.contains("\npolitie: De politie\nBijdrage van een landelijke partner"), "{text}");
    assert!(text.contains(" Bron: Rapportage Preventie met Gezag, juni 2024"), "{text}");
    assert!(text.contains("in het rapport:\n  - "), "{text}");
    let text = traced(&["GM0758"], 0);
    assert!(text.starts_with("GM0758: Eigen woorden van Breda\n"), "{text}");
    assert!(text.contains("GM0758-breda.xlsx"), "its cells: {text}");
}

#[test]
fn the_link_behind_a_passage_leads_to_who_wrote_it_and_nowhere_else() {
    let (draft, report) = example();
    let mut files = files((draft, report));
    let html = files.html.clone();
    let (before, link) = html.split_once("<a class=\"bron\"").unwrap();
    let (attributes, _) = link.split_once('>').unwrap();
    let elsewhere = attributes.replace("href=\"#_b", "href=\"#_b1").replace("id=\"_c", "id=\"_c1");
    for (found, html) in [
        ("it leads elsewhere", html.replace(attributes, &elsewhere)),
        ("no words stand before it", format!("{before}<em>zo</em><a class=\"bron\"{link}")),
        (
            "it is called otherwise",
            html.replacen("aria-label=\"Bron\"", "aria-label=\"Breda: 7\"", 1),
        ),
    ] {
        files.html = html;
        assert!(!verified(draft, &files).differences.is_empty(), "{found}");
    }
}

#[test]
fn a_recognition_leads_to_its_verdict_and_its_source() {
    let (_, draft, _) = example_2025::year();
    let mut recognised = 0;
    for (basis, at) in &draft.document.provenances.of {
        let Basis::Recognition(code) = basis else { continue };
        let (provenance, held) =
            (&draft.document.provenances.list[*at], draft.facts.cycle.recognition(code).unwrap());
        assert!(provenance.title.starts_with("Erkenning van "), "{}", provenance.title);
        assert!(provenance.how.ends_with(&format!("Bron: {}.", held.source.trim_end_matches('.'))));
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
    let provenance = draft.document.provenances.list.iter().find(|it| it.title == title).unwrap();
    assert!(
        provenance
            .how
            .starts_with("Begin: Vast gegeven. Bron: Brief aan de Tweede Kamer van 1 juli 2022")
    );
    assert!(
        provenance.how.contains(" Einde: Jaar van het rapport: 2024. Peildatum: 1 maart 2024.")
    );
    // The recount knows it, too, and tells where it says something else.
    let mut files = files((&draft, &report));
    assert_eq!(verified(&draft, &files).differences, []);
    files.html =
        files.html.replace("Begin: Vast gegeven. Bron: Brief", "Begin: Vast gegeven. Bron: Boek");
    assert!(!verified(&draft, &files).differences.is_empty());
}
