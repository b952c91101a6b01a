//! Bad cells in every format and every corner of a sheet: each is found, with its code and its true
//! address. And cells that are odd but right: none is stopped.

use pmg_monitor::finding::Finding;
use pmg_monitor::place::Place;

use crate::support::Year;
use crate::tables::{Area, FORMATS, Table, letters};

/// Code of the question, what stands in its cell, and the rule that must find it.
const BAD: [(&str, &str, &str); 16] = [
    ("ajb.aangemeld", "ca. 40", "F201"),
    ("pga.aangemeld", "1.5 ", "F201"),
    ("pga.regisseurs", "1,234", "F201"),
    ("ipta.deelnemers", "12 a 15", "F201"),
    ("casemanagers.begeleid", "10+", "F201"),
    ("alles-kidzzz.aangemeld", "40 kinderen", "F201"),
    ("boas.doorverwijzingen-halt", "tien", "F201"),
    ("boas.waarschuwingen", "12.5", "F202"),
    ("boas.fte", "-2", "F203"),
    ("schoolverzuim.status", "in uitvoering", "F204"),
    ("politie.status", "bezig", "F204"),
    ("wijkrechtspraak.status", "3", "F204"),
    ("straatcoaches.fte", "#REF!", "F205"),
    ("halt-spreekuur.doorverwezen", "WAAR", "F201"),
    ("nazorg-detentie.trajecten", "46%", "F201"),
    ("ajb.aangemelt", "148", "F101"),
];

/// Odd, but with one meaning only.
const RIGHT: [(&str, &str); 14] = [
    ("AJB.Aangemeld ", " 148 "),
    ("pga.aangemeld", "1.234 "),
    ("pga.regisseurs", "5,0"),
    ("ipta.deelnemers", "ONBEKEND"),
    ("casemanagers.begeleid", "N.V.T."),
    ("alles-kidzzz.aangemeld", "nvt"),
    ("boas.doorverwijzingen-halt", "niet van toepassing"),
    ("boas.waarschuwingen", "47\u{a0}"),
    ("boas.fte", "4,50"),
    ("schoolverzuim.status", " Uitvoering "),
    ("politie.status", "UITVOERING"),
    ("wijkrechtspraak.status", "plan  in ontwikkeling"),
    ("straatcoaches.fte", "0,75"),
    ("schoolverzuim.deelnemers", "1.431 "),
];

/// The status under which each number may be given.
const STATUSES: [&str; 8] = [
    "ajb",
    "pga",
    "ipta",
    "casemanagers",
    "alles-kidzzz",
    "boas",
    "straatcoaches",
    "schoolverzuim",
];

