//! Compares where the link of each figure leads: to the part of the account about the same thing, with its title, its
//! code and how it came about.

use std::collections::BTreeSet;

use pmg_core::cycle::Recognition;

use super::basis::Expectations;
use super::markup::{Piece, Tag, pieces};
use super::page::ACCOUNT;
use super::parts::{self, Part};
use super::register::{self, STATUSES};
use super::shape::is_left_of;
use super::words::{date, list, month, plain};
use super::{AGAIN, Difference, RecountError};

/// What a part of the account must say. How the figure came about is `None` for a measure: `account` compares that.
#[derive(Default)]
struct Expected {
    title: String,
    code: Option<String>,
    how: Option<String>,
}

/// Compares where each figure leads with what it rests on.
pub(super) fn compare(
    html: &str,
    expectations: &Expectations<'_>,
) -> Result<Vec<Difference>, RecountError> {
    let parts = parts::read(html);
    let mut told: Vec<Difference> = Vec::new();
    let mut about = BTreeSet::new();
    for (basis, link) in figures(html) {
        let expected = expectations.expected(&basis)?;
        about.extend(expected.as_ref().map(|it| plain(&named(it))));
        // A figure in a link to somewhere else leads nowhere itself.
        if let Some(link) = link {
            let differ = leads_elsewhere(&link, &basis, &parts, expected.as_ref());
            let new: Vec<_> = differ.into_iter().filter(|each| !told.contains(each)).collect();
            told.extend(new);
        }
    }
    let is_named = |called: &String| about.iter().any(|it| is_left_of(&plain(called), it));
    let unused = parts.iter().map(called).filter(|called| !is_named(called));
    let unused: Vec<_> = unused.map(|found| unused_part(&found)).collect();
    if told.is_empty() {
        told = unused;
    }
    Ok(told)
}

/// The differences where the link of a figure does not lead to the part about the same thing.
fn leads_elsewhere(
    tag: &Tag<'_>,
    basis: &str,
    parts: &[Part],
    expected: Option<&Expected>,
) -> Vec<Difference> {
    let to = tag.get("href").unwrap_or_default();
    let number = to.strip_prefix("#_b");
    // What leads back from the part is known by its number, too.
    let own = tag.get("id").and_then(|id| id.strip_prefix("_c")?.split('-').next());
    let at = number.and_then(|number| number.parse::<usize>().ok()?.checked_sub(1));
    match (at.and_then(|at| parts.get(at)), expected) {
        (Some(part), Some(expected)) if own == number => unlike(basis, part, expected),
        (Some(part), expected) => {
            let expected = expected.map_or_else(|| "niets".to_owned(), named);
            vec![difference(basis, "leidt ergens anders heen", called(part), &expected)]
        }
        (None, _) => vec![difference(basis, "leidt nergens heen", to.to_owned(), "een onderdeel")],
    }
}

