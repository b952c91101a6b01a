//! Makes the link of every figure lead to its provenance, and one to a heading to that, and be called after it, once the
//! pages are set.
//!
//! A link to a label would make Typst set each paragraph with a figure twice, since where a label stands
//! is known only afterwards; that costs half as much as all the rest. So the template gives such a link a
//! place that no page has, by which it is known here, and this fills in the true one.

use std::collections::BTreeMap;

use typst::foundations::Label;
use typst::introspection::{Introspector as _, Location, PagedPosition, Tag};
use typst::layout::{Abs, Frame, FrameItem};
use typst::model::{Destination, Document as _, LinkMarker};
use typst::utils::PicoStr;
use typst_layout::{Page, PagedDocument};

/// A link to the first provenance points this far down a page, one to the next a point further.
const BEYOND: f64 = 1_000_000.0;

/// Gives the links to provenances and to headings, in this order, their places, and the titles of these as names: who
/// hears a page is told where a link leads.
pub(super) fn resolve(document: PagedDocument, titles: &[String]) -> PagedDocument {
    if titles.is_empty() {
        return document;
    }
    let introspector = document.introspector();
    let place = |index: usize| {
        let label = Label::new(PicoStr::intern(&format!("grond-{index}")))?;
        let location = introspector.query_label(label).ok()?.location()?;
        introspector.position(location)
    };
    let places: Vec<Option<PagedPosition>> = (0..titles.len()).map(place).collect();
    let info = document.info().clone();
    let mut leads = Leads::default();
    document.pages().iter().for_each(|page| leads.read(&page.frame));
    let lead = |page: &Page| {
        let mut page = page.clone();
        if holds_link(&page.frame, &leads) {
            lead_in(&mut page.frame, &places, titles, &leads);
        }
        page
    };
    PagedDocument::new(document.pages().iter().map(lead).collect(), info)
}

/// To which provenance the text of each link leads.
#[derive(Default)]
struct Leads {
    /// The texts of links that are open.
    open: Vec<Location>,
    to: BTreeMap<u128, usize>,
}

impl Leads {
    fn read(&mut self, frame: &Frame) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.read(&group.frame),
                FrameItem::Tag(Tag::Start(content, _)) if content.is::<LinkMarker>() => {
                    self.open.extend(content.location());
                }
                FrameItem::Tag(Tag::End(location, ..)) => self.open.retain(|it| it != location),
                FrameItem::Link(Destination::Position(position), _) => {
                    if let (Some(index), Some(location)) =
                        (meant(position.point.y), self.open.last())
                    {
                        self.to.insert(location.hash(), index);
                    }
                }
                _ => {}
            }
        }
    }

    /// The index of the provenance to which the link leads whose text begins here; `None` if it is any other tag.
    fn of(&self, tag: &Tag) -> Option<usize> {
        self.to.get(&tag.location().hash()).copied().filter(|_| matches!(tag, Tag::Start(..)))
    }
}

/// Whether a link to a provenance stands in the frame. Changing a frame copies it, and most have none.
fn holds_link(frame: &Frame, leads: &Leads) -> bool {
    frame.items().any(|(_, item)| match item {
        FrameItem::Group(group) => holds_link(&group.frame, leads),
        FrameItem::Tag(tag) => leads.of(tag).is_some(),
        FrameItem::Link(Destination::Position(position), _) => meant(position.point.y).is_some(),
        _ => false,
    })
}

fn lead_in(frame: &mut Frame, places: &[Option<PagedPosition>], titles: &[String], leads: &Leads) {
    frame.retain(|item| {
        match item {
            FrameItem::Group(group) if holds_link(&group.frame, leads) => {
                lead_in(&mut group.frame, places, titles, leads);
            }
            FrameItem::Tag(tag) => {
                let title = leads.of(tag).and_then(|index| titles.get(index));
                if let (Tag::Start(content, _), Some(title)) = (tag, title)
                    && let Some(link) = content.to_packed_mut::<LinkMarker>()
                {
                    link.alt = Some(title.as_str().into());
                }
            }
            FrameItem::Link(Destination::Position(position), _) => {
                if let Some(place) = meant(position.point.y).and_then(|index| *places.get(index)?) {
                    *position = place;
                }
            }
            _ => {}
        }
        true
    });
}

/// The index of the provenance that a link means by pointing so far down; `None` if it is any other link.
fn meant(down: Abs) -> Option<usize> {
    let index = down.to_pt() - BEYOND;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked")]
    (index >= 0.0).then(|| index.round() as usize)
}

/// Where the links within the pages lead.
#[cfg(test)]
pub(super) fn places(document: &PagedDocument) -> Vec<PagedPosition> {
    fn collect(frame: &Frame, places: &mut Vec<PagedPosition>) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => collect(&group.frame, places),
                FrameItem::Link(Destination::Position(position), _) => places.push(*position),
                _ => {}
            }
        }
    }
    let mut places = Vec::new();
    for page in document.pages() {
        collect(&page.frame, &mut places);
    }
    places
}
