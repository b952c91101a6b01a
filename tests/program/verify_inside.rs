//! The recount of what stands in the files beside their text: the ledger inside the PDF, links, titles, names for
//! screen readers, facts about the file, comments. Whatever is hidden in the text can be hidden in none of these.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use pmg_monitor::edition::Edition;
use pmg_monitor::recount::Difference;

use crate::command_line::pmg;
use crate::support::Year;
use crate::verify::{Files, example, files, recounted, replace, told_of_public, verified};

const PDF: &str = "rapport.pdf";
const PAGE: &str = "rapport.html";

/// What is told of the public edition after a change of its PDF, as program of others would make it.
#[track_caller]
fn told_of_pdf(change: impl FnOnce(&mut Document)) -> Vec<Difference> {
    told_of_public(|files| {
        let mut document = Document::load_mem(&files.pdf).unwrap();
        change(&mut document);
        files.pdf.clear();
        document.save_to(&mut files.pdf).unwrap();
    })
}

/// What is told of the one file that is not as it should be.
#[track_caller]
fn what(told: &[Difference], file: &str) -> Vec<String> {
    let others: Vec<_> = told.iter().filter(|it| it.file != file).collect();
    assert!(others.is_empty(), "{others:?}");
    told.iter().map(|it| it.what.clone()).collect()
}

/// The first object of this type.
fn of_type(document: &Document, name: &str) -> ObjectId {
    let is_it = |object: &Object| match object {
        Object::Stream(stream) => stream.dict.has_type(name.as_bytes()),
        object => object.as_dict().is_ok_and(|fields| fields.has_type(name.as_bytes())),
    };
    *document.objects.iter().find(|(_, object)| is_it(object)).unwrap().0
}

fn fields<'a>(document: &'a mut Document, name: &str) -> &'a mut Dictionary {
    let id = of_type(document, name);
    match document.get_object_mut(id).unwrap() {
        Object::Stream(stream) => &mut stream.dict,
        object => object.as_dict_mut().unwrap(),
    }
}

fn stream<'a>(document: &'a mut Document, name: &str) -> &'a mut Stream {
    let id = of_type(document, name);
    document.get_object_mut(id).unwrap().as_stream_mut().unwrap()
}

fn info(document: &mut Document) -> &mut Dictionary {
    let id = document.trailer.get(b"Info").unwrap().as_reference().unwrap();
    document.get_object_mut(id).unwrap().as_dict_mut().unwrap()
}

fn text(text: &str) -> Object {
    lopdf::text_string(text)
}

#[test]
fn a_pdf_that_another_program_wrote_again_is_the_same() {
    assert_eq!(told_of_pdf(|_| ()), []);
}

#[test]
fn the_ledger_of_the_team_inside_the_public_pdf_is_found() {
    let inside = example().0.ledger.clone();
    let told = told_of_pdf(|pdf| stream(pdf, "EmbeddedFile").set_plain_content(inside));
    assert_eq!(what(&told, PDF), ["de cijfers in de PDF zijn andere dan cijfers.json ernaast"]);
    assert_eq!(told[0].found, "op regel 3: \"edition\": \"draft\",");
    assert_eq!(
        told[0].expected,
        "op regel 3: \"edition\": \"final\",; maak het rapport opnieuw met `pmg build`"
    );
}

#[test]
fn one_number_in_the_ledger_inside_and_what_is_no_ledger_are_found() {
    let other = told_of_pdf(|pdf| {
        let file = stream(pdf, "EmbeddedFile");
        let ledger = String::from_utf8(file.get_plain_content().unwrap()).unwrap();
        file.set_plain_content(ledger.replacen("\"value\": 64", "\"value\": 46", 1).into_bytes());
    });
    assert_eq!(other.len(), 1, "{other:?}");
    assert!(other[0].found.ends_with("\"value\": 46,"), "{other:?}");
    for wrong in [&b""[..], b"\xff\x00 geen JSON"] {
        let told = told_of_pdf(|pdf| stream(pdf, "EmbeddedFile").set_plain_content(wrong.to_vec()));
        assert_eq!(what(&told, PDF), ["de cijfers in de PDF zijn andere dan cijfers.json ernaast"]);
    }
}

