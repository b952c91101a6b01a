//! What must come of a drawn year, straight from what was drawn.

use std::collections::BTreeMap;

use super::asked::{Asked, Kind, Measure};
use super::dutch;
use super::plan::{Given, Municipality, Plan, words};

/// What is known of a measure.
#[derive(Debug, Default)]
pub(crate) struct Sum {
    /// By municipality, in thousandths.
    pub(crate) counted: BTreeMap<String, i64>,
    pub(crate) not_counted: BTreeMap<String, i64>,
    pub(crate) unknown: usize,
    pub(crate) not_applicable: usize,
    pub(crate) missing: usize,
    /// How many of those that count hold on another day.
    pub(crate) other_days: usize,
    pub(crate) is_sensitive: bool,
    pub(crate) may_be_hidden: bool,
}

impl Sum {
    pub(crate) fn total(&self) -> Option<i64> {
        (!self.counted.is_empty()).then(|| self.counted.values().sum())
    }

    fn concerned(&self) -> usize {
        self.counted.len() + self.unknown + self.missing
    }
}

/// A line of the text, and what may stand there.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) what: String,
    pub(crate) right: String,
    /// What may stand there instead, to keep a small number back.
    pub(crate) instead: Vec<String>,
    /// Whether the number itself must not stand there.
    pub(crate) must_hide: bool,
}

pub(crate) struct Calculation {
    pub(crate) sums: BTreeMap<String, Sum>,
    /// Who has which status, by intervention and status.
    pub(crate) statuses: BTreeMap<(String, String), Vec<String>>,
    /// How often something was chosen, by question and choice.
    pub(crate) choices: BTreeMap<(String, String), usize>,
    /// By the name of the line.
    pub(crate) lines: BTreeMap<String, Line>,
}

impl Calculation {
    pub(crate) fn of(plan: &Plan, asked: &Asked) -> Self {
        let sums = asked.measures.iter().map(|it| (it.code.clone(), sum(it, plan))).collect();
        let mut statuses: BTreeMap<_, Vec<String>> = BTreeMap::new();
        let mut choices = BTreeMap::new();
        for who in &plan.municipalities {
            let Some(answers) = &who.answers else { continue };
            for (code, answer) in answers {
                let Given::Words(said) = &answer.given else { continue };
                if let Some(intervention) = code
                    .strip_suffix(".status")
                    .filter(|_| !said.is_empty() && !code.starts_with("eigen-"))
                {
                    let key = (intervention.to_owned(), said.clone());
                    statuses.entry(key).or_default().push(who.code.clone());
                }
                chosen(code, said, asked, &mut choices);
            }
        }
        let mut calculation = Self { sums, statuses, choices, lines: BTreeMap::new() };
        for (at, (what, line)) in calculation.told(plan, asked).into_iter().enumerate() {
            let (_, line) = (what, line);
            calculation.lines.insert(name(at), line);
        }
        calculation
    }

    /// What the template asks, and what must come of it.
    fn told(&self, plan: &Plan, asked: &Asked) -> Vec<(String, Line)> {
        let mut told = Vec::new();
        for measure in &asked.measures {
            told.push(self.sum_line(measure, plan));
            for who in plan.municipalities.iter().filter(|it| it.answers.is_some()).take(4) {
                told.extend(self.value_line(measure, who, plan));
            }
        }
        for (part, whole) in &asked.parts {
            told.push(self.share_line(part, whole, plan, asked));
        }
        for (whole, parts) in &asked.totals {
            let parts = parts.iter().map(|part| self.share_line(part, whole, plan, asked));
            told.extend(parts);
        }
        for code in &asked.interventions {
            told.extend(self.who_lines(code, plan));
        }
        told.extend(register_lines(plan));
        told
    }

