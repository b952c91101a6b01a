//! The filters, which turn a value that a template has into Dutch: `{{ voorbeelden | lijst(…) }}`. A filter
//! that prints a number keeps what the number rests on; where nothing is known of that it refuses.

use std::sync::Arc;

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use pmg_core::basis::Basis;
use pmg_core::dutch;

use crate::phrase::{MARK_END, MARK_START, PhraseResult, Phrases, verb_forms};

use super::arguments::{Field, Forms, Nothing, Period, read, text};

/// What a filter does: the phrases, the value before the bar and the arguments give a value.
type Filter = fn(&Phrases, &Value, &Kwargs) -> TeraResult<Value>;

/// Registers every filter.
pub(super) fn register(tera: &mut Tera, phrases: &Arc<Phrases>) {
    let filters: [(&'static str, Filter); 4] =
        [("lijst", list), ("meervoud", agree), ("hoofdletter", capitalise), ("maand", month)];
    for (name, filter) in filters {
        let phrases = Arc::clone(phrases);
        tera.register_filter(name, move |value: Value, arguments: Kwargs, _: &State| {
            filter(&phrases, &value, &arguments)
        });
    }
}

/// `Eindhoven, Heerlen en Nieuwegein`: texts, or one field of each entry.
fn list(_: &Phrases, value: &Value, arguments: &Kwargs) -> TeraResult<Value> {
    let Field { veld } = read(arguments)?;
    let entries = value.as_array().ok_or_else(|| Error::message("`lijst` werkt op een lijst"))?;
    let words = entries.iter().map(|entry| {
        let found = match &veld {
            Some(veld) => entry.get_from_path(veld).and_then(Value::as_str),
            None => entry.as_str(),
        };
        found.ok_or_else(|| {
            let hint = "noem met `veld=\"…\"` welk deel van elke regel, zoals `veld=\"naam\"`";
            Error::message(format!("`lijst` kan alleen tekst opsommen; {hint}"))
        })
    });
    Ok(Value::from(dutch::list(&words.collect::<TeraResult<Vec<_>>>()?)))
}

/// The form that agrees with a plain number or with the length of a list.
fn agree(_: &Phrases, value: &Value, arguments: &Kwargs) -> TeraResult<Value> {
    let Forms { vormen } = read(arguments)?;
    let one = match value.as_array() {
        Some(entries) => Some(entries.len() == 1),
        None => value.as_f64().map(|number| (number - 1.0).abs() < f64::EPSILON),
    };
    let one = one.ok_or_else(|| {
        Error::message("`meervoud` werkt op een lijst of op het getal van `n` of `totaal`")
    })?;
    let (singular, plural) = verb_forms(&vormen).map_err(Error::message)?;
    Ok(Value::from(if one { singular } else { plural }))
}

/// The text with a capital; if it starts with a mark, the words of the mark get it.
fn capitalise(phrases: &Phrases, value: &Value, arguments: &Kwargs) -> TeraResult<Value> {
    let Nothing {} = read(arguments)?;
    let words =
        value.as_str().ok_or_else(|| Error::message("`hoofdletter` werkt alleen op tekst"))?;
    let end = words.find(MARK_END).filter(|_| words.starts_with(MARK_START));
    let (start, rest) = words.split_at(end.map_or(0, |end| end + MARK_END.len_utf8()));
    Ok(Value::from(match phrases.marked(start) {
        Some(mark) => phrases.mark(dutch::capitalise(&mark.text), mark.basis) + rest,
        None => dutch::capitalise(words),
    }))
}

/// `maart 2024` for a day that the program knows.
fn month(phrases: &Phrases, value: &Value, arguments: &Kwargs) -> TeraResult<Value> {
    let Nothing {} = read(arguments)?;
    let mark = value.as_str().and_then(|text| phrases.marked(text));
    let day = mark.as_ref().and_then(|mark| dutch::parse_date(&mark.text));
    text(match (mark, day) {
        (Some(mark), Some(day)) => Ok(phrases.mark(dutch::month_and_year(day), mark.basis)),
        _ => Err("`maand` werkt op een dag met een herkomst, zoals `peildatum()` of een constante met een datum".to_owned()),
    })
}

/// `van 1 januari tot en met 1 maart 2024`: from the start of one moment to the end of another.
pub(super) fn period(phrases: &Phrases, arguments: &Kwargs) -> TeraResult<Value> {
    let Period { van, tot } = read(arguments)?;
    text(say_period(phrases, &van, &tot))
}

fn say_period(phrases: &Phrases, from: &str, to: &str) -> PhraseResult<String> {
    let moment = |text: &str| {
        let mark = phrases.marked(text)?;
        Some((dutch::parse_moment(&mark.text)?, mark.basis))
    };
    let both = moment(from).zip(moment(to));
    let Some((((first, _), one), ((_, last), other))) = both else {
        return Err("geef bij `van` en `tot` een dag, maand of jaar met een herkomst, zoals `jaar()`, `peildatum()` of een constante".to_owned());
    };
    if first > last {
        return Err(format!("{} ligt na {}", dutch::date(first), dutch::date(last)));
    }
    let to = (one != other).then(|| Box::new(other));
    Ok(phrases.mark(dutch::period(first, last), Basis::Period { from: Box::new(one), to }))
}
