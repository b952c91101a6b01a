//! The functions that templates call, under their Dutch names. The only place that knows Tera's
//! values. An argument that a function does not have is an error: a typing error in `status` must
//! never quietly count something else.

use std::sync::Arc;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use crate::checks::Story;
use crate::dutch;
use crate::figures::MeasureFigure;
use crate::questionnaire::Intervention;

use super::Teller;
use super::phrases::{Phrase, Shape, did_you_mean};

/// Registers every function.
pub(super) fn register(tera: &mut Tera, teller: &Arc<Teller>) {
    let mut add = |name: &'static str, function: fn(&Teller, &Kwargs) -> TeraResult<Value>| {
        let teller = Arc::clone(teller);
        tera.register_function(name, move |arguments: Kwargs, _: &State| {
            function(&teller, &arguments)
        });
    };
    add("gemeenten", |teller, arguments| {
        let ByStatus { van, status, bij, ww, kaal } = read(arguments)?;
        text(teller.municipalities(&van, &status, &shape(bij, ww, kaal)))
    });
    add("namen", |teller, arguments| {
        let Who { van, status } = read(arguments)?;
        text(teller.names(&van, &status))
    });
    add("naam", |teller, arguments| {
        let OfIntervention { van } = read(arguments)?;
        text(teller.intervention_name(&van))
    });
    add("vaag", |teller, arguments| {
        let ByStatus { van, status, bij, ww, kaal } = read(arguments)?;
        text(teller.vague_municipalities(&van, &status, &shape(bij, ww, kaal)))
    });
    add("som", |teller, arguments| {
        let Sum { maat, bij, ww, kaal } = read(arguments)?;
        text(teller.sum(&maat, &shape(bij, ww, kaal)))
    });
    add("waarde", |teller, arguments| {
        let Single { maat, gemeente, bij, ww, kaal } = read(arguments)?;
        text(teller.value(&maat, &gemeente, &shape(bij, ww, kaal)))
    });
    add("vaag_waarde", |teller, arguments| {
        let Given { maat, gemeente } = read(arguments)?;
        text(teller.vague_value(&maat, &gemeente))
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
    add("dekking", |teller, arguments| {
        let Nothing {} = read(arguments)?;
        text(Ok(teller.coverage()))
    });
    add("register", |teller, arguments| {
        let Registered { wat, bij, ww, kaal } = read(arguments)?;
        text(teller.registered(&wat, &shape(bij, ww, kaal)))
    });
    add("constante", constant);
    add("jaar", |teller, arguments| {
        let Year { verschil } = read(arguments)?;
        let year = teller.facts.cycle.settings.year + verschil;
        text(Ok(teller.mark(year.to_string(), "jaar")))
    });
    add("peildatum", |teller, arguments| {
        let Nothing {} = read(arguments)?;
        let date = dutch::date(teller.facts.cycle.settings.reference_date);
        text(Ok(teller.mark(date, "peildatum")))
    });
    add("publicatie", |teller, arguments| {
        let Nothing {} = read(arguments)?;
        let date = dutch::month_and_year(teller.facts.cycle.settings.publication);
        text(Ok(teller.mark(date, "publicatie")))
    });
    add("contact", |teller, arguments| {
        let Nothing {} = read(arguments)?;
        Ok(teller.facts.cycle.settings.contact.as_str().into())
    });
    add("organisatie", |teller, arguments| {
        let Nothing {} = read(arguments)?;
        Ok(teller.facts.cycle.settings.organisation.as_str().into())
    });
    add("ww", verb);
    add("n", |teller, arguments| count(teller, arguments).map(|count| Value::from(count as u64)));
    add("totaal", |teller, arguments| {
        let Total { maat, gemeente } = read(arguments)?;
        let total = match gemeente {
            Some(gemeente) => {
                teller.contribution(&maat, &gemeente).map(|given| given.map(|each| each.value))
            }
            None => teller.measure(&maat).map(MeasureFigure::sum),
        };
        let total = total.map_err(Error::message)?;
        Ok(Value::from(total.and_then(|total| total.to_f64()).unwrap_or(0.0)))
    });
    add("bekend", |teller, arguments| {
        let Given { maat, gemeente } = read(arguments)?;
        let given = teller.contribution(&maat, &gemeente).map_err(Error::message)?;
        Ok(Value::from(given.is_some()))
    });
    add("n_register", |teller, arguments| {
        let What { wat } = read(arguments)?;
        teller.register_count(&wat).map(|n| Value::from(n as u64)).map_err(Error::message)
    });
    add("uitgelicht", highlights);
    add("overige", unspoken);
    add("tabel", table);
    add("themas", themes);
    add("partner", partner);
    add("praktijkverhalen", stories);
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ByStatus {
    van: String,
    #[serde(default = "running")]
    status: String,
    bij: Option<String>,
    ww: Option<String>,
    #[serde(default)]
    kaal: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Who {
    van: String,
    #[serde(default = "running")]
    status: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfIntervention {
    van: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sum {
    maat: String,
    bij: Option<String>,
    ww: Option<String>,
    #[serde(default)]
    kaal: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Single {
    maat: String,
    gemeente: String,
    bij: Option<String>,
    ww: Option<String>,
    #[serde(default)]
    kaal: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    maat: String,
    gemeente: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfMeasure {
    maat: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Total {
    maat: String,
    gemeente: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Registered {
    wat: String,
    bij: Option<String>,
    ww: Option<String>,
    #[serde(default)]
    kaal: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct What {
    wat: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    naam: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Year {
    #[serde(default)]
    verschil: i16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Counted {
    van: Option<String>,
    #[serde(default = "running")]
    status: String,
    maat: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Verb {
    van: Option<String>,
    #[serde(default = "running")]
    status: String,
    maat: Option<String>,
    gemeente: Option<String>,
    vormen: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Highlighted {
    van: Option<String>,
    thema: Option<String>,
    #[serde(default)]
    inspring: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct InTheme {
    thema: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfCode {
    code: String,
}

fn running() -> String {
    "uitvoering".to_owned()
}

fn read<T: DeserializeOwned>(arguments: &Kwargs) -> TeraResult<T> {
    arguments.deserialize()
}

fn shape(adjective: Option<String>, verb: Option<String>, bare: bool) -> Shape {
    Shape { adjective, verb, bare }
}

fn text(phrase: Phrase<String>) -> TeraResult<Value> {
    phrase.map(Value::from).map_err(Error::message)
}

fn list<T: serde::Serialize>(items: &[T]) -> TeraResult<Value> {
    Value::try_from_serializable(&items)
}

fn constant(teller: &Teller, arguments: &Kwargs) -> TeraResult<Value> {
    let Named { naam } = read(arguments)?;
    let constants = &teller.facts.cycle.constants;
    text(match constants.get(&naam) {
        Some(constant) => Ok(teller.mark(&constant.text, format!("constante:{naam}"))),
        None => Err(format!(
            "geen constante `{naam}` in constanten.toml{}",
            did_you_mean(&naam, constants.keys().map(String::as_str))
        )),
    })
}

fn count(teller: &Teller, arguments: &Kwargs) -> TeraResult<usize> {
    let counted: Counted = read(arguments)?;
    let count = match (counted.van, counted.maat) {
        (Some(van), None) => teller.who(&van, &counted.status).map(|who| who.len()),
        (None, Some(maat)) => teller.measure(&maat).map(|figure| figure.contributions.len()),
        _ => Err("geef `van` of `maat`, niet allebei".to_owned()),
    };
    count.map_err(Error::message)
}

fn verb(teller: &Teller, arguments: &Kwargs) -> TeraResult<Value> {
    let Verb { van, status, maat, gemeente, vormen } = read(arguments)?;
    let value = match (van, maat, gemeente) {
        (Some(van), None, None) => {
            teller.who(&van, &status).map(|who| Some(Decimal::from(who.len())))
        }
        (None, Some(maat), None) => teller.measure(&maat).map(MeasureFigure::sum),
        (None, Some(maat), Some(gemeente)) => {
            teller.contribution(&maat, &gemeente).map(|given| given.map(|each| each.value))
        }
        _ => Err("geef `van`, `maat`, of `maat` met `gemeente`".to_owned()),
    };
    let value = value.map_err(Error::message)?.unwrap_or_default();
    text(Teller::verb(&vormen, value))
}

#[derive(serde::Serialize)]
struct HighlightEntry {
    gemeente: String,
    naam: String,
    van: String,
    interventie: String,
    titel: String,
    citaat: String,
}

fn highlights(teller: &Teller, arguments: &Kwargs) -> TeraResult<Value> {
    let Highlighted { van, thema, inspring } = read(arguments)?;
    let questionnaire = &teller.facts.questionnaire;
    let wanted: Vec<&str> = match (&van, &thema) {
        (Some(van), None) => {
            teller.who(van, &running()).map_err(Error::message)?;
            van.split('+').collect()
        }
        (None, Some(code)) => codes_of(theme(teller, code)?),
        _ => return Err(Error::message("geef `van` of `thema`")),
    };
    let register = &teller.facts.cycle.register;
    let mut chosen: Vec<_> = teller
        .facts
        .accepted
        .iter()
        .filter_map(|each| each.highlight.as_ref().map(|highlight| (each, highlight)))
        .filter(|(_, highlight)| wanted.contains(&highlight.intervention.as_str()))
        .collect();
    chosen.sort_by_key(|(each, _)| {
        register.get(&each.municipality).map(|found| found.sorted_by().to_owned())
    });
    let entries = chosen.into_iter().map(|(each, highlight)| HighlightEntry {
        gemeente: each.municipality.to_string(),
        naam: register.name(&each.municipality).to_owned(),
        van: highlight.intervention.clone(),
        interventie: questionnaire
            .intervention(&highlight.intervention)
            .map(|intervention| teller.asked(&intervention.name, &intervention.code))
            .unwrap_or_default(),
        titel: teller.mark(&highlight.title, format!("tekst:{}", each.municipality)),
        citaat: teller.quote(each, highlight, &inspring),
    });
    list(&entries.collect::<Vec<_>>())
}

fn theme<'a>(teller: &'a Teller, code: &str) -> TeraResult<&'a crate::questionnaire::Theme> {
    let questionnaire = &teller.facts.questionnaire;
    questionnaire.theme(code).ok_or_else(|| {
        let known = questionnaire.themes.iter().map(|theme| theme.code.as_str());
        Error::message(format!("geen thema `{code}`{}", did_you_mean(code, known)))
    })
}

fn codes_of(theme: &crate::questionnaire::Theme) -> Vec<&str> {
    theme.interventions.iter().map(|each| each.code.as_str()).collect()
}

#[derive(serde::Serialize)]
struct UnspokenEntry<'a> {
    code: &'a str,
    naam: String,
    in_zin: String,
    maten: Vec<MeasureEntry<'a>>,
}

#[derive(serde::Serialize)]
struct MeasureEntry<'a> {
    code: &'a str,
    vraag: String,
}

/// The interventions of a theme that are in use and that no template speaks of.
fn unspoken(teller: &Teller, arguments: &Kwargs) -> TeraResult<Value> {
    let InTheme { thema } = read(arguments)?;
    let in_use = |intervention: &&Intervention| {
        let by_status = teller.facts.figures.interventions.get(&intervention.code);
        by_status.is_some_and(|by_status| !by_status.is_empty())
    };
    let interventions = theme(teller, &thema)?.interventions.iter();
    let entries = interventions
        .filter(|intervention| !teller.spoken.contains(&intervention.code))
        .filter(in_use)
        .map(|intervention| UnspokenEntry {
            code: &intervention.code,
            naam: teller.asked(&intervention.name, &intervention.code),
            in_zin: teller.asked(&intervention.in_sentence, &intervention.code),
            maten: intervention
                .measures
                .iter()
                .map(|measure| MeasureEntry {
                    code: &measure.code,
                    vraag: teller.asked(&measure.question, &measure.code),
                })
                .collect(),
        });
    list(&entries.collect::<Vec<_>>())
}

#[derive(serde::Serialize)]
struct TableEntry<'a> {
    maat: &'a str,
    interventie: String,
    vraag: String,
    soort: String,
    totaal: String,
    opgaven: String,
}

/// The measures of a theme to which a municipality gave a number.
fn table(teller: &Teller, arguments: &Kwargs) -> TeraResult<Value> {
    let InTheme { thema } = read(arguments)?;
    let mut entries = Vec::new();
    for intervention in &theme(teller, &thema)?.interventions {
        for measure in &intervention.measures {
            let figure = teller.measure(&measure.code).map_err(Error::message)?;
            if !figure.contributions.is_empty() {
                entries.push(TableEntry {
                    maat: &measure.code,
                    interventie: teller.asked(&intervention.name, &intervention.code),
                    vraag: teller.asked(&measure.question, &measure.code),
                    soort: format!("{:?}", measure.kind).to_lowercase(),
                    totaal: teller.total_in_table(figure),
                    opgaven: teller.coverage_in_table(figure),
                });
            }
        }
    }
    list(&entries)
}

fn themes(teller: &Teller, arguments: &Kwargs) -> TeraResult<Value> {
    #[derive(serde::Serialize)]
    struct ThemeEntry<'a> {
        code: &'a str,
        naam: &'a str,
    }
    let Nothing {} = read(arguments)?;
    let themes = teller.facts.questionnaire.themes.iter();
    list(&themes.map(|each| ThemeEntry { code: &each.code, naam: &each.name }).collect::<Vec<_>>())
}

fn partner(teller: &Teller, arguments: &Kwargs) -> TeraResult<Value> {
    #[derive(serde::Serialize)]
    struct PartnerEntry<'a> {
        naam: &'a str,
        bijdragen: Vec<String>,
    }
    let OfCode { code } = read(arguments)?;
    let partner = teller.facts.cycle.partners.iter().find(|partner| partner.code == code);
    let contributions = partner.map(|partner| partner.contributions.as_slice()).unwrap_or_default();
    let entry = PartnerEntry {
        naam: partner.map(|partner| partner.name.as_str()).unwrap_or_default(),
        bijdragen: contributions
            .iter()
            .map(|each| teller.mark(&each.text, format!("partner:{code}")))
            .collect(),
    };
    Value::try_from_serializable(&entry)
}

fn stories(teller: &Teller, arguments: &Kwargs) -> TeraResult<Value> {
    #[derive(serde::Serialize)]
    struct StoryEntry {
        gemeente: String,
        titel: String,
        tekst: String,
        citaat: String,
        spreker: String,
        functie: String,
        link: String,
    }
    let Nothing {} = read(arguments)?;
    let register = &teller.facts.cycle.register;
    let stories =
        teller.facts.accepted.iter().filter_map(|each| Some((each, each.story.as_ref()?)));
    let entries = stories.map(|(each, story)| {
        let words = |text: &str| match text {
            "" => String::new(),
            text => teller.mark(text, format!("tekst:{}", each.municipality)),
        };
        let paragraphs = story.text.lines().filter(|line| !line.is_empty()).map(words);
        let quote = story.quote.as_ref();
        StoryEntry {
            gemeente: register.name(&each.municipality).to_owned(),
            titel: words(&story.title),
            tekst: paragraphs.collect::<Vec<_>>().join("\n\n"),
            citaat: quote.map(|quote| words(&quote.text)).unwrap_or_default(),
            spreker: quote.map(|quote| words(&quote.speaker)).unwrap_or_default(),
            functie: quote.map(|quote| words(&quote.role)).unwrap_or_default(),
            link: address(story),
        }
    });
    list(&entries.collect::<Vec<_>>())
}

/// The address of a story, if it is one that can stand in a link and nothing else.
fn address(story: &Story) -> String {
    let link = story.link.trim();
    let safe = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@!$&'*+,;=%".contains(c);
    let fits = link.starts_with("https://") && link.chars().all(safe);
    if fits { link.to_owned() } else { String::new() }
}
