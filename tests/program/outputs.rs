//! What is written is whole: whenever the program is killed, and wherever it cannot write.
#![cfg(target_os = "linux")]
#![expect(clippy::disallowed_methods, reason = "a test sets its own stage")]
#![expect(clippy::print_stderr, reason = "whoever asks for many kills sees where they fell")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use pmg_monitor::edition::EditionNumber;
use pmg_monitor::{cycle, workbook};
use serde_json::json;

use crate::support::{Year, answers, set};

const PMG: &str = env!("CARGO_BIN_EXE_pmg");
/// How many times each command is killed: `PMG_KILLS`, or a few.
const FEW: u32 = 2;
/// Within how long after its first change a command is killed.
const WINDOW: Duration = Duration::from_millis(25);

type Files = BTreeMap<String, Vec<u8>>;

fn kills() -> u32 {
    std::env::var("PMG_KILLS").map_or(FEW, |number| number.parse().unwrap())
}

/// The files of a folder and of the folders in it, hidden ones too.
fn files(folder: &Path) -> Files {
    let mut files = Files::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if entry.path().is_dir() {
            let inside = self::files(&entry.path()).into_iter();
            files.extend(inside.map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
        } else {
            files.insert(name, std::fs::read(entry.path()).unwrap());
        }
    }
    files
}

/// Runs a command to its end; its exit code.
fn run(arguments: &[&str]) -> i32 {
    let mut command = Command::new(PMG);
    command.env("SOURCE_DATE_EPOCH", "1741190400").args(arguments);
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap().code().unwrap()
}

/// Runs a command and kills it so long after `sign` appears, unless it is done by then.
fn kill(arguments: &[&str], sign: &Path, after: Duration) {
    let mut command = Command::new(PMG);
    command.env("SOURCE_DATE_EPOCH", "1741190400").args(arguments);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let start = Instant::now();
    while !sign.exists() && child.try_wait().unwrap().is_none() {
        assert!(start.elapsed() < Duration::from_mins(2), "it never begins to write");
        std::hint::spin_loop();
    }
    sleep(after);
    child.kill().unwrap();
    child.wait().unwrap();
    // The next one would take it for its own sign.
    _ = std::fs::remove_file(sign);
}

