//! Blank workbooks: what stands in them, that both formats say the same, and that what is filled in
//! comes back from the cell that it was put into.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{Cursor, Read as _};

use calamine::{Data, DataType as _, Reader as _, open_workbook_auto_from_rs};
use pmg_monitor::answers::{DateReading, Entry, Reading, Submission, read, shown};
use pmg_monitor::cycle::{self, Cycle, OpenKind, SHEETS, STANDARD_SHEETS};
use pmg_monitor::form::{Filled, Form, Previous, Workbooks};
use pmg_monitor::municipality::MunicipalityCode;
use pmg_monitor::pipeline;
use pmg_monitor::questionnaire::{self, Question, Questionnaire};
use pmg_monitor::workbook::{CALCULATING, Sheets, Value, read_bytes};

use crate::command_line::pmg;
use crate::support::{Year, answers, rewrite};

/// A year that also asks what is no count.
fn asking_all() -> Year {
    Year::example().write_file(SHEETS, STANDARD_SHEETS)
}

fn of(year: &Year) -> (Cycle, Questionnaire) {
    let cycle = cycle::load(&year.path()).unwrap();
    let questionnaire = questionnaire::build(&cycle.definition).unwrap();
    (cycle, questionnaire)
}

/// The workbook of a municipality in both formats.
fn workbooks(
    (cycle, questionnaire): &(Cycle, Questionnaire),
    municipality: &str,
    filled: &BTreeMap<String, Filled>,
    previous: Option<&Previous>,
) -> Workbooks {
    let code = MunicipalityCode::parse(municipality).unwrap();
    let municipality = cycle.register.get(&code).unwrap();
    let settings = &cycle.settings;
    Form { questionnaire, settings, municipality, filled, previous }.workbooks().unwrap()
}

fn sheets(workbooks: &Workbooks) -> [Sheets; 2] {
    [("a.xlsx", &workbooks.xlsx), ("a.ods", &workbooks.ods)]
        .map(|(name, bytes)| read_bytes(name, bytes).unwrap())
}

