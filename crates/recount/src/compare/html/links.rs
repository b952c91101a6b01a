//! Compares where the link of each figure leads: to the part of the account about the same thing, with its title, its
//! code and how it came about.

use std::collections::BTreeSet;

use crate::difference::{AGAIN, Difference};
use crate::error::RecountError;
use crate::expect::{Expectations, Explanation};
use crate::read::html::{ACCOUNT, Part, Tag, linked_bases, read_account};
use crate::typography::{is_left_of, plain};

/// Compares where each figure leads with what it rests on.
pub(super) fn compare(
    html: &str,
    expectations: &Expectations<'_>,
) -> Result<Vec<Difference>, RecountError> {
    let parts = read_account(html);
    let mut told: Vec<Difference> = Vec::new();
    let mut about = BTreeSet::new();
    for (basis, link) in linked_bases(html) {
        let expected = expectations.explanation(&basis)?;
        about.extend(expected.as_ref().map(|it| plain(&named(it))));
        // A figure in a link to somewhere else leads nowhere itself.
        if let Some(link) = link {
            let differ = leads_elsewhere(&link, &basis, &parts, expected.as_ref());
            let new: Vec<_> = differ.into_iter().filter(|each| !told.contains(each)).collect();
            told.extend(new);
        }
    }
    let is_named = |called: &String| {
        let called = plain(called);
        about.contains(&called) || about.iter().any(|it| is_left_of(&called, it))
    };
    let unused = parts.iter().map(called).filter(|called| !is_named(called));
    let unused: Vec<_> = unused.map(|found| unused_part(&found)).collect();
    if told.is_empty() {
        told = unused;
    }
    Ok(told)
}

/// The differences where the link of a figure does not lead to the part about the same thing.
fn leads_elsewhere(
    tag: &Tag<'_>,
    basis: &str,
    parts: &[Part],
    expected: Option<&Explanation>,
) -> Vec<Difference> {
    let to = tag.get("href").unwrap_or_default();
    let number = to.strip_prefix("#_b");
    // What leads back from the part is known by its number, too.
    let own = tag.get("id").and_then(|id| id.strip_prefix("_c")?.split('-').next());
    let at = number.and_then(|number| number.parse::<usize>().ok()?.checked_sub(1));
    match (at.and_then(|at| parts.get(at)), expected) {
        (Some(part), Some(expected)) if own == number => unlike(basis, part, expected),
        (Some(part), expected) => {
            let expected = expected.map_or_else(|| "niets".to_owned(), named);
            vec![difference(basis, "leidt ergens anders heen", called(part), &expected)]
        }
        (None, _) => vec![difference(basis, "leidt nergens heen", to.to_owned(), "een onderdeel")],
    }
}

/// The difference where a part of the account is about nothing in the text.
fn unused_part(found: &str) -> Difference {
    Difference {
        file: "rapport.html".to_owned(),
        what: format!("{} › bij geen cijfer in de tekst", ACCOUNT.0),
        found: found.to_owned(),
        expected: format!("niets; {AGAIN}"),
    }
}

fn difference(basis: &str, what: &str, found: String, expected: &str) -> Difference {
    Difference {
        file: "rapport.html".to_owned(),
        what: format!("de link van `{basis}` {what}"),
        found,
        expected: format!("{expected}; {AGAIN}"),
    }
}

/// The differences where a part has another title, code or explanation than it must have.
fn unlike(basis: &str, part: &Part, expected: &Explanation) -> Vec<Difference> {
    let same = |found: &str, wanted: &str| is_left_of(&plain(found), &plain(wanted));
    let how = if part.code.is_some() { Some(&part.how) } else { part.paragraphs.first() };
    let how = how.cloned().unwrap_or_default();
    let mut told = Vec::new();
    if part.code != expected.code || !same(&part.title, &expected.title) {
        told.push(difference(basis, "leidt naar iets anders", called(part), &named(expected)));
    } else if let Some(wanted) = expected.how.as_ref().filter(|wanted| !same(&how, wanted)) {
        told.push(difference(basis, "leidt naar een andere uitleg", how, wanted));
    }
    told
}

fn called(part: &Part) -> String {
    with_code(&part.title, part.code.as_deref())
}

fn named(expected: &Explanation) -> String {
    with_code(&expected.title, expected.code.as_deref())
}

fn with_code(title: &str, code: Option<&str>) -> String {
    code.map_or_else(|| title.to_owned(), |code| format!("{title} ({code})"))
}
