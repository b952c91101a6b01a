//! What it costs to protect a year as large as the country: 342 municipalities, 60 measures.
//!
//! `cargo bench --bench disclosure`: with nothing that links the measures; with the year before, on which each goes on;
//! and with each a part of another. The numbers are invented.
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on should stop")]
#![expect(clippy::format_push_string, reason = "a questionnaire is text")]
#![expect(clippy::print_stdout, reason = "prints what it measured")]

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use pmg_monitor::disclosure::{
    Disclosure, Earlier, EarlierMeasure, Key, Rule, Series, Shown, protect,
};
use pmg_monitor::figures::{Contribution, Figures, MeasureFigure};
use pmg_monitor::municipality::MunicipalityCode;
use pmg_monitor::place::Place;
use pmg_monitor::questionnaire::{self, Questionnaire};

const MUNICIPALITIES: usize = 342;
const MEASURES: usize = 60;

fn main() {
    let rule = Rule::default();
    let key = Key::new([7; 32]);
    for (name, parts, cumulative) in [
        ("no links", false, false),
        ("each a part of another", true, false),
        ("each going on from the year before", false, true),
        ("both", true, true),
    ] {
        let asked = asked(parts);
        let (last, now) = years();
        let earlier = if cumulative {
            let figures = figures(&asked, &last);
            let disclosure = protect(&figures, &asked, rule, &[], &key);
            vec![printed(&figures, &disclosure)]
        } else {
            Vec::new()
        };
        let figures = figures(&asked, &now);
        let mut times = Vec::new();
        let mut hidden = (0, 0, 0);
        for _ in 0..5 {
            let start = Instant::now();
            let disclosure = protect(&figures, &asked, rule, &earlier, &key);
            times.push(start.elapsed());
            hidden = counted(&figures, &disclosure);
        }
        times.sort();
        println!(
            "{name}: median {:?}, hidden {} of {} numbers ({} of them small) and {} of {MEASURES} sums",
            times[2],
            hidden.0,
            MUNICIPALITIES * MEASURES,
            hidden.1,
            hidden.2
        );
    }
}

fn code(measure: usize) -> String {
    format!("m{measure}.m")
}

fn asked(parts: bool) -> Questionnaire {
    let mut text = "[[eenheid]]\nmeervoud = \"jongeren\"\nenkelvoud = \"jongere\"\ntelt = \"personen\"\n[[thema]]\ncode = \"t\"\nnaam = \"T\"\n".to_owned();
    for measure in 0..MEASURES {
        text += &format!(
            "[[thema.interventie]]\ncode = \"m{measure}\"\nnaam = \"X\"\n[[thema.interventie.maat]]\ncode = \"m\"\nvraag = \"V\"\neenheid = \"jongeren\"\nsoort = \"bereik\"\ntelt_door = true\n"
        );
    }
    // Every second is a part of the one before.
    for measure in (1..MEASURES).step_by(2).filter(|_| parts) {
        text += &format!(
            "[[relatie]]\nsoort = \"deel_van\"\neen = \"{}\"\nander = \"{}\"\nreden = \"R\"\n",
            code(measure),
            code(measure - 1)
        );
    }
    questionnaire::build(&toml::from_str(&text).unwrap()).unwrap()
}

/// Last year and this one: numbers of all sizes, one in seven small, growing.
fn years() -> (Vec<Vec<i64>>, Vec<Vec<i64>>) {
    let mut state = 1_u64;
    let mut below = |most: u64| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from((state >> 33) % most).unwrap()
    };
    let mut last = vec![vec![0; MUNICIPALITIES]; MEASURES];
    let mut now = last.clone();
    for measure in 0..MEASURES {
        for who in 0..MUNICIPALITIES {
            let number = if below(7) == 0 { below(10) } else { 10 + below(200) };
            last[measure][who] = number;
            now[measure][who] = number + if number > 0 { below(20) * below(3) } else { 0 };
        }
        // A part is some tenths of its whole, and so is what came to it.
        for who in (0..MUNICIPALITIES).filter(|_| measure % 2 == 1) {
            let whole = last[measure - 1][who];
            let more = now[measure - 1][who] - whole;
            let mut tenths_of = |number: i64| number * below(10) / 10;
            last[measure][who] = tenths_of(whole);
            now[measure][who] = last[measure][who] + tenths_of(more);
        }
    }
    (last, now)
}

fn gemeente(who: usize) -> MunicipalityCode {
    MunicipalityCode::parse(&format!("GM{who:04}")).unwrap()
}

fn figures(asked: &Questionnaire, numbers: &[Vec<i64>]) -> Figures {
    let contribution = |(who, number): (usize, &i64)| Contribution {
        municipality: gemeente(who),
        value: (*number).into(),
        reference_date: None,
        remark: None,
        place: Place::file("x.xlsx"),
    };
    let figure = |(index, numbers): (usize, &Vec<i64>)| {
        let figure = MeasureFigure {
            measure: asked.measure(&code(index)).unwrap().clone(),
            contributions: numbers.iter().enumerate().map(contribution).collect(),
            not_counted: Vec::new(),
            unknown: BTreeSet::new(),
            not_applicable: BTreeSet::new(),
            missing: BTreeSet::new(),
        };
        (code(index), figure)
    };
    Figures {
        measures: numbers.iter().enumerate().map(figure).collect(),
        interventions: BTreeMap::new(),
        choices: BTreeMap::new(),
        respondents: BTreeSet::new(),
        returned: BTreeSet::new(),
        participants: BTreeSet::new(),
        cohorts: BTreeMap::new(),
        groups: BTreeMap::new(),
    }
}

fn printed(figures: &Figures, disclosure: &Disclosure) -> Earlier {
    let series = figures.measures.iter().map(|(code, figure)| {
        let mut measure = EarlierMeasure::default();
        for each in &figure.contributions {
            let who = &each.municipality;
            let shown = disclosure.of(code, who);
            measure
                .contributions
                .insert(who.clone(), (shown == Shown::Published).then_some(each.value));
            if shown != Shown::Published {
                measure.truth.insert(who.clone(), each.value);
            }
            match shown {
                Shown::Published => false,
                Shown::PrimarySuppressed => measure.small.insert(who.clone()),
                Shown::SecondarySuppressed => measure.withheld.insert(who.clone()),
            };
        }
        measure.sum = figure.sum().filter(|_| disclosure.sum(code) == Shown::Published);
        Series { now: vec![code.clone()], measures: vec![measure] }
    });
    Earlier { name: "vorig jaar".to_owned(), years_before: 1, series: series.collect() }
}

fn counted(figures: &Figures, disclosure: &Disclosure) -> (usize, usize, usize) {
    let mut counted = (0, 0, 0);
    for (code, figure) in &figures.measures {
        for each in &figure.contributions {
            let shown = disclosure.of(code, &each.municipality);
            counted.0 += usize::from(shown != Shown::Published);
            counted.1 += usize::from(shown == Shown::PrimarySuppressed);
        }
        counted.2 += usize::from(disclosure.sum(code) != Shown::Published);
    }
    counted
}
