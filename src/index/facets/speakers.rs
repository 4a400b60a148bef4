//! Who speaks in the archive: people with all their spellings, counted over every quotation.

use crate::engine::document::record::Unit;
use crate::engine::error::Result;
use crate::engine::speakers::{Speaker, SpeakerOptions};
use crate::index::document::schema;
use crate::index::document::schema::field;
use crate::index::facets::stats::day;
use crate::index::storage::postings::docs_with;
use crate::index::storage::reader::Reader;
use crate::person::{NameVariant, Person, name_contains, people};
use crate::place::Country;
use rustc_hash::FxHashMap;
use tantivy::Term;

/// One quotation: whose it is, and where and when it was printed.
struct Printed {
    variant: u32,
    article: u64,
    /// Seconds since 1970.
    date: Option<i64>,
}

/// Returns the speakers, those quoted most often first.
pub(crate) fn speakers(reader: &Reader, options: &SpeakerOptions) -> Result<Vec<Speaker>> {
    let (variants, printed) = printed(reader)?;
    let people = people(&variants, &options.aliases, options.matching);
    let mut speaker_of = vec![u32::MAX; variants.len()];
    let mut speakers: Vec<Speaker> = Vec::new();
    for person in people {
        if !options.named.trim().is_empty() && !is_called(&person, options) {
            continue;
        }
        for &variant in &person.variants {
            speaker_of[variant] = speakers.len() as u32;
        }
        speakers.push(Speaker {
            quotes: person.count,
            person,
            ..Speaker::default()
        });
    }
    count(&mut speakers, printed, &speaker_of);
    Ok(speakers)
}

/// Returns the ways speakers are named, and every quotation with one, from columns alone.
fn printed(reader: &Reader) -> Result<(Vec<NameVariant>, Vec<Printed>)> {
    let mut variants: Vec<NameVariant> = Vec::new();
    let mut known: FxHashMap<String, u32> = FxHashMap::default();
    let mut printed = Vec::new();
    for segment in reader.searcher().segment_readers() {
        let columns = segment.fast_fields();
        let Some(said_by) = columns.str(schema::SAID_BY)? else {
            continue;
        };
        let articles = columns.u64(schema::ARTICLE)?;
        let dates = columns.date(schema::PUBLISHED)?;
        let mut variant_of: Vec<Option<u32>> = vec![None; said_by.num_terms()];
        let mut text = String::new();
        let unit = Term::from_field_text(field(schema::UNIT), Unit::Quote.name());
        for doc in docs_with(segment, &unit)? {
            let Some(ord) = said_by.term_ords(doc).next() else {
                continue;
            };
            let variant = match variant_of[ord as usize] {
                Some(variant) => variant,
                None => {
                    text.clear();
                    said_by.ord_to_str(ord, &mut text)?;
                    let next = variants.len() as u32;
                    let variant = *known.entry(text.clone()).or_insert(next);
                    if variant == next {
                        variants.push(read(&text));
                    }
                    variant_of[ord as usize] = Some(variant);
                    variant
                }
            };
            variants[variant as usize].count += 1;
            printed.push(Printed {
                variant,
                article: articles.first(doc).unwrap_or_default(),
                date: dates.first(doc).map(|date| date.into_timestamp_secs()),
            });
        }
    }
    Ok(in_order(variants, printed))
}

/// Puts the variants in the order of their words: that of the index varies with its segments.
fn in_order(
    variants: Vec<NameVariant>,
    mut printed: Vec<Printed>,
) -> (Vec<NameVariant>, Vec<Printed>) {
    let mut order: Vec<usize> = (0..variants.len()).collect();
    let by = |&at: &usize| {
        let variant = &variants[at];
        (&variant.name, variant.country, &variant.role)
    };
    order.sort_by(|a, b| by(a).cmp(&by(b)));
    let mut place = vec![0; variants.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = new as u32;
    }
    for quote in &mut printed {
        quote.variant = place[quote.variant as usize];
    }
    let sorted = order.iter().map(|&at| variants[at].clone()).collect();
    (sorted, printed)
}

/// Reads a value of the `said_by` column.
fn read(text: &str) -> NameVariant {
    let mut parts = text.split('\t');
    NameVariant {
        name: parts.next().unwrap_or_default().to_owned(),
        country: parts.next().and_then(Country::from_code),
        role: parts
            .next()
            .filter(|role| !role.is_empty())
            .map(str::to_owned),
        count: 0,
    }
}

fn is_called(person: &Person, options: &SpeakerOptions) -> bool {
    let spellings = person.spellings.iter().map(|(spelling, _)| spelling);
    let mut names = spellings.chain([&person.name]);
    names.any(|name| name_contains(name, &options.named, options.matching))
}

/// Counts each speaker's articles, and finds the first and the last day.
fn count(speakers: &mut [Speaker], printed: Vec<Printed>, speaker_of: &[u32]) {
    let mut articles: Vec<(u32, u64)> = Vec::with_capacity(printed.len());
    let mut seconds: Vec<Option<(i64, i64)>> = vec![None; speakers.len()];
    for quote in printed {
        let speaker = speaker_of[quote.variant as usize];
        let Some(days) = seconds.get_mut(speaker as usize) else {
            continue;
        };
        articles.push((speaker, quote.article));
        if let Some(date) = quote.date {
            let (first, last) = days.get_or_insert((date, date));
            (*first, *last) = ((*first).min(date), (*last).max(date));
        }
    }
    articles.sort_unstable();
    articles.dedup();
    for (speaker, _) in articles {
        speakers[speaker as usize].articles += 1;
    }
    for (speaker, seconds) in speakers.iter_mut().zip(seconds) {
        speaker.days = seconds.map(|(first, last)| (day(first), day(last)));
    }
}
