//! The report itself: its formats, its templates and its numbers.

use pmg_monitor::document::sentences;
use pmg_monitor::finding::Finding;

use crate::support::Year;
use crate::verify::example;

#[test]
fn the_report_of_2024_reads_as_it_should() {
    insta::assert_snapshot!("rapport_2024", Year::whole().markdown());
}

#[test]
fn the_report_of_2024_has_these_sentences() {
    let draft = Year::whole().draft();
    let texts: Vec<String> = sentences(&draft.document).into_iter().map(|it| it.text).collect();
    insta::assert_snapshot!("zinnen_2024", texts.join("\n"));
}

#[test]
fn the_example_has_warnings_as_real_returns_have_and_no_errors() {
    let codes: Vec<_> = Year::whole().draft().findings.iter().map(|found| found.code).collect();
    assert_eq!(codes, ["W501", "W502", "W501", "W502", "W501"]);
}

#[test]
fn every_page_says_that_it_is_a_draft_of_invented_data() {
    let (_, report) = example();
    for text in [&report.markdown, &report.html] {
        assert!(text.to_lowercase().contains("concept"));
        assert!(text.contains("nooit gepubliceerd en is verzonnen"));
    }
    let pages = pmg_recount::page_texts(&report.pdf).unwrap();
    assert!((10..=45).contains(&pages.len()), "{} pages", pages.len());
    for (number, page) in (1..).zip(&pages) {
        // Spaced letters come out of the PDF with spaces between them.
        let page = page.split_whitespace().collect::<String>();
        assert!(page.contains("CONCEPT"), "page {number}: {page}");
        assert!(page.contains("verzonnen"), "page {number}: {page}");
    }
}

#[test]
fn two_builds_give_the_same_bytes() {
    let (first, one) = example();
    let (second, two) = Year::example().report();
    assert_eq!(first.ledger, second.ledger);
    assert_eq!((&one.markdown, &one.html), (&two.markdown, &two.html));
    assert!(one.pdf == two.pdf);
}

#[test]
fn the_html_is_one_file_that_asks_for_nothing() {
    let (_, report) = example();
    // The script of a draft stands in the page itself; it may not load anything.
    for outside in ["<script src", "<link", "src=\"http", "url(http", "@import"] {
        assert!(!report.html.contains(outside), "{outside}");
    }
    assert!(report.html.contains("<html lang=\"nl\">"));
}

#[test]
fn a_number_that_somebody_types_in_a_template_is_found() {
    let template = "# Kop\n\nEr deden drie scholen mee, op 12 plaatsen.\n";
    let draft = Year::example().write_file("templates/colofon.md", template).draft();
    let naked = draft.findings.iter().filter(|finding| finding.code == "T101");
    let place = |finding: &Finding| finding.place.as_ref().unwrap().in_text().unwrap();
    let found: Vec<_> = naked.map(|f| (f.found.as_deref().unwrap(), place(f))).collect();
    assert_eq!(found, [("drie", (3, 10)), ("12", (3, 31))]);
}

#[test]
fn without_a_notice_nothing_is_said_in_its_place() {
    let year = Year::example().edit("jaar.toml", "mededeling = ", "mededeling = \"\" # ");
    assert_eq!(year.draft().document.meta.notice, None);
}

#[test]
fn a_years_own_template_takes_the_place_of_the_general_one() {
    let text =
        Year::example().write_file("templates/colofon.md", "# Slot\n\nTot zover.\n").markdown();
    assert!(text.contains("## Slot\n\nTot zover."));
    assert!(!text.contains("Colofon"));
}

