//! Scores ranked results against relevance judgements, as trec_eval does: MAP, nDCG, precision and
//! recall.
//!
//! An unjudged article counts as not relevant, and queries without a relevant article are left out
//! of the means. The gain is the grade itself, discounted by log2(rank + 1) (Järvelin and
//! Kekäläinen, "Cumulated gain-based evaluation of IR techniques", 2002).

use serde::Serialize;
use std::collections::BTreeMap;

/// The grade of each judged article, by query; grades above 0 are relevant.
pub type Judgements = BTreeMap<String, BTreeMap<String, u32>>;

/// The measures of one query, or their means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Measures {
    /// Average precision over the whole list; its mean is MAP.
    pub map: f64,
    /// Normalized discounted cumulative gain at rank 10, from 0 to 1.
    pub ndcg_10: f64,
    /// Precision at rank 10, from 0 to 1.
    pub p_10: f64,
    /// Recall at rank 100, from 0 to 1.
    pub recall_100: f64,
    /// Recall at rank 1000, from 0 to 1.
    pub recall_1000: f64,
}

/// Reads TREC qrels: query, iteration, article and grade, separated by white space.
///
/// # Errors
///
/// If a line has other columns or a grade that is not a number; the message names the line.
pub fn read_judgements(text: &str) -> Result<Judgements, String> {
    let mut judgements = Judgements::new();
    for (number, line) in (1..).zip(text.lines()) {
        let columns: Vec<&str> = line.split_whitespace().collect();
        let (query, article, grade) = match columns[..] {
            [] => continue,
            [query, _, article, grade] => (query, article, grade.parse::<i64>().ok()),
            _ => (line, line, None),
        };
        let Some(grade) = grade else {
            return Err(format!(
                "line {number}: judgements are `query 0 article grade`"
            ));
        };
        // Negative grades mark spam and the like.
        let grade = u32::try_from(grade).unwrap_or(0);
        let articles = judgements.entry(query.to_owned()).or_default();
        articles.insert(article.to_owned(), grade);
    }
    Ok(judgements)
}

/// Returns the measures of a ranked list, best first, each article once; `None` if no article is
/// relevant.
pub fn measure(ranked: &[String], grades: &BTreeMap<String, u32>) -> Option<Measures> {
    let relevant = grades.values().filter(|&&grade| grade > 0).count();
    if relevant == 0 {
        return None;
    }
    let gains: Vec<u32> = ranked
        .iter()
        .map(|article| grades.get(article).copied().unwrap_or_default())
        .collect();
    let found = |depth: usize| gains.iter().take(depth).filter(|&&gain| gain > 0).count() as f64;
    let mut precision = 0.0;
    for at in (0..gains.len()).filter(|&at| gains[at] > 0) {
        precision += found(at + 1) / (at + 1) as f64;
    }
    let mut ideal: Vec<u32> = grades.values().copied().collect();
    ideal.sort_unstable_by(|a, b| b.cmp(a));
    Some(Measures {
        map: precision / relevant as f64,
        ndcg_10: dcg_10(&gains) / dcg_10(&ideal),
        p_10: found(10) / 10.0,
        recall_100: found(100) / relevant as f64,
        recall_1000: found(1000) / relevant as f64,
    })
}

/// Returns the discounted cumulative gain at rank 10.
fn dcg_10(gains: &[u32]) -> f64 {
    let gains = gains.iter().take(10).zip(2_u32..);
    gains
        .map(|(&gain, rank)| f64::from(gain) / f64::from(rank).log2())
        .sum()
}

impl Measures {
    /// Returns the means.
    pub fn mean(all: &[Measures]) -> Measures {
        let mean =
            |of: fn(&Measures) -> f64| all.iter().map(of).sum::<f64>() / (all.len().max(1)) as f64;
        Measures {
            map: mean(|one| one.map),
            ndcg_10: mean(|one| one.ndcg_10),
            p_10: mean(|one| one.p_10),
            recall_100: mean(|one| one.recall_100),
            recall_1000: mean(|one| one.recall_1000),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(ranked: &[&str], expected: [f64; 4]) {
        let judgements =
            read_judgements("1 0 a 1\n1 0 b 2\n1 0 c 0\n1 0 d 1\n").expect("judgements");
        let ranked: Vec<String> = ranked.iter().map(|&article| article.to_owned()).collect();
        let got = measure(&ranked, &judgements["1"]).expect("some are relevant");
        let got = [got.map, got.ndcg_10, got.p_10, got.recall_100];
        for (got, expected) in got.iter().zip(expected) {
            assert!(
                (got - expected).abs() < 1e-4,
                "{ranked:?}: {got} for {expected}"
            );
        }
    }

    #[test]
    fn measures_as_trec_eval_does() {
        check(&["b", "a", "d"], [1.0, 1.0, 0.3, 1.0]);
        // (1/1 + 2/3) / 3; (1 + 2/log2(4)) / (2 + 1/log2(3) + 1/log2(4))
        check(&["a", "x", "b", "c"], [0.5556, 0.6388, 0.2, 0.6667]);
        check(&[], [0.0, 0.0, 0.0, 0.0]);
        check(&["c", "x"], [0.0, 0.0, 0.0, 0.0]);
    }

    #[test]
    fn leaves_out_queries_without_a_relevant_article() {
        let judgements = read_judgements("1 0 a 0\n\n").expect("judgements");
        assert_eq!(measure(&["a".to_owned()], &judgements["1"]), None);
        assert!(read_judgements("1 0 a").is_err());
        assert!(read_judgements("1 0 a good").is_err());
    }
}
