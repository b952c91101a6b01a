//! Tells whose a return is, by the code that stands in it.

use std::collections::BTreeMap;

use super::Submission;
use crate::cycle::{Municipality, Register};
use crate::municipality::MunicipalityCode;

impl Submission {
    /// The municipality that sent it; `None` if no code stands in it, or one that the register does not have.
    #[must_use]
    pub fn sender<'a>(&self, register: &'a Register) -> Option<&'a Municipality> {
        let (text, _) = self.text("gemeente.code")?;
        register.get(&MunicipalityCode::parse(text)?)
    }
}

/// The returns of each municipality of the register, usable or not, in the order in which they are given.
#[must_use]
pub fn by_sender<'a>(
    submissions: &'a [Submission],
    register: &Register,
) -> BTreeMap<MunicipalityCode, Vec<&'a Submission>> {
    let mut sent: BTreeMap<MunicipalityCode, Vec<&Submission>> = BTreeMap::new();
    for submission in submissions {
        if let Some(municipality) = submission.sender(register) {
            sent.entry(municipality.code.clone()).or_default().push(submission);
        }
    }
    sent
}
