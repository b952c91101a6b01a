//! What the team writes wrong in the files of a year: all of it is told in Dutch, with its line.
#![expect(clippy::disallowed_methods, reason = "a test sets its own stage")]

use pmg_monitor::cycle;

use crate::support::Year;

/// What is said of a year that cannot be read.
#[track_caller]
fn said(year: &Year) -> String {
    cycle::load(&year.path())
        .map(|cycle| pmg_monitor::questionnaire::build(&cycle.definition).map(drop))
        .map_or_else(
            |error| error.to_string(),
            |built| built.map_or_else(|error| error.to_string(), |()| String::from("niets")),
        )
}

fn edited(file: &str, from: &str, to: &str) -> Year {
    Year::example().edit(file, from, to)
}

#[test]
fn a_building_block_or_a_phase_that_is_not_there_is_refused() {
    for (file, from, to, says) in [
        (
            "vragenlijst.toml",
            "bouwstenen = [\"vroeg\"]",
            "bouwstenen = [\"vroeger\"]",
            "er is geen bouwsteen `vroeger`",
        ),
        (
            "vragenlijst.toml",
            "fasen = [\"delict\"]",
            "fasen = [\"delicten\"]",
            "bedoelt u \"delict\"?",
        ),
        (
            "vragenlijst.toml",
            "code = \"doorgroei\"",
            "code = \"vroeg\"",
            "bouwsteen of fase `vroeg` staat er twee keer",
        ),
    ] {
        let said = said(&edited(file, from, to));
        assert!(said.contains(&format!("{file}, regel ")) && said.contains(says), "{to}\n{said}");
        assert!(said.contains("hint: "), "{said}");
    }
}

#[test]
fn a_value_that_is_not_on_its_list_is_refused_with_what_was_meant() {
    let breda =
        "naam = \"Breda\",            cohort = \"2022-15\",      nplv = true,  pijler = \"A\"";
    for (file, from, to, says) in [
        (
            "gemeenten.toml",
            breda,
            breda.replace("\"A\"", "\"b\"").as_str(),
            "kies uit \"A\" of \"B\"",
        ),
        ("gemeenten.toml", breda, breda.replace("\"A\"", "\"A \"").as_str(), "bedoelt u \"A\"?"),
        (
            "gemeenten.toml",
            breda,
            breda.replace("2022-15", "2023-15").as_str(),
            "Breda: cohort \"2023-15\" begint",
        ),
        (
            "gemeenten.toml",
            "pijler = \"B\", vanaf = 2024, doet_mee = false",
            "pijler = \"B\", vanaf = 2024, doet_mee = true",
            "Almelo: pijler B en `doet_mee = true`",
        ),
        (
            "gemeenten.toml",
            "vanaf = 2022, doet_mee",
            "vanaf = 2022, tot = 2023, doet_mee",
            "Groningen: `tot = 2023` ligt voor 2024",
        ),
        (
            "gemeenten.toml",
            "\"Breda\"",
            "\"Groningen\"",
            "Groningen staat er twee keer, ook onder code GM0014",
        ),
        ("gemeenten.toml", "\"GM0758\"", "\"GM0014\"", "GM0014 staat er twee keer"),
        ("gemeenten.toml", "\"GM0758\"", "\"GM758\"", "GM en vier cijfers"),
        (
            "vragenlijst.toml",
            "\ntelt = \"personen\"\n",
            "\ntelt = \"Personen\"\n",
            "bedoelt u \"personen\"?",
        ),
        (
            "vragenlijst.toml",
            "\nsoort = \"bereik\"\n",
            "\nsoort = \"jeugdagent\"\n",
            "kies uit \"bereik\"",
        ),
        (
            "vragenlijst.toml",
            "eenheid = \"docenten\"",
            "eenheid = \"jeugdagent\"",
            "er is geen eenheid \"jeugdagent\"",
        ),
        (
            "vragenlijst.toml",
            "eenheid = \"docenten\"",
            "eenheid = \"docent\"",
            "bedoelt u \"docenten\"?",
        ),
        ("vragenlijst.toml", "\nniveau = 1\n", "\nniveau = 4\n", "van 1 tot en met 3"),
        (
            "jaar.toml",
            "publicatie = 2024-06-05",
            "publicatie = 2024-02-05",
            "is niet na de peildatum",
        ),
        ("jaar.toml", "publicatie = 2024-06-05", "publicatie = 2042-06-05", "ligt ver na 2024"),
        (
            "jaar.toml",
            "publicatie = 2024-06-05",
            "publicatie = 2024-06-05\ninleveren = 2024-02-01",
            "`inleveren = 2024-02-01` ligt niet tussen",
        ),
        ("jaar.toml", "peildatum = 2024-03-01", "peildatum = 2023-03-01", "ligt niet in 2024"),
        ("jaar.toml", "\"pmg-2024\"", "\"pmg-2023\"", "noemt 2023, en dit is 2024"),
        ("jaar.toml", "met Gezag\"", "met Gezag 2023\"", "noemt 2023, en dit is 2024"),
        ("jaar.toml", "klein_speling = 5", "klein_speling = 0", "van 1 tot en met 98"),
        ("jaar.toml", "klein_speling = 5", "klein_speling = 9", "hoogstens 8 past"),
        ("jaar.toml", "klein_onder = 10", "klein_onder = 1", "van 3 tot en met 100"),
        ("jaar.toml", "titel = \"Rapportage", "titel = \"\" # \"Rapportage", "`titel` is leeg"),
        ("jaar.toml", "preventiemetgezag@minjenv.nl", "ministerie", "is geen e-mailadres"),
        (
            "partners.toml",
            "code = \"reclassering\"",
            "code = \"rechtspraak\"",
            "partner `rechtspraak` staat er twee keer",
        ),
        ("constanten.toml", "tekst = \"8\"", "tekst = 8", "rechte aanhalingstekens"),
    ] {
        let said = said(&edited(file, from, to));
        assert!(said.contains(&format!("{file}, regel ")) && said.contains(says), "{to}\n{said}");
        assert!(said.contains("hint: "), "{said}");
    }
}

