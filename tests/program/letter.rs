//! The letter to parliament: what it says, what it rests on, what holds it back, and what is wrong in its files.
#![expect(clippy::disallowed_methods, reason = "what somebody puts there is no output")]

use std::path::PathBuf;

use assert_cmd::assert::Assert;

use crate::command_line::{pmg, printed, run, said};
use crate::editions::{AMSTERDAM, files, publish, text};
use crate::support::{Year, set};

const NAMES: [&str; 4] = ["brief.docx", "brief.html", "brief.md", "brief.pdf"];

fn letter(year: &Year, more: &[&str]) -> Assert {
    pmg(year, "letter").arg("2024").args(more).assert()
}

fn verified(year: &Year, more: &[&str]) -> Assert {
    let output = year.input().join("uit");
    let mut command = pmg(year, "verify");
    command.args(["2024", "--letter"]).args(more).arg("--output").arg(output).assert()
}

fn folder(year: &Year) -> PathBuf {
    year.input().join("uit/2024/brief")
}

/// What the letter of a year says.
fn markdown(year: &Year) -> String {
    letter(year, &[]);
    text(&folder(year).join("brief.md"))
}

#[test]
fn the_letter_sums_up_the_report_and_is_counted_again() {
    let year = Year::whole();
    let run = letter(&year, &[]).code(0);
    assert!(said(&run).contains("Brief (Concept 1) geschreven in"), "{}", said(&run));
    let written = files(&folder(&year));
    assert_eq!(written.keys().collect::<Vec<_>>(), [NAMES.as_slice(), &["editie.json"]].concat());
    let markdown = text(&folder(&year).join("brief.md"));
    for sentence in [
        "# Aanbieding Rapportage Preventie met Gezag 2024\n",
        "Brief bij ‘Rapportage Preventie met Gezag 2024’",
        "Ministerie van Justitie en Veiligheid, 5 juni 2024",
        "\nDe Voorzitter van de Tweede Kamer\\\n",
        "**Bijlagen:** Rapportage Preventie met Gezag 2024; Beleidskeuzes uitgelegd",
        "Jongeren die extra zijn aangemeld (Alleen jij bepaalt wie je bent): 576 jongeren.",
        "### Motie van Kamerlid Van der Werf en anderen",
        "Volgens de vragenlijst voeren deze gemeenten de interventie uit: Amsterdam, Rotterdam en Utrecht.",
        "Deze gemeente bereidt haar voor: Utrecht.",
        "Daarvan is ruim € 130 miljoen bestemd voor",
        "Een gemeente krijgt daarvan hoogstens € 500.000 per jaar.",
        "\nMinister van Justitie en Veiligheid\n",
    ] {
        assert!(markdown.contains(&sentence.replace("€ ", "€\u{a0}")), "{sentence}\n{markdown}");
    }
    let told = printed(&verified(&year, &[]).code(0));
    assert!(told.contains("in de brief nageteld, in 4 vormen, 0 verschillen"), "{told}");
}

#[test]
fn every_number_in_the_letter_leads_to_what_it_rests_on() {
    let year = Year::whole();
    letter(&year, &[]).code(0);
    let page = text(&folder(&year).join("brief.html"));
    let marks = page.matches("data-basis=\"").count();
    assert!(marks > 100, "{marks}");
    // Names of the questionnaire alone lead nowhere: behind each of them a link would tell nobody anything.
    let without = page.split("<span data-basis=\"").skip(1).filter(|rest| {
        let is_passage = rest.contains("</span><a class=\"bron\"");
        !rest.starts_with("vragenlijst:") && !is_passage
    });
    assert_eq!(without.count(), 0);
    for part in [
        "Toezegging van de Minister van Justitie en Veiligheid",
        "Beleidskeuzes uitgelegd: Doel",
        "Gegevens van de brief",
        "€ 143 miljoen",
    ] {
        let account = page.split_once("id=\"_onderbouwing\"").unwrap().1;
        assert!(account.replace('\u{a0}', " ").contains(part), "{part}");
    }
}