#[test]
fn a_pdf_without_the_ledger_and_one_with_more_are_found() {
    let told = told_of_pdf(|pdf| {
        let catalog = pdf.catalog_mut().unwrap();
        catalog.remove(b"Names");
        catalog.remove(b"AF");
        let (file, listed) = (of_type(pdf, "EmbeddedFile"), of_type(pdf, "Filespec"));
        pdf.objects.remove(&file);
        pdf.objects.remove(&listed);
    });
    assert_eq!(what(&told, PDF), ["de cijfers zitten niet in de PDF"]);
    let more = |pdf: &mut Document, name: &str| {
        let file = stream(pdf, "EmbeddedFile").clone();
        let file = Object::Reference(pdf.add_object(file));
        let listed = dictionary! {
            "Type" => "Filespec", "F" => text(name), "UF" => text(name),
            "EF" => dictionary! { "F" => file }
        };
        let listed = Object::Reference(pdf.add_object(listed));
        let catalog = pdf.catalog_mut().unwrap();
        catalog.get_mut(b"AF").unwrap().as_array_mut().unwrap().push(listed);
    };
    let told = told_of_pdf(|pdf| more(pdf, "cijfers.json"));
    assert_eq!(what(&told, PDF), ["er zit meer dan één bestand in de PDF"]);
    let told = told_of_pdf(|pdf| more(pdf, "intern.json"));
    assert!(what(&told, PDF).len() >= 2, "{told:?}");
    assert_eq!(told[0].found, "2 bestanden: cijfers.json, intern.json");
}

#[test]
fn the_ledger_inside_under_another_name_is_found() {
    let told = told_of_pdf(|pdf| fields(pdf, "Filespec").set("UF", text("zeven kinderen.json")));
    let what = what(&told, PDF);
    assert!(what[0].starts_with("een bestand in de PDF heeft een andere naam"), "{told:?}");
    assert_eq!(told[0].found, "zeven kinderen.json");
}

/// A change of a PDF that puts a text into it.
type Put = fn(&mut Document);

#[test]
fn a_hidden_number_in_what_the_pdf_says_of_itself_is_found() {
    let puts: [(&str, Put); 11] = [
        ("Subject", |pdf| info(pdf).set("Subject", text("7 kinderen in Groningen"))),
        ("Keywords", |pdf| info(pdf).set("Keywords", text("7"))),
        ("ModDate", |pdf| info(pdf).set("ModDate", text("D:7"))),
        ("XMP", |pdf| {
            let file = stream(pdf, "Metadata");
            let facts = String::from_utf8(file.get_plain_content().unwrap()).unwrap();
            let more = "<pdf:Keywords>7 kinderen</pdf:Keywords></rdf:Description>";
            file.set_plain_content(facts.replace("</rdf:Description>", more).into_bytes());
        }),
        ("comment in XMP", |pdf| {
            let file = stream(pdf, "Metadata");
            let facts = String::from_utf8(file.get_plain_content().unwrap()).unwrap();
            let more = "<!-- 7 kinderen --></rdf:Description>";
            file.set_plain_content(facts.replace("</rdf:Description>", more).into_bytes());
        }),
        ("bookmark", |pdf| {
            let first = fields(pdf, "Outlines").get(b"First").unwrap().as_reference().unwrap();
            pdf.get_object_mut(first).unwrap().as_dict_mut().unwrap().set("Title", text("7"));
        }),
        ("structure", |pdf| fields(pdf, "StructElem").set("Alt", text("7 kinderen"))),
        ("structure", |pdf| fields(pdf, "StructElem").set("ActualText", text("zeven"))),
        ("link", |pdf| fields(pdf, "Annot").set("Contents", text("7 kinderen, pagina 3"))),
        ("note", |pdf| {
            let note =
                dictionary! { "Type" => "Annot", "Subtype" => "Text", "Contents" => text("7") };
            let page = pdf.page_iter().next().unwrap();
            pdf.get_object_mut(page)
                .unwrap()
                .as_dict_mut()
                .unwrap()
                .set("Annots", vec![note.into()]);
        }),
        ("script", |pdf| {
            let script = dictionary! { "S" => "JavaScript", "JS" => text("app.alert(7)") };
            pdf.catalog_mut().unwrap().set("OpenAction", script);
        }),
    ];
    for (place, put) in puts {
        let told = told_of_pdf(put);
        assert!(told.iter().any(|it| it.file == PDF), "{place}: {told:?}");
    }
}

