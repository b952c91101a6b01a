//! Numbers that somebody types in a template: each is found, where it was typed.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use pmg_monitor::cycle::Template;
use pmg_monitor::document;
use pmg_monitor::facts::Facts;
use pmg_monitor::finding::Finding;
use pmg_monitor::render::covers;
use pmg_monitor::template::{self, Narrative, Text};
use serde_json::Value;

use crate::example_2025;
use crate::schema::assert_valid;
use crate::support::{Year, root};
use crate::verify::example;

type Templates = BTreeMap<String, Template>;

/// What the text of either year speaks of, and its templates.
fn both_years() -> [(Arc<Facts>, Templates); 2] {
    let (example, of_2025) = (Year::example().draft(), example_2025::year().1);
    [(example.facts, example.templates), (Arc::clone(&of_2025.facts), of_2025.templates.clone())]
}

#[track_caller]
fn told(facts: &Arc<Facts>, templates: &Templates) -> (Narrative, Vec<Finding>) {
    let narrative =
        template::write(facts, templates, Text::Report).unwrap_or_else(|error| panic!("{error}"));
    let findings = document::parse(&narrative, &facts.cycle.settings, covers).findings;
    (narrative, findings)
}

/// Each finding as number and place, such as `12 colofon.md:3:5`.
fn places(findings: &[Finding]) -> Vec<String> {
    let place = |finding: &Finding| finding.place.as_ref().map(ToString::to_string);
    let of_numbers = findings.iter().filter(|it| ["T101", "T102"].contains(&it.code));
    let told = of_numbers.map(|finding| {
        format!("{} {}", finding.found.as_deref().unwrap(), place(finding).unwrap_or_default())
    });
    told.collect()
}

/// A tag, an expression or a comment of a template.
fn brackets(text: &str, open: &str, close: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(['{']).map(|start| at + start) {
        let rest = &text[start..];
        let pairs = [("{#", "#}"), ("{{", "}}"), ("{%", "%}")];
        let Some((opened, closed)) = pairs.into_iter().find(|(o, _)| rest.starts_with(o)) else {
            at = start + 1;
            continue;
        };
        let end = start + rest.find(closed).unwrap() + 2;
        if (opened, closed) == (open, close) {
            found.push(start..end);
        }
        at = end;
    }
    found
}

/// The expressions of a template whose outcome is text; an address is none.
fn expressions(text: &str) -> Vec<Range<usize>> {
    let mut found = brackets(text, "{{", "}}");
    found.retain(|it| !text[..it.start].ends_with("](") && !text[..it.start].ends_with("mailto:"));
    found
}

fn line_and_column(text: &str, byte: usize) -> (usize, usize) {
    let before = &text[..byte];
    let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
    (before.matches('\n').count() + 1, column)
}

/// The template with other words in the place of some of its pieces, and where each of them came.
fn replaced(text: &str, pieces: &[(Range<usize>, String)]) -> (String, Vec<(usize, usize)>) {
    let (mut out, mut at, mut starts) = (String::new(), 0, Vec::new());
    for (range, words) in pieces {
        out.push_str(&text[at..range.start]);
        starts.push(out.len());
        out.push_str(words);
        at = range.end;
    }
    out.push_str(&text[at..]);
    let places = starts.iter().map(|start| line_and_column(&out, *start)).collect();
    (out, places)
}

#[test]
fn the_built_in_templates_have_no_number_that_somebody_typed() {
    for (facts, templates) in both_years() {
        assert_eq!(told(&facts, &templates).1, Vec::new(), "nor anything else to mend");
        let letter = template::write(&facts, &templates, Text::Letter { headings: &[] }).unwrap();
        let document = document::parse(&letter, &facts.cycle.settings, covers);
        assert_eq!(document.findings, Vec::new(), "nor has the letter");
    }
}

