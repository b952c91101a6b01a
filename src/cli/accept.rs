use anyhow::Context as _;

use crate::checks;
use crate::cycle::{EXPLANATIONS, Explanation, with_explanation};
use crate::finding::Severity;
use crate::municipality::MunicipalityCode;
use crate::pipeline::{self, Edition, Order};

use super::arguments::Accept;
use super::{Outcome, clock, output, progress, terminal};

/// Records why a warning is no reason for worry, bound to the value that it is about.
pub(super) fn run(accept: &Accept) -> anyhow::Result<Outcome> {
    if let Some((_, person)) = checks::personal_detail(&accept.by) {
        anyhow::bail!(
            "`{person}` in --by points to a person\nhint: name a function or a team, such as `programmateam`; reviewers read it"
        );
    }
    let year = accept.input.folder.join(accept.year.to_string());
    let code = accept.code.to_uppercase();
    let municipality = MunicipalityCode::parse(&accept.municipality)
        .with_context(|| format!("`{}` is not a CBS code such as GM0363", accept.municipality))?;
    // What is wrong with the text shows only when it is written.
    let findings = if code.starts_with('T') {
        let order = Order {
            year: year.clone(),
            templates: None,
            returns: None,
            edition: Edition::Draft,
            timestamp: None,
        };
        pipeline::write(&order, &progress::bar())?.findings
    } else {
        pipeline::check(&year, &[], &progress::bar())?.findings
    };
    let finding = findings
        .iter()
        .filter(|finding| finding.code == code)
        .filter(|finding| finding.municipality.as_ref() == Some(&municipality))
        .filter(|finding| finding.question.as_deref() == Some(&accept.question))
        // Of several, the first that is still open.
        .min_by_key(|finding| finding.explained.is_some())
        .with_context(|| {
            format!("there is no finding {code} on {} of {municipality}", accept.question)
        })?;
    anyhow::ensure!(
        finding.severity == Severity::Warning,
        "{code} is an error: it must be mended and cannot be accepted"
    );
    anyhow::ensure!(
        finding.explained.is_none(),
        "{code} on {} of {municipality} is explained already: {}",
        accept.question,
        finding.explained.as_deref().unwrap_or_default()
    );
    let explanation = Explanation {
        code,
        municipality,
        question: accept.question.clone(),
        value: finding.found.clone().unwrap_or_default(),
        by: accept.by.clone(),
        on: accept.on.map_or_else(clock::today, Ok)?,
        because: accept.because.clone(),
    };
    let path = year.join(EXPLANATIONS);
    let text = if path.exists() { std::fs::read_to_string(&path)? } else { HEADER.to_owned() };
    output::write(&path, with_explanation(&text, &explanation).as_bytes())?;
    terminal::line(&format!("Toelichting vastgelegd in {}", path.display()));
    Ok(Outcome::Clean)
}

/// What a new file opens with.
const HEADER: &str = "\
# Waarom een waarschuwing geen reden tot zorg is, vastgelegd door het programmateam (`pmg accept`).
# Een toelichting geldt voor de waarde die erbij staat: verandert het antwoord, dan telt zij niet meer.
";
