//! What a printed word rests on.
//!
//! A template asks for a phrase and gets words with a [`Basis`]; the basis goes with them through the document into
//! every format. So whoever reads the words can ask where they come from, and a new kind of words cannot be made
//! without an answer to that: each place that must have one matches on all kinds.

mod notation;

pub use notation::UnknownBasis;

use crate::edition::EditionNumber;
use crate::municipality::MunicipalityCode;

/// What a printed word rests on. Codes are those of the questionnaire and of the register.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// The sum of a measure.
    Sum(String),
    /// What one municipality gave for a measure, or the words in its place.
    Value {
        /// The measure.
        measure: String,
        /// Whose value it is.
        municipality: MunicipalityCode,
    },
    /// How many municipalities gave a measure, or should have.
    Coverage(String),
    /// The share of one measure in another.
    Share {
        /// The measure that is part of the other.
        part: String,
        /// The measure that it is a part of.
        whole: String,
        /// Whose share it is; `None` if it is that of all together.
        municipality: Option<MunicipalityCode>,
    },
    /// How many municipalities gave a measure as of a date of their own.
    OwnDates(String),
    /// The date as of which one municipality gave a measure.
    ReferenceDate {
        /// The measure.
        measure: String,
        /// Whose date it is.
        municipality: MunicipalityCode,
    },
    /// What a municipality remarked beside its answer.
    Remark {
        /// The question that it answered: a measure, or the status of an intervention.
        question: String,
        /// Whose remark it is.
        municipality: MunicipalityCode,
    },
    /// How many municipalities are in a group.
    Count(Group),
    /// Which municipalities are in a group.
    Names(Group),
    /// How many municipalities of the register are in one of its groups, or how many themes the questionnaire has.
    Register {
        /// The group: `deelnemers`, `instroom:2023`, `cohort:2022-15`, `themas`.
        group: String,
        /// The group that was counted before, and is not counted again.
        already_counted: Option<String>,
    },
    /// A year in which municipalities joined.
    JoiningYear(String),
    /// How often something was chosen in answer to a question.
    Choice {
        /// The question.
        question: String,
        /// The choice; `None` if all are counted.
        choice: Option<String>,
    },
    /// Which municipalities of the register are in one of its groups, by name.
    Members(String),
    /// How many interventions run in a municipality.
    Running {
        /// The municipality.
        municipality: MunicipalityCode,
        /// The building block or the phase whose interventions are counted; `None` for all of them.
        tag: Option<String>,
    },
    /// How many municipalities run an intervention for each of some building blocks or phases.
    Covered(Tags),
    /// A measure beside what was printed of it last year.
    LastYear {
        /// What is said of the two.
        what: Beside,
        /// The measure.
        measure: String,
    },
    /// What the last edition of an earlier year printed of a measure of now.
    Printed {
        /// The year of that edition.
        year: i16,
        /// What is said of it.
        what: Printed,
        /// The measure, by its code of now.
        measure: String,
    },
    /// What an earlier edition of this year printed.
    Earlier {
        /// Which edition.
        edition: EditionNumber,
        /// What is said of it.
        what: Stood,
    },
    /// Why something is corrected: the entry of `errata.toml` with this place, counted from 0.
    Correction(usize),
    /// How many interventions run somewhere: with a recognition, without one, or `None` for both.
    InUse(Option<bool>),
    /// A constant of the year, by its name.
    Constant(String),
    /// What a partner contributed, by its code.
    Partner(String),
    /// What stands around the text of the letter to parliament.
    Letter(LetterPart),
    /// A motion of parliament or a promise to it, by its code.
    Commitment(String),
    /// Why the money is spent this way.
    Policy(PolicyPart),
    /// A municipality's own words.
    OwnWords(MunicipalityCode),
    /// Words of the questionnaire, by the code of what they name.
    Asked(String),
    /// The recognition of an intervention, by the code of the intervention.
    Recognition(String),
    /// The time from one moment to another; from the beginning to the end of one if there is only one.
    Period {
        /// The moment that it begins with.
        from: Box<Basis>,
        /// The moment that it ends with.
        to: Option<Box<Basis>>,
    },
    /// Something that was agreed for the year.
    Setting(Setting),
}

