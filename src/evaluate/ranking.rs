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
    pub ndcg_10: f64,
    pub p_10: f64,
    pub recall_100: f64,
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
        // Negative grades stand for spam and the like.
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

/// Reads a TREC run, query, `Q0`, article, rank, score and tag, as lists of articles, best first:
/// by score, as trec_eval does, then in the order of the file.
///
/// # Errors
///
/// If a line has other columns or a score that is not a number; the message names the line.
pub fn read_run(text: &str) -> Result<BTreeMap<String, Vec<String>>, String> {
    let mut scored: BTreeMap<String, Vec<(f64, String)>> = BTreeMap::new();
    for (number, line) in (1..).zip(text.lines()) {
        let columns: Vec<&str> = line.split_whitespace().collect();
        let (query, article, score) = match columns[..] {
            [] => continue,
            [query, _, article, _, score, _] => (query, article, score.parse::<f64>().ok()),
            _ => (line, line, None),
        };
        let Some(score) = score.filter(|score| score.is_finite()) else {
            return Err(format!(
                "line {number}: a run is `query Q0 article rank score tag`"
            ));
        };
        let articles = scored.entry(query.to_owned()).or_default();
        articles.push((score, article.to_owned()));
    }
    let mut run = BTreeMap::new();
    for (query, mut articles) in scored {
        articles.sort_by(|a, b| b.0.total_cmp(&a.0));
        run.insert(query, articles.into_iter().map(|(_, id)| id).collect());
    }
    Ok(run)
}

/// How often the signs of the differences are drawn.
const DRAWS: u32 = 100_000;

/// Returns the two-sided p-value of paired differences by Fisher's randomisation test (Smucker,
/// Allan and Carterette, "A comparison of statistical significance tests for information retrieval
/// evaluation", 2007): the share of random signs that give a sum at least as far from zero.
pub fn randomization_test(differences: &[f64]) -> f64 {
    let observed = differences.iter().sum::<f64>().abs();
    let mut state = 0_u64;
    // SplitMix64: the same numbers in every run.
    let mut bits = || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    };
    let mut as_far = 1;
    for _ in 0..DRAWS {
        let mut sum = 0.0;
        for differences in differences.chunks(64) {
            let signs = bits();
            for (at, difference) in differences.iter().enumerate() {
                sum += if signs >> at & 1 == 1 {
                    *difference
                } else {
                    -difference
                };
            }
        }
        // Sums of the same numbers in another order may differ in the last digit.
        as_far += u32::from(f64::abs(sum) >= observed - 1e-12);
    }
    f64::from(as_far) / f64::from(DRAWS + 1)
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
    fn tests_differences_in_pairs() {
        let check = |differences: &[f64], expected: f64| {
            let p = randomization_test(differences);
            assert!((p - expected).abs() < 0.01, "{differences:?}: {p}");
        };
        check(&[], 1.0);
        check(&[0.0, 0.0], 1.0);
        check(&[0.1], 1.0);
        // Two of the eight choices of signs are as far.
        check(&[0.1, 0.2, 0.3], 0.25);
        check(&[0.1; 10], 2.0 / 1024.0);
        check(&[0.1, -0.1], 1.0);
    }

    #[test]
    fn reads_runs_by_score() {
        let run = read_run("1 Q0 a 1 0.5 x\n1 Q0 b 2 0.7 x\n\n2 Q0 c 1 3 x\n").expect("a run");
        assert_eq!(run["1"], ["b", "a"]);
        assert_eq!(run["2"], ["c"]);
        assert!(read_run("1 0 a 1").is_err());
    }

    #[test]
    fn leaves_out_queries_without_a_relevant_article() {
        let judgements = read_judgements("1 0 a 0\n\n").expect("judgements");
        assert_eq!(measure(&["a".to_owned()], &judgements["1"]), None);
        assert!(read_judgements("1 0 a").is_err());
        assert!(read_judgements("1 0 a good").is_err());
    }
}
