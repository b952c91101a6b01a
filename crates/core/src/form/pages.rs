//! How a sheet is printed: how small, and where a page ends, so that what belongs together stays together.
//!
//! Sizes are in points. Excel and LibreOffice leave different room on a page for the same margins; what fits is
//! reckoned with the least of the two, and with some to spare.

use super::model::{Paper, Sheet};

/// The width between the margins of a page in landscape. LibreOffice makes the columns of an .xlsx a twentieth wider.
const WIDTH: u32 = 710;
/// The height between the margins of a page in landscape, without what stands above and below each page.
const HEIGHT: u32 = 472;
/// The height of a row that has none of its own.
const ROW: u32 = 15;

/// The percentage at which a sheet is printed so that all its columns fit on a page; never more than 100.
pub(super) fn scale(sheet: &Sheet) -> u32 {
    let shown = sheet.columns.iter().filter(|column| !column.is_hidden);
    let wide: u32 = shown.map(|column| quarters(column.width)).sum();
    (WIDTH * 400 / wide.max(1)).clamp(10, 100)
}

/// The width of a column in quarters of a point: as many pixels as a spreadsheet takes for so many digits.
fn quarters(digits: u32) -> u32 {
    (digits * 7 + 5) * 3
}

/// The rows that open a new page. A part of a table that fits on a page is not divided over two.
pub(super) fn breaks(sheet: &Sheet) -> Vec<u32> {
    let (Some(header), Paper::Wide) = (sheet.header, sheet.paper) else { return Vec::new() };
    let height = |row: u32| sheet.heights.get(&row).copied().unwrap_or(ROW);
    let page = HEIGHT * 100 / scale(sheet);
    let mut used: u32 = (0..=header).map(height).sum();
    let mut breaks = Vec::new();
    for (row, end) in parts(sheet, header) {
        let high: u32 = (row..end).map(height).sum();
        let is_first = row == header + 1;
        if used + high > page && height(header) + high <= page && !is_first {
            breaks.push(row);
            used = height(header);
        }
        for row in row..end {
            // One that is longer than a page goes on where the spreadsheet breaks it.
            used = if used + height(row) > page { height(header) } else { used } + height(row);
        }
    }
    breaks
}

/// The parts of a table, each from its first row to the row after its last.
fn parts(sheet: &Sheet, header: u32) -> impl Iterator<Item = (u32, u32)> {
    let starts = sheet.starts.iter().copied().filter(move |row| *row > header);
    let ends = starts.clone().skip(1).chain([sheet.last + 1]);
    starts.zip(ends)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::model::Column;

    /// A sheet with a header and parts of so many rows, each a tenth of a page high.
    fn sheet(parts: &[u32]) -> Sheet {
        let column = |width| Column { width, is_hidden: width == 300 };
        let mut sheet =
            Sheet { columns: [143, 300].map(column).to_vec(), header: Some(0), ..Sheet::default() };
        let mut row = 1;
        for part in parts {
            sheet.starts.insert(row);
            row += part;
        }
        sheet.last = row - 1;
        sheet.heights = (0..row).map(|row| (row, 47)).collect();
        sheet
    }

    #[test]
    fn columns_that_are_hidden_take_no_room_and_nothing_is_made_larger() {
        assert_eq!(scale(&sheet(&[1])), 94);
        assert_eq!(scale(&Sheet::default()), 100);
        let wide = Column { width: 300, is_hidden: false };
        assert_eq!(scale(&Sheet { columns: vec![wide], ..Sheet::default() }), 44);
    }

    #[test]
    fn a_part_that_does_not_fit_any_more_opens_a_page() {
        assert_eq!(breaks(&sheet(&[3, 3, 3])), [0; 0]);
        assert_eq!(breaks(&sheet(&[3, 3, 4, 3])), [7]);
        assert_eq!(breaks(&sheet(&[3, 3, 4, 6, 4])), [7, 11, 17]);
    }

    #[test]
    fn a_part_longer_than_a_page_goes_on_where_it_stands() {
        assert_eq!(breaks(&sheet(&[2, 12, 4])), [0; 0]);
        assert_eq!(breaks(&sheet(&[2, 12, 6])), [15]);
    }

    #[test]
    fn what_stands_on_one_page_is_not_broken() {
        let one = Sheet { paper: Paper::OnePage, ..sheet(&[9, 9, 9]) };
        assert_eq!(breaks(&one), [0; 0]);
    }
}
