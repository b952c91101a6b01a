//! Final editions one after the other: what is kept of each, what the next one corrects, and whether it can be made again.

#![expect(clippy::disallowed_methods, reason = "what somebody puts there is no output")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use assert_cmd::assert::Assert;
use serde_json::Value;

use crate::command_line::{pmg, printed, said};
use crate::support::{Year, set};

/// Builds the final edition of a year.
#[track_caller]
pub(crate) fn publish(year: &Year) -> Assert {
    pmg(year, "build").args(["2024", "--final"]).assert()
}

/// Verifies the edition at a path.
#[track_caller]
pub(crate) fn verified(year: &Year, edition: &Path) -> Assert {
    pmg(year, "verify").arg("--edition").arg(edition).assert()
}

pub(crate) fn kept(year: &Year, number: &str) -> PathBuf {
    year.path().join("uitgebracht").join(number)
}

pub(crate) fn out(year: &Year) -> PathBuf {
    year.input().join("uit/2024/definitief")
}

/// The files in a folder by name.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let file = |path: PathBuf| {
        (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read(&path).unwrap())
    };
    entries.map(file).collect()
}

pub(crate) fn text(path: &Path) -> String {
    String::from_utf8(std::fs::read(path).unwrap()).unwrap()
}

pub(crate) const AMSTERDAM: &str = "[[erratum]]\nuitgave = \"1.1\"\ngemeente = \"GM0363\"\nwaarom = \"De gemeente vond een aanmelding terug.\"\n";

/// A year of which an edition went out, in which Amsterdam then corrected one number.
pub(crate) fn corrected() -> Year {
    let year = Year::issued();
    year.answered(|filled| set(filled, "GM0363", "ajb.aangemeld", "149"))
}

#[test]
fn an_edition_is_kept_as_it_went_out_and_made_no_second_time() {
    let year = Year::changed(|_| ());
    let run = publish(&year).code(0);
    assert!(said(&run).contains("Uitgave 1.0 geschreven in"), "{}", said(&run));
    let first = files(&kept(&year, "1.0"));
    let mut shown = files(&out(&year));
    shown.insert("zinnen.json".to_owned(), first["zinnen.json"].clone());
    assert_eq!(first, shown, "what is kept is what went out, and its sentences");
    // What somebody changed or took away among the outputs comes back.
    std::fs::remove_dir_all(out(&year)).unwrap();
    let run = publish(&year).code(0);
    assert!(said(&run).contains("Er is niets te verbeteren"), "{}", said(&run));
    shown.remove("zinnen.json");
    assert_eq!(files(&out(&year)), shown);
    assert_eq!(files(&year.path().join("uitgebracht/1.0")), first);
    assert!(!kept(&year, "1.1").exists());
    // But not if somebody changed what was kept.
    let path = kept(&year, "1.0").join("rapport.md");
    std::fs::write(&path, "iets anders").unwrap();
    let run = publish(&year).code(2);
    assert!(said(&run).contains("is niet meer wat er in uitgave 1.0 stond"), "{}", said(&run));
    std::fs::write(path, &first["rapport.md"]).unwrap();
    // Nor does a name lead out of the folder.
    let path = kept(&year, "1.0").join("editie.json");
    let record = text(&path).replace("\"rapport.md\"", "\"../../geheim/sleutel.txt\"");
    std::fs::write(&path, record).unwrap();
    publish(&year).code(2);
    assert!(!year.input().join("uit/geheim").exists());
    std::fs::write(path, &first["editie.json"]).unwrap();
    pmg(&year, "verify")
        .args(["2024", "--final", "--output"])
        .arg(year.input().join("uit"))
        .assert()
        .code(0);
}

