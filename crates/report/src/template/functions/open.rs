//! The functions about answers that are no counts: what was chosen, what was told, and what is known of
//! the interventions in use.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;
use tera::{Error, Kwargs, TeraResult, Value};

use pmg_core::answers::Status;
use pmg_core::basis::{Basis, Group};
use pmg_core::checks::{OpenValue, Return};
use pmg_core::dutch;
use pmg_core::near::did_you_mean;
use pmg_core::questionnaire::{Block, OpenSheet};

use super::arguments::{
    Chosen, InUse, Nothing, OfChoice, OfQuestion, OfSheet, Parts, Recognised, form, read, text,
};
use crate::phrase::Phrases;

/// Whether the questionnaire has a sheet, and somebody answered something on it.
pub(super) fn is_asked(phrases: &Phrases, arguments: &Kwargs) -> TeraResult<Value> {
    let OfSheet { blad } = read(arguments)?;
    let questionnaire = &phrases.facts.questionnaire;
    let codes: Vec<&str> = match (questionnaire.sheet(&blad), questionnaire.theme(&blad)) {
        (Some(sheet), _) => {
            let questions = sheet.blocks.iter().flat_map(|block| &block.questions);
            questions.map(|question| question.code.as_str()).collect()
        }
        (None, Some(theme)) => {
            let measures = theme.interventions.iter().flat_map(|each| &each.measures);
            measures.map(|measure| measure.code.as_str()).collect()
        }
        (None, None) => Vec::new(),
    };
    let answered = |each: &Return| {
        codes.iter().any(|code| each.open.contains_key(*code) || each.answers.contains_key(*code))
    };
    Ok(Value::from(phrases.facts.accepted.iter().any(answered)))
}

pub(super) fn chosen(phrases: &Phrases, arguments: &Kwargs) -> TeraResult<Value> {
    let Chosen { vraag, keuze, woord, bij, ww, kaal } = read(arguments)?;
    let form = form(bij, ww, kaal).refuse_exclusive("gekozen").map_err(Error::message)?;
    text(phrases.chosen(&vraag, keuze.as_deref(), woord.as_deref(), &form))
}

/// How often something was chosen, for conditions.
pub(super) fn times_chosen(phrases: &Phrases, arguments: &Kwargs) -> TeraResult<Value> {
    let OfChoice { vraag, keuze } = read(arguments)?;
    let figure = phrases.choice(&vraag, keuze.as_deref()).map_err(Error::message)?;
    Ok(Value::from(figure.of(keuze.as_deref()).count() as u64))
}

/// The choices of a question that were made, the one that was made most first.
pub(super) fn choices(phrases: &Phrases, arguments: &Kwargs) -> TeraResult<Value> {
    #[derive(Serialize)]
    struct ChoiceEntry<'a> {
        keuze: &'a str,
        naam: String,
        keren: String,
        gemeenten: String,
    }
    let OfQuestion { vraag } = read(arguments)?;
    let made = phrases.made(&vraag).map_err(Error::message)?;
    let entries = made.into_iter().map(|(choice, times, municipalities)| {
        let basis = Basis::Choice { question: vraag.clone(), choice: Some(choice.to_owned()) };
        let say = |count: usize| phrases.mark(dutch::digits(Decimal::from(count)), basis.clone());
        ChoiceEntry {
            keuze: choice,
            naam: phrases.asked(choice, &vraag),
            keren: say(times),
            gemeenten: say(municipalities),
        }
    });
    Value::try_from_serializable(&entries.collect::<Vec<_>>())
}

#[derive(Serialize)]
struct PartEntry {
    gemeente: String,
    naam: String,
    interventie: String,
    antwoord: BTreeMap<String, String>,
}

/// What was answered on a sheet, block by block, by the name of the municipality.
pub(super) fn parts(phrases: &Phrases, arguments: &Kwargs) -> TeraResult<Value> {
    let Parts { blad, met, vraag, keuze } = read(arguments)?;
    let sheet = sheet(phrases, &blad)?;
    if let (Some(vraag), keuze) = (&vraag, keuze.as_deref()) {
        phrases.choice(&format!("{blad}.{vraag}"), keuze).map_err(Error::message)?;
    }
    let register = &phrases.facts.cycle.register;
    let mut returns: Vec<_> = phrases.facts.accepted.iter().collect();
    returns.sort_by_key(|each| {
        register.get(&each.municipality).map(|found| found.sorted_by().to_owned())
    });
    let mut entries = Vec::new();
    for each in returns {
        for block in &sheet.blocks {
            let wanted = match (&vraag, &keuze) {
                (Some(vraag), Some(keuze)) => {
                    each.chosen(&format!("{}.{vraag}", block.code)).contains(keuze)
                }
                _ => true,
            };
            let answers = answers(phrases, each, block);
            let has = met.as_ref().is_none_or(|part| answers.contains_key(part));
            if wanted && has && !answers.is_empty() {
                entries.push(PartEntry {
                    gemeente: each.municipality.to_string(),
                    naam: dutch::curly_quotes(register.name(&each.municipality)),
                    interventie: block
                        .intervention
                        .as_ref()
                        .map(|code| phrases.asked(&block.title, code))
                        .unwrap_or_default(),
                    antwoord: answers,
                });
            }
        }
    }
    Value::try_from_serializable(&entries)
}

