//! What a sentence of the draft rests on, for a reviewer who names its number.

use std::fmt::Write as _;

use crate::pipeline::Composition;
use pmg_core::edition::Edition;
use pmg_report::document::chapters;
use pmg_report::trace::{self, Subject};

use super::told;

/// The text on the sentence with this number: where it stands, what it says, and what each figure in it rests on;
/// `None` if what was typed is not the number of a sentence.
///
/// Errors: no sentence of the year has this number.
pub(super) fn numbered(typed: &str, draft: &Composition) -> Option<anyhow::Result<String>> {
    let number: u32 = typed.trim().strip_prefix('§')?.trim().parse().ok()?;
    let numbers = &draft.numbers;
    let Some(at) = numbers.numbers.iter().position(|it| *it == number) else {
        return Some(gone(number, draft));
    };
    let mut before = 0;
    let chapter = chapters(&draft.document).into_iter().find_map(|mut chapter| {
        let place = at - before;
        before += chapter.sentences.len();
        (place < chapter.sentences.len())
            .then(|| (chapter.title, chapter.sentences.swap_remove(place)))
    });
    let (title, sentence) = chapter.expect("each number is that of a sentence");
    let mut text = format!("§{number}, in “{title}”\n{}\n", sentence.text);
    let mut subjects: Vec<Subject> = Vec::new();
    for subject in sentence.bases.iter().map(|basis| Subject::of(basis)) {
        if !subjects.contains(&subject) {
            subjects.push(subject);
        }
    }
    for subject in &subjects {
        let provenance = trace::provenance(subject, &draft.facts, Edition::Draft);
        let provenance = provenance.expect("everything printed rests on something");
        _ = write!(text, "\n{}", told(&provenance));
    }
    if subjects.is_empty() {
        text.push_str("er staat geen cijfer in deze zin\n");
    }
    Some(Ok(text))
}

/// What a sentence said that is no longer in the report.
fn gone(number: u32, draft: &Composition) -> anyhow::Result<String> {
    let all = &draft.numbers.all;
    if let Some(sentence) = all.iter().find(|it| it.number == number) {
        return Ok(format!(
            "§{number} staat niet meer in dit concept\nhet was: {}\n",
            sentence.text
        ));
    }
    let last = all.iter().map(|it| it.number).max().unwrap_or_default();
    anyhow::bail!(
        "geen zin van dit jaar heeft nummer {number}\nhint: de nummers staan in de kantlijn van het concept, en lopen tot {last}"
    )
}
