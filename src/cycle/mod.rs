//! Reads a year: everything in `input/<year>/` that the programme team edits.
//!
//! In: the folder of the year. Out: a [`Cycle`]. Refuses a folder that is not a year, and a file
//! with a key that is not known, a value that is missing, or a code that stands twice.

mod changes;
mod constants;
mod definition;
mod error;
mod explanations;
mod next;
mod partners;
mod printable;
mod receipts;
mod recognitions;
mod register;
mod settings;
mod templates;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

pub use changes::Change;
pub use constants::Constant;
pub use definition::{
    Audience, Definition, InterventionDefinition, MeasureDefinition, MeasureKind, OpenDefinition,
    OpenKind, Relation, RelationKind, SheetDefinition, ThemeDefinition, Total, Unit, UnitKind,
};
pub use error::CycleError;
pub use explanations::{Explanation, with_explanation};
pub use next::next_year;
pub use partners::{Contribution, Partner};
pub use printable::{Character, characters};
pub use receipts::{Receipt, Refusal, with_receipt, with_refusal};
pub use recognitions::Recognition;
pub use register::{Municipality, Register};
pub use settings::Settings;
pub use templates::{Template, read_templates};

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
    /// What is officially held of interventions, in the order of the file.
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
    /// Templates of this year that take the place of the general ones, by name.
    pub templates: BTreeMap<String, Template>,
}

impl Cycle {
    /// What is held of an intervention: what was recorded last, before the report appears.
    #[must_use]
    pub fn recognition(&self, intervention: &str) -> Option<&Recognition> {
        self.recognitions
            .iter()
            .filter(|each| each.intervention == intervention)
            .filter(|each| each.recorded <= self.settings.publication)
            .max_by_key(|each| each.recorded)
    }
}

/// Reads the year in `folder`.
///
/// # Errors
/// A [`CycleError`] with the path of the file that is missing or cannot be understood.
pub fn load(folder: &Path) -> Result<Cycle, CycleError> {
    if !folder.is_dir() {
        return Err(CycleError::NoSuchYear { folder: folder.to_owned() });
    }
    let path = folder.join("jaar.toml");
    let settings = read_toml::<Settings>(&path)?.check(folder, &path)?;
    let register: register::RegisterFile = read_toml(&folder.join("gemeenten.toml"))?;
    let definition = definition(folder)?;
    let log: receipts::ReceiptsFile = optional(&folder.join(RECEIPTS))?;
    Ok(Cycle {
        settings,
        register: register.check(&folder.join("gemeenten.toml"))?,
        constants: read_toml(&folder.join("constanten.toml"))?,
        partners: read_toml::<partners::PartnersFile>(&folder.join("partners.toml"))?.partners,
        recognitions: recognitions(&folder.join("erkenningen.toml"), &definition)?,
        definition,
        explanations: optional::<explanations::ExplanationsFile>(&folder.join(EXPLANATIONS))?
            .explanations,
        changes: changes(&folder.join(CHANGES))?,
        receipts: log.receipts,
        refusals: log.refusals,
        returns: read_returns(&folder.join(RETURNS))?,
        published: published(&folder.join(PUBLISHED))?,
        templates: read_templates(&folder.join("templates"))?,
    })
}

/// The file in a year's folder with the questions that are no counts; it may be absent.
pub const SHEETS: &str = "bladen.toml";

/// What that file holds unless the team makes it otherwise.
pub const STANDARD_SHEETS: &str = include_str!("bladen.toml");

fn definition(folder: &Path) -> Result<Definition, CycleError> {
    let mut definition: Definition = read_toml(&folder.join("vragenlijst.toml"))?;
    definition.extend(optional(&folder.join(SHEETS))?);
    Ok(definition)
}

/// The file in a year's folder that holds the team's explanations of warnings; it may be absent.
pub const EXPLANATIONS: &str = "toelichtingen.toml";

/// The verdicts on interventions, each on one of the questionnaire.
fn recognitions(path: &Path, definition: &Definition) -> Result<Vec<Recognition>, CycleError> {
    let recognitions = optional::<recognitions::RecognitionsFile>(path)?.recognitions;
    let known = |code: &String| {
        definition.themes.iter().any(|theme| theme.interventions.iter().any(|it| it.code == *code))
    };
    match recognitions.iter().find(|each| !known(&each.intervention)) {
        None => Ok(recognitions),
        Some(unknown) => {
            let message = format!("no intervention `{}` in vragenlijst.toml", unknown.intervention);
            Err(CycleError::Wrong { path: path.to_owned(), message })
        }
    }
}

/// What stands in a file that may be absent.
fn optional<T: DeserializeOwned + Default>(path: &Path) -> Result<T, CycleError> {
    if path.exists() { read_toml(path) } else { Ok(T::default()) }
}

/// The folder in a year's folder that holds the returns.
pub const RETURNS: &str = "questionnaires";

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
    /// What it holds.
    pub text: String,
}

fn published(folder: &Path) -> Result<Vec<Published>, CycleError> {
    let mut files = files_in(folder)?;
    files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    let edition = |path: PathBuf| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Published { name: format!("de uitgave `{name}`"), text: read(&path)?, path })
    };
    files.into_iter().map(edition).collect()
}

/// The file in a year's folder that says what became of last year's questions; it may be absent.
pub const CHANGES: &str = "was-wordt.toml";

fn changes(path: &Path) -> Result<Vec<Change>, CycleError> {
    optional::<changes::ChangesFile>(path)?.check(path)
}

fn read_toml<T: DeserializeOwned>(path: &Path) -> Result<T, CycleError> {
    let text = read(path)?;
    toml::from_str(&text).map_err(|source| CycleError::Toml {
        path: path.to_owned(),
        line: source.span().map_or(1, |span| line_of(&text, span.start)),
        message: source.message().to_owned(),
    })
}

fn read(path: &Path) -> Result<String, CycleError> {
    std::fs::read_to_string(path)
        .map_err(|source| CycleError::Unreadable { path: path.to_owned(), source })
}

fn line_of(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}

/// The files in a folder of returns, whatever they are, in the order of their names; an absent folder
/// holds none. What stands in folders inside it was replaced and is no return any more.
///
/// # Errors
/// [`CycleError::Unreadable`] with the path.
pub fn read_returns(folder: &Path) -> Result<Vec<PathBuf>, CycleError> {
    let mut files = files_in(folder)?;
    files.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let hidden = name.starts_with('.') && !name.starts_with(".~lock.");
        path.is_file() && !hidden
    });
    Ok(files)
}

/// What stands in a folder, in the order of names; nothing where there is no such folder.
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
