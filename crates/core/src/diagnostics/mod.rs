//! How findings are shown: one file per format, each with the method of [`Findings`] that turns them into text.
//!
//! In: [`Findings`]. Out: a `String`; nothing here prints, reads a file, or asks how wide a screen is. Every format
//! lists all findings in full; only text gathers a fault that many files share, with the list of where it stands. What
//! municipalities typed is untrusted: each format makes it harmless in its own way.

mod csv;
mod findings;
mod harmless;
mod html;
mod json;
mod sarif;
mod snippet;
mod source;
mod text;
mod wording;

pub use csv::table;
pub use findings::{Findings, Recipient};
pub use harmless::on_one_line;
pub(crate) use harmless::shortened;
pub(crate) use html::{escaped, page, paragraph};
pub use sarif::Program;
pub use wording::{BOLD, RED, counted, weight};

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::checks::rules::naked_number;
    use crate::cycle::{Register, Template};
    use crate::finding::{Finding, Rule, Severity};
    use crate::place::{Cell, Place};

    /// The page with these findings, from where its text starts.
    fn page_of(all: &[Finding]) -> String {
        let page = Findings {
            year: 2024,
            all,
            register: &Register::default(),
            sheets: &[],
            templates: &BTreeMap::new(),
            files: 3,
            recipient: Recipient::Team,
        };
        page.to_html().split("<main>").nth(1).unwrap().to_owned()
    }

    fn finding(code: &'static str, severity: Severity, file: &str, hint: &str) -> Finding {
        let place = Place::cell(file, "Onderwijs", Cell { row: 5, column: 2 });
        Finding::new(Rule { code, severity }, "hier staat `ca. 40`", hint).at(place)
    }

    #[test]
    fn on_the_page_a_code_is_told_once_with_its_places_below_it() {
        let one = |file, hint| finding("F201", Severity::Error, file, hint);
        let page = page_of(&[one("a.xlsx", "vul `40` in"), one("b.xlsx", "vul `40` in")]);
        assert_eq!(page.matches("<h2>").count(), 1, "{page}");
        assert_eq!(page.matches("vul ‘40’ in").count(), 1, "{page}");
        assert!(page.contains("<h2>fout F201: "), "{page}");
        for file in ["a.xlsx", "b.xlsx"] {
            let row = format!(
                "<th scope=\"row\">{file}</th><td data-kop=\"Waar\">Onderwijs, cel C6</td>"
            );
            assert!(page.contains(&row), "{page}");
        }
        let page = page_of(&[one("a.xlsx", "vul `40` in"), one("b.xlsx", "vul `41` in")]);
        assert!(page.contains("vul ‘40’ in</td>") && page.contains("vul ‘41’ in</td>"), "{page}");
    }

    #[test]
    fn on_the_page_what_is_missing_and_wrong_comes_first_and_what_is_settled_last() {
        let of = |code, severity| finding(code, severity, "a.xlsx", "kijk na");
        let mut settled = of("W501", Severity::Warning);
        settled.explained = Some("zie de bijlage".to_owned());
        let page = page_of(&[
            settled,
            of("W502", Severity::Warning),
            of("F201", Severity::Error),
            of("L206", Severity::Warning),
            of("L101", Severity::Error),
        ]);
        let headings = page.split("<section class=\"").skip(1);
        let ids: Vec<&str> = headings.map(|it| it.split('"').nth(2).unwrap()).collect();
        assert_eq!(ids, ["L101", "F201", "L206", "W502", "W501-toegelicht"]);
        assert!(page.contains("<a href=\"#W501-toegelicht\">let op W501: "), "{page}");
    }

    #[test]
    fn nobody_reads_a_backtick_on_the_page() {
        let page = page_of(&[finding("W501", Severity::Warning, "a.xlsx", "vul `40` in")]);
        assert!(!page.contains('`'), "{page}");
        assert!(page.contains("zie ‘pmg accept’"), "what can be done now is said, too: {page}");
    }

    /// What `format` makes of the finding for a number that somebody typed in a template.
    fn shown<T>(format: impl Fn(&Findings) -> T) -> T {
        let origin = "input/2024/templates/thema/mijn onderwijs.md".to_owned();
        let text = "# Kop\n\nIn drie gemeenten.\n".to_owned();
        let templates = BTreeMap::from([(
            "thema/mijn onderwijs.md".to_owned(),
            Template { origin: origin.clone(), text },
        )]);
        let finding =
            naked_number::find("drie", "In drie gemeenten.").at(Place::text(&origin, 3, 4));
        format(&Findings {
            year: 2024,
            all: &[finding],
            register: &Register::default(),
            sheets: &[],
            templates: &templates,
            files: 0,
            recipient: Recipient::Team,
        })
    }

    #[test]
    fn every_format_tells_where_in_a_template_a_number_stands() {
        let [text, csv, html] =
            shown(|findings| [findings.to_text(80), findings.to_csv(), findings.to_html()]);
        assert!(text.contains("input/2024/templates/thema/mijn onderwijs.md:3:4\n"), "{text}");
        assert!(text.contains("    3 │ In drie gemeenten.\n      │    ^^^^\n"), "{text}");
        assert!(csv.lines().next().unwrap().ends_with(",line,column"), "{csv}");
        assert!(csv.trim_end().ends_with(",3,4"), "{csv}");
        assert!(html.contains("<td data-kop=\"Waar\">regel 3, teken 4</td>"), "{html}");
    }

    #[test]
    fn a_place_in_a_template_is_a_region_and_its_folders_stay() {
        let sarif = shown(|findings| findings.to_sarif(Program { name: "pmg", version: "1.2.3" }));
        let sarif: serde_json::Value = serde_json::from_str(&sarif).unwrap();
        let driver = &sarif["runs"][0]["tool"]["driver"];
        assert_eq!((&driver["name"], &driver["semanticVersion"]), (&"pmg".into(), &"1.2.3".into()));
        let place = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
        let region = serde_json::json!({ "startLine": 3, "startColumn": 4, "endColumn": 8 });
        assert_eq!(place["region"], region);
        let uri = &place["artifactLocation"]["uri"];
        assert_eq!(uri, "input/2024/templates/thema/mijn%20onderwijs.md");
    }
}
