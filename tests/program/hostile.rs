//! Small files that would take all memory or all time: each is one finding, and the others go on.
#![expect(clippy::format_push_string, reason = "a test may be slow where it reads better")]

use std::io::{Cursor, Read as _, Write as _};

use crate::command_line::pmg;
use crate::support::{Year, rewrite, with_part, zip};
use crate::tables::Table;
use crate::{xls, xlsb};

/// The code of the one finding on this file. A return that is not read would be another finding.
#[track_caller]
fn finding_on(name: &str, bytes: &[u8]) -> String {
    let year = Year::example();
    year.put(name, bytes);
    let findings = year.findings();
    assert_eq!(findings.len(), 1, "{findings:#?}");
    assert_eq!(findings[0].place.as_ref().unwrap().file, name);
    findings[0].code.to_owned()
}

fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        r#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:x="x"><office:body><office:spreadsheet><table:table table:name="A">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
    ])
}

#[test]
fn an_ods_that_repeats_is_not_written_out() {
    let wide = "<table:table-row><table:table-cell table:number-columns-repeated='16383'/><table:table-cell/><table:table-cell/></table:table-row>";
    assert_eq!(finding_on("leeg.ods", &ods(&wide.repeat(1_000))), "L201");
    let text = "a".repeat(100_000);
    let cell = format!(
        "<table:table-cell office:value-type='string' table:number-columns-repeated='2000'><text:p>{text}</text:p></table:table-cell>"
    );
    assert_eq!(
        finding_on("tekst.ods", &ods(&format!("<table:table-row>{cell}</table:table-row>"))),
        "L104"
    );
    for row in [
        "<table:table-row table:number-rows-repeated='2000'><table:table-cell table:formula='1' table:number-columns-repeated='16384'/></table:table-row>",
        "<table:table-row x:number-rows-repeated='1' table:number-rows-repeated='2000'><table:table-cell office:value-type='float' office:value='1'/></table:table-row>",
        "<table:table-row table:number-rows-repeated='&#50;000'><table:table-cell office:value-type='float' office:value='1'/></table:table-row>",
        "<table:table-row><table:table-cell office:value-type='string'><text:p><text:s text:c='9000000000'/></text:p></table:table-cell></table:table-row>",
    ] {
        assert_eq!(finding_on("herhaald.ods", &ods(row)), "L104", "{row}");
    }
    let entity = "<table:table-row><table:table-cell office:value-type='string'><text:p>&lol;</text:p></table:table-cell></table:table-row>";
    assert_eq!(finding_on("entiteit.ods", &ods(entity)), "L102");
}

#[test]
fn an_ods_of_nothing_but_cells_is_refused() {
    let cells = "<table:table-cell/>".repeat(20_000);
    let rows = format!("<table:table-row>{cells}</table:table-row>").repeat(20);
    assert_eq!(finding_on("cellen.ods", &ods(&rows)), "L201");
    assert_eq!(finding_on("delen.ods", &ods(&"<x:a/>".repeat(1_000_001))), "L104");
}

/// A workbook of one sheet, to change from within.
fn xlsx() -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    workbook.add_worksheet().write(0, 0, "tekst").unwrap();
    workbook.save_to_buffer().unwrap()
}

fn sheet(cells: &str) -> Vec<u8> {
    rewrite(&xlsx(), "xl/worksheets/sheet1.xml", |_| {
        format!(
            r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">{cells}</row></sheetData></worksheet>"#
        )
    })
}

#[test]
fn sheets_of_more_than_any_return_holds_are_refused() {
    let sheets = "de bladen beslaan uitgepakt samen meer dan 15 MB";
    let nothing = " ".repeat(15 << 20);
    assert_eq!(too_large("blad.xlsx", &sheet(&nothing)), sheets);
    assert_eq!(too_large("blad.ods", &ods(&nothing)), sheets);
}

