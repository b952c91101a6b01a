//! What one municipality sees of the report: its own answers, and nobody else's.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::OnceLock;

use pmg_monitor::basis::Basis;
use pmg_monitor::document::{self, Block, Document};
use pmg_monitor::dutch::curly_quotes;
use pmg_monitor::edition::Edition;
use pmg_monitor::municipality::MunicipalityCode;
use pmg_monitor::pipeline::{self, BuildRequest, Composition, Preview};
use pmg_monitor::trace;

use crate::command_line::pmg;
use crate::example_2025;
use crate::support::{Year, set};

/// A measure of persons that several municipalities of the example answer, and one of them.
const MEASURE: &str = "halt-spreekuur.doorverwezen";
const BREDA: &str = "GM0758";

/// The previews of a year, by municipality.
#[track_caller]
fn previews(year: &Year) -> BTreeMap<String, Preview> {
    let (_, previews) = pipeline::preview(&request(year.path()), None, &|_, _| ()).unwrap();
    previews.into_iter().map(|each| (each.municipality.code.to_string(), each)).collect()
}

/// The previews of these municipalities alone.
#[track_caller]
fn previews_of(year: &Year, codes: &[&str]) -> BTreeMap<String, Preview> {
    let preview = |code: &&str| {
        let (_, previews) =
            pipeline::preview(&request(year.path()), Some(code), &|_, _| ()).unwrap();
        let [preview] = previews.try_into().expect("one preview");
        ((*code).to_owned(), preview)
    };
    codes.iter().map(preview).collect()
}

fn request(year: PathBuf) -> BuildRequest {
    BuildRequest {
        year,
        templates: None,
        style: None,
        returns: None,
        edition: Edition::Draft,
        draft: None,
        number: None,
        timestamp: None,
    }
}

/// The previews of the large example; made once for all tests.
fn of_2025() -> &'static (Composition, Vec<Preview>) {
    static MADE: OnceLock<(Composition, Vec<Preview>)> = OnceLock::new();
    MADE.get_or_init(|| {
        let year = example_2025::made().0.path().join("2025");
        pipeline::preview(&request(year), None, &|_, _| ()).unwrap()
    })
}

fn bases(document: &Document) -> Vec<&Basis> {
    document::bases_in(&document.blocks)
}

/// What the lists and the tables among these blocks say, with a bar between the cells of a row.
fn listed(blocks: &[Block]) -> Vec<String> {
    let mut said = Vec::new();
    for block in blocks {
        match block {
            Block::List { items, .. } => said.extend(items.iter().flat_map(|item| listed(item))),
            Block::Paragraph { content } => said.push(document::plain_text(content)),
            Block::Table { rows, .. } => said.extend(rows.iter().map(|row| {
                let cells = row.iter().map(|cell| document::plain_text(cell));
                cells.collect::<Vec<_>>().join(" | ")
            })),
            _ => {}
        }
    }
    said.iter().map(|text| text.trim().to_owned()).collect()
}

/// The row of a table that starts with this question.
#[track_caller]
fn row<'a>(markdown: &'a str, question: &str) -> &'a str {
    let start = format!("| {question} ");
    markdown.lines().find(|line| line.starts_with(&start)).unwrap()
}

