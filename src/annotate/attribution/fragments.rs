//! A few marked words that are a quotation of their own, in languages that keep marks for speech.

use crate::annotate::indirect_speech::statement::Statement;
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::quoted_spans::quoted_span::Region;
use crate::annotate::text::tokens::{Kind, Shape};
use crate::annotate::titles_in_quotes::is_title;
use crate::article::{Quote, QuoteKind};
use crate::lang::Class;

/// Returns the marked words of a statement as quotations of their own, by the same speaker.
pub(crate) fn fragments(scene: &ParsedArticle, statement: &Statement, whole: &Quote) -> Vec<Quote> {
    let regions = &scene.regions[statement.regions.clone()];
    let fragment = |region: &Region| Quote {
        span: region.inner,
        kind: QuoteKind::Direct,
        ..whole.clone()
    };
    regions
        .iter()
        .filter(|region| is_fragment(scene, region))
        .map(fragment)
        .collect()
}

/// Tells a fragment of speech from a name in marks: "nannte es einen „Wortbruch“", but not
/// "die Agentur „Sana“".
fn is_fragment(scene: &ParsedArticle, region: &Region) -> bool {
    let italics = scene.reading.words(region.open) == "''";
    let before = scene.before(region);
    let governed = before.is_some_and(|before| {
        scene.is(before, Class::PREPOSITION.with(Class::SUBORDINATOR))
            || scene.reading.words(before).starts_with("ein")
    });
    !italics && (governed || !is_title(scene, region))
}

/// Tells whether a few marked words outside retold speech are somebody's: a verb of saying stands
/// by, or "als" leads up to what something is called.
pub(crate) fn is_lone_fragment(scene: &ParsedArticle, region: &Region) -> bool {
    if !scene.reading.lexicon.fragments_are_speech() || !is_fragment(scene, region) {
        return false;
    }
    let sentence = scene.sentence_of(region.open);
    let inside = &scene.reading.tokens[region.open + 1..region.close];
    let called = scene
        .before(region)
        .is_some_and(|before| scene.reading.says(before, "als"));
    if called {
        let tokens = scene.sentences[sentence].tokens.clone();
        let small = inside
            .first()
            .is_some_and(|first| first.shape == Shape::Lower);
        let mut verbs = tokens.filter(|&token| scene.narrates(token));
        return small || verbs.any(|token| scene.is(token, Class::SPEECH_VERB));
    }
    // A single word held with tongs is the reporter's; words in brackets explain.
    let bracketed = scene
        .before(region)
        .is_some_and(|before| scene.kind(before) == Some(Kind::Open));
    let words = inside.iter().filter(|token| token.is_word()).count();
    let cued = || {
        let cues = &scene.cues[scene.cues_of(sentence)];
        cues.iter().any(|cue| {
            let subject = cue.subject.as_ref();
            subject.is_some_and(|subject| !scene.reading.says(subject.tokens.start, "man"))
        })
    };
    words > 1 && !bracketed && cued()
}
