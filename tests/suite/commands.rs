//! Runs the commands as a reader does: what they print, and how they end.

use crate::archive::{Archive, Run};
use serde_json::Value;
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

const BRIDGE: &str = "\
Title: Bridge at Sarnova shut
Byline: Anna Lind
Date: 2024-03-05
Outlet: Test Herald
Language: en
URL: https://herald.example/bridge
Id: th-1

SARNOVA - The bridge over the river will stay shut for two weeks.

\"The bolts are older than I am,\" said José Álvarez-Núñez, the chief engineer. \"We will test each bolt.\"

Lorries from North Korea and France wait at the bridge, according to the harbour office.
";
const FERRY: &str = "\
Title: Ferries double their runs
Date: 2023-11-20
Outlet: Coast Gazette
Language: en

The ferry now runs all night, with lorries bound for South Korea on board.

\"Nobody sleeps,\" said Maria Okonkwo, who owns two ferries. \"The bridge was kinder to us.\"
";
const HAFEN: &str = "\
Title: Der Hafen wächst
Date: 2024-03-28
Outlet: Küstenbote
Language: de

Die Häfen an der Küste wachsen weiter, und die Fähren fahren öfter nach Dänemark.
";

fn archive() -> Archive {
    Archive::indexed(&[
        ("a/bridge.txt", BRIDGE),
        ("b/ferry.txt", FERRY),
        ("hafen.txt", HAFEN),
    ])
}

/// Checks which files a question finds, in any order.
#[track_caller]
fn check(archive: &Archive, question: &[&str], expected: &[&str]) {
    let mut found = archive.found(question);
    found.sort();
    assert_eq!(found, expected, "{question:?}");
}

const BOTH: &[&str] = &["a/bridge.txt", "b/ferry.txt"];
const FIRST: &[&str] = &["a/bridge.txt"];
const SECOND: &[&str] = &["b/ferry.txt"];
const THIRD: &[&str] = &["hafen.txt"];
const ALL: &[&str] = &["a/bridge.txt", "b/ferry.txt", "hafen.txt"];

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
fn explains_its_findings() {
    let archive = Archive::new(&[("a.txt", BRIDGE)]);
    let run = archive
        .run(&["annotate", "--explain", "corpus/a.txt"])
        .expect(0);
    for part in ["rule     said-after", "evidence", "rule=said-after"] {
        assert!(run.out.contains(part), "{part}: {}", run.out);
    }
}

#[test]
fn fits_the_confidence_to_marked_articles() {
    let archive = Archive::new(&[]);
    let gold = "{\"text\": \"“No,” said Anna Lind. “Yes,” he said.\", \"lang\": \"en\", \"quotes\": \
        [{\"start\": 1, \"end\": 4, \"speaker_name\": \"Anna Lind\"}]}\n";
    std::fs::write(archive.path().join("gold.jsonl"), gold).expect("a file");
    let run = archive
        .run(&["evaluate", "quotes", "--fit", "gold.jsonl"])
        .expect(0);
    assert!(run.out.contains("rule=said-after\t"), "{}", run.out);
    assert!(run.out.contains("bias\t"), "{}", run.out);
}

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
fn counts_what_is_there() {
    let run = archive().run(&["stats"]).expect(0);
    for part in [
        "3 in 3 files",
        "2023-11-20 to 2024-03-28",
        "Test Herald 1",
        "Maria Okonkwo 2",
    ] {
        assert!(run.out.contains(part), "{part}: {}", run.out);
    }
}

