//! Queries the sample archive as a reader would, and checks what is found.

use crate::archive::Archive;
use serde_json::Value;
use std::path::Path;
use std::sync::LazyLock;

static SAMPLE: LazyLock<Archive> = LazyLock::new(|| {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let (archive, run) = Archive::of(&corpus);
    assert!(!run.err.contains("skipped"), "{}", run.err);
    archive
});

/// Checks that the expected files are found, and that the first of them ranks first.
#[track_caller]
fn check_first(query: &[&str], expected: &[&str]) {
    let found = SAMPLE.found(query);
    assert_eq!(
        found.first().map(String::as_str),
        expected.first().copied(),
        "{query:?}: {found:?}"
    );
    check_among(query, expected);
}

/// Checks that the expected files are found, at any rank.
#[track_caller]
fn check_among(query: &[&str], expected: &[&str]) {
    let found = SAMPLE.found(query);
    for file in expected {
        assert!(
            found.iter().any(|path| path == file),
            "{query:?}: {found:?}"
        );
    }
}

/// Checks that exactly these files are found, in any order.
#[track_caller]
fn check_only(query: &[&str], expected: &[&str]) {
    let mut found = SAMPLE.found(query);
    found.sort();
    found.dedup();
    assert_eq!(found, expected, "{query:?}");
}

/// Checks the speaker of every quotation that contains these words.
#[track_caller]
fn check_speaker(words: &str, expected: &str) {
    let query = format!("\"{words}\"");
    let hits = SAMPLE.hits("quotes", &[&query]);
    assert!(!hits.is_empty(), "nobody says {words}");
    for hit in hits {
        assert_eq!(hit["speaker"], expected, "{hit:#}");
    }
}

const MINISTERS: &str = "meridian-wire/2022/2022-09-05-kenya-ministers.txt";
const WIRE: &str = "meridian-wire/exports/meridian-wire-2019-2024.jsonl";
const STRIKE: &str = "harbour-courier/2019/2019-06-03-port-strike.txt";
const TUNNEL: &str = "meridian-wire/2016/2016-05-11-georgia-highway.txt";
const LANDSLIDE: &str = "black-sea-monitor/2024/rikoti-landslide.html";
const FROST: &str = "meridian-wire/2016/2016-05-12-georgia-frost.md";
const HEARINGS: &str = "capital-ledger/2013/corrib-mutual-hearings.json";
const DANUBE: &str = "rheinische-tagespost/2010/2010-07-07-donaubruecke.txt";
const GAS: &str = "rheinische-tagespost/2023/2023-10-10-gasspeicher.html";
const WHEAT: &str = "rheinische-tagespost/2021/2021-07-20-weizenpreise.md";
const DAKAR: &str = "courrier-de-lestuaire/2019/2019-04-11-peche-dakar.md";
const FERRY: &str = "courrier-de-lestuaire/2022/2022-11-29-bac-estuaire.html";
const LICENCES: &str = "meridian-wire/2026/2026-01-15-dakar-licences-ninjs.json";
const HAKE: &str = "diario-del-estuario/2018/2018-08-23-merluza.md";
const CANAL: &str = "diario-del-estuario/2022/2022-05-18-dragado-canal.json";
const EXCHANGE: &str = "syndication/2024/exchange-desk.jsonl.gz";
const LOCUSTS: &str = "pan-sahel-dispatch/2013/2013-08-19-niamey-locusts.txt.zst";
const MACKEREL: &str = "meridian-wire/2009/2009-12-11-mackerel-talks.txt";

#[test]
fn every_article_is_read() {
    let stats = SAMPLE.run(&["stats"]).expect(0).out;
    let articles = stats.lines().find_map(|line| line.strip_prefix("articles"));
    let articles = articles.expect("a count of articles").trim();
    let count = articles.split(' ').next().expect("a number");
    assert!(count.parse::<u32>().expect("a number") >= 40, "{stats}");
    for part in ["en ", "de ", "fr ", "es "] {
        assert!(stats.contains(part), "{stats}");
    }
}

#[test]
fn two_ministers_of_one_surname() {
    check_first(&["speaker:otuoma tap"], &[MINISTERS]);
    check_among(&["speaker:\"Miriam Otuoma\""], &[MINISTERS]);
    check_among(&["speaker:\"Daniel Otuoma\""], &[MINISTERS]);
    check_speaker("No new tax will be raised", "Miriam Otuoma");
    check_speaker("Where there is water there are guns", "Daniel Otuoma");
    check_speaker("We shall see the Otuomas in court", "Peter Lokwawi");
}

