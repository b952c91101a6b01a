//! `pmg remarks`: takes in what reviewers wrote in a draft, records what became of each remark, and shows it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use jiff::civil::Date;

use crate::pipeline::{self, Arrived, BuildRequest, RemarksError, ReviewerList, TakenIn};
use pmg_core::checks;
use pmg_core::cycle::{Decision, RemarkState, Round, states_path, with_decision};
use pmg_core::diagnostics::{counted, on_one_line};
use pmg_core::dutch;
use pmg_core::near::suggestion;
use pmg_core::workbook;

use super::arguments::Remarks;
use super::outcome::Outcome;
use super::output::{FileSet, Lock};
use super::request::request;
use super::{clock, output, progress, secret, terminal};

/// The folder among the outputs with the lists.
const LISTS: &str = "opmerkingen";

/// Takes remarks in, records decisions, or shows what there is.
pub(super) fn run(remarks: &Remarks) -> anyhow::Result<Outcome> {
    if !remarks.add.is_empty() {
        return add(remarks);
    }
    if !remarks.set.is_empty() {
        return set(remarks);
    }
    show(remarks)
}

/// What is said where nobody says whose remarks it is about.
const WHOSE: &str = "zeg met --by van wie dit is: een functie of een team, zoals directie-jeugd";

/// The function or team that was typed, as a code: `directie-jeugd`. Refuses a person.
fn function(typed: Option<&str>) -> anyhow::Result<String> {
    let typed = typed.context(WHOSE)?;
    if let Some((_, person)) = checks::personal_detail(typed) {
        anyhow::bail!(
            "`{person}` in --by wijst naar een persoon\nhint: noem een functie of een team, zoals directie-jeugd; anderen lezen dit ook"
        );
    }
    let code = typed.trim().to_lowercase().split_whitespace().collect::<Vec<_>>().join("-");
    let is_code = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    anyhow::ensure!(
        !code.is_empty()
            && code.chars().all(is_code)
            && code.starts_with(|c: char| c.is_ascii_lowercase()),
        "`{typed}` is geen naam voor een lezer\nhint: gebruik letters, cijfers en streepjes, zoals directie-jeugd"
    );
    Ok(code)
}

/// The function or team that a file says it is from, as a code. Refuses a person.
fn function_in_file(said: Option<&str>) -> anyhow::Result<String> {
    let said = said.context(WHOSE)?;
    if let Some((_, person)) = checks::personal_detail(said) {
        anyhow::bail!(
            "`{}` staat erin als functie, en wijst naar een persoon\nhint: {WHOSE}",
            on_one_line(&person)
        );
    }
    // Somebody typed it in a page: what is no letter or digit parts its words.
    let letters = dutch::without_accents(&said.to_lowercase());
    let words = letters.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let code = words.collect::<Vec<_>>().join("-");
    anyhow::ensure!(
        code.starts_with(|c: char| c.is_ascii_lowercase()),
        "`{}` staat erin als functie, en is geen naam voor een lezer\nhint: {WHOSE}",
        on_one_line(said)
    );
    Ok(code)
}

/// Takes in the remarks of files, one file after the other. One that is refused keeps no other from being taken in.
fn add(remarks: &Remarks) -> anyhow::Result<Outcome> {
    let by = remarks.by.as_deref().map(|typed| function(Some(typed))).transpose()?;
    let on = clock::on_or_today(remarks.on)?;
    let request = request(remarks.year, &remarks.input, &remarks.templates, None)?;
    secret::make_key(&request.year)?;
    let mut refused = 0;
    for path in &remarks.add {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        // Two runs at once would give two remarks the same number.
        let _lock = Lock::on(&request.year)?;
        match take_in(&request, (path, &name), by.as_deref(), on) {
            Ok(taken) => {
                let path = keep(&request.year, &taken.round)?;
                terminal::line(&told(&taken, &path));
            }
            Err(error) => {
                refused += 1;
                terminal::line(&format!("{}: {error}", on_one_line(&name)));
            }
        }
    }
    anyhow::ensure!(
        refused < remarks.add.len(),
        "er is niets ingelezen\nhint: hierboven staat van elk bestand waarom"
    );
    Ok(Outcome::failing_if(refused > 0))
}

/// The remarks of a file, from whom was typed, or else from whom the file says.
fn take_in(
    request: &BuildRequest,
    (path, name): (&Path, &str),
    by: Option<&str>,
    on: Date,
) -> anyhow::Result<TakenIn> {
    let bytes = workbook::bytes(path).map_err(|it| RemarksError::Unreadable(it.reason))?;
    let reviewed = pipeline::reviewed(&bytes)?;
    let by = match by {
        Some(by) => by.to_owned(),
        None => function_in_file(reviewed.reviewer.as_deref())?,
    };
    let arrived = Arrived { name, bytes: &bytes, reviewed: &reviewed };
    Ok(pipeline::take_in(request, arrived, &by, on, &progress::bar())?)
}

