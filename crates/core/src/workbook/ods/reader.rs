//! Goes through a part of an .ods file, and counts what it costs.

use super::super::cells::Taken;
use super::super::limits;
use super::super::unreadable::{Limit, Reason};
use super::styles::Styles;
use super::tokens::{Token, Tokens, cut_off};

/// A part of the file that is read, and what was learned from those before it.
pub(super) struct Reader<'a> {
    tokens: Tokens<'a>,
    pub(super) styles: Styles,
    pub(super) taken: Taken,
    /// Bytes of text read so far, the repeated spaces written out.
    text: u64,
}

impl<'a> Reader<'a> {
    /// A reader at the start of a part; it knows no styles yet.
    pub(super) fn new(part: &'a str) -> Self {
        let (styles, taken) = (Styles::default(), Taken::default());
        Self { tokens: Tokens::new(part), styles, taken, text: 0 }
    }

    /// This reader at the start of another part.
    pub(super) fn with(self, part: &str) -> Reader<'_> {
        let Reader { styles, taken, text, .. } = self;
        Reader { tokens: Tokens::new(part), styles, taken, text }
    }

    /// Passes by what is in an element that was just opened, and its end.
    pub(super) fn skip(&mut self) -> Result<(), Reason> {
        let elements = self.tokens.skip()?;
        self.taken.look_at(elements)
    }

    /// Counts bytes of text; refuses more than a workbook may have.
    pub(super) fn count_text(&mut self, bytes: usize) -> Result<(), Reason> {
        self.text += bytes as u64;
        limits::within(Limit::Text, self.text)
    }

    /// The next token; the end of the part is one, too.
    pub(super) fn next(&mut self) -> Result<Token, Reason> {
        let token = self.tokens.next()?;
        if matches!(token, Token::Open(_)) {
            self.taken.look()?;
        }
        Ok(token)
    }

    /// The next token of an element; refuses a part that ends inside.
    pub(super) fn next_inside(&mut self) -> Result<Token, Reason> {
        match self.next()? {
            Token::End => Err(cut_off()),
            token => Ok(token),
        }
    }
}
