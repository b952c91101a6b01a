//! What the report shows beside its text: pictures with their figures, numbers of tables, and what a screen reader is
//! told in the PDF.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, decode_text_string};
use pmg_monitor::answers::Status;
use pmg_monitor::basis::Tags;
use pmg_monitor::document::{Block, plain_text};
use pmg_monitor::dutch::curly_quotes;
use pmg_monitor::facts::Facts;
use pmg_monitor::questionnaire::Intervention;

use crate::example_2025;
use crate::verify::{whole, whole_public};

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
    let (draft, report) = whole();
    let pictures = pictures(&draft.document.blocks);
    let facts = &draft.facts;
    let of_status = pictures.iter().filter(|picture| title(picture).contains("hoe ver"));
    assert_eq!(of_status.clone().count(), 5, "one for each theme");
    for (theme, picture) in facts.questionnaire.themes.iter().zip(of_status) {
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

/// The title of a picture.
fn title(picture: &Block) -> String {
    let Block::Table { caption, .. } = picture else { panic!("{picture:?}") };
    plain_text(caption)
}

/// The cells of the picture whose title holds this text, with those of its header first.
fn cells(blocks: &[Block], text: &str) -> Vec<Vec<String>> {
    let pictures = pictures(blocks);
    let found = pictures.into_iter().find(|picture| title(picture).contains(text));
    let Some(Block::Table { header, rows, .. }) = found else { panic!("no picture {text}") };
    let said = |row: &Vec<_>| row.iter().map(|cell: &Vec<_>| plain_text(cell)).collect();
    std::iter::once(header).chain(rows).map(said).collect()
}

#[test]
fn a_picture_of_building_blocks_shows_what_each_municipality_has_and_lacks() {
    let (_, draft, report) = example_2025::year();
    let Facts { questionnaire, figures, cycle, .. } = &*draft.facts;
    for (title, group) in [
        ("bouwsteen in de structurele aanpak", "structureel"),
        ("bouwsteen bij gemeenten met een flexibele", "flexibel"),
    ] {
        let all = cells(&draft.document.blocks, title);
        let asked: Vec<&str> =
            questionnaire.tags(Tags::BuildingBlocks).map(|it| &*it.name).collect();
        assert_eq!(all[0][1..], asked, "nobody is asked about the analysis: {title}");
        let returned = figures.groups[group].intersection(&figures.returned).count();
        assert_eq!(all.len() - 1, returned);
        for row in &all[1..] {
            let who =
                cycle.register.respondents().find(|it| curly_quotes(&it.name) == row[0]).unwrap();
            for (count, tag) in row[1..].iter().zip(questionnaire.tags(Tags::BuildingBlocks)) {
                // Counted once more, from the statuses.
                let runs = |it: &&Intervention| {
                    it.tags.contains(&tag.code)
                        && figures
                            .municipalities(&[&it.code], &[Status::Running])
                            .contains(&who.code)
                };
                let running = questionnaire.interventions().filter(runs).count();
                assert_eq!(*count, running.to_string(), "{} {}", who.name, tag.name);
            }
        }
    }
    assert!(report.html.contains("data-basis=\"volledig:bouwstenen\""));
}

#[test]
fn a_picture_of_decisions_shows_them_for_each_intervention() {
    let (_, draft, _) = example_2025::year();
    let all = cells(&draft.document.blocks, "Besluiten per interventie");
    assert_eq!(all[0], ["Interventie", "Doorgaan", "Bijstellen", "Onderzoeken", "Stoppen"]);
    let decided = &draft.facts.figures.choices["kwaliteit.besluit"];
    let choices: Vec<String> = all[0][1..].iter().map(|choice| choice.to_lowercase()).collect();
    for (at, choice) in (1..).zip(&choices) {
        let counts = all[1..].iter().map(|row| row[at].parse::<usize>().unwrap());
        assert_eq!(counts.sum::<usize>(), decided.of(Some(choice)).count(), "{choice}");
    }
    for row in &all[1..] {
        let called = draft.facts.questionnaire.interventions_called(&row[0]);
        let part = format!("kwaliteit-{}", called[0].code);
        for (count, choice) in row[1..].iter().zip(&choices) {
            let made = decided.of(Some(choice)).filter(|it| it.about == part).count();
            assert_eq!(*count, made.to_string(), "{}: {choice}", row[0]);
        }
    }
}

#[test]
fn each_municipality_that_handed_in_has_a_profile_with_what_runs_there() {
    let (_, draft, _) = example_2025::year();
    let facts = &draft.facts;
    let tables = pmg_monitor::document::tables_in(&draft.document.blocks);
    for who in &facts.figures.returned {
        let name = curly_quotes(facts.cycle.register.name(who));
        let of = format!("{name}, interventies in uitvoering");
        let profile = tables.iter().find(|table| title(table) == of);
        let Some(Block::Table { rows, .. }) = profile else { panic!("{of}") };
        let shown: BTreeSet<String> = rows.iter().map(|row| plain_text(&row[0])).collect();
        let running = facts.running_in(who, None).map(|it| curly_quotes(&it.name));
        assert_eq!(shown, running.collect(), "{name}");
        // What is asked without a status, such as how a grant was spent, is about no intervention that runs.
        let with_status = facts.questionnaire.interventions().filter(|it| it.has_status);
        let asked =
            with_status.flat_map(|it| &it.measures).map(|it| &facts.figures.measures[&it.code]);
        let given = asked.filter(|it| it.of(who).is_some()).count();
        let counted = rows.iter().filter(|row| plain_text(&row[1]) != "–").count();
        assert_eq!(counted, given, "{name}");
    }
    let profiles = tables.iter().filter(|it| title(it).ends_with(", interventies in uitvoering"));
    assert_eq!(profiles.count(), facts.figures.returned.len(), "Venlo and Zutphen have none");
}

#[test]
fn small_maps_show_where_an_intervention_runs_and_where_it_is_prepared() {
    let (_, draft, report) = example_2025::year();
    let all = cells(&draft.document.blocks, "Werk en inkomen: waar de interventies zijn");
    assert_eq!(all[0], ["Interventie", "In uitvoering", "In voorbereiding"]);
    let facts = &draft.facts;
    for row in &all[1..] {
        let code = facts.questionnaire.interventions_called(&row[0])[0].code.as_str();
        let running = facts.figures.municipalities(&[code], &[Status::Running]);
        let named = row[1].split(", ").flat_map(|part| part.split(" en "));
        assert_eq!(named.filter(|name| *name != "geen").count(), running.len(), "{}", row[0]);
        let first = running.first().map(|who| facts.cycle.register.name(who));
        assert!(first.is_none_or(|name| row[1].contains(name)), "{}: {first:?}", row[0]);
    }
    let svg = report.html.split("waar de interventies zijn</title>").nth(2).unwrap();
    let svg = svg.split("</svg>").next().unwrap();
    // A tile for each municipality that must report, in each map; beside these, the samples of the legend.
    let tiles = svg.matches("<rect ").count();
    let respondents = facts.figures.respondents.len();
    assert_eq!(tiles, respondents * (all.len() - 1) + 3);
    assert_eq!(
        svg.matches("class=\"stippel\"").count(),
        2 * (all.len() - 1) + 1,
        "Venlo and Zutphen"
    );
}

#[test]
fn the_map_tells_who_handed_in_nothing() {
    let (_, draft, report) = example_2025::year();
    let all = pictures(&draft.document.blocks);
    let is_map = |it: &&&Block| matches!(it, Block::Table { caption, .. } if plain_text(caption).contains("per gemeente"));
    let Some(Block::Table { rows, .. }) = all.iter().find(is_map).copied() else { panic!() };
    let mut drawn = report.html.split("<svg").skip(1).map(|it| it.split("</svg>").next().unwrap());
    let map = drawn.find(|svg| svg.contains("class=\"tegel\"")).unwrap();
    let missing = rows.iter().filter(|row| plain_text(&row[1]) == "niet ingeleverd");
    let missing: Vec<String> = missing.map(|row| plain_text(&row[0])).collect();
    assert_eq!(missing, ["Venlo", "Zutphen"]);
    assert_eq!(map.matches("class=\"stippel\"").count(), 2);
    assert_eq!(map.matches("class=\"tegel\"").count(), 45 + 4, "and the legend");
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
    let (draft, report) = whole();
    let pdf = Document::load_mem(&report.pdf).unwrap();
    let links = with_name(&pdf, b"Subtype", b"Link");
    let names: Vec<String> = links
        .iter()
        .map(|link| decode_text_string(link.get(b"Contents").unwrap()).unwrap())
        .collect();
    assert!(names.len() > 200, "{} links", names.len());
    let bare = names.iter().filter(|name| name.starts_with("pagina")).count();
    assert_eq!(bare, 0, "a number of a page says nothing");
    let is_in_a_link = |title: &str| title.starts_with("Kamerstukken");
    for provenance in &draft.document.provenances.list {
        // What stands in a link leads to the source itself.
        if is_in_a_link(&provenance.title) {
            continue;
        }
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
    let (draft, report) = whole_public();
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
    let more = named(&whole().1.pdf);
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
    for (pdf, fewest) in [(&whole().1.pdf, 15), (&whole_public().1.pdf, 8)] {
        let pdf = Document::load_mem(pdf).unwrap();
        let tables = with_name(&pdf, b"S", b"Table");
        assert!(tables.len() >= fewest, "{} tables", tables.len());
        for table in tables {
            let first = first_in(&pdf, table).map(String::from_utf8_lossy);
            assert_eq!(first.as_deref(), Some("Caption"), "a table that ends a page has it, too");
        }
    }
}
