//! The Word file beside the page: whatever in it says something else, or hides something, is found.

use pmg_monitor::pipeline::Report;
use pmg_monitor::recount::word_unlike;

use crate::support::{parts, rewrite, with_part};
use crate::verify::{example, public, whole};

/// What the recount says of the example's Word file after a change in one of its parts.
#[track_caller]
fn told(part: &str, from: &str, to: &str) -> Vec<String> {
    told_of(&example().1, part, from, to)
}

#[track_caller]
fn told_of(report: &Report, part: &str, from: &str, to: &str) -> Vec<String> {
    let changed = rewrite(&report.word, part, |text| {
        assert!(text.contains(from), "{part} has no `{from}`");
        text.replacen(from, to, 1)
    });
    word_unlike(&report.html, &changed).into_iter().map(|it| it.what).collect()
}

fn document() -> String {
    let parts = parts(&example().1.word);
    let (_, bytes) = parts.into_iter().find(|(name, _)| name == "word/document.xml").unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn the_word_files_of_draft_and_edition_say_what_the_page_says() {
    for (_, report) in [example(), public()] {
        assert_eq!(word_unlike(&report.html, &report.word), []);
    }
}

#[test]
fn each_number_of_the_text_is_found_when_it_is_another() {
    let (_, report) = example();
    let document = document();
    let texts = document.match_indices("<w:t ").filter_map(|(at, _)| {
        let start = at + document[at..].find('>')? + 1;
        Some(start..start + document[start..].find('<')?)
    });
    let is_number = |at: &usize| document.as_bytes()[*at].is_ascii_digit();
    let numbers: Vec<usize> = texts.flatten().filter(is_number).collect();
    assert!(numbers.len() > 150, "{}", numbers.len());
    // Each would take long; these are spread over all of the text.
    for at in numbers.iter().step_by(numbers.len() / 40) {
        let other = if document.as_bytes()[*at] == b'9' { "8" } else { "9" };
        let mut changed = document.clone();
        changed.replace_range(*at..=*at, other);
        let file = rewrite(&report.word, "word/document.xml", |_| changed.clone());
        let around = &document[at.saturating_sub(60)..(at + 20).min(document.len())];
        assert!(!word_unlike(&report.html, &file).is_empty(), "{around}");
    }
}

#[test]
fn what_stands_beside_the_text_is_held_against_the_page() {
    let text = "word/document.xml";
    for (from, to) in [("Figuur 1", "Figuur 1 van 7"), ("Figuur 1:", "12 jongeren")] {
        let [from, to] = [from, to].map(|it| format!("descr=\"{it}"));
        let told = told_of(&whole().1, text, &from, &to);
        assert!(told.iter().any(|it| it == "de omschrijving van een beeld"), "{to}: {told:?}");
    }
    for (part, from, to, what) in [
        (
            text,
            "<w:t xml:space=\"preserve\">Inhoud<",
            "<w:t xml:space=\"preserve\">12<",
            "de inhoudsopgave is anders dan de koppen",
        ),
        (text, "w:name=\"zin_7\"", "w:name=\"zin_700\"", "de bladwijzers van zinnen zijn andere"),
        ("word/header1.xml", "CONCEPT 1", "CONCEPT 2", "wat boven de bladzijden staat"),
        ("word/footer1.xml", "Pagina ", "Blad ", "wat onder de bladzijden staat"),
        ("docProps/core.xml", "<dc:title>", "<dc:title>12 ", "de titel in de eigenschappen"),
        (
            "docProps/core.xml",
            "<dc:subject>",
            "<dc:subject>12 ",
            "het onderwerp in de eigenschappen",
        ),
        ("docProps/core.xml", "<dc:creator>", "<dc:creator>Wij, ", "de maker in de eigenschappen"),
        ("docProps/core.xml", "nl-NL", "en-GB", "de taal in de eigenschappen"),
        (
            "word/_rels/footnotes.xml.rels",
            "Target=\"https://",
            "Target=\"https://x.",
            "een link leidt ergens anders heen",
        ),
        (
            text,
            "<w:r>",
            "<w:r><w:rPr><w:vanish/></w:rPr>",
            "in de tekst staat wat niemand ziet, of wat een ander schreef",
        ),
        (
            "word/styles.xml",
            "<w:rPr>",
            "<w:rPr><w:vanish/>",
            "in de stijlen staat wat niemand ziet, of wat een ander schreef",
        ),
    ] {
        let told = told(part, from, to);
        assert!(told.iter().any(|it| it == what), "{part} {to}: {told:?}");
    }
}

#[test]
fn a_list_that_counts_otherwise_and_a_note_that_says_otherwise_are_found() {
    assert!(!told("word/footnotes.xml", "WODC", "CBS").is_empty());
    assert!(!told("word/document.xml", "<w:footnoteReference w:id=\"1\"/>", "").is_empty());
    let bullets = "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/>";
    let numbers = "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/>";
    assert!(!told("word/numbering.xml", bullets, numbers).is_empty());
}

#[test]
fn a_part_too_many_and_a_file_that_is_none_are_found() {
    let (_, report) = example();
    let unlike = |bytes: &[u8]| word_unlike(&report.html, bytes).remove(0);
    let more = with_part(&report.word, "word/comments.xml", b"<w:comments/>");
    assert_eq!(unlike(&more).what, "dit onderdeel heeft een rapport niet");
    for bytes in [&b""[..], b"PK", &report.word[..report.word.len() / 2]] {
        assert_eq!(unlike(bytes).what, "het bestand is niet te lezen");
    }
    let entity = rewrite(&report.word, "word/document.xml", |text| {
        text.replacen("?>", "?><!DOCTYPE w:document [<!ENTITY x \"12\">]>", 1)
    });
    assert_eq!(unlike(&entity).what, "het bestand is niet te lezen");
}
