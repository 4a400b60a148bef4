//! What the commands find, and how they take a query.

use crate::archive::Archive;
use crate::commands::{ALL, BOTH, FIRST, SECOND, THIRD, archive, check, printed, text};
use serde_json::Value;

#[test]
fn finds_words() {
    let archive = archive();
    check(&archive, &["bridge"], BOTH);
    check(&archive, &["bridges", "BOLT"], FIRST);
    check(&archive, &["\"stay shut\""], FIRST);
    check(&archive, &["\"shut stay\""], &[]);
    check(&archive, &["sleeps OR bolts"], BOTH);
    check(&archive, &["lorries"], BOTH);
    check(&archive, &["lorries -bolts"], SECOND);
    check(&archive, &["bridge NOT title:bridge"], SECOND);
    check(&archive, &["(bolts OR sleeps) kinder"], SECOND);
    check(&archive, &["häfen"], THIRD);
    check(&archive, &["hafen"], THIRD);
    check(&archive, &[""], ALL);
    check(&archive, &[], ALL);
    check(&archive, &["unheard"], &[]);
}

#[test]
fn finds_speakers_however_typed() {
    let archive = archive();
    for typed in [
        "speaker:álvarez-núñez",
        "speaker:alvarez-nunez",
        "speaker:ALVAREZ",
        "speaker:\"José Álvarez-Núñez\"",
        "speaker:\"jose alvarez nunez\"",
        "Speaker:Nu\u{301}n\u{303}ez",
    ] {
        check(&archive, &[typed], FIRST);
    }
    check(&archive, &["speaker:okonkwo bridge"], SECOND);
    check(&archive, &["speaker:lind"], &[]);
    let filtered = archive
        .run(&["search", "-s", "Okonkwo", "-f", "ndjson"])
        .expect(0);
    assert_eq!(filtered.lines()[0]["speakers"][0], "Maria Okonkwo");
}

#[test]
fn finds_countries_by_any_name() {
    let archive = archive();
    for typed in [
        "country:KP",
        "country:prk",
        "country:\"North Korea\"",
        "country:DPRK",
    ] {
        check(&archive, &[typed], FIRST);
    }
    check(&archive, &["country:kr"], SECOND);
    check(&archive, &["country:Danish"], THIRD);
    check(&archive, &["country:france country:KP"], FIRST);
    check(&archive, &["country:brazil"], &[]);
    archive
        .run(&["search", "--country", "North Korea"])
        .expect(0);
}

#[test]
fn finds_by_date_outlet_language_and_the_rest() {
    let archive = archive();
    check(&archive, &["date:2024"], &["a/bridge.txt", "hafen.txt"]);
    check(&archive, &["date:2024-03-05"], FIRST);
    check(
        &archive,
        &["date:2024-03-05..2024-03"],
        &["a/bridge.txt", "hafen.txt"],
    );
    check(&archive, &["date:2024-03-06..2024-04"], THIRD);
    check(&archive, &["date:..2023"], SECOND);
    check(&archive, &["date:2025.."], &[]);
    check(&archive, &["outlet:herald"], FIRST);
    check(&archive, &["outlet:\"coast gazette\""], SECOND);
    check(&archive, &["outlet:kustenbote"], THIRD);
    check(&archive, &["lang:de"], THIRD);
    check(&archive, &["byline:lind"], FIRST);
    check(&archive, &["title:ferries"], SECOND);
    check(&archive, &["url:herald.example"], FIRST);
    for (arguments, hits) in [
        (&["search", "--from", "2024", "--format", "ndjson"][..], 2),
        (&["search", "--to", "2023-11-20", "--format", "ndjson"], 1),
        (&["search", "--to", "2023-11-19", "--format", "ndjson"], 0),
    ] {
        assert_eq!(archive.run(arguments).lines().len(), hits, "{arguments:?}");
    }
}

#[test]
fn a_confidence_keeps_what_is_surer() {
    let archive = archive();
    let all = archive.hits("quotes", &[]);
    let sure: Vec<Value> = all
        .iter()
        .filter(|hit| hit["confidence"].as_f64() >= Some(0.9))
        .cloned()
        .collect();
    assert!(!sure.is_empty() && sure.len() < all.len(), "{all:?}");
    let ids = |hits: &[Value]| -> Vec<String> {
        hits.iter().map(|hit| text(hit, "id").to_owned()).collect()
    };
    assert_eq!(
        ids(&archive.hits("quotes", &["confidence:0.9"])),
        ids(&sure)
    );
    let flag = ["quotes", "--min-confidence", "0.9", "-n0", "-f", "ndjson"];
    assert_eq!(ids(&archive.run(&flag).expect(0).lines()), ids(&sure));
    check(&archive, &["bridge confidence:0.9"], BOTH);
    check(&archive, &["speaker:office confidence:0.99"], &[]);
}

