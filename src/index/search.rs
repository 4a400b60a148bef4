//! Answers plans: the best hits, how many there are, and the words that made them match.

use crate::index::analysis::Languages;
use crate::index::asked::{Asked, Placed, asked};
use crate::index::collect::{Group, Run, Runs, grade};
use crate::index::error::{Error, Result};
use crate::index::feedback::{FEEDBACK_ARTICLES, learn, telling};
use crate::index::highlight::{Highlighter, KnownStems};
use crate::index::home::{self, Home, Root};
use crate::index::kept::Kept;
use crate::index::lower::{bag_parts, lower};
use crate::index::manifest::{self, docs_with};
use crate::index::rank::{Bag, Lengths, add_nearness};
use crate::index::record::{FileRecord, Kind, Record, Seen};
use crate::index::schema::{self, field, tokenizers};
use crate::index::{ArticleId, Marks};
use crate::query::{Field, Plan};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::de::DeserializeOwned;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use tantivy::columnar::{Column, ColumnValues};
use tantivy::query::{Bm25StatisticsProvider, EnableScoring, Query};
use tantivy::schema::Value;
use tantivy::{
    DateTime, DocAddress, DocId, Index, IndexReader, ReloadPolicy, Searcher, TantivyDocument, Term,
};

/// What to answer with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchOptions {
    pub kind: Kind,
    pub limit: usize,
    pub offset: usize,
    /// Only what lies under the corpus of this label.
    pub root: Option<String>,
    /// Rank again by what the best articles have in common. What is found stays the same.
    pub feedback: bool,
    /// Say of each hit how its score came about.
    pub explain: bool,
    /// Every passage by itself, not the best one for its article.
    pub every: bool,
}

impl Default for SearchOptions {
    fn default() -> Self {
        Self {
            kind: Kind::Passage,
            limit: 10,
            offset: 0,
            root: None,
            feedback: false,
            explain: false,
            every: false,
        }
    }
}

/// The answer: a page of hits, and exactly how many there are in all.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hits {
    pub articles: usize,
    /// Passages, or quotations, as asked.
    pub matches: usize,
    pub hits: Vec<Hit>,
}

/// A passage standing for its article, or a quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    pub record: Record,
    pub score: f32,
    /// From 1, over all pages.
    pub rank: usize,
    /// How many more passages of the article match; 0 for quotations, which all stand alone.
    pub further: usize,
    pub marks: Marks,
    /// How the score came about, where that was asked.
    pub explanation: Vec<String>,
}

/// Everything that answers.
struct Found {
    runs: Vec<Run>,
    articles: usize,
    bag: Option<Arc<Bag>>,
    query: Box<dyn Query>,
}

/// An index open for reading. It goes on showing what it opened until [`Reader::reload`].
pub struct Reader {
    pub(super) dir: PathBuf,
    roots: Vec<Root>,
    reader: IndexReader,
    /// One for each search that ever ran beside another.
    known_stems: Mutex<Vec<KnownStems>>,
    /// How long texts are on average, once somebody asked.
    lengths: Mutex<Option<Lengths>>,
}

impl Reader {
    pub fn open(dir: &Path) -> Result<Self> {
        let home = Home::read(dir)?;
        let Some(home) = home.filter(|_| home::has_index(dir)) else {
            return Err(Error::NoIndex(dir.to_owned()));
        };
        let mut index = Index::open_in_dir(dir)?;
        index.set_tokenizers(tokenizers());
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        Ok(Self {
            dir: dir.to_owned(),
            roots: home.roots,
            reader,
            known_stems: Mutex::default(),
            lengths: Mutex::default(),
        })
    }

    /// Shows what a writer has committed since.
    pub fn reload(&self) -> Result<()> {
        *self.lengths.lock().unwrap_or_else(PoisonError::into_inner) = None;
        Ok(self.reader.reload()?)
    }

    /// Returns the corpora whose files are here.
    pub fn roots(&self) -> &[Root] {
        &self.roots
    }

    /// Returns the best hits and exact counts.
    ///
    /// Hits of one score are in the order newest first, then by article and position: the same
    /// for the same texts, however many threads indexed them.
    pub fn search(&self, plan: &Plan, options: &SearchOptions) -> Result<Hits> {
        let mut hits = Vec::new();
        let counts = self.each(plan, options, &mut |hit| {
            hits.push(hit);
            true
        })?;
        Ok(Hits { hits, ..counts })
    }

