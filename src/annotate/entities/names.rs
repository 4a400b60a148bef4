//! Finds names: runs of capitalised words, separated from titles before them and nouns after them.

use crate::annotate::entities::mention::{Gender, Mention, MentionKind};
use crate::annotate::entities::phrase::{
    is_indefinite, is_locative, nominal_mention, phrase_start,
};
use crate::annotate::text::tokens::{Shape, TokenKind, TokenizedText};
use crate::annotate::text::word_lists::WordList;
use crate::lang::{Class, Inflection};
use crate::place::gazetteer;
use std::ops::Range;

/// Tells whether a capitalised word begins a name, and is not capitalised for its place in the
/// sentence.
pub(crate) fn begins_name(tokenized: &TokenizedText, limits: &Range<usize>, token: usize) -> bool {
    let here = &tokenized.tokens[token];
    if here.is(Class::DATE) && !here.word.name.has(Class::GIVEN) {
        return false;
    }
    let opens = token == limits.start
        || !matches!(
            tokenized.tokens[token - 1].kind,
            TokenKind::Word | TokenKind::Number | TokenKind::Comma | TokenKind::Possessive
        );
    let ordinary = here.is(Class::FUNCTION)
        || (here.is(Class::SPEECH_VERB) && !here.word.name.has(Class::GIVEN))
        || here.is(Class::DETERMINER)
        || here.is(Class::PRONOUN);
    let name_follows = tokenized
        .tokens
        .get(token + 1)
        .is_some_and(|next| next.is_word() && next.is_capital() && token + 1 < limits.end);
    let titled = tokenized.tokens.get(token + 1).is_some_and(|next| {
        next.shape == Shape::Lower && next.is(Class::ROLE) && token + 1 < limits.end
    });
    if ordinary && here.shape != Shape::AllCaps && !(titled && here.is(Class::SPEECH_VERB)) {
        return here.word.name.has(Class::GIVEN) && name_follows;
    }
    if here.shape == Shape::AllCaps
        && (here.is(Class::FUNCTION) || tokenized.token_text(token).len() < 2)
    {
        return false;
    }
    if here.shape == Shape::Initial {
        return name_follows;
    }
    if opens && !here.word.name.has(Class::GIVEN) && !name_follows {
        // "Republicans said", "Senators left": a common noun at the sentence's head.
        // "Recognizing that …": a participle.
        let verb_follows = tokenized
            .tokens
            .get(token + 1)
            .is_some_and(|next| next.is(Class::SPEECH_VERB.with(Class::AUXILIARY)));
        let participle = tokenized.token_text(token).ends_with("ing")
            && tokenized.token_text(token).len() > 5
            && !verb_follows;
        let common = participle || here.is(Class::ROLE) || here.is(Class::ORGANISATION);
        return !common || here.shape == Shape::AllCaps;
    }
    true
}

/// Closed-class words: they end a name even when capitalised, as in headlines.
pub(crate) const CLOSED_CLASS: Class = Class::PREPOSITION
    .with(Class::AUXILIARY)
    .with(Class::DETERMINER)
    .with(Class::CONJUNCTION)
    .with(Class::SUBORDINATOR)
    .with(Class::RELATIVE)
    .with(Class::PRONOUN)
    .with(Class::THAT);

/// Returns the end of the run of capitalised words that begins at `start`.
fn run_end(tokenized: &TokenizedText, limits: &Range<usize>, start: usize) -> usize {
    let mut end = start + 1;
    let quoted = tokenized.tokens[start].quoted_span;
    while end < limits.end && tokenized.tokens[end].quoted_span == quoted {
        let here = &tokenized.tokens[end];
        let closed = here.is(CLOSED_CLASS)
            && here.shape == Shape::Capitalized
            && !here.word.name.has(Class::GIVEN);
        // "USA TODAY"
        let upper =
            here.shape == Shape::AllCaps && tokenized.tokens[end - 1].shape == Shape::AllCaps;
        let date = here.is(Class::DATE.with(Class::TIME)) && !upper;
        let is_name_word = here.is_word() && here.is_capital() && !closed && !date;
        if is_name_word {
            end += 1;
            continue;
        }
        let next_capital = |at: usize| {
            tokenized.tokens.get(at).is_some_and(|next| {
                at < limits.end && next.is_word() && next.is_capital() && !next.is(Class::FUNCTION)
            })
        };
        if here.is_word()
            && here.shape == Shape::Lower
            && WordList::NameParticles.contains(tokenized.token_text(end))
        {
            let mut after = end + 1;
            while after < limits.end
                && after < end + 3
                && WordList::NameParticles.contains(tokenized.token_text(after))
            {
                after += 1;
            }
            if next_capital(after) {
                end = after + 1;
                continue;
            }
        }
        // "Department of State", "House of Representatives", "Ministry for Foreign Affairs".
        let organisation = tokenized.tokens[start..end]
            .iter()
            .any(|token| token.is(Class::ORGANISATION));
        if organisation
            && here.is_word()
            && (tokenized.text_is(end, "of") || tokenized.text_is(end, "for"))
        {
            let after = if tokenized
                .tokens
                .get(end + 1)
                .is_some_and(|next| next.is(Class::DETERMINER))
            {
                end + 2
            } else {
                end + 1
            };
            if next_capital(after) && tokenized.tokens[end - 1].is(Class::ORGANISATION) {
                end = after + 1;
                continue;
            }
        }
        if here.kind == TokenKind::Other
            && tokenized.token_text(end) == "&"
            && next_capital(end + 1)
        {
            end += 2;
            continue;
        }
        break;
    }
    end
}

