//! What never leaves the team's folder: the key, what an edition hid, and what previews showed.
#![expect(clippy::disallowed_methods, reason = "a test sets its own stage")]

use std::collections::BTreeMap;
use std::path::PathBuf;

use pmg_monitor::municipality::MunicipalityCode;
use pmg_monitor::render::markdown;
use pmg_monitor::{cycle, workbook};
use serde_json::Value;

use crate::command_line::{pmg, run, said};
use crate::support::{Year, set};

/// A measure of persons that the first five of these answer.
const MEASURE: &str = "ajb.aangemeld";
const FIVE: [&str; 5] = ["GM0363", "GM0518", "GM0014", "GM0080", "GM0599"];

impl Year {
    /// The year without what is secret of it.
    fn without_secret(self) -> Self {
        std::fs::remove_dir_all(self.path().join("geheim")).unwrap();
        self
    }

    /// The files of a folder of the year, by name.
    fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let Ok(entries) = std::fs::read_dir(self.path().join(folder)) else {
            return BTreeMap::new();
        };
        let paths = entries.map(|entry| entry.unwrap().path());
        let file = |path: PathBuf| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read(path).unwrap())
        };
        paths.map(file).collect()
    }

    fn published(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.input().join("uit/2024/definitief").join(name)).unwrap()
    }

    /// What previews showed, as it is kept.
    fn shown(&self) -> Vec<Value> {
        let files = self.files("geheim/getoond").into_values();
        files.map(|bytes| serde_json::from_slice(&bytes).unwrap()).collect()
    }
}

fn code(code: &str) -> MunicipalityCode {
    MunicipalityCode::parse(code).unwrap()
}

#[test]
fn a_year_without_a_key_gets_one_that_is_told_and_stays() {
    let year = Year::of(&["GM0363"]).without_secret();
    let first = said(&pmg(&year, "build").arg("2024").assert().code(0));
    assert!(first.starts_with("Sleutel van dit jaar gemaakt in "), "{first}");
    assert!(first.contains("sleutel.txt; bewaar hem bij het jaar"), "{first}");
    let files = year.files("geheim");
    let text = String::from_utf8(files["sleutel.txt"].clone()).unwrap();
    assert_eq!(files.len(), 1, "nothing is left beside it");
    assert!(text.contains("# Mail dit bestand nooit en publiceer het nooit"), "{text}");
    assert!(cycle::load(&year.path()).unwrap().secret.key.is_some());
    let second = said(&pmg(&year, "build").arg("2024").assert().code(0));
    assert!(!second.contains("Sleutel"), "{second}");
    assert_eq!(year.files("geheim"), files);
    let other = Year::of(&["GM0363"]).without_secret();
    pmg(&other, "trace").args(["2024", MEASURE]).assert().code(0);
    assert_ne!(other.files("geheim"), files, "every year has its own");
}

#[test]
fn programs_that_start_at_once_make_one_key() {
    let year = Year::of(&["GM0363"]).without_secret();
    let said: Vec<String> = std::thread::scope(|scope| {
        let trace = || said(&pmg(&year, "trace").args(["2024", MEASURE]).assert().code(0));
        let all: Vec<_> = (0..4).map(|_| scope.spawn(trace)).collect();
        all.into_iter().map(|each| each.join().unwrap()).collect()
    });
    let makers = said.iter().filter(|said| said.contains("Sleutel van dit jaar")).count();
    assert_eq!(makers, 1, "{said:?}");
    assert_eq!(year.files("geheim").len(), 1);
}

#[test]
fn without_a_key_nothing_is_decided() {
    let error = Year::of(&["GM0363"]).without_secret().error();
    assert!(error.starts_with("dit jaar heeft nog geen sleutel: `"), "{error}");
    assert!(error.contains("geheim/sleutel.txt"), "{error}");
}

#[test]
fn a_key_that_is_none_or_has_another_name_is_a_fault_and_no_new_one_is_made() {
    for (name, text, says) in [
        ("geheim/sleutel.txt", "# uitleg\n1234\n", "sleutel.txt, regel 2: dit is geen sleutel"),
        ("geheim/sleutel.txt.txt", "", "het moet `sleutel.txt` heten"),
        ("geheim/Uitgaven/a.json", "", "het moet `uitgaven` heten"),
        ("Geheim/sleutel.txt", "", "het moet `geheim` heten"),
    ] {
        let year = Year::of(&["GM0363"]).without_secret().write_file(name, text);
        let said = said(&pmg(&year, "trace").args(["2024", MEASURE]).assert().code(2));
        assert!(said.contains(says) && !said.contains("Sleutel van dit jaar"), "{said}");
        let made = year.path().join("geheim/sleutel.txt");
        assert!(name == "geheim/sleutel.txt" || !made.exists(), "{name}");
    }
}

