//! Writes the report's text: Markdown in which every number is marked. The only door of Tera.
//!
//! In: the [`Facts`] of a year and the templates. Out: a [`Narrative`]. A template asks for a
//! figure and gets a mark; the words behind the mark never pass through Tera or Markdown, so text
//! that a municipality typed can never become either. Refuses a template that cannot be rendered,
//! with its name, line and what was probably meant.

mod built_in;
mod by_hand;
mod calls;
mod compared;
mod errors;
mod functions;
mod limits;
mod machine;
mod pieces;
mod source_map;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use thiserror::Error;

use crate::facts::Facts;
use crate::phrase::{Chart, Mark};
use pmg_core::cycle::Template;
use pmg_core::near::did_you_mean;

pub use built_in::{built_in, is_built_in};
pub use machine::Text;
use machine::{Fault, Rendered, render};
use pieces::{Kind, pieces};
pub use source_map::{Sources, Written};

/// The report's text and what its marks stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Narrative {
    /// Markdown with marks: [`MARK_START`](crate::phrase::MARK_START), an index into `marks`, and
    /// [`MARK_END`](crate::phrase::MARK_END).
    pub markdown: String,
    /// What each mark stands for.
    pub marks: Vec<Mark>,
    /// The pictures, each in place of a paragraph that holds its place holder alone.
    pub charts: Vec<Chart>,
    /// Where in the templates each piece of it was written.
    pub sources: Sources,
}

/// Why the text cannot be written.
#[derive(Debug, Error)]
#[error("{message}")]
pub struct NarrativeError {
    message: String,
}

/// Writes a text from templates by name, beginning with `rapport.md` or `brief.md`, which includes the others.
///
/// # Errors
/// A [`NarrativeError`] with every fault in the templates, each with its file and line.
pub fn write(
    facts: &Arc<Facts>,
    templates: &BTreeMap<String, Template>,
    text: Text<'_>,
) -> Result<Narrative, NarrativeError> {
    all_used(templates)?;
    let used = source_map::used(text.top(), templates);
    if let Some(message) = errors::reserved(&used) {
        return Err(NarrativeError { message });
    }
    let mentioned = mentioned(&used);
    let (told, written) = rayon::join(
        || [by_hand::typed_by_hand(&used), errors::wrong_calls(facts, &mentioned, &used)].concat(),
        || rendered(facts, &mentioned, text, &used),
    );
    match written {
        Ok(narrative) if told.is_empty() => Ok(narrative),
        written => {
            let mut all = errors::unreadable(facts, &mentioned, &used);
            all.extend(told);
            let changes = &facts.cycle.changes;
            all.extend(written.err().map(|fault| errors::with_changes(&fault, changes)));
            Err(NarrativeError { message: errors::together(all) })
        }
    }
}

/// The text that the templates give, with where each piece of it was written; or what is wrong.
fn rendered(
    facts: &Arc<Facts>,
    mentioned: &BTreeSet<String>,
    what: Text<'_>,
    templates: &BTreeMap<String, Template>,
) -> Result<Narrative, String> {
    // With signposts, so that each piece of the text leads back to where it was written.
    let instrumented = source_map::instrument(templates);
    let texts = instrumented.texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    match render(facts, mentioned, what, texts) {
        Ok(Rendered { text, marks, charts }) => {
            let (markdown, sources) = instrumented.extract(&text);
            Ok(Narrative { markdown, marks, charts, sources })
        }
        Err(Fault { beyond: Some(beyond), written, .. }) => {
            Err(errors::too_much(beyond, instrumented.origin(beyond, &written)))
        }
        // Once more without them, so that line and column of the fault are right.
        Err(_) => {
            let texts = templates.iter().map(|(name, it)| (name.as_str(), it.text.as_str()));
            let Rendered { text, marks, charts } = render(facts, mentioned, what, texts)
                .map_err(|fault| errors::explain(&fault, templates))?;
            Ok(Narrative { markdown: text, marks, charts, sources: Sources::default() })
        }
    }
}

/// Refuses a template that no other one includes: its name is probably a typing error. A chapter of the
/// program may be left out.
fn all_used(templates: &BTreeMap<String, Template>) -> Result<(), NarrativeError> {
    let included: BTreeSet<&str> = templates.values().flat_map(source_map::included_by).collect();
    let is_fine = |name: &str| included.contains(name) || is_built_in(name);
    let unused = templates.iter().filter(|(name, _)| !is_fine(name)).map(|(name, template)| {
        let known = templates.keys().map(String::as_str).filter(|known| known != name);
        let meant = did_you_mean(name, known);
        format!("{}: dit sjabloon wordt nergens gebruikt{meant}", template.origin)
    });
    let unused: Vec<String> = unused.collect();
    if unused.is_empty() { Ok(()) } else { Err(NarrativeError { message: unused.join("\n\n") }) }
}

/// The codes of interventions and themes that the templates name: what stands between quotes in their tags, as in
/// `"ajb"`, `"ajb.aangemeld"` or `"a+b"`. A quotation mark in running text and a comment name nothing.
fn mentioned(templates: &BTreeMap<String, Template>) -> BTreeSet<String> {
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
        let mentioned = mentioned(&BTreeMap::from([("x.md".to_owned(), template)]));
        assert_eq!(mentioned.into_iter().collect::<Vec<_>>(), ["ajb", "pga", "rio"]);
    }
}
