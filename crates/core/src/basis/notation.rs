//! How a basis is written, as in `som:ajb.aangemeld`, and read back.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};
use thiserror::Error;

use super::{Basis, Beside, Group, LetterPart, PolicyPart, Printed, Setting, Stood, Tags};
use crate::edition::EditionNumber;
use crate::municipality::MunicipalityCode;

/// Stands before a group that is already counted.
const ALREADY_COUNTED: &str = ":naast:";
/// Stands for a sentence of an earlier edition.
const SENTENCE: &str = "zin";
/// Stands before a year in which municipalities joined.
const JOINING_YEAR: &str = "instroom:jaar:";

/// The form in which the page, `zinnen.json` and messages name a basis: `som:ajb.aangemeld`.
impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sum(measure) => write!(f, "som:{measure}"),
            Self::Value { measure, municipality } => write!(f, "waarde:{measure}:{municipality}"),
            Self::Coverage(measure) => write!(f, "opgaven:{measure}"),
            Self::Share { part, whole, municipality: None } => write!(f, "aandeel:{part}:{whole}"),
            Self::Share { part, whole, municipality: Some(municipality) } => {
                write!(f, "aandeel:{part}:{whole}:{municipality}")
            }
            Self::OwnDates(measure) => write!(f, "peildatum:{measure}"),
            Self::ReferenceDate { measure, municipality } => {
                write!(f, "peildatum:{measure}:{municipality}")
            }
            Self::Remark { question, municipality } => {
                write!(f, "toelichting:{question}:{municipality}")
            }
            Self::Count(group) => write!(f, "gemeenten:{group}"),
            Self::Names(group) => write!(f, "namen:{group}"),
            Self::Register { group, already_counted: None } => write!(f, "register:{group}"),
            Self::Register { group, already_counted: Some(before) } => {
                write!(f, "register:{group}{ALREADY_COUNTED}{before}")
            }
            Self::JoiningYear(year) => write!(f, "register:{JOINING_YEAR}{year}"),
            Self::Choice { question, choice } => {
                write!(f, "keuze:{question}:{}", choice.as_deref().unwrap_or_default())
            }
            Self::LastYear { what, measure } => write!(f, "vorig-jaar:{}:{measure}", what.word()),
            Self::Printed { year, what, measure } => {
                write!(f, "uitgave:{year}:{}:{measure}", what.word())
            }
            Self::Earlier { edition, what: Stood::Edition } => write!(f, "eerder:{edition}"),
            Self::Earlier { edition, what: Stood::Sentence } => {
                write!(f, "eerder:{edition}:{SENTENCE}")
            }
            Self::Earlier { edition, what: Stood::Figure(figure) } => {
                write!(f, "eerder:{edition}:{figure}")
            }
            Self::Correction(index) => write!(f, "erratum:{index}"),
            Self::Members(group) => write!(f, "leden:{group}"),
            Self::Running { municipality, tag: None } => write!(f, "lopend:{municipality}"),
            Self::Running { municipality, tag: Some(tag) } => {
                write!(f, "lopend:{municipality}:{tag}")
            }
            Self::Covered(tags) => write!(f, "volledig:{}", tags.word()),
            Self::InUse(None) => f.write_str("ingezet:"),
            Self::InUse(Some(true)) => f.write_str("ingezet:erkend"),
            Self::InUse(Some(false)) => f.write_str("ingezet:niet-erkend"),
            Self::Constant(name) => write!(f, "constante:{name}"),
            Self::Partner(code) => write!(f, "partner:{code}"),
            Self::Letter(part) => write!(f, "brief:{}", part.word()),
            Self::Commitment(code) => write!(f, "toezegging:{code}"),
            Self::Policy(part) => write!(f, "beleidskeuze:{}", part.word()),
            Self::OwnWords(municipality) => write!(f, "tekst:{municipality}"),
            Self::Asked(code) => write!(f, "vragenlijst:{code}"),
            Self::Recognition(code) => write!(f, "erkenning:{code}"),
            Self::Period { from, to: None } => write!(f, "periode:{from}"),
            Self::Period { from, to: Some(to) } => write!(f, "periode:{from}+{to}"),
            Self::Setting(setting) => f.write_str(setting.word()),
        }
    }
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.interventions.join("+"), self.statuses.join("+"))?;
        match &self.already_counted {
            Some(before) => write!(f, "{ALREADY_COUNTED}{before}"),
            None => Ok(()),
        }
    }
}

impl Serialize for Basis {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A text that names no basis.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is geen herkomst die dit programma kent")]
pub struct UnknownBasis(pub String);

impl FromStr for Basis {
    type Err = UnknownBasis;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse(text).ok_or_else(|| UnknownBasis(text.to_owned()))
    }
}