#[test]
fn other_files_beside_the_key_are_named_and_what_previews_showed_must_be_read() {
    let year = Year::of(&["GM0363"])
        .write_file("geheim/notitie.docx", "")
        .write_file("geheim/uitgaven/juni.json", "{}");
    let named: Vec<String> = year.findings().into_iter().map(|it| it.place.unwrap().file).collect();
    assert_eq!(named, ["geheim/notitie.docx", "geheim/uitgaven/juni.json"]);
    for (name, text, says) in [
        ("eerste.json", "{}", "eerste.json: hier staat alleen wat het programma zelf bewaart"),
        ("0001.json", "{}", "0001.json, regel 1: dit is niet wat het programma van een inzage"),
    ] {
        let year = Year::of(&["GM0363"]).write_file(&format!("geheim/getoond/{name}"), text);
        assert!(year.error().contains(says), "{}", year.error());
    }
}

#[test]
fn a_key_that_cannot_be_written_is_told() {
    let year = Year::of(&["GM0363"]).without_secret().write_file("geheim", "");
    let said = said(&pmg(&year, "trace").args(["2024", MEASURE]).assert().code(2));
    assert!(said.contains("fout: kan niet schrijven in `"), "{said}");
}

#[test]
fn a_new_year_gets_nothing_secret_of_the_year_before() {
    let year = Year::example();
    pmg(&year, "new").arg("2025").assert().code(0);
    assert!(year.path().join("geheim").exists());
    assert!(!year.input().join("2025/geheim").exists());
}

#[test]
fn what_an_edition_hid_is_kept_and_known_once_it_is_out() {
    let year = Year::with("GM0014", "screeningsmodel.doorverwezen", "7");
    run(&year, &["build", "2024", "--final"]).code(0);
    let edition = year.published("cijfers.json");
    let name = format!("{}.json", workbook::sha256(&edition));
    let kept = year.files("geheim/uitgaven");
    assert_eq!(kept.keys().collect::<Vec<_>>(), ["1.0.zip", name.as_str()]);
    // As a version of the program left it that kept no editions.
    std::fs::remove_dir_all(year.path().join("uitgebracht")).unwrap();
    let whole: Value = serde_json::from_slice(&kept[&name]).unwrap();
    let measure = &whole["measures"]["screeningsmodel.doorverwezen"];
    assert_eq!(measure["contributions"][0]["value"], 7);
    // As Git may store it on Windows, too.
    let text = String::from_utf8(edition).unwrap();
    for text in [text.replace('\n', "\r\n"), text] {
        let path = year.path().join("uitgebracht/2024-06-05.json");
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
        let earlier = year.examined().earlier;
        let measures =
            earlier[0].series.iter().filter(|it| it.now == ["screeningsmodel.doorverwezen"]);
        let truth: Vec<_> = measures.flat_map(|it| &it.measures[0].truth).collect();
        assert_eq!(truth, [(&code("GM0014"), &7.into())]);
    }
    // Nothing is kept anew of what was published, whatever the numbers are by then.
    std::fs::remove_dir_all(year.path().join("geheim/uitgaven")).unwrap();
    run(&year, &["build", "2024", "--final"]).code(0);
    assert_eq!(year.files("geheim/uitgaven").keys().collect::<Vec<_>>(), ["1.0.zip"]);
    assert!(year.examined().earlier[0].series.iter().all(|it| it.measures[0].truth.is_empty()));
}

#[test]
fn of_an_edition_that_is_refused_nothing_is_kept_and_what_is_damaged_is_a_fault() {
    let year = Year::alone("GM0363", MEASURE, "ca. 40");
    run(&year, &["build", "2024", "--final"]).code(3);
    assert!(year.files("geheim/uitgaven").is_empty());
    let text = "{\"measures\": {}}";
    let name = format!("geheim/uitgaven/{}.json", workbook::sha256(text.as_bytes()));
    let year = year.write_file("uitgebracht/2024-06-05.json", text).write_file(&name, "{");
    let error = year.error();
    assert!(error.contains("regel 1: dit is niet wat het programma bij een uitgave"), "{error}");
}

#[test]
fn an_edition_that_cannot_be_written_leaves_what_it_would_hide_and_nothing_else() {
    let year = Year::example();
    std::fs::write(year.input().join("uit"), "in de weg").unwrap();
    run(&year, &["build", "2024", "--final"]).code(2);
    assert_eq!(year.files("geheim/uitgaven").len(), 1);
    assert!(!year.path().join("uitgebracht").exists());
    run(&year, &["preview", "2024", "Breda"]).code(2);
    assert_eq!(year.shown().len(), 1, "kept before it is shown");
}

