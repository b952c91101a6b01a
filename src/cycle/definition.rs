use serde::Deserialize;

/// `vragenlijst.toml`: the questionnaire as the team wrote it down.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// What is counted, and how its name bends.
    #[serde(rename = "eenheid", default)]
    pub units: Vec<Unit>,
    /// The themes, in the order of the report.
    #[serde(rename = "thema", default)]
    pub themes: Vec<ThemeDefinition>,
    /// What holds between measures.
    #[serde(rename = "relatie", default)]
    pub relations: Vec<Relation>,
    /// Measures that are the sum of others.
    #[serde(rename = "optelling", default)]
    pub totals: Vec<Total>,
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
    /// Level of help: 1 (support) to 3 (specialist), where it is help to young people.
    #[serde(rename = "niveau")]
    pub level: Option<u8>,
    /// What it is, in a sentence.
    #[serde(rename = "omschrijving", default)]
    pub description: String,
    /// How the name stands in a running sentence; the name itself where empty.
    #[serde(rename = "in_zin", default)]
    pub in_sentence: String,
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
}

impl Unit {
    /// Whether amounts of money are asked.
    #[must_use]
    pub fn is_money(&self) -> bool {
        self.kind == UnitKind::Geld
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
    pub fn is_whole(self) -> bool {
        !matches!(self, Self::Fte | Self::Geld)
    }

    /// Whether a small number could lead back to a child or a family.
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

/// What can hold between two measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RelationKind {
    /// The one counts some of what the other counts.
    DeelVan,
    /// The one is never larger than the other, without being a part of it.
    Hoogstens,
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