#[test]
fn what_only_the_letter_says_is_traced_too() {
    let year = Year::whole();
    let traced = |code: &str| printed(&run(&year, &["trace", "2024", code]).code(0));
    let text = traced("budget-structureel");
    assert!(
        text.contains("Vast gegeven. Bron: Brief aan de Tweede Kamer van 1 juli 2022"),
        "{text}"
    );
    assert!(text.contains("in de brief:\n  - In 2022 was voor alle pijlers samen"), "{text}");
    // By the number as well, for whoever read it and knows no code; here the report does not say it.
    let by_number = traced("143");
    let (_, budget) = by_number.split_once("budget-structureel: ").unwrap();
    assert!(budget.contains("in de brief:\n  - In 2022 was"), "{by_number}");
    assert!(!budget.contains("in het rapport:"), "{by_number}");
    let both = traced("576");
    assert!(both.contains("in het rapport:\n") && both.contains("in de brief:\n"), "{both}");
    let text = traced("multidisciplinair-toezicht");
    assert!(
        text.starts_with("multidisciplinair-toezicht: Motie van Kamerlid Van Nispen\n"),
        "{text}"
    );
    assert!(text.contains("in de brief:\n  - Motie van Kamerlid Van Nispen\n"), "{text}");
    let text = traced("ajb.aangemeld");
    let (report, letter) = text.split_once("in de brief:\n").unwrap();
    assert!(report.contains("in het rapport:\n"), "{text}");
    assert!(letter.contains("576 jongeren."), "{text}");
}

#[test]
fn a_number_that_was_changed_in_a_letter_is_a_difference() {
    let year = Year::whole();
    letter(&year, &[]).code(0);
    for (name, from, to) in [
        ("brief.md", "576 jongeren", "567 jongeren"),
        ("brief.html", ">576</a> jongeren", ">567</a> jongeren"),
        ("brief.html", "Minister voor Rechtsbescherming", "Minister voor Rechtspraak"),
        ("brief.html", "€\u{a0}143 miljoen", "€\u{a0}134 miljoen"),
        ("brief.html", "35 925 VI, nr. 68", "35 925 VI, nr. 86"),
    ] {
        let path = folder(&year).join(name);
        let before = text(&path);
        assert!(before.contains(from), "{from}");
        std::fs::write(&path, before.replace(from, to)).unwrap();
        let told = printed(&verified(&year, &[]).code(1));
        assert!(told.contains(name), "{to}: {told}");
        assert!(!told.contains("rapport.html"), "{told}");
        std::fs::write(&path, before).unwrap();
    }
    let path = folder(&year).join("editie.json");
    let before = text(&path);
    std::fs::write(&path, before.replace("brief.pdf", "brief.pdfx")).unwrap();
    assert!(printed(&verified(&year, &[]).code(1)).contains("editie.json"));
    std::fs::write(&path, before).unwrap();
    // What nobody counts is seen by its bytes.
    let path = folder(&year).join("brief.pdf");
    let mut bytes = std::fs::read(&path).unwrap();
    let at = bytes.len() / 2;
    bytes[at] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    assert!(printed(&verified(&year, &[]).code(1)).contains("brief.pdf"));
    std::fs::remove_file(path).unwrap();
    let told = said(&verified(&year, &[]).code(2));
    assert!(told.contains("geef eerst de opdracht `pmg letter 2024`"), "{told}");
}

#[test]
fn a_letter_goes_out_with_an_edition_and_with_no_other_figures() {
    let year = Year::changed(|_| ());
    let told = said(&letter(&year, &["--final"]).code(3));
    assert!(told.contains("er is nog geen uitgave van 2024"), "{told}");
    assert!(told.contains("`pmg build 2024 --final`"), "{told}");
    assert!(!folder(&year).exists(), "nothing that could be taken for a letter");
    publish(&year).code(0);
    let run = letter(&year, &["--final"]).code(0);
    assert!(said(&run).contains("Brief bij uitgave 1.0 geschreven in"), "{}", said(&run));
    let last = files(&folder(&year).join("definitief"));
    assert_eq!(last.keys().collect::<Vec<_>>(), [NAMES.as_slice(), &["editie.json"]].concat());
    let page = String::from_utf8(last["brief.html"].clone()).unwrap();
    assert!(!page.to_lowercase().contains("concept"), "a letter that goes out is no draft");
    assert!(!page.contains(".xlsx"), "nor does it name a file");
    verified(&year, &["--final"]).code(0);
    // Another number, and the letter would say what no reader has in hand.
    let year = year.answered(|filled| set(filled, "GM0363", "ajb.aangemeld", "149"));
    let told = said(&letter(&year, &["--final"]).code(3));
    assert!(
        told.contains("wat er nu in het rapport staat, is anders dan in uitgave 1.0"),
        "{told}"
    );
    assert!(told.contains("die is niet veranderd"), "{told}");
    assert_eq!(files(&folder(&year).join("definitief")), last);
    let told = printed(&verified(&year, &["--final"]).code(1));
    assert!(told.contains("de brief hoort bij geen uitgave"), "{told}");
}

