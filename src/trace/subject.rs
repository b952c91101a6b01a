use crate::narrative::Facts;

/// Groups of municipalities, as templates name them.
const GROUPS: [&str; 6] =
    ["deelnemers", "respondenten", "structureel", "flexibel", "opgaven", "nplv"];

/// Whether it is a round of the register, or the beginning of one: `cohort:2022-15`.
fn is_cohort(code: &str, facts: &Facts) -> bool {
    let start = code.strip_prefix("cohort:").filter(|start| !start.is_empty());
    start.is_some_and(|start| facts.figures.groups.keys().any(|name| name.starts_with(start)))
}

/// The year of `instroom:2023`; `None` if nobody joined in it.
fn joining_year<'a>(code: &'a str, facts: &Facts) -> Option<&'a str> {
    code.strip_prefix("instroom:").filter(|_| facts.figures.groups.contains_key(code))
}

/// What a mark in the text speaks of, read from its basis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject<'a> {
    /// A measure, by its code: its sum, a value in it, or how many gave one.
    Measure(&'a str),
    /// The municipalities with one of some statuses for one of some interventions.
    Municipalities {
        /// Codes with a plus between them: `straatcoaches+boas`.
        interventions: &'a str,
        /// Words with a plus between them; every status where there is none.
        statuses: &'a str,
        /// Interventions and statuses of those that were counted before, with a colon between them.
        beside: Option<&'a str>,
    },
    /// What was chosen in answer to a question.
    Choice {
        /// The question: `kwaliteit.besluit`.
        question: &'a str,
        /// The choice; all where none is named.
        choice: Option<&'a str>,
    },
    /// A count in the register of municipalities.
    Registered {
        /// The group.
        what: &'a str,
        /// The group that was counted before.
        beside: Option<&'a str>,
    },
    /// Those who joined in a year and still take part, and the year itself.
    Joined(&'a str),
    /// The interventions in use: all, `erkend` or `niet-erkend`.
    InUse(&'a str),
    /// A constant, by its name.
    Constant(&'a str),
    /// A date or a year from the settings.
    Settings,
}

impl<'a> Subject<'a> {
    /// What a basis speaks of; none for somebody's own words, which rest on nothing else.
    #[must_use]
    pub fn of(basis: &'a str) -> Option<Self> {
        let (kind, rest) = basis.split_once(':').unwrap_or((basis, ""));
        let (rest, beside) = match rest.split_once(":naast:") {
            Some((rest, beside)) => (rest, Some(beside)),
            None => (rest, None),
        };
        let (first, second) = rest.split_once(':').unwrap_or((rest, ""));
        Some(match kind {
            "som" | "waarde" | "opgaven" | "toelichting" | "aandeel" => Self::Measure(first),
            "peildatum" if !first.is_empty() => Self::Measure(first),
            "gemeenten" | "namen" => {
                Self::Municipalities { interventions: first, statuses: second, beside }
            }
            "keuze" => Self::Choice {
                question: first,
                choice: Some(second).filter(|choice| !choice.is_empty()),
            },
            "register" => match (rest.strip_prefix("instroom:"), beside) {
                (Some(year), None) => Self::Joined(year.trim_start_matches("jaar:")),
                _ => Self::Registered { what: rest, beside },
            },
            "ingezet" => Self::InUse(rest),
            "constante" => Self::Constant(rest),
            "jaar" | "peildatum" | "publicatie" | "kleine-aantallen" => Self::Settings,
            _ => return None,
        })
    }

    /// What a code stands for: a measure, interventions with a plus between them, a question with choices,
    /// a group in the register, or a constant.
    #[must_use]
    pub fn named(code: &'a str, facts: &Facts) -> Option<Self> {
        let figures = &facts.figures;
        let all_known =
            |codes: &str| codes.split('+').all(|it| figures.interventions.contains_key(it));
        Some(if figures.measures.contains_key(code) {
            Self::Measure(code)
        } else if all_known(code) {
            Self::Municipalities { interventions: code, statuses: "", beside: None }
        } else if figures.choices.contains_key(code) {
            Self::Choice { question: code, choice: None }
        } else if facts.cycle.constants.contains_key(code) {
            Self::Constant(code)
        } else if let Some(year) = joining_year(code, facts) {
            Self::Joined(year)
        } else if GROUPS.contains(&code) || is_cohort(code, facts) {
            Self::Registered { what: code, beside: None }
        } else {
            return None;
        })
    }

    /// Whether a mark with this basis speaks of a measure, an intervention or a question with this code.
    #[must_use]
    pub fn speaks_of(basis: &str, code: &str) -> bool {
        let shared = basis.strip_prefix("aandeel:");
        let whole = shared.and_then(|rest| rest.split(':').nth(1)) == Some(code);
        whole || Subject::of(basis).is_some_and(|subject| subject.is_about(code))
    }

    /// Whether it speaks of a measure, an intervention or a question with this code.
    #[must_use]
    pub fn is_about(self, code: &str) -> bool {
        match self {
            Self::Measure(measure) => measure == code || measure.split('.').next() == Some(code),
            Self::Municipalities { interventions, .. } => {
                interventions.split('+').any(|each| each.trim() == code)
            }
            Self::Choice { question, .. } => question == code,
            Self::Registered { .. }
            | Self::Joined(_)
            | Self::InUse(_)
            | Self::Constant(_)
            | Self::Settings => false,
        }
    }
}

/// The measures whose sums are in the words on a basis, or can be worked out from them; none where it speaks of one
/// municipality.
#[must_use]
pub fn sums(basis: &str) -> Vec<&str> {
    let parts: Vec<&str> = basis.split(':').collect();
    match parts.as_slice() {
        ["som", measure] => vec![*measure],
        ["aandeel", part, whole] => vec![*part, *whole],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sums_behind_words_are_known() {
        assert_eq!(sums("som:ajb.aangemeld"), ["ajb.aangemeld"]);
        assert_eq!(sums("aandeel:a.deel:a.geheel"), ["a.deel", "a.geheel"]);
        for other in ["aandeel:a.deel:a.geheel:GM0363", "waarde:a.a:GM0363", "opgaven:a.a", "jaar"]
        {
            assert_eq!(sums(other), [""; 0], "{other}");
        }
    }

    #[test]
    fn a_basis_tells_what_it_is_about() {
        let measure = Some(Subject::Measure("ajb.aangemeld"));
        for basis in [
            "som:ajb.aangemeld",
            "waarde:ajb.aangemeld:GM0363",
            "opgaven:ajb.aangemeld",
            "peildatum:ajb.aangemeld:GM0363",
        ] {
            assert_eq!(Subject::of(basis), measure, "{basis}");
        }
        let joined = Some(Subject::Joined("2022"));
        assert_eq!(Subject::of("register:instroom:2022"), joined, "how many");
        assert_eq!(Subject::of("register:instroom:jaar:2022"), joined, "and the year");
        let boas = Subject::of("gemeenten:straatcoaches+boas:uitvoering");
        assert!(boas.is_some_and(|boas| boas.is_about("boas") && !boas.is_about("boa")));
        assert_eq!(Subject::of("peildatum"), Some(Subject::Settings));
        assert_eq!(Subject::of("tekst:GM0363"), None, "own words");
    }
}
