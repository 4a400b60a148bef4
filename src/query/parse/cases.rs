//! The query language by examples: what is typed, and how it is understood.
//!
//! Longer than most files, as it is one table of the whole language.

use crate::place::Country;
use crate::query::ast::Node;
use crate::query::diagnostic::Diagnostic;
use crate::query::field::Field;
use crate::query::operator::Boolean;
use crate::query::parse::grammar::parse;
use crate::query::parse::grammar::parse_value;
use crate::query::place_resolver::PlaceResolver;
use crate::query::rewrite::lower::to_plan;

/// A few countries.
struct FewPlaces;

impl PlaceResolver for FewPlaces {
    fn country(&self, name: &str) -> Option<Country> {
        let code = match name.to_lowercase().as_str() {
            "ru" | "rus" | "russia" | "russian" | "russland" => "RU",
            "kp" | "prk" | "north korea" => "KP",
            "us" | "usa" | "u.s." | "american" => "US",
            _ => return None,
        };
        Country::from_code(code)
    }

    fn nearest_country(&self, name: &str) -> Option<String> {
        (strsim::levenshtein(&name.to_lowercase(), "russia") < 3).then(|| "Russia".to_owned())
    }

    fn today(&self) -> Option<jiff::civil::Date> {
        Some(jiff::civil::Date::constant(2024, 3, 31))
    }
}

/// Checks the plan printed on one line.
fn check(typed: &str, expected: &str) {
    let parsed = parse(typed, &FewPlaces);
    assert_eq!(parsed.errors, [], "{typed}");
    let plan = to_plan(&parsed.query);
    assert_eq!(plan.to_string(), expected, "{typed}");
    if expected != "everything" {
        let again = parse(expected, &FewPlaces);
        assert_eq!(to_plan(&again.query), plan, "{expected} can be typed again");
    }
}

/// Checks the first error, written `text at its span: message -> suggestion`.
fn check_error(typed: &str, expected: &str) {
    let parsed = parse(typed, &FewPlaces);
    let error = parsed.errors.first();
    let shown = error.map_or("no error".to_owned(), |error| show(error, typed));
    assert!(
        shown.starts_with(expected),
        "{typed}\n got {shown}\nwant {expected}"
    );
}

fn show(error: &Diagnostic, typed: &str) -> String {
    let at = error.span.of(typed);
    match &error.suggestion {
        Some(suggestion) => format!("{at}: {} -> {suggestion}", error.message),
        None => format!("{at}: {}", error.message),
    }
}

#[test]
fn words_and_phrases() {
    check("", "everything");
    check("  ", "everything");
    check("lavrov", "lavrov");
    check("Lavrov Blinken", "(Lavrov AND Blinken)");
    check("\"border closure\"", "\"border closure\"");
    check("“border closure”", "\"border closure\"");
    check("„border closure“", "\"border closure\"");
    check("«border closure»", "\"border closure\"");
    check("« la frontière »", "\"la frontière\"");
    check("»border closure«", "\"border closure\"");
    check("‘border closure’", "\"border closure\"");
    check("'border closure'", "\"border closure\"");
    check("‚border closure‘", "\"border closure\"");
    check("”border closure”", "\"border closure\"");
    check("“the president’s plan”", "\"the president s plan\"");
    check("‘the president’s plan’", "\"the president s plan\"");
    check("\"nuclear\"", "nuclear");
    check("COVID-19", "\"COVID 19\"");
    check("U.S. troops", "(allcaps(US) AND troops)");
    check("don't panic", "(\"don t\" AND panic)");
    check("Lavrov, Blinken;", "(Lavrov AND Blinken)");
    check("Lavrov – Blinken", "(Lavrov AND Blinken)");
    check("Marks & Spencer", "(Marks AND Spencer)");
    check("’90s music", "(90s AND music)");
    check("who said it?", "(who AND said AND it)");
    check("新闻", "\"新 闻\"");
    check("a\"b c\"d", "(a AND \"b c\" AND d)");
}

