//! From the files of a year to answers that can be used.
//!
//! One noun is handed from room to room:
//!
//! 1. [`cycle`] reads what the team has set up for a year: [`cycle::Cycle`].
//! 2. [`questionnaire`] makes its definition findable by code: [`questionnaire::Questionnaire`].
//! 3. [`workbook`] reads the cells of a return: [`workbook::Sheets`].
//! 4. [`answers`] finds what they answer: [`answers::Submission`].
//! 5. [`checks`] decides what can be used and says what is wrong with the rest: [`checks::Accepted`].
//!
//! [`form`] writes the workbooks that municipalities fill in, [`annotate`] gives one back with its findings in it.
//! [`diagnostics`] shows findings in every format, [`status`] how far the returns of a year are,
//! [`remarks`] what reviewers wrote in a draft.
//!
//! [`archive`], [`basis`], [`edition`], [`place`], [`finding`], [`escape`], [`excerpt`], [`format`](mod@format), [`municipality`],
//! [`near`], [`spreadsheet`], [`suppression`] and [`dutch`] are leaves that anyone may use.

pub mod cycle;

pub mod questionnaire;

pub mod workbook;

pub mod answers;

pub mod checks;

pub mod form;

pub mod annotate;

pub mod diagnostics;

pub mod status;

pub mod remarks;

pub mod archive;
pub mod basis;
pub mod dutch;
pub mod edition;
pub mod escape;
pub mod excerpt;
pub mod finding;
pub mod format;
pub mod municipality;
pub mod near;
pub mod place;
pub mod series;
pub mod spreadsheet;
pub mod suppression;