#[test]
fn what_is_said_of_an_edition_holds_no_hash_of_a_return() {
    let year = Year::issued();
    let record = text(&out(&year).join("editie.json"));
    let record: Value = serde_json::from_str(&record).unwrap();
    assert_eq!((&record["edition"], &record["date"]), (&"1.0".into(), &"2024-06-05".into()));
    let hashed: BTreeSet<&String> = record["files"].as_object().unwrap().keys().collect();
    let there = files(&out(&year));
    assert_eq!(hashed, there.keys().filter(|name| *name != "editie.json").collect());
    // Who knows all but one answer of a return could try the others until the hash comes out.
    for returned in files(&year.returns()).values() {
        let hash = pmg_monitor::workbook::sha256(returned);
        assert!(there.values().all(|bytes| !String::from_utf8_lossy(bytes).contains(&hash)));
    }
}

#[test]
fn a_correction_without_a_reason_is_refused_and_leaves_what_was_there() {
    let year = corrected();
    let before = files(&out(&year));
    let run = publish(&year).code(3);
    let said = said(&run);
    for part in [
        "T118  errata.toml: het rapport zegt iets anders dan uitgave 1.0, en waarom staat niet in errata.toml",
        "staat nog de definitieve uitgave die eerder is gemaakt; die is niet veranderd",
    ] {
        assert!(said.contains(part), "{said}");
    }
    assert_eq!(files(&out(&year)), before);
    assert!(!kept(&year, "1.1").exists());
    // The draft tells it as well, and shows what would be corrected.
    pmg(&year, "build").arg("2024").assert().code(1);
    let draft = text(&year.input().join("uit/2024/rapport.md"));
    assert!(draft.contains("## Verbeteringen in deze uitgave"), "{draft}");
}

/// The figures that two public ledgers have otherwise: measure, municipality or nothing for the sum, before and after.
fn otherwise(before: &Value, after: &Value) -> BTreeSet<(String, String, String, String)> {
    let cell = |number: &Value, shown: &Value| match (number.as_f64(), shown.as_str()) {
        (Some(number), _) => number.to_string(),
        (None, Some("small")) => "minder dan 10".to_owned(),
        (None, Some(_)) => "niet getoond".to_owned(),
        (None, None) => "geen getal".to_owned(),
    };
    let all = |ledger: &Value| -> BTreeMap<(String, String), String> {
        let mut cells = BTreeMap::new();
        for (code, measure) in ledger["measures"].as_object().unwrap() {
            let sum = cell(&measure["sum"], &measure["sum_shown"]);
            cells.insert((code.clone(), String::new()), sum);
            let lists = ["contributions", "not_counted"].map(|list| measure[list].as_array());
            for given in lists.into_iter().flatten().flatten() {
                let who = given["municipality"].as_str().unwrap().to_owned();
                cells.insert((code.clone(), who), cell(&given["value"], &given["shown"]));
            }
        }
        cells
    };
    let (before, after) = (all(before), all(after));
    let none = || "geen getal".to_owned();
    let keys: BTreeSet<_> = before.keys().chain(after.keys()).cloned().collect();
    keys.into_iter()
        .filter_map(|key| {
            let [was, is] =
                [&before, &after].map(|cells| cells.get(&key).cloned().unwrap_or_else(none));
            (was != is).then_some((key.0, key.1, was, is))
        })
        .collect()
}

/// The rows of the tables in the chapter on corrections, cell by cell.
fn rows(markdown: &str) -> Vec<Vec<String>> {
    let chapter = markdown.split("## Verbeteringen in deze uitgave").nth(1).unwrap();
    let chapter = chapter.split("\n## ").next().unwrap();
    let rows = chapter.lines().filter(|line| line.starts_with('|') && !line.starts_with("| -"));
    let cells = |line: &str| {
        let line = line.replace("\\|", "\u{1}");
        let cells = line.trim_matches('|').split('|').map(|it| it.trim().replace('\u{1}', "|"));
        cells.collect::<Vec<_>>()
    };
    rows.map(cells).collect()
}

