//! Writes SVG: shapes with their colours, and text whose every number keeps its basis.

use std::fmt::Write as _;

use crate::document::plain_text;
use crate::document::tree::Inline;
use crate::fonts;
use pmg_core::basis::Basis;
use pmg_core::cycle::{Colour, Light};
use pmg_core::escape;

/// How wide a picture is; all lengths are in its own units, of which the height of a letter takes about a dozen.
pub(super) const WIDTH: f64 = 360.0;
/// The height of letters.
pub(super) const LETTERS: f64 = 12.0;
/// The height of letters in a tile of a map.
const NAMES: f64 = 8.5;
/// From the one line of a text to the next.
pub(super) const LINE: f64 = 16.5;

/// Where a text starts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum From {
    Left,
    Middle,
}

/// What a text stands on, which decides its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum On {
    /// Paper, or a tint.
    Light,
    /// A light tile, which is as light in the dark.
    Tile,
    /// A solid colour.
    Solid,
}

/// How a bar is filled: told apart without colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fill {
    Solid,
    Tint,
    Outline,
}

/// A picture that is being drawn.
pub(super) struct Svg<'a> {
    shapes: String,
    colours: [Colour; 2],
    light: &'a Light,
    /// How wide it is.
    pub(super) width: f64,
    /// How high it is so far.
    pub(super) height: f64,
}

impl<'a> Svg<'a> {
    pub(super) fn new(colours: [Colour; 2], light: &'a Light) -> Self {
        Self { shapes: String::new(), colours, light, width: WIDTH, height: 0.0 }
    }

    fn put(&mut self, shape: std::fmt::Arguments<'_>) {
        self.shapes.write_fmt(shape).expect("a string takes whatever is written to it");
    }

    /// A bar; one without a length is left out.
    pub(super) fn bar(&mut self, fill: Fill, [x, y]: [f64; 2], [width, height]: [f64; 2]) {
        if width <= 0.0 {
            return;
        }
        let [solid, tint] = self.colours;
        let (class, colour) = match fill {
            Fill::Solid => ("vol", solid),
            Fill::Tint => ("tint", tint),
            Fill::Outline => ("omlijnd", self.light.paper),
        };
        // An outline lies within its bar, so that it is as long as a filled one.
        let inside = if fill == Fill::Outline { 0.5 } else { 0.0 };
        let (x, y) = (number(x + inside), number(y + inside));
        let (width, height) =
            (number((width - 2.0 * inside).max(0.1)), number(height - 2.0 * inside));
        self.put(format_args!("<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{colour}\""));
        if fill == Fill::Outline {
            self.put(format_args!(" stroke=\"{solid}\" stroke-width=\"1\""));
        }
        self.put(format_args!("></rect>\n"));
    }

    /// A point of a line.
    pub(super) fn circle(&mut self, fill: Fill, [x, y]: [f64; 2], radius: f64) {
        let [solid, _] = self.colours;
        let (class, colour) = match fill {
            Fill::Outline => ("omlijnd", self.light.paper),
            Fill::Solid | Fill::Tint => ("vol", solid),
        };
        let [x, y, radius] = [x, y, radius - 0.5].map(number);
        self.put(format_args!(
            "<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{colour}\" stroke=\"{solid}\" stroke-width=\"1\"></circle>\n"
        ));
    }

    /// A line that points stand on.
    pub(super) fn line(&mut self, [from, to]: [f64; 2], y: f64) {
        let [x, y, width] = [from, y - 1.0, to - from].map(number);
        let hair = self.light.hair;
        self.put(format_args!(
            "<rect class=\"spoor\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"2\" fill=\"{hair}\"></rect>\n"
        ));
    }

    /// The line under bars, as long as the longest one can be.
    pub(super) fn track(&mut self, y: f64) {
        let hair = self.light.hair;
        self.put(format_args!(
            "<rect class=\"spoor\" x=\"0\" y=\"{}\" width=\"{}\" height=\"1\" fill=\"{hair}\"></rect>\n",
            number(y),
            number(WIDTH)
        ));
    }

