//! The arrows between the rooms of the crate, and the one door of each third-party crate.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use pmg_monitor::checks::RULES;

/// The rooms that hand one noun on, in their order: each imports earlier ones and leaves. Across crates the compiler holds it.
const STAGES: [&str; 18] = [
    "cycle",
    "questionnaire",
    "workbook",
    "answers",
    "checks",
    "figures",
    "disclosure",
    "last_year",
    "facts",
    "phrase",
    "template",
    "document",
    "trace",
    "ledger",
    "tables",
    "preview",
    "picture",
    "render",
];
/// Anyone may use these; they use nothing but each other.
const LEAVES: [&str; 15] = [
    "archive",
    "basis",
    "dutch",
    "edition",
    "escape",
    "excerpt",
    "finding",
    "fonts",
    "format",
    "municipality",
    "near",
    "place",
    "series",
    "spreadsheet",
    "suppression",
];
/// What stands beside the stages of its crate, with all of these that it may import.
const BESIDE: [(&str, &[&str]); 8] = [
    ("form", &["cycle", "questionnaire", "workbook", "answers"]),
    ("annotate", &["questionnaire", "answers", "form"]),
    ("diagnostics", &["cycle", "workbook", "answers", "checks"]),
    ("status", &["cycle", "questionnaire", "answers", "checks", "diagnostics"]),
    ("compare", &["cycle", "document"]),
    ("erratum", &["cycle", "checks", "disclosure", "figures", "facts", "document", "compare"]),
    ("remarks", &["cycle", "workbook", "diagnostics", "document"]),
    ("words", &["cycle", "questionnaire", "checks", "diagnostics", "facts", "document", "trace"]),
];
/// The rooms in which a third-party crate may be named, where not all of its crate may name it.
const DOORS: [(&str, &[&str]); 21] = [
    ("toml", &["cycle"]),
    ("encoding_rs", &["workbook"]),
    ("zip", &["archive", "workbook", "annotate", "spreadsheet", "render", "recount"]),
    ("cfb", &["workbook"]),
    ("quick_xml", &["cycle", "workbook", "annotate", "remarks", "recount"]),
    ("rust_xlsxwriter", &["form", "spreadsheet"]),
    ("strsim", &["near"]),
    ("unicode_normalization", &["dutch", "recount"]),
    ("tera", &["template"]),
    ("pulldown_cmark", &["document", "recount"]),
    ("typst", &["render"]),
    ("typst_as_lib", &["render"]),
    ("typst_pdf", &["render"]),
    ("resvg", &["render"]),
    ("similar", &["compare", "document", "recount"]),
    ("clap", &["cli"]),
    ("anstyle", &["diagnostics"]),
    ("csv", &["diagnostics", "recount"]),
    ("terminal_size", &["cli"]),
    ("getrandom", &["cli"]),
    ("indicatif", &["cli"]),
];

/// The rooms and leaves of the recount, each with all of these that it may import.
const RECOUNT: [(&str, &[&str]); 8] = [
    ("difference", &[]),
    ("error", &[]),
    ("typography", &[]),
    ("export", &["error"]),
    ("count", &["error", "export"]),
    ("read", &["typography", "remarks"]),
    ("expect", &["error", "typography", "count", "read"]),
    ("compare", &["difference", "error", "typography", "export", "count", "read", "expect"]),
];
/// The rooms of the recount in which a third-party crate may be named.
const RECOUNT_DOORS: [(&str, &[&str]); 10] = [
    ("quick_xml", &["read"]),
    ("zip", &["read"]),
    ("unicode_normalization", &["typography"]),
    ("csv", &["export"]),
    ("rusqlite", &["count"]),
    ("pulldown_cmark", &["read"]),
    ("hayro_interpret", &["read"]),
    ("kurbo", &["read"]),
    ("lopdf", &["read", "compare"]),
    ("similar", &["compare"]),
];

#[test]
fn a_stage_imports_earlier_stages_and_leaves_only() {
    let is_room = |room: &String| !["cli", "pipeline", "recount"].contains(&room.as_str());
    for (room, path, text) in sources().into_iter().filter(|(room, ..)| is_room(room)) {
        for imported in imports(&text) {
            let fine = imported == room || allowed(&room).contains(&imported.as_str());
            assert!(fine, "{} imports `{imported}`, which comes later", path.display());
        }
    }
}

