//! Reads and writes `opmerkingen/`: what reviewers wrote in the drafts of a year, and what became of each remark.
//!
//! What a reviewer wrote in one round is a file that never changes. What becomes of it is added to another file, so that
//! nobody's words are touched; of several entries the last one holds.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::error::Fault;
use super::names::{REMARKS, STATES};
use super::schema::{Field, Kind, Places, Schema, needed, optional};
use super::settings::{date, write_date};
use super::text::appended;

/// What became of a remark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum RemarkState {
    /// Nobody has decided about it.
    #[default]
    #[serde(rename = "open")]
    Open,
    /// The text was changed for it.
    #[serde(rename = "overgenomen")]
    Adopted,
    /// The text stays as it is, for a reason that is told.
    #[serde(rename = "niet-overgenomen")]
    Rejected,
    /// A municipality was asked about it.
    #[serde(rename = "vraag-aan-gemeente")]
    Asked,
}

impl RemarkState {
    /// All states, in the order in which they are listed.
    pub const ALL: [Self; 4] = [Self::Open, Self::Asked, Self::Adopted, Self::Rejected];

    /// Its name in the files and on the command line.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Adopted => "overgenomen",
            Self::Rejected => "niet-overgenomen",
            Self::Asked => "vraag-aan-gemeente",
        }
    }

    /// Whether somebody still has something to do for it.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Asked)
    }
}

const CODES: &[&str] = &["open", "overgenomen", "niet-overgenomen", "vraag-aan-gemeente"];

/// What a reviewer wrote in a draft, with what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What it is called: its reviewer and a number, `directie-jeugd-4`.
    pub id: String,
    /// Whose it is: a function or a team.
    pub by: String,
    /// The draft that it was written in; `None` if the file did not say.
    pub draft: Option<u16>,
    /// The SHA-256 of the file that it came in.
    pub source: String,
    /// What it says.
    pub said: RemarkSaid,
    /// What became of it; `None` if nobody has decided.
    pub decision: Option<Decision>,
}

impl Remark {
    /// What became of it.
    #[must_use]
    pub fn state(&self) -> RemarkState {
        self.decision.as_ref().map_or(RemarkState::Open, |it| it.state)
    }
}

/// A remark as its file has it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemarkSaid {
    /// Its number among those of its reviewer.
    #[serde(rename = "nummer")]
    pub number: u32,
    /// What it was called in the page where it was written, by which it is known when it comes again; `None` of a Word file.
    #[serde(rename = "kenmerk", default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The number of the sentence that it is about; `None` if that could not be told.
    #[serde(rename = "zin", default, skip_serializing_if = "Option::is_none")]
    pub sentence: Option<u32>,
    /// What that sentence said in the draft; the paragraph if the sentence could not be told.
    #[serde(rename = "stond_er", default, skip_serializing_if = "String::is_empty")]
    pub stood: String,
    /// The words that it is about; empty if it stands between words.
    #[serde(rename = "bij", default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// What it says; empty for a proposal.
    #[serde(rename = "opmerking", default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// What the reviewer would have the sentence say.
    #[serde(rename = "voorstel", default, skip_serializing_if = "Option::is_none")]
    pub proposal: Option<String>,
    /// Which of several people who wrote in the file it is from, counted from 1; `None` if there was one.
    #[serde(rename = "lezer", default, skip_serializing_if = "Option::is_none")]
    pub reader: Option<u32>,
}

/// What a reviewer wrote in one draft: a file of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Round {
    /// Whose it is: a function or a team, as a code.
    #[serde(rename = "van")]
    pub by: String,
    /// The draft that it was written in; `None` if the file did not say.
    #[serde(rename = "concept", default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<u16>,
    /// The day on which it was read.
    #[serde(rename = "ingelezen", deserialize_with = "date", serialize_with = "write_date")]
    pub on: Date,
    /// The name of the file that it came in.
    #[serde(rename = "bestand")]
    pub file: String,
    /// The SHA-256 of that file.
    pub sha256: String,
    /// The remarks, in the order of the text.
    #[serde(rename = "opmerking", default)]
    pub remarks: Vec<RemarkSaid>,
}

