//! The provenance of everything but measures: counts of municipalities, choices, the register, constants, partners.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::document::{Given, Provenance};
use crate::facts::Facts;
use pmg_core::answers::Status;
use pmg_core::basis::{Group, Tags};
use pmg_core::checks::OpenValue;
use pmg_core::dutch;
use pmg_core::edition::{Edition, EditionNumber};
use pmg_core::municipality::MunicipalityCode;
use pmg_core::questionnaire::Question;

use super::given::given;
use super::subject::JOINED;

/// The provenance of a count or a list of municipalities by status; `None` if an intervention is not known. A group
/// that names no status takes all of them.
pub(super) fn municipalities(group: &Group, facts: &Facts, edition: Edition) -> Option<Provenance> {
    let codes: Vec<&str> = group.interventions.iter().map(String::as_str).collect();
    let titles =
        codes.iter().map(|code| Some(facts.questionnaire.intervention(code)?.name.as_str()));
    let names = titles.collect::<Option<Vec<_>>>()?;
    let wanted = statuses_of(group);
    let all = Status::ALL.into_iter();
    let statuses: Vec<Status> =
        all.filter(|status| wanted.is_empty() || wanted.contains(status)).collect();
    // With one intervention and one status, every line would say the same.
    let alike = codes.len() == 1 && statuses.len() == 1;
    let mut given = BTreeMap::<&MunicipalityCode, Vec<Given>>::new();
    for status in &statuses {
        for code in &codes {
            let by_status = facts.figures.interventions.get(*code)?;
            for municipality in by_status.get(status).into_iter().flatten() {
                let mut line = with_status(municipality, code, *status, &codes, facts, edition);
                if alike {
                    line.value.clear();
                }
                given.entry(municipality).or_default().push(line);
            }
        }
    }
    let before = counted_before(group, facts);
    given.retain(|municipality, _| !before.contains(*municipality));
    let words: Vec<&str> = statuses.iter().map(|status| status.word()).collect();
    let which = if wanted.is_empty() {
        "een status invulde".to_owned()
    } else {
        format!("de status {} invulde", words.join(" of "))
    };
    let count = counted(given.len());
    Some(Provenance {
        title: dutch::list(&names),
        code: Some(codes.join("+")),
        how: format!("Geteld is wie {which}: {count}."),
        given: given.into_values().flatten().collect(),
        left_out: Vec::new(),
    })
}

/// The line of one municipality with its cell: `uitvoering`, and of what if there are several interventions.
fn with_status(
    municipality: &MunicipalityCode,
    code: &str,
    status: Status,
    codes: &[&str],
    facts: &Facts,
    edition: Edition,
) -> Given {
    let answer = facts.accepted.get(municipality);
    let answer = answer.and_then(|each| each.answers.get(&format!("{code}.status")));
    let name = facts.questionnaire.intervention(code).map(|each| each.name.as_str());
    let about = name.filter(|_| codes.len() > 1).unwrap_or_default().to_owned();
    let place = answer.map(|answer| &answer.place);
    Given { about, ..given(municipality, status.word(), place, facts, edition) }
}

/// `1 gemeente`, `12 gemeenten`.
fn counted(municipalities: usize) -> String {
    format!("{municipalities} {}", if municipalities == 1 { "gemeente" } else { "gemeenten" })
}

/// The provenance of one choice, or of all choices for a question: who chose, and in which block of the sheet.
pub(super) fn choice(
    question: &str,
    choice: Option<&str>,
    facts: &Facts,
    edition: Edition,
) -> Option<Provenance> {
    let figure = facts.figures.choice(question)?;
    let chosen = figure.by_choice.iter().filter(|(name, _)| choice.is_none_or(|it| it == *name));
    let lines = chosen.flat_map(|(name, who)| who.iter().map(move |each| (name, each)));
    let (times, municipalities) = (figure.of(choice).count(), figure.municipalities(choice).len());
    Some(Provenance {
        title: choice.map_or_else(|| question.to_owned(), ToOwned::to_owned),
        code: Some(question.to_owned()),
        how: format!("Zo vaak gekozen: {times} keer, door {}.", counted(municipalities)),
        given: lines
            .map(|(name, each)| Given {
                about: each.about.clone(),
                ..given(&each.municipality, name, Some(&each.place), facts, edition)
            })
            .collect(),
        left_out: Vec::new(),
    })
}

