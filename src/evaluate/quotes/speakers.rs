//! Whether a predicted speaker is right, by several criteria.

use crate::evaluate::metrics::Ratio;
use crate::evaluate::quotes::char_span::CharSpan;
use crate::evaluate::quotes::documents::QuoteLabel;
use crate::evaluate::quotes::names::{full_name, name_words, surname};
use serde::Serialize;

/// The speakers of matched quotations. A criterion counts only where the gold allows it: names
/// where it has a name, mentions where it has spans.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct SpeakerScores {
    /// Any speaker is predicted.
    pub given: Ratio,
    /// A predicted mention overlaps a gold mention.
    pub span_overlap: Ratio,
    /// A predicted mention equals a gold mention, both trimmed.
    pub span_exact: Ratio,
    /// The surname is equal.
    pub surname: Ratio,
    /// The name without titles and initials is equal.
    pub full_name: Ratio,
    /// Right as the end-to-end scores count it: by surname if the gold has a name, else by mention.
    pub right: Ratio,
}

impl SpeakerScores {
    /// Counts a matched quotation whose gold has a speaker.
    pub fn count(&mut self, text: &[char], gold: &QuoteLabel, found: &QuoteLabel) {
        self.given.count(found.has_speaker());
        if let Some(right) = span_overlap(text, gold, found) {
            self.span_overlap.count(right);
            let [marked, given] = [gold, found].map(|quote| mentions(text, quote));
            self.span_exact
                .count(marked.iter().any(|span| given.contains(span)));
        }
        if let Some(name) = &gold.speaker_name {
            let given = found.speaker();
            self.surname
                .count(given.is_some_and(|given| surname(given) == surname(name)));
            self.full_name
                .count(given.is_some_and(|given| full_name(given) == full_name(name)));
        }
        self.right.count(speaker_matches(text, gold, found));
    }

    /// Adds the counts of another article.
    pub fn add(&mut self, other: &Self) {
        self.given += other.given;
        self.span_overlap += other.span_overlap;
        self.span_exact += other.span_exact;
        self.surname += other.surname;
        self.full_name += other.full_name;
        self.right += other.right;
    }
}

/// Tells whether the speaker is right: by surname if the gold has a name, else by an overlapping
/// mention, else if the last word is among the gold's words for the speaker. Any speaker is right if
/// the gold has none.
pub(crate) fn speaker_matches(text: &[char], gold: &QuoteLabel, found: &QuoteLabel) -> bool {
    if let Some(name) = &gold.speaker_name {
        let given = found.speaker();
        return given.is_some_and(|given| surname(given) == surname(name));
    }
    if span_overlap(text, gold, found) == Some(true) {
        return true;
    }
    let Some(words) = &gold.speaker_text else {
        return gold.speaker_spans.is_empty();
    };
    // If both have spans, another span is wrong whatever the words.
    if !gold.speaker_spans.is_empty() && !found.speaker_spans.is_empty() {
        return false;
    }
    let words = name_words(words);
    let is_theirs = |given: &String| surname(given).is_some_and(|last| words.contains(&last));
    let mut given = [&found.speaker_text, &found.speaker_name]
        .into_iter()
        .flatten();
    if gold.speaker_spans.is_empty() {
        given.any(is_theirs)
    } else {
        given.next().is_some_and(is_theirs)
    }
}

/// Tells whether a predicted mention overlaps a gold mention; `None` if the gold has none.
fn span_overlap(text: &[char], gold: &QuoteLabel, found: &QuoteLabel) -> Option<bool> {
    if gold.speaker_spans.is_empty() {
        return None;
    }
    let given = mentions(text, found);
    let marked = mentions(text, gold);
    Some(
        marked
            .iter()
            .any(|&span| given.iter().any(|&other| span.overlaps(other))),
    )
}

fn mentions(text: &[char], quote: &QuoteLabel) -> Vec<CharSpan> {
    let spans = quote.speaker_spans.iter();
    spans.map(|span| span.trimmed(text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "He, Olaf Scholz, said so.";

    /// A speaker by name, by words, by place.
    type By<'a> = (&'a str, &'a str, &'a [(usize, usize)]);

    fn marking((name, words, spans): By) -> QuoteLabel {
        let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        QuoteLabel {
            speaker_name: filled(name),
            speaker_text: filled(words),
            speaker_spans: spans
                .iter()
                .map(|&(start, end)| CharSpan::new(start, end))
                .collect(),
            ..QuoteLabel::default()
        }
    }

    fn check(gold: By, found: By, expected: bool) {
        let text: Vec<char> = TEXT.chars().collect();
        let right = speaker_matches(&text, &marking(gold), &marking(found));
        assert_eq!(right, expected, "{gold:?} {found:?}");
    }

    #[test]
    fn a_name_is_told_by_its_surname() {
        check(
            ("Olaf Scholz", "He", &[(0, 2)]),
            ("O. Scholz", "", &[]),
            true,
        );
        check(
            ("Olaf Scholz", "He", &[(0, 2)]),
            ("", "Scholz", &[(9, 15)]),
            true,
        );
        check(
            ("Olaf Scholz", "He", &[(0, 2)]),
            ("", "He", &[(0, 2)]),
            false,
        );
        check(("Olaf Scholz", "", &[]), ("", "", &[]), false);
    }

    #[test]
    fn others_are_told_by_their_place() {
        check(
            ("", "He", &[(0, 2)]),
            ("Olaf Scholz", "He", &[(0, 3)]),
            true,
        );
        check(
            ("", "He", &[(0, 2)]),
            ("", "Olaf Scholz", &[(4, 15)]),
            false,
        );
        check(("", "He", &[(0, 2)]), ("", "", &[]), false);
    }

    #[test]
    fn words_decide_where_one_side_has_no_place() {
        check(
            ("", "the Scholz camp", &[(4, 15)]),
            ("Olaf Scholz", "", &[]),
            true,
        );
        check(
            ("", "Olaf Scholz", &[]),
            ("Olaf Scholz", "he", &[(0, 2)]),
            true,
        );
        check(
            ("", "Olaf Scholz", &[]),
            ("Angela Merkel", "she", &[(0, 2)]),
            false,
        );
    }

    #[test]
    fn nothing_is_asked_where_the_gold_names_nobody() {
        check(("", "", &[]), ("Olaf Scholz", "", &[]), true);
    }

    #[test]
    fn counts_a_sense_only_where_the_gold_can_tell() {
        let text: Vec<char> = TEXT.chars().collect();
        let mut speakers = SpeakerScores::default();
        let found = marking(("Olaf Scholz", "Olaf Scholz", &[(4, 16)]));
        speakers.count(&text, &marking(("", "Olaf Scholz", &[(4, 15)])), &found);
        assert_eq!(speakers.span_exact, Ratio { right: 1, of: 1 });
        assert_eq!(speakers.surname, Ratio { right: 0, of: 0 });
    }
}
