//! Reads `stijl.toml`, and makes a style of what stands in it and of the files that it names.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::super::error::{At, CycleError, Fault};
use super::super::files::Files;
use super::super::schema::{Field, Kind, Places, Schema, needed, optional};
use super::colour::Colour;
use super::contrast::{self, SETS};
use super::letters::{Letters, SHIPPED, Typeface};
use super::palette::{Dark, Light, Palette};
use super::picture::Picture;
use super::tokens::Tokens;
use super::{Logo, Style};
use crate::{dutch, near};

/// `stijl.toml`, as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::cycle) struct StyleFile {
    /// The file with the tokens that colours may name.
    tokens: Option<String>,
    #[serde(rename = "kleuren", default)]
    light: BTreeMap<String, Written>,
    #[serde(rename = "donker", default)]
    dark: BTreeMap<String, Written>,
    #[serde(rename = "letters", default)]
    letters: LettersFile,
    #[serde(rename = "omslag", default)]
    cover: CoverFile,
    logo: Option<LogoFile>,
}

/// A colour, or a list of them.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Written {
    One(String),
    Several(Vec<String>),
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct LettersFile {
    #[serde(rename = "tekst", default)]
    text: Vec<String>,
    #[serde(rename = "koppen", default)]
    headings: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct CoverFile {
    #[serde(rename = "hoogte")]
    height: Option<u16>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LogoFile {
    #[serde(rename = "bestand")]
    file: String,
    alt: String,
    #[serde(rename = "hoogte")]
    height: Option<u16>,
}

/// What `stijl.toml` may hold.
pub(in crate::cycle) const SCHEMA: Schema = Schema::Keys(&[
    optional("tokens", Kind::Name),
    optional(SETS[0], Kind::Table(Light::FIELDS)),
    optional(SETS[1], Kind::Table(Dark::FIELDS)),
    optional("letters", Kind::Table(LETTERS)),
    // The title has room above, and whoever publishes below.
    optional("omslag", Kind::Table(&[optional("hoogte", Kind::Number(140, 200))])),
    optional("logo", Kind::Table(LOGO)),
]);
const LETTERS: &[Field] = &[optional("tekst", Kind::Names), optional("koppen", Kind::Names)];
const LOGO: &[Field] = &[
    needed("bestand", Kind::Name),
    needed("alt", Kind::Name),
    optional("hoogte", Kind::Number(8, 40)),
];
/// How high a logo is on the cover if the style does not say it, in millimetres.
const LOGO_HEIGHT: u16 = 16;

/// A style half-way through reading.
pub(super) struct Reading<'a> {
    pub(super) files: &'a Files,
    pub(super) folder: &'a Path,
    /// What stands in the folder, by its path in it with `/`.
    pub(super) there: &'a BTreeSet<String>,
    /// The files that `stijl.toml` names.
    pub(super) named: BTreeSet<String>,
    pub(super) places: Places,
    pub(super) faults: Vec<Fault>,
}

impl Reading<'_> {
    /// The style that a file says, with what it leaves out as in another style.
    ///
    /// # Errors
    /// [`CycleError::Unreadable`] with the path of a file that cannot be opened.
    pub(super) fn style(
        &mut self,
        file: StyleFile,
        otherwise: Option<&Style>,
    ) -> Result<Style, CycleError> {
        let tokens = self.tokens(file.tokens.as_deref())?;
        let light = self.colours(&tokens, SETS[0], file.light);
        let dark = self.colours(&tokens, SETS[1], file.dark);
        let of = |mut given: BTreeMap<String, Vec<Colour>>| move |key: &str| given.remove(key);
        let palette = Palette {
            light: Light::of(of(light), otherwise.map(|it| &it.palette.light)),
            dark: Dark::of(of(dark), otherwise.map(|it| &it.palette.dark)),
        };
        // What is no colour was told, and another stands in its place, of which nobody need hear.
        if self.faults.is_empty() {
            self.faults.extend(contrast::faults(&palette, &self.places));
        }
        let letters = Letters {
            text: self.letters("letters.tekst", &file.letters.text)?,
            headings: self.letters("letters.koppen", &file.letters.headings)?,
        };
        let cover_height = file.cover.height.or(otherwise.map(|it| it.cover_height));
        let logo = file.logo.map(|logo| self.logo(logo)).transpose()?.flatten();
        Ok(Style {
            palette,
            letters,
            cover_height: cover_height.expect("the neutral style has a cover"),
            logo,
        })
    }

    fn tokens(&mut self, name: Option<&str>) -> Result<Tokens, CycleError> {
        let Some(path) = name.and_then(|name| self.path("tokens", name)) else {
            return Ok(Tokens::default());
        };
        match self.files.text(&path) {
            Ok(text) => Ok(Tokens::read(&path, &text).unwrap_or_else(|fault| {
                self.faults.push(fault);
                Tokens::default()
            })),
            Err(CycleError::Faults(faults)) => {
                self.faults.extend(faults.0);
                Ok(Tokens::default())
            }
            Err(error) => Err(error),
        }
    }

    /// The colours of a set by key, without those that are none.
    fn colours(
        &mut self,
        tokens: &Tokens,
        set: &str,
        written: BTreeMap<String, Written>,
    ) -> BTreeMap<String, Vec<Colour>> {
        let mut colours = BTreeMap::new();
        for (key, written) in written {
            let written = match written {
                Written::One(one) => vec![one],
                Written::Several(several) => several,
            };
            let read =
                written.iter().map(|text| tokens.colour(text)).collect::<Result<Vec<_>, _>>();
            match read {
                Ok(read) => _ = colours.insert(key, read),
                Err((said, hint)) => {
                    let at = self.places.at(&format!("{set}.{key}"));
                    self.faults.push(Fault::new(at, format!("`{key}`: {said}"), hint));
                }
            }
        }
        colours
    }

    fn letters(&mut self, key: &str, names: &[String]) -> Result<Vec<Typeface>, CycleError> {
        let mut letters = Vec::new();
        for name in names {
            if let Some(shipped) = SHIPPED.into_iter().find(|shipped| shipped == name) {
                letters.push(Typeface::Shipped(shipped));
            } else if let Some(bytes) = self.bytes(key, name)? {
                let read = Typeface::read(bytes);
                letters.extend(self.told(key, name, read));
            }
        }
        let is_whole = letters.len() == names.len();
        if is_whole && !letters.is_empty() && !letters.iter().any(Typeface::is_upright) {
            let message = "hier staan alleen cursieve letters";
            let hint = "zet het bestand met de rechte letters erbij";
            self.faults.push(Fault::new(self.places.at(key), message, hint));
        }
        Ok(letters)
    }

    fn logo(&mut self, logo: LogoFile) -> Result<Option<Logo>, CycleError> {
        if let Some(fault) = spoken("alt", &logo.alt) {
            let (message, hint) = fault;
            self.faults.push(Fault::new(self.places.at("logo.alt"), message, hint));
        }
        let key = "logo.bestand";
        let Some(bytes) = self.bytes(key, &logo.file)? else { return Ok(None) };
        let read = Picture::read(bytes);
        let picture = self.told(key, &logo.file, read);
        let height = logo.height.unwrap_or(LOGO_HEIGHT);
        Ok(picture.map(|picture| Logo { picture, alternative: logo.alt, height }))
    }

    /// What was read of a file; `None` if it could not be, which is told.
    fn told<T>(&mut self, key: &str, name: &str, read: Result<T, (String, String)>) -> Option<T> {
        read.map_err(|(said, hint)| {
            let fault = Fault::new(self.places.at(key), format!("`{name}`: {said}"), hint);
            self.faults.push(fault);
        })
        .ok()
    }

    /// The bytes of a file that is named behind a key; `None` if it is not there, which is told.
    fn bytes(&mut self, key: &str, name: &str) -> Result<Option<Vec<u8>>, CycleError> {
        let path = self.path(key, name);
        path.map(|path| self.files.read(&path)).transpose()
    }

    /// The path of a file that is named behind a key; `None` if it is not there, which is told.
    fn path(&mut self, key: &str, name: &str) -> Option<PathBuf> {
        let typed = name.replace('\\', "/");
        // Found by the list and not by the disk: Windows takes `Logo.PNG` for `logo.png`, and another computer does not.
        if self.there.contains(&typed) {
            self.named.insert(typed.clone());
            return Some(
                typed.split('/').fold(self.folder.to_owned(), |path, part| path.join(part)),
            );
        }
        let meant = near::suggestion(&typed, self.there.iter().map(String::as_str));
        let hint = meant.unwrap_or_else(|| {
            "zet het bestand in de map van de stijl, of haal de naam hier weg".to_owned()
        });
        let message = format!("er is geen bestand `{name}` in de map van de stijl");
        self.faults.push(Fault::new(self.places.at(key), message, hint));
        None
    }

    /// Adds a fault for the file as a whole.
    pub(super) fn fault(&mut self, path: &Path, message: &str, hint: &str) {
        self.faults.push(Fault::new(At::file(path), message, hint));
    }
}

/// Why words that stand in for a picture cannot be printed, and what to do; `None` if they can.
///
/// A number in them would be heard by a reader and counted by nobody.
fn spoken(key: &str, words: &str) -> Option<(String, String)> {
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
