//! For every code a year that has the fault, and a year that only nearly has it.

use std::collections::BTreeSet;

use pmg_monitor::checks::{RULES, manual};
use pmg_monitor::cycle::{self, PUBLISHED, SHEETS, STANDARD_SHEETS};
use pmg_monitor::finding::Finding;
use pmg_monitor::pipeline;
use rayon::prelude::*;
use rust_xlsxwriter::Workbook;

use crate::support::{Year, answers, rewrite, set, with_part, zip};

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
        || Year::example().without("GM0363").findings(),
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
    ("W506", || answer("ajb.aangemeld", "1480"), || answer("ajb.aangemeld", "248")),
    ("W508", || own("Alleen jij bepaalt"), || own("Boksen in de buurt")),
    ("W509", || open(&[]), decided),
    ("W511", || forgotten(""), || forgotten("gestopt")),
    ("W510", || answer("ajb.aangemeld", "14800"), || answer("ajb.aangemeld", "5000")),
    ("F209", || copied_sheet("A4"), || copied_sheet("Z4")),
    (
        "W512",
        || beside("<c r=\"H13\"><v>95</v></c>"),
        || beside("<c r=\"H13\" t=\"inlineStr\"><is><t>navragen</t></is></c>"),
    ),
    ("W513", || added_row("D40"), || added_row("H40")),
    (
        "W514",
        || commented("nog niet definitief, 95"),
        || commented("Let op (W510)\nIs dit juist?\nWat te doen: kijk het na."),
    ),
    ("W515", || hidden_row("13"), || hidden_row("3")),
    ("W516", || own_twice("boksen in de buurt"), || own_twice("Boksen in de wijk")),
    ("W507", || last_year("64"), || last_year("140")),
    (
        "W520",
        || Year::example().write_file("templates/colofon.md.txt", "# Colofon").findings(),
        || Year::example().write_file("templates/Thumbs.db", "x").findings(),
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
    let wrong: Vec<String> = CATALOGUE.par_iter().filter_map(contradiction).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Where a row of the catalogue, the rule and its manual page do not agree.
fn contradiction((code, has, nearly): &(&str, Fixture, Fixture)) -> Option<String> {
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
    let page = manual::pages().into_iter().find(|page| page.code == *code)?;
    let quoted = page.text.lines().any(|line| line.trim() == said);
    (!quoted).then(|| format!("the page of {code} does not quote: {said}"))
}

/// The example with a file more among its returns.
fn file(name: &str, bytes: &[u8]) -> Vec<Finding> {
    let year = Year::example();
    year.put(name, bytes);
    year.findings()
}

/// What a folder gives that is handed in as a return.
fn folder(name: &str) -> Vec<Finding> {
    let year = Year::example();
    let path = year.returns().join(name);
    std::fs::create_dir(&path).unwrap();
    pipeline::check(&year.path(), &[path], &|_, _| ()).unwrap().findings
}

/// The example in which Amsterdam answers so.
fn answer(question: &str, answer: &str) -> Vec<Finding> {
    Year::with("GM0363", question, answer).findings()
}

fn several(given: &[(&str, &str)]) -> Vec<Finding> {
    let change = |filled: &mut crate::support::Answers| {
        for (question, answer) in given {
            set(filled, "GM0363", question, answer);
        }
    };
    Year::changed(change).findings()
}

fn round(last: &str) -> Vec<Finding> {
    several(&[
        ("arbeidstoeleiding.baan", "60"),
        ("ipta.deelnemers", "20"),
        ("ajb.aangemeld", "150"),
        ("pga.aangemeld", "70"),
        ("schakelteam.status", "uitvoering"),
        ("schakelteam.aangemeld", last),
    ])
}

fn repeated(third: &str) -> Vec<Finding> {
    several(&[("arbeidstoeleiding.baan", "71"), ("pga.aangemeld", "71"), ("ajb.aangemeld", third)])
}

/// The example with a year before it, in which Amsterdam enrolled so many.
fn last_year(enrolled: &str) -> Vec<Finding> {
    let mut filled = answers();
    set(&mut filled, "GM0363", "ajb.aangemeld", enrolled);
    Year::example().with_year_before("GM0363", &filled["GM0363"]).findings()
}

/// The example after an edition in which this stood of the four truants whom Schiedam reached.
fn published(value: &str) -> Vec<Finding> {
    let given = format!("[{{ \"municipality\": \"GM0606\", \"value\": {value} }}]");
    let measure = format!("{{ \"sum\": null, \"contributions\": {given} }}");
    let ledger = format!("{{ \"measures\": {{ \"schoolverzuim.deelnemers\": {measure} }} }}");
    let year = Year::with("GM0606", "schoolverzuim.deelnemers", "4");
    std::fs::create_dir(year.path().join(PUBLISHED)).unwrap();
    year.write_file(&format!("{PUBLISHED}/2024-06-05.json"), &ledger).draft().findings
}

/// The example in which Amsterdam enrolled seven, and says this of its own example.
fn spoken(who: &str) -> Vec<Finding> {
    let year = Year::changed(|filled| {
        set(filled, "GM0363", "ajb.aangemeld", "7");
        set(filled, "GM0363", "uitgelicht.tekst", &format!("{who} hebben weer een doel."));
    });
    year.draft().findings
}

/// The example in which Amsterdam has a word in its own example with this property.
fn struck(property: &str) -> Vec<Finding> {
    let mut filled = answers();
    set(&mut filled, "GM0363", "uitgelicht.tekst", "De scholen werken samen.");
    let workbook = Year::example().workbook("GM0363", &filled["GM0363"]);
    let run = |property: &str, text: &str| {
        format!("<r><rPr>{property}</rPr><t xml:space=\"preserve\">{text}</t></r>")
    };
    let runs = [run("", "De scholen werken "), run(property, "slecht "), run("", "goed samen.")];
    let workbook = rewrite(&workbook, "xl/sharedStrings.xml", |text| {
        text.replace("<t>De scholen werken samen.</t>", &runs.concat())
    });
    file("GM0363-amsterdam.xlsx", &workbook)
}

fn named(name: &str) -> Vec<Finding> {
    renamed("Amsterdam", name)
}

fn story(part: &str, answer: &str) -> Vec<Finding> {
    Year::with("GM0917", &format!("praktijkverhaal.{part}"), answer).findings()
}

fn intensive(families: &str) -> Vec<Finding> {
    Year::with("GM0855", "familieaanpak.gezinnen-intensief", families).findings()
}

/// A year that also asks what is no count, in which Amsterdam gives these answers.
fn open(given: &[(&str, &str)]) -> Vec<Finding> {
    let year = Year::example().write_file(SHEETS, STANDARD_SHEETS);
    let year = year.answered(|filled| {
        for (question, answer) in given {
            set(filled, "GM0363", question, answer);
        }
    });
    year.findings()
}

fn review(date: &str) -> Vec<Finding> {
    let decision = [("kwaliteit-ajb.besluit", "doorgaan"), ("kwaliteit-ajb.reden", "Het helpt.")];
    open(&[decision[0], decision[1], ("kwaliteit-ajb.herziening", date)])
}

fn own(name: &str) -> Vec<Finding> {
    let rest = [("eigen-1.thema", "onderwijs"), ("eigen-1.status", "uitvoering")];
    open(&[("eigen-1.naam", name), rest[0], rest[1]])
}

/// A year in which Amsterdam's AJB, which ran the year before, has this status.
fn forgotten(status: &str) -> Vec<Finding> {
    let year = Year::changed(|filled| {
        set(filled, "GM0363", "ajb.status", status);
        set(filled, "GM0363", "ajb.aangemeld", "");
    });
    year.with_year_before("GM0363", &answers()["GM0363"]).findings()
}

/// Every municipality decided on what it uses.
fn decided() -> Vec<Finding> {
    let year = Year::example().write_file(SHEETS, STANDARD_SHEETS);
    let year = year.answered(|filled| {
        for answers in filled.values_mut() {
            let running: Vec<String> = answers
                .iter()
                .filter(|(_, filled)| filled.answer == "uitvoering")
                .map(|(code, _)| format!("kwaliteit-{}", code.trim_end_matches(".status")))
                .collect();
            for block in running {
                for (part, answer) in [("besluit", "doorgaan"), ("reden", "Het helpt.")] {
                    let filled = answers.entry(format!("{block}.{part}")).or_default();
                    answer.clone_into(&mut filled.answer);
                }
            }
        }
    });
    year.findings()
}

/// A year that asks for a total and its parts, and an answer to one of the parts.
fn wijkcoaches(temporary: &str) -> Vec<Finding> {
    let measure = |code: &str| {
        format!(
            "[[thema.interventie.maat]]\ncode = \"{code}\"\nvraag = \"Wijkcoaches\"\neenheid = \"fte\"\nsoort = \"inzet\"\n"
        )
    };
    let asked = format!(
        "\n[[thema.interventie]]\ncode = \"wijkcoaches\"\nnaam = \"Wijkcoaches\"\n{}{}{}[[optelling]]\ntotaal = \"wijkcoaches.fte\"\ndelen = [\"wijkcoaches.vast\", \"wijkcoaches.tijdelijk\"]\nreden = \"Elke wijkcoach is in vaste of in tijdelijke dienst.\"\n\n[[relatie]]\n",
        measure("fte"),
        measure("vast"),
        measure("tijdelijk")
    );
    let year = Year::example().edit("vragenlijst.toml", "\n[[relatie]]\n", &asked);
    let answers =
        [("status", "uitvoering"), ("fte", "5.5"), ("vast", "3"), ("tijdelijk", temporary)];
    let year = year.answered(|filled| {
        for (question, answer) in answers {
            set(filled, "GM0363", &format!("wijkcoaches.{question}"), answer);
        }
    });
    year.findings()
}

/// A year in which Breda has so many schools with consulting hours, to which it referred 21 pupils.
fn schools(number: &str) -> Vec<Finding> {
    Year::with("GM0758", "halt-spreekuur.scholen", number).findings()
}

fn consent(answer: &str) -> Vec<Finding> {
    Year::with("GM0917", "praktijkverhaal.toestemming", answer).findings()
}

fn dated(date: &str) -> Vec<Finding> {
    let change = |filled: &mut crate::support::Answers| {
        let answer = filled.get_mut("GM0363").unwrap().get_mut("ajb.aangemeld").unwrap();
        answer.reference_date = Some(date.parse().unwrap());
    };
    Year::changed(change).findings()
}

/// Amsterdam's return as the example's answers make it.
fn amsterdam() -> Vec<u8> {
    Year::example().workbook("GM0363", &answers()["GM0363"])
}

/// The example with Amsterdam's return changed in one of the files inside it.
fn amended(part: &str, change: impl Fn(String) -> String) -> Vec<Finding> {
    file("GM0363-amsterdam.xlsx", &rewrite(&amsterdam(), part, change))
}

fn renamed(from: &str, to: &str) -> Vec<Finding> {
    let (from, to) = (format!(">{from}<"), format!(">{to}<"));
    amended("xl/sharedStrings.xml", |text| text.replace(&from, &to))
}

fn cell(instead: &str) -> Vec<Finding> {
    amended("xl/worksheets/sheet5.xml", |text| text.replacen("><v>148</v></c>", instead, 1))
}

/// The sheet with `ajb.aangemeld`, in row 13.
const SHEET: &str = "xl/worksheets/sheet5.xml";

fn beside(cell: &str) -> Vec<Finding> {
    amended(SHEET, |text| {
        let row = text.find("<row r=\"13\"").unwrap();
        let end = row + text[row..].find("</row>").unwrap();
        format!("{}{cell}{}", &text[..end], &text[end..])
    })
}

fn added_row(cell: &str) -> Vec<Finding> {
    let row = format!("<row r=\"40\"><c r=\"{cell}\"><v>12</v></c></row></sheetData>");
    amended(SHEET, |text| text.replace("</sheetData>", &row))
}

fn hidden_row(row: &str) -> Vec<Finding> {
    let (from, to) = (format!("<row r=\"{row}\""), format!("<row r=\"{row}\" hidden=\"1\""));
    amended(SHEET, |text| text.replace(&from, &to))
}

/// Amsterdam's return with a comment on its answer to `ajb.aangemeld`.
fn commented(text: &str) -> Vec<Finding> {
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let related = format!(
        "<Relationships xmlns=\"{package}\"><Relationship Id=\"rId9\" Type=\"{office}/comments\" Target=\"../comments9.xml\"/></Relationships>"
    );
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let comments = format!(
        "<comments xmlns=\"{main}\"><authors><author/></authors><commentList><comment ref=\"D13\" authorId=\"0\"><text><t>{text}</t></text></comment></commentList></comments>"
    );
    let parts = [("xl/worksheets/_rels/sheet5.xml.rels", related), ("xl/comments9.xml", comments)];
    let bytes = parts
        .iter()
        .fold(amsterdam(), |bytes, (name, part)| with_part(&bytes, name, part.as_bytes()));
    file("GM0363-amsterdam.xlsx", &bytes)
}

/// Amsterdam's return in which a sheet stands twice, with one answer that differs; `code` is where the copy has
/// its column `Code`.
fn copied_sheet(code: &str) -> Vec<Finding> {
    let bytes = amsterdam();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    let sheet = std::io::read_to_string(archive.by_name(SHEET).unwrap()).unwrap();
    let sheet =
        sheet.replacen("<v>148</v>", "<v>149</v>", 1).replace("r=\"A4\"", &format!("r=\"{code}\""));
    let bytes = with_part(&bytes, "xl/worksheets/sheet99.xml", sheet.as_bytes());
    let bytes = rewrite(&bytes, "xl/workbook.xml", |text| {
        text.replace("</sheets>", "<sheet name=\"Persoonlijke ontwikkeling (2)\" sheetId=\"99\" r:id=\"rId99\"/></sheets>")
    });
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet";
    let related = format!(
        "<Relationship Id=\"rId99\" Type=\"{kind}\" Target=\"worksheets/sheet99.xml\"/></Relationships>"
    );
    let bytes = rewrite(&bytes, "xl/_rels/workbook.xml.rels", |text| {
        text.replace("</Relationships>", &related)
    });
    file("GM0363-amsterdam.xlsx", &bytes)
}

/// Two interventions of Amsterdam's own.
fn own_twice(second: &str) -> Vec<Finding> {
    let part = |number: u8, name: &str| {
        [("naam", name), ("thema", "onderwijs"), ("status", "uitvoering")]
            .map(|(part, answer)| (format!("eigen-{number}.{part}"), answer.to_owned()))
    };
    let given: Vec<_> =
        [part(1, "Boksen in de buurt"), part(2, second)].into_iter().flatten().collect();
    open(&given.iter().map(|(code, answer)| (code.as_str(), answer.as_str())).collect::<Vec<_>>())
}

/// A workbook with these cells from A1 on, on one sheet.
fn rows(rows: &[[&str; 2]]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Gemeente").unwrap();
    sheet.write_row_matrix(0, 0, rows.iter().copied()).unwrap();
    workbook.save_to_buffer().unwrap()
}

fn headed(answer: &str) -> Vec<u8> {
    rows(&[["Code", answer], ["stempel.vragenlijst", "pmg-2024"], ["gemeente.code", "GM0363"]])
}

fn sender(code: &str) -> Vec<Finding> {
    let head = [["Code", "Antwoord"], ["stempel.vragenlijst", "pmg-2024"]];
    file("onbekend.xlsx", &rows(&[head[0], head[1], ["gemeente.code", code]]))
}

fn stamp(name: &str) -> Vec<Finding> {
    let head = [["Code", "Antwoord"], ["stempel.vragenlijst", name]];
    file("oud.xlsx", &rows(&[head[0], head[1], ["gemeente.code", "GM0363"]]))
}

/// A return of Venlo, which does not report in 2024 unless the register says so.
fn venlo(reports: &str) -> Vec<Finding> {
    let line = |end: &str| format!("doet_mee = true,  {end} }},\n  {{ code = \"GM1883\"");
    let year = Year::example();
    let year = year.edit("gemeenten.toml", &line("rapporteert = false"), &line(reports));
    year.put("venlo.xlsx", &year.workbook("GM0983", &answers()["GM0363"]));
    year.findings()
}

/// A workbook with much text in it.
fn long(rows: u32) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for row in 0..rows {
        sheet.write(row, 0, "x".repeat(32_000)).unwrap();
    }
    workbook.save_to_buffer().unwrap()
}

