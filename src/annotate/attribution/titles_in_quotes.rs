//! Marks that hold a name and no speech: "the series 'In All Friendship'".

use crate::annotate::parsed::ParsedArticle;
use crate::annotate::quoted_spans::Region;
use crate::annotate::text::tokens::Kind;
use crate::lang::Class;

/// Tells whether marked words are the name of a book, a show or a song: capitals throughout, in
/// the middle of a clause. A comma or stop inside the marks may belong to the clause.
pub(crate) fn is_title(scene: &ParsedArticle, region: &Region) -> bool {
    is_named(scene, region) || is_listed(scene, region)
}

/// "„Nackt unter Wölfen“ oder „Jeder stirbt für sich allein“": a name that another name leads to.
fn is_listed(scene: &ParsedArticle, region: &Region) -> bool {
    let Some(joint) = scene.before(region) else {
        return false;
    };
    let joined = scene.kind(joint) == Some(Kind::Comma) || scene.is(joint, Class::CONJUNCTION);
    let first = scene.reading.tokens[region.open + 1].is_capital();
    let before = joint
        .checked_sub(1)
        .filter(|_| joined && first && scene.narrates(joint));
    before.is_some_and(|close| {
        let index = scene.reading.tokens[close].region as usize;
        let other = scene.regions.get(index);
        other.is_some_and(|other| other.close == close && is_named(scene, other))
    })
}

fn is_named(scene: &ParsedArticle, region: &Region) -> bool {
    let small = Class::PREPOSITION
        .with(Class::DETERMINER)
        .with(Class::CONJUNCTION)
        .with(Class::AUXILIARY)
        .with(Class::POSSESSIVE);
    let inside = &scene.reading.tokens[region.open + 1..region.close];
    let words = || inside.iter().filter(|token| token.kind == Kind::Word);
    let capitals = words()
        .filter(|token| !token.is(small))
        .all(|token| token.is_capital());
    let first = words().next().is_some_and(|token| token.is_capital());
    let asks = inside.last().is_some_and(|last| {
        matches!(
            last.span().of(scene.reading.text).chars().next(),
            Some('!' | '?' | '…')
        )
    });
    let Some(before) = scene.before(region) else {
        return false;
    };
    let words_in = words().count();
    // "the series 'In All Friendship'", "die „Aktion Deutschland hilft“".
    let near = before.saturating_sub(1)..=before;
    let named = near
        .into_iter()
        .any(|token| scene.narrates(token) && scene.is(token, Class::TITLED_WORK));
    let definite = scene.reading.lexicon.fragments_are_speech()
        && words_in > 1
        && scene.is(before, Class::DETERMINER)
        && !scene.reading.words(before).starts_with("ein");
    if first && !asks && (named || definite) && words_in < 12 {
        return true;
    }
    // "nannte den Bericht eine „Zeitungsente“": every noun has a capital.
    if scene.reading.lexicon.capitalized_nouns() && scene.reading.words(before).starts_with("ein") {
        return false;
    }
    let inside_clause = matches!(
        scene.kind(before),
        Some(Kind::Word | Kind::Possessive | Kind::Comma | Kind::Number)
    ) && scene.narrates(before);
    let said = scene.is(before, Class::SPEECH_VERB)
        || (scene.kind(before) == Some(Kind::Comma) && words().count() < 2);
    inside_clause && first && capitals && !asks && !said
}
