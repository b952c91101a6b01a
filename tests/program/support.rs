//! A year to play with: the example of 2024 in a folder of its own, with what a test changes.
#![expect(clippy::disallowed_methods, reason = "a test sets its own stage")]

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock};

use pmg_monitor::edition::Edition;
use pmg_monitor::finding::Finding;
use pmg_monitor::form::{Filled, workbook};
use pmg_monitor::format::Format;
use pmg_monitor::municipality::MunicipalityCode;
use pmg_monitor::pipeline::{self, BuildRequest, Composition, Examined, Report};
use pmg_monitor::{cycle, questionnaire};

use crate::editions::publish;
use crate::lean::lean;

/// The repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What the example's municipalities answer, by municipality and code.
pub(crate) type Answers = BTreeMap<String, BTreeMap<String, Filled>>;

/// The warnings of the example: what real returns have, too.
const STANDING: [(&str, &str, &str); 5] = [
    ("W501", "GM0202", "halt-spreekuur.doorverwezen"),
    ("W501", "GM0995", "halt-spreekuur.doorverwezen"),
    ("W501", "GM0518", "familieaanpak.gezinnen-intensief"),
    ("W502", "GM0518", "casemanagers.begeleid"),
    ("W502", "GM0599", "nazorg-detentie.trajecten"),
];

