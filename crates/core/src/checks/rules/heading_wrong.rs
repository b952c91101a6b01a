//! T111: kop die niet klopt
//!
//! In een sjabloon staat een kop zonder tekst, een kop die een niveau overslaat, of tekst die per
//! ongeluk wel of juist geen kop wordt. Wie het rapport laat voorlezen, vindt zijn weg aan de
//! koppen; daarom mogen zij niet leeg zijn en geen niveau overslaan. Dit gaat niet over de
//! vragenlijst van een gemeente.
//!
//! ## Fout
//!
//! In een sjabloon komt na `## Scholen` de kop `#### Ouders`.
//!
//! ```text
//! fout T111: deze kop slaat een niveau over: na `##` komt `####`
//! ```
//!
//! ## Goed
//!
//! `### Ouders`: hoogstens één `#` meer dan de kop ervoor.
//!
//! ## Wat u doet
//!
//! Een gemeente hoeft niets te doen. De redacteur in het programmateam verbetert de kop.
//!
//! Tot dan is het rapport niet klaar om uit te brengen; het concept wordt wel gemaakt.

use crate::finding::{Finding, Rule, Severity};

/// Code and weight of the rule.
pub const RULE: Rule = Rule { code: "T111", severity: Severity::Error };

fn signs(level: usize) -> String {
    "#".repeat(level)
}

/// The finding for a heading that says nothing.
#[must_use]
pub fn empty() -> Finding {
    Finding::new(
        RULE,
        "deze kop heeft geen tekst",
        "schrijf achter `#` wat de kop zegt, of haal de regel weg",
    )
}

/// The finding for a heading more than one level below the one before it; 0 if there is none.
#[must_use]
pub fn skips(before: usize, level: usize) -> Finding {
    let message = if before == 0 {
        format!("deze kop slaat een niveau over: de eerste kop is `{}`", signs(level))
    } else {
        format!("deze kop slaat een niveau over: na `{}` komt `{}`", signs(before), signs(level))
    };
    let hint = format!("schrijf hier `{}`", signs(before + 1));
    Finding::new(RULE, message, hint).found(signs(level))
}

/// The finding for a heading below the deepest level that the report has.
#[must_use]
pub fn too_deep(level: usize, deepest: usize) -> Finding {
    Finding::new(
        RULE,
        format!("een kop met `{}` kent het rapport niet", signs(level)),
        format!("gebruik hoogstens `{}`", signs(deepest)),
    )
    .found(signs(level))
}

/// The finding for text that the line under it makes a heading.
#[must_use]
pub fn underlined(underline: &str) -> Finding {
    Finding::new(
        RULE,
        format!("door `{underline}` eronder wordt deze tekst een kop"),
        "begin een kop met `#` en een spatie; is het geen kop, haal de regel met streepjes dan weg",
    )
    .found(underline)
}

/// The finding for a heading that is none, because no space follows its sign.
#[must_use]
pub fn no_heading(typed: &str) -> Finding {
    Finding::new(
        RULE,
        format!("`{typed}` maakt hier geen kop en komt zo in het rapport"),
        "zet achter `#` een gewone spatie, en ervoor niets",
    )
    .found(typed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_that_skips_a_level_is_held_beside_the_one_before() {
        let told = skips(1, 3);
        assert_eq!(told.message, "deze kop slaat een niveau over: na `#` komt `###`");
        assert_eq!((&*told.hint, told.found.as_deref()), ("schrijf hier `##`", Some("###")));
        let first = skips(0, 2);
        assert_eq!(first.message, "deze kop slaat een niveau over: de eerste kop is `##`");
        assert_eq!(first.hint, "schrijf hier `#`");
        assert_eq!(too_deep(5, 4).hint, "gebruik hoogstens `####`");
    }
}
