//! `pmg compare`: prints how two builds differ, or what corrected returns would change.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::pipeline::{self, BuildRequest, Composition};
use pmg_core::answers::{self, Submission};
use pmg_core::cycle::{self, Cycle, Register};
use pmg_core::diagnostics::counted;
use pmg_core::edition::{Edition, EditionNumber};
use pmg_report::compare::{AnswerChange, Build, Comparison, FigureChange, LEDGER, SENTENCES};

use super::arguments::Compare;
use super::outcome::Outcome;
use super::output::FileSet;
use super::request::request;
use super::{output, progress, secret, terminal};

/// Prints how two builds differ, or what corrected returns would change.
pub(super) fn run(compare: &Compare) -> anyhow::Result<Outcome> {
    let request = request(compare.year, &compare.input, &compare.templates, None)?;
    secret::make_key(&request.year)?;
    let now = pipeline::compose(&request, &progress::bar())?;
    let register = &now.facts.cycle.register;
    let (before, after) = if compare.with.is_empty() {
        let folder = compare.before.as_deref().unwrap_or(Path::new(""));
        let of = |named: &Path| kept(named, &now.facts.cycle, &request.year);
        let before = stored(of(folder)?)?;
        let after = match &compare.after {
            Some(folder) => stored(of(folder)?)?,
            // Beside an edition stands what everybody would read: it hides small numbers, too.
            None if before.build.ledger.is_public() => {
                let public = BuildRequest { edition: Edition::Final, ..request.clone() };
                let public = pipeline::compose(&public, &progress::bar())?;
                Named::fresh(&public, "wat er nu in een uitgave zou staan")?
            }
            None => Named::fresh(&now, "wat `pmg build` nu maakt")?,
        };
        (before, after)
    } else {
        let returns = Some(with(&request.year, &compare.with)?);
        let corrected =
            pipeline::compose(&BuildRequest { returns, ..request.clone() }, &progress::bar())?;
        let names: Vec<String> = compare.with.iter().map(|path| name(path)).collect();
        (
            Named::fresh(&now, "de vragenlijsten die er nu zijn")?,
            Named::fresh(&corrected, &format!("met {}", names.join(", ")))?,
        )
    };
    let earlier = before.build.ledger.year.filter(|earlier| *earlier < compare.year);
    let series = earlier.map(|earlier| pipeline::series(&request.year, earlier)).transpose()?;
    let questionnaire = &now.facts.questionnaire;
    let comparison = pipeline::compare(&before.build, &after.build, series.as_ref(), questionnaire);
    output::show(&shown(&comparison, register))?;
    if compare.pages {
        let names = [before.name.as_str(), after.name.as_str()];
        let (html, word) = pipeline::comparison_files(&comparison, names, &now, request.timestamp);
        let folder = compare.output.year(compare.year);
        let files = vec![(PAGES[0], html.as_bytes()), (PAGES[1], word.as_slice())];
        FileSet::new(&folder, files).replace(&output::begin(&folder)?)?;
        terminal::line(&format!("Naast elkaar gezet in {}", folder.join(PAGES[0]).display()));
    }
    Ok(Outcome::Clean)
}

/// The names of the files that show a comparison side by side.
const PAGES: [&str; 2] = ["verschillen.html", "verschillen.docx"];

/// The figures and sentences of a build, and what it is called.
struct Named {
    name: String,
    build: Build,
}

impl Named {
    /// Those of a build that was just made.
    fn fresh(draft: &Composition, name: &str) -> anyhow::Result<Self> {
        Ok(Self { name: name.to_owned(), build: Build::read(&draft.ledger, &draft.sentences)? })
    }
}

/// The folder that was named, or that of the draft or the edition of the year with this number; with what it is called.
fn kept(named: &Path, cycle: &Cycle, year: &Path) -> anyhow::Result<(String, PathBuf)> {
    let typed = named.to_str().filter(|_| !named.is_dir());
    if let Some(number) = typed.and_then(EditionNumber::parse) {
        let there: Vec<String> = cycle.editions().map(|(it, _)| it.to_string()).collect();
        let folder = cycle::published_path(year, number);
        anyhow::ensure!(
            folder.is_dir(),
            "uitgave {number} is niet bewaard\nhint: bewaard is: {}; `pmg build --final` maakt een uitgave",
            if there.is_empty() { "nog geen".to_owned() } else { there.join("; ") }
        );
        return Ok((format!("uitgave {number}"), folder));
    }
    let Some(number) = typed.and_then(|number| number.parse().ok()) else {
        return Ok((named.display().to_string(), named.to_owned()));
    };
    if let Some(draft) = cycle.drafts.iter().find(|draft| draft.number == number) {
        let name = draft.label().replacen("Concept", "concept", 1);
        return Ok((name, cycle::draft_path(year, number)));
    }
    let there: Vec<String> = cycle.drafts.iter().map(|draft| draft.label()).collect();
    let there = if there.is_empty() { "nog geen".to_owned() } else { there.join("; ") };
    anyhow::bail!(
        "concept {number} is niet bewaard\nhint: bewaard is: {there}; `pmg build --keep` bewaart een concept"
    )
}

