//! Reads the file back: what it says, how it is built, and that nothing in a text can break it.

mod opened;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::samples::{
    HOSTILE, document, everything, heading, link, paragraph, resting, saying, text,
};
use super::render;
use crate::document::tree::{Align, Block, Document, Drawing, Inline};
use crate::phrase::ChartKind;
use pmg_core::cycle::{Photo, Picture, PictureKind, built_in_style};

use opened::{Node, Opened, moment, nodes, words, words_of_markdown};

#[track_caller]
fn assert_says_what_markdown_says(document: &Document) {
    assert_eq!(words(document), words_of_markdown(document));
}

fn sentence(number: u32) -> Inline {
    Inline::Sentence { number }
}

fn table(caption: &str, rows: &[[Vec<Inline>; 2]]) -> Block {
    Block::Table {
        label: if caption.is_empty() { String::new() } else { "Tabel 7".to_owned() },
        caption: if caption.is_empty() { Vec::new() } else { vec![text(caption)] },
        columns: vec![Align::Left, Align::Right],
        header: vec![vec![text("Gemeente")], vec![text("Jongeren")]],
        rows: rows.iter().map(|row| row.to_vec()).collect(),
    }
}

fn chart() -> Block {
    let drawing = Drawing {
        kind: ChartKind::Bars,
        theme: Some(1),
        whole: 15.0,
        values: vec![vec![6.0]],
        tiles: Vec::new(),
    };
    let rows = [[vec![text("Vaak & graag")], vec![text("6")]]];
    Block::Chart { drawing, data: Box::new(table("Hoe <vaak>", &rows)) }
}

/// A photograph of one white point.
fn photo() -> Block {
    let pixmap = resvg::tiny_skia::Pixmap::new(4, 3).unwrap();
    let photo = Photo {
        picture: Picture {
            bytes: pixmap.encode_png().unwrap().into(),
            kind: PictureKind::Png,
            size: Some([4, 3]),
        },
        alternative: "Jongeren op een \"plein\"".to_owned(),
        credit: "Jan".to_owned(),
        chapter: "Kop".to_owned(),
        at: pmg_core::cycle::At { path: "beelden.toml".into(), line: 1 },
    };
    Block::Photo { number: 0, photo: Arc::new(photo), credit: vec![text("Foto: Jan")] }
}

fn list(start: Option<u64>, items: Vec<Vec<Block>>) -> Block {
    Block::List { start, is_cards: false, items }
}

fn say(words: &str) -> Block {
    paragraph(&[text(words)])
}

/// Everything in everything: lists, quotes and boxes in each other, with tables and pictures in them.
fn nested() -> Document {
    let cells = || [vec![text("Breda")], vec![text("44")]];
    let deep = (0..12).fold(say("diep"), |block, depth| {
        list((depth % 2 == 0).then_some(depth), vec![vec![say("laag"), block]])
    });
    let quote = Block::Quote {
        blocks: vec![say("“Ja.”"), list(None, vec![vec![say("punt")]])],
        attribution: Some(vec![text("een ouder")]),
    };
    document(vec![
        heading(1, "een", "Eén"),
        photo(),
        deep,
        list(
            Some(4),
            vec![Vec::new(), vec![table("In een lijst", &[cells()])], vec![quote.clone()]],
        ),
        Block::Box {
            level: 2,
            id: "kader".to_owned(),
            title: vec![text("Kader")],
            blocks: vec![say("Let op:"), quote, chart(), table("", &[cells()])],
        },
        table("", &[cells()]),
        table("", &[cells()]),
        heading(2, "twee", "Twee"),
        chart(),
    ])
}

#[test]
fn it_says_what_the_markdown_says() {
    for document in [everything(), resting(), nested()] {
        assert_says_what_markdown_says(&document);
    }
}

#[test]
fn hostile_text_stays_text() {
    for words in HOSTILE {
        let cell = vec![text(words)];
        assert_says_what_markdown_says(&document(vec![
            heading(1, "kop", words),
            say(words),
            list(None, vec![vec![say(words)]]),
            table(words, &[[cell.clone(), cell]]),
        ]));
    }
}

