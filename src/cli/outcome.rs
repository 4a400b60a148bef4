//! How a command ended, for the exit code.

/// How a command that did not fail ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Found,
    Nothing,
}

impl Outcome {
    pub(crate) fn of(found: usize) -> Self {
        if found > 0 {
            Self::Found
        } else {
            Self::Nothing
        }
    }
}
