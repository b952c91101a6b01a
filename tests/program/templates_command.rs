//! `pmg templates`: which templates there are, and how they come into the folder of a year.

use crate::command_line::pmg;
use crate::support::{Year, root};

/// What a run prints on stdout and on stderr, after it ended with this code.
#[track_caller]
fn said(year: &Year, arguments: &[&str], code: i32) -> [String; 2] {
    let run = pmg(year, "templates").args(arguments).assert().code(code);
    let output = run.get_output();
    [&output.stdout, &output.stderr].map(|bytes| String::from_utf8(bytes.clone()).unwrap())
}

#[test]
fn a_template_is_put_into_the_year_and_never_over_another_text() {
    let year = Year::example();
    let path = year.path().join("templates/colofon.md");
    let read = || std::fs::read_to_string(&path).unwrap();
    let built_in = std::fs::read_to_string(root().join("templates/colofon.md")).unwrap();

    let [_, told] = said(&year, &["2024", "colofon", "Onderwijs.md"], 0);
    assert!(told.contains("colofon.md") && told.contains("thema/onderwijs.md"), "{told}");
    assert_eq!(read(), built_in);
    assert!(year.path().join("templates/thema/onderwijs.md").exists());

    let [_, told] = said(&year, &["2024", "colofon.md"], 0);
    assert!(told.contains("staat er al, zoals ingebouwd"), "{told}");
    year.put_template("colofon.md", "# Anders\n");
    let [_, told] = said(&year, &["2024", "colofon.md", "lessen.md"], 2);
    assert!(told.contains("er is niets geschreven") && told.contains("--replace"), "{told}");
    assert_eq!(read(), "# Anders\n");
    assert!(!year.path().join("templates/lessen.md").exists(), "all or nothing");
    said(&year, &["2024", "colofon.md", "--replace"], 0);
    assert_eq!(read(), built_in);
}

#[test]
fn the_list_says_of_each_template_where_it_comes_from() {
    let year = Year::example();
    year.put_template("colofon.md", "# Anders\n");
    let [list, told] = said(&year, &["2024"], 0);
    let line = |name: &str| list.lines().find(|line| line.starts_with(name)).unwrap().to_owned();
    assert!(line("colofon.md").contains("dit jaar, aangepast"), "{list}");
    assert!(line("colofon.md").ends_with("Anders"), "{list}");
    assert!(line("thema/onderwijs.md").contains("ingebouwd"), "{list}");
    assert!(told.contains("pmg templates 2024 colofon.md"), "{told}");
    let [_, told] = said(&year, &["2024", "colofn"], 2);
    assert!(told.contains("bedoelde u `colofon.md`?"), "{told}");
}
