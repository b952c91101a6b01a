//! How findings are shown: every format of `check`, from outside.

use std::collections::BTreeMap;

use assert_cmd::Command;
use pmg_monitor::finding::Finding;
use serde_json::Value;

use crate::command_line::pmg;
use crate::schema;
use crate::support::{Year, root, set};

/// Text that would like to be markup, a formula, a colour and another direction of reading.
const HOSTILE: &str =
    "=HYPERLINK(\"https://example.org\";\"<script>klik</script>\")\u{1b}[31m\u{202e} & 'meer'";

/// Six different findings: at cells of two files, and about a whole third one.
fn trouble() -> Year {
    let year = Year::changed(|answers| {
        set(answers, "GM0363", "ajb.aangemeld", "ca. 40");
        set(answers, "GM0363", "boas.fte", "-2");
        set(answers, "GM0363", "pga.regisseurs", HOSTILE);
        set(answers, "GM0363", "uitgelicht.tekst", "Goed gedaan 👍 door het team.");
        set(answers, "GM0855", "familieaanpak.gezinnen-intensief", "26");
        set(answers, "GM0855", "politie.status", "in uitvoering");
    });
    year.put("scan; <b>.xlsx", b"%PDF-1.7 een scan");
    year
}

/// What `pmg check` prints in this format.
#[track_caller]
fn stdout(year: &Year, format: &str) -> String {
    let run = pmg(year, "check").args(["2024", "--format", format]).assert().code(1);
    String::from_utf8(run.get_output().stdout.clone()).unwrap()
}

/// What `pmg check` prints for people.
#[track_caller]
fn text(mut command: Command) -> String {
    let run = command.arg("2024").assert();
    String::from_utf8(run.get_output().stdout.clone()).unwrap()
}

#[test]
fn text_shows_each_finding_with_a_piece_of_its_sheet() {
    let text = text(pmg(&trouble(), "check"));
    insta::assert_snapshot!("findings_text", text);
    for line in text.lines() {
        assert!(line.chars().count() <= 100, "{line}");
    }
    assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text}");
}

#[test]
fn text_has_colour_only_where_it_is_wanted() {
    let year = trouble();
    let colour = |name: &str| {
        let mut command = pmg(&year, "check");
        command.env_remove("NO_COLOR").env(name, "1");
        text(command)
    };
    assert!(colour("CLICOLOR_FORCE").contains("\u{1b}[1m\u{1b}[31mfout F201"));
    assert!(!colour("NO_COLOR").contains('\u{1b}'));
}

#[test]
fn text_tells_a_fault_of_many_files_once_and_the_other_formats_tell_it_each_time() {
    let municipalities = ["GM0014", "GM0080", "GM0363", "GM0518", "GM0599"];
    let year = Year::changed(|answers| {
        for municipality in municipalities {
            set(answers, municipality, "ajb.status", "misschien");
        }
    });
    let same = year.findings().iter().filter(|finding| finding.code == "F204").count();
    assert_eq!(same, municipalities.len());
    let text = text(pmg(&year, "check"));
    assert_eq!(text.matches("fout F204").count(), 1, "{text}");
    insta::assert_snapshot!("findings_text_shared", text);
    for format in ["json", "csv", "sarif"] {
        let told = stdout(&year, format).matches("F204").count();
        assert!(told >= municipalities.len(), "{format}");
    }
    // The page tells the code once, and under it each file with what was found in it.
    let page = stdout(&year, "html");
    for municipality in municipalities {
        assert!(page.contains(municipality), "{municipality}");
    }
    assert!(page.matches("misschien").count() >= municipalities.len(), "{page}");
    let rows = csv::Reader::from_reader(stdout(&year, "csv").as_bytes()).into_records().count();
    assert_eq!(rows, year.findings().len());
}

#[test]
fn text_of_any_length_keeps_to_its_lines() {
    let text = text(pmg(&Year::with("GM0363", "ajb.aangemeld", &"x".repeat(20_000)), "check"));
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    assert!(text.lines().count() < 30, "{text}");
}

