//! The lexer: splits the text typed into tokens.

use crate::query::diagnostic::Diagnostic;
use crate::query::field::Field;
use crate::query::field::ValueType;
use crate::query::operator::Boolean;
use crate::query::operator::Operator;
use crate::query::parse::characters::chunk_len;
use crate::query::parse::characters::closing;
use crate::query::parse::characters::is_double;
use crate::query::parse::characters::is_number;
use crate::query::parse::characters::is_single;
use crate::query::parse::characters::number;
use crate::query::parse::characters::opens;
use crate::query::parse::characters::regex;
use crate::query::parse::characters::starts_item;
use crate::query::parse::chunk::Chunk;
use crate::query::parse::field_names::equated;
use crate::query::parse::field_names::field_name;
use crate::query::parse::field_names::unknown_field;
use crate::query::parse::foreign_syntax::foreign_error;
use crate::query::parse::foreign_syntax::foreign_word;
use crate::query::parse::lowercase_operators::read_lowercase_operators;
use crate::query::parse::token::PhraseForm;
use crate::query::parse::token::Token;
use crate::query::parse::token::TokenKind;
use crate::query::proximity::Near;
use crate::text::Span;

/// Returns the tokens in text order, with an error for each invalid one, and a warning for each that
/// may have been meant otherwise.
pub(crate) fn tokenize(
    text: &str,
    errors: &mut Vec<Diagnostic>,
    warnings: &mut Vec<Diagnostic>,
) -> Vec<Token> {
    let mut scanner = Scanner {
        text,
        tokens: Vec::new(),
        errors,
        unclosed: Vec::new(),
        in_list: false,
        verbatim_list: false,
        groups: Vec::new(),
    };
    let mut at = 0;
    while at < text.len() {
        at = scanner.take(at);
    }
    let mut tokens = scanner.tokens;
    read_lowercase_operators(text, &mut tokens, warnings);
    let chunks = tokens.iter().filter(|token| token.kind == TokenKind::Chunk);
    warnings.extend(chunks.filter_map(|token| {
        let span = token.span;
        foreign_word(&Chunk { text, span })
    }));
    tokens
}

struct Scanner<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    errors: &'a mut Vec<Diagnostic>,
    /// Opening quotation marks known to have no closing one, so that the search is not repeated.
    unclosed: Vec<char>,
    in_list: bool,
    /// Whether the list's values are taken as they are: `id:IN [ … ]`.
    verbatim_list: bool,
    /// Of each open parenthesis, whether it holds such values: `id:( … )`.
    groups: Vec<bool>,
}

