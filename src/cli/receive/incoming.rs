//! Reads a return that came in, with what the desk needs to know of it: its municipality, how complete it is, and
//! when it was signed.

use std::path::Path;

use jiff::civil::Date;

use crate::pipeline::Examined;
use pmg_core::cycle::Refusal;
use pmg_core::diagnostics::{counted, on_one_line};
use pmg_core::finding::Severity;
use pmg_core::municipality::MunicipalityCode;
use pmg_core::status::SIGNED;
use pmg_core::workbook;

use super::files;

/// A return that can be received.
pub(super) struct Incoming {
    pub(super) name: String,
    pub(super) extension: String,
    pub(super) municipality: MunicipalityCode,
    pub(super) bytes: Vec<u8>,
    pub(super) sha256: String,
    /// The number of questions that it answers.
    pub(super) answers: usize,
    /// The day on which it was signed.
    pub(super) signed: Option<Date>,
    /// The number of its errors and warnings, in words.
    pub(super) findings: String,
}

impl Incoming {
    /// The return in the file that was checked; `None` if it cannot be used.
    pub(super) fn read(path: &Path, looked: &Examined) -> anyhow::Result<Option<Self>> {
        let Some(accepted) = looked.accepted.all_handed_in().next() else { return Ok(None) };
        let bytes = files::read(path)?;
        let sha256 = workbook::sha256(&bytes);
        let is_same = sha256 == accepted.file.sha256;
        anyhow::ensure!(
            is_same,
            "`{}` veranderde terwijl het werd gelezen; probeer het opnieuw",
            path.display()
        );
        let of = |severity| looked.findings.iter().filter(|it| it.severity == severity).count();
        let errors = counted(of(Severity::Error), "fout", "fouten");
        let warnings = counted(of(Severity::Warning), "waarschuwing", "waarschuwingen");
        let submissions = looked.submissions();
        let submission = submissions.first().expect("what can be used was read");
        let extension = path.extension().and_then(|it| it.to_str()).map(str::to_lowercase);
        let extension = extension.filter(|it| it.chars().all(|c| c.is_ascii_alphanumeric()));
        Ok(Some(Self {
            name: accepted.file.name.clone(),
            extension: extension.map(|it| format!(".{it}")).unwrap_or_default(),
            municipality: accepted.municipality.clone(),
            bytes,
            sha256,
            answers: submission.answered(),
            signed: accepted.day(SIGNED),
            findings: format!("{errors}, {warnings}"),
        }))
    }

    /// The refusal of this return, and why.
    pub(super) fn refusal(&self, why: &str, on: Date) -> Refusal {
        Refusal {
            file: on_one_line(&self.name),
            municipality: Some(self.municipality.clone()),
            sha256: self.sha256.clone(),
            on,
            why: on_one_line(why),
        }
    }
}
