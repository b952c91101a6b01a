//! Turns the questionnaires that municipalities fill in as of 1 March into the yearly progress
//! report on *Preventie met Gezag*, and can show for every number in it where it comes from.
//!
//! The stages run in one direction, and each hands one noun to the next. [`pipeline`] is the only place that calls
//! them; `tests/architecture.rs` checks the arrows between them.
//!
//! 1. [`cycle`] reads what the team has set up for a year: [`cycle::Cycle`].
//! 2. [`questionnaire`] makes its definition findable by code: [`questionnaire::Questionnaire`].
//! 3. [`workbook`] reads the cells of a return: [`workbook::Sheets`].
//! 4. [`answers`] finds what they answer: [`answers::Submission`].
//! 5. [`checks`] decides what can be used and says what is wrong with the rest: [`checks::Accepted`].
//! 6. [`figures`] computes every figure with what it rests on: [`figures::Figures`].
//! 7. [`disclosure`] decides which small numbers are not printed: [`disclosure::Disclosure`].
//! 8. [`facts`] is all of that together, [`phrase`] puts it in words, [`template`] writes the text:
//!    [`template::Narrative`].
//! 9. [`document`] makes one tree of that: [`document::Document`].
//! 10. [`trace`] tells what each figure in it rests on, and [`ledger`] writes the figures down.
//! 11. [`render`] gives it out as Markdown, HTML and PDF; [`preview`] makes a tree for one municipality first.
//!
//! [`form`] writes the workbooks that municipalities fill in, [`annotate`] gives one back with its findings in it,
//! [`preview`] shows a municipality what the report makes of its answers, [`recount`] counts a report again and says
//! where it differs, [`compare`] says how two builds differ. [`basis`], [`edition`], [`place`], [`finding`],
//! [`excerpt`], [`municipality`] and [`dutch`] are leaves that anyone may use; [`cli`] is the edge, where files are
//! written and things are printed.

pub mod cycle;

pub mod questionnaire;

pub mod workbook;

pub mod answers;

pub mod checks;

pub mod figures;

pub mod disclosure;

pub mod facts;

pub mod phrase;

pub mod template;

pub mod document;

pub mod trace;

pub mod ledger;

pub mod preview;

pub mod render;

pub mod pipeline;

pub mod cli;

pub mod form;

pub mod annotate;

pub mod recount;

pub mod compare;

pub mod basis;
pub mod dutch;
pub mod edition;
pub mod excerpt;
pub mod finding;
pub mod municipality;
pub mod place;
