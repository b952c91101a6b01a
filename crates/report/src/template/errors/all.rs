//! Collects every fault of every template, so that whoever mends them sees all at once: Tera stops at the first.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use tera::{Context, ErrorKind};

use pmg_core::answers::Status;
use pmg_core::cycle::{Change, Template};
use pmg_core::near::did_you_mean;

use super::super::calls::{Call, calls};
use super::super::compared::Compared;
use super::super::limits::Beyond;
use super::super::source_map::{CLOSE, OPEN};
use crate::facts::Facts;
use crate::phrase::{MARK_END, MARK_START};

use super::super::machine::{Fault, Machine, Text};
use super::site::{Diagnosis, Site};
use super::{drawn, explain, placed, wording};

type Templates = BTreeMap<String, Template>;

/// The faults as one text, each once.
pub(in super::super) fn together(faults: Vec<String>) -> String {
    let mut told: Vec<String> = Vec::new();
    for fault in faults {
        // The same fault met while rendering also says which templates led to it.
        if let Some(known) = told.iter_mut().find(|known| key(known) == key(&fault)) {
            if fault.lines().count() > known.lines().count() {
                *known = fault;
            }
        } else {
            told.push(fault);
        }
    }
    told.join("\n\n")
}

/// What tells a fault from another: what is wrong, and in which line.
fn key(fault: &str) -> (Option<&str>, Option<&str>) {
    let mut lines = fault.lines();
    let place = |line: &'_ str| line.trim_start().starts_with("-->");
    let first = lines.next();
    let line = fault.lines().find(|line| place(line));
    (first, line.and_then(|line| line.rsplit_once(':')).map(|(line, _)| line))
}

/// The messages on characters that only the program may put into the text; `None` if no template has one.
pub(in super::super) fn reserved(templates: &Templates) -> Option<String> {
    let ours = [MARK_START, MARK_END, OPEN, CLOSE];
    let told = templates.values().filter_map(|template| {
        // In a comment it is never printed.
        let is_told = |(at, _): &(usize, &str)| {
            let before = &template.text[..*at];
            before.rfind("{#") <= before.rfind("#}")
        };
        let (at, _) = template.text.match_indices(ours).find(is_told)?;
        let c = template.text[at..].chars().next()?;
        let message = format!(
            "het onzichtbare teken U+{:04X} kan niet in een sjabloon staan; haal het weg",
            u32::from(c)
        );
        Some(placed(&message, template, at..at + c.len_utf8()))
    });
    let told: Vec<String> = told.collect();
    (!told.is_empty()).then(|| told.join("\n\n"))
}

/// The message on a limit that was passed, with the place if it is known.
pub(in super::super) fn too_much(beyond: Beyond, at: Option<(&Template, usize)>) -> String {
    let message = beyond.message();
    at.map_or_else(
        || message.to_owned(),
        |(template, start)| placed(message, template, start..start + 2),
    )
}

/// The faults of each template by itself: what Tera cannot read, and names that are not there.
pub(in super::super) fn unreadable(
    facts: &Arc<Facts>,
    mentioned: &BTreeSet<String>,
    templates: &Templates,
) -> Vec<String> {
    let fault = |name: &String| {
        let Machine { mut tera, functions, .. } = Machine::new(facts, mentioned, Text::Report);
        // The others are there, so that it can include them, and have no faults of their own.
        let texts = templates.iter().map(|(other, template)| {
            (other.as_str(), if other == name { template.text.as_str() } else { "" })
        });
        let error = tera.add_raw_templates(texts).err()?;
        let fault = Fault { error, functions, beyond: None, written: String::new() };
        Some(explain(&fault, templates))
    };
    templates.keys().filter_map(fault).collect()
}

/// The messages on calls and comparisons with a code that is not there, also where a condition keeps them from being
/// made.
pub(in super::super) fn wrong_calls(
    facts: &Arc<Facts>,
    mentioned: &BTreeSet<String>,
    templates: &Templates,
) -> Vec<String> {
    let machine = Machine::new(facts, mentioned, Text::Report);
    let known = machine.functions.iter().copied().collect();
    let questionnaire = &facts.questionnaire;
    let is_asked = |sheet: &String| {
        questionnaire.sheet(sheet).is_some() || questionnaire.theme(sheet).is_some()
    };
    let all = templates.values().flat_map(|template| {
        calls(&template.text, &known).into_iter().map(move |call| (template, call))
    });
    let made: Vec<(&Template, Call)> =
        all.filter(|(_, call)| call.sheets.iter().all(is_asked)).collect();
    let told = made.iter().filter_map(|(template, call)| {
        let message = not_there(call.compared.as_ref()?, facts)?;
        Some(placed(&with_change(message, &facts.cycle.changes), template, call.range.clone()))
    });
    let mut told: Vec<String> = told.collect();
    let checks: BTreeSet<&str> =
        made.iter().flat_map(|(_, call)| &call.checks).map(String::as_str).collect();
    // Usually nothing is wrong, and then one run with all of them is enough.
    if machine.fails(&checks.iter().copied().collect::<Vec<_>>()).is_none() {
        return told;
    }
    let wrong: BTreeMap<&str, String> =
        checks.iter().filter_map(|check| Some((*check, machine.fails(&[check])?))).collect();
    told.extend(made.iter().filter_map(|(template, call)| {
        let message = call.checks.iter().find_map(|check| wrong.get(check.as_str()))?;
        Some(machine.described(message, template, &call.range, &facts.cycle.changes))
    }));
    told
}

