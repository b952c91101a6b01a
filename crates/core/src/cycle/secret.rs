//! What never leaves the team's folder: the key of a year, what its editions hid, and what previews showed.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use super::error::{At, CycleError, Fault, Faults};
use super::files::Files;
use super::folder;
use super::names::{EDITIONS, INPUT_END, KEY, SECRET, SHOWN};
use crate::edition::EditionNumber;

/// What is kept in that folder.
#[derive(Clone, Default)]
pub struct Secret {
    /// The key with which secondary suppression is drawn; `None` as long as the year has none.
    pub key: Option<[u8; 32]>,
    /// The files with the true numbers of final editions, by the SHA-256 of what everybody reads.
    pub editions: BTreeMap<String, PathBuf>,
    /// What previews showed, in the order in which they did.
    pub shown: Vec<Kept>,
}

/// Without the key: what is shown for debugging ends up in logs.
impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = self.key.map(|_| "…");
        let Self { editions, shown, .. } = self;
        let mut all = f.debug_struct("Secret");
        all.field("key", &key).field("editions", editions).field("shown", shown).finish()
    }
}

/// A file that the program keeps for itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Where it stands.
    pub path: PathBuf,
    /// What it holds.
    pub text: String,
}

impl Kept {
    /// Reads such a file.
    ///
    /// # Errors
    /// [`CycleError`] if it cannot be opened or is not UTF-8.
    pub fn read(files: &Files, path: &Path) -> Result<Self, CycleError> {
        Ok(Self { path: path.to_owned(), text: files.text(path)? })
    }
}

/// The path of the key of a year.
#[must_use]
pub fn key_path(year: &Path) -> PathBuf {
    year.join(SECRET).join(KEY)
}

/// The path at which the program keeps the true numbers of an edition; `sha256` is that of its `cijfers.json`.
#[must_use]
pub fn edition_path(year: &Path, sha256: &str) -> PathBuf {
    year.join(SECRET).join(EDITIONS).join(format!("{sha256}.json"))
}

/// The path at which the program keeps what an edition was made from.
#[must_use]
pub fn input_path(year: &Path, edition: EditionNumber) -> PathBuf {
    year.join(SECRET).join(EDITIONS).join(format!("{edition}{INPUT_END}"))
}

/// The path of the next record of previews, after these.
#[must_use]
pub fn next_shown_path(year: &Path, shown: &[Kept]) -> PathBuf {
    let number = |kept: &Kept| kept.path.file_stem()?.to_str()?.parse::<u32>().ok();
    let last = shown.iter().filter_map(number).max().unwrap_or(0);
    year.join(SECRET).join(SHOWN).join(format!("{:04}.json", last.saturating_add(1)))
}

/// What previews of a year showed, in the order in which they did.
///
/// # Errors
/// [`CycleError`] if a file cannot be read, or is none that the program kept.
pub fn shown(files: &Files, year: &Path) -> Result<Vec<Kept>, CycleError> {
    let mut faults = Vec::new();
    let paths = folder::shown(files, &year.join(SECRET).join(SHOWN), &mut faults)?;
    Faults::none_or(faults, ())?;
    paths.iter().map(|path| Kept::read(files, path)).collect()
}

/// What the file of a new key holds.
#[must_use]
pub fn key_file(key: &[u8; 32]) -> String {
    let digits = key.iter().fold(String::new(), |digits, byte| format!("{digits}{byte:02x}"));
    format!("{NOTE}{digits}\n")
}

const NOTE: &str = "\
# De sleutel van dit jaar, gemaakt door het programma. Hiermee loot het welke getallen naast de kleine wegvallen.
#
# Mail dit bestand nooit en publiceer het nooit: wie het heeft, kan meer uitrekenen dan het rapport vertelt.
# Bewaar het bij het jaar: zonder deze sleutel is een uitgave niet nog eens precies zo te maken.
";

