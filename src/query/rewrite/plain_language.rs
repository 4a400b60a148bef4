//! Plain-language queries: words side by side, without operators.
//!
//! A few of them are all required, in one article. From some length on they are a sentence: any of
//! them may match, punctuation means nothing, and articles are ranked by all. Either way function
//! words are left out, and a country's names and demonyms count as one word.

use crate::lang::{Class, detect, lexicon};
use crate::query::ast::Node;
use crate::query::ast::Query;
use crate::query::field::Field;
use crate::query::limits::{MAX_TERMS, PLAIN_LANGUAGE_MIN_WORDS};
use crate::query::operator::Boolean;
use crate::query::plan::Plan;
use crate::query::rewrite::abbreviations::with_abbreviations;
use crate::query::rewrite::content_terms::content_terms;
use crate::query::rewrite::country_names::weighted_names;
use crate::query::rewrite::explicit_syntax::has_explicit_syntax;
use crate::query::term::TermMatch;
use crate::text::Span;
use crate::text::words::{is_of_unspaced_script, words};

/// Quoted phrases of a sentence up to this many words stay phrases; longer ones are speech, of
/// which an article may have part.
const MAX_SENTENCE_PHRASE: usize = 4;

/// A sentence with a quotation in it has at least this many words around it: "said the senator".
const MIN_UNQUOTED: usize = 3;

/// Returns the words and quoted phrases of a sentence: five or more, whatever their punctuation.
/// None if it is shorter, or has operators or fields.
pub fn sentence_terms(typed: &str) -> Option<Vec<Plan>> {
    if has_explicit_syntax(typed) && !is_sentence_in_capitals(typed) {
        return None;
    }
    let mut terms = Vec::new();
    let mut unquoted = 0;
    let mut at = 0;
    while let Some((phrase, end)) = next_phrase(typed, at) {
        let before = bare_terms(&typed[at..phrase.start]);
        unquoted += before.len();
        terms.extend(before);
        match phrase_term(phrase.of(typed)) {
            Some(term) => terms.push(term),
            None => terms.extend(bare_terms(phrase.of(typed))),
        }
        at = end;
    }
    let rest = bare_terms(&typed[at..]);
    unquoted += rest.len();
    terms.extend(rest);
    // A phrase in marks by itself, or beside a word or two, is meant as it stands.
    if at > 0 && unquoted < MIN_UNQUOTED {
        return None;
    }
    // Beyond the most terms of a query, the parser says so.
    let length = PLAIN_LANGUAGE_MIN_WORDS..=MAX_TERMS;
    length
        .contains(&terms.len())
        .then(|| with_abbreviations(terms))
}

/// Returns the words and quoted phrases of a parsed query without operators; none if it has any.
pub fn plain_language_terms(typed: &str, query: &Query) -> Option<Vec<Plan>> {
    let parts = match &query.node {
        Node::Boolean(Boolean::And, parts) => parts.as_slice(),
        _ => std::slice::from_ref(query),
    };
    let mut all = Vec::new();
    let mut end = 0;
    for part in parts {
        // An operator stands between them, or a sign before it.
        let between = typed.get(end..part.span.start).unwrap_or_default();
        if between.contains(|c: char| c.is_alphanumeric() || matches!(c, '+' | '&')) {
            return None;
        }
        end = part.span.end;
        let marked = !part.span.of(typed).starts_with(char::is_alphanumeric);
        match &part.node {
            Node::Leaf(Plan::Word {
                field: Field::Words,
                ..
            }) if part.span.of(typed).starts_with('+') => return None,
            Node::Leaf(
                term @ (Plan::Word {
                    field: Field::Words,
                    ..
                }
                | Plan::Phrase {
                    field: Field::Words,
                    ..
                }),
            ) if marked => all.push(term.clone()),
            Node::Leaf(Plan::Word {
                field: Field::Words,
                word,
            }) => all.push(plain(word)),
            // Joined words stay a phrase: "newly-created", "U.S.".
            Node::Leaf(
                phrase @ Plan::Phrase {
                    field: Field::Words,
                    ..
                },
            ) => match bare_terms(part.span.of(typed)).as_slice() {
                [initials @ Plan::Phrase { .. }] => all.push(initials.clone()),
                // Alone, it is meant as it stands: "l'Élysée".
                [word @ Plan::Word { .. }] if parts.len() > 1 => all.push(word.clone()),
                _ => all.push(phrase.clone()),
            },
            // Words with signs: `3.5`, `C++`, `U.S.`.
            Node::Leaf(
                leaf @ (Plan::Sequence {
                    field: Field::Words,
                    slop: 0,
                    ..
                }
                | Plan::TermMatch {
                    field: Field::Words,
                    ..
                }),
            ) if has_plain_terms(leaf) => all.push(leaf.clone()),
            _ => return None,
        }
    }
    Some(with_abbreviations(all))
}

