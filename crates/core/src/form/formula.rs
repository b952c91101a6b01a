//! Formulas that Excel, LibreOffice and this program work out alike. A form is written with the
//! outcome of each formula in it, so that a program that does not calculate shows the right words, too.

use std::fmt::Write as _;

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use crate::place::Cell;

/// A formula, or a part of one.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Expr {
    Text(String),
    Number(Decimal),
    Cell(String, Cell),
    /// The cells of a sheet, from one to another.
    Range(String, Cell, Cell),
    Call(&'static str, Vec<Expr>),
    Infix(Box<Expr>, &'static str, Box<Expr>),
}

/// What a cell holds, or what a formula yields.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Blank,
    Text(String),
    Number(Decimal),
    Truth(bool),
    /// What Excel shows as `#N/A` or `#VALUE!`.
    Error,
}

/// Where a formula looks up what other cells hold.
pub(super) trait Cells {
    fn value(&self, sheet: &str, cell: Cell) -> Value;
}

/// How a formula is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    Excel,
    OpenFormula,
}

/// A text; one that is longer than Excel takes in a formula is put together from pieces.
pub(super) fn text(text: &str) -> Expr {
    let letters: Vec<char> = text.chars().collect();
    let mut pieces = letters.chunks(200).map(|piece| Expr::Text(piece.iter().collect()));
    let first = pieces.next().unwrap_or_else(|| Expr::Text(String::new()));
    pieces.fold(first, |all, piece| infix(all, "&", piece))
}

pub(super) fn number(number: impl Into<Decimal>) -> Expr {
    Expr::Number(number.into())
}

pub(super) fn cell(sheet: &str, cell: Cell) -> Expr {
    Expr::Cell(sheet.to_owned(), cell)
}

pub(super) fn call<const N: usize>(name: &'static str, arguments: [Expr; N]) -> Expr {
    Expr::Call(name, arguments.into())
}

pub(super) fn infix(left: Expr, operator: &'static str, right: Expr) -> Expr {
    Expr::Infix(Box::new(left), operator, Box::new(right))
}

pub(super) fn when(condition: Expr, then: Expr, otherwise: Expr) -> Expr {
    call("IF", [condition, then, otherwise])
}

/// Any of the conditions; `false` where there is none.
pub(super) fn any(conditions: Vec<Expr>) -> Expr {
    if conditions.is_empty() {
        infix(number(0), "=", number(1))
    } else {
        Expr::Call("OR", conditions)
    }
}

pub(super) fn both(one: Expr, other: Expr) -> Expr {
    call("AND", [one, other])
}

pub(super) fn is_empty(of: &Expr) -> Expr {
    infix(call("LEN", [call("TRIM", [of.clone()])]), "=", number(0))
}

pub(super) fn is_given(of: &Expr) -> Expr {
    infix(call("LEN", [call("TRIM", [of.clone()])]), ">", number(0))
}

/// Whether a cell holds one of these words, whatever its case and the spaces around it.
pub(super) fn is_word(of: &Expr, words: &[&str]) -> Expr {
    let plain = || call("LOWER", [call("TRIM", [of.clone()])]);
    any(words.iter().map(|word| infix(plain(), "=", text(&word.to_lowercase()))).collect())
}

pub(super) fn day(date: Date) -> Expr {
    call("DATE", [number(date.year()), number(date.month()), number(date.day())])
}

/// The number that stands for a day in a spreadsheet.
pub(super) fn serial(date: Date) -> Decimal {
    let start = Date::constant(1899, 12, 30);
    date.duration_since(start).as_hours().div_euclid(24).into()
}

impl Expr {
    /// The formula without the sign that it starts with, as it stands on the sheet `home`.
    pub(super) fn written(&self, dialect: Dialect, home: &str) -> String {
        let mut written = String::new();
        self.write(&mut written, dialect, home);
        written
    }

