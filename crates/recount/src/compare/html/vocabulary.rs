//! What the HTML page may be made of beside its text: elements, attributes with their values, and fixed words.

use crate::read::html::Tag;

/// The elements that a page is made of.
pub(super) const ELEMENTS: [&str; 50] = [
    "a",
    "aside",
    "blockquote",
    "body",
    "br",
    "caption",
    "circle",
    "desc",
    "details",
    "div",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "html",
    "img",
    "li",
    "main",
    "meta",
    "nav",
    "ol",
    "p",
    "rect",
    "section",
    "span",
    "strong",
    "style",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "text",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "tspan",
    "ul",
    "hr",
];
/// Elements without an end.
pub(super) const EMPTY: [&str; 4] = ["br", "hr", "img", "meta"];
/// The values that an attribute can have, where these are few.
pub(super) const VALUES: [(&str, &[&str]); 11] = [
    ("lang", &["nl"]),
    ("charset", &["utf-8"]),
    ("tabindex", &["0", "-1"]),
    ("scope", &["col", "row"]),
    ("aria-describedby", &["_uitleg"]),
    ("role", &["region", "group", "doc-endnotes", "doc-noteref", "doc-backlink", "img"]),
    ("xmlns", &["http://www.w3.org/2000/svg"]),
    ("font-family", &["'Source Sans 3'"]),
    ("stroke-dasharray", &["3 2"]),
    ("text-anchor", &["middle"]),
    (
        "class",
        &[
            "bron",
            "cijfer",
            "citaat",
            "code",
            "getal",
            "foto",
            "grafiek",
            "grond",
            "kaarten",
            "kader",
            "klein op-licht",
            "klein op-tegel",
            "klein op-vol",
            "leeg",
            "logo",
            "melding",
            "noot",
            "onderbouwing",
            "omlijnd",
            "ondertitel",
            "op-licht",
            "op-tegel",
            "op-vol",
            "sla-over",
            "sluit",
            "spoor",
            "stippel",
            "tabel",
            "tegel",
            "tekening toon",
            "tekening toon-1",
            "tekening toon-2",
            "tekening toon-3",
            "tekening toon-4",
            "tekening toon-5",
            "terug",
            "terug-naar",
            "tint",
            "titel",
            "uitgave",
            "vel",
            "voetnoten",
            "vol",
            "zin",
        ],
    ),
];
/// Identifiers that a page has once.
pub(super) const ONCE: [&str; 7] =
    ["_tekst", "_boven", "_voetnoten", "_dicht", "_onderbouwing", "_onderbouwing-kop", "_uitleg"];
/// What stands above the account of the figures.
pub(super) const EXPLAINED: &str = "Elk cijfer in de tekst is een link hierheen. Per cijfer staat hier hoe het tot stand \
    kwam, en op welke opgaven van gemeenten het rust. Achter een tekst van een gemeente of een partner staat daarvoor het woord bron. \
    toont waar dit op rust";
/// What folds up the table of a picture.
pub(super) const FOLDED: &str = "De cijfers bij deze figuur";
/// What pictures say of themselves to whoever cannot see them, behind their titles.
pub(crate) const DESCRIBED: [&str; 8] = [
    "Staafdiagram: per interventie hoeveel gemeenten haar uitvoeren, voorbereiden, en hebben afgerond of gestopt. \
     De cijfers staan in de tabel bij deze figuur.",
    "Tegelkaart: per gemeente hoeveel interventies er in uitvoering zijn. Een gestippelde tegel is een gemeente die \
     niets inleverde. De cijfers staan in de tabel bij deze figuur.",
    "Puntendiagram: per maat het getal van vorig jaar en van nu bij dezelfde gemeenten, en dat van nu bij alle \
     gemeenten. De cijfers staan in de tabel bij deze figuur.",
    "Kleurvlakken: per interventie hoe vaak elk antwoord is gekozen. Hoe donkerder, hoe vaker. De cijfers staan in de \
     tabel bij deze figuur.",
    "Kleurvlakken: per gemeente hoeveel interventies er in uitvoering zijn, naar waar zij voor zijn. Hoe donkerder, \
     hoe meer. De cijfers staan in de tabel bij deze figuur.",
    "Tegelkaartjes: per interventie in welke gemeenten zij in uitvoering of in voorbereiding is. De namen staan in de \
     tabel bij deze figuur.",
    "Staafdiagram: wat elk rapport telde, met het aantal gemeenten dat een getal gaf. De cijfers staan in de tabel bij \
     deze figuur.",
    "Staafdiagram: hoe vaak elk antwoord is gekozen. De cijfers staan in de tabel bij deze figuur.",
];
/// What the foot of a final edition says of the tables beside it, and where its links lead.
pub(super) const TABLES: &str =
    "Deze cijfers als tabellen: tabellen.xlsx, tabellen.ods, cijfers.csv";
pub(super) const TABLE_FILES: [&str; 3] = ["tabellen.xlsx", "tabellen.ods", "cijfers.csv"];
/// How wide every page says that it is.
pub(super) const VIEWPORT: &str = "width=device-width, initial-scale=1";
/// What every page may load and run, by its name.
pub(super) const POLICY: (&str, &str) =
    ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; font-src data:");

/// Whether it is a colour as the program writes it.
pub(super) fn is_colour(value: &str) -> bool {
    let digits = value.strip_prefix('#');
    digits.is_some_and(|it| it.len() == 6 && it.bytes().all(|it| it.is_ascii_hexdigit()))
}

/// Whether the label of a link for screen readers says where it leads, and nothing else.
pub(super) fn is_label(tag: &Tag<'_>, label: &str) -> bool {
    let to = tag.get("href").unwrap_or_default();
    let place = |to: &str| to.rsplit_once('-').map(|(_, place)| place.to_owned());
    match tag.name {
        "nav" => label == "Inhoud",
        "a" if tag.is("a", "bron") => label == "Bron" && to.starts_with("#_b"),
        "a" => {
            if let Some(number) = to.strip_prefix("#_noot-") {
                return label == format!("Voetnoot {number}");
            }
            if let Some((number, place)) =
                to.strip_prefix("#_terug-").and_then(|it| it.split_once('-'))
            {
                let first = format!("Terug naar de tekst bij voetnoot {number}");
                return label == first && place == "1"
                    || label == format!("{first}, plaats {place}");
            }
            to.starts_with("#_c")
                && place(to)
                    .is_some_and(|place| label == format!("Terug naar de tekst, plaats {place}"))
        }
        _ => false,
    }
}
