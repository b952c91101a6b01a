//! What the programme team does wrong in the files of the year and in templates.
#![expect(clippy::disallowed_methods, reason = "a test sets its own stage")]

use std::path::Path;

use pmg_monitor::edition::Edition;
use pmg_monitor::pipeline::{self, BuildRequest};

use super::Must::{self, Find, Nothing, Stop};
use crate::support::copy;

/// What was done: the file, what stood there (nothing: at the end), what stands there now, and what must come of it.
type Row = (&'static str, &'static str, &'static str, &'static str, Must);

#[rustfmt::skip] // A row a line.
pub(super) const FILES: &[Row] = &[
    ("a quotation mark forgotten", "jaar.toml", "organisatie = \"", "organisatie = ", Stop("jaar.toml")),
    ("a word for a number", "jaar.toml", "getalgrens = 10", "getalgrens = tien", Stop("jaar.toml")),
    ("a day the Dutch way", "jaar.toml", "peildatum = 2024-03-01", "peildatum = 01-03-2024", Stop("jaar.toml")),
    ("a day of another year", "jaar.toml", "peildatum = 2024-03-01", "peildatum = 2023-03-01", Stop("peildatum")),
    ("a setting with a typing error", "jaar.toml", "getalgrens", "getalgrns", Stop("jaar.toml")),
    ("a setting left out", "jaar.toml", "getalgrens = 10", "", Stop("jaar.toml")),
    ("another year than the folder's", "jaar.toml", "jaar = 2024", "jaar = 2025", Stop("2025")),
    ("words for large numbers", "jaar.toml", "getalgrens = 10", "getalgrens = 30", Stop("getalgrens")),
    ("more room than a small number has", "jaar.toml", "klein_speling = 5", "klein_speling = 9", Stop("klein_speling")),
    ("a day to hand in before the reference date", "jaar.toml", "# inleveren = 2024-04-15", "inleveren = 2024-02-01", Stop("inleveren")),
    ("a code of three figures", "gemeenten.toml", "\"GM0758\"", "\"GM758\"", Stop("gemeenten.toml")),
    ("a municipality twice", "gemeenten.toml", "\"GM0758\"", "\"GM0363\"", Stop("GM0363")),
    ("a word for yes", "gemeenten.toml", "nplv = true", "nplv = \"ja\"", Stop("gemeenten.toml")),
    ("a unit that does not exist", "vragenlijst.toml", "eenheid = \"jongeren\"", "eenheid = \"jongelui\"", Stop("jongelui")),
    ("a kind that does not exist", "vragenlijst.toml", "soort = \"bereik\"", "soort = \"berijk\"", Stop("vragenlijst.toml")),
    ("the same code twice", "vragenlijst.toml", "code = \"jeugdagent\"", "code = \"ajb\"", Stop("ajb")),
    ("a relation with nothing", "vragenlijst.toml", "een = \"familieaanpak.gezinnen-intensief\"", "een = \"familieaanpak.intensief\"", Stop("familieaanpak.intensief")),
    ("a bracket forgotten", "vragenlijst.toml", "\n[[relatie]]", "\n[relatie]]", Stop("vragenlijst.toml")),
    ("a pillar in a small letter", "gemeenten.toml", "nplv = true,  pijler = \"A\"", "nplv = true,  pijler = \"a\"", Stop("pijler")),
    ("a pillar that does not exist", "gemeenten.toml", "nplv = true,  pijler = \"A\"", "nplv = true,  pijler = \"C\"", Stop("pijler")),
    ("a pillar and a space", "gemeenten.toml", "nplv = true,  pijler = \"A\"", "nplv = true,  pijler = \"A \"", Stop("pijler")),
    ("a name left out", "gemeenten.toml", "naam = \"Breda\"", "naam = \"\"", Stop("naam")),
    ("a publication before the reference date", "jaar.toml", "publicatie = 2024-06-05", "publicatie = 2024-02-05", Stop("publicatie")),
    ("the questionnaire of last year", "jaar.toml", "\"pmg-2024\"", "\"pmg-2023\"", Stop("vragenlijst")),
    ("no title", "jaar.toml", "titel = \"Rapportage Preventie met Gezag\"", "titel = \"\"", Stop("titel")),
    ("numbers that are never small", "jaar.toml", "klein_onder = 10", "klein_onder = 0", Stop("klein_onder")),
    ("a constant without its source", "constanten.toml", "bron = ", "brn = ", Stop("constanten.toml")),
];

