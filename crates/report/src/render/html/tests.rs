use super::super::samples::{
    HOSTILE, document, everything, heading, link, marked, paragraph, resting, saying, text,
};
use super::render;
use crate::document::tree::{Align, Block, Document, Inline, Layout};
use pmg_core::basis::Basis;
use pmg_core::edition::Edition;

/// The page without its style sheet and fonts.
fn body(page: &str) -> &str {
    page.split_once("<body>\n").map_or("", |(_, body)| body)
}

/// What stands in the main part.
fn main(page: &str) -> &str {
    let main = page.split_once("tabindex=\"-1\">\n<h2 id").map_or("", |(_, main)| main);
    main.split_once("</main>").map_or("", |(main, _)| main)
}

#[test]
fn the_foot_of_a_final_edition_leads_to_the_tables_beside_it() {
    let mut page = document(vec![]);
    let foot = |page: &Document| {
        let page = render(page);
        page.split_once("<footer>").unwrap().1.to_owned()
    };
    let tables = "<p>Deze cijfers als tabellen: <a href=\"tabellen.xlsx\">tabellen.xlsx</a>, \
        <a href=\"tabellen.ods\">tabellen.ods</a>, <a href=\"cijfers.csv\">cijfers.csv</a></p>";
    assert!(foot(&page).contains(tables), "{}", foot(&page));
    page.meta.edition = Edition::Draft;
    assert!(!foot(&page).contains("tabellen"), "{}", foot(&page));
}

#[test]
fn a_table_without_a_caption_is_called_as_the_heading_above_it() {
    let table = |caption: &[Inline]| Block::Table {
        label: String::new(),
        caption: caption.to_vec(),
        columns: vec![Align::Left],
        header: vec![vec![text("Naam")]],
        rows: vec![vec![vec![text("Breda")]]],
    };
    let blocks = vec![heading(1, "verbeterd", "Verbeterd"), table(&[]), table(&[text("Namen")])];
    let page = render(&document(blocks));
    assert!(page.contains("aria-labelledby=\"verbeterd\" tabindex=\"0\">\n<table>\n<thead>"));
    assert_eq!(page.matches("<caption").count(), 1);
    assert!(page.contains("<caption id=\"_tabel-1\">Namen</caption>"));
}

#[test]
fn a_letter_has_neither_contents_nor_tables_beside_it() {
    let mut letter = document(vec![heading(1, "tot-slot", "Tot slot")]);
    assert!(render(&letter).contains("<nav") && render(&letter).contains("tabellen.xlsx"));
    letter.meta.layout = Layout::Letter;
    assert!(!render(&letter).contains("<nav") && !render(&letter).contains("tabellen.xlsx"));
}