/// Every expression at once, each replaced by a number that no other has: what is printed is found.
#[test]
fn a_number_in_the_place_of_an_expression_is_found_where_the_report_prints_it() {
    let (mut all, mut printed) = (0, BTreeSet::new());
    for (facts, mut templates) in both_years() {
        let mut expected = BTreeMap::new();
        let mut next = 10_000;
        // The letter is no part of the report.
        templates.remove("brief.md");
        for (name, template) in &mut templates {
            let numbered = expressions(&template.text).into_iter().map(|range| {
                next += 1;
                (range, format!(" {next} "))
            });
            let pieces: Vec<_> = numbered.collect();
            let (text, starts) = replaced(&template.text, &pieces);
            template.text = text;
            for (index, ((_, number), (line, column))) in pieces.iter().zip(starts).enumerate() {
                let place = format!("{}:{line}:{}", template.origin, column + 1);
                expected.insert(number.trim().to_owned(), (place, format!("{name} {index}")));
            }
        }
        all = expected.len();
        let (narrative, findings) = told(&facts, &templates);
        let found = places(&findings);
        for (number, (place, expression)) in &expected {
            let is_printed = narrative.markdown.contains(number);
            let is_found = found.contains(&format!("{number} {place}"));
            assert_eq!(is_printed, is_found, "{number} at {place}: {found:#?}");
            printed.extend(is_printed.then(|| expression.clone()));
        }
        assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), found.len());
    }
    assert!(all > 250 && printed.len() * 10 > all * 8, "{} of {all}", printed.len());
}

/// Each expression by itself, in every branch and every loop, also those that neither year comes to.
#[test]
fn a_number_in_the_place_of_any_expression_is_found_in_every_branch() {
    let facts = &Year::example().draft().facts;
    let mut tried = 0;
    for (name, template) in template::built_in() {
        let opened = with_every_branch(&template.text);
        let all = expressions(&opened);
        for chosen in 0..all.len() {
            let number = if chosen % 2 == 0 { "12" } else { "drie" };
            // What begins with a space of its own stands against the word before it.
            let glued = opened[..all[chosen].start].ends_with(|c: char| !c.is_whitespace());
            let gap = if glued { " " } else { "" };
            let words =
                |index| if index == chosen { format!("{gap}{number}") } else { "…".to_owned() };
            let pieces: Vec<_> = all.iter().cloned().enumerate().collect();
            let pieces: Vec<_> = pieces.into_iter().map(|(i, range)| (range, words(i))).collect();
            let (text, starts) = replaced(&opened, &pieces);
            let (line, column) = (starts[chosen].0, starts[chosen].1 + gap.len());
            let findings = told(facts, &alone(&name, &text)).1;
            assert_eq!(places(&findings), [format!("{number} {name}:{line}:{column}")], "{text}");
            tried += 1;
        }
    }
    assert!(tried > 250, "{tried}");
}

/// A report of one template.
fn alone(name: &str, text: &str) -> Templates {
    let template = |origin: &str, text: &str| {
        (origin.to_owned(), Template { origin: origin.to_owned(), text: text.to_owned() })
    };
    Templates::from([
        template("rapport.md", &format!("{{% include \"{name}\" %}}")),
        template(name, text),
    ])
}

/// The template with each condition true, each loop done once, and nothing remembered or included.
fn with_every_branch(text: &str) -> String {
    let tags = brackets(text, "{%", "%}").into_iter().map(|range| {
        let tag = &text[range.clone()];
        let (left, right) = (&tag[2..3] == "-", tag.ends_with("-%}"));
        let (left, right) = (if left { "-" } else { "" }, if right { "-" } else { "" });
        let word = tag[2..].trim_start_matches('-').split_whitespace().next().unwrap();
        let words = match word {
            "if" => format!("{{%{left} if true {right}%}}"),
            "elif" | "else" => format!("{{%{left} endif %}}{{% if true {right}%}}"),
            "for" => format!("{{%{left} for een in [1] {right}%}}"),
            "set" | "include" => format!("{{%{left} set niets = 1 {right}%}}"),
            _ => tag.to_owned(),
        };
        (range, words)
    });
    let mut opened = text.to_owned();
    for (range, words) in tags.collect::<Vec<_>>().into_iter().rev() {
        opened.replace_range(range, &words);
    }
    // An address would be an expression that nothing can answer.
    opened
        .replace("({{ v.link }})", "(https://x.nl)")
        .replace("mailto:{{ contact() }}", "mailto:x@x.nl")
}