#[test]
fn a_letter_that_went_out_is_kept_and_never_written_over() {
    let year = Year::issued();
    letter(&year, &["--final"]).code(0);
    let (out, kept) = (folder(&year).join("definitief"), year.path().join("brieven/1.0"));
    let first = files(&out);
    assert_eq!(files(&kept), first);
    let record: serde_json::Value = serde_json::from_slice(&first["editie.json"]).unwrap();
    assert_eq!(record["letter_with"], "1.0");
    // What somebody changed or took away comes back; what says the same is made no second time.
    std::fs::remove_dir_all(&out).unwrap();
    let told = said(&letter(&year, &["--final"]).code(0));
    assert!(told.contains("De brief bij uitgave 1.0 was er al"), "{told}");
    assert_eq!(files(&out), first);
    // A letter with other words is another letter.
    let year = year.edit("brief.toml", "Aanbieding", "Toezending");
    let told = said(&letter(&year, &["--final"]).code(3));
    assert!(
        told.contains("bij uitgave 1.0 is al een brief bewaard, en die zegt iets anders"),
        "{told}"
    );
    assert!(told.contains("is die brief nooit verstuurd, haal dan"), "{told}");
    assert_eq!(files(&kept), first);
    let told = printed(&verified(&year, &["--final"]).code(1));
    assert!(told.contains("brief.html"), "{told}");
    let year = year.edit("brief.toml", "Toezending", "Aanbieding");
    // Nor is what somebody changed in the one that was kept taken for it.
    std::fs::write(kept.join("brief.html"), "iets anders").unwrap();
    let told = said(&letter(&year, &["--final"]).code(2));
    assert!(told.contains("is niet meer de brief die bij uitgave 1.0 is bewaard"), "{told}");
    std::fs::write(kept.join("brief.html"), &first["brief.html"]).unwrap();
    // A name that leads out of the folder is none that the program wrote.
    let record = text(&kept.join("editie.json"));
    let out_of_it = record.replace("\"brief.pdf\"", "\"../../../brief.pdf\"");
    std::fs::write(kept.join("editie.json"), out_of_it).unwrap();
    letter(&year, &["--final"]).code(2);
    verified(&year, &["--final"]).code(2);
    std::fs::remove_dir_all(&kept).unwrap();
    let told = said(&letter(&year, &["--final"]).code(0));
    assert!(told.contains("Hij is bewaard in"), "{told}");
    assert_eq!(files(&kept), first);
    // The next edition has a letter of its own, and is made from none.
    let year = year.answered(|filled| set(filled, "GM0363", "ajb.aangemeld", "149"));
    let year = year.write_file("errata.toml", AMSTERDAM);
    publish(&year).code(0);
    letter(&year, &["--final"]).code(0);
    assert_eq!(files(&kept), first);
    assert!(year.path().join("brieven/1.1/brief.pdf").exists());
}

#[test]
fn a_number_typed_in_the_letter_stands_in_its_way() {
    let year = Year::changed(|_| ()).write_file(
        "templates/brief.md",
        "{% set b = brief() %}{{ b.aan | length }}\n\nWij bereikten 576 jongeren.\n",
    );
    publish(&year).code(0);
    let run = letter(&year, &[]).code(1);
    assert!(printed(&run).is_empty());
    assert!(said(&run).contains("templates/brief.md:3:15"), "{}", said(&run));
    let told = said(&letter(&year, &["--final"]).code(3));
    assert!(told.contains("Geen definitieve brief: 2 bevindingen staan in de weg."), "{told}");
}

