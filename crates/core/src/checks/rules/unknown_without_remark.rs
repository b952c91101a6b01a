//! W501: een antwoord `onbekend` zonder toelichting
//!
//! Er staat `onbekend`, en niet waarom. Het rapport meldt dan alleen dat het getal ontbreekt. Met
//! een korte reden weet het programmateam of het getal volgend jaar wel kan komen.
//!
//! ## Fout
//!
//! Antwoord `onbekend`, kolom `Toelichting` leeg.
//!
//! ```text
//! 'Persoonlijke ontwikkeling'!C13  let op W501 (ajb.aangemeld): er staat `onbekend`, zonder toelichting
//! ```
//!
//! ## Goed
//!
//! Antwoord `onbekend`, toelichting `wordt vanaf september geteld`.
//!
//! ## Wat u doet
//!
//! Zet in de kolom `Toelichting` waarom u het niet weet. Weet u het getal inmiddels wel, vul het dan
//! in.
//!
//! Tot dan meldt het rapport alleen dat het getal ontbreekt. In een cijfer telt `onbekend` nooit mee,
//! ook niet met een toelichting.

use crate::checks::accepted::AnswerValue;
use crate::checks::case::Case;
use crate::finding::{Finding, Rule, Severity};

pub(super) const RULE: Rule = Rule { code: "W501", severity: Severity::Warning };

pub(super) fn find(case: &Case<'_>) -> Vec<Finding> {
    let unexplained = case.examined.answers.iter().filter(|(_, answer)| {
        answer.value == AnswerValue::Unknown && answer.remark.as_deref().is_none_or(str::is_empty)
    });
    unexplained
        .map(|(code, answer)| {
            case.finding(
                RULE,
                "er staat `onbekend`, zonder toelichting",
                "zet in de kolom `Toelichting` waarom u het niet weet",
            )
            .on(code)
            .at(answer.place.clone())
            .found("onbekend")
        })
        .collect()
}
