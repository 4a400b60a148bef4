//! Tells direct from retold speech by the quotation marks alone, where nobody labelled it.
//!
//! On purpose no use is made of how the annotator reads marks: a scorer that shares the eyes of
//! what it scores shares its blind spots.

use crate::article::QuoteKind;
use crate::evaluate::quotes::points::Points;

/// Each opening mark with those that may close it.
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

/// Returns the kind of a stretch: direct where its letters are all in marks, indirect where none
/// is, mixed between; `None` where it has no letters.
pub(crate) fn kind(text: &[char], in_marks: &[bool], span: Points) -> Option<QuoteKind> {
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

/// Tells of each code point whether it stands in double quotation marks. A quotation that its
/// paragraph leaves open runs to the paragraph's end.
pub(crate) fn in_marks(text: &[char]) -> Vec<bool> {
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
    /// How many signs the mark takes.
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
        // Straight marks are told by what they touch: 5" and `word" ` open nothing.
        '"' => match after {
            _ if before.is_alphanumeric() => false,
            None => false,
            Some(after) => !after.is_whitespace() || before.is_whitespace(),
        },
        // »So« opens, but »so» is a closing mark that lost its partner.
        '»' => paragraph[at..].contains(&'«'),
        _ => true,
    };
    opens.then_some(Opening {
        width: 1,
        closers: Some(closers),
    })
}

/// Returns the sign of a doubled apostrophe or grave accent, typewriters' quotation marks.
fn doubled(paragraph: &[char], at: usize) -> Option<char> {
    let sign = paragraph[at];
    let is_double = matches!(sign, '\'' | '`') && paragraph.get(at + 1) == Some(&sign);
    is_double.then_some(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<QuoteKind>) {
        let text: Vec<char> = text.chars().collect();
        let whole = Points::new(0, text.len());
        assert_eq!(kind(&text, &in_marks(&text), whole), expected);
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
