//! Holds the colours that stand on each other against the contrast that readers need.

use super::super::error::Fault;
use super::super::schema::Places;
use super::colour::Colour;
use super::palette::Palette;

/// What text needs on its ground (WCAG 2.2, 1.4.3).
const TEXT: f64 = 4.5;
/// What a shape needs beside what it must be told from (WCAG 2.2, 1.4.11).
const SHAPE: f64 = 3.0;

/// What stands on what, and the contrast that it needs. Lines that only lead the eye are not here: nothing is lost with
/// them. Nor are the steps of a map beside the paper: the number in a tile says what its colour says.
const LIGHT: [(&str, &str, f64); 24] = [
    ("tekst", "papier", TEXT),
    ("tekst", "vlak", TEXT),
    ("bijtekst", "papier", TEXT),
    ("bijtekst", "vlak", TEXT),
    ("kop", "papier", TEXT),
    ("kop", "vlak", TEXT),
    ("nadruk", "vlak", TEXT),
    ("nadruk", "papier", SHAPE),
    ("titel", "omslag", TEXT),
    ("op_omslag", "omslag", TEXT),
    ("accent", "omslag", SHAPE),
    ("op_vol", "balk", TEXT),
    ("op_vol", "themas", TEXT),
    ("tekst", "balk_tint", TEXT),
    ("tekst", "thema_tinten", TEXT),
    ("tekst", "kaart.0", TEXT),
    ("tekst", "kaart.1", TEXT),
    ("op_vol", "kaart.2", TEXT),
    ("op_vol", "kaart.3", TEXT),
    ("balk", "papier", SHAPE),
    ("themas", "papier", SHAPE),
    ("themas", "vlak", SHAPE),
    ("balk", "balk_tint", SHAPE),
    ("themas", "thema_tinten", SHAPE),
];
/// The same on a dark screen.
const DARK: [(&str, &str, f64); 13] = [
    ("tekst", "papier", TEXT),
    ("tekst", "vlak", TEXT),
    ("bijtekst", "papier", TEXT),
    ("bijtekst", "vlak", TEXT),
    ("kop", "papier", TEXT),
    ("kop", "vlak", TEXT),
    ("nadruk", "vlak", TEXT),
    ("nadruk", "papier", SHAPE),
    ("tekst", "bleek", TEXT),
    ("op_vol", "balk", TEXT),
    ("op_vol", "themas", TEXT),
    ("balk", "papier", SHAPE),
    ("themas", "papier", SHAPE),
];
/// The names of the two sets of colours in `stijl.toml`.
pub(super) const SETS: [&str; 2] = ["kleuren", "donker"];

/// A fault for each pair of colours without the contrast that it needs.
pub(super) fn faults(palette: &Palette, places: &Places) -> Vec<Fault> {
    let Palette { light, dark } = palette;
    let light = LIGHT.iter().flat_map(|pair| of(pair, SETS[0], &|key| light.by_key(key)));
    let dark = DARK.iter().flat_map(|pair| of(pair, SETS[1], &|key| dark.by_key(key)));
    let pairs: Vec<Pair> = light.chain(dark).collect();
    pairs.iter().filter_map(|pair| pair.fault(&pairs, places)).collect()
}

/// A colour with its key, such as `kleuren.themas`, and what it is called in a message.
#[derive(Clone)]
struct Named {
    key: String,
    called: String,
    colour: Colour,
}

/// Two colours that must be told apart.
struct Pair {
    front: Named,
    ground: Named,
    needed: f64,
}

/// The pairs of a line of a table: each with each, but for the themes and their tints, of which each has its own.
fn of<'a>(
    (front, ground, needed): &(&str, &str, f64),
    set: &str,
    by_key: &impl Fn(&str) -> &'a [Colour],
) -> Vec<Pair> {
    let named = |key: &str| -> Vec<Named> {
        let (row, only) = key.split_once('.').unwrap_or((key, ""));
        let colours = by_key(row);
        let one = |(at, colour): (usize, &Colour)| {
            let number = if colours.len() > 1 { format!(" {}", at + 1) } else { String::new() };
            let (key, called) = (format!("{set}.{row}"), format!("`{row}`{number}"));
            Named { key, called, colour: *colour }
        };
        let is_wanted = |(at, _): &(usize, &Colour)| only.is_empty() || only == at.to_string();
        colours.iter().enumerate().filter(is_wanted).map(one).collect()
    };
    let (fronts, grounds) = (named(front), named(ground));
    let pair = |(front, ground): (&Named, &Named)| Pair {
        front: front.clone(),
        ground: ground.clone(),
        needed: *needed,
    };
    if fronts.len() > 1 && grounds.len() > 1 {
        return fronts.iter().zip(&grounds).map(pair).collect();
    }
    fronts.iter().flat_map(|front| grounds.iter().map(move |it| (front, it))).map(pair).collect()
}