/// A workbook that was saved with a password.
fn password() -> Vec<u8> {
    let manifest = b"<manifest:encryption-data/>";
    zip(&[("META-INF/manifest.xml", manifest), ("content.xml", b"?")])
}

/// The example with this sentence in a template.
fn text(sentence: &str) -> Vec<Finding> {
    let template = format!("# Kop\n\n{sentence}\n");
    Year::example().write_file("templates/colofon.md", &template).draft().findings
}

/// The example with another constant, and what is found in its text.
fn constant(name: &str, text: &str, more: &str) -> Vec<Finding> {
    with_constant(Year::example(), name, text, more).draft().findings
}

fn with_constant(year: Year, name: &str, text: &str, more: &str) -> Year {
    let added = format!(
        "[{name}]\ntekst = \"{text}\"\nbron = \"Rapportage van juni 2023 (Rotterdam)\"\n{more}\n\n[pijlers]"
    );
    year.edit("constanten.toml", "[pijlers]", &added)
}

/// An age that holds in Rotterdam, in a sentence about some municipality.
fn of_rotterdam(name: &str) -> Vec<Finding> {
    let ages =
        "{{ constante(naam=\"leeftijd-nazorg\") }} en {{ constante(naam=\"leeftijd-tot\") }}";
    let template = format!("# Kop\n\n{name} helpt jongeren tussen de {ages} jaar.\n");
    let year = Year::example().write_file("templates/colofon.md", &template);
    with_constant(year, "leeftijd-nazorg", "16", "").draft().findings
}

