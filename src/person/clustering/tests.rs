//! Names of small archives and the people they make.

use super::*;

/// Reads "Sergei Lavrov/RU/foreign minister 3".
fn variant(text: &str) -> NameVariant {
    let (text, count) = text.rsplit_once(' ').expect("a count");
    let mut parts = text.split('/');
    NameVariant {
        name: parts.next().unwrap_or_default().to_owned(),
        country: parts.next().and_then(Country::from_code),
        role: parts.next().map(str::to_owned),
        count: count.parse().expect("a number"),
    }
}

#[track_caller]
fn check_with(list: &str, matching: NameMatching, variants: &[&str], expected: &[&str]) {
    let variants: Vec<NameVariant> = variants.iter().map(|text| variant(text)).collect();
    let (aliases, errors) = Aliases::parse(list);
    assert_eq!(errors, []);
    let found = cluster(&variants, &aliases, matching);
    let found: Vec<String> = found
        .iter()
        .map(|person| {
            let spellings = person.spellings.iter().map(|(name, _)| name.as_str());
            let spellings: Vec<&str> = spellings.collect();
            format!("{} {}: {}", person.key, person.count, spellings.join(", "))
        })
        .collect();
    assert_eq!(found, expected);
}

#[track_caller]
fn check(variants: &[&str], expected: &[&str]) {
    check_with("", NameMatching::On, variants, expected);
}

#[test]
fn spellings_lead_to_one() {
    check(
        &[
            "Sergei Tavrichin/RU 3",
            "Sergey Tavrichin/RU/envoy 2",
            "Sergej Tawritschin 1",
            "Tavrichin 1",
        ],
        &["sergei-tavrichin 7: Sergei Tavrichin, Sergey Tavrichin, Sergej Tawritschin, Tavrichin"],
    );
    check(
        &[
            "Márta Kelenvári 1",
            "Energieministerin Marta Kelenvari/HU 2",
        ],
        &["marta-kelenvari 3: Energieministerin Marta Kelenvari, Márta Kelenvári"],
    );
}

#[test]
fn a_name_is_shown_without_titles() {
    let (aliases, _) = Aliases::parse("");
    let variants = [variant("Energieministerin Marta Kelenvari 1")];
    let found = cluster(&variants, &aliases, NameMatching::On);
    assert_eq!(found[0].name, "Marta Kelenvari");
}

#[test]
fn namesakes_stay_apart() {
    check(
        &["Miriam Otuoma 4", "Daniel Otuoma 3", "Otuoma 1"],
        &[
            "miriam-otuoma 4: Miriam Otuoma",
            "daniel-otuoma 3: Daniel Otuoma",
            "otuoma 1: Otuoma",
        ],
    );
    check(
        &[
            "George W. Bush/US 5",
            "George H. W. Bush/US 4",
            "George Bush/US 3",
            "Bush 2",
        ],
        &[
            "george-w-bush 5: George W. Bush",
            "george-h-w-bush 4: George H. W. Bush",
            "george-bush 3: George Bush",
            "bush 2: Bush",
        ],
    );
    check(
        &["Sergei Ivanov/RU/minister 5", "Sergei Ivanov/BG/coach 4"],
        &[
            "sergei-ivanov 5: Sergei Ivanov",
            "sergei-ivanov-bg 4: Sergei Ivanov",
        ],
    );
    check(
        &["Foreign Ministry 2", "Ministry 2", "Defence Ministry 1"],
        &[
            "foreign-ministri 2: Foreign Ministry",
            "ministri 2: Ministry",
            "defence-ministri 1: Defence Ministry",
        ],
    );
}

#[test]
fn a_surname_joins_the_one_it_can_be() {
    check(
        &["Heiko Müller/DE 3", "Anna Müller/AT 2", "Müller/AT 1"],
        &[
            "ana-muler 3: Anna Müller, Müller",
            "heiko-muler 3: Heiko Müller",
        ],
    );
    check(
        &["Heiko Müller/DE 3", "Müller/AT 1"],
        &["heiko-muler 3: Heiko Müller", "muler 1: Müller"],
    );
    check(&["Lavrov 2", "Lawrow 1"], &["lavrov 3: Lavrov, Lawrow"]);
    check(
        &["Marie Paris 2", "Paris 1"],
        &["marie-paris 2: Marie Paris", "paris 1: Paris"],
    );
}

#[test]
fn initials_and_nicknames() {
    check(
        &["Vladimir Putin 3", "V. Putin 1"],
        &["vladimir-putin 4: Vladimir Putin, V. Putin"],
    );
    check(
        &["Vladimir Putin 3", "Viktor Putin 2", "V. Putin 1"],
        &[
            "vladimir-putin 3: Vladimir Putin",
            "viktor-putin 2: Viktor Putin",
            "v-putin 1: V. Putin",
        ],
    );
    check(
        &["Bill Clinton 3", "William Clinton 1", "Hillary Clinton 1"],
        &[
            "bil-klinton 4: Bill Clinton, William Clinton",
            "hilari-klinton 1: Hillary Clinton",
        ],
    );
}

#[test]
fn without_merging() {
    check_with(
        "",
        NameMatching::Off,
        &[
            "Sergei Lavrov 2",
            "SERGEI LAVRÓV 1",
            "Sergey Lavrov 1",
            "Lavrov 1",
        ],
        &[
            "sergei-lavrov 3: Sergei Lavrov, SERGEI LAVRÓV",
            "lavrov 1: Lavrov",
            "sergei-lavrov-2 1: Sergey Lavrov",
        ],
    );
}

#[test]
fn aliases_join_and_part() {
    check_with(
        "Bob Dylan\tRobert Zimmerman",
        NameMatching::On,
        &[
            "Robert Zimmerman 3",
            "Bob Dylan 1",
            "Robert Zimmermann 1",
            "Dylan 1",
        ],
        &["bob-dilan 6: Robert Zimmerman, Bob Dylan, Dylan, Robert Zimmermann"],
    );
    check_with(
        "Bob Dylan\tRobert Zimmerman",
        NameMatching::Off,
        &["Robert Zimmerman 3", "Bob Dylan 1", "Robert Zimmermann 1"],
        &[
            "bob-dilan 4: Robert Zimmerman, Bob Dylan",
            "robert-simerman 1: Robert Zimmermann",
        ],
    );
    check_with(
        "!Sergei Ivanov\tSergey Ivanov",
        NameMatching::On,
        &["Sergei Ivanov 3", "Sergey Ivanov 1"],
        &[
            "sergei-ivanov 3: Sergei Ivanov",
            "sergei-ivanov-2 1: Sergey Ivanov",
        ],
    );
}
