//! A schema and the type that is read by it agree, and what is wrong is told with its line.

use super::*;
use crate::cycle::{
    changes, commitments, constants, definition, explanations, letter, partners, photos, policy,
    read_texts, receipts, recognitions, register, settings, style,
};

#[test]
fn the_last_of_several_words_is_an_alternative() {
    assert_eq!(choices(&["A", "B"]), "\"A\" of \"B\"");
    assert_eq!(choices(&["x"]), "\"x\"");
}

/// What may stand behind a key, each as TOML.
fn values(kind: Kind) -> Vec<String> {
    match kind {
        Kind::Text | Kind::Name | Kind::Code => vec!["\"naam\"".to_owned()],
        Kind::Any => vec!["\"\"".to_owned(), "\"tekst\"".to_owned()],
        Kind::Word(words) => words.iter().map(|word| format!("\"{word}\"")).collect(),
        Kind::WholeCode => vec!["\"ajb.aangemeld\"".to_owned()],
        Kind::Municipality => vec!["\"GM0363\"".to_owned()],
        Kind::Names => vec!["[\"een\", \"twee\"]".to_owned(), "[]".to_owned()],
        Kind::WholeCodes => vec!["[\"ajb.aangemeld\"]".to_owned(), "[]".to_owned()],
        Kind::Number(least, most) => vec![least.to_string(), most.to_string()],
        Kind::Tile => vec!["[0, 11]".to_owned()],
        Kind::Flag => vec!["true".to_owned(), "false".to_owned()],
        Kind::Day => vec!["2024-03-01".to_owned()],
        Kind::Colour => vec!["\"#1f3f66\"".to_owned(), "\"{a.b}\"".to_owned()],
        Kind::Colours(count) => vec![format!("[{}]", vec!["\"#1f3f66\""; count].join(", "))],
        Kind::Table(fields) => tables(fields),
        Kind::Tables(fields) => {
            let rows = tables(fields);
            vec![format!("[{}]", rows.join(", "))]
        }
    }
}

/// The barest table, and one with all keys for each value that any of them may have.
fn tables(fields: &'static [Field]) -> Vec<String> {
    let bare = fields.iter().filter(|field| field.needed);
    let bare = bare.map(|it| format!("{} = {}", it.key, values(it.kind)[0]));
    let bare = bare.collect::<Vec<_>>().join(", ");
    let most = fields.iter().map(|it| values(it.kind).len()).max().unwrap_or(0);
    let full = (0..most).map(|number| {
        let entries = fields.iter().map(|field| {
            let values = values(field.kind);
            format!("{} = {}", field.key, values[number % values.len()])
        });
        format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
    });
    std::iter::once(format!("{{ {bare} }}")).chain(full).collect()
}

#[track_caller]
fn agrees<T: DeserializeOwned>(schema: Schema) {
    let (Schema::Keys(fields) | Schema::Named(fields)) = schema;
    for table in tables(fields) {
        // A document has its keys on lines of their own; a table in a row is read the same way.
        let row = format!("alles = {table}");
        let document: toml::Table = row.parse().unwrap_or_else(|error| panic!("{row}: {error}"));
        let text = match schema {
            Schema::Keys(_) => toml::to_string(&document["alles"]).unwrap(),
            Schema::Named(_) => format!("naam = {table}"),
        };
        if let Err(faults) = parse::<T>(Path::new("x.toml"), &text, schema) {
            panic!("{text}\n{faults}");
        }
    }
}

#[test]
fn what_a_schema_lets_through_can_be_read() {
    agrees::<settings::Settings>(settings::SCHEMA);
    agrees::<register::RegisterFile>(register::SCHEMA);
    agrees::<definition::Definition>(definition::SCHEMA);
    agrees::<BTreeMap<String, constants::Constant>>(constants::SCHEMA);
    agrees::<partners::PartnersFile>(partners::SCHEMA);
    agrees::<letter::Letter>(letter::SCHEMA);
    agrees::<commitments::CommitmentsFile>(commitments::SCHEMA);
    agrees::<policy::PolicyFile>(policy::SCHEMA);
    agrees::<recognitions::RecognitionsFile>(recognitions::SCHEMA);
    agrees::<explanations::ExplanationsFile>(explanations::SCHEMA);
    agrees::<changes::ChangesFile>(changes::SCHEMA);
    agrees::<read_texts::ReadTextsFile>(read_texts::SCHEMA);
    agrees::<receipts::ReceiptsFile>(receipts::SCHEMA);
    agrees::<style::StyleFile>(style::SCHEMA);
    agrees::<photos::PhotosFile>(photos::SCHEMA);
}

