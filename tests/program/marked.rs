//! Marked returns: what is added to a workbook, and that nothing else changes.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use assert_cmd::Command;
use pmg_monitor::finding::Finding;
use pmg_monitor::form::Filled;
use pmg_monitor::pipeline::{self, MarkedReturn};
use pmg_monitor::place::Place;
use pmg_monitor::workbook::read_bytes;
use rust_xlsxwriter::{Note, Workbook};

use crate::support::{Year, answers, rewrite, set, with_part};
use crate::tables::Table;
use crate::xlsb;

/// The marked copies of a year's returns.
#[track_caller]
fn marked(year: &Year) -> Vec<MarkedReturn> {
    let examined = pipeline::check(&year.path(), &[], &|_, _| ()).unwrap();
    pipeline::mark(&examined, &[]).unwrap()
}

/// The marked copy of Amsterdam's return.
#[track_caller]
fn amsterdam(year: &Year) -> Vec<u8> {
    let copies = marked(year).into_iter();
    let mut copies = copies.filter(|copy| copy.municipality.as_str() == "GM0363");
    copies.next().expect("a marked copy").marked.bytes
}

/// Amsterdam with an error, a warning, and an answer that is not there.
fn faulty() -> Year {
    Year::of(&["GM0363"]).answered(|answers| {
        set(answers, "GM0363", "ajb.aangemeld", "ca. 40");
        set(answers, "GM0363", "uitgelicht.tekst", "Een \u{1F600} op straat");
        set(answers, "GM0363", "boas.fte", "-1");
    })
}

/// The files inside a workbook.
fn parts(workbook: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let mut text = String::new();
        entry.read_to_string(&mut text).unwrap();
        parts.insert(entry.name().unwrap().into_owned(), text);
    }
    parts
}

/// What stands between two texts.
#[track_caller]
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = text.split_once(start).unwrap_or_else(|| panic!("no `{start}` in {text}"));
    rest.split_once(end).unwrap().0
}

/// The colour of a cell.
#[track_caller]
fn colour(parts: &BTreeMap<String, String>, sheet: &str, cell: &str) -> String {
    let is_on = |format: &&str| {
        let cells = format.split_once("sqref=\"").unwrap().1.split('"').next().unwrap();
        cells.split(' ').any(|each| each == cell)
    };
    let format = parts[sheet].split("<conditionalFormatting ").skip(1).find(is_on);
    let number: usize = between(format.expect(cell), "dxfId=\"", "\"").parse().unwrap();
    let colours = between(&parts["xl/styles.xml"], "<dxfs", "</dxfs>");
    let colour = colours.split("<dxf>").nth(number + 1).unwrap();
    between(colour, "<bgColor rgb=\"", "\"").to_owned()
}

fn facts(findings: &[Finding]) -> Vec<(&'static str, String, String)> {
    let place = |finding: &Finding| finding.place.as_ref().and_then(Place::in_file);
    let fact = |f: &Finding| (f.code, place(f).unwrap_or_default(), f.message.clone());
    findings.iter().map(fact).collect()
}

#[test]
fn a_marked_copy_reads_as_the_return_itself() {
    let year = faulty();
    let before = pipeline::check(&year.path(), &[], &|_, _| ()).unwrap();
    assert_eq!(year.findings().len(), 3);
    year.put("GM0363.xlsx", &amsterdam(&year));
    let after = pipeline::check(&year.path(), &[], &|_, _| ()).unwrap();
    assert_eq!(facts(&before.findings), facts(&after.findings));
    for (old, new) in before.accepted.iter().zip(after.accepted.iter()) {
        assert_eq!(old.answers, new.answers);
    }
}

#[test]
fn a_cell_with_a_finding_has_a_colour_and_a_note_that_begins_with_its_weight() {
    let year = faulty();
    let findings = year.findings();
    let copy = parts(&amsterdam(&year));
    let cell = |code: &str| {
        let finding = findings.iter().find(|finding| finding.code == code).unwrap();
        finding.place.as_ref().unwrap().cell.unwrap().to_string()
    };
    let sheets = [
        ("F201", "xl/worksheets/sheet5.xml", "FFF4B6B0", "Fout (F201)"),
        ("W401", "xl/worksheets/sheet8.xml", "FFFFD666", "Let op (W401)"),
        ("F203", "xl/worksheets/sheet6.xml", "FFF4B6B0", "Fout (F203)"),
    ];
    for (code, sheet, fill, title) in sheets {
        assert_eq!(colour(&copy, sheet, &cell(code)), fill, "{code}");
        let name = sheet.replace("worksheets/", "worksheets/_rels/") + ".rels";
        let target = copy[&name].split("Target=\"/").find(|t| t.starts_with("xl/comments"));
        let target = target.unwrap();
        let comments = &copy[target.split('"').next().unwrap()];
        assert_eq!(comments.matches("<comment ").count(), 1);
        let note = between(comments, &format!("<comment ref=\"{}\"", cell(code)), "</comment>");
        let first = note.split("<t xml:space=\"preserve\">").nth(1).unwrap();
        assert!(first.starts_with(title), "{note}");
        assert!(note.contains("Wat te doen: "), "{note}");
    }
    let untouched = "xl/worksheets/sheet3.xml";
    assert!(!copy[untouched].contains("legacyDrawing"));
}