#[test]
fn csv_read_back_is_the_findings() {
    let year = trouble();
    let text = stdout(&year, "csv");
    insta::assert_snapshot!("findings_csv", text);
    let text = text.strip_prefix('\u{feff}').unwrap();
    assert!(text.starts_with("code,severity,municipality,name,question,file,sheet,cell,found,"));
    let rows: Vec<_> = csv::Reader::from_reader(text.as_bytes()).into_records().collect();
    let findings = year.findings();
    assert_eq!(rows.len(), findings.len());
    for (row, finding) in rows.iter().zip(&findings) {
        let row = row.as_ref().unwrap();
        assert!(row.iter().all(|value| !value.starts_with(['=', '+', '-', '@'])), "{row:?}");
        let expected = columns(finding);
        for (index, value) in expected {
            let read = row[index].strip_prefix('\'').unwrap_or(&row[index]);
            assert_eq!(read, value.replace('\u{1b}', "\u{fffd}"), "column {index}");
        }
    }
}

/// What stands in the columns of a finding's row, without the name of the municipality.
fn columns(finding: &Finding) -> BTreeMap<usize, String> {
    let place = finding.place.clone();
    let of_place = |value: fn(&pmg_monitor::place::Place) -> Option<String>| {
        place.as_ref().and_then(value).unwrap_or_default()
    };
    BTreeMap::from([
        (0, finding.code.to_owned()),
        (2, finding.municipality.as_ref().map(ToString::to_string).unwrap_or_default()),
        (4, finding.question.clone().unwrap_or_default()),
        (5, of_place(|place| Some(place.file.clone()))),
        (6, of_place(|place| place.sheet.clone())),
        (7, of_place(|place| place.cell.map(|cell| cell.to_string()))),
        (8, finding.found.clone().unwrap_or_default()),
        (9, finding.message.clone()),
        (10, finding.hint.clone()),
        (11, finding.explained.clone().unwrap_or_default()),
        (12, finding.team_hint.clone().unwrap_or_default().into()),
    ])
}

#[test]
fn json_is_as_its_published_schema_says() {
    let year = trouble();
    let text = stdout(&year, "json");
    insta::assert_snapshot!("findings_json", text);
    let json: Value = serde_json::from_str(&text).unwrap();
    schema::assert_valid(&json, &root().join("docs/bevindingen.schema.json"));
    assert_eq!(json["findings"].as_array().unwrap().len(), year.findings().len());
}

#[test]
fn sarif_names_each_file_and_cell() {
    let year = trouble();
    let text = stdout(&year, "sarif");
    let log: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["tool"]["driver"]["name"], "pmg-monitor");
    assert_eq!(run["tool"]["driver"]["semanticVersion"], env!("CARGO_PKG_VERSION"));
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let findings = year.findings();
    assert_eq!(run["results"].as_array().unwrap().len(), findings.len());
    for (result, finding) in run["results"].as_array().unwrap().iter().zip(&findings) {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], finding.code);
        assert_eq!(result["ruleId"], finding.code);
        assert!(["error", "warning"].contains(&result["level"].as_str().unwrap()));
        let location = &result["locations"][0];
        let place = finding.place.as_ref().unwrap();
        let logical = &location["logicalLocations"][0]["fullyQualifiedName"];
        assert_eq!(logical.as_str(), place.in_file().as_deref());
        let uri = location["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
        assert!(!uri.contains([' ', ';', '<', '>']), "{uri}");
    }
    insta::assert_snapshot!(
        "findings_sarif",
        serde_json::to_string_pretty(&run["results"]).unwrap()
    );
}

#[test]
fn html_is_one_page_in_which_nothing_typed_is_markup() {
    let page = stdout(&trouble(), "html");
    let body = page.split("</style>").nth(1).unwrap();
    insta::assert_snapshot!("findings_html", body);
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"nl\">"));
    assert!(!body.contains("<script"), "{body}");
    assert!(!page.contains(['\u{1b}', '\u{202e}']));
    assert!(!page.contains("src="), "the page is complete by itself");
    assert_eq!(body.matches("<h2>").count(), 6, "each code once");
}

#[test]
fn without_findings_every_format_is_still_whole() {
    let year = Year::changed(|_| ());
    let print = |format| {
        let run = pmg(&year, "check").args(["2024", "--format", format]).assert().code(0);
        String::from_utf8(run.get_output().stdout.clone()).unwrap()
    };
    assert_eq!(print("csv").lines().count(), 1);
    assert!(print("html").contains("15 bestanden, 0 fouten, 0 waarschuwingen"));
    let log: Value = serde_json::from_str(&print("sarif")).unwrap();
    assert_eq!(log["runs"][0]["results"], Value::Array(Vec::new()));
    assert_eq!(
        text(pmg(&year, "check")),
        "15 bestanden, 0 fouten, 0 waarschuwingen\nGeen fouten: alle opgaven zijn te gebruiken.\n"
    );
}

