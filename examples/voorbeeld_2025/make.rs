//! Puts together the year 2025 of the example: the year started from 2024, what the team would change in
//! it, and the returns that came in.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use jiff::civil::{Date, date};
use pmg_monitor::cycle::{
    self, Cycle, Files, Municipality, PUBLISHED, RECEIPTS, RETURNS, Receipt, TEMPLATES,
    with_receipt,
};
use pmg_monitor::edition::Edition;
use pmg_monitor::form::{self, Form};
use pmg_monitor::municipality::MunicipalityCode;
use pmg_monitor::pipeline::{self, BuildRequest};
use pmg_monitor::questionnaire::{self, Questionnaire};
use pmg_monitor::template::built_in;
use pmg_monitor::workbook;

use super::invent::{self, Answers, CORRECTED, SILENT, Texts};

/// A question that has another code: what it was, what it is (more than one, with spaces, where it was split),
/// whether the series still compares, and why.
pub(crate) type Renamed = (&'static str, &'static str, bool, &'static str);

/// Questions that have another code since 2024.
pub(crate) const RENAMED: [Renamed; 2] = [
    (
        "pga.regisseurs",
        "pga.procesregisseurs",
        true,
        "Alleen de naam is anders: er werd al naar procesregisseurs gevraagd.",
    ),
    (
        "ipta.deelnemers",
        "ipta.gestart",
        false,
        "Sinds dit jaar telt wie is gestart, en niet meer wie is aangemeld.",
    ),
];

/// What only somebody who compared it with 2024 can say.
const GROWS: &str = " Daarom neemt het aantal locaties voor wijkrechtspraak toe, net als het aantal zaken dat er wordt behandeld.";
/// The municipality of the structural approach that leaves after this year.
const LEAVING: &str = "GM0356";
/// The municipalities whose flexible grant, or a place in the structural approach, goes on.
const STAYING: [&str; 5] = ["GM0141", "GM0193", "GM0392", "GM0546", "GM0637"];

const NOTICE: &str = "Voorbeelddata. Alle opgaven van 2025 zijn verzonnen: de aantallen, de verdeling over gemeenten en de teksten. Geen gemeente heeft dit ingevuld.";

const ADDED: &str = r#"
[[thema.interventie]]
code = "weerbaarheid"
naam = "Weerbaarheidstraining in de brugklas"
niveau = 1
omschrijving = "Brugklassers oefenen hoe zij nee zeggen tegen iemand die hen voor snel geld wil laten werken."
in_zin = "weerbaarheidstrainingen in de brugklas"

[[thema.interventie.maat]]
code = "leerlingen"
vraag = "Leerlingen die de training volgden"
eenheid = "leerlingen"
soort = "bereik"
toelichting = "Leerlingen die de training dit schooljaar volgden, tot en met de peildatum. Niet: docenten."
"#;

const RECOGNITIONS: &str = r#"# Wat officieel over de werking van interventies bekend is
# ========================================================
# Alleen wat in een bron staat. Verandert een oordeel, voeg dan een regel toe met een nieuwe datum; de oude blijft
# staan, zodat te zien is wat bij welk rapport gold.

[[erkenning]]
interventie = "ajb"
oordeel = "erkend door het NJi"
bron = "Rapportage Preventie met Gezag, juni 2024"
vastgelegd = 2024-06-05

[[erkenning]]
interventie = "alles-kidzzz"
oordeel = "erkend door het NJi als effectief"
bron = "Rapportage Preventie met Gezag, juni 2024"
vastgelegd = 2024-06-05

[[erkenning]]
interventie = "art"
oordeel = "erkend door het NJi"
bron = "Rapportage Preventie met Gezag, juni 2024"
vastgelegd = 2024-06-05

[[erkenning]]
interventie = "rio"
oordeel = "kleinere kans op recidive op de korte termijn"
bron = "Onderzoek van ECORYS, 2022"
vastgelegd = 2024-06-05
"#;

/// Makes `<input>/2025` from `<input>/2024`, with the returns of the example in it, and gives what they
/// answer. Of 2024 it keeps an edition, to compare with.
pub(crate) fn year(input: &Path) -> anyhow::Result<BTreeMap<MunicipalityCode, Answers>> {
    publish(&input.join("2024"), "2024-06-05.json")?;
    let folder = started(input)?;
    returns(&folder, &last_year()?)
}

/// Keeps what the final edition of a year would print, under this name, as if it had appeared, and what it hides.
pub(crate) fn publish(year: &Path, name: &str) -> anyhow::Result<()> {
    let request = BuildRequest {
        year: year.to_owned(),
        templates: None,
        style: None,
        returns: None,
        edition: Edition::Final,
        draft: None,
        number: None,
        timestamp: None,
    };
    let edition = pipeline::compose(&request, &|_, _| ())?;
    if let Some((path, whole)) = pipeline::kept(year, &edition) {
        write(&path, whole)?;
    }
    write(&year.join(PUBLISHED).join(name), edition.ledger)
}

/// Makes `<input>/2025` from `<input>/2024` without a return in it, and gives its folder.
pub(crate) fn started(input: &Path) -> anyhow::Result<PathBuf> {
    let folder = input.join("2025");
    let files = cycle::next_year(&Files::Disk, &input.join("2024"), 2025)?;
    start(&folder, files, changed, |text| with_new_codes(text, &RENAMED))?;
    write(&folder.join("erkenningen.toml"), RECOGNITIONS)?;
    Ok(folder)
}

/// What was answered in 2024, under the codes of 2025.
pub(crate) fn last_year() -> anyhow::Result<BTreeMap<MunicipalityCode, Answers>> {
    let renamed: Vec<(&str, &str)> = RENAMED.iter().map(|(was, is, ..)| (*was, *is)).collect();
    invent::last_year(include_str!("../voorbeeld_2024/antwoorden.csv"), &renamed)
}

/// Writes the files of a new year, and the built-in templates that its codes change.
pub(crate) fn start(
    folder: &Path,
    files: BTreeMap<String, String>,
    changed: impl Fn(&str, String) -> anyhow::Result<String>,
    in_template: impl Fn(&str) -> String,
) -> anyhow::Result<()> {
    ensure!(!folder.exists(), "{} is already there", folder.display());
    for (name, template) in built_in() {
        let name = format!("{TEMPLATES}/{name}");
        let text = in_template(&template.text);
        if text != template.text && !files.contains_key(&name) {
            write(&folder.join(name), text)?;
        }
    }
    for (name, text) in files {
        write(&folder.join(&name), changed(&name, text)?)?;
    }
    // No secret, so that the example comes out the same each time.
    write(&cycle::key_path(folder), cycle::key_file(&KEY))
}

/// What the examples draw with; a real year has a key that nobody knows.
const KEY: [u8; 32] = [0x25; 32];

/// A file of the new year as the team would change it.
fn changed(name: &str, text: String) -> anyhow::Result<String> {
    Ok(match name {
        "jaar.toml" => {
            let start = text.find("mededeling = ").context("a notice in jaar.toml")?;
            let end = text[start..].find('\n').map_or(text.len(), |end| start + end);
            let deadline =
                "\n# De laatste dag waarop gemeenten kunnen inleveren.\ninleveren = 2025-04-01\n";
            format!("{}mededeling = \"{NOTICE}\"{}{deadline}", &text[..start], &text[end..])
        }
        "vragenlijst.toml" => {
            let mut text = with_new_questions(&text, &RENAMED)?;
            let end = text.find("\n# ===== Werk en inkomen").context("the end of a theme")?;
            text.insert_str(end, ADDED);
            text
        }
        // What partners tell is taken to hold for another year; that something grows is not.
        "partners.toml" => text
            .replace(
                ", thema Criminaliteit",
                "; voor dit voorbeeld ook gebruikt in 2025, thema Criminaliteit",
            )
            .replace(GROWS, ""),
        "was-wordt.toml" => text + &RENAMED.map(change).concat(),
        // For the most the grant ends this year, and one that takes part leaves.
        "gemeenten.toml" => last_years(&text),
        _ => text,
    })
}

/// The register with the last year of those that leave.
fn last_years(text: &str) -> String {
    let leaves = |line: &&str| {
        let stays = STAYING.iter().any(|code| line.contains(code));
        line.contains(LEAVING) || (line.contains("pijler = \"B\"") && !stays)
    };
    let line = |line: &str| {
        if leaves(&line) {
            line.replacen(", doet_mee =", ", tot = 2025, doet_mee =", 1) + "\n"
        } else {
            format!("{line}\n")
        }
    };
    text.lines().map(line).collect()
}

/// What became of a code, for `was-wordt.toml`.
pub(crate) fn change((was, is, compares, reason): Renamed) -> String {
    let is = is.split(' ').collect::<Vec<_>>().join("\", \"");
    format!(
        "\n[[verandering]]\nwas = [\"{was}\"]\nwordt = [\"{is}\"]\nvergelijkbaar = {compares}\nreden = \"{reason}\"\n"
    )
}

/// The text with each whole code that changed under its new name.
pub(crate) fn with_new_codes(text: &str, renamed: &[Renamed]) -> String {
    renamed.iter().fold(text.to_owned(), |text, (was, is, ..)| {
        text.replace(&format!("\"{was}\""), &format!("\"{is}\""))
    })
}

/// The questionnaire in which these questions have another code.
pub(crate) fn with_new_questions(text: &str, renamed: &[Renamed]) -> anyhow::Result<String> {
    let mut text = with_new_codes(text, renamed);
    for (was, is, ..) in renamed {
        let (intervention, was) = was.split_once('.').context("a code with a full stop")?;
        let is = is.rsplit('.').next().unwrap_or(is);
        text = with_new_measure(&text, intervention, was, is)?;
    }
    Ok(text)
}

/// The questionnaire with another code for a measure of an intervention.
fn with_new_measure(text: &str, intervention: &str, was: &str, is: &str) -> anyhow::Result<String> {
    let own = text.find(&format!("code = \"{intervention}\"")).context("the intervention")?;
    let old = format!("code = \"{was}\"");
    let at = own + text[own..].find(&old).context("the measure")?;
    Ok(format!("{}code = \"{is}\"{}", &text[..at], &text[at + old.len()..]))
}

/// Lets everyone hand in, two of them twice, and gives what they answered. `last` is what they answered
/// the year before, under the codes of this one.
pub(crate) fn returns(
    folder: &Path,
    last: &BTreeMap<MunicipalityCode, Answers>,
) -> anyhow::Result<BTreeMap<MunicipalityCode, Answers>> {
    let desk = Desk::of(folder)?;
    let mut given = BTreeMap::new();
    let mut log =
        "# Welke vragenlijst wanneer binnenkwam. Verzonnen, zoals alles in dit voorbeeld.\n"
            .to_owned();
    for municipality in desk.cycle.register.respondents() {
        if SILENT.contains(&municipality.code.as_str()) {
            continue;
        }
        let (answers, versions) = desk.handed_in(municipality, last)?;
        let mut replaces = None;
        for Version { path, bytes, on } in versions {
            let receipt = receipt(municipality, &name_of(municipality), &bytes, on, replaces);
            replaces = Some(receipt.sha256.clone());
            log = with_receipt(&log, &receipt);
            write(&folder.join(path), bytes)?;
        }
        given.insert(municipality.code.clone(), answers);
    }
    write(&folder.join(RECEIPTS), log)?;
    Ok(given)
}

/// A version of a return: where it is kept in the folder of the year, and when it came.
pub(crate) struct Version {
    pub(crate) path: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) on: Date,
}