/// Tells whether all terms are words with their signs, without patterns or exact forms.
fn has_plain_terms(leaf: &Plan) -> bool {
    let plain = |term: &TermMatch| matches!(term, TermMatch::Stem(_) | TermMatch::Signed { .. });
    match leaf {
        Plan::Sequence { terms, .. } => terms.iter().all(plain),
        Plan::TermMatch { term, .. } => plain(term),
        _ => false,
    }
}

fn plain(word: &str) -> Plan {
    Plan::Word {
        field: Field::Words,
        word: word.to_owned(),
    }
}

fn phrase(words: Vec<String>) -> Plan {
    Plan::Phrase {
        field: Field::Words,
        words,
    }
}

/// Returns the inside of the next pair of double quotation marks, and the offset after it.
fn next_phrase(typed: &str, from: usize) -> Option<(Span, usize)> {
    let closing = |open: char| match open {
        '"' => Some(['"', '"']),
        '“' => Some(['”', '"']),
        '„' => Some(['“', '”']),
        '«' => Some(['»', '"']),
        _ => None,
    };
    let mut marks = typed[from..].char_indices();
    marks.find_map(|(at, open)| {
        let start = from + at + open.len_utf8();
        let end = start + typed[start..].find(closing(open)?)?;
        let close = typed[end..].chars().next().map_or(0, char::len_utf8);
        Some((Span::new(start, end), end + close))
    })
}

/// Returns a short quoted phrase as a term; none of speech, which ends in a comma or a full stop.
fn phrase_term(text: &str) -> Option<Plan> {
    let all: Vec<String> = words(text).map(|word| word.of(text).to_owned()).collect();
    let speech = text.trim_end().ends_with([',', '.', '!', '?']);
    match all.len() {
        2..=MAX_SENTENCE_PHRASE if !speech => Some(phrase(all)),
        _ => None,
    }
}

/// Returns the words of a text. A run of a script without spaces is one phrase; and what an
/// apostrophe leaves of a word is none: of "he's" and "l'accord" the longer part.
fn bare_terms(text: &str) -> Vec<Plan> {
    let spans: Vec<Span> = words(text).collect();
    let is_letter = |span: &Span| span.of(text).chars().nth(1).is_none();
    let between = |at: usize| {
        let next = spans.get(at + 1)?;
        Some(&text[spans[at].end..next.start])
    };
    let is_apostrophe = |gap: Option<&str>| matches!(gap, Some("'" | "’"));
    let is_unspaced = |at: usize| {
        spans
            .get(at)
            .is_some_and(|span| is_of_unspaced_script(span.of(text)))
    };
    let mut terms = Vec::new();
    let mut at = 0;
    while at < spans.len() {
        let mut end = at;
        while is_unspaced(end) && between(end) == Some("") && is_unspaced(end + 1) {
            end += 1;
        }
        let before = at.checked_sub(1).and_then(between);
        let word = spans[at].of(text);
        if end > at {
            let run = spans[at..=end].iter().map(|span| span.of(text).to_owned());
            terms.push(phrase(run.collect()));
        } else {
            let short = word.chars().nth(2).is_none();
            let clitic = is_apostrophe(before) && short;
            let elided = is_apostrophe(between(at)) && is_letter(&spans[at]) && word != "O";
            if !clitic && !elided {
                terms.push(plain(word));
            }
        }
        at = end + 1;
    }
    terms
}

/// In a query all in capitals, operators look like words: if it has prepositions or articles, its
/// AND is a word; of OR and NOT it takes two to be sure.
fn is_sentence_in_capitals(typed: &str) -> bool {
    // Other punctuation keeps its meaning in capitals.
    if typed.contains(char::is_lowercase) || typed.contains([':', '(', '*', '/', '|', '&']) {
        return false;
    }
    let lower = typed.to_lowercase();
    let lexicon = lexicon(detect(&lower).unwrap_or_default());
    let small = Class::DETERMINER.with(Class::PREPOSITION);
    let known = words(&lower).filter(|word| lexicon.word(word.of(&lower)).class.has(small));
    let least = match words(&lower).any(|word| matches!(word.of(&lower), "or" | "not")) {
        true => 2,
        false => 1,
    };
    known.count() >= least
}

/// Returns the disjunction of the terms, ranked by all of them but the function words; `lang` is
/// the archive's main language.
pub fn rank_by_any(terms: &[Plan], lang: &str) -> Plan {
    let content = content_terms(terms, lang).into_iter();
    Plan::Any(content.flat_map(weighted_names).collect())
}

