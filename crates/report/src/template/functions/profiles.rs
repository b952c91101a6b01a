//! The function that gives what each municipality of a group did, for a chapter that goes through them one by one.

use serde::Serialize;
use tera::{Error, Kwargs, TeraResult, Value};

use super::arguments::{InGroup, read};
use crate::phrase::Phrases;
use pmg_core::dutch;
use pmg_core::municipality::MunicipalityCode;
use pmg_core::questionnaire::Intervention;

/// What stands where nothing was counted.
const NOTHING: &str = "–";

#[derive(Serialize)]
struct ProfileEntry<'a> {
    gemeente: &'a str,
    naam: String,
    /// The area that the programme is about; empty if none is named.
    gebied: &'a str,
    regels: Vec<RowEntry>,
}

/// A number that a municipality gave, or an intervention that runs there without one.
#[derive(Serialize)]
struct RowEntry {
    interventie: String,
    vraag: String,
    opgave: String,
}

/// The municipalities of a group of the register whose return is used, by name, with the interventions that run there
/// and the numbers that they gave.
pub(super) fn profiles(phrases: &Phrases, arguments: &Kwargs) -> TeraResult<Value> {
    let InGroup { groep } = read(arguments)?;
    let facts = &phrases.facts;
    let group = phrases.registered_in(&groep).map_err(Error::message)?;
    let all = facts.cycle.register.respondents_by_name().into_iter();
    let returned = all
        .filter(|each| group.contains(&each.code) && facts.figures.returned.contains(&each.code));
    let entries = returned.map(|each| {
        let running = facts.running_in(&each.code, None);
        ProfileEntry {
            gemeente: each.code.as_str(),
            naam: dutch::curly_quotes(&each.name),
            gebied: each.focus_area.as_deref().unwrap_or_default(),
            regels: running.flat_map(|it| rows(phrases, it, &each.code)).collect(),
        }
    });
    Value::try_from_serializable(&entries.collect::<Vec<_>>())
}

/// A row for each number that a municipality gave for an intervention; one row without any if it gave none.
fn rows(phrases: &Phrases, it: &Intervention, municipality: &MunicipalityCode) -> Vec<RowEntry> {
    let row = |vraag: String, opgave: String| RowEntry {
        interventie: phrases.asked(&it.name, &it.code),
        vraag,
        opgave,
    };
    let given = it.measures.iter().filter_map(|measure| {
        let figure = phrases.facts.figures.measures.get(&measure.code)?;
        let said = phrases.value_in_table(figure, municipality)?;
        Some(row(phrases.asked(&measure.question, &measure.code), said))
    });
    let mut rows: Vec<RowEntry> = given.collect();
    if rows.is_empty() {
        rows.push(row(NOTHING.to_owned(), NOTHING.to_owned()));
    }
    rows
}
