//! Tests with earlier editions: years after other years, and editions and previews after others of the same year.
//!
//! `after(1, "a.a", 240, &[50, 60, 40, 90])` adds an edition of a year before, and `after(0, …)` one of the same year.

use super::*;

#[test]
fn last_year_and_this_year_leave_what_came_to_it() {
    let before = |year: Year| year.after(1, "a.a", 240, &[50, 60, 40, 90]);
    before(year(&[("a.a", &[53, 90, 80, 200])])).shows("a.a", "x x x x = 423");
    before(year(&[("a.a", &[73, 90, 80, 200])])).shows("a.a", "73 90 80 200 = 443");
    // Of three municipalities only two could hide the increase of 3. That is too few, so the sum is hidden.
    let before = |year: Year| year.after(1, "a.a", 150, &[50, 60, 40]);
    before(year(&[("a.a", &[53, 90, 80])])).shows("a.a", "x 90 80 = x");
}

#[test]
fn the_year_before_and_the_questions_that_took_its_place_leave_what_came_to_it() {
    // The first had 50 and has 30 + 23 now: everybody sees an increase of 3, unless one of the two is hidden.
    let now = |first: i64| {
        let year = year(&[("a.a", &[30, 90, 80]), ("b.b", &[first, 40, 60])]);
        year.after(1, "x", 150, &[50, 60, 40]).split(&["a.a", "b.b"])
    };
    let disclosure = now(23).protected();
    let first = |code: &str| disclosure.of(code, &gemeente(1));
    assert!([first("a.a"), first("b.b")].contains(&Shown::SecondarySuppressed));
    let growth = disclosure.proofs().iter().find(|it| it.municipality == gemeente(1)).unwrap();
    assert!(matches!(growth.what, Sensitive::Increase { .. }), "{growth:?}");
    let disclosure = now(43).protected();
    assert!(disclosure.proofs().is_empty(), "{:?}", disclosure.proofs());
    // A number that fell was corrected or does not count on: there is no increase.
    assert!(now(10).protected().proofs().is_empty());
}

#[test]
fn what_a_year_before_hid_stays_hidden_where_its_question_was_split() {
    // The hidden numbers came to 37. With at most 17 and 13, what the others have now, the first had at least 7.
    let now: &[(&str, &[i64])] = &[("a.a", &[20, 17, 10]), ("b.b", &[10, -1, 3])];
    let year = year(now).after(1, "x", 37, &[-1, -1, -1]).split(&["a.a", "b.b"]);
    let mut alone = year.protected().proofs().to_vec();
    alone.retain(|proof| matches!(proof.what, Sensitive::Previous { .. }));
    assert_eq!(alone.len(), 3, "{alone:?}");
}

#[test]
fn a_number_that_was_hidden_and_is_nil_now_still_stands_in_the_sum_of_then() {
    // Then: 60, and 7, 20, 40 hidden, 127 in all. Now the second is 0 and a newcomer has 2: 122 in all.
    // 67 = b + 20 + 40 and 62 = 20 + 40 + f, so f = b - 5, and b is less than 10: f is 1 to 4.
    let now = || year(&[("a.a", &[60, 0, 20, 40, 2])]);
    now().shows("a.a", "x 0 x x < = 122");
    let after = now().after(0, "a.a", 127, &[60, -1, -1, -1]).small(&[2]);
    after.shows("a.a", "60 0 x x < = x");
}

#[test]
fn a_number_that_was_small_and_is_not_tells_what_it_was_by_the_sums() {
    // Of 141 the 9, 22 and 30 were hidden, of which the 9 as small. Now the first has 10 and the sum is 142: one more
    // than a number below 10, and at least 10.
    let now = year(&[("a.a", &[10, 22, 30, 80])]);
    let after = now.after(0, "a.a", 141, &[-1, -1, -1, 80]).small(&[1]);
    let disclosure = after.shows("a.a", "10 x x 80 = x");
    let of_then = |proof: &&Proof| matches!(proof.what, Sensitive::Previous { .. });
    let then = disclosure.proofs().iter().find(of_then);
    assert_eq!(then.map(|it| (it.low, it.high)), Some((1.into(), Some(9.into()))));
}

