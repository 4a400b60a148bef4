//! What was typed, and what was understood: the query language by examples.

use crate::place::Country;
use crate::query::{Field, Names, Note, parse, parse_value};

/// A few countries, where the place room has all.
struct FewPlaces;

impl Names for FewPlaces {
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
}

/// Checks the plan printed on one line.
fn check(typed: &str, expected: &str) {
    let parsed = parse(typed, &FewPlaces);
    assert_eq!(parsed.notes, [], "{typed}");
    let plan = parsed.query.plan();
    assert_eq!(plan.to_string(), expected, "{typed}");
    if expected != "everything" {
        let again = parse(expected, &FewPlaces);
        assert_eq!(again.query.plan(), plan, "{expected} can be typed again");
    }
}

/// Checks the first note, written `what stands at its span: message -> suggestion`.
fn check_note(typed: &str, expected: &str) {
    let parsed = parse(typed, &FewPlaces);
    let note = parsed.notes.first();
    let shown = note.map_or("no note".to_owned(), |note| show(note, typed));
    assert!(
        shown.starts_with(expected),
        "{typed}\n got {shown}\nwant {expected}"
    );
}

fn show(note: &Note, typed: &str) -> String {
    let at = note.span.of(typed);
    match &note.suggestion {
        Some(suggestion) => format!("{at}: {} -> {suggestion}", note.message),
        None => format!("{at}: {}", note.message),
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
    check("U.S. troops", "(\"U S\" AND troops)");
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
    check("and or not", "(and AND or AND not)");
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
    check("10:30", "\"10 30\"");
    check("https://example.org/a?b=1", "\"https example org a b 1\"");
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
fn notes_on_form() {
    check_note("\"border closure", "\": the phrase opened here");
    check_note("a “b", "“: the phrase opened here");
    check_note("(a OR b", "(: this parenthesis is never closed");
    check_note("a) b", "): this parenthesis closes nothing");
    check_note("a ()", "(): there is nothing");
    check_note("\"\"", "\"\": there is no word");
    check_note("a \"…\"", "\"…\": there is no word");
    check_note("&", "&: there is no word");
    check_note("a OR", "OR: OR needs something after");
    check_note("OR a", "OR: OR needs something before");
    check_note("a OR OR b", "OR: OR needs something after");
    check_note("a AND", "AND: AND needs something after");
    check_note("AND a", "AND: AND needs something before");
    check_note("a AND OR b", "AND: AND needs something after");
    check_note("a NOT", "NOT: NOT needs something after");
    check_note("(a NOT) b", "NOT: NOT needs something after");
    check_note("+a OR b", "+: `+` (required) contradicts");
    check_note("a OR +b", "+: `+` (required) contradicts");
}

#[test]
fn notes_on_fields() {
    check_note(
        "speker:lavrov",
        "speker:: there is no field `speker` -> speaker:",
    );
    check_note("foobar:x", "foobar:: there is no field `foobar`; put");
    check_note("speaker: lavrov", "speaker:: `speaker:` needs its value");
    check_note("a speaker:", "speaker:: `speaker:` needs its value");
    check_note("speaker:-lavrov", "speaker:: a sign stands before");
    check_note("speaker:…", "…: there is no word");
    check_note("speaker:(title:x)", "title:: `title:` cannot stand inside");
    check_note(
        "country:Rusia",
        "Rusia: no country is called `Rusia`; a country",
    );
    check_note(
        "country:(North Korea)",
        "North: no country is called `North`",
    );
    check_note("lang:german", "german: `german` is no language code");
    check_note(
        "date:yesterday",
        "yesterday: `yesterday` is no date; it takes a year",
    );
    check_note("date:2024-13", "2024-13: `2024-13` is no date");
    check_note("date:2024..2023", "2024..2023: this range ends before");
}

#[test]
fn notes_on_other_languages() {
    check_note("elect*", "elect*: wildcards are not known");
    check_note("wom?n", "wom?n: wildcards are not known");
    check_note("nato w/5 eu", "w/5: `w/5` (words near one another)");
    check_note("nato NEAR/3 eu", "NEAR/3: `NEAR/3` (words near");
    check_note("nato adj3 eu", "adj3: `adj3` (words near");
    check_note("a w/s b", "w/s: `w/s` (words near");
    check_note("\"a b\"~3", "~3: `~` and `^` are not known");
    check_note("word~1", "word~1: `~` and `^` are not known here -> word");
    check_note("word^2", "word^2: `~` and `^` are not known here -> word");
    check_note("/elect.+/", "/elect.+/: patterns between slashes");
    check_note("elect!", "elect!: `!` at the end");
    check_note("=May", "=May: `=` before a word is not known here -> May");
    check_note("a && b", "&&: write AND -> AND");
    check_note("a || b", "||: write OR -> OR");
    check_note("date:[2020 TO 2021]", "[2020: a range is written");
}

#[test]
fn values_that_come_by_themselves() {
    let plan = |field, value| {
        parse_value(field, value, &FewPlaces)
            .query
            .plan()
            .to_string()
    };
    assert_eq!(
        plan(Field::Speaker, "Sergei Lavrov"),
        "speaker:\"Sergei Lavrov\""
    );
    assert_eq!(plan(Field::Country, "North Korea"), "country:KP");
    assert_eq!(plan(Field::Date, "2024-03.."), "date:2024-03-01..");
    let notes = parse_value(Field::Date, "soon", &FewPlaces).notes;
    assert_eq!(notes.len(), 1);
}

#[test]
fn spans_point_at_what_was_typed() {
    let typed = "nato AND (speaker:lavrov OR “der Süden”)";
    let query = parse(typed, &FewPlaces).query;
    let crate::query::Node::And(parts) = &query.node else {
        panic!("{query:?}");
    };
    assert_eq!(parts[1].span.of(typed), "(speaker:lavrov OR “der Süden”)");
    let crate::query::Node::Or(arms) = &parts[1].node else {
        panic!("{query:?}");
    };
    assert_eq!(arms[0].span.of(typed), "speaker:lavrov");
    assert_eq!(arms[1].span.of(typed), "“der Süden”");
}

#[test]
fn nothing_typed_is_too_much() {
    for (unit, needle) in [
        ("(", "levels deep"),
        ("NOT ", "levels deep"),
        ("-(", "levels deep"),
        ("speaker:(", "levels deep"),
        ("word ", "1000 words"),
        ("a OR ", "1000 words"),
        ("\"", "1000 words"),
        ("«", "opened here"),
        ("'", "no word"),
        (")", "closes nothing"),
        ("a:b ", "1000 words"),
    ] {
        let typed = format!("{}x", unit.repeat(10_001));
        let parsed = parse(&typed, &FewPlaces);
        let told = parsed
            .notes
            .iter()
            .any(|note| note.message.contains(needle));
        assert!(told || unit == "'", "{unit}: {:?}", parsed.notes.first());
        let _ = parsed.query.plan().to_string();
    }
}

proptest::proptest! {
    #[test]
    fn any_text_will_do(typed in "[ab(\"“”«»'’:+\\-~*/.0-9 )]{0,40}|\\PC{0,30}|(a|b|AND|OR|NOT|\\(|\\)|speaker:|date:| |\"){0,20}") {
        let parsed = parse(&typed, &FewPlaces);
        for note in &parsed.notes {
            let _ = note.span.of(&typed);
        }
        if parsed.notes.is_empty() {
            let plan = parsed.query.plan();
            let again = parse(&plan.to_string(), &FewPlaces);
            if plan != crate::query::Plan::All {
                proptest::prop_assert_eq!(again.query.plan().to_string(), plan.to_string());
            }
        }
    }
}
