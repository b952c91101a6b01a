//! What the pages look like: a small picture of each, held against the one in `golden/`.
//!
//! Where a page looks otherwise, the new pictures are put beside the old ones as `….new.png`. Look at both; if the new ones are right,
//! give them the name of the old ones.
#![expect(clippy::disallowed_methods, reason = "a test puts a picture beside another")]

use std::path::PathBuf;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::Pixmap;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};

use crate::support::root;
use crate::verify::{whole, whole_public};

/// The size of a picture beside that of its page in points: a line of text is two pixels high.
const SCALE: f32 = 0.22;
/// How many pages stand beside each other in a picture.
const COLUMNS: u16 = 6;
/// By how much the colour of a pixel may differ, of 255: processors round the edges of letters in different ways.
const SAME: u8 = 24;
/// Of so many pixels of a page one may be of another colour; a line of text has more.
const ONE_IN: usize = 400;

#[test]
fn the_final_edition_looks_as_it_did() {
    assert_looks("definitief-2024", &whole_public().1.pdf);
}

#[test]
fn the_draft_looks_as_it_did() {
    assert_looks("concept-2024", &whole().1.pdf);
}

#[test]
fn a_page_that_looks_otherwise_is_noticed() {
    let pages = pages(&whole_public().1.pdf);
    let mut other = pages.clone();
    let white = other[3].sample(0, 0);
    // A line of text is gone from the fourth page.
    let row =
        (0..other[3].height()).find(|y| (30..80).any(|x| other[3].sample(x, *y) != white)).unwrap();
    for (x, y) in (0..other[3].width()).flat_map(|x| [(x, row), (x, row + 1), (x, row + 2)]) {
        other[3].set_pixel(x, y, white);
    }
    assert_eq!(unlike(&side_by_side(&pages), &side_by_side(&other), pages.len()), [4]);
    assert!(unlike(&side_by_side(&pages), &side_by_side(&pages), pages.len()).is_empty());
}

#[track_caller]
fn assert_looks(name: &str, pdf: &[u8]) {
    let pages = pages(pdf);
    let now = side_by_side(&pages);
    let path = |end: &str| -> PathBuf { root().join(format!("tests/program/golden/{name}{end}")) };
    let before = std::fs::read(path(".png")).ok();
    let before = before.map(|bytes| Pixmap::from_png(std::io::Cursor::new(bytes)).unwrap());
    let other = match &before {
        Some(before) if before.height() == now.height() => unlike(before, &now, pages.len()),
        _ => (1..=pages.len()).collect(),
    };
    if !other.is_empty() {
        std::fs::write(path(".new.png"), now.into_png().unwrap()).unwrap();
        panic!(
            "pages {other:?} look otherwise: compare {} with the new one beside it",
            path(".png").display()
        );
    }
}

/// A picture of each page.
fn pages(pdf: &[u8]) -> Vec<Pixmap> {
    let pdf = Pdf::new(pdf.to_vec()).unwrap();
    let (cache, settings) = (RenderCache::new(), InterpreterSettings::default());
    let size = RenderSettings {
        x_scale: SCALE,
        y_scale: SCALE,
        bg_color: WHITE,
        ..RenderSettings::default()
    };
    pdf.pages().iter().map(|page| render(page, &cache, &settings, &size)).collect()
}

/// All pages in one picture, row by row.
fn side_by_side(pages: &[Pixmap]) -> Pixmap {
    let (width, height) = (pages[0].width(), pages[0].height());
    let rows = u16::try_from(pages.len()).unwrap().div_ceil(COLUMNS);
    let mut picture = Pixmap::new(width * COLUMNS, height * rows);
    for (page, (left, top)) in pages.iter().zip(corners(width, height)) {
        for (x, y) in (0..width).flat_map(|x| (0..height).map(move |y| (x, y))) {
            picture.set_pixel(left + x, top + y, page.sample(x, y));
        }
    }
    picture
}

/// Where the pages stand in the picture.
fn corners(width: u16, height: u16) -> impl Iterator<Item = (u16, u16)> {
    (0..).map(move |page| (page % COLUMNS * width, page / COLUMNS * height))
}

/// The numbers of the pages that look otherwise.
fn unlike(before: &Pixmap, now: &Pixmap, pages: usize) -> Vec<usize> {
    let width = now.width() / COLUMNS;
    let rows = u16::try_from(pages).unwrap().div_ceil(COLUMNS);
    let height = now.height() / rows;
    let is_other = |x: u16, y: u16| {
        let [a, b] = [before, now].map(|it| it.sample(x, y));
        [(a.r, b.r), (a.g, b.g), (a.b, b.b)].iter().any(|(a, b)| a.abs_diff(*b) > SAME)
    };
    let differs = |(left, top): (u16, u16)| {
        let all = (0..width).flat_map(|x| (0..height).map(move |y| (x, y)));
        let other = all.filter(|(x, y)| is_other(left + x, top + y)).count();
        other > usize::from(width) * usize::from(height) / ONE_IN
    };
    let each = corners(width, height).take(pages).zip(1..);
    each.filter(|(corner, _)| differs(*corner)).map(|(_, page)| page).collect()
}
