//! Reads a year: each file is held against its schema, and all that is wrong in any of them is said at once.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::commitments::Commitment;
use super::constants::Constant;
use super::definition::{self, Definition};
use super::error::{At, CycleError, Fault, Faults};
use super::files::Files;
use super::letter::Letter;
use super::names::{
    CHANGES, COMMITMENTS, CONSTANTS, DRAFTS, ERRATA, EXPLANATIONS, LETTER, MUNICIPALITIES,
    PARTNERS, PHOTOS, POLICY, QUESTIONNAIRE, READ_TEXTS, RECEIPTS, RECOGNITIONS, REMARKS,
    RETENTION, RETURNS, SETTINGS, SHEETS, STATES, STYLE, TEMPLATES,
};
use super::photos::Photo;
use super::policy::PolicyText;
use super::remarks::Remark;
use super::schema::{self, Places, Schema};
use super::settings::{self, Settings};
use super::style::{Style, read_style};
use super::templates::read_templates;
use super::year::Cycle;
use super::{
    changes, commitments, constants, drafts, editions, errata, explanations, folder, letter,
    partners, photos, policy, read_texts, receipts, recognitions, register, remarks, retention,
    secret,
};
use crate::basis::PolicyPart;

/// Reads the year in a folder on the disk.
///
/// # Errors
/// A [`CycleError`] with all that is wrong in the files of the year.
pub fn load(folder: &Path) -> Result<Cycle, CycleError> {
    load_from(&Files::Disk, folder)
}

/// Reads the year in a folder of these files; the folder is called after the year.
///
/// # Errors
/// A [`CycleError`] with all that is wrong in the files of the year.
pub fn load_from(files: &Files, folder: &Path) -> Result<Cycle, CycleError> {
    if !files.is_dir(folder) {
        return Err(CycleError::NoSuchYear { folder: folder.to_owned() });
    }
    let mut year = Reading { files, folder, faults: Vec::new() };
    // First: a file that has another name would also be reported as missing under its own.
    let unread = folder::unread(files, folder, &mut year.faults)?;
    let mut all_places = BTreeMap::new();
    let settings = year.needed::<Settings>(SETTINGS, settings::SCHEMA)?;
    let settings = settings.map(|(it, places)| {
        let settings = it.check(folder, &places, &mut year.faults);
        all_places.insert(SETTINGS, places);
        settings
    });
    let register = year.needed::<register::RegisterFile>(MUNICIPALITIES, register::SCHEMA)?;
    let register =
        register.map(|(it, places)| it.check(settings.as_ref(), &places, &mut year.faults));
    let definition = definition(&mut year)?;
    let constants = year.needed(CONSTANTS, constants::SCHEMA)?;
    let constants = constants.map(|(constants, places)| {
        all_places.insert(CONSTANTS, places);
        constants
    });
    let partners = year.needed::<partners::PartnersFile>(PARTNERS, partners::SCHEMA)?;
    let partners = partners.map(|(it, places)| {
        let partners = it.check(&places, &mut year.faults);
        all_places.insert(PARTNERS, places);
        partners
    });
    let (recognitions, places) =
        year.file::<recognitions::RecognitionsFile>(RECOGNITIONS, recognitions::SCHEMA)?;
    let recognitions =
        recognitions.check(definition.as_ref(), settings.as_ref(), &places, &mut year.faults);
    all_places.insert(RECOGNITIONS, places);
    let around = (settings.as_ref(), definition.as_ref(), constants.as_ref());
    let WithLetter { letter, commitments, policy } =
        with_letter(&mut year, around, &mut all_places)?;
    let (explanations, _) =
        year.file::<explanations::ExplanationsFile>(EXPLANATIONS, explanations::SCHEMA)?;
    let (changes, places) = year.file::<changes::ChangesFile>(CHANGES, changes::SCHEMA)?;
    let changes = changes.check(&places, &mut year.faults);
    let (read, _) = year.file::<read_texts::ReadTextsFile>(READ_TEXTS, read_texts::SCHEMA)?;
    let (log, _) = year.file::<receipts::ReceiptsFile>(RECEIPTS, receipts::SCHEMA)?;
    let published = settings
        .as_ref()
        .map(|settings| editions::read(files, folder, settings.year, &mut year.faults));
    let published = published.transpose()?.unwrap_or_default();
    let (errata, places) = year.file::<errata::ErrataFile>(ERRATA, errata::SCHEMA)?;
    let errata = errata.check(register.as_ref(), &places, &mut year.faults);
    all_places.insert(ERRATA, places);
    let (retention, places) =
        year.file::<retention::RetentionFile>(RETENTION, retention::SCHEMA)?;
    let discarded = retention.check(&places, &mut year.faults);
    let kept = settings
        .as_ref()
        .map(|settings| drafts::read(files, &folder.join(DRAFTS), settings.year, &mut year.faults));
    let drafts::Kept { drafts, sentences } = kept.transpose()?.unwrap_or_default();
    let remarks = remarks(&mut year)?;
    let secret = secret::read(files, folder, &mut year.faults)?;
    let style = style(&mut year)?;
    let photos = photos(&mut year, definition.as_ref())?;
    let all = (settings, register, definition, constants, partners);
    let (Some(settings), Some(register), Some(definition), Some(constants), Some(partners)) = all
    else {
        return Err(Faults(year.faults).into());
    };
    Faults::none_or(year.faults, ())?;
    Ok(Cycle {
        published,
        errata,
        discarded,
        settings,
        register,
        definition,
        constants,
        partners,
        letter,
        commitments,
        policy,
        recognitions,
        explanations: explanations.explanations,
        changes,
        read_texts: read.texts,
        receipts: log.receipts,
        refusals: log.refusals,
        returns: folder::read_returns(files, &folder.join(RETURNS))?,
        drafts,
        sentences,
        remarks,
        secret,
        templates: read_templates(files, &folder.join(TEMPLATES))?,
        photos,
        style,
        unread,
        places: all_places,
    })
}

