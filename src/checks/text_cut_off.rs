//! W403: tekst die door het rekenprogramma is afgekapt
//!
//! Een cel kan ten hoogste 32.767 tekens bevatten. Een tekst die precies zo lang is, is bijna zeker afgekapt: wat erna kwam, is weg.
//!
//! ## Fout
//! Een verhaal van twintig pagina’s dat in een cel is geplakt en midden in een woord ophoudt.
//!
//! ## Goed
//! Een tekst die in zijn geheel in de cel past.
//!
//! ## Wat u doet
//! Maak de tekst korter en lever de werkmap opnieuw aan. Tot dan wordt gebruikt wat er in de cel staat.

use crate::answers::{Reading, Submission};
use crate::finding::{Finding, Rule, Severity};
use crate::municipality::MunicipalityCode;

pub(super) const RULE: Rule = Rule { code: "W403", severity: Severity::Warning };

/// UTF-16 units that a cell can hold, in Excel and in LibreOffice's Excel formats.
const CELL_LIMIT: usize = 32_767;

pub(super) fn find(submission: &Submission, municipality: &MunicipalityCode) -> Vec<Finding> {
    let entries =
        submission.entries.iter().flat_map(|(code, all)| all.iter().map(move |e| (code, e)));
    let cut = entries.filter(|(_, entry)| {
        let Reading::Text(text) = &entry.reading else { return false };
        text.encode_utf16().count() >= CELL_LIMIT
    });
    cut.map(|(code, entry)| {
        Finding::new(
            RULE,
            "de tekst is zo lang als een cel kan zijn; het eind is waarschijnlijk afgekapt",
            "maak de tekst korter, zodat hij in zijn geheel in de cel past",
        )
        .about(Some(municipality))
        .on(code)
        .at(entry.place.clone())
    })
    .collect()
}
