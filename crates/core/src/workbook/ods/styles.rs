//! The styles of an .ods file, as far as they change what a text says: struck through, raised, lowered.

use std::collections::BTreeMap;

use super::super::sheets::RunStyle;

/// Styles that build on one another. No program makes a longer row of them, and a row that goes round
/// has to end.
const LONGEST: usize = 20;

/// What a style is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Family {
    Cell,
    Paragraph,
    Text,
}

impl Family {
    /// The family of this name; `None` if its styles say nothing about the text in a cell.
    pub(super) fn of(name: &str) -> Option<Self> {
        match name {
            "table-cell" => Some(Self::Cell),
            "paragraph" => Some(Self::Paragraph),
            "text" => Some(Self::Text),
            _ => None,
        }
    }
}

/// What a style says about its text; `None` if it says nothing, so that what is around it holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Marks {
    is_struck: Option<bool>,
    position: Option<RunStyle>,
}

impl Marks {
    /// Takes over a property of text (`OpenDocument` 1.3, part 3, 20.382 to 20.389).
    pub(super) fn set(&mut self, property: &str, value: &str) {
        match property {
            // Either of the two can take the line away, whatever the other says.
            "text-line-through-style" | "text-line-through-type" => {
                self.is_struck = Some(value != "none" && self.is_struck != Some(false));
            }
            "text-position" => self.position = Some(position(value)),
            _ => {}
        }
    }

    /// These marks, and where they say nothing those around them.
    pub(super) fn within(self, around: Self) -> Self {
        Self {
            is_struck: self.is_struck.or(around.is_struck),
            position: self.position.or(around.position),
        }
    }

    /// The same for a whole cell: all of it above the line is a small text, and no note to another.
    pub(super) fn of_cell(self) -> Self {
        Self { position: None, ..self }
    }

    /// How a text with these marks stands in the line.
    pub(super) fn style(self) -> RunStyle {
        if self.is_struck == Some(true) {
            return RunStyle::Struck;
        }
        self.position.unwrap_or(RunStyle::Plain)
    }
}

/// Where a text stands: `super`, `sub` or how far up in percent, then how large it is.
fn position(written: &str) -> RunStyle {
    let place = written.split_whitespace().next().unwrap_or_default();
    match (place, place.trim_end_matches('%').parse::<f64>()) {
        ("super", _) => RunStyle::Raised,
        ("sub", _) => RunStyle::Lowered,
        (_, Ok(up)) if up > 0.0 => RunStyle::Raised,
        (_, Ok(up)) if up < 0.0 => RunStyle::Lowered,
        _ => RunStyle::Plain,
    }
}

/// A style as the file has it.
struct Style {
    own: Marks,
    parent: Option<String>,
}

/// The styles by what they are for and by name; without a name the one that holds for all others.
#[derive(Default)]
pub(super) struct Styles {
    styles: BTreeMap<(Family, Option<String>), Style>,
    /// Whether one of them strikes text through, raises it or lowers it. Most files have none.
    has_marks: bool,
}

impl Styles {
    /// Keeps a style. A name that stands twice keeps the later one: a style of the content goes before one
    /// of the whole file.
    pub(super) fn keep(
        &mut self,
        family: Family,
        name: Option<String>,
        parent: Option<String>,
        own: Marks,
    ) {
        self.has_marks |= own.style() != RunStyle::Plain;
        self.styles.insert((family, name), Style { own, parent });
    }

    /// What the style of a piece of text says. One that the file lacks may have said anything: the piece
    /// then stays apart from what is beside it, and is left out of no text.
    pub(super) fn of_span(&self, name: Option<String>) -> Marks {
        let key = (Family::Text, name);
        if key.1.is_some() && !self.styles.contains_key(&key) {
            return Marks { is_struck: None, position: Some(RunStyle::Raised) };
        }
        self.marks(key.0, key.1)
    }

    /// What the style of this name says, with what it builds on; for a cell with what holds for all cells.
    pub(super) fn marks(&self, family: Family, name: Option<String>) -> Marks {
        let (mut marks, mut next) = (Marks::default(), name.filter(|_| self.has_marks));
        for _ in 0..LONGEST {
            let Some(style) = next.take().and_then(|name| self.styles.get(&(family, Some(name))))
            else {
                break;
            };
            marks = marks.within(style.own);
            next.clone_from(&style.parent);
        }
        let general = self.styles.get(&(Family::Cell, None)).map(|style| style.own);
        if family == Family::Cell { marks.within(general.unwrap_or_default()) } else { marks }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(properties: &[(&str, &str)]) -> Marks {
        let mut marks = Marks::default();
        for (property, value) in properties {
            marks.set(property, value);
        }
        marks
    }

    #[test]
    fn a_line_through_text_is_seen_however_it_is_written() {
        let line = ("text-line-through-style", "solid");
        for struck in [&[line][..], &[("text-line-through-type", "double")]] {
            assert_eq!(marks(struck).style(), RunStyle::Struck, "{struck:?}");
        }
        let none = ("text-line-through-type", "none");
        for plain in [&[][..], &[line, none], &[none, line], &[("text-line-through-width", "auto")]]
        {
            assert_eq!(marks(plain).style(), RunStyle::Plain, "{plain:?}");
        }
    }

    #[test]
    fn a_position_is_a_word_or_a_percentage() {
        for (written, style) in [
            ("super 58%", RunStyle::Raised),
            ("33% 58%", RunStyle::Raised),
            ("sub", RunStyle::Lowered),
            ("-8% 58%", RunStyle::Lowered),
            ("0% 100%", RunStyle::Plain),
            ("", RunStyle::Plain),
        ] {
            assert_eq!(position(written), style, "{written}");
        }
    }

    #[test]
    fn a_style_builds_on_others_and_never_goes_round_for_ever() {
        let mut styles = Styles::default();
        let name = |name: &str| Some(name.to_owned());
        let struck = marks(&[("text-line-through-style", "solid")]);
        let raised = marks(&[("text-position", "super")]);
        styles.keep(Family::Cell, name("weg"), None, struck);
        styles.keep(Family::Cell, name("kind"), name("weg"), raised);
        styles.keep(Family::Cell, name("rond"), name("rond"), Marks::default());
        let style = |styles: &Styles, family, called| styles.marks(family, name(called)).style();
        assert_eq!(style(&styles, Family::Cell, "kind"), RunStyle::Struck);
        assert_eq!(style(&styles, Family::Cell, "rond"), RunStyle::Plain);
        assert_eq!(style(&styles, Family::Cell, "ontbreekt"), RunStyle::Plain);
        assert_eq!(style(&styles, Family::Text, "weg"), RunStyle::Plain);
        styles.keep(Family::Cell, None, None, struck);
        assert_eq!(style(&styles, Family::Cell, "ontbreekt"), RunStyle::Struck);
        assert_eq!(style(&styles, Family::Text, "weg"), RunStyle::Plain);
    }
}