/// What a sheet shows, a line a row.
#[track_caller]
fn text(sheets: &Sheets, name: &str) -> String {
    let sheet = sheets.sheets.iter().find(|sheet| sheet.name == name).unwrap();
    let mut text = String::new();
    let mut row = 0;
    for (cell, value) in &sheet.cells {
        text.push_str(if cell.row == row { "" } else { "\n" });
        row = cell.row;
        _ = write!(text, "{cell} {}  ", shown(value).replace('\n', " / "));
    }
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// The files inside a workbook.
fn parts(workbook: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut parts = BTreeMap::new();
    for name in names {
        let mut text = String::new();
        archive.by_name(&name).unwrap().read_to_string(&mut text).unwrap();
        parts.insert(name, text);
    }
    parts
}

#[test]
fn the_command_writes_two_files_for_each_municipality_that_reports() {
    let year = Year::example();
    let run = pmg(&year, "questionnaires").arg("2024").assert().code(0);
    let said = String::from_utf8(run.get_output().stderr.clone()).unwrap();
    assert!(said.contains("15 lege vragenlijsten geschreven in"), "{said}");
    let folder = year.input().join("uit/2024/questionnaires");
    let files = || -> BTreeMap<String, Vec<u8>> {
        let entries = std::fs::read_dir(&folder).unwrap().map(Result::unwrap);
        let name = |entry: &std::fs::DirEntry| entry.file_name().into_string().unwrap();
        entries.map(|entry| (name(&entry), std::fs::read(entry.path()).unwrap())).collect()
    };
    let first = files();
    assert_eq!(first.len(), 30);
    assert!(first.contains_key("GM0518-den-haag.ods"), "{:?}", first.keys());
    std::fs::remove_dir_all(&folder).unwrap();
    pmg(&year, "questionnaires").args(["2024", "--municipality", "den haag"]).assert().code(0);
    let second = files();
    assert_eq!(second.keys().collect::<Vec<_>>(), ["GM0518-den-haag.ods", "GM0518-den-haag.xlsx"]);
    assert!(second.iter().all(|(name, bytes)| first[name] == *bytes), "the same bytes");
    let delft = ["2024", "--municipality", "Delft"];
    let run = pmg(&year, "questionnaires").args(delft).assert().code(2);
    let said = String::from_utf8(run.get_output().stderr.clone()).unwrap();
    assert!(said.contains("geen gemeente met de code of de naam `Delft` rapporteert"), "{said}");
}

#[test]
fn the_sheets_say_what_is_asked_and_both_formats_say_the_same() {
    let year = asking_all();
    let year = year.edit("jaar.toml", "publicatie =", "inleveren = 2024-04-15\npublicatie =");
    let mut before =
        Previous { reference_date: "2023-03-01".parse().unwrap(), ..Previous::default() };
    before.answers.insert("ajb.status".to_owned(), "opstart".to_owned());
    before.answers.insert("ajb.aangemeld".to_owned(), "1.140".to_owned());
    let both = workbooks(&of(&year), "GM0384", &BTreeMap::new(), Some(&before));
    let [xlsx, ods] = sheets(&both);
    let names: Vec<&str> = xlsx.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    insta::assert_snapshot!("form_sheets", names.join("\n"));
    for (one, other) in xlsx.sheets.iter().zip(&ods.sheets) {
        assert_eq!(one.name, other.name);
        assert_eq!(text(&xlsx, &one.name), text(&ods, &one.name));
    }
    for name in [
        "Start",
        "Persoonlijke ontwikkeling",
        "Middelen",
        "Uitgelicht",
        "Kwaliteit",
        "Akkoord",
        "Controle",
    ] {
        insta::assert_snapshot!(format!("form_{name}"), text(&xlsx, name));
    }
    assert!(!text(&xlsx, "Kwaliteit").contains("1.140"));
    let year = Year::example();
    let plain = sheets(&workbooks(&of(&year), "GM0363", &BTreeMap::new(), None));
    for sheets in &plain {
        assert!(!text(sheets, "Start").contains("Wanneer inleveren?"));
        assert!(sheets.sheets.iter().all(|sheet| sheet.name != "Middelen"));
    }
}

#[test]
fn what_was_answered_last_year_stands_beside_the_question_and_is_no_answer() {
    let year = Year::example().with_year_before("GM0363", &answers()["GM0363"]);
    let of_amsterdam = ["2024", "--municipality", "GM0363"];
    pmg(&year, "questionnaires").args(of_amsterdam).assert().code(0);
    let folder = year.input().join("uit/2024/questionnaires");
    let questionnaire = of(&year).1;
    for name in ["GM0363-amsterdam.xlsx", "GM0363-amsterdam.ods"] {
        let sheets = read_bytes(name, &std::fs::read(folder.join(name)).unwrap()).unwrap();
        let shown = text(&sheets, "Persoonlijke ontwikkeling");
        assert!(shown.contains("B4 Vorig jaar / 1 maart 2023  C4 Antwoord"), "{shown}");
        assert!(shown.contains("B12 uitvoering  D12 status"), "{shown}");
        assert!(shown.contains("B13 148  D13 jongeren"), "{shown}");
        let blank = read(&sheets, &questionnaire);
        let entries =
            blank.entries.iter().filter(|(code, _)| questionnaire.measure(code).is_some());
        assert!(entries.clone().count() > 30);
        for (code, entries) in entries {
            assert_eq!(entries[0].reading, Reading::Empty, "{code}");
        }
    }
}

/// An answer that fits each question, and now and then a reference date and a remark.
fn everything(questionnaire: &Questionnaire, asked: &Submission) -> BTreeMap<String, Filled> {
    let mut filled = BTreeMap::new();
    for (number, code) in asked.entries.keys().enumerate() {
        if code.starts_with("gemeente.") || code.starts_with("stempel.") {
            continue;
        }
        let answer = match questionnaire.question(code).unwrap() {
            Question::Status(_) => "uitvoering".to_owned(),
            Question::Number(..) => ["7", "onbekend", "n.v.t.", "0"][number % 4].to_owned(),
            Question::Open(open) => match open.kind {
                OpenKind::Tekst => format!("{number} <b> & \"één\"\n- twee  of drie\n=1+1"),
                OpenKind::Keuze => open.choices[number % open.choices.len()].clone(),
                OpenKind::Keuzes => open.choices.join(", "),
                OpenKind::Datum => "1 november 2024".to_owned(),
            },
        };
        let counts = !matches!(questionnaire.question(code), Some(Question::Open(_)));
        let reference_date = (counts && number % 3 == 0).then(|| "2023-12-31".parse().unwrap());
        let remark = if counts { format!("Uitleg {number}") } else { String::new() };
        let answer = Filled { answer, reference_date, remark, ..Filled::default() };
        filled.insert(code.clone(), answer);
    }
    filled
}

fn said(entry: &Entry) -> String {
    match &entry.reading {
        Reading::Number(number) => number.to_string(),
        Reading::Status(status) => status.word().to_owned(),
        Reading::Text(text) => text.clone(),
        Reading::Chosen(chosen) => chosen.join(", "),
        Reading::Date(date) => pmg_monitor::dutch::date(*date),
        Reading::Unknown => "onbekend".to_owned(),
        Reading::NotApplicable => "n.v.t.".to_owned(),
        Reading::Empty | Reading::Fault(_) => panic!("{entry:?}"),
    }
}

#[test]
fn every_answer_comes_back_from_its_cell_in_both_formats() {
    let year = asking_all();
    let asked = of(&year);
    let questionnaire = &asked.1;
    let [blank, _] = sheets(&workbooks(&asked, "GM0384", &BTreeMap::new(), None));
    let blank = read(&blank, questionnaire);
    let filled = everything(questionnaire, &blank);
    assert_eq!(filled.len() + 4, questionnaire.codes().count(), "a flexible one is asked all");
    let both = sheets(&workbooks(&asked, "GM0384", &filled, None));
    let [xlsx, ods] = both.each_ref().map(|sheets| read(sheets, questionnaire));
    for (code, filled) in &filled {
        let [one, other] = [&xlsx, &ods].map(|submission| &submission.entries[code][..]);
        let ([one], [other]) = (one, other) else { panic!("{code} stands there once") };
        assert_eq!(one.place.in_file(), other.place.in_file());
        assert_eq!(one.place.in_file(), blank.entries[code][0].place.in_file());
        for entry in [one, other] {
            assert_eq!(said(entry), filled.answer, "{code}");
            let date = entry.reference_date.as_ref().map(|date| match date {
                DateReading::Date(date, _) => *date,
                DateReading::Fault(..) => panic!("{code}"),
            });
            assert_eq!(date, filled.reference_date, "{code}");
            assert_eq!(entry.remark.clone().unwrap_or_default(), filled.remark, "{code}");
        }
    }
    assert_eq!(xlsx.unknown_codes, []);
    assert_eq!(ods.unknown_codes, []);
}

/// The cells of the points that the workbook itself finds, and what it says of each.
fn points(workbook: &[u8]) -> BTreeMap<String, String> {
    // Our own reader keeps little of the sheet that calculates.
    let mut workbook = open_workbook_auto_from_rs(Cursor::new(workbook)).unwrap();
    let register = workbook.worksheet_range(CALCULATING).unwrap();
    let point = |row: &[Data]| {
        let [sheet, cell, _, _, said, ..] = row else { return None };
        Some((format!("{sheet}!{cell}"), said.as_string().filter(|text| !text.is_empty())?))
    };
    register.rows().skip(1).filter_map(point).collect()
}

#[test]
fn the_workbook_finds_by_itself_what_check_finds() {
    let given = [
        ("ajb.aangemeld", "ca. 40"),
        ("boas.fte", "-1"),
        ("pga.aangemeld", ""),
        ("pga.regisseurs", "2.5"),
        ("familieaanpak.status", "uitvoering"),
        ("familieaanpak.gezinnen", "10"),
        ("familieaanpak.gezinnen-intensief", "12"),
        ("hulp-na-inval.gezinnen", "4"),
        ("halt-spreekuur.status", "uitvoering"),
        ("halt-spreekuur.scholen", "0"),
        ("halt-spreekuur.doorverwezen", "5"),
        ("mdt.status", "loopt al"),
        ("multi-team.status", "uitvoering"),
        ("multi-team.aangemeld", "onbekend"),
        ("eigen-1.naam", "Boksen"),
        ("kwaliteit-ajb.besluit", "verder gaan"),
        ("kwaliteit-ajb.domeinen", "vrije tijd, sport"),
        ("kwaliteit-ajb.herziening", "najaar"),
        ("uitgelicht.interventie", "ouderondersteuning"),
        ("praktijkverhaal.link", "www.gemeente.nl"),
    ];
    let year = asking_all().without("GM0363");
    let mut filled = answers().remove("GM0363").unwrap();
    for (code, answer) in given {
        answer.clone_into(&mut filled.entry(code.to_owned()).or_default().answer);
    }
    let both = workbooks(&of(&year), "GM0363", &filled, None);
    year.put("GM0363.xlsx", &both.xlsx);
    let path = year.returns().join("GM0363.xlsx");
    let findings = pipeline::check(&year.path(), &[path], &|_, _| ()).unwrap().findings;
    let found: BTreeSet<String> = findings
        .iter()
        .filter(|finding| finding.code != "W509")
        .filter_map(|finding| finding.place.as_ref())
        .filter_map(|place| Some(format!("{}!{}", place.sheet.as_ref()?, place.cell?)))
        .collect();
    assert_eq!(found.len(), 17, "{findings:#?}");
    for (sheets, bytes) in sheets(&both).into_iter().zip([&both.xlsx, &both.ods]) {
        let points = points(bytes);
        // What is not decided about interventions that run is one finding, at the first of them, and that
        // nobody signed is none.
        let more = |(cell, said): &(&String, &String)| {
            !cell.starts_with("Akkoord!") && !said.starts_with("De interventie is in uitvoering")
        };
        let here: BTreeSet<String> =
            points.iter().filter(more).map(|(cell, _)| cell.clone()).collect();
        assert_eq!(here, found, "{points:#?}");
        let all = points.len();
        assert!(text(&sheets, "Controle").contains(&format!("A2 Nog {all} punten")));
        assert!(text(&sheets, "Start").contains(&format!("Nog {all} punten")));
    }
}

#[test]
fn a_workbook_without_a_point_is_ready_to_be_handed_in() {
    let year = Year::example();
    let mut filled = answers().remove("GM0363").unwrap();
    let ready = workbooks(&of(&year), "GM0363", &filled, None);
    for (sheets, bytes) in sheets(&ready).into_iter().zip([&ready.xlsx, &ready.ods]) {
        assert_eq!(points(bytes), BTreeMap::new());
        assert!(text(&sheets, "Controle").contains("A2 Klaar om in te leveren"));
    }
    filled.get_mut("uitgelicht.tekst").unwrap().answer.clear();
    let [xlsx, _] = sheets(&workbooks(&of(&year), "GM0363", &filled, None));
    assert!(text(&xlsx, "Controle").contains("A2 Nog 1 punt\n"));
}

#[test]
fn a_total_and_its_parts_are_compared_in_the_workbook() {
    let year = asking_all();
    let told = |total: &str, parts: [&str; 3]| {
        let codes = ["besteed", "analyse", "coordinatie", "interventies"];
        let amounts = std::iter::once(total).chain(parts);
        let filled = codes.into_iter().zip(amounts).map(|(code, amount)| {
            let answer = Filled { answer: amount.to_owned(), ..Filled::default() };
            (format!("middelen.{code}"), answer)
        });
        let made = workbooks(&of(&year), "GM0384", &filled.collect(), None);
        points(&made.xlsx).remove("Middelen!C5").unwrap_or_default()
    };
    let sum = "Dit is niet de som van cel C6, cel C7 en cel C8.";
    assert_eq!(told("100.3", ["50.1", "50.2", "0"]), "");
    assert!(told("100", ["50", "51", "0"]).starts_with(sum));
    assert!(told("100", ["50", "49", "0"]).starts_with(sum));
    assert_eq!(told("100", ["50", "onbekend", "0"]), "");
    assert!(told("100", ["101", "onbekend", "0"]).starts_with(sum));
    assert!(told("", ["1", "1", "1"]).starts_with("Vul het bedrag in"));
}

#[test]
fn a_spreadsheet_takes_every_rule_and_every_formula() {
    let both = workbooks(&of(&asking_all()), "GM0384", &BTreeMap::new(), None);
    let mut formulas = 0;
    for (name, part) in
        parts(&both.xlsx).iter().filter(|(name, _)| name.contains("worksheets/sheet"))
    {
        assert!(part.contains("<sheetProtection sheet=\"1\""), "{name}");
        assert!(!part.contains("password") && !part.contains("<mergeCell"), "{name}");
        let inside = |start: &str, end: &str| -> Vec<String> {
            let pieces = part.split(start).skip(1);
            pieces.map(|piece| piece.split(end).next().unwrap().replace("&quot;", "\"")).collect()
        };
        for rule in inside("<formula1>", "</formula1>") {
            assert!(rule.chars().count() <= 255, "Excel takes no more: {rule}");
        }
        for entry in inside("<dataValidation ", ">") {
            assert!(entry.contains("prompt=\"") && entry.contains("promptTitle=\""), "{entry}");
        }
        for formula in inside("<f>", "</f>") {
            formulas += 1;
            assert!(formula.len() <= 8_000, "{formula}");
            assert!(formula.split('"').all(|piece| piece.chars().count() <= 255), "{formula}");
            for volatile in ["NOW(", "TODAY(", "INDIRECT(", "OFFSET(", "RAND("] {
                assert!(!formula.contains(volatile), "{formula}");
            }
        }
    }
    assert!(formulas > 1_000, "{formulas}");
    let content = &parts(&both.ods)["content.xml"];
    assert_eq!(
        content.matches("table:protected=\"true\"").count(),
        content.matches("<table:table ").count()
    );
    assert!(parts(&both.ods)["meta.xml"].contains("<dc:language>nl-NL</dc:language>"));
    let value = |sheets: &Sheets| {
        sheets
            .sheets
            .iter()
            .flat_map(|s| s.cells.values().cloned().collect::<Vec<_>>())
            .collect::<Vec<Value>>()
    };
    for sheets in sheets(&both) {
        assert!(
            value(&sheets)
                .iter()
                .all(|v| !matches!(v, Value::Error(_) | Value::FormulaWithoutValue))
        );
    }
}

/// The names of the cell styles that stay open on a protected sheet.
fn open_styles(content: &str) -> BTreeSet<&str> {
    let styles = content.split("<style:style style:name=\"").skip(1);
    let open = styles.filter(|style| {
        style.split("</style:style>").next().unwrap().contains("style:cell-protect=\"none\"")
    });
    open.map(|style| style.split('"').next().unwrap()).collect()
}

#[test]
fn only_answers_their_dates_and_their_remarks_can_be_changed() {
    let asked = of(&asking_all());
    let both = workbooks(&asked, "GM0384", &BTreeMap::new(), None);
    let content = &parts(&both.ods)["content.xml"];
    let open = open_styles(content);
    let cells = content.split("<table:table-cell table:style-name=\"").skip(1);
    let cells: Vec<&str> = cells.map(|cell| cell.split('>').next().unwrap()).collect();
    let is_open = |cell: &&&str| open.contains(cell.split('"').next().unwrap());
    let has_rule = |cell: &&&str| cell.contains("content-validation-name");
    let given = |code: &&str| !code.starts_with("gemeente.") && !code.starts_with("stempel.");
    let wanted = |code: &str| match asked.1.question(code).unwrap() {
        Question::Open(_) => 1,
        Question::Status(_) | Question::Number(..) => 3,
    };
    let wanted: usize = asked.1.codes().filter(given).map(wanted).sum();
    assert_eq!(cells.iter().filter(is_open).count(), wanted);
    assert_eq!(
        cells.iter().filter(has_rule).filter(is_open).count(),
        wanted,
        "each says what belongs in it"
    );
}

#[test]
fn the_day_of_handing_in_comes_after_the_reference_date() {
    let year = Year::example();
    let year = year.edit("jaar.toml", "publicatie =", "inleveren = 2024-03-01\npublicatie =");
    assert!(
        year.error()
            .contains("`inleveren = 2024-03-01` ligt niet tussen de peildatum en de publicatie")
    );
}

/// LibreOffice writes the formulas of the form a quarter longer, and Excel writes results beside them.
#[test]
fn a_form_that_another_program_made_larger_is_read() {
    let form = workbooks(&of(&asking_all()), "GM0141", &BTreeMap::new(), None).xlsx;
    let all = parts(&form);
    let sheets = all.iter().filter(|(name, _)| name.starts_with("xl/worksheets/sheet"));
    let (largest, text) = sheets.max_by_key(|(_, text)| text.len()).unwrap();
    let more = " ".repeat(text.len() / 2);
    let grown =
        rewrite(&form, largest, |text| text.replace("<sheetData>", &format!("<sheetData>{more}")));
    assert!(read_bytes("a.xlsx", &grown).is_ok(), "{largest}");
}
