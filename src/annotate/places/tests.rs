//! Sentences with places to find and names to leave alone.

use crate::annotate::entities::coreference::resolve_entities;
use crate::annotate::entities::mentions::mentions;
use crate::annotate::places::{Places, about, places};
use crate::annotate::quoted_spans::quoted_spans;
use crate::annotate::sentences::sentences;
use crate::annotate::text::tokenizer::tokenize;
use crate::article::Annotated;
use crate::lang::lexicon;

fn places_in(lang: &str, text: &str) -> Places {
    let mut tokenized = tokenize(text, lexicon(lang));
    let quoted_spans = quoted_spans(&mut tokenized);
    let sentences = sentences(&tokenized, &quoted_spans);
    let mentions = mentions(&tokenized, &sentences);
    let entities = resolve_entities(&tokenized, &mentions);
    places(&tokenized, &mentions, &entities, None)
}

/// Checks the places found, as `words CODE`, parted by commas.
#[track_caller]
fn check(text: &str, expected: &str) {
    check_in("en", text, expected);
}

#[track_caller]
fn check_in(lang: &str, text: &str, expected: &str) {
    let found: Vec<String> = places_in(lang, text)
        .tags
        .iter()
        .map(|tag| format!("{} {}", tag.span.of(text), tag.country))
        .collect();
    assert_eq!(found.join(", "), expected, "{text}");
}

#[test]
fn what_stands_behind_a_town_tells_its_country() {
    check("He died in Paris, Texas, on Monday.", "Paris US, Texas US");
    check(
        "A plant in London, Ontario, will close.",
        "London CA, Ontario CA",
    );
    check(
        "She grew up in Birmingham, Ala., and left.",
        "Birmingham US, Ala. US",
    );
    check("The lab in Athens, Ga., was shut.", "Athens US, Ga. US");
    check(
        "WONSAN, North Korea (Reuters) - Talks began.",
        "WONSAN KP, North Korea KP",
    );
    check(
        "LEBANON, Tenn. (AP) - A bridge fell.",
        "LEBANON US, Tenn. US",
    );
    check(
        "The clinic in Kogelo, Kenya, is new.",
        "Kogelo KE, Kenya KE",
    );
    check("A firm in Austin, TX, won.", "Austin US, TX US");
}

#[test]
fn a_list_of_countries_gives_nothing() {
    check(
        "He toured Chad, Guinea and Mali.",
        "Chad TD, Guinea GN, Mali ML",
    );
    check(
        "They trade with Jordan, Egypt and Israel.",
        "Jordan JO, Egypt EG, Israel IL",
    );
}

#[test]
fn the_article_tells_one_georgia_from_the_other() {
    check(
        "Atlanta is dry. Farmers in Georgia and Alabama wait for rain.",
        "Atlanta US, Georgia US, Alabama US",
    );
    check(
        "Tbilisi is calm. The president of Georgia met Georgian troops.",
        "Tbilisi GE, Georgia GE, Georgian GE",
    );
}

#[test]
fn all_four_guineas() {
    check(
        "Guinea-Bissau, Equatorial Guinea and Papua New Guinea were asked; in Conakry, Guinea was not.",
        "Guinea-Bissau GW, Equatorial Guinea GQ, Papua New Guinea PG, Conakry GN, Guinea GN",
    );
}

#[test]
fn both_congos() {
    check(
        "Rebels crossed into the Democratic Republic of Congo.",
        "Democratic Republic of Congo CD",
    );
    check(
        "Brazzaville is the capital of the Republic of Congo.",
        "Brazzaville CG, Republic of Congo CG",
    );
    check("Kinshasa spoke for the Congo.", "Kinshasa CD, Congo CD");
    check(
        "Brazzaville spoke for the Congo.",
        "Brazzaville CG, Congo CG",
    );
}

#[test]
fn both_koreas() {
    check(
        "Pyongyang is silent. North Korea and Korean troops wait.",
        "Pyongyang KP, North Korea KP, Korean KP",
    );
    check(
        "Seoul is awake. Korean shares rose in Korea.",
        "Seoul KR, Korean KR, Korea KR",
    );
    check("The Korean Peninsula is divided.", "");
}

