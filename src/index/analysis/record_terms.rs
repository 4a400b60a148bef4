//! Analyses records: the terms of title and text with their positions.

use crate::engine::Record;
use crate::engine::analysis::boundaries::{Breaks, breaks};
use crate::engine::analysis::sign_terms::sign_terms;
use crate::engine::analysis::terms::{Stems, shown};
use crate::engine::matching::spans::TITLE_WORDS;
use crate::index::analysis::positions::{INFLECTED, spelling};
use crate::index::analysis::preanalyzed::TermList;
use crate::text::Span;
use crate::text::signs::signs;
use crate::text::words::next_word;
use std::cell::Cell;

/// The terms that stand where a sentence, or a paragraph, begins.
pub(crate) const SENTENCE: &str = "\u{5}";
pub(crate) const PARAGRAPH: &str = "\u{6}";

/// What one record is found by.
#[derive(Clone, Debug, Default)]
pub(crate) struct RecordTerms {
    /// The stems of its title and its text, one a word, with a free place between the two.
    pub stems: TermList,
    /// The forms of those words whose stem is another, and words with the signs around them.
    pub forms: TermList,
    /// Where sentences and paragraphs begin.
    pub breaks: TermList,
    /// How many words its title has.
    pub title_words: u32,
    /// How long it is for BM25: two for each word, and one for each way to ask for the signs or the
    /// parts of one. Formulas and results rank better if they count as long.
    pub length: u32,
    /// How many words of its text lie in the article's first paragraph.
    pub lead_words: u32,
}

/// Returns the place of a text's first word, behind a title of so many words.
///
/// Small numbers take fewer bits, so texts do not begin at a place of their own.
pub(crate) fn text_start(title_words: u32) -> u32 {
    title_words + 1
}

/// Analyses the records of an article, their common title once.
pub(crate) struct RecordAnalyzer<'a> {
    lang: &'a str,
    title: &'a str,
    title_terms: RecordTerms,
}

impl<'a> RecordAnalyzer<'a> {
    pub(crate) fn new(record: &'a Record) -> Self {
        let (lang, title) = (record.lang.as_str(), record.title.as_str());
        let mut terms = RecordTerms::default();
        with_stems(lang, |stems| {
            let text = Text::new(title, lang);
            terms.title_words = terms.add(&text, 0, TITLE_WORDS, stems);
        });
        Self {
            lang,
            title,
            title_terms: terms,
        }
    }

    /// Returns the terms of a record.
    pub(crate) fn terms(&mut self, record: &'a Record) -> RecordTerms {
        if (self.lang, self.title) != (&record.lang, &record.title) {
            *self = Self::new(record);
        }
        let mut terms = self.title_terms.clone();
        with_stems(&record.lang, |stems| {
            let text = Text::new(&record.text, &record.lang);
            terms.lead_words = text.words_before(record.lead as usize);
            terms.add(&text, text_start(terms.title_words), usize::MAX, stems);
        });
        terms
    }
}

thread_local! {
    /// The words a thread has met, by language. Few languages meet in one archive; looking through
    /// them is quicker than hashing.
    static STEMS: Cell<Vec<(String, Stems)>> = const { Cell::new(Vec::new()) };
}

fn with_stems(lang: &str, work: impl FnOnce(&mut Stems)) {
    let mut languages = STEMS.take();
    let known = languages.iter().position(|(code, _)| code == lang);
    let at = known.unwrap_or_else(|| {
        languages.push((lang.to_owned(), Stems::of(lang)));
        languages.len() - 1
    });
    work(&mut languages[at].1);
    STEMS.set(languages);
}

/// A text with its sentences and paragraphs.
struct Text<'a> {
    text: &'a str,
    breaks: Breaks,
}

impl<'a> Text<'a> {
    fn new(text: &'a str, lang: &str) -> Self {
        let breaks = breaks(text, lang);
        Self { text, breaks }
    }

    /// Returns how many words end at or before a byte.
    fn words_before(&self, end: usize) -> u32 {
        let (mut count, mut at) = (0, 0);
        while at < end
            && let Some(word) = next_word(self.text, at)
            && word.end <= end
        {
            at = word.end;
            count += 1;
        }
        count
    }
}

impl RecordTerms {
    /// Adds the first `most` words of a text, the first of them at the place `from`; returns how
    /// many there are.
    fn add(&mut self, text: &Text<'_>, from: u32, most: usize, stems: &mut Stems) -> u32 {
        let (mut at, mut place) = (0, from);
        let (mut sentences, mut paragraphs) = (0, 0);
        while ((place - from) as usize) < most
            && let Some(word) = next_word(text.text, at)
        {
            at = word.end;
            if passes(&text.breaks.sentences, &mut sentences, word.end) {
                self.breaks.push(place, 0, SENTENCE);
            }
            if passes(&text.breaks.paragraphs, &mut paragraphs, word.end) {
                self.breaks.push(place, 0, PARAGRAPH);
            }
            self.add_word(text.text, word, place, stems);
            place += 1;
        }
        place - from
    }

