//! Whatever becomes of a page, a ledger or a text in the hands of somebody: it is compared, and no panic.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestRunner};

use pmg_core::checks::Accepted;
use pmg_core::cycle::{self, Cycle};
use pmg_core::edition::Edition;
use pmg_core::questionnaire;
use pmg_core::suppression::Suppression;
use pmg_report::disclosure::{self, Disclosure, Key, Rule};
use pmg_report::figures;

use crate::compare::{self, ledger};
use crate::count::Count;
use crate::expect::{Expectations, Identity};
use crate::read::html;
use crate::{markdown_unlike, pages_unlike, tabulate};

/// What is compared with: a year in which one municipality answered.
struct Stage {
    cycle: Cycle,
    disclosure: Disclosure,
    table: crate::LongTable,
}

fn stage() -> &'static Stage {
    static STAGE: OnceLock<Stage> = OnceLock::new();
    STAGE.get_or_init(|| {
        let year = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../input/2024");
        let cycle = cycle::load(&year).unwrap();
        let questionnaire = questionnaire::build(&cycle.definition).unwrap();
        let accepted = Accepted::default();
        let figures = figures::compute(&accepted, &cycle, &questionnaire);
        let key = Key::new([7; 32]);
        let disclosure =
            disclosure::protect(&figures, &questionnaire, Rule::default(), &[], &key);
        let mut table = tabulate(&accepted, &cycle, &questionnaire, &[]);
        table.answers.push_str(
            "GM0363,Amsterdam,ajb.status,status,,uitvoering,,,a.xlsx,Blad,D4\r\n\
             GM0363,Amsterdam,ajb.aangemeld,number,148,,2024-01-31,\"zie, bijlage\",a.xlsx,Blad,D5\r\n",
        );
        Stage { cycle, disclosure, table }
    })
}

const PAGE: &str = "<html lang=\"nl\"><head><title>T</title></head><body><header><p class=\"melding\">Concept</p>\
    <h1>Titel 3</h1><p class=\"ondertitel\">Onder</p><p class=\"uitgave\">Wij, juni 2024</p></header><nav><h2>Inhoud</h2></nav>\
    <main><h2 id=\"a\">Eén kop</h2><p>In <span data-basis=\"jaar\">2024</span> zijn <a class=\"cijfer\" data-basis=\"som:ajb.aangemeld\" \
    href=\"#_b1\" id=\"_c1-1\">148</a> jongeren.<sup><a role=\"doc-noteref\">1</a></sup></p><ol start=\"3\"><li>&amp; <em>vijf</em></li>\
    <li><ul><li>€&nbsp;1.000,50</li></ul></li></ol><table><caption>Wat</caption><thead><tr><th>Wat</th><th>Keren</th></tr></thead><tbody>\
    <tr><th>x</th><td><span data-basis=\"opgaven:ajb.aangemeld\">1</span> van <span data-basis=\"opgaven:ajb.aangemeld\">1</span></td></tr>\
    </tbody></table><section class=\"voetnoten\"><h2 id=\"_voetnoten\">Voetnoten</h2><ol><li id=\"_noot-1\">Nr. \
    <span data-basis=\"constante:plannen-jaar\">2022</span>.</li><li>Nr. <span data-basis=\"peildatum\">1 maart 2024</span>.</li></ol></section>\
    <section class=\"onderbouwing\" id=\"_onderbouwing\"><h2>Waar de cijfers op rusten</h2><div class=\"grond\" id=\"_b1\"><h3>Vraag</h3>\
    <p>Som: 148 jongeren. <span class=\"code\">ajb.aangemeld</span></p><table><thead><tr><th>Gemeente</th></tr></thead><tbody>\
    <tr><th scope=\"row\">Amsterdam</th><td>148</td></tr></tbody></table></div></section></main><footer><p>Wij</p></footer></body></html>";

const TEXT: &str = "# Titel 3\n\nOnder\n\n## Eén kop\n\nIn 2024 zijn 148 jongeren.[^1]\n\n3. & *vijf*\n4. - € 1.000,50\n\n\
    | Wat | Keren |\n|---|--:|\n| x | 1 van 1 |\n\n[^1]: Nr. 2022.\n\n## Waar de cijfers op rusten\n\nSom.\n";

const LEDGER: &str = r#"{ "schema": 1, "year": 2024, "reference_date": "2024-03-01", "participants": 27, "respondents": 15,
    "measures": { "ajb.aangemeld": { "unit": "jongeren", "sum": 148, "municipalities": 1, "contributions": [ { "municipality": "GM0363",
    "value": 148, "reference_date": null, "place": { "file": "a.xlsx", "sheet": "Blad", "cell": "D5" } } ] } },
    "interventions": { "ajb": { "uitvoering": ["GM0363"] } }, "sources": [] }"#;

/// What people and programs leave behind in a file.
const PIECES: [&str; 28] = [
    "<",
    ">",
    "</",
    "\"",
    "&",
    "&#x110000;",
    "&#99999999999;",
    "&nbsp",
    ";",
    "<li>",
    "</li>",
    "<ol start=\"18446744073709551615\">",
    "</section>",
    "<section class=\"voetnoten\">",
    "<td>",
    "</table>",
    " data-basis=\"",
    " data-basis=\"som:\"",
    " data-basis=\"::+:\"",
    "<main>",
    "<p class=\"melding\">",
    "\u{2028}",
    "\u{2029}",
    "\u{feff}",
    "9",
    ",5",
    "[^1]:",
    "|",
];

