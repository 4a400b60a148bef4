//! Counts the matches of a query by one or two dimensions: the same hits that a search would list.

use crate::engine::counts::{Counts, Dimension, Period};
use crate::engine::document::authors::authors;
use crate::engine::error::Result;
use crate::engine::matching::analyzed_query::{AnalyzedQuery, analyze};
use crate::engine::options::SearchOptions;
use crate::engine::speakers::SpeakerOptions;
use crate::index::document::schema;
use crate::index::facets::speakers::speakers;
use crate::index::matching::article_scope::ArticleMatches;
use crate::index::matching::matching_docs::matching_docs;
use crate::index::storage::reader::{Reader, languages};
use crate::query::{Field, Plan};
use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::collections::hash_map::Entry;
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DateTime, DocId, Searcher, SegmentReader};

/// Counts what a search would list: an article once for each value that any of its passages
/// in the answer has, a quotation once for each of its own. At most two things may be counted
/// by; speakers are joined as in the list of speakers.
pub(crate) fn count(
    reader: &Reader,
    plan: &Plan,
    by: &[Dimension],
    options: &SearchOptions,
    people: &SpeakerOptions,
) -> Result<Counts> {
    let searcher = reader.searcher();
    let query = analyze(plan, &mut languages(&searcher)?)?;
    let found = match options.matches_articles() {
        true => passages_of_articles(&query, options, &searcher)?,
        false => matching_docs(&query, options, &searcher)?,
    };
    let mut names = FxHashMap::default();
    if by.contains(&Dimension::Field(Field::Spelled)) {
        for speaker in speakers(reader, people)? {
            for (spelling, _) in &speaker.person.spellings {
                let name = &speaker.person.name;
                names
                    .entry(spelling.clone())
                    .or_insert_with(|| name.clone());
            }
        }
    }
    let segments = || searcher.segment_readers().par_iter().zip(&found);
    let numbers = segments().map(|(segment, docs)| {
        let column = segment.fast_fields().u64(schema::ARTICLE)?;
        let of = docs
            .iter()
            .map(|&doc| column.first(doc).unwrap_or_default());
        Ok(of.collect())
    });
    let numbers: Vec<Vec<u64>> = numbers.collect::<Result<_>>()?;
    let (articles, split) = articles(&numbers);
    let tallies = segments().zip(&numbers).map(|((segment, docs), numbers)| {
        let mut tally = Tally {
            by_document: !options.groups_by_article(),
            counts: FxHashMap::default(),
            values: Values::of(&names),
            split: &split,
            apart: FxHashSet::default(),
            here: [Vec::new(), Vec::new()],
        };
        let columns = by.iter().map(|by| Values::open(*by, segment));
        let mut columns = columns.collect::<Result<Vec<_>>>()?;
        for (&doc, &article) in docs.iter().zip(numbers) {
            tally.take(doc, article, &mut columns)?;
        }
        Ok(tally)
    });
    let tallies: Vec<Tally<'_>> = tallies.collect::<Result<_>>()?;
    Ok(Counts {
        articles,
        matches: found.iter().map(Vec::len).sum(),
        rows: rows(tallies, by.len()),
    })
}

/// Returns the passages that a search of whole articles would list.
fn passages_of_articles(
    query: &AnalyzedQuery,
    options: &SearchOptions,
    searcher: &Searcher,
) -> Result<Vec<Vec<DocId>>> {
    let matches = ArticleMatches::of(query, options, searcher)?;
    let mut found = matching_docs(&matches.passages, options, searcher)?;
    for (segment, docs) in searcher.segment_readers().iter().zip(&mut found) {
        let column = segment.fast_fields().u64(schema::ARTICLE)?;
        docs.retain(|&doc| {
            let article = column.first(doc);
            article.is_some_and(|article| matches.articles.contains(&article))
        });
    }
    Ok(found)
}

/// Returns how many articles there are in the segments, and those whose documents do not all lie
/// side by side.
fn articles(numbers: &[Vec<u64>]) -> (usize, FxHashSet<u64>) {
    let mut runs: Vec<u64> = numbers
        .par_iter()
        .flat_map_iter(|of| of.chunk_by(|a, b| a == b).map(|run| run[0]))
        .collect();
    runs.par_sort_unstable();
    let (mut articles, mut split) = (0, FxHashSet::default());
    for same in runs.chunk_by(|a, b| a == b) {
        articles += 1;
        if same.len() > 1 {
            split.insert(same[0]);
        }
    }
    (articles, split)
}

/// Two numbers of values, and 0 where only one thing is counted by.
type Key = (u32, u32);

/// The counts of one segment.
struct Tally<'a> {
    by_document: bool,
    /// How many have the values, and the article counted last.
    counts: FxHashMap<Key, (usize, Option<u64>)>,
    values: Values<'a>,
    split: &'a FxHashSet<u64>,
    /// The values of articles that are split: those of all segments together count once.
    apart: FxHashSet<(Key, u64)>,
    /// The values of the current document; reused to save allocations.
    here: [Vec<u32>; 2],
}