    /// Gives the best hits one by one, none of which is kept, for as long as they are taken;
    /// returns the exact counts, with no hits.
    pub fn each(
        &self,
        plan: &Plan,
        options: &SearchOptions,
        take: &mut dyn FnMut(Hit) -> bool,
    ) -> Result<Hits> {
        let searcher = self.searcher();
        let mut languages = languages(&searcher)?;
        let asked = asked(plan, &mut languages)?;
        let mut found = self.found(&asked, options, &searcher)?;
        let counts = Hits {
            articles: found.articles,
            matches: found.runs.iter().map(|run| run.count as usize).sum(),
            hits: Vec::new(),
        };
        let order = Order::new(&searcher)?;
        let end = options.offset.saturating_add(options.limit);
        found.runs = best(found.runs, end, &order);
        let mut highlighter = Highlighter::new(&asked, self.take_stems());
        for (at, run) in found.runs.iter().enumerate().skip(options.offset) {
            let record = record(&searcher, run.segment, run.doc)?;
            let quotes = match asked.asks_of_quotes() && options.kind == Kind::Passage {
                true => self.article(record.article, Kind::Quote)?,
                false => Vec::new(),
            };
            let marks = highlighter.marks(&record, &quotes).unwrap_or_default();
            let explanation = match (options.explain, &found.bag) {
                (false, _) => Vec::new(),
                (true, Some(bag)) => bag.explained(run, &searcher)?,
                (true, None) => explained(&*found.query, run, &searcher)?,
            };
            let hit = Hit {
                record,
                score: run.score,
                rank: at + 1,
                further: run.count as usize - 1,
                marks,
                explanation,
            };
            if !take(hit) {
                break;
            }
        }
        self.keep_stems(highlighter.into_known());
        Ok(counts)
    }

    /// Returns everything that answers, in no order, with its score.
    fn found(&self, asked: &Asked, options: &SearchOptions, searcher: &Searcher) -> Result<Found> {
        let lowered = lower(asked, options.kind, options.root.as_deref(), searcher)?;
        let group = match options.kind {
            Kind::Passage if !options.every => Group::Article,
            _ => Group::Nothing,
        };
        let statistics = Statistics::of(options.kind, searcher)?;
        let passages = statistics.documents;
        let collect = |bag: Option<Arc<Bag>>| -> Result<Vec<Run>> {
            let ranked = lowered.ranked;
            let collector = Runs {
                group,
                ranked,
                bag: bag.clone(),
            };
            let query = &*lowered.query;
            let mut runs =
                searcher.search_with_statistics_provider(query, &collector, &statistics)?;
            if group == Group::Article {
                runs = join(runs, &Order::new(searcher)?);
            }
            if let Some(bag) = &bag {
                add_nearness(&mut runs, bag, searcher)?;
            }
            Ok(runs)
        };
        let words = asked.ranked_by().filter(|_| group == Group::Article);
        let bag = words.map(|words| self.bag(words, searcher, passages));
        let mut bag = bag.transpose()?.map(Arc::new);
        let mut runs = collect(bag.clone())?;
        if options.feedback && group == Group::Article {
            let mut words = Vec::new();
            asked.words(&mut words);
            let mut learnt = self.bag(&words, searcher, passages)?;
            let top = best(runs.clone(), FEEDBACK_ARTICLES, &Order::new(searcher)?);
            let mut articles = Vec::new();
            for run in top {
                let article = self.article(ArticleId(run.article), Kind::Passage)?;
                articles.push((run.score, article));
            }
            learn(&mut learnt, &articles, searcher)?;
            bag = Some(Arc::new(learnt));
            runs = collect(bag.clone())?;
        }
        let articles = match group {
            Group::Article => runs.len(),
            Group::Nothing => count_articles(&runs),
        };
        Ok(Found {
            runs,
            articles,
            bag,
            query: lowered.query,
        })
    }

    /// Returns the documents of each segment that answer, in order.
    pub(super) fn matching(
        &self,
        asked: &Asked,
        options: &SearchOptions,
        searcher: &Searcher,
    ) -> Result<Vec<Vec<DocId>>> {
        let lowered = lower(asked, options.kind, options.root.as_deref(), searcher)?;
        let weight = lowered
            .query
            .weight(EnableScoring::disabled_from_searcher(searcher))?;
        let segments = searcher.segment_readers().par_iter();
        let found = segments.map(|segment| {
            let mut docs = Vec::new();
            weight.for_each_no_score(segment, &mut |block| docs.extend_from_slice(block))?;
            if let Some(alive) = segment.alive_bitset() {
                docs.retain(|&doc| alive.is_alive(doc));
            }
            Ok(docs)
        });
        found.collect()
    }

