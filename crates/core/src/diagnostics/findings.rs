//! The findings of a run, and what every format says of them.

use std::collections::BTreeMap;

use crate::cycle::{Register, Template};
use crate::finding::{Finding, Severity};
use crate::workbook::Sheets;

use super::wording::counted;

/// The findings of a run, with what the formats need to show them.
#[derive(Debug, Clone, Copy)]
pub struct Findings<'a> {
    /// The year of the questionnaires.
    pub year: i16,
    /// All findings, in the order of files, sheets and cells.
    pub all: &'a [Finding],
    /// The register, for the names of municipalities.
    pub register: &'a Register,
    /// The cells of the returns that could be read.
    pub sheets: &'a [Sheets],
    /// The templates that the text was made of; empty if no text was made.
    pub templates: &'a BTreeMap<String, Template>,
    /// The number of files that were checked.
    pub files: usize,
    /// For whom they are shown.
    pub recipient: Recipient,
}

/// Who is shown the findings, which decides what there is to do about them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recipient {
    /// Somebody who checks named files before sending them in.
    Municipality,
    /// The programme team, which checks all that came in.
    Team,
}

impl Findings<'_> {
    /// The name of the municipality that a finding is about; `None` if it is about none.
    pub(super) fn name<'b>(&'b self, finding: &'b Finding) -> Option<&'b str> {
        finding.municipality.as_ref().map(|code| self.register.name(code))
    }

    /// What the recipient is to do about a finding.
    pub(super) fn hint<'b>(&self, finding: &'b Finding) -> &'b str {
        let team_hint = finding.team_hint.as_deref().filter(|_| self.recipient == Recipient::Team);
        team_hint.unwrap_or(&finding.hint)
    }

    /// The number of files, errors and warnings, in words.
    pub(super) fn summary(&self) -> String {
        let warnings = self.weighing(Severity::Warning);
        let settled = match warnings - self.open_warnings() {
            0 => String::new(),
            1 if warnings == 1 => ", toegelicht".to_owned(),
            all if all == warnings => ", alle toegelicht".to_owned(),
            some => format!(", waarvan {some} toegelicht"),
        };
        let parts = [
            counted(self.files, "bestand", "bestanden"),
            counted(self.weighing(Severity::Error), "fout", "fouten"),
            counted(warnings, "waarschuwing", "waarschuwingen"),
        ];
        parts.join(", ") + &settled
    }

    /// What can be done now; `None` if there are errors to mend or no files.
    pub(super) fn ready(&self) -> Option<String> {
        if self.files == 0 || self.weighing(Severity::Error) > 0 {
            return None;
        }
        let open = counted(self.open_warnings(), "waarschuwing", "waarschuwingen");
        let is_open = self.open_warnings() > 0;
        Some(match (self.recipient, self.files, is_open) {
            (Recipient::Municipality, 1, false) => {
                "Geen fouten: deze opgave is klaar om in te sturen.".to_owned()
            }
            (Recipient::Municipality, _, false) => {
                "Geen fouten: deze opgaven zijn klaar om in te sturen.".to_owned()
            }
            (Recipient::Municipality, ..) => {
                format!(
                    "Geen fouten. Kijk nog naar {open}: verbeter het antwoord of zet er een toelichting bij."
                )
            }
            (Recipient::Team, _, false) => {
                "Geen fouten: alle opgaven zijn te gebruiken.".to_owned()
            }
            (Recipient::Team, ..) => {
                format!(
                    "Geen fouten: alle opgaven zijn te gebruiken. Nog open (zie `pmg accept`): {open}."
                )
            }
        })
    }

    fn weighing(&self, severity: Severity) -> usize {
        self.all.iter().filter(|each| each.severity == severity).count()
    }

    fn open_warnings(&self) -> usize {
        let open = |each: &&Finding| each.severity == Severity::Warning && each.explained.is_none();
        self.all.iter().filter(open).count()
    }
}

/// What stands above findings that are in no file, such as a return that is missing.
pub(super) const OUTSIDE: &str = "Buiten de vragenlijsten";

/// The name of the file that a finding is in; empty if it is in none.
pub(super) fn file(finding: &Finding) -> &str {
    finding.place.as_ref().map_or("", |place| place.file.as_str())
}
