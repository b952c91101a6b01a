use std::io::{Cursor, Write as _};

use super::*;

/// A Word file of these parts.
fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// What is read of a file with this text and these comments.
fn reviewed(body: &str, comments: &str) -> Reviewed {
    let document = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let comments = format!("<w:comments xmlns:w=\"w\">{comments}</w:comments>");
    read(&packed(&[("word/document.xml", &document), ("word/comments.xml", &comments)])).unwrap()
}

fn text(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

/// A sentence with its bookmark.
fn sentence(number: u32, content: &str) -> String {
    format!(
        "<w:bookmarkStart w:id=\"{number}\" w:name=\"zin_{number}\"/>{content}<w:bookmarkEnd w:id=\"{number}\"/>"
    )
}

fn paragraph(content: &str) -> String {
    format!("<w:p>{content}</w:p>")
}

fn comment(id: u32, author: &str, said: &str) -> String {
    format!("<w:comment w:id=\"{id}\" w:author=\"{author}\"><w:p>{}</w:p></w:comment>", text(said))
}

const FROM: &str = "<w:commentRangeStart w:id=\"0\"/>";
const TO: &str = "<w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r>";

/// The sentence that the only comment stands at, and the words that it is about.
#[track_caller]
fn at(body: &str) -> (Option<u32>, String) {
    let read = reviewed(body, &comment(0, "Lezer", "Klopt dit?"));
    let [remark] = &read.remarks[..] else { panic!("{:?}", read.remarks) };
    assert_eq!((remark.text.as_str(), remark.reader), ("Klopt dit?", 1));
    (remark.sentence, remark.about.clone())
}

#[test]
fn a_comment_is_at_the_sentence_of_its_first_word() {
    let (one, two) = (text("Een zin. "), text("En nog een."));
    let inside = format!("{}{}", sentence(7, &one), sentence(8, &format!("{FROM}{two}{TO}")));
    assert_eq!(at(&paragraph(&inside)), (Some(8), "En nog een.".to_owned()));
    let before = format!("{FROM}{}{TO}{}", sentence(7, &one), sentence(8, &two));
    assert_eq!(at(&paragraph(&before)), (Some(7), "Een zin.".to_owned()), "it began before it");
    let both = format!("{FROM}{}{}{TO}", sentence(7, &one), sentence(8, &two));
    assert_eq!(at(&paragraph(&both)), (Some(7), "Een zin. En nog een.".to_owned()));
}

#[test]
fn a_comment_about_no_word_is_at_the_sentence_that_it_stands_in() {
    let body = paragraph(&sentence(7, &format!("{}{TO}", text("Een zin."))));
    assert_eq!(at(&body), (Some(7), String::new()));
    let gone =
        format!("{FROM}<w:del w:author=\"x\"><w:r><w:delText>weg </w:delText></w:r></w:del>{TO}");
    let body = paragraph(&sentence(7, &format!("{gone}{}", text("Een zin."))));
    let read = reviewed(&body, &comment(0, "Lezer", "Waarom weg?"));
    assert_eq!((read.remarks[0].sentence, read.remarks[0].about.as_str()), (Some(7), "weg"));
}

#[test]
fn a_row_of_a_table_is_one_sentence() {
    let cell = |content: &str| format!("<w:tc>{}</w:tc>", paragraph(content));
    let first = format!("<w:bookmarkStart w:id=\"3\" w:name=\"zin_3\"/>{}", text("Amsterdam"));
    let last = format!("{FROM}{}{TO}<w:bookmarkEnd w:id=\"3\"/>", text("12"));
    let body = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell(&first), cell(&last));
    assert_eq!(at(&body), (Some(3), "12".to_owned()));
}

