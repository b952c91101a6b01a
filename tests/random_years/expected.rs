//! Where a report is not what was calculated.

use std::collections::BTreeMap;

use pmg_monitor::edition::Edition;
use pmg_monitor::pipeline::{Composition, Report};
use serde_json::Value;

use super::calculation::{Calculation, Sum};
use super::plan::Plan;

pub(crate) fn unlike(
    calculation: &Calculation,
    plan: &Plan,
    draft: &Composition,
    report: &Report,
    edition: Edition,
) -> Vec<String> {
    let ledger: Value = serde_json::from_slice(&draft.ledger).unwrap();
    let mut wrong = Vec::new();
    for (code, sum) in &calculation.sums {
        let wrongs = unlike_measure(&ledger["measures"][code], sum, plan, edition);
        wrong.extend(wrongs.into_iter().map(|it| format!("ledger, {edition:?}: {code}: {it}")));
    }
    for ((code, status), who) in &calculation.statuses {
        let there = &ledger["interventions"][code][status];
        let there: Vec<&str> =
            there.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        if there != who.iter().map(String::as_str).collect::<Vec<_>>() {
            wrong.push(format!("ledger: {code} {status}: {there:?}, not {who:?}"));
        }
    }
    for ((question, choice), times) in &calculation.choices {
        let there = ledger["choices"][question][choice].as_array().map_or(0, Vec::len);
        if there != *times {
            wrong.push(format!("ledger: {question} {choice}: {there}, not {times}"));
        }
    }
    let lines = lines(&report.markdown);
    for (name, line) in &calculation.lines {
        let found = lines.get(name).map_or("no line", String::as_str);
        let is_right = found == line.right && !line.must_hide;
        if !is_right && !line.instead.iter().any(|instead| instead == found) {
            let right = if line.must_hide { line.instead.join(" or ") } else { line.right.clone() };
            wrong.push(format!("text, {edition:?}: {}: {found:?}, not {right:?}", line.what));
        }
    }
    wrong
}

fn unlike_measure(there: &Value, sum: &Sum, plan: &Plan, edition: Edition) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut same = |what: &str, right: usize| {
        if there[what].as_u64() != Some(right as u64) {
            wrong.push(format!("{what} is {}, not {right}", there[what]));
        }
    };
    same("municipalities", sum.counted.len());
    same("unknown", sum.unknown);
    same("not_applicable", sum.not_applicable);
    same("missing", sum.missing);
    let may_hide = edition.is_final() && sum.may_be_hidden;
    let total = thousandths(&there["sum"]);
    let hides_sum = may_hide && total.is_none() && !there["sum_shown"].is_null();
    if total != sum.total() && !hides_sum {
        wrong.push(format!("the sum is {}, not {:?}", there["sum"], sum.total()));
    }
    for (list, right) in [("contributions", &sum.counted), ("not_counted", &sum.not_counted)] {
        let given: BTreeMap<&str, &Value> = there[list]
            .as_array()
            .into_iter()
            .flatten()
            .map(|each| (each["municipality"].as_str().unwrap(), each))
            .collect();
        if given.keys().copied().ne(right.keys().map(String::as_str)) {
            wrong.push(format!("{list} are of {:?}, not of {:?}", given.keys(), right.keys()));
        }
        for (who, value) in right {
            let Some(each) = given.get(who.as_str()) else { continue };
            let is_small = sum.is_sensitive && *value > 0 && *value < plan.small_below * 1000;
            let shown = thousandths(&each["value"]);
            let hides = may_hide && shown.is_none() && !each["shown"].is_null();
            if (shown != Some(*value) && !hides) || (edition.is_final() && is_small && !hides) {
                wrong.push(format!("{who} is {}, not {value} thousandths", each["value"]));
            }
        }
    }
    wrong
}

/// A number of the ledger in thousandths; none where it is none.
fn thousandths(value: &Value) -> Option<i64> {
    let written = value.as_number()?.to_string();
    let (whole, fraction) = written.split_once('.').unwrap_or((&written, ""));
    format!("{whole}{fraction:0<3}").parse().ok()
}

/// What stands behind the name of each line.
fn lines(markdown: &str) -> BTreeMap<String, String> {
    let plain = markdown
        .replace('\\', "")
        .replace("&nbsp;", " ")
        .replace('\u{a0}', " ")
        .replace(['‘', '’'], "'");
    let named = plain.lines().filter_map(|line| {
        let (name, said) = line.strip_prefix("- q")?.split_once("z: ")?;
        (name.len() == 3).then(|| (format!("q{name}z"), said.to_owned()))
    });
    named.collect()
}
