//! The example of 2024, examined once for all inputs.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use pmg_core::checks::{self, CheckContext, LastYear};
use pmg_core::{answers, cycle, questionnaire, workbook};
use pmg_report::disclosure::{self, Key, Rule};
use pmg_report::facts::Facts;
use pmg_report::{figures, render};

pub(crate) fn facts() -> Arc<Facts> {
    let year = Path::new(env!("CARGO_MANIFEST_DIR")).join("../input/2024");
    let cycle = cycle::load(&year).unwrap();
    let questionnaire = questionnaire::build(&cycle.definition).unwrap();
    let read =
        |path: &PathBuf| workbook::read(path).map(|sheets| answers::read(&sheets, &questionnaire));
    let incoming = cycle.returns.iter().map(read).collect();
    let last_year = LastYear::new();
    let context = CheckContext {
        cycle: &cycle,
        questionnaire: &questionnaire,
        last_year: &last_year,
        printable: render::covers,
    };
    let accepted = checks::check(incoming, context).value;
    let figures = figures::compute(&accepted, &cycle, &questionnaire);
    let rule = Rule { threshold: cycle.settings.small_below, width: cycle.settings.small_width };
    let disclosure = disclosure::protect(&figures, &questionnaire, rule, &[], &Key::new([7; 32]));
    Arc::new(Facts {
        cycle,
        questionnaire,
        accepted,
        figures,
        disclosure,
        last_editions: Vec::new(),
        last_year: pmg_report::last_year::YearOnYear::default(),
    })
}