/// A sheet without what marking adds to it.
fn unmarked(sheet: &str) -> String {
    let mut text = sheet.replace(" tabSelected=\"1\"", "");
    for (start, end) in
        [("<conditionalFormatting", "</conditionalFormatting>"), ("<legacyDrawing", "/>")]
    {
        while text.contains(start) {
            let added = format!("{start}{}{end}", between(&text, start, end));
            text = text.replace(&added, "");
        }
    }
    text
}

#[test]
fn all_else_in_the_workbook_is_as_it_was() {
    let year = faulty();
    let before = parts(&std::fs::read(year.returns().join("GM0363.xlsx")).unwrap());
    let copy = amsterdam(&year);
    let after = parts(&copy);
    let changed =
        ["[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"];
    for (name, text) in &before {
        if name.starts_with("xl/worksheets/sheet") {
            assert_eq!(unmarked(text), unmarked(&after[name]), "{name}");
        } else if !changed.contains(&name.as_str()) {
            assert_eq!(text, &after[name], "{name}");
        }
    }
    let workbook = &after["xl/workbook.xml"];
    assert!(workbook.contains("name=\"Stempel\" sheetId=\"13\" state=\"hidden\""), "{workbook}");
    assert!(workbook.contains("localSheetId=\"13\">Stempel!$4:$4"), "{workbook}");
    assert!(workbook.contains("<sheets><sheet xmlns:r="), "{workbook}");
    // The form has a sheet `Controle` of its own.
    assert_eq!(workbook.matches("name=\"Bevindingen\"").count(), 1);
    assert_eq!(workbook.matches("name=\"Controle\"").count(), 1);
    let selected = after.values().filter(|part| part.contains("tabSelected=\"1\"")).count();
    assert_eq!(selected, 1, "what is typed goes into one sheet");
    assert!(copy == amsterdam(&year), "the same input gives the same bytes");
}

#[test]
fn the_sheet_in_front_sums_up_and_leads_to_each_cell() {
    let year = faulty();
    let copy = parts(&amsterdam(&year));
    let sheet = &copy["xl/worksheets/controle1.xml"];
    assert!(sheet.contains(">2 fouten, 1 waarschuwing<"), "{sheet}");
    for finding in year.findings() {
        let place = finding.place.unwrap();
        let target =
            format!("location=\"&apos;{}&apos;!{}\"", place.sheet.unwrap(), place.cell.unwrap());
        assert!(sheet.contains(&target), "{target} in {sheet}");
        assert!(sheet.contains(&format!(">{}<", finding.code)));
    }
    assert!(!sheet.contains("mergeCell") && !sheet.contains("<f>"));
    let nothing = parts(&amsterdam(&Year::alone("GM0363", "ajb.aangemeld", "149")));
    assert!(nothing["xl/worksheets/controle1.xml"].contains(">Er is niets gevonden<"));
    assert!(!nothing.keys().any(|name| name.contains("omments")));
}

#[test]
fn what_is_settled_is_not_asked_again() {
    let year = Year::of(&["GM0363"]).answered(|answers| {
        let answer = answers.get_mut("GM0363").unwrap().get_mut("ajb.aangemeld").unwrap();
        "0".clone_into(&mut answer.answer);
        "begint na de zomer".clone_into(&mut answer.remark);
    });
    assert_eq!(year.findings().len(), 1);
    assert!(parts(&amsterdam(&year))["xl/worksheets/controle1.xml"].contains("niets gevonden"));
}

