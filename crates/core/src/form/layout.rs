//! Lays out the workbook: which sheets there are, what stands where, and what may be typed.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::answers::Status;
use crate::cycle::{OpenKind, UnitKind};
use crate::dutch;
use crate::place::Cell;
use crate::questionnaire::{Block, Intervention, Measure, OpenQuestion, OpenSheet, Theme};

use super::control;
use super::draft::{
    ANSWER, Asked, CODE, CODE_TITLE, CODE_WIDTH, DATE, Draft, HEADER, LAST_YEAR, LISTS,
    OPEN_ANSWER, OPEN_CODE, QUESTION, REMARK, UNIT,
};
use super::formula::cell;
use super::model::{Book, Column, Content, Entry, Format, Paper, Rule, Sheet, Style};
use super::overview::{CONTROL, REGISTER};
use super::source::{Filled, Form};
use super::texts::{self, HIGHLIGHTED};

/// Lays out the workbook of a form.
pub(super) fn book(form: &Form<'_>) -> Book {
    let settings = form.settings;
    let title =
        format!("Vragenlijst Preventie met Gezag {} – {}", settings.year, form.municipality.name);
    let mut draft = Draft {
        form,
        book: Book {
            heading: title.clone(),
            title,
            made: settings.reference_date,
            sheets: Vec::new(),
        },
        places: BTreeMap::new(),
        with_status: Vec::new(),
        lists: Vec::new(),
    };
    draft.fill();
    draft.book
}

impl<'a> Draft<'a> {
    /// Makes the sheets. Each formula is worked out when it is put in, so what it looks at comes first.
    fn fill(&mut self) {
        let form = self.form;
        let asked = |audience| form.municipality.is_asked(audience);
        let themes: Vec<&Theme> =
            form.questionnaire.themes.iter().filter(|theme| asked(theme.audience)).collect();
        let sheets: Vec<&OpenSheet> =
            form.questionnaire.sheets.iter().filter(|sheet| asked(sheet.audience)).collect();
        for theme in &themes {
            self.theme(theme);
        }
        self.statuses();
        for sheet in &sheets {
            if asks_each_intervention(sheet) {
                self.table(sheet);
            } else {
                self.open_sheet(sheet);
            }
        }
        self.choices();
        let points = self.register(&themes, &sheets);
        self.control(&points);
        let is_signed = sheets.iter().any(|sheet| sheet.code == "akkoord");
        self.start(is_signed);
        let order = |sheet: &Sheet| match sheet.name.as_str() {
            "Start" => 0,
            "Gemeente" => 1,
            CONTROL => 3,
            LISTS => 4,
            REGISTER => 5,
            "Stempel" => 6,
            _ => 2,
        };
        self.book.sheets.sort_by_key(order);
    }

    fn theme(&mut self, theme: &'a Theme) {
        let name = &theme.sheet;
        let previous = self.form.previous;
        let last_year = previous.map_or("Vorig jaar".to_owned(), |previous| {
            format!("Vorig jaar\n{}", dutch::date(previous.reference_date))
        });
        let columns = [
            ("Vraag", 64),
            (last_year.as_str(), 14),
            ("Antwoord", 14),
            ("Eenheid", 16),
            ("Peildatum", 11),
            ("Toelichting", 42),
            (CODE_TITLE, CODE_WIDTH),
        ];
        let has_status = theme.interventions.iter().any(|each| each.has_status);
        let note = texts::theme(self.form, has_status).join("\n");
        self.head(name, &theme.name, &note, &columns);
        let sheet = self.sheet(name);
        sheet.answers = Some(ANSWER);
        sheet.columns[LAST_YEAR as usize].is_hidden = previous.is_none();
        let mut row = HEADER + 1;
        for intervention in &theme.interventions {
            self.sheet(name).starts.insert(row);
            if intervention.has_status {
                self.with_status.push(intervention);
                self.status_row(name, row, intervention);
                row += 1;
            }
            for measure in &intervention.measures {
                self.measure_row(name, row, intervention, measure);
                row += 1;
            }
        }
    }

