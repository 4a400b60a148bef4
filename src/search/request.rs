//! What a user searches for, as typed and chosen.

/// A query as typed, and the filters beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// The query.
    pub text: String,
    /// Whether words side by side are all required.
    pub words: WordMode,
    /// What narrows the query.
    pub filters: Filters,
    /// Only articles like the one with this id, or a prefix of it.
    pub like: Option<String>,
}

/// Whether words side by side are all required.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WordMode {
    /// All of a few; any of many, which are taken for a query in plain language.
    #[default]
    Auto,
    /// Any of them, articles with more of them first.
    Any,
    /// All of them, however many.
    All,
}

/// What narrows a query, each as typed; all of them must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Who speaks, in any spelling.
    pub speaker: Option<String>,
    /// A country that is named: a code, a name or a demonym.
    pub country: Option<String>,
    /// The least confidence of a quotation: 0.9.
    pub min_confidence: Option<String>,
    /// The first day of publication: 2024, 2024-03, 2024-03-05, yesterday, "last 30 days".
    pub from: Option<String>,
    /// The last day of publication.
    pub to: Option<String>,
}

impl Request {
    /// Returns a request for a query alone.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }
}