/// What was typed in a template, and what must come of it.
#[rustfmt::skip] // A row a line.
pub(super) const TEMPLATES: &[(&str, &str, Must)] = &[
    ("nothing wrong", "Er doen {{ register(wat=\"deelnemers\") }} mee.", Nothing),
    ("a number", "Er doen 27 gemeenten mee.", Find("T101", "")),
    ("a number in words", "Er doen zevenentwintig gemeenten mee.", Find("T101", "")),
    ("an ordinal", "Het derde jaar.", Find("T101", "")),
    ("a part", "De helft doet mee.", Find("T101", "")),
    ("a function with a typing error", "{{ regster(wat=\"deelnemers\") }}", Stop("colofon.md")),
    ("an argument with a typing error", "{{ register(wt=\"deelnemers\") }}", Stop("colofon.md")),
    ("a group that does not exist", "{{ register(wat=\"deelnemer\") }}", Stop("colofon.md")),
    ("a measure that does not exist", "{{ som(maat=\"ajb.aangemelt\") }}", Stop("ajb.aangemelt")),
    ("an intervention that does not exist", "{{ gemeenten(van=\"abj\") }}", Stop("abj")),
    ("a status that does not exist", "{{ gemeenten(van=\"ajb\", status=\"loopt\") }}", Stop("loopt")),
    ("a municipality that does not exist", "{{ waarde(maat=\"ajb.aangemeld\", gemeente=\"GM9\") }}", Stop("GM9")),
    ("a constant that does not exist", "{{ constante(naam=\"niets\") }}", Stop("niets")),
    ("a bracket forgotten", "{{ register(wat=\"deelnemers\") }", Stop("colofon.md")),
    ("an end forgotten", "{% if gevraagd(blad=\"eigen\") %}Ja.", Stop("colofon.md")),
    ("one form of a verb", "{{ gemeenten(van=\"ajb\", ww=\"doen\") }}", Stop("doen")),
    ("others that nobody counted before", "Nog eens {{ gemeenten(van=\"ajb\") }}.", Stop("Nog eens")),
    ("a number in English", "There are three of them.", Find("T101", "")),
    ("a number with a soft hyphen", "Er zijn ze\u{ad}ven gemeenten.", Find("T101", "")),
    ("a number with a width of nothing", "Er zijn ze\u{200b}ven gemeenten.", Find("T101", "")),
    ("a number in figures of another width", "Er zijn \u{ff17} gemeenten.", Find("T101", "")),
    ("a Roman number", "Er zijn Ⅶ gemeenten.", Find("T101", "")),
    ("bold that does not end", "Dit is **vet.", Find("T106", "")),
    ("a tag of the web", "Dit is <b>vet</b>.", Find("T107", "")),
    ("a picture", "![kaart](kaart.png)", Find("T108", "")),
    ("one bracket for two", "{ som(maat=\"ajb.aangemeld\") }", Find("T106", "")),
    ("a list with typed dots", "• Een\n• Ander", Find("T110", "")),
    ("a heading without words", "## \n\nTekst.", Find("T111", "")),
    ("a letter that no font has", "Goed gedaan 👍", Find("T105", "")),
    ("a share of what it is no part of", "{{ procent(maat=\"ajb.aangemeld\", van=\"pga.aangemeld\") }}", Stop("deel")),
    ("a share of a whole in itself", "{{ procent(maat=\"familieaanpak.gezinnen\", van=\"familieaanpak.gezinnen\") }}", Stop("deel")),
    ("others who may be the same", "{{ som(maat=\"ajb.aangemeld\") }} en {{ som(maat=\"pga.aangemeld\", bij=\"andere\", naast=\"ajb.aangemeld\") }}.", Stop("dezelfde")),
    ("others beside a whole", "{{ som(maat=\"familieaanpak.gezinnen-intensief\", bij=\"andere\", naast=\"familieaanpak.gezinnen\") }}.", Stop("dezelfde")),
];

pub(super) fn change(path: &Path, from: &str, to: &str) {
    let text = std::fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{} has no {from}", path.display());
    std::fs::write(path, text.replacen(from, to, 1)).unwrap();
}

/// The codes of what is found in a report whose last part says this.
pub(super) fn drafted(year: &Path, text: &str) -> Result<Vec<&'static str>, String> {
    let folder = tempfile::tempdir().unwrap();
    let year_folder = folder.path().join("2024");
    copy(year, &year_folder);
    std::fs::create_dir_all(year_folder.join("templates")).unwrap();
    std::fs::write(year_folder.join("templates/colofon.md"), format!("# Colofon\n\n{text}\n"))
        .unwrap();
    let (templates, returns, timestamp) = (None, None, None);
    let request = BuildRequest {
        draft: None,
        number: None,
        year: year_folder,
        templates,
        style: None,
        returns,
        edition: Edition::Draft,
        timestamp,
    };
    let draft = pipeline::compose(&request, &|_, _| ()).map_err(|error| error.to_string())?;
    Ok(draft.findings.iter().map(|finding| finding.code).collect())
}
