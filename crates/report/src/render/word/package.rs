//! Packs the parts of the file: their kinds, how they lead to each other, and the zip around them.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, System, ZipWriter};

use super::xml::Xml;

/// The namespaces of kinds of relations.
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/";
/// What the media types of the parts start with.
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

/// A part of the file.
pub(super) struct Part {
    /// Its name, `word/styles.xml`.
    pub(super) name: String,
    /// Its media type; `None` if its name tells.
    pub(super) media_type: Option<String>,
    /// Its content.
    pub(super) bytes: Vec<u8>,
}

impl Part {
    /// A part in the folder of the text; `kind` is what it is in its media type.
    pub(super) fn word(name: &str, kind: &str, content: String) -> Self {
        let media_type = Some(format!("{WORD}{kind}+xml"));
        Self { name: format!("word/{name}"), media_type, bytes: content.into_bytes() }
    }

    /// A part whose name tells what it is.
    pub(super) fn plain(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self { name: name.into(), media_type: None, bytes }
    }
}

/// What a part leads to: other parts, and addresses.
#[derive(Default)]
pub(super) struct Relations(Vec<Relation>);

#[derive(PartialEq, Eq)]
struct Relation {
    kind: String,
    target: String,
    is_external: bool,
}

impl Relations {
    /// The name by which the part calls another one.
    pub(super) fn part(&mut self, kind: &str, target: &str) -> String {
        self.add(Relation {
            kind: format!("{OFFICE}{kind}"),
            target: target.to_owned(),
            is_external: false,
        })
    }

    /// The name by which the part calls an address.
    pub(super) fn address(&mut self, address: String) -> String {
        let kind = format!("{OFFICE}hyperlink");
        self.add(Relation { kind, target: address, is_external: true })
    }

    fn add(&mut self, relation: Relation) -> String {
        let known = self.0.iter().position(|it| *it == relation);
        let index = known.unwrap_or_else(|| {
            self.0.push(relation);
            self.0.len() - 1
        });
        format!("rId{}", index + 1)
    }

    /// The part that tells of them; `None` if there are none.
    pub(super) fn told(&self, name: &str) -> Option<Part> {
        if self.0.is_empty() {
            return None;
        }
        let namespace = "http://schemas.openxmlformats.org/package/2006/relationships";
        let mut xml = Xml::part("Relationships", &[("xmlns", &namespace)]);
        for (index, Relation { kind, target, is_external }) in self.0.iter().enumerate() {
            let id = format!("rId{}", index + 1);
            let mode = if *is_external { "External" } else { "Internal" };
            xml.empty(
                "Relationship",
                &[("Id", &id), ("Type", kind), ("Target", target), ("TargetMode", &mode)],
            );
        }
        Some(Part::plain(name, xml.finish().into_bytes()))
    }
}

/// How the file leads to its text and to what is said about it.
pub(super) fn entrance() -> Part {
    let mut relations = Relations::default();
    relations.part("officeDocument", "word/document.xml");
    relations.add(Relation {
        kind: format!("{PACKAGE}core-properties"),
        target: "docProps/core.xml".to_owned(),
        is_external: false,
    });
    relations.part("extended-properties", "docProps/app.xml");
    relations.told("_rels/.rels").expect("it leads to three parts")
}

/// The bytes of the file. The kinds of the parts come first, where programs look for them.
pub(super) fn pack(parts: &[Part]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // Without a time and with one system: the same parts give the same bytes everywhere.
    let options = SimpleFileOptions::default().system(System::Unix);
    let kinds = kinds(parts);
    for Part { name, bytes, .. } in std::iter::once(&kinds).chain(parts) {
        // These are as small as they get.
        let is_packed = [".png", ".jpg"].iter().any(|end| name.ends_with(end));
        let method =
            if is_packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        zip.start_file(name.as_str(), options.compression_method(method))
            .expect("a part has a name of its own");
        zip.write_all(bytes).expect("there is room in memory");
    }
    zip.finish().expect("there is room in memory").into_inner()
}

/// The part that says of each other part what it is.
fn kinds(parts: &[Part]) -> Part {
    let namespace = "http://schemas.openxmlformats.org/package/2006/content-types";
    let mut xml = Xml::part("Types", &[("xmlns", &namespace)]);
    let by_name = [
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
        ("png", "image/png"),
        ("jpg", "image/jpeg"),
        ("svg", "image/svg+xml"),
    ];
    for (extension, media_type) in by_name {
        xml.empty("Default", &[("Extension", &extension), ("ContentType", &media_type)]);
    }
    for part in parts {
        if let Some(media_type) = &part.media_type {
            let name = format!("/{}", part.name);
            xml.empty("Override", &[("PartName", &name), ("ContentType", media_type)]);
        }
    }
    Part::plain("[Content_Types].xml", xml.finish().into_bytes())
}
