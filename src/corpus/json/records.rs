//! Streams the records out of a JSON value, and turns a record into an article.

use crate::article::Article;
use crate::corpus::metadata::fill_body;
use crate::corpus::metadata::fill_metadata;
use crate::corpus::metadata::has_body;
use crate::corpus::normalize::normalize;
use crate::corpus::skip::Location;
use crate::corpus::skip::Skip;
use serde::de::DeserializeSeed;
use serde::de::Deserializer;
use serde::de::MapAccess;
use serde::de::SeqAccess;
use serde::de::Visitor;
use serde_json::Map;
use serde_json::Value;
use std::fmt;

/// Fields under which the responses of search engines and content APIs keep their lists.
const LIST_FIELDS: &[&str] = &[
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

/// Returns the article of one record.
///
/// # Errors
///
/// [`Skip::NoText`] if the record has neither a body nor a title.
pub(crate) fn record_article(
    record: &Map<String, Value>,
    path: &str,
    location: Location,
) -> Result<Article, Skip> {
    let mut article = Article::default();
    fill_metadata(&mut article, record, "field");
    fill_body(&mut article, record);
    normalize(article, path, location)
}

/// Calls `each` with every record of a value: the members of a list, however deep it is wrapped,
/// or the value itself.
///
/// # Errors
///
/// The deserializer's own, for malformed JSON and failed reads.
pub(crate) fn read_records<'de, D: Deserializer<'de>>(
    json: D,
    each: &mut dyn FnMut(Map<String, Value>),
) -> Result<(), D::Error> {
    let mut stream = RecordStream { each, count: 0 };
    let value = RecordVisitor(&mut stream).deserialize(json)?;
    if let Value::Object(record) = value
        && (stream.count == 0 || has_body(&record))
    {
        (stream.each)(record);
    }
    Ok(())
}

/// Returns the skip for an error of the JSON parser.
pub(crate) fn json_skip(error: &serde_json::Error, location: Location) -> Skip {
    match error.io_error_kind() {
        Some(kind) => Skip::from_io(&kind.into(), location),
        None => Skip::Broken {
            location,
            problem: format!("not valid JSON ({error}); export it again"),
        },
    }
}

struct RecordStream<'r> {
    each: &'r mut dyn FnMut(Map<String, Value>),
    count: u64,
}

/// Deserializes a value: passes the records of its lists on, and returns what is left.
struct RecordVisitor<'h, 'r>(&'h mut RecordStream<'r>);

impl<'de> DeserializeSeed<'de> for RecordVisitor<'_, '_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Value, D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for RecordVisitor<'_, '_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("articles")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut others = Vec::new();
        while let Some(value) = list.next_element()? {
            match value {
                Value::Object(record) => {
                    self.0.count += 1;
                    (self.0.each)(record);
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
            let is_list = LIST_FIELDS.contains(&name.to_lowercase().as_str()) && !has_body(&record);
            let value = if is_list {
                object.next_value_seed(RecordVisitor(&mut *self.0))?
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
