//! Keeps what an edition was made from, so that anybody on the team can make it again when the year has gone on.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use pmg_core::archive::{self, ArchiveError};
use pmg_core::cycle::{self, Discarded, EditionRecord, Files, Sources};
use pmg_core::edition::{Edition, EditionNumber};
use pmg_core::workbook::sha256;
use pmg_report::render;
use pmg_report::template;

use super::compose::Composition;
use super::error::PipelineError;
use super::publish::Report;
use super::request::BuildRequest;

/// Where in what an edition was made from the files of the years stand.
const YEARS: &str = "input/";
/// Where the templates stand that were in a folder of their own.
const TEMPLATES: &str = "sjablonen";
/// Where the house style stands that was in a folder of its own.
const STYLE: &str = "huisstijl";
/// The name of the file that says how the edition was made.
const HOW: &str = "hoe.json";
/// The name of the list of all files with the SHA-256 of each, as `sha256sum` reads it.
const LIST: &str = "inhoud.sha256";
/// The name of the list of files that were left out of an archive because they may not be kept.
const NOT_KEPT: &str = "niet-bewaard.txt";
/// What an edition was made from is never larger than this, unpacked: 1 GiB.
const MOST: u64 = 1 << 30;

/// How an edition was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct How {
    /// The year that it reports on.
    year: i16,
    /// Which edition of that year it is.
    edition: EditionNumber,
    /// The version of the program.
    program: String,
    /// The built-in house style that was asked for by its name.
    style: Option<String>,
    /// The moment that the PDF carries, if it was asked for.
    timestamp: Option<DateTime>,
    /// The SHA-256 of each template and font of the program, by name.
    built_in: BTreeMap<String, String>,
}

/// What an edition was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeFrom {
    how: How,
    files: Sources,
    list: String,
    /// The files in the list that were not kept, by their paths.
    missing: Vec<String>,
}

impl MadeFrom {
    /// What the report of a request is made from.
    ///
    /// # Errors
    /// A [`PipelineError`] if a file cannot be read.
    pub fn of(request: &BuildRequest, draft: &Composition) -> Result<Self, PipelineError> {
        let mut files: Sources = cycle::sources(&Files::Disk, &request.year)?
            .into_iter()
            .map(|(path, bytes)| (format!("{YEARS}{path}"), bytes))
            .collect();
        if let Some(folder) = &request.templates {
            files.extend(cycle::files_in(&Files::Disk, folder, TEMPLATES)?);
        }
        let named = |style: &Path| {
            style.to_str().filter(|it| cycle::built_in_style(it).is_some()).map(str::to_owned)
        };
        let style = request.style.as_deref().and_then(named);
        if let Some(folder) = request.style.as_ref().filter(|_| style.is_none()) {
            files.extend(cycle::files_in(&Files::Disk, folder, STYLE)?);
        }
        let templates = template::built_in().into_iter();
        let templates = templates.map(|(name, it)| (name, sha256(it.text.as_bytes())));
        let fonts = (1..).zip(render::fonts());
        let fonts = fonts.map(|(number, bytes)| (format!("lettertype {number}"), sha256(bytes)));
        let how = How {
            year: draft.facts.cycle.settings.year,
            edition: draft.facts.cycle.next_edition(),
            program: env!("CARGO_PKG_VERSION").to_owned(),
            style,
            timestamp: request.timestamp,
            built_in: templates.chain(fonts).collect(),
        };
        Ok(Self::with(how, files))
    }

    fn with(how: How, mut files: Sources) -> Self {
        let mut text = serde_json::to_vec_pretty(&how).expect("names, numbers and a date are JSON");
        text.push(b'\n');
        files.insert(HOW.to_owned(), text);
        let list = files.iter().map(|(path, bytes)| line(path, bytes)).collect();
        Self { how, files, list, missing: Vec::new() }
    }

    /// What is in such a file; `None` if it is something else, or another than its own list says.
    ///
    /// # Errors
    /// An [`ArchiveError`] if it cannot be unpacked.
    pub fn unpack(bytes: &[u8]) -> Result<Option<Self>, ArchiveError> {
        let mut files = archive::unpack(bytes, MOST)?;
        let list = files.remove(LIST).and_then(|list| String::from_utf8(list).ok());
        let how = files.get(HOW).and_then(|text| serde_json::from_slice(text).ok());
        let not_kept = files.remove(NOT_KEPT);
        let Some((list, how)) = list.zip(how) else { return Ok(None) };
        let there: BTreeSet<String> = files.iter().map(|(path, bytes)| line(path, bytes)).collect();
        let listed: BTreeSet<&str> = list.split_inclusive('\n').collect();
        let missing = listed.iter().filter(|it| !there.contains(**it));
        let missing: Vec<String> =
            missing.filter_map(|it| path_of(it)).map(str::to_owned).collect();
        let is_listed = there.iter().all(|it| listed.contains(it.as_str()));
        let is_it = is_listed && (missing.is_empty() || not_kept.is_some());
        Ok(is_it.then_some(Self { how, files, list, missing }))
    }

