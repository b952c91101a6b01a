//! Draws a tile for each municipality, about where it lies, with its number: the darker, the larger.

use super::Picture;
use super::svg::{From, LETTERS, On, Svg, width};
use crate::document::tree::Inline;

/// From the one tile to the next, across and down.
const STEP: [f64; 2] = [47.0, 41.0];
/// Between two tiles.
const GAP: f64 = 2.0;
/// How wide a sample in the legend is.
const SAMPLE: f64 = 22.0;
/// What the words on the colours stand on, from few to many.
pub(super) const STEPS: [On; 4] = [On::Tile, On::Tile, On::Solid, On::Solid];

pub(super) fn draw(picture: &Picture<'_>, svg: &mut Svg<'_>) {
    let tiles = placed(&picture.drawing.tiles);
    let [[left, right], [top, bottom]] = edges(&tiles);
    svg.width = f64::from(right - left + 1) * STEP[0] - GAP;
    svg.height = f64::from(bottom - top + 1) * STEP[1] - GAP;
    for ((cells, values), tile) in picture.drawn().zip(&tiles) {
        let ([name, count, ..], [x, y]) = (cells, tile) else { continue };
        let corner = [f64::from(x - left) * STEP[0], f64::from(y - top) * STEP[1]];
        let size = STEP.map(|step| step - GAP);
        let Some(value) = values.first() else {
            svg.dashed_tile(corner, size);
            svg.tile_name(name, On::Light, corner, size[0]);
            continue;
        };
        let step = step(*value, picture.drawing.whole);
        let (colour, on) = (picture.light.steps[step], STEPS[step]);
        svg.tile(colour, corner, size);
        svg.tile_name(name, on, corner, size[0]);
        svg.text(count, From::Left, on, [corner[0] + 4.0, corner[1] + size[1] - 6.0]);
    }
    legend(picture, svg);
}

/// What the colours mean: words alone, since each tile has its number.
fn legend(picture: &Picture<'_>, svg: &mut Svg<'_>) {
    let top = svg.height + 10.0;
    let words = |text: &str| [Inline::Text { text: text.to_owned() }];
    let [fewest, most] = ["Minste interventies", "Meeste interventies"].map(words);
    let baseline = top + LETTERS - 1.5;
    svg.text(&fewest, From::Left, On::Light, [0.0, baseline]);
    let mut x = width(&fewest) + 6.0;
    for colour in picture.light.steps {
        svg.tile(colour, [x, top], [SAMPLE, LETTERS]);
        x += SAMPLE + GAP;
    }
    svg.text(&most, From::Left, On::Light, [x + 6.0 - GAP, baseline]);
    svg.height = top + LETTERS + GAP;
}

/// The place of each tile. Who has none on the map stands in rows below it: nobody who must report is left out.
pub(super) fn placed(tiles: &[Option<[u8; 2]>]) -> Vec<[u8; 2]> {
    let [[left, right], [_, bottom]] = edges(&tiles.iter().flatten().copied().collect::<Vec<_>>());
    let below =
        (bottom.saturating_add(2)..=u8::MAX).flat_map(|y| (left..=right).map(move |x| [x, y]));
    let mut below = below.chain(std::iter::repeat([right, u8::MAX]));
    tiles.iter().map(|tile| tile.or_else(|| below.next()).unwrap_or_default()).collect()
}

/// The first and the last column, and the first and the last row, that have a tile.
pub(super) fn edges(tiles: &[[u8; 2]]) -> [[u8; 2]; 2] {
    [0, 1].map(|at| {
        let places = tiles.iter().map(|tile| tile[at]);
        [places.clone().min().unwrap_or(0), places.max().unwrap_or(0)]
    })
}

/// Which of the four colours a number has, if `most` is the largest there is.
pub(super) fn step(value: f64, most: f64) -> usize {
    let quarters = [0.25, 0.5, 0.75];
    quarters.iter().filter(|quarter| most > 0.0 && value > *quarter * most).count()
}

#[cfg(test)]
mod tests {
    use super::{placed, step};

    #[test]
    fn who_has_no_place_on_the_map_stands_below_it() {
        let tiles = [Some([4, 1]), None, Some([5, 3]), None, None];
        assert_eq!(placed(&tiles), [[4, 1], [4, 5], [5, 3], [5, 5], [4, 6]]);
        assert_eq!(placed(&[]), [] as [[u8; 2]; 0]);
    }

    #[test]
    fn a_number_has_the_colour_of_its_quarter() {
        for (value, expected) in
            [(0.0, 0), (3.0, 0), (4.0, 1), (6.0, 1), (7.0, 2), (9.0, 2), (10.0, 3), (12.0, 3)]
        {
            assert_eq!(step(value, 12.0), expected, "{value}");
        }
        assert_eq!(step(0.0, 0.0), 0, "nobody runs anything");
    }
}
