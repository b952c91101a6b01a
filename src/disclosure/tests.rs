use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::*;
use crate::figures::{Contribution, MeasureFigure};
use crate::place::Place;
use crate::questionnaire;

const HEAD: &str = r#"
[[eenheid]]
meervoud = "gezinnen"
enkelvoud = "gezin"
telt = "gezinnen"
[[eenheid]]
meervoud = "scholen"
enkelvoud = "school"
telt = "instellingen"
[[thema]]
code = "thema"
naam = "Thema"
"#;

/// Draws by which nothing is dearer and nothing hidden without need.
struct Never;

impl Draws for Never {
    fn draw(&self, name: &str) -> u32 {
        if name.starts_with("extra ") { u32::MAX } else { 0 }
    }
}

/// A year of measures `a.a`, `b.b` and so on.
struct Year {
    questionnaire: Questionnaire,
    figures: Figures,
    earlier: Vec<Earlier>,
}

fn gemeente(number: usize) -> MunicipalityCode {
    MunicipalityCode::parse(&format!("GM{number:04}")).unwrap()
}

/// What the first, the second and further municipalities gave for each measure; -1 for nothing.
fn year(measures: &[(&str, &[i64])]) -> Year {
    asked(measures, "", "gezinnen")
}

/// The same with what holds between measures, and another unit.
fn asked(measures: &[(&str, &[i64])], relations: &str, unit: &str) -> Year {
    asked_as(measures, relations, unit, ("", ""))
}