#[test]
fn a_small_number_stands_exactly_in_its_own_preview_and_in_no_other() {
    let with = |number: &str| previews(&Year::with(BREDA, MEASURE, number));
    let (seven, eight) = (with("7"), with("8"));
    let question = "Leerlingen die naar het spreekuur zijn doorverwezen";
    for (number, all) in [("7", &seven), ("8", &eight)] {
        let Preview { files, .. } = &all[BREDA];
        let row = row(&files.markdown, question);
        assert!(row.contains(&format!("| {number} leerlingen ")), "{row}");
        assert!(row.contains("| ja; in het rapport: minder dan 10 "), "{row}");
        let cell = format!("data-basis=\"waarde:{MEASURE}:{BREDA}\">{number}<");
        assert!(files.html.contains(&cell), "{number}");
        let text = pmg_recount::page_texts(&files.pdf).unwrap().join("\n");
        assert!(text.contains(&format!("{number} leerlingen")), "{text}");
    }
    assert_eq!(seven.len(), 15);
    for (code, one) in seven.iter().filter(|(code, _)| *code != BREDA) {
        let other = &eight[code];
        // The sum moves along: the report prints it for everybody. Nothing else does.
        let [one_files, other_files] = [&one.files, &other.files];
        let markdown = one_files.markdown.replace("85 leerlingen", "86 leerlingen");
        assert_eq!(markdown, other_files.markdown, "{code}");
        assert_eq!(one_files.html.replace(">85<", ">86<"), other_files.html, "{code}");
        assert!(one_files.pdf == other_files.pdf || one_files.markdown.contains("85 leerlingen"));
        for basis in bases(&one.document) {
            assert_ne!(basis.to_string(), format!("waarde:{MEASURE}:{BREDA}"), "{code}");
        }
    }
}

#[test]
fn no_preview_has_a_mark_of_another_municipality() {
    let (_, previews) = of_2025();
    assert_eq!(previews.len(), 45, "all that handed in a usable return");
    for each in previews {
        let code = each.municipality.code.as_str();
        for basis in bases(&each.document) {
            let named = basis.municipalities();
            assert!(named.iter().all(|named| named.as_str() == code), "{code}: {basis}");
        }
        let html = &each.files.html;
        for part in html.split("data-basis=\"").skip(1) {
            let basis: Basis = part.split('"').next().unwrap().parse().unwrap();
            let named = basis.municipalities();
            assert!(named.iter().all(|named| named.as_str() == code), "{code}: {basis}");
        }
        assert!(!html.contains("mediaan"), "{code}: that is somebody's number");
    }
}

#[test]
fn a_sentence_about_two_municipalities_keeps_the_number_of_the_other_to_itself() {
    let asked = "# Colofon\n\nBreda verwees {{ waarde(maat=\"halt-spreekuur.doorverwezen\", gemeente=\"GM0758\") }} en \
                 Nieuwegein {{ waarde(maat=\"halt-spreekuur.doorverwezen\", gemeente=\"GM0356\") }}.\n";
    let year = Year::example().write_file("templates/colofon.md", asked);
    let previews = previews_of(&year, &[BREDA]);
    let Preview { files, .. } = &previews[BREDA];
    assert!(files.markdown.contains("- Breda verwees 21 leerlingen en Nieuwegein (…)"));
    assert!(!files.markdown.contains("33 leerlingen") && !files.html.contains(">33<"));
    assert!(files.markdown.contains("is hier vervangen door (…)."), "it says so");
}

#[test]
fn the_sentences_are_those_that_rest_on_its_answers() {
    let (draft, previews) = of_2025();
    let all = document::sentences(&draft.document);
    for each in previews {
        let Preview { municipality, document, .. } = each;
        let chapters = document::chapters(document);
        let chapter =
            chapters.iter().find(|it| it.title == "Zinnen die op uw antwoorden rusten").unwrap();
        let shown = listed(chapter.blocks);
        let mut rest = 0;
        for sentence in &all {
            let on = |basis: &&Basis| trace::rests_on(basis, &municipality.code, &draft.facts);
            // What is laid beside last year stands in no preview.
            let is_beside = |basis: &&Basis| matches!(basis, Basis::LastYear { .. });
            let rests = sentence.bases.iter().any(on) && !sentence.bases.iter().any(is_beside);
            // Its own answer is why it is named.
            let is_named = sentence.text.starts_with(&municipality.name)
                && sentence.text.ends_with(['.', ':'])
                && !sentence.text[municipality.name.len()..].starts_with('-');
            if is_named && !sentence.in_table {
                assert!(shown.contains(&sentence.text), "{}", sentence.text);
            }
            rest += usize::from(rests);
            let same = all.iter().filter(|it| it.text == sentence.text).count();
            if same == 1 {
                let stands = shown.contains(&sentence.text);
                let names = [&municipality.name, &curly_quotes(&municipality.name)];
                let names = names.iter().any(|name| sentence.text.contains(*name));
                assert!(stands || !rests, "{}: {}", municipality.name, sentence.text);
                assert!(rests || names || !stands, "{}: {}", municipality.name, sentence.text);
            }
        }
        assert!(rest > 5, "{} has {rest} sentences", municipality.name);
    }
}