    fn status_row(&mut self, name: &str, row: u32, intervention: &Intervention) {
        let question = format!("{}: wat is de status?", intervention.name);
        let content = Content::Question(question, intervention.description.clone());
        let label = format!("{}: status", intervention.name);
        let words = Status::ALL.map(|status| status.word().to_owned());
        let [prompt, refusal] = texts::status(self.form);
        let entry = Entry {
            rule: Rule::OneOf(self.list(&words)),
            title: "Status".to_owned(),
            prompt,
            refusal,
        };
        let answer = (Style::Answer(Format::Choice), entry);
        self.row(name, row, &intervention.status_code(), label, (content, "status"), answer);
        self.sheet(name).style(row, QUESTION, Style::Topic);
        self.sheet(name).fit(row);
    }

    fn measure_row(&mut self, name: &str, row: u32, of: &Intervention, measure: &Measure) {
        let content = Content::Question(measure.question.clone(), measure.definition.clone());
        let label = format!("{}: {}", of.name, measure.question);
        let format = match measure.unit.kind {
            UnitKind::Geld => Format::Money,
            UnitKind::Fte => Format::Fraction,
            _ => Format::Whole,
        };
        let at = cell(name, Cell { row, column: ANSWER });
        let [prompt, refusal] = texts::measure(measure);
        let entry = Entry {
            rule: Rule::Holds(control::fits(measure, &at)),
            title: measure.unit.plural.clone(),
            prompt,
            refusal,
        };
        let answer = (Style::Answer(format), entry);
        self.row(name, row, &measure.code, label, (content, &measure.unit.plural), answer);
    }

    fn row(
        &mut self,
        name: &str,
        row: u32,
        code: &str,
        label: String,
        (question, unit): (Content, &str),
        (style, entry): (Style, Entry),
    ) {
        let form = self.form;
        let filled = form.filled.get(code).cloned().unwrap_or_default();
        let before = form.previous.and_then(|previous| previous.answers.get(code));
        let date = cell(name, Cell { row, column: DATE });
        let remark = cell(name, Cell { row, column: REMARK });
        let [date_prompt, date_refusal] = texts::reference_date(form);
        let sheet = self.sheet(name);
        sheet.last = row;
        sheet.say(row, CODE, code, Style::Code);
        sheet.put(row, QUESTION, question, Style::Text);
        sheet.say(row, LAST_YEAR, before.map_or("", String::as_str), Style::Text);
        sheet.say(row, UNIT, unit, Style::Text);
        sheet.put(row, ANSWER, counted(&filled), style);
        sheet.entries.insert(Cell { row, column: ANSWER }, entry);
        let day = filled.reference_date.map_or(Content::Text(filled.no_date), Content::Date);
        sheet.put(row, DATE, day, Style::Answer(Format::Date));
        let entry = Entry {
            rule: Rule::Holds(control::fits_date(&date, form.settings.reference_date)),
            title: "Peildatum".to_owned(),
            prompt: date_prompt,
            refusal: date_refusal,
        };
        sheet.entries.insert(Cell { row, column: DATE }, entry);
        sheet.say(row, REMARK, &filled.remark, Style::Answer(Format::Typed));
        let [prompt, refusal] = texts::REMARK.map(str::to_owned);
        let rule = Rule::Holds(control::fits_text(&remark));
        let entry = Entry { rule, title: "Toelichting".to_owned(), prompt, refusal };
        sheet.entries.insert(Cell { row, column: REMARK }, entry);
        sheet.fit(row);
        let at = Cell { row, column: ANSWER };
        let before = Some(before.cloned().unwrap_or_default());
        let (sheet, beside) = (name.to_owned(), Some(CODE + 1));
        let asked = Asked { sheet, cell: at, has_remark: true, before, label, beside };
        self.places.insert(code.to_owned(), asked);
    }

