//! Finds sheets that ask what another sheet of the workbook asks: a sheet that was copied.

use std::collections::{BTreeMap, BTreeSet};

use super::submission::{CopiedSheet, Entry, Submission};

/// The copied sheets: all their questions, two at least, stand on one other sheet.
pub(super) fn find(submission: &Submission) -> Vec<CopiedSheet> {
    let pages = by_sheet(submission);
    let mut copies: Vec<CopiedSheet> = Vec::new();
    for (number, (name, codes)) in pages.iter().enumerate() {
        let original = pages.iter().enumerate().find(|(other, (of, there))| {
            *other != number
                && codes.len() > 1
                && codes.is_subset(there)
                && (codes.len() < there.len() || is_copy_of(name, of, *other < number))
        });
        copies.extend(original.map(|(_, (of, _))| CopiedSheet {
            sheet: (*name).to_owned(),
            of: (*of).to_owned(),
            codes: codes.iter().map(|code| (*code).to_owned()).collect(),
        }));
    }
    copies
}

/// The codes on each sheet, the sheets in the order in which they were read.
fn by_sheet(submission: &Submission) -> Vec<(&str, BTreeSet<&str>)> {
    let mut order: Vec<(&str, BTreeSet<&str>)> = Vec::new();
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    let sheet = |entry: &'_ Entry| entry.place.sheet.clone();
    for name in &submission.sheets {
        numbers.insert(name, order.len());
        order.push((name, BTreeSet::new()));
    }
    for (code, entries) in &submission.entries {
        for name in entries.iter().filter_map(sheet) {
            if let Some(page) = numbers.get(name.as_str()).and_then(|number| order.get_mut(*number))
            {
                page.1.insert(code);
            }
        }
    }
    order
}

/// Of two sheets with the same questions: whether this one is the copy, by its name (`Onderwijs (2)`), or else
/// because it comes after the other.
fn is_copy_of(name: &str, of: &str, is_later: bool) -> bool {
    match (is_numbered(name, of), is_numbered(of, name)) {
        (true, _) => true,
        (_, true) => false,
        (false, false) => is_later,
    }
}

/// Whether a name is another with a number behind it, as spreadsheets call copies.
fn is_numbered(name: &str, of: &str) -> bool {
    let rest = name.strip_prefix(of).unwrap_or_default();
    !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit() || " ()[]_".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_known_by_its_name_or_its_place() {
        assert!(is_copy_of("Onderwijs (2)", "Onderwijs", false));
        assert!(!is_copy_of("Onderwijs", "Onderwijs (2)", true));
        assert!(is_copy_of("Onderwijs [2]", "Onderwijs", true));
        assert!(is_copy_of("Onderwijs_2", "Onderwijs", true));
        assert!(is_copy_of("Blad1", "Onderwijs", true) && !is_copy_of("Onderwijs", "Blad1", false));
    }
}
