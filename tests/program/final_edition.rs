//! The edition that goes out: what it may hold, and what stands in its way.

use std::fmt::Write as _;

use assert_cmd::assert::Assert;
use pmg_monitor::disclosure::Shown;
use pmg_monitor::format::Format;
use pmg_monitor::tables;
use serde_json::Value;

use crate::command_line::{pmg, said};
use crate::support::{Year, parts, set};

/// Builds the final edition of a year.
#[track_caller]
fn publish(year: &Year) -> Assert {
    pmg(year, "build").args(["2024", "--final"]).assert()
}

fn published(year: &Year, name: &str) -> Vec<u8> {
    std::fs::read(year.input().join("uit/2024/definitief").join(name)).unwrap()
}

/// What a reader of the final edition gets to see, by the name of the file: of every format there is.
fn texts(year: &Year) -> Vec<(&'static str, String)> {
    let read = |format: Format| {
        let bytes = published(year, format.report());
        let text = match format {
            Format::Markdown | Format::Html => String::from_utf8(bytes).unwrap(),
            Format::Pdf => pmg_recount::page_texts(&bytes).unwrap().join("\n"),
            Format::Word => {
                let document =
                    parts(&bytes).into_iter().find(|(name, _)| name == "word/document.xml");
                let xml = String::from_utf8(document.unwrap().1).unwrap();
                let text = |piece: &str| piece.split_once('>').map(|(_, text)| text.to_owned());
                xml.split('<').filter_map(text).collect()
            }
        };
        (format.report(), text)
    };
    Format::ALL.map(read).to_vec()
}

fn ledger(year: &Year) -> Value {
    serde_json::from_slice(&published(year, "cijfers.json")).unwrap()
}

#[test]
fn a_final_edition_is_no_draft_and_stands_apart_with_what_may_go_out() {
    let year = Year::example();
    publish(&year).code(0);
    let folder = year.input().join("uit/2024/definitief");
    let names = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<_> = names.map(|name| name.into_string().unwrap()).collect();
    names.sort();
    let mut all = vec!["cijfers.json", "editie.json"];
    all.extend(Format::ALL.map(Format::report));
    all.extend(tables::FILES);
    all.sort_unstable();
    assert_eq!(names, all);
    for (name, text) in texts(&year) {
        assert!(!text.to_lowercase().contains("concept"), "{name}");
        assert!(
            !text.replace(tables::XLSX, "").contains(".xlsx"),
            "{name} names a file of a municipality"
        );
    }
}

#[test]
fn a_small_number_of_one_municipality_is_in_no_public_file() {
    let year = Year::with("GM0014", "screeningsmodel.doorverwezen", "7");
    publish(&year).code(0);
    let markdown = String::from_utf8(published(&year, "rapport.md")).unwrap();
    assert!(
        markdown.contains("zijn daar minder dan 10 kinderen naar specialistische hulp"),
        "{markdown}"
    );
    let measure = &ledger(&year)["measures"]["screeningsmodel.doorverwezen"];
    assert_eq!(measure["sum"], Value::Null);
    assert_eq!(measure["sum_shown"], "withheld");
    assert_eq!(measure["contributions"][0]["value"], Value::Null);
    assert_eq!(measure["contributions"][0]["shown"], "small");
    let html = String::from_utf8(published(&year, "rapport.html")).unwrap();
    assert!(html.contains("<th scope=\"row\">Groningen</th><td>minder dan 10</td>"), "the basis");
}

#[test]
fn a_share_of_what_is_hidden_is_no_percentage() {
    let asked = "# Colofon\n\n{{ procent(maat=\"familieaanpak.gezinnen-intensief\", van=\"familieaanpak.gezinnen\") }}.\n";
    let year = Year::example().write_file("templates/colofon.md", asked);
    assert!(year.markdown().contains("69 procent van de 35 gezinnen"), "{}", year.markdown());
    let year =
        year.answered(|filled| set(filled, "GM0855", "familieaanpak.gezinnen-intensief", "4"));
    assert!(year.markdown().contains("Een deel van de gezinnen."), "{}", year.markdown());
}

