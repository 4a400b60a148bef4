//! Splits a written date into numbers, words and symbols.

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum DateToken<'t> {
    /// A number, and how many digits it has.
    Number(i64, usize),
    Word(&'t str),
    Symbol(char),
}

/// Returns the tokens of a text; white space separates them and is dropped.
pub(super) fn tokenize(text: &str) -> Vec<DateToken<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let is_same: fn(char) -> bool = match c {
            c if c.is_ascii_digit() => |c| c.is_ascii_digit(),
            c if is_letter(c) => is_letter,
            _ => |_| false,
        };
        let length = rest.find(|c| !is_same(c)).unwrap_or(rest.len());
        let length = length.max(c.len_utf8());
        let (token, after) = rest.split_at(length);
        if !c.is_whitespace() {
            tokens.push(match token.parse() {
                Ok(number) => DateToken::Number(number, length),
                Err(_) if is_letter(c) => DateToken::Word(token),
                Err(_) => DateToken::Symbol(c),
            });
        }
        rest = after;
    }
    tokens
}

/// Letters join into words, but the characters for year, month and day stand alone.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !matches!(c, '年' | '月' | '日')
}
