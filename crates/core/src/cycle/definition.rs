//! Reads `vragenlijst.toml` and `bladen.toml`: the questionnaire as the team wrote it down.
//!
//! The structs mirror the files. Whether the codes fit together is for `questionnaire` to say.

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::dutch;

use super::schema::{Field, Kind, Places, Schema, needed, optional};

/// `vragenlijst.toml`: the questionnaire as the team wrote it down.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// What is counted, with its name in singular and plural.
    #[serde(rename = "eenheid", default)]
    pub units: Vec<Unit>,
    /// The building blocks of the approach, in their order.
    #[serde(rename = "bouwsteen", default)]
    pub building_blocks: Vec<Tag>,
    /// The phases of prevention, in their order.
    #[serde(rename = "fase", default)]
    pub phases: Vec<Tag>,
    /// The themes, in the order of the report.
    #[serde(rename = "thema", default)]
    pub themes: Vec<ThemeDefinition>,
    /// What holds between measures.
    #[serde(rename = "relatie", default)]
    pub relations: Vec<Relation>,
    /// Measures that are the sum of others.
    #[serde(rename = "optelling", default)]
    pub totals: Vec<Total>,
    /// Sheets with questions whose answers are no counts.
    #[serde(rename = "blad", default)]
    pub(crate) sheets: Vec<SheetDefinition>,
    /// Where all of this stands: `thema.0.interventie.2.maat.1`.
    #[serde(skip)]
    pub(crate) places: Places,
}

impl Definition {
    /// All interventions, in the order of the file.
    pub(crate) fn interventions(&self) -> impl Iterator<Item = &InterventionDefinition> {
        self.themes.iter().flat_map(|theme| &theme.interventions)
    }

    /// Adds what stands in another file of the same form.
    pub(super) fn extend(&mut self, other: Self) {
        let counts = [
            ("eenheid", self.units.len()),
            ("bouwsteen", self.building_blocks.len()),
            ("fase", self.phases.len()),
            ("thema", self.themes.len()),
            ("relatie", self.relations.len()),
            ("optelling", self.totals.len()),
            ("blad", self.sheets.len()),
        ];
        self.places.extend(other.places, &counts);
        self.units.extend(other.units);
        self.building_blocks.extend(other.building_blocks);
        self.phases.extend(other.phases);
        self.themes.extend(other.themes);
        self.relations.extend(other.relations);
        self.totals.extend(other.totals);
        self.sheets.extend(other.sheets);
    }
}

/// Which municipalities are asked something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// All that report.
    #[default]
    Alle,
    /// Those of the structural approach, pillar A.
    Structureel,
    /// Those with a flexible grant, pillar B.
    Flexibel,
}

/// A building block of the approach, or a phase of prevention: what interventions are for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tag {
    /// Code, such as `perspectief`: no building block has that of a phase.
    pub code: String,
    /// Name as printed.
    #[serde(rename = "naam")]
    pub name: String,
    /// What it is, in a sentence.
    #[serde(rename = "omschrijving")]
    pub description: String,
}

/// A sheet with questions whose answers are no counts.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SheetDefinition {
    /// Code, such as `lerende-aanpak`: what the codes of its questions start with.
    pub(crate) code: String,
    /// Name on the tab, at most 31 characters.
    #[serde(rename = "naam")]
    pub(crate) name: String,
    /// What the sheet is for.
    #[serde(rename = "uitleg", default)]
    pub(crate) explanation: String,
    /// How often its questions are asked: with two, `eigen` becomes `eigen-1` and `eigen-2`.
    #[serde(rename = "aantal")]
    pub(crate) times: Option<u8>,
    /// What one part of it is called, where its questions are asked more than once; the sheet's name
    /// where it is empty.
    #[serde(rename = "onderdeel", default)]
    pub(crate) part: String,
    /// Whether its questions are asked for each intervention: `kwaliteit` becomes `kwaliteit-ajb`.
    #[serde(rename = "per_interventie", default)]
    pub(crate) per_intervention: bool,
    /// Who is asked.
    #[serde(rename = "voor", default)]
    pub(crate) audience: Audience,
    /// Its questions.
    #[serde(rename = "vraag", default)]
    pub(crate) questions: Vec<OpenDefinition>,
}

