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
//! Kwaliteit!C93  fout F306 (kwaliteit-ajb.reden): `Waarom neemt u dit besluit?` is niet ingevuld, en andere vragen over Alleen jij bepaalt wie je bent wel
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

use crate::answers::Submission;
use crate::finding::{Finding, Rule, Severity};
use crate::questionnaire::{Block, OpenQuestion, Questionnaire};

use super::accepted::Return;
use super::answers_nothing;

pub(super) const RULE: Rule = Rule { code: "F306", severity: Severity::Error };

/// What is missing, after which the rest of its block is taken out of the return.
pub(super) fn find(
    examined: &mut Return,
    submission: &Submission,
    questionnaire: &Questionnaire,
) -> Vec<Finding> {
    let blocks = questionnaire.sheets.iter().filter(|sheet| !sheet.is_fixed);
    let blocks = blocks.flat_map(|sheet| sheet.blocks.iter().map(move |block| (sheet, block)));
    let mut findings = Vec::new();
    for (sheet, block) in blocks {
        let missing = missing(block, submission);
        for question in &missing {
            let entry = submission.entries.get(&question.code).and_then(|all| all.first());
            let about = if block.title.is_empty() { &sheet.name } else { &block.title };
            let message = format!(
                "`{}` is niet ingevuld, en andere vragen over {about} wel",
                question.question
            );
            let hint = "vul deze vraag in, of maak alle antwoorden over dit onderdeel leeg";
            let finding = Finding::new(RULE, message, hint)
                .about(Some(&examined.municipality))
                .on(&question.code);
            findings.push(match entry {
                Some(entry) => finding.at(entry.place.clone()),
                None => finding,
            });
        }
        if !missing.is_empty() {
            examined.open.retain(|code, _| block.questions.iter().all(|asked| asked.code != *code));
        }
    }
    findings
}

/// The questions of a block that must be answered and are not, although another one is.
fn missing<'a>(block: &'a Block, submission: &Submission) -> Vec<&'a OpenQuestion> {
    let answered = |question: &&OpenQuestion| !answers_nothing(submission, &question.code);
    // A question whose row is gone is another rule's.
    let asked = block.questions.iter().filter(|it| submission.entries.contains_key(&it.code));
    let (given, open): (Vec<_>, Vec<_>) = asked.partition(answered);
    if given.is_empty() { Vec::new() } else { open.into_iter().filter(|it| it.required).collect() }
}