/// One change of a text.
#[derive(Debug, Clone)]
enum Change {
    Remove(usize, usize),
    Repeat(usize, usize),
    Put(usize, usize),
    Cut(usize),
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let place = 0..10_000_usize;
    let change = prop_oneof![
        (place.clone(), 1..80_usize).prop_map(|(at, many)| Change::Remove(at, many)),
        (place.clone(), 1..80_usize).prop_map(|(at, many)| Change::Repeat(at, many)),
        (place.clone(), 0..PIECES.len()).prop_map(|(at, piece)| Change::Put(at, piece)),
        (place.clone(), 0..PIECES.len()).prop_map(|(at, piece)| Change::Put(at, piece)),
        place.prop_map(Change::Cut),
    ];
    proptest::collection::vec(change, 1..6)
}

fn changed(text: &str, changes: &[Change]) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for change in changes {
        let many = letters.len() + 1;
        match change {
            Change::Remove(at, length) => {
                let at = at % many;
                letters.drain(at..(at + length).min(many - 1));
            }
            Change::Repeat(at, length) => {
                let at = at % many;
                let piece = letters[at..(at + length).min(many - 1)].to_vec();
                letters.splice(at..at, piece);
            }
            Change::Put(at, piece) => {
                let at = at % many;
                letters.splice(at..at, PIECES[*piece].chars());
            }
            // Mostly near the end: a file that was not copied whole.
            Change::Cut(at) => letters.truncate(many - 1 - at % many / 3),
        }
    }
    letters.into_iter().collect()
}

fn config(cases: u32) -> ProptestConfig {
    let rng_seed = RngSeed::Fixed(2024);
    ProptestConfig { cases, rng_seed, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(1_000))]

    #[test]
    fn any_page_is_compared(changes in changes()) {
        let html = changed(PAGE, &changes);
        prop_assert!(markdown_unlike(&html, TEXT).len() < 1_000);
        let pages = ["Titel 3\nOnder", "Eén kop\nEén kop\nIn 2024 zijn 148 jongeren. 1\n1 Nr. 2022.\nTitel 3 Pagina 2 van 2"];
        prop_assert!(pages_unlike(&html, &pages.map(str::to_owned), "").len() < 1_000);
    }

    #[test]
    fn any_markdown_and_any_pages_are_compared(changes in changes()) {
        let markdown = changed(TEXT, &changes);
        prop_assert!(markdown_unlike(PAGE, &markdown).len() < 1_000);
        let pages: Vec<String> = markdown.split("\n\n").map(str::to_owned).collect();
        prop_assert!(pages_unlike(PAGE, &pages, "Titel").len() < 1_000);
    }
}

#[test]
fn what_any_page_rests_on_is_compared() {
    let Stage { cycle, disclosure, table } = stage();
    let count = Count::of(table).unwrap();
    let expectations = Expectations::of(&count, cycle, disclosure).unwrap();
    let compare = |changes: Vec<Change>| {
        let html = changed(PAGE, &changes);
        let identity = Identity::of_report(cycle, Edition::Final);
        let page = html::read(&html);
        compare::html::compare(&page, &html, &identity, &expectations, Edition::Final, "").unwrap();
        Ok(())
    };
    TestRunner::new(config(1_000)).run(&changes(), compare).unwrap();
}

#[test]
fn any_ledger_is_compared() {
    let Stage { cycle, disclosure, table } = stage();
    let count = Count::of(table).unwrap();
    let compare = |(changes, is_public): (Vec<Change>, bool)| {
        let public = is_public.then_some(disclosure);
        ledger::compare(
            changed(LEDGER, &changes).as_bytes(),
            &count,
            cycle,
            public.map(|it| it as &dyn Suppression),
        )
        .unwrap();
        Ok(())
    };
    TestRunner::new(config(300)).run(&(changes(), any::<bool>()), compare).unwrap();
}

#[test]
fn a_ledger_of_another_shape_is_told_in_short() {
    let Stage { cycle, table, .. } = stage();
    let count = Count::of(table).unwrap();
    let told = |ledger: &str| {
        let told = ledger::compare(ledger.as_bytes(), &count, cycle, None).unwrap().differences;
        told.into_iter().map(|it| (it.what, it.found)).collect::<BTreeMap<_, _>>()
    };
    for (ledger, found) in [
        ("", "geen JSON, op regel 1 teken 0"),
        ("{ \"year\": ", "geen JSON, op regel 1 teken 10"),
        ("[1, 2]", ", "),
        ("7", "7"),
    ] {
        assert_eq!(told(ledger)["het bestand is niet te lezen"], found, "{ledger}");
    }
    let told = told("{ \"measures\": 5, \"sources\": { \"a\": 1 } }");
    assert_eq!((&*told["measures"], &*told["sources"]), ("5", "1 onderdelen"));
}