/// The provenance of a count in the register, without the group `beside`; `None` if the group is not known.
pub(super) fn registered(what: &str, beside: Option<&str>, facts: &Facts) -> Option<Provenance> {
    if what == "themas" {
        return Some(themes(facts));
    }
    let (title, mut who) = group(what, facts)?;
    if let Some((_, counted)) = beside.and_then(|beside| group(beside, facts)) {
        who.retain(|municipality| !counted.contains(municipality));
    }
    let lines = who.iter().map(|code| given(code, "", None, facts, Edition::Final));
    Some(Provenance {
        title,
        code: Some(what.to_owned()),
        how: format!("Uit het register van gemeenten: {}.", counted(who.len())),
        given: lines.collect(),
        left_out: Vec::new(),
    })
}

/// The title and the members of a group of the register; `None` if there is no such group.
fn group(what: &str, facts: &Facts) -> Option<(String, BTreeSet<MunicipalityCode>)> {
    let figures = &facts.figures;
    // A year need not have a municipality in every group.
    let grouped = || figures.groups.get(what).cloned().unwrap_or_default();
    let (title, who) = match what {
        "deelnemers" => {
            ("Gemeenten die meedoen aan de structurele aanpak", figures.participants.clone())
        }
        "respondenten" => ("Gemeenten die rapporteren", figures.respondents.clone()),
        "opgaven" => ("Gemeenten met een bruikbare opgave", figures.returned.clone()),
        "ontbreekt" => ("Gemeenten zonder bruikbare opgave", figures.missing_returns()),
        "nplv" => ("Gemeenten die meedoen aan het NPLV", grouped()),
        "structureel" => ("Gemeenten die rapporteren over de structurele aanpak", grouped()),
        "flexibel" => ("Gemeenten die rapporteren over de flexibele aanpak", grouped()),
        "pijler-b" => ("Gemeenten met een flexibele bijdrage", grouped()),
        _ => return joined(what, facts),
    };
    Some((title.to_owned(), who))
}

/// The same for those who joined in a year, or in a round of the register.
fn joined(what: &str, facts: &Facts) -> Option<(String, BTreeSet<MunicipalityCode>)> {
    if let Some(year) = what.strip_prefix(JOINED) {
        let who = facts.figures.groups.get(what).cloned().unwrap_or_default();
        return Some((format!("Gemeenten die in {year} instroomden en nog meedoen"), who));
    }
    let cohort = what.strip_prefix("cohort:")?;
    Some((format!("Gemeenten van de ronde {cohort}"), facts.figures.cohort(cohort)))
}

/// The municipalities that the group leaves out, because the text counted them already.
fn counted_before(group: &Group, facts: &Facts) -> BTreeSet<MunicipalityCode> {
    let before = group.already_counted.as_deref();
    before.map(|before| with_status_in(before, facts)).unwrap_or_default()
}

/// The municipalities of a group, without those that the text counted already.
pub(super) fn in_group(group: &Group, facts: &Facts) -> BTreeSet<MunicipalityCode> {
    &with_status_in(group, facts) - &counted_before(group, facts)
}

/// The municipalities with one of the statuses of a group for one of its interventions.
fn with_status_in(group: &Group, facts: &Facts) -> BTreeSet<MunicipalityCode> {
    let codes: Vec<&str> = group.interventions.iter().map(String::as_str).collect();
    facts.figures.municipalities(&codes, &statuses_of(group))
}

