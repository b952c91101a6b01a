//! The house style: what it changes, what it may not be, and that nothing in it is taken on trust.
#![expect(clippy::disallowed_methods, reason = "a test sets its own stage")]

use std::path::{Path, PathBuf};

use pmg_monitor::cycle;
use pmg_monitor::edition::Edition;
use pmg_monitor::pipeline::{Composition, Report};

use crate::command_line::pmg;
use crate::support::{Year, copy, root};
use crate::verify::{files, recounted, verified};

/// A point: the smallest picture that is one.
pub(crate) const DOT: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cc`\0\0\0\x02\0\x01H\xaf\xa4q\0\0\0\0IEND\xaeB`\x82";
/// What a logo of the year needs in `stijl.toml`.
const LOGO: &str = "[logo]\nbestand = \"logo.png\"\nalt = \"Logo van Voorbeeldstad\"\n";

/// A year of one municipality.
fn small() -> Year {
    Year::of(&["GM0363"])
}

/// The year with these files in the folder of its style.
fn with(year: Year, files: &[(&str, &[u8])]) -> Year {
    let folder = year.path().join("stijl");
    for (name, bytes) in files {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    year
}

/// The letters that ship with the program, as files that a style brings along.
fn letters(name: &str) -> Vec<u8> {
    std::fs::read(root().join("templates/fonts").join(name)).unwrap()
}

/// Why the year cannot be read.
#[track_caller]
fn said(year: &Year) -> String {
    cycle::load(&year.path()).map(drop).unwrap_err().to_string()
}

/// The alternative texts of what a PDF shows.
pub(crate) fn alternatives(pdf: &[u8]) -> Vec<String> {
    let document = lopdf::Document::load_mem(pdf).unwrap();
    let alt = |object: &lopdf::Object| {
        lopdf::decode_text_string(object.as_dict().ok()?.get(b"Alt").ok()?).ok()
    };
    document.objects.values().filter_map(alt).collect()
}

#[test]
fn a_year_without_a_style_is_in_the_neutral_one() {
    let year = small();
    let (_, bare) = year.report();
    let (_, neutral) = year.in_style("neutraal", Edition::Draft);
    assert!(bare.html == neutral.html && bare.pdf == neutral.pdf);
    // A copy of it that is left as it was changes nothing.
    copy(&root().join("templates/stijlen/neutraal"), &year.path().join("stijl"));
    let (_, copied) = year.report();
    assert!(bare.html == copied.html && bare.pdf == copied.pdf);
    assert!(!bare.html.contains("<img") && !bare.html.contains("img-src"));
}

#[test]
fn a_style_changes_how_it_looks_and_not_what_it_says() {
    let year = small();
    for edition in [Edition::Draft, Edition::Final] {
        let (_, neutral) = year.in_style("neutraal", edition);
        let (draft, report) = year.in_style("voorbeeld", edition);
        assert_eq!(neutral.markdown, report.markdown);
        assert_eq!(recounted(&draft, &files((&draft, &report)), edition).differences, []);
        assert!(report.html.contains("<img class=\"logo\" src=\"data:image/svg+xml;base64,"));
        assert!(report.html.contains("alt=\"Logo van de Voorbeeldorganisatie\">"));
        let behind = if edition.is_draft() { "; script-src 'sha256-" } else { "\">" };
        assert!(report.html.contains(&format!("font-src data:; img-src data:{behind}")));
        assert!(report.html.contains("--cover: #3a1a57;") && !report.html.contains("#1f3f66"));
        let spoken = alternatives(&report.pdf);
        assert!(spoken.contains(&"Logo van de Voorbeeldorganisatie".to_owned()), "{spoken:?}");
        let texts =
            |pdf: &[u8]| pmg_recount::page_texts(pdf).unwrap().concat().split_whitespace().count();
        assert!(texts(&report.pdf) > 500);
        // The same again, to the byte.
        let (_, again) = year.in_style("voorbeeld", edition);
        assert!(again.html == report.html && again.pdf == report.pdf);
    }
}

#[test]
fn a_style_of_the_year_brings_its_own_logo_and_letters() {
    let style = format!(
        "[letters]\ntekst = [\"letters/Tekst.ttf\", \"Schuin.ttf\"]\nkoppen = [\"Source Serif 4\"]\n{LOGO}hoogte = 12\n"
    );
    let (upright, italic) = (letters("SourceSans3-Regular.ttf"), letters("SourceSans3-It.ttf"));
    let year = with(
        small(),
        &[
            ("stijl.toml", style.as_bytes()),
            ("logo.png", DOT),
            ("letters/Tekst.ttf", &upright),
            ("Schuin.ttf", &italic),
            ("LICENTIE.txt", b"vrij te gebruiken"),
        ],
    );
    let (draft, report) = year.report();
    assert_eq!(verified(&draft, &files((&draft, &report))).differences, []);
    assert!(report.html.contains("--serif: \"Huisstijl tekst\", \"Source Serif 4\", Georgia"));
    assert!(report.html.contains("--sans: \"Source Serif 4\", \"Source Sans 3\", "));
    assert_eq!(report.html.matches("font-family: \"Huisstijl tekst\"; font-style: ").count(), 2);
    assert!(report.html.contains("src=\"data:image/png;base64,iVBORw0KGgo"));
    assert!(alternatives(&report.pdf).contains(&"Logo van Voorbeeldstad".to_owned()));
    // What an option asks for goes before what the year has.
    let (_, neutral) = year.in_style("neutraal", Edition::Draft);
    assert!(!neutral.html.contains("<img"));
    // And a preview looks like the report.
    pmg(&year, "preview").args(["2024", "GM0363"]).assert().code(0);
    let folder = year.input().join("uit/2024/gemeenten/GM0363-amsterdam");
    let page = std::fs::read_to_string(folder.join("inzage.html")).unwrap();
    assert!(page.contains("<img class=\"logo\""));
}

/// A style in which one thing is wrong: what stands in `stijl.toml`, on which line it is, and what is said.
#[test]
fn what_a_style_may_not_be_is_refused_with_its_line_and_what_to_do() {
    let year = small();
    let path = year.path().join("stijl/stijl.toml");
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(year.path().join("stijl/LEESMIJ.txt"), "van het team").unwrap();
    for (text, line, says) in [
        (
            "[kleuren]\n\nkop = \"#8fb3d9\"\n",
            3,
            "`kop` (#8fb3d9) is niet goed te zien tegen `papier` (#ffffff, van de neutrale stijl): het contrast is 2,18, en er is minstens 4,50 nodig",
        ),
        ("[kleuren]\nkop = \"#8fb3d9\"\n", 2, "maak `kop` donkerder, zoals \"#"),
        (
            "[kleuren]\nthemas = [\"#1f5f8b\", \"#f2e205\", \"#6b3a86\", \"#1c6b4a\", \"#9c2b3b\"]\n",
            2,
            "`op_vol` (#ffffff, van de neutrale stijl) is niet goed te zien tegen `themas` 2 (#f2e205)",
        ),
        (
            "[donker]\npapier = \"#ffffff\"\n",
            2,
            "op een donker scherm is `tekst` (#e8e4dc, van de neutrale stijl) niet goed te zien tegen `papier` (#ffffff)",
        ),
        (
            "[kleuren]\nnadruk = \"#b06a3c\"\npapier = \"#ffffff\"\n",
            2,
            "`nadruk` (#b06a3c) is niet goed te zien tegen `vlak`",
        ),
        ("[kleuren]\nkop = \"blauw\"\n", 2, "`kop` is hier \"blauw\", en dat kan niet"),
        ("[kleuren]\nkop = \"#12345\"\n", 2, "een kleur is een # en zes tekens"),
        ("[kleuren]\nkopp = \"#123456\"\n", 2, "bedoelt u `kop`?"),
        ("[kleurn]\n", 1, "bedoelt u `kleuren`?"),
        ("[kleuren]\nkaart = [\"#dfe7f1\"]\n", 2, "een lijst van 4 kleuren"),
        (
            "[kleuren]\nkop = \"{merk.blauw}\"\n",
            2,
            "er zijn geen tokens om `merk.blauw` in te zoeken",
        ),
        (
            "tokens = \"tokens.json\"\n",
            1,
            "er is geen bestand `tokens.json` in de map van de stijl",
        ),
        ("[omslag]\nhoogte = 90\n", 2, "van 140 tot en met 200"),
        ("[logo]\nbestand = \"logo.png\"\n", 1, "hier ontbreekt `alt`"),
        ("[logo]\nbestand = \"logo.png\"\nalt = \"Logo\"\n", 2, "er is geen bestand `logo.png`"),
        (
            "[logo]\nbestand = \"LEESMIJ.txt\"\nalt = \"Logo\"\n",
            2,
            "`LEESMIJ.txt`: dit is geen SVG, PNG of JPEG",
        ),
        (
            "[logo]\nbestand = \"../../jaar.toml\"\nalt = \"Logo\"\n",
            2,
            "er is geen bestand `../../jaar.toml` in de map van de stijl",
        ),
        (
            "[logo]\nbestand = \"LEESMIJ.txt\"\nalt = \"Logo met twaalf sterren\"\n",
            3,
            "in `alt` staat een getal, `twaalf`",
        ),
        ("[letters]\ntekst = [\"LEESMIJ.txt\"]\n", 2, "`LEESMIJ.txt`: dit is geen lettertype"),
        ("[letters]\ntekst = [\"leesmij.txt\"]\n", 2, "bedoelt u `LEESMIJ.txt`?"),
    ] {
        std::fs::write(&path, text).unwrap();
        let said = said(&year);
        let place = format!("stijl.toml, regel {line}");
        assert!(said.contains(says) && said.contains(&place), "{text}\n{said}");
        assert!(said.contains("hint: "), "{said}");
    }
}

#[test]
fn all_that_is_wrong_with_a_style_is_told_at_once_with_what_is_wrong_with_the_year() {
    let year = with(
        small().edit("jaar.toml", "getalgrens", "getalgrenz"),
        &[("stijl.toml", format!("[kleuren]\nkop = \"#eeeeee\"\n{LOGO}").as_bytes())],
    );
    let said = said(&year);
    for part in ["getalgrenz", "`logo.png`", "fouten in de bestanden van het jaar"] {
        assert!(said.contains(part), "{part}\n{said}");
    }
    assert!(said.contains("`kop` (#eeeeee)"), "{said}");
}

#[test]
fn pictures_letters_and_tokens_that_are_not_what_they_should_be_are_refused() {
    let svg = |inside: &str| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">{inside}</svg>")
    };
    let woff = letters("source-sans-3-latin-wght-normal.woff2");
    let italic = letters("SourceSans3-It.ttf");
    let logo =
        |file: &str| format!("[logo]\nbestand = \"{file}\"\nalt = \"Logo van Voorbeeldstad\"\n");
    let typed = |file: &str| format!("[letters]\nkoppen = [\"{file}\"]\n");
    let token = "tokens = \"tokens.json\"\n[kleuren]\nkop = \"{merk.blauw}\"\n".to_owned();
    for (text, name, bytes, says) in [
        (logo("logo.png"), "logo.png", &DOT[..30], "beschadigd of niet compleet"),
        (logo("logo.svg"), "logo.svg", svg("<text>7</text>").as_bytes(), "staat `<text>`"),
        (logo("logo.svg"), "logo.svg", svg("<g>").as_bytes(), "niet te lezen"),
        (logo("Logo.png"), "logo.png", DOT, "bedoelt u `logo.png`?"),
        (typed("l.woff2"), "l.woff2", &woff, "alleen websites"),
        (typed("l.ttf"), "l.ttf", &italic[..500], "geen lettertype"),
        (typed("l.ttf"), "l.ttf", &italic, "alleen cursieve letters"),
        (token.clone(), "tokens.json", b"{", "geen JSON"),
        (
            token.clone(),
            "tokens.json",
            b"{\"merk\": {\"blauw\": {\"$value\": \"2px\"}}}",
            "is `2px`",
        ),
        (
            token.clone(),
            "tokens.json",
            b"{\"merk\": {\"blaauw\": {\"value\": \"#123456\"}}}",
            "{merk.blaauw}?",
        ),
    ] {
        let year = with(small(), &[("stijl.toml", text.as_bytes()), (name, bytes)]);
        let said = said(&year);
        assert!(said.contains(says), "{text}\n{said}");
    }
}

