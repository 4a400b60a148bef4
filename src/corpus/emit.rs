//! The callback through which readers hand over what they read.

use crate::article::Article;
use crate::corpus::skip::Skip;

/// Called with each article, or the reason for a skip, in file order and as soon as it is read.
pub type Emit<'e> = dyn FnMut(Result<Article, Skip>) + 'e;
