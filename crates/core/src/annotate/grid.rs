//! How wide and high the cells of a sheet are, to say where a box over them begins and ends.

use std::collections::BTreeMap;

use rust_decimal::prelude::ToPrimitive;

use crate::place::Cell;

use super::error::Unmarkable;
use super::xml;

/// Sizes in pixels.
pub(super) struct Grid {
    row: u32,
    rows: BTreeMap<u32, u32>,
    column: u32,
    /// From, to (counted from one) and width.
    columns: Vec<(u32, u32, u32)>,
}

impl Grid {
    pub(super) fn new(sheet: &str) -> Result<Self, Unmarkable> {
        let mut grid = Self { row: 20, rows: BTreeMap::new(), column: 64, columns: Vec::new() };
        for tag in xml::tags(sheet) {
            let tag = tag?;
            let hidden = tag.get("hidden").is_some_and(|set| set == "1" || set == "true");
            let size = |name, times: f64, more: f64| {
                let size: f64 = tag.number(name)?;
                if hidden { Some(0) } else { (size * times + more).round().to_u32() }
            };
            match (tag.depth, tag.name()) {
                (1, "sheetFormatPr") => {
                    grid.row = size("defaultRowHeight", 4.0 / 3.0, 0.0).unwrap_or(grid.row);
                    grid.column = size("defaultColWidth", 7.0, 5.0).unwrap_or(grid.column);
                }
                (2, "col") => {
                    let reach = |name| tag.number(name).unwrap_or(0);
                    let width = size("width", 7.0, 0.0).unwrap_or(grid.column);
                    grid.columns.push((reach("min"), reach("max"), width));
                }
                (2, "row") => {
                    let height = size("ht", 4.0 / 3.0, 0.0).or(hidden.then_some(0));
                    if let (Some(row), Some(height)) = (tag.number::<u32>("r"), height) {
                        grid.rows.insert(row.saturating_sub(1), height);
                    }
                }
                _ => {}
            }
        }
        Ok(grid)
    }

    /// Where a box of this size stands, right of a cell: column, offset, row, offset, twice.
    pub(super) fn anchor(&self, cell: Cell, width: u32, height: u32) -> String {
        let row = |row: u32| self.rows.get(&row).copied().unwrap_or(self.row);
        let column = |column: u32| {
            let own =
                self.columns.iter().find(|(from, to, _)| (*from..=*to).contains(&(column + 1)));
            own.map_or(self.column, |(.., width)| *width)
        };
        let (left, top) = (cell.column + 1, cell.row);
        let (right, right_offset) = walk(left, width + 15, column);
        let (bottom, bottom_offset) = walk(top, height + 2, row);
        format!("{left}, 15, {top}, 2, {right}, {right_offset}, {bottom}, {bottom_offset}")
    }
}

/// The cell in which a distance ends, and how far in it.
fn walk(mut at: u32, mut distance: u32, size: impl Fn(u32) -> u32) -> (u32, u32) {
    // A sheet with very many hidden rows does not make the walk endless.
    for _ in 0..10_000 {
        let size = size(at);
        if distance < size {
            break;
        }
        distance -= size;
        at += 1;
    }
    (at, distance)
}
