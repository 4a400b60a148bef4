//! The tokenizer of shares: a value counts as often as the article is about it.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Gives a value as a term: as often as its share counts, or once.
#[derive(Clone)]
pub(crate) struct Shares {
    once: bool,
    token: Token,
}

impl Shares {
    pub(crate) fn as_often() -> Self {
        let (once, token) = (false, Token::default());
        Self { once, token }
    }

    pub(crate) fn once() -> Self {
        let (once, token) = (true, Token::default());
        Self { once, token }
    }

    /// Returns a value and how much it counts as the tokenizer wants them: "7 US".
    pub(crate) fn text(value: &str, count: usize) -> String {
        format!("{count} {value}")
    }
}

impl Tokenizer for Shares {
    type TokenStream<'a> = ShareStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> ShareStream<'a> {
        let (count, value) = text.split_once(' ').unwrap_or(("1", text));
        self.token.reset();
        self.token.text.push_str(value);
        let count = count.parse().unwrap_or(1);
        ShareStream {
            left: if self.once { 1 } else { count },
            token: &mut self.token,
        }
    }
}

pub(crate) struct ShareStream<'a> {
    token: &'a mut Token,
    left: usize,
}

impl TokenStream for ShareStream<'_> {
    fn advance(&mut self) -> bool {
        let more = self.left > 0;
        self.left -= usize::from(more);
        self.token.position = self.token.position.wrapping_add(1);
        more
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

    #[test]
    fn shares_count_as_often_as_they_say() {
        let count = |mut shares: Shares, text: &str| {
            let mut stream = shares.token_stream(text);
            let mut count = 0;
            while stream.advance() {
                assert_eq!(stream.token().text, "US");
                count += 1;
            }
            count
        };
        assert_eq!(count(Shares::as_often(), &Shares::text("US", 7)), 7);
        assert_eq!(count(Shares::once(), &Shares::text("US", 7)), 1);
    }
}
