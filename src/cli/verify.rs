use std::fmt::Write as _;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::pipeline::{self, LongTable, Printed, Recount};

use super::arguments::Verify;
use super::order::order;
use super::output::FINAL;
use super::{Outcome, output, progress};

/// Counts the figures of a report again and prints what differs.
pub(super) fn run(verify: &Verify) -> anyhow::Result<Outcome> {
    let drafts = verify.output.folder.join(verify.year.to_string());
    output::settle(&drafts)?;
    let path = if verify.r#final { drafts.join(FINAL) } else { drafts };
    let folder = Folder { year: verify.year, path, is_final: verify.r#final };
    let [ledger, html, markdown, pdf] =
        ["cijfers.json", "rapport.html", "rapport.md", "rapport.pdf"].map(|name| folder.read(name));
    let (ledger, html, markdown, pdf) = (ledger?, html?, markdown?, pdf?);
    let order = order(verify.year, &verify.input, &verify.templates)?;
    let facts = pipeline::write(&order, &progress::bar())?.facts;
    let table = pipeline::long_table(&facts.accepted, &facts.cycle, &facts.questionnaire);
    // What goes out has no table of all answers beside it.
    let exported = if verify.r#final { table.clone() } else { folder.table()? };
    let printed = Printed {
        ledger: &ledger,
        markdown: &String::from_utf8_lossy(&markdown),
        html: &String::from_utf8_lossy(&html),
        pdf: &pdf,
        table: &exported,
        disclosure: &facts.disclosure,
        is_public: verify.r#final,
    };
    let recount = pipeline::verify(&table, &facts.cycle, &printed)?;
    output::show(&shown(&recount))?;
    Ok(if recount.differences.is_empty() { Outcome::Clean } else { Outcome::Fails })
}

/// The differences, and how much was compared.
pub(super) fn shown(recount: &Recount) -> String {
    let Recount { differences, figures, printed } = recount;
    let mut text = String::new();
    for difference in differences {
        _ = writeln!(text, "{difference}\n");
    }
    let count = differences.len();
    let noun = if count == 1 { "verschil" } else { "verschillen" };
    _ = writeln!(
        text,
        "{figures} cijfers nageteld, {printed} keer afgedrukt in drie vormen, {count} {noun}"
    );
    text
}

/// Where the files of the year were written.
struct Folder {
    year: i16,
    path: PathBuf,
    is_final: bool,
}

impl Folder {
    fn read(&self, name: &str) -> anyhow::Result<Vec<u8>> {
        let path = self.path.join(name);
        match std::fs::read(&path) {
            Ok(bytes) => Ok(bytes),
            Err(error) if error.kind() == ErrorKind::NotFound => Err(self.absent(&path)),
            Err(error) => {
                Err(error).with_context(|| format!("kan `{}` niet lezen", path.display()))
            }
        }
    }

    fn absent(&self, path: &Path) -> anyhow::Error {
        let (path, year) = (path.display(), self.year);
        let option = if self.is_final { " --final" } else { "" };
        anyhow::anyhow!(
            "`{path}` is er niet\nhint: geef eerst de opdracht `pmg build {year}{option}`"
        )
    }

    /// The exported table as it lies there.
    fn table(&self) -> anyhow::Result<LongTable> {
        let read =
            |name: &str| self.read(name).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let [answers, municipalities, questions] = LongTable::NAMES.map(read);
        Ok(LongTable { answers: answers?, municipalities: municipalities?, questions: questions? })
    }
}