#[test]
fn what_a_municipality_typed_stays_text() {
    let long = "x".repeat(40_000);
    for hostile in ["=1+1", "<x>&amp;]]>", "een\ntwee\r\ndrie", "_x0041_ \u{1} \u{fffe}", &long] {
        let year = Year::alone("GM0363", "ajb.aangemeld", "KEER OM");
        let return_ = std::fs::read(year.returns().join("GM0363.xlsx")).unwrap();
        let typed =
            hostile.replace('&', "&amp;").replace('<', "&lt;").replace(['\u{1}', '\u{fffe}'], "");
        year.put(
            "GM0363.xlsx",
            &rewrite(&return_, "xl/sharedStrings.xml", |text| text.replace("KEER OM", &typed)),
        );
        let before = facts(&year.findings());
        assert_eq!(before.len(), 1, "{hostile}");
        let copy = amsterdam(&year);
        for (name, text) in parts(&copy).iter().filter(|(name, _)| name.contains("ontrole")) {
            assert!(!text.contains("<f>") && !text.contains("<x>"), "{name}");
            assert!(text.len() < 20_000, "{name} holds all {} bytes", text.len());
        }
        year.put("GM0363.xlsx", &copy);
        assert_eq!(facts(&year.findings()), before, "{hostile}");
    }
}

/// Amsterdam's return as somebody else made it: no cell for an answer, and notes of its own.
fn by_hand() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Foto's & <meer>").unwrap();
    let rows = [
        ["Code", "Antwoord"],
        ["gemeente.code", "GM0363"],
        ["stempel.vragenlijst", "pmg-2024"],
        ["uitgelicht.interventie", "ajb"],
        ["uitgelicht.tekst", "Zo gaat dat"],
        ["ajb.status", "uitvoering"],
        ["boas.status", "loopt al"],
    ];
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(cells) {
            sheet.write(row, column, text).unwrap();
        }
    }
    sheet.write(7, 0, "ajb.aangemeld").unwrap();
    sheet.insert_note(6, 1, &Note::new("Navragen bij Jan").set_author("Piet")).unwrap();
    sheet.insert_note(0, 0, &Note::new("Blijft staan")).unwrap();
    workbook.save_to_buffer().unwrap()
}

#[test]
fn a_cell_that_is_not_there_is_marked_and_a_note_that_was_there_is_kept() {
    let year = Year::example().without("GM0363");
    year.put("amsterdam.xlsx", &by_hand());
    let before = facts(&year.findings());
    let copy = amsterdam(&year);
    let found = parts(&copy);
    let sheet = "xl/worksheets/sheet1.xml";
    assert_eq!(colour(&found, sheet, "B8"), "FFF4B6B0");
    assert_eq!(colour(&found, sheet, "B7"), "FFF4B6B0");
    let comments = &found["xl/comments1.xml"];
    for kept in ["Navragen bij Jan", "Blijft staan", "Fout (F302)"] {
        assert_eq!(comments.matches(kept).count(), 1, "{kept} in {comments}");
    }
    assert!(!comments.contains("F204"), "who has a note of one's own keeps it: {comments}");
    let boxes = &found["xl/drawings/vmlDrawing1.vml"];
    assert_eq!(boxes.matches("ObjectType=\"Note\"").count(), 3, "one box a note: {boxes}");
    assert_eq!(found[sheet].matches("<legacyDrawing").count(), 1);
    year.put("amsterdam.xlsx", &copy);
    assert_eq!(facts(&year.findings()), before);
}

#[test]
fn a_marked_copy_that_comes_back_loses_its_old_marks() {
    let year = faulty();
    let once = amsterdam(&year);
    year.put("GM0363.xlsx", &once);
    let (first, second) = (parts(&once), parts(&amsterdam(&year)));
    assert!(first.keys().eq(second.keys()), "{:?}", second.keys());
    let lists = ["[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"];
    for (name, text) in first.iter().filter(|(name, _)| !lists.contains(&name.as_str())) {
        // The numbers of styles are others.
        let apart = |text: &str| text.replace(|c: char| c.is_ascii_digit(), "");
        assert_eq!(apart(text), apart(&second[name]), "{name}");
    }
    for list in &lists[..2] {
        assert_eq!(second[*list].matches("/controle1.xml").count(), 1, "{list}");
    }

    let mended = rewrite(&once, "xl/sharedStrings.xml", |text| {
        text.replace(">ca. 40<", ">148<").replace('\u{1F600}', "gesprek")
    });
    let mended =
        rewrite(&mended, "xl/worksheets/sheet6.xml", |text| text.replace("<v>-1<", "<v>2<"));
    // A program that does not keep who a note is from.
    let comments = "xl/commentsControle1.xml";
    let mended = rewrite(&mended, comments, |text| text.replace(">Controle vragenlijst<", "> <"));
    year.put("GM0363.xlsx", &mended);
    assert_eq!(year.findings(), []);
    let clean = parts(&amsterdam(&year));
    assert!(clean["xl/worksheets/controle1.xml"].contains(">Er is niets gevonden<"));
    for name in ["Controle", "Bevindingen"] {
        assert_eq!(clean["xl/workbook.xml"].matches(&format!("name=\"{name}\"")).count(), 1);
    }
    for (name, text) in &clean {
        assert!(!text.contains("<cfRule") && !text.contains("<comment "), "{name}");
        assert!(!text.contains("ObjectType=\"Note\""), "{name}");
    }
}

