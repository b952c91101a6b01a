//! Predicts the tables for everybody: their headers, their rows and their order, each cell as text.

use std::collections::BTreeMap;

use pmg_core::cycle::Cycle;
use pmg_core::municipality::MunicipalityCode;
use pmg_core::suppression::{Shown, Suppression};

use super::words;
use crate::count::{Count, Exact, Given, Measured, Registered};
use crate::error::RecountError;

/// A row of cells; empty where nothing stands in one.
pub(crate) type Row = Vec<String>;

/// The tables, each with its header as the first row.
pub(crate) struct Tables {
    /// Those of the workbook: the name of the sheet, and its rows. A table of nothing has no sheet.
    pub(crate) sheets: Vec<(&'static str, Vec<Row>)>,
    /// The long table.
    pub(crate) long: Vec<Row>,
}

const TOTALS: [&str; 15] = [
    "Thema",
    "Interventie",
    "Maat",
    "Code maat",
    "Eenheid",
    "Soort",
    "Totaal",
    "Getoond",
    "Gemeenten met een getal",
    "Gemeenten gevraagd",
    "Onbekend",
    "Niet van toepassing",
    "Ontbreekt",
    "Met een eigen peildatum",
    "Opmerking",
];
const GIVEN: [&str; 11] = [
    "Code gemeente",
    "Gemeente",
    "Thema",
    "Interventie",
    "Maat",
    "Code maat",
    "Eenheid",
    "Waarde",
    "Getoond",
    "Peildatum",
    "Telt mee",
];
const STATUSES: [&str; 5] = ["Code gemeente", "Gemeente", "Thema", "Interventie", "Status"];
const CHOICES: [&str; 5] = ["Code vraag", "Vraag", "Antwoord", "Keer gekozen", "Gemeenten"];
const REGISTER: [&str; 8] = [
    "Code gemeente",
    "Gemeente",
    "Cohort",
    "Pijler",
    "NPLV",
    "Doet mee",
    "Rapporteert",
    "Ingeleverd",
];
const LONG: [&str; 21] = [
    "niveau",
    "gemeente_code",
    "gemeente",
    "thema",
    "interventie_code",
    "interventie",
    "maat_code",
    "maat",
    "eenheid",
    "soort",
    "waarde",
    "getoond",
    "peildatum",
    "telt_mee",
    "met_getal",
    "gevraagd",
    "onbekend",
    "niet_van_toepassing",
    "ontbreekt",
    "eigen_peildatum",
    "opmerking",
];
/// Counts and a note that only a total has.
const OF_A_TOTAL: usize = 7;

/// The tables as the long table of all answers gives them, with what everybody may read.
pub(crate) fn tables(
    count: &Count,
    cycle: &Cycle,
    suppression: &dyn Suppression,
) -> Result<Tables, RecountError> {
    let measured = count.measures()?.into_iter().map(|each| (each.measure.clone(), each));
    let mut given: BTreeMap<String, Vec<Given>> = BTreeMap::new();
    for each in count.given()? {
        given.entry(each.measure.clone()).or_default().push(each);
    }
    let mut writer = Writer::new(cycle, suppression);
    let measured: BTreeMap<String, Measured> = measured.collect();
    for asked in count.measures_asked()? {
        let numbers = given.remove(&asked[3]).unwrap_or_default();
        writer.total(&asked, &measured[&asked[3]], &numbers);
        for each in &numbers {
            writer.given(&asked, each);
        }
    }
    let Writer { totals, given, long_totals, long_given, .. } = writer;
    let sheets = [
        ("Totalen", with_header(&TOTALS, totals)),
        ("Per gemeente", with_header(&GIVEN, given)),
        ("Statussen", with_header(&STATUSES, statuses(count)?)),
        ("Keuzes", with_header(&CHOICES, choices(count)?)),
        ("Gemeenten", with_header(&REGISTER, register(count)?)),
    ];
    let long = with_header(&LONG, long_totals.into_iter().chain(long_given).collect());
    Ok(Tables { sheets: sheets.into_iter().filter(|(_, rows)| rows.len() > 1).collect(), long })
}

fn with_header(header: &[&str], rows: Vec<Row>) -> Vec<Row> {
    std::iter::once(header.iter().map(|name| (*name).to_owned()).collect()).chain(rows).collect()
}

/// The rows so far.
struct Writer<'a> {
    cycle: &'a Cycle,
    suppression: &'a dyn Suppression,
    totals: Vec<Row>,
    given: Vec<Row>,
    long_totals: Vec<Row>,
    long_given: Vec<Row>,
}

