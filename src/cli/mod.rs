//! The command line: arguments in, files, terminal and exit code out.
//!
//! The only room that prints, reads the environment and writes files. Results go to stdout, messages about the run to
//! stderr. Exit codes: 0 clean, 1 findings of the severity that `--fail-level` names or a recount that differs, 2
//! could not run (or could not report how the run ended), 3 publication refused.

mod accept;
mod archive;
mod arguments;
mod build;
mod check;
mod clock;
mod compare;
mod drafts;
mod explain;
mod final_edition;
mod help;
mod letter;
mod mark;
mod new;
mod outcome;
mod output;
mod preview;
mod progress;
mod questionnaires;
mod receive;
mod remarks;
mod request;
mod secret;
mod status;
mod templates;
mod terminal;
mod trace;
mod verify;
mod words;

use std::panic::catch_unwind;
use std::process::ExitCode;

use arguments::Command;
use outcome::Outcome;

use pmg_core::workbook;
use pmg_recount as recount;

/// Runs the program with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    std::panic::set_hook(Box::new(|panic| {
        if !workbook::is_reading() && !recount::is_reading() {
            terminal::bug(panic);
        }
    }));
    // The hook has reported the panic already.
    let code = catch_unwind(run).unwrap_or(COULD_NOT_RUN);
    ExitCode::from(if terminal::is_lost() { COULD_NOT_RUN } else { code })
}

const COULD_NOT_RUN: u8 = 2;

/// Runs the command that was typed, and returns the exit code.
fn run() -> u8 {
    let run = match help::arguments(std::env::args_os()) {
        Ok(arguments) => command(&arguments.command),
        Err(told) => told.show(),
    };
    match run {
        Ok(Outcome::Clean) => 0,
        Ok(Outcome::Fails) => 1,
        Ok(Outcome::Refused) => 3,
        Err(error) => {
            terminal::error(&error);
            COULD_NOT_RUN
        }
    }
}

fn command(command: &Command) -> anyhow::Result<Outcome> {
    // First finish receiving a return, if an earlier run was cut off while it did so.
    command.reads().map_or(Ok(()), |year| receive::settle(&year))?;
    match command {
        Command::New(new) => new::run(new),
        Command::Questionnaires(asked) => questionnaires::run(asked),
        Command::Receive(receive) => receive::run(receive),
        Command::Status(status) => status::run(status),
        Command::Templates(asked) => templates::run(asked),
        Command::Build(build) => build::run(build),
        Command::Check(check) => check::run(check),
        Command::Accept(accept) => accept::run(accept),
        Command::Compare(compare) => compare::run(compare),
        Command::Preview(preview) => preview::run(preview),
        Command::Letter(asked) => letter::run(asked),
        Command::Remarks(remarks) => remarks::run(remarks),
        Command::Words(asked) => words::run(asked),
        Command::Trace(trace) => trace::run(trace),
        Command::Verify(verify) => verify::run(verify),
        Command::Archive(asked) => archive::run(asked),
        Command::Explain(explain) => explain::run(explain),
    }
}