    fn write(&self, out: &mut String, dialect: Dialect, home: &str) {
        let excel = dialect == Dialect::Excel;
        match self {
            Self::Text(text) => out.extend(["\"", &text.replace('"', "\"\""), "\""]),
            Self::Number(number) => _ = write!(out, "{number}"),
            Self::Cell(sheet, cell) => {
                let elsewhere = Some(sheet).filter(|sheet| *sheet != home);
                _ = match (excel, elsewhere.map(|sheet| quoted(sheet))) {
                    (true, None) => write!(out, "{cell}"),
                    (true, Some(name)) => write!(out, "{name}!{cell}"),
                    (false, None) => write!(out, "[.{cell}]"),
                    (false, Some(name)) => write!(out, "[${name}.{cell}]"),
                };
            }
            Self::Range(sheet, from, to) => {
                let (name, from, to) = (quoted(sheet), fixed(*from), fixed(*to));
                _ = if excel {
                    write!(out, "{name}!{from}:{to}")
                } else {
                    write!(out, "[${name}.{from}:.{to}]")
                };
            }
            Self::Call(name, arguments) => {
                out.extend([name, "("]);
                for (index, argument) in arguments.iter().enumerate() {
                    if index > 0 {
                        out.push(if excel { ',' } else { ';' });
                    }
                    argument.write(out, dialect, home);
                }
                out.push(')');
            }
            Self::Infix(left, operator, right) => {
                left.write_part(out, dialect, home);
                out.push_str(operator);
                right.write_part(out, dialect, home);
            }
        }
    }

    fn write_part(&self, out: &mut String, dialect: Dialect, home: &str) {
        let nested = matches!(self, Self::Infix(..));
        if nested {
            out.push('(');
        }
        self.write(out, dialect, home);
        if nested {
            out.push(')');
        }
    }

    /// The outcome of the formula.
    pub(super) fn value(&self, cells: &impl Cells) -> Value {
        match self {
            Self::Text(text) => Value::Text(text.clone()),
            Self::Number(number) => Value::Number(*number),
            Self::Cell(sheet, cell) => cells.value(sheet, *cell),
            Self::Range(..) => Value::Error,
            Self::Infix(left, operator, right) => {
                worked_out(&left.value(cells), operator, &right.value(cells))
            }
            Self::Call(name, arguments) => called(name, arguments, cells),
        }
    }

    /// The values of a range, row by row, or the one value of anything else.
    fn values(&self, cells: &impl Cells) -> Vec<Value> {
        match self {
            Self::Range(sheet, from, to) => (from.row..=to.row)
                .flat_map(|row| (from.column..=to.column).map(move |column| Cell { row, column }))
                .map(|cell| cells.value(sheet, cell))
                .collect(),
            other => vec![other.value(cells)],
        }
    }
}

/// The name of a sheet between quotation marks.
fn quoted(sheet: &str) -> String {
    format!("'{}'", sheet.replace('\'', "''"))
}

/// A cell that stays the same wherever the formula is: `$A$2`.
pub(super) fn fixed(cell: Cell) -> String {
    let written = cell.to_string();
    let letters = written.trim_end_matches(|c: char| c.is_ascii_digit());
    format!("${letters}${}", &written[letters.len()..])
}

impl Value {
    pub(super) fn as_text(&self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.normalize().to_string(),
            Self::Truth(true) => "TRUE".to_owned(),
            Self::Truth(false) => "FALSE".to_owned(),
            Self::Error => "#N/A".to_owned(),
        }
    }

    fn as_number(&self) -> Decimal {
        match self {
            Self::Number(number) => *number,
            Self::Truth(true) => Decimal::ONE,
            _ => Decimal::ZERO,
        }
    }

    fn is_true(&self) -> bool {
        matches!(self, Self::Truth(true))
            || matches!(self, Self::Number(number) if !number.is_zero())
    }
}