    fn sum_line(&self, measure: &Measure, plan: &Plan) -> (String, Line) {
        let (code, sum) = (&measure.code, &self.sums[&measure.code]);
        let asks = format!("{{{{ som(maat=\"{code}\") }}}}{{{{ voorbehoud(maat=\"{code}\") }}}}");
        let proviso = proviso(sum, plan.words_below);
        let single = sum.counted.values().filter(|it| **it > 0).count() == 1;
        let is_small = |it: i64| it > 0 && it < plan.small_below * 1000;
        let line = Line {
            what: code.clone(),
            right: format!("{}{proviso}", amount(sum.total(), measure, plan.words_below)),
            instead: [hidden(measure, plan), exactly(sum.total(), measure)]
                .concat()
                .iter()
                .map(|it| format!("{it}{proviso}"))
                .collect(),
            must_hide: sum.is_sensitive && single && sum.total().is_some_and(is_small),
        };
        (asks, line)
    }

    fn value_line(
        &self,
        measure: &Measure,
        who: &Municipality,
        plan: &Plan,
    ) -> Option<(String, Line)> {
        let (code, sum) = (&measure.code, &self.sums[&measure.code]);
        let value = sum.counted.get(&who.code).or_else(|| sum.not_counted.get(&who.code))?;
        let asks = format!("{{{{ waarde(maat=\"{code}\", gemeente=\"{}\") }}}}", who.code);
        let line = Line {
            what: format!("{code} of {}", who.code),
            right: amount(Some(*value), measure, plan.words_below),
            instead: [hidden(measure, plan), exactly(Some(*value), measure)].concat(),
            must_hide: sum.is_sensitive && *value > 0 && *value < plan.small_below * 1000,
        };
        Some((asks, line))
    }