fn sheet<'a>(phrases: &'a Phrases, code: &str) -> TeraResult<&'a OpenSheet> {
    let questionnaire = &phrases.facts.questionnaire;
    questionnaire.sheet(code).ok_or_else(|| {
        let known = questionnaire.sheets.iter().map(|sheet| sheet.code.as_str());
        Error::message(format!("geen blad `{code}`{}", did_you_mean(code, known)))
    })
}

/// What one municipality answered in a block, by the last part of the question's code.
fn answers(phrases: &Phrases, each: &Return, block: &Block) -> BTreeMap<String, String> {
    let answer = |code: &str| {
        let words = match &each.open.get(code)?.value {
            OpenValue::Text(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
            OpenValue::Chosen(chosen) => chosen.join(", "),
            OpenValue::Date(date) => dutch::date(*date),
        };
        (!words.is_empty()).then(|| phrases.mark(words, Basis::OwnWords(each.municipality.clone())))
    };
    let part = |code: &str| code.rsplit('.').next().unwrap_or(code).to_owned();
    let questions = block.questions.iter();
    questions.filter_map(|it| Some((part(&it.code), answer(&it.code)?))).collect()
}

/// `zeven interventies`: those in use somewhere; with or without a recognition if that is asked.
pub(super) fn in_use(phrases: &Phrases, arguments: &Kwargs) -> TeraResult<Value> {
    let InUse { erkend, bij, ww, kaal } = read(arguments)?;
    let count = interventions(phrases, erkend).len();
    let form = form(bij, ww, kaal).refuse_exclusive("ingezet").map_err(Error::message)?;
    text(phrases.interventions(Decimal::from(count), erkend, &form))
}

/// How many are in use, for conditions.
pub(super) fn times_in_use(phrases: &Phrases, arguments: &Kwargs) -> TeraResult<Value> {
    let Recognised { erkend } = read(arguments)?;
    Ok(Value::from(interventions(phrases, erkend).len() as u64))
}

/// The interventions in use that have a recognition.
pub(super) fn recognitions(phrases: &Phrases, arguments: &Kwargs) -> TeraResult<Value> {
    #[derive(Serialize)]
    struct RecognitionEntry {
        interventie: String,
        oordeel: String,
        bron: String,
        gemeenten: String,
    }
    let Nothing {} = read(arguments)?;
    let entries = interventions(phrases, Some(true)).into_iter().filter_map(|code| {
        let recognition = phrases.facts.cycle.recognition(code)?;
        let name = &phrases.facts.questionnaire.intervention(code)?.name;
        let running = phrases.facts.figures.municipalities(&[code], &[Status::Running]).len();
        Some(RecognitionEntry {
            interventie: phrases.asked(name, code),
            oordeel: phrases.mark(&recognition.verdict, Basis::Recognition(code.to_owned())),
            bron: phrases.mark(&recognition.source, Basis::Recognition(code.to_owned())),
            gemeenten: phrases
                .mark(running.to_string(), Basis::Count(Group::new(code, "uitvoering"))),
        })
    });
    Value::try_from_serializable(&entries.collect::<Vec<_>>())
}

/// The codes of the interventions that run somewhere; with or without a recognition if that is asked.
fn interventions(phrases: &Phrases, recognised: Option<bool>) -> Vec<&str> {
    let facts = &phrases.facts;
    let runs = |code: &str| !facts.figures.municipalities(&[code], &[Status::Running]).is_empty();
    let codes = facts.questionnaire.interventions().map(|each| each.code.as_str());
    codes
        .filter(|code| runs(code))
        .filter(|code| {
            recognised.is_none_or(|wanted| facts.cycle.recognition(code).is_some() == wanted)
        })
        .collect()
}
