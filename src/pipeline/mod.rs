//! The stages in their order: the only place that calls them.
//!
//! `examine` goes from files to usable answers, `compose` from answers to a document, `publish` from a document to
//! files, and `forms` gives workbooks out and back. What is asked for is a [`BuildRequest`].

mod compose;
mod editions;
mod error;
mod examine;
mod forms;
mod publish;
mod request;

use std::time::{Duration, Instant};

pub use compose::{Composition, compose, has_key, kept};
pub use error::PipelineError;
pub use examine::{Examined, answered, check, files, identify};
pub use forms::{Blank, MarkedReturn, mark, questionnaires};
pub use publish::{Preview, Report, build, compare, preview, record, series};
pub use request::BuildRequest;

/// Called, from any thread, with how many returns were read, and of how many.
pub type Progress = dyn Fn(usize, usize) + Sync;

/// The result of `run`, and how long it took.
fn timed<T>(run: impl FnOnce() -> T) -> (T, Duration) {
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

    fn keep<T>(&mut self, name: &'static str, (result, cost): (T, Duration)) -> T {
        self.0.push(Stage { name, cost, is_beside: false });
        result
    }

    /// Keeps what a stage cost that ran beside another.
    fn keep_beside<T>(&mut self, name: &'static str, (result, cost): (T, Duration)) -> T {
        self.0.push(Stage { name, cost, is_beside: true });
        result
    }
}