#[test]
fn moscow_was_soviet_once() {
    check(
        "The Soviet Union will buy grain, Soviet officials said in Moscow.",
        "Soviet Union SU, Soviet SU, Moscow SU",
    );
    check(
        "Russia will buy grain, officials said in Moscow.",
        "Russia RU, Moscow RU",
    );
}

#[test]
fn papers_near_a_town_write_of_it_by_itself() {
    check(
        "A Lebanon man was jailed by the sheriff of Warren County. Republicans in Ohio wept.",
        "Lebanon US, Warren County US, Ohio US",
    );
    check(
        "Beirut residents fled. A Lebanon man was jailed.",
        "Beirut LB, Lebanon LB",
    );
}

#[test]
fn people_are_no_places() {
    check("Jordan Peele left early.", "");
    check("Bradley Houston left. Houston said nothing.", "");
    check("Chad Foster and Israel Whitcombe won.", "");
    check("Mr. Lincoln was late.", "");
}

#[test]
fn bodies_streets_dishes_and_tongues_are_no_places() {
    check("He read the Washington Post and the New York Times.", "");
    check("She lives on Dublin Street, near Alexandria Avenue.", "");
    check("They ate French fries and Polish sausage.", "");
    check("She spoke only French.", "");
    check("The South China Sea and the Gulf of Mexico are warm.", "");
    check("Chad Rovers lost again.", "");
}

#[test]
fn bodies_named_for_their_country_count() {
    check("The Bank of England waited.", "England GB");
    check("The New England Patriots won.", "New England US");
    check("He studied at the University of Alabama.", "Alabama US");
}

#[test]
fn ordinary_words_are_no_towns() {
    check("Welcome to the Valley, Normal people said.", "");
    check("The Enterprise was late; Commerce fell.", "");
    check("The Island was quiet, and Nice people came.", "");
    check("It cost US $40 in all.", "");
}

#[test]
fn words_grow_together() {
    check(
        "The Toronto-based bank and the Abu Dhabi-based agency agreed.",
        "Toronto CA, Abu Dhabi AE",
    );
    check(
        "Israeli-American strikes went on.",
        "Israeli IL, American US",
    );
    check("Sen. Bob Casey, D-Pa., asked.", "Pa. US");
}

#[test]
fn other_languages_have_their_own_names() {
    check_in(
        "de",
        "Die Bundesrepublik und Österreich sprachen mit Nordkorea.",
        "Bundesrepublik DE, Österreich AT, Nordkorea KP",
    );
    check_in(
        "fr",
        "Le gouvernement français a reçu l'Allemagne.",
        "français FR, Allemagne DE",
    );
}

#[test]
fn where_no_place_is_named_the_paper_tells() {
    let codes = |text: &str| -> Vec<String> {
        let places = places_in("en", text);
        assert!(places.tags.is_empty(), "{:?}", places.tags);
        places.countries.iter().map(ToString::to_string).collect()
    };
    let wire = "Acme Corp said net income rose to 4.1 mln dlrs from 3.9 mln dlrs.";
    assert_eq!(codes(wire), ["US"]);
    assert!(codes("Nothing was said of it.").is_empty());
}

#[test]
fn about_is_a_share() {
    let text = "Norway and Norwegian fishermen spoke. In Norway cod is dear. Sweden waits.";
    let places = places_in("en", text);
    let annotated = Annotated {
        lang: "en".to_owned(),
        paragraphs: Vec::new(),
        quotes: Vec::new(),
        about: about(text, &places.tags, &[], &places.countries),
        places: places.tags,
        countries: places.countries,
    };
    let about = annotated.about.iter();
    let about: Vec<String> = about
        .map(|about| format!("{} {:.1}", about.country, about.score))
        .collect();
    assert_eq!(about, ["NO 0.8", "SE 0.2"]);
    let mainly = annotated.mainly().map(|about| about.country.to_string());
    assert_eq!(mainly.collect::<Vec<_>>(), ["NO"]);
}
