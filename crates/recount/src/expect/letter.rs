//! Predicts what stands in the letter alone: what is around its text, motions and promises, and the choice of policy.

use pmg_core::basis::PolicyPart;
use pmg_core::cycle::{Commitment, CommitmentKind};

use super::Explanation;
use super::expectations::Expectations;
use super::words::date;

impl Expectations<'_> {
    /// All that a place may say of what stands around the text.
    pub(super) fn around_letter(&self, part: &str) -> Vec<String> {
        let Some(letter) = &self.cycle.letter else { return Vec::new() };
        match part {
            "aan" => letter.addressee.clone(),
            "datum" => vec![date(letter.date.unwrap_or(self.cycle.settings.publication))],
            "kenmerk" => letter.reference.iter().cloned().collect(),
            "ondertekenaars" => letter.signatories.clone(),
            "bijlagen" => {
                let report = self.cycle.settings.report_title();
                letter.enclosures.iter().cloned().chain([report]).collect()
            }
            _ => Vec::new(),
        }
    }

    /// All that a place may say of a motion or a promise.
    pub(super) fn committed(&self, code: &str) -> Vec<String> {
        let Some(it) = self.with_code(code) else { return Vec::new() };
        let mut ways = vec![it.by.clone()];
        ways.extend(it.document.clone());
        ways.extend(it.date.map(date));
        ways.extend(words(&it.asked));
        for part in &it.parts {
            ways.push(part.name.clone());
            ways.extend(part.chapter.clone());
            ways.extend(words(&part.text));
        }
        ways
    }

    /// All that a place may say of a part of the choice of policy.
    pub(super) fn chosen_policy(&self, part: &str) -> Vec<String> {
        let said = PolicyPart::named(part).and_then(|part| self.cycle.policy.get(&part));
        said.map(|it| [words(&it.text), vec![it.source.clone()]].concat()).unwrap_or_default()
    }

    /// What the part of the account must say about what stands around the text.
    pub(super) fn around_explained() -> Explanation {
        Explanation {
            title: "Gegevens van de brief".to_owned(),
            code: None,
            how: Some("Zo vulde het programmateam het in, in brief.toml.".to_owned()),
        }
    }

    /// The same about a motion or a promise; `None` if there is none with this code.
    pub(super) fn commitment_explained(&self, code: &str) -> Option<Explanation> {
        let it = self.with_code(code)?;
        let kind = match it.kind {
            CommitmentKind::Motion => "Motie",
            CommitmentKind::Promise => "Toezegging",
        };
        let mut sources: Vec<&str> = Vec::new();
        for source in [&it.source].into_iter().chain(it.parts.iter().map(|part| &part.source)) {
            let source = source.trim_end_matches('.');
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        Some(Explanation {
            title: format!("{kind} van {}", it.by),
            code: Some(code.to_owned()),
            how: Some(format!(
                "Zo schreef het programmateam het op, in toezeggingen.toml. Bron: {}.",
                sources.join("; ")
            )),
        })
    }

    /// The same about a part of the choice of policy; `None` if there is none with this name.
    pub(super) fn policy_explained(&self, part: &str) -> Option<Explanation> {
        let part = PolicyPart::named(part)?;
        let source = self.cycle.policy.get(&part)?.source.trim_end_matches('.');
        Some(Explanation {
            title: format!("Beleidskeuzes uitgelegd: {}", part.title()),
            code: None,
            how: Some(format!(
                "Zo schreef het programmateam het op, in beleidskeuze.toml. Bron: {source}."
            )),
        })
    }

    fn with_code(&self, code: &str) -> Option<&Commitment> {
        self.cycle.commitments.iter().find(|it| it.code == code)
    }
}

/// The words of a text between its constants, which stand between braces.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, piece) in text.split('{').enumerate() {
        let said = if at == 0 { piece } else { piece.split_once('}').map_or(piece, |(_, it)| it) };
        words.push(said.trim().to_owned());
    }
    words
}
