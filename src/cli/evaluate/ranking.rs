//! `onrecord evaluate ranking`: how well answers are ranked.

use crate::cli::args::query_args::{OpenIndex, QueryArgs};
use crate::cli::args::query_file;
use crate::cli::evaluate::input::Format;
use crate::cli::outcome::Outcome;
use crate::cli::output::remarks::error_text;
use crate::cli::output::stream::note;
use crate::engine::Unit;
use crate::evaluate::ranking::{Measures, measure, read_judgements};
use crate::search::Request;
use anyhow::{Context, Result, anyhow};
use serde::Serialize;
use std::io::Write;
use std::path::PathBuf;

/// Score ranking against relevance judgements in TREC format
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  onrecord evaluate ranking queries.tsv qrels.txt --index archive
  onrecord evaluate ranking queries.tsv qrels.txt --per-query --feedback

A line of QUERIES is an id, a tab and a query in the language of `search`; a line of QRELS is
`query 0 article grade`, where an article is named by its source's own id if it has one. An article
is scored by its best passage; the first 1000 articles of each result list are evaluated.")]
pub(crate) struct Arguments {
    /// The queries
    queries: PathBuf,
    /// The relevance judgements (qrels)
    qrels: PathBuf,
    #[command(flatten)]
    query_args: QueryArgs,
    /// Show the measures of each query
    #[arg(long)]
    per_query: bool,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Serialize)]
struct Line {
    query: String,
    #[serde(flatten)]
    measures: Measures,
}

#[derive(Serialize)]
struct Whole {
    schema: u32,
    queries: usize,
    #[serde(flatten)]
    mean: Measures,
    per_query: Vec<Line>,
}

/// As many articles of an answer as are scored.
const DEPTH: usize = 1000;

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let queries = query_file::read(&arguments.queries)?.queries;
    let path = arguments.qrels.display();
    let qrels = std::fs::read_to_string(&arguments.qrels);
    let judgements = read_judgements(&qrels.with_context(|| format!("cannot read {path}"))?)
        .map_err(|why| anyhow!("{path}: {why}"))?;
    let open = arguments.query_args.open(Unit::Passage, DEPTH)?;
    let mut lines = Vec::new();
    for query in queries {
        let Some(grades) = judgements.get(&query.id) else {
            continue;
        };
        let request = arguments.query_args.request(&query.text);
        let ranked = ranked(&open, &request).unwrap_or_else(|error| {
            note!("{}: {}", query.id, error_text(&error));
            Vec::new()
        });
        let query = query.id;
        lines.extend(measure(&ranked, grades).map(|measures| Line { query, measures }));
    }
    let all: Vec<Measures> = lines.iter().map(|line| line.measures).collect();
    let whole = Whole {
        schema: 1,
        queries: lines.len(),
        mean: Measures::mean(&all),
        per_query: lines,
    };
    let mut out = std::io::stdout().lock();
    match arguments.format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &whole)?;
            writeln!(out)?;
        }
        Format::Text => text(&whole, arguments.per_query, &mut out)?,
    }
    Ok(Outcome::of(whole.queries))
}

/// Returns the ids of the articles that answer, best first.
fn ranked(open: &OpenIndex, request: &Request) -> Result<Vec<String>> {
    let plan = open.service.understand(request)?.plan;
    let answer = open.service.search(&plan, &open.options)?;
    answer.map(|hit| Ok(hit?.record.external_id())).collect()
}

fn text(whole: &Whole, per_query: bool, out: &mut impl Write) -> Result<()> {
    writeln!(
        out,
        "{:<10}    MAP  nDCG@10   P@10  recall@100  recall@1000",
        "query"
    )?;
    let mut row = |name: &str, one: &Measures| {
        writeln!(
            out,
            "{name:<10}  {:.3}    {:.3}  {:.3}       {:.3}        {:.3}",
            one.map, one.ndcg_10, one.p_10, one.recall_100, one.recall_1000
        )
    };
    if per_query {
        for line in &whole.per_query {
            row(&line.query, &line.measures)?;
        }
    }
    row(&format!("all {}", whole.queries), &whole.mean)?;
    Ok(())
}