#[test]
fn a_file_that_is_meant_to_set_the_pages_is_never_passed_over() {
    let says = "de opmaak van de bladzijden is van het programma";
    for name in ["rapport.css", "rapport.typ", "thema/rapport.CSS"] {
        let path = format!("templates/{name}");
        let year = small().write_file(&path, "body { color: red }");
        let said = said(&year);
        assert!(said.contains(says) && said.contains("docs/huisstijl.md"), "{said}");
    }
    let year = with(small(), &[("stijl.toml", b""), ("rapport.css", b"body { color: red }")]);
    assert!(said(&year).contains(says));
    // Also in a folder that is named for this once.
    let year = small();
    let folder = year.input().join("sjablonen");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("rapport.typ"), "#set page()").unwrap();
    let run = pmg(&year, "build").args(["2024", "--templates"]).arg(&folder).assert().code(2);
    let text = String::from_utf8(run.get_output().stderr.clone()).unwrap();
    assert!(text.contains(says) && text.contains("rapport.typ"), "{text}");
}

#[test]
fn a_folder_without_a_style_or_with_more_than_it_names_is_refused() {
    let without = with(small(), &[("logo.png", DOT)]);
    assert!(said(&without).contains("stijl.toml: dit bestand ontbreekt"));
    let more = with(small(), &[("stijl.toml", b""), ("logo.png", DOT), (".DS_Store", b"")]);
    let said = said(&more);
    assert!(said.contains("logo.png: dit wordt niet gelezen: stijl.toml noemt het niet"), "{said}");
    for (asked, says) in [
        ("voorbeeldd", "bedoelt u `voorbeeld`?"),
        ("nergens", "kies uit `neutraal` en `voorbeeld`"),
    ] {
        let run = pmg(&small(), "build").args(["2024", "--style", asked]).assert().code(2);
        let text = String::from_utf8(run.get_output().stderr.clone()).unwrap();
        assert!(text.contains(says), "{text}");
    }
}

