//! A piece of the sheet around a cell, drawn with characters.

use std::collections::BTreeSet;

use crate::answers;
use crate::place::{Cell, Place};
use crate::workbook::{Sheet, Sheets};

use super::harmless::{on_one_line, shortened};

/// The number of columns at most.
const COLUMNS: usize = 4;
/// The number of characters of a cell that are always shown.
const NARROWEST: usize = 6;

/// The row of a cell, the one above and the one below, with column letters and row numbers, no wider than `width`;
/// `None` if there is no such cell. The cell has `>` before its row and `^` under its text.
pub(super) fn around(place: &Place, read: &[Sheets], width: usize) -> Option<Vec<String>> {
    let cell = place.cell?;
    let file = read.iter().find(|sheets| sheets.file.name == place.file)?;
    let sheet = file.sheets.get(answers::sheet_number(file, place.sheet.as_ref()?)?)?;
    let rows: Vec<u32> = (cell.row.saturating_sub(1)..=cell.row.saturating_add(1)).collect();
    let columns = columns(sheet, cell, &rows);
    let text = |row, column| {
        let value = sheet.cells.get(&Cell { row, column });
        value.map(|value| on_one_line(&answers::shown(value))).unwrap_or_default()
    };
    let grid: Vec<Vec<String>> =
        rows.iter().map(|row| columns.iter().map(|column| text(*row, *column)).collect()).collect();
    let margin = rows.iter().map(|row| number(*row).len()).max().unwrap_or_default() + 2;
    let room = width.saturating_sub(margin + 3 * columns.len());
    let widths = widths(&columns, &grid, room);
    let line = |margin: &str, cells: &[String]| {
        let cells = cells.iter().zip(&widths).map(|(text, width)| {
            let text = shortened(text, *width);
            format!(" │ {text}{}", " ".repeat(width - text.chars().count()))
        });
        format!("{margin}{}", cells.collect::<String>()).trim_end().to_owned()
    };
    let letters: Vec<String> = columns.iter().map(|column| letters(*column)).collect();
    let mut lines = vec![line(&" ".repeat(margin), &letters)];
    for (row, texts) in rows.iter().zip(&grid) {
        let mark = if *row == cell.row { "> " } else { "  " };
        let digits = margin - 2;
        lines.push(line(&format!("{mark}{:>digits$}", number(*row)), texts));
        if *row == cell.row {
            let under = columns.iter().zip(texts).zip(&widths).map(|((column, text), width)| {
                let carets = text.chars().count().clamp(1, *width);
                "^".repeat(if *column == cell.column { carets } else { 0 })
            });
            lines.push(line(&" ".repeat(margin), &under.collect::<Vec<_>>()));
        }
    }
    Some(lines)
}

/// The columns to draw: that of the cell, those of `Code` and `Antwoord`, and the nearest ones with something in
/// them, as far as there is room.
fn columns(sheet: &Sheet, cell: Cell, rows: &[u32]) -> Vec<u32> {
    let mut columns = BTreeSet::from([cell.column]);
    columns.extend(answers::columns(sheet).into_iter().flat_map(<[u32; 2]>::from));
    let filled = sheet.cells.keys().filter(|each| rows.contains(&each.row));
    let mut near: Vec<u32> = filled.map(|each| each.column).collect();
    near.sort_by_key(|column| (column.abs_diff(cell.column), *column));
    for column in near {
        if columns.len() < COLUMNS {
            columns.insert(column);
        }
    }
    columns.into_iter().collect()
}

/// The width of each column: that of its longest text, with the widest ones cut until all fit into `room`.
fn widths(columns: &[u32], grid: &[Vec<String>], room: usize) -> Vec<usize> {
    let longest = |(index, column): (usize, &u32)| {
        let texts = grid.iter().map(|row| row[index].chars().count());
        texts.chain([letters(*column).len()]).max().unwrap_or_default()
    };
    let mut widths: Vec<usize> = columns.iter().enumerate().map(longest).collect();
    let mut limit = room;
    while limit > NARROWEST && widths.iter().map(|width| *width.min(&limit)).sum::<usize>() > room {
        limit -= 1;
    }
    for width in &mut widths {
        *width = (*width).min(limit.max(NARROWEST));
    }
    widths
}

fn number(row: u32) -> String {
    (u64::from(row) + 1).to_string()
}

fn letters(column: u32) -> String {
    Cell { row: 0, column }.to_string().trim_end_matches('1').to_owned()
}