#[test]
fn what_xml_refuses_breaks_no_part() {
    let odd = "a]]>b&c\u{0}d\u{1}\u{8}\u{b}e\u{1f}f\u{fffe}g\u{ffff}\"'<h>\r\ni\u{85}\u{7f}j";
    let mut hostile = document(vec![
        heading(1, odd, odd),
        paragraph(&[
            text(odd),
            link(&format!("https://a.nl/{odd}"), odd),
            link(&format!("#{odd}"), odd),
        ]),
        Block::Quote { blocks: vec![say(odd)], attribution: Some(vec![text(odd)]) },
        table(odd, &[[vec![text(odd)], vec![Inline::Footnote { index: 0 }]]]),
        chart(),
    ]);
    hostile.footnotes = vec![vec![text(odd), link("https://b.nl", odd)]];
    let meta = &mut hostile.meta;
    for field in [&mut meta.title, &mut meta.subtitle, &mut meta.organisation, &mut meta.label] {
        odd.clone_into(field);
    }
    meta.notice = Some(odd.to_owned());
    let file = Opened::of(&hostile);
    for (name, bytes) in &file.0 {
        let is_text = [".xml", ".rels", ".svg"].iter().any(|end| name.ends_with(end));
        if is_text {
            nodes(std::str::from_utf8(bytes).unwrap());
        }
    }
    assert!(words(&hostile).contains("a]]>b&cdefg\"'<h> i \u{7f}j"), "{}", words(&hostile));
}

#[test]
fn every_part_is_told_and_everything_told_is_there() {
    let file = Opened::of(&nested());
    let names: Vec<&str> = file.0.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names[0], "[Content_Types].xml");
    for name in file.all("[Content_Types].xml", "Override", "PartName") {
        assert!(names.contains(&name.trim_start_matches('/')), "{name}");
    }
    for target in file.relations("word/_rels/document.xml.rels").values() {
        assert!(names.contains(&format!("word/{target}").as_str()), "{target}");
    }
    let ids = file.relations("word/_rels/document.xml.rels");
    for attribute in ["r:embed", "r:id"] {
        for element in ["a:blip", "asvg:svgBlip", "w:hyperlink", "w:footerReference"] {
            for id in file.all("word/document.xml", element, attribute) {
                assert!(ids.contains_key(&id), "{element} {id}");
            }
        }
    }
}

#[test]
fn styles_that_the_text_names_exist() {
    let file = Opened::of(&nested());
    let known = file.all("word/styles.xml", "w:style", "w:styleId");
    for part in ["word/document.xml", "word/footnotes.xml", "word/footer1.xml"] {
        for element in ["w:pStyle", "w:rStyle", "w:tblStyle"] {
            for style in file.all(part, element, "w:val") {
                assert!(known.contains(&style), "{style}");
            }
        }
    }
    for element in ["w:basedOn", "w:next"] {
        for style in file.all("word/styles.xml", element, "w:val") {
            assert!(known.contains(&style), "{style}");
        }
    }
}

#[test]
fn every_picture_says_what_is_on_it() {
    let mut document = nested();
    document.style = built_in_style("voorbeeld").unwrap();
    let file = Opened::of(&document);
    let said = file.all("word/document.xml", "wp:docPr", "descr");
    let drawings = file.all("word/document.xml", "wp:extent", "cx").len();
    assert_eq!((drawings, said.len()), (4, 4), "the sign, a photograph and two drawings");
    assert_eq!(said[0], "Logo van de Voorbeeldorganisatie");
    assert_eq!(said[1], "Jongeren op een \"plein\"");
    assert!(said[2].starts_with("Tabel 7: Hoe <vaak>. Staafdiagram: "), "{}", said[2]);
    let ids: BTreeSet<String> =
        file.all("word/document.xml", "wp:docPr", "id").into_iter().collect();
    assert_eq!(ids.len(), 4, "each has a number of its own");
}

