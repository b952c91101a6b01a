//! Prints on a stream: data byte for byte, and texts for people with their colours.

use std::io::{ErrorKind, Write};

use anyhow::Context as _;

/// Prints data on stdout, byte for byte. A reader who stops reading is no error.
pub(in crate::cli) fn print(text: &str) -> anyhow::Result<()> {
    write_all(std::io::stdout(), text)
}

/// Prints a text for people on stdout, with its colours if the reader wants them.
pub(in crate::cli) fn show(text: &str) -> anyhow::Result<()> {
    write_all(anstream::stdout(), text)
}

/// Writes a text to a stream. A reader who stops reading is no error.
pub(in crate::cli) fn write_all(mut to: impl Write, text: &str) -> anyhow::Result<()> {
    match to.write_all(text.as_bytes()).and_then(|()| to.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written.context("de uitvoer kan niet worden weggeschreven"),
    }
}
