//! What `pmg build 2024` costs next to the bare work in it: reading the same workbooks with
//! calamine and setting the same document with Typst. Run it with `cargo bench`.
//!
//! Each measurement is a fresh process, so nothing is warm but the disk; the two take turns. The
//! whole process of `pmg` is timed from outside, the bare work from inside its process. The peak of
//! memory is read while it runs and needs Linux.
#![expect(clippy::print_stdout, reason = "a benchmark says what it measured")]

mod measure;

use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use calamine::Reader as _;
use pmg_monitor::edition::Edition;
use pmg_monitor::pipeline::{self, BuildRequest};
use pmg_monitor::render::pdf::{self, Attachment};

use measure::{ROUNDS, line, median, root, run};

const BARE: &str = "--bare";

fn main() -> anyhow::Result<()> {
    if std::env::args().any(|argument| argument == BARE) {
        return bare();
    }
    let output = tempfile::tempdir()?;
    let (mut built, mut reference) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let whole = run(Command::new(env!("CARGO_BIN_EXE_pmg"))
            .current_dir(root())
            .args(["build", "2024", "--output"])
            .arg(output.path()))?;
        let parts = run(Command::new(std::env::current_exe()?).arg(BARE))?;
        let inside: f64 = parts.said.trim().parse()?;
        // The first round only warms the disk.
        if round > 0 {
            built.push((whole.took.as_secs_f64() * 1000.0, whole.peak));
            reference.push((inside, parts.peak));
        }
    }
    let ratios: Vec<f64> = built.iter().zip(&reference).map(|(a, b)| a.0 / b.0).collect();
    println!("pmg build 2024, whole process         {}", line(&built));
    println!("bare calamine + Typst, the same files {}", line(&reference));
    println!("ratio, round by round                 {:.2} (median)", median(&ratios));
    Ok(())
}

/// Reads the workbooks and sets the document as anyone would, and prints how many milliseconds that took.
fn bare() -> anyhow::Result<()> {
    let year = root().join("input/2024");
    let draft = pipeline::compose(
        &BuildRequest {
            year: year.clone(),
            templates: None,
            style: None,
            returns: None,
            edition: Edition::Draft,
            draft: None,
            number: None,
            timestamp: None,
        },
        &|_, _| (),
    )?;
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(year.join("questionnaires"))? {
        files.push(entry?.path());
    }
    let start = Instant::now();
    for path in files {
        let mut workbook = calamine::open_workbook_auto(path)?;
        for name in workbook.sheet_names() {
            std::hint::black_box(workbook.worksheet_range(&name)?);
        }
    }
    let attachment = Attachment {
        name: "cijfers.json",
        description: "Cijfers",
        media_type: "application/json",
        bytes: &draft.ledger,
    };
    let moment = draft.document.meta.date.at(0, 0, 0, 0);
    std::hint::black_box(pdf::render(&draft.document, Some(&attachment), moment)?);
    println!("{}", start.elapsed().as_secs_f64() * 1000.0);
    Ok(())
}
