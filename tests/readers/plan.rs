//! Draws editions one after the other: what each municipality answered when it came out.

use super::asked::{Asked, NAMED, NAMED_BEFORE, Relation};
use super::chance::Chance;

/// What is answered to a question for a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Given {
    Number(i64),
    Unknown,
    NotApplicable,
}

/// What a municipality answered; none of a measure where it was not to answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answers {
    /// By intervention, of those that have one.
    pub(crate) statuses: Vec<&'static str>,
    /// By measure.
    pub(crate) numbers: Vec<Option<Given>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Edition {
    pub(crate) year: i16,
    /// By municipality; none where nothing was handed in.
    pub(crate) answers: Vec<Option<Answers>>,
}

impl Edition {
    /// What a municipality truly gave.
    pub(crate) fn number(&self, measure: usize, who: usize) -> Option<i64> {
        match self.answers[who].as_ref()?.numbers[measure]? {
            Given::Number(number) => Some(number),
            _ => None,
        }
    }
}

/// How much of the editions before the last one an attacker uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Less than everything, as `docs/onthulling.md` says: not what the questionnaire says of the numbers of an
    /// edition before the last one, nor numbers of the last year that its last edition has
    /// no more, beside those of the years before.
    WhatIsCoveredNow,
    Everything,
}

#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub(crate) reach: Reach,
    pub(crate) asked: Asked,
    pub(crate) threshold: i64,
    pub(crate) width: i64,
    pub(crate) words_below: i64,
    /// In the order in which they came out.
    pub(crate) editions: Vec<Edition>,
    /// Whether questions were renamed after the years before the last one.
    pub(crate) renames: bool,
    /// What the report asks beyond the tables, by chance.
    pub(crate) asks: u64,
}

pub(crate) const MUNICIPALITIES: [(&str, &str); 6] = [
    ("GM0014", "Groningen"),
    ("GM0080", "Leeuwarden"),
    ("GM0202", "Arnhem"),
    ("GM0344", "Utrecht"),
    ("GM0356", "Nieuwegein"),
    ("GM0363", "Amsterdam"),
];
pub(crate) const LAST_YEAR: i16 = 2024;
/// The years of editions, before the last one.
const YEARS: [&[i16]; 9] =
    [&[0], &[0], &[0, 0], &[0, 0, 0], &[-1, 0], &[-1, 0], &[-2, -1, 0], &[-1, -1, 0], &[-1, 0, 0]];
const RUNS: &str = "uitvoering";

impl Plan {
    pub(crate) fn draw(seed: u64, reach: Reach) -> Self {
        let mut chance = Chance::new(seed);
        let asked = Asked::draw(&mut chance);
        let (threshold, width) = *chance.of(&[(6, 4), (10, 5), (10, 5), (20, 10)]);
        let mut plan = Self {
            reach,
            asked,
            threshold,
            width,
            words_below: *chance.of(&[0, 10, 21]),
            editions: Vec::new(),
            renames: chance.one_in(3),
            asks: seed,
        };
        let many = usize::try_from(chance.between(2, 6)).unwrap();
        let years: &[i16] = chance.of::<&[i16]>(&YEARS);
        for year in years {
            let year = LAST_YEAR + year;
            let edition = match plan.editions.last() {
                None => plan.first(year, many, &mut chance),
                Some(before) if before.year == year => plan.corrected(before, &mut chance),
                Some(before) => plan.grown(before, year, &mut chance),
            };
            plan.editions.push(edition);
        }
        plan
    }

    /// A text with the codes that held in a year.
    pub(crate) fn as_of(&self, year: i16, text: &str) -> String {
        if self.renames && year < LAST_YEAR {
            text.replace(NAMED, NAMED_BEFORE)
        } else {
            text.to_owned()
        }
    }

    fn first(&self, year: i16, many: usize, chance: &mut Chance) -> Edition {
        let answers =
            (0..many).map(|_| (!chance.one_in(7)).then(|| self.answers(chance))).collect();
        Edition { year, answers }
    }

