//! Workbooks that are built in another way than Excel does, and files that are damaged where nobody
//! looks.

use std::io::{Cursor, Read as _, Write as _};

use pmg_monitor::workbook::{Limit, Reason, Sheet, read_bytes};
use rust_xlsxwriter::{Note, Workbook};

use crate::support::{rewrite, with_part, zip};
use crate::tables::Table;
use crate::xlsb;

/// A workbook of two sheets, the second with a note and a hidden row.
fn plain() -> Vec<u8> {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name("Één").unwrap().write(0, 0, "kop").unwrap();
    let sheet = workbook.add_worksheet().set_name("Twee").unwrap();
    sheet.write(1, 1, 40).unwrap().write(2, 1, "é € 👍").unwrap();
    sheet.insert_note(1, 1, &Note::new("nog niet definitief").set_author("Jan")).unwrap();
    sheet.set_row_hidden(2).unwrap();
    workbook.save_to_buffer().unwrap()
}

#[track_caller]
fn sheets(bytes: &[u8]) -> Vec<Sheet> {
    read_bytes("a.xlsx", bytes).unwrap_or_else(|unreadable| panic!("{unreadable:?}")).sheets
}

fn refused(bytes: &[u8]) -> Reason {
    read_bytes("a.xlsx", bytes).map(|it| it.sheets).unwrap_err().reason
}

/// The parts of a workbook, each with its name and bytes passed to `change`.
fn changed(bytes: &[u8], change: impl Fn(&str, Vec<u8>) -> (String, Vec<u8>)) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let parts: Vec<_> = (0..archive.len())
        .map(|index| {
            let mut entry = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            change(&entry.name().unwrap(), bytes)
        })
        .collect();
    let parts: Vec<_> = parts.iter().map(|(name, bytes)| (&**name, &**bytes)).collect();
    zip(&parts)
}

#[test]
fn a_workbook_is_read_however_its_parts_are_named() {
    let expected = sheets(&plain());
    assert_eq!(expected[1].comments.values().collect::<Vec<_>>(), ["Jan:\nnog niet definitief"]);
    assert_eq!(expected[1].hidden_rows.iter().collect::<Vec<_>>(), [&2]);
    let backslashes = changed(&plain(), |name, bytes| (name.replace('/', "\\"), bytes));
    let capitals = changed(&plain(), |name, bytes| (name.to_uppercase(), bytes));
    let elsewhere = changed(&plain(), |name, bytes| {
        let bytes = String::from_utf8(bytes).unwrap().replace("\"xl/", "\"boek/");
        (name.replace("xl/", "boek/"), bytes.into_bytes())
    });
    let styles = changed(&plain(), |name, bytes| {
        let bytes = String::from_utf8(bytes).unwrap().replace("\"styles.xml", "\"opmaak.xml");
        (name.replace("styles.xml", "opmaak.xml"), bytes.into_bytes())
    });
    for (what, bytes) in
        [("\\", backslashes), ("XL", capitals), ("boek", elsewhere), ("opmaak", styles)]
    {
        assert_eq!(sheets(&bytes), expected, "{what}");
    }
}

#[test]
fn a_workbook_is_read_in_every_encoding_and_namespace() {
    let wide = changed(&plain(), |name, bytes| {
        let text = String::from_utf8(bytes).unwrap();
        let units = text.encode_utf16().flat_map(u16::to_le_bytes);
        (name.to_owned(), [0xFF, 0xFE].into_iter().chain(units).collect())
    });
    assert_eq!(sheets(&wide), sheets(&plain()));
    let strict = changed(&plain(), |name, bytes| {
        let text = String::from_utf8(bytes).unwrap();
        let transitional = "schemas.openxmlformats.org/officeDocument/2006";
        let text = text.replace(transitional, "purl.oclc.org/ooxml/officeDocument");
        (name.to_owned(), text.into_bytes())
    });
    assert_eq!(sheets(&strict), sheets(&plain()));
}

