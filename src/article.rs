//! The types that travel: what an article is, and what was found in it.

use crate::place::Country;
use crate::text::Span;
use jiff::civil;

/// One article, read from an archive in whatever form it came.
///
/// `body` never changes once read: every finding is a span of bytes into it. Paragraphs are
/// lines; a blank line between them is usual and not needed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// The source's own identifier, where it gives one.
    pub source_id: Option<String>,
    /// Empty where the source has none.
    pub title: String,
    pub body: String,
    /// Who wrote it, as printed: "Anna Lind and Piet Boer".
    pub byline: Option<String>,
    /// The paper, agency or site.
    pub outlet: Option<String>,
    pub section: Option<String>,
    pub published: Option<Published>,
    /// The declared language, an ISO 639-1 code such as "en".
    pub lang: Option<String>,
    pub url: Option<String>,
}

/// When an article was published, as precisely as the source says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// Local time as the source gives it; the parts finer than `precision` are at their start.
    pub when: civil::DateTime,
    /// Seconds east of UTC, where the source gives an offset.
    pub offset: Option<i32>,
    pub precision: Precision,
    /// Where the date was found: "json-ld", "meta", "header", "field", "url", "file-name", …
    pub origin: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    Year,
    Month,
    Day,
    Second,
}

/// An article and all that was found in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Annotated {
    /// The language the article was read in, declared or detected: "en"; empty if unknown.
    pub lang: String,
    /// Paragraphs of the body, in order.
    pub paragraphs: Vec<Span>,
    /// Quotations in text order.
    pub quotes: Vec<Quote>,
    /// Mentions of places with their country, in text order.
    pub places: Vec<CountryTag>,
    /// The article's countries, most mentioned first. Where no place is named, the country
    /// whose newspapers write so.
    pub countries: Vec<Country>,
    /// What the article is about: its countries by their share, the largest first.
    pub about: Vec<About>,
}

/// How much of an article is about a country.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct About {
    pub country: Country,
    /// Its share of what the article says of countries, from 0 to 1; the title counts most, the
    /// beginning more than the rest.
    pub score: f32,
}

impl Annotated {
    /// Returns the countries the article is mainly about: the first, and those with as much.
    pub fn mainly(&self) -> impl Iterator<Item = About> + '_ {
        let most = self.about.first().map_or(0.0, |first| first.score);
        let main = move |about: &About| about.score >= MAIN && about.score * 2.0 >= most;
        self.about
            .iter()
            .enumerate()
            .filter(move |(place, about)| *place == 0 || main(about))
            .map(|(_, about)| *about)
    }
}

/// A country with less of an article is spoken of, but not what it is about.
const MAIN: f32 = 0.2;

/// One utterance: the words said, and who said them.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// The words said, without the marks around them.
    pub span: Span,
    pub kind: QuoteKind,
    /// The words that introduce the speech: "said", "according to".
    pub cue: Option<Span>,
    pub attribution: Option<Attribution>,
    /// The rule that found the quotation.
    pub rule: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuoteKind {
    /// In quotation marks throughout.
    Direct,
    /// Retold: no quotation marks.
    Indirect,
    /// Retold with some of the speaker's words in quotation marks.
    Mixed,
}

impl QuoteKind {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
        }
    }
}

/// Who said it, where the text names them, and how we know.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// The fullest name the article gives the speaker: "Sergei Lavrov"; `None` for one it does
    /// not name ("a spokesman").
    pub name: Option<String>,
    /// The country the speaker speaks from, where the article tells.
    pub country: Option<Country>,
    /// Where the text names them for this quotation: "Lavrov", "he".
    pub mentions: Vec<Span>,
    /// How likely quotation and speaker are right, from 0 to 1.
    pub confidence: f32,
    /// What the confidence was reckoned from: ("rule", "said-after").
    pub evidence: Vec<(&'static str, &'static str)>,
    /// The rule that decided.
    pub rule: &'static str,
}

/// A place in the text, and the country it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountryTag {
    pub span: Span,
    pub country: Country,
    /// The rule that decided: "name", "demonym", "capital", …
    pub rule: &'static str,
}
