//! What each report printed, laid side by side: over three years and more, with the reason where a number is missing.
#![expect(clippy::disallowed_methods, reason = "a test sets its own stage")]

use std::path::Path;
use std::sync::OnceLock;

use pmg_monitor::basis::Basis;
use pmg_monitor::cycle;
use pmg_monitor::document::{self, Block, plain_text};
use pmg_monitor::edition::Edition;
use pmg_monitor::pipeline::{self, BuildRequest, Composition};
use pmg_monitor::render;
use serde_json::{Value, json};

use crate::example_2025::make;
use crate::example_2026;
use crate::support::copy;
use crate::verify::{Files, recounted};

/// The key figure of a theme in all years.
const MEASURE: &str = "arbeidstoeleiding.baan";
/// The caption of its series.
const CAPTION: &str = "Toeleiding naar werk: Deelnemers die een baan kregen, in elk rapport";
/// Another one, with its caption.
const OTHER: [&str; 2] = [
    "ajb.aangemeld",
    "Alleen jij bepaalt wie je bent: Jongeren die extra zijn aangemeld, in elk rapport",
];
/// A report of the figures of two themes alone.
const BRIEF: &str = "\
# Werk\n
{% set thema = \"werk-en-inkomen\" %}{% include \"stand.md\" %}\n
# Ontwikkeling\n
{% set thema = \"persoonlijke-ontwikkeling\" %}{% include \"stand.md\" %}\n";

/// The years of the example with an edition of 2024 as well, and with 2023: a copy of 2024 under another number.
fn four_years() -> &'static tempfile::TempDir {
    static YEARS: OnceLock<tempfile::TempDir> = OnceLock::new();
    YEARS.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        copy(example_2026::years().0.path(), folder.path());
        let (first, second) = (folder.path().join("2023"), folder.path().join("2024"));
        make::publish(&second, "2024-06-05.json").unwrap();
        copy(&second, &first);
        edit(&first.join("jaar.toml"), |text| text.replace("2024", "2023"));
        std::fs::remove_dir_all(first.join("geheim/uitgaven")).unwrap();
        edit_edition(&first, |edition| edition["year"] = json!(2023));
        let templates = folder.path().join("2026/templates");
        std::fs::create_dir_all(&templates).unwrap();
        std::fs::write(templates.join("rapport.md"), BRIEF).unwrap();
        folder
    })
}

/// The edition of 2026 after `change` to the four years.
fn edition(change: impl FnOnce(&Path)) -> Composition {
    edition_of(change, |_| true)
}

/// The same from these of its returns alone, by their names.
fn edition_of(change: impl FnOnce(&Path), takes: impl Fn(&str) -> bool) -> Composition {
    let folder = tempfile::tempdir().unwrap();
    copy(four_years().path(), folder.path());
    change(folder.path());
    let mut returns = cycle::load(&folder.path().join("2026")).unwrap().returns;
    returns.retain(|path| takes(path.file_name().unwrap().to_str().unwrap()));
    let request = BuildRequest {
        year: folder.path().join("2026"),
        templates: None,
        style: None,
        returns: Some(returns),
        edition: Edition::Final,
        draft: None,
        number: None,
        timestamp: None,
    };
    pipeline::compose(&request, &|_, _| ()).unwrap_or_else(|error| panic!("{error}"))
}

fn edit(path: &Path, change: impl FnOnce(String) -> String) {
    let text = std::fs::read_to_string(path).unwrap();
    std::fs::write(path, change(text)).unwrap();
}

/// Changes what the one edition of a year printed.
fn edit_edition(year: &Path, change: impl FnOnce(&mut Value)) {
    let edition = std::fs::read_dir(year.join("uitgebracht")).unwrap().next().unwrap().unwrap();
    edit(&edition.path(), |text| {
        let mut edition = serde_json::from_str(&text).unwrap();
        change(&mut edition);
        serde_json::to_string_pretty(&edition).unwrap()
    });
}

