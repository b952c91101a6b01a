//! The recount: clean where nothing was changed, and finding whatever was.

use std::path::PathBuf;
use std::sync::OnceLock;

use pmg_monitor::disclosure::Shown;
use pmg_monitor::edition::Edition;
use pmg_monitor::municipality::MunicipalityCode;
use pmg_monitor::pipeline::{Composition, Report};
use pmg_monitor::recount::{self, Difference, LongTable, Printed, Recount};
use pmg_monitor::render;
use pmg_monitor::suppression::Suppression;
use serde_json::{Value, json};

use crate::command_line::pmg;
use crate::example_2025;
use crate::support::{Year, set};

/// What was written for a year, to be changed.
#[derive(Clone)]
pub(crate) struct Files {
    pub(crate) ledger: Vec<u8>,
    pub(crate) markdown: String,
    pub(crate) html: String,
    pub(crate) pdf: Vec<u8>,
    pub(crate) word: Vec<u8>,
    /// The tables of a final edition.
    pub(crate) tables: Vec<(&'static str, Vec<u8>)>,
}

/// The example of 2024 with all chapters of its report; made once for all tests.
pub(crate) fn whole() -> &'static (Composition, Report) {
    static WHOLE: OnceLock<(Composition, Report)> = OnceLock::new();
    WHOLE.get_or_init(|| Year::whole().report())
}

/// The same as everybody may read it.
pub(crate) fn whole_public() -> &'static (Composition, Report) {
    static WHOLE: OnceLock<(Composition, Report)> = OnceLock::new();
    WHOLE.get_or_init(|| Year::whole().public())
}

/// The example of 2024 with its report; made once for all tests.
pub(crate) fn example() -> &'static (Composition, Report) {
    static EXAMPLE: OnceLock<(Composition, Report)> = OnceLock::new();
    EXAMPLE.get_or_init(|| Year::example().report())
}

fn table(draft: &Composition) -> LongTable {
    let facts = &draft.facts;
    recount::tabulate(&facts.accepted, &facts.cycle, &facts.questionnaire, &facts.last_editions)
}

pub(crate) fn verified(draft: &Composition, files: &Files) -> Recount {
    recounted(draft, files, Edition::Draft)
}

pub(crate) fn recounted(draft: &Composition, files: &Files, edition: Edition) -> Recount {
    recounted_where(&draft.facts.disclosure, draft, files, edition)
}

/// What the recount says where it is told that these numbers are not printed.
fn recounted_where(
    suppression: &dyn Suppression,
    draft: &Composition,
    files: &Files,
    edition: Edition,
) -> Recount {
    let table = table(draft);
    let printed = Printed {
        ledger: &files.ledger,
        markdown: &files.markdown,
        html: &files.html,
        pdf: &files.pdf,
        word: &files.word,
        table: &table,
        tables: &files.tables,
        suppression,
        edition,
        draft: draft.draft,
    };
    recount::verify(&table, &draft.facts.cycle, &printed).unwrap()
}

pub(crate) fn files((draft, report): (&Composition, &Report)) -> Files {
    Files {
        ledger: draft.ledger.clone(),
        markdown: report.markdown.clone(),
        html: report.html.clone(),
        pdf: report.pdf.clone(),
        word: report.word.clone(),
        tables: draft.tables.clone(),
    }
}

/// What the recount of the example says after a change.
#[track_caller]
pub(crate) fn told(change: impl FnOnce(&mut Files)) -> Vec<Difference> {
    told_of(example(), change)
}

/// What the recount of a draft says after a change.
#[track_caller]
fn told_of(
    (draft, report): &(Composition, Report),
    change: impl FnOnce(&mut Files),
) -> Vec<Difference> {
    let mut files = files((draft, report));
    change(&mut files);
    verified(draft, &files).differences
}