/// Reads what is secret of a year. A fault is a file that is not what it must be.
///
/// # Errors
/// [`CycleError::Unreadable`] with the path.
pub(super) fn read(
    files: &Files,
    year: &Path,
    faults: &mut Vec<Fault>,
) -> Result<Secret, CycleError> {
    let path = key_path(year);
    let key = if files.exists(&path) {
        let key = files.text(&path).and_then(|text| Ok(key(&path, &text)?));
        without_faults(key, faults)?
    } else {
        None
    };
    let shown = without_faults(shown(files, year), faults)?.unwrap_or_default();
    let editions = folder::kept_editions(files, &year.join(SECRET).join(EDITIONS))?;
    Ok(Secret { key, editions, shown })
}

/// What was read; `None` if there are faults in it, which are added to the others.
fn without_faults<T>(
    read: Result<T, CycleError>,
    faults: &mut Vec<Fault>,
) -> Result<Option<T>, CycleError> {
    match read {
        Ok(read) => Ok(Some(read)),
        Err(CycleError::Faults(Faults(more))) => {
            faults.extend(more);
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// The key in a file, between lines that explain it.
fn key(path: &Path, text: &str) -> Result<[u8; 32], Faults> {
    let lines = text.lines().map(str::trim).enumerate();
    let mut lines = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let fault = |line: usize, message: &str| {
        let at = At { path: path.to_owned(), line };
        Faults(vec![Fault::new(at, message, AGAIN)])
    };
    let Some((at, first)) = lines.next() else {
        return Err(fault(0, "er staat geen sleutel in dit bestand"));
    };
    if let Some((at, _)) = lines.next() {
        return Err(fault(at + 1, "er staat nog een regel na de sleutel"));
    }
    bytes(first).ok_or_else(|| {
        fault(
            at + 1,
            "dit is geen sleutel: die heeft 64 tekens, cijfers en de letters a tot en met f",
        )
    })
}

const AGAIN: &str = "zet het bestand terug zoals het was, uit een kopie; alleen als er nog geen uitgave van dit jaar is, mag u het weghalen: het \
                     programma maakt dan een nieuwe sleutel";

fn bytes(digits: &str) -> Option<[u8; 32]> {
    if digits.len() != 64 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let mut key = [0; 32];
    for (byte, at) in key.iter_mut().zip((0..64).step_by(2)) {
        *byte = u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()?;
    }
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_was_written_is_read_again() {
        let bytes = std::array::from_fn(|each| u8::try_from(each * 8).unwrap());
        let path = Path::new("sleutel.txt");
        assert_eq!(key(path, &key_file(&bytes)), Ok(bytes));
        let of_windows = format!("\u{20}{}", key_file(&bytes).to_uppercase().replace('\n', "\r\n"));
        assert_eq!(key(path, &of_windows), Ok(bytes));
    }

    #[test]
    fn what_is_no_key_is_told_with_its_line_and_without_what_stands_there() {
        let whole = "0f".repeat(32);
        for (text, line, says) in [
            ("", 0, "geen sleutel"),
            ("# alleen uitleg\n", 0, "geen sleutel"),
            (&whole[1..], 1, "64 tekens"),
            (&format!("# uitleg\n{whole}0"), 2, "64 tekens"),
            (&format!("# uitleg\n\n{}g", &whole[1..]), 3, "64 tekens"),
            (&format!("{whole}\n{whole}"), 2, "nog een regel"),
            (&"é".repeat(32), 1, "64 tekens"),
        ] {
            let Faults(faults) = key(Path::new("sleutel.txt"), text).unwrap_err();
            assert_eq!((faults.len(), faults[0].at.line), (1, line), "{text}");
            assert!(faults[0].message.contains(says), "{}", faults[0].message);
            assert!(!faults[0].message.contains("0f0f") && !faults[0].hint.contains("0f0f"));
        }
    }

    #[test]
    fn a_secret_that_is_shown_for_debugging_has_no_key_in_it() {
        let secret = Secret { key: Some([171; 32]), ..Secret::default() };
        let shown = format!("{secret:?}");
        assert!(shown.contains("Some(\"…\")") && !shown.contains("171"), "{shown}");
    }
}