/// The same with a question that is put otherwise.
fn asked_as(
    measures: &[(&str, &[i64])],
    relations: &str,
    unit: &str,
    (from, to): (&str, &str),
) -> Year {
    let measure = |(code, _): &(&str, &[i64])| {
        let (intervention, measure) = code.split_once('.').unwrap();
        format!(
            "[[thema.interventie]]\ncode = \"{intervention}\"\nnaam = \"X\"\n[[thema.interventie.maat]]\ncode = \"{measure}\"\nvraag = \"V\"\neenheid = \"{unit}\"\nsoort = \"bereik\"\ntelt_door = true\n"
        )
    };
    let text = measures.iter().map(measure).collect::<String>();
    let text = if from.is_empty() { text } else { text.replace(from, to) };
    let definition = toml::from_str(&format!("{HEAD}{text}{relations}")).unwrap();
    let questionnaire = questionnaire::build(&definition).unwrap();
    let figure = |(code, numbers): &(&str, &[i64])| {
        let given = numbers.iter().enumerate().filter(|(_, number)| **number >= 0);
        let figure = MeasureFigure {
            measure: questionnaire.measure(code).unwrap().clone(),
            contributions: given.map(|(who, number)| contribution(who + 1, *number)).collect(),
            not_counted: Vec::new(),
            unknown: BTreeSet::new(),
            not_applicable: BTreeSet::new(),
            missing: BTreeSet::new(),
        };
        ((*code).to_owned(), figure)
    };
    let figures = Figures {
        measures: measures.iter().map(figure).collect(),
        interventions: BTreeMap::new(),
        choices: BTreeMap::new(),
        respondents: BTreeSet::new(),
        returned: BTreeSet::new(),
        participants: BTreeSet::new(),
        groups: BTreeMap::new(),
    };
    Year { questionnaire, figures, earlier: Vec::new() }
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

fn part_of(part: &str, whole: &str) -> String {
    format!(
        "[[relatie]]\nsoort = \"deel_van\"\neen = \"{part}\"\nander = \"{whole}\"\nreden = \"R\"\n"
    )
}

impl Year {
    /// Adds what another edition printed of a measure: the sum and the numbers, -1 for what was hidden.
    fn after(mut self, years_before: u16, code: &str, sum: i64, numbers: &[i64]) -> Self {
        let given = numbers.iter().enumerate().map(|(who, number)| {
            (gemeente(who + 1), (*number >= 0).then(|| Decimal::from(*number)))
        });
        let measure = EarlierMeasure {
            sum: (sum >= 0).then(|| sum.into()),
            contributions: given.collect(),
            ..EarlierMeasure::default()
        };
        self.earlier.push(Earlier {
            name: "uitgave van 5 juni".to_owned(),
            years_before,
            series: vec![Series { now: vec![code.to_owned()], measures: vec![measure] }],
        });
        self
    }

    /// Adds a preview that showed the sum of what these gave for a measure.
    fn showed(mut self, code: &str, sum: i64, who: &[usize]) -> Self {
        let measure = EarlierMeasure {
            sum: Some(sum.into()),
            contributions: who.iter().map(|each| (gemeente(*each), None)).collect(),
            ..EarlierMeasure::default()
        };
        self.earlier.push(Earlier {
            name: "inzage van 3 april".to_owned(),
            years_before: 0,
            series: vec![Series { now: vec![code.to_owned()], measures: vec![measure] }],
        });
        self
    }

    /// The same edition, in which this one measure is now split into others.
    fn split(mut self, codes: &[&str]) -> Self {
        let codes: Vec<String> = codes.iter().map(|code| (*code).to_owned()).collect();
        for series in self.earlier.iter_mut().flat_map(|edition| &mut edition.series) {
            series.now.clone_from(&codes);
        }
        self
    }

    /// The last edition, that says of the hidden numbers of its one measure who was small.
    fn small(mut self, small: &[usize]) -> Self {
        let measure = &mut self.earlier.last_mut().unwrap().series[0].measures[0];
        let hidden = measure.contributions.iter().filter(|(_, value)| value.is_none());
        let small: BTreeSet<_> = small.iter().map(|who| gemeente(*who)).collect();
        measure.withheld =
            hidden.map(|(who, _)| who.clone()).filter(|who| !small.contains(who)).collect();
        measure.small = small;
        self
    }

    fn protected(&self) -> Disclosure {
        let disclosure =
            protect(&self.figures, &self.questionnaire, Rule::default(), &self.earlier, &Never);
        let failed: Vec<&Proof> = disclosure.failures().iter().map(|each| &each.proof).collect();
        for proof in disclosure.proofs().iter().filter(|proof| !failed.contains(proof)) {
            let wide = proof.high.is_none_or(|high| high - proof.low >= 5.into());
            let cannot_be_small = proof.value.is_none() && proof.low >= 10.into();
            assert!(wide || cannot_be_small, "{proof:?}");
        }
        disclosure
    }

    /// What is printed of a measure: each number and then the sum; `<` is small, `x` withheld.
    #[track_caller]
    fn shows(&self, code: &str, expected: &str) -> Disclosure {
        let disclosure = self.protected();
        let figure = &self.figures.measures[code];
        let word = |shown, value: Decimal| match shown {
            Shown::Exact => value.to_string(),
            Shown::Small => "<".to_owned(),
            Shown::Withheld => "x".to_owned(),
        };
        let all = figure.contributions.iter().chain(&figure.not_counted);
        let numbers = all.map(|each| word(disclosure.of(code, &each.municipality), each.value));
        let numbers: Vec<String> = numbers.collect();
        let sum = word(disclosure.sum(code), figure.sum().unwrap_or_default());
        assert_eq!(format!("{} = {sum}", numbers.join(" ")), expected);
        disclosure
    }
}

#[test]
fn a_small_number_takes_others_along_so_that_nobody_can_subtract_it() {
    // 90 - 30 - 50 - 7 is 3; and whoever gave one of two hidden numbers knows the other.
    year(&[("a.a", &[30, 50, 7, 3])]).shows("a.a", "x x < < = 90");
}

#[test]
fn large_numbers_are_shown_and_a_zero_is_a_real_nil() {
    year(&[("a.a", &[30, 0, 12])]).shows("a.a", "30 0 12 = 42");
}

#[test]
fn a_number_alone_takes_the_sum_along() {
    year(&[("a.a", &[7])]).shows("a.a", "< = x");
    year(&[("a.a", &[7, 0, 0])]).shows("a.a", "< 0 0 = x");
}

#[test]
fn a_sum_over_two_gives_each_the_other() {
    year(&[("a.a", &[7, 60])]).shows("a.a", "< 60 = x");
    year(&[("a.a", &[7, 60, 20, 30])]).shows("a.a", "< x x x = 117");
    // Of two others each would be told by how much is hidden what the small one can be; three are enough.
    year(&[("a.a", &[7, 70, 20, 30, 40])]).shows("a.a", "< 70 x x x = 167");
}

#[test]
fn schools_are_never_hidden() {
    asked(&[("a.a", &[1, 2, 30])], "", "scholen").shows("a.a", "1 2 30 = 33");
}

#[test]
fn what_is_in_no_sum_is_hidden_where_it_is_small() {
    let mut year = year(&[("a.a", &[30, 20])]);
    let figure = year.figures.measures.get_mut("a.a").unwrap();
    figure.not_counted.extend([contribution(3, 4), contribution(4, 14)]);
    year.shows("a.a", "30 20 < 14 = 50");
}

#[test]
fn of_25_families_18_leave_7() {
    let relation = part_of("b.b", "a.a");
    let measures: &[(&str, &[i64])] =
        &[("a.a", &[25, 90, 80, 70, 300]), ("b.b", &[18, 40, 35, 30, 200])];
    let year = asked(measures, &relation, "gezinnen");
    let disclosure = year.shows("a.a", "x x x x 300 = 565");
    year.shows("b.b", "18 40 35 30 200 = 323");
    let proof = &disclosure.proofs()[0];
    let rest = Sensitive::Rest { part: "b.b".to_owned() };
    assert_eq!((&proof.what, proof.value), (&rest, Some(7.into())));
}

#[test]
fn a_part_of_a_part_leaves_the_rest_of_the_whole() {
    // 30 families, of which 28 got help, of which 24 are done: 6 of the 30 are not, whatever the 28 is.
    let relations = part_of("b.b", "a.a") + &part_of("c.c", "b.b");
    for between in [28, -1] {
        let measures: &[(&str, &[i64])] =
            &[("a.a", &[30, 90, 80]), ("b.b", &[between, 60, 50]), ("c.c", &[24, 40, 35])];
        let disclosure = asked(measures, &relations, "gezinnen").protected();
        let first = |code: &str| disclosure.of(code, &gemeente(1));
        assert!([first("a.a"), first("c.c")].contains(&Shown::Withheld), "{between}");
    }
}

#[test]
fn children_of_eight_schools_are_eight_at_least() {
    // Of each school there is a child: 9 children of 8 schools are 8 or 9 to whoever reads `less than 10`.
    let unit = |code: &str| format!("code = \"{code}\"\nvraag = \"V\"\neenheid = \"gezinnen\"");
    let schools = unit("s").replace("gezinnen", "scholen");
    let relation =
        "[[relatie]]\nsoort = \"minstens\"\neen = \"a.k\"\nander = \"b.s\"\nreden = \"R\"\n";
    let of = |schools_too: i64| {
        let measures: &[(&str, &[i64])] =
            &[("a.k", &[9, 30, 40, 50]), ("b.s", &[schools_too, 3, 4, 5])];
        asked_as(measures, relation, "gezinnen", (&unit("s"), &schools)).protected()
    };
    let disclosure = of(8);
    assert_eq!(disclosure.of("b.s", &gemeente(1)), Shown::Withheld);
    assert_eq!(of(2).of("b.s", &gemeente(1)), Shown::Exact);
    assert!(disclosure.failures().is_empty());
}

#[test]
fn last_year_and_this_year_leave_what_came_to_it() {
    let before = |year: Year| year.after(1, "a.a", 240, &[50, 60, 40, 90]);
    before(year(&[("a.a", &[53, 90, 80, 200])])).shows("a.a", "x x x x = 423");
    before(year(&[("a.a", &[73, 90, 80, 200])])).shows("a.a", "73 90 80 200 = 443");
    // Of three, two others are too few, and the sum is left out.
    let before = |year: Year| year.after(1, "a.a", 150, &[50, 60, 40]);
    before(year(&[("a.a", &[53, 90, 80])])).shows("a.a", "x 90 80 = x");
}

#[test]
fn the_year_before_and_the_questions_that_took_its_place_leave_what_came_to_it() {
    // The first had 50 and has 30 + 23 now: 3 came to it, unless one of the two is hidden.
    let now = |first: i64| {
        let year = year(&[("a.a", &[30, 90, 80]), ("b.b", &[first, 40, 60])]);
        year.after(1, "x", 150, &[50, 60, 40]).split(&["a.a", "b.b"])
    };
    let disclosure = now(23).protected();
    let first = |code: &str| disclosure.of(code, &gemeente(1));
    assert!([first("a.a"), first("b.b")].contains(&Shown::Withheld));
    let growth = disclosure.proofs().iter().find(|it| it.municipality == gemeente(1)).unwrap();
    assert!(matches!(growth.what, Sensitive::Growth { .. }), "{growth:?}");
    let disclosure = now(43).protected();
    assert!(disclosure.proofs().is_empty(), "{:?}", disclosure.proofs());
    // What is less now than it was has been corrected, or is not counted on.
    assert!(now(10).protected().proofs().is_empty());
}

#[test]
fn what_a_year_before_hid_stays_hidden_where_its_question_was_split() {
    // The sum was 37: with 17 and 13 now, the first had 7 at least.
    let now: &[(&str, &[i64])] = &[("a.a", &[20, 17, 10]), ("b.b", &[10, -1, 3])];
    let year = year(now).after(1, "x", 37, &[-1, -1, -1]).split(&["a.a", "b.b"]);
    let mut alone = year.protected().proofs().to_vec();
    alone.retain(|proof| matches!(proof.what, Sensitive::Before { .. }));
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
    // Then 9, 22 and 30 hidden of 141, now 10 of 142: one more than less than 10, and at least 10.
    let now = year(&[("a.a", &[10, 22, 30, 80])]);
    let after = now.after(0, "a.a", 141, &[-1, -1, -1, 80]).small(&[1]);
    let disclosure = after.shows("a.a", "10 x x 80 = x");
    let of_then = |proof: &&Proof| matches!(proof.what, Sensitive::Before { .. });
    let then = disclosure.proofs().iter().find(of_then);
    assert_eq!(then.map(|it| (it.low, it.high)), Some((1.into(), Some(9.into()))));
}

#[test]
fn what_came_to_a_number_that_was_withheld_can_be_small() {
    // At least 10 last year and 11 now: 0 or 1 came to it.
    let withheld = |now: i64| {
        let year = year(&[("a.a", &[now, 60, 70, 80])]);
        year.after(1, "a.a", -1, &[-1, 40, 50, 60]).small(&[])
    };
    let disclosure = withheld(11).protected();
    assert_eq!(disclosure.of("a.a", &gemeente(1)), Shown::Withheld);
    // 0 to 15 is wide enough.
    assert_eq!(withheld(25).protected().of("a.a", &gemeente(1)), Shown::Exact);
    // That it was 11 as well, and nothing came to it, only the team knows.
    let mut year = withheld(11);
    let before = &mut year.earlier[0].series[0].measures[0];
    before.truth.insert(gemeente(1), 11.into());
    assert_eq!(year.protected().of("a.a", &gemeente(1)), Shown::Withheld);
}

#[test]
fn what_came_to_a_number_since_two_years_ago_can_be_small() {
    // 25, then hidden, and 29 now: four came to it in two years.
    let year = year(&[("a.a", &[29, 90, 80, 70])]);
    let year = year.after(2, "a.a", 145, &[25, 40, 40, 40]).after(1, "a.a", -1, &[-1, 60, 60, 50]);
    let disclosure = year.small(&[]).protected();
    assert_eq!(disclosure.of("a.a", &gemeente(1)), Shown::Withheld);
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
    assert_eq!(merged(53, 20).of("a.a", &gemeente(1)), Shown::Withheld);
    assert_eq!(merged(73, 20).of("a.a", &gemeente(1)), Shown::Exact);
    // 30 and a small one last year, 33 now: the small one was 3 at most.
    assert_eq!(merged(33, -1).of("a.a", &gemeente(1)), Shown::Withheld);
    assert_eq!(merged(43, -1).of("a.a", &gemeente(1)), Shown::Exact);
}

#[test]
fn an_edition_with_one_more_municipality_gives_it_away() {
    // The earlier edition had the first three: now their sum is known whatever is hidden.
    let year = year(&[("a.a", &[30, 40, 50, 60, 4])]);
    let year = year.after(0, "a.a", 120, &[30, 40, 50]);
    let disclosure = year.shows("a.a", "30 40 50 60 < = x");
    assert!(disclosure.failures().is_empty());
}

#[test]
fn what_an_earlier_edition_printed_cannot_be_protected() {
    let year = year(&[("a.a", &[30, 40, 4])]).after(0, "a.a", 74, &[30, 40, 4]);
    let disclosure = year.shows("a.a", "30 40 < = 74");
    let [failure] = disclosure.failures() else { panic!("{:?}", disclosure.failures()) };
    let published = Published {
        edition: "uitgave van 5 juni".to_owned(),
        measure: "a.a".to_owned(),
        municipality: Some(gemeente(3)),
    };
    assert_eq!(failure.from, [published]);
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
    // The sum was 37: with 17 and 13 now, the first had 7 at least, and less than 10.
    let after = |year: Year| year.after(1, "a.a", 37, &[-1, -1, -1]);
    let mut year = after(year(&[("a.a", &[30, 17, 13])]));
    // Where it said nothing, each may have been small.
    let of_then = |disclosure: &Disclosure| {
        let of_then = |proof: &&Proof| matches!(proof.what, Sensitive::Before { .. });
        disclosure.proofs().iter().filter(of_then).cloned().collect::<Vec<_>>()
    };
    assert_eq!(of_then(&year.protected()).len(), 3);
    year = year.small(&[1]);
    // And whoever gave the 30 would know what came to the two others together.
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
    // What the page for the team says is not gone into: the third works out the last one.
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
    assert!(disclosure.failures().is_empty());
}

#[test]
fn what_was_hidden_stays_so_where_nothing_is_small_any_more() {
    let year = year(&[("a.a", &[60, 17, 20, 30])]).after(0, "a.a", 117, &[60, -1, -1, -1]);
    year.shows("a.a", "60 x x x = 127");
}

#[test]
fn a_number_that_slips_gives_others_away_to_whoever_knows_one_more() {
    // The worked example of the page for the team: 70, 7, 20, 30, 40 and 0 families, of which 167 in all.
    let disclosure = year(&[("a.a", &[70, 7, 20, 30, 40, 0])]).protected();
    let (c, d, e) = (gemeente(3), gemeente(4), gemeente(5));
    assert!(disclosure.given_away(&[]).is_empty());
    assert!(disclosure.given_away(&[("a.a", &e)]).is_empty(), "the third and the fourth are left");
    let away = disclosure.given_away(&[("a.a", &d), ("a.a", &e)]);
    let [away] = away.as_slice() else { panic!("{away:?}") };
    assert_eq!((&away.proof.municipality, away.proof.value), (&gemeente(2), Some(7.into())));
    assert_eq!(away.proof.attacker, Some(c), "who knows its own 20");
    assert_eq!(away.by, [0, 1]);
}

#[test]
fn a_hidden_part_that_slips_gives_away_what_is_left_of_the_whole() {
    let measures: &[(&str, &[i64])] = &[("a.a", &[25, 90, 80, 70]), ("b.b", &[18, 40, 35, 30])];
    let disclosure = asked(measures, &part_of("b.b", "a.a"), "gezinnen").protected();
    let away = disclosure.given_away(&[("a.a", &gemeente(1))]);
    assert!(away.iter().any(|it| matches!(it.proof.what, Sensitive::Rest { .. })), "{away:?}");
}

#[test]
fn the_page_for_the_team_shows_what_happens() {
    let page = include_str!("../../docs/onthulling.md");
    let rows = page.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    let rows = rows.map(|row| row.split(" | ").collect::<Vec<_>>());
    let rows: Vec<Vec<&str>> =
        rows.skip_while(|row| row[0] != "A").take_while(|row| row[0] != "totaal").collect();
    let numbers: Vec<i64> = rows.iter().map(|row| row[1].parse().unwrap()).collect();
    let said = |row: &Vec<&str>| match row[2] {
        "minder dan 10" => "<".to_owned(),
        "niet getoond" => "x".to_owned(),
        number => number.to_owned(),
    };
    let said: Vec<String> = rows.iter().map(said).collect();
    let disclosure = year(&[("a.a", &numbers)]).shows("a.a", &format!("{} = 167", said.join(" ")));
    let [proof] = disclosure.proofs() else { panic!("{:?}", disclosure.proofs()) };
    assert_eq!((proof.low, proof.high), (1.into(), Some(9.into())));
    year(&[("a.a", &numbers[..3])]).shows("a.a", "70 < 20 = x");
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
        assert!(without.1 == Shown::Withheld || without == after, "{numbers:?}");
    }
}

