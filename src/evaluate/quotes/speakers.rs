//! Tells whether the right speaker was found, in each of the senses it is measured in.

use crate::evaluate::Ratio;
use crate::evaluate::quotes::names::{full_name, name_words, surname};
use crate::evaluate::quotes::points::Points;
use crate::evaluate::quotes::sheet::Marking;
use serde::Serialize;

/// What became of the speakers of matched quotations. A sense counts only where the gold can
/// tell: names where it names, places where it points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Speakers {
    /// Any speaker was given.
    pub given: Ratio,
    /// A given mention overlaps a marked one.
    pub span_overlap: Ratio,
    /// A given mention is a marked one, but for its edges.
    pub span_exact: Ratio,
    pub surname: Ratio,
    /// The name without titles and initials.
    pub full_name: Ratio,
    /// Right as the end-to-end figures ask it; see [`is_right`].
    pub right: Ratio,
}

impl Speakers {
    /// Counts a quotation whose gold has a speaker.
    pub fn count(&mut self, text: &[char], gold: &Marking, found: &Marking) {
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
        self.right.count(is_right(text, gold, found));
    }

    pub fn add(&mut self, other: &Self) {
        self.given += other.given;
        self.span_overlap += other.span_overlap;
        self.span_exact += other.span_exact;
        self.surname += other.surname;
        self.full_name += other.full_name;
        self.right += other.right;
    }
}

/// Tells whether the speaker is right: by surname where the gold has a name, else by a mention
/// that overlaps, else by a last word that the gold's words for the speaker have too. Where the
/// gold has no speaker, nothing is asked.
pub(crate) fn is_right(text: &[char], gold: &Marking, found: &Marking) -> bool {
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
    // Where both point into the text, pointing elsewhere is wrong whatever the words.
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

/// Returns whether a mention of the speaker overlaps a marked one, where there is one.
fn span_overlap(text: &[char], gold: &Marking, found: &Marking) -> Option<bool> {
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

fn mentions(text: &[char], quote: &Marking) -> Vec<Points> {
    let spans = quote.speaker_spans.iter();
    spans.map(|span| span.trimmed(text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "He, Olaf Scholz, said so.";

    /// A speaker by name, by words, by place.
    type By<'a> = (&'a str, &'a str, &'a [(usize, usize)]);

    fn marking((name, words, spans): By) -> Marking {
        let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Marking {
            speaker_name: filled(name),
            speaker_text: filled(words),
            speaker_spans: spans
                .iter()
                .map(|&(start, end)| Points::new(start, end))
                .collect(),
            ..Marking::default()
        }
    }

    fn check(gold: By, found: By, expected: bool) {
        let text: Vec<char> = TEXT.chars().collect();
        let right = is_right(&text, &marking(gold), &marking(found));
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
        let mut speakers = Speakers::default();
        let found = marking(("Olaf Scholz", "Olaf Scholz", &[(4, 16)]));
        speakers.count(&text, &marking(("", "Olaf Scholz", &[(4, 15)])), &found);
        assert_eq!(speakers.span_exact, Ratio { right: 1, of: 1 });
        assert_eq!(speakers.surname, Ratio { right: 0, of: 0 });
    }
}
