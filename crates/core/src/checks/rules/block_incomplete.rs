//! F306: onderdeel dat maar half is ingevuld
//!
//! U hebt over een eigen interventie, een besluit of een ander onderdeel iets ingevuld, maar een
//! antwoord dat daarbij hoort ontbreekt. Zonder dat antwoord zegt de rest te weinig: een besluit
//! zonder reden kan niemand volgen.
//!
//! ## Fout
//!
//! Er staat een besluit, maar geen reden:
//!
//! ```text
//! Kwaliteit!F21  fout F306 (kwaliteit-ajb.reden): `Waarom neemt u dit besluit?` is niet ingevuld, en andere vragen over Alleen jij bepaalt wie je bent wel
//! ```
//!
//! ## Goed
//!
//! Een besluit met een reden. Of geen van beide.
//!
//! ## Wat u doet
//!
//! Vul de vraag in. Is het onderdeel niet van toepassing, maak dan alle antwoorden erover leeg.
//!
//! Tot dan blijft het hele onderdeel buiten het rapport.

use crate::checks::case::{Case, Refusal};
use crate::finding::{Rule, Severity};
use crate::questionnaire::{Block, OpenQuestion};

pub(super) const RULE: Rule = Rule { code: "F306", severity: Severity::Error };

/// What is missing, for which the rest of its block is left out.
pub(super) fn find(case: &Case<'_>) -> Vec<Refusal> {
    let blocks = case.context.questionnaire.sheets.iter().filter(|sheet| !sheet.is_fixed);
    let blocks = blocks.flat_map(|sheet| sheet.blocks.iter().map(move |block| (sheet, block)));
    let mut refused = Vec::new();
    for (sheet, block) in blocks {
        for question in missing(block, case) {
            let about = if block.title.is_empty() { &sheet.name } else { &block.title };
            let message = format!(
                "`{}` is niet ingevuld, en andere vragen over {about} wel",
                question.question
            );
            let hint = "vul deze vraag in, of maak alle antwoorden over dit onderdeel leeg";
            let finding = case.finding(RULE, message, hint).on(&question.code);
            refused.push(Refusal {
                finding: Some(finding.at(case.cell_or_file(&question.code))),
                codes: block.questions.iter().map(|asked| asked.code.clone()).collect(),
            });
        }
    }
    refused
}

/// The questions of a block that must be answered and are not, although another one is.
fn missing<'a>(block: &'a Block, case: &Case<'_>) -> Vec<&'a OpenQuestion> {
    let answered = |question: &&OpenQuestion| !case.answers_nothing(&question.code);
    // A question whose row is gone is another rule's.
    let asked = block.questions.iter().filter(|it| !case.entries(&it.code).is_empty());
    let (given, open): (Vec<_>, Vec<_>) = asked.partition(answered);
    if given.is_empty() { Vec::new() } else { open.into_iter().filter(|it| it.required).collect() }
}
