//! Makes a list of lines that somebody typed with a bullet before each: who hears them is told that they are points, and
//! how many.
//!
//! Only the words of municipalities and partners are looked at. What a template types so is a finding.

use pmg_core::basis::Basis;

use super::tree::{Block, Inline};

/// What people type before the points of a list.
const BULLETS: &str = "•·‣◦▪▫■□●○∙⁃–-*";

/// A line of a paragraph.
type Line = Vec<Inline>;

/// The blocks, with a list in place of lines that are one.
pub(super) fn listed(blocks: Vec<Block>) -> Vec<Block> {
    let mut parts: Vec<Part> = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph { content } => {
                for part in parts_of(&content) {
                    push(&mut parts, part);
                }
            }
            Block::List { start, is_cards, items } => {
                let items = items.into_iter().map(listed).collect();
                parts.push(Part::Block(Block::List { start, is_cards, items }));
            }
            Block::Box { level, id, title, blocks } => {
                parts.push(Part::Block(Block::Box { level, id, title, blocks: listed(blocks) }));
            }
            Block::Quote { blocks, attribution } => {
                parts.push(Part::Block(Block::Quote { blocks: listed(blocks), attribution }));
            }
            other @ (Block::Heading { .. }
            | Block::Table { .. }
            | Block::Chart { .. }
            | Block::Photo { .. }) => {
                parts.push(Part::Block(other));
            }
        }
    }
    parts.into_iter().map(Part::block).collect()
}

/// A part of a run of blocks.
enum Part {
    Block(Block),
    /// Points of a list, each with its bullet.
    Points(Vec<Line>),
}

impl Part {
    fn block(self) -> Block {
        match self {
            Self::Block(block) => block,
            // One line with a stroke before it is no list.
            Self::Points(points) if points.len() == 1 => paragraph(&points),
            Self::Points(points) => {
                let items = points.into_iter().map(|it| vec![paragraph(&[bare(it)])]);
                Block::List { start: None, is_cards: false, items: items.collect() }
            }
        }
    }
}

/// Adds a part; points behind points go on with their list.
fn push(parts: &mut Vec<Part>, part: Part) {
    match (parts.last_mut(), part) {
        (Some(Part::Points(before)), Part::Points(points))
            if bullet(&before[0]) == bullet(&points[0]) =>
        {
            before.extend(points);
        }
        (_, part) => parts.push(part),
    }
}

/// The parts of a paragraph. A single point among other lines stays where it stands.
fn parts_of(content: &[Inline]) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut loose: Vec<Line> = Vec::new();
    let flush = |loose: &mut Vec<Line>, parts: &mut Vec<Part>| {
        if !loose.is_empty() {
            parts.push(Part::Block(paragraph(&std::mem::take(loose))));
        }
    };
    let lines = whole(lines(content));
    for run in lines.chunk_by(|one, next| bullet(one) == bullet(next)) {
        if bullet(&run[0]).is_some() && (run.len() > 1 || lines.len() == 1) {
            flush(&mut loose, &mut parts);
            parts.push(Part::Points(run.to_vec()));
        } else {
            loose.extend_from_slice(run);
        }
    }
    flush(&mut loose, &mut parts);
    parts
}

fn lines(content: &[Inline]) -> Vec<Line> {
    let lines = content.split(|inline| *inline == Inline::Break);
    lines.map(<[Inline]>::to_vec).collect()
}

/// The lines, each point with the lines in which it goes on.
fn whole(lines: Vec<Line>) -> Vec<Line> {
    let mut found: Vec<Line> = Vec::new();
    for line in lines {
        match found.last_mut() {
            Some(point) if goes_on(point, &line) => {
                point.push(Inline::Break);
                point.extend(line);
            }
            _ => found.push(line),
        }
    }
    found
}

/// Whether a line goes on with the point before it: that one is not at its end, and this one starts with a small letter.
fn goes_on(point: &[Inline], line: &[Inline]) -> bool {
    let (Some(Inline::Marked { text: before, .. }), [Inline::Marked { text, basis }, ..]) =
        (point.last(), line)
    else {
        return false;
    };
    bullet(point).is_some_and(|(_, of)| of == basis)
        && text.starts_with(char::is_lowercase)
        && !before.trim_end().ends_with(['.', '!', '?', ':', ';', ','])
}

/// The bullet that a line of somebody's own words opens with, and whose words they are; `None` if it opens with none.
fn bullet(line: &[Inline]) -> Option<(char, &Basis)> {
    let Inline::Marked { text, basis } = line.first()? else { return None };
    let (sign, _) = split(text)?;
    basis.is_quoted().then_some((sign, basis))
}

/// A bullet and what stands behind it; `None` if nothing does, or if it is no bullet.
fn split(text: &str) -> Option<(char, &str)> {
    let text = text.trim_start();
    let sign = text.chars().next().filter(|it| BULLETS.contains(*it))?;
    let rest = &text[sign.len_utf8()..];
    let is_point = rest.starts_with(char::is_whitespace) && rest.contains(char::is_alphanumeric);
    is_point.then(|| (sign, rest.trim_start()))
}

/// A point without its bullet.
fn bare(mut point: Line) -> Line {
    if let Some(Inline::Marked { text, .. }) = point.first_mut()
        && let Some((_, rest)) = split(text)
    {
        *text = rest.to_owned();
    }
    point
}

fn paragraph(lines: &[Line]) -> Block {
    Block::Paragraph { content: lines.join(&Inline::Break) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, basis: &str) -> Inline {
        Inline::Marked { text: text.to_owned(), basis: basis.parse().unwrap() }
    }

    /// A paragraph of these lines of Breda.
    fn said(lines: &[&str]) -> Block {
        let lines = lines.iter().map(|line| vec![marked(line, "tekst:GM0758")]);
        paragraph(&lines.collect::<Vec<_>>())
    }

    fn points(points: &[&[&str]]) -> Block {
        let items = points.iter().map(|lines| vec![said(lines)]).collect();
        Block::List { start: None, is_cards: false, items }
    }

    #[test]
    fn typed_bullets_make_a_list_among_the_other_lines() {
        let typed = said(&[
            "Het team doet:",
            "• dit;",
            "•  een (extra) plek",
            "voor jongeren;",
            "• dat.",
            "Zo gaat het.",
        ]);
        let quote = |blocks| Block::Quote { blocks, attribution: None };
        let list = points(&[&["dit;"], &["een (extra) plek", "voor jongeren;"], &["dat."]]);
        let expected = quote(vec![said(&["Het team doet:"]), list, said(&["Zo gaat het."])]);
        assert_eq!(listed(vec![quote(vec![typed])]), [expected]);
    }

    #[test]
    fn paragraphs_that_are_points_make_one_list() {
        let typed = vec![said(&["- een"]), said(&["- twee"]), said(&["Klaar."])];
        assert_eq!(listed(typed), [points(&[&["een"], &["twee"]]), said(&["Klaar."])]);
    }

    #[test]
    fn what_is_no_list_stays_as_it_is() {
        let others = vec![
            said(&["Zo is het", "- en niet anders."]),
            said(&["- alleen dit"]),
            said(&["-5 graden", "-6 graden", "- "]),
            paragraph(&[vec![marked("- 5", "som:a.b")], vec![marked("- 6", "som:a.b")]]),
            paragraph(&[vec![Inline::Text { text: "- getypt".to_owned() }]]),
        ];
        assert_eq!(listed(others.clone()), others);
    }
}
