//! T117: grafiek of kaarten op de verkeerde plaats
//!
//! In een sjabloon staat een grafiek midden in een zin, in een lijst of in een tabel, of er staat geen
//! titel boven. Een grafiek is een blok op zichzelf: anders is zij niet te maken, en zonder titel weet
//! wie haar niet kan zien niet waar zij over gaat. Zo is ook een regel `Kaarten:` zonder lijst eronder
//! niet te gebruiken. Dit gaat niet over de vragenlijst van een gemeente.
//!
//! ## Fout
//!
//! In een sjabloon staat `{{ grafiek(soort="status", thema="onderwijs") }}`, zonder titel erboven.
//!
//! ```text
//! fout T117: boven deze grafiek staat geen titel
//! ```
//!
//! ## Goed
//!
//! Een regel `Figuur: Hoe ver de interventies zijn`, dan een lege regel, en dan de grafiek op een eigen
//! regel.
//!
//! ## Wat u doet
//!
//! Een gemeente hoeft niets te doen. De redacteur in het programmateam zet de grafiek op een eigen
//! regel, met een lege regel ervoor en erachter, en direct daarboven een regel die met `Figuur:` begint.
//!
//! Tot dan is het rapport niet klaar om uit te brengen; het concept wordt wel gemaakt.

use crate::finding::{Finding, Rule, Severity};

/// Code and weight of the rule.
pub const RULE: Rule = Rule { code: "T117", severity: Severity::Error };

const HINT: &str = "zet direct boven de grafiek een regel met `Figuur:` en haar titel, met een lege regel ertussen";

/// The finding for a picture that has no caption.
#[must_use]
pub fn without_caption() -> Finding {
    Finding::new(RULE, "boven deze grafiek staat geen titel", HINT).found("grafiek")
}

/// The finding for a picture in the middle of a text, in an item of a list or in a cell.
#[must_use]
pub fn not_alone() -> Finding {
    Finding::new(
        RULE,
        "deze grafiek staat niet op een eigen regel, en komt daarom niet in het rapport",
        "zet de grafiek op een eigen regel, met een lege regel ervoor en erachter",
    )
    .found("grafiek")
}

/// The finding for a line that announces cards before something that is no list.
#[must_use]
pub fn cards_without_list() -> Finding {
    Finding::new(
        RULE,
        "na `Kaarten:` komt geen lijst, dus er zijn geen kaarten van te maken",
        "zet direct onder `Kaarten:` een lijst met `- `, met een lege regel ertussen",
    )
    .found("Kaarten:")
}

/// The finding for a caption that no picture follows.
#[must_use]
pub fn caption_alone() -> Finding {
    Finding::new(RULE, "na deze titel van een figuur komt geen grafiek", HINT).found("Figuur:")
}
