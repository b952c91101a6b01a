//! Writes what the columns of the long table are, as programs read it: CSV on the Web (CSVW).

use serde::Serialize;
use serde_json::{Value, json};

use super::{CSV, texts};
use crate::facts::Facts;

/// A column of the long table.
#[derive(Clone, Copy)]
pub(super) struct Column {
    /// What stands in the header.
    pub(super) name: &'static str,
    title: &'static str,
    about: &'static str,
    kind: Kind,
    /// Whether every row has it.
    is_required: bool,
}

/// What a column may hold.
#[derive(Clone, Copy)]
enum Kind {
    Text,
    /// One of these words.
    Word(&'static [&'static str]),
    Code,
    Decimal,
    Count,
    Day,
    YesOrNo,
}

/// In the first column of a total.
pub(super) const TOTAL: &str = "totaal";
/// In the first column of the number of a municipality.
pub(super) const MUNICIPALITY: &str = "gemeente";

const LEVELS: &[&str] = &[TOTAL, MUNICIPALITY];
const SHOWN: &[&str] = &[texts::SHOWN, texts::SMALL, texts::WITHHELD, texts::NO_NUMBER];

/// The columns, in order.
pub(super) const COLUMNS: [Column; 21] = [
    needed(
        "niveau",
        "Niveau",
        Kind::Word(LEVELS),
        "totaal: de som van een maat over gemeenten. gemeente: het getal van een gemeente.",
    ),
    other("gemeente_code", "Code van de gemeente", Kind::Code, "CBS-code. Leeg bij een totaal."),
    other("gemeente", "Gemeente", Kind::Text, "Naam van de gemeente. Leeg bij een totaal."),
    needed("thema", "Thema", Kind::Text, "Thema van het rapport waar de interventie bij hoort."),
    needed("interventie_code", "Code van de interventie", Kind::Text, "Code in de vragenlijst."),
    needed("interventie", "Interventie", Kind::Text, "Naam van de interventie."),
    needed("maat_code", "Code van de maat", Kind::Text, "Code in de vragenlijst."),
    needed("maat", "Maat", Kind::Text, "De vraag waarop het getal antwoord geeft."),
    needed("eenheid", "Eenheid", Kind::Text, "Wat er is geteld, in het meervoud."),
    needed(
        "soort",
        "Soort",
        Kind::Text,
        "Soort getal: bereik, aanmelding, inzet, activiteit, uitkomst of stand.",
    ),
    other(
        "waarde",
        "Waarde",
        Kind::Decimal,
        "Het getal. Leeg als het niet wordt getoond of als er geen is; de kolom getoond zegt welk van beide.",
    ),
    needed(
        "getoond",
        "Getoond",
        Kind::Word(SHOWN),
        "getoond: het getal staat er. klein: een klein aantal personen of gezinnen. niet getoond: niet klein, maar een \
         klein aantal is ermee uit te rekenen. geen getal: geen gemeente gaf er een dat meetelt.",
    ),
    needed(
        "peildatum",
        "Peildatum",
        Kind::Day,
        "De dag waarop het getal geldt. Bij een totaal die van het jaar; zie ook eigen_peildatum.",
    ),
    other(
        "telt_mee",
        "Telt mee",
        Kind::YesOrNo,
        "Of het getal van de gemeente in het totaal zit. Leeg bij een totaal.",
    ),
    other(
        "met_getal",
        "Gemeenten met een getal",
        Kind::Count,
        "Hoeveel gemeenten een getal gaven dat meetelt. Leeg bij een gemeente, zoals de kolommen hierna.",
    ),
    other(
        "gevraagd",
        "Gemeenten gevraagd",
        Kind::Count,
        "Hoeveel gemeenten een getal hadden moeten geven: met_getal, onbekend en ontbreekt samen.",
    ),
    other("onbekend", "Onbekend", Kind::Count, "Hoeveel gemeenten het getal niet weten."),
    other(
        "niet_van_toepassing",
        "Niet van toepassing",
        Kind::Count,
        "Voor hoeveel gemeenten de vraag niet van toepassing is.",
    ),
    other(
        "ontbreekt",
        "Ontbreekt",
        Kind::Count,
        "Hoeveel gemeenten geen bruikbaar antwoord gaven.",
    ),
    other(
        "eigen_peildatum",
        "Met een eigen peildatum",
        Kind::Count,
        "Hoeveel van de getallen in het totaal op een andere dag gelden dan de peildatum van het jaar.",
    ),
    other("opmerking", "Opmerking", Kind::Text, "Wat er over een totaal te zeggen is."),
];

