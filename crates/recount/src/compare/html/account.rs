//! Compares the account of the figures behind the text with what each municipality gave.

use std::collections::{BTreeMap, BTreeSet};

use pmg_core::edition::Edition;

use crate::difference::Difference;
use crate::error::RecountError;
use crate::expect::{Account, Basis, Expectations, Lines};
use crate::read::html::{ACCOUNT, Page, Part, read_account};
use crate::typography::{is_printed_so, plain};

/// Compares each part that is about a measure with what was given.
pub(super) fn compare(
    page: &Page,
    html: &str,
    expectations: &Expectations<'_>,
    edition: Edition,
) -> Result<Vec<Difference>, RecountError> {
    let account = Account::of(expectations, edition)?;
    let parts = read_account(html);
    let mut differences = Vec::new();
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for part in &parts {
        if let Some(code) = part.code.as_deref()
            && let Some(measured) = expectations.measure(code)
        {
            *times.entry(code).or_default() += 1;
            differences.extend(unlike(code, &lines(part), &account.lines(measured)));
        }
    }
    // Every measure that the text uses has exactly one part.
    for code in leaned_on(page).filter(|code| expectations.measure(code).is_some()) {
        times.entry(code).or_default();
    }
    let often = times.into_iter().filter(|(_, times)| *times != 1);
    differences.extend(often.map(|(code, times)| {
        let times = format!("{times} keer");
        difference(&[code], times, "één keer".to_owned())
    }));
    Ok(differences)
}

/// The codes of the measures that figures of the text rest on.
fn leaned_on(page: &Page) -> impl Iterator<Item = &str> {
    let bases = page.figures.iter().map(|figure| Basis::of(&figure.basis));
    bases.filter(Basis::is_of_measure).map(|basis| basis.first)
}

/// All that a part says, by what it is about.
fn lines(part: &Part) -> Lines {
    let mut lines = Lines::from([(String::new(), vec![part.how.trim().to_owned()])]);
    for row in &part.rows {
        let (name, cells) = row.split_first().map_or(("", &[][..]), |(name, rest)| (name, rest));
        let cells = cells.iter().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>();
        lines.entry(name.to_owned()).or_default().push(cells.join(" | "));
    }
    for paragraph in &part.paragraphs {
        let (why, who) = paragraph.split_once(": ").unwrap_or((paragraph, ""));
        lines.entry(why.to_owned()).or_default().push(who.to_owned());
    }
    lines
}

/// The differences where a part does not say what it must.
fn unlike(code: &str, found: &Lines, expected: &Lines) -> Vec<Difference> {
    let said = |lines: &Lines, about: &str| {
        lines.get(about).map_or_else(|| "niets".to_owned(), |said| said.join(" en "))
    };
    let about: BTreeSet<&String> = found.keys().chain(expected.keys()).collect();
    let differ = about.into_iter().filter_map(|about| {
        let (there, wanted) = (said(found, about), said(expected, about));
        let (said, expected) = (plain(&there), plain(&wanted));
        (said != expected && !is_printed_so(&said, &expected))
            .then(|| difference(&[code, about], there, wanted))
    });
    differ.collect()
}

fn difference(about: &[&str], found: String, expected: String) -> Difference {
    let path = [ACCOUNT.0].into_iter().chain(about.iter().copied());
    let path: Vec<&str> = path.filter(|step| !step.is_empty()).collect();
    Difference { file: "rapport.html".to_owned(), what: path.join(" › "), found, expected }
}
