//! No format shows more than the ledger, and all of them say the same.

use std::collections::BTreeMap;

use super::account;
use super::files::Files;
use super::ledger::Ledger;
use super::plan::Plan;
use super::template::{About, lines};
use super::text::{self, Lines, letters, numbers};
use super::words::{Said, Share, said, share};

/// A share of those who gave both numbers, as the report has it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ReadShare {
    pub(crate) part: usize,
    pub(crate) whole: usize,
    pub(crate) share: Share,
}

/// What is wrong with an edition; and the shares that it tells.
pub(crate) fn read(plan: &Plan, files: &Files, ledger: &Ledger) -> (Vec<String>, Vec<ReadShare>) {
    let about = lines(plan);
    let words: Vec<&str> = about.keys().map(String::as_str).collect();
    let markdown = text::of_markdown(&files.markdown, &words);
    let page = text::of_page(&files.html, &words);
    let mut wrong = Vec::new();
    let mut shares = Vec::new();
    for (name, said) in [("rapport.md", &markdown), ("rapport.html", &page)] {
        let mut reader = Reader { plan, ledger, about: &about, file: name, wrong: Vec::new() };
        shares = reader.lines(said);
        wrong.append(&mut reader.wrong);
    }
    let unlike = about.keys().filter(|name| markdown.get(*name) != page.get(*name));
    wrong.extend(unlike.map(|name| {
        format!("rapport.md says {:?}, and rapport.html {:?}", markdown.get(name), page.get(name))
    }));
    match account::read(&files.html, &plan.asked, plan.threshold) {
        Ok(accounted) => wrong.extend(accounted.iter().filter_map(|it| {
            let right = match it.who {
                Some(who) => ledger.said(it.measure, who),
                None => ledger.sums[&it.measure],
            };
            (right != it.said).then(|| format!("the account has {it:?}, not {right:?}"))
        })),
        Err(error) => wrong.push(error),
    }
    let shown = numbers(&text::words_of_page(&files.html));
    let more = numbers(&files.markdown)
        .into_iter()
        .filter(|(number, times)| shown.get(number).is_none_or(|shown| shown < times));
    wrong.extend(more.map(|it| format!("rapport.md has {it:?}, and rapport.html has not")));
    if !files.pdf.is_empty() {
        wrong.extend(in_print(files, &markdown));
    }
    (wrong, shares)
}

/// What the PDF says otherwise.
fn in_print(files: &Files, markdown: &Lines) -> Vec<String> {
    let Some(pages) = pmg_recount::page_texts(&files.pdf) else {
        return vec!["rapport.pdf cannot be read".to_owned()];
    };
    let words = pages.join("\n");
    let text = letters(&words);
    let all = markdown.iter().flat_map(|(name, lines)| lines.iter().map(move |it| (name, it)));
    let missing = all.filter(|(name, line)| !text.contains(&letters(&format!("{name}{line}"))));
    let mut wrong: Vec<String> =
        missing.map(|(name, line)| format!("rapport.pdf does not say `{name}: {line}`")).collect();
    let shown = numbers(&text::words_of_page(&files.html));
    // Pages and chapters have numbers that the page has not.
    let is_other = |number: &String| number.len() > 1 && !shown.contains_key(number);
    let more = numbers(&words).into_keys().filter(is_other);
    wrong.extend(more.map(|it| format!("rapport.pdf has {it}, and rapport.html has not")));
    let attached = lopdf::Document::load_mem(&files.pdf).map(|pdf| attached(&pdf));
    if !attached.is_ok_and(|it| it.len() == 1 && it[0] == files.ledger) {
        wrong.push("rapport.pdf has another file in it than cijfers.json".to_owned());
    }
    wrong
}

fn attached(pdf: &lopdf::Document) -> Vec<Vec<u8>> {
    let streams = pdf.objects.values().filter_map(|object| object.as_stream().ok());
    let files = streams.filter(|stream| {
        stream
            .dict
            .get(b"Type")
            .and_then(lopdf::Object::as_name)
            .is_ok_and(|it| it == b"EmbeddedFile")
    });
    files.map(|stream| stream.decompressed_content().unwrap_or_default()).collect()
}

