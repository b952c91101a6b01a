//! Packs the editions of a year into one file that proves itself: what went out, and what it was made from.

use std::fmt::Write as _;
use std::io::ErrorKind;
use std::path::Path;

use pmg_core::archive;
use pmg_core::cycle::{self, Cycle, CycleError, EditionRecord, Files, RECORD, Sources};
use pmg_core::dutch;
use pmg_core::edition::EditionNumber;
use pmg_core::near;
use pmg_core::workbook::sha256;

use super::error::PipelineError;
use super::letter::kept_letter;
use super::made_from::MadeFrom;

/// The name of the text that says what is in the archive.
const README: &str = "LEESMIJ.txt";
/// The name of the list of all files with the SHA-256 of each, as `sha256sum` reads it.
pub const ARCHIVE_LIST: &str = "inhoud.sha256";
/// The files of an archive that are of no edition.
pub const ARCHIVE_FILES: [&str; 2] = [README, ARCHIVE_LIST];

/// The editions of a year in one file.
#[derive(Debug)]
pub struct Archive {
    /// The bytes of the zip file.
    pub bytes: Vec<u8>,
    /// The editions in it, in the order of their numbers.
    pub editions: Vec<EditionNumber>,
    /// How many letters are in it.
    pub letters: usize,
    /// How many files were left out that may not be kept.
    pub left_out: usize,
}

/// The path at which an archive has what an edition was made from.
#[must_use]
pub fn kept_as(record: &EditionRecord) -> String {
    format!("invoer/{}-{}.zip", record.year, record.edition)
}

/// The folder in which an archive has the letter that went out with an edition.
#[must_use]
pub fn letter_as(record: &EditionRecord) -> String {
    format!("brieven/{}-{}", record.year, record.edition)
}

/// Packs the editions of a year that the program kept, without what its list says that may not be kept.
///
/// # Errors
/// A [`PipelineError`] if there is no edition, if what one was made from is gone, or if the list names what is not there.
pub fn archive(year: &Path) -> Result<Archive, PipelineError> {
    let cycle = cycle::load(year)?;
    let records: Vec<&EditionRecord> =
        cycle.published.iter().filter_map(|it| it.record.as_ref()).collect();
    if records.is_empty() {
        return Err(PipelineError::NoEdition);
    }
    let mut files = Sources::new();
    let mut left_out = Vec::new();
    let mut known = Vec::new();
    let mut letters = 0;
    for record in &records {
        let number = record.edition;
        let folder = cycle::published_path(year, number);
        let prefix = format!("uitgaven/{}-{number}", record.year);
        files.extend(cycle::files_in(&Files::Disk, &folder, &prefix)?);
        if let Some(letter) = kept_letter(year, number)? {
            letters += 1;
            let folder = letter_as(record);
            files.extend(letter.into_iter().map(|(name, it)| (format!("{folder}/{name}"), it)));
        }
        let path = cycle::input_path(year, number);
        let bytes = std::fs::read(&path).map_err(|source| match source.kind() {
            ErrorKind::NotFound => PipelineError::MadeFromGone(path.clone()),
            _ => CycleError::Unreadable { path: path.clone(), source }.into(),
        })?;
        let made_from = MadeFrom::unpack(&bytes)?.ok_or(PipelineError::NotMadeFrom(path))?;
        known.extend(made_from.paths().map(str::to_owned));
        let kept = made_from.without(&cycle.discarded);
        left_out.extend(kept.missing().iter().cloned());
        files.insert(kept_as(record), kept.pack()?);
    }
    // Who lists what may not be kept, must be told where that names nothing: it would be kept.
    for each in &cycle.discarded {
        if !known.iter().any(|path| each.has(path)) {
            let hint = near::suggestion(&each.path, known.iter().map(String::as_str));
            let hint = hint.unwrap_or_else(|| {
                "noem het pad in de map van het jaar, of haal de regel weg".to_owned()
            });
            return Err(PipelineError::NothingToDiscard(each.path.clone(), hint));
        }
    }
    let text = readme(&cycle, &records, &files, left_out.len());
    files.insert(README.to_owned(), text.into_bytes());
    let lines = files.iter().map(|(path, bytes)| format!("{}  {path}\n", sha256(bytes)));
    let list: String = lines.collect();
    files.insert(ARCHIVE_LIST.to_owned(), list.into_bytes());
    Ok(Archive {
        bytes: archive::pack(&files)?,
        editions: records.iter().map(|it| it.edition).collect(),
        letters,
        left_out: left_out.len(),
    })
}

/// What is in an archive, for whoever opens it in years to come.
fn readme(cycle: &Cycle, records: &[&EditionRecord], files: &Sources, left_out: usize) -> String {
    let settings = &cycle.settings;
    let mut text = format!("{}\nArchief van de uitgaven\n\n", settings.report_title());
    for record in records {
        let EditionRecord { year, edition, date, program, .. } = record;
        _ = writeln!(
            text,
            "uitgaven/{year}-{edition}/  uitgave {edition}, zoals zij verscheen (publicatie {}), gemaakt met versie {program} van pmg",
            dutch::date(*date)
        );
        _ = writeln!(text, "{}  waar zij van is gemaakt", kept_as(record));
        let letter = format!("{}/{RECORD}", letter_as(record));
        if files.contains_key(&letter) {
            _ = writeln!(text, "{}/  de brief aan de Tweede Kamer erbij", letter_as(record));
        }
    }
    text.push_str(
        "inhoud.sha256  van elk bestand hier de vingerafdruk (SHA-256); `sha256sum -c inhoud.sha256` gaat ze na\n\n",
    );
    if left_out == 0 {
        text.push_str(
            "Opnieuw maken en vergelijken, met dezelfde versie van het programma:\n\n  pmg verify --edition DIT-BESTAND.zip\n\n\
             In `invoer` zitten de opgaven van gemeenten met kleine aantallen, en de sleutel van het jaar. Houd dit bestand \
             binnen het programmateam.\n",
        );
        return text;
    }
    _ = writeln!(
        text,
        "Niet alles is bewaard ({left_out} bestanden niet), dus opnieuw maken kan niet. Van elk bestand dat ontbreekt, staat de\n\
         vingerafdruk nog in `inhoud.sha256` van de invoer. `pmg verify --edition DIT-BESTAND.zip` vergelijkt de uitgave met\n\
         haar eigen vingerafdrukken. Niet bewaard is:\n"
    );
    for each in &cycle.discarded {
        _ = writeln!(text, "- {}: {}", each.path, each.because);
    }
    text
}
