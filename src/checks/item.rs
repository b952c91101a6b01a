use crate::answers::Entry;
use crate::finding::{Finding, Rule};
use crate::municipality::MunicipalityCode;
use crate::questionnaire::Question;

/// An entry with the question that it answers, as the checks on one answer see it.
pub(super) struct Item<'a> {
    pub(super) code: &'a str,
    pub(super) entry: &'a Entry,
    pub(super) question: Question<'a>,
    pub(super) municipality: &'a MunicipalityCode,
}

impl Item<'_> {
    /// A finding on this answer.
    pub(super) fn finding(&self, rule: Rule, message: String, hint: String) -> Finding {
        Finding::new(rule, message, hint)
            .about(Some(self.municipality))
            .on(self.code)
            .at(self.entry.place.clone())
    }
}
