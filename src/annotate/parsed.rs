//! All that was read off a body before anybody is named: what the sieves look at.

use crate::annotate::cues::cue::{Cue, Subject};
use crate::annotate::cues::cues;
use crate::annotate::entities::coreference::{Entities, cast};
use crate::annotate::entities::mention::{Mention, MentionKind};
use crate::annotate::entities::mentions::mentions;
use crate::annotate::places::{Places, country_in, places};
use crate::annotate::quoted_spans::quoted_span::Region;
use crate::annotate::quoted_spans::regions;
use crate::annotate::sentences::{Sentence, sentence_of, sentences};
use crate::annotate::text::tokenizer::tokenize;
use crate::annotate::text::tokens::{Kind, OUTSIDE, Reading};
use crate::lang::{Class, Lexicon};
use crate::place::Country;
use std::ops::Range;

pub(crate) struct ParsedArticle<'t> {
    pub reading: Reading<'t>,
    pub regions: Vec<Region>,
    pub sentences: Vec<Sentence>,
    pub mentions: Vec<Mention>,
    pub cast: Entities,
    pub cues: Vec<Cue>,
    pub places: Places,
    /// The countries of the cast, in its order.
    homes: Vec<Option<Country>>,
}

impl<'t> ParsedArticle<'t> {
    pub(crate) fn of(text: &'t str, lexicon: &'static Lexicon, paper: Option<Country>) -> Self {
        let mut reading = tokenize(text, lexicon);
        let regions = regions(&mut reading);
        let sentences = sentences(&reading, &regions);
        let mentions = mentions(&reading, &sentences);
        let cast = cast(&reading, &mentions);
        let places = places(&reading, &mentions, &cast, paper);
        let cues = cues(&reading, &sentences, &mentions);
        let homes = homes(&reading, &mentions, &cast, &places);
        Self {
            reading,
            regions,
            sentences,
            mentions,
            cast,
            cues,
            places,
            homes,
        }
    }

    pub(crate) fn sentence_of(&self, token: usize) -> usize {
        sentence_of(&self.sentences, token)
    }

    /// Returns the cues of one sentence, as places in `cues`.
    pub(crate) fn cues_of(&self, sentence: usize) -> Range<usize> {
        let from = self.cues.partition_point(|cue| cue.sentence < sentence);
        let to = self.cues.partition_point(|cue| cue.sentence <= sentence);
        from..to
    }

    /// Returns the mentions of one sentence, as places in `mentions`.
    pub(crate) fn mentions_of(&self, sentence: usize) -> Range<usize> {
        let from = self
            .mentions
            .partition_point(|mention| mention.sentence < sentence);
        let to = self
            .mentions
            .partition_point(|mention| mention.sentence <= sentence);
        from..to
    }

    pub(crate) fn kind(&self, token: usize) -> Option<Kind> {
        self.reading.tokens.get(token).map(|token| token.kind)
    }

    pub(crate) fn is(&self, token: usize, class: Class) -> bool {
        self.reading
            .tokens
            .get(token)
            .is_some_and(|token| token.is(class))
    }

    /// Returns the tokens of the paragraph a region stands in.
    pub(crate) fn paragraph(&self, region: &Region) -> Range<usize> {
        self.reading.paragraph_tokens[region.paragraph].clone()
    }

    /// Returns the token after a region, if one follows in its paragraph.
    pub(crate) fn after(&self, region: &Region) -> Option<usize> {
        let next = if region.closed {
            region.close + 1
        } else {
            region.close
        };
        self.paragraph(region).contains(&next).then_some(next)
    }

    /// Returns the token before a region, if one stands before it in its paragraph.
    pub(crate) fn before(&self, region: &Region) -> Option<usize> {
        let before = region.open.checked_sub(1)?;
        self.paragraph(region).contains(&before).then_some(before)
    }

    /// Lind said "there could be" a line: the sentence goes on, and the marked words are part of it.
    pub(crate) fn goes_on(&self, region: &Region) -> bool {
        let last = region.inner.of(self.reading.text).chars().next_back();
        let ends =
            last.is_some_and(|c| matches!(c, '.' | '!' | '?' | ',' | '…' | '—' | '–' | ';' | ':'));
        let that = self
            .before(region)
            .is_some_and(|before| self.is(before, Class::THAT));
        let next = self.after(region).map(|next| &self.reading.tokens[next]);
        !ends
            && next.is_some_and(|next| {
                next.kind == Kind::Word
                    && !next.is_capital()
                    && (that || !next.is(Class::CONJUNCTION))
            })
    }

