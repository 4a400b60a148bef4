//! A body read once: its paragraphs and tokens, with what the lists say of each word.

use crate::lang::{Class, Frames, Inflection, Lexicon, LexiconEntry};
use crate::text::Span;
use crate::text::paragraphs::paragraphs;
use std::ops::Range;

/// A body, cut into tokens.
pub(crate) struct Reading<'t> {
    pub text: &'t str,
    pub lexicon: &'static Lexicon,
    pub paragraphs: Vec<Span>,
    pub tokens: Vec<Token>,
    /// For each paragraph, its tokens.
    pub paragraph_tokens: Vec<Range<usize>>,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    start: u32,
    end: u32,
    pub kind: Kind,
    pub shape: Shape,
    pub word: LexiconEntry,
    /// The marked region the token lies in; `OUTSIDE` if none.
    pub region: u32,
}

/// The region of a token that is in no quotation marks.
pub(crate) const OUTSIDE: u32 = u32::MAX;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Word,
    Number,
    /// The `'s` of a possessive, or of "is" and "has".
    Possessive,
    /// `.`, `!`, `?`, `…`
    Stop,
    Comma,
    Colon,
    Semicolon,
    Dash,
    Open,
    Close,
    /// A quotation mark, or an apostrophe not inside a word.
    Mark,
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Lower,
    /// First letter a capital.
    Capital,
    /// All letters capitals, two or more.
    Upper,
    /// One capital with a dot: "J."
    Initial,
    None,
}

impl Token {
    pub(crate) const fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }

    pub(crate) const fn is(&self, class: Class) -> bool {
        self.word.class.has(class)
    }

    pub(crate) const fn takes(&self, frames: Frames) -> bool {
        self.word.frames.has(frames)
    }

    pub(crate) const fn inflected(&self, inflection: Inflection) -> bool {
        self.word.inflection.has(inflection)
    }

    pub(crate) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// Tells whether the word begins with a capital.
    pub(crate) fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Upper | Shape::Initial)
    }

    pub(crate) fn is_quoted(&self) -> bool {
        self.region != OUTSIDE
    }
}

impl<'t> Reading<'t> {
    pub(crate) fn of(text: &'t str, lexicon: &'static Lexicon) -> Self {
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
        Self {
            text,
            lexicon,
            paragraphs,
            tokens,
            paragraph_tokens,
        }
    }

    /// Returns a token as it is written; nothing for one past the end.
    pub(crate) fn words(&self, token: usize) -> &'t str {
        let token = self.tokens.get(token);
        token.map_or("", |token| token.span().of(self.text))
    }

    /// Returns the span from one token's start to another's end.
    pub(crate) fn span(&self, first: usize, last: usize) -> Span {
        Span::new(
            self.tokens[first].start as usize,
            self.tokens[last].end as usize,
        )
    }

    /// Returns the span of a range of tokens, without white space around it.
    pub(crate) fn range(&self, range: &Range<usize>) -> Span {
        self.span(range.start, range.end - 1)
    }

    /// Tells whether white space, or the text's edge, stands before the token.
    pub(crate) fn spaced_before(&self, token: usize) -> bool {
        let start = self.tokens[token].start as usize;
        self.text[..start]
            .chars()
            .next_back()
            .is_none_or(char::is_whitespace)
    }

    /// Tells whether a token is this word, in any case.
    pub(crate) fn says(&self, token: usize, word: &str) -> bool {
        self.words(token).eq_ignore_ascii_case(word)
    }
}

/// Marks and dashes as they look where UTF-8 was taken for Windows-1252, longest first. The
/// apostrophe is left to the word it stands in.
const GARBLED: [(&str, Kind); 6] = [
    ("â€œ", Kind::Mark),
    ("â€\u{9d}", Kind::Mark),
    ("â€ž", Kind::Mark),
    ("â€”", Kind::Dash),
    ("â€“", Kind::Dash),
    ("â€", Kind::Mark),
];

