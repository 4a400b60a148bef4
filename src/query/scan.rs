//! Cuts the text typed into tokens: marks, operators, field names, phrases, and the rest.

use crate::query::Field;
use crate::query::Note;
use crate::query::fields::nearest_name;
use crate::query::strange::strange;
use crate::text::Span;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    Open,
    Close,
    And,
    Or,
    Not,
    Plus,
    Minus,
    /// A field's name and its colon.
    Field(Field),
    /// What stands between quotation marks.
    Phrase(Span),
    /// Anything else up to a space, a parenthesis or a quotation mark.
    Chunk,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub kind: Kind,
    pub span: Span,
}

/// Returns the tokens in text order; what cannot be one becomes a note.
pub(super) fn scan(text: &str, notes: &mut Vec<Note>) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    // Opening marks whose closing mark is known not to come; saves looking for it again.
    let mut unclosed: Vec<char> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let after = at + c.len_utf8();
        let kind = match c {
            '(' => Kind::Open,
            ')' => Kind::Close,
            '+' if starts_item(&text[after..]) => Kind::Plus,
            '-' if starts_item(&text[after..]) => Kind::Minus,
            c if c.is_whitespace() => {
                at = after;
                continue;
            }
            c if opens(c) && !unclosed.contains(&c) => match closing(&text[after..], c) {
                Some((inner, whole)) => {
                    let span = Span::new(at, after + whole);
                    let inner = Span::new(after, after + inner);
                    tokens.push(Token {
                        kind: Kind::Phrase(inner),
                        span,
                    });
                    at = span.end;
                    continue;
                }
                None => {
                    unclosed.push(c);
                    if !is_single(c) {
                        notes.push(Note {
                            span: Span::new(at, after),
                            message: format!("the phrase opened here by {c} has no closing mark"),
                            suggestion: None,
                        });
                        at = after;
                    }
                    // A single mark without its closing one is an apostrophe: 'tis, ’90s.
                    continue;
                }
            },
            c if is_double(c) => {
                at = after;
                continue;
            }
            _ => {
                let chunk = Span::new(at, at + chunk_len(&text[at..]));
                at = take_chunk(text, chunk, &mut tokens, notes);
                continue;
            }
        };
        tokens.push(Token {
            kind,
            span: Span::new(at, after),
        });
        at = after;
    }
    tokens
}

/// Takes a chunk, or only its field name; returns where to go on.
fn take_chunk(text: &str, chunk: Span, tokens: &mut Vec<Token>, notes: &mut Vec<Note>) -> usize {
    let typed = chunk.of(text);
    if let Some(name) = field_name(typed) {
        let span = Span::new(chunk.start, chunk.start + name.len() + 1);
        if let Some(field) = Field::named(name) {
            let kind = Kind::Field(field);
            tokens.push(Token { kind, span });
            return span.end;
        }
        if let Some(note) = unknown_field(text, chunk, name) {
            notes.push(note);
        }
    }
    let kind = match typed {
        "AND" => Kind::And,
        "OR" => Kind::Or,
        "NOT" => Kind::Not,
        _ => Kind::Chunk,
    };
    let in_address = typed.contains("://")
        || matches!(tokens.last(), Some(Token { kind: Kind::Field(Field::Url), span }) if span.end == chunk.start);
    if !in_address {
        notes.extend(strange(text, chunk));
    }
    tokens.push(Token { kind, span: chunk });
    chunk.end
}

/// Returns the letters before a colon, where a field name could stand: not in `10:30`.
fn field_name(chunk: &str) -> Option<&str> {
    let (name, _) = chunk.split_once(':')?;
    let letters = name.chars().all(|c| c.is_alphabetic() || c == '_');
    (letters && !name.is_empty()).then_some(name)
}

/// `foo:bar` asks for a field there is not; `https://…` and `Ukraine: the war` ask for none.
fn unknown_field(text: &str, chunk: Span, name: &str) -> Option<Note> {
    let colon = chunk.start + name.len();
    let rest = &text[colon + 1..];
    let value = rest.chars().next().filter(|c| !c.is_whitespace())?;
    if rest.starts_with("//") || value == ')' {
        return None;
    }
    let (message, suggestion) = match nearest_name(name) {
        Some(near) => (
            format!("there is no field `{name}`"),
            Some(format!("{near}:")),
        ),
        None => (
            format!(
                "there is no field `{name}`; put the words in quotation marks to look for them"
            ),
            None,
        ),
    };
    Some(Note {
        span: Span::new(chunk.start, colon + 1),
        message,
        suggestion,
    })
}

/// Tells whether a sign before this is an operator: `-word` is, `- word` and `--word` are not.
fn starts_item(rest: &str) -> bool {
    let next = rest.chars().next();
    next.is_some_and(|c| c.is_alphanumeric() || c == '(' || opens(c))
}

fn chunk_len(text: &str) -> usize {
    let end = |c: char| c.is_whitespace() || c == '(' || c == ')' || is_double(c);
    // The first character may be one of these only if it was found not to be a mark.
    let first = text.chars().next().map_or(0, char::len_utf8);
    text[first..]
        .find(end)
        .map_or(text.len(), |len| first + len)
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
