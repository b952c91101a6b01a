//! The number that counts is the one that a person sees; where the two differ, nothing counts.

use pmg_monitor::checks::AnswerValue;
use pmg_monitor::finding::Finding;

use crate::support::{Year, answers, rewrite, set};

/// The sheet on which Amsterdam's 148 young people of AJB stand.
const SHEET: &str = "xl/worksheets/sheet5.xml";
const CELL: &str = "><v>148</v></c>";

fn amsterdam() -> Vec<u8> {
    Year::example().workbook("GM0363", &answers()["GM0363"])
}

/// What is read of `ajb.aangemeld` in this return of Amsterdam, and what is found there.
#[track_caller]
fn read(bytes: &[u8]) -> (Option<AnswerValue>, Vec<Finding>) {
    let year = Year::example().without("GM");
    year.put("a.xlsx", bytes);
    let mut examined = year.examined();
    examined.findings.retain(|it| it.question.as_deref() == Some("ajb.aangemeld"));
    let answer = examined.accepted.iter().next().unwrap().answers.get("ajb.aangemeld");
    (answer.map(|answer| answer.value), examined.findings)
}

/// That the answer does not count, and that this is said of it.
#[track_caller]
fn asks(bytes: &[u8], said: &str) {
    let (answer, findings) = read(bytes);
    assert_eq!(answer, None, "{said}");
    let found: Vec<_> = findings.iter().map(|it| (it.code, it.message.as_str())).collect();
    let message = format!("{said}; gevraagd is het aantal jongeren");
    assert_eq!(found, [("F201", message.as_str())]);
}

/// Amsterdam's return with this cell in place of its 148.
fn with_cell(cell: &str) -> Vec<u8> {
    rewrite(&amsterdam(), SHEET, |text| {
        assert!(text.contains(CELL));
        text.replacen(CELL, cell, 1)
    })
}

/// Amsterdam's return with its 148 in another number format and font.
fn styled(format: &str, font: &str) -> Vec<u8> {
    let workbook = rewrite(&amsterdam(), "xl/styles.xml", |text| {
        let format = format.replace('"', "&quot;");
        let format = format!("<numFmt numFmtId=\"200\" formatCode=\"{format}\"/></numFmts>");
        let fonts = text.split("</fonts>").next().unwrap().matches("<font>").count();
        let style = format!("<xf numFmtId=\"200\" fontId=\"{fonts}\"/></cellXfs>");
        text.replace("</numFmts>", &format)
            .replace("</fonts>", &format!("<font>{font}</font></fonts>"))
            .replace("</cellXfs>", &style)
    });
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&workbook)).unwrap();
    let text = std::io::read_to_string(archive.by_name("xl/styles.xml").unwrap()).unwrap();
    let list = text.split("<cellXfs").nth(1).unwrap().split("</cellXfs>").next().unwrap();
    let style = list.matches("<xf ").count() - 1;
    rewrite(&workbook, SHEET, |text| {
        let at = text.find(CELL).unwrap();
        let start = text[..at].rfind(" s=\"").unwrap();
        format!("{} s=\"{style}\"{}", &text[..start], &text[at..])
    })
}

#[test]
fn a_struck_or_raised_piece_of_a_number_is_asked_about() {
    let inline = |runs: &str| with_cell(&format!(" t=\"inlineStr\"><is>{runs}</is></c>"));
    let struck = "<r><rPr><strike/></rPr><t>40</t></r><r><t>45</t></r>";
    asks(&inline(struck), "in `~~40~~45` is doorgehaald wat tussen ~~ staat");
    let note = "<r><t>148</t></r><r><rPr><vertAlign val=\"superscript\"/></rPr><t>2</t></r>";
    asks(&inline(note), "in `148²` staan tekens boven of onder de regel");
    asks(&styled("General", "<strike/>"), "`~~148~~` is in zijn geheel doorgehaald");
    let (answer, findings) = read(&inline("<t>148</t><rPh sb=\"0\" eb=\"1\"><t>9</t></rPh>"));
    assert_eq!((answer, findings), (Some(AnswerValue::Number(148.into())), vec![]));
}

#[test]
fn a_format_that_shows_something_else_is_asked_about() {
    for (format, said) in [
        ("\"ca. \"0", "in de cel is `ca. 148` te zien, maar er is 148 in opgeslagen"),
        ("0‰", "in de cel is `148‰` te zien, maar er is 148 in opgeslagen"),
        ("0,", "in de cel is `0` te zien, maar er is 148 in opgeslagen"),
        (";;;", "in de cel is niets te zien, maar er is 148 in opgeslagen"),
        ("0\" euro\"", "`€ 148` is niet één bepaald getal"),
        ("0%", "`14800%` is een percentage"),
    ] {
        asks(&styled(format, ""), said);
    }
    let (answer, findings) = read(&styled("0000 \"jongeren\"", ""));
    assert_eq!((answer, findings), (Some(AnswerValue::Number(148.into())), vec![]));
}

#[test]
fn an_error_value_that_is_new_is_a_fault_of_its_cell() {
    let (answer, findings) = read(&with_cell(" t=\"e\"><f>x</f><v>#SPILL!</v></c>"));
    assert_eq!(answer, None);
    assert_eq!(findings.iter().map(|it| it.code).collect::<Vec<_>>(), ["F205"]);
    let (answer, _) = read(&with_cell("><v> 148 </v></c>"));
    assert_eq!(answer, Some(AnswerValue::Number(148.into())));
}

#[test]
fn words_that_are_struck_through_are_not_printed() {
    let mut filled = answers();
    set(&mut filled, "GM0363", "uitgelicht.tekst", "Het gaat slecht.");
    let workbook = Year::example().workbook("GM0363", &filled["GM0363"]);
    let told = |runs: &str| {
        let workbook = rewrite(&workbook, "xl/sharedStrings.xml", |text| {
            assert!(text.contains("<t>Het gaat slecht.</t>"));
            text.replace("<t>Het gaat slecht.</t>", runs)
        });
        let year = Year::example().without("GM");
        year.put("a.xlsx", &workbook);
        let examined = year.examined();
        let found = examined.findings.iter().filter(|it| it.code == "W403");
        let found: Vec<_> = found.map(|it| it.found.clone().unwrap()).collect();
        let accepted = examined.accepted.iter().next().unwrap();
        (accepted.highlight.as_ref().map(|it| it.text.clone()), found)
    };
    let struck = "<r><t xml:space=\"preserve\">Het gaat </t></r><r><rPr><strike/></rPr><t xml:space=\"preserve\">slecht </t></r><r><t>goed.</t></r>";
    assert_eq!(told(struck), (Some("Het gaat goed.".to_owned()), vec!["slecht".to_owned()]));
    let whole = "<r><rPr><strike/></rPr><t>Het gaat slecht.</t></r>";
    assert_eq!(told(whole), (None, vec!["Het gaat slecht.".to_owned()]));
    let raised = "<r><t>Op 30 m</t></r><r><rPr><vertAlign val=\"superscript\"/></rPr><t>2</t></r>";
    assert_eq!(told(raised), (Some("Op 30 m2".to_owned()), vec![]));
}
