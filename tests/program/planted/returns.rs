//! What municipalities do wrong.

use std::collections::BTreeMap;

use super::Must::{self, Find, Moved, Nothing, Unknowable};
use super::book::{Book, Cell, Page};
use crate::support::{rewrite, with_part, zip};

/// What was done, how, and what must come of it.
pub(super) type Row = (&'static str, fn(&mut Book), Must);

/// What is typed where 148 jongeren stood, and the number that it means; nothing where that is not certain.
pub(super) const TYPED: &[(&str, &str)] = &[
    ("148", "148"),
    (" 148 ", "148"),
    ("1.480", "1480"),
    ("148,0", "148"),
    ("n.v.t.", "n.v.t."),
    ("onbekend", "onbekend"),
    ("ca. 40", ""),
    ("circa 40", ""),
    ("ong. 40", ""),
    ("+/- 40", ""),
    ("±40", ""),
    (">40", ""),
    ("40+", ""),
    ("40?", ""),
    ("~40", ""),
    ("12 a 15", ""),
    ("12-15", ""),
    ("12 – 15", ""),
    ("40/45", ""),
    ("100 + 48", ""),
    ("=100+48", ""),
    ("148 (waarvan 12 in Zuid)", "148"),
    ("148 jongeren", "148"),
    ("148*", "148"),
    ("148.", "148"),
    ("148-", ""),
    ("(148)", ""),
    ("-148", ""),
    ("− 148", ""),
    ("1O", ""),
    ("l48", ""),
    ("14B", ""),
    ("50k", "50000"),
    ("0,15 mln", "150000"),
    ("2½", ""),
    ("1\u{a0}234", "1234"),
    ("1\u{2009}234", "1234"),
    ("1 234", "1234"),
    ("1'234", "1234"),
    ("12 34", ""),
    ("1.5", ""),
    ("1,5", ""),
    ("1,480", ""),
    ("1.48", ""),
    ("14.8", ""),
    ("1.480.5", ""),
    ("1..480", ""),
    ("1,2e3", ""),
    ("1E2", ""),
    ("1,48E+02", ""),
    ("XII", ""),
    ("veertig", ""),
    ("geen", "0"),
    ("nihil", "0"),
    ("-", ""),
    ("?", ""),
    ("x", ""),
    ("n.b.", ""),
    ("pm", ""),
    ("volgt", ""),
    ("zie toelichting", ""),
    ("idem", ""),
    ("148%", ""),
    ("€ 148", ""),
    ("148 uur", ""),
    ("١٤٨", ""),
    ("１４８", "148"),
    ("14\u{200b}8", "148"),
    ("1-3-2024", ""),
    ("9999999999999999", ""),
];

/// The words for a return of Amsterdam.
#[rustfmt::skip] // A row a line.
pub(super) const STRUCTURAL: &[Row] = &[
    // What a cell shows is not what is in it.
    ("a correction by hand", |it| it.put("ajb.aangemeld", "Antwoord", Cell::Corrected("148", " 150")), Find("F201", "ajb.aangemeld")),
    ("the number of a note", |it| it.put("ajb.aangemeld", "Antwoord", Cell::Noted("148", "2")), Find("F201", "ajb.aangemeld")),
    ("a struck number", |it| it.put("ajb.aangemeld", "Antwoord", Cell::Struck(148.0)), Find("F201", "ajb.aangemeld")),
    ("a format that says about", |it| it.put("ajb.aangemeld", "Antwoord", Cell::Shown(148.0, "\"ca.\" 0")), Find("F201", "ajb.aangemeld")),
    ("a format that shows nothing", |it| it.put("ajb.aangemeld", "Antwoord", Cell::Shown(148.0, ";;;")), Find("F201", "ajb.aangemeld")),
    ("a format that shows thousands", |it| it.put("ajb.aangemeld", "Antwoord", Cell::Shown(1_480.0, "0,")), Find("F201", "ajb.aangemeld")),
    ("a percentage", |it| it.put("ajb.aangemeld", "Antwoord", Cell::Shown(1.48, "0%")), Find("F201", "ajb.aangemeld")),
    ("an amount of money", |it| it.put("ajb.aangemeld", "Antwoord", Cell::Shown(148.0, "\"€\" #,##0")), Find("F201", "ajb.aangemeld")),
    ("a date that was a number", |it| it.put("ajb.aangemeld", "Antwoord", Cell::day("2024-01-02")), Find("F201", "ajb.aangemeld")),
    ("a tick", |it| it.put("ajb.aangemeld", "Antwoord", Cell::Boolean(true)), Find("F201", "ajb.aangemeld")),
    ("a division by nothing", |it| it.put("ajb.aangemeld", "Antwoord", Cell::Formula("=1/0", "#DIV/0!")), Find("F205", "ajb.aangemeld")),
    ("a link that is lost", |it| it.put("ajb.aangemeld", "Antwoord", Cell::Formula("=#REF!A1", "#REF!")), Find("F205", "ajb.aangemeld")),
    ("a sum that works", |it| it.put("ajb.aangemeld", "Antwoord", Cell::Formula("=100+48", "148")), Nothing),
    ("half a young person", |it| it.number("ajb.aangemeld", 148.5), Find("F202", "ajb.aangemeld")),
    ("less than none", |it| it.number("ajb.aangemeld", -148.0), Find("F203", "ajb.aangemeld")),
    // Plausible or not.
    ("a zero too many", |it| it.number("ajb.aangemeld", 1480.0), Find("W507", "ajb.aangemeld")),
    ("a zero too few", |it| it.number("ajb.aangemeld", 15.0), Find("W507", "ajb.aangemeld")),
    ("two zeros too many", |it| it.number("ajb.aangemeld", 14_800.0), Find("W510", "ajb.aangemeld")),
    ("nobody where there were many", |it| it.number("ajb.aangemeld", 0.0), Find("W503", "ajb.aangemeld")),
    ("two figures that changed places", |it| it.number("ajb.aangemeld", 184.0), Unknowable("184 is as likely as 148")),
    ("one more than there are", |it| it.number("ajb.aangemeld", 149.0), Unknowable("149 is as likely as 148")),
    ("the number of another year", |it| it.number("ajb.aangemeld", 139.0), Unknowable("so near to the right one")),
    ("a lost decimal comma", |it| it.number("boas.fte", 45.0), Find("W507", "boas.fte")),
    ("a thousands point for a comma", |it| it.typed("boas.fte", "4.500"), Find("W507|W510", "boas.fte")),
    ("hours for posts", |it| it.typed("boas.fte", "162 uur"), Find("F201", "boas.fte")),
    ("hours for posts, as a number", |it| it.number("boas.fte", 162.0), Find("W507|W510", "boas.fte")),
    ("a part of a post in percents", |it| it.typed("boas.fte", "90%"), Find("F201", "boas.fte")),
    ("two numbers that changed places", |it| it.swap("ajb.aangemeld", "arbeidstoeleiding.baan"), Find("W507", "ajb.aangemeld")),
    ("a number on the row of another", |it| it.swap("ajb.aangemeld", "pga.aangemeld"), Find("W507", "pga.aangemeld")),
    ("the same number three times", |it| it.numbers(&[("ajb.aangemeld", 72.0), ("pga.aangemeld", 72.0), ("arbeidstoeleiding.baan", 72.0)]), Find("W505", "")),
    ("all numbers in tens", |it| it.numbers(&[("ajb.aangemeld", 150.0), ("pga.aangemeld", 70.0), ("arbeidstoeleiding.baan", 60.0), ("ipta.deelnemers", 20.0), ("halt-spreekuur.doorverwezen", 30.0), ("familieaanpak.gezinnen", 30.0), ("familieaanpak.gezinnen-intensief", 20.0)]), Find("W504", "")),
    // One answer against another.
    ("a part larger than its whole", |it| it.number("familieaanpak.gezinnen-intensief", 35.0), Find("F303", "familieaanpak.gezinnen-intensief")),
    ("pupils without a school", |it| it.number("halt-spreekuur.scholen", 0.0), Find("F305", "halt-spreekuur.doorverwezen")),
    ("a number at what has stopped", |it| it.typed("ajb.status", "gepland"), Find("F301", "ajb.aangemeld")),
    ("a number without a status", |it| it.clear("ajb.status"), Find("F301", "ajb.aangemeld")),
    ("a status without a number", |it| it.clear("ajb.aangemeld"), Find("F302", "ajb.aangemeld")),
    ("a number that is not known, unexplained", |it| it.typed("ajb.aangemeld", "onbekend"), Find("W501", "ajb.aangemeld")),
    ("what ran last year is forgotten", |it| { it.clear("pga.status"); it.clear("pga.aangemeld"); it.clear("pga.regisseurs"); }, Find("W511", "")),
    // Statuses.
    ("a status in other words", |it| it.typed("ajb.status", "in uitvoering"), Find("F204", "ajb.status")),
    ("a status with a typing error", |it| it.typed("ajb.status", "uitvoerng"), Find("F204", "ajb.status")),
    ("a status that is a number", |it| it.number("ajb.status", 1.0), Find("F204", "ajb.status")),
    ("a status that is yes", |it| it.typed("ajb.status", "ja"), Find("F204", "ajb.status")),
    ("a status that is a cross", |it| it.typed("ajb.status", "x"), Find("F204", "ajb.status")),
    ("a status that is a day", |it| it.put("ajb.status", "Antwoord", Cell::day("2024-01-02")), Find("F204", "ajb.status")),
    ("a status in capitals", |it| it.typed("ajb.status", " UITVOERING "), Nothing),
    ("a status and a number that changed places", |it| it.swap("ajb.status", "ajb.aangemeld"), Find("F204", "ajb.status")),
    ("another status", |it| it.typed("wijkrechtspraak.status", "opstart"), Unknowable("as likely as the right one")),
    // Rows and columns.
    ("answers sorted away from their codes", sort_answers, Find("F204|F201", "")),
    ("rows sorted as a whole", |it| it.page("Onderwijs").asked().reverse(), Nothing),
    ("a row deleted", |it| it.remove("ajb.aangemeld"), Find("F103", "ajb.aangemeld")),
    ("a row twice", |it| { let (page, row) = it.find("ajb.aangemeld"); let copy = it.pages[page].rows[row].clone(); it.pages[page].rows.push(copy); }, Find("F102", "ajb.aangemeld")),
    ("a code with a typing error", |it| it.put("ajb.aangemeld", "Code", Cell::text("ajb.aangemelt")), Find("F101", "")),
    ("a code overwritten by a number", |it| it.put("ajb.aangemeld", "Code", Cell::Number(148.0)), Find("F103", "ajb.aangemeld")),
    ("codes pasted one row too low", shift_codes, Find("F101|F102|F103|F201|F204", "")),
    ("a column put in between", insert_columns, Moved),
    ("rows put in between", insert_rows, Moved),
    ("the heading of the answers changed", |it| rename_column(it.page("Onderwijs"), "Antwoord", "Aantal"), Find("F103|F209", "")),
    ("the heading of the codes gone", |it| rename_column(it.page("Onderwijs"), "Code", ""), Find("F103|F209", "")),
    ("two columns of answers", |it| rename_column(it.page("Onderwijs"), "Eenheid", "Antwoord"), Find("F103|F209", "")),
    ("a merged answer", |it| { let (page, row) = it.find("ajb.aangemeld"); let column = u32::from(it.pages[page].column("Antwoord")); let row = u32::try_from(row).unwrap(); it.pages[page].merged.push([row, column, row, column + 1]); }, Nothing),
    // Sheets.
    ("a sheet deleted", |it| it.pages.retain(|page| page.name != "Onderwijs"), Find("F103", "")),
    ("a sheet renamed", |it| "Blad1".clone_into(&mut it.page("Onderwijs").name), Unknowable("found by its codes, not by its name")),
    ("a sheet copied", |it| { let mut copy = it.page("Onderwijs").clone(); copy.name.push_str(" (2)"); it.pages.push(copy); }, Find("F102|F209|F210|F211|F212|F213", "")),
    ("sheets in another order", |it| it.pages.reverse(), Nothing),
    // Answers in a wrong place.
    ("an answer in the column of last year", |it| it.slip("ajb.aangemeld", "Antwoord", "Vorig jaar"), Find("F302", "ajb.aangemeld")),
    ("an answer among the remarks", |it| it.slip("ajb.aangemeld", "Antwoord", "Toelichting"), Find("F302", "ajb.aangemeld")),
    ("a first answer in the column of last year", |it| it.put("alles-kidzzz.aangemeld", "Vorig jaar", Cell::Number(12.0)), Find("W512", "alles-kidzzz.aangemeld")),
    ("a first answer among the remarks", |it| it.put("alles-kidzzz.aangemeld", "Toelichting", Cell::text("12 kinderen")), Find("W512", "alles-kidzzz.aangemeld")),
    ("a first answer in the column of days", |it| it.put("alles-kidzzz.aangemeld", "Peildatum", Cell::Number(12.0)), Find("F206|W512|W513|W514|W515|W516|W517|W518|W519", "alles-kidzzz.aangemeld")),
    ("a first answer right of the table", |it| { let (page, row) = it.find("alles-kidzzz.aangemeld"); it.pages[page].rows[row].insert(12, Cell::Number(12.0)); }, Find("W512", "alles-kidzzz.aangemeld")),
    ("a row of one's own", |it| { let page = it.page("Onderwijs"); let column = page.column("Antwoord"); page.rows.push([(column - 1, Cell::text("Aantal mentoren")), (column, Cell::Number(12.0))].into()); }, Find("W513", "")),
    ("a sheet of one's own", |it| it.pages.push(Page { name: "Extra".to_owned(), rows: vec![[(0, Cell::text("Mentoren")), (1, Cell::Number(12.0))].into()], ..Page::default() }), Find("W513", "")),
    ("a comment that is no remark", |it| { let (page, row) = it.find("ajb.aangemeld"); let column = it.pages[page].column("Antwoord"); it.pages[page].notes.push((u32::try_from(row).unwrap(), column, "nog niet definitief, 95")); }, Find("W514", "ajb.aangemeld")),
    ("an answer on a row that nobody sees", |it| { let (page, row) = it.find("ajb.aangemeld"); it.pages[page].hidden.push(u32::try_from(row).unwrap()); }, Find("W515", "ajb.aangemeld")),
    // Whose it is.
    ("a code that nobody has", |it| it.typed("gemeente.code", "GM9999"), Find("L202", "")),
    ("the name for the code", |it| it.typed("gemeente.code", "Amsterdam"), Find("L202", "")),
    ("no code", |it| it.clear("gemeente.code"), Find("L202", "")),
    ("a code without its letters", |it| it.number("gemeente.code", 363.0), Find("L202", "")),
    ("the code of another", |it| it.typed("gemeente.code", "GM0758"), Find("L207", "")),
    ("the name of another", |it| it.typed("gemeente.naam", "Breda"), Find("L207", "")),
    ("who does not report", |it| { it.typed("gemeente.code", "GM0193"); it.typed("gemeente.naam", "Zwolle"); }, Find("L203", "")),
    ("the form of last year", |it| it.typed("stempel.vragenlijst", "pmg-2023"), Find("L205", "")),
    ("a form without its stamp", |it| it.pages.retain(|page| page.name != "Stempel" && page.name != "stempel" && !page.rows.iter().flatten().any(|(_, cell)| *cell == Cell::text("stempel.vragenlijst"))), Find("L205", "")),
    // Days.
    ("a day after the reference date", |it| it.put("ajb.aangemeld", "Peildatum", Cell::day("2025-03-01")), Find("F206", "ajb.aangemeld")),
    ("a day a century ago", |it| it.put("ajb.aangemeld", "Peildatum", Cell::day("1924-03-01")), Find("F206|W502", "ajb.aangemeld")),
    ("a day in words", |it| it.put("ajb.aangemeld", "Peildatum", Cell::text("eind februari")), Find("F206", "ajb.aangemeld")),
    ("a day as the number of Excel", |it| it.put("ajb.aangemeld", "Peildatum", Cell::Number(45_322.0)), Find("F206", "ajb.aangemeld")),
    ("a year of two figures", |it| it.put("ajb.aangemeld", "Peildatum", Cell::text("31-1-24")), Find("F206", "ajb.aangemeld")),
    ("a day that is none", |it| it.put("ajb.aangemeld", "Peildatum", Cell::text("31-2-2024")), Find("F206", "ajb.aangemeld")),
    ("another day, unexplained", |it| it.put("ajb.aangemeld", "Peildatum", Cell::day("2024-01-31")), Find("W502", "ajb.aangemeld")),
    ("a review in words", |it| it.typed("kwaliteit-ajb.herziening", "najaar 2025"), Find("F208", "kwaliteit-ajb.herziening")),
    // Choices and words.
    ("a choice that is none", |it| it.typed("kwaliteit-ajb.besluit", "verder gaan"), Find("F207", "kwaliteit-ajb.besluit")),
    ("one choice of many that is none", |it| it.typed("kwaliteit-ajb.domeinen", "vrije tijd, vrienden"), Find("F207", "kwaliteit-ajb.domeinen")),
    ("two choices where one is asked", |it| it.typed("kwaliteit-ajb.besluit", "doorgaan, stoppen"), Find("F207", "kwaliteit-ajb.besluit")),
    ("a choice twice", |it| it.typed("kwaliteit-ajb.domeinen", "vrije tijd, vrije tijd"), Nothing),
    ("an own intervention twice", own_twice, Find("W516", "")),
    ("a decision without a reason", |it| it.clear("kwaliteit-ajb.reden"), Find("F306", "")),
    ("an own intervention without a theme", |it| it.clear("eigen-1.thema"), Find("F306", "")),
    ("an own intervention that is asked about", |it| it.typed("eigen-1.naam", "Alleen jij bepaalt"), Find("W508", "")),
    ("an example of what is not used", |it| it.typed("uitgelicht.interventie", "ouderondersteuning"), Find("F401", "")),
    ("an example of what does not exist", |it| it.typed("uitgelicht.interventie", "voetbal"), Find("F401", "")),
    ("an example without words", |it| it.clear("uitgelicht.tekst"), Find("F401", "")),
    ("an example too long", |it| it.typed("uitgelicht.tekst", &"woord ".repeat(400)), Find("F403", "")),
    ("a quote without consent", |it| it.typed("praktijkverhaal.toestemming", "nee"), Find("F402", "")),
    ("a quote whose consent is forgotten", |it| it.clear("praktijkverhaal.toestemming"), Find("F402", "")),
    ("an address that is none", |it| it.typed("praktijkverhaal.link", "www.amsterdam.nl"), Find("W404", "")),
    ("the name of a child", |it| it.typed("uitgelicht.tekst", "J. de Vries doet weer mee."), Find("W402", "uitgelicht.tekst")),
    ("a telephone number", |it| it.typed("uitgelicht.tekst", "Bel 06-12345678 voor meer."), Find("W402", "uitgelicht.tekst")),
    ("an address of mail", |it| it.typed("uitgelicht.tekst", "Mail jan@amsterdam.nl voor meer."), Find("W402", "uitgelicht.tekst")),
    ("a picture of a thumb", |it| it.typed("uitgelicht.tekst", "Goed gedaan 👍 door het team."), Find("W401", "uitgelicht.tekst")),
];

/// The words for a return of Almelo, which is asked about its money.
#[rustfmt::skip] // A row a line.
pub(super) const FLEXIBLE: &[Row] = &[
    ("an amount with its sign", |it| it.typed("middelen.besteed", "€ 250.000,50"), Nothing),
    ("an amount in thousands", |it| it.number("middelen.besteed", 250.0), Find("F304", "middelen.besteed")),
    ("a k for thousand", |it| it.typed("middelen.besteed", "250k"), Find("F201", "middelen.besteed")),
    ("an amount in millions", |it| it.typed("middelen.besteed", "0,25 mln"), Find("F201", "middelen.besteed")),
    ("all amounts in thousands", |it| it.numbers(&[("middelen.besteed", 250.5), ("middelen.analyse", 50.0), ("middelen.coordinatie", 75.5), ("middelen.interventies", 125.0)]), Find("W507", "middelen.besteed")),
    ("all amounts in cents", |it| it.numbers(&[("middelen.besteed", 25_000_050.0), ("middelen.analyse", 5_000_000.0), ("middelen.coordinatie", 7_500_050.0), ("middelen.interventies", 12_500_000.0)]), Find("W510", "middelen.besteed")),
    ("a total that is another", |it| it.number("middelen.besteed", 260_000.5), Find("F304", "middelen.besteed")),
    ("a part that is another", |it| it.number("middelen.analyse", 5_000.0), Find("F304", "middelen.besteed")),
    ("a point for a comma", |it| it.typed("middelen.besteed", "250,000.50"), Find("F201", "middelen.besteed")),
    ("a total that is forgotten", |it| it.clear("middelen.besteed"), Find("F302|W501", "middelen.besteed")),
    ("two parts that changed places", |it| it.swap("middelen.analyse", "middelen.interventies"), Find("W507", "middelen.analyse")),
];

/// What was handed in, made from a return that is right, and what must come of it.
pub(super) type Files = (&'static str, fn(&Book) -> Vec<(&'static str, Vec<u8>)>, Must);