fn worked_out(left: &Value, operator: &str, right: &Value) -> Value {
    if *left == Value::Error || *right == Value::Error {
        return Value::Error;
    }
    match operator {
        "&" => return Value::Text(left.as_text() + &right.as_text()),
        "+" => return Value::Number(left.as_number() + right.as_number()),
        "-" => return Value::Number(left.as_number() - right.as_number()),
        _ => {}
    }
    // A text is more than any number; an empty cell is as much as an empty text.
    let is_text = |value: &Value| matches!(value, Value::Text(_));
    let order = match (is_text(left), is_text(right)) {
        (false, false) => left.as_number().cmp(&right.as_number()),
        (true, true) => left.as_text().to_lowercase().cmp(&right.as_text().to_lowercase()),
        (true, false) if *right == Value::Blank => left.as_text().as_str().cmp(""),
        (false, true) if *left == Value::Blank => "".cmp(right.as_text().as_str()),
        (is_more, _) => is_more.cmp(&!is_more),
    };
    Value::Truth(match operator {
        "=" => order.is_eq(),
        "<>" => order.is_ne(),
        "<" => order.is_lt(),
        ">" => order.is_gt(),
        "<=" => order.is_le(),
        ">=" => order.is_ge(),
        _ => return Value::Error,
    })
}

