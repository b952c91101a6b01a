//! `pmg words`: shows what municipalities wrote themselves, and records in `gelezen.toml` who read it.

use std::fmt::Write as _;

use anyhow::Context as _;

use crate::pipeline;
use pmg_core::checks;
use pmg_core::cycle::{READ_TEXTS, ReadText, with_read_texts};
use pmg_core::diagnostics::{counted, on_one_line};
use pmg_core::near::suggestion;
use pmg_report::words::OwnText;

use super::arguments::WordsOf;
use super::outcome::Outcome;
use super::output::{FileSet, Lock};
use super::request::request;
use super::{clock, output, progress, secret, terminal};

/// The folder of the lists among the outputs of a year.
const LISTS: &str = "eigen-woorden";
/// What a new file opens with.
const HEADER: &str = "\
# Welke teksten van gemeenten iemand heeft gelezen, vastgelegd door het programmateam (`pmg words --read`).
# Een regel geldt voor de tekst van toen: schrijft de gemeente iets anders, dan moet dat opnieuw worden gelezen.
";

/// Shows the texts, or records that some of them were read.
pub(super) fn run(asked: &WordsOf) -> anyhow::Result<Outcome> {
    let request = request(asked.year, &asked.input, &asked.templates, None)?;
    secret::make_key(&request.year)?;
    let draft = pipeline::compose(&request, &progress::bar())?;
    let texts = pipeline::own_texts(&draft);
    if let Some(by) = &asked.by {
        return tick(asked, by, &texts);
    }
    output::show(&shown(&texts))?;
    if asked.lists {
        let year = asked.output.year(asked.year);
        let folder = year.join(LISTS);
        let files = pipeline::word_lists(&texts, &draft);
        let files = files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
        FileSet::new(&folder, files).replace(&output::begin(&year)?)?;
        terminal::line(&format!("Lijst geschreven in {}", folder.display()));
    }
    Ok(Outcome::Clean)
}

/// Records that somebody read some texts.
fn tick(asked: &WordsOf, by: &str, texts: &[OwnText]) -> anyhow::Result<Outcome> {
    if let Some((_, person)) = checks::personal_detail(by) {
        anyhow::bail!(
            "`{person}` in --by wijst naar een persoon\nhint: noem een functie of een team, zoals `programmateam`"
        );
    }
    let on = clock::on_or_today(asked.on)?;
    let mut read: Vec<ReadText> = Vec::new();
    for named in &asked.read {
        let mut meant = texts.iter().filter(|it| is_meant(it, named)).peekable();
        if meant.peek().is_none() {
            let known = texts.iter().flat_map(|it| [&*it.id, it.municipality.as_str()]);
            let hint = suggestion(named, known)
                .unwrap_or_else(|| format!("`pmg words {}` toont alle kenmerken", asked.year));
            anyhow::bail!(
                "er is geen tekst met het kenmerk `{named}`, en geen gemeente met die code of naam die iets schreef\nhint: {hint}"
            );
        }
        read.extend(meant.filter(|it| it.read.is_none()).map(|it| it.as_read(by, on)));
    }
    read.dedup();
    if read.is_empty() {
        terminal::line("Deze teksten waren al afgevinkt.");
        return Ok(Outcome::Clean);
    }
    let year = asked.input.year(asked.year);
    // Two runs that record something at once must both be kept.
    let _lock = Lock::on(&year)?;
    let path = year.join(READ_TEXTS);
    output::sweep(&year).with_context(|| format!("kan niet schrijven in `{}`", year.display()))?;
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => HEADER.to_owned(),
        Err(error) => {
            return Err(error).with_context(|| format!("kan `{}` niet lezen", path.display()));
        }
    };
    output::write(&path, with_read_texts(&text, &read).as_bytes())?;
    terminal::line(&format!(
        "{} afgevinkt als gelezen, in {}",
        counted(read.len(), "tekst", "teksten"),
        path.display()
    ));
    Ok(Outcome::Clean)
}

/// Whether a text is meant by its mark, or by the code or the name of its municipality.
fn is_meant(text: &OwnText, named: &str) -> bool {
    let named = named.trim().to_lowercase();
    text.id == named
        || text.municipality.as_str().to_lowercase() == named
        || text.name.to_lowercase() == named
}

/// The texts, some lines each, and how many of them nobody has read.
fn shown(texts: &[OwnText]) -> String {
    let mut shown = String::new();
    for it in texts {
        let place = if it.is_printed { "in het rapport" } else { "niet in het rapport" };
        _ = writeln!(shown, "{}  {}, {} ({place})", it.id, it.name, it.question);
        // What somebody wrote must not act on the screen.
        _ = writeln!(shown, "  tekst:    {}", on_one_line(&it.text));
        if !it.doubts.is_empty() {
            _ = writeln!(shown, "  W402:     {}", on_one_line(&it.doubts));
        }
        _ = writeln!(shown, "  gelezen:  {}\n", it.read_by());
    }
    let unread = |is_printed: bool| {
        texts.iter().filter(|it| it.read.is_none() && it.is_printed == is_printed).count()
    };
    _ = writeln!(
        shown,
        "{}; nog te lezen: {} in het rapport, {} daarbuiten",
        counted(texts.len(), "tekst", "teksten"),
        unread(true),
        unread(false)
    );
    shown
}
