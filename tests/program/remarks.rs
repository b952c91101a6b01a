//! What reviewers wrote in the Word file of a draft: taken in, led to its sentence, decided about, and shown.
#![expect(clippy::disallowed_methods, reason = "a test sets its own stage")]

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::command_line::{printed, run, said};
use crate::support::{Year, parts, rewrite, set, with_part};

/// A year of which the first draft was kept, and the Word file of that draft.
fn sent() -> (Year, Vec<u8>) {
    let year = Year::example();
    run(&year, &["build", "2024", "--keep"]).code(0);
    let word = std::fs::read(year.input().join("uit/2024/rapport.docx")).unwrap();
    (year, word)
}

/// The Word file with a comment at each of these words, as a reader leaves it: what is said, and who says it.
fn commented(word: &[u8], comments: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut said = String::new();
    let mut file = word.to_vec();
    for (id, (at, text, who)) in comments.iter().enumerate() {
        let words = format!("<w:r><w:t>{text}</w:t></w:r>");
        said.extend([
            &*format!("<w:comment w:id=\"{id}\" w:author=\"{who}\"><w:p>"),
            &words,
            "</w:p></w:comment>",
        ]);
        file = rewrite(&file, "word/document.xml", |document| {
            // Behind the contents, in which headings stand as well.
            let body = document.find("<w:pStyle w:val=\"Heading1\"/>").unwrap();
            let place = body + document[body..].find(at).unwrap_or_else(|| panic!("no {at}"));
            let start = document[..place].rfind("<w:r>").unwrap();
            let end = place + document[place..].find("</w:r>").unwrap() + "</w:r>".len();
            format!(
                "{}<w:commentRangeStart w:id=\"{id}\"/>{}<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:commentReference w:id=\"{id}\"/></w:r>{}",
                &document[..start],
                &document[start..end],
                &document[end..]
            )
        });
    }
    let comments = format!(
        "<w:comments xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">{said}</w:comments>"
    );
    with_part(&file, "word/comments.xml", comments.as_bytes())
}

