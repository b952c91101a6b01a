//! Sets aside the sums that previews showed and that this edition prints again.
//!
//! A preview shows a municipality national sums of a draft, but nothing of the numbers in them. Once somebody joins,
//! the difference is that number: first 110 of four municipalities, then 117 of five, so the fifth has 7. So what
//! previews showed counts as an earlier edition of the same year. But a sum over the same municipalities as now tells
//! nothing beside the sum of now, as long as that is printed. It is set aside, so that making a preview does not
//! change what is hidden.

use std::collections::BTreeSet;

use crate::figures::Figures;
use pmg_core::municipality::MunicipalityCode;

use super::earlier::{Earlier, Series};

/// Returns the earlier editions without the sums that this edition has again, and the codes of the measures of these
/// sums. The sums may be left out only as long as this edition prints all of them: the caller must check that.
pub(super) fn apart(figures: &Figures, earlier: &[Earlier]) -> (Vec<Earlier>, BTreeSet<String>) {
    let mut repeated = BTreeSet::new();
    // A sum of an earlier year is another number, so only this year's editions can be repeated.
    let mut news = earlier.to_vec();
    for edition in news.iter_mut().filter(|edition| edition.years_before == 0) {
        edition.series.retain(|series| match repeats(figures, series) {
            Some(code) => {
                repeated.insert(code.to_owned());
                false
            }
            None => true,
        });
    }
    (news, repeated)
}

/// Returns the code of the measure of which a series shows the sum over the same municipalities as now; `None` if it
/// shows anything else. The values may differ: only whoever corrected a number knows by how much, and learns nothing.
fn repeats<'a>(figures: &Figures, series: &'a Series) -> Option<&'a str> {
    let ([code], [before]) = (&*series.now, &*series.measures) else { return None };
    let figure = figures.measures.get(code).filter(|_| before.is_sum_alone())?;
    // Records of previews leave out zeros, which everybody knows.
    let now = figure.contributions.iter().filter(|each| !each.value.is_zero());
    let now: BTreeSet<&MunicipalityCode> = now.map(|each| &each.municipality).collect();
    before.contributions.keys().eq(now).then_some(code)
}
