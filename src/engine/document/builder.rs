//! Turns an annotated article into records: its passages and its quotations.

use crate::article::{Annotated, Article, Attribution, Quote};
use crate::engine::ArticleId;
use crate::engine::document::record::{QuoteInfo, Record, format_date};
use crate::engine::passages;
use crate::person::role;
use crate::place::Country;
use crate::text::Span;
use crate::text::offsets;
use crate::text::offsets::CodePoints;
use crate::text::words::words;

/// How much text before and after a quotation is stored with it, in bytes.
const CONTEXT: usize = 120;

/// Returns the records of an article: passages first, then quotations, each in text order.
pub fn records(article: &Article, annotated: &Annotated, file: &str, id: ArticleId) -> Vec<Record> {
    let mut passages = passages(&article.body, annotated);
    if passages.is_empty() {
        // A title alone is found and shown by a passage without text.
        passages.push(Span::default());
    }
    let mut records = Vec::with_capacity(passages.len() + annotated.quotes.len());
    let mut points = CodePoints::new(&article.body);
    let common = common(article, annotated, file, id);
    let mut record = |position: usize, span: Span| {
        let [start, end] = points.span(span);
        Record {
            start: start as u32,
            end: end as u32,
            position: position as u32,
            text: span.of(&article.body).to_owned(),
            lead: lead(annotated, span),
            ..common.clone()
        }
    };
    for (position, &span) in passages.iter().enumerate() {
        records.push(Record {
            speakers: speakers(annotated, span),
            countries: countries(annotated, span),
            speaker_countries: speaker_countries(annotated, span),
            ..record(position, span)
        });
    }
    for (position, quote) in annotated.quotes.iter().enumerate() {
        let around = annotated
            .paragraphs
            .partition_point(|paragraph| paragraph.end <= quote.span.start);
        let around = annotated
            .paragraphs
            .get(around)
            .copied()
            .unwrap_or(quote.span);
        let name = quote
            .attribution
            .as_ref()
            .and_then(|said| said.name.clone());
        records.push(Record {
            speakers: name.into_iter().collect(),
            countries: countries(annotated, around),
            quote: Some(said(article, annotated, quote, around)),
            ..record(position, quote.span)
        });
    }
    records
}

/// Returns what all records of an article say alike.
fn common(article: &Article, annotated: &Annotated, file: &str, id: ArticleId) -> Record {
    let published = article.published.as_ref();
    Record {
        file: file.to_owned(),
        article: id,
        article_words: words(&article.body).count() as u32,
        title: article.title.clone(),
        lang: annotated.lang.clone(),
        outlet: article.outlet.clone(),
        section: article.section.clone(),
        byline: article.byline.clone(),
        url: article.url.clone(),
        source_id: article.source_id.clone(),
        published: published.map(format_date),
        date_origin: published.map(|published| published.origin.to_owned()),
        about: annotated.mainly().collect(),
        ..Record::default()
    }
}

/// Returns how much of a span lies in the article's first paragraph.
fn lead(annotated: &Annotated, span: Span) -> u32 {
    let first = annotated.paragraphs.first().copied().unwrap_or_default();
    first.end.min(span.end).saturating_sub(span.start) as u32
}

/// Returns the attributions of the quotations that begin in a span, in text order.
fn attributions(annotated: &Annotated, span: Span) -> impl Iterator<Item = &Attribution> {
    let quotes = &annotated.quotes;
    let first = quotes.partition_point(|quote| quote.span.start < span.start);
    quotes[first..]
        .iter()
        .take_while(move |quote| quote.span.start < span.end)
        .filter_map(|quote| quote.attribution.as_ref())
}

/// Returns who speaks in a span, each once, in text order.
fn speakers(annotated: &Annotated, span: Span) -> Vec<String> {
    let mut speakers: Vec<String> = Vec::new();
    for name in attributions(annotated, span).filter_map(|said| said.name.as_ref()) {
        if !speakers.contains(name) {
            speakers.push(name.clone());
        }
    }
    speakers
}

/// Returns the countries of those who speak in a span, each once, in text order.
fn speaker_countries(annotated: &Annotated, span: Span) -> Vec<Country> {
    let mut countries: Vec<Country> = Vec::new();
    for country in attributions(annotated, span).filter_map(|said| said.country) {
        if !countries.contains(&country) {
            countries.push(country);
        }
    }
    countries
}

/// Returns the countries a span speaks of, each once, in text order.
fn countries(annotated: &Annotated, span: Span) -> Vec<Country> {
    let mut countries: Vec<Country> = Vec::new();
    let first = annotated
        .places
        .partition_point(|place| place.span.start < span.start);
    for place in annotated.places[first..]
        .iter()
        .take_while(|place| place.span.start < span.end)
    {
        if !countries.contains(&place.country) {
            countries.push(place.country);
        }
    }
    countries
}

fn said(article: &Article, annotated: &Annotated, quote: &Quote, paragraph: Span) -> QuoteInfo {
    let body = article.body.as_str();
    let attribution = quote.attribution.as_ref();
    let mention = attribution.and_then(|said| said.mentions.first());
    let name = attribution.and_then(|said| said.name.as_deref());
    QuoteInfo {
        kind: quote.kind.name().to_owned(),
        cue: quote.cue.map(|cue| cue.of(body).to_owned()),
        mention: mention.map(|mention| mention.of(body).to_owned()),
        role: name
            .zip(mention)
            .and_then(|(name, mention)| role(mention.of(body), name, &annotated.lang)),
        speaker_country: attribution.and_then(|said| said.country),
        confidence: attribution.map_or(0.0, |said| (said.confidence * 100.0).round() / 100.0),
        rule: attribution.map_or(quote.rule, |said| said.rule).to_owned(),
        before: before(body, paragraph.start, quote.span.start).to_owned(),
        after: after(body, quote.span.end, paragraph.end).to_owned(),
    }
}

/// Returns the end of the text between two places, from a word on.
fn before(body: &str, from: usize, to: usize) -> &str {
    if to <= from {
        return "";
    }
    let start = offsets::ceil(body, to.saturating_sub(CONTEXT).max(from));
    let text = &body[start..to];
    if start == from {
        text
    } else {
        text.split_once(' ').map_or("", |(_, rest)| rest)
    }
}

/// Returns the beginning of the text between two places, up to a word's end.
fn after(body: &str, from: usize, to: usize) -> &str {
    if to <= from {
        return "";
    }
    let end = offsets::floor(body, (from + CONTEXT).min(to));
    let text = &body[from..end];
    if end == to {
        text
    } else {
        text.rsplit_once(' ').map_or("", |(rest, _)| rest)
    }
}
