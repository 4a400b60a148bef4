//! Which articles match a query, and in what order.

use crate::engine::Engine;
use crate::index::tests::*;

/// Checks the articles that answer, sorted, and that the counts agree with the list.
#[track_caller]
fn check(reader: &Reader, typed: &str, expected: &[u64]) {
    let hits = search(reader, typed, Unit::Passage);
    let mut articles: Vec<u64> = hits.hits.iter().map(|hit| hit.record.article.0).collect();
    articles.sort_unstable();
    assert_eq!(articles, expected, "{typed}");
    assert_eq!(hits.articles, articles.len(), "{typed}");
    let matches: usize = hits.hits.iter().map(|hit| hit.further + 1).sum();
    assert_eq!(hits.matches, matches, "{typed}");
}

#[test]
fn words() {
    let (_dir, reader) = indexed();
    check(&reader, "nuclear", &[1, 3]);
    check(&reader, "NUCLEAR war", &[1]);
    check(&reader, "war", &[1, 5]);
    check(&reader, "war OR budget", &[1, 2, 5]);
    check(&reader, "minister -budget", &[1]);
    // The last passage of the first article has neither word.
    check(&reader, "NOT (war OR budget)", &[1, 3, 4, 6]);
    check(&reader, "war OR NOT lang:en", &[1, 3, 4, 5, 6]);
    check(&reader, "(war OR budget) minister", &[1, 2]);
    check(&reader, "nowhere", &[]);
    check(&reader, "nowhere OR war", &[1, 5]);
    check(&reader, "", &[1, 2, 3, 4, 5, 6]);
    check(&reader, "-nowhere", &[1, 2, 3, 4, 5, 6]);
}

#[test]
fn titles_count() {
    let (_dir, reader) = indexed();
    check(&reader, "wonsan", &[1]);
    check(&reader, "title:lavrov", &[1]);
    check(&reader, "title:nuclear", &[]);
    check(&reader, "title:\"quit over\"", &[2]);
    // A title's last word and a text's first are no phrase.
    check(&reader, "\"wonsan russia\"", &[]);
    check(&reader, "\"wonsan nuclear\"", &[]);
}

#[test]
fn stems_and_accents() {
    let (_dir, reader) = indexed();
    check(&reader, "election", &[4, 5]);
    check(&reader, "elections", &[4, 5, 6]);
    check(&reader, "élections", &[4, 5, 6]);
    check(&reader, "Haus", &[3]);
    check(&reader, "häuser", &[3, 6]);
    check(&reader, "hauser", &[3, 6]);
    check(&reader, "wahlten", &[3]);
}

#[test]
fn phrases() {
    let (_dir, reader) = indexed();
    check(&reader, "\"nuclear war\"", &[1]);
    check(&reader, "\"war nuclear\"", &[]);
    check(&reader, "\"nuclear talk\"", &[1]);
    check(&reader, "\"la war\"", &[]);
    check(&reader, "“les elections ont”", &[4]);
    check(&reader, "„die hauser im land“", &[3]);
    check(&reader, "minister's", &[]);
    check(&reader, "Russia's", &[1]);
    check(&reader, "war -\"nuclear war\"", &[1, 5]);
    // A phrase left out that begins behind the first passage found.
    check(&reader, "speaker:lavrov -\"nuclear talks\"", &[1]);
    check(&reader, "lang:en -\"words of\"", &[1, 2, 5]);
}

#[test]
fn speakers_and_other_names() {
    let (_dir, reader) = indexed();
    check(&reader, "speaker:lavrov", &[1]);
    check(&reader, "speaker:LAVRÓV", &[1]);
    check(&reader, "speaker:\"sergei lavrov\"", &[1]);
    check(&reader, "speaker:\"lavrov sergei\"", &[]);
    check(&reader, "speaker:Lawrow", &[1]);
    check(&reader, "speaker:Лавров", &[1]);
    check(&reader, "speaker:\"Sergej Lawrow\"", &[1]);
    check(&reader, "speaker:\"sergey lavrov\"", &[1]);
    check(&reader, "spelled:lavrov", &[1]);
    check(&reader, "spelled:\"sergei lavrov\"", &[1]);
    check(&reader, "spelled:lawrow", &[]);
    check(&reader, "spelled:\"sergey lavrov\"", &[]);
    check(&reader, "speaker:mueller", &[2]);
    check(&reader, "spelled:mueller", &[]);
    check(&reader, "lavrov speaker:lawrow -spelled:lawrow", &[1]);
    check(&reader, "speaker:zeljko", &[2]);
    check(&reader, "speaker:\"zeljko muller\"", &[2]);
    // Two speakers' names are not one name.
    check(&reader, "speaker:\"muller jane\"", &[]);
    check(&reader, "speaker:(lavrov OR doe)", &[1, 2]);
    check(&reader, "speaker:lavrov budget", &[]);
    check(&reader, "outlet:post", &[1]);
    check(&reader, "outlet:\"evening herald\"", &[2]);
    check(&reader, "byline:lind", &[1]);
    check(&reader, "url:example.org/asia", &[1]);
    check(&reader, "lang:de", &[3]);
}

