//! A quotation that continues over paragraphs: each opens with a mark, only the last one closes.

use crate::annotate::attribution::sieves::decision::{Decision, SieveMatch};
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::quoted_spans::quoted_span::QuotedSpan;

pub(crate) fn carried(
    _: &ParsedArticle,
    quoted: &QuotedSpan,
    index: usize,
    decided: &[Option<Decision>],
) -> Option<SieveMatch> {
    if !quoted.continues {
        return None;
    }
    let last = decided[index.checked_sub(1)?].as_ref()?;
    Some(SieveMatch {
        subject: last.subject.clone(),
        cue: last.cue,
        entity: last.entity,
    })
}
