//! What the best articles have in common: words to rank again by, or to find more like them.

use crate::engine::analysis::terms::{Stems, shown};
use crate::engine::document::record::{Record, Unit};
use crate::engine::error::Result;
use crate::engine::matching::spans::Spans;
use crate::index::matching::filters::column;
use crate::index::matching::span_spec::{LeafTerm, Region, SpanSpec};
use crate::index::ranking::article_score::{BagOfWords, Part, articles_having};
use crate::index::ranking::bm25::idf;
use crate::lang::{Class, lexicon};
use crate::query::Field;
use crate::text::words::words;
use rustc_hash::FxHashMap;
use tantivy::{Searcher, Term};

/// How many of the best articles to learn from, how many words, and how much these count beside
/// those of the query: the cautious values usual for small archives.
pub(crate) const FEEDBACK_ARTICLES: usize = 3;
const LEARNT_WORDS: usize = 20;
const LEARNT: f32 = 0.2;

/// Adds what is learnt from articles, each with its score, to a bag of words.
pub(crate) fn learn(
    bag: &mut BagOfWords,
    articles: &[(f32, Vec<Record>)],
    searcher: &Searcher,
) -> Result<()> {
    let total: f32 = articles.iter().map(|(score, _)| score).sum();
    let mut shares: FxHashMap<String, f32> = FxHashMap::default();
    for (score, article) in articles {
        let counts = counted(article);
        let length: usize = counts.values().map(|(count, _)| count).sum();
        for (term, (count, _)) in counts {
            let share = score / total.max(f32::MIN_POSITIVE) * count as f32 / length as f32;
            *shares.entry(term).or_default() += share;
        }
    }
    let field = column(Field::Words, Unit::Passage);
    let stem = |term: &str| LeafTerm::any(Term::from_field_text(field, term));
    let mut shares: Vec<(String, f32)> = shares.into_iter().collect();
    shares.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let mut learnt: Vec<(String, f32, u64)> = Vec::new();
    for (term, share) in shares {
        let having = articles_having(&[stem(&term)], searcher)?;
        // A word of one article finds no other.
        if having > 1 {
            learnt.push((term, share, having));
        }
        if learnt.len() == LEARNT_WORDS {
            break;
        }
    }
    let total_share: f32 = learnt.iter().map(|(_, share, _)| share).sum();
    let query_parts = bag.query_parts as f32;
    for part in &mut bag.parts {
        part.weight *= 1.0 - LEARNT;
    }
    for (term, share, having) in learnt {
        let spec = SpanSpec {
            spans: Spans::Leaf(0),
            leaves: vec![vec![stem(&term)]],
            sentences: None,
            paragraphs: None,
            region: Region::Everywhere,
            least: 1,
            column: field,
        };
        let boost = LEARNT * query_parts * share / total_share;
        let idf = idf(having, bag.lengths.articles);
        let shown = format!("{} (learnt)", shown(&term));
        bag.parts.push(Part::new(shown, spec, boost, idf));
    }
    Ok(())
}

/// Returns the most characteristic words of an article, by tf-idf.
pub(crate) fn characteristic_words(
    article: &[Record],
    searcher: &Searcher,
    passages: u64,
) -> Result<Vec<String>> {
    let field = column(Field::Words, Unit::Passage);
    let mut words: Vec<(f32, String)> = Vec::new();
    for (term, (count, word)) in counted(article) {
        let having = searcher.doc_freq(&Term::from_field_text(field, &term))?;
        words.push(((1.0 + (count as f32).ln()) * idf(having, passages), word));
    }
    words.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    words.truncate(LEARNT_WORDS);
    Ok(words.into_iter().map(|(_, word)| word).collect())
}

/// Counts the terms of an article, each with the first word it comes from; numbers, single
/// letters and the words that only hold sentences together are left out.
fn counted(article: &[Record]) -> FxHashMap<String, (usize, String)> {
    let mut counts: FxHashMap<String, (usize, String)> = FxHashMap::default();
    let lang = article.first().map_or("", |record| record.lang.as_str());
    let (mut stems, lexicon) = (Stems::of(lang), lexicon(lang));
    let title = article.first().map(|record| record.title.as_str());
    for text in title
        .into_iter()
        .chain(article.iter().map(|record| record.text.as_str()))
    {
        for span in words(text) {
            let word = span.of(text);
            let lower = word.to_lowercase();
            let class = lexicon.word(&lower).class;
            let is_content = !class.has(Class::FUNCTION_WORDS);
            if is_content
                && lower.chars().nth(1).is_some()
                && !lower.starts_with(|c: char| c.is_numeric())
            {
                let term = stems.term(word).to_owned();
                counts.entry(term).or_insert_with(|| (0, word.to_owned())).0 += 1;
            }
        }
    }
    counts
}
