//! The sheet `Bevindingen`: all findings of a return, one a row, for whoever must mend them.

use crate::dutch;
use crate::finding::{Finding, Severity};
use crate::questionnaire::{Question, Questionnaire};

use super::marking::{Base, Marking};
use super::styles::{Look, Styles};
use super::xml;

/// Columns: what stands over them, and how many letters wide they are.
const COLUMNS: [(&str, usize); 7] = [
    ("Soort", 9),
    ("Code", 8),
    ("Plaats", 34),
    ("Vraag", 28),
    ("Gevonden", 20),
    ("Wat er mis is", 42),
    ("Wat te doen", 42),
];
/// The row of the header, counted from one.
pub(super) const HEADER: usize = 6;
/// The longest text in a cell; more would not fit the highest row there can be.
const LONGEST: usize = 600;
/// The most links that a spreadsheet takes.
const LINKS: usize = 65_000;

/// The word for a severity.
pub(super) fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Fout",
        Severity::Warning => "Let op",
    }
}

/// What there is to mend, in a line.
pub(super) fn summary(findings: &[Finding]) -> String {
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let said = |number: usize, one: &str, many: &str| match number {
        0 => None,
        1 => Some(format!("1 {one}")),
        more => Some(format!("{more} {many}")),
    };
    let errors = said(count(Severity::Error), "fout", "fouten");
    let warnings = said(count(Severity::Warning), "waarschuwing", "waarschuwingen");
    let parts: Vec<String> = [errors, warnings].into_iter().flatten().collect();
    if parts.is_empty() { "Er is niets gevonden".to_owned() } else { parts.join(", ") }
}

/// The text as a sentence in a workbook: a capital, and real quotation marks. What somebody typed keeps its
/// letters, at the start too.
pub(super) fn sentence(text: &str) -> String {
    dutch::quoted(&dutch::capitalise(text))
}

