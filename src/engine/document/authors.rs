//! The authors of a byline, one by one.

/// Returns the authors that a byline names: "Anna Lind and Piet Boer", "A. Lind, P. Boer".
///
/// A comma parts authors only where each part has two words or more: "Lind, Anna" is one.
pub(crate) fn authors(byline: &str) -> Vec<&str> {
    const JOINING: [&str; 8] = [" and ", " & ", " und ", " et ", " y ", " e ", " och ", ";"];
    let mut parts = vec![byline];
    for joining in JOINING {
        parts = parts.iter().flat_map(|part| part.split(joining)).collect();
    }
    let is_name = |part: &str| part.split_whitespace().nth(1).is_some();
    let mut authors: Vec<&str> = Vec::new();
    for part in &parts {
        let names: Vec<&str> = part
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .collect();
        match names.iter().all(|name| is_name(name)) {
            true => authors.extend(names),
            false => authors.push(part.trim().trim_matches(',').trim()),
        }
    }
    authors.retain(|author| !author.is_empty());
    let mut known = std::collections::BTreeSet::new();
    authors.retain(|author| known.insert(*author));
    authors
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authors_one_by_one() {
        let check = |byline: &str, expected: &[&str]| assert_eq!(authors(byline), expected);
        check("Anna Lind", &["Anna Lind"]);
        check("Anna Lind and Piet Boer", &["Anna Lind", "Piet Boer"]);
        check(
            "Anna Lind, Piet Boer and Jo Maas",
            &["Anna Lind", "Piet Boer", "Jo Maas"],
        );
        check(
            "Anna Lind, Piet Boer, and Jo Maas",
            &["Anna Lind", "Piet Boer", "Jo Maas"],
        );
        check("Anna Lind; Piet Boer", &["Anna Lind", "Piet Boer"]);
        check("Anna Lind & Piet Boer", &["Anna Lind", "Piet Boer"]);
        check("Anna Lind und Piet Boer", &["Anna Lind", "Piet Boer"]);
        check("Lind, Anna", &["Lind, Anna"]);
        check("Reuters", &["Reuters"]);
        check("Andy Sand", &["Andy Sand"]);
        check("", &[]);
    }
}
