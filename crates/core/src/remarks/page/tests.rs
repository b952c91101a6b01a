use serde_json::json;

use super::*;

/// A file as the page makes it, with these remarks.
fn file(remarks: &Value) -> Value {
    json!({
        "soort": KIND, "versie": 1, "jaar": 2024, "concept": 3, "functie": "Directie  Jeugd",
        "opmerkingen": remarks,
    })
}

fn remark(text: &str) -> Value {
    json!({
        "kenmerk": "0f".repeat(16), "zin": 214, "stond_er": "Zij bereikte  576 jongeren.", "bij": "576",
        "opmerking": text,
    })
}

#[track_caller]
fn reading(file: &Value) -> Reviewed {
    read(file.to_string().as_bytes()).unwrap()
}

#[track_caller]
fn refused(file: &Value) -> String {
    read(file.to_string().as_bytes()).unwrap_err()
}

#[test]
fn what_the_page_gives_out_is_read_with_its_draft_and_its_function() {
    let read = reading(&file(&json!([remark("Klopt dit?\r\nEn dit?")])));
    assert_eq!((read.draft, read.reviewer.as_deref()), (Some((2024, 3)), Some("Directie Jeugd")));
    let [one] = &read.remarks[..] else { panic!("{read:?}") };
    assert_eq!((one.text.as_str(), one.about.as_str()), ("Klopt dit?\nEn dit?", "576"));
    assert_eq!(
        (one.sentence, one.stood.as_deref()),
        (Some(214), Some("Zij bereikte 576 jongeren."))
    );
    assert_eq!(one.key.as_deref(), Some(&*"0f".repeat(16)));
}

#[test]
fn a_file_is_known_by_its_bytes() {
    for bytes in ["{", "\u{feff}  {}", "\n[1]"] {
        assert!(is_of_page(bytes.as_bytes()), "{bytes}");
    }
    for bytes in ["PK\u{3}\u{4}", "", "\"x\"", "%PDF", "<html>"] {
        assert!(!is_of_page(bytes.as_bytes()), "{bytes}");
    }
}

#[test]
fn what_is_no_file_of_the_page_is_refused_with_a_reason() {
    let with = |key: &str, value: Value| {
        let mut file = file(&json!([remark("Klopt dit?")]));
        file[key] = value;
        file
    };
    for (file, why) in [
        (json!({}), "geen bestand met opmerkingen"),
        (json!([]), "geen bestand met opmerkingen"),
        (with("soort", json!(7)), "geen bestand met opmerkingen"),
        (with("versie", json!(2)), "een andere versie"),
        (with("versie", json!("1")), "een andere versie"),
        (with("jaar", json!(1e300)), "bij welk jaar"),
        (with("jaar", json!("2024")), "bij welk jaar"),
        (with("concept", json!(0)), "bij welk concept"),
        (with("concept", json!(-3)), "bij welk concept"),
        (with("concept", json!(70_000)), "bij welk concept"),
        (with("opmerkingen", json!({})), "geen lijst"),
        (with("opmerkingen", json!([1, {}, {"opmerking": " "}])), "geen van de opmerkingen"),
        (with("opmerkingen", json!(vec![1; MOST + 1])), "meer dan 5000"),
    ] {
        let told = refused(&file);
        assert!(told.contains(why), "{why}: {told}");
    }
    let deep = "[".repeat(100_000);
    assert_eq!(read(deep.as_bytes()).unwrap_err(), "regel 1 is niet te lezen");
    let cut = file(&json!([remark("Klopt dit?")])).to_string();
    assert_eq!(read(&cut.as_bytes()[..cut.len() - 5]).unwrap_err(), "het houdt te vroeg op");
    assert!(read(b"{\"soort\": \"\xff\"}").unwrap_err().contains("niet te lezen"));
    assert!(read(&vec![b'{'; LARGEST + 1]).unwrap_err().contains("groter dan 4 MB"));
}

#[test]
fn a_remark_that_is_sound_is_kept_beside_one_that_is_not() {
    let long = "x".repeat(LONGEST + 1);
    let read = reading(&file(&json!([
        remark("Een."),
        {"opmerking": 7},
        {"opmerking": long, "zin": 3},
        {"opmerking": "Twee.", "zin": -1, "stond_er": [], "bij": {}, "kenmerk": "../x"},
        {"opmerking": "Drie.", "zin": 99_999_999_999_u64},
        null,
    ])));
    let said: Vec<_> = read.remarks.iter().map(|it| (it.text.as_str(), it.sentence)).collect();
    assert_eq!(said, [("Een.", Some(214)), ("Twee.", None), ("Drie.", None)]);
    assert_eq!((read.unreadable, read.remarks[1].key.as_deref()), (3, None));
}

#[test]
fn one_that_stands_there_twice_is_taken_once_and_another_text_is_another_remark() {
    let list = json!([remark("Een."), remark("Een."), remark("Twee.")]);
    let read = reading(&file(&list));
    assert_eq!(read.remarks.len(), 2);
    let unnamed = json!([{"opmerking": "Een."}, {"opmerking": "Een."}]);
    assert_eq!(reading(&file(&unnamed)).remarks.len(), 2, "nothing says that they are the same");
}

#[test]
fn what_acts_on_a_screen_is_left_out_and_markup_stays_text() {
    let hostile =
        "<script>alert(1)</script>\u{1b}[31m\u{0}\u{202e}\u{e000}7\u{e001}\u{fffe}\u{2028}=1+1";
    let mut one = remark(hostile);
    one["bij"] = json!("a\nb\u{e000}");
    let read = reading(&file(&json!([one])));
    assert_eq!(read.remarks[0].text, "<script>alert(1)</script>[31m7\n=1+1");
    assert_eq!(read.remarks[0].about, "a b");
}
