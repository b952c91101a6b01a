//! `pmg templates`: shows which templates the report of a year is made from, and writes the built-in ones out to be
//! changed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use pmg_core::cycle::{self, Files, Template};
use pmg_core::diagnostics::BOLD;
use pmg_core::dutch;
use pmg_core::near::nearest;
use pmg_report::template;

use super::arguments::TemplatesOf;
use super::outcome::Outcome;
use super::{output, terminal};

/// The number of characters of the description of a template in the list.
const ABOUT: usize = 70;

/// Lists the templates, or writes those that were named into the folder of the year.
pub(super) fn run(asked: &TemplatesOf) -> anyhow::Result<Outcome> {
    let year = asked.input.year(asked.year);
    anyhow::ensure!(
        year.is_dir(),
        "er is geen map `{}`\nhint: zet het jaar klaar met `pmg new {}`",
        year.display(),
        asked.year
    );
    let folder = year.join("templates");
    let (built_in, own) = (template::built_in(), cycle::read_templates(&Files::Disk, &folder)?);
    if asked.names.is_empty() && !asked.all {
        output::show(&list(&built_in, &own))?;
        terminal::line(&format!(
            "Een sjabloon aanpassen? `pmg templates {} colofon.md` zet het in {}; wat daar staat, gaat voor.",
            asked.year,
            folder.display()
        ));
        return Ok(Outcome::Clean);
    }
    write(asked, &folder, &built_in, &own)?;
    let command = if asked.names == ["brief.md"] { "letter" } else { "build" };
    terminal::line(&format!(
        "Pas de tekst aan en kijk met `pmg {command} {}` hoe het wordt. Hoe het werkt, staat in docs/sjablonen.md.",
        asked.year
    ));
    Ok(Outcome::Clean)
}

/// Writes the built-in templates that were asked for into the folder of the year.
fn write(
    asked: &TemplatesOf,
    folder: &Path,
    built_in: &BTreeMap<String, Template>,
    own: &BTreeMap<String, Template>,
) -> anyhow::Result<()> {
    let names =
        if asked.all { built_in.keys().cloned().collect() } else { named(asked, built_in)? };
    let (same, other): (BTreeSet<String>, BTreeSet<String>) =
        names.into_iter().partition(|name| is_same(name, built_in, own));
    refuse_existing(&other, folder, asked.replace)?;
    for name in &same {
        terminal::line(&format!("{} staat er al, zoals ingebouwd", folder.join(name).display()));
    }
    for name in &other {
        let path = folder.join(name);
        output::write(&path, built_in[name].text.as_bytes())?;
        terminal::line(&format!("Geschreven: {}", path.display()));
    }
    Ok(())
}

fn is_same(
    name: &str,
    built_in: &BTreeMap<String, Template>,
    own: &BTreeMap<String, Template>,
) -> bool {
    own.get(name).is_some_and(|own| built_in.get(name).is_some_and(|it| it.text == own.text))
}

/// Refuses to overwrite somebody's work, before anything is written.
fn refuse_existing(names: &BTreeSet<String>, folder: &Path, replace: bool) -> anyhow::Result<()> {
    let there: Vec<PathBuf> = names.iter().map(|name| folder.join(name)).collect();
    let there: Vec<String> = there
        .iter()
        .filter(|path| !replace && path.symlink_metadata().is_ok())
        .map(|path| format!("`{}`", path.display()))
        .collect();
    let verb = if there.len() == 1 { "staat" } else { "staan" };
    anyhow::ensure!(
        there.is_empty(),
        "{} {verb} er al, met een andere tekst; er is niets geschreven\nhint: met `--replace` komt de ingebouwde tekst ervoor in de plaats, en bent u de andere kwijt",
        there.join(", ")
    );
    Ok(())
}