#[test]
fn the_faults_of_all_files_are_told_at_once() {
    let year = edited("jaar.toml", "getalgrens = 10", "getalgrens = \"tien\"")
        .edit("gemeenten.toml", "nplv = true", "nplv = ja")
        .edit("constanten.toml", "bron =", "bronn =")
        .write_file("was-wordt.toml", "[[verandering]]\nwas = []\n");
    let said = said(&year);
    assert!(said.starts_with("er zijn 7 fouten in de bestanden van het jaar\n"), "{said}");
    for part in [
        "`getalgrens`",
        "true of false",
        "`bronn`",
        "hier ontbreekt `bron`",
        "hier ontbreekt `wordt`",
    ] {
        assert!(said.contains(part), "{said}");
    }
}

#[test]
fn a_file_saved_by_windows_is_read_and_another_encoding_is_named() {
    let year = Year::example();
    for file in
        ["jaar.toml", "gemeenten.toml", "vragenlijst.toml", "constanten.toml", "partners.toml"]
    {
        let text = std::fs::read_to_string(year.path().join(file)).unwrap();
        let text = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        std::fs::write(year.path().join(file), text).unwrap();
    }
    cycle::load(&year.path()).unwrap_or_else(|error| panic!("{error}"));
    let year = Year::example();
    let text = std::fs::read_to_string(year.path().join("partners.toml")).unwrap();
    let ansi: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
    std::fs::write(year.path().join("partners.toml"), ansi).unwrap();
    let said = said(&year);
    assert!(
        said.contains("partners.toml, regel ") && said.contains("zet Codering op UTF-8"),
        "{said}"
    );
}

#[test]
fn a_file_under_nearly_the_right_name_is_no_file_that_is_not_there() {
    for (from, to, says) in [
        ("jaar.toml", "jaar.toml.txt", "het moet `jaar.toml` heten"),
        ("jaar.toml", "Jaar.TOML", "het moet `jaar.toml` heten"),
        ("gemeenten.toml", "gemeente.toml", "het moet `gemeenten.toml` heten"),
    ] {
        let year = Year::example();
        std::fs::rename(year.path().join(from), year.path().join(to)).unwrap();
        let said = said(&year);
        assert!(said.contains(to) && said.contains(says) && !said.contains("ontbreekt"), "{said}");
    }
    for (name, says) in [
        ("erkeningen.toml", "het moet `erkenningen.toml` heten"),
        ("was-wordt.toml.txt", "het moet `was-wordt.toml` heten"),
        ("Uitgebracht/2024.json", "het moet `uitgebracht` heten"),
    ] {
        let said = said(&Year::example().write_file(name, ""));
        assert!(said.contains(says), "{said}");
    }
    let year = Year::example();
    std::fs::remove_file(year.path().join("partners.toml")).unwrap();
    assert!(said(&year).contains("partners.toml: dit bestand ontbreekt"), "{}", said(&year));
}

