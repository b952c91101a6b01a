//! Tables: a header that repeats on each page, and columns as wide as suits what stands in them.

use crate::document::plain_text;
use crate::document::tree::{Align, Inline};
use crate::fonts;

use super::paragraphs::{Around, Look};
use super::runs::Tone;
use super::story::Story;

/// The height of letters in a table, in twentieths of a point.
const LETTERS: f64 = 180.0;
/// Left and right of a text in a cell, and a little more, for letters that run wider than those of the report.
const PADDING: f64 = 260.0;
/// How much wider bold letters are.
const BOLD: f64 = 1.08;
/// A column of text takes no more room than this, as long as it can be broken.
const WIDEST: f64 = 4000.0;

/// A table of no more rows and no more text stays on one page.
const MOST_ROWS: usize = 14;
const MOST_TEXT: usize = 1200;

/// A row of a table: its cells.
type Row = [Vec<Inline>];

/// What holds for the cells of a row.
struct Cells {
    is_header: bool,
    /// Whether the next row stands on the same page.
    keeps_next: bool,
}

impl Story<'_> {
    /// A table; `caption` is what it says to whoever cannot see it. Nothing if it has no columns.
    pub(super) fn table(
        &mut self,
        caption: &[Inline],
        columns: &[Align],
        header: &Row,
        rows: &[Vec<Vec<Inline>>],
        around: Around,
    ) {
        if columns.is_empty() {
            return;
        }
        self.end_table();
        self.gap = 0;
        let widths = widths(columns, header, rows, f64::from(Self::room(around)));
        self.xml.open("w:tbl", &[]);
        self.properties(caption, columns, &widths, around);
        let is_whole = is_short(rows);
        self.row(columns, header, &widths, &Cells { is_header: true, keeps_next: true });
        for (index, row) in rows.iter().enumerate() {
            let keeps_next = is_whole && index + 1 < rows.len();
            self.row(columns, row, &widths, &Cells { is_header: false, keeps_next });
        }
        self.xml.close();
        self.below_table();
    }

    fn properties(
        &mut self,
        caption: &[Inline],
        columns: &[Align],
        widths: &[u32],
        around: Around,
    ) {
        // What stands first in a row of text and numbers says what the row is about.
        let names_rows = u8::from(columns.len() > 1 && columns.first() == Some(&Align::Left));
        let total: u32 = widths.iter().sum();
        let name = plain_text(caption);
        let xml = &mut self.xml;
        xml.open("w:tblPr", &[]);
        xml.value("w:tblStyle", "Rapporttabel");
        xml.empty("w:tblW", &[("w:w", &total), ("w:type", &"dxa")]);
        if around.indent > 0 {
            xml.empty("w:tblInd", &[("w:w", &around.indent), ("w:type", &"dxa")]);
        }
        xml.empty("w:tblLayout", &[("w:type", &"fixed")]);
        xml.empty(
            "w:tblLook",
            &[
                ("w:val", if names_rows == 1 { &"06A0" } else { &"0620" }),
                ("w:firstRow", &1),
                ("w:lastRow", &0),
                ("w:firstColumn", &names_rows),
                ("w:lastColumn", &0),
                ("w:noHBand", &1),
                ("w:noVBand", &1),
            ],
        );
        if !name.trim().is_empty() {
            xml.value("w:tblCaption", &name);
            xml.value("w:tblDescription", &name);
        }
        xml.close();
        xml.open("w:tblGrid", &[]);
        for width in widths {
            xml.empty("w:gridCol", &[("w:w", width)]);
        }
        xml.close();
    }

    fn row(&mut self, columns: &[Align], row: &Row, widths: &[u32], cells: &Cells) {
        let Cells { is_header, keeps_next } = *cells;
        self.xml.open("w:tr", &[]);
        self.xml.open("w:trPr", &[]);
        self.xml.empty("w:cantSplit", &[]);
        if is_header {
            self.xml.empty("w:tblHeader", &[]);
        }
        self.xml.close();
        let style = if is_header { "Tabelkop" } else { "Tabeltekst" };
        for (x, (align, width)) in columns.iter().zip(widths).enumerate() {
            self.xml.open("w:tc", &[]);
            self.xml.open("w:tcPr", &[]);
            self.xml.empty("w:tcW", &[("w:w", width), ("w:type", &"dxa")]);
            self.xml.close();
            let is_right = *align == Align::Right;
            self.open_paragraph(&Look { keeps_next, is_right, ..Look::plain(style) });
            self.run(row.get(x).map_or(&[][..], Vec::as_slice), Tone::default());
            // A row is one sentence, so that it goes on from cell to cell.
            if x + 1 == columns.len() {
                self.end_sentence();
            }
            self.xml.close();
            self.xml.close();
        }
        self.xml.close();
    }
}

