//! Writes how far the returns of a year are as an HTML page, in the look of the page of findings.

use std::fmt::Write as _;

use crate::diagnostics::{escaped, page, paragraph};
use crate::dutch;

use super::row::{Row, State};
use super::standing::Standing;

const COLUMNS: [&str; 8] =
    ["Gemeente", "Binnen", "Versie", "Fouten", "Let op", "Toegelicht", "Akkoord", "Bestand"];

impl Standing {
    /// How far the returns are, as an HTML page: how many are in, then who has something to do, then the others.
    #[must_use]
    pub fn to_html(&self) -> String {
        let (mut open, done): (Vec<&Row>, Vec<&Row>) =
            self.municipalities.iter().partition(|row| urgency(row) < DONE);
        open.sort_by_key(|row| urgency(row));
        let told = self.told();
        let (first, others) = told.split_at(1.min(told.len()));
        let mut rest = self.progress();
        rest.extend(others.iter().map(|text| paragraph(text)));
        table("Hier moet nog iets gebeuren", &open, &mut rest);
        table("Binnen, zonder fouten", &done, &mut rest);
        page(&self.title(), first, &rest)
    }

    /// How many returns are in, as a bar.
    fn progress(&self) -> String {
        let all = self.municipalities.len();
        let is_in = |row: &&Row| row.state == State::Returned;
        let number = self.municipalities.iter().filter(is_in).count();
        format!(
            "<progress aria-label=\"Binnen\" max=\"{}\" value=\"{number}\">{number} van de {all}</progress>\n",
            all.max(1)
        )
    }

    /// The sentences on all municipalities together: how many are in and how long there is, then what is the matter.
    fn told(&self) -> Vec<String> {
        let mut said = self.summary();
        if said.len() > 1 {
            // The time that is left is said last on a terminal, where the end of the text is in view.
            said[1..].rotate_right(1);
        }
        said
    }
}

/// The urgency of a return that needs nothing any more.
const DONE: u8 = 4;

/// How soon something must be done about a return: what is missing first.
fn urgency(row: &Row) -> u8 {
    match row.state {
        State::Missing => 0,
        State::Unusable => 1,
        State::Blank => 2,
        State::Returned if row.errors > 0 => 3,
        State::Returned => DONE,
    }
}

/// Adds a table of these municipalities, if there are any.
fn table(caption: &str, rows: &[&Row], page: &mut String) {
    if rows.is_empty() {
        return;
    }
    let number = rows.len();
    _ = write!(
        page,
        "<table class=\"stand\">\n<caption>{caption} <span>{number}</span></caption>\n<thead>\n<tr>"
    );
    for name in COLUMNS {
        _ = write!(page, "<th scope=\"col\">{name}</th>");
    }
    page.push_str("</tr>\n</thead>\n<tbody>\n");
    for each in rows {
        row(each, page);
    }
    page.push_str("</tbody>\n</table>\n");
}

fn row(row: &Row, table: &mut String) {
    let is_there = row.state != State::Missing;
    let number = |number: usize| if is_there { number.to_string() } else { String::new() };
    let version = row.version.map(|version| version.to_string());
    let unknown = if is_there { "onbekend" } else { "" };
    let role = row.signed_by.as_ref().map(|role| format!(", {role}")).unwrap_or_default();
    let hash = row.short_hash().map(|hash| format!(" ({hash})")).unwrap_or_default();
    let cells = [
        row.arrival(dutch::date),
        version.unwrap_or_else(|| unknown.to_owned()),
        number(row.errors),
        number(row.warnings),
        number(row.explained),
        row.signature(dutch::date) + &role,
        row.files.join(", ") + &hash,
    ];
    let class = match row.state {
        State::Missing | State::Blank => " class=\"let-op\"",
        State::Unusable => " class=\"fout\"",
        State::Returned if row.errors > 0 => " class=\"fout\"",
        State::Returned => "",
    };
    let name = escaped(&row.name);
    _ = write!(table, "<tr{class}><th scope=\"row\">{name}</th>");
    for (head, cell) in COLUMNS.iter().skip(1).zip(cells) {
        let cell = if cell.is_empty() { "–".to_owned() } else { escaped(&cell) };
        _ = write!(table, "<td data-kop=\"{head}\"><bdi>{cell}</bdi></td>");
    }
    table.push_str("</tr>\n");
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::answers;
    use crate::checks::{self, CheckContext, LastYear};
    use crate::cycle;
    use crate::questionnaire;
    use crate::status::Situation;
    use crate::workbook::read_bytes;

    /// The page of the example of 2024, with the returns of these files alone.
    fn page_with(files: &[&str]) -> String {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../input/2024");
        let cycle = cycle::load(&folder).unwrap();
        let questionnaire = questionnaire::build(&cycle.definition).unwrap();
        let read = |name: &&str| {
            let bytes = std::fs::read(folder.join("questionnaires").join(name)).unwrap();
            answers::read(&read_bytes(name, &bytes).unwrap(), &questionnaire)
        };
        let submissions: Vec<_> = files.iter().map(read).collect();
        let context = CheckContext {
            cycle: &cycle,
            questionnaire: &questionnaire,
            last_year: &LastYear::new(),
            printable: |_| true,
        };
        let checked = checks::check(submissions.iter().cloned().map(Ok).collect(), context);
        let situation = Situation {
            cycle: &cycle,
            questionnaire: &questionnaire,
            submissions: &submissions,
            accepted: &checked.value,
            findings: &checked.findings,
            today: "2024-04-08".parse().unwrap(),
        };
        Standing::of(&situation).to_html()
    }

    #[test]
    fn how_many_are_in_comes_first_and_who_is_missing_next() {
        let page = page_with(&["GM0363-amsterdam.xlsx"]);
        let places = [
            "<p>Binnen: 1 van de 15 gemeenten.</p>",
            "max=\"15\" value=\"1\"",
            "<p>Er is geen uiterste datum: zet ‘inleveren’ in jaar.toml.</p>",
            "<p>Ontbreekt: 14 (",
            "<caption>Hier moet nog iets gebeuren <span>14</span></caption>",
            "<th scope=\"row\">Utrecht</th>",
            "<caption>Binnen, zonder fouten <span>1</span></caption>",
            "<th scope=\"row\">Amsterdam</th>",
        ];
        let places = places.map(|text| page.find(text).unwrap_or_else(|| panic!("{text}: {page}")));
        assert!(places.is_sorted(), "{places:?} {page}");
        assert!(!page.split("<main>").nth(1).unwrap().contains('`'), "{page}");
    }

    #[test]
    fn a_table_without_a_municipality_is_left_out() {
        let page = page_with(&[]);
        assert!(!page.contains("Binnen, zonder fouten"), "{page}");
        assert!(page.contains("<span>15</span>"), "{page}");
    }
}
