//! Everything that is said to people is Dutch.
#![expect(clippy::disallowed_methods, reason = "a test sets its own stage")]

use assert_cmd::Command;

use crate::support::Year;

/// Words that no Dutch sentence of ours has.
const ENGLISH: [&str; 47] = [
    "argument",
    "arguments",
    "because",
    "cannot",
    "could",
    "default",
    "denied",
    "did",
    "directory",
    "error",
    "errors",
    "expected",
    "field",
    "files",
    "folder",
    "for",
    "found",
    "help",
    "information",
    "invalid",
    "line",
    "mean",
    "missing",
    "municipality",
    "not",
    "options",
    "possible",
    "print",
    "provided",
    "reading",
    "required",
    "string",
    "subcommand",
    "such",
    "supplied",
    "than",
    "the",
    "this",
    "tip",
    "unexpected",
    "unknown",
    "usage",
    "value",
    "values",
    "which",
    "with",
    "you",
];

/// The English words in a text, but for what people type: options, commands, code, paths.
fn english(text: &str) -> Vec<String> {
    let mut is_code = false;
    let mut prose = String::new();
    for part in text.split('`') {
        if !is_code {
            prose.push_str(part);
        }
        is_code = !is_code;
    }
    let typed = |word: &&str| word.starts_with("--") || word.contains('/') || word.contains('.');
    // The choices of an option: `- error: Bij fouten`.
    let lines = prose.lines().map(|line| match line.trim().strip_prefix("- ") {
        Some(choice) => choice.split_once(": ").map_or("", |(_, help)| help),
        None if line.trim().starts_with("Als u dit weglaat:") => "",
        None => line,
    });
    let words = lines.flat_map(str::split_whitespace).filter(|word| !typed(word));
    let words = words.map(|word| word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase());
    words.filter(|word| ENGLISH.contains(&word.as_str())).collect()
}

/// What a command says, on either stream.
fn said(arguments: &[&str], code: i32) -> String {
    let mut command = Command::cargo_bin("pmg").unwrap();
    command.env_remove("SOURCE_DATE_EPOCH").env("NO_COLOR", "1").args(arguments);
    let run = command.assert().code(code);
    let output = run.get_output();
    [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes)).concat()
}

#[track_caller]
fn assert_dutch(arguments: &[&str], code: i32) -> String {
    let said = said(arguments, code);
    assert_eq!(english(&said), Vec::<String>::new(), "{arguments:?}:\n{said}");
    said
}

#[test]
fn help_is_dutch() {
    let help = assert_dutch(&["--help"], 0);
    let (_, commands) = help.split_once("Opdrachten:\n").unwrap();
    let (commands, _) = commands.split_once("\n\n").unwrap();
    let is_name = |line: &&str| line.starts_with("  ") && !line.starts_with("   ");
    let commands: Vec<&str> = commands.lines().filter(is_name).map(str::trim).collect();
    assert!(commands.len() >= 12, "{commands:?}");
    for command in commands {
        let long = assert_dutch(&[command, "--help"], 0);
        assert_eq!(long, said(&[command, "-h"], 0));
        assert_eq!(long, said(&["help", command], 0));
        assert!(long.contains(&format!("Gebruik: pmg {command}")), "{long}");
    }
    insta::assert_snapshot!("help", help);
    insta::assert_snapshot!("help_receive", said(&["receive", "--help"], 0));
    assert!(said(&["--version"], 0).starts_with("pmg "));
    assert_dutch(&[], 2);
}

#[test]
fn what_is_wrong_with_the_arguments_is_said_in_dutch() {
    for (arguments, expected) in [
        (&["bild", "2024"][..], "er is geen opdracht `bild`\nhint: bedoelt u `build`?"),
        (&["zomaar"], "er is geen opdracht `zomaar`"),
        (&["build"], "er ontbreekt: <JAAR>\nhint: `pmg build --help` toont wat u kunt opgeven"),
        (&["build", "2024", "--finaal"], "`--finaal` hoort hier niet\nhint: bedoelt u `--final`?"),
        (&["build", "2024", "2025"], "`2025` hoort hier niet"),
        (
            &["build", "dit jaar"],
            "`dit jaar` kan niet bij `<JAAR>`: schrijf een jaar in vier cijfers",
        ),
        (&["build", "99999"], "schrijf een jaar in vier cijfers, zoals 2024"),
        (
            &["check", "2024", "--format", "xml"],
            "`xml` kan niet bij `--format <VORM>`; kies uit text, json, csv, sarif, html",
        ),
        (&["check", "2024", "--format"], "bij `--format <VORM>` ontbreekt iets"),
        (&["check", "2024", "--mark", "--mark"], "`--mark` staat er meer dan één keer"),
        (&["check", "2024", "--mark=ja"], "`ja` is te veel bij `--mark`"),
        (&["trace", "2024", "--cell", "a.xlsx"], "bij `--cell <BESTAND> <CEL>` ontbreekt iets"),
        (&["trace", "2024", "x", "--cell", "a.xlsx", "b"], "kan niet samen met"),
        (&["receive", "2024"], "er ontbreekt: "),
        (
            &[
                "accept",
                "2024",
                "W501",
                "GM0363",
                "ajb.aangemeld",
                "--by",
                "team",
                "--because",
                "x",
                "--on",
                "1-3-2025",
            ],
            "schrijf een dag als jaar-maand-dag",
        ),
    ] {
        let said = assert_dutch(arguments, 2);
        assert!(said.starts_with("fout: ") && said.contains(expected), "{arguments:?}: {said}");
    }
}

