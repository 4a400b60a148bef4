//! Folding: maps case, accents, widths, quotation marks and dashes to one form.
//!
//! Unicode compatibility decomposition (NFKD), without the marks that only refine a letter, in
//! lower case, composed again (NFC); a table for letters and punctuation that do not decompose.
//!
//! A mark folds where readers take it for an accent, and stays where it tells words apart:
//!
//! | script | folds | stays |
//! |---|---|---|
//! | Latin, Greek | every accent; final sigma; dotless i | |
//! | Cyrillic | stress, the dots of ё | й, ў, ї, ќ, ѓ and the like |
//! | Hebrew, Arabic | vowel points, tatweel, hamza and madda on an alef | other hamzas |
//! | kana, Hangul, Indic scripts, Thai, Lao, Khmer, Burmese … | width | all marks |
//!
//! Vietnamese marks fold too; where it matters, its words are looked up with their marks as well
//! (`engine/analysis/vietnamese.rs`).
//!
//! Digits of every script become ASCII digits. Invisible characters disappear.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Returns the text in lower case, without accents, with straight quotes and plain hyphens.
///
/// The length may change, so offsets into the folded text do not fit the original.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Appends the folded text to `out`.
pub fn fold_into(text: &str, out: &mut String) {
    let start = out.len();
    if text.is_ascii() {
        out.push_str(text);
        out[start..].make_ascii_lowercase();
        return;
    }
    let mut base = '\0';
    let mut composes = false;
    for c in text.nfkd() {
        if is_combining_mark(c) {
            if !folds_away(c, base) {
                push_mark(c, out);
                composes = true;
            }
            continue;
        }
        if is_invisible(c) || c == TATWEEL {
            continue;
        }
        base = c;
        match equivalent(c) {
            Some(equivalent) => out.push_str(equivalent),
            None => out.extend(c.to_lowercase().map(digit)),
        }
        composes |= matches!(c, '\u{1100}'..='\u{11FF}');
    }
    if composes {
        let composed: String = out[start..].nfc().collect();
        out.truncate(start);
        out.push_str(&composed);
    }
}

/// Tells whether a character leaves no trace on the page: soft hyphens, joiners, zero-width
/// spaces, directional marks, variation selectors.
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// Tells whether a letter is Latin, with or without marks.
pub(crate) fn is_latin(c: char) -> bool {
    c <= '\u{24F}' || matches!(c, '\u{1E00}'..='\u{1EFF}')
}

/// Lengthens the line between two Arabic letters; a letter to Unicode.
const TATWEEL: char = '\u{640}';

/// Tells whether a combining mark on a letter is an accent, or a vowel point, of no weight.
fn folds_away(mark: char, base: char) -> bool {
    if is_invisible(mark) {
        return true;
    }
    match base {
        // Cyrillic: the diaeresis makes another letter but of е, and acute or grave are stress
        // but on the Macedonian ќ and ѓ.
        '\u{400}'..='\u{52F}' | '\u{1C80}'..='\u{1C8F}' | '\u{A640}'..='\u{A69F}' => match mark {
            '\u{308}' => matches!(base, 'е' | 'Е'),
            '\u{301}' => !matches!(base, 'к' | 'К' | 'г' | 'Г'),
            '\u{304}' | '\u{306}' | '\u{30B}' | '\u{328}' => false,
            _ => true,
        },
        '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{8A0}'..='\u{8FF}' => match mark {
            '\u{653}'..='\u{655}' => !matches!(base, 'و' | 'ي'),
            _ => true,
        },
        // Armenian has no marks; Hebrew has vowel points.
        '\u{0}'..='\u{5FF}' => true,
        // Phonetic extensions, Latin and Greek; punctuation and symbols; more Latin.
        '\u{1D00}'..='\u{1FFF}' | '\u{2000}'..='\u{2DDF}' | '\u{A700}'..='\u{A7FF}' => true,
        '\u{AB30}'..='\u{AB6F}' => true,
        _ => false,
    }
}

/// Appends a mark that stays. A Thai or Lao tone stands behind the vowel sign that Unicode's sign
/// AM decomposes to, whichever was typed first.
fn push_mark(mark: char, out: &mut String) {
    let tones = match mark {
        '\u{E4D}' => '\u{E48}'..='\u{E4B}',
        '\u{ECD}' => '\u{EC8}'..='\u{ECB}',
        _ => return out.push(mark),
    };
    let tone = out.pop();
    match tone {
        Some(tone) if tones.contains(&tone) => out.extend([mark, tone]),
        Some(other) => out.extend([other, mark]),
        None => out.push(mark),
    }
}

/// Returns the ASCII digit of a decimal digit of any script.
fn digit(c: char) -> char {
    /// The zeros of the scripts that news is written in; the other nine follow each.
    const ZEROS: [char; 15] = [
        '٠', '۰', '०', '০', '੦', '૦', '୦', '௦', '౦', '೦', '൦', '๐', '໐', '༠', '၀',
    ];
    let value = |zero: char| (c as u32).wrapping_sub(zero as u32);
    let zeros = ZEROS.into_iter().chain(['០']);
    match c {
        '\u{660}'..='\u{17FF}' => zeros
            .map(value)
            .find_map(|value| char::from_digit(value, 10))
            .unwrap_or(c),
        _ => c,
    }
}