/// The example in which the paragraph of the police has another source.
fn of_the_police(source: &str) -> Vec<Finding> {
    let end = "een beter beeld en meer samenhang.\"\nbron = \"";
    let year = Year::example().edit("partners.toml", end, &format!("{end}Brief van {source}\" # "));
    year.draft().findings
}

/// The example with a template that speaks of Amsterdam's intervention, and says this of each example.
fn theme(example: &str) -> Vec<Finding> {
    let van = "van=\"overlast-leefbaarheid\"";
    let each = format!("{{% for u in uitgelicht({van}) %}}\n{example}\n{{% endfor %}}");
    let text = format!(
        "# Sociale netwerk\n\n{{% if n({van}) > 0 %}}Er is een aanpak.{{% endif %}}\n\n{each}\n"
    );
    Year::example().write_file("templates/thema/sociale-netwerk.md", &text).draft().findings
}

/// The line of a file of the year that a finding with this code points at.
#[track_caller]
fn line_of(year: &Year, code: &str) -> String {
    let findings = year.draft().findings;
    let place = findings.into_iter().find(|it| it.code == code).unwrap().place.unwrap();
    let text = cycle::read_text(&year.path().join(&place.file)).unwrap();
    text.lines().nth(place.line.unwrap() as usize - 1).unwrap().to_owned()
}

