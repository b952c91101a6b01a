//! The files that lie beside a `.toml` and that it names: found by the list of their folder, and each of them named.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::error::{At, CycleError, Fault, Faults};
use super::files::Files;
use super::folder::noticed;
use super::schema::Places;
use crate::{dutch, near};

/// What may lie there without being named: a licence, or what somebody noted.
const NOTES: [&str; 2] = ["txt", "md"];
/// What sets pages, and belongs to the program.
const LAYOUT: [&str; 4] = ["typ", "css", "html", "scss"];

/// A folder with a `.toml` half-way through reading.
pub(super) struct Beside<'a> {
    pub(super) files: &'a Files,
    folder: &'a Path,
    /// The `.toml`.
    file: &'static str,
    /// What the folder is called: `de map van de stijl`.
    called: &'static str,
    /// What stands in it, by its path in it with `/`.
    there: BTreeSet<String>,
    /// The files that the `.toml` names.
    named: BTreeSet<String>,
    pub(super) places: Places,
    pub(super) faults: Vec<Fault>,
}

impl<'a> Beside<'a> {
    /// The folder, with nothing read of it yet.
    ///
    /// # Errors
    /// [`CycleError::Unreadable`] with the path, a fault if the `.toml` is not there.
    pub(super) fn new(
        files: &'a Files,
        folder: &'a Path,
        (file, called, hint): (&'static str, &'static str, &str),
    ) -> Result<Self, CycleError> {
        let there = files_in(files, folder)?;
        if !there.contains(file) {
            let at = At::file(&folder.join(file));
            return Err(Faults(vec![Fault::new(at, "dit bestand ontbreekt", hint)]).into());
        }
        let (named, places, faults) = (BTreeSet::new(), Places::default(), Vec::new());
        Ok(Self { files, folder, file, called, there, named, places, faults })
    }

    /// Adds a fault for what stands behind a key.
    pub(super) fn fault(&mut self, key: &str, (message, hint): (String, String)) {
        self.faults.push(Fault::new(self.places.at(key), message, hint));
    }

    /// What was read of a file; `None` if it could not be, which is told.
    pub(super) fn told<T>(
        &mut self,
        key: &str,
        name: &str,
        read: Result<T, (String, String)>,
    ) -> Option<T> {
        read.map_err(|(said, hint)| self.fault(key, (format!("`{name}`: {said}"), hint))).ok()
    }

    /// The bytes of a file that is named behind a key; `None` if it is not there, which is told.
    pub(super) fn bytes(&mut self, key: &str, name: &str) -> Result<Option<Vec<u8>>, CycleError> {
        let path = self.path(key, name);
        path.map(|path| self.files.read(&path)).transpose()
    }

    /// The path of a file that is named behind a key; `None` if it is not there, which is told.
    pub(super) fn path(&mut self, key: &str, name: &str) -> Option<PathBuf> {
        let typed = name.replace('\\', "/");
        // Found by the list and not by the disk: Windows takes `Logo.PNG` for `logo.png`, and another computer does not.
        if self.there.contains(&typed) {
            self.named.insert(typed.clone());
            let parts = typed.split('/');
            return Some(parts.fold(self.folder.to_owned(), |path, part| path.join(part)));
        }
        let called = self.called;
        let meant = near::suggestion(&typed, self.there.iter().map(String::as_str));
        let hint = meant
            .unwrap_or_else(|| format!("zet het bestand in {called}, of haal de naam hier weg"));
        self.fault(key, (format!("er is geen bestand `{name}` in {called}"), hint));
        None
    }

    /// The value, or all that is wrong, with each file that nothing names: what somebody hoped of it would not come
    /// about.
    pub(super) fn finish<T>(mut self, value: T) -> Result<T, CycleError> {
        let is_unnamed = |name: &&String| *name != self.file && !self.named.contains(*name);
        let unnamed: Vec<Fault> =
            self.there.iter().filter(is_unnamed).filter_map(|name| self.unread(name)).collect();
        self.faults.extend(unnamed);
        Faults::none_or(self.faults, value).map_err(Into::into)
    }

    fn unread(&self, name: &str) -> Option<Fault> {
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_lowercase();
        if NOTES.contains(&extension.as_str()) {
            return None;
        }
        let (file, called) = (self.file, self.called);
        let at = At::file(&self.folder.join(name));
        if LAYOUT.contains(&extension.as_str()) {
            let message = "de opmaak van de bladzijden is van het programma, en een eigen bestand daarvoor wordt niet gelezen";
            let hint = format!(
                "kleuren, letters, omslag en logo kiest u in stijl.toml; haal dit bestand weg uit {called}"
            );
            return Some(Fault::new(at, message, hint));
        }
        let message = format!("dit wordt niet gelezen: {file} noemt het niet");
        Some(Fault::new(at, message, format!("noem het in {file}, of zet het buiten {called}")))
    }
}

/// What stands in a folder and those in it, by its path with `/`.
///
/// # Errors
/// [`CycleError::Unreadable`] with the path.
pub(super) fn files_in(files: &Files, folder: &Path) -> Result<BTreeSet<String>, CycleError> {
    let mut there = BTreeSet::new();
    list(files, folder, "", &mut there)?;
    Ok(there)
}

/// Adds what stands in a folder and those in it, by its path with `/`.
fn list(
    files: &Files,
    folder: &Path,
    prefix: &str,
    there: &mut BTreeSet<String>,
) -> Result<(), CycleError> {
    for path in noticed(files, folder)? {
        let name = path.file_name().expect("what stands in a folder has a name");
        let name = format!("{prefix}{}", name.to_string_lossy());
        if files.is_dir(&path) {
            list(files, &path, &format!("{name}/"), there)?;
        } else {
            there.insert(name);
        }
    }
    Ok(())
}

/// Why words that stand in for a picture cannot be printed, and what to do; `None` if they can.
///
/// A number in them would be heard by a reader and counted by nobody.
pub(super) fn spoken(key: &str, words: &str) -> Option<(String, String)> {
    if words.chars().filter(|c| c.is_alphabetic()).count() < 3 {
        return Some((
            format!("`{key}` is \"{words}\", en daaraan hoort niemand wat er te zien is"),
            "schrijf in een paar woorden wat het is, zoals \"Logo van de gemeente Voorbeeldstad\""
                .to_owned(),
        ));
    }
    let number = dutch::numbers(words).into_iter().next()?;
    Some((
        format!("in `{key}` staat een getal, `{}`, en dat telt niemand na", &words[number]),
        "zeg het zonder getal".to_owned(),
    ))
}

#[cfg(test)]
mod tests {
    use super::spoken;

    #[test]
    fn words_for_a_picture_say_something_and_hold_no_number() {
        assert_eq!(spoken("alt", "Logo van de Voorbeeldorganisatie"), None);
        for (wrong, says) in [
            ("—", "niemand"),
            ("ok", "niemand"),
            ("Logo met 12 sterren", "`12`"),
            ("Logo met twaalf sterren", "`twaalf`"),
        ] {
            let (said, _) = spoken("alt", wrong).unwrap();
            assert!(said.contains(says), "{said}");
        }
    }
}
