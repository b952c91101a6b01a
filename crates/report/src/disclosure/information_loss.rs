//! Computes the information loss: what it costs the reader that a number is hidden.
//!
//! Hiding a contribution costs 1, plus a hundredth for each doubling of its value: rather few numbers than many, and
//! rather small ones than large ones. Hiding a sum costs 1 more than hiding everything in it, because the national
//! total is what the report is read for. So hiding 12, 40 and 70 costs 1.03 + 1.05 + 1.06 = 3.14, and hiding their
//! sum 4.14.
//!
//! Costs are whole thousandths, so that they add up exactly in whatever order.

/// The cost of 1, in thousandths.
const ONE: u64 = 1_000;
/// What each doubling of the value adds, in thousandths.
const DOUBLING: u64 = 10;

/// Returns the cost of hiding a contribution of this value, in thousandths.
pub(super) fn contribution(value: i64) -> u64 {
    let doublings = u64::from(value.unsigned_abs().checked_ilog2().unwrap_or(0));
    ONE + DOUBLING * doublings
}

/// Returns the cost of hiding the sum of these values, in thousandths. A zero adds nothing, since it is never hidden.
pub(super) fn sum(values: impl Iterator<Item = i64>) -> u64 {
    ONE + values.filter(|value| *value > 0).map(contribution).sum::<u64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_costs_one_more_than_all_that_is_in_it() {
        let costs = [12, 40, 70].map(contribution);
        assert_eq!(costs, [1_030, 1_050, 1_060]);
        assert_eq!(sum([12, 40, 0, 70].into_iter()), 4_140);
    }
}
