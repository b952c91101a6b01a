//! Tells which words are numbers: `drie`, `tweeëntwintig`, `vijfde`, `driekwart`, `vijfjarig`.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::number::number_words;

/// One to nine, as a part of a longer word.
const UNITS: [&str; 9] = ["een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"];
/// Twenty to ninety; also the ends of `eenentwintig` and the like.
const TENS: [&str; 8] =
    ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"];
/// Words for a number of their own.
const OTHERS: [&str; 39] = [
    "nul",
    "miljoen",
    "miljoenen",
    "miljard",
    "miljarden",
    "biljoen",
    "biljoenen",
    "beide",
    "beiden",
    "allebei",
    "helft",
    "helften",
    "half",
    "halve",
    "halfjaar",
    "halfjaarlijks",
    "halfjaarlijkse",
    "kwart",
    "driekwart",
    "anderhalf",
    "anderhalve",
    "dubbel",
    "dubbele",
    "verdubbeld",
    "verdubbelt",
    "verdubbelen",
    "verdubbelden",
    "verdubbelde",
    "verdubbeling",
    "verdubbelingen",
    "gehalveerd",
    "gehalveerde",
    "halveren",
    "halveert",
    "halveerde",
    "halveerden",
    "halvering",
    "dozijn",
    "dozijnen",
];
/// What makes another word of a number: `viermaal`, `drievoudig`, `vijfjarige`, `twaalftal`.
const ENDINGS: [&str; 40] = [
    "tal",
    "tallen",
    "maal",
    "voud",
    "voudig",
    "voudige",
    "dubbel",
    "dubbele",
    "jarig",
    "jarige",
    "jarigen",
    "jaarlijks",
    "jaarlijkse",
    "maandelijks",
    "maandelijkse",
    "maands",
    "maandse",
    "wekelijks",
    "wekelijkse",
    "weeks",
    "weekse",
    "daags",
    "daagse",
    "uurs",
    "urig",
    "urige",
    "delig",
    "delige",
    "ledig",
    "ledige",
    "koppig",
    "koppige",
    "persoons",
    "kwart",
    "half",
    "halve",
    "enhalf",
    "enhalve",
    "plusser",
    "plussers",
];
/// The same of `een`, which mostly makes words that count nothing, as `eenvoudig` and `eenmalig`.
const ENDINGS_OF_ONE: [&str; 8] =
    ["jarig", "jarige", "jarigen", "daags", "daagse", "persoons", "maands", "uurs"];

/// Whether a word can be a number at all, at a glance: most words are not, and every number has one of these pieces
/// in it.
pub(super) fn may_be_numeral(word: &str) -> bool {
    let has_stem = |three: &[u8]| {
        let three = [three[0], three[1], three[2]].map(|byte| byte.to_ascii_lowercase());
        matches!(
            &three,
            b"een"
                | b"twe"
                | b"dri"
                | b"vie"
                | b"vij"
                | b"zes"
                | b"zev"
                | b"ach"
                | b"neg"
                | b"tie"
                | b"elf"
                | b"elv"
                | b"twa"
                | b"tig"
                | b"hon"
                | b"dui"
                | b"der"
                | b"nul"
                | b"mil"
                | b"bil"
                | b"bei"
                | b"hel"
                | b"hal"
                | b"kwa"
                | b"dub"
                | b"doz"
                | b"vee"
        )
    };
    !word.is_ascii() || word.as_bytes().windows(3).any(has_stem)
}

/// Whether a word is a number by itself, whatever stands around it. `een` without accents is the
/// article. What only counts in company, as `acht`, is a number here.
pub(super) fn is_numeral(word: &str) -> bool {
    let lower = word.to_lowercase();
    let plain = without_accents(&lower);
    if plain == "een" {
        return lower != "een";
    }
    OTHERS.contains(&plain.as_str())
        || is_cardinal(&plain)
        || is_ordinal(&plain)
        || is_many(&plain)
        || is_made_of_one(&plain)
}

/// Whether a word multiplies the number before it: `miljoen` in `drie miljoen`.
pub(super) fn is_magnitude(word: &str) -> bool {
    let lower = word.to_lowercase();
    ["honderd", "duizend", "miljoen", "miljard", "biljoen"].contains(&lower.as_str())
}

/// Whether a word says an order, from `tweede` on. `eerste` counts nothing.
pub(super) fn is_ordinal(word: &str) -> bool {
    let plain = without_accents(&word.to_lowercase());
    // Parts of a whole: `vijf zesden`. `derden` are others, `vierden` is mostly a verb.
    let one = plain.strip_suffix('n').filter(|_| !matches!(plain.as_str(), "derden" | "vierden"));
    let plain = one.filter(|one| one.ends_with("de") || one.ends_with("ste")).unwrap_or(&plain);
    let ends = [("derde", ""), ("eerste", ""), ("achtste", "acht"), ("ste", ""), ("de", "")];
    ends.iter().any(|(end, unit)| {
        let Some(stem) = plain.strip_suffix(end) else { return false };
        match *end {
            "derde" => stem.is_empty() || is_cardinal(stem),
            "eerste" => !stem.is_empty() && is_cardinal(stem),
            _ => {
                let stem = format!("{stem}{unit}");
                !matches!(stem.as_str(), "een" | "drie") && is_cardinal(&stem)
            }
        }
    })
}

/// `twintig`, `eenentwintig`, `honderdvijftig`, `drieduizend`; not `een` itself.
fn is_cardinal(word: &str) -> bool {
    let small = |part: &str| part.is_empty() || is_below_thousand(part);
    match word.split_once("duizend") {
        Some((before, after)) => small(before) && small(after.strip_prefix("en").unwrap_or(after)),
        None => word != "een" && is_below_thousand(word),
    }
}

