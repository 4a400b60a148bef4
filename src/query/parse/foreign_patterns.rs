//! Patterns of other query languages that take more than a comparison of words to find; those of
//! distances are in `foreign_distances`.
//!
//! Each looks at one run of characters without a space, and returns what is wrong with it.

use crate::query::diagnostic::Diagnostic;
use crate::query::operator::Operator;
use crate::query::operator::function_list;
use crate::query::parse::characters::is_number;
use crate::query::parse::characters::next_word;
use crate::query::parse::chunk::Chunk;

/// `[a b]`
pub(crate) fn brackets(chunk: &Chunk) -> Option<Diagnostic> {
    chunk.typed().starts_with(['[', '{']).then(|| {
        let message =
            "write a list as IN [a b c], and a range as date:[2020 TO 2021] or date:2020..2021";
        chunk.error(message, None)
    })?
}

/// `word^`, `word^high`
pub(crate) fn boost_without_number(chunk: &Chunk) -> Option<Diagnostic> {
    let (word, _) = chunk.typed().split_once('^')?;
    let word = Some(word).filter(|word| !word.is_empty());
    chunk.error("`^` needs a number after it, as in word^2", word)
}

/// `--word`, `—word`
pub(crate) fn dashes(chunk: &Chunk) -> Option<Diagnostic> {
    let typed = chunk.typed();
    let word = typed.trim_start_matches(['-', '–', '—', '−']);
    let dashed = word.len() < typed.len() && word.starts_with(char::is_alphanumeric);
    let message = "use one hyphen to exclude a word, or put a space after a dash";
    let instead = format!("-{word}");
    dashed.then(|| chunk.error(message, Some(&instead)))?
}

/// `! word`
pub(crate) fn exclamation_mark(chunk: &Chunk) -> Option<Diagnostic> {
    let alone = chunk.typed() == "!" && !chunk.next_word().is_empty();
    alone.then(|| chunk.error("write NOT", Some("NOT")))?
}

/// `a BUT NOT b`
pub(crate) fn but_not(chunk: &Chunk) -> Option<Diagnostic> {
    let but = chunk.typed().eq_ignore_ascii_case("but") && chunk.stands_out();
    if !but || !chunk.next_word().eq_ignore_ascii_case("not") {
        return None;
    }
    let not = chunk.span.end + chunk.after().to_ascii_lowercase().find("not")?;
    chunk.error_up_to(not + "not".len(), "write NOT", Some("NOT"))
}

/// `a XOR b`
pub(crate) fn exclusive_or(chunk: &Chunk) -> Option<Diagnostic> {
    let xor = chunk.typed().eq_ignore_ascii_case("xor") && chunk.stands_out();
    xor.then(|| chunk.error("write (a OR b) NOT (a b)", Some("OR")))?
}

/// `a|b`, `a || b`, `a | b`
pub(crate) fn vertical_bar(chunk: &Chunk) -> Option<Diagnostic> {
    let typed = chunk.typed();
    if !typed.contains('|') {
        return None;
    }
    let parts: Vec<&str> = typed.split('|').filter(|part| !part.is_empty()).collect();
    let instead = match parts.as_slice() {
        [] => "OR".to_owned(),
        [part] if typed.starts_with('|') => format!("OR {part}"),
        [part] => format!("{part} OR"),
        parts => format!("({})", parts.join(" OR ")),
    };
    chunk.error("write OR", Some(&instead))
}

/// `a AND/OR b`
pub(crate) fn and_or(chunk: &Chunk) -> Option<Diagnostic> {
    let typed = chunk.typed().eq_ignore_ascii_case("and/or");
    typed.then(|| chunk.error("write OR, which finds both too", Some("OR")))?
}

/// `wom[ae]n`, `wom{a,e}n`
pub(crate) fn letters_in_brackets(chunk: &Chunk) -> Option<Diagnostic> {
    let typed = chunk.typed();
    let open = typed.find(['[', '{']).filter(|open| *open > 0)?;
    let (close, instead) = match typed.as_bytes()[open] {
        b'[' => (']', format!("/{typed}/")),
        _ => {
            let group = typed.replace('{', "(").replace('}', ")").replace(',', "|");
            ('}', format!("/{group}/"))
        }
    };
    let letters = typed[..open].chars().all(char::is_alphanumeric);
    let message = "write letters to choose from as a regular expression";
    (letters && typed[open..].contains(close)).then(|| chunk.error(message, Some(&instead)))?
}

/// `wom#n`, `wom$n`, `elect$`: wildcards elsewhere.
pub(crate) fn other_wildcard(chunk: &Chunk) -> Option<Diagnostic> {
    let typed = chunk.typed();
    let at = typed.find(['#', '$', '%'])?;
    let (before, after) = (&typed[..at], &typed[at + 1..]);
    let lower = |text: &str| text.chars().all(char::is_lowercase);
    if before.chars().count() < 2 || !lower(before) || !lower(after) {
        return None;
    }
    let (instead, message) = match (&typed[at..=at], after) {
        ("%", "") => return None,
        ("%", _) => (
            format!("{before}{after}~1"),
            "write ~1 for one differing letter",
        ),
        ("$", "") => (format!("{before}*"), "write * for any ending"),
        _ => (
            format!("{before}?{after}"),
            "write ? for one character, * for any number",
        ),
    };
    chunk.error(message, Some(&instead))
}

/// `C\+\+`: no character needs a backslash here.
pub(crate) fn backslash(chunk: &Chunk) -> Option<Diagnostic> {
    let typed = chunk.typed();
    let escapes = typed.contains('\\') && typed.contains(char::is_alphanumeric);
    let instead = typed.replace('\\', "");
    escapes.then(|| {
        chunk.error(
            "write it without backslashes, or in quotation marks",
            Some(&instead),
        )
    })?
}

