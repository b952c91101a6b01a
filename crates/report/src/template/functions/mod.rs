//! The functions that templates call, under their Dutch names. The only place that knows Tera's
//! values. An argument that a function does not have is an error: a typing error in `status` must
//! never quietly count something else.

mod arguments;
mod filters;
mod letter;
mod loops;
mod open;
mod pictures;
mod profiles;

use std::sync::Arc;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use crate::disclosure::Shown;
use pmg_core::answers::Status;
use pmg_core::basis::{Basis, Beside, Group, Setting};
use pmg_core::cycle::Constant;
use pmg_core::dutch;
use pmg_core::near::did_you_mean;

use crate::phrase::{PhraseResult, Phrases};

use arguments::{
    ByStatus, Compared, Counted, Covering, Given, Named, Nothing, OfIntervention, OfMeasure,
    Registered, Share, Single, Sum, Total, Verb, What, Who, Year, form, read, text,
};

/// What a function gives, which decides where a template can use it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A number of things that can be counted, in words or figures: before it `andere` would say that these are other
    /// ones.
    Count,
    /// Other words.
    Words,
    /// A plain value for a condition. Printed, it is a naked number.
    Value,
    /// Something to loop over.
    List,
}

/// A function that templates call.
struct Function {
    name: &'static str,
    kind: Kind,
    call: Call,
}

/// What a function does: the phrases of the year and the arguments give a value.
type Call = fn(&Phrases, &Kwargs) -> TeraResult<Value>;

const fn function(name: &'static str, kind: Kind, call: Call) -> Function {
    Function { name, kind, call }
}

/// Every function, in its groups.
const FUNCTIONS: [&[Function]; 7] =
    [MUNICIPALITIES, MEASURES, LAST_YEAR, YEAR, PICTURES, VALUES, LISTS];

/// Registers every function and filter, and gives the names of the functions.
pub(super) fn register(tera: &mut Tera, phrases: &Arc<Phrases>) -> Vec<&'static str> {
    let mut names = Vec::new();
    for Function { name, call, .. } in FUNCTIONS.into_iter().flatten() {
        let phrases = Arc::clone(phrases);
        names.push(*name);
        tera.register_function(*name, move |arguments: Kwargs, _: &State| {
            call(&phrases, &arguments)
        });
    }
    filters::register(tera, phrases);
    names
}

/// The names of the functions that give a count.
pub(super) fn counting() -> impl Iterator<Item = &'static str> {
    let all = FUNCTIONS.into_iter().flatten();
    all.filter(|function| function.kind == Kind::Count).map(|function| function.name)
}

/// Phrases about how many municipalities do something, and which.
const MUNICIPALITIES: &[Function] = &[
    function("gemeenten", Kind::Count, |phrases, arguments| {
        let ByStatus { van, status, naast, naast_van, bij, ww, kaal } = read(arguments)?;
        let group = group(&van, &status, naast.as_deref(), naast_van.as_deref());
        text(phrases.municipalities(&group, form(bij, ww, kaal)))
    }),
    function("namen", Kind::Words, |phrases, arguments| {
        let Who { van, status, naast, naast_van } = read(arguments)?;
        text(phrases.names(&group(&van, &status, naast.as_deref(), naast_van.as_deref())))
    }),
    function("naam", Kind::Words, |phrases, arguments| {
        let OfIntervention { van } = read(arguments)?;
        text(phrases.intervention_name(&van))
    }),
    function("vaag", Kind::Count, |phrases, arguments| {
        let ByStatus { van, status, naast, naast_van, bij, ww, kaal } = read(arguments)?;
        let group = group(&van, &status, naast.as_deref(), naast_van.as_deref());
        text(phrases.vague_municipalities(&group, form(bij, ww, kaal)))
    }),
];

