//! The numbers by which reviewers of a draft point at a sentence: beside the text, the same in the next draft, and in
//! `pmg trace`.
#![expect(clippy::disallowed_methods, reason = "a test sets its own stage")]

use std::collections::BTreeMap;

use pmg_monitor::recount::page_texts;
use serde_json::Value;

use crate::command_line::{printed, run, said};
use crate::support::{Year, set};

/// The numbers of the sentences of the last draft that was built, by what they say; the first of those that say the same.
fn numbered(year: &Year) -> BTreeMap<String, u64> {
    let path = year.input().join("uit/2024/zinnen.json");
    let sentences: Vec<Value> = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let mut numbers = BTreeMap::new();
    for sentence in sentences {
        let text = sentence["text"].as_str().unwrap().to_owned();
        numbers.entry(text).or_insert_with(|| sentence["number"].as_u64().unwrap());
    }
    numbers
}

/// The number of the only sentence with this in it, and the sentence.
fn number_of(numbers: &BTreeMap<String, u64>, part: &str) -> (u64, String) {
    let mut found = numbers.iter().filter(|(text, _)| text.contains(part));
    let (text, number) = found.next().unwrap_or_else(|| panic!("no sentence with {part}"));
    assert!(found.next().is_none(), "more than one sentence with {part}");
    (*number, text.clone())
}

#[test]
fn each_sentence_of_a_draft_has_its_number_beside_it_on_the_page_and_in_the_margin() {
    let year = Year::example();
    let (draft, report) = year.report();
    let sentences: Vec<Value> = serde_json::from_slice(&draft.sentences).unwrap();
    let numbers: Vec<u64> = sentences.iter().map(|it| it["number"].as_u64().unwrap()).collect();
    assert_eq!(numbers, (1..=numbers.len() as u64).collect::<Vec<_>>());
    let pages = page_texts(&report.pdf).unwrap().join("\n");
    for (number, sentence) in numbers.iter().zip(&sentences) {
        let anchor = format!("<span class=\"zin\" id=\"_z{number}\" data-zin=\"{number}\"></span>");
        let (_, after) = report.html.split_once(&anchor).unwrap();
        let first = sentence["text"].as_str().unwrap().split_whitespace().next().unwrap();
        let bare: String = plain(after).chars().take(first.chars().count()).collect();
        assert_eq!(bare, first, "{number}");
        assert!(pages.contains(&format!("§{number}")), "{number}");
    }
    assert!(!report.markdown.contains('§'));
    let (edition, public) = year.public();
    assert!(!public.html.contains("data-zin=") && edition.numbers.numbers.is_empty());
    assert!(!page_texts(&public.pdf).unwrap().join("\n").contains('§'));
}

/// The start of a piece of a page without its tags.
fn plain(html: &str) -> String {
    let mut text = String::new();
    for piece in html.split('<').take(12) {
        text.push_str(piece.split_once('>').map_or(piece, |(_, after)| after));
    }
    text.replace("&amp;", "&").trim_start().to_owned()
}

#[test]
fn a_sentence_keeps_its_number_in_the_next_draft() {
    let year = Year::example();
    run(&year, &["build", "2024", "--keep"]).code(0);
    let before = numbered(&year);
    let (kept, sentence) = number_of(&before, "extra jongeren aangemeld");
    let year = year.answered(|answers| set(answers, "GM0363", "ajb.aangemeld", "999"));
    let report = std::fs::read_to_string(year.path().join("templates/rapport.md")).unwrap();
    year.put_template("rapport.md", &format!("# Vooraf\n\nDit stond er nog niet.\n\n{report}"));
    run(&year, &["build", "2024"]).code(0);
    let after = numbered(&year);
    let (now, changed) = number_of(&after, "extra jongeren aangemeld");
    assert_ne!(sentence, changed);
    assert_eq!(now, kept);
    let moved: Vec<_> = after
        .iter()
        .filter(|(text, _)| before.contains_key(*text))
        .filter(|(text, number)| before[*text] != **number)
        .collect();
    assert!(moved.is_empty(), "{moved:?}");
    let last = before.values().max().unwrap();
    let new = after.iter().filter(|(_, number)| *number > last).count();
    assert!(new < 5, "{new} sentences have a new number, though only one answer changed");
}

