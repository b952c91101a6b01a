//! Photographs at the beginning of chapters: who made them, what is on them, and that nothing else is in them.
#![expect(clippy::disallowed_methods, reason = "a test sets its own stage")]

use pmg_monitor::cycle;
use pmg_monitor::edition::Edition;
use pmg_monitor::pipeline::{Composition, Report};

use crate::command_line::pmg;
use crate::house_style::{DOT, alternatives};
use crate::support::Year;
use crate::verify::{files, recounted, verified};

/// A photograph at the opening of a theme.
const OF_A_THEME: &str = "[[beeld]]\nbestand = \"school.png\"\nalt = \"Leerlingen praten met een jongerenwerker\"\ncredit = \"Sanne Voorbeeld\"\nwaar = \"onderwijs\"\n";
/// And one at another chapter.
const OF_A_CHAPTER: &str = "[[beeld]]\nbestand = \"wijk.png\"\nalt = \"Een straat in de avond\"\ncredit = \"Fotobureau Voorbeeld & Zoon\"\nwaar = \"Lerende aanpak\"\n";

/// A year of one municipality with this in `beelden.toml`, and a picture under each of these names.
fn with(text: &str, names: &[&str]) -> Year {
    let year = Year::of(&["GM0363"]).with_all_chapters().write_file("beelden/beelden.toml", text);
    for name in names {
        std::fs::write(year.path().join("beelden").join(name), DOT).unwrap();
    }
    year
}

fn two() -> Year {
    with(&format!("{OF_A_THEME}\n{OF_A_CHAPTER}"), &["school.png", "wijk.png"])
}

#[test]
fn a_photograph_opens_its_chapter_in_every_format() {
    let year = two();
    for edition in [Edition::Draft, Edition::Final] {
        let (draft, report) = year.in_style("voorbeeld", edition);
        assert_eq!(recounted(&draft, &files((&draft, &report)), edition).differences, []);
        let html = &report.html;
        let heading = html.find("<h2 id=\"onderwijs\">").unwrap();
        let photo =
            html.find("<figure class=\"foto\">\n<img src=\"data:image/png;base64,").unwrap();
        let second = html.rfind("<figure class=\"foto\">").unwrap();
        assert!(photo < heading && heading < second, "the chapter of learning comes first");
        assert!(html.contains("<figcaption>Foto: Sanne Voorbeeld</figcaption>"));
        assert!(html.contains("<figcaption>Foto: Fotobureau Voorbeeld &amp; Zoon</figcaption>"));
        let markdown = &report.markdown;
        let said =
            "# Onderwijs\n\n_Leerlingen praten met een jongerenwerker_\\\nFoto: Sanne Voorbeeld\n";
        assert!(markdown.contains(said), "{markdown}");
        let spoken = alternatives(&report.pdf);
        assert!(spoken.contains(&"Een straat in de avond".to_owned()), "{spoken:?}");
        let pages = pmg_recount::page_texts(&report.pdf).unwrap().concat();
        assert!(pages.contains("Foto: Sanne Voorbeeld"));
        let (_, again) = year.in_style("voorbeeld", edition);
        assert!(again.html == report.html && again.pdf == report.pdf);
    }
}

#[test]
fn a_year_without_photographs_has_nothing_of_them() {
    let (_, report) = Year::of(&["GM0363"]).with_all_chapters().report();
    assert!(!report.html.contains("foto {") && !report.html.contains("img-src"));
}

