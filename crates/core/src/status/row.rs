//! How far one municipality is with its return.

use jiff::civil::Date;
use serde::Serialize;

use crate::answers::Submission;
use crate::checks::Return;
use crate::cycle::{Municipality, Receipt, Refusal};
use crate::diagnostics::on_one_line;
use crate::dutch;
use crate::finding::{Finding, Severity};
use crate::municipality::MunicipalityCode;

use super::situation::Situation;

/// The code of the question for the function of who signed, in `bladen.toml`; the one for the name is never read here.
const SIGNED_BY: &str = "akkoord.functie";
/// The code of the question for the day of signing.
pub const SIGNED: &str = "akkoord.datum";

/// How far a municipality is with its return.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    pub(super) municipality: MunicipalityCode,
    pub(super) name: String,
    pub(super) state: State,
    pub(super) received: Option<Date>,
    /// The version of the return, counted from one; `None` if the file was put there by hand.
    pub(super) version: Option<usize>,
    pub(super) files: Vec<String>,
    pub(super) sha256: Option<String>,
    /// The number of questions that are answered.
    pub(super) answers: usize,
    /// The files that were not received, as long as there is nothing better.
    pub(super) refused: Vec<Refused>,
    pub(super) errors: usize,
    pub(super) warnings: usize,
    /// The number of warnings that are explained.
    pub(super) explained: usize,
    /// Whether the questionnaire asks for a signature.
    #[serde(skip)]
    asks_signature: bool,
    /// The function of who signed.
    pub(super) signed_by: Option<String>,
    pub(super) signed: Option<Date>,
    /// Whether it was signed before or when the version before came in: the signature may not be for this one.
    pub(super) signed_before: bool,
}

/// A file that came in and was not received.
#[derive(Debug, Serialize)]
pub(super) struct Refused {
    file: String,
    on: Date,
    pub(super) why: String,
}

impl Refused {
    pub(super) fn of(refusal: &Refusal) -> Self {
        let Refusal { file, on, why, .. } = refusal;
        Self { file: file.clone(), on: *on, why: why.clone() }
    }

    pub(super) fn shown(&self) -> String {
        format!("{} op {}", on_one_line(&self.file), dutch::date(self.on))
    }
}

/// Whether there is a return, and of what use it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum State {
    /// There is one that can be used.
    Returned,
    /// There is one that can be used, but nothing is answered in it.
    Blank,
    /// There is one, but it cannot be used.
    Unusable,
    /// There is none.
    Missing,
}

impl State {
    fn of(accepted: Option<&Return>, answers: usize, is_there: bool) -> Self {
        match accepted {
            Some(_) if answers == 0 => Self::Blank,
            Some(given) if given.is_answered() => Self::Returned,
            None if !is_there => Self::Missing,
            Some(_) | None => Self::Unusable,
        }
    }
}

impl Row {
    /// How far a municipality is that sent these returns.
    pub(super) fn of(who: &Municipality, sent: &[&Submission], situation: &Situation) -> Self {
        let Situation { cycle, questionnaire, .. } = situation;
        let accepted = situation.accepted.handed_in(&who.code);
        let file = match (accepted, sent) {
            (Some(accepted), _) => Some(&accepted.file),
            (None, [one]) => Some(&one.file),
            (None, _) => None,
        };
        let sha256 = file.map(|file| file.sha256.clone());
        let answers = sent.iter().map(|it| it.answered()).max().unwrap_or(0);
        let state = State::of(accepted, answers, !sent.is_empty());
        let files: Vec<String> = sent.iter().map(|it| it.file.name.clone()).collect();
        let findings = findings(who, &files, accepted.is_some(), situation.findings);
        let of = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
        let of_who = |receipt: &&Receipt| receipt.municipality == who.code;
        let receipts: Vec<&Receipt> = cycle.receipts.iter().filter(of_who).collect();
        // A receipt of other bytes says nothing about the file that is there now.
        let receipt = receipts.last().filter(|last| Some(&last.sha256) == sha256.as_ref());
        let replaced = receipts.iter().filter(|receipt| receipt.replaces.is_some()).count();
        let before = receipt.and_then(|last| {
            receipts.iter().find(|earlier| Some(&earlier.sha256) == last.replaces.as_ref())
        });
        let signed = accepted.and_then(|it| it.day(SIGNED));
        let refusals = cycle.refusals.iter().filter(|_| state != State::Returned);
        let refusals = refusals.filter(|it| it.municipality.as_ref() == Some(&who.code));
        Self {
            municipality: who.code.clone(),
            name: who.name.clone(),
            state,
            received: receipt.map(|receipt| receipt.on),
            version: receipt.map(|_| replaced + 1),
            sha256,
            answers,
            refused: refusals.map(Refused::of).collect(),
            errors: of(Severity::Error),
            warnings: of(Severity::Warning),
            explained: findings.iter().filter(|finding| finding.explained.is_some()).count(),
            asks_signature: questionnaire.question(SIGNED).is_some(),
            signed_by: accepted.and_then(|it| it.text(SIGNED_BY)).map(str::to_owned),
            signed,
            signed_before: signed.zip(before).is_some_and(|(day, before)| day <= before.on),
            files,
        }
    }

    /// The day on which the return came in, or the word for why there is none.
    pub(super) fn arrival(&self, date: impl Fn(Date) -> String) -> String {
        match (self.state, self.received) {
            (State::Missing, _) => "ontbreekt".to_owned(),
            (State::Unusable, _) => "niet bruikbaar".to_owned(),
            (State::Blank, _) => "leeg".to_owned(),
            (State::Returned, Some(day)) => date(day),
            (State::Returned, None) => "dag onbekend".to_owned(),
        }
    }

    /// The day on which the return was signed, or the word for why there is none.
    pub(super) fn signature(&self, date: impl Fn(Date) -> String) -> String {
        match (self.signed, &self.signed_by) {
            (Some(day), _) => date(day),
            (None, Some(_)) => "geen datum".to_owned(),
            (None, None) if !matches!(self.state, State::Returned | State::Blank) => String::new(),
            (None, None) if self.asks_signature => "nee".to_owned(),
            (None, None) => "n.v.t.".to_owned(),
        }
    }

    /// The first characters of the hash, enough to tell versions apart; `None` if the version is not known.
    pub(super) fn short_hash(&self) -> Option<&str> {
        self.sha256.as_ref()?.get(..8)
    }
}

/// The findings in these files of a municipality, and all on it if its return can be used.
fn findings<'a>(
    who: &Municipality,
    files: &[String],
    is_accepted: bool,
    all: &'a [Finding],
) -> Vec<&'a Finding> {
    let concerns = |finding: &&Finding| {
        let file = finding.place.as_ref().map(|place| &place.file);
        file.is_some_and(|file| files.contains(file))
            || (is_accepted && finding.municipality.as_ref() == Some(&who.code))
    };
    all.iter().filter(concerns).collect()
}