#[test]
fn a_correction_says_what_was_what_is_and_why_and_leaves_the_first_edition_alone() {
    let year = corrected();
    let first = files(&kept(&year, "1.0"));
    let year = year.write_file("errata.toml", AMSTERDAM);
    let run = publish(&year).code(0);
    assert!(said(&run).contains("Uitgave 1.1 geschreven in"), "{}", said(&run));
    assert_eq!(files(&kept(&year, "1.0")), first, "nothing of it is touched");
    let second = files(&kept(&year, "1.1"));
    let json = |files: &BTreeMap<String, Vec<u8>>, name: &str| -> Value {
        serde_json::from_slice(&files[name]).unwrap()
    };
    let markdown = String::from_utf8(second["rapport.md"].clone()).unwrap();
    assert!(markdown.contains("juni 2024 (uitgave 1.1)"), "{markdown}");
    assert!(markdown.contains("- Amsterdam: De gemeente vond een aanmelding terug."));
    // The figures, held against the two ledgers.
    let rows = rows(&markdown);
    let expected = otherwise(&json(&first, "cijfers.json"), &json(&second, "cijfers.json"));
    assert!(!expected.is_empty());
    let told: BTreeSet<(String, String)> = rows
        .iter()
        .filter(|row| row.len() == 4)
        .map(|row| (row[2].clone(), row[3].clone()))
        .collect();
    let figures = rows.iter().filter(|row| row.len() == 4 && row[2] != "Uitgave 1.0").count();
    assert_eq!(figures, expected.len());
    for (code, who, was, is) in &expected {
        assert!(told.contains(&(was.clone(), is.clone())), "{code} {who}: {was} {is}");
    }
    assert!(rows.iter().any(|row| row.len() == 4 && row[1] == "totaal"));
    assert!(rows.iter().any(|row| row.len() == 4 && row[1] == "Amsterdam"));
    // The sentences, held against those of both.
    let sentences = |files: &BTreeMap<String, Vec<u8>>| -> Vec<String> {
        let all = json(files, "zinnen.json");
        all.as_array().unwrap().iter().map(|it| it["text"].as_str().unwrap().to_owned()).collect()
    };
    let (before, after) = (sentences(&first), sentences(&second));
    let gone: Vec<&String> = before.iter().filter(|it| !after.contains(it)).collect();
    let new: Vec<&String> = after.iter().filter(|it| !before.contains(it)).collect();
    assert!(!gone.is_empty() && gone.len() == new.len());
    let pairs: Vec<&Vec<String>> = rows.iter().filter(|row| row.len() == 3).collect();
    for said in gone {
        assert!(pairs.iter().any(|row| row[1] == *said), "{said}");
    }
    for said in new {
        assert!(pairs.iter().any(|row| row[2] == *said), "{said}");
    }
    assert!(pairs.iter().any(|row| row[0] == "Verantwoording"), "where it stands: {pairs:?}");
    // The same as a page of its own.
    let page = String::from_utf8(second["erratum.html"].clone()).unwrap();
    assert!(page.contains("Erratum bij Rapportage Preventie met Gezag 2024"));
    assert!(page.contains("De gemeente vond een aanmelding terug."));
    let pages = pmg_recount::page_texts(&second["erratum.pdf"]).unwrap().join("\n");
    assert!(pages.contains("576") && pages.contains("577"), "{pages}");
}

#[test]
fn each_edition_can_be_made_again_after_the_year_went_on() {
    let year = corrected().write_file("errata.toml", AMSTERDAM);
    publish(&year).code(0);
    for (edition, files) in [("1.0", 12), ("1.1", 14)] {
        let run = verified(&year, &kept(&year, edition)).code(0);
        assert_eq!(
            printed(&run),
            format!(
                "Uitgave {edition} van 2024: {files} bestanden opnieuw gemaakt, 0 verschillen\n"
            )
        );
    }
    verified(&year, &out(&year)).code(0);
    // Sent as a zip file, in a folder of its own.
    let zipped = files(&kept(&year, "1.0"));
    let zipped = zipped.into_iter().map(|(name, bytes)| (format!("uitgave/{name}"), bytes));
    let path = year.input().join("uitgave.zip");
    std::fs::write(&path, pmg_monitor::archive::pack(&zipped.collect()).unwrap()).unwrap();
    verified(&year, &path).code(0);
}

