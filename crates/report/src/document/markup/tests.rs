use crate::phrase::Mark;
use crate::template::Sources;
use pmg_core::basis::Basis;

use super::*;

/// What is found, as its code and the text from where it stands.
fn found(markdown: &str) -> Vec<(&'static str, String)> {
    let marks = vec![Mark { text: "elf".to_owned(), basis: Basis::Sum("x".to_owned()) }];
    let narrative = Narrative {
        markdown: markdown.to_owned(),
        marks,
        charts: Vec::new(),
        sources: Sources::default(),
    };
    let mut mistakes = mistakes(&narrative, &BTreeSet::new(), |c| !"👍漢\u{E123}".contains(c));
    mistakes.sort_by_key(|(at, _)| *at);
    let shown = |at: usize| markdown[at..].chars().take(6).collect();
    mistakes.into_iter().map(|(at, finding)| (finding.code, shown(at))).collect()
}

/// Markdown, and the code and place of what is wrong in it.
const WRONG: &[(&str, &[(&str, &str)])] = &[
    ("a **b c", &[("T106", "**b c")]),
    ("a ** b** c", &[("T106", "** b**"), ("T106", "** c")]),
    ("a *b c", &[("T106", "*b c")]),
    ("a _b c", &[("T106", "_b c")]),
    ("a `b c", &[("T106", "`b c")]),
    ("a ~~b~~ c", &[("T106", "~~b~~ "), ("T106", "~~ c")]),
    ("a \\b c", &[("T106", "\\b c")]),
    ("a { som(maat) } b", &[("T106", "{ som(")]),
    ("a }} b", &[("T106", "}} b"), ("T106", "} b")]),
    ("a [b] (https://c.nl) d", &[("T106", "[b] (h")]),
    ("a [b](c d) e", &[("T106", "[b](c ")]),
    ("a [b](#c) d", &[("T106", "[b](#c")]),
    ("a [^b] c", &[("T106", "[^b] c")]),
    ("- [ ] a", &[("T106", "[ ] a")]),
    ("a [b](http://c.nl) d", &[("T106", "[b](ht")]),
    ("a [](https://c.nl) d", &[("T106", "[](htt")]),
    ("a\n\n---\n\nb", &[("T106", "---\n\nb")]),
    ("a\n\n    b", &[("T106", "b")]),
    ("```\na\n```", &[("T106", "```\na\n")]),
    ("a\n\n[Let op]: telt", &[("T106", "[Let o")]),
    ("a\n\n[^b]: c", &[("T106", "[^b]: ")]),
    ("a[^b]\n\n[^b]: c\n\n[^b]: d", &[("T106", "[^b]: ")]),
    ("a <b>c</b> d", &[("T107", "<b>c</"), ("T107", "</b> d")]),
    ("<div>\na\n</div>", &[("T107", "<div>\n"), ("T107", "</div>")]),
    ("a\n\n<!-- b -->", &[("T107", "<!-- b")]),
    ("a <b c", &[("T107", "<b c")]),
    ("a &nbsp b &foo; c", &[("T107", "&nbsp "), ("T107", "&foo; ")]),
    ("a ![b](c.png) d", &[("T108", "![b](c")]),
    ("| a | b |\n|---|---|\n| c |\n", &[("T109", "| c |\n")]),
    ("| a | b |\n|---|---|\n| c | d | e |\n", &[("T109", "| c | ")]),
    ("| a | b |\n|---|\n| c | d |\n", &[("T109", "| a | ")]),
    ("a | b | c", &[("T109", "| b | ")]),
    ("Tabel: a\n\nb", &[("T109", "Tabel:")]),
    ("Tabel: a", &[("T109", "Tabel:")]),
    ("• a\n• b", &[("T110", "• a\n• "), ("T110", "• b")]),
    ("a\n– b", &[("T110", "– b")]),
    ("-a", &[("T110", "-a")]),
    ("-\u{a0}a", &[("T110", "-\u{a0}a")]),
    ("- a\n-\n- b", &[("T110", "-\n- b")]),
    ("#", &[("T111", "#")]),
    ("# a\n\n### b", &[("T111", "### b")]),
    ("## a", &[("T111", "## a")]),
    ("# a\n\n## b\n\n### c\n\n#### d\n\n##### e", &[("T111", "##### ")]),
    ("a\n---\n\nb", &[("T111", "a\n---\n")]),
    ("#a", &[("T111", "#a")]),
    ("#\u{a0}a", &[("T111", "#\u{a0}a")]),
    (">>>>>>> a", &[("T112", "> a")]),
    ("a 👍 漢", &[("T105", "👍 漢"), ("T105", "漢")]),
    ("a `👍` [👍](https://a.nl)", &[("T105", "`👍` [👍"), ("T105", "👍](htt")]),
];