/// Phrases about what is measured.
const MEASURES: &[Function] = &[
    function("som", Kind::Count, |phrases, arguments| {
        let Sum { maat, naast, bij, ww, kaal } = read(arguments)?;
        let form = phrases.form_for_sum(&maat, naast.as_deref(), form(bij, ww, kaal));
        text(form.and_then(|form| phrases.sum(&maat, &form)))
    }),
    function("waarde", Kind::Count, |phrases, arguments| {
        let Single { maat, gemeente, bij, ww, kaal } = read(arguments)?;
        let form = form(bij, ww, kaal).refuse_exclusive("waarde");
        text(form.and_then(|form| phrases.value(&maat, &gemeente, &form)))
    }),
    function("voorbehoud", Kind::Words, |phrases, arguments| {
        let OfMeasure { maat } = read(arguments)?;
        text(phrases.proviso(&maat))
    }),
    function("peil", Kind::Words, |phrases, arguments| {
        let Given { maat, gemeente } = read(arguments)?;
        text(phrases.reference_date(&maat, &gemeente))
    }),
    function("toelichting", Kind::Words, |phrases, arguments| {
        let Given { maat, gemeente } = read(arguments)?;
        text(phrases.remark(&maat, &gemeente))
    }),
    function("procent", Kind::Words, share),
];

/// Phrases that lay a measure beside what was printed of it last year.
const LAST_YEAR: &[Function] = &[
    function("vorig", Kind::Count, |phrases, arguments| beside(phrases, arguments, Beside::Before)),
    function("zelfde", Kind::Count, |phrases, arguments| {
        beside(phrases, arguments, Beside::SameNow)
    }),
    function("zelfde_vorig", Kind::Count, |phrases, arguments| {
        beside(phrases, arguments, Beside::SameBefore)
    }),
    function("zelfde_gemeenten", Kind::Count, |phrases, arguments| {
        beside(phrases, arguments, Beside::Same)
    }),
    function("nieuwe_gemeenten", Kind::Count, |phrases, arguments| {
        beside(phrases, arguments, Beside::Joined)
    }),
    function("weggevallen_gemeenten", Kind::Count, |phrases, arguments| {
        beside(phrases, arguments, Beside::Left)
    }),
    function("verschil", Kind::Words, |phrases, arguments| {
        let OfMeasure { maat } = read(arguments)?;
        text(phrases.beside(&maat, Beside::Change, &form(None, None, false)))
    }),
    function("beletsel", Kind::Words, |phrases, arguments| {
        let OfMeasure { maat } = read(arguments)?;
        text(phrases.beside(&maat, Beside::Obstacle, &form(None, None, false)))
    }),
];

fn beside(phrases: &Phrases, arguments: &Kwargs, what: Beside) -> TeraResult<Value> {
    let Compared { maat, bij, ww, kaal } = read(arguments)?;
    let form = form(bij, ww, kaal).refuse_exclusive("vorig");
    text(form.and_then(|form| phrases.beside(&maat, what, &form)))
}

/// Phrases about the year: its register, its dates, its constants.
const YEAR: &[Function] = &[
    function("dekking", Kind::Words, |phrases, arguments| {
        let Nothing {} = read(arguments)?;
        text(Ok(phrases.coverage()))
    }),
    function("register", Kind::Count, |phrases, arguments| {
        let Registered { wat, naast, bij, ww, kaal } = read(arguments)?;
        text(phrases.registered(&wat, naast.as_deref(), form(bij, ww, kaal)))
    }),
    function("leden", Kind::Words, |phrases, arguments| {
        let What { wat } = read(arguments)?;
        text(phrases.members(&wat))
    }),
    function("volledig", Kind::Count, |phrases, arguments| {
        let Covering { wat, bij, ww, kaal } = read(arguments)?;
        let form = form(bij, ww, kaal).refuse_exclusive("volledig");
        text(form.and_then(|form| phrases.covered(Phrases::tags(&wat)?, &form)))
    }),
    function("constante", Kind::Words, |phrases, arguments| {
        constant(phrases, arguments, |constant| &constant.text)
    }),
    function("bron", Kind::Words, |phrases, arguments| {
        constant(phrases, arguments, |constant| &constant.source)
    }),
    function("jaar", Kind::Words, |phrases, arguments| {
        let Year { verschil } = read(arguments)?;
        let year = phrases.facts.cycle.settings.year + verschil;
        text(Ok(phrases.mark(year.to_string(), Basis::Setting(Setting::Year))))
    }),
    function("peildatum", Kind::Words, |phrases, arguments| {
        let Nothing {} = read(arguments)?;
        let date = dutch::date(phrases.facts.cycle.settings.reference_date);
        text(Ok(phrases.mark(date, Basis::Setting(Setting::ReferenceDate))))
    }),
    function("publicatie", Kind::Words, |phrases, arguments| {
        let Nothing {} = read(arguments)?;
        let date = dutch::month_and_year(phrases.facts.cycle.settings.publication);
        text(Ok(phrases.mark(date, Basis::Setting(Setting::Publication))))
    }),
    function("kleine_aantallen", Kind::Words, |phrases, arguments| {
        let Nothing {} = read(arguments)?;
        let words = phrases.facts.instead(Shown::PrimarySuppressed);
        let words = words.expect("words stand in place of a small number");
        text(Ok(phrases.mark(words, Basis::Setting(Setting::SmallNumbers))))
    }),
    function("contact", Kind::Words, |phrases, arguments| {
        let Nothing {} = read(arguments)?;
        Ok(phrases.facts.cycle.settings.contact.as_str().into())
    }),
    function("organisatie", Kind::Words, |phrases, arguments| {
        let Nothing {} = read(arguments)?;
        Ok(phrases.facts.cycle.settings.organisation.as_str().into())
    }),
    function("periode", Kind::Words, filters::period),
    function("gekozen", Kind::Count, open::chosen),
    function("ingezet", Kind::Count, open::in_use),
];

