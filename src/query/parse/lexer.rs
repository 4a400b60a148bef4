//! Cuts the text typed into tokens: marks, operators, field names, phrases, and the rest.

use crate::query::field::{ValueType, meant_field};
use crate::query::parse::foreign_syntax::{is_number, strange};
use crate::query::parse::lowercase_operators::{doubtful, lower_case_operators};
use crate::query::{Case, Diagnostic, Field, Near};
use crate::text::Span;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    Open,
    Close,
    And,
    Or,
    Not,
    Plus,
    Minus,
    /// A field's name and its colon.
    Field(Field),
    Near(Near),
    /// What stands between quotation marks, and whether `=` stands before them.
    Phrase(Span, Form),
    /// `~3` behind a phrase.
    Slop(u32),
    /// `^2` behind anything.
    Boost(f32),
    /// What stands between slashes.
    Regex(Span),
    /// `atleast3(`, without the parenthesis.
    AtLeast(u32),
    /// `any(`, without the parenthesis.
    Any,
    /// `caps(`, without the parenthesis.
    Caps(Case),
    /// `IN [` and its `]`.
    ListOpen,
    ListClose,
    /// `[2020 TO 2021]` behind `date:`.
    Range(Span),
    /// Anything else up to a space, a parenthesis or a quotation mark.
    Chunk,
}

/// Whether a phrase is of words in any of their endings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Form {
    Any,
    Exact,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub kind: Kind,
    pub span: Span,
}

/// Returns the tokens in text order; what cannot be one becomes a note, and what may have been
/// meant otherwise a remark.
pub(crate) fn scan(
    text: &str,
    notes: &mut Vec<Diagnostic>,
    remarks: &mut Vec<Diagnostic>,
) -> Vec<Token> {
    let mut scanner = Scanner {
        text,
        tokens: Vec::new(),
        notes,
        unclosed: Vec::new(),
        in_list: false,
    };
    let mut at = 0;
    while at < text.len() {
        at = scanner.take(at);
    }
    let mut tokens = scanner.tokens;
    lower_case_operators(text, &mut tokens, remarks);
    remarks.extend(tokens.iter().filter_map(|token| doubtful(text, *token)));
    tokens
}

struct Scanner<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    notes: &'a mut Vec<Diagnostic>,
    /// Opening marks whose closing mark is known not to come; saves looking for it again.
    unclosed: Vec<char>,
    in_list: bool,
}