/// `2010..2015`: a range without its field.
pub(crate) fn range_without_field(chunk: &Chunk) -> Option<Diagnostic> {
    let before = &chunk.text[..chunk.span.start];
    if before.ends_with(':') {
        return None;
    }
    let (from, to) = chunk.typed().split_once("..")?;
    let number = |text: &str| {
        let text = text.trim_start_matches(['$', '€', '£']);
        !text.is_empty()
            && text
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'-')
    };
    let year = |text: &str| text.len() == 4;
    let instead = format!("date:{}", chunk.typed());
    let instead = (year(from) && year(to)).then_some(instead.as_str());
    let message = "a range needs its field: date:2010..2015, length:500..1000";
    (number(from) && number(to)).then(|| chunk.error(message, instead))?
}

/// `date > 2020`, `date aft 2004`
pub(crate) fn spaced_date(chunk: &Chunk) -> Option<Diagnostic> {
    if !chunk.typed().eq_ignore_ascii_case("date") {
        return None;
    }
    let text = chunk.text;
    let sign = chunk.next_word();
    let past = chunk.span.end + chunk.after().find(sign)? + sign.len();
    let value = next_word(text, past);
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
    let end = past + text[past..].find(value)? + value.len();
    let instead = format!("date:{bound}{value}");
    let message = "write the date directly after its field, without spaces";
    chunk.error_up_to(end, message, Some(&instead))
}

/// `length > 500`
pub(crate) fn spaced_length(chunk: &Chunk) -> Option<Diagnostic> {
    let named = matches!(chunk.typed().to_ascii_lowercase().as_str(), "length" | "wc");
    let sign = chunk.next_word();
    if !named || sign.is_empty() || !sign.chars().all(|c| matches!(c, '<' | '>' | '=')) {
        return None;
    }
    let past = chunk.span.end + chunk.after().find(sign)? + sign.len();
    let value = next_word(chunk.text, past);
    let end = past + chunk.text[past..].find(value)? + value.len();
    let instead = format!("length:{sign}{value}");
    let message = "write the number directly after its field, without spaces";
    let number = value.starts_with(|c: char| c.is_ascii_digit());
    number.then(|| chunk.error_up_to(end, message, Some(&instead)))?
}

/// `price > 500`
pub(crate) fn comparison(chunk: &Chunk) -> Option<Diagnostic> {
    let typed = chunk.typed();
    let compares = typed.chars().all(|c| matches!(c, '<' | '>' | '='));
    let message = format!(
        "`{typed}` is not an operator; to compare dates or lengths write date:>2020 or length:>500"
    );
    compares.then(|| chunk.error(message, None))?
}

/// `speaker :lind`
pub(crate) fn spaced_field(chunk: &Chunk) -> Option<Diagnostic> {
    let value = chunk.typed().strip_prefix(':')?;
    let message = "write a field, its colon and its value without spaces: speaker:lind";
    value
        .starts_with(char::is_alphanumeric)
        .then(|| chunk.error(message, None))?
}

/// `rst=nyt`
pub(crate) fn unknown_field_code(chunk: &Chunk) -> Option<Diagnostic> {
    let (name, value) = chunk.typed().split_once('=')?;
    let code = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic());
    let end = chunk.span.start + name.len() + 1;
    let message = format!(
        "unknown field `{name}=`; to search for the text itself, put it in quotation marks"
    );
    (code && !value.starts_with('=')).then(|| chunk.error_up_to(end, message, None))?
}

/// `caps (us)`, `atleast(us)`: a function without its count, or with a space.
pub(crate) fn malformed_function(chunk: &Chunk) -> Option<Diagnostic> {
    let typed = chunk.typed();
    let lower = typed.to_ascii_lowercase();
    let counted = lower.strip_prefix(Operator::AtLeast.name());
    let counted = counted.is_some_and(|digits| digits.is_empty() || is_number(digits));
    let cased = matches!(Operator::from_function(typed), Some((Operator::Caps(_), _)));
    let spaced = chunk.after().starts_with(char::is_whitespace) && chunk.next_word() == "(";
    let message = format!(
        "`{typed}` needs its parenthesis directly after it; the functions are {}",
        function_list()
    );
    (counted || (cased && spaced)).then(|| chunk.error(message, None))?
}

/// `plural(x)`, `hlead(x)`
pub(crate) fn unknown_function(chunk: &Chunk) -> Option<Diagnostic> {
    const FIELDS: &[(&str, &str)] = &[
        ("ab", "lead:"),
        ("abstract", "lead:"),
        ("alltext", "body:"),
        ("au", "byline:"),
        ("hd", "headline:"),
        ("hl", "headline:"),
        ("hlead", "lead:"),
        ("leadpara", "lead:"),
        ("la", "lang:"),
        ("pd", "date:"),
        ("pub", "outlet:"),
        ("publication", "outlet:"),
        ("ti", "title:"),
    ];
    let typed = chunk.typed();
    let lower = typed.to_ascii_lowercase();
    let operator = matches!(lower.as_str(), "and" | "or" | "not");
    let named = typed.chars().all(|c| c.is_alphanumeric() || c == '_');
    if !chunk.after().starts_with('(') || operator || !named {
        return None;
    }
    let field = FIELDS.iter().find(|(name, _)| *name == lower);
    let message = format!(
        "unknown function `{typed}( … )`; the functions are {}, and fields such as headline:( … ); put a space between a word and a parenthesis",
        function_list()
    );
    chunk.error(message, field.map(|(_, field)| *field))
}
