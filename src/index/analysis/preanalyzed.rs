//! Texts that were analysed before: their terms and positions, one after the other.
//!
//! tantivy takes tokens as text for a tokenizer, or as `PreTokenizedString`, of which it copies
//! every token twice. So a [`TermList`] writes the terms into one string, each behind two characters
//! whose numbers are how far it stands behind the last and how many bytes it has; the tokenizer
//! only reads them off.

use crate::index::analysis::positions::PER_PLACE;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Characters from here on are surrogates; no distance or length is as large.
const LIMIT: u32 = 0xD800;

/// The terms of a text with their positions.
#[derive(Clone, Debug, Default)]
pub(crate) struct TermList {
    encoded: String,
    /// The place of the last term.
    last: u32,
}

impl TermList {
    /// Adds a term at a place, which must not lie before the last one's.
    pub(crate) fn push(&mut self, place: u32, spelling: u32, term: &str) {
        let step = (place - self.last) * PER_PLACE + spelling;
        let numbers = [step, term.len() as u32].map(|number| match number {
            0..LIMIT => char::from_u32(number),
            _ => None,
        });
        // Data without a space for pages is no word.
        if let [Some(step), Some(length)] = numbers {
            self.encoded.push(step);
            self.encoded.push(length);
            self.encoded.push_str(term);
            self.last = place;
        }
    }

    /// Returns the terms as the tokenizer wants them.
    pub(crate) fn encoded(&self) -> &str {
        &self.encoded
    }
}

/// Reads the terms of a [`TermList`].
#[derive(Clone, Default)]
pub(crate) struct Preanalyzed {
    token: Token,
}

pub(crate) struct TermStream<'a> {
    encoded: &'a str,
    place: usize,
    token: &'a mut Token,
}

impl Tokenizer for Preanalyzed {
    type TokenStream<'a> = TermStream<'a>;

    fn token_stream<'a>(&'a mut self, encoded: &'a str) -> TermStream<'a> {
        self.token.reset();
        TermStream {
            encoded,
            place: 0,
            token: &mut self.token,
        }
    }
}

impl TokenStream for TermStream<'_> {
    fn advance(&mut self) -> bool {
        let mut rest = self.encoded.chars();
        let (Some(step), Some(length)) = (rest.next(), rest.next()) else {
            return false;
        };
        let (step, per_place) = (step as usize, PER_PLACE as usize);
        let (term, rest) = rest.as_str().split_at(length as usize);
        self.encoded = rest;
        self.place += step / per_place;
        self.token.position = self.place * per_place + step % per_place;
        self.token.text.clear();
        self.token.text.push_str(term);
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(list: &TermList) -> Vec<(usize, String)> {
        let mut tokenizer = Preanalyzed::default();
        let mut stream = tokenizer.token_stream(list.encoded());
        let mut found = Vec::new();
        while stream.advance() {
            found.push((stream.token().position, stream.token().text.clone()));
        }
        found
    }

    #[test]
    fn terms_come_back() {
        let mut list = TermList::default();
        assert_eq!(read(&list), []);
        let long = "é".repeat(500);
        list.push(0, 2, "the");
        list.push(0, 0, "\u{1}");
        list.push(1, 1, "");
        list.push(1000, 3, &long);
        let expected = [(2, "the"), (0, "\u{1}"), (5, ""), (4003, &*long)];
        assert_eq!(
            read(&list),
            expected.map(|(at, term)| (at, term.to_owned()))
        );
    }

    #[test]
    fn leaves_out_what_is_no_word() {
        let mut list = TermList::default();
        list.push(1, 1, &"x".repeat(60_000));
        list.push(2, 1, "next");
        assert_eq!(read(&list), [(9, "next".to_owned())]);
    }
}
