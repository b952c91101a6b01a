//! What the share of one measure in another must say: two numbers or whole percents, and no number if one behind it
//! is suppressed.

use pmg_core::municipality::MunicipalityCode;
use pmg_core::suppression::Shown;

use super::expectations::Expectations;
use super::words::ways;
use crate::count::{Exact, Given, ONE};
use crate::read::html::Figure;

/// Of fewer than this the text says `vier van de twaalf`, else a percentage.
const LEAST: Exact = 20 * ONE;

/// What a place may say of a share. Of `vier van de twaalf` the second place has the whole.
pub(super) fn share(
    expectations: &Expectations<'_>,
    part: &str,
    whole: &str,
    figure: &Figure,
    before: Option<&Figure>,
) -> Vec<String> {
    let (whole, only) = whole.split_once(':').unwrap_or((whole, ""));
    let one = |word: String| vec![word];
    let Some((some, all)) = both(expectations, part, whole, only) else {
        return one("een onbekend deel".to_owned());
    };
    if hides(expectations, part, only) || hides(expectations, whole, only) {
        return one("een deel".to_owned());
    }
    let say = |number| ways(number, expectations.words_below());
    if figure.is_second(before) {
        return say(all);
    }
    match (some, all) {
        (0, _) | (_, 0) => one("geen".to_owned()),
        (_, ONE) => say(some),
        _ if some == all => say(all).iter().map(|all| format!("alle {all}")).collect(),
        _ if all < LEAST => say(some),
        _ => one(percent(some, all)),
    }
}

/// The part and the whole, of the municipalities that gave both; `None` if nobody did.
fn both(
    expectations: &Expectations<'_>,
    part: &str,
    whole: &str,
    only: &str,
) -> Option<(Exact, Exact)> {
    let pairs = expectations.given_of(whole, only).filter_map(|given| {
        let some = expectations.given(part, &given.municipality).filter(|some| some.counted)?;
        Some((some.value, given.value))
    });
    pairs.reduce(|(part, whole), (some, all)| (part + some, whole + all))
}

/// Whether a number of a measure is suppressed: that of the municipality `only`, or any of them if `only` is empty.
fn hides(expectations: &Expectations<'_>, measure: &str, only: &str) -> bool {
    let is_hidden = |given: &Given| {
        MunicipalityCode::parse(&given.municipality)
            .is_some_and(|code| expectations.suppression.of(measure, &code) != Shown::Published)
    };
    let sum = only.is_empty() && expectations.suppression.sum(measure) != Shown::Published;
    sum || expectations.given_of(measure, only).any(is_hidden)
}

/// Whole percents, half a percent upwards. Never 0 or 100: both would deny the rest.
fn percent(some: Exact, all: Exact) -> String {
    match (some * 200 + all) / (2 * all) {
        0 => "minder dan 1 procent".to_owned(),
        100 => "meer dan 99 procent".to_owned(),
        percent => format!("{percent} procent"),
    }
}