/// Pictures of figures.
const PICTURES: &[Function] = &[function("grafiek", Kind::Words, pictures::picture)];

/// Plain values for conditions, and the verb that agrees with one. Printed, they are naked numbers.
const VALUES: &[Function] = &[
    function("ww", Kind::Words, verb),
    function("n", Kind::Value, |phrases, arguments| {
        count(phrases, arguments).map(|count| Value::from(count as u64))
    }),
    function("totaal", Kind::Value, |phrases, arguments| {
        let Total { maat, gemeente } = read(arguments)?;
        // A condition must not tell what the text hides: a hidden number counts as the limit.
        let total = match gemeente {
            Some(gemeente) => phrases.number_of_value(&maat, &gemeente),
            None => phrases.number_of_sum(&maat),
        };
        let total = total.map_err(Error::message)?;
        Ok(Value::from(total.to_f64().unwrap_or(0.0)))
    }),
    function("bekend", Kind::Value, |phrases, arguments| {
        let Given { maat, gemeente } = read(arguments)?;
        let given = phrases.contribution(&maat, &gemeente).map_err(Error::message)?;
        Ok(Value::from(given.is_some_and(|each| !each.value.is_zero())))
    }),
    function("toonbaar", Kind::Value, |phrases, arguments| {
        let OfMeasure { maat } = read(arguments)?;
        let figure = phrases.measure(&maat).map_err(Error::message)?;
        let above_zero = figure.sum().is_some_and(|sum| !sum.is_zero());
        let shown = phrases.facts.disclosure.sum(&maat) == Shown::Published;
        Ok(Value::from(above_zero && shown))
    }),
    function("vergelijkbaar", Kind::Value, |phrases, arguments| {
        let OfMeasure { maat } = read(arguments)?;
        let compared = phrases.compared(&maat).map_err(Error::message)?;
        Ok(Value::from(compared.is_some()))
    }),
    function("n_jaar", Kind::Value, |phrases, arguments| {
        let Nothing {} = read(arguments)?;
        Ok(Value::from(i64::from(phrases.facts.cycle.settings.year)))
    }),
    function("n_register", Kind::Value, |phrases, arguments| {
        let What { wat } = read(arguments)?;
        phrases.register_count(&wat).map(|n| Value::from(n as u64)).map_err(Error::message)
    }),
    function("n_volledig", Kind::Value, |phrases, arguments| {
        let What { wat } = read(arguments)?;
        let tags = Phrases::tags(&wat).map_err(Error::message)?;
        Ok(Value::from(phrases.facts.covered(tags).len() as u64))
    }),
    function("gevraagd", Kind::Value, open::is_asked),
    function("n_gekozen", Kind::Value, open::times_chosen),
    function("n_ingezet", Kind::Value, open::times_in_use),
];