/// The rows under the caption of a series.
fn rows(edition: &Composition, wanted: &str) -> Vec<Vec<String>> {
    let tables = document::tables_in(&edition.document.blocks).into_iter();
    let rows = tables.filter_map(|table| match table {
        Block::Table { caption, rows, .. } if plain_text(caption) == wanted => Some(rows),
        _ => None,
    });
    rows.flatten().map(|row| row.iter().map(|cell| plain_text(cell)).collect()).collect()
}

fn printed(edition: &Composition) -> Files {
    Files {
        ledger: edition.ledger.clone(),
        markdown: render::markdown::render(&edition.document),
        html: render::html::render(&edition.document),
        pdf: Vec::new(),
        word: Vec::new(),
        tables: edition.tables.clone(),
    }
}

/// What the recount finds in places that rest on an earlier edition.
fn found(edition: &Composition, printed: &Files) -> Vec<String> {
    let found = recounted(edition, printed, Edition::Final).differences.into_iter();
    found.map(|it| it.what).filter(|what| what.contains("uitgave:")).collect()
}

#[test]
fn what_each_report_printed_stands_side_by_side_and_a_year_without_one_says_so() {
    let edition = edition(|years| std::fs::remove_dir_all(years.join("2024/uitgebracht")).unwrap());
    let now = edition.facts.figures.measures[MEASURE].contributions.len().to_string();
    let expected = [
        ["2023", "251", "9"],
        ["2024", "Geen uitgave", "–"],
        ["2025", "475", "13"],
        ["2026", "519", &now],
    ];
    assert_eq!(rows(&edition, CAPTION), expected);
    let mut printed = printed(&edition);
    assert_eq!(found(&edition, &printed), [""; 0]);
    let account = "In de laatste uitgave van 2025 stond 475 deelnemers, van 13 gemeenten.";
    assert!(printed.html.contains(account));
    let start = format!("data-basis=\"uitgave:2025:som:{MEASURE}\"");
    let at = printed.html.find(&start).unwrap();
    let at = at + printed.html[at..].find("475").unwrap();
    printed.html.replace_range(at..at + 3, "476");
    let found = found(&edition, &printed);
    assert!(found.iter().any(|what| what.contains("uitgave:2025:som")), "{found:?}");
}

#[test]
fn a_year_that_asked_otherwise_or_hid_its_sum_says_that() {
    let edition = edition(|years| {
        let change = format!(
            "[[verandering]]\nwas = [\"{MEASURE}\"]\nwordt = [\"{MEASURE}\"]\nvergelijkbaar = false\nreden = \"anders geteld\"\n"
        );
        std::fs::write(years.join("2024/was-wordt.toml"), change).unwrap();
        edit_edition(&years.join("2023"), |edition| {
            edition["measures"][OTHER[0]]["sum"] = Value::Null;
        });
    });
    assert_eq!(rows(&edition, CAPTION)[0], ["2023", "Anders gevraagd", "–"]);
    assert_eq!(rows(&edition, CAPTION)[1][..2], ["2024", "251"]);
    assert_eq!(rows(&edition, OTHER[1])[0], ["2023", "Niet getoond", "–"]);
    assert_eq!(found(&edition, &printed(&edition)), [""; 0]);
}

#[test]
fn with_one_earlier_report_there_is_no_series() {
    let (_, third) = example_2026::years();
    assert_eq!(third.facts.last_editions.len(), 1);
    third.document.each_run(&mut |run| {
        assert!(!document::bases(run).iter().any(|it| matches!(it, Basis::Printed { .. })));
    });
}

#[test]
fn where_nobody_gives_a_number_now_there_is_no_series() {
    let gave = &example_2026::years().1.facts.figures.measures[MEASURE].contributions;
    let gave: Vec<&str> = gave.iter().map(|it| it.municipality.as_str()).collect();
    let edition = edition_of(|_| (), |name| !gave.iter().any(|code| name.starts_with(code)));
    assert_eq!(edition.facts.figures.measures[MEASURE].sum(), None);
    assert_eq!(rows(&edition, CAPTION), Vec::<Vec<String>>::new());
    assert_eq!(rows(&edition, OTHER[1]).len(), 4, "another one is there all the same");
}
