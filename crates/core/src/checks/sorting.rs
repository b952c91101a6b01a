//! Puts findings in order, for every format: in the order in which somebody who goes through the files meets them.

use crate::answers;
use crate::finding::Finding;
use crate::place::Cell;
use crate::workbook::Sheets;

/// Puts findings in the order of files, sheets as they stand in the workbook, rows and columns.
/// Within a file come first those on the file as a whole, last those on answers without a cell;
/// those of no file come after all files.
pub fn put_in_order(findings: &mut [Finding], read: &[Sheets]) {
    findings.sort_by_cached_key(|finding| {
        let place = finding.place.as_ref();
        let file = place.map(|place| place.file.clone());
        (file.is_none(), file, within_file(finding, read), finding.code)
    });
}

/// The part of a file that a finding is about: the whole, a cell, or an answer that has no cell.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Within {
    Whole,
    At(Option<usize>, Cell),
    Nowhere,
}

fn within_file(finding: &Finding, read: &[Sheets]) -> Within {
    let place = finding.place.as_ref();
    match place.and_then(|place| Some((place, place.sheet.as_ref()?, place.cell?))) {
        Some((place, name, cell)) => {
            let workbook = read.iter().find(|each| each.file.name == place.file);
            let number = workbook.and_then(|it| answers::sheet_number(it, name));
            Within::At(number, cell)
        }
        None if finding.code.starts_with('L') => Within::Whole,
        None => Within::Nowhere,
    }
}
