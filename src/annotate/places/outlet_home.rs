//! The country a newspaper is based in, from its name and its address.

use crate::annotate::text::word_lists::WordList;
use crate::lang::LanguageSet;
use crate::place::{Country, gazetteer, towns};
use crate::text::fold::fold;

/// The least size of a town that an outlet's name may refer to: 100,000 people.
const LARGE: u8 = 10;

/// Returns the country of an outlet: "Sydney Morning Herald", "https://www.example.co.uk/a".
pub(crate) fn country_of_outlet(outlet: Option<&str>, url: Option<&str>) -> Option<Country> {
    outlet.and_then(of_name).or_else(|| of_address(url?))
}

fn of_name(outlet: &str) -> Option<Country> {
    let words: Vec<&str> = outlet.split(' ').filter(|word| !word.is_empty()).collect();
    (0..words.len()).find_map(|at| {
        let says = |step: usize, word: &str| words.get(at + step) == Some(&word);
        let known = gazetteer().longest_match(words[at], LanguageSet::ALL, says);
        if let Some((_, forms)) = known {
            let mut forms = forms
                .iter()
                .filter(|form| !form.weak && !form.only_after_place);
            return forms.next()?.country;
        }
        let named = |length: usize| {
            let name = fold(&words.get(at..at + length)?.join(" ").replace('.', ""));
            let mut towns = towns().all_named(&name).filter(|town| town.size >= LARGE);
            Some((towns.next()?.country, towns.next()))
        };
        let (country, namesake) = named(2).or_else(|| named(1))?;
        namesake.is_none().then_some(country)
    })
}

fn of_address(url: &str) -> Option<Country> {
    let host = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = host.split(['/', ':', '?']).next()?;
    let (_, domain) = host.rsplit_once('.')?;
    match domain {
        "uk" => Country::from_code("GB"),
        "eu" => None,
        domain if domain.len() == 2 && !WordList::GenericDomains.contains(domain) => {
            Country::from_code(domain)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(outlet: Option<&str>, url: Option<&str>, expected: Option<&str>) {
        let found = country_of_outlet(outlet, url);
        let found = found.as_ref().map(Country::code);
        assert_eq!(found, expected, "{outlet:?} {url:?}");
    }

    #[test]
    fn names_and_addresses() {
        check(Some("The Irish Times"), None, Some("IE"));
        check(Some("Sydney Morning Herald"), None, Some("AU"));
        check(Some("The Times of India"), None, Some("IN"));
        check(Some("Edmonton Journal"), None, Some("CA"));
        check(None, Some("https://www.example.co.uk/a/b"), Some("GB"));
        check(Some("Daily News"), Some("http://example.de/x"), Some("DE"));
        check(Some("Daily News"), Some("https://example.com/x.de"), None);
        check(None, Some("https://example.tv/"), None);
        check(Some("The Journal"), None, None);
        check(None, None, None);
    }
}
