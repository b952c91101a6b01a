//! Makes the first cell of each row of a table the one that names the row, once the pages are set: who hears the
//! number in another cell can ask what it is of.
//!
//! Typst has a function for it that has to be switched on, and the library around Typst cannot do that.

use std::num::NonZeroU32;

use typst::foundations::Smart;
use typst::introspection::Tag;
use typst::layout::{Frame, FrameItem};
use typst::model::{Document as _, TableCell};
use typst::pdf::{TableCellKind, TableHeaderScope};
use typst_layout::{Page, PagedDocument};

/// Gives each row of each table its name.
pub(super) fn name(document: PagedDocument) -> PagedDocument {
    let info = document.info().clone();
    let named = |page: &Page| {
        let mut page = page.clone();
        if holds_name(&page.frame) {
            name_in(&mut page.frame);
        }
        page
    };
    PagedDocument::new(document.pages().iter().map(named).collect(), info)
}

/// Whether the first cell of a row begins in the frame. Changing a frame copies it, and most have none.
fn holds_name(frame: &Frame) -> bool {
    frame.items().any(|(_, item)| match item {
        FrameItem::Group(group) => holds_name(&group.frame),
        FrameItem::Tag(Tag::Start(content, _)) => {
            content.to_packed::<TableCell>().is_some_and(|cell| is_name(cell))
        }
        _ => false,
    })
}

fn name_in(frame: &mut Frame) {
    frame.retain(|item| {
        match item {
            FrameItem::Group(group) if holds_name(&group.frame) => name_in(&mut group.frame),
            FrameItem::Tag(Tag::Start(content, _)) => {
                if let Some(cell) = content.to_packed_mut::<TableCell>()
                    && is_name(cell)
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

/// Whether a cell is the first of a row of numbers and text, below the names of the columns.
fn is_name(cell: &TableCell) -> bool {
    let at = |field: Option<Smart<usize>>| field.and_then(Smart::custom);
    let (x, y) = (at(cell.x.as_option().clone()), at(cell.y.as_option().clone()));
    x == Some(0) && y.is_some_and(|y| y > 0) && !cell.body.is_empty()
}
