//! Finds what somebody says word for word: in quotation marks, after a dash, after a label.

pub(crate) mod quoted_span;

pub(crate) mod dialogue_dashes;
pub(crate) mod quotation_marks;
pub(crate) mod transcript_turns;

use crate::annotate::quoted_spans::quoted_span::Region;
use crate::annotate::text::tokens::{OUTSIDE, Reading};

/// Returns the regions in text order, and writes into each token the region it lies in.
///
/// Regions do not nest: marks inside marks belong to the outer pair.
pub(crate) fn regions(reading: &mut Reading) -> Vec<Region> {
    let mut regions: Vec<Region> = Vec::new();
    let turns = transcript_turns::turns(reading);
    let dashes = dialogue_dashes::paragraphs(reading);
    for paragraph in 0..reading.paragraph_tokens.len() {
        let first = regions.len();
        if let Ok(turn) = turns.binary_search_by_key(&paragraph, |turn| turn.paragraph) {
            regions.push(turns[turn]);
            continue;
        }
        if dashes.binary_search(&paragraph).is_ok() {
            dialogue_dashes::in_paragraph(reading, paragraph, &mut regions);
            continue;
        }
        quotation_marks::in_paragraph(reading, paragraph, &mut regions);
        let opens = reading.paragraph_tokens[paragraph].start;
        let left_open = first.checked_sub(1).is_some_and(|last| {
            let last: &Region = &regions[last];
            !last.closed && last.paragraph + 1 == paragraph
        });
        if left_open
            && regions
                .get(first)
                .is_some_and(|region| region.open == opens)
        {
            regions[first].continues = true;
        }
    }
    for (index, region) in regions.iter().enumerate() {
        let last = region.close.min(reading.tokens.len().saturating_sub(1));
        for token in &mut reading.tokens[region.open..=last] {
            token.region = index as u32;
        }
        if !region.closed && region.close < reading.tokens.len() {
            reading.tokens[region.close].region = OUTSIDE;
        }
    }
    regions
}