#[test]
fn remarks_of_municipalities_stay_inside() {
    let year = Year::changed(|filled| {
        let answer = filled.get_mut("GM0363").unwrap().get_mut("ajb.aangemeld").unwrap();
        "met Piet erbij".clone_into(&mut answer.remark);
    });
    publish(&year).code(0);
    let ledger = String::from_utf8(published(&year, "cijfers.json")).unwrap();
    for (name, text) in texts(&year).into_iter().chain([("cijfers.json", ledger)]) {
        assert!(!text.contains("Piet"), "{name}");
    }
}

#[test]
fn a_draft_shows_the_team_what_the_public_does_not_see() {
    let (draft, report) = Year::with("GM0014", "screeningsmodel.doorverwezen", "7").report();
    let ledger: Value = serde_json::from_slice(&draft.ledger).unwrap();
    let measure = &ledger["measures"]["screeningsmodel.doorverwezen"];
    assert_eq!(measure["contributions"][0]["value"], 7);
    assert!(report.markdown.contains("minder dan 10 kinderen"), "the text is that of the edition");
    assert!(
        report.html.contains("<th scope=\"row\">Groningen</th><td>7</td>"),
        "the basis is whole"
    );
}

#[test]
fn an_error_stands_in_the_way() {
    let year = Year::alone("GM0363", "ajb.aangemeld", "ca. 40");
    let run = publish(&year).code(3);
    assert!(
        said(&run).contains("Geen definitieve uitgave: 1 bevinding staat in de weg"),
        "{}",
        said(&run)
    );
    assert!(!year.input().join("uit/2024/definitief").exists(), "nothing is written");
}

#[test]
fn a_typed_number_stands_in_the_way() {
    let year = Year::of(&["GM0363"]);
    let year = year.write_file("templates/colofon.md", "# Colofon\n\nIn drie gemeenten.\n");
    publish(&year).code(3);
}

#[test]
fn own_words_that_give_a_child_away_stand_in_the_way_until_somebody_looked() {
    let year = Year::changed(|filled| {
        set(filled, "GM0363", "ajb.aangemeld", "7");
        set(filled, "GM0363", "uitgelicht.tekst", "Zeven jongeren hebben weer een doel.");
    });
    publish(&year).code(3);
    let mut accept = pmg(&year, "accept");
    accept.args(["2024", "T104", "GM0363", "ajb.aangemeld", "--by", "programmateam"]);
    accept.args(["--because", "gaat over een andere groep", "--on", "2024-05-01"]).assert().code(0);
    publish(&year).code(0);
}

/// A year in which six families in Utrecht follow from what is left of a whole, so that Tilburg's 25 is hidden, and
/// in which Tilburg says this of its own example.
fn families(words: &str) -> Year {
    Year::changed(|filled| {
        set(filled, "GM0344", "familieaanpak.gezinnen", "16");
        set(filled, "GM0518", "familieaanpak.gezinnen", "12");
        // Behind two others alone it would not be safe; and of three others one may slip, but not two.
        set(filled, "GM0363", "familieaanpak.status", "uitvoering");
        set(filled, "GM0363", "familieaanpak.gezinnen", "22");
        set(filled, "GM0363", "familieaanpak.gezinnen-intensief", "0");
        set(filled, "GM0363", "uitgelicht.tekst", "Wij begeleiden 22 gezinnen.");
        set(filled, "GM0855", "uitgelicht.tekst", words);
    })
}

#[test]
fn own_words_with_a_number_that_others_hide_behind_stand_in_the_way() {
    for words in ["Wij begeleiden 25 gezinnen.", "Het zijn er vijfentwintig."] {
        let run = publish(&families(words)).code(3);
        let said = said(&run);
        assert!(said.contains("T104  GM0363.xlsx Uitgelicht!") && said.contains(words), "{said}");
        assert!(said.contains("Wat u doet: pmg explain T104"), "{said}");
    }
    publish(&families("Wij begeleiden veel gezinnen.")).code(0);
    publish(&families("De kinderen zijn tussen de 12 en 25 jaar.")).code(0);
}

