//! What a rule does to answers and figures, beyond what `catalogue.rs` holds of every rule.

use pmg_monitor::finding::Finding;
use pmg_monitor::place::Place;

use crate::support::{Answers, Year, rewrite, set};

/// The codes found when Amsterdam answers so.
#[track_caller]
fn codes(question: &str, answer: &str) -> Vec<&'static str> {
    Year::alone("GM0363", question, answer).findings().iter().map(|finding| finding.code).collect()
}

/// A year of Amsterdam alone, each answer first passed to `change`.
#[track_caller]
fn amsterdam(change: impl Fn(&mut Answers)) -> Year {
    of_amsterdam().answered(change)
}

#[track_caller]
fn only(year: &Year) -> Finding {
    let findings = year.findings();
    let [finding] = findings.as_slice() else { panic!("not one finding: {findings:#?}") };
    finding.clone()
}

#[test]
fn what_is_not_one_certain_number_is_asked_about_at_its_cell() {
    let finding = only(&Year::alone("GM0363", "ajb.aangemeld", "ca. 40"));
    assert_eq!(finding.code, "F201");
    assert_eq!(finding.municipality.unwrap().as_str(), "GM0363");
    assert_eq!(finding.question.as_deref(), Some("ajb.aangemeld"));
    assert_eq!(finding.found.as_deref(), Some("ca. 40"));
    let place = finding.place.unwrap().in_file().unwrap();
    assert!(place.starts_with("'Persoonlijke ontwikkeling'!C"), "{place}");
    assert!(finding.hint.contains("is dat 40?"), "{}", finding.hint);
    for wrong in ["1,234", "12 a 15", "10+", "tien", "40 jongeren", "46%"] {
        assert_eq!(codes("ajb.aangemeld", wrong), ["F201"], "{wrong}");
    }
    assert_eq!(codes("veiligheidsconvenant.scholen", "1.234 "), ["W510"], "read, and large");
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
    assert_eq!(codes("pga.regisseurs", "0"), [""; 0]);
}

#[test]
fn a_status_is_one_of_seven() {
    let year = Year::alone("GM0363", "politie.status", "in uitvoering");
    let finding = only(&year);
    assert_eq!(finding.code, "F204");
    assert!(finding.hint.starts_with("kies `uitvoering` als u dat bedoelt"), "{}", finding.hint);
    assert_eq!(codes("politie.status", " Uitvoering "), [""; 0]);
}

