//! Reads the fields above a Markdown text: YAML between `---`, TOML between `+++`.

use serde_json::Map;
use serde_json::Value;

/// Returns the fields above a text, if any stand there, and the text below.
pub(crate) fn split(text: &str) -> (Option<Map<String, Value>>, &str) {
    let text = text.trim_start_matches(['\u{FEFF}', '\n', ' ']);
    for (fence, parse) in [("---", yaml as Parse), ("+++", toml)] {
        let Some(inside) = opened(text, fence) else {
            continue;
        };
        let Some((fields, body)) = closed(inside, fence) else {
            continue;
        };
        // An article is never lost to a slip in its fields.
        let fields = parse(fields).unwrap_or_else(|| lines(fields));
        return (Some(fields), body);
    }
    (None, text)
}

type Parse = fn(&str) -> Option<Map<String, Value>>;

/// Tells whether bytes begin with front matter.
pub(crate) fn begins(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    for (fence, joint) in [(&b"---"[..], b':'), (b"+++", b'=')] {
        let Some(rest) = head.strip_prefix(fence) else {
            continue;
        };
        let mut lines = rest.split(|&byte| byte == b'\n');
        let is_fence = lines
            .next()
            .is_some_and(|rest| rest.trim_ascii().is_empty());
        let first = lines.next().unwrap_or_default();
        let name = first
            .split(|&byte| byte == joint)
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

fn opened<'t>(text: &'t str, fence: &str) -> Option<&'t str> {
    let (line, inside) = text.split_once('\n')?;
    (line.trim_end() == fence).then_some(inside)
}

fn closed<'t>(inside: &'t str, fence: &str) -> Option<(&'t str, &'t str)> {
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

fn yaml(fields: &str) -> Option<Map<String, Value>> {
    let options = serde_saphyr::options! {
        duplicate_keys: serde_saphyr::DuplicateKeyPolicy::FirstWins,
    };
    match serde_saphyr::from_str_with_options(fields, options) {
        Ok(Value::Object(fields)) => Some(fields),
        _ => None,
    }
}

fn toml(fields: &str) -> Option<Map<String, Value>> {
    let table: toml::Table = fields.parse().ok()?;
    Some(
        table
            .into_iter()
            .map(|(name, value)| (name, json(value)))
            .collect(),
    )
}

/// TOML has dates of its own; everywhere else they are text.
fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(truth) => truth.into(),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(values) => values.into_iter().map(json).collect(),
        toml::Value::Table(table) => {
            let fields = table.into_iter().map(|(name, value)| (name, json(value)));
            Value::Object(fields.collect())
        }
    }
}

/// Returns the `name: value` and `name = value` lines of fields that are otherwise broken.
fn lines(fields: &str) -> Map<String, Value> {
    let mut found = Map::new();
    for line in fields.lines() {
        let Some(joint) = line.find([':', '=']) else {
            continue;
        };
        let (name, value) = (line[..joint].trim_end(), line[joint + 1..].trim());
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
    fn saves_what_it_can_of_broken_fields() {
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
    fn leaves_rules_alone() {
        check("---\n\nA rule above", "", "---\n\nA rule above");
        check("No fields\n---\nhere", "", "No fields\n---\nhere");
        assert!(begins(b"---\ntitle: A\n"));
        assert!(!begins(b"---\n\nA rule"));
        assert!(!begins(b"--- a dash\nx: y"));
    }
}
