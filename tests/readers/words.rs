//! What the words of a report say of a number.

/// What is said of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Said {
    Number(i64),
    Small,
    /// Not small, and not shown.
    Withheld,
    /// That nobody gave it.
    Unknown,
}

/// What is said of a part and its whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Share {
    Nothing,
    /// The part lies between two numbers of thousandths of the whole.
    About {
        whole: i64,
        low: i64,
        high: i64,
    },
    Exactly {
        whole: i64,
        part: i64,
    },
    /// Part and whole are none.
    None,
}

const WORDS: &str = "nul één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien \
    vijftien zestien zeventien achttien negentien twintig";

/// A number in figures or in words, at the start of a text; and what follows.
fn number(text: &str) -> Option<(i64, &str)> {
    let end = text.find([' ', '(']).unwrap_or(text.len());
    let (first, rest) = (text[..end].trim_end_matches('.'), text[end..].trim_start());
    let value = match WORDS.split_whitespace().position(|word| word == first.to_lowercase()) {
        Some(place) => i64::try_from(place).ok()?,
        None if first.to_lowercase() == "geen" => 0,
        None => first.replace('.', "").parse().ok()?,
    };
    Some((value, rest))
}

/// `33 jongeren`, `minder dan 10 jongeren`, `een aantal jongeren`, `niet getoond`; with more words behind it.
pub(crate) fn said(text: &str, threshold: i64) -> Option<Said> {
    let text = text.trim();
    let small = format!("minder dan {threshold}");
    let starts = |start: &str| text.to_lowercase().starts_with(start);
    if starts(&small) {
        return Some(Said::Small);
    }
    if starts("een aantal") || starts("niet getoond") {
        return Some(Said::Withheld);
    }
    if starts("een onbekend aantal") {
        return Some(Said::Unknown);
    }
    number(text).map(|(value, _)| Said::Number(value))
}

/// `69 procent van de 35 gezinnen` and all that may stand for it.
pub(crate) fn share(text: &str) -> Option<Share> {
    let text = text.trim().trim_end_matches('.').to_lowercase();
    if text.starts_with("een deel van de") || text.starts_with("een onbekend deel van de") {
        return Some(Share::Nothing);
    }
    if let Some(rest) = text.strip_prefix("alle ") {
        let (whole, _) = number(rest)?;
        return Some(Share::Exactly { whole, part: whole });
    }
    let whole = || number(text.split_once(" van de ")?.1).map(|(whole, _)| whole);
    for (start, low, high) in [("minder dan 1 procent", 0, 5), ("meer dan 99 procent", 995, 1000)] {
        if text.starts_with(start) {
            return Some(Share::About { whole: whole()?, low, high });
        }
    }
    let (first, rest) = number(&text)?;
    if rest.starts_with("procent") {
        let (low, high) = (first * 10 - 5, first * 10 + 5);
        return Some(Share::About { whole: whole()?, low, high });
    }
    if rest.starts_with("van de ") {
        return Some(Share::Exactly { whole: whole()?, part: first });
    }
    // `geen gezinnen` of none, `geen gezin` and `één gezin` of one.
    let is_plural = ["jongeren", "gezinnen", "verwijzingen", "scholen"].contains(&rest);
    Some(match (first, is_plural) {
        (0, true) => Share::None,
        (part, _) => Share::Exactly { whole: 1, part },
    })
}
