//! Reads a workbook: the cells of every sheet, each with its true address.
//!
//! In: the path of a file (.xlsx, .xlsm, .xlsb, .xls, .ods; what it is shows from its content, not
//! from its name). Out: [`Sheets`]. Refuses, within bounded memory and time, what is no workbook,
//! what is locked, damaged or larger than any questionnaire can be: an [`Unreadable`] with its reason.

mod binary;
mod cells;
mod encoding;
mod limits;
mod number_format;
mod ods;
mod open;
mod own_sheets;
mod package;
mod runs;
mod sheets;
mod unreadable;
mod xls;
mod xlsb;
mod xlsx;
mod xml;

use std::path::Path;

use sha2::{Digest, Sha256};

pub(crate) use package::Package;

pub use own_sheets::{CALCULATING, HEADER_ROWS, column_name, is_own};
use sheets::Opened;
pub use sheets::{Run, RunStyle, Sheet, Sheets, SourceFile, Value};
pub use unreadable::{Limit, Lookalike, Reason, Unreadable};

/// Reads the workbook at `path`.
///
/// # Errors
/// An [`Unreadable`] with the name of the file and the reason.
pub fn read(path: &Path) -> Result<Sheets, Unreadable> {
    let name = file_name(path);
    let unreadable = |reason| Unreadable { file: name.clone(), reason };
    if name.starts_with("~$") || name.starts_with(".~lock.") {
        return Err(unreadable(Reason::LockFile));
    }
    let bytes = limits::read_file(path).map_err(unreadable)?;
    read_bytes(&name, &bytes)
}

/// Reads a workbook that is in memory, under the name that it has.
///
/// # Errors
/// An [`Unreadable`] with that name and the reason.
pub fn read_bytes(name: &str, bytes: &[u8]) -> Result<Sheets, Unreadable> {
    let Opened { has_macros, sheets } =
        open::open(bytes).map_err(|reason| Unreadable { file: name.to_owned(), reason })?;
    let file = SourceFile { name: name.to_owned(), sha256: sha256(bytes) };
    Ok(Sheets { file, has_macros, sheets })
}

/// Whether this thread is reading a workbook: a panic is then caught, and reported as a fault of the file.
#[must_use]
pub fn is_reading() -> bool {
    open::is_reading()
}

/// The bytes of the workbook at `path`, if there are not too many.
///
/// # Errors
/// An [`Unreadable`] with the name of the file and the reason.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Unreadable> {
    let name = file_name(path);
    limits::read_file(path).map_err(|reason| Unreadable { file: name, reason })
}

/// The SHA-256 of a file, in hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        for half in [byte >> 4, byte & 15] {
            text.push(char::from_digit(half.into(), 16).expect("half a byte is one digit"));
        }
        text
    })
}

/// The name of a file without its folder; the path as it is if it names no file.
fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
