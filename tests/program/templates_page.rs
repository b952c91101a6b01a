//! Every example in `docs/sjablonen.md` gives what the page says that it gives.
//!
//! A table with a column `voorbeeld` has an expression there and what comes out of it in the column `geeft…`. A block
//! marked `sjabloon` is a template, and the block `rapport` after it is the text that it becomes, a line each
//! block. Where the column or the mark names 2025, the example of that year is meant.

use std::sync::{Arc, OnceLock};

use pmg_monitor::cycle::Template;
use pmg_monitor::document::{self, plain_text};
use pmg_monitor::facts::Facts;
use pmg_monitor::render::covers;
use pmg_monitor::template;

use crate::support::{Year, root};
use crate::{example_2025, example_2026};

/// An example: where it stands, in which year, and what it should give.
struct Example {
    line: usize,
    year: u16,
    template: String,
    gives: String,
}

fn page() -> &'static str {
    static PAGE: OnceLock<String> = OnceLock::new();
    PAGE.get_or_init(|| std::fs::read_to_string(root().join("docs/sjablonen.md")).unwrap())
}

#[test]
fn every_example_of_the_page_gives_what_the_page_says() {
    let of_2024 = Year::whole().draft().facts;
    let of_2025 = &example_2025::year().1.facts;
    let of_2026 = &example_2026::years().1.facts;
    let examples: Vec<Example> = in_tables().into_iter().chain(in_blocks()).collect();
    assert!(examples.len() >= 60, "{} examples", examples.len());
    let mut wrong = Vec::new();
    for Example { line, year, template, gives } in examples {
        let facts = match year {
            2025 => of_2025,
            2026 => of_2026,
            _ => &of_2024,
        };
        let given = given(facts, &template);
        if given != gives {
            wrong.push(format!("line {line}: {template}\n  gives {given}\n  not {gives}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_field_that_a_list_has_according_to_the_page_is_there() {
    let of_2024 = Year::whole().draft().facts;
    let of_2025 = &example_2025::year().1.facts;
    for (line, header, row) in table_rows() {
        let Some(fields) = header.iter().position(|name| name == "een regel ervan heeft") else {
            continue;
        };
        let (year, expression) = expression(&header, &row);
        let facts = if year == 2025 { of_2025 } else { &of_2024 };
        let list = expression.split(" | ").next().unwrap();
        for field in row[fields].split('`').skip(1).step_by(2).filter(|name| !name.contains('.')) {
            if list.starts_with("overige") || row[fields].starts_with("dezelfde") {
                continue;
            }
            let template = format!(
                "{{% for e in {list} %}}{{% set x = e.{field} %}}{{{{ x is defined }}}}{{% endfor %}}"
            );
            let given = given(facts, &template);
            assert!(given.contains("true"), "line {line}: `{field}`: {given}");
            assert!(!given.contains("false"), "line {line}: `{field}`: {given}");
        }
    }
}

#[test]
fn every_function_and_filter_stands_on_the_page_with_an_example() {
    let examples: Vec<Example> = in_tables().into_iter().chain(in_blocks()).collect();
    for name in registered() {
        let used =
            |text: &str| text.contains(&format!("{name}(")) || text.contains(&format!("| {name}"));
        assert!(examples.iter().any(|example| used(&example.template)), "`{name}` has no example");
    }
}

/// What the rules of good Dutch show in italics, is said in a sentence of `dutch-sentences.csv`.
#[test]
fn every_phrase_under_the_rules_of_good_dutch_stands_in_the_table_of_sentences() {
    let table = std::fs::read_to_string(root().join("tests/program/dutch-sentences.csv")).unwrap();
    let sentences = table.lines().filter_map(|line| line.split(';').nth(2));
    let said = sentences.collect::<Vec<_>>().join("\n").replace('~', " ").to_lowercase();
    let chapter = page().split("\n## Goed Nederlands\n").nth(1).unwrap();
    let rules = chapter.split("\n## ").next().unwrap().replace("**", "");
    let mut phrases = 0;
    for line in rules.lines() {
        for phrase in line.split('*').skip(1).step_by(2) {
            let wrong_on_purpose = phrase == "In 2023 12 scholen";
            assert!(wrong_on_purpose || said.contains(&phrase.to_lowercase()), "`{phrase}`");
            phrases += 1;
        }
    }
    assert!(phrases > 20, "{phrases} phrases");
}

/// The names under which the code registers functions and filters.
fn registered() -> Vec<String> {
    let folder = root().join("crates/report/src/template/functions");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let functions = read("mod.rs");
    let filters = read("filters.rs");
    let after = |text: &str, before: &str| -> Vec<String> {
        text.split(before).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
    };
    let mut names = after(&functions, "function(\"");
    let list = filters.split("Filter); 4] =").nth(1).unwrap().split(';').next().unwrap();
    names.extend(after(list, "(\""));
    assert!(names.len() >= 40, "{names:?}");
    names
}

#[test]
fn a_block_that_is_a_template_is_marked_as_one() {
    let mut inside = None;
    for (index, line) in page().lines().enumerate() {
        match (line.strip_prefix("```"), &inside) {
            (Some(_), Some(_)) => inside = None,
            (Some(mark), None) => inside = Some(mark.to_owned()),
            (None, Some(mark)) if !["sjabloon", "text"].iter().any(|it| mark.starts_with(it)) => {
                let is_template = line.contains("{{") || line.contains("{%");
                assert!(!is_template, "line {}: mark the block with `sjabloon`", index + 1);
            }
            _ => {}
        }
    }
    assert_eq!(inside, None, "a block is not closed");
}

/// Rows of tables: line, header and cells.
fn table_rows() -> Vec<(usize, Vec<String>, Vec<String>)> {
    let mut rows = Vec::new();
    let mut header: Option<Vec<String>> = None;
    let mut in_block = false;
    for (index, line) in page().lines().enumerate() {
        in_block ^= line.starts_with("```");
        if in_block || !line.starts_with('|') {
            header = None;
            continue;
        }
        let cells = cells(line);
        match &header {
            None => header = Some(cells),
            Some(_) if cells[0].starts_with("--") => {}
            Some(header) => rows.push((index + 1, header.clone(), cells)),
        }
    }
    rows
}

/// The cells of a row; a bar in a cell has a backslash.
fn cells(line: &str) -> Vec<String> {
    let line = line.replace("\\|", "\u{0}");
    let inside = line.trim().trim_start_matches('|').trim_end_matches('|');
    inside.split('|').map(|cell| cell.trim().replace('\u{0}', "|")).collect()
}

/// Whether a table has examples and what they give.
fn has_examples(header: &[String]) -> bool {
    let has = |start: &str| header.iter().any(|name| name.starts_with(start));
    has("voorbeeld") && has("geeft")
}

/// The year of a row's example, and what it asks.
fn expression(header: &[String], row: &[String]) -> (u16, String) {
    let column = header.iter().position(|name| name.starts_with("voorbeeld")).unwrap();
    let named = [2025, 2026].into_iter().find(|year| header[column].contains(&year.to_string()));
    let year = named.unwrap_or(2024);
    (year, row[column].trim_matches('`').to_owned())
}

fn in_tables() -> Vec<Example> {
    let rows = table_rows().into_iter().filter(|(_, header, _)| has_examples(header));
    rows.map(|(line, header, row)| {
        let (year, expression) = expression(&header, &row);
        let column = header.iter().position(|name| name.starts_with("geeft")).unwrap();
        let gives = row[column].clone();
        let template = match gives.as_str() {
            "waar" | "onwaar" => {
                format!("{{% if {expression} %}}waar{{% else %}}onwaar{{% endif %}}")
            }
            // In the middle of a sentence.
            _ => format!("Dit {{{{ {expression} }}}}"),
        };
        let gives = if ["waar", "onwaar"].contains(&gives.as_str()) {
            gives
        } else {
            format!("Dit {gives}")
        };
        Example { line, year, template, gives }
    })
    .collect()
}

fn in_blocks() -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut block: Option<(usize, String, String)> = None;
    for (index, line) in page().lines().enumerate() {
        block = match (line.strip_prefix("```"), block) {
            (Some(mark), None) => Some((index + 1, mark.to_owned(), String::new())),
            (Some(_), Some((line, mark, text))) => {
                if mark.starts_with("sjabloon") {
                    let year = if mark.contains("2025") { 2025 } else { 2024 };
                    let template = format!("{text}\n");
                    examples.push(Example { line, year, template, gives: String::new() });
                } else if mark == "rapport" {
                    let example = examples.last_mut().expect("a template before its text");
                    assert!(example.gives.is_empty(), "line {line}: two texts after one template");
                    text.trim().clone_into(&mut example.gives);
                }
                None
            }
            (None, Some((start, mark, text))) => Some((start, mark, format!("{text}{line}\n"))),
            (None, None) => None,
        };
    }
    examples
}

/// What a template gives: the text of its blocks, a line each.
fn given(facts: &Arc<Facts>, text: &str) -> String {
    let template = Template { origin: "voorbeeld.md".to_owned(), text: text.to_owned() };
    // The report's own templates stay beside it: `overige` leaves out what they speak of.
    let mut templates = template::built_in();
    templates.extend(facts.cycle.templates.clone());
    let top = templates.get_mut("rapport.md").unwrap();
    top.text = format!("{{% include \"voorbeeld.md\" %}}{{% if false %}}{}{{% endif %}}", top.text);
    templates.insert("voorbeeld.md".to_owned(), template);
    let narrative = match template::write(facts, &templates, template::Text::Report) {
        Ok(narrative) => narrative,
        Err(error) => return format!("fout: {error}"),
    };
    let document = document::parse(&narrative, &facts.cycle.settings, covers).value;
    let mut lines = Vec::new();
    document.each_line(&mut |runs| {
        let cells: Vec<String> = runs.iter().map(|run| plain_text(run)).collect();
        lines.push(cells.join(" | "));
    });
    lines.join("\n").replace('\u{a0}', " ").replace("Dit  ", "Dit ")
}
