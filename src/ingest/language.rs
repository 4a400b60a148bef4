//! The language of a text too short to tell it: that of most of its file; where the file does not
//! say either, that of most of its folder.

use crate::article::Article;
use crate::corpus::{SourceFile, read};
use crate::ingest::changes::FoundFile;
use crate::lang;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// How many files tell the language of the folder: its first ones, none of them large.
const SAMPLE_FILES: usize = 100;
const SAMPLE_BYTES: u64 = 1 << 20;

/// How many articles are in each language.
#[derive(Default)]
pub(crate) struct LanguageCounts(BTreeMap<String, usize>);

impl LanguageCounts {
    /// Counts an article whose language is declared, or told by its text.
    pub(crate) fn add(&mut self, article: &Article) {
        if let Some(lang) = known(article) {
            *self.0.entry(lang).or_default() += 1;
        }
    }

    /// Returns the language of most; of equals the first by its code.
    pub(crate) fn most(&self) -> Option<&str> {
        let most = self.0.iter().min_by_key(|(_, count)| Reverse(**count));
        most.map(|(lang, _)| lang.as_str())
    }
}

/// The language of most articles of a folder, found when first asked for.
pub(crate) struct FolderLanguage {
    sample: Vec<SourceFile>,
    most: OnceLock<Option<String>>,
}

impl FolderLanguage {
    pub(crate) fn new(files: &[FoundFile]) -> Self {
        let sources = files.iter().map(|file| &file.source);
        let small = sources.filter(|source| source.size <= SAMPLE_BYTES);
        Self {
            sample: small.take(SAMPLE_FILES).cloned().collect(),
            most: OnceLock::new(),
        }
    }

    fn most(&self) -> Option<&str> {
        let most = self.most.get_or_init(|| {
            let mut counts = LanguageCounts::default();
            for file in &self.sample {
                read(file, &mut |result| {
                    if let Ok(article) = result {
                        counts.add(&article);
                    }
                });
            }
            counts.most().map(str::to_owned)
        });
        most.as_deref()
    }
}

/// Gives the articles whose language is not known that of the file, or of the folder.
pub(crate) fn fill(batch: &mut [Article], file: &LanguageCounts, folder: &FolderLanguage) {
    for article in batch.iter_mut().filter(|article| known(article).is_none()) {
        let lang = file.most().or_else(|| folder.most());
        article.lang = lang.map(str::to_owned);
    }
}

fn known(article: &Article) -> Option<String> {
    let declared = article.lang.as_deref().and_then(lang::declared);
    declared.or_else(|| match lang::is_too_short(article.text()) {
        true => None,
        false => lang::detect(article.text()).map(str::to_owned),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(lang: Option<&str>, body: &str) -> Article {
        Article {
            lang: lang.map(str::to_owned),
            body: body.to_owned(),
            ..Article::default()
        }
    }

    #[test]
    fn short_texts_take_the_language_of_most() {
        let long = "Der Minister sagte am Montag, die Gespräche würden fortgesetzt.";
        let mut batch = [
            article(Some("en-GB"), "Ships sail."),
            article(None, long),
            article(None, long),
            article(None, "Feuer in Lund"),
            article(None, "Огонь"),
        ];
        let mut counts = LanguageCounts::default();
        batch.iter().for_each(|article| counts.add(article));
        assert_eq!(counts.most(), Some("de"));
        fill(&mut batch, &counts, &FolderLanguage::new(&[]));
        let langs = batch.each_ref().map(|article| article.lang.as_deref());
        assert_eq!(langs, [Some("en-GB"), None, None, Some("de"), None]);
    }
}
