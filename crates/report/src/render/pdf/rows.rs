//! Makes the first cell of each row of a table the one that names the row, once the pages are set: who hears the
//! number in another cell can ask what it is of.
//!
//! Typst has a function for it that has to be switched on, and the library around Typst cannot do that.

use std::collections::BTreeSet;
use std::num::NonZeroU32;

use typst::foundations::Smart;
use typst::introspection::{Location, Tag};
use typst::layout::{Frame, FrameItem};
use typst::model::{Document as _, TableCell, TableElem};
use typst::pdf::{TableCellKind, TableHeaderScope};
use typst_layout::{Page, PagedDocument};

/// Gives the rows of tables their names.
///
/// A table of pairs stays as it is: its names stand right before what they name, and of so many names and so few numbers
/// a reader is told more than it says.
pub(super) fn name(document: &PagedDocument) -> PagedDocument {
    let info = document.info().clone();
    let mut names = Names::default();
    document.pages().iter().for_each(|page| names.read(&page.frame));
    let with_names = |page: &Page| {
        let mut page = page.clone();
        if names.are_in(&page.frame) {
            names.give(&mut page.frame);
        }
        page
    };
    PagedDocument::new(document.pages().iter().map(with_names).collect(), info)
}

/// The cells that name a row.
#[derive(Default)]
struct Names {
    /// Whether the table that is being read has them.
    are_wanted: bool,
    cells: BTreeSet<u128>,
}

impl Names {
    fn read(&mut self, frame: &Frame) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.read(&group.frame),
                FrameItem::Tag(Tag::Start(content, _)) => {
                    if let Some(table) = content.to_packed::<TableElem>() {
                        self.are_wanted = is_more_than_pairs(table);
                    }
                    let cell = content.to_packed::<TableCell>();
                    if cell.is_some_and(|cell| self.are_wanted && is_first(cell)) {
                        self.cells.extend(content.location().map(Location::hash));
                    }
                }
                _ => {}
            }
        }
    }

    fn is_one(&self, tag: &Tag) -> bool {
        matches!(tag, Tag::Start(..)) && self.cells.contains(&tag.location().hash())
    }

    /// Whether one of them begins in the frame. Changing a frame copies it, and most have none.
    fn are_in(&self, frame: &Frame) -> bool {
        frame.items().any(|(_, item)| match item {
            FrameItem::Group(group) => self.are_in(&group.frame),
            FrameItem::Tag(tag) => self.is_one(tag),
            _ => false,
        })
    }

    fn give(&self, frame: &mut Frame) {
        frame.retain(|item| {
            match item {
                FrameItem::Group(group) if self.are_in(&group.frame) => self.give(&mut group.frame),
                FrameItem::Tag(tag) if self.is_one(tag) => {
                    if let Tag::Start(content, _) = tag
                        && let Some(cell) = content.to_packed_mut::<TableCell>()
                    {
                        let header = TableCellKind::Header(NonZeroU32::MIN, TableHeaderScope::Row);
                        cell.kind.set(Smart::Custom(header));
                    }
                }
                _ => {}
            }
            true
        });
    }
}

/// Whether a table has no more names, of its columns and its rows, than other cells.
fn is_more_than_pairs(table: &TableElem) -> bool {
    let Some(grid) = &table.grid else { return false };
    let (columns, rows) = (grid.non_gutter_column_count(), grid.non_gutter_row_count());
    let below = rows.saturating_sub(1);
    columns + below <= below * columns.saturating_sub(1)
}

/// Whether a cell is the first of a row below the names of the columns, and says something.
fn is_first(cell: &TableCell) -> bool {
    let at = |field: &Option<Smart<usize>>| field.and_then(Smart::custom);
    let (x, y) = (at(cell.x.as_option()), at(cell.y.as_option()));
    x == Some(0) && y.is_some_and(|y| y > 0) && !cell.body.is_empty()
}
