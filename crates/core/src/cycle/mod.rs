//! Reads a year: everything in `input/<year>/` that the programme team edits.
//!
//! In: the folder of the year, on the disk or in a map of [`Files`]. Out: a [`Cycle`]. Refuses a folder that is not a
//! year, and all files at once with a key that is not known, a value that is missing or cannot be, or a code that
//! stands twice.

mod beside;
mod changes;
mod commitments;
mod constants;
mod definition;
mod drafts;
mod editions;
mod errata;
mod error;
mod explanations;
mod files;
mod folder;
mod inserts;
mod last_edition;
mod letter;
mod load;
mod names;
mod next;
mod partners;
mod photos;
mod picture;
mod policy;
mod printable;
mod read_texts;
mod receipts;
mod recognitions;
mod register;
mod remarks;
mod retention;
mod schema;
mod secret;
mod settings;
mod sources;
mod style;
mod syntax;
mod templates;
#[cfg(test)]
mod tests;
mod text;
mod year;

pub use changes::Change;
pub use commitments::{Commitment, CommitmentKind, CommitmentPart, CommitmentState};
pub use constants::Constant;
pub use definition::{
    Audience, Definition, InterventionDefinition, MeasureDefinition, MeasureKind, OpenKind,
    Relation, RelationKind, Tag, ThemeDefinition, Total, Unit, UnitKind,
};
pub(crate) use definition::{ChoicesFrom, OpenDefinition, SheetDefinition};
pub use drafts::{DraftRecord, NUMBERS, NumberedSentence, RECORD, draft_path, numbered};
pub use editions::{EditionRecord, LetterRecord, letter_path, published_path};
pub use errata::Erratum;
pub use error::{At, CycleError, Fault, Faults};
pub use explanations::{Explanation, with_explanation};
pub use files::Files;
pub use folder::{REPLACED, read_returns, refuse_layout};
pub use inserts::{Piece, pieces};
pub use last_edition::LastEdition;
pub use letter::Letter;
pub use load::{load, load_from};
pub use names::{
    CHANGES, COMMITMENTS, CONSTANTS, ERRATA, EXPLANATIONS, LETTER, PARTNERS, POLICY, PUBLISHED,
    READ_TEXTS, RECEIPTS, RECOGNITIONS, RETURNS, SECRET, SETTINGS, SHEETS, STYLE, TEMPLATES,
};
pub use next::{STANDARD_SHEETS, next_style, next_year};
pub use partners::{Contribution, Partner};
pub use photos::Photo;
pub use picture::{Picture, PictureKind};
pub use policy::PolicyText;
pub use printable::{Character, characters};
pub use read_texts::{ReadText, with_read_texts};
pub use receipts::{Receipt, Refusal, with_receipt, with_refusal};
pub use recognitions::Recognition;
pub use register::{Municipality, Register};
pub use remarks::{Decision, Remark, RemarkSaid, RemarkState, Round, states_path, with_decision};
pub use retention::Discarded;
pub use schema::Places;
pub use secret::{
    Kept, Secret, edition_path, input_path, key_file, key_path, next_shown_path, shown,
};
pub use settings::Settings;
pub use sources::{Sources, files_in, sources};
pub use style::{
    Colour, Dark, Letters, Light, Logo, NAMES as STYLES, Palette, Style, Typeface,
    built_in as built_in_style, read_style,
};
pub use templates::{Template, read_templates};
pub use year::{Cycle, Published};
