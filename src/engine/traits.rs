//! What every engine can do: the seam between the search service and what it searches.

use crate::engine::counts::{Counts, Dimension};
use crate::engine::document::file::{FileRecord, KnownFiles, Root};
use crate::engine::document::id::ArticleId;
use crate::engine::document::record::{Record, Unit};
use crate::engine::error::Result;
use crate::engine::hits::{Answer, Hits};
use crate::engine::options::SearchOptions;
use crate::engine::speakers::{Speaker, SpeakerOptions};
use crate::engine::stats::{CountryCounts, Stats};
use crate::query::Plan;

/// Answers plans over an archive.
///
/// The same texts give the same matches, marks, counts and order in every engine, however they
/// were indexed. Every method fails with [`crate::engine::Error`] if the archive cannot be read.
///
/// ```
/// use onrecord::annotate::annotate;
/// use onrecord::article::Article;
/// use onrecord::engine::{ArticleId, Engine, SearchOptions, Writer, records};
/// use onrecord::index::{IndexWriter, Reader, WriterOptions};
/// use onrecord::query::{Field, Plan};
///
/// let article = Article {
///     body: "\"The levy goes,\" said Miriam Otuoma.".to_owned(),
///     lang: Some("en".to_owned()),
///     ..Article::default()
/// };
/// let index = tempfile::tempdir()?;
/// let writer = IndexWriter::open(index.path(), &WriterOptions::default())?;
/// writer.add(&records(&article, &annotate(&article), "archive/levy.txt", ArticleId(1)))?;
/// writer.finish()?;
///
/// let engine = Reader::open(index.path())?;
/// let plan = Plan::Word { field: Field::Words, word: "levies".to_owned() };
/// let found = engine.hits(&plan, &SearchOptions::default())?;
/// assert_eq!(found.articles, 1);
/// assert_eq!(found.hits[0].record.speakers, ["Miriam Otuoma"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Engine: Send + Sync {
    /// Returns the number of matches and the hits, best first.
    ///
    /// Hits of one score are ordered by date, newest first, then by article and position.
    fn search(&self, plan: &Plan, options: &SearchOptions) -> Result<Answer<'_>>;

    /// Returns the same, with all hits read.
    fn hits(&self, plan: &Plan, options: &SearchOptions) -> Result<Hits> {
        self.search(plan, options)?.read()
    }

    /// Counts what a search would list: an article once for each value that any of its matching
    /// passages has, a quotation once for each of its own. At most two dimensions; speakers are
    /// clustered as in [`Engine::speakers`].
    fn count(
        &self,
        plan: &Plan,
        by: &[Dimension],
        options: &SearchOptions,
        speakers: &SpeakerOptions,
    ) -> Result<Counts>;

    /// Returns the speakers, those quoted most often first.
    fn speakers(&self, options: &SpeakerOptions) -> Result<Vec<Speaker>>;

    /// Returns the countries, those named in most articles first; equals by code.
    fn countries(&self) -> Result<Vec<CountryCounts>>;

    /// Returns an article's passages, or its quotations, in text order.
    fn article(&self, id: ArticleId, unit: Unit) -> Result<Vec<Record>>;

    /// Returns the ids that begin with what was typed, the first ten; `id:start-end` will do too.
    fn articles_with_prefix(&self, typed: &str) -> Result<Vec<ArticleId>>;

    /// Returns a plan for articles like this one, without it.
    fn more_like_this(&self, id: ArticleId) -> Result<Plan>;

    /// Returns part of a plan with words of the archive in place of those it does not have: the
    /// nearest by edit distance, and of equals the most frequent. None if nothing is near.
    fn suggest(&self, part: &Plan, unit: Unit) -> Result<Option<Plan>>;

    /// Returns the archive in numbers, with at most `top` rows in each list.
    fn stats(&self, top: usize) -> Result<Stats>;

    /// Returns the language of most of the archive, an ISO 639-1 code; empty where none is known.
    fn main_language(&self) -> Result<String> {
        Ok(String::new())
    }

    /// Returns the corpora whose files are in the archive.
    fn roots(&self) -> &[Root];

    /// Returns every file with what was skipped in it.
    fn file_records(&self) -> Result<Vec<FileRecord>>;
}

/// Takes documents into an archive.
///
/// Any number of threads may add. What was added is there after the next commit: all of it or,
/// after a crash before that, nothing. A file's record comes last; [`KnownFiles::unfinished`]
/// names the files whose documents are there without it.
pub trait Writer: Sync {
    /// Adds the passages and quotations of one article.
    fn add(&self, records: &[Record]) -> Result<()>;

    /// Remembers a file that was read to its end.
    fn add_file(&self, file: &FileRecord) -> Result<()>;

    /// Removes all of a file that was added before, and the memory of it.
    fn remove_file(&self, key: &str) -> Result<()>;

    /// Makes all that was added and removed so far visible, and safe.
    fn commit(&self) -> Result<()>;

    /// Returns the files that were added, as of the last commit.
    fn files(&self) -> Result<KnownFiles>;

    /// Returns the key of the file that an article was read from, as of the last commit.
    fn file_of(&self, id: ArticleId) -> Result<Option<String>>;

    /// Returns the corpora whose files are in the archive.
    fn roots(&self) -> Result<Vec<Root>>;

    /// Remembers where the files of a label lie, in place of what was known of it.
    fn set_root(&self, root: Root) -> Result<()>;

    /// Forgets where the files of a label lie.
    fn remove_root(&self, label: &str) -> Result<()>;
}