#[test]
fn a_drawing_has_lines_and_points_and_a_photograph_its_own_bytes() {
    let file = Opened::of(&nested());
    let Block::Photo { photo, .. } = photo() else { panic!("it is a photograph") };
    assert_eq!(file.bytes("word/media/afbeelding-1.png"), &*photo.picture.bytes);
    let png = file.bytes("word/media/afbeelding-2.png");
    assert_eq!(png[16..20], 900_u32.to_be_bytes(), "points across");
    let svg = file.text("word/media/afbeelding-2.svg");
    assert!(svg.contains("<path") && !svg.contains("<text"), "letters are lines: {svg}");
    assert_eq!(file.all("word/document.xml", "asvg:svgBlip", "r:embed").len(), 2);
}

#[test]
fn letters_are_drawn() {
    let file = Opened::of(&nested());
    let png = file.bytes("word/media/afbeelding-2.png");
    let pixmap = resvg::tiny_skia::Pixmap::decode_png(png).unwrap();
    let ink = pmg_core::cycle::Style::neutral().palette.light.ink.parts();
    let is_ink = |it: &&resvg::tiny_skia::PremultipliedColorU8| {
        it.alpha() == 255 && [it.red(), it.green(), it.blue()] == ink
    };
    assert!(pixmap.pixels().iter().filter(is_ink).count() > 100, "no letters are drawn");
}

/// The bookmarks of a part: their numbers and names in the order in which they begin, and the numbers in which they end.
fn bookmarks(file: &Opened) -> (Vec<(String, String)>, Vec<String>) {
    let ids = file.all("word/document.xml", "w:bookmarkStart", "w:id");
    let names = file.all("word/document.xml", "w:bookmarkStart", "w:name");
    (ids.into_iter().zip(names).collect(), file.all("word/document.xml", "w:bookmarkEnd", "w:id"))
}

#[test]
fn every_sentence_of_a_draft_is_one_bookmark() {
    let cell = |number: u32, words: &str| vec![sentence(number), text(words)];
    let file = Opened::of(&document(vec![
        Block::Heading { level: 1, id: "kop".to_owned(), content: cell(1, "Kop") },
        paragraph(&[sentence(2), text("Een. "), sentence(30), text("Twee."), Inline::Break]),
        say("Zonder."),
        list(
            None,
            vec![vec![paragraph(&[
                Inline::Strong { content: cell(4, "Drie. ") },
                Inline::Link { url: "https://a.nl".to_owned(), content: cell(5, "Vier.") },
            ])]],
        ),
        table("", &[[cell(6, "Breda"), vec![text("44")]], [cell(7, "Tilburg"), vec![text("1")]]]),
    ]));
    let (begun, mut ended) = bookmarks(&file);
    let of_sentences: Vec<&str> = begun
        .iter()
        .map(|(_, name)| name.as_str())
        .filter(|name| name.starts_with("zin_"))
        .collect();
    assert_eq!(of_sentences, ["zin_1", "zin_2", "zin_30", "zin_4", "zin_5", "zin_6", "zin_7"]);
    let mut ids: Vec<String> = begun.into_iter().map(|(id, _)| id).collect();
    ids.sort();
    ended.sort();
    assert_eq!(ids, ended, "each begins and ends once");
    ids.dedup();
    assert_eq!(ids.len(), ended.len(), "each has a number of its own");
}

/// What stands in the bookmark with a name.
fn within(file: &Opened, wanted: &str) -> String {
    let mut words = String::new();
    let mut number = None;
    for node in file.nodes("word/document.xml") {
        match node {
            Node::Open(name, attributes)
                if name == "w:bookmarkStart" && attributes["w:name"] == wanted =>
            {
                number = Some(attributes["w:id"].clone());
            }
            Node::Open(name, attributes)
                if name == "w:bookmarkEnd" && number.as_ref() == attributes.get("w:id") =>
            {
                return words;
            }
            Node::Open(name, _) if name == "w:p" && number.is_some() => words.push('|'),
            Node::Text(said) if number.is_some() => words.push_str(&said),
            _ => {}
        }
    }
    panic!("{wanted} does not end after {words}")
}

#[test]
fn a_sentence_ends_where_the_next_begins_or_its_paragraph_or_row_ends() {
    let file = Opened::of(&document(vec![
        paragraph(&[sentence(1), text("Een. "), sentence(2), text("Twee.")]),
        say("Zonder."),
        table(
            "",
            &[
                [vec![sentence(3), text("Breda")], vec![text("44")]],
                [vec![text("Tilburg")], vec![text("1")]],
            ],
        ),
    ]));
    assert_eq!(within(&file, "zin_1"), "Een. ");
    assert_eq!(within(&file, "zin_2"), "Twee.");
    assert_eq!(within(&file, "zin_3"), "Breda|44");
}

