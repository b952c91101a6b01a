//! Counts of municipalities, choices and interventions, and words that somebody gave.

use super::RecountError;
use super::basis::{Expectations, is_second};
use super::page::Figure;
use super::words::{date, list, vague};

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

/// Municipalities with one of the statuses for one of the interventions, without those that are already counted; all
/// four parameters are lists in JSON.
const WHO: &str = "
    SELECT DISTINCT a.municipality FROM answers a
    WHERE a.kind = 'status' AND a.word IN (SELECT value FROM json_each(?2))
    AND a.question IN (SELECT value || '.status' FROM json_each(?1))
    EXCEPT SELECT b.municipality FROM answers b
    WHERE b.kind = 'status' AND b.word IN (SELECT value FROM json_each(?4))
    AND b.question IN (SELECT value || '.status' FROM json_each(?3))";

/// The four lists that [`WHO`] wants.
fn who(interventions: &str, statuses: &str, before: &str) -> [String; 4] {
    let (before_interventions, before_statuses) = before.split_once(':').unwrap_or((before, ""));
    [interventions, statuses, before_interventions, before_statuses].map(parts)
}

/// `a + b` as a list in JSON.
fn parts(joined: &str) -> String {
    let parts: Vec<String> = joined
        .split('+')
        .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase())
        .collect();
    serde_json::Value::from(parts).to_string()
}

/// Whether every intervention and every status exists; an empty status is fine.
pub(super) fn is_known(
    expectations: &Expectations<'_>,
    interventions: &str,
    statuses: &str,
) -> Result<bool, RecountError> {
    let query = "
        SELECT count(*) FROM json_each(?1) WHERE value NOT IN (SELECT intervention FROM interventions)";
    let unknown = expectations.count.number(query, [parts(interventions)])?;
    let is_status = |status: &str| {
        status.trim().is_empty() || STATUSES.contains(&&*status.trim().to_lowercase())
    };
    Ok(unknown == 0 && statuses.split('+').all(is_status))
}

pub(super) fn municipalities(
    expectations: &Expectations<'_>,
    interventions: &str,
    statuses: &str,
    before: &str,
) -> Ways {
    let count = how_many(expectations, interventions, statuses, before)?;
    let mut ways = expectations.count_ways(count);
    ways.push(vague(count, returned(expectations)?, due(expectations)?).to_owned());
    Ok(ways)
}

/// How many municipalities have one of the statuses for one of the interventions and are not yet counted.
pub(super) fn how_many(
    expectations: &Expectations<'_>,
    interventions: &str,
    statuses: &str,
    before: &str,
) -> Result<usize, RecountError> {
    let query = format!("SELECT count(*) FROM ({WHO})");
    expectations.count.number(&query, who(interventions, statuses, before))
}

pub(super) fn names(
    expectations: &Expectations<'_>,
    interventions: &str,
    statuses: &str,
    before: &str,
) -> Ways {
    let query = format!(
        "SELECT name FROM municipalities WHERE municipality IN ({WHO}) ORDER BY sorted_by, municipality"
    );
    let names = expectations.count.words(&query, who(interventions, statuses, before))?;
    Ok(vec![list(&names)])
}

fn returned(expectations: &Expectations<'_>) -> Result<usize, RecountError> {
    expectations.count.number("SELECT count(*) FROM returned", [])
}

fn due(expectations: &Expectations<'_>) -> Result<usize, RecountError> {
    expectations.count.number("SELECT count(*) FROM municipalities WHERE reports = 'true'", [])
}

/// A count in the register; of `45 van de 47`, the second one is of those that must report.
pub(super) fn counted(
    expectations: &Expectations<'_>,
    what: &str,
    before_it: &str,
    figure: &Figure,
    before: Option<&Figure>,
) -> Ways {
    let count = match what {
        "opgaven" if is_second(figure, before) => due(expectations)?,
        "themas" => expectations.count.number(
            "SELECT count(*) FROM questions WHERE kind = 'theme' AND audience = 'alle'",
            [],
        )?,
        // The year itself; it exists if somebody joined in it.
        _ if what.starts_with("instroom:jaar:") => {
            let year = cohort(what);
            let query =
                format!("SELECT count(*) FROM municipalities WHERE {}", of_register(what, "?1"));
            let joined = expectations.count.number(&query, [year])? > 0;
            return Ok(joined.then(|| year.to_owned()).into_iter().collect());
        }
        _ => {
            if of_register(what, "''") == of_register("", "''") {
                return Ok(Vec::new());
            }
            in_register(expectations, what, before_it)?
        }
    };
    Ok(expectations.count_ways(count))
}