#[test]
fn a_small_number_is_no_more_told_in_the_letter_than_in_the_report() {
    let year = Year::example().write_file(
        "templates/brief.md",
        "Tilburg bereikte {{ waarde(maat=\"familieaanpak.gezinnen-intensief\", gemeente=\"GM0855\") }}.\n",
    );
    let year = year.answered(|filled| {
        set(filled, "GM0855", "familieaanpak.gezinnen-intensief", "7");
    });
    let said = markdown(&year);
    assert!(said.contains("Tilburg bereikte minder dan 10 gezinnen."), "{said}");
    verified(&year, &[]).code(0);
}

#[test]
fn the_letter_goes_with_the_draft_that_was_kept_as_long_as_its_figures_hold() {
    let year = Year::example();
    run(&year, &["build", "2024", "--keep"]).code(0);
    let kept = said(&letter(&year, &[]).code(0));
    assert!(kept.contains("Brief (Concept 1, "), "{kept}");
    verified(&year, &[]).code(0);
    let year = year.answered(|filled| set(filled, "GM0363", "ajb.aangemeld", "149"));
    let next = said(&letter(&year, &[]).code(0));
    assert!(next.contains("Brief (Concept 2) geschreven"), "{next}");
}

#[test]
fn a_letter_names_the_edition_as_that_names_itself() {
    let year = Year::issued();
    let year = year.edit("jaar.toml", "titel = \"Rapportage", "titel = \"Andere rapportage");
    let told = said(&letter(&year, &["--final"]).code(3));
    assert!(told.contains("uitgave 1.0 heet ‘Rapportage Preventie met Gezag 2024’"), "{told}");
}

#[test]
fn a_small_number_of_a_municipality_comes_in_by_no_file_of_the_letter() {
    let seven =
        "[klein]\ntekst = \"zeven\"\nbron = \"Vragenlijst van Breda, 2024\"\n\n[leeftijd-van]";
    let (from, asked) =
        ("Utrecht en Reclassering Nederland onderzochten", "De motie gaat over toezicht");
    for (file, from, to) in [
        ("toezeggingen.toml", from, "In Breda deden {klein} jongeren mee. Utrecht onderzocht"),
        (
            "toezeggingen.toml",
            from,
            "Breda deed mee. Het ging om {klein} jongeren. Utrecht onderzocht",
        ),
        (
            "toezeggingen.toml",
            asked,
            "In Breda ging het om {klein} jongeren. De motie gaat over toezicht",
        ),
        ("toezeggingen.toml", from, "Dit deden {klein} gemeenten. Utrecht onderzocht"),
        (
            "beleidskeuze.toml",
            "Preventie met Gezag is er",
            "Breda had {klein} jongeren. Preventie met Gezag is er",
        ),
    ] {
        let year = Year::changed(|_| ())
            .edit("constanten.toml", "[leeftijd-van]", seven)
            .edit(file, from, to);
        let told = said(&letter(&year, &[]).code(1));
        assert!(told.contains("T114"), "{to}: {told}");
        publish(&year).code(0);
        letter(&year, &["--final"]).code(3);
    }
}