#[test]
fn operators() {
    check("a AND b", "(a AND b)");
    check("a OR b", "(a OR b)");
    check("a b OR c d", "((a AND b) OR (c AND d))");
    check("a OR b AND c", "(a OR (b AND c))");
    check("(a OR b) c", "((a OR b) AND c)");
    check("a AND (b AND c)", "(a AND b AND c)");
    check("a NOT b", "(a AND NOT b)");
    check("a AND NOT b", "(a AND NOT b)");
    check("NOT a b", "(NOT a AND b)");
    check("NOT a OR b", "(NOT a OR b)");
    check("NOT (a OR b)", "NOT (a OR b)");
    check("NOT NOT a", "NOT NOT a");
    check("a -b", "(a AND NOT b)");
    check("a -\"b c\"", "(a AND NOT \"b c\")");
    check("a -(b OR c)", "(a AND NOT (b OR c))");
    check("-a", "NOT a");
    check("+a b", "(a AND b)");
    check("a - b", "(a AND b)");
    check("twenty-five", "\"twenty five\"");
    check("and or not", "(and OR not)");
    check("((a))", "a");
    check("(a b) OR (c)", "((a AND b) OR c)");
}

#[test]
fn fields() {
    check("speaker:lavrov", "speaker:lavrov");
    check("SPEAKER:lavrov", "speaker:lavrov");
    check("speaker:\"Sergei Lavrov\"", "speaker:\"Sergei Lavrov\"");
    check("speaker:“Sergei Lavrov”", "speaker:\"Sergei Lavrov\"");
    check("speaker:O'Neill", "speaker:\"O Neill\"");
    check(
        "speaker:(lavrov OR blinken) nato",
        "((speaker:lavrov OR speaker:blinken) AND nato)",
    );
    check(
        "speaker:(sergei -\"anna lind\")",
        "(speaker:sergei AND NOT speaker:\"anna lind\")",
    );
    check("-speaker:lavrov", "NOT speaker:lavrov");
    check("country:ru", "country:RU");
    check("country:Russian", "country:RU");
    check("country:\"North Korea\"", "country:KP");
    check("country:U.S.", "country:US");
    check(
        "country:(Russia OR \"North Korea\")",
        "(country:RU OR country:KP)",
    );
    check("outlet:reuters", "outlet:reuters");
    check("source:reuters", "outlet:reuters");
    check("lang:DE", "lang:de");
    check("title:summit", "title:summit");
    check("headline:OR", "title:OR");
    check("byline:\"Anna Lind\"", "byline:\"Anna Lind\"");
    check(
        "url:https://example.org/a?b=1",
        "url:\"https example org a b 1\"",
    );
    check("10:30", "\"10-30\"");
    check("https://example.org/a?b=1", "url:\"example org a b 1\"");
    check("Ukraine: the war", "(Ukraine AND the AND war)");
}

#[test]
fn dates() {
    check("date:2024", "date:2024-01-01..2024-12-31");
    check("date:2024-03", "date:2024-03-01..2024-03-31");
    check("date:2024-03-05", "date:2024-03-05..2024-03-05");
    check("date:2024-03..2024-04", "date:2024-03-01..2024-04-30");
    check("date:2024..", "date:2024-01-01..");
    check("date:..2023-05", "date:..2023-05-31");
    check(
        "date:(2022 OR 2024) nato",
        "((date:2022-01-01..2022-12-31 OR date:2024-01-01..2024-12-31) AND nato)",
    );
}

#[test]
fn errors_in_syntax() {
    check_error("\"border closure", "\": the phrase opened by");
    check_error("a “b", "“: the phrase opened by");
    check_error("(a OR b", "(: this parenthesis is never closed");
    check_error("a) b", "): unmatched closing parenthesis");
    check_error("a ()", "(): these parentheses are empty");
    check_error("\"\"", "\"\": there is no word");
    check_error("a \"…\"", "\"…\": there is no word");
    check_error("&", "&: there is no word");
    check_error("a OR", "OR: OR needs an operand after");
    check_error("OR a", "OR: OR needs an operand before");
    check_error("a OR OR b", "OR: OR needs an operand after");
    check_error("a AND", "AND: AND needs an operand after");
    check_error("AND a", "AND: AND needs an operand before");
    check_error("a AND OR b", "AND: AND needs an operand after");
    check_error("a NOT", "NOT: NOT needs an operand after");
    check_error("(a NOT) b", "NOT: NOT needs an operand after");
    check_error("+a OR b", "+: `+` (required) contradicts");
    check_error("a OR +b", "+: `+` (required) contradicts");
}