const fn needed(
    name: &'static str,
    title: &'static str,
    kind: Kind,
    about: &'static str,
) -> Column {
    Column { name, title, about, kind, is_required: true }
}

const fn other(name: &'static str, title: &'static str, kind: Kind, about: &'static str) -> Column {
    Column { name, title, about, kind, is_required: false }
}

#[derive(Serialize)]
struct Description<'a> {
    #[serde(rename = "@context")]
    context: [Value; 2],
    url: &'a str,
    #[serde(rename = "dc:title")]
    title: String,
    #[serde(rename = "dc:description")]
    about: String,
    #[serde(rename = "dc:publisher")]
    publisher: &'a str,
    #[serde(rename = "dc:issued")]
    issued: String,
    #[serde(rename = "dc:language")]
    language: &'a str,
    dialect: Dialect,
    #[serde(rename = "tableSchema")]
    schema: Schema,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Dialect {
    encoding: &'static str,
    delimiter: &'static str,
    quote_char: &'static str,
    double_quote: bool,
    header: bool,
    line_terminators: [&'static str; 1],
}

#[derive(Serialize)]
struct Schema {
    columns: Vec<Described>,
}

#[derive(Serialize)]
struct Described {
    name: &'static str,
    titles: [&'static str; 2],
    #[serde(rename = "dc:description")]
    about: &'static str,
    datatype: Datatype,
    required: bool,
    null: &'static str,
}

#[derive(Serialize)]
struct Datatype {
    base: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<String>,
}

/// The description as bytes of JSON.
pub(super) fn write(facts: &Facts) -> Vec<u8> {
    let settings = &facts.cycle.settings;
    let description = Description {
        context: [json!("http://www.w3.org/ns/csvw"), json!({ "@language": "nl" })],
        url: CSV,
        title: super::workbook::title(settings),
        about: about(settings.notice.as_deref()),
        publisher: &settings.organisation,
        issued: settings.publication.to_string(),
        language: "nl",
        dialect: Dialect {
            encoding: "utf-8",
            delimiter: ",",
            quote_char: "\"",
            double_quote: true,
            header: true,
            line_terminators: ["\r\n"],
        },
        schema: Schema { columns: COLUMNS.iter().map(described).collect() },
    };
    json(&description)
}

/// What the tables are, for whoever finds them without the report.
pub(super) fn about(notice: Option<&str>) -> String {
    let parts = [texts::ABOUT, texts::HIDDEN, texts::NO_SUM];
    let said: Vec<&str> = notice.into_iter().chain(parts).collect();
    said.join(" ")
}

/// A value as bytes of JSON.
pub(super) fn json(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("texts under text keys are JSON");
    bytes.push(b'\n');
    bytes
}

fn described(column: &Column) -> Described {
    let Column { name, title, about, kind, is_required } = *column;
    Described {
        name,
        // The first is what stands in the header.
        titles: [name, title],
        about,
        datatype: kind.datatype(),
        required: is_required,
        null: "",
    }
}

impl Kind {
    fn datatype(self) -> Datatype {
        let (base, format) = match self {
            Self::Text => ("string", None),
            Self::Word(words) => ("string", Some(words.join("|"))),
            Self::Code => ("string", Some("GM[0-9]{4}".to_owned())),
            Self::Decimal => ("decimal", None),
            Self::Count => ("nonNegativeInteger", None),
            Self::Day => ("date", Some("yyyy-MM-dd".to_owned())),
            Self::YesOrNo => ("boolean", Some("ja|nee".to_owned())),
        };
        Datatype { base, format }
    }
}
