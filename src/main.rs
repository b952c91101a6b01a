//! The program `pmg`.

use std::process::ExitCode;

fn main() -> ExitCode {
    pmg_monitor::cli::main()
}
