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
    let measure = |(code, _): &(&str, &[i64])| {
        let (intervention, measure) = code.split_once('.').unwrap();
        format!(
            "[[thema.interventie]]\ncode = \"{intervention}\"\nnaam = \"X\"\n[[thema.interventie.maat]]\ncode = \"{measure}\"\nvraag = \"V\"\neenheid = \"{unit}\"\nsoort = \"bereik\"\ntelt_door = true\n"
        )
    };
    let text: String = measures.iter().map(measure).collect();
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
    fn after(mut self, year_before: bool, code: &str, sum: i64, numbers: &[i64]) -> Self {
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
            year_before,
            measures: BTreeMap::from([(code.to_owned(), measure)]),
            splits: BTreeMap::new(),
        });
        self
    }

    /// The same edition, in which this one measure is now split into others.
    fn split(mut self, codes: &[&str]) -> Self {
        let codes: Vec<String> = codes.iter().map(|code| (*code).to_owned()).collect();
        for edition in &mut self.earlier {
            let measures = std::mem::take(&mut edition.measures).into_values();
            edition.splits = measures.map(|measure| (codes.clone(), measure)).collect();
        }
        self
    }

    fn protected(&self) -> Disclosure {
        let disclosure =
            protect(&self.figures, &self.questionnaire, Rule::default(), &self.earlier);
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
    // 40 - 30 - 7 is 3; and whoever gave one of two hidden numbers knows the other.
    year(&[("a.a", &[30, 7, 3])]).shows("a.a", "x < < = 40");
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
    year(&[("a.a", &[7, 60, 20, 30])]).shows("a.a", "< 60 x x = 117");
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
    let measures: &[(&str, &[i64])] = &[("a.a", &[25, 90, 80]), ("b.b", &[18, 40, 35])];
    let year = asked(measures, &relation, "gezinnen");
    let disclosure = year.shows("b.b", "x x x = 93");
    year.shows("a.a", "25 90 80 = 195");
    let proof = &disclosure.proofs()[0];
    let rest = Sensitive::Rest { part: "b.b".to_owned() };
    assert_eq!((&proof.what, proof.value), (&rest, Some(7.into())));
}

#[test]
fn last_year_and_this_year_leave_what_came_to_it() {
    let before = |year: Year| year.after(true, "a.a", 150, &[50, 60, 40]);
    before(year(&[("a.a", &[53, 90, 80])])).shows("a.a", "x x x = 223");
    before(year(&[("a.a", &[73, 90, 80])])).shows("a.a", "73 90 80 = 243");
}