    fn share_line(&self, part: &str, whole: &str, plan: &Plan, asked: &Asked) -> (String, Line) {
        let asks = format!("{{{{ procent(maat=\"{part}\", van=\"{whole}\") }}}}");
        let (parts, wholes) = (&self.sums[part].counted, &self.sums[whole].counted);
        let both: Vec<(i64, i64)> =
            wholes.iter().filter_map(|(who, all)| Some((*parts.get(who)?, *all))).collect();
        let (some, all) = both.iter().fold((0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
        let measure = asked.measure(whole);
        let right = match (both.is_empty(), some, all) {
            (true, ..) => format!("een onbekend deel van de {}", measure.many),
            _ => share(some, all, measure, plan.words_below),
        };
        let instead = if measure.kind == Kind::Sensitive {
            vec![format!("een deel van de {}", measure.many)]
        } else {
            Vec::new()
        };
        (asks, Line { what: format!("{part} of {whole}"), right, instead, must_hide: false })
    }

    fn who_lines(&self, code: &str, plan: &Plan) -> Vec<(String, Line)> {
        let running = self.statuses.get(&(code.to_owned(), "uitvoering".to_owned()));
        let running: Vec<&String> = running.into_iter().flatten().collect();
        let who = plan.municipalities.iter();
        let mut who: Vec<&Municipality> = who.filter(|it| running.contains(&&it.code)).collect();
        who.sort_by(|one, other| one.sorted_by.cmp(&other.sorted_by));
        let names: Vec<&str> = who.iter().map(|it| it.name.as_str()).collect();
        let returned = plan.municipalities.iter().filter(|it| it.answers.is_some()).count();
        let due = plan.municipalities.iter().filter(|it| it.reports).count();
        let noun = if who.len() == 1 { "gemeente" } else { "gemeenten" };
        let vague = match who.len() {
            0 => "geen",
            1 => "één",
            all if all == due => "alle",
            2 | 3 => "meerdere",
            many if 2 * many >= returned => "veel",
            _ => "verschillende",
        };
        let none = who.is_empty();
        let count =
            if none { "geen".to_owned() } else { dutch::count(who.len(), plan.words_below) };
        let line = |what: &str, right: String| Line {
            what: format!("{what} of {code}"),
            right,
            instead: Vec::new(),
            must_hide: false,
        };
        vec![
            (
                format!("{{{{ gemeenten(van=\"{code}\") }}}}"),
                line("count", format!("{count} {noun}")),
            ),
            (format!("{{{{ vaag(van=\"{code}\") }}}}"), line("vague", format!("{vague} {noun}"))),
            (
                format!(
                    "x{{% if n(van=\"{code}\") > 0 %}} {{{{ namen(van=\"{code}\") }}}}{{% endif %}}"
                ),
                line("names", format!("x {}", dutch::list(&names)).trim_end().to_owned()),
            ),
        ]
    }
}

/// The name of a line: letters alone, so that it is no number.
fn name(at: usize) -> String {
    let letter = |at: usize| char::from(b'a' + u8::try_from(at % 26).unwrap());
    format!("q{}{}{}z", letter(at / 676), letter(at / 26), letter(at))
}

/// The template that asks for every line.
pub(crate) fn template(plan: &Plan, asked: &Asked) -> String {
    let told = Calculation::of(plan, asked).told(plan, asked);
    let lines = told.iter().enumerate().map(|(at, (asks, _))| format!("- {}: {asks}\n", name(at)));
    format!(
        "# Colofon\n\nOp {{{{ peildatum() }}}}, in {{{{ peildatum() | maand }}}}, {{{{ periode(van=jaar(verschil=-1), tot=peildatum()) }}}}.\n\n{}",
        lines.collect::<String>()
    )
}

fn sum(measure: &Measure, plan: &Plan) -> Sum {
    let is_sensitive = measure.kind == Kind::Sensitive;
    let may_be_hidden = is_sensitive || measure.may_be_hidden;
    let mut sum = Sum { is_sensitive, may_be_hidden, ..Sum::default() };
    for who in &plan.municipalities {
        let is_asked = measure.pillar.is_empty() || measure.pillar == who.pillar;
        let Some(answers) = &who.answers else {
            // Who owes a number that everybody is asked for.
            sum.missing += usize::from(!measure.has_status && who.reports && is_asked);
            continue;
        };
        let runs = words(answers, &format!("{}.status", measure.intervention)) == "uitvoering";
        let counts = if measure.has_status { runs } else { is_asked };
        match (answers.get(&measure.code), counts) {
            (Some(answer), _) if matches!(answer.given, Given::Number(_)) => {
                let Given::Number(number) = answer.given else { continue };
                let into = if counts { &mut sum.counted } else { &mut sum.not_counted };
                into.insert(who.code.clone(), number);
                let other = answer.day.is_some_and(|day| day != plan.reference_date);
                sum.other_days += usize::from(counts && other);
            }
            (_, false) => {}
            (Some(answer), true) if answer.given == Given::Unknown => sum.unknown += 1,
            (Some(_), true) => sum.not_applicable += 1,
            (None, true) => sum.missing += 1,
        }
    }
    sum
}

fn chosen(code: &str, said: &str, asked: &Asked, choices: &mut BTreeMap<(String, String), usize>) {
    let Some((block, part)) = code.split_once('.') else { return };
    let sheet = block.split('-').next().unwrap();
    let Some(question) =
        asked.sheets.get(sheet).and_then(|all| all.iter().find(|it| it.code == part))
    else {
        return;
    };
    if !["keuze", "keuzes"].contains(&question.kind.as_str()) {
        return;
    }
    let separate = question.kind == "keuzes";
    let each: Vec<&str> = if separate { said.split(", ").collect() } else { vec![said] };
    for choice in each.into_iter().filter(|it| !it.is_empty()) {
        *choices.entry((format!("{sheet}.{part}"), choice.to_owned())).or_default() += 1;
    }
}

/// `576 jongeren`, `€ 6,19 miljoen`, `een onbekend aantal fte`.
fn amount(value: Option<i64>, measure: &Measure, words_below: i64) -> String {
    match (value, measure.kind) {
        (None, Kind::Money) => "een onbekend bedrag".to_owned(),
        (None, _) => format!("een onbekend aantal {}", measure.many),
        (Some(value), Kind::Money) => dutch::euros(value),
        (Some(0), _) => format!("geen {}", measure.many),
        (Some(value), _) => {
            let noun = if value == 1000 { &measure.one } else { &measure.many };
            format!("{} {noun}", dutch::number(value, words_below))
        }
    }
}

/// What may stand for a number that is not whole, so that it is not rounded to a whole one.
fn exactly(value: Option<i64>, measure: &Measure) -> Vec<String> {
    let Some(value) = value.filter(|it| it % 1000 != 0 && dutch::rounded(*it) % 1000 == 0) else {
        return Vec::new();
    };
    let said = [dutch::figures(value), "minder dan 0,01".to_owned()];
    said.iter().map(|said| format!("{said} {}", measure.many)).collect()
}

/// What may stand for a number of persons.
fn hidden(measure: &Measure, plan: &Plan) -> Vec<String> {
    if measure.kind != Kind::Sensitive && !measure.may_be_hidden {
        return Vec::new();
    }
    let small = format!("minder dan {} {}", plan.small_below, measure.many);
    vec![format!("een aantal {}", measure.many), small]
}

fn proviso(sum: &Sum, words_below: i64) -> String {
    let mut said = Vec::new();
    let (given, concerned) = (sum.counted.len(), sum.concerned());
    let fits = if sum.not_applicable > 0 { " waar de vraag past" } else { "" };
    if given < concerned && concerned == 1 {
        said.push(format!("geen opgave van de gemeente{fits}"));
    } else if given < concerned {
        let thousandths = |count: usize| i64::try_from(count).unwrap() * 1000;
        let [given, concerned] =
            dutch::out_of(thousandths(given), thousandths(concerned), words_below);
        said.push(format!("opgave van {given} van de {concerned} gemeenten{fits}"));
    }
    if sum.other_days > 0 {
        let noun = if sum.other_days == 1 { "gemeente" } else { "gemeenten" };
        let who = dutch::count(sum.other_days, words_below);
        said.push(format!("bij {who} {noun} met een eigen peildatum"));
    }
    if said.is_empty() { String::new() } else { format!(" ({})", said.join("; ")) }
}

fn share(some: i64, all: i64, measure: &Measure, words_below: i64) -> String {
    let many = &measure.many;
    let [part, whole] = dutch::out_of(some, all, words_below);
    match (some, all) {
        (_, 0) => format!("geen {many}"),
        (0, 1000) => format!("geen {}", measure.one),
        (_, 1000) => format!("{part} {}", measure.one),
        (some, all) if some == all => format!("alle {whole} {many}"),
        (0, _) => format!("geen van de {whole} {many}"),
        (_, all) if all < 20_000 => format!("{part} van de {whole} {many}"),
        _ => {
            let percent = match (some * 1000 / all + 5) / 10 {
                0 => "minder dan 1".to_owned(),
                100 => "meer dan 99".to_owned(),
                percent => percent.to_string(),
            };
            format!("{percent} procent van de {whole} {many}")
        }
    }
}

fn register_lines(plan: &Plan) -> Vec<(String, Line)> {
    let all = &plan.municipalities;
    let count = |wanted: &dyn Fn(&Municipality) -> bool| all.iter().filter(|it| wanted(it)).count();
    let (returned, due) = (count(&|it| it.answers.is_some()), count(&|it| it.reports));
    let thousandths = |count: usize| i64::try_from(count).unwrap() * 1000;
    let [given, of] = dutch::out_of(thousandths(returned), thousandths(due), plan.words_below);
    let mut lines = vec![("{{ dekking() }}".to_owned(), format!("{given} van de {of} gemeenten"))];
    for (what, many) in [
        ("deelnemers", count(&|it| it.participates)),
        ("respondenten", due),
        ("opgaven", returned),
        ("nplv", count(&|it| it.nplv && it.participates)),
        ("structureel", count(&|it| it.reports && it.pillar == "A")),
        ("flexibel", count(&|it| it.reports && it.pillar == "B")),
        ("cohort:2022", count(&|it| it.cohort.starts_with("2022"))),
        ("cohort:2024-flex", count(&|it| it.cohort.starts_with("2024-flex"))),
    ] {
        let said = if many == 0 { "geen".to_owned() } else { dutch::count(many, plan.words_below) };
        let noun = if many == 1 { "gemeente" } else { "gemeenten" };
        lines.push((format!("{{{{ register(wat=\"{what}\") }}}}"), format!("{said} {noun}")));
    }
    let line = |(asks, right): (String, String)| {
        let line = Line { what: asks.clone(), right, instead: Vec::new(), must_hide: false };
        (asks, line)
    };
    lines.into_iter().map(line).collect()
}
