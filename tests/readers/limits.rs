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
        cumulative: unit.is_sensitive(),
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
fn what_was_left_of_a_whole_in_an_earlier_edition_is_not_gone_into() {
    // 31 in 2022 and in 2024, so 31 in 2023, too: of 38 it leaves 7.
    let both = |numbers: [(i64, i64); 5]| numbers.map(|(whole, part)| [Some(whole), Some(part)]);
    let alone = [31, 40, 45, 50, 55].map(|part| [None, Some(part)]);
    let then = both([(38, 31), (90, 60), (95, 65), (99, 70), (120, 75)]);
    let now = both([(80, 31), (190, 90), (195, 95), (199, 99), (220, 99)]);
    let rows = [alone, then, now].map(|rows| rows.map(|row| row.to_vec()));
    let rows: Vec<Vec<&[Option<i64>]>> =
        rows.iter().map(|rows| rows.iter().map(Vec::as_slice).collect()).collect();
    let editions = [(2022, &*rows[0]), (2023, &*rows[1]), (2024, &*rows[2])];
    let part = Relation::PartOf(1, 0);
    is_a_limit(history(&[Unit::Families; 2], Some(part), &editions), "in edition 1 is 7 to 7");
}

#[test]
fn who_is_gone_from_an_edition_of_the_same_year_is_not_held_against_years_before() {
    // 41 of 115 were of whoever is gone, and 39 the year before: 2 came to it.
    let editions: [(i16, Numbers<'_>); 3] = [
        (2023, &[&[Some(30)], &[Some(22)], &[Some(39)], &[Some(24)], &[]]),
        (2024, &[&[Some(50)], &[Some(42)], &[Some(41)], &[Some(44)], &[]]),
        (2024, &[&[Some(50)], &[Some(42)], &[], &[Some(44)], &[Some(60)]]),
    ];
    is_a_limit(history(&[Unit::Persons], None, &editions), "is 2 to 2");
}
