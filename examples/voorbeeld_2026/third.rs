//! Puts together the year 2026 of the example: the year started from 2025, and what the team would change.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, ensure};
use pmg_monitor::cycle::{self, Files, TEMPLATES};
use pmg_monitor::municipality::MunicipalityCode;

use super::invent::Answers;
use super::make::{Renamed, change, publish, returns, start, with_new_codes, with_new_questions};

/// Questions that have another code since 2025: one for the second time, and one that counts on.
const RENAMED: [Renamed; 2] = [
    (
        "pga.procesregisseurs",
        "pga.regievoerders",
        true,
        "Zo heten zij nu in de regeling; het zijn dezelfde mensen.",
    ),
    (
        "specialistisch-jongerenwerk.begeleid",
        "specialistisch-jongerenwerk.bereikt",
        false,
        "Sinds dit jaar telt ook wie een enkel gesprek had, vanaf de start van de aanpak.",
    ),
];
/// One question that became two.
const SPLIT: Renamed = (
    "boas.doorverwijzingen-halt",
    "boas.halt-overlast boas.halt-anders",
    false,
    "De vraag is gesplitst naar de reden van de verwijzing.",
);

/// What the question that counts on is now, and what belongs in it.
const REACHED: [(&str, &str); 2] = [
    ("vraag = ", "\"Jongeren die zijn bereikt\""),
    (
        "toelichting = ",
        "\"Jongeren met wie een specialistisch jongerenwerker of mentor contact had, vanaf de start van de aanpak tot en met de peildatum. Ook wie een enkel gesprek had, telt mee. Tel een jongere maar een keer. Niet: bezoekers van het gewone jongerenwerk.\"",
    ),
];
/// What the second half of the question that is split is now, and what belongs in it.
const OTHERWISE: [(&str, &str); 2] = [
    ("vraag = ", "\"Doorverwijzingen naar Halt om een andere reden\""),
    (
        "toelichting = ",
        "\"Verwijzingen naar Halt door de extra boa's om een andere reden, tot en met de peildatum. Niet: verwijzingen vanwege overlast.\"",
    ),
];

const HALT: &str = r#"code = "halt-overlast"
vraag = "Doorverwijzingen naar Halt vanwege overlast"
eenheid = "doorverwijzingen"
soort = "activiteit"
telt_door = true
toelichting = "Verwijzingen naar Halt door de extra boa's vanwege overlast, tot en met de peildatum. Niet: verwijzingen om een andere reden."

[[thema.interventie.maat]]
code = "halt-anders"
"#;

const THEME: &str = r#"
# ===== Wonen en leefomgeving: nieuw in 2026, en verzonnen zoals alles in dit voorbeeld =====

[[thema]]
code = "wonen"
naam = "Wonen en leefomgeving"
blad = "Wonen"

[[thema.interventie]]
code = "huisbezoeken"
naam = "Huisbezoeken in de wijk"
niveau = 1
omschrijving = "Een vast team gaat langs bij gezinnen in een flat of straat, en vraagt wat zij nodig hebben."
in_zin = "huisbezoeken in de wijk"

[[thema.interventie.maat]]
code = "gezinnen"
vraag = "Gezinnen die zijn bezocht"
eenheid = "gezinnen"
soort = "bereik"
toelichting = "Gezinnen waar het team dit jaar binnen was, tot en met de peildatum. Tel een gezin maar een keer. Niet: adressen waar niemand opendeed."

[[thema.interventie]]
code = "portiekgesprekken"
naam = "Portiekgesprekken"
omschrijving = "Bewoners van een portiek maken samen afspraken over overlast, met een gespreksleider."
in_zin = "portiekgesprekken"

[[thema.interventie.maat]]
code = "gesprekken"
vraag = "Gesprekken die zijn gevoerd"
eenheid = "activiteiten"
soort = "activiteit"
toelichting = "Bijeenkomsten met een gespreksleider, tot en met de peildatum. Niet: losse gesprekken op straat."
"#;

/// Two with a flexible grant go on in the structural approach, three others join; one of these does not report yet.
const JOINING: [(&str, &str, bool, [u8; 2]); 5] = [
    ("GM0141", "Almelo", true, [9, 3]),
    ("GM0193", "Zwolle", true, [8, 3]),
    ("GM0106", "Assen", false, [8, 1]),
    ("GM0114", "Emmen", true, [9, 2]),
    ("GM0164", "Hengelo", true, [9, 4]),
];

/// Makes `<input>/2026` from `<input>/2025`, in which these were the answers, and keeps an edition of 2025.
pub(crate) fn year(input: &Path, last: BTreeMap<MunicipalityCode, Answers>) -> anyhow::Result<()> {
    let (before, folder) = (input.join("2025"), input.join("2026"));
    // So few municipalities answered in 2024 that what its edition hid would keep back nearly all that this one can say
    // of the year before.
    forget(&input.join("2024"))?;
    publish(&before, "2025-06-05.json")?;
    start(&folder, cycle::next_year(&Files::Disk, &before, 2026)?, changed, in_template)?;
    let last = last.into_iter().map(|(code, answers)| (code, under_new_codes(answers)));
    returns(&folder, &last.collect()).map(drop)
}

/// Takes away what is kept of the editions of a year.
fn forget(year: &Path) -> anyhow::Result<()> {
    let cycle = cycle::load(year)?;
    for edition in &cycle.published {
        std::fs::remove_file(&edition.path)?;
    }
    for kept in cycle.secret.editions.values() {
        std::fs::remove_file(kept)?;
    }
    Ok(())
}