#[test]
fn a_correction_after_a_preview_hides_nothing_until_somebody_comes_as_well() {
    // The first was 60.
    let shown = |numbers: &[i64]| year(&[("a.a", numbers)]).showed("a.a", 110, &[1, 2, 3]);
    shown(&[65, 20, 30]).shows("a.a", "65 20 30 = 115");
    // Then the first, who knows by how much it was corrected, would know the seven.
    shown(&[65, 20, 30, 7]).shows("a.a", "65 20 30 < = x");
}

#[test]
fn a_sum_that_is_hidden_now_and_was_shown_before_is_known_all_the_same() {
    // Alone, the seven takes its sum along; that its sum was seen gives it away.
    let year = year(&[("a.a", &[7])]).showed("a.a", 7, &[1]);
    let failures = year.protected();
    assert_eq!(failures.failures().len(), 1);
    assert_eq!(failures.failures()[0].from[0].edition, "inzage van 3 april");
}

#[test]
fn small_growths_of_many_leave_the_sum() {
    // The first, fifth, sixth and seventh grew by 8, 5, 3 and 2. Nobody knows which of them took how much of their 18.
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
    // The first withheld number of then is 10 to whoever gave 10 now, also where the team kept nothing of then. With the
    // 20 of the second shown, the last two would be 16 at least together.
    let year = year(&[("a.a", &[10, 20, 8, 13])]);
    let year = year.after(1, "a.a", 46, &[-1, -1, -1, -1]).small(&[3, 4]);
    year.shows("a.a", "x x < 13 = x");
}

