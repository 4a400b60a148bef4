//! Reads what a field takes as its value: words, a country, a language, days.

use crate::query::field::ValueType;
use crate::query::parse::Parser;
use crate::query::term::{MAX_EDITS, steps};
use crate::query::{DATE_SYNTAX, DateRange, Diagnostic, Field, Near, Node, Plan, Query, TermMatch};
use crate::text::Span;
use crate::text::words::words;

/// How many words, phrases and values a question may have.
const MAX_TERMS: usize = 1000;
/// How many words a phrase may have whose words may move, and how far.
const MAX_MOVED: usize = 8;
const MAX_SLOP: u32 = 50;
/// How long a pattern may be, in bytes.
const MAX_PATTERN: usize = 200;
/// How many words with patterns a question may have.
const MAX_PATTERNS: usize = 50;

impl Parser<'_> {
    /// Reads a value as its field wants it.
    pub(crate) fn value(&mut self, field: Field, inner: Span, span: Span) -> Option<Query> {
        self.count(span)?;
        let typed = inner.of(self.text);
        let plan = match field.value_type() {
            _ if typed == "*" && field != Field::Words => Some(Plan::Exists(field)),
            ValueType::Words | ValueType::WithinQuote => self.words(field, typed, span),
            ValueType::Country => self.country(field, typed, span),
            ValueType::Language => self.language(field, typed, span),
            ValueType::QuoteKind => self.kind(field, typed, span),
            ValueType::Probability => self.share(typed, span),
            ValueType::Id => self.id(field, typed, span),
            ValueType::Dates => self.dates(field, typed, span),
        }?;
        leaf(plan, span)
    }

    /// A phrase, whose words may move if a number says so.
    pub(crate) fn phrase(
        &mut self,
        field: Field,
        inner: Span,
        span: Span,
        slop: Option<u32>,
    ) -> Option<Query> {
        let typed = inner.of(self.text);
        self.remark_operators(typed, span);
        if field.is_text() && typed.split_whitespace().any(|word| word == "*") {
            let kept: Vec<&str> = typed
                .split_whitespace()
                .filter(|word| *word != "*")
                .collect();
            let moved = typed.split_whitespace().count() - kept.len();
            let mended = format!("\"{}\"~{moved}", kept.join(" "));
            let message = "`*` by itself stands for no word; `~` and a number behind a phrase let others between";
            self.note(span, message, Some(mended));
            return None;
        }
        let Some(slop) = slop else {
            return match typed.contains(['*', '?']) && field.value_type() == ValueType::Words {
                true => self.steps(field, typed, span),
                false => self.value(field, inner, span),
            };
        };
        self.count(span)?;
        let steps = steps(typed);
        self.count_patterns(&steps, span)?;
        if !field.is_text() || steps.len() < 2 {
            let message =
                "`~` and a number stand behind a phrase of a text; one word misspelled is word~1";
            self.note(span, message, None);
            return None;
        }
        if slop > MAX_SLOP || steps.len() > MAX_MOVED {
            let message = format!(
                "words may move {MAX_SLOP} places at most, and {MAX_MOVED} words at most; w/n reaches further"
            );
            self.note(span, message, None);
            return None;
        }
        leaf(Plan::sequence(field, steps, slop)?, span)
    }

    /// Says that operators in quotation marks are words.
    fn remark_operators(&mut self, typed: &str, span: Span) {
        let operator = |word: &&str| {
            matches!(*word, "AND" | "OR" | "NOT")
                || Near::parse(word).is_some_and(|near| near.is_ok())
        };
        let shouted = !typed.contains(char::is_lowercase);
        if let Some(word) = typed.split_whitespace().find(operator)
            && !shouted
        {
            self.remarks.push(Diagnostic {
                span,
                message: format!("In quotation marks `{word}` is a word."),
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
                "`=` takes words as they are, and `{sign}` stands for others: leave one of them out"
            );
            self.note(span, message, None);
            return None;
        }
        let steps = words(typed).map(|word| TermMatch::Exact(word.of(typed).to_owned()));
        match Plan::sequence(field, steps.collect(), 0) {
            Some(plan) => leaf(plan, span),
            None => self.no_word(span),
        }
    }

    /// `/elect(ed|ion)/`
    pub(crate) fn regex(&mut self, field: Field, inner: Span, span: Span) -> Option<Query> {
        self.count(span)?;
        let pattern = inner.of(self.text).to_owned();
        let steps = vec![TermMatch::Regex(pattern.clone())];
        self.count_patterns(&steps, span)?;
        if let Err(message) = readable(&pattern) {
            self.note(span, message, None);
            return None;
        }
        leaf(Plan::sequence(field, steps, 0)?, span)
    }

    /// `0.9`: a share from 0 to 1, "at least" whether it is written or not.
    fn share(&mut self, typed: &str, span: Span) -> Option<Plan> {
        let share = typed.trim_start_matches(">=").replace(',', ".").parse();
        let share = share.ok().filter(|share: &f32| (0.0..=1.0).contains(share));
        if share.is_none() {
            let message = "a confidence is a number from 0 to 1: confidence:0.9";
            self.note(span, message, None);
        }
        share.map(|share| Plan::MinConfidence((share * 100.0).round() as u8))
    }

    /// A run of signs without marks of its own: a word, with what stands before or behind it.
    pub(crate) fn word(&mut self, field: Field, inner: Span, span: Span) -> Option<Query> {
        let typed = inner.of(self.text);
        if typed == "*" {
            if field == Field::Words {
                let message = "`*` alone stands for every word; put letters to it, or leave it out";
                self.note(span, message, None);
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
            return self.steps(field, &format!("{stem}*"), span);
        }
        if let Some(plan) = self.wild_to_its_end(field, typed) {
            self.count(span)?;
            self.count_patterns(&[TermMatch::Wildcard(typed.to_owned())], span)?;
            return leaf(plan, span);
        }
        match typed.contains(['*', '?']) {
            true => self.steps(field, typed, span),
            false => self.value(field, inner, span),
        }
    }

    /// `tes?`, but not the last word of "who was it?".
    fn wild_to_its_end(&self, field: Field, typed: &str) -> Option<Plan> {
        let stem = typed
            .strip_suffix('?')
            .filter(|_| !self.ends_a_question())?;
        let inner = |c: char| c.is_alphanumeric() || matches!(c, '*' | '?');
        let one = stem.chars().all(inner) && stem.contains(char::is_alphanumeric);
        let term = TermMatch::Wildcard(typed.to_owned());
        one.then_some(Plan::TermMatch { field, term })
    }

    /// Words with wildcards among them.
    fn steps(&mut self, field: Field, typed: &str, span: Span) -> Option<Query> {
        self.count(span)?;
        let steps = steps(typed);
        self.count_patterns(&steps, span)?;
        let plain = |step: &TermMatch| matches!(step, TermMatch::Stem(_));
        if steps.iter().all(plain) {
            let plan = self.words(field, typed, span)?;
            return leaf(plan, span);
        }
        match Plan::sequence(field, steps, 0) {
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
                "`~` behind a word says how many letters may be wrong, 1 to {MAX_EDITS}: word~1"
            );
            self.note(span, message, known.first().map(|word| format!("{word}~1")));
            return None;
        };
        if word.chars().count() <= 2 * usize::from(edits) {
            let message = format!("`{word}` is too short to have {edits} letters wrong");
            self.note(span, message, Some(word.to_owned()));
            return None;
        }
        let steps = vec![TermMatch::Fuzzy(edits, word.to_owned())];
        self.count_patterns(&steps, span)?;
        leaf(Plan::sequence(field, steps, 0)?, span)
    }

    /// `date:[2020 TO 2021]`
    pub(crate) fn range(&mut self, inner: Span, span: Span) -> Option<Query> {
        let typed = inner.of(self.text);
        let Some((from, to)) = typed.split_once(" TO ") else {
            let message = "a range is written [2020 TO 2021] or 2020..2021";
            self.note(span, message, None);
            return None;
        };
        self.count(span)?;
        // A brace leaves its end out, as Lucene has it.
        let opens = match self.text[..inner.start].ends_with('{') {
            true => ">",
            false => ">=",
        };
        let closes = match self.text[inner.end..].starts_with('}') {
            true => "<",
            false => "<=",
        };
        let mut days = DateRange::default();
        for (sign, end) in [(opens, from.trim()), (closes, to.trim())] {
            if end == "*" {
                continue;
            }
            match DateRange::parse(&format!("{sign}{end}"), self.names.today()) {
                Some(DateRange { from, to }) => {
                    days.from = days.from.or(from);
                    days.to = days.to.or(to);
                }
                None => return self.no_date(end, span),
            }
        }
        leaf(self.days(days, span)?, span)
    }

    fn count(&mut self, span: Span) -> Option<()> {
        self.terms += 1;
        if self.terms > MAX_TERMS {
            let message = format!("a question may have {MAX_TERMS} words and values, no more");
            self.stop(span, message)?;
        }
        (self.terms <= MAX_TERMS).then_some(())
    }

    fn count_patterns(&mut self, steps: &[TermMatch], span: Span) -> Option<()> {
        for step in steps {
            match step {
                TermMatch::Wildcard(pattern) | TermMatch::Regex(pattern)
                    if pattern.len() > MAX_PATTERN =>
                {
                    let message = format!("a pattern may have {MAX_PATTERN} bytes, no more");
                    self.note(span, message, None);
                    return None;
                }
                TermMatch::Wildcard(_) | TermMatch::Regex(_) | TermMatch::Fuzzy(..) => {
                    self.patterns += 1
                }
                TermMatch::Stem(_) | TermMatch::Exact(_) | TermMatch::Caps(..) => {}
            }
        }
        if self.patterns > MAX_PATTERNS {
            let message = format!("a question may have {MAX_PATTERNS} patterns, no more");
            self.stop(span, message)?;
        }
        (self.patterns <= MAX_PATTERNS).then_some(())
    }

    fn no_word(&mut self, span: Span) -> Option<Query> {
        self.note(span, "there is no word to look for", None);
        None
    }

    fn words(&mut self, field: Field, typed: &str, span: Span) -> Option<Plan> {
        let mut words: Vec<String> = words(typed).map(|word| word.of(typed).to_owned()).collect();
        match words.len() {
            0 => {
                self.note(span, "there is no word to look for", None);
                None
            }
            1 => Some(Plan::Word {
                field,
                word: words.remove(0),
            }),
            _ => Some(Plan::Phrase { field, words }),
        }
    }

    fn country(&mut self, field: Field, typed: &str, span: Span) -> Option<Plan> {
        if let Some(country) = self.names.country(typed.trim()) {
            let value = country.code().to_owned();
            return Some(Plan::Value { field, value });
        }
        if let Some(countries) = self.region(typed, span) {
            let values = countries.into_iter().map(|country| Plan::Value {
                field,
                value: country.code().to_owned(),
            });
            return Some(Plan::Or(values.collect()));
        }
        let near = self.names.nearest_country(typed.trim());
        let near = near.map(
            |name| match self.text[span.start..].starts_with("country:") {
                true => format!("country:\"{name}\""),
                false => format!("\"{name}\""),
            },
        );
        let message = format!(
            "no country is called `{typed}`; a country is a code, a name or a demonym, a name of several words in quotation marks"
        );
        self.note(span, message, near);
        None
    }

    fn language(&mut self, field: Field, typed: &str, span: Span) -> Option<Plan> {
        let letters = typed.bytes().all(|byte| byte.is_ascii_alphabetic());
        if letters && (2..=3).contains(&typed.len()) {
            let value = typed.to_ascii_lowercase();
            return Some(Plan::Value { field, value });
        }
        const NAMES: &[(&str, &str)] = &[
            ("arabic", "ar"),
            ("chinese", "zh"),
            ("deutsch", "de"),
            ("dutch", "nl"),
            ("english", "en"),
            ("español", "es"),
            ("français", "fr"),
            ("french", "fr"),
            ("german", "de"),
            ("italian", "it"),
            ("japanese", "ja"),
            ("polish", "pl"),
            ("portuguese", "pt"),
            ("russian", "ru"),
            ("spanish", "es"),
            ("swedish", "sv"),
            ("turkish", "tr"),
            ("ukrainian", "uk"),
        ];
        let lower = typed.to_lowercase();
        let known = NAMES.iter().find(|(name, _)| *name == lower);
        let message = format!("`{typed}` is no language code; it takes one such as en or de");
        let mended = known.map(
            |(_, code)| match self.text[span.start..].starts_with(typed) {
                true => (*code).to_owned(),
                false => format!("{}:{code}", field.name()),
            },
        );
        self.note(span, message, mended);
        None
    }

    fn dates(&mut self, field: Field, typed: &str, span: Span) -> Option<Plan> {
        if typed.trim().eq_ignore_ascii_case("none") {
            return Some(Plan::Not(Box::new(Plan::Exists(field))));
        }
        match DateRange::parse(typed, self.names.today()) {
            Some(days) => self.days(days, span),
            None => self.no_date(typed, span),
        }
    }

    fn days(&mut self, days: DateRange, span: Span) -> Option<Plan> {
        if days.is_empty() {
            self.note(span, "this range ends before it begins", None);
            return None;
        }
        Some(Plan::Dates(days))
    }

    fn no_date<T>(&mut self, typed: &str, span: Span) -> Option<T> {
        let message = format!("`{typed}` is no date; it takes {DATE_SYNTAX}");
        self.note(span, message, None);
        None
    }

    fn kind(&mut self, field: Field, typed: &str, span: Span) -> Option<Plan> {
        const KINDS: [&str; 3] = ["direct", "indirect", "mixed"];
        let value = typed.to_ascii_lowercase();
        if KINDS.contains(&value.as_str()) {
            return Some(Plan::Value { field, value });
        }
        let near = KINDS
            .iter()
            .min_by_key(|kind| strsim::levenshtein(kind, &value));
        let near = near.map(|near| match self.text[span.start..].starts_with(typed) {
            true => (*near).to_owned(),
            false => format!("kind:{near}"),
        });
        let message = format!("a quotation is direct, indirect or mixed, not `{typed}`");
        self.note(span, message, near);
        None
    }

    fn id(&mut self, field: Field, typed: &str, span: Span) -> Option<Plan> {
        let value = typed.trim().to_owned();
        if value.is_empty() {
            self.note(span, "there is no id here", None);
            return None;
        }
        Some(Plan::Value { field, value })
    }
}

/// Returns why a pattern cannot be read, if so.
fn readable(pattern: &str) -> Result<(), String> {
    let letters = pattern.chars().any(char::is_alphanumeric);
    if !letters {
        return Err("a pattern needs a letter or a digit in it".to_owned());
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
            Err(format!("this pattern cannot be read: {why}"))
        }
    }
}

fn leaf(plan: Plan, span: Span) -> Option<Query> {
    let node = Node::Leaf(plan);
    Some(Query { node, span })
}