#[test]
fn errors_in_fields() {
    check_error(
        "speker:lavrov",
        "speker:: unknown field `speker` -> speaker:",
    );
    check_error("foobar:x", "foobar:: unknown field `foobar`; to search");
    check_error("speaker: lavrov", "speaker:: `speaker:` needs a value");
    check_error("a speaker:", "speaker:: `speaker:` needs a value");
    check_error("speaker:-lavrov", "speaker:: put the sign before");
    check_error("speaker:…", "…: there is no word");
    check_error(
        "speaker:(title:x)",
        "title:: `title:` is not allowed inside",
    );
    check_error(
        "country:Rusia",
        "Rusia: unknown country `Rusia`; use a code",
    );
    check_error("country:(North Korea)", "North: unknown country `North`");
    check_error("lang:german", "german: `german` is not a language code");
    check_error(
        "date:tomorrow",
        "tomorrow: `tomorrow` is not a date; use a year",
    );
    check_error("date:2024-13", "2024-13: `2024-13` is not a date");
    check_error("date:2024..2023", "2024..2023: this range ends before");
}

#[test]
fn proximity() {
    check("nato w/5 eu", "(nato w/5 eu)");
    check("nato W/5 eu", "(nato w/5 eu)");
    check("nato NEAR/5 eu", "(nato w/5 eu)");
    check("nato near5 eu", "(nato w/5 eu)");
    check("nato pre/3 eu", "(nato pre/3 eu)");
    check("nato adj3 eu", "(nato pre/3 eu)");
    check("a w/s b", "(a w/s b)");
    check("a w/p b", "(a w/p b)");
    check("a pre/p b", "(a pre/p b)");
    check("a not w/5 b", "(a not w/5 b)");
    check("a NOT w/5 b", "(a not w/5 b)");
    check("a Not near/5 b", "(a not w/5 b)");
    check(
        "(\"tax cut\" w/3 rich) w/25 senate",
        "((\"tax cut\" w/3 rich) w/25 senate)",
    );
    check("a w/5 b w/3 c", "((a w/5 b) w/3 c)");
    check("a w/5 (b w/3 c)", "(a w/5 (b w/3 c))");
    check("a OR (b w/5 c)", "(a OR (b w/5 c))");
    check("(a OR b) w/5 c", "((a OR b) w/5 c)");
    check("a b w/5 c d", "(a AND (b w/5 c) AND d)");
    check("NOT a w/5 b", "NOT (a w/5 b)");
    check("x -(a w/5 b)", "(x AND NOT (a w/5 b))");
    check("title:(a w/5 b)", "(title:a w/5 title:b)");
    check("title:a w/5 title:b", "(title:a w/5 title:b)");
    check("\"not\" w/5 b", "(\"not\" w/5 b)");
    check("\"w/5\"", "\"w 5\"");
    check("\"a b\"~3", "\"a b\"~3");
    check("„a b“~3", "\"a b\"~3");
    check("title:\"a b\"~3", "title:\"a b\"~3");
}

#[test]
fn counts_and_weights() {
    check("atleast3(nato)", "atleast3(nato)");
    check("ATLEAST3(nato OR otan)", "atleast3((nato OR otan))");
    check("atleast2(a w/5 b) c", "(atleast2((a w/5 b)) AND c)");
    check("atleast2(\"a b\")", "atleast2(\"a b\")");
    check("any(tax cut \"the rich\")", "any(tax cut \"the rich\")");
    check("any(tax) -war", "(any(tax) AND NOT war)");
    check("title:atleast2(a)", "atleast2(title:a)");
    check("nato^2 eu", "(nato^2 AND eu)");
    check("\"a b\"^0.5", "\"a b\"^0.5");
    check("(a OR b)^3 c", "((a OR b)^3 AND c)");
    check("speaker:lavrov^2", "speaker:lavrov^2");
    check("a^2 w/5 b", "(a^2 w/5 b)");
}

