//! Documents as tantivy stores them: the columns, and quotations as references to their passage.

pub(crate) mod quote_ref;
pub(crate) mod schema;