/// A question whose answer is no count.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OpenDefinition {
    /// Code within its sheet, such as `lessen`.
    pub(crate) code: String,
    /// The question.
    #[serde(rename = "vraag")]
    pub(crate) question: String,
    /// What belongs in the answer and what does not.
    #[serde(rename = "toelichting", default)]
    pub(crate) definition: String,
    /// What kind of answer it has.
    #[serde(rename = "soort")]
    pub(crate) kind: OpenKind,
    /// What can be chosen; empty if nothing is chosen.
    #[serde(rename = "keuzes", default)]
    pub(crate) choices: Vec<String>,
    /// Where the choices come from; `None` if they are typed here.
    #[serde(rename = "keuzes_uit")]
    pub(crate) choices_from: Option<ChoicesFrom>,
    /// Whether it must be answered where another question of its block is.
    #[serde(rename = "verplicht", default)]
    pub(crate) required: bool,
    /// Lines that the form leaves for the answer.
    #[serde(rename = "regels", default = "one")]
    pub(crate) lines: u8,
}

fn one() -> u8 {
    1
}

/// What the choices of a question are taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ChoicesFrom {
    /// The themes that every municipality is asked about, by the names of their sheets.
    Themas,
}

/// What kind of answer a question has that is no count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OpenKind {
    /// Text in one's own words.
    Tekst,
    /// One of the choices.
    Keuze,
    /// Any of the choices, with commas between them.
    Keuzes,
    /// A day.
    Datum,
}

/// A theme of the report.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThemeDefinition {
    /// Code, such as `werk-en-inkomen`.
    pub code: String,
    /// Name as printed.
    #[serde(rename = "naam")]
    pub name: String,
    /// Name of its sheet, at most 31 characters; the name as printed where it is empty.
    #[serde(rename = "blad", default)]
    pub sheet: String,
    /// Who is asked.
    #[serde(rename = "voor", default)]
    pub audience: Audience,
    /// Code of the measure that says most about it; `None` if none is named.
    #[serde(rename = "kerncijfer")]
    pub key_figure: Option<String>,
    /// Its interventions.
    #[serde(rename = "interventie", default)]
    pub interventions: Vec<InterventionDefinition>,
}

/// An intervention that municipalities can use.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InterventionDefinition {
    /// Code, such as `ajb`.
    pub code: String,
    /// Name as printed.
    #[serde(rename = "naam")]
    pub name: String,
    /// Level of help: 1 (support) to 3 (specialist); `None` if it is no help to young people.
    #[serde(rename = "niveau")]
    pub level: Option<u8>,
    /// Codes of the building blocks that it is part of.
    #[serde(rename = "bouwstenen", default)]
    pub building_blocks: Vec<String>,
    /// Codes of the phases that it is for.
    #[serde(rename = "fasen", default)]
    pub phases: Vec<String>,
    /// A sentence that describes it.
    #[serde(rename = "omschrijving", default)]
    pub description: String,
    /// How the name stands in a running sentence; the name itself where empty.
    #[serde(rename = "in_zin", default)]
    pub in_sentence: String,
    /// Whether no status is asked: then its numbers are asked of every municipality.
    #[serde(rename = "zonder_status", default)]
    pub without_status: bool,
    /// What is asked beside the status.
    #[serde(rename = "maat", default)]
    pub measures: Vec<MeasureDefinition>,
}

/// A number that is asked of municipalities.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureDefinition {
    /// Code within its intervention, such as `aangemeld`.
    pub code: String,
    /// The question.
    #[serde(rename = "vraag")]
    pub question: String,
    /// Unit, in the plural.
    #[serde(rename = "eenheid")]
    pub unit: String,
    /// `bereik`, `aanmelding`, `inzet`, `activiteit`, `uitkomst` or `stand`.
    #[serde(rename = "soort")]
    pub kind: MeasureKind,
    /// What counts and what does not.
    #[serde(rename = "toelichting", default)]
    pub definition: String,
    /// Whether the number is cumulative over the years, from the start, so that it never goes down.
    #[serde(rename = "telt_door", default)]
    pub cumulative: bool,
}

/// What kind of number a measure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MeasureKind {
    /// Persons or families reached.
    Bereik,
    /// Persons enrolled.
    Aanmelding,
    /// Means deployed: fte, schools, trained professionals.
    Inzet,
    /// Things done, such as warnings.
    Activiteit,
    /// What came of it, such as jobs found.
    Uitkomst,
    /// The state on the reference date, not cumulative.
    Stand,
}

