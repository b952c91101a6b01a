//! Checks a definition: codes that are there twice, units and measures that nobody knows, relations between things
//! that cannot be compared.

use std::collections::{BTreeMap, BTreeSet};

use crate::cycle::{Definition, Fault, RelationKind, ThemeDefinition};
use crate::near;

use super::check::Check;
use super::{open, tabs};

/// Everything that is wrong with a definition, in the order of what is asked.
pub(super) fn faults(definition: &Definition) -> Vec<Fault> {
    let mut check = Check { definition, faults: Vec::new() };
    check.units();
    check.tags();
    check.themes();
    check.codes();
    check.relations();
    check.totals();
    tabs::check(&mut check);
    check.faults
}

impl Check<'_> {
    fn units(&mut self) {
        let units = self.definition.units.iter().enumerate();
        let units: Vec<_> = units
            .map(|(number, unit)| (unit.plural.clone(), format!("eenheid.{number}.meervoud")))
            .collect();
        self.once("eenheid", units.into_iter());
    }

    /// Checks that each building block and each phase has a code of its own, and that interventions name those that
    /// there are.
    fn tags(&mut self) {
        let Definition { building_blocks, phases, themes, .. } = self.definition;
        let placed = |what: &'static str, tags: &'static str| (what, tags);
        let kinds = [placed("bouwsteen", "bouwstenen"), placed("fase", "fasen")];
        let codes =
            kinds.into_iter().zip([building_blocks, phases]).flat_map(|((what, _), tags)| {
                let numbered = tags.iter().enumerate();
                numbered
                    .map(move |(number, tag)| (tag.code.clone(), format!("{what}.{number}.code")))
            });
        self.once("bouwsteen of fase", codes);
        for (t, theme) in themes.iter().enumerate() {
            for (i, each) in theme.interventions.iter().enumerate() {
                let named = [(&each.building_blocks, building_blocks), (&each.phases, phases)];
                for ((what, key), (named, known)) in kinds.into_iter().zip(named) {
                    let path = format!("thema.{t}.interventie.{i}.{key}");
                    let known: Vec<&str> = known.iter().map(|tag| tag.code.as_str()).collect();
                    for code in named.iter().filter(|code| !known.contains(&code.as_str())) {
                        let hint = match near::nearest(code, known.iter().copied()) {
                            Some(meant) => format!("bedoelt u \"{meant}\"?"),
                            None if known.is_empty() => format!("voeg een [[{what}]] toe"),
                            None => {
                                format!("kies uit {}; of voeg een [[{what}]] toe", known.join(", "))
                            }
                        };
                        self.fault(&path, format!("er is geen {what} `{code}`"), hint);
                    }
                }
            }
        }
    }

    fn themes(&mut self) {
        let definition = self.definition;
        let themes = definition.themes.iter().enumerate();
        let codes =
            themes.clone().map(|(t, theme)| (theme.code.clone(), format!("thema.{t}.code")));
        self.once("thema", codes);
        let interventions = themes.clone().flat_map(|(t, theme)| {
            let all = theme.interventions.iter().enumerate();
            all.map(move |(i, each)| (each.code.clone(), format!("thema.{t}.interventie.{i}.code")))
        });
        self.once("interventie", interventions);
        for (t, theme) in themes {
            if theme.interventions.is_empty() {
                let message = format!("het thema {} heeft geen interventie", theme.name);
                self.fault(
                    &format!("thema.{t}"),
                    message,
                    "zet eronder ten minste een [[thema.interventie]], of haal het thema weg",
                );
            }
            self.key_figure(t, theme);
            for (i, each) in theme.interventions.iter().enumerate() {
                if each.without_status && each.measures.is_empty() {
                    let message = format!(
                        "`{}` heeft geen status en geen maat, dus er wordt niets gevraagd",
                        each.code
                    );
                    self.fault(
                        &format!("thema.{t}.interventie.{i}"),
                        message,
                        "zet eronder een [[thema.interventie.maat]], of haal zonder_status weg",
                    );
                }
                for (m, measure) in each.measures.iter().enumerate() {
                    self.unit(
                        &measure.unit,
                        &format!("thema.{t}.interventie.{i}.maat.{m}.eenheid"),
                    );
                }
            }
        }
    }

    /// Checks that the key figure of a theme is one of its measures.
    fn key_figure(&mut self, t: usize, theme: &ThemeDefinition) {
        let Some(code) = &theme.key_figure else { return };
        let measures = theme.interventions.iter().flat_map(|intervention| {
            intervention.measures.iter().map(|it| format!("{}.{}", intervention.code, it.code))
        });
        let known: Vec<String> = measures.collect();
        if !known.contains(code) {
            let known = known.iter().map(String::as_str);
            let hint = match near::nearest(code, known) {
                Some(meant) => format!("bedoelt u \"{meant}\"?"),
                None => "kies een maat van een interventie onder dit thema".to_owned(),
            };
            let message = format!("het thema {} heeft geen maat `{code}`", theme.name);
            self.fault(&format!("thema.{t}.kerncijfer"), message, hint);
        }
    }

    fn unit(&mut self, unit: &str, path: &str) {
        let known: Vec<&str> =
            self.definition.units.iter().map(|unit| unit.plural.as_str()).collect();
        if !known.contains(&unit) {
            let hint = match near::nearest(unit, known.iter().copied()) {
                Some(meant) => format!("bedoelt u \"{meant}\"?"),
                None => format!("kies uit {}; of voeg een [[eenheid]] toe", known.join(", ")),
            };
            self.fault(path, format!("er is geen eenheid \"{unit}\""), hint);
        }
    }

    /// Checks that no code is there twice: of numbers, statuses and other questions together.
    fn codes(&mut self) {
        let mut seen: BTreeMap<String, String> =
            open::fixed_codes().map(|code| (code, String::new())).collect();
        let mut twice = BTreeSet::new();
        for (code, path) in open::codes(self.definition) {
            let Some(before) = seen.insert(code.clone(), path.clone()) else { continue };
            let sheet = path.split('.').take(4).collect::<Vec<_>>().join(".");
            if !twice.insert((before.clone(), sheet)) {
                continue;
            }
            let hint = if code.ends_with(".status") {
                "naar de status vraagt het programma vanzelf; geef deze maat of interventie een andere code".to_owned()
            } else if before.is_empty() {
                "deze code gebruikt het programma zelf; kies een andere".to_owned()
            } else {
                format!(
                    "de eerste staat in {}; kies hier een andere code",
                    self.definition.places.at(&before)
                )
            };
            self.fault(&path, format!("de code `{code}` staat er twee keer"), hint);
        }
    }

    fn relations(&mut self) {
        let mut seen = BTreeSet::new();
        for (number, relation) in self.definition.relations.iter().enumerate() {
            let at = |key: &str| format!("relatie.{number}.{key}");
            let units = [("een", &relation.one), ("ander", &relation.other)]
                .map(|(key, code)| self.measured_in(code, &at(key)));
            let same = matches!(relation.kind, RelationKind::DeelVan | RelationKind::Hoogstens);
            if relation.one == relation.other && !same {
                self.fault(
                    &at("ander"),
                    format!("`{}` staat hier aan beide kanten", relation.one),
                    "noem bij een en ander twee verschillende maten",
                );
            } else if let [Some(one), Some(other)] = units
                && same
                && one != other
            {
                self.differ((&relation.one, &one), (&relation.other, &other), &at("een"));
            }
            if !seen.insert((format!("{:?}", relation.kind), &relation.one, &relation.other)) {
                self.fault(
                    &at("soort"),
                    format!(
                        "deze relatie van `{}` en `{}` staat er twee keer",
                        relation.one, relation.other
                    ),
                    "haal er een weg",
                );
            }
        }
    }

    fn totals(&mut self) {
        let definition = self.definition;
        let wholes = definition.totals.iter().enumerate();
        let wholes =
            wholes.map(|(n, total)| (total.whole.clone(), format!("optelling.{n}.totaal")));
        self.once("het totaal", wholes);
        for (number, total) in definition.totals.iter().enumerate() {
            let path = format!("optelling.{number}.delen");
            let whole = self.measured_in(&total.whole, &format!("optelling.{number}.totaal"));
            let mut parts = BTreeSet::new();
            for part in &total.parts {
                let unit = self.measured_in(part, &path);
                if *part == total.whole || !parts.insert(part) {
                    self.fault(
                        &path,
                        format!("`{part}` staat twee keer in deze optelling"),
                        "noem elk deel een keer, en het totaal niet",
                    );
                } else if let (Some(whole), Some(unit)) = (&whole, &unit)
                    && whole != unit
                {
                    self.differ((part, unit), (&total.whole, whole), &path);
                }
            }
            if total.parts.len() < 2 {
                self.fault(
                    &path,
                    format!("`{}` heeft minder dan twee delen", total.whole),
                    "noem elk deel, of haal de optelling weg",
                );
            }
        }
    }

    /// The unit of a measure; `None`, and a fault, if there is no measure with that code.
    fn measured_in(&mut self, code: &str, path: &str) -> Option<String> {
        let interventions = self.definition.interventions();
        let measures = interventions.flat_map(|it| {
            it.measures.iter().map(move |each| (format!("{}.{}", it.code, each.code), &each.unit))
        });
        let units: BTreeMap<String, &String> = measures.collect();
        if let Some(unit) = units.get(code) {
            return Some((*unit).clone());
        }
        let hint = near::suggestion(code, units.keys().map(String::as_str)).unwrap_or_else(|| {
            "noem de code van een maat uit dit bestand, met die van de interventie ervoor"
                .to_owned()
        });
        self.fault(path, format!("er is geen maat `{code}`"), hint);
        None
    }

    fn differ(&mut self, one: (&str, &str), other: (&str, &str), path: &str) {
        let message = format!(
            "`{}` telt {} en `{}` telt {}: dat is niet te vergelijken",
            one.0, one.1, other.0, other.1
        );
        self.fault(path, message, "kijk na of de codes kloppen");
    }
}
