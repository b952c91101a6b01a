//! Tests of what is hidden, on small years: a table of numbers in, a line of what is printed out.
//!
//! `year(&[("a.a", &[30, 50, 7, 3])]).shows("a.a", "x x < < = 90")` reads: four municipalities gave 30, 50, 7 and 3;
//! the first two numbers are not shown (`x`), the others are small (`<`), and the sum is printed.

mod earlier;
mod pairs;

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::*;
use crate::figures::{Contribution, MeasureFigure};
use pmg_core::place::Place;
use pmg_core::questionnaire;

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

/// Draws by which hiding costs its information loss alone and nothing is hidden without need.
struct Never;

impl Draws for Never {
    fn draw(&self, name: &str) -> u32 {
        if name.starts_with("extra ") { u32::MAX } else { 0 }
    }
}

/// A year with some measures, by codes such as `a.a` and `b.b`.
struct Year {
    questionnaire: Questionnaire,
    figures: Figures,
    earlier: Vec<Earlier>,
}

fn gemeente(number: usize) -> MunicipalityCode {
    MunicipalityCode::parse(&format!("GM{number:04}")).unwrap()
}

/// Makes a year of what the first, the second and further municipalities gave for each measure: -1 is no answer. The
/// measures count families.
fn year(measures: &[(&str, &[i64])]) -> Year {
    asked(measures, "", "gezinnen")
}

/// Makes a year with relations between the measures (as TOML) and another unit.
fn asked(measures: &[(&str, &[i64])], relations: &str, unit: &str) -> Year {
    asked_as(measures, relations, unit, ("", ""))
}

