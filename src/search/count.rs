//! Tables of counts: rows by value, shares of all that was published, gaps in time.

use crate::engine::{Counts, Dimension, Unit};
use std::cmp::Reverse;
use std::collections::BTreeSet;

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
        let row = |(values, &count): (&Vec<String>, &usize)| CountRow {
            share: published.map(|all| share(count, values, &shared, unit, all)),
            values: values.clone(),
            count,
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
        }
    }

    /// Adds a row for each period between the first and the last that has no match, where the
    /// table is by one period.
    pub fn fill_gaps(&mut self) {
        let &[by] = self.by.as_slice() else { return };
        let known: BTreeSet<&str> = self.rows.iter().map(|row| row.values[0].as_str()).collect();
        let gaps = by.gaps(&known);
        let shares = self.rows.iter().any(|row| row.share.is_some());
        self.rows.extend(gaps.into_iter().map(|period| CountRow {
            values: vec![period],
            count: 0,
            share: shares.then_some(0.0),
        }));
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

fn share(count: usize, values: &[String], shared: &[usize], unit: Unit, all: &Counts) -> f64 {
    let values: Vec<String> = shared.iter().map(|&at| values[at].clone()).collect();
    let published = match values.is_empty() {
        true => total(unit, all.articles, all.matches),
        false => all.rows.get(&values).copied().unwrap_or_default(),
    };
    count as f64 / published.max(1) as f64
}

fn total(unit: Unit, articles: usize, matches: usize) -> usize {
    match unit {
        Unit::Passage => articles,
        Unit::Quote => matches,
    }
}
