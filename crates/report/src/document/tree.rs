//! The tree that every format is made from.
//!
//! A number in the PDF has come through the same node as the one in the HTML and in the Markdown.
//! Text in the tree is plain text: a renderer escapes it for its own format and interprets nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use crate::phrase::ChartKind;
use pmg_core::basis::Basis;
use pmg_core::cycle::{Photo, Style};
use pmg_core::edition::Edition;
use pmg_core::place::Place;

/// The whole report, ready to be rendered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Document {
    /// What stands on the cover and in the files' metadata.
    pub meta: Meta,
    /// The report itself, in reading order.
    pub blocks: Vec<Block>,
    /// Footnotes in the order in which they are first referred to; `Inline::Footnote(0)` is the first.
    pub footnotes: Vec<Vec<Inline>>,
    /// The provenance of every figure.
    pub provenances: Provenances,
    /// What it looks like; nothing that it says.
    #[serde(skip)]
    pub style: Arc<Style>,
}

/// The provenance of every figure in the text, for a reader who asks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Provenances {
    /// Each once, in the order in which the text first refers to it.
    pub list: Vec<Provenance>,
    /// By the basis of a mark: index into `list`.
    pub of: BTreeMap<Basis, usize>,
}

/// What a figure rests on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Provenance {
    /// What the figure is about: the question, or the intervention.
    pub title: String,
    /// Its code, `ajb.aangemeld`; `None` if it has none.
    pub code: Option<String>,
    /// How the figure came about, in whole sentences.
    pub how: String,
    /// What was given, in the order of municipality codes.
    pub given: Vec<Given>,
    /// The answers that were left out.
    pub left_out: Vec<LeftOut>,
}

/// What one municipality gave.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Given {
    /// CBS code of the municipality.
    pub municipality: String,
    /// Its name.
    pub name: String,
    /// What it gave it for, if that is not plain from the title: an intervention, or a part of a sheet; empty otherwise.
    pub about: String,
    /// What it gave, as printed: a number, or a status; empty if all gave the same.
    pub value: String,
    /// The cell that it was read from; `None` if readers may not know it.
    pub place: Option<Place>,
    /// The day as of which it holds, `31 januari 2024`; `None` if it is the year's.
    pub date: Option<String>,
    /// The municipality's remark on it; `None` if there is none or readers may not know it.
    pub remark: Option<String>,
}

impl Given {
    /// What it gave, behind what it gave it for: `AJB: uitvoering`.
    #[must_use]
    pub fn said(&self) -> String {
        if self.about.is_empty() {
            self.value.clone()
        } else {
            format!("{}: {}", self.about, self.value)
        }
    }
}

/// Answers that are in no figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// Why they are left out: `onbekend`.
    pub why: String,
    /// The answers.
    pub given: Vec<Given>,
}

/// What stands on the cover and in the files' metadata.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Meta {
    /// Title of the report.
    pub title: String,
    /// One line under the title.
    pub subtitle: String,
    /// Year of the report.
    pub year: i16,
    /// Day of publication; also the PDF's date.
    pub date: Date,
    /// Month and year of publication as printed: `juni 2024`.
    pub published: String,
    /// Who publishes the report.
    pub organisation: String,
    /// For whom this edition is; every page of a draft says so.
    #[serde(rename = "draft", serialize_with = "Edition::serialize_is_draft")]
    pub edition: Edition,
    /// What a draft calls itself: `Concept 3, 14 mei 2025`; empty for a final edition.
    pub label: String,
    /// The number of the draft; `None` for a final edition.
    #[serde(skip)]
    pub number: Option<u16>,
    /// How the pages are laid out around the text.
    pub layout: Layout,
    /// A notice that belongs on every page, such as that the figures are an invented example.
    pub notice: Option<String>,
}

impl Meta {
    /// What the window of the file is called: the title, of a draft behind what it calls itself.
    #[must_use]
    pub fn window_title(&self) -> String {
        let between = if self.label.is_empty() { "" } else { ": " };
        format!("{}{between}{}", self.label, self.title)
    }
}

/// How the pages are laid out around the text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// A cover, contents, and chapters.
    #[default]
    Report,
    /// A letter: neither a cover nor contents.
    Letter,
}

