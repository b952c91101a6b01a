//! What counts of municipalities, choices and interventions must say, and words that somebody gave.

use super::basis::Basis;
use super::expectations::Expectations;
use super::wordings::tags_of;
use super::words::{date, list, vague};
use crate::error::RecountError;
use crate::read::html::Figure;

type Ways = Result<Vec<String>, RecountError>;

/// The statuses that an intervention can have, from the first to the last.
pub(super) const STATUSES: [&str; 7] = [
    "verkenning",
    "plan in ontwikkeling",
    "gepland",
    "opstart",
    "uitvoering",
    "afgerond",
    "gestopt",
];

/// Whether every intervention and every status exists; an empty status is fine.
pub(super) fn is_known(
    expectations: &Expectations<'_>,
    interventions: &str,
    statuses: &str,
) -> Result<bool, RecountError> {
    let is_status = |status: &str| {
        status.trim().is_empty() || STATUSES.contains(&&*status.trim().to_lowercase())
    };
    Ok(expectations.count.has_interventions(interventions)? && statuses.split('+').all(is_status))
}

/// All wordings for a count of municipalities with a status.
pub(super) fn municipalities(expectations: &Expectations<'_>, basis: Basis<'_>) -> Ways {
    let Basis { first, second, already_counted, .. } = basis;
    let count = expectations.count.with_status(first, second, already_counted)?;
    let mut ways = expectations.count_ways(count);
    let (returned, due) = (expectations.count.returned()?, expectations.count.due()?);
    ways.push(vague(count, returned, due).to_owned());
    Ok(ways)
}

/// The list of municipalities with a status.
pub(super) fn names(expectations: &Expectations<'_>, basis: Basis<'_>) -> Ways {
    let Basis { first, second, already_counted, .. } = basis;
    let names = expectations.count.names_with_status(first, second, already_counted)?;
    Ok(vec![if names.is_empty() { "geen".to_owned() } else { list(&names) }])
}

/// A count in the register; of `45 van de 47`, the second one is of those that must report.
pub(super) fn counted(
    expectations: &Expectations<'_>,
    basis: Basis<'_>,
    figure: &Figure,
    before: Option<&Figure>,
) -> Ways {
    let count = expectations.count;
    // The year itself; it exists if somebody joined in it.
    if let Some(year) = basis.rest.strip_prefix("instroom:jaar:") {
        let joined = count.in_group(basis.rest, "")?.filter(|joined| *joined > 0);
        return Ok(joined.map(|_| year.to_owned()).into_iter().collect());
    }
    let counted = match basis.rest {
        "opgaven" if figure.is_second(before) => Some(count.due()?),
        "themas" => Some(count.themes()?.len()),
        group => count.in_group(group, basis.already_counted)?,
    };
    Ok(counted.map_or_else(Vec::new, |counted| expectations.count_ways(counted)))
}

/// All wordings for a count of choices.
pub(super) fn chosen(
    expectations: &Expectations<'_>,
    question: &str,
    choice: &str,
    figure: &Figure,
) -> Ways {
    let [municipalities, times] = expectations.count.times_chosen(question, choice)?;
    // The noun behind the number says which of the two it is.
    let after = figure.after.to_lowercase();
    let after = after.split(|c: char| ".:;,()".contains(c)).next().unwrap_or_default();
    let noun: Vec<&str> = after.split_whitespace().take(3).collect();
    let end = noun.iter().position(|word| word.starts_with("gemeente"));
    // `34 besluiten van gemeenten` counts no municipalities.
    let between = ["van", "door", "bij", "in", "uit", "voor", "per"];
    let counts = if end.is_some_and(|end| !noun[..end].iter().any(|word| between.contains(word))) {
        vec![municipalities]
    } else if noun == ["keren"] {
        vec![times]
    } else {
        vec![times, municipalities]
    };
    Ok(counts.into_iter().flat_map(|count| expectations.count_ways(count)).collect())
}

