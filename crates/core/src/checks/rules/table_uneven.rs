//! T109: tabel die niet klopt
//!
//! In een sjabloon heeft een rij van een tabel meer of minder cellen dan de kop, of er staat iets
//! dat een tabel moest zijn en het niet is. Een cel te veel valt weg uit het rapport, en bij een cel
//! te weinig staan de andere in de verkeerde kolom. Dit gaat niet over de vragenlijst van een
//! gemeente.
//!
//! ## Fout
//!
//! De kop van een tabel heeft twee cellen, en een rij eronder drie.
//!
//! ```text
//! fout T109: deze rij heeft 3 cellen, en de kop van de tabel 2
//! ```
//!
//! ## Goed
//!
//! Elke rij heeft evenveel cellen als de kop, ook als een cel leeg is.
//!
//! ## Wat u doet
//!
//! Een gemeente hoeft niets te doen. De redacteur in het programmateam telt de streepjes `|` in de
//! rij. Hoort `|` bij de tekst, dan komt er een `\` voor.
//!
//! Tot dan is het rapport niet klaar om uit te brengen; het concept wordt wel gemaakt.

use crate::finding::{Finding, Rule, Severity};

/// Code and weight of the rule.
pub const RULE: Rule = Rule { code: "T109", severity: Severity::Error };

/// The finding for a row with `cells` cells in a table of `columns` columns.
#[must_use]
pub fn row(cells: usize, columns: usize) -> Finding {
    let noun = if cells == 1 { "cel" } else { "cellen" };
    Finding::new(
        RULE,
        format!("deze rij heeft {cells} {noun}, en de kop van de tabel {columns}"),
        "geef elke rij evenveel cellen als de kop; hoort `|` bij de tekst, schrijf dan `\\|`",
    )
    .found(cells.to_string())
}

/// The finding for lines that look like a table and are none.
#[must_use]
pub fn no_table() -> Finding {
    Finding::new(
        RULE,
        "dit lijkt een tabel, maar wordt er geen: de streepjes komen zo in het rapport",
        "zet onder de kop een regel als `|---|---|`, met evenveel kolommen als de kop; hoort `|` bij de tekst, schrijf dan `\\|`",
    )
    .found("|")
}

/// The finding for a caption that no table follows.
#[must_use]
pub fn caption_without_table() -> Finding {
    Finding::new(
        RULE,
        "na deze titel van een tabel komt geen tabel",
        "zet de regel met `Tabel:` direct boven de tabel, met een lege regel ertussen",
    )
    .found("Tabel:")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_told_with_its_cells() {
        for (cells, told) in [(1, "1 cel"), (2, "2 cellen")] {
            let told = format!("deze rij heeft {told}, en de kop van de tabel 3");
            assert_eq!(row(cells, 3).message, told);
        }
    }
}
