//! Writes a drawn year as the files that the program reads, and has it make the final edition.

use std::path::{Path, PathBuf};

use pmg_monitor::checks;
use pmg_monitor::cycle;
use pmg_monitor::edition::Edition as For;
use pmg_monitor::finding::Finding;
use pmg_monitor::format::Format;
use pmg_monitor::pipeline::{self, BuildRequest, Report};
use rust_xlsxwriter::Workbook;

use super::asked::{Asked, COMMON};
use super::plan::{Answers, Edition, Given, LAST_YEAR, MUNICIPALITIES, Plan};
use super::template::template;

/// What a reader has of an edition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Files {
    pub(crate) markdown: String,
    pub(crate) html: String,
    /// Empty where it was not made.
    pub(crate) pdf: Vec<u8>,
    pub(crate) ledger: Vec<u8>,
    /// The tables by name.
    pub(crate) tables: Vec<(&'static str, Vec<u8>)>,
}

/// What came of an edition.
pub(crate) enum Made {
    Published(Files),
    /// The program says that it cannot protect something any more.
    Refused,
}

/// A folder of years in which editions come out one after the other.
pub(crate) struct Desk<'a> {
    folder: tempfile::TempDir,
    plan: &'a Plan,
}

impl<'a> Desk<'a> {
    pub(crate) fn new(plan: &'a Plan) -> Self {
        Self { folder: tempfile::tempdir().unwrap(), plan }
    }

    /// Makes an edition after those that were kept.
    pub(crate) fn make(&self, edition: &Edition, has_pdf: bool) -> Result<Made, String> {
        let year = self.year(edition);
        self.settings(&year, edition);
        for (who, answers) in edition.answers.iter().enumerate() {
            let path = year.join(cycle::RETURNS).join(format!("{}.xlsx", MUNICIPALITIES[who].0));
            match answers {
                Some(answers) => {
                    std::fs::write(path, table(self.plan, edition, who, answers)).unwrap();
                }
                None if path.exists() => std::fs::remove_file(path).unwrap(),
                None => {}
            }
        }
        let (templates, returns, timestamp) = (None, None, None);
        let request = BuildRequest {
            year,
            templates,
            style: None,
            returns,
            edition: For::Final,
            draft: None,
            number: None,
            timestamp,
        };
        let formats = if has_pdf { &Format::ALL[..] } else { &[Format::Markdown, Format::Html] };
        let (draft, Report { markdown, html, pdf, .. }) =
            pipeline::build(&request, formats, &|_, _| ()).map_err(|it| it.to_string())?;
        // Why something is corrected, nobody says here; what is corrected, the page says.
        let stands = |it: &&Finding| !checks::is_settled_for_good(it) && it.code != "T118";
        let open = draft.findings.iter().filter(stands);
        let open: Vec<String> = open.map(|it| format!("{} {}", it.code, it.message)).collect();
        if open.iter().any(|it| !it.starts_with("T103")) {
            return Err(format!("stands in the way: {open:?}"));
        }
        if !open.is_empty() {
            return Ok(Made::Refused);
        }
        let (ledger, tables) = (draft.ledger, draft.tables);
        Ok(Made::Published(Files { markdown, html, pdf, ledger, tables }))
    }

    /// Keeps an edition, so that the next ones know what it printed.
    pub(crate) fn keep(&self, edition: &Edition, files: &Files) {
        let kept = self.year(edition).join(cycle::PUBLISHED);
        std::fs::create_dir_all(&kept).unwrap();
        let number = std::fs::read_dir(&kept).unwrap().count();
        std::fs::write(kept.join(format!("{number}.json")), &files.ledger).unwrap();
    }

    fn year(&self, edition: &Edition) -> PathBuf {
        self.folder.path().join(edition.year.to_string())
    }

