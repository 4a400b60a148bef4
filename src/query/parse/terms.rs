//! Parses words, phrases and patterns.

use crate::lang::Class;
use crate::lang::detect;
use crate::lang::lexicon;
use crate::query::ast::Query;
use crate::query::diagnostic::Diagnostic;
use crate::query::field::Field;
use crate::query::field::ValueType;
use crate::query::limits::MAX_EDITS;
use crate::query::limits::MAX_PATTERN_BYTES;
use crate::query::limits::MAX_PATTERNS;
use crate::query::limits::MAX_SLOP;
use crate::query::limits::MAX_SLOP_TERMS;
use crate::query::limits::MAX_TERMS;
use crate::query::limits::PLAIN_LANGUAGE_MIN_WORDS;
use crate::query::operator::Operator;
use crate::query::parse::parser::Parser;
use crate::query::parse::parser::leaf;
use crate::query::parse::token::Token;
use crate::query::parse::token::TokenKind;
use crate::query::plan::Plan;
use crate::query::proximity::Near;
use crate::query::term::FinalMark;
use crate::query::term::SignMatch;
use crate::query::term::TermMatch;
use crate::query::term::signed_terms;
use crate::query::term::split_terms;
use crate::text::Span;
use crate::text::words::words;

impl Parser<'_> {
    /// A phrase, with slop if a number follows it: `"a b"~3`.
    pub(crate) fn phrase(
        &mut self,
        field: Field,
        inner: Span,
        span: Span,
        slop: Option<u32>,
    ) -> Option<Query> {
        let typed = inner.of(self.text);
        self.warn_of_operators(typed, span);
        if field.is_text() && typed.split_whitespace().any(|word| word == "*") {
            let kept: Vec<&str> = typed
                .split_whitespace()
                .filter(|word| *word != "*")
                .collect();
            let moved = typed.split_whitespace().count() - kept.len();
            let correction = format!("\"{}\"~{moved}", kept.join(" "));
            let message = "`*` alone matches no word in a phrase; to allow words between, add `~` and a number after the phrase";
            self.error(span, message, Some(correction));
            return None;
        }
        let Some(slop) = slop else {
            return match typed.contains(['*', '?']) && field.value_type() == ValueType::Words {
                true => self.terms_with_wildcards(field, typed, span),
                false => self.value(field, inner, span),
            };
        };
        self.count(span)?;
        let terms = split_terms(typed, signs_of(field), FinalMark::of(typed));
        self.count_patterns(&terms, span)?;
        if !field.is_text() || terms.len() < 2 {
            let message =
                "`~` and a number go after a phrase in text; for one misspelled word write word~1";
            self.error(span, message, None);
            return None;
        }
        if slop > MAX_SLOP || terms.len() > MAX_SLOP_TERMS {
            let message = format!(
                "`~` allows at most {MAX_SLOP} moves in a phrase of at most {MAX_SLOP_TERMS} words; for longer distances use w/n"
            );
            self.error(span, message, None);
            return None;
        }
        leaf(Plan::sequence(field, terms, slop)?, span)
    }

    /// Warns that an operator in quotation marks is a word.
    fn warn_of_operators(&mut self, typed: &str, span: Span) {
        let operator = |word: &&str| {
            Operator::from_word(word).is_some()
                || Near::parse(word).is_some_and(|near| near.is_ok())
        };
        let all_capitals = !typed.contains(char::is_lowercase);
        if let Some(word) = typed.split_whitespace().find(operator)
            && !all_capitals
        {
            self.warnings.push(Diagnostic {
                span,
                message: format!("`{word}` inside quotation marks is searched for as a word."),
                suggestion: None,
            });
        }
    }

    /// `="these very forms"`
    pub(crate) fn exact(&mut self, field: Field, inner: Span, span: Span) -> Option<Query> {
        self.count(span)?;
        let typed = inner.of(self.text);
        if let Some(sign) = typed.chars().find(|c| matches!(c, '*' | '?' | '!'))
            && (sign == '*' || !typed.ends_with(sign))
        {
            let message = format!(
                "`=` matches one exact form and cannot be combined with the wildcard `{sign}`"
            );
            self.error(span, message, None);
            return None;
        }
        let terms = match field.is_text() {
            true => signed_terms(typed, SignMatch::All),
            false => words(typed)
                .map(|word| TermMatch::Exact(word.of(typed).to_owned()))
                .collect(),
        };
        match Plan::sequence(field, terms, 0) {
            Some(plan) => leaf(plan, span),
            None => self.no_word(span),
        }
    }

    /// `/elect(ed|ion)/`
    pub(crate) fn regex(&mut self, field: Field, inner: Span, span: Span) -> Option<Query> {
        self.count(span)?;
        let pattern = inner.of(self.text).to_owned();
        let terms = vec![TermMatch::Regex(pattern.clone())];
        self.count_patterns(&terms, span)?;
        if let Err(message) = check_regex(&pattern) {
            self.error(span, message, None);
            return None;
        }
        leaf(Plan::sequence(field, terms, 0)?, span)
    }

    /// A word, with the syntax attached to it: `=word`, `word~1`, `word!`, `wor*`.
    pub(crate) fn word(&mut self, field: Field, inner: Span, span: Span) -> Option<Query> {
        let typed = inner.of(self.text);
        if typed == "*" {
            if field == Field::Words {
                let message = "`*` alone matches every word; add letters to it or leave it out";
                self.error(span, message, None);
                return None;
            }
            return self.value(field, inner, span);
        }
        if field == Field::Url || typed.contains("://") {
            return self.value(field, inner, span);
        }
        if let Some(exact) = typed
            .strip_prefix('=')
            .filter(|word| words(word).next().is_some())
        {
            return self.exact(field, Span::new(inner.end - exact.len(), inner.end), span);
        }
        if let Some((word, edits)) = typed.rsplit_once('~') {
            return self.fuzzy(field, word, edits, span);
        }
        if let Some(stem) = typed.strip_suffix('!')
            && let Some(last) = words(stem).last()
            && last.end == stem.len()
        {
            return self.terms_with_wildcards(field, &format!("{stem}*"), span);
        }
        if typed.ends_with('?') && !self.is_question(typed, span) {
            return self.final_wildcard(field, typed, span);
        }
        match typed.contains(['*', '?']) {
            true => self.terms_with_wildcards(field, typed, span),
            false => self.value(field, inner, span),
        }
    }

    /// Tells whether the `?` after a word ends a question, as in "who was it?": at the end of
    /// several words without operators. In doubt, a warning says how it is read.
    fn is_question(&mut self, typed: &str, span: Span) -> bool {
        if !self.at_last_of_several() {
            return false;
        }
        let text = self.text;
        let mut words = words(text).map(|word| word.of(text).to_lowercase());
        let asks = words.next().is_some_and(|word| {
            let langs = ["en", detect(text).unwrap_or_default()];
            langs
                .iter()
                .any(|lang| lexicon(lang).word(&word).class.has(Class::FUNCTION))
        });
        let sentence = asks || words.count() + 1 >= PLAIN_LANGUAGE_MIN_WORDS;
        if sentence {
            return true;
        }
        if FinalMark::of(typed) == FinalMark::Wildcard || self.has_operators() {
            return false;
        }
        let word = typed.trim_end_matches('?');
        self.warnings.push(Diagnostic {
            span,
            message: format!(
                "The `?` after `{word}` is read as a question mark; for one more character write `{word}?` before the other words."
            ),
            suggestion: None,
        });
        true
    }

    /// Tells whether anything but words and phrases was typed.
    fn has_operators(&self) -> bool {
        let plain = |token: &Token| matches!(token.kind, TokenKind::Chunk | TokenKind::Phrase(..));
        !self.tokens.iter().all(plain)
    }

    /// `tes?`, `f-1?`
    fn final_wildcard(&mut self, field: Field, typed: &str, span: Span) -> Option<Query> {
        self.count(span)?;
        let terms = split_terms(typed, signs_of(field), FinalMark::Wildcard);
        self.count_patterns(&terms, span)?;
        let stem = typed.trim_end_matches('?');
        if !stem.ends_with(|c: char| c.is_alphanumeric() || c == '*') {
            // Punctuation alone, or before it.
            return leaf(self.words(field, typed, span)?, span);
        }
        if terms.len() > 1 && FinalMark::of(typed) == FinalMark::Punctuation {
            let (before, last) = stem.split_at(stem.len() - last_word(stem).len());
            let before = before.trim_end_matches(|c: char| !c.is_alphanumeric());
            let instead = format!("{before} pre/1 {last}?");
            let message = "a `?` at the end of joined words is ambiguous";
            self.error(span, message, Some(instead));
            return None;
        }
        leaf(Plan::sequence(field, terms, 0)?, span)
    }

    /// Words with wildcards among them.
    fn terms_with_wildcards(&mut self, field: Field, typed: &str, span: Span) -> Option<Query> {
        self.count(span)?;
        let terms = split_terms(typed, signs_of(field), FinalMark::of(typed));
        self.count_patterns(&terms, span)?;
        let plain = |term: &TermMatch| matches!(term, TermMatch::Stem(_));
        if terms.iter().all(plain) {
            let plan = self.words(field, typed, span)?;
            return leaf(plan, span);
        }
        match Plan::sequence(field, terms, 0) {
            Some(plan) => leaf(plan, span),
            None => self.no_word(span),
        }
    }

    fn fuzzy(&mut self, field: Field, word: &str, edits: &str, span: Span) -> Option<Query> {
        self.count(span)?;
        let known: Vec<&str> = words(word).map(|span| span.of(word)).collect();
        let edits = match edits {
            "" => Some(MAX_EDITS),
            edits => edits
                .parse()
                .ok()
                .filter(|edits| (1..=MAX_EDITS).contains(edits)),
        };
        let (&[word], Some(edits)) = (known.as_slice(), edits) else {
            let message = format!(
                "`~` after a word takes the number of letters that may differ, 1 to {MAX_EDITS}: word~1"
            );
            self.error(span, message, known.first().map(|word| format!("{word}~1")));
            return None;
        };
        if word.chars().count() <= 2 * usize::from(edits) {
            let message = format!("`{word}` is too short for {edits} differing letters");
            self.error(span, message, Some(word.to_owned()));
            return None;
        }
        let terms = vec![TermMatch::Fuzzy(edits, word.to_owned())];
        self.count_patterns(&terms, span)?;
        leaf(Plan::sequence(field, terms, 0)?, span)
    }

    pub(crate) fn count(&mut self, span: Span) -> Option<()> {
        self.terms += 1;
        if self.terms > MAX_TERMS {
            let message = format!("a query may have at most {MAX_TERMS} words and values");
            self.stop(span, message)?;
        }
        (self.terms <= MAX_TERMS).then_some(())
    }

    fn count_patterns(&mut self, terms: &[TermMatch], span: Span) -> Option<()> {
        for term in terms {
            match term {
                TermMatch::Wildcard(pattern) | TermMatch::Regex(pattern)
                    if pattern.len() > MAX_PATTERN_BYTES =>
                {
                    let message = format!("a pattern may have at most {MAX_PATTERN_BYTES} bytes");
                    self.error(span, message, None);
                    return None;
                }
                TermMatch::Wildcard(_) | TermMatch::Regex(_) | TermMatch::Fuzzy(..) => {
                    self.patterns += 1
                }
                TermMatch::Stem(_)
                | TermMatch::Exact(_)
                | TermMatch::Signed { .. }
                | TermMatch::Caps(..) => {}
            }
        }
        if self.patterns > MAX_PATTERNS {
            let message = format!("a query may have at most {MAX_PATTERNS} patterns");
            self.stop(span, message)?;
        }
        (self.patterns <= MAX_PATTERNS).then_some(())
    }

    fn no_word(&mut self, span: Span) -> Option<Query> {
        self.error(span, "there is no word to search for", None);
        None
    }

    pub(crate) fn words(&mut self, field: Field, typed: &str, span: Span) -> Option<Plan> {
        let terms = signed_terms(typed, signs_of(field));
        if terms.iter().any(|term| !matches!(term, TermMatch::Stem(_))) {
            return Plan::sequence(field, terms, 0);
        }
        let mut words: Vec<String> = words(typed).map(|word| word.of(typed).to_owned()).collect();
        match words.len() {
            0 => {
                self.error(span, "there is no word to search for", None);
                None
            }
            1 => Some(Plan::Word {
                field,
                word: words.remove(0),
            }),
            _ => Some(Plan::Phrase { field, words }),
        }
    }
}

/// Returns the letters and digits at the end of a text.
fn last_word(text: &str) -> &str {
    let other = |c: char| !c.is_alphanumeric();
    text.rsplit(other).next().unwrap_or_default()
}

/// Returns which signs around words must match in a field.
fn signs_of(field: Field) -> SignMatch {
    match field.is_text() {
        true => SignMatch::Some,
        false => SignMatch::None,
    }
}

/// Checks a regular expression; an error says what is wrong.
fn check_regex(pattern: &str) -> Result<(), String> {
    let letters = pattern.chars().any(char::is_alphanumeric);
    if !letters {
        return Err("a pattern needs a letter or a digit".to_owned());
    }
    match regex_syntax::parse(pattern) {
        Ok(_) => Ok(()),
        Err(error) => {
            let error = error.to_string();
            let why = error
                .lines()
                .last()
                .unwrap_or("")
                .trim_start_matches("error: ");
            Err(format!("invalid regular expression: {why}"))
        }
    }
}
