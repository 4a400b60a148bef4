//! `onrecord evaluate weights`: chooses how article scores are weighed, by leaving one out.

use crate::cli::args::alias_args::AliasArgs;
use crate::cli::evaluate::input::Format;
use crate::cli::evaluate::ranking::{bag_of_words, read_collection};
use crate::cli::outcome::Outcome;
use crate::engine::{RankingWeights, SearchOptions};
use crate::evaluate::ranking::{Judgements, measure};
use crate::evaluate::weights::{Setting, leave_one_out};
use crate::index::Reader;
use crate::query::Plan;
use crate::search::{Request, SearchService};
use anyhow::{Context, Result, bail};
use std::io::Write;
use std::path::PathBuf;

/// Choose ranking weights by leaving out one test collection at a time
#[derive(clap::Args)]
#[command(after_help = "\
Example:
  onrecord evaluate weights collections.tsv

A line of COLLECTIONS names a collection, its index folder, its queries and its relevance judgements
(as for `evaluate ranking`), with tabs between them. For each collection the weights are chosen that
are best on all the others, by the mean of the gains over plain BM25; what they gain on the one left
out is what to expect of an archive never seen.")]
pub(crate) struct Arguments {
    /// The collections
    collections: PathBuf,
    #[command(flatten)]
    names: AliasArgs,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// As many articles of an answer as are scored; fewer than `evaluate ranking`, for speed.
const DEPTH: usize = 200;

const PASSAGE: [f32; 4] = [0.0, 0.2, 0.4, 0.6];
const PROXIMITY: [f32; 4] = [0.0, 0.025, 0.05, 0.1];

/// A collection open for queries.
struct Collection {
    name: String,
    service: SearchService,
    /// Each query's id, its plan and its plain bag of words.
    queries: Vec<(String, Plan, Plan)>,
    judgements: Judgements,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Outcome> {
    let path = arguments.collections.display();
    let text = std::fs::read_to_string(&arguments.collections);
    let text = text.with_context(|| format!("cannot read {path}"))?;
    let mut collections = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let [name, index, queries, qrels] = columns[..] else {
            bail!("{path}:{number}: a line is `name<TAB>index<TAB>queries<TAB>qrels`");
        };
        let names = arguments.names.policy(index.as_ref())?;
        let service = SearchService::new(Reader::open(index.as_ref())?, names);
        let (queries, judgements) = read_collection(queries.as_ref(), qrels.as_ref())?;
        collections.push(Collection::new(name, service, queries, judgements)?);
    }
    if collections.len() < 2 {
        bail!("{path}: leaving one out takes two collections or more");
    }
    let plain = RankingWeights {
        passage: 0.0,
        proximity: 0.0,
    };
    let baseline = collections.iter().map(|one| one.map(plain, Ranked::Bag));
    let baseline = baseline.collect::<Result<Vec<f64>>>()?;
    let mut settings = Vec::new();
    for passage in PASSAGE {
        for proximity in PROXIMITY {
            let weights = RankingWeights { passage, proximity };
            let maps = collections
                .iter()
                .map(|one| one.map(weights, Ranked::Query));
            let maps = maps.collect::<Result<Vec<f64>>>()?;
            let gains = maps.iter().zip(&baseline);
            settings.push(Setting {
                weights: [passage, proximity],
                gains: gains.map(|(map, plain)| map / plain - 1.0).collect(),
            });
        }
    }
    let names: Vec<&str> = collections.iter().map(|one| one.name.as_str()).collect();
    let choices = leave_one_out(&settings);
    let mut out = std::io::stdout().lock();
    if arguments.format == Format::Json {
        let whole = serde_json::json!({
            "schema": 1, "collections": names, "baseline": baseline,
            "settings": settings, "choices": choices,
        });
        serde_json::to_writer_pretty(&mut out, &whole)?;
        writeln!(out)?;
        return Ok(Outcome::Found);
    }
    write!(out, "passage  proximity")?;
    for (name, map) in names.iter().zip(&baseline) {
        write!(out, "  {:>14}", format!("{name} {map:.3}"))?;
    }
    writeln!(out)?;
    for setting in &settings {
        let [passage, proximity] = setting.weights;
        write!(out, "{passage:>7}  {proximity:>9}")?;
        for gain in &setting.gains {
            write!(out, "  {:>13.1}%", 100.0 * gain)?;
        }
        writeln!(out)?;
    }
    writeln!(out, "\nleft out        passage  proximity      gain")?;
    for (name, choice) in names.iter().zip(&choices) {
        let [passage, proximity] = settings[choice.setting].weights;
        let gain = 100.0 * choice.gain;
        writeln!(
            out,
            "{name:<14}  {passage:>7}  {proximity:>9}  {gain:>7.1}%"
        )?;
    }
    let mean = choices.iter().map(|choice| choice.gain).sum::<f64>() / choices.len() as f64;
    writeln!(out, "{:<14}  {:>27.1}%", "mean", 100.0 * mean)?;
    Ok(Outcome::Found)
}

/// What a collection is ranked by.
#[derive(Clone, Copy)]
enum Ranked {
    /// Its queries as understood.
    Query,
    /// Their words alone.
    Bag,
}

impl Collection {
    fn new(
        name: &str,
        service: SearchService,
        queries: Vec<(String, String)>,
        judgements: Judgements,
    ) -> Result<Self> {
        let lang = service.engine().main_language()?;
        let mut plans = Vec::new();
        for (id, text) in queries {
            let plan = service.understand(&Request::new(&text))?.plan;
            plans.push((id, plan, bag_of_words(&text, &lang)));
        }
        Ok(Self {
            name: name.to_owned(),
            service,
            queries: plans,
            judgements,
        })
    }

    /// Returns the mean average precision with these weights.
    fn map(&self, weights: RankingWeights, ranked: Ranked) -> Result<f64> {
        let options = SearchOptions {
            limit: DEPTH,
            partial: true,
            weights,
            ..SearchOptions::default()
        };
        let mut sum = 0.0;
        let mut count = 0;
        for (id, query, bag) in &self.queries {
            let plan = match ranked {
                Ranked::Query => query,
                Ranked::Bag => bag,
            };
            let answer = self.service.search(plan, &options)?;
            let found = answer.map(|hit| Ok(hit?.record.external_id()));
            let found = found.collect::<Result<Vec<String>>>()?;
            if let Some(measures) = measure(&found, &self.judgements[id]) {
                sum += measures.map;
                count += 1;
            }
        }
        Ok(sum / f64::from(count.max(1)))
    }
}