#[test]
fn what_hangs_in_the_pdf_without_a_page_is_found() {
    let put = |pdf: &mut Document| {
        Object::Reference(pdf.add_object(Stream::new(dictionary! {}, b"7".to_vec())))
    };
    let told = told_of_pdf(|pdf| drop(put(pdf)));
    assert_eq!(what(&told, PDF), ["in de PDF zitten stukken waar niets naar verwijst"]);
    let told = told_of_pdf(|pdf| {
        let hidden = put(pdf);
        pdf.catalog_mut().unwrap().set("PieceInfo", hidden);
    });
    assert_eq!(what(&told, PDF), ["in de PDF zit een stuk dat geen bladzijde nodig heeft"]);
    let told = told_of_public(|files| files.pdf.extend(b"\n% 7 kinderen"));
    assert_eq!(what(&told, PDF), ["achter het einde van de PDF staat nog iets"]);
    let told = told_of_public(|files| {
        let end = files.pdf.windows(9).rposition(|window| window == b"startxref").unwrap();
        files.pdf.push(b'\n');
        files.pdf.extend_from_within(end..files.pdf.len() - 1);
    });
    assert!(told.iter().any(|it| it.what == "de PDF is later veranderd"), "{told:?}");
}

#[test]
fn a_pdf_that_cannot_be_read_is_told_and_nothing_panics() {
    let whole = example().1.pdf.clone();
    let circle = {
        let mut document = Document::load_mem(&whole).unwrap();
        let (page, pages) = (document.page_iter().next().unwrap(), of_type(&document, "Pages"));
        fields(&mut document, "Pages").set("Parent", Object::Reference(pages));
        document.get_object_mut(page).unwrap().as_dict_mut().unwrap().remove(b"Resources");
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        bytes
    };
    let cut = |part: usize| whole[..whole.len() * part / 8].to_vec();
    let garbled: Vec<u8> =
        whole.iter().map(|byte| if *byte == b'/' { b'(' } else { *byte }).collect();
    for pdf in [circle, cut(1), cut(5), cut(7), garbled] {
        let told = told_of_public(|files| files.pdf = pdf);
        assert!(told.iter().any(|it| it.file == PDF), "{told:?}");
    }
}

#[test]
fn a_link_that_leads_to_the_account_of_another_figure_is_found() {
    let (one, other) = (links_of("som:ajb.aangemeld"), links_of("som:schoolverzuim.deelnemers"));
    let told = told_of_public(|files| {
        replace(&mut files.html, &one.0, &one.0.replace(&one.1, &other.1));
    });
    assert_eq!(what(&told, PAGE)[0], "de link van `som:ajb.aangemeld` leidt ergens anders heen");
    // Also where the place of the figure is named after that account.
    let told = told_of_public(|files| {
        let number = other.1.trim_start_matches("#_b");
        let id = format!("id=\"_c{number}-99\"");
        let led = one.0.replace(&one.1, &other.1);
        let from = led.find("id=\"").unwrap();
        let to = from + led[from..].find(" href").unwrap();
        let led = format!("{}{id}{}", &led[..from], &led[to..]);
        replace(&mut files.html, &one.0, &led);
    });
    let what = what(&told, PAGE);
    assert!(
        what.contains(&"de link van `som:ajb.aangemeld` leidt naar iets anders".to_owned()),
        "{told:?}"
    );
}

