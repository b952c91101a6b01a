//! Makes a packed workbook the same on every system.

use std::io::Cursor;

use zip::ZipArchive;
use zip::result::ZipResult;

/// Where the entry of a part in the list of parts says on which kind of system it was packed (APPNOTE 4.4.2).
const SYSTEM: usize = 5;
/// How that list calls Unix.
const UNIX: u8 = 3;

/// The bytes of a zip file as Unix packs it. On Windows each part would be marked as packed there, and an edition
/// would differ from the same edition made elsewhere.
pub(crate) fn as_on_unix(mut bytes: Vec<u8>) -> ZipResult<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(&bytes))?;
    let parts = 0..archive.len();
    let entries: ZipResult<Vec<u64>> =
        parts.map(|part| Ok(archive.by_index_raw(part)?.central_header_start())).collect();
    for entry in entries? {
        // The list was just read at this place.
        if let Some(system) = usize::try_from(entry).ok().and_then(|at| bytes.get_mut(at + SYSTEM))
        {
            *system = UNIX;
        }
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::write::SimpleFileOptions;
    use zip::{System, ZipWriter};

    use super::*;

    fn packed(system: System) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["een", "twee"] {
            zip.start_file(name, SimpleFileOptions::default().system(system)).unwrap();
            zip.write_all(b"inhoud").unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn what_windows_packs_is_what_unix_packs() {
        let (windows, unix) = (packed(System::Dos), packed(System::Unix));
        assert_ne!(windows, unix);
        assert_eq!(as_on_unix(windows).unwrap(), unix);
        assert_eq!(as_on_unix(unix.clone()).unwrap(), unix);
    }
}
