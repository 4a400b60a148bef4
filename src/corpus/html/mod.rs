//! Web pages: JSON-LD, OpenGraph and other meta tags, boilerplate removal, main text.

pub(crate) mod boilerplate;
pub(crate) mod json_ld;
pub(crate) mod meta_tags;
pub(crate) mod nesting;
pub(crate) mod sniff;

pub(crate) mod main_content;

pub(crate) mod page;

pub(crate) use page::read;
pub(crate) use sniff::is_html;