impl Scanner<'_> {
    /// Consumes what stands at a place; returns where to go on.
    fn take(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        let Some(c) = rest.chars().next() else {
            return self.text.len();
        };
        let after = at + c.len_utf8();
        let sign = |kind| Some((kind, after));
        let found = match c {
            '(' => sign(Kind::Open),
            ')' => sign(Kind::Close),
            ']' if self.in_list => {
                self.in_list = false;
                sign(Kind::ListClose)
            }
            '+' if starts_item(&self.text[after..]) && !is_number(&rest[1..chunk_len(rest)]) => {
                sign(Kind::Plus)
            }
            // A word processor's minus, and Lucene's NOT.
            '-' | '–' | '−' | '!' if starts_item(&self.text[after..]) => sign(Kind::Minus),
            '^' => number(&self.text[after..])
                .and_then(|digits| Some((Kind::Boost(digits.parse().ok()?), after + digits.len()))),
            '~' if self.behind_phrase(at) => self.slop(at),
            '=' => match self.text[after..].chars().next() {
                Some(mark) if is_double(mark) => self.phrase(after, mark, Form::Exact),
                _ => None,
            },
            '/' => regex(rest).filter(|_| !self.in_address(at)).map(|len| {
                let inner = Span::new(after, at + len - 1);
                (Kind::Regex(inner), at + len)
            }),
            '[' | '{' if self.behind_date(at) => rest
                .bytes()
                .take(64)
                .position(|byte| matches!(byte, b']' | b'}'))
                .map(|close| {
                    let inner = Span::new(after, at + close);
                    (Kind::Range(inner), at + close + 1)
                }),
            c if c.is_whitespace() || (c == ',' && self.in_list) => return after,
            c if opens(c) && !self.unclosed.contains(&c) => {
                let phrase = self.phrase(at, c, Form::Any);
                if phrase.is_none() && !is_single(c) {
                    return after;
                }
                phrase
            }
            c if is_double(c) => return after,
            'I' if list_opens(rest).is_some() => {
                self.in_list = true;
                list_opens(rest).map(|len| (Kind::ListOpen, at + len))
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

    /// Returns a phrase that opens at a place, or notes that it does not close.
    fn phrase(&mut self, at: usize, open: char, form: Form) -> Option<(Kind, usize)> {
        let after = at + open.len_utf8();
        if let Some((inner, whole)) = closing(&self.text[after..], open) {
            let inner = Span::new(after, after + inner);
            return Some((Kind::Phrase(inner, form), after + whole));
        }
        self.unclosed.push(open);
        // A single mark without its closing one is an apostrophe: 'tis, ’90s.
        if !is_single(open) {
            let message = format!("the phrase opened here by {open} has no closing mark");
            self.note(Span::new(at, after), message, None);
        }
        None
    }

    /// `"a b"~3`
    fn slop(&mut self, at: usize) -> Option<(Kind, usize)> {
        let digits = number(&self.text[at + 1..]).unwrap_or_default();
        let end = at + 1 + digits.len();
        let slop = digits.parse();
        if slop.is_err() {
            let message = "`~` behind a phrase wants a whole number: \"…\"~3";
            self.note(Span::new(at, end), message, None);
        }
        Some((Kind::Slop(slop.unwrap_or(0)), end))
    }

    /// Consumes a run of signs without a space, or only the field name it begins with.
    fn take_chunk(&mut self, chunk: Span) -> usize {
        let text = self.text;
        let typed = chunk.of(text);
        let called = text[chunk.end..].starts_with('(');
        if called && let Some(field) = Field::named(typed) {
            self.push(Kind::Field(field), chunk);
            return chunk.end;
        }
        if let Some((name, field)) = equated(typed) {
            let span = Span::new(chunk.start, chunk.start + name.len() + 1);
            self.push(Kind::Field(field), span);
            return span.end;
        }
        if let Some(name) = field_name(typed) {
            let colon = usize::from(typed[name.len()..].starts_with(':'));
            let span = Span::new(chunk.start, chunk.start + name.len() + colon);
            if let Some(field) = Field::named(name) {
                self.push(Kind::Field(field), span);
                return span.end;
            }
            if let Some(note) = unknown_field(text, chunk, name) {
                self.notes.push(note);
            }
        }
        let kind = match typed {
            "AND" => Kind::And,
            "OR" => Kind::Or,
            "NOT" => Kind::Not,
            _ if called && at_least(typed).is_some() => {
                Kind::AtLeast(at_least(typed).expect("just seen"))
            }
            _ if called && typed.eq_ignore_ascii_case("any") => Kind::Any,
            _ if called && case(typed).is_some() => Kind::Caps(case(typed).expect("just seen")),
            _ => match Near::parse(typed) {
                Some(Ok(near)) => return self.near(near, chunk),
                Some(Err(unread)) => {
                    self.note(chunk, unread.message, Some(unread.instead));
                    Kind::Chunk
                }
                None => Kind::Chunk,
            },
        };
        if kind == Kind::Chunk && !self.in_address(chunk.start) && !typed.contains("://") {
            self.notes.extend(strange(text, chunk));
        }
        self.push(kind, chunk);
        chunk.end
    }

    /// Consumes `w/5`, and a `not` before it along.
    fn near(&mut self, mut near: Near, mut chunk: Span) -> usize {
        let end = chunk.end;
        let not = self.tokens.last().copied().filter(|token| {
            token.kind == Kind::Not
                || (token.kind == Kind::Chunk
                    && token.span.of(self.text).eq_ignore_ascii_case("not"))
        });
        if let Some(not) = not {
            self.tokens.pop();
            near.negated = true;
            chunk.start = not.span.start;
        }
        self.push(Kind::Near(near), chunk);
        end
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

    /// Tells whether an address stands here, in which no sign means anything.
    fn in_address(&self, at: usize) -> bool {
        matches!(self.tokens.last(), Some(Token { kind: Kind::Field(Field::Url), span }) if span.end == at)
    }

    fn behind_phrase(&self, at: usize) -> bool {
        matches!(self.tokens.last(), Some(Token { kind: Kind::Phrase(..), span }) if span.end == at)
    }

    fn behind_date(&self, at: usize) -> bool {
        matches!(self.tokens.last(), Some(Token { kind: Kind::Field(field), span })
            if span.end == at && field.value_type() == ValueType::Dates)
    }

    fn push(&mut self, kind: Kind, span: Span) {
        self.tokens.push(Token { kind, span });
    }

    fn note(&mut self, span: Span, message: impl Into<String>, suggestion: Option<String>) {
        self.notes.push(Diagnostic {
            span,
            message: message.into(),
            suggestion,
        });
    }
}

/// Returns the length of `IN [`, however many spaces are in it.
fn list_opens(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix("IN")?;
    let trimmed = inner.trim_start();
    let space = inner.len() - trimmed.len();
    trimmed.starts_with('[').then_some("IN".len() + space + 1)
}

/// Returns the length of a pattern between slashes, behind which nothing more stands.
fn regex(rest: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c.is_whitespace() => return None,
            '/' => {
                let next = rest[at + 1..].chars().next();
                let ends =
                    next.is_none_or(|c| c.is_whitespace() || matches!(c, ')' | '^' | ']' | ','));
                return (ends && at > 1).then_some(at + 1);
            }
            _ => {}
        }
    }
    None
}

fn at_least(typed: &str) -> Option<u32> {
    let name = typed
        .get(..7)
        .filter(|name| name.eq_ignore_ascii_case("atleast"))?;
    typed[name.len()..].parse().ok()
}

fn case(typed: &str) -> Option<Case> {
    let mut names = Case::NAMES.iter();
    let row = names.find(|(name, _)| typed.eq_ignore_ascii_case(name))?;
    Some(row.1)
}

/// Returns the digits a text begins with, a decimal point among them perhaps.
fn number(text: &str) -> Option<&str> {
    let len = text
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(text.len());
    let digits = text[..len].trim_end_matches('.');
    (!digits.is_empty()).then_some(digits)
}

/// Returns the letters before a colon, where a field name could stand: not in `10:30`. A date may
/// be compared without one: `date>=2024`.
fn field_name(chunk: &str) -> Option<&str> {
    let compared = chunk.split_once(['<', '>']).map(|(name, _)| name);
    let dates = |name: &&str| {
        Field::named(name).is_some_and(|field| field.value_type() == ValueType::Dates)
    };
    if let Some(name) = compared.filter(dates) {
        return Some(name);
    }
    let (name, _) = chunk.split_once(':')?;
    let letters = name.chars().all(|c| c.is_alphabetic() || c == '_');
    (letters && !name.is_empty()).then_some(name)
}

/// Returns the name before `=` and its field: `hd=` is Factiva's `headline:`.
fn equated(chunk: &str) -> Option<(&str, Field)> {
    const FACTIVA: &[(&str, Field)] = &[
        ("hd", Field::Title),
        ("lp", Field::Lead),
        ("by", Field::Byline),
        ("la", Field::Lang),
        ("sn", Field::Outlet),
    ];
    let (name, _) = chunk.split_once('=')?;
    let code = FACTIVA
        .iter()
        .find(|(code, _)| name.eq_ignore_ascii_case(code));
    let field = Field::named(name).or(code.map(|(_, field)| *field))?;
    Some((name, field))
}

/// `foo:bar` asks for a field there is not; `https://…` and `Ukraine: the war` ask for none.
fn unknown_field(text: &str, chunk: Span, name: &str) -> Option<Diagnostic> {
    let colon = chunk.start + name.len();
    let rest = &text[colon + 1..];
    let value = rest.chars().next().filter(|c| !c.is_whitespace())?;
    if rest.starts_with("//") || value == ')' {
        return None;
    }
    let (message, suggestion) = match meant_field(name) {
        Some(near) => (format!("there is no field `{name}`"), Some(near)),
        None => (
            format!(
                "there is no field `{name}`; put the words in quotation marks to look for them"
            ),
            None,
        ),
    };
    let exists = name == "_exists_";
    let end = if exists { chunk.end } else { colon + 1 };
    let value = &text[colon + 1..end];
    Some(Diagnostic {
        span: Span::new(chunk.start, end),
        message,
        suggestion: match exists {
            true => Some(format!("{value}:*")),
            false => suggestion,
        },
    })
}

/// Tells whether a sign before this is an operator: `-word` is, `- word` and `--word` are not.
fn starts_item(rest: &str) -> bool {
    let next = rest.chars().next();
    next.is_some_and(|c| c.is_alphanumeric() || matches!(c, '(' | '=' | '*' | '/') || opens(c))
}

fn chunk_len(text: &str) -> usize {
    let end = |c: char| c.is_whitespace() || c == '(' || c == ')' || is_double(c);
    // The first character may be one of these only if it was found not to be a mark.
    let first = text.chars().next().map_or(0, char::len_utf8);
    let rest = &text[first..];
    let len = rest.find(end).unwrap_or(rest.len());
    let boost = rest[..len]
        .match_indices('^')
        .find(|(at, _)| number(&rest[at + 1..]).is_some());
    first + boost.map_or(len, |(at, _)| at)
}

fn opens(c: char) -> bool {
    is_double(c) || is_single(c)
}

fn is_double(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›')
}

fn is_single(c: char) -> bool {
    matches!(c, '\'' | '‘' | '‚' | '’')
}

/// Returns the length up to the mark that closes a phrase, and the length with it.
fn closing(text: &str, open: char) -> Option<(usize, usize)> {
    let closes = |c: char| match open {
        '«' => c == '»',
        '»' => c == '«',
        '‹' => c == '›',
        '›' => c == '‹',
        '\'' | '‘' | '‚' | '’' => matches!(c, '\'' | '’' | '‘'),
        _ => matches!(c, '"' | '“' | '”' | '‟'),
    };
    text.char_indices()
        .map(|(at, c)| (at, c, at + c.len_utf8()))
        .filter(|&(_, c, _)| closes(c))
        .find(|&(at, _, after)| {
            // An apostrophe inside a word closes nothing.
            !is_single(open) || !joins(&text[..at], &text[after..])
        })
        .map(|(at, _, after)| (at, after))
}

fn joins(before: &str, after: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    letter(after.chars().next()) || !letter(before.chars().next_back())
}
