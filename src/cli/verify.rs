//! `pmg verify`: counts the figures of a written report again and prints every difference.
//!
//! It also makes the files again and compares their bytes, because some of what a file holds has no number to count.

pub(super) mod edition;

use std::fmt::Write as _;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::pipeline::{self, Composition};
use pmg_core::cycle::{DraftRecord, EditionRecord, RECORD};
use pmg_core::dutch;
use pmg_core::edition::Edition;
use pmg_core::format::Format;
use pmg_recount::{self as recount, Difference, LongTable, Printed, Recount};
use pmg_report::compare::LEDGER;
use pmg_report::tables;

use super::arguments::Verify;
use super::outcome::Outcome;
use super::output::FINAL;
use super::request::request;
use super::{drafts, letter, output, progress, secret};

/// Counts the figures of a report again and prints what differs, or makes an edition again.
pub(super) fn run(verify: &Verify) -> anyhow::Result<Outcome> {
    match (&verify.edition, verify.year) {
        (Some(path), _) => edition::run(path, &verify.input),
        (None, Some(year)) if verify.letter => letter::verify(verify, year),
        (None, Some(year)) => report(verify, year),
        (None, None) => unreachable!("the arguments ask for one of them"),
    }
}

/// Counts the figures of the report of a year again and prints what differs.
fn report(verify: &Verify, year: i16) -> anyhow::Result<Outcome> {
    let folder = Folder::settled(verify, year)?;
    let written = folder.report()?;
    let mut request = request(year, &verify.input, &verify.templates, Some(&verify.style))?;
    let record = folder.record()?;
    match &record {
        Record::Draft(record) => request.draft = Some(record.draft()),
        Record::Final(record) => {
            request.edition = Edition::Final;
            request.number = Some(record.edition);
        }
    }
    secret::make_key(&request.year)?;
    let (draft, report) = pipeline::build(&request, &Format::ALL, &progress::bar())?;
    let facts = &draft.facts;
    let table = table(&draft);
    // The folder of what goes out has no table of all answers in it.
    let exported = if verify.r#final { table.clone() } else { folder.table()? };
    let printed = Printed {
        ledger: &written.ledger,
        markdown: &written.markdown,
        html: &written.html,
        pdf: &written.pdf,
        word: &written.word,
        table: &exported,
        tables: &written.tables,
        suppression: &facts.disclosure,
        edition: request.edition,
        draft: draft.draft,
    };
    let mut recount = recount::verify(&table, &facts.cycle, &printed)?;
    let mut made = report.files(&draft);
    let rebuilt = match &record {
        Record::Draft(record) => {
            recount.differences.extend(unknown(record, &draft));
            drafts::record(&draft, &report)
        }
        // The year has gone on since: what the edition was made from is kept, and `--edition` makes it from that.
        Record::Final(record) => pipeline::edition_record(&draft, &report, &record.input).write(),
    };
    made.push((RECORD, rebuilt.as_bytes()));
    for (name, made) in &made {
        recount.differences.extend(folder.unlike(name, made, &recount)?);
    }
    if verify.r#final {
        recount.differences.extend(folder.more(&made)?);
    }
    output::show(&shown(&recount))?;
    Ok(Outcome::failing_if(!recount.differences.is_empty()))
}

/// The text on the differences, and on how much was compared.
pub(super) fn shown(recount: &Recount) -> String {
    let Recount { differences, figures, printed } = recount;
    let mut text = String::new();
    for difference in differences {
        _ = writeln!(text, "{difference}\n");
    }
    let count = differences.len();
    let noun = if count == 1 { "verschil" } else { "verschillen" };
    let formats = dutch::number(Format::ALL.len().into(), dutch::NumberStyle { words_below: 21 });
    _ = writeln!(
        text,
        "{figures} cijfers nageteld, {printed} keer afgedrukt in {formats} vormen, {count} {noun}"
    );
    text
}

/// The long table of every accepted answer, from which the recount counts.
pub(super) fn table(draft: &Composition) -> LongTable {
    let facts = &draft.facts;
    recount::tabulate(&facts.accepted, &facts.cycle, &facts.questionnaire, &facts.last_editions)
}

/// The difference if a draft calls itself one that was kept, and no such draft was.
fn unknown(record: &DraftRecord, draft: &Composition) -> Option<Difference> {
    let is_known = record.date.is_none() || draft.facts.cycle.drafts.contains(&record.draft());
    (!is_known).then(|| Difference {
        file: RECORD.to_owned(),
        what: "dit concept is niet bewaard".to_owned(),
        found: record.draft().label(),
        expected: "een concept uit de map `concepten` bij het jaar".to_owned(),
    })
}

/// Where a file is not what was made, in words.
pub(super) fn first_unlike(there: &[u8], made: &[u8]) -> String {
    let same = there.iter().zip(made).take_while(|(one, other)| one == other).count();
    format!("{} bytes, anders vanaf byte {}", there.len(), same + 1)
}

/// No report is larger than this, 64 MiB; a larger file is something else.
const LARGEST: u64 = 64 << 20;

fn too_large(path: &Path) -> anyhow::Error {
    anyhow::anyhow!(
        "`{}` is groter dan een rapport kan zijn\nhint: is het wel het bestand dat `pmg build` schreef?",
        path.display()
    )
}

/// What the files of a folder say that they are.
enum Record {
    Draft(DraftRecord),
    Final(EditionRecord),
}

