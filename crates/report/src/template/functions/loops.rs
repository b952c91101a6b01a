//! The functions that a template loops over: lists of maps, whose every text is a mark or a name.

use serde::Serialize;
use tera::{Error, Kwargs, TeraResult, Value};

use pmg_core::answers::Status;
use pmg_core::basis::{Basis, Group, Tags};
use pmg_core::checks::Story;
use pmg_core::dutch;
use pmg_core::near::did_you_mean;
use pmg_core::questionnaire::{Intervention, Theme};

use super::arguments::{Highlighted, InTheme, Nothing, OfCode, Themes, What, read, running};
use crate::phrase::Phrases;

#[derive(Serialize)]
struct HighlightEntry {
    gemeente: String,
    naam: String,
    van: String,
    interventie: String,
    status: &'static str,
    inleiding: String,
    citaat: String,
}

pub(super) fn highlights(phrases: &Phrases, arguments: &Kwargs) -> TeraResult<Value> {
    let Highlighted { van, thema, inspring } = read(arguments)?;
    let questionnaire = &phrases.facts.questionnaire;
    let wanted: Vec<&str> = match (&van, &thema) {
        (Some(van), None) => {
            phrases.who(&Group::new(van, &running())).map_err(Error::message)?;
            van.split('+').collect()
        }
        (None, Some(code)) => codes_of(theme(phrases, code)?),
        _ => return Err(Error::message("geef `van` of `thema`")),
    };
    let register = &phrases.facts.cycle.register;
    let mut chosen: Vec<_> = phrases
        .facts
        .accepted
        .iter()
        .filter_map(|each| each.highlight.as_ref().map(|highlight| (each, highlight)))
        .filter(|(_, highlight)| wanted.contains(&highlight.intervention.as_str()))
        .collect();
    chosen.sort_by_key(|(each, _)| {
        register.get(&each.municipality).map(|found| found.sorted_by().to_owned())
    });
    let entries = chosen.into_iter().filter_map(|(each, highlight)| {
        let intervention = questionnaire.intervention(&highlight.intervention)?;
        let name = dutch::curly_quotes(register.name(&each.municipality));
        let name = name.as_str();
        let status = each.status(&intervention.code);
        Some(HighlightEntry {
            gemeente: each.municipality.to_string(),
            naam: name.to_owned(),
            van: intervention.code.clone(),
            interventie: phrases.asked(&intervention.name, &intervention.code),
            status: status.map(Status::word).unwrap_or_default(),
            inleiding: introduction(phrases, name, intervention, status),
            citaat: phrases.quote(each, highlight, &inspring),
        })
    });
    Value::try_from_serializable(&entries.collect::<Vec<_>>())
}

/// `Breda over de aanpak van schoolverzuim:`, the line above a municipality's own words. It says no more of the
/// municipality than its status does.
fn introduction(
    phrases: &Phrases,
    name: &str,
    intervention: &Intervention,
    status: Option<Status>,
) -> String {
    let what = phrases.asked(&intervention.in_sentence, &intervention.code);
    match status {
        Some(Status::Starting) => format!("{name} begint met {what}:"),
        _ => format!("{name} over {what}:"),
    }
}

pub(super) fn theme<'a>(phrases: &'a Phrases, code: &str) -> TeraResult<&'a Theme> {
    let questionnaire = &phrases.facts.questionnaire;
    questionnaire.theme(code).ok_or_else(|| {
        let known = questionnaire.themes.iter().map(|theme| theme.code.as_str());
        Error::message(format!("geen thema `{code}`{}", did_you_mean(code, known)))
    })
}

fn codes_of(theme: &Theme) -> Vec<&str> {
    theme.interventions.iter().map(|each| each.code.as_str()).collect()
}

#[derive(Serialize)]
struct UnspokenEntry<'a> {
    code: &'a str,
    naam: String,
    in_zin: String,
    maten: Vec<MeasureEntry<'a>>,
}

#[derive(Serialize)]
struct MeasureEntry<'a> {
    code: &'a str,
    vraag: String,
}

