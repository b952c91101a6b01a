//! From usable answers to the report, in four formats.
//!
//! One noun is handed from room to room:
//!
//! 1. [`figures`] computes every figure with what it rests on: [`figures::Figures`].
//! 2. [`disclosure`] decides which small numbers are not printed: [`disclosure::Disclosure`].
//! 3. [`last_year`] compares with what was printed a year before, [`facts`] is all of that together, [`phrase`] puts it in words, [`template`] writes the text: [`template::Narrative`].
//! 4. [`document`] makes one tree of that: [`document::Document`].
//! 5. [`trace`] tells what each figure in it rests on, [`ledger`] writes the figures down, and [`tables`] gives them to others.
//! 6. [`picture`] draws the figures of some of its tables; [`render`] gives it out as Markdown, HTML and PDF; [`preview`] makes a tree for one municipality first.
//!
//! [`compare`] says what two builds have different, [`erratum`] what an edition corrects of those before it, and [`remarks`] what
//! became of what reviewers wrote.

pub mod figures;

pub mod disclosure;

pub mod last_year;

pub mod facts;

pub mod phrase;

pub mod template;

pub mod document;

pub mod trace;

pub mod ledger;

pub mod tables;

pub mod preview;

pub mod picture;

pub mod render;

pub mod compare;

pub mod remarks;

pub mod erratum;

pub mod words;

mod fonts;