#[test]
fn countries_and_dates() {
    let (_dir, reader) = indexed();
    check(&reader, "country:\"North Korea\"", &[1]);
    check(&reader, "country:de", &[2, 3]);
    check(&reader, "country:de -budget", &[3]);
    check(&reader, "date:2024", &[2, 3, 5]);
    check(&reader, "date:2024-03", &[2]);
    // The third is of 2024, and of no month we know.
    check(&reader, "date:2024-01", &[]);
    check(&reader, "date:2024-01..2024-12", &[2, 3, 5]);
    check(&reader, "hessen date:2024-02..", &[]);
    check(&reader, "hessen date:2023..", &[3]);
    // Late in the evening, in the paper's own time.
    check(&reader, "date:2024-03-05", &[2]);
    check(&reader, "date:2024-03-06", &[]);
    check(&reader, "date:2024-02-29..2024-03-05", &[2, 5]);
    check(&reader, "date:..2023", &[4]);
    check(&reader, "date:2025..", &[1]);
    check(&reader, "war date:2024", &[5]);
    check(&reader, "NOT date:2023..", &[6]);
}

#[test]
fn quotations_stand_alone() {
    let (_dir, reader) = indexed();
    let said = |typed| {
        let hits = search(&reader, typed, Unit::Quote);
        let texts: Vec<String> = hits
            .hits
            .iter()
            .map(|hit| hit.record.text.clone())
            .collect();
        assert_eq!(hits.matches, texts.len());
        (hits.articles, texts)
    };
    let lavrov = "We warn against building alliances".to_owned();
    let muller = "The budget is an alliance of nobody".to_owned();
    let doe = "John would have paid".to_owned();
    assert_eq!(said("speaker:lavrov"), (1, vec![lavrov.clone()]));
    assert_eq!(said("alliance"), (2, vec![lavrov, muller.clone()]));
    assert_eq!(said("speaker:muller"), (1, vec![muller.clone()]));
    // The title counts, but the words themselves count more.
    assert_eq!(said("budget"), (1, vec![muller, doe]));
    assert_eq!(said("resorts"), (0, vec![]));
}

#[test]
fn the_best_passage_stands_for_its_article() {
    let (_dir, reader) = indexed();
    let hits = search(&reader, "nuclear talks", Unit::Passage);
    assert_eq!(hits.hits[0].record.position, 1);
    assert_eq!(hits.hits[0].further, 0);
    let hits = search(&reader, "speaker:lavrov", Unit::Passage);
    assert_eq!((hits.hits[0].record.position, hits.hits[0].further), (0, 2));
    assert_eq!((hits.articles, hits.matches), (1, 3));
}

#[test]
fn pages_and_roots() {
    let (_dir, reader) = indexed();
    let page = |limit, offset, root: Option<&str>| {
        let options = SearchOptions {
            unit: Unit::Passage,
            limit,
            offset,
            root: root.map(str::to_owned),
            ..SearchOptions::default()
        };
        let hits = reader.hits(&Plan::All, &options).expect("an answer");
        let ranks: Vec<usize> = hits.hits.iter().map(|hit| hit.rank).collect();
        (hits.articles, ranks)
    };
    assert_eq!(page(2, 0, None), (6, vec![1, 2]));
    assert_eq!(page(2, 5, None), (6, vec![6]));
    assert_eq!(page(2, 6, None), (6, vec![]));
    assert_eq!(page(0, 0, None), (6, vec![]));
    assert_eq!(page(9, 0, Some("corpus")).0, 6);
    assert_eq!(page(9, 0, Some("elsewhere")).0, 0);
}

#[test]
fn newest_first_among_equals() {
    let (_dir, reader) = indexed();
    let hits = search(&reader, "", Unit::Passage);
    let articles: Vec<u64> = hits.hits.iter().map(|hit| hit.record.article.0).collect();
    assert_eq!(articles, [1, 2, 5, 3, 4, 6]);
}

#[test]
fn same_answer_however_many_threads_wrote() {
    let articles: Vec<Vec<Record>> = (0..400)
        .map(|number| {
            let text = format!(
                "war and peace in {} {}",
                number % 7,
                "word ".repeat(number as usize % 3)
            );
            (0..3).map(|at| passage(number, at, &text)).collect()
        })
        .collect();
    let answer = |threads, order: &dyn Fn(usize) -> usize, commit_every: usize| {
        let dir = tempfile::tempdir().expect("a folder");
        let writer = IndexWriter::open(dir.path(), &options(threads)).expect("a fresh folder");
        for at in 0..articles.len() {
            writer.add(&articles[order(at)]).expect("room on disk");
            if at % commit_every == commit_every - 1 {
                writer.commit().expect("room on disk");
            }
        }
        writer.finish().expect("room on disk");
        let reader = Reader::open(dir.path()).expect("an index");
        ["war", "peace 3", "word OR 5", "", "\"and peace\" -6"].map(|typed| {
            let hits = search(&reader, typed, Unit::Passage).hits;
            hits.iter().map(|hit| hit.record.id()).collect::<Vec<_>>()
        })
    };
    let once = answer(1, &|at| at, 1000);
    assert_eq!(once[0].len(), 10);
    assert_eq!(answer(4, &|at| at, 150), once);
    assert_eq!(answer(4, &|at| (at * 7) % 400, 99), once);
}