/// The same of a change of the ledger.
#[track_caller]
fn told_of_ledger(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let told = told(|files| {
        let mut ledger = serde_json::from_slice(&files.ledger).unwrap();
        change(&mut ledger);
        files.ledger = serde_json::to_vec(&ledger).unwrap();
    });
    // The PDF holds the ledger as it was.
    let of_ledger = told.iter().filter(|it| it.file == "cijfers.json");
    of_ledger.map(ToString::to_string).collect()
}

/// Changes the one place where this text stands.
#[track_caller]
pub(crate) fn replace(text: &mut String, from: &str, to: &str) {
    assert_eq!(text.matches(from).count(), 1, "{from}");
    *text = text.replace(from, to);
}

#[test]
fn the_examples_are_clean_from_outside() {
    let year = Year::whole();
    pmg(&year, "build").arg("2024").assert().code(0);
    let run = verify(&year).assert().code(0);
    let said = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    assert_eq!(said, "318 cijfers nageteld, 1390 keer afgedrukt in vier vormen, 0 verschillen\n");

    let (_, draft, report) = example_2025::year();
    let recount = verified(draft, &files((draft, report)));
    assert_eq!(recount.differences, []);
    assert!(recount.figures > 600 && recount.printed > 600, "{recount:?}");
}

/// `pmg verify` on the files that `pmg build` wrote.
fn verify(year: &Year) -> assert_cmd::Command {
    let mut command = pmg(year, "verify");
    command.arg("--output").arg(year.input().join("uit")).arg("2024");
    command
}

#[test]
fn without_a_report_there_is_nothing_to_verify() {
    let year = Year::example();
    let said = |year: &Year| {
        let run = verify(year).assert().code(2);
        String::from_utf8(run.get_output().stderr.clone()).unwrap()
    };
    assert!(
        said(&year).contains("hint: geef eerst de opdracht `pmg build 2024`"),
        "{}",
        said(&year)
    );
    pmg(&year, "build").arg("2024").assert().code(0);
    let file = |name: &str| year.input().join("uit/2024").join(name);
    std::fs::remove_file(file("rapport.pdf")).unwrap();
    assert!(said(&year).contains("rapport.pdf` is er niet"), "{}", said(&year));
    std::fs::File::create(file("rapport.pdf")).unwrap().set_len(65 << 20).unwrap();
    assert!(said(&year).contains("groter dan een rapport kan zijn"), "{}", said(&year));
    put(&file("rapport.pdf"), b"");
    put(&file("rapport.md"), b"Er zijn 4\xff3 jongeren");
    let words = "rapport.md` is geen tekst meer: vanaf byte 10 is het geen UTF-8";
    assert!(said(&year).contains(words), "{}", said(&year));
}