/// The same command on a year, with what goes wrong in it.
#[test]
fn what_cannot_be_done_is_said_in_dutch() {
    let year = Year::example().without("GM0758");
    let folder = year.input().to_str().unwrap();
    let (input, output) = (format!("--input={folder}"), format!("--output={folder}/uit"));
    let in_the_way = format!("--output={folder}/2024/jaar.toml");
    std::fs::create_dir(year.input().join("leeg")).unwrap();
    let empty = format!("{folder}/leeg");
    std::fs::write(year.input().join("uit.txt"), "").unwrap();
    let (i, o, w) = (input.as_str(), output.as_str(), in_the_way.as_str());
    let accept = ["accept", "2024", i, "--because", "x"];
    let accepts = |rest: &[&'static str]| [&accept[..], rest].concat();
    let runs: Vec<(Vec<&str>, &str)> = vec![
        (vec!["trace", "2024", i, "ajb.aangemelt"], "bedoelt u `ajb.aangemeld`?"),
        (vec!["trace", "2024", i, "xyz"], "de codes staan in `vragenlijst.toml`"),
        (
            vec!["trace", "2024", i, "--cell", "weg.xlsx", "Onderwijs!D9"],
            "dit jaar heeft geen vragenlijst",
        ),
        (
            vec!["trace", "2024", i, "--cell", "GM0363-amsterdam.xlsx", "Onderwys!D9"],
            "bedoelt u `Onderwijs`?",
        ),
        (vec!["trace", "2024", i, "--cell", "GM0363-amsterdam.xlsx", "D9"], "is geen cel"),
        (vec!["explain", "F2O1"], "bedoelt u `F201`?"),
        (vec!["check", "2024", i, "weg.xlsx"], "er is geen bestand `weg.xlsx`"),
        (vec!["verify", "2024", i, o], "geef eerst de opdracht `pmg build 2024`"),
        (
            vec!["verify", "2024", "--final", i, o],
            "geef eerst de opdracht `pmg build 2024 --final`",
        ),
        (vec!["preview", "2024", i, o, "Bredaa"], "bedoelt u `Breda`?"),
        (vec!["preview", "2024", i, o, "GM0758"], "van Breda is geen bruikbare vragenlijst binnen"),
        (
            vec!["questionnaires", "2024", i, o, "--municipality", "Parijs"],
            "geen gemeente met de code of de naam",
        ),
        (vec!["questionnaires", "2024", i, w], "er staat al iets met deze naam"),
        (vec!["build", "2024", i, w], "er staat al iets met deze naam"),
        (vec!["receive", "2024", i, "weg.xlsx"], "er is geen bestand `weg.xlsx`"),
        (vec!["receive", "2024", i, &empty], "er staan geen bestanden in"),
        (vec!["receive", "2024", i, "--again", "xyz"], "geen gemeente en geen bewaarde versie"),
        (
            accepts(&["W501", "Breda", "ajb.aangemeld", "--by", "team"]),
            "is geen CBS-code zoals GM0363",
        ),
        (
            accepts(&["W501", "GM0363", "ajb.aangemeld", "--by", "J. de Vries"]),
            "wijst naar een persoon",
        ),
        (
            accepts(&["W501", "GM0363", "ajb.aangemeld", "--by", "team"]),
            "er is geen bevinding W501",
        ),
    ];
    for (arguments, expected) in runs {
        let said = assert_dutch(&arguments, 2);
        assert!(said.contains("fout: ") && said.contains(expected), "{arguments:?}: {said}");
    }
}

#[test]
fn what_the_operating_system_says_is_said_in_dutch() {
    let year = Year::example();
    let input = format!("--input={}", year.input().display());
    let unreadable = year.input().join("map.xlsx");
    std::fs::create_dir(&unreadable).unwrap();
    let path = unreadable.to_str().unwrap();
    let said = assert_dutch(&["check", "2024", &input, path], 1);
    assert!(said.contains("dit is een map en geen bestand"), "{said}");
    // A log that is no text.
    std::fs::write(year.path().join("ontvangst.toml"), [0xff, 0xfe]).unwrap();
    std::fs::write(year.path().join("toelichtingen.toml"), [0xff, 0xfe]).unwrap();
    let said = said_by(&year, "status");
    assert!(said.contains("niet opgeslagen als UTF-8, maar als UTF-16"), "{said}");
}

fn said_by(year: &Year, command: &str) -> String {
    said(&[command, "2024", &format!("--input={}", year.input().display())], 2)
}