#[test]
fn the_year_before_and_the_questions_that_took_its_place_leave_what_came_to_it() {
    // The first had 50 and has 30 + 23 now: 3 came to it, unless one of the two is hidden.
    let now = |first: i64| {
        let year = year(&[("a.a", &[30, 90, 80]), ("b.b", &[first, 40, 60])]);
        year.after(true, "x", 150, &[50, 60, 40]).split(&["a.a", "b.b"])
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
    let year = year(now).after(true, "x", 37, &[-1, -1, -1]).split(&["a.a", "b.b"]);
    let mut alone = year.protected().proofs().to_vec();
    alone.retain(|proof| matches!(proof.what, Sensitive::Before { .. }));
    assert_eq!(alone.len(), 3, "{alone:?}");
}

#[test]
fn an_edition_with_one_more_municipality_gives_it_away() {
    // The earlier edition had the first three: now their sum is known whatever is hidden.
    let year = year(&[("a.a", &[30, 40, 50, 60, 4])]);
    let year = year.after(false, "a.a", 120, &[30, 40, 50]);
    let disclosure = year.shows("a.a", "30 40 50 60 < = x");
    assert!(disclosure.failures().is_empty());
}

#[test]
fn what_an_earlier_edition_printed_cannot_be_protected() {
    let year = year(&[("a.a", &[30, 40, 4])]).after(false, "a.a", 74, &[30, 40, 4]);
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
    year.shows("a.a", "< 70 x 40 x = 157");
    let mut year = year.after(false, "a.a", -1, &[]);
    let before = year.earlier[0].measures.get_mut("a.a").unwrap();
    before.beside.insert(gemeente(5), Some(10.into()));
    year.shows("a.a", "< 70 x x 10 = 157");
}

#[test]
fn what_a_year_before_said_of_a_hidden_number_is_known() {
    // The sum was 37: with 17 and 13 now, the first had 7 at least, and less than 10.
    let after = |year: Year| year.after(true, "a.a", 37, &[-1, -1, -1]);
    let mut year = after(year(&[("a.a", &[30, 17, 13])]));
    // Where it said nothing, each may have been small.
    assert_eq!(year.protected().proofs().len(), 3);
    let before = year.earlier[0].measures.get_mut("a.a").unwrap();
    before.small.insert(gemeente(1));
    before.withheld.extend([gemeente(2), gemeente(3)]);
    let disclosure = year.shows("a.a", "x x x = 60");
    let [proof] = disclosure.proofs() else { panic!("{:?}", disclosure.proofs()) };
    assert_eq!((&proof.municipality, proof.value), (&gemeente(1), None));
    assert_eq!((proof.low, proof.high), (1.into(), Some(9.into())));
}

#[test]
fn what_was_hidden_stays_so_when_a_number_is_corrected() {
    // The third had 20, and with its old number it can still use the old sum.
    let now = || year(&[("a.a", &[60, 7, 25, 30, 12, 13])]);
    now().shows("a.a", "60 < 25 30 x x = 147");
    let corrected = now().after(false, "a.a", 117, &[60, -1, -1, -1]);
    corrected.shows("a.a", "60 < x x 12 13 = 147");
    // What the page for the team says is not gone into: the third works out the last one.
    let newcomer = year(&[("a.a", &[60, 7, 25, 30, 0, 4])]);
    let newcomer = newcomer.after(false, "a.a", 117, &[60, -1, -1, -1, 0]);
    newcomer.shows("a.a", "60 < x x 0 < = 126");
}

#[test]
fn what_was_hidden_stays_so_where_nothing_is_small_any_more() {
    let year = year(&[("a.a", &[60, 17, 20, 30])]).after(false, "a.a", 117, &[60, -1, -1, -1]);
    year.shows("a.a", "60 x x x = 127");
}

#[test]
fn a_number_that_slips_gives_others_away_to_whoever_knows_one_more() {
    // The worked example of the page for the team: 60, 7, 20, 30 and 0 families, of which 117 in all.
    let disclosure = year(&[("a.a", &[60, 7, 20, 30, 0])]).protected();
    let (c, d) = (gemeente(3), gemeente(4));
    assert!(disclosure.given_away(&[]).is_empty());
    let away = disclosure.given_away(&[("a.a", &d)]);
    let [away] = away.as_slice() else { panic!("{away:?}") };
    assert_eq!((&away.proof.municipality, away.proof.value), (&gemeente(2), Some(7.into())));
    assert_eq!(away.proof.attacker, Some(c), "who knows its own 20");
    assert_eq!(away.by, [0]);
}

#[test]
fn a_hidden_part_that_slips_gives_away_what_is_left_of_the_whole() {
    let measures: &[(&str, &[i64])] = &[("a.a", &[25, 90, 80]), ("b.b", &[18, 40, 35])];
    let disclosure = asked(measures, &part_of("b.b", "a.a"), "gezinnen").protected();
    let away = disclosure.given_away(&[("b.b", &gemeente(1))]);
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
    let disclosure = year(&[("a.a", &numbers)]).shows("a.a", &format!("{} = 117", said.join(" ")));
    let [proof] = disclosure.proofs() else { panic!("{:?}", disclosure.proofs()) };
    assert_eq!((proof.low, proof.high), (1.into(), Some(9.into())));
    year(&[("a.a", &numbers[..2])]).shows("a.a", "60 < = x");
}
