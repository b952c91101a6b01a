//! What the report shows beside its text: pictures with their figures, numbers of tables, and what a screen reader is
//! told in the PDF.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, decode_text_string};
use pmg_monitor::document::{Block, plain_text};
use pmg_monitor::dutch::curly_quotes;

use crate::example_2025;
use crate::verify::{example, public};

/// The pictures of a document, each as its table.
fn pictures(blocks: &[Block]) -> Vec<&Block> {
    let pictures = blocks.iter().filter_map(|block| match block {
        Block::Chart { data, .. } => Some(&**data),
        _ => None,
    });
    pictures.collect()
}

#[test]
fn a_picture_of_a_theme_shows_how_many_municipalities_run_each_intervention() {
    let (draft, report) = example();
    let pictures = pictures(&draft.document.blocks);
    assert_eq!(pictures.len(), 6, "a map, and one for each theme");
    let facts = &draft.facts;
    for (theme, picture) in facts.questionnaire.themes.iter().zip(&pictures[1..]) {
        let Block::Table { rows, .. } = picture else { panic!("{picture:?}") };
        for row in rows {
            let cells: Vec<String> = row.iter().map(|cell| plain_text(cell)).collect();
            let mut known = theme.interventions.iter();
            let shown = known.find(|each| curly_quotes(&each.name) == cells[0]);
            let by_status = &facts.figures.interventions[&shown.unwrap().code];
            let all: usize = by_status.values().map(BTreeSet::len).sum();
            let shown: usize = cells[1..].iter().map(|cell| cell.parse::<usize>().unwrap()).sum();
            assert_eq!(shown, all, "each municipality stands in one part of the bar: {cells:?}");
        }
    }
    for (number, picture) in (1..).zip(&pictures) {
        let Block::Table { label, caption, .. } = picture else { panic!("{picture:?}") };
        assert_eq!(*label, format!("Figuur {number}"));
        let title = format!("{label}: {}", plain_text(caption));
        assert!(report.html.contains(&format!("<title>{title}</title>")), "{title}");
        assert!(report.markdown.contains(&format!("**{title}**")), "{title}");
    }
}

#[test]
fn the_map_tells_who_handed_in_nothing() {
    let (_, draft, report) = example_2025::year();
    let Block::Table { rows, .. } = pictures(&draft.document.blocks)[0] else { panic!() };
    let missing = rows.iter().filter(|row| plain_text(&row[1]) == "niet ingeleverd");
    let missing: Vec<String> = missing.map(|row| plain_text(&row[0])).collect();
    assert_eq!(missing, ["Venlo", "Zutphen"]);
    assert_eq!(report.html.matches("class=\"stippel\"").count(), 2);
    assert_eq!(report.html.matches("class=\"tegel\"").count(), 45);
    assert!(report.markdown.contains("45 leverden haar in. Venlo en Zutphen deden dat niet."));
}

#[test]
fn a_picture_of_choices_shows_how_often_each_was_made() {
    let (_, draft, _) = example_2025::year();
    let figure = &draft.facts.figures.choices["kwaliteit.besluit"];
    let of_decisions = |block: &&&Block| match block {
        Block::Table { caption, .. } => plain_text(caption).starts_with("Besluiten"),
        _ => false,
    };
    let pictures = pictures(&draft.document.blocks);
    let Block::Table { rows, .. } = pictures.iter().find(of_decisions).unwrap() else { panic!() };
    for row in rows {
        let [choice, times, municipalities] = [0, 1, 2].map(|at| plain_text(&row[at]));
        let made = figure.by_choice.iter().find(|(name, _)| name.eq_ignore_ascii_case(&choice));
        let (name, made) = made.unwrap();
        assert_eq!(times, made.len().to_string(), "{name}");
        assert_eq!(municipalities, figure.municipalities(Some(name)).len().to_string());
    }
}

/// The dictionaries of a PDF in which a key has this name.
fn with_name<'a>(pdf: &'a Document, key: &[u8], name: &[u8]) -> Vec<&'a Dictionary> {
    let all = pdf.objects.values().filter_map(|object| object.as_dict().ok());
    all.filter(|it| it.get(key).and_then(Object::as_name).is_ok_and(|it| it == name)).collect()
}

#[test]
fn each_link_in_the_pdf_is_called_after_what_it_leads_to() {
    let (draft, report) = example();
    let pdf = Document::load_mem(&report.pdf).unwrap();
    let links = with_name(&pdf, b"Subtype", b"Link");
    let names: Vec<String> = links
        .iter()
        .map(|link| decode_text_string(link.get(b"Contents").unwrap()).unwrap())
        .collect();
    assert!(names.len() > 200, "{} links", names.len());
    let bare = names.iter().filter(|name| name.starts_with("pagina")).count();
    assert_eq!(bare, 0, "a number of a page says nothing");
    for provenance in &draft.document.provenances.list {
        assert!(names.contains(&provenance.title), "{}", provenance.title);
    }
}

#[test]
fn each_row_of_a_table_in_the_pdf_has_a_name() {
    let named = |pdf: &[u8]| {
        let pdf = Document::load_mem(pdf).unwrap();
        let headers = with_name(&pdf, b"S", b"TH");
        let scope = |header: &&Dictionary| {
            let attributes = header.get(b"A").unwrap();
            format!("{attributes:?}").contains("Row")
        };
        headers.iter().filter(|header| scope(header)).count()
    };
    let (draft, report) = public();
    // A table of pairs has more names than numbers: its names stand right before what they name.
    let rows_of = |table: &&Block| match table {
        Block::Table { columns, rows, .. }
            if columns.len() + rows.len() <= rows.len() * (columns.len() - 1) =>
        {
            rows.len()
        }
        _ => 0,
    };
    let rows: usize =
        pmg_monitor::document::tables_in(&draft.document.blocks).iter().map(rows_of).sum();
    assert!(rows > 50, "{rows}");
    assert_eq!(named(&report.pdf), rows);
    // A draft has more tables: those of what the figures rest on.
    let more = named(&example().1.pdf);
    assert!(more > rows + 60, "{more}");
}

/// What an element of the structure of a PDF is, and what stands first in it.
fn first_in<'a>(pdf: &'a Document, element: &'a Dictionary) -> Option<&'a [u8]> {
    let inside = element.get_deref(b"K", pdf).ok()?;
    let first = inside.as_array().map_or(Some(inside), |all| all.first())?;
    let (_, first) = pdf.dereference(first).ok()?;
    first.as_dict().ok()?.get(b"S").and_then(Object::as_name).ok()
}

#[test]
fn each_table_in_the_pdf_holds_its_caption() {
    for (pdf, fewest) in [(&example().1.pdf, 15), (&public().1.pdf, 8)] {
        let pdf = Document::load_mem(pdf).unwrap();
        let tables = with_name(&pdf, b"S", b"Table");
        assert!(tables.len() >= fewest, "{} tables", tables.len());
        for table in tables {
            let first = first_in(&pdf, table).map(String::from_utf8_lossy);
            assert_eq!(first.as_deref(), Some("Caption"), "a table that ends a page has it, too");
        }
    }
}