#[expect(clippy::disallowed_methods, reason = "a test sets its own stage")]
fn put(path: &std::path::Path, bytes: &[u8]) {
    std::fs::write(path, bytes).unwrap();
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test sets its own stage")]
fn what_differs_on_disk_is_printed_and_the_run_fails() {
    let year = Year::whole();
    pmg(&year, "build").arg("2024").assert().code(0);
    let change = |name: &str, from: &str, to: &str| {
        let path: PathBuf = year.input().join("uit/2024").join(name);
        let mut text = std::fs::read_to_string(&path).unwrap();
        replace(&mut text, from, to);
        std::fs::write(path, text).unwrap();
    };
    change("rapport.md", "doen nu 431 jongeren", "doen nu 432 jongeren");
    change(
        "antwoorden.csv",
        "GM0014,Groningen,ajb.aangemeld,number,64",
        "GM0014,Groningen,ajb.aangemeld,number,65",
    );
    let run = verify(&year).assert().code(1);
    let said = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    insta::assert_snapshot!("verify_differences", said);
}

#[test]
fn the_ledger_is_counted_again() {
    let told = told_of_ledger(|ledger| {
        ledger["measures"]["ajb.aangemeld"]["contributions"][0]["value"] = json!(65);
        ledger["measures"]["schoolverzuim.deelnemers"]["sum"] = json!(432);
        ledger["measures"]["boas.fte"]["municipalities"] = json!(6);
        ledger["measures"]["halt-spreekuur.doorverwezen"]["unknown"] = json!(0);
        ledger["interventions"]["ajb"]["uitvoering"].as_array_mut().unwrap().pop();
        ledger["interventions"]["ajb"]["gestopt"] = json!(["GM0014"]);
        ledger["measures"]["boas.fte"]["contributions"][0]["place"]["cell"] = json!("D1");
        ledger["participants"] = json!(28);
        ledger["measures"]["ajb.erbij"] = json!({});
    });
    insta::assert_snapshot!("verify_ledger", told.join("\n"));
}

/// What the recount says of the ledger and the page.
#[track_caller]
fn told_of_year(year: &Year) -> Vec<String> {
    let draft = year.draft();
    let markdown = render::markdown::render(&draft.document);
    let (ledger, html) = (draft.ledger.clone(), render::html::render(&draft.document));
    let files =
        Files { ledger, markdown, html, pdf: Vec::new(), word: Vec::new(), tables: Vec::new() };
    let told = verified(&draft, &files).differences.into_iter();
    let counted = told.filter(|it| ["cijfers.json", "rapport.html"].contains(&&*it.file));
    counted.map(|it| it.to_string()).collect()
}

#[test]
fn fractions_and_all_kinds_of_answers_are_counted_the_same() {
    let given = ["0,1", "0,125", "12,25", "0", "onbekend", "n.v.t.", "", "7", "3", "1.000"];
    let statuses = ["uitvoering", "uitvoering", "gestopt", "opstart", "gepland", ""];
    for seed in 0..3_usize {
        let year = Year::changed(|answers| {
            for (place, (code, filled)) in answers.values_mut().flatten().enumerate() {
                // Spread, and the same each time.
                let choice = (place + 1) * (seed + 7) * 2_654_435_761 / 65_536;
                if code.ends_with(".status") {
                    statuses[choice % statuses.len()].clone_into(&mut filled.answer);
                } else if !["uitgelicht.", "praktijkverhaal."].iter().any(|it| code.starts_with(it))
                {
                    given[choice % given.len()].clone_into(&mut filled.answer);
                }
            }
        });
        assert_eq!(told_of_year(&year), Vec::<String>::new(), "seed {seed}");
    }
}

#[test]
fn a_ledger_that_cannot_be_read_is_a_difference() {
    let told = told(|files| files.ledger.truncate(100));
    let what: Vec<&str> = told.iter().map(|it| it.what.as_str()).collect();
    assert_eq!(
        what,
        [
            "het bestand is niet te lezen",
            "de cijfers in de PDF zijn andere dan cijfers.json ernaast"
        ]
    );
}

#[test]
fn choices_are_counted_again() {
    let (_, draft, report) = example_2025::year();
    let mut files = files((draft, report));
    let mut ledger: Value = serde_json::from_slice(&files.ledger).unwrap();
    ledger["choices"]["kwaliteit.besluit"]["stoppen"].as_array_mut().unwrap().pop();
    ledger["choices"]["kwaliteit.besluit"]["doorgaan"][0]["municipality"] = json!("GM0000");
    files.ledger = serde_json::to_vec(&ledger).unwrap();
    let told = verified(draft, &files).differences;
    let of_ledger = told.iter().filter(|it| it.file == "cijfers.json");
    let told: Vec<&str> = of_ledger.map(|difference| difference.what.as_str()).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].starts_with("choices › kwaliteit.besluit › doorgaan › GM"), "{told:?}");
    assert_eq!(told[1], "choices › kwaliteit.besluit › stoppen");
}