#[test]
fn patterns_and_exact_forms() {
    check("elect*", "elect*");
    check("elect!", "elect*");
    check("*gate", "*gate");
    check("wom?n", "wom?n");
    check("are women?", "(are AND women)");
    check("are wom?n?", "(are AND wom?n)");
    check("tes?", "tes?");
    check("tes? results", "(tes? AND results)");
    check("word~1", "word~1");
    check("wordy~", "wordy~2");
    check("/elect(ed|ion)/", "/elect(ed|ion)/");
    check("(a /b\\/c/)", "(a AND /b\\/c/)");
    check("=May", "=May");
    check("=\"no new taxes\"", "=\"no new taxes\"");
    check("=COVID-19", "=\"COVID 19\"");
    check("caps(us)", "caps(us)");
    check("ALLCAPS(us)", "allcaps(us)");
    check("nocaps(aids)", "nocaps(aids)");
    check("caps(\"the hill\")", "caps(\"the hill\")");
    check("\"elect* fraud\"", "\"elect* fraud\"");
    check("\"what happened?\"", "\"what happened\"");
    check("post-elect*", "\"post elect*\"");
    check("title:elect*", "title:elect*");
    check("title:caps(us)", "title:caps(us)");
    check("speaker:lavr*", "speaker:lavr*");
    check("-elect*", "NOT elect*");
    check("elect*^2", "elect*^2");
    check("elect* w/5 fraud", "(elect* w/5 fraud)");
}

#[test]
fn more_fields() {
    check(
        "headline:a lead:b body:c",
        "(title:a AND lead:b AND body:c)",
    );
    check("section:business", "section:business");
    check("id:csdsnzjpervsg", "id:csdsnzjpervsg");
    check("id:csdsnzjpervsg:302-518", "id:csdsnzjpervsg:302-518");
    check("speaker:*", "speaker:*");
    check("date:*", "date:*");
    check("date:none", "NOT date:*");
    check("-outlet:*", "NOT outlet:*");
    check("country:IN [us ru]", "(country:US OR country:RU)");
    check(
        "country: IN [us, \"North Korea\"] a",
        "((country:US OR country:KP) AND a)",
    );
    check("IN [a b \"c d\"]", "(a OR b OR \"c d\")");
    check("title:IN [a b*]", "(title:a OR title:b*)");
    check("IN a", "(\"IN\" AND a)");
    check("said:nato", "said:(body:nato)");
    check(
        "speaker:lavrov said:(nato w/10 expansion)",
        "said:((speaker:lavrov AND (body:nato w/10 body:expansion)))",
    );
    check(
        "said:(a b) -speaker:lavrov date:2024 c",
        "(date:2024-01-01..2024-12-31 AND c AND said:((NOT speaker:lavrov AND body:a AND body:b)))",
    );
    check(
        "said:(speaker:lavrov war)",
        "said:((speaker:lavrov AND body:war))",
    );
    check("kind:direct", "said:(kind:direct)");
    check(
        "speaker:lavrov kind:Direct nato",
        "(nato AND said:((speaker:lavrov AND kind:direct)))",
    );
    check("speaker:lavrov nato", "(speaker:lavrov AND nato)");
}

#[test]
fn dates_of_all_kinds() {
    check("date:2024-W10", "date:2024-03-04..2024-03-10");
    check("date:>=2024-03", "date:2024-03-01..");
    check("date>=2024-03", "date:2024-03-01..");
    check("date:<2024", "date:..2023-12-31");
    check("date:\"last 30 days\"", "date:2024-03-02..2024-03-31");
    check(
        "date:(last 30 days) a",
        "(date:2024-03-02..2024-03-31 AND a)",
    );
    check("date:(since 2024-03)", "date:2024-03-01..");
    check("date:today", "date:2024-03-31..2024-03-31");
    check("date:[2020 TO 2021]", "date:2020-01-01..2021-12-31");
    check("date:[2020 TO *]", "date:2020-01-01..");
}

