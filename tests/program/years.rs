//! A year from its start to the last return: `new`, `receive` and `status`.
#![expect(clippy::disallowed_methods, reason = "a test sets its own stage")]

use std::collections::BTreeMap;
use std::path::Path;

use pmg_monitor::cycle::{self, Audience, Cycle};

use crate::command_line::{pmg, printed, run, said};
use crate::support::{Answers, Year, answers, set};

/// The example, and a year 2025 that was started from it.
#[track_caller]
fn started() -> Year {
    let year = Year::example();
    run(&year, &["new", "2025", "--from", "2024"]).code(0);
    year
}

fn load(year: &Year, name: &str) -> Cycle {
    cycle::load(&year.input().join(name)).unwrap()
}

fn text(year: &Year, file: &str) -> String {
    std::fs::read_to_string(year.input().join(file)).unwrap()
}

/// What stands in a folder, hidden files too.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_new_year_is_checked_and_built_without_touching_a_file() {
    let year = started();
    let check = run(&year, &["check", "2025"]).code(0);
    let found = String::from_utf8_lossy(&check.get_output().stdout).into_owned();
    assert!(found.contains("0 bestanden, 0 fouten, 47 waarschuwingen"), "{found}");
    run(&year, &["check", "2025", "--fail-level", "warning"]).code(1);
    let build = run(&year, &["build", "2025"]).code(0);
    assert!(said(&build).contains("Opgave van 0 van de 47 gemeenten"), "{}", said(&build));
    let report = text(&year, "uit/2025/rapport.md");
    for sentence in
        ["de antwoorden gebruikt van 0 van de 47 gemeenten", "doen 27 gemeenten mee", "CONCEPT"]
    {
        assert!(report.contains(sentence), "{report}");
    }
    assert!(!report.contains("vullen de vragenlijst dit jaar nog niet in"), "all of them do");
}

#[test]
fn a_new_year_is_a_year_on_and_keeps_what_people_wrote() {
    let year = Year::example()
        .edit("jaar.toml", "getalgrens", "inleveren = 2024-04-01 # na Pasen\ngetalgrens")
        .write_file("templates/colofon.md", "# Colofon\n")
        .write_file("toelichtingen.toml", "");
    run(&year, &["new", "2025"]).code(0);
    let before = text(&year, "2024/jaar.toml");
    let expected = before
        .replacen("jaar = 2024", "jaar = 2025", 1)
        .replacen("2024-03-01", "2025-03-01", 1)
        .replacen("2024-04-01", "2025-04-01", 1)
        .replacen("2024-06-05", "2025-06-05", 1)
        .replacen("\"pmg-2024\"", "\"pmg-2025\"", 1);
    assert_eq!(text(&year, "2025/jaar.toml"), expected);
    for file in ["vragenlijst.toml", "constanten.toml", "partners.toml"] {
        let (note, rest) = text(&year, &format!("2025/{file}"))
            .split_once("\n\n")
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .unwrap();
        assert!(note.starts_with("# Overgenomen uit 2024 met `pmg new`.\n# "), "{note}");
        assert_eq!(rest, text(&year, &format!("2024/{file}")));
    }
    assert!(text(&year, "2025/partners.toml").contains("de bijdragen van dat jaar"));
    assert_eq!(text(&year, "2025/bladen.toml"), cycle::STANDARD_SHEETS);
    assert_eq!(text(&year, "2025/templates/colofon.md"), "# Colofon\n");
    assert_eq!(names(&year.input().join("2025/questionnaires")), [".gitkeep"]);
    assert!(!year.input().join("2025/toelichtingen.toml").exists(), "those are about 2024");
    assert_eq!(load(&year, "2025").settings.deadline, Some(jiff::civil::date(2025, 4, 1)));
}

