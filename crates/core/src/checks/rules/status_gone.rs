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
//! 'Persoonlijke ontwikkeling'!C12  let op W511: vorig jaar liep `Alleen jij bepaalt wie je bent`; nu staat er geen status bij
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

use crate::answers::Status;
use crate::checks::accepted::AnswerValue;
use crate::checks::case::{Case, CheckContext};
use crate::dutch;
use crate::finding::{Finding, Rule, Severity};
use crate::questionnaire::Intervention;

use super::return_missing;

pub(super) const RULE: Rule = Rule { code: "W511", severity: Severity::Warning };

pub(super) fn find(case: &Case<'_>) -> Option<Finding> {
    // That the whole return is blank says the same.
    if return_missing::is_blank(&case.examined, &case.found) {
        return None;
    }
    let CheckContext { questionnaire, last_year, .. } = case.context;
    let before = last_year.get(&case.examined.municipality)?;
    let ran = |code: &str| {
        let status = before.get(code);
        matches!(status, Some(AnswerValue::Status(Status::Starting | Status::Running)))
    };
    let with_status = questionnaire.interventions().filter(|each| each.has_status);
    let gone: Vec<&Intervention> = with_status
        .filter(|each| ran(&each.status_code()))
        .filter(|each| case.answers_nothing(&each.status_code()))
        .collect();
    let first = gone.first()?;
    let names: Vec<String> = gone.iter().map(|each| format!("`{}`", each.name)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let runs = if gone.len() == 1 { "liep" } else { "liepen" };
    let message = format!("vorig jaar {runs} {}; nu staat er geen status bij", dutch::list(&names));
    let hint =
        "vul de status in; zet u de interventie niet meer in, kies dan `afgerond` of `gestopt`";
    Some(case.finding(RULE, message, hint).at(case.cell_or_file(&first.status_code())))
}
