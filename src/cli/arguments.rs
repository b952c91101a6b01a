use std::path::PathBuf;

use jiff::civil::Date;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Turns municipal questionnaires into the yearly report on Preventie met Gezag.
#[derive(Debug, Parser)]
#[command(name = "pmg", version, arg_required_else_help = true, max_term_width = 100)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

/// Where the years are.
#[derive(Debug, Args)]
pub(super) struct Input {
    /// Folder that holds the years
    #[arg(id = "input", long = "input", default_value = "input", value_name = "FOLDER")]
    pub(super) folder: PathBuf,
}

/// Where things are written.
#[derive(Debug, Args)]
pub(super) struct Output {
    /// Folder in which the year's output is made
    #[arg(id = "output", long = "output", default_value = "output", value_name = "FOLDER")]
    pub(super) folder: PathBuf,
}

/// Where the words are.
#[derive(Debug, Args)]
pub(super) struct Templates {
    /// Folder of templates that take the place of the built-in ones
    #[arg(id = "templates", long = "templates", value_name = "FOLDER")]
    pub(super) folder: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Start a year from the one before
    New(New),
    /// Write a blank workbook for each municipality that reports, as .xlsx and as .ods
    Questionnaires(Questionnaires),
    /// Put returns that came in by mail among those of the year
    Receive(Receive),
    /// Show of each municipality whether its return is in, and how it stands
    Status(Status),
    /// Toon de sjablonen van de tekst, of zet ingebouwde klaar om aan te passen
    Templates(TemplatesOf),
    /// Make the report of a year as Markdown, HTML and PDF
    Build(Build),
    /// Check the returns of a year, or only some of them
    Check(Check),
    /// Record why a warning is no reason for worry
    Accept(Accept),
    /// Show what corrected returns would change, or what is different between two builds
    Compare(Compare),
    /// Show municipalities what the report makes of their answers
    Preview(Preview),
    /// Show what a figure rests on, down to the cells
    Trace(Trace),
    /// Count all figures of a report again, another way, and compare what was printed
    Verify(Verify),
    /// Explain a code of a finding and how to mend it; without a code, list them all
    Explain(Explain),
}

#[derive(Debug, Args)]
pub(super) struct New {
    /// Year to start
    pub(super) year: i16,
    /// Year that its files come from; the one before where it is left out
    #[arg(long, value_name = "YEAR")]
    pub(super) from: Option<i16>,
    #[command(flatten)]
    pub(super) input: Input,
}

#[derive(Debug, Args)]
pub(super) struct Receive {
    /// Year of the questionnaires
    pub(super) year: i16,
    /// Returns that came in, or folders of them; they are copied and stay where they are
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) input: Input,
}

