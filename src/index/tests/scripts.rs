//! Which texts a word finds, by language and script: truth written by hand, held against the index
//! and the reference matcher alike.

use crate::engine::reference::ReferenceMatcher;
use crate::index::tests::*;

/// Checks which of some texts, each with its language, a query finds: those at these places.
#[track_caller]
fn check(texts: &[(&str, &str)], queries: &[(&str, &[u64])]) {
    let record = |(number, &(lang, text)): (u64, &(&str, &str))| Record {
        lang: lang.to_owned(),
        ..passage(number, 0, text)
    };
    let articles: Vec<Vec<Record>> = (0..).zip(texts).map(|row| vec![record(row)]).collect();
    let dir = tempfile::tempdir().expect("a folder");
    write(dir.path(), &articles);
    let reader = Reader::open(dir.path()).expect("an index");
    let mut langs: Vec<&str> = texts.iter().map(|(lang, _)| *lang).collect();
    langs.sort_unstable();
    langs.dedup();
    for (typed, expected) in queries {
        let hits = search(&reader, typed, Unit::Passage).hits;
        let mut found: Vec<u64> = hits.iter().map(|hit| hit.record.article.0).collect();
        found.sort_unstable();
        assert_eq!(found, *expected, "{typed}");
        let matches = |record: &Record| {
            let matcher = ReferenceMatcher {
                langs: &langs,
                record,
                passages: &[],
                quotes: &[],
            };
            matcher.answer(&plan(typed)).is_some()
        };
        let records = articles.iter().map(|article| &article[0]);
        let by_reference = records.filter(|record| matches(record));
        let by_reference: Vec<u64> = by_reference.map(|record| record.article.0).collect();
        assert_eq!(by_reference, *expected, "{typed} by the reference");
    }
}

#[test]
fn a_stem_belongs_to_its_language() {
    let texts = [
        ("en", "The wine of the coast is sold."),
        ("en", "The winning boat was small."),
        ("fr", "Les élections eurent lieu."),
        ("en", "An election was held."),
        ("de", "Die Häuser am Fluss."),
        ("nl", "Het leger trok weg."),
        ("", "Elections, wine."),
    ];
    check(
        &texts,
        &[
            ("wine", &[0, 6]),
            ("wines", &[0]),
            ("winning", &[1]),
            ("elections", &[2, 3, 6]),
            ("Haus", &[4]),
            ("\"the wine\"", &[0]),
            ("wine w/3 coast", &[0]),
            ("atleast1(wine)", &[0, 6]),
            ("any(wine leger)", &[0, 5, 6]),
            ("leger", &[5]),
            ("=wine", &[0, 6]),
            ("win*", &[0, 1, 6]),
        ],
    );
}

#[test]
fn words_broken_at_a_line_end() {
    let texts = [
        ("en", "The govern-\nment of the island fell."),
        ("en", "The government of the island fell."),
        ("en", "They govern the island."),
        ("en", "At least twenty-\nfour people came."),
        ("en", "At least twenty-four people came."),
        ("en", "Anglo-\nSaxon times."),
        ("en", "They said bye-\nbye."),
    ];
    check(
        &texts,
        &[
            ("government", &[0, 1, 2]),
            ("=government", &[0, 1]),
            ("=\"government of the\"", &[0, 1]),
            ("\"the government of\"", &[0, 1]),
            ("twenty four", &[3, 4]),
            ("twenty-four", &[3, 4]),
            ("\"twenty four people\"", &[3, 4]),
            ("\"least twenty four\"", &[3, 4]),
            ("twentyfour", &[3]),
            ("twen*", &[3, 4]),
            ("\"anglo saxon\"", &[5]),
            ("bye", &[6]),
            ("atleast2(bye)", &[]),
            ("said NOT atleast2(bye)", &[6]),
        ],
    );
}

#[test]
fn initials_and_the_invisible() {
    let texts = [
        ("en", "The U.N. met at noon."),
        ("en", "The UN met at noon."),
        ("en", "J. D. Vance spoke."),
        ("en", "JD Vance spoke."),
        ("en", "The govern\u{AD}ment fell."),
        ("en", "The govern\u{200B}ment fell."),
        ("en", "They govern."),
        ("en", "Two ﬂoods hit."),
    ];
    check(
        &texts,
        &[
            ("UN", &[0, 1]),
            ("allcaps(un)", &[0, 1]),
            ("\"J.D. Vance\"", &[2, 3]),
            ("=government", &[4, 5]),
            ("=govern", &[6]),
            ("flood", &[7]),
        ],
    );
}

