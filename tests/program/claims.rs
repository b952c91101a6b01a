//! Every countable claim of the published report of 2024 is said, in words of our own.

use std::collections::BTreeSet;

use crate::support::{Year, root};

/// Claims of the published report, by section: how many there are.
const SECTIONS: [(&str, usize); 11] = [
    ("IN", 15),
    ("ON", 13),
    ("OL", 2),
    ("WI", 8),
    ("PP", 12),
    ("NV", 5),
    ("SN", 15),
    ("ZV", 8),
    ("CR", 8),
    ("RE", 8),
    ("PV", 1),
];

/// The claim about the colophon stands by itself.
const COLOPHON: &str = "CO-01";

#[test]
fn the_list_has_every_claim_of_the_published_report_once() {
    let expected: BTreeSet<String> = SECTIONS
        .iter()
        .flat_map(|(section, count)| (1..=*count).map(move |n| format!("{section}-{n:02}")))
        .chain([COLOPHON.to_owned()])
        .collect();
    assert_eq!(expected.len(), 96);
    let listed = claims();
    assert_eq!(listed.len(), 96);
    assert_eq!(listed.into_iter().map(|claim| claim.id).collect::<BTreeSet<_>>(), expected);
}

#[test]
fn every_claim_is_said_in_one_sentence_of_the_report() {
    let draft = Year::whole().draft();
    let sentences = pmg_monitor::document::sentences(&draft.document);
    let said: Vec<String> = sentences.iter().map(|sentence| plain(&sentence.text)).collect();
    for Claim { id, fragment } in claims() {
        let count = said.iter().filter(|sentence| sentence.contains(&plain(&fragment))).count();
        assert!(count > 0, "{id}: no sentence has `{fragment}`");
    }
    let markdown = plain(&Year::whole().markdown());
    for Claim { id, fragment } in claims() {
        assert!(markdown.contains(&plain(&fragment)), "{id}: rapport.md lacks `{fragment}`");
    }
}

struct Claim {
    id: String,
    fragment: String,
}

fn claims() -> Vec<Claim> {
    let path = root().join("tests/program/claims-2024.csv");
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_path(path).unwrap();
    let rows = reader.records().map(Result::unwrap);
    rows.map(|row| Claim { id: row[0].to_owned(), fragment: row[2].to_owned() }).collect()
}

/// Text without what differs between formats: hard spaces, escapes and references to notes.
fn plain(text: &str) -> String {
    let text = text.replace('\u{a0}', " ").replace('\\', "");
    text.split("[^").enumerate().fold(String::new(), |plain, (index, part)| {
        plain + if index == 0 { part } else { part.split_once(']').map_or(part, |(_, rest)| rest) }
    })
}