/// A small year in which Amsterdam says this of its own example; none of its measures has five.
fn told(words: &'static str) -> Year {
    Year::of(&["GM0363"]).answered(move |filled| set(filled, "GM0363", "uitgelicht.tekst", words))
}

/// What T104 finds in a year: the question, and the words.
fn leaks(year: &Year) -> Vec<(String, String)> {
    let findings = year.draft().findings.into_iter().filter(|it| it.code == "T104");
    findings.map(|it| (it.question.unwrap_or_default(), it.found.unwrap_or_default())).collect()
}

#[test]
fn a_few_persons_in_own_words_stand_in_the_way_though_no_measure_has_them() {
    let year = told("Vijf jongens vonden werk. Jongeren van 12 tot 18 jaar ook.");
    assert_eq!(
        leaks(&year),
        [("uitgelicht.tekst".to_owned(), "Vijf jongens vonden werk.".to_owned())]
    );
    publish(&year).code(3);
    let mut accept = pmg(&year, "accept");
    accept.args(["2024", "T104", "GM0363", "uitgelicht.tekst", "--by", "programmateam"]);
    accept.args(["--because", "stond al in de krant", "--on", "2024-05-01"]).assert().code(0);
    publish(&year).code(0);
}

#[test]
fn a_sentence_that_says_a_hidden_number_is_told_once() {
    let year = Year::of(&["GM0363"]).answered(|filled| {
        set(filled, "GM0363", "ajb.aangemeld", "7");
        set(filled, "GM0363", "uitgelicht.tekst", "Zeven jongeren hebben weer een doel.");
    });
    let questions: Vec<String> = leaks(&year).into_iter().map(|(question, _)| question).collect();
    assert_eq!(questions, ["ajb.aangemeld"]);
}

/// Six of whom one gave a small number; these say what they gave, and the report prints it.
fn six(speakers: &[(String, String)]) -> Year {
    let measure = "halt-spreekuur.doorverwezen";
    let numbers = [
        ("GM0363", "7"),
        ("GM0758", "31"),
        ("GM0855", "46"),
        ("GM0344", "52"),
        ("GM0518", "66"),
        ("GM0014", "71"),
    ];
    let mut printed = "# Colofon\n".to_owned();
    for (code, _) in speakers {
        let asked =
            format!("{{{{ toelichting(maat=\"halt-spreekuur.scholen\", gemeente=\"{code}\") }}}}");
        _ = writeln!(printed, "\n{asked}");
    }
    let year = Year::of(&numbers.map(|(code, _)| code)).answered(|filled| {
        for (code, number) in numbers {
            set(filled, code, "halt-spreekuur.status", "uitvoering");
            set(filled, code, "halt-spreekuur.scholen", "4");
            set(filled, code, measure, number);
        }
        for (code, words) in speakers {
            let answer = filled.get_mut(code).unwrap().get_mut("halt-spreekuur.scholen");
            words.clone_into(&mut answer.unwrap().remark);
        }
    });
    year.write_file("templates/colofon.md", &printed)
}

/// When all but one of those say their number that are hidden beside a small one, that one knows the small one.
#[test]
fn words_that_give_away_the_number_of_another_do_not_tell_it_to_whoever_said_them() {
    let facts = six(&[]).draft().facts;
    let measure = "halt-spreekuur.doorverwezen";
    let given = facts.figures.measures[measure].contributions.iter();
    let beside = given
        .filter(|it| facts.disclosure.of(measure, &it.municipality) == Shown::SecondarySuppressed);
    let mut speakers: Vec<(String, String)> = beside
        .map(|it| (it.municipality.to_string(), format!("{} leerlingen.", it.value)))
        .collect();
    speakers.pop().unwrap();
    assert!(speakers.len() > 1, "two together");
    let year = six(&speakers);
    let found = year.draft().findings;
    let of_amsterdam = "het kleine aantal 7 van Amsterdam weg";
    let finding = found.iter().find(|it| it.code == "T104" && it.message.contains(of_amsterdam));
    let finding = finding.unwrap_or_else(|| panic!("{found:#?}"));
    let (code, words) = &speakers[0];
    let speaker = finding.municipality.as_ref().unwrap();
    assert_eq!(speaker.as_str(), code);
    assert_eq!(
        finding.as_its_own().message,
        format!(
            "“{}” geeft, met wat er verder in het rapport staat, een klein aantal weg dat iemand kan aanwijzen (`{measure}`)",
            words.trim_end_matches('.')
        )
    );
    let name = facts.cycle.register.name(speaker);
    pmg(&year, "preview").args(["2024", name]).assert().code(0);
    let mut folders = std::fs::read_dir(year.input().join("uit/2024/gemeenten")).unwrap();
    let folder = folders.next().unwrap().unwrap().path();
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let texts: Vec<String> = entries
        .map(|path| String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned())
        .collect();
    assert!(texts.iter().any(|text| text.contains("dat iemand kan aanwijzen")), "{name} is told");
    assert!(!texts.iter().any(|text| text.contains("van Amsterdam weg")), "but not of whom");
    let others = &speakers[1].1;
    assert!(!texts.iter().any(|text| text.contains(others)), "and nothing that another said");
}