/// Municipalities with one of some statuses for one of some interventions.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Group {
    /// Codes of the interventions.
    pub interventions: Vec<String>,
    /// Words for the statuses; every status if there are none.
    pub statuses: Vec<String>,
    /// Those that were counted before, and are not counted again.
    pub already_counted: Option<Box<Group>>,
}

/// What interventions are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tags {
    /// The building blocks of the approach.
    BuildingBlocks,
    /// The phases of prevention.
    Phases,
}

impl Tags {
    const ALL: [Self; 2] = [Self::BuildingBlocks, Self::Phases];

    /// The word for them: `bouwstenen` or `fasen`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::BuildingBlocks => "bouwstenen",
            Self::Phases => "fasen",
        }
    }

    /// What a word stands for; `None` if it is neither `bouwstenen` nor `fasen`.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == word)
    }
}

/// What is said of a measure beside what was printed of it last year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Beside {
    /// The sum of last year.
    Before,
    /// What the municipalities that gave it both times came to last year.
    SameBefore,
    /// What these come to now.
    SameNow,
    /// How many these are.
    Same,
    /// How many municipalities give a number now and gave none last year.
    Joined,
    /// How many municipalities gave a number last year and give none now.
    Left,
    /// By how much these are more or fewer now.
    Change,
    /// Why nothing can be said.
    Obstacle,
}

impl Beside {
    const ALL: [Self; 8] = [
        Self::Before,
        Self::SameBefore,
        Self::SameNow,
        Self::Same,
        Self::Joined,
        Self::Left,
        Self::Change,
        Self::Obstacle,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Before => "toen",
            Self::SameBefore => "zelfde-toen",
            Self::SameNow => "zelfde-nu",
            Self::Same => "zelfde",
            Self::Joined => "erbij",
            Self::Left => "weg",
            Self::Change => "verschil",
            Self::Obstacle => "beletsel",
        }
    }
}

/// What is said of the edition of an earlier year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Printed {
    /// The sum that it printed.
    Sum,
    /// How many municipalities had given a number.
    Given,
}

impl Printed {
    const ALL: [Self; 2] = [Self::Sum, Self::Given];

    fn word(self) -> &'static str {
        match self {
            Self::Sum => "som",
            Self::Given => "gaven",
        }
    }
}

/// What is said of an earlier edition of the same year.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stood {
    /// Which it is, or when it appeared.
    Edition,
    /// A sentence, as it stood there.
    Sentence,
    /// What it said of a sum, or of what one municipality gave.
    Figure(Box<Basis>),
}

/// What stands around the text of the letter to parliament.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LetterPart {
    /// A line of the address that it goes to.
    Addressee,
    /// The day on which it goes out.
    Date,
    /// By what the sender knows it.
    Reference,
    /// Who signs it.
    Signatory,
    /// What goes with it.
    Enclosure,
}

impl LetterPart {
    const ALL: [Self; 5] =
        [Self::Addressee, Self::Date, Self::Reference, Self::Signatory, Self::Enclosure];

    fn word(self) -> &'static str {
        match self {
            Self::Addressee => "aan",
            Self::Date => "datum",
            Self::Reference => "kenmerk",
            Self::Signatory => "ondertekenaars",
            Self::Enclosure => "bijlagen",
        }
    }
}

/// What a choice of policy must be explained by, in the order of the law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PolicyPart {
    /// What is aimed at.
    Aim,
    /// By what means.
    Instruments,
    /// What it costs the state.
    CostToState,
    /// What it means for the rest of society.
    CostToSociety,
    /// Why it should work.
    Effectiveness,
    /// Why the money is well spent.
    Efficiency,
    /// How that is looked at afterwards.
    Evaluation,
}

