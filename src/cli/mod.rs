//! The command line: arguments, output and the exit code.
//!
//! Data goes to standard output, progress and remarks to standard error. The exit code is 0 if
//! something was found, 1 if nothing was, 2 on failure.

pub(crate) mod outcome;
pub(crate) mod completions;
pub(crate) mod man;
pub(crate) mod schema;
pub(crate) mod output;
pub(crate) mod forget;
pub(crate) mod annotate;
pub(crate) mod countries;
pub(crate) mod stats;
pub(crate) mod update;
pub(crate) mod args;
pub(crate) mod show;
pub(crate) mod count;
pub(crate) mod evaluate;
pub(crate) mod index;
pub(crate) mod run_query;
pub(crate) mod quotes;
pub(crate) mod search;
pub(crate) mod speakers;

use crate::cli::outcome::Outcome;
use crate::cli::output::stream::note;
use clap::{CommandFactory, Parser, Subcommand};
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
  onrecord search --corpus ~/articles 'border closure'   index the folder, then search it
  onrecord search 'speaker:tavrichin country:KP'         passages where he speaks, on North Korea
  onrecord quotes 'speaker:tavrichin grain'              what he said about grain
  onrecord speakers tawritschin                          who is quoted, and how the name is spelled
  onrecord annotate story.txt                            what is found in one article
  onrecord count --by month 'border w/5 closure'         how many articles, month by month

`onrecord help query` explains the query language.")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Index(index::Arguments),
    Forget(forget::Arguments),
    Search(search::Arguments),
    Quotes(quotes::Arguments),
    Count(count::Arguments),
    /// Explain the query language by example
    #[command(after_help = QUERY_LANGUAGE, help_template = "{after-help}")]
    Query,
    Speakers(speakers::Arguments),
    Countries(countries::Arguments),
    Show(show::Arguments),
    Annotate(annotate::Arguments),
    Stats(stats::Arguments),
    Schema(schema::Arguments),
    Evaluate(evaluate::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

impl Command {
    /// Tells whether JSON was asked for, so that a failure is told in JSON too.
    fn prints_json(&self) -> bool {
        match self {
            Self::Search(arguments) => arguments.hits.prints_json(),
            Self::Quotes(arguments) => arguments.hits.prints_json(),
            Self::Count(arguments) => arguments.prints_json(),
            Self::Speakers(arguments) => arguments.format.is_json(),
            Self::Countries(arguments) => arguments.format.is_json(),
            Self::Stats(arguments) => arguments.format == stats::Format::Json,
            _ => false,
        }
    }
}

/// The query language by example.
const QUERY_LANGUAGE: &str = include_str!("help_query.txt");

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse_from(args::minus_words::arguments(std::env::args_os()));
    let json = arguments.command.prints_json();
    let outcome = match arguments.command {
        Command::Index(arguments) => index::run(&arguments),
        Command::Forget(arguments) => forget::run(&arguments),
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
        Command::Schema(_) => schema::run(),
        Command::Evaluate(arguments) => evaluate::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments, Arguments::command()),
        Command::Man(arguments) => man::run(&arguments, Arguments::command()),
    };
    match outcome {
        Ok(Outcome::Found) => ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => ExitCode::from(1),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            match json {
                true => output::remarks::print_json_error(&error),
                false => note!(
                    "{}: {}",
                    output::style::failed("onrecord"),
                    output::remarks::error_text(&error)
                ),
            }
            ExitCode::from(2)
        }
    }
}

/// Tells whether whoever reads our output closed the pipe, as `head` does; not an error.
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
