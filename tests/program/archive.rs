//! The archive of a year: all its editions in one file, and what that proves.
#![expect(clippy::disallowed_methods, reason = "what somebody puts there is no output")]

use std::path::PathBuf;

use assert_cmd::assert::Assert;

use crate::command_line::{pmg, printed, said};
use crate::editions::{AMSTERDAM, corrected, publish, verified};
use crate::support::Year;

/// Packs the editions of a year.
#[track_caller]
fn archived(year: &Year) -> (Assert, PathBuf) {
    let run =
        pmg(year, "archive").args(["2024", "--output"]).arg(year.input().join("uit")).assert();
    (run, year.input().join("uit/2024/archief-2024.zip"))
}

#[test]
fn an_archive_holds_all_editions_and_proves_itself_far_from_its_year() {
    let year = corrected().write_file("errata.toml", AMSTERDAM);
    publish(&year).code(0);
    let (run, archive) = archived(&year);
    let run = run.code(0);
    assert!(
        said(&run).contains("Archief met 2 uitgaven en geen brief geschreven in"),
        "{}",
        said(&run)
    );
    let proof = "Uitgave 1.0 van 2024: 12 bestanden opnieuw gemaakt, 0 verschillen\nUitgave 1.1 van 2024: 14 bestanden opnieuw gemaakt, 0 verschillen\n";
    assert_eq!(printed(&run), proof);
    let elsewhere = Year::of(&["GM0363"]);
    let copy = elsewhere.input().join("archief.zip");
    std::fs::copy(&archive, &copy).unwrap();
    let told = printed(&verified(&elsewhere, &copy).code(0));
    for line in proof.lines() {
        assert!(told.contains(line), "{told}");
    }
    assert!(told.contains("weet alleen wie haar jaar heeft"), "{told}");
    // The same bytes the next time, and a list that any system can go by.
    let bytes = std::fs::read(&archive).unwrap();
    archived(&year).0.code(0);
    assert_eq!(std::fs::read(&archive).unwrap(), bytes);
    let unpacked = pmg_monitor::archive::unpack(&bytes, 1 << 30).unwrap();
    let list = String::from_utf8(unpacked["inhoud.sha256"].clone()).unwrap();
    for line in list.lines() {
        let (hash, path) = line.split_once("  ").unwrap();
        assert_eq!(pmg_monitor::workbook::sha256(&unpacked[path]), hash, "{path}");
    }
    assert_eq!(list.lines().count() + 1, unpacked.len());
    let readme = String::from_utf8(unpacked["LEESMIJ.txt"].clone()).unwrap();
    assert!(readme.contains("uitgave 1.1") && readme.contains("pmg verify --edition"), "{readme}");
    // What changed on the way is found.
    let mut changed = unpacked;
    changed.get_mut("uitgaven/2024-1.0/rapport.md").unwrap().push(b'x');
    std::fs::write(&copy, pmg_monitor::archive::pack(&changed).unwrap()).unwrap();
    let told = printed(&verified(&elsewhere, &copy).code(1));
    assert!(told.contains("rapport.md: het bestand is niet dat van de uitgave"), "{told}");
    assert!(told.contains("dit is niet wat de lijst van het archief ervan zegt"), "{told}");
}

#[test]
fn an_archive_has_the_letter_that_went_out_with_an_edition() {
    let year = Year::issued();
    pmg(&year, "letter").args(["2024", "--final"]).assert().code(0);
    let (run, path) = archived(&year);
    assert!(!said(&run.code(0)).contains("hoort bij geen uitgave"));
    let unpacked = pmg_monitor::archive::unpack(&std::fs::read(&path).unwrap(), 1 << 30).unwrap();
    let kept = std::fs::read(year.path().join("brieven/1.0/brief.pdf")).unwrap();
    assert_eq!(unpacked["brieven/2024-1.0/brief.pdf"], kept);
    let readme = String::from_utf8(unpacked["LEESMIJ.txt"].clone()).unwrap();
    assert!(readme.contains("brieven/2024-1.0/  de brief aan de Tweede Kamer erbij"), "{readme}");
    let proof = "Brief bij uitgave 1.0 van 2024: vergeleken met wat is bewaard, 0 verschillen";
    assert!(printed(&verified(&year, &path).code(0)).contains(proof));
    // Another letter in its place is seen, also where all that is said of it was made again for it.
    let mut changed = unpacked;
    let record = String::from_utf8(changed["brieven/2024-1.0/editie.json"].clone()).unwrap();
    let hash = pmg_monitor::workbook::sha256;
    let record = record.replace(&hash(&kept), &hash(b"%PDF"));
    changed.insert("brieven/2024-1.0/editie.json".to_owned(), record.into_bytes());
    changed.insert("brieven/2024-1.0/brief.pdf".to_owned(), b"%PDF".to_vec());
    changed.remove("inhoud.sha256");
    let line = |(path, bytes): (&String, &Vec<u8>)| {
        format!("{}  {path}", pmg_monitor::workbook::sha256(bytes))
    };
    let list = changed.iter().map(line).collect::<Vec<_>>().join("\n") + "\n";
    changed.insert("inhoud.sha256".to_owned(), list.into_bytes());
    std::fs::write(&path, pmg_monitor::archive::pack(&changed).unwrap()).unwrap();
    let told = printed(&verified(&year, &path).code(1));
    assert!(
        told.contains(
            "brieven/2024-1.0/brief.pdf: de brief is niet die bij uitgave 1.0 is bewaard"
        ),
        "{told}"
    );
    // Who does not have the year learns that the letter was held against itself.
    let elsewhere = Year::of(&["GM0363"]);
    let told = printed(&verified(&elsewhere, &path).code(0));
    assert!(told.contains("vergeleken met zijn eigen vingerafdrukken, 0 verschillen"), "{told}");
    // An edition by itself is verified whatever became of its letter.
    std::fs::remove_file(year.path().join("brieven/1.0/brief.md")).unwrap();
    verified(&year, &year.path().join("uitgebracht/1.0")).code(0);
    // Nor is half a letter packed, or one that somebody changed together with what is said of it.
    let pdf = year.path().join("brieven/1.0/brief.pdf");
    std::fs::remove_file(pdf).unwrap();
    let told = said(&archived(&year).0.code(2));
    assert!(told.contains("is niet meer de brief die bij uitgave 1.0 is bewaard"), "{told}");
}

