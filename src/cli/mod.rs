//! The command line: arguments in, files, terminal and exit code out.
//!
//! The only room that prints, reads the environment and writes files. Data goes to stdout, the
//! rest to stderr. Exit codes: 0 clean, 1 findings of the severity that
//! `--fail-level` names, 2 could not run.

mod accept;
mod arguments;
mod build;
mod check;
mod explain;
mod findings;
mod mark;
mod output;
mod questionnaires;
mod terminal;
mod trace;

use std::process::ExitCode;

use clap::Parser as _;

use arguments::{Arguments, Command};

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Nothing that makes the run fail.
    Clean,
    /// There are findings that make the run fail.
    Fails,
}

/// Runs the program with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let run = match &arguments.command {
        Command::Questionnaires(asked) => questionnaires::run(asked, &arguments.folders),
        Command::Build(build) => build::run(build, &arguments.folders),
        Command::Check(check) => check::run(check, &arguments.folders),
        Command::Accept(accept) => accept::run(accept, &arguments.folders),
        Command::Trace(trace) => trace::run(trace, &arguments.folders),
        Command::Explain(explain) => explain::run(explain),
    };
    match run {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Fails) => ExitCode::from(1),
        Err(error) => {
            terminal::error(&error);
            ExitCode::from(2)
        }
    }
}
