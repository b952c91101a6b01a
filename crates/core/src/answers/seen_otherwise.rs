//! Reads cells that show something else than they hold: a number in a format that changes it, and text of which some
//! is struck through, raised or lowered.

use super::number::{NumberFault, Seen};
use super::seen::{comma, shown};
use super::submission::{Fault, FaultKind, Reading};
use crate::questionnaire::Measure;
use crate::workbook::{Run, RunStyle, Value};

/// What such a cell answers to a question for a number.
pub(super) fn number(value: &Value, measure: &Measure) -> Reading {
    let seen = match value {
        // Where only whole numbers are counted, a check says more of a fraction; it is never used.
        Value::ShownAs { stored, .. } if is_no_count(value, measure) => {
            return Reading::Number(*stored);
        }
        Value::ShownAs { stored, .. } => Seen::Format(comma(stored)),
        Value::Rich(runs) if runs.iter().any(|run| run.style == RunStyle::Struck) => {
            Seen::PartlyStruck
        }
        Value::Rich(_) => Seen::Raised,
        _ => Seen::Struck,
    };
    let kind = FaultKind::Number(NumberFault::SeenOtherwise(seen));
    Reading::Fault(Fault { found: marked(value), kind })
}

/// Whether a number is stored that has a fraction where only whole numbers are counted.
fn is_no_count(value: &Value, measure: &Measure) -> bool {
    let Value::ShownAs { stored, .. } = value else { return false };
    measure.unit.kind.is_whole() && !stored.fract().is_zero()
}

/// What a person sees in a cell, with `~~` around what is struck through.
pub(super) fn marked(value: &Value) -> String {
    match value {
        Value::Rich(runs) => runs.iter().map(run).collect(),
        Value::Struck(value) => format!("~~{}~~", shown(value).trim()),
        value => shown(value),
    }
}

fn run(run: &Run) -> String {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    const LOWERED: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];
    let digits = |other: [char; 10]| {
        let digit = |c: char| c.to_digit(10).and_then(|digit| usize::try_from(digit).ok());
        run.text.chars().map(|c| digit(c).map_or(c, |digit| other[digit])).collect()
    };
    match run.style {
        RunStyle::Plain => run.text.clone(),
        RunStyle::Struck => format!("~~{}~~", run.text),
        RunStyle::Raised => digits(RAISED),
        RunStyle::Lowered => digits(LOWERED),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_tells_struck_and_raised_text_apart() {
        let run = |text: &str, style| Run { text: text.to_owned(), style };
        let runs = |pieces: &[(&str, RunStyle)]| {
            marked(&Value::Rich(pieces.iter().map(|(text, style)| run(text, *style)).collect()))
        };
        assert_eq!(runs(&[("40", RunStyle::Struck), (" 45", RunStyle::Plain)]), "~~40~~ 45");
        assert_eq!(runs(&[("1,5", RunStyle::Plain), ("2a", RunStyle::Raised)]), "1,5²a");
        assert_eq!(runs(&[("CO", RunStyle::Plain), ("2", RunStyle::Lowered)]), "CO₂");
        assert_eq!(marked(&Value::Struck(Box::new(Value::Number(40.into())))), "~~40~~");
        let shown = Value::ShownAs { stored: 40.into(), shown: "ca. 40".to_owned() };
        assert_eq!(marked(&shown), "ca. 40");
    }
}
