//! The zip file that a workbook is: parts, what they are, and how they refer to each other.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _, Write as _};

use super::error::Unmarkable;
use super::xml::{self, Edits};

/// A workbook's files, of which some are changed and some are new. The others are copied as they
/// are, still compressed.
pub(super) struct Package<'a> {
    archive: zip::ZipArchive<Cursor<&'a [u8]>>,
    changed: BTreeMap<String, String>,
    removed: BTreeSet<String>,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Unmarkable> {
        let archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| Unmarkable::new(&e))?;
        Ok(Self { archive, changed: BTreeMap::new(), removed: BTreeSet::new() })
    }

    pub(super) fn has(&self, part: &str) -> bool {
        let there = self.archive.index_for_name(part).is_some() && !self.removed.contains(part);
        self.changed.contains_key(part) || there
    }

    /// The text of a part, as it is by now.
    pub(super) fn text(&mut self, part: &str) -> Result<String, Unmarkable> {
        if let Some(text) = self.changed.get(part) {
            return Ok(text.clone());
        }
        let mut entry = self.archive.by_name(part).map_err(|error| Unmarkable::new(&error))?;
        let mut text = String::new();
        entry.read_to_string(&mut text).map_err(|error| Unmarkable::new(&error))?;
        Ok(text.trim_start_matches('\u{feff}').to_owned())
    }

    pub(super) fn put(&mut self, part: &str, text: String) {
        self.changed.insert(part.to_owned(), text);
    }

    /// A name for a new part that no other has: `start`, a number and `end`.
    pub(super) fn free_name(&self, start: &str, end: &str) -> String {
        let mut numbered = (1..u32::MAX).map(|number| format!("{start}{number}{end}"));
        numbered
            .find(|name| !self.has(name))
            .expect("a file has fewer parts than there are numbers")
    }

    /// Declares the content type of a new part.
    pub(super) fn declare(&mut self, part: &str, content_type: &str) -> Result<(), Unmarkable> {
        let types = self.text(TYPES)?;
        let root = xml::required(&types, 0, "Types")?;
        let prefix = root.open.prefix();
        let one = format!(r#"<{prefix}Override PartName="/{part}" ContentType="{content_type}"/>"#);
        let mut edits = Edits::default();
        edits.append(&root, 1, &one);
        self.put(TYPES, edits.apply(&types)?);
        Ok(())
    }

    /// The content type that is declared for a part; `None` if there is none.
    pub(super) fn content_type(&mut self, part: &str) -> Result<Option<String>, Unmarkable> {
        let types = self.text(TYPES)?;
        let root = xml::required(&types, 0, "Types")?;
        let name = format!("/{part}");
        let found =
            root.children.iter().find(|(tag, _)| tag.get("PartName").as_ref() == Some(&name));
        Ok(found.and_then(|(tag, _)| tag.get("ContentType")))
    }

    /// What a part refers to: id, kind and part of each.
    pub(super) fn relations(&mut self, part: &str) -> Result<Vec<Relation>, Unmarkable> {
        let rels = rels(part);
        if !self.has(&rels) {
            return Ok(Vec::new());
        }
        let text = self.text(&rels)?;
        let root = xml::required(&text, 0, "Relationships")?;
        let relation = |(tag, _): &(xml::Tag<'_>, _)| {
            let internal = tag.get("TargetMode").is_none_or(|mode| mode != "External");
            let target = internal.then(|| tag.get("Target")).flatten()?;
            Some(Relation {
                id: tag.get("Id")?,
                kind: tag.get("Type")?,
                part: resolve(part, &target),
            })
        };
        Ok(root.children.iter().filter_map(relation).collect())
    }

    /// Makes a part refer to another one; returns the id of the relation.
    pub(super) fn relate(
        &mut self,
        from: &str,
        kind: &str,
        to: &str,
    ) -> Result<String, Unmarkable> {
        let rels = rels(from);
        let empty = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>"#;
        let text = if self.has(&rels) { self.text(&rels)? } else { empty.to_owned() };
        let root = xml::required(&text, 0, "Relationships")?;
        let taken: Vec<_> = root.children.iter().filter_map(|(tag, _)| tag.get("Id")).collect();
        let mut numbered = (1..u32::MAX).map(|number| format!("rIdControle{number}"));
        let id = numbered.find(|id| !taken.contains(id));
        let id = id.expect("a part has fewer relations than there are numbers");
        let prefix = root.open.prefix();
        let mut edits = Edits::default();
        let one = format!(r#"<{prefix}Relationship Id="{id}" Type="{kind}" Target="/{to}"/>"#);
        edits.append(&root, 1, &one);
        let changed = edits.apply(&text)?;
        self.put(&rels, changed);
        Ok(id)
    }

    /// Takes a part out, with what is said of it and with how another refers to it.
    pub(super) fn remove(&mut self, part: &str, from: &str) -> Result<(), Unmarkable> {
        let named = format!("/{part}");
        self.drop_child(TYPES, |tag| tag.get("PartName").as_ref() == Some(&named))?;
        let refers = |tag: &xml::Tag<'_>| {
            tag.get("Target").is_some_and(|target| resolve(from, &target) == part)
        };
        self.drop_child(&rels(from), refers)?;
        self.changed.remove(part);
        self.removed.extend([part.to_owned(), rels(part)]);
        Ok(())
    }

    fn drop_child(
        &mut self,
        part: &str,
        is: impl Fn(&xml::Tag<'_>) -> bool,
    ) -> Result<(), Unmarkable> {
        let text = self.text(part)?;
        let mut edits = Edits::default();
        for (tag, whole) in xml::children(&text)? {
            if is(&tag) {
                edits.replace(whole, "");
            }
        }
        self.put(part, edits.apply(&text)?);
        Ok(())
    }

    /// The bytes: the parts in their old order, the new ones after them, with no date of today.
    pub(super) fn close(mut self) -> Result<Vec<u8>, Unmarkable> {
        let failed = |error: &dyn std::fmt::Display| Unmarkable::new(error);
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Deflated)
            .last_modified_time(zip::DateTime::default())
            .system(zip::System::Unix);
        for index in 0..self.archive.len() {
            let entry = self.archive.by_index_raw(index).map_err(|error| failed(&error))?;
            let name = entry.name().map_err(|error| failed(&error))?.into_owned();
            match self.changed.remove(&name) {
                None if self.removed.contains(&name) => {}
                None => writer.raw_copy_file(entry).map_err(|error| failed(&error))?,
                Some(text) => {
                    writer.start_file(name, options).map_err(|error| failed(&error))?;
                    writer.write_all(text.as_bytes()).map_err(|error| failed(&error))?;
                }
            }
        }
        for (name, text) in self.changed {
            writer.start_file(name, options).map_err(|error| failed(&error))?;
            writer.write_all(text.as_bytes()).map_err(|error| failed(&error))?;
        }
        Ok(writer.finish().map_err(|error| failed(&error))?.into_inner())
    }
}

const TYPES: &str = "[Content_Types].xml";

/// What one part is to another.
#[derive(Debug, Clone)]
pub(super) struct Relation {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) part: String,
}

/// The part that holds what a part refers to.
fn rels(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    format!("{folder}/_rels/{name}.rels")
}

/// A target as the name of a part.
fn resolve(from: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    for step in target.split('/') {
        match step {
            ".." => drop(folders.pop()),
            "." => {}
            step => folders.push(step),
        }
    }
    folders.join("/")
}