/// The statuses that a group names; empty if it takes every status.
pub(crate) fn statuses_of(group: &Group) -> Vec<Status> {
    group.statuses.iter().filter_map(|word| Status::parse(word)).collect()
}

fn themes(facts: &Facts) -> Provenance {
    let names: Vec<&str> =
        facts.questionnaire.common_themes().map(|theme| theme.name.as_str()).collect();
    Provenance {
        title: "Thema’s van de vragenlijst".to_owned(),
        how: format!("{}.", dutch::list(&names)),
        ..Provenance::default()
    }
}

/// The provenance of the interventions in use: their names.
pub(super) fn in_use(recognised: Option<bool>, facts: &Facts) -> Provenance {
    let running = facts.questionnaire.interventions().filter(|each| {
        !facts.figures.municipalities(&[each.code.as_str()], &[Status::Running]).is_empty()
    });
    let wanted = running.filter(|each| {
        recognised.is_none_or(|wanted| facts.cycle.recognition(&each.code).is_some() == wanted)
    });
    let names: Vec<&str> = wanted.map(|each| each.name.as_str()).collect();
    Provenance {
        title: "Interventies die ergens in uitvoering zijn".to_owned(),
        how: interventions(&names),
        ..Provenance::default()
    }
}

/// How a comparison with last year came about; `None` if there is no such measure.
pub(super) fn last_year(code: &str, facts: &Facts) -> Option<Provenance> {
    let measure = &facts.figures.measures.get(code)?.measure;
    let intervention =
        code.split('.').next().and_then(|it| facts.questionnaire.intervention(it))?;
    let year = facts.cycle.settings.year - 1;
    let how = facts.last_year.measure(code).ok().map(|compared| {
        let [before, same_before, same_now] =
            [compared.before, compared.same_before, compared.same_now]
                .map(|it| measure.unit.said(it));
        let names: Vec<&str> =
            compared.same.iter().map(|code| facts.cycle.register.name(code)).collect();
        format!(
            "In de uitgave van {year} stond {before}, van {}. Toen en nu gaven {} een getal: {}. Bij hen was het {same_before} en is het nu {same_now}. Alleen toen: {}. Alleen nu: {}.",
            counted(compared.given_before),
            counted(compared.same.len()),
            dutch::list(&names),
            counted(compared.left()),
            counted(compared.joined),
        )
    });
    Some(Provenance {
        title: format!("{}: {}, vergeleken met {year}", intervention.name, measure.question),
        how: how.unwrap_or_else(|| "Hiernaast is van vorig jaar niets te zeggen.".to_owned()),
        ..Provenance::default()
    })
}

/// The provenance of what the last edition of a year printed of a measure.
pub(super) fn printed(year: i16, code: &str, facts: &Facts) -> Option<Provenance> {
    let measure = &facts.figures.measures.get(code)?.measure;
    let intervention =
        code.split('.').next().and_then(|it| facts.questionnaire.intervention(it))?;
    let how = match facts.last_year.printed(year, code) {
        Ok(printed) => format!(
            "In de laatste uitgave van {year} stond {}, van {}.",
            measure.unit.said(printed.sum),
            counted(printed.given),
        ),
        Err(_) => format!("De uitgave van {year} geeft hiervan geen totaal dat hetzelfde telt."),
    };
    Some(Provenance {
        title: format!("{}: {}, in het rapport over {year}", intervention.name, measure.question),
        how,
        ..Provenance::default()
    })
}

/// The provenance of what an earlier edition of the year printed; `None` if there is no such edition.
pub(super) fn earlier(edition: EditionNumber, facts: &Facts) -> Option<Provenance> {
    let (_, published) = facts.cycle.editions().find(|(number, _)| *number == edition)?;
    let date = published.record.as_ref().map(|it| format!(" van {}", dutch::date(it.date)));
    Some(Provenance {
        title: format!("Uitgave {edition} van dit rapport"),
        how: format!("Zo stond het in uitgave {edition}{}.", date.unwrap_or_default()),
        ..Provenance::default()
    })
}

