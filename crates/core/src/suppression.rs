//! How a number is printed, where it could give a person away.

use crate::municipality::MunicipalityCode;

/// How a number is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shown {
    /// With its value.
    Published,
    /// As "less than the threshold": the number is small.
    PrimarySuppressed,
    /// Not at all: the number is not small, but hidden to protect one that is.
    SecondarySuppressed,
}

/// Which numbers of a year are not printed.
pub trait Suppression: std::fmt::Debug + Sync {
    /// How the sum of a measure is printed.
    fn sum(&self, measure: &str) -> Shown;

    /// How the number that a municipality gave for a measure is printed.
    fn of(&self, measure: &str, municipality: &MunicipalityCode) -> Shown;

    /// Whether a number of a measure cannot be protected any more: an earlier edition made it public.
    fn is_public_already(&self, measure: &str) -> bool;
}
