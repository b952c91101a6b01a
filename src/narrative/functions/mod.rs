//! The functions that templates call, under their Dutch names. The only place that knows Tera's
//! values. An argument that a function does not have is an error: a typing error in `status` must
//! never quietly count something else.

mod arguments;
mod filters;
mod loops;
mod open;

use std::sync::Arc;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::de::DeserializeOwned;
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use crate::basis::{Basis, Setting};
use crate::disclosure::Shown;
use crate::dutch;

use super::Teller;
use super::others::Group;
use super::shape::{Phrase, Shape, did_you_mean};

use arguments::{
    ByStatus, Counted, Given, Named, Nothing, OfIntervention, OfMeasure, Registered, Share, Single,
    Sum, Total, Verb, What, Who, Year,
};

/// Registers every function, and gives their names.
pub(super) fn register(tera: &mut Tera, teller: &Arc<Teller>) -> Vec<&'static str> {
    let mut names = Vec::new();
    let mut add = |name: &'static str, function: Function| {
        let teller = Arc::clone(teller);
        names.push(name);
        tera.register_function(name, move |arguments: Kwargs, _: &State| {
            function(&teller, &arguments)
        });
    };
    counts(&mut add);
    add("procent", share);
    add("periode", filters::period);
    measures(&mut add);
    year(&mut add);
    conditions(&mut add);
    add("uitgelicht", loops::highlights);
    add("overige", loops::unspoken);
    add("tabel", loops::table);
    add("themas", loops::themes);
    add("overige_themas", loops::themes_without_chapter);
    add("instroom", loops::joined);
    add("partner", loops::partner);
    add("praktijkverhalen", loops::stories);
    add("gevraagd", open::is_asked);
    add("gekozen", open::chosen);
    add("n_gekozen", open::times_chosen);
    add("keuzes", open::choices);
    add("onderdelen", open::parts);
    add("ingezet", open::in_use);
    add("n_ingezet", open::times_in_use);
    add("erkenningen", open::recognitions);
    filters::register(tera, teller);
    names
}

/// What a template calls: the teller and the arguments give a value.
type Function = fn(&Teller, &Kwargs) -> TeraResult<Value>;