fn parse(text: &str) -> Option<Basis> {
    let Some((kind, rest)) = text.split_once(':') else {
        let setting = Setting::ALL.into_iter().find(|setting| setting.word() == text);
        return setting.map(Basis::Setting);
    };
    let whole = || (!rest.is_empty()).then(|| rest.to_owned());
    let of_municipality = || {
        let (what, municipality) = rest.rsplit_once(':')?;
        Some((what.to_owned(), MunicipalityCode::parse(municipality)?))
    };
    Some(match kind {
        "som" => Basis::Sum(whole()?),
        "waarde" => {
            let (measure, municipality) = of_municipality()?;
            Basis::Value { measure, municipality }
        }
        "opgaven" => Basis::Coverage(whole()?),
        "aandeel" => match rest.split(':').collect::<Vec<_>>().as_slice() {
            [part, whole] => Basis::Share {
                part: (*part).to_owned(),
                whole: (*whole).to_owned(),
                municipality: None,
            },
            [part, whole, municipality] => Basis::Share {
                part: (*part).to_owned(),
                whole: (*whole).to_owned(),
                municipality: Some(MunicipalityCode::parse(municipality)?),
            },
            _ => return None,
        },
        "peildatum" => match of_municipality() {
            Some((measure, municipality)) => Basis::ReferenceDate { measure, municipality },
            None => Basis::OwnDates(whole()?),
        },
        "toelichting" => {
            let (question, municipality) = of_municipality()?;
            Basis::Remark { question, municipality }
        }
        "gemeenten" => Basis::Count(group(rest)?),
        "namen" => Basis::Names(group(rest)?),
        "register" => registered(rest)?,
        "keuze" => {
            let (question, choice) = rest.split_once(':')?;
            let choice = (!choice.is_empty()).then(|| choice.to_owned());
            Basis::Choice { question: question.to_owned(), choice }
        }
        "vorig-jaar" => {
            let (word, measure) = rest.split_once(':')?;
            let what = Beside::ALL.into_iter().find(|what| what.word() == word)?;
            Basis::LastYear { what, measure: Some(measure.to_owned()).filter(|it| !it.is_empty())? }
        }
        "uitgave" => {
            let [year, word, measure] = *rest.split(':').collect::<Vec<_>>() else { return None };
            // In one spelling only, so that the same is one part of the account.
            let year = year.parse().ok().filter(|it: &i16| it.to_string() == year)?;
            let what = Printed::ALL.into_iter().find(|what| what.word() == word)?;
            let measure = Some(measure.to_owned()).filter(|it| !it.is_empty())?;
            Basis::Printed { year, what, measure }
        }
        "eerder" => earlier(rest)?,
        "erratum" => {
            let index = rest.parse().ok().filter(|it: &usize| it.to_string() == rest)?;
            Basis::Correction(index)
        }
        "leden" => Basis::Members(whole()?),
        "lopend" => {
            let (municipality, tag) = match rest.split_once(':') {
                Some((municipality, tag)) => (municipality, Some(tag).filter(|it| !it.is_empty())?),
                None => (rest, ""),
            };
            let municipality = MunicipalityCode::parse(municipality)?;
            Basis::Running { municipality, tag: (!tag.is_empty()).then(|| tag.to_owned()) }
        }
        "volledig" => Basis::Covered(Tags::named(rest)?),
        "ingezet" => Basis::InUse(match rest {
            "" => None,
            "erkend" => Some(true),
            "niet-erkend" => Some(false),
            _ => return None,
        }),
        "constante" => Basis::Constant(whole()?),
        "partner" => Basis::Partner(whole()?),
        "brief" => Basis::Letter(LetterPart::ALL.into_iter().find(|part| part.word() == rest)?),
        "toezegging" => Basis::Commitment(whole()?),
        "beleidskeuze" => Basis::Policy(PolicyPart::named(rest)?),
        "tekst" => Basis::OwnWords(MunicipalityCode::parse(rest)?),
        "vragenlijst" => Basis::Asked(whole()?),
        "erkenning" => Basis::Recognition(whole()?),
        "periode" => {
            let (from, to) = match rest.split_once('+') {
                Some((from, to)) => (from, Some(Box::new(parse(to)?))),
                None => (rest, None),
            };
            Basis::Period { from: Box::new(parse(from)?), to }
        }
        _ => return None,
    })
}

fn earlier(rest: &str) -> Option<Basis> {
    let (edition, what) = match rest.split_once(':') {
        None => (rest, Stood::Edition),
        Some((edition, SENTENCE)) => (edition, Stood::Sentence),
        Some((edition, figure)) => (edition, Stood::Figure(Box::new(parse(figure)?))),
    };
    Some(Basis::Earlier { edition: EditionNumber::parse(edition)?, what })
}

