//! Infers the kind of a quotation without a label from its quotation marks.
//!
//! Deliberately independent of the annotator's own handling of quotation marks: a scorer that
//! shared its code would share its mistakes.

use crate::article::QuoteKind;
use crate::evaluate::quotes::char_span::CharSpan;

/// Opening quotation marks, each with those that may close it.
const PAIRS: &[(char, &str)] = &[
    ('"', "\"”“"),
    ('“', "”\"“"),
    ('„', "“”\"‟"),
    ('‟', "”"),
    ('«', "»"),
    ('»', "«"),
    ('‹', "›"),
    ('›', "‹"),
    ('〝', "〞"),
    ('「', "」"),
    ('『', "』"),
];

/// Returns the kind of a span: direct if at least 98 % of its letters are in quotation marks,
/// indirect if at most 2 % are, mixed in between; `None` if it has no letters.
pub(crate) fn infer_kind(text: &[char], in_marks: &[bool], span: CharSpan) -> Option<QuoteKind> {
    let letters = (span.start..span.end).filter(|&at| text[at].is_alphanumeric());
    let (mut all, mut marked) = (0, 0);
    for at in letters {
        all += 1;
        marked += usize::from(in_marks[at]);
    }
    let share = f64::from(marked as u32) / f64::from(all.max(1));
    match all {
        0 => None,
        _ if share >= 0.98 => Some(QuoteKind::Direct),
        _ if share <= 0.02 => Some(QuoteKind::Indirect),
        _ => Some(QuoteKind::Mixed),
    }
}

/// Tells for each code point whether it is in double quotation marks. An unclosed quotation runs
/// to the end of its paragraph.
pub(crate) fn in_quotation_marks(text: &[char]) -> Vec<bool> {
    let mut inside = vec![false; text.len()];
    let mut start = 0;
    for paragraph in text.split(|&c| c == '\n') {
        mark(paragraph, &mut inside[start..start + paragraph.len()]);
        start += paragraph.len() + 1;
    }
    inside
}

fn mark(paragraph: &[char], inside: &mut [bool]) {
    let mut at = 0;
    while at < paragraph.len() {
        let Some(opening) = opening(paragraph, at) else {
            at += 1;
            continue;
        };
        let from = at + opening.width;
        let closes = |end: usize| match opening.closers {
            Some(closers) => closers.contains(paragraph[end]),
            None => doubled(paragraph, end) == Some('\''),
        };
        let end = (from..paragraph.len()).find(|&end| closes(end));
        inside[from..end.unwrap_or(paragraph.len())].fill(true);
        at = end.map_or(paragraph.len(), |end| end + opening.width);
    }
}

struct Opening {
    /// The width of the mark in code points.
    width: usize,
    /// `None` for a doubled apostrophe.
    closers: Option<&'static str>,
}

fn opening(paragraph: &[char], at: usize) -> Option<Opening> {
    if doubled(paragraph, at).is_some() {
        return Some(Opening {
            width: 2,
            closers: None,
        });
    }
    let mark = paragraph[at];
    let &(_, closers) = PAIRS.iter().find(|(open, _)| *open == mark)?;
    let before = at.checked_sub(1).map_or(' ', |before| paragraph[before]);
    let after = paragraph.get(at + 1).copied();
    let opens = match mark {
        // A straight mark opens by its neighbours: 5" and `word" ` open nothing.
        '"' => match after {
            _ if before.is_alphanumeric() => false,
            None => false,
            Some(after) => !after.is_whitespace() || before.is_whitespace(),
        },
        // »So« opens, but a lone » closes a quotation whose opening mark is missing.
        '»' => paragraph[at..].contains(&'«'),
        _ => true,
    };
    opens.then_some(Opening {
        width: 1,
        closers: Some(closers),
    })
}

/// Returns the character of a doubled apostrophe or grave accent, as in TeX quotation marks.
fn doubled(paragraph: &[char], at: usize) -> Option<char> {
    let c = paragraph[at];
    let is_double = matches!(c, '\'' | '`') && paragraph.get(at + 1) == Some(&c);
    is_double.then_some(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<QuoteKind>) {
        let text: Vec<char> = text.chars().collect();
        let whole = CharSpan::new(0, text.len());
        assert_eq!(
            infer_kind(&text, &in_quotation_marks(&text), whole),
            expected
        );
    }

    #[test]
    fn all_in_marks() {
        for text in [
            "“No new taxes”",
            "\"No new taxes\"",
            "„Keine Steuern“",
            "»Keine Steuern«",
            "« Pas d’impôts »",
            "``No new taxes''",
            "''No new taxes''",
            "“No new taxes",
            "“No new\n“taxes”",
        ] {
            check(text, Some(QuoteKind::Direct));
        }
    }

    #[test]
    fn none_in_marks() {
        for text in ["that the rebels' tax", "a 5\" pipe", "taxes» rose"] {
            check(text, Some(QuoteKind::Indirect));
        }
    }

    #[test]
    fn some_in_marks() {
        check("a “bad” tax", Some(QuoteKind::Mixed));
    }

    #[test]
    fn no_letters() {
        check("“…”", None);
    }
}
