//! What words are about: all marks about one [`Subject`] share one account in the report.
//!
//! Two bases with the same subject, such as a sum and a value in it, lead to the same place.

use crate::facts::Facts;
use pmg_core::basis::{Basis, Group, PolicyPart, Tags};
use pmg_core::edition::EditionNumber;
use pmg_core::municipality::MunicipalityCode;

/// Groups of municipalities, as templates name them.
const GROUPS: [&str; 8] = [
    "deelnemers",
    "respondenten",
    "structureel",
    "flexibel",
    "pijler-b",
    "opgaven",
    "ontbreekt",
    "nplv",
];

/// Whether the code names a round of the register, or the beginning of one: `cohort:2022-15`.
fn is_cohort(code: &str, facts: &Facts) -> bool {
    let start = code.strip_prefix("cohort:").filter(|start| !start.is_empty());
    start.is_some_and(|start| !facts.figures.cohort(start).is_empty())
}

/// What marks that share one account in the report are about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A measure, by its code: its sum, a value in it, or how many gave one.
    Measure(String),
    /// The municipalities with one of some statuses for one of some interventions.
    Municipalities(Group),
    /// What was chosen in answer to a question.
    Choice {
        /// The question: `kwaliteit.besluit`.
        question: String,
        /// The choice; `None` for all of them.
        choice: Option<String>,
    },
    /// A count in the register of municipalities.
    Registered {
        /// The group.
        group: String,
        /// The group that was counted before.
        already_counted: Option<String>,
    },
    /// Those who joined in a year and still take part, and the year itself.
    Joined(String),
    /// The interventions that run in a municipality, and the building blocks and phases that they are for.
    Running(MunicipalityCode),
    /// The municipalities that run an intervention for each building block, or for each phase.
    Covered(Tags),
    /// A measure beside what was printed of it last year.
    LastYear(String),
    /// What the last edition of an earlier year printed of a measure.
    Printed {
        /// The year of that edition.
        year: i16,
        /// The measure.
        measure: String,
    },
    /// An earlier edition of the year.
    Earlier(EditionNumber),
    /// Why something is corrected, by its place in `errata.toml`.
    Correction(usize),
    /// The interventions in use: with a recognition, without one, or all.
    InUse(Option<bool>),
    /// A constant, by its name.
    Constant(String),
    /// The recognition of an intervention, by the code of the intervention.
    Recognition(String),
    /// The time from the one to the other: two moments with an account of their own.
    Period(Box<Subject>, Box<Subject>),
    /// A date or a year from the settings.
    Settings,
    /// What a partner contributed, by its code.
    Partner(String),
    /// What stands around the text of the letter.
    Letter,
    /// A motion or a promise, by its code.
    Commitment(String),
    /// Why the money is spent this way.
    Policy(PolicyPart),
    /// A municipality's own words.
    OwnWords(MunicipalityCode),
    /// A name or a question, as the questionnaire has it, by its code.
    Asked(String),
}

impl Subject {
    /// What words with this basis speak of.
    #[must_use]
    pub fn of(basis: &Basis) -> Self {
        match basis {
            Basis::Sum(measure)
            | Basis::Value { measure, .. }
            | Basis::Coverage(measure)
            | Basis::Share { part: measure, .. }
            | Basis::OwnDates(measure)
            | Basis::ReferenceDate { measure, .. }
            | Basis::Remark { question: measure, .. } => Self::Measure(measure.clone()),
            Basis::Count(group) | Basis::Names(group) => Self::Municipalities(group.clone()),
            Basis::Register { group, already_counted } => {
                match (group.strip_prefix(JOINED), already_counted) {
                    (Some(year), None) => Self::Joined(year.to_owned()),
                    _ => Self::Registered {
                        group: group.clone(),
                        already_counted: already_counted.clone(),
                    },
                }
            }
            Basis::Members(group) => {
                Self::Registered { group: group.clone(), already_counted: None }
            }
            Basis::LastYear { measure, .. } => Self::LastYear(measure.clone()),
            Basis::Printed { year, measure, .. } => {
                Self::Printed { year: *year, measure: measure.clone() }
            }
            Basis::Earlier { edition, .. } => Self::Earlier(*edition),
            Basis::Correction(index) => Self::Correction(*index),
            Basis::Running { municipality, .. } => Self::Running(municipality.clone()),
            Basis::Covered(tags) => Self::Covered(*tags),
            Basis::JoiningYear(year) => Self::Joined(year.clone()),
            Basis::Choice { question, choice } => {
                Self::Choice { question: question.clone(), choice: choice.clone() }
            }
            Basis::InUse(recognised) => Self::InUse(*recognised),
            Basis::Constant(name) => Self::Constant(name.clone()),
            Basis::Setting(_) => Self::Settings,
            Basis::Recognition(code) => Self::Recognition(code.clone()),
            Basis::Period { from, to } => {
                let from = Self::of(from);
                match to.as_deref().map(Self::of) {
                    Some(to) if to != from => Self::Period(Box::new(from), Box::new(to)),
                    _ => from,
                }
            }
            Basis::Partner(code) => Self::Partner(code.clone()),
            Basis::Letter(_) => Self::Letter,
            Basis::Commitment(code) => Self::Commitment(code.clone()),
            Basis::Policy(part) => Self::Policy(*part),
            Basis::OwnWords(municipality) => Self::OwnWords(municipality.clone()),
            Basis::Asked(code) => Self::Asked(code.clone()),
        }
    }