#[test]
fn words_of_one_article() {
    check("a w/doc b", "all(a b)");
    check("a W/DOC b w/doc c", "all(a b c)");
    check("a w/doc \"b c\" d", "(all(a \"b c\") AND d)");
    check("a w/5 b w/doc c", "all((a w/5 b) c)");
    check("a w/doc b w/s c", "all(a (b w/s c))");
    check("(a AND b) w/doc (c OR d)", "all(a b (c OR d))");
    check("(a w/doc b) w/doc c", "all(a b c)");
    check("NOT a w/doc b", "NOT all(a b)");
    check("(a w/doc b) OR c", "(all(a b) OR c)");
    check("all(a b) OR c", "(all(a b) OR c)");
    check("outlet:post a w/doc b", "(outlet:post AND all(a b))");
}

#[test]
fn errors_in_proximity() {
    check_error("a w/5", "w/5: w/5 needs an operand after");
    check_error("w/5 a", "w/5: w/5 needs an operand before");
    check_error("not w/5 a", "not w/5: not w/5 needs an operand before");
    check_error("a w/0 b", "w/0: `w/0`: a distance is 1 to 500 words");
    check_error("a w/seg b", "w/seg: `w/seg` is not supported: write w/doc");
    check_error(
        "a pre/doc b",
        "pre/doc: `pre/doc` is not supported: write w/doc",
    );
    check_error(
        "a not w/doc b",
        "not w/doc: `not w/doc` is not supported: write AND NOT",
    );
    check_error("a w/doc", "w/doc: w/doc needs an operand after");
    check_error("w/doc a", "w/doc: w/doc needs an operand before");
    check_error("a w/doc -b", "-b: w/doc takes words and phrases");
    check_error("a w/doc title:b", "title:b: w/doc joins words of the text");
    check_error("(a w/doc b) w/5 c", "(a w/doc b): w/5 takes words");
    check_error(
        "a OR b w/doc c",
        "a OR b w/doc c: OR beside w/n may be read in two ways",
    );
    check_error(
        "(a b) w/5 c",
        "(a b): w/5 takes words and phrases, or an OR of them, on both sides; this is AND -> (a w/5 b)",
    );
    check_error("a w/5 -b", "-b: w/5 takes");
    check_error("a w/5 country:ru", "country:ru: w/5 takes");
    check_error("a w/5 title:b", "w/5: w/5 cannot span two fields");
    check_error("speaker:(a w/5 b)", "w/5: w/5 works in text");
    check_error("atleast0(a)", "atleast0: atleast takes a count");
    check_error("any(a -b)", "-b: any( … ) takes words");
    check_error("any(a title:b)", "title:b: any( … ) takes words");
    check_error("atleast3(a -b)", "(a -b): atleast counts words");
    check_error("\"word\"~3", "\"word\": `~` and a number");
    check_error("\"a b\"~x", "~: `~` after a phrase takes");
    check_error("\"a b\"~51", "\"a b\": `~` allows at most");
    check_error("a ^2", "^2: `^` needs a term");
    check_error("a^0", "^0: `^` needs a term");
    check_error("a^b", "a^b: `^` needs a number");
    check_error("a /5 b", "/5: write w/5");
    check_error("a /s b", "/s: write w/s");
    check_error("a +5 b", "+5: write pre/5");
    check_error(
        "said:(title:x)",
        "title:: `title:` is not allowed inside `said:( … )`",
    );
    check_error("a && b", "&&: write AND -> AND");
    check_error("a || b", "||: write OR -> OR");
}

