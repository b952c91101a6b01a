//! Reads the content of an .ods file as it goes by. A repeat count moves the address; only cells
//! with something in them are kept, so the size of a sheet costs nothing.

use std::collections::BTreeMap;
use std::io::BufRead;

use super::cells::{Taken, is_error, iso_date, number, text};
use super::number_format::seen;
use super::ods_tokens::{Name, Tag, Token, Tokens};
use super::{Limit, Lookalike, Reason, Sheet, Value, limits};
use crate::place::Cell;

/// Rows and columns of the largest sheet that a spreadsheet program makes.
const ROWS: u64 = 1 << 20;
const COLUMNS: u64 = 1 << 14;
/// How often a row with something in it may be repeated.
const REPEATED_ROWS: u64 = 1_000;

/// The sheets in `content.xml`.
pub(super) fn sheets(content: impl BufRead) -> Result<Vec<Sheet>, Reason> {
    let mut content = Content { tokens: Tokens::new(content), taken: Taken::default(), text: 0 };
    content.sheets()
}

struct Content<R> {
    tokens: Tokens<R>,
    taken: Taken,
    /// Bytes of text read so far, the repeated spaces written out.
    text: u64,
}

/// Neighbours in a row with the same content.
struct Repeated {
    first: u64,
    after_last: u64,
    value: Value,
}

impl<R: BufRead> Content<R> {
    fn sheets(&mut self) -> Result<Vec<Sheet>, Reason> {
        let (mut sheets, mut is_spreadsheet) = (Vec::new(), false);
        loop {
            match self.next()? {
                Token::Open(Tag { name: Name::Spreadsheet, .. }) => is_spreadsheet = true,
                Token::Open(Tag { name: Name::Table, title, .. }) if is_spreadsheet => {
                    let cells = self.table()?;
                    sheets.push(Sheet {
                        name: title.unwrap_or_default(),
                        cells,
                        ..Sheet::default()
                    });
                    limits::within(Limit::Sheets, sheets.len() as u64)?;
                }
                Token::Open(_) if is_spreadsheet => self.skip()?,
                Token::Close(Name::Spreadsheet) => return Ok(sheets),
                Token::End => return Err(Reason::NotASpreadsheet(Lookalike::OtherOffice)),
                _ => {}
            }
        }
    }

    fn table(&mut self) -> Result<BTreeMap<Cell, Value>, Reason> {
        let (mut cells, mut row) = (BTreeMap::new(), 0_u64);
        loop {
            match self.next_inside()? {
                Token::Open(tag) if tag.name == Name::Row => {
                    let content = self.row()?;
                    let after = row.saturating_add(tag.repeated);
                    if !content.is_empty() {
                        let rows_fit = after <= ROWS && tag.repeated <= REPEATED_ROWS;
                        let fits = |each: &Repeated| each.after_last <= COLUMNS;
                        if !rows_fit || !content.iter().all(fits) {
                            return Err(Reason::TooLarge(Limit::Cells));
                        }
                        for row in row..after {
                            self.keep(&mut cells, row, &content)?;
                        }
                    }
                    row = after;
                }
                Token::Open(tag) if tag.name == Name::RowGroup => {}
                Token::Open(_) => self.skip()?,
                Token::Close(Name::Table) => return Ok(cells),
                _ => {}
            }
        }
    }

    fn keep(
        &mut self,
        cells: &mut BTreeMap<Cell, Value>,
        row: u64,
        content: &[Repeated],
    ) -> Result<(), Reason> {
        let index = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        for each in content {
            for column in each.first..each.after_last {
                let place = (index(row), index(column));
                self.taken.keep(cells, place, Some(each.value.clone()))?;
            }
        }
        Ok(())
    }

    fn row(&mut self) -> Result<Vec<Repeated>, Reason> {
        let (mut content, mut first) = (Vec::new(), 0_u64);
        loop {
            match self.next_inside()? {
                Token::Open(tag) if tag.name == Name::Cell => {
                    let shown = self.cell()?;
                    let after_last = first.saturating_add(tag.repeated);
                    if let Some(value) = value(tag, shown)? {
                        content.push(Repeated { first, after_last, value });
                    }
                    first = after_last;
                }
                Token::Open(_) => self.skip()?,
                Token::Close(Name::Row) => return Ok(content),
                _ => {}
            }
        }
    }

