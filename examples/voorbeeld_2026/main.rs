//! Makes the example of 2026 in `input/2026`, the third year: municipalities that left and that joined, grants
//! that ended, questions that changed again, a new theme. Everything in it is invented, and every page of what is made
//! from it says so. It makes the example of 2025 as well, where that is not there, and keeps an edition of it.
//!
//! Run it with `cargo run --example voorbeeld_2026 FOLDER`, for a folder of years that has 2024 in it.
#![expect(clippy::print_stderr, reason = "a program for developers says what it did")]

#[path = "../voorbeeld_2025/invent.rs"]
mod invent;
#[path = "../voorbeeld_2025/make.rs"]
mod make;
mod third;

use std::path::PathBuf;

use anyhow::Context as _;

fn main() -> anyhow::Result<()> {
    let input = std::env::args_os().nth(1).map(PathBuf::from).context("name a folder of years")?;
    let last = make::year(&input)?;
    third::year(&input, last)?;
    eprintln!("the examples of 2025 and 2026 are in {}", input.display());
    Ok(())
}