#[test]
fn a_third_party_crate_has_one_door() {
    for (room, path, text) in sources() {
        for (name, rooms) in DOORS {
            let named = text.contains(&format!("{name}::")) && !rooms.contains(&room.as_str());
            assert!(!named, "{} names `{name}`, whose door is {rooms:?}", path.display());
        }
    }
}

#[test]
fn a_room_of_the_recount_imports_earlier_ones_and_has_doors_of_its_own() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/recount/src");
    for (_, path, text) in sources().into_iter().filter(|(room, ..)| room == "recount") {
        let room = first_part(path.strip_prefix(&src).unwrap());
        let allowed = RECOUNT.iter().find(|(name, _)| *name == room).map(|(_, allowed)| *allowed);
        assert!(allowed.is_some(), "{} is in no room", path.display());
        for imported in imports(&text.replace("pmg_core::", "")) {
            let fine = imported == room || allowed.unwrap().contains(&&*imported);
            assert!(fine, "{} imports `{imported}`, which comes later", path.display());
        }
        // Another room is named from the root, so that the check above sees it.
        let climbs = text.contains("super::super::")
            || path.ends_with(format!("{room}/mod.rs")) && text.contains("super::");
        assert!(!climbs, "{} leaves its room by `super`", path.display());
        for (name, rooms) in RECOUNT_DOORS {
            let named = text.contains(&format!("{name}::")) && !rooms.contains(&&*room);
            assert!(!named, "{} names `{name}`, whose door is {rooms:?}", path.display());
        }
    }
}

#[test]
fn stages_neither_print_nor_write_nor_read_the_clock() {
    let forbidden = [
        "println!",
        "print!(",
        "fs::write",
        "File::create",
        "Instant::now",
        "env::var",
        "Utc::now",
    ];
    for (room, path, text) in sources().into_iter().filter(|(room, ..)| room != "cli") {
        for word in forbidden {
            let timing = room == "pipeline" && word == "Instant::now";
            assert!(timing || !text.contains(word), "{} has `{word}`", path.display());
        }
    }
}

#[test]
fn only_the_pipeline_calls_a_stage() {
    let verbs = [
        "cycle::load(",
        "cycle::load_from(",
        "questionnaire::build(",
        "questionnaire::changes(",
        "workbook::read(",
        "workbook::read_bytes(",
        "answers::read(",
        "checks::check(",
        "figures::compute(",
        "disclosure::protect(",
        "template::write(",
        "document::parse(",
        "tables::files(",
        "preview::write(",
        "html::render(",
        "pdf::render(",
        "annotate::annotate(",
    ];
    // What was printed as a workbook can only be read back as one.
    let reads_back = |room: &str, verb: &str| room == "recount" && verb == "workbook::read_bytes(";
    for (room, path, text) in sources().into_iter().filter(|(room, ..)| room != "pipeline") {
        for verb in verbs.iter().filter(|verb| !verb.starts_with(&format!("{room}::"))) {
            let fine = !text.contains(verb) || reads_back(&room, verb);
            assert!(fine, "{} calls `{verb}…)`", path.display());
        }
    }
}

/// Where the rules are, a file each.
const RULE_FILES: &str = "checks/rules";

#[test]
fn every_rule_has_a_file_with_a_manual_page_and_a_code_of_its_own() {
    let mut codes = BTreeMap::new();
    for (_, path, text) in sources() {
        let is_rule_file =
            path.parent().unwrap().ends_with(RULE_FILES) && !path.ends_with("mod.rs");
        let Some(start) = text.find("Rule { code: \"") else {
            assert!(!is_rule_file, "{} has no rule", path.display());
            continue;
        };
        assert!(is_rule_file, "the rule in {} belongs in {RULE_FILES}", path.display());
        let code = text[start + 14..].split('"').next().unwrap_or_default().to_owned();
        manual_page(&code, &text, &path);
        assert_eq!(codes.insert(code.clone(), path.clone()), None, "{code} stands twice");
    }
    let listed: BTreeSet<String> = RULES.iter().map(|rule| rule.code.to_owned()).collect();
    let written: BTreeSet<String> = codes.into_keys().collect();
    assert_eq!(listed, written, "every rule stands in a table of `checks/rules/mod.rs`");
}

