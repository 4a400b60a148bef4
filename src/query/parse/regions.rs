//! Expands a region to its member countries, with a warning that lists them.

use crate::place::Country;
use crate::query::diagnostic::Diagnostic;
use crate::query::parse::parser::Parser;
use crate::text::Span;

impl Parser<'_> {
    /// Returns the members of a region, with a warning that lists them.
    pub(crate) fn region(&mut self, typed: &str, span: Span) -> Option<Vec<Country>> {
        let (name, members) = self.places.region(typed)?;
        let codes: Vec<&str> = members.iter().map(Country::code).collect();
        let message = format!("{name} means {}", codes.join(" "));
        self.warnings.push(Diagnostic {
            span,
            message,
            suggestion: None,
        });
        Some(members)
    }
}

#[cfg(test)]
mod tests {
    use crate::place::Country;
    use crate::query::{PlaceResolver, parse, to_plan};

    struct Baltic;

    impl PlaceResolver for Baltic {
        fn country(&self, name: &str) -> Option<Country> {
            Country::from_code(name)
        }

        fn region(&self, name: &str) -> Option<(String, Vec<Country>)> {
            let members = ["EE", "LT", "LV"].map(Country::from_code);
            let members = members.into_iter().flatten().collect();
            (name == "baltics").then(|| ("Baltic states".to_owned(), members))
        }
    }

    #[test]
    fn stands_for_its_members() {
        let parsed = parse("fish -about:baltics", &Baltic);
        assert_eq!(parsed.errors, []);
        assert_eq!(
            to_plan(&parsed.query).to_string(),
            "(fish AND NOT (about:EE OR about:LT OR about:LV))"
        );
        let warning = &parsed.warnings[0];
        assert_eq!(warning.message, "Baltic states means EE LT LV");
    }
}