#[test]
fn all_who_take_part_report_in_a_new_year_and_those_with_a_flexible_grant() {
    let year = started();
    let register = load(&year, "2025").register;
    assert_eq!(register.respondents().count(), 47);
    assert_eq!(register.participants().count(), 27, "the structural approach");
    let flexible = register.respondents().filter(|each| each.is_asked(Audience::Flexibel));
    assert_eq!(flexible.count(), 20);
    // But for that word and the note, the file is as it was.
    let (_, after) = text(&year, "2025/gemeenten.toml")
        .split_once("\n\n")
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .unwrap();
    let before = text(&year, "2024/gemeenten.toml");
    assert_eq!(
        after,
        before
            .replace("rapporteert = false,", "rapporteert = true, ")
            .replace("rapporteert = false }", "rapporteert = true }")
    );
    // Who stopped, does not report again.
    let stopped = Year::example().edit(
        "gemeenten.toml",
        "doet_mee = true,  rapporteert = false, focusgebied = \"Delft West\"",
        "doet_mee = false, rapporteert = false, focusgebied = \"Delft West\"",
    );
    run(&stopped, &["new", "2025"]).code(0);
    assert_eq!(load(&stopped, "2025").register.respondents().count(), 46);
}

#[test]
fn who_has_left_does_not_report_again_and_the_to_do_names_every_file() {
    let grant = "pijler = \"B\", vanaf = 2024, doet_mee = false, rapporteert = false";
    let year = Year::whole()
        // Groningen's and Almelo's last year is this one, Arnhem's the next; Zwolle's grant was gone before.
        .edit("gemeenten.toml", "vanaf = 2022, doet_mee", "vanaf = 2022, tot = 2024, doet_mee")
        .edit("gemeenten.toml", grant, &grant.replace("2024,", "2024, tot = 2024,"))
        .edit("gemeenten.toml", "nplv = true,  pijler = \"A\", vanaf = 2022, doet_mee = true,  rapporteert = true,  focusgebied = \"Arnhem Oost\"", "nplv = true, pijler = \"A\", vanaf = 2022, tot = 2025, doet_mee = true, rapporteert = true")
        .edit("gemeenten.toml", "2024-flex-20\", nplv = false, pijler = \"B\", vanaf = 2024, doet_mee", "2023-flex\", nplv = false, pijler = \"B\", vanaf = 2023, doet_mee")
        .write_file("erkenningen.toml", "# Oordelen\n\n# Nog geen.\n")
        .write_file("templates/colofon.md", "# Colofon\n");
    let new = run(&year, &["new", "2025"]).code(0);
    let register = load(&year, "2025").register;
    let silent: Vec<&str> =
        register.iter().filter(|each| !each.reports).map(|each| each.name.as_str()).collect();
    assert_eq!(silent, ["Groningen", "Almelo", "Zwolle"]);
    assert_eq!(register.participants().count(), 26, "Groningen left");
    assert!(
        text(&year, "2025/gemeenten.toml")
            .contains("doet_mee = false, rapporteert = false, focusgebied = \"Groningen")
    );
    assert!(text(&year, "2025/erkenningen.toml").starts_with("# Overgenomen uit 2024"));
    let said = said(&new);
    for line in [
        "gemeenten.toml     kijk na wie dit jaar rapporteert: nu 44 gemeenten; van 2 is `tot` voorbij",
        "jaar.toml ",
        "partners.toml      vervang de bijdragen: het zijn nog die van 2024",
        "constanten.toml ",
        "erkenningen.toml ",
        "toezeggingen.toml ",
        "beleidskeuze.toml ",
        "brief.toml ",
        "vragenlijst.toml ",
        "bladen.toml ",
        "was-wordt.toml ",
        "templates          kijk de eigen teksten na: 1 bestand is",
        "Zet dan de cijfers.json van die uitgave in de map 2024/uitgebracht.",
    ] {
        assert!(said.contains(line), "{said}");
    }
}

#[test]
fn the_year_after_has_one_note_and_the_sheets_of_its_own_year() {
    let year = started();
    let sheets = year.input().join("2025/bladen.toml");
    std::fs::write(&sheets, format!("# Van ons\n{}", cycle::STANDARD_SHEETS)).unwrap();
    run(&year, &["new", "2026"]).code(0);
    assert_eq!(text(&year, "2026/partners.toml").matches("# Overgenomen uit").count(), 1);
    assert!(text(&year, "2026/partners.toml").starts_with("# Overgenomen uit 2025"));
    assert!(text(&year, "2026/bladen.toml").starts_with("# Van ons\n"));
    run(&year, &["check", "2026"]).code(0);
}