impl<'a> Writer<'a> {
    fn new(cycle: &'a Cycle, suppression: &'a dyn Suppression) -> Self {
        let none = Vec::new;
        Self {
            cycle,
            suppression,
            totals: none(),
            given: none(),
            long_totals: none(),
            long_given: none(),
        }
    }

    fn total(&mut self, asked: &[String; 7], measured: &Measured, numbers: &[Given]) {
        let shown = self.suppression.sum(&measured.measure);
        let [value, said] = match measured.sum {
            Some(sum) => public(sum, shown),
            None => [String::new(), "geen getal".to_owned()],
        };
        let own = |each: &&Given| {
            let date = each.reference_date;
            each.counted && date.is_some_and(|date| date != self.cycle.settings.reference_date)
        };
        let Measured { municipalities, unknown, not_applicable, missing, .. } = measured;
        let counts = [
            *municipalities,
            municipalities + unknown + missing,
            *unknown,
            *not_applicable,
            *missing,
            numbers.iter().filter(own).count(),
        ];
        let note = match (measured.sum, shown) {
            (None, _) => "Geen gemeente gaf een getal dat meetelt.",
            (Some(_), Shown::Published) => "",
            _ => "Niet getoond: anders is een klein aantal van een gemeente uit te rekenen.",
        };
        let last = counts.iter().map(ToString::to_string).chain([note.to_owned()]);
        let [theme, _, name, code, question, unit, kind] = asked.clone();
        let mut row = vec![theme, name, question, code, unit, kind, value.clone(), said.clone()];
        row.extend(last.clone());
        self.totals.push(row);
        let mut long = vec!["totaal".to_owned(), String::new(), String::new()];
        long.extend(asked.clone());
        let date = self.cycle.settings.reference_date.to_string();
        long.extend([value, said, date, String::new()].into_iter().chain(last));
        self.long_totals.push(long);
    }

    fn given(&mut self, asked: &[String; 7], each: &Given) {
        // A number of nobody is never shown.
        let who = MunicipalityCode::parse(&each.municipality);
        let shown =
            who.map_or(Shown::SecondarySuppressed, |who| self.suppression.of(&each.measure, &who));
        let [value, said] = public(each.value, shown);
        let date = each.reference_date.unwrap_or(self.cycle.settings.reference_date).to_string();
        let counted = yes_or_no(each.counted);
        let (who, called) = (each.municipality.clone(), each.name.clone());
        let [theme, _, name, code, question, unit, _] = asked.clone();
        let tail = [value, said, date, counted];
        let row = [who.clone(), called.clone(), theme, name, question, code, unit];
        self.given.push(row.into_iter().chain(tail.clone()).collect());
        let mut long = vec!["gemeente".to_owned(), who, called];
        long.extend(asked.clone().into_iter().chain(tail));
        long.resize(long.len() + OF_A_TOTAL, String::new());
        self.long_given.push(long);
    }
}

/// A number as everybody may read it, and whether it is shown.
fn public(value: Exact, shown: Shown) -> [String; 2] {
    let (value, said) = match shown {
        Shown::Published => (words::plain(value), "getoond"),
        Shown::PrimarySuppressed => (String::new(), "klein"),
        Shown::SecondarySuppressed => (String::new(), "niet getoond"),
    };
    [value, said.to_owned()]
}

fn yes_or_no(is_so: bool) -> String {
    if is_so { "ja" } else { "nee" }.to_owned()
}

fn statuses(count: &Count) -> Result<Vec<Row>, RecountError> {
    Ok(count.standings()?.into_iter().map(Vec::from).collect())
}

fn choices(count: &Count) -> Result<Vec<Row>, RecountError> {
    let mut all = count.choices()?;
    all.sort();
    let row = |[figure, choice]: [String; 2]| {
        let question = count.wording_of_choice(&figure)?.unwrap_or_default();
        let [municipalities, times] = count.times_chosen(&figure, &choice)?;
        Ok(vec![figure, question, choice, times.to_string(), municipalities.to_string()])
    };
    all.into_iter().map(row).collect()
}

fn register(count: &Count) -> Result<Vec<Row>, RecountError> {
    let row = |(said, [nplv, participates, reports, returned]): Registered| {
        let handed_in = if reports { yes_or_no(returned) } else { "n.v.t.".to_owned() };
        let flags = [nplv, participates, reports].map(yes_or_no);
        said.into_iter().chain(flags).chain([handed_in]).collect()
    };
    Ok(count.register()?.into_iter().map(row).collect())
}
