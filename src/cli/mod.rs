//! The command line: what is typed, what is printed, and the exit code.
//!
//! Data goes to standard output, progress and notes to standard error. The exit code is 0 where
//! something was found, 1 where nothing was, 2 where something failed.

mod annotate;

use clap::{Parser, Subcommand};
use std::io;
use std::process::ExitCode;

/// Search over news archives that knows who said what, where, and when.
#[derive(Parser)]
#[command(name = "onrecord", version, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Annotate(annotate::Arguments),
}

/// How a command that did not fail ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Found,
    Nothing,
}

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match arguments.command {
        Command::Annotate(arguments) => annotate::run(&arguments),
    };
    match outcome {
        Ok(Outcome::Found) => ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => ExitCode::from(1),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("onrecord: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// Tells whether the reader of our output went away, as `head` does: no failure of ours.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}