/// The interventions of a theme that are in use and that no template speaks of.
pub(super) fn unspoken(phrases: &Phrases, arguments: &Kwargs) -> TeraResult<Value> {
    let InTheme { thema } = read(arguments)?;
    let in_use = |intervention: &Intervention| {
        let by_status = phrases.facts.figures.interventions.get(&intervention.code);
        by_status.is_some_and(|by_status| !by_status.is_empty())
    };
    let has_example = |intervention: &Intervention| {
        phrases.facts.accepted.iter().any(|each| {
            each.highlight.as_ref().is_some_and(|it| it.intervention == intervention.code)
        })
    };
    let interventions = theme(phrases, &thema)?.interventions.iter();
    let entries = interventions
        .filter(|intervention| !phrases.mentioned.contains(&intervention.code))
        .filter(|intervention| in_use(intervention) || has_example(intervention))
        .map(|intervention| UnspokenEntry {
            code: &intervention.code,
            naam: phrases.asked(&intervention.name, &intervention.code),
            in_zin: phrases.asked(&intervention.in_sentence, &intervention.code),
            maten: intervention
                .measures
                .iter()
                .map(|measure| MeasureEntry {
                    code: &measure.code,
                    vraag: phrases.asked(&measure.question, &measure.code),
                })
                .collect(),
        });
    Value::try_from_serializable(&entries.collect::<Vec<_>>())
}

#[derive(Serialize)]
struct TableEntry<'a> {
    maat: &'a str,
    interventie: String,
    vraag: String,
    soort: String,
    totaal: String,
    opgaven: String,
}

/// The measures of a theme to which a municipality gave a number.
pub(super) fn table(phrases: &Phrases, arguments: &Kwargs) -> TeraResult<Value> {
    let InTheme { thema } = read(arguments)?;
    let mut entries = Vec::new();
    for intervention in &theme(phrases, &thema)?.interventions {
        for measure in &intervention.measures {
            let figure = phrases.measure(&measure.code).map_err(Error::message)?;
            if !figure.contributions.is_empty() {
                entries.push(TableEntry {
                    maat: &measure.code,
                    interventie: phrases.asked(&intervention.name, &intervention.code),
                    vraag: phrases.asked(&measure.question, &measure.code),
                    soort: format!("{:?}", measure.kind).to_lowercase(),
                    totaal: phrases.total_in_table(figure),
                    opgaven: phrases.coverage_in_table(figure),
                });
            }
        }
    }
    Value::try_from_serializable(&entries)
}

#[derive(Serialize)]
struct ThemeEntry<'a> {
    code: &'a str,
    naam: &'a str,
    /// What its key figure counts; `None` if it has none, or nobody gave it.
    kerncijfer: Option<KeyFigureEntry<'a>>,
}

#[derive(Serialize)]
struct KeyFigureEntry<'a> {
    maat: &'a str,
    interventie: String,
    vraag: String,
    opgaven: String,
}

pub(super) fn themes(phrases: &Phrases, arguments: &Kwargs) -> TeraResult<Value> {
    let Themes { kerncijfer } = read(arguments)?;
    let themes = phrases.facts.questionnaire.common_themes();
    theme_entries(
        phrases,
        themes.filter(|theme| !kerncijfer || key_figure(phrases, theme).is_some()),
    )
}

/// The building blocks or the phases of the questionnaire, with the interventions of each.
pub(super) fn tags(phrases: &Phrases, arguments: &Kwargs) -> TeraResult<Value> {
    #[derive(Serialize)]
    struct TagEntry<'a> {
        code: &'a str,
        naam: String,
        omschrijving: String,
        /// The codes of its interventions with a plus between them; empty if the questionnaire asks about none.
        van: String,
    }
    let What { wat } = read(arguments)?;
    let questionnaire = &phrases.facts.questionnaire;
    let all = match Phrases::tags(&wat).map_err(Error::message)? {
        Tags::BuildingBlocks => &questionnaire.building_blocks,
        Tags::Phases => &questionnaire.phases,
    };
    let entries = all.iter().map(|tag| {
        let interventions = questionnaire.tagged(&tag.code).filter(|it| it.has_status);
        let codes: Vec<&str> = interventions.map(|it| it.code.as_str()).collect();
        TagEntry {
            code: &tag.code,
            naam: phrases.asked(&tag.name, &tag.code),
            omschrijving: phrases.asked(&tag.description, &tag.code),
            van: codes.join("+"),
        }
    });
    Value::try_from_serializable(&entries.collect::<Vec<_>>())
}

