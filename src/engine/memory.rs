//! A slow, obvious engine over articles in memory, for tests: every record is read for every
//! query. It answers by the reference matcher and does not rank.

use crate::engine::counts::{Counts, Dimension, Period};
use crate::engine::document::authors::authors;
use crate::engine::document::file::{FileRecord, Root};
use crate::engine::document::id::ArticleId;
use crate::engine::document::record::{Record, Unit};
use crate::engine::error::Result;
use crate::engine::fields::FieldRow;
use crate::engine::hits::{Answer, Hit};
use crate::engine::marks::Marks;
use crate::engine::options::{SearchOptions, SortOrder};
use crate::engine::reference::{Part, ReferenceMatcher};
use crate::engine::speakers::{Speaker, SpeakerOptions};
use crate::engine::stats::{CountryCounts, Stats};
use crate::engine::traits::Engine;
use crate::person::{NameVariant, name_contains, people};
use crate::query::{Field, Plan};
use crate::text::Span;
use crate::text::fold::fold;
use crate::text::words::words;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Articles in memory, each as its passages and quotations.
pub(crate) struct MemoryEngine {
    articles: Vec<Vec<Record>>,
    langs: Vec<String>,
    roots: Vec<Root>,
}

impl MemoryEngine {
    pub(crate) fn new(articles: Vec<Vec<Record>>) -> Self {
        let langs: BTreeSet<String> = articles
            .iter()
            .flatten()
            .map(|record| record.lang.clone())
            .chain([String::new()])
            .collect();
        Self {
            articles,
            langs: langs.into_iter().collect(),
            roots: vec![Root {
                label: "corpus".to_owned(),
                path: "/corpus".to_owned(),
            }],
        }
    }

    /// Returns the records of an article that a search lists, with their marks.
    fn matches<'r>(
        &'r self,
        article: &'r [Record],
        plan: &Plan,
        options: &SearchOptions,
    ) -> Vec<(&'r Record, Marks)> {
        if !options.matches_articles() {
            return self.each_matches(article, plan, options);
        }
        if !self.article_holds(article, plan, options) {
            return Vec::new();
        }
        let mut positive = Vec::new();
        clauses(plan, &mut positive);
        let any = match positive.is_empty() {
            true => Plan::All,
            false => Plan::Or(positive),
        };
        self.each_matches(article, &any, options)
    }

    /// Tells whether a plan holds of an article, each of its clauses in any record.
    fn article_holds(&self, article: &[Record], plan: &Plan, options: &SearchOptions) -> bool {
        let holds = |part: &Plan| self.article_holds(article, part, options);
        match plan {
            Plan::And(parts) => parts.iter().all(holds),
            Plan::Or(parts) => parts.iter().any(holds),
            Plan::Not(part) => {
                !holds(part) && !self.each_matches(article, &Plan::All, options).is_empty()
            }
            clause => !self.each_matches(article, clause, options).is_empty(),
        }
    }

    /// Returns the records of an article that match by themselves, with their marks.
    fn each_matches<'r>(
        &'r self,
        article: &'r [Record],
        plan: &Plan,
        options: &SearchOptions,
    ) -> Vec<(&'r Record, Marks)> {
        let langs: Vec<&str> = self.langs.iter().map(String::as_str).collect();
        let quotes: Vec<Record> = article
            .iter()
            .filter(|record| record.unit() == Unit::Quote)
            .cloned()
            .collect();
        let passages: Vec<Record> = article
            .iter()
            .filter(|record| record.unit() == Unit::Passage)
            .cloned()
            .collect();
        let in_root = |record: &&Record| {
            let root = options.root.as_deref();
            root.is_none_or(|root| {
                record.file == root || record.file.starts_with(&format!("{root}/"))
            })
        };
        let of_unit = article
            .iter()
            .filter(|record| record.unit() == options.unit);
        let matching = of_unit.filter(in_root).filter_map(|record| {
            let matcher = ReferenceMatcher {
                langs: &langs,
                record,
                passages: &passages,
                quotes: &quotes,
            };
            let mut marks = Marks::default();
            for (part, start, end) in matcher.answer(plan)? {
                let span = Span::new(start, end);
                match part {
                    Part::Title => marks.title.push(span),
                    Part::Text => marks.text.push(span),
                    Part::Speaker(at) => marks.speakers.push((at, span)),
                }
            }
            Some((record, marks))
        });
        matching.collect()
    }
}

