//! Finds names: with initials, and with an age.

use crate::dutch;

use super::Detail;

/// Words after which a single letter is no initial.
const NAMED_BY_A_LETTER: [&str; 10] =
    ["groep", "klas", "niveau", "team", "deel", "type", "bijlage", "optie", "fase", "gebied"];

/// `J. de Vries`, `A.B. Jansen`: initials and a name with a capital.
pub(super) fn name_with_initials(text: &str) -> Option<Detail> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_initials = |word: &str| {
        let word = word.trim_start_matches(['(', '“', '"']);
        word.ends_with('.')
            && word
                .split_terminator('.')
                .all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase))
    };
    let particles = ["van", "de", "der", "den", "ten", "ter", "el", "al", "in", "’t"];
    words.iter().enumerate().filter(|(_, word)| is_initials(word)).find_map(|(start, _)| {
        // `groep A. Daarna`: the letter names a thing, and the capital starts a sentence.
        let named = start.checked_sub(1).and_then(|before| words.get(before));
        if named.is_some_and(|word| NAMED_BY_A_LETTER.contains(&word.to_lowercase().as_str())) {
            return None;
        }
        let rest = words.get(start + 1..)?;
        let skip = rest.iter().take_while(|word| particles.contains(word)).count();
        let name = rest.get(skip)?.trim_matches(|c: char| !c.is_alphabetic());
        let is_name = name.chars().next()?.is_uppercase() && name.chars().nth(1)?.is_lowercase();
        is_name.then(|| ("een naam met voorletters", words[start..=start + 1 + skip].join(" ")))
    })
}

/// Words that begin with a capital beside an age and are no name.
const NO_NAMES: [&str; 52] = [
    "jongeren",
    "jongere",
    "kinderen",
    "kind",
    "leerlingen",
    "leerling",
    "meisjes",
    "meisje",
    "jongens",
    "jongen",
    "deelnemers",
    "deelnemer",
    "ouders",
    "moeders",
    "vaders",
    "gezinnen",
    "scholieren",
    "studenten",
    "daders",
    "verdachten",
    "slachtoffers",
    "jeugd",
    "jeugdigen",
    "iedereen",
    "wie",
    "vanaf",
    "tot",
    "gemiddeld",
    "leeftijd",
    "artikel",
    "groep",
    "klas",
    "hij",
    "zij",
    "ze",
    "ik",
    "wij",
    "we",
    "dit",
    "dat",
    "deze",
    "die",
    "het",
    "de",
    "een",
    "er",
    "halt",
    "politie",
    "school",
    "gemeente",
    "bureau",
    "maximaal",
];

/// A word of a text, for names and ages.
struct Word<'a> {
    text: &'a str,
    bare: &'a str,
}

/// A name with the age of somebody young: `Samir (16)`, `Sanne, 15 jaar`, `Kevin is 14 jaar`, `de 15-jarige Samir`.
/// What stands in the register is a place and no name.
pub(super) fn name_with_age(text: &str, places: &[&str]) -> Option<Detail> {
    let words: Vec<Word> = text
        .split_whitespace()
        .map(|text| Word { text, bare: text.trim_matches(|c: char| !c.is_alphanumeric()) })
        .collect();
    let sight = Sight { words: &words, places, in_a_row: counts_places(&words, places) };
    (0..words.len())
        .find_map(|at| sight.with_age(at).or_else(|| sight.aged(at)))
        .map(|found| ("een naam met leeftijd", found))
}

/// Whether a number in brackets stands behind a place, so that none is an age: `Breda (16), Delft (12)`.
fn counts_places(words: &[Word<'_>], places: &[&str]) -> bool {
    let mut in_brackets = words.windows(2).filter(|pair| pair[1].text.starts_with('('));
    in_brackets.any(|pair| places.contains(&pair[0].bare))
}

struct Sight<'a> {
    words: &'a [Word<'a>],
    places: &'a [&'a str],
    in_a_row: bool,
}

impl Sight<'_> {
    fn bare(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.bare)
    }

    /// `Samir (16)`, `Samir B. (16)`, `Sanne, 15 jaar`, `Kevin van 14 jaar`.
    fn with_age(&self, at: usize) -> Option<String> {
        let name = self.words.get(at).filter(|_| self.is_name(at))?;
        // The first letter of a family name.
        let initial = self
            .words
            .get(at + 1)
            .is_some_and(|it| it.text.ends_with('.') && it.bare.chars().count() == 1);
        let mut next = at + 1 + usize::from(initial);
        let in_brackets = self.words.get(next)?.text.starts_with('(')
            && (initial || !name.text.ends_with([',', '.', ':', ';']));
        let links = ["van", "is", "was", "wordt", "werd", "–", "-", "—"];
        let linked = links.contains(&self.words[next].text);
        next += usize::from(linked);
        let age = self.words.get(next)?;
        let years = self.says_years(next + 1);
        let digits = age.bare.chars().take_while(char::is_ascii_digit).collect::<String>();
        let closed = age.text.contains(')') && digits == age.bare;
        let told =
            in_brackets && (years || closed) || years && (linked || name.text.ends_with(','));
        let found = told && is_young(age.bare) && !(self.in_a_row && in_brackets && !years);
        found.then(|| format!("{} {}", name.bare, age.bare))
    }

    /// `de 15-jarige Samir`, `de vijftienjarige Samir`.
    fn aged(&self, at: usize) -> Option<String> {
        let lower = self.bare(at).to_lowercase();
        let age = lower.strip_suffix("jarige")?.trim_end_matches('-');
        let name = self.bare(at + 1);
        // `Nederlandse`
        let found = is_young(age) && self.is_name(at + 1) && !name.ends_with("se");
        found.then(|| format!("{age} {name}"))
    }

    fn says_years(&self, at: usize) -> bool {
        ["jaar", "jr"].contains(&self.bare(at))
    }

    /// Whether a word may be somebody's first name: a capital and a small letter, and no place before it or in it.
    fn is_name(&self, at: usize) -> bool {
        let bare = self.bare(at);
        let mut letters = bare.chars();
        let is_spelled = letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_some_and(char::is_lowercase);
        // `in Breda (16)` counts something in a place.
        let before = at.checked_sub(1).map(|before| self.bare(before).to_lowercase());
        let of_place = ["in", "te", "uit", "bij", "gemeente", "wijk", "regio", "groep", "bureau"];
        let is_place = before.is_some_and(|word| of_place.contains(&word.as_str()));
        is_spelled
            && !is_place
            && !self.places.contains(&bare)
            && !NO_NAMES.contains(&bare.to_lowercase().as_str())
    }
}

/// Whether a word is the age of somebody young, in figures or in letters.
fn is_young(word: &str) -> bool {
    let age = word.parse::<u32>().ok().or_else(|| dutch::counted(word));
    age.is_some_and(|age| (4..=27).contains(&age))
}
