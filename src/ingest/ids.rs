//! The permanent ids of articles: made of what the source says of each, not of where its file lies.

use crate::article::{Article, Published};
use crate::engine::{ArticleId, Error, Writer};
use crate::ingest::changes::FoundFile;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard};
use xxhash_rust::xxh3::xxh3_64;

/// The origins of dates that were read from the path or address, and change with it.
const PATH_ORIGINS: [&str; 2] = ["file-name", "url"];

/// Hands out the ids of a run's articles.
///
/// The id is a hash of the source's own id with the outlet, else of the address, else of title,
/// body, byline and date. Articles alike in these are numbered: those of files that are not read
/// in this run keep their numbers, and the rest take the free ones in the order of their paths.
pub(crate) struct Ids<'r> {
    writer: &'r dyn Writer,
    files: &'r [FoundFile],
    /// The keys of files that are read again or gone: the ids they had are free.
    free: FxHashSet<&'r str>,
    taken: Mutex<Taken>,
}

#[derive(Default)]
struct Taken {
    /// The number of the file that has an id.
    by: FxHashMap<u64, usize>,
    /// Files that lost an id to one before them, which was read later.
    again: BTreeSet<usize>,
}

impl<'r> Ids<'r> {
    pub(crate) fn new(writer: &'r dyn Writer, files: &'r [FoundFile], gone: &'r [String]) -> Self {
        let keys = files.iter().map(|file| &file.key).chain(gone);
        Self {
            writer,
            files,
            free: keys.map(String::as_str).collect(),
            taken: Mutex::default(),
        }
    }

    /// Takes the id of the next article of a file.
    pub(crate) fn take(&self, article: &Article, file: usize) -> Result<ArticleId, Error> {
        let name = name(article);
        for number in 0_u64.. {
            let id = numbered(&name, number);
            if self.is_held(id)? {
                continue;
            }
            let mut taken = self.taken();
            match taken.by.get(&id.0) {
                Some(&other) if other <= file => continue,
                Some(&other) => {
                    self.writer.remove_file(&self.files[other].key)?;
                    taken.again.insert(other);
                }
                None => {}
            }
            taken.by.insert(id.0, file);
            return Ok(id);
        }
        unreachable!("fewer articles than numbers")
    }

    /// Runs `remember` unless the file lost an id while it was read.
    pub(crate) fn settle(
        &self,
        file: usize,
        remember: impl FnOnce() -> Result<(), Error>,
    ) -> Result<(), Error> {
        let taken = self.taken();
        match taken.again.contains(&file) {
            true => Ok(()),
            false => remember(),
        }
    }

    /// Returns the first file that has to be read again; the ids it has left are free.
    pub(crate) fn next_to_read_again(&self) -> Option<usize> {
        let mut taken = self.taken();
        let file = taken.again.pop_first()?;
        taken.by.retain(|_, other| *other != file);
        Some(file)
    }

    /// Tells whether a file that is not read in this run has the id.
    fn is_held(&self, id: ArticleId) -> Result<bool, Error> {
        let holder = self.writer.file_of(id)?;
        Ok(holder.is_some_and(|key| !self.free.contains(key.as_str())))
    }

    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().expect("no worker panicked")
    }
}

fn numbered(name: &str, number: u64) -> ArticleId {
    ArticleId(match number {
        0 => xxh3_64(name.as_bytes()),
        _ => xxh3_64(format!("{name}\0{number}").as_bytes()),
    })
}

