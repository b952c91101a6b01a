//! The years of the catalogue: small ones, of whom a rule looks at and nobody else.

use pmg_monitor::cycle::{PUBLISHED, SHEETS, STANDARD_SHEETS};
use pmg_monitor::finding::Finding;
use pmg_monitor::pipeline;
use rust_xlsxwriter::Workbook;

use crate::support::{Answers, Year, answers, rewrite, set, with_part, zip};

/// A year in which only Amsterdam reports.
pub(super) fn of_amsterdam() -> Year {
    Year::of(&["GM0363"])
}

/// The same with its workbook written afresh, each answer first passed to `change`.
fn changed(change: impl Fn(&mut Answers)) -> Year {
    of_amsterdam().answered(change)
}

/// The example with a file more among its returns.
pub(super) fn file(name: &str, bytes: &[u8]) -> Vec<Finding> {
    let year = of_amsterdam();
    year.put(name, bytes);
    year.findings()
}

/// The example in which Amsterdam's return has this name.
pub(super) fn handed_in_as(name: &str) -> Vec<Finding> {
    let year = of_amsterdam().without("GM0363");
    year.put(name, &amsterdam());
    year.findings()
}

/// What a folder gives that is handed in as a return.
pub(super) fn folder(name: &str) -> Vec<Finding> {
    let year = of_amsterdam();
    let path = year.returns().join(name);
    std::fs::create_dir(&path).unwrap();
    pipeline::check(&year.path(), &[path], &|_, _| ()).unwrap().findings
}

/// The example in which Amsterdam answers so.
pub(super) fn answer(question: &str, answer: &str) -> Vec<Finding> {
    Year::alone("GM0363", question, answer).findings()
}

/// The example in which Amsterdam enrolled so many, beside what the others did.
pub(super) fn among_others(enrolled: &str) -> Vec<Finding> {
    Year::with("GM0363", "ajb.aangemeld", enrolled).findings()
}

fn several(given: &[(&str, &str)]) -> Vec<Finding> {
    let change = |filled: &mut Answers| {
        for (question, answer) in given {
            set(filled, "GM0363", question, answer);
        }
    };
    changed(change).findings()
}

pub(super) fn round(last: &str) -> Vec<Finding> {
    several(&[
        ("arbeidstoeleiding.baan", "60"),
        ("ipta.deelnemers", "20"),
        ("ajb.aangemeld", "150"),
        ("pga.aangemeld", "70"),
        ("schakelteam.status", "uitvoering"),
        ("schakelteam.aangemeld", last),
    ])
}

pub(super) fn repeated(third: &str) -> Vec<Finding> {
    several(&[("arbeidstoeleiding.baan", "71"), ("pga.aangemeld", "71"), ("ajb.aangemeld", third)])
}

/// The example with a year before it, in which Amsterdam enrolled so many.
pub(super) fn last_year(enrolled: &str) -> Vec<Finding> {
    let mut filled = answers();
    set(&mut filled, "GM0363", "ajb.aangemeld", enrolled);
    of_amsterdam().answered(|_| ()).with_year_before("GM0363", &filled["GM0363"]).findings()
}

/// The example after an edition in which this stood of the four truants whom Schiedam reached.
pub(super) fn published(value: &str) -> Vec<Finding> {
    let given = format!("[{{ \"municipality\": \"GM0606\", \"value\": {value} }}]");
    let measure = format!("{{ \"sum\": null, \"contributions\": {given} }}");
    let ledger = format!("{{ \"measures\": {{ \"schoolverzuim.deelnemers\": {measure} }} }}");
    let year = Year::alone("GM0606", "schoolverzuim.deelnemers", "4");
    std::fs::create_dir(year.path().join(PUBLISHED)).unwrap();
    year.write_file(&format!("{PUBLISHED}/2024-06-05.json"), &ledger).draft().findings
}

/// The example in which Amsterdam enrolled seven, and says this of its own example.
pub(super) fn spoken(who: &str) -> Vec<Finding> {
    let year = changed(|filled| {
        set(filled, "GM0363", "ajb.aangemeld", "7");
        set(filled, "GM0363", "uitgelicht.tekst", &format!("{who} hebben weer een doel."));
    });
    year.draft().findings
}