/// Makes such a year in whose questionnaire one piece of text is replaced by another.
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
        cohorts: BTreeMap::new(),
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
    /// Adds an edition that printed this sum and these numbers of a measure: -1 was hidden.
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

    /// Adds a preview that showed the sum of a measure over these municipalities.
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

    /// Makes the measures of now of all earlier editions these: the question was split since.
    fn split(mut self, codes: &[&str]) -> Self {
        let codes: Vec<String> = codes.iter().map(|code| (*code).to_owned()).collect();
        for series in self.earlier.iter_mut().flat_map(|edition| &mut edition.series) {
            series.now.clone_from(&codes);
        }
        self
    }

    /// Makes the last edition say of its hidden numbers that these were small and the others were not.
    fn small(mut self, small: &[usize]) -> Self {
        let measure = &mut self.earlier.last_mut().unwrap().series[0].measures[0];
        let hidden = measure.contributions.iter().filter(|(_, value)| value.is_none());
        let small: BTreeSet<_> = small.iter().map(|who| gemeente(*who)).collect();
        measure.withheld =
            hidden.map(|(who, _)| who.clone()).filter(|who| !small.contains(who)).collect();
        measure.small = small;
        self
    }

    /// Decides what is hidden, and checks that each number is protected that can be.
    fn protected(&self) -> Disclosure {
        let disclosure =
            protect(&self.figures, &self.questionnaire, Rule::default(), &self.earlier, &Never);
        let failed: Vec<&Proof> =
            disclosure.already_public().iter().map(|each| &each.proof).collect();
        for proof in disclosure.proofs().iter().filter(|proof| !failed.contains(proof)) {
            let wide = proof.high.is_none_or(|high| high - proof.low >= 5.into());
            let is_nil = proof.high == Some(Decimal::ZERO);
            let cannot_be_small = proof.value.is_none() && (proof.low >= 10.into() || is_nil);
            assert!(wide || cannot_be_small, "{proof:?}");
        }
        disclosure
    }

    /// Checks what is printed of a measure, each number and then the sum: `<` is small, `x` not shown.
    #[track_caller]
    fn shows(&self, code: &str, expected: &str) -> Disclosure {
        let disclosure = self.protected();
        let figure = &self.figures.measures[code];
        let word = |shown, value: Decimal| match shown {
            Shown::Published => value.to_string(),
            Shown::PrimarySuppressed => "<".to_owned(),
            Shown::SecondarySuppressed => "x".to_owned(),
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
    // With only the two small ones hidden, everybody knows that they are 10 together, and each of the two knows the
    // other.
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
    // With two others hidden, that no more is hidden would tell what the small one can be. Three are enough.
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
    let rest = Sensitive::Remainder { part: "b.b".to_owned() };
    assert_eq!((&proof.what, proof.value), (&rest, Some(7.into())));
}

#[test]
fn a_part_of_nil_leaves_the_whole_which_is_protected_already() {
    let measures: &[(&str, &[i64])] = &[("a.a", &[7, 70, 30, 40]), ("b.b", &[0, 40, 10, 20])];
    let disclosure = asked(measures, &part_of("b.b", "a.a"), "gezinnen").protected();
    let kinds: Vec<&Sensitive> = disclosure.proofs().iter().map(|proof| &proof.what).collect();
    assert_eq!(kinds, [&Sensitive::Contribution]);
}

#[test]
fn what_is_less_than_a_whole_of_which_it_is_no_part_leaves_nobody() {
    // The third is a part of the second, and the second at most the first: of 25 and 18 the 7 are nobody.
    let most = "[[relatie]]\nsoort = \"minstens\"\neen = \"a.a\"\nander = \"b.b\"\nreden = \"R\"\n";
    let measures: &[(&str, &[i64])] =
        &[("a.a", &[25, 90, 80, 70]), ("b.b", &[20, 60, 50, 40]), ("c.c", &[18, 30, 20, 10])];
    let disclosure = asked(measures, &(part_of("c.c", "b.b") + most), "gezinnen").protected();
    let wholes: Vec<&str> = disclosure.proofs().iter().map(|it| it.measure.as_str()).collect();
    assert_eq!(wholes, ["b.b"]);
}

#[test]
fn proofs_stand_in_the_order_of_measures() {
    // The relation puts the first and the third into one component, which is decided before the second.
    let numbers: &[i64] = &[7, 70, 30, 40];
    let measures: &[(&str, &[i64])] =
        &[("a.a", numbers), ("b.b", numbers), ("c.c", &[5, 60, 20, 30])];
    let disclosure = asked(measures, &part_of("c.c", "a.a"), "gezinnen").protected();
    let order: Vec<&str> = disclosure.proofs().iter().map(|it| it.measure.as_str()).collect();
    assert!(order.is_sorted() && order.contains(&"c.c"), "{order:?}");
}

#[test]
fn a_part_of_a_part_leaves_the_rest_of_the_whole() {
    // Of 30 families 28 got help, and of these 24 are done: 6 of the 30 are not, whether the 28 was given or not.
    let relations = part_of("b.b", "a.a") + &part_of("c.c", "b.b");
    for between in [28, -1] {
        let measures: &[(&str, &[i64])] =
            &[("a.a", &[30, 90, 80]), ("b.b", &[between, 60, 50]), ("c.c", &[24, 40, 35])];
        let disclosure = asked(measures, &relations, "gezinnen").protected();
        let first = |code: &str| disclosure.of(code, &gemeente(1));
        assert!([first("a.a"), first("c.c")].contains(&Shown::SecondarySuppressed), "{between}");
    }
}

#[test]
fn children_of_eight_schools_are_eight_at_least() {
    // Each school has a child: 9 children, printed as less than 10, of 8 schools can only be 8 or 9.
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
    assert_eq!(disclosure.of("b.s", &gemeente(1)), Shown::SecondarySuppressed);
    assert_eq!(of(2).of("b.s", &gemeente(1)), Shown::Published);
    assert!(disclosure.already_public().is_empty());
    // 9 children of 9 schools leave nothing, and still are 9 at least.
    assert_eq!(of(9).of("b.s", &gemeente(1)), Shown::SecondarySuppressed);
}

#[test]
fn families_in_three_places_are_three_at_most() {
    // Each family has a place of its own at least: `less than 10` with 3 places is 1, 2 or 3.
    let unit = |code: &str| format!("code = \"{code}\"\nvraag = \"V\"\neenheid = \"gezinnen\"");
    let places = unit("s").replace("gezinnen", "scholen");
    let relation =
        "[[relatie]]\nsoort = \"minstens\"\neen = \"b.s\"\nander = \"a.k\"\nreden = \"R\"\n";
    let of = |places_too: i64| {
        let measures: &[(&str, &[i64])] =
            &[("a.k", &[2, 30, 40, 50]), ("b.s", &[places_too, 33, 44, 55])];
        asked_as(measures, relation, "gezinnen", (&unit("s"), &places)).protected()
    };
    let disclosure = of(3);
    assert_eq!(disclosure.of("b.s", &gemeente(1)), Shown::SecondarySuppressed);
    assert_eq!(of(30).of("b.s", &gemeente(1)), Shown::Published);
    assert!(disclosure.already_public().is_empty());
}

#[test]
fn a_bound_counts_by_way_of_a_third() {
    // 8 buildings have 8 schools at least, and these 8 children: both must go.
    let unit = |code: &str| format!("code = \"{code}\"\nvraag = \"V\"\neenheid = \"gezinnen\"");
    let least = |more: &str, fewer: &str| {
        format!(
            "[[relatie]]\nsoort = \"minstens\"\neen = \"{more}\"\nander = \"{fewer}\"\nreden = \"R\"\n"
        )
    };
    let schools = unit("s").replace("gezinnen", "scholen");
    let relations = least("a.k", "b.s") + &least("b.s", "c.s");
    let measures: &[(&str, &[i64])] =
        &[("a.k", &[9, 30, 40, 50]), ("b.s", &[8, 3, 4, 5]), ("c.s", &[8, 2, 2, 2])];
    let year = asked_as(measures, &relations, "gezinnen", (&unit("s"), &schools));
    let disclosure = year.protected();
    for code in ["b.s", "c.s"] {
        assert_eq!(disclosure.of(code, &gemeente(1)), Shown::SecondarySuppressed, "{code}");
    }
}

#[test]
fn a_number_that_slips_gives_others_away_to_whoever_knows_one_more() {
    // The worked example of the page for the team: 70, 7, 20, 30, 40 and 0 families, 167 in all.
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
    assert!(away.iter().any(|it| matches!(it.proof.what, Sensitive::Remainder { .. })), "{away:?}");
}

#[test]
fn the_page_for_the_team_shows_what_happens() {
    let page = include_str!("../../../../../docs/onthulling.md");
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
