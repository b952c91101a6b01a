//! What `pmg check` and `pmg build` of the two examples cost next to an older `pmg`, in turn:
//! `PMG_OLDER=/path/to/pmg cargo bench --bench older`.
//!
//! Each measurement is a fresh process; the two take turns, so that a machine that grows slower does so for
//! both. The ratio is that of each pair.
#![expect(clippy::print_stdout, reason = "a benchmark says what it measured")]
#![expect(clippy::disallowed_methods, reason = "it is told by the environment what to measure")]

mod measure;
#[path = "measure/years.rs"]
mod years;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context as _;
use measure::{ROUNDS, line, median, run};

fn main() -> anyhow::Result<()> {
    let Ok(older) = std::env::var("PMG_OLDER") else {
        println!("older: nothing to compare with; give another pmg in PMG_OLDER");
        return Ok(());
    };
    let older = std::fs::canonicalize(&older).with_context(|| older.clone())?;
    let newer = PathBuf::from(env!("CARGO_BIN_EXE_pmg"));
    let folder = tempfile::tempdir()?;
    let years = years::examples(folder.path())?;
    for arguments in [["check", "2024"], ["check", "2025"], ["build", "2024"], ["build", "2025"]] {
        let output = folder.path().join("uit");
        let command = |program: &Path| {
            let mut command = Command::new(program);
            command.args(arguments).args(["--fail-level", "never", "--input"]).arg(&years);
            if arguments[0] == "build" {
                command.arg("--output").arg(&output);
            }
            command
        };
        let (mut now, mut before, mut lines) = (Vec::new(), Vec::new(), Vec::new());
        for round in 0..=ROUNDS {
            let pair = [run(&mut command(&newer))?, run(&mut command(&older))?];
            // Told below: who finds more has more work.
            let [one, other] = pair.map(|run| {
                lines.push(run.said.lines().count());
                (run.took.as_secs_f64() * 1000.0, run.peak)
            });
            // The first round only warms the disk.
            if round > 0 {
                now.push(one);
                before.push(other);
            }
        }
        let ratios: Vec<f64> = now.iter().zip(&before).map(|(a, b)| a.0 / b.0).collect();
        let what = arguments.join(" ");
        println!("pmg {what}, now    {}", line(&now));
        println!("pmg {what}, older  {}", line(&before));
        println!("ratio, round by round  {:.3} (median)", median(&ratios));
        println!("lines printed          {} now, {} by the older one", lines[0], lines[1]);
    }
    Ok(())
}