/// The list of the municipalities in a group of the register.
pub(super) fn members(expectations: &Expectations<'_>, group: &str) -> Ways {
    let names = expectations.count.names_in_group(group)?;
    Ok(names.map(|names| list(&names)).into_iter().collect())
}

/// All wordings for how many interventions run in a municipality of the register: all, or those of a building block or
/// phase.
pub(super) fn running_in(expectations: &Expectations<'_>, municipality: &str, tag: &str) -> Ways {
    if expectations.count.municipality_name(municipality)?.is_none() {
        return Ok(Vec::new());
    }
    let tagged = tagged(expectations, tag);
    let running = expectations.count.running_in(municipality, tagged.as_deref());
    Ok(expectations.count_ways(running.len()))
}

/// The codes of the interventions of a building block or phase; `None` if none is named, so that all count.
pub(super) fn tagged(expectations: &Expectations<'_>, tag: &str) -> Option<Vec<String>> {
    let all = expectations.cycle.definition.themes.iter().flat_map(|theme| &theme.interventions);
    let named = |codes: &[String]| codes.iter().any(|code| code == tag);
    let tagged = all.filter(|it| named(&it.building_blocks) || named(&it.phases));
    (!tag.is_empty()).then(|| tagged.map(|it| it.code.clone()).collect())
}

/// The names of the municipalities of the structural approach that run an intervention for each of the building blocks,
/// or the phases, that are asked about.
pub(super) fn covered(
    expectations: &Expectations<'_>,
    kind: &str,
) -> Result<Vec<String>, RecountError> {
    let mut asked = Vec::new();
    for (_, tag) in tags_of(expectations.cycle).filter(|(word, _)| *word == kind) {
        asked.extend(tagged(expectations, &tag.code).filter(|codes| !codes.is_empty()));
    }
    let mut covered = Vec::new();
    for [code, name] in expectations.count.structural_returns()? {
        let mut is_covered = true;
        for codes in &asked {
            is_covered &= !expectations.count.running_in(&code, Some(codes)).is_empty();
        }
        covered.extend(is_covered.then_some(name));
    }
    Ok(covered)
}

/// All wordings for how many interventions run somewhere; with or without a recognition if that is asked.
pub(super) fn in_use(expectations: &Expectations<'_>, which: &str) -> Ways {
    Ok(expectations.count_ways(running(expectations, which)?.len()))
}

/// The codes of the interventions that run somewhere, in the order of the questionnaire.
pub(super) fn running(
    expectations: &Expectations<'_>,
    which: &str,
) -> Result<Vec<String>, RecountError> {
    let mut running = expectations.count.running()?;
    let recognised = |code: &String| expectations.cycle.recognition(code).is_some();
    match which {
        "erkend" => running.retain(recognised),
        "niet-erkend" => running.retain(|code| !recognised(code)),
        _ => {}
    }
    Ok(running)
}

/// All that a municipality wrote or chose: whole, and line by line; a point of a list also without its bullet.
pub(super) fn own_words(expectations: &Expectations<'_>, municipality: &str) -> Ways {
    let texts = expectations.count.texts_of(municipality)?;
    let mut words: Vec<String> =
        texts.iter().flat_map(|text| text.lines()).map(str::to_owned).collect();
    let points: Vec<String> = words.iter().filter_map(|line| point(line)).collect();
    words.extend(points);
    words.extend(texts);
    words.extend(expectations.count.choices_of(municipality)?);
    words.extend(expectations.count.days_of(municipality)?.into_iter().map(date));
    Ok(words)
}

/// A line without the one sign before it, such as `•`; `None` if it opens with a word.
fn point(line: &str) -> Option<String> {
    let (sign, rest) = line.trim_start().split_once(char::is_whitespace)?;
    let is_sign = sign.chars().count() == 1 && !sign.starts_with(char::is_alphanumeric);
    is_sign.then(|| rest.trim_start().to_owned())
}