#[test]
fn an_archive_without_what_an_edition_was_made_from_is_refused_with_what_to_do() {
    let year = Year::issued();
    std::fs::remove_file(year.path().join("geheim/uitgaven/1.0.zip")).unwrap();
    let (run, path) = archived(&year);
    let told = said(&run.code(2));
    assert!(
        told.contains("1.0.zip` is er niet meer: daarin zat waar een uitgave van is gemaakt"),
        "{told}"
    );
    assert!(told.contains("hint: zet het bestand terug uit een kopie"), "{told}");
    assert!(!path.exists());
}

#[test]
fn an_archive_of_somebody_else_is_not_taken_for_the_edition_of_the_team() {
    let year = Year::of(&["GM0363"]);
    publish(&year).code(0);
    // All of it fits together, and it is another year.
    let forged = Year::alone("GM0363", "ajb.aangemeld", "199");
    publish(&forged).code(0);
    let (run, path) = archived(&forged);
    run.code(0);
    let told = printed(&verified(&year, &path).code(1));
    assert!(told.contains("de uitgave is van iets anders gemaakt dan er is bewaard"), "{told}");
    // What belongs to no edition is not passed over.
    let mut files = pmg_monitor::archive::unpack(&std::fs::read(&path).unwrap(), 1 << 30).unwrap();
    files.insert("uitgaven/2024-1.7/rapport.pdf".to_owned(), b"%PDF".to_vec());
    std::fs::write(&path, pmg_monitor::archive::pack(&files).unwrap()).unwrap();
    let told = printed(&verified(&forged, &path).code(1));
    assert!(told.contains("uitgaven/2024-1.7/rapport.pdf: dit hoort bij geen uitgave"), "{told}");
}

#[test]
fn what_may_not_be_kept_is_in_no_archive_and_the_rest_is_held_against_its_hashes() {
    let discarded = "[[niet]]\nwat = \"questionnaires/\"\nwaarom = \"Vernietigd volgens de selectielijst.\"\n\n[[niet]]\nwat = \"geheim\"\nwaarom = \"Blijft bij het programmateam.\"\n";
    let year = Year::of(&["GM0363"]).write_file("bewaarlijst.toml", discarded);
    publish(&year).code(0);
    let (run, path) = archived(&year);
    let run = run.code(0);
    assert!(
        said(&run).contains("2 bestanden zitten er niet in, volgens bewaarlijst.toml"),
        "{}",
        said(&run)
    );
    // Where all is kept, it is made again; elsewhere only what is known of it can be compared.
    assert!(printed(&run).contains("12 bestanden opnieuw gemaakt"), "{}", printed(&run));
    let elsewhere = Year::of(&["GM0363"]);
    let told = printed(&verified(&elsewhere, &path).code(0));
    assert!(told.contains("12 bestanden vergeleken met de vingerafdrukken"), "{told}");
    let archive = pmg_monitor::archive::unpack(&std::fs::read(&path).unwrap(), 1 << 30).unwrap();
    let made_from = pmg_monitor::archive::unpack(&archive["invoer/2024-1.0.zip"], 1 << 30).unwrap();
    assert!(made_from.keys().all(|it| !it.contains("questionnaires") && !it.contains("geheim")));
    let readme = String::from_utf8(archive["LEESMIJ.txt"].clone()).unwrap();
    assert!(readme.contains("- questionnaires: Vernietigd volgens de selectielijst."), "{readme}");
    let mut changed = archive;
    changed.get_mut("uitgaven/2024-1.0/rapport.md").unwrap().push(b'x');
    changed.insert("uitgaven/2024-1.0/virus.exe".to_owned(), b"MZ".to_vec());
    std::fs::write(&path, pmg_monitor::archive::pack(&changed).unwrap()).unwrap();
    let told = printed(&verified(&elsewhere, &path).code(1));
    assert!(told.contains("rapport.md: het bestand is niet dat van de uitgave"), "{told}");
    assert!(told.contains("virus.exe: dit hoort niet bij de uitgave"), "{told}");
    // A list that names what is not there keeps what it should not.
    let year = year.edit("bewaarlijst.toml", "questionnaires/", "questionaires");
    let (run, _) = archived(&year);
    let told = said(&run.code(2));
    assert!(told.contains("bewaarlijst.toml noemt `questionaires`"), "{told}");
    let year = year.edit("bewaarlijst.toml", "questionaires", "../2023");
    let (run, _) = archived(&year);
    assert!(said(&run.code(2)).contains("`../2023` is geen bestand of map van een jaar"));
}

#[test]
fn a_year_without_an_edition_has_no_archive() {
    let year = Year::of(&["GM0363"]);
    let told = said(&archived(&year).0.code(2));
    assert!(told.contains("nog geen uitgave bewaard"), "{told}");
}