    /// Returns a question for articles like this one, without it.
    pub fn like(&self, id: ArticleId) -> Result<Plan> {
        let searcher = self.searcher();
        let article = self.article(id, Kind::Passage)?;
        let passages = Statistics::of(Kind::Passage, &searcher)?.documents;
        let word = |word| Plan::Word {
            field: Field::Words,
            word,
        };
        let words = telling(&article, &searcher, passages)?;
        let itself = Plan::Value {
            field: Field::Id,
            value: id.to_string(),
        };
        let any = Plan::Any(words.into_iter().map(word).collect());
        Ok(any.and(Plan::Not(Box::new(itself))))
    }

    /// Returns the ids that begin as typed, the first few of them; `id:start-end` will do too.
    pub fn articles(&self, typed: &str) -> Result<Vec<ArticleId>> {
        const FEW: usize = 10;
        let typed = typed.split(':').next().unwrap_or(typed);
        let Some(range) = ArticleId::starting_with(typed) else {
            return Ok(Vec::new());
        };
        let searcher = self.searcher();
        let article = field(schema::ARTICLE);
        let term = |number| Term::from_field_u64(article, number);
        let mut found = BTreeSet::new();
        for segment in searcher.segment_readers() {
            let inverted = segment.inverted_index(article)?;
            let mut terms = inverted
                .terms()
                .range()
                .ge(term(*range.start()).serialized_value_bytes())
                .le(term(*range.end()).serialized_value_bytes())
                .into_stream()?;
            let mut here = 0;
            while let Some((bytes, _)) = terms.next() {
                let number = u64::from_be_bytes(bytes.try_into().unwrap_or_default());
                if !docs_with(segment, &term(number))?.is_empty() {
                    found.insert(ArticleId(number));
                    here += 1;
                }
                if here == FEW {
                    break;
                }
            }
        }
        Ok(found.into_iter().take(FEW).collect())
    }

    /// Returns an article's passages, or its quotations, in text order.
    pub fn article(&self, id: ArticleId, kind: Kind) -> Result<Vec<Record>> {
        let searcher = self.searcher();
        let term = Term::from_field_u64(field(schema::ARTICLE), id.0);
        let mut records = Vec::new();
        for (at, segment) in searcher.segment_readers().iter().enumerate() {
            for doc in docs_with(segment, &term)? {
                records.push(record(&searcher, at as u32, doc)?);
            }
        }
        records.retain(|record| record.kind() == kind);
        records.sort_by(|a, b| (&a.file, a.position).cmp(&(&b.file, b.position)));
        // The same article in two files is one article.
        records.dedup_by_key(|record| (record.position, record.start, record.end));
        Ok(records)
    }

    /// Returns the files that were read to their end.
    pub fn files(&self) -> Result<BTreeMap<String, Seen>> {
        manifest::files(&self.searcher())
    }

    /// Returns the files with all that was skipped in them.
    pub fn file_records(&self) -> Result<Vec<FileRecord>> {
        manifest::file_records(&self.searcher())
    }

    /// Returns the words to rank articles by.
    fn bag(&self, words: &[Placed], searcher: &Searcher, passages: u64) -> Result<Bag> {
        let known = self.lengths.lock();
        let mut known = known.unwrap_or_else(PoisonError::into_inner);
        let lengths = match *known {
            Some(lengths) => lengths,
            None => *known.insert(Lengths::of(searcher, passages)?),
        };
        let parts = bag_parts(words, Kind::Passage, searcher, lengths.articles)?;
        let asked = parts.len();
        Ok(Bag {
            parts,
            asked,
            lengths,
        })
    }

    fn take_stems(&self) -> KnownStems {
        let pool = self.known_stems.lock();
        let mut pool = pool.unwrap_or_else(PoisonError::into_inner);
        pool.pop().unwrap_or_default()
    }

    fn keep_stems(&self, known: KnownStems) {
        let pool = self.known_stems.lock();
        pool.unwrap_or_else(PoisonError::into_inner).push(known);
    }

    pub(super) fn searcher(&self) -> Searcher {
        self.reader.searcher()
    }
}

/// Returns the languages that texts of the index are in.
pub(super) fn languages(searcher: &Searcher) -> Result<Languages> {
    let mut langs = BTreeSet::new();
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(field(schema::LANG))?;
        let mut terms = inverted.terms().stream()?;
        while let Some((lang, _)) = terms.next() {
            langs.insert(String::from_utf8_lossy(lang).into_owned());
        }
    }
    // Texts of no known language are folded only, and so is a word looked for in them.
    Ok(Languages::new(langs.iter().map(String::as_str).chain([""])))
}

