use super::matrix::Cell as Field;
use super::*;
use crate::document::tree::{Given, LeftOut};
use pmg_core::place::{Cell, Place};

/// An answer of a municipality in a row of the sheet `Onderwijs`.
fn given(name: &str, value: &str, row: u32) -> Given {
    let place = Place::cell(&format!("{name}.xlsx"), "Onderwijs", Cell { row: row - 1, column: 3 });
    Given {
        name: name.to_owned(),
        municipality: name.to_owned(),
        value: value.to_owned(),
        place: Some(place),
        ..Given::default()
    }
}

fn provenance(title: &str, code: &str, how: &str, given: Vec<Given>) -> Provenance {
    let code = Some(code.to_owned());
    Provenance { title: title.to_owned(), code, how: how.to_owned(), given, left_out: Vec::new() }
}

/// The tables of these provenances, each of which has one basis.
fn tables(parts: Vec<(&str, Provenance)>) -> Vec<Matrix> {
    let mut provenances = Provenances::default();
    for (basis, it) in parts {
        provenances.of.insert(basis.parse().unwrap(), provenances.list.len());
        provenances.list.push(it);
    }
    let tables = Annex::of(&provenances).tables;
    let mut places: Vec<usize> = fields(&tables).flat_map(|it| it.of.clone()).collect();
    places.sort_unstable();
    // A label that stands twice leads nowhere.
    let each_once: Vec<usize> = (0..provenances.list.len()).collect();
    assert_eq!(places, each_once, "each provenance has one place");
    tables
}

fn fields(tables: &[Matrix]) -> impl Iterator<Item = &Field> {
    tables.iter().flat_map(|table| table.rows.iter().flatten())
}

/// The rows of a table as text, with what stands behind the text of a cell.
fn written(table: &Matrix) -> Vec<String> {
    let cell = |it: &Field| match it.about.as_str() {
        "" => it.text.clone(),
        about => format!("{} [{about}]", it.text),
    };
    let row = |row: &Vec<Field>| row.iter().map(cell).collect::<Vec<_>>().join(" | ");
    std::iter::once(table.header.join(" | ")).chain(table.rows.iter().map(row)).collect()
}

#[test]
fn a_measure_tells_its_sum_and_who_gave_what_and_who_is_not_in_it() {
    let late = Given {
        date: Some("1 mei 2024".to_owned()),
        remark: Some("geschat".to_owned()),
        ..given("Ede", "4", 9)
    };
    let how = format!("Som: 9 jongeren, opgave van 3 van de 4 gemeenten.{COUNTED}");
    let all = vec![given("Tiel", "2", 6), late, given("Zeist", "3", 6)];
    let mut it = provenance("Jongeren in de aanpak", "verzuim.jongeren", &how, all);
    it.left_out = vec![LeftOut { why: "onbekend".to_owned(), given: vec![given("Urk", "", 6)] }];
    let tables = tables(vec![("som:verzuim.jongeren", it)]);
    assert_eq!(
        written(&tables[0]),
        [
            "Maat | Som | Opgave van | Wie wat opgaf",
            "Jongeren in de aanpak [verzuim.jongeren, Onderwijs D6] | 9 jongeren | 3 van de 4 gemeenten | \
             Tiel\u{a0}2; Ede\u{a0}4 (D9; peildatum 1 mei 2024; “geschat”); Zeist\u{a0}3. \
             Niet in het cijfer, onbekend: Urk.",
        ]
    );
}

#[test]
fn an_intervention_has_a_row_and_a_set_of_statuses_a_column() {
    let running = vec![given("Ede", "", 5), given("Tiel", "", 5)];
    let later = vec![given("Urk", "gepland", 5), given("Zeist", "opstart", 7)];
    let planned = vec![given("Urk", "", 5)];
    let of = |given: Vec<Given>| provenance("Halt-spreekuur", "halt", "Geteld.", given);
    let both = Given { about: "Halt-spreekuur".to_owned(), ..given("Ede", "uitvoering", 5) };
    let both = provenance("Halt-spreekuur en AJB", "halt+ajb", "Geteld is wie.", vec![both]);
    let tables = tables(vec![
        ("gemeenten:halt:uitvoering", of(running)),
        ("gemeenten:halt:gepland+opstart", of(later)),
        ("gemeenten:art:uitvoering", provenance("ART", "art", "Geteld.", vec![])),
        ("gemeenten:art:gepland+opstart", provenance("ART", "art", "Geteld.", vec![])),
        ("gemeenten:pga:uitvoering", provenance("PGA", "pga", "Geteld.", vec![])),
        ("gemeenten:halt:gepland", of(planned)),
        ("gemeenten:halt+ajb:uitvoering", both),
    ]);
    let rows = [
        "Interventie | Uitvoering | Gepland, opstart",
        "Halt-spreekuur [halt, Onderwijs D5] | 2: Ede, Tiel | 2; gepland 1: Urk; opstart 1: Zeist (D7)",
        "ART [art] | 0 | 0",
        "PGA [pga] | 0 | ",
    ];
    assert_eq!(written(&tables[0]), rows);
    let rows = [
        "Interventies | Telling | Welke gemeenten",
        "Halt-spreekuur en AJB [halt+ajb] | Geteld is wie | Ede",
    ];
    assert_eq!(written(&tables[1]), rows);
}

