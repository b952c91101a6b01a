//! A workbook with findings in it can be read again, and its cells say the same.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use pmg_core::annotate::{Base, Marking, annotate};
use pmg_core::cycle;
use pmg_core::finding::{Finding, Rule, Severity};
use pmg_core::place::Place;
use pmg_core::questionnaire::{self, Questionnaire};
use pmg_core::workbook::{Reason, Sheet, Sheets, is_own, read_bytes};

const FILE: &str = "bestand.xlsx";
const RULE: Rule = Rule { code: "F201", severity: Severity::Error };
/// Of each sheet so many cells get a finding.
const CELLS: usize = 4;

static QUESTIONNAIRE: LazyLock<Questionnaire> = LazyLock::new(|| {
    let year = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../input/2024");
    questionnaire::build(&cycle::load(&year).unwrap().definition).unwrap()
});

fuzz_target!(
    // A panic that the reader catches is a damaged file; any other still ends the run.
    init: std::panic::set_hook(Box::new(|_| ())),
    |bytes: &[u8]| {
        let Ok(before) = read_bytes(FILE, bytes) else { return };
        let marking = Marking {
            municipality: "Breda",
            file: FILE,
            findings: findings(&before),
            questionnaire: &QUESTIONNAIRE,
            base: Base::Original,
        };
        let Ok(marked) = annotate(bytes, &marking) else { return };
        let after = match read_bytes(FILE, &marked.bytes) {
            Ok(after) => after,
            // The program then makes a new form.
            Err(unreadable) if matches!(unreadable.reason, Reason::TooLarge(_)) => return,
            Err(unreadable) => panic!("{unreadable:?}"),
        };
        for sheet in before.sheets.iter().filter(|sheet| !is_own(&sheet.name)) {
            let there: Vec<&Sheet> = named(&after, &sheet.name);
            // Of two sheets of one name it is not known which is which.
            if named(&before, &sheet.name).len() == 1 {
                assert_eq!(there[0].cells, sheet.cells, "{}", sheet.name);
            }
        }
    }
);

fn named<'a>(sheets: &'a Sheets, name: &str) -> Vec<&'a Sheet> {
    sheets.sheets.iter().filter(|sheet| sheet.name == name).collect()
}

fn findings(sheets: &Sheets) -> Vec<Finding> {
    let on = |sheet: &Sheet| {
        let places =
            sheet.cells.keys().take(CELLS).map(|cell| Place::cell(FILE, &sheet.name, *cell));
        places
            .map(|place| Finding::new(RULE, "dit is geen getal", "vul een getal in").at(place))
            .collect::<Vec<_>>()
    };
    sheets.sheets.iter().flat_map(on).collect()
}
