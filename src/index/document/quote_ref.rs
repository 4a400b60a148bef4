//! A quotation as stored: its place in its passage's text, so that no words of an article are
//! stored twice.

use crate::engine::document::record::{QuoteInfo, Record, codes};
use crate::place::Country;
use crate::text::offsets::byte_of;
use serde::{Deserialize, Serialize, Serializer};

/// What a quotation's passage does not say of it.
///
/// Stored as a JSON array: the names of its members would be a third of what is stored of it.
#[derive(Deserialize)]
pub(crate) struct QuoteRef {
    /// How many documents before it its passage stands.
    pub back: u32,
    position: u32,
    /// Where in the passage's text it begins, and how long it is, in bytes.
    start: usize,
    length: usize,
    /// How long the texts are that are shown before it and behind it.
    before: usize,
    after: usize,
    speakers: Vec<String>,
    countries: Codes,
    kind: String,
    cue: Option<String>,
    mention: Option<String>,
    speaker_country: Codes,
    role: Option<String>,
    confidence: f32,
    rule: String,
}

/// Countries, as their codes.
#[derive(Serialize, Deserialize)]
struct Codes(#[serde(with = "codes")] Vec<Country>);

impl Serialize for QuoteRef {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        (
            self.back,
            self.position,
            self.start,
            self.length,
            self.before,
            self.after,
            &self.speakers,
            &self.countries,
            &self.kind,
            &self.cue,
            &self.mention,
            &self.speaker_country,
            &self.role,
            self.confidence,
            &self.rule,
        )
            .serialize(to)
    }
}

impl QuoteRef {
    /// Returns what is stored for one of an article's records; none for a passage, or where no
    /// passage before it says the rest.
    pub(crate) fn of(records: &[Record], index: usize) -> Option<Self> {
        let record = &records[index];
        let quote = record.quote.as_ref()?;
        let holds = |passage: &Record| {
            passage.quote.is_none() && passage.start <= record.start && record.end <= passage.end
        };
        let place = records[..index].iter().position(holds)?;
        let passage = &records[place];
        let quote_ref = Self {
            back: (index - place) as u32,
            position: record.position,
            start: byte_of(&passage.text, (record.start - passage.start) as usize),
            length: record.text.len(),
            before: quote.before.len(),
            after: quote.after.len(),
            speakers: record.speakers.clone(),
            countries: Codes(record.countries.clone()),
            kind: quote.kind.clone(),
            cue: quote.cue.clone(),
            mention: quote.mention.clone(),
            speaker_country: Codes(quote.speaker_country.into_iter().collect()),
            role: quote.role.clone(),
            confidence: quote.confidence,
            rule: quote.rule.clone(),
        };
        let texts = [&quote.before, &record.text, &quote.after];
        let same = quote_ref.texts(passage)? == texts.map(String::as_str)
            && quote_ref.lead(passage) == record.lead
            && record.text.chars().count() as u32 == record.end - record.start;
        same.then_some(quote_ref)
    }

    /// Returns the quotation, whose passage this is.
    pub(crate) fn whole(self, passage: Record) -> Record {
        let [before, text, after] = self.texts(&passage).unwrap_or_default().map(str::to_owned);
        let ahead = passage.text.get(..self.start).unwrap_or_default();
        let start = passage.start + ahead.chars().count() as u32;
        Record {
            start,
            end: start + text.chars().count() as u32,
            position: self.position,
            lead: self.lead(&passage),
            text,
            speakers: self.speakers,
            countries: self.countries.0,
            speaker_countries: Vec::new(),
            quote: Some(QuoteInfo {
                kind: self.kind,
                cue: self.cue,
                mention: self.mention,
                speaker_country: self.speaker_country.0.into_iter().next(),
                role: self.role,
                confidence: self.confidence,
                rule: self.rule,
                before,
                after,
            }),
            ..passage
        }
    }

    /// Returns how much of it lies in the article's first paragraph.
    fn lead(&self, passage: &Record) -> u32 {
        let lead = (passage.lead as usize).saturating_sub(self.start);
        lead.min(self.length) as u32
    }

    /// Returns the text before it, its own and the text behind it.
    fn texts<'p>(&self, passage: &'p Record) -> Option<[&'p str; 3]> {
        let (start, end) = (self.start, self.start + self.length);
        let text = |from, to| passage.text.get(from..to);
        Some([
            text(start.checked_sub(self.before)?, start)?,
            text(start, end)?,
            text(end, end + self.after)?,
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::annotate_text;
    use crate::article::Article;
    use crate::engine::{ArticleId, records};

    #[test]
    fn comes_back_whole() {
        let body = "It was “über” cold.\n\n“We won’t go,” said Anna Lind, Sweden’s minister. \
                    “Not now.”";
        let article = Article {
            title: "No going".into(),
            body: body.into(),
            ..Article::default()
        };
        let records = records(
            &article,
            &annotate_text(body, "en"),
            "corpus/a.txt",
            ArticleId(7),
        );
        assert!(QuoteRef::of(&records, 0).is_none());
        assert!(records.len() > 2);
        for (index, record) in records.iter().enumerate().skip(1) {
            let quote_ref = QuoteRef::of(&records, index).expect("it stands in the passage");
            let passage = records[index - quote_ref.back as usize].clone();
            assert_eq!(quote_ref.whole(passage), *record);
        }
        let mut alone = records[1].clone();
        alone.text.push('!');
        assert!(QuoteRef::of(&[records[0].clone(), alone], 1).is_none());
    }
}
