//! Tables of counts: rows by value, shares of all that was published, gaps in time.

use crate::engine::{Counts, Dimension, Unit};
use crate::query::{DateRange, Plan};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What to count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CountRequest {
    /// By what; at most two.
    pub by: Vec<Dimension>,
    /// Whether to give each count as a share of everything published in the same period and
    /// outlet.
    pub shares: bool,
    /// How many rows at most; all if 0.
    pub limit: usize,
}

/// Counts as a table.
#[derive(Clone, Debug, PartialEq)]
pub struct CountTable {
    /// What was counted by.
    pub by: Vec<Dimension>,
    /// What was counted: articles for passages, quotations for quotations.
    pub unit: Unit,
    /// Articles with a match.
    pub articles: usize,
    /// Matching passages or quotations.
    pub matches: usize,
    /// By time in the order of time, else the most frequent first; equals by value.
    pub rows: Vec<CountRow>,
    /// The days that the query is limited to.
    pub(crate) days: DateRange,
    /// What was published, by the one dimension counted by, where shares are asked for.
    published: Option<BTreeMap<Vec<String>, usize>>,
}

/// The values counted by, and how many documents have them.
#[derive(Clone, Debug, PartialEq)]
pub struct CountRow {
    /// One value for each dimension; empty where a document has none.
    pub values: Vec<String>,
    /// Articles or quotations.
    pub count: usize,
    /// The share of all published, from 0 to 1; `None` unless requested.
    pub share: Option<f64>,
    /// How many were published, of which it is the share.
    pub published: Option<usize>,
}

impl CountTable {
    /// Returns what is counted in all: articles, or quotations.
    pub fn total(&self) -> usize {
        total(self.unit, self.articles, self.matches)
    }

    pub(crate) fn new(
        request: &CountRequest,
        unit: Unit,
        counts: &Counts,
        published: Option<&Counts>,
    ) -> Self {
        let shared = publication_dimensions(&request.by);
        let row = |(values, &count): (&Vec<String>, &usize)| {
            let published = published.map(|all| of_all(values, &shared, unit, all));
            CountRow {
                share: published.map(|all| share(count, all)),
                values: values.clone(),
                count,
                published,
            }
        };
        let mut rows: Vec<CountRow> = counts.rows.iter().map(row).collect();
        let chronological = request.by.iter().any(|by| by.is_period());
        let is_cut = request.limit > 0 && rows.len() > request.limit;
        if !chronological || is_cut {
            // Stable, so equals stay in the order of their values.
            rows.sort_by_key(|row| Reverse(row.count));
        }
        if is_cut {
            rows.truncate(request.limit);
        }
        if chronological && is_cut {
            rows.sort_by(|a, b| a.values.cmp(&b.values));
        }
        Self {
            by: request.by.clone(),
            unit,
            articles: counts.articles,
            matches: counts.matches,
            rows,
            days: DateRange::default(),
            published: published.map(|all| all.rows.clone()),
        }
    }

    /// Adds a row for each period without a match, between the first and the last that has one and
    /// over the days of the query, where the table is by one period.
    pub fn fill_gaps(&mut self) {
        let &[by] = self.by.as_slice() else { return };
        let known: BTreeSet<&str> = self.rows.iter().map(|row| row.values[0].as_str()).collect();
        let gaps = by.gaps(&known, self.days);
        let published = self.published.as_ref();
        let rows = gaps.into_iter().map(|period| {
            let values = vec![period];
            let all = published.map(|all| all.get(&values).copied().unwrap_or_default());
            CountRow {
                count: 0,
                share: all.map(|_| 0.0),
                published: all,
                values,
            }
        });
        let rows: Vec<CountRow> = rows.collect();
        self.rows.extend(rows);
        if by.is_period() {
            self.rows.sort_by(|a, b| a.values.cmp(&b.values));
        }
    }
}

/// Returns the places of those dimensions that everything published has a value for.
pub(crate) fn publication_dimensions(by: &[Dimension]) -> Vec<usize> {
    (0..by.len())
        .filter(|&at| by[at].is_of_publication())
        .collect()
}

/// Returns how many were published with the same values.
fn of_all(values: &[String], shared: &[usize], unit: Unit, all: &Counts) -> usize {
    let values: Vec<String> = shared.iter().map(|&at| values[at].clone()).collect();
    match values.is_empty() {
        true => total(unit, all.articles, all.matches),
        false => all.rows.get(&values).copied().unwrap_or_default(),
    }
}

fn share(count: usize, published: usize) -> f64 {
    count as f64 / published.max(1) as f64
}

/// Returns the days that everything a plan matches is of.
pub(crate) fn days_of_query(plan: &Plan) -> DateRange {
    match plan {
        Plan::Dates(days) => *days,
        Plan::And(parts) => {
            parts
                .iter()
                .map(days_of_query)
                .fold(DateRange::default(), |one, other| DateRange {
                    from: one.from.max(other.from),
                    to: match (one.to, other.to) {
                        (Some(one), Some(other)) => Some(one.min(other)),
                        (one, other) => one.or(other),
                    },
                })
        }
        _ => DateRange::default(),
    }
}

fn total(unit: Unit, articles: usize, matches: usize) -> usize {
    match unit {
        Unit::Passage => articles,
        Unit::Quote => matches,
    }
}