/// The themes that no template names by their code: they get a general chapter.
pub(super) fn themes_without_chapter(phrases: &Phrases, arguments: &Kwargs) -> TeraResult<Value> {
    let Nothing {} = read(arguments)?;
    let themes = phrases.facts.questionnaire.common_themes();
    theme_entries(phrases, themes.filter(|theme| !phrases.mentioned.contains(&theme.code)))
}

fn theme_entries<'a>(
    phrases: &Phrases,
    themes: impl Iterator<Item = &'a Theme>,
) -> TeraResult<Value> {
    let entries = themes.map(|each| ThemeEntry {
        code: &each.code,
        naam: &each.name,
        kerncijfer: key_figure(phrases, each),
    });
    Value::try_from_serializable(&entries.collect::<Vec<_>>())
}

fn key_figure<'a>(phrases: &Phrases, theme: &'a Theme) -> Option<KeyFigureEntry<'a>> {
    let maat = theme.key_figure.as_deref()?;
    let figure = phrases.facts.figures.measures.get(maat)?;
    let measure = &figure.measure;
    let intervention = theme.interventions.iter().find(|it| it.measures.contains(measure))?;
    (!figure.contributions.is_empty()).then(|| KeyFigureEntry {
        maat,
        interventie: phrases.asked(&intervention.name, &intervention.code),
        vraag: phrases.asked(&measure.question, &measure.code),
        opgaven: phrases.coverage_on_card(figure),
    })
}

/// The years in which those who take part joined.
pub(super) fn joined(phrases: &Phrases, arguments: &Kwargs) -> TeraResult<Value> {
    #[derive(Serialize)]
    struct JoinedEntry {
        groep: String,
        jaar: String,
    }
    let Nothing {} = read(arguments)?;
    let entries = phrases.joining_years().into_iter();
    let entries = entries.map(|(groep, jaar)| JoinedEntry { groep, jaar });
    Value::try_from_serializable(&entries.collect::<Vec<_>>())
}

pub(super) fn partner(phrases: &Phrases, arguments: &Kwargs) -> TeraResult<Value> {
    #[derive(Serialize)]
    struct PartnerEntry<'a> {
        naam: &'a str,
        bijdragen: Vec<String>,
    }
    let OfCode { code } = read(arguments)?;
    let cycle = &phrases.facts.cycle;
    let partner = cycle.partner(&code).ok_or_else(|| {
        let known = cycle.partners.iter().map(|partner| partner.code.as_str());
        Error::message(format!(
            "geen partner `{code}` in partners.toml{}",
            did_you_mean(&code, known)
        ))
    })?;
    let entry = PartnerEntry {
        naam: &partner.name,
        bijdragen: partner
            .contributions
            .iter()
            .map(|each| phrases.mark(&each.text, Basis::Partner(code.clone())))
            .collect(),
    };
    Value::try_from_serializable(&entry)
}

pub(super) fn stories(phrases: &Phrases, arguments: &Kwargs) -> TeraResult<Value> {
    #[derive(Serialize)]
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
    let register = &phrases.facts.cycle.register;
    let stories =
        phrases.facts.accepted.iter().filter_map(|each| Some((each, each.story.as_ref()?)));
    let entries = stories.map(|(each, story)| {
        let words = |text: &str| match text {
            "" => String::new(),
            text => phrases.mark(text, Basis::OwnWords(each.municipality.clone())),
        };
        let paragraphs = story.text.lines().filter(|line| !line.is_empty()).map(words);
        let quote = story.quote.as_ref();
        StoryEntry {
            gemeente: dutch::curly_quotes(register.name(&each.municipality)),
            titel: words(&story.title),
            tekst: paragraphs.collect::<Vec<_>>().join("\n\n"),
            citaat: quote.map(|quote| words(&quote.text)).unwrap_or_default(),
            spreker: quote.map(|quote| words(&quote.speaker)).unwrap_or_default(),
            functie: quote.map(|quote| words(&quote.role)).unwrap_or_default(),
            link: address(story),
        }
    });
    Value::try_from_serializable(&entries.collect::<Vec<_>>())
}

/// The address of a story, if it is one that can stand in a link and nothing else.
fn address(story: &Story) -> String {
    let link = story.link.trim();
    let safe = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@!$&'*+,;=%".contains(c);
    let fits = link.starts_with("https://") && link.chars().all(safe);
    if fits { link.to_owned() } else { String::new() }
}