#[test]
fn links_within_lead_to_bookmarks_that_exist() {
    let long = "een-heel-lange-kop-die-niet-past-in-veertig-tekens";
    let ids = [format!("{long}-a"), format!("{long}-b"), "été".to_owned(), "ÉTÉ".to_owned()];
    let mut blocks: Vec<Block> = ids.iter().map(|id| heading(1, id, id)).collect();
    let mut content: Vec<Inline> = ids.iter().map(|id| link(&format!("#{id}"), "hier")).collect();
    content.push(link("#nergens", "nergens"));
    blocks.push(paragraph(&content));
    let file = Opened::of(&document(blocks));
    let (begun, _) = bookmarks(&file);
    let names: Vec<&String> = begun.iter().map(|(_, name)| name).collect();
    let led = file.all("word/document.xml", "w:hyperlink", "w:anchor");
    assert_eq!(led.len(), 8, "four in the contents, four in the text");
    for name in &led {
        assert!(names.contains(&name), "{name}");
        assert!(name.len() <= 40 && name.starts_with(|c: char| c.is_ascii_alphabetic()), "{name}");
        assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'), "{name}");
    }
    let apart: BTreeSet<String> = led.iter().map(|name| name.to_lowercase()).collect();
    assert_eq!(apart.len(), 4, "each heading has a name of its own: {led:?}");
}

#[test]
fn only_addresses_that_word_can_follow_become_links() {
    let addresses =
        ["https://a.nl/x y", "mailto:a@b.nl", "javascript:x", "http://a.nl", "https://"];
    let content: Vec<Inline> = addresses.iter().map(|url| link(url, "hier")).collect();
    let file = Opened::of(&document(vec![paragraph(&content)]));
    let led: Vec<String> = file
        .relations("word/_rels/document.xml.rels")
        .into_values()
        .filter(|target| target.contains(':'))
        .collect();
    assert_eq!(led, ["https://a.nl/x%20y", "mailto:a@b.nl"]);
    assert_eq!(file.all("word/document.xml", "w:hyperlink", "r:id").len(), 2);
}

#[test]
fn each_numbered_list_starts_where_it_says() {
    let items = || vec![vec![say("punt")], vec![say("punt")]];
    let file = Opened::of(&document(vec![
        list(Some(1), items()),
        list(None, items()),
        list(Some(1), items()),
        list(Some(7), vec![vec![say("punt"), list(Some(3), items())]]),
    ]));
    let lists = file.all("word/document.xml", "w:numId", "w:val");
    assert_eq!(lists, ["2", "2", "1", "1", "3", "3", "4", "5", "5"]);
    assert_eq!(file.all("word/document.xml", "w:ilvl", "w:val").last().unwrap(), "1");
    assert_eq!(file.all("word/numbering.xml", "w:num", "w:numId"), ["1", "2", "3", "4", "5"]);
    assert_eq!(file.all("word/numbering.xml", "w:startOverride", "w:val"), ["1", "1", "7", "3"]);
    assert_eq!(file.all("word/numbering.xml", "w:lvlOverride", "w:ilvl"), ["0", "0", "0", "1"]);
}

#[test]
fn a_note_is_made_once_and_pointed_at_after_that() {
    let reference = |index| Inline::Footnote { index };
    let mut noted = document(vec![
        paragraph(&[
            text("Een"),
            reference(0),
            text(" twee"),
            reference(1),
            text(" drie"),
            reference(0),
        ]),
        paragraph(&[Inline::Link {
            url: "https://a.nl".to_owned(),
            content: vec![text("vier"), reference(1)],
        }]),
    ]);
    noted.footnotes =
        vec![vec![text("Noot een.")], vec![text("Noot "), link("https://b.nl", "twee")]];
    assert_says_what_markdown_says(&noted);
    let file = Opened::of(&noted);
    assert_eq!(file.all("word/document.xml", "w:footnoteReference", "w:id"), ["1", "2"]);
    assert_eq!(file.all("word/footnotes.xml", "w:footnote", "w:id"), ["-1", "0", "1", "2"]);
    assert_eq!(file.text("word/document.xml").matches(" NOTEREF noot_").count(), 2);
    let led = file.relations("word/_rels/footnotes.xml.rels");
    assert_eq!(led.into_values().collect::<Vec<_>>(), ["https://b.nl"]);
}

