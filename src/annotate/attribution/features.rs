//! The features of an attributed quotation, from which its confidence is computed.

use crate::annotate::attribution::confidence::Feature;
use crate::annotate::cues::cue::{Cue, CueKind, Subject};
use crate::annotate::entities::mention::MentionKind;
use crate::annotate::parsed::ParsedArticle;
use crate::article::QuoteKind;
use crate::lang::Frames;
use crate::text::Span;

/// A quotation whose speaker is not resolved yet.
pub(crate) struct UnattributedQuote<'s> {
    pub span: Span,
    pub kind: QuoteKind,
    pub rule: &'static str,
    pub cue: Option<&'s Cue>,
}

/// Returns the features of a quotation attributed to `subject`.
pub(crate) fn features(
    parsed: &ParsedArticle,
    subject: &Subject,
    named: bool,
    quote: &UnattributedQuote,
) -> Vec<Feature> {
    let tokenized = &parsed.tokenized;
    let mention = subject.mention.map(|mention| &parsed.mentions[mention]);
    let words = quote
        .span
        .of(tokenized.text)
        .split_whitespace()
        .take(61)
        .count();
    let words = match words {
        0..=1 => "1",
        2..=4 => "2-4",
        5..=12 => "5-12",
        13..=30 => "13-30",
        31..=60 => "31-60",
        _ => "more",
    };
    let verb = match quote.cue {
        None => "none",
        Some(cue) => match cue.kind {
            CueKind::Noun => "noun",
            CueKind::Source => "source",
            CueKind::Verb if cue.gerund => "gerund",
            CueKind::Verb if cue.frames.has(Frames::STRONG) => "strong",
            CueKind::Verb => "weak",
        },
    };
    let speaker = mention.map_or("words", |mention| match mention.kind {
        MentionKind::Person => "person",
        MentionKind::Name => "name",
        MentionKind::Place => "place",
        MentionKind::Organisation => "organisation",
        MentionKind::Role => "role",
        MentionKind::Pronoun => "pronoun",
    });
    let subject_start = tokenized.span_of(&subject.tokens).start;
    let sentence = |at: usize| {
        let token = tokenized
            .tokens
            .partition_point(|token| token.span().end <= at);
        parsed.sentence_of(token)
    };
    let away = sentence(quote.span.start).abs_diff(sentence(subject_start));
    let away = ["0", "1", "2", "3"].get(away).copied().unwrap_or("more");
    vec![
        ("away", away),
        ("kind", quote.kind.name()),
        (
            "lang",
            if tokenized.lexicon.is_fallback() {
                "en"
            } else {
                "other"
            },
        ),
        ("named", if named { "yes" } else { "no" }),
        ("rule", quote.rule),
        ("speaker", speaker),
        ("subject", subject.rule),
        ("verb", verb),
        ("words", words),
    ]
}