#[test]
fn an_edition_that_is_not_the_one_that_was_made_is_told_file_by_file() {
    let year = Year::issued();
    let folder = out(&year);
    std::fs::write(folder.join("rapport.md"), "iets anders").unwrap();
    std::fs::write(folder.join("brief.docx"), "van een ander").unwrap();
    std::fs::remove_file(folder.join("cijfers.csv")).unwrap();
    let told = printed(&verified(&year, &folder).code(1));
    for part in [
        "brief.docx: dit hoort niet bij de uitgave",
        "cijfers.csv: dit hoort bij de uitgave",
        "rapport.md: het bestand is niet dat van de uitgave",
        "11 bestanden opnieuw gemaakt, 3 verschillen",
    ] {
        assert!(told.contains(part), "{told}");
    }
    // A record that belongs to other input.
    let year = Year::issued();
    let path = out(&year).join("editie.json");
    let record: Value = serde_json::from_str(&text(&path)).unwrap();
    let input = record["input"].as_str().unwrap();
    std::fs::write(&path, text(&path).replace(input, &"0".repeat(64))).unwrap();
    let told = printed(&verified(&year, &out(&year)).code(1));
    assert!(told.contains("de uitgave is van iets anders gemaakt dan er is bewaard"), "{told}");
}

#[test]
fn without_what_an_edition_was_made_from_it_says_what_is_missing() {
    let year = Year::issued();
    let run = verified(&year, &year.returns()).code(2);
    assert!(said(&run).contains("staat geen uitgave"), "{}", said(&run));
    let made_from = year.path().join("geheim/uitgaven/1.0.zip");
    std::fs::write(&made_from, "geen zip").unwrap();
    let run = verified(&year, &out(&year)).code(2);
    assert!(said(&run).contains("dit is geen zip-bestand"), "{}", said(&run));
    std::fs::remove_file(&made_from).unwrap();
    let run = verified(&year, &out(&year)).code(2);
    assert!(
        said(&run).contains("waar uitgave 1.0 van 2024 van is gemaakt, is hier niet bewaard"),
        "{}",
        said(&run)
    );
}

#[test]
fn the_third_edition_tells_readers_of_each_of_the_two_before_it() {
    let year = corrected().write_file("errata.toml", AMSTERDAM);
    publish(&year).code(0);
    let reasons = format!(
        "{AMSTERDAM}\n{}",
        AMSTERDAM.replace("1.1", "1.2").replace("een aanmelding terug", "er nog meer")
    );
    let year = year.answered(|filled| set(filled, "GM0363", "ajb.aangemeld", "151"));
    let year = year.write_file("errata.toml", &reasons);
    publish(&year).code(0);
    let markdown = text(&kept(&year, "1.2").join("rapport.md"));
    let rows = rows(&markdown);
    for (was, is) in [("577", "579"), ("576", "579"), ("149", "151"), ("148", "151")] {
        assert!(rows.iter().any(|row| row.ends_with(&[was.to_owned(), is.to_owned()])), "{was}");
    }
    let at = |words: &str| markdown.find(words).unwrap();
    assert!(at("Anders dan in uitgave 1.1") < at("Anders dan in uitgave 1.0"));
    assert!(markdown.contains("De gemeente vond er nog meer."));
    assert!(!markdown.contains("De gemeente vond een aanmelding terug."), "that was why of 1.1");
    for edition in ["1.0", "1.1", "1.2"] {
        verified(&year, &kept(&year, edition)).code(0);
    }
}

#[test]
fn each_municipality_whose_number_is_another_wants_a_reason_of_its_own() {
    let year = corrected().write_file("errata.toml", AMSTERDAM);
    let year = year.answered(|filled| {
        set(filled, "GM0363", "ajb.aangemeld", "149");
        set(filled, "GM0014", "ajb.aangemeld", "65");
    });
    let run = publish(&year).code(3);
    let told = said(&run);
    assert!(
        told.contains("een getal of status van Groningen is anders dan in uitgave 1.0"),
        "{told}"
    );
    assert!(!told.contains("een getal of status van Amsterdam"), "{told}");
}