#[test]
fn a_second_number_in_such_a_sentence_is_told_too() {
    let year = Year::of(&["GM0363"]).answered(|filled| {
        set(filled, "GM0363", "ajb.aangemeld", "7");
        set(filled, "GM0363", "uitgelicht.tekst", "Zeven jongeren en drie moeders kwamen.");
    });
    let questions: Vec<String> = leaks(&year).into_iter().map(|(question, _)| question).collect();
    assert_eq!(questions, ["ajb.aangemeld", "uitgelicht.tekst"]);
}

#[test]
fn a_number_is_seen_through_line_ends_characters_and_letters_that_are_not_printed() {
    for words in [
        "Wij hielpen vijf\njongens.",
        "Wij hielpen vijf jon\u{AD}gens.",
        "Wij hielpen vijf jongens 漢 hier.",
    ] {
        let found = leaks(&told(words));
        assert_eq!(found.len(), 1, "{words}: {found:?}");
        assert!(found[0].1.contains("vijf"), "{found:?}");
    }
}

#[test]
fn the_address_of_a_story_counts_persons_too() {
    for (link, expected) in [
        ("https://www.heerlen.nl/nieuws/7-jongeren-met-werk", 1),
        ("https://www.heerlen.nl/2024/03/07/jongeren-met-werk", 0),
    ] {
        let year = Year::of(&["GM0917"])
            .answered(|filled| set(filled, "GM0917", "praktijkverhaal.link", link));
        let found = leaks(&year);
        assert_eq!(found.len(), expected, "{link}: {found:?}");
        assert!(found.iter().all(|(question, _)| question == "praktijkverhaal.link"), "{found:?}");
    }
}

#[test]
fn a_remark_counts_persons_too_where_the_report_prints_it() {
    let year = |template: &str| {
        let year = Year::of(&["GM0363"]).answered(|filled| {
            let answer = filled.get_mut("GM0363").unwrap().get_mut("ajb.aangemeld").unwrap();
            "onder wie drie meisjes".clone_into(&mut answer.remark);
        });
        year.write_file("templates/colofon.md", &format!("# Colofon\n\nKlaar.\n{template}\n"))
    };
    let asked = "{{ toelichting(maat=\"ajb.aangemeld\", gemeente=\"GM0363\") }}";
    assert_eq!(
        leaks(&year(asked)),
        [("ajb.aangemeld".to_owned(), "onder wie drie meisjes".to_owned())]
    );
    assert_eq!(leaks(&year("")), []);
}

#[test]
fn what_is_accepted_holds_for_these_words_and_no_others() {
    let year = |words: &'static str| {
        move |filled: &mut crate::support::Answers| {
            set(filled, "GM0363", "ajb.aangemeld", "7");
            set(filled, "GM0363", "uitgelicht.tekst", words);
        }
    };
    let first = Year::changed(year("Het team heeft zeven leden."));
    let mut accept = pmg(&first, "accept");
    accept.args(["2024", "T104", "GM0363", "ajb.aangemeld", "--by", "programmateam"]);
    accept.args(["--because", "gaat over het team", "--on", "2024-05-01"]).assert().code(0);
    publish(&first).code(0);
    let second = first.answered(year("Er waren zeven jongens aangemeld."));
    publish(&second).code(3);
}

