//! Remarks from the page of a draft: only a draft lets them be written, and what it gives out is taken in.
#![expect(clippy::disallowed_methods, reason = "a test sets its own stage")]

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use pmg_monitor::edition::Edition;
use pmg_monitor::workbook::sha256;
use serde_json::{Value, json};

use crate::command_line::{printed, run, said};
use crate::support::Year;
use crate::verify::{example, files, recounted, told, whole_public};

const SCRIPT: &str = include_str!("../../templates/opmerkingen.js").trim_ascii_end();
const PERSONAL: &str = "Het programma wil voorkomen dat zij crimineel worden.";

/// A year of which the first draft was kept.
fn sent() -> Year {
    let year = Year::example();
    run(&year, &["build", "2024", "--keep"]).code(0);
    year
}

/// The number of the first sentence of the kept draft that has these words, and what it says.
fn sentence(year: &Year, words: &str) -> (u64, String) {
    let path = year.path().join("concepten/1/nummers.json");
    let all: Vec<Value> = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let found = all.iter().find(|it| it["text"].as_str().unwrap().contains(words));
    let found = found.unwrap_or_else(|| panic!("no {words}"));
    (found["number"].as_u64().unwrap(), found["text"].as_str().unwrap().to_owned())
}

/// A remark as the page gives it out; `letter` makes its name.
fn remark(letter: &str, (number, stood): &(u64, String), text: &str) -> Value {
    json!({"kenmerk": letter.repeat(32), "zin": number, "stond_er": stood, "bij": "", "opmerking": text})
}

/// A file as the page gives it out.
fn file(remarks: &[Value]) -> Value {
    json!({
        "soort": "opmerkingen bij een concept", "versie": 1, "jaar": 2024, "concept": 1,
        "functie": "Directie Financiën & Jeugd", "opmerkingen": remarks,
    })
}

/// Takes in a file with these bytes, under this name.
fn add(
    year: &Year,
    name: &str,
    bytes: impl AsRef<[u8]>,
    more: &[&str],
) -> assert_cmd::assert::Assert {
    let path = year.input().join(name);
    std::fs::write(&path, bytes).unwrap();
    run(year, &[&["remarks", "2024", "--add", path.to_str().unwrap()], more].concat())
}

fn hash_of(script: &str) -> String {
    let hex = sha256(script.as_bytes());
    let bytes: Vec<u8> = (0..hex.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap())
        .collect();
    STANDARD.encode(bytes)
}

#[test]
fn only_a_draft_has_the_script_and_it_may_run_nothing_else() {
    let html = &example().1.html;
    let script = format!(
        "<script data-jaar=\"2024\" data-concept=\"1\">{SCRIPT}</script>\n</body>\n</html>\n"
    );
    assert!(html.ends_with(&script) && html.matches("<script").count() == 1);
    let policy = format!(
        "content=\"default-src 'none'; style-src 'unsafe-inline'; font-src data:; script-src 'sha256-{}'\"",
        hash_of(SCRIPT)
    );
    assert!(html.contains(&policy), "{policy}");
    // A reader without scripts finds no word of it in the text.
    let body = html.split_once("<body>").unwrap().1.split_once("<script").unwrap().0;
    assert!(!body.to_lowercase().contains("opmerkingen-"));

    let last = &whole_public().1.html;
    assert!(
        !last.contains("<script") && !last.contains("script-src") && !last.contains(".opmerkingen")
    );
    let year = Year::example();
    run(&year, &["preview", "2024", "breda"]).code(0);
    let page = year.input().join("uit/2024/gemeenten/GM0758-breda/inzage.html");
    let page = std::fs::read_to_string(&page).unwrap_or_else(|_| panic!("{}", page.display()));
    assert!(page.contains("<main") && !page.contains("<script") && !page.contains("script-src"));
}