    /// A tile of a map.
    pub(super) fn tile(&mut self, colour: Colour, [x, y]: [f64; 2], [width, height]: [f64; 2]) {
        let [x, y, width, height] = [x, y, width, height].map(number);
        self.put(format_args!(
            "<rect class=\"tegel\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{colour}\"></rect>\n"
        ));
    }

    /// A tile without anything.
    pub(super) fn empty_tile(&mut self, [x, y]: [f64; 2], [width, height]: [f64; 2]) {
        let [x, y, width, height] = [x + 0.3, y + 0.3, width - 0.6, height - 0.6].map(number);
        let Light { paper, hair, .. } = self.light;
        self.put(format_args!(
            "<rect class=\"leeg\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{paper}\" \
             stroke=\"{hair}\" stroke-width=\"0.6\"></rect>\n"
        ));
    }

    /// A tile of which nothing is known.
    pub(super) fn dashed_tile(&mut self, [x, y]: [f64; 2], [width, height]: [f64; 2]) {
        let [x, y, width, height] = [x + 0.5, y + 0.5, width - 1.0, height - 1.0].map(number);
        let Light { paper, emphasis, .. } = self.light;
        self.put(format_args!(
            "<rect class=\"stippel\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{paper}\" \
             stroke=\"{emphasis}\" stroke-width=\"1\" stroke-dasharray=\"3 2\"></rect>\n"
        ));
    }

    /// The name at the top of a tile: on two lines, or in smaller letters, where it is too wide.
    pub(super) fn tile_name(&mut self, run: &[Inline], on: On, [x, y]: [f64; 2], width: f64) {
        let room = width - 6.0;
        let name = plain_text(run);
        let lines = in_two(&name, room);
        let widest = lines.iter().map(|line| fonts::width(line)).fold(0.0, f64::max) * NAMES;
        let letters = if widest > room { NAMES * room / widest } else { NAMES };
        self.open_text("klein", run, From::Left, on, [x + 3.0, y + 9.0], letters);
        for (index, line) in lines.iter().enumerate() {
            let (x, down) = (number(x + 3.0), number(if index == 0 { 0.0 } else { NAMES }));
            self.put(format_args!("<tspan x=\"{x}\" dy=\"{down}\">{}</tspan>", escape::html(line)));
        }
        self.put(format_args!("</text>\n"));
    }

    /// A text on one line.
    pub(super) fn text(&mut self, run: &[Inline], from: From, on: On, [x, y]: [f64; 2]) {
        self.open_text("", run, from, on, [x, y], LETTERS);
        self.put(format_args!("{}</text>\n", escape::html(&plain_text(run))));
    }

    /// Opens a text; `class` says of which kind it is, beside what it stands on.
    fn open_text(
        &mut self,
        class: &str,
        run: &[Inline],
        from: From,
        on: On,
        [x, y]: [f64; 2],
        letters: f64,
    ) {
        let (stands, colour) = match on {
            On::Light => ("op-licht", self.light.ink),
            On::Tile => ("op-tegel", self.light.ink),
            On::Solid => ("op-vol", self.light.on_solid),
        };
        let class = if class.is_empty() { stands.to_owned() } else { format!("{class} {stands}") };
        let (x, y, letters) = (number(x), number(y), number(letters));
        self.put(format_args!(
            "<text class=\"{class}\" x=\"{x}\" y=\"{y}\" font-family=\"'Source Sans 3'\" font-size=\"{letters}\" fill=\"{colour}\""
        ));
        if from == From::Middle {
            self.put(format_args!(" text-anchor=\"middle\""));
        }
        if let Some(basis) = basis_of(run) {
            self.put(format_args!(" data-basis=\"{}\"", escape::html(&basis.to_string())));
        }
        self.put(format_args!(">"));
    }