#[test]
fn a_comment_whose_place_is_gone_is_kept_and_comes_last() {
    let body = paragraph(&sentence(7, &format!("{FROM}{}{TO}", text("Een zin."))));
    let two = format!("{}{}", comment(5, "A", "Waar was dit?"), comment(0, "B", "Hier."));
    let read = reviewed(&body, &two);
    let said: Vec<_> = read.remarks.iter().map(|it| (&*it.text, it.sentence, it.reader)).collect();
    assert_eq!(said, [("Hier.", Some(7), 2), ("Waar was dit?", None, 1)]);
}

#[test]
fn a_tracked_change_is_a_proposal_for_its_sentence() {
    let change = "<w:del w:author=\"A\"><w:r><w:delText>twaalf</w:delText></w:r></w:del><w:ins w:author=\"A\"><w:r><w:t>tien</w:t></w:r></w:ins>";
    let body = paragraph(&format!(
        "{}{}",
        sentence(1, &text("Blijft. ")),
        sentence(2, &format!("{}{change}{}", text("Er zijn "), text(" teams.")))
    ));
    let read = reviewed(&body, "");
    let [remark] = &read.remarks[..] else { panic!("{:?}", read.remarks) };
    assert_eq!(remark.sentence, Some(2));
    assert_eq!(remark.about, "Er zijn twaalf teams.");
    assert_eq!(remark.proposal.as_deref(), Some("Er zijn tien teams."));
    assert_eq!(remark.around, "Blijft. Er zijn twaalf teams.");
}

#[test]
fn what_is_put_in_between_sentences_stands_where_it_was_put_in() {
    let new = "<w:ins w:author=\"A\"><w:r><w:t>Nieuw. </w:t></w:r></w:ins>";
    let [one, two] =
        [(1, "Een. "), (2, "Twee.")].map(|(number, said)| sentence(number, &text(said)));
    for (body, at) in [(format!("{one}{new}{two}"), 5), (format!("{one}{two}{new}"), 10)] {
        let read = reviewed(&paragraph(&body), "");
        let [remark] = &read.remarks[..] else { panic!("{:?}", read.remarks) };
        assert_eq!((remark.sentence, remark.at, remark.about.as_str()), (None, at, ""));
        assert_eq!(remark.proposal.as_deref(), Some("Nieuw."));
        assert_eq!(remark.around, "Een. Twee.");
    }
}

#[test]
fn a_change_in_a_row_says_in_which_cell() {
    let change = "<w:del w:author=\"A\"><w:r><w:delText>2</w:delText></w:r></w:del><w:ins w:author=\"A\"><w:r><w:t>9</w:t></w:r></w:ins>";
    let cell = |content: &str| format!("<w:tc>{}</w:tc>", paragraph(content));
    let start = format!("<w:bookmarkStart w:id=\"3\" w:name=\"zin_3\"/>{}", text("Breda"));
    let end = format!("{}<w:bookmarkEnd w:id=\"3\"/>", text("4"));
    let row = [start.as_str(), change, &end].map(cell).concat();
    let read = reviewed(&format!("<w:tbl><w:tr>{row}</w:tr></w:tbl>"), "");
    assert_eq!(read.remarks[0].about, "Breda | 2 | 4");
    assert_eq!(read.remarks[0].proposal.as_deref(), Some("Breda | 9 | 4"));
}

#[test]
fn comments_with_the_same_number_or_none_are_all_kept() {
    let body = paragraph(&sentence(7, &format!("{FROM}{}{TO}", text("Een zin."))));
    let bare = "<w:comment><w:p><w:r><w:t>Zonder nummer.</w:t></w:r></w:p></w:comment>";
    let three = [comment(0, "A", "Een."), comment(0, "B", "Twee."), bare.to_owned()].concat();
    let read = reviewed(&body, &three);
    let said: Vec<_> = read.remarks.iter().map(|it| (&*it.text, it.sentence)).collect();
    assert_eq!(said, [("Een.", Some(7)), ("Twee.", Some(7)), ("Zonder nummer.", None)]);
}

