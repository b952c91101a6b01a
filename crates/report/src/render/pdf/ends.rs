//! Closes what ends with a page on that page.
//!
//! Typst closes it at the top of the next one. Its foot and the head there then stand within it, and a table that closes
//! a page no longer is all that is in its figure: its caption would stay outside it.

use std::collections::BTreeSet;

use typst::introspection::{Location, Tag};
use typst::layout::{Frame, FrameItem, Point};
use typst::model::Document as _;
use typst::pdf::{ArtifactElem, ArtifactKind};
use typst_layout::{Page, PagedDocument};

/// Closes on each page what ends there.
pub(super) fn close(document: &PagedDocument) -> PagedDocument {
    let info = document.info().clone();
    let mut pages: Vec<Page> = document.pages().to_vec();
    for at in 1..pages.len() {
        let late = Late::of(&pages[at].frame);
        // Without a foot nothing would tell where the text of the page ends.
        let Some(foot) = foot(&pages[at - 1].frame).filter(|_| !late.ends.is_empty()) else {
            continue;
        };
        for end in late.ends.iter().rev() {
            pages[at - 1].frame.insert(foot, Point::zero(), FrameItem::Tag(end.clone()));
        }
        let moved: BTreeSet<u128> = late.ends.iter().map(|end| end.location().hash()).collect();
        without(&mut pages[at].frame, &moved);
    }
    PagedDocument::new(pages.into(), info)
}

/// The ends at the top of a page of what stands on pages before it.
#[derive(Default)]
struct Late {
    ends: Vec<Tag>,
    /// What stands around the text and is open.
    around: Option<Location>,
}

impl Late {
    fn of(frame: &Frame) -> Self {
        let mut late = Self::default();
        late.read(frame);
        late
    }

    /// Reads a frame, and tells whether the text has not begun in it.
    fn read(&mut self, frame: &Frame) -> bool {
        frame.items().all(|(_, item)| match item {
            FrameItem::Group(group) => self.read(&group.frame),
            FrameItem::Tag(tag) => self.tag(tag),
            _ => self.around.is_some(),
        })
    }

    fn tag(&mut self, tag: &Tag) -> bool {
        match (tag, self.around) {
            (Tag::End(location, ..), Some(around)) if *location == around => self.around = None,
            (_, Some(_)) => {}
            (Tag::Start(content, _), None) if content.is::<ArtifactElem>() => {
                self.around = content.location();
            }
            (Tag::Start(..), None) => return false,
            (Tag::End(..), None) => self.ends.push(tag.clone()),
        }
        true
    }
}

/// Where the foot of a page stands among what is on it; `None` if it has none.
fn foot(frame: &Frame) -> Option<usize> {
    frame.items().position(|(_, item)| match item {
        FrameItem::Group(group) => foot(&group.frame).is_some(),
        FrameItem::Tag(Tag::Start(content, _)) => {
            let artifact = content.to_packed::<ArtifactElem>();
            artifact.is_some_and(|it| it.kind.as_option() == &Some(ArtifactKind::Footer))
        }
        _ => false,
    })
}

/// Takes these ends out of a frame.
fn without(frame: &mut Frame, moved: &BTreeSet<u128>) {
    if !holds(frame, moved) {
        return;
    }
    frame.retain(|item| match item {
        FrameItem::Group(group) => {
            without(&mut group.frame, moved);
            true
        }
        FrameItem::Tag(tag) => !is_moved(tag, moved),
        _ => true,
    });
}

/// Whether one of them is in the frame. Changing a frame copies it, and most have none.
fn holds(frame: &Frame, moved: &BTreeSet<u128>) -> bool {
    frame.items().any(|(_, item)| match item {
        FrameItem::Group(group) => holds(&group.frame, moved),
        FrameItem::Tag(tag) => is_moved(tag, moved),
        _ => false,
    })
}

fn is_moved(tag: &Tag, moved: &BTreeSet<u128>) -> bool {
    matches!(tag, Tag::End(..)) && moved.contains(&tag.location().hash())
}