/// The files of a report, as they were written.
struct Written {
    ledger: Vec<u8>,
    markdown: String,
    html: String,
    pdf: Vec<u8>,
    word: Vec<u8>,
    /// The tables that go out with a final edition; none for a draft.
    tables: Vec<(&'static str, Vec<u8>)>,
}

/// The folder in which the files of the year were written.
struct Folder {
    year: i16,
    path: PathBuf,
    is_final: bool,
    /// The style that was asked for, as it was typed; `None` if it is that of the year.
    style: Option<String>,
}

impl Folder {
    /// The folder that is to be verified, with nothing in it that a run left unfinished.
    fn settled(verify: &Verify, year: i16) -> anyhow::Result<Self> {
        let drafts = verify.output.year(year);
        output::settle(&drafts)?;
        let path = if verify.r#final { drafts.join(FINAL) } else { drafts };
        let style = verify.style.folder.as_ref().map(|style| style.display().to_string());
        Ok(Self { year, path, is_final: verify.r#final, style })
    }

    fn report(&self) -> anyhow::Result<Written> {
        Ok(Written {
            ledger: self.read(LEDGER)?,
            pdf: self.read(Format::Pdf.report())?,
            word: self.read(Format::Word.report())?,
            html: self.text(Format::Html.report())?,
            markdown: self.text(Format::Markdown.report())?,
            tables: self.tables()?,
        })
    }

    /// Which draft or edition it says that it is.
    fn record(&self) -> anyhow::Result<Record> {
        let text = self.text(RECORD)?;
        let record = if self.is_final {
            EditionRecord::read(&text).map(Record::Final)
        } else {
            DraftRecord::read(&text).map(Record::Draft)
        };
        let which = if self.is_final { "welke uitgave" } else { "welk concept" };
        record.with_context(|| {
            let path = self.path.join(RECORD);
            format!("`{}` zegt niet {which} dit is\nhint: {}", path.display(), self.again())
        })
    }

    fn tables(&self) -> anyhow::Result<Vec<(&'static str, Vec<u8>)>> {
        let names = tables::FILES.iter().filter(|_| self.is_final);
        names.map(|name| Ok((*name, self.read(name)?))).collect()
    }

    fn read(&self, name: &str) -> anyhow::Result<Vec<u8>> {
        let path = self.path.join(name);
        match std::fs::metadata(&path) {
            Ok(file) if file.len() > LARGEST => Err(too_large(&path)),
            Ok(_) => {
                std::fs::read(&path).with_context(|| format!("`{}` gaat niet open", path.display()))
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Err(self.absent(&path)),
            Err(error) => {
                Err(error).with_context(|| format!("`{}` gaat niet open", path.display()))
            }
        }
    }

    fn text(&self, name: &str) -> anyhow::Result<String> {
        String::from_utf8(self.read(name)?).map_err(|error| {
            let path = self.path.join(name);
            let at = error.utf8_error().valid_up_to() + 1;
            anyhow::anyhow!(
                "`{}` is geen tekst meer: vanaf byte {at} is het geen UTF-8\nhint: {}",
                path.display(),
                self.again()
            )
        })
    }

    /// The difference if a file is not what the program makes of the same year now. `None` if it is, or if the
    /// recount found a difference in it already: this finds what the recount cannot see, such as a change in a
    /// drawing.
    fn unlike(
        &self,
        name: &str,
        made: &[u8],
        recount: &Recount,
    ) -> anyhow::Result<Option<Difference>> {
        let there = self.read(name)?;
        if there == made || recount.differences.iter().any(|it| it.file == name) {
            return Ok(None);
        }
        let found = first_unlike(&there, made);
        Ok(Some(Difference {
            file: name.to_owned(),
            what: "het bestand is later veranderd, of gemaakt met een andere versie van het programma, de sjablonen of de huisstijl"
                .to_owned(),
            found,
            expected: format!("wat `{}` nu maakt: {} bytes", self.build(), made.len()),
        }))
    }

    /// A difference for each file that does not belong in the folder of what goes out.
    fn more(&self, files: &[(&str, &[u8])]) -> anyhow::Result<Vec<Difference>> {
        let is_known = |name: &String| files.iter().any(|(known, _)| known == name);
        let more = output::names(&self.path)?.into_iter().filter(|name| !is_known(name));
        let difference = |name: String| Difference {
            file: name,
            what: "dit bestand hoort niet bij de definitieve uitgave".to_owned(),
            found: "een bestand of map die het programma daar niet neerzet".to_owned(),
            expected: format!(
                "niets; haal het weg uit `{}` voordat u de map verstuurt",
                self.path.display()
            ),
        };
        Ok(more.map(difference).collect())
    }

    fn absent(&self, path: &Path) -> anyhow::Error {
        anyhow::anyhow!("`{}` is er niet\nhint: {}", path.display(), self.again())
    }

    fn again(&self) -> String {
        format!("geef eerst de opdracht `{}`", self.build())
    }

    /// The command that makes the files.
    fn build(&self) -> String {
        let option = if self.is_final { " --final" } else { "" };
        let style = self.style.as_ref().map(|style| format!(" --style {style}"));
        format!("pmg build {}{option}{}", self.year, style.unwrap_or_default())
    }

    /// The exported table from the folder.
    fn table(&self) -> anyhow::Result<LongTable> {
        let [answers, municipalities, questions, last_year] =
            LongTable::NAMES.map(|name| self.text(name));
        Ok(LongTable {
            answers: answers?,
            municipalities: municipalities?,
            questions: questions?,
            last_year: last_year?,
        })
    }
}
