//! What speaks for and against a finding, as named features: what the confidence is reckoned from.

use crate::annotate::attribution::confidence::Feature;
use crate::annotate::cues::{Cue, CueKind, Subject};
use crate::annotate::entities::mentions::MentionKind;
use crate::annotate::parsed::ParsedArticle;
use crate::article::QuoteKind;
use crate::lang::Frames;
use crate::text::Span;

/// A quotation before its speaker is named.
pub(crate) struct Found<'s> {
    pub span: Span,
    pub kind: QuoteKind,
    pub rule: &'static str,
    pub cue: Option<&'s Cue>,
}

/// Returns what speaks for and against a finding.
pub(crate) fn evidence(
    scene: &ParsedArticle,
    subject: &Subject,
    named: bool,
    found: &Found,
) -> Vec<Feature> {
    let reading = &scene.reading;
    let mention = subject.mention.map(|mention| &scene.mentions[mention]);
    let words = found
        .span
        .of(reading.text)
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
    let verb = match found.cue {
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
    let subject_start = reading.range(&subject.tokens).start;
    let sentence = |at: usize| {
        let token = reading
            .tokens
            .partition_point(|token| token.span().end <= at);
        scene.sentence_of(token)
    };
    let away = sentence(found.span.start).abs_diff(sentence(subject_start));
    let away = ["0", "1", "2", "3"].get(away).copied().unwrap_or("more");
    vec![
        ("away", away),
        ("kind", found.kind.name()),
        (
            "lang",
            if reading.lexicon.is_fallback() {
                "en"
            } else {
                "other"
            },
        ),
        ("named", if named { "yes" } else { "no" }),
        ("rule", found.rule),
        ("speaker", speaker),
        ("subject", subject.rule),
        ("verb", verb),
        ("words", words),
    ]
}
