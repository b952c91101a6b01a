//! The cells of a sheet, and which of its rows are hidden.

use super::super::cells::{self, Taken};
use super::super::package::Package;
use super::super::sheets::{Sheet, Value};
use super::super::unreadable::{Limit, Reason};
use super::super::xml::{Tag, Xml, is_true};
use super::strings::{self, Shared};
use super::styles::Style;
use crate::place::Cell;

/// Rows and columns of the largest sheet that a spreadsheet program makes.
const ROWS: u32 = 1 << 20;
const COLUMNS: u32 = 1 << 14;

/// What the sheets of a workbook have in common.
pub(super) struct Book {
    pub(super) texts: Vec<Shared>,
    pub(super) styles: Vec<Style>,
    /// That of a cell that names none.
    pub(super) plain: Style,
    /// Whether days are counted from 1904.
    pub(super) is_from_1904: bool,
}

/// The sheet in a part, without its comments; `None` if there is no such part.
pub(super) fn read(
    package: &mut Package<'_>,
    part: &str,
    name: String,
    book: &Book,
    taken: &mut Taken,
) -> Result<Option<Sheet>, Reason> {
    let Some(text) = package.text(part, Limit::Part)? else { return Ok(None) };
    let sheet = Sheet { name, ..Sheet::default() };
    let mut reading = Reading { book, taken, sheet, next: Cell { row: 0, column: 0 } };
    // After the cells come the rules for their looks and for what may be typed, which are often longer.
    Xml::new(&text, part).first("sheetData", |xml| {
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "row" => reading.row(xml, &tag)?,
                _ => xml.skip()?,
            }
            if reading.sheet.ends_before(reading.next.row) {
                break;
            }
        }
        Ok(())
    })?;
    Ok(Some(reading.sheet))
}

/// What was read of a sheet, and what comes next.
struct Reading<'a> {
    book: &'a Book,
    taken: &'a mut Taken,
    sheet: Sheet,
    /// Where a row or a cell stands that does not say so itself.
    next: Cell,
}

/// What stands in the element of a cell.
#[derive(Default)]
struct Content {
    value: Option<String>,
    text: Option<Shared>,
    has_formula: bool,
}

impl Reading<'_> {
    fn row(&mut self, xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<(), Reason> {
        self.taken.look()?;
        let [number, is_hidden, height] = tag.values(["r", "hidden", "ht"]);
        if let Some(number) = number {
            let number = number.trim().parse::<u32>().ok().filter(|number| *number > 0);
            self.next.row = number.ok_or_else(|| misplaced("een rij zonder nummer"))? - 1;
        }
        self.next.column = 0;
        if self.next.row >= ROWS {
            return Err(misplaced("een rij onder de laatste"));
        }
        let is_flat = |height: &str| height.trim().parse::<f64>().is_ok_and(|height| height <= 0.0);
        if is_hidden.is_some_and(|it| is_true(&it)) || height.is_some_and(|it| is_flat(&it)) {
            self.sheet.hidden_rows.insert(self.next.row);
        }
        let row = self.next.row;
        xml.children(|xml, tag| match tag.name() {
            "c" => self.cell(xml, &tag),
            _ => xml.skip(),
        })?;
        self.next.row = row + 1;
        Ok(())
    }

    fn cell(&mut self, xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<(), Reason> {
        self.taken.look()?;
        let [at, style, kind] = tag.values(["r", "s", "t"]);
        let at = match at {
            Some(at) => Cell::parse(at.trim()).ok_or_else(|| misplaced("een cel zonder plaats"))?,
            None => self.next,
        };
        if at.row >= ROWS || at.column >= COLUMNS {
            return Err(misplaced("een cel buiten het blad"));
        }
        self.next = Cell { row: at.row, column: at.column + 1 };
        let content = content(xml)?;
        let style = style.and_then(|style| style.trim().parse::<usize>().ok()).unwrap_or_default();
        let style = self.book.styles.get(style).unwrap_or(&self.book.plain);
        let value = self.value(kind.as_deref(), content, style)?;
        if value.is_some() && self.sheet.cells.contains_key(&at) {
            return Err(Reason::Damaged(format!("cel {at} staat er twee keer")));
        }
        self.taken.keep(&mut self.sheet.cells, (at.row, at.column), value)
    }

    /// The value of a cell of this kind; `None` if it is empty.
    fn value(
        &mut self,
        kind: Option<&str>,
        content: Content,
        style: &Style,
    ) -> Result<Option<Value>, Reason> {
        let Content { value: written, text, has_formula } = content;
        let written = match (written, text, kind) {
            (_, Some(text), _) => return self.shared(&text, style),
            (Some(index), None, Some("s")) => {
                let index = index.trim().parse().ok();
                let text = index.and_then(|index: usize| self.book.texts.get(index));
                let missing = || Reason::Damaged("een tekst die er niet is".to_owned());
                return self.shared(text.ok_or_else(missing)?, style);
            }
            // The outcome of a formula may be a text without characters.
            (Some(text), None, Some("str" | "inlineStr")) => {
                let text = strings::unescaped(text);
                return Ok(cells::text(text).map(|value| style.applied(value)));
            }
            (Some(written), None, _) if !written.trim().is_empty() => written.trim().to_owned(),
            _ if has_formula => return Ok(Some(Value::FormulaWithoutValue)),
            _ => return Ok(None),
        };
        let value = match kind {
            Some("b") => Value::Boolean(matches!(&*written, "1" | "true" | "TRUE")),
            Some("e") => Value::Error(written),
            Some("d") => cells::iso_date(written),
            _ => self.number(written, style),
        };
        Ok(Some(style.applied(value)))
    }

    /// What a cell says that shows this text. Its length counts before it is copied.
    fn shared(&mut self, text: &Shared, style: &Style) -> Result<Option<Value>, Reason> {
        self.taken.room_for(text.length())?;
        Ok(text.value(style.is_struck).map(|value| style.format.applied(value)))
    }

    /// The value of a number in its format. What is no number is an error, as in a spreadsheet.
    fn number(&self, written: String, style: &Style) -> Value {
        let is_number = |byte: u8| byte.is_ascii_digit() || b"+-.eE".contains(&byte);
        let number = written.parse::<f64>().ok().filter(|_| written.bytes().all(is_number));
        let Some(number) = number else { return Value::Error(written) };
        if style.format.is_general() {
            return cells::number(number);
        }
        if style.format.is_duration(number) {
            return Value::Time(number.to_string());
        }
        if style.format.is_date(number) {
            return cells::day(number, self.book.is_from_1904);
        }
        style.format.applied(cells::number(number))
    }
}

/// The value, the text and the formula in a cell that was just opened.
fn content(xml: &mut Xml<'_>) -> Result<Content, Reason> {
    let mut content = Content::default();
    xml.children(|xml, tag| match tag.name() {
        "v" => {
            content.value = Some(xml.text()?);
            Ok(())
        }
        "is" => {
            content.text = Some(strings::item(xml)?);
            Ok(())
        }
        "f" => {
            content.has_formula = true;
            xml.skip()
        }
        _ => xml.skip(),
    })?;
    Ok(content)
}

fn misplaced(what: &str) -> Reason {
    Reason::Damaged(what.to_owned())
}

#[cfg(test)]
mod tests;
