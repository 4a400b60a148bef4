//! The service that every front end calls.

use crate::engine::{
    Answer, ArticleId, Counts, Dimension, Engine, Record, SearchOptions, Speaker, Unit,
};
use crate::person::Roster;
use crate::query::{Field, Plan};
use crate::search::count::{CountRequest, CountTable, days_of_query, publication_dimensions};
use crate::search::error::{Error, Result};
use crate::search::names::{NamePolicy, names_people};
use crate::search::remark::Remark;
use crate::search::request::Request;
use crate::search::roots::path_of;
use crate::search::understand::{Understood, understand, understand_in};
use std::sync::OnceLock;

/// Answers requests over one archive.
///
/// Plans that it takes and gives are as typed; names are expanded when they are answered, so that
/// a plan can be shown and typed again.
///
/// ```
/// use onrecord::engine::{SearchOptions, Unit};
/// use onrecord::index::Reader;
/// use onrecord::search::{NamePolicy, Request, SearchService};
///
/// # use onrecord::ingest::{Options, ingest};
/// # let folder = tempfile::tempdir()?;
/// # let (corpus, index) = (folder.path().join("archive"), folder.path().join("index"));
/// # std::fs::create_dir(&corpus)?;
/// # std::fs::write(corpus.join("levy.txt"), "\"The levy goes,\" said Miriam Otuoma.\n")?;
/// # ingest(&Options::new(corpus, &index), &|_progress| ())?;
/// let service = SearchService::new(Reader::open(&index)?, NamePolicy::default());
/// let understood = service.understand(&Request::new("speaker:otuoma levy"))?;
/// assert_eq!(understood.plan.to_string(), "(speaker:otuoma AND levy)");
///
/// let options = SearchOptions { unit: Unit::Quote, ..SearchOptions::default() };
/// let answer = service.search(&understood.plan, &options)?;
/// assert_eq!(answer.matches, 1);
/// for hit in answer {
///     assert_eq!(hit?.record.text, "The levy goes,");
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct SearchService {
    engine: Box<dyn Engine>,
    names: NamePolicy,
    /// Who is quoted, once a query asked for somebody by a whole name.
    roster: OnceLock<Roster>,
}

/// One required part of a plan by itself, to tell why nothing was found.
#[derive(Clone, Debug, PartialEq)]
pub struct PartCount {
    /// The part.
    pub part: Plan,
    /// How many articles have it.
    pub articles: usize,
    /// The same part in words that the archive has, where it matches nothing.
    pub suggestion: Option<Plan>,
}

impl SearchService {
    /// Returns a service over an engine.
    pub fn new(engine: impl Engine + 'static, names: NamePolicy) -> Self {
        Self {
            engine: Box::new(engine),
            names,
            roster: OnceLock::new(),
        }
    }

    /// Returns the engine, for what needs no understanding: statistics, countries, articles.
    pub fn engine(&self) -> &dyn Engine {
        &*self.engine
    }

    /// Returns the plan of a request, with remarks.
    ///
    /// # Errors
    ///
    /// As [`understand`], and where [`Request::like`] names no single article.
    pub fn understand(&self, request: &Request) -> Result<Understood> {
        let lang = self.engine.main_language()?;
        let mut understood = match lang.is_empty() {
            true => understand(request)?,
            false => understand_in(request, &lang)?,
        };
        let unquoted = self.unquoted_names(&understood.plan)?;
        understood.remarks.extend(unquoted);
        if let Some(like) = &request.like {
            let like = self.engine.more_like_this(self.find_article(like)?)?;
            understood.plan = like.and(understood.plan);
        }
        Ok(understood)
    }

