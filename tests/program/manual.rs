//! The manual for people who don't program, `docs/handleiding.md`: what it names is there.

use std::collections::BTreeSet;

use assert_cmd::Command;
use pmg_monitor::checks::BY_NO_REMARK;
use pmg_monitor::dutch::{self, NumberStyle};

use crate::support::root;

/// What the program says to these arguments on stdout.
#[track_caller]
fn help(arguments: &[&str]) -> String {
    let run = Command::cargo_bin("pmg").unwrap().args(arguments).arg("--help").assert().code(0);
    String::from_utf8(run.get_output().stdout.clone()).unwrap()
}

fn manual() -> String {
    std::fs::read_to_string(root().join("docs/handleiding.md")).unwrap()
}

/// Each command in the manual: a line of a block of code, or a piece of a sentence.
fn commands(manual: &str) -> BTreeSet<String> {
    let lines = manual.lines().map(str::trim).filter(|line| line.starts_with("pmg "));
    let pieces = manual.split('`').filter(|piece| piece.starts_with("pmg "));
    lines.chain(pieces).filter(|each| !each.contains('\n')).map(str::to_owned).collect()
}

#[test]
fn every_code_that_no_remark_settles_is_in_the_manual() {
    let manual = manual();
    let (_, about) = manual.split_once("maakt wat de gemeente in *Toelichting* zet").unwrap();
    let about = about.split("\n\n").next().unwrap();
    let number = dutch::number(BY_NO_REMARK.len().into(), NumberStyle { words_below: 21 });
    assert!(manual.contains(&format!("Bij {number} codes maakt wat de gemeente")));
    let number = |code: &str| code[1..].parse::<u16>().unwrap();
    for code in BY_NO_REMARK {
        let is_between = |(first, last): (&str, &str)| {
            let (first, last) = (&first[first.len() - 4..], &last[..4]);
            code[..1] == first[..1] && (number(first)..=number(last)).contains(&number(code))
        };
        let is_in_a_range = about.split_once(" tot en met ").is_some_and(is_between);
        assert!(about.contains(code) || is_in_a_range, "{code}");
    }
}

#[test]
fn every_command_and_flag_of_the_manual_exists() {
    let all = help(&[]);
    let mut seen = BTreeSet::new();
    for command in commands(&manual()) {
        let mut words = command.split_whitespace().skip(1).peekable();
        let name = words.next_if(|word| !word.starts_with('-'));
        let listed = |name| all.lines().any(|line| line == format!("  {name}"));
        assert!(name.is_none_or(listed), "no command as in `{command}`");
        let help = help(&name.into_iter().collect::<Vec<_>>());
        let known: Vec<&str> = help.split([' ', '\n', ',', '[', ']']).collect();
        while let Some(word) = words.next() {
            if !word.starts_with("--") {
                continue;
            }
            assert!(known.contains(&word), "no flag `{word}` as in `{command}`");
            if let ("--format", Some(value)) = (word, words.peek()) {
                assert!(help.contains(&format!("- {value}:")), "no format as in `{command}`");
            }
        }
        seen.extend(name.map(str::to_owned));
    }
    let listed = all.lines().skip_while(|line| *line != "Opdrachten:").skip(1);
    let is_name = |line: &&str| line.starts_with("  ") && !line.starts_with("   ");
    for name in listed.take_while(|line| !line.is_empty()).filter(is_name).map(str::trim) {
        assert!(name == "help" || seen.contains(name), "the manual doesn't speak of `pmg {name}`");
    }
}

#[test]
fn every_flag_in_a_sentence_of_the_manual_exists() {
    let known = [
        "build",
        "check",
        "accept",
        "compare",
        "trace",
        "verify",
        "receive",
        "templates",
        "new",
        "words",
    ]
    .map(|name| help(&[name]))
    .concat();
    for piece in manual().split('`').filter(|piece| piece.starts_with("--")) {
        assert!(known.contains(piece), "no flag `{piece}`");
    }
}

#[test]
fn every_picture_is_shown_and_every_shown_picture_is_there() {
    let manual = manual();
    let pictures = manual.split("![").skip(1).map(|rest| rest.split_once("](").unwrap());
    let mut shown = BTreeSet::new();
    for (words, rest) in pictures {
        assert!(words.len() > 40, "words for who cannot see it: `{words}`");
        shown.insert(rest.split_once(')').unwrap().0.trim_start_matches("beelden/").to_owned());
    }
    let mut there = BTreeSet::new();
    for file in std::fs::read_dir(root().join("docs/beelden")).unwrap() {
        let file = file.unwrap();
        assert!(file.metadata().unwrap().len() < 120_000, "{:?} is large", file.file_name());
        there.insert(file.file_name().into_string().unwrap());
    }
    assert_eq!(shown, there);
}

/// A link to a heading of its own goes nowhere when the heading gets other words.
#[test]
fn every_link_within_the_manual_leads_to_a_heading() {
    let manual = manual();
    let headings = manual.lines().filter(|line| line.starts_with('#'));
    let kept = |letter: &char| letter.is_alphanumeric() || [' ', '-'].contains(letter);
    let anchors: BTreeSet<String> = headings
        .map(|line| line.trim_start_matches('#').trim().to_lowercase())
        .map(|words| words.chars().filter(kept).collect::<String>().replace(' ', "-"))
        .collect();
    for link in manual.split("](#").skip(1) {
        let anchor = link.split_once(')').unwrap().0;
        assert!(anchors.contains(anchor), "no heading for `#{anchor}` in {anchors:#?}");
    }
}