#[test]
fn a_figure_of_the_page_is_held_against_what_it_rests_on() {
    for (basis, from, to, expected) in [
        ("som:ajb.aangemeld", "576", "577", "576"),
        ("gemeenten:schoolverzuim:uitvoering", "drie", "vier", "drie of 3 of meerdere"),
        ("register:nplv", "19", "18", "19"),
        (
            "constante:opstart-jaar",
            "2023",
            "2021",
            "2023 of Rapportage Preventie met Gezag, juni 2024, inleiding",
        ),
        ("waarde:casemanagers.fte:GM0518", "2", "3", "twee of 2"),
        ("peildatum", "1 maart 2024", "2 maart 2024", "1 maart 2024 of maart 2024"),
        (
            "toelichting:schakelteam.aangemeld:GM0758",
            "eerste zeven",
            "eerste acht",
            "eerste zeven maanden na de start",
        ),
    ] {
        let told = told_of(whole(), |files| {
            let start = format!("data-basis=\"{basis}\"");
            // The last place, because a picture has it, too, and Markdown does not draw.
            let at = files.html.rfind(&start).unwrap_or_else(|| panic!("{basis}"));
            let at = at + files.html[at..].find('>').unwrap() + 1;
            assert!(files.html[at..].starts_with(from), "{basis}");
            files.html.replace_range(at..at + from.len(), to);
        });
        let named: Vec<_> =
            told.iter().filter(|it| it.what.contains(&format!("`{basis}`"))).collect();
        assert_eq!(named.len(), 1, "{told:?}");
        assert_eq!(named[0].expected, expected);
        let files: Vec<&str> = told.iter().map(|it| it.file.as_str()).collect();
        assert!(files.contains(&"rapport.md") && files.contains(&"rapport.pdf"), "{told:?}");
    }
}

#[test]
fn four_out_of_six_is_not_six_out_of_four() {
    let told = told(|files| {
        let (one, other) = (">vier</a> van de", ">zes</a> gemeenten)");
        let start = files.html.find("opgaven:halt-spreekuur.doorverwezen").unwrap();
        let (before, after) = files.html.split_at(start);
        let after =
            after.replacen(one, ">zes</a> van de", 1).replacen(other, ">vier</a> gemeenten)", 1);
        files.html = format!("{before}{after}");
    });
    let on_basis = told.iter().filter(|it| it.what.contains("opgaven:halt-spreekuur")).count();
    assert_eq!(on_basis, 2, "{told:?}");
}

#[test]
fn a_word_that_rests_on_something_else_than_it_says_is_found() {
    let told = told(|files| {
        replace(&mut files.html, "data-basis=\"register:nplv\"", "data-basis=\"register:niets\"");
    });
    assert_eq!(told.len(), 2, "{told:?}");
    assert_eq!((&*told[0].found, &*told[0].expected), ("19", "niets: dit bestaat niet"));
    assert_eq!(told[1].what, "de link van `register:niets` leidt ergens anders heen");
}

#[test]
fn a_number_that_only_one_format_has_is_found() {
    let from = "Het programma wil voorkomen";
    for file in ["rapport.md", "rapport.html"] {
        let told = told(|files| {
            let text = if file == "rapport.md" { &mut files.markdown } else { &mut files.html };
            replace(text, from, "Het programma wil 12 keer voorkomen");
        });
        let reading = if file == "rapport.md" { &told[0].found } else { &told[0].expected };
        assert!(reading.starts_with("Het programma wil 12 keer voorkomen"), "{told:?}");
        assert_eq!(told.len(), if file == "rapport.md" { 1 } else { 3 }, "{told:?}");
    }
}

/// The example with another PDF: that of a year in which something is different.
#[track_caller]
fn with_pdf_of(year: &Year) -> Vec<Difference> {
    let pdf = year.report().1.pdf;
    told(|files| files.pdf = pdf)
}

