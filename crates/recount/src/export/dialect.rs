//! The dialect of the exported tables: commas, UTF-8 with its mark, no value that becomes a formula.

use crate::error::RecountError;

/// Without it, Excel takes the letters for those of another alphabet.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A table as CSV.
pub(super) fn write<const COLUMNS: usize>(
    header: [&str; COLUMNS],
    rows: impl IntoIterator<Item = [String; COLUMNS]>,
) -> String {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let in_memory = "rows of one length are written to memory";
    writer.write_record(header).expect(in_memory);
    for row in rows {
        writer.write_record(row.map(|value| harmless(&value))).expect(in_memory);
    }
    let bytes = writer.into_inner().expect(in_memory);
    BYTE_ORDER_MARK.to_owned() + &String::from_utf8(bytes).expect("every value was UTF-8")
}

impl From<csv::Error> for RecountError {
    fn from(error: csv::Error) -> Self {
        Self { message: error.to_string() }
    }
}

/// The rows of a table, with the values as they were before they were made harmless.
pub(crate) fn read(text: &str) -> Result<Vec<Vec<String>>, RecountError> {
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let mut rows = Vec::new();
    for row in csv::Reader::from_reader(text.as_bytes()).into_records() {
        rows.push(row?.iter().map(original).collect());
    }
    Ok(rows)
}

/// The rows of a table of another dialect, the header too, with the values as they stand there.
pub(crate) fn plain(text: &str) -> Result<Vec<Vec<String>>, RecountError> {
    let mut rows = Vec::new();
    let mut reader = csv::ReaderBuilder::new();
    for row in reader.has_headers(false).from_reader(text.as_bytes()).into_records() {
        rows.push(row?.iter().map(str::to_owned).collect());
    }
    Ok(rows)
}

/// The value with an apostrophe before each sign with which a formula could start, also after a semicolon, a tab or a
/// line end inside it: another program may separate cells there, and does not see our quotation marks. A sign that
/// has an apostrophe already gets one more, so that [`original`] can take one away.
fn harmless(value: &str) -> String {
    let steers = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    let mut written = String::with_capacity(value.len());
    let mut start = Start::new();
    for c in value.chars() {
        if start.is_formula(c) {
            written.push('\'');
        }
        start.pass(c);
        written.push(if steers(c) { '\u{fffd}' } else { c });
    }
    written
}

/// The value as it was before [`harmless`].
fn original(value: &str) -> String {
    let mut read = String::with_capacity(value.len());
    let mut start = Start::new();
    for c in value.chars() {
        if start.is_formula(c) && read.ends_with('\'') {
            read.pop();
        }
        start.pass(c);
        read.push(c);
    }
    read
}

/// Whether a cell, or the value itself, can start at the next character.
struct Start {
    is_cell: bool,
    is_value: bool,
}

impl Start {
    fn new() -> Self {
        Self { is_cell: true, is_value: true }
    }

    /// Whether this character would make a formula of the cell that starts here.
    fn is_formula(&self, c: char) -> bool {
        let sign = matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠');
        (self.is_cell && sign) || (self.is_value && matches!(c, '\t' | '\r' | '\n'))
    }

    fn pass(&mut self, c: char) {
        self.is_value &= c == '\'';
        self.is_cell = match c {
            ';' | '\t' | '\r' | '\n' => true,
            '"' | '\'' => self.is_cell,
            c => self.is_cell && c.is_whitespace(),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back_and_is_no_formula() {
        for value in [
            "=1+1",
            "'=1+1",
            "''@x",
            "-2",
            "'s-Hertogenbosch",
            "twee\nregels",
            "a,\"b\"",
            "",
            "a;=1",
            "a;'=1",
            "a; \"=1\"",
            "a\n+1",
            "\t=1",
            "a\t\t-1",
            ";;@x",
            "wijk-aanpak; 3 + 4 = 7",
            "'\t'=1",
            "＝1",
        ] {
            let text = write(["x"], [[value.to_owned()]]);
            assert_eq!(read(&text).unwrap(), [[value]], "{text}");
            for cell in text.split([',', ';', '\t', '\n', '\r']).skip(1) {
                let cell = cell.trim_start_matches(['"', ' ']);
                assert!(!cell.starts_with(['=', '+', '-', '@', '＝']), "{text}");
            }
        }
    }
}
