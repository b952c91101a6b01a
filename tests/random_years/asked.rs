//! What is asked, read from the files of the year without the program's own types.

use std::collections::BTreeMap;

use toml::{Table, Value};

use super::example;

/// What kind of thing is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Persons and families, of whom few give a child away.
    Sensitive,
    Money,
    Posts,
    Other,
}

#[derive(Debug, Clone)]
pub(crate) struct Measure {
    pub(crate) code: String,
    pub(crate) intervention: String,
    pub(crate) has_status: bool,
    /// The pillar that is asked; all where it is empty.
    pub(crate) pillar: &'static str,
    pub(crate) kind: Kind,
    /// Whether it can be held back though it is not sensitive, as it bounds one that is.
    pub(crate) may_be_hidden: bool,
    pub(crate) one: String,
    pub(crate) many: String,
}

/// A question that is no count.
#[derive(Debug, Clone)]
pub(crate) struct Open {
    pub(crate) code: String,
    pub(crate) kind: String,
    pub(crate) choices: Vec<String>,
}

#[derive(Debug, Default)]
pub(crate) struct Asked {
    pub(crate) has_sheets: bool,
    /// The interventions with a status.
    pub(crate) interventions: Vec<String>,
    pub(crate) measures: Vec<Measure>,
    /// Parts, and what they are a part of.
    pub(crate) parts: Vec<(String, String)>,
    /// What is above zero only where the other is.
    pub(crate) needs: Vec<(String, String)>,
    pub(crate) at_most: Vec<(String, String)>,
    pub(crate) totals: Vec<(String, Vec<String>)>,
    /// By the code of the sheet.
    pub(crate) sheets: BTreeMap<String, Vec<Open>>,
}

impl Asked {
    /// What the example of 2024 asks, with or without the sheets that are no counts.
    pub(crate) fn of_2024(has_sheets: bool) -> Self {
        let mut asked = Self { has_sheets, ..Self::default() };
        let mut files = vec![example("vragenlijst.toml")];
        files.extend(has_sheets.then(|| example(pmg_monitor::cycle::SHEETS)));
        let files: Vec<Table> = files.iter().map(|text| text.parse().unwrap()).collect();
        let units: BTreeMap<String, Table> = files
            .iter()
            .flat_map(|file| tables(file, "eenheid"))
            .map(|unit| (text(unit, "meervoud"), unit.clone()))
            .collect();
        // The themes that everybody is asked about, by the names on their sheets.
        let themes: Vec<String> = files
            .iter()
            .flat_map(|file| tables(file, "thema"))
            .filter(|theme| theme.get("voor").is_none())
            .map(|theme| text(theme, if theme.contains_key("blad") { "blad" } else { "naam" }))
            .map(|name| name.to_lowercase())
            .collect();
        for file in &files {
            for theme in tables(file, "thema") {
                asked.theme(theme, &units);
            }
            for relation in tables(file, "relatie") {
                asked.relation(relation);
            }
            for total in tables(file, "optelling") {
                let parts = total["delen"].as_array().unwrap().iter();
                let parts = parts.map(|part| part.as_str().unwrap().to_owned()).collect();
                asked.totals.push((text(total, "totaal"), parts));
            }
            for sheet in tables(file, "blad") {
                let questions = tables(sheet, "vraag").into_iter();
                let questions = questions.map(|question| open(question, &themes)).collect();
                asked.sheets.insert(text(sheet, "code"), questions);
            }
        }
        asked
    }

    fn theme(&mut self, theme: &Table, units: &BTreeMap<String, Table>) {
        let pillar = match theme.get("voor").and_then(Value::as_str) {
            Some("flexibel") => "B",
            Some("structureel") => "A",
            _ => "",
        };
        for intervention in tables(theme, "interventie") {
            let code = text(intervention, "code");
            let has_status = intervention.get("zonder_status").is_none();
            if has_status {
                self.interventions.push(code.clone());
            }
            for measure in tables(intervention, "maat") {
                let unit = &units[&text(measure, "eenheid")];
                self.measures.push(Measure {
                    code: format!("{code}.{}", text(measure, "code")),
                    intervention: code.clone(),
                    has_status,
                    pillar,
                    may_be_hidden: false,
                    kind: match text(unit, "telt").as_str() {
                        _ if unit.contains_key("gevoelig") => Kind::Sensitive,
                        "personen" | "gezinnen" => Kind::Sensitive,
                        "geld" => Kind::Money,
                        "fte" => Kind::Posts,
                        _ => Kind::Other,
                    },
                    one: text(unit, "enkelvoud"),
                    many: text(unit, "meervoud"),
                });
            }
        }
    }

    fn relation(&mut self, relation: &Table) {
        let pair = (text(relation, "een"), text(relation, "ander"));
        match text(relation, "soort").as_str() {
            "deel_van" => self.parts.push(pair),
            "vereist" => self.needs.push(pair),
            "hoogstens" => self.at_most.push(pair),
            "minstens" => {
                let smaller = self.measures.iter_mut().find(|measure| measure.code == pair.1);
                smaller.unwrap().may_be_hidden = true;
                self.at_most.push((pair.1, pair.0));
            }
            _ => {}
        }
    }

    pub(crate) fn measure(&self, code: &str) -> &Measure {
        self.measures.iter().find(|measure| measure.code == code).unwrap()
    }
}

fn open(question: &Table, themes: &[String]) -> Open {
    let choices = question.get("keuzes").and_then(Value::as_array).cloned().unwrap_or_default();
    let typed = choices.iter().map(|choice| choice.as_str().unwrap().to_owned()).collect();
    Open {
        code: text(question, "code"),
        kind: text(question, "soort"),
        choices: if question.contains_key("keuzes_uit") { themes.to_vec() } else { typed },
    }
}

pub(crate) fn tables<'a>(table: &'a Table, name: &str) -> Vec<&'a Table> {
    let list = table.get(name).and_then(Value::as_array);
    list.into_iter().flatten().map(|each| each.as_table().unwrap()).collect()
}

pub(crate) fn text(table: &Table, name: &str) -> String {
    table[name].as_str().unwrap_or_else(|| panic!("no {name} in {table}")).to_owned()
}
