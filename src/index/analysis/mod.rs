//! Analysis for tantivy: the terms of each record with their positions, made before tantivy sees
//! them.

pub(crate) mod positions;
pub(crate) mod preanalyzed;
pub(crate) mod names;
pub(crate) mod shares;
pub(crate) mod record_terms;
