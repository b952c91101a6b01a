//! `pmg trace`: prints what a figure is based on, or which figures and sentences an answer feeds.

mod number;
mod sentence;

use std::fmt::Write as _;
use std::path::Path;

use crate::pipeline::{self, Composition};
use pmg_core::basis::Basis;
use pmg_core::edition::Edition;
use pmg_core::near::suggestion;
use pmg_core::place::{Cell, Place};
use pmg_report::document::{Document, Given, Provenance, sentences};
use pmg_report::trace::{self, Feeds, Subject};

use super::arguments::Trace;
use super::outcome::Outcome;
use super::request::request;
use super::{output, progress, secret};

/// Prints what a figure is based on, or what a cell feeds.
pub(super) fn run(trace: &Trace) -> anyhow::Result<Outcome> {
    let request = request(trace.year, &trace.input, &trace.templates, None)?;
    secret::make_key(&request.year)?;
    let draft = pipeline::compose(&request, &progress::bar())?;
    let text = match (&trace.code, trace.cell.as_slice()) {
        (Some(code), _) => figure(code, &draft)?,
        (None, [file, cell]) => cell_text(file, cell, &draft)?,
        (None, _) => anyhow::bail!(
            "er is niets om op te zoeken\nhint: geef een code, een getal of het nummer van een zin (§214), of `--cell BESTAND CEL`"
        ),
    };
    output::show(&text)?;
    Ok(Outcome::Clean)
}

/// The text on a figure: what it is based on, and the sentences that state it.
fn figure(code: &str, draft: &Composition) -> anyhow::Result<String> {
    let subjects = Subject::with_code(code, &draft.facts);
    let provenances: Vec<Provenance> = subjects
        .iter()
        .filter_map(|subject| trace::provenance(subject, &draft.facts, Edition::Draft))
        .collect();
    if provenances.is_empty() {
        let named = sentence::numbered(code, draft).or_else(|| number::printed_as(code, draft));
        if let Some(text) = named {
            return text;
        }
        let figures = &draft.facts.figures;
        let known = figures.measures.keys().chain(figures.interventions.keys());
        let known = known.chain(figures.choices.keys()).chain(draft.facts.cycle.constants.keys());
        let known = known.chain(draft.facts.cycle.partners.iter().map(|partner| &partner.code));
        let known = known.chain(draft.facts.cycle.commitments.iter().map(|it| &it.code));
        let meant = suggestion(code, known.map(String::as_str));
        let hint = meant.unwrap_or_else(|| "de codes staan in `vragenlijst.toml`".to_owned());
        anyhow::bail!(
            "er is geen maat, interventie, keuzevraag, constante, partner, toezegging of gemeente `{code}`\nhint: {hint}"
        );
    }
    let mut text: String = provenances.iter().map(told).collect();
    let about =
        |basis: &&Basis| subjects.contains(&Subject::of(basis)) || Subject::speaks_of(basis, code);
    let saying = |document: &Document| -> Vec<String> {
        let resting = sentences(document).into_iter();
        resting.filter(|each| each.bases.iter().any(about)).map(|each| each.text).collect()
    };
    report(saying(&draft.document).into_iter(), &mut text);
    let in_letter = letter(draft).as_ref().map(saying).unwrap_or_default();
    listed("in de brief", in_letter.into_iter(), &mut text);
    Ok(text)
}

/// The letter that goes with the report. A year need not have one, and what is wrong in one is told by `pmg letter`.
fn letter(draft: &Composition) -> Option<Document> {
    pipeline::letter_text(draft, draft.draft).ok().map(|letter| letter.value)
}

fn told(provenance: &Provenance) -> String {
    let mut text = format!("{}\n{}\n", heading(provenance), provenance.how);
    lines(&provenance.given, &mut text);
    for left_out in &provenance.left_out {
        _ = writeln!(text, "niet in het cijfer, {}:", left_out.why);
        lines(&left_out.given, &mut text);
    }
    text
}

/// The code of what it is about, if it has one, and its title.
fn heading(provenance: &Provenance) -> String {
    let Provenance { code, title, .. } = provenance;
    code.as_ref().map_or_else(|| title.clone(), |code| format!("{code}: {title}"))
}

