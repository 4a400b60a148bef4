//! Habits of other query languages that this one does not have: told, with what it has instead,
//! and never dropped.

use crate::query::{Case, Diagnostic};
use crate::text::Span;

/// Returns what is not understood in a run of signs without a space.
pub(crate) fn strange(text: &str, chunk: Span) -> Option<Diagnostic> {
    let typed = chunk.of(text);
    let note = |message: String, suggestion: Option<String>| Diagnostic {
        span: chunk,
        message,
        suggestion,
    };
    let operator = |operator: &str| note(format!("write {operator}"), Some(operator.to_owned()));
    Some(match typed {
        "&&" => operator("AND"),
        "||" => operator("OR"),
        // Westlaw's.
        "/s" | "/p" => note(
            format!("`{typed}` is written w{typed} here"),
            Some(format!("w{typed}")),
        ),
        _ if is_count(typed, '/') => note(
            format!("`{typed}` is written w{typed} here; for a number leave out the slash"),
            Some(format!("w{typed}")),
        ),
        _ if is_count(typed, '+') && text[..chunk.start].ends_with(' ') => note(
            format!("`{typed}` is written pre/{} here", &typed[1..]),
            Some(format!("pre/{}", &typed[1..])),
        ),
        _ if typed.starts_with(['[', '{']) => note(
            "a list is written IN [a b c], and a range date:[2020 TO 2021] or date:2020..2021"
                .to_owned(),
            None,
        ),
        _ if typed.contains('^') => note(
            "`^` wants a number behind it, as in word^2".to_owned(),
            typed
                .split('^')
                .next()
                .filter(|word| !word.is_empty())
                .map(str::to_owned),
        ),
        _ => {
            return dashes(text, chunk)
                .or_else(|| operators(text, chunk))
                .or_else(|| distances(text, chunk))
                .or_else(|| fields(text, chunk))
                .or_else(|| functions(text, chunk));
        }
    })
}

/// `/5`, `+5`
fn is_count(typed: &str, sign: char) -> bool {
    typed.strip_prefix(sign).is_some_and(is_number)
}

pub(crate) fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() < 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns the next run of signs behind some spaces.
pub(crate) fn next_word(text: &str, from: usize) -> &str {
    let end = |c: char| c.is_whitespace() || matches!(c, '(' | ')');
    let rest = text[from..].trim_start();
    match rest.starts_with(['(', ')']) {
        true => &rest[..1],
        false => &rest[..rest.find(end).unwrap_or(rest.len())],
    }
}

/// `--word`, `—word`, and `!` by itself.
fn dashes(text: &str, chunk: Span) -> Option<Diagnostic> {
    let typed = chunk.of(text);
    let word = typed.trim_start_matches(['-', '–', '—', '−']);
    let dashed = word.len() < typed.len() && word.starts_with(char::is_alphanumeric);
    let alone = typed == "!" && !next_word(text, chunk.end).is_empty();
    let (message, suggestion) = match (dashed, alone) {
        (true, _) => (
            "one hyphen leaves a word out; for a dash put a space behind it".to_owned(),
            format!("-{word}"),
        ),
        (_, true) => ("write NOT".to_owned(), "NOT".to_owned()),
        _ => return None,
    };
    Some(Diagnostic {
        span: chunk,
        message,
        suggestion: Some(suggestion),
    })
}

/// Operators that stand as words: `ANDNOT`, `a|b`, `NEAR`.
fn operators(text: &str, chunk: Span) -> Option<Diagnostic> {
    let typed = chunk.of(text);
    let lower = typed.to_ascii_lowercase();
    // A question all in capitals has none.
    let shouted = typed != lower && text.contains(char::is_lowercase);
    let mut span = chunk;
    let (message, suggestion) = match lower.as_str() {
        "andnot" | "and-not" | "butnot" | "but-not" => ("write NOT".to_owned(), "NOT".to_owned()),
        "but" if shouted && next_word(text, chunk.end).eq_ignore_ascii_case("not") => {
            let not = chunk.end + text[chunk.end..].to_ascii_lowercase().find("not")?;
            span.end = not + "not".len();
            ("write NOT".to_owned(), "NOT".to_owned())
        }
        "near" | "adj" | "same" | "onear" | "pre" if shouted => (
            format!(
                "`{typed}` wants a distance: w/5 within five words, pre/5 in this order, w/s in one sentence, w/p in one paragraph"
            ),
            match lower.as_str() {
                "same" => "w/p",
                "near" => "w/10",
                _ => "pre/1",
            }
            .to_owned(),
        ),
        "xor" if shouted => ("write (a OR b) NOT (a b)".to_owned(), "OR".to_owned()),
        _ => {
            let sides = typed.split_once('|').filter(|(left, right)| {
                left.ends_with(char::is_alphanumeric) && right.starts_with(char::is_alphanumeric)
            });
            let (left, right) = sides?;
            ("write OR".to_owned(), format!("({left} OR {right})"))
        }
    };
    Some(Diagnostic {
        span,
        message,
        suggestion: Some(suggestion),
    })
}

