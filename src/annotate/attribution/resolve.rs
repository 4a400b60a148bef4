//! Turns what was found into quotations with speakers: a mention led back to somebody's name.

use crate::annotate::attribution::confidence::confidence;
use crate::annotate::attribution::features::{Found, evidence};
use crate::annotate::attribution::fragments::is_lone_fragment;
use crate::annotate::attribution::sieves::decision::Decision;
use crate::annotate::attribution::utterance::is_utterance;
use crate::annotate::cues::cue::Subject;
use crate::annotate::entities::mention::{Mention, MentionKind};
use crate::annotate::entities::pronouns::{Candidate, candidates};
use crate::annotate::indirect_speech::statement::Statement;
use crate::annotate::parsed::ParsedArticle;
use crate::article::{Attribution, Quote, QuoteKind};
use crate::text::Span;
use std::collections::BTreeMap;

pub(crate) enum Finding<'s> {
    Told(&'s Statement),
    Marked(usize, Option<&'s Decision>),
}

impl Finding<'_> {
    pub(crate) fn start(&self, scene: &ParsedArticle) -> usize {
        match self {
            Self::Told(statement) => statement.span.start,
            Self::Marked(region, _) => scene.regions[*region].inner.start,
        }
    }
}

/// Names speakers in text order: a pronoun's meaning hangs on who spoke last.
pub(crate) struct Speakers<'s, 't> {
    scene: &'s ParsedArticle<'t>,
    last: Option<usize>,
    /// The last speaker, if they have a role and no name: "her brother".
    unnamed: Option<&'s Mention>,
    /// Whom each pronoun could mean, by the quotation's span; only where somebody asks why.
    candidates: Option<Candidates>,
}

/// Whom the pronoun that speaks could mean, the likeliest first, by the quotation's span.
pub type Candidates = BTreeMap<Span, Vec<Candidate>>;

impl<'s, 't> Speakers<'s, 't> {
    pub(crate) fn new(scene: &'s ParsedArticle<'t>, explains: bool) -> Self {
        Self {
            scene,
            last: None,
            unnamed: None,
            candidates: explains.then(Candidates::new),
        }
    }

    /// Returns what was noted of pronouns.
    pub(crate) fn candidates(self) -> Candidates {
        self.candidates.unwrap_or_default()
    }

    pub(crate) fn quote(&mut self, finding: &Finding) -> Option<Quote> {
        match finding {
            Finding::Told(statement) => {
                let cue = statement.cue.map(|cue| &self.scene.cues[cue]);
                let kind = self.kind(statement);
                let subject = cue.and_then(|cue| cue.subject.as_ref());
                let found = Found {
                    span: statement.span,
                    kind,
                    rule: statement.rule,
                    cue,
                };
                let attribution = subject.map(|subject| self.attribute(subject, None, &found));
                // A cue in an earlier sentence names the speaker, but does not introduce this.
                let cue = cue.filter(|_| statement.rule != "subjunctive");
                Some(Quote {
                    span: self.bounds(statement, kind),
                    kind,
                    cue: cue.map(|cue| self.scene.reading.range(&cue.tokens)),
                    attribution,
                    rule: statement.rule,
                })
            }
            Finding::Marked(index, decision) => {
                let region = &self.scene.regions[*index];
                if decision.is_none()
                    && !is_utterance(self.scene, region)
                    && !is_lone_fragment(self.scene, region)
                {
                    return None;
                }
                let cue = decision
                    .and_then(|decision| decision.cue)
                    .map(|cue| &self.scene.cues[cue]);
                let attribution = decision.map(|decision| {
                    let found = Found {
                        span: region.inner,
                        kind: QuoteKind::Direct,
                        rule: decision.rule,
                        cue,
                    };
                    self.attribute(&decision.subject, decision.person, &found)
                });
                let cue = cue.map(|cue| self.scene.reading.range(&cue.tokens));
                Some(Quote {
                    span: region.inner,
                    kind: QuoteKind::Direct,
                    cue,
                    attribution,
                    rule: "marks",
                })
            }
        }
    }

    /// Tells whether a pronoun goes on with a speaker nobody names.
    fn is_unnamed(&self, pronoun: &Mention) -> bool {
        self.unnamed.is_some_and(|role| {
            let near = pronoun.sentence.saturating_sub(role.sentence) <= 2;
            near && !pronoun.plural && !pronoun.neuter && role.gender.agrees(pronoun.gender)
        })
    }

    /// A statement wholly in marks is direct speech, whatever governs it.
    fn kind(&self, statement: &Statement) -> QuoteKind {
        let regions = &self.scene.regions[statement.regions.clone()];
        match regions {
            [] => QuoteKind::Indirect,
            [one]
                if one.inner.len() + 8 >= statement.span.len()
                    && one.inner.start <= statement.span.start + 4 =>
            {
                QuoteKind::Direct
            }
            _ => QuoteKind::Mixed,
        }
    }

    fn bounds(&self, statement: &Statement, kind: QuoteKind) -> Span {
        if kind == QuoteKind::Direct {
            self.scene.regions[statement.regions.start].inner
        } else {
            statement.span
        }
    }

    fn attribute(
        &mut self,
        subject: &Subject,
        person: Option<usize>,
        found: &Found,
    ) -> Attribution {
        let scene = self.scene;
        let mention = subject.mention.map(|mention| &scene.mentions[mention]);
        let pronoun = mention.filter(|mention| mention.kind == MentionKind::Pronoun);
        let person = person.or_else(|| match pronoun {
            // "Her brother said no. 'Never,' he said.": nobody we could name.
            Some(pronoun) if self.is_unnamed(pronoun) => None,
            Some(pronoun) => {
                if let Some(noted) = &mut self.candidates {
                    let could = candidates(&scene.cast, &scene.mentions, pronoun, self.last);
                    noted.insert(found.span, could);
                }
                scene.cast.pronoun(&scene.mentions, pronoun, self.last)
            }
            None => subject.mention.and_then(|mention| scene.cast.of[mention]),
        });
        if person.is_some() {
            self.last = person;
        }
        if pronoun.is_none() {
            self.unnamed = mention.filter(|mention| {
                person.is_none() && mention.kind == MentionKind::Role && !mention.plural
            });
        }
        let name = person
            .map(|person| scene.cast.people[person].name.clone())
            .filter(|name| !name.is_empty());
        let country = person
            .and_then(|person| scene.home(person))
            .or_else(|| mention.and_then(|mention| scene.country_of(mention)));
        let mentions = subject.also.iter().chain([&subject.tokens]);
        let mentions = mentions.map(|tokens| scene.reading.range(tokens)).collect();
        let evidence = evidence(scene, subject, name.is_some(), found);
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
