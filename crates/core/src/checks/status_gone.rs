//! W511: interventie van vorig jaar waarbij nu niets staat
//!
//! Vorig jaar was deze interventie in opstart of in uitvoering, en nu is de status leeg. Leeg
//! betekent dat u haar niet inzet. Misschien klopt dat, maar vaker is zij vergeten.
//!
//! ## Fout
//!
//! Vorig jaar gaf Amsterdam AJB op als in uitvoering, en nu is de status leeg:
//!
//! ```text
//! 'Persoonlijke ontwikkeling'!D12  let op W511: vorig jaar liep `Alleen jij bepaalt wie je bent`; nu staat er geen status bij
//! ```
//!
//! ## Goed
//!
//! Bij elke interventie van vorig jaar een status, zo nodig `afgerond` of `gestopt`.
//!
//! ## Wat u doet
//!
//! Vul de status in. Zet u de interventie niet meer in, kies dan `afgerond` of `gestopt`.
//!
//! Tot dan telt de gemeente bij deze interventies niet mee.

use crate::answers::{Status, Submission};
use crate::dutch;
use crate::finding::{Finding, Rule, Severity};
use crate::place::Place;
use crate::questionnaire::Intervention;

use super::accepted::{AnswerValue, Return};
use super::{CheckContext, answers_nothing};

pub(super) const RULE: Rule = Rule { code: "W511", severity: Severity::Warning };

pub(super) fn find(
    examined: &Return,
    submission: &Submission,
    context: CheckContext<'_>,
) -> Option<Finding> {
    let before = context.last_year.get(&examined.municipality)?;
    let ran = |code: &str| {
        let status = before.get(code);
        matches!(status, Some(AnswerValue::Status(Status::Starting | Status::Running)))
    };
    let with_status = context.questionnaire.interventions().filter(|each| each.has_status);
    let gone: Vec<&Intervention> = with_status
        .filter(|each| ran(&each.status_code()))
        .filter(|each| answers_nothing(submission, &each.status_code()))
        .collect();
    let first = gone.first()?;
    let names: Vec<String> = gone.iter().map(|each| format!("`{}`", each.name)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let runs = if gone.len() == 1 { "liep" } else { "liepen" };
    let message = format!("vorig jaar {runs} {}; nu staat er geen status bij", dutch::list(&names));
    let hint =
        "vul de status in; zet u de interventie niet meer in, kies dan `afgerond` of `gestopt`";
    let finding = Finding::new(RULE, message, hint).about(Some(&examined.municipality));
    // The row of the first one, unless it is gone.
    let entry = submission.entries.get(&first.status_code()).and_then(|entries| entries.first());
    let file = || Place::file(&examined.file.name);
    Some(finding.at(entry.map_or_else(file, |entry| entry.place.clone())))
}
