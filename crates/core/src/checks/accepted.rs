//! The returns that passed the checks, as the rooms after `checks` see them.
//!
//! Only `checks` can fill an [`Accepted`], so no answer reaches a figure unchecked.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::answers::Status;
use crate::cycle::Register;
use crate::dutch;
use crate::municipality::MunicipalityCode;
use crate::place::Place;
use crate::questionnaire::Intervention;
use crate::workbook::SourceFile;

/// The returns that figures may rest on. Only the checks can make it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Accepted {
    returns: BTreeMap<MunicipalityCode, Return>,
    unanswered: BTreeMap<MunicipalityCode, Return>,
}

impl Accepted {
    /// Takes a return in. One without a usable answer is kept apart: no figure may count it.
    pub(super) fn add(&mut self, examined: Return) {
        let kept = if examined.is_answered() { &mut self.returns } else { &mut self.unanswered };
        kept.insert(examined.municipality.clone(), examined);
    }

    /// The returns, in the order of municipality codes.
    pub fn iter(&self) -> impl Iterator<Item = &Return> {
        self.returns.values()
    }

    /// The return of a municipality; `None` if none with a usable answer came in.
    #[must_use]
    pub fn get(&self, municipality: &MunicipalityCode) -> Option<&Return> {
        self.returns.get(municipality)
    }

    /// The return of a municipality, even if no answer in it can be used; `None` if none came in.
    #[must_use]
    pub fn handed_in(&self, municipality: &MunicipalityCode) -> Option<&Return> {
        self.returns.get(municipality).or_else(|| self.unanswered.get(municipality))
    }

    /// All returns that came in, including those without a usable answer.
    pub fn all_handed_in(&self) -> impl Iterator<Item = &Return> {
        self.returns.values().chain(self.unanswered.values())
    }

    /// How many returns there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.returns.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.returns.is_empty()
    }
}

/// What one municipality answered, as far as it can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Return {
    /// The municipality.
    pub municipality: MunicipalityCode,
    /// The file that it handed in.
    pub file: SourceFile,
    /// The usable answers, by code of the question.
    pub answers: BTreeMap<String, Answer>,
    /// The usable answers to questions that ask for no count, by code.
    pub open: BTreeMap<String, OpenAnswer>,
    /// Its highlighted example.
    pub highlight: Option<Highlight>,
    /// Its practice story.
    pub story: Option<Story>,
}

/// Questions whose answers do not count by themselves: the form fills them in, or they are used beside another answer
/// only.
const NO_ANSWER: [&str; 6] = [
    "gemeente.",
    "stempel.",
    "akkoord.naam",
    "praktijkverhaal.citaat",
    "praktijkverhaal.spreker",
    "praktijkverhaal.functie",
];

impl Return {
    /// Whether there is a usable answer in it, to any question of the questionnaire.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        let is_asked = |code: &str| !NO_ANSWER.iter().any(|start| code.starts_with(start));
        let is_given = |answer: &OpenAnswer| match &answer.value {
            OpenValue::Text(text) => !text.is_empty(),
            OpenValue::Chosen(chosen) => !chosen.is_empty(),
            OpenValue::Date(_) => true,
        };
        !self.answers.is_empty()
            || self.open.iter().any(|(code, answer)| is_asked(code) && is_given(answer))
    }

    /// The text that answers a question; `None` if there is nothing usable.
    #[must_use]
    pub fn text(&self, code: &str) -> Option<&str> {
        match &self.open.get(code)?.value {
            OpenValue::Text(text) => Some(text).filter(|text| !text.is_empty()).map(String::as_str),
            OpenValue::Chosen(_) | OpenValue::Date(_) => None,
        }
    }

    /// The choices that answer a question; empty if none was made.
    #[must_use]
    pub fn chosen(&self, code: &str) -> &[String] {
        match self.open.get(code).map(|answer| &answer.value) {
            Some(OpenValue::Chosen(chosen)) => chosen,
            _ => &[],
        }
    }

    /// The day that answers a question; `None` if there is nothing usable.
    #[must_use]
    pub fn day(&self, code: &str) -> Option<Date> {
        match self.open.get(code)?.value {
            OpenValue::Date(date) => Some(date),
            OpenValue::Text(_) | OpenValue::Chosen(_) => None,
        }
    }

    /// Whether its numbers about an intervention are counted: the intervention runs here, or it has no
    /// status and is asked of every municipality of this kind.
    #[must_use]
    pub fn counts(&self, intervention: &Intervention, register: &Register) -> bool {
        if intervention.has_status {
            return self.status(&intervention.code) == Some(Status::Running);
        }
        register.get(&self.municipality).is_some_and(|who| who.is_asked(intervention.audience))
    }

    /// The number that answers a question, and its cell; `None` if there is something else or nothing.
    #[must_use]
    pub fn number(&self, code: &str) -> Option<(Decimal, &Place)> {
        let answer = self.answers.get(code)?;
        match answer.value {
            AnswerValue::Number(number) => Some((number, &answer.place)),
            AnswerValue::Status(_) | AnswerValue::Unknown | AnswerValue::NotApplicable => None,
        }
    }

    /// The status of an intervention; `None` if there is none that can be used.
    #[must_use]
    pub fn status(&self, intervention: &str) -> Option<Status> {
        match self.answers.get(&format!("{intervention}.status"))?.value {
            AnswerValue::Status(status) => Some(status),
            AnswerValue::Number(_) | AnswerValue::Unknown | AnswerValue::NotApplicable => None,
        }
    }
}

