//! The desk: what takes the place of what, what is refused and remembered, and the way back.
#![expect(clippy::disallowed_methods, reason = "a test sets its own stage")]

use std::collections::BTreeMap;

use pmg_monitor::cycle;
use serde_json::Value;

use crate::command_line::{run, said};
use crate::support::{Answers, Year, answers, set};

/// A workbook of Amsterdam that came by mail.
fn mailed(year: &Year, name: &str, change: impl Fn(&mut Answers)) -> String {
    let mut answers = answers();
    change(&mut answers);
    mail(year, name, &year.workbook("GM0363", &answers["GM0363"]))
}

fn mail(year: &Year, name: &str, bytes: &[u8]) -> String {
    let path = year.input().join(name);
    std::fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

fn amsterdam(year: &Year) -> Vec<u8> {
    std::fs::read(year.returns().join("GM0363-amsterdam.xlsx")).unwrap()
}

fn status(year: &Year) -> (Value, String) {
    let json = run(year, &["status", "2024", "--format", "json"]).code(0);
    let text = run(year, &["status", "2024"]).code(0);
    (
        serde_json::from_slice(&json.get_output().stdout).unwrap(),
        String::from_utf8(text.get_output().stdout.clone()).unwrap(),
    )
}

#[test]
fn a_blank_return_takes_no_place_unless_that_is_meant() {
    let year = Year::example();
    let full = amsterdam(&year);
    let blank = mail(&year, "leeg.xlsx", &year.workbook("GM0363", &BTreeMap::new()));
    let refused = run(&year, &["receive", "2024", &blank]).code(1);
    let words = "antwoorden minder dan de vorige versie (0 in plaats van ";
    assert!(said(&refused).contains(words), "{}", said(&refused));
    assert!(said(&refused).contains("--replace"), "{}", said(&refused));
    assert_eq!(amsterdam(&year), full);
    run(&year, &["receive", "2024", &blank, "--replace"]).code(0);
    assert_ne!(amsterdam(&year), full);
    let (json, text) = status(&year);
    assert_eq!(
        (&json["municipalities"][0]["state"], &json["municipalities"][0]["answers"]),
        (&"blank".into(), &0.into())
    );
    assert!(text.contains("Binnen: 14 van de 15 gemeenten."), "{text}");
    assert!(text.contains("Leeg, dus nog niet binnen: 1 (Amsterdam)."), "{text}");
}

#[test]
fn a_blank_return_that_comes_first_is_told() {
    let year = Year::of(&["GM0363"]).without("GM0363");
    let blank = mail(&year, "leeg.xlsx", &year.workbook("GM0363", &BTreeMap::new()));
    let received = run(&year, &["receive", "2024", &blank]).code(0);
    assert!(said(&received).contains("er staat geen enkel antwoord in"), "{}", said(&received));
}

#[test]
fn one_answer_fewer_asks_as_many_do_not() {
    let year = Year::of(&["GM0363"]).without("GM0363");
    let first = mailed(&year, "een.xlsx", |_| ());
    run(&year, &["receive", "2024", &first]).code(0);
    let same = mailed(&year, "twee.xlsx", |all| set(all, "GM0363", "ajb.aangemeld", "149"));
    run(&year, &["receive", "2024", &same]).code(0);
    let fewer = mailed(&year, "drie.xlsx", |all| set(all, "GM0363", "ajb.aangemeld", ""));
    let refused = run(&year, &["receive", "2024", &fewer]).code(1);
    assert!(
        said(&refused).contains("1 antwoord minder dan de vorige versie"),
        "{}",
        said(&refused)
    );
}

#[test]
fn an_older_version_takes_no_place_unless_that_is_meant() {
    let year = Year::of(&["GM0363"]).write_file(cycle::SHEETS, cycle::STANDARD_SHEETS);
    let year = year.answered(|_| ());
    let signed = |name: &str, day: &'static str| {
        mailed(&year, name, |all| {
            set(all, "GM0363", "akkoord.functie", "hoofd Veiligheid");
            set(all, "GM0363", "akkoord.datum", day);
        })
    };
    let (first, second) = (signed("een.xlsx", "2 april 2024"), signed("twee.xlsx", "3 april 2024"));
    std::fs::remove_file(year.returns().join("GM0363.xlsx")).unwrap();
    run(&year, &["receive", "2024", &second]).code(0);
    let refused = run(&year, &["receive", "2024", &first]).code(1);
    let words = "akkoord gegeven op 2 april 2024, en de vorige versie op 3 april 2024";
    assert!(said(&refused).contains(words), "{}", said(&refused));
    let third = signed("drie.xlsx", "4 april 2024");
    let refused = run(&year, &["receive", "2024", &third, "--on", "2025-03-04"]).code(1);
    let words = "binnengekomen op 4 maart 2025, en de vorige versie op 5 maart 2025";
    assert!(said(&refused).contains(words), "{}", said(&refused));
    run(&year, &["receive", "2024", &third, "--on", "2025-03-04", "--replace"]).code(0);
}

