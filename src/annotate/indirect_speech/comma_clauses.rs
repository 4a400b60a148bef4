//! Where content begins in languages that separate clauses by commas (German).

use crate::annotate::cues::cue::Cue;
use crate::annotate::indirect_speech::rule::IndirectRule;
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::text::tokens::{Shape, TokenKind};
use crate::annotate::text::word_lists::WordList;
use crate::annotate::titles_in_quotes::is_title;
use crate::lang::{Class, Frames};
use std::ops::Range;

/// "sagte am Montag, er komme": returns the start of the content after the comma, with its rule.
pub(crate) fn after_comma(
    parsed: &ParsedArticle,
    cue: &Cue,
    from: usize,
    sentence: &Range<usize>,
) -> Option<(usize, IndirectRule)> {
    let mut at = from;
    while at < sentence.end.min(from + 24) && parsed.kind(at) != Some(TokenKind::Comma) {
        // "im Magazin 'Nature' (London), es sei"
        let passes = matches!(
            parsed.kind(at),
            Some(
                TokenKind::Word
                    | TokenKind::Number
                    | TokenKind::Possessive
                    | TokenKind::OpenBracket
                    | TokenKind::CloseBracket
            )
        );
        if !parsed.is_narration(at) {
            let quoted = &parsed.quoted_spans[parsed.tokenized.tokens[at].quoted_span as usize];
            if !is_title(parsed, quoted) {
                return None;
            }
        } else if !passes {
            return None;
        }
        at += 1;
    }
    let first = at + 1;
    if first >= sentence.end || !parsed.is_narration(at) || !parsed.is_narration(first) {
        return None;
    }
    if parsed.is(first, Class::THAT) {
        return (!parsed.tokenized.text_is(at - 1, "so"))
            .then_some((first, IndirectRule::ThatClause));
    }
    let end = (first..sentence.end)
        .find(|&at| parsed.is_narration(at) && parsed.kind(at) == Some(TokenKind::Comma))
        .unwrap_or(sentence.end);
    let subjunctive = (first..sentence.end).any(|at| parsed.is_reportive_subjunctive(at));
    let word = parsed.tokenized.token_text(first);
    if WordList::QuestionWords.contains(word) {
        return Some((first, IndirectRule::Whether));
    }
    if parsed.is(first, Class::RELATIVE.with(Class::CONJUNCTION)) {
        return None;
    }
    if infinitive(parsed, first..end) {
        return Some((first, IndirectRule::Infinitive));
    }
    let relative = parsed.is(first, Class::DETERMINER.with(Class::PREPOSITION)) && {
        let article = if parsed.is(first, Class::PREPOSITION) {
            first + 1
        } else {
            first
        };
        WordList::RelativeArticles.contains(parsed.tokenized.token_text(article))
    };
    let opens = parsed.is(first, Class::PRONOUN.with(Class::POSSESSIVE))
        || (parsed.is(first, Class::DETERMINER) && !relative);
    let main = !parsed.is(first, Class::SUBORDINATOR);
    (cue.frames.has(Frames::BARE_CLAUSE) && (subjunctive || (main && opens)))
        .then_some((first, IndirectRule::BareClause))
}

/// "das Land zu verlassen", "militärisch vorzugehen": tells whether a clause is an infinitive
/// clause that a cue verb governs.
fn infinitive(parsed: &ParsedArticle, clause: Range<usize>) -> bool {
    let Some(last) = clause
        .clone()
        .rev()
        .find(|&at| parsed.kind(at) == Some(TokenKind::Word))
    else {
        return false;
    };
    let word = parsed.tokenized.token_text(last);
    let inside = word.get(2..).is_some_and(|rest| rest.contains("zu"));
    let small = parsed.tokenized.tokens[last].shape == Shape::Lower;
    let to = small && word.ends_with('n') && (inside || parsed.tokenized.text_is(last - 1, "zu"));
    let first = parsed.tokenized.token_text(clause.start);
    to && !WordList::InfinitiveConjunctions.contains(first)
}