/// Adds a line for each municipality: its number or words, its cell and what was said about it.
fn lines(given: &[Given], text: &mut String) {
    let values: Vec<String> = given.iter().map(Given::said).collect();
    let width = values.iter().map(|value| value.chars().count()).max().unwrap_or_default();
    let numbers = values.iter().all(|value| !value.contains(char::is_alphabetic));
    for (each, value) in given.iter().zip(values) {
        let (code, name) = (&each.municipality, &each.name);
        _ = if numbers {
            write!(text, "  {code} {name:<18} {value:>width$}")
        } else {
            write!(text, "  {code} {name:<18} {value:<width$}")
        };
        if let Some(place) = &each.place {
            _ = write!(text, "  {place}");
        }
        if let Some(date) = &each.date {
            _ = write!(text, "  (peildatum {date})");
        }
        if let Some(remark) = &each.remark {
            _ = write!(text, "  “{remark}”");
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
}

fn report(sentences: impl Iterator<Item = String>, text: &mut String) {
    listed("in het rapport", sentences, text);
}

fn listed(place: &str, sentences: impl Iterator<Item = String>, text: &mut String) {
    let mut sentences = sentences.peekable();
    if sentences.peek().is_some() {
        _ = writeln!(text, "{place}:");
    }
    for sentence in sentences {
        _ = writeln!(text, "  - {sentence}");
    }
}

/// The text on a cell: which figures and sentences its answer feeds, or why it feeds none.
fn cell_text(file: &str, cell: &str, draft: &Composition) -> anyhow::Result<String> {
    let place = as_named(place(file, cell)?, draft);
    let facts = &draft.facts;
    if let Some(feeds) = trace::feeds(&place, facts, &draft.document) {
        return Ok(fed(&feeds, &place, draft));
    }
    let mut found = draft.findings.iter().filter(|finding| finding.place.as_ref() == Some(&place));
    if let Some(finding) = found.next() {
        let (code, message) = (finding.code, &finding.message);
        return Ok(format!("{place}: dit antwoord is niet gebruikt\n  {code}: {message}\n"));
    }
    let files = draft.sheets.iter().map(|sheets| sheets.file.name.as_str());
    if !files.clone().any(|name| name == place.file) {
        let hint = suggestion(&place.file, files)
            .unwrap_or_else(|| "geef de naam van het bestand, zonder de map".to_owned());
        anyhow::bail!("dit jaar heeft geen vragenlijst `{}`\nhint: {hint}", place.file);
    }
    let of_file = draft.sheets.iter().filter(|sheets| sheets.file.name == place.file);
    let sheets = of_file.flat_map(|sheets| &sheets.sheets).map(|sheet| sheet.name.as_str());
    let asked = place.sheet.clone().expect("a cell is on a sheet");
    if !sheets.clone().any(|name| name == asked) {
        let hint = suggestion(&asked, sheets)
            .unwrap_or_else(|| "kijk naar de namen op de tabbladen".to_owned());
        anyhow::bail!("`{}` heeft geen blad `{asked}`\nhint: {hint}", place.file);
    }
    Ok(format!("{place}: hier staat geen antwoord dat in het rapport meedoet\n"))
}

fn fed(feeds: &Feeds, place: &Place, draft: &Composition) -> String {
    let name = draft.facts.cycle.register.name(&feeds.municipality);
    let mut text = format!("{place}: {name}, {}: {}\n", feeds.question, feeds.answer);
    if !feeds.figures.is_empty() {
        _ = writeln!(text, "telt mee in: {}", feeds.figures.join(", "));
    }
    report(feeds.sentences.iter().cloned(), &mut text);
    text
}

/// The same place with the names that the file and the sheet have: what was typed may differ in capitals.
fn as_named(mut place: Place, draft: &Composition) -> Place {
    let alike = |one: &str, other: &str| one.to_lowercase() == other.to_lowercase();
    let file = draft.sheets.iter().find(|sheets| alike(&sheets.file.name, &place.file));
    if let Some(file) = file {
        place.file.clone_from(&file.file.name);
        let asked = place.sheet.as_deref().expect("a cell is on a sheet");
        let sheet = file.sheets.iter().find(|sheet| alike(&sheet.name, asked));
        place.sheet = sheet.map(|sheet| sheet.name.clone()).or(place.sheet);
    }
    place
}

/// The place of a cell in a file; `cell` is written as Excel does, `'Werk en inkomen'!D14`.
fn place(file: &str, cell: &str) -> anyhow::Result<Place> {
    let wrong = || {
        anyhow::anyhow!(
            "`{cell}` is geen cel\nhint: schrijf hem zoals Excel dat doet: \"Onderwijs!D9\""
        )
    };
    let (sheet, address) = cell.rsplit_once('!').ok_or_else(wrong)?;
    let sheet = sheet.trim().trim_matches('\'').replace("''", "'");
    // `..` has no name; then it is told as it was typed.
    let name = Path::new(file).file_name().unwrap_or(file.as_ref()).to_string_lossy();
    Ok(Place::cell(&name, &sheet, Cell::parse(address).ok_or_else(wrong)?))
}