type Layout = (&'static str, fn(&mut Table));

/// What people do to a sheet: a name for it, and how it changes a table that starts at A1.
const LAYOUTS: [Layout; 12] = [
    ("at A1", |_| ()),
    ("below empty rows", |table| shift(table, 6, 0)),
    ("right of empty columns", |table| shift(table, 0, 5)),
    ("far down and to the right", |table| shift(table, 25, 27)),
    ("rows turned about, with empty ones between", |table| {
        let answers = table.rows.split_off(IDENTITY);
        table.rows.extend(answers.into_iter().rev().flat_map(|row| [Vec::new(), row]));
    }),
    ("columns turned about", |table| table.rows.iter_mut().for_each(|row| row.reverse())),
    ("hidden rows", |table| table.hidden_rows = (IDENTITY..table.rows.len()).collect()),
    ("hidden columns", |table| table.hidden_columns = (0..4).collect()),
    ("hidden sheet", |table| table.is_hidden = true),
    ("merged cells", |table| {
        let last = table.rows.len() - 1;
        // An answer across the remark beside it; and one cell for the questions of all rows.
        let answers = (1..=last).map(|row| Area { first: (row, 2), last: (row, 3) });
        table.merged = answers.collect();
        table.merged.push(Area { first: (1, 1), last: (last, 1) });
        table.rows[2..].iter_mut().for_each(|row| row[1].clear());
    }),
    ("filtered", |table| {
        let last = table.rows.len() - 1;
        table.filtered = Some(Area { first: (0, 0), last: (last, 3) });
        table.hidden_rows = (IDENTITY..=last).filter(|row| row % 3 != 0).collect();
    }),
    ("copy in place of the sheet", |table| table.name = "Onderwijs (2)"),
];

/// Rows with the header and what identifies the return.
const IDENTITY: usize = 3;

/// Every layout of a table with these answers, in every format.
fn workbooks(answers: &[(&str, &str)]) -> impl Iterator<Item = (String, Table, Year)> {
    LAYOUTS.iter().flat_map(|(layout, change)| {
        let mut table = table(answers);
        change(&mut table);
        // A workbook cannot hide all its sheets.
        let front = Table { name: "Voorblad", ..Table::default() };
        let tables = [front, table];
        FORMATS.map(|(format, write)| {
            let year = Year::example().without("GM");
            year.put(&format!("amsterdam.{format}"), &write(&tables));
            (format!("{layout} in .{format}"), tables[1].clone(), year)
        })
    })
}

#[test]
fn every_bad_cell_is_found_at_its_true_address() {
    let mut found = 0;
    for (what, table, year) in workbooks(&BAD.map(|(code, answer, _)| (code, answer))) {
        let findings = year.all_findings();
        for (code, answer, rule) in BAD {
            let place = address(&table, code, if rule == "F101" { code } else { answer });
            assert!(
                findings.iter().any(|each| each.code == rule && stands_at(each, &place)),
                "{what}: {code} = `{answer}` is not {rule} at {place}: {findings:#?}"
            );
            found += 1;
        }
    }
    assert_eq!(found, 16 * 12 * 4);
}

#[test]
fn no_odd_but_right_cell_is_stopped() {
    let mut read = 0;
    for (what, table, year) in workbooks(&RIGHT) {
        let mut examined = year.examined();
        // The other municipalities made no return, and the little table leaves out what else a
        // running intervention must answer.
        examined.findings.retain(|each| {
            each.place.is_some()
                && !each.code.starts_with('W')
                && !["F103", "F302", "F401"].contains(&each.code)
        });
        assert_eq!(examined.findings, [], "{what}");
        let amsterdam = examined.accepted.iter().next().unwrap_or_else(|| panic!("{what}"));
        for (code, answer) in RIGHT {
            let answered = &amsterdam.answers[code.trim().to_lowercase().as_str()];
            assert_eq!(answered.place.in_file().unwrap(), address(&table, code, answer), "{what}");
            read += 1;
        }
        let value = |code: &str| format!("{:?}", amsterdam.answers[code].value);
        for (code, number) in [
            ("pga.aangemeld", "1234"),
            ("boas.fte", "4.5"),
            ("schoolverzuim.deelnemers", "1431"),
            ("pga.regisseurs", "5"),
        ] {
            assert_eq!(value(code), format!("Number({number})"), "{what}");
        }
    }
    assert_eq!(read, 14 * 12 * 4);
}

/// Somebody copies a sheet and leaves both: which of the two counts is not guessed.
#[test]
fn a_copy_beside_its_sheet_is_told_once_and_neither_is_used() {
    let mut identity = table(&[]);
    identity.name = "Gemeente";
    identity.rows.truncate(IDENTITY);
    let mut original = table(&BAD.map(|(code, answer, _)| (code, answer)));
    original.name = "Onderwijs";
    original.rows.drain(1..IDENTITY);
    let copy = Table { name: "Onderwijs (2)", ..original.clone() };
    for (format, write) in FORMATS {
        let year = Year::example().without("GM");
        let tables = [identity.clone(), original.clone(), copy.clone()];
        year.put(&format!("amsterdam.{format}"), &write(&tables));
        let findings = year.all_findings();
        let copied: Vec<_> = findings.iter().filter(|each| each.code == "F209").collect();
        let [copied] = copied[..] else { panic!("{format}: {findings:#?}") };
        let named = ["`Onderwijs (2)`", "`Onderwijs`"].map(|it| copied.message.contains(it));
        assert_eq!(named, [true; 2], "{format}: {copied:#?}");
        for (code, answer, rule) in BAD {
            let places = |text| [&original, &copy].map(|table| address(table, code, text));
            if rule == "F101" {
                for place in places(code) {
                    let hit = |each: &Finding| each.code == "F101" && stands_at(each, &place);
                    assert!(findings.iter().any(hit), "{format}: {place}: {findings:#?}");
                }
            } else {
                let at = places(answer);
                let hit = |each: &Finding| at.iter().any(|place| stands_at(each, place));
                let one_cause = !findings.iter().any(|it| it.code == "F102" && hit(it));
                assert!(one_cause, "{format}: {code}: {findings:#?}");
            }
        }
    }
}

fn stands_at(finding: &Finding, place: &str) -> bool {
    finding.place.as_ref().and_then(Place::in_file).as_deref() == Some(place)
}

/// A table with a header, what identifies the return, and these answers.
fn table(answers: &[(&str, &str)]) -> Table {
    let identity =
        [("Code", "Antwoord"), ("gemeente.code", "gm0363"), ("stempel.vragenlijst", "pmg-2024")];
    let statuses = STATUSES.map(|code| format!("{code}.status"));
    let statuses = statuses.iter().map(|code| (code.as_str(), "uitvoering"));
    let unanswered = statuses.filter(|(code, _)| answers.iter().all(|(given, _)| given != code));
    let row = |(code, answer): (&str, &str)| [code, "De vraag", answer, ""].map(str::to_owned);
    let rows = identity.into_iter().chain(unanswered).chain(answers.iter().copied());
    Table {
        name: "Blad",
        rows: rows.map(|cells| row(cells).to_vec()).collect(),
        ..Table::default()
    }
}

fn shift(table: &mut Table, down: usize, right: usize) {
    for row in &mut table.rows {
        row.splice(0..0, vec![String::new(); right]);
    }
    table.rows.splice(0..0, vec![Vec::new(); down]);
}

/// Where the table has this text in the row of this code.
fn address(table: &Table, code: &str, text: &str) -> String {
    let has_code = |row: &Vec<String>| row.iter().any(|cell| cell == code);
    let row = table.rows.iter().position(has_code).unwrap();
    let column = table.rows[row].iter().position(|cell| cell == text).unwrap();
    let sheet =
        if table.name.contains(' ') { format!("'{}'", table.name) } else { table.name.to_owned() };
    format!("{sheet}!{}{}", letters(column), row + 1)
}