/// A style in a folder elsewhere.
fn elsewhere(year: &Year) -> PathBuf {
    let folder = year.input().join("mijn-stijl");
    copy(&root().join("templates/stijlen/voorbeeld"), &folder);
    folder
}

#[test]
fn an_edition_is_verified_in_the_style_that_it_was_made_in() {
    let year = Year::example();
    let folder = elsewhere(&year);
    let output = year.input().join("uit");
    let verify = |more: &[&str], style: Option<&Path>| {
        let mut command = pmg(&year, "verify");
        command.arg("2024").arg("--output").arg(&output).args(more);
        let run = command.args(style.map(|style| format!("--style={}", style.display()))).assert();
        (
            run.get_output().status.code(),
            String::from_utf8(run.get_output().stdout.clone()).unwrap(),
        )
    };
    for more in [&[][..], &["--final"]] {
        pmg(&year, "build").arg("2024").args(more).arg("--style").arg(&folder).assert().code(0);
        let (code, text) = verify(more, Some(&folder));
        assert!(code == Some(0) && text.contains(" 0 verschillen"), "{text}");
        // The style that is built in is the same style.
        assert_eq!(verify(more, Some(Path::new("voorbeeld"))).0, Some(0));
        let (code, text) = verify(more, None);
        assert_eq!(code, Some(1));
        assert!(text.contains("dit beeld is niet het logo van de huisstijl"), "{text}");
        let (code, text) = verify(more, Some(Path::new("neutraal")));
        assert!(code == Some(1) && text.contains("--style neutraal"), "{text}");
    }
}

