//! W520: bestand dat niet wordt gelezen
//!
//! In de map van het jaar staat een bestand of een map waarmee het programma niets doet. Misschien
//! hoort het er niet. Maar misschien heeft het een verkeerde naam of staat het op de verkeerde plek,
//! en dan ontbreekt er iets in het rapport zonder dat iemand het ziet.
//!
//! ## Fout
//!
//! Een sjabloon is opgeslagen met `.txt` achter de naam:
//!
//! ```text
//! templates/colofon.md.txt
//!   let op W520: dit wordt niet gelezen
//! ```
//!
//! ## Goed
//!
//! In de map van het jaar staan alleen de bestanden die in `docs/naslag.md` staan, met de namen die
//! daar staan. Bestanden die Windows of macOS zelf neerzet, zoals `Thumbs.db`, mogen blijven staan.
//!
//! ## Wat u doet
//!
//! Geef het bestand de juiste naam of zet het op de juiste plek. Hoort het niet bij het rapport,
//! zet het dan buiten de map van het jaar.
//!
//! Tot dan leest het programma het bestand niet.

use crate::checks::case::Year;
use crate::finding::{Finding, Rule, Severity};
use crate::place::Place;

pub(crate) const RULE: Rule = Rule { code: "W520", severity: Severity::Warning };

pub(super) fn find(year: &Year<'_>) -> impl Iterator<Item = Finding> {
    year.context.cycle.unread.iter().map(|unread| {
        let hint = match &unread.meant {
            Some(meant) => format!("het lijkt op `{meant}`; is het dat, geef het dan die naam, en zet het anders buiten deze map"),
            None => "zet het buiten de map van het jaar, of op de plek waar het hoort".to_owned(),
        };
        Finding::new(RULE, "dit wordt niet gelezen", hint).at(Place::file(&unread.name))
    })
}
