//! Why a build cannot go on: the errors of all stages in one type.

use std::path::{Path, PathBuf};

use pmg_core::annotate::Unmarkable;
use pmg_core::archive::ArchiveError;
use pmg_core::cycle::{self, CycleError, Faults};
use pmg_core::dutch;
use pmg_core::edition::EditionNumber;
use pmg_core::form::FormError;
use pmg_core::near;
use pmg_core::workbook::Unreadable;
use pmg_report::render::pdf::PdfError;
use pmg_report::tables::SpreadsheetError;
use pmg_report::template::NarrativeError;
use thiserror::Error;

use super::remarks::RemarksError;

/// Why a build cannot go on.
#[derive(Debug, Error)]
pub enum PipelineError {
    /// The year cannot be read.
    #[error(transparent)]
    Cycle(#[from] CycleError),
    /// The year has no key to draw with; the path at which it should be.
    #[error("dit jaar heeft nog geen sleutel: `{}` is er niet\nhint: `pmg build` maakt hem", .0.display())]
    NoKey(PathBuf),
    /// No folder is there, and no style of this name is built in.
    #[error("{}", no_style(.0))]
    NoStyle(PathBuf),
    /// A template cannot be rendered.
    #[error(transparent)]
    Narrative(#[from] NarrativeError),
    /// The PDF cannot be made.
    #[error(transparent)]
    Pdf(#[from] PdfError),
    /// The tables cannot be written.
    #[error(transparent)]
    Tables(#[from] SpreadsheetError),
    /// A return cannot be read again.
    #[error("kan `{}` niet nog eens lezen", .0.file)]
    Return(Unreadable),
    /// No such municipality reports in this year.
    #[error("geen gemeente met de code of de naam `{asked}` rapporteert dit jaar")]
    NoRespondent {
        /// The name or the code that was asked for.
        asked: String,
        /// The names of those that do, in the order of their codes.
        known: Vec<String>,
    },
    /// This municipality handed in nothing that can be used; `None` if no municipality did.
    #[error("{}", nothing_usable(.0.as_deref()))]
    NothingUsable(Option<String>),
    /// A form cannot be written.
    #[error("kan een lege vragenlijst niet maken\n  technisch: {0}")]
    Form(FormError),
    /// A file with remarks is not taken in.
    #[error(transparent)]
    Remarks(#[from] RemarksError),
    /// A year has no letter: the year.
    #[error(
        "{0} heeft geen brief: `brief.toml` ontbreekt in de map van het jaar\nhint: neem het bestand over uit de map van een ander jaar, en pas het aan"
    )]
    NoLetter(i16),
    /// A year has no edition that the program kept.
    #[error(
        "van dit jaar heeft het programma nog geen uitgave bewaard\nhint: `pmg build --final` maakt er een"
    )]
    NoEdition,
    /// What an edition was made from is not what the program kept.
    #[error("`{}` is niet wat het programma bij een uitgave bewaarde\nhint: zet het bestand terug uit een kopie", .0.display())]
    NotMadeFrom(PathBuf),
    /// A letter is not what the program kept with an edition.
    #[error(
        "`{}` is niet meer de brief die bij uitgave {} is bewaard\nhint: zet de map terug uit een kopie",
        .0.display(),
        .1
    )]
    NotKeptLetter(PathBuf, EditionNumber),
    /// What an edition was made from is gone.
    #[error(
        "`{}` is er niet meer: daarin zat waar een uitgave van is gemaakt\nhint: zet het bestand terug uit een kopie van de map van het jaar; zonder dat bewijst een archief niets",
        .0.display()
    )]
    MadeFromGone(PathBuf),
    /// A list of what may not be kept names what is not there; and what to do.
    #[error("bewaarlijst.toml noemt `{0}`, en dat zit in geen uitgave\nhint: {1}")]
    NothingToDiscard(String, String),
    /// An archive cannot be packed or unpacked.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// A form cannot be marked.
    #[error(transparent)]
    Marked(Unmarkable),
}

impl From<Faults> for PipelineError {
    fn from(faults: Faults) -> Self {
        Self::Cycle(faults.into())
    }
}

fn no_style(asked: &Path) -> String {
    let (asked, known) = (asked.display().to_string(), cycle::STYLES);
    let meant =
        near::suggestion(&asked, known).map(|meant| format!("{meant} ")).unwrap_or_default();
    format!(
        "er is geen map `{asked}`, en ook geen ingebouwde stijl die zo heet\nhint: {meant}noem de map van een stijl, of kies uit {}",
        dutch::list(&known.map(|name| format!("`{name}`")).each_ref().map(String::as_str))
    )
}

fn nothing_usable(name: Option<&str>) -> String {
    match name {
        Some(name) => format!(
            "van {name} is geen bruikbare vragenlijst binnen\nhint: `pmg status` toont of de vragenlijst binnen is, `pmg check` wat \
             ermee is"
        ),
        None => "van geen gemeente is een bruikbare vragenlijst binnen\nhint: `pmg check` toont wat er is met wat er binnenkwam"
            .to_owned(),
    }
}
