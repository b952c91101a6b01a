//! Draws the figures of a table as a picture.
//!
//! In: a [`Drawing`] and the table of its figures. Out: SVG that stands by itself, for the page as for the PDF. Refuses
//! to work anything out: how long a bar is comes from the number of a figure, and each number that it says is a mark
//! of the table, with its basis.

mod bars;
mod map;
mod matrix;
mod series;
mod small_maps;
mod status;
mod svg;
mod years;

use crate::document::plain_text;
use crate::document::tree::{Block, Drawing, Inline};
use crate::phrase::ChartKind;
use pmg_core::cycle::{Colour, Light};

use svg::{Svg, WIDTH};

/// A table, and how it is drawn.
struct Picture<'a> {
    drawing: &'a Drawing,
    header: &'a [Vec<Inline>],
    rows: &'a [Vec<Vec<Inline>>],
    /// The colours on paper; the style sheet of a page has those for the dark.
    light: &'a Light,
}

impl<'a> Picture<'a> {
    /// The rows with the numbers that are drawn of each.
    fn drawn(&self) -> impl Iterator<Item = (&'a [Vec<Inline>], &'a [f64])> {
        let rows = self.rows.iter().map(Vec::as_slice);
        rows.zip(self.drawing.values.iter().map(Vec::as_slice))
    }

    /// How long the bar of a number is.
    fn length(&self, value: f64) -> f64 {
        if self.drawing.whole > 0.0 { value / self.drawing.whole * WIDTH } else { 0.0 }
    }

    /// The solid colour and the tint.
    fn colours(&self) -> [Colour; 2] {
        let Light { bar, bar_tint, themes, theme_tints, .. } = self.light;
        self.drawing.theme.map_or([*bar, *bar_tint], |theme| {
            [themes[theme % themes.len()], theme_tints[theme % theme_tints.len()]]
        })
    }

    /// The name of the colours in the style sheet of the page.
    fn tone(&self) -> String {
        self.drawing.theme.map_or_else(
            || "toon".to_owned(),
            |theme| format!("toon-{}", theme % self.light.themes.len() + 1),
        )
    }
}

/// The picture of a table as SVG; empty if it is no table.
#[must_use]
pub fn svg(drawing: &Drawing, table: &Block, light: &Light) -> String {
    let Block::Table { header, rows, .. } = table else { return String::new() };
    let picture = Picture { drawing, header, rows, light };
    let mut svg = Svg::new(picture.colours(), light);
    match drawing.kind {
        ChartKind::Status => status::draw(&picture, &mut svg),
        ChartKind::Bars => bars::draw(&picture, &mut svg),
        ChartKind::Map => map::draw(&picture, &mut svg),
        ChartKind::Years => years::draw(&picture, &mut svg),
        ChartKind::Heat | ChartKind::Coverage => matrix::draw(&picture, &mut svg),
        ChartKind::Series => series::draw(&picture, &mut svg),
        ChartKind::SmallMaps => small_maps::draw(&picture, &mut svg),
    }
    svg.finish(&picture.tone(), &title(table), description(drawing.kind))
}

/// What a picture says to whoever cannot see it: its title, what is drawn, and where the figures stand.
#[must_use]
pub fn alternative(drawing: &Drawing, table: &Block) -> String {
    format!("{}. {}", title(table), description(drawing.kind))
}

/// The number and the caption of a table.
fn title(table: &Block) -> String {
    let Block::Table { label, caption, .. } = table else { return String::new() };
    format!("{label}: {}", plain_text(caption))
}

/// What is drawn, in words that hold for each picture of the kind.
fn description(kind: ChartKind) -> &'static str {
    match kind {
        ChartKind::Status => {
            "Staafdiagram: per interventie hoeveel gemeenten haar uitvoeren, voorbereiden, en hebben afgerond of gestopt. De cijfers staan in de tabel bij deze figuur."
        }
        ChartKind::Map => {
            "Tegelkaart: per gemeente hoeveel interventies er in uitvoering zijn. Een gestippelde tegel is een gemeente die niets inleverde. De cijfers staan in de tabel bij deze figuur."
        }
        ChartKind::Years => {
            "Puntendiagram: per maat het getal van vorig jaar en van nu bij dezelfde gemeenten, en dat van nu bij alle gemeenten. De cijfers staan in de tabel bij deze figuur."
        }
        ChartKind::Heat => {
            "Kleurvlakken: per interventie hoe vaak elk antwoord is gekozen. Hoe donkerder, hoe vaker. De cijfers staan in de tabel bij deze figuur."
        }
        ChartKind::Coverage => {
            "Kleurvlakken: per gemeente hoeveel interventies er in uitvoering zijn, naar waar zij voor zijn. Hoe donkerder, hoe meer. De cijfers staan in de tabel bij deze figuur."
        }
        ChartKind::Series => {
            "Staafdiagram: wat elk rapport telde, met het aantal gemeenten dat een getal gaf. De cijfers staan in de tabel bij deze figuur."
        }
        ChartKind::SmallMaps => {
            "Tegelkaartjes: per interventie in welke gemeenten zij in uitvoering of in voorbereiding is. De namen staan in de tabel bij deze figuur."
        }
        ChartKind::Bars => {
            "Staafdiagram: hoe vaak elk antwoord is gekozen. De cijfers staan in de tabel bij deze figuur."
        }
    }
}

#[cfg(test)]
mod tests;