impl PolicyPart {
    /// All of them, in the order of the law.
    pub const ALL: [Self; 7] = [
        Self::Aim,
        Self::Instruments,
        Self::CostToState,
        Self::CostToSociety,
        Self::Effectiveness,
        Self::Efficiency,
        Self::Evaluation,
    ];

    /// What it is called in `beleidskeuze.toml`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Aim => "doel",
            Self::Instruments => "instrumenten",
            Self::CostToState => "gevolgen-rijk",
            Self::CostToSociety => "gevolgen-samenleving",
            Self::Effectiveness => "doeltreffendheid",
            Self::Efficiency => "doelmatigheid",
            Self::Evaluation => "evaluatie",
        }
    }

    /// What it is called in print.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Aim => "Doel",
            Self::Instruments => "Beleidsinstrumenten",
            Self::CostToState => "Financiële gevolgen voor het Rijk",
            Self::CostToSociety => "Financiële gevolgen voor maatschappelijke sectoren",
            Self::Effectiveness => "Nagestreefde doeltreffendheid",
            Self::Efficiency => "Nagestreefde doelmatigheid",
            Self::Evaluation => "Evaluatie",
        }
    }

    /// The part with this word; `None` if there is none.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == word)
    }
}

/// Something that was agreed for a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Setting {
    /// The year itself.
    Year,
    /// The reference date.
    ReferenceDate,
    /// The month of publication.
    Publication,
    /// From which number on persons of one municipality are shown.
    SmallNumbers,
}

impl Setting {
    const ALL: [Self; 4] = [Self::Year, Self::ReferenceDate, Self::Publication, Self::SmallNumbers];

    fn word(self) -> &'static str {
        match self {
            Self::Year => "jaar",
            Self::ReferenceDate => "peildatum",
            Self::Publication => "publicatie",
            Self::SmallNumbers => "kleine-aantallen",
        }
    }
}

impl Group {
    /// The group of codes and words with a plus between them, as a template names them.
    #[must_use]
    pub fn new(interventions: &str, statuses: &str) -> Self {
        let (interventions, statuses) = (pieces(interventions), pieces(statuses));
        Self { interventions, statuses, already_counted: None }
    }
}

/// What words with a basis are about.
#[derive(Default)]
struct About<'a> {
    municipalities: Vec<&'a MunicipalityCode>,
    is_typed_by_them: bool,
    sums: Vec<&'a str>,
}

impl Basis {
    /// How many municipalities of a group of the register there are, by the code of the group.
    #[must_use]
    pub fn register(group: &str) -> Self {
        Self::Register { group: group.to_owned(), already_counted: None }
    }

    /// The municipalities that the words are about; none if they are about no single one.
    #[must_use]
    pub fn municipalities(&self) -> Vec<&MunicipalityCode> {
        self.about().municipalities
    }

    /// The municipality that typed the words itself; `None` if the program or an editor wrote them.
    #[must_use]
    pub fn speaker(&self) -> Option<&MunicipalityCode> {
        let About { municipalities, is_typed_by_them, .. } = self.about();
        municipalities.into_iter().next().filter(|_| is_typed_by_them)
    }

    /// Whether the words are those of somebody else, printed as they were handed in: of a municipality or of a partner.
    #[must_use]
    pub fn is_quoted(&self) -> bool {
        self.speaker().is_some() || matches!(self, Self::Partner(_))
    }

    /// Whether the words are a text that somebody wrote, and no figure.
    #[must_use]
    pub fn is_prose(&self) -> bool {
        self.is_quoted() || matches!(self, Self::Commitment(_) | Self::Policy(_))
    }

