//! A parsed article: every layer of analysis that attribution and indirect speech build on.

use crate::annotate::cues::cue::{Cue, Subject};
use crate::annotate::cues::cues;
use crate::annotate::entities::coreference::{Entities, Entity, resolve_entities};
use crate::annotate::entities::mention::{Mention, MentionKind};
use crate::annotate::entities::mentions::mentions;
use crate::annotate::places::{Places, country_in, places};
use crate::annotate::quoted_spans::quoted_span::QuotedSpan;
use crate::annotate::quoted_spans::quoted_spans;
use crate::annotate::sentences::{Sentence, sentence_of, sentences};
use crate::annotate::text::tokenizer::tokenize;
use crate::annotate::text::tokens::{NOT_QUOTED, TokenKind, TokenizedText};
use crate::lang::{Class, Lexicon};
use crate::place::Country;
use std::ops::Range;

pub(crate) struct ParsedArticle<'t> {
    pub tokenized: TokenizedText<'t>,
    pub quoted_spans: Vec<QuotedSpan>,
    pub sentences: Vec<Sentence>,
    pub mentions: Vec<Mention>,
    pub entities: Entities,
    pub cues: Vec<Cue>,
    pub places: Places,
    /// The country of each entity.
    entity_countries: Vec<Option<Country>>,
}

impl<'t> ParsedArticle<'t> {
    pub(crate) fn of(
        text: &'t str,
        lexicon: &'static Lexicon,
        outlet_country: Option<Country>,
    ) -> Self {
        let mut tokenized = tokenize(text, lexicon);
        let quoted_spans = quoted_spans(&mut tokenized);
        let sentences = sentences(&tokenized, &quoted_spans);
        let mentions = mentions(&tokenized, &sentences);
        let entities = resolve_entities(&tokenized, &mentions);
        let places = places(&tokenized, &mentions, &entities, outlet_country);
        let cues = cues(&tokenized, &sentences, &mentions);
        let entity_countries = entity_countries(&tokenized, &mentions, &entities, &places);
        Self {
            tokenized,
            quoted_spans,
            sentences,
            mentions,
            entities,
            cues,
            places,
            entity_countries,
        }
    }

    pub(crate) fn sentence_of(&self, token: usize) -> usize {
        sentence_of(&self.sentences, token)
    }

    /// Returns the cues of a sentence, as indices into `cues`.
    pub(crate) fn cues_in(&self, sentence: usize) -> Range<usize> {
        let from = self.cues.partition_point(|cue| cue.sentence < sentence);
        let to = self.cues.partition_point(|cue| cue.sentence <= sentence);
        from..to
    }

    /// Returns the mentions of a sentence, as indices into `mentions`.
    pub(crate) fn mentions_in(&self, sentence: usize) -> Range<usize> {
        let from = self
            .mentions
            .partition_point(|mention| mention.sentence < sentence);
        let to = self
            .mentions
            .partition_point(|mention| mention.sentence <= sentence);
        from..to
    }

    pub(crate) fn kind(&self, token: usize) -> Option<TokenKind> {
        self.tokenized.tokens.get(token).map(|token| token.kind)
    }

    pub(crate) fn is(&self, token: usize, class: Class) -> bool {
        self.tokenized
            .tokens
            .get(token)
            .is_some_and(|token| token.is(class))
    }

    /// Returns the tokens of the paragraph a quoted span is in.
    pub(crate) fn paragraph_of(&self, quoted: &QuotedSpan) -> Range<usize> {
        self.tokenized.paragraph_tokens[quoted.paragraph].clone()
    }

    /// Returns the token after a quoted span, if its paragraph has one.
    pub(crate) fn token_after(&self, quoted: &QuotedSpan) -> Option<usize> {
        let next = if quoted.closed {
            quoted.close + 1
        } else {
            quoted.close
        };
        self.paragraph_of(quoted).contains(&next).then_some(next)
    }

    /// Returns the token before a quoted span, if its paragraph has one.
    pub(crate) fn token_before(&self, quoted: &QuotedSpan) -> Option<usize> {
        let before = quoted.open.checked_sub(1)?;
        self.paragraph_of(quoted)
            .contains(&before)
            .then_some(before)
    }

    /// Lind said "there could be" a line: tells whether the sentence runs on after the quoted span.
    pub(crate) fn sentence_runs_on(&self, quoted: &QuotedSpan) -> bool {
        let last = quoted.content.of(self.tokenized.text).chars().next_back();
        let ends =
            last.is_some_and(|c| matches!(c, '.' | '!' | '?' | ',' | '…' | '—' | '–' | ';' | ':'));
        let that = self
            .token_before(quoted)
            .is_some_and(|before| self.is(before, Class::THAT));
        let next = self
            .token_after(quoted)
            .map(|next| &self.tokenized.tokens[next]);
        !ends
            && next.is_some_and(|next| {
                next.kind == TokenKind::Word
                    && !next.is_capital()
                    && (that || !next.is(Class::CONJUNCTION))
            })
    }

