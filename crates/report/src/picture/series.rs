//! Draws a bar for each year, with its number behind it and how many municipalities gave one.

use super::Picture;
use super::svg::{Fill, From, LETTERS, LINE, On, Svg, WIDTH, width};

/// The height of a bar.
const BAR: f64 = 15.0;
/// Between the one bar and the next.
const GAP: f64 = 7.0;
/// Where the bars begin, to the right of the years.
const LEFT: f64 = 38.0;
/// How long the longest bar may be: its number and the municipalities stand to the right.
const LONGEST: f64 = 180.0;

pub(super) fn draw(picture: &Picture<'_>, svg: &mut Svg<'_>) {
    // What the numbers at the right are; the unit of the others stands in the title.
    if let Some(name) = picture.header.get(2) {
        svg.text(name, From::Left, On::Light, [WIDTH - width(name), LETTERS]);
        svg.height += LINE;
    }
    for (cells, values) in picture.drawn() {
        let [year, sum, given, ..] = cells else { continue };
        svg.height += GAP;
        let baseline = svg.height + BAR - 3.5;
        svg.text(year, From::Left, On::Light, [0.0, baseline]);
        let value = values.first().copied().unwrap_or_default();
        let length = picture.length(value) / WIDTH * LONGEST;
        svg.bar(Fill::Solid, [LEFT, svg.height], [length, BAR]);
        svg.text(sum, From::Left, On::Light, [LEFT + length + 5.0, baseline]);
        svg.text(given, From::Left, On::Light, [WIDTH - width(given), baseline]);
        svg.height += BAR;
    }
}
