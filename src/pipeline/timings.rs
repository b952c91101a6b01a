//! What each stage costs, for `--timings`.

use std::time::{Duration, Instant};

/// The result of `run`, and how long it took.
pub(super) fn timed<T>(run: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    (run(), start.elapsed())
}

/// What each stage cost, in the order in which they ran.
#[derive(Debug, Default)]
pub struct Timings(pub Vec<Stage>);

/// A stage that ran.
#[derive(Debug)]
pub struct Stage {
    /// Its name, in English.
    pub name: &'static str,
    /// How long it took.
    pub cost: Duration,
    /// Whether it ran beside another stage of the list, so that nobody waited for it.
    pub is_beside: bool,
}

impl Timings {
    /// The result of `run`, whose cost is kept under the name of a stage.
    pub fn time<T>(&mut self, name: &'static str, run: impl FnOnce() -> T) -> T {
        self.keep(name, timed(run))
    }

    /// Keeps what a stage cost.
    pub(super) fn keep<T>(&mut self, name: &'static str, (result, cost): (T, Duration)) -> T {
        self.0.push(Stage { name, cost, is_beside: false });
        result
    }

    /// Keeps what a stage cost that ran beside another.
    pub(super) fn keep_beside<T>(
        &mut self,
        name: &'static str,
        (result, cost): (T, Duration),
    ) -> T {
        self.0.push(Stage { name, cost, is_beside: true });
        result
    }
}
