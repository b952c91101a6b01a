//! The report of a drawn year: it asks for every number in every way that a template can.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::asked::Asked;
use super::chance::Chance;
use super::plan::{MUNICIPALITIES, Plan};

/// What a line of the report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum About {
    Sum(usize),
    Value(usize, usize),
    /// Of which part and whole, and of whom.
    Share(usize, usize, Option<usize>),
    /// A verb that agrees with a number.
    Verb(usize, Option<usize>),
    /// Whether a number is at least so much.
    AtLeast(usize, Option<usize>, i64),
}

/// How a number can be put.
const SHAPES: [&str; 5] = ["", "", ", kaal=true", ", ww=\"is/zijn\"", ", bij=\"nieuwe\""];

/// Whether the report is made of the general templates alone.
pub(crate) fn is_general(plan: &Plan) -> bool {
    plan.asks.is_multiple_of(4)
}

/// What each line is about, by the word that it starts with.
pub(crate) fn lines(plan: &Plan) -> BTreeMap<String, About> {
    let mut lines: BTreeMap<String, About> = BTreeMap::new();
    for (at, measure) in plan.asked.measures.iter().enumerate() {
        lines.insert(Asked::question(measure), About::Sum(at));
    }
    if !is_general(plan) {
        let all = asked(plan).into_iter().enumerate();
        lines.extend(all.map(|(at, (about, _))| (name(at), about)));
    }
    lines
}

/// What is asked, and how.
fn asked(plan: &Plan) -> Vec<(About, String)> {
    let chance = &mut Chance::new(plan.asks);
    let mut all = Vec::new();
    let many = plan.editions[0].answers.len();
    let code = |at: usize| plan.asked.measures[at].code.as_str();
    let municipality = |who: usize| MUNICIPALITIES[who].0;
    for at in 0..plan.asked.measures.len() {
        let shape = shape(chance);
        let maat = format!("maat=\"{}\"", code(at));
        let proviso =
            if shape.is_empty() { format!("{{{{ voorbehoud({maat}) }}}}") } else { String::new() };
        all.push((About::Sum(at), format!("{{{{ som({maat}{shape}) }}}}{proviso}")));
        all.push((About::Verb(at, None), format!("{{{{ ww({maat}, vormen=\"is/zijn\") }}}}")));
        all.push(probe(at, None, &maat, plan, chance));
        for who in 0..many {
            let maat = format!("{maat}, gemeente=\"{}\"", municipality(who));
            let shape = self::shape(chance);
            all.push((About::Value(at, who), format!("{{{{ waarde({maat}{shape}) }}}}")));
            all.push((
                About::Verb(at, Some(who)),
                format!("{{{{ ww({maat}, vormen=\"is/zijn\") }}}}"),
            ));
            all.push(probe(at, Some(who), &maat, plan, chance));
        }
    }
    for (part, whole) in plan.asked.shares() {
        for who in std::iter::once(None).chain((0..many).map(Some)) {
            let who_said =
                who.map_or_else(String::new, |who| format!(", gemeente=\"{}\"", municipality(who)));
            all.push((
                About::Share(part, whole, who),
                format!(
                    "{{{{ procent(maat=\"{}\", van=\"{}\"{who_said}) }}}}",
                    code(part),
                    code(whole)
                ),
            ));
        }
    }
    all
}

fn shape(chance: &mut Chance) -> &'static str {
    chance.of::<&str>(&SHAPES)
}

fn probe(
    measure: usize,
    who: Option<usize>,
    which: &str,
    plan: &Plan,
    chance: &mut Chance,
) -> (About, String) {
    let least = chance.between(1, 2 * plan.threshold);
    let asks = format!("{{% if totaal({which}) >= {least} %}}ja{{% else %}}nee{{% endif %}}");
    (About::AtLeast(measure, who, least), asks)
}

/// Letters alone, so that it is no number.
fn name(at: usize) -> String {
    let letter = |at: usize| char::from(b'a' + u8::try_from(at % 26).unwrap());
    format!("q{}{}z", letter(at / 26), letter(at))
}

/// `rapport.md` of the year.
pub(crate) fn template(plan: &Plan) -> String {
    if is_general(plan) {
        return "{% include \"thema/algemeen.md\" %}\n\n{% include \"verantwoording.md\" %}\n"
            .to_owned();
    }
    let mut text = "# Cijfers\n\n".to_owned();
    for (at, (_, asks)) in asked(plan).into_iter().enumerate() {
        _ = writeln!(text, "- {}: {asks}.", name(at));
    }
    text + "\n# Tabel\n\nTabel: Alles\n\n| Vraag | Totaal | Gemeenten |\n|---|--:|--:|\n\
        {% for r in tabel(thema=\"proef\") -%}\n| {{ r.vraag }} | {{ r.totaal }} | {{ r.opgaven }} |\n{% endfor %}\n"
}
