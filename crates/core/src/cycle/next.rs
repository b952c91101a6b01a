//! Makes the files of a new year from those of the year before.
//!
//! In: the folder of a year. Out: the text of each new file. Values are replaced where they stand in the text, so that
//! comments and layout stay as people left them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::Deserialize;
use toml::{Spanned, Value};

use super::error::CycleError;
use super::files::Files;
use super::load::load_from;
use super::names::{
    CHANGES, COMMITMENTS, CONSTANTS, LETTER, MUNICIPALITIES, PARTNERS, POLICY, QUESTIONNAIRE,
    RECOGNITIONS, SETTINGS, SHEETS, STYLE, TEMPLATES,
};
use super::schema::parse;
use super::{beside, letter, register, settings};

/// What `was-wordt.toml` holds until a question changes.
const NO_CHANGES: &str = include_str!("was-wordt.toml");
/// What `bladen.toml` holds in a new year, if the year before has no such file.
pub const STANDARD_SHEETS: &str = include_str!("bladen.toml");
/// How a note begins that [`next_year`] put above a file.
const NOTE: &str = "# Overgenomen uit ";

/// The files of a new year, by their path in its folder, made from the year in `folder`.
///
/// What people wrote in the files stays, comments too: only the values that must move on are
/// replaced where they stand. Returns and explanations of warnings belong to their year, so they
/// are not in it.
///
/// # Errors
/// A [`CycleError`] if the year in `folder` cannot be read.
pub fn next_year(
    files: &Files,
    folder: &Path,
    year: i16,
) -> Result<BTreeMap<String, String>, CycleError> {
    let cycle = load_from(files, folder)?;
    let from = cycle.settings.year;
    let mut new = BTreeMap::from([
        (CHANGES.to_owned(), NO_CHANGES.to_owned()),
        // A version control system keeps no empty folder.
        ("questionnaires/.gitkeep".to_owned(), String::new()),
    ]);
    for (name, note) in [
        (
            QUESTIONNAIRE,
            "# Verandert of schrapt u een code? Zet dan in was-wordt.toml wat ervan werd.\n",
        ),
        (CONSTANTS, "# Kijk na welke gegevens en bronnen nog kloppen.\n"),
        (PARTNERS, CONTRIBUTIONS),
    ] {
        new.insert(name.to_owned(), noted(from, note, &files.text(&folder.join(name))?));
    }
    let sheets = folder.join(SHEETS);
    let sheets =
        if files.exists(&sheets) { files.text(&sheets)? } else { STANDARD_SHEETS.to_owned() };
    new.insert(SHEETS.to_owned(), sheets);
    for (name, note) in [
        (RECOGNITIONS, VERDICTS),
        (COMMITMENTS, STATES),
        (POLICY, "# Kijk na of de onderbouwing nog klopt, en pas dan ook de bron aan.\n"),
        (LETTER, AROUND),
    ] {
        let path = folder.join(name);
        if files.exists(&path) {
            let text = files.text(&path)?;
            let text = if name == LETTER { moved_letter(&path, &text, from, year)? } else { text };
            new.insert(name.to_owned(), noted(from, note, &text));
        }
    }
    let path = folder.join(SETTINGS);
    new.insert(SETTINGS.to_owned(), moved_settings(&path, &files.text(&path)?, year)?);
    let path = folder.join(MUNICIPALITIES);
    let register = moved_register(&path, &files.text(&path)?, from, year)?;
    new.insert(MUNICIPALITIES.to_owned(), noted(from, REGISTER, &register));
    let templates = cycle.templates.into_iter();
    new.extend(templates.map(|(name, template)| (format!("{TEMPLATES}/{name}"), template.text)));
    Ok(new)
}

