//! The report as PDF: tagged (PDF/UA-1), archivable (PDF/A-3a), the ledger attached.
//!
//! The tree goes to Typst as a JSON file; `templates/rapport.typ` builds the pages from it.

mod annex;
mod culprit;
mod ends;
mod links;
mod look;
mod rows;

use std::sync::OnceLock;
use thiserror::Error;

use serde::Serialize;
use serde_json::Value;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Bytes, Datetime, Smart};
use typst::syntax::Source;
use typst::text::Font;
use typst_as_lib::conversions::IntoSource as _;
use typst_as_lib::{TypstAsLibError, TypstEngine, TypstTemplateMainFile};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::document::tree::{Block, Document, Layout, Meta};
use crate::document::{heading_of, plain_text};
use crate::picture;

use crate::fonts::FONTS;
use annex::Annex;
use look::Look;
use pmg_core::cycle::{Letters, Light};

/// Sets the pages from `data.json`.
const TEMPLATE: &str = include_str!("../../../../templates/rapport.typ");

/// How many compilations Typst remembers its layout work for, so that the next report in the same
/// process (a preview, a rebuild) only pays for what differs.
const REMEMBERED_COMPILATIONS: usize = 2;

/// A file that travels inside the PDF.
#[derive(Debug, Clone, Copy)]
pub struct Attachment<'a> {
    /// Name under which readers show it: `cijfers.json`.
    pub name: &'a str,
    /// What it holds, in Dutch.
    pub description: &'a str,
    /// Its media type: `application/json`.
    pub media_type: &'a str,
    /// Its content.
    pub bytes: &'a [u8],
}

/// Why there is no PDF.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PdfError {
    /// The pages could not be set.
    #[error("{}", no_pdf("de bladzijden zijn niet op te maken", near.as_deref()))]
    Compile {
        /// What Typst says, one message per trouble.
        messages: Vec<String>,
        /// The block of the report that it cannot set, in words.
        near: Option<String>,
    },
    /// The pages do not make a PDF that keeps to PDF/UA-1 and PDF/A-3a.
    #[error("{}", no_pdf("de PDF zou niet toegankelijk zijn voor iedereen", near.as_deref()))]
    Export {
        /// What Typst says, one message per trouble.
        messages: Vec<String>,
        /// The block of the report that it cannot print, in words.
        near: Option<String>,
    },
}

fn no_pdf(what: &str, near: Option<&str>) -> String {
    let said = format!("er is geen PDF te maken: {what}");
    match near {
        Some(near) => format!(
            "{said}; het gaat mis bij {near}\nhint: schrijf dat stuk eenvoudiger op in het sjabloon, en meld het aan de makers van het programma"
        ),
        None => format!("{said}\nhint: meld dit aan de makers van het programma"),
    }
}

impl PdfError {
    fn compile(messages: Vec<String>) -> Self {
        Self::Compile { messages, near: None }
    }

    fn export(messages: Vec<String>) -> Self {
        Self::Export { messages, near: None }
    }

    /// The same error, with the block that it comes from.
    fn near(self, near: Option<String>) -> Self {
        match self {
            Self::Compile { messages, .. } => Self::Compile { messages, near },
            Self::Export { messages, .. } => Self::Export { messages, near },
        }
    }

    /// What Typst says, in English: for whoever mends the program.
    #[must_use]
    pub fn messages(&self) -> &[String] {
        match self {
            Self::Compile { messages, .. } | Self::Export { messages, .. } => messages,
        }
    }
}

/// Renders the document as PDF, with the attachment inside where there is one.
///
/// `timestamp` (UTC) is the moment that the file carries, so that no part of it depends on the clock: the
/// same document, attachment and timestamp give the same bytes.
///
/// # Errors
///
/// [`PdfError::Compile`] if Typst cannot set the pages (such as nesting beyond its limit),
/// [`PdfError::Export`] if they break PDF/UA-1 or PDF/A-3a (such as a character that no font has).
pub fn render(
    document: &Document,
    attachment: Option<&Attachment<'_>>,
    timestamp: jiff::civil::DateTime,
) -> Result<Vec<u8>, PdfError> {
    let fails = |part: &Document| made(part, None, timestamp).is_err();
    made(document, attachment, timestamp)
        .map_err(|error| error.near(culprit::first_refused(document, fails)))
}

fn made(
    document: &Document,
    attachment: Option<&Attachment<'_>>,
    timestamp: jiff::civil::DateTime,
) -> Result<Vec<u8>, PdfError> {
    let data = data_file(document, attachment, timestamp)?;
    let attached = attachment.map_or(&[][..], |attachment| attachment.bytes);
    let pages = compile(data, attached, document)?;
    let annex = document.provenances.list.iter().filter(|_| has_annex(document));
    let mut titles: Vec<String> = annex.map(|provenance| provenance.title.clone()).collect();
    titles.extend(document.referenced().into_iter().map(|(_, title)| plain_text(title)));
    let pages = ends::close(&rows::name(&links::resolve(pages, &titles)));
    export(&pages, &document.meta, timestamp)
}

