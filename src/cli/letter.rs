//! `pmg letter`: writes the letter to parliament that goes with the report, and `verify --letter` counts it again.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::pipeline::{self, BuildRequest, Composition, Letter};
use pmg_core::cycle::{self, COMMITMENTS, Cycle, DraftRecord, LetterRecord, POLICY, RECORD};
use pmg_core::edition::{Edition, EditionNumber};
use pmg_core::format::Format;
use pmg_core::workbook::sha256;
use pmg_recount::{self as recount, Difference, PrintedLetter, Recount, RecountError};

use super::arguments::{FailLevel, LetterOf, Verify};
use super::outcome::Outcome;
use super::output::{FINAL, FileSet, LETTER, Lock};
use super::request::request;
use super::verify::{first_unlike, table};
use super::{build, final_edition, output, progress, secret, terminal};

/// Makes the letter of a year and writes it.
pub(super) fn run(asked: &LetterOf) -> anyhow::Result<Outcome> {
    let mut request = request(asked.year, &asked.input, &asked.templates, Some(&asked.style))?;
    if asked.r#final {
        request.edition = Edition::Final;
    }
    secret::make_key(&request.year)?;
    let (draft, letter) = pipeline::letter(&request, &progress::bar())?;
    let folder = folder(&asked.output.year(asked.year), asked.r#final);
    let outputs = asked.output.year(asked.year);
    if asked.r#final {
        let Some(number) = goes_out(&draft, &letter, &folder, &request.year)? else {
            return Ok(Outcome::Refused);
        };
        if !write_final(&draft, &letter, number, &request.year, (&outputs, &folder))? {
            return Ok(Outcome::Refused);
        }
    } else {
        terminal::findings(&build::findings(&draft));
        let record = record(&draft, &letter);
        let mut files = letter.files.of_letter();
        files.push((RECORD, record.as_bytes()));
        FileSet::new(&folder, files).replace(&output::begin(&outputs)?)?;
        let label = letter.draft.label();
        terminal::line(&format!("Brief ({label}) geschreven in {}", folder.display()));
    }
    let Cycle { commitments, policy, .. } = &draft.facts.cycle;
    for (is_missing, file, what) in [
        (commitments.is_empty(), COMMITMENTS, "moties en toezeggingen"),
        (policy.is_empty(), POLICY, "de onderbouwing van het beleid (CW 3.1)"),
    ] {
        if is_missing {
            terminal::line(&format!("Let op: zonder {file} staat er niets in over {what}."));
        }
    }
    Ok(if asked.r#final { Outcome::Clean } else { Outcome::of(&draft.findings, FailLevel::Error) })
}

/// Writes the letter that goes out with an edition, and keeps it beside the edition: it is never written over. One that was
/// kept is put back as it went out; whether one may go out now, as another was kept that says something else, is returned.
fn write_final(
    draft: &Composition,
    letter: &Letter,
    number: EditionNumber,
    year: &Path,
    (outputs, folder): (&Path, &Path),
) -> anyhow::Result<bool> {
    let kept = cycle::letter_path(year, number);
    let (made, record) = (letter.files.of_letter(), final_record(draft, letter, number).write());
    let lock = output::begin(outputs)?;
    // Another run may be keeping one.
    let of_year = Lock::on(year)?;
    let Some(files) = pipeline::kept_letter(year, number)? else {
        let files = || made.iter().copied().chain([(RECORD, record.as_bytes())]).collect();
        FileSet::new(&kept, files()).replace(&of_year)?;
        output::sync(year)?;
        FileSet::new(folder, files()).replace(&lock)?;
        terminal::line(&format!(
            "Brief bij uitgave {number} geschreven in {}\nHij is bewaard in {}, en verandert daar niet meer.\n\
             Is hij nooit verstuurd? Haal dan die map weg voordat u een andere maakt.",
            folder.display(),
            kept.display()
        ));
        return Ok(true);
    };
    let says = |name: &str| files.get(name).map(Vec::as_slice);
    if says(Format::Markdown.letter()) != Some(letter.files.markdown.as_bytes()) {
        terminal::line(&format!(
            "\nGeen definitieve brief: bij uitgave {number} is al een brief bewaard, en die zegt iets anders.\n\
             Wat u doet: is die brief nooit verstuurd, haal dan {} weg en geef de opdracht opnieuw. Is hij wel\n\
             verstuurd, dan blijft hij zoals hij is; bij een volgende uitgave hoort een nieuwe brief.",
            kept.display()
        ));
        return Ok(false);
    }
    let files = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    FileSet::new(folder, files).replace(&lock)?;
    terminal::line(&format!(
        "De brief bij uitgave {number} was er al: hij staat in {}, zoals hij is bewaard in {}.",
        folder.display(),
        kept.display()
    ));
    Ok(true)
}