#[test]
fn a_new_year_is_refused_whole_or_not_at_all() {
    let year = started();
    let before = text(&year, "2025/jaar.toml");
    let refused = run(&year, &["new", "2025", "--from", "2024"]).code(2);
    assert!(said(&refused).contains("is er al; er is niets veranderd"), "{}", said(&refused));
    assert_eq!(text(&year, "2025/jaar.toml"), before);
    run(&year, &["new", "2024", "--from", "2025"]).code(2);
    let refused = run(&year, &["new", "2023", "--from", "2025"]).code(2);
    assert!(said(&refused).contains("dat jaar ligt niet ervoor"), "{}", said(&refused));
    let refused = run(&year, &["new", "2031", "--from", "2030"]).code(2);
    assert!(said(&refused).contains("is er niet"), "{}", said(&refused));
    let broken = Year::example().edit(
        "vragenlijst.toml",
        "eenheid = \"jongeren\"",
        "eenheid = \"jongelui\"",
    );
    let refused = run(&broken, &["new", "2025"]).code(2);
    assert!(said(&refused).contains("jongelui"), "{}", said(&refused));
    assert_eq!(names(year.input()), ["2024", "2025"], "nothing half-written is left");
    assert_eq!(names(broken.input()), ["2024"], "nothing half-written is left");
}

#[test]
fn the_new_file_of_changes_explains_itself_with_examples_that_work() {
    let file = text(&started(), "2025/was-wordt.toml");
    assert!(file.lines().all(|line| line.starts_with('#')), "it starts empty: {file}");
    let (_, examples) = file.split_once("Voorbeelden.").unwrap();
    let lines = examples.lines().skip(1).map(|line| line.trim_start_matches('#').trim_start());
    let examples: BTreeMap<String, Vec<cycle::Change>> =
        toml::from_str(&lines.collect::<Vec<_>>().join("\n")).unwrap();
    let numbers =
        examples["verandering"].iter().map(|change| (change.before.len(), change.now.len()));
    assert_eq!(numbers.collect::<Vec<_>>(), [(1, 1), (2, 1), (1, 0)]);
    for code in examples["verandering"].iter().flat_map(|change| &change.before) {
        let cycle = load(&Year::example(), "2024");
        let questionnaire = pmg_monitor::questionnaire::build(&cycle.definition).unwrap();
        assert!(questionnaire.question(code).is_some(), "{code}");
    }
}

#[test]
fn today_can_be_set_from_outside() {
    let year = Year::with("GM0363", "ajb.aangemeld", "1480");
    let accept =
        ["accept", "2024", "W506", "GM0363", "ajb.aangemeld", "--by", "x", "--because", "y"];
    run(&year, &accept).code(0);
    assert!(text(&year, "2024/toelichtingen.toml").contains("wanneer = 2025-03-05"));
    pmg(&year, "status").env("SOURCE_DATE_EPOCH", "gisteren").arg("2024").assert().code(2);
}

/// A workbook of Amsterdam that came by mail, outside the folder of the year.
#[track_caller]
fn mailed(year: &Year, name: &str, change: impl Fn(&mut Answers)) -> String {
    let mut answers = answers();
    change(&mut answers);
    let bytes = year.workbook("GM0363", &answers["GM0363"]);
    mail(year, name, &bytes)
}

fn mail(year: &Year, name: &str, bytes: &[u8]) -> String {
    let folder = year.input().join("post");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(name), bytes).unwrap();
    folder.join(name).to_str().unwrap().to_owned()
}

fn enrolled(number: &str) -> impl Fn(&mut Answers) {
    move |answers| set(answers, "GM0363", "ajb.aangemeld", number)
}

/// The receipts as the file has them.
fn receipts(year: &Year) -> Vec<cycle::Receipt> {
    load(year, "2024").receipts
}