#[test]
fn exit_codes_tell_how_it_ended() {
    let archive = Archive::new(&[("ferry.txt", FERRY)]);
    let none = archive.run(&["search", "ferry"]).expect(2);
    assert!(
        none.err.contains("no index") && none.err.contains("onrecord index"),
        "{none:?}"
    );
    archive.run(&["stats"]).expect(2);
    archive.run(&["index", "no-such-folder"]).expect(2);
    archive.run(&["index"]).expect(0);
    archive.run(&["search", "ferry"]).expect(0);
    let some = archive.run(&["search", "ferry zeppelin"]).expect(1);
    assert!(
        some.out.contains("only some of the words") && some.err.contains("zeppelin"),
        "{some:?}"
    );
    let nothing = archive.run(&["search", "--all", "ferry zeppelin"]);
    let nothing = nothing.expect(1);
    assert!(
        nothing.out.is_empty() && nothing.err.contains("zeppelin"),
        "{nothing:?}"
    );
    archive.run(&["quotes", "speaker:nobody"]).expect(1);
    archive.run(&["search", "--from", "someday"]).expect(2);
    archive.run(&["search", "--format", "xml"]).expect(2);
    archive.run(&["annotate", "no-such-file"]).expect(2);
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
fn one_command_from_a_folder_to_an_answer() {
    let archive = Archive::new(&[("ferry.txt", FERRY)]);
    let ask = [
        "search", "--corpus", "corpus", "ferry", "--format", "ndjson",
    ];
    assert_eq!(archive.run(&ask).expect(0).lines().len(), 1);
    archive.write("more.txt", "More\n\nAnother ferry came in late.\n");
    assert_eq!(archive.run(&ask).expect(0).lines().len(), 2);

    // Another folder in the same index is not looked in.
    let other = archive.path().join("other");
    std::fs::create_dir(&other).expect("a folder");
    std::fs::write(other.join("x.txt"), "A ferry elsewhere\n\nIt sank.\n").expect("a file");
    let ask_other = ["search", "--corpus", "other", "ferry", "--format", "ndjson"];
    assert_eq!(archive.run(&ask_other).expect(0).lines().len(), 1);
    assert_eq!(archive.hits("search", &["ferry"]).len(), 3);
}

#[test]
fn annotates_lines_with_code_point_offsets() {
    let archive = Archive::new(&[]);
    let first = "💶 “Zu spät”? „Wir öffnen morgen“, sagte Jürgen Größ in Zürich.";
    let second = "\"We open tomorrow,\" said Émile Ångström of Sweden. e\u{301}";
    let mut program = archive
        .command(&["annotate", "--format", "ndjson", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut input = program.stdin.take().expect("it is piped");
    let lines = [
        serde_json::json!({"id": "a", "text": first, "lang": "de", "more": [1]}),
        serde_json::json!({"id": 7, "text": second}),
        serde_json::json!({"text": ""}),
    ];
    for line in &lines {
        writeln!(input, "{line}").expect("the program reads");
    }
    drop(input);
    let output = program.wait_with_output().expect("the program ends");
    assert!(output.status.success());
    let out = String::from_utf8(output.stdout).expect("UTF-8");
    let found: Vec<Value> = out
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let ids: Vec<&Value> = found.iter().map(|line| &line["id"]).collect();
    assert_eq!(ids, ["a", "7", "3"]);
    assert_eq!(
        (&found[0]["lang"], &found[1]["lang"]),
        (&"de".into(), &"en".into())
    );
    for (line, input) in found.iter().zip(&lines) {
        let signs: Vec<char> = text(input, "text").chars().collect();
        for part in ["quotes", "places"] {
            for finding in line[part].as_array().expect("a list") {
                let words = part_of(&signs, &finding["start"], &finding["end"]);
                assert_eq!(words, text(finding, "text"));
            }
        }
    }
    let quote = &found[1]["quotes"][0];
    let signs: Vec<char> = second.chars().collect();
    assert_eq!(quote["text"], "We open tomorrow,");
    assert_eq!(quote["kind"], "direct");
    assert_eq!(part_of(&signs, &quote["cue"][0], &quote["cue"][1]), "said");
    let speaker = &quote["speaker_spans"][0];
    assert_eq!(part_of(&signs, &speaker[0], &speaker[1]), "Émile Ångström");
    assert_eq!(quote["speaker_name"], "Émile Ångström");
    assert!(quote["rule"].is_string() && quote["confidence"].is_number());
    assert_eq!(found[1]["countries"], serde_json::json!(["SE"]));
}

#[test]
fn names_the_line_that_is_no_article() {
    let archive = Archive::new(&[]);
    let file = archive.path().join("lines");
    std::fs::write(&file, "{\"text\":\"a\"}\n{\"body\":\"b\"}\n").expect("a file");
    let run = archive
        .run(&["annotate", "--format", "ndjson", "lines"])
        .expect(2);
    assert!(run.err.contains("line 2"), "{}", run.err);
}

fn part_of(signs: &[char], start: &Value, end: &Value) -> String {
    let number = |value: &Value| value.as_u64().expect("a number") as usize;
    signs[number(start)..number(end)].iter().collect()
}

#[track_caller]
fn text<'v>(value: &'v Value, field: &str) -> &'v str {
    value[field]
        .as_str()
        .unwrap_or_else(|| panic!("a string in {field}: {value}"))
}

/// Returns a run's lines, without what is coloured.
fn printed(run: &Run) -> Vec<&str> {
    run.out.lines().map(str::trim_end).collect()
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

#[test]
fn says_where_folders_lie_in_one_another() {
    let archive = archive();
    let whole = archive.run(&["index", "corpus"]).expect(0);
    assert!(!whole.err.contains("lies inside"), "{whole:?}");
    let part = archive.run(&["index", "corpus/a"]).expect(0);
    assert!(part.err.contains("counted twice"), "{part:?}");
}