/// What a template loops over.
const LISTS: &[Function] = &[
    function("uitgelicht", Kind::List, loops::highlights),
    function("overige", Kind::List, loops::unspoken),
    function("tabel", Kind::List, loops::table),
    function("themas", Kind::List, loops::themes),
    function("indeling", Kind::List, loops::tags),
    function("profielen", Kind::List, profiles::profiles),
    function("overige_themas", Kind::List, loops::themes_without_chapter),
    function("instroom", Kind::List, loops::joined),
    function("partner", Kind::List, loops::partner),
    function("praktijkverhalen", Kind::List, loops::stories),
    function("keuzes", Kind::List, open::choices),
    function("onderdelen", Kind::List, open::parts),
    function("erkenningen", Kind::List, open::recognitions),
    function("brief", Kind::List, letter::around),
    function("toezeggingen", Kind::List, letter::commitments),
    function("beleidskeuze", Kind::List, letter::policy),
];

fn group(
    interventions: &str,
    statuses: &str,
    beside: Option<&str>,
    beside_of: Option<&str>,
) -> Group {
    let any = beside.is_some() || beside_of.is_some();
    let before = any.then(|| {
        let interventions = beside_of.unwrap_or(interventions);
        Box::new(Group::new(interventions, beside.unwrap_or(Status::Running.word())))
    });
    Group { already_counted: before, ..Group::new(interventions, statuses) }
}

/// The words that `said` takes of the constant of this name.
fn constant(
    phrases: &Phrases,
    arguments: &Kwargs,
    said: fn(&Constant) -> &str,
) -> TeraResult<Value> {
    let Named { naam } = read(arguments)?;
    let constants = &phrases.facts.cycle.constants;
    text(match constants.get(&naam) {
        Some(constant) => Ok(phrases.constant(&naam, said(constant))),
        None => Err(format!(
            "geen constante `{naam}` in constanten.toml{}",
            did_you_mean(&naam, constants.keys().map(String::as_str))
        )),
    })
}

fn count(phrases: &Phrases, arguments: &Kwargs) -> TeraResult<usize> {
    let counted: Counted = read(arguments)?;
    let count = match (counted.van, counted.maat) {
        (Some(van), None) => {
            let group = group(
                &van,
                &counted.status,
                counted.naast.as_deref(),
                counted.naast_van.as_deref(),
            );
            phrases.in_group(&group).map(|mut who| {
                if counted.zonder_voorbeeld {
                    let van = &group.interventions;
                    who.retain(|municipality| !phrases.highlights_one_of(municipality, van));
                }
                who.len()
            })
        }
        (None, Some(maat)) => phrases.measure(&maat).map(|figure| figure.contributions.len()),
        _ => Err("geef `van` of `maat`, niet allebei".to_owned()),
    };
    count.map_err(Error::message)
}

fn verb(phrases: &Phrases, arguments: &Kwargs) -> TeraResult<Value> {
    let asked: Verb = read(arguments)?;
    let value = verb_goes_by(phrases, &asked).map_err(Error::message)?;
    text(Phrases::verb(&asked.vormen, value))
}

/// The number that a verb agrees with; an amount of fte or money is one thing.
fn verb_goes_by(phrases: &Phrases, asked: &Verb) -> PhraseResult<Decimal> {
    let Verb { van, status, naast, naast_van, maat, gemeente, register, vraag, keuze, .. } = asked;
    match (van, maat, register, vraag) {
        (Some(van), None, None, None) => {
            let group = group(van, status, naast.as_deref(), naast_van.as_deref());
            phrases.in_group(&group).map(|who| who.len().into())
        }
        (None, Some(maat), None, None) => {
            let is_amount = phrases.measure(maat)?.measure.unit.is_amount();
            let value = match gemeente {
                Some(gemeente) => phrases.number_of_value(maat, gemeente)?,
                None => phrases.number_of_sum(maat)?,
            };
            Ok(if is_amount { Decimal::ONE } else { value })
        }
        (None, None, Some(group), None) => phrases.register_count(group).map(Decimal::from),
        (None, None, None, Some(vraag)) => {
            let figure = phrases.choice(vraag, keuze.as_deref())?;
            Ok(figure.municipalities(keuze.as_deref()).len().into())
        }
        _ => Err("geef `van`, `maat` (ook met `gemeente`), `register` of `vraag`".to_owned()),
    }
}

fn share(phrases: &Phrases, arguments: &Kwargs) -> TeraResult<Value> {
    let Share { maat, van, gemeente, ww } = read(arguments)?;
    text(phrases.share(&maat, &van, gemeente.as_deref(), ww.as_deref()))
}