/// Whether a table stays on one page.
fn is_short(rows: &[Vec<Vec<Inline>>]) -> bool {
    let cells = rows.iter().flatten();
    let length: usize = cells.map(|cell| plain_text(cell).chars().count()).sum();
    rows.len() <= MOST_ROWS && length < MOST_TEXT
}

/// How much room a column needs.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Need {
    /// For its longest word.
    least: f64,
    /// For its longest line.
    most: f64,
}

/// The widths of the columns, in twentieths of a point; together they fill the room.
fn widths(columns: &[Align], header: &Row, rows: &[Vec<Vec<Inline>>], room: f64) -> Vec<u32> {
    let needs: Vec<Need> = (0..columns.len())
        .map(|x| {
            let cells = rows.iter().filter_map(|row| row.get(x)).map(|cell| need(cell, 1.0));
            let cells = cells.chain(header.get(x).map(|cell| need(cell, BOLD)));
            cells.fold(Need { least: 0.0, most: 0.0 }, |one, other| Need {
                least: one.least.max(other.least),
                most: one.most.max(other.most),
            })
        })
        .collect();
    let least: f64 = needs.iter().map(|need| need.least).sum();
    let most: f64 = needs.iter().map(|need| need.most).sum();
    let wide: Vec<f64> = if least >= room {
        needs.iter().map(|need| need.least / least * room).collect()
    } else if most > room {
        let share = (room - least) / (most - least);
        needs.iter().map(|need| need.least + (need.most - need.least) * share).collect()
    } else {
        spread(columns, &needs, room - most)
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a part of the width of a page"
    )]
    let whole = wide.iter().map(|width| width.floor() as u32).collect();
    whole
}

/// What the columns need, and a share of what is left over: that of text, or of all if there is none.
fn spread(columns: &[Align], needs: &[Need], left_over: f64) -> Vec<f64> {
    let has_text = columns.contains(&Align::Left);
    let takes = |align: &Align| !has_text || *align == Align::Left;
    let taking = columns.iter().zip(needs).filter(|(align, _)| takes(align));
    let total: f64 = taking.map(|(_, need)| need.most).sum();
    let share = |(align, need): (&Align, &Need)| {
        need.most + if takes(align) { left_over * need.most / total } else { 0.0 }
    };
    columns.iter().zip(needs).map(share).collect()
}

fn need(cell: &[Inline], weight: f64) -> Need {
    let text = plain_text(cell);
    let wide = |text: &str| fonts::width(text.trim_end()) * LETTERS * weight + PADDING;
    let words = text.split_inclusive([' ', '-']).map(wide);
    let least = words.fold(PADDING, f64::max);
    Need { least, most: wide(&text).min(WIDEST).max(least) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::samples::text;

    fn widths_of(header: [&str; 2], row: [&str; 2], room: f64) -> Vec<u32> {
        let cells = |row: [&str; 2]| row.map(|words| vec![text(words)]).to_vec();
        widths(&[Align::Left, Align::Right], &cells(header), &[cells(row)], room)
    }

    #[test]
    fn numbers_take_what_they_need_and_text_the_rest() {
        let [names, numbers] = widths_of(["Gemeente", "Jongeren"], ["Breda", "44"], 8000.0)[..]
        else {
            panic!("there are two columns")
        };
        assert!((900..1400).contains(&numbers), "{numbers}");
        assert!((7998..=8000).contains(&(names + numbers)), "{names} {numbers}");
    }

    #[test]
    fn the_longest_word_of_a_column_fits_beside_a_long_text() {
        let long = "een lange zin die over veel regels loopt ".repeat(20);
        let widths = widths_of(["Wat", "Jeugdcriminaliteit"], [&long, "44"], 4000.0);
        let word = fonts::width("Jeugdcriminaliteit") * LETTERS * BOLD;
        assert!(f64::from(widths[1]) > word, "{widths:?}");
        assert!(widths.iter().sum::<u32>() <= 4000);
    }

    #[test]
    fn words_that_do_not_fit_share_the_room() {
        let word = "x".repeat(200);
        let widths = widths_of([&word, &word], ["", ""], 4000.0);
        assert_eq!(widths, [2000, 2000]);
    }
}