/// What is counted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// `jongeren`.
    #[serde(rename = "meervoud")]
    pub plural: String,
    /// `jongere`.
    #[serde(rename = "enkelvoud")]
    pub singular: String,
    /// What sort of thing it is.
    #[serde(rename = "telt")]
    pub kind: UnitKind,
    /// Whether a small number of it could lead back to a child, though it counts no persons.
    #[serde(rename = "gevoelig", default)]
    pub leads_to_persons: bool,
}

impl Unit {
    /// Whether amounts of money are asked.
    #[must_use]
    pub fn is_money(&self) -> bool {
        self.kind == UnitKind::Geld
    }

    /// Whether a small number of it could lead back to a child or a family.
    #[must_use]
    pub fn is_sensitive(&self) -> bool {
        self.kind.is_sensitive() || self.leads_to_persons
    }

    /// A number with what it counts: `576 jongeren`, `1 jongere`, `€ 500.000`.
    #[must_use]
    pub fn said(&self, value: Decimal) -> String {
        let noun = if value == Decimal::ONE { &self.singular } else { &self.plural };
        let number = self.number(value);
        if self.is_money() { number } else { format!("{number} {noun}") }
    }

    /// A number as a column has it: `1.234,5`; money with both figures of its cents: `€ 1.234,50`.
    #[must_use]
    pub fn number(&self, value: Decimal) -> String {
        if self.is_money() { dutch::euros_in_full(value) } else { dutch::digits(value) }
    }

    /// Whether a number of it is one amount and not so many things: `3,75 fte is`, `€ 500 is`.
    #[must_use]
    pub fn is_amount(&self) -> bool {
        matches!(self.kind, UnitKind::Fte | UnitKind::Geld)
    }
}

/// What sort of thing a unit is: decides whether fractions are allowed and numbers are sensitive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum UnitKind {
    /// Young people and children.
    Personen,
    /// Families.
    Gezinnen,
    /// Professionals.
    Professionals,
    /// Schools, teams, places.
    Instellingen,
    /// Full-time equivalents: value: fte, may be fractional.
    Fte,
    /// Warnings, referrals, trainings.
    Gebeurtenissen,
    /// Amounts of money: value: euros, may have cents.
    Geld,
}

impl UnitKind {
    /// Whether only whole numbers make sense.
    #[must_use]
    pub(crate) fn is_whole(self) -> bool {
        !matches!(self, Self::Fte | Self::Geld)
    }

    /// Whether it counts persons or families.
    #[must_use]
    pub fn is_sensitive(self) -> bool {
        matches!(self, Self::Personen | Self::Gezinnen)
    }
}

/// What holds between two measures of one municipality.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    /// What holds.
    #[serde(rename = "soort")]
    pub kind: RelationKind,
    /// Code of the one measure: the part, or the smaller.
    #[serde(rename = "een")]
    pub one: String,
    /// Code of the other measure: the whole, or the larger.
    #[serde(rename = "ander")]
    pub other: String,
    /// Why it holds.
    #[serde(rename = "reden")]
    pub reason: String,
}

impl Relation {
    /// The codes of the measure that is never larger and of the one that is never smaller; `None` if the relation
    /// says nothing of the kind.
    #[must_use]
    pub fn in_order(&self) -> Option<(&str, &str)> {
        match self.kind {
            RelationKind::DeelVan | RelationKind::Hoogstens => Some((&self.one, &self.other)),
            RelationKind::Minstens => Some((&self.other, &self.one)),
            RelationKind::ZelfdePersonen | RelationKind::Vereist => None,
        }
    }
}

/// What can hold between two measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RelationKind {
    /// The one counts some of what the other counts.
    DeelVan,
    /// The one is never larger than the other, without being a part of it.
    Hoogstens,
    /// The one is never smaller than the other, which counts something else: children, and the schools where at
    /// least one child was enrolled.
    Minstens,
    /// Both may count the same persons: they are never added.
    ZelfdePersonen,
    /// The one can be more than zero only where the other is.
    Vereist,
}

/// A measure that is the sum of others, for every municipality.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Total {
    /// Code of the sum.
    #[serde(rename = "totaal")]
    pub whole: String,
    /// Codes of the measures that it is the sum of.
    #[serde(rename = "delen")]
    pub parts: Vec<String>,
    /// Why it holds.
    #[serde(rename = "reden")]
    pub reason: String,
}