/// Gathers the clauses of a plan that are not negated.
fn clauses(plan: &Plan, positive: &mut Vec<Plan>) {
    match plan {
        Plan::And(parts) | Plan::Or(parts) => {
            parts.iter().for_each(|part| clauses(part, positive));
        }
        Plan::Not(_) | Plan::All | Plan::Dates(_) => {}
        clause => positive.push(clause.clone()),
    }
}

fn value(record: &Record, dimension: Dimension) -> Vec<String> {
    let mut values = Vec::new();
    match dimension {
        Dimension::Field(Field::Byline) => {
            let byline = record.byline.as_deref().unwrap_or_default();
            values.extend(authors(byline).into_iter().map(str::to_owned));
        }
        Dimension::Field(field) => {
            let row = FieldRow::of(field).expect("a dimension has a row");
            (row.values)(record, &mut |value, _| values.push(value.to_owned()));
        }
        Dimension::Period(period) => values.extend(period_of(record, period)),
    }
    values.retain(|value| !value.is_empty());
    values.dedup();
    match values.is_empty() {
        true => vec![String::new()],
        false => values,
    }
}

fn period_of(record: &Record, period: Period) -> Option<String> {
    let from = record.published_at()?.date();
    Some(period.containing(from, record.published_until()?))
}

impl Engine for MemoryEngine {
    fn search(&self, plan: &Plan, options: &SearchOptions) -> Result<Answer<'_>> {
        let mut hits: Vec<Hit> = Vec::new();
        let (mut articles, mut matches) = (0, 0);
        for article in &self.articles {
            let found = self.matches(article, plan, options);
            articles += usize::from(!found.is_empty());
            matches += found.len();
            let listed = match options.groups_by_article() {
                true => 1,
                false => found.len(),
            };
            let further = found.len().saturating_sub(1) * usize::from(listed == 1);
            hits.extend(found.into_iter().take(listed).map(|(record, marks)| Hit {
                record: record.clone(),
                score: 0.0,
                rank: 0,
                further: if options.groups_by_article() {
                    further
                } else {
                    0
                },
                marks,
                explanation: Vec::new(),
                partial: false,
            }));
        }
        hits.sort_by_key(|hit| {
            let record = &hit.record;
            let when = record.published_at();
            let oldest = (options.sort == SortOrder::Oldest).then_some((when.is_none(), when));
            (oldest, Reverse(when), record.article, record.position)
        });
        for (rank, hit) in (1..).zip(&mut hits) {
            hit.rank = rank;
        }
        let end = options.offset.saturating_add(options.limit).min(hits.len());
        let page = hits.drain(options.offset.min(end)..end);
        let page: Vec<Result<Hit>> = page.map(Ok).collect();
        Ok(Answer::new(articles, matches, page.into_iter()))
    }

    fn count(
        &self,
        plan: &Plan,
        by: &[Dimension],
        options: &SearchOptions,
        speakers: &SpeakerOptions,
    ) -> Result<Counts> {
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        for speaker in self.speakers(speakers)? {
            for (spelling, _) in speaker.person.spellings {
                names.insert(spelling, speaker.person.name.clone());
            }
        }
        let mut counts = Counts::default();
        for article in &self.articles {
            let found = self.matches(article, plan, options);
            counts.articles += usize::from(!found.is_empty());
            counts.matches += found.len();
            let mut of_article = BTreeSet::new();
            for (record, _) in found {
                let mut keys = vec![Vec::new()];
                for &dimension in by {
                    let named = |value: String| match dimension {
                        Dimension::Field(Field::Spelled) => {
                            names.get(&value).cloned().unwrap_or(value)
                        }
                        _ => value,
                    };
                    let values: Vec<String> =
                        value(record, dimension).into_iter().map(named).collect();
                    keys = keys
                        .iter()
                        .flat_map(|key: &Vec<String>| {
                            values
                                .iter()
                                .map(|value| [key.as_slice(), std::slice::from_ref(value)].concat())
                        })
                        .collect();
                }
                for key in keys.into_iter().filter(|key| !key.is_empty()) {
                    if !options.groups_by_article() || of_article.insert(key.clone()) {
                        *counts.rows.entry(key).or_default() += 1;
                    }
                }
            }
        }
        Ok(counts)
    }

    fn speakers(&self, options: &SpeakerOptions) -> Result<Vec<Speaker>> {
        let mut variants: BTreeMap<(String, Option<_>, Option<String>), usize> = BTreeMap::new();
        for record in self.articles.iter().flatten() {
            if let (Some(quote), Some(name)) = (&record.quote, record.speakers.first()) {
                let variant = (name.clone(), quote.speaker_country, quote.role.clone());
                *variants.entry(variant).or_default() += 1;
            }
        }
        let variants: Vec<NameVariant> = variants
            .into_iter()
            .map(|((name, country, role), count)| NameVariant {
                name,
                country,
                role,
                count,
            })
            .collect();
        let people = people(&variants, &options.aliases, options.matching).into_iter();
        let named = people.filter(|person| {
            let mut names = person.spellings.iter().map(|(spelling, _)| spelling);
            options.named.is_empty()
                || names.any(|name| name_contains(name, &options.named, options.matching))
        });
        let speakers = named.map(|person| Speaker {
            quotes: person.count,
            person,
            ..Speaker::default()
        });
        Ok(speakers.collect())
    }

    fn countries(&self) -> Result<Vec<CountryCounts>> {
        Ok(Vec::new())
    }

    fn article(&self, id: ArticleId, unit: Unit) -> Result<Vec<Record>> {
        let records = self.articles.iter().flatten();
        let own = records.filter(|record| record.article == id && record.unit() == unit);
        Ok(own.cloned().collect())
    }

    fn articles_with_prefix(&self, typed: &str) -> Result<Vec<ArticleId>> {
        let ids: BTreeSet<ArticleId> = self
            .articles
            .iter()
            .flatten()
            .map(|record| record.article)
            .filter(|id| id.to_string().starts_with(typed))
            .collect();
        Ok(ids.into_iter().take(10).collect())
    }

    fn more_like_this(&self, id: ArticleId) -> Result<Plan> {
        let word = |word: &str| Plan::Word {
            field: Field::Words,
            word: word.to_owned(),
        };
        let passages = self.article(id, Unit::Passage)?;
        let all = passages
            .iter()
            .flat_map(|passage| words(&passage.text).map(|span| word(span.of(&passage.text))));
        let itself = Plan::Value {
            field: Field::Id,
            value: id.to_string(),
        };
        Ok(Plan::Any(all.collect()).and(Plan::Not(Box::new(itself))))
    }

    fn suggest(&self, part: &Plan, _: Unit) -> Result<Option<Plan>> {
        let Plan::Word { field, word } = part else {
            return Ok(None);
        };
        let typed = fold(word);
        let texts = self.articles.iter().flatten().map(|record| &record.text);
        let known = texts.flat_map(|text| words(text).map(|span| fold(span.of(text))));
        let near = known
            .map(|known| (strsim::osa_distance(&typed, &known), known))
            .filter(|(distance, _)| *distance <= 2)
            .min();
        Ok(near.map(|(_, word)| Plan::Word {
            field: *field,
            word,
        }))
    }

    fn stats(&self, _: usize) -> Result<Stats> {
        Ok(Stats {
            articles: self.articles.len(),
            ..Stats::default()
        })
    }

    fn roots(&self) -> &[Root] {
        &self.roots
    }

    fn file_records(&self) -> Result<Vec<FileRecord>> {
        Ok(Vec::new())
    }
}
