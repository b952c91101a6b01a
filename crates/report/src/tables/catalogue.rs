//! Writes a record of the tables for a catalogue of data, in the terms of DCAT-AP-NL.
//!
//! Addresses are those of the files beside it: where they will stand is not known yet. A licence is not in it, because
//! the settings of a year have none; whoever publishes the tables adds it.

use serde::Serialize;

use super::description::{about, json};
use super::{CSV, ODS, XLSX, workbook};
use crate::facts::Facts;

/// The ledger, which stands beside the tables.
const LEDGER: &str = "cijfers.json";
/// What the terms below begin with.
const TERMS: Terms = Terms {
    dcat: "http://www.w3.org/ns/dcat#",
    dct: "http://purl.org/dc/terms/",
    foaf: "http://xmlns.com/foaf/0.1/",
    vcard: "http://www.w3.org/2006/vcard/ns#",
    xsd: "http://www.w3.org/2001/XMLSchema#",
};
/// Where the European lists of languages, themes and kinds of files stand.
const LISTS: &str = "http://publications.europa.eu/resource/authority";
const KEYWORDS: [&str; 4] =
    ["Preventie met Gezag", "jeugdcriminaliteit", "gemeenten", "interventies"];

/// A file in which the tables come.
struct File {
    name: &'static str,
    title: &'static str,
    about: &'static str,
    /// Its kind in the European list.
    format: &'static str,
    media_type: &'static str,
}

const FILES: [File; 4] = [
    File {
        name: XLSX,
        title: "Tabellen voor Excel",
        about: "Een werkmap met een blad per tabel.",
        format: "XLSX",
        media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    },
    File {
        name: ODS,
        title: "Tabellen als OpenDocument",
        about: "Dezelfde werkmap voor LibreOffice en andere programma’s.",
        format: "ODS",
        media_type: "application/vnd.oasis.opendocument.spreadsheet",
    },
    File {
        name: CSV,
        title: "Alle getallen als lange tabel",
        about: "Een rij per getal, voor programma’s. De kolommen zijn beschreven in cijfers.csv-metadata.json.",
        format: "CSV",
        media_type: "text/csv",
    },
    File {
        name: LEDGER,
        title: "Alle cijfers als JSON",
        about: "Het cijferboek van het rapport: elk cijfer met de opgaven waarop het rust.",
        format: "JSON",
        media_type: "application/json",
    },
];
#[derive(Serialize)]
struct Terms {
    dcat: &'static str,
    dct: &'static str,
    foaf: &'static str,
    vcard: &'static str,
    xsd: &'static str,
}

/// Something by its address.
#[derive(Serialize)]
struct At {
    #[serde(rename = "@id")]
    id: String,
}

/// Words in Dutch.
#[derive(Serialize)]
struct Words<'a> {
    #[serde(rename = "@value")]
    value: &'a str,
    #[serde(rename = "@language")]
    language: &'static str,
}

#[derive(Serialize)]
struct Day {
    #[serde(rename = "@value")]
    value: String,
    #[serde(rename = "@type")]
    kind: &'static str,
}

#[derive(Serialize)]
struct Agent<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "foaf:name")]
    name: Words<'a>,
}

#[derive(Serialize)]
struct Contact<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "vcard:fn")]
    name: Words<'a>,
    #[serde(rename = "vcard:hasEmail")]
    email: At,
}

#[derive(Serialize)]
struct Distribution<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "dct:title")]
    title: Words<'a>,
    #[serde(rename = "dct:description")]
    about: Words<'a>,
    #[serde(rename = "dcat:accessURL")]
    access: At,
    #[serde(rename = "dcat:downloadURL")]
    download: At,
    #[serde(rename = "dct:format")]
    format: At,
    #[serde(rename = "dcat:mediaType")]
    media_type: At,
    #[serde(rename = "dct:language")]
    language: At,
}

#[derive(Serialize)]
struct Record<'a> {
    #[serde(rename = "@context")]
    context: Terms,
    #[serde(rename = "@id")]
    id: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "dct:identifier")]
    identifier: String,
    #[serde(rename = "dct:title")]
    title: Words<'a>,
    #[serde(rename = "dct:description")]
    about: Words<'a>,
    #[serde(rename = "dct:publisher")]
    publisher: Agent<'a>,
    #[serde(rename = "dct:creator")]
    creator: Agent<'a>,
    #[serde(rename = "dcat:contactPoint")]
    contact: Contact<'a>,
    #[serde(rename = "dct:issued")]
    issued: Day,
    #[serde(rename = "dct:language")]
    language: At,
    #[serde(rename = "dct:accessRights")]
    access: At,
    #[serde(rename = "dcat:theme")]
    theme: At,
    #[serde(rename = "dcat:keyword")]
    keywords: [Words<'static>; KEYWORDS.len()],
    #[serde(rename = "dcat:distribution")]
    distributions: Vec<Distribution<'static>>,
}

/// The record as bytes of JSON-LD.
pub(super) fn write(facts: &Facts) -> Vec<u8> {
    let settings = &facts.cycle.settings;
    let agent = || Agent { kind: "foaf:Organization", name: words(&settings.organisation) };
    let (title, about) = (workbook::title(settings), about(settings.notice.as_deref()));
    json(&Record {
        context: TERMS,
        id: "#cijfers",
        kind: "dcat:Dataset",
        identifier: format!("preventie-met-gezag-{}", settings.year),
        title: words(&title),
        about: words(&about),
        publisher: agent(),
        creator: agent(),
        contact: Contact {
            kind: "vcard:Organization",
            name: words(&settings.organisation),
            email: At { id: format!("mailto:{}", settings.contact) },
        },
        issued: Day { value: settings.publication.to_string(), kind: "xsd:date" },
        language: listed("language/NLD"),
        access: listed("access-right/PUBLIC"),
        theme: listed("data-theme/JUST"),
        keywords: KEYWORDS.map(words),
        distributions: FILES.iter().map(distribution).collect(),
    })
}

fn distribution(file: &File) -> Distribution<'static> {
    let here = || At { id: file.name.to_owned() };
    let media_type = format!("https://www.iana.org/assignments/media-types/{}", file.media_type);
    Distribution {
        kind: "dcat:Distribution",
        title: words(file.title),
        about: words(file.about),
        access: here(),
        download: here(),
        format: listed(&format!("file-type/{}", file.format)),
        media_type: At { id: media_type },
        language: listed("language/NLD"),
    }
}

fn words(value: &str) -> Words<'_> {
    Words { value, language: "nl" }
}

fn listed(what: &str) -> At {
    At { id: format!("{LISTS}/{what}") }
}