impl Pair {
    /// What is wrong with it; `None` if it has the contrast that it needs.
    fn fault(&self, all: &[Self], places: &Places) -> Option<Fault> {
        let Self { front, ground, needed } = self;
        let found = front.colour.contrast(ground.colour);
        if found >= *needed {
            return None;
        }
        // What the style leaves out is as in the neutral one, and stands on no line.
        let is_given = |named: &Named| places.has(&named.key);
        let (to_change, other) =
            if is_given(ground) && !is_given(front) { (ground, front) } else { (front, ground) };
        let [one, two] = [front, ground].map(|named| {
            let neutral = if is_given(named) { "" } else { ", van de neutrale stijl" };
            format!("{} ({}{neutral})", named.called, named.colour)
        });
        let seen = if front.key.starts_with(SETS[1]) {
            format!("op een donker scherm is {one} niet goed te zien tegen {two}")
        } else {
            format!("{one} is niet goed te zien tegen {two}")
        };
        let (found, needed) = (decimal(found), decimal(*needed));
        let message = format!("{seen}: het contrast is {found}, en er is minstens {needed} nodig");
        let hint = to_change.hint(other, all);
        Some(Fault::new(places.at(&to_change.key), message, hint))
    }

    /// The other colour and the contrast that is needed, if this one is in the pair.
    fn other(&self, named: &Named) -> Option<(Colour, f64)> {
        let is = |one: &Named| one.key == named.key && one.called == named.called;
        let other = if is(&self.front) { &self.ground } else { &self.front };
        (is(&self.front) || is(&self.ground)).then_some((other.colour, self.needed))
    }
}

impl Named {
    /// What to do so that it stands out from another, and from all else that it stands on or that stands on it.
    fn hint(&self, other: &Self, all: &[Pair]) -> String {
        let is_darker = self.colour.is_darker(other.colour);
        let (way, opposite) =
            if is_darker { ("donkerder", "lichter") } else { ("lichter", "donkerder") };
        let from: Vec<_> = all.iter().filter_map(|pair| pair.other(self)).collect();
        let shade = self.colour.standing_out(&from, is_darker);
        let shade = shade.map(|shade| format!(", zoals \"{shade}\"")).unwrap_or_default();
        format!("maak {} {way}{shade}, of {} {opposite}", self.called, other.called)
    }
}

/// A contrast with two figures behind the comma, never rounded up to one that would do.
fn decimal(contrast: f64) -> String {
    format!("{:.2}", (contrast * 100.0).floor() / 100.0).replace('.', ",")
}

#[cfg(test)]
mod tests {
    use super::super::Style;
    use super::*;

    #[test]
    fn the_neutral_colours_stand_out_from_each_other() {
        let style = Style::neutral();
        assert_eq!(faults(&style.palette, &Places::default()), []);
    }

    #[test]
    fn every_key_of_the_tables_is_one() {
        let Palette { light, dark } = &Style::neutral().palette;
        for (front, ground, _) in LIGHT {
            for key in [front, ground].map(|key| key.split('.').next().unwrap()) {
                assert!(!light.by_key(key).is_empty(), "{key}");
            }
        }
        for (front, ground, _) in DARK {
            assert!(!dark.by_key(front).is_empty() && !dark.by_key(ground).is_empty());
        }
    }

    #[test]
    fn each_theme_is_held_against_its_own_tint_and_each_against_the_paper() {
        let light = &Style::neutral().palette.light;
        let by_key = |key: &str| light.by_key(key);
        let called = |front, ground| -> Vec<String> {
            let pairs = of(&(front, ground, TEXT), "kleuren", &by_key);
            pairs.iter().map(|it| format!("{} {}", it.front.called, it.ground.called)).collect()
        };
        let five = called("themas", "thema_tinten");
        assert_eq!((five.len(), five[4].as_str()), (5, "`themas` 5 `thema_tinten` 5"));
        assert_eq!(called("op_vol", "themas")[1], "`op_vol` `themas` 2");
        assert_eq!(called("tekst", "kaart.1"), ["`tekst` `kaart` 2"]);
        assert_eq!(called("tekst", "papier"), ["`tekst` `papier`"]);
    }

    #[test]
    fn the_shade_that_is_advised_does_everywhere() {
        let mut palette = Style::neutral().palette.clone();
        palette.light.heading = Colour::parse("#8fb3d9").unwrap();
        let found = faults(&palette, &Places::default());
        assert_eq!(found.len(), 2, "on paper and on a plane");
        for fault in found {
            let shade = fault.hint.split('"').nth(1).unwrap();
            palette.light.heading = Colour::parse(shade).unwrap();
            assert_eq!(faults(&palette, &Places::default()), [], "{shade}");
        }
    }

    #[test]
    fn a_contrast_is_never_rounded_up_to_enough() {
        assert_eq!(decimal(4.4999), "4,49");
        assert_eq!(decimal(3.0), "3,00");
    }
}
