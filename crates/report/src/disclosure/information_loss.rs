//! What hiding costs. Everything that weighs one choice against another stands here.
//!
//! Hiding a contribution costs 1 plus a hundredth for each doubling of its value: few are better than many,
//! and small ones better than large ones. Hiding a sum costs 1 more than hiding all that it is the
//! sum of. Costs are whole thousandths, so that they add up exactly.

/// The cost of 1, in thousandths.
const ONE: u64 = 1_000;
/// What each doubling of the value adds, in thousandths.
const DOUBLING: u64 = 10;

/// What it costs to hide a contribution of this value.
pub(super) fn contribution(value: i64) -> u64 {
    let doublings = u64::from(value.unsigned_abs().checked_ilog2().unwrap_or(0));
    ONE + DOUBLING * doublings
}

/// What it costs to hide the sum of these values.
pub(super) fn sum(values: impl Iterator<Item = i64>) -> u64 {
    ONE + values.filter(|value| *value > 0).map(contribution).sum::<u64>()
}