/// `w/sentence`, `w/5cuts`, `w/ 5`: nearly a distance.
fn distances(text: &str, chunk: Span) -> Option<Diagnostic> {
    const BEFORE: [&str; 8] = [
        "w/", "pre/", "near/", "onear/", "adj/", "within/", "notw/", "f/",
    ];
    let lower = chunk.of(text).to_ascii_lowercase();
    let name = BEFORE.iter().find(|name| lower.starts_with(**name))?;
    let reach = &lower[name.len()..];
    let digits = reach.len() - reach.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (digits, rest) = reach.split_at(digits);
    let mut span = chunk;
    let suggestion = match (*name, reach) {
        ("notw/", reach) => Some(format!("not w/{reach}")),
        (_, reach) if reach.starts_with("sent") => Some("w/s".to_owned()),
        (_, reach) if reach.starts_with("par") => Some("w/p".to_owned()),
        (name, "") => {
            let next = next_word(text, chunk.end);
            let number = is_number(next).then(|| format!("{name}{next}"));
            if number.is_some() {
                span.end += text[chunk.end..].find(next)? + next.len();
            }
            number
        }
        ("f/", _) => None,
        (name, _) if !digits.is_empty() && rest.starts_with(char::is_alphabetic) => {
            Some(format!("{name}{digits} {rest}"))
        }
        _ => None,
    };
    Some(Diagnostic {
        span,
        message: format!(
            "`{}` is no distance: w/5 and pre/5 count words, w/s is one sentence, w/p one paragraph",
            span.of(text)
        ),
        suggestion,
    })
}

/// Fields without their colon: `date > 2020`, `rst=nyt`, `speaker :lind`.
fn fields(text: &str, chunk: Span) -> Option<Diagnostic> {
    let typed = chunk.of(text);
    let lower = typed.to_ascii_lowercase();
    let note = |span, message, suggestion| Diagnostic {
        span,
        message,
        suggestion,
    };
    if lower == "date" {
        let sign = next_word(text, chunk.end);
        let at = chunk.end + text[chunk.end..].find(sign)?;
        let value = next_word(text, at + sign.len());
        let bound = match sign.to_ascii_lowercase().as_str() {
            "is" | "=" | "on" | "in" => "",
            ">" | "aft" | "after" => ">",
            "<" | "bef" | "before" => "<",
            ">=" | "since" | "from" => ">=",
            "<=" | "until" | "to" => "<=",
            _ => return None,
        };
        if !value.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let end = at + sign.len() + text[at + sign.len()..].find(value)? + value.len();
        return Some(note(
            Span::new(chunk.start, end),
            "a date stands right behind its field".to_owned(),
            Some(format!("date:{bound}{value}")),
        ));
    }
    let compares = |c| matches!(c, '<' | '>' | '=');
    if typed.chars().all(compares) {
        let message = format!("`{typed}` compares nothing here; a date is asked for as date:>2020");
        return Some(note(chunk, message, None));
    }
    if let Some(value) = typed.strip_prefix(':')
        && value.starts_with(char::is_alphanumeric)
    {
        let message = "a field, its colon and its value stand together: speaker:lind";
        return Some(note(chunk, message.to_owned(), None));
    }
    let (name, value) = typed.split_once('=')?;
    let code = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic());
    (code && !value.starts_with('=')).then(|| {
        let span = Span::new(chunk.start, chunk.start + name.len() + 1);
        let message = format!(
            "there is no field `{name}=`; put the words in quotation marks to look for them"
        );
        note(span, message, None)
    })
}

