//! Speech that runs over paragraphs: each opens with a mark, only the last is closed.

use crate::annotate::regions::Region;
use crate::annotate::scene::Scene;
use crate::annotate::speakers::{Decision, Found};

pub(super) fn carried(
    _: &Scene,
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
