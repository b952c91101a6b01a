//! Makes the fifteen filled questionnaires of the example of 2024 in `input/2024/questionnaires`.
//!
//! The national totals and the figures of a single named municipality are those of the published
//! report. How the other totals are split over municipalities was never published: that is invented.
//!
//! Two workbooks are then saved as .ods and one as .xls by LibreOffice, because that is what comes
//! in. Run it with `cargo run --example voorbeeld_2024`.
#![expect(clippy::print_stderr, reason = "a program for developers says what it did")]
#![expect(clippy::disallowed_methods, reason = "it writes into the repository, on purpose")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, ensure};
use pmg_monitor::form::{Filled, workbook};
use pmg_monitor::municipality::MunicipalityCode;
use pmg_monitor::{cycle, questionnaire};
use serde::Deserialize;

/// The workbooks that LibreOffice saves in another format.
const OTHER_FORMATS: [(&str, &str); 3] = [("GM0014", "ods"), ("GM0606", "ods"), ("GM0995", "xls")];

#[derive(Deserialize)]
struct AnswerRow {
    municipality: MunicipalityCode,
    code: String,
    answer: String,
    reference_date: String,
    note: String,
}

#[derive(Deserialize)]
struct Texts {
    uitgelicht: Vec<HighlightText>,
    praktijkverhaal: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct HighlightText {
    gemeente: MunicipalityCode,
    interventie: String,
    tekst: String,
}

type FilledIn = BTreeMap<MunicipalityCode, BTreeMap<String, Filled>>;

fn main() -> anyhow::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let year = root.join("input/2024");
    let cycle = cycle::load(&year)?;
    let questionnaire = questionnaire::build(&cycle.definition)?;
    let filled = filled_in(&root.join("examples/voorbeeld_2024"))?;
    let folder = year.join("questionnaires");
    std::fs::create_dir_all(&folder)?;
    for municipality in cycle.register.respondents() {
        let answers = filled.get(&municipality.code);
        let answers = answers.with_context(|| format!("no answers of {}", municipality.name))?;
        let bytes = workbook(&questionnaire, &cycle.settings, municipality, answers)?;
        let name = municipality.name.to_lowercase().replace(' ', "-");
        let path = folder.join(format!("{}-{name}.xlsx", municipality.code));
        std::fs::write(&path, bytes)?;
        let other = OTHER_FORMATS.iter().find(|(code, _)| *code == municipality.code.as_str());
        if let Some((_, format)) = other {
            save_as(&path, format)?;
        }
    }
    eprintln!("{} workbooks in {}", filled.len(), folder.display());
    Ok(())
}

fn filled_in(folder: &Path) -> anyhow::Result<FilledIn> {
    let mut filled = FilledIn::new();
    for row in csv::Reader::from_path(folder.join("antwoorden.csv"))?.deserialize() {
        let AnswerRow { municipality, code, answer, reference_date, note } = row?;
        let reference_date = match reference_date.as_str() {
            "" => None,
            date => Some(date.parse().with_context(|| format!("date `{date}`"))?),
        };
        let answer = Filled { answer, reference_date, remark: note, ..Filled::default() };
        filled.entry(municipality).or_default().insert(code, answer);
    }
    let texts: Texts = toml::from_str(&std::fs::read_to_string(folder.join("uitgelicht.toml"))?)?;
    let mut put = |municipality: &MunicipalityCode, code: &str, answer: &str| {
        let answer = Filled { answer: answer.trim().to_owned(), ..Filled::default() };
        filled.entry(municipality.clone()).or_default().insert(code.to_owned(), answer);
    };
    for text in texts.uitgelicht {
        put(&text.gemeente, "uitgelicht.interventie", &text.interventie);
        put(&text.gemeente, "uitgelicht.tekst", &text.tekst);
    }
    let sender =
        texts.praktijkverhaal.get("gemeente").and_then(|code| MunicipalityCode::parse(code));
    let sender = sender.context("the practice story has no municipality")?;
    for (key, text) in texts.praktijkverhaal.iter().filter(|(key, _)| *key != "gemeente") {
        put(&sender, &format!("praktijkverhaal.{key}"), text);
    }
    Ok(filled)
}

/// Lets LibreOffice open the workbook and save it in another format, in its place.
fn save_as(path: &PathBuf, format: &str) -> anyhow::Result<()> {
    let folder = path.parent().context("a folder")?;
    let converted = Command::new("soffice")
        .args(["--headless", "--convert-to", format, "--outdir"])
        .args([folder, path.as_path()])
        .output()
        .context("LibreOffice (`soffice`) is needed for the .ods and .xls workbooks")?;
    ensure!(
        converted.status.success(),
        "LibreOffice could not save {} as {format}",
        path.display()
    );
    std::fs::remove_file(path)?;
    Ok(())
}
