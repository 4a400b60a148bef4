//! *Lind* was blunt. "No." — *Lind* warned of ruin: "No." The sentence before the quotation names
//! the speaker.

use crate::annotate::attribution::sieves::decision::{Decision, SieveMatch};
use crate::annotate::attribution::utterance::is_utterance;
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::quoted_spans::quoted_span::QuotedSpan;
use crate::annotate::text::tokens::TokenKind;

pub(crate) fn introduced(
    parsed: &ParsedArticle,
    quoted: &QuotedSpan,
    _: usize,
    _: &[Option<Decision>],
) -> Option<SieveMatch> {
    if !is_utterance(parsed, quoted) {
        return None;
    }
    let own = parsed.sentence_of(quoted.open);
    let opens = parsed.sentences[own].tokens.start == quoted.open;
    let sentence = if opens { own.checked_sub(1)? } else { own };
    let before = &parsed.sentences[sentence];
    let paragraph = parsed.tokenized.paragraph_tokens[quoted.paragraph].clone();
    let colon = before.tokens.end > 0
        && parsed.kind(if opens {
            before.tokens.end - 1
        } else {
            quoted.open - 1
        }) == Some(TokenKind::Colon);
    // Across paragraphs only a colon leads on.
    if !colon && !paragraph.contains(&before.tokens.start) {
        return None;
    }
    if !opens && !colon {
        return None;
    }
    let cue = parsed
        .cues_in(sentence)
        .rev()
        .find(|&cue| parsed.cues[cue].end() <= quoted.open && parsed.cues[cue].subject.is_some());
    if let Some(index) = cue {
        return Some(SieveMatch {
            subject: parsed.cues[index].subject.clone()?,
            cue: colon.then_some(index),
            entity: None,
        });
    }
    let subject = parsed.sentence_subject(sentence)?;
    Some(SieveMatch {
        subject,
        cue: None,
        entity: None,
    })
}
