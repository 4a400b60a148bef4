//! Random queries over random articles: the index finds and marks what a slow reading does.
//!
//! What both have wrong they agree on: `proximity` tests the slow reading by hand-written truth.
//!
//! `PROPTEST_CASES=100000 cargo test --release --lib random` asks as many, in some eight minutes.

use crate::engine::reference::{Marked, Part, ReferenceMatcher};
use crate::engine::{Engine, Grouping};
use crate::index::tests::*;
use proptest::prelude::*;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

const LANGS: &[&str] = &["en", "de", ""];
const WORDS: &[&str] = &[
    "war",
    "Wars",
    "WAR",
    "peace",
    "tax",
    "taxes",
    "Tax",
    "us",
    "US",
    "Häuser",
    "haus",
    "cut",
    "rich",
    "U.S.",
    "и",
    "й",
    "東京",
    "so\u{AD}me",
];
const SPEAKERS: &[&str] = &["Sergei Lavrov", "Anna Lind", "Željko Müller"];

/// How many archives the queries are run on.
const ARCHIVES: u64 = 24;

/// Numbers that are alike for the same seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.roll(from.len())]
    }

    fn text(&mut self, words: usize) -> String {
        let mut text = String::new();
        for at in 0..words {
            if at > 0 {
                text.push_str(self.pick(&[" ", " ", " ", " ", ", ", ". ", "! ", "-\n", "\n\n"]));
            }
            text.push_str(self.pick(WORDS));
        }
        text
    }
}

/// Returns the passages and the quotations of a random article; all that is said is in the first.
fn article(number: u64, dice: &mut Dice) -> Vec<Record> {
    let length = 1 + dice.roll(22);
    let text = dice.text(length);
    let title_length = dice.roll(5);
    let title = dice.text(title_length).replace("\n\n", " ");
    let lang = dice.pick(LANGS);
    let published = [None, Some("2024-03-05"), Some("2023"), Some("2024-02")][dice.roll(4)];
    let outlet = [None, Some("The Daily War"), Some("Tax Herald")][dice.roll(3)];
    let lead = text.split("\n\n").next().unwrap_or_default().len() as u32;
    let base = |record: Record| Record {
        title: title.clone(),
        lang: lang.to_owned(),
        published: published.map(str::to_owned),
        outlet: outlet.map(str::to_owned),
        countries: codes(&["DE"])[..number as usize % 2].to_vec(),
        source_id: Some(format!("s{number}")),
        ..record
    };
    let mut quotes = Vec::new();
    for position in 0..dice.roll(3) as u32 {
        let spans: Vec<crate::text::Span> = crate::text::words::words(&text).collect();
        let first = dice.roll(spans.len());
        let last = (first + dice.roll(6)).min(spans.len() - 1);
        let (start, end) = (spans[first].start, spans[last].end);
        let point = |byte| text[..byte].chars().count() as u32;
        let mut said = quote(number, position, dice.pick(SPEAKERS), &text[start..end]);
        (said.start, said.end) = (point(start), point(end));
        said.lead = lead.min(end as u32).saturating_sub(start as u32);
        said.quote.as_mut().expect("a quotation").kind = dice.pick(&["direct", "mixed"]).to_owned();
        quotes.push(base(said));
    }
    let mut speakers: Vec<String> = quotes
        .iter()
        .flat_map(|said| said.speakers.clone())
        .collect();
    speakers.sort();
    speakers.dedup();
    let passage = Record {
        lead,
        speakers,
        ..passage(number, 0, &text)
    };
    let mut passages = vec![base(passage)];
    if dice.roll(2) == 1 {
        let length = 1 + dice.roll(8);
        passages.push(base(super::passage(number, 1, &dice.text(length))));
    }
    [passages, quotes].concat()
}

struct Archive {
    articles: Vec<Vec<Record>>,
    reader: Reader,
    _dir: TempDir,
}

fn archive_of(seed: u64) -> Archive {
    let mut dice = Dice(seed * 7919 + 1);
    let articles: Vec<Vec<Record>> = (1..=20).map(|number| article(number, &mut dice)).collect();
    let dir = tempfile::tempdir().expect("a folder");
    write(dir.path(), &articles);
    let reader = Reader::open(dir.path()).expect("an index");
    Archive {
        articles,
        reader,
        _dir: dir,
    }
}

/// What was found, by record, with what is marked.
type Found = BTreeMap<String, Marked>;

/// Returns what is marked of a hit.
pub(crate) fn marked(hit: &crate::engine::Hit) -> Marked {
    let spans = |part, spans: &[crate::text::Span]| {
        let marks = spans.iter().map(|span| (part, span.start, span.end));
        marks.collect::<Vec<_>>()
    };
    let speakers = hit.marks.speakers.iter();
    let speakers = speakers.map(|(at, span)| (Part::Speaker(*at), span.start, span.end));
    let texts = [
        spans(Part::Title, &hit.marks.title),
        spans(Part::Text, &hit.marks.text),
    ];
    texts.concat().into_iter().chain(speakers).collect()
}