/// The first link of this basis in the public edition, and where it leads.
fn links_of(basis: &str) -> (String, String) {
    let mut found = None;
    told_of_public(|files| {
        let at = files.html.find(&format!("data-basis=\"{basis}\"")).unwrap();
        let start = files.html[..at].rfind("<a ").unwrap();
        let end = at + files.html[at..].find('>').unwrap();
        let link = files.html[start..end].to_owned();
        let to = link.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        found = Some((link.clone(), to.to_owned()));
    });
    found.unwrap()
}

#[test]
fn a_title_of_the_account_that_is_another_is_found() {
    let told = told_of_public(|files| {
        let (_, to) = links_of("som:ajb.aangemeld");
        let id = format!("id=\"{}-kop\">", to.trim_start_matches('#'));
        replace(&mut files.html, &id, &format!("{id}Zeven kinderen: "));
    });
    assert_eq!(what(&told, PAGE)[0], "de link van `som:ajb.aangemeld` leidt naar iets anders");
    assert!(told[0].found.starts_with("Zeven kinderen: "), "{told:?}");
}

#[test]
fn how_a_count_of_municipalities_came_about_is_counted_again() {
    let told = told_of_public(|files| {
        let from = "Geteld is wie de status uitvoering invulde: 3 gemeenten.";
        files.html = files.html.replacen(
            from,
            "Geteld is wie de status uitvoering invulde: 4 gemeenten.",
            1,
        );
    });
    let what = what(&told, PAGE);
    assert!(
        !what.is_empty() && what.iter().all(|it| it.ends_with("leidt naar een andere uitleg")),
        "{told:?}"
    );
}

#[test]
fn a_hidden_number_where_only_a_screen_reader_or_the_source_shows_it_is_found() {
    let main = "<main id=\"_tekst\" tabindex=\"-1\">";
    let first = "<p class=\"uitgave\">";
    for (from, to) in [
        (main, "<main id=\"_tekst\" tabindex=\"-1\" title=\"7 kinderen\">"),
        (main, "<main id=\"_tekst\" tabindex=\"-1\" aria-label=\"7 kinderen\">"),
        (main, "<main id=\"_tekst\" tabindex=\"-1\" data-exact=\"7\">"),
        (main, "<main id=\"_tekst\" tabindex=\"-1\"><!-- 7 kinderen -->"),
        (main, "<main id=\"_tekst\" tabindex=\"-1\"><p hidden>7 kinderen</p>"),
        (main, "<main id=\"_tekst\" tabindex=\"-1\"><p id=\"_voetnoten\">7 kinderen</p>"),
        (
            main,
            "<main id=\"_tekst\" tabindex=\"-1\"><a role=\"doc-backlink\" class=\"terug\" href=\"#_boven\">7</a>",
        ),
        (main, "<main id=\"_tekst\" tabindex=\"-1\"><img src=\"data:7\">"),
        (main, "<nav aria-label=\"Inhoud\">7 kinderen</nav><main id=\"_tekst\" tabindex=\"-1\">"),
        (first, "<p class=\"uitgave\" style=\"--n: 7\">"),
        (first, "<p class=\"uitgave\" width=\"7\">"),
        (first, "<p class=\"uitgave\" fill=\"#000007\">"),
        (first, "<a href=\"https://voorbeeld.nl/7\"></a><p class=\"uitgave\">"),
        ("aria-label=\"Terug naar de tekst bij voetnoot 1\"", "aria-label=\"7 kinderen\""),
        ("</head>", "<meta name=\"keywords\" content=\"7 kinderen\"></head>"),
        ("</head>", "<style>p::after { content: \"7\"; }</style></head>"),
        (
            "<meta name=\"description\" content=\"",
            "<meta name=\"description\" content=\"7 kinderen. ",
        ),
        ("Gezag 2024</title>", "Gezag 2024: 7 kinderen</title>"),
        ("<p><a href=\"#_boven\">", "<p>7 kinderen <a href=\"#_boven\">"),
        ("<h2>Inhoud</h2>", "<h2>Inhoud 7</h2>"),
        ("<span id=\"_uitleg\" hidden>", "<span id=\"_uitleg\" hidden>7 kinderen "),
        ("Naar de tekst</a>", "Naar de tekst, 7</a>"),
        (" id=\"waarom-deze-aanpak\"", " id=\"waarom-7\""),
        ("<time datetime=\"2024-06-05\">", "<time datetime=\"2024-06-07\">"),
        ("</html>", "</html><!-- 7 -->"),
    ] {
        let told = told_of_public(|files| replace(&mut files.html, from, to));
        assert!(told.iter().any(|it| it.file == PAGE), "{to}: {told:?}");
    }
    let told = told_of_public(|files| {
        files.html = files.html.replacen("data-kolom=\"", "data-kolom=\"7 ", 1);
    });
    assert!(told.iter().any(|it| it.file == PAGE), "the name of a column: {told:?}");
}

