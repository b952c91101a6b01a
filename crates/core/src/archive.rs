//! Packs files into one zip file, the same bytes on every system, and unpacks one that may come from anybody.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use thiserror::Error;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, System, ZipArchive, ZipWriter};

/// No archive holds more files than this.
const MOST_FILES: usize = 20_000;

/// Why an archive cannot be packed or unpacked.
#[derive(Debug, Error)]
pub enum ArchiveError {
    /// It is no zip file, or a damaged one.
    #[error("dit is geen zip-bestand, of het is beschadigd\n  technisch: {0}")]
    Damaged(String),
    /// It unpacks to more than an archive may hold.
    #[error("hier zit meer in dan er in een archief kan zitten")]
    TooLarge,
    /// Two files in it have one name.
    #[error("er staan twee bestanden met dezelfde naam in")]
    Double,
    /// The name of a file leads out of the folder that it is unpacked in.
    #[error("de naam `{0}` kan niet in een archief staan")]
    Name(String),
}

/// The bytes of a zip file with these files, by their paths with `/`.
///
/// # Errors
/// An [`ArchiveError`] if there is more than a zip file can hold.
pub fn pack(files: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, ArchiveError> {
    let damaged = |error: &dyn std::fmt::Display| ArchiveError::Damaged(error.to_string());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .system(System::Unix);
    for (path, bytes) in files {
        zip.start_file(path.as_str(), options).map_err(|error| damaged(&error))?;
        zip.write_all(bytes).map_err(|error| damaged(&error))?;
    }
    Ok(zip.finish().map_err(|error| damaged(&error))?.into_inner())
}

/// The files in a zip file, by their paths with `/`, if they are no more than `most` bytes together.
///
/// # Errors
/// An [`ArchiveError`] if it is damaged, holds more, or has a name that leads elsewhere.
pub fn unpack(bytes: &[u8], most: u64) -> Result<BTreeMap<String, Vec<u8>>, ArchiveError> {
    let damaged = |error: &dyn std::fmt::Display| ArchiveError::Damaged(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    if archive.len() > MOST_FILES {
        return Err(ArchiveError::TooLarge);
    }
    // The library takes the last of several files with one name; another program may show the first.
    if entries(bytes) != Some(archive.len()) {
        return Err(ArchiveError::Double);
    }
    let mut files = BTreeMap::new();
    let mut left = most;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|error| damaged(&error))?;
        let name = entry.name().map_err(|error| damaged(&error))?.into_owned();
        if name.ends_with('/') {
            continue;
        }
        if !stays_inside(&name) {
            return Err(ArchiveError::Name(name));
        }
        // What the directory says of a size is not to be relied on.
        let mut unpacked = Vec::new();
        entry.take(left + 1).read_to_end(&mut unpacked).map_err(|error| damaged(&error))?;
        left = left.checked_sub(unpacked.len() as u64).ok_or(ArchiveError::TooLarge)?;
        files.insert(name, unpacked);
    }
    Ok(files)
}

/// How many files the end of a zip file says that there are (APPNOTE 4.3.16); `None` if it has no such end.
fn entries(bytes: &[u8]) -> Option<usize> {
    let at = bytes.windows(4).rposition(|it| it == b"PK\x05\x06")?;
    let number = bytes.get(at + 10..at + 12)?;
    Some(usize::from(u16::from_le_bytes([number[0], number[1]])))
}

/// Whether a path with `/` leads to a file inside the folder that it starts from, on every system.
fn stays_inside(path: &str) -> bool {
    let is_plain = |part: &str| !part.is_empty() && ![".", ".."].contains(&part);
    path.split('/').all(is_plain) && !path.contains(['\\', ':']) && !path.contains(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[&str]) -> BTreeMap<String, Vec<u8>> {
        names.iter().map(|name| ((*name).to_owned(), name.as_bytes().to_vec())).collect()
    }

    #[test]
    fn what_was_packed_is_unpacked_and_packed_again_to_the_same_bytes() {
        let files = files(&["2024/jaar.toml", "2024/vragen/a.xlsx", "leeg"]);
        let packed = pack(&files).unwrap();
        assert_eq!(unpack(&packed, 1000).unwrap(), files);
        assert_eq!(pack(&files).unwrap(), packed);
    }

    #[test]
    fn a_name_that_leads_out_of_the_folder_is_refused() {
        for name in ["../x", "/x", "a/../../x", "a//x", "./x", "c:x", "a\\..\\x", "a\nb"] {
            let packed = pack(&files(&[name])).unwrap();
            assert!(matches!(unpack(&packed, 1000), Err(ArchiveError::Name(it)) if it == name));
        }
    }

    #[test]
    fn two_files_with_one_name_are_refused() {
        let mut packed = pack(&files(&["een.txt", "eem.txt"])).unwrap();
        while let Some(at) = packed.windows(7).position(|it| it == b"eem.txt") {
            packed[at..at + 7].copy_from_slice(b"een.txt");
        }
        assert!(matches!(unpack(&packed, 1000), Err(ArchiveError::Double)));
    }

    #[test]
    fn what_unpacks_to_too_much_is_refused_before_it_is_unpacked() {
        let packed = pack(&BTreeMap::from([("x".to_owned(), vec![0; 1_000_000])])).unwrap();
        assert!(packed.len() < 2000);
        assert!(matches!(unpack(&packed, 999_999), Err(ArchiveError::TooLarge)));
        assert!(unpack(&packed, 1_000_000).is_ok());
        assert!(matches!(unpack(b"geen zip", 10), Err(ArchiveError::Damaged(_))));
    }
}