#[test]
fn what_came_to_a_number_that_was_withheld_can_be_small() {
    // At least 10 last year and 11 now: an increase of 0 or 1.
    let withheld = |now: i64| {
        let year = year(&[("a.a", &[now, 60, 70, 80])]);
        year.after(1, "a.a", -1, &[-1, 40, 50, 60]).small(&[])
    };
    let disclosure = withheld(11).protected();
    assert_eq!(disclosure.of("a.a", &gemeente(1)), Shown::SecondarySuppressed);
    // An increase of 0 to 15 is wide enough.
    assert_eq!(withheld(25).protected().of("a.a", &gemeente(1)), Shown::Published);
    // Only the team knows that it was 11 as well, an increase of 0. To everybody else it may be small.
    let mut year = withheld(11);
    let before = &mut year.earlier[0].series[0].measures[0];
    before.truth.insert(gemeente(1), 11.into());
    assert_eq!(year.protected().of("a.a", &gemeente(1)), Shown::SecondarySuppressed);
}

#[test]
fn what_came_to_a_number_since_two_years_ago_can_be_small() {
    // 25, then hidden, and 29 now: an increase of 4 in two years.
    let year = year(&[("a.a", &[29, 90, 80, 70])]);
    let year = year.after(2, "a.a", 145, &[25, 40, 40, 40]).after(1, "a.a", -1, &[-1, 60, 60, 50]);
    let disclosure = year.small(&[]).protected();
    assert_eq!(disclosure.of("a.a", &gemeente(1)), Shown::SecondarySuppressed);
}

#[test]
fn what_came_to_one_number_that_was_two_can_be_small() {
    // 30 and 20 last year, together 53 now.
    let merged = |now: i64, other: i64| {
        let year = year(&[("a.a", &[now, 190, 180, 170])]);
        let mut year = year
            .after(1, "a.a", 150, &[30, 40, 40, 40])
            .after(1, "a.a", -1, &[other, 50, 50, 50])
            .small(&[1]);
        let second = year.earlier.pop().unwrap().series.remove(0).measures;
        year.earlier[0].series[0].measures.extend(second);
        year.protected()
    };
    assert_eq!(merged(53, 20).of("a.a", &gemeente(1)), Shown::SecondarySuppressed);
    assert_eq!(merged(73, 20).of("a.a", &gemeente(1)), Shown::Published);
    // 30 and a small one last year, 33 now: the small one was 3 at most.
    assert_eq!(merged(33, -1).of("a.a", &gemeente(1)), Shown::SecondarySuppressed);
    assert_eq!(merged(43, -1).of("a.a", &gemeente(1)), Shown::Published);
}

#[test]
fn an_edition_with_one_more_municipality_gives_it_away() {
    // The earlier edition had the first three, so everybody knows their sum, whatever is hidden now.
    let year = year(&[("a.a", &[30, 40, 50, 60, 4])]);
    let year = year.after(0, "a.a", 120, &[30, 40, 50]);
    let disclosure = year.shows("a.a", "30 40 50 60 < = x");
    assert!(disclosure.already_public().is_empty());
}

#[test]
fn what_an_earlier_edition_printed_cannot_be_protected() {
    let year = year(&[("a.a", &[30, 40, 4])]).after(0, "a.a", 74, &[30, 40, 4]);
    let disclosure = year.shows("a.a", "30 40 < = 74");
    let [failure] = disclosure.already_public() else {
        panic!("{:?}", disclosure.already_public())
    };
    let published = Published {
        edition: "uitgave van 5 juni".to_owned(),
        measure: "a.a".to_owned(),
        municipality: Some(gemeente(3)),
    };
    assert_eq!(failure.from, [published]);
    let disclosure: &dyn Suppression = &disclosure;
    assert_eq!(["a.a", "b.b"].map(|code| disclosure.is_public_already(code)), [true, false]);
}

