//! Lays out the tables as a workbook: a cover, a list of the sheets, notes, then a table on each sheet.

use rust_decimal::Decimal;

use super::rows::{self, Asked, Number, yes_or_no};
use super::texts;
use crate::facts::Facts;
use pmg_core::cycle::Settings;
use pmg_core::dutch;
use pmg_core::spreadsheet::{Book, Column, Content, Sheet, Table};

/// The columns of a sheet: what stands in the header, and how wide each is.
type Columns = &'static [(&'static str, u32)];

const CODE: (&str, u32) = ("Code gemeente", 12);
const NAME: (&str, u32) = ("Gemeente", 20);
const THEME: (&str, u32) = ("Thema", 28);
const INTERVENTION: (&str, u32) = ("Interventie", 36);
const MEASURE: (&str, u32) = ("Maat", 48);
const MEASURE_CODE: (&str, u32) = ("Code maat", 26);
const UNIT: (&str, u32) = ("Eenheid", 18);
const SHOWN: (&str, u32) = ("Getoond", 14);

const TOTALS: Columns = &[
    THEME,
    INTERVENTION,
    MEASURE,
    MEASURE_CODE,
    UNIT,
    ("Soort", 12),
    ("Totaal", 14),
    SHOWN,
    ("Gemeenten met een getal", 12),
    ("Gemeenten gevraagd", 12),
    ("Onbekend", 11),
    ("Niet van toepassing", 12),
    ("Ontbreekt", 11),
    ("Met een eigen peildatum", 12),
    ("Opmerking", 40),
];
const GIVEN: Columns = &[
    CODE,
    NAME,
    THEME,
    INTERVENTION,
    MEASURE,
    MEASURE_CODE,
    UNIT,
    ("Waarde", 14),
    SHOWN,
    ("Peildatum", 12),
    ("Telt mee", 9),
];
const STATUSES: Columns = &[CODE, NAME, THEME, INTERVENTION, ("Status", 22)];
const CHOICES: Columns =
    &[("Code vraag", 28), ("Vraag", 60), ("Antwoord", 48), ("Keer gekozen", 10), ("Gemeenten", 11)];
const REGISTER: Columns = &[
    CODE,
    NAME,
    ("Cohort", 16),
    ("Pijler", 8),
    ("NPLV", 8),
    ("Doet mee", 10),
    ("Rapporteert", 12),
    ("Ingeleverd", 12),
];

/// The title of the tables.
pub(super) fn title(settings: &Settings) -> String {
    format!("{}: cijfers", settings.report_title())
}

/// The workbook of a year.
pub(super) fn book(facts: &Facts) -> Book {
    let settings = &facts.cycle.settings;
    let mut tables = vec![notes(settings)];
    // A table without rows would be none.
    let filled = |sheet: &Sheet| sheet.table.as_ref().is_some_and(|table| !table.rows.is_empty());
    tables.extend(numbers(facts).into_iter().filter(filled));
    let mut sheets = vec![cover(settings), contents(&tables)];
    sheets.append(&mut tables);
    Book {
        title: title(settings),
        publisher: settings.organisation.clone(),
        made: settings.publication,
        sheets,
    }
}

fn cover(settings: &Settings) -> Sheet {
    let Settings { subtitle, organisation, publication, reference_date, contact, .. } = settings;
    let notice = settings.notice.as_ref().map(|notice| format!("Let op: {notice}"));
    let lines = [
        subtitle.clone(),
        format!("Uitgever: {organisation}"),
        format!("Verschenen: {}", dutch::month_and_year(*publication)),
        format!("Peildatum: {}", dutch::date(*reference_date)),
        texts::ABOUT.to_owned(),
        texts::HIDDEN.to_owned(),
        texts::NO_SUM.to_owned(),
        format!("Vragen over deze cijfers: {contact}"),
    ];
    Sheet {
        name: "Voorblad".to_owned(),
        title: title(settings),
        lines: notice.into_iter().chain(lines).collect(),
        table: None,
    }
}

fn contents(sheets: &[Sheet]) -> Sheet {
    let row = |sheet: &Sheet| vec![Content::Link(sheet.name.clone()), text(&sheet.title)];
    sheet(
        ("Inhoud", "Inhoud"),
        "Elk blad heeft een tabel. De naam van een blad is een link ernaartoe.",
        &[("Blad", 20), ("Wat er staat", 70)],
        sheets.iter().map(row).collect(),
    )
}

fn notes(settings: &Settings) -> Sheet {
    let row = |(about, said): (&str, String)| vec![text(about), Content::Text(said)];
    sheet(
        ("Toelichting", "Toelichting bij de tabellen"),
        "Hoe de getallen gelezen moeten worden.",
        &[("Onderwerp", 26), ("Toelichting", 90)],
        texts::notes(settings).into_iter().map(row).collect(),
    )
}

