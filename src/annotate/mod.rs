//! `Article` in, `Annotated` out: quotations, who said them, and the countries spoken of.
//!
//! One reading serves all: marks, sentences, mentions, cues. Then each marked region goes
//! through the sieves, and the cues that are left give the speech that is retold.

pub(crate) mod text;

pub(crate) mod quoted_spans;

pub(crate) mod sentences;

pub(crate) mod entities;

pub(crate) mod cues;

pub(crate) mod places;

pub(crate) mod parsed;

pub(crate) mod titles_in_quotes;

pub(crate) mod indirect_speech;

pub(crate) mod attribution;

pub use attribution::resolve::Candidates;
pub use attribution::sieves::SIEVES;
pub use entities::pronouns::Candidate;

use crate::annotate::attribution::confidence::is_doubtful;
use crate::annotate::attribution::fragments::fragments;
use crate::annotate::attribution::resolve::Finding;
use crate::annotate::attribution::resolve::Speakers;
use crate::annotate::attribution::sieves::decide;
use crate::annotate::attribution::sieves::decision::Decision;
use crate::annotate::indirect_speech::statements;
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::places::{about, paper_home};
use crate::annotate::quoted_spans::quoted_span::Region;
use crate::article::{Annotated, Article, Quote, QuoteKind};
use crate::lang;
use crate::lang::Class;
use crate::place::Country;

/// Returns all that is found in an article.
pub fn annotate(article: &Article) -> Annotated {
    let declared = article.lang.as_deref().and_then(lang::declared);
    let lang = declared
        .or_else(|| lang::detect(&article.body).map(str::to_owned))
        .unwrap_or_default();
    let paper = paper_home(article.outlet.as_deref(), article.url.as_deref());
    let mut annotated = sure(annotated(&article.body, &lang, paper));
    if article.title.is_empty() {
        return annotated;
    }
    let mut title = ParsedArticle::of(&article.title, lang::lexicon(&lang), paper).places;
    // A few words tell less of a place than the body does.
    title
        .tags
        .retain(|tag| annotated.places.is_empty() || annotated.countries.contains(&tag.country));
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
    sure(annotate_all(text, lang))
}

fn sure(mut annotated: Annotated) -> Annotated {
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
    annotated(text, lang, None)
}

/// Returns what is found in a text of a paper at home in a country.
fn annotated(text: &str, lang: &str, paper: Option<Country>) -> Annotated {
    let scene = ParsedArticle::of(text, lang::lexicon(lang), paper);
    let mut speakers = Speakers::new(&scene, false);
    let quotes = quotes(&scene, &mut speakers);
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

/// Returns whom the pronouns that speak could mean, by the quotation's span.
pub fn candidates(text: &str, lang: &str) -> Candidates {
    let scene = ParsedArticle::of(text, lang::lexicon(lang), None);
    let mut speakers = Speakers::new(&scene, true);
    quotes(&scene, &mut speakers);
    speakers.candidates()
}

fn quotes(scene: &ParsedArticle, speakers: &mut Speakers) -> Vec<Quote> {
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
fn stands_between(scene: &ParsedArticle, decision: &Decision, region: &Region) -> bool {
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
