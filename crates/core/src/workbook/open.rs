//! Opens a file in the format that its content shows.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::package::Package;
use super::sheets::Opened;
use super::unreadable::{Lookalike, Reason};
use super::{ods, xls, xlsb, xlsx};

thread_local! {
    static IS_READING: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

/// Whether this thread is reading a workbook.
pub(super) fn is_reading() -> bool {
    IS_READING.get()
}

/// The sheets in a file, whatever format its content shows it to be.
pub(super) fn open(bytes: &[u8]) -> Result<Opened, Reason> {
    // Should a malformed file lead to a panic all the same, it is one finding, and the others go on.
    IS_READING.set(true);
    let opened = catch_unwind(AssertUnwindSafe(|| open_any(bytes)));
    IS_READING.set(false);
    opened.unwrap_or_else(|_| Err(Reason::Damaged("onverwachte inhoud".to_owned())))
}

fn open_any(bytes: &[u8]) -> Result<Opened, Reason> {
    match bytes {
        [b'P', b'K', 3, 4, ..] => open_zip(bytes),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => xls::open(bytes),
        [b'%', b'P', b'D', b'F', ..] => Err(Reason::NotASpreadsheet(Lookalike::Pdf)),
        [b'P', b'K', ..] => Err(Reason::Damaged("het begin van het bestand ontbreekt".to_owned())),
        _ => Err(Reason::NotASpreadsheet(text_lookalike(bytes))),
    }
}

/// What a file is by the words at its start.
fn text_lookalike(bytes: &[u8]) -> Lookalike {
    const START: usize = 4_096;
    let start = &bytes[..bytes.len().min(START)];
    // In UTF-16, every other byte of these words is zero.
    let start: Vec<u8> = start.iter().copied().filter(|byte| *byte != 0).collect();
    let start = String::from_utf8_lossy(&start).to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| start.contains(word));
    if has(&[
        "urn:schemas-microsoft-com:office:spreadsheet",
        "excel.sheet",
        "application/vnd.oasis.opendocument.spreadsheet",
    ]) && !has(&["<html"])
    {
        Lookalike::XmlWorkbook
    } else if has(&["<html", "<!doctype html", "<table", "mime-version:"]) {
        Lookalike::WebPage
    } else {
        Lookalike::Other
    }
}

fn open_zip(bytes: &[u8]) -> Result<Opened, Reason> {
    let mut package = Package::open(bytes)?;
    let (mut has_macros, workbook) = (package.has_macros(), workbook_part(&mut package)?);
    let sheets = match workbook {
        Some(part) => {
            has_macros |= xlsx::has_macro_sheet(&mut package, &part)?;
            let is_binary = part.to_lowercase().ends_with(".bin");
            let sheets = if is_binary { xlsb::sheets } else { xlsx::sheets };
            sheets(&mut package, &part)?
        }
        None if ods::is_one(&package) => ods::sheets(&mut package)?,
        None => return Err(Reason::NotASpreadsheet(Lookalike::OtherOffice)),
    };
    package.verify_rest()?;
    Ok(Opened { has_macros, sheets })
}

/// The part that the whole package says is its document, or that stands where Excel puts a workbook; `None` if there
/// is no such part.
fn workbook_part(package: &mut Package<'_>) -> Result<Option<String>, Reason> {
    let relations = package.relations("")?;
    let document = relations.into_iter().find(|each| each.kind == "officeDocument");
    let usual = ["xl/workbook.xml", "xl/workbook.bin"].map(str::to_owned);
    let mut parts = document.map(|it| it.part).into_iter().chain(usual);
    Ok(parts.find(|part| package.has(part)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_spreadsheet_is_named() {
        assert_eq!(open(b"%PDF-1.7"), Err(Reason::NotASpreadsheet(Lookalike::Pdf)));
        assert!(matches!(open(b"PK\x03\x04half"), Err(Reason::Damaged(_))));
        let lookalike = |bytes: &[u8]| match open(bytes) {
            Err(Reason::NotASpreadsheet(lookalike)) => lookalike,
            other => panic!("{other:?}"),
        };
        assert_eq!(lookalike(b"gemeente;antwoord"), Lookalike::Other);
        let xml = r#"<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">"#;
        let wide: Vec<u8> = xml.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [xml.as_bytes(), &wide] {
            assert_eq!(lookalike(bytes), Lookalike::XmlWorkbook);
        }
        let page = br#"<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table>"#;
        assert_eq!(lookalike(page), Lookalike::WebPage);
    }
}
