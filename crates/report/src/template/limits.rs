//! Keeps a template from growing without end: a loop in a loop in a loop runs for hours, or fills the memory.

use std::io::{Error, Result, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tera::{Kwargs, State, Tera, TeraResult, Value};

/// Bytes of the text of a report; that of forty municipalities takes a tenth of a megabyte.
const MOST_TEXT: usize = 4 << 20;
/// Rounds of all loops together.
const MOST_ROUNDS: usize = 200_000;
/// Bytes of a text that a template remembers: one that is put behind itself doubles each time.
const MOST_REMEMBERED: usize = 1 << 20;
/// The function that counts rounds. Only the program puts calls of it into templates.
pub(super) const ROUND: &str = "pmg_ronde";
/// The function that measures what is remembered. Only the program puts calls of it into templates.
pub(super) const REMEMBERED: &str = "pmg_onthouden";
/// Stands for no place: no limit was passed.
const NONE: usize = usize::MAX;

/// The limit that was passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beyond {
    /// The loop that this signpost stands in.
    Loop(usize),
    /// What was remembered at this signpost.
    Remembered(usize),
    /// The text.
    Text,
}

impl Beyond {
    /// The message for whoever edits the template.
    pub(super) fn message(self) -> &'static str {
        match self {
            Self::Loop(_) => {
                "de lussen in de sjablonen draaien samen te vaak (meer dan 200.000 rondes), het laatst deze; haal een lus weg of maak haar lijst korter"
            }
            Self::Remembered(_) => {
                "wat hier wordt onthouden, is te lang (meer dan 1 megabyte); waarschijnlijk zet een lus een tekst telkens achter zichzelf"
            }
            Self::Text => {
                "de tekst wordt te lang (meer dan 4 megabyte), en het laatst komt hij hiervandaan; waarschijnlijk herhaalt een lus te veel"
            }
        }
    }
}

/// Counts the rounds of loops, and measures what is remembered.
#[derive(Debug)]
pub(super) struct Rounds {
    count: AtomicUsize,
    stopped_at: AtomicUsize,
    too_long_at: AtomicUsize,
}

impl Rounds {
    /// Registers the functions that count and measure.
    pub(super) fn register(tera: &mut Tera) -> Arc<Self> {
        let nowhere = || AtomicUsize::new(NONE);
        let (stopped_at, too_long_at) = (nowhere(), nowhere());
        let rounds = Arc::new(Self { count: AtomicUsize::new(0), stopped_at, too_long_at });
        let counting = Arc::clone(&rounds);
        tera.register_function(ROUND, move |arguments: Kwargs, _: &State| -> TeraResult<Value> {
            let at: usize = arguments.must_get("bij")?;
            if counting.count.fetch_add(1, Ordering::Relaxed) < MOST_ROUNDS {
                return Ok(Value::from(""));
            }
            counting.stopped_at.store(at, Ordering::Relaxed);
            Err(tera::Error::message(Beyond::Loop(at).message()))
        });
        let measuring = Arc::clone(&rounds);
        tera.register_function(
            REMEMBERED,
            move |arguments: Kwargs, _: &State| -> TeraResult<Value> {
                let at: usize = arguments.must_get("bij")?;
                // What is no text cannot grow this way.
                let text: Option<&str> = arguments.get("wat").unwrap_or_default();
                if text.is_none_or(|text| text.len() <= MOST_REMEMBERED) {
                    return Ok(Value::from(""));
                }
                measuring.too_long_at.store(at, Ordering::Relaxed);
                Err(tera::Error::message(Beyond::Remembered(at).message()))
            },
        );
        rounds
    }

    /// The loop that went on too long, or the place where too much was remembered; `None` if neither happened.
    pub(super) fn beyond(&self) -> Option<Beyond> {
        let at = |place: &AtomicUsize| Some(place.load(Ordering::Relaxed)).filter(|at| *at != NONE);
        let remembered = || at(&self.too_long_at).map(Beyond::Remembered);
        at(&self.stopped_at).map(Beyond::Loop).or_else(remembered)
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