fn found(archive: &Archive, plan: &Plan, unit: Unit) -> Found {
    let options = SearchOptions {
        unit,
        limit: usize::MAX,
        grouping: Grouping::None,
        ..SearchOptions::default()
    };
    let hits = archive.reader.hits(plan, &options).expect("an answer");
    assert_eq!(hits.matches, hits.hits.len(), "{plan}");
    let articles: BTreeSet<ArticleId> = hits.hits.iter().map(|hit| hit.record.article).collect();
    assert_eq!(hits.articles, articles.len(), "{plan}");
    let key = |record: &Record| format!("{} {}", record.article, record.position);
    hits.hits
        .iter()
        .map(|hit| (key(&hit.record), marked(hit)))
        .collect()
}

fn expected(archive: &Archive, plan: &Plan, unit: Unit) -> Found {
    let mut expected = Found::new();
    for records in &archive.articles {
        let is_quote = records
            .iter()
            .position(|record| record.unit() == Unit::Quote);
        let (passages, quotes) = records.split_at(is_quote.unwrap_or(records.len()));
        for record in records.iter().filter(|record| record.unit() == unit) {
            let reference = ReferenceMatcher {
                langs: LANGS,
                record,
                passages,
                quotes,
            };
            if let Some(marks) = reference.answer(plan) {
                expected.insert(format!("{} {}", record.article, record.position), marks);
            }
        }
    }
    expected
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => prop::sample::select(WORDS).prop_map(str::to_owned),
        1 => prop::sample::select(&["war*", "t?x*", "=wars", "=Tax", "caps(us)", "allcaps(us)", "nocaps(us)", "tax~1", "häus~1", "/(war|tax)s?/", "ta!", "*s", "nowhere", "=\"war tax\"", "us^3"][..]).prop_map(str::to_owned),
        2 => (prop::sample::select(WORDS), prop::sample::select(WORDS)).prop_map(|(a, b)| format!("\"{a} {b}\"")),
        1 => (prop::sample::select(WORDS), prop::sample::select(WORDS), 1..5).prop_map(|(a, b, n)| format!("\"{a} {b}\"~{n}")),
        1 => (prop::sample::select(WORDS), prop::sample::select(WORDS), prop::sample::select(WORDS), 1..4).prop_map(|(a, b, c, n)| format!("\"{a} {b} {c}\"~{n}")),
        1 => (prop::sample::select(WORDS), prop::sample::select(&["wa*", "t*", "p?ace"][..])).prop_map(|(a, b)| format!("\"{a} {b}\"")),
    ]
}

fn sign() -> impl Strategy<Value = String> {
    prop_oneof![
        (1..6).prop_map(|n| format!("w/{n}")),
        (1..6).prop_map(|n| format!("pre/{n}")),
        (1..4).prop_map(|n| format!("not w/{n}")),
        prop::sample::select(
            &[
                "w/s",
                "w/p",
                "pre/s",
                "pre/p",
                "not w/s",
                "not w/p",
                "not pre/2"
            ][..]
        )
        .prop_map(str::to_owned),
    ]
}

/// A few words, so that operands often claim the same ones.
fn few() -> impl Strategy<Value = String> {
    prop::sample::select(
        &[
            "tax",
            "cut",
            "rich",
            "war",
            "=tax",
            "\"tax cut\"",
            "\"tax cut\"~2",
            "(tax OR cut)",
        ][..],
    )
    .prop_map(str::to_owned)
}

/// Operators within operators, where a third word may stand between the words of a pair.
fn nested() -> impl Strategy<Value = String> {
    let pair = || (few(), sign(), few()).prop_map(|(a, sign, b)| format!("({a} {sign} {b})"));
    let wide = || (few(), 3..12, few()).prop_map(|(a, n, b)| format!("({a} w/{n} {b})"));
    prop_oneof![
        (wide(), sign(), few()).prop_map(|(pair, sign, c)| format!("({pair} {sign} {c})")),
        (few(), sign(), wide()).prop_map(|(c, sign, pair)| format!("({c} {sign} {pair})")),
        (wide(), sign(), wide()).prop_map(|(one, sign, other)| format!("({one} {sign} {other})")),
        (pair(), sign(), pair()).prop_map(|(one, sign, other)| format!("({one} {sign} {other})")),
        (few(), sign(), few(), sign(), few())
            .prop_map(|(a, first, b, second, c)| format!("({a} {first} {b} {second} {c})")),
        (wide(), sign(), few(), sign(), few())
            .prop_map(|(pair, first, c, second, d)| format!("(({pair} {first} {c}) {second} {d})")),
    ]
}

/// Words that have places, near one another perhaps.
fn places() -> impl Strategy<Value = String> {
    prop_oneof![3 => operators(), 2 => nested()]
}

