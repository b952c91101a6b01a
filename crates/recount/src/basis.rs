//! Predicts what each marked place of the page must say, by its basis, and compares.

use std::collections::BTreeMap;

use pmg_core::cycle::Cycle;
use pmg_core::municipality::MunicipalityCode;
use pmg_core::suppression::{Shown, Suppression};

use super::count::{Count, Exact, Given, Measured};
use super::page::{Figure, Page};
use super::share::share;
use super::words::{count_ways, date, euro_ways, exact, month, plain, ways};
use super::{Difference, RecountError, period, register};

/// What the text prints for a number that is not small but would give away one that is.
const KEPT_BACK: [&str; 2] = ["een aantal", "niet getoond"];
/// How far a year that a template names may be from the year of the report.
const NEAR: i16 = 25;

/// Everything needed to predict what a printed figure must say: recounted numbers, settings, suppression.
pub(super) struct Expectations<'a> {
    pub(super) count: &'a Count,
    pub(super) cycle: &'a Cycle,
    pub(super) suppression: &'a dyn Suppression,
    pub(super) measures: BTreeMap<String, Measured>,
    /// By measure and municipality.
    pub(super) given: BTreeMap<(String, String), Given>,
}

/// Compares each marked place with what it must say.
pub(super) fn compare(
    page: &Page,
    expectations: &Expectations<'_>,
) -> Result<Vec<Difference>, RecountError> {
    let mut differences = Vec::new();
    let mut before = None;
    for figure in &page.figures {
        let wanted = expectations.wanted(figure, before)?;
        let mut said = plain(&figure.text);
        if figure.basis.contains(":naast:") || figure.basis.starts_with("som:") {
            said = without_again(&said).to_owned();
        }
        if !wanted.iter().any(|way| plain(way) == said) {
            differences.push(difference(figure, &wanted));
        }
        before = Some(figure);
    }
    Ok(differences)
}

/// The text without `nog eens` and the like: `vier` for `nog eens vier`.
fn without_again(said: &str) -> &str {
    let words = ["nog eens ", "nog ", "verder "];
    let start = words
        .iter()
        .find(|word| said.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)));
    start.map_or(said, |word| &said[word.len()..])
}

fn difference(figure: &Figure, wanted: &[String]) -> Difference {
    let around = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (before, after) = (around(&figure.before), around(&figure.after));
    let before = before.rsplit(". ").next().unwrap_or_default();
    let after = after.split_inclusive(". ").next().unwrap_or_default().trim_end();
    let wanted =
        if wanted.is_empty() { "niets: dit bestaat niet".to_owned() } else { wanted.join(" of ") };
    Difference {
        file: "rapport.html".to_owned(),
        what: format!("`{}` in “{before} [{}] {after}”", figure.basis, figure.text),
        found: figure.text.clone(),
        expected: wanted,
    }
}

impl<'a> Expectations<'a> {
    /// Counts all that marked places of this year may say.
    pub(super) fn of(
        count: &'a Count,
        cycle: &'a Cycle,
        suppression: &'a dyn Suppression,
    ) -> Result<Self, RecountError> {
        let measures = count.measures(None)?.into_iter().map(|each| (each.measure.clone(), each));
        let given = count.given()?.into_iter();
        let given = given.map(|each| ((each.measure.clone(), each.municipality.clone()), each));
        let (measures, given) = (measures.collect(), given.collect());
        Ok(Self { count, cycle, suppression, measures, given })
    }
}

