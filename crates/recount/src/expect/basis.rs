//! The text form of what a figure rests on, read once more: independent of `basis` in the core.

/// A basis in its parts, each empty if there is none.
#[derive(Clone, Copy)]
pub(crate) struct Basis<'a> {
    /// What kind of thing it is, such as `som`.
    pub(crate) kind: &'a str,
    /// All that stands behind the kind, but for the group that is already counted.
    pub(crate) rest: &'a str,
    /// The first part of the rest.
    pub(crate) first: &'a str,
    /// What stands behind the first part.
    pub(crate) second: &'a str,
    /// The group that is already counted, which stands behind `:naast:`.
    pub(crate) already_counted: &'a str,
}

impl<'a> Basis<'a> {
    /// The parts of a basis.
    pub(crate) fn of(text: &'a str) -> Self {
        let (kind, rest) = text.split_once(':').unwrap_or((text, ""));
        let (rest, already_counted) = rest.split_once(":naast:").unwrap_or((rest, ""));
        let (first, second) = rest.split_once(':').unwrap_or((rest, ""));
        Self { kind, rest, first, second, already_counted }
    }

    /// Whether it is about a measure, whose code is its first part.
    pub(crate) fn is_of_measure(&self) -> bool {
        match self.kind {
            "som" | "waarde" | "opgaven" | "toelichting" | "aandeel" => true,
            // The reference date of the year is known by that word alone.
            "peildatum" => !self.first.is_empty(),
            _ => false,
        }
    }
}
