//! Reads the content of an .ods file as it goes by. A repeat count moves the address; only cells
//! with something in them are kept, so the size of a sheet costs nothing.

mod reader;
mod styles;
mod text;
mod tokens;
mod value;

use super::limits;
use super::package::Package;
use super::sheets::{Sheet, Value};
use super::unreadable::{Limit, Lookalike, Reason};
use crate::place::Cell;
use reader::Reader;
use styles::Family;
use tokens::{Name, Tag, Token};
use value::value;

/// Rows and columns of the largest sheet that a spreadsheet program makes.
const ROWS: u64 = 1 << 20;
const COLUMNS: u64 = 1 << 14;
/// How often a row with something in it may be repeated.
const REPEATED_ROWS: u64 = 1_000;

/// Whether a zip file is an .ods file, or the package that later versions of LibreOffice encrypt whole.
pub(super) fn is_one(package: &Package<'_>) -> bool {
    package.has("content.xml") || package.has("encrypted-package")
}

/// The sheets in an .ods file.
pub(super) fn sheets(package: &mut Package<'_>) -> Result<Vec<Sheet>, Reason> {
    if is_encrypted(package)? {
        return Err(Reason::Encrypted);
    }
    let common = package.text("styles.xml", Limit::Part)?.unwrap_or_default();
    let mut reader = Reader::new(&common);
    reader.common_styles()?;
    let content = package.text("content.xml", Limit::SheetBytes)?.unwrap_or_default();
    reader.with(&content).sheets()
}

/// Whether its list of parts says how one of them is to be decrypted.
fn is_encrypted(package: &mut Package<'_>) -> Result<bool, Reason> {
    let manifest = package.text("META-INF/manifest.xml", Limit::Part)?;
    Ok(manifest.is_some_and(|text| text.contains("encryption-data")))
}

/// Neighbours in a row with the same content.
struct Repeated {
    first: u64,
    after_last: u64,
    value: Option<Value>,
    comment: String,
}

/// The styles of the cells in a column, and after which column they end.
struct Column {
    after_last: u64,
    cell_style: Option<String>,
}

