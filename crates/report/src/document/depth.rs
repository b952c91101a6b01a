//! Limits how deep quotes, lists and the like are nested: no reader could follow more, and parsing recurses.

use pulldown_cmark::{Event, Tag};

/// The most layers of quotes, lists, footnotes, emphasis and links.
pub(super) const MOST: usize = 6;

/// The containers that are open, the outermost first: whether each lies within bounds.
#[derive(Debug, Default)]
pub(super) struct Depth {
    open: Vec<bool>,
    layers: usize,
}

/// Whether an event lies within bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layer {
    /// It does.
    Fine,
    /// It opens or closes a container that lies too deep.
    TooDeep,
}

impl Depth {
    /// Whether the next event lies within bounds; takes the events in their order.
    pub(super) fn next(&mut self, event: &Event<'_>) -> Layer {
        let fine = match event {
            Event::Start(tag) => {
                let fine = match tag {
                    // An item belongs to its list.
                    Tag::Item => self.open.last().copied().unwrap_or(true),
                    tag if is_layer(tag) => self.layers < MOST,
                    _ => true,
                };
                self.layers += usize::from(fine && is_layer(tag));
                self.open.push(fine);
                fine
            }
            Event::End(tag) => {
                let fine = self.open.pop().unwrap_or(true);
                let was_layer = matches!(
                    tag,
                    pulldown_cmark::TagEnd::BlockQuote(_)
                        | pulldown_cmark::TagEnd::List(_)
                        | pulldown_cmark::TagEnd::FootnoteDefinition
                        | pulldown_cmark::TagEnd::Emphasis
                        | pulldown_cmark::TagEnd::Strong
                        | pulldown_cmark::TagEnd::Link
                        | pulldown_cmark::TagEnd::Image
                );
                self.layers -= usize::from(fine && was_layer);
                fine
            }
            _ => true,
        };
        if fine { Layer::Fine } else { Layer::TooDeep }
    }
}

fn is_layer(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::BlockQuote(_)
            | Tag::List(_)
            | Tag::FootnoteDefinition(_)
            | Tag::Emphasis
            | Tag::Strong
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

/// The events without the containers that lie too deep; what they hold belongs to the one around them.
pub(super) fn limited<'a>(
    events: impl Iterator<Item = Event<'a>>,
) -> impl Iterator<Item = Event<'a>> {
    let mut depth = Depth::default();
    events.filter(move |event| depth.next(event) == Layer::Fine)
}
