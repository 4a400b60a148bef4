//! The types that every module shares: an article, and its annotations.

use crate::place::Country;
use crate::text::Span;
use jiff::civil;

/// One article, whatever format it was read from.
///
/// `body` never changes once read: every annotation is a span of bytes into it. Each line is a
/// paragraph; blank lines between paragraphs are optional.
///
/// ```
/// use onrecord::article::Article;
///
/// let article = Article {
///     title: "Levy dropped".to_owned(),
///     body: "\"The levy goes,\" said Miriam Otuoma.\nShe spoke in Nairobi.".to_owned(),
///     lang: Some("en".to_owned()),
///     ..Article::default()
/// };
/// let annotated = onrecord::annotate::annotate(&article);
/// assert_eq!(annotated.paragraphs[1].of(&article.body), "She spoke in Nairobi.");
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// The source's own identifier, where it gives one.
    pub source_id: Option<String>,
    /// Empty where the source has none.
    pub title: String,
    /// The text without the title; never empty in an article that [`corpus`](crate::corpus) read.
    pub body: String,
    /// Who wrote it, as printed: "Anna Lind and Piet Boer".
    pub byline: Option<String>,
    /// The newspaper, agency or site.
    pub outlet: Option<String>,
    /// The section or desk, as printed: "Business".
    pub section: Option<String>,
    /// When it was published; `None` if the source does not say.
    pub published: Option<Published>,
    /// The declared language, an ISO 639-1 code such as "en".
    pub lang: Option<String>,
    /// The address it was published at.
    pub url: Option<String>,
}

impl Article {
    /// Returns the text that stands for the article: its body or, of an alert, its title.
    pub(crate) fn text(&self) -> &str {
        match self.body.is_empty() {
            true => &self.title,
            false => &self.body,
        }
    }
}

/// When an article was published, as precisely as the source says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// Local time as the source gives it; the parts finer than `precision` are at their start.
    pub when: civil::DateTime,
    /// Seconds east of UTC, where the source gives an offset.
    pub offset: Option<i32>,
    /// The finest part of `when` that the source gives.
    pub precision: Precision,
    /// Where the date was found: "json-ld", "meta", "header", "field", "url", "file-name", …
    pub origin: &'static str,
}

/// How precise a date of publication is. Coarser ones order first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// Only the year is known.
    Year,
    /// Year and month.
    Month,
    /// The day, without a time.
    Day,
    /// The day and the time of day.
    Second,
}

/// The annotations of an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Annotated {
    /// The article's language, declared or detected, as an ISO 639-1 code; empty if unknown.
    pub lang: String,
    /// Paragraphs of the body, in order.
    pub paragraphs: Vec<Span>,
    /// Quotations in text order.
    pub quotes: Vec<Quote>,
    /// Mentions of places with their country, in text order.
    pub places: Vec<CountryTag>,
    /// The article's countries, most mentioned first. Where no place is named, the country
    /// that its vocabulary points to.
    pub countries: Vec<Country>,
    /// What the article is about: its countries by their share, the largest first.
    pub about: Vec<About>,
}

/// How much of an article is about a country.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct About {
    /// The country.
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

/// The least share of an article that is about a country; below it the country is only mentioned.
const MAIN: f32 = 0.2;

/// A quotation with its speaker.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// The quoted content, without quotation marks: bytes into the body, end exclusive.
    pub span: Span,
    /// Whether its words are in quotation marks.
    pub kind: QuoteKind,
    /// The words that introduce the speech: "said", "according to".
    pub cue: Option<Span>,
    /// The speaker; `None` if the text does not say who speaks.
    pub attribution: Option<Attribution>,
    /// The rule that found the quotation.
    pub rule: &'static str,
}

/// How a quotation reports speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuoteKind {
    /// In quotation marks throughout.
    Direct,
    /// Indirect speech, without quotation marks.
    Indirect,
    /// Indirect speech with some of the speaker's words in quotation marks.
    Mixed,
}

impl QuoteKind {
    /// Returns the lower-case name used in queries and exports: "direct".
    pub const fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
        }
    }
}

/// The speaker of a quotation, where the text names them, and the evidence for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// The fullest name the article gives the speaker: "Sergei Lavrov"; `None` for one it does
    /// not name ("a spokesman").
    pub name: Option<String>,
    /// The country the speaker represents, where the article says so.
    pub country: Option<Country>,
    /// Where the text names them for this quotation: "Lavrov", "he".
    pub mentions: Vec<Span>,
    /// The probability that quotation and speaker are right, from 0 to 1.
    pub confidence: f32,
    /// The features that the confidence was computed from: ("rule", "said-after").
    pub evidence: Vec<(&'static str, &'static str)>,
    /// The rule that attributed it.
    pub rule: &'static str,
}

/// A place in the text, and the country it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountryTag {
    /// The place name, in bytes of the body; the end is exclusive.
    pub span: Span,
    /// The country it belongs to.
    pub country: Country,
    /// The rule that decided: "name", "demonym", "capital", …
    pub rule: &'static str,
}