    fn answers(&self, chance: &mut Chance) -> Answers {
        let statuses: Vec<&'static str> = self
            .asked
            .interventions
            .iter()
            .map(|_| *chance.of(&[RUNS, RUNS, RUNS, RUNS, "opstart", "verkenning"]))
            .collect();
        let measures = self.asked.measures.iter().map(|measure| {
            let at = measure.intervention;
            let status = if self.asked.interventions[at] { statuses[at] } else { RUNS };
            let may = status == RUNS || (status == "opstart" && chance.one_in(2));
            may.then(|| match chance.between(0, 13) {
                0 if status == RUNS => Given::Unknown,
                1 if status == RUNS => Given::NotApplicable,
                _ => Given::Number(self.number(chance)),
            })
        });
        let mut answers = Answers { numbers: measures.collect(), statuses };
        self.fit(&mut answers, None, chance);
        answers
    }

    fn number(&self, chance: &mut Chance) -> i64 {
        let small = self.threshold;
        match chance.between(0, 8) {
            0 => 0,
            1..=3 => chance.between(1, small - 1),
            4..=6 => chance.between(small, 2 * small),
            _ => chance.between(2 * small, 8 * small),
        }
    }

    /// Lets parts and totals fit, as the questionnaire wants it.
    fn fit(&self, answers: &mut Answers, before: Option<&Answers>, chance: &mut Chance) {
        let number = |answers: &Answers, at: usize| match answers.numbers[at] {
            Some(Given::Number(number)) => Some(number),
            _ => None,
        };
        // Twice, for a part of a part.
        for _ in 0..2 {
            for relation in &self.asked.relations {
                match relation {
                    Relation::PartOf(less, more)
                    | Relation::AtMost(less, more)
                    | Relation::AtLeast(more, less) => {
                        if let (Some(one), Some(other)) =
                            (number(answers, *less), number(answers, *more))
                        {
                            answers.numbers[*less] = Some(Given::Number(one.min(other)));
                        }
                    }
                    Relation::Total(whole, parts) => {
                        let known: Vec<i64> =
                            parts.iter().filter_map(|part| number(answers, *part)).collect();
                        let Some(now) = number(answers, *whole) else { continue };
                        let sum: i64 = known.iter().sum();
                        let sum = if known.len() == parts.len() {
                            sum
                        } else {
                            let then = before.and_then(|before| number(before, *whole));
                            let more = if now < sum { chance.between(0, 12) } else { now - sum };
                            (sum + more).max(then.unwrap_or(0))
                        };
                        answers.numbers[*whole] = Some(Given::Number(sum));
                    }
                }
            }
        }
    }

    /// Another edition of the same year: late returns, withdrawals and corrections.
    fn corrected(&self, before: &Edition, chance: &mut Chance) -> Edition {
        let mut edition = before.clone();
        let corrects = chance.one_in(2);
        for answers in &mut edition.answers {
            match answers {
                None if chance.one_in(2) => *answers = Some(self.answers(chance)),
                Some(_) if chance.one_in(12) => *answers = None,
                Some(given) if corrects && chance.one_in(3) => {
                    for number in given.numbers.iter_mut().flatten() {
                        if chance.one_in(2) && matches!(number, Given::Number(_)) {
                            *number = Given::Number(self.number(chance));
                        }
                    }
                    self.fit(given, None, chance);
                }
                _ => {}
            }
        }
        edition
    }

    /// A year later: what counts on has grown.
    fn grown(&self, before: &Edition, year: i16, chance: &mut Chance) -> Edition {
        let answers = before.answers.iter().map(|before| {
            let Some(then) = before else {
                return (!chance.one_in(3)).then(|| self.answers(chance));
            };
            if chance.one_in(10) {
                return None;
            }
            let mut now = then.clone();
            for (measure, number) in self.asked.measures.iter().zip(&mut now.numbers) {
                let Some(Given::Number(number)) = number else { continue };
                *number = match (measure.cumulative, chance.between(0, 5)) {
                    (false, 0) | (true, 0 | 1) => *number,
                    (false, _) => self.number(chance),
                    (true, 2..=4) => *number + chance.between(1, self.threshold),
                    (true, _) => *number + chance.between(self.threshold, 3 * self.threshold),
                };
            }
            self.fit(&mut now, Some(then), chance);
            Some(now)
        });
        Edition { year, answers: answers.collect() }
    }
}
