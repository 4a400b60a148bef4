//! Reads the values of a record: strings in nested JSON, dates, hosts, bodies as text or HTML.

use crate::article::Published;
use crate::corpus::dates::parse_date;
use crate::corpus::dates::parse_numeric_date;
use crate::corpus::markup::decode_references;
use crate::corpus::markup::html_paragraphs;
use crate::corpus::markup::tags::has_html_tags;
use serde_json::Value;

/// Returns the strings in a value: itself, those of a list, or an object's name or value.
pub(crate) fn strings_in(value: &Value) -> Vec<String> {
    const KEYS: &[&str] = &[
        "value", "name", "fullname", "text", "rendered", "#text", "$t", "content", "title", "main",
        "label", "href", "url", "$date", "$oid",
    ];
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Number(number) => vec![number.to_string()],
        Value::Array(values) => values.iter().flat_map(strings_in).collect(),
        Value::Object(object) => {
            let named = KEYS.iter().filter_map(|name| object.get(*name));
            named
                .map(strings_in)
                .find(|texts| !texts.is_empty())
                .unwrap_or_default()
        }
        Value::Null | Value::Bool(_) => Vec::new(),
    }
}

/// Returns the text of a body field: the longest of several renditions, or all paragraphs joined.
pub(crate) fn longest_or_joined(value: &Value) -> String {
    match value {
        Value::Array(values) if values.iter().any(Value::is_object) => {
            let texts = values.iter().map(|value| strings_in(value).join("\n\n"));
            let are_renditions = values
                .iter()
                .any(|value| value.get("role").is_some() || value.get("contenttype").is_some());
            if are_renditions {
                texts.max_by_key(String::len).unwrap_or_default()
            } else {
                texts.collect::<Vec<_>>().join("\n\n")
            }
        }
        value => strings_in(value).join("\n\n"),
    }
}

/// Returns a body as paragraphs, whether it is text, HTML or escaped HTML.
pub(crate) fn body_text(text: &str) -> String {
    if has_html_tags(text) {
        return html_paragraphs(text);
    }
    let text = decode_references(text);
    if has_html_tags(&text) {
        return html_paragraphs(&text);
    }
    text.into_owned()
}

/// Returns the date in a value; a number, or a string of 10 or 13 digits, is a Unix timestamp.
pub(crate) fn published_in(value: &Value, origin: &'static str) -> Option<Published> {
    if let Some(number) = value.as_f64() {
        return parse_numeric_date(number, origin);
    }
    strings_in(value).iter().find_map(|text| match text.trim() {
        digits if matches!(digits.len(), 10 | 13) && digits.bytes().all(|b| b.is_ascii_digit()) => {
            parse_numeric_date(digits.parse().ok()?, origin)
        }
        text => parse_date(text, origin),
    })
}

/// Returns the host of a URL, or the text itself where it is not a URL.
pub(crate) fn host_or_name(text: String) -> String {
    let Some((_, address)) = text.split_once("://") else {
        return text;
    };
    let host = address.split('/').next().unwrap_or(address);
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}
