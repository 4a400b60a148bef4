//! Finds mentions: names, roles, organisations and pronouns.

use crate::annotate::entities::mention::Gender;
use crate::annotate::entities::mention::Mention;
use crate::annotate::entities::mention::MentionKind;
use crate::annotate::entities::names::{CLOSED_CLASS, begins_name, name};
use crate::annotate::entities::phrase::nominal_mention;
use crate::annotate::entities::phrase::phrase_start;
use crate::annotate::sentences::Sentence;
use crate::annotate::text::tokens::{Shape, TokenKind, TokenizedText};
use crate::annotate::text::word_lists::WordList;
use crate::lang::Class;
use std::ops::Range;

/// Returns the mentions in text order; they do not overlap.
pub(crate) fn mentions(tokenized: &TokenizedText, sentences: &[Sentence]) -> Vec<Mention> {
    let mut found = Vec::with_capacity(tokenized.tokens.len() / 8);
    for (sentence, range) in sentences.iter().enumerate() {
        let mut token = range.tokens.start;
        let mut floor = token;
        while token < range.tokens.end {
            let mention = mention_at(tokenized, sentence, &range.tokens, token, floor);
            match mention {
                Some(mention) => {
                    token = mention.tokens.end;
                    floor = token;
                    found.push(mention);
                }
                None => token += 1,
            }
        }
    }
    found
}

/// Returns the mention whose head begins at this token; `floor` is where the one before ends.
fn mention_at(
    tokenized: &TokenizedText,
    sentence: usize,
    limits: &Range<usize>,
    token: usize,
    floor: usize,
) -> Option<Mention> {
    let here = &tokenized.tokens[token];
    if here.kind != TokenKind::Word {
        return None;
    }
    // German articles are pronouns, too: "der Minister", but "der sagte".
    let article = here.is(Class::DETERMINER)
        && tokenized.tokens.get(token + 1).is_some_and(|next| {
            token + 1 < limits.end
                && next.is_word()
                && !next.is(Class::AUXILIARY.with(Class::SPEECH_VERB))
        });
    if here.is(Class::PRONOUN)
        && !article
        && (!here.is(Class::POSSESSIVE) || here.is(Class::SUBJECT))
    {
        return Some(pronoun(tokenized, sentence, token));
    }
    if here.is_capital() && begins_name(tokenized, limits, token) {
        return name(tokenized, sentence, limits, token, floor);
    }
    if here.shape == Shape::Lower && (here.is(Class::ROLE) || here.is(Class::ORGANISATION)) {
        return nominal(tokenized, sentence, limits, token, floor);
    }
    None
}

fn pronoun(tokenized: &TokenizedText, sentence: usize, token: usize) -> Mention {
    let here = &tokenized.tokens[token];
    Mention {
        tokens: token..token + 1,
        name: token..token,
        head: token,
        kind: MentionKind::Pronoun,
        gender: Gender::of(here.word.class),
        plural: here.is(Class::PLURAL),
        sentence,
        indefinite: false,
        possessive: false,
        quoted: here.is_quoted(),
        has_complement: false,
        locative: false,
        neuter: WordList::NeuterPronouns.contains(tokenized.token_text(token)),
    }
}

/// "the minister", "two senior officials", "the campaign".
fn nominal(
    tokenized: &TokenizedText,
    sentence: usize,
    limits: &Range<usize>,
    token: usize,
    floor: usize,
) -> Option<Mention> {
    let mut head = token;
    while head + 1 < limits.end {
        let next = &tokenized.tokens[head + 1];
        let joins = next.is_word()
            && next.shape == Shape::Lower
            && next.is(Class::ROLE.with(Class::ORGANISATION))
            && !next.is(Class::SPEECH_VERB)
            && !next.is(CLOSED_CLASS);
        if !joins {
            break;
        }
        head += 1;
    }
    let next = tokenized
        .tokens
        .get(head + 1)
        .filter(|_| head + 1 < limits.end);
    // A title before a name belongs to the name.
    if tokenized.tokens[head].is(Class::ROLE)
        && next.is_some_and(|next| {
            next.is_word()
                && next.is_capital()
                && !next.is(Class::FUNCTION)
                && !next.is(Class::DATE)
        })
    {
        return None;
    }
    let start = phrase_start(tokenized, limits.start.max(floor), token);
    // "Lind's campaign": the phrase begins at the possessive; its owner is a mention of its own.
    let owned = (floor.max(1)..=token).contains(&start)
        && (start..token).len() < 4
        && floor > limits.start
        && tokenized
            .tokens
            .get(floor)
            .is_some_and(|at| at.kind == TokenKind::Possessive)
        && (floor + 1..token).all(|at| {
            tokenized.tokens[at].shape == Shape::Lower && !tokenized.tokens[at].is(CLOSED_CLASS)
        });
    let start = if owned { floor } else { start };
    // A bare singular noun is seldom anyone: "in office", "by law".
    let bare = start == token && !tokenized.tokens[head].is(Class::PLURAL) && head == token;
    if bare && !(tokenized.text_is(head, "police") || token == limits.start) {
        return None;
    }
    Some(nominal_mention(
        tokenized,
        sentence,
        limits,
        start..head + 1,
        head,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::quoted_spans::quoted_spans;
    use crate::annotate::sentences::sentences;
    use crate::annotate::text::tokenizer::tokenize;
    use crate::lang::lexicon;

    fn check(text: &str, expected: &[(&str, MentionKind)]) {
        let mut tokenized = tokenize(text, lexicon("en"));
        let quoted_spans = quoted_spans(&mut tokenized);
        let sentences = sentences(&tokenized, &quoted_spans);
        let mentions = mentions(&tokenized, &sentences);
        let found: Vec<(&str, MentionKind)> = mentions
            .iter()
            .map(|mention| (mention.span(&tokenized).of(text), mention.kind))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn finds_people_with_their_titles() {
        use MentionKind::*;
        check(
            "Russian Foreign Minister Sergei Lavrov left.",
            &[("Russian Foreign Minister Sergei Lavrov", Person)],
        );
        check(
            "U.S. State Department spokesman John Kirby left.",
            &[("U.S. State Department spokesman John Kirby", Person)],
        );
        check(
            "They met Ursula von der Leyen.",
            &[("They", Pronoun), ("Ursula von der Leyen", Person)],
        );
        check(
            "a spokesman for Lind",
            &[("a spokesman", Role), ("Lind", Name)],
        );
        check(
            "senior administration officials left",
            &[("senior administration officials", Role)],
        );
    }

    #[test]
    fn finds_bodies() {
        use MentionKind::*;
        check(
            "The U.S. State Department left.",
            &[("The U.S. State Department", Organisation)],
        );
        check(
            "But North Korean state media left.",
            &[("North Korean state media", Organisation)],
        );
        check(
            "The Trump campaign left.",
            &[("The Trump campaign", Organisation)],
        );
    }

    #[test]
    fn leaves_ordinary_capitals_alone() {
        check("Meanwhile nothing moved on Monday.", &[]);
        check("However, nothing moved.", &[]);
    }
}