#[test]
fn a_return_that_came_by_mail_gets_its_place_and_is_logged() {
    let year = Year::example().without("GM0363");
    let file = mailed(&year, "Vragenlijst def.XLSX", enrolled("ca. 40"));
    let received = run(&year, &["receive", "2024", &file]).code(0);
    assert_eq!(
        said(&received),
        "Vragenlijst def.XLSX: ontvangen als GM0363-amsterdam.xlsx (Amsterdam), 1 fout, 0 waarschuwingen\n"
    );
    let (from, to) = (Path::new(&file), year.returns().join("GM0363-amsterdam.xlsx"));
    assert_eq!(std::fs::read(from).unwrap(), std::fs::read(&to).unwrap(), "copied, not moved");
    let log = text(&year, "2024/ontvangst.toml");
    assert!(log.starts_with("# Welke vragenlijst wanneer binnenkwam"), "{log}");
    assert!(log.contains("ontvangen = 2025-03-05"), "{log}");
    let [receipt] = receipts(&year).try_into().unwrap();
    assert_eq!(
        (receipt.municipality.as_str(), receipt.file.as_str()),
        ("GM0363", "GM0363-amsterdam.xlsx")
    );
    assert_eq!((receipt.size, receipt.replaces), (to.metadata().unwrap().len(), None));
    assert_eq!(receipt.sha256.len(), 64);
}

#[test]
fn a_later_return_takes_the_place_of_an_earlier_one_and_nothing_is_lost() {
    let year = Year::example();
    let first = std::fs::read(year.returns().join("GM0363-amsterdam.xlsx")).unwrap();
    let second = mailed(&year, "verbeterd.xlsx", enrolled("149"));
    let received = run(&year, &["receive", "2024", &second]).code(0);
    let log = receipts(&year);
    let old = log[0].replaces.clone().unwrap();
    let kept = format!("vervangen/2025-03-05-{}-GM0363-amsterdam.xlsx", &old[..8]);
    let words = format!("GM0363-amsterdam.xlsx is vervangen en bewaard als {kept}");
    assert!(said(&received).contains(&words), "{}", said(&received));
    assert_eq!(std::fs::read(year.returns().join(&kept)).unwrap(), first);
    // What was replaced is no return any more.
    assert_eq!(load(&year, "2024").returns.len(), 15);
    let sum = &year.draft().facts.figures.measures["ajb.aangemeld"].sum();
    assert_eq!(sum.unwrap().to_string(), "577");
    // A third one, in another format than it has now.
    let third = mailed(&year, "nog beter.xlsm", enrolled("150"));
    let received = run(&year, &["receive", "2024", &third]).code(0);
    assert!(said(&received).contains("ontvangen als GM0363-amsterdam.xlsm"), "{}", said(&received));
    let files = names(&year.returns());
    assert!(!files.contains(&"GM0363-amsterdam.xlsx".to_owned()), "{files:?}");
    assert_eq!(receipts(&year).len(), 2);
    // Old mail that is offered again undoes nothing.
    let first = mail(&year, "de eerste.xlsx", &first);
    let again = run(&year, &["receive", "2024", &first, &third]).code(1);
    assert!(said(&again).contains("is van dezelfde gemeente"), "{}", said(&again));
    for old in [&first, &second] {
        let again = run(&year, &["receive", "2024", old]).code(0);
        let words = "al vervangen door GM0363-amsterdam.xlsm; er is niets gedaan";
        assert!(said(&again).contains(words), "{}", said(&again));
    }
    assert_eq!(names(&year.returns()), files);
    assert_eq!(year.findings(), [], "one return of each");
}

