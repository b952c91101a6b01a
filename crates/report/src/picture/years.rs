//! Draws each measure as three points on a line: last year and now of the same municipalities, and now of all.

use super::Picture;
use super::svg::{Fill, From, LETTERS, LINE, On, Svg, WIDTH};

/// How long a line is; its numbers stand behind it.
const LENGTH: f64 = 216.0;
/// How wide a number may be.
const NUMBER: f64 = 48.0;
/// Half of a point.
const POINT: f64 = 5.0;
/// From the name of a measure to its line.
const DOWN: f64 = 8.0;

/// The points, in the order of the columns: last year a ring, now a disc, now of all a square.
#[derive(Debug, Clone, Copy)]
enum Point {
    Ring,
    Disc,
    Square,
}

const POINTS: [Point; 3] = [Point::Ring, Point::Disc, Point::Square];

pub(super) fn draw(picture: &Picture<'_>, svg: &mut Svg<'_>) {
    // What the points mean, one below the other: the words are long.
    for (name, point) in picture.header.iter().skip(1).zip(POINTS) {
        put(svg, point, POINT, svg.height + LINE / 2.0);
        svg.text(name, From::Left, On::Light, [2.0 * POINT + 6.0, svg.height + LETTERS]);
        svg.height += LINE;
    }
    // And each again above its numbers.
    for (index, point) in (0_u8..).zip(POINTS) {
        put(svg, point, column(index), svg.height + LINE / 2.0);
    }
    svg.height += LINE;
    // One measure for all lines, so that they can be held against each other.
    let most = picture.drawn().flat_map(|(_, values)| values).copied().fold(0.0, f64::max);
    for (cells, values) in picture.drawn() {
        let [name, numbers @ ..] = cells else { continue };
        svg.height += DOWN;
        svg.height += svg.lines(name, svg.height + LETTERS);
        let middle = svg.height + DOWN;
        let at = |value: f64| {
            let share = if most > 0.0 { value / most } else { 0.0 };
            POINT + share * (LENGTH - 2.0 * POINT)
        };
        let end = |first: f64, further: fn(f64, f64) -> f64| {
            at(values.iter().copied().fold(first, further))
        };
        svg.line([end(most, f64::min), end(0.0, f64::max)], middle);
        for ((value, number), (index, point)) in
            values.iter().zip(numbers).zip((0_u8..).zip(POINTS))
        {
            put(svg, point, at(*value), middle);
            svg.text(
                number,
                From::Middle,
                On::Light,
                [column(index), middle + LETTERS / 2.0 - 1.5],
            );
        }
        svg.height = middle + DOWN;
    }
}

/// The middle of the numbers of a point.
fn column(index: u8) -> f64 {
    WIDTH - (2.5 - f64::from(index)) * NUMBER
}

fn put(svg: &mut Svg<'_>, point: Point, x: f64, y: f64) {
    match point {
        Point::Ring => svg.circle(Fill::Outline, [x, y], POINT),
        Point::Disc => svg.circle(Fill::Solid, [x, y], POINT - 1.0),
        Point::Square => {
            let side = 2.0 * POINT - 2.0;
            svg.bar(Fill::Tint, [x - side / 2.0, y - side / 2.0], [side, side]);
        }
    }
}
