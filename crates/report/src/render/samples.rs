//! Small documents for the tests of the three formats.

use crate::document::tree::{
    Align, Block, Document, Given, Inline, Layout, LeftOut, Meta, Provenance, Provenances,
};
use pmg_core::basis::Basis;
use pmg_core::cycle::Style;
use pmg_core::edition::Edition;
use pmg_core::place::{Cell, Place};

/// Text that would be markup in Markdown, HTML, Typst or Tera if anything read it as such.
pub(crate) const HOSTILE: &[&str] = &[
    "#import \"@preview/x:1.0.0\": *",
    "#read(\"/etc/passwd\")",
    "{{ 7 * 7 }} {% raw %}",
    "<script>alert(1)</script>",
    "<!-- weg --> &amp; &#38; &euro;",
    "$x^2$ en $ 5 en $$y$$",
    "@label @gebruiker naam@voorbeeld.nl",
    "a\\b \\* C:\\map\\",
    "*niet* _cursief_ **vet** `code` ~~weg~~ snake_case",
    "[link](javascript:alert(1)) ![beeld](x) [^1] [x]: y",
    "# kop",
    "- punt",
    "+ punt",
    "1. eerste",
    "1) eerste",
    "> citaat",
    "---",
    "===",
    "a | b",
    "| --- | --- |",
    "``` rust",
    "https://voorbeeld.nl www.voorbeeld.nl",
    "/* weg */ // weg",
    "\"' onmouseover=x",
    "kop #",
    ": definitie",
    "&",
    "5 < 6 > 4",
];

pub(crate) fn text(text: &str) -> Inline {
    Inline::Text { text: text.to_owned() }
}

pub(crate) fn marked(text: &str, basis: &str) -> Inline {
    Inline::Marked { text: text.to_owned(), basis: basis.parse().unwrap() }
}

pub(crate) fn link(url: &str, content: &str) -> Inline {
    Inline::Link { url: url.to_owned(), content: vec![text(content)] }
}

pub(crate) fn paragraph(content: &[Inline]) -> Block {
    Block::Paragraph { content: content.to_vec() }
}

pub(crate) fn heading(level: u8, id: &str, title: &str) -> Block {
    Block::Heading { level, id: id.to_owned(), content: vec![text(title)] }
}

/// A final edition of these blocks.
pub(crate) fn document(blocks: Vec<Block>) -> Document {
    Document {
        meta: Meta {
            title: "Voortgangsrapportage".to_owned(),
            subtitle: "Wat gemeenten deden".to_owned(),
            year: 2024,
            date: jiff::civil::date(2024, 6, 14),
            published: "juni 2024".to_owned(),
            organisation: "Ministerie".to_owned(),
            edition: Edition::Final,
            label: String::new(),
            number: None,
            layout: Layout::Report,
            notice: None,
        },
        blocks,
        footnotes: Vec::new(),
        provenances: Provenances::default(),
        style: Style::neutral(),
    }
}

/// One paragraph of one text.
pub(crate) fn saying(words: &str) -> Document {
    document(vec![heading(1, "kop", "Kop"), paragraph(&[text(words)])])
}

/// A draft with every kind of node in it.
pub(crate) fn everything() -> Document {
    let cell = |words: &str| vec![text(words)];
    let mut document = document(vec![
        heading(1, "onderwijs", "Onderwijs"),
        paragraph(&[
            text("In totaal doen "),
            marked("431", "som:verzuim.jongeren"),
            text(" jongeren mee."),
            Inline::Footnote { index: 0 },
            text(" Dat is "),
            Inline::Emphasis { content: vec![text("meer")] },
            text(" dan "),
            Inline::Strong { content: vec![text("ooit")] },
            text(";"),
            Inline::Break,
            text("zie "),
            link("https://voorbeeld.nl/a?b=1&c=2", "de site"),
            text(", "),
            link("mailto:post@voorbeeld.nl", "post@voorbeeld.nl"),
            text(" of "),
            link("javascript:alert(1)", "dit"),
            text("."),
        ]),
        Block::List {
            start: None,
            is_cards: false,
            items: vec![
                vec![paragraph(&[text("eerste")])],
                vec![
                    paragraph(&[text("tweede")]),
                    Block::List {
                        start: Some(3),
                        is_cards: false,
                        items: vec![vec![paragraph(&[text("diep")])]],
                    },
                ],
            ],
        },
        Block::Box {
            level: 2,
            id: "online".to_owned(),
            title: cell("Aandacht voor online"),
            blocks: vec![paragraph(&[text("In het kader."), Inline::Footnote { index: 0 }])],
        },
        Block::Quote {
            blocks: vec![paragraph(&[text("“Het werkt.”")])],
            attribution: Some(cell("een jongerenwerker")),
        },
        Block::Table {
            label: "Tabel 1".to_owned(),
            caption: cell("Jongeren per gemeente"),
            columns: vec![Align::Left, Align::Right],
            header: vec![cell("Gemeente"), cell("Jongeren")],
            rows: vec![vec![cell("Breda"), cell("44")], vec![cell("A | B"), cell("1.234")]],
        },
    ]);
    document.footnotes = vec![vec![text("Kamerstuk 28 741, nr. 113.")]];
    document.meta.edition = Edition::Draft;
    document.meta.label = "Concept 3".to_owned();
    document.meta.notice = Some("Alle cijfers zijn verzonnen.".to_owned());
    document
}

/// A draft in which one figure rests on what one municipality gave.
pub(crate) fn resting() -> Document {
    let mut document = everything();
    let given = |name: &str, value: &str| Given {
        municipality: "GM0758".to_owned(),
        name: name.to_owned(),
        value: value.to_owned(),
        ..Given::default()
    };
    let breda = Given {
        place: Some(Place::cell("breda.xlsx", "Onderwijs", Cell { row: 8, column: 3 })),
        date: Some("1 mei 2024".to_owned()),
        remark: Some("ook <b>".to_owned()),
        ..given("Breda", "431")
    };
    document.provenances = Provenances {
        list: vec![Provenance {
            title: "Jongeren in de aanpak".to_owned(),
            code: Some("verzuim.jongeren".to_owned()),
            how: "Som: 431 jongeren.".to_owned(),
            given: vec![breda],
            left_out: vec![LeftOut {
                why: "onbekend".to_owned(),
                given: vec![given("Tilburg", "")],
            }],
        }],
        of: [(Basis::Sum("verzuim.jongeren".to_owned()), 0)].into(),
    };
    document
}