/// A block of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Block {
    /// A heading. Levels start at 1 (a chapter) and are never skipped.
    Heading {
        /// 1 to 4.
        level: u8,
        /// Unique in the document, fit for a URL fragment.
        id: String,
        /// What the heading says.
        content: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph {
        /// What the paragraph says.
        content: Vec<Inline>,
    },
    /// A list, bulleted or numbered.
    List {
        /// The first number of a numbered list; `None` for bullets.
        start: Option<u64>,
        /// Whether its items stand side by side as cards: of each first the name, then the number.
        is_cards: bool,
        /// The items, each a run of blocks.
        items: Vec<Vec<Block>>,
    },
    /// A box beside the main text.
    Box {
        /// Level of the box's heading.
        level: u8,
        /// Unique in the document, fit for a URL fragment.
        id: String,
        /// The box's heading.
        title: Vec<Inline>,
        /// What stands in it.
        blocks: Vec<Block>,
    },
    /// Somebody's own words.
    Quote {
        /// The words.
        blocks: Vec<Block>,
        /// Whose they are.
        attribution: Option<Vec<Inline>>,
    },
    /// A table with a header row.
    Table {
        /// How the text refers to it: `Tabel 3`; empty if it has no number.
        label: String,
        /// What the table shows.
        caption: Vec<Inline>,
        /// One entry per column.
        columns: Vec<Align>,
        /// One cell per column.
        header: Vec<Vec<Inline>>,
        /// Rows of one cell per column.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// A picture of figures.
    Chart {
        /// How it is drawn.
        #[serde(skip)]
        drawing: Drawing,
        /// The same figures as a [`Block::Table`], whose caption is that of the picture.
        data: Box<Block>,
    },
    /// A photograph.
    Photo {
        /// Which of those of the document, counted from 0.
        number: usize,
        /// The photograph, with what it says to whoever cannot see it.
        #[serde(skip)]
        photo: Arc<Photo>,
        /// Who made it, as it is printed.
        credit: Vec<Inline>,
    },
}

/// How the figures of a table are drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// What is drawn of them.
    pub kind: ChartKind,
    /// The theme that they are of, counted from 0; `None` if they are of none.
    pub theme: Option<usize>,
    /// The number that is as long as the picture is wide.
    pub whole: f64,
    /// For each row of the table the numbers that are drawn, one for each cell behind the first or for each place on a
    /// map.
    pub values: Vec<Vec<f64>>,
    /// The columns and the rows of the places on a map, one for each row of the table or for each number of a row; `None`
    /// for one that is on no map.
    pub tiles: Vec<Option<[u8; 2]>>,
}

// No number in it is ever none at all.
impl Eq for Drawing {}

/// How the cells of a column are aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// Text.
    Left,
    /// Numbers.
    Right,
}

/// A run of text inside a block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Inline {
    /// Plain text.
    Text {
        /// The text, unescaped.
        text: String,
    },
    /// Text that leads back to what it rests on: a figure, a constant or somebody's own words.
    Marked {
        /// The text as printed, unescaped.
        text: String,
        /// What it rests on.
        basis: Basis,
    },
    /// Emphasis.
    Emphasis {
        /// What is emphasised.
        content: Vec<Inline>,
    },
    /// Strong emphasis.
    Strong {
        /// What is emphasised.
        content: Vec<Inline>,
    },
    /// A link.
    Link {
        /// Address: `https:`, `mailto:`, or `#` and the identifier of a heading of the report.
        url: String,
        /// What the link says.
        content: Vec<Inline>,
    },
    /// A reference to a footnote, counted from 0.
    Footnote {
        /// Index into `Document::footnotes`.
        index: usize,
    },
    /// A line break inside a block.
    Break,
    /// Where a sentence begins; only in a draft.
    Sentence {
        /// Its number, which stays when others change.
        number: u32,
    },
}

/// Whether a link may lead to this address. Any other is printed as its text.
#[must_use]
pub fn is_allowed(url: &str) -> bool {
    ["https:", "mailto:", "#"].iter().any(|start| url.starts_with(start))
}
