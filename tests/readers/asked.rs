//! Draws what is asked: a few measures with all that the questionnaire can say about them.

use std::fmt::Write as _;

use super::chance::Chance;

/// What a measure is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    Persons,
    Families,
    /// Events, of which few lead to a child all the same.
    Referrals,
    Schools,
}

impl Unit {
    /// The plural, the singular and what it counts.
    pub(crate) fn words(self) -> [&'static str; 3] {
        match self {
            Self::Persons => ["jongeren", "jongere", "personen"],
            Self::Families => ["gezinnen", "gezin", "gezinnen"],
            Self::Referrals => ["verwijzingen", "verwijzing", "gebeurtenissen"],
            Self::Schools => ["scholen", "school", "instellingen"],
        }
    }

    pub(crate) fn is_sensitive(self) -> bool {
        self != Self::Schools
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Measure {
    pub(crate) intervention: usize,
    pub(crate) code: String,
    pub(crate) unit: Unit,
    pub(crate) cumulative: bool,
}

/// What holds between numbers of one municipality; measures by their place.
#[derive(Debug, Clone)]
pub(crate) enum Relation {
    PartOf(usize, usize),
    AtMost(usize, usize),
    /// The first is never less than the second.
    AtLeast(usize, usize),
    Total(usize, Vec<usize>),
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Asked {
    /// Whether each intervention has a status.
    pub(crate) interventions: Vec<bool>,
    pub(crate) measures: Vec<Measure>,
    pub(crate) relations: Vec<Relation>,
}

/// What the codes of interventions start with, and started with before they were renamed.
pub(crate) const NAMED: &str = "aanpak-";
pub(crate) const NAMED_BEFORE: &str = "plan-";

/// Everybody runs this one, and has an example of it.
pub(crate) const COMMON: &str = "samen";

impl Asked {
    pub(crate) fn draw(chance: &mut Chance) -> Self {
        let mut asked = Self::default();
        for _ in 0..chance.between(1, 2) {
            asked.block(chance);
        }
        asked
    }

    /// One intervention, and how its measures hang together.
    fn block(&mut self, chance: &mut Chance) {
        self.interventions.push(chance.one_in(2));
        let unit = *chance.of(&[Unit::Persons, Unit::Families, Unit::Referrals]);
        let cumulative = !chance.one_in(3);
        let whole = self.measure(unit, cumulative);
        match chance.between(0, 7) {
            0 | 1 => {}
            2 => {
                let part = self.measure(unit, cumulative && chance.one_in(2));
                self.relations.push(Relation::PartOf(part, whole));
            }
            3 => {
                let part = self.measure(unit, cumulative);
                let some = self.measure(unit, cumulative);
                self.relations.push(Relation::PartOf(part, whole));
                self.relations.push(Relation::PartOf(some, part));
            }
            4 => {
                let less = self.measure(unit, cumulative);
                self.relations.push(Relation::AtMost(less, whole));
            }
            5 => {
                let schools = self.measure(Unit::Schools, false);
                self.relations.push(Relation::AtLeast(whole, schools));
            }
            6 => {
                let parts = (0..chance.between(2, 3)).map(|_| self.measure(unit, cumulative));
                let parts = parts.collect();
                self.relations.push(Relation::Total(whole, parts));
            }
            _ => {
                let part = self.measure(unit, cumulative);
                let schools = self.measure(Unit::Schools, false);
                self.relations.push(Relation::PartOf(part, whole));
                self.relations.push(Relation::AtLeast(part, schools));
            }
        }
    }

    fn measure(&mut self, unit: Unit, cumulative: bool) -> usize {
        let intervention = self.interventions.len() - 1;
        let letter = |at: usize| char::from(b'a' + u8::try_from(at).unwrap());
        let at = self.measures.len();
        let code = format!("{}.m{}", Self::intervention(intervention), letter(at));
        self.measures.push(Measure { intervention, code, unit, cumulative });
        at
    }

    pub(crate) fn intervention(at: usize) -> String {
        format!("{NAMED}{}", char::from(b'a' + u8::try_from(at).unwrap()))
    }

    pub(crate) fn question(measure: &Measure) -> String {
        format!("Vraag {}", measure.code.split_once('.').unwrap().1)
    }

    /// What became of the codes of before they were renamed: `was-wordt.toml`.
    pub(crate) fn changes(&self) -> String {
        let statuses = self.interventions.iter().enumerate().filter(|it| *it.1);
        let statuses = statuses.map(|(at, _)| format!("{}.status", Self::intervention(at)));
        let codes = statuses.chain(self.measures.iter().map(|measure| measure.code.clone()));
        let change = |code: String| {
            let before = code.replace(NAMED, NAMED_BEFORE);
            format!(
                "[[verandering]]\nwas = [\"{before}\"]\nwordt = [\"{code}\"]\nvergelijkbaar = false\nreden = \"Zo heet het nu.\"\n\n"
            )
        };
        codes.map(change).collect()
    }

    /// The place of the measure with a code.
    pub(crate) fn place(&self, code: &str) -> Option<usize> {
        self.measures.iter().position(|measure| measure.code == code)
    }

    /// Parts and their wholes, as a share can be asked.
    pub(crate) fn shares(&self) -> Vec<(usize, usize)> {
        let each = self.relations.iter().flat_map(|relation| match relation {
            Relation::PartOf(part, whole) => vec![(*part, *whole)],
            Relation::Total(whole, parts) => parts.iter().map(|part| (*part, *whole)).collect(),
            _ => Vec::new(),
        });
        each.collect()
    }

    /// The same for everybody to read: `vragenlijst.toml`.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        for unit in [Unit::Persons, Unit::Families, Unit::Referrals, Unit::Schools] {
            let [many, one, counts] = unit.words();
            let sensitive = if unit == Unit::Referrals { "gevoelig = true\n" } else { "" };
            _ = write!(
                text,
                "[[eenheid]]\nmeervoud = \"{many}\"\nenkelvoud = \"{one}\"\ntelt = \"{counts}\"\n{sensitive}\n"
            );
        }
        _ = write!(text, "[[thema]]\ncode = \"proef\"\nnaam = \"Proef\"\n\n");
        _ = write!(text, "[[thema.interventie]]\ncode = \"{COMMON}\"\nnaam = \"Samen sterk\"\n\n");
        for (at, has_status) in self.interventions.iter().enumerate() {
            let code = Self::intervention(at);
            let status = if *has_status { "" } else { "zonder_status = true\n" };
            _ = write!(
                text,
                "[[thema.interventie]]\ncode = \"{code}\"\nnaam = \"Aanpak {code}\"\n{status}\n"
            );
            for measure in self.measures.iter().filter(|it| it.intervention == at) {
                let (_, code) = measure.code.split_once('.').unwrap();
                let cumulative = if measure.cumulative { "telt_door = true\n" } else { "" };
                _ = write!(
                    text,
                    "[[thema.interventie.maat]]\ncode = \"{code}\"\nvraag = \"{}\"\neenheid = \"{}\"\nsoort = \"bereik\"\n{cumulative}\n",
                    Self::question(measure),
                    measure.unit.words()[0],
                );
            }
        }
        for relation in &self.relations {
            let code = |at: &usize| &self.measures[*at].code;
            _ = match relation {
                Relation::Total(whole, parts) => {
                    let parts: Vec<String> =
                        parts.iter().map(|part| format!("\"{}\"", code(part))).collect();
                    write!(
                        text,
                        "[[optelling]]\ntotaal = \"{}\"\ndelen = [{}]\nreden = \"Zo is het.\"\n\n",
                        code(whole),
                        parts.join(", ")
                    )
                }
                Relation::PartOf(one, other)
                | Relation::AtMost(one, other)
                | Relation::AtLeast(one, other) => {
                    let kind = match relation {
                        Relation::PartOf(..) => "deel_van",
                        Relation::AtMost(..) => "hoogstens",
                        _ => "minstens",
                    };
                    write!(
                        text,
                        "[[relatie]]\nsoort = \"{kind}\"\neen = \"{}\"\nander = \"{}\"\nreden = \"Zo is het.\"\n\n",
                        code(one),
                        code(other)
                    )
                }
            };
        }
        text
    }
}