/// The names of the built-in templates that were asked for, each by its path or by the name of its file alone.
fn named(
    asked: &TemplatesOf,
    built_in: &BTreeMap<String, Template>,
) -> anyhow::Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    let mut unknown = Vec::new();
    for name in &asked.names {
        let typed = name.trim().replace('\\', "/").to_lowercase();
        let typed = typed.strip_suffix(".md").unwrap_or(&typed);
        let file = format!("{typed}.md");
        let ends = |known: &&String| known.rsplit('/').next() == Some(file.as_str());
        match built_in.keys().find(|known| **known == file).or_else(|| built_in.keys().find(ends)) {
            Some(known) => {
                found.insert(known.clone());
            }
            None => unknown.push(told(name, &file, built_in)),
        }
    }
    anyhow::ensure!(
        unknown.is_empty(),
        "{}\nhint: `pmg templates {}` toont alle namen",
        unknown.join("; "),
        asked.year
    );
    Ok(found)
}

/// The message that there is no template of this name, and which one may be meant.
fn told(name: &str, file: &str, built_in: &BTreeMap<String, Template>) -> String {
    let by_name: BTreeMap<&str, &String> =
        built_in.keys().flat_map(|known| [(base(known), known), (known.as_str(), known)]).collect();
    let near = nearest(file, by_name.keys().copied());
    let meant = near.map(|near| format!(" (bedoelde u `{}`?)", by_name[near])).unwrap_or_default();
    format!("er is geen ingebouwd sjabloon `{name}`{meant}")
}

/// The name of a template without its folder.
fn base(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

/// All templates of a year: where each comes from and what it holds.
fn list(built_in: &BTreeMap<String, Template>, own: &BTreeMap<String, Template>) -> String {
    let names: BTreeSet<&String> = built_in.keys().chain(own.keys()).collect();
    let width = names.iter().map(|name| name.chars().count()).max().unwrap_or_default();
    let mut text = String::new();
    for name in names {
        let from = match own.get(name) {
            None => "ingebouwd",
            Some(_) if is_same(name, built_in, own) => "dit jaar, zoals ingebouwd",
            Some(_) if built_in.contains_key(name) => "dit jaar, aangepast",
            Some(_) => "dit jaar, eigen",
        };
        let template = own.get(name).or_else(|| built_in.get(name));
        let about = about(&template.expect("each name is of one of the two").text);
        _ = writeln!(text, "{BOLD}{name:<width$}{BOLD:#}  {from:<25}  {about}");
    }
    text
}

/// The first sentence of the explanation at the top of a template, or else its first heading.
fn about(text: &str) -> String {
    let comment = text.trim_start().strip_prefix("{#").and_then(|rest| rest.split_once("#}"));
    let heading = || text.lines().find_map(|line| line.strip_prefix("# "));
    let words = match comment {
        Some((comment, _)) => comment.split_whitespace().collect::<Vec<_>>().join(" "),
        None => heading().unwrap_or_default().to_owned(),
    };
    let first = dutch::sentences(&words).first().copied().unwrap_or_default();
    match first.char_indices().nth(ABOUT) {
        None => first.trim_end_matches('.').to_owned(),
        Some((end, _)) => {
            let whole = first[..end].rsplit_once(' ').map_or(&first[..end], |(whole, _)| whole);
            format!("{}…", whole.trim_end_matches([',', ';', ':']))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_template_says_what_it_is() {
        for (name, template) in template::built_in() {
            let about = about(&template.text);
            assert!((5..=2 * ABOUT).contains(&about.len()), "{name}: {about}");
        }
        assert_eq!(about("# Een kop\n\nTekst"), "Een kop");
    }

    #[test]
    fn a_template_is_found_by_as_much_of_its_name_as_tells_it_apart() {
        let asked = |names: &[&str]| TemplatesOf {
            year: 2024,
            names: names.iter().map(|name| (*name).to_owned()).collect(),
            all: false,
            replace: false,
            input: super::super::arguments::Input { folder: PathBuf::from("input") },
        };
        let built_in = template::built_in();
        let found =
            named(&asked(&["colofon", "Thema\\Onderwijs.md", "online"]), &built_in).unwrap();
        let found: Vec<&str> = found.iter().map(String::as_str).collect();
        assert_eq!(found, ["colofon.md", "kader/online.md", "thema/onderwijs.md"]);
        let error = named(&asked(&["colofn", "iets heel anders"]), &built_in).unwrap_err();
        let error = error.to_string();
        assert!(error.contains("`colofn` (bedoelde u `colofon.md`?)"), "{error}");
        assert!(error.contains("`iets heel anders`\n"), "{error}");
    }
}