/// A usable answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What was answered.
    pub value: AnswerValue,
    /// The cell.
    pub place: Place,
    /// Its reference date; `None` if that is the year's.
    pub reference_date: Option<Date>,
    /// The municipality's remark on it.
    pub remark: Option<String>,
    /// The cell of the remark; `None` if there is no column for it.
    pub remark_place: Option<Place>,
}

/// What was answered. An empty answer is no answer, and not here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerValue {
    /// A number, in the unit of its measure.
    Number(Decimal),
    /// A status.
    Status(Status),
    /// Asked, not known.
    Unknown,
    /// Does not apply.
    NotApplicable,
}

impl AnswerValue {
    /// The answer as a municipality would write it.
    #[must_use]
    pub fn shown(self) -> String {
        match self {
            Self::Number(number) => dutch::digits(number),
            Self::Status(status) => status.word().to_owned(),
            Self::Unknown => "onbekend".to_owned(),
            Self::NotApplicable => "n.v.t.".to_owned(),
        }
    }
}

/// A usable answer to a question that asks for no count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenAnswer {
    /// What was answered.
    pub value: OpenValue,
    /// The cell.
    pub place: Place,
}

/// What was answered to a question that asks for no count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenValue {
    /// Text, with the line breaks that it was typed with.
    Text(String),
    /// What was chosen, in the words of the questionnaire.
    Chosen(Vec<String>),
    /// A day.
    Date(Date),
}

/// The example that a municipality highlights, in its own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Highlight {
    /// Code of the intervention.
    pub intervention: String,
    /// The text, with the line breaks that it was typed with.
    pub text: String,
    /// The cell of the text.
    pub place: Place,
}

/// A story from practice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Story {
    /// Its title.
    pub title: String,
    /// The text, with the line breaks that it was typed with.
    pub text: String,
    /// What somebody said, word for word; `None` without that person's consent.
    pub quote: Option<Quote>,
    /// The address of the whole story; empty if there is none.
    pub link: String,
}

/// What somebody said, and who.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The words.
    pub text: String,
    /// Name.
    pub speaker: String,
    /// Function and organisation.
    pub role: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a return counts in which this alone was answered.
    fn counts(code: &str, value: OpenValue) -> bool {
        let place = Place::file("a.xlsx");
        let given = Return {
            municipality: MunicipalityCode::parse("GM0363").unwrap(),
            file: SourceFile { name: "a.xlsx".to_owned(), sha256: String::new() },
            answers: BTreeMap::new(),
            open: BTreeMap::from([(code.to_owned(), OpenAnswer { value, place })]),
            highlight: None,
            story: None,
        };
        given.is_answered()
    }

    #[test]
    fn a_return_counts_with_any_answer_but_what_the_form_fills_in() {
        let chosen = |words: &[&str]| {
            OpenValue::Chosen(words.iter().map(|word| (*word).to_owned()).collect())
        };
        let text = |text: &str| OpenValue::Text(text.to_owned());
        let day = || OpenValue::Date(Date::constant(2024, 3, 1));
        assert!(counts("instrumenten.ingezet", chosen(&["een hek"])));
        assert!(!counts("instrumenten.ingezet", chosen(&[])));
        assert!(counts("uitgelicht.tekst", text("Wij luisteren.")));
        assert!(!counts("uitgelicht.tekst", text("")));
        assert!(counts("akkoord.datum", day()));
        assert!(!counts("gemeente.naam", text("Amsterdam")));
        assert!(!counts("praktijkverhaal.citaat", text("Ik ga weer naar school.")));
    }
}
