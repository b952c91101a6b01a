//! Writes the report's text: Markdown in which every number is marked.
//!
//! In: the [`Facts`] of a year and the templates. Out: a [`Narrative`]. A template asks for a
//! figure and gets a mark; the words behind the mark never pass through Tera or Markdown, so text
//! that a municipality typed can never become either. Refuses a template that cannot be rendered,
//! with its name, line and what was probably meant.

mod calls;
mod compared;
mod faults;
mod functions;
mod limits;
mod others;
mod phrases;
mod pieces;
mod register;
mod shape;
mod share;
mod signposts;
mod templates;
mod vague;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use tera::{Context, Tera};

use crate::basis::Basis;
use crate::checks::Accepted;
use crate::cycle::{Cycle, Template};
use crate::disclosure::{Disclosure, Shown};
use crate::figures::Figures;
use crate::questionnaire::Questionnaire;

use limits::{Beyond, Bounded, Rounds};
use pieces::{Kind, pieces};
pub use signposts::{Sources, Written};
pub use templates::{built_in, is_built_in};

/// Everything that the text can speak of.
#[derive(Debug)]
pub struct Facts {
    /// The year.
    pub cycle: Cycle,
    /// What was asked.
    pub questionnaire: Questionnaire,
    /// What was answered.
    pub accepted: Accepted,
    /// The figures.
    pub figures: Figures,
    /// Which of them are hidden, and how.
    pub disclosure: Disclosure,
}

impl Facts {
    /// What stands instead of a number that is hidden; none where it is shown.
    #[must_use]
    pub fn instead(&self, shown: Shown) -> Option<String> {
        match shown {
            Shown::Exact => None,
            Shown::Small => Some(format!("minder dan {}", self.cycle.settings.small_below)),
            Shown::Withheld => Some("een aantal".to_owned()),
        }
    }
}

/// The report's text and what its marks stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Narrative {
    /// Markdown with marks: [`MARK_START`], an index into `marks`, [`MARK_END`].
    pub markdown: String,
    /// What each mark stands for.
    pub marks: Vec<Mark>,
    /// Where in the templates each piece of it was written.
    pub sources: Sources,
}

/// Opens a mark in the Markdown.
pub const MARK_START: char = '\u{E000}';
/// Closes a mark in the Markdown.
pub const MARK_END: char = '\u{E001}';

/// Text that leads back to what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The text as printed, in the middle of a sentence.
    pub text: String,
    /// What it rests on.
    pub basis: Basis,
}

/// The template that all others hang on.
const TOP: &str = "rapport.md";

/// Why the text cannot be written.
#[derive(Debug)]
pub struct NarrativeError {
    message: String,
}

impl fmt::Display for NarrativeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for NarrativeError {}

/// Writes the text. `templates` are by name; `rapport.md` is the one that the others hang on.
///
/// # Errors
/// A [`NarrativeError`] with every fault in the templates, each with its file and line.
pub fn write(
    facts: &Arc<Facts>,
    templates: &BTreeMap<String, Template>,
) -> Result<Narrative, NarrativeError> {
    all_used(templates)?;
    let used = signposts::used(TOP, templates);
    if let Some(message) = faults::reserved(&used) {
        return Err(NarrativeError { message });
    }
    let spoken = spoken(&used);
    let (told, written) = rayon::join(
        || [others::typed_by_hand(&used), faults::wrong_calls(facts, &spoken, &used)].concat(),
        || rendered(facts, &spoken, &used),
    );
    match written {
        Ok(narrative) if told.is_empty() => Ok(narrative),
        written => {
            let mut all = faults::unreadable(facts, &spoken, &used);
            all.extend(told);
            let changes = &facts.cycle.changes;
            all.extend(written.err().map(|fault| faults::with_changes(&fault, changes)));
            Err(NarrativeError { message: faults::together(all) })
        }
    }
}

/// The text that the templates give, with where each piece of it was written; or what is wrong.
fn rendered(
    facts: &Arc<Facts>,
    spoken: &BTreeSet<String>,
    templates: &BTreeMap<String, Template>,
) -> Result<Narrative, String> {
    // With signposts, so that each piece of the text leads back to where it was written.
    let planted = signposts::plant(templates);
    let texts = planted.texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    match render(facts, spoken, texts) {
        Ok((rendered, marks)) => {
            let (markdown, sources) = planted.stripped(&rendered);
            Ok(Narrative { markdown, marks, sources })
        }
        Err(Fault { beyond: Some(beyond), written, .. }) => {
            Err(faults::too_much(beyond, planted.origin(beyond, &written)))
        }
        // Without them, so that a fault is told where it stands.
        Err(_) => {
            let texts = templates.iter().map(|(name, it)| (name.as_str(), it.text.as_str()));
            let (markdown, marks) =
                render(facts, spoken, texts).map_err(|fault| faults::explain(&fault, templates))?;
            Ok(Narrative { markdown, marks, sources: Sources::default() })
        }
    }
}

/// What Tera refused, and the functions that it knew.
struct Fault {
    error: tera::Error,
    functions: Vec<&'static str>,
    /// What went too far, where that is the fault.
    beyond: Option<Beyond>,
    /// The text up to there.
    written: String,
}