#[test]
fn errors_in_patterns() {
    check_error("*", "*: `*` alone matches every word");
    check_error("word~3", "word~3: `~` after a word");
    check_error("us~1", "us~1: `us` is too short");
    check_error("/(a/", "/(a/: invalid regular expression");
    check_error("/.*/", "/.*/: a pattern needs a letter");
    check_error("[a b]", "[a: write a list as IN [a b c]");
    check_error("IN [a b", "IN [: this list is never closed");
    check_error("IN []", "IN []: this list is empty");
    check_error(
        "kind:directly",
        "directly: a quotation is direct, indirect or mixed, not `directly` -> direct",
    );
    check_error("plural(x)", "plural: unknown function `plural( … )`");
    check_error("date:[2020 2021]", "date:[2020 2021]: write a range as");
}

#[test]
fn values_of_options() {
    let plan = |field, value| to_plan(&parse_value(field, value, &FewPlaces).query).to_string();
    assert_eq!(
        plan(Field::Speaker, "Sergei Lavrov"),
        "speaker:\"Sergei Lavrov\""
    );
    assert_eq!(plan(Field::Country, "North Korea"), "country:KP");
    assert_eq!(plan(Field::Date, "2024-03.."), "date:2024-03-01..");
    let errors = parse_value(Field::Date, "soon", &FewPlaces).errors;
    assert_eq!(errors.len(), 1);
}

#[test]
fn spans_point_at_what_was_typed() {
    let typed = "nato AND (speaker:lavrov OR “der Süden”)";
    let query = parse(typed, &FewPlaces).query;
    let Node::Boolean(Boolean::And, parts) = &query.node else {
        panic!("{query:?}");
    };
    assert_eq!(parts[1].span.of(typed), "(speaker:lavrov OR “der Süden”)");
    let Node::Boolean(Boolean::Or, arms) = &parts[1].node else {
        panic!("{query:?}");
    };
    assert_eq!(arms[0].span.of(typed), "speaker:lavrov");
    assert_eq!(arms[1].span.of(typed), "“der Süden”");
}

#[test]
fn long_and_deep_queries_are_refused() {
    for (unit, needle) in [
        ("(", "levels deep"),
        ("NOT ", "levels deep"),
        ("-(", "levels deep"),
        ("speaker:(", "levels deep"),
        ("word ", "1000 words"),
        ("a OR ", "1000 words"),
        ("\"", "1000 words"),
        ("«", "is never closed"),
        ("'", "no word"),
        (")", "unmatched"),
        ("a:b ", "1000 words"),
        ("a w/5 ", "20 proximity"),
        ("x* ", "50 patterns"),
        ("atleast2(", "levels deep"),
        ("IN [", "never closed"),
        ("date:[", "range"),
        ("^2", "needs a term"),
    ] {
        let typed = format!("{}x", unit.repeat(10_001));
        let parsed = parse(&typed, &FewPlaces);
        let reported = parsed
            .errors
            .iter()
            .any(|error| error.message.contains(needle));
        assert!(
            reported || unit == "'",
            "{unit}: {:?}",
            parsed.errors.first()
        );
        let _ = to_plan(&parsed.query).to_string();
    }
}

proptest::proptest! {
    #[test]
    fn any_text_parses(typed in "[ab(\"“”«»'’:+\\-~*/.0-9 )]{0,40}|[ab~^*?!=/\\[\\]1-3 ()\"]{0,20}|\\PC{0,30}|(a|b|AND|OR|NOT|\\(|\\)|speaker:|date:| |\"){0,20}|(a|b| w/5 | w/doc | not w/s | pre/2 |atleast2\\(|caps\\(|said:|IN \\[|\\]|\\(|\\)|=|kind:direct|date:none|\\^2|\\*|~1| |\"){0,15}") {
        let parsed = parse(&typed, &FewPlaces);
        for error in &parsed.errors {
            let _ = error.span.of(&typed);
        }
        if parsed.errors.is_empty() {
            let plan = to_plan(&parsed.query);
            let again = parse(&plan.to_string(), &FewPlaces);
            if plan != crate::query::Plan::All {
                proptest::prop_assert_eq!(to_plan(&again.query).to_string(), plan.to_string());
            }
        }
    }
}