/// Functions that are none here, and our own with a space before their parenthesis.
fn functions(text: &str, chunk: Span) -> Option<Diagnostic> {
    const KNOWN: &str = "atleast3( … ), caps( … ), allcaps( … ), nocaps( … ) and any( … )";
    let typed = chunk.of(text);
    let lower = typed.to_ascii_lowercase();
    let behind = &text[chunk.end..];
    let note = |message, suggestion| {
        Some(Diagnostic {
            span: chunk,
            message,
            suggestion,
        })
    };
    let counted = lower.strip_prefix("atleast");
    let counts = counted.is_some_and(|digits| digits.is_empty() || is_number(digits));
    let cased = Case::NAMES.iter().any(|(name, _)| lower == *name);
    let spaced = behind.starts_with(char::is_whitespace) && next_word(text, chunk.end) == "(";
    if counts || (cased && spaced) {
        return note(
            format!("`{typed}` wants its parenthesis right behind it; known are {KNOWN}"),
            None,
        );
    }
    let operator = matches!(lower.as_str(), "and" | "or" | "not");
    let named = typed.chars().all(|c| c.is_alphanumeric() || c == '_');
    if !behind.starts_with('(') || operator || !named {
        return None;
    }
    let suggestion = match lower.as_str() {
        "hlead" | "leadpara" => Some("lead:"),
        "publication" | "pub" => Some("outlet:"),
        "alltext" => Some("body:"),
        _ => None,
    };
    note(
        format!(
            "`{typed}( … )` is not known here; known are {KNOWN}, and fields such as headline:( … ); a word wants a space before the parenthesis"
        ),
        suggestion.map(str::to_owned),
    )
}

#[cfg(test)]
mod tests {
    use crate::place::Country;
    use crate::query::{parse, to_plan};

    fn nowhere(_: &str) -> Option<Country> {
        None
    }

    /// Checks what is understood, and how many remarks go with it.
    #[track_caller]
    fn check(typed: &str, expected: &str, remarks: usize) {
        let parsed = parse(typed, &nowhere);
        assert_eq!(parsed.errors, [], "{typed}");
        assert_eq!(to_plan(&parsed.query).to_string(), expected, "{typed}");
        assert_eq!(
            parsed.warnings.len(),
            remarks,
            "{typed}: {:?}",
            parsed.warnings
        );
    }

    /// Checks what is proposed in place of what cannot be understood.
    #[track_caller]
    fn check_mended(typed: &str, expected: &str) {
        let parsed = parse(typed, &nowhere);
        let note = parsed.errors.first().expect(typed);
        let mended = note.suggestion.as_ref().map(|suggestion| {
            let (before, after) = (&typed[..note.span.start], &typed[note.span.end..]);
            format!("{before}{suggestion}{after}")
        });
        assert_eq!(mended.as_deref().unwrap_or("nothing"), expected, "{typed}");
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
        check("war w/5 iraq or iran", "((war w/5 iraq) OR iran)", 1);
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
        check("a | b", "(a AND b)", 0);
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
        check_mended("tax --cuts", "tax -cuts");
        check_mended("tax —cuts", "tax -cuts");
        check_mended("tax ! cuts", "tax NOT cuts");
        check_mended("tax && !cuts", "tax AND !cuts");
        check_mended("tax ANDNOT cuts", "tax NOT cuts");
        check_mended("tax BUT NOT cuts", "tax NOT cuts");
        check_mended("tax NEAR cuts", "tax w/10 cuts");
        check_mended("tax|levy", "(tax OR levy)");
        check_mended("tax w/sentence cuts", "tax w/s cuts");
        check_mended("tax w/paragraph cuts", "tax w/p cuts");
        check_mended("tax w/5cuts", "tax w/5 cuts");
        check_mended("tax w/ 5 cuts", "tax w/5 cuts");
        check_mended("tax notw/5 cuts", "tax not w/5 cuts");
        check_mended("tax w/1000 cuts", "tax w/500 cuts");
        check_mended("tax w/0 cuts", "tax w/1 cuts");
        check_mended("tax f/5 cuts", "nothing");
        check_mended("tax near/5,10 cuts", "nothing");
        check_mended("date > 2020", "date:>2020");
        check_mended("blair and date aft 2004", "blair and date:>2004");
        check_mended("date is 2004 tax", "date:2004 tax");
        check_mended("length > 500", "nothing");
        check_mended("rst=tnyt blair", "nothing");
        check_mended("speaker :lind", "nothing");
        check_mended("foo(blair)", "nothing");
        check_mended("leadpara(tax)", "lead:(tax)");
        check_mended("atleast 5 (blair)", "nothing");
        check_mended("caps (us)", "nothing");
        check_mended("_exists_:speaker", "speaker:*");
        check_mended("publication:bbc", "outlet:bbc");
        check_mended("since:2024", "date:>=2024");
        check_mended("lang:english", "lang:en");
        check_mended("\"tax * cut\"", "\"tax cut\"~1");
        check_mended("=tax*", "nothing");
        check_mended("=\"tax cut*\"", "nothing");
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