#[test]
fn what_was_printed_beside_a_sum_hides_nothing() {
    // The fifth was planned in the earlier edition and runs now: everybody knows its 10.
    let year = year(&[("a.a", &[7, 70, 30, 40, 10])]);
    year.shows("a.a", "< 70 x x x = 157");
    let mut year = year.after(0, "a.a", -1, &[]);
    let before = &mut year.earlier[0].series[0].measures[0];
    before.beside.insert(gemeente(5), Some(10.into()));
    year.shows("a.a", "< x x x 10 = 157");
}

#[test]
fn what_a_year_before_said_of_a_hidden_number_is_known() {
    // The hidden numbers came to 37. With at most 17 and 13, what the others have now, the first had at least 7, and
    // it was small.
    let after = |year: Year| year.after(1, "a.a", 37, &[-1, -1, -1]);
    let mut year = after(year(&[("a.a", &[30, 17, 13])]));
    // Where it said nothing, each may have been small.
    let of_then = |disclosure: &Disclosure| {
        let of_then = |proof: &&Proof| matches!(proof.what, Sensitive::Previous { .. });
        disclosure.proofs().iter().filter(of_then).cloned().collect::<Vec<_>>()
    };
    assert_eq!(of_then(&year.protected()).len(), 3);
    year = year.small(&[1]);
    // And whoever gave the 30 would know by how much the two others grew together.
    let disclosure = year.shows("a.a", "30 x x = x");
    let of_then = of_then(&disclosure);
    let [proof] = of_then.as_slice() else { panic!("{of_then:?}") };
    assert_eq!((&proof.municipality, proof.value), (&gemeente(1), None));
    assert_eq!((proof.low, proof.high), (1.into(), Some(9.into())));
}

#[test]
fn what_was_hidden_stays_so_when_a_number_is_corrected() {
    // The third had 20, and with its old number it can still use the old sum.
    let now = || year(&[("a.a", &[60, 7, 25, 30, 12, 13])]);
    now().shows("a.a", "60 < x 30 x x = 147");
    let corrected = now().after(0, "a.a", 117, &[60, -1, -1, -1]);
    corrected.shows("a.a", "60 < x x x 13 = 147");
    // A limit that the page for the team states: the third can work out the last one.
    let newcomer = year(&[("a.a", &[60, 7, 25, 30, 0, 4])]);
    let newcomer = newcomer.after(0, "a.a", 117, &[60, -1, -1, -1, 0]);
    newcomer.shows("a.a", "60 < x x 0 < = 126");
}

#[test]
fn whoever_corrected_its_number_works_out_no_newcomer_where_the_old_number_was_kept() {
    // The third had 20 and has 25: of 117 - 60 - 20 it knows that the second and the fourth have 37, and of the sum of
    // now that these and the last one have 41.
    let mut year = year(&[("a.a", &[60, 7, 25, 30, 0, 4])]);
    year = year.after(0, "a.a", 117, &[60, -1, -1, -1, 0]).small(&[2]);
    let measure = &mut year.earlier[0].series[0].measures[0];
    measure.truth = [(2, 7), (3, 20), (4, 30)].map(|(who, it)| (gemeente(who), it.into())).into();
    let disclosure = year.shows("a.a", "60 < 25 x 0 < = x");
    assert!(disclosure.already_public().is_empty());
}

#[test]
fn what_was_hidden_stays_so_where_nothing_is_small_any_more() {
    let year = year(&[("a.a", &[60, 17, 20, 30])]).after(0, "a.a", 117, &[60, -1, -1, -1]);
    year.shows("a.a", "60 x x x = 127");
}

#[test]
fn who_comes_after_a_preview_is_not_given_away_by_the_sum_that_it_showed() {
    let four = [1, 2, 3, 4];
    year(&[("a.a", &[40, 25, 25, 20, 7])])
        .showed("a.a", 110, &four)
        .shows("a.a", "40 25 25 20 < = x");
    // One who is not small tells nobody anything.
    year(&[("a.a", &[40, 25, 25, 20, 17])])
        .showed("a.a", 110, &four)
        .shows("a.a", "40 25 25 20 17 = 127");
}

