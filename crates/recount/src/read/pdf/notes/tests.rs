use lopdf::{Dictionary, Document, Object, Stream, StringFormat, dictionary};
use pmg_core::remarks::{Reviewed, Written};

use super::{NotesRefusal, notes};

/// A draft of two pages with numbers in its margin.
const PAGES: [&str; 2] = [
    "BT /f 6 Tf 20 700 Td (\\2473) Tj 0 -8 Td (\\2474) Tj /f 10 Tf 30 8 Td (Wij tellen 12. Zij niet.) Tj \
     0 -40 Td (Los) Tj 0 -40 Td /f 6 Tf -30 0 Td (\\2475) Tj /f 10 Tf 30 0 Td (Nog een.) Tj ET",
    "BT /f 10 Tf 50 800 Td (CONCEPT 1) Tj 0 -40 Td (Zij gaat door.) Tj ET",
];

fn text(text: &str) -> Object {
    Object::String(text.as_bytes().to_vec(), StringFormat::Literal)
}

fn numbers<const N: usize>(of: [i64; N]) -> Object {
    Object::Array(of.map(Object::Integer).to_vec())
}

/// A note of this kind over a place on a page: left, low, right, high.
fn stuck(kind: &str, [left, low, right, high]: [i64; 4], says: &str) -> Dictionary {
    let quads = numbers([left, high, right, high, left, low, right, low]);
    let mut fields = dictionary! {
        "Type" => "Annot", "Subtype" => kind, "Rect" => numbers([left, low, right, high]),
        "T" => text("A. de Vries"), "NM" => text("a-1"),
    };
    if ["Highlight", "StrikeOut"].contains(&kind) {
        fields.set("QuadPoints", quads);
    }
    if !says.is_empty() {
        fields.set("Contents", text(says));
    }
    fields
}

/// The draft with notes, each with its page.
fn draft(stuck: Vec<(usize, Dictionary)>) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let font = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding",
    });
    let tree = document.new_object_id();
    // The first note has the number 10, so that another can be its half.
    document.max_id = 9;
    let mut on_page = [Vec::new(), Vec::new()];
    for (page, fields) in stuck {
        on_page[page].push(Object::Reference(document.add_object(fields)));
    }
    let mut pages = Vec::new();
    for (drawn, annotations) in PAGES.iter().zip(on_page) {
        let drawn = Stream::new(Dictionary::new(), drawn.as_bytes().to_vec());
        let drawn = document.add_object(drawn);
        let page = document.add_object(dictionary! {
            "Type" => "Page", "Parent" => tree, "Contents" => drawn,
            "Resources" => dictionary! { "Font" => dictionary! { "f" => font } },
            "MediaBox" => numbers([0, 0, 595, 842]), "Annots" => annotations,
        });
        pages.push(Object::Reference(page));
    }
    let kids = dictionary! { "Type" => "Pages", "Kids" => pages, "Count" => 2 };
    document.objects.insert(tree, Object::Dictionary(kids));
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    let title = text("Concept 3, 14 mei 2025: Rapportage 2025");
    let about = document.add_object(dictionary! { "Title" => title });
    document.trailer.set("Info", about);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

fn one(page: usize, fields: Dictionary) -> Written {
    let Reviewed { remarks, .. } = notes(&draft(vec![(page, fields)])).unwrap();
    let [remark] = &remarks[..] else { panic!("{remarks:?}") };
    remark.clone()
}

/// Over `tellen 12` in the first line.
const OVER: [i64; 4] = [66, 696, 105, 710];

#[test]
fn marked_words_stand_in_their_paragraph_with_the_numbers_beside_it() {
    let reviewed = notes(&draft(vec![(0, stuck("Highlight", OVER, "Wie telt?"))])).unwrap();
    assert_eq!(reviewed.draft, Some((2025, 3)));
    assert!(reviewed.has_sentences && reviewed.reviewer.is_none());
    let Written { reader, text, key, sentence, beside, about, around, at, .. } =
        &reviewed.remarks[0];
    assert_eq!((*reader, text.as_str(), key.as_deref()), (1, "Wie telt?", Some("a-1")));
    assert_eq!((*sentence, beside.as_slice(), about.as_str()), (None, &[3, 4][..], "tellen 12"));
    assert!(around[*at..].starts_with("tellen 12. Zij niet."), "{around}");
    assert!(!around.contains("Nog een"), "{around}");
}

