//! A year, read and checked.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use crate::basis::PolicyPart;
use crate::edition::{Draft, EditionNumber};
use crate::place::Place;

use super::changes::Change;
use super::commitments::Commitment;
use super::constants::Constant;
use super::definition::Definition;
use super::drafts::NumberedSentence;
use super::editions::EditionRecord;
use super::errata::Erratum;
use super::explanations::Explanation;
use super::folder::Unread;
use super::letter::Letter;
use super::partners::Partner;
use super::photos::Photo;
use super::policy::PolicyText;
use super::read_texts::ReadText;
use super::receipts::{Receipt, Refusal};
use super::recognitions::Recognition;
use super::register::Register;
use super::remarks::Remark;
use super::retention::Discarded;
use super::schema::Places;
use super::secret::Secret;
use super::settings::Settings;
use super::style::Style;
use super::templates::Template;

/// A year of the monitor, as the programme team has set it up.
#[derive(Debug, Clone)]
pub struct Cycle {
    /// Year, dates, titles and the way numbers are written.
    pub settings: Settings,
    /// The municipalities, and which of them take part and report.
    pub register: Register,
    /// The questionnaire as the team wrote it down.
    pub definition: Definition,
    /// Numbers and findings that are no figure of this year, by name, each with its source.
    pub constants: BTreeMap<String, Constant>,
    /// What national partners report, in the order of the file.
    pub partners: Vec<Partner>,
    /// What stands around the text of the letter to parliament; `None` if no letter is set up.
    pub letter: Option<Letter>,
    /// Motions of parliament and promises to it, in the order of the file.
    pub commitments: Vec<Commitment>,
    /// Why the money is spent this way; empty if that is not explained.
    pub policy: BTreeMap<PolicyPart, PolicyText>,
    /// The official verdicts on interventions, in the order of the file.
    pub recognitions: Vec<Recognition>,
    /// Why some warnings are no reason for worry.
    pub(crate) explanations: Vec<Explanation>,
    /// What became of the questions of last year's questionnaire.
    pub changes: Vec<Change>,
    /// Which words of municipalities somebody read, in the order in which they were.
    pub read_texts: Vec<ReadText>,
    /// When returns came in, in the order in which they did.
    pub receipts: Vec<Receipt>,
    /// Which files came in and were not received.
    pub refusals: Vec<Refusal>,
    /// The returns that came in: paths in the order of their names.
    pub returns: Vec<PathBuf>,
    /// The figures of the editions of this year that appeared: those that were kept by hand in the order of their names,
    /// then those that the program kept.
    pub published: Vec<Published>,
    /// Why editions were corrected, in the order of the file.
    pub errata: Vec<Erratum>,
    /// What may not be kept in the archive of the year, in the order of the file.
    pub discarded: Vec<Discarded>,
    /// The drafts of this year that were kept, in the order of their numbers.
    pub drafts: Vec<Draft>,
    /// The sentences that have a number since the last of these drafts.
    pub sentences: Vec<NumberedSentence>,
    /// What reviewers wrote in its drafts, in the order of the files that it is in.
    pub remarks: Vec<Remark>,
    /// What never leaves the team's folder.
    pub secret: Secret,
    /// Templates of this year that take the place of the general ones, by name.
    pub templates: BTreeMap<String, Template>,
    /// Photographs at the beginning of chapters, in the order of the file.
    pub photos: Vec<Arc<Photo>>,
    /// What the report looks like.
    pub style: Arc<Style>,
    /// What stands in its folder and is not read, in the order of names.
    pub(crate) unread: Vec<Unread>,
    /// Where the values stand in the files whose words come into the text, by the name of the file.
    pub places: BTreeMap<&'static str, Places>,
}

impl Cycle {
    /// The line of a value, such as `partner.0.bijdrage.2.tekst`, in one of the files of the year; the file as a
    /// whole if the line is not known.
    #[must_use]
    pub fn place(&self, file: &str, path: &str) -> Place {
        let line = self.places.get(file).map_or(0, |places| places.at(path).line);
        match u32::try_from(line) {
            Ok(line) if line > 0 => Place::text(file, line, 1),
            _ => Place::file(file),
        }
    }

    /// The official verdict on an intervention: the last one recorded up to the day of publication. `None` if there
    /// is none.
    #[must_use]
    pub fn recognition(&self, intervention: &str) -> Option<&Recognition> {
        self.recognitions
            .iter()
            .filter(|each| each.intervention == intervention)
            .filter(|each| each.recorded <= self.settings.publication)
            .max_by_key(|each| each.recorded)
    }

    /// The draft that is worked on: the one after the last that was kept.
    #[must_use]
    pub fn next_draft(&self) -> Draft {
        let last = self.drafts.last().map_or(0, |draft| draft.number);
        Draft { number: last.saturating_add(1), kept: None }
    }

    /// The editions of this year that appeared, each with its number.
    pub fn editions(&self) -> impl Iterator<Item = (EditionNumber, &Published)> {
        self.published.iter().enumerate().map(|(at, published)| {
            let record = published.record.as_ref();
            // Those that were kept by hand have no numbers of their own.
            let by_order = || EditionNumber(u16::try_from(at).unwrap_or(u16::MAX));
            (record.map_or_else(by_order, |it| it.edition), published)
        })
    }

    /// The editions of this year that appeared before another.
    #[must_use]
    pub fn before(&self, edition: EditionNumber) -> Vec<Published> {
        let before = self.editions().filter(|(number, _)| *number < edition);
        before.map(|(_, published)| published.clone()).collect()
    }

    /// The final edition that is worked on: the one after the last that appeared.
    #[must_use]
    pub fn next_edition(&self) -> EditionNumber {
        self.editions().last().map_or_else(EditionNumber::default, |(last, _)| last.next())
    }

    /// The motion or promise with this code; `None` if there is none.
    #[must_use]
    pub fn commitment(&self, code: &str) -> Option<&Commitment> {
        self.commitments.iter().find(|it| it.code == code)
    }

    /// The national partner with this code; `None` if there is none.
    #[must_use]
    pub fn partner(&self, code: &str) -> Option<&Partner> {
        self.partners.iter().find(|partner| partner.code == code)
    }
}

/// The `cijfers.json` of an edition that appeared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Where it stands.
    pub path: PathBuf,
    /// What the edition is called: its number, or the name of the file without `.json`.
    pub name: String,
    /// The year in whose folder it stands.
    pub year: i16,
    /// What it holds.
    pub text: String,
    /// What the program recorded of the edition; `None` if somebody put the file there by hand.
    pub record: Option<EditionRecord>,
    /// Its `zinnen.json`; `None` if it was not kept.
    pub sentences: Option<String>,
}

impl Published {
    /// What it holds as the program wrote it: whatever stored it since may have changed its line ends.
    #[must_use]
    pub fn as_written(&self) -> String {
        self.text.replace("\r\n", "\n")
    }

    /// Whether it holds these figures.
    #[must_use]
    pub fn has(&self, ledger: &[u8]) -> bool {
        self.as_written().as_bytes() == ledger
    }
}
