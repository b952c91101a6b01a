//! The rule of the year: which numbers are small, and how far each must stay hidden.

/// Which numbers are small, and how wide the interval must be that every attacker is left with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// A number from 1 up to and including `threshold - 1` is small.
    pub threshold: u32,
    /// The least difference between the largest and the smallest value that a hidden number can have for an attacker.
    /// More than `threshold - 2` counts as `threshold - 2`: from 1 to `threshold - 1` there is no more.
    pub width: u32,
}

impl Default for Rule {
    fn default() -> Self {
        Self { threshold: 10, width: 5 }
    }
}
