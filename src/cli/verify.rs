use std::fmt::Write as _;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::pipeline::{self, LongTable, Printed, Recount};

use super::arguments::Verify;
use super::{Outcome, output, progress};

/// Counts the figures of a report again and prints what differs.
pub(super) fn run(verify: &Verify) -> anyhow::Result<Outcome> {
    let folder =
        Folder { year: verify.year, path: verify.output.folder.join(verify.year.to_string()) };
    let [ledger, html, markdown, pdf] =
        ["cijfers.json", "rapport.html", "rapport.md", "rapport.pdf"].map(|name| folder.read(name));
    let (ledger, html, markdown, pdf) = (ledger?, html?, markdown?, pdf?);
    let exported = folder.table()?;
    let year = verify.input.folder.join(verify.year.to_string());
    let examined = pipeline::check(&year, &[], &progress::bar())?;
    let table = pipeline::long_table(&examined.accepted, &examined.cycle, &examined.questionnaire);
    let printed = Printed {
        ledger: &ledger,
        markdown: &String::from_utf8_lossy(&markdown),
        html: &String::from_utf8_lossy(&html),
        pdf: &pdf,
        table: &exported,
    };
    let recount = pipeline::verify(&table, &examined.cycle, &printed)?;
    output::show(&shown(&recount))?;
    Ok(if recount.differences.is_empty() { Outcome::Clean } else { Outcome::Fails })
}

/// The differences, and how much was compared.
fn shown(recount: &Recount) -> String {
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
}

impl Folder {
    fn read(&self, name: &str) -> anyhow::Result<Vec<u8>> {
        let path = self.path.join(name);
        match std::fs::read(&path) {
            Ok(bytes) => Ok(bytes),
            Err(error) if error.kind() == ErrorKind::NotFound => Err(self.absent(&path)),
            Err(error) => Err(error).with_context(|| format!("cannot read `{}`", path.display())),
        }
    }

    fn absent(&self, path: &Path) -> anyhow::Error {
        anyhow::anyhow!("no `{}`\nhint: run `pmg build {}` first", path.display(), self.year)
    }

    /// The exported table as it lies there.
    fn table(&self) -> anyhow::Result<LongTable> {
        let read =
            |name: &str| self.read(name).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let [answers, municipalities, questions] = LongTable::NAMES.map(read);
        Ok(LongTable { answers: answers?, municipalities: municipalities?, questions: questions? })
    }
}