/// The year in the example style, with what is told of it after a change of its page.
#[track_caller]
fn told(made: &(Composition, Report), from: &str, to: &str) -> Vec<String> {
    let (draft, report) = made;
    let mut files = files((draft, report));
    assert_eq!(files.html.matches(from).count(), 1, "{from}");
    files.html = files.html.replace(from, to);
    verified(draft, &files).differences.iter().map(ToString::to_string).collect()
}

#[test]
fn a_logo_is_that_of_the_style_to_the_byte_and_stands_there_once() {
    let made = small().in_style("voorbeeld", Edition::Draft);
    let alt = "alt=\"Logo van de Voorbeeldorganisatie\"";
    let start = made.1.html.find("<img").unwrap();
    let tag = made.1.html[start..].split('>').next().unwrap().to_owned() + ">\n";
    let other = "<img class=\"logo\" src=\"data:image/svg+xml;base64,AAAA\" alt=\"Logo van de Voorbeeldorganisatie\">\n";
    for (from, to) in [
        (alt, "alt=\"Breda meldt zeven jongens\""),
        (alt, "alt=\"\""),
        (tag.as_str(), ""),
        (tag.as_str(), &tag.repeat(2)),
        (tag.as_str(), other),
        ("<main id", &format!("{tag}<main id")),
        (alt, &format!("{alt} title=\"zeven\"")),
        ("; img-src data:", ""),
    ] {
        let told = told(&made, from, to);
        assert!(told.iter().any(|it| it.starts_with("rapport.html")), "{to}\n{told:?}");
    }
}

#[test]
fn a_pdf_shows_no_picture_that_the_page_does_not_have() {
    let year = small();
    let (draft, neutral) = year.report();
    let (_, other) = year.in_style("voorbeeld", Edition::Draft);
    let mut files = files((&draft, &neutral));
    files.pdf = other.pdf;
    let told: Vec<String> =
        verified(&draft, &files).differences.iter().map(ToString::to_string).collect();
    assert!(
        told.iter().any(|it| it.contains("`Alt`") && it.contains("Voorbeeldorganisatie")),
        "{told:?}"
    );
}

#[test]
fn a_new_year_takes_the_style_along() {
    let year = with(small(), &[("stijl.toml", LOGO.as_bytes()), ("logo.png", DOT)]);
    pmg(&year, "new").arg("2025").assert().code(0);
    let there = |name: &str| std::fs::read(year.input().join("2025/stijl").join(name)).unwrap();
    assert!(there("logo.png") == DOT && there("stijl.toml") == LOGO.as_bytes());
}
