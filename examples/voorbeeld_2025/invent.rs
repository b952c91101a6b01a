//! Invents what municipalities might answer in a year: growth and dropouts on top of the year before,
//! unknowns, own reference dates, corrections, and some of the faults that come in.
//!
//! Everything follows from the codes of the municipality and of the question, so that the same example
//! comes out each time, whatever is added to it.

use std::collections::BTreeMap;

use anyhow::Context as _;
use jiff::civil::{Date, date};
use pmg_monitor::cycle::{Audience, Municipality, RelationKind, Settings, UnitKind};
use pmg_monitor::form::Filled;
use pmg_monitor::municipality::MunicipalityCode;
use pmg_monitor::questionnaire::{Block, Intervention, Measure, Questionnaire};
use serde::Deserialize;

/// Answers by code of the question.
pub(crate) type Answers = BTreeMap<String, Filled>;

/// The year of the first example that is wholly invented; it has faults on purpose.
const FIRST: i16 = 2025;
/// The municipalities that hand in nothing.
pub(crate) const SILENT: [&str; 2] = ["GM0983", "GM0301"];
/// The municipalities that handed in a first return, and a better one later.
pub(crate) const CORRECTED: [&str; 2] = ["GM0758", "GM0153"];

/// What municipalities write, and sentences and own interventions to choose from: `teksten.toml`.
#[derive(Deserialize)]
pub(crate) struct Texts {
    /// By year, and then by code of the municipality.
    gemeente: BTreeMap<String, BTreeMap<String, OwnWords>>,
    aanpak: Vec<String>,
    opvallend: Vec<String>,
    lessen: Vec<String>,
    knelpunten: Vec<String>,
    onderzoek: Vec<String>,
    leervragen: Vec<String>,
    reden: BTreeMap<String, Vec<String>>,
    eigen: Vec<BTreeMap<String, String>>,
}

impl Texts {
    /// What a municipality writes in a year; `None` if all it says is chosen from the sentences for everybody.
    fn of(&self, municipality: &Municipality, year: i16) -> Option<&OwnWords> {
        self.gemeente.get(&year.to_string())?.get(municipality.code.as_str())
    }
}

/// What a municipality writes in a year. What it leaves open is chosen from the sentences for everybody.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct OwnWords {
    /// Its example, by the intervention that it is about.
    uitgelicht: BTreeMap<String, String>,
    /// Its answers about learning, by the part of the code behind `lerende-aanpak`.
    leert: BTreeMap<String, String>,
    /// What its own interventions are, by the name in the list for everybody. That keeps its theme and its level.
    eigen: BTreeMap<String, BTreeMap<String, String>>,
    /// Why it stops, by intervention.
    stopt: BTreeMap<String, String>,
    /// Its practice story, by the part of the code behind `praktijkverhaal`.
    praktijkverhaal: BTreeMap<String, String>,
}

/// A series of numbers that only its name decides.
struct Dice(u64);

impl Dice {
    fn named(parts: &[&str]) -> Self {
        // FNV-1a; what comes out only has to look arbitrary.
        let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
        Self(bytes.fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
        }))
    }

    /// What falls to a municipality in a year.
    fn of(municipality: &Municipality, year: i16, what: &str) -> Self {
        let (code, number) = (municipality.code.as_str(), year.to_string());
        match year {
            FIRST => Self::named(&[code, what]),
            _ => Self::named(&[code, what, &number]),
        }
    }

    /// A number from 0 up to and including 99.
    fn percent(&mut self) -> u64 {
        self.below(100)
    }

    fn below(&mut self, limit: u64) -> u64 {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % limit.max(1)
    }

    fn index(&mut self, length: usize) -> usize {
        usize::try_from(self.below(length as u64)).unwrap_or_default()
    }

    fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.index(items.len())]
    }
}

/// What a municipality answers in a year. `last` are its answers of the year before, under today's codes.
pub(crate) fn answers(
    municipality: &Municipality,
    (settings, questionnaire): (&Settings, &Questionnaire),
    last: &Answers,
    texts: &Texts,
) -> anyhow::Result<Answers> {
    let (year, given) = (settings.year, Answers::new());
    let nothing = OwnWords::default();
    let words = texts.of(municipality, year).unwrap_or(&nothing);
    let mut inventor = Inventor { municipality, year, questionnaire, last, texts, words, given };
    for intervention in questionnaire.interventions().filter(|each| each.has_status) {
        inventor.intervention(intervention);
    }
    inventor.hold_relations();
    if municipality.is_asked(Audience::Flexibel) {
        inventor.grant();
    }
    inventor.highlight().with_context(|| format!("{} runs nothing", municipality.name))?;
    inventor.story();
    inventor.own();
    inventor.quality();
    inventor.lessons();
    inventor.sign_off();
    if year == FIRST {
        inventor.faults();
    }
    Ok(inventor.given)
}