const ROW: &[Field] = &[
    needed("code", Kind::Municipality),
    needed("pijler", Kind::Word(&["A", "B"])),
    optional("vanaf", Kind::Number(2000, 2100)),
    optional("dag", Kind::Day),
    optional("codes", Kind::WholeCodes),
    optional("naam", Kind::Name),
];
const SCHEMA: Schema = Schema::Keys(&[needed("rij", Kind::Tables(ROW))]);

/// What is said of a file, a fault a line: the line, the message and the hint.
fn said(text: &str) -> Vec<String> {
    let faults = parse::<toml::Table>(Path::new("x.toml"), text, SCHEMA).unwrap_err();
    let said = |fault: &Fault| format!("{}: {} ({})", fault.at.line, fault.message, fault.hint);
    faults.0.iter().map(said).collect()
}

#[test]
fn all_that_is_wrong_is_told_at_once_with_its_line() {
    let text = "rij = [\n  { code = \"GM0363\", pijler = \"b\" },\n  { code = \"gm 363\", pijler = \"C\" },\n  { pijler = \"A \", vanaff = 2022 },\n]\n";
    assert_eq!(
        said(text),
        [
            "2: `pijler` is hier \"b\", en dat kan niet (bedoelt u \"B\"? kies uit \"A\" of \"B\")",
            "3: `code` is hier \"gm 363\", en dat kan niet (een CBS-code is GM en vier cijfers, zoals \"GM0363\")",
            "3: `pijler` is hier \"C\", en dat kan niet (kies uit \"A\" of \"B\")",
            "4: `pijler` is hier \"A \", en dat kan niet (bedoelt u \"A\"? kies uit \"A\" of \"B\")",
            "4: het programma kent `vanaff` hier niet (bedoelt u `vanaf`? hier mogen staan: code, pijler, vanaf, dag, codes, naam)",
            "4: hier ontbreekt `code` (zet erbij: code = \"GM0363\")",
        ]
    );
}

#[test]
fn a_value_of_another_sort_is_told_with_what_belongs_there() {
    for (value, says) in [
        ("vanaf = \"2022\"", "zonder aanhalingstekens"),
        ("vanaf = 20222", "van 2000 tot en met 2100"),
        ("dag = \"2024-03-01\"", "zonder aanhalingstekens: 2024-03-01"),
        ("dag = 2024-03-01T10:00:00", "schrijf een dag"),
        ("codes = \"ajb.aangemeld\"", "een lijst van codes"),
        ("codes = [\"ajb\"]", "een lijst van codes"),
        ("codes = [\"AJB.aangemeld\"]", "een lijst van codes"),
        ("naam = \"\"", "`naam` is leeg"),
        ("naam = \" Breda\"", "zonder spatie ervoor"),
        ("naam = \"…\"", "schrijf hier tekst"),
    ] {
        let text = format!("[[rij]]\ncode = \"GM0363\"\npijler = \"A\"\n{value}\n");
        let said = said(&text);
        assert!(
            said.len() == 1 && said[0].starts_with("4: ") && said[0].contains(says),
            "{said:?}"
        );
    }
}

#[test]
fn every_line_that_cannot_be_read_is_told() {
    let said = said(
        "[[rij]]\ncode = “GM0363”\npijler = \"A\"\n[[rij]]\npijler = \"A\ncode = \"GM0363\"\n",
    );
    assert!(said[0].starts_with("2: hier staan gekrulde"), "{said:?}");
    assert!(said[1].starts_with("5: er staat een aanhalingsteken"), "{said:?}");
}

#[test]
fn places_of_a_second_file_go_on_after_those_of_the_first() {
    let parsed =
        |name: &str, text: &str| parse::<toml::Table>(Path::new(name), text, SCHEMA).unwrap().1;
    let row = "[[rij]]\ncode = \"GM0363\"\npijler = \"A\"\n";
    let mut places = parsed("een.toml", row);
    places.extend(parsed("twee.toml", &format!("# hier\n{row}")), &[("rij", 1)]);
    assert_eq!(places.at("rij.0.pijler").to_string(), "een.toml, regel 3");
    assert_eq!(places.at("rij.1.pijler").to_string(), "twee.toml, regel 4");
    assert_eq!(places.at("rij.1.naam").to_string(), "twee.toml, regel 2");
    assert_eq!(places.at("kolom").to_string(), "een.toml");
}
