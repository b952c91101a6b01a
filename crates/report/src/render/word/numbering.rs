//! The numbering of lists: one kind of bullets, one of numbers, and of the latter a new one for each list.

use super::package::Part;
use super::story::LIST_STEP;
use super::xml::Xml;
use super::{MAIN, WORDS};

/// As deep as lists of Word go.
pub(super) const DEEPEST: u8 = 8;
/// The list of all bullets.
const BULLETS: usize = 1;
/// Word counts no further from the start.
const LAST_START: u64 = 32_767;

/// The lists with numbers.
#[derive(Default)]
pub(super) struct Lists(Vec<Numbered>);

struct Numbered {
    depth: u8,
    start: u64,
}

impl Lists {
    /// The number of a list by which its items call it; `start` is its first number, `None` if it has bullets.
    pub(super) fn number(&mut self, start: Option<u64>, depth: u8) -> usize {
        let Some(start) = start else { return BULLETS };
        self.0.push(Numbered { depth, start: start.min(LAST_START) });
        BULLETS + self.0.len()
    }

    /// The part with all of them, their bullets and numbers in a colour.
    pub(super) fn part(&self, colour: &str) -> Part {
        let mut xml = Xml::part("w:numbering", &[(MAIN, &WORDS)]);
        for (index, is_numbered) in [(0, false), (1, true)] {
            xml.open("w:abstractNum", &[("w:abstractNumId", &index)]);
            xml.value("w:multiLevelType", "multilevel");
            for depth in 0..=DEEPEST {
                level(&mut xml, depth, is_numbered, colour);
            }
            xml.close();
        }
        xml.open("w:num", &[("w:numId", &BULLETS)]);
        xml.value("w:abstractNumId", 0);
        xml.close();
        for (number, Numbered { depth, start }) in (BULLETS + 1..).zip(&self.0) {
            xml.open("w:num", &[("w:numId", &number)]);
            xml.value("w:abstractNumId", 1);
            xml.open("w:lvlOverride", &[("w:ilvl", depth)]);
            xml.value("w:startOverride", start);
            xml.close();
            xml.close();
        }
        Part::word("numbering.xml", "numbering", xml.finish())
    }
}

fn level(xml: &mut Xml, depth: u8, is_numbered: bool, colour: &str) {
    xml.open("w:lvl", &[("w:ilvl", &depth)]);
    xml.value("w:start", 1);
    xml.value("w:numFmt", if is_numbered { "decimal" } else { "bullet" });
    let bullet = if depth.is_multiple_of(2) { "•" } else { "–" };
    let text = if is_numbered { format!("%{}.", depth + 1) } else { bullet.to_owned() };
    xml.value("w:lvlText", text);
    xml.value("w:lvlJc", "left");
    xml.open("w:pPr", &[]);
    let left = LIST_STEP * (u32::from(depth) + 1);
    xml.empty("w:ind", &[("w:left", &left), ("w:hanging", &LIST_STEP)]);
    xml.close();
    xml.open("w:rPr", &[]);
    // As upright as in the text around it, whatever the words behind it are.
    for name in ["w:b", "w:i"] {
        xml.value(name, 0);
    }
    if !is_numbered {
        xml.value("w:color", colour);
    }
    xml.close();
    xml.close();
}