/// Puts a file beside the years, as somebody who saves a mail does.
fn put(year: &Year, name: &str, bytes: &[u8]) -> String {
    let path: PathBuf = year.input().join(name);
    std::fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

fn add(year: &Year, file: &str, by: &str) -> assert_cmd::assert::Assert {
    run(year, &["remarks", "2024", "--add", file, "--by", by])
}

/// The numbers of the sentences of the draft that was built last, by what they say.
fn numbers(year: &Year) -> BTreeMap<String, u64> {
    let path = year.input().join("uit/2024/zinnen.json");
    let sentences: Vec<serde_json::Value> =
        serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let one = |it: serde_json::Value| {
        (it["text"].as_str().unwrap().to_owned(), it["number"].as_u64().unwrap())
    };
    sentences.into_iter().map(one).collect()
}

#[test]
fn remarks_in_word_find_their_sentences_also_when_these_have_changed() {
    let (year, word) = sent();
    let numbers = numbers(&year);
    let number = |part: &str| numbers.iter().find(|(text, _)| text.contains(part)).unwrap().1;
    let changes = number("extra jongeren aangemeld");
    let stays = number("Het programma wil voorkomen");
    let file = commented(
        &word,
        &[
            ("extra jongeren aangemeld", "Van wie is dit getal?", "A. de Vries"),
            ("Het programma wil", "Noem het doel.", "B. Jansen"),
        ],
    );
    let file = put(&year, "van de directie.docx", &file);
    let told = said(&add(&year, &file, "Directie Jeugd").code(0));
    assert!(
        told.contains("2 opmerkingen bij concept 1: directie-jeugd-1 tot en met directie-jeugd-2"),
        "{told}"
    );
    let kept = year.path().join("opmerkingen/concept-1-directie-jeugd.toml");
    let text = std::fs::read_to_string(&kept).unwrap();
    assert!(
        text.contains(&format!("zin = {changes}")) && text.contains(&format!("zin = {stays}")),
        "{text}"
    );
    assert!(!text.contains("Vries") && !text.contains("Jansen"), "nobody is named: {text}");
    assert!(text.contains("lezer = 1") && text.contains("lezer = 2"), "two people wrote: {text}");

    // The next draft has another number in one of them, and a chapter before both.
    let year = year.answered(|answers| set(answers, "GM0363", "ajb.aangemeld", "999"));
    let report = std::fs::read_to_string(year.path().join("templates/rapport.md")).unwrap();
    year.put_template("rapport.md", &format!("# Vooraf\n\nDit stond er nog niet.\n\n{report}"));
    let shown = printed(&run(&year, &["remarks", "2024"]).code(0));
    assert!(shown.starts_with("directie-jeugd: 2 opmerkingen, 2 open"), "{shown}");
    assert!(shown.contains(&format!("  §{stays}  open\n")), "{shown}");
    assert!(shown.contains("opmerking: Van wie is dit getal?"), "{shown}");
    assert!(
        shown.contains("zin:       nu: Daar zijn ") && shown.contains("zin:       ongewijzigd"),
        "{shown}"
    );
}

#[test]
fn a_tracked_change_is_a_proposal_and_is_never_made() {
    let (year, word) = sent();
    let change = "<w:del w:id=\"900\" w:author=\"A\"><w:r><w:delText>wil voorkomen</w:delText></w:r></w:del><w:ins w:id=\"901\" w:author=\"A\"><w:r><w:t>voorkomt</w:t></w:r></w:ins>";
    let file = rewrite(&word, "word/document.xml", |document| {
        let from = "wil voorkomen";
        let at = document.find(from).unwrap();
        let open = "<w:t xml:space=\"preserve\">";
        format!(
            "{}</w:t></w:r>{change}<w:r>{open}{}",
            &document[..at],
            &document[at + from.len()..]
        )
    });
    let file = put(&year, "a.docx", &file);
    add(&year, &file, "reflectiegroep").code(0);
    let shown = printed(&run(&year, &["remarks", "2024"]).code(0));
    assert!(
        shown.contains("stond er:  Het programma wil voorkomen dat zij crimineel worden."),
        "{shown}"
    );
    assert!(
        shown.contains("opmerking: voorstel: Het programma voorkomt dat zij crimineel worden."),
        "{shown}"
    );
    run(&year, &["build", "2024"]).code(0);
    let markdown = std::fs::read_to_string(year.input().join("uit/2024/rapport.md")).unwrap();
    assert!(markdown.contains("Het programma wil voorkomen"));
}

#[test]
fn what_became_of_a_remark_is_recorded_and_an_open_one_holds_the_edition_back() {
    let (year, word) = sent();
    let file = commented(
        &word,
        &[("Het programma wil", "Noem het doel.", "A"), ("extra jongeren", "Klopt dit?", "A")],
    );
    add(&year, &put(&year, "a.docx", &file), "directie").code(0);
    let told = said(&run(&year, &["build", "2024", "--final"]).code(3));
    assert!(told.contains("2 opmerkingen staan nog open: directie-1, directie-2"), "{told}");
    assert!(!year.input().join("uit/2024/definitief").exists());

    let set = |ids: &[&str], state: &str, more: &[&str]| {
        let start = ["remarks", "2024", "--by", "programmateam", "--as", state, "--set"];
        run(&year, &[&start[..], ids, more].concat())
    };
    let told = said(&set(&["directie-9"], "overgenomen", &[]).code(2));
    assert!(told.contains("er is geen opmerking `directie-9`"), "{told}");
    let told = said(&set(&["directie-2"], "niet-overgenomen", &[]).code(2));
    assert!(told.contains("zeg met --because waarom"), "{told}");
    set(&["directie-1"], "overgenomen", &[]).code(0);
    set(&["directie-2"], "niet-overgenomen", &["--because", "Het getal is nageteld."]).code(0);
    let shown = printed(&run(&year, &["remarks", "2024"]).code(0));
    assert!(shown.starts_with("directie: 2 opmerkingen, 0 open"), "{shown}");
    assert!(
        shown.contains("niet overgenomen: Het getal is nageteld. (programmateam, 5 maart 2025)"),
        "{shown}"
    );

    set(&["directie-1"], "vraag-aan-gemeente", &[]).code(0);
    run(&year, &["build", "2024", "--final"]).code(3);
    let year = year.edit("jaar.toml", "contact =", "open_opmerkingen_mogen = true\ncontact =");
    run(&year, &["build", "2024", "--final"]).code(0);
}

#[test]
fn each_reviewer_gets_a_list_as_a_page_and_as_a_word_file() {
    let (year, word) = sent();
    let one = commented(&word, &[("Het programma wil", "=1+1", "A")]);
    let two = commented(&word, &[("extra jongeren", "Klopt &lt;b&gt; dit?", "B")]);
    add(&year, &put(&year, "a.docx", &one), "directie").code(0);
    add(&year, &put(&year, "b.docx", &two), "reflectiegroep").code(0);
    run(
        &year,
        &["remarks", "2024", "--lists", "--output", year.input().join("uit").to_str().unwrap()],
    )
    .code(0);
    let folder = year.input().join("uit/2024/opmerkingen");
    let page = std::fs::read_to_string(folder.join("reflectiegroep.html")).unwrap();
    assert!(page.contains("<h1>Opmerkingen van reflectiegroep</h1>"));
    assert!(page.contains("Klopt &lt;b&gt; dit?") && !page.contains("directie-1"));
    let file = parts(&std::fs::read(folder.join("directie.docx")).unwrap());
    let (_, document) = file.iter().find(|(name, _)| name == "word/document.xml").unwrap();
    assert!(String::from_utf8_lossy(document).contains("=1+1"));
    let csv = std::fs::read_to_string(folder.join("opmerkingen.csv")).unwrap();
    assert!(csv.contains("directie-1,directie,1,") && csv.contains("'=1+1"), "{csv}");
}

#[test]
fn a_file_that_has_no_place_here_is_refused_and_keeps_no_other_out() {
    let (year, word) = sent();
    let file = commented(&word, &[("Het programma wil", "Noem het doel.", "A")]);
    let good = put(&year, "goed.docx", &file);
    let other = rewrite(&file, "word/document.xml", |text| {
        text.replace("concept_2024_1", "concept_2023_1")
    });
    for (name, bytes, why) in [
        ("stil.docx", word.clone(), "er staan geen opmerkingen en geen wijzigingen in"),
        ("ander.docx", other, "dit is een concept van 2023, en niet van 2024"),
        ("stuk.docx", file[..file.len() / 2].to_vec(), "het is niet te lezen"),
        ("blad.docx", b"%PDF-1.7".to_vec(), "deze PDF is niet te lezen"),
        ("leeg.docx", Vec::new(), "er staat niets in het bestand"),
    ] {
        let told = said(&add(&year, &put(&year, name, &bytes), "directie").code(2));
        assert!(told.contains(&format!("{name}: ")) && told.contains(why), "{name}: {told}");
    }
    assert!(!year.path().join("opmerkingen").exists(), "nothing was kept");
    let bad = put(&year, "stuk.docx", b"PK");
    let told =
        said(&run(&year, &["remarks", "2024", "--by", "directie", "--add", &bad, &good]).code(1));
    assert!(told.contains("1 opmerking bij concept 1: directie-1"), "{told}");
    let told = said(&add(&year, &good, "directie").code(2));
    assert!(
        told.contains("dit bestand is al ingelezen: zijn opmerkingen beginnen bij directie-1"),
        "{told}"
    );
    let told = said(&add(&year, &good, "j.jansen@rijk.nl").code(2));
    assert!(told.contains("wijst naar een persoon"), "{told}");
    let told = said(&add(&year, &good, "directie/../x").code(2));
    assert!(told.contains("is geen naam voor een lezer"), "{told}");
}

#[test]
fn a_file_that_lost_its_bookmarks_is_placed_by_its_words() {
    let (year, word) = sent();
    let file = commented(
        &word,
        &[("Het programma wil", "Noem het doel.", "A"), ("extra jongeren", "Klopt dit?", "A")],
    );
    let bare = rewrite(&file, "word/document.xml", |text| {
        let mut pieces = text.split("<w:bookmarkStart ");
        let first = pieces.next().unwrap().to_owned();
        pieces.fold(first, |text, piece| text + piece.split_once("/>").unwrap().1)
    });
    let told = said(&add(&year, &put(&year, "a.docx", &bare), "directie").code(0));
    assert!(told.contains("Het bestand zegt niet meer welk concept het is"), "{told}");
    assert!(!told.contains("Niet bij een zin te plaatsen"), "{told}");
    let kept =
        std::fs::read_to_string(year.path().join("opmerkingen/concept-onbekend-directie.toml"))
            .unwrap();
    assert!(
        kept.contains("stond_er = \"Het programma wil voorkomen dat zij crimineel worden.\""),
        "{kept}"
    );
}

#[test]
fn what_is_in_the_folder_and_no_remark_stops_the_run() {
    let (year, word) = sent();
    let file = commented(&word, &[("Het programma wil", "Noem het doel.", "A")]);
    add(&year, &put(&year, "a.docx", &file), "directie").code(0);
    let folder = year.path().join("opmerkingen");
    std::fs::write(folder.join("rapport.docx"), b"x").unwrap();
    let told = said(&run(&year, &["check", "2024"]).code(2));
    assert!(told.contains("hier staat alleen wat het programma van opmerkingen bewaart"), "{told}");
    std::fs::remove_file(folder.join("rapport.docx")).unwrap();
    std::fs::copy(folder.join("concept-1-directie.toml"), folder.join("kopie.toml")).unwrap();
    let told = said(&run(&year, &["check", "2024"]).code(2));
    assert!(told.contains("opmerking `directie-1` staat ook in een ander bestand"), "{told}");
}

#[test]
fn two_who_take_in_remarks_at_once_give_no_number_twice() {
    let (year, word) = sent();
    let files = ["Een.", "Twee.", "Drie."].map(|said| {
        let file = commented(&word, &[("Het programma wil", said, "A")]);
        put(&year, &format!("{said}docx"), &file)
    });
    std::thread::scope(|scope| {
        for file in &files {
            scope.spawn(|| add(&year, file, "team").code(0));
        }
    });
    let shown = printed(&run(&year, &["remarks", "2024"]).code(0));
    assert!(shown.starts_with("team: 3 opmerkingen, 3 open"), "{shown}");
    for name in ["team-1  ", "team-2  ", "team-3  "] {
        assert_eq!(shown.matches(name).count(), 1, "{shown}");
    }
}

#[test]
fn the_name_of_a_file_that_leads_to_a_person_is_left_out() {
    let (year, word) = sent();
    let file = commented(&word, &[("Het programma wil", "Noem het doel.", "A")]);
    let file = put(&year, "van j.jansen@rijk.nl.docx", &file);
    add(&year, &file, "directie").code(0);
    let kept = year.path().join("opmerkingen/concept-1-directie.toml");
    let kept = std::fs::read_to_string(kept).unwrap();
    assert!(!kept.contains("jansen") && kept.contains("(naam weggelaten)"), "{kept}");
}
