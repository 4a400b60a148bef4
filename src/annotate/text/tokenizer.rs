//! The tokenizer: cuts paragraphs into words, numbers and punctuation.

use crate::annotate::text::tokens::{NOT_QUOTED, Shape, Token, TokenKind, TokenizedText};
use crate::annotate::text::word_lists::WordList;
use crate::lang::{Class, Lexicon, LexiconEntry};
use crate::text::Span;
use crate::text::paragraphs::paragraphs;

pub(crate) fn tokenize<'t>(text: &'t str, lexicon: &'static Lexicon) -> TokenizedText<'t> {
    let paragraphs = paragraphs(text);
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut paragraph_tokens = Vec::with_capacity(paragraphs.len());
    let mut scanner = Scanner {
        text,
        lexicon,
        lower: String::new(),
    };
    for &paragraph in &paragraphs {
        let first = tokens.len();
        scanner.scan(paragraph, &mut tokens);
        paragraph_tokens.push(first..tokens.len());
    }
    TokenizedText {
        text,
        lexicon,
        paragraphs,
        tokens,
        paragraph_tokens,
    }
}

/// Quotation marks and dashes in mojibake, where UTF-8 was decoded as Windows-1252; longest first.
/// Apostrophes stay inside their words.
const GARBLED: [(&str, TokenKind); 6] = [
    ("â€œ", TokenKind::QuoteMark),
    ("â€\u{9d}", TokenKind::QuoteMark),
    ("â€ž", TokenKind::QuoteMark),
    ("â€”", TokenKind::Dash),
    ("â€“", TokenKind::Dash),
    ("â€", TokenKind::QuoteMark),
];

struct Scanner<'t> {
    text: &'t str,
    lexicon: &'static Lexicon,
    /// Buffer for the lower-case form of a word.
    lower: String,
}