/// The moments at which a command is killed, over the whole window.
fn moments() -> impl Iterator<Item = (u32, Duration)> {
    let all = kills();
    (0..all).map(move |each| (each, WINDOW * each / all))
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Two years that print the same figures and another sentence.
fn two_years() -> [Year; 2] {
    ["Gemaakt door de ene.", "Gemaakt door de andere."].map(|words| {
        let text = format!("# Rapport\n\n{words}\n");
        let year = Year::of(&["GM0363"]).write_file("templates/rapport.md", &text);
        year.write_file("templates/brief.md", &text)
    })
}

/// Kills a command that writes a set, for two years in turn; after each, the set is that of one of them.
fn kill_writing(command: &str, flags: &[&str], inside: &str) {
    let (years, root) = (two_years(), tempfile::tempdir().unwrap());
    let output = root.path().join("uit");
    let build = |year: &Year| {
        let given = [command, "2024", "--output", text(&output), "--input", text(year.input())];
        given.iter().chain(flags).map(|&word| word.to_owned()).collect::<Vec<String>>()
    };
    let arguments = [build(&years[0]), build(&years[1])];
    let arguments =
        arguments.each_ref().map(|all| all.iter().map(String::as_str).collect::<Vec<_>>());
    let (folder, sign) = (output.join("2024").join(inside), output.join(".pmg-2024.lock"));
    let whole = arguments.each_ref().map(|arguments| {
        assert_eq!(run(arguments), 0);
        files(&folder)
    });
    assert_ne!(whole[0], whole[1]);
    // What else lies there stays, as a file and as a folder.
    let mine = |name: &str| folder.join(name);
    std::fs::write(mine("notities.txt"), "van mij").unwrap();
    std::fs::create_dir(mine("bijlagen")).unwrap();
    std::fs::write(mine("bijlagen/brief.txt"), "ook van mij").unwrap();
    let mut seen = [0, 0];
    for (number, moment) in moments() {
        kill(&arguments[number as usize % 2], &sign, moment);
        let mut found = files(&folder);
        found.retain(|name, _| !name.starts_with(".pmg-"));
        assert_eq!(found.remove("notities.txt").unwrap(), b"van mij");
        assert_eq!(found.remove("bijlagen/brief.txt").unwrap(), b"ook van mij");
        let of = whole.iter().position(|files| *files == found);
        seen[of.expect("the files of one build, none of another")] += 1;
    }
    eprintln!("{command} {flags:?}: {seen:?} of {} kills", kills());
    assert_eq!(run(&arguments[0]), 0);
    let mut left = files(&root.path().join("uit"));
    left.retain(|name, _| name.contains(".pmg-"));
    assert_eq!(left.keys().collect::<Vec<_>>(), Vec::<&String>::new(), "nothing is left");
    assert_eq!(files(&folder).len(), whole[0].len() + 2);
}

#[test]
fn a_killed_build_leaves_the_old_draft_or_the_new_one() {
    kill_writing("build", &[], "");
}

#[test]
fn a_killed_final_build_leaves_the_old_edition_or_the_new_one() {
    kill_writing("build", &["--final"], "definitief");
}

#[test]
fn a_killed_letter_leaves_the_old_letter_or_the_new_one() {
    kill_writing("letter", &[], "brief");
}

#[test]
fn a_killed_archive_leaves_the_old_file_or_the_new_one() {
    let [year, _] = two_years();
    let output = year.input().join("uit");
    let folders = ["--output", text(&output), "--input", text(year.input())];
    let with = |words: &[&'static str]| [words, &folders[..]].concat();
    let (build, archive) = (with(&["build", "2024", "--final"]), with(&["archive", "2024"]));
    assert_eq!(run(&build), 0);
    let path = output.join("2024/archief-2024.zip");
    let mut whole = Vec::new();
    // Without what may not be kept, it is another file.
    for list in ["", "[[niet]]\nwat = \"questionnaires\"\nwaarom = \"Vernietigd.\"\n"] {
        std::fs::write(year.path().join("bewaarlijst.toml"), list).unwrap();
        assert_eq!(run(&archive), 0);
        whole.push((list, std::fs::read(&path).unwrap()));
    }
    assert_ne!(whole[0].1, whole[1].1);
    let sign = output.join(".pmg-2024.lock");
    for (number, moment) in moments() {
        let (list, _) = whole[number as usize % 2];
        std::fs::write(year.path().join("bewaarlijst.toml"), list).unwrap();
        kill(&archive, &sign, moment);
        let found = std::fs::read(&path).unwrap();
        assert!(whole.iter().any(|(_, bytes)| *bytes == found), "a whole file");
    }
    assert_eq!(run(&archive), 0);
    let left = files(&output);
    assert!(!left.keys().any(|name| name.contains(".pmg-")), "{:?}", left.keys());
}

#[test]
fn killed_while_it_takes_in_remarks_it_has_all_of_a_file_or_none() {
    let [year, _] = two_years();
    let output = year.input().join("uit");
    let folders = ["--output", text(&output), "--input", text(year.input())];
    assert_eq!(run(&[&["build", "2024", "--keep"], &folders[..]].concat()), 0);
    let path = year.input().join("opmerkingen.json");
    // Five remarks that no file before had.
    let put = |number: u32| {
        let remarks = (0..5).map(|each| {
            let name = format!("{:032x}", number * 5 + each);
            json!({"kenmerk": name, "zin": 1, "stond_er": "", "bij": "", "opmerking": "Klopt dit?"})
        });
        let file = json!({
            "soort": "opmerkingen bij een concept", "versie": 1, "jaar": 2024, "concept": 1,
            "functie": "Directie Jeugd", "opmerkingen": remarks.collect::<Vec<_>>(),
        });
        std::fs::write(&path, file.to_string()).unwrap();
    };
    let sign = year.input().join(".pmg-2024.lock");
    let add = ["remarks", "2024", "--input", text(year.input()), "--add", text(&path)];
    let mut before = 0;
    for (number, moment) in moments() {
        put(number);
        kill(&add, &sign, moment);
        // Whoever reads the year finds no round that is half there.
        let now = cycle::load(&year.path()).unwrap().remarks.len();
        assert!(now == before || now == before + 5, "{now} after {before}");
        before = now;
    }
    eprintln!("remarks: {before} taken in at {} kills", kills());
    put(kills());
    assert_eq!(run(&add), 0);
    let left = files(&year.path());
    assert!(!left.keys().any(|name| name.contains(".pmg-")), "{:?}", left.keys());
}

#[test]
fn a_killed_build_keeps_its_draft_whole_or_not_at_all() {
    let [year, _] = two_years();
    let output = year.input().join("uit");
    let keep =
        ["build", "2024", "--keep", "--output", text(&output), "--input", text(year.input())];
    assert_eq!(run(&keep), 0);
    let sign = year.input().join(".pmg-2024.lock");
    for (_, moment) in moments() {
        kill(&keep, &sign, moment);
        // Whoever reads the year finds no draft that is half there.
        assert_eq!(run(&["status", "2024", "--input", text(year.input())]), 0);
        for draft in cycle::load(&year.path()).unwrap().drafts {
            let kept = files(&cycle::draft_path(&year.path(), draft.number));
            assert_eq!(kept.len(), 5, "{draft:?}: {:?}", kept.keys());
        }
    }
    assert_eq!(run(&keep), 0);
    let kept = files(&year.path().join("concepten"));
    assert!(!kept.keys().any(|name| name.contains(".pmg-")), "{:?}", kept.keys());
}

#[test]
fn a_killed_final_build_keeps_its_edition_whole_or_not_at_all() {
    let [year, _] = two_years();
    let output = year.input().join("uit");
    let all =
        ["build", "2024", "--final", "--output", text(&output), "--input", text(year.input())];
    let kept = cycle::published_path(&year.path(), EditionNumber(0));
    let sign = year.input().join(".pmg-2024.lock");
    let mut times = 0;
    for (_, moment) in moments() {
        // As if it never went out.
        _ = std::fs::remove_dir_all(year.path().join("uitgebracht"));
        kill(&all, &sign, moment);
        // Whoever reads the year finds no edition that is half there.
        let published = cycle::load(&year.path()).unwrap().published;
        if !published.is_empty() {
            times += 1;
            assert_eq!(files(&kept).len(), 12, "{:?}", files(&kept).keys());
            let edition = ["verify", "--edition", text(&kept), "--input", text(year.input())];
            assert_eq!(run(&edition), 0, "and it can be made again");
        }
    }
    eprintln!("kept {times} times of {} kills", kills());
    assert_eq!(run(&all), 0);
    let left = files(&year.path());
    assert!(!left.keys().any(|name| name.contains(".pmg-")), "{:?}", left.keys());
}

#[test]
fn a_killed_receive_leaves_the_old_return_or_the_new_one_with_its_receipt() {
    let year = Year::changed(|_| ()).without("GM0363");
    let version = |number: &str| {
        let mut answers = answers();
        set(&mut answers, "GM0363", "ajb.aangemeld", number);
        let path = year.input().join(format!("{number}.xlsx"));
        let bytes = year.workbook("GM0363", &answers["GM0363"]);
        std::fs::write(&path, &bytes).unwrap();
        (path, bytes)
    };
    let versions = [version("148"), version("149")];
    let receive = |path: &PathBuf| {
        let given = ["receive", "2024", "--replace", "--input", text(year.input()), text(path)];
        given.map(str::to_owned)
    };
    let arguments = versions.each_ref().map(|(path, _)| receive(path));
    let arguments = arguments.each_ref().map(|all| all.each_ref().map(String::as_str));
    assert_eq!(run(&arguments[0]), 0);
    let (sign, stands) =
        (year.input().join(".pmg-2024.lock"), year.returns().join("GM0363-amsterdam.xlsx"));
    let mut seen = [0, 0];
    for (number, moment) in moments() {
        // The reading takes most of the time, and is done under the lock.
        kill(&arguments[(number as usize + 1) % 2], &sign, moment * 40);
        let found = std::fs::read(&stands).unwrap();
        let of = versions.iter().position(|(_, bytes)| *bytes == found);
        seen[of.expect("one whole version")] += 1;
        // Whoever reads the year finishes what was begun.
        assert_eq!(run(&["status", "2024", "--input", text(year.input())]), 0);
        let now = std::fs::read(&stands).unwrap();
        let last = cycle::load(&year.path()).unwrap().receipts.pop().unwrap();
        assert_eq!(last.sha256, workbook::sha256(&now), "the receipt is that of the return");
    }
    println!("receive: {seen:?} of {} kills", kills());
    assert_eq!(run(&arguments[0]), 0);
    let left = files(year.input());
    assert!(!left.keys().any(|name| name.contains(".pmg-")), "{:?}", left.keys());
    for (name, bytes) in left.iter().filter(|(name, _)| name.contains("/vervangen/")) {
        assert!(name.contains(&workbook::sha256(bytes)[..8]), "{name} is whole");
    }
}

/// Runs a command in a shell, with something before it; its exit code and what it says on stderr.
fn shell(before: &str, arguments: &str) -> (i32, String) {
    let script = format!("{before} \"{PMG}\" {arguments}");
    let mut command = Command::new("bash");
    command.args(["-c", &script]).env("NO_COLOR", "1");
    let output = command.output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn what_does_not_fit_on_the_disk_leaves_the_old_set() {
    let year = Year::example();
    let output = year.input().join("uit");
    let folders = format!("--input {} --output {}", text(year.input()), text(&output));
    assert_eq!(shell("exec", &format!("build 2024 {folders}")).0, 0);
    let before = files(&output);
    // No file may be larger than this; the PDF is.
    let (code, said) = shell("trap '' XFSZ; ulimit -f 64; exec", &format!("build 2024 {folders}"));
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("wat er al stond, is niet veranderd"), "{said}");
    assert!(said.contains("het bestand is groter dan hier mag"), "{said}");
    assert!(files(&output) == before, "the old set, and nothing beside it");
    let (code, said) =
        shell("trap '' XFSZ; ulimit -f 64; exec", &format!("build 2024 --final {folders}"));
    assert_eq!(code, 2, "{said}");
    assert!(files(&output) == before, "nothing that looks like an edition");
    assert_eq!(shell("exec", &format!("letter 2024 {folders}")).0, 0);
    let before = files(&output);
    let (code, said) = shell("trap '' XFSZ; ulimit -f 64; exec", &format!("letter 2024 {folders}"));
    assert_eq!(code, 2, "{said}");
    assert!(files(&output) == before, "the old letter, and nothing beside it");
}

#[test]
fn an_archive_and_remarks_that_do_not_fit_on_the_disk_leave_what_was_there() {
    let year = Year::issued();
    let output = year.input().join("uit");
    let folders = format!("--input {} --output {}", text(year.input()), text(&output));
    assert_eq!(shell("exec", &format!("archive 2024 {folders}")).0, 0);
    let before = files(&output);
    let (code, said) =
        shell("trap '' XFSZ; ulimit -f 64; exec", &format!("archive 2024 {folders}"));
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("het bestand is groter dan hier mag"), "{said}");
    assert!(files(&output) == before, "the old archive, and nothing beside it");
    // One remark that is longer than a file may be.
    let remarks = serde_json::json!({
        "soort": "opmerkingen bij een concept", "versie": 1, "jaar": 2024, "concept": 1, "functie": "directie",
        "opmerkingen": [{"kenmerk": "a", "zin": 1, "stond_er": "", "bij": "", "opmerking": "woord ".repeat(12_000)}],
    });
    let path = year.input().join("opmerkingen.json");
    std::fs::write(&path, remarks.to_string()).unwrap();
    let add = format!("remarks 2024 --add {} --input {}", text(&path), text(year.input()));
    let (code, said) = shell("trap '' XFSZ; ulimit -f 64; exec", &add);
    assert_eq!(code, 2, "{said}");
    assert!(
        !year.path().join("opmerkingen").exists()
            || files(&year.path().join("opmerkingen")).is_empty()
    );
    assert_eq!(shell("exec", &add).0, 0, "and then they fit");
}

#[test]
fn a_stream_that_takes_nothing_is_no_success_and_no_panic() {
    let year = Year::example();
    let input = format!("--input {}", text(year.input()));
    for arguments in [
        "--help".to_owned(),
        "build --help".to_owned(),
        "--version".to_owned(),
        "explain".to_owned(),
        format!("status 2024 {input}"),
        format!("status 2024 --format csv {input}"),
        format!("check 2024 --format json {input}"),
    ] {
        let (code, said) = shell("exec >/dev/full;", &arguments);
        assert_eq!(code, 2, "{arguments}: {said}");
        assert!(said.contains("fout: ") && said.contains("schijf is vol"), "{arguments}: {said}");
    }
    for arguments in
        [String::new(), "bild 2024".to_owned(), format!("check 2024 --timings {input}")]
    {
        assert_eq!(shell("exec 2>/dev/full;", &arguments).0, 2, "{arguments}");
    }
}

#[test]
fn a_reader_that_stops_is_no_fault() {
    for arguments in ["explain", "--help", "explain F201"] {
        let script = format!("set -o pipefail; \"{PMG}\" {arguments} | true");
        let output = Command::new("bash").args(["-c", &script]).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments}");
        assert!(output.stderr.is_empty(), "{arguments}");
    }
}