#[test]
fn what_a_mark_rests_on_is_decided_by_the_figure() {
    let draft = Year::example().draft();
    let code = |code: &str| MunicipalityCode::parse(code).unwrap();
    let rests =
        |basis: &str, who: &str| trace::rests_on(&basis.parse().unwrap(), &code(who), &draft.facts);
    assert!(rests("som:halt-spreekuur.doorverwezen", BREDA));
    assert!(!rests("som:ajb.aangemeld", BREDA), "Breda has no AJB");
    assert!(rests("gemeenten:ipta:gepland", BREDA));
    assert!(!rests("gemeenten:ipta:uitvoering", BREDA));
    assert!(!rests("gemeenten:ipta:gepland:naast:ipta:gepland", BREDA), "counted before");
    assert!(!rests("waarde:halt-spreekuur.doorverwezen:GM0356", BREDA));
    assert!(!rests("jaar", BREDA) && !rests("tekst:GM0758", BREDA));
}

#[test]
fn its_own_words_stand_there_and_those_of_others_do_not() {
    let draft = Year::whole().draft();
    let previews = previews(&Year::whole());
    for each in draft.facts.accepted.iter() {
        let Some(highlight) = &each.highlight else { continue };
        let line =
            highlight.text.lines().next().unwrap().split(['&', '"', '\'', '*']).next().unwrap();
        for (code, preview) in &previews {
            let stands = preview.files.markdown.contains(line);
            assert_eq!(stands, *code == each.municipality.as_str(), "{code}: {line}");
        }
    }
}

#[test]
fn what_stands_open_is_told_with_its_cell_and_what_to_do() {
    let year = Year::with(BREDA, MEASURE, "ca. 40");
    let previews = previews_of(&year, &[BREDA, "GM0363"]);
    let markdown = &previews[BREDA].files.markdown;
    assert!(markdown.contains("- **Fout bij Onderwijs!C13.**"), "{markdown}");
    assert!(markdown.contains("Wat u doet: "), "{markdown}");
    let row = row(markdown, "Leerlingen die naar het spreekuur zijn doorverwezen");
    assert!(row.contains("‘ca. 40’") && row.contains("nee: zie ‘Wat nog openstaat’"), "{row}");
    let other = &previews["GM0363"].files.markdown;
    assert!(other.contains("Er staat niets open") && !other.contains("ca. 40"), "{other}");
}

#[test]
fn what_does_not_count_says_why() {
    let year = Year::changed(|filled| {
        set(filled, BREDA, MEASURE, "onbekend");
        set(filled, "GM0363", "ajb.status", "opstart");
        set(filled, "GM0363", "politie.status", "verkenning");
        set(filled, "GM0014", "rio.status", "opstart");
    });
    let group = "van=\"rio\", status=\"uitvoering+opstart\"";
    let sentence = format!("{{{{ gemeenten({group}, ww=\"begint/beginnen\") }}}}.");
    let year = year.write_file("templates/colofon.md", &format!("# Colofon\n\n{sentence}\n"));
    // The picture of a theme counts every status.
    let year = year.write_file("templates/stand.md", "");
    let previews = previews_of(&year, &[BREDA, "GM0363", "GM0014"]);
    let question = "Leerlingen die naar het spreekuur zijn doorverwezen";
    let breda = row(&previews[BREDA].files.markdown, question);
    assert!(breda.contains("| onbekend ") && breda.contains("nee: u gaf geen getal"), "{breda}");
    let amsterdam = &previews["GM0363"].files.markdown;
    let row = row(amsterdam, "Jongeren die extra zijn aangemeld");
    assert!(row.contains("nee: de interventie is niet in uitvoering"), "{row}");
    let police = self::row(amsterdam, "**Inzet van de politie in de lokale aanpak: hoe ver**");
    assert!(police.contains("| nee: nog niet in uitvoering "), "{police}");
    assert!(police.contains("niet apart in het rapport"), "{police}");
    let groningen = &previews["GM0014"].files.markdown;
    let counted = groningen.lines().find(|line| line.contains("(uitvoering of opstart)"));
    assert!(counted.is_some_and(|line| line.contains("| ja ")), "{counted:?} in {groningen}");
}

