//! What a cell of an .ods file holds: its value, compared with the text that it shows.

use rust_decimal::Decimal;

use super::super::cells::{is_error, iso_date, number, text};
use super::super::number_format::{seen, seen_text};
use super::super::runs::Runs;
use super::super::sheets::{RunStyle, Value};
use super::super::unreadable::Reason;
use super::text::CellText;
use super::tokens::Tag;

/// What a cell with these attributes and this text holds; `None` if it is empty.
pub(super) fn value(tag: Tag, text: CellText) -> Result<Option<Value>, Reason> {
    let CellText { mut runs, paragraphs, style, .. } = text;
    let shown = runs.text();
    if tag.is_error || is_error(shown.trim()) {
        return Ok(Some(Value::Error(shown)));
    }
    let is_counted = matches!(tag.value_type.as_deref(), Some("float" | "percentage" | "currency"));
    if is_counted && shows_error(shown.trim()) {
        return Ok(Some(Value::Error(shown)));
    }
    let shown = (paragraphs > 0).then_some(shown);
    let Some(value) = unstyled(tag, shown, &runs)? else { return Ok(None) };
    if runs == Runs::default() {
        // There is something that the file does not show: it has the style of the cell.
        runs.push("?", style.unwrap_or(RunStyle::Plain));
    }
    Ok(Some(runs.marked(value)))
}

/// Whether a number shows that there is none: `#LEEG!`, or `Fout:502` in whatever language.
fn shows_error(shown: &str) -> bool {
    let is_word = |text: &str| !text.is_empty() && text.chars().all(char::is_alphabetic);
    let is_number = |text: &str| text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    match (shown.strip_prefix('#'), shown.split_once(':')) {
        (Some(name), _) => name.starts_with(char::is_alphabetic),
        (_, Some((word, code))) => is_word(word.trim()) && is_number(code.trim()),
        _ => false,
    }
}

/// The value of a cell, whatever the style of its text. `shown` is `None` if the file leaves out what is shown.
fn unstyled(tag: Tag, shown: Option<String>, runs: &Runs) -> Result<Option<Value>, Reason> {
    let visible = shown.as_deref().unwrap_or_default();
    Ok(match (tag.value_type.as_deref(), tag.value) {
        // LibreOffice saves a truth that it took over from Excel as a number that shows a word.
        (Some("float"), _) if matches!(visible.trim(), "TRUE" | "WAAR") => {
            Some(Value::Boolean(true))
        }
        (Some("float"), _) if matches!(visible.trim(), "FALSE" | "ONWAAR") => {
            Some(Value::Boolean(false))
        }
        (Some(kind @ ("float" | "percentage" | "currency")), Some(written)) => {
            let parsed = written.trim().parse();
            let parsed =
                parsed.map_err(|_| Reason::Damaged(format!("`{written}` is geen getal")))?;
            Some(counted(kind, number(parsed), shown.as_deref()))
        }
        (Some("date"), Some(written)) => Some(iso_date(written)),
        (Some("time"), Some(written)) => Some(Value::Time(written)),
        (Some("boolean"), Some(written)) => Some(Value::Boolean(written == "true")),
        (Some("string"), Some(written)) if !written.is_empty() => match shown {
            Some(shown) => Some(seen_text(written, &shown)),
            None => text(written),
        },
        (None, _) if visible.is_empty() && tag.has_formula => Some(Value::FormulaWithoutValue),
        _ => text(runs.text()),
    })
}

/// The value of a number of this kind that shows this text.
fn counted(kind: &str, value: Value, shown: Option<&str>) -> Value {
    let Value::Number(stored) = value else { return value };
    match (kind, shown) {
        ("percentage", _) => Value::Percentage((stored * Decimal::ONE_HUNDRED).normalize()),
        (_, Some(shown)) => match (kind, seen(stored, shown)) {
            ("currency", Value::Number(amount)) => Value::Amount(amount),
            (_, value) => value,
        },
        ("currency", None) => Value::Amount(stored),
        (_, None) => value,
    }
}
