//! The script with which a reviewer writes remarks in a draft, and what the page lets run.
//!
//! Only a draft with a number has it. It stands in the page itself and makes all that it shows, so the page says the same
//! without it.

use std::sync::OnceLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use crate::document::tree::Meta;

use super::page::Page;

/// The script, without its last line end: some readers leave that out before they hold it against its hash.
const SCRIPT: &str = include_str!("../../../../../templates/opmerkingen.js").trim_ascii_end();

/// Whether remarks can be written in such a page.
pub(super) fn are_written_in(meta: &Meta) -> bool {
    meta.edition.is_draft() && meta.number.is_some()
}

/// What the policy of such a page has more: this script by its hash, and no other.
pub(super) fn policy() -> &'static str {
    static POLICY: OnceLock<String> = OnceLock::new();
    POLICY.get_or_init(|| {
        let hash = STANDARD.encode(Sha256::digest(SCRIPT.as_bytes()));
        format!("; script-src 'sha256-{hash}'")
    })
}

impl Page<'_> {
    /// The script, if remarks can be written in the page.
    pub(super) fn remarks(&mut self, meta: &Meta) {
        if !are_written_in(meta) {
            return;
        }
        let number = meta.number.unwrap_or_default();
        self.put(format_args!(
            "<script data-jaar=\"{}\" data-concept=\"{number}\">{SCRIPT}</script>\n",
            meta.year
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::html::render;
    use crate::render::samples::{everything, saying};

    #[test]
    fn only_a_draft_with_a_number_has_the_script_and_lets_it_run() {
        let mut draft = everything();
        let page = render(&draft);
        assert!(!page.contains("<script") && !page.contains("script-src"), "a preview");
        draft.meta.number = Some(3);
        let page = render(&draft);
        let script =
            format!("<script data-jaar=\"2024\" data-concept=\"3\">{SCRIPT}</script>\n</body>");
        assert_eq!((page.matches("<script").count(), page.matches(&script).count()), (1, 1));
        assert!(page.contains(&format!("font-src data:{}\">", policy())));
        assert!(page.contains(".opmerkingen-paneel"));
        let mut last = saying("gewoon");
        last.meta.number = Some(3);
        let page = render(&last);
        assert!(!page.contains("<script") && !page.contains("opmerkingen"), "a final edition");
    }

    #[test]
    fn the_script_ends_where_its_element_ends_and_makes_no_markup_of_text() {
        assert!(!SCRIPT.contains("</") && !SCRIPT.contains("<!--") && !SCRIPT.contains('\r'));
        for word in [
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "Function(",
            "fetch(",
            "XMLHttpRequest",
            "import(",
        ] {
            assert!(!SCRIPT.contains(word), "{word}");
        }
    }
}
