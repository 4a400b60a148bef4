//! TODO cli/output

pub(crate) mod annotations;
pub(crate) mod attribution_trace;
pub(crate) mod hit_record;
pub(crate) mod kwic;
pub(crate) mod style;
