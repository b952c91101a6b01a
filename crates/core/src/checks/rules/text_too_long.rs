//! F403: een tekst die te lang is om af te drukken
//!
//! Een tekst of toelichting heeft meer dan tweeduizend tekens, of een woord van meer dan zestig
//! tekens. Dat past niet in het rapport, en afkappen zou de woorden van de gemeente veranderen. Een
//! tekst van 32.767 tekens is bovendien bijna zeker door het rekenprogramma afgekapt: meer past er
//! niet in een cel.
//!
//! ## Fout
//!
//! Een heel projectplan in de cel `uitgelicht.tekst`.
//!
//! ```text
//! Uitgelicht!B6  fout F403 (uitgelicht.tekst): de tekst is te lang om af te drukken (2400 tekens; 2000 passen, in woorden van ten hoogste 60)
//! ```
//!
//! ## Goed
//!
//! Een voorbeeld van honderd tot tweehonderd woorden.
//!
//! ## Wat u doet
//!
//! Maak de tekst korter en lever de werkmap opnieuw aan.
//!
//! Tot dan wordt deze tekst niet gebruikt; de getallen wel.

use crate::checks::case::Case;
use crate::finding::{Finding, Rule, Severity};

pub(super) const RULE: Rule = Rule { code: "F403", severity: Severity::Error };

/// The number of characters of a text at most.
const TEXT: usize = 2_000;
/// The number of characters that a cell can hold.
const CELL: usize = 32_767;
/// The number of characters of a word at most: of what runs on without a space.
const WORD: usize = 60;

/// Whether a text can be printed.
pub(crate) fn fits(text: &str) -> bool {
    text.chars().count() <= TEXT && text.split_whitespace().all(|word| word.chars().count() <= WORD)
}

pub(super) fn find(case: &Case<'_>) -> Vec<Finding> {
    let too_long = case.submission.each_text().filter(|(_, text, _)| !fits(text));
    too_long
        .map(|(code, text, place)| {
            let length = text.chars().count();
            let cut = if length >= CELL { "; zij is waarschijnlijk afgekapt" } else { "" };
            case.finding(
                RULE,
                format!("de tekst is te lang om af te drukken ({length} tekens; {TEXT} passen, in woorden van ten hoogste {WORD}){cut}"),
                "maak de tekst korter: er passen ongeveer 250 woorden in",
            )
            .on(code)
            .at(place.clone())
        })
        .collect()
}