/// Returns the spelling of letters and punctuation that do not decompose.
fn equivalent(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ı' => "i",
        'ħ' | 'Ħ' => "h",
        'ŋ' | 'Ŋ' => "n",
        'ς' => "σ",
        // Persian and Urdu keyboards have their own yeh, kaf and heh.
        'ی' => "ي",
        'ک' => "ك",
        'ہ' => "ه",
        '‘' | '’' | '‚' | '‛' | 'ʼ' | 'ʻ' | '′' | '´' | '`' => "'",
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => "\"",
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => "-",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let folded = fold(text);
        assert_eq!(folded, expected, "{text}");
        assert_eq!(fold(&folded), folded, "{text} is folded once");
    }

    /// One another's spellings, and no spelling of the last.
    fn alike(spellings: &[&str], other: &str) {
        for spelling in spellings {
            assert_eq!(fold(spelling), fold(spellings[0]), "{spelling}");
            assert_ne!(fold(spelling), fold(other), "{spelling} {other}");
        }
    }

    #[test]
    fn folds_latin_accents_and_punctuation() {
        check("Lavrov", "lavrov");
        check("Müller", "muller");
        check("Straße", "strasse");
        check("STRAẞE", "strasse");
        check("Erdoğan", "erdogan");
        check("Wałęsa", "walesa");
        check("São Tomé", "sao tome");
        check("Hà Nội", "ha noi");
        check("ha\u{300} no\u{323}\u{302}i", "ha noi");
        check("People’s “West” — end", "people's \"west\" - end");
        check("İstanbul ISPARTA ışık", "istanbul isparta isik");
    }

    #[test]
    fn folds_widths_ligatures_digits_and_the_invisible() {
        check("ﬁrst oﬃce", "first office");
        check("ＮＡＴＯ ２０２４", "nato 2024");
        check("ｶﾞｽ", "ガス");
        check("ﺗﺎﺟﺮ", "تاجر");
        check("٢٠٢٤ ۱۹ १९४७ ๒๕๖๗ ១៩៩៣", "2024 19 1947 2567 1993");
        check("govern\u{AD}ment", "government");
        check("zero\u{200B}width\u{2060}\u{FEFF}", "zerowidth");
        check("می\u{200C}رود", "ميرود");
        check("e\u{FE0F}", "e");
    }

    #[test]
    fn folds_greek() {
        check("ΥΠΟΥΡΓΟΣ", "υπουργοσ");
        check("υπουργός", "υπουργοσ");
        check("Αϊτή ᾠδή", "αιτη ωδη");
    }

    #[test]
    fn keeps_cyrillic_letters() {
        check("Москва", "москва");
        check("МОСКВА", "москва");
        alike(&["герой", "ГЕРОЙ", "герои\u{306}"], "герои");
        alike(&["всё", "все", "ВСЁ", "все\u{308}"], "вся");
        alike(&["за́мок", "замок", "замо́к"], "замки");
        alike(&["їжа", "ЇЖА", "і\u{308}жа"], "іжа");
        alike(&["ўсё", "Ўсе"], "усе");
        alike(&["куќа", "кук\u{301}а"], "кука");
        alike(&["меѓу", "МЕЃУ"], "мегу");
        alike(&["ѝ", "и"], "й");
    }

    #[test]
    fn drops_vowel_points() {
        alike(&["שָׁלוֹם", "שלום"], "שלט");
        alike(&["الأُمَم", "الأمم", "الامم"], "اللمم");
        alike(&["آب", "اب"], "أم");
        alike(&["کتاب", "كتاب", "كـتـاب"], "كاتب");
        alike(&["فارسی", "فارسي"], "فارس");
        alike(&["مسئول"], "مسيول");
    }

    #[test]
    fn keeps_kana_and_hangul_whole() {
        alike(&["ビール", "ビール", "ﾋﾞｰﾙ"], "ヒール");
        alike(&["パリ", "ハ\u{309A}リ", "ﾊﾟﾘ"], "バリ");
        alike(&["かぎ", "かき\u{3099}"], "かき");
        alike(&["ガス"], "カス");
        check("서울", "서울");
        check("서울", "서울");
        assert_eq!(fold("석").chars().count(), 1);
    }

    #[test]
    fn keeps_the_signs_of_indic_scripts() {
        alike(&["दिल्ली"], "दल्ली");
        alike(&["दल"], "दिल");
        alike(&["ज़मीन", "ज\u{93C}मीन"], "जमीन");
        alike(&["কাল"], "কলা");
        alike(&["কো", "ক\u{9C7}\u{9BE}"], "কা");
        alike(&["দিন"], "দান");
        alike(&["ਦਿਨ"], "ਦਾਨ");
        alike(&["દિન"], "દાન");
        alike(&["கல்"], "கால்");
        alike(&["கல்"], "கல");
        alike(&["పాలు"], "పులి");
        alike(&["ಹಾಲು"], "ಹುಲಿ");
        alike(&["പാല്"], "പുലി");
        alike(&["කල"], "කාල");
    }

    #[test]
    fn keeps_the_signs_of_south_east_asian_scripts() {
        alike(&["ป่า"], "ป้า");
        alike(&["ป่า"], "ปา");
        alike(&["คำ", "ค\u{E4D}า"], "คา");
        alike(&["น้ำ", "น\u{E49}\u{E4D}า", "น\u{E4D}\u{E49}า"], "นำ");
        alike(&["ຂ່າວ"], "ຂາວ");
        alike(&["ນ້ຳ", "ນ\u{EC9}\u{ECD}າ", "ນ\u{ECD}\u{EC9}າ"], "ນຳ");
        alike(&["စာ"], "စား");
        alike(&["ទឹក"], "ទក");
        alike(&["བོད"], "བུད");
    }
}