#[test]
fn a_refused_edition_leaves_nothing_and_an_earlier_one_is_named() {
    let year = Year::changed(|_| ());
    let output = year.input().join("uit");
    let build =
        format!("build 2024 --final --input {} --output {}", text(year.input()), text(&output));
    let year = year.answered(|filled| set(filled, "GM0363", "ajb.aangemeld", "ca. 40"));
    assert_eq!(shell("exec", &build).0, 3);
    assert!(!output.exists(), "nothing is written");
    let year = year.answered(|_| ());
    assert_eq!(shell("exec", &build).0, 0);
    let before = files(&output);
    let _year = year.answered(|filled| set(filled, "GM0363", "ajb.aangemeld", "ca. 40"));
    let (code, said) = shell("exec", &build);
    assert_eq!(code, 3);
    assert!(said.contains("staat nog de definitieve uitgave die eerder is gemaakt"), "{said}");
    assert!(files(&output) == before);
}

#[test]
fn what_lies_beside_the_report_stays() {
    let year = Year::example();
    let output = year.input().join("uit");
    let folders = format!("--input {} --output {}", text(year.input()), text(&output));
    assert_eq!(shell("exec", &format!("preview 2024 breda {folders}")).0, 0);
    std::fs::write(output.join("2024/notities.txt"), "van mij").unwrap();
    let before = files(&output);
    assert_eq!(shell("exec", &format!("build 2024 {folders}")).0, 0);
    let after = files(&output);
    assert!(before.iter().all(|(name, bytes)| after.get(name) == Some(bytes)));
    assert!(!output.join("2024/gemeenten").is_symlink());
}