/// The figures and sentences of an earlier build, from its folder.
fn stored((called, folder): (String, PathBuf)) -> anyhow::Result<Named> {
    let read = |name: &str| {
        let path = folder.join(name);
        std::fs::read(&path).with_context(|| {
            format!(
                "`{}` is niet te lezen\nhint: noem het nummer van een bewaard concept, of de map van een concept, zoals `output/2024`",
                path.display()
            )
        })
    };
    let build = Build::read(&read(LEDGER)?, &read(SENTENCES)?)
        .with_context(|| format!("`{}` is niet te vergelijken", folder.display()))?;
    Ok(Named { name: called, build })
}

/// The files of the returns of the year, with these in place of those of the same municipalities.
fn with(year: &Path, corrected: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let offered = pipeline::identify(year, corrected)?;
    let (register, offered) = (&offered.cycle.register, offered.submissions());
    let is_known = |path: &&PathBuf| {
        let mut known = offered.iter().filter(|it| it.sender(register).is_some());
        known.any(|it| it.file.name == name(path))
    };
    if let Some(path) = corrected.iter().find(|path| !is_known(path)) {
        anyhow::bail!(
            "van welke gemeente `{}` is, is niet te zien\nhint: kijk wat eraan mankeert met `pmg check {} {}`",
            path.display(),
            name(year),
            path.display()
        );
    }
    let offered = answers::by_sender(&offered, register);
    let present = pipeline::identify(year, &[])?;
    let is_replaced = |it: &&Submission| {
        it.sender(register).is_some_and(|sender| offered.contains_key(&sender.code))
    };
    let submissions = present.submissions();
    let replaced: Vec<&str> =
        submissions.iter().filter(is_replaced).map(|it| it.file.name.as_str()).collect();
    let kept = present.cycle.returns.into_iter().filter(|it| !replaced.contains(&&*name(it)));
    let mut returns: Vec<PathBuf> = kept.chain(corrected.iter().cloned()).collect();
    returns.sort_by_key(|path| name(path));
    Ok(returns)
}

/// The name of a file without its folder; empty for a path such as `..`, which is no return.
fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn shown(comparison: &Comparison, register: &Register) -> String {
    let Comparison { figures, sentences } = comparison;
    if figures.is_empty() && sentences.is_empty() {
        return "geen verschillen\n".to_owned();
    }
    let mut text = String::new();
    for change in figures {
        figure(change, register, &mut text);
    }
    if !sentences.is_empty() {
        text.push_str("\nin het rapport:\n");
    }
    for change in sentences {
        let bases: Vec<&str> = change.bases.iter().map(String::as_str).collect();
        let rests = if bases.is_empty() { "tekst".to_owned() } else { bases.join(", ") };
        _ = writeln!(text, "  {rests}");
        for (when, said) in [("was:  ", &change.before), ("wordt:", &change.after)] {
            let said = said.as_deref().unwrap_or("(deze zin is er niet)");
            _ = writeln!(text, "    {when} {said}");
        }
    }
    let figures = counted(figures.len(), "cijfer", "cijfers");
    let sentences = counted(sentences.len(), "zin", "zinnen");
    _ = writeln!(text, "\n{figures} en {sentences} anders");
    text
}

fn figure(change: &FigureChange, register: &Register, text: &mut String) {
    let FigureChange { code, before, after, answers } = change;
    _ = writeln!(text, "{code}\n  was:   {before}\n  wordt: {after}");
    for AnswerChange { municipality, before, after, place } in answers {
        let named = register.iter().find(|each| each.code.as_str() == municipality);
        let name = named.map_or("", |each| each.name.as_str());
        let [before, after] = [before, after].map(|answer| answer.as_deref().unwrap_or("niets"));
        let place = place.as_ref().map(|place| format!("  ({place})")).unwrap_or_default();
        _ = writeln!(text, "    {municipality} {name}: {before} -> {after}{place}");
    }
}
