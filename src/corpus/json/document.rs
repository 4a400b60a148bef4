//! Reads JSON: one article, a list of them, or a list inside an answer, as it streams by.

use crate::article::Article;
use crate::corpus::Give;
use crate::corpus::Place;
use crate::corpus::Skip;
use crate::corpus::fields;
use crate::corpus::formats::text_start;
use crate::corpus::json::lines;
use crate::corpus::normalize::complete;
use crate::corpus::source::LARGEST;
use crate::corpus::source::Source;
use serde::de::DeserializeSeed;
use serde::de::Deserializer;
use serde::de::MapAccess;
use serde::de::SeqAccess;
use serde::de::Visitor;
use serde_json::Map;
use serde_json::Value;
use std::cell::Cell;
use std::fmt;
use std::io;
use std::io::BufReader;
use std::io::Cursor;
use std::io::Read;

/// Fields under which answers of search engines and content interfaces keep their list.
const LISTS: &[&str] = &[
    "articles",
    "data",
    "docs",
    "documents",
    "entries",
    "feed",
    "hits",
    "items",
    "list",
    "news",
    "posts",
    "records",
    "response",
    "result",
    "results",
    "rows",
    "stories",
    "value",
];

/// Tells JSON that could hold an article from text that opens with a bracket.
pub(crate) fn is_json(head: &[u8]) -> bool {
    let head = text_start(head);
    match head.first() {
        Some(b'{') => matches!(head[1..].trim_ascii_start().first(), Some(b'"')),
        Some(b'[') => is_json(&head[1..]),
        _ => false,
    }
}

pub(crate) fn read(source: Source, give: &mut Give) {
    if lines::are_lines(source.head()) {
        return lines::read(source, give);
    }
    let name = source.name.clone();
    let is_wide_text = matches!(source.head(), [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]);
    if is_wide_text {
        return match source.text() {
            Ok(text) => document(Cursor::new(text), &name, give),
            Err(skip) => give(Err(skip)),
        };
    }
    let has_mark = source.head().starts_with(b"\xEF\xBB\xBF");
    let mut stream = source.stream();
    if has_mark {
        let _ = stream.read_exact(&mut [0; 3]);
    }
    document(stream, &name, give);
}

/// Reads one value after another; most files hold one.
fn document(json: impl Read, name: &str, give: &mut Give) {
    let since = Cell::new(0);
    let metered = BufReader::with_capacity(
        64 << 10,
        Metered {
            inner: json,
            since: &since,
        },
    );
    let mut deserializer = serde_json::Deserializer::from_reader(metered);
    let mut given = 0;
    loop {
        let mut give_record = |record: Map<String, Value>| {
            since.set(0);
            given += 1;
            give(article(&record, name, Place::Article(given)));
        };
        if let Err(error) = records(&mut deserializer, &mut give_record) {
            return give(Err(skip(&error, Place::Article(given + 1))));
        }
        match deserializer.end() {
            Ok(()) => break,
            Err(error) if error.is_io() => {
                return give(Err(skip(&error, Place::Article(given + 1))));
            }
            Err(_) => {}
        }
    }
    if given == 0 {
        give(Err(Skip::NoText(Place::File)));
    }
}

/// Returns the article of one record.
pub(crate) fn article(
    record: &Map<String, Value>,
    name: &str,
    place: Place,
) -> Result<Article, Skip> {
    let mut article = Article::default();
    fields::fill(&mut article, record, "field");
    fields::fill_body(&mut article, record);
    complete(article, name, place)
}

/// Gives each record of a value: the members of a list, wherever it is kept, or the value.
pub(crate) fn records<'de, D: Deserializer<'de>>(
    json: D,
    give: &mut dyn FnMut(Map<String, Value>),
) -> Result<(), D::Error> {
    let mut records = Records { give, given: 0 };
    let value = Holder(&mut records).deserialize(json)?;
    if let Value::Object(record) = value
        && (records.given == 0 || fields::has_body(&record))
    {
        (records.give)(record);
    }
    Ok(())
}

pub(crate) fn skip(error: &serde_json::Error, place: Place) -> Skip {
    match error.io_error_kind() {
        Some(kind) => Skip::from_io(&kind.into(), place),
        None => Skip::Broken {
            place,
            what: format!("not valid JSON ({error}); export it again"),
        },
    }
}

struct Records<'r> {
    give: &'r mut dyn FnMut(Map<String, Value>),
    given: u64,
}