    /// Returns the country an entity represents, where the article says so.
    pub(crate) fn entity_country(&self, entity: usize) -> Option<Country> {
        self.entity_countries[entity]
    }

    /// Returns the country a mention names: "North Korean state media", "Moscow".
    pub(crate) fn mention_country(&self, mention: &Mention) -> Option<Country> {
        country_in(&self.places.tags, mention.span(&self.tokenized))
    }

    /// Returns the first mention of a sentence that can be its subject.
    pub(crate) fn sentence_subject(&self, sentence: usize) -> Option<Subject> {
        let start = self.sentences[sentence].tokens.start;
        let free = |&mention: &usize| self.mentions[mention].can_be_subject(&self.tokenized, start);
        let mention = self.mentions_in(sentence).find(free)?;
        Some(Subject::of(
            self.mentions[mention].tokens.clone(),
            Some(mention),
            "sentence",
        ))
    }

    /// Tells whether a token is a verb in the reportive subjunctive: "er *sei* krank".
    pub(crate) fn is_reportive_subjunctive(&self, token: usize) -> bool {
        self.is_narration(token)
            && self.is(token, Class::SUBJUNCTIVE)
            && !self.tokenized.tokens[token].is_capital()
    }

    /// Tells whether a token lies outside all quotation marks.
    pub(crate) fn is_narration(&self, token: usize) -> bool {
        self.tokenized
            .tokens
            .get(token)
            .is_some_and(|token| token.quoted_span == NOT_QUOTED)
    }
}

/// Returns the country that each entity's titles and appositions name: "Russian Foreign Minister",
/// "Lind, Kenya's finance minister".
fn entity_countries(
    tokenized: &TokenizedText,
    mentions: &[Mention],
    entities: &Entities,
    places: &Places,
) -> Vec<Option<Country>> {
    let country = |entity: &Entity| {
        entity.mentions.iter().find_map(|&index| {
            let mention = &mentions[index];
            let own = match mention.kind {
                MentionKind::Person | MentionKind::Name
                    if !mention.name.is_empty() && mention.name.start > mention.tokens.start =>
                {
                    let start = mention.tokens.start;
                    let title = tokenized.span_between(start, mention.name.start - 1);
                    country_in(&places.tags, title)
                }
                MentionKind::Organisation | MentionKind::Role | MentionKind::Name => {
                    country_in(&places.tags, mention.span(tokenized))
                }
                _ => None,
            };
            own.or_else(|| {
                let named = mention.is_person().then_some(mention)?;
                apposition_country(tokenized, named, places)
                    .or_else(|| title_country(tokenized, named, places))
            })
        })
    };
    entities.list.iter().map(country).collect()
}

/// "Kenya's finance minister, Lind": the country in a title before a name.
fn title_country(tokenized: &TokenizedText, mention: &Mention, places: &Places) -> Option<Country> {
    const FAR: usize = 8;
    let comma = mention.tokens.start.checked_sub(1)?;
    if tokenized.tokens[comma].kind != TokenKind::Comma {
        return None;
    }
    let plain = |at: &usize| {
        let here = &tokenized.tokens[*at];
        matches!(here.kind, TokenKind::Word | TokenKind::Possessive) && !here.is(Class::SPEECH_VERB)
    };
    let words = (comma.saturating_sub(FAR)..comma).rev().take_while(plain);
    let start = words.last()?;
    let role = (start..comma)
        .rev()
        .find(|&at| tokenized.tokens[at].is(Class::ROLE))?;
    let span = tokenized.span_between(start, role);
    let tags = places.tags.iter().rev();
    let tag = tags
        .skip_while(|tag| tag.span.end > span.end)
        .find(|tag| span.contains(tag.span) || tag.span.end <= span.start)?;
    span.contains(tag.span).then_some(tag.country)
}

/// "Lind, Kenya's finance minister,": the country in an apposition after a name.
fn apposition_country(
    tokenized: &TokenizedText,
    mention: &Mention,
    places: &Places,
) -> Option<Country> {
    let comma = mention.tokens.end;
    if tokenized.tokens.get(comma)?.kind != TokenKind::Comma {
        return None;
    }
    let mut role = None;
    let mut end = comma + 1;
    while end < tokenized.tokens.len().min(comma + 12)
        && matches!(
            tokenized.tokens[end].kind,
            TokenKind::Word | TokenKind::Possessive | TokenKind::Number
        )
    {
        if tokenized.tokens[end].is(Class::RELATIVE.with(Class::SPEECH_VERB)) {
            break;
        }
        if tokenized.tokens[end].is(Class::ROLE) {
            role = Some(end);
        }
        end += 1;
    }
    role?;
    country_in(&places.tags, tokenized.span_between(comma + 1, end - 1))
}