#[test]
fn what_no_answer_can_stand_in_does_not_stop_the_reading() {
    let expected = sheets(&plain());
    let listed = |entry: &str| {
        rewrite(&plain(), "xl/workbook.xml", |text| {
            text.replace("</sheets>", &format!("{entry}</sheets>"))
        })
    };
    let nowhere = listed("<sheet name=\"Weg\" sheetId=\"9\" r:id=\"rId99\"/>");
    assert_eq!(sheets(&nowhere), expected);
    let macros =
        listed("<sheet name=\"Macro1\" sheetId=\"9\" state=\"veryHidden\" r:id=\"rIdm\"/>");
    let macros = rewrite(&macros, "xl/_rels/workbook.xml.rels", |text| {
        let kind = "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet";
        let relation = format!("<Relationship Id=\"rIdm\" Type=\"{kind}\" Target=\"m.xml\"/>");
        text.replace("</Relationships>", &format!("{relation}</Relationships>"))
    });
    let macros = with_part(&macros, "xl/m.xml", b"<xm:macrosheet xmlns:xm=\"x\"/>");
    assert_eq!(sheets(&macros), expected);
    assert!(read_bytes("a.xlsx", &macros).unwrap().has_macros);
    let dimension = rewrite(&plain(), "xl/worksheets/sheet2.xml", |text| {
        assert!(text.contains("<dimension ref=\"B2:B3\"/>"));
        text.replace("B2:B3", "B:B")
    });
    assert_eq!(sheets(&dimension), expected);
}

#[test]
fn only_what_a_sheet_holds_counts_for_its_size() {
    let expected = sheets(&plain());
    let large: Vec<u8> = (0..3_u32 << 20).map(|byte| (byte % 251) as u8).collect();
    for part in ["xl/embeddings/brief.docx", "xl/media/image1.emf", "xl/vbaProject.bin"] {
        assert_eq!(sheets(&with_part(&plain(), part, &large)), expected, "{part}");
    }
    let ghosts = rewrite(&plain(), "xl/worksheets/sheet2.xml", |text| {
        let cells =
            |row: u32| "ABCDEFG".chars().map(move |c| format!("<c r=\"{c}{row}\" s=\"0\"/>"));
        let row = |row| format!("<row r=\"{row}\">{}</row>", cells(row).collect::<String>());
        let rows: String = (100..6_100).map(row).collect();
        text.replace("</sheetData>", &format!("{rows}</sheetData>"))
    });
    assert_eq!(sheets(&ghosts), expected);
}

/// A zip file with these bytes, not compressed, in a part of this name.
fn with_stored(bytes: &[u8], part: &str, content: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new_append(Cursor::new(bytes.to_vec())).unwrap();
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    archive.start_file(part, stored).unwrap();
    archive.write_all(content).unwrap();
    archive.finish().unwrap().into_inner()
}

fn position(bytes: &[u8], wanted: &[u8]) -> usize {
    bytes.windows(wanted.len()).position(|window| window == wanted).unwrap()
}

#[test]
fn a_part_that_nobody_reads_is_damaged_all_the_same() {
    let content = b"<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'><office:spreadsheet/></office:document-content>";
    let binary = xlsb::workbook(&[Table::of("A", &[&["1"]])]);
    for bytes in [plain(), zip(&[("content.xml", content)]), binary] {
        let mut bytes = with_stored(&bytes, "extra/bijlage.bin", b"ongeschonden");
        assert!(read_bytes("a", &bytes).is_ok());
        let at = position(&bytes, b"ongeschonden");
        bytes[at] = b'O';
        let damage = "de controlesom van het onderdeel `extra/bijlage.bin` klopt niet";
        assert_eq!(refused(&bytes), Reason::Damaged(damage.to_owned()));
    }
}

#[test]
fn a_part_behind_a_password_is_told_as_one() {
    let mut bytes = with_stored(&plain(), "extra/geheim.bin", b"geheim");
    let name = b"extra/geheim.bin";
    let local = position(&bytes, name) - 30;
    let central = bytes.len()
        - position(
            &bytes.iter().rev().copied().collect::<Vec<_>>(),
            &name.iter().rev().copied().collect::<Vec<_>>(),
        )
        - name.len()
        - 46;
    assert_eq!(
        (&bytes[local..local + 4], &bytes[central..central + 4]),
        (&b"PK\x03\x04"[..], &b"PK\x01\x02"[..])
    );
    bytes[local + 6] |= 1;
    bytes[central + 8] |= 1;
    assert_eq!(refused(&bytes), Reason::Encrypted);
}

#[test]
fn comments_that_no_limit_allows_are_refused() {
    let comments = rewrite(&plain(), "xl/comments1.xml", |text| {
        let comment =
            format!("<comment ref=\"A1\"><text><t>{}</t></text></comment>", "x".repeat(32_000));
        text.replace("</commentList>", &format!("{}</commentList>", comment.repeat(300)))
    });
    assert_eq!(refused(&comments), Reason::TooLarge(Limit::Text));
}
