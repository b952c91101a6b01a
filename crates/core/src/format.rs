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
    /// A text for Word, in which reviewers write their remarks.
    Word,
}

impl Format {
    /// All formats, in the order in which messages name them.
    pub const ALL: [Self; 4] = [Self::Markdown, Self::Html, Self::Pdf, Self::Word];
    /// The formats of a preview: a municipality has no text to work on.
    pub const OF_PREVIEW: [Self; 3] = [Self::Markdown, Self::Html, Self::Pdf];

    /// The name of the report in this format.
    #[must_use]
    pub fn report(self) -> &'static str {
        match self {
            Self::Markdown => "rapport.md",
            Self::Html => "rapport.html",
            Self::Pdf => "rapport.pdf",
            Self::Word => "rapport.docx",
        }
    }

    /// The name of the letter that goes with the report, in this format.
    #[must_use]
    pub fn letter(self) -> &'static str {
        match self {
            Self::Markdown => "brief.md",
            Self::Html => "brief.html",
            Self::Pdf => "brief.pdf",
            Self::Word => "brief.docx",
        }
    }

    /// The name of a municipality's preview in this format.
    #[must_use]
    pub fn preview(self) -> &'static str {
        match self {
            Self::Markdown => "inzage.md",
            Self::Html => "inzage.html",
            Self::Pdf => "inzage.pdf",
            Self::Word => "inzage.docx",
        }
    }
}
