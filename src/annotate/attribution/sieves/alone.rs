//! A paragraph that is only a quotation continues with the last speaker.

use crate::annotate::attribution::sieves::decision::{Decision, SieveMatch};
use crate::annotate::attribution::utterance::is_utterance;
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::quoted_spans::quoted_span::QuotedSpan;

pub(crate) fn alone(
    parsed: &ParsedArticle,
    quoted: &QuotedSpan,
    index: usize,
    decided: &[Option<Decision>],
) -> Option<SieveMatch> {
    if !is_utterance(parsed, quoted) || parsed.token_before(quoted).is_some() {
        return None;
    }
    let paragraph = parsed.paragraph_of(quoted);
    // The nearest of: the speaker of an earlier quotation, the speaker of an earlier sentence.
    let earlier = decided[..index]
        .iter()
        .enumerate()
        .rev()
        .find_map(|(index, decision)| decision.as_ref().map(|decision| (index, decision)));
    let cue = parsed
        .cues
        .partition_point(|cue| cue.tokens.start < paragraph.start);
    let cued = parsed.cues[..cue]
        .iter()
        .enumerate()
        .rev()
        .find(|(_, cue)| cue.subject.is_some());
    let near = |token: usize| {
        parsed
            .sentence_of(quoted.open)
            .saturating_sub(parsed.sentence_of(token))
            <= 4
    };
    let cued = cued.filter(|(_, cue)| near(cue.tokens.start));
    let earlier = earlier.filter(|(last, _)| near(parsed.quoted_spans[*last].close));
    match (earlier, cued) {
        (Some((last, decision)), cued)
            if cued.is_none_or(|(_, cue)| {
                cue.tokens.start < parsed.quoted_spans[last].close
                    || decision
                        .cue
                        .is_some_and(|own| parsed.cues[own].tokens.start >= cue.tokens.start)
            }) =>
        {
            Some(SieveMatch {
                subject: decision.subject.clone(),
                cue: None,
                entity: decision.entity,
            })
        }
        (_, Some((_, cue))) => Some(SieveMatch {
            subject: cue.subject.clone()?,
            cue: None,
            entity: None,
        }),
        _ => {
            let sentence = parsed.sentence_of(quoted.open).checked_sub(1)?;
            Some(SieveMatch {
                subject: parsed.sentence_subject(sentence)?,
                cue: None,
                entity: None,
            })
        }
    }
}