#[test]
fn a_draft_or_a_year_that_cannot_be_is_none() {
    for name in ["concept_2025_0", "concept_-5_1", "concept_2025_70000", "concept_2025"] {
        let start = format!("<w:bookmarkStart w:id=\"0\" w:name=\"{name}\"/>");
        assert_eq!(reviewed(&paragraph(&start), "").draft, None, "{name}");
    }
}

#[test]
fn of_a_whole_text_that_was_chosen_the_beginning_is_kept() {
    let body: String = (0..50).map(|_| paragraph(&text(&"woord ".repeat(20)))).collect();
    let whole = reviewed(&format!("{FROM}{body}{TO}"), &comment(0, "A", "Te lang."));
    assert!(whole.remarks[0].about.len() < 2 * ABOUT + 50, "{}", whole.remarks[0].about.len());
    let long = "a".repeat(LONGEST + 1);
    let comments = format!("<w:c>{}</w:c>", comment(0, "A", &long));
    let parts = [("word/document.xml", "<d/>"), ("word/comments.xml", comments.as_str())];
    assert!(matches!(read_parts(&parts), Err(Reason::Damaged(_))));
}

fn read_parts(parts: &[(&str, &str)]) -> Result<Reviewed, Reason> {
    read(&packed(parts))
}

#[test]
fn a_file_without_our_bookmarks_still_has_the_words_around_a_comment() {
    let body = paragraph(&format!("{}{FROM}{}{TO}", text("Een zin. "), text("En nog een.")));
    let read = reviewed(&body, &comment(0, "Lezer", "Klopt dit?"));
    let remark = &read.remarks[0];
    assert_eq!((remark.sentence, remark.at), (None, "Een zin. ".len()));
    assert_eq!(remark.around, "Een zin. En nog een.");
    assert_eq!(read.draft, None);
}

#[test]
fn the_file_says_of_which_draft_it_is() {
    let start =
        "<w:bookmarkStart w:id=\"0\" w:name=\"concept_2025_3\"/><w:bookmarkEnd w:id=\"0\"/>";
    assert_eq!(reviewed(&paragraph(start), "").draft, Some((2025, 3)));
}

#[test]
fn a_comment_of_several_paragraphs_and_signs_is_read_whole() {
    let said = "<w:comment w:id=\"0\" w:author=\"A\"><w:p><w:r><w:t>Een &amp; t&#233;</w:t></w:r></w:p><w:p><w:r><w:t>Twee</w:t><w:br/><w:t>drie</w:t></w:r></w:p></w:comment>";
    let body = paragraph(&format!("{FROM}{}{TO}", text("Zin.")));
    assert_eq!(reviewed(&body, said).remarks[0].text, "Een & té\nTwee drie");
}

#[test]
fn what_is_no_word_file_or_means_harm_is_refused() {
    let open = "<w:document xmlns:w=\"w\"><w:body>";
    let entity =
        "<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><d>&x;</d>";
    for bytes in [
        b"%PDF-1.7".to_vec(),
        Vec::new(),
        packed(&[("xl/workbook.xml", "<a/>")]),
        packed(&[("word/document.xml", open)]),
        packed(&[("word/document.xml", entity)]),
    ] {
        assert!(read(&bytes).is_err());
    }
    let bomb = " ".repeat(17 << 20);
    assert!(matches!(read(&packed(&[("word/document.xml", &bomb)])), Err(Reason::TooLarge(_))));
    let many: Vec<String> = (0..=MOST).map(|id| format!("<w:comment w:id=\"{id}\"/>")).collect();
    let many = many.concat();
    let parts = [("word/document.xml", "<d/>"), ("word/comments.xml", &*format!("<c>{many}</c>"))];
    assert!(matches!(read(&packed(&parts)), Err(Reason::Damaged(_))));
}

#[test]
fn deep_nesting_takes_no_stack() {
    let deep = format!("{}{}", "<w:ins>".repeat(200_000), "</w:ins>".repeat(200_000));
    assert_eq!(reviewed(&paragraph(&deep), "").remarks, []);
}