/// Keeps a round in a file of its own, and returns its path. Under the lock of the year.
fn keep(year: &Path, round: &Round) -> anyhow::Result<PathBuf> {
    let path = round.path(year, Path::exists);
    let folder = path.parent().expect("a file in a folder has one");
    output::sweep(folder)
        .with_context(|| format!("kan niet schrijven in `{}`", folder.display()))?;
    output::write(&path, round.write().as_bytes())?;
    Ok(path)
}

/// What was taken in, and what could not be placed.
fn told(TakenIn { round, notes }: &TakenIn, path: &Path) -> String {
    let (by, count) = (&round.by, round.remarks.len());
    let draft = round.draft.map(|number| format!(" bij concept {number}")).unwrap_or_default();
    let name = |number: u32| format!("{by}-{number}");
    let names = match &round.remarks[..] {
        [first, .., last] => format!("{} tot en met {}", name(first.number), name(last.number)),
        [one] => name(one.number),
        [] => String::new(),
    };
    let mut text = format!("{}{draft}: {names}\n", counted(count, "opmerking", "opmerkingen"));
    for note in notes {
        _ = writeln!(text, "{note}");
    }
    let lost: Vec<String> =
        round.remarks.iter().filter(|it| it.sentence.is_none()).map(|it| name(it.number)).collect();
    if !lost.is_empty() {
        _ = writeln!(text, "Niet bij een zin te plaatsen: {}", lost.join(", "));
    }
    _ = write!(text, "Bewaard in {}", path.display());
    text
}

/// Records what became of some remarks.
fn set(remarks: &Remarks) -> anyhow::Result<Outcome> {
    let state = RemarkState::from(remarks.state.context("zeg met --as wat ermee is gedaan")?);
    let (by, on) = (function(remarks.by.as_deref())?, clock::on_or_today(remarks.on)?);
    let because = remarks.because.clone().unwrap_or_default();
    anyhow::ensure!(
        state != RemarkState::Rejected || !because.trim().is_empty(),
        "zeg met --because waarom de opmerking niet is overgenomen; de lezer krijgt dat te zien"
    );
    let year = remarks.input.year(remarks.year);
    let known = pipeline::remark_ids(&year)?;
    let all: BTreeSet<&String> = remarks.set.iter().collect();
    for asked in &all {
        if !known.contains(asked) {
            let meant = suggestion(asked, known.iter().map(String::as_str));
            let hint =
                meant.unwrap_or_else(|| format!("`pmg remarks {}` toont ze alle", remarks.year));
            anyhow::bail!("er is geen opmerking `{asked}`\nhint: {hint}");
        }
    }
    // Two runs that record something at once must both be kept.
    let _lock = Lock::on(&year)?;
    let path = states_path(&year);
    let mut text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => HEADER.to_owned(),
        Err(error) => {
            return Err(error).with_context(|| format!("kan `{}` niet lezen", path.display()));
        }
    };
    for remark in &all {
        let (remark, by, because) = ((*remark).clone(), by.clone(), because.clone());
        text = with_decision(&text, &Decision { remark, state, by, on, because });
    }
    output::write(&path, text.as_bytes())?;
    let count = counted(all.len(), "opmerking", "opmerkingen");
    terminal::line(&format!("{count} op {} gezet, in {}", state.code(), path.display()));
    Ok(Outcome::Clean)
}

/// What a new file opens with.
const HEADER: &str = "\
# Wat er van elke opmerking werd, vastgelegd door het programmateam (`pmg remarks --set`). De laatste regel over een
# opmerking geldt.
";

/// Shows the remarks of all reviewers, and writes them as lists if that is asked for.
fn show(remarks: &Remarks) -> anyhow::Result<Outcome> {
    let request = request(remarks.year, &remarks.input, &remarks.templates, None)?;
    secret::make_key(&request.year)?;
    let (lists, csv) = pipeline::remark_lists(&request, &progress::bar())?;
    if lists.is_empty() {
        output::show("er zijn nog geen opmerkingen ingelezen\n")?;
        return Ok(Outcome::Clean);
    }
    let shown = lists.iter().map(|list| format!("{}\n\n{}", heading(list), list.text));
    output::show(&shown.collect::<Vec<_>>().join("\n"))?;
    if remarks.lists {
        let year = remarks.output.year(remarks.year);
        let folder = year.join(LISTS);
        let in_format = |list: &ReviewerList, end: &str| format!("{}.{end}", list.reviewer);
        let names: Vec<[String; 2]> =
            lists.iter().map(|list| [in_format(list, "html"), in_format(list, "docx")]).collect();
        let mut files: Vec<(&str, &[u8])> = vec![("opmerkingen.csv", csv.as_bytes())];
        for ([html, docx], list) in names.iter().zip(&lists) {
            files.push((html, list.html.as_bytes()));
            files.push((docx, &list.word));
        }
        FileSet::new(&folder, files).replace(&output::begin(&year)?)?;
        terminal::line(&format!("Lijsten geschreven in {}", folder.display()));
    }
    Ok(Outcome::Clean)
}

fn heading(list: &ReviewerList) -> String {
    let ReviewerList { reviewer, all, open, .. } = list;
    format!("{reviewer}: {}, {open} open", counted(*all, "opmerking", "opmerkingen"))
}