/// The first return of a municipality that handed in a better one later: two numbers were too low.
pub(crate) fn before_correction(answers: &Answers, questionnaire: &Questionnaire) -> Answers {
    let mut earlier = answers.clone();
    let numbers = earlier.iter_mut().filter(|(code, filled)| {
        questionnaire.measure(code).is_some_and(|it| it.unit.kind == UnitKind::Personen)
            && filled.answer.parse::<u32>().is_ok_and(|number| number > 10)
    });
    for (_, filled) in numbers.take(2) {
        let number = filled.answer.parse::<u32>().unwrap_or_default();
        filled.answer = (number - number / 5).to_string();
    }
    earlier
}

/// The day on which a municipality handed in its first return.
pub(crate) fn handed_in(municipality: &Municipality, year: i16) -> Date {
    let mut dice = Dice::of(municipality, year, "ingeleverd");
    date(year, 3, 4 + i8::try_from(dice.below(27)).unwrap_or_default())
}

struct Inventor<'a> {
    municipality: &'a Municipality,
    year: i16,
    questionnaire: &'a Questionnaire,
    last: &'a Answers,
    texts: &'a Texts,
    words: &'a OwnWords,
    given: Answers,
}

impl Inventor<'_> {
    fn dice(&self, what: &str) -> Dice {
        Dice::of(self.municipality, self.year, what)
    }

    fn put(&mut self, code: &str, answer: impl Into<String>) {
        self.given.entry(code.to_owned()).or_default().answer = answer.into();
    }

    fn runs(&self, intervention: &str) -> bool {
        let status = self.given.get(&format!("{intervention}.status"));
        status.is_some_and(|filled| filled.answer == "uitvoering")
    }

    /// How far an intervention is, a year on, and its numbers where it runs.
    fn intervention(&mut self, intervention: &Intervention) {
        let code = intervention.status_code();
        let mut dice = self.dice(&code);
        let chance = match (self.municipality.pillar.as_str(), self.last.is_empty()) {
            ("A", true) => 30,
            (_, true) => 14,
            _ => 7,
        };
        let status = match self.last.get(&code).map(|filled| filled.answer.as_str()) {
            Some("verkenning") => *dice.pick(&["plan in ontwikkeling", "gepland", "uitvoering"]),
            Some("plan in ontwikkeling") => *dice.pick(&["gepland", "opstart"]),
            Some("gepland") => *dice.pick(&["opstart", "uitvoering", "uitvoering"]),
            Some("opstart") => "uitvoering",
            Some("uitvoering") => match dice.percent() {
                0..=2 => "afgerond",
                3..=5 => "gestopt",
                _ => "uitvoering",
            },
            _ if dice.percent() >= chance => return,
            _ => *dice.pick(&["uitvoering", "uitvoering", "uitvoering", "opstart", "gepland"]),
        };
        self.put(&code, status);
        if status == "uitvoering" {
            for measure in &intervention.measures {
                let filled = self.number(measure);
                self.given.insert(measure.code.clone(), filled);
            }
        }
    }

    fn number(&self, measure: &Measure) -> Filled {
        let mut dice = self.dice(&measure.code);
        let (low, high) = match measure.unit.kind {
            UnitKind::Personen => (8, 70),
            UnitKind::Gezinnen => (4, 22),
            UnitKind::Professionals => (3, 16),
            UnitKind::Instellingen => (1, 9),
            UnitKind::Gebeurtenissen if measure.unit.plural == "activiteiten" => (1, 4),
            UnitKind::Gebeurtenissen => (3, 24),
            // In tenths.
            UnitKind::Fte => (5, 32),
            UnitKind::Geld => (10_000, 90_000),
        };
        let before = self.last.get(&measure.code).and_then(|it| it.answer.parse::<f64>().ok());
        let is_fte = measure.unit.kind == UnitKind::Fte;
        let scale = if is_fte { 10.0 } else { 1.0 };
        let growth = 85 + dice.below(60);
        // What counts on from the start never goes down.
        let growth = if measure.cumulative { growth.max(100) } else { growth };
        let number = match before {
            // A whole percentage of a number that is small enough.
            #[expect(clippy::cast_precision_loss, reason = "numbers under a million")]
            Some(before) => (before * scale * growth as f64 / 100.0).round().max(1.0),
            #[expect(clippy::cast_precision_loss, reason = "numbers under a million")]
            None => (low + dice.below(high - low)) as f64,
        };
        let mut filled = Filled { answer: (number / scale).to_string(), ..Filled::default() };
        match dice.percent() {
            0..=2 => {
                filled.answer = String::from("onbekend");
                filled.remark = String::from("De partner telt dit pas vanaf dit jaar.");
            }
            3 => filled.answer = String::from("n.v.t."),
            4..=6 => {
                filled.reference_date = Some(date(self.year, 1, 31));
                filled.remark = String::from("Stand van eind januari; nieuwer is er niet.");
            }
            7 | 8 => {
                filled.answer = format!(" {} ", filled.answer.replace('.', ","));
                filled.as_text = true;
            }
            _ => {}
        }
        if before
            .is_some_and(|before| number / scale > before * 1.4 || number / scale < before * 0.6)
            && filled.remark.is_empty()
        {
            filled.remark = String::from("Het team is uitgebreid.");
        }
        filled
    }

    /// Makes a part no larger than its whole, and gives something to rest on to what needs it.
    fn hold_relations(&mut self) {
        for relation in &self.questionnaire.relations {
            let number = |code: &str| {
                self.given
                    .get(code)
                    .and_then(|it| it.answer.trim().replace(',', ".").parse::<f64>().ok())
            };
            let (Some(one), Some(other)) = (number(&relation.one), number(&relation.other)) else {
                continue;
            };
            let is_part = matches!(relation.kind, RelationKind::DeelVan | RelationKind::Hoogstens);
            if is_part && one > other {
                self.put(&relation.one.clone(), other.to_string());
            }
        }
    }

    /// Where the flexible grant goes; the parts add up.
    fn grant(&mut self) {
        let mut dice = self.dice("middelen");
        let mut thousands = |low: u64, limit: u64| (low + dice.below(limit)) * 1_000;
        let parts = [
            ("analyse", thousands(0, 60)),
            ("coordinatie", thousands(40, 70)),
            ("interventies", thousands(120, 200)),
        ];
        let total: u64 = parts.iter().map(|(_, amount)| amount).sum();
        self.put("middelen.besteed", total.to_string());
        for (code, amount) in parts {
            self.put(&format!("middelen.{code}"), amount.to_string());
        }
    }

    fn highlight(&mut self) -> Option<()> {
        let mut dice = self.dice("uitgelicht");
        let running: Vec<&Intervention> =
            self.questionnaire.interventions().filter(|each| self.runs(&each.code)).collect();
        if running.is_empty() {
            return None;
        }
        let chosen = *dice.pick(&running);
        let approach = &self.texts.aanpak;
        let first = dice.index(approach.len());
        let second = (first + 1 + dice.index(approach.len() - 1)) % approach.len();
        let noted = dice.pick(&self.texts.opvallend);
        let code = chosen.code.clone();
        let own = self.words.uitgelicht.get(&code).cloned();
        let text =
            own.unwrap_or_else(|| format!("{} {} {noted}", approach[first], approach[second]));
        self.put("uitgelicht.interventie", code);
        self.put("uitgelicht.tekst", text);
        Some(())
    }

    fn story(&mut self) {
        for (part, answer) in &self.words.praktijkverhaal {
            self.put(&format!("praktijkverhaal.{part}"), answer);
        }
    }

    fn own(&mut self) {
        let mut dice = self.dice("eigen");
        let times = match dice.percent() {
            0..=54 => 0,
            55..=84 => 1,
            _ => 2,
        };
        let start = dice.index(self.texts.eigen.len());
        for number in 1..=times {
            let own = &self.texts.eigen[(start + number * 3) % self.texts.eigen.len()];
            let words = self.words.eigen.get(&own["naam"]);
            for (part, answer) in own {
                let answer = words.and_then(|words| words.get(part)).unwrap_or(answer);
                self.put(&format!("eigen-{number}.{part}"), answer);
            }
            let status = *dice.pick(&["uitvoering", "uitvoering", "opstart", "gepland"]);
            self.put(&format!("eigen-{number}.status"), status);
        }
    }

    fn quality(&mut self) {
        let Some(sheet) = self.questionnaire.sheet("kwaliteit") else { return };
        for block in &sheet.blocks {
            let Some(intervention) = &block.intervention else { continue };
            let mut dice = self.dice(&block.code);
            let status = self.given.get(&format!("{intervention}.status"));
            let stopped = status.is_some_and(|filled| filled.answer == "gestopt");
            if !stopped && (!self.runs(intervention) || dice.percent() < 8) {
                continue;
            }
            let decision = match dice.percent() {
                _ if stopped => "stoppen",
                0..=69 => "doorgaan",
                70..=87 => "bijstellen",
                88..=97 => "onderzoeken",
                _ => "stoppen",
            };
            self.decide(block, decision, &mut dice);
        }
    }

    fn decide(&mut self, block: &Block, decision: &str, dice: &mut Dice) {
        let choices = |part: &str| {
            let code = format!("{}.{part}", block.code);
            block.questions.iter().find(|it| it.code == code).map_or(&[][..], |it| &it.choices)
        };
        let (domains, effects) = (choices("domeinen").to_vec(), choices("effect").to_vec());
        let mut chosen = vec![dice.pick(&domains).clone(), dice.pick(&domains).clone()];
        chosen.dedup();
        let reason = dice.pick(&self.texts.reden[decision]);
        let stops = block.intervention.as_ref().filter(|_| decision == "stoppen");
        let own = stops.and_then(|intervention| self.words.stopt.get(intervention));
        let reason = own.unwrap_or(reason).clone();
        let month = 10 + i8::try_from(dice.below(3)).unwrap_or_default();
        self.put(&format!("{}.domeinen", block.code), chosen.join(", "));
        self.put(&format!("{}.effect", block.code), dice.pick(&effects).clone());
        self.put(&format!("{}.besluit", block.code), decision);
        self.put(&format!("{}.reden", block.code), reason);
        if dice.percent() < 60 {
            self.put(&format!("{}.herziening", block.code), day(date(self.year, month, 1)));
        }
    }

    fn lessons(&mut self) {
        let mut dice = self.dice("lerende-aanpak");
        let Some(sheet) = self.questionnaire.sheet("lerende-aanpak") else { return };
        let texts = [
            ("lessen", &self.texts.lessen, 45),
            ("knelpunten", &self.texts.knelpunten, 55),
            ("onderzoek", &self.texts.onderzoek, 20),
            ("leervragen", &self.texts.leervragen, 25),
        ];
        for (part, pool, chance) in texts {
            if dice.percent() < chance {
                let chosen = dice.pick(pool);
                let text = self.words.leert.get(part).unwrap_or(chosen).clone();
                self.put(&format!("lerende-aanpak.{part}"), text);
            }
        }
        let questions = sheet.blocks.iter().flat_map(|block| &block.questions);
        for question in questions.filter(|question| !question.choices.is_empty()) {
            if dice.percent() < 65 {
                let mut chosen = vec![
                    dice.pick(&question.choices).clone(),
                    dice.pick(&question.choices).clone(),
                ];
                chosen.dedup();
                self.put(&question.code, chosen.join(", "));
            }
        }
    }

    fn sign_off(&mut self) {
        let mut dice = self.dice("akkoord");
        if dice.percent() < 88 {
            let role =
                *dice.pick(&["afdelingshoofd Veiligheid", "programmamanager", "teamleider Jeugd"]);
            self.put("akkoord.functie", role);
            let on = handed_in(self.municipality, self.year);
            self.put("akkoord.datum", day(on));
        }
    }

    /// What comes in wrong: each of these is found, and none is mended for the report.
    fn faults(&mut self) {
        match self.municipality.code.as_str() {
            "GM0268" => self.spoil("aangemeld", "ca. 40"),
            "GM0193" => self.put("politie.status", "in uitvoering"),
            "GM0794" => {
                for (part, answer) in [
                    ("naam", "Alleen jij bepaalt"),
                    ("thema", "persoonlijke ontwikkeling"),
                    ("doelgroep", "leerlingen van 12 tot en met 15 jaar"),
                    ("status", "uitvoering"),
                    ("onderbouwing", "erkend door het NJi"),
                ] {
                    self.put(&format!("eigen-1.{part}"), answer);
                }
            }
            _ => {}
        }
    }

    /// Makes the first number of this kind another answer.
    fn spoil(&mut self, part: &str, answer: &str) {
        let end = format!(".{part}");
        let found = self.given.iter_mut().find(|(code, _)| code.ends_with(&end));
        if let Some((_, filled)) = found {
            *filled = Filled { answer: answer.to_owned(), as_text: true, ..Filled::default() };
        }
    }
}

fn day(on: Date) -> String {
    format!("{}-{}-{}", on.day(), on.month(), on.year())
}

/// The answers of the example of 2024 under the codes of 2025.
pub(crate) fn last_year(
    csv: &str,
    renamed: &[(&str, &str)],
) -> anyhow::Result<BTreeMap<MunicipalityCode, Answers>> {
    #[derive(Deserialize)]
    struct Row {
        municipality: MunicipalityCode,
        code: String,
        answer: String,
    }
    let mut answers = BTreeMap::<MunicipalityCode, Answers>::new();
    for row in csv::Reader::from_reader(csv.as_bytes()).deserialize() {
        let Row { municipality, code, answer } = row?;
        let code =
            renamed.iter().find(|(was, _)| *was == code).map_or(code, |(_, is)| (*is).to_owned());
        let filled = Filled { answer, ..Filled::default() };
        answers.entry(municipality).or_default().insert(code, filled);
    }
    Ok(answers)
}