fn called(name: &str, arguments: &[Expr], cells: &impl Cells) -> Value {
    let value = |index: usize| arguments.get(index).map_or(Value::Blank, |it| it.value(cells));
    let all = || arguments.iter().flat_map(|argument| argument.values(cells));
    let numbers =
        || all().filter_map(|value| if let Value::Number(n) = value { Some(n) } else { None });
    match name {
        "AND" => return Value::Truth(all().all(|value| value.is_true())),
        "OR" => return Value::Truth(all().any(|value| value.is_true())),
        "SUM" => return Value::Number(numbers().sum()),
        "COUNT" => return Value::Number(numbers().count().into()),
        _ => {}
    }
    let first = value(0);
    let seen = matches!(name, "IF" | "ISERROR" | "ISNUMBER" | "INDEX");
    if first == Value::Error && !seen {
        return Value::Error;
    }
    match name {
        "IF" if first.is_true() => value(1),
        "IF" => value(2),
        "NOT" => Value::Truth(!first.is_true()),
        "ISNUMBER" => Value::Truth(matches!(first, Value::Number(_))),
        "ISERROR" => Value::Truth(first == Value::Error),
        "LEN" => Value::Number(first.as_text().encode_utf16().count().into()),
        "TRIM" => {
            let text = first.as_text();
            let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
            Value::Text(words.join(" "))
        }
        "LOWER" => Value::Text(first.as_text().to_lowercase()),
        "LEFT" => {
            let length = value(1).as_number().to_usize().unwrap_or(0);
            Value::Text(first.as_text().chars().take(length).collect())
        }
        "SUBSTITUTE" => {
            Value::Text(first.as_text().replace(&value(1).as_text(), &value(2).as_text()))
        }
        "CHAR" => Value::Text(first.as_number().to_u8().map(char::from).into_iter().collect()),
        "INT" => Value::Number(first.as_number().floor()),
        "ROUND" => {
            Value::Number(first.as_number().round_dp(value(1).as_number().to_u32().unwrap_or(0)))
        }
        "DATE" => {
            let part = |index: usize| value(index).as_number().to_i16().unwrap_or(0);
            let small = |index: usize| i8::try_from(part(index)).unwrap_or(0);
            Date::new(part(0), small(1), small(2))
                .map_or(Value::Error, |date| Value::Number(serial(date)))
        }
        "MATCH" => {
            let range = arguments.get(1).expect("`MATCH` looks in a range");
            let found =
                range.values(cells).iter().position(|each| worked_out(&first, "=", each).is_true());
            found.map_or(Value::Error, |index| Value::Number((index + 1).into()))
        }
        "INDEX" => match value(1) {
            Value::Number(place) => {
                let there = arguments.first().expect("`INDEX` takes from a range").values(cells);
                let index = place.to_usize().and_then(|place| place.checked_sub(1));
                index.and_then(|index| there.get(index).cloned()).unwrap_or(Value::Error)
            }
            _ => Value::Error,
        },
        _ => Value::Error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct One(Value);

    impl Cells for One {
        fn value(&self, _: &str, _: Cell) -> Value {
            self.0.clone()
        }
    }

    fn d6() -> Expr {
        cell("Foto's", Cell { row: 5, column: 3 })
    }

    #[test]
    fn a_formula_is_written_as_each_program_writes_it() {
        let sum = infix(infix(d6(), "+", number(1)), "=", call("LEN", [text("a\"b"), number(2)]));
        assert_eq!(sum.written(Dialect::Excel, "Foto's"), "(D6+1)=LEN(\"a\"\"b\",2)");
        assert_eq!(sum.written(Dialect::Excel, "X"), "('Foto''s'!D6+1)=LEN(\"a\"\"b\",2)");
        assert_eq!(sum.written(Dialect::OpenFormula, "Foto's"), "([.D6]+1)=LEN(\"a\"\"b\";2)");
        let range =
            Expr::Range("A".to_owned(), Cell { row: 1, column: 0 }, Cell { row: 8, column: 0 });
        assert_eq!(range.written(Dialect::Excel, "A"), "'A'!$A$2:$A$9");
        assert_eq!(range.written(Dialect::OpenFormula, "A"), "[$'A'.$A$2:.$A$9]");
    }

    #[test]
    fn an_empty_cell_is_neither_a_number_nor_a_word() {
        for (value, empty, unknown, is_number) in [
            (Value::Blank, true, false, false),
            (Value::Text("  ".to_owned()), true, false, false),
            (Value::Text(" Onbekend ".to_owned()), false, true, false),
            (Value::Number(0.into()), false, false, true),
        ] {
            let cells = One(value);
            let says = |expr: Expr| expr.value(&cells).is_true();
            assert_eq!(says(is_empty(&d6())), empty);
            assert_eq!(says(is_given(&d6())), !empty);
            assert_eq!(says(is_word(&d6(), &["onbekend"])), unknown);
            assert_eq!(says(call("ISNUMBER", [d6()])), is_number);
        }
    }

    #[test]
    fn a_range_is_looked_at_in_all_its_columns() {
        struct Only(Cell);
        impl Cells for Only {
            fn value(&self, _: &str, cell: Cell) -> Value {
                if cell == self.0 { Value::Number(7.into()) } else { Value::Blank }
            }
        }
        let at = |row, column| Cell { row, column };
        let range = Expr::Range("A".to_owned(), at(1, 7), at(2, 11));
        let count = Expr::Call("COUNT", vec![range]);
        let counted = |cell| count.value(&Only(cell));
        for inside in [at(1, 7), at(1, 9), at(2, 11)] {
            assert_eq!(counted(inside), Value::Number(1.into()), "{inside}");
        }
        for outside in [at(1, 6), at(0, 9), at(3, 9), at(2, 12)] {
            assert_eq!(counted(outside), Value::Number(0.into()), "{outside}");
        }
    }

    #[test]
    fn a_long_text_is_put_together_from_pieces() {
        let long = "x".repeat(450);
        let written = text(&long).written(Dialect::Excel, "");
        assert!(written.split('"').all(|piece| piece.len() <= 255), "{written}");
        assert_eq!(text(&long).value(&One(Value::Blank)), Value::Text(long));
    }

    #[test]
    fn a_day_is_the_number_that_a_spreadsheet_has_for_it() {
        assert_eq!(serial(Date::constant(2024, 3, 1)), 45352.into());
        assert_eq!(
            day(Date::constant(2024, 3, 1)).value(&One(Value::Blank)),
            Value::Number(45352.into())
        );
    }
}
