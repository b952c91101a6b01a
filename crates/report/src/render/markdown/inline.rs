//! Runs of text as Markdown: what is plain stays plain, and what is marked up stays so.
//!
//! Escapes only what could be read as markup where it stands, so that the raw text stays readable.

use std::fmt::Write as _;

use crate::document::tree::Inline;

use super::pieces::{EMPHASIS, Piece, Within, gather};

/// A run that starts a line of its own.
pub(super) fn paragraph(nodes: &[Inline]) -> String {
    write(nodes, Setting::Paragraph)
}

/// A run behind the `#` of a heading.
pub(super) fn heading(nodes: &[Inline]) -> String {
    write(nodes, Setting::Heading)
}

/// A run in a cell of a table.
pub(super) fn cell(nodes: &[Inline]) -> String {
    write(nodes, Setting::Cell)
}

/// Where a run stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Setting {
    Paragraph,
    Heading,
    Cell,
}

fn write(nodes: &[Inline], setting: Setting) -> String {
    let mut pieces = gather(nodes, Within::default());
    // A line break at the very end would be a lone backslash.
    while pieces.pop_if(|piece| piece.is_blank()).is_some() {}
    let mut writer = Writer { out: String::new(), setting, in_link: false, shield_next: false };
    writer.pieces(&pieces);
    let mut out = writer.out;
    out.truncate(out.trim_end_matches(' ').len());
    if setting == Setting::Heading && out.ends_with('#') {
        out.insert(out.trim_end_matches('#').len(), '\\');
    }
    out
}

struct Writer {
    out: String,
    setting: Setting,
    in_link: bool,
    /// The next character must not be a letter or a digit as such, or the emphasis before it stays open.
    shield_next: bool,
}