    /// Everything that has this code: a measure, interventions joined by `+`, a question with choices, a group in the
    /// register, a constant, a partner, or a municipality with its own words. Several if a partner has the code of an
    /// intervention; empty if nothing has it.
    #[must_use]
    pub fn with_code(code: &str, facts: &Facts) -> Vec<Self> {
        let Facts { cycle, figures, accepted, .. } = facts;
        let named = || code.to_owned();
        let all_known =
            |codes: &str| codes.split('+').all(|it| figures.interventions.contains_key(it));
        let joined = code.strip_prefix(JOINED).filter(|_| figures.groups.contains_key(code));
        let is_group = GROUPS.contains(&code) || is_cohort(code, facts);
        let municipality = MunicipalityCode::parse(code);
        let found = [
            figures.measures.contains_key(code).then(|| Self::Measure(named())),
            all_known(code).then(|| Self::Municipalities(Group::new(code, ""))),
            figures.choice(code).map(|_| Self::Choice { question: named(), choice: None }),
            cycle.constants.contains_key(code).then(|| Self::Constant(named())),
            joined.map(|year| Self::Joined(year.to_owned())),
            is_group.then(|| Self::Registered { group: named(), already_counted: None }),
            cycle.partner(code).map(|_| Self::Partner(named())),
            cycle.commitment(code).map(|_| Self::Commitment(named())),
            municipality.filter(|code| accepted.get(code).is_some()).map(Self::OwnWords),
        ];
        found.into_iter().flatten().collect()
    }

    /// Whether words with this basis speak of a measure, an intervention or a question with this code.
    #[must_use]
    pub fn speaks_of(basis: &Basis, code: &str) -> bool {
        let is_whole = matches!(basis, Basis::Share { whole, .. } if whole == code);
        is_whole || Self::of(basis).is_about(code)
    }

    /// Whether it speaks of a measure, an intervention or a question with this code.
    #[must_use]
    pub fn is_about(&self, code: &str) -> bool {
        match self {
            Self::Measure(measure) | Self::LastYear(measure) | Self::Printed { measure, .. } => {
                measure == code || measure.split('.').next() == Some(code)
            }
            Self::Municipalities(group) => group.interventions.iter().any(|each| each == code),
            Self::Choice { question, .. } => question == code,
            Self::Recognition(intervention) => intervention == code,
            Self::Period(from, to) => from.is_about(code) || to.is_about(code),
            Self::Registered { .. }
            | Self::Joined(_)
            | Self::Earlier(_)
            | Self::Correction(_)
            | Self::Running(_)
            | Self::Covered(_)
            | Self::InUse(_)
            | Self::Constant(_)
            | Self::Settings
            | Self::Partner(_)
            | Self::Letter
            | Self::Commitment(_)
            | Self::Policy(_)
            | Self::OwnWords(_)
            | Self::Asked(_) => false,
        }
    }
}

/// The prefix, before a year, of the name of the group that joined in that year.
pub(super) const JOINED: &str = "instroom:";

#[cfg(test)]
mod tests {
    use super::*;

    fn subject(basis: &str) -> Subject {
        Subject::of(&basis.parse().unwrap())
    }

    #[test]
    fn a_basis_tells_what_it_is_about() {
        let measure = Subject::Measure("ajb.aangemeld".to_owned());
        for basis in [
            "som:ajb.aangemeld",
            "waarde:ajb.aangemeld:GM0363",
            "opgaven:ajb.aangemeld",
            "peildatum:ajb.aangemeld:GM0363",
        ] {
            assert_eq!(subject(basis), measure, "{basis}");
        }
        let joined = Subject::Joined("2022".to_owned());
        assert_eq!(subject("register:instroom:2022"), joined, "how many");
        assert_eq!(subject("register:instroom:jaar:2022"), joined, "and the year");
        let boas = subject("gemeenten:straatcoaches+boas:uitvoering");
        assert!(boas.is_about("boas") && !boas.is_about("boa"));
        assert_eq!(subject("peildatum"), Subject::Settings);
        assert_eq!(subject("periode:jaar+peildatum"), Subject::Settings, "one account");
        let [from, to] = [Subject::Constant("start".to_owned()), Subject::Settings].map(Box::new);
        assert_eq!(subject("periode:constante:start+jaar"), Subject::Period(from, to));
        let amsterdam = MunicipalityCode::parse("GM0363").unwrap();
        assert_eq!(subject("tekst:GM0363"), Subject::OwnWords(amsterdam));
    }
}