/// Returns what an article's id is made of.
fn name(article: &Article) -> String {
    let outlet = article.outlet.as_deref();
    match (&article.source_id, &article.url) {
        // A bare number counts rows as often as it names an article.
        (Some(own), _) if outlet.is_none() && is_number(own) => {
            format!("row\0{own}\0{}", content(article))
        }
        (Some(own), _) => format!("id\0{own}\0{}", outlet.unwrap_or_default()),
        (None, Some(url)) => format!("url\0{url}"),
        (None, None) => format!("text\0{}", content(article)),
    }
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn content(article: &Article) -> String {
    let own = |published: &&Published| !PATH_ORIGINS.contains(&published.origin);
    let published = article.published.as_ref().filter(own);
    let when = published.map(|published| published.when.to_string());
    let parts = [
        &*article.title,
        &article.body,
        article.byline.as_deref().unwrap_or_default(),
        when.as_deref().unwrap_or_default(),
    ];
    parts.join("\0")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Precision;
    use crate::corpus::SourceFile;
    use crate::index::{IndexWriter, WriterOptions};
    use std::path::PathBuf;

    fn article(source_id: Option<&str>, url: Option<&str>, body: &str) -> Article {
        Article {
            source_id: source_id.map(str::to_owned),
            url: url.map(str::to_owned),
            body: body.to_owned(),
            ..Article::default()
        }
    }

    fn alike(one: &Article, other: &Article) -> bool {
        name(one) == name(other)
    }

    #[test]
    fn the_source_says_who_is_who() {
        let own = |id, body| article(Some(id), None, body);
        assert!(alike(&own("urn:1", "Ships"), &own("urn:1", "Boats")));
        assert!(!alike(&own("urn:1", "Ships"), &own("urn:2", "Ships")));
        // Two archives that number their articles from 1 on.
        assert!(!alike(&own("1", "Ships"), &own("1", "Boats")));
        let post = Article {
            outlet: Some("Post".to_owned()),
            ..own("1", "Ships")
        };
        let corrected = Article {
            body: "Boats".to_owned(),
            ..post.clone()
        };
        assert!(alike(&post, &corrected));
        assert!(!alike(&post, &own("1", "Ships")));
        let at = |url, body| article(None, Some(url), body);
        assert!(alike(&at("x.org/1", "Ships"), &at("x.org/1", "Boats")));
        assert!(!alike(&at("x.org/1", "Ships"), &at("x.org/2", "Ships")));
    }

    #[test]
    fn content_is_told_apart_by_what_the_path_does_not_say() {
        let of = |body| article(None, None, body);
        assert!(alike(&of("Ships"), &of("Ships")));
        assert!(!alike(&of("Ships"), &of("Boats")));
        let dated = |origin| Article {
            published: Some(Published {
                when: jiff::civil::date(2024, 3, 5).at(0, 0, 0, 0),
                offset: None,
                precision: Precision::Day,
                origin,
            }),
            ..of("Ships")
        };
        assert!(alike(&of("Ships"), &dated("file-name")));
        assert!(!alike(&of("Ships"), &dated("header")));
    }

    #[test]
    fn equal_articles_are_numbered_by_path_whichever_is_read_first() {
        let folder = tempfile::tempdir().expect("a folder");
        let writer = IndexWriter::open(folder.path(), &WriterOptions::default());
        let writer = writer.expect("an index");
        let file = |key: &str| FoundFile {
            key: key.to_owned(),
            source: SourceFile {
                path: PathBuf::from(key),
                relative: key.to_owned(),
                size: 1,
                modified_ns: 1,
            },
        };
        let files = ["c/a.txt", "c/b.txt", "c/c.txt"].map(file);
        let ids = Ids::new(&writer, &files, &[]);
        let twin = article(None, None, "Ships");
        let take = |file| ids.take(&twin, file).expect("an id");
        let numbers = [0, 1, 2, 3].map(|number| numbered(&name(&twin), number));

        assert_eq!(take(1), numbers[0]);
        assert_eq!(take(2), numbers[1]);
        assert_eq!([take(0), take(0)], [numbers[0], numbers[1]]);
        let mut remembered = Vec::new();
        for file in 0..3 {
            let remember = || {
                remembered.push(file);
                Ok(())
            };
            ids.settle(file, remember).expect("nothing fails");
        }
        assert_eq!(remembered, [0]);

        assert_eq!(ids.next_to_read_again(), Some(1));
        assert_eq!(take(1), numbers[2]);
        assert_eq!(ids.next_to_read_again(), Some(2));
        assert_eq!(take(2), numbers[3]);
        assert_eq!(ids.next_to_read_again(), None);
    }
}
