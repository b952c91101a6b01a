//! Shows a comparison side by side, as a [`Document`]: what was on the left, what is on the right, other words in bold.

use std::sync::Arc;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::{AnswerChange, Comparison, FigureChange, SentenceChange};
use crate::document::plain::{Cover, heading, internal, paragraph, text};
use crate::document::{Align, Block, Document, Inline, Meta};
use pmg_core::cycle::{Register, Style};

/// What two builds are called, and what their comparison looks like.
#[derive(Debug, Clone, Copy)]
pub struct Titles<'a> {
    /// What the one before is called: `concept 2`.
    pub before: &'a str,
    /// What the one after is called.
    pub after: &'a str,
    /// What stands on the cover of the report of now.
    pub meta: &'a Meta,
    /// What the report looks like.
    pub style: &'a Arc<Style>,
}

/// Stands where there was nothing, or is nothing any more.
const NOTHING: &str = "–";
/// Between the cells of a row that is told as a sentence.
const BAR: &str = " | ";

/// A comparison as a document, ready to be rendered.
#[must_use]
pub fn page(
    comparison: &Comparison,
    titles: Titles<'_>,
    register: &Register,
    printable: fn(char) -> bool,
) -> Document {
    let Titles { before, after, meta, style } = titles;
    let (rows, sentences): (Vec<_>, Vec<_>) =
        comparison.sentences.iter().partition(|it| is_row(it));
    let mut blocks = vec![
        heading(1, "wat-er-veranderde", "Wat er veranderde"),
        paragraph(format!(
            "Links staat wat er stond: {before}. Rechts staat wat er nu staat: {after}. Woorden die anders zijn, zijn vet."
        )),
    ];
    if comparison.figures.is_empty() && comparison.sentences.is_empty() {
        blocks.push(paragraph("Er is niets veranderd: geen cijfer en geen zin."));
    }
    let mut table = |id: &str, title: &str, columns: &[Align], header: &[&str], rows: Vec<Row>| {
        if rows.is_empty() {
            return;
        }
        blocks.push(heading(2, id, title));
        blocks.push(Block::Table {
            label: String::new(),
            caption: vec![text(format!("{title} die anders zijn"))],
            columns: columns.to_vec(),
            header: header.iter().map(|name| vec![text(*name)]).collect(),
            rows,
        });
    };
    let figures = comparison.figures.iter().flat_map(|change| figure(change, register));
    table(
        "cijfers",
        "Cijfers",
        &[Align::Left; 5],
        &["Cijfer", "Van", "Was", "Is", "Cel"],
        figures.collect(),
    );
    let side_by_side = |changes: Vec<&SentenceChange>| changes.into_iter().map(sentence).collect();
    let both = [Align::Left; 2];
    table("zinnen", "Zinnen", &both, &["Was", "Is"], side_by_side(sentences));
    let title = "Rijen van tabellen en figuren";
    table("rijen-van-tabellen-en-figuren", title, &both, &["Was", "Is"], side_by_side(rows));
    let cover = Cover {
        title: format!("Wat er veranderde in het rapport over {}", meta.year),
        subtitle: "Voor het programmateam en de lezers van het concept. Niet om te publiceren."
            .to_owned(),
    };
    internal(cover, blocks, meta, style, printable)
}

/// The cells of a row of a table.
type Row = Vec<Vec<Inline>>;

fn is_row(change: &SentenceChange) -> bool {
    [&change.before, &change.after].into_iter().flatten().any(|it| it.contains(BAR))
}

/// The rows of a figure: its own, and one for each answer that made the difference.
fn figure(change: &FigureChange, register: &Register) -> Vec<Row> {
    let FigureChange { code, before, after, answers } = change;
    let [was, is] = unlike(Some(before), Some(after));
    let own = vec![vec![text(code)], vec![text("totaal")], was, is, Vec::new()];
    let answer = |answer: &AnswerChange| {
        let AnswerChange { municipality, before, after, place } = answer;
        let named = register.iter().find(|it| it.code.as_str() == municipality);
        let name = named.map_or(municipality.as_str(), |it| it.name.as_str());
        let [was, is] = unlike(before.as_deref(), after.as_deref());
        let cell = place.as_deref().unwrap_or_default();
        vec![vec![text(code)], vec![text(name)], was, is, vec![text(cell)]]
    };
    std::iter::once(own).chain(answers.iter().map(answer)).collect()
}

fn sentence(change: &SentenceChange) -> Row {
    unlike(change.before.as_deref(), change.after.as_deref()).into()
}

/// Two texts, in each of which the words are bold that the other has not.
fn unlike(before: Option<&str>, after: Option<&str>) -> [Vec<Inline>; 2] {
    let words = |said: Option<&str>| -> Vec<String> {
        said.unwrap_or(NOTHING).split_inclusive(' ').map(str::to_owned).collect()
    };
    let (before, after) = (words(before), words(after));
    let mut sides = [Vec::new(), Vec::new()];
    for operation in capture_diff_slices(Algorithm::Myers, &before, &after) {
        let is_same = matches!(operation, DiffOp::Equal { .. });
        let parts = [&before[operation.old_range()], &after[operation.new_range()]];
        for (side, words) in sides.iter_mut().zip(parts) {
            let said = words.concat();
            match said.as_str() {
                "" => {}
                said if is_same => side.push(text(said)),
                said => {
                    // The space behind the last word is not bold, so that it cannot be lost at an end.
                    let bold = said.trim_end();
                    side.push(Inline::Strong { content: vec![text(bold)] });
                    if bold.len() < said.len() {
                        side.push(text(" "));
                    }
                }
            }
        }
    }
    sides
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(run: &[Inline]) -> String {
        let one = |inline: &Inline| match inline {
            Inline::Strong { content } => format!("*{}*", shown(content)),
            Inline::Text { text } => text.clone(),
            other => panic!("{other:?}"),
        };
        run.iter().map(one).collect()
    }

    #[test]
    fn what_differs_is_bold_on_both_sides_and_nothing_is_lost() {
        for (before, after, was, is) in [
            (
                Some("Daar zijn 576 jongeren."),
                Some("Daar zijn 577 jongeren."),
                "Daar zijn *576* jongeren.",
                "Daar zijn *577* jongeren.",
            ),
            (Some("Dit is weg."), None, "*Dit is weg.*", "*–*"),
            (Some("Een."), Some("Een. Twee woorden."), "*Een.*", "*Een. Twee woorden.*"),
            (Some("Gelijk."), Some("Gelijk."), "Gelijk.", "Gelijk."),
        ] {
            let [left, right] = unlike(before, after);
            assert_eq!((shown(&left).as_str(), shown(&right).as_str()), (was, is));
        }
    }
}
