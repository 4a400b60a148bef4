//! How fast: reading, annotating and indexing in MB of text a second, and answering; each beside
//! plain tantivy over the very same passages, as a ratio of one run.
//!
//! `cargo bench` makes its own archive from the sample articles; `ONRECORD_BENCH=DIR cargo bench`
//! takes a folder of yours. Compare ratios: machines differ, and so do their hours.

use onrecord::annotate::annotate;
use onrecord::article::Article;
use onrecord::corpus::{read, walk};
use onrecord::engine::{
    ArticleId, Dimension, Engine, Period, Record, SearchOptions, SpeakerOptions, Unit, records,
};
use onrecord::index::Reader;
use onrecord::ingest::{Options, ingest};
use onrecord::query::parse;
use onrecord::query::to_plan;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{IndexRecordOption, Schema, TextFieldIndexing, TextOptions, Value};
use tantivy::{Index, IndexWriter, TantivyDocument, Term, doc};

fn main() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let corpus =
        std::env::var_os("ONRECORD_BENCH").map_or_else(|| archive(home.path()), PathBuf::from);
    let articles = articles(&corpus);
    let bytes: usize = articles.iter().map(|article| article.body.len()).sum();
    println!(
        "{} articles, {:.1} MB of text",
        articles.len(),
        megabytes(bytes)
    );

    let (_, reading) = timed(|| self::articles(&corpus));
    println!("read       {:7.1} MB/s, one thread", rate(bytes, reading));
    let (annotated, annotating) = timed(|| articles.iter().map(annotate).collect::<Vec<_>>());
    println!(
        "annotate   {:7.1} MB/s, one thread",
        rate(bytes, annotating)
    );
    let passages: Vec<Record> = articles
        .iter()
        .zip(&annotated)
        .flat_map(|(article, annotated)| records(article, annotated, "bench/file", ArticleId(0)))
        .filter(|record| record.quote.is_none())
        .collect();

    let index = home.path().join("index");
    let options = Options {
        corpus: corpus.clone(),
        index: index.clone(),
        threads: 0,
        changes: onrecord::ingest::ChangeTest::SizeAndTime,
    };
    let (_, indexing) = timed(|| ingest(&options, &|_| ()).expect("the corpus can be indexed"));
    let (plain, plain_indexing) =
        timed(|| Plain::of(&corpus, &passages, &home.path().join("plain")));
    println!(
        "index      {:7.1} MB/s, all cores, from the folder; plain tantivy {:.1}; ratio {:.2}",
        rate(bytes, indexing),
        rate(bytes, plain_indexing),
        plain_indexing.as_secs_f64() / indexing.as_secs_f64(),
    );
    queries(&passages, &index, &plain);
}

/// Makes an archive of some 20 MB: the sample's paragraphs, in ever other orders.
fn archive(home: &Path) -> PathBuf {
    let sample = articles(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus"));
    let paragraphs: Vec<&str> = sample
        .iter()
        .flat_map(|article| article.body.split("\n\n"))
        .collect();
    let corpus = home.join("corpus");
    let mut state = 1_u64;
    for number in 0..10_000 {
        let folder = corpus.join(format!("{:03}", number / 100));
        std::fs::create_dir_all(&folder).expect("a folder can be made");
        let mut text = format!("Story {number} of many\n\n");
        while text.len() < 2_000 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            text.push_str(paragraphs[(state >> 33) as usize % paragraphs.len()]);
            text.push_str("\n\n");
        }
        std::fs::write(folder.join(format!("{number}.txt")), text).expect("a file can be written");
    }
    corpus
}

fn articles(corpus: &Path) -> Vec<Article> {
    let mut articles = Vec::new();
    for file in walk(corpus).flatten() {
        read(&file, &mut |result| articles.extend(result.ok()));
    }
    articles
}

/// What an index costs without us: the same files read, the very same passages stored and stemmed.
struct Plain {
    index: Index,
}

impl Plain {
    fn of(corpus: &Path, passages: &[Record], dir: &Path) -> Self {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("en_stem")
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let options = TextOptions::default().set_indexing_options(indexing);
        let text = schema.add_text_field("text", options.clone().set_stored());
        let title = schema.add_text_field("title", options.set_stored());
        std::fs::create_dir_all(dir).expect("a folder can be made");
        let index = Index::create_in_dir(dir, schema.build()).expect("an index can be made");
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let mut writer: IndexWriter = index
            .writer_with_num_threads(threads, 256 << 20)
            .expect("a writer");
        for file in walk(corpus).flatten() {
            std::hint::black_box(std::fs::read(&file.path).ok());
        }
        for passage in passages {
            let document = doc!(text => passage.text.as_str(), title => passage.title.as_str());
            writer.add_document(document).expect("a document is taken");
        }
        writer.commit().expect("a commit");
        writer.wait_merging_threads().expect("merging ends");
        Self { index }
    }

