//! The command line: what is typed, what is printed, and the exit code.
//!
//! Data goes to standard output, progress and notes to standard error. The exit code is 0 where
//! something was found, 1 where nothing was, 2 where something failed.

pub(crate) mod annotate;
pub(crate) mod args;
pub(crate) mod count;
pub(crate) mod countries;
pub(crate) mod evaluate;
pub(crate) mod index;
pub(crate) mod outcome;
pub(crate) mod output;
pub(crate) mod quotes;
pub(crate) mod run_query;
pub(crate) mod search;
pub(crate) mod show;
pub(crate) mod speakers;
pub(crate) mod stats;
pub(crate) mod update;

use crate::cli::outcome::Outcome;
use clap::{Parser, Subcommand};
use std::io;
use std::process::ExitCode;

/// Search your own news archive by word, speaker, country and date
#[derive(Parser)]
#[command(
    name = "onrecord",
    version,
    max_term_width = 100,
    arg_required_else_help = true
)]
#[command(after_help = "\
Examples:
  onrecord search --corpus ~/articles 'border closure'     index the folder, then search it
  onrecord search 'speaker:lavrov country:KP'              what was written around his words
  onrecord quotes 'speaker:merkel refugees'                what she said, a quotation a hit
  onrecord speakers selenskyj                    who is quoted, in which spellings
  onrecord annotate story.txt                              what is found in one article

  onrecord count --by month 'border w/5 closure'           how many, when

`onrecord help query` teaches the query language.")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Index(index::Arguments),
    Search(search::Arguments),
    Quotes(quotes::Arguments),
    Count(count::Arguments),
    /// Teach the query language by examples
    #[command(after_help = QUERY_LANGUAGE, help_template = "{after-help}")]
    Query,
    Speakers(speakers::Arguments),
    Countries(countries::Arguments),
    Show(show::Arguments),
    Annotate(annotate::Arguments),
    Stats(stats::Arguments),
    Evaluate(evaluate::Arguments),
}

/// The query language by examples.
const QUERY_LANGUAGE: &str = include_str!("help_query.txt");

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse_from(args::minus_words::arguments(std::env::args_os()));
    let outcome = match arguments.command {
        Command::Index(arguments) => index::run(&arguments),
        Command::Search(arguments) => search::run(&arguments),
        Command::Quotes(arguments) => quotes::run(&arguments),
        Command::Count(arguments) => count::run(&arguments),
        Command::Query => {
            anstream::print!("{QUERY_LANGUAGE}");
            Ok(Outcome::Found)
        }
        Command::Speakers(arguments) => speakers::run(&arguments),
        Command::Countries(arguments) => countries::run(&arguments),
        Command::Show(arguments) => show::run(&arguments),
        Command::Annotate(arguments) => annotate::run(&arguments),
        Command::Stats(arguments) => stats::run(&arguments),
        Command::Evaluate(arguments) => evaluate::run(&arguments),
    };
    match outcome {
        Ok(Outcome::Found) => ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => ExitCode::from(1),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            anstream::eprintln!(
                "{}: {}",
                output::style::failed("onrecord"),
                output::remarks::error_text(&error)
            );
            ExitCode::from(2)
        }
    }
}

/// Tells whether the reader of our output went away, as `head` does: no failure of ours.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json = cause
            .downcast_ref::<serde_json::Error>()
            .and_then(serde_json::Error::io_error_kind);
        let csv = cause
            .downcast_ref::<csv::Error>()
            .and_then(|error| match error.kind() {
                csv::ErrorKind::Io(error) => Some(error.kind()),
                _ => None,
            });
        io.or(json).or(csv) == Some(io::ErrorKind::BrokenPipe)
    })
}
