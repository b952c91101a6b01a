//! A place in the text of a template, and what is wrong there.

/// A place in the text of a template, and all that a name in it can mean.
pub(super) struct Site<'a> {
    /// The text of the template.
    pub(super) source: &'a str,
    /// The bytes that Tera points at.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) functions: &'a [&'static str],
    pub(super) templates: Vec<&'a str>,
}

/// A fault in words, with the bytes of the template that are wrong.
pub(super) struct Diagnosis {
    pub(super) message: String,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Site<'_> {
    /// The bytes that Tera points at.
    pub(super) fn slice(&self) -> &str {
        &self.source[self.start..self.end]
    }

    /// The fault is all that Tera points at.
    pub(super) fn here(&self, message: impl Into<String>) -> Diagnosis {
        Diagnosis { message: message.into(), start: self.start, end: self.end }
    }

    /// The fault is somewhere else.
    pub(super) fn there(start: usize, length: usize, message: impl Into<String>) -> Diagnosis {
        Diagnosis { message: message.into(), start, end: start + length }
    }

    /// The fault is this word, where it stands by itself in what Tera points at.
    pub(super) fn at_word(&self, word: &str, message: &str) -> Diagnosis {
        let slice = self.slice();
        let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
        let alone = slice.match_indices(word).map(|(at, _)| at).find(|at| {
            !slice[..*at].ends_with(part) && !slice[at + word.len()..].starts_with(part)
        });
        match alone.filter(|_| !word.is_empty()) {
            Some(at) => Self::there(self.start + at, word.len(), message),
            None => self.here(message),
        }
    }

    /// The line on which a byte stands.
    pub(super) fn line(&self, at: usize) -> usize {
        line_at(self.source, at).0
    }
}

/// Line and column of a byte, counted from one, and the line.
pub(super) fn line_at(source: &str, at: usize) -> (usize, usize, &str) {
    let before = source.get(..at).unwrap_or(source);
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = source[line_start..].lines().next().unwrap_or_default();
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1, line)
}