    fn search(&self, words: &[&str], asked: Asked) -> usize {
        let searcher = self.index.reader().expect("a reader").searcher();
        let field = self
            .index
            .schema()
            .get_field("text")
            .expect("the field is there");
        let mut analyzer = self
            .index
            .tokenizers()
            .get("en_stem")
            .expect("a tokenizer of tantivy's");
        let terms: Vec<Term> = words
            .iter()
            .map(|word| {
                let mut stem = String::new();
                analyzer
                    .token_stream(word)
                    .process(&mut |token| stem.clone_from(&token.text));
                Term::from_field_text(field, &stem)
            })
            .collect();
        let query: Box<dyn Query> = match asked {
            Asked::Phrase => Box::new(PhraseQuery::new(terms)),
            Asked::Words | Asked::Near => {
                let words = terms.into_iter().map(|term| {
                    let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
                    (Occur::Must, Box::new(query) as Box<dyn Query>)
                });
                Box::new(BooleanQuery::new(words.collect()))
            }
        };
        let (count, top) = searcher
            .search(&query, &(Count, TopDocs::with_limit(10).order_by_score()))
            .expect("a search");
        for (_, address) in &top {
            let document: TantivyDocument = searcher.doc(*address).expect("a stored document");
            assert!(
                document
                    .get_first(field)
                    .and_then(|text| text.as_str())
                    .is_some()
            );
        }
        count
    }
}

/// How words are asked for. tantivy knows no nearness: beside it stands the same as AND.
#[derive(Clone, Copy, PartialEq)]
enum Asked {
    Words,
    Phrase,
    Near,
}

fn queries(passages: &[Record], index: &Path, plain: &Plain) {
    let reader = Reader::open(index).expect("an index");
    let is_word = |word: &&str| word.len() > 3 && word.chars().all(|c| c.is_ascii_lowercase());
    let mut words: Vec<&str> = Vec::new();
    let mut neighbours: Vec<Vec<&str>> = Vec::new();
    for record in passages.iter().step_by(passages.len() / 400 + 1) {
        let text: Vec<&str> = record.text.split(' ').collect();
        words.extend(
            text.iter()
                .copied()
                .find(|word| word.len() > 6 && is_word(word)),
        );
        let pair = text.windows(2).find(|pair| pair.iter().all(is_word));
        neighbours.extend(pair.map(<[&str]>::to_vec));
    }
    words.sort_unstable();
    words.dedup();
    neighbours.sort_unstable();
    neighbours.dedup();
    let pairs: Vec<Vec<&str>> = words.windows(2).map(<[&str]>::to_vec).collect();
    let singles: Vec<Vec<&str>> = words.iter().map(|&word| vec![word]).collect();
    let ask = |words: &[&str], asked: Asked| {
        let typed = match asked {
            Asked::Words => words.join(" "),
            Asked::Phrase => format!("\"{}\"", words.join(" ")),
            Asked::Near => words.join(" w/5 "),
        };
        let plan = to_plan(&parse(&typed, &|_: &str| None).query);
        let options = SearchOptions {
            unit: Unit::Passage,
            ..SearchOptions::default()
        };
        reader.hits(&plan, &options).expect("a search").matches
    };
    for (name, questions, asked) in [
        ("one word ", &singles, Asked::Words),
        ("two words", &pairs, Asked::Words),
        ("a phrase ", &neighbours, Asked::Phrase),
        ("the words", &neighbours, Asked::Words),
    ] {
        let ours = percentiles(questions, |words| ask(words, asked));
        let theirs = percentiles(questions, |words| plain.search(words, asked));
        compared(name, ours, "plain tantivy", theirs);
    }
    let near = percentiles(&neighbours, |words| ask(words, Asked::Near));
    let and = percentiles(&neighbours, |words| ask(words, Asked::Words));
    compared("words w/5", near, "as AND", and);

    let frequent = to_plan(&parse("the", &|_: &str| None).query);
    let (options, people) = (SearchOptions::default(), SpeakerOptions::default());
    let count = || {
        reader.count(
            &frequent,
            &[Dimension::Period(Period::Month)],
            &options,
            &people,
        )
    };
    let (counts, took) = timed(|| count().expect("counts"));
    println!(
        "count by month {:.1} ms for {} passages",
        took.as_secs_f64() * 1e3,
        counts.matches
    );
}

fn compared(name: &str, ours: (f64, f64), other: &str, theirs: (f64, f64)) {
    println!(
        "{name}  p50 {:.2} ms, p99 {:.2}; {other} {:.2}, {:.2}; ratio {:.2}, {:.2}",
        ours.0,
        ours.1,
        theirs.0,
        theirs.1,
        ours.0 / theirs.0,
        ours.1 / theirs.1,
    );
}

/// Returns the median and the 99th percentile in milliseconds, after one round to warm up.
fn percentiles(questions: &[Vec<&str>], ask: impl Fn(&[&str]) -> usize) -> (f64, f64) {
    let mut times = Vec::new();
    for round in 0..4 {
        for question in questions {
            let (_, took) = timed(|| std::hint::black_box(ask(question)));
            if round > 0 {
                times.push(took.as_secs_f64() * 1e3);
            }
        }
    }
    times.sort_by(f64::total_cmp);
    (times[times.len() / 2], times[times.len() * 99 / 100])
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed())
}

fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

fn rate(bytes: usize, took: Duration) -> f64 {
    megabytes(bytes) / took.as_secs_f64()
}