    /// The same without files that may not be kept; of these only the SHA-256 is left.
    #[must_use]
    pub fn without(mut self, discarded: &[Discarded]) -> Self {
        let is_kept = |path: &str| {
            // Behind the folder of the years and the year.
            let inside = path.strip_prefix(YEARS).and_then(|rest| rest.split_once('/'));
            inside.is_none_or(|(_, inside)| !discarded.iter().any(|each| each.has(inside)))
        };
        self.missing.extend(self.files.keys().filter(|path| !is_kept(path)).cloned());
        self.missing.sort();
        self.missing.dedup();
        self.files.retain(|path, _| is_kept(path));
        self
    }

    /// The bytes of the file that keeps it.
    ///
    /// # Errors
    /// An [`ArchiveError`] if there is more than a zip file can hold.
    pub fn pack(&self) -> Result<Vec<u8>, ArchiveError> {
        let mut files = self.files.clone();
        files.insert(LIST.to_owned(), self.list.clone().into_bytes());
        if !self.missing.is_empty() {
            files.insert(NOT_KEPT.to_owned(), (self.missing.join("\n") + "\n").into_bytes());
        }
        archive::pack(&files)
    }

    /// The edition that it makes, and of which year.
    #[must_use]
    pub fn edition(&self) -> (i16, EditionNumber) {
        (self.how.year, self.how.edition)
    }

    /// The files, by their path in the folder that the edition is made in.
    #[must_use]
    pub fn files(&self) -> &Sources {
        &self.files
    }

    /// The files that were not kept, by their path in the folder that the edition is made in.
    #[must_use]
    pub fn missing(&self) -> &[String] {
        &self.missing
    }

    /// The paths of the files of years, each in the folder of its year.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        let paths = self.files.keys().chain(&self.missing);
        let inside = paths.filter_map(|path| path.strip_prefix(YEARS)?.split_once('/'));
        inside.map(|(_, path)| path)
    }

    /// What to build, once the files stand in a folder.
    #[must_use]
    pub fn request(&self, folder: &Path) -> BuildRequest {
        let at = |name: &str| Some(folder.join(name)).filter(|it| it.is_dir());
        BuildRequest {
            year: folder.join(YEARS).join(self.how.year.to_string()),
            templates: at(TEMPLATES),
            // Only a name that is built in: whoever sends an archive must not say which folder is read.
            style: self
                .how
                .style
                .as_deref()
                .filter(|name| cycle::built_in_style(name).is_some())
                .map(Into::into)
                .or_else(|| at(STYLE)),
            returns: None,
            edition: Edition::Final,
            draft: None,
            number: Some(self.how.edition),
            timestamp: self.how.timestamp,
        }
    }

    /// The SHA-256 of the key of the year, which is among the files, and of the list of them. Nobody without the key can
    /// find out by guessing what a return says.
    #[must_use]
    pub fn digest(&self) -> String {
        sha256(&[self.key().map_or(&[][..], Vec::as_slice), self.list.as_bytes()].concat())
    }

    /// Whether the key of the year is among the files.
    #[must_use]
    pub fn has_key(&self) -> bool {
        self.key().is_some()
    }

    fn key(&self) -> Option<&Vec<u8>> {
        let year = Path::new(YEARS).join(self.how.year.to_string());
        let key = cycle::key_path(&year);
        self.files.get(&key.to_str()?.replace('\\', "/"))
    }
}

/// The line of a file in the list.
fn line(path: &str, bytes: &[u8]) -> String {
    format!("{}  {path}\n", sha256(bytes))
}

/// The path in a line of the list; `None` if it is no such line.
fn path_of(line: &str) -> Option<&str> {
    line.trim_end().split_once("  ").map(|(_, path)| path)
}

/// What `editie.json` says of an edition; `input` is the [`MadeFrom::digest`] of what it was made from.
#[must_use]
pub fn edition_record(draft: &Composition, report: &Report, input: &str) -> EditionRecord {
    let cycle = &draft.facts.cycle;
    let files = report.files(draft).into_iter();
    EditionRecord {
        year: cycle.settings.year,
        edition: cycle.next_edition(),
        date: cycle.settings.publication,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        input: input.to_owned(),
        sentences: sha256(&draft.sentences),
        files: files.map(|(name, bytes)| (name.to_owned(), sha256(bytes))).collect(),
    }
}