#[test]
fn what_cannot_be_marked_itself_comes_back_as_a_new_form_that_says_so() {
    let year = Year::example();
    let before = pipeline::check(&year.path(), &[], &|_, _| ()).unwrap();
    for copy in marked(&year) {
        let name = copy.path.file_name().unwrap().to_str().unwrap().to_owned();
        let sheet = &parts(&copy.marked.bytes)["xl/worksheets/controle1.xml"];
        let is_new = copy.path.extension().unwrap() != "xlsx";
        assert_eq!(
            sheet.contains("Dit is een nieuw formulier met uw antwoorden"),
            is_new,
            "{name}"
        );
        year.put(&name, &copy.marked.bytes);
    }
    let after = pipeline::check(&year.path(), &[], &|_, _| ()).unwrap();
    assert_eq!(year.findings(), []);
    for (old, new) in before.accepted.iter().zip(after.accepted.iter()) {
        let values = |answers: &BTreeMap<_, pmg_monitor::checks::Answer>| {
            let value = |(code, a): (&String, &pmg_monitor::checks::Answer)| {
                (code.clone(), a.value, a.reference_date, a.remark.clone())
            };
            answers.iter().map(value).collect::<Vec<_>>()
        };
        assert_eq!(values(&old.answers), values(&new.answers), "{}", old.municipality);
        assert_eq!(
            old.highlight.as_ref().map(|h| &h.text),
            new.highlight.as_ref().map(|h| &h.text)
        );
    }
}

