//! What the program says of its own arguments, in Dutch: help, and what is wrong with what was typed.
//!
//! The library that reads the arguments writes English only. So this file takes what the library knows, and writes
//! the Dutch texts itself.

use std::ffi::OsString;
use std::fmt::Write as _;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory as _, FromArgMatches as _};
use pmg_core::diagnostics::BOLD;
use terminal_size::terminal_size_of;

use super::arguments::Arguments;
use super::outcome::Outcome;
use super::terminal::width;
use super::{output, terminal};

/// The column in which the explanation of an argument starts.
const INDENT: usize = 10;

/// What the program prints in place of running a command.
pub(super) enum Told {
    /// What was asked for: help, or the version.
    Asked(String),
    /// The help, because nothing was asked.
    Nothing(String),
    /// Why the arguments cannot be used.
    Wrong(String),
}

impl Told {
    /// Prints it: what was asked for on stdout, anything else as an error.
    pub(super) fn show(self) -> anyhow::Result<Outcome> {
        match self {
            Self::Asked(text) => output::show(&text).map(|()| Outcome::Clean),
            Self::Nothing(text) => {
                terminal::line(text.trim_end());
                anyhow::bail!("u hebt geen opdracht gegeven");
            }
            Self::Wrong(text) => anyhow::bail!(text),
        }
    }
}

/// The arguments that were typed, or what to print if they ask for help or cannot be used.
pub(super) fn arguments(typed: impl Iterator<Item = OsString>) -> Result<Arguments, Told> {
    let mut typed: Vec<OsString> = typed.collect();
    // `pmg help build` is `pmg build --help`.
    if typed.get(1).is_some_and(|first| first == "help") {
        typed.remove(1);
        typed.push("--help".into());
    }
    let mut command = Arguments::command().disable_help_subcommand(true);
    let matches = command.try_get_matches_from_mut(&typed);
    matches.and_then(|matches| Arguments::from_arg_matches(&matches)).map_err(|error| {
        command.build();
        let named = typed.iter().skip(1).find_map(|word| command.find_subcommand(word));
        told(&error, &command, named)
    })
}

fn told(error: &clap::Error, program: &Command, named: Option<&Command>) -> Told {
    let about = named.unwrap_or(program);
    match error.kind() {
        ErrorKind::DisplayHelp => Told::Asked(help(about)),
        ErrorKind::DisplayVersion => Told::Asked(version(program)),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand if named.is_none() => {
            Told::Nothing(help(program))
        }
        _ => {
            let hint = format!("`{} --help` toont wat u kunt opgeven", name(about));
            let hint = meant(error).map_or(hint, |meant| format!("bedoelt u `{meant}`?"));
            Told::Wrong(format!("{}\nhint: {hint}", wrong(error)))
        }
    }
}

fn version(program: &Command) -> String {
    let version = program.get_version().expect("the program has a version");
    format!("{} {version}\n", program.get_name())
}

/// What is wrong with the arguments.
fn wrong(error: &clap::Error) -> String {
    let [argument, value] = [ContextKind::InvalidArg, ContextKind::InvalidValue]
        .map(|kind| said(error, kind).unwrap_or_default());
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let asked = said(error, ContextKind::InvalidSubcommand).unwrap_or_default();
            format!("er is geen opdracht `{asked}`")
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "u hebt geen opdracht gegeven".to_owned()
        }
        ErrorKind::UnknownArgument => format!("`{argument}` hoort hier niet"),
        ErrorKind::MissingRequiredArgument => format!("er ontbreekt: {argument}"),
        ErrorKind::InvalidValue if value.is_empty() => format!("bij `{argument}` ontbreekt iets"),
        ErrorKind::InvalidValue => {
            let choices = said(error, ContextKind::ValidValue).unwrap_or_default();
            format!("`{value}` kan niet bij `{argument}`; kies uit {choices}")
        }
        ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            format!("`{value}` kan niet bij `{argument}`: {why}")
        }
        ErrorKind::TooManyValues => format!("`{value}` is te veel bij `{argument}`"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("bij `{argument}` ontbreekt iets")
        }
        ErrorKind::ArgumentConflict => match said(error, ContextKind::PriorArg) {
            Some(other) if other != argument => format!("`{argument}` kan niet samen met {other}"),
            _ => format!("`{argument}` staat er meer dan één keer"),
        },
        ErrorKind::NoEquals => format!("tussen `{argument}` en de waarde hoort een `=`"),
        ErrorKind::InvalidUtf8 => "in wat u typte, staat een teken dat niet te lezen is".to_owned(),
        _ => "wat u typte, kan niet worden gelezen".to_owned(),
    }
}

/// The word that was probably meant; `None` if the library has no suggestion.
fn meant(error: &clap::Error) -> Option<String> {
    [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue]
        .into_iter()
        .find_map(|kind| said(error, kind))
}