impl Reader<'_> {
    fn common_styles(&mut self) -> Result<(), Reason> {
        loop {
            match self.next()? {
                Token::Open(Tag { name: Name::Styles, .. }) => self.styles()?,
                Token::End => return Ok(()),
                _ => {}
            }
        }
    }

    fn styles(&mut self) -> Result<(), Reason> {
        let mut last: Option<Tag> = None;
        loop {
            match self.next_inside()? {
                Token::Open(tag) if tag.name == Name::Style => last = Some(tag),
                Token::Open(Tag { name: Name::TextProperties, marks, .. }) => {
                    if let Some(style) = &mut last {
                        style.marks = marks;
                    }
                }
                Token::Close(Name::Style) => {
                    if let Some(Tag { family: Some(family), title, style, marks, .. }) = last.take()
                    {
                        self.styles.keep(family, title, style, marks);
                    }
                }
                Token::Close(Name::Styles) => return Ok(()),
                _ => {}
            }
        }
    }

    fn sheets(&mut self) -> Result<Vec<Sheet>, Reason> {
        let (mut sheets, mut is_spreadsheet) = (Vec::new(), false);
        loop {
            match self.next()? {
                Token::Open(Tag { name: Name::Styles, .. }) if !is_spreadsheet => self.styles()?,
                Token::Open(Tag { name: Name::Spreadsheet, .. }) => is_spreadsheet = true,
                Token::Open(Tag { name: Name::Table, title, .. }) if is_spreadsheet => {
                    let mut sheet = Sheet { name: title.unwrap_or_default(), ..Sheet::default() };
                    if self.table(&mut sheet)? {
                        sheets.push(sheet);
                        limits::within(Limit::Sheets, sheets.len() as u64)?;
                    }
                }
                Token::Open(_) if is_spreadsheet => self.skip()?,
                Token::Close(Name::Spreadsheet) => return Ok(sheets),
                Token::End => return Err(Reason::NotASpreadsheet(Lookalike::OtherOffice)),
                _ => {}
            }
        }
    }

    /// Reads a table; returns whether it is a sheet. A copy that is kept of another workbook is none.
    fn table(&mut self, sheet: &mut Sheet) -> Result<bool, Reason> {
        let (mut row, mut columns, mut after_columns) = (0_u64, Vec::new(), 0_u64);
        let (mut is_sheet, mut hidden_groups) = (true, Vec::new());
        loop {
            match self.next_inside()? {
                Token::Open(Tag { name: Name::Row, .. })
                    if u32::try_from(row).is_ok_and(|row| sheet.ends_before(row)) =>
                {
                    self.skip()?;
                    // The rest of the table, to its end.
                    self.skip()?;
                    return Ok(is_sheet);
                }
                Token::Open(tag) if tag.name == Name::Row => {
                    let content = self.row(tag.cell_style.as_deref(), &columns)?;
                    let after = row.saturating_add(tag.repeated);
                    let is_hidden = tag.is_hidden || hidden_groups.contains(&true);
                    self.keep(sheet, row..after, is_hidden, &content)?;
                    row = after;
                }
                Token::Open(Tag { name: Name::Column, repeated, cell_style, .. }) => {
                    after_columns = after_columns.saturating_add(repeated);
                    columns.push(Column { after_last: after_columns, cell_style });
                    self.skip()?;
                }
                Token::Open(Tag { name: Name::RowGroup, is_hidden, .. }) => {
                    hidden_groups.push(is_hidden);
                }
                Token::Close(Name::RowGroup) => _ = hidden_groups.pop(),
                Token::Open(Tag { name: Name::ColumnGroup, .. }) => {}
                Token::Open(Tag { name: Name::TableSource, .. }) => {
                    is_sheet = false;
                    self.skip()?;
                }
                Token::Open(_) => self.skip()?,
                Token::Close(Name::Table) => return Ok(is_sheet),
                _ => {}
            }
        }
    }

    /// Keeps what stands in rows of one content.
    fn keep(
        &mut self,
        sheet: &mut Sheet,
        rows: std::ops::Range<u64>,
        is_hidden: bool,
        content: &[Repeated],
    ) -> Result<(), Reason> {
        if content.is_empty() {
            return Ok(());
        }
        let rows_fit = rows.end <= ROWS && rows.end - rows.start <= REPEATED_ROWS;
        if !rows_fit || content.iter().any(|each| each.after_last > COLUMNS) {
            return Err(Reason::TooLarge(Limit::Cells));
        }
        let index = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        for row in rows.map(index) {
            for each in content {
                for column in (each.first..each.after_last).map(index) {
                    self.taken.keep(&mut sheet.cells, (row, column), each.value.clone())?;
                    if !each.comment.is_empty() {
                        self.taken.text(each.comment.len() as u64)?;
                        sheet.comments.insert(Cell { row, column }, each.comment.clone());
                    }
                }
            }
            if is_hidden {
                sheet.hidden_rows.insert(row);
            }
        }
        Ok(())
    }

    /// The cells of a row that are not empty. One without a style has that of its row, or of its column.
    fn row(
        &mut self,
        cell_style: Option<&str>,
        columns: &[Column],
    ) -> Result<Vec<Repeated>, Reason> {
        let (mut content, mut first) = (Vec::new(), 0_u64);
        loop {
            match self.next_inside()? {
                Token::Open(tag) if tag.name == Name::Cell => {
                    let of_column = || {
                        let at = columns.partition_point(|column| column.after_last <= first);
                        columns.get(at).and_then(|column| column.cell_style.clone())
                    };
                    let style = tag.style.clone().or_else(|| cell_style.map(str::to_owned));
                    let marks = self.styles.marks(Family::Cell, style.or_else(of_column)).of_cell();
                    let text = self.cell(marks)?;
                    let after_last = first.saturating_add(tag.repeated);
                    let comment = text.comment.trim().to_owned();
                    let value = value(tag, text)?;
                    if value.is_some() || !comment.is_empty() {
                        content.push(Repeated { first, after_last, value, comment });
                    }
                    first = after_last;
                }
                Token::Open(_) => self.skip()?,
                Token::Close(Name::Row) => return Ok(content),
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests;
