//! Draws a small map for each row of a table: where an intervention runs, where it is prepared, and where not.

use super::Picture;
use super::map::{edges, placed};
use super::svg::{Column, Fill, From, LETTERS, LINE, On, Svg, WIDTH, width};
use crate::document::tree::Inline;
use crate::phrase::Spot;

/// How many maps stand side by side.
const ACROSS: u8 = 3;
/// Between two maps.
const BETWEEN: f64 = 12.0;
/// From the one tile to the next, across and down.
const STEP: [f64; 2] = [9.6, 8.6];
/// Between two tiles.
const GAP: f64 = 1.2;
/// The side of a sample in the legend.
const SAMPLE: f64 = 10.0;

pub(super) fn draw(picture: &Picture<'_>, svg: &mut Svg<'_>) {
    legend(picture, svg);
    let tiles = placed(&picture.drawing.tiles);
    let [[first, last], [top, bottom]] = edges(&tiles);
    let across = (WIDTH - f64::from(ACROSS - 1) * BETWEEN) / f64::from(ACROSS);
    // The tiles of a country of many columns are smaller.
    let columns = f64::from(last - first + 1);
    let shrunk = (across / (columns * STEP[0])).min(1.0);
    let step = STEP.map(|step| step * shrunk);
    let high = f64::from(bottom - top + 1) * step[1];
    let name = Column { width: across, letters: 11.0, line: 12.5 };
    let drawn: Vec<_> = picture.drawn().collect();
    for row in drawn.chunks(usize::from(ACROSS)) {
        svg.height += BETWEEN;
        let called = row.iter().filter_map(|(cells, _)| cells.first());
        let above = called.map(|it| name.height(&name.lines(it))).fold(0.0, f64::max);
        for (index, (cells, values)) in (0_u8..).zip(row) {
            let left = f64::from(index) * (across + BETWEEN);
            let [called, ..] = cells else { continue };
            svg.column(called, &name, From::Left, [left, svg.height + 11.0]);
            for (value, [x, y]) in values.iter().zip(&tiles) {
                let corner = [
                    left + f64::from(x - first) * step[0],
                    svg.height + above + 5.0 + f64::from(y - top) * step[1],
                ];
                spot(svg, *value, corner, step.map(|step| step - GAP));
            }
        }
        svg.height += above + 5.0 + high;
    }
}

/// The tile of a municipality.
fn spot(svg: &mut Svg<'_>, value: f64, corner: [f64; 2], size: [f64; 2]) {
    match Spot::of(value) {
        Spot::Runs => svg.bar(Fill::Solid, corner, size),
        Spot::Prepares => svg.bar(Fill::Tint, corner, size),
        Spot::Nothing => svg.empty_tile(corner, size),
        Spot::Missing => svg.dashed_tile(corner, size),
    }
}

/// What the tiles mean: words of the table, and who handed in nothing.
fn legend(picture: &Picture<'_>, svg: &mut Svg<'_>) {
    let mut x = 0.0;
    let missing = [Inline::Text { text: "Niet ingeleverd".to_owned() }];
    let named = picture.header.iter().skip(1).map(Vec::as_slice);
    let mut samples: Vec<_> = named.zip([Some(Fill::Solid), Some(Fill::Tint)]).collect();
    let has_missing =
        picture.drawing.values.iter().flatten().any(|value| Spot::of(*value) == Spot::Missing);
    samples.extend(has_missing.then_some((missing.as_slice(), None)));
    for (name, fill) in samples {
        let (corner, size) = ([x, svg.height + 1.5], [SAMPLE, SAMPLE]);
        match fill {
            Some(fill) => svg.bar(fill, corner, size),
            None => svg.dashed_tile(corner, size),
        }
        svg.text(name, From::Left, On::Light, [x + SAMPLE + 4.0, svg.height + LETTERS - 1.5]);
        x += SAMPLE + 4.0 + width(name) + 16.0;
    }
    svg.height += LINE;
}