    /// Writes the hidden list of interventions with their statuses.
    fn statuses(&mut self) {
        let sheet = self.sheet(LISTS);
        sheet.is_hidden = true;
        for (column, title) in (0..).zip(["Interventie", "Naam", "Status"]) {
            sheet.say(0, column, title, Style::Header);
        }
        let choices = self.form.questionnaire.choices().into_iter();
        let choices: BTreeMap<&str, String> =
            choices.map(|(each, choice)| (each.code.as_str(), choice)).collect();
        for (row, intervention) in (1..).zip(self.with_status.clone()) {
            let choice = &choices[intervention.code.as_str()];
            let sheet = self.sheet(LISTS);
            sheet.say(row, 0, &intervention.code, Style::Outcome);
            sheet.say(row, 1, choice, Style::Outcome);
            if let Some(asked) = self.places.get(&intervention.status_code()) {
                let status = control::plain_status(asked.answer());
                self.formula(LISTS, (row, 2), status, Style::Outcome);
            }
        }
    }

    /// Writes the hidden lists of what can be chosen.
    fn choices(&mut self) {
        for (column, words) in (4..).zip(self.lists.clone()) {
            let sheet = self.sheet(LISTS);
            sheet.say(0, column, "Keuzes", Style::Header);
            for (row, word) in (1..).zip(words) {
                sheet.say(row, column, &word, Style::Outcome);
            }
        }
    }

    fn open_sheet(&mut self, asked: &OpenSheet) {
        let name = &asked.name;
        let columns = [("Vraag", 60), ("Antwoord", 82), (CODE_TITLE, CODE_WIDTH)];
        let repeats = asked.blocks.iter().any(|block| !block.title.is_empty());
        let more = if repeats { texts::FIRST_PART } else { "" };
        self.head(name, name, format!("{} {more}", asked.explanation).trim(), &columns);
        self.sheet(name).is_hidden = asked.code == "stempel";
        let mut row = HEADER + 1;
        for (index, block) in asked.blocks.iter().enumerate() {
            self.sheet(name).starts.insert(row);
            if !block.title.is_empty() {
                self.part(name, row, block);
                row += 1;
            }
            for question in &block.questions {
                self.open_row(name, row, block, question, index == 0);
                row += 1;
            }
        }
    }

    /// Writes the row that opens a block.
    fn part(&mut self, name: &str, row: u32, block: &Block) {
        let sheet = self.sheet(name);
        sheet.say(row, QUESTION, &block.title, Style::Part);
        sheet.style(row, OPEN_ANSWER, Style::Part);
        sheet.fit(row);
    }

    fn open_row(
        &mut self,
        name: &str,
        row: u32,
        block: &Block,
        question: &OpenQuestion,
        is_first: bool,
    ) {
        let explained = if is_first { explained(question) } else { String::new() };
        let at = Cell { row, column: OPEN_ANSWER };
        self.open_answer(name, at, block, question, Some(OPEN_CODE + 1));
        let sheet = self.sheet(name);
        sheet.last = row;
        sheet.answers = (!is_known(&question.code)).then_some(OPEN_ANSWER);
        sheet.say(row, OPEN_CODE, &question.code, Style::Code);
        let asked = Content::Question(question.question.clone(), explained);
        sheet.put(row, QUESTION, asked, Style::Text);
        sheet.fit(row);
        sheet.lines(row, question.lines.into());
    }

