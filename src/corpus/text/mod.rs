//! Plain text and Markdown.

pub(crate) mod front_matter;
pub(crate) mod hard_wrap;
pub(crate) mod markdown_inline;

pub(crate) mod markdown;
pub(crate) mod plain;