#[test]
fn where_nothing_is_counted_no_number_can_stand() {
    for (file, from, to, message) in [
        (
            "toezeggingen.toml",
            "naam = \"Kapot Sterk\"",
            "naam = \"7 jongeren in Breda\"",
            "hier staat een getal: `7`",
        ),
        (
            "toezeggingen.toml",
            "van = \"Kamerlid Van Nispen\"",
            "van = \"zeven leden\"",
            "hier staat een getal: `zeven`",
        ),
        (
            "toezeggingen.toml",
            "van = \"Kamerlid Van Nispen\"",
            "van = \"{pijlers} leden\"",
            "hier kan geen accolade staan",
        ),
        (
            "toezeggingen.toml",
            "kamerstuk = \"Kamerstukken II 2022/23, 29 911, nr. 40\"",
            "kamerstuk = \"7 jongeren in Breda\"",
            "is geen Kamerstuk",
        ),
        (
            "toezeggingen.toml",
            "kamerstuk = \"Kamerstukken II 2022/23, 29 911, nr. 40\"",
            "kamerstuk = \"Kamerstukken over zeven jongeren\"",
            "is geen Kamerstuk",
        ),
        (
            "toezeggingen.toml",
            "datum = 2021-12-01",
            "datum = 2031-12-01",
            "`datum = 2031-12-01` kan niet kloppen",
        ),
        (
            "toezeggingen.toml",
            "{ipta-landelijk} gemeenten",
            "{ipta-landelijk}{ipta-landelijk} gemeenten",
            "staat vast aan wat ervoor of erachter staat",
        ),
        (
            "toezeggingen.toml",
            "{ipta-landelijk} gemeenten",
            "{ipta-landelijk}-jarigen",
            "staat vast aan wat ervoor of erachter staat",
        ),
        (
            "brief.toml",
            "onderwerp = \"Aanbieding",
            "onderwerp = \"Zeven jongeren, aanbieding",
            "hier staat een getal: `Zeven`",
        ),
        ("brief.toml", "\"Minister voor", "\"Drie Ministers voor", "hier staat een getal: `Drie`"),
        (
            "brief.toml",
            "\"De Voorzitter van de Tweede Kamer\"",
            "\"Zeven jongeren in Breda\"",
            "hier staat een getal: `Zeven`",
        ),
        (
            "brief.toml",
            "# bijlagen = [\"Landelijk",
            "bijlagen = [\"Lijst van 47 gemeenten",
            "hier staat een getal: `47`",
        ),
        (
            "toezeggingen.toml",
            "[[toezegging.onderdeel]]\nnaam = \"Multi",
            "[[toezegging]]\nnaam = \"Multi",
            "een onderdeel onder de kop [[toezegging.onderdeel]]",
        ),
    ] {
        let year = Year::example().edit(file, from, to);
        let told = said(&letter(&year, &[]).code(2));
        assert!(told.contains(message), "{to}: {told}");
    }
    // Words at the beginning have a capital, also where a constant stands there.
    let year = Year::whole().edit(
        "toezeggingen.toml",
        "In {interventies-landelijk-jaar} werkte het team in {pit-landelijk} gemeenten.",
        "{pit-landelijk} gemeenten, zo is bekend, werken ermee.",
    );
    assert!(
        markdown(&year)
            .contains("**Preventief Interventie Team: loopt.** Vijf gemeenten, zo is bekend")
    );
    verified(&year, &[]).code(0);
}

