//! For every code a year that has the fault, and a year that only nearly has it.

use std::collections::BTreeSet;

use pmg_monitor::checks::{RULES, manual};
use pmg_monitor::cycle;
use pmg_monitor::finding::Finding;
use rayon::prelude::*;

use crate::support::{Year, with_part};
use fixtures::{
    OF_AMSTERDAM, added_row, among_others, amsterdam, answer, beside, cell, commented, consent,
    constant, copied_sheet, dated, decided, file, folder, forgotten, handed_in_as, headed,
    hidden_row, intensive, last_year, long, named, of_amsterdam, of_rotterdam, of_the_police, open,
    own, own_twice, password, published, renamed, repeated, review, round, rows, schools, sender,
    since, spoken, stamp, story, struck, text, theme, undecided, venlo, wijkcoaches, with_constant,
};

mod fixtures;

/// What is found in a year.
type Fixture = fn() -> Vec<Finding>;

/// Code, what has the fault, what nearly has it. The manual page quotes what the first one says.
const CATALOGUE: &[(&str, Fixture, Fixture)] = &[
    ("L101", || file("plan.xlsx", b"%PDF-1.7 ..."), || file("plan.ods", &rows(&[]))),
    ("L102", || file("half.xlsx", &amsterdam()[..9_000]), || file("heel.xlsx", &amsterdam())),
    ("L103", || file("geheim.xlsx", &password()), || file("open.xlsx", &amsterdam())),
    ("L104", || file("lang.xlsx", &long(300)), || file("lang.xlsx", &long(200))),
    ("L105", || file("~$GM0363.xlsx", b"slot"), || file("~GM0363.xlsx", &amsterdam())),
    ("L106", || folder("map.xlsx"), || file("map.xlsx", &amsterdam())),
    (
        "L201",
        || file("zonder-kop.xlsx", &headed("Aantal")),
        || file("kop.xlsx", &headed(" ANTWOORD ")),
    ),
    ("L202", || sender("GM9999"), || sender(" gm0363 ")),
    ("L203", || venlo("rapporteert = false"), || venlo("rapporteert = true ")),
    (
        "L204",
        || file("GM0363-amsterdam-nieuw.xlsx", &amsterdam()),
        || file("~$GM0363-amsterdam.xlsx", &amsterdam()),
    ),
    ("L205", || stamp("pmg-2023"), || stamp(" pmg-2024 ")),
    (
        "L206",
        || of_amsterdam().without("GM0363").findings(),
        || file("GM0363-amsterdam-nieuw.xlsx", &amsterdam()),
    ),
    ("L207", || named("Breda"), || named("gemeente AMSTERDAM ")),
    (
        "F101",
        || renamed("ajb.aangemeld", "ajb.aangemelt"),
        || renamed("ajb.aangemeld", "AJB.Aangemeld "),
    ),
    (
        "F102",
        || renamed("pga.aangemeld", "pga.regisseurs"),
        || renamed("pga.aangemeld", "pga.regisseur"),
    ),
    (
        "F103",
        || renamed("ajb.aangemeld", "ajb,aangemeld"),
        || renamed("ajb.aangemeld", " AJB.aangemeld"),
    ),
    (
        "F201",
        || answer("ajb.aangemeld", "ca. 40"),
        || answer("veiligheidsconvenant.scholen", "1.234 "),
    ),
    ("F202", || answer("ajb.aangemeld", "12.5"), || answer("straatcoaches.fte", "12.5")),
    ("F203", || answer("ajb.aangemeld", "-1"), || answer("ajb.aangemeld", "0")),
    (
        "F204",
        || answer("politie.status", "in uitvoering"),
        || answer("politie.status", " Uitvoering "),
    ),
    (
        "F205",
        || cell(" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>"),
        || cell("><f>296/2</f><v>148</v></c>"),
    ),
    ("F206", || dated("2024-03-02"), || dated("2024-03-01")),
    ("F301", || answer("ajb.status", "gepland"), || answer("ajb.status", "afgerond")),
    ("F302", || answer("ajb.aangemeld", ""), || answer("ajb.aangemeld", "n.v.t.")),
    ("F303", || intensive("26"), || intensive("25")),
    ("F304", || wijkcoaches("2"), || wijkcoaches("2.5")),
    ("F305", || schools("0"), || schools("1")),
    (
        "F207",
        || open(&[("kwaliteit-ajb.besluit", "verder gaan"), ("kwaliteit-ajb.reden", "Het helpt.")]),
        || open(&[("kwaliteit-ajb.besluit", " Doorgaan "), ("kwaliteit-ajb.reden", "Het helpt.")]),
    ),
    ("F208", || review("najaar 2025"), || review("1 november 2025")),
    (
        "F306",
        || open(&[("kwaliteit-ajb.besluit", "doorgaan")]),
        || open(&[("kwaliteit-ajb.besluit", "doorgaan"), ("kwaliteit-ajb.reden", "Het helpt.")]),
    ),
    (
        "F401",
        || answer("uitgelicht.interventie", "ouderondersteuning"),
        || answer("uitgelicht.interventie", " AJB "),
    ),
    ("F402", || consent("nee"), || consent(" JA ")),
    (
        "F403",
        || answer("uitgelicht.tekst", &"woord ".repeat(400)),
        || answer("uitgelicht.tekst", &"woord ".repeat(300)),
    ),
    (
        "L107",
        || file("GM0363-amsterdam.xlsx", &with_part(&amsterdam(), "xl/vbaProject.bin", b"VBA")),
        || file("GM0363-amsterdam.xlsx", &with_part(&amsterdam(), "xl/extra.bin", b"VBA")),
    ),
    (
        "W401",
        || answer("uitgelicht.tekst", "Goed gedaan 👍 door het team."),
        || answer("uitgelicht.tekst", "Één coördinator – “vóór” alles – voor €\u{a0}5."),
    ),
    (
        "W402",
        || answer("uitgelicht.tekst", "J. de Vries doet weer mee."),
        || answer("uitgelicht.tekst", "Een van de deelnemers doet weer mee."),
    ),
    ("W403", || struck("<strike/>"), || struck("<strike val=\"0\"/>")),
    (
        "W404",
        || story("link", "www.heerlen.nl"),
        || story("link", "https://www.heerlen.nl/verhaal"),
    ),
    ("W501", || answer("ajb.aangemeld", "onbekend"), || answer("ajb.aangemeld", "n.v.t.")),
    ("W502", || dated("2024-02-29"), || dated("2024-03-01")),
    ("W503", || answer("ajb.aangemeld", "0"), || answer("ajb.aangemeld", "60")),
    ("W504", || round("40"), || round("41")),
    ("W505", || repeated("71"), || repeated("72")),
    ("W506", || among_others("1480"), || among_others("248")),
    ("W508", || own("Alleen jij bepaalt"), || own("Boksen in de buurt")),
    ("W509", undecided, decided),
    ("W511", || forgotten(""), || forgotten("gestopt")),
    ("W510", || answer("ajb.aangemeld", "14800"), || answer("ajb.aangemeld", "5000")),
    ("F209", || copied_sheet("G4"), || copied_sheet("Z4")),
    (
        "W512",
        || beside("<c r=\"H13\"><v>95</v></c>"),
        || beside("<c r=\"H13\" t=\"inlineStr\"><is><t>navragen</t></is></c>"),
    ),
    ("W513", || added_row("C40"), || added_row("H40")),
    (
        "W514",
        || commented("nog niet definitief, 95"),
        || commented("Let op (W510)\nIs dit juist?\nWat te doen: kijk het na."),
    ),
    ("W515", || hidden_row("13"), || hidden_row("3")),
    ("W516", || own_twice("boksen in de buurt"), || own_twice("Boksen in de wijk")),
    ("W517", || handed_in_as("GM0758-breda-nieuw.xlsx"), || handed_in_as("vragenlijst-2.xlsx")),
    ("W507", || last_year("64"), || last_year("140")),
    (
        "W520",
        || of_amsterdam().write_file("templates/colofon.md.txt", "# Colofon").findings(),
        || of_amsterdam().write_file("templates/Thumbs.db", "x").findings(),
    ),
    ("T103", || published("4"), || published("null")),
    ("T104", || spoken("Zeven jongeren"), || spoken("Een aantal jongeren")),
    (
        "T102",
        || text("In {{ jaar(verschil=-1) }} {{ register(wat=\"deelnemers\") }}."),
        || text("In {{ jaar(verschil=-1) }}: {{ register(wat=\"deelnemers\") }}."),
    ),
    ("T113", || of_rotterdam("Leiden"), || of_rotterdam("Rotterdam")),
    (
        "T114",
        || constant("vorig-jaar", "765 jongeren", ""),
        || constant("vorig-jaar", "765 jongeren", "van_elders = true"),
    ),
    ("T115", || of_the_police("juni 2023"), || of_the_police("juni 2024")),
    ("T116", || theme(""), || theme("{{ u.citaat }}")),
    (
        "T105",
        || text("Goed gedaan 👍 door het team."),
        || text("Goed gedaan – “ja” – in Súdwest-Fryslân."),
    ),
    (
        "T106",
        || text("Dit is **belangrijk voor ouders."),
        || text("Dit is **belangrijk** voor \\*ouders."),
    ),
    (
        "T107",
        || text("Dit is <b>belangrijk</b> voor ouders."),
        || text("Dit is < belangrijk > voor R&D."),
    ),
    ("T108", || text("![De wijk](foto.jpg)"), || text("[De wijk](https://voorbeeld.nl/foto)")),
    (
        "T109",
        || text("| a | b |\n|---|---|\n| c | d | e |"),
        || text("| a | b |\n|---|---|\n| c | \\|e |"),
    ),
    ("T110", || text("Er komen:\n\n• ouders"), || text("Er komen:\n\n- ouders")),
    ("T111", || text("## Scholen\n\n#### Ouders"), || text("## Scholen\n\n### Ouders")),
    (
        "T117",
        || text("{{ grafiek(soort=\"status\", thema=\"onderwijs\") }}"),
        || text("Figuur: Hoe ver\n\n{{ grafiek(soort=\"status\", thema=\"onderwijs\") }}"),
    ),
    ("T118", || since("2024-06-05", ""), || since("2024-06-05", OF_AMSTERDAM)),
    ("T112", || text(">>>>>>> diep"), || text(">> diep")),
    ("T101", || text("In drie gemeenten doen 12 scholen mee."), || text("Een school doet mee.")),
];

