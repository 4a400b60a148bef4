//! A quotation as stored: its offsets in its passage's text, so that no words of an article are
//! stored twice.

use crate::engine::document::record::{QuoteInfo, Record, codes};
use crate::place::Country;
use crate::text::offsets::byte_of;
use serde::{Deserialize, Serialize};

/// What a quotation's passage does not say of it.
#[derive(Serialize, Deserialize)]
pub(crate) struct QuoteRef {
    /// How many documents before it its passage stands.
    pub back: u32,
    /// Where in the passage's text, in bytes, what is shown before it begins, itself, what is
    /// shown behind it, and where that ends.
    at: [usize; 4],
    start: u32,
    end: u32,
    position: u32,
    lead: u32,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    speakers: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "codes")]
    countries: Vec<Country>,
    /// Without the text around it.
    quote: QuoteInfo,
}

impl QuoteRef {
    /// Returns what is stored for one of an article's records; none for a passage, or where no
    /// passage before it holds all of its text.
    pub(crate) fn of(records: &[Record], index: usize) -> Option<Self> {
        let record = &records[index];
        let quote = record.quote.as_ref()?;
        let holds = |passage: &Record| {
            passage.quote.is_none() && passage.start <= record.start && record.end <= passage.end
        };
        let place = records[..index].iter().position(holds)?;
        let passage = &records[place];
        let start = byte_of(&passage.text, (record.start - passage.start) as usize);
        let end = start + record.text.len();
        let at = [
            start.checked_sub(quote.before.len())?,
            start,
            end,
            end + quote.after.len(),
        ];
        let kept = Self {
            back: (index - place) as u32,
            at,
            start: record.start,
            end: record.end,
            position: record.position,
            lead: record.lead,
            speakers: record.speakers.clone(),
            countries: record.countries.clone(),
            quote: QuoteInfo {
                kind: quote.kind.clone(),
                cue: quote.cue.clone(),
                mention: quote.mention.clone(),
                role: quote.role.clone(),
                rule: quote.rule.clone(),
                before: String::new(),
                after: String::new(),
                ..*quote
            },
        };
        let texts = [&quote.before, &record.text, &quote.after];
        (kept.texts(passage)? == texts.map(String::as_str)).then_some(kept)
    }

    /// Returns the quotation, whose passage this is.
    pub(crate) fn whole(mut self, passage: Record) -> Record {
        let [before, text, after] = self.texts(&passage).unwrap_or_default().map(str::to_owned);
        (self.quote.before, self.quote.after) = (before, after);
        Record {
            start: self.start,
            end: self.end,
            position: self.position,
            text,
            lead: self.lead,
            speakers: self.speakers,
            countries: self.countries,
            speaker_countries: Vec::new(),
            quote: Some(self.quote),
            ..passage
        }
    }

    /// Returns the text before it, its own and the text behind it.
    fn texts<'p>(&self, passage: &'p Record) -> Option<[&'p str; 3]> {
        let [before, start, end, after] = self.at;
        let text = |from, to| passage.text.get(from..to);
        Some([text(before, start)?, text(start, end)?, text(end, after)?])
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
            let kept = QuoteRef::of(&records, index).expect("it stands in the passage");
            let passage = records[index - kept.back as usize].clone();
            assert_eq!(kept.whole(passage), *record);
        }
        let mut alone = records[1].clone();
        alone.text.push('!');
        assert!(QuoteRef::of(&[records[0].clone(), alone], 1).is_none());
    }
}
