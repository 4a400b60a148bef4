//! `onrecord schema`: the shape of what is printed as JSON.

use crate::cli::outcome::Outcome;
use anyhow::Result;
use std::io::Write;

/// Print a JSON Schema of the JSON that the commands print
#[derive(clap::Args)]
pub(crate) struct Arguments {}

/// One definition for each kind of object. A member may be added; one that goes or changes its
/// meaning raises `schema` in the object.
const SCHEMA: &str = include_str!("output/schema.json");

pub(crate) fn run() -> Result<Outcome> {
    let mut out = std::io::stdout().lock();
    out.write_all(SCHEMA.as_bytes())?;
    out.flush()?;
    Ok(Outcome::Found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn every_reference_is_defined() {
        let schema: Value = serde_json::from_str(SCHEMA).expect("it is JSON");
        let defined = schema["$defs"].as_object().expect("definitions");
        for part in SCHEMA.split("#/$defs/").skip(1) {
            let name = part.split('"').next().unwrap_or_default();
            assert!(defined.contains_key(name), "{name}");
        }
    }
}
