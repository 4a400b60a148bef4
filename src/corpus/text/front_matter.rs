//! Reads front matter: YAML between lines of `---`, TOML between lines of `+++`.

use serde_json::Map;
use serde_json::Value;

/// Returns the fields of the front matter, if there is any, and the text below it.
pub(crate) fn split(text: &str) -> (Option<Map<String, Value>>, &str) {
    let text = text.trim_start_matches(['\u{FEFF}', '\n', ' ']);
    for (fence, parse) in [("---", parse_yaml as ParseFields), ("+++", parse_toml)] {
        let Some(inside) = after_opening_fence(text, fence) else {
            continue;
        };
        let Some((fields, body)) = split_at_closing_fence(inside, fence) else {
            continue;
        };
        // Malformed front matter must not cost the article.
        let fields = parse(fields).unwrap_or_else(|| parse_lines(fields));
        return (Some(fields), body);
    }
    (None, text)
}

type ParseFields = fn(&str) -> Option<Map<String, Value>>;

/// Returns whether bytes begin with front matter.
pub(crate) fn begins_with_front_matter(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    for (fence, separator) in [(&b"---"[..], b':'), (b"+++", b'=')] {
        let Some(rest) = head.strip_prefix(fence) else {
            continue;
        };
        let mut lines = rest.split(|&byte| byte == b'\n');
        let is_fence = lines
            .next()
            .is_some_and(|rest| rest.trim_ascii().is_empty());
        let first = lines.next().unwrap_or_default();
        let name = first
            .split(|&byte| byte == separator)
            .next()
            .unwrap_or_default();
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"_- \"".contains(byte);
        return is_fence
            && !name.is_empty()
            && name.len() < first.len()
            && name.iter().all(is_name);
    }
    false
}

fn after_opening_fence<'t>(text: &'t str, fence: &str) -> Option<&'t str> {
    let (line, inside) = text.split_once('\n')?;
    (line.trim_end() == fence).then_some(inside)
}

fn split_at_closing_fence<'t>(inside: &'t str, fence: &str) -> Option<(&'t str, &'t str)> {
    let mut at = 0;
    for line in inside.split_inclusive('\n') {
        let end = line.trim_end();
        if end == fence || (fence == "---" && end == "...") {
            return Some((&inside[..at], &inside[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

fn parse_yaml(fields: &str) -> Option<Map<String, Value>> {
    let options = serde_saphyr::options! {
        duplicate_keys: serde_saphyr::DuplicateKeyPolicy::FirstWins,
    };
    match serde_saphyr::from_str_with_options(fields, options) {
        Ok(Value::Object(fields)) => Some(fields),
        _ => None,
    }
}

fn parse_toml(fields: &str) -> Option<Map<String, Value>> {
    let table: toml::Table = fields.parse().ok()?;
    Some(
        table
            .into_iter()
            .map(|(name, value)| (name, to_json(value)))
            .collect(),
    )
}

/// Returns a TOML value as JSON; dates, which JSON lacks, become strings.
fn to_json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(truth) => truth.into(),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(values) => values.into_iter().map(to_json).collect(),
        toml::Value::Table(table) => {
            let fields = table
                .into_iter()
                .map(|(name, value)| (name, to_json(value)));
            Value::Object(fields.collect())
        }
    }
}

/// Returns the `name: value` and `name = value` lines of malformed front matter.
fn parse_lines(fields: &str) -> Map<String, Value> {
    let mut found = Map::new();
    for line in fields.lines() {
        let Some(separator) = line.find([':', '=']) else {
            continue;
        };
        let (name, value) = (line[..separator].trim_end(), line[separator + 1..].trim());
        let value = value.trim_matches(['"', '\'']);
        if !name.contains(' ') && !value.is_empty() && !found.contains_key(name) {
            found.insert(name.to_owned(), Value::String(value.to_owned()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, fields: &str, body: &str) {
        let (found, below) = split(text);
        let found = found.map(|found| Value::Object(found).to_string());
        assert_eq!((found.unwrap_or_default().as_str(), below), (fields, body));
    }

    #[test]
    fn reads_yaml() {
        check(
            "---\ntitle: A\ndate: 2024-03-05\n---\nB",
            r#"{"title":"A","date":"2024-03-05"}"#,
            "B",
        );
        check(
            "---\ntitle: >\n  A\n  b\ntags:\n - x\n---\n",
            "{\"title\":\"A b\\n\",\"tags\":[\"x\"]}",
            "",
        );
        check("---\ntitle: A\ntitle: B\n---\n", r#"{"title":"A"}"#, "");
    }

    #[test]
    fn reads_toml() {
        check(
            "+++\npublished = 2024-03-05T11:58:52-05:00\ntitle = \"A\"\n+++\n\nB",
            r#"{"published":"2024-03-05T11:58:52-05:00","title":"A"}"#,
            "\nB",
        );
    }

    #[test]
    fn reads_lines_of_malformed_front_matter() {
        check(
            "---\ntitle: \"A \"quoted\" word\ndate: 2024-03-05\n\t- [\n---\nB",
            r#"{"title":"A \"quoted\" word","date":"2024-03-05"}"#,
            "B",
        );
        check(
            "+++\ntitle = 'A\nbyline = \"Anna\"\n+++\nB",
            r#"{"title":"A","byline":"Anna"}"#,
            "B",
        );
    }

    #[test]
    fn keeps_thematic_breaks() {
        check("---\n\nA rule above", "", "---\n\nA rule above");
        check("No fields\n---\nhere", "", "No fields\n---\nhere");
        assert!(begins_with_front_matter(b"---\ntitle: A\n"));
        assert!(!begins_with_front_matter(b"---\n\nA rule"));
        assert!(!begins_with_front_matter(b"--- a dash\nx: y"));
    }
}
