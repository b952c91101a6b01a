//! The questionnaire: themes, interventions, measures and questions, checked and findable by code.
//!
//! In: the [`Definition`] that the team wrote. Out: a [`Questionnaire`] in which every code is
//! unique, every unit is known and every relation is between measures that exist. Refuses the rest.

mod changes;
mod open;
mod sound;
mod tabs;

use std::collections::BTreeMap;

pub use changes::{Changes, changes};
pub use open::{Block, OpenQuestion, OpenSheet};

use crate::cycle::{
    Audience, Definition, Faults, InterventionDefinition, MeasureDefinition, MeasureKind, Relation,
    ThemeDefinition, Total, Unit,
};

/// The checked questionnaire of a year.
#[derive(Debug, Clone, Default)]
pub struct Questionnaire {
    /// The themes, in the order of the report.
    pub themes: Vec<Theme>,
    /// The relations that must hold between measures.
    pub relations: Vec<Relation>,
    /// Measures that are the sum of others.
    pub totals: Vec<Total>,
    /// The sheets with other questions, in the order of the workbook; the first one comes before the
    /// themes.
    pub sheets: Vec<OpenSheet>,
    positions: BTreeMap<String, Position>,
}

#[derive(Debug, Clone, Copy)]
enum Position {
    Status { theme: usize, intervention: usize },
    Number { theme: usize, intervention: usize, measure: usize },
    Open { sheet: usize, block: usize, question: usize },
}

/// A theme and its interventions.
#[derive(Debug, Clone)]
pub struct Theme {
    /// Code, such as `werk-en-inkomen`.
    pub code: String,
    /// Name as printed.
    pub name: String,
    /// Name of its sheet.
    pub sheet: String,
    /// Who is asked.
    pub audience: Audience,
    /// Its interventions, in order.
    pub interventions: Vec<Intervention>,
}

impl Theme {
    /// The codes that its sheet has, in order.
    #[must_use]
    pub fn codes(&self) -> Vec<String> {
        let of = self.interventions.iter().flat_map(|intervention| {
            let measures = intervention.measures.iter().map(|measure| measure.code.clone());
            let status = intervention.has_status.then(|| intervention.status_code());
            status.into_iter().chain(measures)
        });
        of.collect()
    }
}

/// An intervention and what is asked about it.
#[derive(Debug, Clone)]
pub struct Intervention {
    /// Code, such as `ajb`.
    pub code: String,
    /// Name as printed.
    pub name: String,
    /// Level of help, 1 to 3; `None` if it is no help to young people.
    pub level: Option<u8>,
    /// A description, in a sentence.
    pub description: String,
    /// The name as it is written inside a sentence.
    pub in_sentence: String,
    /// Whether municipalities are asked for a status; if not, every municipality is asked for its numbers.
    pub has_status: bool,
    /// Who is asked, as its theme says.
    pub audience: Audience,
    /// The numbers that are asked.
    pub measures: Vec<Measure>,
}

impl Intervention {
    /// The code of the question for its status.
    #[must_use]
    pub fn status_code(&self) -> String {
        format!("{}.status", self.code)
    }
}

/// A number that is asked of municipalities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// Whole code, such as `ajb.aangemeld`.
    pub code: String,
    /// The question.
    pub question: String,
    /// What is counted.
    pub unit: Unit,
    /// What kind of number it is.
    pub kind: MeasureKind,
    /// What counts and what does not.
    pub definition: String,
    /// Whether the number is cumulative over the years, from the start, so that it never goes down.
    pub cumulative: bool,
}

