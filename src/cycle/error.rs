use std::fmt;
use std::path::PathBuf;

/// Why a year cannot be read. The run stops: without its definition nothing can be said of a return.
#[derive(Debug)]
pub enum CycleError {
    /// There is no folder for the year.
    NoSuchYear {
        /// Where it was looked for.
        folder: PathBuf,
    },
    /// A folder that was named is not there.
    NoSuchFolder {
        /// The folder.
        folder: PathBuf,
    },
    /// A file is not there or cannot be opened.
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// A file is not TOML, or not the TOML that belongs there.
    Toml {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong with it.
        message: String,
    },
    /// A file can be read, but what it says cannot be.
    Wrong {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
}

impl fmt::Display for CycleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchYear { folder } => write!(
                f,
                "no folder `{}`\nhint: a year lives in `<input>/<year>/`; name the folder that holds the years with `--input`",
                folder.display()
            ),
            Self::NoSuchFolder { folder } => write!(f, "no folder `{}`", folder.display()),
            Self::Unreadable { path, .. } => write!(f, "cannot read `{}`", path.display()),
            Self::Toml { path, line, message } => {
                write!(f, "{}:{line}: {message}", path.display())
            }
            Self::Wrong { path, message } => write!(f, "{}: {message}", path.display()),
        }
    }
}

impl std::error::Error for CycleError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Unreadable { source, .. } => Some(source),
            _ => None,
        }
    }
}
