//! What a cell says in answer to its question.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::number::{self, NumberFault};
use super::seen::{comma, is_blank, shown, visible};
use super::seen_otherwise;
use super::status::Status;
use super::submission::{DateReading, Fault, FaultKind, Reading};
use crate::cycle::OpenKind;
use crate::dutch;
use crate::place::Place;
use crate::questionnaire::{OpenQuestion, Question};
use crate::workbook::Value;

pub(super) fn reading(value: &Value, question: Question<'_>) -> Reading {
    let fault = |kind| Reading::Fault(Fault { found: shown(value), kind });
    match (value, question) {
        (Value::Error(_), _) => fault(FaultKind::ErrorValue),
        (Value::FormulaWithoutValue, _) => fault(FaultKind::FormulaWithoutValue),
        (value, Question::Open(question)) => match open(value, question) {
            Ok(reading) => reading,
            Err(kind) => fault(kind),
        },
        (
            value @ (Value::ShownAs { .. } | Value::Rich(_) | Value::Struck(_)),
            Question::Number(_, measure),
        ) => seen_otherwise::number(value, measure),
        (
            value @ (Value::ShownAs { .. } | Value::Rich(_) | Value::Struck(_)),
            Question::Status(_),
        ) => {
            Reading::Fault(Fault { found: seen_otherwise::marked(value), kind: FaultKind::Status })
        }
        (Value::Boolean(_), _) => fault(FaultKind::Boolean),
        (Value::Date(_) | Value::Time(_), _) => fault(FaultKind::Date),
        (Value::HugeNumber(_), Question::Number(..)) => {
            fault(FaultKind::Number(NumberFault::TooLarge))
        }
        (Value::Number(value), Question::Number(..)) if value.abs() > number::LARGEST => {
            fault(FaultKind::Number(NumberFault::TooLarge))
        }
        (Value::Number(number), Question::Number(..)) => Reading::Number(*number),
        (Value::Amount(amount), Question::Number(_, measure)) if measure.unit.is_money() => {
            Reading::Number(*amount)
        }
        (Value::Amount(_), Question::Number(..)) => fault(FaultKind::Number(NumberFault::Amount)),
        (Value::Percentage(_), Question::Number(..)) => {
            fault(FaultKind::Number(NumberFault::Percentage))
        }
        (
            Value::Number(_) | Value::HugeNumber(_) | Value::Percentage(_) | Value::Amount(_),
            Question::Status(_),
        ) => fault(FaultKind::Status),
        (Value::Text(text), Question::Number(_, measure)) => match special(text) {
            Some(reading) => reading,
            None if text.contains('€') && !measure.unit.is_money() => {
                fault(FaultKind::Number(NumberFault::Amount))
            }
            None => {
                counted(text).map_or_else(|kind| fault(FaultKind::Number(kind)), Reading::Number)
            }
        },
        (Value::Text(text), Question::Status(_)) => match special(text) {
            Some(reading) => reading,
            None => Status::parse(&visible(text))
                .map_or_else(|| fault(FaultKind::Status), Reading::Status),
        },
    }
}

/// The number in a text, without invisible characters. Digits of another script are asked about.
pub(super) fn counted(text: &str) -> Result<Decimal, NumberFault> {
    let text = visible(text);
    number::parse(&text).map_err(|fault| match number::parse(dutch::normal(&text).text()) {
        Ok(meant) => NumberFault::Ambiguous(vec![comma(&meant)]),
        Err(_) => fault,
    })
}

/// The answer to a question that asks for no count.
fn open(value: &Value, question: &OpenQuestion) -> Result<Reading, FaultKind> {
    let text = shown(value);
    match question.kind {
        OpenKind::Tekst => Ok(Reading::Text(text)),
        OpenKind::Datum => match (day(value), special(&text)) {
            (Some(date), _) => Ok(Reading::Date(date)),
            (None, special) => special.ok_or(FaultKind::NoDate),
        },
        OpenKind::Keuze | OpenKind::Keuzes => {
            let text = visible(&text).into_owned();
            // A choice may itself have a comma, or be a word that says that nothing is known.
            let several = question.kind == OpenKind::Keuzes;
            let given: Vec<&str> = if several && question.choice(&text).is_none() {
                text.split([',', ';', '\n']).filter(|part| !part.trim().is_empty()).collect()
            } else {
                vec![&text]
            };
            let chosen = |part: &str| {
                question
                    .choice(part)
                    .cloned()
                    .ok_or_else(|| FaultKind::Choice(part.trim().to_owned()))
            };
            match given.iter().map(|part| chosen(part)).collect::<Result<Vec<_>, _>>() {
                Ok(chosen) => Ok(Reading::Chosen(each_once(chosen))),
                Err(kind) => special(&text).ok_or(kind),
            }
        }
    }
}

/// Each choice once. Who types one twice says nothing else, so nobody needs to be asked.
fn each_once(chosen: Vec<String>) -> Vec<String> {
    let mut once = Vec::new();
    for choice in chosen {
        if !once.contains(&choice) {
            once.push(choice);
        }
    }
    once
}

fn day(value: &Value) -> Option<Date> {
    match value {
        Value::Date(date) => Some(*date),
        Value::Text(text) => dutch::parse_date(dutch::normal(text).text()),
        _ => None,
    }
}

/// The answer that certain words are to any question; `None` for other words.
pub(super) fn special(text: &str) -> Option<Reading> {
    match visible(text).trim().to_lowercase().replace(' ', "").as_str() {
        "onbekend" => Some(Reading::Unknown),
        "n.v.t." | "nvt" | "n.v.t" | "nietvantoepassing" => Some(Reading::NotApplicable),
        "" => Some(Reading::Empty),
        _ => None,
    }
}

/// The day beside an answer; `None` if nothing is seen there.
pub(super) fn reference_date(value: &Value, place: Place) -> Option<DateReading> {
    let written = shown(value);
    match day(value) {
        Some(date) => Some(DateReading::Date(date, place)),
        None if is_blank(&written) => None,
        None => Some(DateReading::Fault(written, place)),
    }
}
