//! Why nothing could be counted.

use thiserror::Error;

/// Why nothing could be counted: the long table cannot be read or counted, which is a bug.
#[derive(Debug, Error)]
#[error("de cijfers zijn niet na te tellen: {message}")]
pub struct RecountError {
    pub(crate) message: String,
}