/// The chapters of the report that most tests make.
const BRIEF: &str = "\
{% include \"inleiding.md\" %}\n
{% include \"thema/onderwijs.md\" %}\n
{% include \"thema/persoonlijke-ontwikkeling.md\" %}\n
{% set voorbeelden = uitgelicht(van=\"overlast-leefbaarheid+familieaanpak+multi-team+prospect-4-cash+mdt+casemanagers+nazorg-detentie+\
straatcontract+schakelteam+hulp-na-inval\") %}
{% if voorbeelden %}# Voorbeelden{% endif %}\n
{% for u in voorbeelden %}{{ u.inleiding }}\n\n{{ u.citaat }}\n\n{% endfor %}\n
{% include \"praktijkverhaal.md\" %}\n
{% include \"lessen.md\" %}\n
{% include \"verantwoording.md\" %}\n
{% include \"colofon.md\" %}\n";

/// A year in a folder of its own.
pub(crate) struct Year {
    folder: tempfile::TempDir,
}

impl Year {
    /// The example of 2024 with a report of some chapters and no pictures of statuses: enough for whatever is not about
    /// the others, and a fraction of the work.
    pub(crate) fn example() -> Self {
        let year = Self::illustrated();
        year.put_template("stand.md", "{# Zonder figuren. #}\n");
        year
    }

    /// The same with its pictures.
    pub(crate) fn illustrated() -> Self {
        let year = Self::whole();
        year.put_template("rapport.md", BRIEF);
        year
    }

    /// The example of which edition 1.0 is out. What a second edition is about has no need to make the first again.
    #[track_caller]
    pub(crate) fn issued() -> Self {
        static OUT: OnceLock<Year> = OnceLock::new();
        let out = OUT.get_or_init(|| {
            let year = Self::changed(|_| ());
            publish(&year).code(0);
            year
        });
        let folder = tempfile::tempdir().unwrap();
        copy(out.input(), folder.path());
        Self { folder }
    }

    /// The example of 2024 as it stands in the repository.
    pub(crate) fn whole() -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy_example(&folder.path().join("2024"));
        Self { folder }
    }

    /// The same year with all chapters of the report.
    pub(crate) fn with_all_chapters(self) -> Self {
        std::fs::remove_dir_all(self.path().join("templates")).unwrap();
        self
    }

    /// The example in which only these municipalities report; enough where a rule looks at one return at a time,
    /// and a fraction of the work.
    #[track_caller]
    pub(crate) fn of(municipalities: &[&str]) -> Self {
        let year = Self::example();
        let is_of = |line: &str| municipalities.iter().any(|code| line.contains(&quoted(code)));
        let register = std::fs::read_to_string(year.path().join("gemeenten.toml")).unwrap();
        let silent = |line: &str| line.replace("rapporteert = true, ", "rapporteert = false,");
        let line = |line: &str| if is_of(line) { line.to_owned() } else { silent(line) };
        let register: String = register.lines().map(|it| line(it) + "\n").collect();
        for code in answers().keys().filter(|code| !municipalities.contains(&code.as_str())) {
            year.remove(code);
        }
        year.write_file("gemeenten.toml", &register)
    }

    /// The year of one municipality, in which one of its answers is another.
    #[track_caller]
    pub(crate) fn alone(municipality: &str, question: &str, answer: &str) -> Self {
        Self::of(&[municipality]).answered(|answers| set(answers, municipality, question, answer))
    }

    /// The example with fifteen workbooks written afresh, each answer first passed to `change`. What the
    /// example warns of has a remark, so that nothing is found but what the change brings.
    #[track_caller]
    pub(crate) fn changed(change: impl Fn(&mut Answers)) -> Self {
        Self::example().answered(change)
    }

    /// The same for a year that was changed before: what it asks, or who reports.
    ///
    /// Who answers as in the example has a lean workbook: the same cells, without what only a spreadsheet looks at.
    #[track_caller]
    pub(crate) fn answered(self, change: impl Fn(&mut Answers)) -> Self {
        let mut before = answers();
        for (_, municipality, question) in STANDING {
            let answer = before.get_mut(municipality).and_then(|all| all.get_mut(question));
            "zie de bijlage".clone_into(&mut answer.unwrap().remark);
        }
        before.retain(|code, _| self.reports(code));
        let mut after = before.clone();
        change(&mut after);
        std::fs::remove_dir_all(self.returns()).unwrap();
        std::fs::create_dir(self.returns()).unwrap();
        for (code, filled) in after {
            let form = if before.get(&code) == Some(&filled) { lean_workbook } else { workbook_of };
            self.put(&format!("{code}.xlsx"), &form(&self.path(), &code, &filled));
        }
        self
    }

    fn reports(&self, code: &str) -> bool {
        let register = std::fs::read_to_string(self.path().join("gemeenten.toml")).unwrap();
        let line = register.lines().find(|line| line.contains(&quoted(code)));
        line.is_some_and(|line| line.contains("rapporteert = true"))
    }

    /// The example in which one cell of one workbook is another.
    #[track_caller]
    pub(crate) fn with(municipality: &str, code: &str, answer: &str) -> Self {
        Self::changed(|answers| set(answers, municipality, code, answer))
    }

    /// The folder of the years, as `--input` wants it.
    pub(crate) fn input(&self) -> &Path {
        self.folder.path()
    }

    /// The folder of this year.
    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("2024")
    }

    /// The folder of the returns.
    pub(crate) fn returns(&self) -> PathBuf {
        self.path().join("questionnaires")
    }

    /// Puts a file among the returns.
    pub(crate) fn put(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.returns().join(name), bytes).unwrap();
    }

    /// Takes away the returns whose name starts so.
    pub(crate) fn without(self, start: &str) -> Self {
        self.remove(start);
        self
    }

    fn remove(&self, start: &str) {
        for entry in std::fs::read_dir(self.returns()).unwrap() {
            let path = entry.unwrap().path();
            if path.file_name().unwrap().to_str().unwrap().starts_with(start) {
                std::fs::remove_file(path).unwrap();
            }
        }
    }

    /// Changes a file of the year by its text.
    #[track_caller]
    pub(crate) fn edit(self, file: &str, from: &str, to: &str) -> Self {
        let path = self.path().join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file} has no `{from}`");
        std::fs::write(path, text.replacen(from, to, 1)).unwrap();
        self
    }

    /// Writes a file of the year.
    pub(crate) fn write_file(self, file: &str, text: &str) -> Self {
        let path = self.path().join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
        self
    }

    /// Puts a template among those of the year.
    pub(crate) fn put_template(&self, name: &str, text: &str) {
        let folder = self.path().join("templates");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(name), text).unwrap();
    }

    /// The same year with a year before it, in which one municipality answered so.
    pub(crate) fn with_year_before(self, code: &str, filled: &BTreeMap<String, Filled>) -> Self {
        let before = self.folder.path().join("2023");
        copy(&self.path(), &before);
        std::fs::remove_dir_all(before.join("questionnaires")).unwrap();
        std::fs::create_dir(before.join("questionnaires")).unwrap();
        let settings = std::fs::read_to_string(before.join("jaar.toml")).unwrap();
        let settings = settings.replacen("jaar = 2024", "jaar = 2023", 1);
        let settings = settings.replace("peildatum = 2024", "peildatum = 2023");
        let settings = settings.replace("\"pmg-2024\"", "\"pmg-2023\"");
        std::fs::write(before.join("jaar.toml"), settings).unwrap();
        let bytes = workbook_of(&before, code, filled);
        std::fs::write(before.join("questionnaires/een.xlsx"), bytes).unwrap();
        self
    }

    /// The workbook of a municipality with these answers.
    pub(crate) fn workbook(&self, code: &str, filled: &BTreeMap<String, Filled>) -> Vec<u8> {
        workbook_of(&self.path(), code, filled)
    }

    fn request(&self) -> BuildRequest {
        BuildRequest {
            year: self.path(),
            templates: None,
            style: None,
            returns: None,
            edition: Edition::Draft,
            draft: None,
            number: None,
            timestamp: None,
        }
    }

    /// The year in words.
    #[track_caller]
    pub(crate) fn draft(&self) -> Composition {
        pipeline::compose(&self.request(), &|_, _| ()).unwrap_or_else(|error| panic!("{error}"))
    }

    /// The year in all formats.
    #[track_caller]
    pub(crate) fn report(&self) -> (Composition, Report) {
        pipeline::build(&self.request(), &Format::ALL, &|_, _| ())
            .unwrap_or_else(|error| panic!("{error}"))
    }

    /// The year as everybody may read it.
    #[track_caller]
    pub(crate) fn public(&self) -> (Composition, Report) {
        let request = BuildRequest { edition: Edition::Final, ..self.request() };
        pipeline::build(&request, &Format::ALL, &|_, _| ())
            .unwrap_or_else(|error| panic!("{error}"))
    }

    /// The year in this style.
    #[track_caller]
    pub(crate) fn in_style(&self, style: &str, edition: Edition) -> (Composition, Report) {
        let style = Some(PathBuf::from(style));
        let request = BuildRequest { style, edition, ..self.request() };
        pipeline::build(&request, &Format::ALL, &|_, _| ())
            .unwrap_or_else(|error| panic!("{error}"))
    }

    /// Why the year cannot be put into words.
    #[track_caller]
    pub(crate) fn error(&self) -> String {
        pipeline::compose(&self.request(), &|_, _| ()).map(drop).unwrap_err().to_string()
    }

    /// The report as Markdown.
    #[track_caller]
    pub(crate) fn markdown(&self) -> String {
        pmg_monitor::render::markdown::render(&self.draft().document)
    }

    /// What can be used of the returns, and what the checks find in them.
    #[track_caller]
    pub(crate) fn examined(&self) -> Examined {
        pipeline::check(&self.path(), &[], &|_, _| ()).unwrap_or_else(|error| panic!("{error}"))
    }

    /// What the checks find in the year.
    #[track_caller]
    pub(crate) fn all_findings(&self) -> Vec<Finding> {
        self.examined().findings
    }

    /// What the checks find in the year beside the warnings that the example itself has.
    #[track_caller]
    pub(crate) fn findings(&self) -> Vec<Finding> {
        let mut findings = self.all_findings();
        findings.retain(|finding| {
            let municipality = finding.municipality.as_ref().map_or("", |code| code.as_str());
            let question = finding.question.as_deref().unwrap_or_default();
            !STANDING.contains(&(finding.code, municipality, question))
        });
        findings
    }
}

/// The municipality's code as it stands in the register.
fn quoted(code: &str) -> String {
    format!("code = \"{code}\"")
}

/// Workbooks that were written before: most tests change one answer of one municipality.
static WRITTEN: Mutex<BTreeMap<u64, Vec<u8>>> = Mutex::new(BTreeMap::new());
/// The lean ones among them.
static LEAN: Mutex<BTreeMap<u64, Vec<u8>>> = Mutex::new(BTreeMap::new());

/// What a workbook rests on, as a number.
fn key(year: &Path, code: &str, filled: &BTreeMap<String, Filled>) -> u64 {
    let mut rests_on = DefaultHasher::new();
    for name in ["jaar.toml", "vragenlijst.toml", cycle::SHEETS] {
        std::fs::read_to_string(year.join(name)).unwrap_or_default().hash(&mut rests_on);
    }
    // Of the register its own line; who else reports is in no workbook.
    let register = std::fs::read_to_string(year.join("gemeenten.toml")).unwrap();
    register.lines().find(|line| line.contains(&quoted(code))).hash(&mut rests_on);
    (code, format!("{filled:?}")).hash(&mut rests_on);
    rests_on.finish()
}

/// The workbook of a municipality with these answers, for the year in this folder.
pub(crate) fn workbook_of(year: &Path, code: &str, filled: &BTreeMap<String, Filled>) -> Vec<u8> {
    let key = key(year, code, filled);
    if let Some(bytes) = WRITTEN.lock().unwrap().get(&key) {
        return bytes.clone();
    }
    let cycle = cycle::load(year).unwrap();
    let questionnaire = questionnaire::build(&cycle.definition).unwrap();
    let code = MunicipalityCode::parse(code).unwrap();
    let municipality = cycle.register.get(&code).unwrap();
    let bytes = workbook(&questionnaire, &cycle.settings, municipality, filled).unwrap();
    WRITTEN.lock().unwrap().insert(key, bytes.clone());
    bytes
}

fn lean_workbook(year: &Path, code: &str, filled: &BTreeMap<String, Filled>) -> Vec<u8> {
    let key = key(year, code, filled);
    if let Some(bytes) = LEAN.lock().unwrap().get(&key) {
        return bytes.clone();
    }
    let bytes = lean(&workbook_of(year, code, filled));
    LEAN.lock().unwrap().insert(key, bytes.clone());
    bytes
}

/// Answers a question.
pub(crate) fn set(answers: &mut Answers, municipality: &str, code: &str, answer: &str) {
    let filled = answers.get_mut(municipality).unwrap().entry(code.to_owned()).or_default();
    answer.clone_into(&mut filled.answer);
}

/// The answers of the example.
pub(crate) fn answers() -> Answers {
    let folder = root().join("examples/voorbeeld_2024");
    let mut answers = Answers::new();
    for row in csv::Reader::from_path(folder.join("antwoorden.csv")).unwrap().into_records() {
        let row = row.unwrap();
        let filled = Filled {
            answer: row[3].to_owned(),
            reference_date: row[4].parse().ok(),
            remark: row[5].to_owned(),
            ..Filled::default()
        };
        answers.entry(row[0].to_owned()).or_default().insert(row[2].to_owned(), filled);
    }
    let texts = std::fs::read_to_string(folder.join("uitgelicht.toml")).unwrap();
    let texts: toml::Table = texts.parse().unwrap();
    for text in texts["uitgelicht"].as_array().unwrap() {
        let municipality = text["gemeente"].as_str().unwrap();
        for key in ["interventie", "tekst"] {
            let code = format!("uitgelicht.{key}");
            set(&mut answers, municipality, &code, text[key].as_str().unwrap());
        }
    }
    let story = texts["praktijkverhaal"].as_table().unwrap();
    for (key, text) in story.iter().filter(|(key, _)| *key != "gemeente") {
        let municipality = story["gemeente"].as_str().unwrap();
        set(&mut answers, municipality, &format!("praktijkverhaal.{key}"), text.as_str().unwrap());
    }
    answers
}

/// A zip file with these files in it.
pub(crate) fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// The files inside a workbook.
#[track_caller]
pub(crate) fn parts(workbook: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        parts.push((entry.name().unwrap().into_owned(), bytes));
    }
    parts
}

/// The workbook with one of the files inside it rewritten.
#[track_caller]
pub(crate) fn rewrite(workbook: &[u8], part: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut parts = parts(workbook);
    if let Some((_, bytes)) = parts.iter_mut().find(|(name, _)| name == part) {
        *bytes = change(String::from_utf8(std::mem::take(bytes)).unwrap()).into_bytes();
    }
    let parts: Vec<_> = parts.iter().map(|(name, bytes)| (name.as_str(), &bytes[..])).collect();
    zip(&parts)
}

/// The workbook with one more file inside it.
pub(crate) fn with_part(workbook: &[u8], part: &str, bytes: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new_append(Cursor::new(workbook.to_vec())).unwrap();
    archive.start_file(part, zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(bytes).unwrap();
    archive.finish().unwrap().into_inner()
}

/// The folder of the example year, without what somebody's own runs of the program kept in it.
pub(crate) fn copy_example(to: &Path) {
    copy(&root().join("input/2024"), to);
    for kept in ["geheim/uitgaven", "geheim/getoond", "uitgebracht"] {
        _ = std::fs::remove_dir_all(to.join(kept));
    }
}

pub(crate) fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
