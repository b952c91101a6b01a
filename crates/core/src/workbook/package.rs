//! The zip file that a workbook is: its parts by their names, as text, and how they refer to each
//! other. Each part is unpacked once, and to its end, so that its checksum is verified.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _, copy, sink};

use super::encoding::decoded;
use super::limits;
use super::unreadable::{Limit, Reason};
use super::xml::Xml;

/// A zip file of which the directory is within all limits.
pub(crate) struct Package<'a> {
    archive: zip::ZipArchive<Cursor<&'a [u8]>>,
    /// Where each part stands, by its name as [`known_as`] gives it.
    parts: BTreeMap<String, usize>,
    /// Parts that were read to their end.
    verified: BTreeSet<usize>,
    /// Bytes unpacked so far; a directory may say less than there is.
    unpacked: u64,
}

/// What one part is to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Relation {
    pub(super) id: String,
    /// The last word of its type: `worksheet`, `styles`, `comments`.
    pub(super) kind: String,
    /// Name of the part that it leads to.
    pub(super) part: String,
}

impl<'a> Package<'a> {
    /// Opens a zip file. Refuses one that unpacks to too much or asks for a password.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Reason> {
        let directory = |_| Reason::Damaged("de lijst van onderdelen is niet te lezen".to_owned());
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(directory)?;
        limits::check_zip(&mut archive)?;
        let names = archive.file_names().map(|name| known_as(&name.unwrap_or_default()));
        let mut parts = BTreeMap::new();
        for (index, name) in names.enumerate() {
            parts.entry(name).or_insert(index);
        }
        Ok(Self { archive, parts, verified: BTreeSet::new(), unpacked: 0 })
    }

    pub(super) fn has(&self, part: &str) -> bool {
        self.parts.contains_key(&known_as(part))
    }

    /// Whether there is a Visual Basic project or a Basic library.
    pub(super) fn has_macros(&self) -> bool {
        let mut names = self.parts.keys();
        names.any(|name| name.ends_with("vbaproject.bin") || name.starts_with("basic/"))
    }

    /// Bytes of a part, unpacked, as the directory says; zero if there is no such part.
    pub(super) fn size(&mut self, part: &str) -> u64 {
        let index = self.parts.get(&known_as(part));
        let entry = index.and_then(|index| self.archive.by_index_raw(*index).ok());
        entry.map_or(0, |entry| entry.size())
    }

    /// The text of a part, if it is no larger than this limit; `None` if there is no such part.
    pub(crate) fn text(&mut self, part: &str, limit: Limit) -> Result<Option<String>, Reason> {
        let Some(bytes) = self.bytes(part, limit)? else { return Ok(None) };
        decoded(bytes).map(Some).ok_or_else(|| unreadable(part))
    }

    /// The bytes of a part, if there are no more than this limit; `None` if there is no such part.
    pub(super) fn bytes(&mut self, part: &str, limit: Limit) -> Result<Option<Vec<u8>>, Reason> {
        let Some(&index) = self.parts.get(&known_as(part)) else { return Ok(None) };
        let most = limit.allowed();
        let entry = self.archive.by_index(index).map_err(|_| unreadable(part))?;
        limits::within(limit, entry.size())?;
        let mut bytes = Vec::with_capacity(usize::try_from(entry.size()).unwrap_or_default());
        entry.take(most + 1).read_to_end(&mut bytes).map_err(|error| broken(part, &error))?;
        limits::within(limit, bytes.len() as u64)?;
        self.count(index, bytes.len() as u64)?;
        Ok(Some(bytes))
    }

    /// Reads what nobody asked for, so that a damaged part is known whatever it is.
    pub(super) fn verify_rest(&mut self) -> Result<(), Reason> {
        for index in 0..self.archive.len() {
            if self.verified.contains(&index) {
                continue;
            }
            let entry = self.archive.by_index(index).map_err(|_| unreadable(""))?;
            let name = entry.name().unwrap_or_default().into_owned();
            let most = Limit::Part.allowed() + 1;
            let size = copy(&mut entry.take(most), &mut sink());
            let size = size.map_err(|error| broken(&name, &error))?;
            limits::within(Limit::Part, size)?;
            self.count(index, size)?;
        }
        Ok(())
    }

    fn count(&mut self, index: usize, bytes: u64) -> Result<(), Reason> {
        if self.verified.insert(index) {
            self.unpacked += bytes;
        }
        limits::within(Limit::Unpacked, self.unpacked)
    }

    /// What a part refers to inside the file; the whole package for an empty name.
    pub(super) fn relations(&mut self, part: &str) -> Result<Vec<Relation>, Reason> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let rels = format!("{folder}/_rels/{name}.rels");
        let Some(text) = self.text(&rels, Limit::Frame)? else { return Ok(Vec::new()) };
        let (mut relations, mut xml) = (Vec::new(), Xml::new(&text, &rels));
        xml.root(|xml, tag| {
            let is_outside = tag.get("TargetMode").is_some_and(|mode| mode == "External");
            if let (Some(id), Some(kind), Some(target), false) =
                (tag.get("Id"), tag.get("Type"), tag.get("Target"), is_outside)
            {
                let kind = kind.rsplit('/').next().expect("a split has a first part").to_owned();
                relations.push(Relation { id, kind, part: resolved(part, &target) });
            }
            xml.skip()
        })?;
        Ok(relations)
    }
}

/// A name by which a part is found: names differ in their case and their slashes, and mean the same.
fn known_as(name: &str) -> String {
    let name = name.replace('\\', "/").to_lowercase();
    name.trim_start_matches("./").trim_start_matches('/').to_owned()
}

/// The part that a target leads to, seen from the part that names it.
fn resolved(from: &str, target: &str) -> String {
    let target = without_escapes(&target.replace('\\', "/"));
    let mut steps: Vec<&str> =
        if target.starts_with('/') { Vec::new() } else { from.split('/').collect() };
    steps.pop();
    for step in target.split('/').filter(|step| !step.is_empty()) {
        match step {
            ".." => drop(steps.pop()),
            "." => {}
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// The target with `%20` and the like decoded.
fn without_escapes(target: &str) -> String {
    let mut pieces = target.split('%');
    let first = pieces.next().expect("a split has a first part");
    let mut bytes = first.as_bytes().to_vec();
    for piece in pieces {
        match piece.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                bytes.extend(&piece.as_bytes()[2..]);
            }
            None => bytes.extend(format!("%{piece}").bytes()),
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| target.to_owned())
}

fn unreadable(part: &str) -> Reason {
    Reason::Damaged(format!("het onderdeel `{part}` is niet te lezen"))
}

fn broken(part: &str, error: &std::io::Error) -> Reason {
    if error.to_string().contains("checksum") {
        return Reason::Damaged(format!("de controlesom van het onderdeel `{part}` klopt niet"));
    }
    unreadable(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_found_from_the_part_that_names_it() {
        for (from, target, part) in [
            ("xl/workbook.xml", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl/worksheets/sheet1.xml", "../comments1.xml", "xl/comments1.xml"),
            ("xl/workbook.xml", "/xl/styles.xml", "xl/styles.xml"),
            ("xl/workbook.xml", "worksheets\\blad%201.xml", "xl/worksheets/blad 1.xml"),
            ("", "xl/./workbook.xml", "xl/workbook.xml"),
            ("xl/workbook.xml", "../../../a.xml", "a.xml"),
            ("a", "100%.xml", "100%.xml"),
        ] {
            assert_eq!(resolved(from, target), part, "{from} {target}");
        }
        assert_eq!(known_as("\\XL\\Workbook.xml"), "xl/workbook.xml");
    }
}
