//! Compares the pictures of a page with the logo of the style and the photographs of the year, byte for byte.
//!
//! Nothing else is a picture: one could say a number that nobody counts, or hold what no reader sees.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use pmg_core::cycle::{Cycle, Picture};

use crate::difference::{AGAIN, Difference};
use crate::read::html::Tag;

/// A picture that a page should have.
struct Expected<'a> {
    /// The element that it stands in, with its class.
    within: (&'static str, &'static str),
    class: &'static str,
    picture: &'a Picture,
    alternative: &'a str,
    /// What stands below it.
    credit: String,
    is_there: bool,
}

/// The pictures that a page should have.
pub(super) struct Pictures<'a> {
    expected: Vec<Expected<'a>>,
    /// Which of them came last.
    last: Option<usize>,
}

impl<'a> Pictures<'a> {
    pub(super) fn of(cycle: &'a Cycle) -> Self {
        let logo = cycle.style.logo.iter().map(|logo| Expected {
            within: ("div", "titel"),
            class: "logo",
            picture: &logo.picture,
            alternative: &logo.alternative,
            credit: String::new(),
            is_there: false,
        });
        let photos = cycle.photos.iter().map(|photo| Expected {
            within: ("figure", "foto"),
            class: "",
            picture: &photo.picture,
            alternative: &photo.alternative,
            credit: format!("Foto: {}", photo.credit),
            is_there: false,
        });
        Self { expected: logo.chain(photos).collect(), last: None }
    }

    /// Whether a page should have any.
    pub(super) fn are_some(&self) -> bool {
        !self.expected.is_empty()
    }

    /// The difference where a picture in an element is none of those that are left.
    pub(super) fn take(&mut self, tag: &Tag<'_>, within: Option<&Tag<'_>>) -> Option<Difference> {
        self.last = self.expected.iter().position(|each| {
            !each.is_there
                && within.is_some_and(|tag| tag.is(each.within.0, each.within.1))
                && tag.is("img", each.class)
                && tag.get("alt") == Some(each.alternative)
                && is(each.picture, tag.get("src").unwrap_or_default())
        });
        if let Some(at) = self.last {
            self.expected[at].is_there = true;
            return None;
        }
        let what = "dit beeld is niet het logo van de huisstijl en geen foto van dit jaar";
        Some(told(what, tag.get("alt").unwrap_or("een beeld zonder omschrijving"), "niets"))
    }

    /// What must stand below the picture that came last.
    pub(super) fn credit(&self) -> String {
        self.last.map(|at| self.expected[at].credit.clone()).unwrap_or_default()
    }

    /// A difference for each picture that is not there.
    pub(super) fn missing(&self) -> Vec<Difference> {
        let missing = self.expected.iter().filter(|each| !each.is_there);
        missing.map(|each| told("een beeld ontbreekt", "niets", each.alternative)).collect()
    }
}

/// Whether an address holds the bytes of a picture, and no others.
fn is(picture: &Picture, src: &str) -> bool {
    let content = src.strip_prefix(&format!("data:{};base64,", picture.kind.media_type()));
    let content = content.and_then(|content| STANDARD.decode(content).ok());
    content.as_deref() == Some(&*picture.bytes)
}

fn told(what: &str, found: &str, expected: &str) -> Difference {
    Difference {
        file: "rapport.html".to_owned(),
        what: what.to_owned(),
        found: found.chars().take(200).collect(),
        expected: format!("{expected}; {AGAIN}"),
    }
}
