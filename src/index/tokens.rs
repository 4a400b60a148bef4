//! The tokenizer tantivy runs while indexing: words as terms, in the language of each text.

use crate::index::analysis::Stems;
use crate::text::words::words;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Stands between a text's language and the text: "en\u{1}Ministers met".
///
/// A field has one tokenizer for all languages, so each text must say its own.
const TAG: u8 = 1;

/// Returns the text as the tokenizer wants it.
pub(super) fn tagged(lang: &str, text: &str) -> String {
    let mut tagged = String::with_capacity(lang.len() + 1 + text.len());
    tagged.push_str(lang);
    tagged.push(char::from(TAG));
    tagged.push_str(text);
    tagged
}

/// Cuts texts into words, and gives each word's term in the language the text is tagged with.
#[derive(Clone, Default)]
pub(super) struct Words {
    /// Few languages meet in one archive; looking through them is quicker than hashing.
    languages: Vec<(String, Stems)>,
    token: Token,
}

pub(super) struct WordStream<'a> {
    text: &'a str,
    at: usize,
    stems: &'a mut Stems,
    token: &'a mut Token,
}

impl Tokenizer for Words {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        let tag = text.bytes().take(16).position(|byte| byte == TAG);
        let (lang, at) = tag.map_or(("", 0), |tag| (&text[..tag], tag + 1));
        let known = self.languages.iter().position(|(code, _)| code == lang);
        let known = known.unwrap_or_else(|| {
            self.languages.push((lang.to_owned(), Stems::of(lang)));
            self.languages.len() - 1
        });
        self.token.reset();
        WordStream {
            text,
            at,
            stems: &mut self.languages[known].1,
            token: &mut self.token,
        }
    }
}

impl WordStream<'_> {
    /// Returns the next word: what `text::words` gives, but for ASCII found by its bytes.
    fn next_word(&mut self) -> Option<(usize, usize)> {
        let bytes = self.text.as_bytes();
        let mut start = self.at;
        while start < bytes.len()
            && bytes[start].is_ascii()
            && !bytes[start].is_ascii_alphanumeric()
        {
            start += 1;
        }
        let mut end = start;
        while end < bytes.len() && bytes[end].is_ascii_alphanumeric() {
            end += 1;
        }
        if end > start && bytes.get(end).is_none_or(u8::is_ascii) {
            return Some((start, end));
        }
        let word = words(&self.text[start..]).next()?;
        Some((start + word.start, start + word.end))
    }
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        let Some((start, end)) = self.next_word() else {
            self.at = self.text.len();
            return false;
        };
        self.at = end;
        let token = &mut *self.token;
        token.offset_from = start;
        token.offset_to = end;
        token.position = token.position.wrapping_add(1);
        token.text.clear();
        token.text.push_str(self.stems.term(&self.text[start..end]));
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

    fn check(text: &str, expected: &[&str]) {
        let mut tokenizer = Words::default();
        let mut stream = tokenizer.token_stream(text);
        let mut found = Vec::new();
        while stream.advance() {
            assert_eq!(stream.token().position, found.len());
            found.push(stream.token().text.clone());
        }
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn stems_by_the_tag() {
        check(
            &tagged("en", "The ministers’ meetings"),
            &["the", "minist", "meet"],
        );
        check(&tagged("de", "Die Häuser, 3.5"), &["die", "haus", "3", "5"]);
        check(&tagged("", "The ministers"), &["the", "ministers"]);
        check("Sergueï Lavrov", &["serguei", "lavrov"]);
        check(&tagged("en", " … "), &[]);
        check("", &[]);
    }

    proptest::proptest! {
        #[test]
        fn cuts_as_text_words_does(text in "[a-c1-2é\u{301}新 .’]{0,20}|\\PC{0,20}") {
            let mut tokenizer = Words::default();
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
