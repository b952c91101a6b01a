//! The formats that a report and a preview are given out in: the one list of them.
//!
//! Whoever makes, writes, counts again or searches the files matches on all formats, so a new one does not compile until each of
//! them has an answer.

/// A format of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Text with marks of layout, for whoever goes on with it.
    Markdown,
    /// One page for a browser, with what each figure rests on.
    Html,
    /// Pages, tagged and archivable.
    Pdf,
}

impl Format {
    /// All formats, in the order in which messages name them.
    pub const ALL: [Self; 3] = [Self::Markdown, Self::Html, Self::Pdf];

    /// The name of the report in this format.
    #[must_use]
    pub fn report(self) -> &'static str {
        match self {
            Self::Markdown => "rapport.md",
            Self::Html => "rapport.html",
            Self::Pdf => "rapport.pdf",
        }
    }

    /// The name of a municipality's preview in this format.
    #[must_use]
    pub fn preview(self) -> &'static str {
        match self {
            Self::Markdown => "inzage.md",
            Self::Html => "inzage.html",
            Self::Pdf => "inzage.pdf",
        }
    }
}
