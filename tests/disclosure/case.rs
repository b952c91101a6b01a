//! Small years: what municipalities gave, what holds between measures, and what was printed before.

use std::collections::{BTreeMap, BTreeSet};

use pmg_monitor::disclosure::{
    Disclosure, Draws, Earlier, EarlierMeasure, Rule, Series, Shown, protect,
};
use pmg_monitor::figures::{Contribution, Figures, MeasureFigure};
use pmg_monitor::municipality::MunicipalityCode;
use pmg_monitor::place::Place;
use pmg_monitor::questionnaire::{self, Questionnaire};
use proptest::prelude::*;

/// Draws by which nothing is dearer and nothing hidden without need.
pub(crate) struct Never;

impl Draws for Never {
    fn draw(&self, name: &str) -> u32 {
        if name.starts_with("extra ") { u32::MAX } else { 0 }
    }
}

/// What each municipality gave for one measure; none where it gave nothing.
pub(crate) type Numbers = Vec<Option<i64>>;

/// How the measures of a year are linked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Link {
    /// Not at all.
    None,
    /// The second counts some of what the first counts.
    Part,
    /// The second is never more than the first.
    AtMost,
    /// The second and the third count some of the first.
    TwoParts,
    /// Each counts some of the one before.
    Chain,
    /// The first is the sum of the others, as far as these were given.
    Total,
}

/// A year before, or an earlier edition: what it had, before anything was hidden in it.
#[derive(Debug, Clone)]
pub(crate) struct Before {
    pub(crate) year_before: bool,
    pub(crate) measures: Vec<Numbers>,
}

/// A year.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) link: Link,
    pub(crate) measures: Vec<Numbers>,
    pub(crate) before: Option<Before>,
    /// What it printed, where that is given.
    pub(crate) printed: Option<Earlier>,
}

/// What can be hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Item {
    Number(usize, usize),
    Sum(usize),
}

impl Case {
    pub(crate) fn number(&self, measure: usize, who: usize) -> Option<i64> {
        self.measures[measure][who]
    }

    pub(crate) fn municipalities(&self) -> usize {
        self.measures[0].len()
    }

    /// Parts with their wholes; smaller ones with larger ones.
    pub(crate) fn pairs(&self) -> Vec<(usize, usize)> {
        match self.link {
            Link::None | Link::Total => Vec::new(),
            Link::Part | Link::AtMost => vec![(1, 0)],
            Link::TwoParts => vec![(1, 0), (2, 0)],
            Link::Chain => vec![(1, 0), (2, 0), (2, 1)],
        }
    }

    pub(crate) fn questionnaire(&self) -> Questionnaire {
        let measure = |index: usize| {
            format!(
                "[[thema.interventie]]\ncode = \"m{index}\"\nnaam = \"X\"\n[[thema.interventie.maat]]\ncode = \"m\"\nvraag = \"V\"\neenheid = \"jongeren\"\nsoort = \"bereik\"\ntelt_door = true\n"
            )
        };
        let kind = if self.link == Link::AtMost { "hoogstens" } else { "deel_van" };
        let pair = |(part, whole): (usize, usize)| {
            format!(
                "[[relatie]]\nsoort = \"{kind}\"\neen = \"{}\"\nander = \"{}\"\nreden = \"R\"\n",
                code(part),
                code(whole)
            )
        };
        let mut text = "[[eenheid]]\nmeervoud = \"jongeren\"\nenkelvoud = \"jongere\"\ntelt = \"personen\"\n[[thema]]\ncode = \"t\"\nnaam = \"T\"\n".to_owned();
        text.extend((0..self.measures.len()).map(measure));
        text.extend(self.pairs().into_iter().map(pair));
        if self.link == Link::Total {
            text +=
                "[[optelling]]\ntotaal = \"m0.m\"\ndelen = [\"m1.m\", \"m2.m\"]\nreden = \"R\"\n";
        }
        questionnaire::build(&toml::from_str(&text).unwrap()).unwrap()
    }

    /// What earlier editions printed, after they hid what they had to.
    pub(crate) fn earlier(&self) -> Vec<Earlier> {
        if let Some(printed) = &self.printed {
            return vec![printed.clone()];
        }
        let Some(before) = &self.before else { return Vec::new() };
        let case = Case { measures: before.measures.clone(), before: None, ..self.clone() };
        vec![case.printed(&case.protected(), before.year_before)]
    }