#[test]
fn a_shared_formula_is_not_written_out() {
    let formula = "A1+".repeat(5_000) + "1";
    let mut cells =
        format!(r#"<c r="A1"><f t="shared" si="0" ref="A1:A20000">{formula}</f><v>1</v></c>"#);
    for row in 2..20_000 {
        cells += &format!(r#"<c r="A{row}"><f t="shared" si="0"/><v>1</v></c>"#);
    }
    assert_eq!(finding_on("formules.xlsx", &sheet(&cells)), "L201");
}

#[test]
fn an_xlsx_of_empty_cells_or_many_sheets_is_refused() {
    assert_eq!(finding_on("cellen.xlsx", &sheet(&"<c r=\"A1\"/>".repeat(1_000_001))), "L104");
    assert_eq!(finding_on("rij.xlsx", &sheet(&"<c/>".repeat(16_385))), "L102");
    let many = |count: usize| {
        rewrite(&sheet(&" ".repeat(3 << 20)), "xl/workbook.xml", |text| {
            let sheet =
                |index| format!(r#"<sheet name="A{index}" sheetId="{index}" r:id="rId1"/>"#);
            let sheets: String = (1..=count).map(sheet).collect();
            text.replace("<sheets>", &format!("<sheets>{sheets}"))
        })
    };
    assert_eq!(finding_on("bladen.xlsx", &many(20)), "L104");
    assert_eq!(finding_on("bladen.xlsx", &many(101)), "L104");
}

#[test]
fn parts_that_grow_in_memory_are_refused() {
    let styles = rewrite(&xlsx(), "xl/styles.xml", |_| "<xf/>".repeat(300_000));
    assert_eq!(finding_on("opmaak.xlsx", &styles), "L104");
    let texts = rewrite(&xlsx(), "xl/sharedStrings.xml", |_| "<si/>".repeat(1_000_000));
    assert_eq!(finding_on("teksten.xlsx", &texts), "L104");
    // No memory is set aside for what is only announced.
    let announced = rewrite(&xlsx(), "xl/sharedStrings.xml", |text| {
        text.replace("uniqueCount=\"1\"", "uniqueCount=\"90000000000\"")
    });
    assert_eq!(finding_on("aantal.xlsx", &announced), "L201");
    let zeros = vec![0; 17 << 20];
    assert_eq!(finding_on("deel.xlsx", &with_part(&xlsx(), "xl/x.xml", &zeros)), "L104");
}

/// Images are not counted as sheets; so the reader must not take one for a sheet.
#[test]
fn a_sheet_that_starts_as_a_photo_is_not_read() {
    for start in [&b"\x89PNG"[..], b"\xFF\xD8\xFF"] {
        let photo = [start, b"<worksheet><sheetData><row/></sheetData></worksheet>"].concat();
        let workbook = rewrite(&xlsx(), "xl/_rels/workbook.xml.rels", |text| {
            text.replace("worksheets/sheet1.xml", "media/foto.png")
        });
        let workbook = with_part(&workbook, "xl/media/foto.png", &photo);
        assert_eq!(finding_on("foto.xlsx", &workbook), "L102");
    }
}

/// What the one finding on this file says is too large.
#[track_caller]
fn too_large(name: &str, bytes: &[u8]) -> String {
    let year = Year::example().without("GM");
    year.put(name, bytes);
    let findings = year.all_findings();
    let finding =
        findings.iter().find(|each| each.code == "L104").unwrap_or_else(|| panic!("{findings:#?}"));
    finding.message.rsplit(": ").next().unwrap().to_owned()
}

#[test]
fn an_xlsb_of_many_cells_or_records_is_refused() {
    let rows = vec![vec!["1".to_owned(); 16_000]; 13];
    let table = Table { name: "A", rows, ..Table::default() };
    let cells = "er zijn meer dan 200000 cellen gevuld";
    assert_eq!(too_large("cellen.xlsb", &xlsb::workbook(&[table])), cells);
    let blank = xlsb::record(0x0001, &[0; 8]); // BrtCellBlank
    let all = "er zijn meer dan 1000000 cellen, lege meegeteld";
    assert_eq!(too_large("leeg.xlsb", &xlsb::sheet_of(&blank.repeat(1_000_001))), all);
    // A record of nothing that announces 256 MiB.
    let long = [0x06, 0xFF, 0xFF, 0xFF, 0x7F];
    assert_eq!(finding_on("lang.xlsb", &xlsb::sheet_of(&long)), "L102");
}

#[test]
fn an_xls_that_points_at_the_same_again_and_again_is_refused() {
    let start = (0x0809, vec![0, 6, 5, 0, 0, 0, 0, 0]);
    let listed = |at: u32| (0x0085, [&at.to_le_bytes()[..], &[0, 0, 1, 0, b'A']].concat());
    let end = (0x000A, vec![]);
    let same = [start.clone(), listed(0), listed(0), end.clone()];
    assert_eq!(finding_on("bladen.xls", &xls::file(&same)), "L102");
    let many: Vec<_> =
        [start.clone()].into_iter().chain((0..101).map(listed)).chain([end.clone()]).collect();
    assert_eq!(finding_on("bladen.xls", &xls::file(&many)), "L104");
}

/// What a file only says that it has costs nothing: no more is read than is there.
#[test]
fn what_an_xls_announces_takes_no_memory() {
    let start = (0x0809, vec![0, 6, 5, 0, 0, 0, 0, 0]);
    let end = (0x000A, vec![]);
    let code = |records: Vec<xls::Record>| {
        let records = [vec![start.clone()], records, vec![end.clone()]].concat();
        finding_on("aangekondigd.xls", &xls::file(&records))
    };
    let area = [&0_u32.to_le_bytes()[..], &u32::MAX.to_le_bytes(), &[0, 0, 0, 1, 0, 0]].concat();
    assert_eq!(code(vec![(0x0200, area)]), "L201");
    assert_eq!(code(vec![(0x00FC, vec![0xFF; 8])]), "L201");
    assert_eq!(code(vec![(0x00FC, [&[0; 8][..], &[0xFF, 0xFF, 0, b'a']].concat())]), "L102");
    assert_eq!(code(vec![(0x00FC, vec![0; 8]), (0x003C, vec![]), (0x003C, vec![])]), "L201");
    assert_eq!(code(vec![(0x003C, vec![]); 1_000_001]), "L104");
    assert_eq!(code(vec![(0x0042, vec![0, 0]); 1_000_001]), "L104");
}

/// Where the list of sheets says that one starts, other records than those in a row could stand.
#[test]
fn an_xls_with_a_sheet_inside_a_record_is_refused() {
    let start = (0x0809, vec![0, 6, 5, 0, 0, 0, 0, 0]);
    let listed = |at: u32| (0x0085, [&at.to_le_bytes()[..], &[0, 0, 1, 0, b'A']].concat());
    let end = (0x000A, vec![]);
    // Dimensions of four thousand million rows, in a record that says nothing.
    let hidden = [&[0, 2, 14, 0][..], &[0; 4], &[0xFF; 4], &[0, 0, 255, 0, 0, 0]].concat();
    let records = |at| [start.clone(), listed(at), (0x01AF, hidden.clone()), end.clone()];
    assert_eq!(finding_on("verstopt.xls", &xls::file(&records(29))), "L102");
    // Twice the same cells, by a sheet that starts within another.
    let twice =
        [start.clone(), listed(42), listed(54), end.clone(), start.clone(), start.clone(), end];
    assert_eq!(finding_on("binnenin.xls", &xls::file(&twice)), "L102");
}

/// The workbook is the stream at the top, wherever another one of its name stands.
#[test]
fn an_xls_with_a_second_workbook_in_it_is_read_as_the_one_at_the_top() {
    let table = Table::of("A", &[&["Code", "Antwoord"], &["gemeente.code", "GM0363"]]);
    let mut honest = cfb::CompoundFile::open(Cursor::new(xls::workbook(&[table]))).unwrap();
    let mut stream = Vec::new();
    honest.open_stream("/Workbook").unwrap().read_to_end(&mut stream).unwrap();
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_storage("/A").unwrap();
    file.create_stream("/A/Workbook").unwrap().write_all(&[0; 64]).unwrap();
    file.create_stream("/Workbook").unwrap().write_all(&stream).unwrap();
    let year = Year::example().without("GM");
    year.put("twee.xls", &file.into_inner().into_inner());
    let findings = year.all_findings();
    let of_file =
        findings.iter().filter(|each| each.place.as_ref().is_some_and(|p| p.file == "twee.xls"));
    assert_eq!(of_file.map(|each| each.code).collect::<Vec<_>>(), ["L205"]);
}

#[test]
fn a_cell_that_shows_a_text_that_is_not_there_is_one_finding_and_nothing_else() {
    let year = Year::example().without("GM");
    // A cell that shows the ninth of no shared texts.
    let cell = xlsb::record(0x0007, &[&[0; 8][..], &9_u32.to_le_bytes()].concat());
    let row = xlsb::record(0x0000, &[0; 17]);
    year.put("wijst-mis.xlsb", &xlsb::sheet_of(&[row, cell].concat()));
    let run = pmg(&year, "check").arg("2024").assert().code(1);
    let output = run.get_output();
    assert!(String::from_utf8_lossy(&output.stdout).contains("fout L102"));
    assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"));
}