#[test]
fn the_longer_of_choices_and_what_they_are_about_goes_downwards() {
    let chose = |name: &str, about: &str, choice: &str, row: u32| Given {
        about: about.to_owned(),
        ..given(name, choice, row)
    };
    let all = vec![
        chose("Ede", "ajb", "doorgaan", 7),
        chose("Tiel", "ajb", "stoppen", 7),
        chose("Ede", "art", "doorgaan", 8),
        chose("Ede", "pga", "doorgaan", 9),
    ];
    let stops = vec![all[1].clone()];
    let it = |how: &str, given| provenance("besluit", "besluit", how, given);
    let tables = tables(vec![
        ("keuze:besluit:", it("Zo vaak gekozen: 4 keer, door 2 gemeenten.", all)),
        ("keuze:besluit:stoppen", it("Zo vaak gekozen: 1 keer, door 1 gemeente.", stops)),
        (
            "keuze:thema:wonen",
            it(
                "Zo vaak gekozen: 1 keer, door 1 gemeente.",
                vec![chose("Ede", "eigen-1", "wonen", 3)],
            ),
        ),
    ]);
    let rows = [
        "Waarover, in Onderwijs | stoppen | doorgaan",
        "samen 4 keer, door 2 gemeenten | 1 keer, door 1 gemeente | ",
        "ajb [D7] | Tiel | Ede",
        "art [D8] |  | Ede",
        "pga [D9] |  | Ede",
    ];
    assert_eq!(written(&tables[0]), rows);
    let rows = ["Keuze | samen | eigen-1 (Onderwijs D3)", "wonen | 1 keer, door 1 gemeente | Ede"];
    assert_eq!(written(&tables[1]), rows);
}

#[test]
fn a_municipality_has_a_row_with_the_cells_of_each_sheet() {
    let runs = |about: &str, row: u32| Given {
        about: about.to_owned(),
        ..given("Ede", "uitvoering", row)
    };
    let mut running = provenance(
        "Interventies in uitvoering in Ede",
        "",
        "Twee.",
        vec![runs("Halt-spreekuur", 5), runs("AJB", 6)],
    );
    running.code = None;
    let words = |name: &str| {
        let typed = vec![given(name, "uitgelicht.tekst", 12)];
        provenance(&format!("Eigen woorden van {name}"), name, "Zo schreef de gemeente.", typed)
    };
    let tables = tables(vec![
        (
            "gemeenten:halt:uitvoering",
            provenance("Halt-spreekuur", "halt", "G.", vec![given("Ede", "", 5)]),
        ),
        ("lopend:GM0228", running),
        ("tekst:GM0281", words("Tiel")),
        ("tekst:GM0228", words("Ede")),
    ]);
    assert_eq!(written(&tables[1]), ["Gemeente | Aantal | Onderwijs", "Ede | 2 | D5, D6 (AJB)"]);
    assert_eq!(written(&tables[2]), ["Gemeente | Onderwijs", "Ede (Ede), Tiel (Tiel) | D12"]);
    let questions = ["Blad | Welke vraag in welke cel staat", "Onderwijs | D12 uitgelicht.tekst"];
    assert_eq!(written(&tables[3]), questions);
}

#[test]
fn what_rests_on_the_same_shares_a_row() {
    let constant = |title: &str, code: &str| {
        provenance(title, code, "Vast gegeven. Bron: Kamerbrief, 2022.", Vec::new())
    };
    let group = |title: &str, code: &str| {
        let given = vec![Given { place: None, ..given("Ede", "", 1) }];
        provenance(title, code, "Uit het register van gemeenten: 1 gemeente.", given)
    };
    let tables = tables(vec![
        ("constante:van", constant("8", "van")),
        ("constante:tot", constant("27", "tot")),
        ("register:opgaven", group("Met opgave", "opgaven")),
        ("register:nplv", group("In het NPLV", "nplv")),
        ("peildatum", provenance("Afspraken", "x", "Peildatum: 1 maart.", Vec::new())),
    ]);
    let rows: Vec<String> = tables.iter().map(|table| written(table)[1].clone()).collect();
    let expected = [
        "Met opgave (opgaven); In het NPLV (nplv) | 1 gemeente | Ede",
        "8 (van); 27 (tot) | Kamerbrief, 2022.",
        "Afspraken (x) | Peildatum: 1 maart.",
    ];
    assert_eq!(rows, expected);
}

#[test]
fn each_file_is_named_once_in_the_order_of_names() {
    let part = |all: &[Given]| Provenance { given: all.to_vec(), ..Provenance::default() };
    let [ede, tiel] = [given("Ede", "1", 1), given("Tiel", "2", 1)];
    assert_eq!(
        files(&[part(&[tiel.clone(), ede.clone()]), part(&[tiel])]),
        "Ede Ede.xlsx; Tiel Tiel.xlsx"
    );
}