/// The sheets with what municipalities gave.
fn numbers(facts: &Facts) -> [Sheet; 5] {
    [totals(facts), given(facts), statuses(facts), choices(facts), register(facts)]
}

fn totals(facts: &Facts) -> Sheet {
    let rows = rows::totals(facts).into_iter().map(|each| {
        let [theme, intervention, question, code, unit] = asked(&each.asked);
        let [value, shown] = number(each.number);
        vec![
            theme,
            intervention,
            question,
            code,
            unit,
            Content::Text(each.asked.kind()),
            value,
            shown,
            count(each.given),
            count(each.concerned),
            count(each.unknown),
            count(each.not_applicable),
            count(each.missing),
            count(each.own_dates),
            text(each.note),
        ]
    });
    sheet(
        ("Totalen", "Totaal van elke maat"),
        "Een rij per maat. Een leeg totaal wordt niet getoond of is er niet: dat staat in de kolom Getoond.",
        TOTALS,
        rows.collect(),
    )
}

fn given(facts: &Facts) -> Sheet {
    let rows = rows::given(facts).into_iter().map(|each| {
        let [theme, intervention, question, code, unit] = asked(&each.asked);
        let [value, shown] = number(each.number);
        vec![
            text(each.code.as_str()),
            text(each.name),
            theme,
            intervention,
            question,
            code,
            unit,
            value,
            shown,
            Content::Date(each.reference_date),
            text(yes_or_no(each.is_counted)),
        ]
    });
    sheet(
        ("Per gemeente", "Getal van elke gemeente"),
        "Een rij per getal dat een gemeente gaf. Een lege waarde wordt niet getoond: waarom, staat in de kolom Getoond.",
        GIVEN,
        rows.collect(),
    )
}

fn statuses(facts: &Facts) -> Sheet {
    let rows = rows::statuses(facts).into_iter().map(|each| {
        vec![
            text(each.code.as_str()),
            text(each.name),
            text(&each.theme.name),
            text(&each.intervention.name),
            text(each.status),
        ]
    });
    sheet(
        ("Statussen", "Status van elke interventie per gemeente"),
        "Een rij per gemeente en interventie. Heeft een gemeente geen rij bij een interventie, dan gaf zij geen status op.",
        STATUSES,
        rows.collect(),
    )
}

fn choices(facts: &Facts) -> Sheet {
    let rows = rows::choices(facts).into_iter().map(|each| {
        vec![
            text(each.code),
            text(each.question),
            text(each.answer),
            count(each.times),
            count(each.municipalities),
        ]
    });
    sheet(
        ("Keuzes", "Hoe vaak elk antwoord is gekozen"),
        "Een rij per antwoord op een vraag met keuzes. Een gemeente kan een antwoord vaker kiezen, voor elk onderwerp een keer.",
        CHOICES,
        rows.collect(),
    )
}

fn register(facts: &Facts) -> Sheet {
    let rows = rows::register(facts).into_iter().map(|(each, returned)| {
        vec![
            text(each.code.as_str()),
            text(&each.name),
            text(&each.cohort),
            text(&each.pillar),
            text(yes_or_no(each.nplv)),
            text(yes_or_no(each.participates)),
            text(yes_or_no(each.reports)),
            text(returned),
        ]
    });
    sheet(
        ("Gemeenten", "Gemeenten in het programma"),
        "Een rij per gemeente. Ingeleverd zegt of er een bruikbare vragenlijst kwam; n.v.t. als de gemeente niet hoeft te rapporteren.",
        REGISTER,
        rows.collect(),
    )
}

/// A sheet with a table, by its name and title.
fn sheet(
    (name, title): (&str, &str),
    line: &str,
    columns: &[(&str, u32)],
    rows: Vec<Vec<Content>>,
) -> Sheet {
    let column =
        |(title, width): &(&str, u32)| Column { title: (*title).to_owned(), width: *width };
    let table =
        Table { name: name.replace(' ', "_"), columns: columns.iter().map(column).collect(), rows };
    Sheet {
        name: name.to_owned(),
        title: title.to_owned(),
        lines: vec![line.to_owned()],
        table: Some(table),
    }
}

fn asked(asked: &Asked<'_>) -> [Content; 5] {
    let measure = &asked.figure.measure;
    [
        text(&asked.theme.name),
        text(&asked.intervention.name),
        text(&measure.question),
        text(&measure.code),
        text(&measure.unit.plural),
    ]
}

fn number(number: Number) -> [Content; 2] {
    [number.value.map_or(Content::Nothing, Content::Number), text(number.shown)]
}

fn count(count: usize) -> Content {
    Content::Number(Decimal::from(count))
}

fn text(text: &str) -> Content {
    Content::Text(text.to_owned())
}
