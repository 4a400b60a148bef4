//! `Article` in, `Annotated` out: quotations, who said them, and the countries spoken of.
//!
//! One reading serves all: marks, sentences, mentions, cues. Then each marked region goes
//! through the sieves, and the cues that are left give the speech that is retold.

mod around;
pub mod confidence;
mod content;
mod cues;
mod fragments;
mod marks;
mod mentions;
mod names;
mod people;
mod places;
mod reading;
mod scene;
mod sentences;
mod speakers;
mod statements;
mod subjects;

use crate::annotate::confidence::{Feature, confidence, is_doubtful};
use crate::annotate::cues::{Cue, CueKind, Subject};
use crate::annotate::fragments::{fragments, is_lone_fragment};
use crate::annotate::mentions::{Mention, MentionKind};
use crate::annotate::places::about;
use crate::annotate::scene::Scene;
use crate::annotate::speakers::{Decision, decide, is_utterance};
use crate::annotate::statements::{Statement, statements};
use crate::article::{Annotated, Article, Attribution, Quote, QuoteKind};
use crate::lang::{self, Class, Frames};
use crate::text::Span;

/// Returns all that is found in an article.
pub fn annotate(article: &Article) -> Annotated {
    let declared = article.lang.as_deref().and_then(lang::declared);
    let lang = declared
        .or_else(|| lang::detect(&article.body).map(str::to_owned))
        .unwrap_or_default();
    let mut annotated = annotate_text(&article.body, &lang);
    let title = Scene::of(&article.title, lang::lexicon(&lang)).places;
    annotated.about = about(
        &article.body,
        &annotated.places,
        &title.tags,
        &annotated.countries,
    );
    annotated
}

/// Returns all that is found in a text of a known language ("en").
///
/// A speaker who is too unsure (`confidence::is_doubtful`) is not named: only the mention stands.
pub fn annotate_text(text: &str, lang: &str) -> Annotated {
    let mut annotated = annotate_all(text, lang);
    let said = annotated
        .quotes
        .iter_mut()
        .filter_map(|quote| quote.attribution.as_mut());
    for doubtful in said.filter(|said| is_doubtful(&said.evidence)) {
        doubtful.name = None;
        doubtful.country = None;
    }
    annotated
}

/// Returns what `annotate_text` does with every speaker named, however unsure: to fit the
/// confidence by.
pub fn annotate_all(text: &str, lang: &str) -> Annotated {
    let scene = Scene::of(text, lang::lexicon(lang));
    let quotes = quotes(&scene, lang);
    let places = &scene.places;
    let about = about(text, &places.tags, &[], &places.countries);
    Annotated {
        about,
        lang: lang.to_owned(),
        paragraphs: scene.reading.paragraphs.clone(),
        quotes,
        countries: scene.places.countries.clone(),
        places: scene.places.tags,
    }
}

