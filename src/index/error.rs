//! tantivy's failures as an engine's.

use crate::engine::error::Error;

impl From<tantivy::TantivyError> for Error {
    fn from(error: tantivy::TantivyError) -> Self {
        Self::Backend(error.into())
    }
}
