//! Draws by how many municipalities each intervention is run, prepared and ended: one bar in three parts.

use super::Picture;
use super::svg::{Fill, From, LETTERS, LINE, On, Svg, WIDTH, width};

/// The parts of a bar, from left to right.
const PARTS: [(Fill, On); 3] =
    [(Fill::Solid, On::Solid), (Fill::Tint, On::Light), (Fill::Outline, On::Light)];
/// The height of a bar.
const BAR: f64 = 15.0;
/// The side of a sample in the legend.
const SAMPLE: f64 = 10.0;
/// Between the one bar and the name of the next.
const GAP: f64 = 10.0;

pub(super) fn draw(picture: &Picture<'_>, svg: &mut Svg<'_>) {
    legend(picture, svg);
    for (cells, values) in picture.drawn() {
        let [name, counts @ ..] = cells else { continue };
        svg.height += GAP;
        svg.height += svg.lines(name, svg.height + LETTERS);
        let top = svg.height;
        let mut x = 0.0;
        for ((count, value), (fill, on)) in counts.iter().zip(values).zip(PARTS) {
            let length = picture.length(*value);
            svg.bar(fill, [x, top], [length, BAR]);
            // A part too short for its number leaves it to the table.
            if *value > 0.0 && width(count) + 2.0 <= length {
                svg.text(count, From::Middle, on, [x + length / 2.0, top + BAR - 3.5]);
            }
            x += length;
        }
        svg.height += BAR;
        svg.track(svg.height);
        svg.height += 1.0;
    }
}

/// What the parts of the bars mean.
fn legend(picture: &Picture<'_>, svg: &mut Svg<'_>) {
    let mut x = 0.0;
    for (name, (fill, _)) in picture.header.iter().skip(1).zip(PARTS) {
        let right = x + SAMPLE + 4.0 + width(name);
        if right > WIDTH && x > 0.0 {
            x = 0.0;
            svg.height += LINE;
        }
        svg.bar(fill, [x, svg.height + 1.5], [SAMPLE, SAMPLE]);
        svg.text(name, From::Left, On::Light, [x + SAMPLE + 4.0, svg.height + LETTERS - 1.5]);
        x += SAMPLE + 4.0 + width(name) + 16.0;
    }
    svg.height += LINE;
}
