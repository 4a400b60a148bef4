//! Scores what is found against what people marked.
//!
//! Anyone can mark articles of their own and measure: the files are plain lines of JSON.

pub mod places;
pub mod quotes;
pub mod ranking;
pub(crate) mod ratio;

pub use ratio::{Figures, Ratio};