#[test]
fn what_is_wrong_in_the_files_of_the_letter_is_told_at_once() {
    let year = Year::example()
        .edit(
            "brief.toml",
            "onderwerp = \"Aanbieding Rapportage Preventie met Gezag\"",
            "onderwerp = \"Rapportage van 2023\"\ndatum = 2024-02-01",
        )
        .edit("toezeggingen.toml", "{pit-landelijk}", "{pit-landelijke}")
        .edit("toezeggingen.toml", "interventie = \"ipta\"", "interventie = \"itpa\"")
        .edit(
            "toezeggingen.toml",
            "kamerstuk = \"Kamerstukken II, 29 911 en 29 279, nr. 289\"\n",
            "",
        )
        .edit("toezeggingen.toml", "code = \"criminele-families\"", "code = \"familieaanpak\"")
        .edit("beleidskeuze.toml", "{budget-start} beschikbaar", "€ 60 miljoen beschikbaar")
        .edit("beleidskeuze.toml", "[evaluatie]", "[evaluaties]");
    let told = said(&letter(&year, &[]).code(2));
    for part in [
        "`onderwerp = \"Rapportage van 2023\"` noemt 2023, en dit is 2024",
        "`datum = 2024-02-01` past niet bij het rapport van 2024",
        "constanten.toml heeft geen gegeven `pit-landelijke`",
        "bedoelt u `pit-landelijk`?",
        "vragenlijst.toml heeft geen interventie `itpa`",
        "van `multidisciplinair-toezicht` staat er niet waar de Kamer haar vindt",
        "`familieaanpak` staat er twee keer",
        "bedoelt u `evaluatie`?",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    let year = Year::example().edit(
        "beleidskeuze.toml",
        "{budget-start} beschikbaar",
        "€ 60 miljoen beschikbaar",
    );
    let told = said(&letter(&year, &[]).code(2));
    assert!(told.contains("in deze tekst staat een getal: `60 miljoen`"), "{told}");
    let year = Year::example().edit("brief.toml", "aan = [", "aan = []\nniet = [");
    let told = said(&letter(&year, &[]).code(2));
    assert!(told.contains("niet"), "{told}");
}

#[test]
fn a_letter_without_its_file_or_with_a_chapter_that_is_nowhere_is_refused() {
    let year = Year::example();
    std::fs::remove_file(year.path().join("brief.toml")).unwrap();
    let told = said(&letter(&year, &[]).code(2));
    assert!(told.contains("2024 heeft geen brief: `brief.toml` ontbreekt"), "{told}");
    run(&year, &["build", "2024"]).code(0);
    let year = Year::example().edit(
        "toezeggingen.toml",
        "hoofdstuk = \"werk-en-inkomen\"",
        "hoofdstuk = \"Werk en inkomens\"",
    );
    let told = said(&letter(&year, &[]).code(2));
    assert!(told.contains("het rapport heeft geen hoofdstuk `Werk en inkomens`"), "{told}");
    assert!(told.contains("bedoelt u `Werk en inkomen`?"), "{told}");
    assert!(told.contains("toezeggingen.toml, regel "), "{told}");
}

#[test]
fn a_letter_says_only_what_there_is() {
    let year = Year::example();
    for name in ["toezeggingen.toml", "beleidskeuze.toml"] {
        std::fs::remove_file(year.path().join(name)).unwrap();
    }
    let year = year
        .edit("brief.toml", "    \"Minister voor Rechtsbescherming\",\n", "")
        .edit("brief.toml", "# kenmerk = \"1234567\"", "kenmerk = \"7654321\"")
        .edit("brief.toml", "# bijlagen = [\"Landelijk", "bijlagen = [\"Landelijk")
        .edit("brief.toml", "# datum = 2024-06-05", "datum = 2024-06-07");
    let said = markdown(&year);
    for part in [
        "Hierbij bied ik uw Kamer",
        "Ik informeer uw Kamer volgend jaar opnieuw.",
        "**Ons kenmerk:** 7654321",
        "**Bijlagen:** Rapportage Preventie met Gezag 2024; Landelijk kwaliteitskader effectieve jeugdinterventies\n",
        "Veiligheid, 7 juni 2024",
    ] {
        assert!(said.contains(part), "{part}\n{said}");
    }
    for part in ["oezeggingen", "Beleidskeuzes", "In de bijlage"] {
        assert!(!said.contains(part), "{part}\n{said}");
    }
    verified(&year, &[]).code(0);
    // A year in which nothing came in.
    let year = Year::example().without("");
    let said = markdown(&year);
    assert!(!said.contains("Wat gemeenten opgaven"), "{said}");
    assert!(said.contains("Moties en toezeggingen"), "{said}");
    assert!(!said.contains("Volgens de vragenlijst"), "{said}");
    verified(&year, &[]).code(0);
}

#[test]
fn a_new_year_takes_the_letter_over_without_its_day_and_its_reference() {
    let year = Year::example()
        .edit("brief.toml", "# kenmerk = \"1234567\"", "kenmerk = \"7654321\"")
        .edit("brief.toml", "# datum = 2024-06-05", "datum = 2024-06-07")
        .edit("brief.toml", "Preventie met Gezag\"", "Preventie met Gezag 2024\"");
    let told = said(&run(&year, &["new", "2025"]).code(0));
    for name in ["brief.toml", "toezeggingen.toml", "beleidskeuze.toml"] {
        assert!(told.contains(name), "{told}");
    }
    let new = text(&year.input().join("2025/brief.toml"));
    assert!(
        new.contains("onderwerp = \"Aanbieding Rapportage Preventie met Gezag 2025\""),
        "{new}"
    );
    assert!(new.contains("\n# kenmerk = \"7654321\"\n"), "{new}");
    assert!(new.contains("\n# datum = 2024-06-07\n"), "{new}");
    run(&year, &["letter", "2025"]).code(0);
    let said = text(&year.input().join("uit/2025/brief/brief.md"));
    assert!(said.contains("# Aanbieding Rapportage Preventie met Gezag 2025\n"), "{said}");
    assert!(said.contains("Veiligheid, 5 juni 2025"), "{said}");
}