#[test]
fn a_note_is_about_the_words_that_it_is_nearest_to() {
    let near = |page, place| {
        let Written { sentence, beside, about, around, at, .. } =
            one(page, stuck("Text", place, "Hier."));
        assert_eq!(about, "");
        (sentence, beside, around[at..].chars().take(3).collect::<String>())
    };
    assert_eq!(near(0, [300, 690, 320, 710]).2, ".\nL", "behind the line");
    assert_eq!(near(0, [20, 698, 26, 704]).0, Some(3), "on a number in the margin");
    assert_eq!(near(1, [60, 750, 70, 770]), (None, vec![3, 4, 5], "gaa".to_owned()));
}

#[test]
fn what_was_done_to_words_is_said_where_nothing_else_is() {
    let said = |kind: &str, says: &str| one(0, stuck(kind, OVER, says)).text;
    assert_eq!(said("Highlight", ""), "(gemarkeerd)");
    assert_eq!(said("StrikeOut", ""), "(doorgehaald)");
    assert_eq!(said("StrikeOut", "Dit kan weg."), "Dit kan weg.");
    assert_eq!(said("Caret", "ongeveer"), "(invoegen) ongeveer");
    assert_eq!(said("FreeText", "een\u{7}\rtwee"), "een\ntwee");
    for bytes in
        [&b"\xfe\xff\0e\0\xe9"[..], b"\xff\xfee\0\xe9\0", b"\xef\xbb\xbfe\xc3\xa9", b"e\xe9"]
    {
        let mut fields = stuck("Text", OVER, "");
        fields.set("Contents", Object::String(bytes.to_vec(), StringFormat::Literal));
        assert_eq!(one(0, fields).text, "eé", "{bytes:?}");
    }
    // Words that are put in for others are one note in two halves.
    let mut half = stuck("StrikeOut", OVER, "");
    half.set("IRT", Object::Reference((10, 0)));
    half.set("RT", "Group");
    let caret = stuck("Caret", [111, 690, 115, 696], "zien 13");
    let found = notes(&draft(vec![(0, caret), (0, half)])).unwrap().remarks;
    let [Written { text, about, .. }] = &found[..] else { panic!("{found:?}") };
    assert_eq!(
        (text.as_str(), about.as_str()),
        ("(in plaats van wat er staat) zien 13", "tellen 12")
    );
}

#[test]
fn an_answer_stands_at_the_first_note_wherever_its_own_window_is() {
    let answer = |to: u32, place| {
        let mut fields = stuck("Text", place, "Ja.");
        fields.set("IRT", Object::Reference((to, 0)));
        fields
    };
    let first = stuck("Highlight", OVER, "Wie telt?");
    let far = [500, 30, 520, 50];
    let stuck = [first, answer(10, far), answer(11, far)].map(|it| (0, it));
    let found = notes(&draft(stuck.to_vec())).unwrap().remarks;
    let at: Vec<_> = found.iter().map(|it| (it.about.as_str(), &it.around[it.at..])).collect();
    assert_eq!(at.len(), 3);
    assert!(at.iter().all(|it| *it == at[0] && it.0 == "tellen 12"), "{at:?}");
    // Two that are answers to each other.
    let round = [answer(11, far), answer(10, far)].map(|it| (0, it));
    assert_eq!(notes(&draft(round.to_vec())).unwrap().remarks.len(), 2);
}