    /// Puts the answer to a question in its cell, with what may be typed there.
    fn open_answer(
        &mut self,
        name: &str,
        at: Cell,
        block: &Block,
        question: &OpenQuestion,
        beside: Option<u32>,
    ) {
        let code = &question.code;
        let given = self.given(code);
        let style = match question.kind {
            _ if is_known(code) => Style::Text,
            OpenKind::Tekst if code == HIGHLIGHTED => Style::Answer(Format::Choice),
            OpenKind::Tekst | OpenKind::Keuzes => Style::Answer(Format::Typed),
            OpenKind::Keuze => Style::Answer(Format::Choice),
            OpenKind::Datum => Style::Answer(Format::Date),
        };
        let content = match (question.kind, dutch::parse_date(&given)) {
            (OpenKind::Datum, Some(date)) => Content::Date(date),
            _ => Content::Text(given),
        };
        let entry = (!is_known(code)).then(|| self.open_entry(name, at, question));
        let sheet = self.sheet(name);
        sheet.put(at.row, at.column, content, style);
        sheet.entries.extend(entry.map(|entry| (at, entry)));
        let of = if block.title.is_empty() { "" } else { &block.title };
        let colon = if of.is_empty() { "" } else { ": " };
        let label = format!("{of}{colon}{}", question.question);
        let sheet = name.to_owned();
        let asked = Asked { sheet, cell: at, has_remark: false, before: None, label, beside };
        self.places.insert(code.clone(), asked);
    }

    /// Lays out a sheet that asks the same of each intervention: a row an intervention, a column a question.
    fn table(&mut self, asked: &OpenSheet) {
        let Some(Block { code: of_first, questions, .. }) = asked.blocks.first() else { return };
        let name = &asked.name;
        let mut columns = vec![("Interventie", 34), ("Status", 22)];
        columns.extend(questions.iter().map(|it| (it.question.as_str(), wide(it.kind))));
        let code = u32::try_from(columns.len()).expect("a sheet has few columns");
        columns.push(("", CODE_WIDTH));
        self.head(name, name, &asked.explanation, &columns);
        let (explanations, codes) = (HEADER + 1, HEADER + 2);
        let sheet = self.sheet(name);
        sheet.say(explanations, QUESTION, "Uitleg", Style::Label);
        sheet.style(explanations, 1, Style::Text);
        for (column, question) in (2..).zip(questions) {
            sheet.say(explanations, column, &explained(question), Style::Text);
            // With the code of its row it is that of the question.
            let part = question.code.strip_prefix(of_first).unwrap_or(&question.code);
            sheet.say(codes, column, part, Style::Code);
        }
        sheet.say(codes, code, CODE_TITLE, Style::Code);
        sheet.fit(explanations);
        for (row, block) in (codes + 1..).zip(&asked.blocks) {
            self.table_row(name, row, block, code);
        }
    }

    fn table_row(&mut self, name: &str, row: u32, block: &Block, code: u32) {
        for (column, question) in (2..).zip(&block.questions) {
            let beside = (column + 1 == code).then_some(code + 1);
            self.open_answer(name, Cell { row, column }, block, question, beside);
        }
        let lines = block.questions.iter().map(|question| u32::from(question.lines)).max();
        let sheet = self.sheet(name);
        sheet.last = row;
        sheet.say(row, QUESTION, &block.title, Style::Label);
        sheet.say(row, code, &block.code, Style::Code);
        sheet.style(row, 1, Style::Text);
        sheet.fit(row);
        sheet.lines(row, lines.unwrap_or(1));
        let status = block.intervention.as_ref().and_then(|code| self.status(code));
        if let Some(status) = status {
            self.formula(name, (row, 1), control::whether(&status), Style::Text);
        }
    }

    /// What is filled in behind a code, as a text.
    fn given(&self, code: &str) -> String {
        let Form { questionnaire, settings, municipality, filled, .. } = self.form;
        let answer = || filled.get(code).map(|filled| filled.answer.clone()).unwrap_or_default();
        match code {
            "gemeente.code" => municipality.code.to_string(),
            "gemeente.naam" => municipality.name.clone(),
            "stempel.vragenlijst" => settings.questionnaire.clone(),
            "stempel.jaar" => settings.year.to_string(),
            // Who answered with a code, as in earlier years, finds the name in the new form.
            HIGHLIGHTED => match questionnaire.interventions_called(&answer())[..] {
                [one] => questionnaire.choice_of(one),
                _ => answer(),
            },
            _ => answer(),
        }
    }