#[test]
fn a_condition_in_a_template_does_not_know_a_hidden_number() {
    let asked = "# Colofon\n\n{% if totaal(maat=\"screeningsmodel.doorverwezen\", gemeente=\"GM0014\") == 7 %}Geluk.{% else %}Niets.{% endif %}\n";
    let year = Year::example().write_file("templates/colofon.md", asked);
    assert!(year.markdown().contains("Niets."), "Groningen gave seven, and nobody may know");
}

#[test]
fn what_points_to_a_person_stands_in_the_way() {
    let year = Year::with("GM0363", "uitgelicht.tekst", "J. de Vries doet weer mee.");
    let run = publish(&year).code(3);
    assert!(said(&run).contains("W402"), "{}", said(&run));
}

#[test]
fn the_figures_of_a_draft_are_not_taken_for_published_ones() {
    let year = Year::example();
    let draft = String::from_utf8(year.draft().ledger).unwrap();
    let year = year.write_file("uitgebracht/2024-06-05.json", &draft);
    let run = publish(&year).code(2);
    assert!(said(&run).contains("is de `cijfers.json` van een concept"), "{}", said(&run));
}

#[test]
fn the_public_ledger_names_no_file_of_a_municipality() {
    let year = Year::example();
    publish(&year).code(0);
    let text = String::from_utf8(published(&year, "cijfers.json")).unwrap();
    assert!(!text.contains(".xlsx") && !text.contains(".ods"), "{text}");
    assert_eq!(
        ledger(&year)["measures"]["ajb.aangemeld"]["contributions"][0]["place"]["file"],
        "GM0014"
    );
}

#[test]
fn other_figures_do_not_take_the_place_of_an_edition_that_may_be_out() {
    let year = Year::issued();
    let first = published(&year, "cijfers.json");
    // It never went out, somebody says; but it still lies where people send it from.
    std::fs::remove_dir_all(year.path().join("uitgebracht")).unwrap();
    let year = year.answered(|filled| set(filled, "GM0363", "ajb.aangemeld", "149"));
    let run = publish(&year).code(3);
    assert!(said(&run).contains("Is die uitgebracht?"), "{}", said(&run));
    assert_eq!(first, published(&year, "cijfers.json"));
    std::fs::remove_dir_all(year.input().join("uit/2024/definitief")).unwrap();
    publish(&year).code(0);
    assert_ne!(first, published(&year, "cijfers.json"));
}

#[test]
fn a_late_return_is_hidden_where_two_editions_would_give_it_away() {
    let year =
        Year::changed(|filled| set(filled, "GM0606", "schoolverzuim.deelnemers", "onbekend"));
    publish(&year).code(0);
    let first = ledger(&year)["measures"]["schoolverzuim.deelnemers"]["sum"].as_i64().unwrap();
    let kept = String::from_utf8(published(&year, "cijfers.json")).unwrap();
    std::fs::remove_dir_all(year.path().join("uitgebracht")).unwrap();
    let year = year.write_file("uitgebracht/2024-06-05.json", &kept);
    let reason = "[[erratum]]\nuitgave = \"1.1\"\ngemeente = \"GM0606\"\nwaarom = \"Het antwoord kwam later.\"\n";
    let year = year.write_file("errata.toml", reason);
    let year = year.answered(|filled| set(filled, "GM0606", "schoolverzuim.deelnemers", "4"));
    publish(&year).code(0);
    let measure = &ledger(&year)["measures"]["schoolverzuim.deelnemers"];
    assert_ne!(
        measure["sum"],
        first + 4,
        "the difference of the editions is four pupils of Schiedam"
    );
    assert_eq!(measure["sum_shown"], "withheld");
}

#[test]
fn a_published_file_that_is_none_is_named() {
    let year = Year::example().write_file("uitgebracht/2024-06-05.json", "{}");
    let run = publish(&year).code(2);
    assert!(
        said(&run)
            .contains("2024-06-05.json, regel 1: dit is niet de `cijfers.json` van een uitgave"),
        "{}",
        said(&run)
    );
}
