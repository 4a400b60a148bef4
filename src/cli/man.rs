//! `onrecord man`: the manual pages, in roff.

use crate::cli::outcome::Outcome;
use anyhow::{Result, bail};
use clap_mangen::Man;
use std::io::Write;

/// Print a manual page, for `man` to show
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  onrecord man > ~/.local/share/man/man1/onrecord.1
  onrecord man search > ~/.local/share/man/man1/onrecord-search.1
  onrecord man count | man -l -")]
pub(crate) struct Arguments {
    /// The command to describe [default: onrecord as a whole]
    #[arg(value_name = "COMMAND")]
    subcommand: Option<String>,
}

/// Prints the page of the whole command line, `command`, or of one subcommand.
pub(crate) fn run(arguments: &Arguments, mut command: clap::Command) -> Result<Outcome> {
    // Gives each subcommand its full name, such as `onrecord-search`.
    command.build();
    if let Some(name) = &arguments.subcommand {
        let Some(found) = command.find_subcommand(name) else {
            bail!("there is no command `{name}`");
        };
        command = found.clone();
    }
    let mut page = Vec::new();
    Man::new(command).render(&mut page)?;
    std::io::stdout().lock().write_all(&page)?;
    Ok(Outcome::Found)
}