#[test]
fn the_summary_counts_apart_what_is_settled_and_says_what_can_be_done_now() {
    let year = Year::changed(|answers| {
        for (municipality, remark) in [("GM0363", "nageteld"), ("GM0014", "")] {
            let answers = answers.get_mut(municipality).unwrap();
            let answer = answers.get_mut("ajb.aangemeld").unwrap();
            "0".clone_into(&mut answer.answer);
            remark.clone_into(&mut answer.remark);
        }
    });
    let said = |files: &[&str]| {
        let mut command = pmg(&year, "check");
        command.arg("2024").args(files.iter().map(|name| year.returns().join(name)));
        let run = command.assert().code(0);
        let text = String::from_utf8(run.get_output().stdout.clone()).unwrap();
        text.lines().rev().take(3).map(str::to_owned).collect::<Vec<_>>()
    };
    let more = "Wat een code betekent en wat u doet: pmg explain W503";
    assert_eq!(
        said(&[]),
        [
            more,
            "Geen fouten: alle opgaven zijn te gebruiken. Nog open (zie `pmg accept`): 1 waarschuwing.",
            "15 bestanden, 0 fouten, 2 waarschuwingen, waarvan 1 toegelicht",
        ]
    );
    assert_eq!(
        said(&["GM0363.xlsx"]),
        [
            more,
            "Geen fouten: deze opgave is klaar om in te sturen.",
            "1 bestand, 0 fouten, 1 waarschuwing, toegelicht",
        ]
    );
    assert!(said(&["GM0014.xlsx"])[1].starts_with("Geen fouten. Kijk nog naar 1 waarschuwing"));
    assert!(said(&["GM0014.xlsx", "GM0855.xlsx"])[2].starts_with("2 bestanden, 0 fouten"));
}

#[test]
fn a_municipality_and_the_team_each_read_what_they_can_do() {
    let year = Year::changed(|_| ());
    year.put("scan.xlsx", b"%PDF-1.7 een scan");
    let team = text(pmg(&year, "check"));
    assert!(team.contains("haal het bestand weg als het hier niet hoort"), "{team}");
    let mut command = pmg(&year, "check");
    command.arg("2024").arg(year.returns().join("scan.xlsx"));
    let own = String::from_utf8(command.assert().code(1).get_output().stdout.clone()).unwrap();
    assert!(own.contains("wat te doen: lever de ingevulde vragenlijst aan"), "{own}");
    for format in ["csv", "json", "sarif"] {
        let all = stdout(&year, format);
        assert!(all.contains("haal het bestand weg") && all.contains("lever de ing"), "{format}");
    }
}

#[test]
fn the_fail_level_decides_the_exit_code() {
    let year = |question: &str, answer: &str| {
        let year = Year::alone("GM0363", question, answer);
        let example = "{% for u in uitgelicht(van=\"overlast-leefbaarheid\") %}\n{{ u.citaat }}\n{% endfor %}";
        year.put_template("rapport.md", &format!("# Rapport\n\n{example}\n"));
        year
    };
    let clean = year("ajb.aangemeld", "148");
    let warning = year("uitgelicht.tekst", "Goed gedaan 👍 door het team.");
    let error = year("ajb.aangemeld", "ca. 40");
    for (year, by_level) in [(&clean, [0, 0, 0]), (&warning, [0, 1, 0]), (&error, [1, 1, 0])] {
        for (level, code) in ["error", "warning", "never"].into_iter().zip(by_level) {
            for command in ["check", "build"] {
                pmg(year, command).args(["2024", "--fail-level", level]).assert().code(code);
            }
        }
    }
    pmg(&clean, "check").args(["2024", "--fail-level", "soms"]).assert().code(2);
}

#[test]
fn what_build_writes_is_as_the_published_schemas_say() {
    let year = trouble();
    pmg(&year, "build").args(["2024"]).assert().code(1);
    for name in ["bevindingen", "cijfers"] {
        let file = year.input().join(format!("uit/2024/{name}.json"));
        let json = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
        schema::assert_valid(&json, &root().join(format!("docs/{name}.schema.json")));
    }
}
