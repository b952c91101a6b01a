//! Reads `beelden/`: photographs at the beginning of chapters, each with words for who cannot see it and its maker.

use std::path::Path;

use serde::Deserialize;

use super::beside::{Beside, spoken};
use super::definition::Definition;
use super::error::{At, CycleError};
use super::files::Files;
use super::picture::{Picture, Purpose};
use super::schema::{self, Field, Kind, Schema, needed};

/// The file in the folder that says of each photograph what it is.
const FILE: &str = "beelden.toml";
const HINT: &str = "zet in dat bestand van elke foto wat erop staat, wie haar maakte en waar zij komt; zie docs/huisstijl.md";

/// A photograph at the beginning of a chapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// The photograph.
    pub picture: Picture,
    /// What it says to whoever cannot see it.
    pub alternative: String,
    /// Who made it.
    pub credit: String,
    /// The heading of the chapter that it opens.
    pub chapter: String,
    /// Where that was written, as it was.
    pub at: At,
}

/// `beelden.toml`, as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PhotosFile {
    #[serde(rename = "beeld", default)]
    photos: Vec<PhotoFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PhotoFile {
    #[serde(rename = "bestand")]
    file: String,
    alt: String,
    credit: String,
    #[serde(rename = "waar")]
    chapter: String,
}

/// What `beelden.toml` may hold.
pub(super) const SCHEMA: Schema = Schema::Keys(&[needed("beeld", Kind::Tables(PHOTO))]);
const PHOTO: &[Field] = &[
    needed("bestand", Kind::Name),
    needed("alt", Kind::Name),
    needed("credit", Kind::Name),
    needed("waar", Kind::Name),
];

/// Reads the photographs in a folder. A theme may be named by its code.
///
/// # Errors
/// A [`CycleError`] with all that is wrong in the folder.
pub(super) fn read(
    files: &Files,
    folder: &Path,
    definition: Option<&Definition>,
) -> Result<Vec<Photo>, CycleError> {
    let mut beside = Beside::new(files, folder, (FILE, "de map `beelden`", HINT))?;
    let path = folder.join(FILE);
    let (file, places) = schema::parse::<PhotosFile>(&path, &files.text(&path)?, SCHEMA)?;
    beside.places = places;
    let mut photos = Vec::new();
    for (number, photo) in file.photos.into_iter().enumerate() {
        let key = |key: &str| format!("beeld.{number}.{key}");
        for (name, words) in [("alt", &photo.alt), ("credit", &photo.credit)] {
            if let Some(fault) = spoken(name, words) {
                beside.fault(&key(name), fault);
            }
        }
        let Some(bytes) = beside.bytes(&key("bestand"), &photo.file)? else { continue };
        let read = Picture::read(&bytes, Purpose::Photo);
        let picture = beside.told(&key("bestand"), &photo.file, read);
        let mut themes = definition.into_iter().flat_map(|definition| &definition.themes);
        let theme = themes.find(|theme| theme.code == photo.chapter);
        photos.extend(picture.map(|picture| Photo {
            picture,
            alternative: photo.alt,
            credit: photo.credit,
            chapter: theme.map_or(photo.chapter, |theme| theme.name.clone()),
            at: beside.places.at(&key("waar")),
        }));
    }
    beside.finish(photos)
}