    fn settings(&self, year: &Path, edition: &Edition) {
        let Plan { threshold, width, words_below, .. } = self.plan;
        let number = edition.year;
        for folder in [cycle::RETURNS, cycle::TEMPLATES, cycle::SECRET] {
            std::fs::create_dir_all(year.join(folder)).unwrap();
        }
        let put = |name: &str, text: &str| std::fs::write(year.join(name), text).unwrap();
        put(&format!("{}/sleutel.txt", cycle::SECRET), &format!("{}\n", "07".repeat(32)));
        put(
            "jaar.toml",
            &format!(
                "jaar = {number}\npeildatum = {number}-03-01\npublicatie = {number}-06-05\n\
                 getalgrens = {words_below}\nklein_onder = {threshold}\nklein_speling = {width}\n\
                 vragenlijst = \"pmg-{number}\"\ntitel = \"Een getrokken jaar\"\nondertitel = \"Proef\"\n\
                 organisatie = \"Ministerie\"\ncontact = \"voorbeeld@minjenv.nl\"\nmededeling = \"\"\n"
            ),
        );
        let line = |(code, name): &(&str, &str)| {
            format!(
                "  {{ code = \"{code}\", naam = \"{name}\", cohort = \"2022-15\", nplv = false, pijler = \"A\", \
                 vanaf = 2022, doet_mee = true, rapporteert = true }},\n"
            )
        };
        let register: String = MUNICIPALITIES[..edition.answers.len()].iter().map(line).collect();
        put("gemeenten.toml", &format!("gemeenten = [\n{register}]\n"));
        put("vragenlijst.toml", &self.plan.as_of(number, &self.plan.asked.text()));
        let year_before = self.folder.path().join((number - 1).to_string());
        if self.plan.renames && number == LAST_YEAR && year_before.exists() {
            put(cycle::CHANGES, &self.plan.asked.changes());
        }
        let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("input/2024");
        for name in ["constanten.toml", "partners.toml"] {
            std::fs::copy(example.join(name), year.join(name)).unwrap();
        }
        std::fs::write(
            year.join(cycle::TEMPLATES).join("rapport.md"),
            self.plan.as_of(number, &template(self.plan)),
        )
        .unwrap();
    }
}

/// A return as one plain table.
fn table(plan: &Plan, edition: &Edition, who: usize, answers: &Answers) -> Vec<u8> {
    let number = edition.year;
    let (code, name) = MUNICIPALITIES[who];
    let mut rows = vec![
        ("stempel.vragenlijst".to_owned(), format!("pmg-{number}")),
        ("stempel.jaar".to_owned(), number.to_string()),
        ("gemeente.code".to_owned(), code.to_owned()),
        ("gemeente.naam".to_owned(), name.to_owned()),
        (format!("{COMMON}.status"), "uitvoering".to_owned()),
    ];
    for (at, has_status) in plan.asked.interventions.iter().enumerate() {
        if *has_status {
            rows.push((
                format!("{}.status", Asked::intervention(at)),
                answers.statuses[at].to_owned(),
            ));
        }
    }
    for (measure, given) in plan.asked.measures.iter().zip(&answers.numbers) {
        let said = match given {
            Some(Given::Number(number)) => number.to_string(),
            Some(Given::Unknown) => "onbekend".to_owned(),
            Some(Given::NotApplicable) => "n.v.t.".to_owned(),
            None => String::new(),
        };
        rows.push((measure.code.clone(), said));
    }
    rows.push(("uitgelicht.interventie".to_owned(), COMMON.to_owned()));
    rows.push(("uitgelicht.tekst".to_owned(), "Wij doen het samen.".to_owned()));
    for part in ["titel", "tekst", "citaat", "spreker", "functie", "toestemming", "link"] {
        rows.push((format!("praktijkverhaal.{part}"), String::new()));
    }
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Antwoorden").unwrap();
    sheet.write_row(0, 0, ["Code", "Antwoord", "Peildatum", "Toelichting"]).unwrap();
    for (row, (code, said)) in (1..).zip(&rows) {
        sheet.write_string(row, 0, plan.as_of(number, code)).unwrap();
        sheet.write_string(row, 1, said).unwrap();
    }
    workbook.save_to_buffer().unwrap()
}