/// The question that has a code of the questionnaire.
#[derive(Debug, Clone, Copy)]
pub enum Question<'a> {
    /// How far an intervention is.
    Status(&'a Intervention),
    /// A number.
    Number(&'a Intervention, &'a Measure),
    /// A question whose answer is no count.
    Open(&'a OpenQuestion),
}

impl Questionnaire {
    /// The question with this code, which is in small letters; `None` if there is none.
    #[must_use]
    pub fn question(&self, code: &str) -> Option<Question<'_>> {
        let intervention =
            |theme: usize, index: usize| self.themes.get(theme)?.interventions.get(index);
        Some(match *self.positions.get(code)? {
            Position::Status { theme, intervention: index } => {
                Question::Status(intervention(theme, index)?)
            }
            Position::Number { theme, intervention: index, measure } => {
                let intervention = intervention(theme, index)?;
                Question::Number(intervention, intervention.measures.get(measure)?)
            }
            Position::Open { sheet, block, question } => {
                let block = self.sheets.get(sheet)?.blocks.get(block)?;
                Question::Open(block.questions.get(question)?)
            }
        })
    }

    /// The measure with this code; `None` if there is none.
    #[must_use]
    pub fn measure(&self, code: &str) -> Option<&Measure> {
        match self.question(code)? {
            Question::Number(_, measure) => Some(measure),
            Question::Status(_) | Question::Open(_) => None,
        }
    }

    /// The intervention with this code; `None` if there is none.
    #[must_use]
    pub fn intervention(&self, code: &str) -> Option<&Intervention> {
        self.interventions().find(|intervention| intervention.code == code)
    }

    /// The theme with this code; `None` if there is none.
    #[must_use]
    pub fn theme(&self, code: &str) -> Option<&Theme> {
        self.themes.iter().find(|theme| theme.code == code)
    }

    /// The themes that every municipality is asked about: those of the report.
    pub fn common_themes(&self) -> impl Iterator<Item = &Theme> {
        self.themes.iter().filter(|theme| theme.audience == Audience::Alle)
    }

    /// All interventions, in the order of the questionnaire.
    pub fn interventions(&self) -> impl Iterator<Item = &Intervention> + Clone {
        self.themes.iter().flat_map(|theme| &theme.interventions)
    }

    /// The sheet with this code; `None` if there is none.
    #[must_use]
    pub fn sheet(&self, code: &str) -> Option<&OpenSheet> {
        self.sheets.iter().find(|sheet| sheet.code == code)
    }

    /// All measures, in the order of the questionnaire.
    pub fn measures(&self) -> impl Iterator<Item = &Measure> {
        self.interventions().flat_map(|intervention| &intervention.measures)
    }

    /// All codes that a workbook may hold.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.positions.keys().map(String::as_str)
    }
}

/// Checks a definition and makes it findable by code.
///
/// # Errors
/// Everything that is wrong with it.
pub fn build(definition: &Definition) -> Result<Questionnaire, Faults> {
    Faults::none_or(sound::faults(definition), ())?;
    let mut questionnaire = Questionnaire {
        themes: definition.themes.iter().map(|it| theme(it, &definition.units)).collect(),
        relations: definition.relations.clone(),
        totals: definition.totals.clone(),
        sheets: open::sheets(definition),
        positions: BTreeMap::new(),
    };
    questionnaire.positions = questionnaire.numbers().chain(questionnaire.others()).collect();
    Ok(questionnaire)
}

impl Questionnaire {
    /// The positions of the statuses and the numbers, by code.
    fn numbers(&self) -> impl Iterator<Item = (String, Position)> {
        let all = self.themes.iter().enumerate().flat_map(|(theme, it)| {
            it.interventions.iter().enumerate().map(move |(index, each)| (theme, index, each))
        });
        all.flat_map(|(theme, intervention, each)| {
            let status = (each.status_code(), Position::Status { theme, intervention });
            let status = each.has_status.then_some(status);
            let measures = each.measures.iter().enumerate().map(move |(measure, asked)| {
                (asked.code.clone(), Position::Number { theme, intervention, measure })
            });
            status.into_iter().chain(measures)
        })
    }

    /// The positions of the other questions, by code.
    fn others(&self) -> impl Iterator<Item = (String, Position)> {
        let blocks = self.sheets.iter().enumerate().flat_map(|(sheet, it)| {
            it.blocks.iter().enumerate().map(move |(block, each)| (sheet, block, each))
        });
        blocks.flat_map(|(sheet, block, each)| {
            each.questions.iter().enumerate().map(move |(question, asked)| {
                (asked.code.clone(), Position::Open { sheet, block, question })
            })
        })
    }
}

