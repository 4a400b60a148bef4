//! Okapi BM25 (Robertson and Zaragoza, 2009): the weight of a term, and its saturated frequency.
//!
//! ```text
//! idf(t)      = ln(1 + (N - n(t) + 0.5) / (n(t) + 0.5))
//! tf(f, len)  = f (k1 + 1) / (f + k1 (1 - b + b len / avglen))
//! ```

/// The usual constants: how soon more occurrences add nothing, how much length counts.
const K1: f32 = 1.2;
const B: f32 = 0.75;

/// Returns the inverse document frequency of a term that `having` of the documents have.
pub(crate) fn idf(having: u64, documents: u64) -> f32 {
    let (having, documents) = (having.min(documents) as f32, documents as f32);
    (1.0 + (documents - having + 0.5) / (having + 0.5)).ln()
}

/// Returns the saturated frequency of a term that occurs `count` times in a text `length` times as
/// long as the average.
pub(crate) fn saturation(count: f32, length: f32) -> f32 {
    count * (K1 + 1.0) / (count + K1 * (1.0 - B + B * length))
}
