//! Draws a bar for each row, with its number behind it.

use super::Picture;
use super::svg::{Fill, From, LETTERS, On, Svg, WIDTH, width};

/// The height of a bar.
const BAR: f64 = 13.0;
/// Between the one bar and the name of the next.
const GAP: f64 = 9.0;

pub(super) fn draw(picture: &Picture<'_>, svg: &mut Svg<'_>) {
    for (cells, values) in picture.drawn() {
        let ([name, count, ..], [value, ..]) = (cells, values) else { continue };
        if svg.height > 0.0 {
            svg.height += GAP;
        }
        svg.height += svg.lines(name, svg.height + LETTERS);
        let (length, needed) = (picture.length(*value), width(count) + 5.0);
        svg.bar(Fill::Solid, [0.0, svg.height], [length, BAR]);
        let baseline = svg.height + BAR - 2.5;
        if length + needed <= WIDTH {
            svg.text(count, From::Left, On::Light, [length + 5.0, baseline]);
        } else {
            svg.text(count, From::Left, On::Solid, [length - needed, baseline]);
        }
        svg.height += BAR;
    }
}
