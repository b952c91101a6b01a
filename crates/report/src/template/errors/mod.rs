//! Tells what is wrong with a template, for whoever edits it: in Dutch, with the line and carets
//! under the fault.

mod all;
mod blocks;
mod site;
mod wording;

use std::collections::BTreeMap;
use std::ops::Range;

use tera::{ErrorKind, ReportError};

use pmg_core::cycle::Template;
use pmg_core::excerpt::Excerpt;

use super::machine::Fault;

pub(super) use all::{reserved, together, too_much, unreadable, with_changes, wrong_calls};
use site::{Diagnosis, Site, line_at};

/// Characters of a line that is shown.
const WIDTH: usize = 100;

/// What Tera says about a place in a template.
#[derive(Debug, PartialEq, Eq)]
struct Report {
    message: String,
    /// Name of the template.
    name: String,
    /// Counted from one.
    line: usize,
    /// Counted from zero.
    column: usize,
    /// In characters.
    width: usize,
    /// The byte at which it ends; `None` if Tera does not say.
    end: Option<usize>,
    /// Whether a function of ours may have said it.
    may_be_ours: bool,
}

/// What is wrong, each fault with its place.
pub(super) fn explain(fault: &Fault, templates: &BTreeMap<String, Template>) -> String {
    let said = fault.error.to_string();
    let reports = match fault.error.kind() {
        ErrorKind::SyntaxError(report) => vec![Report::of(report, false)],
        ErrorKind::RenderingError(report) => vec![Report::of(report, true)],
        ErrorKind::Msg(text) => text.split("\n\n").filter_map(parsed).collect(),
        ErrorKind::CircularInclude { include_chain, .. } => {
            return circle(include_chain, templates);
        }
        _ => Vec::new(),
    };
    let told = reports.iter().filter_map(|report| described(report, fault, templates));
    let told: Vec<String> = told.collect();
    if told.is_empty() {
        return wording::unknown(said.trim_start_matches("error: "), false);
    }
    told.join("\n\n") + &callers(&said, templates)
}

impl Report {
    fn of(report: &ReportError, may_be_ours: bool) -> Self {
        let span = report.span();
        Self {
            message: report.message().to_owned(),
            name: report.filename().to_owned(),
            line: span.start_line,
            column: span.start_col,
            width: 0,
            end: Some(span.range.end),
            may_be_ours,
        }
    }
}

/// A report from its text: what is wrong, `--> name:line:column`, and the line with carets under it.
fn parsed(text: &str) -> Option<Report> {
    let text = text.strip_prefix("error: ")?;
    let (message, rest) = text.split_once("--> ")?;
    let mut place = rest.lines().next()?.rsplitn(3, ':');
    let [column, line, name] = [place.next()?, place.next()?, place.next()?];
    Some(Report {
        message: message.trim().to_owned(),
        name: name.to_owned(),
        line: line.parse().ok()?,
        column: column.parse::<usize>().ok()?.checked_sub(1)?,
        width: rest.lines().last()?.matches('^').count(),
        end: None,
        may_be_ours: false,
    })
}

/// The fault in words, its place, and the line with carets.
fn described(
    report: &Report,
    fault: &Fault,
    templates: &BTreeMap<String, Template>,
) -> Option<String> {
    let template = templates.get(&report.name)?;
    let source = template.text.as_str();
    let (start, end) = report.bytes(source)?;
    let names = templates.keys().map(String::as_str).collect();
    let site = Site { source, start, end, functions: &fault.functions, templates: names };
    let Diagnosis { message, start, end } =
        wording::diagnosis(&report.message, report.may_be_ours, &site);
    Some(format!("{message}\n{}", drawn(template, start, end)))
}

impl Report {
    /// The bytes of the template that it points at.
    fn bytes(&self, source: &str) -> Option<(usize, usize)> {
        let line = source.split_inclusive('\n').chain([""]).nth(self.line.checked_sub(1)?)?;
        let line_start: usize =
            source.split_inclusive('\n').take(self.line - 1).map(str::len).sum();
        let byte = |column| line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
        let start = line_start + byte(self.column);
        let end = self.end.unwrap_or(line_start + byte(self.column.saturating_add(self.width)));
        source.is_char_boundary(end).then_some((start, end.max(start)))
    }
}

