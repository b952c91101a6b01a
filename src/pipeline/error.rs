//! Why a build cannot go on: the errors of all stages in one type.

use std::path::PathBuf;

use pmg_core::annotate::Unmarkable;
use pmg_core::cycle::{CycleError, Faults};
use pmg_core::form::FormError;
use pmg_core::workbook::Unreadable;
use pmg_report::render;
use pmg_report::template::NarrativeError;

/// Why a build cannot go on.
#[derive(Debug)]
pub enum PipelineError {
    /// The year cannot be read.
    Cycle(CycleError),
    /// The year has no key to draw with; the path at which it should be.
    NoKey(PathBuf),
    /// A template cannot be rendered.
    Narrative(NarrativeError),
    /// The PDF cannot be made.
    Pdf(render::pdf::PdfError),
    /// A return cannot be read again.
    Return(Unreadable),
    /// No such municipality reports in this year.
    NoRespondent {
        /// The name or the code that was asked for.
        asked: String,
        /// The names of those that do, in the order of their codes.
        known: Vec<String>,
    },
    /// This municipality handed in nothing that can be used; `None` if no municipality did.
    NothingUsable(Option<String>),
    /// A form cannot be written.
    Form(FormError),
    /// A form cannot be marked.
    Marked(Unmarkable),
}

impl std::fmt::Display for PipelineError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Cycle(error) => error.fmt(f),
            Self::NoKey(path) => write!(
                f,
                "dit jaar heeft nog geen sleutel: `{}` is er niet\nhint: `pmg build` maakt hem",
                path.display()
            ),
            Self::Narrative(error) => error.fmt(f),
            Self::Pdf(error) => error.fmt(f),
            Self::Return(unreadable) => {
                write!(f, "kan `{}` niet nog eens lezen", unreadable.file)
            }
            Self::NoRespondent { asked, .. } => {
                write!(
                    f,
                    "geen gemeente met de code of de naam `{asked}` rapporteert dit jaar"
                )
            }
            Self::NothingUsable(Some(name)) => write!(
                f,
                "van {name} is geen bruikbare vragenlijst binnen\nhint: `pmg status` toont of de vragenlijst binnen is, `pmg check` \
                 wat ermee is"
            ),
            Self::NothingUsable(None) => f.write_str(
                "van geen gemeente is een bruikbare vragenlijst binnen\nhint: `pmg check` toont wat er is met wat er binnenkwam",
            ),
            Self::Form(error) => write!(f, "kan een lege vragenlijst niet maken\n  technisch: {error}"),
            Self::Marked(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for PipelineError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Cycle(error) => error.source(),
            Self::Narrative(error) => error.source(),
            Self::Pdf(error) => error.source(),
            Self::NoKey(_)
            | Self::Return(_)
            | Self::NoRespondent { .. }
            | Self::NothingUsable(_)
            | Self::Form(_)
            | Self::Marked(_) => None,
        }
    }
}

impl From<CycleError> for PipelineError {
    fn from(error: CycleError) -> Self {
        Self::Cycle(error)
    }
}

impl From<Faults> for PipelineError {
    fn from(faults: Faults) -> Self {
        Self::Cycle(faults.into())
    }
}

impl From<NarrativeError> for PipelineError {
    fn from(error: NarrativeError) -> Self {
        Self::Narrative(error)
    }
}

impl From<render::pdf::PdfError> for PipelineError {
    fn from(error: render::pdf::PdfError) -> Self {
        Self::Pdf(error)
    }
}
