//! Displays a plan: on one line that can be typed again, or as a tree.

use crate::query::field::Field;
use crate::query::operator::Boolean;
use crate::query::operator::Operator;
use crate::query::plan::Plan;
use crate::query::term::TermMatch;
use std::fmt;

impl Plan {
    /// Writes one line per clause, indented under its operator.
    fn tree(&self, depth: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if depth > 0 {
            write!(f, "\n{:1$}", "", depth * 2)?;
        }
        match self {
            Plan::Near { near, .. } => write!(f, "{near}")?,
            Plan::AtLeast { count, .. } => write!(f, "at least {count} times")?,
            Plan::Boost { by, .. } => write!(f, "counting {by} times")?,
            Plan::WithinQuote(_) => f.write_str("said in one quotation")?,
            plan => match plan.operator() {
                Some(operator) => f.write_str(operator.title())?,
                None => return write!(f, "{plan}"),
            },
        }
        self.children()
            .iter()
            .try_for_each(|part| part.tree(depth + 1, f))
    }
}

/// One line that can be typed again; `{:#}` shows the tree, one line per clause.
impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.alternate() {
            return self.tree(0, f);
        }
        match self {
            Plan::All => f.write_str("everything"),
            // Unquoted it would be an operator.
            Plan::Word {
                field: Field::Words,
                word,
            } if is_operator(word) => write!(f, "\"{word}\""),
            Plan::Word { field, word } => write!(f, "{}{word}", Prefix(*field)),
            Plan::Phrase { field, words } => {
                write!(f, "{}\"{}\"", Prefix(*field), words.join(" "))
            }
            Plan::TermMatch { field, term } => write!(f, "{}{term}", Prefix(*field)),
            Plan::Sequence { field, terms, slop } => {
                write!(f, "{}", Prefix(*field))?;
                sequence(terms, *slop, f)
            }
            Plan::Value { field, value }
                if value.contains(|c: char| c.is_whitespace() || matches!(c, '(' | ')')) =>
            {
                write!(f, "{}\"{value}\"", Prefix(*field))
            }
            Plan::Value { field, value } => write!(f, "{}{value}", Prefix(*field)),
            Plan::Dates(days) => {
                f.write_str("date:")?;
                if let Some(from) = days.from {
                    write!(f, "{from}")?;
                }
                f.write_str("..")?;
                days.to.map_or(Ok(()), |to| write!(f, "{to}"))
            }
            Plan::ArticleLength { from, to } => {
                let end = |end: &Option<u32>| end.map_or(String::new(), |end| end.to_string());
                match from == to {
                    true => write!(f, "length:{}", end(from)),
                    false => write!(f, "length:{}..{}", end(from), end(to)),
                }
            }
            Plan::MinConfidence(least) => write!(f, "confidence:{}", f32::from(*least) / 100.0),
            Plan::Exists(field) => write!(f, "{}*", Prefix(*field)),
            Plan::Near { near, parts } => match &parts[0] {
                // Unquoted it would be part of the operator.
                Plan::Word {
                    field: Field::Words,
                    word,
                } if word.eq_ignore_ascii_case("not") => {
                    write!(f, "(\"{word}\" {near} {})", parts[1])
                }
                first => write!(f, "({first} {near} {})", parts[1]),
            },
            Plan::AtLeast { count, part } => write!(f, "atleast{count}({part})"),
            Plan::Boost { by, part } => match &**part {
                Plan::Not(_) | Plan::Boost { .. } => write!(f, "({part})^{by}"),
                part => write!(f, "{part}^{by}"),
            },
            Plan::WithinQuote(part) => write!(f, "said:({part})"),
            // A word alone needs no company.
            Plan::AllWords(parts) if parts.len() == 1 => write!(f, "{}", parts[0]),
            plan => plan
                .operator()
                .map_or(Ok(()), |operator| combined(operator, plan.children(), f)),
        }
    }
}

fn sequence(terms: &[TermMatch], slop: u32, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut phrase = String::from("\"");
    let mut space = "";
    let mut ends_in_sign = false;
    for term in terms {
        // After a sign, a space would give it to the number that follows, too.
        let is_number = |text: &str| text.starts_with(char::is_numeric);
        let number = match term {
            TermMatch::Stem(word) | TermMatch::Exact(word) => is_number(word),
            TermMatch::Signed { before, word, .. } => before.is_empty() && is_number(word),
            _ => false,
        };
        phrase.push_str(match ends_in_sign && number && space == " " {
            true => ", ",
            false => space,
        });
        ends_in_sign = matches!(term, TermMatch::Signed { after, .. } if !after.is_empty());
        match term {
            TermMatch::Stem(word)
            | TermMatch::Exact(word)
            | TermMatch::Caps(_, word)
            | TermMatch::Wildcard(word)
            | TermMatch::Regex(word)
            | TermMatch::Fuzzy(_, word) => phrase.push_str(word),
            TermMatch::Signed {
                before,
                word,
                after,
            } => phrase.extend([before.as_str(), word, after]),
        }
        space = if term.joins_next() { "" } else { " " };
    }
    phrase.push('"');
    let exact = |term: &TermMatch| matches!(term, TermMatch::Exact(_)) || term.is_only_exact();
    match terms.first() {
        Some(TermMatch::Caps(case, _)) => write!(f, "{}({phrase})", case.name())?,
        _ if terms.iter().any(exact) => write!(f, "={phrase}")?,
        _ => f.write_str(&phrase)?,
    }
    match slop {
        0 => Ok(()),
        slop => write!(f, "~{slop}"),
    }
}

fn is_operator(word: &str) -> bool {
    word == "IN" || Operator::from_word(word).is_some()
}

fn combined(operator: Boolean, parts: &[Plan], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (before, between, after) = operator.delimiters();
    for (index, part) in parts.iter().enumerate() {
        f.write_str(if index == 0 { &before } else { &between })?;
        write!(f, "{part}")?;
    }
    f.write_str(after)
}

/// `speaker:`, or nothing for the default field.
struct Prefix(Field);

impl fmt::Display for Prefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.name() {
            "" => Ok(()),
            name => write!(f, "{name}:"),
        }
    }
}
