//! Speech that only its verbs' form tells: "Er habe nichts gewusst."

use crate::annotate::indirect_speech::statement::{Statement, regions_in, trimmed};
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::text::tokens::Kind;
use crate::lang::Class;
use crate::text::Span;
use std::ops::Range;

/// "Er habe nichts gewusst. Er sei krank.": runs of sentences whose verbs say by their form that
/// somebody is retold. They go on with whoever was retold before them in the paragraph.
pub(crate) fn subjunctives(scene: &ParsedArticle, told: &[Statement]) -> Vec<Statement> {
    let mut found = Vec::new();
    let mut spans: Vec<Span> = told.iter().map(|statement| statement.span).collect();
    spans.sort();
    let free = |index: usize| {
        let tokens = &scene.sentences[index].tokens;
        let span = scene.reading.range(tokens);
        let next = spans.partition_point(|told| told.end <= span.start);
        let taken = spans.get(next).is_some_and(|told| told.start < span.end);
        // "hätten", "würden" say "if" as well: they retell only where somebody was retold before.
        let mut forms = tokens
            .clone()
            .filter(|&token| scene.retells(token))
            .peekable();
        let doubtful = |token| matches!(scene.reading.words(token), "hätten" | "würden");
        let says_i = || {
            tokens
                .clone()
                .any(|token| scene.narrates(token) && scene.reading.says(token, "ich"))
        };
        !taken
            && forms.peek().is_some()
            && (cue_before(scene, index).is_some() || !forms.all(doubtful))
            && !says_i()
    };
    let mut index = 0;
    while index < scene.sentences.len() {
        if !free(index) {
            index += 1;
            continue;
        }
        let first = &scene.sentences[index];
        let cue = cue_before(scene, index);
        let mut end = index + 1;
        while end < scene.sentences.len()
            && scene.sentences[end].paragraph == first.paragraph
            && free(end)
        {
            end += 1;
        }
        let tokens = first_clause(scene, &first.tokens)..scene.sentences[end - 1].tokens.end;
        let tokens = trimmed(scene, tokens);
        if tokens.len() > 2 {
            found.push(Statement {
                cue,
                span: scene.reading.range(&tokens),
                regions: regions_in(scene, &tokens),
                rule: "subjunctive",
            });
        }
        index = end;
    }
    found
}

/// Returns the last cue with a subject before a sentence, in its paragraph.
fn cue_before(scene: &ParsedArticle, sentence: usize) -> Option<usize> {
    let paragraph = scene.reading.paragraph_tokens[scene.sentences[sentence].paragraph].start;
    let before = scene.cues.partition_point(|cue| cue.sentence < sentence);
    (0..before)
        .rev()
        .take_while(|&cue| scene.cues[cue].tokens.start >= paragraph)
        .find(|&cue| scene.cues[cue].subject.is_some())
}

/// "Er regte an, *der Minister solle gehen*": returns where the clause begins that retells.
fn first_clause(scene: &ParsedArticle, sentence: &Range<usize>) -> usize {
    let verb = sentence.clone().find(|&token| scene.retells(token));
    let Some(verb) = verb.filter(|_| !scene.is(sentence.start, Class::SUBORDINATOR)) else {
        return sentence.start;
    };
    let comma = (sentence.start..verb)
        .rev()
        .find(|&at| scene.narrates(at) && scene.kind(at) == Some(Kind::Comma));
    comma.map_or(sentence.start, |comma| comma + 1)
}