/// A file of the new year as the team would change it.
fn changed(name: &str, text: String) -> anyhow::Result<String> {
    Ok(match name {
        "jaar.toml" => text.replace("Alle opgaven van 2025", "Alle opgaven van 2026"),
        "vragenlijst.toml" => questionnaire(&text)?,
        "was-wordt.toml" => text + &RENAMED.map(change).concat() + &change(SPLIT),
        "gemeenten.toml" => register(&text)?,
        "partners.toml" => partners(&text),
        _ if name.starts_with(TEMPLATES) => in_template(&text),
        _ => text,
    })
}

fn questionnaire(text: &str) -> anyhow::Result<String> {
    let text = with_new_questions(text, &RENAMED)?;
    let halt = "code = \"doorverwijzingen-halt\"\n";
    ensure!(text.contains(halt), "the question that is split");
    let text = text.replacen(halt, HALT, 1);
    let text = text.replace("\"boas.doorverwijzingen-halt\"", "\"boas.halt-overlast\"");
    let text = with_values(&text, "code = \"halt-anders\"", &OTHERWISE)?;
    let text = with_values(&text, "code = \"bereikt\"", &REACHED)?;
    Ok(text + THEME)
}

/// The text with other values behind these keys, below a line that stands in it once.
fn with_values(text: &str, below: &str, values: &[(&str, &str)]) -> anyhow::Result<String> {
    let start = text.find(below).with_context(|| format!("{below} in the questionnaire"))?;
    let (before, after) = text.split_at(start);
    let mut after = after.to_owned();
    for (key, value) in values {
        let at = after.find(key).with_context(|| format!("{key} below {below}"))? + key.len();
        let end = after[at..].find('\n').map_or(after.len(), |end| at + end);
        after.replace_range(at..end, value);
    }
    Ok(before.to_owned() + &after)
}

fn register(text: &str) -> anyhow::Result<String> {
    let joining = JOINING.map(|(code, name, reports, tile)| {
        format!(
            "  {{ code = \"{code}\", naam = \"{name}\", cohort = \"2026-nieuw-5\", nplv = false, pijler = \"A\", vanaf = 2026, doet_mee = true, rapporteert = {reports}, tegel = {tile:?} }},\n"
        )
    });
    let stays =
        |line: &&str| !JOINING.iter().any(|(code, ..)| line.contains(&format!("\"{code}\"")));
    let kept: String = text.lines().filter(stays).flat_map(|line| [line, "\n"]).collect();
    let end = kept.rfind(']').context("the end of the register")?;
    let comment = "\n  # Vijf gemeenten die in 2026 aansloten. Verzonnen.\n";
    Ok(format!("{}{comment}{}{}", &kept[..end], joining.concat(), &kept[end..]))
}

/// Every partner with a contribution of its own of this year.
fn partners(text: &str) -> String {
    let values = |key: &'static str| {
        text.lines()
            .filter_map(move |line| line.strip_prefix(key))
            .map(|value| value.trim_matches('"'))
    };
    let partner = |(code, name): (&str, &str)| {
        format!(
            "[[partner]]\ncode = \"{code}\"\nnaam = \"{name}\"\n\n[[partner.bijdrage]]\ntekst = \"Dit is een verzonnen bijdrage. Hier vertelt deze partner in het echte rapport wat er het afgelopen jaar is gedaan.\"\nbron = \"Verzonnen voor dit voorbeeld\"\n\n"
        )
    };
    let all = values("code = ").zip(values("naam = ")).map(partner);
    "# De bijdragen van de landelijke partners. Verzonnen.\n\n".to_owned()
        + &all.collect::<String>()
}

/// A template with the new codes, and with a sentence for the question that was split.
fn in_template(text: &str) -> String {
    // The built-in templates still have the codes of 2024.
    let renamed = super::make::RENAMED;
    let text = with_new_codes(&with_new_codes(text, &renamed), &RENAMED);
    let reached = "maat=\"specialistisch-jongerenwerk.bereikt\") }} be";
    let text = text.replace(&format!("{reached}geleid"), &format!("{reached}reikt"));
    let with = |code: &str| format!("maat=\"boas.{code}\"");
    let lines = text.lines().map(|line| {
        if !line.contains(&with("doorverwijzingen-halt")) {
            return format!("{line}\n");
        }
        let overlast = line.replace(&with("doorverwijzingen-halt"), &with("halt-overlast"));
        let overlast = overlast.replace(" naar Halt", " naar Halt vanwege overlast");
        let other = line.replace(&with("doorverwijzingen-halt"), &with("halt-anders"));
        let other = other
            .replace("Hun werk leidde tot", "Ook waren er")
            .replace(" naar Halt", " naar Halt om een andere reden");
        format!("{overlast}\n{other}\n")
    });
    let lines: String = lines.collect();
    if text.ends_with('\n') { lines } else { lines.trim_end_matches('\n').to_owned() }
}

/// Answers of 2025 under the codes of 2026; those to the question that was split have none.
fn under_new_codes(answers: Answers) -> Answers {
    let code = |code: String| {
        let renamed = RENAMED.iter().find(|(was, ..)| *was == code);
        renamed.map_or(code, |(_, is, ..)| (*is).to_owned())
    };
    let kept = answers.into_iter().filter(|(code, _)| code != SPLIT.0);
    kept.map(|(each, answer)| (code(each), answer)).collect()
}
