//! `Article` in, `Annotated` out: quotations, their speakers, and the countries an article is
//! about.
//!
//! A body is parsed once (`ParsedArticle`): tokens, quoted spans, sentences, mentions, entities,
//! places and cues. Sieves attribute the quoted spans; the cues that are left give indirect speech.
//! The modules stand in layer order: each uses only those listed before it. Sentences come after
//! quoted spans because no sentence ends inside a quotation.

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

pub use attribution::resolve::Antecedents;
pub use attribution::sieves::SIEVES;
pub use entities::pronouns::Antecedent;

use crate::annotate::attribution::confidence::is_doubtful;
use crate::annotate::attribution::fragments::fragments;
use crate::annotate::attribution::resolve::Finding;
use crate::annotate::attribution::resolve::SpeakerResolver;
use crate::annotate::attribution::sieves::decision::{CueUse, Decision};
use crate::annotate::attribution::sieves::run_sieves;
use crate::annotate::indirect_speech::rule::IndirectRule;
use crate::annotate::indirect_speech::statements;
use crate::annotate::parsed::ParsedArticle;
use crate::annotate::places::{about, country_of_outlet};
use crate::annotate::quoted_spans::quoted_span::QuotedSpan;
use crate::article::{Annotated, Article, Quote, QuoteKind};
use crate::lang;
use crate::lang::Class;
use crate::place::Country;

/// Annotates an article: quotations, speakers, places and countries.
///
/// ```
/// use onrecord::annotate::annotate;
/// use onrecord::article::{Article, QuoteKind};
///
/// let body = "\"The levy goes,\" said Miriam Otuoma, Kenya's finance minister.";
/// let article = Article { body: body.to_owned(), ..Article::default() };
///
/// let annotated = annotate(&article);
/// let quote = &annotated.quotes[0];
/// assert_eq!(quote.kind, QuoteKind::Direct);
/// assert_eq!(quote.span.of(body), "The levy goes,");
/// let speaker = quote.attribution.as_ref().expect("the text names her");
/// assert_eq!(speaker.name.as_deref(), Some("Miriam Otuoma"));
/// assert_eq!(annotated.countries[0].code(), "KE");
/// ```
pub fn annotate(article: &Article) -> Annotated {
    let declared = article.lang.as_deref().and_then(lang::declared);
    let lang = declared
        .or_else(|| lang::detect(article.text()).map(str::to_owned))
        .unwrap_or_default();
    let outlet_country = country_of_outlet(article.outlet.as_deref(), article.url.as_deref());
    let mut annotated = withhold_doubtful_names(annotated(&article.body, &lang, outlet_country));
    if article.title.is_empty() {
        return annotated;
    }
    let mut title = ParsedArticle::of(&article.title, lang::lexicon(&lang), outlet_country).places;
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

/// Annotates a text in a known language (an ISO 639-1 code such as "en"; the English lexicon serves
/// for a language without one).
///
/// A speaker below the confidence threshold (`confidence::is_doubtful`) keeps its mention but gets
/// no name.
pub fn annotate_text(text: &str, lang: &str) -> Annotated {
    withhold_doubtful_names(annotate_all(text, lang))
}

fn withhold_doubtful_names(mut annotated: Annotated) -> Annotated {
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

/// Does what `annotate_text` does, but names every speaker however uncertain; the confidence
/// weights are fitted to this.
pub fn annotate_all(text: &str, lang: &str) -> Annotated {
    annotated(text, lang, None)
}

/// Annotates a text; `outlet_country` is where its outlet is based, if known.
fn annotated(text: &str, lang: &str, outlet_country: Option<Country>) -> Annotated {
    let parsed = ParsedArticle::of(text, lang::lexicon(lang), outlet_country);
    let mut speakers = SpeakerResolver::new(&parsed);
    let quotes = quotes(&parsed, &mut speakers);
    let places = &parsed.places;
    let about = about(text, &places.tags, &[], &places.countries);
    Annotated {
        about,
        lang: lang.to_owned(),
        paragraphs: parsed.tokenized.paragraphs.clone(),
        quotes,
        countries: parsed.places.countries.clone(),
        places: parsed.places.tags,
    }
}

/// Returns the possible antecedents of pronouns that are speakers, by the quotation's span.
pub fn pronoun_antecedents(text: &str, lang: &str) -> Antecedents {
    let parsed = ParsedArticle::of(text, lang::lexicon(lang), None);
    let mut speakers = SpeakerResolver::explaining(&parsed);
    quotes(&parsed, &mut speakers);
    speakers.antecedents()
}

fn quotes(parsed: &ParsedArticle, speakers: &mut SpeakerResolver) -> Vec<Quote> {
    let decisions = run_sieves(parsed);
    let mut taken: Vec<usize> = decisions
        .iter()
        .zip(&parsed.quoted_spans)
        .filter_map(|(decision, quoted)| Some((decision.as_ref()?, quoted)))
        .filter(|(decision, quoted)| {
            decision.cue_use == CueUse::Own || !cue_is_shared(parsed, decision, quoted)
        })
        .filter_map(|(decision, _)| decision.cue)
        .collect();
    taken.sort_unstable();
    taken.dedup();
    let statements = statements(parsed, &taken);
    let mut quotes: Vec<Quote> = Vec::new();
    let mut indirect = vec![false; parsed.quoted_spans.len()];
    let mut findings: Vec<Finding> = Vec::new();
    for statement in &statements {
        let free = statement
            .quoted_spans
            .clone()
            .any(|quoted| decisions[quoted].is_none());
        for quoted in statement
            .quoted_spans
            .clone()
            .filter(|&quoted| decisions[quoted].is_none())
        {
            indirect[quoted] = true;
        }
        let taken = statement.quoted_spans.clone().any(|quoted| {
            decisions[quoted].is_some()
                && parsed.quoted_spans[quoted].content.len() * 2 > statement.span.len()
        });
        let only_marks = statement.rule == IndirectRule::MarkedObject && !free;
        if !taken && !only_marks {
            findings.push(Finding::Indirect(statement));
        }
    }
    for (quoted, decision) in decisions.iter().enumerate() {
        if !indirect[quoted] {
            findings.push(Finding::Quoted(quoted, decision.as_ref()));
        }
    }
    findings.sort_by_key(|finding| finding.start(parsed));
    for finding in findings {
        let quote = speakers.resolve(&finding);
        if parsed.tokenized.lexicon.fragments_are_speech()
            && let (Finding::Indirect(statement), Some(quote)) = (&finding, &quote)
            && quote.kind == QuoteKind::Mixed
        {
            quotes.extend(fragments(parsed, statement, quote));
        }
        quotes.extend(quote);
    }
    quotes.sort_by_key(|quote| quote.span);
    quotes.dedup_by_key(|quote| (quote.span, quote.kind));
    quotes
}

/// The plan "is a sham," she said, "and it will fail"; the plan will fail, she said, but "we go
/// on": tells whether the cue also governs what stands before it.
fn cue_is_shared(parsed: &ParsedArticle, decision: &Decision, quoted: &QuotedSpan) -> bool {
    let cue = decision.cue.map(|cue| &parsed.cues[cue]);
    let joined = parsed
        .token_before(quoted)
        .is_some_and(|before| parsed.is(before, Class::CONJUNCTION));
    joined
        || cue.is_some_and(|cue| {
            let sentence = &parsed.sentences[cue.sentence].tokens;
            (sentence.start..cue.start())
                .rev()
                .take(2)
                .any(|before| !parsed.is_narration(before))
        })
}
