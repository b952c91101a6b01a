//! Compares the script of a page, byte for byte, with the only one that may run: in a draft that for remarks, in a final
//! edition none.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use crate::difference::{AGAIN, Difference};
use crate::read::html::parted;

/// The script with which a reviewer writes remarks in a draft.
const SCRIPT: &str = include_str!("../../../../../templates/opmerkingen.js").trim_ascii_end();

/// What the policy of a draft has more: this script by its hash.
pub(super) fn policy() -> String {
    format!("; script-src 'sha256-{}'", STANDARD.encode(Sha256::digest(SCRIPT.as_bytes())))
}

/// The difference if the page does not have the script that it should. `draft` is the year and the number of a draft;
/// `None` for a final edition.
pub(crate) fn compare(html: &str, draft: Option<(i16, u16)>) -> Option<Difference> {
    let expected = draft.map(|(year, number)| {
        format!("<script data-jaar=\"{year}\" data-concept=\"{number}\">{SCRIPT}</script>")
    });
    let found = parted(html).script;
    if found == expected.as_deref() {
        return None;
    }
    let expected = if expected.is_some() {
        "het script voor opmerkingen, zoals het in dit programma zit"
    } else {
        "geen script in een definitieve uitgave"
    };
    Some(Difference {
        file: "rapport.html".to_owned(),
        what: "het script van de pagina".to_owned(),
        found: found.map_or_else(|| "niets".to_owned(), |it| it.chars().take(80).collect()),
        expected: format!("{expected}; {AGAIN}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(page: &str, draft: Option<(i16, u16)>) -> bool {
        compare(&format!("<p>7</p>\n{page}\n</body>\n</html>\n"), draft).is_some()
    }

    #[test]
    fn only_a_draft_has_a_script_and_only_this_one() {
        let draft = Some((2024, 3));
        let script = format!("<script data-jaar=\"2024\" data-concept=\"3\">{SCRIPT}</script>");
        assert!(!told(&script, draft));
        assert!(!told("", None));
        assert!(told(&script, None), "a final edition");
        assert!(told("", draft), "it is not there");
        assert!(told(&script.replacen("\"use strict\"", "\"use_strict\"", 1), draft), "a byte");
        assert!(told(&script, Some((2024, 4))), "another draft");
        assert!(told(&script, Some((2023, 3))), "another year");
        assert!(
            told(&script.replace("<script ", "<script src=\"x\" "), draft),
            "one attribute more"
        );
        assert!(told(&format!("{script}<p>8</p>"), draft), "not at the end");
    }
}