#[test]
fn a_note_in_a_note_is_made_in_the_text() {
    let mut noted = document(vec![paragraph(&[text("Een"), Inline::Footnote { index: 0 }])]);
    noted.footnotes = vec![
        vec![text("Zie"), Inline::Footnote { index: 1 }],
        vec![text("Rond"), Inline::Footnote { index: 0 }],
    ];
    let file = Opened::of(&noted);
    assert_eq!(file.all("word/document.xml", "w:footnoteReference", "w:id"), ["1", "2"]);
    assert!(file.all("word/footnotes.xml", "w:footnoteReference", "w:id").is_empty());
    assert_eq!(file.text("word/footnotes.xml").matches(" NOTEREF noot_").count(), 2);
}

#[test]
fn a_table_has_a_header_that_repeats_and_words_for_who_cannot_see_it() {
    let file = Opened::of(&everything());
    let part = "word/document.xml";
    assert_eq!(file.all(part, "w:tblCaption", "w:val"), ["Tabel 1: Jongeren per gemeente"]);
    assert_eq!(file.all(part, "w:tblLook", "w:firstRow"), ["1"]);
    assert_eq!(file.all(part, "w:tblLook", "w:firstColumn"), ["1"]);
    let text = file.text(part);
    assert_eq!(text.matches("<w:tblHeader/>").count(), 1);
    assert_eq!(text.matches("<w:cantSplit/>").count(), 3, "no row is parted");
    assert_eq!(file.all(part, "w:jc", "w:val"), ["right", "right", "right"], "numbers");
}

#[test]
fn the_contents_list_chapters_sections_and_boxes() {
    let mut document = nested();
    document.blocks.push(heading(3, "drie", "Drie"));
    let file = Opened::of(&document);
    let mut listed = Vec::new();
    let mut is_inside = false;
    for node in file.nodes("word/document.xml") {
        match node {
            Node::Open(name, _) if name == "w:sdtContent" => is_inside = true,
            Node::Close(name) if name == "w:sdtContent" => is_inside = false,
            Node::Text(said) if is_inside => listed.push(said),
            _ => {}
        }
    }
    assert_eq!(listed, ["Inhoud", " TOC \\o \"1-2\" \\h \\z \\u ", "Eén", "Kader", "Twee"]);
}

#[test]
fn a_report_without_headings_has_no_contents() {
    let file = Opened::of(&document(vec![say("Alleen dit.")]));
    let text = file.text("word/document.xml");
    assert!(!text.contains("w:sdt"));
    assert_eq!(text.matches("<w:pageBreakBefore/>").count(), 1, "it opens a page all the same");
}

#[test]
fn every_page_but_the_first_of_a_draft_says_so() {
    let draft = Opened::of(&everything());
    let said = draft.nodes("word/header1.xml").into_iter().filter_map(|node| match node {
        Node::Text(said) => Some(said),
        _ => None,
    });
    let said: String = said.collect();
    assert_eq!(said, "CONCEPT 3  Alle cijfers zijn verzonnen.");
    assert!(draft.text("word/document.xml").contains("<w:titlePg/>"));
    let last = Opened::of(&saying("Ja."));
    assert!(!last.0.iter().any(|(name, _)| name.contains("header")));
    assert!(!words(&saying("Ja.")).contains("definitieve"));
}

