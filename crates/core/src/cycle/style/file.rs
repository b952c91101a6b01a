//! Reads `stijl.toml`, and makes a style of what stands in it and of the files that it names.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::super::beside::{Beside, spoken};
use super::super::error::{CycleError, Fault};
use super::super::picture::{Picture, Purpose};
use super::super::schema::{Field, Kind, Schema, needed, optional};
use super::colour::Colour;
use super::contrast::{self, SETS};
use super::letters::{Letters, SHIPPED, Typeface};
use super::palette::{Dark, Light, Palette};
use super::tokens::Tokens;
use super::{Logo, Style};

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
pub(super) struct Reading<'a>(pub(super) Beside<'a>);

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
        if self.0.faults.is_empty() {
            self.0.faults.extend(contrast::faults(&palette, &self.0.places));
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
        let Some(path) = name.and_then(|name| self.0.path("tokens", name)) else {
            return Ok(Tokens::default());
        };
        match self.0.files.text(&path) {
            Ok(text) => Ok(Tokens::read(&path, &text).unwrap_or_else(|fault| {
                self.0.faults.push(fault);
                Tokens::default()
            })),
            Err(CycleError::Faults(faults)) => {
                self.0.faults.extend(faults.0);
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
                    let at = self.0.places.at(&format!("{set}.{key}"));
                    self.0.faults.push(Fault::new(at, format!("`{key}`: {said}"), hint));
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
            } else if let Some(bytes) = self.0.bytes(key, name)? {
                let read = Typeface::read(bytes);
                letters.extend(self.0.told(key, name, read));
            }
        }
        let is_whole = letters.len() == names.len();
        if is_whole && !letters.is_empty() && !letters.iter().any(Typeface::is_upright) {
            let message = "hier staan alleen cursieve letters";
            let hint = "zet het bestand met de rechte letters erbij";
            self.0.faults.push(Fault::new(self.0.places.at(key), message, hint));
        }
        Ok(letters)
    }

    fn logo(&mut self, logo: LogoFile) -> Result<Option<Logo>, CycleError> {
        if let Some(fault) = spoken("alt", &logo.alt) {
            self.0.fault("logo.alt", fault);
        }
        let key = "logo.bestand";
        let Some(bytes) = self.0.bytes(key, &logo.file)? else { return Ok(None) };
        let read = Picture::read(&bytes, Purpose::Logo);
        let picture = self.0.told(key, &logo.file, read);
        let height = logo.height.unwrap_or(LOGO_HEIGHT);
        Ok(picture.map(|picture| Logo { picture, alternative: logo.alt, height }))
    }
}