/// A year half-way through reading, with what is wrong so far.
struct Reading<'a> {
    files: &'a Files,
    folder: &'a Path,
    faults: Vec<Fault>,
}

impl Reading<'_> {
    /// The content of a file that must be there, and where its values stand; `None` if it is missing or has faults.
    fn needed<T: DeserializeOwned>(
        &mut self,
        name: &str,
        schema: Schema,
    ) -> Result<Option<(T, Places)>, CycleError> {
        let path = self.folder.join(name);
        if self.files.exists(&path) {
            return self.read(&path, schema);
        }
        let meant = format!("`{name}`");
        // That it has another name is a fault already.
        if !self.faults.iter().any(|fault| fault.message.contains(&meant)) {
            let at = At::file(&path);
            let hint =
                "haal het terug uit een kopie, of neem het over uit de map van een ander jaar";
            self.faults.push(Fault::new(at, "dit bestand ontbreekt", hint));
        }
        Ok(None)
    }

    /// The content of a file that may be absent, and where its values stand.
    fn file<T: DeserializeOwned + Default>(
        &mut self,
        name: &str,
        schema: Schema,
    ) -> Result<(T, Places), CycleError> {
        let path = self.folder.join(name);
        if !self.files.exists(&path) {
            return Ok(Default::default());
        }
        Ok(self.read(&path, schema)?.unwrap_or_default())
    }

    fn read<T: DeserializeOwned>(
        &mut self,
        path: &Path,
        schema: Schema,
    ) -> Result<Option<(T, Places)>, CycleError> {
        let parsed = match self.files.text(path) {
            Ok(text) => schema::parse(path, &text, schema),
            Err(CycleError::Faults(faults)) => Err(faults),
            Err(error) => return Err(error),
        };
        Ok(parsed.map_err(|Faults(faults)| self.faults.extend(faults)).ok())
    }
}