#[test]
fn an_error_value_and_a_formula_without_value_are_no_answers() {
    let year = of_amsterdam();
    let answers = crate::support::answers().remove("GM0363").unwrap();
    let workbook = year.workbook("GM0363", &answers);
    for broken in ["t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>", "><f>SUM(A1:A2)</f></c>"] {
        let changed = rewrite(&workbook, "xl/worksheets/sheet5.xml", |text| {
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
        amsterdam(|answers| {
            let answers = answers.get_mut("GM0363").unwrap();
            answers.get_mut("ajb.aangemeld").unwrap().reference_date = Some(date.parse().unwrap());
        })
    };
    assert_eq!(only(&dated("2024-03-02")).code, "F206");
    assert_eq!(only(&dated("2024-02-29")).code, "W502", "an earlier day is used");
}

#[test]
fn a_number_needs_an_intervention_that_is_under_way() {
    assert_eq!(codes("ajb.status", ""), ["F301"]);
    assert_eq!(codes("ajb.status", "gepland"), ["F301"]);
    assert_eq!(codes("ajb.status", "afgerond"), [""; 0]);
}

#[test]
fn what_is_wrong_with_a_status_is_told_once() {
    let year = Year::with("GM0363", "ajb.status", "loopt");
    assert_eq!(only(&year).code, "F204", "and not the number under it");
    let sum = year.draft().facts.figures.measures["ajb.aangemeld"].sum().unwrap();
    assert_eq!(sum.to_string(), "428", "which is not used all the same");
    let highlighted = amsterdam(|answers| {
        set(answers, "GM0363", "uitgelicht.interventie", "ajb");
        set(answers, "GM0363", "ajb.status", "loopt");
    });
    assert_eq!(only(&highlighted).code, "F204", "nor the example about it");
}

#[test]
fn each_kind_of_answer_that_is_no_number_is_named_for_what_it_is() {
    for (answer, message, hint) in [
        (
            "drie",
            "`drie` is niet in cijfers geschreven",
            "schrijf het aantal jongeren in cijfers: 3",
        ),
        ("Een", "`Een` is niet in cijfers geschreven", "schrijf het aantal jongeren in cijfers: 1"),
        ("?", "`?` is geen getal", "vul het aantal jongeren in cijfers in"),
        ("veel", "`veel` is geen getal", "vul het aantal jongeren in cijfers in"),
        (
            "40 jongeren",
            "`40 jongeren` is een getal met tekst erbij",
            "vul alleen het getal in (40)",
        ),
        (
            "40 weken",
            "`40 weken` is een getal met tekst erbij",
            "vul alleen het aantal jongeren in, in cijfers, en zet de rest",
        ),
        (
            "１２",
            "`１２` is niet één bepaald getal",
            "vul het precieze aantal jongeren in, alleen als getal; is dat 12?",
        ),
        (
            "vijfentwintig",
            "`vijfentwintig` is niet in cijfers geschreven",
            "schrijf het aantal jongeren in cijfers: 25",
        ),
        ("46%", "`46%` is een percentage", "vul het aantal jongeren in, geen percentage"),
        (
            "12 a 15",
            "`12 a 15` is niet één bepaald getal",
            "vul één getal in: het precieze aantal jongeren;",
        ),
    ] {
        let finding = only(&Year::alone("GM0363", "ajb.aangemeld", answer));
        let asked = format!("{message}; gevraagd is het aantal jongeren");
        assert_eq!(finding.message, asked);
        assert!(finding.hint.starts_with(hint), "{}", finding.hint);
    }
}

#[test]
fn a_running_intervention_wants_its_numbers() {
    let finding = only(&Year::alone("GM0363", "ajb.aangemeld", ""));
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
    assert_eq!(Year::alone("GM0855", "familieaanpak.gezinnen-intensief", "25").findings(), []);
}

#[test]
fn there_are_no_more_schools_of_children_than_children() {
    // Eindhoven has 14 children of 9 schools; a school counts where at least one child was enrolled.
    let finding = only(&Year::with("GM0772", "alles-kidzzz.scholen", "15"));
    assert_eq!((finding.code, finding.question.as_deref()), ("F303", Some("alles-kidzzz.scholen")));
    assert_eq!(Year::with("GM0772", "alles-kidzzz.scholen", "14").findings(), []);
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
    assert_eq!(codes("uitgelicht.interventie", "alleen jij bepaalt  wie je bent"), [""; 0]);
    for typed in ["abj", "alleen jij bepaalt wie je ben"] {
        let finding = only(&Year::alone("GM0363", "uitgelicht.interventie", typed));
        let meant = "bedoelt u `Alleen jij bepaalt wie je bent`? Kies die dan uit de lijst";
        assert!(finding.hint.starts_with(meant), "{}", finding.hint);
    }
}

#[test]
fn nobody_is_quoted_without_consent() {
    let year = Year::with("GM0917", "praktijkverhaal.toestemming", "nee").with_all_chapters();
    assert_eq!(only(&year).code, "F402");
    let markdown = year.markdown();
    assert!(!markdown.contains("Selma Kuijpers"));
    assert!(!markdown.contains("We begrijpen elkaar beter"));
    assert!(Year::whole().markdown().contains("Selma Kuijpers"));
}

#[test]
fn a_character_that_cannot_be_printed_is_left_out_and_said() {
    let year = Year::with("GM0363", "uitgelicht.tekst", "Goed gedaan 👍 door het team.")
        .with_all_chapters();
    let finding = only(&year);
    assert_eq!((finding.code, finding.found.as_deref()), ("W401", Some("👍")));
    let (_, report) = year.report();
    assert!(report.markdown.contains("Goed gedaan door het team."));
}

#[test]
fn an_unknown_code_and_a_code_twice_are_found() {
    let codes = |from: &str, to: &str| {
        let year = of_amsterdam();
        let answers = crate::support::answers().remove("GM0363").unwrap();
        let workbook = year.workbook("GM0363", &answers);
        let renamed = rewrite(&workbook, "xl/sharedStrings.xml", |text| {
            text.replace(&format!(">{from}<"), &format!(">{to}<"))
        });
        year.put("GM0363-amsterdam.xlsx", &renamed);
        let findings = year.findings();
        for finding in findings.iter().filter(|_| findings.len() == 1) {
            assert!(finding.hint.contains(&format!("`{from}`")), "{}", finding.hint);
        }
        findings.iter().map(|finding| finding.code).collect::<Vec<_>>()
    };
    assert_eq!(
        codes("ajb.aangemeld", "ajb.aangemelt"),
        ["F101"],
        "which names the missing question"
    );
    assert_eq!(codes("pga.aangemeld", "pga.regisseurs"), ["F102"], "likewise");
    assert_eq!(codes("pga.aangemeld", "ajb.aangemeld"), ["F102"], "on another sheet");
    assert_eq!(codes("ajb.aangemeld", "ajb.heel-iets-anders"), ["F101", "F103"]);
    assert_eq!(codes("uitgelicht.tekst", "uitgelicht.text"), ["F101"], "not its example, too");
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
    let year = Year::example().edit("jaar.toml", "\"pmg-2024\"", "\"pmg-2024-tweede\"");
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

#[test]
fn findings_come_as_whoever_goes_through_the_workbook_meets_them() {
    let year = Year::changed(|answers| {
        set(answers, "GM0363", "uitgelicht.tekst", "Goed gedaan 👍");
        set(answers, "GM0363", "veiligheidsconvenant.scholen", "veel");
        set(answers, "GM0363", "politie.status", "ja");
        set(answers, "GM0363", "pga.regisseurs", "2-3");
        set(answers, "GM0363", "boas.fte", "-2");
    });
    let workbook = std::fs::read(year.returns().join("GM0363.xlsx")).unwrap();
    let without = rewrite(&workbook, "xl/sharedStrings.xml", |text| {
        text.replace(">boas.waarschuwingen<", ">waarschuwingen<")
    });
    year.put("GM0363.xlsx", &crate::support::with_part(&without, "xl/vbaProject.bin", b"VBA"));
    let year = year.without("GM0855");
    let findings = year.findings();
    let place = |finding: &Finding| finding.place.as_ref().and_then(Place::in_file);
    let told: Vec<_> = findings.iter().map(|f| (f.code, place(f).unwrap_or_default())).collect();
    let told: Vec<_> = told.iter().map(|(code, place)| (*code, place.as_str())).collect();
    let expected = [
        ("L107", ""),
        ("F201", "Onderwijs!C8"),
        ("F203", "'Sociale netwerk'!C8"),
        ("W513", "'Sociale netwerk'!C9"),
        ("F201", "'Sociale netwerk'!C22"),
        ("F204", "'Criminaliteit en re-integratie'!C6"),
        ("W401", "Uitgelicht!B6"),
        ("F103", "'Sociale netwerk'"),
        ("L206", ""),
    ];
    assert_eq!(told, expected);
}

/// The year in which these are Amsterdam's answers to these questions, with this remark.
fn answered(year: Year, answers_given: &[(&str, &str)], remark: &str) -> Year {
    year.answered(|answers| {
        for (question, answer) in answers_given {
            set(answers, "GM0363", question, answer);
            let amsterdam = answers.get_mut("GM0363").unwrap();
            remark.clone_into(&mut amsterdam.get_mut(*question).unwrap().remark);
        }
    })
}

/// A warning is found in a year without a remark, and settled by one.
#[track_caller]
fn is_settled_by_a_remark(year: fn() -> Year, answers_given: &[(&str, &str)], code: &str) {
    let finding = only(&answered(year(), answers_given, ""));
    assert_eq!((finding.code, finding.explained), (code, None));
    let finding = only(&answered(year(), answers_given, "nageteld"));
    assert_eq!((finding.code, finding.explained.as_deref()), (code, Some("gemeente: nageteld")));
}

/// A year in which only Amsterdam reports.
fn of_amsterdam() -> Year {
    Year::of(&["GM0363"])
}

#[test]
fn unknown_wants_a_reason() {
    let unknown = [("ajb.aangemeld", "onbekend")];
    assert_eq!(only(&answered(of_amsterdam(), &unknown, "")).code, "W501");
    let told = answered(of_amsterdam(), &unknown, "wordt vanaf september geteld");
    assert_eq!(told.findings(), []);
}

#[test]
fn another_date_wants_a_reason() {
    let dated = |remark: &str| {
        amsterdam(|answers| {
            let answer = answers.get_mut("GM0363").unwrap().get_mut("ajb.aangemeld").unwrap();
            answer.reference_date = Some("2024-02-29".parse().unwrap());
            remark.clone_into(&mut answer.remark);
        })
    };
    assert_eq!(only(&dated("")).code, "W502");
    assert_eq!(dated("laatste telling").findings(), []);
}

#[test]
fn running_and_reaching_nobody_wants_a_look() {
    is_settled_by_a_remark(of_amsterdam, &[("ajb.aangemeld", "0")], "W503");
    assert_eq!(codes("ajb.aangemeld", "49"), [""; 0]);
}

#[test]
fn only_round_numbers_want_a_look() {
    let round = |last: &'static str| {
        amsterdam(|answers| {
            for (question, answer) in [
                ("arbeidstoeleiding.baan", "60"),
                ("ipta.deelnemers", "20"),
                ("ajb.aangemeld", "150"),
                ("pga.aangemeld", "70"),
                ("schakelteam.status", "uitvoering"),
                ("schakelteam.aangemeld", last),
            ] {
                set(answers, "GM0363", question, answer);
            }
        })
    };
    assert_eq!(only(&round("40")).code, "W504");
    assert_eq!(round("41").findings(), []);
}

#[test]
fn one_number_at_three_interventions_wants_a_look() {
    let same = |third: &'static str| {
        amsterdam(|answers| {
            set(answers, "GM0363", "arbeidstoeleiding.baan", "71");
            set(answers, "GM0363", "pga.aangemeld", "71");
            set(answers, "GM0363", "ajb.aangemeld", third);
        })
    };
    assert_eq!(only(&same("71")).code, "W505");
    assert_eq!(same("72").findings(), []);
}

#[test]
fn a_number_that_stands_apart_wants_a_look() {
    // Beside what all others answer.
    is_settled_by_a_remark(Year::example, &[("ajb.aangemeld", "1480")], "W506");
    let found = |question: &str, answer: &str| Year::with("GM0363", question, answer).findings();
    assert_eq!(found("ajb.aangemeld", "248"), []);
    assert_eq!(found("veiligheidsconvenant.scholen", "400"), [], "two say too little");
}

#[test]
fn a_number_that_changed_much_wants_a_look() {
    let with_last_year = |last: &str| {
        let mut amsterdam = crate::support::answers()["GM0363"].clone();
        last.clone_into(&mut amsterdam.get_mut("ajb.aangemeld").unwrap().answer);
        of_amsterdam().with_year_before("GM0363", &amsterdam)
    };
    assert_eq!(only(&with_last_year("64")).code, "W507");
    assert_eq!(with_last_year("140").findings(), []);
    let stopped = Year::alone("GM0363", "boas.waarschuwingen", "0");
    let stopped = stopped.with_year_before("GM0363", &crate::support::answers()["GM0363"]);
    let finding = only(&stopped);
    assert_eq!(
        (finding.code, finding.message.as_str()),
        ("W507", "0 waarschuwingen, tegen 47 vorig jaar")
    );
}

#[test]
fn personal_details_in_free_text_are_pointed_out() {
    let typed = |text: &str| Year::alone("GM0363", "uitgelicht.tekst", text);
    let finding = only(&typed("J. de Vries doet weer mee."));
    assert_eq!((finding.code, finding.found.as_deref()), ("W402", Some("J. de Vries")));
    assert_eq!(typed("Een van de deelnemers doet weer mee.").findings(), []);
}

#[test]
fn macros_are_said_and_never_run() {
    let year = of_amsterdam();
    let bytes = std::fs::read(year.returns().join("GM0363-amsterdam.xlsx")).unwrap();
    let with_macros = crate::support::rewrite(&bytes, "", |text| text);
    year.put("GM0363-amsterdam.xlsx", &with_macros);
    assert_eq!(year.findings(), []);
    year.put(
        "GM0363-amsterdam.xlsx",
        &crate::support::with_part(&bytes, "xl/vbaProject.bin", b"VBA"),
    );
    assert_eq!(only(&year).code, "L107");
}

#[test]
fn the_team_can_settle_a_warning_for_the_value_that_it_is_about() {
    let explanation = |value: &str| {
        format!(
            "[[toelichting]]\ncode = \"W506\"\ngemeente = \"GM0363\"\nvraag = \"ajb.aangemeld\"\nwaarde = \"{value}\"\nwie = \"programmateam\"\nwanneer = 2024-04-02\nwaarom = \"nageteld\"\n"
        )
    };
    let settled = |value: &str| {
        let year = Year::with("GM0363", "ajb.aangemeld", "1480");
        only(&year.write_file("toelichtingen.toml", &explanation(value))).explained
    };
    assert_eq!(settled("1.480").as_deref(), Some("programmateam, 2 april 2024: nageteld"));
    assert_eq!(settled("1.479"), None, "another value wants another explanation");
}

#[test]
fn a_row_or_a_sheet_that_is_gone_is_missed() {
    let renamed = |from: &str, to: &str| {
        let year = of_amsterdam();
        let workbook = year.workbook("GM0363", &crate::support::answers()["GM0363"]);
        let changed = rewrite(&workbook, "xl/sharedStrings.xml", |text| {
            text.replace(&format!(">{from}<"), &format!(">{to}<"))
        });
        year.put("GM0363-amsterdam.xlsx", &changed);
        year
    };
    let found = renamed("ajb.aangemeld", "ajb,aangemeld").findings();
    let [row, finding] = &found[..] else { panic!("{found:#?}") };
    assert_eq!((row.code, finding.code), ("W513", "F103"), "the answer that now has no code, too");
    assert!(finding.message.contains("ontbreekt de vraag `ajb.aangemeld`"), "{}", finding.message);
    let all = renamed("Antwoord", "Antwoord 2024").findings();
    assert!(all.iter().any(|finding| finding.code == "L201"), "{all:#?}");
}

#[test]
fn a_number_beyond_all_counting_is_no_answer() {
    assert_eq!(codes("ajb.aangemeld", "50000000000000000000000000000"), ["F201"]);
    assert_eq!(codes("veiligheidsconvenant.scholen", "999999"), ["W510"]);
}

#[test]
fn a_text_that_cannot_be_printed_is_not_cut_off() {
    let finding = Year::alone("GM0363", "uitgelicht.tekst", &"woord ".repeat(400)).findings();
    let codes: Vec<_> = finding.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["F401", "F403"], "and so there is no example");
    let cut = Year::alone("GM0363", "uitgelicht.tekst", &"woord. ".repeat(4_681)).findings();
    assert!(
        cut.iter().any(|finding| finding.message.contains("waarschijnlijk afgekapt")),
        "{cut:#?}"
    );
    let long_word = Year::alone("GM0363", "uitgelicht.tekst", &"x".repeat(61));
    assert!(long_word.findings().iter().any(|finding| finding.code == "F403"));
    assert_eq!(Year::alone("GM0363", "uitgelicht.tekst", &"woord ".repeat(300)).findings(), []);
    assert_eq!(Year::alone("GM0363", "uitgelicht.tekst", "👍").findings().len(), 2);
}