    /// Returns the answer to a plan, its hits still to be read.
    ///
    /// # Errors
    ///
    /// Fails if a pattern matches too many words, or the engine cannot be read.
    pub fn search(&self, plan: &Plan, options: &SearchOptions) -> Result<Answer<'_>> {
        Ok(self.engine.search(&self.expand(plan)?, options)?)
    }

    /// Returns the plan with names expanded to all they stand for.
    fn expand(&self, plan: &Plan) -> Result<Plan> {
        if !names_people(plan) {
            return Ok(self.names.expand(plan, &Roster::default()));
        }
        if let Some(roster) = self.roster.get() {
            return Ok(self.names.expand(plan, roster));
        }
        let speakers = self.speakers("")?;
        let roster = Roster::new(speakers.iter().map(|speaker| &speaker.person));
        Ok(self.names.expand(plan, self.roster.get_or_init(|| roster)))
    }

    /// Counts what [`SearchService::search`] would list.
    ///
    /// # Errors
    ///
    /// As [`SearchService::search`].
    pub fn count(
        &self,
        plan: &Plan,
        request: &CountRequest,
        options: &SearchOptions,
    ) -> Result<CountTable> {
        let count = |plan: &Plan, by: &[Dimension]| -> Result<Counts> {
            let speakers = self.names.speaker_options("");
            let plan = self.expand(plan)?;
            Ok(self.engine.count(&plan, by, options, &speakers)?)
        };
        let counts = count(plan, &request.by)?;
        let published = match request.shares {
            true => {
                let shared = publication_dimensions(&request.by);
                let by: Vec<Dimension> = shared.iter().map(|&at| request.by[at]).collect();
                Some(count(&Plan::All, &by)?)
            }
            false => None,
        };
        let mut table = CountTable::new(request, options.unit, &counts, published.as_ref());
        table.days = days_of_query(plan);
        Ok(table)
    }

    /// Returns the speakers with a spelling that has these words, or all; those quoted most often
    /// first.
    ///
    /// # Errors
    ///
    /// Fails if the engine cannot be read.
    pub fn speakers(&self, named: &str) -> Result<Vec<Speaker>> {
        Ok(self.engine.speakers(&self.names.speaker_options(named))?)
    }

    /// Returns the one article whose id begins with what was typed.
    ///
    /// # Errors
    ///
    /// Fails if there is none, or more than one.
    pub fn find_article(&self, typed: &str) -> Result<ArticleId> {
        let ids = self.engine.articles_with_prefix(typed)?;
        match ids.as_slice() {
            &[id] => Ok(id),
            ids => Err(Error::AmbiguousArticle {
                typed: typed.to_owned(),
                found: ids.len(),
            }),
        }
    }

    /// Returns where a document's file lies.
    pub fn path(&self, record: &Record) -> String {
        path_of(self.engine.roots(), &record.file)
    }

    /// Returns each required part of a plan by itself, to tell why the whole matches nothing.
    ///
    /// # Errors
    ///
    /// As [`SearchService::search`].
    pub fn explain_empty(&self, plan: &Plan, options: &SearchOptions) -> Result<Vec<PartCount>> {
        fn words(plan: &Plan) -> &[Plan] {
            match plan {
                Plan::AllWords(parts) => parts.as_slice(),
                plan => std::slice::from_ref(plan),
            }
        }
        let parts = match plan {
            Plan::And(parts) => parts.iter().flat_map(words).collect(),
            plan => Vec::from_iter(words(plan)),
        };
        let mut counts = Vec::new();
        for part in parts
            .into_iter()
            .filter(|part| !matches!(part, Plan::Not(_)))
        {
            let articles = self.count_articles(part, options)?;
            let suggestion = match articles {
                0 => self.engine.suggest(part, options.unit)?,
                _ => None,
            };
            counts.push(PartCount {
                part: part.clone(),
                articles,
                suggestion,
            });
        }
        Ok(counts)
    }

    fn count_articles(&self, plan: &Plan, options: &SearchOptions) -> Result<usize> {
        let options = SearchOptions {
            limit: 0,
            ..options.clone()
        };
        Ok(self.search(plan, &options)?.articles)
    }

    /// Returns the names of several words that may have been meant and have no quotation marks:
    /// `speaker:tony blair` searches for Tony as speaker, and for Blair anywhere.
    fn unquoted_names(&self, plan: &Plan) -> Result<Vec<Remark>> {
        let Plan::And(parts) = plan else {
            return Ok(Vec::new());
        };
        let mut remarks = Vec::new();
        for pair in parts.windows(2) {
            let [
                part @ Plan::Word { field, word },
                Plan::Word {
                    field: Field::Words,
                    word: second,
                },
            ] = pair
            else {
                continue;
            };
            if field.is_text() {
                continue;
            }
            let whole = Plan::Phrase {
                field: *field,
                words: vec![word.clone(), second.clone()],
            };
            let options = SearchOptions {
                unit: Unit::Passage,
                ..SearchOptions::default()
            };
            if self.count_articles(&whole, &options)? > 0 {
                remarks.push(Remark::UnquotedName {
                    part: part.clone(),
                    word: word.clone(),
                    whole,
                });
            }
        }
        Ok(remarks)
    }
}
