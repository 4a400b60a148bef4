//! Queries over one column: they keep or drop documents, and mostly do not score.

use crate::engine::document::id::ArticleId;
use crate::engine::document::record::Unit;
use crate::index::document::schema::{self, field};
use crate::query::{DateRange, Field as QueryField};
use jiff::civil::Date;
use std::ops::Bound;
use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, Query, RangeQuery,
    TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

/// One article by our id, one passage or quotation by its, or an article by its source's own.
pub(crate) fn id(value: &str) -> Box<dyn Query> {
    let own = keep(QueryField::Id.name(), value);
    let (article, range) = value.split_once(':').unwrap_or((value, ""));
    let Ok(article) = article.parse::<ArticleId>() else {
        return own;
    };
    let article = keep_term(Term::from_field_u64(field(schema::ARTICLE), article.0));
    let exact = |name, number: &str| -> Option<(Occur, Box<dyn Query>)> {
        let number = Term::from_field_u64(field(name), number.parse().ok()?);
        let (from, to) = (Bound::Included(number.clone()), Bound::Included(number));
        Some((Occur::Must, unranked(Box::new(RangeQuery::new(from, to)))))
    };
    let mut clauses = vec![(Occur::Must, article)];
    if !range.is_empty() {
        let ends = range.split_once('-').and_then(|(start, end)| {
            Some([exact(schema::START, start)?, exact(schema::END, end)?])
        });
        match ends {
            Some(ends) => clauses.extend(ends),
            None => return own,
        }
    }
    union(vec![own, Box::new(BooleanQuery::new(clauses))])
}

/// Keeps quotations at least so sure, in hundredths.
pub(crate) fn min_confidence(least: u8) -> Box<dyn Query> {
    let least = Term::from_field_u64(field(schema::CONFIDENCE), u64::from(least));
    let range = RangeQuery::new(Bound::Included(least), Bound::Unbounded);
    Box::new(ConstScoreQuery::new(Box::new(range), 0.0))
}

/// Keeps articles with at least and at most so many words.
pub(crate) fn article_length(from: Option<u32>, to: Option<u32>) -> Box<dyn Query> {
    let bound = |end: Option<u32>| match end {
        Some(words) => Bound::Included(Term::from_field_u64(
            field(schema::ARTICLE_WORDS),
            u64::from(words),
        )),
        None => Bound::Unbounded,
    };
    match (from, to) {
        (None, None) => all(),
        _ => unranked(Box::new(RangeQuery::new(bound(from), bound(to)))),
    }
}

/// Whole days: not before the first's midnight, and over before the midnight after the last.
///
/// A paper dated `2024` is of that year, but of no month of it that we know.
pub(crate) fn dates(days: &DateRange) -> Box<dyn Query> {
    let midnight = |name, date: Date| {
        let date = date.clamp(Date::constant(1678, 1, 1), Date::constant(2261, 12, 31));
        let midnight = schema::engine_date(date.at(0, 0, 0, 0)).expect("clamped into range");
        Term::from_field_date(field(name), midnight)
    };
    let mut ends: Vec<Box<dyn Query>> = Vec::new();
    if let Some(from) = days.from {
        let from = Bound::Included(midnight(schema::PUBLISHED, from));
        ends.push(Box::new(RangeQuery::new(from, Bound::Unbounded)));
    }
    if let Some(Ok(after)) = days.to.map(Date::tomorrow) {
        let after = Bound::Excluded(midnight(schema::UNTIL, after));
        ends.push(Box::new(RangeQuery::new(Bound::Unbounded, after)));
    }
    match ends.len() {
        0 => all(),
        1 => unranked(ends.remove(0)),
        _ => unranked(Box::new(BooleanQuery::intersection(ends))),
    }
}

/// Keeps what lies in a corpus, by its label, or under a folder of it, `corpus/2024`.
pub(crate) fn under(root: &str) -> Box<dyn Query> {
    let root = root.trim_end_matches('/');
    if !root.contains('/') {
        return keep(schema::ROOT, root);
    }
    // All that begins with the folder and a slash: the next character in ASCII is 0.
    let key = |end: char| Term::from_field_text(field(schema::FILE), &format!("{root}{end}"));
    let range = RangeQuery::new(Bound::Included(key('/')), Bound::Excluded(key('0')));
    let file = keep(schema::FILE, root);
    union(vec![file, unranked(Box::new(range))])
}

pub(crate) fn keep(name: &str, value: &str) -> Box<dyn Query> {
    keep_term(Term::from_field_text(field(name), value))
}

pub(crate) fn keep_term(value: Term) -> Box<dyn Query> {
    unranked(term_query(value, IndexRecordOption::Basic))
}

pub(crate) fn unranked(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

pub(crate) fn all() -> Box<dyn Query> {
    unranked(Box::new(AllQuery))
}

pub(crate) fn term_query(term: Term, option: IndexRecordOption) -> Box<dyn Query> {
    Box::new(TermQuery::new(term, option))
}

pub(crate) fn union(mut queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    match queries.len() {
        0 => Box::new(EmptyQuery),
        1 => queries.remove(0),
        _ => Box::new(BooleanQuery::union(queries)),
    }
}

pub(crate) fn boosted(query: Box<dyn Query>, by: f32) -> Box<dyn Query> {
    match by {
        1.0 => query,
        by => Box::new(BoostQuery::new(query, by)),
    }
}

/// Returns the column that a field of a query is looked up in.
///
/// A word without a field is looked up where the unit has its words.
pub(crate) fn column(queried: QueryField, unit: Unit) -> Field {
    field(match queried {
        QueryField::Words
        | QueryField::Title
        | QueryField::Lead
        | QueryField::Body
        | QueryField::WithinQuote => match unit {
            Unit::Passage => schema::WORDS,
            Unit::Quote => schema::QUOTE_WORDS,
        },
        QueryField::Speaker => schema::SPEAKER_SOUNDS,
        QueryField::Confidence => schema::CONFIDENCE,
        QueryField::Date => schema::PUBLISHED,
        // The other fields have a column of their own name.
        other => other.name(),
    })
}

/// Returns the column of the forms that are not their own stems.
pub(crate) fn forms_column(unit: Unit) -> Field {
    field(match unit {
        Unit::Passage => schema::FORMS,
        Unit::Quote => schema::QUOTE_FORMS,
    })
}