/// Phrases about how many municipalities do something, and which.
fn counts(add: &mut impl FnMut(&'static str, Function)) {
    add("gemeenten", |teller, arguments| {
        let ByStatus { van, status, naast, naast_van, bij, ww, kaal } = read(arguments)?;
        let group = group(van, status, naast, naast_van);
        text(teller.municipalities(&group, shape(bij, ww, kaal)))
    });
    add("namen", |teller, arguments| {
        let Who { van, status, naast, naast_van } = read(arguments)?;
        text(teller.names(&group(van, status, naast, naast_van)))
    });
    add("naam", |teller, arguments| {
        let OfIntervention { van } = read(arguments)?;
        text(teller.intervention_name(&van))
    });
    add("vaag", |teller, arguments| {
        let ByStatus { van, status, naast, naast_van, bij, ww, kaal } = read(arguments)?;
        let group = group(van, status, naast, naast_van);
        text(teller.vague_municipalities(&group, shape(bij, ww, kaal)))
    });
}

/// Phrases about what is measured.
fn measures(add: &mut impl FnMut(&'static str, Function)) {
    add("som", |teller, arguments| {
        let Sum { maat, naast, bij, ww, kaal } = read(arguments)?;
        let shape = teller.shape_beside_sum(&maat, naast.as_deref(), shape(bij, ww, kaal));
        text(shape.and_then(|shape| teller.sum(&maat, &shape)))
    });
    add("waarde", |teller, arguments| {
        let Single { maat, gemeente, bij, ww, kaal } = read(arguments)?;
        let shape = shape(bij, ww, kaal).refuse_others("waarde");
        text(shape.and_then(|shape| teller.value(&maat, &gemeente, &shape)))
    });
    add("voorbehoud", |teller, arguments| {
        let OfMeasure { maat } = read(arguments)?;
        text(teller.proviso(&maat))
    });
    add("peil", |teller, arguments| {
        let Given { maat, gemeente } = read(arguments)?;
        text(teller.reference_date(&maat, &gemeente))
    });
    add("toelichting", |teller, arguments| {
        let Given { maat, gemeente } = read(arguments)?;
        text(teller.remark(&maat, &gemeente))
    });
}

/// Phrases about the year: its register, its dates, its constants.
fn year(add: &mut impl FnMut(&'static str, Function)) {
    add("dekking", |teller, arguments| {
        let Nothing {} = read(arguments)?;
        text(Ok(teller.coverage()))
    });
    add("register", |teller, arguments| {
        let Registered { wat, naast, bij, ww, kaal } = read(arguments)?;
        text(teller.registered(&wat, naast.as_deref(), shape(bij, ww, kaal)))
    });
    add("constante", constant);
    add("jaar", |teller, arguments| {
        let Year { verschil } = read(arguments)?;
        let year = teller.facts.cycle.settings.year + verschil;
        text(Ok(teller.mark(year.to_string(), Basis::Setting(Setting::Year))))
    });
    add("peildatum", |teller, arguments| {
        let Nothing {} = read(arguments)?;
        let date = dutch::date(teller.facts.cycle.settings.reference_date);
        text(Ok(teller.mark(date, Basis::Setting(Setting::ReferenceDate))))
    });
    add("publicatie", |teller, arguments| {
        let Nothing {} = read(arguments)?;
        let date = dutch::month_and_year(teller.facts.cycle.settings.publication);
        text(Ok(teller.mark(date, Basis::Setting(Setting::Publication))))
    });
    add("kleine_aantallen", |teller, arguments| {
        let Nothing {} = read(arguments)?;
        let words = teller.facts.instead(Shown::Small).unwrap_or_default();
        text(Ok(teller.mark(words, Basis::Setting(Setting::SmallNumbers))))
    });
    add("contact", |teller, arguments| {
        let Nothing {} = read(arguments)?;
        Ok(teller.facts.cycle.settings.contact.as_str().into())
    });
    add("organisatie", |teller, arguments| {
        let Nothing {} = read(arguments)?;
        Ok(teller.facts.cycle.settings.organisation.as_str().into())
    });
}

/// Plain values for conditions, and the verb that agrees with one. Printed, they are naked numbers.
fn conditions(add: &mut impl FnMut(&'static str, Function)) {
    add("ww", verb);
    add("n", |teller, arguments| count(teller, arguments).map(|count| Value::from(count as u64)));
    add("totaal", |teller, arguments| {
        let Total { maat, gemeente } = read(arguments)?;
        // A condition must not tell what the text hides: a hidden number counts as the limit.
        let total = match gemeente {
            Some(gemeente) => teller.number_of_value(&maat, &gemeente),
            None => teller.number_of_sum(&maat),
        };
        let total = total.map_err(Error::message)?;
        Ok(Value::from(total.to_f64().unwrap_or(0.0)))
    });
    add("bekend", |teller, arguments| {
        let Given { maat, gemeente } = read(arguments)?;
        let given = teller.contribution(&maat, &gemeente).map_err(Error::message)?;
        Ok(Value::from(given.is_some_and(|each| !each.value.is_zero())))
    });
    add("toonbaar", |teller, arguments| {
        let OfMeasure { maat } = read(arguments)?;
        let figure = teller.measure(&maat).map_err(Error::message)?;
        let above_zero = figure.sum().is_some_and(|sum| !sum.is_zero());
        let shown = teller.facts.disclosure.sum(&maat) == Shown::Exact;
        Ok(Value::from(above_zero && shown))
    });
    add("n_jaar", |teller, arguments| {
        let Nothing {} = read(arguments)?;
        Ok(Value::from(i64::from(teller.facts.cycle.settings.year)))
    });
    add("n_register", |teller, arguments| {
        let What { wat } = read(arguments)?;
        teller.register_count(&wat).map(|n| Value::from(n as u64)).map_err(Error::message)
    });
}

fn read<T: DeserializeOwned>(arguments: &Kwargs) -> TeraResult<T> {
    arguments.deserialize()
}

fn shape(adjective: Option<String>, verb: Option<String>, bare: bool) -> Shape {
    Shape { adjective, verb, bare, before: None }
}

fn group(
    interventions: String,
    statuses: String,
    beside: Option<String>,
    beside_of: Option<String>,
) -> Group {
    Group { interventions, statuses, beside, beside_of }
}

fn text(phrase: Phrase<String>) -> TeraResult<Value> {
    phrase.map(Value::from).map_err(Error::message)
}

fn constant(teller: &Teller, arguments: &Kwargs) -> TeraResult<Value> {
    let Named { naam } = read(arguments)?;
    let constants = &teller.facts.cycle.constants;
    text(match constants.get(&naam) {
        Some(constant) => {
            let text = constant.text.replace("€ ", "€\u{a0}");
            Ok(teller.mark(text, Basis::Constant(naam.clone())))
        }
        None => Err(format!(
            "geen constante `{naam}` in constanten.toml{}",
            did_you_mean(&naam, constants.keys().map(String::as_str))
        )),
    })
}

fn count(teller: &Teller, arguments: &Kwargs) -> TeraResult<usize> {
    let counted: Counted = read(arguments)?;
    let count = match (counted.van, counted.maat) {
        (Some(van), None) => {
            let group = group(van, counted.status, counted.naast, counted.naast_van);
            teller.in_group(&group).map(|mut who| {
                if counted.zonder_voorbeeld {
                    let van = &group.interventions;
                    who.retain(|municipality| !teller.highlights_one_of(municipality, van));
                }
                who.len()
            })
        }
        (None, Some(maat)) => teller.measure(&maat).map(|figure| figure.contributions.len()),
        _ => Err("geef `van` of `maat`, niet allebei".to_owned()),
    };
    count.map_err(Error::message)
}

fn verb(teller: &Teller, arguments: &Kwargs) -> TeraResult<Value> {
    let asked: Verb = read(arguments)?;
    let value = verb_goes_by(teller, &asked).map_err(Error::message)?;
    text(Teller::verb(&asked.vormen, value))
}

/// The number that a verb agrees with; an amount of fte or money is one thing.
fn verb_goes_by(teller: &Teller, asked: &Verb) -> Phrase<Decimal> {
    let Verb { van, status, naast, naast_van, maat, gemeente, register, vraag, keuze, .. } = asked;
    match (van, maat, register, vraag) {
        (Some(van), None, None, None) => {
            let group = group(van.clone(), status.clone(), naast.clone(), naast_van.clone());
            teller.in_group(&group).map(|who| who.len().into())
        }
        (None, Some(maat), None, None) => {
            let is_amount = teller.measure(maat)?.measure.unit.is_amount();
            let value = match gemeente {
                Some(gemeente) => teller.number_of_value(maat, gemeente)?,
                None => teller.number_of_sum(maat)?,
            };
            Ok(if is_amount { Decimal::ONE } else { value })
        }
        (None, None, Some(group), None) => teller.register_count(group).map(Decimal::from),
        (None, None, None, Some(vraag)) => {
            let figure = teller.choice(vraag, keuze.as_deref())?;
            Ok(figure.municipalities(keuze.as_deref()).len().into())
        }
        _ => Err("geef `van`, `maat` (ook met `gemeente`), `register` of `vraag`".to_owned()),
    }
}

fn share(teller: &Teller, arguments: &Kwargs) -> TeraResult<Value> {
    let Share { maat, van, gemeente, ww } = read(arguments)?;
    text(teller.share(&maat, &van, gemeente.as_deref(), ww.as_deref()))
}