#[test]
fn the_day_of_the_mail_is_one_that_can_be() {
    let year = Year::of(&["GM0363"]).without("GM0363");
    let file = mailed(&year, "een.xlsx", |_| ());
    for (day, why) in [
        ("2025-03-06", "ligt in de toekomst"),
        ("2023-12-31", "is van vóór 2024"),
        ("gisteren", "schrijf een dag als jaar-maand-dag"),
        ("2025-02-30", "schrijf een dag als jaar-maand-dag"),
    ] {
        let refused = run(&year, &["receive", "2024", &file, "--on", day]).code(2);
        assert!(said(&refused).contains(why), "{}", said(&refused));
    }
    run(&year, &["receive", "2024", &file, "--on", "2025-03-01"]).code(0);
    assert_eq!(status(&year).0["municipalities"][0]["received"], "2025-03-01");
}

#[test]
fn an_earlier_version_comes_back_and_goes_again() {
    let year = Year::of(&["GM0363"]).without("GM0363");
    let first = mailed(&year, "een.xlsx", |_| ());
    let second = mailed(&year, "twee.xlsx", |all| set(all, "GM0363", "ajb.aangemeld", "149"));
    run(&year, &["receive", "2024", &first, "--on", "2025-03-01"]).code(0);
    let nothing = run(&year, &["receive", "2024", "--again", "Amsterdam"]).code(2);
    assert!(said(&nothing).contains("niet bekend welke versie"), "{}", said(&nothing));
    run(&year, &["receive", "2024", &second]).code(0);
    let [old, new] = [&first, &second].map(|path| std::fs::read(path).unwrap());
    let again = run(&year, &["receive", "2024", "--again", "amsterdam"]).code(0);
    assert!(said(&again).contains("teruggezet als GM0363-amsterdam.xlsx"), "{}", said(&again));
    assert_eq!(amsterdam(&year), old);
    let last = cycle::load(&year.path()).unwrap().receipts.pop().unwrap();
    assert_eq!(
        (last.on.to_string(), last.restored.unwrap().to_string()),
        ("2025-03-01".to_owned(), "2025-03-05".to_owned())
    );
    run(&year, &["receive", "2024", "--again", "GM0363"]).code(0);
    assert_eq!(amsterdam(&year), new);
    // By the name of a file that was kept.
    let mut kept = std::fs::read_dir(year.returns().join("vervangen")).unwrap();
    let kept = kept.find_map(|entry| {
        let path = entry.unwrap().path();
        (std::fs::read(&path).unwrap() == old).then_some(path)
    });
    let name = kept.unwrap().file_name().unwrap().to_str().unwrap().to_owned();
    run(&year, &["receive", "2024", "--again", &name]).code(0);
    assert_eq!(amsterdam(&year), old);
    let none = run(&year, &["receive", "2024", "--again", "Atlantis"]).code(2);
    assert!(said(&none).contains("geen gemeente en geen bewaarde versie"), "{}", said(&none));
    run(&year, &["receive", "2024", &first, "--again", "Amsterdam"]).code(2);
}

#[test]
fn what_was_refused_is_remembered_until_something_better_comes() {
    let year = Year::example().without("GM0363");
    let other = Year::example().edit("jaar.toml", "\"pmg-2024\"", "\"pmg-eerder\"");
    let wrong = mail(&year, "vorig jaar.xlsx", &other.workbook("GM0363", &BTreeMap::new()));
    let damaged = mail(&year, "half.xlsx", &year.workbook("GM0363", &BTreeMap::new())[..300]);
    for _ in 0..2 {
        run(&year, &["receive", "2024", &wrong, &damaged]).code(1);
    }
    let log = cycle::load(&year.path()).unwrap();
    assert_eq!((log.receipts.len(), log.refusals.len()), (0, 2), "each once");
    let (json, text) = status(&year);
    assert_eq!(json["municipalities"][0]["refused"][0]["file"], "vorig jaar.xlsx");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = "Van Amsterdam kwam wel iets binnen: vorig jaar.xlsx op 5 maart 2025. Niet ontvangen: L205: ";
    assert!(text.contains(words), "{text}");
    let words = "Er kwam iets binnen van wie niet bekend is: half.xlsx op 5 maart 2025. Niet ontvangen: L10";
    assert!(text.contains(words), "{text}");
    let right = mailed(&year, "nu goed.xlsx", |_| ());
    run(&year, &["receive", "2024", &right]).code(0);
    let (json, text) = status(&year);
    assert_eq!(json["municipalities"][0]["refused"].as_array().unwrap().len(), 0);
    assert!(!text.contains("kwam wel iets") && !text.contains("half.xlsx"), "{text}");
}

#[test]
fn eight_at_once_lose_no_return_and_no_receipt() {
    let year = Year::example();
    let post = year.input().join("post");
    std::fs::rename(year.returns(), &post).unwrap();
    let mut files: Vec<_> =
        std::fs::read_dir(&post).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    std::thread::scope(|scope| {
        for file in &files[..8] {
            scope.spawn(|| run(&year, &["receive", "2024", file.to_str().unwrap()]).code(0));
        }
    });
    let log = cycle::load(&year.path()).unwrap();
    assert_eq!((log.returns.len(), log.receipts.len()), (8, 8));
    let names: Vec<_> =
        std::fs::read_dir(year.input()).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert!(!names.iter().any(|name| name.to_string_lossy().starts_with(".pmg-")), "{names:?}");
}
