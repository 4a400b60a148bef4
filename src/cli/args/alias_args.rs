//! How names are brought together: the switch, and the alias list a reader gives.

use crate::person::{Aliases, NameMatching};
use crate::search::NamePolicy;
use anyhow::{Context, Result, bail};
use std::io;
use std::path::{Path, PathBuf};

#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct AliasArgs {
    /// Match names as spelled, ignoring only accents and case
    #[arg(long)]
    no_merge: bool,
    /// Names to merge (`Name<TAB>other spelling`) or keep apart (`!Name<TAB>Name`), one pair per
    /// line [default: aliases.tsv in the index folder, if it exists]
    #[arg(long, value_name = "FILE")]
    aliases: Option<PathBuf>,
}

/// The name of an alias list in an index folder.
const ALIASES: &str = "aliases.tsv";

impl AliasArgs {
    /// Returns how names are matched in an index.
    pub(crate) fn policy(&self, index: &Path) -> Result<NamePolicy> {
        Ok(NamePolicy {
            aliases: self.aliases(index)?,
            matching: match self.no_merge {
                true => NameMatching::Off,
                false => NameMatching::On,
            },
        })
    }

    /// Reads the list given, or that of the index folder.
    fn aliases(&self, index: &Path) -> Result<Aliases> {
        let path = self.aliases.clone().unwrap_or_else(|| index.join(ALIASES));
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if self.aliases.is_none() && error.kind() == io::ErrorKind::NotFound => {
                return Ok(Aliases::default());
            }
            Err(error) => {
                return Err(error).with_context(|| format!("cannot read {}", path.display()));
            }
        };
        let (aliases, problems) = Aliases::parse(&text);
        if problems.is_empty() {
            return Ok(aliases);
        }
        let messages: Vec<String> = problems
            .iter()
            .map(|problem| format!("{}:{}: {}", path.display(), problem.line, problem.message))
            .collect();
        bail!("{}", messages.join("\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(aliases: Option<&Path>) -> AliasArgs {
        AliasArgs {
            no_merge: false,
            aliases: aliases.map(Path::to_owned),
        }
    }

    #[test]
    fn reads_the_list_of_the_folder() {
        let dir = tempfile::tempdir().expect("a folder");
        assert!(
            names(None)
                .aliases(dir.path())
                .expect("none is fine")
                .is_empty()
        );
        std::fs::write(dir.path().join(ALIASES), "A B\tC\n").expect("room on disk");
        assert!(!names(None).aliases(dir.path()).expect("a list").is_empty());
    }

    #[test]
    fn tells_file_and_line() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("mine.tsv");
        let error = names(Some(&path))
            .aliases(dir.path())
            .expect_err("not there");
        assert!(error.to_string().starts_with("cannot read "), "{error}");
        std::fs::write(&path, "A B\tC\n\nD\n").expect("room on disk");
        let error = names(Some(&path))
            .aliases(dir.path())
            .expect_err("a bad line");
        assert!(
            error.to_string().contains("mine.tsv:3: two names or more"),
            "{error}"
        );
    }
}