/// The example in which Amsterdam has a word in its own example with this property.
pub(super) fn struck(property: &str) -> Vec<Finding> {
    let mut filled = answers();
    set(&mut filled, "GM0363", "uitgelicht.tekst", "De scholen werken samen.");
    let workbook = of_amsterdam().workbook("GM0363", &filled["GM0363"]);
    let run = |property: &str, text: &str| {
        format!("<r><rPr>{property}</rPr><t xml:space=\"preserve\">{text}</t></r>")
    };
    let runs = [run("", "De scholen werken "), run(property, "slecht "), run("", "goed samen.")];
    let workbook = rewrite(&workbook, "xl/sharedStrings.xml", |text| {
        text.replace("<t>De scholen werken samen.</t>", &runs.concat())
    });
    file("GM0363-amsterdam.xlsx", &workbook)
}

pub(super) fn named(name: &str) -> Vec<Finding> {
    renamed("Amsterdam", name)
}

pub(super) fn story(part: &str, answer: &str) -> Vec<Finding> {
    Year::alone("GM0917", &format!("praktijkverhaal.{part}"), answer).findings()
}

pub(super) fn intensive(families: &str) -> Vec<Finding> {
    Year::alone("GM0855", "familieaanpak.gezinnen-intensief", families).findings()
}

/// A year that also asks what is no count, in which Amsterdam gives these answers.
pub(super) fn open(given: &[(&str, &str)]) -> Vec<Finding> {
    let year = of_amsterdam().write_file(SHEETS, STANDARD_SHEETS);
    let year = year.answered(|filled| {
        for (question, answer) in given {
            set(filled, "GM0363", question, answer);
        }
    });
    year.findings()
}

pub(super) fn review(date: &str) -> Vec<Finding> {
    let decision = [("kwaliteit-ajb.besluit", "doorgaan"), ("kwaliteit-ajb.reden", "Het helpt.")];
    open(&[decision[0], decision[1], ("kwaliteit-ajb.herziening", date)])
}

pub(super) fn own(name: &str) -> Vec<Finding> {
    let rest = [("eigen-1.thema", "onderwijs"), ("eigen-1.status", "uitvoering")];
    open(&[("eigen-1.naam", name), rest[0], rest[1]])
}

/// A year in which Amsterdam's AJB, which ran the year before, has this status.
pub(super) fn forgotten(status: &str) -> Vec<Finding> {
    let year = changed(|filled| {
        set(filled, "GM0363", "ajb.status", status);
        set(filled, "GM0363", "ajb.aangemeld", "");
    });
    year.with_year_before("GM0363", &answers()["GM0363"]).findings()
}

/// A year that also asks what is no count, in which Groningen decides nothing.
pub(super) fn undecided() -> Vec<Finding> {
    Year::of(&["GM0014"]).write_file(SHEETS, STANDARD_SHEETS).answered(|_| ()).findings()
}

