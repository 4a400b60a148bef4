//! `onrecord evaluate ranking`: how well answers are ranked.

use crate::cli::args::query_args::{OpenIndex, QueryArgs};
use crate::cli::args::query_file;
use crate::cli::evaluate::input::Format;
use crate::cli::outcome::Outcome;
use crate::cli::output::remarks::error_text;
use crate::cli::output::stream::note;
use crate::engine::{RankingWeights, SearchOptions, Unit};
use crate::evaluate::ranking::{
    Judgements, Measures, measure, randomization_test, read_judgements, read_run,
};
use crate::lang::{Class, lexicon};
use crate::query::{Field, Plan};
use crate::search::Request;
use crate::text::words::words;
use anyhow::{Context, Result, anyhow};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Score ranking against relevance judgements in TREC format
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  onrecord evaluate ranking queries.tsv qrels.txt --index archive
  onrecord evaluate ranking queries.tsv qrels.txt --per-query --feedback
  onrecord evaluate ranking queries.tsv qrels.txt --baseline bm25

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
    /// Compare with a TREC run, or with `bm25`: plain BM25 over whole articles; with the p-value
    /// of a paired randomisation test
    #[arg(long, value_name = "RUN")]
    baseline: Option<PathBuf>,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: Option<Comparison>,
    per_query: Vec<Line>,
}

/// Another ranking of the same queries.
#[derive(Serialize)]
struct Comparison {
    #[serde(flatten)]
    mean: Measures,
    /// The p-value of the difference in average precision.
    p: f64,
}

/// As many articles of an answer as are scored.
const DEPTH: usize = 1000;

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let (queries, judgements) = read_collection(&arguments.queries, &arguments.qrels)?;
    let mut open = arguments.query_args.open(Unit::Passage, DEPTH)?;
    open.options.partial = arguments.query_args.allows_partial();
    let baseline = arguments.baseline.as_deref();
    let baseline = baseline
        .map(|path| Baseline::open(path, &open))
        .transpose()?;
    let mut lines = Vec::new();
    let mut others = Vec::new();
    for (query, text) in queries {
        let grades = &judgements[&query];
        let request = arguments.query_args.request(&text);
        let ranked = ranked(&open, &request).unwrap_or_else(|error| {
            note!("{query}: {}", error_text(&error));
            Vec::new()
        });
        if let Some(baseline) = &baseline {
            others.extend(measure(&baseline.ranked(&open, &query, &text)?, grades));
        }
        lines.extend(measure(&ranked, grades).map(|measures| Line { query, measures }));
    }
    let all: Vec<Measures> = lines.iter().map(|line| line.measures).collect();
    let compared = all.iter().zip(&others);
    let differences: Vec<f64> = compared.map(|(one, other)| one.map - other.map).collect();
    let whole = Whole {
        schema: 1,
        queries: lines.len(),
        mean: Measures::mean(&all),
        baseline: baseline.map(|_| Comparison {
            mean: Measures::mean(&others),
            p: randomization_test(&differences),
        }),
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

/// Reads the judged queries, each with its id, and the judgements.
pub(crate) fn read_collection(
    queries: &Path,
    qrels: &Path,
) -> Result<(Vec<(String, String)>, Judgements)> {
    let path = qrels.display();
    let text = std::fs::read_to_string(qrels).with_context(|| format!("cannot read {path}"))?;
    let judgements = read_judgements(&text).map_err(|why| anyhow!("{path}: {why}"))?;
    let queries = query_file::read(queries)?.queries.into_iter();
    let judged = queries.filter(|query| judgements.contains_key(&query.id));
    let queries = judged.map(|query| (query.id, query.text)).collect();
    Ok((queries, judgements))
}

/// Returns the ids of the articles that answer, best first.
fn ranked(open: &OpenIndex, request: &Request) -> Result<Vec<String>> {
    let plan = open.service.understand(request)?.plan;
    ids(open, &plan, &open.options)
}

fn ids(open: &OpenIndex, plan: &Plan, options: &SearchOptions) -> Result<Vec<String>> {
    let answer = open.service.search(plan, options)?;
    answer.map(|hit| Ok(hit?.record.external_id())).collect()
}

/// Returns the words of a text, without function words, as plain BM25 takes them: any may match.
pub(crate) fn bag_of_words(text: &str, lang: &str) -> Plan {
    let lexicon = lexicon(lang);
    let all = words(text).map(|word| word.of(text));
    let is_content = |word: &&str| {
        !lexicon
            .word(&word.to_lowercase())
            .class
            .has(Class::FUNCTION_WORDS)
    };
    let plain = |word: &str| Plan::Word {
        field: Field::Words,
        word: word.to_owned(),
    };
    Plan::Any(all.filter(is_content).map(plain).collect())
}

/// What a ranking is compared with.
enum Baseline {
    /// Plain BM25 over whole articles, in this language.
    Bm25(String),
    Run(BTreeMap<String, Vec<String>>),
}

impl Baseline {
    fn open(path: &Path, open: &OpenIndex) -> Result<Self> {
        if path == Path::new("bm25") {
            return Ok(Self::Bm25(open.service.engine().main_language()?));
        }
        let shown = path.display();
        let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {shown}"))?;
        let run = read_run(&text).map_err(|why| anyhow!("{shown}: {why}"))?;
        Ok(Self::Run(run))
    }

    fn ranked(&self, open: &OpenIndex, query: &str, text: &str) -> Result<Vec<String>> {
        match self {
            Self::Run(run) => Ok(run.get(query).cloned().unwrap_or_default()),
            Self::Bm25(lang) => {
                let weights = RankingWeights {
                    passage: 0.0,
                    proximity: 0.0,
                };
                let options = SearchOptions {
                    limit: DEPTH,
                    root: open.options.root.clone(),
                    weights,
                    ..SearchOptions::default()
                };
                ids(open, &bag_of_words(text, lang), &options)
            }
        }
    }
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
    if let Some(baseline) = &whole.baseline {
        row("baseline", &baseline.mean)?;
        let gain = 100.0 * (whole.mean.map / baseline.mean.map - 1.0);
        let p = baseline.p;
        writeln!(
            out,
            "MAP {gain:+.1} %, p = {p:.4} (paired randomisation test)"
        )?;
    }
    Ok(())
}
