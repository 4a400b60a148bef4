//! A name in a text that some place has, and the countries it may refer to.

use crate::annotate::places::surface_form::{elision_length, name_part};
use crate::annotate::text::tokens::TokenizedText;
use crate::place::{Country, PlaceName};
use crate::text::Span;
use std::ops::Range;

/// A name in the text that some place has.
#[derive(Clone, Debug)]
pub(crate) struct PlaceCandidate {
    pub tokens: Range<usize>,
    pub span: Span,
    /// Its possible referents, as indices into [`PlaceCandidates::senses`].
    pub senses: Range<usize>,
    /// Evidence by itself: "Norway", but not "Jordan".
    pub unambiguous: bool,
    /// A place only after another place's name: "TX".
    pub only_after_place: bool,
    /// Used as only local newspapers use it: "Paris man".
    pub local_usage: bool,
    /// How well the context fits a place name; `None` if it rules one out.
    pub context_score: Option<f32>,
}

/// One country that a name may refer to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sense {
    pub country: Country,
    pub kind: SenseKind,
    /// Prior weight, in log2 units: the population of a town, or a value by kind of name.
    pub weight: f32,
}

/// How a name refers to a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SenseKind {
    Name,
    /// Its people: "Norwegian".
    Demonym,
    /// A name it no longer has.
    Former,
    /// A metonym of its government: "the Kremlin".
    Metonym,
    Region,
    Capital,
    City,
    /// Known from the list of towns alone.
    Town,
    /// A three-letter code.
    Code,
    /// A name on no list, before the name of a country: "Kogelo, Kenya".
    Qualified,
}

impl SenseKind {
    pub(crate) fn of(form: &PlaceName) -> Self {
        match form.kind {
            "name" => Self::Name,
            "demonym" => Self::Demonym,
            "former" => Self::Former,
            "metonym" => Self::Metonym,
            "region" => Self::Region,
            "capital" => Self::Capital,
            "city" => Self::City,
            "iso3" => Self::Code,
            other => unreachable!("the gazetteer has no kind {other}"),
        }
    }

    /// Returns the name of the rule that a `CountryTag` prints.
    pub(crate) const fn rule(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Demonym => "demonym",
            Self::Former => "former",
            Self::Metonym => "metonym",
            Self::Region => "region",
            Self::Capital => "capital",
            Self::City => "city",
            Self::Town => "town",
            Self::Code => "iso3",
            Self::Qualified => "qualified",
        }
    }
}

/// The candidates of a text, in text order.
#[derive(Default)]
pub(crate) struct PlaceCandidates {
    pub list: Vec<PlaceCandidate>,
    pub senses: Vec<Sense>,
}

impl PlaceCandidates {
    pub(crate) fn senses(&self, candidate: usize) -> &[Sense] {
        &self.senses[self.list[candidate].senses.clone()]
    }

    pub(crate) fn push(
        &mut self,
        tokenized: &TokenizedText,
        tokens: Range<usize>,
        from: usize,
        flags: Flags,
    ) {
        let mut span = tokenized.span_of(&tokens);
        let last = tokenized.token_text(tokens.end - 1);
        span.end -= last.len() - name_part(last).len();
        span.start += elision_length(tokenized, tokens.start);
        self.push_span(tokens, span, from, flags);
    }

    pub(crate) fn push_span(
        &mut self,
        tokens: Range<usize>,
        span: Span,
        from: usize,
        flags: Flags,
    ) {
        self.list.push(PlaceCandidate {
            tokens,
            span,
            senses: from..self.senses.len(),
            unambiguous: flags.unambiguous,
            only_after_place: flags.only_after_place,
            local_usage: false,
            context_score: None,
        });
    }
}

#[derive(Clone, Copy, Default)]
pub(crate) struct Flags {
    pub unambiguous: bool,
    pub only_after_place: bool,
}
