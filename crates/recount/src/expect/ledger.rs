//! Predicts the whole ledger from the long table.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use pmg_core::cycle::Cycle;
use pmg_core::municipality::MunicipalityCode;
use pmg_core::suppression::{Shown, Suppression};

use super::words;
use crate::count::{Chosen, Count, Given, Measured};
use crate::error::RecountError;

/// Lists under two keys.
type Lists<T> = BTreeMap<String, BTreeMap<String, Vec<T>>>;

/// The ledger as the long table gives it; `public` says what a ledger for everybody suppresses.
pub(crate) fn ledger(
    count: &Count,
    cycle: &Cycle,
    public: Option<&dyn Suppression>,
) -> Result<Value, RecountError> {
    let mut ledger = json!({
        "schema": 1,
        "edition": if public.is_some() { "final" } else { "draft" },
        "year": cycle.settings.year,
        "reference_date": cycle.settings.reference_date.to_string(),
        "notice": cycle.settings.notice,
        "participants": count.participants()?,
        "respondents": count.due()?,
        "returned": count.returned()?,
        "measures": measures(count, public)?,
        "interventions": interventions(count)?,
        "sources": if public.is_some() { json!([]) } else { sources(count)? },
    });
    let choices = choices(count, public.is_some())?;
    if !choices.is_empty() {
        ledger["choices"] = json!(choices);
    }
    Ok(ledger)
}

fn measures(count: &Count, public: Option<&dyn Suppression>) -> Result<Value, RecountError> {
    let mut by_measure: BTreeMap<(String, bool), Vec<Value>> = BTreeMap::new();
    for given in count.given()? {
        let key = (given.measure.clone(), given.counted);
        by_measure.entry(key).or_default().push(contribution(given, public));
    }
    let mut entries = Map::new();
    for each in count.measures()? {
        // Empty if nobody gave such a number.
        let mut numbers =
            |counted: bool| by_measure.remove(&(each.measure.clone(), counted)).unwrap_or_default();
        let (contributions, not_counted) = (numbers(true), numbers(false));
        let Measured { municipalities, unknown, not_applicable, missing, .. } = each;
        let hidden = public.and_then(|public| hidden(public.sum(&each.measure)));
        let mut entry = json!({
            "unit": each.unit,
            "kind": each.measure_kind,
            "sum": each.sum.filter(|_| hidden.is_none()).map(words::json),
            "municipalities": municipalities,
            "unknown": unknown,
            "not_applicable": not_applicable,
            "missing": missing,
            "contributions": contributions,
            "not_counted": not_counted,
        });
        if let Some(hidden) = hidden {
            entry["sum_shown"] = hidden.into();
        }
        entries.insert(each.measure, entry);
    }
    assert!(by_measure.is_empty(), "every number is of a measure that is counted");
    Ok(Value::Object(entries))
}

fn contribution(given: Given, public: Option<&dyn Suppression>) -> Value {
    let [file, sheet, cell] = given.place;
    let file = if public.is_some() { given.municipality.clone() } else { file };
    let filled = |text: String| Some(text).filter(|text| !text.is_empty());
    let municipality = MunicipalityCode::parse(&given.municipality);
    let shown = public.zip(municipality).map(|(public, who)| public.of(&given.measure, &who));
    let hidden = shown.and_then(hidden);
    let mut entry = json!({
        "municipality": given.municipality,
        "value": hidden.is_none().then(|| words::json(given.value)),
        "reference_date": given.reference_date.map(|day| day.to_string()),
        "remark": filled(given.remark).filter(|_| public.is_none()),
        "place": { "file": file, "sheet": filled(sheet), "cell": filled(cell) },
    });
    if let Some(hidden) = hidden {
        entry["shown"] = hidden.into();
    }
    entry
}

/// The word in a ledger for everybody for a suppressed number; `None` if it is published.
fn hidden(shown: Shown) -> Option<&'static str> {
    match shown {
        Shown::Published => None,
        Shown::PrimarySuppressed => Some("small"),
        Shown::SecondarySuppressed => Some("withheld"),
    }
}

fn interventions(count: &Count) -> Result<Lists<String>, RecountError> {
    let codes = count.having_status()?.into_iter();
    let mut lists: Lists<String> = codes.map(|code| (code, BTreeMap::new())).collect();
    for [intervention, status, municipality] in count.statuses()? {
        push(&mut lists, intervention, status, municipality);
    }
    Ok(lists)
}

fn choices(count: &Count, is_public: bool) -> Result<Lists<Value>, RecountError> {
    let mut lists = Lists::new();
    for [figure, choice] in count.choices()? {
        lists.entry(figure).or_default().entry(choice).or_default();
    }
    for chosen in count.chosen()? {
        let Chosen { figure, choice, municipality, about, place: [file, sheet, cell] } = chosen;
        let file = if is_public { &municipality } else { &file };
        let place = json!({ "file": file, "sheet": sheet, "cell": cell });
        let made = json!({ "municipality": municipality, "about": about, "place": place });
        push(&mut lists, figure, choice, made);
    }
    Ok(lists)
}

fn push<T>(lists: &mut Lists<T>, one: String, other: String, value: T) {
    lists.entry(one).or_default().entry(other).or_default().push(value);
}

fn sources(count: &Count) -> Result<Value, RecountError> {
    let sources = count.sources()?.into_iter();
    let listed = sources.map(|[file, sha256]| json!({ "file": file, "sha256": sha256 }));
    Ok(listed.collect())
}