#[test]
fn scripts_without_spaces() {
    let texts = [
        ("th", "นายกรัฐมนตรีเดินทางไปกรุงเทพเมื่อวานนี้"),
        ("th", "ป่า ไหม้"),
        ("th", "ป้า มา"),
        ("lo", "ມື້ນີ້ທະນາຄານປິດແລ້ວ"),
        ("my", "ယနေ့ဘဏ်ပိတ်သည်"),
        ("ja", "ｶﾞｽが止まった。"),
        ("ja", "ヒールの高い靴"),
        ("zh", "美国总统访问中国"),
        ("km", "ធនាគារបិទ"),
    ];
    check(
        &texts,
        &[
            ("กรุงเทพ", &[0]),
            ("กรุง*", &[0]),
            ("=กรุงเทพ", &[0]),
            ("ป่า", &[1]),
            ("=ป้า", &[2]),
            ("ທະນາຄານ", &[3]),
            ("ဘဏ်", &[4]),
            ("ガス", &[5]),
            ("ビール", &[]),
            ("ヒール", &[6]),
            ("总统", &[7]),
            ("统总", &[]),
            ("ធនាគារ", &[8]),
        ],
    );
}

#[test]
fn marks_that_tell_words_apart() {
    let texts = [
        ("ru", "Герой вернулся."),
        ("ru", "Герои вернулись."),
        ("ru", "Всё хорошо."),
        ("ru", "Все хорошо."),
        ("mk", "Новата куќа."),
        ("mk", "Новата кука."),
        ("hi", "दलों ने बैठक की।"),
        ("hi", "दिल्ली में बैठक हुई।"),
        ("ko", "서울에서 회의가 열렸다."),
        ("ko", "석유 값이 올랐다."),
        ("el", "ΣΤΗΝ ΑΘΗΝΑ ΒΡΕΧΕΙ"),
        ("el", "Στην Αθήνα βρέχει."),
        ("tr", "IŞIK SÖNDÜ"),
        ("tr", "Işık söndü."),
        ("fa", "بازار كتاب"),
        ("fa", "بازار کتاب"),
    ];
    check(
        &texts,
        &[
            ("=герой", &[0]),
            ("=герои", &[1]),
            ("всё", &[2, 3]),
            ("=все", &[2, 3]),
            ("куќа", &[4]),
            ("=кука", &[5]),
            ("दल*", &[6]),
            ("दिल*", &[7]),
            ("서*", &[8]),
            ("석?", &[9]),
            ("Αθήνα", &[10, 11]),
            ("=στην", &[10, 11]),
            ("ışık", &[12, 13]),
            ("کتاب", &[14, 15]),
        ],
    );
}

#[test]
fn vietnamese_words_with_and_without_marks() {
    let texts = [
        ("vi", "Má tôi đang ở Hà Nội."),
        ("vi", "Mà ai biết được."),
        ("vi", "Con ma trong nhà."),
        ("vi", "Ha Noi, khong dau."),
        ("vi", "Nước Cộng hòa"),
        ("vi", "Nước Cộng hoà"),
        ("en", "The café in Hà Nội; má is a word."),
        ("", "Má, mà, ma."),
        ("vi", "Người Việt-\nNam đến."),
    ];
    check(
        &texts,
        &[
            ("ma", &[0, 1, 2, 6, 7]),
            ("má", &[0, 6, 7]),
            ("MÁ", &[0, 6, 7]),
            ("mà", &[1, 6, 7]),
            ("đang", &[0]),
            ("dang", &[0]),
            ("\"Hà Nội\"", &[0, 6]),
            ("\"ha noi\"", &[0, 3, 6]),
            ("\"Hà Noi\"", &[0, 6]),
            ("hòa", &[4, 5]),
            ("hoà", &[4, 5]),
            ("hoa", &[4, 5]),
            ("=ma", &[0, 1, 2, 6, 7]),
            ("=hoa", &[4, 5]),
            ("*oa", &[4, 5]),
            ("no?", &[0, 3, 6]),
            ("má w/5 Nội", &[0, 6]),
            ("Cộng w/doc hoa", &[4, 5]),
            ("cafe", &[6]),
            ("café", &[6]),
            ("Nam", &[8]),
            ("=nam", &[8]),
            ("\"viet nam\"", &[8]),
        ],
    );
}
