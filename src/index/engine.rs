//! The embedded index as an [`Engine`].

use crate::engine::{
    Answer, ArticleId, CountryCounts, Counts, Dimension, Engine, FileRecord, Record, Result, Root,
    SearchOptions, Speaker, SpeakerOptions, Stats, Unit,
};
use crate::index::facets::count::count;
use crate::index::facets::countries::countries;
use crate::index::facets::speakers::speakers;
use crate::index::facets::stats::stats;
use crate::index::retrieval::more_like_this::more_like_this;
use crate::index::retrieval::search::search;
use crate::index::retrieval::suggest::suggest;
use crate::index::storage::reader::Reader;
use crate::query::Plan;

impl Engine for Reader {
    fn search(&self, plan: &Plan, options: &SearchOptions) -> Result<Answer<'_>> {
        search(self, plan, options)
    }

    fn count(
        &self,
        plan: &Plan,
        by: &[Dimension],
        options: &SearchOptions,
        speakers: &SpeakerOptions,
    ) -> Result<Counts> {
        count(self, plan, by, options, speakers)
    }

    fn speakers(&self, options: &SpeakerOptions) -> Result<Vec<Speaker>> {
        speakers(self, options)
    }

    fn countries(&self) -> Result<Vec<CountryCounts>> {
        countries(self)
    }

    fn article(&self, id: ArticleId, unit: Unit) -> Result<Vec<Record>> {
        self.article(id, unit)
    }

    fn articles_with_prefix(&self, typed: &str) -> Result<Vec<ArticleId>> {
        self.articles_with_prefix(typed)
    }

    fn more_like_this(&self, id: ArticleId) -> Result<Plan> {
        more_like_this(self, id)
    }

    fn suggest(&self, part: &Plan, unit: Unit) -> Result<Option<Plan>> {
        suggest(self, part, unit)
    }

    fn stats(&self, top: usize) -> Result<Stats> {
        stats(self, top)
    }

    fn main_language(&self) -> Result<String> {
        Reader::main_language(self)
    }

    fn roots(&self) -> &[Root] {
        self.roots()
    }

    fn file_records(&self) -> Result<Vec<FileRecord>> {
        self.file_records()
    }
}