/// Markdown in which nothing is wrong.
const RIGHT: &[&str] = &[
    "# a\n\n## b\n\nc **d** *e* _f_ `g` [h](https://i.nl) <https://j.nl> k\\* l &amp; m.",
    "a 5 * 3 en b_c en d@e_f.nl en [sic] en g < 10 & h",
    "a[^b] c.\n\n[^b]: d [e](mailto:f@g.nl)\n",
    "- a\n- b\n  - c\n\n1. d\n2. e\n",
    "10. a\n11. b\n",
    "Tabel: a\n\n| b | c |\n|---|--:|\n| d | \u{E000}0\u{E001} |\n| e \\| f | |\n",
    "> # a\n>\n> b\n",
    "# a\n\n> b\n>\n> — c, d\n",
    "\u{E000}0\u{E001} **\u{E000}0\u{E001}**",
    "a – b, c-d, -5 en + f",
    "[Let op]: dit telt",
    "a  \nb\\\nc",
];

#[test]
fn markup_that_does_not_work_is_found_where_it_stands() {
    let mut wrong = Vec::new();
    for (markdown, expected) in WRONG {
        let found = found(markdown);
        let found: Vec<(&str, &str)> =
            found.iter().map(|(code, at)| (*code, at.as_str())).collect();
        if found != *expected {
            wrong.push(format!("{markdown:?}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn markup_that_works_is_left_alone() {
    for markdown in RIGHT {
        assert_eq!(found(markdown), [], "{markdown}");
    }
}

#[test]
fn what_is_lost_is_told_with_the_words_of_its_marks() {
    let marks = vec![Mark { text: "elf".to_owned(), basis: Basis::Sum("x".to_owned()) }];
    let markdown = "a\n\n[Let op]: \u{E000}0\u{E001}\n".to_owned();
    let narrative = Narrative { markdown, marks, charts: Vec::new(), sources: Sources::default() };
    let mistakes = mistakes(&narrative, &BTreeSet::new(), |_| true);
    assert_eq!(mistakes[0].1.found.as_deref(), Some("[Let op]: elf"));
}

#[test]
fn the_deepest_nesting_is_read_without_running_out_of_stack() {
    for markdown in [">".repeat(5_000) + " a", "*a **b ".repeat(2_000), "- ".repeat(3_000) + "a"] {
        let narrative = Narrative {
            markdown,
            marks: Vec::new(),
            charts: Vec::new(),
            sources: Sources::default(),
        };
        let parser = super::super::parser::Parser::new(&narrative);
        let (blocks, _) = parser.parse();
        assert!(!blocks.is_empty());
        assert!(!mistakes(&narrative, &BTreeSet::new(), |_| true).is_empty());
    }
}

proptest::proptest! {
    /// No word of a template vanishes without a finding.
    #[test]
    fn no_word_is_lost_in_silence(parts in proptest::collection::vec(
        proptest::sample::select(vec![
            "woord", " ", "\n", "\n\n", "*", "**", "_", "`", "# ", "## ", "- ", "1. ", "> ", "|", "|---|---|\n", "[", "]",
            "(", ")", "[^n]", ": ", "<b>", "&amp;", "\\", "    ", "---\n", "![", "https://a.nl", "```\n",
        ]), 0..24,
    )) {
        let markdown = parts.concat();
        let typed = markdown.matches("woord").count();
        let narrative = Narrative { markdown, marks: Vec::new(), charts: Vec::new(), sources: Sources::default() };
        let (blocks, notes) = super::super::parser::Parser::new(&narrative).parse();
        let printed: usize = {
            let mut text = String::new();
            super::super::content::lines_in(&blocks, &mut |runs, _| {
                for run in runs {
                    text.push_str(&super::super::plain_text(run));
                }
            });
            for note in &notes {
                text.push_str(&super::super::plain_text(note));
            }
            text.matches("woord").count()
        };
        let silent = mistakes(&narrative, &BTreeSet::new(), |_| true).is_empty();
        proptest::prop_assert!(printed >= typed || !silent, "{:?}", narrative.markdown);
    }
}
