//! What a rule does to answers and figures, beyond what `catalogue.rs` holds of every rule.

use pmg_monitor::finding::Finding;

use crate::support::{Year, rewrite, set};

/// The codes found when Amsterdam answers so.
#[track_caller]
fn codes(question: &str, answer: &str) -> Vec<&'static str> {
    Year::with("GM0363", question, answer).findings().iter().map(|finding| finding.code).collect()
}

#[track_caller]
fn only(year: &Year) -> Finding {
    let findings = year.findings();
    let [finding] = findings.as_slice() else { panic!("not one finding: {findings:#?}") };
    finding.clone()
}

#[test]
fn what_is_not_one_certain_number_is_asked_about_at_its_cell() {
    let finding = only(&Year::with("GM0363", "ajb.aangemeld", "ca. 40"));
    assert_eq!(finding.code, "F201");
    assert_eq!(finding.municipality.unwrap().as_str(), "GM0363");
    assert_eq!(finding.question.as_deref(), Some("ajb.aangemeld"));
    assert_eq!(finding.found.as_deref(), Some("ca. 40"));
    let place = finding.place.unwrap().in_file().unwrap();
    assert!(place.starts_with("'Persoonlijke ontwikkeling'!D"), "{place}");
    assert!(finding.hint.contains("is dat 40?"), "{}", finding.hint);
    for wrong in ["1,234", "12 a 15", "10+", "tien", "40 jongeren", "46%"] {
        assert_eq!(codes("ajb.aangemeld", wrong), ["F201"], "{wrong}");
    }
    assert_eq!(codes("ajb.aangemeld", "1.234 "), [""; 0]);
    assert_eq!(codes("ajb.aangemeld", "onbekend"), [""; 0]);
}

#[test]
fn a_wrong_number_is_left_out_of_the_sum_and_said_to_be() {
    let draft = Year::with("GM0363", "ajb.aangemeld", "ca. 40").draft();
    let figure = &draft.facts.figures.measures["ajb.aangemeld"];
    assert_eq!(figure.sum().unwrap().to_string(), "428");
    assert_eq!(figure.missing.len(), 1);
    let markdown = pmg_monitor::render::markdown::render(&draft.document);
    assert!(markdown.contains("(opgave van vijf van de zes gemeenten)"), "{markdown}");
}

#[test]
fn persons_are_whole_and_fte_need_not_be() {
    assert_eq!(codes("ajb.aangemeld", "12.5"), ["F202"]);
    assert_eq!(codes("straatcoaches.fte", "12.5"), [""; 0]);
}

#[test]
fn nothing_is_less_than_none() {
    assert_eq!(codes("ajb.aangemeld", "-1"), ["F203"]);
    assert_eq!(codes("ajb.aangemeld", "0"), [""; 0]);
}

#[test]
fn a_status_is_one_of_seven() {
    let year = Year::with("GM0363", "politie.status", "in uitvoering");
    let finding = only(&year);
    assert_eq!(finding.code, "F204");
    assert!(finding.hint.starts_with("bedoelde u `uitvoering`?"), "{}", finding.hint);
    assert_eq!(codes("politie.status", " Uitvoering "), [""; 0]);
}

#[test]
fn an_error_value_and_a_formula_without_value_are_no_answers() {
    let year = Year::example();
    let answers = crate::support::answers().remove("GM0363").unwrap();
    let workbook = year.workbook("GM0363", &answers);
    for broken in ["t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>", "><f>SUM(A1:A2)</f></c>"] {
        let changed = rewrite(&workbook, "xl/worksheets/sheet4.xml", |text| {
            text.replacen("><v>148</v></c>", broken, 1)
        });
        year.put("GM0363-amsterdam.xlsx", &changed);
        let finding = only(&year);
        assert_eq!(finding.code, "F205");
        assert_eq!(finding.question.as_deref(), Some("ajb.aangemeld"));
    }
}

#[test]
fn a_reference_date_lies_not_after_the_years() {
    let dated = |date: &str| {
        Year::changed(|answers| {
            let answers = answers.get_mut("GM0363").unwrap();
            answers.get_mut("ajb.aangemeld").unwrap().reference_date = Some(date.parse().unwrap());
        })
    };
    assert_eq!(only(&dated("2024-03-02")).code, "F206");
    assert_eq!(dated("2024-02-29").findings(), []);
}

#[test]
fn a_number_needs_an_intervention_that_is_under_way() {
    assert_eq!(codes("ajb.status", ""), ["F301"]);
    assert_eq!(codes("ajb.status", "gepland"), ["F301"]);
    assert_eq!(codes("ajb.status", "afgerond"), [""; 0]);
}

#[test]
fn a_running_intervention_wants_its_numbers() {
    let finding = only(&Year::with("GM0363", "ajb.aangemeld", ""));
    assert_eq!(finding.code, "F302");
    assert!(finding.place.unwrap().cell.is_some());
    assert_eq!(codes("ajb.aangemeld", "n.v.t."), [""; 0]);
}

#[test]
fn a_part_is_no_larger_than_its_whole() {
    let year = Year::with("GM0855", "familieaanpak.gezinnen-intensief", "26");
    assert_eq!(only(&year).code, "F303");
    let figures = year.draft();
    let families = &figures.facts.figures.measures["familieaanpak.gezinnen"];
    assert_eq!(families.contributions.len(), 2, "neither of the two is used");
    assert_eq!(Year::with("GM0855", "familieaanpak.gezinnen-intensief", "25").findings(), []);
}