const AUDIENCES: Kind = Kind::Word(&["alle", "structureel", "flexibel"]);
const UNIT: &[Field] = &[
    needed("meervoud", Kind::Name),
    needed("enkelvoud", Kind::Name),
    needed(
        "telt",
        Kind::Word(&[
            "personen",
            "gezinnen",
            "professionals",
            "instellingen",
            "gebeurtenissen",
            "fte",
            "geld",
        ]),
    ),
    optional("gevoelig", Kind::Flag),
];
const MEASURE: &[Field] = &[
    needed("code", Kind::Code),
    needed("vraag", Kind::Name),
    needed("eenheid", Kind::Name),
    needed(
        "soort",
        Kind::Word(&["bereik", "aanmelding", "inzet", "activiteit", "uitkomst", "stand"]),
    ),
    optional("toelichting", Kind::Any),
    optional("telt_door", Kind::Flag),
];
const INTERVENTION: &[Field] = &[
    needed("code", Kind::Code),
    needed("naam", Kind::Name),
    optional("niveau", Kind::Number(1, 3)),
    optional("bouwstenen", Kind::Names),
    optional("fasen", Kind::Names),
    optional("omschrijving", Kind::Any),
    optional("in_zin", Kind::Name),
    optional("zonder_status", Kind::Flag),
    optional("maat", Kind::Tables(MEASURE)),
];
const TAG: &[Field] =
    &[needed("code", Kind::Code), needed("naam", Kind::Name), needed("omschrijving", Kind::Text)];
const THEME: &[Field] = &[
    needed("code", Kind::Code),
    needed("naam", Kind::Name),
    optional("blad", Kind::Name),
    optional("voor", AUDIENCES),
    optional("kerncijfer", Kind::WholeCode),
    optional("interventie", Kind::Tables(INTERVENTION)),
];
const RELATION: &[Field] = &[
    needed(
        "soort",
        Kind::Word(&["deel_van", "hoogstens", "minstens", "zelfde_personen", "vereist"]),
    ),
    needed("een", Kind::WholeCode),
    needed("ander", Kind::WholeCode),
    needed("reden", Kind::Text),
];
const TOTAL: &[Field] = &[
    needed("totaal", Kind::WholeCode),
    needed("delen", Kind::WholeCodes),
    needed("reden", Kind::Text),
];
const OPEN: &[Field] = &[
    needed("code", Kind::Code),
    needed("vraag", Kind::Name),
    optional("toelichting", Kind::Any),
    needed("soort", Kind::Word(&["tekst", "keuze", "keuzes", "datum"])),
    optional("keuzes", Kind::Names),
    optional("keuzes_uit", Kind::Word(&["themas"])),
    optional("verplicht", Kind::Flag),
    optional("regels", Kind::Number(1, 40)),
];
const SHEET: &[Field] = &[
    needed("code", Kind::Code),
    needed("naam", Kind::Name),
    optional("uitleg", Kind::Any),
    optional("aantal", Kind::Number(1, 20)),
    optional("onderdeel", Kind::Name),
    optional("per_interventie", Kind::Flag),
    optional("voor", AUDIENCES),
    needed("vraag", Kind::Tables(OPEN)),
];
/// What `vragenlijst.toml` and `bladen.toml` may hold.
pub(super) const SCHEMA: Schema = Schema::Keys(&[
    optional("eenheid", Kind::Tables(UNIT)),
    optional("bouwsteen", Kind::Tables(TAG)),
    optional("fase", Kind::Tables(TAG)),
    optional("thema", Kind::Tables(THEME)),
    optional("relatie", Kind::Tables(RELATION)),
    optional("optelling", Kind::Tables(TOTAL)),
    optional("blad", Kind::Tables(SHEET)),
]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_has_both_figures_of_its_cents() {
        let unit = |kind, word: &str| {
            let word = word.to_owned();
            Unit { plural: word.clone(), singular: word, kind, leads_to_persons: false }
        };
        let (euro, fte) = (unit(UnitKind::Geld, "euro"), unit(UnitKind::Fte, "fte"));
        let value: Decimal = "1000.5".parse().unwrap();
        assert_eq!(euro.said(value), "€\u{a0}1.000,50");
        assert_eq!(euro.number(value), "€\u{a0}1.000,50");
        assert_eq!(fte.said(value), "1.000,5 fte");
        assert_eq!(fte.number(value), "1.000,5");
    }
}