/// The folder of the letter among the outputs of a year.
fn folder(outputs: &Path, is_final: bool) -> PathBuf {
    let drafts = outputs.join(LETTER);
    if is_final { drafts.join(FINAL) } else { drafts }
}

/// The number of the edition that the letter goes out with; `None` if something stands in its way, which is printed.
fn goes_out(
    draft: &Composition,
    letter: &Letter,
    folder: &Path,
    year: &Path,
) -> anyhow::Result<Option<EditionNumber>> {
    let edition = final_edition::still_says_this(draft);
    let is_called_otherwise =
        edition.is_some_and(|number| is_called_otherwise(draft, number, year));
    if edition.is_none() {
        let year = draft.facts.cycle.settings.year;
        let what = match draft.facts.cycle.editions().last() {
            None => format!("er is nog geen uitgave van {year}"),
            Some((last, _)) => {
                format!("wat er nu in het rapport staat, is anders dan in uitgave {last}")
            }
        };
        terminal::line(&format!(
            "\nGeen definitieve brief: {what}.\n\
             Wat u doet: maak eerst de uitgave, met `pmg build {year} --final`, en dan de brief."
        ));
    }
    let is_open = final_edition::is_open(draft, "definitieve brief");
    let pipeline::Report { markdown, html, pdf, word, .. } = &letter.files;
    let printed = PrintedLetter {
        markdown,
        html,
        pdf,
        word,
        suppression: &draft.facts.disclosure,
        edition: Edition::Final,
        draft: letter.draft,
    };
    let recount = counted_again(draft, &printed)?;
    terminal::line(&shown(&recount));
    if !recount.differences.is_empty() {
        terminal::line("Geen definitieve brief: de natelling komt niet uit.");
    }
    if edition.is_none() || is_called_otherwise || is_open || !recount.differences.is_empty() {
        if folder.join(Format::Pdf.letter()).exists() {
            let folder = folder.display();
            terminal::line(&format!(
                "In {folder} staat nog de brief die eerder is gemaakt; die is niet veranderd."
            ));
        }
        return Ok(None);
    }
    Ok(edition)
}

/// Whether the edition that was kept has another title than the letter gives the report. If so, says so.
fn is_called_otherwise(draft: &Composition, number: EditionNumber, year: &Path) -> bool {
    let kept = cycle::published_path(year, number).join(Format::Markdown.report());
    // One that was kept by hand has figures alone.
    let Ok(kept) = std::fs::read_to_string(kept) else { return false };
    let (first, title) = (kept.lines().next().unwrap_or_default(), &draft.document.meta.title);
    let is_other = first.trim_start_matches("# ") != title;
    if is_other {
        terminal::line(&format!(
            "\nGeen definitieve brief: uitgave {number} heet ‘{}’, en de brief noemt haar ‘{title}’.\n\
             Wat u doet: zet in jaar.toml de titel van de uitgave.",
            first.trim_start_matches("# ")
        ));
    }
    is_other
}

/// `editie.json`: with which draft the letter goes, with the SHA-256 of each of its files.
fn record(draft: &Composition, letter: &Letter) -> String {
    DraftRecord {
        year: draft.facts.cycle.settings.year,
        number: letter.draft.number,
        date: letter.draft.kept,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        files: hashes(letter),
    }
    .write()
}

/// `editie.json` of a letter that goes out: with which edition, and the SHA-256 of each of its files.
fn final_record(draft: &Composition, letter: &Letter, number: EditionNumber) -> LetterRecord {
    LetterRecord {
        year: draft.facts.cycle.settings.year,
        letter_with: number,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        files: hashes(letter),
    }
}

fn hashes(letter: &Letter) -> BTreeMap<String, String> {
    let files = letter.files.of_letter().into_iter();
    files.map(|(name, bytes)| (name.to_owned(), sha256(bytes))).collect()
}

/// Counts again what stands in the files of a letter.
fn counted_again(
    draft: &Composition,
    printed: &PrintedLetter<'_>,
) -> Result<Recount, RecountError> {
    recount::verify_letter(&table(draft), &draft.facts.cycle, printed)
}

/// The text on the differences, and on how much was compared.
fn shown(recount: &Recount) -> String {
    let mut text = String::new();
    for difference in &recount.differences {
        _ = writeln!(text, "{difference}\n");
    }
    let count = recount.differences.len();
    let noun = if count == 1 { "verschil" } else { "verschillen" };
    _ = writeln!(
        text,
        "{} cijfers en gegevens in de brief nageteld, in {} vormen, {count} {noun}",
        recount.printed,
        Format::ALL.len()
    );
    text
}

