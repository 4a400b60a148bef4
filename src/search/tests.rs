//! The service over an engine in memory: what is understood, remarked, answered and counted.

use crate::engine::memory::MemoryEngine;
use crate::engine::{ArticleId, Dimension, QuoteInfo, Record, SearchOptions, Unit};
use crate::person::Aliases;
use crate::search::{
    Bound, CountRequest, Error, Filters, NamePolicy, Remark, Request, SearchService, WordMode,
    understand,
};

fn passage(number: u64, outlet: &str, published: &str, text: &str) -> Record {
    Record {
        file: format!("corpus/{number}.txt"),
        article: ArticleId(number),
        end: text.chars().count() as u32,
        text: text.into(),
        lang: "en".into(),
        outlet: Some(outlet.into()),
        published: Some(published.into()),
        ..Record::default()
    }
}

fn said(passage: &Record, speaker: &str) -> Vec<Record> {
    let quote = Record {
        speakers: vec![speaker.into()],
        quote: Some(QuoteInfo {
            kind: "direct".into(),
            confidence: 0.9,
            ..QuoteInfo::default()
        }),
        ..passage.clone()
    };
    let passage = Record {
        speakers: vec![speaker.into()],
        ..passage.clone()
    };
    vec![passage, quote]
}

fn articles() -> Vec<Vec<Record>> {
    vec![
        said(
            &passage(1, "Herald", "2024-01-10", "The strike closed the harbour."),
            "Anna Lind",
        ),
        said(
            &passage(2, "Herald", "2024-03-02", "No strike will stop the ferry."),
            "Karl Boer",
        ),
        vec![passage(
            3,
            "Post",
            "2024-03-05",
            "The ferry left the harbour.",
        )],
        vec![passage(4, "Post", "2024-03-09", "Rain fell on the town.")],
    ]
}

fn service(names: NamePolicy) -> SearchService {
    SearchService::new(MemoryEngine::new(articles()), names)
}

/// Returns the articles that answer a request, as their numbers.
fn found(service: &SearchService, request: &Request) -> Vec<u64> {
    let plan = service.understand(request).expect("understood").plan;
    let answer = service.search(&plan, &SearchOptions::default());
    let hits = answer.expect("an answer").read().expect("hits");
    let mut numbers: Vec<u64> = hits.hits.iter().map(|hit| hit.record.article.0).collect();
    numbers.sort_unstable();
    numbers
}

#[track_caller]
fn check(request: &Request, expected: &[u64]) {
    assert_eq!(found(&service(NamePolicy::default()), request), expected);
}

#[test]
fn few_words_are_all_required_and_many_are_not() {
    check(&Request::new("strike ferry"), &[2]);
    check(
        &Request::new("did the strike stop the ferry at sea"),
        &[1, 2, 3],
    );
    let words = |text: &str, words| Request {
        words,
        ..Request::new(text)
    };
    check(&words("strike ferry", WordMode::Any), &[1, 2, 3]);
    check(&words("did the strike stop the ferry", WordMode::All), &[]);
}

#[test]
fn filters_narrow() {
    let filtered = |filters| Request {
        filters,
        ..Request::new("strike")
    };
    let speaker = Filters {
        speaker: Some("lind".into()),
        ..Filters::default()
    };
    check(&filtered(speaker), &[1]);
    let dates = Filters {
        from: Some("2024-03".into()),
        to: Some("2024-03".into()),
        ..Filters::default()
    };
    check(&filtered(dates), &[2]);
}

#[test]
fn remarks_tell_how_a_query_was_taken() {
    let service = service(NamePolicy::default());
    let remarks = |text: &str| {
        let understood = service.understand(&Request::new(text));
        understood.expect("understood").remarks
    };
    assert_eq!(remarks("strike ferry"), []);
    assert!(matches!(
        remarks("did the strike stop the ferry at sea").as_slice(),
        [Remark::PlainLanguage(_)]
    ));
    let [Remark::UnquotedName { part, word, whole }] = &remarks("speaker:anna lind")[..] else {
        panic!("one remark");
    };
    assert_eq!(part.to_string(), "speaker:anna");
    assert_eq!(word, "anna");
    assert_eq!(whole.to_string(), "speaker:\"anna lind\"");
    assert_eq!(remarks("speaker:anna boer"), []);
    assert!(matches!(
        remarks("country:sahel").as_slice(),
        [Remark::Note(note)] if note.message.to_lowercase().contains("sahel")
    ));
}

