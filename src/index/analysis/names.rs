//! The tokenizers of names: their words folded, or as keys by which spellings meet.

use crate::engine::analysis::terms::{SOUNDS, Stems};
use crate::index::analysis::positions::PER_PLACE;
use crate::text::words::next_word;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Cuts names into words.
#[derive(Clone)]
pub(crate) struct NameWords {
    stems: Stems,
    token: Token,
}

impl NameWords {
    /// Gives each word folded.
    pub(crate) fn folded() -> Self {
        Self::by(Stems::of(""))
    }

    /// Gives each word's phonetic key.
    pub(crate) fn sounds() -> Self {
        Self::by(Stems::of(SOUNDS))
    }

    fn by(stems: Stems) -> Self {
        let token = Token {
            // tantivy counts the next value's positions from the end of this one's last word: so
            // values lie one place apart.
            position_length: 2 * PER_PLACE as usize - 1,
            ..Token::default()
        };
        Self { stems, token }
    }
}

pub(crate) struct NameStream<'a> {
    text: &'a str,
    at: usize,
    next: usize,
    stems: &'a mut Stems,
    token: &'a mut Token,
}

impl Tokenizer for NameWords {
    type TokenStream<'a> = NameStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> NameStream<'a> {
        NameStream {
            text,
            at: 0,
            next: 0,
            stems: &mut self.stems,
            token: &mut self.token,
        }
    }
}

impl TokenStream for NameStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(word) = next_word(self.text, self.at) else {
            return false;
        };
        self.at = word.end;
        self.token.offset_from = word.start;
        self.token.offset_to = word.end;
        self.token.position = self.next;
        self.next += PER_PLACE as usize;
        self.token.text.clear();
        self.token
            .text
            .push_str(self.stems.term(word.of(self.text)));
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
    use crate::text::words::words;

    fn check(mut tokenizer: NameWords, text: &str, expected: &[&str]) {
        let mut stream = tokenizer.token_stream(text);
        let mut found = Vec::new();
        while stream.advance() {
            assert_eq!(stream.token().position, 4 * found.len());
            found.push(stream.token().text.clone());
        }
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn folds_or_gives_keys() {
        check(
            NameWords::folded(),
            "Sergueï Lavrov",
            &["serguei", "lavrov"],
        );
        check(NameWords::sounds(), "Sergueï Müller", &["sergei", "muler"]);
        check(NameWords::folded(), " … ", &[]);
    }

    proptest::proptest! {
        #[test]
        fn cuts_as_text_words_does(text in "[a-c1-2é\u{301}新 .’]{0,20}|\\PC{0,20}") {
            let mut tokenizer = NameWords::folded();
            let mut stream = tokenizer.token_stream(&text);
            let mut found = Vec::new();
            while stream.advance() {
                found.push((stream.token().offset_from, stream.token().offset_to));
            }
            let expected: Vec<_> = words(&text).map(|word| (word.start, word.end)).collect();
            proptest::prop_assert_eq!(found, expected);
        }
    }
}
