//! `pmg new`: starts a year from the one before.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::Context as _;

use crate::pipeline::{self, Examined};
use pmg_core::cycle::{
    self, CHANGES, COMMITMENTS, Files, LETTER, POLICY, PUBLISHED, RECOGNITIONS, SHEETS, TEMPLATES,
};

use super::arguments::New;
use super::outcome::Outcome;
use super::{output, terminal};

/// Makes the folder of a new year, whole or not at all.
pub(super) fn run(new: &New) -> anyhow::Result<Outcome> {
    let (year, input) = (new.year, &new.input);
    let from = new.from.unwrap_or(year - 1);
    anyhow::ensure!(
        from < year,
        "{year} kan niet beginnen vanuit {from}: dat jaar ligt niet ervoor\nhint: noem bij --from een eerder jaar"
    );
    let target = input.year(year);
    let is_there = || target.symlink_metadata().is_ok();
    anyhow::ensure!(!is_there(), "`{}` is er al; er is niets veranderd", target.display());
    let files = cycle::next_year(&Files::Disk, &input.year(from), year)?;
    // Made beside its place and checked there, so that nobody ever sees half a year.
    let scratch = tempfile::Builder::new().prefix(".nieuw-").tempdir_in(&input.folder)?;
    let made = scratch.path().join(year.to_string());
    for (name, text) in &files {
        output::write(&made.join(name), text.as_bytes())?;
    }
    for (name, bytes) in cycle::next_style(&Files::Disk, &input.year(from))? {
        output::write(&made.join(name), &bytes)?;
    }
    let examined = pipeline::check(&made, &[], &|_, _| ())?;
    anyhow::ensure!(!is_there(), "`{}` is er al; er is niets veranderd", target.display());
    std::fs::rename(&made, &target)
        .with_context(|| format!("`{}` is niet te maken", target.display()))?;
    terminal::line(&format!(
        "{year} is klaargezet in {}, met wat er in {from} stond",
        target.display()
    ));
    terminal::line(&to_do(from, &examined, &files));
    Ok(Outcome::Clean)
}

/// The text on what is left to do, with a line for each file that needs a look.
fn to_do(from: i16, examined: &Examined, files: &BTreeMap<String, String>) -> String {
    let year = examined.cycle.settings.year;
    let register = &examined.cycle.register;
    let due = register.respondents().count();
    let ended = register.iter().filter(|it| it.until.is_some_and(|until| until < year)).count();
    let ended = match ended {
        0 => String::new(),
        1 => "; van een is `tot` voorbij".to_owned(),
        several => format!("; van {several} is `tot` voorbij"),
    };
    let templates = files.keys().filter(|name| name.starts_with(TEMPLATES)).count();
    let own = if templates == 1 {
        "1 bestand is".to_owned()
    } else {
        format!("{templates} bestanden zijn")
    };
    let lines = [
        ("gemeenten.toml", format!("kijk na wie dit jaar rapporteert: nu {due} gemeenten{ended}")),
        ("jaar.toml", "kijk de datums, de titel en de mededeling na, en zet er bij `inleveren` de uiterste datum in".to_owned()),
        ("partners.toml", format!("vervang de bijdragen: het zijn nog die van {from}")),
        ("constanten.toml", "kijk na welke gegevens en bronnen nog kloppen".to_owned()),
        (RECOGNITIONS, "kijk na of er nieuwe oordelen zijn, en zet die erbij".to_owned()),
        (COMMITMENTS, "kijk na hoe het nu staat met moties en toezeggingen".to_owned()),
        (POLICY, "kijk na of de onderbouwing van het beleid nog klopt".to_owned()),
        (LETTER, "kijk na wie de brief nu ondertekenen, en welke bijlagen er meegaan".to_owned()),
        ("vragenlijst.toml", "verandert of vervalt een code, zet dat dan in was-wordt.toml".to_owned()),
        (SHEETS, "kijk na of de vragen die geen aantal opleveren, nog kloppen".to_owned()),
        (CHANGES, format!("staat leeg klaar voor wat er van de vragen van {from} werd")),
        (TEMPLATES, format!("kijk de eigen teksten na: {own} overgenomen uit {from}")),
    ];
    let mut text = String::from("Nog te doen:");
    for (name, what) in lines {
        let is_there = files.contains_key(name) || (name == TEMPLATES && templates > 0);
        if is_there {
            _ = write!(text, "\n  {name:<18} {what}");
        }
    }
    // The suppression must know what is published, or a small number can be worked out from two years.
    _ = write!(
        text,
        "\nVerscheen het rapport van {from}? Zet dan de cijfers.json van die uitgave in de map {from}/{PUBLISHED}."
    );
    text
}
