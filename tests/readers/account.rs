//! What a page says of the numbers that each figure rests on.

use super::asked::{Asked, NAMED, NAMED_BEFORE};
use super::plan::MUNICIPALITIES;
use super::text::words_of_page;
use super::words::{Said, said};

/// A number that the account shows: of a municipality, or the sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Accounted {
    pub(crate) measure: usize,
    pub(crate) who: Option<usize>,
    pub(crate) said: Said,
}

/// All numbers of measures in the account of a page.
pub(crate) fn read(html: &str, asked: &Asked, threshold: i64) -> Result<Vec<Accounted>, String> {
    let mut all = Vec::new();
    for part in html.split("<div class=\"grond\"").skip(1) {
        let code = part.split_once("<span class=\"code\">").and_then(|it| it.1.split_once('<'));
        let Some(measure) =
            code.and_then(|(code, _)| asked.place(&code.replace(NAMED_BEFORE, NAMED)))
        else {
            continue;
        };
        let mut put = |who, text: &str| -> Result<(), String> {
            let said = said(text, threshold).ok_or_else(|| format!("the account says {text:?}"))?;
            all.push(Accounted { measure, who, said });
            Ok(())
        };
        let words = words_of_page(&format!("<body><div{part}"));
        for line in words.lines().map(str::trim) {
            if let Some((_, sum)) = line.split_once("Som: ") {
                put(None, sum)?;
            } else if line.contains("Het totaal is niet getoond") {
                put(None, "niet getoond")?;
            }
            let row = MUNICIPALITIES.iter().enumerate().find_map(|(who, (_, name))| {
                Some((who, line.strip_prefix(name)?.strip_prefix(" | ")?))
            });
            if let Some((who, value)) = row {
                put(Some(who), value)?;
            }
            let Some((_, beside)) = line.split_once("niet meegeteld, want niet in uitvoering: ")
            else {
                continue;
            };
            for each in beside.split("), ") {
                let (name, value) = each.split_once(" (").ok_or("no number beside the sum")?;
                let who = MUNICIPALITIES.iter().position(|it| it.1 == name);
                put(Some(who.ok_or("a stranger")?), value.trim_end_matches(['.', ')']))?;
            }
        }
    }
    Ok(all)
}