#[test]
fn what_the_team_typed_is_told_with_its_line() {
    let sentence = "Leiden helpt jongeren vanaf {{ constante(naam=\"leeftijd-nazorg\") }} jaar.";
    let year =
        Year::example().write_file("templates/colofon.md", &format!("# Kop\n\n{sentence}\n"));
    let year = with_constant(year, "leeftijd-nazorg", "16", "");
    assert_eq!(line_of(&year, "T113"), "bron = \"Rapportage van juni 2023 (Rotterdam)\"");
    let year = with_constant(Year::example(), "vorig-jaar", "765 jongeren", "");
    assert_eq!(line_of(&year, "T114"), "tekst = \"765 jongeren\"");
    let year = Year::example().edit(
        "jaar.toml",
        "ondertitel = \"",
        "ondertitel = \"Zeven jongeren in Breda. ",
    );
    assert!(line_of(&year, "T114").starts_with("ondertitel = \"Zeven jongeren"));
    let end = "een beter beeld en meer samenhang.\"\nbron = \"";
    let small = "een beter beeld, bij zeven jongeren in Breda.\"\nbron = \"Brief van 2023\" # ";
    let year = Year::example().edit("partners.toml", end, small);
    assert!(line_of(&year, "T114").contains("zeven jongeren in Breda"));
    assert!(line_of(&year, "T115").starts_with("bron = \"Brief van 2023\""));
}

#[test]
fn where_a_publication_appeared_makes_no_owner_of_the_city() {
    let sentence = "Leiden helpt jongeren vanaf {{ constante(naam=\"leeftijd-nazorg\") }} jaar.";
    let year =
        Year::example().write_file("templates/colofon.md", &format!("# Kop\n\n{sentence}\n"));
    let year = with_constant(year, "leeftijd-nazorg", "16", "");
    let year = year.edit("constanten.toml", "juni 2023 (Rotterdam)", "WODC (Den Haag, 2021)");
    assert!(!year.draft().findings.iter().any(|finding| finding.code == "T113"));
}