#[test]
fn verify_tells_of_every_other_script() {
    let name = "het script van de pagina";
    let whats = |change: fn(&mut String)| -> Vec<String> {
        told(|files| change(&mut files.html)).into_iter().map(|it| it.what).collect()
    };
    assert_eq!(whats(|_| ()), [""; 0]);
    assert_eq!(whats(|html| *html = html.replacen("\"use strict\"", "\"use_strict\"", 1)), [name]);
    assert_eq!(
        whats(|html| *html = html.replacen("data-concept=\"1\"", "data-concept=\"2\"", 1)),
        [name]
    );
    let gone = whats(|html| {
        let at = html.rfind("<script").unwrap();
        html.truncate(at);
        html.push_str("</body>\n</html>\n");
    });
    assert_eq!(gone, [name]);
    for place in ["</main>", "<script data", "</head>"] {
        let second = told(|files| {
            files.html =
                files.html.replacen(place, &format!("<script>alert(7)</script>{place}"), 1);
        });
        let is_told = |it: &pmg_monitor::recount::Difference| it.found == "script";
        assert!(second.iter().any(is_told), "{place}: {second:?}");
    }
    let lower = whats(|html| {
        let hash = hash_of(SCRIPT);
        *html = html.replacen(&hash, &hash.to_lowercase(), 1);
    });
    assert_eq!(lower, ["de gegevens over de pagina, `Content-Security-Policy`"]);
    let open = whats(|html| {
        *html = html.replacen("script-src 'sha", "script-src 'unsafe-inline' 'sha", 1);
    });
    assert_eq!(open, lower);
}

#[test]
fn verify_tells_of_a_script_in_a_final_edition() {
    let (draft, report) = whole_public();
    let mut files = files((draft, report));
    let script =
        format!("<script data-jaar=\"2024\" data-concept=\"1\">{SCRIPT}</script>\n</body>");
    files.html = files.html.replacen("</body>", &script, 1);
    let told = recounted(draft, &files, Edition::Final).differences;
    let [one] = &told[..] else { panic!("{told:?}") };
    assert!(one.expected.starts_with("geen script in een definitieve uitgave"), "{one}");
}