#[test]
fn every_code_has_a_year_that_has_the_fault_and_one_that_nearly_has() {
    let listed: Vec<&str> = CATALOGUE.iter().map(|(code, ..)| *code).collect();
    let listed_once: BTreeSet<&str> = listed.iter().copied().collect();
    let rules: BTreeSet<&str> = RULES.iter().map(|rule| rule.code).collect();
    assert_eq!(listed_once, rules, "a row for each rule, and no other");
    assert_eq!((listed.len(), RULES.len()), (rules.len(), rules.len()), "each of them once");
    let pages = manual::pages();
    let wrong: Vec<String> =
        CATALOGUE.par_iter().filter_map(|row| contradiction(row, &pages)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_page_on_own_words_also_quotes_a_number_that_no_measure_has() {
    let row: (&str, Fixture, Fixture) =
        ("T104", || spoken("Vijf jonge moeders"), || spoken("Vijf jongerenwerkers"));
    assert_eq!(contradiction(&row, &manual::pages()), None);
}

/// Where a row of the catalogue, the rule and its manual page do not agree.
fn contradiction(
    (code, has, nearly): &(&str, Fixture, Fixture),
    pages: &[manual::Page],
) -> Option<String> {
    let (findings, near) = (has(), nearly());
    let Some(finding) = findings.iter().find(|finding| finding.code == *code) else {
        return Some(format!("{code} is not found, but {findings:#?}"));
    };
    if near.iter().any(|finding| finding.code == *code) {
        return Some(format!("{code} is found where it only nearly is: {near:#?}"));
    }
    let place = finding.place.as_ref();
    let hint = &finding.hint;
    let of_team = [".toml", "pmg ", "vraag de gemeente"].iter().any(|word| hint.contains(word));
    let in_return = place.is_some_and(|place| place.line.is_none());
    if (in_return && of_team) || hint.starts_with(char::is_uppercase) || hint.ends_with('.') {
        return Some(format!("{code} does not advise a municipality: {hint}"));
    }
    let cell = place.and_then(|place| Some(place.in_file()? + "  ")).unwrap_or_default();
    let word =
        if finding.severity == pmg_monitor::finding::Severity::Error { "fout" } else { "let op" };
    let question = finding.question.as_ref().map(|each| format!(" ({each})")).unwrap_or_default();
    let said = format!("{cell}{word} {code}{question}: {}", finding.message);
    let page = pages.iter().find(|page| page.code == *code)?;
    let quoted = page.text.lines().any(|line| line.trim() == said);
    (!quoted).then(|| format!("the page of {code} does not quote: {said}"))
}

/// The line of a file of the year that a finding with this code points at.
#[track_caller]
fn line_of(year: &Year, code: &str) -> String {
    let findings = year.draft().findings;
    let place = findings.into_iter().find(|it| it.code == code).unwrap().place.unwrap();
    let text = cycle::Files::Disk.text(&year.path().join(&place.file)).unwrap();
    text.lines().nth(place.line.unwrap() as usize - 1).unwrap().to_owned()
}

#[test]
fn what_the_team_typed_is_told_with_its_line() {
    let sentence = "Leiden helpt jongeren vanaf {{ constante(naam=\"leeftijd-nazorg\") }} jaar.";
    let year = of_amsterdam().write_file("templates/colofon.md", &format!("# Kop\n\n{sentence}\n"));
    let year = with_constant(year, "leeftijd-nazorg", "16", "");
    assert_eq!(line_of(&year, "T113"), "bron = \"Rapportage van juni 2023 (Rotterdam)\"");
    let year = with_constant(of_amsterdam(), "vorig-jaar", "765 jongeren", "");
    assert_eq!(line_of(&year, "T114"), "tekst = \"765 jongeren\"");
    let year = of_amsterdam().edit(
        "jaar.toml",
        "ondertitel = \"",
        "ondertitel = \"Zeven jongeren in Breda. ",
    );
    assert!(line_of(&year, "T114").starts_with("ondertitel = \"Zeven jongeren"));
    let end = "een beter beeld en meer samenhang.\"\nbron = \"";
    let small = "een beter beeld, bij zeven jongeren in Breda.\"\nbron = \"Brief van 2023\" # ";
    let year = of_amsterdam().with_all_chapters().edit("partners.toml", end, small);
    assert!(line_of(&year, "T114").contains("zeven jongeren in Breda"));
    assert!(line_of(&year, "T115").starts_with("bron = \"Brief van 2023\""));
}

#[test]
fn where_a_publication_appeared_makes_no_owner_of_the_city() {
    let sentence = "Leiden helpt jongeren vanaf {{ constante(naam=\"leeftijd-nazorg\") }} jaar.";
    let year = of_amsterdam().write_file("templates/colofon.md", &format!("# Kop\n\n{sentence}\n"));
    let year = with_constant(year, "leeftijd-nazorg", "16", "");
    let year = year.edit("constanten.toml", "juni 2023 (Rotterdam)", "WODC (Den Haag, 2021)");
    assert!(!year.draft().findings.iter().any(|finding| finding.code == "T113"));
}
