//! Compares the sentences of two builds. A changed sentence is paired with the one that rests on the same figures.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use pmg_core::basis::Basis;
use pmg_core::near;
use pmg_core::series::Series;

use super::figures::intervention_of;

/// A sentence as a build wrote it down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The sentence as printed.
    pub text: String,
    /// What its marks rest on, in order.
    pub bases: Vec<String>,
}

/// A sentence that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentenceChange {
    /// The sentence before; `None` if it is new.
    pub before: Option<String>,
    /// The sentence after; `None` if it is gone.
    pub after: Option<String>,
    /// What it rests on, each once.
    pub bases: BTreeSet<String>,
}

/// The same sentences, resting on the codes of a later year, so that each finds the one that took its place.
pub(super) fn under(said: &[Said], series: &Series) -> Vec<Said> {
    let mut moved: BTreeMap<&str, &str> = BTreeMap::new();
    for (now, before) in series.same.iter().chain(&series.broken) {
        for before in before {
            moved.insert(before, now);
            if let (Some(before), Some(now)) = (intervention_of(before), intervention_of(now)) {
                moved.insert(before, now);
            }
        }
    }
    let basis = |basis: &String| match basis.parse::<Basis>() {
        Ok(basis) => basis.recoded(|code| moved.get(code).copied()).to_string(),
        // A build of another version may name what this one does not know.
        Err(_) => basis.clone(),
    };
    let moved = |each: &Said| Said {
        text: each.text.clone(),
        bases: each.bases.iter().map(basis).collect(),
    };
    said.iter().map(moved).collect()
}

/// The sentences that differ, in reading order.
#[must_use]
pub fn changes(before: &[Said], after: &[Said]) -> Vec<SentenceChange> {
    let texts = |said: &[Said]| said.iter().map(|each| each.text.clone()).collect::<Vec<_>>();
    let operations = capture_diff_slices(Algorithm::Myers, &texts(before), &texts(after));
    let mut changes = Vec::new();
    for operation in operations {
        if !matches!(operation, DiffOp::Equal { .. }) {
            pair(&before[operation.old_range()], &after[operation.new_range()], &mut changes);
        }
    }
    changes
}

/// So much of the words of two sentences must be the same, in hundredths, for one to have become the other.
const LIKE: usize = 60;

/// Pairs sentences that rest on the same, or else have most of their words; the rest is gone or new.
fn pair(before: &[Said], after: &[Said], changes: &mut Vec<SentenceChange>) {
    let mut taken = 0;
    for (at, new) in after.iter().enumerate() {
        let rest = &before[taken..];
        // Sentences that rest on nothing are paired if they come at the same point.
        let same = |old: &Said| old.bases == new.bases;
        let is_claimed = |old: &Said| after[at + 1..].iter().any(|it| it.bases == old.bases);
        let words = near::words(&new.text);
        let like =
            |old: &Said| !is_claimed(old) && near::shared(&near::words(&old.text), &words) >= LIKE;
        match rest.iter().position(same).or_else(|| rest.iter().position(like)) {
            Some(skipped) => {
                changes.extend(rest[..skipped].iter().map(|old| change(Some(old), None)));
                changes.push(change(Some(&rest[skipped]), Some(new)));
                taken += skipped + 1;
            }
            None => changes.push(change(None, Some(new))),
        }
    }
    changes.extend(before[taken..].iter().map(|old| change(Some(old), None)));
}

fn change(before: Option<&Said>, after: Option<&Said>) -> SentenceChange {
    let bases = before.into_iter().chain(after).flat_map(|each| each.bases.iter().cloned());
    SentenceChange {
        bases: bases.collect(),
        before: before.map(|each| each.text.clone()),
        after: after.map(|each| each.text.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(text: &str, basis: &str) -> Said {
        Said { text: text.to_owned(), bases: vec![basis.to_owned()] }
    }

    fn changed(before: &[Said], after: &[Said]) -> Vec<(Option<String>, Option<String>)> {
        changes(before, after).into_iter().map(|each| (each.before, each.after)).collect()
    }

    #[test]
    fn a_sentence_stands_beside_the_one_that_rests_on_the_same() {
        let before =
            [sentence("Een.", "a"), sentence("576 jongeren.", "som:ajb"), sentence("Slot.", "z")];
        let after =
            [sentence("Een.", "a"), sentence("577 jongeren.", "som:ajb"), sentence("Slot.", "z")];
        let both = (Some("576 jongeren.".to_owned()), Some("577 jongeren.".to_owned()));
        assert_eq!(changed(&before, &after), [both]);
        assert!(changed(&before, &before).is_empty());
    }

    #[test]
    fn a_sentence_that_is_new_or_gone_stands_alone() {
        let before = [sentence("Oud.", "a"), sentence("2 teams.", "b")];
        let after = [sentence("3 teams.", "b"), sentence("Nieuw.", "c")];
        let expected =
            [(Some("Oud."), None), (Some("2 teams."), Some("3 teams.")), (None, Some("Nieuw."))];
        let expected = expected.map(|(old, new)| (old.map(str::to_owned), new.map(str::to_owned)));
        assert_eq!(changed(&before, &after), expected);
    }
}
