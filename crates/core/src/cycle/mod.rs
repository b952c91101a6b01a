//! Reads a year: everything in `input/<year>/` that the programme team edits.
//!
//! In: the folder of the year. Out: a [`Cycle`]. Refuses a folder that is not a year, and all files at once
//! with a key that is not known, a value that is missing or cannot be, or a code that stands twice.

mod changes;
mod constants;
mod definition;
mod error;
mod explanations;
mod folder;
mod next;
mod partners;
mod printable;
mod receipts;
mod recognitions;
mod register;
mod schema;
mod secret;
mod settings;
mod syntax;
mod templates;
mod text;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use crate::place::Place;
use schema::Schema;

pub use changes::Change;
pub use constants::Constant;
pub use definition::{
    Audience, ChoicesFrom, Definition, InterventionDefinition, MeasureDefinition, MeasureKind,
    OpenDefinition, OpenKind, Relation, RelationKind, SheetDefinition, ThemeDefinition, Total,
    Unit, UnitKind,
};
pub use error::{At, CycleError, Fault, Faults};
pub use explanations::{Explanation, with_explanation};
pub use folder::{REPLACED, Unread};
pub use next::next_year;
pub use partners::{Contribution, Partner};
pub use printable::{Character, characters};
pub use receipts::{Receipt, Refusal, with_receipt, with_refusal};
pub use recognitions::Recognition;
pub use register::{Municipality, Register};
pub use schema::Places;
pub use secret::{Kept, SECRET, Secret, edition_path, key_file, key_path, next_shown_path, shown};
pub use settings::Settings;
pub use templates::{Template, read_templates};
pub use text::read_text;

/// A year of the monitor, as the programme team has set it up.
#[derive(Debug, Clone)]
pub struct Cycle {
    /// Year, dates, titles and the way numbers are written.
    pub settings: Settings,
    /// The municipalities, and which of them take part and report.
    pub register: Register,
    /// The questionnaire as the team wrote it down.
    pub definition: Definition,
    /// Numbers and findings that are no figure of this year, by name, each with its source.
    pub constants: BTreeMap<String, Constant>,
    /// What national partners report, in the order of the file.
    pub partners: Vec<Partner>,
    /// The official verdicts on interventions, in the order of the file.
    pub recognitions: Vec<Recognition>,
    /// Why some warnings are no reason for worry.
    pub explanations: Vec<Explanation>,
    /// What became of the questions of last year's questionnaire.
    pub changes: Vec<Change>,
    /// When returns came in, in the order in which they did.
    pub receipts: Vec<Receipt>,
    /// Which files came in and were not received.
    pub refusals: Vec<Refusal>,
    /// The returns that came in: paths in the order of their names.
    pub returns: Vec<PathBuf>,
    /// The figures of the editions of this year that appeared, in the order of their names.
    pub published: Vec<Published>,
    /// What never leaves the team's folder.
    pub secret: Secret,
    /// Templates of this year that take the place of the general ones, by name.
    pub templates: BTreeMap<String, Template>,
    /// What stands in its folder and is not read, in the order of names.
    pub unread: Vec<Unread>,
    /// Where the values stand in the files whose words come into the text, by the name of the file.
    pub places: BTreeMap<&'static str, Places>,
}

impl Cycle {
    /// The line of a value, such as `partner.0.bijdrage.2.tekst`, in one of the files of the year; the file as a
    /// whole if the line is not known.
    #[must_use]
    pub fn place(&self, file: &str, path: &str) -> Place {
        let line = self.places.get(file).map_or(0, |places| places.at(path).line);
        match u32::try_from(line) {
            Ok(line) if line > 0 => Place::text(file, line, 1),
            _ => Place::file(file),
        }
    }

    /// The official verdict on an intervention: the last one recorded up to the day of publication. `None` if there
    /// is none.
    #[must_use]
    pub fn recognition(&self, intervention: &str) -> Option<&Recognition> {
        self.recognitions
            .iter()
            .filter(|each| each.intervention == intervention)
            .filter(|each| each.recorded <= self.settings.publication)
            .max_by_key(|each| each.recorded)
    }

    /// The national partner with this code; `None` if there is none.
    #[must_use]
    pub fn partner(&self, code: &str) -> Option<&Partner> {
        self.partners.iter().find(|partner| partner.code == code)
    }
}

/// Reads the year in `folder`.
///
/// # Errors
/// A [`CycleError`] with all that is wrong in the files of the year.
pub fn load(folder: &Path) -> Result<Cycle, CycleError> {
    if !folder.is_dir() {
        return Err(CycleError::NoSuchYear { folder: folder.to_owned() });
    }
    let mut year = Reading { folder, faults: Vec::new() };
    // First: a file that has another name would also be reported as missing under its own.
    let unread = folder::unread(folder, &mut year.faults)?;
    let mut all_places = BTreeMap::new();
    let settings = year.needed::<Settings>(SETTINGS, settings::SCHEMA)?;
    let settings = settings.map(|(it, places)| {
        let settings = it.check(folder, &places, &mut year.faults);
        all_places.insert(SETTINGS, places);
        settings
    });
    let register = year.needed::<register::RegisterFile>("gemeenten.toml", register::SCHEMA)?;
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
    let (explanations, _) =
        year.file::<explanations::ExplanationsFile>(EXPLANATIONS, explanations::SCHEMA)?;
    let (changes, places) = year.file::<changes::ChangesFile>(CHANGES, changes::SCHEMA)?;
    let changes = changes.check(&places, &mut year.faults);
    let (log, _) = year.file::<receipts::ReceiptsFile>(RECEIPTS, receipts::SCHEMA)?;
    let editions = folder::editions(&folder.join(PUBLISHED), &mut year.faults)?;
    let secret = secret::read(folder, &mut year.faults)?;
    let all = (settings, register, definition, constants, partners);
    let (Some(settings), Some(register), Some(definition), Some(constants), Some(partners)) = all
    else {
        return Err(Faults(year.faults).into());
    };
    Faults::none_or(year.faults, ())?;
    Ok(Cycle {
        published: published(editions, settings.year)?,
        settings,
        register,
        definition,
        constants,
        partners,
        recognitions,
        explanations: explanations.explanations,
        changes,
        receipts: log.receipts,
        refusals: log.refusals,
        returns: read_returns(&folder.join(RETURNS))?,
        secret,
        templates: read_templates(&folder.join(TEMPLATES))?,
        unread,
        places: all_places,
    })
}

