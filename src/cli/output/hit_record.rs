//! A hit for programs: as JSON, as a row of a table.

use crate::cli::output::table::{day, precision};
use crate::engine::{Hit, Marks, QuoteInfo, Record, Unit};
use crate::search::SearchService;
use serde::Serialize;

/// The version of what is printed; it changes when a field changes its meaning or goes.
pub(crate) const SCHEMA: u32 = 1;

/// One hit. Offsets are Unicode code points, the end exclusive: those of `id`, `start` and `end`
/// into the article's body, those of `highlights` into `text`, those of `title_highlights` into
/// `title`.
#[derive(Serialize)]
pub(crate) struct HitRecord<'h> {
    schema: u32,
    id: String,
    article: String,
    rank: usize,
    score: f32,
    /// How many more passages of the article match.
    further: usize,
    title: &'h str,
    outlet: Option<&'h str>,
    byline: Option<&'h str>,
    published: Option<&'h str>,
    lang: &'h str,
    countries: Vec<&'h str>,
    about: Vec<&'h str>,
    speakers: &'h [String],
    start: u32,
    end: u32,
    text: &'h str,
    highlights: Vec<[usize; 2]>,
    title_highlights: Vec<[usize; 2]>,
    path: String,
    url: Option<&'h str>,
    source_id: Option<&'h str>,
    /// How the score came about, where that was asked.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    explanation: &'h [String],
    #[serde(flatten)]
    quote: Option<QuoteRecord<'h>>,
}

/// What a quotation has beside.
#[derive(Serialize)]
pub(crate) struct QuoteRecord<'h> {
    speaker: Option<&'h str>,
    speaker_country: Option<&'h str>,
    mention: Option<&'h str>,
    cue: Option<&'h str>,
    speaker_role: Option<&'h str>,
    kind: &'h str,
    confidence: f32,
    rule: &'h str,
    before: &'h str,
    after: &'h str,
}

/// Returns a hit for programs.
pub(crate) fn hit_record<'h>(service: &SearchService, hit: &'h Hit) -> HitRecord<'h> {
    let record = &hit.record;
    let quote = record.quote.as_ref().map(|said| QuoteRecord {
        speaker: record.speakers.first().map(String::as_str),
        speaker_country: said.speaker_country.as_ref().map(|country| country.code()),
        mention: said.mention.as_deref(),
        cue: said.cue.as_deref(),
        speaker_role: said.role.as_deref(),
        kind: &said.kind,
        confidence: said.confidence,
        rule: &said.rule,
        before: &said.before,
        after: &said.after,
    });
    HitRecord {
        schema: SCHEMA,
        id: record.id(),
        article: record.article.to_string(),
        rank: hit.rank,
        score: hit.score,
        further: hit.further,
        title: &record.title,
        outlet: record.outlet.as_deref(),
        byline: record.byline.as_deref(),
        published: record.published.as_deref(),
        lang: &record.lang,
        countries: record
            .countries
            .iter()
            .map(|country| country.code())
            .collect(),
        about: (record.about.iter())
            .map(|about| about.country.code())
            .collect(),
        speakers: &record.speakers,
        start: record.start,
        end: record.end,
        text: &record.text,
        highlights: Marks::exported(&hit.marks.text, &record.text),
        title_highlights: Marks::exported(&hit.marks.title, &record.title),
        path: service.path(record),
        url: record.url.as_deref(),
        source_id: record.source_id.as_deref(),
        explanation: &hit.explanation,
        quote,
    }
}

/// Returns the names of the columns that hits of this unit have.
pub(crate) fn column_names(service: &SearchService, unit: Unit) -> Vec<&'static str> {
    let hit = Hit {
        record: Record {
            quote: (unit == Unit::Quote).then(QuoteInfo::default),
            ..Record::default()
        },
        score: 0.0,
        rank: 0,
        further: 0,
        marks: Marks::default(),
        explanation: Vec::new(),
    };
    let columns = hit_record(service, &hit).columns();
    columns.into_iter().map(|(name, _)| name).collect()
}

impl HitRecord<'_> {
    /// Returns the line as columns of a table, each with its name.
    pub(crate) fn columns(self) -> Vec<(&'static str, String)> {
        let mut columns = vec![
            ("rank", self.rank.to_string()),
            ("id", self.id),
            ("published", day(self.published)),
            ("outlet", self.outlet.unwrap_or_default().to_owned()),
            ("title", self.title.to_owned()),
        ];
        match &self.quote {
            Some(quote) => columns.extend([
                ("speaker", quote.speaker.unwrap_or_default().to_owned()),
                (
                    "speaker_country",
                    quote.speaker_country.unwrap_or_default().to_owned(),
                ),
                ("cue", quote.cue.unwrap_or_default().to_owned()),
                ("kind", quote.kind.to_owned()),
                ("confidence", quote.confidence.to_string()),
            ]),
            None => columns.push(("speakers", self.speakers.join("; "))),
        }
        columns.extend([
            ("countries", self.countries.join("; ")),
            ("text", self.text.to_owned()),
            ("byline", self.byline.unwrap_or_default().to_owned()),
            ("lang", self.lang.to_owned()),
            ("path", self.path),
            ("url", self.url.unwrap_or_default().to_owned()),
            ("source_id", self.source_id.unwrap_or_default().to_owned()),
            ("published_precision", precision(self.published).to_owned()),
        ]);
        columns
    }
}