impl Scanner<'_> {
    /// Consumes the token at an offset; returns the offset after it.
    fn take(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        let Some(c) = rest.chars().next() else {
            return self.text.len();
        };
        let after = at + c.len_utf8();
        if let Some(len) = self.verbatim(at) {
            let span = Span::new(at, at + len);
            self.push(TokenKind::Chunk, span);
            return span.end;
        }
        match c {
            '(' => self
                .groups
                .push(self.after_verbatim_field(at) || self.in_verbatim_group()),
            ')' => {
                self.groups.pop();
            }
            _ => {}
        }
        let sign = |kind| Some((kind, after));
        let found = match c {
            '(' => sign(TokenKind::Open),
            ')' => sign(TokenKind::Close),
            ']' if self.in_list => {
                self.in_list = false;
                sign(TokenKind::ListClose)
            }
            '+' if starts_item(&self.text[after..]) && !is_number(&rest[1..chunk_len(rest)]) => {
                sign(TokenKind::Plus)
            }
            // A word processor's minus, and Lucene's NOT.
            '-' | '–' | '−' | '!' if starts_item(&self.text[after..]) => sign(TokenKind::Minus),
            '^' => number(&self.text[after..]).and_then(|digits| {
                Some((TokenKind::Boost(digits.parse().ok()?), after + digits.len()))
            }),
            '~' if self.after_phrase(at) => self.slop(at),
            '=' => match self.text[after..].chars().next() {
                Some(mark) if is_double(mark) => self.phrase(after, mark, PhraseForm::Exact),
                _ => None,
            },
            '/' => regex(rest).filter(|_| !self.in_address(at)).map(|len| {
                let inner = Span::new(after, at + len - 1);
                (TokenKind::Regex(inner), at + len)
            }),
            '[' | '{' if self.after_date(at) => rest
                .bytes()
                .take(64)
                .position(|byte| matches!(byte, b']' | b'}'))
                .map(|close| {
                    let inner = Span::new(after, at + close);
                    (TokenKind::Range(inner), at + close + 1)
                }),
            c if c.is_whitespace() || (c == ',' && self.in_list) => return after,
            c if opens(c) && !self.unclosed.contains(&c) => {
                let phrase = self.phrase(at, c, PhraseForm::Any);
                if phrase.is_none() && !is_single(c) {
                    return after;
                }
                phrase
            }
            c if is_double(c) => return after,
            'I' if list_opens(rest).is_some() => {
                self.verbatim_list = self.after_verbatim_field(at);
                self.in_list = true;
                list_opens(rest).map(|len| (TokenKind::ListOpen, at + len))
            }
            _ => None,
        };
        match found {
            Some((kind, end)) => {
                let span = Span::new(at, end);
                self.tokens.push(Token { kind, span });
                end
            }
            None => self.take_chunk(Span::new(at, at + self.chunk_len(rest))),
        }
    }

    /// Consumes a phrase; it is an error if it is never closed.
    fn phrase(&mut self, at: usize, open: char, form: PhraseForm) -> Option<(TokenKind, usize)> {
        let after = at + open.len_utf8();
        if let Some((inner, whole)) = closing(&self.text[after..], open) {
            let inner = Span::new(after, after + inner);
            return Some((TokenKind::Phrase(inner, form), after + whole));
        }
        self.unclosed.push(open);
        // A single quotation mark that is never closed is an apostrophe: 'tis, ’90s.
        if !is_single(open) {
            let message = format!("the phrase opened by {open} is never closed");
            self.error(Span::new(at, after), message, None);
        }
        None
    }

    /// `"a b"~3`
    fn slop(&mut self, at: usize) -> Option<(TokenKind, usize)> {
        let digits = number(&self.text[at + 1..]).unwrap_or_default();
        let end = at + 1 + digits.len();
        let slop = digits.parse();
        if slop.is_err() {
            let message = "`~` after a phrase takes a whole number: \"…\"~3";
            self.error(Span::new(at, end), message, None);
        }
        Some((TokenKind::Slop(slop.unwrap_or(0)), end))
    }

    /// Consumes a run of characters without a space, or only the field name at its start.
    fn take_chunk(&mut self, chunk: Span) -> usize {
        let text = self.text;
        let typed = chunk.of(text);
        let is_call = text[chunk.end..].starts_with('(');
        if is_call && let Some(field) = Field::named(typed) {
            self.push(TokenKind::Field(field), chunk);
            return chunk.end;
        }
        if let Some((name, field)) = equated(typed) {
            let span = Span::new(chunk.start, chunk.start + name.len() + 1);
            self.push(TokenKind::Field(field), span);
            return span.end;
        }
        if let Some(name) = field_name(typed) {
            let colon = usize::from(typed[name.len()..].starts_with(':'));
            let span = Span::new(chunk.start, chunk.start + name.len() + colon);
            if let Some(field) = Field::named(name) {
                self.push(TokenKind::Field(field), span);
                return span.end;
            }
            if let Some(error) = unknown_field(text, chunk, name) {
                self.errors.push(error);
            }
        }
        let function = Operator::from_function(typed).filter(|_| is_call);
        let operator = Operator::from_word(typed).map(|operator| (operator, 0));
        let kind = match function.or(operator) {
            Some((Operator::Boolean(operator), _)) => TokenKind::Boolean(operator),
            Some((Operator::AtLeast, count)) => TokenKind::AtLeast(count),
            Some((Operator::Caps(case), _)) => TokenKind::Caps(case),
            Some((Operator::WithinArticle, _)) => return self.within_article(chunk),
            Some((Operator::Near | Operator::Boost, _)) | None => match Near::parse(typed) {
                Some(Ok(near)) => return self.near(near, chunk),
                Some(Err(invalid)) => {
                    self.error(chunk, invalid.message, Some(invalid.instead));
                    TokenKind::Chunk
                }
                None => TokenKind::Chunk,
            },
        };
        if kind == TokenKind::Chunk && !self.in_address(chunk.start) && !typed.contains("://") {
            let span = chunk;
            self.errors.extend(foreign_error(&Chunk { text, span }));
        }
        self.push(kind, chunk);
        chunk.end
    }

    /// Consumes `w/5`, with a `not` before it.
    fn near(&mut self, mut near: Near, mut chunk: Span) -> usize {
        let end = chunk.end;
        if let Some(not) = self.pop_not() {
            near.negated = true;
            chunk.start = not.start;
        }
        self.push(TokenKind::Near(near), chunk);
        end
    }

    /// Consumes `w/doc`.
    fn within_article(&mut self, mut chunk: Span) -> usize {
        let end = chunk.end;
        if let Some(not) = self.pop_not() {
            chunk.start = not.start;
            let message =
                "`not w/doc` is not supported: write AND NOT, and ask it of whole articles";
            self.error(chunk, message.to_owned(), Some("AND NOT".to_owned()));
        }
        self.push(TokenKind::WithinArticle, chunk);
        end
    }

    /// Removes the `not` that was last, and returns where it stands.
    fn pop_not(&mut self) -> Option<Span> {
        let last = self.tokens.last().copied().filter(|token| {
            token.kind == TokenKind::Boolean(Boolean::Not)
                || (token.kind == TokenKind::Chunk
                    && token.span.of(self.text).eq_ignore_ascii_case("not"))
        })?;
        self.tokens.pop();
        Some(last.span)
    }

    fn chunk_len(&self, rest: &str) -> usize {
        let len = chunk_len(rest);
        let first = rest.chars().next().map_or(0, char::len_utf8);
        match self.in_list {
            true => rest[first..len]
                .find([']', ','])
                .map_or(len, |at| first + at),
            false => len,
        }
    }

    /// Returns the length of a value that is taken as it is: an id, a path, an address.
    fn verbatim(&self, at: usize) -> Option<usize> {
        let listed = self.in_list && self.verbatim_list;
        let grouped = self.in_verbatim_group();
        if !(listed || grouped || self.after_verbatim_field(at)) {
            return None;
        }
        let rest = &self.text[at..];
        let apart = |c: char| c.is_whitespace() || matches!(c, '(' | ')') || is_double(c);
        if rest.starts_with(|c: char| apart(c) || opens(c)) || list_opens(rest).is_some() {
            return None;
        }
        let mut len = rest.find(apart).unwrap_or(rest.len());
        if listed {
            // A comma or a bracket at its end is the list's.
            len = rest[..len].find(']').unwrap_or(len);
            len = rest[..len].trim_end_matches(',').len();
        }
        let signed = grouped && rest.starts_with(['-', '−', '+', '!']);
        let operator = grouped && Operator::from_word(&rest[..len]).is_some();
        (len > 0 && !operator && !signed).then_some(len)
    }

    /// Tells whether a field whose values are taken as they are ends here.
    fn after_verbatim_field(&self, at: usize) -> bool {
        self.tokens.last().is_some_and(|token| {
            matches!(token.kind, TokenKind::Field(field) if field.is_verbatim())
                && self.text[token.span.end..at].trim().is_empty()
                && (token.span.end == at || self.text[at..].starts_with("IN"))
        })
    }

    fn in_verbatim_group(&self) -> bool {
        self.groups.last().copied().unwrap_or_default()
    }

    /// Tells whether an address follows, in which no character has a meaning.
    fn in_address(&self, at: usize) -> bool {
        matches!(self.tokens.last(), Some(Token { kind: TokenKind::Field(Field::Url), span }) if span.end == at)
    }

    fn after_phrase(&self, at: usize) -> bool {
        matches!(self.tokens.last(), Some(Token { kind: TokenKind::Phrase(..), span }) if span.end == at)
    }

    fn after_date(&self, at: usize) -> bool {
        matches!(self.tokens.last(), Some(Token { kind: TokenKind::Field(field), span })
            if span.end == at && field.value_type() == ValueType::Dates)
    }

    fn push(&mut self, kind: TokenKind, span: Span) {
        self.tokens.push(Token { kind, span });
    }

    fn error(&mut self, span: Span, message: impl Into<String>, suggestion: Option<String>) {
        self.errors.push(Diagnostic {
            span,
            message: message.into(),
            suggestion,
        });
    }
}

/// Returns the length of `IN [`, with any spaces in it.
fn list_opens(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix("IN")?;
    let trimmed = inner.trim_start();
    let space = inner.len() - trimmed.len();
    trimmed.starts_with('[').then_some("IN".len() + space + 1)
}