#[test]
fn a_preview_of_the_same_figures_changes_nothing() {
    for numbers in [&[30, 7, 3][..], &[7, 60, 20, 30], &[30, 0, 12], &[7, 60]] {
        let [without, after] = [false, true].map(|after| {
            let year = year(&[("a.a", numbers)]);
            let given = numbers.iter().enumerate().filter(|(_, number)| **number > 0);
            let who: Vec<usize> = given.map(|(who, _)| who + 1).collect();
            let year = if after { year.showed("a.a", numbers.iter().sum(), &who) } else { year };
            let disclosure = year.protected();
            let shown = |who: usize| disclosure.of("a.a", &gemeente(who));
            let numbers: Vec<Shown> = (1..=numbers.len()).map(shown).collect();
            (numbers, disclosure.sum("a.a"))
        });
        // A sum that was not printed was not shown either.
        assert!(without.1 == Shown::SecondarySuppressed || without == after, "{numbers:?}");
    }
}

#[test]
fn a_correction_after_a_preview_hides_nothing_until_somebody_comes_as_well() {
    // The first was 60.
    let shown = |numbers: &[i64]| year(&[("a.a", numbers)]).showed("a.a", 110, &[1, 2, 3]);
    shown(&[65, 20, 30]).shows("a.a", "65 20 30 = 115");
    // The first knows by how much its number was corrected, and so would know the seven.
    shown(&[65, 20, 30, 7]).shows("a.a", "65 20 30 < = x");
}

#[test]
fn a_sum_that_is_hidden_now_and_was_shown_before_is_known_all_the_same() {
    // Alone, the seven takes its sum along; that its sum was seen gives it away.
    let year = year(&[("a.a", &[7])]).showed("a.a", 7, &[1]);
    let failures = year.protected();
    assert_eq!(failures.already_public().len(), 1);
    assert_eq!(failures.already_public()[0].from[0].edition, "inzage van 3 april");
}

#[test]
fn small_growths_of_many_leave_the_sum() {
    // The first, fifth, sixth and seventh grew by 8, 5, 3 and 2. Nobody knows how their 18 are divided over them.
    let year = year(&[("a.a", &[30, 10, 11, 83, 58, 25, 24, 29, 48, 41])]);
    let year = year.after(1, "a.a", 230, &[22, -1, -1, -1, 53, 22, -1, 29]);
    let mut year = year.small(&[2, 3]);
    let before = &mut year.earlier[0].series[0].measures[0];
    let truth = [(2, 8), (3, 9), (4, 65), (7, 22)];
    before.truth = truth.map(|(who, value)| (gemeente(who), value.into())).into();
    year.shows("a.a", "x 10 11 83 x x x 29 48 41 = 359");
}

#[test]
fn what_a_municipality_gives_now_tells_it_what_it_gave_then() {
    // The first number of then was not shown, so it was at least 10, and the first gave 10 now: it knows that it gave
    // 10 then, also where the team kept nothing. With the 20 of the second shown, the last two would be at least 16
    // together.
    let year = year(&[("a.a", &[10, 20, 8, 13])]);
    let year = year.after(1, "a.a", 46, &[-1, -1, -1, -1]).small(&[3, 4]);
    year.shows("a.a", "x x < 13 = x");
}

#[test]
fn whoever_does_not_see_that_nothing_came_takes_it_for_a_small_number() {
    // At least 10 last year and 11 now. The sum of last year leaves it open whether the increase is 0 or 1.
    let year = year(&[("a.a", &[11, 60, 70, 80])]);
    let mut year = year.after(1, "a.a", 106, &[-1, -1, -1, 50]).small(&[]);
    let before = &mut year.earlier[0].series[0].measures[0];
    let truth = [(1, 11), (2, 20), (3, 25)];
    before.truth = truth.map(|(who, value)| (gemeente(who), value.into())).into();
    assert_eq!(year.protected().of("a.a", &gemeente(1)), Shown::SecondarySuppressed);
}