fn definition(year: &mut Reading<'_>) -> Result<Option<Definition>, CycleError> {
    let definition = year.needed::<Definition>(QUESTIONNAIRE, definition::SCHEMA)?;
    let (mut sheets, places) = year.file::<Definition>(SHEETS, definition::SCHEMA)?;
    sheets.places = places;
    Ok(definition.map(|(mut definition, places)| {
        definition.places = places;
        definition.extend(sheets);
        definition
    }))
}

impl Reading<'_> {
    /// What was read of a folder; `None` if it has faults, which are told with all others.
    fn told<T>(&mut self, read: Result<T, CycleError>) -> Result<Option<T>, CycleError> {
        match read {
            Ok(read) => Ok(Some(read)),
            Err(CycleError::Faults(Faults(faults))) => {
                self.faults.extend(faults);
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }
}

/// What the letter to parliament says beside the report.
struct WithLetter {
    letter: Option<Letter>,
    commitments: Vec<Commitment>,
    policy: BTreeMap<PolicyPart, PolicyText>,
}

/// Reads the files of the letter, each of which may be absent.
fn with_letter(
    year: &mut Reading<'_>,
    (settings, definition, constants): (
        Option<&Settings>,
        Option<&Definition>,
        Option<&BTreeMap<String, Constant>>,
    ),
    all_places: &mut BTreeMap<&'static str, Places>,
) -> Result<WithLetter, CycleError> {
    let letter = letter(year, settings)?;
    let (commitments, places) =
        year.file::<commitments::CommitmentsFile>(COMMITMENTS, commitments::SCHEMA)?;
    let commitments = commitments.check(definition, settings, constants, &places, &mut year.faults);
    all_places.insert(COMMITMENTS, places);
    let (policy, places) = year.file::<policy::PolicyFile>(POLICY, policy::SCHEMA)?;
    let policy = policy::check(policy, constants, &places, &mut year.faults);
    all_places.insert(POLICY, places);
    Ok(WithLetter { letter, commitments, policy })
}

/// What stands around the text of the letter; `None` if the year has no such file.
fn letter(
    year: &mut Reading<'_>,
    settings: Option<&Settings>,
) -> Result<Option<Letter>, CycleError> {
    let path = year.folder.join(LETTER);
    if !year.files.exists(&path) {
        return Ok(None);
    }
    let read = year.read::<Letter>(&path, letter::SCHEMA)?;
    Ok(read.map(|(it, places)| it.check(settings, &places, &mut year.faults)))
}

/// The house style of the year, or else the neutral one.
fn style(year: &mut Reading<'_>) -> Result<Arc<Style>, CycleError> {
    let folder = year.folder.join(STYLE);
    if !year.files.is_dir(&folder) {
        return Ok(Style::neutral());
    }
    let read = read_style(year.files, &folder);
    Ok(year.told(read)?.map_or_else(Style::neutral, Arc::new))
}

/// The photographs of the year; none if it has no folder with them.
fn photos(
    year: &mut Reading<'_>,
    definition: Option<&Definition>,
) -> Result<Vec<Arc<Photo>>, CycleError> {
    let folder = year.folder.join(PHOTOS);
    if !year.files.is_dir(&folder) {
        return Ok(Vec::new());
    }
    let read = photos::read(year.files, &folder, definition);
    Ok(year.told(read)?.unwrap_or_default().into_iter().map(Arc::new).collect())
}

/// What reviewers wrote in the drafts of the year, with what became of it.
fn remarks(year: &mut Reading<'_>) -> Result<Vec<Remark>, CycleError> {
    let folder = year.folder.join(REMARKS);
    let mut rounds = Vec::new();
    for path in folder::remarks(year.files, &folder, &mut year.faults)? {
        if let Some((round, places)) = year.read::<remarks::Round>(&path, remarks::SCHEMA)? {
            rounds.push((round, places));
        }
    }
    let (states, places) =
        year.file::<remarks::StatesFile>(&format!("{REMARKS}/{STATES}"), remarks::STATES_SCHEMA)?;
    Ok(remarks::settled(rounds, states, &places, &mut year.faults))
}