#[test]
fn a_digit_and_a_word_that_only_the_pdf_has_are_found() {
    let year =
        Year::changed(|answers| set(answers, "GM0014", "schoolverzuim.status", "uitvoering"));
    let year = year.edit("constanten.toml", "tekst = \"2023\"", "tekst = \"2021\"");
    let told = with_pdf_of(&year);
    assert!(told.iter().all(|difference| difference.file == "rapport.pdf"), "{told:?}");
    // A figure is a link in the PDF, and may come out with a space behind it.
    let found: Vec<String> = told.iter().map(|it| it.found.replace(" .", ".")).collect();
    let readings: Vec<_> =
        found.iter().zip(&told).map(|(it, told)| (&**it, &*told.expected)).collect();
    for reading in [
        (
            "Het jaar 2021 was een startjaar: de aanpak begon, en werd onderweg scherper.",
            "Het jaar 2023 was een startjaar: de aanpak begon, en werd onderweg scherper.",
        ),
        (
            "In vier van de 15 gemeenten is er zo’n extra aanpak.",
            "In drie van de 15 gemeenten is er zo’n extra aanpak.",
        ),
    ] {
        assert!(readings.contains(&reading), "{readings:#?}");
    }
}

#[test]
fn shares_and_periods_are_counted_again() {
    let asked = "# Colofon\n\n{{ procent(maat=\"familieaanpak.gezinnen-intensief\", van=\"familieaanpak.gezinnen\") }}, {{ periode(van=jaar(), tot=peildatum()) }}.\n";
    let year = Year::example().write_file("templates/colofon.md", asked);
    let (draft, report) = year.report();
    let mut files = files((&draft, &report));
    assert!(
        files
            .markdown
            .contains("69 procent van de 35 gezinnen, van 1 januari tot en met 1 maart 2024")
    );
    assert_eq!(verified(&draft, &files).differences, []);
    for (from, to) in
        [("69 procent", "68 procent"), ("tot en met 1 maart 2024", "tot en met 2 maart 2024")]
    {
        let found = |text: &str| text.replacen(from, to, 1);
        (files.markdown, files.html) = (found(&report.markdown), found(&report.html));
        let told = verified(&draft, &files).differences;
        assert!(
            told.iter().any(|it| it.file == "rapport.html" && it.found.contains(to)),
            "{told:?}"
        );
    }
}

#[test]
fn a_file_that_is_no_pdf_is_a_difference() {
    let told = told(|files| files.pdf = b"geen PDF".to_vec());
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].what, "de tekst is niet te lezen");
}

#[test]
fn files_that_are_empty_or_hold_something_else_are_differences() {
    let told = told(|files| {
        *files = Files {
            ledger: b"[1, 2]".to_vec(),
            markdown: String::new(),
            html: String::new(),
            pdf: files.pdf[..files.pdf.len() / 2].to_vec(),
            word: files.word[..files.word.len() / 2].to_vec(),
            tables: Vec::new(),
        }
    });
    let files: Vec<&str> = told.iter().map(|it| it.file.as_str()).collect();
    for name in ["cijfers.json", "rapport.pdf", "rapport.docx"] {
        assert!(files.contains(&name), "{told:?}");
    }
}

/// The example as everybody may read it; made once for all tests.
pub(crate) fn public() -> &'static (Composition, Report) {
    static PUBLIC: OnceLock<(Composition, Report)> = OnceLock::new();
    PUBLIC.get_or_init(|| Year::example().public())
}

/// The example as everybody may read it, after a change.
#[track_caller]
pub(crate) fn told_of_public(change: impl FnOnce(&mut Files)) -> Vec<Difference> {
    let (draft, report) = public();
    let mut files = files((draft, report));
    change(&mut files);
    recounted(draft, &files, Edition::Final).differences
}

#[test]
fn a_public_edition_that_keeps_small_numbers_back_is_clean() {
    assert_eq!(told_of_public(|_| ()), []);
}