#[test]
fn the_file_says_whose_it_is_and_in_which_language() {
    let file = Opened::of(&everything());
    let core = file.text("docProps/core.xml");
    for said in [
        "<dc:title>Concept 3: Voortgangsrapportage</dc:title>",
        "<dc:subject>Wat gemeenten deden</dc:subject>",
        "<dc:creator>Ministerie</dc:creator>",
        "<dc:language>nl-NL</dc:language>",
        "<dcterms:created xsi:type=\"dcterms:W3CDTF\">2024-06-14T09:30:00Z</dcterms:created>",
    ] {
        assert!(core.contains(said), "{said} in {core}");
    }
    assert_eq!(file.all("word/styles.xml", "w:lang", "w:val"), ["nl-NL"]);
    assert!(!file.text("word/settings.xml").contains("updateFields"));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = nested();
    let bytes = render(&document, moment());
    assert_eq!(bytes, render(&document, moment()));
    assert_ne!(bytes, render(&document, moment().tomorrow().unwrap()));
}

#[test]
fn no_paragraph_is_missing_between_tables_or_at_the_end_of_a_cell_or_text() {
    let file = Opened::of(&nested());
    let nodes = file.nodes("word/document.xml");
    let opened = |node: &Node| match node {
        Node::Open(name, _) => name.clone(),
        _ => String::new(),
    };
    for pair in nodes.windows(2) {
        if pair[0] == Node::Close("w:tbl".to_owned()) {
            assert_eq!(opened(&pair[1]), "w:p", "behind a table comes a paragraph");
        }
    }
}

#[test]
fn what_is_said_of_a_paragraph_stands_in_the_order_that_word_wants() {
    let order = [
        "w:pStyle",
        "w:keepNext",
        "w:keepLines",
        "w:pageBreakBefore",
        "w:numPr",
        "w:pBdr",
        "w:shd",
        "w:tabs",
        "w:spacing",
        "w:ind",
        "w:jc",
        "w:outlineLvl",
    ];
    let file = Opened::of(&nested());
    for part in ["word/document.xml", "word/styles.xml", "word/footnotes.xml"] {
        let mut open: Vec<String> = Vec::new();
        let mut last = 0;
        for node in file.nodes(part) {
            match node {
                Node::Open(name, _) => {
                    if name == "w:pPr" {
                        last = 0;
                    } else if open.last().is_some_and(|parent| parent == "w:pPr") {
                        let place = order.iter().position(|known| *known == name);
                        let place = place.unwrap_or_else(|| panic!("{name} has no place"));
                        assert!(place >= last, "{name} comes too late in {part}");
                        last = place;
                    }
                    open.push(name);
                }
                Node::Close(_) => drop(open.pop()),
                Node::Text(_) => {}
            }
        }
    }
}

#[test]
fn the_line_beside_a_box_stays_where_it_is() {
    let file = Opened::of(&document(vec![Block::Box {
        level: 2,
        id: "kader".to_owned(),
        title: vec![text("Kader")],
        blocks: vec![
            say("Ja."),
            list(None, vec![vec![say("punt"), list(Some(1), vec![vec![say("dieper")]])]]),
            Block::Quote { blocks: vec![say("“Nee.”")], attribution: None },
        ],
    }]));
    let part = "word/document.xml";
    let numbers = |element: &str, attribute: &str| -> Vec<i32> {
        file.all(part, element, attribute).iter().map(|it| it.parse().unwrap()).collect()
    };
    let beside = numbers("w:left", "w:space");
    let (left, hanging) = (numbers("w:ind", "w:left"), numbers("w:ind", "w:hanging"));
    let lines: BTreeSet<i32> =
        (0..beside.len()).map(|x| left[x] - hanging[x] - 20 * beside[x]).collect();
    assert_eq!((beside.len(), lines.len()), (5, 1), "{beside:?} {left:?} {hanging:?}");
    let widths = file.all(part, "w:left", "w:sz");
    assert!(widths.windows(2).all(|pair| pair[0] != pair[1]), "none shares its frame: {widths:?}");
}

#[test]
fn a_short_table_stays_on_one_page() {
    let row = || [vec![text("Breda")], vec![text("44")]];
    let kept = |rows: usize| {
        let rows: Vec<_> = (0..rows).map(|_| row()).collect();
        let file = Opened::of(&document(vec![table("", &rows)]));
        file.text("word/document.xml").matches("<w:keepNext/>").count()
    };
    assert_eq!(kept(3), 2 * 3, "each row but the last, with the header");
    assert_eq!(kept(30), 2, "the header stays with the first row");
}
