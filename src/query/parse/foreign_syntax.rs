//! Syntax of other search services: Nexis, Westlaw, Factiva, ProQuest, dtSearch, Lucene, Google,
//! Recoll. Each is a row: understood as it is there, understood with a warning, or an error that
//! says what to write instead; none is dropped.

use crate::query::diagnostic::Diagnostic;
use crate::query::operator::Boolean;
use crate::query::parse::chunk::Chunk;
use crate::query::parse::foreign_distances as distances;
use crate::query::parse::foreign_patterns as patterns;
use crate::query::parse::token::TokenKind;

/// One construct of another query language.
pub(crate) struct Habit {
    /// Where it comes from.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "documents the row; tests print it")
    )]
    pub from: &'static str,
    pub rule: Rule,
    /// Queries with it, and what becomes of each: of an error, the query with the suggestion
    /// applied, empty if there is none; else the plan.
    #[cfg_attr(not(test), expect(dead_code, reason = "the tests of the row"))]
    pub examples: &'static [(&'static str, &'static str)],
}

/// How a construct is recognized, and what it means here.
pub(crate) enum Rule {
    /// An error: these words, in any case, mean the operator.
    Replace(&'static [&'static str], &'static str),
    /// An error that a pattern finds.
    Error(fn(&Chunk) -> Option<Diagnostic>),
    /// Read as an operator between operands, with a warning.
    Operator(&'static [&'static str], TokenKind),
    /// Read as a word, with a warning that a pattern finds.
    Word(fn(&Chunk) -> Option<Diagnostic>),
}

