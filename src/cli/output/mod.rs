//! What is printed, and how.

pub(crate) mod stream;
pub(crate) mod annotations;
pub(crate) mod attribution_trace;
pub(crate) mod format;
pub(crate) mod table;
pub(crate) mod hit_record;
pub(crate) mod style;
pub(crate) mod index_report;
pub(crate) mod kwic;
pub(crate) mod remarks;
