//! Bounds of numbers: how they add up, how often they are drawn closer, and where they promise too little.

use super::super::system::FREE;

/// The largest bound that is added up: more than all persons there are, and small enough for a million of them.
pub(super) const LARGE: i64 = FREE / 1_000_000;
/// How often the bounds are drawn closer before a choice is given up.
pub(super) const ROUNDS: usize = 60;

/// The place where a choice promises too little: something must be hidden there as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) enum Lack {
    /// A relation between numbers of one municipality, by the index of its row.
    Relation(usize),
    /// A printed sum, by the index of its row.
    Sum(usize),
}

/// Returns the bounds of a number times its sign.
pub(super) fn signed((low, high): (i64, i64), sign: i64) -> (i64, i64) {
    if sign > 0 { (low, high) } else { (-high, -low) }
}

/// Returns the bounds of what numbers come to, each given by its bounds and its sign.
pub(super) fn together(numbers: impl Iterator<Item = ((i64, i64), i64)>) -> (i64, i64) {
    numbers.fold((0, 0), |(low, high): (i64, i64), (bounds, sign)| {
        let (least, most) = signed(bounds, sign);
        (low.saturating_add(least), high.saturating_add(most))
    })
}
