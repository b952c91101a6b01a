//! Counts of municipalities, choices and interventions, and words that somebody gave.

use super::RecountError;
use super::basis::{Ground, is_second};
use super::page::Figure;
use super::words::{date, list, vague};

type Ways = Result<Vec<String>, RecountError>;

/// Municipalities with one of the statuses for one of the interventions; both are lists in JSON.
const WHO: &str = "
    SELECT DISTINCT a.municipality FROM answers a
    WHERE a.kind = 'status' AND a.word IN (SELECT value FROM json_each(?2))
    AND a.question IN (SELECT value || '.status' FROM json_each(?1))";

/// `a + b` as a list in JSON.
fn parts(joined: &str) -> String {
    let parts: Vec<String> = joined
        .split('+')
        .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase())
        .collect();
    serde_json::Value::from(parts).to_string()
}

pub(super) fn municipalities(ground: &Ground<'_>, interventions: &str, statuses: &str) -> Ways {
    let query = format!("SELECT count(*) FROM ({WHO})");
    let count = ground.count.number(&query, [parts(interventions), parts(statuses)])?;
    let mut ways = ground.count_ways(count);
    ways.push(vague(count, returned(ground)?, due(ground)?).to_owned());
    Ok(ways)
}

pub(super) fn names(ground: &Ground<'_>, interventions: &str, statuses: &str) -> Ways {
    let query = format!(
        "SELECT name FROM municipalities WHERE municipality IN ({WHO}) ORDER BY sorted_by, municipality"
    );
    let names = ground.count.words(&query, [parts(interventions), parts(statuses)])?;
    Ok(vec![list(&names)])
}

fn returned(ground: &Ground<'_>) -> Result<usize, RecountError> {
    ground.count.number("SELECT count(*) FROM municipalities WHERE file <> ''", [])
}

fn due(ground: &Ground<'_>) -> Result<usize, RecountError> {
    ground.count.number("SELECT count(*) FROM municipalities WHERE reports = 'true'", [])
}

/// A count in the register; of `45 van de 47`, the second one is of those that must report.
pub(super) fn counted(
    ground: &Ground<'_>,
    what: &str,
    figure: &Figure,
    before: Option<&Figure>,
) -> Ways {
    let of = |condition: &str| {
        let query = format!("SELECT count(*) FROM municipalities WHERE {condition}");
        ground.count.number(&query, [])
    };
    let count = match what {
        "opgaven" if is_second(figure, before) => due(ground)?,
        "opgaven" => returned(ground)?,
        "respondenten" => due(ground)?,
        "deelnemers" => of("participates = 'true'")?,
        "nplv" => of("nplv = 'true' AND participates = 'true'")?,
        "structureel" => of("reports = 'true' AND pillar = 'A'")?,
        "flexibel" => of("reports = 'true' AND pillar = 'B'")?,
        "themas" => ground.count.number(
            "SELECT count(*) FROM questions WHERE kind = 'theme' AND audience = 'alle'",
            [],
        )?,
        _ => {
            let Some(cohort) = what.strip_prefix("cohort:") else { return Ok(Vec::new()) };
            let query =
                "SELECT count(*) FROM municipalities WHERE substr(cohort, 1, length(?1)) = ?1";
            ground.count.number(query, [cohort])?
        }
    };
    Ok(ground.count_ways(count))
}

/// How many municipalities made a choice, and how often it was made; any choice where none is named.
pub(super) fn chosen(ground: &Ground<'_>, question: &str, choice: &str, figure: &Figure) -> Ways {
    let query = |what: &str| {
        format!(
            "SELECT count({what}) FROM answers a WHERE a.kind = 'choice' AND a.question IN
            (SELECT code FROM questions WHERE figure = ?1) AND (?2 = '' OR a.word = ?2)"
        )
    };
    let municipalities =
        ground.count.number(&query("DISTINCT a.municipality"), [question, choice])?;
    let times = ground.count.number(&query("*"), [question, choice])?;
    // The noun behind the number says which of the two it is.
    let after = figure.after.to_lowercase();
    let after = after.split(|c: char| ".:;,()".contains(c)).next().unwrap_or_default();
    let noun: Vec<&str> = after.split_whitespace().take(3).collect();
    let counts = if noun.iter().any(|word| word.starts_with("gemeente")) {
        vec![municipalities]
    } else if noun == ["keren"] {
        vec![times]
    } else {
        vec![times, municipalities]
    };
    Ok(counts.into_iter().flat_map(|count| ground.count_ways(count)).collect())
}

/// How many interventions run somewhere; with or without a recognition where that is asked.
pub(super) fn in_use(ground: &Ground<'_>, which: &str) -> Ways {
    let query = "
        SELECT intervention FROM interventions i WHERE has_status AND EXISTS
        (SELECT 1 FROM counting c WHERE c.intervention = i.intervention)";
    let mut running = ground.count.words(query, [])?;
    let recognised = |code: &String| ground.cycle.recognition(code).is_some();
    match which {
        "erkend" => running.retain(recognised),
        "niet-erkend" => running.retain(|code| !recognised(code)),
        _ => {}
    }
    Ok(ground.count_ways(running.len()))
}

/// Words of the questionnaire: the names of an intervention, a question, or its choices.
pub(super) fn asked(ground: &Ground<'_>, code: &str) -> Ways {
    let query = "
        SELECT name FROM questions WHERE about = ?1
        UNION SELECT in_sentence FROM questions WHERE about = ?1
        UNION SELECT wording FROM questions WHERE code = ?1
        UNION SELECT choice FROM questions WHERE figure = ?1";
    let mut words = ground.count.words(query, [code])?;
    words.retain(|text| !text.is_empty());
    Ok(words)
}

/// All that a municipality wrote or chose: whole, and line by line.
pub(super) fn own_words(ground: &Ground<'_>, municipality: &str) -> Ways {
    let query = "SELECT word FROM answers WHERE municipality = ?1 AND kind = 'text'";
    let texts = ground.count.words(query, [municipality])?;
    let mut words: Vec<String> =
        texts.iter().flat_map(|text| text.lines()).map(str::to_owned).collect();
    words.extend(texts);
    let query = "
        SELECT group_concat(word, ', ' ORDER BY rowid) FROM answers
        WHERE municipality = ?1 AND kind = 'choice' GROUP BY question";
    words.extend(ground.count.words(query, [municipality])?);
    let query = "SELECT word FROM answers WHERE municipality = ?1 AND kind = 'date'";
    words.extend(ground.count.words(query, [municipality])?.iter().map(|day| date(day)));
    Ok(words)
}
