//! Reads the file that the page of a draft gives out: the remarks that a reviewer wrote there.
//!
//! Whoever sends one may have written anything in it. What cannot be such a file is refused as a whole; of its remarks each
//! that is sound is kept, and the others are counted. All of it is text: characters that act on a screen are left out.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{Reviewed, Written};
use crate::dutch;

/// What such a file says that it is.
const KIND: &str = "opmerkingen bij een concept";
const VERSION: u64 = 1;
/// The page writes no file of so many bytes, and no reader so many remarks, or one of so many bytes.
const LARGEST: usize = 4 << 20;
const MOST: usize = 5_000;
const LONGEST: usize = 100_000;
/// Of a sentence, and of the words in it that were chosen, so many characters are kept.
const STOOD: usize = 5_000;
const ABOUT: usize = 500;
/// The longest name of a remark, and of a function.
const KEY: usize = 64;
const REVIEWER: usize = 100;

/// Whether a file is to be read as one of the page: it begins as JSON does.
pub(super) fn is_of_page(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    matches!(text.trim_ascii_start().first(), Some(b'{' | b'['))
}

/// What stands in a file of the page, or why it is not read.
pub(super) fn read(bytes: &[u8]) -> Result<Reviewed, String> {
    if bytes.len() > LARGEST {
        let most = LARGEST >> 20;
        return Err(format!("het is groter dan {most} MB: zo groot maakt de pagina het nooit"));
    }
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let file: Value = serde_json::from_slice(text).map_err(|error| unreadable(&error))?;
    let file = file.as_object().filter(|it| it.get("soort").and_then(Value::as_str) == Some(KIND));
    let file = file.ok_or("dit is geen bestand met opmerkingen uit de pagina van een concept")?;
    if file.get("versie").and_then(Value::as_u64) != Some(VERSION) {
        return Err(
            "het komt uit een concept dat met een andere versie van het programma is gemaakt"
                .to_owned(),
        );
    }
    let year = file.get("jaar").and_then(Value::as_i64).and_then(|it| i16::try_from(it).ok());
    let year = year.ok_or("er staat niet goed in bij welk jaar het hoort")?;
    let number = file.get("concept").and_then(Value::as_u64).and_then(|it| u16::try_from(it).ok());
    let number =
        number.filter(|it| *it > 0).ok_or("er staat niet goed in bij welk concept het hoort")?;
    let list = file.get("opmerkingen").and_then(Value::as_array);
    let list = list.ok_or("er staat geen lijst met opmerkingen in")?;
    if list.len() > MOST {
        return Err(format!("er staan meer dan {MOST} opmerkingen in"));
    }
    let remarks: Vec<Written> = list.iter().filter_map(written).collect();
    let unreadable = list.len() - remarks.len();
    if remarks.is_empty() && unreadable > 0 {
        return Err("geen van de opmerkingen erin is te lezen".to_owned());
    }
    let reviewer = clean(text_of(file, "functie"), REVIEWER);
    let reviewer = Some(one_line(&reviewer)).filter(|it| !it.is_empty());
    Ok(Reviewed {
        draft: Some((year, number)),
        has_sentences: true,
        reviewer,
        unreadable,
        remarks: once(remarks),
    })
}

fn unreadable(error: &serde_json::Error) -> String {
    if error.is_eof() {
        return "het houdt te vroeg op".to_owned();
    }
    format!("regel {} is niet te lezen", error.line())
}

/// A remark of the list; `None` if it says nothing, or more than anybody writes.
fn written(value: &Value) -> Option<Written> {
    let remark = value.as_object()?;
    let said = text_of(remark, "opmerking");
    if said.len() > LONGEST {
        return None;
    }
    let text = clean(said, LONGEST);
    let is_key = |it: &&str| {
        (1..=KEY).contains(&it.len()) && it.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let number = remark.get("zin").and_then(Value::as_u64).and_then(|it| u32::try_from(it).ok());
    let stood = one_line(&clean(text_of(remark, "stond_er"), STOOD));
    (!text.is_empty()).then(|| Written {
        reader: 1,
        text,
        key: Some(text_of(remark, "kenmerk")).filter(is_key).map(str::to_owned),
        sentence: number.filter(|it| *it > 0),
        about: one_line(&clean(text_of(remark, "bij"), ABOUT)),
        around: stood.clone(),
        stood: Some(stood),
        ..Written::default()
    })
}

/// The remarks, without what stands there more than once: the same name with the same words.
fn once(remarks: Vec<Written>) -> Vec<Written> {
    let mut seen = BTreeSet::new();
    let is_first =
        |it: &Written| it.key.is_none() || seen.insert((it.key.clone(), it.text.clone()));
    remarks.into_iter().filter(is_first).collect()
}

/// The text of a key; empty if it has none.
fn text_of<'a>(object: &'a Map<String, Value>, key: &str) -> &'a str {
    object.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// A text of at most so many characters, in which nothing but line ends acts on a screen or is not shown.
#[must_use]
pub fn clean(text: &str, most: usize) -> String {
    let one = |c: char| match c {
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\t' => Some(' '),
        '\n' => Some(c),
        c if c.is_control() || dutch::is_invisible(c) || is_unassigned(c) => None,
        c => Some(c),
    };
    let text = text.replace("\r\n", "\n");
    let text: String = text.chars().filter_map(one).take(most).collect();
    text.trim().to_owned()
}

/// Whether a character is private or none at all. Our own marks in texts are such characters.
fn is_unassigned(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{f0000}'..)
        || u32::from(c) & 0xfffe == 0xfffe
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