#[test]
fn a_hidden_number_behind_a_basis_is_found() {
    for basis in ["som:ajb.aangemeld", "register:nplv", "peildatum"] {
        let told = told_of_public(|files| {
            let (from, to) =
                (format!("data-basis=\"{basis}\""), format!("data-basis=\"{basis}:7\""));
            assert!(files.html.contains(&from), "{basis}");
            files.html = files.html.replacen(&from, &to, 1);
        });
        assert!(told.iter().any(|it| it.file == PAGE), "{basis}: {told:?}");
    }
}

#[test]
fn a_hidden_number_in_the_markdown_that_nobody_sees_is_found() {
    for more in [
        "\n\n[7]: https://voorbeeld.nl\n",
        "\n\n<!-- 7 kinderen -->\n",
        "\n\n## Waar de cijfers op rusten\n\n7 kinderen\n",
        "\n\n[](https://voorbeeld.nl/7)\n",
    ] {
        let told = told_of_public(|files| files.markdown.push_str(more));
        assert!(told.iter().any(|it| it.file == "rapport.md"), "{more}: {told:?}");
    }
}

#[test]
fn a_hidden_number_in_a_field_of_the_ledger_that_nobody_counts_is_found() {
    let code = "\"screeningsmodel.doorverwezen\": {";
    for (from, to) in [
        (code, format!("{code} \"precies\": 7,")),
        (code, format!("{code} \"sum\": 7,")),
        ("\"schema\": 1,", "\"schema\": 1, \"schema\": 7, \"schema\": 1,".to_owned()),
    ] {
        let told = told_of_public(|files| {
            let mut ledger = String::from_utf8(files.ledger.clone()).unwrap();
            replace(&mut ledger, from, &to);
            files.ledger = ledger.into_bytes();
        });
        assert!(told.iter().any(|it| it.file == "cijfers.json"), "{to}: {told:?}");
    }
}

/// Puts a file of others among some.
type Swap = fn(&mut Files, Files);

/// The example as a draft, and as everybody may read it.
fn both() -> [Files; 2] {
    let mut public = None;
    told_of_public(|files| public = Some(files.clone()));
    let (draft, report) = example();
    [files((draft, report)), public.unwrap()]
}

#[test]
fn a_file_of_a_draft_among_those_of_a_final_edition_is_found_and_the_other_way_round() {
    let [draft, public] = both();
    let put: [(&str, Swap); 4] = [
        ("cijfers.json", |files, other| files.ledger = other.ledger),
        ("rapport.md", |files, other| files.markdown = other.markdown),
        ("rapport.html", |files, other| files.html = other.html),
        ("rapport.pdf", |files, other| files.pdf = other.pdf),
    ];
    for (name, put) in put {
        let told = told_of_public(|files| put(files, draft.clone()));
        assert!(told.iter().any(|it| it.file == name), "a draft's {name}: {told:?}");
        let mut files = draft.clone();
        put(&mut files, public.clone());
        let told = verified(&example().0, &files).differences;
        assert!(told.iter().any(|it| it.file == name), "a final {name}: {told:?}");
    }
}