/// The message on a code to which no value can ever be equal; `None` if there is such a code.
fn not_there(compared: &Compared, facts: &Facts) -> Option<String> {
    let Compared { field, code } = compared;
    let questionnaire = &facts.questionnaire;
    let interventions = || questionnaire.interventions().map(|each| each.code.as_str());
    let measures = || questionnaire.measures().map(|each| each.code.as_str());
    let themes = questionnaire.themes.iter().map(|each| each.code.as_str());
    let (what, known): (&str, Vec<&str>) = match *field {
        "van" => ("interventie", interventions().collect()),
        "maat" => ("maat", measures().collect()),
        "gemeente" => {
            ("gemeente", facts.cycle.register.iter().map(|each| each.code.as_str()).collect())
        }
        // A status that was not given is empty.
        "status" => ("status", Status::ALL.iter().map(|each| each.word()).chain([""]).collect()),
        _ => (
            "thema, interventie of maat",
            themes.chain(interventions()).chain(measures()).collect(),
        ),
    };
    (!known.contains(&code.as_str()))
        .then(|| format!("geen {what} `{code}`{}", did_you_mean(code, known.into_iter())))
}

impl Machine {
    /// Tera's message if one of these calls fails; `None` if all succeed.
    fn fails(&self, calls: &[&str]) -> Option<String> {
        let each = calls.iter().map(|call| format!("{{% set it = {call} %}}"));
        let error =
            self.tera.render_str(&each.collect::<String>(), &Context::new(), false).err()?;
        Some(match error.kind() {
            ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => {
                report.message().to_owned()
            }
            _ => error.to_string(),
        })
    }

    /// The fault of a call in words, with its place.
    fn described(
        &self,
        message: &str,
        template: &Template,
        call: &Range<usize>,
        changes: &[Change],
    ) -> String {
        let site = Site {
            source: &template.text,
            start: call.start,
            end: call.end,
            functions: &self.functions,
            templates: Vec::new(),
        };
        let Diagnosis { message, start, end } = wording::diagnosis(message, true, &site);
        format!("{}\n{}", with_change(message, changes), drawn(template, start, end))
    }
}

/// A fault that came up while the text was made, with what became of the code that it names.
pub(in super::super) fn with_changes(fault: &str, changes: &[Change]) -> String {
    let (message, place) = fault.split_once('\n').unwrap_or((fault, ""));
    format!("{}\n{place}", with_change(message.to_owned(), changes)).trim_end().to_owned()
}

/// The message on a code, with what became of the code according to `was-wordt.toml`.
fn with_change(message: String, changes: &[Change]) -> String {
    let code = message.split('`').nth(1).unwrap_or_default();
    let is_of = |codes: &[String]| {
        codes.iter().any(|each| each == code || each.split('.').next() == Some(code))
    };
    let Some(change) = changes.iter().find(|change| is_of(&change.before)) else { return message };
    let (said, _) = message.split_once("; bedoelde u").unwrap_or((&message, ""));
    match change.now.as_slice() {
        [] => format!("{said}; volgens was-wordt.toml is die vervallen"),
        now => format!("{said}; volgens was-wordt.toml is die nu `{}`", now.join("`, `")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_that_is_found_twice_is_told_once_and_whole() {
        let short = "geen maat `x`\n --> a.md:1:3\n  │".to_owned();
        let long = format!("{short}\ngebruikt in b.md:1:1");
        let other = "geen maat `x`\n --> a.md:2:3".to_owned();
        let all = together(vec![short, other.clone(), long.clone()]);
        assert_eq!(all, format!("{long}\n\n{other}"));
    }

    #[test]
    fn a_code_that_has_another_name_this_year_is_told_with_it() {
        let change = |before: &str, now: &[&str]| Change {
            before: vec![before.to_owned()],
            now: now.iter().map(|it| (*it).to_owned()).collect(),
            compares: false,
            reason: "x".to_owned(),
            at: pmg_core::cycle::At::default(),
        };
        let changes = [change("a.b", &["c.d", "c.e"]), change("f.g", &[])];
        for (message, expected) in [
            (
                "geen maat `a.b`; bedoelde u `a.c`?",
                "geen maat `a.b`; volgens was-wordt.toml is die nu `c.d`, `c.e`",
            ),
            (
                "geen interventie `f`",
                "geen interventie `f`; volgens was-wordt.toml is die vervallen",
            ),
            ("geen maat `h.i`; bedoelde u `h.j`?", "geen maat `h.i`; bedoelde u `h.j`?"),
        ] {
            assert_eq!(with_change(message.to_owned(), &changes), expected);
        }
    }
}
