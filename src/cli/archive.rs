//! `pmg archive`: packs the editions of a year into one file, and has it prove itself.

use pmg_core::diagnostics::counted;

use crate::pipeline;

use super::arguments::ArchiveOf;
use super::outcome::Outcome;
use super::{output, terminal, verify};

/// Packs the editions of a year, and makes them again from what was packed.
pub(super) fn run(asked: &ArchiveOf) -> anyhow::Result<Outcome> {
    let archive = pipeline::archive(&asked.input.year(asked.year))?;
    let folder = asked.output.year(asked.year);
    let path = folder.join(format!("archief-{}.zip", asked.year));
    let lock = output::begin(&folder)?;
    output::write(&path, &archive.bytes)?;
    drop(lock);
    let editions = counted(archive.editions.len(), "uitgave", "uitgaven");
    let letters = match archive.letters {
        0 => "geen brief".to_owned(),
        letters => counted(letters, "brief", "brieven"),
    };
    terminal::line(&format!(
        "Archief met {editions} en {letters} geschreven in {}",
        path.display()
    ));
    if archive.left_out > 0 {
        let files = counted(archive.left_out, "bestand zit", "bestanden zitten");
        terminal::line(&format!("{files} er niet in, volgens bewaarlijst.toml"));
    }
    verify::edition::run(&path, &asked.input)
}