#[derive(Debug, Args)]
pub(super) struct Status {
    /// Year of the questionnaires
    pub(super) year: i16,
    /// How to print it
    #[arg(long, value_enum, default_value_t = StatusFormat::Text)]
    pub(super) format: StatusFormat,
    #[command(flatten)]
    pub(super) input: Input,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum StatusFormat {
    /// For people, on a terminal
    Text,
    /// For programs
    Json,
    /// For a spreadsheet; separated by commas
    Csv,
    /// For people; a page of its own, in Dutch
    Html,
}

#[derive(Debug, Args)]
pub(super) struct Questionnaires {
    /// Year of the questionnaires
    pub(super) year: i16,
    /// Only the workbook of this municipality, by its CBS code or its name
    #[arg(long, value_name = "MUNICIPALITY")]
    pub(super) municipality: Option<String>,
    #[command(flatten)]
    pub(super) input: Input,
    #[command(flatten)]
    pub(super) output: Output,
}

#[derive(Debug, Args)]
pub(super) struct TemplatesOf {
    /// Jaar van het rapport
    #[arg(value_name = "JAAR")]
    pub(super) year: i16,
    /// Sjablonen die klaar moeten staan om aan te passen, zoals colofon.md; zonder naam komt er een lijst
    #[arg(value_name = "NAAM", conflicts_with = "all")]
    pub(super) names: Vec<String>,
    /// Zet alle ingebouwde sjablonen klaar
    #[arg(long)]
    pub(super) all: bool,
    /// Schrijf ook over een sjabloon heen dat er al staat
    #[arg(long)]
    pub(super) replace: bool,
    #[command(flatten)]
    pub(super) input: Input,
}

#[derive(Debug, Args)]
pub(super) struct Build {
    /// Year of the report
    pub(super) year: i16,
    /// Make the final edition, in the folder `definitief`; refused with exit code 3 while anything is open
    #[arg(long = "final")]
    pub(super) r#final: bool,
    /// From which severity on findings make the exit code 1
    #[arg(long, value_enum, default_value_t = FailLevel::Error, value_name = "LEVEL")]
    pub(super) fail_level: FailLevel,
    /// Print what each stage cost
    #[arg(long)]
    pub(super) timings: bool,
    #[command(flatten)]
    pub(super) input: Input,
    #[command(flatten)]
    pub(super) output: Output,
    #[command(flatten)]
    pub(super) templates: Templates,
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
    /// Write a copy of each return, in the output folder, in which its findings are marked
    #[arg(long)]
    pub(super) mark: bool,
    /// From which severity on findings make the exit code 1
    #[arg(long, value_enum, default_value_t = FailLevel::Error, value_name = "LEVEL")]
    pub(super) fail_level: FailLevel,
    /// Print what each stage cost
    #[arg(long)]
    pub(super) timings: bool,
    #[command(flatten)]
    pub(super) input: Input,
    #[command(flatten)]
    pub(super) output: Output,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people, with a piece of the sheet
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
    /// Function or team that settles it, such as `programmateam`; no person's name, for reviewers read it
    #[arg(long, value_name = "TEAM")]
    pub(super) by: String,
    /// The explanation, in Dutch
    #[arg(long, value_name = "TEXT")]
    pub(super) because: String,
    /// Day on which it was settled; today where it is left out
    #[arg(long, value_name = "DATE")]
    pub(super) on: Option<Date>,
    #[command(flatten)]
    pub(super) input: Input,
}

#[derive(Debug, Args)]
pub(super) struct Compare {
    /// Year of the report
    pub(super) year: i16,
    /// Corrected returns: what changes if they take the place of those of the same municipalities
    #[arg(long, num_args = 1.., value_name = "FILE", conflicts_with_all = ["before", "after"])]
    pub(super) with: Vec<PathBuf>,
    /// Folder of an earlier draft, with its `cijfers.json` and `zinnen.json`
    #[arg(long, value_name = "FOLDER", required_unless_present = "with")]
    pub(super) before: Option<PathBuf>,
    /// Folder of a later draft; what a build would give now where it is left out
    #[arg(long, value_name = "FOLDER")]
    pub(super) after: Option<PathBuf>,
    #[command(flatten)]
    pub(super) input: Input,
    #[command(flatten)]
    pub(super) templates: Templates,
}

#[derive(Debug, Args)]
pub(super) struct Preview {
    /// Year of the report
    pub(super) year: i16,
    /// Only for this municipality, by its CBS code or its name; all with a usable return where it is left out
    pub(super) municipality: Option<String>,
    #[command(flatten)]
    pub(super) input: Input,
    #[command(flatten)]
    pub(super) output: Output,
    #[command(flatten)]
    pub(super) templates: Templates,
}

#[derive(Debug, Args)]
pub(super) struct Trace {
    /// Year of the report
    pub(super) year: i16,
    /// Code of a measure, an intervention, a question with choices or a constant, such as ajb.aangemeld
    #[arg(required_unless_present = "cell")]
    pub(super) code: Option<String>,
    /// Show what becomes of the answer in a cell, such as `GM0363-amsterdam.xlsx "Onderwijs!D9"`
    #[arg(long, num_args = 2, value_names = ["FILE", "CELL"], conflicts_with = "code")]
    pub(super) cell: Vec<String>,
    #[command(flatten)]
    pub(super) input: Input,
    #[command(flatten)]
    pub(super) templates: Templates,
}

#[derive(Debug, Args)]
pub(super) struct Verify {
    /// Year of the report
    pub(super) year: i16,
    /// Count the final edition again, in the folder `definitief`
    #[arg(long = "final")]
    pub(super) r#final: bool,
    #[command(flatten)]
    pub(super) input: Input,
    #[command(flatten)]
    pub(super) output: Output,
    #[command(flatten)]
    pub(super) templates: Templates,
}

#[derive(Debug, Args)]
pub(super) struct Explain {
    /// Code of a finding, such as F201
    pub(super) code: Option<String>,
}
