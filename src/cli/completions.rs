//! `onrecord completions`: the completion script of a shell.

use crate::cli::outcome::Outcome;
use anyhow::Result;
use clap_complete::Shell;
use std::io::Write;

/// Print a completion script for your shell
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  onrecord completions bash > ~/.local/share/bash-completion/completions/onrecord
  onrecord completions zsh > ~/.zfunc/_onrecord
  onrecord completions fish > ~/.config/fish/completions/onrecord.fish")]
pub(crate) struct Arguments {
    /// The shell to complete in
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints the script for the whole command line, `command`.
pub(crate) fn run(arguments: &Arguments, mut command: clap::Command) -> Result<Outcome> {
    // Into memory first: the generator panics where the reader goes away.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "onrecord", &mut script);
    std::io::stdout().lock().write_all(&script)?;
    Ok(Outcome::Found)
}