fn theme(definition: &ThemeDefinition, units: &[Unit]) -> Theme {
    let interventions = definition.interventions.iter();
    Theme {
        code: definition.code.clone(),
        name: definition.name.clone(),
        sheet: open::tab(definition).to_owned(),
        audience: definition.audience,
        interventions: interventions
            .map(|it| intervention(it, definition.audience, units))
            .collect(),
    }
}

fn intervention(
    definition: &InterventionDefinition,
    audience: Audience,
    units: &[Unit],
) -> Intervention {
    let measures = definition.measures.iter().map(|each| measure(&definition.code, each, units));
    let in_sentence =
        if definition.in_sentence.is_empty() { &definition.name } else { &definition.in_sentence };
    Intervention {
        code: definition.code.clone(),
        name: definition.name.clone(),
        level: definition.level,
        description: definition.description.clone(),
        in_sentence: in_sentence.clone(),
        has_status: !definition.without_status,
        audience,
        measures: measures.collect(),
    }
}

fn measure(intervention: &str, definition: &MeasureDefinition, units: &[Unit]) -> Measure {
    let unit = units.iter().find(|unit| unit.plural == definition.unit);
    Measure {
        code: format!("{intervention}.{}", definition.code),
        question: definition.question.clone(),
        unit: unit.expect("a sound definition knows its units").clone(),
        kind: definition.kind,
        definition: definition.definition.clone(),
        cumulative: definition.cumulative,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "[[eenheid]]\nmeervoud = \"jongeren\"\nenkelvoud = \"jongere\"\ntelt = \"personen\"\n[[eenheid]]\nmeervoud = \"fte\"\nenkelvoud = \"fte\"\ntelt = \"fte\"\n[[thema]]\ncode = \"onderwijs\"\nnaam = \"Onderwijs\"\n";

    fn asked(intervention: &str, measure: &str, unit: &str) -> String {
        format!(
            "[[thema.interventie]]\ncode = \"{intervention}\"\nnaam = \"X\"\n[[thema.interventie.maat]]\ncode = \"{measure}\"\nvraag = \"V\"\neenheid = \"{unit}\"\nsoort = \"bereik\"\n"
        )
    }

    /// A questionnaire of one theme with this in it.
    fn built(text: &str) -> Result<Questionnaire, Faults> {
        build(&toml::from_str(&format!("{HEAD}{text}")).unwrap())
    }

    /// What is said to be wrong with it.
    #[track_caller]
    fn said(text: &str) -> String {
        built(text).unwrap_err().to_string()
    }

    #[test]
    fn every_code_is_found_and_none_stands_there_twice() {
        let two = asked("ajb", "aangemeld", "jongeren") + &asked("pga", "aangemeld", "jongeren");
        let questionnaire = built(&two).unwrap();
        assert!(questionnaire.measure("pga.aangemeld").is_some());
        assert!(questionnaire.intervention("ajb").is_some());
        let twice = asked("ajb", "a", "jongeren") + &asked("ajb", "b", "jongeren");
        assert!(said(&twice).contains("interventie `ajb` staat er twee keer"), "{}", said(&twice));
        let status = said(&asked("ajb", "status", "jongeren"));
        assert!(
            status.contains("`ajb.status` staat er twee keer") && status.contains("vanzelf"),
            "{status}"
        );
        let own = said(&asked("gemeente", "code", "jongeren"));
        assert!(
            own.contains("`gemeente.code` staat er twee keer")
                && own.contains("gebruikt het programma zelf"),
            "{own}"
        );
    }

    #[test]
    fn a_unit_or_a_measure_that_nobody_knows_is_named_with_what_was_meant() {
        let unit = said(&asked("ajb", "a", "jongern"));
        assert!(
            unit.contains("geen eenheid \"jongern\"") && unit.contains("bedoelt u \"jongeren\"?"),
            "{unit}"
        );
        let two = asked("ajb", "aangemeld", "jongeren") + &asked("pga", "uren", "fte");
        for (relation, says) in [
            (
                "soort = \"deel_van\"\neen = \"ajb.aangemelt\"\nander = \"pga.uren\"",
                "bedoelt u `ajb.aangemeld`?",
            ),
            (
                "soort = \"deel_van\"\neen = \"ajb.aangemeld\"\nander = \"pga.uren\"",
                "`ajb.aangemeld` telt jongeren en `pga.uren` telt fte",
            ),
            (
                "soort = \"vereist\"\neen = \"pga.uren\"\nander = \"pga.uren\"",
                "staat hier aan beide kanten",
            ),
        ] {
            let said = said(&format!("{two}[[relatie]]\n{relation}\nreden = \"r\"\n"));
            assert!(said.contains(says), "{said}");
        }
        for (total, says) in [
            ("totaal = \"ajb.aangemeld\"\ndelen = [\"pga.uren\"]", "minder dan twee delen"),
            (
                "totaal = \"ajb.aangemeld\"\ndelen = [\"ajb.aangemeld\", \"pga.uren\"]",
                "twee keer in deze optelling",
            ),
            (
                "totaal = \"ajb.som\"\ndelen = [\"ajb.aangemeld\", \"pga.uren\"]",
                "geen maat `ajb.som`",
            ),
        ] {
            let said = said(&format!("{two}[[optelling]]\n{total}\nreden = \"r\"\n"));
            assert!(said.contains(says), "{said}");
        }
    }

    #[test]
    fn a_sheet_has_a_name_that_spreadsheets_take_and_choices_that_can_be_told_apart() {
        let theme = asked("ajb", "a", "jongeren");
        let sheet = |name: &str, question: &str| {
            said(&format!(
                "{theme}[[blad]]\ncode = \"eigen\"\nnaam = \"{name}\"\n[[blad.vraag]]\ncode = \"thema\"\nvraag = \"V\"\n{question}\n"
            ))
        };
        let free = "soort = \"tekst\"";
        for (name, question, says) in [
            ("Een naam die veel te lang is voor Excel", free, "een blad mag er 31 hebben"),
            ("Wie/wat", free, "niet in de naam van een blad"),
            ("onderwijs", free, "een blad `onderwijs` staat er twee keer"),
            ("Start", free, "heeft elke werkmap al"),
            ("E", "soort = \"keuze\"", "er zijn geen keuzes"),
            ("E", "soort = \"tekst\"\nkeuzes = [\"a\"]", "er valt niets te kiezen"),
            ("E", "soort = \"keuzes\"\nkeuzes = [\"a, b\", \"c\"]", "heeft een komma"),
            ("E", "soort = \"keuzes\"\nkeuzes = [\"a\", \"A\"]", "`A` staat er twee keer"),
            (
                "E",
                "soort = \"keuze\"\nkeuzes = [\"onderwijs\", \"wonen\"]",
                "keuzes_uit = \"themas\"",
            ),
        ] {
            let said = sheet(name, question);
            assert!(said.contains(says), "{said}");
        }
    }

    #[test]
    fn the_themes_of_the_questionnaire_are_the_choices_for_own_interventions() {
        let sheet = "[[blad]]\ncode = \"eigen\"\nnaam = \"E\"\naantal = 2\n[[blad.vraag]]\ncode = \"thema\"\nvraag = \"V\"\nsoort = \"keuze\"\nkeuzes_uit = \"themas\"\n";
        let new = "[[thema]]\ncode = \"wonen\"\nnaam = \"Wonen en leefbaarheid in de wijk\"\nblad = \"Wonen\"\n";
        let text = asked("ajb", "a", "jongeren") + new + &asked("w", "a", "jongeren") + sheet;
        let questionnaire = built(&text).unwrap();
        let Some(Question::Open(asked)) = questionnaire.question("eigen-2.thema") else { panic!() };
        assert_eq!(asked.choices, ["onderwijs", "wonen"]);
    }
}
