//! Keeps a template from growing without end: a loop in a loop in a loop runs for hours, or fills the memory.

use std::io::{Error, Result, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tera::{Kwargs, State, Tera, TeraResult, Value};

/// Bytes of the text of a report; that of forty municipalities takes a tenth of a megabyte.
const MOST_TEXT: usize = 4 << 20;
/// Rounds of all loops together.
const MOST_ROUNDS: usize = 200_000;
/// The function that counts rounds. Only the program plants it.
pub(super) const ROUND: &str = "pmg_ronde";
/// No loop has gone too far.
const NONE: usize = usize::MAX;

/// What went too far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beyond {
    /// The loop that this signpost stands in.
    Loop(usize),
    /// The text.
    Text,
}

impl Beyond {
    /// What is told of it.
    pub(super) fn message(self) -> &'static str {
        match self {
            Self::Loop(_) => {
                "de lussen in de sjablonen draaien samen te vaak (meer dan 200.000 rondes), het laatst deze; haal een lus weg of maak haar lijst korter"
            }
            Self::Text => {
                "de tekst wordt te lang (meer dan 4 megabyte), en het laatst komt hij hiervandaan; waarschijnlijk herhaalt een lus te veel"
            }
        }
    }
}

/// Counts the rounds of loops.
#[derive(Debug)]
pub(super) struct Rounds {
    count: AtomicUsize,
    stopped_at: AtomicUsize,
}

impl Rounds {
    /// Registers the function that counts.
    pub(super) fn register(tera: &mut Tera) -> Arc<Self> {
        let rounds =
            Arc::new(Self { count: AtomicUsize::new(0), stopped_at: AtomicUsize::new(NONE) });
        let counting = Arc::clone(&rounds);
        tera.register_function(ROUND, move |arguments: Kwargs, _: &State| -> TeraResult<Value> {
            let at: usize = arguments.must_get("bij")?;
            if counting.count.fetch_add(1, Ordering::Relaxed) < MOST_ROUNDS {
                return Ok(Value::from(""));
            }
            counting.stopped_at.store(at, Ordering::Relaxed);
            Err(tera::Error::message(Beyond::Loop(at).message()))
        });
        rounds
    }

    /// The loop that went too far, if one did.
    pub(super) fn beyond(&self) -> Option<Beyond> {
        let at = self.stopped_at.load(Ordering::Relaxed);
        (at != NONE).then_some(Beyond::Loop(at))
    }
}

/// Text that stops growing.
#[derive(Debug, Default)]
pub(super) struct Bounded {
    pub(super) bytes: Vec<u8>,
    pub(super) is_full: bool,
}

impl Write for Bounded {
    fn write(&mut self, more: &[u8]) -> Result<usize> {
        if self.bytes.len() + more.len() > MOST_TEXT {
            self.is_full = true;
            return Err(Error::other(Beyond::Text.message()));
        }
        self.bytes.extend_from_slice(more);
        Ok(more.len())
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}
