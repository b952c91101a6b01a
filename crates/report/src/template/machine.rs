//! Tera with everything that a template can call, and what it makes of templates or refuses in them.

use std::collections::BTreeSet;
use std::sync::Arc;

use tera::{Context, Tera};

use crate::facts::Facts;
use crate::phrase::{Chart, Mark, Phrases};

use super::functions;
use super::limits::{Beyond, Bounded, Rounds};

/// What is written from templates.
#[derive(Debug, Clone, Copy)]
pub enum Text<'a> {
    /// The report of a year.
    Report,
    /// The letter that goes with it.
    Letter {
        /// The headings of the report, to which the letter can lead its readers.
        headings: &'a [String],
    },
}

impl Text<'_> {
    /// The template that includes the others, directly or by way of another.
    pub(super) fn top(self) -> &'static str {
        match self {
            Self::Report => "rapport.md",
            Self::Letter { .. } => "brief.md",
        }
    }

    fn headings(self) -> Vec<String> {
        match self {
            Self::Report => Vec::new(),
            Self::Letter { headings } => headings.to_vec(),
        }
    }
}

/// What Tera refused, and the functions that it knew.
pub(super) struct Fault {
    pub(super) error: tera::Error,
    pub(super) functions: Vec<&'static str>,
    /// The limit that was passed, if that is the fault.
    pub(super) beyond: Option<Beyond>,
    /// The text that was written up to there.
    pub(super) written: String,
}

/// Tera with everything that a template can call.
pub(super) struct Machine {
    pub(super) tera: Tera,
    pub(super) phrases: Arc<Phrases>,
    pub(super) functions: Vec<&'static str>,
    pub(super) rounds: Arc<Rounds>,
}

impl Machine {
    pub(super) fn new(facts: &Arc<Facts>, mentioned: &BTreeSet<String>, text: Text<'_>) -> Self {
        let phrases = Arc::new(Phrases::new(facts, mentioned, text.headings()));
        let mut tera = Tera::new();
        tera.autoescape_on(Vec::<&str>::new());
        let functions = functions::register(&mut tera, &phrases);
        let rounds = Rounds::register(&mut tera);
        Self { tera, phrases, functions, rounds }
    }
}

/// What templates give.
pub(super) struct Rendered {
    pub(super) text: String,
    pub(super) marks: Vec<Mark>,
    pub(super) charts: Vec<Chart>,
}

/// What the templates give, with its marks and its charts.
pub(super) fn render<'a>(
    facts: &Arc<Facts>,
    mentioned: &BTreeSet<String>,
    text: Text<'_>,
    texts: impl Iterator<Item = (&'a str, &'a str)>,
) -> Result<Rendered, Fault> {
    let Machine { mut tera, phrases, functions, rounds } = Machine::new(facts, mentioned, text);
    let mut written = Bounded::default();
    let added = tera.add_raw_templates(texts);
    let rendered = added.and_then(|()| tera.render_to(text.top(), &Context::new(), &mut written));
    let said = String::from_utf8_lossy(&written.bytes).into_owned();
    if let Err(error) = rendered {
        let full = written.is_full.then_some(Beyond::Text);
        let beyond = rounds.beyond().or(full);
        return Err(Fault { error, functions, beyond, written: said });
    }
    Ok(Rendered { text: said, marks: phrases.take_marks(), charts: phrases.take_charts() })
}
