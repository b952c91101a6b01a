//! The last edition of an earlier year, with what of it goes on in this year.

use super::year::Published;
use crate::series::Series;

/// What the last edition of an earlier year printed, and which of its measures can be compared with those of now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastEdition {
    /// The year that it is of.
    pub year: i16,
    /// The edition.
    pub published: Published,
    /// Which codes of then those of now go on with.
    pub series: Series,
}

impl LastEdition {
    /// The codes of this year that a code of then goes on in.
    #[must_use]
    pub fn now(&self, before: &str) -> Vec<String> {
        let goes_on = |codes: &Vec<String>| codes.iter().any(|code| code == before);
        let now = self.series.same.iter().filter(|(_, codes)| goes_on(codes));
        now.map(|(now, _)| now.clone()).collect()
    }
}
