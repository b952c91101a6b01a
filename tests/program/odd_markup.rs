//! Whatever an editor types in a template, there is a report in every format, and what is wrong is told.

use std::collections::BTreeMap;
use std::sync::Arc;

use pmg_monitor::cycle::Template;
use pmg_monitor::document::{self, Document};
use pmg_monitor::facts::Facts;
use pmg_monitor::render::{covers, pdf};
use pmg_monitor::template;
use rayon::prelude::*;

use crate::support::{Year, rewrite};

fn facts() -> Arc<Facts> {
    Year::example().draft().facts
}

/// What a report gives whose only template is this one.
fn document(facts: &Arc<Facts>, text: &str) -> Result<Document, String> {
    let template = Template { origin: "rapport.md".to_owned(), text: text.to_owned() };
    let templates = BTreeMap::from([("rapport.md".to_owned(), template)]);
    let narrative = template::write(facts, &templates, template::Text::Report)
        .map_err(|error| error.to_string())?;
    let mut document = document::parse(&narrative, &facts.cycle.settings, covers).value;
    document.make_printable(covers);
    Ok(document)
}

/// Templates that no PDF could be made of, or that could bring one down.
fn odd() -> Vec<String> {
    let plain = [
        "",
        "#",
        "# \n\na",
        "### a",
        "> ### a",
        "a",
        ">",
        "> #\n>\n> a",
        "- # a\n- b",
        "-\n-\n",
        "> - a\n>   > b\n>\n>   | c | d |\n>   |---|---|\n>   | e | f |",
        "| | |\n|---|---|\n| | |",
        "| a |\n|---|",
        "| a | b |\n|---|---|\n| c |\n| d | e | f |",
        "Tabel: a",
        "a[^b]\n\n[^b]: c[^b]",
        "# a[^b]\n\n[^b]: # c\n\n    | d |\n    |---|\n    | e |",
        "| a[^b] |\n|---|\n| c[^b] |\n\n[^b]: d",
        "# [a](https://b.nl) `c` ![d](e.png)",
        "[](https://a.nl) [ ](https://b.nl) [c]() [d](#e) [f](<https://g h.nl>) <https://i.nl>",
        "[a [b](https://c.nl)](https://d.nl) [![e](f)](https://g.nl)",
        "# a\\\nb\n\n999999999. c\n\n0. d",
        "***a **b *c **d *e***** f",
        "<table><tr><td>a</td></tr></table>\n\n<!-- b -->\n\n&#0; &#x1F44D; &#xE000; &#xFFFF;",
        "```\na\n```\n\n    b\n\n---\n\n***\n\na\n===",
        "a 👍🏽 👩‍👩‍👧 漢字 שלום مرحبا हिन्दी \u{202E}b\u{202C} e\u{301}\u{302}\u{303} j\u{301} \u{FFFD} \u{FFFF}",
        "a\u{1}b\u{7F}c\u{85}d\u{2028}e\u{2029}f\u{B}g\u{C}h\ti\u{FEFF}j\u{AD}k\u{E0041}l\u{10FFFD}",
        "a\u{1680}b\u{2000}c\u{2003}d\u{2007}e\u{2009}f\u{200A}g\u{202F}h\u{205F}i\u{3000}j",
        "{% set a %}{% endset %}# {{ a }}\n\n- {{ a }}\n\n| {{ a }} |\n|---|\n| {{ a }} |\n\n**{{ a }}** [{{ a }}](https://b.nl)",
    ];
    let mut odd: Vec<String> = plain.iter().map(|text| (*text).to_owned()).collect();
    odd.push(">".repeat(2_000) + " a");
    odd.push((0..60).flat_map(|level| ["  ".repeat(level), "- a\n".to_owned()]).collect());
    odd.push("*a **b ".repeat(500));
    odd.push("a".repeat(2_000));
    odd.push(format!("|{}\n|{}\n", " a |".repeat(60), "---|".repeat(60)));
    odd
}

#[test]
fn there_is_a_pdf_whatever_an_editor_types() {
    let facts = facts();
    let moment = facts.cycle.settings.publication.at(0, 0, 0, 0);
    let failing = |text: &String| {
        let shown: String = text.chars().take(60).collect();
        let made = document(&facts, text)
            .and_then(|it| pdf::render(&it, None, moment).map_err(|error| format!("{error:?}")));
        made.err().map(|error| format!("{shown:?}: {error}"))
    };
    let failed: Vec<String> = odd().par_iter().filter_map(failing).collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn a_character_without_a_letter_stops_nobody_and_is_told_where_it_stands() {
    let sheet = |text: String| text.replace("name=\"Onderwijs\"", "name=\"Onderwijs 📚\"");
    let year = Year::example().edit("jaar.toml", "titel = \"", "titel = \"👍 ");
    let file = std::fs::read(year.returns().join("GM0363-amsterdam.xlsx")).unwrap();
    let year = year.without("GM0363");
    year.put("amsterdam 漢.xlsx", &rewrite(&file, "xl/workbook.xml", sheet));
    let (draft, report) = year.report();
    let told = |code: &str| -> Vec<String> {
        let found = draft.findings.iter().filter(|finding| finding.code == code);
        let shown = found.map(|it| {
            let place = it.place.as_ref().map(ToString::to_string).unwrap_or_default();
            format!(
                "{} {}",
                place.rsplit('/').next().unwrap_or_default(),
                it.found.as_deref().unwrap_or_default()
            )
        });
        shown.collect()
    };
    assert_eq!(told("W401"), ["amsterdam 漢.xlsx 漢", "amsterdam 漢.xlsx 'Onderwijs 📚' 📚"]);
    assert_eq!(told("T105"), ["jaar.toml:33:10 👍"]);
    for text in [&report.markdown, &report.html] {
        assert!(!text.contains(['📚', '漢', '👍']));
    }
    assert!(report.html.contains("amsterdam ?.xlsx"));
    let ledger = String::from_utf8(draft.ledger).unwrap();
    assert!(ledger.contains("Onderwijs 📚"), "the ledger has the name as it is");
}

#[test]
fn a_municipality_spelled_with_the_letter_ij_keeps_it() {
    let text = "In ĲSSELSTEIN blĳft het bi\u{301}j\u{301}na zo.";
    let year = Year::with("GM0363", "uitgelicht.tekst", text).with_all_chapters();
    let (_, report) = year.report();
    for text in [&report.markdown, &report.html] {
        assert!(text.contains("In IJSSELSTEIN blijft het bíjna zo."));
    }
}