/// The constructs. Of the errors, the first one found is reported.
#[rustfmt::skip]
pub(crate) const HABITS: &[Habit] = &[
    Habit { from: "Lucene", rule: Rule::Replace(&["&&"], "AND"),
        examples: &[("tax && cuts", "tax AND cuts"), ("tax && !cuts", "tax AND !cuts")] },
    Habit { from: "Lucene", rule: Rule::Replace(&["||"], "OR"),
        examples: &[("tax || cuts", "tax OR cuts")] },
    Habit { from: "everyday", rule: Rule::Error(patterns::and_or),
        examples: &[("tax AND/OR cuts", "tax OR cuts")] },
    Habit { from: "Lucene", rule: Rule::Error(patterns::backslash),
        examples: &[("C\\+\\+ course", "C++ course")] },
    Habit { from: "regular expressions, shells", rule: Rule::Error(patterns::letters_in_brackets),
        examples: &[("el[ae]ction", "/el[ae]ction/"), ("wom{a,e}n", "/wom(a|e)n/")] },
    Habit { from: "Factiva, ProQuest, dtSearch", rule: Rule::Error(patterns::other_wildcard),
        examples: &[("wom#n", "wom?n"), ("wom$n", "wom?n"), ("elect$ law", "elect* law"), ("ba%nana", "banana~1")] },
    Habit { from: "Google", rule: Rule::Error(patterns::range_without_field),
        examples: &[("tax 2010..2015", "tax date:2010..2015"), ("tax $50..$100", "")] },
    Habit { from: "Google", rule: Rule::Error(distances::around),
        examples: &[("tax AROUND(5) cuts", "tax w/5 cuts")] },
    Habit { from: "ProQuest, EBSCO", rule: Rule::Error(distances::short_distance),
        examples: &[("tax N/5 cuts", "tax w/5 cuts"), ("tax P/5 cuts", "tax pre/5 cuts"), ("tax N5 cuts", "tax w/5 cuts")] },
    Habit { from: "Westlaw", rule: Rule::Error(distances::bare_distance),
        examples: &[("tax /5 cuts", "tax w/5 cuts"), ("tax /s cuts", "tax w/s cuts"), ("tax /p cuts", "tax w/p cuts")] },
    Habit { from: "Westlaw", rule: Rule::Error(distances::bare_ordered_distance),
        examples: &[("tax +5 cuts", "tax pre/5 cuts")] },
    Habit { from: "Lucene", rule: Rule::Error(patterns::brackets),
        examples: &[("[tax cuts]", ""), ("{tax cuts}", "")] },
    Habit { from: "Lucene", rule: Rule::Error(patterns::boost_without_number),
        examples: &[("tax^ cuts", "tax cuts"), ("tax^high cuts", "tax cuts")] },
    Habit { from: "Google", rule: Rule::Error(patterns::dashes),
        examples: &[("tax --cuts", "tax -cuts"), ("tax —cuts", "tax -cuts")] },
    Habit { from: "Lucene", rule: Rule::Error(patterns::exclamation_mark),
        examples: &[("tax ! cuts", "tax NOT cuts")] },
    Habit { from: "Recoll", rule: Rule::Replace(&["andnot", "and-not", "butnot", "but-not"], "NOT"),
        examples: &[("tax ANDNOT cuts", "tax NOT cuts"), ("tax but-not cuts", "tax NOT cuts")] },
    Habit { from: "Westlaw", rule: Rule::Error(patterns::but_not),
        examples: &[("tax BUT NOT cuts", "tax NOT cuts")] },
    Habit { from: "Recoll, ProQuest", rule: Rule::Error(distances::proximity_without_distance),
        examples: &[("tax NEAR cuts", "tax w/10 cuts"), ("tax ADJ cuts", "tax pre/1 cuts"), ("tax SAME cuts", "tax w/p cuts")] },
    Habit { from: "dtSearch", rule: Rule::Error(patterns::exclusive_or),
        examples: &[("tax XOR cuts", "tax OR cuts")] },
    Habit { from: "Google", rule: Rule::Error(patterns::vertical_bar),
        examples: &[("tax|levy", "(tax OR levy)"), ("tax | levy", "tax OR levy"), ("tax||levy", "(tax OR levy)"), ("tax |levy", "tax OR levy")] },
    Habit { from: "Nexis, Factiva", rule: Rule::Error(distances::malformed_distance),
        examples: &[("tax w/sentence cuts", "tax w/s cuts"), ("tax w/paragraph cuts", "tax w/p cuts"),
            ("tax w/5cuts", "tax w/5 cuts"), ("tax w/ 5 cuts", "tax w/5 cuts"),
            ("tax notw/5 cuts", "tax not w/5 cuts"), ("tax f/5 cuts", ""), ("tax near/5,10 cuts", "")] },
    Habit { from: "Nexis, Factiva", rule: Rule::Error(patterns::spaced_date),
        examples: &[("date > 2020", "date:>2020"), ("blair and date aft 2004", "blair and date:>2004"), ("date is 2004 tax", "date:2004 tax")] },
    Habit { from: "Nexis, Factiva", rule: Rule::Error(patterns::spaced_length),
        examples: &[("length > 500", "length:>500"), ("tax wc <= 300", "tax length:<=300")] },
    Habit { from: "Nexis", rule: Rule::Error(patterns::comparison),
        examples: &[("price > 500", "")] },
    Habit { from: "Google", rule: Rule::Error(patterns::spaced_field),
        examples: &[("speaker :lind", "")] },
    Habit { from: "Factiva", rule: Rule::Error(patterns::unknown_field_code),
        examples: &[("rst=tnyt blair", "")] },
    Habit { from: "Nexis", rule: Rule::Error(patterns::malformed_function),
        examples: &[("atleast 5 (blair)", ""), ("caps (us)", "")] },
    Habit { from: "Nexis", rule: Rule::Error(patterns::unknown_function),
        examples: &[("foo(blair)", ""), ("leadpara(tax)", "lead:(tax)"), ("hlead(tax)", "lead:(tax)")] },
    Habit { from: "Nexis, ProQuest", rule: Rule::Operator(&["and", "And"], TokenKind::Boolean(Boolean::And)),
        examples: &[("tax and cuts", "(tax AND cuts)")] },
    Habit { from: "Nexis, ProQuest", rule: Rule::Operator(&["or", "Or"], TokenKind::Boolean(Boolean::Or)),
        examples: &[("tax or cuts", "(tax OR cuts)")] },
    // Not "Not", a German noun.
    Habit { from: "Nexis, ProQuest", rule: Rule::Operator(&["not"], TokenKind::Boolean(Boolean::Not)),
        examples: &[("tax not cuts", "(tax AND NOT cuts)")] },
    Habit { from: "Factiva", rule: Rule::Word(distances::same_paragraph),
        examples: &[("blair same iraq", "(blair AND same AND iraq)")] },
    Habit { from: "Factiva", rule: Rule::Word(distances::distance_without_slash),
        examples: &[("tax w5 cuts", "(tax AND w5 AND cuts)")] },
    Habit { from: "Factiva", rule: Rule::Word(distances::distance_in_words),
        examples: &[("tax within 5 words", "(tax AND within AND 5 AND words)")] },
];

/// Returns what is wrong with a run of characters, if it follows another language's syntax.
pub(crate) fn foreign_error(chunk: &Chunk) -> Option<Diagnostic> {
    HABITS.iter().find_map(|habit| match habit.rule {
        Rule::Replace(words, operator) => words
            .iter()
            .any(|word| chunk.typed().eq_ignore_ascii_case(word))
            .then(|| chunk.error(format!("write {operator}"), Some(operator)))?,
        Rule::Error(find) => find(chunk),
        Rule::Operator(..) | Rule::Word(_) => None,
    })
}