impl Expectations<'_> {
    /// All wordings that a place may have; empty if its basis names something that does not exist.
    fn wanted(
        &self,
        figure: &Figure,
        before: Option<&Figure>,
    ) -> Result<Vec<String>, RecountError> {
        let (kind, rest) = figure.basis.split_once(':').unwrap_or((&figure.basis, ""));
        // Behind `:naast:` stands the group that is already counted.
        let (rest, before_it) = rest.split_once(":naast:").unwrap_or((rest, ""));
        let (first, second) = rest.split_once(':').unwrap_or((rest, ""));
        if !self.is_spelled_out(kind, [rest, first, second, before_it])? {
            return Ok(Vec::new());
        }
        Ok(match kind {
            "som" => self.sum(first),
            "waarde" => self.value(first, second),
            "opgaven" => self.coverage(first, figure, before),
            "peildatum" => self.reference_date(first, second),
            "toelichting" => self.remark(first, second),
            "gemeenten" => register::municipalities(self, first, second, before_it)?,
            "namen" => register::names(self, first, second, before_it)?,
            "register" => register::counted(self, rest, before_it, figure, before)?,
            "keuze" => register::chosen(self, first, second, figure)?,
            "ingezet" => register::in_use(self, first)?,
            "vragenlijst" => register::asked(self, first)?,
            "tekst" => register::own_words(self, first)?,
            "aandeel" => share(self, first, second, figure, before),
            "periode" => period::ways(self.cycle, rest, &figure.text),
            "jaar" => self.year(figure),
            _ => self.fixed(kind, first),
        })
    }

    /// Whether every part of the basis is one that is looked at: a hidden number could stand in any other.
    fn is_spelled_out(
        &self,
        kind: &str,
        [rest, first, second, before_it]: [&str; 4],
    ) -> Result<bool, RecountError> {
        let alone = second.is_empty() && before_it.is_empty() && !rest.ends_with(':');
        Ok(match kind {
            "som" | "opgaven" | "vragenlijst" | "constante" | "partner" | "erkenning" | "tekst" => {
                alone
            }
            "jaar" | "publicatie" | "kleine-aantallen" => rest.is_empty(),
            "ingezet" => ["", "erkend", "niet-erkend"].contains(&rest),
            "waarde" | "toelichting" | "peildatum" => !second.contains(':') && before_it.is_empty(),
            "aandeel" => second.split(':').count() <= 2 && before_it.is_empty(),
            "gemeenten" | "namen" => {
                register::is_known(self, first, second)?
                    && (before_it.is_empty() || {
                        let (first, second) = before_it.split_once(':').unwrap_or((before_it, ""));
                        register::is_known(self, first, second)?
                    })
            }
            _ => true,
        })
    }

    /// The counted numbers of a measure, or only that of the municipality `only` if it is not empty.
    pub(super) fn given_of(
        &self,
        measure: &str,
        only: &str,
    ) -> impl Iterator<Item = (&(String, String), &Given)> {
        self.given.iter().filter(move |((of, municipality), given)| {
            of == measure && given.counted && (only.is_empty() || only == municipality)
        })
    }

    /// The number below which whole numbers may be words.
    pub(super) fn words_below(&self) -> u8 {
        self.cycle.settings.words_below
    }

    pub(super) fn count_ways(&self, count: usize) -> Vec<String> {
        count_ways(count, self.words_below())
    }

    /// All wordings of a number in the unit of a measure.
    fn number(&self, value: Option<Exact>, measure: &Measured) -> Vec<String> {
        match value {
            None if is_money(measure) => vec!["een onbekend bedrag".to_owned()],
            None => vec!["een onbekend aantal".to_owned()],
            Some(value) if is_money(measure) => euro_ways(value),
            Some(value) => ways(value, self.words_below()),
        }
    }

    fn sum(&self, measure: &str) -> Vec<String> {
        let Some(measured) = self.measures.get(measure) else { return Vec::new() };
        let single = measured.sum.filter(|_| measured.above_zero == 1);
        match self.suppression.sum(measure) {
            Shown::Published
                if single.is_some_and(|sum| self.is_small(sum, measured))
                    && !self.is_public(measure) =>
            {
                Vec::new()
            }
            Shown::Published => self.number(measured.sum, measured),
            Shown::PrimarySuppressed | Shown::SecondarySuppressed => {
                KEPT_BACK.map(str::to_owned).to_vec()
            }
        }
    }

    /// Whether a small number of the measure was printed before, so that hiding it helps nobody any more.
    fn is_public(&self, measure: &str) -> bool {
        self.suppression.is_public_already(measure)
    }

    /// Whether it is a small number of persons, which must not be printed whatever `disclosure` decided.
    pub(super) fn is_small(&self, value: Exact, measured: &Measured) -> bool {
        let limit = exact(self.cycle.settings.small_below.try_into().unwrap_or(usize::MAX));
        let leads_to_persons = self
            .cycle
            .definition
            .units
            .iter()
            .any(|unit| unit.leads_to_persons && unit.plural == measured.unit);
        (leads_to_persons || counts_persons(measured)) && value > 0 && value < limit
    }

    fn value(&self, measure: &str, municipality: &str) -> Vec<String> {
        let Some(measured) = self.measures.get(measure) else { return Vec::new() };
        let key = (measure.to_owned(), municipality.to_owned());
        let value = self.given.get(&key).map(|given| given.value);
        let shown = MunicipalityCode::parse(municipality)
            .map_or(Shown::Published, |code| self.suppression.of(measure, &code));
        match shown {
            Shown::Published if value.is_some_and(|value| self.is_small(value, measured)) => {
                Vec::new()
            }
            Shown::Published => self.number(value, measured),
            Shown::PrimarySuppressed => vec![self.less()],
            Shown::SecondarySuppressed => KEPT_BACK.map(str::to_owned).to_vec(),
        }
    }

    /// What the text prints for a small number.
    pub(super) fn less(&self) -> String {
        format!("minder dan {}", self.cycle.settings.small_below)
    }

    /// How many gave a number; of the second of two in a row, how many should have.
    fn coverage(&self, measure: &str, figure: &Figure, before: Option<&Figure>) -> Vec<String> {
        let Some(measured) = self.measures.get(measure) else { return Vec::new() };
        let given = measured.municipalities;
        let concerned = given + measured.unknown + measured.missing;
        if is_second(figure, before) {
            self.count_ways(concerned)
        } else if figure.after.trim_start().starts_with("op eigen datum") {
            self.count_ways(self.on_other_days(measure))
        } else {
            self.count_ways(given)
        }
    }

    fn on_other_days(&self, measure: &str) -> usize {
        let day = self.cycle.settings.reference_date.to_string();
        let of = |given: &&Given| given.measure == measure && given.counted;
        let other =
            |given: &&Given| !given.reference_date.is_empty() && given.reference_date != day;
        self.given.values().filter(of).filter(other).count()
    }

    fn reference_date(&self, measure: &str, municipality: &str) -> Vec<String> {
        if measure.is_empty() {
            let day = self.cycle.settings.reference_date.to_string();
            return vec![date(&day), month(&day)];
        }
        if municipality.is_empty() {
            return self.count_ways(self.on_other_days(measure));
        }
        let given = self.given.get(&(measure.to_owned(), municipality.to_owned()));
        given.map(|given| date(&given.reference_date)).into_iter().collect()
    }

    fn remark(&self, measure: &str, municipality: &str) -> Vec<String> {
        let given = self.given.get(&(measure.to_owned(), municipality.to_owned()));
        given.map(|given| given.remark.trim_end_matches('.').to_owned()).into_iter().collect()
    }

    /// Any year that a report of this year can sensibly name: the template says how far it is away.
    fn year(&self, figure: &Figure) -> Vec<String> {
        let year = self.cycle.settings.year;
        let (first, last) = (year - NEAR, year + NEAR);
        let named = figure.text.parse().is_ok_and(|named| (first..=last).contains(&named));
        let range = || format!("een jaar van {first} tot en met {last}");
        vec![if named { figure.text.clone() } else { range() }]
    }

    /// What stands word for word in the files of the year.
    fn fixed(&self, kind: &str, which: &str) -> Vec<String> {
        let Cycle { settings, constants, partners, .. } = self.cycle;
        match kind {
            "constante" => {
                constants.get(which).map_or_else(Vec::new, |it| period::day_and_month(&it.text))
            }
            "partner" => {
                let partner = partners.iter().filter(|partner| partner.code == which);
                partner.flat_map(|it| &it.contributions).map(|it| it.text.clone()).collect()
            }
            "erkenning" => {
                let recorded = self.cycle.recognition(which).into_iter();
                recorded.flat_map(|it| [it.verdict.clone(), it.source.clone()]).collect()
            }
            "kleine-aantallen" => vec![self.less()],
            "publicatie" => vec![month(&settings.publication.to_string())],
            _ => Vec::new(),
        }
    }
}

fn counts_persons(measured: &Measured) -> bool {
    ["personen", "gezinnen"].contains(&measured.unit_kind.as_str())
}

fn is_money(measured: &Measured) -> bool {
    measured.unit_kind == "geld"
}

/// Whether a place is the second number of `vier van de zes`.
pub(super) fn is_second(figure: &Figure, before: Option<&Figure>) -> bool {
    let between = figure.before.trim_end();
    let first = before.filter(|before| before.basis == figure.basis);
    let ends = |words: &str| {
        let start = between.strip_suffix(words).map(str::trim_end);
        first.zip(start).is_some_and(|(first, start)| start.ends_with(&first.text))
    };
    ends(" van") || ends(" van de")
}