    pub(crate) fn printed(&self, disclosure: &Disclosure, year_before: bool) -> Earlier {
        let measure = |index: usize| {
            let given = self.measures[index].iter().enumerate();
            let given = given.filter_map(|(who, number)| Some((who, (*number)?)));
            let mut earlier = EarlierMeasure::default();
            for (who, number) in given {
                let shown = disclosure.of(&code(index), &gemeente(who));
                let exact = (shown == Shown::Published).then(|| number.into());
                earlier.contributions.insert(gemeente(who), exact);
                if exact.is_none() {
                    earlier.truth.insert(gemeente(who), number.into());
                }
                match shown {
                    Shown::Published => false,
                    Shown::PrimarySuppressed => earlier.small.insert(gemeente(who)),
                    Shown::SecondarySuppressed => earlier.withheld.insert(gemeente(who)),
                };
            }
            let sum: i64 = self.measures[index].iter().flatten().sum();
            let shown = disclosure.sum(&code(index)) == Shown::Published;
            let shown = shown && !earlier.contributions.is_empty();
            let measure = EarlierMeasure { sum: shown.then(|| sum.into()), ..earlier };
            Series { now: vec![code(index)], measures: vec![measure] }
        };
        let series = (0..self.measures.len()).map(measure).collect();
        Earlier { name: "eerder".to_owned(), years_before: year_before.into(), series }
    }

    /// The sums that are printed, as a preview shows them: without any number in them.
    pub(crate) fn sums(&self, disclosure: &Disclosure) -> Earlier {
        let mut earlier = self.printed(disclosure, false);
        for (index, series) in earlier.series.iter_mut().enumerate() {
            let measure = &mut series.measures[0];
            let (sum, numbers) = (measure.sum, &self.measures[index]);
            let given = numbers.iter().enumerate().filter(|(_, it)| it.is_some_and(|it| it > 0));
            let contributions = given.map(|(who, _)| (gemeente(who), None)).collect();
            *measure = EarlierMeasure { sum, contributions, ..EarlierMeasure::default() };
        }
        earlier.series.retain(|series| series.measures[0].sum.is_some());
        earlier
    }

    /// Whether an earlier edition of this year had other numbers of those who are in both.
    pub(crate) fn is_corrected(&self) -> bool {
        let Some(before) = self.before.as_ref().filter(|before| !before.year_before) else {
            return false;
        };
        let both = self.measures.iter().flatten().zip(before.measures.iter().flatten());
        both.into_iter().any(|(now, then)| now.is_some() && then.is_some() && now != then)
    }

    pub(crate) fn protected(&self) -> Disclosure {
        self.drawn(&Never)
    }

    /// What is shown by these draws.
    pub(crate) fn drawn(&self, draws: &dyn Draws) -> Disclosure {
        let (figures, questionnaire) = (self.figures(), self.questionnaire());
        protect(&figures, &questionnaire, Rule::default(), &self.earlier(), draws)
    }

    pub(crate) fn figures(&self) -> Figures {
        let questionnaire = self.questionnaire();
        let figure = |(index, numbers): (usize, &Numbers)| {
            let given = numbers.iter().enumerate();
            let given = given.filter_map(|(who, number)| Some((who, (*number)?)));
            let figure = MeasureFigure {
                measure: questionnaire.measure(&code(index)).unwrap().clone(),
                contributions: given.map(|(who, number)| contribution(who, number)).collect(),
                not_counted: Vec::new(),
                unknown: BTreeSet::new(),
                not_applicable: BTreeSet::new(),
                missing: BTreeSet::new(),
            };
            (code(index), figure)
        };
        Figures {
            measures: self.measures.iter().enumerate().map(figure).collect(),
            interventions: BTreeMap::new(),
            choices: BTreeMap::new(),
            respondents: BTreeSet::new(),
            returned: BTreeSet::new(),
            participants: BTreeSet::new(),
            cohorts: BTreeMap::new(),
            groups: BTreeMap::new(),
        }
    }

    /// What was hidden by choice, and what had to be.
    pub(crate) fn hidden(&self, disclosure: &Disclosure) -> BTreeSet<Item> {
        let measures = 0..self.measures.len();
        let sums = measures.clone().filter(|each| disclosure.sum(&code(*each)) != Shown::Published);
        let numbers =
            measures.flat_map(|each| (0..self.municipalities()).map(move |who| (each, who)));
        let numbers = numbers
            .filter(|(each, who)| disclosure.of(&code(*each), &gemeente(*who)) != Shown::Published);
        numbers.map(|(each, who)| Item::Number(each, who)).chain(sums.map(Item::Sum)).collect()
    }
}

fn contribution(who: usize, number: i64) -> Contribution {
    Contribution {
        municipality: gemeente(who),
        value: number.into(),
        reference_date: None,
        remark: None,
        place: Place::file("x.xlsx"),
    }
}

pub(crate) fn code(measure: usize) -> String {
    format!("m{measure}.m")
}

