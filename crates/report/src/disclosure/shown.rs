//! What somebody saw of a draft: sums, and nothing of what they are the sums of.

use std::collections::BTreeSet;

use crate::figures::Figures;
use pmg_core::municipality::MunicipalityCode;

use super::{Earlier, EarlierMeasure, Series};

/// Whether nothing is said of any number in a sum that was shown: then not even that somebody corrected one can be
/// seen.
pub(super) fn is_sum_alone(before: &EarlierMeasure) -> bool {
    before.sum.is_some()
        && before.contributions.values().all(Option::is_none)
        && before.small.is_empty()
        && before.withheld.is_empty()
}

/// The earlier editions without the sums that the figures have again, over the same municipalities; and the measures
/// of these sums. As long as such a sum is printed, what was shown of it says the same again.
pub(super) fn apart(figures: &Figures, earlier: &[Earlier]) -> (Vec<Earlier>, BTreeSet<String>) {
    let mut repeated = BTreeSet::new();
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

/// The measure of which a series shows the sum over the same municipalities as now; `None` if it shows anything else.
fn repeats<'a>(figures: &Figures, series: &'a Series) -> Option<&'a str> {
    let ([code], [before]) = (&*series.now, &*series.measures) else { return None };
    let figure = figures.measures.get(code).filter(|_| is_sum_alone(before))?;
    let now = figure.contributions.iter().filter(|each| !each.value.is_zero());
    let now: BTreeSet<&MunicipalityCode> = now.map(|each| &each.municipality).collect();
    before.contributions.keys().eq(now).then_some(code)
}
