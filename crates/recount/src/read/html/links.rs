//! Where the page leads: to other addresses, and from its figures to their account.

use super::markup::{Piece, Tag, pieces};

/// The addresses to which a page links, outside itself.
pub(crate) fn addresses(html: &str) -> Vec<String> {
    let to = pieces(html).into_iter().filter_map(|piece| match piece {
        Piece::Open(tag) => tag.get("href").map(str::to_owned),
        _ => None,
    });
    to.filter(|to| !to.starts_with("#_")).collect()
}

/// What the pictures of a page say to whoever cannot see them.
pub(crate) fn alternatives(html: &str) -> Vec<String> {
    let of = pieces(html).into_iter().filter_map(|piece| match piece {
        Piece::Open(tag) if tag.name == "img" => tag.get("alt").map(str::to_owned),
        _ => None,
    });
    of.collect()
}

/// The bases of the figures and passages of the text, each with the link that it is or that stands behind it; `None`
/// if there is no link.
pub(crate) fn linked_bases(html: &str) -> Vec<(String, Option<Tag<'_>>)> {
    let mut found: Vec<(String, Option<Tag<'_>>)> = Vec::new();
    let mut passage_ended = false;
    for piece in pieces(html) {
        match &piece {
            Piece::Open(tag) if tag.is("a", "bron") => match found.last_mut() {
                Some((_, link)) if passage_ended && link.is_none() => *link = Some(tag.clone()),
                _ => found.push((String::new(), Some(tag.clone()))),
            },
            Piece::Open(tag) => {
                let basis = tag.get("data-basis").map(str::to_owned);
                let link = (tag.name == "a").then(|| tag.clone());
                found.extend(basis.map(|basis| (basis, link)));
            }
            _ => {}
        }
        passage_ended = piece == Piece::Close("span");
    }
    found
}
