//! *Olaf Scholz* said: "No new taxes." *Lind* told reporters, "No." As *she* put it, "No."

use crate::annotate::attribution::sieves::decision::{Decision, SieveMatch};
use crate::annotate::attribution::utterance::is_utterance;
use crate::annotate::cues::cue::CueKind;
use crate::annotate::indirect_speech::content_start::has_content_before;
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::quoted_spans::quoted_span::QuotedSpan;
use crate::annotate::text::tokens::TokenKind;
use crate::lang::Frames;

pub(crate) fn said_before(
    parsed: &ParsedArticle,
    quoted: &QuotedSpan,
    _: usize,
    _: &[Option<Decision>],
) -> Option<SieveMatch> {
    let before = parsed.token_before(quoted)?;
    let sentence = parsed.sentence_of(quoted.open);
    if !parsed.sentences[sentence].tokens.contains(&before) {
        return None;
    }
    let joint = parsed.kind(before)?;
    let joined = match joint {
        TokenKind::Colon | TokenKind::Comma | TokenKind::Dash => true,
        TokenKind::Word => is_utterance(parsed, quoted),
        _ => false,
    };
    if !joined || parsed.sentence_runs_on(quoted) {
        return None;
    }
    for index in parsed.cues_in(sentence).rev() {
        let cue = &parsed.cues[index];
        if cue.end() > quoted.open || cue.kind == CueKind::Noun || cue.subject.is_none() {
            continue;
        }
        // Another quoted in between takes the cue for itself, unless a comma hands it on.
        let between = (cue.end()..quoted.open).any(|token| !parsed.is_narration(token));
        if between && joint != TokenKind::Colon {
            return None;
        }
        let distance = quoted.open - cue.end();
        let near = match joint {
            TokenKind::Colon => true,
            TokenKind::Comma => distance <= 25 && cue.kind == CueKind::Verb,
            _ => distance <= 2,
        };
        if !near
            || (joint == TokenKind::Comma && has_content_before(parsed, cue, before))
            || (cue.kind == CueKind::Verb
                && !cue.frames.has(Frames::QUOTED)
                && joint != TokenKind::Colon)
        {
            return None;
        }
        return Some(SieveMatch {
            subject: cue.subject.clone()?,
            cue: Some(index),
            entity: None,
        });
    }
    None
}
