//! What rests on a cell changes with it, in every format, and nothing else does.

use pmg_monitor::basis::Basis;
use pmg_monitor::cycle;
use pmg_monitor::document::sentences;
use pmg_monitor::finding::Severity;
use pmg_monitor::pipeline::Composition;

use crate::support::{Year, set};

#[test]
fn a_changed_cell_changes_the_sentences_that_rest_on_it_and_no_other() {
    let before = Year::changed(|_| ()).draft();
    let after = Year::with("GM0363", "ajb.aangemeld", "149").draft();
    let pairs = said(&before).into_iter().zip(said(&after)).collect::<Vec<_>>();
    assert_eq!(said(&before).len(), said(&after).len());
    let mut changed = 0;
    for ((old, rests_on_it), (new, _)) in pairs {
        assert_eq!(old != new, rests_on_it, "{old}\n{new}");
        assert_eq!(old.replace("576", "577").replace("148 jongeren", "149 jongeren"), new);
        changed += usize::from(rests_on_it);
    }
    assert!(changed >= 2, "the text and the table both say it");
}

/// The sentences of a report, and whether each rests on the number that is changed, or on its sum.
fn said(draft: &Composition) -> Vec<(String, bool)> {
    let sum = Basis::Sum("ajb.aangemeld".to_owned());
    let own: Basis = "waarde:ajb.aangemeld:GM0363".parse().unwrap();
    let rests = |bases: &[&Basis]| bases.contains(&&sum) || bases.contains(&&own);
    let sentences = sentences(&draft.document).into_iter();
    sentences.map(|sentence| (sentence.text, rests(&sentence.bases))).collect()
}

#[test]
fn a_changed_cell_changes_all_formats_alike() {
    let (_, before) = Year::changed(|_| ()).report();
    let (_, after) = Year::with("GM0363", "ajb.aangemeld", "149").report();
    let of_amsterdam = |text: &str| text.replace("148 jongeren", "149 jongeren");
    assert_eq!(of_amsterdam(&before.markdown.replace("576", "577")), after.markdown);
    let digits_outside_fonts = |html: &str| html.split("base64,").count();
    assert_eq!(digits_outside_fonts(&before.html), digits_outside_fonts(&after.html));
    let body = |html: &str| html[html.find("<body").unwrap()..].to_owned();
    // The annex says of whom: Amsterdam gave one more.
    let counted = |text: &str| text.replace("576", "577").replace("148", "149");
    let [old, new] = [&before.html, &after.html].map(|html| page_text(&body(html)));
    assert_eq!(counted(&old), new);
    let old = pdf_text(&before.pdf);
    assert!(old.contains("576"));
    assert_eq!(counted(&old), pdf_text(&after.pdf));
}

/// The lines of a text that are no rows of a table.
fn sentences_in(markdown: &str) -> String {
    let lines = markdown.lines().filter(|line| !line.trim_start().starts_with('|'));
    lines.collect::<Vec<_>>().join("\n")
}

/// The text of a page, without its tags: how long a bar is stands in them.
fn page_text(html: &str) -> String {
    html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text)).collect()
}

/// The text of the pages, without the numbers of sentences in the margin.
fn pdf_text(pdf: &[u8]) -> String {
    let text = pmg_recount::page_texts(pdf).unwrap().join("\n");
    let bare = |piece: &str| piece.trim_start_matches(|c: char| c.is_ascii_digit()).to_owned();
    text.split('§').map(bare).collect()
}

#[test]
fn a_missing_workbook_is_said_and_its_answers_are_gone() {
    let year = Year::example().without("GM0363");
    let markdown = year.markdown();
    assert!(markdown.contains("14 van de 15 gemeenten"), "{markdown}");
    assert!(markdown.contains("vijf gemeenten"), "AJB runs in six of which Amsterdam is one");
    assert!(markdown.contains("428 extra jongeren"), "576 - 148");
    assert!(!markdown.contains("Wijk Actie Teams aan het werk"), "that is Amsterdam's example");
    let missing = year.findings();
    assert_eq!(missing.len(), 1);
    assert_eq!(
        (missing[0].code, missing[0].municipality.as_ref().unwrap().as_str()),
        ("L206", "GM0363")
    );
}

#[test]
fn with_one_municipality_left_the_report_is_still_dutch() {
    let year = Year::whole();
    let others = [
        "GM0014", "GM0080", "GM0202", "GM0344", "GM0356", "GM0363", "GM0479", "GM0518", "GM0606",
        "GM0758", "GM0772", "GM0855", "GM0917", "GM0995",
    ];
    let year = others.iter().fold(year, |year, start| year.without(start));
    let markdown = year.markdown();
    assert!(markdown.contains("1 van de 15 gemeenten"), "{markdown}");
    for wrong in [
        "één gemeenten",
        "Eén gemeenten",
        "geen gemeenten",
        "nul ",
        "Nog eens",
        "onbekend aantal",
        " 0 ",
    ] {
        assert!(!sentences_in(&markdown).contains(wrong), "`{wrong}` in {markdown}");
    }
    insta::assert_snapshot!("one_municipality", markdown);
}

#[test]
fn with_no_return_at_all_there_is_still_a_report_that_says_so() {
    let markdown = Year::changed(std::collections::BTreeMap::clear).markdown();
    assert!(markdown.contains("0 van de 15 gemeenten"), "{markdown}");
}

#[test]
fn zero_and_unknown_stay_apart_in_the_text() {
    let zero = Year::with("GM0202", "halt-spreekuur.doorverwezen", "0").markdown();
    assert!(zero.contains("opgave van vijf van de zes gemeenten"), "{zero}");
    let unknown = Year::changed(|answers| {
        for municipality in ["GM0202", "GM0758", "GM0080", "GM0995", "GM0356", "GM0855"] {
            set(answers, municipality, "halt-spreekuur.doorverwezen", "onbekend");
        }
    });
    let markdown = unknown.markdown();
    assert!(!markdown.contains("leerlingen naar het spreekuur"), "{markdown}");
}

#[test]
fn a_year_without_pillar_b_says_nothing_of_it() {
    let year = Year::example().write_file(cycle::SHEETS, cycle::STANDARD_SHEETS);
    let register = year.path().join("gemeenten.toml");
    let text = cycle::Files::Disk.text(&register).unwrap();
    let kept: Vec<&str> = text.lines().filter(|line| !line.contains("pijler = \"B\"")).collect();
    let year = year.write_file("gemeenten.toml", &kept.join("\n")).answered(|_| ());
    let draft = year.draft();
    let errors = draft.findings.iter().filter(|finding| finding.severity == Severity::Error);
    assert_eq!(errors.count(), 0, "{:?}", draft.findings);
    let markdown = pmg_monitor::render::markdown::render(&draft.document);
    assert!(markdown.contains("15 van de 15 gemeenten"), "{markdown}");
    for wrong in ["flexibele", "Flexibele", "kleinere gebieden", " 0 ", "geen gemeenten", "nul "] {
        assert!(!sentences_in(&markdown).contains(wrong), "`{wrong}` in {markdown}");
    }
    let html = pmg_monitor::render::html::render(&draft.document);
    assert!(!html.contains("register:pijler-b"), "no figure rests on who isn't there");
}