#[test]
fn the_command_writes_three_files_beside_the_marked_return() {
    let year = Year::example();
    let run = pmg(&year, "preview").args(["2024", "bReDa"]).assert().code(0);
    let said = String::from_utf8(run.get_output().stderr.clone()).unwrap();
    assert!(said.starts_with("Inzage van Breda geschreven in "), "{said}");
    let folder = year.input().join("uit/2024/gemeenten");
    let breda = folder.join("GM0758-breda");
    let read = |name: &str| std::fs::read(breda.join(name)).unwrap();
    let first = ["inzage.md", "inzage.html", "inzage.pdf"].map(read);
    let html = String::from_utf8(first[1].clone()).unwrap();
    assert!(html.contains("<h1>Inzage: Breda</h1>") && html.contains("Voorbeelddata"));
    assert!(html.contains("Alleen voor de gemeente zelf, niet om te publiceren."));
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "nobody else was asked for");
    pmg(&year, "preview").args(["2024"]).assert().code(0);
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 15);
    assert_eq!(first, ["inzage.md", "inzage.html", "inzage.pdf"].map(read), "the same bytes");
}

#[test]
fn nothing_is_attached_to_the_pdf() {
    let previews = previews_of(&Year::example(), &[BREDA]);
    let pdf = &previews[BREDA].files.pdf;
    assert!(!pdf.windows(12).any(|window| window == b"EmbeddedFile"));
}

#[test]
fn who_does_not_report_or_handed_in_nothing_is_told_so() {
    let year = Year::of(&[BREDA, "GM0363"]).without(BREDA);
    for (name, expected) in [
        ("Bredaa", "rapporteert dit jaar\nhint: bedoelt u `Breda`?"),
        ("Parijs", "geen gemeente met de code of de naam `Parijs` rapporteert dit jaar\n"),
        (
            "GM0758",
            "van Breda is geen bruikbare vragenlijst binnen\nhint: `pmg status` toont of de vragenlijst binnen is",
        ),
    ] {
        let run = pmg(&year, "preview").args(["2024", name]).assert().code(2);
        let said = String::from_utf8(run.get_output().stderr.clone()).unwrap();
        assert!(said.contains(expected), "{said}");
    }
    assert!(!year.input().join("uit").exists(), "nothing is written");
    let run = pmg(&year, "preview").arg("2024").assert().code(0);
    let said = String::from_utf8(run.get_output().stderr.clone()).unwrap();
    assert!(said.contains("Zonder bruikbare vragenlijst geen inzage: 1 (Breda)"), "{said}");
}

#[test]
fn who_has_no_preview_is_named_in_the_order_of_status() {
    let year = Year::of(&[BREDA, "GM0363", "GM0014"]).without(BREDA).without("GM0363");
    let code = "code = \"GM0363\", ";
    let year = year.edit("gemeenten.toml", code, &format!("{code}sorteer = \"amsterdam\", "));
    let run = pmg(&year, "preview").arg("2024").assert().code(0);
    let said = String::from_utf8(run.get_output().stderr.clone()).unwrap();
    assert!(said.contains("geen inzage: 2 (Amsterdam en Breda)"), "{said}");
    let run = pmg(&year, "status").arg("2024").assert().code(0);
    let said = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    assert!(said.contains("Ontbreekt: 2 (Amsterdam en Breda)."), "{said}");
}