/// That somebody decided about a remark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// The remark: `directie-jeugd-4`.
    #[serde(rename = "opmerking")]
    pub remark: String,
    /// What became of it.
    #[serde(rename = "stand")]
    pub state: RemarkState,
    /// Who decided: a function or a team, never a person's name.
    #[serde(rename = "wie")]
    pub by: String,
    /// The day on which it was decided.
    #[serde(rename = "wanneer", deserialize_with = "date", serialize_with = "write_date")]
    pub on: Date,
    /// Why; one that is not adopted always has a reason.
    #[serde(rename = "waarom", default, skip_serializing_if = "String::is_empty")]
    pub because: String,
}

/// `stand.toml`.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StatesFile {
    #[serde(rename = "stand", default)]
    decisions: Vec<Decision>,
}

const REMARK: &[Field] = &[
    needed("nummer", Kind::Number(1, 1_000_000)),
    optional("kenmerk", Kind::Name),
    optional("zin", Kind::Number(1, u32::MAX as i64)),
    optional("stond_er", Kind::Any),
    optional("bij", Kind::Any),
    optional("opmerking", Kind::Any),
    optional("voorstel", Kind::Any),
    optional("lezer", Kind::Number(1, 1_000_000)),
];
/// What a file with the remarks of a reviewer may hold.
pub(super) const SCHEMA: Schema = Schema::Keys(&[
    needed("van", Kind::Code),
    optional("concept", Kind::Number(1, u16::MAX as i64)),
    needed("ingelezen", Kind::Day),
    needed("bestand", Kind::Text),
    needed("sha256", Kind::Name),
    optional("opmerking", Kind::Tables(REMARK)),
]);
const DECISION: &[Field] = &[
    needed("opmerking", Kind::Code),
    needed("stand", Kind::Word(CODES)),
    needed("wie", Kind::Text),
    needed("wanneer", Kind::Day),
    optional("waarom", Kind::Text),
];
/// What `stand.toml` may hold.
pub(super) const STATES_SCHEMA: Schema = Schema::Keys(&[optional("stand", Kind::Tables(DECISION))]);

/// The remarks of all rounds, each with the last decision about it. A fault is a remark that stands twice, and a decision
/// about one that is not there or without the reason that it needs.
pub(super) fn settled(
    rounds: Vec<(Round, Places)>,
    states: StatesFile,
    places: &Places,
    faults: &mut Vec<Fault>,
) -> Vec<Remark> {
    let mut ids = BTreeSet::new();
    let mut remarks = Vec::new();
    for (round, places) in rounds {
        for (index, said) in round.remarks.into_iter().enumerate() {
            let id = format!("{}-{}", round.by, said.number);
            if !ids.insert(id.clone()) {
                faults.push(Fault::new(
                    places.at(&format!("opmerking.{index}.nummer")),
                    format!("opmerking `{id}` staat ook in een ander bestand"),
                    "haal weg wat iemand kopieerde; het programma leest elk bestand met opmerkingen zelf in",
                ));
                continue;
            }
            let (by, draft) = (round.by.clone(), round.draft);
            let source = round.sha256.clone();
            remarks.push(Remark { id, by, draft, source, said, decision: None });
        }
    }
    for (index, decision) in states.decisions.into_iter().enumerate() {
        let at = |key: &str| places.at(&format!("stand.{index}.{key}"));
        let Some(remark) = remarks.iter_mut().find(|it| it.id == decision.remark) else {
            faults.push(Fault::new(
                at("opmerking"),
                format!("opmerking `{}` is er niet", decision.remark),
                "zet het bestand met die opmerking terug, of haal deze regels weg",
            ));
            continue;
        };
        if decision.state == RemarkState::Rejected && decision.because.trim().is_empty() {
            faults.push(Fault::new(
                at("stand"),
                format!(
                    "opmerking `{}` is niet overgenomen, en er staat niet bij waarom",
                    remark.id
                ),
                "zet achter `waarom` de reden die de lezer krijgt",
            ));
        }
        remark.decision = Some(decision);
    }
    remarks
}

impl Round {
    /// The text of its file.
    #[must_use]
    pub fn write(&self) -> String {
        let table = toml::to_string(self).expect("a round is texts, numbers and a date");
        format!(
            "# Opmerkingen bij een concept, ingelezen door `pmg remarks --add`. Dit bestand verandert niet meer:\n\
             # wat er van een opmerking werd, staat in {STATES}.\n\n{table}"
        )
    }