struct Reader<'a> {
    plan: &'a Plan,
    ledger: &'a Ledger,
    about: &'a BTreeMap<String, About>,
    file: &'static str,
    wrong: Vec<String>,
}

impl Reader<'_> {
    fn lines(&mut self, lines: &Lines) -> Vec<ReadShare> {
        let mut shares = Vec::new();
        for (name, about) in self.about {
            let given: &[String] = lines.get(name).map_or(&[], Vec::as_slice);
            if given.is_empty() && name.starts_with('q') {
                self.wrong.push(format!("{}: no line {name}", self.file));
            }
            for line in given {
                match self.line(*about, line) {
                    Ok(share) => shares.extend(share),
                    Err(what) => {
                        self.wrong.push(format!("{}: {about:?} `{line}`: {what}", self.file));
                    }
                }
            }
        }
        shares
    }

    fn line(&self, about: About, line: &str) -> Result<Option<ReadShare>, String> {
        match about {
            About::Sum(measure) => self.same(line, self.ledger.sums[&measure])?,
            About::Value(measure, who) => self.same(line, self.ledger.said(measure, who))?,
            About::Verb(measure, who) => verb(line, self.shown(measure, who))?,
            About::AtLeast(measure, who, least) => {
                self.probe(line, self.shown(measure, who), least)?;
            }
            About::Share(part, whole, who) => {
                let share = share(line).ok_or("nobody can say what that is")?;
                return match who {
                    Some(who) => self.own_share(share, [part, whole], who).map(|()| None),
                    None => Ok(Some(ReadShare { part, whole, share })),
                };
            }
        }
        Ok(None)
    }

    fn shown(&self, measure: usize, who: Option<usize>) -> Said {
        who.map_or(self.ledger.sums[&measure], |who| self.ledger.said(measure, who))
    }

    fn same(&self, line: &str, shown: Said) -> Result<(), String> {
        let said = said(line, self.plan.threshold).ok_or("nobody can say what that is")?;
        // A hidden one has no verb that tells it from many.
        let tells = said != shown
            || (line.ends_with(" is.")
                && !matches!(said, Said::Number(1) | Said::Unknown | Said::Withheld));
        if tells { Err(format!("the ledger has {shown:?}")) } else { Ok(()) }
    }

    /// A condition goes by what is shown, and by the limit where nothing is.
    fn probe(&self, line: &str, shown: Said, least: i64) -> Result<(), String> {
        let goes_by = match shown {
            Said::Number(number) => number,
            Said::Unknown => 0,
            Said::Small | Said::Withheld => self.plan.threshold,
        };
        if (line == "ja.") == (goes_by >= least) {
            Ok(())
        } else {
            Err(format!("the ledger has {shown:?}"))
        }
    }

    /// Of one municipality a share tells no more than its two numbers.
    fn own_share(&self, share: Share, pair: [usize; 2], who: usize) -> Result<(), String> {
        let [part, whole] = pair.map(|measure| self.ledger.said(measure, who));
        let told = match share {
            Share::Nothing => return Ok(()),
            Share::None => (0, Some(0)),
            Share::Exactly { whole, part } => (whole, Some(part)),
            Share::About { whole, .. } => (whole, None),
        };
        let (Said::Number(part), Said::Number(whole)) = (part, whole) else {
            return Err(format!("the ledger has {part:?} of {whole:?}"));
        };
        if whole == told.0 && told.1.is_none_or(|told| told == part) {
            Ok(())
        } else {
            Err(format!("the ledger has {part} of {whole}"))
        }
    }
}

/// A verb is a singular only where a one is shown.
fn verb(line: &str, shown: Said) -> Result<(), String> {
    let is_one = line == "is.";
    if is_one == (shown == Said::Number(1)) {
        Ok(())
    } else {
        Err(format!("the ledger has {shown:?}"))
    }
}
