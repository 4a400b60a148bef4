//! Speech that runs over paragraphs: each opens with a mark, only the last is closed.

use crate::annotate::attribution::sieves::decision::{Decision, Found};
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::quoted_spans::quoted_span::Region;

pub(crate) fn carried(
    _: &ParsedArticle,
    region: &Region,
    index: usize,
    decided: &[Option<Decision>],
) -> Option<Found> {
    if !region.continues {
        return None;
    }
    let last = decided[index.checked_sub(1)?].as_ref()?;
    Some(Found {
        subject: last.subject.clone(),
        cue: last.cue,
        person: last.person,
    })
}