pub(crate) fn name(
    tokenized: &TokenizedText,
    sentence: usize,
    limits: &Range<usize>,
    token: usize,
    floor: usize,
) -> Option<Mention> {
    let end = run_end(tokenized, limits, token);
    let run = token..end;
    let possessive = tokenized
        .tokens
        .get(end)
        .is_some_and(|next| next.kind == TokenKind::Possessive && end < limits.end);
    // "U.S. State Department spokesman | John Kirby": the capitals describe the next name's title.
    if !possessive && let Some(names) = title_after(tokenized, limits, end) {
        let start = phrase_start(tokenized, limits.start.max(floor), token);
        let mention = self::name(tokenized, sentence, limits, names, end);
        return mention.map(|mention| Mention {
            tokens: start..mention.tokens.end,
            ..mention
        });
    }
    // The last title in the run parts it: "Russian Foreign Minister | Sergei Lavrov".
    let title = run.clone().rev().find(|&at| {
        tokenized.tokens[at].is(Class::ROLE.with(Class::HONORIFIC))
            && !(tokenized.tokens[at].word.name.has(Class::GIVEN) && at + 1 == end)
    });
    let given = |at: usize| tokenized.tokens[at].word.name.has(Class::GIVEN);
    let mut gender = Gender::Unknown;
    let mut name = run.clone();
    let mut kind = MentionKind::Name;
    match title {
        Some(at) if at + 1 < end => {
            name = at + 1..end;
            kind = MentionKind::Person;
            gender = Gender::of(tokenized.tokens[at].word.class);
        }
        // "the Attorney General", "Democrats": a role written with capitals.
        Some(at) if at + 1 == end && !given(token) => {
            let class = tokenized.tokens[at].word.class;
            // "Campaign manager", "Prime Minister" alone.
            let start = phrase_start(tokenized, limits.start.max(floor), token);
            return Some(Mention {
                tokens: start..end,
                name: end..end,
                head: at,
                kind: MentionKind::Role,
                gender: Gender::of(class),
                plural: class.has(Class::PLURAL),
                sentence,
                indefinite: is_indefinite(tokenized, start),
                possessive,
                quoted: tokenized.tokens[token].is_quoted(),
                has_complement: false,
                locative: is_locative(tokenized, start),
                neuter: false,
            });
        }
        _ => {}
    }
    let last = &tokenized.tokens[end - 1];
    let organisation = run
        .clone()
        .any(|at| tokenized.tokens[at].is(Class::ORGANISATION) && !given(at));
    let acronym = name.len() == 1
        && last.shape == Shape::AllCaps
        && tokenized.token_text(end - 1).len() <= 6
        && !last.word.name.has(Class::GIVEN)
        && !labels(tokenized, limits, end);
    if kind == MentionKind::Name {
        if organisation || acronym {
            kind = MentionKind::Organisation;
        } else if is_place(tokenized, &run) {
            kind = MentionKind::Place;
        } else if given(name.start) && name.len() > 1 {
            kind = MentionKind::Person;
        }
    }
    if kind == MentionKind::Name && is_noun(tokenized, limits, &run) {
        return None;
    }
    if given(name.start) {
        gender = gender.or(Gender::of(tokenized.tokens[name.start].word.name));
    }
    // "spokesman Josh Earnest", "Clinton campaign manager Robby Mook": a role before the name.
    let mut start = token;
    if title.is_none() && token > floor.max(limits.start) {
        let before = &tokenized.tokens[token - 1];
        if before.is_word()
            && before.shape == Shape::Lower
            && before.is(Class::ROLE)
            && !before.is(Class::FUNCTION)
        {
            start = phrase_start(tokenized, limits.start.max(floor), token - 1);
            gender = gender.or(Gender::of(before.word.class));
            if matches!(kind, MentionKind::Name | MentionKind::Place) {
                kind = MentionKind::Person;
            }
        }
    }
    start = if start == token {
        phrase_start(tokenized, limits.start.max(floor), token)
    } else {
        start
    };
    // "the Trump campaign", "FBI officials", "a Clinton aide": the capitals only describe a head.
    if !possessive && let Some(head) = head_after(tokenized, limits, end) {
        return Some(nominal_mention(
            tokenized,
            sentence,
            limits,
            start..head + 1,
            head,
        ));
    }
    Some(Mention {
        tokens: start..end,
        name,
        head: end - 1,
        kind,
        gender,
        plural: false,
        sentence,
        indefinite: false,
        possessive,
        quoted: tokenized.tokens[token].is_quoted(),
        has_complement: false,
        locative: is_locative(tokenized, start),
        neuter: false,
    })
}