/// Counts the letter of a year again and prints what differs.
pub(super) fn verify(verify: &Verify, year: i16) -> anyhow::Result<Outcome> {
    let outputs = verify.output.year(year);
    output::settle(&outputs)?;
    let folder = folder(&outputs, verify.r#final);
    let written = Written::read(&folder, year, verify.r#final)?;
    let mut request: BuildRequest =
        request(year, &verify.input, &verify.templates, Some(&verify.style))?;
    if verify.r#final {
        request.edition = Edition::Final;
    } else {
        request.draft = Some(written.record()?);
    }
    secret::make_key(&request.year)?;
    let (draft, letter) = pipeline::letter(&request, &progress::bar())?;
    let printed = PrintedLetter {
        markdown: written.text(Format::Markdown.letter())?,
        html: written.text(Format::Html.letter())?,
        pdf: written.file(Format::Pdf.letter()),
        word: written.file(Format::Word.letter()),
        suppression: &draft.facts.disclosure,
        edition: request.edition,
        draft: letter.draft,
    };
    let mut recount = counted_again(&draft, &printed)?;
    let edition = final_edition::still_says_this(&draft).filter(|_| verify.r#final);
    let record = match edition {
        Some(number) => final_record(&draft, &letter, number).write(),
        None => record(&draft, &letter),
    };
    let mut made = letter.files.of_letter();
    made.push((RECORD, record.as_bytes()));
    // What went out is what was kept, whatever the program would make of it by now.
    let kept = edition.map(|number| pipeline::kept_letter(&request.year, number)).transpose()?;
    let kept = kept.flatten();
    for (name, made) in made {
        let made = kept.as_ref().map_or(made, |kept| &kept[name]);
        let there = written.file(name);
        let is_told = recount.differences.iter().any(|it| it.file == name);
        if there != made && !is_told {
            recount.differences.push(Difference {
                file: name.to_owned(),
                what: "het bestand is later veranderd, of gemaakt voordat `brief.toml`, `toezeggingen.toml`, `beleidskeuze.toml`, het sjabloon, de huisstijl of het programma veranderde".to_owned(),
                found: first_unlike(there, made),
                expected: format!("wat `{}` nu maakt: {} bytes", written.command, made.len()),
            });
        }
    }
    // What is sent must be about what readers have in hand.
    if verify.r#final && edition.is_none() {
        recount.differences.push(Difference {
            file: Format::Pdf.letter().to_owned(),
            what: "de brief hoort bij geen uitgave".to_owned(),
            found: "een brief over cijfers of zinnen die in geen uitgave staan".to_owned(),
            expected: format!(
                "een brief bij de laatste uitgave; zie wat `{}` zegt",
                written.command
            ),
        });
    }
    output::show(&shown(&recount))?;
    Ok(Outcome::failing_if(!recount.differences.is_empty()))
}

/// A letter as it lies there.
struct Written {
    folder: PathBuf,
    /// The command that makes it.
    command: String,
    files: BTreeMap<&'static str, Vec<u8>>,
}

impl Written {
    fn read(folder: &Path, year: i16, is_final: bool) -> anyhow::Result<Self> {
        let option = if is_final { " --final" } else { "" };
        let command = format!("pmg letter {year}{option}");
        let read = |name: &'static str| {
            let path = folder.join(name);
            let bytes = std::fs::read(&path).with_context(|| {
                format!("`{}` is er niet\nhint: geef eerst de opdracht `{command}`", path.display())
            })?;
            Ok((name, bytes))
        };
        let files = pipeline::letter_names().map(read).collect::<anyhow::Result<_>>()?;
        Ok(Self { folder: folder.to_owned(), command, files })
    }

    fn file(&self, name: &str) -> &[u8] {
        self.files.get(name).map(Vec::as_slice).unwrap_or_default()
    }

    fn text(&self, name: &str) -> anyhow::Result<&str> {
        std::str::from_utf8(self.file(name)).map_err(|_| {
            anyhow::anyhow!(
                "`{}` is geen tekst meer\nhint: geef eerst de opdracht `{}`",
                self.folder.join(name).display(),
                self.command
            )
        })
    }

    /// The draft that it says it goes with.
    fn record(&self) -> anyhow::Result<pmg_core::edition::Draft> {
        let record = DraftRecord::read(self.text(RECORD)?);
        let record = record.with_context(|| {
            format!(
                "`{}` zegt niet bij welk concept deze brief hoort\nhint: geef eerst de opdracht `{}`",
                self.folder.join(RECORD).display(),
                self.command
            )
        })?;
        Ok(record.draft())
    }
}
