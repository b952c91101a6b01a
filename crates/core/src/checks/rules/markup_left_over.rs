//! T106: opmaak die niet werkt
//!
//! In een sjabloon staat een teken voor opmaak dat niets opmaakt, zoals twee sterretjes zonder
//! sterretjes aan het eind. Het teken komt dan zo in het rapport, of er valt juist iets weg, zoals
//! een noot waar niets naar verwijst. Dit gaat niet over de vragenlijst van een gemeente.
//!
//! ## Fout
//!
//! In een sjabloon staat: `Dit is **belangrijk voor ouders.`
//!
//! ```text
//! fout T106: `**` maakt hier niets vet en komt zo in het rapport
//! ```
//!
//! ## Goed
//!
//! `Dit is **belangrijk** voor ouders.`
//!
//! ## Wat u doet
//!
//! Een gemeente hoeft niets te doen. De redacteur in het programmateam maakt de opmaak af of haalt
//! haar weg. Is het teken zelf bedoeld, dan zet de redacteur er een `\` voor. Hoe opmaak werkt,
//! staat in `docs/sjablonen.md`.
//!
//! Tot dan is het rapport niet klaar om uit te brengen; het concept wordt wel gemaakt.

use crate::finding::{Finding, Rule, Severity};
use crate::near;

/// Code and weight of the rule.
pub const RULE: Rule = Rule { code: "T106", severity: Severity::Error };

/// The finding for a sign that marks nothing up, and is printed in the report unchanged.
#[must_use]
pub fn sign(sign: &str) -> Finding {
    let (message, hint) = match sign {
        "**" | "__" => (
            format!("`{sign}` maakt hier niets vet en komt zo in het rapport"),
            format!("zet `{sign}` direct voor het eerste en direct achter het laatste woord, in dezelfde alinea"),
        ),
        "*" | "_" => (
            format!("`{sign}` maakt hier niets cursief en komt zo in het rapport"),
            format!("zet `{sign}` direct voor het eerste en direct achter het laatste woord, of schrijf `\\{sign}` als het teken zelf is bedoeld"),
        ),
        "{" | "}" => (
            format!("`{sign}` komt zo in het rapport"),
            "een functie staat tussen dubbele accolades: `{{ som(maat=\"…\") }}`, en een opdracht tussen `{%` en `%}`".to_owned(),
        ),
        "[" => (
            "`[` begint hier geen verwijzing en komt zo in het rapport".to_owned(),
            "schrijf een verwijzing als `[tekst](https://…)` zonder spatie ertussen, en een noot als `[^naam]` met ergens een regel `[^naam]: …`".to_owned(),
        ),
        _ => (
            format!("`{sign}` is hier geen opmaak en komt zo in het rapport"),
            "haal het teken weg; opmaak kan met `**vet**`, `*cursief*`, `#`, `-`, `>` en tabellen".to_owned(),
        ),
    };
    Finding::new(RULE, message, hint).found(sign)
}

/// The finding for text that no format prints.
#[must_use]
pub fn lost(text: &str) -> Finding {
    Finding::new(
        RULE,
        format!("dit valt weg uit het rapport: “{text}”"),
        "een regel die begint met `[naam]:` of `[^naam]:` wordt alleen gedrukt als er ergens naar wordt verwezen, en een cel te veel in een tabel niet",
    )
    .found(text)
}

/// The finding for a line that is not drawn, such as `---`.
#[must_use]
pub fn line(typed: &str) -> Finding {
    Finding::new(
        RULE,
        format!("`{typed}` is een streep, en die wordt niet gedrukt"),
        "haal de streep weg; een kop of een lege regel scheidt ook",
    )
    .found(typed)
}

/// The finding for text that is taken for code.
#[must_use]
pub fn code() -> Finding {
    Finding::new(
        RULE,
        "door vier spaties aan het begin van de regel, of door drie accenten grave, geldt dit niet als gewone tekst: opmaak werkt er niet in",
        "haal de spaties of de accenten grave weg",
    )
}

/// The finding for a link that leads nowhere.
#[must_use]
pub fn link(address: &str) -> Finding {
    Finding::new(
        RULE,
        format!("dit wordt geen link: `{address}`"),
        "een link begint met `https:` of `mailto:`; schrijf hem als `[tekst](https://…)`",
    )
    .found(address)
}

/// The finding for a link to a heading that the report does not have.
#[must_use]
pub fn reference<'a>(address: &str, headings: impl Iterator<Item = &'a str>) -> Finding {
    let meant = near::did_you_mean(address.trim_start_matches('#'), headings);
    Finding::new(
        RULE,
        format!("in het rapport is geen kop waar `{address}` heen leidt{meant}"),
        "schrijf achter `#` de woorden van de kop, in kleine letters en met streepjes ertussen; verschijnt een hoofdstuk niet elk jaar, zet de verwijzing dan in dezelfde voorwaarde",
    )
    .found(address)
}

/// The finding for a link without text.
#[must_use]
pub fn link_without_text(address: &str) -> Finding {
    Finding::new(
        RULE,
        format!("de link naar `{address}` heeft geen tekst, en is dus niet te zien"),
        "schrijf tussen `[` en `]` wat de lezer ziet",
    )
    .found(address)
}