impl Writer {
    fn pieces(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            match piece {
                Piece::Text(text) => self.text(text),
                Piece::Wrapped(mark, content) => self.wrapped(mark, content),
                Piece::Link(url, content) => self.link(url, content),
                Piece::Footnote(index) => {
                    self.bracket();
                    let _ = write!(self.out, "[^{}]", index + 1);
                }
                Piece::Break if self.setting != Setting::Paragraph => self.space(),
                Piece::Break => {
                    self.out.truncate(self.out.trim_end_matches(' ').len());
                    // A line break at the start of a line would be an empty line.
                    if !self.at_line_start() {
                        self.out.push_str("\\\n");
                    }
                    self.shield_next = false;
                }
            }
        }
    }

    fn at_line_start(&self) -> bool {
        self.out.is_empty() || self.out.ends_with('\n')
    }

    /// Whether a reference to a footnote has just been written: what follows must not look like its
    /// address or its definition.
    fn is_behind_footnote(&self) -> bool {
        self.out
            .strip_suffix(']')
            .is_some_and(|out| out.trim_end_matches(|c: char| c.is_ascii_digit()).ends_with("[^"))
    }

    fn space(&mut self) {
        if !self.at_line_start() && !self.out.ends_with(' ') {
            self.out.push(' ');
        }
        self.shield_next = false;
    }

    /// Makes the way free for an opening bracket: behind `!` it would open an image.
    fn bracket(&mut self) {
        if self.out.ends_with('!') {
            self.out.pop();
            self.out.push_str("\\!");
        }
        self.shield_next = false;
    }

    fn wrapped(&mut self, mark: &'static str, content: &[Piece]) {
        let mut inner = Writer {
            out: String::new(),
            setting: self.setting,
            in_link: self.in_link,
            shield_next: false,
        };
        // A line start inside emphasis is none: the mark stands before it.
        inner.out.push_str(mark);
        inner.pieces(content);
        let inner = &inner.out[mark.len()..];
        let first = inner.chars().next();
        let last = inner.chars().next_back();

        if mark == EMPHASIS || first.is_some_and(|c| !c.is_alphanumeric()) {
            self.shield_last();
        }
        self.out.push_str(mark);
        self.out.push_str(inner);
        self.out.push_str(mark);
        self.shield_next = mark == EMPHASIS || last.is_some_and(|c| !c.is_alphanumeric());
    }

    /// Writes the last character as a reference if emphasis could not open behind it.
    fn shield_last(&mut self) {
        if let Some(last) = self.out.chars().next_back()
            && last != '\n'
            && !is_edge(last)
        {
            self.out.pop();
            let _ = write!(self.out, "&#{};", u32::from(last));
        }
    }

    fn link(&mut self, url: &str, content: &[Piece]) {
        if self.is_behind_footnote() {
            // Right behind a reference to a footnote it would be taken for that one's address.
            self.out.push(' ');
        }
        self.bracket();
        if let [Piece::Text(text)] = content
            && is_plain_address(text)
            && (text == url || url.strip_prefix("mailto:") == Some(text))
        {
            let _ = write!(self.out, "<{text}>");
            return;
        }
        self.out.push('[');
        let outer = std::mem::replace(&mut self.in_link, true);
        self.pieces(content);
        self.in_link = outer;
        self.shield_next = false;
        self.out.push_str("](");
        for (index, character) in url.char_indices() {
            match character {
                '&' if looks_like_entity(&url[index..]) => self.out.push_str("%26"),
                '<' | '>' | '(' | ')' | '\\' | '"' => {
                    let _ = write!(self.out, "%{:02X}", u32::from(character));
                }
                c if c.is_whitespace() || c.is_control() => {
                    for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                        let _ = write!(self.out, "%{byte:02X}");
                    }
                }
                c => self.out.push(c),
            }
        }
        self.out.push(')');
    }

    /// Writes a text, with a backslash where a character could be read as markup.
    fn text(&mut self, text: &str) {
        let text = if self.at_line_start() { text.trim_start_matches(' ') } else { text };
        for (index, character) in text.char_indices() {
            let rest = &text[index + character.len_utf8()..];
            let next = rest.chars().next();
            if self.shield_next && !is_edge(character)
                || "[(".contains(character) && self.is_behind_footnote()
            {
                let _ = write!(self.out, "&#{};", u32::from(character));
            } else {
                let escape = self.opens_block(character, rest)
                    || match character {
                        '\\' | '*' | '_' | '`' | '[' | '~' | '|' | '$' => true,
                        ']' => self.in_link,
                        '<' => next.is_some_and(|c| c.is_ascii_alphabetic() || "/!?".contains(c)),
                        '&' => looks_like_entity(&text[index..]),
                        // Readers that make a link or a mention of bare text must not.
                        ':' => rest.starts_with("//") || self.is_behind_footnote(),
                        '@' => next.is_some_and(char::is_alphanumeric),
                        '.' => self.out.len() >= 3 && self.out.as_bytes().ends_with(b"www"),
                        _ => false,
                    };
                if escape {
                    self.out.push('\\');
                }
                self.out.push(character);
            }
            self.shield_next = false;
        }
    }

    /// Whether the character would open a heading, a list, a quote, a rule or a definition here.
    fn opens_block(&self, character: char, rest: &str) -> bool {
        if self.setting != Setting::Paragraph {
            return false;
        }
        let line = &self.out[self.out.rfind('\n').map_or(0, |end| end + 1)..];
        match character {
            '#' | '>' | '+' | '-' | '=' | ':' => line.is_empty(),
            '.' | ')' => {
                (1..=9).contains(&line.len())
                    && line.bytes().all(|byte| byte.is_ascii_digit())
                    && (rest.is_empty() || rest.starts_with(' '))
            }
            _ => false,
        }
    }
}

/// Whether emphasis may always open behind this character or close before it.
fn is_edge(character: char) -> bool {
    character.is_ascii_punctuation() || " \u{a0}\u{202f}‘’“”–—…".contains(character)
}

/// Whether the text opens with something like `&amp;` or `&#38;`.
fn looks_like_entity(text: &str) -> bool {
    let name = text.trim_start_matches('&').trim_start_matches('#');
    let end = name.find(|c: char| !c.is_ascii_alphanumeric());
    end.is_some_and(|end| end > 0 && name[end..].starts_with(';'))
}

/// Whether the text can stand between `<` and `>` as an address.
fn is_plain_address(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_alphanumeric() || "-._~:/?#@=%+,;".contains(c))
        && (text.starts_with("https://") || text.matches('@').count() == 1)
}
