//! "A," *Lind* said. "B.": a further quotation in the same paragraph, without a cue of its own.

use crate::annotate::attribution::sieves::decision::{Decision, SieveMatch};
use crate::annotate::attribution::utterance::is_utterance;
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::quoted_spans::quoted_span::QuotedSpan;

pub(crate) fn continued(
    parsed: &ParsedArticle,
    quoted: &QuotedSpan,
    index: usize,
    decided: &[Option<Decision>],
) -> Option<SieveMatch> {
    let before = index.checked_sub(1)?;
    let last = &parsed.quoted_spans[before];
    if last.paragraph != quoted.paragraph || !is_utterance(parsed, quoted) {
        return None;
    }
    let decision = decided[before].as_ref()?;
    // Somebody else took the floor in between, in a sentence of their own.
    let said = decision
        .cue
        .map_or(last.close, |cue| parsed.cues[cue].end())
        .max(last.close);
    let sentence = parsed.sentence_of(said.min(quoted.open - 1));
    let others = parsed.cues.partition_point(|cue| cue.sentence <= sentence)
        ..parsed
            .cues
            .partition_point(|cue| cue.tokens.end <= quoted.open);
    let interrupted = parsed
        .cues
        .get(others)
        .unwrap_or_default()
        .iter()
        .any(|other| {
            let other_subject = other.subject.as_ref();
            !other.gerund
                && other_subject.is_some_and(|subject| subject.mention != decision.subject.mention)
        });
    if interrupted {
        return None;
    }
    Some(SieveMatch {
        subject: decision.subject.clone(),
        cue: decision.cue,
        entity: decision.entity,
    })
}