#[test]
fn a_fault_takes_away_the_answers_that_it_is_about_and_no_other() {
    let year = Year::changed(|answers| {
        set(answers, "GM0855", "familieaanpak.gezinnen-intensief", "30");
        set(answers, "GM0855", "veiligheidsconvenant.scholen", "3");
    });
    let codes: Vec<_> = year.findings().iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["F301", "F303"]);
    let measures = year.draft().facts.figures.measures.clone();
    let sum = |code: &str| measures[code].sum().unwrap().to_string();
    assert_eq!((sum("halt-spreekuur.scholen"), sum("pga.aangemeld")), ("18".into(), "230".into()));
    assert_eq!(
        (sum("veiligheidsconvenant.scholen"), sum("familieaanpak.gezinnen")),
        ("12".into(), "28".into())
    );
}

#[test]
fn every_municipality_has_one_example() {
    assert_eq!(codes("uitgelicht.tekst", ""), ["F401"]);
    assert_eq!(codes("uitgelicht.interventie", "bestaat-niet"), ["F401"]);
    assert_eq!(codes("uitgelicht.interventie", "ouderondersteuning"), ["F401"], "only a plan");
    assert_eq!(codes("uitgelicht.interventie", "AJB"), [""; 0]);
}

#[test]
fn nobody_is_quoted_without_consent() {
    let year = Year::with("GM0917", "praktijkverhaal.toestemming", "nee");
    assert_eq!(only(&year).code, "F402");
    let markdown = year.markdown();
    assert!(!markdown.contains("Selma Kuijpers"));
    assert!(!markdown.contains("We begrijpen elkaar beter"));
    assert!(Year::example().markdown().contains("Selma Kuijpers"));
}

#[test]
fn a_character_that_cannot_be_printed_is_left_out_and_said() {
    let year = Year::with("GM0363", "uitgelicht.tekst", "Goed gedaan 👍 door het team.");
    let finding = only(&year);
    assert_eq!((finding.code, finding.found.as_deref()), ("W401", Some("👍")));
    let (_, report) = year.report();
    assert!(report.markdown.contains("Goed gedaan door het team."));
}

#[test]
fn an_unknown_code_and_a_code_twice_are_found() {
    let codes = |from: &str, to: &str| {
        let year = Year::example();
        let answers = crate::support::answers().remove("GM0363").unwrap();
        let workbook = year.workbook("GM0363", &answers);
        let renamed = rewrite(&workbook, "xl/sharedStrings.xml", |text| {
            text.replace(&format!(">{from}<"), &format!(">{to}<"))
        });
        year.put("GM0363-amsterdam.xlsx", &renamed);
        year.findings().iter().map(|finding| finding.code).collect::<Vec<_>>()
    };
    assert_eq!(codes("ajb.aangemeld", "ajb.aangemelt"), ["F302", "F101"]);
    assert_eq!(codes("pga.aangemeld", "pga.regisseurs"), ["F302", "F102"]);
    assert_eq!(codes("pga.aangemeld", "PGA.Aangemeld "), [""; 0]);
}

#[test]
fn a_return_says_whose_it_is_and_only_once() {
    let year = Year::example();
    let bytes = std::fs::read(year.returns().join("GM0363-amsterdam.xlsx")).unwrap();
    year.put("GM0363-amsterdam-nieuw.xlsx", &bytes);
    let codes: Vec<_> = year.findings().iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["L204", "L204"]);
    let figures = year.draft();
    assert_eq!(figures.facts.figures.returned.len(), 14, "which of the two counts is not guessed");

    let answers = crate::support::answers().remove("GM0363").unwrap();
    let year = Year::example();
    year.put("venlo.xlsx", &year.workbook("GM0983", &answers));
    assert_eq!(only(&year).code, "L203");
}

#[test]
fn a_municipality_that_the_register_does_not_know_is_asked_for() {
    let year = Year::example().without("GM0363");
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    let rows =
        [["Code", "Antwoord"], ["stempel.vragenlijst", "pmg-2024"], ["gemeente.code", "GM9999"]];
    sheet.write_row_matrix(0, 0, rows).unwrap();
    year.put("onbekend.xlsx", &workbook.save_to_buffer().unwrap());
    let codes: Vec<_> = year.findings().iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["L202", "L206"]);
}

#[test]
fn the_questionnaire_of_another_year_is_not_used() {
    let year = Year::example().edit("jaar.toml", "\"pmg-2024\"", "\"pmg-2025\"");
    let findings = year.findings();
    let other = findings.iter().filter(|finding| finding.code == "L205").count();
    let missing = findings.iter().filter(|finding| finding.code == "L206").count();
    assert_eq!((other, missing), (15, 15));
}

#[test]
fn all_findings_come_at_once() {
    let year = Year::changed(|answers| {
        set(answers, "GM0363", "ajb.aangemeld", "veel");
        set(answers, "GM0363", "boas.fte", "-2");
        set(answers, "GM0518", "pga.aangemeld", "38.5");
        set(answers, "GM0855", "uitgelicht.tekst", "");
    });
    let codes: Vec<_> = year.findings().iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["F201", "F203", "F202", "F401"]);
}