    fn open_entry(&mut self, name: &str, at: Cell, question: &OpenQuestion) -> Entry {
        let at = cell(name, at);
        let [prompt, refusal] = texts::open(question);
        let rule = match (question.kind, question.code.as_str()) {
            (_, HIGHLIGHTED) => {
                self.interventions().map_or(Rule::Anything, |all| Rule::OneOf(all.choices))
            }
            (_, "praktijkverhaal.toestemming") => {
                Rule::OneOf(self.list(&["ja".to_owned(), "nee".to_owned()]))
            }
            (OpenKind::Tekst, _) => Rule::Holds(control::fits_text(&at)),
            (OpenKind::Keuze, _) => Rule::OneOf(self.list(&question.choices)),
            (OpenKind::Keuzes, _) => Rule::Anything,
            (OpenKind::Datum, _) => Rule::Holds(control::fits_day(&at)),
        };
        let title = match question.kind {
            _ if matches!(rule, Rule::OneOf(_)) => "Kies uit de lijst",
            OpenKind::Tekst => "Uw antwoord",
            OpenKind::Keuze | OpenKind::Keuzes => "Kies een of meer",
            OpenKind::Datum => "Datum",
        };
        Entry { rule, title: title.to_owned(), prompt, refusal }
    }

    fn start(&mut self, is_signed: bool) {
        let title = self.book.title.clone();
        let total = cell(CONTROL, Cell { row: 1, column: 0 });
        let sheet = self.sheet("Start");
        sheet.columns = [28, 92].map(|width| Column { width, is_hidden: false }).to_vec();
        sheet.paper = Paper::OnePage;
        sheet.say(0, 0, &title, Style::Title);
        sheet.heights.insert(0, 27);
        sheet.say(1, 0, "Hoe ver bent u?", Style::Label);
        let mut row = 3;
        for (number, part) in (1..).zip(texts::start(self.form, is_signed)) {
            let sheet = self.sheet("Start");
            sheet.say(row, 0, &format!("Deel {number}"), Style::Part);
            sheet.say(row, 1, part.title, Style::Part);
            sheet.lines(row, 1);
            for (at, (heading, text)) in (row + 1..).zip(part.paragraphs) {
                sheet.say(at, 0, &heading, Style::Label);
                sheet.say(at, 1, &text, Style::Text);
                sheet.fit(at);
                row = at;
            }
            row += 2;
        }
        self.formula("Start", (1, 1), total, Style::Text);
        self.sheet("Start").fit(1);
    }
}

/// Whether a sheet asks the same of each intervention, so that it is a table.
fn asks_each_intervention(sheet: &OpenSheet) -> bool {
    sheet.blocks.iter().all(|block| block.intervention.is_some())
}

/// Whether the form itself answers a question.
fn is_known(code: &str) -> bool {
    code.starts_with("gemeente.") || code.starts_with("stempel.")
}

/// What belongs in the answer to a question, and what can be chosen.
fn explained(question: &OpenQuestion) -> String {
    let parts = [Some(question.definition.clone()), texts::choices(question)];
    let parts = parts.into_iter().flatten().filter(|text| !text.is_empty());
    parts.collect::<Vec<_>>().join("\n")
}

/// How many digits fit in a column of answers of this kind.
fn wide(kind: OpenKind) -> u32 {
    match kind {
        OpenKind::Tekst => 42,
        OpenKind::Keuzes => 30,
        OpenKind::Keuze => 24,
        OpenKind::Datum => 20,
    }
}

/// An answer to a question that asks for a number or a status.
fn counted(filled: &Filled) -> Content {
    let number = filled.answer.parse::<Decimal>().ok().filter(|_| !filled.as_text);
    number.map_or_else(|| Content::Text(filled.answer.clone()), Content::Number)
}