/// What is needed to fill in returns.
pub(crate) struct Desk {
    pub(crate) cycle: Cycle,
    questionnaire: Questionnaire,
    texts: Texts,
}

impl Desk {
    pub(crate) fn of(folder: &Path) -> anyhow::Result<Self> {
        let cycle = cycle::load(folder)?;
        let questionnaire = questionnaire::build(&cycle.definition)?;
        Ok(Self { cycle, questionnaire, texts: toml::from_str(include_str!("teksten.toml"))? })
    }

    /// What a municipality answers, and the versions of its return, the one that counts last.
    pub(crate) fn handed_in(
        &self,
        municipality: &Municipality,
        last: &BTreeMap<MunicipalityCode, Answers>,
    ) -> anyhow::Result<(Answers, Vec<Version>)> {
        let Self { cycle, questionnaire, texts } = self;
        let none = Answers::new();
        let before = last.get(&municipality.code).unwrap_or(&none);
        let answers =
            invent::answers(municipality, (&cycle.settings, questionnaire), before, texts)?;
        let year = cycle.settings.year;
        let name = name_of(municipality);
        let mut on = invent::handed_in(municipality, year);
        let mut versions = Vec::new();
        if CORRECTED.contains(&municipality.code.as_str()) {
            let earlier = invent::before_correction(&answers, questionnaire);
            let bytes = self.workbook(municipality, &earlier)?;
            let sha256 = workbook::sha256(&bytes);
            let path = format!("{RETURNS}/vervangen/{on}-{}-{name}", &sha256[..8]);
            versions.push(Version { path, bytes, on });
            on = date(year, 4, 8);
        }
        let bytes = self.workbook(municipality, &answers)?;
        versions.push(Version { path: format!("{RETURNS}/{name}"), bytes, on });
        Ok((answers, versions))
    }

