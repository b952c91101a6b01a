//! What `docs/onthulling.md` says is not gone into, each as a small history in which a reader gets further than he
//! should. Whoever mends one takes it out of both.

use super::asked::{Asked, Measure, Relation, Unit};
use super::plan::{Answers, Edition, Given, Plan, Reach};
use super::published;

/// The numbers of an edition: by municipality, and of each by measure.
type Numbers<'a> = &'a [&'a [Option<i64>]];

/// A history of measures that count on, but for schools.
fn history(units: &[Unit], relation: Option<Relation>, editions: &[(i16, Numbers<'_>)]) -> Plan {
    let letters = "abcdefgh".chars();
    let measures = units.iter().zip(letters).map(|(unit, letter)| Measure {
        intervention: 0,
        code: format!("{}.m{letter}", Asked::intervention(0)),
        unit: *unit,
        counts_on: unit.is_sensitive(),
    });
    let asked = Asked {
        interventions: vec![false],
        measures: measures.collect(),
        relations: relation.into_iter().collect(),
    };
    let answers = |numbers: &&[Option<i64>]| {
        let given = |number: &Option<i64>| Some(number.map_or(Given::Unknown, Given::Number));
        let numbers: Vec<Option<Given>> = numbers.iter().map(given).collect();
        let is_in = !numbers.is_empty();
        is_in.then_some(Answers { statuses: vec!["uitvoering"], numbers })
    };
    let editions = editions.iter().map(|(year, numbers)| Edition {
        year: *year,
        answers: numbers.iter().map(answers).collect(),
    });
    Plan {
        reach: Reach::Everything,
        asked,
        threshold: 10,
        width: 5,
        words_below: 0,
        editions: editions.collect(),
        renames: false,
        asks: 1,
    }
}

/// Somebody gets too close, and only who goes further than the program does.
#[track_caller]
fn is_a_limit(mut plan: Plan, expected: &str) {
    let found = published(&plan, false).wrong;
    assert!(found.iter().any(|it| it.contains(expected)), "{found:#?}");
    plan.reach = Reach::WhatIsCoveredNow;
    assert_eq!(published(&plan, false).wrong, Vec::<String>::new());
}

#[test]
fn what_the_questionnaire_says_of_an_earlier_edition_is_not_gone_into() {
    // Four schools in 2022, so at least four children, in 2023 too; Utrecht knows what two have together.
    let editions: [(i16, Numbers<'_>); 2] = [
        (2022, &[&[Some(4), Some(4)], &[Some(54), Some(15)], &[Some(5), None], &[Some(19), None]]),
        (2023, &[&[Some(4), Some(0)], &[Some(60), Some(15)], &[Some(5), None], &[Some(19), None]]),
    ];
    let schools = Relation::AtLeast(0, 1);
    is_a_limit(
        history(&[Unit::Persons, Unit::Schools], Some(schools), &editions),
        "of Groningen in edition 1 is 4 to 8",
    );
}

#[test]
fn what_was_left_of_a_whole_in_an_earlier_edition_is_not_gone_into() {
    let editions: [(i16, Numbers<'_>); 3] = [
        (2022, &[&[None, Some(18)], &[None, Some(40)]]),
        (2023, &[&[Some(25), Some(18)], &[Some(90), Some(60)]]),
        (2024, &[&[Some(60), Some(18)], &[Some(150), Some(90)]]),
    ];
    let part = Relation::PartOf(1, 0);
    is_a_limit(history(&[Unit::Families; 2], Some(part), &editions), "in edition 1 is 7 to 7");
}

#[test]
fn who_is_gone_from_an_edition_of_the_same_year_is_not_held_against_years_before() {
    let editions: [(i16, Numbers<'_>); 3] = [
        (2023, &[&[Some(7)], &[Some(33)], &[Some(43)], &[]]),
        (2024, &[&[Some(14)], &[Some(33)], &[Some(43)], &[Some(14)]]),
        (2024, &[&[Some(14)], &[Some(33)], &[], &[Some(14)]]),
    ];
    is_a_limit(history(&[Unit::Persons], None, &editions), "of Groningen in edition 0 is 7 to 9");
}