#[test]
fn a_reason_that_cannot_be_printed_is_refused_with_its_line() {
    for (text, part) in [
        (AMSTERDAM.replace("1.1", "1.0"), "`1.0` is geen verbeterde uitgave"),
        (AMSTERDAM.replace("1.1", "twee"), "`twee` is geen verbeterde uitgave"),
        (AMSTERDAM.replace("GM0363", "GM9999"), "gemeenten.toml heeft geen gemeente GM9999"),
        (
            AMSTERDAM.replace("een aanmelding", "zeven aanmeldingen"),
            "in deze reden staat een getal",
        ),
        (AMSTERDAM.replace("waarom", "reden"), "reden"),
    ] {
        let error = Year::example().write_file("errata.toml", &text).error();
        assert!(error.contains(part) && error.contains("errata.toml, regel"), "{error}");
    }
}

#[test]
fn a_late_return_is_hidden_without_anybody_copying_a_file() {
    let year =
        Year::changed(|filled| set(filled, "GM0606", "schoolverzuim.deelnemers", "onbekend"));
    publish(&year).code(0);
    let sum = |number: &str| {
        let ledger: Value =
            serde_json::from_str(&text(&kept(&year, number).join("cijfers.json"))).unwrap();
        ledger["measures"]["schoolverzuim.deelnemers"].clone()
    };
    let first = sum("1.0")["sum"].as_i64().unwrap();
    let reason = AMSTERDAM.replace("GM0363", "GM0606");
    let year = year.answered(|filled| set(filled, "GM0606", "schoolverzuim.deelnemers", "4"));
    let year = year.write_file("errata.toml", &reason);
    publish(&year).code(0);
    let ledger: Value =
        serde_json::from_str(&text(&kept(&year, "1.1").join("cijfers.json"))).unwrap();
    let second = &ledger["measures"]["schoolverzuim.deelnemers"];
    assert_ne!(second["sum"], first + 4, "the difference is four pupils of Schiedam");
    assert_eq!(second["sum_shown"], "withheld");
    // Nor does what it corrects say more than the two editions do.
    let markdown = text(&kept(&year, "1.1").join("rapport.md"));
    for row in rows(&markdown).iter().filter(|row| row.len() == 4) {
        assert!(!["4", (first + 4).to_string().as_str()].contains(&row[3].as_str()), "{row:?}");
    }
}

#[test]
fn an_edition_that_was_kept_by_hand_is_corrected_in_its_figures() {
    let year = Year::issued();
    let ledger = text(&kept(&year, "1.0").join("cijfers.json"));
    std::fs::remove_dir_all(kept(&year, "1.0")).unwrap();
    let year = year.write_file("uitgebracht/2024-06-05.json", &ledger);
    // The same figures are the same edition, which the program then keeps itself.
    publish(&year).code(0);
    assert!(kept(&year, "1.0").is_dir() && !kept(&year, "1.1").exists());
    assert_eq!(text(&kept(&year, "1.0").join("cijfers.json")), ledger);
    std::fs::remove_dir_all(kept(&year, "1.0")).unwrap();
    let year = year.answered(|filled| set(filled, "GM0363", "ajb.aangemeld", "149"));
    let year = year.write_file("errata.toml", AMSTERDAM);
    publish(&year).code(0);
    let rows = rows(&text(&kept(&year, "1.1").join("rapport.md")));
    assert!(rows.iter().any(|row| row.ends_with(&["576".to_owned(), "577".to_owned()])));
    assert!(rows.iter().all(|row| row.len() == 4), "its sentences nobody kept: {rows:?}");
}