#[test]
fn a_folder_of_mail_is_received_file_by_file() {
    let year = Year::example();
    let folder = year.input().join("post");
    std::fs::rename(year.returns(), &folder).unwrap();
    std::fs::write(folder.join("brief.pdf"), b"%PDF-1.7").unwrap();
    let received = run(&year, &["receive", "2024", folder.to_str().unwrap()]).code(1);
    assert_eq!(said(&received).matches(": ontvangen als ").count(), 15, "{}", said(&received));
    assert_eq!((names(&year.returns()).len(), receipts(&year).len()), (15, 15));
    assert_eq!(year.findings(), []);
    let empty = year.input().join("leeg");
    std::fs::create_dir(&empty).unwrap();
    run(&year, &["receive", "2024", empty.to_str().unwrap()]).code(2);
}

#[test]
fn the_same_bytes_again_change_nothing() {
    let year = Year::example().without("GM0363");
    let file = mailed(&year, "vragenlijst.xlsx", |_| ());
    let again = mailed(&year, "vragenlijst (1).xlsx", |_| ());
    run(&year, &["receive", "2024", &file]).code(0);
    let (before, log) = (names(&year.returns()), text(&year, "2024/ontvangst.toml"));
    let received = run(&year, &["receive", "2024", &again, &file]).code(0);
    let expected = "was al ontvangen als GM0363-amsterdam.xlsx (Amsterdam)\n";
    assert_eq!(
        said(&received),
        format!("vragenlijst (1).xlsx: {expected}vragenlijst.xlsx: {expected}")
    );
    assert_eq!((names(&year.returns()), text(&year, "2024/ontvangst.toml")), (before, log));
}

#[test]
fn a_return_that_was_put_there_by_hand_can_still_be_logged() {
    let year = Year::example();
    let there = year.returns().join("GM0363-amsterdam.xlsx").to_str().unwrap().to_owned();
    run(&year, &["receive", "2024", &there]).code(0);
    assert_eq!(receipts(&year).len(), 1);
    assert_eq!(load(&year, "2024").returns.len(), 15);
}

#[test]
fn what_cannot_be_used_is_refused_with_its_finding() {
    let year = Year::example();
    let before = names(&year.returns());
    let stranger = Year::example().edit("gemeenten.toml", "code = \"GM0363\"", "code = \"GM9999\"");
    let stranger = stranger.workbook("GM9999", &BTreeMap::new());
    let other = Year::example().edit("jaar.toml", "\"pmg-2024\"", "\"pmg-eerder\"");
    let other = other.workbook("GM0363", &BTreeMap::new());
    let venlo = year.workbook("GM0983", &BTreeMap::new());
    let refused: [(&str, &[u8], &str); 5] = [
        ("rapport.xlsx", b"%PDF-1.7", "L101"),
        ("half.xlsx", &venlo[..300], "L10"),
        ("onbekend.xlsx", &stranger, "L202"),
        ("oud.xlsx", &other, "L205"),
        ("venlo.xlsx", &venlo, "L203"),
    ];
    for (name, bytes, code) in refused {
        let file = mail(&year, name, bytes);
        let run = run(&year, &["receive", "2024", &file]).code(1);
        let all = said(&run) + &printed(&run);
        assert!(
            all.contains("Niet ontvangen") && all.contains(code) && all.contains(name),
            "{all}"
        );
        assert!(Path::new(&file).exists());
    }
    assert_eq!(names(&year.returns()), before);
    let log = load(&year, "2024");
    assert_eq!((log.receipts.len(), log.refusals.len()), (0, refused.len()));
    run(&year, &["receive", "2024", "weg.xlsx"]).code(2);
    run(&year, &["receive", "2024"]).code(2);
}

