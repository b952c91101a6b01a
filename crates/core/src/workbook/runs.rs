//! The pieces of the text in one cell, put together: what of it is struck through, raised or lowered
//! decides what the cell says.

use super::cells;
use super::sheets::{Run, RunStyle, Value};

/// The pieces of a text, in their order. Neighbours have different styles.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Runs {
    runs: Vec<Run>,
}

impl Runs {
    /// A text of one style.
    pub(super) fn of(text: &str, style: RunStyle) -> Self {
        let mut runs = Self::default();
        runs.push(text, style);
        runs
    }

    /// Adds text at the end.
    pub(super) fn push(&mut self, text: &str, style: RunStyle) {
        match self.runs.last_mut() {
            Some(last) if last.style == style => last.text.push_str(text),
            _ if text.is_empty() => {}
            _ => self.runs.push(Run { text: text.to_owned(), style }),
        }
    }

    /// The whole text, whatever its style.
    pub(super) fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// The text as the content of a cell; `None` if there is none.
    pub(super) fn value(self) -> Option<Value> {
        let value = cells::text(self.text())?;
        Some(self.marked(value))
    }

    /// The value with the style in which its text is shown. An error value stays the same.
    pub(super) fn marked(self, value: Value) -> Value {
        // White space has no line through it that anybody would see.
        let seen = || self.runs.iter().filter(|run| !run.text.trim().is_empty());
        let all = |style| seen().all(|run| run.style == style);
        match value {
            value @ (Value::Error(_) | Value::FormulaWithoutValue) => value,
            value if all(RunStyle::Plain) => value,
            value if all(RunStyle::Struck) => Value::Struck(Box::new(value)),
            _ => Value::Rich(self.runs),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(runs: &[(&str, RunStyle)]) -> Option<Value> {
        let mut all = Runs::default();
        for (text, style) in runs {
            all.push(text, *style);
        }
        all.value()
    }

    #[test]
    fn pieces_of_one_style_are_one_text() {
        let text = |text: &str| Some(Value::Text(text.to_owned()));
        assert_eq!(value(&[]), None);
        assert_eq!(value(&[("4", RunStyle::Plain), ("0", RunStyle::Plain)]), text("40"));
        assert_eq!(value(&[("40", RunStyle::Plain), (" ", RunStyle::Struck)]), text("40 "));
        let struck = value(&[("oud", RunStyle::Struck), (" ", RunStyle::Plain)]);
        assert_eq!(struck, Some(Value::Struck(Box::new(Value::Text("oud ".to_owned())))));
    }

    #[test]
    fn pieces_of_different_styles_stay_apart() {
        for style in [RunStyle::Struck, RunStyle::Raised, RunStyle::Lowered] {
            let run = |text: &str, style| Run { text: text.to_owned(), style };
            let runs = vec![run("40", style), run("45", RunStyle::Plain)];
            assert_eq!(
                value(&[("4", style), ("0", style), ("45", RunStyle::Plain)]),
                Some(Value::Rich(runs))
            );
        }
    }

    #[test]
    fn an_error_is_told_whatever_its_style() {
        let error = value(&[("#N/B", RunStyle::Struck)]);
        assert_eq!(error, Some(Value::Error("#N/B".to_owned())));
    }
}