#[test]
fn what_came_to_a_number_is_as_far_as_both_years_let_it_be() {
    // The first gave 2 then and 12 now, so it knows that the others gave 15 then and 23 now. Let the second have
    // given `t` then and `n` now. The third and the fourth gave `15 - t` then, no less now, and the fifth at least 1:
    // so `n` is at most `23 - (15 - t) - 1`, which is 7 more than `t`.
    let year = year(&[("a.a", &[12, 12, 1, 6, 4])]);
    let mut year = year.after(1, "a.a", 17, &[-1, -1, -1, -1, 0]).small(&[1, 2, 3, 4]);
    let before = &mut year.earlier[0].series[0].measures[0];
    let truth = [(1, 2), (2, 8), (3, 1), (4, 6)];
    before.truth = truth.map(|(who, value)| (gemeente(who), value.into())).into();
    let disclosure = year.shows("a.a", "x x < < < = 35");
    let of_second = |proof: &&Proof| {
        proof.municipality == gemeente(2) && matches!(proof.what, Sensitive::Increase { .. })
    };
    let growth = disclosure.proofs().iter().find(of_second).unwrap();
    assert!(growth.high.unwrap() <= 7.into(), "{growth:?}");
}

#[test]
fn what_came_to_merged_questions_is_no_more_for_what_one_of_them_showed() {
    // Two questions were merged. Of the fourth's 12 the 10 of the second one was shown. The third gave 20 then and 24
    // now, so it knows that the others gave 22 and that 10 then, and 34 now: an increase of 2.
    let year = year(&[("a.a", &[2, 20, 24, 12])]);
    let mut year = year.after(1, "a.a", 42, &[-1, -1, -1, -1]).small(&[1, 4]);
    let measures = &mut year.earlier[0].series[0].measures;
    let truth = [(1, 1), (2, 20), (3, 20), (4, 1)];
    measures[0].truth = truth.map(|(who, value)| (gemeente(who), value.into())).into();
    measures.push(EarlierMeasure {
        sum: Some(10.into()),
        contributions: [(gemeente(4), Some(10.into()))].into(),
        ..EarlierMeasure::default()
    });
    year.shows("a.a", "< 20 24 x = x");
}

#[test]
fn a_number_that_starts_afresh_each_year_did_not_grow() {
    let numbers: &[(&str, &[i64])] = &[("a.a", &[53, 90, 80, 200])];
    let year = asked_as(numbers, "", "gezinnen", ("telt_door = true\n", ""));
    year.after(1, "a.a", 240, &[50, 60, 40, 90]).shows("a.a", "53 90 80 200 = 423");
}

#[test]
fn three_more_schools_are_nobody() {
    // Schools are looked at, since children are no fewer; what came to them may be known.
    let unit = |code: &str| format!("code = \"{code}\"\nvraag = \"V\"\neenheid = \"gezinnen\"");
    let schools = unit("s").replace("gezinnen", "scholen");
    let relation =
        "[[relatie]]\nsoort = \"minstens\"\neen = \"a.k\"\nander = \"b.s\"\nreden = \"R\"\n";
    let measures: &[(&str, &[i64])] = &[("a.k", &[530, 900, 800, 700]), ("b.s", &[53, 90, 80, 95])];
    let year = asked_as(measures, relation, "gezinnen", (&unit("s"), &schools));
    year.after(1, "b.s", 240, &[50, 60, 40, 90]).shows("b.s", "53 90 80 95 = 318");
}

#[test]
fn an_edition_of_this_year_is_no_year_before() {
    // Nobody gives a number any more, so nothing of now is held against what was hidden then.
    let year = year(&[("a.a", &[-1, -1, -1, -1]), ("b.b", &[30, 40, 50, 60])]);
    let disclosure = year.after(0, "a.a", 100, &[-1, -1, -1, -1]).protected();
    assert!(disclosure.proofs().is_empty(), "{:?}", disclosure.proofs());
}