#[test]
fn a_kept_edition_that_is_damaged_stops_the_year_with_what_to_do() {
    let year = corrected().write_file("errata.toml", AMSTERDAM);
    publish(&year).code(0);
    let path = |name: &str| kept(&year, "1.0").join(name);
    let record = text(&path("editie.json"));
    std::fs::write(path("editie.json"), record.replace("2024", "2023")).unwrap();
    assert!(
        year.error().contains("dit is niet wat het programma van uitgave 1.0 van 2024 bewaarde")
    );
    std::fs::write(path("editie.json"), record).unwrap();
    let sentences = text(&path("zinnen.json"));
    std::fs::write(path("zinnen.json"), "[{\"text\": 3}]").unwrap();
    assert!(year.error().contains("dit is niet meer wat er in uitgave 1.0 stond"));
    std::fs::write(path("zinnen.json"), sentences).unwrap();
    std::fs::rename(kept(&year, "1.0"), year.input().join("weg")).unwrap();
    assert!(year.error().contains("uitgave 1.0 ontbreekt, en er is wel een die haar verbetert"));
    std::fs::rename(year.input().join("weg"), kept(&year, "1.0")).unwrap();
    std::fs::rename(kept(&year, "1.1"), kept(&year, "1.1 (kopie)")).unwrap();
    assert!(year.error().contains("hier horen alleen de uitgaven die zijn verschenen"));
}

#[test]
fn a_refusal_names_every_gate_at_once() {
    let year = corrected();
    let remark = "van = \"directie\"\nconcept = 1\ningelezen = 2024-05-14\nbestand = \"rapport.docx\"\nsha256 = \"00\"\n\n[[opmerking]]\nnummer = 1\nopmerking = \"Klopt dit?\"\n";
    let year = year.write_file("opmerkingen/concept-1-directie.toml", remark);
    let told = said(&publish(&year).code(3));
    for part in ["1 bevinding staat in de weg", "1 opmerking staat nog open: directie-1"] {
        assert!(told.contains(part), "{told}");
    }
}

#[test]
fn a_number_of_before_that_somebody_changed_in_the_page_is_a_difference() {
    let year = corrected().write_file("errata.toml", AMSTERDAM);
    publish(&year).code(0);
    let page = out(&year).join("rapport.html");
    let whole = text(&page);
    let verify = || {
        let mut run = pmg(&year, "verify");
        run.args(["2024", "--final", "--output"]).arg(year.input().join("uit")).assert().code(1)
    };
    for (basis, was, is) in [
        ("eerder:1.0:som:ajb.aangemeld", ">576<", ">566<"),
        ("eerder:1.0:waarde:ajb.aangemeld:GM0363", ">148<", ">138<"),
        ("eerder:1.0:zin", ">Daar zijn 576 extra", ">Daar zijn 566 extra"),
        ("eerder:1.0\"", ">1.0<", ">1.3<"),
        ("erratum:0", ">De gemeente vond", ">De gemeente verzon"),
    ] {
        let mut at = None;
        for (found, _) in whole.match_indices(basis) {
            let rest = &whole[found..];
            let end = rest.find("</").unwrap() + 2;
            if rest[..end].contains(was) {
                at = Some((found, end));
            }
        }
        let (found, end) = at.unwrap_or_else(|| panic!("{basis} {was}"));
        let mark = &whole[found..found + end];
        std::fs::write(&page, whole.replacen(mark, &mark.replace(was, is), 1)).unwrap();
        let told = printed(&verify());
        assert!(told.contains("rapport.html"), "{basis}: {told}");
        assert!(!told.contains("het bestand is later veranderd"), "counted again: {basis}: {told}");
    }
}

#[test]
fn a_number_that_is_taken_back_is_corrected_too() {
    let year = Year::issued();
    let year = year.answered(|filled| set(filled, "GM0363", "ajb.aangemeld", "onbekend"));
    let year = year.write_file("errata.toml", AMSTERDAM);
    publish(&year).code(0);
    let rows = rows(&text(&kept(&year, "1.1").join("rapport.md")));
    let of_amsterdam = ["Amsterdam", "148", "geen getal"].map(str::to_owned);
    assert!(rows.iter().any(|row| row.ends_with(&of_amsterdam)), "{rows:?}");
}

