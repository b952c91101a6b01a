//! The fonts, number formats and styles of a binary workbook, as far as they change what a cell says.

use std::collections::BTreeMap;

use super::super::cells;
use super::super::number_format::{NumberFormat, check_length};
use super::super::runs::Runs;
use super::super::sheets::{RunStyle, Value};
use super::super::unreadable::Reason;
use super::Text;

/// The styles of a workbook; what they make of a cell.
#[derive(Debug, Default)]
pub(in crate::workbook) struct Styles {
    /// How each font stands in the line.
    fonts: Vec<RunStyle>,
    formats: BTreeMap<u16, NumberFormat>,
    /// The number format for a style that is not in the list.
    general: NumberFormat,
    /// The font and the number format of each style.
    of_cells: Vec<(usize, u16)>,
    /// Whether days are counted from 1904.
    pub(in crate::workbook) is_1904: bool,
}

/// How a font with these flags and this position stands in the line ([MS-XLS] 2.4.122, [MS-XLSB] 2.4.149).
pub(in crate::workbook) fn font(flags: u16, position: u16) -> RunStyle {
    const IS_STRUCK: u16 = 0x0008;
    match position {
        _ if flags & IS_STRUCK != 0 => RunStyle::Struck,
        1 => RunStyle::Raised,
        2 => RunStyle::Lowered,
        _ => RunStyle::Plain,
    }
}

impl Styles {
    pub(in crate::workbook) fn keep_font(&mut self, font: RunStyle) {
        self.fonts.push(font);
    }

    /// Keeps a number format. Its own code goes before what its number means elsewhere.
    pub(in crate::workbook) fn keep_format(&mut self, id: u16, code: &str) -> Result<(), Reason> {
        check_length(code)?;
        self.formats.insert(id, NumberFormat::new(code));
        Ok(())
    }

    pub(in crate::workbook) fn keep_style(&mut self, font: usize, format: u16) {
        self.formats.entry(format).or_insert_with(|| NumberFormat::builtin(format.into()));
        self.of_cells.push((font, format));
    }

    /// What a cell of this style says that holds a number.
    pub(in crate::workbook) fn number(&self, style: usize, number: f64) -> Value {
        let format = self.format(style);
        let value = if format.is_duration(number) {
            Value::Time(number.to_string())
        } else if format.is_date(number) {
            cells::day(number, self.is_1904)
        } else {
            format.applied(cells::number(number))
        };
        self.marked(style, value)
    }

    /// What a cell of this style says that shows a text; `None` if that is empty.
    pub(in crate::workbook) fn text(&self, style: usize, text: &Text) -> Option<Value> {
        let mut runs = Runs::default();
        for (font, piece) in &text.pieces {
            let own = font.map(|font| self.font(font));
            runs.push(piece, own.unwrap_or_else(|| self.of_cell(style)));
        }
        runs.value().map(|value| self.format(style).applied(value))
    }

    /// This value as a cell of this style shows it.
    pub(in crate::workbook) fn marked(&self, style: usize, value: Value) -> Value {
        Runs::of("?", self.of_cell(style)).marked(value)
    }

    fn format(&self, style: usize) -> &NumberFormat {
        let format = self.of_cells.get(style).and_then(|(_, format)| self.formats.get(format));
        format.unwrap_or(&self.general)
    }

    fn font(&self, index: usize) -> RunStyle {
        self.fonts.get(index).copied().unwrap_or(RunStyle::Plain)
    }

    /// How a text in a cell of this style stands in the line. All of it above the line is a small text.
    fn of_cell(&self, style: usize) -> RunStyle {
        let font = self.of_cells.get(style).map(|(font, _)| self.font(*font));
        if font == Some(RunStyle::Struck) { RunStyle::Struck } else { RunStyle::Plain }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn styles() -> Styles {
        let mut styles = Styles::default();
        for (flags, position) in [(0, 0), (0x0008, 0), (0, 1)] {
            styles.keep_font(font(flags, position));
        }
        styles.keep_format(14, "0.0").unwrap();
        styles.keep_format(164, "\"ca. \"0").unwrap();
        styles.keep_format(165, "\"ca. \"@").unwrap();
        for (font, format) in
            [(0, 0), (1, 0), (2, 0), (0, 14), (0, 164), (0, 15), (0, 46), (0, 165)]
        {
            styles.keep_style(font, format);
        }
        styles
    }

    #[test]
    fn a_number_says_what_its_style_shows() {
        let number = |text: &str| Value::Number(text.parse().unwrap());
        for (style, stored, value) in [
            (0, 40.0, number("40")),
            (1, 40.0, Value::Struck(Box::new(number("40")))),
            (2, 40.0, number("40")),
            // The code that the file gives for a number, whatever that means elsewhere.
            (3, 2.2, number("2.2")),
            (4, 40.0, Value::ShownAs { stored: 40.into(), shown: "ca. 40".to_owned() }),
            (5, 45352.0, Value::Date("2024-03-01".parse().unwrap())),
            (6, 1.5, Value::Time("1.5".to_owned())),
            (99, 40.0, number("40")),
        ] {
            assert_eq!(styles().number(style, stored), value, "{style}");
        }
    }

    #[test]
    fn a_piece_without_a_font_has_that_of_the_cell() {
        let text = |pieces: &[(Option<usize>, &str)]| {
            let pieces = pieces.iter().map(|(font, text)| (*font, (*text).to_owned()));
            Text { pieces: pieces.collect() }
        };
        let rich = text(&[(None, "40"), (Some(0), "45")]);
        assert_eq!(styles().text(0, &rich), Some(Value::Text("4045".to_owned())));
        let number = text(&[(None, "40")]);
        assert_eq!(styles().text(7, &number), Some(Value::Text("ca. 40".to_owned())));
        assert!(matches!(styles().text(1, &rich), Some(Value::Rich(_))));
        assert!(matches!(styles().text(0, &text(&[(Some(2), "2")])), Some(Value::Rich(_))));
        assert_eq!(styles().text(2, &text(&[(None, "2")])), Some(Value::Text("2".to_owned())));
    }

    #[test]
    fn a_format_longer_than_any_is_refused() {
        assert!(Styles::default().keep_format(164, &"0".repeat(1_001)).is_err());
    }
}
