//! What is drawn is as long as its number, and says what the table says.

use super::*;
use crate::document::tree::Align;
use pmg_core::basis::{Basis, Group};
use pmg_core::cycle::Style;

/// The colours of the neutral style.
fn light() -> Light {
    Style::neutral().palette.light.clone()
}

fn text(text: &str) -> Vec<Inline> {
    vec![Inline::Text { text: text.to_owned() }]
}

fn marked(text: &str, basis: &str) -> Vec<Inline> {
    vec![Inline::Marked { text: text.to_owned(), basis: basis.parse().unwrap() }]
}

fn table(header: &[&str], rows: Vec<Vec<Vec<Inline>>>) -> Block {
    Block::Table {
        label: "Figuur 1".to_owned(),
        caption: text("Hoe ver"),
        columns: vec![Align::Left; header.len()],
        header: header.iter().map(|name| text(name)).collect(),
        rows,
    }
}

/// A chart of one intervention that is run by six of fifteen municipalities, prepared by three and ended by none.
fn status() -> (Drawing, Block) {
    let count = |count: &str, statuses: &str| {
        marked(count, &Basis::Count(Group::new("ajb", statuses)).to_string())
    };
    let row =
        vec![text("AJB"), count("6", "uitvoering"), count("3", "gepland"), count("0", "gestopt")];
    let drawing = Drawing {
        kind: ChartKind::Status,
        theme: Some(1),
        whole: 15.0,
        values: vec![vec![6.0, 3.0, 0.0]],
        tiles: Vec::new(),
    };
    (drawing, table(&["Interventie", "In uitvoering", "In voorbereiding", "Gestopt"], vec![row]))
}

#[test]
fn a_bar_is_as_long_as_its_number_and_says_it() {
    let (drawing, table) = status();
    let svg = svg(&drawing, &table, &light());
    assert!(svg.contains("class=\"vol\" x=\"0\" y=\"43\" width=\"144\""), "six of fifteen: {svg}");
    assert!(
        svg.contains("class=\"tint\" x=\"144\" y=\"43\" width=\"72\""),
        "three of fifteen: {svg}"
    );
    assert!(svg.contains("data-basis=\"gemeenten:ajb:uitvoering\">6</text>"), "{svg}");
    assert_eq!(svg.matches("class=\"omlijnd\"").count(), 1, "only in the legend: none ended it");
    assert!(!svg.contains(">0<"), "{svg}");
}

#[test]
fn a_part_too_short_for_its_number_leaves_it_to_the_table() {
    let (mut drawing, table) = status();
    drawing.whole = 342.0;
    let svg = svg(&drawing, &table, &light());
    assert!(!svg.contains("data-basis=\"gemeenten:ajb:gepland\""), "{svg}");
}

#[test]
fn a_picture_says_what_it_is_to_whoever_cannot_see_it() {
    let (drawing, table) = status();
    let svg = svg(&drawing, &table, &light());
    assert!(svg.contains("role=\"img\">\n<title>Figuur 1: Hoe ver</title>\n<desc>Staafdiagram: "));
    assert!(alternative(&drawing, &table).starts_with("Figuur 1: Hoe ver. Staafdiagram: "));
}

#[test]
fn a_name_that_is_too_long_goes_on_below_and_stays_the_same_words() {
    let name = "Methode straatcontract voor jeugdboa’s, jongerenwerk en politie in de hele stad en de dorpen eromheen";
    let row = vec![marked(name, "vragenlijst:methode"), marked("7", "keuze:a.b:C & D")];
    let drawing = Drawing {
        kind: ChartKind::Bars,
        theme: None,
        whole: 7.0,
        values: vec![vec![7.0]],
        tiles: Vec::new(),
    };
    let svg = svg(&drawing, &table(&["Antwoord", "Gemeenten"], vec![row]), &light());
    let said = svg.split("vragenlijst:methode\">").nth(1).unwrap().split("</text>").next().unwrap();
    let words: String = said.split('<').map(|part| part.rsplit('>').next().unwrap()).collect();
    assert_eq!(words, name);
    assert!(said.matches("<tspan").count() > 1);
    assert!(svg.contains("class=\"op-vol\""), "the longest bar has its number inside");
    assert!(svg.contains("keuze:a.b:C &amp; D"));
}