#[test]
fn the_number_of_a_sentence_leads_to_what_it_rests_on() {
    let year = Year::example();
    run(&year, &["build", "2024", "--keep"]).code(0);
    let (number, sentence) = number_of(&numbered(&year), "extra jongeren aangemeld");
    let told = printed(&run(&year, &["trace", "2024", &format!("§{number}")]).code(0));
    assert!(told.starts_with(&format!("§{number}, in “")), "{told}");
    assert!(told.contains(&sentence) && told.contains("ajb.aangemeld") && told.contains("GM0363"));
    let told = said(&run(&year, &["trace", "2024", "§99999"]).code(2));
    assert!(
        told.contains("geen zin van dit jaar heeft nummer 99999\nhint: de nummers staan"),
        "{told}"
    );
}

#[test]
fn a_sentence_that_is_gone_is_still_known_by_its_number() {
    let year = Year::example();
    year.put_template("rapport.md", "# Nieuws\n\nDit komt maar in een enkel concept voor.\n");
    run(&year, &["build", "2024", "--keep"]).code(0);
    let (number, _) = number_of(&numbered(&year), "een enkel concept");
    year.put_template("rapport.md", "# Nieuws\n\nAlles bleef verder gelijk.\n");
    let told = printed(&run(&year, &["trace", "2024", &format!("§{number}")]).code(0));
    assert_eq!(
        told,
        format!(
            "§{number} staat niet meer in dit concept\nhet was: Dit komt maar in een enkel concept voor.\n"
        )
    );
    run(&year, &["build", "2024", "--keep"]).code(0);
    year.put_template("rapport.md", "# Nieuws\n\nDit komt maar in een enkel concept voor.\n");
    run(&year, &["build", "2024"]).code(0);
    assert_eq!(number_of(&numbered(&year), "een enkel concept").0, number);
}

#[test]
fn numbers_that_are_not_those_that_were_kept_stop_the_run() {
    let year = Year::example();
    run(&year, &["build", "2024", "--keep"]).code(0);
    let path = year.path().join("concepten/1/nummers.json");
    let twice = "[{\"number\":1,\"text\":\"Een.\",\"bases\":[]},{\"number\":1,\"text\":\"Twee.\",\"bases\":[]}]";
    for wrong in ["", "[{}]", twice] {
        std::fs::write(&path, wrong).unwrap();
        let told = said(&run(&year, &["build", "2024"]).code(2));
        assert!(
            told.contains("dit zijn niet de nummers die het programma bij concept 1"),
            "{told}"
        );
    }
}

#[test]
fn a_number_that_is_missing_in_the_margin_or_not_that_of_a_sentence_is_found() {
    let year = Year::example();
    let (draft, report) = year.report();
    let number = draft.numbers.numbers.len();
    let anchor = format!("<span class=\"zin\" id=\"_z{number}\" data-zin=\"{number}\">");
    assert!(report.html.contains(&anchor));
    let pages = page_texts(&report.pdf).unwrap();
    let notice = draft.document.meta.notice.clone().unwrap_or_default();
    let unlike = |html: &str| pmg_monitor::recount::pages_unlike(html, &pages, &notice);
    assert!(unlike(&report.html).is_empty());
    let other = report.html.replace(&anchor, &anchor.replace(&number.to_string(), "4321"));
    let told = unlike(&other);
    assert_eq!(
        told.last().unwrap().what,
        "het nummer van een zin in de kantlijn is anders dan in rapport.html"
    );
    assert_eq!(told.last().unwrap().expected, "§4321");
    assert!(!unlike(&report.html.replace(&anchor, "<span>")).is_empty(), "no sentence has it");
    let swapped = pages.iter().map(|page| {
        page.replace("§12\n", "§#\n").replace("§13\n", "§12\n").replace("§#\n", "§13\n")
    });
    let swapped: Vec<String> = swapped.collect();
    assert_ne!(swapped, pages);
    let told = pmg_monitor::recount::pages_unlike(&report.html, &swapped, &notice);
    assert_eq!((&*told[0].found, &*told[0].expected), ("§13", "§12"));
}
