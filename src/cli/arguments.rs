use std::path::PathBuf;

use jiff::civil::Date;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Turns municipal questionnaires into the yearly report on Preventie met Gezag.
#[derive(Debug, Parser)]
#[command(name = "pmg", version, arg_required_else_help = true, max_term_width = 100)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) folders: Folders,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// Where things are.
#[derive(Debug, Args)]
pub(super) struct Folders {
    /// Folder that holds the years
    #[arg(long, global = true, default_value = "input", value_name = "FOLDER")]
    pub(super) input: PathBuf,
    /// Folder in which the year's output is made
    #[arg(long, global = true, default_value = "output", value_name = "FOLDER")]
    pub(super) output: PathBuf,
    /// Folder of templates that take the place of the built-in ones
    #[arg(long, global = true, value_name = "FOLDER")]
    pub(super) templates: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Write a blank workbook for each municipality that reports, as .xlsx and as .ods
    Questionnaires(Questionnaires),
    /// Make the report of a year as Markdown, HTML and PDF
    Build(Build),
    /// Check the returns of a year, or only some of them
    Check(Check),
    /// Record why a warning is no reason for worry
    Accept(Accept),
    /// Show what a figure rests on, down to the cells
    Trace(Trace),
    /// Explain a code of a finding and how to mend it; without a code, list them all
    Explain(Explain),
}

#[derive(Debug, Args)]
pub(super) struct Questionnaires {
    /// Year of the questionnaires
    pub(super) year: i16,
    /// Only the workbook of this municipality, by its CBS code or its name
    #[arg(long, value_name = "MUNICIPALITY")]
    pub(super) municipality: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Build {
    /// Year of the report
    pub(super) year: i16,
    /// From which severity on findings make the exit code 1
    #[arg(long, value_enum, default_value_t = FailLevel::Error, value_name = "LEVEL")]
    pub(super) fail_level: FailLevel,
    /// Print what each stage cost
    #[arg(long)]
    pub(super) timings: bool,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    /// Year of the questionnaires
    pub(super) year: i16,
    /// Returns to check; all of the year where none is named
    #[arg(value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// How to print the findings
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
    /// Write a copy of each return in which its findings are marked
    #[arg(long)]
    pub(super) mark: bool,
    /// From which severity on findings make the exit code 1
    #[arg(long, value_enum, default_value_t = FailLevel::Error, value_name = "LEVEL")]
    pub(super) fail_level: FailLevel,
    /// Print what each stage cost
    #[arg(long)]
    pub(super) timings: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people, on stderr, with a piece of the sheet
    Text,
    /// For programs; the shape of bevindingen.json
    Json,
    /// For a spreadsheet; separated by commas
    Csv,
    /// For tools that show findings of checkers; SARIF 2.1.0
    Sarif,
    /// For people; a page of its own, in Dutch
    Html,
}

/// From which severity on findings make the run fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailLevel {
    /// Findings of severity error
    Error,
    /// Findings of severity error, and warnings that no explanation has settled
    Warning,
    /// No finding whatever
    Never,
}

#[derive(Debug, Args)]
pub(super) struct Accept {
    /// Year of the questionnaires
    pub(super) year: i16,
    /// Code of the warning, such as W501
    pub(super) code: String,
    /// Municipality, by its CBS code
    pub(super) municipality: String,
    /// Code of the question, such as ajb.aangemeld
    pub(super) question: String,
    /// Function or team that settles it; no person's name
    #[arg(long, value_name = "WHO")]
    pub(super) by: String,
    /// The explanation, in Dutch
    #[arg(long, value_name = "TEXT")]
    pub(super) because: String,
    /// Day on which it was settled; today where it is left out
    #[arg(long, value_name = "DATE")]
    pub(super) on: Option<Date>,
}

#[derive(Debug, Args)]
pub(super) struct Trace {
    /// Year of the report
    pub(super) year: i16,
    /// Code of a measure or an intervention, such as ajb.aangemeld or ajb
    pub(super) code: String,
}

#[derive(Debug, Args)]
pub(super) struct Explain {
    /// Code of a finding, such as F201
    pub(super) code: Option<String>,
}
