//! The text that a cell of an .ods file shows, its paragraphs on lines of their own, and its comment.

use super::super::limits;
use super::super::runs::Runs;
use super::super::sheets::RunStyle;
use super::super::unreadable::{Limit, Reason};
use super::reader::Reader;
use super::styles::{Family, Marks};
use super::tokens::{Name, Tag, Token};

/// What stands in a cell.
#[derive(Debug, Default)]
pub(super) struct CellText {
    /// The text that it shows.
    pub(super) runs: Runs,
    /// How many paragraphs it has; with none the file leaves out what it shows.
    pub(super) paragraphs: u64,
    /// Text of the comment on it.
    pub(super) comment: String,
    /// How the cell shows what has no style of its own.
    pub(super) style: Option<RunStyle>,
}

impl Reader<'_> {
    /// The text in a cell whose style has these marks.
    pub(super) fn cell(&mut self, around: Marks) -> Result<CellText, Reason> {
        let mut cell = CellText { style: Some(around.style()), ..CellText::default() };
        loop {
            match self.next_inside()? {
                Token::Open(Tag { name: Name::Paragraph, style, .. }) => {
                    if cell.paragraphs > 0 {
                        cell.runs.push("\n", around.style());
                    }
                    cell.paragraphs += 1;
                    let marks = self.styles.marks(Family::Paragraph, style).within(around);
                    self.paragraph(&mut cell, marks)?;
                }
                Token::Open(Tag { name: Name::Annotation, .. }) => self.comment(&mut cell)?,
                Token::Open(Tag { name: Name::OtherText, .. }) => {}
                Token::Open(_) => self.skip()?,
                Token::Close(Name::Cell) => return Ok(cell),
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, cell: &mut CellText, marks: Marks) -> Result<(), Reason> {
        let mut spans = vec![marks];
        loop {
            let inside = spans.last().copied().unwrap_or(marks);
            match self.next_inside()? {
                Token::Open(Tag { name: Name::Span, style, .. }) => {
                    spans.push(self.styles.of_span(style).within(inside));
                }
                Token::Close(Name::Span) => _ = spans.pop(),
                Token::Open(Tag { name: Name::Annotation, .. }) => self.comment(cell)?,
                Token::Close(Name::Paragraph) => return Ok(()),
                token => {
                    if let Some(written) = self.written(token)? {
                        cell.runs.push(&written, inside.style());
                    }
                }
            }
        }
    }

    /// The text of a comment. It may have several paragraphs; who wrote it and when is left out.
    fn comment(&mut self, cell: &mut CellText) -> Result<(), Reason> {
        let mut is_inside = false;
        loop {
            match self.next_inside()? {
                Token::Open(Tag { name: Name::Paragraph, .. }) => {
                    cell.comment.push('\n');
                    is_inside = true;
                }
                Token::Close(Name::Paragraph) => is_inside = false,
                Token::Open(Tag { name: Name::Span, .. }) => {}
                Token::Close(Name::Annotation) => return Ok(()),
                token => {
                    let written = self.written(token)?.filter(|_| is_inside);
                    cell.comment.extend(written);
                }
            }
        }
    }

    /// The text that a piece of a paragraph stands for; `None` if it stands for none.
    fn written(&mut self, token: Token) -> Result<Option<String>, Reason> {
        let written = match token {
            Token::Text(written) => written,
            Token::Open(Tag { name: Name::Spaces, repeated, .. }) => {
                limits::within(Limit::Text, repeated)?;
                (0..repeated).map(|_| ' ').collect()
            }
            Token::Open(Tag { name: Name::Tab, .. }) => "\t".to_owned(),
            Token::Open(Tag { name: Name::LineBreak, .. }) => "\n".to_owned(),
            Token::Open(tag) if tag.name != Name::OtherText => {
                self.skip()?;
                return Ok(None);
            }
            Token::Open(_) | Token::Close(_) | Token::End => return Ok(None),
        };
        self.count_text(written.len())?;
        Ok(Some(written))
    }
}