fn registered(rest: &str) -> Option<Basis> {
    if let Some(year) = rest.strip_prefix(JOINING_YEAR) {
        return Some(Basis::JoiningYear(year.to_owned()));
    }
    let (group, before) = match rest.split_once(ALREADY_COUNTED) {
        Some((group, before)) => (group, Some(before.to_owned())),
        None => (rest, None),
    };
    (!group.is_empty())
        .then(|| Basis::Register { group: group.to_owned(), already_counted: before })
}

fn group(rest: &str) -> Option<Group> {
    let (counted, before) = match rest.split_once(ALREADY_COUNTED) {
        Some((counted, before)) => (counted, Some(Box::new(group(before)?))),
        None => (rest, None),
    };
    let (interventions, statuses) = counted.split_once(':')?;
    Some(Group { already_counted: before, ..Group::new(interventions, statuses) })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn code() -> impl Strategy<Value = String> {
        "[a-z][a-z0-9-]{0,8}(\\.[a-z-]{1,8})?"
    }

    fn municipality() -> impl Strategy<Value = MunicipalityCode> {
        (0..10_000_u16).prop_map(|code| MunicipalityCode::parse(&format!("GM{code:04}")).unwrap())
    }

    fn group() -> impl Strategy<Value = Group> {
        let codes = || prop::collection::vec(code(), 1..4);
        let statuses = || prop::collection::vec("[a-z]{1,9}( [a-z]{1,9})?", 0..3);
        let one = move || {
            (codes(), statuses()).prop_map(|(interventions, statuses)| Group {
                interventions,
                statuses,
                already_counted: None,
            })
        };
        (one(), prop::option::of(one()))
            .prop_map(|(group, before)| Group { already_counted: before.map(Box::new), ..group })
    }

    fn moment() -> impl Strategy<Value = Basis> {
        prop_oneof![
            prop::sample::select(Setting::ALL.to_vec()).prop_map(Basis::Setting),
            code().prop_map(Basis::Constant),
            "20[0-9]{2}".prop_map(Basis::JoiningYear),
            (code(), municipality())
                .prop_map(|(measure, municipality)| Basis::ReferenceDate { measure, municipality }),
        ]
    }

    fn stood() -> impl Strategy<Value = Stood> {
        let figure = prop_oneof![
            code().prop_map(Basis::Sum),
            (code(), municipality())
                .prop_map(|(measure, municipality)| Basis::Value { measure, municipality }),
        ];
        prop_oneof![
            Just(Stood::Edition),
            Just(Stood::Sentence),
            figure.prop_map(|figure| Stood::Figure(Box::new(figure))),
        ]
    }

    fn basis() -> impl Strategy<Value = Basis> {
        let registered = prop_oneof![code(), "cohort:2022-1[0-9]", "instroom:20[0-9]{2}"];
        let before = prop::option::of(code());
        let share = (code(), code(), prop::option::of(municipality()));
        let choice = (code(), prop::option::of("[A-Z][a-z]{1,9}(: [a-z]{1,9})?"));
        let period = (moment(), prop::option::of(moment()));
        let one = prop_oneof![
            code().prop_map(Basis::Sum),
            code().prop_map(Basis::Coverage),
            code().prop_map(Basis::OwnDates),
            code().prop_map(Basis::Partner),
            code().prop_map(Basis::Commitment),
            prop::sample::select(LetterPart::ALL.to_vec()).prop_map(Basis::Letter),
            prop::sample::select(PolicyPart::ALL.to_vec()).prop_map(Basis::Policy),
            code().prop_map(Basis::Asked),
            code().prop_map(Basis::Recognition),
            (code(), municipality())
                .prop_map(|(measure, municipality)| Basis::Value { measure, municipality }),
            (code(), municipality())
                .prop_map(|(question, municipality)| Basis::Remark { question, municipality }),
        ];
        prop_oneof![
            one,
            moment(),
            municipality().prop_map(Basis::OwnWords),
            (municipality(), prop::option::of("[a-z][a-z-]{0,8}"))
                .prop_map(|(municipality, tag)| Basis::Running { municipality, tag }),
            prop::sample::select(Tags::ALL.to_vec()).prop_map(Basis::Covered),
            code().prop_map(Basis::Members),
            (prop::sample::select(Beside::ALL.to_vec()), code())
                .prop_map(|(what, measure)| Basis::LastYear { what, measure }),
            (2000_i16..2100, prop::sample::select(Printed::ALL.to_vec()), code())
                .prop_map(|(year, what, measure)| Basis::Printed { year, what, measure }),
            (0_u16..30, stood()).prop_map(|(edition, what)| Basis::Earlier {
                edition: EditionNumber(edition),
                what
            }),
            (0_usize..30).prop_map(Basis::Correction),
            prop::option::of(any::<bool>()).prop_map(Basis::InUse),
            group().prop_map(Basis::Count),
            group().prop_map(Basis::Names),
            share.prop_map(|(part, whole, municipality)| Basis::Share {
                part,
                whole,
                municipality
            }),
            choice.prop_map(|(question, choice)| Basis::Choice { question, choice }),
            (registered, before)
                .prop_map(|(group, already_counted)| Basis::Register { group, already_counted }),
            period.prop_map(|(from, to)| Basis::Period {
                from: Box::new(from),
                to: to.map(Box::new)
            }),
        ]
    }

    proptest! {
        #[test]
        fn a_basis_is_read_back_from_what_names_it(basis in basis()) {
            prop_assert_eq!(basis.to_string().parse(), Ok(basis));
        }
    }

    #[test]
    fn what_names_no_basis_is_refused() {
        for text in [
            "",
            "som",
            "som:",
            "waarde:a.b",
            "tekst:Breda",
            "lopend:Breda",
            "leden:",
            "vorig-jaar:toen:",
            "vorig-jaar:x:a.b",
            "uitgave:2024:som:",
            "uitgave:2024:toen:a.b",
            "uitgave:+2024:som:a.b",
            "uitgave:2024:a.b",
            "eerder:2.0",
            "eerder:1.0:",
            "eerder:1.0:zinnen",
            "erratum:01",
            "brief:",
            "brief:iets",
            "toezegging:",
            "beleidskeuze:geld",
            "periode:x",
            "iets:a.b",
        ] {
            assert_eq!(text.parse::<Basis>(), Err(UnknownBasis(text.to_owned())));
        }
    }

    #[test]
    fn sums_are_known_but_not_where_words_are_about_one_municipality() {
        let sums = |text: &str| -> Vec<String> {
            let basis: Basis = text.parse().unwrap();
            basis.sums().into_iter().map(str::to_owned).collect()
        };
        assert_eq!(sums("som:ajb.aangemeld"), ["ajb.aangemeld"]);
        assert_eq!(sums("aandeel:a.deel:a.geheel"), ["a.deel", "a.geheel"]);
        for other in ["aandeel:a.deel:a.geheel:GM0363", "waarde:a.a:GM0363", "opgaven:a.a", "jaar"]
        {
            assert_eq!(sums(other), [""; 0], "{other}");
        }
    }

    #[test]
    fn whose_words_are_is_known_of_a_period_too() {
        for (basis, whose, speaker) in [
            ("waarde:a.a:GM0363", &["GM0363"][..], None),
            ("toelichting:a.a:GM0363", &["GM0363"], Some("GM0363")),
            ("tekst:GM0363", &["GM0363"], Some("GM0363")),
            ("lopend:GM0363", &["GM0363"], None),
            ("periode:tekst:GM0363+jaar", &["GM0363"], None),
            ("periode:jaar+peildatum:a.a:GM0363", &["GM0363"], None),
            ("periode:tekst:GM0363+tekst:GM0758", &["GM0363", "GM0758"], None),
            ("som:a.a", &[], None),
        ] {
            let basis: Basis = basis.parse().unwrap();
            let codes = basis.municipalities().into_iter().map(MunicipalityCode::as_str);
            assert_eq!(codes.collect::<Vec<_>>(), whose, "{basis}");
            assert_eq!(basis.speaker().map(MunicipalityCode::as_str), speaker, "{basis}");
            assert_eq!(basis.is_quoted(), speaker.is_some(), "{basis}");
        }
        assert!(Basis::Partner("om".to_owned()).is_quoted());
    }

    #[test]
    fn a_new_code_takes_the_place_of_an_old_one_wherever_it_stands() {
        let new = |code: &str| ["old", "old.m"].contains(&code).then_some("new");
        for (before, after) in [
            ("som:old.m", "som:new"),
            ("vorig-jaar:toen:old.m", "vorig-jaar:toen:new"),
            ("uitgave:2024:som:old.m", "uitgave:2024:som:new"),
            ("aandeel:old.m:b.b:GM0363", "aandeel:new:b.b:GM0363"),
            (
                "gemeenten:a+old:uitvoering:naast:old:plan",
                "gemeenten:a+new:uitvoering:naast:new:plan",
            ),
            ("keuze:old:old", "keuze:new:old"),
            ("constante:old", "constante:old"),
        ] {
            let basis: Basis = before.parse().unwrap();
            assert_eq!(basis.recoded(new).to_string(), after);
        }
    }

    #[test]
    fn codes_are_told_apart_however_a_template_types_them() {
        assert_eq!(Group::new("ajb + boas", "uitvoering"), Group::new("ajb+boas", "uitvoering"));
    }
}
