//! Turns quoted spans and statements into quotations with speakers: resolves the subject's mention
//! to an entity and its name.

use crate::annotate::attribution::confidence::confidence;
use crate::annotate::attribution::features::{UnattributedQuote, features};
use crate::annotate::attribution::fragments::is_lone_fragment;
use crate::annotate::attribution::sieves::decision::Decision;
use crate::annotate::attribution::utterance::is_utterance;
use crate::annotate::cues::cue::Subject;
use crate::annotate::entities::mention::{Mention, MentionKind};
use crate::annotate::entities::pronouns::{Antecedent, antecedents};
use crate::annotate::indirect_speech::rule::IndirectRule;
use crate::annotate::indirect_speech::statement::Statement;
use crate::annotate::parsed::ParsedArticle;
use crate::article::{Attribution, Quote, QuoteKind};
use crate::text::Span;
use std::collections::BTreeMap;

pub(crate) enum Finding<'s> {
    Indirect(&'s Statement),
    Quoted(usize, Option<&'s Decision>),
}

impl Finding<'_> {
    pub(crate) fn start(&self, parsed: &ParsedArticle) -> usize {
        match self {
            Self::Indirect(statement) => statement.span.start,
            Self::Quoted(quoted, _) => parsed.quoted_spans[*quoted].content.start,
        }
    }
}

/// Resolves speakers in text order, because a pronoun's antecedent depends on who spoke last.
pub(crate) struct SpeakerResolver<'s, 't> {
    parsed: &'s ParsedArticle<'t>,
    last: Option<usize>,
    /// The last speaker, if they were a role without a name: "her brother".
    unnamed: Option<&'s Mention>,
    /// The possible antecedents of each pronoun, by quotation; stored for explanations only.
    antecedents: Option<Antecedents>,
}

/// The possible antecedents of the pronoun that is a quotation's speaker, the most salient first,
/// by the quotation's span (bytes into the text).
pub type Antecedents = BTreeMap<Span, Vec<Antecedent>>;

impl<'s, 't> SpeakerResolver<'s, 't> {
    pub(crate) fn new(parsed: &'s ParsedArticle<'t>) -> Self {
        Self {
            parsed,
            last: None,
            unnamed: None,
            antecedents: None,
        }
    }

    /// Returns a resolver that stores the possible antecedents of every pronoun it resolves.
    pub(crate) fn explaining(parsed: &'s ParsedArticle<'t>) -> Self {
        Self {
            antecedents: Some(Antecedents::new()),
            ..Self::new(parsed)
        }
    }

    /// Returns the antecedents that were stored.
    pub(crate) fn antecedents(self) -> Antecedents {
        self.antecedents.unwrap_or_default()
    }

    pub(crate) fn resolve(&mut self, finding: &Finding) -> Option<Quote> {
        match finding {
            Finding::Indirect(statement) => {
                let cue = statement.cue.map(|cue| &self.parsed.cues[cue]);
                let kind = self.kind(statement);
                let subject = cue.and_then(|cue| cue.subject.as_ref());
                let found = UnattributedQuote {
                    span: statement.span,
                    kind,
                    rule: statement.rule.name(),
                    cue,
                };
                let attribution = subject.map(|subject| self.attribute(subject, None, &found));
                // A cue in an earlier sentence names the speaker, but does not introduce this.
                let cue = cue.filter(|_| statement.rule != IndirectRule::Subjunctive);
                Some(Quote {
                    span: self.bounds(statement, kind),
                    kind,
                    cue: cue.map(|cue| self.parsed.tokenized.span_of(&cue.tokens)),
                    attribution,
                    rule: statement.rule.name(),
                })
            }
            Finding::Quoted(index, decision) => {
                let quoted = &self.parsed.quoted_spans[*index];
                if decision.is_none()
                    && !is_utterance(self.parsed, quoted)
                    && !is_lone_fragment(self.parsed, quoted)
                {
                    return None;
                }
                let cue = decision
                    .and_then(|decision| decision.cue)
                    .map(|cue| &self.parsed.cues[cue]);
                let attribution = decision.map(|decision| {
                    let found = UnattributedQuote {
                        span: quoted.content,
                        kind: QuoteKind::Direct,
                        rule: decision.rule,
                        cue,
                    };
                    self.attribute(&decision.subject, decision.entity, &found)
                });
                let cue = cue.map(|cue| self.parsed.tokenized.span_of(&cue.tokens));
                Some(Quote {
                    span: quoted.content,
                    kind: QuoteKind::Direct,
                    cue,
                    attribution,
                    rule: "marks",
                })
            }
        }
    }

    /// Tells whether a pronoun refers to the last speaker, who has a role but no name.
    fn is_unnamed(&self, pronoun: &Mention) -> bool {
        self.unnamed.is_some_and(|role| {
            let near = pronoun.sentence.saturating_sub(role.sentence) <= 2;
            near && !pronoun.plural && !pronoun.neuter && role.gender.agrees(pronoun.gender)
        })
    }

    /// A statement that is one quoted span is direct speech, whatever introduces it.
    fn kind(&self, statement: &Statement) -> QuoteKind {
        let quoted_spans = &self.parsed.quoted_spans[statement.quoted_spans.clone()];
        match quoted_spans {
            [] => QuoteKind::Indirect,
            [one]
                if one.content.len() + 8 >= statement.span.len()
                    && one.content.start <= statement.span.start + 4 =>
            {
                QuoteKind::Direct
            }
            _ => QuoteKind::Mixed,
        }
    }

    fn bounds(&self, statement: &Statement, kind: QuoteKind) -> Span {
        if kind == QuoteKind::Direct {
            self.parsed.quoted_spans[statement.quoted_spans.start].content
        } else {
            statement.span
        }
    }

    fn attribute(
        &mut self,
        subject: &Subject,
        entity: Option<usize>,
        found: &UnattributedQuote,
    ) -> Attribution {
        let parsed = self.parsed;
        let mention = subject.mention.map(|mention| &parsed.mentions[mention]);
        let pronoun = mention.filter(|mention| mention.kind == MentionKind::Pronoun);
        let entity = entity.or_else(|| match pronoun {
            // "Her brother said no. 'Never,' he said.": nobody we could name.
            Some(pronoun) if self.is_unnamed(pronoun) => None,
            Some(pronoun) => {
                if let Some(noted) = &mut self.antecedents {
                    let could = antecedents(&parsed.entities, &parsed.mentions, pronoun, self.last);
                    noted.insert(found.span, could);
                }
                parsed
                    .entities
                    .resolve_pronoun(&parsed.mentions, pronoun, self.last)
            }
            None => subject
                .mention
                .and_then(|mention| parsed.entities.of_mention[mention]),
        });
        if entity.is_some() {
            self.last = entity;
        }
        if pronoun.is_none() {
            self.unnamed = mention.filter(|mention| {
                entity.is_none() && mention.kind == MentionKind::Role && !mention.plural
            });
        }
        let name = entity
            .map(|entity| parsed.entities.list[entity].name.clone())
            .filter(|name| !name.is_empty());
        let country = entity
            .and_then(|entity| parsed.entity_country(entity))
            .or_else(|| mention.and_then(|mention| parsed.mention_country(mention)));
        let mentions = subject.relative_pronoun.iter().chain([&subject.tokens]);
        let mentions = mentions
            .map(|tokens| parsed.tokenized.span_of(tokens))
            .collect();
        let evidence = features(parsed, subject, name.is_some(), found);
        Attribution {
            name,
            country,
            mentions,
            confidence: confidence(&evidence),
            evidence,
            rule: found.rule,
        }
    }
}