/// Whether the pages say what each figure rests on. A final edition leaves that to the other formats.
fn has_annex(document: &Document) -> bool {
    document.meta.edition.is_draft() && !document.provenances.list.is_empty()
}

/// Makes ready what every PDF needs, the fonts and Typst itself, so that it need not be waited for later.
pub fn prepare() {
    drop(engine(Vec::new(), &[], &[], &Letters::default()));
}

/// What the template reads as `data.json`.
#[derive(Serialize)]
struct Data<'a> {
    meta: &'a Meta,
    window_title: String,
    look: Look<'a>,
    blocks: Value,
    footnotes: Value,
    /// The tables of the pictures, in reading order.
    tables: Vec<&'a Block>,
    /// What the figures rest on; `None` if the pages have no annex.
    annex: Option<Annex<'a>>,
    attachment: Option<AttachmentData<'a>>,
    moment: Moment,
}

/// The moment that the PDF carries, as the arguments of Typst's `datetime`.
#[derive(Serialize)]
struct Moment {
    year: i16,
    month: i8,
    day: i8,
    hour: i8,
    minute: i8,
    second: i8,
}

/// What the template needs of the attachment beside its bytes.
#[derive(Serialize)]
struct AttachmentData<'a> {
    name: &'a str,
    description: &'a str,
    media_type: &'a str,
}

/// Writes `data.json`.
fn data_file(
    document: &Document,
    attachment: Option<&Attachment<'_>>,
    timestamp: jiff::civil::DateTime,
) -> Result<Vec<u8>, PdfError> {
    let failed = |error: serde_json::Error| PdfError::compile(vec![error.to_string()]);
    let mut blocks = serde_json::to_value(&document.blocks).map_err(failed)?;
    let mut footnotes = serde_json::to_value(&document.footnotes).map_err(failed)?;
    let headings: Vec<&str> = document.referenced().into_iter().map(|(id, _)| id).collect();
    let first = if has_annex(document) { document.provenances.list.len() } else { 0 };
    for nodes in [&mut blocks, &mut footnotes] {
        lead_to_headings(nodes, &headings, first);
    }
    if document.meta.layout == Layout::Letter {
        for (node, block) in blocks.as_array_mut().into_iter().flatten().zip(&document.blocks) {
            if let Block::Heading { level: 1, content, .. } = block {
                node["opens_page"] = document.opens_page(content).into();
            }
        }
    }
    mark_first_references(&mut blocks, &mut vec![false; document.footnotes.len()]);
    let mut tables = Vec::new();
    draw(&document.blocks, &mut blocks, &mut tables, &document.style.palette.light);
    serde_json::to_vec(&Data {
        meta: &document.meta,
        window_title: document.meta.window_title(),
        look: Look::of(&document.style),
        blocks,
        footnotes,
        tables,
        annex: has_annex(document).then(|| Annex::of(&document.provenances)),
        attachment: attachment.map(|attachment| AttachmentData {
            name: attachment.name,
            description: attachment.description,
            media_type: attachment.media_type,
        }),
        moment: Moment {
            year: timestamp.year(),
            month: timestamp.month(),
            day: timestamp.day(),
            hour: timestamp.hour(),
            minute: timestamp.minute(),
            second: timestamp.second(),
        },
    })
    .map_err(failed)
}

/// Puts the drawing of each picture beside its table, and gathers the tables.
fn draw<'a>(blocks: &'a [Block], nodes: &mut Value, tables: &mut Vec<&'a Block>, light: &Light) {
    for (index, block) in blocks.iter().enumerate() {
        let node = &mut nodes[index];
        match block {
            Block::Chart { drawing, data } => {
                node["svg"] = picture::svg(drawing, data, light).into();
                node["alt"] = picture::alternative(drawing, data).into();
                tables.push(data);
            }
            Block::Box { blocks, .. } | Block::Quote { blocks, .. } => {
                draw(blocks, &mut node["blocks"], tables, light);
            }
            Block::List { items, .. } => {
                for (at, item) in items.iter().enumerate() {
                    draw(item, &mut node["items"][at], tables, light);
                }
            }
            Block::Photo { photo, .. } => {
                node["format"] = photo.picture.kind.name().into();
                node["alt"] = photo.alternative.as_str().into();
                node["size"] = photo.picture.size.unwrap_or([1, 1]).to_vec().into();
            }
            Block::Heading { .. } | Block::Paragraph { .. } | Block::Table { .. } => {}
        }
    }
}

