//! What the cells of a binary Excel file look like ([MS-XLSB]); the library that reads their values
//! keeps that to itself.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use super::limits;
use super::number_format::NumberFormat;
use super::{Limit, Reason};
use crate::place::Cell;

/// By sheet, the cells that show more than a bare number.
pub(super) fn looks(
    archive: &mut zip::ZipArchive<Cursor<&[u8]>>,
) -> Result<BTreeMap<String, BTreeMap<Cell, NumberFormat>>, Reason> {
    let formats = formats(&part(archive, "xl/styles.bin")?);
    if formats.iter().all(NumberFormat::is_general) {
        return Ok(BTreeMap::new());
    }
    let targets = targets(&part(archive, "xl/_rels/workbook.bin.rels")?);
    let mut looks = BTreeMap::new();
    for (relation, sheet) in sheets(&part(archive, "xl/workbook.bin")?) {
        let Some(target) = targets.get(&relation) else { continue };
        let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
        looks.insert(sheet, cells(&part(archive, &path)?, &formats));
    }
    Ok(looks)
}

/// The bytes of a part; none where the file has no such part.
fn part(archive: &mut zip::ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Vec<u8>, Reason> {
    let mut bytes = Vec::new();
    if let Ok(part) = archive.by_name(name) {
        let mut part = part.take(limits::allowed(Limit::Part));
        part.read_to_end(&mut bytes).map_err(|error| Reason::technical(&error))?;
    }
    Ok(bytes)
}

/// How each style of the workbook shows a number.
fn formats(styles: &[u8]) -> Vec<NumberFormat> {
    const FORMAT: u16 = 0x002C;
    const STYLES_OF_CELLS: u16 = 0x0269;
    const END: u16 = 0x026A;
    const STYLE: u16 = 0x002F;
    let mut own = BTreeMap::new();
    let (mut formats, mut is_inside) = (Vec::new(), false);
    for (kind, record) in (Records { rest: styles }) {
        match (kind, record) {
            (FORMAT, [low, high, code @ ..]) => {
                if let Some((code, _)) = wide_text(code) {
                    own.insert(u16::from_le_bytes([*low, *high]), NumberFormat::new(&code));
                }
            }
            (STYLES_OF_CELLS | END, _) => is_inside = kind == STYLES_OF_CELLS,
            (STYLE, [_, _, low, high, ..]) if is_inside => {
                let id = u16::from_le_bytes([*low, *high]);
                let look = own.get(&id).cloned();
                formats.push(look.unwrap_or_else(|| NumberFormat::builtin(id.into())));
            }
            _ => {}
        }
    }
    formats
}

/// The relation of each sheet, and its name.
fn sheets(workbook: &[u8]) -> Vec<(String, String)> {
    const SHEET: u16 = 0x009C;
    let records = Records { rest: workbook }.filter(|(kind, _)| *kind == SHEET);
    let named = |(_, record): (u16, &[u8])| {
        let (relation, rest) = wide_text(record.get(8..)?)?;
        Some((relation, wide_text(rest)?.0))
    };
    records.filter_map(named).collect()
}

/// The part that each relation leads to.
fn targets(relations: &[u8]) -> BTreeMap<String, String> {
    let mut xml = quick_xml::Reader::from_reader(relations);
    let (mut targets, mut buffer) = (BTreeMap::new(), Vec::new());
    loop {
        use quick_xml::events::Event;
        buffer.clear();
        match xml.read_event_into(&mut buffer) {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                let get = |name: &str| {
                    let mut attributes = tag.attributes();
                    let mut attributes = attributes.with_checks(false).flatten();
                    let found = attributes.find(|each| each.key.as_ref() == name)?;
                    Some(found.value.into_owned())
                };
                targets.extend(get("Id").zip(get("Target")));
            }
            Ok(Event::Eof) | Err(_) => return targets,
            Ok(_) => {}
        }
    }
}

/// The cells of a sheet that show more than a bare number.
fn cells(sheet: &[u8], formats: &[NumberFormat]) -> BTreeMap<Cell, NumberFormat> {
    const ROW: u16 = 0x0000;
    const CELLS: std::ops::RangeInclusive<u16> = 0x0001..=0x000B;
    let (mut cells, mut row) = (BTreeMap::new(), 0);
    for (kind, record) in (Records { rest: sheet }) {
        // A row starts with its number; a cell with its column, and its style in three bytes.
        let number = |at: usize| Some(u32::from_le_bytes(*record.get(at..)?.first_chunk()?));
        if kind == ROW {
            row = number(0).unwrap_or(row);
        } else if CELLS.contains(&kind) {
            let style = number(4).and_then(|style| usize::try_from(style & 0x00FF_FFFF).ok());
            let look = style.and_then(|style| formats.get(style)).filter(|it| !it.is_general());
            cells.extend(
                number(0).zip(look).map(|(column, look)| (Cell { row, column }, look.clone())),
            );
        }
    }
    cells
}

/// The records of a part, each with its kind; up to where they stop making sense.
struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let mut byte = || {
            let (first, rest) = self.rest.split_first()?;
            self.rest = rest;
            Some(*first)
        };
        let low = byte()?;
        let high = if low & 0x80 == 0 { 0 } else { byte()? };
        let kind = u16::from(low & 0x7F) | u16::from(high & 0x7F) << 7;
        let mut length = 0_usize;
        for group in 0..4 {
            let part = byte()?;
            length |= usize::from(part & 0x7F) << (7 * group);
            if part & 0x80 == 0 {
                break;
            }
        }
        let (record, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some((kind, record))
    }
}

/// A text and what comes after it.
fn wide_text(bytes: &[u8]) -> Option<(String, &[u8])> {
    let (length, rest) = bytes.split_first_chunk()?;
    let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
    let (text, rest) = rest.split_at_checked(length.checked_mul(2)?)?;
    let units: Vec<u16> =
        text.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    Some((String::from_utf16_lossy(&units), rest))
}