    /// A text from the left edge on as many lines as it needs, the first at `y`; returns how high they are together.
    pub(super) fn lines(&mut self, run: &[Inline], y: f64) -> f64 {
        let column = Column { width: WIDTH, letters: LETTERS, line: LINE };
        self.column(run, &column, From::Left, [0.0, y])
    }

    /// A text on as many lines as it needs in a column, the first at a place; returns how high they are together.
    pub(super) fn column(
        &mut self,
        run: &[Inline],
        column: &Column,
        from: From,
        [x, y]: [f64; 2],
    ) -> f64 {
        let lines = column.lines(run);
        self.open_text("", run, from, On::Light, [x, y], column.fitting(&lines));
        let last = lines.len() - 1;
        for (index, line) in lines.iter().enumerate() {
            let line = escape::html(line);
            if last == 0 {
                self.put(format_args!("{line}"));
                break;
            }
            // The space at the end of a line is no part of the picture, but of the words.
            let space = if index < last { " " } else { "" };
            let (x, down) = (number(x), number(if index == 0 { 0.0 } else { column.line }));
            self.put(format_args!("<tspan x=\"{x}\" dy=\"{down}\">{line}{space}</tspan>"));
        }
        self.put(format_args!("</text>\n"));
        column.height(&lines)
    }

    /// The whole picture.
    pub(super) fn finish(self, tone: &str, title: &str, description: &str) -> String {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"tekening {tone}\" viewBox=\"0 0 {} {}\" role=\"img\">\n\
             <title>{}</title>\n<desc>{}</desc>\n{}</svg>\n",
            number(self.width),
            number(self.height),
            escape::html(title),
            escape::html(description),
            self.shapes
        )
    }
}

/// How wide a run is on one line.
pub(super) fn width(run: &[Inline]) -> f64 {
    fonts::width(&plain_text(run)) * LETTERS
}

/// The basis of a run that is one mark and nothing else; `None` if it is anything else.
fn basis_of(run: &[Inline]) -> Option<&Basis> {
    let mut said = run.iter().filter(|it| !matches!(it, Inline::Sentence { .. }));
    match (said.next(), said.next()) {
        (Some(Inline::Marked { basis, .. }), None) => Some(basis),
        _ => None,
    }
}

/// Where a text of several lines stands: how wide it may be, how high its letters are, and how far its lines are apart.
pub(super) struct Column {
    pub(super) width: f64,
    pub(super) letters: f64,
    pub(super) line: f64,
}

impl Column {
    /// The lines of a text, broken at spaces where it is wider than the column; at least one.
    pub(super) fn lines(&self, run: &[Inline]) -> Vec<String> {
        let text = plain_text(run);
        let mut words = text.split(' ');
        let mut lines = vec![words.next().unwrap_or_default().to_owned()];
        for word in words {
            let line = lines.last_mut().expect("there is a first line");
            let longer = format!("{line} {word}");
            if fonts::width(&longer) * self.letters <= self.width {
                *line = longer;
            } else {
                lines.push(word.to_owned());
            }
        }
        lines
    }

    /// How high the letters are with which the longest word fits.
    fn fitting(&self, lines: &[String]) -> f64 {
        let widest = lines.iter().map(|line| fonts::width(line)).fold(0.0, f64::max) * self.letters;
        if widest > self.width { self.letters * self.width / widest } else { self.letters }
    }

    /// How high lines are together.
    pub(super) fn height(&self, lines: &[String]) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a text has few lines")]
        let height = lines.len() as f64 * self.line;
        height
    }
}

/// A name on one line if there is room for it, else on two: behind its first space or hyphen.
fn in_two(name: &str, room: f64) -> Vec<String> {
    let behind = name.find([' ', '-']).map(|at| at + 1);
    match behind.filter(|_| fonts::width(name) * NAMES > room) {
        Some(behind) => vec![name[..behind].to_owned(), name[behind..].to_owned()],
        None => vec![name.to_owned()],
    }
}

/// A length with at most one figure behind the point, so that the same picture has the same bytes everywhere.
pub(super) fn number(length: f64) -> String {
    let text = format!("{length:.1}");
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}