/// The files of the house style of a year, by their path in its folder, as they go to the year after it; none if it has
/// none of its own.
///
/// # Errors
/// A [`CycleError`] if one of them cannot be read.
pub fn next_style(files: &Files, folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, CycleError> {
    let mut style = BTreeMap::new();
    for name in beside::files_in(files, &folder.join(STYLE))? {
        let path = name.split('/').fold(folder.join(STYLE), |path, part| path.join(part));
        style.insert(format!("{STYLE}/{name}"), files.read(&path)?);
    }
    Ok(style)
}

const CONTRIBUTIONS: &str = "\
# Let op: dit zijn de bijdragen van dat jaar. Vraag elke partner om een nieuwe, en vervang tekst en bron.
# Wat hier blijft staan, komt zo in het nieuwe rapport.
";

const VERDICTS: &str = "\
# Een oordeel blijft staan, zodat te zien is wat bij welk rapport gold. Is er een nieuw oordeel, zet dat er dan bij.
# Kent de vragenlijst een interventie niet meer, haal haar oordelen dan hier weg.
";

const STATES: &str = "\
# Kijk van elk onderdeel na of de stand en de tekst nog kloppen, en pas dan ook de bron aan.
# Wat vorig jaar al was afgedaan, haalt u weg. Zet nieuwe moties en toezeggingen erbij.
";

const AROUND: &str = "\
# Kijk na wie de brief nu ondertekenen, en welke bijlagen er meegaan. Een datum en een kenmerk van dat jaar zijn uitgezet: zij staan achter een #.
";

/// The report says of `doet_mee` who takes part in the structural approach, and of `rapporteert` who
/// got a questionnaire. With a flexible grant the one is not so and the other is.
const REGISTER: &str = "\
# Kijk na of dit nog klopt voordat u de vragenlijsten verstuurt:
# - Alle gemeenten die meedoen, rapporteren nu, ook die met een flexibele bijdrage (pijler B).
#   Niet: gemeenten waarvan `tot` voorbij is, en gemeenten in pijler B die vorig jaar al niet meer rapporteerden.
# - Weet u van een gemeente het laatste jaar? Zet dan `tot` op haar regel, zoals: tot = 2026
# - Bij pijler B blijft doet_mee false: het rapport telt met doet_mee alleen de structurele aanpak.
# - Aantallen en jaren in de uitleg hieronder zijn nog die van eerdere jaren.
";

/// The text with a note above it on where it comes from, in place of such a note of a year before.
fn noted(from: i16, note: &str, text: &str) -> String {
    let text = text.trim_start_matches('\u{feff}');
    let own = match text.split_once("\n\n") {
        Some((first, rest)) if first.starts_with(NOTE) => rest,
        _ => text,
    };
    format!("{NOTE}{from} met `pmg new`.\n{note}\n{own}")
}

/// The values in `jaar.toml` that are another each year, with where they stand.
#[derive(Deserialize)]
struct Moving {
    jaar: Spanned<i16>,
    peildatum: Spanned<Value>,
    publicatie: Spanned<Value>,
    inleveren: Option<Spanned<Value>>,
    vragenlijst: Spanned<String>,
}

fn moved_settings(path: &Path, text: &str, year: i16) -> Result<String, CycleError> {
    let (moving, _) = parse::<Moving>(path, text, settings::SCHEMA)?;
    let from = *moving.jaar.get_ref();
    let years = year - from;
    let name = moving.vragenlijst.get_ref().replace(&from.to_string(), &year.to_string());
    let is_new = name != *moving.vragenlijst.get_ref();
    let name = if is_new { name } else { format!("pmg-{year}") };
    let mut changes = vec![
        (moving.jaar.span(), year.to_string()),
        (moving.vragenlijst.span(), Value::String(name).to_string()),
    ];
    for date in
        [Some(moving.peildatum), Some(moving.publicatie), moving.inleveren].into_iter().flatten()
    {
        // What is no date was refused when the year was read.
        let Ok(day) = date.get_ref().to_string().parse::<Date>() else { continue };
        changes.push((date.span(), day.saturating_add(i32::from(years).years()).to_string()));
    }
    Ok(spliced(text, changes))
}

/// The values in `brief.toml` that are another each year, with where they stand.
#[derive(Deserialize)]
struct MovingLetter {
    onderwerp: Spanned<String>,
    datum: Option<Spanned<Value>>,
    kenmerk: Option<Spanned<String>>,
}

/// The text around a letter, about the new year, without the day and the reference of the letter before.
fn moved_letter(path: &Path, text: &str, from: i16, year: i16) -> Result<String, CycleError> {
    let (moving, _) = parse::<MovingLetter>(path, text, letter::SCHEMA)?;
    let subject = moving.onderwerp.get_ref().replace(&from.to_string(), &year.to_string());
    let mut changes = vec![(moving.onderwerp.span(), Value::String(subject).to_string())];
    let spans = [moving.datum.map(|it| it.span()), moving.kenmerk.map(|it| it.span())];
    for span in spans.into_iter().flatten() {
        let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
        changes.push((start..start, "# ".to_owned()));
    }
    Ok(spliced(text, changes))
}

#[derive(Deserialize)]
struct Municipalities {
    gemeenten: Vec<Line>,
}

#[derive(Deserialize)]
struct Line {
    doet_mee: Spanned<bool>,
    pijler: String,
    vanaf: i16,
    tot: Option<i16>,
    rapporteert: Spanned<bool>,
}

impl Line {
    /// Whether it reports in `year`, going by what the register of the year `from` says.
    fn is_due(&self, from: i16, year: i16) -> bool {
        if self.has_ended(year) {
            return false;
        }
        if self.pijler == "B" {
            // Who was there already and did not report, has no grant any more.
            return *self.rapporteert.get_ref() || self.vanaf >= from;
        }
        *self.rapporteert.get_ref() || *self.doet_mee.get_ref()
    }

    fn has_ended(&self, year: i16) -> bool {
        self.tot.is_some_and(|last| last < year)
    }
}

/// The register in which all who take part report, and all who have a flexible grant, up to their last year.
fn moved_register(path: &Path, text: &str, from: i16, year: i16) -> Result<String, CycleError> {
    let (lines, _) = parse::<Municipalities>(path, text, register::SCHEMA)?;
    let mut changes = Vec::new();
    for line in &lines.gemeenten {
        let due = line.is_due(from, year);
        let participates = *line.doet_mee.get_ref() && !line.has_ended(year);
        changes.extend(flipped(text, &line.rapporteert, due));
        changes.extend(flipped(text, &line.doet_mee, participates));
    }
    Ok(spliced(text, changes))
}

/// The edit that gives a flag the value `now` and keeps what stands behind it in its column; `None` if it has that
/// value.
fn flipped(text: &str, before: &Spanned<bool>, now: bool) -> Option<(Range<usize>, String)> {
    if *before.get_ref() == now {
        return None;
    }
    let Range { start, end } = before.span();
    Some(match (now, text.get(end..end + 1), text.get(end..end + 2)) {
        (true, Some(","), _) => (start..end + 1, "true, ".to_owned()),
        (true, ..) => (start..end, "true".to_owned()),
        (false, _, Some(", ")) => (start..end + 2, "false,".to_owned()),
        (false, ..) => (start..end, "false".to_owned()),
    })
}

/// The text with other words in these places, of which none overlaps another.
fn spliced(text: &str, mut changes: Vec<(Range<usize>, String)>) -> String {
    changes.sort_by_key(|(at, _)| std::cmp::Reverse(at.start));
    let mut text = text.to_owned();
    for (at, words) in changes {
        text.replace_range(at, &words);
    }
    text
}
