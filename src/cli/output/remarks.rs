//! How a query was understood, why nothing was found, and what went wrong, in words.

use crate::cli::output::stream::note;
use crate::cli::output::style;
use crate::cli::output::style::counted;
use crate::engine;
use crate::query::{Diagnostic, Plan};
use crate::search::{Bound, Error, PartCount, Remark};
use serde_json::json;

/// Says how parts of a query were understood.
pub(crate) fn print_remarks(remarks: &[Remark]) {
    for remark in remarks {
        note!("{}", style::aside(remark_text(remark)));
    }
}

fn remark_text(remark: &Remark) -> String {
    match remark {
        Remark::Note(note) => note.message.clone(),
        Remark::PlainLanguage(plan) => format!(
            "Taken as a query in plain language: {plan}, articles with more of the words first; --all requires all of them."
        ),
        Remark::UnquotedName { part, word, whole } => {
            format!("`{part}` asks for {word} alone; also found: {whole}")
        }
    }
}

/// Says which part of a query matches nothing, and what may have been meant.
pub(crate) fn print_empty(plan: &Plan, parts: &[PartCount]) {
    let is_one = !matches!(plan, Plan::And(parts) | Plan::AllWords(parts) if parts.len() > 1);
    match is_one {
        true => note!("Nothing found for {plan}."),
        false => note!("Nothing matches all of this. Each part alone:"),
    }
    for part in parts {
        if !is_one {
            let count = style::aside(counted(part.articles, "article"));
            note!("  {}  {count}", part.part);
        }
        if let Some(suggestion) = &part.suggestion {
            note!("Did you mean:  {suggestion}");
        }
    }
}

/// Returns a failure in words, with what to do about it.
pub(crate) fn error_text(error: &anyhow::Error) -> String {
    if let Some(error) = error.downcast_ref::<Error>() {
        return search_error(error);
    }
    let remedy = error.downcast_ref::<engine::Error>().and_then(remedy);
    match remedy {
        Some(remedy) => format!("{error:#}; {remedy}"),
        None => format!("{error:#}"),
    }
}

/// Says what went wrong as JSON on standard error: the message without the query drawn under it
/// and, of a query, the part that is wrong, in code points, and what to write instead.
pub(crate) fn print_json_error(error: &anyhow::Error) {
    let details = match error.downcast_ref::<Error>() {
        Some(Error::Query { typed, diagnostic }) => {
            let points = |at: usize| typed[..at].chars().count();
            let span = diagnostic.span;
            json!({
                "message": diagnostic.message,
                "query": typed,
                "start": points(span.start),
                "end": points(span.end),
                "suggestion": corrected(typed, diagnostic),
            })
        }
        _ => json!({"message": error_text(error)}),
    };
    let whole = json!({"schema": SCHEMA, "error": details});
    note!("{whole}");
}

/// The version of what is printed; it changes when a field changes its meaning or goes.
const SCHEMA: u32 = 1;

/// Returns the query with the part that is wrong replaced, where it is known by what.
fn corrected(typed: &str, diagnostic: &Diagnostic) -> Option<String> {
    let span = diagnostic.span;
    let suggestion = diagnostic.suggestion.as_ref()?;
    Some(format!(
        "{}{suggestion}{}",
        &typed[..span.start],
        &typed[span.end..]
    ))
}

fn search_error(error: &Error) -> String {
    match error {
        Error::Query { typed, diagnostic } => pointed_at(typed, diagnostic),
        Error::Date { bound, .. } => {
            let option = match bound {
                Bound::From => "--from",
                Bound::To => "--to",
            };
            format!(
                "{option}: {error}; write 2024, 2024-03, 2024-03-05, yesterday or \"last 30 days\""
            )
        }
        Error::NotPlainWords => "--any takes plain words, without operators and fields".to_owned(),
        Error::AmbiguousArticle { .. } => {
            format!("{error}; give a whole id, as `onrecord search` prints it")
        }
        Error::Engine(error) => match remedy(error) {
            Some(remedy) => format!("{error}; {remedy}"),
            None => error.to_string(),
        },
    }
}

/// Returns what a user of the command line can do about a failure.
fn remedy(error: &engine::Error) -> Option<String> {
    Some(match error {
        engine::Error::Corpus { .. } => "name the folder of your articles".to_owned(),
        engine::Error::NoIndex(dir) => {
            let dir = dir.display();
            format!("make one with `onrecord index FOLDER --index {dir}`")
        }
        engine::Error::Version { .. } | engine::Error::Damaged { .. } => {
            "remove the index folder and run `onrecord index` again".to_owned()
        }
        engine::Error::Busy { .. } => {
            "wait for it to end, or write to another folder with --index".to_owned()
        }
        engine::Error::Disk { .. } => {
            "check that the disk has room and that you may write to the folder".to_owned()
        }
        engine::Error::Backend(_) => {
            "if it happens again, remove the index folder and run `onrecord index` again".to_owned()
        }
        _ => return None,
    })
}

/// Returns what is wrong with a query, with a caret under the part.
fn pointed_at(typed: &str, diagnostic: &Diagnostic) -> String {
    let span = diagnostic.span;
    let column = typed[..span.start].chars().count();
    let length = span.of(typed).chars().count().max(1);
    let mut message = format!(
        "{}\n\n  {typed}\n  {}{}",
        diagnostic.message,
        " ".repeat(column),
        style::failed("^".repeat(length))
    );
    if let Some(corrected) = corrected(typed, diagnostic) {
        message.push_str(&format!("\n\nDid you mean:  {corrected}"));
    }
    message
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(error: engine::Error, expected: &str) {
        let text = error_text(&error.into());
        assert!(text.contains(expected), "{text}");
    }

    #[test]
    fn failures_come_with_a_remedy() {
        check(
            engine::Error::NoIndex("x".into()),
            "make one with `onrecord index FOLDER --index x`",
        );
        let version = engine::Error::Version {
            dir: "x".into(),
            found: 99,
            expected: 1,
        };
        check(version, "remove the index folder");
        check(
            engine::Error::Pattern("/a/".into()),
            "use a simpler pattern",
        );
    }
}