    /// The text that a cell shows, its paragraphs on lines of their own.
    fn cell(&mut self) -> Result<String, Reason> {
        let (mut shown, mut paragraphs, mut inside) = (String::new(), 0, false);
        loop {
            let before = shown.len();
            match self.next_inside()? {
                Token::Open(Tag { name: Name::Paragraph, .. }) => {
                    if paragraphs > 0 {
                        shown.push('\n');
                    }
                    (paragraphs, inside) = (paragraphs + 1, true);
                }
                Token::Open(Tag { name: Name::Spaces, repeated, .. }) if inside => {
                    limits::within(Limit::Text, repeated)?;
                    (0..repeated).for_each(|_| shown.push(' '));
                }
                Token::Open(Tag { name: Name::Tab, .. }) if inside => shown.push('\t'),
                Token::Open(Tag { name: Name::LineBreak, .. }) if inside => shown.push('\n'),
                Token::Open(Tag { name: Name::OtherText, .. }) => {}
                Token::Open(tag) if tag.name.is_text() => {}
                Token::Open(_) => self.skip()?,
                Token::Text(written) if inside => shown.push_str(&written),
                Token::Close(Name::Paragraph) => inside = false,
                Token::Close(Name::Cell) => return Ok(shown),
                _ => {}
            }
            self.text += (shown.len() - before) as u64;
            limits::within(Limit::Text, self.text)?;
        }
    }

    /// Passes by what is in an element that was just opened, and its end.
    fn skip(&mut self) -> Result<(), Reason> {
        let mut depth = 1_u64;
        while depth > 0 {
            match self.next_inside()? {
                Token::Open(_) => depth += 1,
                Token::Close(_) => depth -= 1,
                _ => {}
            }
        }
        Ok(())
    }

    fn next(&mut self) -> Result<Token, Reason> {
        let token = self.tokens.next()?;
        if matches!(token, Token::Open(_)) {
            self.taken.look()?;
        }
        Ok(token)
    }

    fn next_inside(&mut self) -> Result<Token, Reason> {
        match self.next()? {
            Token::End => Err(Reason::Damaged("het einde ontbreekt".to_owned())),
            token => Ok(token),
        }
    }
}