impl Tally<'_> {
    fn take(&mut self, doc: DocId, article: u64, columns: &mut [Opened]) -> Result<()> {
        let [first, second] = &mut self.here;
        match columns {
            [] => return Ok(()),
            [only] => {
                self.values.read(only, doc, first)?;
                second.clear();
                second.push(0);
            }
            [one, other, ..] => {
                self.values.read(one, doc, first)?;
                self.values.read(other, doc, second)?;
            }
        }
        let apart = !self.by_document && self.split.contains(&article);
        for &a in &*first {
            for &b in &*second {
                if apart {
                    self.apart.insert(((a, b), article));
                    continue;
                }
                let (count, last) = self.counts.entry((a, b)).or_default();
                let again = !self.by_document && *last == Some(article);
                *last = Some(article);
                *count += usize::from(!again);
            }
        }
        Ok(())
    }

    /// Returns the values of a key, one for each thing counted by.
    fn texts(&self, (a, b): Key, width: usize) -> Vec<String> {
        let values = [a, b].into_iter().take(width);
        values
            .map(|value| self.values.texts[value as usize].clone())
            .collect()
    }
}

/// Puts the counts of all segments together.
fn rows(tallies: Vec<Tally<'_>>, width: usize) -> BTreeMap<Vec<String>, usize> {
    let mut rows: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    let mut apart = FxHashSet::default();
    for tally in tallies {
        for (&key, (count, _)) in &tally.counts {
            *rows.entry(tally.texts(key, width)).or_default() += count;
        }
        for &(key, article) in &tally.apart {
            let values = tally.texts(key, width);
            if apart.insert((values.clone(), article)) {
                *rows.entry(values).or_default() += 1;
            }
        }
    }
    rows
}

/// The values met, each with a number.
struct Values<'a> {
    texts: Vec<String>,
    known: FxHashMap<String, u32>,
    /// The number of "", once it was met: where nothing is known, it is met often.
    none: Option<u32>,
    /// What speakers are called in place of what they are called here.
    names: &'a FxHashMap<String, String>,
}

/// A column of one segment, with the values' numbers as far as they are known.
enum Opened {
    Texts {
        values: Option<StrColumn>,
        /// Whether a value is a byline, which may name several authors.
        bylines: bool,
        known: FxHashMap<u64, Vec<u32>>,
    },
    Days {
        from: Column<DateTime>,
        until: Column<DateTime>,
        period: Period,
        known: FxHashMap<(i64, i64), u32>,
    },
}

impl<'a> Values<'a> {
    fn of(names: &'a FxHashMap<String, String>) -> Self {
        Self {
            texts: Vec::new(),
            known: FxHashMap::default(),
            none: None,
            names,
        }
    }

    fn open(by: Dimension, segment: &SegmentReader) -> Result<Opened> {
        let columns = segment.fast_fields();
        let name = match by {
            Dimension::Field(field) => field.name(),
            Dimension::Period(period) => {
                return Ok(Opened::Days {
                    from: columns.date(schema::PUBLISHED)?,
                    until: columns.date(schema::UNTIL)?,
                    period,
                    known: FxHashMap::default(),
                });
            }
        };
        Ok(Opened::Texts {
            values: columns.str(name)?,
            bylines: by == Dimension::Field(Field::Byline),
            known: FxHashMap::default(),
        })
    }

    /// Writes the numbers of a document's values, each once; that of "" if it has none.
    fn read(&mut self, column: &mut Opened, doc: DocId, numbers: &mut Vec<u32>) -> Result<()> {
        numbers.clear();
        match column {
            Opened::Texts { values: None, .. } => {}
            Opened::Texts {
                values: Some(texts),
                bylines,
                known,
            } => {
                for ord in texts.term_ords(doc) {
                    let of = match known.entry(ord) {
                        Entry::Occupied(known) => known.into_mut(),
                        Entry::Vacant(new) => {
                            let mut text = String::new();
                            texts.ord_to_str(ord, &mut text)?;
                            let parts = match bylines {
                                true => authors(&text),
                                false => vec![text.as_str()],
                            };
                            let of = parts.into_iter().map(|part| self.number(part));
                            new.insert(of.collect())
                        }
                    };
                    for &number in &*of {
                        if !numbers.contains(&number) {
                            numbers.push(number);
                        }
                    }
                }
            }
            Opened::Days {
                from,
                until,
                period,
                known,
            } => {
                let days = [from.first(doc), until.first(doc)];
                if let [Some(from), Some(until)] =
                    days.map(|date| Some(date?.into_timestamp_secs().div_euclid(86_400)))
                {
                    let number = match known.get(&(from, until)) {
                        Some(&number) => number,
                        None => {
                            let number = self.number(&period.containing(day(from), day(until)));
                            known.insert((from, until), number);
                            number
                        }
                    };
                    numbers.push(number);
                }
            }
        }
        if numbers.is_empty() {
            let none = match self.none {
                Some(none) => none,
                None => self.number(""),
            };
            self.none = Some(none);
            numbers.push(none);
        }
        Ok(())
    }

    fn number(&mut self, text: &str) -> u32 {
        let text = self.names.get(text).map_or(text, String::as_str);
        if let Some(&number) = self.known.get(text) {
            return number;
        }
        let number = self.texts.len() as u32;
        self.texts.push(text.to_owned());
        self.known.insert(text.to_owned(), number);
        number
    }
}

/// Returns the day of a number, from 1970 on.
fn day(number: i64) -> Date {
    let epoch = Date::constant(1970, 1, 1);
    let days = jiff::Span::new().try_days(number);
    days.and_then(|days| epoch.checked_add(days))
        .unwrap_or(epoch)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_before_1970_count_too() {
        assert_eq!(day(-1).to_string(), "1969-12-31");
        assert_eq!(day(19_787).to_string(), "2024-03-05");
    }
}
