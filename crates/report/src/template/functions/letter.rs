//! The functions of the letter: what stands around its text, motions and promises, and the choice of policy.

use serde::Serialize;
use tera::{Error, Kwargs, TeraResult, Value};

use pmg_core::basis::{Basis, LetterPart, PolicyPart};
use pmg_core::cycle::{CommitmentPart, CommitmentState, LETTER};
use pmg_core::dutch;

use super::arguments::{Nothing, read};
use crate::phrase::Phrases;

/// What stands around the text of the letter.
pub(super) fn around(phrases: &Phrases, arguments: &Kwargs) -> TeraResult<Value> {
    #[derive(Serialize)]
    struct LetterEntry {
        aan: Vec<String>,
        datum: String,
        kenmerk: String,
        ondertekenaars: Vec<String>,
        bijlagen: Vec<String>,
    }
    let Nothing {} = read(arguments)?;
    let cycle = &phrases.facts.cycle;
    let letter = cycle.letter.as_ref();
    let letter = letter.ok_or_else(|| Error::message(format!("dit jaar heeft geen {LETTER}")))?;
    let each = |list: &[String], part: LetterPart| {
        list.iter().map(|it| phrases.mark(it, Basis::Letter(part))).collect::<Vec<_>>()
    };
    // The report itself goes with every letter.
    let report = cycle.settings.report_title();
    let enclosures: Vec<String> =
        std::iter::once(report).chain(letter.enclosures.iter().cloned()).collect();
    Value::try_from_serializable(&LetterEntry {
        aan: each(&letter.addressee, LetterPart::Addressee),
        datum: phrases
            .mark(dutch::date(letter.date(&cycle.settings)), Basis::Letter(LetterPart::Date)),
        kenmerk: each(letter.reference.as_slice(), LetterPart::Reference).concat(),
        ondertekenaars: each(&letter.signatories, LetterPart::Signatory),
        bijlagen: each(&enclosures, LetterPart::Enclosure),
    })
}

/// The motions and promises, in the order of the file.
pub(super) fn commitments(phrases: &Phrases, arguments: &Kwargs) -> TeraResult<Value> {
    #[derive(Serialize)]
    struct CommitmentEntry<'a> {
        code: &'a str,
        soort: &'a str,
        van: String,
        datum: String,
        kamerstuk: String,
        gevraagd: String,
        stand: &'a str,
        onderdelen: Vec<PartEntry<'a>>,
    }
    #[derive(Serialize)]
    struct PartEntry<'a> {
        naam: String,
        stand: &'a str,
        tekst: String,
        interventie: &'a str,
        hoofdstuk: String,
    }
    let Nothing {} = read(arguments)?;
    let entries = phrases.facts.cycle.commitments.iter().map(|each| {
        let basis = Basis::Commitment(each.code.clone());
        let mark = |text: &str| phrases.mark(text, basis.clone());
        let parts = each.parts.iter().map(|it| PartEntry {
            naam: mark(&it.name),
            stand: it.state.word(),
            tekst: phrases.with_constants(&it.text, &basis),
            interventie: it.intervention.as_deref().unwrap_or_default(),
            hoofdstuk: it
                .chapter
                .as_deref()
                .filter(|chapter| phrases.has_heading(chapter))
                .map(mark)
                .unwrap_or_default(),
        });
        CommitmentEntry {
            code: &each.code,
            soort: each.kind.word(),
            van: mark(&each.by),
            datum: each.date.map(|date| mark(&dutch::date(date))).unwrap_or_default(),
            kamerstuk: each.document.as_deref().map(mark).unwrap_or_default(),
            gevraagd: phrases.with_constants(&each.asked, &basis),
            stand: together(&each.parts).word(),
            onderdelen: parts.collect(),
        }
    });
    Value::try_from_serializable(&entries.collect::<Vec<_>>())
}

/// How far something is of which these are the parts.
fn together(parts: &[CommitmentPart]) -> CommitmentState {
    let all = |state| parts.iter().all(|part| part.state == state);
    if all(CommitmentState::Done) {
        CommitmentState::Done
    } else if all(CommitmentState::Open) {
        CommitmentState::Open
    } else {
        CommitmentState::Running
    }
}

/// Why the money is spent this way, part by part; empty if the year does not explain it.
pub(super) fn policy(phrases: &Phrases, arguments: &Kwargs) -> TeraResult<Value> {
    #[derive(Serialize)]
    struct PolicyEntry {
        onderdeel: &'static str,
        naam: &'static str,
        tekst: String,
        bron: String,
    }
    let Nothing {} = read(arguments)?;
    let policy = &phrases.facts.cycle.policy;
    let entry = |part: PolicyPart| {
        let said = policy.get(&part)?;
        let basis = Basis::Policy(part);
        Some(PolicyEntry {
            onderdeel: part.word(),
            naam: part.title(),
            tekst: phrases.with_constants(&said.text, &basis),
            bron: phrases.mark(&said.source, basis),
        })
    };
    let entries: Vec<PolicyEntry> = PolicyPart::ALL.into_iter().filter_map(entry).collect();
    Value::try_from_serializable(&entries)
}