#[test]
fn a_municipality_that_handed_in_nothing_has_a_tile_without_a_number() {
    let rows = vec![
        vec![text("Amsterdam"), marked("13", "lopend:GM0363")],
        vec![text("Venlo"), text("niet ingeleverd")],
        vec![text("Bergen op Zoom"), marked("2", "lopend:GM0748")],
        vec![text("Nergens"), marked("5", "lopend:GM0001")],
    ];
    let drawing = Drawing {
        kind: ChartKind::Map,
        theme: None,
        whole: 13.0,
        values: vec![vec![13.0], vec![], vec![2.0], vec![5.0]],
        tiles: vec![Some([4, 4]), Some([5, 4]), Some([4, 5]), None],
    };
    let svg = svg(&drawing, &table(&["Gemeente", "Interventies"], rows), &light());
    assert!(svg.contains("viewBox=\"0 0 92 186\""), "two by two tiles, and one below: {svg}");
    assert!(svg.contains("data-basis=\"lopend:GM0363\">13</text>"));
    assert_eq!(svg.matches("class=\"stippel\"").count(), 1);
    assert!(svg.contains(">Venlo</tspan>") && !svg.contains("ingeleverd"));
    assert!(svg.contains("Bergen </tspan>") && svg.contains("op Zoom</tspan>"), "{svg}");
    assert!(svg.contains(">Nergens</tspan>"), "what has no place on the map stands below it");
}

/// Two municipalities and two building blocks, of which one has an intervention for one.
fn coverage(kind: ChartKind) -> String {
    let cell = |who: &str, tag: &str, count: &str| marked(count, &format!("lopend:{who}:{tag}"));
    let rows = vec![
        vec![text("Ede"), cell("GM0001", "vroeg", "4"), cell("GM0001", "grenzen", "0")],
        vec![text("Tiel"), cell("GM0002", "vroeg", "0"), cell("GM0002", "grenzen", "1")],
    ];
    let drawing = Drawing {
        kind,
        theme: None,
        whole: 4.0,
        values: vec![vec![4.0, 0.0], vec![0.0, 1.0]],
        tiles: Vec::new(),
    };
    svg(&drawing, &table(&["Gemeente", "Vroeg ingrijpen", "Grenzen"], rows), &light())
}

#[test]
fn a_square_is_darker_for_more_and_empty_for_none() {
    let svg = coverage(ChartKind::Coverage);
    assert_eq!(svg.matches("class=\"tegel\"").count(), 2);
    assert_eq!(svg.matches("class=\"leeg\"").count(), 2);
    assert!(svg.contains("fill=\"#1f3f66\"") && svg.contains("fill=\"#dfe7f1\""), "{svg}");
    assert!(svg.contains("data-basis=\"lopend:GM0001:vroeg\">4</text>"), "{svg}");
    assert_eq!(svg.matches(">0</text>").count(), 2, "what is missing is said, too");
    let decisions = coverage(ChartKind::Heat);
    assert_eq!(decisions.matches(">0</text>").count(), 0, "what nobody chose is left to the table");
}

#[test]
fn a_small_map_tells_running_from_prepared_and_missing_without_a_colour() {
    let row = |name: &str| vec![text(name), text("Ede"), text("Tiel")];
    let rows = vec![row("AJB"), row("Prospect"), row("IPTA"), row("Halt")];
    let drawing = Drawing {
        kind: ChartKind::SmallMaps,
        theme: Some(0),
        whole: 1.0,
        values: vec![vec![1.0, 2.0, 0.0, 3.0]; 4],
        tiles: vec![Some([0, 0]), Some([1, 0]), Some([0, 1]), None],
    };
    let svg = svg(
        &drawing,
        &table(&["Interventie", "In uitvoering", "In voorbereiding"], rows),
        &light(),
    );
    for class in ["vol", "tint", "leeg", "stippel"] {
        // One in each map, and a sample of all but the empty ones.
        let samples = usize::from(class != "leeg");
        assert_eq!(
            svg.matches(&format!("class=\"{class}\"")).count(),
            4 + samples,
            "{class}: {svg}"
        );
    }
    assert!(svg.contains(">Niet ingeleverd</text>"));
}

#[test]
fn a_picture_has_the_colours_of_the_style() {
    let (drawing, table) = status();
    let other = pmg_core::cycle::built_in_style("voorbeeld").unwrap();
    let [neutral, other] = [&light(), &other.palette.light].map(|it| svg(&drawing, &table, it));
    assert!(neutral.contains("fill=\"#8a4b08\"") && !neutral.contains("#14663f"));
    assert!(other.contains("fill=\"#14663f\"") && !other.contains("#8a4b08"));
}
