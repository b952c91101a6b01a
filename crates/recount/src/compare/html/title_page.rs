//! Compares what the page says of its own edition: title, publisher, month, and whether it is a draft.

use pmg_core::cycle::Cycle;
use pmg_core::edition::Edition;

use crate::difference::{AGAIN, Difference};
use crate::expect::month;
use crate::read::html::Page;
use crate::typography::{is_left_of, plain};

/// What a draft says of itself behind its number, above everything else.
const DRAFT: &str = "Dit is nog niet de definitieve tekst.";

/// Compares the title page with the settings of the year, for the edition as which it is verified.
pub(super) fn compare(
    page: &Page,
    cycle: &Cycle,
    edition: Edition,
    label: &str,
) -> Vec<Difference> {
    let settings = &cycle.settings;
    let notice = settings.notice.as_deref().unwrap_or_default();
    let draft = if edition.is_final() { String::new() } else { format!("{label} {DRAFT}") };
    // An edition that corrects another says which it is.
    let number = cycle.next_edition();
    let month = month(settings.publication);
    let month = if edition.is_final() && number.is_correction() {
        format!("{month} (uitgave {number})")
    } else {
        month
    };
    let which = if edition.is_final() { "de definitieve uitgave" } else { "een concept" };
    let lines = [
        ("de titel", &page.title, settings.report_title()),
        ("de regel onder de titel", &page.subtitle, settings.subtitle.clone()),
        ("de uitgever en de maand", &page.edition, format!("{}, {month}", settings.organisation)),
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
