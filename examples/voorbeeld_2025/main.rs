//! Makes the example of 2025 in `input/2025`: 47 municipalities, flexible ones too, of which two hand in
//! nothing. Everything in it is invented, and every page of what is made from it says so.
//!
//! Run it with `cargo run --example voorbeeld_2025`, or name another folder of years that has 2024 in it.
#![expect(clippy::print_stderr, reason = "a program for developers says what it did")]

mod invent;
mod make;

use std::path::PathBuf;

fn main() -> anyhow::Result<()> {
    let own = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("input");
    let input = std::env::args_os().nth(1).map_or_else(own, PathBuf::from);
    make::year(&input)?;
    eprintln!("the example of 2025 is in {}", input.join("2025").display());
    Ok(())
}
