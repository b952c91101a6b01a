//! What each stage costs, for `--timings`.

use std::time::{Duration, Instant};

/// The result of `run`, and how long it took.
pub(super) fn timed<T>(run: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    (run(), start.elapsed())
}

/// What each stage cost, in the order in which they ran.
#[derive(Debug, Default)]
pub struct Timings(pub Vec<(&'static str, Duration)>);

impl Timings {
    /// The result of `run`; keeps what the stage cost.
    pub(super) fn time<T>(&mut self, stage: &'static str, run: impl FnOnce() -> T) -> T {
        self.keep(stage, timed(run))
    }

    /// Keeps what a stage cost that ran beside another.
    pub(super) fn keep<T>(&mut self, stage: &'static str, (result, cost): (T, Duration)) -> T {
        self.0.push((stage, cost));
        result
    }
}
