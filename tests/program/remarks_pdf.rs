//! Remarks that a reader sticks on the PDF of a draft: taken in, and led to the sentence that each stands at.
#![expect(clippy::disallowed_methods, reason = "a test sets its own stage")]

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, decode_text_string, text_string};

use crate::command_line::{printed, run, said};
use crate::support::{Year, set};

/// A year of which the first draft was kept.
fn sent() -> Year {
    let year = Year::example();
    run(&year, &["build", "2024", "--keep"]).code(0);
    year
}

fn output(year: &Year, name: &str) -> Vec<u8> {
    std::fs::read(year.input().join("uit/2024").join(name)).unwrap()
}

fn page(year: &Year) -> String {
    String::from_utf8(output(year, "rapport.html")).unwrap()
}

/// Puts a file beside the years, as somebody who saves a mail does.
fn put(year: &Year, name: &str, bytes: &[u8]) -> String {
    let path = year.input().join(name);
    std::fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

/// The PDF with a highlight over each link to the account of a figure, which says what that link is called.
fn highlighted(pdf: &[u8], titles: &BTreeSet<String>) -> (Vec<u8>, usize) {
    let mut document = Document::load_mem(pdf).unwrap();
    let mut marked = 0;
    for page in document.page_iter().collect::<Vec<_>>() {
        let stuck = document.get_dictionary(page).unwrap().get(b"Annots");
        let Ok(stuck) = stuck.and_then(|it| Ok(document.dereference(it)?.1.as_array()?.clone()))
        else {
            continue;
        };
        let mut all = stuck.clone();
        for link in &stuck {
            let link = document.dereference(link).unwrap().1.as_dict().unwrap().clone();
            let called = link.get(b"Contents").and_then(decode_text_string).unwrap_or_default();
            if !titles.contains(&called) {
                continue;
            }
            let mut note = Dictionary::new();
            note.set("Type", "Annot");
            note.set("Subtype", "Highlight");
            let rect = link.get(b"Rect").unwrap().as_array().unwrap();
            let [left, low, right, high] = &rect[..] else { panic!("{rect:?}") };
            let corners = [left, high, right, high, left, low, right, low].map(Object::clone);
            note.set("Rect", rect.clone());
            // Only a link over more than one line says where each is.
            let corners = link.get(b"QuadPoints").cloned().unwrap_or(corners.to_vec().into());
            note.set("QuadPoints", corners);
            note.set("Contents", text_string(&called));
            note.set("T", text_string("A. de Vries"));
            all.push(Object::Reference(document.add_object(note)));
            marked += 1;
        }
        document.get_object_mut(page).unwrap().as_dict_mut().unwrap().set("Annots", all);
    }
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    (bytes, marked)
}

/// The titles of the parts of the account, by where they stand.
fn titles(html: &str) -> BTreeMap<&str, String> {
    let heads = html.split("<h3 id=\"").skip(1).filter_map(|it| it.split_once('"'));
    let heads = heads.filter_map(|(id, rest)| Some((id.strip_suffix("-kop")?, rest)));
    let title = |rest: &str| {
        let (_, rest) = rest.split_once('>').unwrap();
        let (title, _) = rest.split_once("</h3>").unwrap();
        let words = title.split('<').map(|it| it.split_once('>').map_or(it, |(_, text)| text));
        words.collect::<String>().replace("&amp;", "&")
    };
    heads.map(|(place, rest)| (place, title(rest))).collect()
}

/// What the figures of each sentence of a page rest on, by the number of the sentence.
fn figures(html: &str) -> BTreeMap<u32, BTreeSet<String>> {
    let titles = titles(html);
    let (text, _) = html.split_once("<section class=\"onderbouwing\"").unwrap();
    let sentences = text.split("data-zin=\"").skip(1).map(|it| it.split_once('"').unwrap());
    let mut figures: BTreeMap<u32, BTreeSet<String>> = BTreeMap::new();
    for (number, said) in sentences {
        let places = said.split("href=\"#_b").skip(1).map(|it| it.split_once('"').unwrap().0);
        let called = places.map(|it| titles[format!("_b{it}").as_str()].clone());
        // One link is over all sentences of own words.
        let called = called.filter(|it| !it.starts_with("Eigen woorden van"));
        figures.entry(number.parse().unwrap()).or_default().extend(called);
    }
    figures
}

/// The PDF of the draft as a reader sends it back who marked each figure in a sentence, and how many there are.
fn returned(year: &Year) -> (Vec<u8>, usize) {
    let titles = figures(&page(year)).into_values().flatten().collect();
    highlighted(&output(year, "rapport.pdf"), &titles)
}

/// The remarks that were taken in.
fn kept(year: &Year) -> Vec<toml::Table> {
    let path = year.path().join("opmerkingen/concept-1-directie-jeugd.toml");
    let kept: toml::Table = std::fs::read_to_string(path).unwrap().parse().unwrap();
    let remarks = kept["opmerking"].as_array().unwrap();
    remarks.iter().map(|it| it.as_table().unwrap().clone()).collect()
}

fn add(year: &Year, file: &str) -> assert_cmd::assert::Assert {
    run(year, &["remarks", "2024", "--add", file, "--by", "Directie Jeugd"])
}

#[test]
fn a_mark_on_the_pdf_is_led_to_its_sentence_wherever_it_stands() {
    let year = sent();
    let figures = figures(&page(&year));
    let (pdf, marked) = returned(&year);
    assert!(marked > 60, "{marked}");
    let file = put(&year, "van de directie.pdf", &pdf);
    let told = said(&add(&year, &file).code(0));
    let range = format!("{marked} opmerkingen bij concept 1: directie-jeugd-1 tot en met");
    assert!(told.contains(&range), "{told}");
    let unplaced: Vec<_> = kept(&year).into_iter().filter(|it| !it.contains_key("zin")).collect();
    assert_eq!(unplaced, []);
    for remark in kept(&year) {
        let (number, about) =
            (remark["zin"].as_integer().unwrap(), remark["bij"].as_str().unwrap());
        let called = remark["opmerking"].as_str().unwrap();
        let rests_on = &figures[&u32::try_from(number).unwrap()];
        assert!(rests_on.contains(called), "{about} ({called}) at §{number}: {rests_on:?}");
        let stood = remark["stond_er"].as_str().unwrap();
        assert!(stood.contains(about), "{about} is not in: {stood}");
        assert!(!format!("{remark:?}").contains("Vries"), "nobody is named");
    }
    assert!(said(&add(&year, &file).code(2)).contains("dit bestand is al ingelezen"));
}

#[test]
fn a_remark_follows_its_sentence_where_others_moved_and_changed() {
    let year = sent();
    let (pdf, marked) = returned(&year);
    let file = put(&year, "terug.pdf", &pdf);
    // Before anybody takes it in, two chapters change places, and answers change.
    let year = year.answered(|answers| {
        for (municipality, code) in [("GM0363", "ajb.aangemeld"), ("GM0599", "pga.aangemeld")] {
            if answers[municipality].contains_key(code) {
                set(answers, municipality, code, "998");
            }
        }
    });
    let [first, second] = ["thema/onderwijs.md", "thema/persoonlijke-ontwikkeling.md"]
        .map(|name| format!("{{% include \"{name}\" %}}"));
    let year = year
        .edit("templates/rapport.md", &first, "{# hier #}")
        .edit("templates/rapport.md", &second, &first)
        .edit("templates/rapport.md", "{# hier #}", &second);
    add(&year, &file).code(0);
    let shown = printed(&run(&year, &["remarks", "2024"]).code(0));
    run(&year, &["build", "2024"]).code(0);
    let now: Vec<serde_json::Value> =
        serde_json::from_slice(&output(&year, "zinnen.json")).unwrap();
    let now: BTreeMap<i64, &str> = now
        .iter()
        .map(|it| (it["number"].as_i64().unwrap(), it["text"].as_str().unwrap()))
        .collect();
    let blocks: Vec<&str> = shown.split("\n\n").collect();
    let (mut same, mut changed) = (0, 0);
    for remark in kept(&year) {
        let (number, stood) =
            (remark["zin"].as_integer().unwrap(), remark["stond_er"].as_str().unwrap());
        let name =
            format!("directie-jeugd-{}  §{number}  ", remark["nummer"].as_integer().unwrap());
        let block = blocks.iter().find(|it| it.contains(&name)).unwrap();
        let is_same = now.get(&number).is_some_and(|it| *it == stood);
        let became = if is_same { "zin:       ongewijzigd" } else { "zin:       nu: " };
        assert!(block.contains(became), "{stood} / {:?}: {block}", now.get(&number));
        if is_same { same += 1 } else { changed += 1 }
    }
    assert_eq!(same + changed, marked);
    assert!(same > 40 && changed >= 3, "{same} {changed}");
}

#[test]
fn a_pdf_without_remarks_or_that_cannot_be_read_is_told_in_its_own_words() {
    let year = sent();
    let pdf = output(&year, "rapport.pdf");
    let told = |name: &str, bytes: &[u8]| {
        let file = put(&year, name, bytes);
        said(&add(&year, &file).code(2))
    };
    let none = told("leeg.pdf", &pdf);
    assert!(none.contains("er staan geen opmerkingen en geen wijzigingen in"), "{none}");
    let half = told("half.pdf", &pdf[..pdf.len() / 2]);
    assert!(half.contains("deze PDF is niet te lezen: zij is beschadigd, of beveiligd"), "{half}");
    assert!(half.contains("hint: vraag de lezer haar zonder wachtwoord op te slaan"), "{half}");
    let locked = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes);
    let old = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    for (name, bytes, what) in [
        ("brief.txt", b"Zie bijlage.".to_vec(), "dit is geen Word-bestand, geen PDF"),
        ("foto.png", b"\x89PNG\r\n".to_vec(), "dit is geen Word-bestand, geen PDF"),
        ("oud.doc", old.to_vec(), "dit is geen Word-bestand, geen PDF"),
        ("op slot.docx", old.into_iter().chain(locked).collect(), "beveiligd met een wachtwoord"),
    ] {
        let told = told(name, &bytes);
        assert!(told.contains(what), "{told}");
    }
}