/// "LIND:" at the start of a paragraph: a name in capitals, not an acronym.
fn labels(tokenized: &TokenizedText, limits: &Range<usize>, end: usize) -> bool {
    let heads = tokenized
        .paragraph_tokens
        .binary_search_by_key(&limits.start, |tokens| tokens.start)
        .is_ok();
    let colon = tokenized.tokens.get(end);
    heads && colon.is_some_and(|colon| colon.kind == TokenKind::Colon && colon.is_quoted())
}

/// "das Testament", "im Bericht": tells whether a single capitalised word is a common noun, in
/// languages that capitalise all nouns: an article or an adjective precedes it.
fn is_noun(tokenized: &TokenizedText, limits: &Range<usize>, run: &Range<usize>) -> bool {
    if !tokenized.lexicon.capitalized_nouns() || run.len() > 1 || run.start == limits.start {
        return false;
    }
    let before = &tokenized.tokens[run.start - 1];
    let article = before.is(Class::DETERMINER.with(Class::POSSESSIVE))
        || WordList::ContractedArticles.contains(tokenized.token_text(run.start - 1));
    let adjective = before.shape == Shape::Lower
        && !before.is(Class::FUNCTION.with(Class::ROLE).with(Class::SPEECH_VERB));
    before.kind == TokenKind::Word && (article || adjective)
}

/// Tells whether the gazetteer knows the whole run as a place and as nothing else.
fn is_place(tokenized: &TokenizedText, run: &Range<usize>) -> bool {
    let says = |step: usize, word: &str| {
        run.start + step < run.end && tokenized.token_text(run.start + step) == word
    };
    let lang = tokenized.lexicon.language_set();
    let found = gazetteer().longest_match(tokenized.token_text(run.start), lang, says);
    found.is_some_and(|(length, forms)| {
        length == run.len()
            && forms
                .iter()
                .all(|form| !form.weak && form.kind != "demonym" && form.kind != "metonym")
    })
}

/// Returns the name after lower-case titles that follow a run of capitals: "U.S. State Department
/// spokesman | John Kirby".
fn title_after(tokenized: &TokenizedText, limits: &Range<usize>, from: usize) -> Option<usize> {
    let mut at = from;
    let mut role = false;
    while at < limits.end.min(from + 6) {
        let here = &tokenized.tokens[at];
        if here.kind != TokenKind::Word || here.is_quoted() {
            return None;
        }
        if here.is_capital() {
            return (role && !here.is(CLOSED_CLASS) && !here.is(Class::DATE)).then_some(at);
        }
        // "press secretary": a verb's letters, but a noun before a title.
        let compound = here.inflected(Inflection::BASE)
            && tokenized
                .tokens
                .get(at + 1)
                .is_some_and(|next| next.is(Class::ROLE));
        let verb = here.is(Class::SPEECH_VERB) && !here.is(Class::ROLE) && !compound;
        if here.is(CLOSED_CLASS) || verb {
            return None;
        }
        role = here.is(Class::ROLE);
        at += 1;
    }
    None
}

/// Returns the lower-case head noun that a run of capitals modifies: "the Trump *campaign*".
fn head_after(tokenized: &TokenizedText, limits: &Range<usize>, from: usize) -> Option<usize> {
    let mut head = None;
    for at in from..limits.end.min(from + 4) {
        let here = &tokenized.tokens[at];
        if here.kind != TokenKind::Word
            || here.shape != Shape::Lower
            || here.is(Class::FUNCTION) && !here.is(Class::ROLE.with(Class::ORGANISATION))
        {
            break;
        }
        let noun_follows = tokenized.tokens.get(at + 1).is_some_and(|next| {
            next.is(Class::ROLE.with(Class::ORGANISATION)) && next.shape == Shape::Lower
        });
        if here.is(Class::SPEECH_VERB)
            && !here.is(Class::ROLE.with(Class::ORGANISATION))
            && !(noun_follows && here.inflected(Inflection::BASE))
        {
            break;
        }
        if here.is(Class::ROLE.with(Class::ORGANISATION)) {
            head = Some(at);
        } else if head.is_some()
            || here.is(Class::PREPOSITION
                .with(Class::AUXILIARY)
                .with(Class::ADVERB))
        {
            break;
        }
    }
    let head = head?;
    // "campaign manager Kellyanne Conway": the head is itself a title; the name comes next.
    let names = tokenized.tokens.get(head + 1).is_some_and(|next| {
        head + 1 < limits.end && next.is_word() && next.is_capital() && !next.is(Class::FUNCTION)
    });
    (!(names && tokenized.tokens[head].is(Class::ROLE))).then_some(head)
}
