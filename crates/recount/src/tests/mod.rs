//! How each format is read, on small pieces of it.

mod mutations;
mod tables;

use crate::pages_unlike;
use crate::read::html::{self, Page};
use crate::read::tokens::{BREAK, CELL, tokens};
use crate::read::{markdown, pdf};

/// A page with this between its header and its footer.
fn page_of(inside: &str) -> String {
    format!(
        "<html><head><style>p > a {{ }}</style></head><body><a class=\"sla-over\" href=\"#_tekst\">Naar 1</a>\
         <header><p class=\"melding\"><strong>Concept 3</strong> Dit is nog niet 2.</p><h1>Titel 3</h1>\
         <p class=\"ondertitel\">Onder</p><p class=\"uitgave\">Wij, juni</p></header>\
         <nav><h2>Inhoud</h2><ul><li>Kop 4</li></ul></nav><main>{inside}</main>\
         <footer><p>Wij 5</p></footer></body></html>"
    )
}

fn read(inside: &str) -> Page {
    html::read(&page_of(inside))
}

fn words(text: &str) -> String {
    let words: Vec<String> = tokens(text).into_iter().map(|token| token.word).collect();
    words.join(" ")
}

#[test]
fn a_page_is_read_in_its_parts_without_what_stands_around_the_text() {
    let page = read("<h2 id=\"a\">Kop</h2><p>Tien &amp; 12&#39;s <em>nu</em></p>");
    assert_eq!(words(&page.title), "titel 3");
    assert_eq!(page.chapters, ["Kop"]);
    assert_eq!(words(&page.body), "kop tien 12 s nu");
    assert!(page.body.contains("& 12's nu"));
    assert_eq!(
        words(&page.as_pages()),
        "titel 3 onder concept 3 dit is nog niet 2 wij juni kop tien 12 s nu"
    );
}

#[test]
fn lists_notes_and_references_have_their_numbers() {
    let page = read(
        "<ol start=\"3\"><li>a</li><li>b<ul><li>c</li></ul></li><li>d</li></ol>\
         <p>Zie.<sup><a role=\"doc-noteref\">1</a></sup> Dan.</p>\
         <section class=\"voetnoten\"><h2 id=\"_voetnoten\">Voetnoten</h2><ol><li id=\"_noot-1\">Nr. 7. \
         <a role=\"doc-backlink\">Terug</a></li><li>Nr. 8.</li></ol></section>",
    );
    assert_eq!(words(&page.body), "3 a 4 b c 5 d zie 1 dan");
    let notes: Vec<String> = page.notes.iter().map(|note| words(note)).collect();
    assert_eq!(notes, ["nr 7", "nr 8"]);
}

#[test]
fn whatever_says_what_it_rests_on_is_a_figure() {
    let page = read(
        "<p>Zo <a class=\"cijfer\" data-basis=\"som:a\" href=\"#_b1\">6</a> van <span data-basis=\"som:b\">7</span>.</p>\
         <table><thead><tr><th>Wat</th><th>Keren</th></tr></thead><tbody><tr><th>x</th>\
         <td><span data-basis=\"keuze:c:d\">8</span></td></tr></tbody></table>\
         <section id=\"_onderbouwing\"><p><span data-basis=\"som:e\">9</span></p></section>",
    );
    let figures = page.figures.iter().map(|it| (&*it.basis, &*it.text, &*it.before, &*it.after));
    assert_eq!(
        figures.collect::<Vec<_>>(),
        [
            ("som:a", "6", "Zo ", " van 7."),
            ("som:b", "7", "Zo 6 van ", "."),
            ("keuze:c:d", "8", "", "Keren"),
        ]
    );
    assert!(!page.body.contains('9'));
    assert_eq!(page.headers.iter().map(|it| words(it)).collect::<Vec<_>>(), ["wat keren"]);
}

#[test]
fn markdown_says_the_same_as_the_page() {
    let text = "# Kop\n\nTien &amp; 12\\. **Nu**[^1] <a@b.nl>\n\n3. a\n4. b\n   - c\n\n| x | y |\n|---|--:|\n| 5 | 6 |\n\n[^1]: Nr. 7.\n";
    let plain = markdown::plain(text);
    assert_eq!(words(&plain), "kop tien 12 nu 1 a b nl 3 a 4 b c x y 5 6 1 nr 7");
    assert!(plain.contains(&format!("5{CELL}6{CELL}{BREAK}")));
}