/// Returns the conjunction of the terms in one article, without the function words.
pub fn require_all(terms: &[Plan], lang: &str) -> Plan {
    match terms {
        // A word alone is just that word.
        [_] => Plan::AllWords(terms.to_vec()),
        _ => Plan::AllWords(content_terms(terms, lang)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Country;
    use crate::query::parse;

    fn check(typed: &str, expected: Option<&str>) {
        let plan = match sentence_terms(typed) {
            Some(terms) => Some(rank_by_any(&terms, "en")),
            None => {
                let nowhere = |_: &str| -> Option<Country> { None };
                let parsed = parse(typed, &nowhere);
                plain_language_terms(typed, &parsed.query).map(|terms| require_all(&terms, "en"))
            }
        };
        let shown = plan.map(|plan| plan.to_string());
        assert_eq!(shown.as_deref(), expected, "{typed}");
    }

    #[test]
    fn keeps_the_words_that_tell() {
        check(
            "ELECTION OF PARK CHUNG HEE AS PRESIDENT OF SOUTH KOREA .",
            Some("any(ELECTION PARK CHUNG HEE PRESIDENT SOUTH KOREA)"),
        );
        check(
            "what do the neighbours say about the newly-created federation",
            Some("any(what neighbours say newly created federation)"),
        );
        check(
            "wer hat den Vertrag mit der Regierung gebrochen",
            Some("any(Vertrag Regierung gebrochen)"),
        );
        check(
            "TALKS WITH RUSSIA OR A MEETING OF THE FOUR POWERS",
            Some("any(TALKS Russia Russian^0.15 MEETING POWERS)"),
        );
        check(
            "what is the \"hot line\" proposal",
            Some("any(what \"hot line\" proposal)"),
        );
        check(
            "WHEAT DEALS WITH THE UNITED STATES, RUSSIA AND JAPAN .",
            Some("any(WHEAT DEALS UNITED STATES Russia Russian^0.15 Japan Japanese^0.15)"),
        );
        check("TAX AND CUT AND RICH OR SENATE", None);
        check("TAX AND CUT AND RICH AND SENATE", None);
        check("the of and", Some("all(the of and)"));
        check("who was at the border OR at sea", None);
        check("border speaker:lavrov", None);
    }

    #[test]
    fn requires_a_few_words() {
        check("the border closure", Some("all(border closure)"));
        check("border", Some("border"));
        check("border \"steel mill\"", Some("all(border \"steel mill\")"));
        check("theresa may", Some("all(theresa may)"));
        check("who", Some("who"));
        check("tax AND cut", None);
        check("+tax cut", None);
        check("tax -cut", None);
        check("elect* fraud", None);
    }

    #[test]
    fn abbreviations_are_no_function_words() {
        check("US", Some("allcaps(US)"));
        check("WHO vaccine", Some("all(allcaps(WHO) vaccine)"));
        check(
            "the U.S. Senate vote",
            Some("all((allcaps(US) OR allcaps(USA) OR America OR American) Senate vote)"),
        );
        check(
            "US 2024",
            Some("all((allcaps(US) OR allcaps(USA) OR America OR American) 2024)"),
        );
        check("told us about it", Some("told"));
        check(
            "what did the US say about wheat",
            Some("any(what allcaps(US) allcaps(USA)^0.15 America^0.15 American^0.15 say wheat)"),
        );
    }

    #[test]
    fn sentences_are_never_refused() {
        check(
            "Is the tax cut (of 2017) working?",
            Some("any(tax cut 2017 working)"),
        );
        check(
            "“We will build a wall,” said the senator",
            Some("any(build wall said senator)"),
        );
        check(
            "Zombie Cat: Buried Kitty Believed Dead, Meows - Back to Life",
            Some("any(Zombie Cat Buried Kitty Believed Dead Meows Back Life)"),
        );
        check(
            "he's said \"no more taxes at all now\" to us",
            Some("any(said more taxes now)"),
        );
        check(
            "what did mayor Theresa May say to them",
            Some("any(what mayor Theresa May say)"),
        );
        check("wom?n in the police force now", None);
        check("tax cut rich senate vote -steel", None);
        check("one two three four w/5 five", None);
    }

    #[test]
    fn countries_by_their_other_names() {
        check("China tariffs", Some("all((China OR Chinese) tariffs)"));
        check(
            "US tariffs",
            Some("all((allcaps(US) OR allcaps(USA) OR America OR American) tariffs)"),
        );
        // A longer name is not the country's.
        check("Latin America debts", Some("all(Latin America debts)"));
        check("tell us more", Some("all(tell more)"));
        check("China", Some("China"));
    }
}