/// The provenance of a reason for a correction; `None` if there is no such reason.
pub(super) fn correction(index: usize, facts: &Facts) -> Option<Provenance> {
    let erratum = facts.cycle.errata.get(index)?;
    let who = match &erratum.municipality {
        Some(code) => format!("een verbeterde opgave van {}", facts.cycle.register.name(code)),
        None => "de tekst van het programmateam".to_owned(),
    };
    Some(Provenance {
        title: format!("Verbetering in uitgave {}", erratum.edition),
        how: format!("De reden die het programmateam geeft. Het gaat om {who}."),
        ..Provenance::default()
    })
}

/// `1 interventie: AJB.`, `2 interventies: AJB en IPTA.`
fn interventions(names: &[&str]) -> String {
    match names {
        [] => "Geen interventies.".to_owned(),
        [only] => format!("1 interventie: {only}."),
        names => format!("{} interventies: {}.", names.len(), dutch::list(names)),
    }
}

/// Which interventions run in a municipality, and what for: in a draft with the cells of their statuses.
pub(super) fn running(
    municipality: &MunicipalityCode,
    facts: &Facts,
    edition: Edition,
) -> Provenance {
    let running: Vec<_> = facts.running_in(municipality, None).collect();
    let names: Vec<&str> = running.iter().map(|each| each.name.as_str()).collect();
    let codes: Vec<&str> = running.iter().map(|each| each.code.as_str()).collect();
    let line =
        |code: &&str| with_status(municipality, code, Status::Running, &codes, facts, edition);
    let mut how = interventions(&names);
    for tag in
        [Tags::BuildingBlocks, Tags::Phases].into_iter().flat_map(|it| facts.questionnaire.tags(it))
    {
        let of: Vec<&str> =
            facts.running_in(municipality, Some(&tag.code)).map(|it| it.name.as_str()).collect();
        let of = if of.is_empty() { "geen".to_owned() } else { dutch::list(&of) };
        let _ = write!(how, " {}: {of}.", tag.name);
    }
    Provenance {
        title: format!("Interventies in uitvoering in {}", facts.cycle.register.name(municipality)),
        how,
        given: codes.iter().filter(|_| edition.is_draft()).map(line).collect(),
        ..Provenance::default()
    }
}

/// Which municipalities run an intervention for each building block, or for each phase.
pub(super) fn covered(tags: Tags, facts: &Facts) -> Provenance {
    let names: Vec<&str> = facts.questionnaire.tags(tags).map(|tag| tag.name.as_str()).collect();
    let who = facts.covered(tags);
    Provenance {
        title: format!("Gemeenten met een interventie voor alle {}", tags.word()),
        how: format!(
            "Geteld is wie in de structurele aanpak een interventie uitvoert voor elk van deze {}: {}. Dat doen er {}.",
            tags.word(),
            dutch::list(&names),
            counted(who.len()),
        ),
        given: who.iter().map(|code| given(code, "", None, facts, Edition::Final)).collect(),
        ..Provenance::default()
    }
}

/// The source of a constant.
pub(super) fn constant(name: &str, facts: &Facts) -> Option<Provenance> {
    let constant = facts.cycle.constants.get(name)?;
    Some(Provenance {
        title: constant.text.clone(),
        code: Some(name.to_owned()),
        how: format!("Vast gegeven. Bron: {}.", constant.source.trim_end_matches('.')),
        ..Provenance::default()
    })
}

/// Who recognised an intervention, and where that stands.
pub(super) fn recognition(code: &str, facts: &Facts) -> Option<Provenance> {
    let recognition = facts.cycle.recognition(code)?;
    let intervention = facts.questionnaire.intervention(code)?;
    let source = recognition.source.trim_end_matches('.');
    Some(Provenance {
        title: format!("Erkenning van {}", intervention.name),
        how: format!("{}. Bron: {source}.", dutch::capitalise(&recognition.verdict)),
        ..Provenance::default()
    })
}

