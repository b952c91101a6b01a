//! Turns the [`Document`](crate::document::tree::Document) into the three published formats.
//!
//! Comes in: the document tree, and for the PDF the ledger that is attached to it.
//!
//! Goes out: Markdown and HTML as text, PDF as bytes. The same tree gives the same bytes.
//!
//! Refuses: to interpret. Text in the tree is printed as it stands, whatever it looks like: nothing in it
//! can become markup, Typst code or a link. Only `https:` and `mailto:` addresses become links; any other
//! is printed as its text. The PDF also refuses characters that its fonts lack: ask [`pdf::covers`] first.

pub mod html;
pub mod markdown;
pub mod pdf;

/// Whether a link may lead to this address. Any other is printed as its text.
fn is_allowed(url: &str) -> bool {
    url.starts_with("https:") || url.starts_with("mailto:")
}
