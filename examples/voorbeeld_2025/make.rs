//! Puts together the year 2025 of the example: the year started from 2024, what the team would change in
//! it, and the returns that came in.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, ensure};
use jiff::civil::{Date, date};
use pmg_monitor::cycle::{self, Municipality, RECEIPTS, RETURNS, Receipt, with_receipt};
use pmg_monitor::form::Form;
use pmg_monitor::municipality::MunicipalityCode;
use pmg_monitor::narrative::built_in;
use pmg_monitor::questionnaire;
use pmg_monitor::workbook;

use super::invent::{self, Answers, CORRECTED, SILENT, Texts};

/// Questions that have another code since 2024, and whether the series still compares.
pub(crate) const RENAMED: [(&str, &str, bool, &str); 2] = [
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
/// answer.
pub(crate) fn year(input: &Path) -> anyhow::Result<BTreeMap<MunicipalityCode, Answers>> {
    let folder = input.join("2025");
    ensure!(!folder.exists(), "{} is already there", folder.display());
    for (name, text) in cycle::next_year(&input.join("2024"), 2025)? {
        write(&folder.join(&name), changed(&name, text)?)?;
    }
    write(&folder.join("erkenningen.toml"), RECOGNITIONS)?;
    for (name, template) in built_in() {
        let text = with_new_codes(&template.text, &RENAMED);
        if text != template.text {
            write(&folder.join("templates").join(name), text)?;
        }
    }
    let renamed: Vec<(&str, &str)> = RENAMED.iter().map(|(was, is, ..)| (*was, *is)).collect();
    let last = invent::last_year(include_str!("../voorbeeld_2024/antwoorden.csv"), &renamed)?;
    returns(&folder, &last)
}

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
            let mut text = with_new_codes(&text, &RENAMED);
            for (was, is, ..) in RENAMED {
                let (intervention, was) = was.split_once('.').context("a code with a full stop")?;
                let is = is.rsplit('.').next().unwrap_or(is);
                text = with_new_measure(&text, intervention, was, is)?;
            }
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
pub(crate) fn change((was, is, compares, reason): (&str, &str, bool, &str)) -> String {
    let is = is.split(' ').collect::<Vec<_>>().join("\", \"");
    format!(
        "\n[[verandering]]\nwas = [\"{was}\"]\nwordt = [\"{is}\"]\nvergelijkbaar = {compares}\nreden = \"{reason}\"\n"
    )
}

/// The text with each whole code that changed under its new name.
pub(crate) fn with_new_codes(text: &str, renamed: &[(&str, &str, bool, &str)]) -> String {
    renamed.iter().fold(text.to_owned(), |text, (was, is, ..)| {
        text.replace(&format!("\"{was}\""), &format!("\"{is}\""))
    })
}

/// The questionnaire with another code for a measure of an intervention.
pub(crate) fn with_new_measure(
    text: &str,
    intervention: &str,
    was: &str,
    is: &str,
) -> anyhow::Result<String> {
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
    let cycle = cycle::load(folder)?;
    let questionnaire = questionnaire::build(&cycle.definition)?;
    let texts: Texts = toml::from_str(include_str!("teksten.toml"))?;
    let none = Answers::new();
    let (year, mut given) = (cycle.settings.year, BTreeMap::new());
    let mut log =
        "# Welke vragenlijst wanneer binnenkwam. Verzonnen, zoals alles in dit voorbeeld.\n"
            .to_owned();
    for municipality in cycle.register.respondents() {
        let code = municipality.code.as_str();
        if SILENT.contains(&code) {
            continue;
        }
        let before = last.get(&municipality.code).unwrap_or(&none);
        let answers =
            invent::answers(municipality, (&cycle.settings, &questionnaire), before, &texts)?;
        // Some work with the open format.
        let is_open = code.ends_with(['3', '8']);
        let bytes = |answers: &Answers| -> anyhow::Result<Vec<u8>> {
            let (settings, previous) = (&cycle.settings, None);
            let questionnaire = &questionnaire;
            let form = Form { questionnaire, settings, municipality, filled: answers, previous };
            let workbooks = form.workbooks()?;
            Ok(if is_open { workbooks.ods } else { workbooks.xlsx })
        };
        let name = municipality.name.to_lowercase().replace([' ', '\''], "-");
        let name =
            format!("{code}-{}.{}", name.trim_matches('-'), if is_open { "ods" } else { "xlsx" });
        let on = invent::handed_in(municipality, year);
        let mut replaces = None;
        if CORRECTED.contains(&code) {
            let earlier = bytes(&invent::before_correction(&answers, &questionnaire))?;
            let sha256 = workbook::sha256(&earlier);
            let kept = format!("{RETURNS}/vervangen/{on}-{}-{name}", &sha256[..8]);
            log = with_receipt(&log, &receipt(municipality, &name, &earlier, on, None));
            write(&folder.join(kept), earlier)?;
            replaces = Some(sha256);
        }
        let bytes = bytes(&answers)?;
        let on = if replaces.is_some() { date(year, 4, 8) } else { on };
        log = with_receipt(&log, &receipt(municipality, &name, &bytes, on, replaces));
        write(&folder.join(RETURNS).join(name), bytes)?;
        given.insert(municipality.code.clone(), answers);
    }
    write(&folder.join(RECEIPTS), log)?;
    Ok(given)
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