fn is_below_thousand(word: &str) -> bool {
    let small = |part: &str| part.is_empty() || is_below_hundred(part);
    match word.split_once("honderd") {
        Some((before, after)) => small(before) && small(after.strip_prefix("en").unwrap_or(after)),
        None => is_below_hundred(word),
    }
}

/// Ten to nineteen.
fn teens() -> &'static [&'static str] {
    &number_words()[10..20]
}

fn is_below_hundred(word: &str) -> bool {
    let is_composed = || {
        let unit = TENS.iter().find_map(|tens| word.strip_suffix(tens)?.strip_suffix("en"));
        unit.is_some_and(|unit| UNITS.contains(&unit))
    };
    UNITS.contains(&word) || teens().contains(&word) || TENS.contains(&word) || is_composed()
}

/// More than one of a number: `tientallen` is among the endings; `honderden`, `tweeën`, `twintigers`.
fn is_many(word: &str) -> bool {
    let large = ["honderd", "duizend", "honderdtal", "duizendtal"];
    let stem = word.strip_suffix("en").unwrap_or_default();
    let are_large = large.iter().any(|end| stem.ends_with(end)) && is_cardinal(stem);
    let people = word.strip_suffix("ers").or_else(|| word.strip_suffix("er")).unwrap_or_default();
    let pairs = ["tweeen", "drieen", "tweetjes", "drietjes", "zevenen", "vijven"];
    are_large || pairs.contains(&word) || TENS.contains(&people)
}

/// A longer word that begins with a number: `viermaal`, `vijfjarige`, `tweedejaars`.
fn is_made_of_one(word: &str) -> bool {
    let stem_of = |ending: &&str| word.strip_suffix(*ending);
    ENDINGS.iter().filter_map(stem_of).any(is_cardinal)
        || ENDINGS_OF_ONE.iter().filter_map(stem_of).any(|stem| stem == "een")
        || word.strip_suffix("jaars").is_some_and(is_ordinal)
        || is_multiplied(word)
        || is_fraction(word)
}

/// `verdrievoudigd`, `vertienvoudiging`.
fn is_multiplied(word: &str) -> bool {
    let stem = word.strip_prefix("ver").and_then(|rest| rest.split_once("voudig"));
    stem.is_some_and(|(stem, _)| is_cardinal(stem))
}

/// Parts of a whole in one word: `eenderde`, `tweevijfde`, `drievierden`.
fn is_fraction(word: &str) -> bool {
    UNITS.iter().filter_map(|unit| word.strip_prefix(unit)).any(is_ordinal)
}

/// Small letters without their accents and dots: `één`, `víer`, `financiën`.
#[must_use]
pub fn without_accents(word: &str) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    word.nfd().filter(|c| !is_combining_mark(*c)).collect()
}

/// The whole number below a thousand that a word says: `zeven`, `vijfentwintig`, `honderdtien`. Not `een`
/// without accents, which is the article.
#[must_use]
pub fn counted(word: &str) -> Option<u32> {
    let lower = word.to_lowercase();
    if lower == "een" {
        return None;
    }
    let plain = without_accents(&lower);
    match plain.split_once("honderd") {
        None => below_hundred(&plain),
        Some((before, after)) => {
            let hundreds = if before.is_empty() { 1 } else { below_hundred(before)? };
            let after = after.strip_prefix("en").unwrap_or(after);
            let rest = if after.is_empty() { 0 } else { below_hundred(after)? };
            Some(hundreds * 100 + rest)
        }
    }
}

fn below_hundred(word: &str) -> Option<u32> {
    let place = |words: &[&str], word: &str| {
        let found = words.iter().position(|each| *each == word)?;
        u32::try_from(found).ok()
    };
    if word == "nul" {
        return Some(0);
    }
    let unit = |word: &str| Some(place(&UNITS, word)? + 1);
    let tens = |word: &str| Some((place(&TENS, word)? + 2) * 10);
    let composed = || {
        let (ten, before) =
            TENS.iter().find_map(|ten| Some((ten, word.strip_suffix(ten)?.strip_suffix("en")?)))?;
        Some(tens(ten)? + unit(before)?)
    };
    let teen = || Some(place(teens(), word)? + 10);
    unit(word).or_else(teen).or_else(|| tens(word)).or_else(composed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_gives_its_number() {
        for (word, number) in [
            ("nul", 0),
            ("één", 1),
            ("Zeven", 7),
            ("elf", 11),
            ("negentien", 19),
            ("twintig", 20),
            ("vijfentwintig", 25),
            ("drieëndertig", 33),
            ("honderdtien", 110),
            ("tweehonderd", 200),
        ] {
            assert_eq!(counted(word), Some(number), "{word}");
        }
        for word in ["een", "gemeente", "eerste", "zevental", ""] {
            assert_eq!(counted(word), None, "{word}");
        }
    }

    #[test]
    fn no_number_is_passed_over_at_a_glance() {
        let composed = ["eenentwintig", "drieëntwintig", "honderdvijftig", "tweeduizend", "één"];
        let all =
            [&UNITS[..], teens(), &TENS, &OTHERS, &composed, &["honderd", "duizend", "derde"]];
        for word in all.concat() {
            assert!(may_be_numeral(word), "{word}");
            assert!(may_be_numeral(&word.to_uppercase()), "{word}");
        }
        for word in ["aanpak", "school", "jongeren", "samen"] {
            assert!(!may_be_numeral(word), "{word}");
        }
    }
}
