//! Compares what the page says of its own edition: title, publisher, month, and whether it is a draft.

use pmg_core::cycle::Settings;
use pmg_core::edition::Edition;

use crate::difference::{AGAIN, Difference};
use crate::expect::Identity;
use crate::read::html::Page;
use crate::typography::{is_left_of, plain};

/// What a draft says of itself behind its number, above everything else.
const DRAFT: &str = "Dit is nog niet de definitieve tekst.";

/// Compares the title page with what the file must call itself, for the edition as which it is verified.
pub(super) fn compare(
    page: &Page,
    identity: &Identity,
    settings: &Settings,
    edition: Edition,
    label: &str,
) -> Vec<Difference> {
    let Identity { title, subtitle, published, .. } = identity;
    let notice = settings.notice.as_deref().unwrap_or_default();
    let draft = if edition.is_final() { String::new() } else { format!("{label} {DRAFT}") };
    let which = if edition.is_final() { "de definitieve uitgave" } else { "een concept" };
    let lines = [
        ("de titel", &page.title, title.clone()),
        ("de regel onder de titel", &page.subtitle, subtitle.clone()),
        (
            "de uitgever en de maand",
            &page.edition,
            format!("{}, {published}", settings.organisation),
        ),
        ("de melding boven aan", &page.notice, format!("{draft} {notice}")),
    ];
    let differ = lines.into_iter().filter_map(|(what, found, expected)| {
        let said = |text: &str| if text.is_empty() { "niets".to_owned() } else { text.to_owned() };
        let (found, expected) = (without_breaks(found), without_breaks(&expected));
        (!is_left_of(&plain(&found), &plain(&expected))).then(|| Difference {
            file: "rapport.html".to_owned(),
            what: format!("{what} van {which}"),
            found: said(&found),
            expected: format!("{}; {AGAIN}", said(&expected)),
        })
    });
    differ.collect()
}

/// A text on one line.
fn without_breaks(text: &str) -> String {
    let is_break = |c: char| c.is_whitespace() || matches!(c, '\u{2028}' | '\u{2029}');
    text.split(is_break).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
