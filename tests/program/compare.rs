//! What a correction changes, and what changed since the last draft.
#![expect(clippy::disallowed_methods, reason = "tests write where a user would")]

use std::path::Path;

use crate::command_line::pmg;
use crate::support::{Year, answers, parts, set};

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

#[test]
fn what_changed_stands_side_by_side_on_a_page_and_in_word() {
    let year = Year::whole();
    let path = corrected(&year, "ajb.aangemeld", "149");
    let output = year.input().join("uit");
    let flags = ["--pages", "--output", output.to_str().unwrap(), "--with"];
    compare(&year, &flags, &[&path], 0);
    let page = std::fs::read_to_string(output.join("2024/verschillen.html")).unwrap();
    for part in [
        "<h1>Wat er veranderde in het rapport over 2024</h1>",
        "de vragenlijsten die er nu zijn. Rechts staat wat er nu staat: met gecorrigeerd.xlsx.",
        "Daar zijn <strong>576</strong> extra jongeren aangemeld.",
        "Daar zijn <strong>577</strong> extra jongeren aangemeld.",
        "<strong>148</strong></td><td data-kolom=\"Is\"><strong>149</strong></td>",
        "gecorrigeerd.xlsx &#39;Persoonlijke ontwikkeling&#39;!C13",
        "Rijen van tabellen en figuren",
    ] {
        assert!(page.contains(part), "{part}: {}", &page[page.find("<main").unwrap()..]);
    }
    assert!(!page.contains("<script"), "nobody writes remarks in it");
    let word = std::fs::read(output.join("2024/verschillen.docx")).unwrap();
    let document = parts(&word).into_iter().find(|(name, _)| name == "word/document.xml").unwrap();
    let xml = String::from_utf8(document.1).unwrap();
    assert!(xml.contains("Wat er veranderde") && xml.contains(">577<"), "{xml}");
}

#[test]
fn editions_are_held_beside_each_other_and_beside_what_would_go_out_now() {
    let year = Year::changed(|filled| set(filled, "GM0014", "screeningsmodel.doorverwezen", "7"));
    let publish = || pmg(&year, "build").args(["2024", "--final"]).assert().code(0);
    publish();
    // The draft shows the seven, the edition does not: for everybody nothing is different.
    assert_eq!(compare(&year, &["--before", "1.0"], &[], 0), "geen verschillen\n");
    let told = compare(&year, &["--before", "1.1"], &[], 2);
    assert!(told.contains("uitgave 1.1 is niet bewaard\nhint: bewaard is: 1.0"), "{told}");
    let year = year.answered(|filled| {
        set(filled, "GM0014", "screeningsmodel.doorverwezen", "7");
        set(filled, "GM0363", "ajb.aangemeld", "149");
    });
    let now = compare(&year, &["--before", "1.0"], &[], 0);
    assert!(now.contains("GM0363 Amsterdam: 148 -> 149"), "{now}");
    assert!(now.ends_with("1 cijfer en 2 zinnen anders\n"), "{now}");
    let why = "[[erratum]]\nuitgave = \"1.1\"\ngemeente = \"GM0363\"\nwaarom = \"Een aanmelding ontbrak.\"\n";
    let year = year.write_file("errata.toml", why);
    pmg(&year, "build").args(["2024", "--final"]).assert().code(0);
    assert_eq!(compare(&year, &["--before", "1.0", "--after", "1.1"], &[], 0), now);
}
