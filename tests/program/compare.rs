//! What a correction changes, and what changed since the last draft.
#![expect(clippy::disallowed_methods, reason = "tests write where a user would")]

use std::path::Path;

use crate::command_line::pmg;
use crate::support::{Year, answers, set};

#[track_caller]
fn compare(year: &Year, arguments: &[&str], files: &[&Path], code: i32) -> String {
    let run = pmg(year, "compare").arg("2024").args(arguments).args(files).assert().code(code);
    let output = run.get_output();
    let said = if code == 0 { &output.stdout } else { &output.stderr };
    String::from_utf8(said.clone()).unwrap()
}

/// A return of Amsterdam in which one answer is another, beside the folder of the year.
fn corrected(year: &Year, question: &str, answer: &str) -> std::path::PathBuf {
    let mut filled = answers();
    set(&mut filled, "GM0363", question, answer);
    let path = year.input().join("gecorrigeerd.xlsx");
    std::fs::write(&path, year.workbook("GM0363", &filled["GM0363"])).unwrap();
    path
}

#[test]
fn a_corrected_return_shows_what_it_would_change() {
    let year = Year::whole();
    let path = corrected(&year, "ajb.aangemeld", "149");
    let text = compare(&year, &["--with"], &[&path], 0);
    assert_eq!(
        text,
        "ajb.aangemeld\n  \
         was:   576 jongeren, opgave van 6 van 6\n  \
         wordt: 577 jongeren, opgave van 6 van 6\n    \
         GM0363 Amsterdam: 148 -> 149  (gecorrigeerd.xlsx 'Persoonlijke ontwikkeling'!C13)\n\n\
         in het rapport:\n  \
         som:ajb.aangemeld\n    \
         was:   576 jongeren\n    \
         wordt: 577 jongeren\n  \
         som:ajb.aangemeld\n    \
         was:   Daar zijn 576 extra jongeren aangemeld.\n    \
         wordt: Daar zijn 577 extra jongeren aangemeld.\n  \
         vragenlijst:ajb, vragenlijst:ajb.aangemeld, waarde:ajb.aangemeld:GM0363\n    \
         was:   Alleen jij bepaalt wie je bent | Jongeren die extra zijn aangemeld | 148 jongeren\n    \
         wordt: Alleen jij bepaalt wie je bent | Jongeren die extra zijn aangemeld | 149 jongeren\n  \
         opgaven:ajb.aangemeld, som:ajb.aangemeld, vragenlijst:ajb, vragenlijst:ajb.aangemeld\n    \
         was:   Alleen jij bepaalt wie je bent | Jongeren die extra zijn aangemeld | 576 jongeren | 6 van 6\n    \
         wordt: Alleen jij bepaalt wie je bent | Jongeren die extra zijn aangemeld | 577 jongeren | 6 van 6\n\n\
         1 cijfer en 4 zinnen anders\n"
    );
    let output = year.input().join("uit");
    assert!(!output.exists(), "nothing is written");
}

#[test]
fn a_status_moves_its_numbers_out_of_the_count() {
    let year = Year::whole();
    let path = corrected(&year, "ipta.status", "gestopt");
    let text = compare(&year, &["--with"], &[&path], 0);
    assert!(text.contains("wordt: gepland 2, gestopt 1, uitvoering 2"), "{text}");
    assert!(text.contains("GM0363 Amsterdam: 24 -> 24, niet meegeteld"), "{text}");
    assert!(text.contains("wordt: IPTA is er nu in twee van de 15 gemeenten."), "{text}");
}

#[test]
fn two_drafts_are_held_beside_each_other() {
    let year = Year::changed(|_| ());
    pmg(&year, "build").arg("2024").assert().code(0);
    let earlier = year.input().join("eerder");
    std::fs::rename(year.input().join("uit/2024"), &earlier).unwrap();
    assert_eq!(compare(&year, &["--before"], &[&earlier], 0), "geen verschillen\n");
    let year = year.answered(|filled| set(filled, "GM0363", "ajb.aangemeld", "149"));
    assert!(compare(&year, &["--before"], &[&earlier], 0).contains("148 -> 149"));
    pmg(&year, "build").arg("2024").assert().code(0);
    let later = year.input().join("uit/2024");
    let both = [earlier.as_path(), Path::new("--after"), &later];
    assert!(compare(&year, &["--before"], &both, 0).contains("148 -> 149"));
}

#[test]
fn what_cannot_be_compared_says_what_to_do() {
    let year = Year::example();
    let text = compare(&year, &["--before", "nergens"], &[], 2);
    assert!(text.contains("noem het nummer van een bewaard concept, of de map"), "{text}");
    let path = year.input().join("leeg.xlsx");
    std::fs::write(&path, b"geen werkmap").unwrap();
    let text = compare(&year, &["--with"], &[&path], 2);
    assert!(text.contains("van welke gemeente") && text.contains("pmg check 2024"), "{text}");
}

#[test]
fn an_amount_of_money_has_both_figures_of_its_cents() {
    let year = Year::example().edit("vragenlijst.toml", "telt = \"fte\"", "telt = \"geld\"");
    let path = corrected(&year, "boas.fte", "1000.5");
    let text = compare(&year, &["--with"], &[&path], 0);
    assert!(text.contains(" -> €\u{a0}1.000,50  (gecorrigeerd.xlsx"), "{text}");
    assert!(text.contains("wordt: €\u{a0}1."), "{text}");
}