#[test]
fn a_small_number_that_is_in_the_public_ledger_all_the_same_is_found() {
    let told = told_of_public(|files| {
        let mut ledger: Value = serde_json::from_slice(&files.ledger).unwrap();
        let measure = &mut ledger["measures"]["screeningsmodel.doorverwezen"];
        measure["sum"] = json!(7);
        measure["contributions"][0]["value"] = json!(7);
        ledger["measures"]["schakelteam.aangemeld"]["contributions"][0]["remark"] = json!("zeven");
        files.ledger = serde_json::to_vec(&ledger).unwrap();
    });
    let of_ledger = told.iter().filter(|it| it.file == "cijfers.json");
    let what: Vec<&str> = of_ledger.map(|it| it.what.as_str()).collect();
    assert_eq!(what.len(), 3, "{told:?}");
    assert!(
        what.iter()
            .any(|it| it.ends_with("schakelteam.aangemeld › contributions › GM0758 › remark"))
    );
}

#[test]
fn a_small_number_that_is_printed_all_the_same_is_found() {
    let told = told_of_public(|files| {
        replace(&mut files.html, ">minder dan 10</a> kinderen", ">7</a> kinderen");
    });
    assert!(told.iter().any(|it| it.what.contains("waarde:screeningsmodel.doorverwezen:GM0014")));
    assert_eq!((&*told[0].found, &*told[0].expected), ("7", "minder dan 10"));
}

#[test]
fn the_long_table_has_each_accepted_answer_and_no_name_of_who_signed() {
    let (_, draft, _) = example_2025::year();
    let table = table(draft);
    let text = table.answers.strip_prefix('\u{feff}').unwrap();
    let rows: Vec<_> = csv::Reader::from_reader(text.as_bytes()).into_records().collect();
    let accepted = &draft.facts.accepted;
    let counted = rows
        .iter()
        .flatten()
        .filter(|row| ["number", "status", "unknown", "not_applicable"].contains(&&row[3]));
    let answers: usize = accepted.iter().map(|each| each.answers.len()).sum();
    assert_eq!(counted.count(), answers);
    assert!(text.contains(",akkoord.functie,text,") && !text.contains(",akkoord.naam,"));
}

#[test]
fn a_list_that_starts_at_three_and_a_note_named_twice_are_no_difference() {
    let text = "# Colofon\n\nZie.[^a] Zie ook.[^a]\n\n3. Dit\n4. Dat\n\n[^a]: Een noot.\n";
    let (draft, report) = Year::of(&["GM0363"]).write_file("templates/colofon.md", text).report();
    assert!(report.html.contains(", plaats 2\"") && report.html.contains("<ol start=\"3\">"));
    assert_eq!(verified(&draft, &files((&draft, &report))).differences, []);
}

/// A decision that hides nothing, of numbers that nobody knows yet.
#[derive(Debug)]
struct Nothing;

impl Suppression for Nothing {
    fn sum(&self, _: &str) -> Shown {
        Shown::Published
    }

    fn of(&self, _: &str, _: &MunicipalityCode) -> Shown {
        Shown::Published
    }

    fn is_public_already(&self, _: &str) -> bool {
        false
    }
}

#[test]
fn a_small_sum_of_one_municipality_is_a_difference_unless_an_edition_has_printed_it() {
    let ledger = r#"{ "measures": { "schoolverzuim.deelnemers": { "sum": null,
        "contributions": [{ "municipality": "GM0606", "value": 4 }] } } }"#;
    let year = Year::alone("GM0606", "schoolverzuim.deelnemers", "4");
    std::fs::create_dir(year.path().join("uitgebracht")).unwrap();
    let (draft, report) = year.write_file("uitgebracht/2024-06-05.json", ledger).public();
    let files = files((&draft, &report));
    assert_eq!(recounted(&draft, &files, Edition::Final).differences, []);
    let told = recounted_where(&Nothing, &draft, &files, Edition::Final).differences;
    let basis = "`som:schoolverzuim.deelnemers`";
    assert!(told.iter().any(|it| it.what.contains(basis)), "{told:?}");
}
