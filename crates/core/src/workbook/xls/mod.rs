//! Reads an old Excel file (Excel 5 to 2003) record by record ([MS-XLS]). Nothing that the file announces
//! sets memory aside: a record costs what it holds.

mod book;
mod records;
mod sheet;
mod text;

use std::io::{Cursor, Read as _};

use super::cells::Taken;
use super::sheets::{Opened, Sheet};
use super::unreadable::{Limit, Lookalike, Reason};
use book::Book;

/// The sheets in an old Excel file.
pub(super) fn open(bytes: &[u8]) -> Result<Opened, Reason> {
    let damaged = |error: std::io::Error| Reason::technical(&error);
    let mut container = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(damaged)?;
    if container.exists("/EncryptedPackage") {
        return Err(Reason::Encrypted);
    }
    let Some(name) = ["/Workbook", "/Book"].into_iter().find(|name| container.exists(name)) else {
        return Err(Reason::NotASpreadsheet(Lookalike::OtherOffice));
    };
    let mut stream = Vec::new();
    let mut opened = container.open_stream(name).map_err(damaged)?;
    opened.by_ref().take(Limit::File.allowed()).read_to_end(&mut stream).map_err(damaged)?;
    Ok(Opened { has_macros: container.exists("/_VBA_PROJECT_CUR"), sheets: sheets(&stream)? })
}

fn sheets(stream: &[u8]) -> Result<Vec<Sheet>, Reason> {
    let mut taken = Taken::default();
    let book = Book::read(stream, &mut taken)?;
    let mut sheets = Vec::new();
    for (at, name) in &book.sheets {
        let sheet = sheet::read(&book, *at, &mut taken)?;
        sheets.push(Sheet { name: name.clone(), ..sheet });
    }
    Ok(sheets)
}

#[cfg(test)]
mod tests;