/// Every municipality decided on what it uses.
pub(super) fn decided() -> Vec<Finding> {
    let year = of_amsterdam().write_file(SHEETS, STANDARD_SHEETS);
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
pub(super) fn wijkcoaches(temporary: &str) -> Vec<Finding> {
    let measure = |code: &str, question: &str| {
        format!(
            "[[thema.interventie.maat]]\ncode = \"{code}\"\nvraag = \"{question}\"\neenheid = \"fte\"\nsoort = \"inzet\"\n"
        )
    };
    let asked = format!(
        "\n[[thema.interventie]]\ncode = \"wijkcoaches\"\nnaam = \"Wijkcoaches\"\n{}{}{}[[optelling]]\ntotaal = \"wijkcoaches.fte\"\ndelen = [\"wijkcoaches.vast\", \"wijkcoaches.tijdelijk\"]\nreden = \"Elke wijkcoach is in vaste of in tijdelijke dienst.\"\n\n[[relatie]]\n",
        measure("fte", "Wijkcoaches"),
        measure("vast", "Wijkcoaches in vaste dienst"),
        measure("tijdelijk", "Wijkcoaches in tijdelijke dienst")
    );
    let year = of_amsterdam().edit("vragenlijst.toml", "\n[[relatie]]\n", &asked);
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
pub(super) fn schools(number: &str) -> Vec<Finding> {
    Year::alone("GM0758", "halt-spreekuur.scholen", number).findings()
}

pub(super) fn consent(answer: &str) -> Vec<Finding> {
    Year::alone("GM0917", "praktijkverhaal.toestemming", answer).findings()
}

pub(super) fn dated(date: &str) -> Vec<Finding> {
    let change = |filled: &mut Answers| {
        let answer = filled.get_mut("GM0363").unwrap().get_mut("ajb.aangemeld").unwrap();
        answer.reference_date = Some(date.parse().unwrap());
    };
    changed(change).findings()
}

/// Amsterdam's return as the example's answers make it.
pub(super) fn amsterdam() -> Vec<u8> {
    of_amsterdam().workbook("GM0363", &answers()["GM0363"])
}

/// The example with Amsterdam's return changed in one of the files inside it.
fn amended(part: &str, change: impl Fn(String) -> String) -> Vec<Finding> {
    file("GM0363-amsterdam.xlsx", &rewrite(&amsterdam(), part, change))
}

pub(super) fn renamed(from: &str, to: &str) -> Vec<Finding> {
    let (from, to) = (format!(">{from}<"), format!(">{to}<"));
    amended("xl/sharedStrings.xml", |text| text.replace(&from, &to))
}

pub(super) fn cell(instead: &str) -> Vec<Finding> {
    amended("xl/worksheets/sheet5.xml", |text| text.replacen("><v>148</v></c>", instead, 1))
}

/// The sheet with `ajb.aangemeld`, in row 13.
const SHEET: &str = "xl/worksheets/sheet5.xml";

pub(super) fn beside(cell: &str) -> Vec<Finding> {
    amended(SHEET, |text| {
        let row = text.find("<row r=\"13\"").unwrap();
        let end = row + text[row..].find("</row>").unwrap();
        format!("{}{cell}{}", &text[..end], &text[end..])
    })
}

pub(super) fn added_row(cell: &str) -> Vec<Finding> {
    let row = format!("<row r=\"40\"><c r=\"{cell}\"><v>12</v></c></row></sheetData>");
    amended(SHEET, |text| text.replace("</sheetData>", &row))
}

pub(super) fn hidden_row(row: &str) -> Vec<Finding> {
    let (from, to) = (format!("<row r=\"{row}\""), format!("<row r=\"{row}\" hidden=\"1\""));
    amended(SHEET, |text| text.replace(&from, &to))
}

/// Amsterdam's return with a comment on its answer to `ajb.aangemeld`.
pub(super) fn commented(text: &str) -> Vec<Finding> {
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let related = format!(
        "<Relationships xmlns=\"{package}\"><Relationship Id=\"rId9\" Type=\"{office}/comments\" Target=\"../comments9.xml\"/></Relationships>"
    );
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let comments = format!(
        "<comments xmlns=\"{main}\"><authors><author/></authors><commentList><comment ref=\"C13\" authorId=\"0\"><text><t>{text}</t></text></comment></commentList></comments>"
    );
    let parts = [("xl/worksheets/_rels/sheet5.xml.rels", related), ("xl/comments9.xml", comments)];
    let bytes = parts
        .iter()
        .fold(amsterdam(), |bytes, (name, part)| with_part(&bytes, name, part.as_bytes()));
    file("GM0363-amsterdam.xlsx", &bytes)
}

/// Amsterdam's return in which a sheet stands twice, with one answer that differs; `code` is where the copy has
/// its column `Code`.
pub(super) fn copied_sheet(code: &str) -> Vec<Finding> {
    let bytes = amsterdam();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    let sheet = std::io::read_to_string(archive.by_name(SHEET).unwrap()).unwrap();
    let sheet =
        sheet.replacen("<v>148</v>", "<v>149</v>", 1).replace("r=\"G4\"", &format!("r=\"{code}\""));
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
pub(super) fn own_twice(second: &str) -> Vec<Finding> {
    let part = |number: u8, name: &str| {
        [("naam", name), ("thema", "onderwijs"), ("status", "uitvoering")]
            .map(|(part, answer)| (format!("eigen-{number}.{part}"), answer.to_owned()))
    };
    let given: Vec<_> =
        [part(1, "Boksen in de buurt"), part(2, second)].into_iter().flatten().collect();
    open(&given.iter().map(|(code, answer)| (code.as_str(), answer.as_str())).collect::<Vec<_>>())
}

/// A workbook with these cells from A1 on, on one sheet.
pub(super) fn rows(rows: &[[&str; 2]]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Gemeente").unwrap();
    sheet.write_row_matrix(0, 0, rows.iter().copied()).unwrap();
    workbook.save_to_buffer().unwrap()
}

pub(super) fn headed(answer: &str) -> Vec<u8> {
    rows(&[["Code", answer], ["stempel.vragenlijst", "pmg-2024"], ["gemeente.code", "GM0363"]])
}

pub(super) fn sender(code: &str) -> Vec<Finding> {
    let head = [["Code", "Antwoord"], ["stempel.vragenlijst", "pmg-2024"]];
    file("onbekend.xlsx", &rows(&[head[0], head[1], ["gemeente.code", code]]))
}

pub(super) fn stamp(name: &str) -> Vec<Finding> {
    let head = [["Code", "Antwoord"], ["stempel.vragenlijst", name]];
    file("oud.xlsx", &rows(&[head[0], head[1], ["gemeente.code", "GM0363"]]))
}

/// A return of Venlo, which does not report in 2024 unless the register says so.
pub(super) fn venlo(reports: &str) -> Vec<Finding> {
    let line =
        |end: &str| format!("doet_mee = true,  {end}, tegel = [8, 8] }},\n  {{ code = \"GM1883\"");
    let year = of_amsterdam();
    let year = year.edit("gemeenten.toml", &line("rapporteert = false"), &line(reports));
    year.put("venlo.xlsx", &year.workbook("GM0983", &answers()["GM0363"]));
    year.findings()
}

/// A workbook with much text in it.
pub(super) fn long(rows: u32) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for row in 0..rows {
        sheet.write(row, 0, "x".repeat(32_000)).unwrap();
    }
    workbook.save_to_buffer().unwrap()
}

/// A workbook that was saved with a password.
pub(super) fn password() -> Vec<u8> {
    let manifest = b"<manifest:encryption-data/>";
    zip(&[("META-INF/manifest.xml", manifest), ("content.xml", b"?")])
}

/// The example with this sentence in a template.
pub(super) fn text(sentence: &str) -> Vec<Finding> {
    let template = format!("# Kop\n\n{sentence}\n");
    of_amsterdam().write_file("templates/colofon.md", &template).draft().findings
}

/// The example with another constant, and what is found in its text.
pub(super) fn constant(name: &str, text: &str, more: &str) -> Vec<Finding> {
    with_constant(of_amsterdam(), name, text, more).draft().findings
}

pub(super) fn with_constant(year: Year, name: &str, text: &str, more: &str) -> Year {
    let added = format!(
        "[{name}]\ntekst = \"{text}\"\nbron = \"Rapportage van juni 2023 (Rotterdam)\"\n{more}\n\n[pijlers]"
    );
    year.edit("constanten.toml", "[pijlers]", &added)
}

/// An age that holds in Rotterdam, in a sentence about some municipality.
pub(super) fn of_rotterdam(name: &str) -> Vec<Finding> {
    let ages =
        "{{ constante(naam=\"leeftijd-nazorg\") }} en {{ constante(naam=\"leeftijd-tot\") }}";
    let template = format!("# Kop\n\n{name} helpt jongeren tussen de {ages} jaar.\n");
    let year = of_amsterdam().write_file("templates/colofon.md", &template);
    with_constant(year, "leeftijd-nazorg", "16", "").draft().findings
}

/// The example in which the paragraph of the police has another source.
pub(super) fn of_the_police(source: &str) -> Vec<Finding> {
    let end = "een beter beeld en meer samenhang.\"\nbron = \"";
    let year = of_amsterdam().edit("partners.toml", end, &format!("{end}Brief van {source}\" # "));
    year.draft().findings
}

/// The example with a template that speaks of Amsterdam's intervention, and says this of each example.
pub(super) fn theme(example: &str) -> Vec<Finding> {
    let van = "van=\"overlast-leefbaarheid\"";
    let each = format!("{{% for u in uitgelicht({van}) %}}\n{example}\n{{% endfor %}}");
    let text = format!(
        "# Sociale netwerk\n\n{{% if n({van}) > 0 %}}Er is een aanpak.{{% endif %}}\n\n{each}\n"
    );
    let year = of_amsterdam().with_all_chapters();
    year.write_file("templates/thema/sociale-netwerk.md", &text).draft().findings
}

/// Why Amsterdam's number is another than in the first edition.
pub(super) const OF_AMSTERDAM: &str = "[[erratum]]\nuitgave = \"1.1\"\ngemeente = \"GM0363\"\nwaarom = \"De gemeente telde jongeren dubbel.\"\n";

/// A year of which an edition appeared in which Amsterdam had another number, with this `errata.toml`.
pub(super) fn since(day: &str, errata: &str) -> Vec<Finding> {
    let given = r#"{"municipality": "GM0363", "value": 160}"#;
    let ledger = format!(
        r#"{{"measures": {{"ajb.aangemeld": {{"sum": 160, "contributions": [{given}]}}}}}}"#
    );
    let year = of_amsterdam().write_file(&format!("uitgebracht/{day}.json"), &ledger);
    year.write_file("errata.toml", errata).draft().findings
}