/// How many municipalities are in a group of the register, and not in the one that is already counted.
pub(super) fn in_register(
    expectations: &Expectations<'_>,
    what: &str,
    before_it: &str,
) -> Result<usize, RecountError> {
    let (wanted, again) = (of_register(what, "?1"), of_register(before_it, "?2"));
    let query = format!("SELECT count(*) FROM municipalities WHERE {wanted} AND NOT {again}");
    expectations.count.number(&query, [cohort(what), cohort(before_it)])
}

/// The condition for a group of the register; `start` stands for the start of the name of a cohort.
fn of_register(what: &str, start: &str) -> String {
    let condition = match what {
        "opgaven" => "municipality IN (SELECT municipality FROM returned)",
        "respondenten" => "reports = 'true'",
        "deelnemers" => "participates = 'true'",
        "nplv" => "nplv = 'true' AND participates = 'true'",
        "structureel" => "reports = 'true' AND pillar = 'A'",
        "flexibel" => "reports = 'true' AND pillar = 'B'",
        "pijler-b" => "pillar = 'B'",
        _ if what.starts_with("instroom:") => "participates = 'true'",
        _ if what.starts_with("cohort:") => "TRUE",
        _ => "FALSE",
    };
    // Every name starts with nothing, so a group that is no cohort is whole.
    format!("({condition} AND substr(cohort, 1, length({start})) = {start})")
}

/// The start of the name of a cohort; empty if the group is no cohort.
fn cohort(what: &str) -> &str {
    let start = ["cohort:", "instroom:jaar:", "instroom:"];
    start.iter().find_map(|start| what.strip_prefix(start)).unwrap_or_default()
}

/// How many municipalities made a choice, and how often it was made; an empty `choice` is any.
pub(super) fn times_chosen(
    expectations: &Expectations<'_>,
    question: &str,
    choice: &str,
) -> Result<[usize; 2], RecountError> {
    let query = |what: &str| {
        format!(
            "SELECT count({what}) FROM answers a WHERE a.kind = 'choice' AND a.question IN
            (SELECT code FROM questions WHERE figure = ?1) AND (?2 = '' OR a.word = ?2)"
        )
    };
    let municipalities =
        expectations.count.number(&query("DISTINCT a.municipality"), [question, choice])?;
    Ok([municipalities, expectations.count.number(&query("*"), [question, choice])?])
}

/// All wordings for a count of choices.
pub(super) fn chosen(
    expectations: &Expectations<'_>,
    question: &str,
    choice: &str,
    figure: &Figure,
) -> Ways {
    let [municipalities, times] = times_chosen(expectations, question, choice)?;
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

/// All wordings for how many interventions run somewhere; with or without a recognition if that is asked.
pub(super) fn in_use(expectations: &Expectations<'_>, which: &str) -> Ways {
    Ok(expectations.count_ways(running(expectations, which)?.len()))
}

/// The codes of the interventions that run somewhere, in the order of the questionnaire.
pub(super) fn running(
    expectations: &Expectations<'_>,
    which: &str,
) -> Result<Vec<String>, RecountError> {
    let query = "
        SELECT about FROM questions q WHERE kind = 'status' AND EXISTS
        (SELECT 1 FROM counting c WHERE c.intervention = q.about) ORDER BY q.rowid";
    let mut running = expectations.count.words(query, [])?;
    let recognised = |code: &String| expectations.cycle.recognition(code).is_some();
    match which {
        "erkend" => running.retain(recognised),
        "niet-erkend" => running.retain(|code| !recognised(code)),
        _ => {}
    }
    Ok(running)
}

/// All wordings for words of the questionnaire: the names of an intervention, a question, or its choices.
pub(super) fn asked(expectations: &Expectations<'_>, code: &str) -> Ways {
    let query = "
        SELECT name FROM questions WHERE about = ?1
        UNION SELECT in_sentence FROM questions WHERE about = ?1
        UNION SELECT wording FROM questions WHERE code = ?1
        UNION SELECT choice FROM questions WHERE figure = ?1";
    let mut words = expectations.count.words(query, [code])?;
    words.retain(|text| !text.is_empty());
    Ok(words)
}

/// All that a municipality wrote or chose: whole, and line by line.
pub(super) fn own_words(expectations: &Expectations<'_>, municipality: &str) -> Ways {
    let query = "SELECT word FROM answers WHERE municipality = ?1 AND kind = 'text'";
    let texts = expectations.count.words(query, [municipality])?;
    let mut words: Vec<String> =
        texts.iter().flat_map(|text| text.lines()).map(str::to_owned).collect();
    words.extend(texts);
    let query = "
        SELECT group_concat(word, ', ' ORDER BY rowid) FROM answers
        WHERE municipality = ?1 AND kind = 'choice' GROUP BY question";
    words.extend(expectations.count.words(query, [municipality])?);
    let query = "SELECT word FROM answers WHERE municipality = ?1 AND kind = 'date'";
    words.extend(expectations.count.words(query, [municipality])?.iter().map(|day| date(day)));
    Ok(words)
}