#[test]
fn whoever_does_not_see_that_nothing_came_takes_it_for_a_small_number() {
    // At least 10 last year and 11 now. The sum of last year leaves it open whether 0 or 1 came to it.
    let year = year(&[("a.a", &[11, 60, 70, 80])]);
    let mut year = year.after(1, "a.a", 106, &[-1, -1, -1, 50]).small(&[]);
    let before = &mut year.earlier[0].series[0].measures[0];
    let truth = [(1, 11), (2, 20), (3, 25)];
    before.truth = truth.map(|(who, value)| (gemeente(who), value.into())).into();
    assert_eq!(year.protected().of("a.a", &gemeente(1)), Shown::Withheld);
}

#[test]
fn what_came_to_a_number_is_as_far_as_both_years_let_it_be() {
    // To the first, which gave 2 and 12, the others gave 15 then and 23 now. Of the second's growth `n - t` the third and
    // the fourth gave `15 - t` then and so no less now, and the fifth gave 1: `n` is at most 7 more than `t`.
    let year = year(&[("a.a", &[12, 12, 1, 6, 4])]);
    let mut year = year.after(1, "a.a", 17, &[-1, -1, -1, -1, 0]).small(&[1, 2, 3, 4]);
    let before = &mut year.earlier[0].series[0].measures[0];
    let truth = [(1, 2), (2, 8), (3, 1), (4, 6)];
    before.truth = truth.map(|(who, value)| (gemeente(who), value.into())).into();
    let disclosure = year.shows("a.a", "x x < < < = 35");
    let of_second = |proof: &&Proof| {
        proof.municipality == gemeente(2) && matches!(proof.what, Sensitive::Growth { .. })
    };
    let growth = disclosure.proofs().iter().find(of_second).unwrap();
    assert!(growth.high.unwrap() <= 7.into(), "{growth:?}");
}

#[test]
fn what_came_to_merged_questions_is_no_more_for_what_one_of_them_showed() {
    // Of the fourth's 12 the 10 of the one question were shown. The third, who gave 20 and 24, knows of the others 22 of
    // then, those 10, and 34 of now: so 2 came to them.
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
