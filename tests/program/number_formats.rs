//! A cell that shows `500%` or `€ 30` is read as what it shows, in every format.

use pmg_monitor::workbook::{Value, read_bytes};
use rust_decimal::Decimal;

use crate::support::{rewrite, root, with_part};
use crate::tables::Table;
use crate::xlsb;

/// Cells, from row 4 down and from column C, in a workbook as openpyxl writes it and as LibreOffice
/// saves that.
#[test]
fn what_a_number_format_shows_is_what_is_read() {
    let number = |text: &str| text.parse::<Decimal>().unwrap();
    let shown = [
        ("C4", Value::Percentage(number("500"))),
        ("C5", Value::Percentage(number("46"))),
        ("C6", Value::Amount(number("30"))),
        ("C7", Value::Percentage(number("12.5"))),
        ("C8", Value::Number(number("30"))),
        ("C9", Value::Amount(number("3"))),
        ("D4", Value::Percentage(number("100"))),
        ("E4", Value::Percentage(number("200"))),
    ];
    for name in ["opmaak.xlsx", "opmaak.xls", "opmaak.ods"] {
        let bytes = std::fs::read(root().join("tests/fixtures").join(name)).unwrap();
        let read = read_bytes(name, &bytes).unwrap();
        for (cell, value) in &shown {
            let found = read.sheets[0].cells.iter().find(|(at, _)| at.to_string() == *cell);
            assert_eq!(found.map(|(_, value)| value), Some(value), "{name} {cell}");
        }
    }
}

#[test]
fn a_binary_workbook_tells_of_its_percentages() {
    let plain = xlsb::workbook(&[Table::of("Blad", &[&["5", "148"]])]);
    let styles = [
        xlsb::record(0x0269, &1_u32.to_le_bytes()), // BrtBeginCellXFs
        xlsb::record(0x002F, &[&[0, 0, 10, 0][..], &[0; 12]].concat()), // BrtXF: 0.00%
        xlsb::record(0x026A, &[]),                  // BrtEndCellXFs
    ];
    // A part is known by what it is to the workbook, not by its name.
    let related = rewrite(&plain, "xl/_rels/workbook.bin.rels", |text| {
        let relation = r#"<Relationship Id="rIdS" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="opmaak.bin"/></Relationships>"#;
        text.replace("</Relationships>", relation)
    });
    let percentages = with_part(&related, "xl/opmaak.bin", &styles.concat());
    let values = |bytes: &[u8]| -> Vec<Value> {
        let read = read_bytes("a.xlsb", bytes).unwrap();
        read.sheets[0].cells.values().cloned().collect()
    };
    assert_eq!(values(&plain), [5, 148].map(|n| Value::Number(n.into())));
    assert_eq!(values(&percentages), [500, 14_800].map(|n| Value::Percentage(n.into())));
}