/// What the library knows of an error under this heading, as one text; `None` if it knows nothing.
fn said(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) if texts.is_empty() => None,
        ContextValue::Strings(texts) => Some(texts.join(", ")),
        ContextValue::StyledStr(text) => Some(text.to_string()),
        ContextValue::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The help of the program, or of one of its commands.
fn help(command: &Command) -> String {
    let mut page = Page {
        text: String::new(),
        width: width(terminal_size_of(std::io::stdout())).max(2 * INDENT),
    };
    page.wrapped(&about(command), 0);
    _ = writeln!(page.text, "\n{BOLD}Gebruik:{BOLD:#} {}", usage(command));
    page.section("Opdrachten", command.get_subcommands().map(|each| (heading(each), about(each))));
    let explained = |each: &Arg| (specimen(each), explanation(each));
    let (positional, options): (Vec<&Arg>, Vec<&Arg>) =
        arguments_of(command).partition(|each| each.is_positional());
    page.section("Argumenten", positional.into_iter().map(explained));
    let own = [("-h, --help".to_owned(), "Toon deze hulp".to_owned())];
    let of_program = command.get_version().is_some() && command.has_subcommands();
    let version = ("-V, --version".to_owned(), "Toon de versie".to_owned());
    let own = own.into_iter().chain(of_program.then_some(version));
    page.section("Opties", options.into_iter().map(explained).chain(own));
    page.text
}

/// The arguments of a command, without those that the library adds.
fn arguments_of(command: &Command) -> impl Iterator<Item = &Arg> {
    command.get_arguments().filter(|each| !["help", "version"].contains(&each.get_id().as_str()))
}

/// The name with that of the program, `pmg build`, if the library has put it before the command.
fn name(command: &Command) -> &str {
    command.get_bin_name().unwrap_or(command.get_name())
}

fn about(command: &Command) -> String {
    command.get_about().expect("each command says what it does").to_string()
}

fn heading(command: &Command) -> String {
    command.get_name().to_owned()
}

fn usage(command: &Command) -> String {
    if command.has_subcommands() {
        return format!("{} <OPDRACHT>", name(command));
    }
    let mut words = vec![name(command).to_owned(), "[OPTIES]".to_owned()];
    let needed =
        arguments_of(command).filter(|each| each.is_required_set() || each.is_positional());
    words.extend(needed.map(|each| {
        let specimen = specimen(each);
        if each.is_required_set() { specimen } else { format!("[{specimen}]") }
    }));
    words.join(" ")
}

/// How an argument is typed: `--format <VORM>`.
fn specimen(argument: &Arg) -> String {
    let names = argument.get_value_names().unwrap_or_default();
    let mut values: String =
        names.iter().map(|name| format!("<{name}>")).collect::<Vec<_>>().join(" ");
    if argument.get_num_args().is_some_and(|range| range.max_values() > names.len().max(1))
        || matches!(argument.get_action(), ArgAction::Append)
    {
        values.push_str("...");
    }
    match (argument.get_long(), argument.get_action().takes_values()) {
        (Some(long), true) => format!("--{long} {values}"),
        (Some(long), false) => format!("--{long}"),
        (None, _) => values,
    }
}

/// What an argument is for, which values it can have, and which it has by default.
fn explanation(argument: &Arg) -> String {
    let mut text = argument.get_help().expect("each argument says what it is for").to_string();
    if argument.get_action().takes_values() {
        for choice in argument.get_possible_values() {
            let help = choice.get_help().expect("each choice says what it is");
            _ = write!(text, "\n- {}: {help}", choice.get_name());
        }
        let left_out = argument.get_default_values().iter().map(|value| value.to_string_lossy());
        if let Some(value) = left_out.into_iter().next() {
            _ = write!(text, "\nAls u dit weglaat: {value}");
        }
    }
    text
}

/// A help text in the making.
struct Page {
    text: String,
    width: usize,
}

impl Page {
    fn section(&mut self, title: &str, items: impl Iterator<Item = (String, String)>) {
        let mut items = items.peekable();
        if items.peek().is_some() {
            _ = writeln!(self.text, "\n{BOLD}{title}:{BOLD:#}");
        }
        for (item, explanation) in items {
            _ = writeln!(self.text, "  {BOLD}{item}{BOLD:#}");
            explanation.lines().for_each(|line| self.wrapped(line, INDENT));
        }
    }

    /// Adds a line of prose, broken at the ends of words.
    fn wrapped(&mut self, line: &str, indent: usize) {
        let mut used = 0;
        for word in line.split_whitespace() {
            let length = word.chars().count();
            if used > 0 && indent + used + 1 + length > self.width {
                self.text.push('\n');
                used = 0;
            }
            let gap = if used == 0 { indent } else { 1 };
            self.text.extend(std::iter::repeat_n(' ', gap));
            self.text.push_str(word);
            used += length + usize::from(used > 0);
        }
        self.text.push('\n');
    }
}