struct Scanner<'t> {
    text: &'t str,
    lexicon: &'static Lexicon,
    /// The word at hand in lower case; kept to save allocations.
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
                    if !is_single_letter(&self.text[end + 1..next])
                        || !self.text[next..limit].starts_with('.')
                    {
                        break;
                    }
                    end = next;
                }
                _ => break,
            }
            single_letters = single_letters && self.text[start..end].contains('.');
        }
        let mut shape = shape(&self.text[start..end]);
        if self.text[end..limit].starts_with('.') {
            let dotted = &self.text[start..end + 1];
            let initial = is_single_letter(&self.text[start..end]) && shape == Shape::Capital;
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
        if self.text[start..end].ends_with('.') {
            word.class = word.class.with(Class::ABBREVIATION);
        }
        Token {
            start: start as u32,
            end: end as u32,
            kind: Kind::Word,
            shape,
            word,
            region: OUTSIDE,
        }
    }

    /// Returns where the run of letters and digits ends.
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
            kind: Kind::Number,
            shape: Shape::None,
            word: LexiconEntry::default(),
            region: OUTSIDE,
        }
    }

    /// Reads a mark whose UTF-8 was taken for Windows-1252: "â€œ" for "“".
    fn garbled(&self, start: usize, limit: usize) -> Option<Token> {
        let rest = &self.text[start..limit];
        let (sign, kind) = GARBLED.iter().find(|(sign, _)| rest.starts_with(sign))?;
        Some(Token {
            start: start as u32,
            end: (start + sign.len()) as u32,
            kind: *kind,
            shape: Shape::None,
            word: LexiconEntry::default(),
            region: OUTSIDE,
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
                Kind::Possessive
            }
            '\'' if rest.starts_with("''") => {
                end += 1;
                Kind::Mark
            }
            '`' if rest.starts_with("``") => {
                end += 1;
                Kind::Mark
            }
            '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | '\''
            | '`' | '＂' | '「' | '」' | '『' | '』' => Kind::Mark,
            '.' | '!' | '?' | '…' | '。' | '？' | '！' => {
                while self.text[end..limit].starts_with(['.', '!', '?']) {
                    end += 1;
                }
                Kind::Stop
            }
            ',' => Kind::Comma,
            ':' => Kind::Colon,
            ';' => Kind::Semicolon,
            '–' | '—' | '―' => Kind::Dash,
            '-' => {
                while self.text[end..limit].starts_with('-') {
                    end += 1;
                }
                Kind::Dash
            }
            '(' | '[' | '{' => Kind::Open,
            ')' | ']' | '}' => Kind::Close,
            _ => Kind::Other,
        };
        Token {
            start: start as u32,
            end: end as u32,
            kind,
            shape: Shape::None,
            word: LexiconEntry::default(),
            region: OUTSIDE,
        }
    }

    fn look_up(&mut self, word: &str) -> LexiconEntry {
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

/// Returns how many bytes of hyphens part a verb from the pronoun that follows: "-" or "-t-".
fn inversion(rest: &str) -> Option<usize> {
    let hyphen = ["-t-", "‑t‑", "-", "‑"]
        .into_iter()
        .find(|hyphen| rest.starts_with(hyphen))?;
    let word: &str = rest[hyphen.len()..]
        .split(|c: char| !c.is_alphanumeric())
        .next()?;
    matches!(word, "il" | "elle" | "on" | "ils" | "elles").then_some(hyphen.len())
}

fn is_single_letter(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}

fn shape(word: &str) -> Shape {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else {
        return Shape::None;
    };
    if !first.is_uppercase() {
        return Shape::Lower;
    }
    let mut rest = letters.peekable();
    let upper = rest.peek().is_some() && rest.all(char::is_uppercase);
    if upper { Shape::Upper } else { Shape::Capital }
}