/// A value that may hold a list of records: gives them, and returns what is left.
struct Holder<'h, 'r>(&'h mut Records<'r>);

impl<'de> DeserializeSeed<'de> for Holder<'_, '_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Value, D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Holder<'_, '_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("articles")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut others = Vec::new();
        while let Some(value) = list.next_element()? {
            match value {
                Value::Object(record) => {
                    self.0.given += 1;
                    (self.0.give)(record);
                }
                other => others.push(other),
            }
        }
        Ok(Value::Array(others))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Value, A::Error> {
        let mut record = Map::new();
        while let Some(name) = object.next_key::<String>()? {
            // A list beside a body is the article's own: its pictures, its links.
            let is_list =
                LISTS.contains(&name.to_lowercase().as_str()) && !fields::has_body(&record);
            let value = if is_list {
                object.next_value_seed(Holder(&mut *self.0))?
            } else {
                object.next_value()?
            };
            record.insert(name, value);
        }
        Ok(Value::Object(record))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Value, E> {
        Ok(truth.into())
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }
}

/// A reader that fails when too much has passed since the last record, to bound memory.
struct Metered<'m, R> {
    inner: R,
    since: &'m Cell<usize>,
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.since.get() > LARGEST {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let count = self.inner.read(buffer)?;
        self.since.set(self.since.get() + count);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::read_bytes;

    /// Checks the titles found, and the reasons of skips.
    fn check(json: &str, expected: &[&str]) {
        let mut found = Vec::new();
        read_bytes("a.json", json.as_bytes(), &mut |read| {
            found.push(match read {
                Ok(article) => article.title,
                Err(skip) => skip.reason().to_owned(),
            });
        });
        assert_eq!(found, expected, "{json}");
    }

    #[test]
    fn reads_every_shape() {
        check(r#"{"title": "A", "text": "x"}"#, &["A"]);
        check(
            r#"[{"title": "A", "text": "x"}, {"title": "B", "text": "x"}]"#,
            &["A", "B"],
        );
        check(
            r#"{"total": 1, "articles": [{"title": "A", "text": "x"}]}"#,
            &["A"],
        );
        check(
            r#"{"hits": {"total": 1, "hits": [{"_id": "1", "_source": {"title": "A", "text": "x"}}]}}"#,
            &["A"],
        );
        check(
            r#"{"response": {"docs": [{"title": "A", "text": "x"}]}}"#,
            &["A"],
        );
        check(
            r#"{"data": {"items": [{"item": {"headline": "A", "body_html": "<p>x</p>"}}]}}"#,
            &["A"],
        );
        check(
            r#"{"data": {"item": {"headline": "A", "text": "x"}}}"#,
            &["A"],
        );
        check(
            "{\n\"title\": \"A\",\n\"text\": \"x\"}\n{\"title\": \"B\", \"text\": \"x\"}",
            &["A", "B"],
        );
        check("\u{FEFF}[{\"title\": \"A\", \"text\": \"x\"}]", &["A"]);
    }

    #[test]
    fn keeps_an_article_with_lists_of_its_own() {
        check(
            r#"{"title": "A", "text": "x", "items": [{"title": "picture"}]}"#,
            &["A"],
        );
        check(r#"{"title": "A", "text": "x", "data": {"k": 1}}"#, &["A"]);
    }

    #[test]
    fn says_what_is_wrong() {
        check(r#"{"title": "A"}"#, &["no-text"]);
        check("[]", &["no-text"]);
        check(r#"{"articles": []}"#, &["no-text"]);
        check(
            r#"[{"title": "A", "text": "x"}, {"title": "#,
            &["A", "broken"],
        );
        check(
            r#"[{"title": "A", "text": "x"}, 7, {"text": "y"}]"#,
            &["A", ""],
        );
        check(
            "{\"title\": \"A\", \"text\": \"x\"} and more",
            &["A", "broken"],
        );
        check(&"[".repeat(5000), &["broken"]);
    }

    #[test]
    fn bounds_what_it_holds() {
        let body = "x".repeat(LARGEST + (1 << 20));
        let json =
            format!(r#"[{{"title": "A", "text": "y"}}, {{"title": "B", "text": "{body}"}}]"#);
        check(&json, &["A", "too-large"]);
    }

    #[test]
    fn tells_json() {
        assert!(is_json(b"  { \"a\""));
        assert!(is_json(b"[\n{\"a\""));
        assert!(!is_json(b"[Music]"));
        assert!(!is_json(b"{{< figure >}}"));
    }
}