#[test]
fn an_erratum_of_any_length_is_counted_again_without_a_difference() {
    for times in [1, 4, 7] {
        let year = Year::whole();
        publish(&year).code(0);
        let words = "De gemeente telde opnieuw. ".repeat(times);
        let reason = AMSTERDAM.replace("De gemeente vond een aanmelding terug.", words.trim());
        let year = year.answered(|filled| set(filled, "GM0363", "ajb.aangemeld", "149"));
        publish(&year.write_file("errata.toml", &reason)).code(0);
    }
}

#[test]
fn a_changed_status_is_told_with_its_municipality_which_needs_a_reason() {
    let year = Year::issued();
    let year = year.answered(|filled| set(filled, "GM0363", "ipta.status", "gestopt"));
    let team = AMSTERDAM.replace("gemeente = \"GM0363\"\n", "");
    let year = year.write_file("errata.toml", &team);
    let told = said(&publish(&year).code(3));
    assert!(told.contains("een getal of status van Amsterdam is anders"), "{told}");
    let year = year.write_file("errata.toml", AMSTERDAM);
    publish(&year).code(0);
    let rows = rows(&text(&kept(&year, "1.1").join("rapport.md")));
    let of_amsterdam = ["Amsterdam", "uitvoering", "gestopt"].map(str::to_owned);
    assert!(rows.iter().any(|row| row.ends_with(&of_amsterdam)), "{rows:?}");
}

#[test]
fn a_reason_names_nobody_of_whom_nothing_is_seen_to_change_and_no_person() {
    let year = corrected();
    let of_rotterdam = format!("{AMSTERDAM}\n{}", AMSTERDAM.replace("GM0363", "GM0599"));
    let year = year.write_file("errata.toml", &of_rotterdam);
    let told = said(&publish(&year).code(3));
    assert!(
        told.contains(
            "errata.toml noemt Rotterdam, en van Rotterdam is in het rapport niets anders"
        ),
        "{told}"
    );
    let personal = AMSTERDAM.replace("een aanmelding terug", "het met j.devries@voorbeeld.nl");
    let year = year.write_file("errata.toml", &personal);
    let told = said(&publish(&year).code(3));
    assert!(told.contains("wijst `j.devries@voorbeeld.nl` naar een persoon"), "{told}");
}

#[test]
fn another_notice_alone_is_no_new_edition() {
    let year = Year::issued();
    let year = year.edit("jaar.toml", "mededeling = ", "# mededeling = ");
    let told = said(&publish(&year).code(0));
    assert!(told.contains("Er is niets te verbeteren"), "{told}");
    assert!(told.contains("mededeling of huisstijl"), "{told}");
    assert!(!kept(&year, "1.1").exists());
}

#[test]
fn what_an_edition_printed_cannot_be_changed_afterwards() {
    let year = corrected().write_file("errata.toml", AMSTERDAM);
    let path = kept(&year, "1.0").join("cijfers.json");
    std::fs::write(&path, text(&path).replacen("576", "575", 1)).unwrap();
    let told = said(&publish(&year).code(2));
    assert!(told.contains("dit is niet meer wat er in uitgave 1.0 stond"), "{told}");
}

#[test]
fn what_an_edition_was_made_from_stays_when_another_takes_its_number() {
    let year = Year::issued();
    let copy = year.input().join("kopie");
    std::fs::create_dir(&copy).unwrap();
    for (name, bytes) in files(&kept(&year, "1.0")) {
        std::fs::write(copy.join(name), bytes).unwrap();
    }
    std::fs::remove_dir_all(year.path().join("uitgebracht")).unwrap();
    std::fs::remove_dir_all(out(&year)).unwrap();
    let year = year.answered(|filled| set(filled, "GM0363", "ajb.aangemeld", "149"));
    let told = said(&publish(&year).code(0));
    assert!(told.contains("Er was eerder een uitgave met dit nummer"), "{told}");
    let zips = files(&year.path().join("geheim/uitgaven"));
    assert_eq!(zips.keys().filter(|name| name.contains(".zip")).count(), 2, "{:?}", zips.keys());
    assert!(!said(&pmg(&year, "check").arg("2024").assert()).contains("W520"));
}