fn operators() -> impl Strategy<Value = String> {
    word().prop_recursive(3, 6, 2, |inner| {
        prop_oneof![
            3 => (inner.clone(), sign(), inner.clone()).prop_map(|(a, sign, b)| format!("({a} {sign} {b})")),
            1 => (inner.clone(), inner).prop_map(|(a, b)| format!("({a} OR {b})")),
        ]
    })
}

fn question() -> impl Strategy<Value = String> {
    let field = prop::sample::select(
        &[
            "speaker:lavrov",
            "speaker:lawrow",
            "speaker:l*",
            "spelled:muller",
            "speaker:\"anna lind\"",
            "speaker:*",
            "outlet:war",
            "outlet:*",
            "outlet:\"the d* war\"",
            "date:2024",
            "date:none",
            "date:2024-02..",
            "lang:de",
            "country:DE",
            "country:*",
            "title:*",
            "kind:direct",
            "kind:mixed",
            "id:s7",
            "id:s1",
        ][..],
    );
    let leaf = prop_oneof![
        5 => places(),
        1 => (prop::sample::select(&["title", "lead", "body"][..]), places()).prop_map(|(field, places)| format!("{field}:({places})")),
        1 => (1..4, places()).prop_map(|(n, places)| format!("atleast{n}({places})")),
        1 => (places(), places()).prop_map(|(a, b)| format!("any({a} {b})")),
        1 => (places(), places()).prop_map(|(a, b)| format!("all({a} {b})")),
        1 => (places(), places()).prop_map(|(a, b)| format!("({a} w/doc {b})")),
        1 => places().prop_map(|places| format!("said:({places})")),
        1 => (places(), places()).prop_map(|(a, b)| format!("said:({a} {b})")),
        2 => field.prop_map(str::to_owned),
    ];
    leaf.prop_recursive(3, 6, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} OR {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} -{b})")),
            inner.clone().prop_map(|a| format!("NOT {a}")),
            inner.prop_map(|a| format!("({a})^2")),
        ]
    })
}

/// Calls with an archive, made when first asked for.
fn with_archive<T>(seed: u64, ask: impl FnOnce(&Archive) -> T) -> T {
    thread_local! {
        static ARCHIVES_MADE: RefCell<BTreeMap<u64, Archive>> = const { RefCell::new(BTreeMap::new()) };
    }
    ARCHIVES_MADE.with_borrow_mut(|made| ask(made.entry(seed).or_insert_with(|| archive_of(seed))))
}

/// Checks that all the questions find and mark the same, in the index and by the slow reading.
fn check_alike(seed: u64, questions: &[String]) -> Result<(), TestCaseError> {
    let plans: Vec<Plan> = questions.iter().map(|typed| plan(typed)).collect();
    with_archive(seed, |archive| {
        let of = |plan| {
            let slowly = expected(archive, plan, Unit::Passage);
            (found(archive, plan, Unit::Passage), slowly)
        };
        let first = of(&plans[0]);
        for (typed, plan) in questions.iter().zip(&plans).skip(1) {
            prop_assert_eq!(&of(plan), &first, "{} and {}", typed, questions[0]);
        }
        Ok(())
    })
}

proptest! {
    #[test]
    fn operands_of_symmetric_operators_change_places(
        seed in 0..ARCHIVES,
        one in places(),
        other in places(),
        sign in prop_oneof![(1..12).prop_map(|n| format!("w/{n}")), Just("w/s".to_owned()), Just("w/p".to_owned())],
    ) {
        check_alike(seed, &[format!("{one} {sign} {other}"), format!("{other} {sign} {one}")])?;
    }

    #[test]
    fn operands_in_one_sentence_stand_in_any_order(
        seed in 0..ARCHIVES,
        operands in prop::collection::vec(few(), 3),
        sign in prop::sample::select(&["w/s", "w/p"][..]),
    ) {
        let [a, b, c] = &operands[..] else { unreachable!("three are made") };
        let orders = [[a, b, c], [a, c, b], [b, a, c], [b, c, a], [c, a, b], [c, b, a]];
        let mut questions: Vec<String> =
            orders.iter().map(|[a, b, c]| format!("{a} {sign} {b} {sign} {c}")).collect();
        questions.push(format!("{a} {sign} ({b} {sign} {c})"));
        check_alike(seed, &questions)?;
    }

    #[test]
    fn finds_and_marks_what_a_slow_reading_does(seed in 0..ARCHIVES, typed in question()) {
        let parsed = parse(&typed, &country);
        // Names and values inside `said:` or near one another, mostly.
        prop_assume!(parsed.errors.is_empty());
        let plan = to_plan(&parsed.query);
        with_archive(seed, |archive| {
            for unit in [Unit::Passage, Unit::Quote] {
                prop_assert_eq!(found(archive, &plan, unit), expected(archive, &plan, unit), "{} as {} {:?}", typed, plan, unit);
            }
            Ok(())
        })?;
    }
}