/// Who contributed a paragraph, and where that stands.
pub(super) fn partner(code: &str, facts: &Facts) -> Option<Provenance> {
    let partner = facts.cycle.partner(code)?;
    let mut sources: Vec<&str> = Vec::new();
    for contribution in &partner.contributions {
        let source = contribution.source.trim_end_matches('.');
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    Some(Provenance {
        title: partner.name.clone(),
        code: Some(code.to_owned()),
        how: format!(
            "Bijdrage van een landelijke partner, overgenomen zoals die is aangeleverd. Bron: {}.",
            sources.join("; ")
        ),
        ..Provenance::default()
    })
}

/// How the codes of texts start that the form fills in, or that nobody prints.
const NO_WORDS: [&str; 3] = ["gemeente.", "stempel.", "akkoord."];

/// The provenance of a municipality's own words: in a draft the cells in which it typed them.
pub(super) fn own_words(
    municipality: &MunicipalityCode,
    facts: &Facts,
    edition: Edition,
) -> Option<Provenance> {
    let each = facts.accepted.get(municipality)?;
    let name = facts.cycle.register.name(municipality);
    let is_answer = |code: &str| !NO_WORDS.iter().any(|start| code.starts_with(start));
    let typed = each
        .open
        .iter()
        .filter(|(code, answer)| is_answer(code) && matches!(answer.value, OpenValue::Text(_)));
    let lines = typed.filter(|_| edition.is_draft()).map(|(code, answer)| {
        given(municipality, code.as_str(), Some(&answer.place), facts, edition)
    });
    Some(Provenance {
        title: format!("Eigen woorden van {name}"),
        code: Some(municipality.to_string()),
        how: "Zo schreef de gemeente het zelf in haar vragenlijst.".to_owned(),
        given: lines.collect(),
        left_out: Vec::new(),
    })
}

/// The provenance of a name or a question of the questionnaire; `None` if nothing has this code.
pub(super) fn asked(code: &str, facts: &Facts) -> Option<Provenance> {
    let questionnaire = &facts.questionnaire;
    let intervention = questionnaire.intervention(code).map(|each| each.name.clone());
    let tag = || questionnaire.tag(code).map(|tag| tag.name.clone());
    let question = || match questionnaire.question(code)? {
        Question::Status(intervention) => Some(intervention.name.clone()),
        Question::Number(_, measure) => Some(measure.question.clone()),
        Question::Open(open) => Some(open.question.clone()),
    };
    // A question that is asked about several things stands there once for each of them.
    let repeated = || facts.figures.choices.contains_key(code).then(|| code.to_owned());
    Some(Provenance {
        title: intervention.or_else(tag).or_else(question).or_else(repeated)?,
        code: Some(code.to_owned()),
        how: "Zo staat het in de vragenlijst.".to_owned(),
        ..Provenance::default()
    })
}

/// The provenance of a period, made of those of its first and its last moment.
pub(super) fn period(from: &Provenance, to: &Provenance) -> Provenance {
    Provenance {
        title: format!("Periode: {} en {}", from.title, to.title),
        how: format!("Begin: {} Einde: {}", from.how, to.how),
        ..Provenance::default()
    }
}

/// The dates of the year, and the limit of small numbers.
pub(super) fn settings(facts: &Facts) -> Provenance {
    let settings = &facts.cycle.settings;
    Provenance {
        title: "Afspraken voor dit rapport".to_owned(),
        how: format!(
            "Jaar van het rapport: {}. Peildatum: {}. Publicatie: {}. Aantallen personen of gezinnen onder {} in \
             een enkele gemeente worden niet getoond.",
            settings.year,
            dutch::date(settings.reference_date),
            dutch::month_and_year(settings.publication),
            settings.small_below,
        ),
        ..Provenance::default()
    }
}