#[rustfmt::skip] // A row a line.
pub(super) const FILES: &[Files] = &[
    ("a PDF", |_| one("plan.xlsx", b"%PDF-1.7 ..."), Find("L101", "")),
    ("a table of text", |_| one("vragenlijst.xlsx", b"Code;Antwoord\najb.aangemeld;148\n"), Find("L101", "")),
    ("a page of the web", |_| one("vragenlijst.xls", b"<html><table><tr><td>Code"), Find("L101", "")),
    ("a letter", |_| one("brief.xlsx", &zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w:document/>")])), Find("L101", "")),
    ("nothing", |_| one("vragenlijst.xlsx", b""), Find("L102", "")),
    ("half a file", |book| one("vragenlijst.xlsx", &book.bytes()[..9_000]), Find("L102", "")),
    ("a damaged file", |book| one("vragenlijst.xlsx", &damaged(book)), Find("L102", "")),
    ("a file with a password", |_| one("geheim.ods", &zip(&[("META-INF/manifest.xml", b"<manifest:encryption-data/>"), ("content.xml", b"?")])), Find("L103", "")),
    ("a file that is open elsewhere", |_| one("~$vragenlijst.xlsx", b"slot"), Find("L105", "")),
    ("macros", |book| one("vragenlijst.xlsm", &with_part(&book.bytes(), "xl/vbaProject.bin", b"VBA")), Find("L107", "")),
    ("a workbook of something else", |_| one("begroting.xlsx", &Book { pages: vec![Page { name: "Blad1".to_owned(), rows: vec![[(0, Cell::Number(1.0))].into()], ..Page::default() }] }.bytes()), Find("L201", "")),
    ("an old version beside the new one", |book| vec![("een.xlsx", book.bytes()), ("twee.xlsx", { let mut old = book.clone(); old.number("ajb.aangemeld", 140.0); old.bytes() })], Find("L204", "")),
    ("another format under this name", |book| one("vragenlijst.xls", &book.bytes()), Nothing),
];

fn one(name: &'static str, bytes: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    vec![(name, bytes.to_vec())]
}

/// A workbook in which the end of a part is cut off.
fn damaged(book: &Book) -> Vec<u8> {
    rewrite(&book.bytes(), "xl/worksheets/sheet2.xml", |text| text[..text.len() / 2].to_owned())
}

/// Sorts the answers of a sheet, and nothing beside them.
fn sort_answers(book: &mut Book) {
    let page = book.page("Persoonlijke ontwikkeling");
    let column = page.column("Antwoord");
    let mut answers: Vec<Cell> =
        page.asked().iter_mut().filter_map(|row| row.remove(&column)).collect();
    answers.sort_by_key(|cell| format!("{cell:?}"));
    for (row, answer) in page.asked().iter_mut().zip(answers) {
        row.insert(column, answer);
    }
}

/// Moves the codes of a sheet down by one row.
fn shift_codes(book: &mut Book) {
    let page = book.page("Persoonlijke ontwikkeling");
    let column = page.column("Code");
    let codes: Vec<Option<Cell>> = page.asked().iter_mut().map(|row| row.remove(&column)).collect();
    for (row, code) in page.asked().iter_mut().skip(1).zip(codes) {
        if let Some(code) = code {
            row.insert(column, code);
        }
    }
}

fn insert_columns(book: &mut Book) {
    for row in book.pages.iter_mut().flat_map(|page| &mut page.rows) {
        let cells = std::mem::take(row);
        *row = cells.into_iter().map(|(column, cell)| (column + 1, cell)).collect();
    }
}

fn insert_rows(book: &mut Book) {
    for page in &mut book.pages {
        page.rows.insert(0, BTreeMap::new());
    }
}

fn own_twice(book: &mut Book) {
    book.typed("eigen-2.naam", "Boksen in de buurt");
    book.typed("eigen-2.thema", "persoonlijke ontwikkeling");
    book.typed("eigen-2.status", "uitvoering");
}

fn rename_column(page: &mut Page, from: &str, to: &str) {
    let column = page.column(from);
    let header = page
        .rows
        .iter_mut()
        .find(|row| matches!(row.get(&column), Some(Cell::Text(text)) if text.starts_with(from)));
    header.unwrap().insert(column, Cell::Text(to.to_owned()));
}