/// The year of five municipalities, the last of which may have handed in nothing yet.
fn five(numbers: [&'static str; 5], all: bool) -> Year {
    let year = Year::of(&FIVE).answered(|answers| {
        for (who, number) in FIVE.iter().zip(numbers) {
            set(answers, who, MEASURE, number);
        }
    });
    if all { year } else { year.without(FIVE[4]) }
}

/// The same year with the return of the last.
fn complete(year: &Year, numbers: [&'static str; 5]) {
    for (name, bytes) in five(numbers, true).files("questionnaires") {
        year.put(&name, &bytes);
    }
}

const NUMBERS: [&str; 5] = ["40", "25", "25", "20", "7"];

#[test]
fn a_newcomer_after_the_previews_cannot_be_worked_out_from_them() {
    let year = five(NUMBERS, false);
    run(&year, &["preview", "2024"]).code(0);
    let shown = year.shown();
    assert_eq!(shown[0]["measures"][MEASURE]["sum"], 110);
    assert_eq!(shown[0]["measures"][MEASURE]["municipalities"].as_array().unwrap().len(), 4);
    assert_eq!(shown[0]["municipalities"].as_array().unwrap().len(), 4);
    complete(&year, NUMBERS);
    run(&year, &["build", "2024", "--final"]).code(0);
    let ledger: Value = serde_json::from_slice(&year.published("cijfers.json")).unwrap();
    let measure = &ledger["measures"][MEASURE];
    assert_eq!(measure["sum_shown"], "withheld", "117 less 110 is the seven of the newcomer");
    for name in ["rapport.md", "rapport.html"] {
        let text = String::from_utf8(year.published(name)).unwrap();
        // How long a bar is, and where a tile stands, are no figures.
        let said = text.split('<').map(|it| it.split_once('>').map_or(it, |(_, text)| text));
        assert!(!said.collect::<String>().contains("117"), "{name}");
    }
    // Without the previews the sum could have stood there.
    let ledger: Value = serde_json::from_slice(&five(NUMBERS, true).public().0.ledger).unwrap();
    assert_eq!(ledger["measures"][MEASURE]["sum"], 117);
}

#[test]
fn a_correction_after_the_previews_hides_nothing() {
    let year = five(NUMBERS, true);
    run(&year, &["preview", "2024"]).code(0);
    let corrected = ["40", "25", "25", "24", "7"];
    complete(&year, corrected);
    let [after, without] = [&year, &five(corrected, true)].map(|year| year.public().0.ledger);
    assert_eq!(String::from_utf8(after).unwrap(), String::from_utf8(without).unwrap());
}

#[test]
fn an_edition_after_previews_of_the_same_figures_is_the_same_as_without() {
    let year = Year::with("GM0014", "screeningsmodel.doorverwezen", "7");
    let edition = |year: &Year| {
        let (draft, _) = year.public();
        (String::from_utf8(draft.ledger).unwrap(), markdown::render(&draft.document))
    };
    let before = edition(&year);
    run(&year, &["preview", "2024"]).code(0);
    assert_eq!(year.shown().len(), 1);
    assert_eq!(edition(&year), before);
    // What was shown before is of no edition of its own.
    assert!(year.examined().earlier.iter().all(|it| it.name == "de inzage van 5 maart 2025"));
}

#[test]
fn what_is_shown_again_is_kept_once_and_who_sees_it_too_is_added() {
    let year = five(NUMBERS, true);
    run(&year, &["preview", "2024", FIVE[0]]).code(0);
    let first = year.files("geheim/getoond");
    assert_eq!(first.keys().collect::<Vec<_>>(), ["0001.json"]);
    run(&year, &["preview", "2024", FIVE[0]]).code(0);
    assert_eq!(year.files("geheim/getoond"), first);
    run(&year, &["preview", "2024", FIVE[1]]).code(0);
    let both = year.shown();
    assert_eq!(both.len(), 1);
    assert_eq!(both[0]["municipalities"], serde_json::json!(["GM0363", "GM0518"]));
    complete(&year, ["41", "25", "25", "20", "7"]);
    run(&year, &["preview", "2024", FIVE[0]]).code(0);
    let all = year.shown();
    assert_eq!((all.len(), &all[0]), (2, &both[0]));
    assert_eq!(all[1]["measures"][MEASURE]["sum"], 118);
}

#[test]
fn what_previews_showed_is_kept_without_the_number_of_any_municipality() {
    let year = five(NUMBERS, true);
    run(&year, &["preview", "2024"]).code(0);
    let shown = year.shown();
    let fields = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(fields(&shown[0]), ["measures", "municipalities", "on", "year"]);
    let measures = shown[0]["measures"].as_object().unwrap();
    assert!(measures.len() > 3, "{measures:?}");
    for (code, shown) in measures {
        assert_eq!(fields(shown), ["municipalities", "sum"], "{code}");
        let who = shown["municipalities"].as_array().unwrap();
        assert!(who.iter().all(Value::is_string), "{code}");
    }
}