#[test]
fn points_at_what_it_does_not_understand() {
    let archive = archive();
    for (typed, wrong, mended) in [
        ("köln speker:lavrov", "speker", Some("speaker")),
        ("country:Frence", "Frence", Some("france")),
        ("bridge date:2024-13", "2024-13", None),
        ("é (bridge", "(", None),
        ("\"stay shut", "\"", None),
        ("bridge confidence:90", "90", None),
    ] {
        let run = archive.run(&["search", typed]).expect(2);
        let lines: Vec<&str> = run.err.lines().collect();
        let at = lines
            .iter()
            .position(|line| line.trim_start().starts_with('^'))
            .unwrap_or_else(|| panic!("no caret: {}", run.err));
        assert_eq!(lines[at - 1].trim(), typed);
        let column = lines[at].chars().take_while(|&c| c == ' ').count();
        let pointed: String = lines[at - 1].chars().skip(column).collect();
        assert!(pointed.starts_with(wrong), "{pointed:?} for {typed}");
        if let Some(mended) = mended {
            assert!(run.err.contains(mended), "{}", run.err);
        }
        assert!(run.out.is_empty());
    }
}

#[test]
fn shows_how_a_question_is_understood() {
    let archive = Archive::new(&[]);
    let typed = "lorries w/5 (north OR south) speaker:okonkwo said:(bridge NOT bolts)";
    let run = archive.run(&["search", "--explain", typed]).expect(0);
    let tree = [
        "AND",
        "  w/5",
        "    lorries",
        "    OR",
        "      north",
        "      south",
        "  said in one quotation",
        "    AND",
        "      speaker:okonkwo",
        "      body:bridge",
        "      NOT",
        "        body:bolts",
    ];
    assert_eq!(printed(&run)[..tree.len()], tree);
    let sentence = "what did the owner of the ferries say of the bridge";
    let run = archive.run(&["search", "--explain", sentence]).expect(0);
    assert!(run.err.contains("query in plain language"), "{run:?}");
    assert!(
        run.out.contains("any(what owner ferries say bridge)"),
        "{run:?}"
    );
    let run = archive
        .run(&["search", "--explain", "--all", sentence])
        .expect(0);
    assert!(run.out.contains("all(what did the"), "{run:?}");
}

#[test]
fn finds_what_stands_near() {
    let archive = archive();
    check(&archive, &["bridge w/3 shut"], FIRST);
    check(&archive, &["lorries w/3 korea"], FIRST);
    check(&archive, &["lorries w/4 korea"], BOTH);
    check(&archive, &["nobody w/s sleeps"], SECOND);
    check(&archive, &["said:(bolts w/4 older)"], FIRST);
    check(&archive, &["speaker:okonkwo said:bolts"], &[]);
    check(&archive, &["lorr* engin!"], FIRST);
    check(&archive, &["=lorry"], &[]);
    check(&archive, &["id:th-1"], FIRST);
    check(&archive, &["-byline:* lang:en"], SECOND);
    let any = archive.run(&["search", "--any", "sleeps zeppelin", "-f", "ndjson"]);
    assert!(text(&any.expect(0).lines()[0], "path").ends_with("ferry.txt"));
    let run = archive.run(&["search", "lorries w/3"]).expect(2);
    assert!(run.err.contains("w/3 needs an operand after it"), "{run:?}");
    assert!(
        run.err.contains("\n          ^^^\n") || run.err.contains("^^^"),
        "{run:?}"
    );
}

#[test]
fn suggests_what_the_archive_has() {
    let archive = archive();
    let run = archive.run(&["search", "brigde"]).expect(1);
    assert!(run.err.contains("Did you mean:  bridge"), "{run:?}");
    let run = archive.run(&["quotes", "speaker:okonko"]).expect(1);
    assert!(run.err.contains("speaker:okonkwo"), "{run:?}");
}