/// Numbers the headings that links lead to, behind the provenances, and gives these links their numbers.
fn lead_to_headings(node: &mut Value, headings: &[&str], first: usize) {
    match node {
        Value::Array(nodes) => {
            for node in nodes {
                lead_to_headings(node, headings, first);
            }
        }
        Value::Object(fields) => {
            let named = |field: &str| fields.get(field).and_then(Value::as_str);
            let to = named("url").and_then(heading_of).or_else(|| named("id"));
            let place = to.and_then(|to| headings.iter().position(|id| *id == to));
            if let Some(place) = place {
                fields.insert("place".into(), (first + place).into());
            }
            fields.values_mut().for_each(|node| lead_to_headings(node, headings, first));
        }
        _ => {}
    }
}

/// Notes at every footnote reference whether it is the first to its note: that one prints the note, and any later one
/// points at it.
fn mark_first_references(node: &mut Value, seen: &mut [bool]) {
    match node {
        Value::Array(nodes) => {
            for node in nodes {
                mark_first_references(node, seen);
            }
        }
        Value::Object(fields) => {
            let index = fields.get("index").and_then(Value::as_u64);
            if let Some(seen) = index.and_then(|index| seen.get_mut(usize::try_from(index).ok()?)) {
                fields.insert("first".into(), Value::Bool(!*seen));
                *seen = true;
            }
            // Reading order; the map's own order is alphabetical.
            for field in
                ["title", "caption", "header", "content", "blocks", "items", "rows", "attribution"]
            {
                if let Some(node) = fields.get_mut(field) {
                    mark_first_references(node, seen);
                }
            }
        }
        _ => {}
    }
}

/// Sets the pages.
fn compile(
    data: Vec<u8>,
    attachment: &[u8],
    document: &Document,
) -> Result<PagedDocument, PdfError> {
    engine(data, attachment, &look::pictures(document), &document.style.letters)
        .compile()
        .output
        .map_err(|error| {
            PdfError::compile(match error {
                TypstAsLibError::TypstSource(diagnostics) => messages(&diagnostics),
                other => vec![other.to_string()],
            })
        })
}

/// Typst with all that it may read: the template, the data, the attachment, the pictures and the fonts.
fn engine(
    data: Vec<u8>,
    attachment: &[u8],
    pictures: &[(String, Bytes)],
    letters: &Letters,
) -> TypstEngine<TypstTemplateMainFile> {
    let own = [("data.json", Bytes::new(data)), ("attachment", Bytes::new(attachment.to_vec()))];
    let pictures = pictures.iter().map(|(name, bytes)| (name.as_str(), bytes.clone()));
    let files: Vec<_> = own.into_iter().chain(pictures).collect();
    TypstEngine::builder()
        .main_file(template())
        .fonts(fonts().iter().cloned().chain(look::own_fonts(letters)))
        .with_static_file_resolver(files)
        .comemo_evict_max_age(Some(REMEMBERED_COMPILATIONS))
        .build()
}

/// Writes the pages as PDF.
fn export(
    pages: &PagedDocument,
    meta: &Meta,
    timestamp: jiff::civil::DateTime,
) -> Result<Vec<u8>, PdfError> {
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_3a])
        .map_err(|error| PdfError::export(vec![error.message().to_string()]))?;
    let options = PdfOptions {
        ident: Smart::Custom(format!("pmg-monitor/{}/{}", meta.year, meta.title)),
        creator: Smart::Custom(Some("pmg-monitor".to_owned())),
        timestamp: moment(timestamp).map(Timestamp::new_utc),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(pages, &options).map_err(|diagnostics| PdfError::export(messages(&diagnostics)))
}

/// The timestamp in Typst's own type.
fn moment(timestamp: jiff::civil::DateTime) -> Option<Datetime> {
    Datetime::from_ymd_hms(
        i32::from(timestamp.year()),
        timestamp.month().try_into().ok()?,
        timestamp.day().try_into().ok()?,
        timestamp.hour().try_into().ok()?,
        timestamp.minute().try_into().ok()?,
        timestamp.second().try_into().ok()?,
    )
}

/// The template, parsed once per process.
fn template() -> Source {
    static PARSED: OnceLock<Source> = OnceLock::new();
    PARSED.get_or_init(|| ("rapport.typ", TEMPLATE).into_source()).clone()
}

/// The fonts, parsed once per process.
fn fonts() -> &'static [Font] {
    static PARSED: OnceLock<Vec<Font>> = OnceLock::new();
    PARSED.get_or_init(|| FONTS.iter().flat_map(|font| Font::iter(Bytes::new(*font))).collect())
}

/// Typst's diagnostics as plain messages, each with its hints.
fn messages(diagnostics: &[SourceDiagnostic]) -> Vec<String> {
    diagnostics
        .iter()
        .map(|diagnostic| {
            let mut message = diagnostic.message.to_string();
            for hint in &diagnostic.hints {
                message.push_str("; hint: ");
                message.push_str(&hint.v);
            }
            message
        })
        .collect()
}

#[cfg(test)]
mod tests;