#[test]
fn an_edition_that_would_not_be_read_is_a_stop_that_names_it() {
    for name in ["2024-05-01.json.txt", "2024-05-01.jsn", "mei/2024-05-01.json", "2024-05-01 (1)"] {
        let said = said(&Year::example().write_file(&format!("uitgebracht/{name}"), "{}"));
        let shown = name.split('/').next().unwrap();
        assert!(said.contains(shown) && said.contains("dit wordt niet gelezen"), "{said}");
    }
    let year = Year::example()
        .write_file("uitgebracht/2024-05-01.JSON", "{\"measures\": {}}")
        .write_file("uitgebracht/Thumbs.db", "")
        .write_file("uitgebracht/.DS_Store", "")
        .write_file("uitgebracht/~$2024.json", "");
    assert_eq!(cycle::load(&year.path()).unwrap().published.len(), 1);
    for (text, says) in [
        ("geen json", "dit is niet de `cijfers.json` van een uitgave"),
        ("{\"edition\": \"draft\", \"measures\": {}}", "van een concept"),
        ("{\"year\": 2023, \"measures\": {}}", "van 2023, en de map is van 2024"),
    ] {
        let error = Year::example().write_file("uitgebracht/mei.json", text).error();
        assert!(error.contains("mei.json") && error.contains(says), "{error}");
    }
}

#[test]
fn other_files_in_the_folder_of_a_year_are_named_and_those_of_systems_are_not() {
    let year = Year::example()
        .write_file("gemeenten - kopie.toml", "")
        .write_file("notities.docx", "")
        .write_file("templates/colofon.md.txt", "")
        .write_file("templates/thema/wonen.MD", "")
        .write_file("questionnaires/oud/GM0363.xlsx", "")
        .write_file("questionnaires/Thumbs.db", "")
        .write_file("questionnaires/desktop.ini", "")
        .write_file("questionnaires/vervangen/oud.xlsx", "")
        .write_file("desktop.ini", "")
        .write_file(".gitignore", "")
        .write_file("~$notities.docx", "");
    let findings = year.findings();
    let named: Vec<_> = findings
        .iter()
        .map(|finding| (finding.code, finding.place.as_ref().unwrap().file.as_str()))
        .collect();
    assert_eq!(
        named,
        [
            ("W520", "gemeenten - kopie.toml"),
            ("W520", "notities.docx"),
            ("W520", "questionnaires/oud"),
            ("W520", "templates/colofon.md.txt"),
            ("W520", "templates/thema/wonen.MD"),
        ]
    );
    assert!(findings[3].hint.contains("`templates/colofon.md`"), "{}", findings[3].hint);
}

#[test]
fn a_verdict_is_on_an_intervention_of_the_year_and_not_two_on_a_day() {
    let verdict = |code: &str, day: &str| {
        format!(
            "[[erkenning]]\ninterventie = \"{code}\"\noordeel = \"erkend\"\nbron = \"NJi\"\nvastgelegd = {day}\n"
        )
    };
    for (text, says) in [
        (verdict("abj", "2024-01-01"), "bedoelt u `ajb`?"),
        (verdict("verdwenen-training", "2024-01-01"), "haal het oordeel dan hier weg"),
        (verdict("ajb", "2024-01-01").repeat(2), "twee oordelen van dezelfde dag"),
        (verdict("ajb", "2204-01-01"), "ligt ver na 2024"),
    ] {
        let said = said(&Year::example().write_file("erkenningen.toml", &text));
        assert!(said.contains("erkenningen.toml, regel ") && said.contains(says), "{said}");
    }
}

#[test]
fn a_title_of_which_nothing_would_be_printed_is_refused_with_its_line() {
    let text = cycle::Files::Disk.text(&Year::example().path().join("jaar.toml")).unwrap();
    let title = text.lines().find(|line| line.starts_with("titel = ")).unwrap();
    let error = edited("jaar.toml", title, "titel = \"日本\"").error();
    let line = text.lines().position(|line| line == title).unwrap() + 1;
    assert!(
        error.contains(&format!("jaar.toml, regel {line}: van `titel` blijft niets over")),
        "{error}"
    );
    assert!(error.contains("hint: schrijf een titel met gewone letters"), "{error}");
}

#[test]
fn a_heading_of_which_nothing_would_be_printed_is_left_out_and_told() {
    let year = Year::example();
    year.put_template("colofon.md", "# 日本\n\nEen zin.\n\n## Deel\n\nNog een zin.\n");
    let (draft, report) = year.report();
    assert!(draft.findings.iter().any(|finding| finding.message.contains('日')));
    assert!(report.markdown.contains("Een zin.\n\n"), "{}", report.markdown);
    assert!(report.markdown.contains("# Deel"), "{}", report.markdown);
}

#[test]
fn a_title_that_names_the_year_gets_it_no_second_time() {
    for (typed, printed) in [
        ("met Gezag\"", "Rapportage Preventie met Gezag 2024"),
        ("met Gezag, 2023 en 2024\"", "Rapportage Preventie met Gezag, 2023 en 2024"),
    ] {
        let draft = edited("jaar.toml", "met Gezag\"", typed).draft();
        assert_eq!(draft.facts.cycle.settings.report_title(), printed);
    }
}