#[test]
fn answers_many_questions() {
    let archive = archive();
    let questions =
        "\u{feff}q1\tbridge\nno tab here\nq2\t(bolts\n\nq3\tnowhere\nq4\tsleeps OR bolts\n";
    std::fs::write(archive.path().join("questions.tsv"), questions).expect("it can be written");
    let run = archive
        .run(&["search", "--queries", "questions.tsv", "--format", "trec"])
        .expect(2);
    let columns: Vec<Vec<&str>> = run
        .out
        .lines()
        .map(|line| line.split(' ').collect())
        .collect();
    assert!(
        columns
            .iter()
            .all(|line| line.len() == 6 && line[1] == "Q0"),
        "{run:?}"
    );
    let found = |id: &str| columns.iter().filter(|line| line[0] == id).count();
    assert_eq!(
        [found("q1"), found("q2"), found("q3"), found("q4")],
        [2, 0, 0, 2]
    );
    // The source's own id names the article.
    assert!(columns.iter().any(|line| line[2] == "th-1"), "{run:?}");
    assert!(
        run.err.contains("questions.tsv:2") && run.err.contains("q2"),
        "{run:?}"
    );

    let qrels = "q1 0 th-1 1\nq4 0 th-1 1\nq9 0 th-1 1\n";
    std::fs::write(archive.path().join("qrels.txt"), qrels).expect("it can be written");
    let run = archive
        .run(&[
            "evaluate",
            "ranking",
            "questions.tsv",
            "qrels.txt",
            "--format",
            "json",
        ])
        .expect(0);
    let scores = run.json();
    assert_eq!(scores["queries"], 2);
    assert!(
        scores["map"].as_f64().is_some_and(|map| map >= 0.5),
        "{scores}"
    );
}

#[test]
fn finds_more_of_the_same_kind() {
    let archive = archive();
    let id = text(&archive.hits("search", &["bolts"])[0], "article").to_owned();
    let run = archive
        .run(&["search", "--like", &id, "--format", "ndjson"])
        .expect(0);
    assert!(
        text(&run.lines()[0], "path").ends_with("ferry.txt"),
        "{run:?}"
    );
    let run = archive
        .run(&[
            "search",
            "--any",
            "bridge lorries",
            "--feedback",
            "--explain-score",
        ])
        .expect(0);
    assert!(
        run.out.contains("in this passage") && run.out.contains("(learnt)"),
        "{run:?}"
    );
}

#[test]
fn every_example_of_the_query_language_is_understood() {
    let archive = Archive::new(&[]);
    let run = archive.run(&["help", "query"]).expect(0);
    let mut tried = 0;
    for line in run.out.lines().filter(|line| line.starts_with("  ")) {
        // Between two spaces and more stand single examples, the last part being what they mean.
        let parts: Vec<&str> = line
            .trim()
            .split("  ")
            .filter(|part| !part.is_empty())
            .collect();
        let Some((_, examples)) = parts.split_last().filter(|_| parts.len() > 1) else {
            continue;
        };
        for example in examples.iter().map(|example| example.trim()) {
            let field = |word: &str| word.ends_with(':');
            if example.split(' ').any(field)
                || example == "w/p"
                || example.starts_with("2024")
                || example.starts_with("2023")
                || example.starts_with(">=")
                || example.starts_with("[2020")
            {
                continue;
            }
            let run = archive.run(&["search", "--explain", "--", example]);
            assert_eq!(run.code, Some(0), "{example}: {run:?}");
            tried += 1;
        }
    }
    assert!(tried > 25, "{tried}");
}

#[test]
fn says_how_a_question_was_taken() {
    let archive = archive();
    // A word to be left out is no option, wherever it stands.
    check(&archive, &["-bolts"], &["b/ferry.txt", "hafen.txt"]);
    check(&archive, &["bridge", "-bolts"], &["b/ferry.txt"]);
    let run = archive.run(&["search", "sleeps or bolts"]).expect(0);
    assert!(
        run.err.contains("`or` is read as the operator OR"),
        "{run:?}"
    );
    // Of many questions only what fails is told.
    std::fs::write(archive.path().join("q.tsv"), "q1\tsleeps or bolts\n").expect("room on disk");
    let run = archive.run(&["search", "--queries", "q.tsv"]).expect(0);
    assert!(!run.err.contains("is read as"), "{run:?}");
    for days in ["0", "soon"] {
        archive.run(&["search", "--fresh", days, "bolts"]).expect(2);
    }
    archive
        .run(&["search", "--from", "2024..2025", "bolts"])
        .expect(2);
    archive
        .run(&["search", "--from", "last 9 days", "bolts"])
        .expect(1);
}
