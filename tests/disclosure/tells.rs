//! Whoever knows how the choice is made, but not the key, learns no more from what is hidden than from what is printed: every
//! value that is promised could have been printed the same, by some draws.

use std::collections::BTreeSet;

use pmg_monitor::disclosure::{Draws, Proof, Sensitive, Shown};
use rust_decimal::prelude::ToPrimitive;

use crate::attacker::{Attacker, Target, WIDTH};
use crate::case::{Case, Item, code, gemeente};

/// Draws by which this is hidden without need, and nothing else.
struct Hides<'a>(&'a BTreeSet<Item>);

impl Draws for Hides<'_> {
    fn draw(&self, name: &str) -> u32 {
        let Some(name) = name.strip_prefix("extra ") else { return 0 };
        let is = |item: &Item| match item {
            Item::Number(measure, who) => name == format!("{} {}", code(*measure), gemeente(*who)),
            Item::Sum(measure) => name == code(*measure),
        };
        if self.0.iter().any(is) { 0 } else { u32::MAX }
    }
}

/// Numbers between 1 and 4, the same each time.
struct Weights(u64);

impl Weights {
    fn next(&mut self) -> f64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        1.0 + 3.0 * f64::from(u32::try_from(self.0 >> 40).unwrap()) / f64::from(1_u32 << 24)
    }
}

/// What is printed of a year: what is hidden, and how.
fn printed(case: &Case, draws: &dyn Draws) -> (BTreeSet<Item>, Vec<Shown>) {
    let disclosure = case.drawn(draws);
    let everybody = || 0..case.municipalities();
    let shown = (0..case.measures.len())
        .flat_map(|measure| everybody().map(move |who| (measure, who)))
        .map(|(measure, who)| disclosure.of(&code(measure), &gemeente(who)));
    (case.hidden(&disclosure), shown.collect())
}

/// The promised values that no other year was found for, of those that can be checked; and how many were checked.
pub(crate) fn untold(case: &Case) -> (Vec<String>, usize) {
    let disclosure = case.protected();
    let hidden = case.hidden(&disclosure);
    let attacker = Attacker::new(case);
    let failed: Vec<&Proof> = disclosure.already_public().iter().map(|it| &it.proof).collect();
    let (mut untold, mut checked) = (Vec::new(), 0);
    let looks = printed(case, &Hides(&hidden));
    assert_eq!(looks.0, hidden, "the same draws hide the same");
    for proof in disclosure.proofs().iter().filter(|proof| !failed.contains(proof)) {
        let Some(target) = target(case, proof) else { continue };
        let who = |code: &pmg_monitor::municipality::MunicipalityCode| {
            (0..case.municipalities()).find(|who| gemeente(*who) == *code).unwrap()
        };
        let insider = proof.attacker.as_ref().map(who);
        let low = proof.low.to_i64().unwrap();
        assert!(low >= 0, "{proof:?} of {case:?}");
        let high = proof.high.map_or(low + 2 * WIDTH, |high| high.to_i64().unwrap());
        for value in low..=high.min(low + 3 * WIDTH) {
            checked += 1;
            let mut weights = Weights(u64::try_from(value).unwrap() + 17);
            let found = (0..6_000).any(|_| {
                let weigh = &mut || weights.next();
                let other = attacker.other_year(&hidden, (target, insider), value, weigh);
                other.is_some_and(|other| printed(&other, &Hides(&hidden)) == looks)
            });
            if !found {
                untold.push(format!("{target:?} = {value} for {insider:?}, of {low}..{high}"));
            }
        }
    }
    (untold, checked)
}

fn target(case: &Case, proof: &Proof) -> Option<Target> {
    let measure = (0..case.measures.len()).find(|it| code(*it) == proof.measure)?;
    let who = (0..case.municipalities()).find(|who| gemeente(*who) == proof.municipality)?;
    match &proof.what {
        Sensitive::Contribution => Some(Target::Number(measure, who)),
        Sensitive::Remainder { part } => {
            let part = (0..case.measures.len()).find(|it| code(*it) == *part)?;
            case.number(part, who).map(|_| Target::Remainder(measure, part, who))
        }
        Sensitive::Increase { .. } => Some(Target::Increase(measure, who)),
        Sensitive::Previous { .. } => Some(Target::Previous(measure, who)),
    }
}