/// A year half-way through reading, with what is wrong so far.
struct Reading<'a> {
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
        if path.exists() {
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
        if !path.exists() {
            return Ok(Default::default());
        }
        Ok(self.read(&path, schema)?.unwrap_or_default())
    }

    fn read<T: DeserializeOwned>(
        &mut self,
        path: &Path,
        schema: Schema,
    ) -> Result<Option<(T, Places)>, CycleError> {
        let parsed = match read_text(path) {
            Ok(text) => schema::parse(path, &text, schema),
            Err(CycleError::Faults(faults)) => Err(faults),
            Err(error) => return Err(error),
        };
        Ok(parsed.map_err(|Faults(faults)| self.faults.extend(faults)).ok())
    }
}

/// The file in a year's folder with the questions that are no counts; it may be absent.
pub const SHEETS: &str = "bladen.toml";

/// The content of that file in a new year, if the year before has no such file.
pub const STANDARD_SHEETS: &str = include_str!("bladen.toml");

fn definition(year: &mut Reading<'_>) -> Result<Option<Definition>, CycleError> {
    let definition = year.needed::<Definition>("vragenlijst.toml", definition::SCHEMA)?;
    let (mut sheets, places) = year.file::<Definition>(SHEETS, definition::SCHEMA)?;
    sheets.places = places;
    Ok(definition.map(|(mut definition, places)| {
        definition.places = places;
        definition.extend(sheets);
        definition
    }))
}

/// The file in a year's folder with its dates, its titles and the way numbers are written.
pub const SETTINGS: &str = "jaar.toml";

/// The file in a year's folder with numbers and findings that are no figure of this year.
pub const CONSTANTS: &str = "constanten.toml";

/// The file in a year's folder with what national partners report.
pub const PARTNERS: &str = "partners.toml";

/// The file in a year's folder that holds the team's explanations of warnings; it may be absent.
pub const EXPLANATIONS: &str = "toelichtingen.toml";

/// The file in a year's folder with the official verdicts on interventions; it may be absent.
pub const RECOGNITIONS: &str = "erkenningen.toml";

/// The folder in a year's folder that holds the returns.
pub const RETURNS: &str = "questionnaires";

/// The folder in a year's folder with templates that take the place of the general ones.
pub const TEMPLATES: &str = "templates";

/// The file in a year's folder that says when returns came in; it may be absent.
pub const RECEIPTS: &str = "ontvangst.toml";

/// The text of a file to which the program adds, with what is added.
fn appended(text: &str, added: &str) -> String {
    let before = text.trim_end();
    let gap = if before.is_empty() { "" } else { "\n\n" };
    format!("{before}{gap}{added}")
}

/// The folder in a year's folder that keeps the `cijfers.json` of each edition that appeared.
pub const PUBLISHED: &str = "uitgebracht";

/// The `cijfers.json` of an edition that appeared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Where it stands.
    pub path: PathBuf,
    /// What the edition is called: the name of the file without `.json`.
    pub name: String,
    /// The year in whose folder it stands.
    pub year: i16,
    /// What it holds.
    pub text: String,
}

fn published(files: Vec<PathBuf>, year: i16) -> Result<Vec<Published>, CycleError> {
    let edition = |path: PathBuf| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = read_text(&path)?;
        Ok(Published { name: format!("de uitgave `{name}`"), year, text, path })
    };
    files.into_iter().map(edition).collect()
}

/// The file in a year's folder that says what became of last year's questions; it may be absent.
pub const CHANGES: &str = "was-wordt.toml";

/// The files in a folder of returns, whatever they are, in the order of their names; an absent folder
/// holds none. What stands in folders inside it was replaced and is no return any more.
///
/// # Errors
/// [`CycleError::Unreadable`] with the path.
pub fn read_returns(folder: &Path) -> Result<Vec<PathBuf>, CycleError> {
    let mut files = files_in(folder)?;
    files.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_lock = name.starts_with(".~lock.");
        path.is_file() && (is_lock || !folder::is_of_system(&name))
    });
    Ok(files)
}

/// What stands in a folder, in the order of names; empty if there is no such folder.
fn files_in(folder: &Path) -> Result<Vec<PathBuf>, CycleError> {
    let unreadable = |source| CycleError::Unreadable { path: folder.to_owned(), source };
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut paths = std::fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, _>>())
        .map_err(unreadable)?;
    paths.sort();
    Ok(paths)
}
