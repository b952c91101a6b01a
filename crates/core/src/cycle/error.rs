//! Why a year cannot be read, and how the faults in the team's files are printed with their lines.

use std::fmt;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why a year cannot be read. The run stops: without its definition nothing can be said of a return.
#[derive(Debug, Error)]
pub enum CycleError {
    /// There is no folder for the year.
    #[error("{}", no_such_year(folder))]
    NoSuchYear {
        /// Where it was looked for.
        folder: PathBuf,
    },
    /// A folder that was named is not there.
    #[error("de map `{}` is er niet", folder.display())]
    NoSuchFolder {
        /// The folder.
        folder: PathBuf,
    },
    /// A file is not there or cannot be opened.
    #[error("`{}` is niet te lezen", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// The team's files have faults.
    #[error("{0}")]
    Faults(Faults),
}

fn no_such_year(folder: &Path) -> String {
    let year = folder.file_name().map(|name| name.to_string_lossy());
    let year = year.filter(|name| name.parse::<i16>().is_ok());
    let start = year.map(|year| format!("`pmg new {year}` zet een jaar klaar; "));
    format!(
        "de map `{}` is er niet\nhint: {}elk jaar heeft een eigen map, zoals `input/2024`; noem met `--input` de map waarin de jaren staan",
        folder.display(),
        start.unwrap_or_default()
    )
}

// The faults are all that there is to say, so they are no source behind it.
impl From<Faults> for CycleError {
    fn from(faults: Faults) -> Self {
        Self::Faults(faults)
    }
}

/// Where something stands in a file that the team edits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct At {
    /// The file.
    pub path: PathBuf,
    /// The line, counted from 1; 0 for the file as a whole.
    pub line: usize,
}

impl At {
    /// The whole of a file.
    #[must_use]
    pub(crate) fn file(path: &Path) -> Self {
        Self { path: path.to_owned(), line: 0 }
    }
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match self.line {
            0 => write!(f, "{path}"),
            line => write!(f, "{path}, regel {line}"),
        }
    }
}

/// One thing that is wrong in a file that the team edits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub at: At,
    /// What is wrong, in Dutch.
    pub message: String,
    /// What to do, in Dutch; empty if the message says it.
    pub hint: String,
}

impl Fault {
    /// A fault with what to do about it.
    #[must_use]
    pub fn new(at: At, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { at, message: message.into(), hint: hint.into() }
    }
}

/// All that is wrong, in the order of the files and their lines; never empty.
#[derive(Debug, PartialEq, Eq, Error)]
pub struct Faults(pub Vec<Fault>);

impl Faults {
    /// The value, or all that is wrong with it.
    ///
    /// # Errors
    /// The faults, if there are any.
    pub(crate) fn none_or<T>(faults: Vec<Fault>, value: T) -> Result<T, Self> {
        if faults.is_empty() { Ok(value) } else { Err(Self(faults)) }
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let several = self.0.len() > 1;
        if several {
            write!(f, "er zijn {} fouten in de bestanden van het jaar", self.0.len())?;
        }
        for Fault { at, message, hint } in &self.0 {
            write!(f, "{}{at}: {message}", if several { "\n\n" } else { "" })?;
            if !hint.is_empty() {
                write!(f, "\nhint: {hint}")?;
            }
        }
        Ok(())
    }
}