/// What a cell with these attributes holds, if it shows this text.
fn value(tag: Tag, shown: String) -> Result<Option<Value>, Reason> {
    if tag.is_error || is_error(shown.trim()) {
        return Ok(Some(Value::Error(shown)));
    }
    Ok(match (tag.value_type.as_deref(), tag.value) {
        // LibreOffice saves a truth that it took over from Excel as a number that shows a word.
        (Some("float"), _) if matches!(shown.trim(), "TRUE" | "WAAR") => Some(Value::Boolean(true)),
        (Some("float"), _) if matches!(shown.trim(), "FALSE" | "ONWAAR") => {
            Some(Value::Boolean(false))
        }
        (Some(kind @ ("float" | "percentage" | "currency")), Some(written)) => {
            let parsed = written.trim().parse();
            let parsed =
                parsed.map_err(|_| Reason::Damaged(format!("`{written}` is geen getal")))?;
            Some(match (number(parsed), kind) {
                (Value::Number(number), "percentage") if shown.is_empty() => {
                    Value::Percentage((number * rust_decimal::Decimal::ONE_HUNDRED).normalize())
                }
                (Value::Number(number), "currency") if shown.is_empty() => Value::Amount(number),
                // A cell that a program wrote without what it shows.
                (bare, _) if shown.is_empty() => bare,
                (Value::Number(number), _) => seen(number, &shown),
                (huge, _) => huge,
            })
        }
        (Some("date"), Some(written)) => Some(iso_date(written)),
        (Some("time"), Some(written)) => Some(Value::Time(written)),
        (Some("boolean"), Some(written)) => Some(Value::Boolean(written == "true")),
        (Some("string"), Some(written)) if !written.is_empty() => text(written),
        (None, _) if shown.is_empty() && tag.has_formula => Some(Value::FormulaWithoutValue),
        _ => text(shown),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPEN: &str = r#"<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" xmlns:x="x"><o:body><o:spreadsheet><t:table t:name="A">"#;
    const CLOSE: &str = "</t:table></o:spreadsheet></o:body></o:document-content>";

    fn read(rows: &str) -> Result<Vec<(String, Value)>, Reason> {
        let sheets = sheets(format!("{OPEN}{rows}{CLOSE}").as_bytes())?;
        let cells = sheets.into_iter().flat_map(|sheet| sheet.cells);
        Ok(cells.map(|(cell, value)| (cell.to_string(), value)).collect())
    }

    fn one(cell: &str) -> Option<Value> {
        let cells = read(&format!("<t:table-row>{cell}</t:table-row>")).unwrap();
        cells.into_iter().next().map(|(_, value)| value)
    }

    fn shown(paragraphs: &str) -> Option<Value> {
        one(&format!(r#"<t:table-cell o:value-type="string">{paragraphs}</t:table-cell>"#))
    }

    fn says(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    #[test]
    fn a_text_is_what_the_cell_shows() {
        assert_eq!(
            shown("<text:p>een</text:p><text:p/><text:p>drie</text:p>"),
            Some(says("een\n\ndrie"))
        );
        assert_eq!(
            shown("<text:p>a<text:s/>b<text:s text:c='3'/>c</text:p>"),
            Some(says("a b   c"))
        );
        assert_eq!(
            shown("<text:p>a<text:tab/>b<text:line-break/>c</text:p>"),
            Some(says("a\tb\nc"))
        );
        assert_eq!(shown("\n <text:p>a  b</text:p>\n"), Some(says("a  b")));
        let marked =
            "<text:p><text:span>v<text:a>e</text:a>t</text:span> &amp; &#233;&#xE9;</text:p>";
        assert_eq!(shown(marked), Some(says("vet & éé")));
        let note = "<o:annotation><text:p>geheim</text:p></o:annotation><text:p>a<o:annotation><text:p>b</text:p></o:annotation>c</text:p>";
        assert_eq!(shown(note), Some(says("ac")));
        let chart = "<x:frame><t:table><t:table-row><t:table-cell><text:p>1</text:p></t:table-cell></t:table-row></t:table></x:frame><text:p>a</text:p>";
        assert_eq!(shown(chart), Some(says("a")));
        assert_eq!(shown("<text:p> </text:p>"), None);
        assert_eq!(shown("<text:p>#N/B</text:p>"), Some(Value::Error("#N/B".to_owned())));
    }

    #[test]
    fn a_value_is_what_its_type_says() {
        let number = |text: &str| Some(Value::Number(text.parse().unwrap()));
        let cell = |attributes: &str| one(&format!("<t:table-cell {attributes}/>"));
        assert_eq!(cell("o:value-type='float' o:value='0.30000000000000004'"), number("0.3"));
        assert_eq!(
            cell("o:value-type='percentage' o:value='0.46'"),
            Some(Value::Percentage(46.into()))
        );
        assert_eq!(cell("o:value-type='currency' o:value='5'"), Some(Value::Amount(5.into())));
        let day = Some(Value::Date("2024-12-31".parse().unwrap()));
        assert_eq!(cell("o:value-type='date' o:date-value='2024-12-31'"), day);
        assert_eq!(cell("o:value-type='date' o:date-value='2024-12-31T10:00:00'"), day);
        let time = Some(Value::Time("PT01H30M00S".to_owned()));
        assert_eq!(cell("o:value-type='time' o:time-value='PT01H30M00S'"), time);
        let truth = Some(Value::Boolean(true));
        assert_eq!(cell("o:value-type='boolean' o:boolean-value='true'"), truth);
        let shows = |text: &str| {
            let number = "t:formula='of:=TRUE()' o:value-type='float' o:value='1'";
            one(&format!("<t:table-cell {number}><text:p>{text}</text:p></t:table-cell>"))
        };
        assert_eq!(shows("WAAR"), truth);
        assert_eq!(shows("FALSE"), Some(Value::Boolean(false)));
        assert_eq!(cell("t:formula='of:=1'"), Some(Value::FormulaWithoutValue));
        assert_eq!(cell("t:formula='of:=1' o:value-type='string'"), None);
        assert_eq!(cell("o:value='1'"), None);
        assert!(
            read("<t:table-row><t:table-cell o:value-type='float' o:value='x'/></t:table-row>")
                .is_err()
        );
        let wrong = "<t:table-cell t:formula='of:=1/0' o:value-type='string' o:string-value='' calcext:value-type='error'><text:p>#DEEL/0!</text:p></t:table-cell>";
        assert_eq!(one(wrong), Some(Value::Error("#DEEL/0!".to_owned())));
    }

    #[test]
    fn repeats_move_the_address_and_foreign_attributes_do_not() {
        let rows = "<t:table-row t:number-rows-repeated='1&#48;'><t:table-cell t:number-columns-repeated='16384'/></t:table-row>
            <t:table-header-rows><t:table-row t:number-rows-repeated='2' x:number-rows-repeated='9'><t:table-cell t:number-columns-repeated='3'/><t:covered-table-cell/><t:table-cell t:number-columns-repeated='2' o:value-type='string'><text:p>a</text:p></t:table-cell></t:table-row></t:table-header-rows>
            <t:table-row t:number-rows-repeated='1048000'><t:table-cell t:number-columns-repeated='16384'/></t:table-row>";
        let addresses: Vec<_> = read(rows).unwrap().into_iter().map(|(cell, _)| cell).collect();
        assert_eq!(addresses, ["E11", "F11", "E12", "F12"]);
    }

    #[test]
    fn what_is_no_spreadsheet_or_has_no_end_is_refused() {
        let text = "<o:document-content xmlns:o='o'><o:text/></o:document-content>";
        assert_eq!(sheets(text.as_bytes()), Err(Reason::NotASpreadsheet(Lookalike::OtherOffice)));
        assert!(matches!(sheets(OPEN.as_bytes()), Err(Reason::Damaged(_))));
        assert!(matches!(read("<t:table-row>&eigen;</t:table-row>"), Err(Reason::Damaged(_))));
    }
}
