//! A finding: something in the data that somebody should know or mend. It is data; each format decides how to show it.

use serde::{Deserialize, Serialize};

use crate::municipality::MunicipalityCode;
use crate::place::Place;

/// How severe a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// What it points to is not used until it is mended.
    Error,
    /// What it points to is used, but needs an explanation.
    Warning,
}

/// The unchanging part of a finding: its code and its severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Stable code: `L...` cannot be read, `F...` error, `W...` warning, `T...` text or templates.
    pub code: &'static str,
    /// How severe it is.
    pub severity: Severity,
}

/// Something in the data that somebody should know or mend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Stable code of the rule.
    pub code: &'static str,
    /// How severe it is.
    pub severity: Severity,
    /// The municipality that it is about; `None` if it is about none.
    pub municipality: Option<MunicipalityCode>,
    /// The code of the question that it is about; `None` if it is about none.
    pub question: Option<String>,
    /// The place of what is wrong; `None` if that is in no file.
    pub place: Option<Place>,
    /// What was found there, unchanged.
    pub found: Option<String>,
    /// What is wrong, in Dutch, worded for whoever must act.
    pub message: String,
    /// What to do about it, in Dutch, worded for the municipality.
    pub hint: String,
    /// The explanation that settled a warning; `None` if it is open.
    pub explained: Option<String>,
    /// What the programme team is to do about it; `None` if that is the same.
    pub team_hint: Option<Box<str>>,
    /// What is wrong without what only the team may read; `None` if `message` says nothing about other municipalities.
    #[serde(skip)]
    pub own_message: Option<Box<str>>,
}

impl Finding {
    /// A finding of `rule` that says `message` and advises `hint`.
    #[must_use]
    pub fn new(rule: Rule, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            code: rule.code,
            severity: rule.severity,
            municipality: None,
            question: None,
            place: None,
            found: None,
            message: message.into(),
            hint: hint.into(),
            explained: None,
            team_hint: None,
            own_message: None,
        }
    }

    /// The same finding, about a municipality.
    #[must_use]
    pub fn about(mut self, municipality: Option<&MunicipalityCode>) -> Self {
        self.municipality = municipality.cloned();
        self
    }

    /// The same finding, on a question.
    #[must_use]
    pub fn on(mut self, question: &str) -> Self {
        self.question = Some(question.to_owned());
        self
    }

    /// The same finding, at a place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// The same finding, with what the programme team is to do about it.
    #[must_use]
    pub fn for_team(mut self, hint: impl Into<String>) -> Self {
        self.team_hint = Some(hint.into().into());
        self
    }

    /// The same finding, with what its own municipality reads in place of a message that tells of others.
    #[must_use]
    pub fn for_its_own(mut self, message: impl Into<String>) -> Self {
        self.own_message = Some(message.into().into());
        self
    }

    /// The finding as the municipality that it is about may read it: nothing in it is of another one.
    #[must_use]
    pub fn as_its_own(&self) -> Self {
        let message = self.own_message.as_deref().unwrap_or(&self.message).to_owned();
        Self { message, ..self.clone() }
    }

    /// The same finding, with what was found there.
    #[must_use]
    pub fn found(mut self, found: impl Into<String>) -> Self {
        self.found = Some(found.into());
        self
    }
}

/// A value together with what was found on the way to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked<T> {
    /// The value.
    pub value: T,
    /// What was found, in the order of files, sheets and cells.
    pub findings: Vec<Finding>,
}
