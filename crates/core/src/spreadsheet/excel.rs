//! Numbers and days as `rust_xlsxwriter` takes them.

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use rust_xlsxwriter::{ExcelDateTime, XlsxError};

/// A number as a spreadsheet keeps it.
pub(crate) fn float(number: Decimal) -> f64 {
    number.to_f64().expect("a float comes near any decimal")
}

/// A day as a spreadsheet keeps it.
pub(crate) fn day(date: Date) -> Result<ExcelDateTime, XlsxError> {
    let part = |number: i8| u8::try_from(number).expect("months and days count from one");
    let year = u16::try_from(date.year()).expect("no monitor is as old as the year zero");
    ExcelDateTime::from_ymd(year, part(date.month()), part(date.day()))
}
