//! What may have been meant: the archive's own words and speakers, spelled nearly so.

use crate::engine::analysis::terms::shown;
use crate::engine::document::record::Unit;
use crate::engine::error::Result;
use crate::engine::matching::analyzed_query::analyze;
use crate::index::matching::filters::{column, forms_column};
use crate::index::matching::translate::translate;
use crate::index::storage::reader::{Reader, languages};
use crate::query::{Field, Plan, TermMatch};
use crate::text::fold::fold;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use tantivy::Searcher;
use tantivy::collector::Count;
use tantivy::schema::Field as EngineField;

/// Shorter words are near too many others.
const SHORTEST: usize = 4;

/// Returns a part of a query with each word that is not in the archive replaced by the nearest in
/// spelling, and of equals the most frequent; none if nothing is near.
pub(crate) fn suggest(reader: &Reader, part: &Plan, unit: Unit) -> Result<Option<Plan>> {
    let (field, words) = match part {
        Plan::Word { field, word } => (*field, std::slice::from_ref(word)),
        Plan::Phrase { field, words } => (*field, words.as_slice()),
        _ => return Ok(None),
    };
    let mut mended = Vec::new();
    for word in words {
        let near = nearest_word(reader, word, field, unit)?;
        mended.push(near.unwrap_or_else(|| word.clone()));
    }
    let same = |(near, word): (&String, &String)| fold(near) == fold(word);
    if mended.iter().zip(words).all(same) {
        return Ok(None);
    }
    Ok(Some(match mended.len() {
        1 => Plan::Word {
            field,
            word: mended.remove(0),
        },
        _ => Plan::Phrase {
            field,
            words: mended,
        },
    }))
}

/// Returns the word itself if the field has it, else the nearest it has, and of equals the one in
/// most documents, then the first in the alphabet.
fn nearest_word(reader: &Reader, typed: &str, field: Field, unit: Unit) -> Result<Option<String>> {
    let typed = fold(typed);
    let length = typed.chars().count();
    if length < SHORTEST {
        return Ok(None);
    }
    let searcher = reader.searcher();
    let mut languages = languages(&searcher)?;
    let most = if length < 8 { 1 } else { 2 };
    for words in words_near(&typed, most, &columns(field, unit), &searcher)? {
        let mut best: Option<(usize, Reverse<String>)> = None;
        for word in words {
            let exact = Plan::TermMatch {
                field,
                term: TermMatch::Exact(word.clone()),
            };
            let query = analyze(&exact, &mut languages)?;
            let query = translate(&query, unit, None, &searcher)?.query;
            let found = (searcher.search(&query, &Count)?, Reverse(word));
            if found.0 > 0 && best.as_ref().is_none_or(|best| found > *best) {
                best = Some(found);
            }
        }
        if let Some((_, Reverse(word))) = best {
            return Ok(Some(word));
        }
    }
    Ok(None)
}

/// Returns the columns with the words of a field; some of their terms are stems of no word there.
fn columns(field: Field, unit: Unit) -> Vec<EngineField> {
    match field {
        Field::Speaker => vec![column(Field::Spelled, unit)],
        field if field.is_text() => vec![column(field, unit), forms_column(unit)],
        field => vec![column(field, unit)],
    }
}

/// Returns the terms at each distance from a word, up to `most`.
fn words_near(
    typed: &str,
    most: usize,
    columns: &[EngineField],
    searcher: &Searcher,
) -> Result<Vec<BTreeSet<String>>> {
    let mut near = vec![BTreeSet::new(); most + 1];
    for segment in searcher.segment_readers() {
        for &column in columns {
            let inverted = segment.inverted_index(column)?;
            let mut terms = inverted.terms().stream()?;
            while let Some((term, _)) = terms.next() {
                let word = shown(std::str::from_utf8(term).unwrap_or_default());
                if word.is_empty() || word.len().abs_diff(typed.len()) > 2 * most {
                    continue;
                }
                let distance = strsim::osa_distance(typed, word);
                if distance <= most {
                    near[distance].insert(word.to_owned());
                }
            }
        }
    }
    Ok(near)
}