/// The bases of the figures and passages of the text, each with the link that it is or that stands behind it; `None`
/// if there is no link.
fn figures(html: &str) -> Vec<(String, Option<Tag<'_>>)> {
    let mut found: Vec<(String, Option<Tag<'_>>)> = Vec::new();
    let mut passage_ended = false;
    for piece in pieces(html) {
        match &piece {
            Piece::Open(tag) if tag.is("a", "bron") => match found.last_mut() {
                Some((_, link)) if passage_ended && link.is_none() => *link = Some(tag.clone()),
                _ => found.push((String::new(), Some(tag.clone()))),
            },
            Piece::Open(tag) => {
                let basis = tag.get("data-basis").map(str::to_owned);
                let link = (tag.name == "a").then(|| tag.clone());
                found.extend(basis.map(|basis| (basis, link)));
            }
            _ => {}
        }
        passage_ended = piece == Piece::Close("span");
    }
    found
}

/// The difference where a part of the account is about nothing in the text.
fn unused_part(found: &str) -> Difference {
    Difference {
        file: "rapport.html".to_owned(),
        what: format!("{} › bij geen cijfer in de tekst", ACCOUNT.0),
        found: found.to_owned(),
        expected: format!("niets; {AGAIN}"),
    }
}

fn difference(basis: &str, what: &str, found: String, expected: &str) -> Difference {
    Difference {
        file: "rapport.html".to_owned(),
        what: format!("de link van `{basis}` {what}"),
        found,
        expected: format!("{expected}; {AGAIN}"),
    }
}

/// The differences where a part has another title, code or explanation than it must have.
fn unlike(basis: &str, part: &Part, expected: &Expected) -> Vec<Difference> {
    let same = |found: &str, wanted: &str| is_left_of(&plain(found), &plain(wanted));
    let how = if part.code.is_some() { Some(&part.how) } else { part.paragraphs.first() };
    let how = how.cloned().unwrap_or_default();
    let mut told = Vec::new();
    if part.code != expected.code || !same(&part.title, &expected.title) {
        told.push(difference(basis, "leidt naar iets anders", called(part), &named(expected)));
    } else if let Some(wanted) = expected.how.as_ref().filter(|wanted| !same(&how, wanted)) {
        told.push(difference(basis, "leidt naar een andere uitleg", how, wanted));
    }
    told
}

fn called(part: &Part) -> String {
    with_code(&part.title, part.code.as_deref())
}

fn named(expected: &Expected) -> String {
    with_code(&expected.title, expected.code.as_deref())
}

fn with_code(title: &str, code: Option<&str>) -> String {
    code.map_or_else(|| title.to_owned(), |code| format!("{title} ({code})"))
}

fn with_a_capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// `1 gemeente`, `12 gemeenten`.
fn municipalities(count: usize) -> String {
    format!("{count} {}", if count == 1 { "gemeente" } else { "gemeenten" })
}

impl Expectations<'_> {
    /// What the part must say to which a figure leads; `None` if a figure of this kind leads nowhere.
    fn expected(&self, basis: &str) -> Result<Option<Expected>, RecountError> {
        let (kind, rest) = basis.split_once(':').unwrap_or((basis, ""));
        let (rest, before_it) = rest.split_once(":naast:").unwrap_or((rest, ""));
        let (first, second) = rest.split_once(':').unwrap_or((rest, ""));
        Ok(match kind {
            "som" | "waarde" | "opgaven" | "toelichting" | "aandeel" => self.measure(first)?,
            "peildatum" if !first.is_empty() => self.measure(first)?,
            "gemeenten" | "namen" => Some(self.by_status(first, second, before_it)?),
            "keuze" => Some(self.choice(first, second)?),
            "register" if rest == "themas" => Some(self.themes()?),
            "register" => self.registered(rest, before_it)?,
            "ingezet" => Some(self.in_use(first)?),
            "constante" => self.constant(first),
            "erkenning" => self.recognition(rest)?,
            "partner" => self.partner(rest),
            "tekst" => self.own_words(rest)?,
            "periode" => self.period(rest)?,
            "jaar" | "peildatum" | "publicatie" | "kleine-aantallen" => Some(self.settings()),
            _ => None,
        })
    }

    fn recognition(&self, code: &str) -> Result<Option<Expected>, RecountError> {
        let query =
            "SELECT name FROM questions WHERE kind IN ('status', 'number') AND about = ?1 LIMIT 1";
        let name = self.count.words(query, [code])?.into_iter().next();
        // Of several, the one that was recorded last before the report appeared.
        let published = self.cycle.settings.publication;
        let mut held: Option<&Recognition> = None;
        for each in self.cycle.recognitions.iter().filter(|it| it.intervention == code) {
            let is_later = held.is_none_or(|held| held.recorded < each.recorded);
            if each.recorded <= published && is_later {
                held = Some(each);
            }
        }
        Ok(name.zip(held).map(|(name, held)| Expected {
            title: format!("Erkenning van {name}"),
            code: None,
            how: Some(format!(
                "{}. Bron: {}.",
                with_a_capital(&held.verdict),
                held.source.trim_end_matches('.')
            )),
        }))
    }

    /// What the part of a period must say: that of its two moments, which may be one and the same.
    fn period(&self, rest: &str) -> Result<Option<Expected>, RecountError> {
        let (from, to) = rest.split_once('+').unwrap_or((rest, rest));
        let (Some(from), Some(to)) = (self.expected(from)?, self.expected(to)?) else {
            return Ok(None);
        };
        if from.title == to.title && from.code == to.code {
            return Ok(Some(from));
        }
        let how = from.how.zip(to.how).map(|(from, to)| format!("Begin: {from} Einde: {to}"));
        let title = format!("Periode: {} en {}", from.title, to.title);
        Ok(Some(Expected { title, code: None, how }))
    }

    fn measure(&self, code: &str) -> Result<Option<Expected>, RecountError> {
        let query = "SELECT wording FROM questions WHERE kind = 'number' AND code = ?1";
        let wording = self.count.words(query, [code])?.into_iter().next();
        let code = Some(code.to_owned());
        Ok(wording.map(|title| Expected { title, code, how: None }))
    }

    fn by_status(
        &self,
        interventions: &str,
        statuses: &str,
        before_it: &str,
    ) -> Result<Expected, RecountError> {
        let mut names = Vec::new();
        for code in interventions.split('+').map(str::trim) {
            let query = "SELECT name FROM questions WHERE kind IN ('status', 'number') AND about = ?1 LIMIT 1";
            names.extend(self.count.words(query, [code])?);
        }
        let wanted: Vec<&str> = statuses.split('+').map(str::trim).collect();
        let wanted: Vec<&str> = STATUSES.into_iter().filter(|it| wanted.contains(it)).collect();
        let all = STATUSES.join("+");
        let (which, statuses) = if wanted.is_empty() {
            ("een status invulde".to_owned(), all.as_str())
        } else {
            (format!("de status {} invulde", wanted.join(" of ")), statuses)
        };
        let count = register::how_many(self, interventions, statuses, before_it)?;
        Ok(Expected {
            title: list(&names),
            code: Some(interventions.to_owned()),
            how: Some(format!("Geteld is wie {which}: {}.", municipalities(count))),
        })
    }

    fn choice(&self, question: &str, choice: &str) -> Result<Expected, RecountError> {
        let [who, times] = register::times_chosen(self, question, choice)?;
        let title = if choice.is_empty() { question } else { choice };
        let how = format!("Zo vaak gekozen: {times} keer, door {}.", municipalities(who));
        Ok(Expected { title: title.to_owned(), code: Some(question.to_owned()), how: Some(how) })
    }

    fn registered(&self, what: &str, before_it: &str) -> Result<Option<Expected>, RecountError> {
        let title = match what {
            "deelnemers" => "Gemeenten die meedoen aan de structurele aanpak".to_owned(),
            "respondenten" => "Gemeenten die rapporteren".to_owned(),
            "opgaven" => "Gemeenten met een bruikbare opgave".to_owned(),
            "nplv" => "Gemeenten die meedoen aan het NPLV".to_owned(),
            "structureel" => "Gemeenten die rapporteren over de structurele aanpak".to_owned(),
            "flexibel" => "Gemeenten die rapporteren over de flexibele aanpak".to_owned(),
            "pijler-b" => "Gemeenten met een flexibele bijdrage".to_owned(),
            _ => match (what.strip_prefix("instroom:"), what.strip_prefix("cohort:")) {
                (Some(year), _) => {
                    let year = year.trim_start_matches("jaar:");
                    format!("Gemeenten die in {year} instroomden en nog meedoen")
                }
                (None, Some(start)) => format!("Gemeenten van de ronde {start}"),
                (None, None) => return Ok(None),
            },
        };
        // The year in which they joined has the part of those who did.
        let what = what.replace("instroom:jaar:", "instroom:");
        let count = register::in_register(self, &what, before_it)?;
        let how = format!("Uit het register van gemeenten: {}.", municipalities(count));
        Ok(Some(Expected { title, code: Some(what), how: Some(how) }))
    }

    fn themes(&self) -> Result<Expected, RecountError> {
        let query =
            "SELECT name FROM questions WHERE kind = 'theme' AND audience = 'alle' ORDER BY rowid";
        let names = self.count.words(query, [])?;
        let title = "Thema’s van de vragenlijst".to_owned();
        Ok(Expected { title, how: Some(format!("{}.", list(&names))), code: None })
    }

    fn in_use(&self, which: &str) -> Result<Expected, RecountError> {
        let mut names = Vec::new();
        for code in register::running(self, which)? {
            let query = "SELECT name FROM questions WHERE kind = 'status' AND about = ?1 LIMIT 1";
            names.extend(self.count.words(query, [code.as_str()])?);
        }
        let how = match names.as_slice() {
            [only] => format!("1 interventie: {only}."),
            names => format!("{} interventies: {}.", names.len(), list(names)),
        };
        let title = "Interventies die ergens in uitvoering zijn".to_owned();
        Ok(Expected { title, how: Some(how), code: None })
    }

    fn constant(&self, name: &str) -> Option<Expected> {
        let constant = self.cycle.constants.get(name)?;
        let source = constant.source.trim_end_matches('.');
        let (title, code) = (constant.text.clone(), Some(name.to_owned()));
        Some(Expected { title, code, how: Some(format!("Vast gegeven. Bron: {source}.")) })
    }

    fn partner(&self, code: &str) -> Option<Expected> {
        let partner = self.cycle.partner(code)?;
        let mut sources: Vec<String> = Vec::new();
        for each in &partner.contributions {
            let source = each.source.trim_end_matches('.').to_owned();
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        let how = format!(
            "Bijdrage van een landelijke partner, overgenomen zoals die is aangeleverd. Bron: {}.",
            sources.join("; ")
        );
        Some(Expected { title: partner.name.clone(), code: Some(code.to_owned()), how: Some(how) })
    }

    fn own_words(&self, municipality: &str) -> Result<Option<Expected>, RecountError> {
        let query = "SELECT name FROM municipalities WHERE municipality = ?1";
        let names = self.count.words(query, [municipality])?;
        Ok(names.first().map(|name| Expected {
            title: format!("Eigen woorden van {name}"),
            code: Some(municipality.to_owned()),
            how: Some("Zo schreef de gemeente het zelf in haar vragenlijst.".to_owned()),
        }))
    }

    fn settings(&self) -> Expected {
        let settings = &self.cycle.settings;
        let [day, publication] =
            [settings.reference_date, settings.publication].map(|day| day.to_string());
        let how = format!(
            "Jaar van het rapport: {}. Peildatum: {}. Publicatie: {}. Aantallen personen of gezinnen onder {} in \
             een enkele gemeente worden niet getoond.",
            settings.year,
            date(&day),
            month(&publication),
            settings.small_below
        );
        Expected { title: "Afspraken voor dit rapport".to_owned(), code: None, how: Some(how) }
    }
}