    /// The path of its file in a year in which these files are there already.
    #[must_use]
    pub fn path(&self, year: &Path, is_taken: impl Fn(&Path) -> bool) -> PathBuf {
        let draft =
            self.draft.map_or_else(|| "concept-onbekend".to_owned(), |it| format!("concept-{it}"));
        let named = |number: u32| {
            let again = if number == 1 { String::new() } else { format!("-{number}") };
            year.join(REMARKS).join(format!("{draft}-{}{again}.toml", self.by))
        };
        (1..=u32::MAX).map(named).find(|path| !is_taken(path)).expect("one of all numbers is free")
    }
}

/// The path of the file that says what became of the remarks of a year.
#[must_use]
pub fn states_path(year: &Path) -> PathBuf {
    year.join(REMARKS).join(STATES)
}

/// The text of `stand.toml` with one more decision.
#[must_use]
pub fn with_decision(text: &str, decision: &Decision) -> String {
    let file = StatesFile { decisions: vec![decision.clone()] };
    appended(text, &toml::to_string(&file).expect("a decision is texts and a date"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round() -> Round {
        let said = RemarkSaid {
            number: 4,
            sentence: Some(214),
            stood: "Zij bereikte \"576\" jongeren.".to_owned(),
            text: "Klopt dit?\nEn dit?".to_owned(),
            ..RemarkSaid::default()
        };
        Round {
            by: "directie-jeugd".to_owned(),
            draft: Some(3),
            on: Date::constant(2025, 5, 14),
            file: "rapport.docx".to_owned(),
            sha256: "ab".to_owned(),
            remarks: vec![said],
        }
    }

    fn decision(remark: &str, state: RemarkState, because: &str) -> Decision {
        Decision {
            remark: remark.to_owned(),
            state,
            by: "programmateam".to_owned(),
            on: Date::constant(2025, 5, 15),
            because: because.to_owned(),
        }
    }

    fn told(rounds: usize, decisions: Vec<Decision>) -> (Vec<Remark>, Vec<String>) {
        let rounds = (0..rounds).map(|_| (round(), Places::default())).collect();
        let mut faults = Vec::new();
        let remarks = settled(rounds, StatesFile { decisions }, &Places::default(), &mut faults);
        (remarks, faults.into_iter().map(|it| it.message).collect())
    }

    #[test]
    fn a_round_is_read_back_as_it_was_written() {
        let text = round().write();
        assert!(text.starts_with("# Opmerkingen bij een concept"), "{text}");
        assert_eq!(toml::from_str::<Round>(&text).unwrap(), round());
    }

    #[test]
    fn the_last_decision_about_a_remark_holds() {
        let id = "directie-jeugd-4";
        let (remarks, faults) = told(1, Vec::new());
        assert_eq!((remarks[0].id.as_str(), remarks[0].state()), (id, RemarkState::Open));
        assert_eq!(faults, [""; 0]);
        let twice = vec![
            decision(id, RemarkState::Asked, ""),
            decision(id, RemarkState::Rejected, "Het klopt."),
        ];
        let (remarks, faults) = told(1, twice);
        assert_eq!((remarks[0].state(), faults.len()), (RemarkState::Rejected, 0));
    }

    #[test]
    fn a_decision_about_nothing_or_without_its_reason_is_a_fault() {
        let (_, faults) = told(1, vec![decision("iemand-9", RemarkState::Adopted, "")]);
        assert_eq!(faults, ["opmerking `iemand-9` is er niet"]);
        let (_, faults) = told(1, vec![decision("directie-jeugd-4", RemarkState::Rejected, " ")]);
        assert!(faults[0].contains("er staat niet bij waarom"), "{faults:?}");
        let (remarks, faults) = told(2, Vec::new());
        assert_eq!((remarks.len(), faults.len()), (1, 1), "the same file twice");
    }

    #[test]
    fn a_second_round_has_a_file_of_its_own() {
        let year = Path::new("2025");
        let first = round().path(year, |_| false);
        assert_eq!(first, Path::new("2025/opmerkingen/concept-3-directie-jeugd.toml"));
        let second = round().path(year, |path| path == first);
        assert_eq!(second, Path::new("2025/opmerkingen/concept-3-directie-jeugd-2.toml"));
    }

    #[test]
    fn the_names_of_the_states_are_those_of_the_files() {
        for state in RemarkState::ALL {
            assert!(CODES.contains(&state.code()));
            let file = with_decision("", &decision("a-1", state, "Om reden."));
            assert!(file.contains(&format!("stand = \"{}\"", state.code())), "{file}");
        }
    }
}