#[test]
fn a_draft_verified_as_final_says_so_by_its_ledger_and_its_title_page() {
    let [draft, _] = both();
    let told = recounted(&example().0, &draft, Edition::Final).differences;
    let of =
        |what: &str| told.iter().find(|it| it.what == what).map(|it| (&*it.found, &*it.expected));
    assert_eq!(of("edition"), Some(("\"draft\"", "\"final\"")));
    let (found, expected) = of("de melding boven aan van de definitieve uitgave").unwrap();
    assert!(found.starts_with("Concept 1 Dit is nog niet de definitieve tekst."), "{found}");
    assert!(!expected.contains("oncept"), "{expected}");
}

#[test]
fn another_link_at_the_foot_of_a_final_edition_is_found() {
    for (from, to) in [
        ("href=\"tabellen.ods\"", "href=\"antwoorden.csv\""),
        ("href=\"tabellen.ods\"", "href=\"https://voorbeeld.nl/7\""),
        (">tabellen.ods</a>", ">tabellen.xls</a>"),
        ("Deze cijfers als tabellen", "Deze 7 cijfers als tabellen"),
    ] {
        let told = told_of_public(|files| replace(&mut files.html, from, to));
        assert!(told.iter().all(|it| it.file == "rapport.html") && !told.is_empty(), "{told:?}");
    }
}

#[test]
fn another_title_and_another_month_are_found() {
    for (from, to, said) in [
        (
            "Preventie met Gezag 2024</h1>",
            "Preventie met Gezag 2024, 7 kinderen</h1>",
            "de titel van de",
        ),
        (
            ">juni 2024</time></p>\n</div>",
            ">juli 2024</time></p>\n</div>",
            "de uitgever en de maand",
        ),
    ] {
        let told = told_of_public(|files| replace(&mut files.html, from, to));
        assert!(told.iter().any(|it| it.what.starts_with(said)), "{told:?}");
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test sets its own stage")]
fn what_is_drawn_and_what_lies_beside_the_edition_is_found_on_disk() {
    let year = Year::example();
    pmg(&year, "build").args(["2024", "--final"]).assert().code(0);
    let folder = year.input().join("uit/2024/definitief");
    let verify = || {
        let mut command = pmg(&year, "verify");
        command.args(["2024", "--final", "--output"]).arg(year.input().join("uit"));
        let run = command.assert();
        String::from_utf8(run.get_output().stdout.clone()).unwrap()
    };
    let clean = verify();
    assert!(clean.ends_with(" 0 verschillen\n"), "{clean}");
    // A line across the first page, which no reader of text sees.
    let mut document =
        Document::load_mem(&std::fs::read(folder.join("rapport.pdf")).unwrap()).unwrap();
    let page = document.page_iter().next().unwrap();
    document.add_page_contents(page, b"0 0 m 99 99 l S".to_vec()).unwrap();
    document.save(folder.join("rapport.pdf")).unwrap();
    std::fs::write(folder.join("antwoorden.csv"), "7").unwrap();
    let table = std::fs::read_to_string(folder.join("cijfers.csv")).unwrap();
    let other = table.replacen(",getoond,", ",niet getoond,", 1);
    std::fs::write(folder.join("cijfers.csv"), other).unwrap();
    let said = verify();
    assert!(said.contains("rapport.pdf: het bestand is later veranderd"), "{said}");
    assert!(
        said.contains("antwoorden.csv: dit bestand hoort niet bij de definitieve uitgave"),
        "{said}"
    );
    assert!(said.contains("cijfers.csv: rij "), "{said}");
    assert!(said.ends_with(" 3 verschillen\n"), "{said}");
}