#[test]
fn what_came_to_a_number_between_two_years_before_is_public_already() {
    let year = || year(&[("a.a", &[90, 90, 80, 200])]);
    let twice = |year: Year, years_before: u16| {
        let year = year.after(years_before, "a.a", 240, &[50, 60, 40, 90]);
        year.after(1, "a.a", 243, &[53, 60, 40, 90]).protected().already_public().len()
    };
    assert_eq!(twice(year(), 2), 1);
    assert_eq!(twice(year(), 1), 0, "within one year a correction is no increase");
}

#[test]
fn since_nil_the_increase_is_the_number_itself() {
    let year = year(&[("a.a", &[7, 90, 80, 200])]).after(1, "a.a", 190, &[0, 60, 40, 90]);
    let disclosure = year.protected();
    let kinds: Vec<&Sensitive> = disclosure.proofs().iter().map(|proof| &proof.what).collect();
    assert_eq!(kinds, [&Sensitive::Contribution]);
}

/// Returns the interval of what the year before hid of a municipality.
fn then(year: &Year, who: usize) -> (Decimal, Option<Decimal>) {
    let disclosure = year.protected();
    let of_then = |proof: &&Proof| {
        proof.municipality == gemeente(who) && matches!(proof.what, Sensitive::Previous { .. })
    };
    disclosure.proofs().iter().find(of_then).map(|it| (it.low, it.high)).unwrap()
}

#[test]
fn what_stood_beside_a_sum_takes_nothing_from_what_was_hidden_in_it() {
    // The third and the fourth came to 12, each of them at most 9. The fifth is in no sum.
    let year = year(&[("a.a", &[90, 80, 50, 60, 70])]);
    let mut year = year.after(1, "a.a", 112, &[50, 50, -1, -1]).small(&[3, 4]);
    year.earlier[0].series[0].measures[0].beside.insert(gemeente(5), None);
    assert_eq!(then(&year, 3), (3.into(), Some(9.into())));
}

#[test]
fn what_was_hidden_is_no_less_than_a_year_before() {
    // Two years ago the fourth had 4, or 9. Last year it had less than 10, and came to 11 or 14 with the third. Of 14
    // it had 9, so the third 5: both are known, and that nothing came to the 9 is no small number.
    for (older, hidden, known) in [(4, 11, 0), (9, 14, 2)] {
        let year = year(&[("a.a", &[90, 80, 50, 60])]);
        let year = year.after(2, "a.a", 100 + older, &[50, 50, 0, older]);
        let year = year.after(1, "a.a", 100 + hidden, &[50, 50, -1, -1]).small(&[3, 4]);
        assert_eq!(then(&year, 4), (older.into(), Some(9.into())), "{older}");
        assert_eq!(year.protected().already_public().len(), known, "{older}");
    }
}

#[test]
fn a_number_that_is_gone_or_fell_still_stood_in_the_sum_of_the_year_before() {
    for now in [0, -1] {
        let year = year(&[("a.a", &[90, 80, now, 60])]);
        let year = year.after(1, "a.a", 112, &[50, 50, -1, -1]).small(&[3, 4]);
        assert_eq!(then(&year, 4), (3.into(), Some(9.into())), "{now}");
    }
}

#[test]
fn what_is_left_of_a_printed_whole_without_its_printed_part_is_public_already() {
    let measures: &[(&str, &[i64])] = &[("a.a", &[25, 90, 80, 70]), ("b.b", &[18, 40, 35, 30])];
    let year = asked(measures, &part_of("b.b", "a.a"), "gezinnen");
    let year = year.after(0, "a.a", 265, measures[0].1).after(0, "b.b", 123, measures[1].1);
    let disclosure = year.protected();
    let [failure] = disclosure.already_public() else {
        panic!("{:?}", disclosure.already_public())
    };
    assert_eq!((failure.proof.low, failure.proof.high), (7.into(), Some(7.into())));
    assert_eq!(failure.from.len(), 2, "both editions are named");
}
