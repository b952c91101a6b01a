//! Says of a file that it was not received, and why.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;

use crate::cli::terminal;
use crate::pipeline::Examined;
use pmg_core::cycle::{Cycle, Refusal};
use pmg_core::diagnostics::{Findings, Recipient, on_one_line};
use pmg_core::workbook;

/// The refusal of a file that cannot be used, with the first of its findings.
pub(super) fn unusable(path: &Path, looked: &Examined, on: Date) -> Refusal {
    let file = path.file_name().expect("a file has a name").to_string_lossy();
    let why = looked.findings.first().map(|it| format!("{}: {}", it.code, it.message));
    // Of a file that cannot be read, or is too large for a return, nothing is hashed.
    let bytes = workbook::bytes(path).unwrap_or_default();
    let submissions = looked.submissions();
    let mut senders = submissions.iter().filter_map(|it| it.sender(&looked.cycle.register));
    Refusal {
        file: on_one_line(&file),
        municipality: senders.next().map(|it| it.code.clone()),
        sha256: workbook::sha256(&bytes),
        on,
        why: on_one_line(&why.unwrap_or_else(|| "het bestand is niet te gebruiken".to_owned())),
    }
}

/// Prints the findings on the files that were not received.
pub(super) fn say(year: i16, refused: impl ExactSizeIterator<Item = Examined>, cycle: &Cycle) {
    let files = refused.len();
    let (mut all, mut sheets) = (Vec::new(), Vec::new());
    for each in refused {
        all.extend(each.findings);
        sheets.extend(each.sheets);
    }
    if files > 0 {
        terminal::line("Niet ontvangen:\n");
        terminal::findings(&Findings {
            year,
            all: &all,
            register: &cycle.register,
            sheets: &sheets,
            templates: &BTreeMap::new(),
            files,
            recipient: Recipient::Team,
        });
    }
}
