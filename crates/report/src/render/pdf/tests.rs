use super::super::covers;
use super::super::samples::{
    HOSTILE, document, everything, heading, link, paragraph, resting, saying, text,
};
use super::{Attachment, PdfError, links};
use crate::document::tree::{Block, Document, Inline};
use pmg_core::cycle::Letters;
use pmg_core::edition::Edition;

const LEDGER: Attachment<'static> = Attachment {
    name: "cijfers.json",
    description: "Alle cijfers met hun herkomst",
    media_type: "application/json",
    bytes: b"{\"schema\":1}",
};

fn moment() -> jiff::civil::DateTime {
    jiff::civil::date(2024, 6, 14).at(9, 0, 0, 0)
}

fn render(document: &Document) -> Result<Vec<u8>, PdfError> {
    super::render(document, Some(&LEDGER), moment())
}

#[track_caller]
fn pdf(document: &Document) -> Vec<u8> {
    render(document).unwrap_or_else(|error| panic!("{error}"))
}

fn contains(pdf: &[u8], words: &str) -> bool {
    pdf.windows(words.len()).any(|window| window == words.as_bytes())
}

#[test]
fn every_kind_of_node_keeps_to_the_standards() {
    let pdf = pdf(&everything());
    for words in
        ["%PDF-1.7", "pdfuaid:part", "pdfaid:part", "(nl-NL)", "cijfers.json", "application#2Fjson"]
    {
        assert!(contains(&pdf, words), "{words}");
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let first = pdf(&everything());
    // Something else in between: what Typst remembers must not show.
    pdf(&saying("iets anders"));
    assert!(first == pdf(&everything()));
}

#[test]
fn a_figure_of_a_draft_leads_to_the_annex() {
    let document = resting();
    let set = |document: &Document| {
        let data = super::data_file(document, Some(&LEDGER), moment()).unwrap_or_default();
        let pages =
            super::compile(data, LEDGER.bytes, document).unwrap_or_else(|error| panic!("{error}"));
        let titles: Vec<String> =
            document.provenances.list.iter().map(|it| it.title.clone()).collect();
        links::resolve(pages, &titles)
    };
    let pages = set(&document);
    let last = pages.pages().len();
    let places = links::places(&pages);
    assert_eq!(places.len(), 1, "one figure rests on something");
    assert_eq!(places[0].page.get(), last, "the annex is the last page");
    assert!(places[0].point.y.to_mm() < 297.0, "{:?}", places[0]);
    let mut public = document;
    public.meta.edition = Edition::Final;
    assert!(links::places(&set(&public)).is_empty(), "a final edition has no annex");
    pdf(&resting());
}

#[test]
fn nothing_is_left_for_typst_to_warn_of() {
    let data = super::data_file(&everything(), Some(&LEDGER), moment()).unwrap_or_default();
    let compiled = super::engine(data, LEDGER.bytes, &[], &Letters::default())
        .compile::<super::PagedDocument>();
    assert!(compiled.warnings.is_empty(), "{:?}", compiled.warnings);
}

#[test]
fn hostile_text_stays_text() {
    let blocks = HOSTILE.iter().map(|words| paragraph(&[text(words)]));
    pdf(&document(blocks.collect()));
    let cell = |words: &str| vec![text(words)];
    let blocks = HOSTILE.iter().map(|words| Block::Box {
        level: 1,
        id: "x".to_owned(),
        title: cell(words),
        blocks: vec![Block::Quote {
            blocks: vec![paragraph(&cell(words))],
            attribution: Some(cell(words)),
        }],
    });
    pdf(&document(blocks.collect()));
}

#[test]
fn a_footnote_prints_once_however_often_it_is_referred_to() {
    let reference = || Inline::Footnote { index: 0 };
    let mut document = document(vec![
        Block::Heading { level: 1, id: "a".to_owned(), content: vec![text("Kop"), reference()] },
        paragraph(&[Inline::Link {
            url: "https://a.nl".to_owned(),
            content: vec![text("hier"), reference()],
        }]),
        paragraph(&[text("en weer"), reference()]),
    ]);
    document.footnotes = vec![vec![text("Eenmaal.")]];
    pdf(&document);
}

#[test]
fn only_https_and_mailto_become_links() {
    let to = |url| pdf(&document(vec![paragraph(&[link(url, "hier")])]));
    assert!(contains(&to("https://voorbeeld.nl"), "(https://voorbeeld.nl)"));
    assert!(!contains(&to("javascript:alert(1)"), "javascript"));
    assert!(!contains(&to("http://voorbeeld.nl"), "http://voorbeeld.nl"));
}

#[test]
fn a_document_without_headings_has_no_contents() {
    pdf(&document(vec![paragraph(&[text("Alleen dit.")])]));
    pdf(&document(vec![]));
}

#[test]
fn covers_what_the_fonts_have() {
    for character in "aZ09 €–—‘’“”…éëïüßçñ\u{a0}\u{ad}²½→".chars() {
        assert!(covers(character), "{character:?}");
    }
    for character in "🙂漢\u{e000}\u{10fffd}\u{2028}\n\u{7}\u{fffd}".chars() {
        assert!(!covers(character), "{character:?}");
    }
}

#[test]
fn a_character_without_a_glyph_is_refused() {
    let refused = render(&saying("🙂"));
    assert!(matches!(refused, Err(PdfError::Export { .. })), "{refused:?}");
}

#[test]
fn trouble_is_told_not_thrown() {
    let mut document =
        document(vec![heading(1, "a", "A"), paragraph(&[Inline::Footnote { index: 7 }])]);
    assert!(matches!(render(&document), Err(PdfError::Compile { .. })));

    let deep = |mut block| {
        for _ in 0..150 {
            block = Block::Quote { blocks: vec![block], attribution: None };
        }
        block
    };
    document.blocks = vec![deep(paragraph(&[text("diep")]))];
    assert!(matches!(render(&document), Err(PdfError::Compile { .. })));
}