impl Scanner<'_> {
    fn scan(&mut self, paragraph: Span, tokens: &mut Vec<Token>) {
        let mut at = paragraph.start;
        while let Some(c) = self.text[at..paragraph.end].chars().next() {
            if c.is_whitespace() {
                at += c.len_utf8();
                continue;
            }
            let token = if c == 'â'
                && let Some(sign) = self.garbled(at, paragraph.end)
            {
                sign
            } else if c.is_alphabetic() {
                self.word(at, paragraph.end)
            } else if c.is_numeric() {
                self.number(at, paragraph.end)
            } else {
                self.sign(at, c, paragraph.end)
            };
            at = token.end as usize;
            tokens.push(token);
            // "dit-elle", "a-t-il": the hyphen is no word.
            if self.lexicon.hyphenated_inversion()
                && let Some(hyphen) = inversion(&self.text[at..paragraph.end])
            {
                at += hyphen;
            }
        }
    }

    fn word(&mut self, start: usize, limit: usize) -> Token {
        let mut end = self.letters(start, limit);
        let mut single_letters = is_single_letter(&self.text[start..end]);
        loop {
            let mut rest = self.text[end..limit].chars();
            let (joint, after) = (rest.next(), rest.next());
            let Some(joint) = joint else { break };
            let letter_follows = after.is_some_and(char::is_alphanumeric);
            match joint {
                '\'' | '’' if letter_follows => {
                    if self.is_possessive(end, limit) {
                        break;
                    }
                    end = self.letters(end + joint.len_utf8(), limit);
                }
                '-' | '‑'
                    if self.lexicon.hyphenated_inversion()
                        && inversion(&self.text[end..limit]).is_some() =>
                {
                    break;
                }
                '-' | '‑' if letter_follows => end = self.letters(end + joint.len_utf8(), limit),
                '&' if letter_follows && end - start <= 3 => end = self.letters(end + 1, limit),
                '.' if single_letters && letter_follows => {
                    // "U.S.": letter, dot, letter, dot.
                    let next = self.letters(end + 1, limit);
                    if !is_single_letter(&self.text[end + 1..next]) || !self.is_stop(next, limit) {
                        break;
                    }
                    end = next;
                }
                _ => break,
            }
            single_letters = single_letters && self.text[start..end].contains('.');
        }
        let mut shape = shape(&self.text[start..end]);
        if self.is_stop(end, limit) {
            let dotted = &self.text[start..end + 1];
            let initial = is_single_letter(&self.text[start..end]) && shape == Shape::Capitalized;
            let acronym = self.text[start..end].contains('.') && single_letters;
            if initial
                || acronym
                || self
                    .look_up(dotted)
                    .class
                    .has(Class::ABBREVIATION.with(Class::HONORIFIC))
            {
                end += 1;
                if initial {
                    shape = Shape::Initial;
                }
            }
        }
        let mut word = self.look_up(&self.text[start..end]);
        if self.is_stop(end - 1, end) {
            word.class = word.class.with(Class::ABBREVIATION);
        }
        Token {
            start: start as u32,
            end: end as u32,
            kind: TokenKind::Word,
            shape,
            word,
            quoted_span: NOT_QUOTED,
        }
    }

    /// Tells whether a full stop stands at a byte, before `limit`.
    fn is_stop(&self, at: usize, limit: usize) -> bool {
        at < limit && self.text.as_bytes()[at] == b'.'
    }

    /// Returns the end of a run of letters and digits.
    fn letters(&self, start: usize, limit: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut end = start;
        while end < limit {
            if bytes[end].is_ascii_alphanumeric() {
                end += 1;
            } else if bytes[end].is_ascii() {
                break;
            } else {
                let c = self.text[end..]
                    .chars()
                    .next()
                    .expect("on a character boundary");
                if !c.is_alphanumeric() && !unicode_normalization::char::is_combining_mark(c) {
                    break;
                }
                end += c.len_utf8();
            }
        }
        end
    }

    /// Tells whether an apostrophe here begins the `'s` of a possessive.
    fn is_possessive(&self, at: usize, limit: usize) -> bool {
        let mut rest = self.text[at..limit].chars().skip(1);
        matches!(rest.next(), Some('s' | 'S')) && !rest.next().is_some_and(char::is_alphanumeric)
    }

    fn number(&self, start: usize, limit: usize) -> Token {
        let mut end = start;
        let mut rest = self.text[start..limit].chars().peekable();
        while let Some(c) = rest.next() {
            let joins = matches!(c, '.' | ',' | ':' | '-')
                && rest
                    .peek()
                    .is_some_and(|next| next.is_numeric() || (c == '-' && next.is_alphabetic()));
            if !c.is_alphanumeric() && !joins {
                break;
            }
            end += c.len_utf8();
        }
        Token {
            start: start as u32,
            end: end as u32,
            kind: TokenKind::Number,
            shape: Shape::None,
            word: LexiconEntry::default(),
            quoted_span: NOT_QUOTED,
        }
    }

    /// Returns a token for mojibake punctuation: "â€œ" for "“".
    fn garbled(&self, start: usize, limit: usize) -> Option<Token> {
        let rest = &self.text[start..limit];
        let (sign, kind) = GARBLED.iter().find(|(sign, _)| rest.starts_with(sign))?;
        Some(Token {
            start: start as u32,
            end: (start + sign.len()) as u32,
            kind: *kind,
            shape: Shape::None,
            word: LexiconEntry::default(),
            quoted_span: NOT_QUOTED,
        })
    }

    fn sign(&self, start: usize, c: char, limit: usize) -> Token {
        let rest = &self.text[start..limit];
        let mut end = start + c.len_utf8();
        let kind = match c {
            '\'' | '’'
                if self.is_possessive(start, limit)
                    && !self.text[..start].ends_with(char::is_whitespace) =>
            {
                end += 1;
                TokenKind::Possessive
            }
            '\'' if rest.starts_with("''") => {
                end += 1;
                TokenKind::QuoteMark
            }
            '`' if rest.starts_with("``") => {
                end += 1;
                TokenKind::QuoteMark
            }
            '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | '\''
            | '`' | '＂' | '「' | '」' | '『' | '』' => TokenKind::QuoteMark,
            '.' | '!' | '?' | '…' | '。' | '？' | '！' => {
                while self.text[end..limit].starts_with(['.', '!', '?']) {
                    end += 1;
                }
                TokenKind::Terminator
            }
            ',' => TokenKind::Comma,
            ':' => TokenKind::Colon,
            ';' => TokenKind::Semicolon,
            '–' | '—' | '―' => TokenKind::Dash,
            '-' => {
                while self.text[end..limit].starts_with('-') {
                    end += 1;
                }
                TokenKind::Dash
            }
            '(' | '[' | '{' => TokenKind::OpenBracket,
            ')' | ']' | '}' => TokenKind::CloseBracket,
            _ => TokenKind::Other,
        };
        Token {
            start: start as u32,
            end: end as u32,
            kind,
            shape: Shape::None,
            word: LexiconEntry::default(),
            quoted_span: NOT_QUOTED,
        }
    }

    fn look_up(&mut self, word: &str) -> LexiconEntry {
        if is_lower_ascii(word) {
            return self.lexicon.word(word);
        }
        self.lower.clear();
        if word.is_ascii() {
            self.lower.push_str(word);
            self.lower.make_ascii_lowercase();
        } else {
            for c in word.chars() {
                if c == '’' {
                    self.lower.push('\'')
                } else {
                    self.lower.extend(c.to_lowercase())
                }
            }
        }
        self.lexicon.word(&self.lower)
    }
}

/// Returns the length in bytes of the hyphens between a verb and an inverted pronoun: "-" or "-t-".
fn inversion(rest: &str) -> Option<usize> {
    let hyphen = ["-t-", "‑t‑", "-", "‑"]
        .into_iter()
        .find(|hyphen| rest.starts_with(hyphen))?;
    let word: &str = rest[hyphen.len()..]
        .split(|c: char| !c.is_alphanumeric())
        .next()?;
    WordList::InvertedPronouns
        .contains(word)
        .then_some(hyphen.len())
}

/// Tells whether a word is of small letters from a to z alone, as most are.
fn is_lower_ascii(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn is_single_letter(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}

fn shape(word: &str) -> Shape {
    if is_lower_ascii(word) {
        return Shape::Lower;
    }
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else {
        return Shape::None;
    };
    if !first.is_uppercase() {
        return Shape::Lower;
    }
    let mut rest = letters.peekable();
    let upper = rest.peek().is_some() && rest.all(char::is_uppercase);
    if upper {
        Shape::AllCaps
    } else {
        Shape::Capitalized
    }
}