    /// Returns the country somebody speaks from, where the article tells.
    pub(crate) fn home(&self, person: usize) -> Option<Country> {
        self.homes[person]
    }

    /// Returns the mention's own country: "North Korean state media", "Moscow".
    pub(crate) fn country_of(&self, mention: &Mention) -> Option<Country> {
        country_in(&self.places.tags, mention.span(&self.reading))
    }

    /// Returns the first noun phrase of a sentence that no preposition governs.
    pub(crate) fn subject_of(&self, sentence: usize) -> Option<Subject> {
        let start = self.sentences[sentence].tokens.start;
        let free = |&mention: &usize| self.mentions[mention].is_free(&self.reading, start);
        let mention = self.mentions_of(sentence).find(free)?;
        Some(Subject::of(
            self.mentions[mention].tokens.clone(),
            Some(mention),
            "sentence",
        ))
    }

    /// Tells whether a token is a verb in the form of retold speech: "er *sei* krank".
    pub(crate) fn retells(&self, token: usize) -> bool {
        self.narrates(token)
            && self.is(token, Class::SUBJUNCTIVE)
            && !self.reading.tokens[token].is_capital()
    }

    /// Tells whether a token lies outside all quotation marks.
    pub(crate) fn narrates(&self, token: usize) -> bool {
        self.reading
            .tokens
            .get(token)
            .is_some_and(|token| token.region == OUTSIDE)
    }
}

/// Returns for each of the cast the country their roles name: "Russian Foreign Minister",
/// "Lind, Kenya's finance minister".
fn homes(
    reading: &Reading,
    mentions: &[Mention],
    cast: &Entities,
    places: &Places,
) -> Vec<Option<Country>> {
    let home = |person: &crate::annotate::entities::coreference::Person| {
        person.mentions.iter().find_map(|&index| {
            let mention = &mentions[index];
            let own = match mention.kind {
                MentionKind::Person | MentionKind::Name
                    if !mention.name.is_empty() && mention.name.start > mention.tokens.start =>
                {
                    let start = mention.tokens.start;
                    let title = reading.span(start, mention.name.start - 1);
                    country_in(&places.tags, title)
                }
                MentionKind::Organisation | MentionKind::Role | MentionKind::Name => {
                    country_in(&places.tags, mention.span(reading))
                }
                _ => None,
            };
            own.or_else(|| {
                let person = mention.is_person().then_some(mention)?;
                aside_country(reading, person, places)
                    .or_else(|| role_country(reading, person, places))
            })
        })
    };
    cast.people.iter().map(home).collect()
}

/// "Kenya's finance minister, Lind": the country nearest before a name that a role leads up to.
fn role_country(reading: &Reading, mention: &Mention, places: &Places) -> Option<Country> {
    const FAR: usize = 8;
    let comma = mention.tokens.start.checked_sub(1)?;
    if reading.tokens[comma].kind != Kind::Comma {
        return None;
    }
    let plain = |at: &usize| {
        let here = &reading.tokens[*at];
        matches!(here.kind, Kind::Word | Kind::Possessive) && !here.is(Class::SPEECH_VERB)
    };
    let words = (comma.saturating_sub(FAR)..comma).rev().take_while(plain);
    let start = words.last()?;
    let role = (start..comma)
        .rev()
        .find(|&at| reading.tokens[at].is(Class::ROLE))?;
    let span = reading.span(start, role);
    let tags = places.tags.iter().rev();
    let tag = tags
        .skip_while(|tag| tag.span.end > span.end)
        .find(|tag| span.contains(tag.span) || tag.span.end <= span.start)?;
    span.contains(tag.span).then_some(tag.country)
}

/// "Lind, Kenya's finance minister,": the country of the phrase after a name.
fn aside_country(reading: &Reading, mention: &Mention, places: &Places) -> Option<Country> {
    let comma = mention.tokens.end;
    if reading.tokens.get(comma)?.kind != Kind::Comma {
        return None;
    }
    let mut role = None;
    let mut end = comma + 1;
    while end < reading.tokens.len().min(comma + 12)
        && matches!(
            reading.tokens[end].kind,
            Kind::Word | Kind::Possessive | Kind::Number
        )
    {
        if reading.tokens[end].is(Class::RELATIVE.with(Class::SPEECH_VERB)) {
            break;
        }
        if reading.tokens[end].is(Class::ROLE) {
            role = Some(end);
        }
        end += 1;
    }
    role?;
    country_in(&places.tags, reading.span(comma + 1, end - 1))
}