#[test]
fn a_pronoun_among_places() {
    check_speaker("He has owed me money since 1989", "Miriam Otuoma");
}

#[test]
fn speakers_of_other_languages() {
    check_first(&["speaker:Kelenvári Eisenbahnbrücke"], &[DANUBE]);
    check_among(&["speaker:kelenvari"], &[DANUBE, GAS]);
    check_only(&["speaker:kessenich"], &[WHEAT]);
    check_only(&["speaker:ndiambour"], &[DAKAR, LICENCES]);
    check_among(&["speaker:trévidic"], &[FERRY]);
    check_among(&["speaker:arrebola"], &[HAKE, CANAL, EXCHANGE]);
    check_speaker(
        "Das Brötchen für 30 Cent ist Geschichte",
        "Wolfram Kessenich",
    );
    check_speaker("Si no pescamos menos", "José Ignacio Arrebola");
}

#[test]
fn a_french_role_before_the_name() {
    check_speaker("Nous avons appelé onze fabricants", "Maëlle Trévidic");
}

#[test]
fn a_country_and_a_state_of_one_name() {
    check_only(&["country:GE"], &[LANDSLIDE, TUNNEL]);
    check_among(&["country:US"], &[FROST]);
    check_first(&["georgia tunnel"], &[TUNNEL]);
    check_first(&["georgia peaches"], &[FROST]);
    check_speaker("the ridge has been outvoted", "Tamar Gelovadze");
}

#[test]
fn an_article_and_its_rewrite() {
    check_among(&["piraeus crane strike"], &[STRIKE, WIRE]);
    check_among(&["speaker:vourdaki"], &[STRIKE, WIRE]);
    check_only(&["piraeus outlet:meridian date:2019"], &[WIRE]);
}

#[test]
fn a_correction() {
    check_only(&["title:corrected"], &[HEARINGS]);
    // The words are in the titles too, so there are hits whose text does not contain them.
    let title = |speaker: &str| {
        let hits = SAMPLE.hits("quotes", &["\"lying to ourselves\"", speaker]);
        let said = |hit: &&Value| {
            hit["text"]
                .as_str()
                .is_some_and(|t| t.contains("ourselves"))
        };
        let titles = hits.iter().filter(said).map(|hit| hit["title"].to_string());
        titles.collect::<Vec<_>>()
    };
    let [wrong, right] = ["speaker:orrery", "speaker:mulgannon"].map(title);
    assert_eq!((wrong.len(), right.len()), (1, 1), "{wrong:?} {right:?}");
    assert!(right[0].contains("CORRECTED") && !wrong[0].contains("CORRECTED"));
}

#[test]
fn dates_outlets_and_addresses() {
    check_only(&["date:2009"], &[MACKEREL]);
    check_only(&["date:2016-05-11..2016-05-12"], &[TUNNEL, FROST]);
    check_only(&["date:2013-06..2013-08 outlet:ledger"], &[HEARINGS]);
    check_only(&["lang:es date:..2019"], &[HAKE]);
    check_only(&["outlet:\"courrier de l'estuaire\""], &[DAKAR, FERRY]);
    check_only(&["country:senegal lang:en"], &[LICENCES]);
    check_only(
        &["url:fiji-relief-ship"],
        &["coral-sea-bulletin/2018/2018-04-09-cyclone-relief.txt"],
    );
}

#[test]
fn words_in_every_format() {
    check_first(&["mackerel arithmetic"], &[MACKEREL]);
    check_among(&["niger locusts"], &[LOCUSTS, EXCHANGE]);
    check_first(
        &["silos danube"],
        &["black-sea-monitor/2014/2014-09-25-giurgiulesti-silos.txt"],
    );
    check_first(&["Eisenbahnbrücke Komorn"], &[DANUBE]);
    check_first(&["ponton ennuyer"], &[FERRY]);
    check_speaker(
        "The fish have moved and the map has not",
        "Hallgrimur Steinthorsen",
    );
}

#[test]
fn boilerplate_of_a_page_is_no_article() {
    for boilerplate in ["Zustimmung", "Pelletpreise", "\"accepter et continuer\""] {
        check_only(&[boilerplate], &[]);
    }
}

#[test]
fn an_advertising_label_is_no_paragraph() {
    check_only(&["Publicité"], &[]);
}
