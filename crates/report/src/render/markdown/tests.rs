use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use pulldown_cmark::{Event, Options, Parser, Tag};

use super::super::samples::{
    HOSTILE, document, everything, heading, link, paragraph, saying, text,
};
use super::render;
use crate::document::tree::{Align, Block, Document, Inline};
use pmg_core::basis::Basis;

/// What a reader of our Markdown sees.
#[derive(Debug, Default, PartialEq, Eq)]
struct Seen {
    words: String,
    links: Vec<String>,
    markup: usize,
}

fn read(markdown: &str) -> Seen {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut seen = Seen::default();
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(text) => seen.words.push_str(&text),
            Event::Start(Tag::Link { dest_url, .. }) => seen.links.push(dest_url.to_string()),
            Event::Start(
                Tag::Image { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Strikethrough,
            )
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::Code(_)
            | Event::Rule => seen.markup += 1,
            Event::FootnoteReference(name) => seen.words.extend(["†", &name, " "]),
            Event::SoftBreak | Event::HardBreak => seen.words.push(' '),
            Event::Start(tag) if !is_inline(&tag) => seen.words.push(' '),
            _ => {}
        }
    }
    seen.words = squeezed(&seen.words);
    seen
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Link { .. })
}

fn squeezed(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the tree says, in the order in which the Markdown says it.
fn words_of(document: &Document) -> String {
    let mut words = format!(
        "{} {} {}, {} ",
        document.meta.title,
        document.meta.subtitle,
        document.meta.organisation,
        document.meta.published
    );
    say_blocks(&document.blocks, &mut words);
    for note in &document.footnotes {
        words.push(' ');
        say(note, &mut words);
    }
    squeezed(&words)
}

fn say_blocks(blocks: &[Block], words: &mut String) {
    for block in blocks {
        words.push(' ');
        match block {
            Block::Heading { content, .. } | Block::Paragraph { content } => say(content, words),
            Block::List { items, .. } => {
                for item in items {
                    say_blocks(item, words);
                    words.push(' ');
                }
            }
            Block::Box { title, blocks, .. } => {
                say(title, words);
                say_blocks(blocks, words);
            }
            Block::Quote { blocks, attribution } => {
                say_blocks(blocks, words);
                if let Some(attribution) = attribution {
                    words.push_str(" — ");
                    say(attribution, words);
                }
            }
            Block::Chart { data, .. } => say_blocks(std::slice::from_ref(data), words),
            Block::Photo { photo, credit, .. } => {
                words.push_str(&photo.alternative);
                words.push(' ');
                say(credit, words);
            }
            Block::Table { label, caption, header, rows, .. } => {
                say(&super::labelled(label, caption), words);
                for cell in header.iter().chain(rows.iter().flatten()) {
                    words.push(' ');
                    say(cell, words);
                }
            }
        }
        words.push(' ');
    }
}

fn say(nodes: &[Inline], words: &mut String) {
    for node in nodes {
        match node {
            Inline::Text { text } | Inline::Marked { text, .. } => words.push_str(text),
            Inline::Emphasis { content }
            | Inline::Strong { content }
            | Inline::Link { content, .. } => say(content, words),
            Inline::Footnote { index } => words.extend(["†", &(index + 1).to_string(), " "]),
            Inline::Break => words.push(' '),
            Inline::Sentence { .. } => {}
        }
    }
}

#[track_caller]
fn assert_reads_back(document: &Document) {
    let markdown = render(document);
    let seen = read(&markdown);
    assert_eq!(seen.words, words_of(document), "\n{markdown}");
    assert_eq!(seen.markup, 0, "\n{markdown}");
}

#[test]
fn every_kind_of_node() {
    insta::assert_snapshot!(render(&everything()), @r"
    # Voortgangsrapportage

    Wat gemeenten deden

    Ministerie, juni 2024

    **CONCEPT 3** Dit is nog niet de definitieve tekst.

    Alle cijfers zijn verzonnen.

    ## Onderwijs

    In totaal doen 431 jongeren mee.[^1] Dat is _meer_ dan **ooit**;\
    zie [de site](https://voorbeeld.nl/a?b=1&c=2), <post@voorbeeld.nl> of dit.

    - eerste

    - tweede

      3. diep

    > ### Aandacht voor online
    >
    > In het kader.[^1]

    > “Het werkt.”
    >
    > — een jongerenwerker

    **Tabel 1: Jongeren per gemeente**

    | Gemeente | Jongeren |
    | -------- | -------: |
    | Breda    |       44 |
    | A \| B   |    1.234 |

    [^1]: Kamerstuk 28 741, nr. 113.
    ");
}

#[test]
fn hostile_text_stays_text() {
    for words in HOSTILE {
        let document = saying(words);
        assert_reads_back(&document);
        assert!(read(&render(&document)).links.is_empty(), "{words}");
    }
}

#[test]
fn hostile_text_stays_text_in_headings_lists_and_tables() {
    for words in HOSTILE {
        let cell = vec![text(words)];
        assert_reads_back(&document(vec![
            heading(1, "kop", words),
            Block::List { start: None, is_cards: false, items: vec![vec![paragraph(&cell)]] },
            Block::Table {
                label: String::new(),
                caption: cell.clone(),
                columns: vec![Align::Left, Align::Right],
                header: vec![cell.clone(), cell.clone()],
                rows: vec![vec![cell.clone(), cell.clone()]],
            },
        ]));
    }
}

#[test]
fn harmless_text_is_not_littered() {
    let words = "Zo’n 5 < 6 (ex)gedetineerden – 1,5 fte! 31-1-2024 & co: € 500.000 [sic] #2";
    let markdown = render(&saying(words));
    assert!(markdown.contains(&words.replace('[', "\\[")), "{markdown}");
}

#[test]
fn only_https_and_mailto_become_links() {
    let addresses =
        ["https://a.nl/x y_(z)", "mailto:a@b.nl", "javascript:x", "http://a.nl", "//a.nl"];
    let content: Vec<Inline> = addresses.iter().map(|url| link(url, "hier")).collect();
    let document = document(vec![paragraph(&content)]);
    assert_reads_back(&document);
    assert_eq!(read(&render(&document)).links, ["https://a.nl/x%20y_%28z%29", "mailto:a@b.nl"]);
}

#[test]
fn lists_in_a_row_stay_apart() {
    let list = |start| Block::List {
        start,
        is_cards: false,
        items: vec![vec![paragraph(&[text("punt")])]],
    };
    let markdown = render(&document(vec![list(None), list(None), list(Some(1)), list(Some(1))]));
    let lists = Parser::new(&markdown).filter(|e| matches!(e, Event::Start(Tag::List(_)))).count();
    assert_eq!(lists, 4, "{markdown}");
}

/// Words, and the characters that mean something in Markdown, in any order.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zA-Zé€’“”(). ,0-9]{0,8}",
        2 => "[-*_`~\\[\\]()<>&;#+=:|!\\\\$@/.{}^\"' a-c1-2\u{a0}]{0,8}",
        1 => prop::sample::select(HOSTILE).prop_map(str::to_owned),
    ]
}

fn inlines() -> impl Strategy<Value = Vec<Inline>> {
    let leaf = prop_oneof![
        6 => words().prop_map(|text| Inline::Text { text }),
        2 => words().prop_map(|text| Inline::Marked { text, basis: Basis::Sum("x".to_owned()) }),
        1 => Just(Inline::Footnote { index: 0 }),
        1 => Just(Inline::Break),
    ];
    let node = leaf.prop_recursive(3, 12, 4, |inner| {
        let content = prop::collection::vec(inner, 0..4);
        prop_oneof![
            content.clone().prop_map(|content| Inline::Emphasis { content }),
            content.prop_map(|content| Inline::Strong { content }),
            words().prop_map(|words| link("https://a.nl", &words)),
        ]
    });
    prop::collection::vec(node, 1..5)
}

fn blocks() -> impl Strategy<Value = Vec<Block>> {
    let leaf = prop_oneof![
        4 => inlines().prop_map(|content| Block::Paragraph { content }),
        1 => inlines().prop_map(|content| Block::Heading { level: 2, id: "x".to_owned(), content }),
        1 => (inlines(), inlines(), inlines()).prop_map(|(caption, header, cell)| Block::Table {
            label: "Tabel 7".to_owned(),
            caption,
            columns: vec![Align::Left, Align::Right],
            header: vec![header, cell.clone()],
            rows: vec![vec![cell.clone(), cell]],
        }),
    ];
    let block = leaf.prop_recursive(3, 16, 4, |inner| {
        let blocks = prop::collection::vec(inner, 0..4);
        prop_oneof![
            (prop::option::of(0..12_u64), prop::collection::vec(blocks.clone(), 1..4))
                .prop_map(|(start, items)| Block::List { start, is_cards: false, items }),
            (inlines(), blocks.clone()).prop_map(|(title, blocks)| Block::Box {
                level: 3,
                id: "y".to_owned(),
                title,
                blocks
            }),
            (blocks, prop::option::of(inlines()))
                .prop_map(|(blocks, attribution)| Block::Quote { blocks, attribution }),
        ]
    });
    prop::collection::vec(block, 0..4)
}

/// Enough to have found every fault that was ever found here, in a second.
const CASES: u32 = 200;

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, rng_seed: RngSeed::Fixed(2024), failure_persistence: None, ..ProptestConfig::default() })]

    /// Read as Markdown, what was rendered says what the tree says, and nothing has become markup.
    #[test]
    fn reads_back(blocks in blocks(), note in inlines()) {
        let mut document = document(blocks);
        document.footnotes = vec![note];
        assert_reads_back(&document);
    }
}
