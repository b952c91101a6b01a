use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::Deserialize;
use toml::{Spanned, Value};

use super::{CHANGES, CycleError, SHEETS, STANDARD_SHEETS, load, read, read_toml};

/// What `was-wordt.toml` holds until a question changes.
const NO_CHANGES: &str = include_str!("was-wordt.toml");
/// How a note begins that [`next_year`] put above a file.
const NOTE: &str = "# Overgenomen uit ";

/// The files of a new year, by their path in its folder, made from the year in `folder`.
///
/// What people wrote in the files stays, comments too: only the values that must move on are
/// replaced where they stand. Returns and explanations of warnings belong to their year, so they
/// are not in it.
///
/// # Errors
/// A [`CycleError`] where the year in `folder` cannot be read.
pub fn next_year(folder: &Path, year: i16) -> Result<BTreeMap<String, String>, CycleError> {
    let cycle = load(folder)?;
    let from = cycle.settings.year;
    let mut files = BTreeMap::from([
        (CHANGES.to_owned(), NO_CHANGES.to_owned()),
        // A version control system keeps no empty folder.
        ("questionnaires/.gitkeep".to_owned(), String::new()),
    ]);
    for (name, note) in [
        (
            "vragenlijst.toml",
            "# Verandert of schrapt u een code? Zet dan in was-wordt.toml wat ervan werd.\n",
        ),
        ("constanten.toml", "# Kijk na welke gegevens en bronnen nog kloppen.\n"),
        ("partners.toml", PARTNERS),
    ] {
        files.insert(name.to_owned(), noted(from, note, &read(&folder.join(name))?));
    }
    let sheets = folder.join(SHEETS);
    let sheets = if sheets.exists() { read(&sheets)? } else { STANDARD_SHEETS.to_owned() };
    files.insert(SHEETS.to_owned(), sheets);
    files.insert("jaar.toml".to_owned(), settings(folder, year)?);
    let register = register(&folder.join("gemeenten.toml"))?;
    files.insert("gemeenten.toml".to_owned(), noted(from, REGISTER, &register));
    let templates = cycle.templates.into_iter();
    files.extend(templates.map(|(name, template)| (format!("templates/{name}"), template.text)));
    Ok(files)
}

const PARTNERS: &str = "\
# Let op: dit zijn de bijdragen van dat jaar. Vraag elke partner om een nieuwe, en vervang tekst en bron.
# Wat hier blijft staan, komt zo in het nieuwe rapport.
";

/// The report says of `doet_mee` who takes part in the structural approach, and of `rapporteert` who
/// got a questionnaire. With a flexible grant the one is not so and the other is.
const REGISTER: &str = "\
# Kijk na of dit nog klopt voordat u de vragenlijsten verstuurt:
# - Alle gemeenten die meedoen, rapporteren nu, ook die met een flexibele bijdrage (pijler B).
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

fn settings(folder: &Path, year: i16) -> Result<String, CycleError> {
    let path = folder.join("jaar.toml");
    let moving: Moving = read_toml(&path)?;
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
    Ok(spliced(&read(&path)?, changes))
}

#[derive(Deserialize)]
struct Municipalities {
    gemeenten: Vec<Line>,
}

#[derive(Deserialize)]
struct Line {
    doet_mee: bool,
    pijler: String,
    rapporteert: Spanned<bool>,
}

/// The register in which all who take part report, and all with a flexible grant.
fn register(path: &Path) -> Result<String, CycleError> {
    let text = read(path)?;
    let lines: Municipalities = read_toml(path)?;
    let due = |line: &&Line| (line.doet_mee || line.pijler == "B") && !line.rapporteert.get_ref();
    let changes = lines.gemeenten.iter().filter(due).map(|line| {
        let at = line.rapporteert.span();
        // What stands behind it stays in its column.
        match text.get(at.end..=at.end) {
            Some(",") => (at.start..at.end + 1, "true, ".to_owned()),
            _ => (at, "true".to_owned()),
        }
    });
    Ok(spliced(&text, changes.collect()))
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
