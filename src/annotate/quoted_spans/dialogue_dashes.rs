//! Dialogue after dashes, as Spanish and French print it: "—No —dijo Lind—. Nunca.", "— Non,
//! dit-elle."

use crate::annotate::quoted_spans::{Region, Style};
use crate::annotate::text::tokens::{Kind, Reading};
use crate::lang::Class;
use crate::text::paragraphs::trim;
use std::ops::Range;

/// Returns the paragraphs that are dialogue: they begin with a dash, and one of them at least says
/// who speaks.
pub(crate) fn paragraphs(reading: &Reading) -> Vec<usize> {
    if !reading.lexicon.dialogue_dashes() {
        return Vec::new();
    }
    let dashed: Vec<usize> = (0..reading.paragraph_tokens.len())
        .filter(|&paragraph| {
            let range = &reading.paragraph_tokens[paragraph];
            range.len() > 2 && is_dash(reading, range.start)
        })
        .collect();
    let told = dashed.iter().any(|&paragraph| {
        let range = reading.paragraph_tokens[paragraph].clone();
        range
            .clone()
            .any(|token| aside(reading, token, &range).is_some())
    });
    if told { dashed } else { Vec::new() }
}

fn is_dash(reading: &Reading, token: usize) -> bool {
    reading.tokens[token].kind == Kind::Dash
}

/// Adds what is said in a paragraph of dialogue, around the words that say who speaks.
pub(crate) fn in_paragraph(reading: &Reading, paragraph: usize, regions: &mut Vec<Region>) {
    let range = reading.paragraph_tokens[paragraph].clone();
    let mut open = range.start;
    let mut token = open + 1;
    while token < range.end {
        if let Some(end) = aside(reading, token, &range) {
            push(reading, paragraph, open, token, regions);
            open = end;
            token = end;
        }
        token += 1;
    }
    if open + 1 < range.end {
        push(reading, paragraph, open, range.end - 1, regions);
    }
}

fn push(reading: &Reading, paragraph: usize, open: usize, close: usize, regions: &mut Vec<Region>) {
    let last = if is_dash(reading, close) {
        close - 1
    } else {
        close
    };
    let leads = |token: &usize| {
        matches!(
            reading.tokens[*token].kind,
            Kind::Stop | Kind::Comma | Kind::Dash | Kind::Colon
        )
    };
    let Some(first) = (open + 1..=last).find(|token| !leads(token)) else {
        return;
    };
    let inner = trim(reading.text, reading.span(first, last));
    regions.push(Region {
        open,
        close,
        inner,
        closed: true,
        style: Style::Dash,
        paragraph,
        continues: false,
    });
}

/// "—dijo Lind—", ", dit-elle.": returns the token after the words that say who speaks, if they
/// begin at this dash or comma: the dash, comma or stop that ends them.
fn aside(reading: &Reading, token: usize, range: &Range<usize>) -> Option<usize> {
    let here = &reading.tokens[token];
    let dash = here.kind == Kind::Dash && token > range.start;
    if !dash && !matches!(here.kind, Kind::Comma | Kind::Stop) {
        return None;
    }
    let mut verb = token + 1;
    // "a-t-elle dit", "se quejó"
    while verb < range.end.min(token + 4)
        && reading.tokens[verb].is(Class::AUXILIARY.with(Class::PRONOUN))
        && !reading.tokens[verb].is(Class::SPEECH_VERB)
    {
        verb += 1;
    }
    let says = verb < range.end && reading.tokens[verb].is(Class::SPEECH_VERB);
    // After a comma, only "dit-elle" and "dit Lind" say who speaks.
    let subject = reading
        .tokens
        .get(verb + 1)
        .filter(|_| verb + 1 < range.end);
    let inverted = verb > token + 1
        || subject.is_some_and(|next| {
            next.is(Class::PRONOUN.with(Class::DETERMINER)) || next.is_capital()
        });
    if !says || !(dash || inverted) {
        return None;
    }
    let ends = |&at: &usize| match reading.tokens[at].kind {
        Kind::Dash => true,
        Kind::Stop | Kind::Colon => !dash,
        Kind::Comma => !dash,
        _ => false,
    };
    let end = (verb + 1..range.end).find(ends);
    Some(end.unwrap_or(range.end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::quoted_spans::regions;
    use crate::lang::lexicon;

    fn check(lang: &str, text: &str, expected: &[&str]) {
        let mut reading = Reading::of(text, lexicon(lang));
        let found: Vec<&str> = regions(&mut reading)
            .iter()
            .map(|region| region.inner.of(text))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn reads_spanish_dialogue() {
        check(
            "es",
            "—No habrá impuestos —dijo Anna Lind—. Nunca.\n\n—¿Por qué?",
            &["No habrá impuestos", "Nunca.", "¿Por qué?"],
        );
    }

    #[test]
    fn reads_french_dialogue() {
        check(
            "fr",
            "— Non, dit-elle. Jamais.\n\n— Pourquoi ?",
            &["Non,", "Jamais.", "Pourquoi ?"],
        );
    }

    #[test]
    fn a_list_is_no_dialogue() {
        check("es", "— Uno\n— Dos\n— Tres", &[]);
        check("en", "— No, said Lind.", &[]);
    }
}
