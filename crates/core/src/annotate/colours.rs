//! Colours cells by conditional formats: no cell itself is changed, and the next copy can remove them.

use std::collections::BTreeMap;

use crate::finding::Severity;
use crate::place::Cell;

use super::error::Unmarkable;
use super::styles::Styles;
use super::xml::{self, Edits, Kind};

/// What our formats are known by, in a formula that always holds.
const OURS: &str = "Controle vragenlijst";
/// What a worksheet has before its conditional formats.
const BEFORE: [&str; 12] = [
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
];

/// The sheet without the colours of an earlier copy.
pub(super) fn remove(text: &str) -> Result<String, Unmarkable> {
    let mut edits = Edits::default();
    let (mut format, mut rule, mut others) = (0, 0, false);
    for tag in xml::tags(text) {
        let tag = tag?;
        match (tag.depth, tag.name(), tag.kind) {
            (1, "conditionalFormatting", Kind::Start) => {
                (format, others) = (tag.range.start, false);
            }
            (2, "cfRule", Kind::Start) => rule = tag.range.start,
            (2, "cfRule", Kind::End) if text[rule..tag.range.end].contains(OURS) => {
                edits.replace(rule..tag.range.end, "");
            }
            (2, "cfRule", Kind::End | Kind::Empty) => others = true,
            (1, "conditionalFormatting", Kind::End) if !others => {
                edits = edits.without(format);
                edits.replace(format..tag.range.end, "");
            }
            _ => {}
        }
    }
    edits.apply(text)
}

/// The sheet with colours on the marked cells.
pub(super) fn add(
    text: &str,
    marks: &BTreeMap<Cell, Severity>,
    styles: &Styles,
) -> Result<String, Unmarkable> {
    let (mut at, mut priority, mut prefix) = (None, 0_u32, String::new());
    for tag in xml::tags(text) {
        let tag = tag?;
        if tag.name() == "cfRule" && tag.kind != Kind::End {
            priority = priority.max(tag.number("priority").unwrap_or(0));
        }
        if tag.depth == 1 && tag.kind != Kind::Start && BEFORE.contains(&tag.name()) {
            at = Some(tag.range.end);
            tag.prefix().clone_into(&mut prefix);
        }
    }
    let at = at.ok_or_else(|| Unmarkable::new(&"no <sheetData>"))?;
    let mut formats = String::new();
    for severity in [Severity::Error, Severity::Warning] {
        let cells = marks.iter().filter(|(_, weight)| **weight == severity);
        let cells: Vec<String> = cells.map(|(cell, _)| cell.to_string()).collect();
        if cells.is_empty() {
            continue;
        }
        priority += 1;
        let format = format!(
            r#"<conditionalFormatting sqref="{}"><cfRule type="expression" dxfId="{}" priority="{priority}"><formula>LEN("{OURS}")&gt;0</formula></cfRule></conditionalFormatting>"#,
            cells.join(" "),
            styles.colour(severity),
        );
        formats.push_str(&xml::prefixed(&format, &prefix));
    }
    let mut edits = Edits::default();
    edits.insert(at, &formats);
    edits.apply(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLES: &str = r#"<styleSheet><fonts count="1"><font/></fonts><fills count="2"><fill/><fill/></fills><borders count="1"><border/></borders><cellXfs count="1"><xf/></cellXfs></styleSheet>"#;

    #[track_caller]
    fn there_and_back(sheet: &str, at: &str) {
        let styles = Styles::new(STYLES.to_owned()).unwrap();
        let cell = |row| Cell { row, column: 1 };
        let marks = [(cell(1), Severity::Error), (cell(3), Severity::Warning)];
        let marked = add(sheet, &marks.into(), &styles).unwrap();
        assert!(marked.contains(&format!("{at}sqref=\"B2\">")), "{marked}");
        assert_eq!(marked.matches("sqref=\"B4\"").count(), 1, "{marked}");
        assert_eq!(remove(&marked).unwrap(), sheet);
    }

    #[test]
    fn colours_come_and_go_and_nothing_else_changes() {
        there_and_back(
            "<worksheet><sheetData/><pageMargins/></worksheet>",
            "<sheetData/><conditionalFormatting ",
        );
        there_and_back(
            r#"<x:worksheet><x:sheetData><x:row r="3"/></x:sheetData><x:mergeCells/><x:extLst/></x:worksheet>"#,
            "<x:mergeCells/><x:conditionalFormatting ",
        );
        let own = r#"<conditionalFormatting sqref="A1"><cfRule priority="4"><formula>1</formula></cfRule></conditionalFormatting>"#;
        there_and_back(
            &format!("<worksheet><sheetData></sheetData>{own}</worksheet>"),
            "</conditionalFormatting><conditionalFormatting ",
        );
    }

    #[test]
    fn a_rule_beside_ours_stays() {
        let own = r#"<cfRule priority="4"><formula>1</formula></cfRule>"#;
        let ours =
            format!("<cfRule priority=\"5\"><formula>LEN(\"{OURS}\")&gt;0</formula></cfRule>");
        let sheet = |rules: &str| {
            format!(
                "<worksheet><sheetData/><conditionalFormatting sqref=\"A1\">{rules}</conditionalFormatting></worksheet>"
            )
        };
        assert_eq!(remove(&sheet(&format!("{ours}{own}"))).unwrap(), sheet(own));
    }
}