/// The place as `--> file:line:column`, with the line and carets under the bytes that are wrong.
fn drawn(template: &Template, start: usize, end: usize) -> String {
    let (line, column, text) = line_at(&template.text, start);
    let length = template.text.get(start..end).unwrap_or_default().lines().next();
    let length = length.unwrap_or_default().chars().count().max(1);
    let line_number = u32::try_from(line).unwrap_or(u32::MAX);
    let excerpt = Excerpt { text, line: line_number, start: column - 1, length };
    let margin = " ".repeat(line.to_string().len());
    let [shown, carets] = excerpt.drawn(WIDTH);
    format!("{margin}--> {}:{line}:{column}\n{margin} │\n{shown}\n{carets}", template.origin)
}

/// A fault in words, with its place, the line and carets under these bytes.
pub(super) fn placed(message: &str, template: &Template, bytes: Range<usize>) -> String {
    format!("{message}\n{}", drawn(template, bytes.start, bytes.end))
}

/// The templates through which the one with the fault was reached, but for the one on top.
fn callers(said: &str, templates: &BTreeMap<String, Template>) -> String {
    let places = said.lines().filter_map(|line| line.strip_prefix("note: called from "));
    let places = places.filter_map(|place| {
        let (name, at) = place.split_once(':')?;
        let origin = &templates.get(name)?.origin;
        (!["rapport.md", "brief.md"].contains(&name))
            .then(|| format!("\ngebruikt in {origin}:{at}"))
    });
    places.collect()
}

/// The message on templates that include each other in a circle.
fn circle(chain: &[String], templates: &BTreeMap<String, Template>) -> String {
    let names: Vec<String> = chain.iter().map(|name| format!("`{name}`")).collect();
    let message = format!(
        "een sjabloon zet zichzelf neer: {}; haal een van deze `include`-regels weg",
        names.join(" → ")
    );
    let place = chain.first().zip(chain.get(1)).and_then(|(first, next)| {
        let template = templates.get(first)?;
        let quoted = format!("\"{next}\"");
        let start = template.text.find(&quoted)?;
        Some(drawn(template, start, start + quoted.len()))
    });
    place.map_or(message.clone(), |place| format!("{message}\n{place}"))
}

#[cfg(test)]
mod tests {
    use tera::{Context, Tera};

    use super::*;

    /// What is said of a template, where Tera refuses it.
    fn explained(text: &str) -> Option<String> {
        let mut tera = Tera::new();
        let added = tera.add_raw_template("a.md", text);
        let error = added.and_then(|()| tera.render("a.md", &Context::new())).err()?;
        let template = Template { origin: "map/a.md".to_owned(), text: text.to_owned() };
        let functions = vec!["som", "naam"];
        let fault = Fault { error, functions, beyond: None, written: String::new() };
        Some(explain(&fault, &BTreeMap::from([("a.md".to_owned(), template)])))
    }

    #[test]
    fn a_fault_on_the_last_line_and_one_behind_wide_characters_are_shown() {
        let told = explained("é “ü” {{ sam() }}").unwrap();
        let expected = "geen functie `sam`; bedoelde u `som`?\n --> map/a.md:1:10\n  │\n1 │ é “ü” {{ sam() }}\n  │          ^^^";
        assert_eq!(told, expected);
        let told = explained("a\n{% if true %}\n").unwrap();
        assert!(told.contains(" --> map/a.md:2:1\n"), "{told}");
    }

    proptest::proptest! {
        /// Whatever somebody types, the place is in the template and the message is no English.
        #[test]
        fn any_fault_is_told_with_its_place(parts in proptest::collection::vec(
            proptest::sample::select(vec![
                "{{ ", " }}", "{% ", " %}", "{# ", "#}", "if ", "endif", "for ", "x in ", "[1]", "endfor", "set ",
                "naam", "(", ")", "\"", "|", "upper", "=", "1", "é", "\n", " ", "-", "raw", "“", ".", ",", "is ",
                "include ", "\"a.md\"", "{% if 1 %}", "{% endif %}", "else", "not ", "+",
            ]), 0..14,
        )) {
            if let Some(told) = explained(&parts.concat()) {
                proptest::prop_assert!(told.contains("--> map/a.md:"), "{}", told);
                if told.starts_with(wording::UNKNOWN) {
                    return Ok(());
                }
                for english in ["expected", "Unknown", "Unexpected", "Invalid", "cannot", "not defined"] {
                    proptest::prop_assert!(!told.lines().next().unwrap_or_default().contains(english), "{}", told);
                }
            }
        }
    }
}