#[test]
fn what_is_not_understood_is_refused_with_its_place() {
    let refused = |request: &Request| understand(request).expect_err("not understood");
    let Error::Query { typed, diagnostic } = refused(&Request::new("strike AND")) else {
        panic!("a fault of the query");
    };
    assert_eq!(diagnostic.span.of(&typed), "AND");
    let any = Request {
        words: WordMode::Any,
        ..Request::new("strike w/3 ferry")
    };
    assert!(matches!(refused(&any), Error::NotPlainWords));
    let date = Request {
        filters: Filters {
            to: Some("soon".into()),
            ..Filters::default()
        },
        ..Request::default()
    };
    assert!(matches!(
        refused(&date),
        Error::Date {
            bound: Bound::To,
            ..
        }
    ));
}

#[test]
fn an_empty_answer_is_explained_part_by_part() {
    let service = service(NamePolicy::default());
    let plan = service.understand(&Request::new("strike feery -rain"));
    let plan = plan.expect("understood").plan;
    let parts = service.explain_empty(&plan, &SearchOptions::default());
    let parts: Vec<(String, usize, Option<String>)> = parts
        .expect("an answer")
        .into_iter()
        .map(|part| {
            let suggestion = part.suggestion.map(|plan| plan.to_string());
            (part.part.to_string(), part.articles, suggestion)
        })
        .collect();
    assert_eq!(
        parts,
        [
            ("strike".to_owned(), 2, None),
            ("feery".to_owned(), 0, Some("ferry".to_owned())),
        ]
    );
}

#[test]
fn counts_have_shares_and_gaps() {
    let service = service(NamePolicy::default());
    let plan = service
        .understand(&Request::new("strike"))
        .expect("a plan")
        .plan;
    let by = |name: &str| CountRequest {
        by: Dimension::named(name).into_iter().collect(),
        shares: true,
        limit: 0,
    };
    let count = |name| service.count(&plan, &by(name), &SearchOptions::default());
    let mut months = count("month").expect("counts");
    months.fill_gaps();
    let rows = |table: &crate::search::CountTable| -> Vec<(String, usize, Option<f64>)> {
        let rows = table.rows.iter();
        rows.map(|row| (row.values.join(" "), row.count, row.share))
            .collect()
    };
    let third = 1.0 / 3.0;
    assert_eq!(
        rows(&months),
        [
            ("2024-01".to_owned(), 1, Some(1.0)),
            ("2024-02".to_owned(), 0, Some(0.0)),
            ("2024-03".to_owned(), 1, Some(third)),
        ]
    );
    let outlets = count("outlet").expect("counts");
    assert_eq!(rows(&outlets), [("Herald".to_owned(), 2, Some(1.0))]);
    assert_eq!((outlets.articles, outlets.matches), (2, 2));
}

#[test]
fn names_are_expanded_by_the_policy() {
    let (aliases, errors) = Aliases::parse("Anna Lind\tA. Berg\n");
    assert_eq!(errors, []);
    let names = NamePolicy {
        aliases,
        ..NamePolicy::default()
    };
    let request = Request::new("speaker:\"A. Berg\"");
    assert_eq!(found(&service(names), &request), [1]);
    check(&request, &[]);
}

#[test]
fn articles_like_one_leave_it_out() {
    let like = Request {
        like: Some(ArticleId(1).to_string()),
        ..Request::default()
    };
    check(&like, &[2, 3, 4]);
    let service = service(NamePolicy::default());
    let ambiguous = service.find_article("00").expect_err("four have it");
    assert!(matches!(
        ambiguous,
        Error::AmbiguousArticle { found: 4, .. }
    ));
}

#[test]
fn quotations_are_counted_one_by_one() {
    let service = service(NamePolicy::default());
    let options = SearchOptions {
        unit: Unit::Quote,
        ..SearchOptions::default()
    };
    let plan = service
        .understand(&Request::new("strike"))
        .expect("a plan")
        .plan;
    let request = CountRequest {
        by: Dimension::named("speaker").into_iter().collect(),
        ..CountRequest::default()
    };
    let table = service.count(&plan, &request, &options).expect("counts");
    assert_eq!(table.total(), 2);
    assert_eq!(table.rows.len(), 2);
}
