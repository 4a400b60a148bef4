//! How the commands print what they found.

use crate::archive::{Archive, Run};
use crate::commands::{archive, printed, text};
use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

#[test]
fn hits_carry_their_fields() {
    let archive = archive();
    let run = archive
        .run(&["search", "bolts bridge", "--format", "json"])
        .expect(0);
    let whole = run.json();
    assert_eq!(
        (&whole["schema"], &whole["articles"]),
        (&Value::from(1), &Value::from(1))
    );
    let hit = &whole["hits"][0];
    for (field, expected) in [
        ("schema", Value::from(1)),
        ("rank", 1.into()),
        ("title", "Bridge at Sarnova shut".into()),
        ("outlet", "Test Herald".into()),
        ("byline", "Anna Lind".into()),
        ("published", "2024-03-05".into()),
        ("lang", "en".into()),
        ("speakers", vec!["José Álvarez-Núñez"].into()),
        ("url", "https://herald.example/bridge".into()),
    ] {
        assert_eq!(hit[field], expected, "{field}");
    }
    let countries: Vec<&str> = hit["countries"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(Value::as_str)
        .collect();
    assert!(
        countries.contains(&"KP") && countries.contains(&"FR"),
        "{countries:?}"
    );
    let (id, article) = (text(hit, "id"), text(hit, "article"));
    assert!(
        id.starts_with(&format!("{article}:")) && article.len() == 13,
        "{id}"
    );
    assert!(hit["score"].as_f64().is_some_and(|score| score > 0.0));
    assert!(text(hit, "path").ends_with("corpus/a/bridge.txt"));
    assert!(text(hit, "text").contains("The bolts are older"));

    let lines = archive.run(&["search", "bolts bridge", "--format", "ndjson"]);
    assert_eq!(
        lines.lines(),
        whole["hits"].as_array().expect("a list").clone()
    );
}

#[test]
fn quotations_carry_their_speakers() {
    let archive = archive();
    let hits = archive.hits("quotes", &["speaker:alvarez"]);
    let words: Vec<&str> = hits.iter().map(|hit| text(hit, "text")).collect();
    assert_eq!(
        words,
        ["The bolts are older than I am,", "We will test each bolt."]
    );
    for hit in &hits {
        assert_eq!(hit["speaker"], "José Álvarez-Núñez");
        assert_eq!(hit["cue"], "said");
        assert_eq!(hit["kind"], "direct");
    }
    let nothing = archive.hits("quotes", &["speaker:alvarez kinder"]);
    assert_eq!(nothing, [] as [Value; 0]);
}

#[test]
fn tables_are_tables() {
    let archive = archive();
    for (command, speaker) in [("search", "speakers"), ("quotes", "speaker")] {
        let run = archive
            .run(&[command, "bolts", "--format", "csv"])
            .expect(0);
        let mut table = csv::Reader::from_reader(run.out.as_bytes());
        let headers = table.headers().expect("a heading").clone();
        let column = |name: &str| {
            headers
                .iter()
                .position(|header| header == name)
                .unwrap_or_else(|| panic!("a column {name}"))
        };
        let row = table.records().next().expect("a row").expect("well formed");
        assert_eq!(&row[column("title")], "Bridge at Sarnova shut");
        assert!(row[column(speaker)].contains("José Álvarez-Núñez"));
        for name in [
            "id",
            "rank",
            "published",
            "outlet",
            "text",
            "countries",
            "byline",
            "lang",
            "path",
            "url",
        ] {
            assert!(
                !row[column(name)].is_empty() || name == "countries",
                "{name}"
            );
        }
    }
}

/// Returns the words lit up in a hit.
fn lit(hit: &Value) -> Vec<String> {
    let signs: Vec<char> = text(hit, "text").chars().collect();
    let marks = hit["highlights"].as_array().expect("a list");
    let at = |mark: &Value, end: usize| mark[end].as_u64().expect("a number") as usize;
    marks
        .iter()
        .map(|mark| signs[at(mark, 0)..at(mark, 1)].iter().collect())
        .collect()
}

#[test]
fn highlights_count_code_points() {
    let text = "Der Bürgermeister ließ die 🚢🚢 Fähren „über Nacht“ 日本 prüfen, e\u{301}tage für e\u{301}tage.\n\n\
                „Ärger“ gäbe es überall – über 💶 zum Beispiel – und der Fährmann öffnet die Fähre früh.\n";
    let archive = Archive::indexed(&[("ä.txt", text)]);
    let hit = &archive.hits("search", &["fähren prüfen öffnen"])[0];
    assert_eq!(lit(hit), ["Fähren", "prüfen", "öffnet", "Fähre"]);
    let hit = &archive.hits("search", &["\"über nacht\" 日本"])[0];
    assert_eq!(lit(hit).concat().replace(' ', ""), "überNacht日本");
}

#[test]
fn shows_an_article_with_its_passage_marked() {
    let archive = archive();
    let hit = &archive.hits("quotes", &["speaker:okonkwo", "kinder"])[0];
    let whole = archive.run(&["show", text(hit, "id")]).expect(0);
    for part in [
        "Ferries double their runs",
        "Coast Gazette",
        "2023-11-20",
        "[Maria",
        "▌",
    ] {
        assert!(whole.out.contains(part), "{part}: {}", whole.out);
    }
    let article = text(hit, "article");
    let plain = archive.run(&["show", article]).expect(0);
    assert!(!plain.out.contains('▌'));
    assert_eq!(
        archive.run(&["show", &article[..8]]).expect(0).out,
        plain.out
    );
    archive.run(&["show", "zzzzzzzzzzzzz"]).expect(1);
    archive.run(&["show", &format!("{article}:9-x")]).expect(2);
}

#[test]
fn only_a_terminal_gets_colours() {
    let archive = archive();
    let id = text(&archive.hits("quotes", &["kinder"])[0], "id").to_owned();
    for arguments in [
        &["search", "bridge"][..],
        &["search", "nothing here"],
        &["search", "speker:x"],
        &["quotes", "bridge"],
        &["show", &id],
        &["stats"],
        &["index"],
    ] {
        for no_color in [false, true] {
            let mut command = archive.command(arguments);
            if no_color {
                command.env("NO_COLOR", "1");
            }
            let run = Run::of(command);
            let printed = run.out + &run.err;
            assert!(!printed.contains('\u{1b}'), "{arguments:?}: {printed}");
        }
    }
}

#[test]
fn ends_quietly_when_its_reader_goes() {
    let articles: Vec<(String, String)> = (0..400)
        .map(|n| {
            let words = "The ferry waits at the pier for its lorries. ".repeat(12);
            (format!("{n}.txt"), format!("Ferry {n}\n\n{words}\n"))
        })
        .collect();
    let archive = Archive::new(&[]);
    for (name, article) in &articles {
        archive.write(name, article);
    }
    archive.run(&["index"]).expect(0);
    for format in ["text", "json", "ndjson", "csv"] {
        let mut program = archive
            .command(&["search", "ferry", "-n", "0", "--format", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let mut first = String::new();
        let out = program.stdout.take().expect("it is piped");
        BufReader::with_capacity(64, out)
            .read_line(&mut first)
            .expect("a line");
        assert!(!first.is_empty());
        let output = program.wait_with_output().expect("the program ends");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{format}: {said}");
        assert!(
            !said.contains("panicked") && !said.contains("roken pipe"),
            "{said}"
        );
    }
}

#[test]
fn counts_what_it_lists() {
    let archive = archive();
    let count = |arguments: &[&str]| {
        let all = [&["count", "--format", "csv"], arguments].concat();
        archive.run(&all).expect(0).out.replace('\r', "")
    };
    assert_eq!(count(&["lorries"]), "count\n2\n");
    assert_eq!(
        count(&["--by", "year", "lorries"]),
        "year,count\n2023,1\n2024,1\n"
    );
    assert_eq!(count(&["--by", "lang", ""]), "lang,count\nen,2\nde,1\n");
    assert_eq!(
        count(&["--by", "speaker,month", "--quotes", "speaker:*"]),
        "speaker,month,count\nJosé Álvarez-Núñez,2024-03,2\nMaria Okonkwo,2023-11,2\n"
    );
    assert_eq!(
        count(&["--by", "month", "--share", "lorries"]),
        "month,count,share,published\n2023-11,1,1.000000,1\n2023-12,0,0.000000,0\n2024-01,0,0.000000,0\n2024-02,0,0.000000,0\n2024-03,1,0.500000,2\n"
    );
    for typed in [
        "lorries",
        "bridge OR hafen",
        "speaker:*",
        "NOT bridge",
        "said:(nobody OR bolts)",
    ] {
        let run = archive.run(&["count", "--format", "json", "--", typed]);
        let counts = run.json();
        let listed = archive.hits("search", &[typed]).len();
        assert_eq!(counts["articles"], listed, "{typed}");
        let run = archive.run(&["count", "--quotes", "--format", "json", "--", typed]);
        assert_eq!(
            run.json()["matches"],
            archive.hits("quotes", &[typed]).len(),
            "{typed}"
        );
    }
    let bars = archive
        .run(&["count", "--by", "outlet", "--format", "bars", "lorries"])
        .expect(0);
    assert!(
        printed(&bars)[0].starts_with("Coast Gazette") && bars.out.contains('█'),
        "{bars:?}"
    );
}

#[test]
fn shows_words_in_context() {
    let archive = archive();
    let run = archive
        .run(&[
            "search",
            "--format",
            "kwic",
            "--sort",
            "right",
            "bolts OR bolt",
        ])
        .expect(0);
    let lines = printed(&run);
    let column = |line: &str| line.find("bolt").map(|at| line[..at].chars().count());
    assert_eq!(lines.len(), 2, "{run:?}");
    assert!(
        lines.iter().all(|line| column(line) == column(lines[0])),
        "{run:?}"
    );
    assert!(lines[0].contains("bolts are older"), "{run:?}");
}