    fn workbook(&self, municipality: &Municipality, filled: &Answers) -> anyhow::Result<Vec<u8>> {
        let (settings, questionnaire) = (&self.cycle.settings, &self.questionnaire);
        if !is_open(municipality) {
            return Ok(form::workbook(questionnaire, settings, municipality, filled)?);
        }
        let form = Form { questionnaire, settings, municipality, filled, previous: None };
        Ok(form.workbooks()?.ods)
    }
}

/// What a municipality calls its return.
fn name_of(municipality: &Municipality) -> String {
    let name = municipality.name.to_lowercase().replace([' ', '\''], "-");
    let extension = if is_open(municipality) { "ods" } else { "xlsx" };
    format!("{}-{}.{extension}", municipality.code.as_str(), name.trim_matches('-'))
}

/// Whether a municipality works with the open format.
fn is_open(municipality: &Municipality) -> bool {
    municipality.code.as_str().ends_with(['3', '8'])
}

fn receipt(
    municipality: &Municipality,
    file: &str,
    bytes: &[u8],
    on: Date,
    replaces: Option<String>,
) -> Receipt {
    let (file, sha256) = (file.to_owned(), workbook::sha256(bytes));
    let (municipality, size) = (municipality.code.clone(), bytes.len() as u64);
    Receipt { municipality, file, sha256, size, on, replaces, restored: None }
}

#[expect(clippy::disallowed_methods, reason = "it makes a year, on purpose")]
pub(crate) fn write(path: &Path, bytes: impl AsRef<[u8]>) -> anyhow::Result<()> {
    std::fs::create_dir_all(path.parent().context("a folder")?)?;
    std::fs::write(path, bytes).with_context(|| path.display().to_string())
}