#[test]
fn where_it_is_not_clear_what_holds_nothing_is_received() {
    let year = Year::example();
    let before = names(&year.returns());
    let (one, two) =
        (mailed(&year, "a.xlsx", enrolled("1490")), mailed(&year, "b.xlsx", enrolled("149")));
    let run_both = run(&year, &["receive", "2024", &one, &two]).code(1);
    assert!(said(&run_both).contains("a.xlsx: niet ontvangen: b.xlsx is van dezelfde gemeente"));
    assert_eq!(names(&year.returns()), before);
    // Two that were put there by hand.
    year.put("nog een.xlsx", &std::fs::read(&one).unwrap());
    let received = run(&year, &["receive", "2024", &two]).code(1);
    let words =
        "van Amsterdam staan er al GM0363-amsterdam.xlsx en nog een.xlsx; laat er één staan";
    assert!(said(&received).contains(words), "{}", said(&received));
    assert_eq!(year.findings().iter().filter(|each| each.code == "L204").count(), 2);
    // Something else that has its name.
    let year = year.without("GM0363").without("nog een");
    year.put("GM0363-amsterdam.xlsx", b"%PDF-1.7");
    let received = run(&year, &["receive", "2024", &two]).code(1);
    assert!(said(&received).contains("er staat al een ander bestand"), "{}", said(&received));
    assert_eq!(std::fs::read(year.returns().join("GM0363-amsterdam.xlsx")).unwrap(), b"%PDF-1.7");
}

/// A year in which Amsterdam handed in twice, Den Haag once, of Breda stand two files, and somebody
/// else's file is among them. It asks for a signature.
fn half_way() -> Year {
    let year = Year::example()
        .write_file(cycle::SHEETS, cycle::STANDARD_SHEETS)
        .edit("jaar.toml", "getalgrens", "inleveren = 2025-04-01\ngetalgrens")
        .edit("jaar.toml", "publicatie = 2024-06-05", "publicatie = 2025-06-05")
        .answered(|answers| {
            answers.retain(|code, _| ["GM0363", "GM0518", "GM0758"].contains(&code.as_str()));
            set(answers, "GM0363", "akkoord.functie", "=hoofd \u{202e}Veiligheid <b>");
            set(answers, "GM0363", "akkoord.naam", "J. Jansen");
            set(answers, "GM0363", "akkoord.datum", "2 april 2024");
            set(answers, "GM0363", "ajb.aangemeld", "ca. 40");
            set(answers, "GM0518", "casemanagers.begeleid", "onbekend");
        });
    let amsterdam = std::fs::read(year.returns().join("GM0363.xlsx")).unwrap();
    let earlier = year.workbook("GM0363", &BTreeMap::new());
    let year = year.without("GM0363");
    year.put("=breda.xlsx", &std::fs::read(year.returns().join("GM0758.xlsx")).unwrap());
    year.put("zomaar.pdf", b"%PDF-1.7");
    for bytes in [earlier, amsterdam] {
        run(&year, &["receive", "2024", &mail(&year, "vragenlijst.xlsx", &bytes)]).code(0);
    }
    year
}

#[test]
fn status_shows_who_handed_in_and_how_it_stands() {
    let year = half_way();
    let json = printed(&run(&year, &["status", "2024", "--format", "json"]).code(0));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let shown = run(&year, &["status", "2024"]).code(0);
    let mut text = printed(&shown);
    // The hash of a workbook says nothing to a reader of the snapshot.
    for row in json["municipalities"].as_array().unwrap() {
        if let Some(hash) = row["sha256"].as_str() {
            assert!(text.contains(&hash[..8]), "{text}");
            text = text.replace(&hash[..8], "01234567");
        }
    }
    insta::assert_snapshot!("status", text);
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    assert_eq!(said(&shown), "");
    let amsterdam = &json["municipalities"][0];
    assert_eq!(amsterdam["name"], "Amsterdam");
    assert_eq!((&amsterdam["version"], &amsterdam["received"]), (&2.into(), &"2025-03-05".into()));
    assert_eq!((&amsterdam["errors"], &amsterdam["signed"]), (&1.into(), &"2024-04-02".into()));
    assert_eq!(json["other_files"][0], "zomaar.pdf");
}

