//! "No new taxes." — *Anna Lind*, Stockholm: a signature after a dash, as under a letter or a pull
//! quote.

use crate::annotate::attribution::sieves::decision::{Decision, SieveMatch};
use crate::annotate::cues::cue::Subject;
use crate::annotate::entities::mention::MentionKind;
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::quoted_spans::quoted_span::{QuoteStyle, QuotedSpan};
use crate::annotate::text::tokens::TokenKind;

pub(crate) fn signed(
    parsed: &ParsedArticle,
    quoted: &QuotedSpan,
    _: usize,
    _: &[Option<Decision>],
) -> Option<SieveMatch> {
    if quoted.style == QuoteStyle::DialogueDash {
        return None;
    }
    // The dash stands right after the marks, or opens the next paragraph.
    let dash = match parsed.token_after(quoted) {
        Some(next) => next,
        None => {
            parsed
                .tokenized
                .paragraph_tokens
                .get(quoted.paragraph + 1)?
                .start
        }
    };
    if parsed.kind(dash) != Some(TokenKind::Dash) || !parsed.is_narration(dash) {
        return None;
    }
    let sentence = parsed.sentence_of(dash + 1);
    let mention = parsed
        .mentions_in(sentence)
        .find(|&mention| parsed.mentions[mention].tokens.start == dash + 1)?;
    let found = &parsed.mentions[mention];
    let ends = matches!(
        parsed.kind(found.tokens.end),
        None | Some(TokenKind::Comma | TokenKind::Terminator | TokenKind::OpenBracket)
    ) || parsed.sentence_of(found.tokens.end) != sentence;
    (found.kind == MentionKind::Person && ends).then(|| SieveMatch {
        subject: Subject::of(found.tokens.clone(), Some(mention), "signed"),
        cue: None,
        entity: None,
    })
}