#[test]
fn every_kind_of_node() {
    insta::assert_snapshot!(body(&render(&everything())), @r##"
    <a class="sla-over" href="#_tekst">Naar de tekst</a>
    <header id="_boven" tabindex="-1">
    <p class="melding"><strong>Concept 3</strong> Dit is nog niet de definitieve tekst. Alle cijfers zijn verzonnen.</p>
    <div class="titel">
    <h1>Voortgangsrapportage</h1>
    <p class="ondertitel">Wat gemeenten deden</p>
    <p class="uitgave">Ministerie, <time datetime="2024-06-14">juni 2024</time></p>
    </div>
    </header>
    <div class="vel">
    <nav aria-label="Inhoud">
    <h2>Inhoud</h2>
    <ul>
    <li><a href="#onderwijs">Onderwijs</a>
    <ul>
    <li><a href="#online">Aandacht voor online</a></li>
    </ul>
    </li>
    </ul>
    </nav>
    <main id="_tekst" tabindex="-1">
    <h2 id="onderwijs">Onderwijs</h2>
    <p>In totaal doen <span data-basis="som:verzuim.jongeren">431</span> jongeren mee.<sup><a class="noot" id="_terug-1-1" href="#_noot-1" role="doc-noteref" aria-label="Voetnoot 1">1</a></sup> Dat is <em>meer</em> dan <strong>ooit</strong>;<br>
    zie <a href="https://voorbeeld.nl/a?b=1&amp;c=2">de site</a>, <a href="mailto:post@voorbeeld.nl">post@voorbeeld.nl</a> of dit.</p>
    <ul>
    <li>eerste</li>
    <li>tweede
    <ol start="3">
    <li>diep</li>
    </ol>
    </li>
    </ul>
    <aside class="kader" aria-labelledby="online">
    <h3 id="online">Aandacht voor online</h3>
    <p>In het kader.<sup><a class="noot" id="_terug-1-2" href="#_noot-1" role="doc-noteref" aria-label="Voetnoot 1">1</a></sup></p>
    </aside>
    <figure class="citaat">
    <blockquote>
    <p>“Het werkt.”</p>
    </blockquote>
    <figcaption>een jongerenwerker</figcaption>
    </figure>
    <div class="tabel" role="region" aria-labelledby="_tabel-1" tabindex="0">
    <table>
    <caption id="_tabel-1">Tabel 1: Jongeren per gemeente</caption>
    <thead>
    <tr><th scope="col">Gemeente</th><th scope="col" class="getal">Jongeren</th></tr>
    </thead>
    <tbody>
    <tr><th scope="row">Breda</th><td data-kolom="Jongeren" class="getal">44</td></tr>
    <tr><th scope="row">A | B</th><td data-kolom="Jongeren" class="getal">1.234</td></tr>
    </tbody>
    </table>
    </div>
    <section class="voetnoten" role="doc-endnotes" aria-labelledby="_voetnoten">
    <h2 id="_voetnoten">Voetnoten</h2>
    <ol>
    <li id="_noot-1" tabindex="-1">Kamerstuk 28 741, nr. 113. <a class="terug" href="#_terug-1-1" role="doc-backlink" aria-label="Terug naar de tekst bij voetnoot 1">Terug</a> <a class="terug" href="#_terug-1-2" role="doc-backlink" aria-label="Terug naar de tekst bij voetnoot 1, plaats 2">Terug</a></li>
    </ol>
    </section>
    </main>
    </div>
    <footer>
    <p>Ministerie, juni 2024</p>
    <p><a href="#_boven">Naar boven</a></p>
    </footer>
    </body>
    </html>
    "##);
}

#[test]
fn a_figure_leads_to_what_it_rests_on_and_back() {
    let page = render(&resting());
    let page = body(&page);
    for part in [
        "<a class=\"cijfer\" id=\"_c1-1\" href=\"#_b1\" data-basis=\"som:verzuim.jongeren\" aria-describedby=\"_uitleg\">431</a>",
        "<div class=\"grond\" id=\"_b1\" role=\"group\" tabindex=\"-1\" aria-labelledby=\"_b1-kop\">\n<h3 id=\"_b1-kop\">Jongeren in de aanpak</h3>",
        "<tr><th scope=\"row\">Breda</th><td>431</td><td>breda.xlsx Onderwijs!D9; peildatum 1 mei 2024; “ook &lt;b&gt;”</td></tr>",
        "<p>Niet in het cijfer, onbekend: Tilburg.</p>",
        "<a href=\"#_c1-1\" aria-label=\"Terug naar de tekst, plaats 1\">1</a> <a class=\"sluit\" href=\"#_dicht\">Sluiten</a>",
        "<li><a href=\"#_onderbouwing\">Waar de cijfers op rusten</a></li>",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
}

#[test]
fn a_passage_in_own_words_has_its_link_behind_its_last_line() {
    let words = "Wij kwamen langs bij de gezinnen, en vroegen wat er nu nodig was voor de ouders.";
    let said = |text: &str| marked(text, "tekst:GM0363");
    let mut document = resting();
    let basis: Basis = "tekst:GM0363".parse().unwrap();
    document.provenances.of.insert(basis, 0);
    document.blocks = vec![
        paragraph(&[said(words), Inline::Break, said(words)]),
        paragraph(&[said("Wij kwamen langs.")]),
    ];
    let page = render(&document);
    let link = "<a class=\"bron\" id=\"_c1-1\" href=\"#_b1\" aria-label=\"Bron\" aria-describedby=\"_uitleg\"></a>";
    let passage = format!("<span data-basis=\"tekst:GM0363\">{words}</span>");
    assert!(page.contains(&format!("<p>{passage}<br>\n{passage}{link}</p>")), "{}", main(&page));
    let short = "<a class=\"cijfer\" id=\"_c1-2\" href=\"#_b1\" data-basis=\"tekst:GM0363\" aria-describedby=\"_uitleg\">Wij kwamen langs.</a>";
    assert!(page.contains(short), "{}", main(&page));
}

#[test]
fn a_figure_in_a_link_is_no_second_link() {
    let mut document = resting();
    let figure =
        Inline::Marked { text: "431".to_owned(), basis: Basis::Sum("verzuim.jongeren".to_owned()) };
    let linked = Inline::Link { url: "https://a.nl".to_owned(), content: vec![figure] };
    document.blocks.push(paragraph(&[linked]));
    let page = render(&document);
    assert!(body(&page).contains(
        "<a href=\"https://a.nl\"><span data-basis=\"som:verzuim.jongeren\">431</span></a>"
    ));
}

#[test]
fn hostile_text_stays_text() {
    let plain = main(&render(&saying("gewoon"))).matches('<').count();
    for words in HOSTILE {
        let page = render(&saying(words));
        assert_eq!(main(&page).matches('<').count(), plain, "{words}");
        assert!(!main(&page).contains("href"), "{words}");
    }
}

#[test]
fn hostile_attributes_stay_attributes() {
    let page = render(&document(vec![
        Block::Heading {
            level: 1,
            id: "x\" onclick=\"y".to_owned(),
            content: vec![Inline::Marked {
                text: "1".to_owned(),
                basis: Basis::Sum("\"><b>".to_owned()),
            }],
        },
        paragraph(&[link("https://a.nl/\"onclick='x'", "hier")]),
    ]));
    assert!(body(&page).contains("<h2 id=\"x&quot; onclick=&quot;y\">"));
    assert!(body(&page).contains("data-basis=\"som:&quot;&gt;&lt;b&gt;\">"));
    assert!(body(&page).contains("href=\"https://a.nl/&quot;onclick=&#39;x&#39;\""));
}

#[test]
fn only_https_and_mailto_become_links() {
    for url in ["javascript:alert(1)", "http://a.nl", "data:text/html,x", "//a.nl", " https://a.nl"]
    {
        let page = render(&document(vec![heading(1, "a", "A"), paragraph(&[link(url, "hier")])]));
        assert!(body(&page).contains("<p>hier</p>"), "{url}");
    }
}

#[test]
fn a_footnote_in_a_link_follows_it() {
    let mut document = document(vec![paragraph(&[Inline::Link {
        url: "https://a.nl".to_owned(),
        content: vec![text("hier"), Inline::Footnote { index: 0 }],
    }])]);
    document.footnotes = vec![vec![text("noot")]];
    assert!(render(&document).contains("<a href=\"https://a.nl\">hier</a><sup><a class=\"noot\""));
}

#[test]
fn contents_nest_however_the_headings_stand() {
    let level = |level| heading(level, &format!("kop-{level}"), "Kop");
    for levels in [vec![1], vec![2, 1, 2, 2, 1], vec![1, 2, 3, 4], vec![2, 2], vec![]] {
        let page = render(&document(levels.iter().copied().map(level).collect()));
        assert_eq!(page.contains("<nav"), !levels.is_empty());
        let nav = page.split_once("<nav").map_or("", |(_, nav)| nav);
        let nav = nav.split_once("</nav>").map_or("", |(nav, _)| nav);
        for tag in ["ul", "li"] {
            let opened = nav.matches(&format!("<{tag}>")).count();
            assert_eq!(opened, nav.matches(&format!("</{tag}>")).count(), "{levels:?}\n{nav}");
        }
        let listed = levels.iter().filter(|level| **level < 3).count();
        assert_eq!(nav.matches("href").count(), listed, "{levels:?}");
    }
}

#[test]
fn a_final_edition_has_no_notice() {
    assert!(!body(&render(&saying("gewoon"))).contains("class=\"melding\""));
}

#[test]
fn nothing_is_fetched() {
    let page = render(&everything());
    for request in ["<script", "<link", "src=", "@import", "url(http", "url(/"] {
        assert!(!page.contains(request), "{request}");
    }
    assert_eq!(page.matches("url(").count(), page.matches("url(data:font/woff2;base64,").count());
}

#[test]
fn one_link_stands_behind_all_blocks_of_a_quote() {
    let said = |text: &str| paragraph(&[marked(text, "tekst:GM0363")]);
    let mut document = resting();
    let basis: Basis = "tekst:GM0363".parse().unwrap();
    document.provenances.of.insert(basis, 0);
    let items = vec![vec![said("dit;")], vec![said("dat.")]];
    let points = Block::List { start: None, is_cards: false, items };
    let blocks = vec![said("Het team doet:"), points];
    document.blocks = vec![Block::Quote { blocks, attribution: None }, said("Zo is het.")];
    let page = render(&document);
    for part in [
        "<p><span data-basis=\"tekst:GM0363\">Het team doet:</span></p>",
        "<li><span data-basis=\"tekst:GM0363\">dit;</span></li>",
        "<li><a class=\"cijfer\" id=\"_c1-1\" href=\"#_b1\" data-basis=\"tekst:GM0363\"",
        "<p><a class=\"cijfer\" id=\"_c1-2\" href=\"#_b1\" data-basis=\"tekst:GM0363\"",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
}