/// A page has a title, what it finds and why, an example of wrong and of right, what to do, and
/// what becomes of the answer until then.
#[track_caller]
fn manual_page(code: &str, text: &str, path: &Path) {
    let path = path.display();
    let page: Vec<&str> = text.lines().take_while(|line| line.starts_with("//!")).collect();
    let title = page[0].strip_prefix(&format!("//! {code}: ")).unwrap_or_default();
    assert!(!title.is_empty(), "{path} does not open with what {code} finds");
    assert!((10..=30).contains(&page.len()), "the page in {path} has {} lines", page.len());
    let headings: Vec<&str> = page.iter().filter_map(|l| l.strip_prefix("//! ## ")).collect();
    assert_eq!(headings, ["Fout", "Goed", "Wat u doet"], "{path}");
    let parts: Vec<&[&str]> = page.split(|line| line.starts_with("//! ## ")).collect();
    let is_written = |part: &&[&str]| part.iter().filter(|line| **line != "//!").count() > 0;
    assert!(parts[0].len() > 2 && parts.iter().all(is_written), "{path} has an empty part");
    let last = page.rsplit(|line| *line == "//!").next().unwrap_or_default();
    assert!(last[0].starts_with("//! Tot dan "), "{path} does not say what happens until then");
}

fn allowed(room: &str) -> Vec<&'static str> {
    let mut allowed = LEAVES.to_vec();
    if let Some(index) = STAGES.iter().position(|stage| *stage == room) {
        allowed.extend(&STAGES[..index]);
    }
    if let Some((_, imports)) = BESIDE.iter().find(|(name, _)| *name == room) {
        allowed.extend(*imports);
    }
    allowed
}

/// The folders in which the rooms stand; the recount is a room of its own.
const CRATES: [&str; 4] = ["src", "crates/core/src", "crates/report/src", "crates/recount/src"];

/// Every file of the crates without its tests: the room that it is in, its path and its text.
fn sources() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    CRATES.iter().flat_map(|folder| sources_in(&root.join(folder))).collect()
}

fn sources_in(src: &Path) -> Vec<(String, PathBuf, String)> {
    let mut files = Vec::new();
    collect(src, &mut files);
    let top = |path: &Path| path == src.join("lib.rs") || path == src.join("main.rs");
    // What is compiled for tests only stands in files or folders of that name.
    let is_test = |path: &Path| path.iter().any(|part| part == "tests.rs" || part == "tests");
    files.retain(|path| !top(path) && !is_test(path.strip_prefix(src).unwrap()));
    let read = |path: PathBuf| {
        let inside = path.strip_prefix(src).unwrap();
        let is_recount = src.parent().unwrap().ends_with("crates/recount");
        let room = if is_recount { "recount".to_owned() } else { first_part(inside) };
        let text = std::fs::read_to_string(&path).unwrap();
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap().to_owned();
        (room, path, text)
    };
    files.into_iter().map(read).collect()
}

/// The first folder of a path, or its file without `.rs`.
fn first_part(inside: &Path) -> String {
    let first = inside.components().next().unwrap().as_os_str().to_str().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// The rooms that a file names after the name of a crate, in code or in a group.
fn imports(text: &str) -> Vec<String> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code: String = code.collect::<Vec<_>>().join("\n");
    let code = code.replace("pmg_core::", "crate::").replace("pmg_report::", "crate::");
    let after = code.split("crate::").skip(1);
    let names = after.flat_map(|rest| match rest.strip_prefix('{') {
        Some(group) => group
            .split('}')
            .next()
            .unwrap_or_default()
            .split(',')
            .map(|part| part.trim().split("::").next().unwrap_or_default().to_owned())
            .collect::<Vec<_>>(),
        None => vec![name(rest)],
    });
    names.filter(|name| !name.is_empty()).collect()
}

fn name(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}