#[test]
fn pages_become_one_text_without_heads_feet_and_repeated_headers() {
    let html = page_of(
        "<h2>Een kop</h2><p>Eerst 1 woord.<sup><a role=\"doc-noteref\">1</a></sup> En dan nog 23 woorden.</p>\
         <table><thead><tr><th>Wat</th><th>Keren</th></tr></thead><tbody><tr><td>x</td><td>8</td></tr>\
         <tr><td>y</td><td>9</td></tr></tbody></table>\
         <section class=\"voetnoten\"><ol><li>Nr. 7.</li></ol></section>",
    );
    let around = |at: usize, inside: &str| {
        format!("CON CE PT 3 Let op 6.\n {inside}\nTitel 3 Pagina {at} van 4")
    };
    let pages = |first: &str, second: &str| {
        let cover = "Titel 3\nOnder\nCON CEPT 3 Dit is nog niet 2.\n Wij, juni".to_owned();
        let contents = around(2, "Inhoud\nInhoud\nEen kop 3");
        let first = around(3, &format!("Een kop\nEen kop\nEerst 1 woord. 1 En dan nog\n{first}"));
        [cover, contents, first, around(4, &format!("Een kop\n{second}"))]
    };
    let told = |first: &str, second: &str| {
        let told = pages_unlike(&html, &pages(first, second), "Let op 6.");
        told.into_iter().map(|it| (it.what, it.found)).collect::<Vec<_>>()
    };
    assert_eq!(told("23 woorden.\nWat Keren\nx 8\n1 Nr. 7.", "Wat Keren\ny 9"), []);
    let broken = told("1 Nr. 7.", "23 woorden.\nWat Keren\nx 8\ny 9");
    assert_eq!(broken, [], "a sentence may break across pages");
    let note = told("23 woorden.\nWat Keren\nx 8\n1 Nr. 6.", "Wat Keren\ny 9");
    let expected = "voetnoot 1 is anders dan in rapport.html".to_owned();
    assert_eq!(note, [(expected, "Nr. 6.".to_owned())]);
    assert_eq!(told("23 woorden.\nWat Keren\nx 8\n1 Nr. 7.", "Wat Keren\ny 8").len(), 1);
}

/// What is found where pages hold a report without notes, each under its head.
#[track_caller]
fn told_of_pages(inside: &str, pages: &[(&str, &str)]) -> Vec<String> {
    let mut read = vec!["Titel 3\nOnder\nCON CE PT 3 Dit is nog niet 2.\n Wij, juni".to_owned()];
    let last = pages.len() + 1;
    read.extend((2..).zip(pages).map(|(at, (head, text))| {
        format!("CON CE PT 3 Let op 6.\n{head}\n{text}\nTitel 3 Pagina {at} van {last}")
    }));
    let told = pages_unlike(&page_of(inside), &read, "Let op 6.");
    told.iter().map(ToString::to_string).collect()
}

#[test]
fn a_page_may_begin_with_words_that_stand_above_pages_elsewhere() {
    let table = "<table><thead><tr><th>Gemeenten</th></tr></thead><tbody><tr><td>8</td></tr></tbody></table>";
    let html = format!(
        "<h2>Werk</h2><p>En.</p>{table}<h2>Gemeenten met geld</h2><p>Werk en inkomen 5.</p>\
         <h2>Werk en inkomen</h2><p>Inhoud 7.</p><h2>Inhoud van de aanpak</h2><p>Concept 9.</p>"
    );
    let pages = [
        ("Inhoud", "Inhoud\nWerk 3\nGemeenten met geld 4"),
        ("Werk", "Werk\nEn.\nGemeenten\n8"),
        ("Gemeenten met geld", "Gemeenten met geld"),
        ("Gemeenten met geld", "Werk en inkomen 5."),
        ("Werk en inkomen", "Werk en inkomen\nInhoud 7."),
        ("Inhoud van de aanpak", "Inhoud van de aanpak\nConcept 9."),
    ];
    assert_eq!(told_of_pages(&html, &pages), Vec::<String>::new());
    // The same with the last number another.
    let changed = pages.map(|(head, text)| (head, text.replace("Concept 9.", "Concept 8.")));
    let changed = changed.each_ref().map(|(head, text)| (*head, text.as_str()));
    assert_eq!(told_of_pages(&html, &changed).len(), 1);
}

#[test]
fn a_note_may_go_on_at_the_foot_of_the_next_page() {
    let html = page_of(
        "<h2>Kop</h2><p>Eerst 1.<sup><a role=\"doc-noteref\">1</a></sup> Dan 2.<sup><a role=\"doc-noteref\">2</a></sup> Nog 3.</p>\
         <section class=\"voetnoten\"><ol><li>Lang en nr. 7 en verder 8.</li><li>Kort.</li></ol></section>",
    );
    let told = |rest: &str| {
        let pages = [
            "Titel 3\nOnder\nConcept 3 Dit is nog niet 2.\n Wij, juni".to_owned(),
            "Kop\nKop\nEerst 1. 1 Dan\n1 Lang en nr. 7\nTitel 3 Pagina 2 van 3".to_owned(),
            format!("Kop\n2. 2 Nog 3.\n{rest}\n2 Kort.\nTitel 3 Pagina 3 van 3"),
        ];
        pages_unlike(&html, &pages, "").len()
    };
    assert_eq!(told("en verder 8."), 0);
    assert!(told("en verder 9.") > 0);
}

#[test]
fn what_is_no_pdf_has_no_pages() {
    assert_eq!(pdf::page_texts(b"geen PDF"), None);
}
