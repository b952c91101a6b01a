//! Measures whole processes from outside.

use std::io::{Read as _, Seek as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How often each is measured.
pub(crate) const ROUNDS: usize = 15;

/// The repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A whole process that ran.
pub(crate) struct Run {
    pub(crate) took: Duration,
    /// Peak of memory, in MiB.
    pub(crate) peak: f64,
    /// What it printed.
    pub(crate) said: String,
}

/// Runs a command and measures it.
pub(crate) fn run(command: &mut Command) -> anyhow::Result<Run> {
    // Into a file: a pipe that nobody reads while it runs would hold it up.
    let mut printed = tempfile::tempfile()?;
    let start = Instant::now();
    let mut child = command.stdout(printed.try_clone()?).stderr(Stdio::null()).spawn()?;
    let mut peak = 0.0_f64;
    while child.try_wait()?.is_none() {
        peak = peak.max(memory(&child).unwrap_or_default());
        std::thread::sleep(Duration::from_micros(200));
    }
    let took = start.elapsed();
    anyhow::ensure!(child.wait()?.success(), "{command:?} failed");
    printed.rewind()?;
    let mut said = String::new();
    printed.read_to_string(&mut said)?;
    Ok(Run { took, peak, said })
}

/// The peak of memory so far, in MiB.
fn memory(child: &Child) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kibibytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kibibytes / 1024.0)
}

/// The median of times and peaks, as a line.
pub(crate) fn line(runs: &[(f64, f64)]) -> String {
    let times: Vec<f64> = runs.iter().map(|run| run.0).collect();
    let peaks: Vec<f64> = runs.iter().map(|run| run.1).collect();
    let rounds = runs.len();
    format!("{:7.1} ms (median of {rounds}), peak {:5.1} MiB", median(&times), median(&peaks))
}

pub(crate) fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}
