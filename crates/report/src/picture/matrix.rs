//! Draws a square for each row and each column of a table, with its number: the darker, the larger.

use super::Picture;
use super::map::{STEPS, step};
use super::svg::{Column, From, LETTERS, On, Svg, WIDTH, width};
use crate::phrase::ChartKind;

/// How wide the names of the rows may be.
const NAMES: [f64; 2] = [60.0, 168.0];
/// The height of a square, without the room between two of them.
const SQUARE: f64 = 15.0;
/// Between two squares.
const GAP: f64 = 1.5;
/// The letters of the names of the rows, and how far their lines are apart.
const NAME: [f64; 2] = [11.0, 12.5];
/// The letters of the names of the columns, and how far their lines are apart.
const HEAD: [f64; 2] = [9.0, 10.0];

pub(super) fn draw(picture: &Picture<'_>, svg: &mut Svg<'_>) {
    let names = names(picture);
    let columns = picture.header.len().saturating_sub(1).max(1);
    #[expect(clippy::cast_precision_loss, reason = "a table has few columns")]
    let across = (WIDTH - names.width) / columns as f64;
    let left = |index: u8| names.width + f64::from(index) * across;
    let head = Column { width: across - 4.0, letters: HEAD[0], line: HEAD[1] };
    let heads: Vec<_> = picture.header.iter().skip(1).collect();
    let tallest = heads.iter().map(|it| head.height(&head.lines(it))).fold(0.0, f64::max);
    for (index, name) in (0_u8..).zip(&heads) {
        // On the line right above the squares, whatever is above it.
        let top = tallest - head.height(&head.lines(name));
        svg.column(name, &head, From::Middle, [left(index) + (across - GAP) / 2.0, top + HEAD[0]]);
    }
    svg.height = tallest + 4.0;
    for (cells, values) in picture.drawn() {
        let [name, numbers @ ..] = cells else { continue };
        let lines = names.height(&names.lines(name));
        let height = lines.max(SQUARE);
        svg.column(
            name,
            &names,
            From::Left,
            [0.0, svg.height + (height - lines) / 2.0 + NAME[0] - 0.5],
        );
        for (index, (number, value)) in (0_u8..).zip(numbers.iter().zip(values)) {
            let corner = [left(index), svg.height];
            let size = [across - GAP, height];
            let middle =
                [corner[0] + size[0] / 2.0, corner[1] + height / 2.0 + LETTERS / 2.0 - 1.5];
            if *value > 0.0 {
                let step = step(*value, picture.drawing.whole);
                let (colour, on) = (picture.light.steps[step], STEPS[step]);
                svg.tile(colour, corner, size);
                svg.text(number, From::Middle, on, middle);
            } else {
                svg.empty_tile(corner, size);
                // What a municipality does nothing for is what the picture is about; a choice that nobody made is not.
                if picture.drawing.kind == ChartKind::Coverage {
                    svg.text(number, From::Middle, On::Light, middle);
                }
            }
        }
        svg.height += height + GAP;
    }
}

/// The column of the names of the rows: as wide as the longest of them, within bounds.
fn names(picture: &Picture<'_>) -> Column {
    let widest = picture.rows.iter().filter_map(|row| row.first()).map(|name| width(name));
    let widest = widest.fold(0.0, f64::max) * NAME[0] / LETTERS + 6.0;
    Column { width: widest.clamp(NAMES[0], NAMES[1]), letters: NAME[0], line: NAME[1] }
}