fn quotes(scene: &Scene, lang: &str) -> Vec<Quote> {
    let decisions = decide(scene);
    let mut taken: Vec<usize> = decisions
        .iter()
        .zip(&scene.regions)
        .filter_map(|(decision, region)| Some((decision.as_ref()?, region)))
        .filter(|(decision, region)| {
            decision.rule != "said-before" || !stands_between(scene, decision, region)
        })
        .filter_map(|(decision, _)| decision.cue)
        .collect();
    taken.sort_unstable();
    taken.dedup();
    let statements = statements(scene, &taken);
    let mut quotes: Vec<Quote> = Vec::new();
    let mut told = vec![false; scene.regions.len()];
    let mut speakers = Speakers {
        scene,
        lang,
        last: None,
        unnamed: None,
    };
    let mut findings: Vec<Finding> = Vec::new();
    for statement in &statements {
        let free = statement
            .regions
            .clone()
            .any(|region| decisions[region].is_none());
        for region in statement
            .regions
            .clone()
            .filter(|&region| decisions[region].is_none())
        {
            told[region] = true;
        }
        let taken = statement.regions.clone().any(|region| {
            decisions[region].is_some()
                && scene.regions[region].inner.len() * 2 > statement.span.len()
        });
        let only_marks = statement.rule == "marked-object" && !free;
        if !taken && !only_marks {
            findings.push(Finding::Told(statement));
        }
    }
    for (region, decision) in decisions.iter().enumerate() {
        if !told[region] {
            findings.push(Finding::Marked(region, decision.as_ref()));
        }
    }
    findings.sort_by_key(|finding| finding.start(scene));
    for finding in findings {
        let quote = speakers.quote(&finding);
        if scene.reading.lexicon.fragments_are_speech()
            && let (Finding::Told(statement), Some(quote)) = (&finding, &quote)
            && quote.kind == QuoteKind::Mixed
        {
            quotes.extend(fragments(scene, statement, quote));
        }
        quotes.extend(quote);
    }
    quotes.sort_by_key(|quote| quote.span);
    quotes.dedup_by_key(|quote| (quote.span, quote.kind));
    quotes
}

/// The plan "is a sham," she said, "and it will fail"; the plan will fail, she said, but "we go on":
/// tells whether what is before a cue is its own as well.
fn stands_between(scene: &Scene, decision: &Decision, region: &marks::Region) -> bool {
    let cue = decision.cue.map(|cue| &scene.cues[cue]);
    let joined = scene
        .before(region)
        .is_some_and(|before| scene.is(before, Class::CONJUNCTION));
    joined
        || cue.is_some_and(|cue| {
            let sentence = &scene.sentences[cue.sentence].tokens;
            (sentence.start..cue.start())
                .rev()
                .take(2)
                .any(|before| !scene.narrates(before))
        })
}

enum Finding<'s> {
    Told(&'s Statement),
    Marked(usize, Option<&'s Decision>),
}

impl Finding<'_> {
    fn start(&self, scene: &Scene) -> usize {
        match self {
            Self::Told(statement) => statement.span.start,
            Self::Marked(region, _) => scene.regions[*region].inner.start,
        }
    }
}

/// Names speakers in text order: a pronoun's meaning hangs on who spoke last.
struct Speakers<'s, 't> {
    scene: &'s Scene<'t>,
    lang: &'s str,
    last: Option<usize>,
    /// The last speaker, if they have a role and no name: "her brother".
    unnamed: Option<&'s Mention>,
}

impl Speakers<'_, '_> {
    fn quote(&mut self, finding: &Finding) -> Option<Quote> {
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
            Some(pronoun) => scene.cast.pronoun(&scene.mentions, pronoun, self.last),
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
        let evidence = self.evidence(subject, mention, name.is_some(), found);
        Attribution {
            name,
            country,
            mentions,
            confidence: confidence(&evidence),
            evidence,
            rule: found.rule,
        }
    }

    /// Returns what speaks for and against a finding.
    fn evidence(
        &self,
        subject: &Subject,
        mention: Option<&Mention>,
        named: bool,
        found: &Found,
    ) -> Vec<Feature> {
        let reading = &self.scene.reading;
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
            self.scene.sentence_of(token)
        };
        let away = sentence(found.span.start).abs_diff(sentence(subject_start));
        let away = ["0", "1", "2", "3"].get(away).copied().unwrap_or("more");
        vec![
            ("away", away),
            ("kind", found.kind.name()),
            ("lang", if self.lang == "en" { "en" } else { "other" }),
            ("named", if named { "yes" } else { "no" }),
            ("rule", found.rule),
            ("speaker", speaker),
            ("subject", subject.rule),
            ("verb", verb),
            ("words", words),
        ]
    }
}

/// A quotation before its speaker is named.
struct Found<'s> {
    span: Span,
    kind: QuoteKind,
    rule: &'static str,
    cue: Option<&'s Cue>,
}
