//! Starts a year from the one before.

use anyhow::Context as _;

use crate::cycle;
use crate::pipeline;

use super::arguments::New;
use super::{Outcome, output, terminal};

/// Makes the folder of a new year, whole or not at all.
pub(super) fn run(new: &New) -> anyhow::Result<Outcome> {
    let (year, from, input) = (new.year, new.from, &new.input.folder);
    let from = from.unwrap_or(year - 1);
    anyhow::ensure!(from < year, "{year} cannot be started from {from}, which is not before it");
    let target = input.join(year.to_string());
    let is_there = || target.symlink_metadata().is_ok();
    anyhow::ensure!(!is_there(), "`{}` is already there; nothing was changed", target.display());
    let files = cycle::next_year(&input.join(from.to_string()), year)?;
    // Made beside it and checked there: nobody ever sees half a year.
    let scratch = tempfile::Builder::new().prefix(".nieuw-").tempdir_in(input)?;
    let made = scratch.path().join(year.to_string());
    for (name, text) in &files {
        output::write(&made.join(name), text.as_bytes())?;
    }
    let examined = pipeline::check(&made, &[], &|_, _| ())?;
    anyhow::ensure!(!is_there(), "`{}` is already there; nothing was changed", target.display());
    std::fs::rename(&made, &target)
        .with_context(|| format!("cannot make `{}`", target.display()))?;
    let due = examined.cycle.register.respondents().count();
    terminal::line(&format!(
        "{year} is klaargezet in {}, met wat er in {from} stond",
        target.display()
    ));
    terminal::line(&to_do(from, due));
    Ok(Outcome::Clean)
}

fn to_do(from: i16, due: usize) -> String {
    format!(
        "\
Nog te doen:
  gemeenten.toml    kijk na wie dit jaar rapporteert: nu {due} gemeenten
  jaar.toml         kijk de datums en de mededeling na, en zet er bij `inleveren` de uiterste datum in
  partners.toml     vervang de bijdragen: het zijn nog die van {from}
  constanten.toml   kijk na welke gegevens nog kloppen
  vragenlijst.toml  verandert of vervalt een code, zet dat dan in was-wordt.toml"
    )
}
