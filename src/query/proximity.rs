//! Proximity operators: `w/5`, `pre/5`, `near/5`, `adj5`, `w/s`, `w/p`, `not w/5`.

use crate::query::limits::MAX_DISTANCE;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A proximity operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Near {
    /// How far apart the operands may be.
    pub distance: Distance,
    /// The last word of the first operand comes before the first word of the second.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ordered: bool,
    /// No occurrence of the second operand is so near, but for one that consists of the first's own
    /// words.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub negated: bool,
}

/// Why a distance is invalid, and what to write instead.
pub(crate) struct InvalidDistance {
    /// What is wrong.
    pub message: String,
    /// A valid operator.
    pub instead: String,
}

/// How far apart two matches may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Distance {
    /// Words from the nearest end of one to the nearest end of the other: neighbours are 1 apart,
    /// and two that overlap, with another word between those of a group, are 0 apart.
    Words(u32),
    /// In the same sentence.
    Sentence,
    /// In the same paragraph.
    Paragraph,
}

impl Near {
    /// Parses `w/5`, `near/5`, `pre/5`, `adj5` and so on, in any case; none if it is something else.
    ///
    /// # Errors
    ///
    /// If it is a proximity operator with an invalid distance.
    pub(crate) fn parse(typed: &str) -> Option<Result<Self, InvalidDistance>> {
        let typed = typed.to_ascii_lowercase();
        let (name, distance) = match typed.split_once('/') {
            Some(parts) => parts,
            None => typed.split_at(typed.find(|c: char| c.is_ascii_digit())?),
        };
        let slash = typed.contains('/');
        let ordered = match name {
            "w" | "within" if slash => false,
            "near" => false,
            "pre" | "onear" if slash => true,
            "adj" => true,
            _ => return None,
        };
        let distance = match distance {
            "s" | "sent" if slash => Distance::Sentence,
            "p" | "para" if slash => Distance::Paragraph,
            "seg" | "doc" if slash => {
                return Some(Err(InvalidDistance {
                    message: format!(
                        "`{typed}` is not supported: write w/doc for one article, AND for one passage, w/p for one paragraph"
                    ),
                    instead: "w/doc".to_owned(),
                }));
            }
            digits if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                match digits.parse() {
                    Ok(words @ 1..=MAX_DISTANCE) => Distance::Words(words),
                    words => {
                        let most = if words == Ok(0) { 1 } else { MAX_DISTANCE };
                        return Some(Err(InvalidDistance {
                            message: format!("`{typed}`: a distance is 1 to {MAX_DISTANCE} words"),
                            instead: format!("{name}/{most}"),
                        }));
                    }
                }
            }
            _ => return None,
        };
        Some(Ok(Self {
            distance,
            ordered,
            negated: false,
        }))
    }
}

impl fmt::Display for Near {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let not = if self.negated { "not " } else { "" };
        let name = if self.ordered { "pre" } else { "w" };
        match self.distance {
            Distance::Words(words) => write!(f, "{not}{name}/{words}"),
            Distance::Sentence => write!(f, "{not}{name}/s"),
            Distance::Paragraph => write!(f, "{not}{name}/p"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, expected: &str) {
        let shown = match Near::parse(typed) {
            None => "none".to_owned(),
            Some(Ok(near)) => near.to_string(),
            Some(Err(_)) => "wrong".to_owned(),
        };
        assert_eq!(shown, expected, "{typed}");
    }

    #[test]
    fn both_spellings_mean_the_same() {
        check("w/5", "w/5");
        check("W/5", "w/5");
        check("within/5", "w/5");
        check("NEAR/5", "w/5");
        check("near5", "w/5");
        check("pre/3", "pre/3");
        check("onear/3", "pre/3");
        check("adj3", "pre/3");
        check("ADJ/3", "pre/3");
        check("w/s", "w/s");
        check("w/p", "w/p");
        check("pre/s", "pre/s");
    }

    #[test]
    fn leaves_words_alone() {
        for typed in [
            "w", "near", "and/or", "w5", "adj", "9/11", "pre5", "w/x", "near/", "1/2",
        ] {
            check(typed, "none");
        }
        check("w/0", "wrong");
        check("w/501", "wrong");
        check("w/99999999999", "wrong");
        check("w/seg", "wrong");
        check("pre/doc", "wrong");
    }
}