fn record(searcher: &Searcher, segment: u32, doc: u32) -> Result<Record> {
    let document = |doc| searcher.doc(DocAddress::new(segment, doc));
    let own: TantivyDocument = document(doc)?;
    if own.get_first(field(schema::KEPT)).is_none() {
        return parsed(&own, schema::RECORD);
    }
    let kept: Kept = parsed(&own, schema::KEPT)?;
    let passage = document(doc.saturating_sub(kept.back))?;
    Ok(kept.whole(parsed(&passage, schema::RECORD)?))
}

fn parsed<T: DeserializeOwned>(document: &TantivyDocument, name: &str) -> Result<T> {
    let json = document.get_first(field(name));
    let json = json.and_then(|value| value.as_bytes()).unwrap_or_default();
    serde_json::from_slice(json)
        .map_err(|error| tantivy::TantivyError::InternalError(error.to_string()).into())
}

/// Joins the runs of one article that lie apart: its file was read from two places.
fn join(runs: Vec<Run>, order: &Order) -> Vec<Run> {
    let mut known: FxHashMap<u64, usize> = FxHashMap::default();
    known.reserve(runs.len());
    let mut joined: Vec<Run> = Vec::with_capacity(runs.len());
    for run in runs {
        let at = *known.entry(run.article).or_insert(joined.len());
        let Some(first) = joined.get_mut(at) else {
            joined.push(run);
            continue;
        };
        let count = first.count + run.count;
        if order.compare(&run, first) == Ordering::Less {
            *first = run;
        }
        first.count = count;
    }
    joined
}

/// Returns tantivy's own account of a score, a line a step.
fn explained(query: &dyn Query, run: &Run, searcher: &Searcher) -> Result<Vec<String>> {
    let address = DocAddress::new(run.segment, run.doc);
    let account = query.explain(searcher, address)?.to_pretty_json();
    let tells = |line: &&str| !line.trim_matches([' ', '{', '}', '[', ']', ',']).is_empty();
    Ok(account.lines().filter(tells).map(str::to_owned).collect())
}

fn count_articles(runs: &[Run]) -> usize {
    let articles: rustc_hash::FxHashSet<u64> = runs.iter().map(|run| run.article).collect();
    articles.len()
}

/// Returns the first `count` in order.
fn best(mut runs: Vec<Run>, count: usize, order: &Order) -> Vec<Run> {
    if count == 0 {
        return Vec::new();
    }
    if count < runs.len() {
        runs.select_nth_unstable_by(count - 1, |a, b| order.compare(a, b));
        runs.truncate(count);
    }
    runs.sort_unstable_by(|a, b| order.compare(a, b));
    runs
}

/// The order of hits: score, then newest, then article and position.
struct Order {
    segments: Vec<(Column<DateTime>, Arc<dyn ColumnValues<u64>>)>,
}

impl Order {
    fn new(searcher: &Searcher) -> Result<Self> {
        let mut segments = Vec::new();
        for segment in searcher.segment_readers() {
            let columns = segment.fast_fields();
            segments.push((
                columns.date(schema::PUBLISHED)?,
                columns.column_first_or_default(schema::POSITION)?,
            ));
        }
        Ok(Self { segments })
    }

    fn compare(&self, a: &Run, b: &Run) -> Ordering {
        let date = |run: &Run| self.segments[run.segment as usize].0.first(run.doc);
        let position = |run: &Run| self.segments[run.segment as usize].1.get_val(run.doc);
        grade(b.score)
            .cmp(&grade(a.score))
            .then_with(|| date(b).cmp(&date(a)))
            .then_with(|| a.article.cmp(&b.article))
            .then_with(|| position(a).cmp(&position(b)))
    }
}

/// What BM25 counts over: the documents of one kind, not all there are.
struct Statistics<'a> {
    searcher: &'a Searcher,
    documents: u64,
}

impl<'a> Statistics<'a> {
    fn of(kind: Kind, searcher: &'a Searcher) -> Result<Self> {
        let kind = Term::from_field_text(field(schema::KIND), kind.name());
        let documents = searcher.doc_freq(&kind)?.max(1);
        Ok(Self {
            searcher,
            documents,
        })
    }
}

impl Bm25StatisticsProvider for Statistics<'_> {
    fn total_num_tokens(&self, field: tantivy::schema::Field) -> tantivy::Result<u64> {
        self.searcher.total_num_tokens(field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.documents)
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        // A title counts in both kinds; more documents than there are would be nonsense.
        Ok(self.searcher.doc_freq(term)?.min(self.documents))
    }
}