/// The worksheet, as XML in this namespace.
pub(super) fn sheet(marking: &Marking<'_>, styles: &Styles, namespace: &str) -> String {
    let mut rows = String::new();
    let about = format!("{} – bestand {}", marking.municipality, marking.file);
    let advice = if marking.findings.is_empty() {
        ["U hoeft niets te verbeteren.", ""]
    } else {
        [
            "Verbeter elke fout: tot dan telt het antwoord niet mee. Bij een waarschuwing (‘Let op’) telt het mee: kijk of het klopt, en zo ja, licht het toe.",
            "Klik op een plaats om naar de cel te gaan; die is gekleurd. Bent u klaar, sla dit bestand dan op en stuur het terug. Dit blad mag blijven staan.",
        ]
    };
    let base = match marking.base {
        Base::Original => "",
        Base::Copied => {
            "Dit is een nieuw formulier met uw antwoorden, want in uw eigen bestand kan niets worden gemarkeerd. De plaatsen hieronder zijn die in dit formulier."
        }
        Base::Blank => {
            "Dit is een nieuw, leeg formulier: uw bestand is van een andere vragenlijst, en er kan niets in worden gemarkeerd."
        }
    };
    let head = [
        (summary(&marking.findings), Look::Title, 24),
        (about, Look::Note, 16),
        (advice[0].to_owned(), Look::Note, 16),
        (advice[1].to_owned(), Look::Note, 16),
        (base.to_owned(), Look::Note, 16),
    ];
    let head = (1..).zip(head).filter(|(_, (text, ..))| !text.is_empty());
    for (number, (text, look, height)) in head {
        rows.push_str(&row(number, height, &[(text, look)], styles));
    }
    if !marking.findings.is_empty() {
        let names = COLUMNS.map(|(name, _)| (name.to_owned(), Look::Header));
        rows.push_str(&row(HEADER, 20, &names, styles));
    }
    let mut links = String::new();
    for (number, finding) in (HEADER + 1..).zip(&marking.findings) {
        let cells = cells(finding, marking.questionnaire);
        rows.push_str(&row(number, height(&cells), &cells, styles));
        let at = finding.place.as_ref().and_then(|at| Some((at.sheet.as_ref()?, at.cell?)));
        if let Some((sheet, cell)) = at.filter(|_| number <= LINKS) {
            let target = format!("'{}'!{cell}", sheet.replace('\'', "''"));
            let target = xml::escape(&target);
            let link = format!(r#"<hyperlink ref="C{number}" location="{target}"/>"#);
            links.push_str(&link);
        }
    }
    let links = if links.is_empty() { links } else { format!("<hyperlinks>{links}</hyperlinks>") };
    let column = |(n, (_, width)): (u32, (&str, usize))| {
        format!(r#"<col min="{n}" max="{n}" width="{width}.7109375" customWidth="1"/>"#)
    };
    let columns = (1..).zip(COLUMNS).map(column).collect::<Vec<_>>().concat();
    let next = HEADER + 1;
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="{namespace}"><sheetPr><tabColor rgb="FF1F3A5F"/><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0"><pane ySplit="{HEADER}" topLeftCell="A{next}" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A{next}" sqref="A{next}"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>{rows}</sheetData>{links}<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/><headerFooter><oddFooter>&amp;LBevindingen&amp;RPagina &amp;P van &amp;N</oddFooter></headerFooter></worksheet>"#
    )
}

fn cells(finding: &Finding, questionnaire: &Questionnaire) -> [(String, Look); 7] {
    let at = finding.place.as_ref().and_then(|at| Some((at.sheet.as_ref()?, at.cell)));
    let (place, look) = match at {
        Some((sheet, Some(cell))) => (format!("{sheet}, cel {cell}"), Look::Link),
        Some((sheet, None)) => (format!("{sheet}, het hele blad"), Look::Text),
        None => ("het hele bestand".to_owned(), Look::Text),
    };
    let question = finding.question.as_deref().map_or_else(String::new, |code| {
        asked(code, questionnaire).map_or_else(|| code.to_owned(), |text| format!("{text}\n{code}"))
    });
    let weight = match finding.severity {
        Severity::Error => Look::Error,
        Severity::Warning => Look::Warning,
    };
    [
        (word(finding.severity).to_owned(), weight),
        (finding.code.to_owned(), Look::Text),
        (place, look),
        (question, Look::Text),
        (finding.found.clone().unwrap_or_default(), Look::Text),
        (sentence(&finding.message), Look::Text),
        (sentence(&finding.hint), Look::Text),
    ]
}

/// The question with this code; `None` if the questionnaire does not have it.
fn asked(code: &str, questionnaire: &Questionnaire) -> Option<String> {
    Some(match questionnaire.question(code)? {
        Question::Open(open) => open.question.clone(),
        Question::Number(_, measure) => measure.question.clone(),
        Question::Status(intervention) => format!("{}: wat is de status?", intervention.name),
    })
}

/// A row of inline text, which a spreadsheet never takes for a formula.
fn row(number: usize, height: usize, cells: &[(String, Look)], styles: &Styles) -> String {
    let cell = |(column, (text, look)): (char, &(String, Look))| {
        let style = styles.look(*look);
        let text = xml::text(text, LONGEST);
        format!(
            r#"<c r="{column}{number}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>"#
        )
    };
    let cells: String = ('A'..).zip(cells).map(cell).collect();
    format!(r#"<row r="{number}" ht="{height}" customHeight="1">{cells}</row>"#)
}

/// The height of a row in points, for the longest of its texts.
fn height(cells: &[(String, Look)]) -> usize {
    let lines = COLUMNS.iter().zip(cells).map(|((_, width), (text, _))| {
        let wrapped = text.chars().take(LONGEST).collect::<String>();
        // Wide letters and long words leave some of a line unused.
        let lines = wrapped.lines().map(|l| (l.chars().count() * 8).div_ceil(width * 7).max(1));
        lines.sum::<usize>()
    });
    (lines.max().unwrap_or(1).max(1) * 15 + 4).min(409)
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn a_sentence_has_a_capital_unless_it_starts_with_what_somebody_typed() {
        assert_eq!(sentence("`in uitvoering` is geen status"), "‘in uitvoering’ is geen status");
        assert_eq!(sentence("er staat `ca. 40`"), "Er staat ‘ca. 40’");
    }
}
