//! Indirect speech that only the reportive subjunctive shows: "Er habe nichts gewusst." (German
//! Konjunktiv I).

use crate::annotate::indirect_speech::rule::IndirectRule;
use crate::annotate::indirect_speech::statement::{Statement, quoted_spans_in, trim_punctuation};
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::text::tokens::TokenKind;
use crate::annotate::text::word_lists::WordList;
use crate::lang::Class;
use crate::text::Span;
use std::ops::Range;

/// "Er habe nichts gewusst. Er sei krank.": runs of sentences in the reportive subjunctive. They
/// continue the last speaker of their paragraph.
pub(crate) fn subjunctives(parsed: &ParsedArticle, reported: &[Statement]) -> Vec<Statement> {
    let mut found = Vec::new();
    let mut spans: Vec<Span> = reported.iter().map(|statement| statement.span).collect();
    spans.sort();
    let free = |index: usize| {
        let tokens = &parsed.sentences[index].tokens;
        let span = parsed.tokenized.span_of(tokens);
        let next = spans.partition_point(|reported| reported.end <= span.start);
        let taken = spans
            .get(next)
            .is_some_and(|reported| reported.start < span.end);
        // "hätten", "würden" are also conditional: they are indirect speech only where indirect speech came before.
        let mut forms = tokens
            .clone()
            .filter(|&token| parsed.is_reportive_subjunctive(token))
            .peekable();
        let doubtful =
            |token| WordList::AmbiguousSubjunctives.contains(parsed.tokenized.token_text(token));
        let says_i = || {
            tokens
                .clone()
                .any(|token| parsed.is_narration(token) && parsed.tokenized.text_is(token, "ich"))
        };
        !taken
            && forms.peek().is_some()
            && (cue_before(parsed, index).is_some() || !forms.all(doubtful))
            && !says_i()
    };
    let mut index = 0;
    while index < parsed.sentences.len() {
        if !free(index) {
            index += 1;
            continue;
        }
        let first = &parsed.sentences[index];
        let cue = cue_before(parsed, index);
        let mut end = index + 1;
        while end < parsed.sentences.len()
            && parsed.sentences[end].paragraph == first.paragraph
            && free(end)
        {
            end += 1;
        }
        let tokens = first_clause(parsed, &first.tokens)..parsed.sentences[end - 1].tokens.end;
        let tokens = trim_punctuation(parsed, tokens);
        if tokens.len() > 2 {
            found.push(Statement {
                cue,
                span: parsed.tokenized.span_of(&tokens),
                quoted_spans: quoted_spans_in(parsed, &tokens),
                rule: IndirectRule::Subjunctive,
            });
        }
        index = end;
    }
    found
}

/// Returns the last cue with a subject before a sentence, in its paragraph.
fn cue_before(parsed: &ParsedArticle, sentence: usize) -> Option<usize> {
    let paragraph = parsed.tokenized.paragraph_tokens[parsed.sentences[sentence].paragraph].start;
    let before = parsed.cues.partition_point(|cue| cue.sentence < sentence);
    (0..before)
        .rev()
        .take_while(|&cue| parsed.cues[cue].tokens.start >= paragraph)
        .find(|&cue| parsed.cues[cue].subject.is_some())
}

/// "Er regte an, *der Minister solle gehen*": returns the start of the clause in the subjunctive.
fn first_clause(parsed: &ParsedArticle, sentence: &Range<usize>) -> usize {
    let verb = sentence
        .clone()
        .find(|&token| parsed.is_reportive_subjunctive(token));
    let Some(verb) = verb.filter(|_| !parsed.is(sentence.start, Class::SUBORDINATOR)) else {
        return sentence.start;
    };
    let comma = (sentence.start..verb)
        .rev()
        .find(|&at| parsed.is_narration(at) && parsed.kind(at) == Some(TokenKind::Comma));
    comma.map_or(sentence.start, |comma| comma + 1)
}