#[test]
fn a_practice_story_says_what_of_it_is_not_used() {
    let codes = |question: &str, answer: &str| -> Vec<_> {
        let year = Year::alone("GM0917", question, answer);
        year.findings().iter().map(|finding| finding.code).collect()
    };
    assert_eq!(codes("praktijkverhaal.tekst", ""), ["W404"]);
    assert_eq!(codes("praktijkverhaal.spreker", ""), ["W404"]);
    assert_eq!(codes("praktijkverhaal.link", "http://www.heerlen.nl"), ["W404"]);
    assert_eq!(codes("praktijkverhaal.link", "https://www.heerlen.nl/verhaal"), [""; 0]);
}

#[test]
fn a_sum_counts_where_the_intervention_runs_and_keeps_the_rest_apart() {
    let draft = Year::with("GM0758", "halt-spreekuur.status", "gestopt").draft();
    let schools = &draft.facts.figures.measures["halt-spreekuur.scholen"];
    assert_eq!(schools.sum().unwrap().to_string(), "15", "18 without Breda's three");
    assert_eq!(schools.not_counted.len(), 1);
    let markdown = pmg_monitor::render::markdown::render(&draft.document);
    assert!(markdown.contains("nu in vijf van de 15 gemeenten, op 15 scholen"), "{markdown}");
}

#[test]
fn a_number_of_another_day_is_said_beside_the_sum() {
    let year = Year::changed(|answers| {
        let answer = answers.get_mut("GM0363").unwrap().get_mut("ipta.deelnemers").unwrap();
        answer.reference_date = Some("2023-12-31".parse().unwrap());
    })
    .with_all_chapters();
    let markdown = year.markdown();
    assert!(markdown.contains("(bij één gemeente met een eigen peildatum)"), "{markdown}");
    assert!(markdown.contains("3 van 3, 1 op eigen datum"), "{markdown}");
}

#[test]
fn a_small_number_of_one_municipality_stays_out_whatever_others_answer() {
    let year = Year::changed(|answers| {
        set(answers, "GM0356", "alles-kidzzz.aangemeld", "3");
        set(answers, "GM0772", "alles-kidzzz.aangemeld", "0");
    });
    let markdown = year.markdown();
    assert!(!markdown.contains("drie kinderen"), "{markdown}");
    assert!(markdown.to_lowercase().contains("niet getoond"), "{markdown}");
}