#[test]
fn an_intervention_that_is_only_in_the_questionnaire_gets_a_decent_sentence() {
    let questionnaire = r#"[[thema.interventie]]
code = "huiswerkklas"
naam = "Huiswerkklas"
in_zin = "een huiswerkklas na schooltijd"

[[thema.interventie.maat]]
code = "leerlingen"
vraag = "Leerlingen die meedoen"
eenheid = "leerlingen"
soort = "bereik"

[[thema.interventie]]
code = "schoolverzuim""#;
    let year = Year::example().edit(
        "vragenlijst.toml",
        "[[thema.interventie]]\ncode = \"schoolverzuim\"",
        questionnaire,
    );
    assert!(!year.markdown().contains("huiswerkklas"), "nobody uses it yet");
    for (code, count) in [("GM0363", "31"), ("GM0202", "14")] {
        let mut answers = crate::support::answers().remove(code).unwrap();
        for (question, answer) in [("status", "uitvoering"), ("leerlingen", count)] {
            let filled =
                pmg_monitor::form::Filled { answer: answer.to_owned(), ..Default::default() };
            answers.insert(format!("huiswerkklas.{question}"), filled);
        }
        let name = if code == "GM0363" { "GM0363-amsterdam.xlsx" } else { "GM0202-arnhem.xlsx" };
        year.put(name, &year.workbook(code, &answers));
    }
    let markdown = year.markdown();
    assert!(
        markdown.contains("Met een huiswerkklas na schooltijd werken twee gemeenten."),
        "{markdown}"
    );
    assert!(markdown.contains("45 leerlingen"), "{markdown}");
}

#[test]
fn what_a_municipality_types_never_becomes_markup() {
    let hostile = "{{ som(maat=\"x\") }} **vet** <script>alert(1)</script> [klik](https://x.nl) #import \"y\" $x$ @z";
    let year = Year::with("GM0363", "uitgelicht.tekst", hostile);
    let (draft, report) = year.report();
    let said = pmg_monitor::document::sentences(&draft.document);
    let typed = "{{ som(maat=“x”) }} **vet** <script>alert(1)</script> [klik](https://x.nl) #import “y” $x$ @z";
    assert!(said.iter().any(|sentence| sentence.text.contains(typed)));
    assert!(!report.html.contains("<script>alert"));
    assert!(report.html.contains("&lt;script&gt;alert"));
    assert!(!report.html.contains("href=\"https://x.nl\""));
}

#[test]
fn a_fault_in_a_template_names_the_file_the_line_and_what_was_meant() {
    let wrong = "# Kop\n\n{{ som(maat=\"ajb.aangemelt\") }}\n";
    let error = Year::example().write_file("templates/colofon.md", wrong).error();
    assert!(error.contains("templates/colofon.md:3"), "{error}");
    assert!(error.contains("bedoelde u `ajb.aangemeld`?"), "{error}");
    let misnamed = Year::example().write_file("templates/colofoon.md", "# Slot\n").error();
    assert!(misnamed.contains("bedoelde u `colofon.md`?"), "{misnamed}");
    let partner = "{% set p = partner(code=\"omm\") %}\n";
    let error = Year::example().write_file("templates/colofon.md", partner).error();
    assert!(error.contains("bedoelde u `om`?"), "{error}");
    let argument = "{{ gemeenten(van=\"ajb\", stat=\"gepland\") }}\n";
    let error = Year::example().write_file("templates/colofon.md", argument).error();
    assert!(error.contains("stat"), "{error}");
}

#[test]
fn a_link_to_a_chapter_leads_there_in_every_format() {
    let (_, report) = example();
    let words = "staat in het hoofdstuk";
    assert!(report.markdown.contains(&format!("{words} [Verantwoording](#verantwoording).")));
    let link = "<a href=\"#verantwoording\">Verantwoording</a>";
    assert!(report.html.contains(&format!("{words} {link}.")));
    assert!(report.html.contains("id=\"verantwoording\""));
    let pdf = lopdf::Document::load_mem(&report.pdf).unwrap();
    let is_it = |object: &lopdf::Object| {
        let named = object.as_dict().ok()?.get(b"Contents").ok()?;
        Some(lopdf::decode_text_string(named).ok()? == "Verantwoording")
    };
    assert!(pdf.objects.values().any(|object| is_it(object).unwrap_or_default()));
}

#[test]
fn a_link_to_a_chapter_that_is_not_there_is_told_and_is_text() {
    let wrong = "# Colofon\n\nZie [de uitleg](#verantwoordin).\n";
    let draft = Year::example().write_file("templates/colofon.md", wrong).draft();
    let told = draft.findings.iter().find(|finding| finding.code == "T106").unwrap();
    assert_eq!(
        told.message,
        "in het rapport is geen kop waar `#verantwoordin` heen leidt; bedoelde u `verantwoording`?"
    );
    let page = pmg_monitor::render::html::render(&draft.document);
    assert!(page.contains("<p>Zie de uitleg.</p>"));
}