#[test]
fn what_a_photograph_may_not_be_is_refused_with_its_line_and_what_to_do() {
    let without = |key: &str| -> String {
        OF_A_THEME.split_inclusive('\n').filter(|line| !line.starts_with(key)).collect()
    };
    let changed = |from: &str, to: &str| OF_A_THEME.replace(from, to);
    for (text, says) in [
        (without("alt"), "regel 1: hier ontbreekt `alt`"),
        (without("credit"), "regel 1: hier ontbreekt `credit`"),
        (without("waar"), "regel 1: hier ontbreekt `waar`"),
        (changed("alt =", "al ="), "bedoelt u `alt`?"),
        (
            changed("Leerlingen praten", "Twaalf leerlingen praten"),
            "in `alt` staat een getal, `Twaalf`",
        ),
        (changed("Sanne Voorbeeld", "Sanne, 2024"), "in `credit` staat een getal, `2024`"),
        (changed("school.png", "School.png"), "bedoelt u `school.png`?"),
        (changed("school.png", "lees.txt"), "`lees.txt`: dit is geen PNG of JPEG"),
        (changed("school.png", "groot.png"), "een foto mag hoogstens 2048 kB zijn"),
        (
            changed("\"onderwijs\"", "\"onderwijss\""),
            "het rapport heeft geen hoofdstuk `onderwijss`",
        ),
        (changed("\"onderwijs\"", "\"Lerende anpak\""), "bedoelt u `Lerende aanpak`?"),
        (String::new(), "hier ontbreekt `beeld`"),
    ] {
        let year = with(&text, &["school.png"]);
        let folder = year.path().join("beelden");
        std::fs::write(folder.join("lees.txt"), "geen foto").unwrap();
        if text.contains("groot.png") {
            std::fs::write(folder.join("groot.png"), vec![0; (2 << 20) + 1]).unwrap();
        }
        let said = year.error();
        assert!(said.contains(says) && said.contains("beelden.toml"), "{text}\n{said}");
        assert!(said.contains("hint: "), "{said}");
    }
}

#[test]
fn a_photograph_that_is_not_named_or_has_no_file_beside_it_is_told() {
    let year = with(OF_A_THEME, &["school.png", "over.png"]);
    let said = cycle::load(&year.path()).map(drop).unwrap_err().to_string();
    assert!(
        said.contains("over.png: dit wordt niet gelezen: beelden.toml noemt het niet"),
        "{said}"
    );
    let year = Year::of(&["GM0363"]).with_all_chapters();
    std::fs::create_dir(year.path().join("beelden")).unwrap();
    let said = cycle::load(&year.path()).map(drop).unwrap_err().to_string();
    assert!(said.contains("beelden.toml: dit bestand ontbreekt"), "{said}");
}

/// What is told after a change of the page.
#[track_caller]
fn told((draft, report): &(Composition, Report), from: &str, to: &str) -> Vec<String> {
    let mut files = files((draft, report));
    assert!(files.html.contains(from), "{from}");
    files.html = files.html.replacen(from, to, 1);
    verified(draft, &files).differences.iter().map(ToString::to_string).collect()
}

#[test]
fn the_recount_takes_exactly_the_photographs_of_the_year() {
    let made = two().report();
    let start = made.1.html.find("<figure class=\"foto\">").unwrap();
    let end = made.1.html[start..].find("</figure>\n").unwrap() + start + "</figure>\n".len();
    let figure = made.1.html[start..end].to_owned();
    for (from, to) in [
        (figure.as_str(), ""),
        (figure.as_str(), figure.repeat(2).as_str()),
        ("base64,iVBORw0KGgo", "base64,iVBORw0KGgp"),
        ("alt=\"Een straat in de avond\"", "alt=\"Zeven jongens in de avond\""),
        ("Foto: Sanne Voorbeeld", "Foto: zeven jongens"),
        ("<figure class=\"foto\">", "<figure class=\"citaat\">"),
    ] {
        let told = told(&made, from, to);
        assert!(told.iter().any(|it| it.starts_with("rapport.html")), "{to}\n{told:#?}");
    }
}

#[test]
fn photographs_go_out_with_an_edition_and_not_to_the_next_year() {
    let year = Year::whole().write_file("beelden/beelden.toml", OF_A_THEME);
    std::fs::write(year.path().join("beelden/school.png"), DOT).unwrap();
    pmg(&year, "build").args(["2024", "--final"]).assert().code(0);
    let output = year.input().join("uit");
    pmg(&year, "verify").args(["2024", "--final", "--output"]).arg(output).assert().code(0);
    pmg(&year, "new").arg("2025").assert().code(0);
    assert!(!year.input().join("2025/beelden").exists());
}