#[test]
fn a_note_without_a_place_has_none_and_an_arrow_is_about_what_it_points_at() {
    for rect in [numbers([]), numbers([0, 0, 0, 0]), numbers([9, 9, 900_000, 900_000])] {
        let mut fields = stuck("Text", OVER, "Hier.");
        fields.set("Rect", rect);
        let remark = one(0, fields);
        assert_eq!((remark.around.as_str(), remark.beside.len()), ("", 0));
    }
    let mut arrow = stuck("Line", [70, 30, 500, 704], "Dit.");
    arrow.set("L", numbers([500, 30, 70, 703]));
    let remark = one(0, arrow);
    assert!(
        remark.around[remark.at..].starts_with("ellen 12")
            || remark.around[remark.at..].starts_with("tellen 12"),
        "{remark:?}"
    );
}

#[test]
fn words_in_the_window_of_a_note_or_with_letters_of_their_own_are_read() {
    let mut window = stuck("Highlight", OVER, "");
    window.set("Popup", dictionary! { "Subtype" => "Popup", "Contents" => text("Wie telt?") });
    assert_eq!(one(0, window).text, "Wie telt?");
    let mut rich = stuck("FreeText", OVER, "");
    rich.set("RC", text("<body><p>Wie &amp; wat?</p></body>"));
    assert_eq!(one(0, rich).text, "Wie & wat?");
}

#[test]
fn a_small_file_that_unpacks_to_more_than_there_is_or_draws_without_end_has_no_letters() {
    let changed = |change: &dyn Fn(&mut Document)| {
        let pdf = draft(vec![(0, stuck("Highlight", OVER, "Wie telt?"))]);
        let mut document = Document::load_mem(&pdf).unwrap();
        change(&mut document);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        let Reviewed { remarks, has_sentences, .. } = notes(&bytes).unwrap();
        assert_eq!(remarks[0].text, "Wie telt?", "it is kept all the same");
        has_sentences
    };
    assert!(changed(&|_| ()));
    let bomb = |document: &mut Document| {
        let mut stream = Stream::new(
            Dictionary::new(),
            vec![b' '; usize::try_from(super::UNPACKED).unwrap() + 1],
        );
        stream.compress().unwrap();
        document.add_object(stream);
    };
    assert!(!changed(&bomb));
    let nested = |document: &mut Document| {
        let mut inner: Option<lopdf::ObjectId> = None;
        for _ in 0..=super::DRAWN_IN {
            let drawn = inner.map(|it| dictionary! { "x" => it }).unwrap_or_default();
            let form = dictionary! { "Subtype" => "Form", "Resources" => dictionary! { "XObject" => drawn } };
            inner = Some(document.add_object(Stream::new(form, b"/x Do /x Do".to_vec())));
        }
    };
    assert!(!changed(&nested));
}

#[test]
fn what_is_no_note_is_none_and_what_cannot_be_read_is_counted() {
    let mut state = stuck("Text", OVER, "Accepted set by A");
    state.set("StateModel", text("Review"));
    let all = [
        stuck("Link", OVER, "Ergens"),
        stuck("Popup", OVER, "Wie telt?"),
        state,
        stuck("FileAttachment", OVER, "Zie bijlage"),
        stuck("Text", OVER, ""),
        stuck("Text", OVER, "Wie telt?"),
    ];
    let Reviewed { remarks, unreadable, .. } =
        notes(&draft(all.into_iter().map(|it| (0, it)).collect())).unwrap();
    assert_eq!((remarks.len(), unreadable), (1, 2));
    for other in [&b"geen PDF"[..], b"%PDF-1.7", b""] {
        assert_eq!(notes(other), Err(NotesRefusal::Unreadable));
    }
}

#[test]
fn without_letters_a_note_is_still_read() {
    let mut document =
        Document::load_mem(&draft(vec![(0, stuck("Text", OVER, "Wie telt?"))])).unwrap();
    let pages: Vec<_> = document.page_iter().collect();
    for page in pages {
        document.get_object_mut(page).unwrap().as_dict_mut().unwrap().remove(b"Contents");
    }
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    let found = notes(&bytes).unwrap();
    assert_eq!((found.remarks[0].text.as_str(), found.has_sentences), ("Wie telt?", false));
}