/// Returns a warning about a word that is an operator elsewhere.
pub(crate) fn foreign_word(chunk: &Chunk) -> Option<Diagnostic> {
    if !chunk.text.contains(char::is_lowercase) {
        return None;
    }
    HABITS.iter().find_map(|habit| match habit.rule {
        Rule::Word(find) => find(chunk),
        _ => None,
    })
}

/// Returns the operator that a word may be: `or`.
pub(crate) fn lowercase_operator(typed: &str) -> Option<TokenKind> {
    HABITS.iter().find_map(|habit| match habit.rule {
        Rule::Operator(words, kind) => words.contains(&typed).then_some(kind),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Country;
    use crate::query::{parse, to_plan};
    use crate::text::Span;

    fn nowhere(_: &str) -> Option<Country> {
        None
    }

    /// Checks what is understood, and how many warnings go with it.
    #[track_caller]
    fn check(typed: &str, expected: &str, warnings: usize) {
        let parsed = parse(typed, &nowhere);
        assert_eq!(parsed.errors, [], "{typed}");
        assert_eq!(to_plan(&parsed.query).to_string(), expected, "{typed}");
        assert_eq!(
            parsed.warnings.len(),
            warnings,
            "{typed}: {:?}",
            parsed.warnings
        );
    }

    /// Checks what is proposed in place of what cannot be understood.
    #[track_caller]
    fn check_correction(typed: &str, expected: &str) {
        let parsed = parse(typed, &nowhere);
        let error = parsed.errors.first().expect(typed);
        let correction = error.suggestion.as_ref().map(|suggestion| {
            let (before, after) = (&typed[..error.span.start], &typed[error.span.end..]);
            format!("{before}{suggestion}{after}")
        });
        assert_eq!(
            correction.as_deref().unwrap_or("nothing"),
            expected,
            "{typed}"
        );
    }

    #[test]
    fn examples_become_what_their_rows_say() {
        for habit in HABITS {
            for (typed, expected) in habit.examples {
                match habit.rule {
                    Rule::Replace(..) | Rule::Error(_) => {
                        let expected = if expected.is_empty() {
                            "nothing"
                        } else {
                            expected
                        };
                        check_correction(typed, expected);
                    }
                    Rule::Operator(..) | Rule::Word(_) => check(typed, expected, 1),
                }
                assert!(finds(habit, typed), "{}: {typed}", habit.from);
            }
        }
    }

    fn finds(habit: &Habit, text: &str) -> bool {
        let end = |c: char| c.is_whitespace() || matches!(c, '(' | ')');
        let mut start = 0;
        text.split(end).any(|typed| {
            let span = Span::new(start, start + typed.len());
            start = span.end + 1;
            let chunk = Chunk { text, span };
            match habit.rule {
                Rule::Replace(words, _) => words.contains(&typed.to_lowercase().as_str()),
                Rule::Operator(words, _) => words.contains(&typed),
                Rule::Error(find) | Rule::Word(find) => !typed.is_empty() && find(&chunk).is_some(),
            }
        })
    }

    #[test]
    fn operators_in_lower_case_are_read_and_said() {
        check("blair or brown", "(blair OR brown)", 1);
        check("tax not cuts", "(tax AND NOT cuts)", 1);
        check("tax and not cuts", "(tax AND NOT cuts)", 2);
        check("tax Or levy", "(tax OR levy)", 1);
        check("a or b or c", "(a OR b OR c)", 1);
        check(
            "speaker:(blair or brown)",
            "(speaker:blair OR speaker:brown)",
            1,
        );
        check("(war w/5 iraq) or iran", "((war w/5 iraq) OR iran)", 1);
        check("blair OR brown and tax", "(blair OR (brown AND tax))", 1);
        check(
            "date:2004 or date:2005",
            "(date:2004-01-01..2004-12-31 OR date:2005-01-01..2005-12-31)",
            1,
        );
    }

    #[test]
    fn words_that_are_no_operators_stay_words() {
        check("\"or\" tax", "(or AND tax)", 0);
        check("title:or tax", "(title:or AND tax)", 0);
        check("Not Elend", "(Not AND Elend)", 0);
        check("outlet:IN [and or]", "(outlet:and OR outlet:or)", 0);
        check("\"war and peace\"", "\"war and peace\"", 0);
        check(
            "who was at the border or at sea",
            "(who AND was AND at AND the AND border AND or AND at AND sea)",
            0,
        );
        check("war not w/3 crimes", "(war not w/3 crimes)", 0);
        check("or", "or", 0);
        check("and now", "(and AND now)", 0);
        check("Marks & Spencer", "(Marks AND Spencer)", 0);
        check("he left — Paris", "(he AND left AND Paris)", 0);
        check("stop !", "stop", 0);
        check("elect! law", "(elect* AND law)", 0);
    }

    #[test]
    fn signs_of_others_are_read() {
        check("tax !cuts", "(tax AND NOT cuts)", 0);
        check("tax !(cuts OR rises)", "(tax AND NOT (cuts OR rises))", 0);
        check("levy –tax", "(levy AND NOT tax)", 0);
        check("levy −tax", "(levy AND NOT tax)", 0);
        check("HEADLINE(blair)", "title:blair", 0);
        check("BODY(tax w/5 cut)", "(body:tax w/5 body:cut)", 0);
        check("byline(smith) tax", "(byline:smith AND tax)", 0);
        check("DATE(>2004)", "date:2005-01-01..", 0);
        check("date(after 2015)", "date:2016-01-01..", 0);
        check("hd=blair", "title:blair", 0);
        check(
            "hd=(blair or brown) tax",
            "((title:blair OR title:brown) AND tax)",
            1,
        );
        check("date=2004", "date:2004-01-01..2004-12-31", 0);
        check("date:{2015 TO 2017}", "date:2016-01-01..2016-12-31", 0);
        check("date:[2015 TO 2017}", "date:2015-01-01..2016-12-31", 0);
        check("date:{2015 TO *]", "date:2016-01-01..", 0);
        check(
            "“I told him … an apology”",
            "(\"I told him\" pre/50 \"an apology\")",
            0,
        );
        check("\"we ... will not\"", "(we pre/50 \"will not\")", 0);
        check("\"and so...\"", "\"and so\"", 0);
        check("blair same iraq", "(blair AND same AND iraq)", 1);
        check("tax w5 cuts", "(tax AND w5 AND cuts)", 1);
        check("\"tax w/3 cut\"", "\"tax w 3 cut\"", 1);
    }

    #[test]
    fn what_is_nearly_right_is_mended() {
        check_correction("tax --cuts", "tax -cuts");
        check_correction("tax —cuts", "tax -cuts");
        check_correction("tax ! cuts", "tax NOT cuts");
        check_correction("tax && !cuts", "tax AND !cuts");
        check_correction("tax ANDNOT cuts", "tax NOT cuts");
        check_correction("tax BUT NOT cuts", "tax NOT cuts");
        check_correction("tax NEAR cuts", "tax w/10 cuts");
        check_correction("tax|levy", "(tax OR levy)");
        check_correction("tax w/sentence cuts", "tax w/s cuts");
        check_correction("tax w/paragraph cuts", "tax w/p cuts");
        check_correction("tax w/5cuts", "tax w/5 cuts");
        check_correction("tax w/ 5 cuts", "tax w/5 cuts");
        check_correction("tax notw/5 cuts", "tax not w/5 cuts");
        check_correction("tax w/1000 cuts", "tax w/500 cuts");
        check_correction("tax w/0 cuts", "tax w/1 cuts");
        check_correction("tax f/5 cuts", "nothing");
        check_correction("tax near/5,10 cuts", "nothing");
        check_correction("date > 2020", "date:>2020");
        check_correction("blair and date aft 2004", "blair and date:>2004");
        check_correction("date is 2004 tax", "date:2004 tax");
        check_correction("length > 500", "length:>500");
        check_correction("a | b", "a OR b");
        check_correction("date:2024..2023", "date:2023..2024");
        check_correction("date:5 March 2024", "date:\"5 March 2024\"");
        check_correction("blair OR brown w/5 tax", "(blair OR brown) w/5 tax");
        check_correction("tax w/5 blair OR brown", "tax w/5 (blair OR brown)");
        check_correction("rst=tnyt blair", "nothing");
        check_correction("speaker :lind", "nothing");
        check_correction("foo(blair)", "nothing");
        check_correction("leadpara(tax)", "lead:(tax)");
        check_correction("atleast 5 (blair)", "nothing");
        check_correction("caps (us)", "nothing");
        check_correction("_exists_:speaker", "speaker:*");
        check_correction("publication:bbc", "outlet:bbc");
        check_correction("since:2024", "date:>=2024");
        check_correction("lang:english", "lang:en");
        check_correction("\"tax * cut\"", "\"tax cut\"~1");
        check_correction("=tax*", "nothing");
        check_correction("=\"tax cut*\"", "nothing");
    }

    #[test]
    fn capitals_throughout_are_words() {
        check("CUTS NEAR PARIS", "(CUTS AND NEAR AND PARIS)", 0);
        check(
            "THE SAME BUT NOT MORE",
            "(THE AND SAME AND BUT AND NOT MORE)",
            0,
        );
    }
}