#[test]
fn what_the_page_gives_out_is_taken_in_under_its_function_and_only_once() {
    let year = sent();
    let [one, two] = [PERSONAL, "extra jongeren aangemeld"].map(|words| sentence(&year, words));
    let first = [remark("a", &one, "Noem het doel."), remark("b", &two, "Van wie is dit getal?")];
    let told = said(&add(&year, "a.json", file(&first).to_string(), &[]).code(0));
    let names = "directie-financien-jeugd-1 tot en met directie-financien-jeugd-2";
    assert!(told.contains(&format!("2 opmerkingen bij concept 1: {names}")), "{told}");
    let kept = year.path().join("opmerkingen/concept-1-directie-financien-jeugd.toml");
    let text = std::fs::read_to_string(kept).unwrap();
    assert!(
        text.contains(&format!("zin = {}\n", one.0)) && text.contains(&"a".repeat(32)),
        "{text}"
    );
    assert!(!text.contains("lezer ="), "one person wrote: {text}");

    // The same with one more, and another text for one of them: only these are new.
    let more =
        [first[0].clone(), remark("b", &two, "Van welke gemeente?"), remark("c", &one, "En dit?")];
    let told = said(&add(&year, "b.json", file(&more).to_string(), &[]).code(0));
    for part in [
        "2 opmerkingen bij concept 1: directie-financien-jeugd-3 tot en met directie-financien-jeugd-4",
        "1 opmerking in het bestand was al ingelezen.",
        "directie-financien-jeugd-3 is een nieuwe tekst van directie-financien-jeugd-2.",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let told = said(&add(&year, "c.json", file(&first).to_string() + "\n", &[]).code(2));
    assert!(told.contains("alle opmerkingen in dit bestand zijn al ingelezen"), "{told}");
    let shown = printed(&run(&year, &["remarks", "2024"]).code(0));
    assert!(shown.starts_with("directie-financien-jeugd: 4 opmerkingen, 4 open"), "{shown}");
    let order: Vec<_> = (1..=4).map(|it| shown.find(&format!("jeugd-{it}  ")).unwrap()).collect();
    assert!(order.is_sorted(), "{shown}");

    // What is typed goes before what the file says.
    let other = [remark("d", &one, "Nog iets.")];
    let told =
        said(&add(&year, "d.json", file(&other).to_string(), &["--by", "reflectiegroep"]).code(0));
    assert!(told.contains("1 opmerking bij concept 1: reflectiegroep-1"), "{told}");
}

#[test]
fn where_number_and_words_disagree_the_words_say_which_sentence_is_meant() {
    let year = sent();
    let (number, stood) = sentence(&year, PERSONAL);
    let (other, _) = sentence(&year, "extra jongeren aangemeld");
    let remarks = [
        remark("a", &(other, stood.clone()), "Bij het doel."),
        remark("b", &(999_999, stood.clone()), "Ook bij het doel."),
        remark(
            "c",
            &(number, "Paarse olifanten dansen zelden zonder muziek.".to_owned()),
            "Nergens.",
        ),
    ];
    let told = said(&add(&year, "a.json", file(&remarks).to_string(), &[]).code(0));
    assert!(told.contains("Niet bij een zin te plaatsen: directie-financien-jeugd-3"), "{told}");
    let shown = printed(&run(&year, &["remarks", "2024"]).code(0));
    assert_eq!(shown.matches(&format!("  §{number}  open")).count(), 2, "{shown}");
    assert!(shown.contains("stond er:  Paarse olifanten dansen zelden"), "{shown}");
}

#[test]
fn a_hostile_file_gets_one_message_and_what_is_sound_in_it_is_kept() {
    let year = sent();
    let one = sentence(&year, PERSONAL);
    let good = || vec![remark("a", &one, "Noem het doel.")];
    let with = |key: &str, value: Value| {
        let mut file = file(&good());
        file[key] = value;
        file.to_string()
    };
    for (name, bytes, why) in [
        (
            "groot.json",
            "{".repeat(17 << 20),
            "groter dan een rapport met opmerkingen kan zijn (16 MB mag)",
        ),
        ("diep.json", "[".repeat(1 << 20), "regel 1 is niet te lezen"),
        ("half.json", "{\"soort\": ".to_owned(), "het houdt te vroeg op"),
        (
            "ander.json",
            "{\"a\": 1}".to_owned(),
            "dit is geen bestand met opmerkingen uit de pagina",
        ),
        ("jaar.json", with("jaar", json!(2023)), "dit is een concept van 2023, en niet van 2024"),
        ("type.json", with("jaar", json!([2024])), "er staat niet goed in bij welk jaar het hoort"),
        (
            "reus.json",
            with("concept", json!(1e99)),
            "er staat niet goed in bij welk concept het hoort",
        ),
        ("lijst.json", with("opmerkingen", json!("x")), "er staat geen lijst met opmerkingen in"),
        (
            "leeg.json",
            with("opmerkingen", json!([])),
            "er staan geen opmerkingen en geen wijzigingen in",
        ),
        ("wie.json", with("functie", json!("j.jansen@rijk.nl")), "wijst naar een persoon"),
        ("geen.json", with("functie", json!(7)), "zeg met --by van wie dit is"),
        ("tekens.json", with("functie", json!("\u{1b}[31m../..")), "is geen naam voor een lezer"),
        (
            "blad.html",
            "<html><script>alert(1)</script>".to_owned(),
            "dit is geen Word-bestand, geen PDF",
        ),
    ] {
        let told = said(&add(&year, name, bytes, &[]).code(2));
        assert!(told.contains(why), "{name}: {told}");
        assert_eq!(told.matches(&format!("{name}: ")).count(), 1, "{told}");
        assert!(!told.contains('\u{1b}'), "{told}");
    }
    assert!(!year.path().join("opmerkingen").exists(), "nothing was kept");

    let hostile = "<script>alert(1)</script>\u{1b}[2J\u{202e}\u{e000}\u{e001}=1+1 {{ 7 }}";
    let mut list = good();
    list.extend([
        json!(7),
        json!({"zin": 3}),
        remark("a", &one, "Noem het doel."),
        remark("b", &one, hostile),
    ]);
    let told = said(&add(&year, "gemengd.json", with("opmerkingen", json!(list)), &[]).code(0));
    assert!(
        told.contains("2 opmerkingen in het bestand zijn niet te lezen, en niet ingelezen."),
        "{told}"
    );
    let unknown = with("concept", json!(77)).replace(&"a".repeat(32), &"e".repeat(32));
    let told = said(&add(&year, "concept.json", unknown, &[]).code(0));
    assert!(told.contains("Concept 77 is niet bewaard"), "{told}");

    let output = year.input().join("uit");
    let lists = ["remarks", "2024", "--lists", "--output", output.to_str().unwrap()];
    let shown = printed(&run(&year, &lists).code(0));
    assert!(shown.contains("<script>alert(1)</script>[2J=1+1 {{ 7 }}"), "{shown}");
    let folder = output.join("2024/opmerkingen");
    let page = std::fs::read_to_string(folder.join("directie-financien-jeugd.html")).unwrap();
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && !page.contains("<script"));
    run(&year, &["build", "2024", "--formats", "html"]).code(0);
}
