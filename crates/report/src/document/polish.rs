//! Typography that depends on where text stands: a capital where a sentence starts, and curly
//! quotation marks around words that somebody typed with straight ones.

use pmg_core::basis::Basis;
use pmg_core::dutch;

use super::content::runs_mut;
use super::tree::{Block, Inline};

/// Polishes the text of the blocks.
pub(super) fn blocks(blocks: &mut [Block]) {
    runs_mut(blocks, &mut |run| inlines(run));
}

/// Polishes the text of a run.
pub(super) fn inlines(content: &mut [Inline]) {
    run(content, &mut String::new());
}

/// Polishes a part of a run; `before` is the text of the run up to here.
fn run(content: &mut [Inline], before: &mut String) {
    for inline in content {
        match inline {
            Inline::Marked { text, basis } => {
                *text = dutch::curly_quotes(text);
                if dutch::starts_sentence(before) && !is_own_words(basis) {
                    *text = dutch::capitalise(text);
                }
                before.push_str(text);
            }
            Inline::Text { text } => before.push_str(text),
            Inline::Emphasis { content }
            | Inline::Strong { content }
            | Inline::Link { content, .. } => run(content, before),
            Inline::Break => before.push(' '),
            Inline::Footnote { .. } | Inline::Sentence { .. } => {}
        }
    }
}

/// Whether somebody wrote these words as they should stand.
fn is_own_words(basis: &Basis) -> bool {
    basis.is_quoted() || matches!(basis, Basis::Constant(_))
}

#[cfg(test)]
mod tests {
    use super::*;
    use pmg_core::basis::Setting;

    #[test]
    fn the_capital_is_found_through_notes_and_emphasis() {
        let mark =
            || Inline::Marked { text: "zeven".to_owned(), basis: Basis::Setting(Setting::Year) };
        let text = |text: &str| Inline::Text { text: text.to_owned() };
        let mut content =
            [text("Ja."), Inline::Footnote { index: 0 }, text(" "), mark(), text(" en "), mark()];
        inlines(&mut content);
        assert_eq!(super::super::plain_text(&content), "Ja. Zeven en zeven");
        let mut content = [Inline::Strong { content: vec![text("Ja. ")] }, mark()];
        inlines(&mut content);
        assert_eq!(super::super::plain_text(&content), "Ja. Zeven");
    }
}