pub(crate) fn gemeente(who: usize) -> MunicipalityCode {
    MunicipalityCode::parse(&format!("GM{who:04}")).unwrap()
}

pub(crate) fn number() -> impl Strategy<Value = Option<i64>> {
    prop_oneof![
        1 => Just(None),
        1 => Just(Some(0)),
        5 => (1_i64..10).prop_map(Some),
        4 => (10_i64..20).prop_map(Some),
        2 => (20_i64..200).prop_map(Some),
    ]
}

fn link() -> impl Strategy<Value = Link> {
    prop_oneof![
        4 => Just(Link::None),
        2 => Just(Link::Part),
        1 => Just(Link::AtMost),
        1 => Just(Link::TwoParts),
        1 => Just(Link::Chain),
        1 => Just(Link::Total),
    ]
}

/// A year of one to three measures and up to six municipalities, with or without an edition before.
pub(crate) fn cases() -> impl Strategy<Value = Case> {
    let numbers = |count| prop::collection::vec(number(), count);
    let shape = (link(), 1_usize..=6, 0_u8..4);
    shape.prop_flat_map(move |(link, municipalities, before)| {
        let (measures, municipalities) = match link {
            Link::None => (1, municipalities),
            Link::Part | Link::AtMost => (2, municipalities.min(5)),
            Link::TwoParts | Link::Chain | Link::Total => (3, municipalities.min(4)),
        };
        let all = prop::collection::vec(numbers(municipalities), measures);
        let changes =
            prop::collection::vec(prop::collection::vec(0_u8..12, municipalities), measures);
        (all, changes).prop_map(move |(measures, changes)| {
            let measures = fitting(link, measures);
            let before = match before {
                1 => Some(Before {
                    year_before: true,
                    measures: year_before(link, &measures, &changes),
                }),
                2 => Some(Before {
                    year_before: false,
                    measures: edition(link, &measures, &changes),
                }),
                _ => None,
            };
            Case { link, measures, before, printed: None }
        })
    })
}

/// Makes the numbers keep to what holds between them.
fn fitting(link: Link, mut measures: Vec<Numbers>) -> Vec<Numbers> {
    for who in 0..measures[0].len() {
        let at_most = |one: Option<i64>, other: Option<i64>| match (one, other) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, _) => one,
        };
        match link {
            Link::None => {}
            Link::Part | Link::AtMost => {
                measures[1][who] = at_most(measures[1][who], measures[0][who]);
            }
            Link::TwoParts => {
                measures[1][who] = at_most(measures[1][who], measures[0][who]);
                measures[2][who] = at_most(measures[2][who], measures[0][who]);
            }
            Link::Chain => {
                measures[1][who] = at_most(measures[1][who], measures[0][who]);
                let most = at_most(measures[0][who], measures[1][who]).or(measures[1][who]);
                measures[2][who] = at_most(measures[2][who], most);
            }
            Link::Total => {
                let parts = [measures[1][who], measures[2][who]];
                let together: i64 = parts.iter().flatten().sum();
                let more = measures[0][who].unwrap_or(0) % 15;
                let complete = parts.iter().all(Option::is_some);
                measures[0][who] = Some(if complete { together } else { together + more });
            }
        }
    }
    measures
}

/// The year before: less, and some did not answer.
fn year_before(link: Link, measures: &[Numbers], changes: &[Vec<u8>]) -> Vec<Numbers> {
    let less = |number: &Option<i64>, change: &u8| match change {
        0 => None,
        1..=3 => *number,
        _ => number.map(|number| (number - i64::from(*change)).max(0)),
    };
    fitting(link, changed(measures, changes, less))
}

/// An earlier edition: the same, but for a few that came later or were corrected.
fn edition(link: Link, measures: &[Numbers], changes: &[Vec<u8>]) -> Vec<Numbers> {
    let other = |number: &Option<i64>, change: &u8| match change {
        0 => None,
        1 => number.map(|number| number + 2),
        // A small number that is none or large now, and a large one that is small.
        3 => number.map(|number| if number < 10 { 12 } else { 4 }),
        4 => number.map(|number| if number == 0 { 7 } else { number }),
        2 => number.map_or(Some(15), Some),
        _ => *number,
    };
    fitting(link, changed(measures, changes, other))
}

fn changed(
    measures: &[Numbers],
    changes: &[Vec<u8>],
    change: impl Fn(&Option<i64>, &u8) -> Option<i64>,
) -> Vec<Numbers> {
    let both = measures.iter().zip(changes);
    both.map(|(numbers, by)| numbers.iter().zip(by).map(|(n, by)| change(n, by)).collect())
        .collect()
}