    fn add_word(&mut self, text: &str, word: Span, place: u32, stems: &mut Stems) {
        let typed = word.of(text);
        let parts = stems.part_terms(typed);
        let marked = stems.marked_term(typed);
        let cached = stems.cached(typed);
        let word_form = Form::new(stems.term_of(cached), stems.form_of(cached));
        match parts.as_slice() {
            [] => self.add_form(place, &word_form),
            [broken, parts @ ..] => {
                self.stems.push(place, INFLECTED, broken);
                let parts = parts.chunks_exact(2);
                let parts = parts.map(|part| Form::new(&part[0], &part[1]));
                let mut forms: Vec<Form<'_>> = parts.chain([word_form]).collect();
                // tantivy wants the positions of one term in order.
                forms.sort_by_key(|form| (form.is_stem, form.spelling));
                forms.iter().for_each(|form| self.add_form(place, form));
            }
        }
        if let Some(marked) = &marked {
            self.stems.push(place, INFLECTED, marked);
        }
        let signed = sign_terms(typed, signs(text, word));
        let others = parts.len() + signed.len() + usize::from(marked.is_some());
        self.length += 2 + others as u32;
        for term in signed {
            self.forms.push(place, INFLECTED, &term);
        }
    }

    fn add_form(&mut self, place: u32, form: &Form<'_>) {
        if form.is_stem {
            self.stems.push(place, form.spelling, form.stem);
        } else {
            self.stems.push(place, INFLECTED, form.stem);
            self.forms.push(place, form.spelling, form.folded);
        }
    }
}

/// A word's stem and its form.
struct Form<'a> {
    stem: &'a str,
    folded: &'a str,
    spelling: u32,
    is_stem: bool,
}

impl<'a> Form<'a> {
    fn new(stem: &'a str, form: &'a str) -> Self {
        let (spelling, folded) = spelling(form);
        Self {
            stem,
            folded,
            spelling,
            is_stem: shown(stem) == folded,
        }
    }
}

/// Tells whether one of the breaks lies before the end of this word, and passes them.
fn passes(breaks: &[usize], passed: &mut usize, end: usize) -> bool {
    let before = *passed;
    while breaks.get(*passed).is_some_and(|&at| at < end) {
        *passed += 1;
    }
    *passed > before
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::analysis::preanalyzed::Preanalyzed;
    use tantivy::tokenizer::{TokenStream, Tokenizer};

    /// Returns terms without what stands for their language, each with place and spelling.
    fn read(list: &TermList) -> Vec<(usize, usize, String)> {
        let mut tokenizer = Preanalyzed::default();
        let mut stream = tokenizer.token_stream(list.encoded());
        let mut found = Vec::new();
        while stream.advance() {
            let token = stream.token();
            found.push((
                token.position / 4,
                token.position % 4,
                shown(&token.text).to_owned(),
            ));
        }
        found
    }

    #[track_caller]
    fn check(list: &TermList, expected: &[(usize, usize, &str)]) {
        let own =
            |&(place, spelling, term): &(usize, usize, &str)| (place, spelling, term.to_owned());
        assert_eq!(read(list), expected.iter().map(own).collect::<Vec<_>>());
    }

    fn terms(title: &str, text: &str, lead: usize) -> RecordTerms {
        let record = Record {
            title: title.into(),
            text: text.into(),
            lang: "en".into(),
            lead: lead as u32,
            ..Record::default()
        };
        RecordAnalyzer::new(&record).terms(&record)
    }

    #[test]
    fn one_term_a_word_and_a_form_where_it_is_not_the_stem() {
        let terms = terms("NATO meets", "He left. Ministers met.\n\nThe end", 23);
        let expected = [
            (0, 3, "nato"),
            (1, 0, "meet"),
            (3, 2, "he"),
            (4, 1, "left"),
            (5, 0, "minist"),
            (6, 1, "met"),
            (7, 2, "the"),
            (8, 1, "end"),
        ];
        check(&terms.stems, &expected);
        check(&terms.forms, &[(1, 1, "meets"), (5, 2, "ministers")]);
        let starts: Vec<(usize, String)> = [
            (0, SENTENCE),
            (0, PARAGRAPH),
            (3, SENTENCE),
            (3, PARAGRAPH),
            (5, SENTENCE),
            (7, SENTENCE),
            (7, PARAGRAPH),
        ]
        .map(|(at, term)| (at, shown(term).to_owned()))
        .to_vec();
        let found: Vec<(usize, String)> = read(&terms.breaks)
            .into_iter()
            .map(|(at, _, term)| (at, term))
            .collect();
        assert_eq!(found, starts);
        assert_eq!((terms.title_words, terms.length), (2, 16));
        assert_eq!(terms.lead_words, 4);
    }

    #[test]
    fn signs_stand_at_their_word() {
        let terms = terms("", "C++", 0);
        check(&terms.stems, &[(1, 3, "c")]);
        check(&terms.forms, &[(1, 0, "c\u{E}++")]);
    }

    #[test]
    fn parts_of_a_broken_word_in_order() {
        let terms = terms("", "Re-\nre the talk-\ntalks", 0);
        let stems: Vec<_> = read(&terms.stems);
        assert!(stems.is_sorted_by_key(|(place, ..)| *place));
        let talks = stems.iter().filter(|(.., term)| term == "talk");
        assert_eq!(
            talks.map(|(_, spelling, _)| *spelling).collect::<Vec<_>>(),
            [0, 1]
        );
    }
}
