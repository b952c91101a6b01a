//! The questionnaire: themes, interventions, measures and questions, checked and findable by code.
//!
//! In: the [`Definition`] that the team wrote. Out: a [`Questionnaire`] in which every code is
//! unique, every unit is known and every relation is between measures that exist. Refuses the rest.

mod changes;
mod check;
mod model;
mod open;
mod sound;
mod tabs;

pub use changes::{Changes, changes};
pub use model::{Intervention, Measure, Question, Questionnaire, Theme};
pub use open::{Block, OpenQuestion, OpenSheet};

use crate::cycle::{
    Audience, Definition, Faults, InterventionDefinition, MeasureDefinition, ThemeDefinition, Unit,
};

/// Checks a definition and makes it findable by code.
///
/// # Errors
/// Everything that is wrong with it.
pub fn build(definition: &Definition) -> Result<Questionnaire, Faults> {
    Faults::none_or(sound::faults(definition), ())?;
    let new = Questionnaire {
        themes: definition.themes.iter().map(|it| theme(it, &definition.units)).collect(),
        building_blocks: definition.building_blocks.clone(),
        phases: definition.phases.clone(),
        relations: definition.relations.clone(),
        totals: definition.totals.clone(),
        sheets: open::sheets(definition),
        ..Questionnaire::default()
    };
    Ok(new.findable())
}

fn theme(definition: &ThemeDefinition, units: &[Unit]) -> Theme {
    let interventions = definition.interventions.iter();
    Theme {
        code: definition.code.clone(),
        name: definition.name.clone(),
        sheet: open::tab(definition).to_owned(),
        audience: definition.audience,
        key_figure: definition.key_figure.clone(),
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
        tags: definition.building_blocks.iter().chain(&definition.phases).cloned().collect(),
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
    fn an_intervention_is_known_by_its_code_and_by_its_name() {
        let named = |code: &str, name: &str| asked(code, "a", "jongeren").replace("\"X\"", name);
        let all = named("boas", "\"Boa's in de wijk\"") + &named("one", "\"Sport\"");
        let questionnaire = built(&(all + &named("two", "\"sport\""))).unwrap();
        let called = |text: &str| {
            let found = questionnaire.interventions_called(text).into_iter();
            found.map(|each| each.code.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(called(" BOAS "), ["boas"]);
        assert_eq!(called("boa’s  in de\u{a0}wijk"), ["boas"]);
        assert_eq!(called("Sport"), ["one", "two"], "the name alone does not tell which");
        assert_eq!(called("sport (two)"), ["two"]);
        assert_eq!(called("boa"), [""; 0]);
        let choices: Vec<String> =
            questionnaire.choices().into_iter().map(|(_, choice)| choice).collect();
        assert_eq!(choices, ["Boa's in de wijk", "Sport (one)", "sport (two)"]);
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