/// A template with such a character of its own is rendered without signposts: a text to compare with.
#[test]
fn finding_the_place_changes_nothing_in_the_text() {
    for (facts, mut templates) in both_years() {
        let (with, _) = told(&facts, &templates);
        templates.get_mut("rapport.md").unwrap().text.push_str("{# \u{E002} #}");
        let (without, _) = told(&facts, &templates);
        assert_eq!(with.markdown, without.markdown);
        assert_eq!(with.marks, without.marks);
        assert_ne!(with.sources, without.sources);
        assert!(!with.markdown.contains(['\u{E002}', '\u{E003}']));
    }
}

#[test]
fn no_format_shows_a_character_that_marks_a_place() {
    let (_, report) = example();
    let (_, _, of_2025) = example_2025::year();
    for text in [&report.markdown, &report.html, &of_2025.markdown, &of_2025.html] {
        assert!(!text.contains(|c| ('\u{E000}'..='\u{F8FF}').contains(&c)));
    }
}

#[test]
fn what_a_municipality_types_neither_makes_a_place_nor_moves_one() {
    let hostile = "\u{E000}0\u{E001} en \u{E002}3\u{E003} en 12 scholen\u{E002}9";
    let template = "# Slot\n\n{% for u in uitgelicht(thema=\"onderwijs\") %}{{ u.naam }}:\n\n{{ u.citaat }}\n{% endfor %}\n\nEr zijn drie scholen.\n";
    let plain = Year::example().write_file("templates/colofon.md", template).draft();
    let draft = Year::with("GM0772", "uitgelicht.tekst", hostile)
        .write_file("templates/colofon.md", template)
        .draft();
    let naked = |findings: &[Finding]| {
        let naked = findings.iter().filter(|finding| finding.code == "T101");
        let place = |it: &Finding| it.place.as_ref().unwrap().in_text().unwrap();
        naked.map(|it| (it.found.clone().unwrap(), place(it))).collect::<Vec<_>>()
    };
    assert_eq!(naked(&draft.findings), [("drie".to_owned(), (8, 9))]);
    assert_eq!(naked(&draft.findings), naked(&plain.findings));
    let said = document::sentences(&draft.document);
    assert!(said.iter().any(|sentence| sentence.text.contains("12 scholen")));
}

#[test]
fn a_loop_that_repeats_a_number_is_one_finding() {
    let template = "# Slot\n\n{% for t in themas() %}- Thema drie: {{ t.naam }}\n{% endfor %}";
    let draft = Year::example().write_file("templates/colofon.md", template).draft();
    let naked: Vec<_> = draft.findings.iter().filter(|finding| finding.code == "T101").collect();
    assert_eq!(naked.len(), 1);
}

#[test]
fn every_format_tells_the_file_the_line_and_the_column() {
    let text = "# Slot\n\nEr deden drie scholen mee, in {{ n(van=\"ajb\") }} gemeenten.\n";
    let year = Year::whole().write_file("templates/colofon.md", text);
    let mut pmg = assert_cmd::Command::cargo_bin("pmg").unwrap();
    let output = tempfile::tempdir().unwrap();
    pmg.args(["build", "2024", "--input"]).arg(year.input()).arg("--output").arg(output.path());
    let run = pmg.assert().code(1);
    let said = String::from_utf8(run.get_output().stderr.clone()).unwrap();
    assert!(said.contains("templates/colofon.md:3:10"), "{said}");
    let drawn = "    3 │ Er deden drie scholen mee, in {{ n(van=\"ajb\") }} gemeenten.\n      │ ";
    assert!(said.contains(&format!("{drawn}         ^^^^\n")), "{said}");
    assert!(said.contains(&format!("{drawn}{}{}\n", " ".repeat(30), "^".repeat(18))), "{said}");
    let json = std::fs::read(output.path().join("2024/bevindingen.json")).unwrap();
    let json: Value = serde_json::from_slice(&json).unwrap();
    assert_valid(&json, &root().join("docs/bevindingen.schema.json"));
    let places: Vec<_> =
        json["findings"].as_array().unwrap().iter().map(|it| &it["place"]).collect();
    assert!(places[0].get("line").is_none(), "a cell has none");
    let last = places[places.len() - 1];
    assert_eq!((&last["line"], &last["column"]), (&3.into(), &31.into()));
    assert!(last["file"].as_str().unwrap().ends_with("templates/colofon.md"));
}