#[test]
fn status_never_shows_the_name_of_who_signed_and_makes_texts_harmless() {
    let year = half_way();
    for format in ["text", "json", "csv", "html"] {
        let shown = printed(&run(&year, &["status", "2024", "--format", format]).code(0));
        assert!(shown.contains("Veiligheid") && !shown.contains("Jansen"), "{shown}");
        match format {
            "csv" => {
                let start =
                    "\u{feff}code,gemeente,stand,binnen,versie,bestand,sha256,antwoorden,fouten";
                assert!(shown.starts_with(start), "{shown}");
                assert!(shown.contains(",'=breda.xlsx GM0758.xlsx,"), "{shown}");
                assert!(shown.contains(",'=hoofd"), "{shown}");
                assert_eq!(csv::Reader::from_reader(shown.as_bytes()).records().count(), 15);
            }
            "html" => {
                assert!(shown.contains("&lt;b&gt;") && !shown.contains("<b>"), "{shown}");
                assert!(shown.contains("<html lang=\"nl\">") && !shown.contains('\u{202e}'));
                assert!(shown.contains("Inleveren kan tot en met 1 april 2025: nog 27 dagen."));
            }
            "text" => assert!(!shown.contains('\u{202e}'), "{shown}"),
            _ => {}
        }
    }
}

#[test]
fn status_counts_the_days_to_the_last_one() {
    for (day, words) in [
        ("2025-03-06", "kan tot en met 6 maart 2025: nog 1 dag."),
        ("2025-03-05", "kan tot en met 5 maart 2025: dat is vandaag."),
        ("2025-02-26", "kon tot en met 26 februari 2025: 7 dagen geleden."),
        ("2025-12-30", "kan tot en met 30 december 2025: nog 300 dagen."),
    ] {
        let line = format!("inleveren = {day}\ngetalgrens");
        let year = Year::example().edit("jaar.toml", "getalgrens", &line).edit(
            "jaar.toml",
            "publicatie = 2024-06-05",
            "publicatie = 2025-12-31",
        );
        let text = printed(&run(&year, &["status", "2024"]).code(0));
        assert!(text.contains(&format!("Inleveren {words}")), "{text}");
        assert!(text.contains("Binnen: 15 van de 15 gemeenten."), "{text}");
    }
    let text = printed(&run(&Year::example(), &["status", "2024"]).code(0));
    assert!(text.contains("Er is geen uiterste datum"), "{text}");
    let wrong = Year::example().edit("jaar.toml", "getalgrens", "inleveren = 1\ngetalgrens");
    run(&wrong, &["status", "2024"]).code(2);
}

#[test]
fn status_does_not_say_when_a_file_came_that_was_put_there_by_hand() {
    let year = half_way();
    let other = year.workbook("GM0363", &BTreeMap::new());
    year.put("GM0363-amsterdam.xlsx", &other);
    let json = printed(&run(&year, &["status", "2024", "--format", "json"]).code(0));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert!(json["municipalities"][0]["received"].is_null(), "{json}");
    assert!(json["municipalities"][0]["version"].is_null(), "{json}");
}

#[test]
fn status_says_how_many_warnings_are_explained() {
    let with_remark = |remark: &str| {
        let year = Year::changed(|answers| {
            set(answers, "GM0363", "ajb.aangemeld", "1480");
            let answers = answers.get_mut("GM0363").unwrap();
            remark.clone_into(&mut answers.get_mut("ajb.aangemeld").unwrap().remark);
        });
        let json = printed(&run(&year, &["status", "2024", "--format", "json"]).code(0));
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let amsterdam = &json["municipalities"][0];
        (amsterdam["warnings"].as_u64().unwrap(), amsterdam["explained"].as_u64().unwrap())
    };
    let (warnings, explained) = with_remark("");
    assert!(warnings > 0 && explained == 0);
    assert_eq!(with_remark("alle scholen doen mee"), (warnings, warnings));
}

#[test]
fn a_new_year_in_which_nothing_came_in_has_a_status_sorted_as_dutch_sorts() {
    let year = started();
    let text = printed(&run(&year, &["status", "2025"]).code(0));
    let names: Vec<&str> = text.lines().filter(|line| line.ends_with("ontbreekt")).collect();
    assert_eq!(names.len(), 47);
    let place = |name: &str| names.iter().position(|line| line.starts_with(name)).unwrap();
    assert!(
        place("Heerlen") < place("'s-Hertogenbosch") && place("'s-Hertogenbosch") < place("Hoorn")
    );
    assert!(text.contains("Binnen: 0 van de 47 gemeenten."), "{text}");
}
