//! Recognises HTML by its first tag.

use crate::corpus::sniff::text_start;
use memchr::memmem;

/// Returns whether bytes are an HTML page or a fragment, by the tag they open with.
pub(crate) fn is_html(head: &[u8]) -> bool {
    const FIRST_TAGS: &[&[u8]] = &[
        b"<!doctype html",
        b"<html",
        b"<head",
        b"<body",
        b"<meta",
        b"<title",
        b"<article",
        b"<div",
        b"<p>",
        b"<p ",
        b"<h1",
        b"<table",
    ];
    let mut head = text_start(head);
    // An XML declaration or comments, such as "saved from", may stand before the first tag.
    loop {
        let (open, close): (&[u8], &[u8]) = match head {
            [b'<', b'!', b'-', b'-', ..] => (b"<!--", b"-->"),
            [b'<', b'?', ..] => (b"<?", b"?>"),
            _ => break,
        };
        let Some(end) = memmem::find(&head[open.len()..], close) else {
            return false;
        };
        head = head[open.len() + end + close.len()..].trim_ascii_start();
    }
    let begins_with = |tag: &&[u8]| {
        head.get(..tag.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(tag))
    };
    FIRST_TAGS.iter().any(begins_with)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recognises_html() {
        assert!(is_html(b"\xEF\xBB\xBF<!-- saved from url=x -->\n<HTML>"));
        assert!(is_html(b"<?xml version='1.0'?><!DOCTYPE html>"));
        assert!(!is_html(b"<?xml version='1.0'?><nitf>"));
        assert!(!is_html(b"A <p> in text"));
        assert!(!is_html(b"<!-- never closed"));
    }
}