#[test]
fn a_fault_arrives_in_a_new_form_as_it_was_typed() {
    let year = Year::example().without("GM0363");
    let rows: &[&[&str]] = &[
        &["Code", "Peildatum", "Antwoord"],
        &["gemeente.code", "", "GM0363"],
        &["stempel.vragenlijst", "", "pmg-2024"],
        &["uitgelicht.interventie", "", "boas"],
        &["uitgelicht.tekst", "", "Zo gaat dat"],
        &["boas.status", "", "uitvoering"],
        &["boas.fte", "in het voorjaar", "12 a 15"],
        &["ajb.aangemeldd", "", "3"],
    ];
    year.put("amsterdam.xlsb", &xlsb::workbook(&[Table::of("Alles", rows)]));
    let before = year.findings();
    let copy = amsterdam(&year);
    let sheet = &parts(&copy)["xl/worksheets/controle1.xml"];
    assert!(sheet.contains(&format!(">{} fouten<", before.len())), "{sheet}");
    assert!(sheet.contains("&apos;Sociale netwerk&apos;!C"), "{sheet}");
    assert!(sheet.contains("&apos;Sociale netwerk&apos;!E"), "{sheet}");
    year.put("amsterdam.xlsb", &copy);
    let after = year.findings();
    let said = |findings: &[Finding]| {
        let known =
            findings.iter().filter(|finding| !["F101", "F103", "F302"].contains(&finding.code));
        known.map(|f| (f.code, f.message.clone())).collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(said(&before), said(&after));
    assert_eq!(said(&after).len(), 2);
}

#[test]
fn text_that_looks_like_a_number_stays_text_where_the_form_is_told_so() {
    let year = Year::changed(|answers| {
        let filled = Filled { answer: "1.5".to_owned(), as_text: true, ..Filled::default() };
        answers.get_mut("GM0363").unwrap().insert("boas.fte".to_owned(), filled);
    });
    assert_eq!(year.findings()[0].code, "F201");
}

#[test]
fn check_writes_marked_copies_only_when_asked_and_leaves_the_return_alone() {
    let year = faulty();
    let return_ = year.returns().join("GM0363.xlsx");
    let before = std::fs::read(&return_).unwrap();
    let out = year.input().join("uit");
    let mut command = Command::cargo_bin("pmg").unwrap();
    command
        .env("NO_COLOR", "1")
        .args(["check", "2024", "--mark", "--input"])
        .arg(year.input())
        .arg("--output")
        .arg(&out);
    let run = command.arg(&return_).assert().code(1);
    let said = String::from_utf8(run.get_output().stderr.clone()).unwrap();
    assert!(said.contains("1 vragenlijst gemarkeerd in"), "{said}");
    let copy = out.join("2024/gemeenten/GM0363-amsterdam/GM0363-gecontroleerd.xlsx");
    assert!(std::fs::read(copy).unwrap() == amsterdam(&year));
    assert!(std::fs::read(&return_).unwrap() == before);
}

#[test]
fn a_workbook_with_macros_keeps_the_extension_that_it_needs() {
    let year = Year::alone("GM0363", "ajb.aangemeld", "149");
    let return_ = std::fs::read(year.returns().join("GM0363.xlsx")).unwrap();
    let with_macros = rewrite(&return_, "[Content_Types].xml", |text| {
        let plain = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
        text.replace(plain, "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    });
    std::fs::remove_file(year.returns().join("GM0363.xlsx")).unwrap();
    year.put("GM0363.xlsm", &with_macros);
    let copies = marked(&year);
    let copy = copies.iter().find(|copy| copy.municipality.as_str() == "GM0363").unwrap();
    assert_eq!(copy.marked.extension, "xlsm");
}

/// A return of as many sheets as are read: the sheet of findings would be one more.
#[test]
fn a_copy_that_its_marks_would_make_too_large_comes_back_as_a_new_form() {
    let year = Year::example().without("GM");
    let mut filled = answers();
    set(&mut filled, "GM0363", "ajb.aangemeld", "ca. 40");
    let mut workbook = year.workbook("GM0363", &filled["GM0363"]);
    let more = read_bytes("a.xlsx", &workbook).unwrap().sheets.len() + 1..=100;
    for (part, end, entry) in [
        ("xl/workbook.xml", "</sheets>", "<sheet name=\"L#\" sheetId=\"#\" r:id=\"rIdL#\"/>"),
        (
            "xl/_rels/workbook.xml.rels",
            "</Relationships>",
            "<Relationship Id=\"rIdL#\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/l#.xml\"/>",
        ),
        (
            "[Content_Types].xml",
            "</Types>",
            "<Override PartName=\"/xl/worksheets/l#.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>",
        ),
    ] {
        let entries: String = more.clone().map(|n| entry.replace('#', &n.to_string())).collect();
        workbook = rewrite(&workbook, part, |text| text.replace(end, &format!("{entries}{end}")));
    }
    let empty = b"<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData/></worksheet>";
    for number in more {
        workbook = with_part(&workbook, &format!("xl/worksheets/l{number}.xml"), empty);
    }
    assert_eq!(read_bytes("a.xlsx", &workbook).unwrap().sheets.len(), 100);
    year.put("amsterdam.xlsx", &workbook);
    let copy = read_bytes("a.xlsx", &amsterdam(&year)).unwrap();
    assert!(copy.sheets.len() < 30);
}

#[test]
fn a_marked_copy_tells_no_number_of_another_municipality() {
    let year = Year::example();
    let mut filled = answers();
    set(&mut filled, "GM0363", "ajb.aangemeld", "1480");
    year.put("GM0363-amsterdam.xlsx", &year.workbook("GM0363", &filled["GM0363"]));
    let told = pipeline::check(&year.path(), &[], &|_, _| ()).unwrap().findings;
    assert!(told.iter().any(|finding| finding.message.contains("(mediaan ")), "{told:#?}");
    let copy = amsterdam(&year);
    let all: String = parts(&copy).into_values().collect();
    assert!(all.contains("veel meer dan bij de andere gemeenten"));
    assert!(!all.contains("mediaan"));
}

#[test]
fn a_marked_copy_is_the_same_whatever_others_answered() {
    let year = |number: &'static str, words: &'static str| {
        Year::changed(move |answers| {
            // Far from all others, an error, and a warning.
            set(answers, "GM0363", "ajb.aangemeld", "1480");
            set(answers, "GM0363", "boas.fte", "-1");
            for other in ["GM0518", "GM0014", "GM0080"] {
                set(answers, other, "ajb.aangemeld", number);
                set(answers, other, "uitgelicht.tekst", words);
            }
        })
    };
    let [one, other] = [("61", "Het gaat goed."), ("62", "Het kan beter.")]
        .map(|(number, words)| amsterdam(&year(number, words)));
    assert!(one == other);
}
