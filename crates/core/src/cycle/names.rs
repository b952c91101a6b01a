//! What the files and folders of a year are called.

/// The file in a year's folder with its dates, its titles and the way numbers are written.
pub const SETTINGS: &str = "jaar.toml";

/// The file in a year's folder with its municipalities.
pub(super) const MUNICIPALITIES: &str = "gemeenten.toml";

/// The file in a year's folder with its questionnaire.
pub(super) const QUESTIONNAIRE: &str = "vragenlijst.toml";

/// The file in a year's folder with numbers and findings that are no figure of this year.
pub const CONSTANTS: &str = "constanten.toml";

/// The file in a year's folder with what national partners report.
pub const PARTNERS: &str = "partners.toml";

/// The file in a year's folder that holds the team's explanations of warnings; it may be absent.
pub const EXPLANATIONS: &str = "toelichtingen.toml";

/// The file in a year's folder with the official verdicts on interventions; it may be absent.
pub const RECOGNITIONS: &str = "erkenningen.toml";

/// The folder in a year's folder that holds the returns.
pub const RETURNS: &str = "questionnaires";

/// The folder in a year's folder with templates that take the place of the general ones.
pub const TEMPLATES: &str = "templates";

/// The folder in a year's folder with its house style; it may be absent.
pub const STYLE: &str = "stijl";

/// The folder in a year's folder with photographs; it may be absent.
pub(super) const PHOTOS: &str = "beelden";

/// The file in a year's folder that says when returns came in; it may be absent.
pub const RECEIPTS: &str = "ontvangst.toml";

/// The file in a year's folder with the questions that are no counts; it may be absent.
pub const SHEETS: &str = "bladen.toml";

/// The file in a year's folder that says what became of last year's questions; it may be absent.
pub const CHANGES: &str = "was-wordt.toml";

/// The file in a year's folder that says why an edition was corrected; it may be absent.
pub const ERRATA: &str = "errata.toml";

/// The file in a year's folder that says what may not be kept in its archive; it may be absent.
pub(super) const RETENTION: &str = "bewaarlijst.toml";

/// The file in a year's folder with what stands around the text of the letter to parliament; it may be absent.
pub const LETTER: &str = "brief.toml";

/// The file in a year's folder with motions of parliament and promises to it; it may be absent.
pub const COMMITMENTS: &str = "toezeggingen.toml";

/// The file in a year's folder that explains the choice of policy; it may be absent.
pub const POLICY: &str = "beleidskeuze.toml";

/// The file in a year's folder that says which words of municipalities were read; it may be absent.
pub const READ_TEXTS: &str = "gelezen.toml";

/// The folder in a year's folder that keeps the editions that appeared.
pub const PUBLISHED: &str = "uitgebracht";

/// The folder in a year's folder that keeps the drafts that were sent, each in a folder with its number; it may be absent.
pub(super) const DRAFTS: &str = "concepten";

/// The folder in a year's folder that keeps the letters that went out, each in a folder with the number of its edition; it
/// may be absent.
pub(super) const LETTERS: &str = "brieven";

/// The folder in a year's folder with what reviewers wrote in its drafts; it may be absent.
pub(super) const REMARKS: &str = "opmerkingen";
/// The file in it that says what became of each remark.
pub(super) const STATES: &str = "stand.toml";

/// The folder in a year's folder that nobody else may see; it may be absent.
pub const SECRET: &str = "geheim";
/// The file in it with the key.
pub(super) const KEY: &str = "sleutel.txt";
/// The folder in it with the true numbers of each final edition.
pub(super) const EDITIONS: &str = "uitgaven";
/// The end of the name of a file in it that holds what an edition was made from.
pub(super) const INPUT_END: &str = ".zip";
/// The folder in it with what previews showed.
pub(super) const SHOWN: &str = "getoond";
