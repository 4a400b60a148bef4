//! What may have been meant: the archive's own words and speakers, spelled nearly so.

use crate::engine::analysis::terms::WRITTEN;
use crate::engine::document::record::Unit;
use crate::engine::error::Result;
use crate::index::matching::filters::column;
use crate::index::storage::reader::Reader;
use crate::query::{Field, Plan};
use crate::text::fold::fold;

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

/// Returns the word itself if the field has it, else the nearest it has.
fn nearest_word(reader: &Reader, typed: &str, field: Field, unit: Unit) -> Result<Option<String>> {
    let typed = fold(typed);
    let length = typed.chars().count();
    if length < SHORTEST {
        return Ok(None);
    }
    let text = field.is_text();
    let engine = match field {
        Field::Speaker => column(Field::Spelled, unit),
        field => column(field, unit),
    };
    let most = if length < 8 { 1 } else { 2 };
    // Nearest, most frequent, first in the alphabet.
    let mut best: Option<(usize, std::cmp::Reverse<u32>, String)> = None;
    for segment in reader.searcher().segment_readers() {
        let inverted = segment.inverted_index(engine)?;
        let mut terms = inverted.terms().stream()?;
        while let Some((term, info)) = terms.next() {
            let Ok(word) = std::str::from_utf8(term) else {
                continue;
            };
            let word = match (text, word.strip_prefix(WRITTEN)) {
                (true, Some(form)) => form,
                (true, None) => continue,
                (false, _) => word,
            };
            if word.len().abs_diff(typed.len()) > 2 * most {
                continue;
            }
            let distance = strsim::osa_distance(&typed, word);
            if distance > most {
                continue;
            }
            let found = (distance, std::cmp::Reverse(info.doc_freq), word.to_owned());
            if best.as_ref().is_none_or(|best| found < *best) {
                best = Some(found);
            }
        }
    }
    Ok(best.map(|(_, _, word)| word))
}