    /// The measures whose sums are in the words, or can be worked out from them; none if they speak of one
    /// municipality.
    #[must_use]
    pub fn sums(&self) -> Vec<&str> {
        self.about().sums
    }

    fn about(&self) -> About<'_> {
        let of = |whose| About { municipalities: vec![whose], ..About::default() };
        match self {
            Self::Sum(measure) => About { sums: vec![measure], ..About::default() },
            Self::Share { part, whole, municipality: None } => {
                About { sums: vec![part, whole], ..About::default() }
            }
            Self::Value { municipality, .. }
            | Self::Running { municipality, .. }
            | Self::ReferenceDate { municipality, .. }
            | Self::Share { municipality: Some(municipality), .. } => of(municipality),
            Self::Remark { municipality, .. } | Self::OwnWords(municipality) => {
                About { is_typed_by_them: true, ..of(municipality) }
            }
            Self::Period { from, to } => {
                let moments = [Some(from), to.as_ref()].into_iter().flatten();
                let municipalities = moments.flat_map(|moment| moment.municipalities());
                About { municipalities: municipalities.collect(), ..About::default() }
            }
            // Its sum is that of then, which everybody knows.
            Self::Earlier { what: Stood::Figure(figure), .. } => {
                About { municipalities: figure.municipalities(), ..About::default() }
            }
            Self::Coverage(_)
            | Self::OwnDates(_)
            | Self::Count(_)
            | Self::Names(_)
            | Self::Register { .. }
            | Self::JoiningYear(_)
            | Self::Members(_)
            | Self::Covered(_)
            | Self::LastYear { .. }
            | Self::Printed { .. }
            | Self::Earlier { .. }
            | Self::Correction(_)
            | Self::Choice { .. }
            | Self::InUse(_)
            | Self::Constant(_)
            | Self::Partner(_)
            | Self::Letter(_)
            | Self::Commitment(_)
            | Self::Policy(_)
            | Self::Asked(_)
            | Self::Recognition(_)
            | Self::Setting(_) => About::default(),
        }
    }

    /// The same under other codes of measures, interventions and questions: those that `new` knows another code for.
    #[must_use]
    pub fn recoded<'a>(mut self, new: impl Fn(&str) -> Option<&'a str>) -> Self {
        let recode = |code: &mut String| {
            if let Some(new) = new(code) {
                new.clone_into(code);
            }
        };
        match &mut self {
            Self::Sum(code)
            | Self::Value { measure: code, .. }
            | Self::Coverage(code)
            | Self::LastYear { measure: code, .. }
            | Self::Printed { measure: code, .. }
            | Self::OwnDates(code)
            | Self::ReferenceDate { measure: code, .. }
            | Self::Remark { question: code, .. }
            | Self::Choice { question: code, .. }
            | Self::Asked(code)
            | Self::Recognition(code) => recode(code),
            Self::Share { part, whole, .. } => [part, whole].into_iter().for_each(recode),
            Self::Count(group) | Self::Names(group) => {
                let mut each = Some(group);
                while let Some(group) = each {
                    group.interventions.iter_mut().for_each(recode);
                    each = group.already_counted.as_deref_mut();
                }
            }
            Self::Register { .. }
            // What was printed keeps the codes of then.
            | Self::Earlier { .. }
            | Self::Correction(_)
            | Self::JoiningYear(_)
            | Self::Members(_)
            | Self::Running { .. }
            | Self::Covered(_)
            | Self::InUse(_)
            | Self::Constant(_)
            | Self::Partner(_)
            | Self::Letter(_)
            | Self::Commitment(_)
            | Self::Policy(_)
            | Self::OwnWords(_)
            | Self::Period { .. }
            | Self::Setting(_) => {}
        }
        self
    }
}

/// The codes or words with a plus between them.
fn pieces(text: &str) -> Vec<String> {
    let pieces = text.split('+').map(str::trim).filter(|piece| !piece.is_empty());
    pieces.map(str::to_owned).collect()
}
