//! What a year of 342 municipalities, as many as there are in the Netherlands, costs: `cargo bench --bench large`.
//!
//! Each of them answers what one of the example of 2025 does, so the year is large and not strange. With
//! `PMG_OLDER=/path/to/pmg` an older `pmg` takes turns with this one.
#![expect(clippy::print_stdout, reason = "a benchmark says what it measured")]
#![expect(clippy::disallowed_methods, reason = "it is told by the environment what to measure")]

mod measure;
#[path = "measure/years.rs"]
mod years;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context as _;
use pmg_monitor::annotate::transfer;
use pmg_monitor::municipality::MunicipalityCode;
use pmg_monitor::pipeline;
use pmg_monitor::{answers, cycle, form};

use measure::{line, median, run};

/// How many municipalities there are in the Netherlands since 2023.
const MUNICIPALITIES: usize = 342;
/// How often each is run: one takes seconds, so that few of them tell enough.
const ROUNDS: usize = measure::ROUNDS / 5;

fn main() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let years = large(folder.path())?;
    let output = folder.path().join("uit");
    let newer = PathBuf::from(env!("CARGO_BIN_EXE_pmg"));
    let older = std::env::var("PMG_OLDER").ok().map(PathBuf::from);
    for arguments in [["check", "2025"], ["build", "2025"], ["preview", "2025"]] {
        let command = |program: &Path| {
            let mut command = Command::new(program);
            command.args(arguments).arg("--input").arg(&years);
            match arguments[0] {
                "check" => command.args(["--fail-level", "never"]),
                "build" => command.args(["--fail-level", "never", "--output"]).arg(&output),
                _ => command.arg("--output").arg(&output),
            };
            command
        };
        let mut runs = vec![(newer.as_path(), Vec::new())];
        runs.extend(older.as_deref().map(|it| (it, Vec::new())));
        for round in 0..=ROUNDS {
            for (program, measured) in &mut runs {
                let run = run(&mut command(program))?;
                let is_silent = arguments[0] == "check" && run.said.is_empty();
                anyhow::ensure!(!is_silent, "check says what it found");
                // The first round only warms the disk.
                if round > 0 {
                    measured.push((run.took.as_secs_f64() * 1000.0, run.peak));
                }
            }
        }
        let what = arguments[0];
        println!("pmg {what} of {MUNICIPALITIES}, now    {}", line(&runs[0].1));
        if let Some((_, before)) = runs.get(1) {
            println!("pmg {what} of {MUNICIPALITIES}, older  {}", line(before));
            let ratios: Vec<f64> = runs[0].1.iter().zip(before).map(|(a, b)| a.0 / b.0).collect();
            println!("ratio, round by round  {:.3} (median)", median(&ratios));
        }
    }
    Ok(())
}

/// A folder with the year 2025 in which every municipality reports.
fn large(folder: &Path) -> anyhow::Result<PathBuf> {
    let years = years::examples(folder)?;
    let year = years.join("2025");
    let example = pipeline::check(&year, &[], &|_, _| ())?;
    let filled: Vec<_> = example
        .sheets
        .iter()
        .map(|sheets| transfer::answers(&answers::read(sheets, &example.questionnaire)))
        .collect();
    std::fs::write(year.join("gemeenten.toml"), register())?;
    std::fs::remove_dir_all(year.join(cycle::RETURNS))?;
    std::fs::create_dir(year.join(cycle::RETURNS))?;
    _ = std::fs::remove_file(year.join(cycle::RECEIPTS));
    // Without the year before, of which nobody here was part.
    std::fs::remove_dir_all(years.join("2024"))?;
    let cycle = cycle::load(&year)?;
    for (number, filled) in filled.iter().cycle().take(MUNICIPALITIES).enumerate() {
        let code = MunicipalityCode::parse(&code(number)).context("a code of four digits")?;
        let municipality = cycle.register.get(&code).context("it stands in the register")?;
        let bytes = form::workbook(&example.questionnaire, &cycle.settings, municipality, filled)?;
        std::fs::write(year.join(cycle::RETURNS).join(format!("{code}.xlsx")), bytes)?;
    }
    Ok(years)
}

fn code(number: usize) -> String {
    format!("GM{:04}", number + 2000)
}

fn register() -> String {
    let mut register = "gemeenten = [\n".to_owned();
    for number in 0..MUNICIPALITIES {
        let code = code(number);
        _ = writeln!(
            register,
            "  {{ code = \"{code}\", naam = \"Gemeente {number:03}\", cohort = \"2022-15\", nplv = false, \
             pijler = \"A\", vanaf = 2022, doet_mee = true, rapporteert = true }},"
        );
    }
    register + "]\n"
}
