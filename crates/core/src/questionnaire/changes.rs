//! Works out what became of last year's questions, so that numbers of two years are compared only if they count the
//! same.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::model::{Question, Questionnaire};
use crate::cycle::{At, CHANGES, Change, Fault, Faults, Unit};
use crate::near;
use crate::series::Series;

/// Which codes of last year's questionnaire continue under which codes of this year's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    before: BTreeMap<String, Vec<String>>,
    broken: BTreeMap<String, Vec<String>>,
    same: BTreeMap<String, Vec<String>>,
}

impl Changes {
    /// Each code that can be compared with last year, with the codes that it was: several if their numbers must be
    /// added up.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.before.iter().map(|(now, before)| (now.as_str(), before.as_slice()))
    }

    /// The codes of now with those of last year that they go on with, or took the place of.
    #[must_use]
    pub fn series(&self) -> Series {
        Series { same: self.before.clone(), broken: self.broken.clone() }
    }

    /// The codes of this year that together count the persons of a code of last year, whether their numbers can be
    /// compared or not: what is known of the one tells something about the others. There are several if the question
    /// was split; several old codes have the same ones if questions were merged.
    #[must_use]
    pub fn same_persons(&self, before: &str) -> &[String] {
        self.same.get(before).map_or(&[], Vec::as_slice)
    }
}

const WAS: &str = "was";
const WORDT: &str = "wordt";

/// The changes that the team wrote in `was-wordt.toml`, checked against this year's questionnaire and last year's.
/// Without last year's, nothing can be compared.
///
/// # Errors
/// Everything that does not fit, in the order of the file; codes that vanished come last.
pub fn changes(
    changes: &[Change],
    now: &Questionnaire,
    last_year: Option<&Questionnaire>,
) -> Result<Changes, Faults> {
    let mut faults = Vec::new();
    let all_now = once(WORDT, changes, now, &mut faults);
    let Some(last_year) = last_year else { return Faults::none_or(faults, Changes::default()) };
    let all_before = once(WAS, changes, last_year, &mut faults);
    let mut known = Changes::default();
    for change in changes {
        fits(change, (now, &all_now), (last_year, &all_before), &mut faults);
        if let ([code], true) = (change.now.as_slice(), change.compares) {
            known.before.insert(code.clone(), change.before.clone());
        } else {
            let broken = change.now.iter().map(|code| (code.clone(), change.before.clone()));
            known.broken.extend(broken);
        }
        let persons = change.now.iter().filter(|code| now.counts_persons(code));
        let persons: Vec<String> = persons.cloned().collect();
        let before = change.before.iter().filter(|was| last_year.counts_persons(was));
        known.same.extend(before.map(|was| (was.clone(), persons.clone())));
    }
    let mut vanished = Vec::new();
    for (code, counted) in last_year.counted() {
        match now.counted_at(code) {
            None if !all_before.contains(code) => vanished.push(code.to_owned()),
            Some(same) if !all_now.contains(code) => {
                if same == counted {
                    known.before.insert(code.to_owned(), vec![code.to_owned()]);
                } else {
                    known.broken.insert(code.to_owned(), vec![code.to_owned()]);
                }
                if now.counts_persons(code) && last_year.counts_persons(code) {
                    known.same.insert(code.to_owned(), vec![code.to_owned()]);
                }
            }
            _ => {}
        }
    }
    if !vanished.is_empty() {
        faults.push(gone(&vanished));
    }
    Faults::none_or(faults, known)
}

/// The fault for codes of last year that are gone without a word.
fn gone(codes: &[String]) -> Fault {
    let message = format!(
        "deze codes stonden vorig jaar in de vragenlijst en nu niet meer: {}",
        codes.join(", ")
    );
    let hint = format!(
        "zet hier wat er van elke code werd, anders houdt een reeks ongemerkt op; is een vraag vervallen, schrijf dan (met uw eigen reden):\n\n\
         [[verandering]]\nwas = [\"{}\"]\nwordt = []\nvergelijkbaar = false\nreden = \"…\"",
        codes.join("\", \"")
    );
    Fault::new(At::file(Path::new(CHANGES)), message, hint)
}

/// The codes under a key. Adds a fault for each that is not known, or that is there twice.
fn once<'a>(
    key: &'static str,
    changes: &'a [Change],
    questionnaire: &Questionnaire,
    faults: &mut Vec<Fault>,
) -> BTreeSet<&'a str> {
    let mut all = BTreeSet::new();
    let codes = |change: &'a Change| if key == WAS { &change.before } else { &change.now };
    for (change, code) in changes.iter().flat_map(|it| codes(it).iter().map(move |code| (it, code)))
    {
        if questionnaire.counted_at(code).is_none() {
            let known = questionnaire.counted().map(|(known, _)| known);
            let year = if key == WAS { "vorig jaar" } else { "dit jaar" };
            let message = format!(
                "`{key}` noemt `{code}`, en dat is geen getal of status uit de vragenlijst van {year}"
            );
            let hint = near::suggestion(code, known).unwrap_or_default();
            faults.push(Fault::new(change.at.clone(), message, hint));
        }
        if !all.insert(code.as_str()) {
            let message = format!("`{code}` staat twee keer in `{key}`");
            faults.push(Fault::new(change.at.clone(), message, "noem elke code een keer"));
        }
    }
    all
}

type Side<'a> = (&'a Questionnaire, &'a BTreeSet<&'a str>);

fn fits(change: &Change, now: Side<'_>, last_year: Side<'_>, faults: &mut Vec<Fault>) {
    let mut fault = |message: String, hint: &str| {
        faults.push(Fault::new(change.at.clone(), message, hint));
    };
    for code in &change.before {
        if now.0.counted_at(code).is_some() && !now.1.contains(code.as_str()) {
            let message =
                format!("`{code}` werd een andere vraag, maar staat nog in vragenlijst.toml");
            fault(message, "haal de code daar weg, of noem haar ook in `wordt`");
        }
    }
    for code in &change.now {
        if last_year.0.counted_at(code).is_some() && !last_year.1.contains(code.as_str()) {
            let message = format!(
                "`{code}` staat in `wordt`, maar stond vorig jaar ook al in de vragenlijst"
            );
            fault(message, "noem de code ook in `was`");
        }
    }
    for (before, now_code) in
        change.before.iter().flat_map(|b| change.now.iter().map(move |n| (b, n)))
    {
        let (was, is) = (last_year.0.counted_at(before), now.0.counted_at(now_code));
        // Statuses cannot be added up.
        let merged = change.before.len() > 1 && is == Some(Counted::Status);
        if change.compares && was.is_some() && is.is_some() && (was != is || merged) {
            let message = format!("`{before}` en `{now_code}` tellen niet hetzelfde");
            fault(message, "schrijf vergelijkbaar = false");
        }
    }
}

/// The kind of an answer that forms a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counted<'a> {
    Status,
    Number(&'a Unit),
}

impl Questionnaire {
    /// Whether a code counts persons or families.
    fn counts_persons(&self, code: &str) -> bool {
        self.measure(code).is_some_and(|measure| measure.unit.is_sensitive())
    }

    fn counted(&self) -> impl Iterator<Item = (&str, Counted<'_>)> {
        self.codes().filter_map(|code| Some((code, self.counted_at(code)?)))
    }

    fn counted_at(&self, code: &str) -> Option<Counted<'_>> {
        match self.question(code)? {
            Question::Status(_) => Some(Counted::Status),
            Question::Number(_, measure) => Some(Counted::Number(&measure.unit)),
            Question::Open(_) => None,
        }
    }
}