/// Tera with everything that a template can call.
struct Machine {
    tera: Tera,
    teller: Arc<Teller>,
    functions: Vec<&'static str>,
    rounds: Arc<Rounds>,
}

impl Machine {
    fn new(facts: &Arc<Facts>, spoken: &BTreeSet<String>) -> Self {
        let teller = Arc::new(Teller {
            facts: Arc::clone(facts),
            spoken: spoken.clone(),
            marks: Mutex::default(),
        });
        let mut tera = Tera::new();
        tera.autoescape_on(Vec::<&str>::new());
        let functions = functions::register(&mut tera, &teller);
        let rounds = Rounds::register(&mut tera);
        Self { tera, teller, functions, rounds }
    }
}

/// The text that templates give, and its marks.
fn render<'a>(
    facts: &Arc<Facts>,
    spoken: &BTreeSet<String>,
    texts: impl Iterator<Item = (&'a str, &'a str)>,
) -> Result<(String, Vec<Mark>), Fault> {
    let Machine { mut tera, teller, functions, rounds } = Machine::new(facts, spoken);
    let mut written = Bounded::default();
    let added = tera.add_raw_templates(texts);
    let rendered = added.and_then(|()| tera.render_to(TOP, &Context::new(), &mut written));
    let text = String::from_utf8_lossy(&written.bytes).into_owned();
    if let Err(error) = rendered {
        let full = written.is_full.then_some(Beyond::Text);
        let beyond = rounds.beyond().or(full);
        return Err(Fault { error, functions, beyond, written: text });
    }
    let marks = std::mem::take(&mut *teller.marks.lock().unwrap_or_else(PoisonError::into_inner));
    Ok((text, marks))
}

/// Refuses a template that no other one includes: its name is probably a typing error. A chapter of the
/// program may be left out.
fn all_used(templates: &BTreeMap<String, Template>) -> Result<(), NarrativeError> {
    let included: BTreeSet<&str> = templates.values().flat_map(signposts::included_by).collect();
    let is_fine = |name: &str| name == TOP || included.contains(name) || is_built_in(name);
    let unused = templates.iter().filter(|(name, _)| !is_fine(name)).map(|(name, template)| {
        let known = templates.keys().map(String::as_str).filter(|known| known != name);
        let meant = shape::did_you_mean(name, known);
        format!("{}: dit sjabloon wordt nergens gebruikt{meant}", template.origin)
    });
    let unused: Vec<String> = unused.collect();
    if unused.is_empty() { Ok(()) } else { Err(NarrativeError { message: unused.join("\n\n") }) }
}

/// Tells the templates what they ask, and keeps the marks.
struct Teller {
    facts: Arc<Facts>,
    /// Interventions that some template speaks of by their code.
    spoken: BTreeSet<String>,
    marks: Mutex<Vec<Mark>>,
}

impl Teller {
    /// Keeps a mark and gives what stands for it in the Markdown.
    fn mark(&self, text: impl Into<String>, basis: Basis) -> String {
        let mut marks = self.marks.lock().unwrap_or_else(PoisonError::into_inner);
        marks.push(Mark { text: text.into(), basis });
        format!("{MARK_START}{}{MARK_END}", marks.len() - 1)
    }
}

impl Teller {
    /// The mark that a text is, where it is nothing else.
    fn marked(&self, text: &str) -> Option<Mark> {
        let index = text.strip_prefix(MARK_START)?.strip_suffix(MARK_END)?;
        let marks = self.marks.lock().unwrap_or_else(PoisonError::into_inner);
        marks.get(index.parse::<usize>().ok()?).cloned()
    }
}

/// The interventions that a template asks for: the codes between quotes in its tags, as in `"ajb"`,
/// `"ajb.aangemeld"` or `"a+b"`. A quotation mark in running text and a comment ask for nothing.
fn spoken(templates: &BTreeMap<String, Template>) -> BTreeSet<String> {
    let tags = templates.values().flat_map(|template| tags(&template.text));
    let quoted = tags.flat_map(|tag| tag.split('"').skip(1).step_by(2));
    let codes = quoted.flat_map(|text| text.split('+'));
    codes.map(|code| code.split('.').next().unwrap_or(code).to_owned()).collect()
}

/// What stands between `{{` and `}}` or `{%` and `%}`.
fn tags(template: &str) -> Vec<&str> {
    let pieces = pieces(template).into_iter();
    pieces
        .filter(|piece| matches!(piece.kind, Kind::Expression | Kind::Tag))
        .map(|piece| piece.inside(template))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_tag_asks_for_is_spoken_of() {
        let text = "{# over \"ipta\" #}Een \"citaat. {{ som(maat=\"ajb.aangemeld\") }} {% if n(van=\"rio+pga\") %}5\"{% endif %}";
        let template = Template { origin: "x.md".to_owned(), text: text.to_owned() };
        let spoken = spoken(&BTreeMap::from([("x.md".to_owned(), template)]));
        assert_eq!(spoken.into_iter().collect::<Vec<_>>(), ["ajb", "pga", "rio"]);
    }
}
